/*
 * The first look: which codes count, and their rows. Any code below the
 * apostrophe is as good as a blank.
 */
#include <string.h>

#include "language/first.h"
#include "text/vector.h"

/* ---- one script ------------------------------------------------------- */

/* Codes from least to most. */
struct range {
	unsigned char least, most;
};

/*
 * Moves the codes of a range from x->code[from] on to x->code[to]; the others
 * are blanks, of which no more than two stay in a row: what is left out leaves
 * no gap that itself would say something. *blanks: how many came last.
 */
static size_t
pack(struct first_text *x, struct range r, size_t from, size_t *blanks,
    size_t to)
{
	unsigned char code;
	bool kept;

	for (; from < x->n; from++) {
		code = x->code[from];
		kept = code >= r.least && code <= r.most;
		*blanks = kept ? 0 : *blanks + 1;
		x->code[to] = kept ? code : FIRST_BLANK;
		to += *blanks < 3;
	}
	return to;
}

#ifdef HAVE_AVX2
/* Puts the first eight codes of v whose bits are set; returns their end. */
INLINE unsigned char *
put_places(const struct first_table *t, __m128i v, uint32_t set,
    unsigned char *to)
{
	__m128i places = _mm_loadl_epi64((const void *)t->places[set]);

	_mm_storel_epi64((void *)to, _mm_shuffle_epi8(v, places));
	return to + _mm_popcnt_u32(set);
}

/* The same from the start, 16 at a time, as far as they go. */
AVX2 static size_t
pack_avx2(const struct first_table *t, struct first_text *x, struct range r,
    size_t *from, size_t *blanks)
{
	const __m128i least = _mm_set1_epi8((char)r.least),
	              most = _mm_set1_epi8((char)r.most),
	              blank = _mm_set1_epi8(FIRST_BLANK);
	uint32_t none = 0, stays; /* bits: the last 16, and these */
	unsigned char *to = x->code;
	__m128i v, kept;

	for (; *from + 16 <= x->n; *from += 16) {
		v = _mm_loadu_si128((const void *)(x->code + *from));
		kept =
		    _mm_cmpeq_epi8(_mm_min_epu8(_mm_max_epu8(v, least), most),
		        v);
		v = _mm_blendv_epi8(blank, v, kept);
		none = none >> 16 | ~(uint32_t)_mm_movemask_epi8(kept) << 16;
		stays = ~(none & none << 1 & none << 2) >> 16;
		to = put_places(t, v, stays & 255, to);
		to = put_places(t, _mm_srli_si128(v, 8), stays >> 8, to);
	}
	*blanks = none >> 31 == 0 ? 0 : (none >> 30) - 1;
	return (size_t)(to - x->code);
}
#endif

void
first_pack(const struct first_table *t, struct first_text *x,
    unsigned char least, unsigned char most)
{
	const struct range r = { least, most };
	size_t from = 0, to = 0, blanks = 0;

#ifdef HAVE_AVX2
	if (have_avx2())
		to = pack_avx2(t, x, r, &from, &blanks);
#else
	(void)t;
#endif
	to = pack(x, r, from, &blanks, to);
	memset(x->code + to, FIRST_BLANK, x->n - to);
	x->n = to;
}

/* ---- rows ------------------------------------------------------------- */

/* Multipliers of the hashes of so many codes. */
#define THREE 0x9e3779b1u
#define FOUR 0x85ebca77u

/* All that is no part of a word is a blank. */
static uint32_t
code_at(const unsigned char *p)
{
	return *p < FIRST_APOSTROPHE ? FIRST_BLANK : *p;
}

static uint32_t
load4(const unsigned char *p)
{
	return code_at(p) | code_at(p + 1) << 8 | code_at(p + 2) << 16 |
	    code_at(p + 3) << 24;
}

#ifdef HAVE_AVX2

/* Of eight codes at a time, of which more than sixteen can be read. */
AVX2 static void
rows_avx2(const unsigned char *p, size_t n, unsigned shift, uint16_t *row)
{
	const __m256i four = _mm256_setr_epi8(0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4,
	    5, 3, 4, 5, 6, 4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);
	const __m128i by = _mm_cvtsi32_si128((int)shift),
	              blank = _mm_set1_epi8(FIRST_BLANK),
	              word = _mm_set1_epi8(FIRST_APOSTROPHE);
	__m256i c, a, b;
	__m128i v;

	for (size_t i = 0; i < n; i += 8) {
		v = _mm_loadu_si128((const void *)(p + i));
		v = _mm_blendv_epi8(blank, v,
		    _mm_cmpeq_epi8(_mm_max_epu8(v, word), v));
		c = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(v), four);
		a = _mm256_mullo_epi32(_mm256_slli_epi32(c, 8),
		    _mm256_set1_epi32((int)THREE));
		b = _mm256_mullo_epi32(_mm256_xor_si256(c,
		                           _mm256_srli_epi32(c, 15)),
		    _mm256_set1_epi32((int)FOUR));
		a = _mm256_srl_epi32(a, by);
		b = _mm256_slli_epi32(_mm256_srl_epi32(b, by), 16);
		_mm256_storeu_si256((void *)(row + 2 * i),
		    _mm256_or_si256(a, b));
	}
}
#endif

size_t
first_rows(const struct first_text *x, unsigned bits, size_t from, size_t n,
    uint16_t *row)
{
	size_t most = x->n > 3 ? x->n - 3 : 0,
	       end = from + n < most ? from + n : most;
	unsigned shift = 32 - bits;
	uint32_t c;

	if (end <= from)
		return 0;
#ifdef HAVE_AVX2
	if (have_avx2()) {
		rows_avx2(x->code + from, end - from, shift, row);
		return 2 * (end - from);
	}
#endif
	for (size_t i = from; i < end; i++) {
		c = load4(x->code + i);
		*row++ = (uint16_t)((c << 8) * THREE >> shift);
		*row++ = (uint16_t)((c ^ c >> 15) * FOUR >> shift);
	}
	return 2 * (end - from);
}
