/*
 * The first look: text to codes, codes to rows.
 *
 * A code is a byte: the small letter of ASCII, seven bits of another letter
 * with the eighth set, APOSTROPHE, or what a sign is good for: digits, full
 * stops and signs of addresses and mark-up are told apart until it is known
 * whether they touch letters, then they are all blanks.
 */
#include <string.h>
#include <unicode/uscript.h>

#include "language/first.h"
#include "text/text.h"

#if defined(__GNUC__) && defined(__SSE2__)
#define HAVE_SSE2 1
#include <emmintrin.h>
#endif

enum {
	BLANK = ' ',
	SIGN = ',',
	STOP = '.',
	DIGIT = '0',
	ODD = '@',  /* of addresses and paths */
	TAG = '<',  /* of mark-up */
	CODE = '#', /* of program text */
	APOSTROPHE = 0x60,
	LETTER = 0x61 /* this and all above */
};

/* ---- the table -------------------------------------------------------- */

static uint8_t
ascii_code(unsigned c)
{
	if ((c | 32) - 'a' < 26)
		return (uint8_t)(c | 32);
	if (c - '0' < 10)
		return DIGIT;
	if (c == ' ' || c - '\t' < 5)
		return BLANK;
	if (c == '.' || c == '\'')
		return c == '.' ? STOP : APOSTROPHE;
	if (c != 0 && strchr("@/\\_", (int)c) != NULL)
		return ODD;
	if (c == '<' || c == '&')
		return TAG;
	if (c != 0 && strchr("{}[];=>|+*$#^~", (int)c) != NULL)
		return CODE;
	return SIGN;
}

static struct first_char
classify(const struct first_table *t, uint32_t cp)
{
	const struct text_char *c = text_char(cp);
	uint8_t slot;

	if (c->flags & (TEXT_LETTER | TEXT_MARK)) {
		slot = c->script <= USCRIPT_INHERITED ? 0 : t->slot[c->script];
		if (slot == t->han || slot == t->kana)
			return (struct first_char){ BLANK, slot };
		return (struct first_char){
			(uint8_t)(0x80 | (text_lower(cp) & 0x7f)), slot
		};
	}
	if (c->flags & TEXT_IGNORABLE)
		return (struct first_char){ 0, 0 };
	if (cp == 0x2019)
		return (struct first_char){ APOSTROPHE, 0 };
	return (struct first_char){ c->flags & TEXT_DIGIT ? DIGIT : SIGN, 0 };
}

void
first_init(struct first_table *t, const bool *known)
{
	uint8_t n = 1;

	memset(t, 0, sizeof *t);
	for (unsigned s = 0; s < 256; s++) {
		t->slot[s] = FIRST_SCRIPTS - 1;
		if (known[s] && n < FIRST_SCRIPTS - 2) {
			t->script[n] = (uint8_t)s;
			t->slot[s] = n++;
		}
	}
	t->latin = t->slot[USCRIPT_LATIN];
	t->han = t->slot[USCRIPT_HAN];
	t->kana = FIRST_SCRIPTS - 2;
	t->script[t->kana] = USCRIPT_HAN;
	t->slot[USCRIPT_HIRAGANA] = t->slot[USCRIPT_KATAKANA] = t->kana;
	t->slot[USCRIPT_BOPOMOFO] = t->han;
	for (unsigned c = 0; c < 128; c++)
		t->ascii[c] = ascii_code(c);
	for (uint32_t cp = 0x80; cp < 2048; cp++)
		t->two[cp] = classify(t, cp);
}

/* ---- codes ------------------------------------------------------------ */

/*
 * A character beyond ASCII; of a slot that is not to be kept, a blank.
 * Returns where the next code goes.
 */
static unsigned char *
put_wide(const struct first_table *t, struct first_text *x, const char **p,
    const char *end, unsigned char *to, uint64_t keep)
{
	struct first_char c;
	uint32_t cp;

	*p += utf8_decode(*p, end, &cp);
	c = cp < 2048 ? t->two[cp] : classify(t, cp);
	if (c.slot == t->han)
		han_add(&x->han, cp);
	x->letters[c.slot]++;
	x->seen |= (uint64_t)1 << c.slot;
	*to = keep >> c.slot & 1 ? c.code : BLANK;
	return to + (c.code != 0);
}

/* Is the sign, with what stands behind it, part of a name or an address? */
static bool
is_odd(const unsigned char *p)
{
	bool letter = p[0] >= LETTER, next = p[1] >= LETTER;

	return p[0] == ODD || p[0] == TAG || (p[0] == DIGIT && next) ||
	    (letter && p[1] == DIGIT) || (p[0] == STOP && next);
}

/*
 * What each code is to the text, with the code after it. Returns whether
 * something is odd; letters of ASCII, others and signs of code are counted.
 */
static bool
look_plain(struct first_text *x, unsigned char *p, size_t n, uint32_t *ascii)
{
	bool odd = false, letter;

	for (size_t i = 0; i < n; i++) {
		letter = p[i] >= LETTER;
		odd |= is_odd(p + i);
		*ascii += letter && p[i] < 0x80;
		x->other += !letter && p[i] != BLANK && p[i] != APOSTROPHE;
		x->signs += p[i] == CODE;
		p[i] = letter || p[i] == APOSTROPHE ? p[i] : BLANK;
	}
	return odd;
}

#ifdef HAVE_SSE2

static __m128i
are(__m128i v, int c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}

static __m128i
at_least(__m128i v, int c)
{
	return are(_mm_subs_epu8(_mm_set1_epi8((char)c), v), 0);
}

static uint32_t
count(__m128i v)
{
	uint32_t m = (uint32_t)_mm_movemask_epi8(v);

	m -= m >> 1 & 0x5555;
	m = (m & 0x3333) + (m >> 2 & 0x3333);
	m = (m + (m >> 4)) & 0x0f0f;
	return (m + (m >> 8)) & 31;
}

/* The same for sixteen at a time. */
static bool
look_sixteen(struct first_text *x, unsigned char *p, uint32_t *ascii)
{
	__m128i v = _mm_loadu_si128((const void *)p),
	        w = _mm_loadu_si128((const void *)(p + 1)),
	        letter = at_least(v, LETTER), next = at_least(w, LETTER), odd,
	        word = _mm_or_si128(letter, are(v, APOSTROPHE)), sign;

	odd = _mm_or_si128(_mm_and_si128(are(v, DIGIT), next),
	    _mm_and_si128(letter, are(w, DIGIT)));
	odd = _mm_or_si128(odd, _mm_and_si128(are(v, STOP), next));
	odd = _mm_or_si128(odd, _mm_or_si128(are(v, ODD), are(v, TAG)));
	*ascii += count(_mm_andnot_si128(v,
	    _mm_and_si128(letter, _mm_set1_epi8((char)0x80))));
	sign = _mm_andnot_si128(_mm_or_si128(word, are(v, BLANK)),
	    _mm_set1_epi8(-1));
	if (_mm_movemask_epi8(sign) != 0) {
		x->other += count(sign);
		x->signs += count(are(v, CODE));
	}
	_mm_storeu_si128((void *)p,
	    _mm_or_si128(_mm_and_si128(word, v),
	        _mm_andnot_si128(word, _mm_set1_epi8(BLANK))));
	return _mm_movemask_epi8(odd) != 0;
}
#endif

static void
look(struct first_text *x, uint32_t *ascii)
{
	unsigned char *p = x->code;
	size_t i = 0;

#ifdef HAVE_SSE2
	for (; i + 16 <= x->n; i += 16)
		x->odd |= look_sixteen(x, p + i, ascii);
#endif
	x->odd |= look_plain(x, p + i, x->n - i, ascii);
}

/* All codes of the text. */
static void
put_codes(const struct first_table *t, struct first_text *x,
    struct quire_span text, uint64_t keep)
{
	const char *p = text.p, *end = text.p + text.len;
	unsigned char *to = x->code;

	memset(x, 0, offsetof(struct first_text, code));
	*to++ = BLANK;
	while (p < end) {
		if ((unsigned char)*p < 0x80)
			*to++ = t->ascii[(unsigned char)*p++];
		else
			to = put_wide(t, x, &p, end, to, keep);
	}
	memset(to, BLANK, 16);
	x->n = (size_t)(to - x->code) + 1;
}

static void
count_codes(const struct first_table *t, struct first_text *x)
{
	uint32_t ascii = 0;

	look(x, &ascii);
	x->letters[t->latin] += ascii;
	x->letters[0] = 0;
	x->seen &= ~(uint64_t)1;
}

/*
 * Blanks what stands between blanks and has something odd in it. False: there
 * is mark-up, which does not end at a blank.
 */
static bool
leave_out(struct first_text *x)
{
	unsigned char *p = x->code;
	size_t from = 0;
	bool odd = false;

	for (size_t i = 0; i < x->n; i++) {
		if (p[i] == TAG)
			return false;
		odd |= is_odd(p + i);
		if (p[i] != BLANK)
			continue;
		if (odd)
			memset(p + from, SIGN, i - from);
		odd = false;
		from = i;
	}
	return true;
}

void
first_read(const struct first_table *t, struct first_text *x,
    struct quire_span text)
{
	put_codes(t, x, text, UINT64_MAX);
	count_codes(t, x);
	if (!x->odd)
		return;
	put_codes(t, x, text, UINT64_MAX);
	x->odd = !leave_out(x);
	if (!x->odd)
		count_codes(t, x);
}

void
first_keep(const struct first_table *t, struct first_text *x,
    struct quire_span text, unsigned slot)
{
	put_codes(t, x, text, (uint64_t)1 << slot | 1);
	leave_out(x);
	count_codes(t, x);
	if (slot != t->latin)
		for (size_t i = 0; i < x->n; i++)
			x->code[i] = x->code[i] < 0x80 ? BLANK : x->code[i];
}

/* ---- rows ------------------------------------------------------------- */

static uint32_t
load4(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

size_t
first_rows(const struct first_text *x, unsigned bits, uint16_t *row)
{
	size_t n = x->n > 3 ? x->n - 3 : 0, k = 0;
	unsigned shift = 32 - bits;
	uint32_t c;

	if (n > FIRST_LOOKED)
		n = FIRST_LOOKED;
	for (size_t i = 0; i < n; i++) {
		c = load4(x->code + i);
		row[k++] = (uint16_t)((c << 8) * 0x9e3779b1u >> shift);
		row[k++] = (uint16_t)((c ^ c >> 15) * 0x85ebca77u >> shift);
	}
	return k;
}
