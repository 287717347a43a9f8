/*
 * The lexicon: entries of one or more lexemes in a perfect hash, and the
 * languages they belong to. Longest entry first.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/room.h"

int
lang_find(const char *tag, size_t len)
{
	unsigned a, b;
	int i;

	if (len == 2 && (a = (unsigned)(tag[0] - 'a')) < DATES_LETTERS &&
	    (b = (unsigned)(tag[1] - 'a')) < DATES_LETTERS)
		return dates_lang_two[a][b] - 1;
	for (i = 0; dates_langs[i] != NULL; i++)
		if (strlen(dates_langs[i]) == len &&
		    memcmp(dates_langs[i], tag, len) == 0)
			return i;
	return -1;
}

bool
langs_have(const struct dates_langset *l, const char *tag)
{
	int bit = lang_find(tag, 2);

	return bit >= 0 && bits_have(l->bit, (size_t)bit);
}

/* The order of a locale, or that of its language. */
enum date_order
locale_order(const char *tag)
{
	size_t len = strlen(tag), i;

	while (len > 0) {
		struct quire_span t = { tag, len };

		for (i = 0; dates_orders[i].locale[0] != '\0'; i++)
			if (span_is_nocase(t, dates_orders[i].locale))
				return dates_orders[i].order[0] == 'd'
				    ? DATE_DMY
				    : dates_orders[i].order[0] == 'm'
				    ? DATE_MDY
				    : DATE_YMD;
		while (len > 0 && tag[--len] != '-')
			;
	}
	return DATE_AUTO;
}

/* ---- lexicon ---------------------------------------------------------- */

/* Most words are none of the lexicon: a small table tells. */
static const struct dates_slot *
slot_find(uint64_t h)
{
	uint32_t k = dates_hash_known(h);
	const struct dates_slot *s;
	uint64_t m;
	unsigned d;

	if (!bits_have(dates_known, k))
		return NULL;
	m = dates_hash_mix(h);
	d = dates_disp[m & ((1u << dates_disp_bits) - 1)];
	s = &dates_slots[((m >> 16) + d * ((m >> 40) | 1)) &
	    ((1u << dates_slot_bits) - 1)];
	return s->hash == h ? s : NULL;
}

/* Hashes a lexeme as the tables do: folded. */
static uint64_t
hash_lexeme(const char *p, const char *end, uint64_t h)
{
	char out[4];
	uint32_t cp;
	unsigned n, i;

	while (p < end) {
		if ((unsigned char)*p < 0x80) {
			unsigned char c = (unsigned char)*p++;

			h = dates_hash_byte(h,
			    (unsigned)(c - 'A') < 26 ? (unsigned char)(c + 32)
			                             : c);
			continue;
		}
		p += utf8_decode(p, end, &cp);
		if (cp == 0x2019 || cp == 0x2bc)
			cp = '\'';
		if (cp == 0x200c || cp == 0x200e || cp == 0x200f)
			continue;
		n = utf8_encode(text_lower(cp), out);
		for (i = 0; i < n; i++)
			h = dates_hash_byte(h, (unsigned char)out[i]);
	}
	return h;
}

void
lexicon_init(struct dater *d)
{
	unsigned b;
	char c[2];

	for (b = 0; b < 256; b++)
		d->keep[b] = dates_keep(b);
	for (b = 0; b < 128; b++) {
		c[0] = (char)b;
		if (!is_alpha((unsigned char)b) && b - '0' >= 10 && b != ' ' &&
		    b - 9 >= 5)
			d->sign[b] =
			    slot_find(hash_lexeme(c, c + 1, DATES_HASH_START));
	}
	for (b = 0; b < 110; b++) {
		c[0] = (char)('0' + (b < 10 ? b : (b - 10) / 10));
		c[1] = (char)('0' + b % 10);
		d->digit[b] = slot_find(
		    hash_lexeme(c, c + (b < 10 ? 1 : 2), DATES_HASH_START));
	}
}

static bool
is_allowed(const struct dater *d, const struct dates_slot *s)
{
	const struct dates_reading *r = &dates_readings[s->reading];
	struct dates_langset both;
	size_t i;

	for (i = 0; i < s->readings; i++)
		if (langs_meet(&dates_langsets[r[i].langs], &d->allowed, &both))
			return true;
	return false;
}

/* Folding, hashing and the search are done once for a word. */
void
lexicon_fill(const uint64_t byte[2], struct cached_word *c)
{
	char word[WORD];
	size_t n = 0;

	memcpy(word, byte, WORD);
	while (n < WORD && word[n] != '\0')
		n++;
	memcpy(c->byte, byte, sizeof c->byte);
	c->slot = slot_find(hash_lexeme(word, word + n, DATES_HASH_START));
}

const struct dates_slot *
lexicon_word(struct dater *d, size_t p, size_t end)
{
	const char *word = d->text.p + p;

	if (end - p <= WORD && d->text.len - p >= WORD)
		return lexicon_cached(d, p, end - p, 0);
	return slot_find(hash_lexeme(word, d->text.p + end, DATES_HASH_START));
}

const struct dates_slot *
lexicon_follow(const struct dater *d, const struct dates_slot *s, size_t p,
    size_t *end, const struct dates_slot **less)
{
	struct quire_span text = d->text;
	const struct dates_slot *best = NULL;
	size_t at = *end, next;
	uint64_t h;

	for (;;) {
		if (s->readings > 0 && (!d->named || is_allowed(d, s))) {
			if (less != NULL)
				*less = best != NULL && *end + 1 == at &&
				        text.p[at - 1] == '.'
				    ? best
				    : NULL;
			best = s;
			*end = at;
		}
		if (at - p >= 240 || !lexicon_goes_on(s, text, at))
			break;
		h = s->hash;
		if (lexeme_at(text, at, &next) == LX_SPACE) {
			if (next - at > 3 || next >= text.len ||
			    next - p >= 240)
				break;
			h = dates_hash_byte(h, ' ');
			at = next;
			lexeme_at(text, at, &next);
		}
		s = slot_find(hash_lexeme(text.p + at, text.p + next, h));
		if (s == NULL)
			break;
		at = next;
	}
	return best;
}

const struct dates_slot *
lexicon_find(struct dater *d, size_t p, size_t *end,
    const struct dates_slot **less)
{
	const struct dates_slot *s;
	enum lexeme_kind kind = lexeme_at(d->text, p, end);

	if (kind == LX_SPACE)
		return NULL;
	s = lexicon_word(d, p, *end);
	return s == NULL ? NULL : lexicon_longest(d, s, p, end, less);
}

void
lexeme_other(struct dater *d, size_t p, struct lexeme *l)
{
	if (d->text.len - p > WORD && han_at(d->text.p + p) != 0) {
		*l = (struct lexeme){ p + 3, lexicon_cached(d, p, 3, 0),
			LX_CHAR };
		return;
	}
	l->kind = lexeme_at(d->text, p, &l->end);
	l->slot = NULL;
	if (l->kind != LX_SPACE && l->kind != LX_DIGITS)
		l->slot = lexicon_word(d, p, l->end);
}

size_t
lexicon_other_before(struct dater *d, size_t p, const struct dates_slot **s)
{
	struct quire_span text = d->text;
	enum lexeme_kind kind;
	uint32_t cp;
	size_t q;

	q = lexeme_before(text, p, 0, 60, &kind);
	if (kind == LX_SPACE || kind == LX_DIGITS)
		q = p - utf8_decode_before(text.p, text.p + p, &cp);
	*s = lexicon_word(d, q, p);
	return q;
}

bool
lexicon_reads(const struct dates_slot *s, int class)
{
	return s != NULL &&
	    readings_have(lexicon_readings(s), s->readings, class);
}
