/*
 * The gate: a small linear model over the bytes beside white space, as they
 * are and by kind. It is asked at every capital, so that all its weights lie
 * in one table, and nothing of what it does is a branch.
 */
#include "segment/gate.h"
#include "text/vector.h"

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

#define EIGHT(x) (0x0101010101010101u * (uint64_t)(x))

/* FF where a byte of x, which is below 80, lies between low and high. */
static inline uint64_t
among(uint64_t x, unsigned char low, unsigned char high)
{
	uint64_t from = x + EIGHT(0x80 - low), behind = x + EIGHT(0x7f - high);

	return ((from & ~behind & EIGHT(0x80)) >> 7) * 0xff;
}

static inline uint64_t
put(uint64_t x, uint64_t mask, unsigned char c)
{
	return (x & ~mask) | (mask & EIGHT(c));
}

/*
 * What is hashed, by one multiplication each; the last one tells features of
 * the same numbers apart.
 */
#define LEFT(x) (0xffffffu & (uint32_t)(x))
#define RIGHT(x) ((uint32_t)((x) >> 32))
#define FIRST 0x9e3779b1u
#define SECOND 0x85ebca77u
#define TEMPLATE(i) (0xc2b2ae3du * (i))

/*
 * Digits are one; in the feature of kinds letters are so too, lower and upper
 * case, and all that is beyond ASCII.
 */
EACH void
look(uint64_t context, uint32_t *feature)
{
	uint64_t x = context & EIGHT(0x7f), wide, kinds;
	uint32_t l, r;

	wide = ((context & EIGHT(0x80)) >> 7) * 0xff;
	context = put(context, among(x, '0', '9') & ~wide, '0');
	kinds = put(context, among(x, 'a', 'z'), 'a');
	kinds = put(kinds, among(x, 'A', 'Z'), 'A');
	kinds = put(kinds, wide, 0x80);
	l = LEFT(context);
	r = RIGHT(context);
	feature[0] = r * FIRST + TEMPLATE(1);
	feature[1] = l * SECOND + TEMPLATE(2);
	feature[2] = (r << 16 | l >> 8) * FIRST + TEMPLATE(3);
	feature[3] = LEFT(kinds) * FIRST + RIGHT(kinds) * SECOND + TEMPLATE(4);
}

void
gate_features(uint64_t context, uint32_t *feature)
{
	look(context, feature);
}

bool
gate_passes(const struct gate *g, uint64_t context)
{
	uint32_t feature[GATE_FEATURES];
	int32_t sum = g->bias;

	look(context, feature);
	for (size_t i = 0; i < GATE_FEATURES; i++)
		sum += g->weight[feature[i] >> (32 - GATE_BITS)];
	return sum > 0;
}
