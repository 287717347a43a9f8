/*
 * Answers from sums: the main script's languages compete, their totals become
 * probabilities.
 */
#include <unicode/uscript.h>

#include "language/detect.h"
#include "learn/number.h"
#include "text/vector.h"

/* A few words with capitals: what their letters say, and logits. */
static const double TITLE = 0.5, HEADING = 3, NAME = 1.5;

uint64_t
script_weight(unsigned script, uint64_t letters)
{
	return letters *
	    (script == USCRIPT_HAN             ? 3u
	            : script == USCRIPT_HANGUL ? 2u
	                                       : 1u);
}

uint8_t
sums_script(const struct sums *s, uint64_t *weight)
{
	uint8_t best = 0, script;
	uint64_t w, seen;

	*weight = 0;
	for (unsigned k = 0; k < 4; k++)
		for (seen = s->seen[k]; seen != 0; seen &= seen - 1) {
			script =
			    (uint8_t)(64 * k + (unsigned)__builtin_ctzll(seen));
			w = script_weight(script, s->letters[script]);
			if (w > *weight) {
				*weight = w;
				best = script;
			}
		}
	return best;
}

/* The class that needs no model, or 0. */
static unsigned
obvious(const struct detector *d, const struct sums *s, uint8_t script)
{
	uint64_t letters = s->letters[script];

	if (script == USCRIPT_HAN && s->kana * 10 > letters)
		return d->japanese;
	return d->alone[script];
}

size_t
answer_one(struct answer *a, unsigned class, double p)
{
	a[0] = (struct answer){ class, p };
	return 1;
}

/* A letter alone may be a symbol; many are text. */
static size_t
answer_obvious(const struct detector *d, const struct sums *s, unsigned class,
    uint8_t script, struct answer *a)
{
	double n = (double)s->letters[script];

	if (!d->allowed[class])
		return answer_one(a, UND, 1);
	return answer_one(a, class, 1 - 0.5 / (1 + n));
}

/* Puts an answer in its place among the best. */
static size_t
insert(struct answer *a, size_t n, size_t max, struct answer x)
{
	size_t i;

	if (n < max)
		n++;
	else if (x.p <= a[n - 1].p)
		return n;
	for (i = n - 1; i > 0 && a[i - 1].p < x.p; i--)
		a[i] = a[i - 1];
	a[i] = x;
	return n;
}

/* "No language" leads only if it is likelier than all languages together. */
static void
und_last(struct answer *a, size_t n)
{
	struct answer first = a[0];

	if (n < 2 || first.class != UND || first.p > 0.5)
		return;
	a[0] = a[1];
	a[1] = first;
}

/* With --only: the others are out. Is any class of the script allowed? */
static bool
keep_allowed(const struct detector *d, unsigned first, unsigned count,
    int32_t *t)
{
	bool any = false;

	for (unsigned i = 0; i < count; i++) {
		any |= d->allowed[first + i];
		if (!d->allowed[first + i])
			t[i] = INT32_MIN;
	}
	return any;
}

/*
 * Characters of one language alone speak against the others, and so do no
 * Kana against Japanese. A text in both forms of Chinese speaks for the more
 * frequent one, not for Japanese. Logits are added to totals of a unit.
 */
static void
weigh_han(const struct detector *d, const struct sums *s, int32_t *t,
    double unit)
{
	const struct han *h = &s->han;
	unsigned first = d->first[USCRIPT_HAN];
	uint32_t both = h->hans < h->hant ? h->hans : h->hant;
	double n = (double)s->letters[USCRIPT_HAN],
	       ja = -2 - n / 16 - 4.0 * h->foreign,
	       hans = -4.0 * (h->hant - both), hant = -4.0 * (h->hans - both),
	       chinese = -4.0 * h->japanese, marks = 3.0 * h->cantonese;

	t[d->japanese - first] += (int32_t)((ja < -30 ? -30 : ja) / unit);
	t[d->hans - first] += (int32_t)((hans + chinese) / unit);
	t[d->hant - first] += (int32_t)((hant + chinese) / unit);
	t[d->yue - first] += (int32_t)((hant + chinese + marks) / unit);
}

/*
 * The sum of the probabilities of n totals, beside that of the best, times
 * 2^30. `far` is the least distance from the best that counts for nothing.
 */
static uint64_t
sum_powers(const struct powers *e, const int32_t *t, unsigned n, int32_t best,
    uint64_t step, uint32_t far)
{
	uint64_t sum = 0;
	uint32_t x;

	for (unsigned i = 0; i < n; i++) {
		x = (uint32_t)best - (uint32_t)t[i];
		sum += e->fixed[x < far ? x * step >> 16 : POWERS];
	}
	return sum;
}

#ifdef HAVE_AVX2
/* far times step fits in 32 bits. */
AVX2 static uint64_t
sum_powers_avx2(const struct powers *e, const int32_t *t, unsigned n,
    int32_t best, uint32_t step, uint32_t far)
{
	const __m256i top = _mm256_set1_epi32(best),
	              most = _mm256_set1_epi32((int32_t)far),
	              times = _mm256_set1_epi32((int32_t)step),
	              last = _mm256_set1_epi32(POWERS),
	              low = _mm256_set1_epi64x(0xffffffff);
	__m256i sum = _mm256_setzero_si256(), x;
	uint64_t lane[4];
	unsigned i;

	for (i = 0; i + 8 <= n; i += 8) {
		x = _mm256_loadu_si256((const void *)(t + i));
		x = _mm256_min_epu32(_mm256_sub_epi32(top, x), most);
		x = _mm256_srli_epi32(_mm256_mullo_epi32(x, times), 16);
		x = _mm256_i32gather_epi32((const int *)e->fixed,
		    _mm256_min_epu32(x, last), 4);
		sum = _mm256_add_epi64(sum, _mm256_and_si256(x, low));
		sum = _mm256_add_epi64(sum, _mm256_srli_epi64(x, 32));
	}
	_mm256_storeu_si256((void *)lane, sum);
	return lane[0] + lane[1] + lane[2] + lane[3] +
	    sum_powers(e, t + i, n - i, best, step, far);
}
#endif

/* The sum of the probabilities of all that are near the best. */
static double
sum_near(const struct powers *e, const int32_t *t, unsigned n, int32_t best,
    double unit)
{
	uint64_t step = (uint64_t)(unit * POWER_UNIT * 65536 + 0.5),
	         end = (uint64_t)POWERS << 16, sum;
	uint32_t far =
	    step > 0 ? (uint32_t)((end + step - 1) / step) : UINT32_MAX;

#ifdef HAVE_AVX2
	if (have_avx2() && step > 0 && step < end) {
		sum = sum_powers_avx2(e, t, n, best, (uint32_t)step, far);
		return (double)sum / e->fixed[0];
	}
#endif
	sum = sum_powers(e, t, n, best, step, far);
	return (double)sum / e->fixed[0];
}

/* The first of t[i, n) that is greater than low, or n. */
static unsigned
next_above(const int32_t *t, unsigned i, unsigned n, int32_t low)
{
	while (i < n && t[i] <= low)
		i++;
	return i;
}

#ifdef HAVE_AVX2
AVX2 static unsigned
next_above_avx2(const int32_t *t, unsigned i, unsigned n, int32_t low)
{
	const __m256i limit = _mm256_set1_epi32(low);
	__m256i x;
	uint64_t above;

	for (; i + 8 <= n; i += 8) {
		x = _mm256_loadu_si256((const void *)(t + i));
		above = bits(_mm256_cmpgt_epi32(x, limit));
		if (above != 0)
			return i + (unsigned)__builtin_ctzll(above) / 4;
	}
	return next_above(t, i, n, low);
}
#endif

/* The best totals, best first; most are passed over. */
static size_t
choose(const int32_t *t, unsigned n, struct answer *a, size_t max)
{
	int32_t least = INT32_MIN;
	size_t k = 0;
	unsigned i = 0;

	a[0] = (struct answer){ UND, 0 };
	for (;; i++) {
#ifdef HAVE_AVX2
		if (have_avx2())
			i = next_above_avx2(t, i, n, least);
		else
#endif
			i = next_above(t, i, n, least);
		if (i == n)
			return k;
		k = insert(a, k, max, (struct answer){ i, (double)t[i] });
		least = k == max ? (int32_t)a[k - 1].p : INT32_MIN;
	}
}

/*
 * Names may be of any language, and it is English that has capitals in its
 * headings, but no accents: their letters say less. Logits are added to totals
 * of a unit.
 */
static void
weigh_title(const struct detector *d, const struct sums *s, int32_t *t,
    double unit)
{
	unsigned first = d->first[USCRIPT_LATIN];

	if (d->english != 0 && !s->accents)
		t[d->english - first] += (int32_t)(HEADING / unit);
	t[d->count[USCRIPT_LATIN]] += (int32_t)(NAME / unit);
}

static size_t
answer_model(const struct detector *d, const struct sums *s, uint8_t script,
    struct answer *a, size_t max)
{
	size_t features = (size_t)s->features[script], n;
	unsigned first = d->first[script], count = d->count[script];
	double unit = learn_unit(d->model, features), sum;
	int32_t t[LEARN_SPARSE_MAX], best;

	learn_totals(d->model, s->score, first, count, features, t);
	if (s->title)
		unit *= TITLE;
	if (script == USCRIPT_HAN)
		weigh_han(d, s, t, unit);
	if (d->restricted && !keep_allowed(d, first, count, t))
		return answer_one(a, UND, 1);
	t[count] = script == USCRIPT_LATIN
	    ? learn_floor(d->model, UND, features)
	    : INT32_MIN;
	if (s->title && script == USCRIPT_LATIN)
		weigh_title(d, s, t, unit);
	n = choose(t, count + 1, a, max);
	best = (int32_t)a[0].p;
	sum = sum_near(&d->powers, t, count + 1, best, unit);
	for (size_t i = 0; i < n; i++)
		a[i] = (struct answer){
			a[i].class < count ? first + a[i].class : UND,
			(a[i].p < best ? number_exp((a[i].p - best) * unit)
			               : 1) /
			    sum
		};
	und_last(a, n);
	return n;
}

/* More digits and signs than letters, or signs as in program text? */
static bool
is_noise(const struct sums *s, uint64_t weight)
{
	return s->other > 3 * weight + 8 ||
	    (s->code > 5 && s->code * 2 > weight);
}

size_t
sums_answer(const struct detector *d, const struct sums *s, struct answer *a,
    size_t max)
{
	uint64_t weight;
	uint8_t script = sums_script(s, &weight);
	unsigned class;

	if (weight == 0 || !d->known[script] || is_noise(s, weight))
		return answer_one(a, UND, 1);
	class = obvious(d, s, script);
	if (class != 0)
		return answer_obvious(d, s, class, script, a);
	return answer_model(d, s, script, a, max);
}
