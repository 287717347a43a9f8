/*
 * block: UTF-8 in vectors. Validation is the table look-up of J. Keiser and
 * D. Lemire, Validating UTF-8 In Less Than One Instruction Per Byte (Software:
 * Practice and Experience 51, 2021): three nibbles, of a byte and the one before
 * it, each say which errors are still possible, and what all three say is one.
 */
#include <stdbool.h>
#include <stdint.h>

#include "text/block.h"
#include "text/vector.h"

#ifdef HAVE_AVX2

/* Errors of a byte and the one before it. */
enum {
	SHORT = 1,       /* a lead byte without its trail */
	LONG = 2,        /* a trail behind ASCII */
	OVERLONG_3 = 4,  /* E0 80..9F */
	LARGE = 8,       /* F4 90.., F5.. */
	SURROGATE = 16,  /* ED A0.. */
	OVERLONG_2 = 32, /* C0, C1 */
	LARGE_1000 = 64, /* F5 80..8F and above */
	OVERLONG_4 = 64, /* F0 80..8F */
	TRAILS = 128,    /* two trails: right behind E0..F4 only */
	CARRY = SHORT | LONG | TRAILS
};

/* By the high nibble of the byte before. */
static const uint8_t before_high[16] = { LONG, LONG, LONG, LONG, LONG, LONG,
	LONG, LONG, TRAILS, TRAILS, TRAILS, TRAILS, SHORT | OVERLONG_2, SHORT,
	SHORT | OVERLONG_3 | SURROGATE,
	SHORT | LARGE | LARGE_1000 | OVERLONG_4 };
/* By its low nibble. */
static const uint8_t before_low[16] = { CARRY | OVERLONG_3 | OVERLONG_2 |
	    OVERLONG_4,
	CARRY | OVERLONG_2, CARRY, CARRY, CARRY | LARGE,
	CARRY | LARGE | LARGE_1000, CARRY | LARGE | LARGE_1000,
	CARRY | LARGE | LARGE_1000, CARRY | LARGE | LARGE_1000,
	CARRY | LARGE | LARGE_1000, CARRY | LARGE | LARGE_1000,
	CARRY | LARGE | LARGE_1000, CARRY | LARGE | LARGE_1000,
	CARRY | LARGE | LARGE_1000 | SURROGATE, CARRY | LARGE | LARGE_1000,
	CARRY | LARGE | LARGE_1000 };
/* By the high nibble of the byte itself. */
static const uint8_t own_high[16] = { SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
	SHORT, SHORT,
	LONG | OVERLONG_2 | TRAILS | OVERLONG_3 | LARGE_1000 | OVERLONG_4,
	LONG | OVERLONG_2 | TRAILS | OVERLONG_3 | LARGE,
	LONG | OVERLONG_2 | TRAILS | SURROGATE | LARGE,
	LONG | OVERLONG_2 | TRAILS | SURROGATE | LARGE, SHORT, SHORT, SHORT,
	SHORT };

AVX2 static inline __m256i
look_up(const uint8_t *table, __m256i nibbles)
{
	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128(
	                               (const __m128i *)(const void *)table)),
	    nibbles);
}

AVX2 static inline __m256i
high_nibbles(__m256i x)
{
	return _mm256_and_si256(_mm256_srli_epi16(x, 4),
	    _mm256_set1_epi8(0x0f));
}

/* Not zero where the block x, with what stands before it, is ill-formed. */
AVX2 static inline __m256i
errors(__m256i x, __m256i before)
{
	__m256i shifted = _mm256_permute2x128_si256(before, x, 0x21);
	__m256i one = _mm256_alignr_epi8(x, shifted, 15);
	__m256i two = _mm256_alignr_epi8(x, shifted, 14);
	__m256i three = _mm256_alignr_epi8(x, shifted, 13);
	__m256i wrong =
	    _mm256_and_si256(_mm256_and_si256(look_up(before_high,
	                                          high_nibbles(one)),
	                         look_up(before_low,
	                             _mm256_and_si256(one,
	                                 _mm256_set1_epi8(0x0f)))),
	        look_up(own_high, high_nibbles(x)));
	/* Two bytes behind E0.., three behind F0..: trails belong there. */
	__m256i third = _mm256_or_si256(_mm256_subs_epu8(two,
	                                    _mm256_set1_epi8(0xe0 - 0x80)),
	    _mm256_subs_epu8(three, _mm256_set1_epi8(0xf0 - 0x80)));

	return _mm256_xor_si256(_mm256_and_si256(third,
	                            _mm256_set1_epi8((char)0x80)),
	    wrong);
}

static bool
is_open(const unsigned char *p, size_t i)
{
	return i > 0 &&
	    (p[i - 1] >= 0xc0 || p[i - 2] >= 0xe0 || p[i - 3] >= 0xf0);
}

/* Where ASCII goes on from p[i], in steps of four blocks. */
AVX2 static inline size_t
skip_ascii(const unsigned char *p, size_t i, size_t len)
{
	const __m256i *v;

	for (; len - i >= 128; i += 128) {
		v = (const __m256i *)(const void *)(p + i);
		if (_mm256_movemask_epi8(
		        _mm256_or_si256(_mm256_or_si256(_mm256_loadu_si256(v),
		                            _mm256_loadu_si256(v + 1)),
		            _mm256_or_si256(_mm256_loadu_si256(v + 2),
		                _mm256_loadu_si256(v + 3)))) != 0)
			break;
	}
	return i;
}

AVX2 static size_t
valid_avx2(const unsigned char *p, size_t len)
{
	__m256i before = _mm256_setzero_si256(), x, e;
	size_t i;

	for (i = 0; i + 32 <= len; i += 32, before = x) {
		x = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
		if (_mm256_movemask_epi8(x) == 0) {
			if (is_open(p, i))
				break;
			i = skip_ascii(p, i + 32, len) - 32;
			continue;
		}
		e = errors(x, before);
		if (!_mm256_testz_si256(e, e))
			break;
	}
	/* The last character may go on behind what was seen. */
	while (i > 0 && (p[i - 1] & 0xc0) == 0x80)
		i--;
	return i > 0 && p[i - 1] >= 0xc0 ? i - 1 : i;
}

AVX2 static size_t
characters_avx2(const unsigned char *p, size_t len, size_t *count)
{
	const __m256i last_trail = _mm256_set1_epi8((char)0xbf);
	size_t i, n = 0;

	for (i = 0; i + 32 <= len; i += 32) {
		__m256i x =
		    _mm256_loadu_si256((const __m256i *)(const void *)(p + i));

		n += (size_t)__builtin_popcount((unsigned)_mm256_movemask_epi8(
		    _mm256_cmpgt_epi8(x, last_trail)));
	}
	*count += n;
	return i;
}

size_t
block_valid(const unsigned char *p, size_t len)
{
	return len >= 64 && have_avx2() ? valid_avx2(p, len) : 0;
}

size_t
block_characters(const unsigned char *p, size_t len, size_t *count)
{
	return len >= 64 && have_avx2() ? characters_avx2(p, len, count) : 0;
}

#else

size_t
block_valid(const unsigned char *p, size_t len)
{
	(void)p;
	(void)len;
	return 0;
}

size_t
block_characters(const unsigned char *p, size_t len, size_t *count)
{
	(void)p;
	(void)len;
	(void)count;
	return 0;
}

#endif
