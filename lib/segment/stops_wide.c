/*
 * Which bytes the scan must look at, 64 at a time: a byte is looked up as it
 * is, and all sets of bytes are masks.
 */
#include "segment/stops.h"
#include "text/vector.h"

#ifdef HAVE_AVX512

#define ALL(x) _mm512_set1_epi8((char)(x))
#define LOAD(p) _mm512_loadu_si512((const void *)(p))
#define HAS(v, bit) _mm512_test_epi8_mask(v, ALL(bit))
#define IS(v, x) _mm512_cmpeq_epi8_mask(v, ALL(x))
#define BETWEEN(v, low, high) \
	(_mm512_cmpge_epu8_mask(v, low) & _mm512_cmple_epu8_mask(v, high))

#define FOUR(x) x, x, x, x
#define EIGHT(x) FOUR(x), FOUR(x)
#define SIXTEEN(x) EIGHT(x), EIGHT(x)

/*
 * Of ASCII: what is looked at wherever it stands, behind white space, if the
 * next byte is the same; capitals and digits.
 */
enum { ANYWHERE = 1, BEHIND = 2, TWICE = 4, NAME = 8 };

#define SIGN (BEHIND | TWICE)
#define BARE (BEHIND | NAME)
static const uint8_t ascii[128] = { EIGHT(0), 0, 0, FOUR(ANYWHERE), 0, 0,
	SIXTEEN(0),
	/* space to / */
	0, ANYWHERE, ANYWHERE, SIGN, FOUR(0), ANYWHERE, ANYWHERE, SIGN, 0, 0,
	SIGN, ANYWHERE, 0,
	/* digits to ? */
	EIGHT(BARE), BARE, BARE, ANYWHERE, ANYWHERE, SIGN, SIGN, SIGN, ANYWHERE,
	/* @, capitals, [ to _ */
	SIGN, SIXTEEN(BARE), EIGHT(BARE), BARE, BARE, ANYWHERE, 0, ANYWHERE, 0,
	SIGN,
	/* ` to DEL */
	SIXTEEN(0), EIGHT(0), FOUR(0), SIGN, 0, SIGN, 0 };

/*
 * Of lead bytes, from C0 on: second bytes from low to high make stops of them;
 * others do not, for in Arabic and behind E3 they are letters; unless the third
 * is that of a comma, and no white space before.
 */
static const uint8_t low[64] = { 0xff, 0xff, 0, 0xff, FOUR(0xff), EIGHT(0xff),
	/* D0 */
	FOUR(0xff), 0xff, 0xff, 0, 0xff, 0x80, 0xaa, 0xff, 0x94, FOUR(0),
	/* E0 */
	0, 0, 0, 0x80, FOUR(0xff), 0xff, 0xff, 0, 0xff, 0xff, 0xff, 0, 0,
	SIXTEEN(0) };
static const uint8_t high[64] = { 0, 0, 0xff, 0, FOUR(0), EIGHT(0),
	/* D0 */
	FOUR(0), 0, 0, 0xff, 0, 0x9f, 0xad, 0, 0xbf, FOUR(0xff),
	/* E0 */
	0xff, 0xff, 0xff, 0x80, FOUR(0), 0, 0, 0xff, 0, 0, 0, 0xff, 0xff,
	SIXTEEN(0xff) };
static const uint8_t comma[64] = { [0xe3 - 0xc0] = 0x81, [0xef - 0xc0] = 0x8c };
/* Behind white space; Hangul, with a space behind it; E0, E1. */
enum { HANGUL = 1, INDIC = 4, LATIN = 8 };

static const uint8_t other[64] = { EIGHT(BEHIND), EIGHT(BEHIND), EIGHT(BEHIND),
	FOUR(0), FOUR(BEHIND), INDIC, LATIN, 0, 0, FOUR(0), 0, 0, 0, HANGUL,
	HANGUL, HANGUL, 0, 0, SIXTEEN(0) };

/* The text at p and from one to three bytes on. */
struct view {
	__m512i v, second, third, fourth;
};

/* What the last bytes before a block are: bits 0 and, of plain, 1. */
struct before {
	uint64_t white, space, plain;
};

INLINE512 __m512i
load_lead(const uint8_t *table, __m512i v)
{
	return _mm512_permutexvar_epi8(v, LOAD(table));
}

/*
 * Letters that mean nothing, of leads that may: Devanagari, E0 A4 and E0 A5 up
 * to the danda, and the Latin ones E1 B8 to E1 BB inside words.
 */
INLINE512 uint64_t
quiet(const struct view *w, __m512i kind, uint64_t leads, uint64_t behind)
{
	uint64_t indic = HAS(kind, INDIC) & leads,
	         latin = HAS(kind, LATIN) & leads;

	return (indic &
	           (IS(w->second, 0xa4) |
	               (IS(w->second, 0xa5) &
	                   BETWEEN(w->third, ALL(0x80), ALL(0xa3))))) |
	    (latin & ~behind & BETWEEN(w->second, ALL(0xb8), ALL(0xbb)));
}

/* The stops among lead bytes. */
INLINE512 uint64_t
lead_stops(const struct view *w, uint64_t behind)
{
	__m512i kind = load_lead(other, w->v);
	uint64_t leads = _mm512_cmpge_epu8_mask(w->v, ALL(0xc0)), stop;

	stop = BETWEEN(w->second, load_lead(low, w->v), load_lead(high, w->v));
	stop &=
	    behind | _mm512_cmpneq_epi8_mask(w->third, load_lead(comma, w->v));
	stop |= HAS(kind, BEHIND) & behind;
	stop |= HAS(kind, HANGUL) & IS(w->fourth, ' ');
	return stop & leads & ~quiet(w, kind, leads, behind);
}

/* Moves `before` on behind the block. */
INLINE512 void
mark(const struct view *w, struct before *b, uint64_t *stop, uint64_t *asked,
    uint64_t *bare)
{
	uint64_t wide = _mm512_movepi8_mask(w->v), space = IS(w->v, ' ');
	uint64_t white = _mm512_cmple_epu8_mask(w->v, ALL(' '));
	uint64_t plain = ~(wide | white), behind;
	__m512i kind = _mm512_maskz_permutex2var_epi8(~wide, LOAD(ascii), w->v,
	    LOAD(ascii + 64));

	if (wide != 0)
		white |= IS(w->v, 0xa0);
	behind = white << 1 | b->white;
	*stop = HAS(kind, ANYWHERE) | (HAS(kind, BEHIND) & behind) |
	    (HAS(kind, TWICE) & _mm512_cmpeq_epi8_mask(w->v, w->second));
	if (wide != 0)
		*stop |= lead_stops(w, behind);
	*asked = *stop & (space << 1 | b->space) & (plain << 2 | b->plain);
	*bare = *asked & HAS(kind, NAME);
	*b = (struct before){ white >> 63, space >> 63, plain >> 62 };
}

/* What lies in the text of 64 bytes at p; for the rest spaces. */
INLINE512 __m512i
load_within(struct quire_span around, const char *p)
{
	ptrdiff_t from = around.p - p, to = around.p + around.len - p;
	uint64_t mask = UINT64_MAX;

	if (from > 0)
		mask &= UINT64_MAX << from;
	if (to < STOPS_BLOCK)
		mask &= to <= 0 ? 0 : UINT64_MAX >> (STOPS_BLOCK - to);
	return _mm512_mask_loadu_epi8(ALL(' '), mask, p);
}

INLINE512 struct view
view_within(struct quire_span around, const char *p)
{
	return (struct view){ load_within(around, p),
		load_within(around, p + 1), load_within(around, p + 2),
		load_within(around, p + 3) };
}

/* What stands before p in the text, and what before all of it: spaces. */
static struct before
before(struct quire_span around, const char *p)
{
	unsigned char one = p > around.p ? (unsigned char)p[-1] : ' ';
	unsigned char two = p - around.p > 1 ? (unsigned char)p[-2] : ' ';

	return (struct before){ (one <= ' ') | (one == 0xa0), one == ' ',
		(uint64_t)(one > ' ' && one < 0x80) << 1 |
		    (two > ' ' && two < 0x80) };
}

/* Writes 32 bytes as places of a block. */
INLINE512 void
put_half(uint16_t *q, size_t block, __m256i place)
{
	_mm512_storeu_si512(q,
	    _mm512_add_epi16(_mm512_cvtepu8_epi16(place),
	        _mm512_set1_epi16((short)(block * STOPS_BLOCK))));
}

/*
 * Writes where the bits of a block are, and behind the last what means
 * nothing. Returns where the next block's go.
 */
INLINE512 uint16_t *
put_places(uint16_t *q, size_t block, uint64_t mask)
{
	static const uint8_t count[64] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
		12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
		28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
		44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
		60, 61, 62, 63 };
	__m512i place = _mm512_maskz_compress_epi8(mask, LOAD(count));
	size_t n = (size_t)__builtin_popcountll(mask);

	put_half(q, block, _mm512_castsi512_si256(place));
	if (n > 32)
		put_half(q + 32, block, _mm512_extracti64x4_epi64(place, 1));
	return q + n;
}

AVX512 size_t
places_wide(const uint64_t *stop, size_t n, uint16_t *place)
{
	uint16_t *q = place;

	for (size_t i = 0; i < n; i++)
		q = put_places(q, i, stop[i]);
	return (size_t)(q - place);
}

AVX512 size_t
stops_wide(struct quire_span around, const char *p, const char *end,
    struct stops *s)
{
	const char *readable = around.p + around.len;
	struct before b = before(around, p);
	uint16_t *q = s->place;
	uint64_t inner;
	size_t i;

	for (i = 0; i < STOPS_BLOCKS && p < end; i++, p += STOPS_BLOCK) {
		struct view w = readable - p >= STOPS_BLOCK + 3
		    ? (struct view){ LOAD(p), LOAD(p + 1), LOAD(p + 2),
			      LOAD(p + 3) }
		    : view_within(around, p);

		mark(&w, &b, &s->stop[i], &s->asked[i], &s->bare[i]);
		inner = stops_inner(i, (size_t)(end - p));
		s->asked[i] &= inner;
		s->bare[i] &= inner;
		q = put_places(q, i, s->asked[i]);
	}
	s->places = (size_t)(q - s->place);
	if (p > end)
		s->stop[i - 1] &= UINT64_MAX >> (p - end);
	return i;
}

#endif
