/*
 * Trains the reference tagger: train-cite DATA_DIR OUT.model [K/N]
 *
 * Reads the labelled references of DATA_DIR/cite/dev whose licences allow it
 * and brings their conventions under one roof: marks at the edges of a field,
 * "In", "pp.", "edited by" and the like belong to no field, an issue inside a
 * volume ("12(3)") is an issue. With K/N the lines (from 0) of each file that
 * leave K when divided by N are left out, to measure on them.
 *
 * References in Latin script are shown a second time in another style, which
 * is drawn at random (cite-restyle.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cite/tagger.h"
#include "gen/cite-restyle.h"
#include "gen/jsonl.h"
#include "learn/train.h"
#include "text/text.h"

static const char about[] =
    "Labelled references: inukshuk/anystyle gold (BSD-2-Clause); ParsCit "
    "training data cora, fluxcim-cs, humanities, iconip (LGPL); "
    "kermitt2/grobid citation data (Apache-2.0); bibliographic records "
    "rendered by citeproc in 53 + 42 CSL styles (facts; styles CC BY-SA 3.0); "
    "examples of GB/T 7714 from zepinglee/gbt7714-bibtex-style (LPPL-1.3c)";

/* A set named twice counts twice: there is little like it, or it is clean. */
static const struct {
	const char *name;
	unsigned copies; /* in other styles, of each */
} sets[] = { { "anystyle", 1 }, { "cora", 1 }, { "fluxcim-cs", 1 },
	{ "humanities-en", 1 }, { "humanities-it", 1 },
	{ "humanities-mixed", 1 }, { "iconip", 1 }, { "grobid-corpus", 0 },
	{ "grobid-eval", 0 }, { "gen-multistyle", 1 }, { "gen-zhstyles", 1 },
	{ "gbt7714-official", 0 }, { "gbt7714-official", 0 },
	{ "gbt7714-official", 0 }, { NULL, 0 } };

#define RARE 3 /* features seen less often do not count */
#define DEV 50 /* every so many is held out */

struct example {
	struct arena *arena;
	struct quire_span raw;
	uint8_t *at;   /* label of each byte of raw */
	size_t pos;    /* where the next piece begins */
	size_t author; /* first byte of the authors + 1 */
};

/* ---- labels of the data ----------------------------------------------- */

static const struct {
	const char *name;
	enum cite_label label;
} aliases[] = { { "locator", LABEL_PAGE }, { "authority", LABEL_PUBLISHER },
	{ "DOI", LABEL_O }, { "URL", LABEL_O }, { "ISBN", LABEL_O },
	{ "ISSN", LABEL_O }, { "PMID", LABEL_O }, { "PMCID", LABEL_O },
	{ "note", LABEL_O }, { "source", LABEL_O }, { "medium", LABEL_O },
	{ "director", LABEL_O }, { "producer", LABEL_O },
	{ "section", LABEL_O }, { "chapter-number", LABEL_O },
	{ "event-title", LABEL_O }, { "collection-title", LABEL_O },
	{ "citation-number", LABEL_O } };

static enum cite_label
label_of(struct quire_span name)
{
	size_t i;

	for (i = 0; i < CITE_LABELS; i++)
		if (span_is(name, cite_label_name[i]))
			return (enum cite_label)i;
	for (i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (span_is(name, aliases[i].name))
			return aliases[i].label;
	fprintf(stderr, "train-cite: label %.*s?\n", (int)name.len, name.p);
	return LABEL_O;
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Lays a piece of text over raw behind the last one, blanks not counted. */
static void
lay(struct example *x, struct quire_span piece, enum cite_label label)
{
	size_t i;

	for (i = 0; i < piece.len; i++) {
		if (blank(piece.p[i]))
			continue;
		while (x->pos < x->raw.len && blank(x->raw.p[x->pos]))
			x->pos++;
		if (x->pos < x->raw.len)
			x->at[x->pos++] = (uint8_t)label;
	}
}

struct pair {
	struct example *x;
	struct quire_span part[2];
	size_t n;
};

static bool
found_part(void *arg, struct quire_span item, enum json_type type)
{
	struct pair *p = arg;

	if (type == JSON_STRING && p->n < 2)
		p->part[p->n++] = json_text(item, p->x->arena);
	return true;
}

static bool
found_seg(void *arg, struct quire_span item, enum json_type type)
{
	struct pair p = { 0 };

	p.x = arg;
	if (type == JSON_ARRAY)
		json_items(item, found_part, &p);
	if (p.n == 2)
		lay(p.x, p.part[1], label_of(p.part[0]));
	return true;
}

/* ---- records without pieces: fields looked up in the text ------------- */

/* The next letter or digit at *p, folded; 0 at the end. */
static uint32_t
next_letter(const char **p, const char *end)
{
	uint32_t cp;

	while (*p < end) {
		*p += utf8_decode(*p, end, &cp);
		if (text_is(cp, TEXT_LETTER | TEXT_DIGIT | TEXT_MARK))
			return text_lower(cp);
	}
	return 0;
}

/* Do raw, from `at` on, and v have the same letters? The end in raw, or 0. */
static size_t
matches(const struct example *x, size_t at, struct quire_span v)
{
	const char *p = x->raw.p + at, *q = v.p, *last = p;
	const char *pe = x->raw.p + x->raw.len, *qe = v.p + v.len;
	uint32_t a, b;

	while ((b = next_letter(&q, qe)) != 0) {
		a = next_letter(&p, pe);
		if (a != b)
			return 0;
		last = p;
	}
	return (size_t)(last - x->raw.p);
}

static bool
letter_at(const struct example *x, size_t at)
{
	uint32_t cp;

	utf8_decode(x->raw.p + at, x->raw.p + x->raw.len, &cp);
	return text_is(cp, TEXT_LETTER | TEXT_DIGIT);
}

/* Labels the first free occurrence of v; its offset + 1, or 0. */
static size_t
look_up(struct example *x, struct quire_span v, enum cite_label label)
{
	size_t i, j, end;

	for (i = 0; v.len > 0 && i < x->raw.len; i++) {
		if (((unsigned char)x->raw.p[i] & 0xc0) == 0x80 ||
		    !letter_at(x, i) || (end = matches(x, i, v)) == 0)
			continue;
		/* no number inside another one */
		if (i > 0 &&
		    text_is((unsigned char)x->raw.p[i - 1] < 0x80
		            ? (unsigned char)x->raw.p[i - 1]
		            : ' ',
		        TEXT_DIGIT) &&
		    text_is((unsigned char)x->raw.p[i], TEXT_DIGIT))
			continue;
		for (j = i; j < end && x->at[j] == LABEL_O; j++)
			;
		if (j == end) {
			memset(x->at + i, (int)label, end - i);
			return i + 1;
		}
	}
	return 0;
}

struct people {
	struct example *x;
	enum cite_label label;
	size_t end;
};

static bool
found_person(void *arg, struct quire_span item, enum json_type type)
{
	struct people *p = arg;
	struct quire_span name;
	size_t at;

	if (type != JSON_STRING)
		return true;
	name = json_text(item, p->x->arena);
	name.len = span_find(name, 0, ",");
	at = look_up(p->x, name, p->label);
	if (at > 0)
		p->end = at - 1 + name.len;
	return true;
}

/* Given names stand between the family names and behind the last one. */
static void
fill_people(struct example *x, enum cite_label label)
{
	size_t i = 0, j;

	while (i < x->raw.len) {
		if (x->at[i] != label) {
			i++;
			continue;
		}
		while (i < x->raw.len && x->at[i] == label)
			i++;
		for (j = i; j < x->raw.len && x->at[j] == LABEL_O; j++) {
			struct quire_span rest =
			    span_sub(x->raw, j, x->raw.len);

			if (span_starts(rest, ". ") ||
			    span_starts(rest, "．") ||
			    span_starts(rest, ", 译") ||
			    span_starts(rest, "，译"))
				break;
		}
		memset(x->at + i, (int)label, j - i);
		i = j;
	}
}

static void
look_up_fields(struct example *x, const struct json_object *o)
{
	static const char *const text[] = { "title", "container-title", "URL",
		"DOI", "publisher", "publisher-place", "accessed", "page",
		"issued", "volume", "issue", "number", "edition", NULL };
	static const char *const person[] = { "author", "editor", "translator",
		NULL };
	const struct json_member *m;
	size_t i;

	for (i = 0; text[i] != NULL; i++) {
		m = json_find(o, text[i]);
		if (m == NULL || m->type != JSON_STRING)
			continue;
		look_up(x, json_text(m->value, x->arena),
		    label_of(span_of(text[i])));
	}
	for (i = 0; person[i] != NULL; i++) {
		struct people p = { x, label_of(span_of(person[i])), 0 };

		m = json_find(o, person[i]);
		if (m == NULL || m->type != JSON_ARRAY)
			continue;
		json_items(m->value, found_person, &p);
		fill_people(x, p.label);
	}
}

/* ---- one convention --------------------------------------------------- */

static bool
han_in(const struct cite_token *t, const char *chars)
{
	char c[8] = { 0 };
	uint32_t cp = t->cp;

	if (t->kind != TOK_CJK || cp < 0x800 || cp > 0xffff)
		return false;
	c[0] = (char)(0xe0 | cp >> 12);
	c[1] = (char)(0x80 | (cp >> 6 & 63));
	c[2] = (char)(0x80 | (cp & 63));
	return strstr(chars, c) != NULL;
}

static bool
is_word(const struct cite_token *t, const char *w)
{
	return t->kind == TOK_WORD && t->key == cite_hash(w, strlen(w));
}

static bool
edge_mark(const struct cite_token *t)
{
	return t->kind == TOK_PUNCT && t->cp != '?' && t->cp != '!';
}

static bool
numeric(enum cite_label l)
{
	return l == LABEL_VOLUME || l == LABEL_ISSUE || l == LABEL_PAGE ||
	    l == LABEL_EDITION || l == LABEL_ACCESSED;
}

/* Does a token at the edge of a field belong to none? */
static bool
stray(const struct cite_token *t, enum cite_label l, bool first)
{
	if (edge_mark(t))
		return true;
	if (numeric(l))
		return cite_label_word(t) || han_in(t, "第页頁卷期版辑册号至");
	if (l == LABEL_AUTHOR || l == LABEL_EDITOR || l == LABEL_TRANSLATOR)
		return (t->word & WORD_ROLE) != 0 || is_word(t, "in") ||
		    (first && (is_word(t, "by") || is_word(t, "von"))) ||
		    han_in(t, "编译著主校注");
	if (l == LABEL_CONTAINER)
		return first && (is_word(t, "in") || han_in(t, "载"));
	return false;
}

static void
trim_fields(const struct cite_tokens *t, uint8_t *label)
{
	size_t i, j, from, to;

	for (i = 0; i < t->n; i = j) {
		enum cite_label l = (enum cite_label)label[i];

		for (j = i; j < t->n && label[j] == l; j++)
			;
		if (l == LABEL_O)
			continue;
		from = i;
		to = j;
		while (from < to && stray(&t->tok[from], l, true))
			label[from++] = LABEL_O;
		while (to > from && stray(&t->tok[to - 1], l, false))
			label[--to] = LABEL_O;
	}
}

/* "12(3):45-67" under one label: a volume, an issue and pages. */
static void
split_run(const struct cite_tokens *t, uint8_t *label, size_t from, size_t to)
{
	size_t colon, i;

	for (colon = from; colon < to && t->tok[colon].cp != ':'; colon++)
		;
	if (colon == to || colon == from || colon + 1 == to ||
	    t->tok[from].kind != TOK_NUM || t->tok[colon + 1].kind != TOK_NUM)
		return;
	for (i = from; i < to; i++)
		label[i] = i > colon ? LABEL_PAGE
		    : i == colon     ? LABEL_O
		                     : LABEL_VOLUME;
}

static void
split_runs(const struct cite_tokens *t, uint8_t *label)
{
	size_t i, j;

	for (i = 0; i < t->n; i = j) {
		for (j = i; j < t->n && label[j] == label[i]; j++)
			;
		if (label[i] == LABEL_PAGE || label[i] == LABEL_VOLUME)
			split_run(t, label, i, j);
	}
}

/* "12(3)" and "12, no. 3" as one volume: the 3 is an issue. */
static void
split_volume(const struct cite_tokens *t, uint8_t *label)
{
	size_t i;

	for (i = 2; i < t->n; i++) {
		const struct cite_token *k = &t->tok[i];

		if (label[i] != LABEL_VOLUME || k->kind != TOK_NUM)
			continue;
		if (k[-1].cp == '(' && label[i - 2] == LABEL_VOLUME)
			label[i] = LABEL_ISSUE;
		else if (k[-1].cp == '.' &&
		    (is_word(&k[-2], "no") || is_word(&k[-2], "nr") ||
		        is_word(&k[-2], "n")))
			label[i] = LABEL_ISSUE;
		else if (k[-1].cp == '-' && label[i - 2] == LABEL_ISSUE)
			label[i - 1] = label[i] = LABEL_ISSUE;
		if (label[i] == LABEL_ISSUE && label[i - 1] == LABEL_VOLUME)
			label[i - 1] = LABEL_O;
		if (label[i] == LABEL_ISSUE && k[1].cp == ')' &&
		    label[i + 1] == LABEL_VOLUME)
			label[i + 1] = LABEL_O;
	}
}

/* ---- rare features ---------------------------------------------------- */

enum { COUNTERS = 1 << 24 };

/* How often each feature was seen, by the top bits of its hash. */
static uint8_t seen[COUNTERS];
static bool counting;
static size_t taught; /* in this pass */

static void
count(const struct learn_chain *x)
{
	size_t i;

	for (i = 0; i < x->start[x->n]; i++) {
		uint8_t *n = &seen[x->feature[i] >> 8];

		*n = (uint8_t)(*n + (*n < 255));
	}
}

/* Leaves out what was seen less than RARE times: it would be learnt by heart. */
static void
drop_rare(const struct learn_chain *x, struct arena *a, struct learn_chain *out)
{
	uint32_t *feature =
	    arena_alloc(a, (x->start[x->n] + 1) * sizeof *feature);
	uint32_t *start = arena_alloc(a, (x->n + 1) * sizeof *start);
	uint32_t n = 0;
	size_t i, j;

	for (i = 0; i < x->n; i++) {
		start[i] = n;
		for (j = x->start[i]; j < x->start[i + 1]; j++)
			if (seen[x->feature[j] >> 8] >= RARE)
				feature[n++] = x->feature[j];
	}
	start[x->n] = n;
	out->n = x->n;
	out->start = start;
	out->feature = feature;
}

/* ---- reading ---------------------------------------------------------- */

/* Tokens and labels of an example, in the one convention. */
static uint8_t *
prepare(struct example *x, struct cite_tokens *tokens)
{
	uint8_t *label;
	size_t i;

	cite_tokenize(x->raw, x->arena, tokens);
	label = arena_alloc(x->arena, tokens->n + 1);
	for (i = 0; i < tokens->n; i++)
		label[i] = x->at[tokens->tok[i].start];
	split_runs(tokens, label);
	split_volume(tokens, label);
	trim_fields(tokens, label);
	trim_fields(tokens, label);
	return label;
}

static void
teach_tokens(struct trainer *t, struct example *x,
    const struct cite_tokens *tokens, const uint8_t *label)
{
	struct learn_chain chain, kept;

	cite_features(tokens, x->raw.p, x->arena, &chain);
	taught++;
	if (counting) {
		count(&chain);
	} else {
		drop_rare(&chain, x->arena, &kept);
		trainer_add_chain(t, &kept, label);
	}
}

/* Will the next one be held out? That must be no copy, and have none. */
static bool
judges(void)
{
	return taught % DEV == DEV - 1;
}

/* The same fields in other styles. */
static void
teach_restyled(struct trainer *t, struct example *x,
    const struct cite_tokens *tokens, const uint8_t *label)
{
	static struct restyle_form form;
	struct restyle_parts parts;
	struct cite_tokens other;
	struct example y = { 0 };

	if (!restyle_read(x->raw, tokens, label, x->arena, &parts))
		return;
	restyle_print(&form, &parts);
	if (form.n == 0)
		return;
	y.arena = x->arena;
	y.raw = arena_copy(x->arena, (struct quire_span){ form.out, form.n });
	y.at = form.at;
	label = prepare(&y, &other);
	teach_tokens(t, &y, &other, label);
}

/* 周明：“河流” and 周明“河流”: the same without what parts name and title. */
static void
teach_unparted(struct trainer *t, struct example *x,
    const struct cite_tokens *tokens, const uint8_t *label)
{
	const struct cite_token *k = tokens->tok;
	struct cite_tokens other;
	struct example y = { 0 };
	size_t i, j, cut;

	for (i = 0; i + 2 < tokens->n &&
	     (label[i] != LABEL_AUTHOR || label[i + 1] == LABEL_AUTHOR);
	     i++)
		;
	for (j = i + 1; j + 1 < tokens->n && label[j] == LABEL_O &&
	     k[j].kind == TOK_PUNCT && label[j + 1] == LABEL_O;
	     j++)
		;
	if (j + 1 >= tokens->n || j == i + 1 || label[j] != LABEL_O ||
	    label[j + 1] != LABEL_TITLE ||
	    (k[j].cp != '"' && k[j].cp != 0x300a))
		return;
	cut = k[j].start - k[i].end;
	y.arena = x->arena;
	y.raw = arena_copy(x->arena, x->raw);
	y.at = arena_alloc(x->arena, x->raw.len + 1);
	memcpy(y.at, x->at, x->raw.len + 1);
	memmove((char *)y.raw.p + k[i].end, y.raw.p + k[j].start,
	    x->raw.len - k[j].start);
	memmove(y.at + k[i].end, y.at + k[j].start, x->raw.len - k[j].start);
	y.raw.len -= cut;
	label = prepare(&y, &other);
	teach_tokens(t, &y, &other, label);
}

static void
teach(struct trainer *t, struct example *x, unsigned copies)
{
	struct cite_tokens tokens;
	uint8_t *label = prepare(x, &tokens);

	if (tokens.n == 0)
		return;
	copies = judges() ? 0 : copies;
	teach_tokens(t, x, &tokens, label);
	for (; copies > 0 && !judges(); copies--)
		if (tokens.han > tokens.letters)
			teach_unparted(t, x, &tokens, label);
		else
			teach_restyled(t, x, &tokens, label);
}

/* What each record of a set goes to. */
struct reading {
	struct trainer *t;
	unsigned copies;
};

static void
read_record(void *arg, const struct json_object *o, struct arena *a)
{
	const struct json_member *segs = json_find(o, "segs");
	const struct json_member *fields = json_find(o, "fields");
	const struct reading *r = arg;
	struct json_object inner;
	struct example x = { 0 };
	struct quire_err e;

	x.arena = a;
	x.raw = jsonl_text(o, "raw", a);
	if (x.raw.p == NULL)
		return;
	x.at = arena_zero(a, x.raw.len + 1, 1);
	if (segs != NULL)
		json_items(segs->value, found_seg, &x);
	else if (fields != NULL && json_scan(fields->value, &inner, a, &e) == 0)
		look_up_fields(&x, &inner);
	teach(r->t, &x, r->copies);
}

static void
read_sets(struct trainer *t, const char *dir, struct jsonl_fold fold)
{
	char path[4096];

	taught = 0;
	restyle_reset();
	for (size_t i = 0; sets[i].name != NULL; i++) {
		struct reading r = { t, sets[i].copies };

		snprintf(path, sizeof path, "%s/cite/dev/%s.jsonl", dir,
		    sets[i].name);
		jsonl_each(path, fold, read_record, &r);
	}
}

static struct train_opts
options(void)
{
	struct train_opts o = { 0 };

	o.method = TRAIN_LOGISTIC;
	o.chain = true;
	o.bits = 20;
	o.epochs = 6;
	o.average = 3;
	o.drop = 0.2;
	o.rate = 0.1;
	o.l2 = 1e-2;
	o.prune = 0.17;
	o.seed = 7;
	o.dev = DEV;
	o.weight_bits = 8;
	return o;
}

int
main(int argc, char **argv)
{
	struct train_opts o = options();
	struct trainer *t;
	struct quire_err e;
	struct jsonl_fold fold;

	if (argc < 3 || !jsonl_fold(argv[3], &fold)) {
		fprintf(stderr, "usage: train-cite DATA_DIR OUT.model [K/N]\n");
		return 2;
	}
	t = trainer_new(&o, cite_label_name, CITE_LABELS);
	counting = true;
	read_sets(t, argv[1], fold);
	counting = false;
	read_sets(t, argv[1], fold);
	trainer_run(t, stderr);
	if (trainer_write(t, argv[2], about,
	        "build/gen/train-cite DATA_DIR lib/data/cite.model", &e) != 0) {
		fprintf(stderr, "train-cite: %s: %s\n", argv[2], e.msg);
		return 1;
	}
	trainer_free(t);
	return 0;
}
