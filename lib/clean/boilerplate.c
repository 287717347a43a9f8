/*
 * boilerplate: what each paragraph is, and whether it stays.
 *
 * Two models judge it, the second knowing what the first thought of all the
 * paragraphs around (features.c): context is what counts. What follows from
 * their probabilities stands in verdict.c. The lexicon and a few patterns
 * overrule them where they are sure. What stays is judged again, as a second
 * run would judge it, so that this changes nothing.
 */
#include <string.h>

#include "clean/features.h"

/* ---- what is sure ------------------------------------------------------ */

/* Is there prose of which the lexicon and the patterns know nothing? */
static bool
has_prose(const struct work *w, struct glance *g)
{
	size_t i;

	for (i = 0; i < w->paras; i++)
		if (!w->para[i].sure && g[i].known == CLEAN_CLASSES &&
		    glance_prose(w, g, i))
			return true;
	return false;
}

/*
 * What the lexicon and the patterns are sure of. Where captions are all the
 * prose, as under a single picture, they are the text.
 */
static void
sure_signs(struct work *w, struct glance *g)
{
	bool pictures = !has_prose(w, g);
	enum clean_class k;
	size_t i;

	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		if (p->sure)
			continue;
		k = (enum clean_class)g[i].known;
		if (k == CLEAN_CLASSES || (p->heading > 0 && k != CLEAN_BODY) ||
		    (k == CLEAN_CAPTION && pictures && glance_prose(w, g, i)))
			continue;
		decide(p, k, (1u << k & DROPPED) != 0 ? 0.05f : 0.9f);
		p->sure = true;
	}
}

/* Could paragraph i be the title of another page? */
static bool
is_related(const struct work *w, struct glance *g, size_t i)
{
	const struct para *p = &w->para[i];

	return !p->sure && p->heading == 0 && w->para[i - 1].after == 0 &&
	    glance_mass(w, g, i) < (g[i].ended ? 12 : 25) &&
	    !glance_prose(w, g, i);
}

/* Titles of other pages: short lines of one block under "Related stories". */
static void
related_titles(struct work *w, struct glance *g)
{
	size_t i, k, end;

	for (i = 0; i < w->paras; i = end) {
		end = i + 1;
		if (!w->para[i].sure || g[i].lexicon != CLEAN_READMORE ||
		    w->para[i].after > 0)
			continue;
		while (end < w->paras && is_related(w, g, end))
			end++;
		/* before prose of the same block the last may be a heading */
		if (end < w->paras && w->para[end - 1].after == 0 &&
		    !w->para[end].sure)
			continue;
		for (k = i + 1; k < end; k++) {
			decide(&w->para[k], CLEAN_READMORE, 0.05f);
			w->para[k].sure = true;
		}
	}
}

enum { CERTAIN = 25 };

/* More words than paragraph i can have: each takes two bytes or more. */
static unsigned
most_words(const struct work *w, const struct glance *g, size_t i)
{
	return g[i].exact ? g[i].mass : (unsigned)w->para[i].text.len / 2 + 1;
}

/*
 * Paragraphs of many words that end a sentence are taken for text. Where the
 * others are next to nothing, no model needs to be asked: nothing that they
 * could say of so little would make the document one with boilerplate.
 */
static bool
is_certain(const struct work *w, const struct glance *g, size_t i)
{
	const struct para *p = &w->para[i];

	return p->sure
	    ? stays(w->o, p)
	    : g[i].ended && p->link_bytes == 0 && g[i].mass >= CERTAIN;
}

static bool
is_settled(const struct work *w, struct glance *g)
{
	uint64_t doubt, all;
	size_t i;
	int round;

	/* First with a bound on the words of the others, then counted. */
	for (round = 0; round < 2 && w->from != CLEAN_HTML; round++) {
		for (i = 0, doubt = all = 0; i < w->paras; i++) {
			if (!is_certain(w, g, i)) {
				if (round > 0)
					glance_mass(w, g, i);
				if (!is_certain(w, g, i))
					doubt += most_words(w, g, i) + 1;
			}
			all += g[i].mass + 1;
		}
		if (doubt * 50 <= all)
			return true;
	}
	return false;
}

/* ---- the pass --------------------------------------------------------- */

static const char *const bars[] = { "•", "|", "·", "–", "—" };

/* The bar that a title ends in, behind a space: its bytes, or 0. */
static size_t
ends_in_bar(struct quire_span s)
{
	size_t i, n;

	for (i = 0; i < sizeof bars / sizeof *bars; i++) {
		n = strlen(bars[i]);
		if (s.len > 4 && span_ends(s, bars[i]) &&
		    s.p[s.len - n - 1] == ' ')
			return n;
	}
	return 0;
}

/*
 * Verdicts where all that is not sure stays, whatever its probability, and
 * nobody asks what exactly it is. False, and nothing done: a title would have
 * to be found, because something is taken off titles.
 */
static bool
judge_settled(struct work *w, struct glance *g)
{
	struct stretch body = verdict_body(w, g, NULL, 0);
	size_t i = body.from > HEAD_REACH ? body.from - HEAD_REACH : 0;

	for (; w->first && i < body.from && body.from < w->paras; i++)
		if (!w->para[i].sure && ends_in_bar(w->para[i].text))
			return false;
	if (body.from < body.to) {
		repeats_find(w, g, body.from);
		pullquotes_find(w, g, body.from, body.to);
	}
	for (i = 0; i < w->paras; i++)
		if (!w->para[i].sure)
			decide(&w->para[i], CLEAN_BODY, 1);
	return true;
}

/* Does anybody ask for the classes of what stays? */
static bool
wants_classes(const struct work *w)
{
	return w->o->body || (w->o->drop & ~DROPPED) != 0 ||
	    (w->run != NULL && run_wants_lines(w->run));
}

/* True if nothing was dropped, and a second look would be like the first. */
static bool
judge_once(struct work *w, struct glance *g)
{
	bool settled, same = true;
	size_t i;

	if (!w->o->body) { /* the models know the lexicon */
		sure_signs(w, g);
		if (w->from != CLEAN_HTML)
			related_titles(w, g);
	}
	settled = is_settled(w, g);
	if (!settled || wants_classes(w) || !judge_settled(w, g)) {
		verdict_by_models(w, g, settled);
		same = false;
	}
	for (i = 0; i < w->paras; i++) {
		w->para[i].keep = stays(w->o, &w->para[i]);
		same &= w->para[i].keep && w->para[i].heading == 0;
	}
	return same;
}

/* Room for as many paragraphs as w has, where it is used again. */
static struct para *
room_again(const struct work *w)
{
	struct cleaner *c = w->c;

	if (w->paras > c->room)
		return arena_alloc(w->a, w->paras * sizeof *c->again);
	if (c->again == NULL)
		c->again = mem_resize(NULL, c->room, sizeof *c->again);
	return c->again;
}

/*
 * What stays, as a second run would meet it; of: where each came from; the
 * glances at it.
 */
static struct glance *
second_sight(const struct work *w, const struct glance *g, struct work *x,
    size_t *of)
{
	static const struct para none;
	struct glance *h = arena_alloc(w->a, (w->paras + 1) * sizeof *h);
	size_t i, round;

	*x = *w;
	x->again = true;
	x->from = CLEAN_TEXT;
	x->para = room_again(w);
	x->line = arena_zero(w->a, 1, sizeof *x->line);
	x->paras = 0;
	for (round = 0; round < 2; round++) /* notes come last */
		for (i = 0; i < w->paras; i++) {
			const struct para *p = &w->para[i];
			struct para *q = &x->para[x->paras];

			if (!p->keep || p->notes != (round == 1))
				continue;
			*q = none;
			q->text = p->text;
			q->words = p->words;
			q->after = 1;
			q->keep = true;
			if (p->notes) {
				q->notes = q->sure = true;
				q->class = CLEAN_NOTE;
			}
			h[x->paras] = g[i];
			of[x->paras++] = i;
		}
	for (i = 0; i < x->paras; i++) /* as write.c sets them apart */
		if (i + 1 == x->paras ||
		    (w->para[of[i]].row && w->para[of[i + 1]].row))
			x->para[i].after = 0;
	return h;
}

/* Would a second run see the very same? */
static bool
looks_final(const struct work *w)
{
	size_t i;

	for (i = 0; i < w->paras; i++) {
		const struct para *p = &w->para[i];

		if (!p->keep || p->heading > 0 || p->quote ||
		    p->link_bytes > 0 || p->html != NULL ||
		    w->line[p->first].indent > 0 ||
		    (p->after != 1 && i + 1 < w->paras && !p->notes))
			return false;
	}
	return true;
}

enum { SIGHTS = 3 };

void
boilerplate_judge(struct work *w)
{
	struct work x;
	struct glance *g, *h;
	size_t i, round, gone, *of;

	/* Typeset pages have running heads, not boilerplate. */
	if (!clean_does(w->o, CLEAN_BOILERPLATE) || w->paras == 0 ||
	    w->from == CLEAN_PDF)
		return;
	g = glance_read(w);
	if (judge_once(w, g))
		return;
	/* What a second run would drop goes at once. */
	of = arena_alloc(w->a, w->paras * sizeof *of);
	for (round = 0; round < SIGHTS; round++) {
		if (round == 0 && looks_final(w))
			break;
		h = second_sight(w, g, &x, of);
		if (x.paras == 0)
			break;
		judge_once(&x, h);
		for (i = gone = 0; i < x.paras; i++)
			if (!x.para[i].keep) {
				w->para[of[i]].keep = false;
				w->para[of[i]].class = x.para[i].class;
				gone++;
			}
		if (gone == 0)
			break;
	}
}

static void
strip_ornament(struct para *p, bool heading)
{
	static const char *const end[] = { "○", "■", "□", "◆", "●", "◇" };
	struct quire_span s = p->text;
	size_t i, n;

	if (s.len == 0)
		return;
	for (i = 0; (unsigned char)s.p[s.len - 1] >= 0x80 &&
	     i < sizeof end / sizeof *end;
	     i++)
		if (span_ends(s, end[i])) {
			s = text_trim(span_sub(s, 0, s.len - strlen(end[i])));
			if (para_ends_sentence(s))
				p->text = s;
			if (s.len == 0)
				return;
		}
	n = heading ? ends_in_bar(s) : 0;
	if (n > 0)
		p->text = text_trim(span_sub(s, 0, s.len - n));
}

void
boilerplate_trim(struct work *w)
{
	size_t i;

	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		if (p->keep && !p->gone && !p->notes)
			strip_ornament(p,
			    p->heading > 0 || p->class == CLEAN_TITLE);
	}
}
