/*
 * The inner loop of words: what 64 bytes are to the word rules of UAX #29, a
 * bit for each byte, and from that where words of ASCII characters begin and
 * end. SSE2 where there is one, else a byte at a time.
 */
#ifndef QUIRE_ASCII_WORDS_H
#define QUIRE_ASCII_WORDS_H

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { ASCII_BLOCK = 64 };

/* mid_letter, mid_digit: WB6 and WB12, the point and ' are both. */
struct ascii_masks {
	uint64_t letter, digit, joiner, mid_letter, mid_digit, white, high;
};

/* Where words begin, and their last bytes. */
struct ascii_words {
	uint64_t first, last;
};

#ifdef __SSE2__
static inline __m128i
ascii_between(__m128i v, char from, char to)
{
	return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(from - 1))),
	    _mm_cmplt_epi8(v, _mm_set1_epi8((char)(to + 1))));
}

static inline __m128i
ascii_is(__m128i v, char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

static inline uint64_t
ascii_bits(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

static inline struct ascii_masks
ascii_masks(const char *p)
{
	struct ascii_masks m = { 0 };

	for (unsigned i = 0; i < ASCII_BLOCK; i += 16) {
		__m128i v = _mm_loadu_si128((const void *)(p + i));
		__m128i low = _mm_or_si128(v, _mm_set1_epi8(32));
		__m128i both =
		    _mm_or_si128(ascii_is(v, '.'), ascii_is(v, '\''));

		m.letter |= ascii_bits(ascii_between(low, 'a', 'z')) << i;
		m.digit |= ascii_bits(ascii_between(v, '0', '9')) << i;
		m.joiner |= ascii_bits(ascii_is(v, '_')) << i;
		m.mid_letter |= ascii_bits(_mm_or_si128(both, ascii_is(v, ':')))
		    << i;
		m.mid_digit |=
		    ascii_bits(_mm_or_si128(both,
		        _mm_or_si128(ascii_is(v, ','), ascii_is(v, ';'))))
		    << i;
		m.white |= ascii_bits(_mm_or_si128(ascii_is(v, ' '),
		               ascii_between(v, '\t', '\r')))
		    << i;
		m.high |= ascii_bits(v) << i;
	}
	return m;
}
#else
static inline struct ascii_masks
ascii_masks(const char *p)
{
	struct ascii_masks m = { 0 };

	for (unsigned i = 0; i < ASCII_BLOCK; i++) {
		unsigned char c = (unsigned char)p[i];
		bool both = c == '.' || c == '\'';

		m.letter |= (uint64_t)((c | 32u) - 'a' < 26) << i;
		m.digit |= (uint64_t)(c - (unsigned)'0' < 10) << i;
		m.joiner |= (uint64_t)(c == '_') << i;
		m.mid_letter |= (uint64_t)(both || c == ':') << i;
		m.mid_digit |= (uint64_t)(both || c == ',' || c == ';') << i;
		m.white |= (uint64_t)(c == ' ' || c - (unsigned)'\t' < 5) << i;
		m.high |= (uint64_t)(c >> 7) << i;
	}
	return m;
}
#endif

/*
 * Of 64 ASCII bytes, the first at a boundary and the last followed by one:
 * runs of letters, digits and joiners (WB5 8 9 10 13a 13b) with a sign
 * between two letters (WB6 7) or two digits (WB11 12); everything else that
 * is not white is a word of its own (WB999).
 */
static inline struct ascii_words
ascii_words(const struct ascii_masks *m)
{
	uint64_t l = m->letter, d = m->digit, run;
	struct ascii_words w;

	run = l | d | m->joiner | (m->mid_letter & l << 1 & l >> 1) |
	    (m->mid_digit & d << 1 & d >> 1);
	w.first = ~m->white & ~(run & run << 1);
	w.last = ~m->white & ~(run & run >> 1);
	return w;
}

/* Zeros before the first bit of x, not 0. */
static inline unsigned
ascii_zeros(uint64_t x)
{
	return (unsigned)__builtin_ctzll(x);
}

#endif
