/*
 * The inner loop of reading and writing JSON strings: runs of bytes that mean
 * themselves. SSE2 where there is one, else eight bytes at a time in a word.
 */
#ifndef QUIRE_JSON_RUN_H
#define QUIRE_JSON_RUN_H

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline bool
json_special(char c)
{
	return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

#ifdef __SSE2__
/* A bit for each of the 16 bytes at p that is special. */
static inline unsigned
json_specials(const char *p)
{
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	const __m128i control =
	    _mm_cmpeq_epi8(v, _mm_min_epu8(v, _mm_set1_epi8(0x1f)));
	const __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"'));
	const __m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));

	return (unsigned)_mm_movemask_epi8(
	    _mm_or_si128(control, _mm_or_si128(quote, slash)));
}
#endif

/* Whether one of the 8 bytes at p is special. */
static inline bool
json_special8(const char *p)
{
	const uint64_t one = 0x0101010101010101, high = one << 7;
	uint64_t x, quote, slash;

	memcpy(&x, p, sizeof x);
	quote = x ^ one * '"';
	slash = x ^ one * '\\';
	return (((x - one * 0x20) & ~x) | ((quote - one) & ~quote) |
	           ((slash - one) & ~slash)) &
	    high;
}

/* The first byte in [p, end) that is a quote, a backslash or a control. */
static inline const char *
json_run(const char *p, const char *end)
{
#ifdef __SSE2__
	unsigned bits;

	for (; end - p >= 16; p += 16)
		if ((bits = json_specials(p)) != 0)
			return p + __builtin_ctz(bits);
#endif
	while (end - p >= 8 && !json_special8(p))
		p += 8;
	while (p < end && !json_special(*p))
		p++;
	return p;
}

#endif
