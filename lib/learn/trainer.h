/*
 * The trainer's inside: examples, weights, and what its files share. A
 * multi-class example is a chain of one position without transitions.
 *
 * All weights lie in one array: `columns` for each of 2^bits rows, then the
 * biases, then (chains) a matrix of transitions with a row for the start and
 * a column for the end.
 */
#ifndef QUIRE_TRAINER_H
#define QUIRE_TRAINER_H

#include "learn/format.h"
#include "learn/train.h"

struct position {
	size_t first; /* in trainer.feature */
	uint32_t n;
	uint16_t class;
	float weight;
};

struct sequence {
	size_t first; /* in trainer.position */
	size_t n;
};

struct train_result {
	size_t positions, right, wholes; /* sequences without error */
	double loss;                     /* sum of -log p */
};

struct trainer {
	struct train_opts o;
	unsigned classes, columns;
	char **name;
	uint32_t *feature;
	struct position *position;
	struct sequence *sequence;
	size_t features, feature_cap;
	size_t positions, position_cap;
	size_t sequences, sequence_cap;
	size_t rows, bias, transitions, weights; /* where in w */
	double *w;                               /* [weights] */
	double *u;    /* perceptron: w times step; else squares */
	double *best; /* what is kept at the end */
	double *sum;  /* of the weights at points of the last epochs */
	unsigned sums;
	double step;
	bool *forbidden; /* [(classes + 1)^2], chains */
	unsigned epochs; /* done */
	unsigned kept;   /* the epoch that best is from */
	struct train_result heldout, quantised;
	double unit; /* of one step of the quantised weights */
};

/* Is sequence i among the held-out? */
bool trainer_held(const struct trainer *t, size_t i);
/* Scores of one position by the weights w: out[0..classes). */
void trainer_scores(const struct trainer *t, const double *w,
    const struct position *p, double *out);
/* The best path by scores s[n][classes] and the transitions of w. */
void trainer_path(const struct trainer *t, const double *w, const double *s,
    size_t n, uint16_t *tag);
/*
 * One step of logistic regression; returns the loss, -log p. For a chain
 * that is a conditional random field.
 */
double trainer_logistic(struct trainer *t, const struct sequence *q);
/* The loss alone, by the weights w. */
double trainer_loss(const struct trainer *t, const double *w,
    const struct sequence *q);
/* The image of a model made of t->best; owned by the caller (free). */
void *trainer_image(struct trainer *t, size_t *len);
/* Writes a file through a temporary name. */
int trainer_write_file(const char *path, const void *p, size_t len,
    struct quire_err *e);
/* Memory for an image, aligned and cleared. */
void *trainer_image_alloc(size_t len);

#endif
