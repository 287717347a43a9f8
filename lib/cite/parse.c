/*
 * From labels to a record: runs of one label become fields, in the form that
 * CSL-JSON 1.0.2 wants them, otherwise as printed.
 */
#include <string.h>

#include "cite/parse.h"
#include "text/text.h"

struct run {
	enum cite_label label;
	size_t from, to; /* tokens */
};

struct reading {
	const struct cite_tagged *t;
	struct arena *arena, *tmp;
	struct cite_item *item;
	struct run *run;
	size_t n, cap;
	struct quire_span page;
	bool paged;                 /* p. stands before the page */
	struct quire_span pinpoint; /* the page cited behind the first one */
};

/* ---- runs ------------------------------------------------------------- */

static bool
only_marks(const struct cite_tokens *t, size_t from, size_t to)
{
	if (to - from > 2)
		return false;
	for (; from < to; from++)
		if (t->tok[from].kind != TOK_PUNCT)
			return false;
	return true;
}

static bool
rejoins(enum cite_label l)
{
	return l == LABEL_TITLE || l == LABEL_CONTAINER ||
	    l == LABEL_PUBLISHER || l == LABEL_AUTHOR || l == LABEL_EDITOR ||
	    l == LABEL_PAGE || l == LABEL_ISSUED || l == LABEL_PLACE;
}

static void
find_runs(struct reading *r)
{
	const struct cite_tokens *t = &r->t->tokens;
	const uint8_t *label = r->t->label;
	size_t i = 0;

	while (i < t->n) {
		enum cite_label l = (enum cite_label)label[i];
		struct run *last = r->n > 0 ? &r->run[r->n - 1] : NULL;
		size_t from = i;

		while (i < t->n && label[i] == l)
			i++;
		if (l == LABEL_O)
			continue;
		if (last != NULL && last->label == l && rejoins(l) &&
		    only_marks(t, last->to, from)) {
			last->to = i;
			continue;
		}
		r->run =
		    arena_grow(r->tmp, r->run, r->n, &r->cap, sizeof *r->run);
		r->run[r->n++] = (struct run){ l, from, i };
	}
}

static uint32_t
mate(uint32_t cp)
{
	switch (cp) {
	case '(':
		return ')';
	case '[':
		return ']';
	case '"':
		return '"';
	case '<':
		return '>';
	}
	return 0;
}

/* A bracket or quote that a run opens is closed in it. */
static size_t
close_run(const struct cite_tokens *t, const struct run *u)
{
	uint32_t open = 0;
	size_t i;

	for (i = u->from; i < u->to; i++) {
		const struct cite_token *k = &t->tok[i];

		if (k->kind != TOK_PUNCT)
			continue;
		if (open != 0 && k->cp == open)
			open = 0;
		else if (open == 0)
			open = mate(k->cp);
	}
	return u->to < t->n && open != 0 && t->tok[u->to].cp == open ? u->to + 1
	                                                             : u->to;
}

static struct quire_span
run_text(const struct reading *r, const struct run *u)
{
	const struct cite_tokens *t = &r->t->tokens;
	const struct cite_token *last;
	size_t to = u->to;

	if (u->label == LABEL_TITLE || u->label == LABEL_CONTAINER ||
	    u->label == LABEL_PUBLISHER ||
	    (u->label == LABEL_AUTHOR && t->tok[to - 1].shape == SHAPE_UPPER))
		to = close_run(t, u);
	last = &t->tok[to - 1];
	if (to < t->n && last[1].cp == '.' && last[1].start == last->end &&
	    last->kind == TOK_WORD &&
	    ((u->label <= LABEL_TRANSLATOR && last->letters <= 2) ||
	        (u->label == LABEL_CONTAINER && last->letters <= 5 &&
	            to - u->from > 1 && last[-1].cp == '.' &&
	            ((last->state & STATE_SPACE) != 0 ||
	                last->shape != SHAPE_LOWER || last[-2].letters == 1))))
		last++;
	return cite_plain(span_sub(r->t->text, t->tok[u->from].start,
	                      last->end),
	    r->arena);
}

/* ---- fields ----------------------------------------------------------- */

static void
set(struct reading *r, enum cite_field f, struct quire_span v)
{
	if (r->item->field[f].len == 0)
		r->item->field[f] = v;
}

/* Quotes and title marks around all of a title. */
static struct quire_span
unquote(struct quire_span s)
{
	static const char *const pair[][2] = { { "“", "”" }, { "\"", "\"" },
		{ "《", "》" }, { "〈", "〉" }, { "「", "」" }, { "『", "』" },
		{ "«", "»" }, { "»", "«" }, { "„", "“" }, { "‘", "’" } };
	size_t i;

	for (i = 0; i < sizeof pair / sizeof *pair; i++) {
		size_t a = strlen(pair[i][0]), b = strlen(pair[i][1]);

		if (s.len > a + b && span_starts(s, pair[i][0]) &&
		    span_ends(s, pair[i][1]) &&
		    span_find(s, a, pair[i][1]) == s.len - b)
			return span_sub(s, a, s.len - b);
	}
	return s;
}

/* Without the comma or colon that the style puts behind a title. */
static struct quire_span
unmark(struct quire_span s)
{
	static const char *const mark[] = { ",", ";", ":", "，", "；", "：",
		"、", " ", NULL };
	size_t n;

	while ((n = span_ends_any(s, mark)) > 0)
		s.len -= n;
	return s;
}

/* Page numbers with ASCII hyphens and without blanks: "21-29", "B14-B21". */
static struct quire_span
page_text(const struct reading *r, const struct run *u)
{
	const struct cite_tokens *t = &r->t->tokens;
	char *out = arena_alloc(r->arena,
	         t->tok[u->to - 1].end - t->tok[u->from].start + 4),
	     *o = out;
	size_t i;

	for (i = u->from; i < u->to; i++) {
		const struct cite_token *k = &t->tok[i];

		if (k->kind == TOK_PUNCT && k->cp == '-') {
			if (o > out && o[-1] != '-')
				*o++ = '-';
		} else if (k->kind == TOK_PUNCT && k->cp < 0x80) {
			*o++ = (char)k->cp;
			if (k->cp == ',' || k->cp == ';')
				*o++ = ' ';
		} else if (k->kind == TOK_NUM || k->kind == TOK_WORD) {
			if (cite_label_word(k))
				continue;
			memcpy(o, r->t->text.p + k->start, k->end - k->start);
			o += k->end - k->start;
		}
	}
	while (o > out && strchr("-,; .:()[]", o[-1]) != NULL)
		o--;
	while (out < o && strchr("-,; .:()[]", *out) != NULL)
		out++;
	return (struct quire_span){ out, (size_t)(o - out) };
}

static void
read_doi(struct reading *r, struct quire_span s)
{
	size_t at = span_find(s, 0, "10.");

	if (at < s.len)
		set(r, CITE_DOI, span_sub(s, at, s.len));
}

static void
read_date(struct reading *r, const struct run *u, struct cite_date *d)
{
	struct cite_date x;

	if (!cite_when(run_text(r, u), r->arena, r->tmp, &x)) {
		if (d->year == 0 && d->literal.len == 0)
			d->literal = run_text(r, u);
		return;
	}
	/* "2000 … 2000-11-20": the second says more of the same year */
	if (d->year == 0 || (d->year == x.year && d->month == 0))
		*d = x;
}

static bool
issue_word(const struct cite_token *k)
{
	static const char *const word[] = { "no", "nos", "nr", "number",
		"issue", "heft", "n", "num", NULL };

	return cite_word_in(k, word);
}

/* Marks and words that label a number ("Vol.", 第) around it. */
static bool
around_number(const struct cite_token *k)
{
	static const uint32_t han[] = { 0x7b2c, 0x671f, 0x5377, 0x518a, 0x518c,
		0x8f91, 0x8f2f, 0x7248 };
	size_t i;

	for (i = 0; i < sizeof han / sizeof *han; i++)
		if (k->kind == TOK_CJK && k->cp == han[i])
			return true;
	return k->kind == TOK_PUNCT || cite_label_word(k);
}

/* "Vol. 12, No. 4" under one label is a volume and an issue. */
static void
read_number(struct reading *r, struct run u, enum cite_field f)
{
	const struct cite_tokens *t = &r->t->tokens;
	size_t i;

	while (u.from < u.to && around_number(&t->tok[u.from])) {
		if (f == CITE_VOLUME && issue_word(&t->tok[u.from]))
			f = CITE_ISSUE;
		u.from++;
	}
	for (i = u.from + 1; f == CITE_VOLUME && i + 1 < u.to; i++)
		if (issue_word(&t->tok[i]) || t->tok[i].cp == '(') {
			struct run rest = { LABEL_ISSUE, i, u.to };

			read_number(r, rest, CITE_ISSUE);
			u.to = i;
		}
	while (u.to > u.from && around_number(&t->tok[u.to - 1]))
		u.to--;
	if (u.to > u.from)
		set(r, f, run_text(r, &u));
}

static void
read_names(struct reading *r, const struct run *u, enum cite_role role)
{
	const struct cite_token *t = r->t->tokens.tok;
	struct run v = *u;

	/* the bracket of [美] */
	if (v.from > 0 && t[v.from].kind == TOK_CJK &&
	    (t[v.from - 1].cp == '[' || t[v.from - 1].cp == '(') &&
	    t[v.from + 1].kind == TOK_PUNCT)
		v.from--;
	cite_names(run_text(r, &v), r->arena, r->tmp, r->item, role);
}

/*
 * "512 U.S. 431, 440 (1994)", "S. 101-119, hier S. 110": the page cited, behind
 * the page or pages that end at token i; or empty.
 */
static struct quire_span
pinpoint(const struct reading *r, size_t i)
{
	static const char *const here[] = { "hier", "here", "at", "ici", "aquí",
		NULL };
	const struct cite_tokens *x = &r->t->tokens;
	struct run u = { LABEL_PAGE, i + 1, i + 1 };
	bool said;

	if (i + 1 >= x->n || !cite_is_mark(&x->tok[i], ','))
		return (struct quire_span){ NULL, 0 };
	said = cite_word_in(&x->tok[u.from], here);
	u.from += said;
	while (said && u.from < x->n && x->tok[u.from].kind != TOK_NUM &&
	    u.from < i + 5)
		u.from++;
	for (u.to = u.from; u.to < x->n &&
	     (x->tok[u.to].kind == TOK_NUM || cite_is_mark(&x->tok[u.to], '-'));
	     u.to++)
		if (x->tok[u.to].shape == SHAPE_YEAR &&
		    r->t->label[u.to] == LABEL_ISSUED)
			return (struct quire_span){ NULL, 0 };
	if (u.to == u.from ||
	    (u.to < x->n && !said && !cite_is_mark(&x->tok[u.to], '(') &&
	        !cite_is_mark(&x->tok[u.to], '.') &&
	        !cite_is_mark(&x->tok[u.to], ',')))
		return (struct quire_span){ NULL, 0 };
	return page_text(r, &u);
}

/* "ch. 5-8, pp. 175-350": where p. stands is the page, else the first. */
static void
read_page(struct reading *r, const struct run *u)
{
	static const char *const word[] = { "p", "pp", NULL };
	const struct cite_token *t = &r->t->tokens.tok[u->from];
	bool paged = cite_word_in(t - 1, word) ||
	    (cite_is_mark(t - 1, '.') && cite_word_in(t - 2, word));

	if (r->page.len == 0 || (paged && !r->paged)) {
		r->page = page_text(r, u);
		r->pinpoint = pinpoint(r, u->to);
	}
	r->paged |= paged;
}

static void
read_title(struct reading *r, const struct run *u)
{
	set(r, CITE_TITLE, unmark(unquote(run_text(r, u))));
}

static void
read_run(struct reading *r, const struct run *u)
{
	static const int field[CITE_LABELS] = { [LABEL_PUBLISHER] =
		                                    CITE_PUBLISHER + 1,
		[LABEL_PLACE] = CITE_PLACE + 1,
		[LABEL_EDITION] = CITE_EDITION + 1,
		[LABEL_NUMBER] = CITE_NUMBER + 1,
		[LABEL_GENRE] = CITE_GENRE + 1 };

	switch (u->label) {
	case LABEL_AUTHOR:
		read_names(r, u, CITE_AUTHOR);
		break;
	case LABEL_EDITOR:
		read_names(r, u, CITE_EDITOR);
		break;
	case LABEL_TRANSLATOR:
		read_names(r, u, CITE_TRANSLATOR);
		break;
	case LABEL_TITLE:
		read_title(r, u);
		break;
	case LABEL_CONTAINER:
		set(r, CITE_CONTAINER, unmark(unquote(run_text(r, u))));
		break;
	case LABEL_PAGE:
		read_page(r, u);
		break;
	case LABEL_VOLUME:
		read_number(r, *u, CITE_VOLUME);
		break;
	case LABEL_ISSUE:
		read_number(r, *u, CITE_ISSUE);
		break;
	case LABEL_ISSUED:
		read_date(r, u, &r->item->issued);
		break;
	case LABEL_ACCESSED:
		read_date(r, u, &r->item->accessed);
		break;
	default:
		if (field[u->label] > 0)
			set(r, (enum cite_field)(field[u->label] - 1),
			    run_text(r, u));
	}
}

/* ---- what labels missed ----------------------------------------------- */

/* ISBN 978-0-12-345678-9, ISSN 1234-567X */
static void
read_isbn(struct reading *r, size_t i)
{
	const struct cite_tokens *t = &r->t->tokens;
	size_t from = i + 1, to, digits = 0;

	while (from < t->n && from < i + 4 && t->tok[from].kind != TOK_NUM)
		from++;
	for (to = from; to < t->n &&
	     (t->tok[to].kind == TOK_NUM || t->tok[to].cp == '-' ||
	         (t->tok[to].letters == 1 &&
	             t->tok[to].start == t->tok[to - 1].end));
	     to++)
		digits += t->tok[to].letters;
	if (digits >= 8 && digits <= 14)
		set(r, CITE_ISBN,
		    span_sub(r->t->text, t->tok[from].start,
		        t->tok[to - 1].end));
}

/* URLs and DOIs are tokens: no tagger is needed to know them. */
static void
find_links(struct reading *r)
{
	const struct cite_tokens *t = &r->t->tokens;
	size_t i;

	for (i = 0; i < t->n; i++) {
		struct quire_span s =
		    span_sub(r->t->text, t->tok[i].start, t->tok[i].end);

		if (t->tok[i].kind == TOK_DOI)
			read_doi(r, s);
		else if (t->tok[i].kind == TOK_URL)
			set(r, CITE_URL, s);
		else if (span_is_nocase(s, "isbn"))
			read_isbn(r, i);
	}
}

static bool
paged(const char *type)
{
	return strncmp(type, "article", 7) == 0 ||
	    strcmp(type, "chapter") == 0 ||
	    strcmp(type, "paper-conference") == 0 ||
	    strncmp(type, "entry", 5) == 0 || strncmp(type, "leg", 3) == 0;
}

void
cite_read(const struct cite_tagged *t, struct arena *a, struct arena *tmp,
    struct cite_item *item, struct quire_span *locator)
{
	static const char *const bracket[] = { "(", "（", NULL };
	struct reading r = { 0 };
	size_t i;

	memset(item, 0, sizeof *item);
	*locator = (struct quire_span){ NULL, 0 };
	r.t = t;
	r.arena = a;
	r.tmp = tmp;
	r.item = item;
	find_runs(&r);
	for (i = 0; i < r.n; i++)
		read_run(&r, &r.run[i]);
	find_links(&r);
	item->field[CITE_LANGUAGE] = cite_language(item->field[CITE_TITLE]);
	item->type = cite_type(t, item);
	/* （2015）民提字第22号 says when the case was opened */
	if (strcmp(item->type, "legal_case") == 0 && item->issued.year == 0 &&
	    span_starts_any(item->field[CITE_NUMBER], bracket) > 0)
		cite_when(item->field[CITE_NUMBER], a, tmp, &item->issued);
	/* 2019-03-05(1): of a newspaper it is the page */
	if (strcmp(item->type, "article-newspaper") == 0 && r.page.len == 0 &&
	    item->issued.day > 0) {
		r.page = item->field[CITE_ISSUE];
		item->field[CITE_ISSUE].len = 0;
	}
	if (paged(item->type) &&
	    /* 《渔业法》第10条: not printed anywhere */
	    (strcmp(item->type, "legislation") != 0 ||
	        item->field[CITE_CONTAINER].len > 0 ||
	        item->field[CITE_VOLUME].len > 0)) {
		item->field[CITE_PAGE] = r.page;
		*locator = r.pinpoint;
	} else {
		*locator = r.page;
	}
}

void
cite_tag(const struct tagger *g, struct quire_span text, struct arena *a,
    struct cite_tagged *out)
{
	out->text = text;
	cite_tokenize(text, a, &out->tokens);
	tagger_run(g, &out->tokens, text.p, a, &out->label);
	cite_smooth(&out->tokens, out->label);
}
