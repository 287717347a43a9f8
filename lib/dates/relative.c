/*
 * What stands relative to the reference date: periods counted from it, and
 * the year or week that a month or weekday leaves open.
 */
#include <stdio.h>

#include "dates/resolve.h"

/* ---- moving ------------------------------------------------------------- */

void
value_set_day(struct value *v, int64_t n)
{
	struct ymd d = day_date(n);

	v->has_year = true;
	v->year = d.year;
	v->month = d.month;
	v->day = d.day;
	v->precision = P_DAY;
}

void
value_set_month(struct value *v, int year, int month)
{
	month -= 1;
	year += month / 12;
	month %= 12;
	if (month < 0) {
		month += 12;
		year--;
	}
	v->has_year = true;
	v->year = year;
	v->month = month + 1;
	v->precision = P_MONTH;
}

int64_t
ymd_number(const struct ymd *r)
{
	return day_number(r->year, r->month == 0 ? 1 : r->month,
	    r->day == 0 ? 1 : r->day);
}

static void
set_week(struct value *v, int64_t n)
{
	v->week = day_week(n, &v->year);
	v->has_year = true;
	v->precision = P_WEEK;
}

/* The day that lies so many working days from another. */
static int64_t
working_day(int64_t day, int n)
{
	int step = n < 0 ? -1 : 1;

	day += n / 5 * 7;
	for (n %= 5; n != 0 || day_weekday(day) > 5;) {
		day += step;
		if (day_weekday(day) <= 5 && n != 0)
			n -= step;
	}
	return day;
}

/* The period of a unit that lies n periods from the reference. */
static void
shift_period(const struct ymd *r, int unit, int n, struct value *v)
{
	int month = r->month == 0 ? 1 : r->month;
	int64_t day = ymd_number(r);

	v->has_year = true;
	v->year = r->year;
	switch (unit) {
	case 'D':
		value_set_day(v, day + n);
		break;
	case 'K':
		value_set_day(v, working_day(day, n));
		break;
	case 'W':
		set_week(v, day + 7 * (int64_t)n);
		break;
	case 'F':
		set_week(v, day + 14 * (int64_t)n);
		break;
	case 'E':
		set_week(v, day + 7 * (int64_t)n);
		v->precision = P_WEEKEND;
		break;
	case 'M':
		value_set_month(v, r->year, month + n);
		break;
	case 'Q':
		value_set_month(v, r->year, (month - 1) / 3 * 3 + 1 + 3 * n);
		v->quarter = (v->month + 2) / 3;
		v->precision = P_QUARTER;
		break;
	case 'H':
		value_set_month(v, r->year, (month - 1) / 6 * 6 + 1 + 6 * n);
		v->half = (v->month + 5) / 6;
		v->precision = P_HALF;
		break;
	case 'X':
		v->precision = P_DECADE;
		v->decade = r->year / 10 + n;
		break;
	case 'C':
		v->precision = P_CENTURY;
		v->century = r->year / 100 + n;
		break;
	default:
		v->year += n;
		v->precision = P_YEAR;
	}
}

/* "Friday's": what is its own has mostly happened. */
static bool
possessive(struct quire_span text, size_t p)
{
	struct quire_span rest = span_sub(text, p, text.len);

	return span_starts(rest, "'s") || span_starts(rest, "\u2019s");
}

/* ---- choosing among years and weeks ------------------------------------- */

int
resolve_tense(struct dater *d, const struct item *t)
{
	int cue = item_get(t, C_dir);

	if (cue != 0)
		return cue;
	if (t->kind != C_WD || !possessive(d->text, t->end)) {
		cue = tense_of(d, t);
		d->told = cue;
		d->told_at = t->end;
	}
	if (cue == 0 && d->opts.future)
		return 1;
	return cue;
}

int
resolve_nearest_year(struct dater *d, const struct item *t, int64_t delta,
    int days)
{
	int cue = resolve_tense(d, t);

	if (d->ref.month == 0 && !d->narrative)
		return 0;
	if (d->narrative)
		return delta < -230                   ? 1
		    : delta > 250 && d->ref.month > 0 ? -1
		                                      : 0;
	if (cue > 0) /* "was due by Jan. 14", written on the 15th */
		return delta + days <= 0 &&
		        (d->opts.future || days > 20 || delta < -14)
		    ? 1
		    : 0;
	if (cue < 0) /* "was put off to Nov. 16" */
		return delta > (days > 20 ? 20 : 45) ? -1 : 0;
	if (days > 20) /* a month */
		return delta > 62 || (delta > 0 && tense_is_past(d, t, 4)) ? -1
		    : delta < -275 && !tense_is_past(d, t, 6)              ? 1
		                                                           : 0;
	if (delta > 20 && t->kind != C_HOL && tense_is_past(d, t, 6))
		return -1;
	return delta > 120 ? -1 : delta < -260 ? 1 : 0;
}

bool
resolve_without_year(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int64_t here, ref;
	int shift = item_get(t, C_shift), year = carry_year(d, t, v);
	int day = v->day == 0 ? 1 : v->day, length = v->day == 0 ? 28 : 1, k;

	if (!r->known && year == 0)
		return false;
	ref = ymd_number(r);
	here = day_number(r->year, v->month, day);
	if (year == 0 && item_has(t, C_shift) && !item_has(t, C_unit)) {
		year = r->year;
		if (shift < 0 &&
		    (length > 1 ? v->month >= r->month : here >= ref))
			year--;
		if (shift > 0 &&
		    (length > 1 ? v->month <= r->month : here <= ref))
			year++;
	} else if (year == 0) {
		year = r->year + resolve_nearest_year(d, t, here - ref, length);
	}
	v->has_year = true;
	v->year = year;
	/* February 29: the nearest year that has one, first those before */
	for (k = 1;
	     k < 5 && v->day > 28 && !date_valid(v->year, v->month, v->day);
	     k++)
		v->year = date_valid(year - k, v->month, v->day) ? year - k
		                                                 : year + k;
	return true;
}

void
resolve_weekday(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int wday = item_get(t, C_wday), cue;
	int64_t ref, n;

	if (!r->known || (d->narrative && r->day == 0) ||
	    item_has(t, C_every)) {
		v->weekday = wday;
		v->precision = P_DAY;
		return;
	}
	ref = ymd_number(r);
	n = ref + wday - day_weekday(ref);
	if (item_has(t, C_unit) && t->v[C_unit] == 'W') {
		value_set_day(v, n + 7 * (int64_t)item_get(t, C_shift));
		return;
	}
	if (item_has(t, C_shift)) {
		int shift = t->v[C_shift];

		/* "said this Friday" is no day to come */
		if (shift == 0)
			shift = resolve_tense(d, t);
		else if (n == ref)
			n += shift > 0 ? 7 : -7;
		if (shift < 0 && n > ref)
			n -= 7;
		if (shift > 0 && n < ref)
			n += 7;
		value_set_day(v, n);
		return;
	}
	cue = resolve_tense(d, t);
	if (d->narrative ||
	    (cue == 0 && n != ref && !possessive(d->text, t->end) &&
	        tense_has_no_past(d, t)))
		cue = 1;
	if (cue > 0 && n < ref)
		n += 7;
	if (cue <= 0 && n > ref)
		n -= 7;
	value_set_day(v, n);
}

/* ---- counted from here -------------------------------------------------- */

/* "two hours ago", when the reference has a clock. */
static bool
counted_clock(const struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int64_t step = item_get(t, C_unit) == 'h' ? 60 : 1, at, day;

	if (r != &d->ref || d->minute < 0 || d->narrative || r->day == 0 ||
	    item_get(t, C_unit) == 's')
		return false;
	at = ymd_number(r) * 1440 + d->minute +
	    item_get(t, C_dir) * step * item_get(t, C_n);
	if (item_has(t, C_halfadd))
		at += item_get(t, C_dir) * step / 2;
	day = (at - (at % 1440 + 1440) % 1440) / 1440; /* before 1970 too */
	at -= day * 1440;
	value_set_day(v, day);
	v->has_time = true;
	v->hour = (int)(at / 60);
	v->min = (int)(at % 60);
	return true;
}

/* The day that lies where the period of v does, counted from another. */
static struct ymd
day_in(const struct value *v, const struct ymd *from)
{
	struct ymd to = { v->year, v->month == 0 ? from->month : v->month,
		v->day == 0 ? from->day : v->day, true };

	if (to.month > 0 && to.day > month_days(to.year, to.month))
		to.day = month_days(to.year, to.month);
	return to;
}

/* "two years, a month and two days ago": the day, or what the last unit is. */
static void
counted_parts(const struct item *t, struct value *v, const struct ymd *r)
{
	static const int number[] = { C_n, C_num2, C_num3 };
	static const int units[] = { C_unit, C_unit2, C_unit3 };
	int dir = item_get(t, C_dir);
	struct ymd from = *r;
	size_t i;

	for (i = 0; i < 3 && item_has(t, number[i]); i++) {
		int unit = item_get(t, units[i]), n = dir * t->v[number[i]];

		if (unit_of_clock(unit))
			return;
		v->week = v->month = v->day = 0;
		shift_period(&from, unit, n, v);
		if (v->precision == P_WEEK)
			from = day_date(ymd_number(&from) + 7 * (int64_t)n);
		else
			from = day_in(v, &from);
	}
}

/* What was counted from a day, to the day. */
static void
to_day(const struct item *t, struct value *v, const struct ymd *from)
{
	int weeks = t->v[C_unit] == 'F' ? 2 : 1;
	struct ymd to;

	if (v->precision == P_WEEK) {
		value_set_day(v,
		    ymd_number(from) +
		        7 * (int64_t)(weeks * t->v[C_dir] * t->v[C_n]));
	} else if (v->precision == P_MONTH || v->precision == P_YEAR) {
		to = day_in(v, from);
		value_set_day(v, ymd_number(&to));
	}
}

/* Number, unit and direction. */
void
resolve_counted(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int n = item_get(t, C_n), unit = item_get(t, C_unit),
	    dir = item_get(t, C_dir);

	if (n == SOME) {
		v->fixed = dir < 0 ? "PAST_REF" : "FUTURE_REF";
		return;
	}
	if (!r->known) {
		snprintf(v->counted, sizeof v->counted, "P%s%s%d%c%s",
		    dir < 0 ? "-" : "", unit_of_clock(unit) ? "T" : "", n,
		    unit_of_clock(unit) ? unit - 32 : unit,
		    unit == 'Y' && item_has(t, C_halfadd) ? "6M" : "");
		v->fixed = "";
		return;
	}
	if (unit_of_clock(unit)) {
		if (!counted_clock(d, t, v, r))
			shift_period(r, 'D', 0, v);
		return;
	}
	if (unit == 'X' || unit == 'C')
		n *= unit == 'X' ? 10 : 100, unit = 'Y';
	if (item_has(t, C_unit2) && item_has(t, C_num2) && r->day > 0) {
		counted_parts(t, v, r);
		return;
	}
	if (item_has(t, C_halfadd) && unit == 'Y') {
		value_set_month(v, r->year, r->month + dir * (12 * n + 6));
		return;
	}
	shift_period(r, unit, dir * n, v);
	if (v->precision != P_WEEK && v->precision != P_MONTH)
		return;
	/* "in two months", but not "ago": to the day, or about it */
	if (dir > 0 && r->day > 0)
		to_day(t, v, r);
	if (v->precision != P_MONTH)
		v->mod = 'A';
}

void
resolve_counted_day(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *from)
{
	resolve_counted(d, t, v, from);
	if (v->fixed == NULL) {
		to_day(t, v, from);
		v->mod = 0;
	}
}

/* "three Sundays ago" */
void
resolve_counted_weekday(const struct item *t, struct value *v,
    const struct ymd *r)
{
	int64_t ref = ymd_number(r);
	int dir = t->v[C_dir], near = (t->v[C_wday] - day_weekday(ref) + 7) % 7;

	if (dir < 0)
		near -= 7;
	else if (near == 0)
		near = 7;
	value_set_day(v, ref + near + 7 * (int64_t)dir * (t->v[C_n] - 1));
}

void
resolve_named_day(struct value *v, const struct ymd *r, int days)
{
	if (r->known && r->day > 0)
		value_set_day(v, ymd_number(r) + days);
	else if (days == 0)
		v->fixed = "PRESENT_REF";
	else
		v->fixed = days < 0 ? "PAST_REF" : "FUTURE_REF";
}

/* "the weekend": the last one, but on a Sunday, or where the text looks ahead */
static int
which_weekend(struct dater *d, const struct item *t, const struct ymd *r)
{
	return day_weekday(ymd_number(r)) >= 6 || resolve_tense(d, t) > 0 ? 0
	                                                                  : -1;
}

/* "this year", "next week", "last quarter" and what is inside of them. */
void
resolve_shifted(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int unit = item_get(t, C_unit), shift = item_get(t, C_shift);

	if (unit == 'E' && !item_has(t, C_shift))
		shift = r->known ? which_weekend(d, t, r) : -1;

	if (r->known)
		shift_period(r, unit, shift, v);
	else if (shift != 0)
		v->fixed = shift < 0 ? "PAST_REF" : "FUTURE_REF";
	else
		v->fixed = unit == 'Y' ? "XXXX"
		    : unit == 'M'      ? "XXXX-XX"
		                       : "PRESENT_REF";
}
