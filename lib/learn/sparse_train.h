/*
 * The inside of the trainer of sparse models.
 */
#ifndef QUIRE_SPARSE_TRAIN_H
#define QUIRE_SPARSE_TRAIN_H

#include "learn/trainer.h"

struct sparse_count {
	uint32_t feature;
	float n; /* 0: the place is free */
};

/* What part of a class's features this one is. */
struct sparse_share {
	uint32_t feature;
	uint16_t class;
	float p, weight, worth;
};

struct sparse_row {
	uint32_t feature, first, n; /* pairs [first, first + n) */
	uint32_t seen;              /* in the example of this step */
	float worth;
};

struct sparse_pair {
	uint16_t class;
	float weight;
};

struct sparse_trainer {
	struct sparse_opts o;
	unsigned classes;
	const char *name[MODEL_SPARSE_MAX];
	uint8_t group[MODEL_SPARSE_MAX];
	double trust[MODEL_SPARSE_MAX];
	double bias[MODEL_SPARSE_MAX], floor[MODEL_SPARSE_MAX];
	struct sparse_count *count; /* of the class being read */
	unsigned count_bits;
	size_t counted;
	struct sparse_share *share;
	size_t shares, share_cap;
	struct sparse_row *row;
	size_t rows;
	struct sparse_pair *pair;
	size_t pairs;
	uint32_t *slot; /* hash table: row number + 1 */
	unsigned slot_bits;
	struct sparse_row **hit; /* of the step being made */
	size_t hits, hit_cap;
	size_t lost; /* rows that found no place in the file */
	uint64_t random;
	bool any; /* only the classes of all groups are trained */
};

#endif
