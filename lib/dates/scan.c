/*
 * The prefilter and the regions. Text without a digit or a trigger word never
 * leaves scan_trigger: runs of ASCII are looked at 64 bytes at a time, words
 * are tested by a hash of their first bytes, CJK text by pairs of characters.
 * A trigger grows to the left over words that the lexicon knows, then tokens
 * are cut until one is not known.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/room.h"

/*
 * The first of the words that begin at `start` in the block at p and may be a
 * trigger or begin one, and those behind it; 0: there is none. Letters have a
 * bit each.
 */
static inline uint64_t
ascii_triggers(const struct dater *d, const char *p, uint64_t letters,
    uint64_t start)
{
	size_t i;
	uint32_t h;

	for (; start != 0; start &= start - 1) {
		i = ascii_first(start);
		h = dates_hash_prefix(
		    dates_prefix(p + i, d->keep[letters >> i & 255]));
		if (bits_have(d->starts, h))
			break;
	}
	return start;
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
	uint32_t x = 0, m, blank;
	size_t n = 0, room = (size_t)(end - p);

	while (n < 4 && n < room &&
	    ((unsigned char)p[n] >= 0x80 || is_alpha((unsigned char)p[n])))
		n++;
	memcpy(&x, p, room < 4 ? room : 4);
	memcpy(&m, mask[n], 4);
	memcpy(&blank, space[n], 4);
	x = (x & m) | blank;
	return bits_have(dates_starts, dates_hash_start(x));
}

/* True if the characters a and b may begin a trigger. */
static bool
pair_starts(uint32_t a, const char *p, const char *end)
{
	uint32_t b = 0;

	if (p < end)
		utf8_decode(p, end, &b);
	return bits_have(dates_pairs, dates_hash_pair(a, b)) ||
	    bits_have(dates_pairs, dates_hash_pair(a, 0));
}

/*
 * Is the word that ends at `end`, whose entry is s, a trigger or the first
 * word of one? What only is one in a language of the Latin script other than
 * English must stand in a passage of that language.
 */
static bool
slot_triggers(struct dater *d, const struct dates_slot *s, size_t p, size_t end)
{
	const struct dates_slot *whole = s;

	if (s == NULL)
		return false;
	if (s->flags & ENTRY_SECOND && d->open && near_second(d, p))
		return true;
	if ((s->flags & (ENTRY_TRIGGER | ENTRY_STARTS)) == 0)
		return false;
	if (lexicon_goes_on(s, d->text, end))
		whole = lexicon_longest(d, s, p, &end, NULL);
	if (whole != NULL && whole->flags & ENTRY_TRIGGER)
		return d->open ? near_fits(d, whole, p, end)
		               : near_open(d, whole, p);
	return s->flags & ENTRY_TRIGGER && near_open(d, s, p);
}

/* The same of the word at p, if its first bytes are those of a trigger. */
static bool
is_trigger(struct dater *d, size_t p)
{
	struct quire_span text = d->text;
	unsigned n;
	size_t end;

	if (text.len - p > WORD && (unsigned char)text.p[p] < 0x80) {
		n = ascii_letters(text.p + p);
		if (n < ASCII_WORD && (unsigned char)text.p[p + n] < 0x80)
			return slot_triggers(d, lexicon_letters(d, p, n), p,
			    p + n);
	}
	if (!word_starts(text.p + p, text.p + text.len))
		return false;
	lexeme_at(text, p, &end);
	return slot_triggers(d, lexicon_word(d, p, end), p, end);
}

/* Where the last word before i < 64 begins, if words begin there. */
static unsigned
last_start(uint64_t starts)
{
	return 63 - (unsigned)__builtin_clzll(starts);
}

/* A run of ASCII on its way, and what it ends with. */
struct run {
	bool in_word; /* goes on in a word */
	bool trigger; /* ends at a word that is one */
};

/*
 * The first byte in the block at p, which stands at `at` in the text, that
 * scan_trigger must look at; or ASCII_STEP, where the next block begins.
 */
static unsigned
block_stop(struct dater *d, const char *p, size_t at, struct run *run)
{
	const struct ascii_masks m = ascii_masks(p);
	const uint64_t here = (UINT64_C(1) << ASCII_STEP) - 1;
	const uint64_t other = m.other & here;
	uint64_t start = ascii_starts(m.letter, &run->in_word), todo;
	unsigned stop = ASCII_STEP, i, n;

	if (other != 0) {
		stop = ascii_first(other);
		start &= (UINT64_C(1) << stop) - 1;
	}
	for (todo = start; (todo = ascii_triggers(d, p, m.letter, todo)) != 0;
	     todo &= todo - 1) {
		i = ascii_first(todo);
		if (is_trigger(d, at + i)) {
			run->trigger = true;
			return i;
		}
	}
	/* a short word that goes on in another script */
	if (m.other != 0 && start != 0) {
		i = last_start(start);
		n = ascii_run(m.letter, i);
		if (n < DATES_PREFIX && (unsigned char)p[i + n] >= 0x80)
			return i;
	}
	return stop;
}

/*
 * From p, not within a word, to a digit, a character that is not ASCII, or a
 * word that is a trigger or has such a character; text.len if there is none.
 */
static size_t
ascii_stop(struct dater *d, size_t p, bool *trigger)
{
	const struct quire_span text = d->text;
	struct run run = { false, false };
	unsigned step;

	for (; p < text.len; p += ASCII_STEP) {
		char tail[ASCII_BLOCK + DATES_PREFIX];
		const char *block = text.p + p;

		if (text.len - p < sizeof tail) {
			memset(tail, 0, sizeof tail);
			memcpy(tail, block, text.len - p);
			block = tail;
		}
		step = block_stop(d, block, p, &run);
		*trigger = run.trigger;
		if (step < ASCII_STEP)
			return p + step < text.len ? p + step : text.len;
	}
	return text.len;
}

/* Thai, Lao, Tibetan, Burmese, Khmer: words go on without a space. */
static bool
runs_on(uint32_t cp)
{
	return (cp >= 0xe00 && cp < 0x10a0) || (cp >= 0x1780 && cp < 0x1800);
}

size_t
scan_trigger(struct dater *d, size_t at)
{
	struct quire_span text = d->text;
	const char *p = text.p + at, *end = text.p + text.len;
	bool in_word = false;
	uint32_t cp;
	unsigned n;

	d->from = 0;
	d->to = SIZE_MAX;
	while (p < end) {
		unsigned char b = (unsigned char)*p;

		if (b < 0x80 && !in_word) {
			bool trigger = false;
			const size_t stop =
			    ascii_stop(d, (size_t)(p - text.p), &trigger);
			const char *q = text.p + stop;

			if (trigger || q == end)
				return stop;
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
				if (is_trigger(d, (size_t)(p - text.p)))
					return (size_t)(p - text.p);
				in_word = true;
			}
			p++;
			continue;
		}
		n = utf8_decode(p, end, &cp);
		if (cp >= 0x2e80 && cp < 0xe000 && pair_starts(cp, p + n, end))
			return (size_t)(p - text.p);
		if (cp - 0x4e00 < 0x5200) { /* Han: a letter, no digit */
			p += n;
			continue;
		}
		if (text_char(cp)->digit <= 9)
			return (size_t)(p - text.p);
		if (!(text_char(cp)->flags & (TEXT_LETTER | TEXT_MARK)))
			in_word = false;
		else if (!in_word && cp < 0x2e80) {
			if (is_trigger(d, (size_t)(p - text.p)))
				return (size_t)(p - text.p);
			in_word = !runs_on(cp);
		}
		p += n;
	}
	return text.len;
}

/* ---- what regions give ---- */

/*
 * True if the word around p has a scheme or begins with www before p, and no
 * bracket closes between that was not opened there: `[text](https://…)today`.
 */
static bool
in_url(struct quire_span text, size_t p)
{
	size_t from = p, depth = 0, n;
	bool inside = false;

	while (from > 0 && p - from < 400) {
		unsigned char b = (unsigned char)text.p[from - 1];

		if (b <= ' ' || b == '"' || b == '<' || b == '>' || b == '[' ||
		    b == ']' || b >= 0xe3)
			break;
		from--;
	}
	for (n = from; n < p; n++)
		if (n + 3 <= p &&
		    (memcmp(text.p + n, "://", 3) == 0 ||
		        memcmp(text.p + n, "www", 3) == 0)) {
			inside = true;
			depth = 0;
		} else if (text.p[n] == '(') {
			depth++;
		} else if (text.p[n] == ')' && depth > 0) {
			depth--;
		} else if (text.p[n] == ')') {
			inside = false;
		}
	return inside;
}

/*
 * Numbers, ordinals and what rows say to be no date are parts, or nothing; but
 * what may be of some reign is for sense.c.
 */
static bool
is_part(const struct item *t)
{
	return t->kind == C_NUM || t->kind == C_ORD ||
	    (t->kind == C_NOT && !item_has(t, C_type));
}

/* A bare year, of a number or of four digits, that is none in any document. */
static bool
is_doubtful(struct dater *d, const struct item *t)
{
	return t == d->early ||
	    (t->kind == C_YX && t->v[C_year] < 1500 && !item_has(t, C_mod) &&
	        early_year(d, t) == EARLY_MAYBE);
}

/*
 * What is a date of t: of "No. 2408 - May 3", whose number is none, the second
 * side. Or null.
 */
static const struct item *
kept(struct dater *d, const struct item *t)
{
	const struct item *a = t->side[0], *b = t->side[1];

	if (filter_item(d, t))
		return t;
	return t->kind == C_RANGE && a != NULL && b != NULL &&
	        a->kind == C_YX && (b->kind == C_FULL || b->kind == C_YM) &&
	        filter_item(d, b)
	    ? b
	    : NULL;
}

static void
collect(struct dater *d)
{
	size_t i;
	bool url, maybe;

	for (i = 0; i < d->toks; i = d->next[i]) {
		struct item *made = d->tok[i].item;
		const struct item *t;

		if (made == NULL && d->tok[i].number)
			made = early_number(d, i);
		if (made == NULL || is_part(made) || item_is_code(made))
			continue;
		sense_score(d->text, made);
		url = in_url(d->text, made->start);
		if (url ? made->kind != C_FULL : item_has(made, C_digits))
			continue;
		t = url ? made : kept(d, made);
		if (t == NULL)
			continue;
		maybe = is_doubtful(d, t);
		found_add(d, t, url, maybe);
		order_count(d, t);
		early_note(d, t, maybe);
	}
}

void
scan_text(struct dater *d)
{
	size_t p = 0, limit = 0, end;

	while ((p = scan_trigger(d, p)) < d->text.len) {
		end = region_fill(d, p, limit);
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
