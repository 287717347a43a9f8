/*
 * Dates as references print them: "2019年11月5日", "(2001a)", "May 31, 2017",
 * "20. Februar 1998", "2014-11-20", "Winter 2016/17", "1998-2000". A reference
 * has one date where it is known to be one, so a small reader does; dates in
 * running text are the business of lib/dates.
 */
#include <string.h>

#include "cite/parse.h"
#include "text/text.h"

struct number {
	int value, digits;
	uint32_t next; /* mark or CJK character behind it */
	int month;     /* a month's name stood before it */
};

struct reader {
	struct number n[8];
	size_t count;
	int month, season;
};

static const struct {
	const char *word;
	int month;
} months[] = { { "jan", 1 }, { "feb", 2 }, { "febr", 2 }, { "fév", 2 },
	{ "mar", 3 }, { "mär", 3 }, { "mrz", 3 }, { "maa", 3 }, { "apr", 4 },
	{ "avr", 4 }, { "abr", 4 }, { "may", 5 }, { "mai", 5 }, { "mag", 5 },
	{ "mei", 5 }, { "jun", 6 }, { "juin", 6 }, { "giu", 6 }, { "jul", 7 },
	{ "juil", 7 }, { "lug", 7 }, { "aug", 8 }, { "aoû", 8 }, { "aou", 8 },
	{ "ago", 8 }, { "sep", 9 }, { "set", 9 }, { "oct", 10 }, { "okt", 10 },
	{ "ott", 10 }, { "out", 10 }, { "nov", 11 }, { "dec", 12 },
	{ "dez", 12 }, { "déc", 12 }, { "dic", 12 }, { "ene", 1 },
	{ "genn", 1 }, { "янв", 1 }, { "фев", 2 }, { "мар", 3 }, { "апр", 4 },
	{ "мая", 5 }, { "июн", 6 }, { "июл", 7 }, { "авг", 8 }, { "сен", 9 },
	{ "окт", 10 }, { "ноя", 11 }, { "дек", 12 } };

static const struct {
	const char *word;
	int season;
} seasons[] = { { "spring", 1 }, { "summer", 2 }, { "autumn", 3 },
	{ "fall", 3 }, { "winter", 4 }, { "frühjahr", 1 }, { "frühling", 1 },
	{ "sommer", 2 }, { "herbst", 3 }, { "printemps", 1 }, { "été", 2 },
	{ "automne", 3 }, { "hiver", 4 } };

/*
 * Is a word that begins as a month's does one? Jane, Marsh and Decker are
 * not; forms in other scripts are many.
 */
static bool
month_word(struct quire_span w, const char *start, unsigned bits)
{
	return (bits & WORD_MONTH) != 0 || span_is(w, start) ||
	    (unsigned char)*w.p >= 0x80 || span_is(w, "augusti") ||
	    span_is(w, "marts") || span_is(w, "maart");
}

static void
read_word(struct reader *r, struct quire_span word, unsigned bits)
{
	struct buf low = { 0 };
	struct quire_span w;
	size_t i;

	if (word.len > 40)
		return;
	text_lower_to(word, &low);
	w = buf_span(&low);
	for (i = 0; i < sizeof seasons / sizeof *seasons; i++)
		if (span_is(w, seasons[i].word))
			r->season = seasons[i].season;
	for (i = 0; i < sizeof months / sizeof *months; i++)
		if (r->month == 0 && span_starts(w, months[i].word) &&
		    w.len < 22 && month_word(w, months[i].word, bits))
			r->month = months[i].month;
	buf_fini(&low);
}

static int
han_digit(uint32_t cp)
{
	static const uint32_t digit[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09,
		0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };
	int i;

	for (i = 0; i < 10; i++)
		if (digit[i] == cp)
			return i;
	return cp == 0x25cb || cp == 0x96f6 ? 0 : -1;
}

/* A number in digits, or a year in Chinese ones: 二〇一九. */
static size_t
read_number(struct reader *r, const struct cite_tokens *t,
    struct quire_span text, size_t i)
{
	const struct cite_token *k = &t->tok[i];
	struct number *n = &r->n[r->count];
	const char *p = text.p + k->start, *end = text.p + k->end;
	uint32_t cp;

	memset(n, 0, sizeof *n);
	if (k->kind == TOK_NUM) {
		while (p < end && n->digits < 9) {
			p += utf8_decode(p, end, &cp);
			n->value = n->value * 10 + text_char(cp)->digit;
			n->digits++;
		}
		i++;
	} else {
		while (i < t->n && t->tok[i].kind == TOK_CJK &&
		    han_digit(t->tok[i].cp) >= 0 && n->digits < 4) {
			n->value = n->value * 10 + han_digit(t->tok[i].cp);
			n->digits++;
			i++;
		}
		if (n->digits != 4)
			return i;
	}
	n->next = t->tok[i].cp;
	n->month = r->month;
	r->count++;
	return i;
}

static void
gather(struct reader *r, const struct cite_tokens *t, struct quire_span text)
{
	size_t i = 0, max = sizeof r->n / sizeof *r->n;

	while (i < t->n && r->count < max) {
		const struct cite_token *k = &t->tok[i];

		if (k->kind == TOK_NUM ||
		    (k->kind == TOK_CJK && han_digit(k->cp) >= 0)) {
			i = read_number(r, t, text, i);
			continue;
		}
		if (k->kind == TOK_WORD)
			read_word(r, span_sub(text, k->start, k->end), k->word);
		i++;
	}
}

static bool
year_like(const struct number *n)
{
	return n->digits == 4 && n->value >= 1000 && n->value < 2200;
}

/* 2016/17 and 1998-2000: the end year. */
static void
read_end(const struct reader *r, size_t y, struct cite_date *d)
{
	const struct number *n = &r->n[y];

	if (y + 1 >= r->count || d->month > 0)
		return;
	if (n->next != '-' && n->next != '/' && n->next != 0x2013 &&
	    n->next != 0x2014)
		return;
	if (year_like(&n[1]))
		d->end_year = n[1].value;
	else if (n[1].digits == 2 && n[1].value == (n->value + 1) % 100)
		d->end_year = n->value + 1;
	if (d->end_year <= d->year || d->end_year > d->year + 60)
		d->end_year = 0;
}

static int
day_of(const struct number *n)
{
	return n->digits <= 2 && n->value >= 1 && n->value <= 31 ? n->value : 0;
}

/* Year first: 2019-11-05, 2019年11月, 2001, May 31. */
static void
read_after(const struct reader *r, size_t y, struct cite_date *d)
{
	size_t i = y + 1;

	if (i >= r->count)
		return;
	if (r->month > 0) {
		d->day = day_of(&r->n[i]);
		return;
	}
	/* "2018年第3期": no month */
	if (r->n[y].next == 0x5e74 && r->n[i].next != 0x6708)
		return;
	if (r->n[i].digits > 2 || r->n[i].value < 1 || r->n[i].value > 12 ||
	    (r->n[y].next == '/' && i + 1 >= r->count &&
	        r->n[i].value == (d->year + 1) % 100))
		return;
	/* "2016-17" is two years, "2016-11-17" a day */
	d->month = r->n[i].value;
	if (i + 1 < r->count && r->n[i].next != 0)
		d->day = day_of(&r->n[i + 1]);
}

bool
cite_when(struct quire_span text, struct arena *a, struct arena *tmp,
    struct cite_date *out)
{
	struct reader r = { 0 };
	struct cite_tokens t;
	size_t y;

	memset(out, 0, sizeof *out);
	cite_tokenize(span_sub(text, 0, 400), tmp, &t);
	gather(&r, &t, text);
	for (y = 0; y < r.count && !year_like(&r.n[y]); y++)
		;
	if (y == r.count)
		return false;
	out->year = r.n[y].value;
	out->season = r.season;
	out->month = r.season > 0 ? 0 : r.month;
	if (r.season == 0 && y > 0 && r.month > 0)
		out->day = day_of(&r.n[y - 1]);
	else if (r.season == 0 && y == 2 && r.n[1].digits <= 2 &&
	    r.n[1].value >= 1 && r.n[1].value <= 12 && r.n[0].next == '.') {
		out->month = r.n[1].value; /* 5.11.2019 */
		out->day = day_of(&r.n[0]);
	} else if (r.season == 0)
		read_after(&r, y, out);
	read_end(&r, y, out);
	if (r.season > 0 || out->end_year > 0)
		out->literal = cite_plain(text, a);
	return true;
}
