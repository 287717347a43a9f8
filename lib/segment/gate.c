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
	return load_le64(byte);
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

/* The fourth of the eight bytes is a space: its last bit is free. */
#define MEMO_YES ((uint64_t)1 << 24)

bool
gate_knows(const struct gate *g, struct gate_memo *m, uint64_t context)
{
	uint64_t *said =
	    &m->said[context * 0x9e3779b97f4a7c15u >> (64 - GATE_MEMO_BITS)];

	if ((*said & ~MEMO_YES) != context)
		*said = context | (gate_passes(g, context) ? MEMO_YES : 0);
	return (*said & MEMO_YES) != 0;
}

#ifdef HAVE_AVX512

/* Bytes of v from a to z, as a mask. */
#define BETWEEN(v, a, z) \
	_mm512_cmple_epu8_mask(_mm512_sub_epi8(v, _mm512_set1_epi8(a)), \
	    _mm512_set1_epi8((z) - (a)))

/* Two features of each of eight contexts: of their low and high halves. */
#define PAIR(low, high) \
	_mm512_set1_epi64((int64_t)((uint64_t)(high) << 32 | (low)))

/* What the features of both halves weigh. */
INLINE512 __m512i
weights(const struct gate *g, __m512i feature)
{
	__m512i x =
	    _mm512_i32gather_epi32(_mm512_srli_epi32(feature, 32 - GATE_BITS),
	        g->weight, 1);

	return _mm512_srai_epi32(_mm512_slli_epi32(x, 24), 24);
}

/* Bit i: does what is in lane i pass? As gate_passes, see look. */
INLINE512 __mmask8
eight_pass(const struct gate *g, __m512i v)
{
	const __m512i left = PAIR(0xffffffu, UINT32_MAX),
	              factors = PAIR(SECOND, FIRST);
	__m512i kinds, sides, middle, sum;
	__mmask64 wide = _mm512_movepi8_mask(v);

	v = _mm512_mask_blend_epi8(BETWEEN(v, '0', '9'), v,
	    _mm512_set1_epi8('0'));
	kinds = _mm512_mask_blend_epi8(BETWEEN(v, 'a', 'z'), v,
	    _mm512_set1_epi8('a'));
	kinds = _mm512_mask_blend_epi8(BETWEEN(v, 'A', 'Z'), kinds,
	    _mm512_set1_epi8('A'));
	kinds = _mm512_mask_blend_epi8(wide, kinds, _mm512_set1_epi8(-128));
	/* l and r, and from them (r << 16 | l >> 8) in the low half */
	sides = _mm512_and_si512(v, left);
	middle = _mm512_or_si512(_mm512_srli_epi64(_mm512_and_si512(v,
	                                               PAIR(0, UINT32_MAX)),
	                             16),
	    _mm512_srli_epi64(_mm512_and_si512(v, PAIR(0xffffffu, 0)), 8));
	kinds = _mm512_mullo_epi32(_mm512_and_si512(kinds, left),
	    PAIR(FIRST, SECOND));
	kinds = _mm512_add_epi32(kinds, _mm512_slli_epi64(kinds, 32));
	middle = _mm512_mask_blend_epi32(0xaaaa,
	    _mm512_mullo_epi32(middle, PAIR(FIRST, 0)), kinds);
	sum = _mm512_add_epi32(weights(g,
	                           _mm512_add_epi32(_mm512_mullo_epi32(sides,
	                                                factors),
	                               PAIR(TEMPLATE(2), TEMPLATE(1)))),
	    weights(g,
	        _mm512_add_epi32(middle, PAIR(TEMPLATE(3), TEMPLATE(4)))));
	sum = _mm512_add_epi32(sum, _mm512_slli_epi64(sum, 32));
	sum = _mm512_add_epi32(sum, _mm512_set1_epi32(g->bias));
	return _mm512_cmpgt_epi64_mask(sum, _mm512_set1_epi64(UINT32_MAX));
}

/* A bit for each place in order: does it pass? */
INLINE512 void
ask_wide(const struct gate *g, const char *p, const struct stops *s,
    unsigned char *pass)
{
	for (size_t i = 0; i < s->places; i += 8) {
		__m512i at = _mm512_cvtepu16_epi64(
		    _mm_loadu_si128((const void *)(s->place + i)));
		unsigned rest =
		    s->places - i < 8 ? 0xffu >> (8 - (s->places - i)) : 0xffu;

		at = _mm512_maskz_mov_epi64((__mmask8)rest, at);
		pass[i / 8] = (unsigned char)eight_pass(g,
		    _mm512_i64gather_epi64(at, p - 4, 1));
	}
}

AVX512 static void
pass_wide(const struct gate *g, const char *p, struct stops *s, size_t blocks)
{
	unsigned char pass[STOPS_MOST / 8 + 8];
	size_t n = 0;

	ask_wide(g, p, s, pass);
	for (size_t i = 0; i < blocks; i++) {
		/* There is a space before each: they are 32 at most. */
		s->passed[i] =
		    _pdep_u64(load_le64(pass + n / 8) >> n % 8, s->asked[i]);
		n += (size_t)__builtin_popcountll(s->asked[i]);
	}
}

#endif

static void
pass_each(const struct gate *g, struct gate_memo *m, const char *p,
    struct stops *s, size_t blocks)
{
	memset(s->passed, 0, blocks * sizeof *s->passed);
	for (size_t i = 0; i < s->places; i++) {
		size_t at = s->place[i];
		uint64_t yes = gate_knows(g, m, load_le64(p + at - 4));

		s->passed[at / STOPS_BLOCK] |= yes << at % STOPS_BLOCK;
	}
}

void
gate_sift(const struct gate *g, struct gate_memo *m, const char *p,
    struct stops *s, size_t blocks)
{
#ifdef HAVE_AVX512
	if (have_avx512())
		pass_wide(g, p, s, blocks);
	else
#endif
		pass_each(g, m, p, s, blocks);
	for (size_t i = 0; i < blocks; i++)
		s->stop[i] &= ~s->bare[i] | s->passed[i];
}
