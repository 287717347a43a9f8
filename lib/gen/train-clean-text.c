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
label(struct document *d, const struct verdicts *v)
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
		d->weight[i] = weight_of(&d->f[i]);
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

static void
read_document(void *arg, const struct json_object *o, struct arena *a)
{
	struct corpus *c = arg;
	struct document *d = corpus_add(c);
	const struct json_member *keep = json_find(o, "keep");
	struct quire_span text = jsonl_text(o, "text", a);
	struct verdicts v = { 0 };

	if (text.p == NULL || keep == NULL)
		exit(1);
	corpus_read(c, d, CLEAN_TEXT, arena_copy(d->a, text), true);
	v.cap = d->w.sources + 1;
	v.keep = arena_zero(d->a, v.cap, sizeof *v.keep);
	json_items(keep->value, verdict, &v);
	label(d, &v);
	add_clean(c, c->n - 1);
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
	    "lines of page dumps in four styles, made "
	    "from public benchmarks of article extraction (CleanEval, "
	    "dragnet, L3S-GN1, GoogleNews, readability, DAnIEL, AutoExtract, "
	    "htmltotext); the labels train weights, no text is kept",
	    "make models MODEL=clean-text");
	return 0;
}
