/*
 * The inner loop of the prefilter: letters, digits and bytes of other
 * characters among 64 bytes, a bit for each. SSE2 where there is one, else a
 * byte at a time.
 */
#ifndef QUIRE_DATES_ASCII_RUN_H
#define QUIRE_DATES_ASCII_RUN_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "dates/classes.h"

enum {
	ASCII_BLOCK = 64,
	ASCII_STEP = ASCII_BLOCK - DATES_PREFIX,
	ASCII_WORD = 16
};

struct ascii_masks {
	uint64_t letter, high;
	uint64_t other; /* digits, and what is high */
};

static inline bool
is_alpha(unsigned char b)
{
	return (unsigned)((b | 32) - 'a') < 26;
}

static inline bool
is_lower(unsigned char b)
{
	return b >= 'a' && b <= 'z';
}

#ifdef __SSE2__
/*
 * Bytes are moved so that those of a range are the greatest there are: one
 * comparison tells.
 */
static inline __m128i
ascii_range(__m128i v, char from, char to)
{
	return _mm_cmpgt_epi8(_mm_add_epi8(v, _mm_set1_epi8((char)(127 - to))),
	    _mm_set1_epi8((char)(126 - to + from)));
}

static inline __m128i
ascii_letters16(__m128i v)
{
	return ascii_range(_mm_or_si128(v, _mm_set1_epi8(32)), 'a', 'z');
}

static inline __m128i
ascii_other(__m128i v)
{
	return _mm_or_si128(v, ascii_range(v, '0', '9'));
}

static inline uint64_t
ascii_bits(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

static inline uint64_t
ascii_join(__m128i a, __m128i b, __m128i c, __m128i d)
{
	return ascii_bits(a) | ascii_bits(b) << 16 | ascii_bits(c) << 32 |
	    ascii_bits(d) << 48;
}

static inline struct ascii_masks
ascii_masks(const char *p)
{
	const __m128i *q = (const __m128i *)(const void *)p;
	const __m128i a = _mm_loadu_si128(q), b = _mm_loadu_si128(q + 1);
	const __m128i c = _mm_loadu_si128(q + 2), d = _mm_loadu_si128(q + 3);

	return (struct ascii_masks){ .letter = ascii_join(ascii_letters16(a),
		                         ascii_letters16(b), ascii_letters16(c),
		                         ascii_letters16(d)),
		.high = ascii_join(a, b, c, d),
		.other = ascii_join(ascii_other(a), ascii_other(b),
		    ascii_other(c), ascii_other(d)) };
}

/* How many of the ASCII_WORD bytes at p are letters, before any other. */
static inline unsigned
ascii_letters(const char *p)
{
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);

	return (unsigned)__builtin_ctzll(~ascii_bits(ascii_letters16(v)));
}

/* The same of those before p, behind any other. */
static inline unsigned
ascii_letters_before(const char *p)
{
	const __m128i v =
	    _mm_loadu_si128((const __m128i *)(const void *)(p - ASCII_WORD));

	return (unsigned)__builtin_clzll(
	    ~(ascii_bits(ascii_letters16(v)) << (64 - ASCII_WORD)));
}
#else
static inline struct ascii_masks
ascii_masks(const char *p)
{
	struct ascii_masks m = { 0, 0, 0 };
	unsigned i;

	for (i = 0; i < ASCII_BLOCK; i++) {
		const unsigned char b = (unsigned char)p[i];

		m.letter |= (uint64_t)is_alpha(b) << i;
		m.high |= (uint64_t)(b >> 7) << i;
		m.other |= (uint64_t)(b >= 0x80 || (unsigned)(b - '0') < 10)
		    << i;
	}
	return m;
}

static inline unsigned
ascii_letters(const char *p)
{
	unsigned n = 0;

	while (n < ASCII_WORD && is_alpha((unsigned char)p[n]))
		n++;
	return n;
}

static inline unsigned
ascii_letters_before(const char *p)
{
	unsigned n = 0;

	while (n < ASCII_WORD && is_alpha((unsigned char)p[-1 - (int)n]))
		n++;
	return n;
}
#endif

/* Bit `bit` of each of the ASCII_WORD bytes at p. */
static inline unsigned
ascii_bit(const unsigned char *p, unsigned bit)
{
#ifdef __SSE2__
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);

	return (unsigned)_mm_movemask_epi8(
	    _mm_sll_epi16(v, _mm_cvtsi32_si128(7 - (int)bit)));
#else
	unsigned i, bits = 0;

	for (i = 0; i < ASCII_WORD; i++)
		bits |= (p[i] >> bit & 1u) << i;
	return bits;
#endif
}

/* Zeros before the first bit of x, not 0. */
static inline unsigned
ascii_first(uint64_t x)
{
	return (unsigned)__builtin_ctzll(x);
}

/*
 * Where words begin in a step of ASCII; *in_word says whether it, and then the
 * next one, goes on in a word.
 */
static inline uint64_t
ascii_starts(uint64_t letters, bool *in_word)
{
	const uint64_t here = (UINT64_C(1) << ASCII_STEP) - 1;
	const uint64_t starts = letters & ~(letters << 1 | *in_word) & here;

	*in_word = letters >> (ASCII_STEP - 1) & 1;
	return starts;
}

/* Letters from i on, DATES_PREFIX at most. */
static inline unsigned
ascii_run(uint64_t letters, unsigned i)
{
	return ascii_first(~(letters >> i) | 1u << DATES_PREFIX);
}

#endif
