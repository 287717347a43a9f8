/*
 * learn: the one learning core. Hashed features -> quantised linear model.
 *
 *   multi-class   score[c] = bias[c] + sum of row(feature)[c]
 *   chain         the same at every position, plus a weight for each pair of
 *                 neighbouring tags; the best path by Viterbi
 *   sparse        multi-class with hundreds of classes, of which a feature
 *                 has weights for a few; all share its floor
 *   narrow        multi-class with small weights and a row for each number
 *                 of so many bits, for sums that cost next to nothing
 *
 * A feature is a 32-bit hash (learn_hash, learn_mix) that the room makes of
 * whatever it looks at; the model file says how many bits of it pick a row.
 * Rows are int8 or int16; scores are exact integers, so that every machine
 * gives the same answer whatever instructions it has. Models are files
 * described in quire-model(5), built into the library, never written to, and
 * made by the trainer in train.h.
 */
#ifndef QUIRE_LEARN_H
#define QUIRE_LEARN_H

#include "base/base.h"

/* ---- features --------------------------------------------------------- */

/* Hash of bytes; seed tells feature templates apart. Same on all machines. */
uint32_t learn_hash(uint32_t seed, const void *p, size_t len);

/* Combines hashes or small numbers. Order counts. */
static inline uint32_t
learn_mix(uint32_t a, uint32_t b)
{
	uint64_t x = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u;

	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	return (uint32_t)(x >> 32);
}

/* ---- models ----------------------------------------------------------- */

struct learn_model;

/*
 * A file of lib/data, linked in as it is; models.h, which the build makes,
 * declares them all. Empty: the model is still to be trained.
 */
struct learn_image {
	uint64_t len; /* bytes */
	_Alignas(64) unsigned char bytes[];
};

/*
 * Checks the image (magic, version, sizes, checksum) and returns a model that
 * borrows it. The image must be aligned to 64 bytes.
 */
struct learn_model *learn_open(const void *image, size_t len,
    struct quire_err *e);
/*
 * A model that is linked in, or null if it is none. Its checksum is the
 * build's business (a test looks at it), so that opening a large model costs
 * nothing.
 */
struct learn_model *learn_open_builtin(const struct learn_image *image);
void learn_close(struct learn_model *m);

unsigned learn_classes(const struct learn_model *m);
/* Lives as long as the image. */
const char *learn_class(const struct learn_model *m, unsigned c);
/* Index of a class, or -1. */
int learn_class_index(const struct learn_model *m, const char *name);

/*
 * score[0..classes) = bias + rows of the n features. With two classes only
 * their difference is kept: score[0] is 0.
 */
void learn_score(const struct learn_model *m, const uint32_t *feature, size_t n,
    int32_t *score);
/*
 * Two classes, weights of 8 bits, rows numbered with so many bits: the weight
 * of each row number, 0 if there is no such row, and the bias. False if the
 * model is of another kind.
 */
bool learn_weights(const struct learn_model *m, unsigned bits, int32_t *bias,
    int8_t *weight);
/*
 * Sparse models only: adds the rows of n features to score, which has room
 * for LEARN_SPARSE_MAX classes; and what n features (4096 at most) add to one
 * class beside their rows, the bias included. learn_score is both.
 */
enum { LEARN_SPARSE_MAX = 512 };
void learn_add(const struct learn_model *m, const uint32_t *feature, size_t n,
    int32_t *score);
int32_t learn_floor(const struct learn_model *m, unsigned c, size_t n);
/* total[i] = score[first + i] with the floor of that class, for a range. */
void learn_totals(const struct learn_model *m, const int32_t *score,
    unsigned first, unsigned classes, size_t n, int32_t *total);
/* The highest of n scores, n > 0; how many are above `low`. */
int32_t learn_top(const int32_t *score, size_t n);
size_t learn_above(const int32_t *score, size_t n, int32_t low);
/*
 * Scores to probabilities: softmax (two classes: logistic) with the
 * temperature that the model has for texts of `length` features.
 */
void learn_probability(const struct learn_model *m, const int32_t *score,
    size_t length, float *p);

/*
 * Narrow models only. The number of a row has so many bits (16 at most). Sums
 * have room for LEARN_NARROW_MAX; they start as the biases (of columns that
 * are no class: LEARN_NARROW_NEVER) and hold those of LEARN_NARROW_MOST rows.
 */
enum {
	LEARN_NARROW_MAX = 256,
	LEARN_NARROW_MOST = 768,
	LEARN_NARROW_NEVER = -32000
};
unsigned learn_row_bits(const struct learn_model *m);
/* How many of the sums are in use. */
size_t learn_narrow_width(const struct learn_model *m);
void learn_narrow_start(const struct learn_model *m, int16_t *sum);
void learn_narrow_add(const struct learn_model *m, const uint16_t *row,
    size_t n, int16_t *sum);
/*
 * Classes whose sum is the best or less than `within` below it, in order;
 * returns how many were written, at most max.
 */
size_t learn_narrow_near(const struct learn_model *m, const int16_t *sum,
    int16_t within, uint16_t *which, size_t max);
/* Is there only one such class? */
bool learn_narrow_alone(const struct learn_model *m, const int16_t *sum,
    int16_t within);

/* Logits of one unit of score in a text of `length` features. */
double learn_unit(const struct learn_model *m, size_t length);

/* ---- chains ----------------------------------------------------------- */

/* Features of position i: feature[start[i]] to feature[start[i + 1] - 1]. */
struct learn_chain {
	size_t n;
	const uint32_t *start; /* [n + 1] */
	const uint32_t *feature;
};

/*
 * The best tag of each position into tag[0..n). Forbidden transitions are in
 * the model; they are taken only if no other path exists. Memory beside the
 * result comes from the arena. Returns the margin m of the best path over
 * the second best (in natural logarithms, for a logistic model), scaled to
 * 0..1 by tanh(m / 2), a confidence. An empty chain gives 1.
 */
float learn_tag(const struct learn_model *m, const struct learn_chain *x,
    uint8_t *tag, struct arena *a);
/* The same path without the confidence; much faster up to 16 tags. */
void learn_path(const struct learn_model *m, const struct learn_chain *x,
    uint8_t *tag, struct arena *a);

#endif
