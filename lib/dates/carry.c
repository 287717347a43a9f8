/*
 * Years that go on: in Chinese, Japanese and Korean prose a month without a
 * year is of the year that was told before it, if nothing between says
 * otherwise: "2012年3月1日签约，5月2日付款。12月搬离", in a text of 2016. In other
 * languages a day does so behind a day: "On June 21, 2008, he fell ill. He died
 * on June 25", in one of 2011; and the day of a law is of the year in its number.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

enum { REACH = 300, LAST_DAYS = 31, NEXT_DAYS = 7, HEAD_REST = 24 };

void
carry_init(struct dater *d)
{
	static const char *const tags[] = { "zh", "ja", "ko" };

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		bits_put(d->eastern.bit, (size_t)lang_find(tags[i], 2));
}

static bool
is_of_east(const struct dater *d, const struct item *t)
{
	return langs_share(&t->langs, &d->eastern);
}

static bool
may_carry(const struct dater *d, const struct item *t)
{
	return (item_has(t, C_day) && item_has(t, C_month)) || is_of_east(d, t);
}

/* True of "2012年", "2012年3月" and "去年3月", not of "去年". */
static bool
tells_year(const struct item *t)
{
	return item_has(t, C_year) ||
	    (item_get(t, C_unit) == 'Y' && item_has(t, C_month));
}

/* True if nothing but blanks and marks of lists stands before p in its line. */
static bool
begins_line(struct quire_span text, size_t p)
{
	static const char marks[] = " \t\r#*-(<[>";

	while (p > 0 &&
	    (strchr(marks, text.p[p - 1]) != NULL ||
	        listed_before(text, p, "　【（《", 3)))
		p -= (unsigned char)text.p[p - 1] < 0x80 ? 1 : 3;
	return p == 0 || text.p[p - 1] == '\n';
}

/* "1985年", "民国18年（1929）": a year that is a line, and heads those behind. */
static bool
is_heading(struct quire_span text, const struct item *t)
{
	size_t most = text.len - t->end;
	struct quire_span rest;
	const char *end;
	size_t i;

	if (most > HEAD_REST + 1)
		most = HEAD_REST + 1;
	rest = span_sub(text, t->end, t->end + most);
	end = most == 0 ? NULL : memchr(rest.p, '\n', most);
	if (t->kind != C_Y || end == NULL || !begins_line(text, t->start))
		return false;
	rest.len = (size_t)(end - rest.p);
	for (i = 0; i + 3 <= rest.len; i++)
		if (memcmp(rest.p + i, "，", 3) == 0 ||
		    memcmp(rest.p + i, "。", 3) == 0)
			return false;
	return true;
}

void
carry_note(struct dater *d, const struct item *t, const struct value *v)
{
	bool goes_on = (item_has(t, C_month) || item_has(t, C_hol)) &&
	    ((d->carried.end != 0 && v->year == d->carried.day.year) ||
	        (d->carried.heading != 0 && v->year == d->carried.heading));

	if (!v->has_year || v->fixed != NULL || v->precision < P_YEAR)
		return;
	if (!may_carry(d, t) || t->kind == C_YX) {
		if (v->year != d->carried.day.year)
			d->carried.end = 0;
		return;
	}
	if (is_heading(d->text, t))
		d->carried.heading = v->year;
	d->carried.end = tells_year(t) || goes_on ? t->end : 0;
	d->carried.plain = item_has(t, C_year) || (goes_on && d->carried.plain);
	if (goes_on && item_has(t, C_hol))
		return; /* days before it may be told next */
	d->carried.day = (struct ymd){ v->year, v->month, v->day, true };
}

/* What stands between two dates: a line's end, a sentence's, a comma. */
enum gap { GAP_NONE, GAP_COMMA, GAP_SENTENCE, GAP_LINE };

static enum gap
gap_between(struct quire_span text, size_t from, size_t to)
{
	static const struct {
		const char *sign;
		enum gap gap;
	} signs[] = { { "。", GAP_SENTENCE }, { "！", GAP_SENTENCE },
		{ "？", GAP_SENTENCE }, { ". ", GAP_SENTENCE },
		{ "；", GAP_COMMA }, { "，", GAP_COMMA }, { ",", GAP_COMMA },
		{ "、", GAP_COMMA }, { "：", GAP_COMMA }, { ":", GAP_COMMA },
		{ "（", GAP_COMMA }, { "(", GAP_COMMA } };
	enum gap gap = GAP_NONE;
	size_t i;

	for (; from < to; from++) {
		struct quire_span rest = span_sub(text, from, to);

		if (text.p[from] == '\n')
			return GAP_LINE;
		for (i = 0; i < sizeof signs / sizeof *signs; i++)
			if (signs[i].gap > gap &&
			    span_starts(rest, signs[i].sign))
				gap = signs[i].gap;
	}
	return gap;
}

/* True if that day (or month) in the year before is before it. */
static bool
is_behind(const struct ymd *from, const struct value *v)
{
	return v->month > from->month ||
	    (v->month == from->month &&
	        (v->day == 0 || from->day == 0 || v->day >= from->day));
}

/* True of days of the last weeks before the document, and the next. */
static bool
is_news(const struct dater *d, const struct value *v)
{
	int64_t days;

	if (v->day == 0 || d->ref.month == 0)
		return v->month == d->ref.month;
	days = day_number(d->ref.year, v->month, v->day) - ymd_number(&d->ref);
	return days >= -LAST_DAYS && days <= NEXT_DAYS;
}

/* Of " de ", " d'", " of ", " от " before a day. */
static bool
is_of(char c)
{
	return c == ' ' || c == '\'' || (c & 0x80) != 0 ||
	    is_alpha((unsigned char)c);
}

/*
 * "Ley 8/2015, de 30 de octubre", "DL 166/70, de 15 de Abril", "Law No. 12/2013
 * of 5 March": the year in the number of a law, of which its day is; or 0.
 */
static int
year_of_law(const struct dater *d, const struct item *t)
{
	enum { OF = 8 };
	const struct quire_span text = d->text;
	size_t p = t->start, least = p > OF ? p - OF : 0, end;
	int year = 0, n = 0;

	if (memchr(text.p + p, '/', t->end - p) != NULL)
		return 0; /* "10/10 or 5/5" */
	while (p > least && is_of(text.p[p - 1]))
		p--;
	p -= p > 0 && text.p[p - 1] == ',';
	for (end = p; p > 0 && n < 5 && dates_digit_at(text, p - 1); n++)
		p--;
	if (p < 2 || text.p[p - 1] != '/' || !dates_digit_at(text, p - 2))
		return 0;
	for (; p < end; p++)
		year = year * 10 + text.p[p] - '0';
	if (n == 2)
		year = resolve_short_year(d, year);
	return year > 1800 && year < 2100 ? year : 0;
}

int
carry_year(struct dater *d, const struct item *t, const struct value *v)
{
	const struct ymd *from = &d->carried.day;
	const bool east = is_of_east(d, t);
	bool plan = d->carried.plain && from->year > d->ref.year;
	int law = v->day > 0 && !east ? year_of_law(d, t) : 0;
	enum gap gap;

	if (law != 0)
		return law;
	if (!may_carry(d, t) || item_has(t, C_shift) || item_has(t, C_unit) ||
	    item_has(t, C_cal))
		return 0;
	if (east && d->carried.heading != 0 && begins_line(d->text, t->start))
		return d->carried.heading;
	if (d->carried.end == 0 || d->narrative || item_has(t, C_dir) ||
	    t->start < d->carried.end || t->start - d->carried.end > REACH ||
	    (!plan && !is_behind(from, v)))
		return 0;
	if (!east &&
	    (from->day == 0 ||
	        (from->year == d->ref.year && !d->loose &&
	            resolve_tense(d, t) <= 0)))
		return 0;
	gap = gap_between(d->text, d->carried.end, t->start);
	/* a plan goes on over its lines */
	if ((gap == GAP_LINE && !plan && (east || !d->loose)) ||
	    (from->month == 0 ? gap != GAP_COMMA || is_news(d, v)
	                      : gap >= GAP_SENTENCE && is_news(d, v)))
		return 0;
	/* "found in 1993, it will meet Jupiter in July" */
	if (from->year < d->ref.year && resolve_tense(d, t) > 0)
		return 0;
	return from->year;
}

void
carry_to(struct dater *d, struct item *t)
{
	struct value v;
	int year;

	if (!item_has(t, C_month) || item_has(t, C_year))
		return;
	value_clear(&v);
	v.month = t->v[C_month];
	v.day = item_get(t, C_day);
	year = carry_year(d, t, &v);
	if (year != 0)
		item_set(t, C_year, year);
}
