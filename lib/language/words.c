/*
 * Text to words, words to features.
 *
 * A chunk is what stands between white space. Chunks that are no language
 * (URLs, addresses, paths, mark-up) are skipped; in the others, words are
 * runs of letters and marks of one script. Features of a word are hashes of
 * the runs of one to five letters in it, edges included, and of the word;
 * of Han characters, of one and of two in a row. Letters are lower-cased.
 */
#include <stdlib.h>
#include <string.h>
#include <unicode/uscript.h>

#include "language/words.h"
#include "text/text.h"

#define MULTIPLY 0x9e3779b97f4a7c15u

enum { EDGE = 1, SEED_WORD = 0x51, SEED_HAN = 0x52 };

/* What a chunk holds, by byte. */
enum {
	HAS_COLON = 1,
	HAS_AT = 2,
	HAS_SLASH = 4,
	HAS_DIGIT = 8,
	HAS_UNDERSCORE = 16,
	HAS_DOT = 32,
	HAS_ANGLE = 64,
	HAS_AMP = 128,
	HAS_HIGH = 256
};

static const uint8_t byte_has[256] = { [':'] = HAS_COLON,
	['@'] = HAS_AT,
	['/'] = HAS_SLASH,
	['\\'] = HAS_SLASH,
	['_'] = HAS_UNDERSCORE,
	['.'] = HAS_DOT,
	['<'] = HAS_ANGLE,
	['&'] = HAS_AMP,
	['0'] = HAS_DIGIT,
	['1'] = HAS_DIGIT,
	['2'] = HAS_DIGIT,
	['3'] = HAS_DIGIT,
	['4'] = HAS_DIGIT,
	['5'] = HAS_DIGIT,
	['6'] = HAS_DIGIT,
	['7'] = HAS_DIGIT,
	['8'] = HAS_DIGIT,
	['9'] = HAS_DIGIT };

void
words_fini(struct words *w)
{
	free(w->word);
	free(w->letter);
	free(w->feature);
	*w = (struct words){ 0 };
}

/* ---- features --------------------------------------------------------- */

static uint32_t
finish(uint64_t h)
{
	h ^= h >> 29;
	return (uint32_t)(h * 0xd6e8feb86659fd93u >> 32);
}

/* c[0] and c[n - 1] are edges. Returns the end of what is written to `to`. */
static uint32_t *
letter_features(uint32_t *to, const uint32_t *c, size_t n, size_t least)
{
	uint64_t h, whole = SEED_WORD;
	size_t end;

	for (size_t i = 0; i < n; i++) {
		whole = (whole ^ c[i]) * MULTIPLY;
		end = n - i < WORDS_GRAM ? n : i + WORDS_GRAM;
		h = c[i] * MULTIPLY;
		for (size_t j = i + 1; j < end; j++) {
			h = (h ^ c[j]) * MULTIPLY;
			*to = finish(h);
			to += j - i + 1 >= least;
		}
	}
	if (n > WORDS_GRAM)
		*to++ = finish(whole);
	return to;
}

static uint32_t *
han_features(uint32_t *to, const uint32_t *c, size_t n)
{
	uint64_t h;

	for (size_t i = 0; i < n; i++) {
		h = (SEED_HAN ^ c[i]) * MULTIPLY;
		*to++ = finish(h);
		*to++ = finish((h ^ c[i + 1]) * MULTIPLY);
	}
	return to;
}

void
words_features(struct words *w, size_t i, size_t least)
{
	const struct word *x = &w->word[i];
	const uint32_t *c = w->letter + x->first;
	uint32_t *to;

	if (w->feature_cap - w->features < WORDS_MOST) {
		w->feature_cap = w->feature_cap * 2 + 64 * WORDS_MOST;
		w->feature =
		    mem_resize(w->feature, w->feature_cap, sizeof *w->feature);
	}
	to = w->feature + w->features;
	if (x->script != USCRIPT_HAN)
		to = letter_features(to, c, x->letters + 2u, least);
	else if (!x->kana)
		to = han_features(to, c + 1, x->letters);
	w->features = (size_t)(to - w->feature);
}

/* ---- words ------------------------------------------------------------ */

/* The word being read: its letters are c[1] to c[n], with room for more. */
struct reader {
	struct words *w;
	struct quire_span text;
	uint32_t *c;
	size_t n;
	size_t start, end;
	uint8_t script;
	bool kana;
	bool bad;   /* the word touches a digit or underscore */
	bool digit; /* the last character was one */
};

/* Where the letters of the next word go. */
static void
word_room(struct reader *r)
{
	struct words *w = r->w;

	if (w->letter_cap - w->used < WORDS_LONGEST + 2) {
		w->letter_cap = w->letter_cap * 2 + 4096;
		w->letter =
		    mem_resize(w->letter, w->letter_cap, sizeof *w->letter);
	}
	r->c = w->letter + w->used;
}

static void
word_end(struct reader *r)
{
	struct words *w = r->w;

	if (r->n == 0)
		return;
	if (r->bad && r->script == USCRIPT_LATIN) {
		w->other += r->n;
		r->n = 0;
		return;
	}
	if (w->n == w->cap) {
		w->cap = w->cap > 0 ? w->cap * 2 : 256;
		w->word = mem_resize(w->word, w->cap, sizeof *w->word);
	}
	r->c[0] = r->c[r->n + 1] = EDGE;
	w->word[w->n++] = (struct word){ (uint32_t)r->start, (uint32_t)r->end,
		(uint32_t)w->used, (uint16_t)r->n, r->script, r->kana };
	w->used += r->n + 2;
	w->letters += r->n;
	r->n = 0;
	word_room(r);
}

/* Scripts that are written together are one. */
static uint8_t
family(uint8_t script, bool *kana)
{
	*kana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
	if (*kana || script == USCRIPT_BOPOMOFO)
		return USCRIPT_HAN;
	return script;
}

static void
letter(struct reader *r, uint32_t cp, const struct text_char *t, size_t at,
    size_t len)
{
	bool kana = false;
	uint8_t script = t->script <= USCRIPT_INHERITED
	    ? r->script
	    : family(t->script, &kana);

	if (t->script <= USCRIPT_INHERITED)
		kana = r->kana;
	if (r->n > 0 &&
	    (script != r->script || kana != r->kana || r->n == WORDS_LONGEST))
		word_end(r);
	if (r->n == 0) {
		if (t->flags & TEXT_MARK || script <= USCRIPT_INHERITED) {
			r->w->other++;
			return;
		}
		r->bad = r->digit;
		r->start = at;
		r->script = script;
		r->kana = kana;
	}
	r->c[++r->n] = text_lower(cp);
	r->end = at + len;
}

static bool
is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019;
}

static bool
letter_at(struct quire_span text, size_t at)
{
	uint32_t cp;

	if (at >= text.len)
		return false;
	utf8_decode(text.p + at, text.p + text.len, &cp);
	return text_is(cp, TEXT_LETTER);
}

static void
read_char(struct reader *r, uint32_t cp, size_t at, size_t len)
{
	const struct text_char *t = text_char(cp);

	if (t->flags & (TEXT_LETTER | TEXT_MARK)) {
		letter(r, cp, t, at, len);
		r->digit = false;
		return;
	}
	if (t->flags & TEXT_IGNORABLE)
		return;
	if (is_apostrophe(cp) && r->n > 0 && r->n < WORDS_LONGEST &&
	    r->script != USCRIPT_HAN && letter_at(r->text, at + len)) {
		r->c[++r->n] = '\'';
		return;
	}
	if (cp < 0x80 && strchr("{}[];=<>|\\+*&$#^~`", (int)cp) != NULL)
		r->w->code++;
	r->digit = (t->flags & TEXT_DIGIT) != 0 || cp == '_';
	r->bad = r->bad || r->digit;
	word_end(r);
	r->w->other++;
}

static bool
is_ascii_letter(char c)
{
	return ((unsigned)(unsigned char)c | 32) - 'a' < 26;
}

/* A run of ASCII letters, the common case; returns its length. */
static size_t
ascii_word(struct reader *r, size_t at, size_t end)
{
	const char *p = r->text.p;
	size_t i = at;

	if (r->n > 0 && r->script != USCRIPT_LATIN)
		word_end(r);
	if (r->n == 0) {
		r->bad = r->digit;
		r->start = at;
		r->script = USCRIPT_LATIN;
		r->kana = false;
	}
	for (; i < end && is_ascii_letter(p[i]); i++) {
		if (r->n == WORDS_LONGEST) {
			word_end(r);
			r->start = i;
		}
		r->c[++r->n] = (unsigned char)p[i] | 32;
	}
	r->end = i;
	r->digit = false;
	return i - at;
}

/* All words of text[at, end), which holds no white space of ASCII. */
static void
read_chunk(struct reader *r, size_t at, size_t end)
{
	const char *p = r->text.p;
	uint32_t cp;
	unsigned len;

	r->digit = false;
	for (; at < end; at += len) {
		if (is_ascii_letter(p[at])) {
			len = (unsigned)ascii_word(r, at, end);
			continue;
		}
		len = utf8_decode(p + at, p + end, &cp);
		read_char(r, cp, at, len);
	}
	word_end(r);
}

/* ---- chunks that are no language --------------------------------------- */

static bool
is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* End of a URL: at a quote, bracket, or character beyond ASCII. */
static size_t
url_end(const char *p, size_t at, size_t end)
{
	while (at < end && (unsigned char)p[at] < 0x80 &&
	    strchr("<>\"')]}|", p[at]) == NULL)
		at++;
	return at;
}

/* Start of a URL in the chunk, or end. */
static size_t
url_start(const char *p, size_t at, size_t end)
{
	for (size_t i = at; i + 4 < end; i++) {
		size_t s = i;

		if (p[i] == ':' && p[i + 1] == '/' && p[i + 2] == '/') {
			while (s > at &&
			    ((p[s - 1] | 32) >= 'a' && (p[s - 1] | 32) <= 'z'))
				s--;
			return s;
		}
		if (memcmp(p + i, "www.", 4) == 0)
			return i;
	}
	return end;
}

static unsigned
count_byte(const char *p, size_t at, size_t end, char c)
{
	unsigned n = 0;

	for (; at < end; at++)
		n += p[at] == c;
	return n;
}

/* The last part of name.name.part, as domains and files have them. */
static bool
is_suffix(struct quire_span s)
{
	static const char *const known[] = { "com", "org", "net", "edu", "gov",
		"info", "io", "html", "htm", "php", "pdf", "jpg", "jpeg", "png",
		"gif", "txt", "exe", "xml", "json", "js", "css", "zip", "co",
		"uk", "de", "fr", "jp", "cn", "ru", "eu", "tv", "py", "so",
		"dll", "conf", "doc", "docx", "mp3", "mp4", NULL };

	while (s.len > 0 && strchr(",;:.!?)]}\"'", s.p[s.len - 1]) != NULL)
		s.len--;
	return span_is_any_nocase(s, known);
}

static bool
is_name(const char *p, size_t at, size_t end)
{
	size_t dot = end;

	for (size_t i = at; i < end; i++) {
		if ((unsigned char)p[i] >= 0x80)
			return false;
		if (p[i] == '.' && i + 2 < end && i > at)
			dot = i;
	}
	return dot < end &&
	    is_suffix((struct quire_span){ p + dot + 1, end - dot - 1 });
}

/* A chunk that is no language as a whole. */
static bool
is_address(const char *p, size_t at, size_t end, unsigned has)
{
	unsigned slashes;

	if (has & HAS_AT && has & HAS_DOT)
		return true;
	if (has & HAS_DOT && is_name(p, at, end))
		return true;
	if ((has & (HAS_COLON | HAS_DIGIT)) == (HAS_COLON | HAS_DIGIT) &&
	    count_byte(p, at, end, ':') > 1)
		return true; /* urn:isbn:1-2 */
	if (!(has & HAS_SLASH))
		return false;
	if (p[at] == '/' ||
	    (end - at > 2 && (p[at] == '~' || p[at] == '.') &&
	        p[at + 1] == '/') ||
	    p[at] == '\\')
		return true;
	slashes = count_byte(p, at, end, '/') + count_byte(p, at, end, '\\');
	return slashes >= 3 || (slashes == 2 && has & HAS_DIGIT) ||
	    (slashes >= 1 &&
	        (has & (HAS_UNDERSCORE | HAS_DIGIT)) ==
	            (HAS_UNDERSCORE | HAS_DIGIT));
}

/* <p class="x">, </b>, <!-- : returns its end, or at. */
static size_t
tag_end(struct quire_span text, size_t at)
{
	size_t limit = text.len - at < 300 ? text.len : at + 300;
	char c;

	if (at + 1 >= text.len)
		return at;
	c = text.p[at + 1];
	if (c != '/' && c != '!' && !((c | 32) >= 'a' && (c | 32) <= 'z'))
		return at;
	for (size_t i = at + 1; i < limit; i++) {
		if (text.p[i] == '>')
			return i + 1;
		if (text.p[i] == '<' || text.p[i] == '\n')
			break;
	}
	return at;
}

/* &nbsp; &#160; */
static size_t
entity_end(const char *p, size_t at, size_t end)
{
	for (size_t i = at + 1; i < end && i < at + 12; i++) {
		if (p[i] == ';')
			return i > at + 1 ? i + 1 : at;
		if (p[i] != '#' && (unsigned char)((p[i] | 32) - 'a') > 25 &&
		    (unsigned char)(p[i] - '0') > 9)
			break;
	}
	return at;
}

/* text[at, end) without its URLs, or nothing of it if it is an address. */
static void
odd_piece(struct reader *r, size_t at, size_t end, unsigned has)
{
	const char *p = r->text.p;
	size_t from, to;

	if (at == end)
		return;
	if (!(has & HAS_HIGH) && is_address(p, at, end, has)) {
		r->w->other += end - at;
		return;
	}
	while (has & (HAS_COLON | HAS_DOT) &&
	    (from = url_start(p, at, end)) < end) {
		to = url_end(p, from, end);
		read_chunk(r, at, from);
		r->w->other += to - from;
		at = to;
	}
	read_chunk(r, at, end);
}

/* A chunk with something odd in it. Returns where reading goes on. */
static size_t
odd_chunk(struct reader *r, size_t at, size_t end, unsigned has)
{
	const char *p = r->text.p;
	size_t i = at, to;

	while (has & (HAS_ANGLE | HAS_AMP) && i < end) {
		to = p[i] == '<'  ? tag_end(r->text, i)
		    : p[i] == '&' ? entity_end(p, i, end)
		                  : i;
		if (to == i) {
			i++;
			continue;
		}
		odd_piece(r, at, i, has);
		at = i = to;
	}
	if (at < end)
		odd_piece(r, at, end, has);
	return at < end ? end : at;
}

void
words_cut(struct words *w, struct quire_span text)
{
	struct reader r = { .w = w, .text = text };
	size_t at = 0, end;
	unsigned has;
	unsigned char c;

	w->n = w->used = w->features = 0;
	w->letters = w->other = w->code = 0;
	word_room(&r);
	while (at < text.len) {
		has = 0;
		for (end = at; end < text.len; end++) {
			c = (unsigned char)text.p[end];
			if (is_space(c))
				break;
			has |= c < 0x80 ? byte_has[c] : HAS_HIGH;
		}
		if ((has & ~(unsigned)(HAS_DIGIT | HAS_HIGH)) != 0) {
			at = odd_chunk(&r, at, end, has);
		} else {
			read_chunk(&r, at, end);
			at = end;
		}
		while (at < text.len && is_space((unsigned char)text.p[at]))
			at++;
	}
}
