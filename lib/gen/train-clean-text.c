/*
 * Trains clean-text.model and clean-text-first.model on DATA/clean/dev/lines:
 * page dumps with a verdict for each line. The labels train weights; no text
 * of the pages is kept.
 */
#include "clean-training.h"
#include "gen/jsonl.h"
#include "io/io.h"

struct verdicts {
	bool *keep;
	size_t n, cap;
};

static bool
verdict(void *arg, struct quire_span item, enum json_type type)
{
	struct verdicts *v = arg;

	(void)item;
	if (v->n < v->cap)
		v->keep[v->n++] = type == JSON_TRUE;
	return true;
}

/* A paragraph stays when most of its words are in lines that do. */
static void
label(struct document *d, const struct verdicts *v, float worth)
{
	size_t *yes = arena_zero(d->a, d->w.paras + 1, sizeof *yes);
	size_t *all = arena_zero(d->a, d->w.paras + 1, sizeof *all), i;

	for (i = 0; i < d->w.lines; i++) {
		const struct line *l = &d->w.line[i];

		if (l->para == NO_PARA || l->source >= v->n)
			continue;
		all[l->para] += l->text.len;
		yes[l->para] += v->keep[l->source] ? l->text.len : 0;
	}
	for (i = 0; i < d->w.paras; i++) {
		d->keep[i] = yes[i] * 2 > all[i];
		d->weight[i] = weight_of(&d->f[i]) * worth;
	}
}

/*
 * What is kept of a document, as a document of its own in which all stays: a
 * clean text is to be left alone.
 */
static void
add_clean(struct corpus *c, size_t of)
{
	struct document *d;
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < c->d[of].w.paras; i++)
		if (c->d[of].keep[i]) {
			buf_add_span(&b, c->d[of].w.para[i].text);
			buf_add_str(&b, "\n\n");
		}
	d = corpus_add(c);
	corpus_read(c, d, CLEAN_TEXT, arena_copy(d->a, buf_span(&b)), true);
	for (i = 0; i < d->w.paras; i++) {
		d->keep[i] = true;
		d->weight[i] = weight_of(&d->f[i]) / 2;
	}
	buf_fini(&b);
}

/* ---- what a crawler left of a page ------------------------------------- */

/* The lines of a page dump, and which of them a part of it has. */
struct dump {
	struct quire_span *line;
	const struct verdicts *v;
	bool *taken;
	size_t n, first, last; /* of those that stay */
	uint32_t state;        /* of the draws: the same in every run */
};

/* A number below n. */
static uint32_t
draw(struct dump *x, uint32_t n)
{
	x->state = learn_mix(x->state, 1);
	return (x->state >> 8) % n;
}

static bool
stays_line(const struct dump *x, size_t i)
{
	return i < x->v->n && x->v->keep[i] && text_trim(x->line[i]).len > 0;
}

static void
cut_lines(struct dump *x, struct quire_span text, struct arena *a)
{
	const char *p = text.p, *end = p + text.len, *stop;

	x->line = arena_alloc(a, (x->v->n + 1) * sizeof *x->line);
	x->taken = arena_zero(a, x->v->n + 1, sizeof *x->taken);
	for (x->n = 0; p < end && x->n < x->v->n; p = stop + 1) {
		stop = memchr(p, '\n', (size_t)(end - p));
		if (stop == NULL)
			stop = end;
		x->line[x->n++] = (struct quire_span){ p, (size_t)(stop - p) };
	}
	for (x->first = 0; x->first < x->n && !stays_line(x, x->first);)
		x->first++;
	for (x->last = x->n; x->last > 0 && !stays_line(x, x->last - 1);)
		x->last--;
}

/* Which lines of the text a part has. */
enum part { PART_ALL, PART_FIRST, PART_LAST };

/*
 * Takes what stays, of a brief part only the first or last few lines, and a
 * few of the others: most often those beside what stays.
 */
static void
take_lines(struct dump *x, enum part part)
{
	uint32_t left = part != PART_ALL ? 1 + draw(x, 6) : UINT32_MAX, n;
	uint32_t inside = draw(x, 3), far = draw(x, 10), near = 1 + draw(x, 4);
	size_t i, d;

	if (part == PART_LAST) {
		for (n = 0, x->first = x->last; x->first > 0 && n < left;)
			n += stays_line(x, --x->first);
	}
	for (i = 0; i < x->n; i++) {
		d = i < x->first   ? x->first - i
		    : i >= x->last ? i - x->last + 1
		                   : 0;
		if (stays_line(x, i)) {
			if (i < x->first)
				continue;
			x->taken[i] = left > 0;
			left -= left > 0;
		} else if (d == 0)
			x->taken[i] = left > 0 && draw(x, 2) < inside;
		else
			x->taken[i] = d <= 2 * near
			    ? draw(x, 2) == 0
			    : draw(x, (uint32_t)x->n) < far;
	}
}

/*
 * Part of the page, as crawlers leave pages: the text and what little stands
 * around it. Whole pages are mostly menus; what is given to clean is not.
 */
static void
add_part(struct corpus *c, struct quire_span text, const struct verdicts *all,
    enum part part)
{
	struct document *d = corpus_add(c);
	struct dump x = { .v = all, .state = (uint32_t)c->n };
	struct verdicts v = { 0 };
	struct buf b = { 0 };
	size_t i;

	cut_lines(&x, text, d->a);
	take_lines(&x, part);
	v.keep = arena_zero(d->a, x.n + 1, sizeof *v.keep);
	for (i = 0; i < x.n; i++) {
		if (!x.taken[i] &&
		    (text_trim(x.line[i]).len > 0 || i == 0 || !x.taken[i - 1]))
			continue;
		x.taken[i] = true;
		v.keep[v.n++] = all->keep[i];
		buf_add_span(&b, x.line[i]);
		buf_add_char(&b, '\n');
	}
	corpus_read(c, d, CLEAN_TEXT, arena_copy(d->a, buf_span(&b)), true);
	label(d, &v, 1);
	buf_fini(&b);
}

static void
read_document(void *arg, const struct json_object *o, struct arena *a)
{
	struct corpus *c = arg;
	struct document *d;
	const struct json_member *keep = json_find(o, "keep");
	struct quire_span text = jsonl_text(o, "text", a);
	struct verdicts v = { 0 };

	if (text.p == NULL || keep == NULL)
		exit(1);
	c->pages++;
	d = corpus_add(c);
	corpus_read(c, d, CLEAN_TEXT, arena_copy(d->a, text), true);
	v.cap = d->w.sources + 1;
	v.keep = arena_zero(a, v.cap, sizeof *v.keep);
	json_items(keep->value, verdict, &v);
	label(d, &v, 1);
	add_clean(c, c->n - 1);
	add_part(c, text, &v, PART_ALL);
	add_part(c, text, &v, PART_FIRST);
	add_part(c, text, &v, PART_LAST);
}

int
main(int argc, char **argv)
{
	struct corpus c;
	char path[1024];

	corpus_open(&c, argc, argv);
	snprintf(path, sizeof path, "%s/clean/dev/lines/lines.jsonl", argv[1]);
	jsonl_each(path, (struct jsonl_fold){ c.fold, c.folds }, read_document,
	    &c);
	fprintf(stderr, "%zu documents\n", c.n);
	train_both(&c, argv[2],
	    "lines of page dumps in four styles, and "
	    "parts of them as crawlers leave pages, made "
	    "from public benchmarks of article extraction (CleanEval, "
	    "dragnet, L3S-GN1, GoogleNews, readability, DAnIEL, AutoExtract, "
	    "htmltotext); the labels train weights, no text is kept",
	    "make models MODEL=clean-text");
	return 0;
}
