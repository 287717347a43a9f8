/*
 * lexicon: lexemes of the text, which are words, numbers and signs, and the
 * entries of the lexicon for them; what most of them ask stands inline.
 */
#ifndef DATES_LEXICON_H
#define DATES_LEXICON_H

#include "dates/langs.h"
#include "dates/room.h"

/* ---- lexeme.c --------------------------------------------------------- */

/* Is there a digit of ASCII, does a capital of any script begin at p? */
static inline bool
dates_digit_at(struct quire_span text, size_t p)
{
	return p < text.len && (unsigned)(text.p[p] - '0') < 10;
}

static inline bool
dates_upper_at(struct quire_span text, size_t p)
{
	uint32_t cp;

	if (p >= text.len || ((unsigned char)text.p[p] & 0xc0) == 0x80)
		return false;
	utf8_decode(text.p + p, text.p + text.len, &cp);
	return text_is(cp, TEXT_UPPER);
}

enum lexeme_kind { LX_END, LX_WORD, LX_CHAR, LX_DIGITS, LX_SPACE, LX_PUNCT };

/* Kind and end of the lexeme at p (p < text.len). */
enum lexeme_kind lexeme_at(struct quire_span text, size_t p, size_t *end);
/*
 * Start and kind of the lexeme that ends at p (p > limit), looked for no
 * further than `limit` and, about, `max` bytes.
 */
size_t lexeme_before(struct quire_span text, size_t p, size_t limit, size_t max,
    enum lexeme_kind *kind);

/* ---- lexicon.c -------------------------------------------------------- */

/* A lexeme and the entry for it alone, or null; numbers have none. */
struct lexeme {
	size_t end;
	const struct dates_slot *slot;
	enum lexeme_kind kind;
};

/* Once for a dater. */
void lexicon_init(struct dater *d);

/*
 * Longest entry of the lexicon at p in the languages allowed, or null; *end
 * is behind it. *less (may be null) is the entry without the full stop at its
 * end, if there is one.
 */
const struct dates_slot *lexicon_find(struct dater *d, size_t p, size_t *end,
    const struct dates_slot **less);
/*
 * False: no entry that begins with s goes on with what the sign, letter or
 * digit of ASCII at p begins.
 */
static inline bool
lexicon_two(const struct dates_slot *s, struct quire_span text, size_t p)
{
	unsigned a = (unsigned char)text.p[p], b = 0;

	if (is_alpha((unsigned char)a)) {
		a |= 32;
		b = p + 1 < text.len ? (unsigned char)text.p[p + 1] : 0;
		if (b >= 0x80)
			return true;
		b = is_alpha((unsigned char)b) ? b | 32 : 0;
	}
	return bits_have(dates_two, dates_hash_two(s->hash, a, b));
}

/* False: what stands at p cannot go on with an entry that begins with s. */
static inline bool
lexicon_goes_on(const struct dates_slot *s, struct quire_span text, size_t p)
{
	unsigned char b;

	if (s->follow == 0 || p >= text.len)
		return false;
	if (text.p[p] == ' ' && ++p == text.len)
		return false;
	b = (unsigned char)text.p[p];
	if (b < 0x80)
		return b <= ' ' ||
		    ((s->follow & dates_follow((char)b)) != 0 &&
		        lexicon_two(s, text, p));
	return text.len - p < 3 || !dates_is_wide(text.p + p) ||
	    (s->wide & dates_wide(text.p + p)) != 0;
}

/* The same if s is that of the first lexeme, which ends at *end; slowly. */
const struct dates_slot *lexicon_follow(const struct dater *d,
    const struct dates_slot *s, size_t p, size_t *end,
    const struct dates_slot **less);

/* The same: most entries do not go on. */
static inline const struct dates_slot *
lexicon_longest(const struct dater *d, const struct dates_slot *s, size_t p,
    size_t *end, const struct dates_slot **less)
{
	if (d->named || lexicon_goes_on(s, d->text, *end))
		return lexicon_follow(d, s, p, end, less);
	return s->readings > 0 ? s : NULL;
}

/* The entry for exactly text[p, end), or null. */
const struct dates_slot *lexicon_word(struct dater *d, size_t p, size_t end);
/* Fills the place of a word, whose bytes are these. */
void lexicon_fill(const uint64_t byte[2], struct cached_word *c);

/*
 * The entry for a word of n bytes at p, n <= WORD, or null; as many bytes can
 * be read. `fold` has a bit for those to set in each.
 */
static inline const struct dates_slot *
lexicon_cached(struct dater *d, size_t p, size_t n, uint64_t fold)
{
	static const unsigned char ones[2 * WORD] = { 255, 255, 255, 255, 255,
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 };
	uint64_t x[2], mask[2], h;
	struct cached_word *c;

	memcpy(x, d->text.p + p, WORD);
	memcpy(mask, ones + WORD - n, WORD);
	x[0] = (x[0] | fold) & mask[0];
	x[1] = (x[1] | fold) & mask[1];
	h = (x[0] ^ x[1] * UINT64_C(0xd6e8feb86659fd93)) *
	    UINT64_C(0x9e3779b97f4a7c15);
	c = &d->word[(h >> 32) % WORD_CACHE];
	if (c->byte[0] != x[0] || c->byte[1] != x[1])
		lexicon_fill(x, c);
	return c->slot;
}

/* The same if it is one of ASCII letters. */
static inline const struct dates_slot *
lexicon_letters(struct dater *d, size_t p, size_t n)
{
	return lexicon_cached(d, p, n, UINT64_C(0x2020202020202020));
}

static inline const struct dates_reading *
lexicon_readings(const struct dates_slot *s)
{
	return &dates_readings[s->reading];
}

/* True if a reading of entry s, which may be null, is of the class. */
bool lexicon_reads(const struct dates_slot *s, int class);

/* Code point of the Chinese character whose three bytes stand at p, or 0. */
static inline uint32_t
han_at(const char *p)
{
	const unsigned char *s = (const unsigned char *)p;
	const uint32_t cp =
	    (uint32_t)(s[0] & 15) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);

	return s[0] >> 4 == 14 && (s[1] & 0xc0) == 0x80 &&
	        (s[2] & 0xc0) == 0x80 && cp - 0x4e00 < 0x5200
	    ? cp
	    : 0;
}

/* The lexeme at p, with its entry if it is no number and no space; slowly. */
void lexeme_other(struct dater *d, size_t p, struct lexeme *l);

/* The same: words and signs of ASCII are looked up here. */
static inline void
lexeme_right(struct dater *d, size_t p, struct lexeme *l)
{
	const char *s = d->text.p + p;
	unsigned char b = (unsigned char)*s;
	unsigned n;

	if (b < 0x80 && d->text.len - p > WORD) {
		n = ascii_letters(s);
		if (n == 0 && d->sign[b] != NULL) {
			*l = (struct lexeme){ p + 1, d->sign[b], LX_PUNCT };
			return;
		}
		if (n > 0 && n < ASCII_WORD && (unsigned char)s[n] < 0x80) {
			*l = (struct lexeme){ p + n, lexicon_letters(d, p, n),
				LX_WORD };
			return;
		}
	}
	lexeme_other(d, p, l);
}

/*
 * A word or sign of ASCII that ends at p and begins behind limit, with where
 * it begins and its entry. False: it is for lexeme_before to find it.
 */
static inline bool
lexeme_left(struct dater *d, size_t p, size_t limit, size_t *start,
    struct lexeme *l)
{
	const char *s = d->text.p + p;
	unsigned char b = (unsigned char)s[-1];
	size_t n;

	if (p < ASCII_WORD || b >= 0x80)
		return false;
	n = ascii_letters_before(s);
	if (n == 0) {
		*start = p - 1;
		l->kind = LX_PUNCT;
		l->slot = d->sign[b];
		return b > ' ' && !(b >= '0' && b <= '9');
	}
	if (n >= p - limit)
		n = p - limit;
	else if (n == ASCII_WORD || (unsigned char)s[-1 - (int)n] >= 0x80)
		return false;
	*start = p - n;
	l->kind = LX_WORD;
	l->slot = d->text.len - *start < WORD ? lexicon_word(d, *start, p)
	                                      : lexicon_letters(d, *start, n);
	return true;
}

/* Start of the word or character before p, p > 0, and its entry; slowly. */
size_t lexicon_other_before(struct dater *d, size_t p,
    const struct dates_slot **s);

/* The same: of ASCII they are looked up here. */
static inline size_t
lexicon_before(struct dater *d, size_t p, const struct dates_slot **s)
{
	struct lexeme l;
	size_t start;

	if (lexeme_left(d, p, 0, &start, &l)) {
		*s = l.slot;
		return start;
	}
	if (dates_digit_at(d->text, p - 1)) {
		*s = d->digit[d->text.p[p - 1] - '0'];
		return p - 1;
	}
	return lexicon_other_before(d, p, s);
}

/* ---- numbers.c: where the number at p ends; p if there is none ---------- */

size_t lex_digits(struct dater *d, size_t p, struct tok *t);
size_t lex_han(struct dater *d, size_t p, struct tok *t);
size_t lex_hebrew(struct quire_span text, size_t p, struct tok *t);

/* ---- lex.c ------------------------------------------------------------ */

/*
 * The token at p, where lexeme l (no space) begins. False: nothing known begins
 * there; t->end is behind it.
 */
bool lex_token(struct dater *d, size_t p, const struct lexeme *l,
    struct tok *t);

#endif
