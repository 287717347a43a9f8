/*
 * Which bytes the scan must look at, 64 at a time.
 *
 * The classes of bytes are found by two look-ups, of the low and the high
 * half of a byte; each bit of the results' conjunction is a set of bytes.
 */
#include <string.h>

#include "segment/stops.h"
#include "text/vector.h"

#define X16(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
#define TERM STOP_TERM
#define LINE STOP_LINE
#define UPPER STOP_UPPER
#define DIGIT STOP_DIGIT
#define OPEN STOP_OPEN
#define CLOSE STOP_CLOSE
#define QUOTE STOP_QUOTE
#define SIGN STOP_SIGN
#define LEAD STOP_LEAD
const uint8_t stop_sort[256] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LINE, LINE, LINE,
	LINE, 0, 0, X16(0),
	/*    !     "      #     $  %  &  '  (     )      *     + , -     . / */
	0, TERM, QUOTE, SIGN, 0, 0, 0, 0, OPEN, CLOSE, SIGN, 0, 0, SIGN, TERM,
	0,
	/* 0 to 9 : ; < = > ? */
	DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
	TERM, TERM, SIGN, SIGN, SIGN, TERM,
	/* @ A to O, P to Z [ \ ] ^ _ */
	SIGN, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
	UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
	UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, OPEN, 0, CLOSE, 0,
	SIGN, X16(0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, SIGN, 0, SIGN, 0,
	X16(0), X16(0), X16(0), X16(0), X16(LEAD), X16(LEAD),
	/* E0 to E3 have terminators; E4 to E9 are Han; EA to ED Hangul */
	LEAD, LEAD, LEAD, LEAD, 0, 0, 0, 0, 0, 0, LEAD, LEAD, LEAD, LEAD, LEAD,
	LEAD, X16(LEAD) };

size_t
stops_any(struct quire_span around, const char *p, const char *end,
    struct stops *s)
{
	size_t n = (size_t)(end - p);

	(void)around;
	if (n > STOPS_BLOCK * STOPS_BLOCKS)
		n = STOPS_BLOCK * STOPS_BLOCKS;
	memset(s->stop, 0, sizeof s->stop);
	memset(s->asked, 0, sizeof s->asked);
	memset(s->bare, 0, sizeof s->bare);
	s->places = 0;
	for (size_t i = 0; i < n; i++)
		s->stop[i / 64] |=
		    (uint64_t)(stop_sort[(unsigned char)p[i]] != STOP_NONE)
		    << i % 64;
	return (n + 63) / 64;
}

static size_t
places_any(const uint64_t *stop, size_t n, uint16_t *place)
{
	size_t m = 0;

	for (size_t i = 0; i < n * STOPS_BLOCK; i++)
		if ((stop[i / STOPS_BLOCK] >> i % STOPS_BLOCK & 1) != 0)
			place[m++] = (uint16_t)i;
	return m;
}

#ifdef HAVE_AVX2

/*
 * ASCII. Looked at wherever they stand: bit 0 newlines, 1 ! " ( ) ., 2 : ; ?,
 * 3 [ ]. Behind white space: bit 4 @ and capitals to O, 7 those from P on and
 * digits. Behind white space or if the next byte is the same: bits 5, 6,
 * # * - @ and < = > _ | ~, with a few letters and others for want of bits.
 */
static const uint8_t ascii_low[16] = { 0xa0, 0x92, 0x92, 0xb0, 0x90, 0x90, 0x90,
	0x90, 0x92, 0x92, 0xb5, 0x1d, 0x51, 0x79, 0x52, 0x54 };
static const uint8_t ascii_high[16] = { 0x01, 0x00, 0x22, 0xc4, 0x30, 0xc8,
	0x00, 0x40, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 };
/*
 * Lead bytes. Bit 0: C2; 1: D6, D8 to DF; 2: E0 to E2, EA, EE; 3: F0 on.
 * Behind white space: bit 4, C0 to DF. E3, which must be followed by 80: bit
 * 5; Hangul, with a space behind the character: bit 6; EF: bit 7.
 */
static const uint8_t lead_low[16] = { 0x1c, 0x1c, 0x1d, 0x38, 0x18, 0x18, 0x1a,
	0x18, 0x1a, 0x1a, 0x1e, 0x5a, 0x5a, 0x5a, 0x1e, 0x9a };
static const uint8_t lead_high[16] = { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x11, 0x12, 0xe4, 0x08 };
#define TWICE(p) _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)(p)))
#define ALL(x) _mm256_set1_epi8((char)(x))
#define LOAD(p) _mm256_loadu_si256((const void *)(p))

/* The bits of bytes v that are set in both tables. */
INLINE __m256i
sets(__m256i v, const uint8_t *low, const uint8_t *high)
{
	__m256i half = ALL(0x0f);

	return _mm256_and_si256(_mm256_shuffle_epi8(TWICE(low),
	                            _mm256_and_si256(v, half)),
	    _mm256_shuffle_epi8(TWICE(high),
	        _mm256_and_si256(_mm256_srli_epi16(v, 4), half)));
}

/* Space, newline and other controls, and A0, the end of a wide space. */
INLINE __m256i
white(__m256i v)
{
	return _mm256_or_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(v, ALL(' ')),
	                           v),
	    _mm256_cmpeq_epi8(v, ALL(0xa0)));
}

/* FF for the bytes of v from low to high. */
INLINE __m256i
between(__m256i v, __m256i low, __m256i high)
{
	return _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_max_epu8(v, low), v),
	    _mm256_cmpeq_epi8(_mm256_min_epu8(v, high), v));
}

/*
 * Leads of the letters of whole scripts, which mean nothing: Arabic, where D8
 * to DB have other characters only with second bytes from quiet_low to
 * quiet_high, by the low half of the lead; Devanagari, E0 A4 and E0 A5 up to
 * the danda; and the Latin letters E1 B8 to E1 BB inside words.
 */
static const uint8_t quiet_low[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0xaa, 0xff,
	0x94, 0, 0, 0, 0 };
static const uint8_t quiet_high[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0x9f, 0xad, 0,
	0xbf, 0, 0, 0, 0 };

INLINE __m256i
without_letters(__m256i stop, const char *p, __m256i v, __m256i behind)
{
	__m256i second = LOAD(p + 1), half = _mm256_and_si256(v, ALL(0x0f)),
	        arabic = between(v, ALL(0xd8), ALL(0xdb)),
	        east = between(v, ALL(0xe0), ALL(0xe1)), x;

	if (_mm256_movemask_epi8(arabic) != 0) {
		x = between(second, _mm256_shuffle_epi8(TWICE(quiet_low), half),
		    _mm256_shuffle_epi8(TWICE(quiet_high), half));
		stop =
		    _mm256_andnot_si256(_mm256_andnot_si256(x, arabic), stop);
	}
	if (_mm256_movemask_epi8(east) != 0) {
		__m256i e1 = _mm256_cmpeq_epi8(v, ALL(0xe1)),
		        a5 = _mm256_cmpeq_epi8(second, ALL(0xa5));

		a5 = _mm256_and_si256(a5,
		    between(LOAD(p + 2), ALL(0x80), ALL(0xa3)));
		x = _mm256_or_si256(a5, _mm256_cmpeq_epi8(second, ALL(0xa4)));
		stop =
		    _mm256_andnot_si256(_mm256_and_si256(_mm256_andnot_si256(e1,
		                                             east),
		                            x),
		        stop);
		x = between(second, ALL(0xb8), ALL(0xbb));
		x = _mm256_and_si256(x, _mm256_andnot_si256(behind, e1));
		stop = _mm256_andnot_si256(x, stop);
	}
	return stop;
}

/* The stops among lead bytes, as bytes that are not 0. */
INLINE __m256i
leads(const char *p, __m256i v, __m256i behind)
{
	__m256i c = sets(v, lead_low, lead_high), stop, third = LOAD(p + 2), x;

	stop = _mm256_and_si256(c, ALL(0x0f));
	stop = _mm256_or_si256(stop,
	    _mm256_and_si256(_mm256_and_si256(c, ALL(0x10)), behind));
	/* E3 80, but for the comma E3 80 81 unless it follows white space */
	x = _mm256_cmpeq_epi8(LOAD(p + 1), ALL(0x80));
	x = _mm256_and_si256(x,
	    _mm256_or_si256(behind,
	        _mm256_xor_si256(_mm256_cmpeq_epi8(third, ALL(0x81)),
	            ALL(0xff))));
	stop = _mm256_or_si256(stop,
	    _mm256_and_si256(_mm256_and_si256(c, ALL(0x20)), x));
	x = _mm256_cmpeq_epi8(LOAD(p + 3), ALL(' '));
	stop = _mm256_or_si256(stop,
	    _mm256_and_si256(_mm256_and_si256(c, ALL(0x40)), x));
	/* EF, but for the comma EF BC 8C likewise */
	x = _mm256_or_si256(behind,
	    _mm256_xor_si256(_mm256_cmpeq_epi8(third, ALL(0x8c)), ALL(0xff)));
	stop = _mm256_or_si256(stop,
	    _mm256_and_si256(_mm256_and_si256(c, ALL(0x80)), x));
	return without_letters(stop, p, v, behind);
}

/*
 * Of 32 bytes, behind which three can be read; `before` are those one to the
 * left and `second` those two to the left.
 */
INLINE uint32_t
mark32(const char *p, __m256i before, __m256i second, uint32_t *bare)
{
	const __m256i zero = _mm256_setzero_si256();
	__m256i v = LOAD(p), behind = white(before), stop, c, x;

	c = sets(v, ascii_low, ascii_high);
	stop = _mm256_and_si256(c, _mm256_or_si256(behind, ALL(0x0f)));
	stop = _mm256_or_si256(stop,
	    _mm256_and_si256(_mm256_and_si256(c, ALL(0x60)),
	        _mm256_cmpeq_epi8(v, LOAD(p + 1))));
	x = _mm256_and_si256(c, ALL(0x9f));
	x = _mm256_or_si256(_mm256_cmpeq_epi8(x, ALL(0x10)),
	    _mm256_cmpeq_epi8(x, ALL(0x80)));
	x = _mm256_and_si256(x, _mm256_cmpeq_epi8(before, ALL(' ')));
	x = _mm256_and_si256(x, _mm256_cmpgt_epi8(second, ALL(' ')));
	*bare = (uint32_t)_mm256_movemask_epi8(x);
	if (_mm256_movemask_epi8(v) != 0)
		stop = _mm256_or_si256(stop, leads(p, v, behind));
	return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(stop, zero));
}

/* One block; p[-2] to p[66] can be read. */
INLINE void
mark64(const char *p, uint64_t *stop, uint64_t *bare)
{
	uint32_t low, high;

	*stop = mark32(p, LOAD(p - 1), LOAD(p - 2), &low);
	*stop |= (uint64_t)mark32(p + 32, LOAD(p + 31), LOAD(p + 30), &high)
	    << 32;
	*bare = low | (uint64_t)high << 32;
}

/* A block beside which not enough can be read. */
AVX2 static void
mark_edge(struct quire_span around, const char *p, uint64_t *stop,
    uint64_t *bare)
{
	size_t n = (size_t)(around.p + around.len - p);
	size_t before = p - around.p < 2 ? (size_t)(p - around.p) : 2;
	char copy[STOPS_BLOCK + 40];

	memset(copy, ' ', sizeof copy);
	memcpy(copy + 2 - before, p - before,
	    before + (n < STOPS_BLOCK + 3 ? n : STOPS_BLOCK + 3));
	mark64(copy + 2, stop, bare);
}

INLINE uint16_t
place_of(size_t block, uint64_t mask)
{
	return (uint16_t)(block * STOPS_BLOCK + _tzcnt_u64(mask));
}

/*
 * Writes where the bits of a block are, of which there are six at most as a
 * rule, without a branch for each; behind the last, up to five times what
 * means nothing. Returns where the next block's go.
 */
INLINE uint16_t *
put_places(uint16_t *q, size_t block, uint64_t mask)
{
	uint16_t *next = q + __builtin_popcountll(mask);

	do {
		*q++ = place_of(block, mask);
		*q++ = place_of(block, mask = _blsr_u64(mask));
		*q++ = place_of(block, mask = _blsr_u64(mask));
		*q++ = place_of(block, mask = _blsr_u64(mask));
		*q++ = place_of(block, mask = _blsr_u64(mask));
		*q++ = place_of(block, mask = _blsr_u64(mask));
		mask = _blsr_u64(mask);
	} while (mask != 0);
	return next;
}

AVX2 static size_t
places_avx2(const uint64_t *stop, size_t n, uint16_t *place)
{
	uint16_t *q = place;

	for (size_t i = 0; i < n; i++)
		q = put_places(q, i, stop[i]);
	return (size_t)(q - place);
}

AVX2 static size_t
stops_avx2(struct quire_span around, const char *p, const char *end,
    struct stops *s)
{
	const char *readable = around.p + around.len;
	uint16_t *q = s->place;
	uint64_t bare;
	size_t i;

	for (i = 0; i < STOPS_BLOCKS && p < end; i++, p += STOPS_BLOCK) {
		if (p - around.p >= 2 && readable - p >= STOPS_BLOCK + 3)
			mark64(p, &s->stop[i], &bare);
		else
			mark_edge(around, p, &s->stop[i], &bare);
		bare &= stops_inner(i, (size_t)(end - p));
		s->asked[i] = s->bare[i] = bare;
		q = put_places(q, i, bare);
	}
	s->places = (size_t)(q - s->place);
	if (p > end)
		s->stop[i - 1] &= UINT64_MAX >> (p - end);
	return i;
}

#endif

stops_mark *
stops_way(size_t i)
{
#ifdef HAVE_AVX512
	if (have_avx512() && i-- == 0)
		return stops_wide;
#endif
#ifdef HAVE_AVX2
	if (have_avx2() && i-- == 0)
		return stops_avx2;
#endif
	return i == 0 ? stops_any : NULL;
}

size_t
stops_places(const struct stops *s, size_t n, uint16_t *place)
{
#ifdef HAVE_AVX512
	if (have_avx512())
		return places_wide(s->stop, n, place);
#endif
#ifdef HAVE_AVX2
	if (have_avx2())
		return places_avx2(s->stop, n, place);
#endif
	return places_any(s->stop, n, place);
}
