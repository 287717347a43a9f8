/*
 * Narrow models: multi-class, all rows stored, weights of -31 to 31. Four
 * rows add up in bytes before they are widened, so that a feature costs an
 * addition for 32 classes. Sums are integers modulo 2^16, the same with
 * whatever instructions.
 */
#include <assert.h>
#include <string.h>

#include "learn/format.h"
#include "text/vector.h"

enum { LANES = 32, TOGETHER = 4, WIDEST = 4 };

unsigned
learn_row_bits(const struct learn_model *m)
{
	return m->head->bits;
}

#if defined(__GNUC__) && defined(__has_builtin)
#if __has_builtin(__builtin_shufflevector)
#define HAVE_VECTORS 1
#endif
#endif

#ifdef HAVE_VECTORS

typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef short half __attribute__((vector_size(LANES)));
typedef uint16_t words __attribute__((vector_size(LANES)));

/* Sums of 32 columns. By address: a vector as argument would differ with the
 * instructions. */
struct sums {
	words even, odd;
};

EACH void
load(bytes *v, const unsigned char *p)
{
	memcpy(v, p, sizeof *v);
}

EACH void
load_four(bytes *v, const unsigned char *const *p, size_t at)
{
	bytes w;

	load(v, p[0] + at);
	load(&w, p[1] + at);
	*v += w;
	load(&w, p[2] + at);
	*v += w;
	load(&w, p[3] + at);
	*v += w;
}

/* Two signed bytes in each lane: no instruction has to cross lanes. */
EACH void
widen_add(struct sums *s, const bytes *v)
{
	words x = (words)*v;

	s->even += (words)((half)(x << 8) >> 8);
	s->odd += (words)((half)x >> 8);
}

/* Adds the sums to those of columns in order. */
EACH void
put(const struct sums *s, uint16_t *sum)
{
	words v;

	memcpy(&v, sum, sizeof v);
	v += __builtin_shufflevector(s->even, s->odd, 0, 16, 1, 17, 2, 18, 3,
	    19, 4, 20, 5, 21, 6, 22, 7, 23);
	memcpy(sum, &v, sizeof v);
	memcpy(&v, sum + LANES / 2, sizeof v);
	v += __builtin_shufflevector(s->even, s->odd, 8, 24, 9, 25, 10, 26, 11,
	    27, 12, 28, 13, 29, 14, 30, 15, 31);
	memcpy(sum + LANES / 2, &v, sizeof v);
}

/* Rows of so many vectors, a constant: sums stay in registers. */
EACH void
add_rows(const unsigned char *rows, size_t stride, const uint16_t *row,
    size_t n, uint16_t *sum, const size_t width)
{
	const unsigned char *p[TOGETHER];
	struct sums s[WIDEST] = { { { 0 }, { 0 } } };
	bytes v;
	size_t i = 0;

	for (; i + TOGETHER <= n; i += TOGETHER) {
		p[0] = rows + row[i] * stride;
		p[1] = rows + row[i + 1] * stride;
		p[2] = rows + row[i + 2] * stride;
		p[3] = rows + row[i + 3] * stride;
#pragma GCC unroll 4
		for (size_t k = 0; k < width; k++) {
			load_four(&v, p, k * LANES);
			widen_add(&s[k], &v);
		}
	}
	for (; i < n; i++) {
		p[0] = rows + row[i] * stride;
#pragma GCC unroll 4
		for (size_t k = 0; k < width; k++) {
			load(&v, p[0] + k * LANES);
			widen_add(&s[k], &v);
		}
	}
#pragma GCC unroll 4
	for (size_t k = 0; k < width; k++)
		put(&s[k], sum + k * LANES);
}

EACH void
add_all(const struct learn_model *m, const uint16_t *row, size_t n,
    uint16_t *sum)
{
	const unsigned char *rows = m->rows;
	size_t stride = m->stride, at = 0;

	for (; at + 4 * LANES <= stride; at += 4 * LANES)
		add_rows(rows + at, stride, row, n, sum + at, 4);
	for (; at + 2 * LANES <= stride; at += 2 * LANES)
		add_rows(rows + at, stride, row, n, sum + at, 2);
	if (at < stride)
		add_rows(rows + at, stride, row, n, sum + at, 1);
}

static void
add_plain(const struct learn_model *m, const uint16_t *row, size_t n,
    uint16_t *sum)
{
	add_all(m, row, n, sum);
}

#ifdef HAVE_AVX2
AVX2 static void
add_avx2(const struct learn_model *m, const uint16_t *row, size_t n,
    uint16_t *sum)
{
	add_all(m, row, n, sum);
}
#endif

#else

static void
add_plain(const struct learn_model *m, const uint16_t *row, size_t n,
    uint16_t *sum)
{
	const int8_t *p;

	for (size_t i = 0; i < n; i++) {
		p = (const int8_t *)m->rows + row[i] * m->stride;
		for (size_t c = 0; c < m->stride; c++)
			sum[c] = (uint16_t)(sum[c] + (uint16_t)p[c]);
	}
}

#endif

/* ---- the best --------------------------------------------------------- */

static size_t
near_plain(const int16_t *sum, size_t n, int16_t within, uint16_t *which,
    size_t max)
{
	int16_t top = sum[0];
	size_t k = 0;

	for (size_t i = 1; i < n; i++)
		top = sum[i] > top ? sum[i] : top;
	for (size_t i = 0; i < n; i++)
		if (sum[i] > (int16_t)(top - within) && k < max)
			which[k++] = (uint16_t)i;
	return k;
}

static bool
alone_plain(const int16_t *sum, size_t n, int16_t within)
{
	uint16_t near[2];

	return near_plain(sum, n, within, near, 2) == 1;
}

#ifdef HAVE_AVX2

INLINE __m256i
sums_at(const int16_t *sum)
{
	return _mm256_loadu_si256((const void *)sum);
}

/* In all lanes: as far below the best sum as `within`. */
INLINE __m256i
limit_of(const int16_t *sum, size_t n, int16_t within)
{
	__m256i best = sums_at(sum);
	__m128i low;

	for (size_t i = 16; i < n; i += 16)
		best = _mm256_max_epi16(best, sums_at(sum + i));
	low = _mm_max_epi16(_mm256_castsi256_si128(best),
	    _mm256_extracti128_si256(best, 1));
	/* the least unsigned is asked for: the greatest, turned round */
	low = _mm_minpos_epu16(_mm_sub_epi16(_mm_set1_epi16(INT16_MAX), low));
	return _mm256_set1_epi16(
	    (short)(INT16_MAX - (uint16_t)_mm_cvtsi128_si32(low) - within));
}

/* Which of 32 sums are above the limit, the first lowest. */
INLINE uint32_t
above(const int16_t *sum, __m256i limit)
{
	__m256i v = _mm256_packs_epi16(_mm256_cmpgt_epi16(sums_at(sum), limit),
	    _mm256_cmpgt_epi16(sums_at(sum + 16), limit));

	return (uint32_t)_mm256_movemask_epi8(
	    _mm256_permute4x64_epi64(v, 0xd8));
}

AVX2 static size_t
near_avx2(const int16_t *sum, size_t n, int16_t within, uint16_t *which,
    size_t max)
{
	__m256i limit = limit_of(sum, n, within);
	size_t k = 0;

	for (size_t i = 0; i < n; i += LANES)
		for (uint32_t set = above(sum + i, limit); set != 0 && k < max;
		     set &= set - 1)
			which[k++] = (uint16_t)(i + (size_t)__builtin_ctz(set));
	return k;
}

AVX2 static bool
alone_avx2(const int16_t *sum, size_t n, int16_t within)
{
	__m256i limit = limit_of(sum, n, within);
	int all = 0;

	for (size_t i = 0; i < n; i += LANES)
		all += __builtin_popcount(above(sum + i, limit));
	return all == 1;
}
#endif

/* ---- for all machines ------------------------------------------------- */

size_t
learn_narrow_width(const struct learn_model *m)
{
	return m->stride;
}

void
learn_narrow_start(const struct learn_model *m, int16_t *sum)
{
	size_t n = m->head->columns;

	assert(m->head->weight_bits == MODEL_NARROW_BITS);
	for (size_t c = 0; c < m->stride; c++)
		sum[c] = c < n ? (int16_t)m->bias[c] : LEARN_NARROW_NEVER;
}

void
learn_narrow_add(const struct learn_model *m, const uint16_t *row, size_t n,
    int16_t *sum)
{
#if defined(HAVE_AVX2) && defined(HAVE_VECTORS)
	if (have_avx2()) {
		add_avx2(m, row, n, (uint16_t *)sum);
		return;
	}
#endif
	add_plain(m, row, n, (uint16_t *)sum);
}

size_t
learn_narrow_near(const struct learn_model *m, const int16_t *sum,
    int16_t within, uint16_t *which, size_t max)
{
#ifdef HAVE_AVX2
	if (have_avx2())
		return near_avx2(sum, m->stride, within, which, max);
#endif
	return near_plain(sum, m->stride, within, which, max);
}

bool
learn_narrow_alone(const struct learn_model *m, const int16_t *sum,
    int16_t within)
{
#ifdef HAVE_AVX2
	if (have_avx2())
		return alone_avx2(sum, m->stride, within);
#endif
	return alone_plain(sum, m->stride, within);
}
