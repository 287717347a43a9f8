/*
 * train: makes models for learn.h. Used by the programs in gen/, never by a
 * command. Deterministic: same examples, options and seed give the same
 * bytes on every machine (integer or strictly ordered double arithmetic, no
 * -ffast-math, no threads).
 */
#ifndef QUIRE_TRAIN_H
#define QUIRE_TRAIN_H

#include <stdio.h>

#include "learn/learn.h"

enum train_method { TRAIN_PERCEPTRON, TRAIN_LOGISTIC };

/* Zeros mean the values in brackets. */
struct train_opts {
	enum train_method method; /* averaged perceptron; SGD + L2 */
	bool chain;               /* linear chain instead of classes */
	unsigned bits;            /* 2^bits rows [18], at most 24 */
	unsigned epochs;          /* at most [20]; see patience */
	unsigned patience;        /* epochs without gain, then end [3] */
	double rate;              /* logistic: AdaGrad's step [0.1] */
	/*
	 * Logistic: added to the sum of squares under AdaGrad's root, so that
	 * the first examples of a feature, if they are right already, move
	 * its weight but little [0].
	 */
	double ease;
	double l2; /* logistic: on the weights in use */
	/*
	 * Logistic: so many last epochs are averaged, and the rows too small
	 * to be kept are taken away before them, so that the others learn to
	 * do without [0]. Then the last epoch is what is kept.
	 */
	unsigned average;
	double drop;   /* logistic: share of features left out of a step [0] */
	uint64_t seed; /* of the shuffling */
	unsigned dev;  /* every dev-th example is held out */
	double prune;  /* rows below this are dropped */
	unsigned weight_bits; /* 8 or 16 [8] */
};

struct trainer;

struct trainer *trainer_new(const struct train_opts *o,
    const char *const *class_names, unsigned classes);
void trainer_free(struct trainer *t);
/* Copies. weight: 1 is a plain example, 0.5 counts half. */
void trainer_add(struct trainer *t, const uint32_t *feature, size_t n,
    unsigned class, float weight);
void trainer_add_chain(struct trainer *t, const struct learn_chain *x,
    const uint8_t *tag);
/* No path may hold tag b right after tag a; a or b -1: start or end. */
void trainer_forbid(struct trainer *t, int a, int b);
/*
 * Trains; progress (may be null) gets a line per epoch. With dev, the epoch
 * that did best on the held-out examples is kept, and they give the
 * temperatures of learn_probability.
 */
void trainer_run(struct trainer *t, FILE *progress);
/*
 * Writes path and beside it the provenance .txt: `about` (corpus, licence),
 * the command, seed, counts, scores on the held-out split.
 */
int trainer_write(struct trainer *t, const char *path, const char *about,
    const char *command, struct quire_err *e);

/* ---- sparse models ---------------------------------------------------- */

/*
 * Many classes in groups that exclude each other (languages by script).
 * First each class counts its features; then the pairs worth a place are
 * chosen and start as shrunk log-odds; then steps of softmax regression over
 * the classes of a group; then the file.
 */
struct sparse_opts {
	size_t bytes;  /* of the table, about */
	size_t most;   /* features kept of one class while counting */
	double unseen; /* probability of what a class never had */
	double shrink; /* log-odds times this is the first weight */
	double drop;   /* share of features left out of a step */
	uint64_t seed;
};

/* A class of this group competes in all groups. */
enum { SPARSE_ANY = 255 };

struct sparse_trainer;

struct sparse_trainer *sparse_new(const struct sparse_opts *o,
    const char *const *class_names, const uint8_t *group, unsigned classes);
void sparse_free(struct sparse_trainer *t);
/* Adds to the counts of the class now being read. */
void sparse_count(struct sparse_trainer *t, const uint32_t *feature, size_t n,
    double weight);
/* The class is complete; trust: 1, or less for one with little text. */
void sparse_count_end(struct sparse_trainer *t, unsigned class, double trust);
void sparse_select(struct sparse_trainer *t, FILE *progress);
/* How many rows there are, and how many more the file has no place for. */
size_t sparse_rows(const struct sparse_trainer *t, size_t *lost);
/* One step at that rate; returns the loss. */
double sparse_step(struct sparse_trainer *t, const uint32_t *feature, size_t n,
    unsigned class, unsigned group, double rate);
/*
 * Until this is called, classes of all groups take no part; after it, only
 * they are trained, against all others as they are.
 */
void sparse_fix(struct sparse_trainer *t);
/* Makes a class likelier by so much than its share of the examples. */
void sparse_prior(struct sparse_trainer *t, unsigned class, double logit);
/* Scores of all classes; those of other groups are -1e9. */
void sparse_scores(const struct sparse_trainer *t, const uint32_t *feature,
    size_t n, unsigned group, double *score);
/*
 * The file. Scores times `unit` are logits for texts of up to `length`
 * features, units times; scale: logits in one step of a weight.
 */
int sparse_write(struct sparse_trainer *t, const char *path, double scale,
    const uint32_t *length, const double *unit, uint32_t units,
    struct quire_err *e);

#endif
