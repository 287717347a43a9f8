/*
 * Spans of the calendar by their own names: weeks, quarters, halves, seasons,
 * decades, centuries, five-year plans.
 */
#include <string.h>

#include "dates/resolve.h"

void
resolve_season(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int64_t delta;

	v->season = item_get(t, C_season);
	v->precision = P_SEASON;
	if (item_has(t, C_year)) {
		resolve_year(d, t, v);
		return;
	}
	if (!r->known)
		return;
	v->has_year = true;
	v->year = r->year;
	if (item_has(t, C_unit)) {
		v->year += item_get(t, C_shift);
		return;
	}
	delta = v->season * 3 - (r->month == 0 ? 1 : r->month);
	if (item_has(t, C_dir)) { /* "two summers ago" */
		v->year -= item_get(t, C_n) - (delta > -2 ? 0 : 1);
		return;
	}
	if (item_has(t, C_shift)) {
		/* "this winter", in January: it has begun in the year before */
		if (t->v[C_shift] == 0 && delta > 6 &&
		    (delta > 9 || resolve_tense(d, t) < 0))
			v->year--;
		if (t->v[C_shift] < 0)
			v->year += t->v[C_shift] + (delta > -2 ? 0 : 1);
		/* of a year alone the one that follows is of the next */
		if (t->v[C_shift] > 0 && (delta <= 0 || r->month == 0))
			v->year++;
		return;
	}
	if (delta < -4 && !d->narrative && resolve_tense(d, t) > 0)
		v->year++; /* "in the spring they will", in autumn */
	if (delta > 2 && resolve_tense(d, t) <= 0 && !d->narrative)
		v->year--;
}

void
resolve_part_of_year(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	v->quarter = item_get(t, C_quarter);
	v->half = item_get(t, C_hy);
	/* "the 1988 period", with no quarter to compare it with */
	v->precision = v->half > 0 ? P_HALF
	    : v->quarter > 0       ? P_QUARTER
	                           : P_YEAR;
	if (item_has(t, C_year)) {
		resolve_year(d, t, v);
	} else if (r->known) {
		int now =
		    v->half > 0 ? ((r->month + 5) / 6) : (r->month + 2) / 3;
		int want = v->half > 0 ? v->half : v->quarter;

		v->has_year = true;
		v->year =
		    r->year + (item_has(t, C_unit) ? item_get(t, C_shift) : 0);
		if (!item_has(t, C_unit) && item_has(t, C_shift)) {
			if (t->v[C_shift] < 0 && want >= now)
				v->year--;
			if (t->v[C_shift] > 0 && want <= now)
				v->year++;
		} else if (!item_has(t, C_unit) && want > now + 1 &&
		    resolve_tense(d, t) <= 0) {
			v->year--;
		} else if (!item_has(t, C_unit) && want < now - 1 &&
		    resolve_tense(d, t) > 0) {
			v->year++;
		}
	}
}

void
resolve_decade(const struct item *t, struct value *v, const struct ymd *r)
{
	int ten = item_get(t, C_decade);
	int century = item_get(t, C_century);

	/* "the thirties of the last century" */
	if (item_get(t, C_unit) == 'C' && item_has(t, C_shift) && r->known)
		century = r->year / 100 + 1 + t->v[C_shift];
	v->precision = P_DECADE;
	if (item_has(t, C_year)) {
		int year = t->v[C_year];

		if (year % 100 == 0 && item_has(t, C_type)) {
			v->precision = P_CENTURY; /* "1800-talet" */
			v->century = year / 100;
			return;
		}
		if (year > 99 && year % 10 != 0) { /* "1965's" */
			v->precision = P_YEAR;
			v->has_year = true;
			v->year = year;
			return;
		}
		if (!item_has(t, C_bc) &&
		    ((year < 100 && (year % 10 != 0 || year == 10)) ||
		        (year > 99 && year < 1000))) {
			v->precision = P_NONE; /* "the 15s", "the 100s" */
			return;
		}
		if (year < 100)
			year = year +
			    (century != 0 ? (century - 1) * 100
			            : year < 20 && r->known ? 2000
			                                    : 1900);
		v->decade = year / 10;
		if (item_get(t, C_bc) == 1)
			v->decade = -v->decade;
		return;
	}
	if (century != 0)
		v->decade = (century - 1) * 10 + ten / 10;
	else
		/* of the century before, if it has not begun */
		v->decade = (r->known ? r->year / 100 * 10 : 190) + ten / 10 -
		    (r->known && r->year % 100 < ten ? 10 : 0);
}

void
resolve_century(const struct item *t, struct value *v)
{
	v->precision = P_CENTURY;
	v->century = t->v[C_century] - 1;
	if (item_get(t, C_bc) == 1)
		v->century = -t->v[C_century];
}

static void
month_shifted(struct value *v, const struct ymd *r, int shift)
{
	value_set_month(v, r->year, r->month + shift);
	v->precision = P_WEEK;
}

/* "the third week of May": a week is of the month that its Thursday is of. */
static void
week_of_month(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int64_t first, day;

	v->month = item_get(t, C_month);
	if (!item_has(t, C_month))
		month_shifted(v, r, item_get(t, C_shift));
	else if (item_has(t, C_year))
		resolve_year(d, t, v);
	else if (item_has(t, C_unit) && t->v[C_unit] == 'Y' && r->known)
		v->year = r->year + item_get(t, C_shift);
	else if (!resolve_without_year(d, t, v, r)) {
		v->week = 0;
		return;
	}
	first = day_number(v->year, v->month, 1);
	day = first + (11 - day_weekday(first)) % 7;
	day += 7 * (int64_t)(v->week == LAST_WEEK ? 4 : v->week - 1);
	while (day >= first + month_days(v->year, v->month))
		day -= 7;
	v->has_year = true;
	v->week = day_week(day, &v->year);
	v->month = 0;
	if (item_has(t, C_wday))
		value_set_day(v, day - 4 + t->v[C_wday]);
}

void
resolve_week(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	v->week = t->v[C_week];
	if (v->week > 53 && v->week != LAST_WEEK)
		return;
	v->precision = P_WEEK;
	if (item_has(t, C_month) || (item_get(t, C_unit) == 'M' && r->known)) {
		week_of_month(d, t, v, r);
		return;
	}
	if (item_has(t, C_year)) {
		resolve_year(d, t, v);
	} else if (r->known) {
		v->has_year = true;
		v->year = r->year + item_get(t, C_shift);
	}
	if (v->week == LAST_WEEK) /* December 28 lies in it */
		v->week = v->has_year
		    ? day_week(day_number(v->year, 12, 28), &v->year)
		    : 52;
	if (item_has(t, C_wday) && v->has_year)
		value_set_day(v,
		    week_monday(v->year, v->week) + t->v[C_wday] - 1);
}

/* "“八五”期间": the item becomes the numeral alone. */
static void
plan_trim(struct quire_span text, struct item *t)
{
	static const char digits[] = "一二三四五六七八九十";
	size_t p, k, end = 0;

	for (p = t->start; p + 3 <= t->end; p++) {
		for (k = 0; k < sizeof digits - 1; k += 3)
			if (memcmp(text.p + p, digits + k, 3) == 0)
				break;
		if (k == sizeof digits - 1)
			continue;
		if (end == 0)
			t->start = p;
		end = p + 3;
	}
	t->end = end == 0 ? t->end : end;
}

bool
resolve_first_part(const struct dater *d, const struct item *t,
    struct resolved *r)
{
	bool months = item_get(t, C_unit) == 'M' && item_has(t, C_type);
	int n = item_get(t, C_n), last = months ? n : n * 3;
	struct value v;

	if (item_get(t, C_nth) != 1 ||
	    (!months && item_get(t, C_unit) != 'Q') || n < 2 || last > 11 ||
	    d->ref.month == 0 || !langs_have(&t->langs, "zh"))
		return false;
	value_clear(&v);
	v.has_year = true;
	v.year = d->ref.year - (last >= d->ref.month);
	v.precision = months ? P_MONTH : P_QUARTER;
	v.quarter = v.month = 1;
	value_timex(&v, &r->timex);
	value_edtf(&v, &r->edtf);
	buf_add_char(&r->timex, '/');
	buf_add_char(&r->edtf, '/');
	v.quarter = v.month = n;
	value_timex(&v, &r->timex);
	value_edtf(&v, &r->edtf);
	r->type = DATE_RANGE;
	return true;
}

/* The number of the plan by what names it, 0 if the item is none. */
static int
plan_number(const struct item *t)
{
	return item_has(t, C_qual)      ? t->v[C_qual]
	    : !item_has(t, C_named)     ? 0
	    : item_get(t, C_named) == 0 ? item_get(t, C_n)
	                                : t->v[C_named];
}

bool
resolve_plan(struct dater *d, struct item *t, struct date *out,
    struct resolved *r)
{
	int plan = plan_number(t);
	int year = plan < 3 ? 1948 + 5 * plan : 1951 + 5 * plan;

	if (plan < 1 || plan > 30)
		return false;
	if (item_get(t, C_named) != 0 || item_has(t, C_qual))
		plan_trim(d->text, t);
	buf_add_int(&r->timex, year);
	buf_add_char(&r->timex, '/');
	buf_add_int(&r->timex, year + 4);
	r->alike = true;
	date_keep(d, r, out);
	out->type = DATE_RANGE;
	return true;
}
