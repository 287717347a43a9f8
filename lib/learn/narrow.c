/*
 * Narrow models: multi-class, all rows stored, weights of -31 to 31. Four
 * rows add up in bytes before they are widened, so that a feature costs an
 * addition for 32 classes. Sums are integers modulo 2^16, the same with
 * whatever instructions.
 */
#include <assert.h>
#include <string.h>

#include "learn/format.h"

enum { LANES = 32, TOGETHER = 4 };

unsigned
learn_row_bits(const struct learn_model *m)
{
	return m->head->bits;
}

#ifdef __GNUC__

typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef int8_t signed_bytes __attribute__((vector_size(LANES)));
typedef int16_t shorts __attribute__((vector_size(2 * LANES)));
typedef uint16_t words __attribute__((vector_size(2 * LANES)));
typedef short half __attribute__((vector_size(LANES)));

#define INLINE static inline __attribute__((always_inline))

/* By address: a vector as argument would differ with the instructions. */
INLINE void
load(bytes *v, const unsigned char *p)
{
	memcpy(v, p, sizeof *v);
}

INLINE void
widen_add(words *sum, const bytes *v)
{
	*sum += (words) __builtin_convertvector((signed_bytes)*v, shorts);
}

/* The columns of `vectors` vectors at once; it is constant at each call. */
INLINE void
add_rows(const unsigned char *rows, size_t stride, const uint16_t *row,
    size_t n, uint16_t *sum, unsigned vectors)
{
	words s[4];
	bytes v, w;
	size_t i = 0;

	memcpy(s, sum, vectors * sizeof s[0]);
	for (; i + TOGETHER <= n; i += TOGETHER)
		for (unsigned k = 0; k < vectors; k++) {
			load(&v, rows + row[i] * stride + k * LANES);
			for (unsigned j = 1; j < TOGETHER; j++) {
				load(&w,
				    rows + row[i + j] * stride + k * LANES);
				v += w;
			}
			widen_add(&s[k], &v);
		}
	for (; i < n; i++)
		for (unsigned k = 0; k < vectors; k++) {
			load(&v, rows + row[i] * stride + k * LANES);
			widen_add(&s[k], &v);
		}
	memcpy(sum, s, vectors * sizeof s[0]);
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
	for (; at < stride; at += LANES)
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

INLINE int16_t
best_all(const int16_t *sum, size_t n)
{
	half v, best, more;
	int16_t top;

	memcpy(&best, sum, sizeof best);
	for (size_t i = sizeof v / 2; i < n; i += sizeof v / 2) {
		memcpy(&v, sum + i, sizeof v);
		more = v > best;
		best = (v & more) | (best & ~more);
	}
	top = best[0];
	for (size_t i = 1; i < sizeof best / 2; i++)
		top = best[i] > top ? best[i] : top;
	return top;
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
