/*
 * Time of day: hours of either half, parts of the day, zones; and which day it
 * is of.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

/* "1430", "430 pm": hours and minutes are one number. */
static bool
is_joined(const struct item *t)
{
	return item_has(t, C_hm4) ||
	    (item_has(t, C_n) && item_has(t, C_ampm) && !item_has(t, C_hour));
}

/* False: "30 am" has no hours. */
static bool
joined_clock(const struct item *t, struct value *v)
{
	const int at = t->v[item_has(t, C_hm4) ? C_hm4 : C_n];

	v->hour = at / 100;
	v->min = at % 100;
	if (item_get(t, C_ampm) == 2 && v->hour < 12)
		v->hour += 12;
	return item_has(t, C_hm4) || at >= 100;
}

/* Parts of the day, by two letters each. */
enum {
	PART_AFTERNOON = 'A' << 8 | 'F',
	PART_EVENING = 'E' << 8 | 'V',
	PART_NIGHT = 'N' << 8 | 'I'
};

/* The hour of the half of the day that "p.m." or a part of it tells. */
static void
hour_of_half(const struct item *t, struct value *v)
{
	const int part = item_get(t, C_part), half = item_get(t, C_ampm);

	if ((half == 2 || part == PART_AFTERNOON || part == PART_EVENING ||
	        (part == PART_NIGHT && v->hour > 5)) &&
	    v->hour < 12)
		v->hour += 12;
	else if (v->hour == 12 && v->min <= 0 && !item_has(t, C_halfadd) &&
	    (part == PART_EVENING || part == PART_NIGHT))
		v->hour = 24;
	if (half == 1 && v->hour == 12)
		v->hour = 0;
}

static void
hour_clock(const struct item *t, struct value *v)
{
	v->hour = t->v[C_hour];
	v->min = item_has(t, C_min)              ? t->v[C_min]
	    : item_has(t, C_n) && t->v[C_n] < 60 ? t->v[C_n]
	                                         : -1;
	v->sec = item_has(t, C_sec) ? t->v[C_sec] : -1;
	hour_of_half(t, v);
	if (item_has(t, C_halfadd))
		v->min = 30;
	/* "las tres menos diez", "halb vier" */
	if (item_has(t, C_before) && v->min > 0) {
		v->hour = (v->hour + 23) % 24;
		v->min = 60 - v->min;
	}
	if (v->min < 0 && v->sec < 0)
		v->min = 0;
}

bool
clock_value(const struct item *t, struct value *v)
{
	v->zone = item_has(t, C_zone) ? t->v[C_zone] : ZONE_NONE;
	if (is_joined(t)) {
		v->has_time = true;
		if (!joined_clock(t, v))
			return false;
	} else if (item_has(t, C_noon)) {
		v->has_time = true;
		v->hour = t->v[C_noon] / 100;
		v->min = 0;
	} else if (item_has(t, C_hour)) {
		v->has_time = true;
		hour_clock(t, v);
	} else if (item_get(t, C_part) != 0) {
		v->has_time = true;
		v->part = t->v[C_part];
	}
	return v->hour <= 24 && v->min <= 59;
}

int
clock_zone(struct quire_span text, const struct item *t)
{
	const char *p = text.p + t->end - 6, *m = p + 4;
	int minutes;

	if (t->end < t->start + 6)
		return ZONE_NONE;
	if (p[3] != ':')
		p++;
	if ((p[0] != '+' && p[0] != '-') || !dates_digit_at(text, t->end - 4))
		return ZONE_NONE;
	minutes = ((p[1] - '0') * 10 + p[2] - '0') * 60 + (m[0] - '0') * 10 +
	    m[1] - '0';
	if (minutes < 0 || minutes > 14 * 60)
		return ZONE_NONE;
	return p[0] == '-' ? -minutes : minutes;
}

/* ---- the day ------------------------------------------------------------ */

enum { SENTENCE = 200, BESIDE = 40 }; /* bytes */
enum { CLOCKS = 8 };                  /* that one day is told of */

static bool
is_clock(const struct item *t)
{
	return t->kind == C_CLK || t->kind == C_TOD;
}

static bool
within_sentence(struct quire_span text, size_t p, size_t end)
{
	if (end < p || end - p > SENTENCE)
		return false;
	for (; p < end; p++)
		if (tense_ends_sentence(text, p))
			return false;
	return true;
}

/* "(0735 GMT) ", "local time on ", "Moscow time, ", "in Lindmoor on " */
static bool
leads_to_day(struct dater *d, const struct item *t, size_t p, size_t end)
{
	struct lexeme l;

	if (end < p || end - p > BESIDE || !within_sentence(d->text, p, end))
		return false;
	for (; p < end; p = l.end) {
		lexeme_right(d, p, &l);
		if (l.kind == LX_WORD && !dates_upper_at(d->text, p) &&
		    !context_says(l.slot, C_follow, dates_kind_bit(C_CLK),
		        &t->langs))
			return false;
	}
	return true;
}

/* The day that stands behind a clock and others beside it. */
static bool
day_behind(struct dater *d, const struct item *t, struct found f,
    struct found_at at, struct ymd *day)
{
	struct resolved r = { DATE_DATE, false, { 0 }, { 0 } };
	size_t end = t->end;
	struct value v;
	int i;

	for (i = 0; i < CLOCKS && leads_to_day(d, t, end, f.item.start); i++) {
		end = f.item.end;
		if (is_clock(&f.item)) {
			if (!order_next(d, &at.next, at.order, FOUND_ALL, &f))
				return false;
			continue;
		}
		if (f.item.kind != C_FULL && f.item.kind != C_MD &&
		    f.item.kind != C_WD)
			return false;
		resolve_item(d, &f.item, &v, &r);
		buf_fini(&r.timex);
		buf_fini(&r.edtf);
		*day = value_ymd(&v);
		return v.precision == P_DAY && v.has_year && v.month > 0;
	}
	return false;
}

/*
 * "Tuesday, May 13\n6:30 drinks": on the line below the day, at its start or
 * behind a label.
 */
static bool
is_below(struct quire_span text, size_t p, size_t clock)
{
	enum { HEAD = 80, LABEL = 8 };
	size_t line = clock, i;

	if (clock < p || clock - p > HEAD)
		return false;
	while (line > p && text.p[line - 1] != '\n')
		line--;
	if (line == p || clock - line > LABEL)
		return false;
	while (line > p && (signed char)text.p[line - 1] <= ' ')
		line--;
	for (i = p; i < line; i++)
		if (text.p[i] == '\n' ||
		    (tense_ends_sentence(text, i) && i + 1 < line))
			return false;
	return true;
}

/* "from 9 to 11:30" */
static bool
is_of_clocks(const struct found *f)
{
	return is_clock(&f->side[1]) &&
	    (is_clock(&f->side[0]) || f->side[0].kind == 0);
}

void
clock_day(struct dater *d, const struct found *f, const struct found *next,
    struct found_at at)
{
	const struct item *t = &f->item;

	d->clock.known = false;
	if (t->kind == C_RANGE ? !is_of_clocks(f) : !is_clock(t))
		return;
	if (next != NULL && day_behind(d, t, *next, at, &d->clock))
		return;
	d->clock = d->anchor;
	d->clock.known = d->anchor.known && d->anchored == d->day_at &&
	    d->anchor.day > 0 &&
	    (within_sentence(d->text, d->anchored, t->start) ||
	        is_below(d->text, d->anchored, t->start));
}
