/*
 * Trains clean-text.model and clean-text-first.model on DATA/clean/dev/lines:
 * page dumps with a verdict for each line. The labels train weights; no text
 * of the pages is kept.
 */
#include "clean-training.h"
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

static void
read_document(struct corpus *c, struct quire_span line)
{
	struct document *d = corpus_add(c);
	struct json_object o = { 0 };
	const struct json_member *text, *keep;
	struct quire_err e;
	struct verdicts v = { 0 };

	if (json_scan(line, &o, d->a, &e) == -1)
		exit(1);
	text = json_find(&o, "text");
	keep = json_find(&o, "keep");
	if (text == NULL || keep == NULL)
		exit(1);
	corpus_read(c, d, CLEAN_TEXT, arena_copy(d->a, json_text(text->value,
	    d->a)), true);
	v.cap = d->w.sources + 1;
	v.keep = arena_zero(d->a, v.cap, sizeof *v.keep);
	json_items(keep->value, verdict, &v);
	label(d, &v);
}

int
main(int argc, char **argv)
{
	struct corpus c;
	struct quire_span rest, line;
	char path[1024];
	size_t i = 0;

	corpus_open(&c, argc, argv);
	snprintf(path, sizeof path, "%s/clean/dev/lines/lines.jsonl",
	    argv[1]);
	rest.p = read_file(path, &rest.len);
	while (span_line(&rest, &line)) {
		if (c.folds == 0 || i % c.folds != c.fold)
			read_document(&c, line);
		i++;
	}
	fprintf(stderr, "%zu documents\n", c.n);
	train_both(&c, argv[2], "lines of page dumps in four styles, made "
	    "from public benchmarks of article extraction (CleanEval, "
	    "dragnet, L3S-GN1, GoogleNews, readability, DAnIEL, AutoExtract, "
	    "htmltotext); the labels train weights, no text is kept",
	    "make models MODEL=clean-text");
	return 0;
}
