/*
 * vector: 32 bytes at a time, where the machine has AVX2, or 64 where it has
 * AVX-512 with its instructions for bytes (Ice Lake, Zen 4 and later). Who uses
 * them also has a plain way, takes it unless have_avx2, and is tested to agree.
 * Nothing here, and no SSE2 elsewhere, is compiled with -U__SSE2__ (make
 * check-portable).
 */
#ifndef QUIRE_TEXT_VECTOR_H
#define QUIRE_TEXT_VECTOR_H

#include <stdbool.h>
#include <stdint.h>

/* Of code that is compiled once for each kind of machine. */
#ifdef __GNUC__
#define EACH static inline __attribute__((always_inline))
#else
#define EACH static inline
#endif

#if defined(__GNUC__) && defined(__x86_64__) && defined(__SSE2__)
#include <immintrin.h>

#define HAVE_AVX2 1
#define AVX2 __attribute__((target("avx2,popcnt,bmi")))
#define INLINE AVX2 __attribute__((always_inline)) static inline

static inline bool
have_avx2(void)
{
	return __builtin_cpu_supports("avx2") &&
	    __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

#define HAVE_AVX512 1
#define AVX512 \
	__attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi," \
	                      "avx512vbmi2,popcnt,bmi,bmi2")))
#define INLINE512 AVX512 __attribute__((always_inline)) static inline

static inline bool
have_avx512(void)
{
	return have_avx2() && __builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512vl") &&
	    __builtin_cpu_supports("avx512vbmi") &&
	    __builtin_cpu_supports("avx512vbmi2") &&
	    __builtin_cpu_supports("bmi2");
}

INLINE __m256i
at(const unsigned char *p)
{
	return _mm256_loadu_si256((const void *)p);
}

INLINE __m256i
is(__m256i v, int c)
{
	return _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)c));
}

INLINE __m256i
both(__m256i a, __m256i b)
{
	return _mm256_and_si256(a, b);
}

INLINE __m256i
either(__m256i a, __m256i b)
{
	return _mm256_or_si256(a, b);
}

/* Unsigned v >= c, v <= c. */
INLINE __m256i
least(__m256i v, int c)
{
	return _mm256_cmpeq_epi8(_mm256_max_epu8(v, _mm256_set1_epi8((char)c)),
	    v);
}

INLINE __m256i
most(__m256i v, int c)
{
	return _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8((char)c)),
	    v);
}

INLINE uint64_t
bits(__m256i v)
{
	return (uint32_t)_mm256_movemask_epi8(v);
}

/* ASCII letters; what else they may be called has other bytes. */
INLINE __m256i
are_letters(__m256i v)
{
	return most(_mm256_sub_epi8(either(v, _mm256_set1_epi8(' ')),
	                _mm256_set1_epi8('a')),
	    25);
}

/*
 * Classes of ASCII by a table for each half of the byte, which hold up to eight
 * sets: of those that have both halves. Bytes beyond ASCII are in none.
 */
INLINE __m256i
classes(__m256i v, const uint8_t *low, const uint8_t *high)
{
	__m256i column = both(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
	__m256i by_low =
	    _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)low));
	__m256i by_high =
	    _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)high));

	return both(_mm256_shuffle_epi8(by_low, v),
	    _mm256_shuffle_epi8(by_high, column));
}

#else

static inline bool
have_avx2(void)
{
	return false;
}

#endif
#endif
