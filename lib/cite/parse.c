/*
 * From labels to a record: runs of one label become fields, in the form that
 * CSL-JSON 1.0.2 wants them, otherwise as printed.
 */
#include <string.h>

#include "cite/parse.h"
#include "text/text.h"

struct run {
	enum cite_label label;
	size_t from, to;                /* tokens */
};

struct reading {
	const struct cite_tagged *t;
	struct arena *arena;
	struct cite_item *item;
	struct run *run;
	size_t n, cap;
	struct quire_span page;
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
	    l == LABEL_PUBLISHER || l == LABEL_AUTHOR ||
	    l == LABEL_EDITOR || l == LABEL_PAGE || l == LABEL_ISSUED ||
	    l == LABEL_EVENT || l == LABEL_PLACE;
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
		r->run = arena_grow(r->arena, r->run, r->n, &r->cap,
		    sizeof *r->run);
		r->run[r->n++] = (struct run){ l, from, i };
	}
}

static uint32_t
mate(uint32_t cp)
{
	switch (cp) {
	case '(': return ')';
	case '[': return ']';
	case '"': return '"';
	case '<': return '>';
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
	return u->to < t->n && open != 0 && t->tok[u->to].cp == open
	    ? u->to + 1 : u->to;
}

static struct quire_span
run_text(const struct reading *r, const struct run *u)
{
	const struct cite_tokens *t = &r->t->tokens;
	const struct cite_token *last;
	size_t to = u->to;

	if (u->label == LABEL_TITLE || u->label == LABEL_CONTAINER ||
	    u->label == LABEL_PUBLISHER || u->label == LABEL_EVENT)
		to = close_run(t, u);
	last = &t->tok[to - 1];
	if (to < t->n && last[1].cp == '.' && last[1].start == last->end &&
	    last->kind == TOK_WORD && ((u->label <= LABEL_TRANSLATOR &&
	    last->letters <= 2) || (u->label == LABEL_CONTAINER &&
	    last->letters <= 5 && to - u->from > 1 &&
	    last[-1].cp == '.')))
		last++;
	return cite_plain(span_sub(r->t->text, t->tok[u->from].start,
	    last->end), r->arena);
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

/* Page numbers with ASCII hyphens and without blanks: "21-29", "B14-B21". */
static struct quire_span
page_text(const struct reading *r, const struct run *u)
{
	const struct cite_tokens *t = &r->t->tokens;
	char *out = arena_alloc(r->arena, t->tok[u->to - 1].end -
	    t->tok[u->from].start + 4), *o = out;
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
			if (k->kind == TOK_WORD && (k->word & WORD_LABEL) &&
			    k[1].start != k->end && k->shape != SHAPE_ROMAN)
				continue;
			memcpy(o, r->t->text.p + k->start, k->end - k->start);
			o += k->end - k->start;
		}
	}
	while (o > out && strchr("-,; .:", o[-1]) != NULL)
		o--;
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
read_url(struct reading *r, const struct run *u)
{
	const struct cite_tokens *t = &r->t->tokens;
	size_t i;

	for (i = u->from; i < u->to; i++)
		if (t->tok[i].kind == TOK_URL || t->tok[i].kind == TOK_DOI)
			break;
	if (i == u->to) {
		set(r, CITE_URL, run_text(r, u));
		return;
	}
	set(r, CITE_URL, span_sub(r->t->text, t->tok[i].start,
	    t->tok[i].end));
}

static void
read_date(struct reading *r, const struct run *u, struct cite_date *d)
{
	struct cite_date x;

	if (!cite_when(run_text(r, u), r->arena, &x)) {
		if (d->year == 0 && d->literal.len == 0)
			d->literal = run_text(r, u);
		return;
	}
	/* "2000 … 2000-11-20": the second says more of the same year */
	if (d->year == 0 || (d->year == x.year && d->month == 0))
		*d = x;
}

static void
read_title(struct reading *r, const struct run *u)
{
	set(r, CITE_TITLE, unquote(run_text(r, u)));
}

static void
read_run(struct reading *r, const struct run *u)
{
	static const int field[CITE_LABELS] = {
		[LABEL_COLLECTION] = CITE_COLLECTION + 1,
		[LABEL_PUBLISHER] = CITE_PUBLISHER + 1,
		[LABEL_PLACE] = CITE_PLACE + 1,
		[LABEL_VOLUME] = CITE_VOLUME + 1,
		[LABEL_ISSUE] = CITE_ISSUE + 1,
		[LABEL_EDITION] = CITE_EDITION + 1,
		[LABEL_NUMBER] = CITE_NUMBER + 1,
		[LABEL_GENRE] = CITE_GENRE + 1,
		[LABEL_EVENT] = CITE_EVENT + 1,
		[LABEL_ISBN] = CITE_ISBN + 1,
		[LABEL_NOTE] = CITE_NOTE + 1
	};

	switch (u->label) {
	case LABEL_AUTHOR:
		cite_names(run_text(r, u), r->arena, r->item, CITE_AUTHOR);
		break;
	case LABEL_EDITOR:
		cite_names(run_text(r, u), r->arena, r->item, CITE_EDITOR);
		break;
	case LABEL_TRANSLATOR:
		cite_names(run_text(r, u), r->arena, r->item,
		    CITE_TRANSLATOR);
		break;
	case LABEL_TITLE:
		read_title(r, u);
		break;
	case LABEL_CONTAINER:
		set(r, CITE_CONTAINER, unquote(run_text(r, u)));
		break;
	case LABEL_PAGE:
		if (r->page.len == 0)
			r->page = page_text(r, u);
		break;
	case LABEL_ISSUED:
		read_date(r, u, &r->item->issued);
		break;
	case LABEL_ACCESSED:
		read_date(r, u, &r->item->accessed);
		break;
	case LABEL_DOI:
		read_doi(r, run_text(r, u));
		break;
	case LABEL_URL:
		read_url(r, u);
		break;
	default:
		if (field[u->label] > 0)
			set(r, (enum cite_field)(field[u->label] - 1),
			    run_text(r, u));
	}
}

/* ---- what labels missed ----------------------------------------------- */

/* URLs and DOIs are tokens: no tagger is needed to know them. */
static void
find_links(struct reading *r)
{
	const struct cite_tokens *t = &r->t->tokens;
	size_t i;

	for (i = 0; i < t->n; i++) {
		struct quire_span s = span_sub(r->t->text, t->tok[i].start,
		    t->tok[i].end);

		if (t->tok[i].kind == TOK_DOI)
			read_doi(r, s);
		else if (t->tok[i].kind == TOK_URL)
			set(r, CITE_URL, s);
	}
}

static bool
paged(const char *type)
{
	return strncmp(type, "article", 7) == 0 ||
	    strcmp(type, "chapter") == 0 ||
	    strcmp(type, "paper-conference") == 0 ||
	    strncmp(type, "entry", 5) == 0;
}

void
cite_read(const struct cite_tagged *t, struct arena *a,
    struct cite_item *item, struct quire_span *locator)
{
	struct reading r = { 0 };
	size_t i;

	memset(item, 0, sizeof *item);
	*locator = (struct quire_span){ NULL, 0 };
	r.t = t;
	r.arena = a;
	r.item = item;
	find_runs(&r);
	for (i = 0; i < r.n; i++)
		read_run(&r, &r.run[i]);
	find_links(&r);
	if (item->field[CITE_TITLE].len == 0 &&
	    item->field[CITE_COLLECTION].len > 0)
		set(&r, CITE_TITLE, item->field[CITE_COLLECTION]);
	item->field[CITE_LANGUAGE] = cite_language(item->field[CITE_TITLE]);
	item->type = cite_type(t, item);
	if (paged(item->type))
		item->field[CITE_PAGE] = r.page;
	else
		*locator = r.page;
}

void
cite_tag(const struct tagger *g, struct quire_span text, struct arena *a,
    struct cite_tagged *out)
{
	out->text = text;
	cite_tokenize(text, a, &out->tokens);
	out->sure = tagger_run(g, &out->tokens, text.p, a, &out->label);
}
