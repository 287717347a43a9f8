/*
 * Trains the reference tagger: train-cite DATA_DIR OUT.model [K/N]
 *
 * Reads the labelled references of DATA_DIR/cite/dev whose licences allow it
 * and brings their conventions under one roof: marks at the edges of a field,
 * "In", "pp.", "edited by" and the like belong to no field, an issue inside a
 * volume ("12(3)") is an issue. With K/N the lines (from 0) of each file that
 * leave K when divided by N are left out, to measure on them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cite/tagger.h"
#include "io/io.h"
#include "learn/train.h"

static const char about[] =
    "Labelled references: inukshuk/anystyle gold (BSD-2-Clause); ParsCit "
    "training data cora, fluxcim-cs, humanities, iconip (LGPL); "
    "kermitt2/grobid citation data (Apache-2.0); bibliographic records "
    "rendered by citeproc in 53 + 42 CSL styles (facts; styles CC BY-SA 3.0); "
    "examples of GB/T 7714 from zepinglee/gbt7714-bibtex-style (LPPL-1.3c)";

static const char *const sets[] = { "anystyle", "cora", "fluxcim-cs",
    "humanities-en", "humanities-it", "humanities-mixed", "iconip",
    "grobid-corpus", "grobid-eval", "gen-multistyle", "gen-zhstyles",
    "gbt7714-official", NULL };

struct example {
	struct arena *arena;
	struct quire_span raw;
	uint8_t *at;                    /* label of each byte of raw */
	size_t pos;                     /* where the next piece begins */
	size_t author;                  /* first byte of the authors + 1 */
};

/* ---- labels of the data ----------------------------------------------- */

static const struct {
	const char *name;
	enum cite_label label;
} aliases[] = {
	{ "locator", LABEL_PAGE }, { "authority", LABEL_PUBLISHER },
	{ "PMID", LABEL_ISBN }, { "PMCID", LABEL_ISBN }, { "ISSN", LABEL_ISBN },
	{ "source", LABEL_NOTE }, { "medium", LABEL_NOTE },
	{ "director", LABEL_NOTE }, { "producer", LABEL_NOTE },
	{ "section", LABEL_NOTE }, { "chapter-number", LABEL_NOTE }
};

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

static char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
same(const char *a, const char *b, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (fold(a[i]) != fold(b[i]))
			return false;
	return true;
}

/* Labels the first free occurrence of v; its offset + 1, or 0. */
static size_t
look_up(struct example *x, struct quire_span v, enum cite_label label)
{
	size_t i, j;

	for (i = 0; v.len > 0 && i + v.len <= x->raw.len; i++) {
		if (!same(x->raw.p + i, v.p, v.len))
			continue;
		for (j = 0; j < v.len && x->at[i + j] == LABEL_O; j++)
			;
		if (j == v.len) {
			memset(x->at + i, (int)label, v.len);
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
			struct quire_span rest = span_sub(x->raw, j,
			    x->raw.len);

			if (span_starts(rest, ". ") || span_starts(rest, "．") ||
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
	static const char *const text[] = { "title", "container-title",
	    "collection-title", "URL", "DOI", "publisher", "publisher-place",
	    "accessed", "page", "issued", "volume", "issue", "number",
	    "edition", NULL };
	static const char *const person[] = { "author", "editor",
	    "translator", NULL };
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
	    l == LABEL_EDITION || l == LABEL_ISBN || l == LABEL_ACCESSED ||
	    l == LABEL_DOI || l == LABEL_URL;
}

/* Does a token at the edge of a field belong to none? */
static bool
stray(const struct cite_token *t, enum cite_label l, bool first)
{
	if (edge_mark(t))
		return true;
	if (numeric(l))
		return (t->kind == TOK_WORD && (t->word & WORD_LABEL) != 0 &&
		    t[1].start != t->end && t->shape != SHAPE_ROMAN) ||
		    han_in(t, "第页頁卷期版辑册号至");
	if (l == LABEL_AUTHOR || l == LABEL_EDITOR || l == LABEL_TRANSLATOR)
		return (t->word & WORD_ROLE) != 0 || is_word(t, "in") ||
		    (first && (is_word(t, "by") || is_word(t, "von"))) ||
		    han_in(t, "编译著主校注");
	if (l == LABEL_CONTAINER || l == LABEL_EVENT ||
	    l == LABEL_COLLECTION || l == LABEL_TITLE)
		return first && ((is_word(t, "in") && l == LABEL_CONTAINER) ||
		    han_in(t, l == LABEL_CONTAINER ? "载" : ""));
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
		else if (k[-1].cp == '.' && (is_word(&k[-2], "no") ||
		    is_word(&k[-2], "nr") || is_word(&k[-2], "n")))
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

/* ---- reading ---------------------------------------------------------- */

static void
teach(struct trainer *t, struct example *x)
{
	struct cite_tokens tokens;
	struct learn_chain chain;
	uint8_t *label;
	size_t i;

	cite_tokenize(x->raw, x->arena, &tokens);
	if (tokens.n == 0)
		return;
	label = arena_alloc(x->arena, tokens.n);
	for (i = 0; i < tokens.n; i++)
		label[i] = x->at[tokens.tok[i].start];
	split_volume(&tokens, label);
	trim_fields(&tokens, label);
	trim_fields(&tokens, label);
	cite_features(&tokens, x->raw.p, x->arena, &chain);
	trainer_add_chain(t, &chain, label);
}

static void
read_record(struct trainer *t, struct quire_span line, struct arena *a)
{
	struct json_object o;
	struct example x = { 0 };
	struct quire_err e;
	const struct json_member *raw, *segs, *fields;

	if (json_scan(line, &o, a, &e) != 0 ||
	    (raw = json_find(&o, "raw")) == NULL)
		return;
	x.arena = a;
	x.raw = json_text(raw->value, a);
	x.at = arena_zero(a, x.raw.len + 1, 1);
	segs = json_find(&o, "segs");
	fields = json_find(&o, "fields");
	if (segs != NULL)
		json_items(segs->value, found_seg, &x);
	else if (fields != NULL && json_scan(fields->value, &o, a, &e) == 0)
		look_up_fields(&x, &o);
	teach(t, &x);
}

static void
read_set(struct trainer *t, const char *dir, const char *set, long k, long n)
{
	struct arena *a = arena_new();
	struct quire_span line;
	struct input *in;
	struct quire_err e;
	char path[4096];
	long i;

	snprintf(path, sizeof path, "%s/cite/dev/%s.jsonl", dir, set);
	in = input_open(path);
	if (in == NULL) {
		perror(path);
		exit(1);
	}
	for (i = 0; input_line(in, 1 << 24, &line, &e) == 1; i++) {
		if (n == 0 || i % n != k)
			read_record(t, line, a);
		arena_reset(a);
	}
	input_close(in);
	arena_free(a);
}

static struct train_opts
options(void)
{
	struct train_opts o = { 0 };

	o.method = TRAIN_PERCEPTRON;
	o.chain = true;
	o.bits = 17;
	o.epochs = 12;
	o.rate = 0.1;
	o.l2 = 1e-6;
	o.seed = 7;
	o.dev = 50;
	o.weight_bits = 8;
	return o;
}

int
main(int argc, char **argv)
{
	struct train_opts o = options();
	struct trainer *t;
	struct quire_err e;
	long k = 0, n = 0;
	size_t i;

	if (argc < 3 || (argc > 3 && sscanf(argv[3], "%ld/%ld", &k, &n) != 2)) {
		fprintf(stderr, "usage: train-cite DATA_DIR OUT.model [K/N]\n");
		return 2;
	}
	t = trainer_new(&o, cite_label_name, CITE_LABELS);
	for (i = 0; sets[i] != NULL; i++)
		read_set(t, argv[1], sets[i], k, n);
	trainer_run(t, stderr);
	if (trainer_write(t, argv[2], about,
	    "build/gen/train-cite DATA_DIR lib/data/cite.model", &e) != 0) {
		fprintf(stderr, "train-cite: %s: %s\n", argv[2], e.msg);
		return 1;
	}
	trainer_free(t);
	return 0;
}
