/*
 * clean-training: what the two trainers of the boilerplate classifier share.
 * A document is brought to paragraphs by the passes of clean itself; each
 * paragraph becomes an example for the first model; the second is trained on
 * opinions of first models that have not seen the document (two halves).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean/features.h"
#include "learn/train.h"

static const char *const train_classes[] = { "drop", "keep" };

struct document {
	struct arena *a; /* owns all of it */
	size_t page;     /* that it was made from */
	struct work w;
	struct facts *f;
	bool *keep; /* for each paragraph */
	float *weight;
	float *p; /* the first model's opinion */
};

struct corpus {
	struct document *d;
	size_t n, cap, pages;
	struct cleaner *c;
	size_t fold, folds; /* documents left out: i % folds == fold */
};

static struct document *
corpus_add(struct corpus *c)
{
	struct document *d;

	if (c->n == c->cap) {
		c->cap = c->cap > 0 ? c->cap * 2 : 256;
		c->d = mem_resize(c->d, c->cap, sizeof *c->d);
	}
	d = &c->d[c->n++];
	memset(d, 0, sizeof *d);
	d->a = arena_new();
	d->page = c->pages;
	return d;
}

static void
corpus_read(struct corpus *c, struct document *d, enum clean_from from,
    struct quire_span bytes, bool decoded)
{
	static struct clean_meta meta;

	d->w = (struct work){ .c = c->c,
		.o = &c->c->o,
		.a = d->a,
		.keep = d->a,
		.first = true,
		.last = true,
		.from = from,
		.meta = &meta };
	clean_paragraphs(&d->w, bytes, decoded);
	d->f = facts_read(&d->w, glance_read(&d->w));
	d->keep = arena_zero(d->a, d->w.paras + 1, sizeof *d->keep);
	d->weight = arena_zero(d->a, d->w.paras + 1, sizeof *d->weight);
	d->p = arena_zero(d->a, d->w.paras + 1, sizeof *d->p);
}

static struct trainer *
new_trainer(uint64_t seed)
{
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.bits = 17,
		.epochs = 3,
		.average = 2,
		.rate = 0.05,
		.l2 = 1e-6,
		.seed = seed,
		.dev = 20,
		.weight_bits = 8 };

	if (getenv("RATE") != NULL)
		o.rate = atof(getenv("RATE"));
	if (getenv("L2") != NULL)
		o.l2 = atof(getenv("L2"));
	return trainer_new(&o, train_classes, 2);
}

static void
write_or_die(struct trainer *t, const char *path, const char *about,
    const char *command)
{
	struct quire_err e;

	if (trainer_write(t, path, about, command, &e) == -1) {
		fprintf(stderr, "%s: %s\n", path, e.msg);
		exit(1);
	}
}

static struct learn_model *
open_file(const char *path)
{
	struct quire_err e;
	struct learn_model *m;
	FILE *f = fopen(path, "rb");
	void *image;
	long len;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (len = ftell(f)) < 0)
		return NULL;
	rewind(f);
	image = aligned_alloc(64, ((size_t)len + 63) & ~(size_t)63);
	if (image == NULL || fread(image, 1, (size_t)len, f) != (size_t)len)
		return NULL;
	fclose(f);
	m = learn_open(image, (size_t)len, &e);
	if (m == NULL)
		fprintf(stderr, "%s: %s\n", path, e.msg);
	return m;
}

static size_t
first_features(const struct document *d, size_t k, uint32_t *x)
{
	size_t n = features_own(&d->w, d->f, k, x);

	return n + features_around(&d->w, d->f, k, x + n);
}

/* First model of one half of the pages (2: of all). */
static void
train_first(struct corpus *c, unsigned half, const char *path,
    const char *about, const char *command)
{
	struct trainer *t = new_trainer(1 + half);
	uint32_t x[FEATURES_MAX];
	size_t i, k, n;

	for (i = 0; i < c->n; i++)
		for (k = 0; (half == 2 || c->d[i].page % 2 == half) &&
		     k < c->d[i].w.paras;
		     k++) {
			n = first_features(&c->d[i], k, x);
			trainer_add(t, x, n, c->d[i].keep[k],
			    c->d[i].weight[k]);
		}
	trainer_run(t, stderr);
	write_or_die(t, path, about, command);
	trainer_free(t);
}

static void
judge_half(struct corpus *c, unsigned half, const char *path)
{
	struct learn_model *m = open_file(path);
	uint32_t x[FEATURES_MAX];
	int32_t score[2];
	size_t i, k, n;
	float p[2];

	if (m == NULL)
		exit(1);
	for (i = 0; i < c->n; i++)
		for (k = 0; c->d[i].page % 2 == half && k < c->d[i].w.paras;
		     k++) {
			n = first_features(&c->d[i], k, x);
			learn_score(m, x, n, score);
			learn_probability(m, score, n, p);
			c->d[i].p[k] = p[1];
		}
}

static void
train_second(struct corpus *c, const char *path, const char *about,
    const char *command)
{
	struct trainer *t = new_trainer(9);
	uint32_t x[FEATURES_MAX];
	size_t i, k, n;

	for (i = 0; i < c->n; i++) {
		struct document *d = &c->d[i];
		struct opinion *o = opinions(&d->w, d->f, d->p);

		for (k = 0; k < d->w.paras; k++) {
			n = features_own(&d->w, d->f, k, x);
			n += features_opinions(&d->w, d->f, o, k, x + n);
			trainer_add(t, x, n, d->keep[k], d->weight[k]);
		}
	}
	trainer_run(t, stderr);
	write_or_die(t, path, about, command);
	trainer_free(t);
}

/* OUT.model and OUT-first.model from a corpus that has been read. */
static void
train_both(struct corpus *c, const char *out, const char *about,
    const char *command)
{
	char first[1024], half[1100];
	size_t len = strlen(out);
	unsigned i;

	if (len < 7 || len > 1000 || strcmp(out + len - 6, ".model") != 0) {
		fprintf(stderr, "%s: not a model's name\n", out);
		exit(1);
	}
	snprintf(first, sizeof first, "%.*s-first.model", (int)len - 6, out);
	snprintf(half, sizeof half, "%.*s-half.model", (int)len - 6, out);
	for (i = 0; i < 2; i++) {
		train_first(c, i, half, about, command);
		judge_half(c, 1 - i, half);
	}
	remove(half);
	snprintf(half, sizeof half, "%.*s-half.txt", (int)len - 6, out);
	remove(half);
	train_second(c, out, about, command);
	train_first(c, 2, first, about, command);
}

static float
weight_of(const struct facts *f)
{
	float x = 1;
	unsigned m;

	for (m = f->mass; m > 4; m /= 2)
		x += 0.5f;
	return x;
}

static void
corpus_open(struct corpus *c, int argc, char **argv)
{
	static const struct clean_opts o = { .passes = CLEAN_ALL,
		.strictness = 0.5 };
	struct quire_err e;

	if (argc < 3) {
		fprintf(stderr, "usage: %s DATA OUT.model [FOLD FOLDS]\n",
		    argv[0]);
		exit(2);
	}
	memset(c, 0, sizeof *c);
	c->folds = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
	c->fold = argc > 4 ? strtoul(argv[3], NULL, 10) : 0;
	c->c = cleaner_new(&o, &e);
}
