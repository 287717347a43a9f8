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

#include "io/io.h"
#include "learn/train.h"
#include "segment/words.h"
#include "text/text.h"

static const char *const files[] = { "ud.zh_gsdsimp_dev.jsonl",
	"ud.zh_gsd_dev.jsonl", NULL };

struct example {
	struct trainer *trainer;
	const char *edge; /* [bytes + 1]: 1, a word starts or ends */
	size_t base;
};

static bool
number(void *arg, struct quire_span item, enum json_type type)
{
	long **to = arg;

	(void)type;
	*(*to)++ = strtol(item.p, NULL, 10);
	return true;
}

static bool
word(void *arg, struct quire_span item, enum json_type type)
{
	struct quire_span *edges = arg;
	char *edge = (char *)(uintptr_t)edges->p;
	long v[2] = { 0, 0 }, *to = v;

	(void)type;
	json_items(item, number, &to);
	for (int i = 0; i < 2; i++)
		if (v[i] >= 0 && (size_t)v[i] < edges->len)
			edge[v[i]] = 1;
	return true;
}

static void
gap(void *arg, size_t at, const uint32_t *feature, size_t n)
{
	struct example *e = arg;

	trainer_add(e->trainer, feature, n, e->edge[e->base + at] != 0, 1);
}

/* The gaps of all runs of Han characters. */
static void
learn_runs(struct trainer *t, struct quire_span text, const char *edge,
    struct arena *a)
{
	struct example e = { t, edge, 0 };
	size_t i, len, start = 0;
	uint32_t cp;

	for (i = 0; i <= text.len; i += len) {
		cp = 0;
		len = 1;
		if (i < text.len)
			len = utf8_decode(text.p + i, text.p + text.len, &cp);
		if (cp != 0 && text_is(cp, TEXT_HAN))
			continue;
		e.base = start;
		if (i > start)
			chinese_gaps(span_sub(text, start, i), a, gap, &e);
		start = i + len;
	}
}

static void
learn_line(struct trainer *t, struct quire_span line, struct arena *a)
{
	struct json_object o = { 0 };
	const struct json_member *text, *words;
	struct quire_span s, edges;
	struct quire_err e;

	if (json_scan(line, &o, a, &e) < 0 ||
	    (text = json_find(&o, "text")) == NULL ||
	    (words = json_find(&o, "words")) == NULL)
		return;
	s = json_text(text->value, a);
	edges = (struct quire_span){ arena_zero(a, s.len + 1, 1), s.len + 1 };
	json_items(words->value, word, &edges);
	learn_runs(t, s, edges.p, a);
}

static void
learn_file(struct trainer *t, const char *path, unsigned k, unsigned n)
{
	struct input *in = input_open(path);
	struct arena *a = arena_new();
	struct quire_span line;
	struct quire_err e;
	unsigned i = 0;

	if (in == NULL) {
		perror(path);
		exit(2);
	}
	while (input_line(in, (size_t)1 << 30, &line, &e) == 1) {
		if (n == 0 || i % n != k)
			learn_line(t, line, a);
		i++;
		arena_reset(a);
	}
	arena_free(a);
	input_close(in);
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
	unsigned k = 0, n = 0;
	char path[4096];

	if (argc < 3 || (argc > 3 && sscanf(argv[3], "%u/%u", &k, &n) != 2)) {
		fprintf(stderr, "usage: %s DATA_DIR OUT.model [K/N]\n",
		    argv[0]);
		return 2;
	}
	t = trainer_new(&o, classes, 2);
	for (size_t i = 0; files[i] != NULL; i++) {
		snprintf(path, sizeof path, "%s/seg/dev/%s", argv[1], files[i]);
		learn_file(t, path, k, n);
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
