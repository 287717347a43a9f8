/*
 * Numbers: decimal digits of every script, Chinese and Hebrew numerals. What a
 * number can be (a day, a year, an hour) goes by its value and length.
 */
#include "dates/lexicon.h"
#include "dates/numeral.h"
#include "dates/room.h"

/* What numbers can be, in the order of their readings. */
enum {
	NUM_FRONT = 1 << 0, /* tens, in front of all others */
	NUM_Y4 = 1 << 1,
	NUM_DAY = 1 << 2,
	NUM_MON = 1 << 3,
	NUM_HOUR = 1 << 4,
	NUM_MIN = 1 << 5,
	NUM_TENS = 1 << 6,
	NUM_Y2 = 1 << 7,
	NUM_CYEAR = 1 << 8,
	NUM_YN = 1 << 9,
	NUM_HM4 = 1 << 10,
	NUM_N8 = 1 << 11,
	NUM_N14 = 1 << 12,
	NUM_Y3 = 1 << 13,
	NUM_N = 1 << 14
};

static const uint16_t number_class[] = { NUMBER_CLASSES };

/* What a number of so many digits can be. */
static unsigned
number_set(int64_t v, unsigned digits)
{
	unsigned set = NUM_N;

	if (digits <= 2) {
		set |= NUM_YN | (v >= 1 && v <= 31 ? NUM_DAY : 0u) |
		    (v >= 1 && v <= 12 ? NUM_MON : 0u) |
		    (v <= 24 ? NUM_HOUR : 0u);
		/* "98年" is a year, "50年" fifty years */
		if (digits == 2)
			set |= NUM_Y2 | (v < 60 ? NUM_MIN | NUM_TENS : 0u) |
			    (v >= 76 || v < 10 ? NUM_CYEAR : 0u);
	} else if (digits <= 4) {
		set |= NUM_YN | (digits == 3 && v >= 100 ? NUM_Y3 : 0u);
		if (digits == 4)
			set |= (v >= 1000 && v < 3000 ? NUM_Y4 : 0u) |
			    (v / 100 < 24 && v % 100 < 60 ? NUM_HM4 : 0u);
	}
	return set | (digits == 8 ? NUM_N8 : 0u) |
	    (digits == 14 ? NUM_N14 : 0u);
}

/* The same for one of tens and hundreds: 十二, 二百, 两千零七 (a year, too). */
static unsigned
spelt_set(int64_t v)
{
	return number_set(v,
	           v < 100        ? 1
	               : v < 1000 ? 3
	                          : 5) |
	    (v >= 10 && v < 60 ? NUM_FRONT : 0u) |
	    (v > 1900 && v < 2100 && v % 100 != 0 ? NUM_Y4 : 0u);
}

static void
number_fill(const struct tok *t, unsigned set, struct number_kind *k)
{
	struct tok all = { .open = t->open };
	unsigned m;

	k->set = set;
	k->syms = 0;
	for (m = set; m != 0; m &= m - 1) {
		unsigned sym = number_class[__builtin_ctz(m)];

		k->reading[k->syms++] =
		    (struct dates_reading){ (uint16_t)sym, LANGS_ALL, 0, 0, 0 };
		tok_use(&all, dates_sym_bit(sym), &dates_uses[sym][t->open]);
	}
	k->some = all.some;
	k->use = all.use;
}

/* The readings of a number, for a token that has none. */
static void
number_syms(struct dater *d, struct tok *t, int64_t value, unsigned set)
{
	const int32_t v = value > NUMBER_MOST ? NUMBER_MOST : (int32_t)value;
	struct number_kind *k =
	    &d->number[(set * 0x9e3779b1u) >> 16 & (NUMBER_KINDS - 1)];
	size_t i;

	if (k->set != set)
		number_fill(t, set, k);
	t->number = true;
	t->sig = SIG_NUMBER | set;
	t->some = k->some;
	t->use = k->use;
	t->syms = k->syms;
	for (i = 0; i < k->syms; i++) {
		t->own[i] = k->reading[i];
		t->own[i].value = v;
	}
	if ((set & NUM_N14) != 0) /* 20151009081530: the day of it */
		t->own[k->syms - 2].value = (int32_t)(value / 1000000);
}

/* Value of the digit at p, more than 9 if it is none; its length. */
static unsigned
digit_at(struct quire_span text, size_t p, unsigned *n)
{
	uint32_t cp = (unsigned char)text.p[p];

	*n = 1;
	if (cp < 0x80)
		return cp - '0';
	*n = utf8_decode(text.p + p, text.p + text.len, &cp);
	return text_char(cp)->digit;
}

/*
 * A comma or full stop and three digits, no more, behind the number that
 * begins at start; seconds of a clock ("30.123") have a fraction.
 */
static bool
is_group(struct quire_span text, size_t start, size_t p)
{
	size_t k = 0;

	if (text.p[p] != ',' &&
	    (text.p[p] != '.' || (start > 0 && text.p[start - 1] == ':')))
		return false;
	for (p++; p + k < text.len && k < 4 && text.p[p + k] >= '0' &&
	     text.p[p + k] <= '9';
	     k++)
		;
	return k == 3;
}

/* Length of a blank at p that may set figures apart, or 0. */
static size_t
blank_at(struct quire_span text, size_t p)
{
	return p < text.len && text.p[p] == ' '                  ? 1
	    : span_starts(span_sub(text, p, text.len), "\u3000") ? 3
	                                                         : 0;
}

/*
 * "2 0 0 8 年", "1 2 日": figures set apart, as scans of Chinese have them, of
 * which the first ends at p. Where the last ends, or p.
 */
static size_t
figures_apart(struct quire_span text, size_t p, int64_t *value,
    unsigned *digits)
{
	enum { MOST = 4 };
	int64_t sum = *value;
	size_t n, q = p, end = p;
	unsigned k, v, len;

	for (k = 1;
	     k <= MOST && (n = blank_at(text, q)) > 0 && q + n < text.len;
	     k++) {
		v = digit_at(text, q + n, &len);
		if (v > 9)
			break;
		sum = sum * 10 + v;
		q = end = q + n + len;
	}
	q += blank_at(text, q);
	if (q + 3 > text.len ||
	    ((k != 4 || !text_before(text, q + 3, "年")) &&
	        (k != 2 || !listed_before(text, q + 3, "月日号號", 3))))
		return p;
	*value = sum;
	*digits = k;
	return end;
}

/* Digits at p; with thousands marks they are only a number. */
size_t
lex_digits(struct dater *d, size_t p, struct tok *t)
{
	const struct quire_span text = d->text;
	unsigned digits = 0, v, n;
	int64_t value = 0;
	size_t start = p;
	bool grouped = false;

	for (; p < text.len && digits < 15 &&
	     (v = (unsigned char)text.p[p] - (unsigned)'0') <= 9;
	     p++, digits++)
		value = value * 10 + v;
	for (; p < text.len; p += n) {
		v = digit_at(text, p, &n);
		if (v <= 9) {
			if (digits++ < 15)
				value = value * 10 + v;
			continue;
		}
		if (digits == 0 || (digits > 3 && !grouped) ||
		    !is_group(text, start, p))
			break;
		grouped = true;
	}
	if (digits == 1)
		p = figures_apart(text, p, &value, &digits);
	number_syms(d, t, value, grouped ? NUM_N : number_set(value, digits));
	return p;
}

/* 两三天, 三五年, 三四十年: one or the other, counted as the lesser. */
static bool
is_either(int64_t row)
{
	return row == 35 || (row > 10 && row % 10 == row / 10 + 1);
}

/* "二O一O年": within a numeral, letters and a circle stand for 〇. */
static bool
is_round(uint32_t cp)
{
	return cp == 'O' || cp == 0x41e || cp == 0x25ef;
}

/* A numeral in Chinese characters at p; 0 if there is none. */
size_t
lex_han(struct dater *d, size_t p, struct tok *t)
{
	const struct quire_span text = d->text;
	const char *stop = text.p + text.len;
	int64_t total = 0, section = 0, digit = -1, row = 0;
	unsigned digits = 0;
	bool multiplied = false;
	size_t from = p;
	uint32_t cp;

	utf8_decode(text.p + p, stop, &cp);
	if (dates_han_digit(cp) < 0)
		return from; /* most often */
	while (p < text.len && p - from < 48) {
		unsigned n = utf8_decode(text.p + p, stop, &cp);
		int v = text_char(cp)->flags & TEXT_DIGIT && digits > 0
		    ? text_char(cp)->digit
		    : digits > 0 && is_round(cp) ? 0
		                                 : dates_han_digit(cp);

		/* a name ends in 零 in front of "9月" */
		if (v < 0 || digits > 12 ||
		    (digits == 1 && row == 0 && cp < 0x80))
			break;
		if (v < 10) {
			row = row * 10 + v;
			digit = v;
		} else {
			if (is_either(row % 100) && row % 10 == digit)
				digit = row / 10 % 10;
			multiplied = true;
			row = 0;
			if (v == 20 || v == 30)
				section += v;
			else if (v == 10000) {
				total += section + (digit > 0 ? digit : 0);
				total = (total == 0 ? 1 : total) * v;
				section = 0;
			} else
				section += (digit > 0 ? digit : 1) * v;
			digit = -1;
		}
		digits++;
		p += n;
	}
	if (digits == 0 || digits > 12)
		return from;
	if (!multiplied) { /* 三点二五 is a decimal, not tens; 五〇年 a year */
		number_syms(d, t, row,
		    (number_set(row, digits) & ~(unsigned)NUM_TENS) |
		        (digits == 2 && row >= 50 ? NUM_CYEAR : 0u));
		if (digits == 2 && is_either(row))
			t->own[t->syms - 1].value = (int32_t)(row / 10);
	} else {
		total += section + (digit > 0 ? digit : 0);
		number_syms(d, t, total, spelt_set(total));
	}
	t->number = false;
	return p;
}

/*
 * Hebrew numerals: letters with a geresh, or gershayim before the last.
 * Years leave out their thousands.
 */
size_t
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
	t->sig = SIG_NUMBER | (sum <= 31 ? NUM_DAY : NUM_YN);
	if (sum <= 31)
		tok_add(t, C_day, sum, 0);
	if (sum > 400)
		tok_add(t, C_yn, sum < 1000 ? sum + 5000 : sum, 0);
	return t->syms > 0 ? p : from;
}
