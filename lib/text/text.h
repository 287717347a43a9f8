/*
 * text: Unicode. UTF-8, character classes, offsets, normalisation, and all
 * that is ICU's: converters, charset detection, break iterators.
 *
 * Text is UTF-8 everywhere; offsets are bytes unless a name says otherwise.
 * Everything but the functions called utf8_repair and utf8_decode expects
 * well-formed UTF-8 (utf8_repair makes it so).
 * Property tables are made at build time from the installed ICU (Unicode 15).
 */
#ifndef QUIRE_TEXT_H
#define QUIRE_TEXT_H

#include "base/base.h"

/* ---- UTF-8 (Unicode 15.0, 3.9; RFC 3629) ------------------------------ */

/* Length of the longest well-formed prefix. */
size_t utf8_valid(struct quire_span s);
/*
 * s itself if it is well-formed; else a copy in the arena with one U+FFFD
 * for each maximal subpart of an ill-formed sequence (Unicode 3.9, U+FFFD
 * substitution of maximal subparts).
 */
struct quire_span utf8_repair(struct quire_span s, struct arena *a);
/* The same, appended to a buffer. */
void utf8_repair_to(struct quire_span s, struct buf *out);
/* Bytes at the end of s that may be the start of a cut sequence: 0 to 3. */
size_t utf8_tail(struct quire_span s);

/*
 * Decodes the code point at p, p < end; returns the bytes taken (>= 1).
 * Ill-formed: *cp is U+FFFD and the maximal subpart is taken.
 */
unsigned utf8_decode_any(const char *p, const char *end, uint32_t *cp);
/* Appends cp in UTF-8; returns the number of bytes written to out (1 to 4). */
unsigned utf8_encode(uint32_t cp, char *out);
void utf8_add(struct buf *b, uint32_t cp);

/* Decodes well-formed text at p; returns the bytes taken. */
static inline unsigned
utf8_decode(const char *p, const char *end, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)p;

	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	(void)end;
	if (u[0] < 0xe0) {
		*cp = (uint32_t)(u[0] & 0x1f) << 6 | (u[1] & 0x3f);
		return 2;
	}
	if (u[0] < 0xf0) {
		*cp = (uint32_t)(u[0] & 0x0f) << 12 |
		    (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3f);
		return 3;
	}
	*cp = (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3f) << 12 |
	    (uint32_t)(u[2] & 0x3f) << 6 | (u[3] & 0x3f);
	return 4;
}

/* Decodes the code point that ends before p, p > start. */
static inline unsigned
utf8_decode_before(const char *start, const char *p, uint32_t *cp)
{
	const char *q = p - 1;

	while (q > start && ((unsigned char)*q & 0xc0) == 0x80)
		q--;
	return utf8_decode(q, p, cp);
}

/* ---- offsets ---------------------------------------------------------- */

enum text_unit { TEXT_CODEPOINTS, TEXT_BYTES, TEXT_UTF16 };

size_t text_count(struct quire_span s, enum text_unit unit);

/*
 * Maps byte offsets of a text to another unit. Calls with growing offsets
 * cost the distance to the last one; going back costs the way back.
 * `base` is added to every answer (the units before a window).
 */
struct text_offset {
	struct quire_span text;
	enum text_unit unit;
	size_t byte, count;
};

void text_offset_init(struct text_offset *o, struct quire_span text,
    enum text_unit unit, size_t base);
size_t text_offset_at(struct text_offset *o, size_t byte);

/* ---- characters ------------------------------------------------------- */

enum text_flag {
	TEXT_LETTER = 1 << 0,  /* L* */
	TEXT_UPPER = 1 << 1,   /* Uppercase */
	TEXT_LOWER = 1 << 2,   /* Lowercase */
	TEXT_MARK = 1 << 3,    /* M* */
	TEXT_DIGIT = 1 << 4,   /* Nd; .digit is its value */
	TEXT_NUMBER = 1 << 5,  /* Nd Nl No */
	TEXT_PUNCT = 1 << 6,   /* P* */
	TEXT_SYMBOL = 1 << 7,  /* S* */
	TEXT_SPACE = 1 << 8,   /* White_Space */
	TEXT_CONTROL = 1 << 9, /* Cc */
	TEXT_FORMAT = 1 << 10, /* Cf */
	TEXT_HAN = 1 << 11,    /* script Han */
	TEXT_KANA = 1 << 12,   /* Hiragana, Katakana, prolonged mark */
	TEXT_HANGUL = 1 << 13,
	TEXT_CJK = 1 << 14,        /* the three, and CJK/full-width marks */
	TEXT_OPEN = 1 << 15,       /* Ps Pi */
	TEXT_CLOSE = 1 << 16,      /* Pe Pf */
	TEXT_QUOTE = 1 << 17,      /* Quotation_Mark */
	TEXT_PICTOGRAPH = 1 << 18, /* Extended_Pictographic */
	TEXT_EMOJI = 1 << 19,      /* Emoji_Presentation */
	TEXT_UNSTABLE = 1 << 20,   /* ccc != 0 or NFC_QC != Yes */
	TEXT_IGNORABLE = 1 << 21,  /* Default_Ignorable_Code_Point */
	TEXT_STERM = 1 << 22,      /* Sentence_Terminal */
	TEXT_TERM = 1 << 23,       /* Terminal_Punctuation */
	TEXT_UNASSIGNED = 1 << 24  /* Cn Cs Co */
};

struct text_char {
	uint32_t flags;
	uint8_t script;      /* UScriptCode of ICU; USCRIPT_COMMON is 0 */
	uint8_t category;    /* UCharCategory */
	uint8_t gcb, wb, sb; /* UAX #29: UGraphemeClusterBreak and so on */
	uint8_t digit;       /* 0 to 9, 255: none */
	uint8_t ccc;         /* canonical combining class */
	uint8_t pad;
	int32_t lower, upper; /* simple case mappings, as differences */
};

extern const struct text_char text_chars[];
extern const uint16_t text_stage1[], text_stage2[];

/* cp <= 0x10ffff. */
static inline const struct text_char *
text_char(uint32_t cp)
{
	return &text_chars[text_stage2[(size_t)text_stage1[cp >> 7] << 7 |
	    (cp & 127)]];
}

static inline bool
text_is(uint32_t cp, uint32_t flags)
{
	return (text_char(cp)->flags & flags) != 0;
}

/* Is the first character one of these? */
static inline bool
text_begins(struct quire_span s, uint32_t flags)
{
	uint32_t cp = 0;

	if (s.len > 0)
		utf8_decode(s.p, s.p + s.len, &cp);
	return text_is(cp, flags);
}

/* Simple lower-case and upper-case mappings. */
static inline uint32_t
text_lower(uint32_t cp)
{
	return cp < 0x80 ? (cp - 'A' < 26u ? cp + 32 : cp)
	                 : (uint32_t)((int32_t)cp + text_char(cp)->lower);
}

static inline uint32_t
text_upper(uint32_t cp)
{
	return cp < 0x80 ? (cp - 'a' < 26u ? cp - 32 : cp)
	                 : (uint32_t)((int32_t)cp + text_char(cp)->upper);
}

/* Appends s, lower-cased code point by code point. */
void text_lower_to(struct quire_span s, struct buf *out);
/* What windows-1252 has at 0x80 to 0x9f; itself where it has nothing. */
extern const uint16_t text_cp1252[32];
/* The first C1 control, two bytes, at or after from, or s.len. */
size_t text_c1_at(struct quire_span s, size_t from);
/*
 * Appends s, its C1 controls read as windows-1252; with nel, but for U+0085
 * where a line may end. True if that changed any.
 */
bool text_fix_c1(struct quire_span s, bool nel, struct buf *out);
/* Length of s without White_Space at its end; bytes of it at its start. */
size_t text_trim_end(struct quire_span s);
size_t text_skip_space(struct quire_span s);
struct quire_span text_trim(struct quire_span s);

/* ---- normalisation (UAX #15) ------------------------------------------ */

enum text_form { TEXT_NFC, TEXT_NFD, TEXT_NFKC, TEXT_NFKD };

/* True if s is surely in NFC (quick check, no false yes). */
bool text_is_nfc(struct quire_span s);
/*
 * Appends s in the form asked for. NFC looks only at the spans that the
 * quick check finds suspicious, with utf8proc.
 */
void text_normalize(struct quire_span s, enum text_form form, struct buf *out);

/* ---- language tags ---------------------------------------------------- */

/*
 * A list of BCP 47 tags, "en,zh-Hant", as all rooms compare them: no blanks,
 * subtags behind '-', and the shortest code of the language ("deu" is "de").
 * NUL-terminated. False if one is no tag: bad (borrowed from list) says which.
 */
bool text_tags(const char *list, struct buf *out, struct quire_span *bad);

/* ---- addresses -------------------------------------------------------- */

/*
 * The day in the path of a URL from index `from` on, from 1900 to 2099:
 * /2015/10/09/, /2015/10/, /2015-10/09/, /2015/1009/, /20151009/. Where it
 * names a month alone *day is 0.
 */
bool text_path_date(struct quire_span url, size_t from, int *year, int *month,
    int *day);

/* ---- encodings (ICU converters) --------------------------------------- */

/*
 * Appends bytes, decoded from the charset of that name (any name ICU knows,
 * with the WHATWG meanings of the web: iso-8859-1 is windows-1252, gb2312 is
 * gb18030, …), as UTF-8 to out; *bad counts the replaced sequences.
 * -1: no such charset.
 */
int conv_to_utf8(const char *charset, struct quire_span bytes, struct buf *out,
    size_t *bad, struct quire_err *e);
/* Canonical name of a charset label, or null if it is unknown. Static. */
const char *conv_name(struct quire_span label);
/*
 * Encodes UTF-8 into a charset (for mojibake repair and for tests). -1 if
 * the charset is unknown or a character has no place in it.
 */
int conv_from_utf8(const char *charset, struct quire_span text, struct buf *out,
    struct quire_err *e);

struct conv_guess {
	char charset[40];
	int confidence; /* ICU's, 0 to 100 */
};

/* Candidates of ICU's detector, best first; returns how many, <= max. */
size_t conv_detect(struct quire_span bytes, struct conv_guess *guess,
    size_t max);

/* ---- boundaries (UAX #29 with ICU's rules and dictionaries) ----------- */

enum brk_kind { BRK_GRAPHEME, BRK_WORD, BRK_SENTENCE, BRK_LINE };

struct brk;

/* locale: "" for the root rules, else a BCP 47 tag. Dies if ICU has none. */
struct brk *brk_open(enum brk_kind kind, const char *locale);
void brk_close(struct brk *b);
/*
 * Calls found(arg, end, status) for each boundary after the start, byte
 * offset and rule status (ubrk_getRuleStatus), in order. The text may be of
 * any size below 2^31 bytes; converting it is linear.
 */
void brk_each(struct brk *b, struct quire_span text,
    void (*found)(void *arg, size_t end, int status), void *arg);

#endif
