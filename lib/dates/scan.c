/*
 * The prefilter and the regions. Text without a digit or a trigger word never
 * leaves scan_trigger: runs of ASCII are looked at 64 bytes at a time, words are
 * tested by a hash of their first bytes, CJK text by pairs of characters. A trigger grows to the left over words that
 * the lexicon knows, then tokens are cut until one is not known.
 */
#include <string.h>

#include "dates/ascii_run.h"
#include "dates/room.h"

/* True if the run of ASCII letters at p may be a trigger or begin one. */
static bool
ascii_trigger(const char *p, unsigned len)
{
	uint32_t h = dates_hash_prefix(
	    dates_prefix(p, len < DATES_PREFIX ? len : DATES_PREFIX));

	return (dates_ascii[h >> 3] >> (h & 7) & 1) != 0;
}

/*
 * The first byte in the block at p, of ASCII_ROOM bytes, that scan_trigger
 * must look at; or where the next block begins, with *stop false. *in_word
 * says whether p, then the next block, goes on in a word.
 */
static unsigned
block_stop(const char *p, bool *in_word, bool *stop)
{
	const struct ascii_masks m = ascii_masks(p);
	const uint64_t start = m.letter & ~(m.letter << 1 | *in_word);
	uint64_t look = start | m.digit | m.high;

	*stop = true;
	for (; look != 0; look &= look - 1) {
		unsigned i = ascii_first(look), len;

		if (!(start >> i & 1))
			return i;
		len = ascii_first(~(m.letter >> i) | UINT64_C(1) << 63);
		if (len < DATES_PREFIX) {
			if (i + len >= ASCII_BLOCK) {
				*in_word = *stop = false;
				return i;
			}
			if (m.high >> (i + len) & 1)
				return i;
		}
		if (ascii_trigger(p + i, len))
			return i;
	}
	*in_word = m.letter >> 63;
	*stop = false;
	return ASCII_BLOCK;
}

/*
 * From p, not within a word, to a digit, a character that is not ASCII, or a
 * word that may be a trigger or has such a character; `end` if there is none.
 */
static const char *
ascii_stop(const char *p, const char *end)
{
	bool in_word = false, stop;
	size_t room, step;

	for (; (room = (size_t)(end - p)) > 0; p += step) {
		char tail[ASCII_ROOM];
		const char *block = p;

		if (room < ASCII_ROOM) {
			memset(tail, 0, sizeof tail);
			memcpy(tail, p, room);
			block = tail;
		}
		step = block_stop(block, &in_word, &stop);
		if (stop)
			return p + step;
		if (step > room)
			break;
	}
	return end;
}

/* True if the word at p may begin an entry that is a trigger. */
static bool
word_starts(const char *p, const char *end)
{
	static const uint8_t mask[5][4] = { { 0 }, { 255 }, { 255, 255 },
		{ 255, 255, 255 }, { 255, 255, 255, 255 } },
	                     space[5][4] = { { ' ', ' ', ' ', ' ' },
		                     { 0, ' ', ' ', ' ' }, { 0, 0, ' ', ' ' },
		                     { 0, 0, 0, ' ' }, { 0 } };
	uint32_t x = 0, m, blank, h;
	size_t n = 0, room = (size_t)(end - p);

	while (n < 4 && n < room &&
	    ((unsigned char)p[n] >= 0x80 || is_alpha((unsigned char)p[n])))
		n++;
	memcpy(&x, p, room < 4 ? room : 4);
	memcpy(&m, mask[n], 4);
	memcpy(&blank, space[n], 4);
	x = (x & m) | blank;
	h = dates_hash_start(x);
	return (dates_starts[h >> 3] >> (h & 7) & 1) != 0;
}

/* True if the characters a and b may begin a trigger. */
static bool
pair_starts(uint32_t a, const char *p, const char *end)
{
	uint32_t b = 0, h;

	if (p < end)
		utf8_decode(p, end, &b);
	h = dates_hash_pair(a, b);
	if (dates_pairs[h >> 3] >> (h & 7) & 1)
		return true;
	h = dates_hash_pair(a, 0);
	return (dates_pairs[h >> 3] >> (h & 7) & 1) != 0;
}

/*
 * A word whose first bytes are those of a trigger: is it one? What only is
 * one in a language of the Latin script other than English must stand in a
 * passage of that language.
 */
static bool
is_trigger(struct dater *d, size_t p)
{
	const struct dates_slot *s;
	const struct dates_reading *r;
	size_t end, i;

	lexeme_at(d->text, p, &end);
	s = lexicon_word(d, p, end);
	if (s == NULL)
		return false;
	if ((s->flags & ENTRY_STARTS) && !(s->flags & ENTRY_HOME) &&
	    (s = lexicon_find(d, p, &end, NULL)) == NULL)
		return false;
	if (!(s->flags & ENTRY_TRIGGER))
		return false;
	if (s->flags & ENTRY_HOME || d->named)
		return true;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym < SYM_LITERAL && r[i].sym != C_stop &&
		    filter_passage(d, p, langs_of(r[i].langs)))
			return true;
	return false;
}

size_t
scan_trigger(struct dater *d, size_t at)
{
	struct quire_span text = d->text;
	const char *p = text.p + at, *end = text.p + text.len;
	bool in_word = false;
	uint32_t cp;
	unsigned n;

	while (p < end) {
		unsigned char b = (unsigned char)*p;

		if (b < 0x80 && !in_word) {
			const char *q = ascii_stop(p, end);

			if (q == end)
				break;
			in_word = q > p && is_alpha((unsigned char)q[-1]);
			p = q;
			b = (unsigned char)*p;
		}
		if (b < 0x80) {
			if ((unsigned)(b - '0') < 10)
				return (size_t)(p - text.p);
			if (!is_alpha(b))
				in_word = false;
			else if (!in_word) {
				if (word_starts(p, end) &&
				    is_trigger(d, (size_t)(p - text.p)))
					return (size_t)(p - text.p);
				in_word = true;
			}
			p++;
			continue;
		}
		n = utf8_decode(p, end, &cp);
		if (cp >= 0x2e80 && cp < 0xe000 && pair_starts(cp, p + n, end))
			return (size_t)(p - text.p);
		if (text_char(cp)->digit <= 9)
			return (size_t)(p - text.p);
		if (!(text_char(cp)->flags & (TEXT_LETTER | TEXT_MARK)))
			in_word = false;
		else if (!in_word && cp < 0x2e80) {
			if (word_starts(p, end) &&
			    is_trigger(d, (size_t)(p - text.p)))
				return (size_t)(p - text.p);
			in_word = true;
		}
		p += n;
	}
	return text.len;
}

/* ---- regions ---------------------------------------------------------- */

enum { LEFT_STEPS = 12, LEFT_CHARS = 72, LEXEME = 120 };

static bool
blank_line(struct quire_span text, size_t from, size_t to)
{
	int lines = 0;

	for (; from < to; from++)
		lines += text.p[from] == '\n';
	return lines > 1;
}

static bool
known_left(struct dater *d, size_t q, size_t p, enum lexeme kind)
{
	struct quire_span text = d->text;
	uint32_t cp;

	if (kind == LX_DIGITS)
		return true;
	if (((unsigned char)text.p[q] & 0xfe) == 0xd6 && p - q <= 8)
		return true; /* a Hebrew numeral, perhaps */
	if (kind != LX_CHAR)
		return lexicon_word(d, q, p) != NULL;
	utf8_decode(text.p + q, text.p + p, &cp);
	if (cp >= 0x3000 && cp < 0x10000)
		return (dates_cjk[cp >> 3] >> (cp & 7) & 1) != 0;
	return true;
}

static size_t
walk_left(struct dater *d, size_t p, size_t limit)
{
	struct quire_span text = d->text;
	size_t steps = 0, chars = 0, q = p, start = p;
	enum lexeme kind;

	while (q > limit && steps < LEFT_STEPS && chars < LEFT_CHARS) {
		size_t r = lexeme_before(text, q, limit, LEXEME, &kind);

		if (kind == LX_SPACE) {
			if (blank_line(text, r, q) || q - r > 40)
				break;
			q = r;
			continue;
		}
		if (!known_left(d, r, q, kind))
			break;
		if (kind == LX_CHAR)
			chars++;
		else
			steps++;
		start = q = r;
	}
	return start;
}

/* U+200E and U+200F, which stand among the numbers of Arabic dates. */
static bool
is_mark(struct quire_span text, size_t p)
{
	return p + 2 < text.len && memcmp(text.p + p, "\xe2\x80", 2) == 0 &&
	    (unsigned char)(text.p[p + 2] - 0x8e) < 2;
}

/* Cuts tokens from `start` over the trigger; where the region ends. */
static size_t
fill_region(struct dater *d, size_t start, size_t trigger)
{
	size_t p = start, end;
	enum lexeme kind;
	bool space = true;

	d->toks = 0;
	while (p < d->text.len && d->toks < REGION_TOKENS) {
		struct tok *t = &d->tok[d->toks];

		kind = lexeme_at(d->text, p, &end);
		if (kind == LX_SPACE) {
			if (blank_line(d->text, p, end) || end - p > 40) {
				if (p > trigger)
					break;
				d->toks = 0;
			}
			p = end;
			space = true;
			continue;
		}
		if (is_mark(d->text, p)) {
			p += 3;
			continue;
		}
		if (!lex_token(d, p, kind, end, t)) {
			if (p >= trigger)
				return t->end > trigger ? t->end : p + 1;
			d->toks = 0;
			p = t->end;
			continue;
		}
		t->space = space;
		space = false;
		p = t->end;
		d->order[d->toks] = (uint8_t)d->toks;
		d->begins[d->toks++] = t->begins[!d->named];
	}
	return p;
}

/* True if the word around p has a scheme or begins with www. */
static bool
in_url(struct quire_span text, size_t p)
{
	size_t from = p, n;

	while (from > 0 && p - from < 400) {
		unsigned char b = (unsigned char)text.p[from - 1];

		if (b <= ' ' || b == '"' || b == '<' || b == '>' || b == '[' ||
		    b == ']' || b >= 0xe3)
			break;
		from--;
	}
	for (n = from; n + 3 <= p; n++)
		if (memcmp(text.p + n, "://", 3) == 0 ||
		    memcmp(text.p + n, "www", 3) == 0)
			return true;
	return false;
}

static void
collect(struct dater *d)
{
	static const uint64_t emit = /* the first is C_FULL */
	    UINT64_C(1) | UINT64_C(1) << (C_MD - C_FULL) |
	    UINT64_C(1) << (C_YM - C_FULL) | UINT64_C(1) << (C_Y - C_FULL) |
	    UINT64_C(1) << (C_YX - C_FULL) | UINT64_C(1) << (C_D - C_FULL) |
	    UINT64_C(1) << (C_M - C_FULL) | UINT64_C(1) << (C_WD - C_FULL) |
	    UINT64_C(1) << (C_REL - C_FULL) | UINT64_C(1) << (C_SEA - C_FULL) |
	    UINT64_C(1) << (C_QU - C_FULL) | UINT64_C(1) << (C_DEC - C_FULL) |
	    UINT64_C(1) << (C_CEN - C_FULL) | UINT64_C(1) << (C_HOL - C_FULL) |
	    UINT64_C(1) << (C_CLK - C_FULL) | UINT64_C(1) << (C_TIME - C_FULL) |
	    UINT64_C(1) << (C_TOD - C_FULL) | UINT64_C(1) << (C_DUR - C_FULL) |
	    UINT64_C(1) << (C_SET - C_FULL) |
	    UINT64_C(1) << (C_RANGE - C_FULL) |
	    UINT64_C(1) << (C_VAG - C_FULL) | UINT64_C(1) << (C_AGO - C_FULL) |
	    UINT64_C(1) << (C_WK - C_FULL) | UINT64_C(1) << (C_VDUR - C_FULL) |
	    UINT64_C(1) << (C_MX - C_FULL) | UINT64_C(1) << (C_WDX - C_FULL);
	size_t i;
	bool url;

	for (i = 0; i < d->toks; i++) {
		const struct item *t = d->tok[d->order[i]].item;

		if (t == NULL || !(emit >> (t->kind - C_FULL) & 1))
			continue;
		url = in_url(d->text, t->start);
		if (url ? t->kind != C_FULL
		        : item_has(t, C_digits) || !filter_item(d, t))
			continue;
		found_add(d, t, url);
		order_count(d, t);
	}
}

void
scan_text(struct dater *d)
{
	size_t p = 0, limit = 0, end;

	while ((p = scan_trigger(d, p)) < d->text.len) {
		end = fill_region(d, walk_left(d, p, limit), p);
		if (d->toks > 0) {
			match_region(d);
			collect(d);
		}
		if (end <= p)
			end = p + 1;
		while (end < d->text.len &&
		    ((unsigned char)d->text.p[end] & 0xc0) == 0x80)
			end++;
		p = limit = end;
	}
}
