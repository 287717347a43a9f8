/*
 * Days that a rule gives: holidays by the numbers of class hol in
 * dates-words.tsv, the nth weekday of a month.
 */
#include <math.h>

#include "dates/resolve.h"

/* Meeus, Jones and Butcher: Easter Sunday of the Gregorian calendar. */
static int64_t
easter(int y)
{
	int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4;
	int f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

	return day_number(y, n / 31, n % 31 + 1);
}

/*
 * Longitude of the sun in degrees (Meeus, Astronomical Algorithms, 25, of low
 * accuracy: 0.01, a quarter of an hour); t in days since 1970.
 */
static double
sun_longitude(double t)
{
	const double rad = 3.14159265358979 / 180, c = (t - 10957.5) / 36525;
	const double m = (357.52911 + 35999.05029 * c) * rad;

	return 280.46646 + 36000.76983 * c +
	    (1.914602 - 0.004817 * c) * sin(m) + 0.019993 * sin(2 * m) +
	    0.000289 * sin(3 * m) - 0.00569 -
	    0.00478 * sin((125.04 - 1934.136 * c) * rad);
}

/* The day, in China, of the nth of 24 solar terms, from the vernal equinox. */
static int64_t
solar_term(int year, int n)
{
	const double tropical = 365.2422, east = 8.0 / 24;
	double t = (double)day_number(year, 3, 20) +
	    tropical * (n < 19 ? n : n - 24) / 24;
	int i;

	for (i = 0; i < 3; i++)
		t -= remainder(sun_longitude(t) - 15.0 * n, 360) / 360 *
		    tropical;
	return (int64_t)floor(t + east);
}

/* The nth (5: last) weekday of a month. */
static int64_t
nth_weekday(int year, int month, int n, int wday)
{
	int64_t first = day_number(year, month, 1);
	int64_t day = first + (wday - day_weekday(first) + 7) % 7;

	day += 7 * (int64_t)(n - 1);
	while (day >= first + month_days(year, month))
		day -= 7;
	return day;
}

/*
 * 6MMDD: of the Islamic calendar, 7MMDD: of the Hebrew, MM as ICU counts
 * (Tishri 1, Adar 7, Nisan 8). The day that falls into the Gregorian year;
 * the first, if two do.
 */
static bool
foreign_holiday(struct dater *d, int code, int year, struct value *v)
{
	int cal = code < 70000 ? CAL_UMALQURA : CAL_HEBREW, k;
	int from = code < 70000 ? (year - 622) * 33 / 32 : year + 3760;
	struct ymd o;

	for (k = -1; k <= 2; k++)
		if (calendar_date(d, cal, from + k, code / 100 % 100,
		        code % 100, false, &o) &&
		    o.year == year) {
			value_set_day(v, day_number(o.year, o.month, o.day));
			return true;
		}
	return false;
}

static bool
holiday_itself(struct dater *d, int code, int year, struct value *v)
{
	struct ymd o;

	v->has_year = true;
	v->year = year;
	v->precision = P_DAY;
	if (code < 20000) {
		v->month = code / 100;
		v->day = code % 100;
	} else if (code < 40000) {
		value_set_day(v,
		    nth_weekday(year, code / 100 % 100, code / 10 % 10,
		        code % 10));
	} else if (code < 50000) {
		value_set_day(v, easter(year) + code - 40100);
	} else if (code < 60000) {
		int day = code % 100; /* 0: the eve of the first */

		if (!calendar_date(d, CAL_CHINESE, year, code / 100 % 100,
		        day > 0 ? day : 1, false, &o))
			return false;
		value_set_day(v,
		    day_number(o.year, o.month, o.day) - (day == 0));
	} else if (code < 80000) {
		return foreign_holiday(d, code, year, v);
	} else {
		value_set_day(v, solar_term(year, code % 100));
	}
	return true;
}

/* What lies behind a holiday (100000 a day) counts from it. */
static bool
holiday(struct dater *d, int code, int year, struct value *v)
{
	if (!holiday_itself(d, code % 100000, year, v))
		return false;
	if (code >= 100000)
		value_set_day(v,
		    day_number(v->year, v->month, v->day) + code / 100000);
	return true;
}

int
holiday_of_day(struct dater *d, const struct item *t)
{
	static const int8_t step[] = { 0, 1, -1 };
	struct value v;
	size_t i;

	for (i = 0; d->ref.known && i < sizeof step; i++)
		if (holiday(d, t->v[C_hol], d->ref.year + step[i], &v) &&
		    v.day == t->v[C_day])
			return v.year;
	return 0;
}

/*
 * The year in which a holiday without one falls, by the reference, in whose
 * year it is `near`.
 */
static int
holiday_year(struct dater *d, const struct item *t, const struct value *near,
    const struct ymd *r)
{
	int64_t delta =
	    day_number(near->year, near->month, near->day) - ymd_number(r);
	int shift = item_get(t, C_shift), year;

	if (item_has(t, C_day))
		return holiday_of_day(d, t);

	if (item_get(t, C_unit) == 'Y')
		return r->year + shift;
	if (!item_has(t, C_shift)) {
		year = carry_year(d, t, near);
		return year != 0
		    ? year
		    : r->year + resolve_nearest_year(d, t, delta, 1);
	}
	if (shift < 0 && delta > 0)
		return r->year - 1;
	if (shift > 0 && delta < 0)
		return r->year + 1;
	return r->year;
}

/* "Labor Day weekend": the one before a Monday or Tuesday, else after. */
static void
weekend_of(struct value *v)
{
	int64_t n = day_number(v->year, v->month, v->day);

	if (day_weekday(n) < 3)
		n -= 2;
	v->week = day_week(n, &v->year);
	v->precision = P_WEEKEND;
}

void
resolve_holiday(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	struct value y = *v;
	int code = t->v[C_hol];

	y.month = 1;
	if (item_has(t, C_year)) {
		resolve_year(d, t, &y);
	} else if (r->known) {
		if (!holiday(d, code, r->year, &y))
			return;
		y.year = holiday_year(d, t, &y, r);
	} else {
		y.year = 0;
	}
	if (y.year != 0) {
		if (!holiday(d, code, y.year, v))
			return;
		if (item_get(t, C_unit) == 'E')
			weekend_of(v);
		if (item_get(t, C_unit) == 'W') {
			v->week =
			    day_week(day_number(v->year, v->month, v->day),
			        &v->year);
			v->precision = P_WEEK;
		}
	} else if (code < 20000) {
		v->month = code / 100;
		v->day = code % 100;
		v->precision = P_DAY;
	}
}

void
resolve_nth_weekday(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	if (item_has(t, C_month)) {
		v->month = t->v[C_month];
		if (item_has(t, C_year))
			resolve_year(d, t, v);
		else
			resolve_without_year(d, t, v, r);
	} else if (r->known) {
		value_set_month(v, r->year, r->month + item_get(t, C_shift));
	}
	if (v->has_year)
		value_set_day(v,
		    nth_weekday(v->year, v->month, t->v[C_nth], t->v[C_wday]));
	if (v->has_year && item_get(t, C_unit) == 'E') {
		weekend_of(v);
		v->month = v->day = 0;
	}
}
