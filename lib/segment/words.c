/*
 * Words: UAX #29 over UTF-8 with a byte path for ASCII; where words are not
 * separated, Chinese by a trained tagger (chinese.c), Japanese, Thai, Lao,
 * Khmer and Burmese by ICU's dictionaries.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "segment/ascii_words.h"
#include "segment/uax29.h"
#include "segment/words.h"
#include "text/text.h"

/* What an ASCII character is to UAX #29. */
enum { OTHER, LETTER, NUMBER, JOINER, MIDLETTER, MIDNUM, MIDBOTH, WHITE };

#define ROW(a, b, c, d, e, f, g, h) a, b, c, d, e, f, g, h
#define ALL(x) ROW(x, x, x, x, x, x, x, x)
static const uint8_t ascii[128] = { ROW(0, 0, 0, 0, 0, 0, 0, 0),
	ROW(0, WHITE, WHITE, WHITE, WHITE, WHITE, 0, 0), ALL(0), ALL(0),
	/*   sp    !  "  #  $  %  &  '        (  )  *  +  ,       -  .  / */
	ROW(WHITE, 0, 0, 0, 0, 0, 0, MIDBOTH),
	ROW(0, 0, 0, 0, MIDNUM, 0, MIDBOTH, 0), ALL(NUMBER),
	ROW(NUMBER, NUMBER, MIDLETTER, MIDNUM, 0, 0, 0, 0),
	ROW(0, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER),
	ALL(LETTER), ALL(LETTER),
	ROW(LETTER, LETTER, LETTER, 0, 0, 0, 0, JOINER),
	ROW(0, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER),
	ALL(LETTER), ALL(LETTER), ROW(LETTER, LETTER, LETTER, 0, 0, 0, 0, 0) };

struct worder {
	enum segment_tokens tokens;
	bool plain; /* UAX #29 alone, no dictionaries */
	const char *language;
	bool ja;
	ascii_words_each *ascii;
	struct chinese *chinese;
	struct brk *dictionary; /* opened when first needed */
	struct word_batch batch;
};

/* The paragraph under work. */
struct job {
	struct worder *w;
	const char *base, *end;
	size_t offset;
	int kana; /* are there any? -1: not looked yet */
	struct word_batch *out;
};

bool
language_is(const char *tag, const char *language)
{
	size_t n = strlen(language);

	return tag != NULL && span_starts_nocase(span_of(tag), language) &&
	    (tag[n] == '\0' || tag[n] == '-' || tag[n] == ',');
}

struct worder *
worder_new(const struct segment_opts *o)
{
	struct worder *w = mem_alloc(sizeof *w);

	w->tokens = o->tokens;
	w->plain = o->uax29;
	w->language = o->language;
	w->ja = language_is(o->language, "ja");
	w->ascii = ascii_words_best();
	w->chinese = NULL;
	w->dictionary = NULL;
	if (!o->uax29)
		w->chinese = chinese_open();
	return w;
}

void
worder_free(struct worder *w)
{
	if (w == NULL)
		return;
	chinese_close(w->chinese);
	brk_close(w->dictionary);
	free(w);
}

void
word_batch_out(struct word_batch *b, size_t keep)
{
	size_t n = b->n - keep;

	if (n > 0)
		b->sink->found(b->sink->arg, SEGMENT_WORDS, b->item, n);
	memmove(b->item, b->item + n, keep * sizeof *b->item);
	b->n = keep;
}

/* A treebank's token may yet grow, so the last two stay. */
static void
emit_tokens(struct job *j, struct quire_span word, size_t at)
{
	struct segment_list l = { j->out->item, j->out->n, WORD_BATCH };

	tokens_split(word, at, j->w->language, NULL, &l);
	j->out->n = l.n;
	if (l.n + 2 > WORD_BATCH)
		word_batch_out(j->out, 2);
}

static void
emit(struct job *j, const char *p, const char *end)
{
	size_t at = j->offset + (size_t)(p - j->base);

	if (j->w->tokens == SEGMENT_UD)
		emit_tokens(j, (struct quire_span){ p, (size_t)(end - p) }, at);
	else
		word_add(j->out, at, at + (size_t)(end - p));
}

/* Does what is at p belong to any character before it (WB4)? */
static bool
adds(const char *p, const char *end)
{
	uint32_t cp;
	unsigned wb;

	/* those of 0xe4 to 0xe9 are Han characters */
	if (p == end || (unsigned char)*p < 0x80 ||
	    ((unsigned char)*p >= 0xe4 && (unsigned char)*p <= 0xe9))
		return false;
	utf8_decode(p, end, &cp);
	wb = text_char(cp)->wb;
	return wb == U_WB_EXTEND || wb == U_WB_FORMAT || wb == U_WB_ZWJ;
}

/*
 * Is a character of this class, where a word starts, the whole of it but for
 * what is added?
 */
static bool
is_sign(unsigned wb)
{
	return wb == U_WB_OTHER || wb == U_WB_MIDLETTER || wb == U_WB_MIDNUM ||
	    wb == U_WB_MIDNUMLET;
}

/*
 * Does the character at p, which is not ASCII, surely begin a word? It is a
 * sign, or one that stands in words (WB6 WB12) but not before another sign.
 */
static bool
is_apart(const char *p, const char *end)
{
	uint32_t cp;
	unsigned wb;

	p += utf8_decode(p, end, &cp);
	wb = text_char(cp)->wb;
	if (wb == U_WB_OTHER || !is_sign(wb) || p == end)
		return wb == U_WB_OTHER || is_sign(wb);
	utf8_decode(p, end, &cp);
	return text_char(cp)->wb == U_WB_OTHER;
}

/*
 * The end of a word that is ASCII and followed by ASCII or a character that
 * is no part of words; null if the rules for all characters must be asked.
 */
static const char *
ascii_word(const char *p, const char *end)
{
	uint8_t last, mid, next;

	for (last = OTHER; p < end; p++) {
		unsigned char c = (unsigned char)*p;

		if (c >= 0x80)
			return is_apart(p, end) ? p : NULL;
		if (ascii[c] == OTHER || ascii[c] == WHITE)
			return p;
		if (ascii[c] <= JOINER) {
			last = ascii[c];
			continue;
		}
		mid = ascii[c];
		if (p + 1 == end)
			return p;
		if ((unsigned char)p[1] >= 0x80)
			return is_apart(p + 1, end) ? p : NULL;
		next = ascii[(unsigned char)p[1]];
		if (next != last || (next == LETTER && mid == MIDNUM) ||
		    (next == NUMBER && mid == MIDLETTER) ||
		    (next != LETTER && next != NUMBER))
			return p;
	}
	return p;
}

/* ---- scripts without spaces ------------------------------------------- */

static bool
needs_dictionary(const struct text_char *c)
{
	return (c->flags & (TEXT_LETTER | TEXT_MARK)) != 0 &&
	    (c->script == USCRIPT_THAI || c->script == USCRIPT_LAO ||
	        c->script == USCRIPT_KHMER || c->script == USCRIPT_MYANMAR);
}

struct found {
	struct job *job;
	const char *run;
	size_t last;
};

static void
found_word(void *arg, size_t end, int status)
{
	struct found *f = arg;

	(void)status;
	emit(f->job, f->run + f->last, f->run + end);
	f->last = end;
}

static void
dictionary(struct job *j, const char *p, const char *end)
{
	struct found f = { j, p, 0 };

	if (j->w->dictionary == NULL)
		j->w->dictionary = brk_open(BRK_WORD, "");
	brk_each(j->w->dictionary, (struct quire_span){ p, (size_t)(end - p) },
	    found_word, &f);
}

#ifdef __SSE2__
static __m128i
is_byte(__m128i v, unsigned char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}
#endif

/* Is there a hiragana or one of half the katakana (U+3040 to U+30BF)? */
static bool
find_kana(const char *p, const char *end)
{
#ifdef __SSE2__
	for (; end - p > 16; p += 16) {
		__m128i first = _mm_loadu_si128((const void *)p);
		__m128i next = _mm_loadu_si128((const void *)(p + 1));

		next = _mm_or_si128(is_byte(next, 0x81), is_byte(next, 0x82));
		if (_mm_movemask_epi8(
		        _mm_and_si128(next, is_byte(first, 0xe3))) != 0)
			return true;
	}
#endif
	for (; end - p > 1; p++)
		if ((unsigned char)p[0] == 0xe3 &&
		    ((unsigned char)p[1] == 0x81 ||
		        (unsigned char)p[1] == 0x82))
			return true;
	return false;
}

/* Kana anywhere in the paragraph make it Japanese. */
static bool
has_kana(struct job *j)
{
	if (j->kana < 0)
		j->kana = find_kana(j->base, j->end);
	return j->kana;
}

static bool
is_chinese(struct job *j)
{
	return !j->w->ja && j->w->chinese != NULL && !has_kana(j);
}

/* Length of the digit, ASCII or full-width, at p, or 0. */
static unsigned
digit_len(const char *p, const char *end)
{
	if (p < end && *p >= '0' && *p <= '9')
		return 1;
	return end - p >= 3 && memcmp(p, "\xef\xbc", 2) == 0 &&
	        (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0x99
	    ? 3
	    : 0;
}

/* The three-byte character at p, or 0. */
static uint32_t
three_bytes(const char *p, const char *end)
{
	const unsigned char *u = (const void *)p;

	return end - p < 3 || (u[0] & 0xf0) != 0xe0
	    ? 0
	    : (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
}

/* Do hundreds, myriads and so on stand at p? 千 begins units too. */
static bool
is_multiple(const char *p, const char *end)
{
	uint32_t next;

	switch (three_bytes(p, end)) {
	case 0x767e: /* 百 */
	case 0x4e07: /* 万 */
	case 0x842c: /* 萬 */
	case 0x4ebf: /* 亿 */
	case 0x5104: /* 億 */
		return true;
	case 0x5343: /* 千, but not 千克, 千米, 千瓦 */
		next = three_bytes(p + 3, end);
		return next != 0x514b && next != 0x7c73 && next != 0x74e6;
	default:
		return false;
	}
}

/* Where a number, the word from p to q, ends in Chinese: 3万, 2.5亿, ２０％. */
static const char *
number_end(struct job *j, const char *p, const char *q)
{
	if (q == j->end || (unsigned char)*q < 0xe4 ||
	    digit_len(p, j->end) == 0 || !is_chinese(j))
		return q;
	while (is_multiple(q, j->end))
		q += 3;
	return three_bytes(q, j->end) == 0xff05 ? q + 3 : q;
}

/* Is what ends at q, before a digit, the sign of ordinal numbers? */
static bool
is_ordinal(const char *p, const char *q, const char *end)
{
	return digit_len(q, end) > 0 && q - p >= 3 &&
	    three_bytes(q - 3, q) == 0x7b2c;
}

/* The ordinal number at p. */
static const char *
ordinal(struct job *j, const char *p)
{
	struct quire_span s = { p, (size_t)(j->end - p) };
	const char *number = p + 3;
	const char *q = p + uax29_word(s, 3);

	q = number_end(j, number, q);
	emit(j, p, q);
	return q;
}

/* A run of Han and kana. */
static const char *
cjk(struct job *j, const char *p)
{
	bool chinese = is_chinese(j);
	size_t base = j->offset + (size_t)(p - j->base);
	const char *q = p;
	bool kana = false;
	uint32_t cp;

	if (chinese &&
	    (q = chinese_common(j->w->chinese, p, j->end, base, j->out)) > p)
		return q;
	while (q < j->end) {
		unsigned len = utf8_decode(q, j->end, &cp);
		uint32_t f = text_char(cp)->flags;

		if (!(f & (TEXT_HAN | TEXT_KANA)) &&
		    !(f & TEXT_MARK && q > p) &&
		    !(chinese && chinese_is_number_sign(p, q, j->end)))
			break;
		kana |= (f & TEXT_KANA) != 0;
		q += len;
	}
	if (chinese && is_ordinal(p, q, j->end)) {
		q -= 3;
		if (q == p)
			return ordinal(j, p);
	}
	if (kana || !chinese)
		dictionary(j, p, q);
	else
		chinese_words(j->w->chinese,
		    (struct quire_span){ p, (size_t)(q - p) }, base, j->out);
	return q;
}

static const char *
complex(struct job *j, const char *p)
{
	const char *q = p;
	uint32_t cp;

	while (q < j->end) {
		unsigned len = utf8_decode(q, j->end, &cp);

		if (!needs_dictionary(text_char(cp)))
			break;
		q += len;
	}
	dictionary(j, p, q);
	return q;
}

/* ---- the walk --------------------------------------------------------- */

/* One word that starts at p by the rules for all characters. */
static const char *
any_word(struct job *j, const char *p)
{
	struct quire_span s = { p, (size_t)(j->end - p) };
	const struct text_char *c;
	const char *q;
	uint32_t cp;
	unsigned len;

	len = utf8_decode(p, j->end, &cp);
	c = text_char(cp);
	if (!j->w->plain && cp >= 0xe00) {
		if (c->flags & (TEXT_HAN | TEXT_KANA))
			return cjk(j, p);
		if (needs_dictionary(c))
			return complex(j, p);
	}
	q = p + len;
	/* U+202F is a part of words (WB13a, b), but at no edge of ours. */
	if (!j->w->plain && (c->flags & TEXT_SPACE))
		return q;
	if (!is_sign(c->wb) || adds(q, j->end))
		q = number_end(j, p, p + uax29_word(s, 0));
	s.len = (size_t)(q - p);
	if (!j->w->plain)
		emit(j, p, p + text_trim_end(s));
	else if (text_skip_space(s) < s.len)
		emit(j, p, q);
	return q;
}

/* The same for a sign; for treebanks a run of the same is one. */
static const char *
ascii_sign(const struct job *j, const char *p)
{
	const char *q = p + 1;

	while (j->w->tokens == SEGMENT_UD && q < j->end && *q == *p &&
	    strchr(".-!?*_=", *p) != NULL)
		q++;
	return q < j->end && (unsigned char)*q >= 0x80 && !is_apart(q, j->end)
	    ? NULL
	    : q;
}

/* The word at p, byte by byte, by the rules for all where that is needed. */
static const char *
one_word(struct job *j, const char *p)
{
	unsigned char c = (unsigned char)*p;
	const char *q = NULL;

	if (c < 0x80 && ascii[c] >= LETTER && ascii[c] <= JOINER)
		q = ascii_word(p, j->end);
	else if (c < 0x80)
		q = ascii_sign(j, p);
	if (q == NULL)
		return any_word(j, p);
	q = number_end(j, p, q);
	emit(j, p, q);
	return q;
}

/* Are the next eight bytes ASCII, if there are so many? */
static bool
is_ascii(const char *p, const char *end)
{
	uint64_t x;

	if (end - p < 8)
		return false;
	memcpy(&x, p, sizeof x);
	return (x & 0x8080808080808080u) == 0;
}

static void
walk(struct job *j)
{
	struct quire_span text = { j->base, (size_t)(j->end - j->base) };
	bool blocks = j->w->tokens == SEGMENT_UAX29;
	const char *p = j->base, *q;

	while (p < j->end) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x80 && ascii[c] == WHITE) {
			p++;
			continue;
		}
		if (blocks && is_ascii(p, j->end) &&
		    (q = j->w->ascii(text, p, j->offset, j->out)) > p)
			p = q;
		else
			p = one_word(j, p);
	}
}

void
worder_paragraph(struct worder *w, struct quire_span text, size_t base,
    const struct segment_sink *sink)
{
	struct job j = { w, text.p, text.p + text.len, base, -1, &w->batch };

	w->batch.n = 0;
	w->batch.sink = sink;
	walk(&j);
	word_batch_out(&w->batch, 0);
}
