/*
 * verdict: what follows from the models' probabilities. A document in which
 * nothing is surely boilerplate is taken to be clean already and left alone;
 * if next to nothing would be left, all prose stays: a wrong verdict must not
 * lose an article. Headings, lists and prose go with what is beside them.
 */
#include <string.h>

#include "clean/features.h"

/* Below these probabilities go: prose beside prose; on pages before it, */
#define BESIDE 0.04f
#define PAGE_HEAD 0.25f
/* and behind it, */
#define PAGE_TAIL 0.05f
/* headings of what stays, those that it repeats, short lines in its midst. */
#define HEADING 0.04f
#define ECHOED 0.01f
#define MIDDLE 0.08f
/* Below these means goes a block of so many lines of so few words. */
#define MENU 0.35f
#define MENU_ABOVE 0.65f
enum { ENTRIES = 6, ENTRY_MAX = 5 };
/* Words of a short sentence; of CJK, whose full stop stands nowhere else. */
enum { SAYING = 5, SAYING_CJK = 2 };
/* Shares of words in boilerplate: a clean text's at most, a page dump's. */
#define CLEAN_ALREADY 0.02f
#define DIRTY 0.15f
/* Below it goes what nothing but the models speaks against. */
#define BARE 0.05f

/*
 * Prose that is kept, from first to last; without p, all that is not sure.
 * An abstract or an editor's note may stand above the title, so what the
 * lexicon knows does not begin the body.
 */
struct stretch
verdict_body(const struct work *w, struct glance *g, const float *p,
    float threshold)
{
	struct stretch b = { w->paras, 0 };
	size_t i, first = w->paras;

	for (i = 0; i < w->paras; i++) {
		if (w->para[i].notes ||
		    (w->para[i].sure ? !stays(w->o, &w->para[i])
		                     : p != NULL && p[i] < threshold) ||
		    !glance_prose(w, g, i))
			continue;
		if (first == w->paras)
			first = i;
		if (b.from == w->paras && !w->para[i].sure)
			b.from = i;
		b.to = i + 1;
	}
	if (b.from == w->paras)
		b.from = first;
	return b;
}

/* The share of words in what is boilerplate beyond doubt. */
static float
dirt_of(const struct work *w, const struct facts *f, const float *p)
{
	unsigned doubt = 0, all = 0;
	size_t i;

	for (i = 0; i < w->paras; i++) {
		all += f[i].mass + 1;
		if (w->para[i].sure ? !stays(w->o, &w->para[i]) : p[i] < 0.1f)
			doubt += f[i].mass + 1;
	}
	return (float)doubt / (float)all;
}

/* Is any paragraph known to be boilerplate, or mostly made of links? */
static bool
has_signs(const struct work *w, const struct facts *f)
{
	size_t i;

	for (i = 0; i < w->paras; i++)
		if (w->para[i].sure ? !stays(w->o, &w->para[i])
		                    : f[i].links > 3)
			return true;
	return false;
}

/* What probability lines need to stay, and prose. */
struct threshold {
	float line, prose;
};

/*
 * None in a document that is clean already; next to none where nothing tells
 * of boilerplate but the models; prose little where little is boilerplate.
 */
static struct threshold
threshold_of(const struct work *w, const struct facts *f, const float *p)
{
	double s = w->o->strictness;
	float dirt = dirt_of(w, f, p), best[2] = { 0, 0 }; /* prose: 1 */
	struct threshold t;
	bool bare = w->from != CLEAN_HTML && !w->o->body && !has_signs(w, f);
	size_t i;

	if (dirt <= CLEAN_ALREADY)
		return (struct threshold){ 0, 0 };
	t.line = (float)(s < 0.01 ? 0.01 : s > 0.99 ? 0.99 : s);
	t.prose = t.line;
	if (bare) {
		t.line = t.line < BARE ? t.line : BARE;
		t.prose = t.line / 5;
	} else if (w->from != CLEAN_HTML && dirt < DIRTY)
		t.prose *= dirt / DIRTY;
	for (i = 0; i < w->paras; i++)
		if (!w->para[i].sure && p[i] > best[f[i].prose])
			best[f[i].prose] = p[i];
	if (best[1] >= t.prose || (bare && best[0] >= t.line))
		return t;
	/* No prose would be left: the best there is decides. */
	t.line = t.prose = (best[1] > 0 ? best[1] : best[0]) / 2;
	return t;
}

/* What a paragraph that stays is. */
static enum clean_class
body_class(const struct para *p, const struct facts *f)
{
	if (p->row)
		return CLEAN_TABLE;
	if (p->heading > 0 ||
	    (!f->ended && f->mass < 15 && !p->item && !f->prose))
		return CLEAN_HEADING;
	return p->item ? CLEAN_LIST : p->quote ? CLEAN_QUOTE : CLEAN_BODY;
}

/* What a paragraph that goes is called. */
static enum clean_class
junk_class(const struct para *p, const struct facts *f)
{
	if (f->links >= 4 || (p->html != NULL && p->html->nav))
		return CLEAN_NAV;
	if (p->html != NULL && p->html->form)
		return CLEAN_WIDGET;
	return f->mass < 8 ? CLEAN_NAV : CLEAN_WIDGET;
}

static bool
is_numbered(const struct para *q)
{
	return para_starts_fresh(q->text) && !q->item;
}

/* Does it say something? In text, which has more of them, short sentences do. */
static bool
is_saying(const struct facts *f, bool page)
{
	return page ? f->prose && f->ended
	            : f->prose ||
	        (f->stops && f->mass >= (f->cjk ? SAYING_CJK : SAYING));
}

/*
 * Keeps paragraph i if it is prose beside prose that stays: last, which
 * becomes i unless that is a widget among the prose. The blocks of a page are
 * told apart better than lines, so what goes must be surer there, and short
 * lines may stand in between.
 */
static void
keep_neighbour(struct work *w, const struct facts *f, const float *p, size_t i,
    float sure, size_t *last)
{
	struct para *q = &w->para[i];
	bool page = w->from == CLEAN_HTML;
	bool brief =
	    (page || is_numbered(q)) && f[i].mass < 15 && f[i].links < 3;

	if (!q->sure && !stays(w->o, q) && p[i] >= sure && f[i].links < 3 &&
	    is_saying(&f[i], page) && *last != NO_PARA &&
	    stays(w->o, &w->para[*last]) &&
	    (f[*last].prose || f[*last].ended || w->para[*last].sure))
		decide(q, body_class(q, &f[i]), p[i]);
	if (q->sure ? stays(w->o, q) : !brief || (f[i].ended && stays(w->o, q)))
		*last = i;
}

/* No head or tail is lost. */
static void
keep_neighbours(struct work *w, const struct facts *f, const float *p)
{
	bool page = w->from == CLEAN_HTML;
	size_t i, last = NO_PARA;

	for (i = 0; i < w->paras; i++)
		keep_neighbour(w, f, p, i, page ? PAGE_TAIL : BESIDE, &last);
	for (i = w->paras, last = NO_PARA; i-- > 0;)
		keep_neighbour(w, f, p, i, page ? PAGE_HEAD : BESIDE, &last);
}

/* Where an item of a list or a row of a table stays, the next one does. */
static void
keep_items(struct work *w, const struct facts *f, const float *p)
{
	struct para *q;
	size_t i;

	for (i = 1; i < w->paras; i++) {
		q = &w->para[i];
		if (((q->item && q[-1].item && p[i] >= MIDDLE) ||
		        (q->row && q[-1].row)) &&
		    q[-1].after <= 1 && stays(w->o, &q[-1]) && !q->sure &&
		    !stays(w->o, q) && f[i].links < 3)
			decide(q, body_class(q, &f[i]), p[i]);
	}
}

/* The body with the sentences that were kept before and behind it. */
static struct stretch
widen(const struct work *w, const struct facts *f, struct stretch b)
{
	size_t i;

	for (i = 0; i < w->paras; i++) {
		const struct para *q = &w->para[i];

		if (q->sure || !f[i].ended || !stays(w->o, q))
			continue;
		b.from = i < b.from ? i : b.from;
		b.to = i >= b.to ? i + 1 : b.to;
	}
	return b;
}

/* A line that goes, but could be a heading or an item of what stays. */
static bool
is_open_case(const struct work *w, const struct facts *f, size_t i)
{
	const struct para *q = &w->para[i];

	return !q->sure && !stays(w->o, q) && f[i].links < 3 &&
	    f[i].mass <= 20 && f[i].mass > 0 &&
	    (f[i].mass > 1 || q->heading > 0 || is_numbered(q) ||
	        title_echo(w, i, i + 1, i + 2) > 0);
}

/* Is it numbered, or the heading of the next, which stays? */
static bool
leads_on(const struct work *w, const struct facts *f, const float *p, size_t i)
{
	const struct para *q = &w->para[i];

	if (is_numbered(q))
		return true;
	if (!stays(w->o, &q[1]))
		return false;
	return para_leads_on(q->text) || (q->heading > 0 && p[i] >= HEADING) ||
	    (q->after > 0 && f[i + 1].prose && p[i] >= ECHOED &&
	        title_echo(w, i, i + 1, i + 2) >= 0.5f);
}

/*
 * Between paragraphs that stay, headings do, and short lines, unless the
 * models are sure that they do not.
 */
static void
judge_middle(struct work *w, const struct facts *f, const float *p,
    struct stretch body)
{
	size_t i, end;

	for (i = body.to; i-- > body.from + 1;)
		if (i + 1 < body.to && is_open_case(w, f, i) &&
		    leads_on(w, f, p, i))
			decide(&w->para[i], body_class(&w->para[i], &f[i]),
			    p[i]);
	for (i = body.from + 1; i + 1 < body.to; i = end + 1) {
		end = i;
		while (end + 1 < body.to && p[end] >= MIDDLE &&
		    is_open_case(w, f, end))
			end++;
		if (!stays(w->o, &w->para[i - 1]) ||
		    !stays(w->o, &w->para[end]))
			continue;
		for (; i < end; i++)
			decide(&w->para[i], body_class(&w->para[i], &f[i]),
			    p[i]);
	}
}

/* The number of "[12] Text", else 0. */
static unsigned
bracket_number(struct quire_span s)
{
	unsigned n = 0;
	size_t i;

	if (s.len < 5 || s.p[0] != '[')
		return 0;
	for (i = 1; i < 5 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (unsigned)(s.p[i] - '0');
	return s.p[i] == ']' ? n : 0;
}

/* Notes and references stand in sequence: where [1] and [2] stay, [3] does. */
static void
keep_sequence(struct work *w, const struct facts *f, const float *p)
{
	unsigned last = 0, n;
	size_t i;

	for (i = 0; i < w->paras; i++) {
		struct para *q = &w->para[i];

		n = bracket_number(q->text);
		if (n > 0 && n == last + 1 && !q->sure && !stays(w->o, q))
			decide(q, body_class(q, &f[i]), p[i]);
		last = n > 0 && stays(w->o, q) ? n : 0;
	}
}

static void
judge_all(struct work *w, const struct facts *f, const float *p,
    struct threshold t)
{
	size_t i;
	bool page = w->from == CLEAN_HTML || w->o->body, yes;

	for (i = 0; i < w->paras; i++) {
		struct para *q = &w->para[i];

		if (q->sure)
			continue;
		yes = p[i] >=
		    (f[i].prose || is_saying(&f[i], page) ? t.prose : t.line);
		decide(q, yes ? body_class(q, &f[i]) : junk_class(q, &f[i]),
		    p[i]);
	}
}

/* ---- all of them ------------------------------------------------------- */

/* Items and rows of a text that is seen for a second time. */
static void
look_again(struct work *w)
{
	size_t i;

	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		p->item = span_starts(p->text, "- ");
		p->row = memchr(p->text.p, '\t', p->text.len) != NULL;
	}
}

/* A short line of a block that could be a menu. */
static bool
is_entry(const struct work *w, const struct facts *f, size_t i)
{
	const struct para *q = &w->para[i];

	return !q->sure && q->heading == 0 && !q->row && !f[i].ended &&
	    f[i].mass <= ENTRY_MAX;
}

/*
 * What most of a block of short lines is, all of it is. One above the body is
 * more often a menu than one within.
 */
static void
judge_menus(struct work *w, const struct facts *f, float *p, size_t body)
{
	size_t i, k, end;
	bool above;
	float p1;

	for (i = 0; i < w->paras; i = end) {
		end = i + 1;
		if (!is_entry(w, f, i))
			continue;
		p1 = p[i];
		while (end < w->paras && w->para[end - 1].after == 0 &&
		    is_entry(w, f, end))
			p1 += p[end++];
		p1 /= (float)(end - i);
		above = end <= body && body < w->paras;
		if (end - i < ENTRIES || p1 >= (above ? MENU_ABOVE : MENU))
			continue;
		for (k = i; k < end; k++) {
			p[k] = p[k] < p1 ? p[k] : p1;
			w->para[k].sure = above;
			decide(&w->para[k], CLEAN_NAV, p[k]);
		}
	}
}

void
verdict_by_models(struct work *w, struct glance *g, bool settled)
{
	struct stretch body;
	struct facts *f;
	struct threshold t = { 0, 0 };
	float *p;

	if (w->again)
		look_again(w);
	f = facts_read(w, g);
	p = models_ask(w, f, g);
	if (!settled)
		t = threshold_of(w, f, p);
	body = verdict_body(w, g, p, t.prose);
	if (w->from != CLEAN_HTML)
		judge_menus(w, f, p, body.from);
	if (body.from < body.to) {
		if (!w->o->body) /* the models know of copies */
			repeats_find(w, g, body.from);
		pullquotes_find(w, g, body.from, body.to);
	}
	judge_all(w, f, p, t);
	keep_neighbours(w, f, p);
	keep_items(w, f, p);
	keep_sequence(w, f, p);
	body = widen(w, f, body);
	if (!w->o->body) {
		judge_middle(w, f, p, body);
		if (w->first && body.from < w->paras)
			title_judge(w, f, p, body.from);
	}
}
