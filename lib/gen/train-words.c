/*
 * Trains the model of Chinese words (lib/data/words.model): for each gap
 * between two Han characters, is it a word's end? Gold words are those of the
 * Universal Dependencies development sets of Chinese (CC BY-SA 4.0), in both
 * scripts. The list of words (train-words-lexicon) must be built in already.
 *
 * What unknown words look like is learned from plain text too (zh-Hans and
 * zh-Hant of the language training data): a tenth of the list's rarer words is
 * hidden, and what becomes of them, bits of one or two characters, ought to be
 * joined.
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
#include "segment/lexicon.h"
#include "segment/words.h"
#include "text/text.h"

#include "models.h"

static const char *const files[] = { "ud.zh_gsdsimp_dev.jsonl",
	"ud.zh_gsd_dev.jsonl", NULL };
static const char *const plain_files[] = { "zh-Hans", "zh-Hant", NULL };

/* A text, and at each offset: does a word start or end there? */
struct edges {
	char *p;
	size_t n;
};

struct example {
	struct trainer *trainer;
	const struct lexicon *lexicon;
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
gap(void *arg, const struct chinese_gap *g)
{
	struct example *e = arg;

	trainer_add(e->trainer, g->feature, g->n,
	    e->edges.p[e->base + g->at] != 0, 1);
}

/* Calls found for each run of Han characters. */
static void
each_run(struct quire_span text,
    void (*found)(void *arg, struct quire_span run, struct arena *a), void *arg,
    struct arena *a)
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
		if (i > start)
			found(arg, span_sub(text, start, i), a);
		start = i + len;
	}
}

/* ---- treebanks -------------------------------------------------------- */

struct record {
	struct example e;
	struct quire_span text;
};

static void
learn_run(void *arg, struct quire_span run, struct arena *a)
{
	struct record *r = arg;

	r->e.base = (size_t)(run.p - r->text.p);
	chinese_gaps(r->e.lexicon, run, a, gap, &r->e);
}

static void
learn_record(void *arg, const struct json_object *o, struct arena *a)
{
	struct record r = { *(const struct example *)arg,
		jsonl_text(o, "text", a) };

	r.e.edges.n = r.text.len + 1;
	r.e.edges.p = arena_zero(a, r.e.edges.n, 1);
	if (jsonl_spans(o, "words", word, &r.e.edges))
		each_run(r.text, learn_run, &r, a);
}

/* ---- plain text ------------------------------------------------------- */

/*
 * Costs in the lexicon: words that are commoner are not hidden. The weights
 * of what is seen of hidden words, in examples of a treebank.
 */
enum { PARTS = 10, RARE = 165, HAN = 3 };
static const float unknown = 0.1f;

struct plain {
	struct trainer *trainer;
	struct lexicon whole, part[PARTS];
	size_t runs;
	struct quire_span run;
	char *breaks; /* by offset: does the path with all words break there? */
};

/* Each part hides a tenth of the rarer words. */
static void
hide_words(struct plain *t)
{
	for (unsigned k = 0; k < PARTS; k++) {
		size_t n = t->whole.places;
		uint32_t *place = mem_resize(NULL, n, sizeof *place);

		memcpy(place, t->whole.place, n * sizeof *place);
		for (uint32_t i = (uint32_t)t->whole.characters + 1; i < n; i++)
			if ((place[i] & LEXICON_COST) >= RARE &&
			    learn_mix(i, 1) % PARTS == k)
				place[i] &= ~(uint32_t)LEXICON_COST;
		t->part[k] = t->whole;
		t->part[k].place = place;
	}
}

static void
whole_gap(void *arg, const struct chinese_gap *g)
{
	struct plain *t = arg;

	t->breaks[g->at] = g->breaks;
}

/*
 * Is the word from `start` to `end` one, for sure? It is not if its one
 * character seldom stands alone: that may be a bit of a name.
 */
static bool
is_sure(const struct plain *t, size_t start, size_t end)
{
	uint32_t cp;

	if (end - start > HAN)
		return true;
	utf8_decode(t->run.p + start, t->run.p + end, &cp);
	return lexicon_alone(&t->whole, lexicon_number(&t->whole, cp)) ==
	    LEXICON_ALONE - 1;
}

/* Does a surely known word end, and another begin, at that offset? */
static bool
is_sure_break(const struct plain *t, size_t at)
{
	size_t start = at - HAN, end = at + HAN;

	while (start > 0 && !t->breaks[start])
		start -= HAN;
	while (end < t->run.len && !t->breaks[end])
		end += HAN;
	return is_sure(t, start, at) && is_sure(t, at, end);
}

static void
part_gap(void *arg, const struct chinese_gap *g)
{
	struct plain *t = arg;
	bool end = t->breaks[g->at];

	if (g->breaks && (!end || is_sure_break(t, g->at)))
		trainer_add(t->trainer, g->feature, g->n, end, unknown);
}

static void
plain_run(void *arg, struct quire_span run, struct arena *a)
{
	struct plain *t = arg;

	for (size_t i = 0; i < run.len; i += HAN)
		if (((unsigned char)run.p[i] & 0xf0) != 0xe0)
			return;
	t->run = run;
	t->breaks = arena_zero(a, run.len + 1, 1);
	chinese_gaps(&t->whole, run, a, whole_gap, t);
	chinese_gaps(&t->part[t->runs++ % PARTS], run, a, part_gap, t);
}

static void
learn_plain(struct trainer *trainer, const struct lexicon *x, const char *path)
{
	struct plain t = { .trainer = trainer, .whole = *x };
	struct arena *a = arena_new();
	char line[1 << 16];
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	hide_words(&t);
	while (fgets(line, sizeof line, f) != NULL) {
		each_run((struct quire_span){ line, strlen(line) }, plain_run,
		    &t, a);
		arena_reset(a);
	}
	fclose(f);
	arena_free(a);
	for (unsigned k = 0; k < PARTS; k++)
		free((void *)(uintptr_t)t.part[k].place);
}

int
main(int argc, char **argv)
{
	static const char *const classes[] = { "inside", "end" };
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.bits = 18,
		.epochs = 8,
		.rate = 0.1,
		.ease = 0.3,
		.l2 = 1e-3,
		.seed = 1,
		.prune = 0.02,
		.weight_bits = 8 };
	struct trainer *t;
	struct quire_err e;
	struct jsonl_fold fold;
	char path[4096];
	struct lexicon lexicon;
	struct example whole = { .lexicon = &lexicon };

	if (argc < 3 || !jsonl_fold(argv[3], &fold)) {
		fprintf(stderr, "usage: %s DATA_DIR OUT.model [K/N]\n",
		    argv[0]);
		return 2;
	}
	if (lexicon_open(&lexicon, &learn_image_words_lexicon) < 0)
		quire_die("the list of Chinese words is missing");
	t = whole.trainer = trainer_new(&o, classes, 2);
	for (size_t i = 0; files[i] != NULL; i++) {
		snprintf(path, sizeof path, "%s/seg/dev/%s", argv[1], files[i]);
		jsonl_each(path, fold, learn_record, &whole);
	}
	for (size_t i = 0; plain_files[i] != NULL; i++) {
		snprintf(path, sizeof path, "%s/lid/dev/train/%s.txt", argv[1],
		    plain_files[i]);
		learn_plain(t, &lexicon, path);
	}
	trainer_run(t, stdout);
	if (trainer_write(t, argv[2],
	        "Ends of Chinese words. Universal "
	        "Dependencies, Chinese GSD and GSDSimp, development sets "
	        "(CC BY-SA 4.0); Chinese of the language training "
	        "data (see language.txt), without labels; features from "
	        "words-lexicon.",
	        "train-words DATA_DIR OUT.model", &e) < 0) {
		fprintf(stderr, "%s: %s\n", argv[2], e.msg);
		return 1;
	}
	trainer_free(t);
	return 0;
}
