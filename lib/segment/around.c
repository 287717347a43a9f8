/*
 * The tokens around a candidate: where they begin and end, their shape, a
 * hash of their folded characters. Tokens of up to sixteen ASCII characters
 * are taken sixteen bytes at a time; what follows from the others' is the
 * same.
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "segment/around.h"
#include "text/text.h"

enum { TOKEN_MAX = 40, FOLDED_MAX = 96, BLOCK = 16 };

/* ---- characters ------------------------------------------------------- */

enum { IS_SPACE = 1, IS_OPEN = 2, IS_PUNCT = 4 };

/* Of a character beyond ASCII. */
static unsigned
other_sort(uint32_t cp)
{
	uint32_t f = text_char(cp)->flags;

	return (f & TEXT_SPACE ? IS_SPACE : 0u) |
	    (f & (TEXT_OPEN | TEXT_QUOTE) ? IS_OPEN : 0u) |
	    (f & TEXT_PUNCT ? IS_PUNCT : 0u);
}

/* Those in ASCII: all that is no letter, digit or white is punctuation. */
#define EIGHT(x) x, x, x, x, x, x, x, x
static const uint8_t ascii_sort[128] = { EIGHT(1), EIGHT(1), EIGHT(1), EIGHT(1),
	1, 4, 6, 4, 4, 4, 4, 6, 6, 4, 4, 4, 4, 4, 4, 4, EIGHT(0), 0, 0, 4, 4, 4,
	4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, EIGHT(0), EIGHT(0), 0, 0, 0, 6, 4, 4,
	4, 4, 4, 0, 0, 0, 0, 0, 0, 0, EIGHT(0), EIGHT(0), 0, 0, 0, 6, 4, 4, 4,
	4 };

static inline unsigned
sort(uint32_t cp)
{
	return cp < 128 ? ascii_sort[cp] : other_sort(cp);
}

static bool
is_cjk(uint32_t cp)
{
	return cp >= 0x2e80 && text_is(cp, TEXT_HAN | TEXT_KANA);
}

/* ---- shape ------------------------------------------------------------ */

/* What a token holds. */
enum {
	HAS_UPPER = 1,
	HAS_LOWER = 2,
	IS_CAPITAL = 4, /* the first character is upper case */
	IS_ONE = 8,     /* one letter */
	HAS_UNCASED = 16,
	HAS_DIGIT = 32,
	HAS_CJK = 64,
	HAS_DOT = 128,
	HAS_SIGN = 256,
	HAS_AT = 512
};

/* Of tokens that hold letters only, by the first four bits. */
static const uint8_t cased[16] = { SHAPE_NONE, SHAPE_CAPS, SHAPE_LOWER,
	SHAPE_MIXED, SHAPE_NONE, SHAPE_CAPS, SHAPE_LOWER, SHAPE_CAPITAL,
	SHAPE_NONE, SHAPE_CAPS, SHAPE_ONE_LOWER, SHAPE_MIXED, SHAPE_NONE,
	SHAPE_ONE_CAP, SHAPE_ONE_LOWER, SHAPE_ONE_CAP };

static unsigned
shape(unsigned has)
{
	bool letters = (has & (HAS_UPPER | HAS_LOWER | HAS_UNCASED)) != 0;

	if (has < HAS_UNCASED)
		return cased[has];
	if (has & HAS_AT && letters)
		return SHAPE_ADDRESS;
	if (has & HAS_CJK)
		return SHAPE_CJK;
	if (has & HAS_DOT && letters)
		return SHAPE_DOTTED;
	if (has & HAS_DIGIT)
		return letters                          ? SHAPE_ALNUM
		    : (has & (HAS_DOT | HAS_SIGN)) != 0 ? SHAPE_NUMBER
		                                        : SHAPE_DIGITS;
	if (!letters)
		return SHAPE_SIGNS;
	return has & HAS_UNCASED ? SHAPE_UNCASED : cased[has & 15];
}

static unsigned
kind_of(uint32_t cp, uint32_t flags)
{
	if (flags & TEXT_UPPER)
		return HAS_UPPER;
	if (flags & TEXT_LOWER)
		return HAS_LOWER;
	if (flags & TEXT_DIGIT)
		return HAS_DIGIT;
	if (flags & (TEXT_HAN | TEXT_KANA))
		return HAS_CJK;
	if (flags & (TEXT_LETTER | TEXT_MARK))
		return HAS_UNCASED;
	if (cp == '.')
		return HAS_DOT;
	return HAS_SIGN | (cp == '@' || cp == '/' ? (unsigned)HAS_AT : 0u);
}

/* ---- hash ------------------------------------------------------------- */

/* Takes in sixteen bytes. */
static inline uint64_t
stir(uint64_t h, uint64_t low, uint64_t high)
{
	h = (h ^ low) * 0x9e3779b97f4a7c15u;
	h ^= h >> 32;
	h = (h ^ high) * 0xd6e8feb86659fd93u;
	return h ^ h >> 29;
}

/* ---- any token -------------------------------------------------------- */

/* The folded characters in UTF-8, padded with NULs to whole blocks. */
struct folded {
	unsigned char byte[FOLDED_MAX];
	size_t n;
};

static void
describe_folded(struct token *t, struct folded *f, const uint32_t *recent)
{
	uint64_t h = 0;
	unsigned n = t->chars < 3 ? t->chars : 3;

	memset(f->byte + f->n, 0, BLOCK);
	for (size_t i = 0; i < f->n || i == 0; i += BLOCK)
		h = stir(h, load_le64(f->byte + i), load_le64(f->byte + i + 8));
	t->hash = (uint32_t)(h >> 32);
	t->last = 0;
	for (unsigned i = 0; i < n; i++)
		t->last ^= recent[3 - n + i] << 8 * i;
}

/* Fills in what follows from p and end. */
static void
describe(struct token *t)
{
	struct folded f;
	uint32_t recent[3] = { 0, 0, 0 }, cp;
	unsigned has = 0, letters = 0;

	f.n = 0;
	t->chars = 0;
	for (const char *p = t->p; p < t->end;) {
		const struct text_char *c;
		unsigned kind;

		p += utf8_decode(p, t->end, &cp);
		c = text_char(cp);
		kind = kind_of(cp, c->flags);
		if (t->chars == 0 && kind == HAS_UPPER)
			has |= IS_CAPITAL;
		letters += (kind & (HAS_UPPER | HAS_LOWER | HAS_UNCASED)) != 0;
		has |= kind;
		cp = kind == HAS_DIGIT ? '0'
		    : cp == 0x2019     ? '\''
		                       : (uint32_t)((int32_t)cp + c->lower);
		t->chars++;
		recent[0] = recent[1];
		recent[1] = recent[2];
		recent[2] = cp;
		if (cp < 0x80)
			f.byte[f.n++] = (unsigned char)cp;
		else
			f.n += utf8_encode(cp, (char *)f.byte + f.n);
	}
	has |= letters == 1 ? (unsigned)IS_ONE : 0u;
	t->shape = shape(has);
	describe_folded(t, &f, recent);
}

void
token_before_any(struct quire_span text, const char *end, struct token *t)
{
	const char *start = text.p;
	uint32_t cp;
	unsigned len;

	t->around = 0;
	while (end > start) {
		len = utf8_decode_before(start, end, &cp);
		if (!(sort(cp) & IS_SPACE))
			break;
		end -= len;
	}
	t->p = t->end = end;
	while (t->p > start && t->end - t->p < TOKEN_MAX) {
		len = utf8_decode_before(start, t->p, &cp);
		if (sort(cp) & IS_SPACE || (t->p < t->end && is_cjk(cp)))
			break;
		t->p -= len;
		if (is_cjk(cp))
			break;
	}
	while (t->p < t->end) {
		len = utf8_decode(t->p, t->end, &cp);
		if (!(sort(cp) & IS_OPEN))
			break;
		t->around = cp;
		t->p += len;
	}
	describe(t);
}

/* Takes punctuation off the end; the first of it into `around`. */
static void
trim_token(struct token *t)
{
	const char *from = t->end;
	uint32_t cp;
	unsigned len;

	while (t->end > t->p) {
		len = utf8_decode_before(t->p, t->end, &cp);
		if (!(sort(cp) & IS_PUNCT))
			return;
		t->around = cp;
		t->end -= len;
	}
	t->end = from; /* nothing but punctuation */
}

/* From p, the end of what stands without white space; CJK alone. */
static const char *
word_end(const char *p, const char *end)
{
	const char *from = p;
	uint32_t cp;
	unsigned len;

	while (p < end && p - from < TOKEN_MAX) {
		len = utf8_decode(p, end, &cp);
		if (sort(cp) & IS_SPACE ||
		    (p > from && (is_cjk(cp) || cp == '\'' || cp == 0x2019)))
			break;
		p += len;
		if (is_cjk(cp))
			break;
	}
	return p;
}

void
token_after_any(struct quire_span text, const char *p, struct token *t,
    uint32_t *open)
{
	const char *from = p, *end = text.p + text.len;
	uint32_t cp;
	unsigned len, s;

	*open = t->around = 0;
	for (; p < end && p - from < TOKEN_MAX; p += len) {
		len = utf8_decode(p, end, &cp);
		s = sort(cp);
		if (!(s & (IS_SPACE | IS_OPEN)))
			break;
		if (!(s & IS_SPACE))
			*open = cp;
	}
	t->p = p;
	t->end = word_end(p, end);
	trim_token(t);
	describe(t);
}

/* ---- one Han character ------------------------------------------------ */

/* Is it one of the block of ideographs, three bytes from p on? */
static inline bool
is_han(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return u[0] >= 0xe4 && u[0] <= 0xe9 && (u[0] > 0xe4 || u[1] >= 0xb8);
}

static void
describe_han(struct token *t, const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	t->p = p;
	t->end = p + 3;
	t->around = 0;
	t->shape = SHAPE_CJK;
	t->chars = 1;
	t->last = (uint32_t)(u[0] & 15) << 12 | (uint32_t)(u[1] & 63) << 6 |
	    (uint32_t)(u[2] & 63);
	t->hash =
	    (uint32_t)(stir(0,
	                   (uint64_t)u[2] << 16 | (uint64_t)u[1] << 8 | u[0],
	                   0) >>
	        32);
}

static bool
han_before(struct quire_span text, const char *end, struct token *t)
{
	if (end - text.p < 3 || ((unsigned char)end[-1] & 0xc0) != 0x80 ||
	    !is_han(end - 3))
		return false;
	describe_han(t, end - 3);
	return true;
}

/* The opening mark of CJK text at p, three bytes, or 0. */
static uint32_t
cjk_open(const char *p)
{
	static const uint16_t marks[] = { 0x201c, 0x300a, 0x300c, 0x300e,
		0xff08 };
	const unsigned char *u = (const unsigned char *)p;
	uint32_t cp = (uint32_t)(u[0] & 15) << 12 | (uint32_t)(u[1] & 63) << 6 |
	    (uint32_t)(u[2] & 63);

	if (u[0] == 0xe2 || u[0] == 0xe3 || u[0] == 0xef)
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (marks[i] == cp)
				return cp;
	return 0;
}

static bool
han_after(struct quire_span text, const char *p, struct token *t,
    uint32_t *open)
{
	size_t left = (size_t)(text.p + text.len - p);
	uint32_t mark = 0;

	if (left >= 6 && (unsigned char)*p >= 0xe2 &&
	    (mark = cjk_open(p)) != 0) {
		p += 3;
		left -= 3;
	}
	if (left < 3 || !is_han(p))
		return false;
	describe_han(t, p);
	*open = mark;
	return true;
}

/* ---- most of ASCII ---------------------------------------------------- */

#ifdef __SSE2__

static unsigned
mask(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

/* Bytes from `low` to `high` of ASCII. */
static __m128i
among(__m128i v, char low, char high)
{
	return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))),
	    _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

static __m128i
white_of(__m128i v)
{
	return _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(' ')), v);
}

static unsigned
low_bits(unsigned n)
{
	return (1u << n) - 1;
}

/*
 * Of a token of 1 to 15 ASCII characters, v from its first byte on, NULs
 * behind it.
 */
static void
describe_ascii(struct token *t, __m128i v)
{
	const __m128i small = _mm_set1_epi8(0x20);
	unsigned len = t->chars, from = len > 3 ? len - 3 : 0;
	__m128i letter = among(_mm_or_si128(v, small), 'a', 'z'),
	        digit = among(v, '0', '9');
	unsigned a = mask(letter), d = mask(digit),
	         l = a & mask(_mm_slli_epi16(v, 2)), u = a ^ l;
	unsigned rest = low_bits(len) & ~(a | d), has;
	unsigned char folded[BLOCK + 4];

	has = (u != 0) | (unsigned)(l != 0) << 1 | (u & 1) << 2 |
	    (unsigned)((a & (a - 1)) == 0 && a != 0) << 3;
	if ((d | rest) != 0) {
		unsigned dot = mask(_mm_cmpeq_epi8(v, _mm_set1_epi8('.')));
		unsigned at =
		    mask(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('@')),
		        _mm_cmpeq_epi8(v, _mm_set1_epi8('/'))));

		has |= (d != 0 ? HAS_DIGIT : 0u) | (dot != 0 ? HAS_DOT : 0u) |
		    (at != 0 ? HAS_AT : 0u) |
		    ((rest & ~dot) != 0 ? HAS_SIGN : 0u);
	}
	t->shape = shape(has);
	v = _mm_or_si128(v, _mm_and_si128(letter, small));
	v = _mm_andnot_si128(_mm_and_si128(digit, _mm_set1_epi8(0x0f)), v);
	t->hash = (uint32_t)(stir(0, (uint64_t)_mm_cvtsi128_si64(v),
	                         (uint64_t)_mm_cvtsi128_si64(
	                             _mm_unpackhi_epi64(v, v))) >>
	    32);
	_mm_storeu_si128((void *)folded, v);
	t->last = (uint32_t)folded[from] | (uint32_t)folded[from + 1] << 8 |
	    (uint32_t)folded[from + 2] << 16;
}

/* The same; v holds the token and what follows it. */
static void
cut_ascii(struct token *t, __m128i v)
{
	static const uint8_t ones[32] = { EIGHT(255), EIGHT(255) };

	t->chars = (uint32_t)(t->end - t->p);
	describe_ascii(t,
	    _mm_and_si128(v,
	        _mm_loadu_si128((const void *)(ones + 16 - t->chars))));
}

void
token_before(struct quire_span text, struct quire_span around, const char *end,
    struct token *t)
{
	const char *stop = around.p + around.len, *from;
	unsigned edge, high, outside;
	__m128i v;
	bool han;

	if (han_before(text, end, t))
		return;
	from = end;
	while (from > text.p && from[-1] == ' ')
		from--;
	if (from - around.p < BLOCK) {
		token_before_any(text, end, t);
		return;
	}
	v = _mm_loadu_si128((const void *)(from - BLOCK));
	outside = from - text.p < BLOCK
	    ? low_bits(BLOCK - (unsigned)(from - text.p))
	    : 0;
	high = mask(v) & ~outside;
	edge = mask(white_of(v)) | high | outside;
	t->around = 0;
	t->end = from;
	t->p = from - (edge != 0 ? __builtin_clz(edge << 16) : BLOCK);
	han = t->p - text.p >= 3 && is_han(t->p - 3);
	while (t->p < from && ascii_sort[(unsigned char)*t->p & 127] & IS_OPEN)
		t->around = (unsigned char)*t->p++;
	if (edge == 0 || (high > (edge & ~high) && !han) || t->p == from ||
	    stop - t->p < BLOCK) {
		token_before_any(text, end, t);
		return;
	}
	cut_ascii(t, _mm_loadu_si128((const void *)t->p));
}

/*
 * Finds the token at p, v from there on, of which `left` > 0 bytes are text;
 * false if it is not of that kind.
 */
static bool
find_ascii(struct token *t, const char *p, __m128i v, size_t left)
{
	unsigned outside =
	    left < BLOCK ? low_bits(BLOCK) & ~low_bits((unsigned)left) : 0;
	unsigned high = mask(v) & ~outside, edge, len, rest;

	edge = mask(_mm_or_si128(white_of(v),
	           _mm_cmpeq_epi8(v, _mm_set1_epi8('\'')))) |
	    high | outside;
	if (edge == 0)
		return false;
	len = (unsigned)__builtin_ctz(edge);
	if ((high >> len & 1) != 0 &&
	    (len == 0 || len > BLOCK - 3 || !is_han(p + len)))
		return false;
	rest = low_bits(len) &
	    mask(_mm_or_si128(among(v, '0', '9'),
	        among(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z')));
	t->p = p;
	if (rest != 0) {
		unsigned core = 32 - (unsigned)__builtin_clz(rest);

		if (core < len)
			t->around = (unsigned char)p[core];
		len = core;
	} else {
		t->around = (unsigned char)*p;
	}
	t->end = p + len;
	return true;
}

void
token_after(struct quire_span text, struct quire_span around, const char *p,
    struct token *t, uint32_t *open)
{
	const char *from = p, *end = text.p + text.len;
	const char *stop = around.p + around.len;
	__m128i v;

	if (han_after(text, p, t, open))
		return;
	*open = t->around = 0;
	p += end > p && *p == ' '; /* as a rule there is one */
	while (p < end && (signed char)*p >= 0 && p - from < BLOCK &&
	    ascii_sort[(unsigned char)*p] & (IS_SPACE | IS_OPEN)) {
		if (ascii_sort[(unsigned char)*p] & IS_OPEN)
			*open = (unsigned char)*p;
		p++;
	}
	if (p < end && stop - p >= BLOCK && p - from < BLOCK) {
		v = _mm_loadu_si128((const void *)p);
		if (find_ascii(t, p, v, (size_t)(end - p))) {
			cut_ascii(t, v);
			return;
		}
	}
	token_after_any(text, from, t, open);
}

/* A capital, small letters and a space at p. */
static bool
is_capitalised(struct quire_span text, const char *p)
{
	unsigned small;

	if (text.p + text.len - p <= BLOCK || *p < 'A' || *p > 'Z')
		return false;
	small = mask(among(_mm_loadu_si128((const void *)p), 'a', 'z')) >> 1;
	return (small & 1) != 0 && p[1 + __builtin_ctz(~small)] == ' ';
}

#else

static bool
is_capitalised(struct quire_span text, const char *p)
{
	(void)text, (void)p;
	return false;
}

void
token_before(struct quire_span text, struct quire_span around, const char *end,
    struct token *t)
{
	(void)around;
	if (!han_before(text, end, t))
		token_before_any(text, end, t);
}

void
token_after(struct quire_span text, struct quire_span around, const char *p,
    struct token *t, uint32_t *open)
{
	(void)around;
	if (!han_after(text, p, t, open))
		token_after_any(text, p, t, open);
}

#endif

uint32_t
token_shape(struct quire_span text, struct quire_span around, const char *p)
{
	struct token t;
	uint32_t open;

	if (is_capitalised(text, p)) /* as a rule */
		return SHAPE_CAPITAL;
	token_after(text, around, p, &t, &open);
	return t.shape;
}
