/*
 * Narrow models: multi-class, all rows stored, weights of -31 to 31. Four
 * rows add up in bytes before they are widened, so that a feature costs an
 * addition for 32 classes. Sums are integers modulo 2^16, the same with
 * whatever instructions.
 */
#include <assert.h>
#include <string.h>

#include "learn/format.h"

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

#define INLINE static inline __attribute__((always_inline))

/* Sums of 32 columns. By address: a vector as argument would differ with the
 * instructions. */
struct sums {
	words even, odd;
};

INLINE void
load(bytes *v, const unsigned char *p)
{
	memcpy(v, p, sizeof *v);
}

INLINE void
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
INLINE void
widen_add(struct sums *s, const bytes *v)
{
	words x = (words)*v;

	s->even += (words)((half)(x << 8) >> 8);
	s->odd += (words)((half)x >> 8);
}

/* Adds the sums to those of columns in order. */
INLINE void
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
INLINE void
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

INLINE void
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

/* Which of the sums are above `low`: those of a half at a time. */
INLINE size_t
above_all(const int16_t *sum, size_t n, int16_t low, uint16_t *which,
    size_t max)
{
	size_t k = 0;
	half v, limit;
	uint64_t any[4];

	for (size_t i = 0; i < sizeof limit / 2; i++)
		limit[i] = low;
	for (size_t i = 0; i < n && k < max; i += sizeof v / 2) {
		memcpy(&v, sum + i, sizeof v);
		v = v > limit;
		memcpy(any, &v, sizeof any);
		if ((any[0] | any[1] | any[2] | any[3]) == 0)
			continue;
		for (size_t j = i; j < n && j < i + sizeof v / 2; j++)
			if (sum[j] > low && k < max)
				which[k++] = (uint16_t)j;
	}
	return k;
}

/* The lanes of w that are higher replace those of v. */
INLINE void
raise(half *v, const half *w)
{
	half more = *w > *v;

	*v = (*w & more) | (*v & ~more);
}

INLINE int16_t
best_all(const int16_t *sum, size_t n)
{
	half v, best;

	memcpy(&best, sum, sizeof best);
	for (size_t i = sizeof v / 2; i < n; i += sizeof v / 2) {
		memcpy(&v, sum + i, sizeof v);
		raise(&best, &v);
	}
	v = __builtin_shufflevector(best, best, 8, 9, 10, 11, 12, 13, 14, 15, 0,
	    1, 2, 3, 4, 5, 6, 7);
	raise(&best, &v);
	v = __builtin_shufflevector(best, best, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13,
	    14, 15, 8, 9, 10, 11);
	raise(&best, &v);
	v = __builtin_shufflevector(best, best, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11,
	    8, 9, 14, 15, 12, 13);
	raise(&best, &v);
	return best[0] > best[1] ? best[0] : best[1];
}

/* Is only one of the sums above `low`? */
INLINE bool
alone_all(const int16_t *sum, size_t n, int16_t low)
{
	half v, limit, above = { 0 };
	uint64_t word[4], all;

	for (size_t i = 0; i < sizeof limit / 2; i++)
		limit[i] = low;
	for (size_t i = 0; i < n; i += sizeof v / 2) {
		memcpy(&v, sum + i, sizeof v);
		above -= v > limit;
	}
	memcpy(word, &above, sizeof word);
	all = word[0] + word[1] + word[2] + word[3];
	return (all & (all - 1)) == 0 && (all & UINT64_C(0x1000100010001)) != 0;
}

static void
add_plain(const struct learn_model *m, const uint16_t *row, size_t n,
    uint16_t *sum)
{
	add_all(m, row, n, sum);
}

static size_t
near_plain(const int16_t *sum, size_t n, int16_t within, uint16_t *which,
    size_t max)
{
	return above_all(sum, n, (int16_t)(best_all(sum, n) - within), which,
	    max);
}

static bool
alone_plain(const int16_t *sum, size_t n, int16_t within)
{
	return alone_all(sum, n, (int16_t)(best_all(sum, n) - within));
}

#ifdef __x86_64__
#define HAVE_AVX2 1

__attribute__((target("avx2"))) static void
add_avx2(const struct learn_model *m, const uint16_t *row, size_t n,
    uint16_t *sum)
{
	add_all(m, row, n, sum);
}

__attribute__((target("avx2"))) static size_t
near_avx2(const int16_t *sum, size_t n, int16_t within, uint16_t *which,
    size_t max)
{
	return above_all(sum, n, (int16_t)(best_all(sum, n) - within), which,
	    max);
}

__attribute__((target("avx2"))) static bool
alone_avx2(const int16_t *sum, size_t n, int16_t within)
{
	return alone_all(sum, n, (int16_t)(best_all(sum, n) - within));
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

#endif

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
#ifdef HAVE_AVX2
	if (__builtin_cpu_supports("avx2")) {
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
	if (__builtin_cpu_supports("avx2"))
		return near_avx2(sum, m->stride, within, which, max);
#endif
	return near_plain(sum, m->stride, within, which, max);
}

bool
learn_narrow_alone(const struct learn_model *m, const int16_t *sum,
    int16_t within)
{
#ifdef HAVE_AVX2
	if (__builtin_cpu_supports("avx2"))
		return alone_avx2(sum, m->stride, within);
#endif
	return alone_plain(sum, m->stride, within);
}
