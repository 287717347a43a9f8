/*
 * The best path alone, without the margin of learn_tag: Viterbi over 32-bit
 * integers, sixteen tags at a time in vectors that the compiler spreads over
 * the registers there are. The answers are those of learn_tag.
 */
#include <string.h>

#include "learn/format.h"
#include "text/vector.h"

enum { LANES = 16, STEPS = 64 };

/* Far below any score, far above overflow when a step is added. */
#define NONE (-(1 << 29))

typedef int32_t lane __attribute__((vector_size(LANES * sizeof(int32_t))));

struct path {
	const struct learn_model *m;
	unsigned k;              /* tags */
	lane score, from[LANES]; /* transitions out of each tag */
};

static bool
path_open(struct path *p, const struct learn_model *m)
{
	unsigned a, b, k = m->head->classes;

	if (k > LANES)
		return false;
	p->m = m;
	p->k = k;
	for (a = 0; a < LANES; a++)
		for (b = 0; b < LANES; b++) {
			int32_t t = a < k && b < k
			    ? m->transition[a * (k + 1) + b]
			    : NONE;

			p->from[a][b] = t < NONE ? NONE : t;
		}
	return true;
}

static void
position(const struct path *p, const struct learn_chain *x, size_t i, lane *v)
{
	int32_t score[MODEL_TAGS_MAX] = { 0 };
	unsigned b;

	learn_score(p->m, x->feature + x->start[i],
	    x->start[i + 1] - x->start[i], score);
	for (b = 0; b < LANES; b++)
		(*v)[b] = b < p->k ? score[b] : 0;
}

typedef void stepper(struct path *p, const lane *here, uint8_t *back);

/* One step: p->score becomes that of the tags here, back where from. */
static void
step_plain(struct path *p, const lane *here, uint8_t *back)
{
	lane best = p->from[0] + p->score[0], which = { 0 };
	unsigned a, b;

	for (a = 1; a < p->k; a++) {
		lane t = p->from[a] + p->score[a], more = t > best;
		lane n = (lane){ 0 } + (int32_t)a;

		best = (t & more) | (best & ~more);
		which = (n & more) | (which & ~more);
	}
	p->score = best + *here;
	for (b = 0; b < LANES; b++)
		back[b] = (uint8_t)which[b];
}

#ifdef HAVE_AVX2

#define LOAD(x) _mm256_loadu_si256((const void *)(x))

AVX2 static void
step_avx2(struct path *p, const lane *here, uint8_t *back)
{
	const int32_t *s = (const int32_t *)&p->score;
	int32_t score[LANES];
	__m256i low, high, from_low, from_high;

	memcpy(score, s, sizeof score);
	from_low = from_high = _mm256_setzero_si256();
	low = high = _mm256_set1_epi32(INT32_MIN);
	for (unsigned a = 0; a < p->k; a++) {
		const int32_t *t = (const int32_t *)&p->from[a];
		__m256i own = _mm256_set1_epi32(score[a]);
		__m256i n = _mm256_set1_epi32((int32_t)a);
		__m256i x = _mm256_add_epi32(LOAD(t), own);
		__m256i y = _mm256_add_epi32(LOAD(t + 8), own);

		from_low =
		    _mm256_blendv_epi8(from_low, n, _mm256_cmpgt_epi32(x, low));
		from_high = _mm256_blendv_epi8(from_high, n,
		    _mm256_cmpgt_epi32(y, high));
		low = _mm256_max_epi32(low, x);
		high = _mm256_max_epi32(high, y);
	}
	low = _mm256_add_epi32(low, LOAD(here));
	high = _mm256_add_epi32(high, LOAD((const int32_t *)here + 8));
	_mm256_storeu_si256((void *)&p->score, low);
	_mm256_storeu_si256((__m256i *)(void *)&p->score + 1, high);
	low = _mm256_permute4x64_epi64(_mm256_packs_epi32(from_low, from_high),
	    0xd8);
	_mm_storeu_si128((void *)back,
	    _mm_packus_epi16(_mm256_castsi256_si128(low),
	        _mm256_extracti128_si256(low, 1)));
}

static stepper *
choose(void)
{
	return have_avx2() ? step_avx2 : step_plain;
}

#else

static stepper *
choose(void)
{
	return step_plain;
}

#endif

/* Scores relative to the best: what is impossible stays so. */
static void
rebase(struct path *p)
{
	int32_t top = p->score[0];
	unsigned b;

	for (b = 1; b < p->k; b++)
		top = p->score[b] > top ? p->score[b] : top;
	for (b = 0; b < LANES; b++)
		p->score[b] = p->score[b] < NONE / 2 ? NONE : p->score[b] - top;
}

static unsigned
last(const struct path *p)
{
	const int32_t *t = p->m->transition;
	unsigned b, best = 0, k = p->k;

	for (b = 1; b < k; b++)
		if ((int64_t)p->score[b] + t[b * (k + 1) + k] >
		    (int64_t)p->score[best] + t[best * (k + 1) + k])
			best = b;
	return best;
}

void
learn_path(const struct learn_model *m, const struct learn_chain *x,
    uint8_t *tag, struct arena *a)
{
	stepper *step = choose();
	struct path p;
	lane here;
	uint8_t *back;
	unsigned b;
	size_t i;

	if (x->n == 0)
		return;
	if (!path_open(&p, m)) {
		learn_tag(m, x, tag, a);
		return;
	}
	back = arena_alloc(a, x->n * LANES);
	position(&p, x, 0, &p.score);
	for (b = 0; b < LANES; b++) {
		int64_t s = b < p.k
		    ? (int64_t)p.score[b] + m->transition[p.k * (p.k + 1) + b]
		    : NONE;

		p.score[b] = s < NONE ? NONE : (int32_t)s;
	}
	for (i = 1; i < x->n; i++) {
		position(&p, x, i, &here);
		step(&p, &here, back + i * LANES);
		if (i % STEPS == 0)
			rebase(&p);
	}
	tag[x->n - 1] = (uint8_t)last(&p);
	for (i = x->n - 1; i > 0; i--)
		tag[i - 1] = back[i * LANES + tag[i]];
}
