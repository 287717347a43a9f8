/*
 * Trains the model of Chinese words (lib/data/words.model): for each gap
 * between two Han characters, is it a word's end? Gold words are those of the
 * Universal Dependencies development sets of Chinese (CC BY-SA 4.0), in both
 * scripts. The list of words (train-words-lexicon) must be built in already.
 *
 *	train-words DATA_DIR OUT.model [K/N]
 *
 * With K/N the documents whose number leaves K when divided by N are left
 * out, for measuring on them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/jsonl.h"
#include "learn/train.h"
#include "segment/words.h"
#include "text/text.h"

static const char *const files[] = { "ud.zh_gsdsimp_dev.jsonl",
	"ud.zh_gsd_dev.jsonl", NULL };

/* A text, and at each offset: does a word start or end there? */
struct edges {
	char *p;
	size_t n;
};

struct example {
	struct trainer *trainer;
	struct edges edges;
	size_t base;
};

static void
word(void *arg, size_t start, size_t end)
{
	struct edges *x = arg;

	if (start < x->n)
		x->p[start] = 1;
	if (end < x->n)
		x->p[end] = 1;
}

static void
gap(void *arg, size_t at, const uint32_t *feature, size_t n)
{
	struct example *e = arg;

	trainer_add(e->trainer, feature, n, e->edges.p[e->base + at] != 0, 1);
}

/* The gaps of all runs of Han characters. */
static void
learn_runs(struct example *e, struct quire_span text, struct arena *a)
{
	size_t i, len, start = 0;
	uint32_t cp;

	for (i = 0; i <= text.len; i += len) {
		cp = 0;
		len = 1;
		if (i < text.len)
			len = utf8_decode(text.p + i, text.p + text.len, &cp);
		if (cp != 0 && text_is(cp, TEXT_HAN))
			continue;
		e->base = start;
		if (i > start)
			chinese_gaps(span_sub(text, start, i), a, gap, e);
		start = i + len;
	}
}

static void
learn_record(void *arg, const struct json_object *o, struct arena *a)
{
	struct quire_span text = jsonl_text(o, "text", a);
	struct example e = { arg, { NULL, text.len + 1 }, 0 };

	e.edges.p = arena_zero(a, e.edges.n, 1);
	if (jsonl_spans(o, "words", word, &e.edges))
		learn_runs(&e, text, a);
}

int
main(int argc, char **argv)
{
	static const char *const classes[] = { "inside", "end" };
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.bits = 18,
		.epochs = 8,
		.rate = 0.1,
		.ease = 0.01,
		.l2 = 1e-4,
		.seed = 1,
		.prune = 0.02,
		.weight_bits = 8 };
	struct trainer *t;
	struct quire_err e;
	struct jsonl_fold fold;
	char path[4096];

	if (argc < 3 || !jsonl_fold(argv[3], &fold)) {
		fprintf(stderr, "usage: %s DATA_DIR OUT.model [K/N]\n",
		    argv[0]);
		return 2;
	}
	t = trainer_new(&o, classes, 2);
	for (size_t i = 0; files[i] != NULL; i++) {
		snprintf(path, sizeof path, "%s/seg/dev/%s", argv[1], files[i]);
		jsonl_each(path, fold, learn_record, t);
	}
	trainer_run(t, stdout);
	if (trainer_write(t, argv[2],
	        "Ends of Chinese words. Universal "
	        "Dependencies, Chinese GSD and GSDSimp, development sets "
	        "(CC BY-SA 4.0); features from words-lexicon.",
	        "train-words DATA_DIR OUT.model", &e) < 0) {
		fprintf(stderr, "%s: %s\n", argv[2], e.msg);
		return 1;
	}
	trainer_free(t);
	return 0;
}
