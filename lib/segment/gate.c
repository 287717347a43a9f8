/*
 * The gate: a small linear model over the bytes beside white space, as they
 * are and by kind. It is asked at every capital, so that all its weights lie
 * in one table, and nothing of what it does is a branch.
 */
#include "segment/gate.h"

bool
gate_open(struct gate *g, const struct learn_model *m)
{
	return learn_weights(m, GATE_BITS, &g->bias, g->weight);
}

uint64_t
gate_context(struct quire_span text, size_t end, size_t next)
{
	size_t from = end < 3 ? 0 : end - 3;
	unsigned char byte[8];

	for (size_t i = 0; i < 3; i++, from++)
		byte[i] = from < end ? (unsigned char)text.p[from] : ' ';
	byte[3] = ' ';
	for (size_t i = 4; i < 8; i++, next++)
		byte[i] = next < text.len ? (unsigned char)text.p[next] : ' ';
	return gate_load((const char *)byte);
}

#define EACH(x) (0x0101010101010101u * (uint64_t)(x))

/* FF where a byte of x, which is below 80, lies between low and high. */
static inline uint64_t
among(uint64_t x, unsigned char low, unsigned char high)
{
	uint64_t from = x + EACH(0x80 - low), behind = x + EACH(0x7f - high);

	return ((from & ~behind & EACH(0x80)) >> 7) * 0xff;
}

static inline uint64_t
put(uint64_t x, uint64_t mask, unsigned char c)
{
	return (x & ~mask) | (mask & EACH(c));
}

/*
 * Digits are one; in the features of kinds letters are so too, lower and
 * upper case, and all that is beyond ASCII.
 */
void
gate_features(uint64_t context, uint32_t *feature)
{
	uint64_t x = context & EACH(0x7f), wide, kinds;
	uint32_t left, right, l, r;

	wide = ((context & EACH(0x80)) >> 7) * 0xff;
	context = put(context, among(x, '0', '9') & ~wide, '0');
	kinds = put(context, among(x, 'a', 'z'), 'a');
	kinds = put(kinds, among(x, 'A', 'Z'), 'A');
	kinds = put(kinds, wide, 0x80);
	l = (uint32_t)(context >> 40);
	r = (uint32_t)context;
	left = (uint32_t)(kinds >> 40);
	right = (uint32_t)kinds;
	feature[0] = learn_mix(1, r);
	feature[1] = learn_mix(2, l);
	feature[2] = learn_mix(3 | (r >> 16 << 8), l & 0xff);
	feature[3] = learn_mix(4 | (r >> 24 << 8), l & 0xffff);
	feature[4] = learn_mix(learn_mix(5, left), right);
	feature[5] = learn_mix(learn_mix(6, left & 0xffff), right >> 8);
}

bool
gate_passes(const struct gate *g, uint64_t context)
{
	uint32_t feature[GATE_FEATURES];
	int32_t sum = g->bias;

	gate_features(context, feature);
	for (size_t i = 0; i < GATE_FEATURES; i++)
		sum += g->weight[feature[i] >> (32 - GATE_BITS)];
	return sum > 0;
}
