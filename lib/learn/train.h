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
	enum train_method method;       /* averaged perceptron; SGD + L2 */
	bool chain;                     /* linear chain instead of classes */
	unsigned bits;                  /* 2^bits rows [18], at most 24 */
	unsigned epochs;                /* at most [20]; see patience */
	unsigned patience;              /* epochs without gain, then end [3] */
	double rate;                    /* logistic: AdaGrad's step [0.1] */
	/*
	 * Logistic: added to the sum of squares under AdaGrad's root, so that
	 * the first examples of a feature, if they are right already, move
	 * its weight but little [0].
	 */
	double ease;
	double l2;                      /* logistic: on the weights in use */
	uint64_t seed;                  /* of the shuffling */
	unsigned dev;                   /* every dev-th example is held out */
	double prune;                   /* rows below this are dropped */
	unsigned weight_bits;           /* 8 or 16 [8] */
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

#endif
