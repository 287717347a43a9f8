/*
 * Scores and probabilities.
 *
 * The rows of a batch of features are found first, then added up sixteen
 * columns at a time, in registers. The instructions are chosen at run time;
 * sums are of integers modulo 2^32 and so the same with all of them.
 */
#include <string.h>

#include "learn/format.h"
#include "learn/number.h"
#include "text/vector.h"

enum { BATCH = 64, BLOCK = 16 };

/* Adds column c of n rows to sum[c], for `columns` columns from p[i] on. */
typedef void adder(const unsigned char *const *row, size_t n, size_t columns,
    uint32_t *sum);

static void
add8(const unsigned char *const *row, size_t n, size_t columns, uint32_t *sum)
{
	int32_t w;

	for (size_t i = 0; i < n; i++)
		for (size_t c = 0; c < columns; c++) {
			w = (int8_t)row[i][c];
			sum[c] += (uint32_t)w;
		}
}

static void
add16(const unsigned char *const *row, size_t n, size_t columns, uint32_t *sum)
{
	const int16_t *p;
	int32_t w;

	for (size_t i = 0; i < n; i++) {
		p = (const void *)row[i];
		for (size_t c = 0; c < columns; c++) {
			w = p[c];
			sum[c] += (uint32_t)w;
		}
	}
}

#ifdef HAVE_AVX2

/* SSE2 is part of x86-64. columns is a multiple of BLOCK. */
static void
add8_sse2(const unsigned char *const *row, size_t n, size_t columns,
    uint32_t *sum)
{
	const __m128i zero = _mm_setzero_si128();
	__m128i w, sign, low, high, s[4];

	for (size_t c = 0; c < columns; c += BLOCK) {
		for (int j = 0; j < 4; j++)
			s[j] = _mm_loadu_si128((void *)(sum + c + 4 * j));
		for (size_t i = 0; i < n; i++) {
			w = _mm_loadu_si128((const void *)(row[i] + c));
			sign = _mm_cmpgt_epi8(zero, w);
			low = _mm_unpacklo_epi8(w, sign);
			high = _mm_unpackhi_epi8(w, sign);
			sign = _mm_srai_epi16(low, 15);
			s[0] =
			    _mm_add_epi32(s[0], _mm_unpacklo_epi16(low, sign));
			s[1] =
			    _mm_add_epi32(s[1], _mm_unpackhi_epi16(low, sign));
			sign = _mm_srai_epi16(high, 15);
			s[2] =
			    _mm_add_epi32(s[2], _mm_unpacklo_epi16(high, sign));
			s[3] =
			    _mm_add_epi32(s[3], _mm_unpackhi_epi16(high, sign));
		}
		for (int j = 0; j < 4; j++)
			_mm_storeu_si128((void *)(sum + c + 4 * j), s[j]);
	}
}

AVX2 static void
add8_avx2(const unsigned char *const *row, size_t n, size_t columns,
    uint32_t *sum)
{
	__m256i s0, s1;
	__m128i w;

	for (size_t c = 0; c < columns; c += BLOCK) {
		s0 = _mm256_loadu_si256((void *)(sum + c));
		s1 = _mm256_loadu_si256((void *)(sum + c + 8));
		for (size_t i = 0; i < n; i++) {
			w = _mm_loadu_si128((const void *)(row[i] + c));
			s0 = _mm256_add_epi32(s0, _mm256_cvtepi8_epi32(w));
			s1 = _mm256_add_epi32(s1,
			    _mm256_cvtepi8_epi32(_mm_unpackhi_epi64(w, w)));
		}
		_mm256_storeu_si256((void *)(sum + c), s0);
		_mm256_storeu_si256((void *)(sum + c + 8), s1);
	}
}

AVX2 static void
add16_avx2(const unsigned char *const *row, size_t n, size_t columns,
    uint32_t *sum)
{
	__m256i s0, s1;
	const __m128i *w;

	for (size_t c = 0; c < columns; c += BLOCK) {
		s0 = _mm256_loadu_si256((void *)(sum + c));
		s1 = _mm256_loadu_si256((void *)(sum + c + 8));
		for (size_t i = 0; i < n; i++) {
			w = (const void *)(row[i] + 2 * c);
			s0 = _mm256_add_epi32(s0,
			    _mm256_cvtepi16_epi32(_mm_loadu_si128(w)));
			s1 = _mm256_add_epi32(s1,
			    _mm256_cvtepi16_epi32(_mm_loadu_si128(w + 1)));
		}
		_mm256_storeu_si256((void *)(sum + c), s0);
		_mm256_storeu_si256((void *)(sum + c + 8), s1);
	}
}

/*
 * Rows of sixteen int8, the width of chains with up to sixteen tags: found
 * and added in one go. Features without a row add a row of zeros, because a
 * branch would be guessed wrong too often. 256 rows cannot overflow int16.
 */
AVX2 static void
sum16_avx2(const struct learn_model *m, const uint32_t *feature, size_t n,
    uint32_t *sum)
{
	static const unsigned char zero[BLOCK];
	unsigned shift = 32 - m->head->bits;
	__m256i s = _mm256_setzero_si256(), *to = (void *)sum;

	for (size_t i = 0; i < n; i++) {
		uint32_t f = feature[i] >> shift;
		const struct model_word *w = &m->index[f / 64];
		uint64_t bit = (uint64_t)1 << f % 64;
		size_t row = w->before +
		    (size_t)_mm_popcnt_u64(
		        (unsigned long long)(w->present & (bit - 1)));
		const unsigned char *p =
		    (w->present & bit) != 0 ? m->rows + row * BLOCK : zero;

		s = _mm256_add_epi16(s,
		    _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)p)));
	}
	_mm256_storeu_si256(to,
	    _mm256_add_epi32(_mm256_loadu_si256(to),
	        _mm256_cvtepi16_epi32(_mm256_castsi256_si128(s))));
	to++;
	_mm256_storeu_si256(to,
	    _mm256_add_epi32(_mm256_loadu_si256(to),
	        _mm256_cvtepi16_epi32(_mm256_extracti128_si256(s, 1))));
}

static bool
sum16(const struct learn_model *m, const uint32_t *feature, size_t n,
    uint32_t *sum)
{
	if (m->stride != BLOCK || m->head->weight_bits != 8 || !have_avx2())
		return false;
	for (; n > 256; n -= 256, feature += 256)
		sum16_avx2(m, feature, 256, sum);
	sum16_avx2(m, feature, n, sum);
	return true;
}

static adder *
choose(unsigned bits, size_t padded)
{
	if (padded % BLOCK != 0)
		return bits == 8 ? add8 : add16;
	if (have_avx2())
		return bits == 8 ? add8_avx2 : add16_avx2;
	return bits == 8 ? add8_sse2 : add16;
}

#else

static bool
sum16(const struct learn_model *m, const uint32_t *feature, size_t n,
    uint32_t *sum)
{
	(void)m, (void)feature, (void)n, (void)sum;
	return false;
}

static adder *
choose(unsigned bits, size_t padded)
{
	(void)padded;
	return bits == 8 ? add8 : add16;
}

#endif

const unsigned char *
model_row(const struct learn_model *m, uint32_t feature)
{
	uint32_t n = feature >> (32 - m->head->bits);
	const struct model_word *w = &m->index[n / 64];
	uint64_t bit = (uint64_t)1 << n % 64;

	if ((w->present & bit) == 0)
		return NULL;
	return m->rows +
	    (w->before + model_popcount(w->present & (bit - 1))) * m->stride;
}

/*
 * One column, the difference of two classes, of 8 bits. Whether a feature has
 * a row cannot be foreseen, so it is no branch: the first row's weight is
 * read in its stead and masked.
 */
#define SUM8(popcount) \
	const struct model_word *index = m->index; \
	const unsigned char *rows = m->rows; \
	unsigned shift = 32 - m->head->bits; \
	uint32_t sum = (uint32_t)m->bias[0]; \
\
	for (size_t i = 0; i < n; i++) { \
		uint32_t f = feature[i] >> shift, at, there; \
		const struct model_word *w = &index[f / 64]; \
		int32_t weight; \
\
		there = (uint32_t)(w->present >> f % 64 & 1); \
		at = w->before + \
		    (uint32_t)popcount( \
		        w->present & (((uint64_t)1 << f % 64) - 1)); \
		weight = (int8_t)rows[at & -there]; \
		sum += (uint32_t)weight & -there; \
	} \
	return (int32_t)sum

static int32_t
sum8(const struct learn_model *m, const uint32_t *feature, size_t n)
{
	SUM8(model_popcount);
}

#ifdef HAVE_AVX2
__attribute__((target("popcnt"))) static int32_t
sum8_popcnt(const struct learn_model *m, const uint32_t *feature, size_t n)
{
	SUM8(__builtin_popcountll);
}
#endif

/* The same where all rows are there. */
static int32_t
sum8_full(const struct learn_model *m, const uint32_t *feature, size_t n)
{
	const unsigned char *rows = m->rows;
	unsigned shift = 32 - m->head->bits;
	uint32_t sum = (uint32_t)m->bias[0];

	for (size_t i = 0; i < n; i++) {
		int32_t weight = (int8_t)rows[feature[i] >> shift];

		sum += (uint32_t)weight;
	}
	return (int32_t)sum;
}

/* One column, whatever its width. */
static int32_t
sum_one(const struct learn_model *m, const uint32_t *feature, size_t n)
{
	uint32_t sum = (uint32_t)m->bias[0];
	const unsigned char *row;
	int32_t w;

	if (m->stride == 1 && m->head->rows == 1u << m->head->bits)
		return sum8_full(m, feature, n);
	if (m->stride == 1 && m->head->rows > 0) {
#ifdef HAVE_AVX2
		if (__builtin_cpu_supports("popcnt"))
			return sum8_popcnt(m, feature, n);
#endif
		return sum8(m, feature, n);
	}
	for (size_t i = 0; i < n; i++) {
		row = model_row(m, feature[i]);
		if (row == NULL)
			continue;
		w = *(const int16_t *)(const void *)row;
		sum += (uint32_t)w;
	}
	return (int32_t)sum;
}

/* Columns of the stored rows, padding included. */
static size_t
padded(const struct learn_model *m)
{
	return m->stride / (m->head->weight_bits == 16 ? 2 : 1);
}

static void
sum_rows(const struct learn_model *m, const uint32_t *feature, size_t n,
    uint32_t *sum)
{
	const unsigned char *row[BATCH];
	size_t i, k, columns = padded(m);
	adder *add;

	if (sum16(m, feature, n, sum))
		return;
	add = choose(m->head->weight_bits == 16 ? 16 : 8, columns);
	for (i = 0; i < n;) {
		for (k = 0; i < n && k < BATCH; i++) {
			row[k] = model_row(m, feature[i]);
			k += row[k] != NULL;
		}
		add(row, k, columns, sum);
	}
}

void
learn_score(const struct learn_model *m, const uint32_t *feature, size_t n,
    int32_t *score)
{
	uint32_t sum[MODEL_CLASSES_MAX + MODEL_ALIGN];
	uint32_t columns = m->head->columns;

	if (m->head->kind == MODEL_SPARSE) {
		model_sparse_score(m, feature, n, score);
		return;
	}
	if (columns == 1) {
		score[0] = 0;
		score[1] = sum_one(m, feature, n);
		return;
	}
	memset(sum, 0, padded(m) * sizeof sum[0]);
	for (uint32_t c = 0; c < columns; c++)
		sum[c] = (uint32_t)m->bias[c];
	sum_rows(m, feature, n, sum);
	for (uint32_t c = 0; c < columns; c++)
		score[c] = (int32_t)sum[c];
}

bool
learn_weights(const struct learn_model *m, unsigned bits, int32_t *bias,
    int8_t *weight)
{
	const struct model_word *w = m->index;
	const unsigned char *row = m->rows;

	if (m->head->kind != MODEL_CLASSES || m->head->columns != 1 ||
	    m->stride != 1 || m->head->bits != bits)
		return false;
	*bias = m->bias[0];
	for (size_t i = 0; i < (size_t)1 << bits; i++) {
		bool there = (w[i / 64].present >> i % 64 & 1) != 0;

		weight[i] = there ? (int8_t)*row : 0;
		row += there;
	}
	return true;
}

double
learn_unit(const struct learn_model *m, size_t length)
{
	uint32_t i = 0;

	while (i + 1 < m->head->units && m->unit[i].length < length)
		i++;
	return (double)m->unit[i].unit;
}

void
learn_probability(const struct learn_model *m, const int32_t *score,
    size_t length, float *p)
{
	double unit = learn_unit(m, length), sum = 0, x[MODEL_CLASSES_MAX];
	uint32_t n = m->head->classes;
	int32_t top = score[0];

	for (uint32_t c = 1; c < n; c++)
		if (score[c] > top)
			top = score[c];
	for (uint32_t c = 0; c < n; c++) {
		x[c] = score[c] == top
		    ? 1
		    : number_exp(((double)score[c] - top) * unit);
		sum += x[c];
	}
	for (uint32_t c = 0; c < n; c++)
		p[c] = (float)(x[c] / sum);
}
