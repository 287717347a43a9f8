/*
 * gate: which white space before capitals, numbers and signs is worth a
 * closer look, judged by the few bytes beside it. Room-internal.
 */
#ifndef QUIRE_GATE_H
#define QUIRE_GATE_H

#include <string.h>

#include "learn/learn.h"

enum { GATE_FEATURES = 4, GATE_BITS = 14 };

/* The weights of all row numbers of the gate's model. */
struct gate {
	int32_t bias;
	int8_t weight[1 << GATE_BITS];
};

/* False if the model is none for it; it is not needed any more after. */
bool gate_open(struct gate *g, const struct learn_model *m);

/*
 * Three bytes, a space, four bytes, from the first one up, as one number: what
 * stands before and behind white space. Where there is no text any more stand
 * spaces.
 */
uint64_t gate_context(struct quire_span text, size_t end, size_t next);

/* Eight bytes of text as such a number. */
static inline uint64_t
gate_load(const char *p)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return x;
#else
	uint64_t x = 0;

	for (size_t i = 8; i-- > 0;)
		x = x << 8 | (unsigned char)p[i];
	return x;
#endif
}

void gate_features(uint64_t context, uint32_t *feature);
/* Is the place worth it? */
bool gate_passes(const struct gate *g, uint64_t context);

#endif
