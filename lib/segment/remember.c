/*
 * What was weighed before, found by a hash of the bytes around the candidate
 * and compared with all of them. Without AVX2 nothing is remembered.
 */
#include <string.h>

#include "segment/remember.h"
#include "text/vector.h"

#ifdef HAVE_AVX2

enum { SPAN = REMEMBER_SPAN, ABOUT = 8 };

#define EIGHT(x) x, x, x, x, x, x, x, x
#define THIRTY_TWO(x) EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x)
static const uint8_t ends[3 * SPAN] = { THIRTY_TWO(0), THIRTY_TWO(255),
	THIRTY_TWO(0) };

INLINE __m256i
load(const void *p)
{
	return _mm256_loadu_si256(p);
}

/*
 * Where chunks begin or end among the bytes v: white space, and the first
 * bytes of most Han characters, which are tokens of their own.
 */
INLINE uint32_t
borders(__m256i v)
{
	return (uint32_t)_mm256_movemask_epi8(
	    either(most(v, ' '), both(least(v, 0xe5), most(v, 0xe9))));
}

static inline bool
is_white(const char *p)
{
	return (unsigned char)*p <= ' ';
}

/* v where the mask is set, else what fills the rest. */
INLINE __m256i
keep(__m256i v, const uint8_t *mask, bool fill)
{
	return _mm256_blendv_epi8(_mm256_set1_epi8((char)-fill), v, load(mask));
}

/*
 * The bytes before p from the second border on; from where on tokens may
 * begin, or null if that is too far. The text has `left` > 0 of them, and what
 * would stand before it is white.
 */
INLINE const char *
take_before(const char *p, size_t left, __m256i *taken)
{
	__m256i v = load(p - SPAN);
	uint32_t mask = borders(v);
	unsigned off = left < SPAN ? SPAN - (unsigned)left : 0, out;

	mask |= (1u << off) - 1;
	if (mask >> ABOUT == 0)
		return NULL;
	mask ^= 0x80000000u >> __builtin_clz(mask);
	if (mask >> ABOUT == 0)
		return NULL;
	out = 31 - (unsigned)__builtin_clz(mask); /* bytes left out */
	*taken = keep(v, ends + SPAN - (off > out ? off : out), off > out);
	return p - SPAN + out + is_white(p - SPAN + out);
}

/*
 * The bytes from p on up to the third border; where tokens must end, or null.
 */
INLINE const char *
take_behind(const char *p, size_t left, __m256i *taken)
{
	__m256i v = load(p);
	uint32_t mask = borders(v);
	unsigned last, n;
	bool white;

	if (left < SPAN)
		mask |= UINT32_MAX << left;
	mask = _blsr_u32(_blsr_u32(mask));
	if (mask == 0)
		return NULL;
	last = (unsigned)__builtin_ctz(mask);
	white = last >= left || is_white(p + last);
	n = last + (white ? 1 : 3);
	if (n > SPAN)
		return NULL;
	*taken = keep(v, ends + 2 * SPAN - (n < left ? n : left), n > left);
	return p + n - white;
}

INLINE unsigned
hash(__m256i before, __m256i behind)
{
	__m256i x = _mm256_add_epi64(before, _mm256_slli_epi64(behind, 3));
	__m128i y = _mm_add_epi64(_mm256_castsi256_si128(x),
	    _mm_shuffle_epi32(_mm256_extracti128_si256(x, 1), 0xb1));
	uint64_t h = (uint64_t)_mm_cvtsi128_si64(y) * 0x9e3779b97f4a7c15u;

	h ^= (uint64_t)_mm_extract_epi64(y, 1) * 0xd6e8feb86659fd93u;
	return (unsigned)(h >> (64 - REMEMBER_BITS));
}

AVX2 static const struct remember_sums *
remember_avx2(struct remember_memo *m, struct quire_span text, const char *word,
    const char *next, uint64_t about, struct remember_ask *ask)
{
	__m256i before, behind;
	unsigned at;

	ask->from = take_before(word, (size_t)(word - text.p), &before);
	if (ask->from == NULL)
		return NULL;
	ask->to =
	    take_behind(next, (size_t)(text.p + text.len - next), &behind);
	if (ask->to == NULL)
		return NULL;
	before = _mm256_blend_epi32(before,
	    _mm256_castsi128_si256(_mm_cvtsi64_si128((int64_t)about)), 3);
	at = hash(before, behind);
	ask->place = &m->key[at];
	ask->sums = &m->sums[at];
	if (_mm256_movemask_epi8(
	        both(_mm256_cmpeq_epi8(before, load(ask->place->before)),
	            _mm256_cmpeq_epi8(behind, load(ask->place->behind)))) == -1)
		return ask->sums;
	_mm256_storeu_si256((void *)ask->key.before, before);
	_mm256_storeu_si256((void *)ask->key.behind, behind);
	return NULL;
}

#endif

const struct remember_sums *
remember(struct remember_memo *m, struct quire_span around,
    struct quire_span text, const char *word, const char *next, uint64_t about,
    struct remember_ask *ask)
{
	const struct remember_sums *known = NULL;

	ask->place = NULL;
	if (m->rest > 0) {
		m->rest--;
		return NULL;
	}
#ifdef HAVE_AVX2
	if (word > text.p && word - around.p >= SPAN &&
	    around.p + around.len - next >= SPAN && have_avx2())
		known = remember_avx2(m, text, word, next, about, ask);
#else
	(void)around, (void)text, (void)word, (void)next, (void)about;
#endif
	if (known != NULL) {
		m->misses -= m->misses > 0;
	} else if (++m->misses == REMEMBER_MISSES) {
		m->misses = 0;
		m->rest = REMEMBER_REST;
	}
	return known;
}

static bool
reaches(const struct remember_ask *ask, const char *from, const char *to)
{
	return ask->place != NULL && from >= ask->from && to <= ask->to;
}

void
remember_tell(struct remember_ask *ask, const char *from, const char *to,
    struct remember_sums sums)
{
	if (!reaches(ask, from, to)) {
		ask->place = NULL;
		return;
	}
	*ask->place = ask->key;
	*ask->sums = sums;
}

void
remember_tell_far(struct remember_ask *ask, const char *from, const char *to,
    int32_t far)
{
	if (!reaches(ask, from, to))
		return;
	ask->sums->far = (int16_t)far;
	ask->sums->has_far = true;
}
