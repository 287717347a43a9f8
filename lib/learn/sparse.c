/*
 * Sparse tables: a cache line holds up to seven rows, found by comparing
 * their checks at once, and the (class, weight) pairs of them. Lines are
 * asked for some features ahead, so that memory works on many at a time.
 */
#include <string.h>

#include "learn/format.h"

#if defined(__GNUC__) && defined(__SSE2__)
#define HAVE_SSE2 1
#include <emmintrin.h>
#endif

enum { AHEAD = 8 };

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
	size_t at = line_of(m, feature);

	__builtin_prefetch(line_at(m, at));
	__builtin_prefetch(line_at(m, at ^ 1));
#else
	(void)m;
	(void)feature;
#endif
}

/* The row with that check, or -1. */
static int
find(const struct model_line *l, uint16_t check)
{
#ifdef HAVE_SSE2
	__m128i x = _mm_loadu_si128((const void *)l->check);
	int hit = _mm_movemask_epi8(
	              _mm_cmpeq_epi16(x, _mm_set1_epi16((short)check))) &
	    0x3fff;

	return hit == 0 ? -1 : __builtin_ctz((unsigned)hit) / 2;
#else
	for (int i = 0; i < MODEL_LINE_ROWS; i++)
		if (l->check[i] == check)
			return i;
	return -1;
#endif
}

/* The class is in the low nine bits, the weight above, seven bits signed. */
static void
add_row(const struct model_line *l, unsigned row, int32_t *score)
{
	unsigned end = model_end(l, row), pair;

	for (unsigned i = model_start(l, row); i < end; i++) {
		pair = l->pair[i];
		score[pair & (MODEL_SPARSE_MAX - 1)] +=
		    (int32_t)(pair >> 9 ^ 64) - 64;
	}
}

static void
add_feature(const struct learn_model *m, uint32_t feature, int32_t *score)
{
	size_t at = line_of(m, feature);
	const struct model_line *l = line_at(m, at);
	uint16_t check = model_check(feature);
	int row = find(l, check);

	for (unsigned i = 1;
	     row < 0 && l->ends & model_full(check) && i < MODEL_LINE_PROBES;
	     i++) {
		l = line_at(m, model_probe(at, i, m->head->rows));
		row = find(l, check);
	}
	if (row >= 0)
		add_row(l, (unsigned)row, score);
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

void
learn_totals(const struct learn_model *m, const int32_t *score, unsigned first,
    unsigned classes, size_t n, int32_t *total)
{
	const int32_t *bias = m->bias + first, *low = m->floor + first;
	int32_t k = (int32_t)(n < 4096 ? n : 4096);

	for (unsigned i = 0; i < classes; i++)
		total[i] = score[first + i] + bias[i] + low[i] * k / 256;
}

int32_t
learn_floor(const struct learn_model *m, unsigned c, size_t n)
{
	int64_t sum =
	    (int64_t)m->floor[c] * (int64_t)(n < 4096 ? n : 4096) / 256;

	return (int32_t)(m->bias[c] + sum);
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
