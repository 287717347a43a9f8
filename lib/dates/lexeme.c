/*
 * Lexemes: words are runs of letters and marks, numbers of digits; white space
 * is one, a sign one each, as is every character of the scripts that are
 * written without spaces. ASCII is cut by a table.
 */
#include <unicode/uscript.h>

#include "dates/lexicon.h"
#include "dates/room.h"

/* By what is known of a character that is not ASCII. */
static enum lexeme_kind
class_by_table(uint32_t cp)
{
	const struct text_char *c = text_char(cp);

	if (c->flags & (TEXT_LETTER | TEXT_MARK | TEXT_NUMBER) &&
	    !(c->flags & TEXT_DIGIT))
		switch (c->script) {
		case USCRIPT_HAN:
		case USCRIPT_HIRAGANA:
		case USCRIPT_KATAKANA:
		case USCRIPT_HANGUL:
		case USCRIPT_THAI:
		case USCRIPT_LAO:
		case USCRIPT_KHMER:
		case USCRIPT_MYANMAR:
		case USCRIPT_TIBETAN:
			return LX_CHAR;
		default:
			return c->flags & (TEXT_LETTER | TEXT_MARK) ? LX_WORD
			                                            : LX_PUNCT;
		}
	if (c->flags & TEXT_DIGIT)
		return LX_DIGITS;
	if (c->flags & TEXT_SPACE)
		return LX_SPACE;
	if (c->script == USCRIPT_TIBETAN)
		return LX_CHAR;
	if (cp == 0x200c || cp == 0x200d)
		return LX_WORD;
	return LX_PUNCT;
}

/* The same of ASCII. */
static const uint8_t ascii_class[128] = {
#define P LX_PUNCT
#define S LX_SPACE
#define D LX_DIGITS
#define W LX_WORD
	/* clang-format off */
	P, P, P, P, P, P, P, P, P, S, S, S, S, S, P, P,
	P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
	S, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
	D, D, D, D, D, D, D, D, D, D, P, P, P, P, P, P,
	P, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
	W, W, W, W, W, W, W, W, W, W, W, P, P, P, P, P,
	P, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
	W, W, W, W, W, W, W, W, W, W, W, P, P, P, P, P
/* clang-format on */
#undef P
#undef S
#undef D
#undef W
};

/* Latin letters with marks, Cyrillic, and Arabic with its vowels. */
static inline bool
is_plain_letter(uint32_t cp)
{
	return cp - 0x400 < 0x82 || cp - 0x620 < 0x40 ||
	    (cp - 0xc0 < 0x190 && cp != 0xd7 && cp != 0xf7); /* × ÷ */
}

/* Blocks in which all are of one kind go before the table. */
static inline enum lexeme_kind
class_of(uint32_t cp)
{
	if (cp < 0x80)
		return (enum lexeme_kind)ascii_class[cp];
	if (cp - 0x4e00 < 0x5200 || cp - 0xac00 < 0x2ba4) /* Han, Hangul */
		return LX_CHAR;
	if (is_plain_letter(cp))
		return LX_WORD;
	return class_by_table(cp);
}

/* Where the run of a kind that goes on at p ends. */
static size_t
run_end(struct quire_span text, size_t p, enum lexeme_kind kind)
{
	const char *stop = text.p + text.len;
	uint32_t cp;
	unsigned n;

	while (p < text.len) {
		n = utf8_decode(text.p + p, stop, &cp);
		if (class_of(cp) != kind)
			break;
		p += n;
	}
	return p;
}

enum lexeme_kind
lexeme_at(struct quire_span text, size_t p, size_t *end)
{
	unsigned char b = (unsigned char)text.p[p];
	enum lexeme_kind kind;
	uint32_t cp;

	if (b >= 0x80) {
		p += utf8_decode(text.p + p, text.p + text.len, &cp);
		kind = class_of(cp);
		*end = kind == LX_CHAR || kind == LX_PUNCT
		    ? p
		    : run_end(text, p, kind);
		return kind;
	}
	kind = (enum lexeme_kind)ascii_class[b];
	p++;
	if (kind != LX_PUNCT) {
		while (p < text.len && (b = (unsigned char)text.p[p]) < 0x80 &&
		    ascii_class[b] == kind)
			p++;
		if (p < text.len && b >= 0x80)
			p = run_end(text, p, kind);
	}
	*end = p;
	return kind;
}

/* Kind of the character before p, and where it begins. */
static size_t
char_before(struct quire_span text, size_t p, enum lexeme_kind *kind)
{
	uint32_t cp = (unsigned char)text.p[p - 1];
	unsigned n = 1;

	if (cp < 0x80) {
		*kind = (enum lexeme_kind)ascii_class[cp];
	} else {
		n = utf8_decode_before(text.p, text.p + p, &cp);
		*kind = class_of(cp);
	}
	return p - n;
}

size_t
lexeme_before(struct quire_span text, size_t p, size_t limit, size_t max,
    enum lexeme_kind *kind)
{
	size_t q = char_before(text, p, kind), r;
	enum lexeme_kind k;

	if (*kind == LX_CHAR || *kind == LX_PUNCT)
		return q;
	for (; q > limit && p - q < max; q = r) {
		r = char_before(text, q, &k);
		if (k != *kind)
			break;
	}
	return q;
}
