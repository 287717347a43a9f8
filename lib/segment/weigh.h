/*
 * weigh: the sentence model as the room keeps it (segment.model): a table of
 * features, made by the trainer in gen/. Room-internal.
 *
 * A feature belongs to one pair of slots; a slot holds eight bits of the
 * feature, its check, above the weight. Features that have no slot weigh
 * nothing, so that words never seen before do not add noise.
 */
#ifndef QUIRE_WEIGH_H
#define QUIRE_WEIGH_H

#include "learn/learn.h"

#define WEIGH_MAGIC "QUIRESEG"

enum { WEIGH_ENDIAN = 0x01020304, WEIGH_BITS_MAX = 24 };

struct weigh_head {
	char magic[8];
	uint32_t endian, version;
	uint32_t bits; /* 2^bits pairs */
	int32_t bias;
	uint64_t length; /* of the image */
	int32_t margin[2][2];
	uint64_t checksum; /* learn_hash of the pairs */
	char pad[8];
};

struct weigher {
	const uint32_t *pair;
	unsigned shift;
	int32_t bias;
	/*
	 * Of terminators, and of other candidates: if what is seen at the
	 * candidate itself weighs less than the first or more than the
	 * second, the rest will not turn the scale.
	 */
	int32_t margin[2][2];
};

/* -1 if the image is not one. It is borrowed. */
int weigh_open(struct weigher *w, const struct learn_image *image);

/* The pair that a feature belongs to, and its check. */
static inline uint32_t
weigh_pair(uint32_t feature, unsigned shift)
{
	return feature >> shift;
}

static inline uint32_t
weigh_check(uint32_t feature)
{
	return feature & 0xff;
}

/* x if n is 0, else 0: whether a slot is the right one cannot be foreseen. */
static inline int32_t
weigh_if_zero(int32_t x, uint32_t n)
{
	return x & -(int32_t)((n - 1) >> 31);
}

/* What the features weigh, without the bias. */
static inline int32_t
weigh(const struct weigher *w, const uint32_t *feature, size_t n)
{
	int32_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t x = w->pair[weigh_pair(feature[i], w->shift)];

		x ^= weigh_check(feature[i]) * 0x01000100u;
		sum += weigh_if_zero((int8_t)(x & 0xff), x & 0xff00);
		sum += weigh_if_zero((int8_t)(x >> 16 & 0xff), x >> 24);
	}
	return sum;
}

#endif
