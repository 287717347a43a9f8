/*
 * Sparse tables: a cache line holds up to seven rows, found by comparing
 * their checks at once, and the (class, weight) pairs of them. Lines are
 * asked for some features ahead, so that memory works on many at a time.
 */
#include <string.h>

#include "learn/format.h"
#include "text/vector.h"

#if defined(__GNUC__) && defined(__SSE2__)
#define HAVE_SSE2 1
#include <emmintrin.h>
#endif

enum { AHEAD = 16 };

static size_t
line_of(const struct learn_model *m, uint32_t feature)
{
	return (size_t)((uint64_t)feature * m->head->rows >> 32);
}

static const struct model_line *
line_at(const struct learn_model *m, size_t i)
{
	return (const struct model_line *)(const void *)m->rows + i;
}

static void
fetch(const struct learn_model *m, uint32_t feature)
{
#ifdef __GNUC__
	__builtin_prefetch(line_at(m, line_of(m, feature)));
#else
	(void)m;
	(void)feature;
#endif
}

/* A bit for each row with that check; there is one such row at most. */
static unsigned
find(const struct model_line *l, uint16_t check)
{
#ifdef HAVE_SSE2
	__m128i x = _mm_loadu_si128((const void *)l->check);

	x = _mm_cmpeq_epi16(x, _mm_set1_epi16((short)check));
	x = _mm_packs_epi16(x, _mm_setzero_si128());
	return (unsigned)_mm_movemask_epi8(x) & 0x7f;
#else
	unsigned found = 0;

	for (unsigned i = 0; i < MODEL_LINE_ROWS; i++)
		found |= (unsigned)(l->check[i] == check) << i;
	return found;
#endif
}

/* The class is in the low nine bits, the weight above, seven bits signed. */
EACH void
add_pair(uint16_t pair, int32_t *score)
{
	score[pair & (MODEL_SPARSE_MAX - 1)] +=
	    (int32_t)((uint32_t)pair << 16) >> 25;
}

/* Most rows that are met with fill their line. */
static void
add_row(const struct model_line *l, unsigned row, int32_t *score)
{
	unsigned i, end;

	if ((l->ends & 31) < MODEL_LINE_PAIRS) {
		end = model_end(l, row);
		for (i = model_start(l, row); i < end; i++)
			add_pair(l->pair[i], score);
		return;
	}
	if (row > 0)
		return;
#ifdef __GNUC__
#pragma GCC unroll 23
#endif
	for (i = 0; i < MODEL_LINE_PAIRS; i++)
		add_pair(l->pair[i], score);
}

static void
add_feature(const struct learn_model *m, uint32_t feature, int32_t *score)
{
	size_t at = line_of(m, feature);
	const struct model_line *l = line_at(m, at);
	uint16_t check = model_check(feature);
	unsigned row = find(l, check);

	for (unsigned i = 1;
	     row == 0 && l->ends & model_full(check) && i < MODEL_LINE_PROBES;
	     i++) {
		l = line_at(m, model_probe(at, i, m->head->rows));
		row = find(l, check);
	}
	if (row != 0)
		add_row(l, (unsigned)__builtin_ctz(row), score);
}

void
learn_add(const struct learn_model *m, const uint32_t *feature, size_t n,
    int32_t *score)
{
	size_t ahead = n < AHEAD ? n : AHEAD, i;

	for (i = 0; i < ahead; i++)
		fetch(m, feature[i]);
	for (i = 0; i + AHEAD < n; i++) {
		fetch(m, feature[i + AHEAD]);
		add_feature(m, feature[i], score);
	}
	for (; i < n; i++)
		add_feature(m, feature[i], score);
}

/* Floors are in steps of 1/256; rounded down. */
static int32_t
scaled(int32_t low, int32_t n)
{
	return (int32_t)((uint32_t)low * (uint32_t)n) >> 8;
}

static void
totals(const int32_t *score, const int32_t *bias, const int32_t *low, size_t n,
    int32_t k, int32_t *total)
{
	size_t i = 0;

#ifdef __GNUC__
	typedef int32_t lanes __attribute__((vector_size(16)));
	typedef uint32_t plain __attribute__((vector_size(16)));
	plain a, b, c;

	for (; i + 4 <= n; i += 4) {
		memcpy(&a, score + i, sizeof a);
		memcpy(&b, bias + i, sizeof b);
		memcpy(&c, low + i, sizeof c);
		c = c * (uint32_t)k;
		a = a + b + (plain)((lanes)c >> 8);
		memcpy(total + i, &a, sizeof a);
	}
#endif
	for (; i < n; i++)
		total[i] = (int32_t)((uint32_t)score[i] + (uint32_t)bias[i] +
		    (uint32_t)scaled(low[i], k));
}

#ifdef HAVE_AVX2
AVX2 static void
totals_avx2(const int32_t *score, const int32_t *bias, const int32_t *low,
    size_t n, int32_t k, int32_t *total)
{
	const __m256i times = _mm256_set1_epi32(k);
	__m256i x, y;
	size_t i = 0;

	for (; i + 8 <= n; i += 8) {
		x = _mm256_loadu_si256((const void *)(score + i));
		y = _mm256_loadu_si256((const void *)(bias + i));
		x = _mm256_add_epi32(x, y);
		y = _mm256_loadu_si256((const void *)(low + i));
		y = _mm256_srai_epi32(_mm256_mullo_epi32(y, times), 8);
		_mm256_storeu_si256((void *)(total + i),
		    _mm256_add_epi32(x, y));
	}
	/* gcc forgets it before a call that is the last. */
	_mm256_zeroupper();
	totals(score + i, bias + i, low + i, n - i, k, total + i);
}
#endif

void
learn_totals(const struct learn_model *m, const int32_t *score, unsigned first,
    unsigned classes, size_t n, int32_t *total)
{
	const int32_t *bias = m->bias + first, *low = m->floor + first;
	int32_t k = (int32_t)(n < 4096 ? n : 4096);

#ifdef HAVE_AVX2
	if (have_avx2()) {
		totals_avx2(score + first, bias, low, classes, k, total);
		return;
	}
#endif
	totals(score + first, bias, low, classes, k, total);
}

#ifdef __GNUC__
typedef int32_t four __attribute__((vector_size(16)));
#endif

int32_t
learn_top(const int32_t *score, size_t n)
{
	int32_t top = score[0];
	size_t i = 0;

#ifdef __GNUC__
	four v, best = { top, top, top, top }, more;

	for (; i + 4 <= n; i += 4) {
		memcpy(&v, score + i, sizeof v);
		more = v > best;
		best = (v & more) | (best & ~more);
	}
	for (int k = 0; k < 4; k++)
		top = best[k] > top ? best[k] : top;
#endif
	for (; i < n; i++)
		top = score[i] > top ? score[i] : top;
	return top;
}

size_t
learn_above(const int32_t *score, size_t n, int32_t low)
{
	size_t i = 0, above = 0;

#ifdef __GNUC__
	four v, limit = { low, low, low, low }, sum = { 0 };

	for (; i + 4 <= n; i += 4) {
		memcpy(&v, score + i, sizeof v);
		sum -= v > limit;
	}
	for (int k = 0; k < 4; k++)
		above += (size_t)sum[k];
#endif
	for (; i < n; i++)
		above += score[i] > low;
	return above;
}

int32_t
learn_floor(const struct learn_model *m, unsigned c, size_t n)
{
	int32_t k = (int32_t)(n < 4096 ? n : 4096);

	return (
	    int32_t)((uint32_t)m->bias[c] + (uint32_t)scaled(m->floor[c], k));
}

void
model_sparse_score(const struct learn_model *m, const uint32_t *feature,
    size_t n, int32_t *score)
{
	int32_t sum[MODEL_SPARSE_MAX] = { 0 };

	learn_add(m, feature, n, sum);
	for (unsigned c = 0; c < m->head->classes; c++)
		score[c] = sum[c] + learn_floor(m, c, n);
}
