/*
 * Tokens of a region: numbers (decimal digits of every script, Chinese
 * numerals) and the words of the lexicon, longest entry first. Words are runs
 * of letters; in scripts without spaces every character may begin or end one.
 */
#include <string.h>

#include <unicode/uscript.h>

#include "dates/room.h"

const struct dates_langset *
langs_of(uint16_t index)
{
	return &dates_langsets[index];
}

const char *
lang_tag(size_t bit)
{
	return dates_langs[bit];
}

int
lang_find(const char *tag, size_t len)
{
	int i;

	for (i = 0; dates_langs[i] != NULL; i++)
		if (strlen(dates_langs[i]) == len &&
		    memcmp(dates_langs[i], tag, len) == 0)
			return i;
	return -1;
}

/* The order of a locale, or that of its language. */
enum date_order
locale_order(const char *tag)
{
	size_t len = strlen(tag), i;

	while (len > 0) {
		for (i = 0; dates_orders[i].locale[0] != '\0'; i++)
			if (strlen(dates_orders[i].locale) == len &&
			    memcmp(dates_orders[i].locale, tag, len) == 0)
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

bool
langs_meet(const struct dates_langset *a, const struct dates_langset *b,
    struct dates_langset *both)
{
	uint64_t any = 0;
	size_t i;

	if (b == &dates_langsets[1]) { /* all languages */
		*both = *a;
		return true;
	}
	for (i = 0; i < DATES_LANGS; i++)
		any |= both->bit[i] = a->bit[i] & b->bit[i];
	return any != 0;
}

/* ---- lexemes ---------------------------------------------------------- */

static enum lexeme
class_of(uint32_t cp)
{
	const struct text_char *c = text_char(cp);

	if (cp < 0x80)
		return (cp | 32) - 'a' < 26u   ? LX_WORD
		    : cp - '0' < 10u           ? LX_DIGITS
		    : cp == ' ' || cp - 9 < 5u ? LX_SPACE
		                               : LX_PUNCT;
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

static bool
ascii_letter(char c)
{
	return ((unsigned)c | 32) - 'a' < 26;
}

enum lexeme
lexeme_at(struct quire_span text, size_t p, size_t *end)
{
	const char *stop = text.p + text.len;
	enum lexeme kind;
	uint32_t cp;
	unsigned n;

	if (ascii_letter(text.p[p])) { /* most words */
		do
			p++;
		while (p < text.len && ascii_letter(text.p[p]));
		if (p == text.len || (unsigned char)text.p[p] < 0x80) {
			*end = p;
			return LX_WORD;
		}
		p--;
	}
	n = utf8_decode(text.p + p, stop, &cp);

	kind = class_of(cp);
	*end = p + n;
	if (kind == LX_CHAR || kind == LX_PUNCT)
		return kind;
	while (*end < text.len) {
		n = utf8_decode(text.p + *end, stop, &cp);
		if (class_of(cp) != kind)
			break;
		*end += n;
	}
	return kind;
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

	if (!(dates_known[k >> 3] >> (k & 7) & 1))
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

const struct dates_slot *
lexicon_word(struct quire_span text, size_t p, size_t end)
{
	return slot_find(
	    hash_lexeme(text.p + p, text.p + end, DATES_HASH_START));
}

const struct dates_slot *
lexicon_find(const struct dater *d, size_t p, size_t *end,
    const struct dates_slot **less)
{
	struct quire_span text = d->text;
	const struct dates_slot *best = NULL, *s;
	uint64_t h = DATES_HASH_START;
	size_t at = p, next;

	while (at < text.len && at - p < 240) {
		enum lexeme kind = lexeme_at(text, at, &next);

		if (kind == LX_SPACE) {
			if (next - at > 3 || next >= text.len)
				break;
			h = dates_hash_byte(h, ' ');
			at = next;
			continue;
		}
		h = hash_lexeme(text.p + at, text.p + next, h);
		at = next;
		s = slot_find(h);
		if (s == NULL)
			break;
		if (s->readings > 0 && (!d->named || is_allowed(d, s))) {
			if (less != NULL)
				*less = best != NULL && *end + 1 == at &&
				        text.p[at - 1] == '.'
				    ? best
				    : NULL;
			best = s;
			*end = at;
		}
		if (!s->prefix)
			break;
	}
	return best;
}

const struct dates_reading *
lexicon_readings(const struct dates_slot *s)
{
	return &dates_readings[s->reading];
}

/* ---- numbers ---------------------------------------------------------- */

static void
add_sym(struct tok *t, int sym, int32_t value)
{
	if (t->syms < TOK_SYMS)
		t->sym[t->syms++] = (struct sym){ (uint16_t)sym, 1, 0, value };
}

/* What a number of so many digits can be. */
static void
number_syms(struct tok *t, int64_t value, unsigned digits)
{
	int32_t v = value > 99999999 ? 99999999 : (int32_t)value;

	t->number = true;
	if (digits == 4 && v >= 1000 && v < 3000)
		add_sym(t, C_y4, v);
	if (digits <= 2) {
		if (v >= 1 && v <= 31)
			add_sym(t, C_day, v);
		if (v >= 1 && v <= 12)
			add_sym(t, C_mon, v);
		if (v <= 24)
			add_sym(t, C_hour, v);
		if (v < 60 && digits == 2) {
			add_sym(t, C_min, v);
			add_sym(t, C_tens, v);
		}
		if (digits == 2)
			add_sym(t, C_y2, v);
		if (digits == 2 && (v >= 50 || v < 10))
			add_sym(t, C_cyear, v);
	}
	if (digits <= 4)
		add_sym(t, C_yn, v);
	if (digits == 4 && v / 100 < 24 && v % 100 < 60)
		add_sym(t, C_hm4, v);
	if (digits == 8)
		add_sym(t, C_n8, v);
	if (digits == 14) /* 20151009081530: the day of it */
		add_sym(t, C_n14, (int32_t)(value / 1000000));
	add_sym(t, C_n, v);
}

/* Digits at p; with thousands marks they are only a number. */
static size_t
lex_digits(struct quire_span text, size_t p, struct tok *t)
{
	const char *stop = text.p + text.len;
	int64_t value = 0;
	unsigned digits = 0;
	bool grouped = false;
	uint32_t cp;

	while (p < text.len) {
		unsigned n = utf8_decode(text.p + p, stop, &cp);
		unsigned v = text_char(cp)->digit;

		if (v > 9) {
			size_t q = p + n, k = 0;

			if (cp != ',' || digits == 0 ||
			    (digits > 3 && !grouped))
				break;
			while (q + k < text.len && k < 4 &&
			    text.p[q + k] >= '0' && text.p[q + k] <= '9')
				k++;
			if (k != 3)
				break;
			grouped = true;
			p = q;
			continue;
		}
		if (digits++ < 15)
			value = value * 10 + v;
		p += n;
	}
	if (grouped) {
		t->number = true;
		add_sym(t, C_n, (int32_t)(value > 99999999 ? 99999999 : value));
	} else {
		number_syms(t, value, digits);
	}
	return p;
}

/* Value of a Chinese numeral: digits < 10, 10 100 1000 10000; or -1. */
static int
han_digit(uint32_t cp)
{
	static const struct {
		uint16_t cp;
		int16_t value;
	} map[] = { { 0x3007, 0 }, { 0x96f6, 0 }, { 0x25cb, 0 }, { 0x4e00, 1 },
		{ 0x4e8c, 2 }, { 0x4e09, 3 }, { 0x56db, 4 }, { 0x4e94, 5 },
		{ 0x516d, 6 }, { 0x4e03, 7 }, { 0x516b, 8 }, { 0x4e5d, 9 },
		{ 0x4e24, 2 }, { 0x5169, 2 }, { 0x58f9, 1 }, { 0x8d30, 2 },
		{ 0x53c1, 3 }, { 0x5341, 10 }, { 0x5eff, 20 }, { 0x5344, 20 },
		{ 0x5345, 30 }, { 0x767e, 100 }, { 0x5343, 1000 },
		{ 0x4e07, 10000 }, { 0x842c, 10000 }, { 0xff2f, 0 } };
	size_t i;

	for (i = 0; i < sizeof map / sizeof *map; i++)
		if (map[i].cp == cp)
			return map[i].value;
	return -1;
}

static void
drop_sym(struct tok *t, int sym)
{
	size_t i, n = 0;

	for (i = 0; i < t->syms; i++)
		if (t->sym[i].sym != sym)
			t->sym[n++] = t->sym[i];
	t->syms = (uint8_t)n;
}

/* A numeral in Chinese characters at p; 0 if there is none. */
static size_t
lex_han(struct quire_span text, size_t p, struct tok *t)
{
	const char *stop = text.p + text.len;
	int64_t total = 0, section = 0, digit = -1, row = 0;
	unsigned digits = 0;
	bool multiplied = false;
	size_t from = p;
	uint32_t cp;

	while (p < text.len && p - from < 48) {
		unsigned n = utf8_decode(text.p + p, stop, &cp);
		int v = text_char(cp)->flags & TEXT_DIGIT && digits > 0
		    ? text_char(cp)->digit
		    : han_digit(cp);

		if (v < 0 || digits > 12)
			break;
		if (v < 10) {
			row = row * 10 + v;
			digit = v;
		} else {
			multiplied = true;
			if (v == 20 || v == 30)
				section += v;
			else if (v == 10000)
				total = (total + section +
				            (digit > 0 ? digit : 0)) *
				    v,
				section = 0;
			else
				section += (digit > 0 ? digit : 1) * v;
			digit = -1;
		}
		digits++;
		p += n;
	}
	if (digits == 0 || digits > 12)
		return from;
	if (multiplied)
		total += section + (digit > 0 ? digit : 0);
	else
		total = row;
	if (multiplied && total >= 10 && total < 60)
		add_sym(t, C_tens, (int32_t)total);
	if (multiplied) {
		number_syms(t, total, total < 100 ? 1 : total < 1000 ? 3 : 5);
	} else {
		number_syms(t, total, digits);
	}
	if (!multiplied) /* 三点二五 is a decimal */
		drop_sym(t, C_tens);
	t->number = false;
	return p;
}

/* English is language 0: a small English word is no foreign month. */
static bool
is_name(const struct dates_reading *r)
{
	return (r->sym == C_month || r->sym == C_wday || r->sym == C_monthx ||
	           r->sym == C_wdayx) &&
	    (dates_langsets[r->langs].bit[0] & 1) == 0;
}

static bool
is_stop(const struct dates_reading *r, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (r[i].sym == C_stop &&
		    (dates_langsets[r[i].langs].bit[0] & 1) != 0)
			return true;
	return false;
}

/*
 * Hebrew numerals: letters with a geresh, or gershayim before the last.
 * Years leave out their thousands.
 */
static size_t
lex_hebrew(struct quire_span text, size_t p, struct tok *t)
{
	static const int16_t value[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 20,
		30, 40, 40, 50, 50, 60, 70, 80, 80, 90, 90, 100, 200, 300,
		400 };
	const char *end = text.p + text.len;
	size_t from = p, letters = 0;
	bool mark = false;
	int32_t sum = 0;
	uint32_t cp;

	while (p < text.len && p - from < 24) {
		unsigned n = utf8_decode(text.p + p, end, &cp);

		if (cp >= 0x5d0 && cp <= 0x5ea) {
			sum += value[cp - 0x5d0];
			letters++;
		} else if ((cp == 0x5f3 || cp == 0x5f4 || cp == '"' ||
		               cp == '\'') &&
		    letters > 0 && !mark) {
			mark = true;
		} else {
			break;
		}
		p += n;
	}
	if (!mark || letters == 0 || sum == 0)
		return from;
	if (sum <= 31)
		add_sym(t, C_day, sum);
	if (sum > 400)
		add_sym(t, C_yn, sum < 1000 ? sum + 5000 : sum);
	return t->syms > 0 ? p : from;
}

static void
word_syms(const struct dater *d, const struct dates_slot *s, uint16_t cut,
    struct tok *t)
{
	const struct dates_reading *r = &dates_readings[s->reading];
	bool stop = !d->named &&
	    (t->end - t->start - cut <= 2 || is_stop(r, s->readings));
	struct dates_langset both;
	size_t i;

	for (i = 0; i < s->readings && t->syms < TOK_SYMS; i++)
		if (stop && is_name(&r[i]))
			continue;
		else if (langs_meet(&dates_langsets[r[i].langs], &d->allowed,
		             &both))
			t->sym[t->syms++] = (struct sym){ r[i].sym, r[i].langs,
				cut, r[i].value };
}

bool
lex_token(struct dater *d, size_t p, struct tok *t)
{
	const struct dates_slot *s, *less = NULL;
	size_t end = p, stop, number;
	enum lexeme kind = lexeme_at(d->text, p, &stop);

	t->start = p;
	t->end = stop;
	t->syms = 0;
	t->number = false;
	t->item = NULL;
	if (kind == LX_SPACE)
		return false;
	if (kind == LX_DIGITS) {
		t->end = lex_digits(d->text, p, t);
		if (t->end - p <= 2 &&
		    (s = lexicon_word(d->text, p, t->end)) != NULL)
			word_syms(d, s, 0, t);
		return true;
	}
	s = lexicon_find(d, p, &end, &less);
	if (kind == LX_WORD && ((unsigned char)d->text.p[p] & 0xfe) == 0xd6) {
		number = lex_hebrew(d->text, p, t);
		if (number > p && (s == NULL || number > end)) {
			t->end = number;
			return true;
		}
		t->syms = 0;
	}
	if (kind == LX_CHAR || kind == LX_PUNCT) {
		number = lex_han(d->text, p, t);
		if (number > p && (s == NULL || end <= number)) {
			t->end = number;
			if (s != NULL && end == number)
				word_syms(d, s, 0, t);
			return true;
		}
		t->syms = 0;
		t->number = false;
	}
	if (s == NULL)
		return false;
	t->end = end;
	word_syms(d, s, 0, t);
	if (less != NULL)
		word_syms(d, less, 1, t);
	return t->syms > 0;
}
