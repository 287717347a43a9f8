/*
 * The first look: text to codes, codes to rows.
 *
 * A code is a byte: the small letter of ASCII, seven bits of another letter
 * with the eighth set, APOSTROPHE, or what a sign is good for: digits, full
 * stops and signs of addresses and mark-up are told apart until it is known
 * whether they touch letters, then they are all as good as blanks.
 */
#include <string.h>
#include <unicode/uscript.h>

#include "language/first.h"
#include "text/text.h"
#include "text/vector.h"

#if defined(__GNUC__) && defined(__SSE2__)
#define HAVE_SSE2 1
#include <emmintrin.h>
#endif

enum {
	BLANK = FIRST_BLANK,
	SIGN = ',',
	STOP = '.',
	DIGIT = '0',
	ODD = '@',  /* of addresses and paths */
	TAG = '<',  /* of mark-up */
	CODE = '#', /* of program text */
	APOSTROPHE = FIRST_APOSTROPHE,
	LETTER /* this and all above */
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

static void
list_places(struct first_table *t)
{
	for (unsigned set = 0; set < 256; set++) {
		uint8_t *to = t->places[set];

		for (uint8_t i = 0; i < 8; i++)
			if (set >> i & 1)
				*to++ = i;
	}
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
	for (uint32_t cp = 0x80; cp < FIRST_LOW; cp++)
		t->low[cp] = classify(t, cp);
	list_places(t);
}

/* ---- codes ------------------------------------------------------------ */

/* A text being turned into codes. */
struct stream {
	const struct first_table *t;
	struct first_text *x;
	uint64_t keep; /* slots whose letters stay */
	unsigned char *to;
	uint32_t letter, digit, stop; /* was the last code one? */
	uint32_t ascii;               /* letters */
	bool any;                     /* bits are set in x->name */
};

static void
mark_name(struct stream *s, size_t at, uint64_t set)
{
	uint64_t *name = s->x->name + at / 64;

	name[0] |= set << at % 64;
	if (at % 64 > 48)
		name[1] |= set >> (64 - at % 64);
	s->any = true;
}

/* Names have digits beside letters, and a stop before a small one of ASCII. */
EACH void
put_code(struct stream *s, uint8_t code, bool is_small)
{
	bool letter = code >= LETTER, digit = code == DIGIT;

	if ((letter && s->digit) || (digit && s->letter) ||
	    (is_small && s->stop) || code == ODD)
		mark_name(s, (size_t)(s->to - s->x->code), 1);
	s->ascii += letter && code < 0x80;
	s->x->other += !letter && code != BLANK && code != APOSTROPHE;
	s->x->signs += code == CODE;
	s->x->odd |= code == TAG;
	s->letter = letter;
	s->digit = digit;
	s->stop = code == STOP;
	*s->to++ = code;
}

/* Letters of one slot, many in a row as they come. */
static void
count_letters(struct first_text *x, unsigned slot, uint32_t n)
{
	x->letters[slot] += n;
	x->seen |= (uint64_t)1 << slot;
}

/* A character of three bytes at p, up to U+9FFF, of the block of Han. */
EACH bool
is_han(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (u[0] > 0xe4 && u[0] <= 0xe9) || (u[0] == 0xe4 && u[1] >= 0xb8);
}

/* A run of them; they are blanks between the letters of others. */
EACH const char *
put_han(struct stream *s, const char *p, const char *end)
{
	const char *from = p;
	size_t n;

	while (p < end && is_han(p))
		p += 3;
	n = (size_t)(p - from) / 3;
	memset(s->to, BLANK, n);
	s->to += n;
	s->letter = s->digit = s->stop = 0;
	han_add_run(&s->x->han, from, n);
	count_letters(s->x, s->t->han, (uint32_t)n);
	return p;
}

/* What the character of two bytes at p is. */
EACH struct first_char
read_two(const struct first_table *t, const char *p)
{
	return t->low[((unsigned char)p[0] & 31u) << 6 |
	    ((unsigned char)p[1] & 63u)];
}

/* What the character at p is; *p is moved behind it. */
EACH struct first_char
read_wide(const struct stream *s, const char **p, const char *end)
{
	struct first_char c;
	uint32_t cp;

	if (((unsigned char)**p & 0xe0) == 0xc0) {
		*p += 2;
		return read_two(s->t, *p - 2);
	}
	*p += utf8_decode(*p, end, &cp);
	if (cp < FIRST_LOW)
		return s->t->low[cp];
	c = classify(s->t, cp);
	if (c.slot == s->t->han)
		han_add(&s->x->han, cp);
	return c;
}

/*
 * Letters that go on a word of a script at p, as long as they have two bytes;
 * returns where they end.
 */
EACH const char *
put_letters(struct stream *s, const char *p, const char *end, unsigned slot)
{
	unsigned char *to = s->to;
	struct first_char c;

	for (; end - p >= 2 && ((unsigned char)*p & 0xe0) == 0xc0; p += 2) {
		c = read_two(s->t, p);
		if (c.code < LETTER || c.slot != slot)
			break;
		*to++ = c.code;
	}
	count_letters(s->x, slot, (uint32_t)(to - s->to));
	s->to = to;
	return p;
}

/* The characters beyond ASCII at p; returns where they end. */
EACH const char *
put_wide(struct stream *s, const char *p, const char *end)
{
	struct first_char c;
	bool kept;

	while (p < end && (unsigned char)*p >= 0x80) {
		if (is_han(p)) {
			p = put_han(s, p, end);
			continue;
		}
		c = read_wide(s, &p, end);
		count_letters(s->x, c.slot, 1);
		if (c.code == 0)
			continue;
		kept = (s->keep >> c.slot & 1) != 0;
		put_code(s, kept ? c.code : BLANK, false);
		if (kept && c.code >= LETTER)
			p = put_letters(s, p, end, c.slot);
	}
	return p;
}

#ifdef HAVE_SSE2

/* Sets of bytes: those that are, or are one of n from the first. */
EACH __m128i
are(__m128i v, int c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}

EACH __m128i
are_of(__m128i v, int first, int n)
{
	v = _mm_sub_epi8(v, _mm_set1_epi8((char)first));
	return _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8((char)(n - 1))), v);
}

EACH __m128i
or16(__m128i a, __m128i b)
{
	return _mm_or_si128(a, b);
}

EACH __m128i
code_for(__m128i set, int code)
{
	return _mm_and_si128(set, _mm_set1_epi8((char)code));
}

/* The set as bits, the first byte lowest. */
EACH uint32_t
bits16(__m128i v)
{
	return (uint32_t)_mm_movemask_epi8(v);
}

/* Signs that are not just SIGN get their codes. */
static void
put_rare(struct stream *s, const char *p, uint32_t set)
{
	for (; set != 0; set &= set - 1) {
		size_t i = (size_t)__builtin_ctz(set);
		uint8_t code = s->t->ascii[(unsigned char)p[i]];

		s->to[i] = code;
		s->x->odd |= code == TAG;
		s->x->signs += code == CODE;
		if (code == ODD)
			mark_name(s, (size_t)(s->to - s->x->code) + i, 1);
	}
}

/* Reads n bytes, or those before the first beyond ASCII; returns how many. */
EACH unsigned
put_sixteen(struct stream *s, const char *p, unsigned n)
{
	__m128i v = _mm_loadu_si128((const void *)p),
	        low = or16(v, _mm_set1_epi8(' ')), alpha = are_of(low, 'a', 26),
	        digits = are_of(v, '0', 10), stops = are(v, '.'),
	        quotes = are(v, '\''),
	        blanks = or16(are(v, ' '), are_of(v, '\t', 5)), known, code;
	uint32_t end = bits16(v) | 1u << n, set = (end & (0u - end)) - 1,
	         letter, digit, stop, odd, rare;

	known = or16(or16(or16(alpha, digits), or16(stops, quotes)), blanks);
	code = or16(or16(_mm_and_si128(alpha, low), code_for(digits, DIGIT)),
	    or16(code_for(stops, STOP), code_for(quotes, APOSTROPHE)));
	code = or16(code, code_for(blanks, BLANK));
	code = or16(code, _mm_andnot_si128(known, _mm_set1_epi8(SIGN)));
	_mm_storeu_si128((void *)s->to, code);
	known = or16(known, or16(are(v, ','), are_of(v, '(', 2)));
	known = or16(known,
	    or16(or16(are(v, '-'), are_of(v, '!', 2)),
	        or16(are(v, ':'), are(v, '?'))));
	letter = bits16(alpha) & set;
	s->ascii += (uint32_t)__builtin_popcount(letter);
	s->x->other += (uint32_t)__builtin_popcount(
	    ~bits16(or16(alpha, or16(quotes, blanks))) & set);
	digit = bits16(digits) & set;
	stop = bits16(stops) & set;
	rare = ~bits16(known) & set;
	odd = ((letter << 1 | s->letter) & digit) |
	    ((digit << 1 | s->digit) & letter) |
	    ((stop << 1 | s->stop) & letter & bits16(_mm_cmpeq_epi8(v, low)));
	if (odd != 0)
		mark_name(s, (size_t)(s->to - s->x->code), odd);
	if (rare != 0)
		put_rare(s, p, rare);
	n = (unsigned)__builtin_ctz(end);
	s->letter = (letter << 1 | s->letter) >> n & 1;
	s->digit = (digit << 1 | s->digit) >> n & 1;
	s->stop = (stop << 1 | s->stop) >> n & 1;
	s->to += n;
	return n;
}

EACH const char *
put_ascii(struct stream *s, const char *p, const char *end)
{
	char last[16];
	size_t n = (size_t)(end - p);

	if (n >= sizeof last)
		return p + put_sixteen(s, p, sizeof last);
	memset(last, ' ', sizeof last);
	memcpy(last, p, n);
	return p + put_sixteen(s, last, (unsigned)n);
}

#else

EACH const char *
put_ascii(struct stream *s, const char *p, const char *end)
{
	for (; p < end && (unsigned char)*p < 0x80; p++)
		put_code(s, s->t->ascii[(unsigned char)*p],
		    *p >= 'a' && *p <= 'z');
	return p;
}
#endif

EACH void
put_codes(struct stream *s, struct quire_span text)
{
	const char *p = text.p, *end = text.p + text.len;

	s->x->code[0] = BLANK;
	s->to = s->x->code + 1;
	while (p < end) {
		p = put_wide(s, p, end);
		if (p == end)
			break;
		if (p + 1 < end && (unsigned char)p[1] >= 0x80) {
			/* between words of another script */
			put_code(s, s->t->ascii[(unsigned char)*p],
			    *p >= 'a' && *p <= 'z');
			p++;
		} else {
			p = put_ascii(s, p, end);
		}
	}
	memset(s->to, BLANK, 16);
	s->x->n = (size_t)(s->to - s->x->code) + 1;
}

/* Makes signs of what stands between blanks around the code. */
static void
leave_out(struct stream *s, size_t at)
{
	struct first_text *x = s->x;
	size_t from = at, to = at;

	while (x->code[from - 1] != BLANK)
		from--;
	while (x->code[to] != BLANK)
		to++;
	for (size_t i = from; i < to; i++) {
		uint8_t code = x->code[i];

		s->ascii -= code >= LETTER && code < 0x80;
		x->other += code >= APOSTROPHE;
		x->signs -= code == CODE;
		x->code[i] = SIGN;
	}
}

static void
leave_names_out(struct stream *s)
{
	struct first_text *x = s->x;
	size_t at;

	for (size_t i = 0; i * 64 < x->n; i++) {
		for (uint64_t set = x->name[i]; set != 0; set &= set - 1) {
			at = i * 64 + (size_t)__builtin_ctzll(set);
			if (x->code[at] != SIGN)
				leave_out(s, at);
		}
		x->name[i] = 0;
	}
}

/* Takes back what the text before has left. */
static void
clear(const struct first_table *t, struct first_text *x)
{
	uint64_t seen = x->seen | (uint64_t)1 << t->latin;

	for (; seen != 0; seen &= seen - 1)
		x->letters[__builtin_ctzll(seen)] = 0;
	x->seen = 0;
	x->other = x->signs = 0;
	x->han = (struct han){ 0 };
	x->odd = false;
}

EACH void
read_all(const struct first_table *t, struct first_text *x,
    struct quire_span text, uint64_t keep)
{
	struct stream s = { .t = t, .x = x, .keep = keep };

	clear(t, x);
	put_codes(&s, text);
	if (s.any)
		leave_names_out(&s);
	x->letters[t->latin] += s.ascii;
	x->letters[0] = 0;
	x->seen &= ~(uint64_t)1;
}

static void
read_plain(const struct first_table *t, struct first_text *x,
    struct quire_span text, uint64_t keep)
{
	read_all(t, x, text, keep);
}

#ifdef HAVE_AVX2
AVX2 static void
read_avx2(const struct first_table *t, struct first_text *x,
    struct quire_span text, uint64_t keep)
{
	read_all(t, x, text, keep);
}
#endif

static void
read_text(const struct first_table *t, struct first_text *x,
    struct quire_span text, uint64_t keep)
{
#ifdef HAVE_AVX2
	if (have_avx2()) {
		read_avx2(t, x, text, keep);
		return;
	}
#endif
	read_plain(t, x, text, keep);
}

void
first_read(const struct first_table *t, struct first_text *x,
    struct quire_span text)
{
	read_text(t, x, text, UINT64_MAX);
}

/* Letters beyond ASCII of these slots occur. */
static bool
has_slots(const struct first_text *x, uint64_t slots)
{
	return (x->seen & slots) != 0;
}

void
first_keep(const struct first_table *t, struct first_text *x,
    struct quire_span text, unsigned slot)
{
	const uint64_t one = 1, own = one << slot;
	unsigned char least = slot == t->latin ? APOSTROPHE : 0x80, most = 0xff;

	/* Han and Kana were blanks from the start. */
	if (has_slots(x, ~(own | one << t->han | one << t->kana))) {
		if (slot == t->latin && !has_slots(x, own))
			most = 0x7f;
		else
			read_text(t, x, text, own | 1);
	}
	first_pack(t, x, least, most);
}
