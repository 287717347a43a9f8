/*
 * Decisions that were made before, found by a hash of the bytes around the
 * candidate and compared with all of them.
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "segment/remember.h"

#ifdef __SSE2__

#define SIXTEEN(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
static const uint8_t ends[96] = { SIXTEEN(0), SIXTEEN(0), SIXTEEN(255),
	SIXTEEN(255), SIXTEEN(0), SIXTEEN(0) };

static inline __m128i
load(const void *p)
{
	return _mm_loadu_si128(p);
}

static inline uint32_t
white(__m128i v)
{
	return (uint32_t)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(' ')), v));
}

/* v where the mask is set, else what fills the rest. */
static inline __m128i
keep(__m128i v, __m128i mask, __m128i fill)
{
	return _mm_or_si128(_mm_and_si128(v, mask),
	    _mm_andnot_si128(mask, fill));
}

/*
 * The bytes before p from the second white one on, low ones in *low; where
 * they start, or null if that is too far. The text has `left` of them, and
 * what would stand before it is white.
 */
static inline const char *
take_before(const char *p, size_t left, __m128i *low, __m128i *high)
{
	__m128i a = load(p - 32), b = load(p - 16), fill;
	uint32_t mask = white(a) | white(b) << 16;
	unsigned off = left < 32 ? 32 - (unsigned)left : 0, out;

	mask |= (1u << off) - 1;
	if (mask == 0)
		return NULL;
	mask ^= 0x80000000u >> __builtin_clz(mask);
	if (mask >> (32 - REMEMBER_BEFORE) == 0)
		return NULL;
	out = 31 - (unsigned)__builtin_clz(mask); /* bytes left out */
	fill = _mm_set1_epi8((char)-(off > out));
	off = off > out ? off : out;
	a = keep(a, load(ends + 32 - off), fill);
	b = keep(b, load(ends + 48 - off), fill);
	*low = _mm_or_si128(_mm_srli_si128(a, 8), _mm_slli_si128(b, 8));
	*high = _mm_srli_si128(b, 8);
	return p - 32 + out;
}

/* The bytes from p on up to the third white one; where they end, or null. */
static inline const char *
take_behind(const char *p, size_t left, __m128i *low, __m128i *high)
{
	__m128i a = load(p), b = load(p + 16), fill;
	uint32_t mask = white(a) | white(b) << 16;
	unsigned in, n;

	if (left < 32)
		mask |= ~(uint32_t)0 << left;
	mask &= mask - 1;
	mask &= mask - 1;
	if (mask == 0)
		return NULL;
	in = (unsigned)__builtin_ctz(mask) + 1;
	fill = _mm_set1_epi8((char)-(in > left));
	n = in < left ? in : (unsigned)left;
	*low = keep(a, load(ends + 64 - n), fill);
	*high = keep(b, load(ends + 80 - n), fill);
	return p + in;
}

static inline uint64_t
half(__m128i v, int shift)
{
	return (uint64_t)_mm_cvtsi128_si64(
	    shift == 0 ? v : _mm_unpackhi_epi64(v, v));
}

static inline unsigned
hash(const __m128i *v)
{
	__m128i a = _mm_add_epi64(v[0], _mm_slli_epi64(v[2], 3)),
	        b = _mm_add_epi64(v[1], _mm_slli_epi64(v[3], 5));
	uint64_t h = half(a, 0) * 0x9e3779b97f4a7c15u;

	h ^= half(a, 1) * 0xd6e8feb86659fd93u;
	h ^= half(b, 0) * 0xc2b2ae3d27d4eb4fu;
	h ^= half(b, 1) * 0xff51afd7ed558ccdu;
	return (unsigned)(h >> (64 - REMEMBER_BITS));
}

/* All but the answer. */
static inline bool
same(const __m128i *v, const struct remembered *r)
{
	const __m128i *w = (const void *)r;
	__m128i rest =
	            _mm_andnot_si128(_mm_set_epi64x((int64_t)REMEMBER_YES, 0),
	                w[1]),
	        x = _mm_cmpeq_epi8(v[1], rest);

	x = _mm_and_si128(x, _mm_cmpeq_epi8(v[0], w[0]));
	x = _mm_and_si128(x, _mm_cmpeq_epi8(v[2], w[2]));
	x = _mm_and_si128(x, _mm_cmpeq_epi8(v[3], w[3]));
	return _mm_movemask_epi8(x) == 0xffff;
}

int
remember(struct remember_memo *m, struct quire_span around,
    struct quire_span text, const char *word, const char *next,
    uint64_t numbers, struct remember_ask *ask)
{
	size_t before = (size_t)(word - text.p),
	       behind = (size_t)(text.p + text.len - next);
	__m128i v[4];

	ask->place = NULL;
	if (before == 0 || word - around.p < 32 ||
	    around.p + around.len - next < REMEMBER_BEHIND ||
	    (ask->from = take_before(word, before, &v[0], &v[1])) == NULL ||
	    (ask->to = take_behind(next, behind, &v[2], &v[3])) == NULL)
		return 0;
	v[1] = _mm_unpacklo_epi64(v[1], _mm_cvtsi64_si128((int64_t)numbers));
	ask->place = &m->said[hash(v)];
	if (same(v, ask->place))
		return (ask->place->numbers & REMEMBER_YES) != 0 ? 1 : -1;
	memcpy(&ask->key, v, sizeof ask->key);
	return 0;
}

#else

int
remember(struct remember_memo *m, struct quire_span around,
    struct quire_span text, const char *word, const char *next,
    uint64_t numbers, struct remember_ask *ask)
{
	(void)m, (void)around, (void)text, (void)word, (void)next;
	(void)numbers;
	ask->place = NULL;
	return 0;
}

#endif

void
remember_tell(struct remember_ask *ask, const char *from, const char *to,
    bool yes)
{
	if (ask->place == NULL || from <= ask->from || to >= ask->to)
		return;
	*ask->place = ask->key;
	if (yes)
		ask->place->numbers |= REMEMBER_YES;
}
