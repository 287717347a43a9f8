/*
 * Resolution: an item's fields become a value. What the text leaves open
 * comes from the reference date; for bare weekdays and months the nearest
 * past, unless the sentence looks ahead. In narrative mode the date named
 * last is the reference of the next.
 */
#include <stdio.h>
#include <string.h>

#include "dates/value.h"
#include "dates/resolve.h"

enum { LAST_WEEK = 99 };

static int
get(const struct item *t, int field)
{
	return item_has(t, field) ? t->v[field] : 0;
}

/* ---- years ------------------------------------------------------------ */

/* Two digits mean the century in which they lie nearest, 20 years ahead. */
static int
full_year(const struct dater *d, int two)
{
	int now = d->ref.known ? d->ref.year : 2020;
	int year = now / 100 * 100 + two;

	if (year > now + 20)
		year -= 100;
	if (year <= now - 80)
		year += 100;
	return year;
}

/* Era names count from a year: 令和 2018, 民國 1911. */
static void
item_year(const struct dater *d, const struct item *t, struct value *v)
{
	int year = get(t, C_year);

	if (item_has(t, C_y2) && !item_has(t, C_eranm) && !item_has(t, C_cal))
		year = full_year(d, year);
	if (item_has(t, C_eranm))
		year += t->v[C_eranm];
	if (get(t, C_bc) == 1)
		year = 1 - year;
	v->has_year = true;
	v->year = year;
}

/* ---- moving ----------------------------------------------------------- */

static void
set_day(struct value *v, int64_t n)
{
	struct ymd d = day_date(n);

	v->has_year = true;
	v->year = d.year;
	v->month = d.month;
	v->day = d.day;
	v->precision = P_DAY;
}

static void
set_month(struct value *v, int year, int month)
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

static int64_t
ref_day(const struct ymd *r)
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

/* The period of a unit that lies n periods from the reference. */
static void
shift_period(const struct ymd *r, int unit, int n, struct value *v)
{
	int month = r->month == 0 ? 1 : r->month;
	int64_t day = ref_day(r);

	v->has_year = true;
	v->year = r->year;
	switch (unit) {
	case 'D':
		set_day(v, day + n);
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
		set_month(v, r->year, month + n);
		break;
	case 'Q':
		set_month(v, r->year, (month - 1) / 3 * 3 + 1 + 3 * n);
		v->quarter = (v->month + 2) / 3;
		v->precision = P_QUARTER;
		break;
	case 'H':
		set_month(v, r->year, (month - 1) / 6 * 6 + 1 + 6 * n);
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

/* ---- holidays: numbers of class hol in dates-words.tsv ----------------- */

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

static bool
holiday(int code, int year, struct value *v)
{
	struct ymd o;

	v->has_year = true;
	v->year = year;
	v->precision = P_DAY;
	if (code < 20000) {
		v->month = code / 100;
		v->day = code % 100;
	} else if (code < 40000) {
		set_day(v, nth_weekday(year, code / 100 % 100, code / 10 % 10,
		    code % 10));
	} else if (code < 50000) {
		set_day(v, easter(year) + code - 40100);
	} else {
		if (!calendar_date(5, year, code / 100 % 100, code % 100,
		    false, &o))
			return false;
		set_day(v, day_number(o.year, o.month, o.day));
	}
	return true;
}

/* ---- choosing among years and weeks ----------------------------------- */

/* +1: look ahead; -1: look back; 0: nothing said. */
static int
tense(struct dater *d, const struct item *t)
{
	int cue = get(t, C_dir);

	if (cue != 0)
		return cue;
	cue = filter_tense(d, t);
	if (cue == 0 && d->opts.future)
		return 1;
	return cue;
}

/*
 * The year of a month (and day) without one, `delta` in days from the
 * reference if it lies in the reference's own year.
 */
static int
choose_year(struct dater *d, const struct item *t, int64_t delta, int days)
{
	int cue = tense(d, t);

	if (d->narrative)
		return delta < -320 ? 1 : 0;
	if (cue > 0)
		return delta + days <= 0 ? 1 : 0;
	if (cue < 0)                    /* "was put off to Nov. 16" */
		return delta > (days > 20 ? 20 : 45) ? -1 : 0;
	if (days > 20)                  /* a month */
		return delta > 62 ? -1 : delta < -275 ? 1 : 0;
	return delta > 120 ? -1 : delta < -260 ? 1 : 0;
}

static bool
without_year(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int64_t here, ref;
	int shift = get(t, C_shift), year, day = v->day == 0 ? 1 : v->day;
	int length = v->day == 0 ? 28 : 1;

	if (!r->known)
		return false;
	ref = ref_day(r);
	here = day_number(r->year, v->month, day);
	if (item_has(t, C_shift) && !item_has(t, C_unit)) {
		year = r->year;
		if (shift < 0 && (length > 1 ? v->month >= r->month :
		    here >= ref))
			year--;
		if (shift > 0 && (length > 1 ? v->month <= r->month :
		    here <= ref))
			year++;
	} else {
		year = r->year + choose_year(d, t, here - ref, length);
	}
	v->has_year = true;
	v->year = year;
	if (v->day > 28 && !date_valid(year, v->month, v->day))
		v->year = !date_valid(year - 1, v->month, v->day) ? year + 1 :
		    year - 1;
	return true;
}

static void
weekday_alone(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int wday = get(t, C_wday), cue;
	int64_t ref, n;

	if (!r->known) {
		v->weekday = wday;
		v->precision = P_DAY;
		return;
	}
	ref = ref_day(r);
	n = ref + wday - day_weekday(ref);
	if (item_has(t, C_unit) && t->v[C_unit] == 'W') {
		set_day(v, n + 7 * (int64_t)get(t, C_shift));
		return;
	}
	if (item_has(t, C_shift)) {
		int shift = t->v[C_shift];

		if (shift < 0 && n >= ref)
			n -= 7;
		if (shift > 0 && n <= ref)
			n += 7;
		set_day(v, n);
		return;
	}
	cue = tense(d, t);
	if (d->narrative)
		cue = 1;
	if (cue > 0 && n < ref)
		n += 7;
	if (cue <= 0 && n > ref)
		n -= 7;
	set_day(v, n);
}

/* ---- relative --------------------------------------------------------- */

static const char *
vague_name(int value)
{
	return value == 'F' ? "FUTURE_REF" : value == 'A' ? "PAST_REF" :
	    "PRESENT_REF";
}

/* "two weeks ago": number, unit and direction. */
static void
counted(const struct item *t, struct value *v, const struct ymd *r)
{
	int n = get(t, C_n), unit = get(t, C_unit), dir = get(t, C_dir);
	static char text[24];

	if (n == -2 || n == -3) {
		v->fixed = dir < 0 ? "PAST_REF" : "FUTURE_REF";
		return;
	}
	if (!r->known) {
		snprintf(text, sizeof text, "P%s%s%d%c", dir < 0 ? "-" : "",
		    unit == 'h' || unit == 'm' || unit == 's' ? "T" : "", n,
		    unit >= 'a' ? unit - 32 : unit);
		v->fixed = text;
		return;
	}
	if (unit == 'h' || unit == 'm' || unit == 's') {
		shift_period(r, 'D', 0, v);
		return;
	}
	if (unit == 'X')
		n *= 10, unit = 'Y';
	if (unit == 'K')
		unit = 'D';
	if (item_has(t, C_halfadd) && unit == 'Y') {
		set_month(v, r->year, r->month + dir * (12 * n + 6));
		return;
	}
	shift_period(r, unit, dir * n, v);
	if (unit == 'W' || unit == 'F')
		v->mod = 'A';
}

/* "this year", "next week", "last quarter" and what is inside of them. */
static void
shifted(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	static const char *const none[] = { "XXXX", "XXXX-XX", "XXXX-WXX" };
	int unit = get(t, C_unit), shift = get(t, C_shift);

	if (!r->known) {
		v->fixed = unit == 'Y' && shift == 0 ? none[0] :
		    unit == 'M' && shift == 0 ? none[1] : shift == 0 ?
		    "PRESENT_REF" : shift < 0 ? "PAST_REF" : "FUTURE_REF";
		return;
	}
	(void)d;
	shift_period(r, unit, shift, v);
}

/* ---- time of day ------------------------------------------------------ */

static void
time_of_day(const struct item *t, struct value *v)
{
	int part = get(t, C_part), half = get(t, C_ampm);

	v->hour = v->min = v->sec = -1;
	v->zone = item_has(t, C_zone) ? t->v[C_zone] : ZONE_NONE;
	if (item_has(t, C_hm4)) {
		v->has_time = true;
		v->hour = t->v[C_hm4] / 100;
		v->min = t->v[C_hm4] % 100;
		return;
	}
	if (item_has(t, C_noon)) {
		v->has_time = true;
		v->hour = t->v[C_noon] / 100;
		v->min = 0;
		return;
	}
	if (item_has(t, C_hour)) {
		v->has_time = true;
		v->hour = t->v[C_hour];
		v->min = item_has(t, C_min) ? t->v[C_min] :
		    item_has(t, C_n) && t->v[C_n] < 60 ? t->v[C_n] : -1;
		v->sec = item_has(t, C_sec) ? t->v[C_sec] : -1;
		if ((half == 2 || part == ('A' << 8 | 'F') ||
		    part == ('E' << 8 | 'V') || (part == ('N' << 8 | 'I') &&
		    v->hour > 5)) && v->hour < 12)
			v->hour += 12;
		if (half == 1 && v->hour == 12)
			v->hour = 0;
		if (item_has(t, C_halfadd))
			v->min = 30;
		if (v->min < 0 && v->sec < 0)
			v->min = 0;
		return;
	}
	if (part != 0) {
		v->has_time = true;
		v->part = part;
	}
}

/* ---- other calendars --------------------------------------------------- */

static bool
has_lang(const struct item *t, const char *tag)
{
	int bit = lang_find(tag, 2);

	return bit >= 0 && (t->langs.bit[bit / 64] >> (bit % 64) & 1) != 0;
}

/* Arabic countries use the calendar of Umm al-Qura. */
static bool
is_arabic(const struct item *t)
{
	return has_lang(t, "ar");
}

/* Years that only another calendar can mean, by the language. */
static int
calendar_of(const struct dater *d, const struct item *t)
{
	int year = get(t, C_year);

	if (item_has(t, C_cal))
		return t->v[C_cal];
	if (year > 2400 && year < 2700 && has_lang(t, "th"))
		return 1;
	if (d->named && year > 1200 && year < 1500 && has_lang(t, "fa") &&
	    !has_lang(t, "en"))
		return 3;
	if (d->named && year > 1300 && year < 1500 && has_lang(t, "ar") &&
	    !has_lang(t, "en"))
		return 9;
	return 0;
}

/* The year of that name in the cycle of sixty, the last one before now. */
static int
cyclic_year(const struct dater *d, int number)
{
	int year = d->ref.known ? d->ref.year : 2020;

	while ((year - 4) % 60 != number)
		year--;
	return year;
}

static bool
foreign(struct dater *d, const struct item *t, struct value *v)
{
	int cal = calendar_of(d, t), month = get(t, C_month), day = get(t, C_day);
	struct ymd o;

	if (item_has(t, C_gan) && !item_has(t, C_year)) {
		v->year = cyclic_year(d, t->v[C_gan]);
	} else if (!item_has(t, C_year)) {
		if (!d->ref.known || month == 0)
			return false;
		v->year = d->ref.year;
	} else {
		v->year = t->v[C_year];
	}
	if (cal == 2 && is_arabic(t))
		cal = 9;
	if (cal == 1) {                 /* Buddhist: only the year differs */
		v->has_year = true;
		v->year -= 543;
		return true;
	}
	if (!calendar_date(cal, v->year, month == 0 ? 1 : month,
	    day == 0 ? 1 : day, item_has(t, C_leap), &o))
		return false;
	v->has_year = true;
	v->year = o.year;
	v->month = month == 0 ? 0 : o.month;
	v->day = day == 0 ? 0 : o.day;
	return true;
}

/* ---- dates ------------------------------------------------------------- */

static void
normalise(struct item *t)
{
	int ord = item_has(t, C_ord) ? t->v[C_ord] : get(t, C_n);

	if (t->kind == C_DEC && item_has(t, C_n)) {
		item_set(t, C_century, ord);
		return;
	}
	/* "the third week of 2015", "the last week of 2015" */
	if (t->kind == C_WK && item_has(t, C_nth) && !item_has(t, C_ord))
		item_set(t, C_week, t->v[C_nth] == 5 ? LAST_WEEK :
		    t->v[C_nth]);
	if (!item_has(t, C_ord) && (t->kind == C_REL || t->kind == C_AGO ||
	    !item_has(t, C_n)))
		return;
	switch (t->kind) {
	case C_QU:
		item_set(t, C_quarter, ord);
		break;
	case C_CEN:
		item_set(t, C_century, ord);
		break;
	case C_WK:
		item_set(t, C_week, ord);
		break;
	default:
		/* "the fifth of May", and "cinco de mayo" */
		if (!item_has(t, C_day) && (item_has(t, C_ord) ||
		    (item_has(t, C_month) && ord >= 1 && ord <= 31 &&
		    (t->kind == C_FULL || t->kind == C_MD))))
			item_set(t, C_day, ord);
	}
}

/* "Monday the 21st": months to the nearest in which they fall together. */
static int
month_of(const struct ymd *r, int day, int wday)
{
	int i, n;

	for (i = 0; i <= 12; i++) {
		int month = r->month - 1 + (n = i % 2 == 0 ? i / 2 :
		    -(i + 1) / 2);
		int year = r->year + (month < 0 ? -1 : month / 12);

		month = (month + 12) % 12 + 1;
		if (day <= month_days(year, month) &&
		    day_weekday(day_number(year, month, day)) == wday)
			return n;
	}
	return 0;
}

static void
calendar_fields(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	v->month = get(t, C_month);
	v->day = get(t, C_day);
	if (calendar_of(d, t) > 0) {
		if (!foreign(d, t, v)) {
			v->precision = P_NONE;
			return;
		}
	} else if (item_has(t, C_year)) {
		item_year(d, t, v);
	} else if (item_has(t, C_unit) && t->v[C_unit] == 'Y' && r->known) {
		v->has_year = true;
		v->year = r->year + get(t, C_shift);
	} else if (v->month > 0) {
		without_year(d, t, v, r);
	} else if (v->day > 0 && r->known) {
		int shift = item_has(t, C_unit) ? get(t, C_shift) : 0;
		int cue = tense(d, t), month = r->month;

		if (!item_has(t, C_unit)) {
			if (cue > 0 && v->day < r->day)
				shift = 1;
			if (cue <= 0 && v->day > r->day && r->day > 0)
				shift = -1;
			if (item_has(t, C_wday))
				shift = month_of(r, v->day, t->v[C_wday]);
		}
		set_month(v, r->year, month + shift);
	}
	v->precision = v->day > 0 ? P_DAY : v->month > 0 ? P_MONTH :
	    P_YEAR;
}

static void
season_value(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int64_t delta;

	v->season = get(t, C_season);
	v->precision = P_SEASON;
	if (item_has(t, C_year)) {
		item_year(d, t, v);
		return;
	}
	if (!r->known)
		return;
	v->has_year = true;
	v->year = r->year;
	if (item_has(t, C_unit)) {
		v->year += get(t, C_shift);
		return;
	}
	delta = v->season * 3 - (r->month == 0 ? 1 : r->month);
	if (item_has(t, C_shift)) {
		if (t->v[C_shift] < 0 && delta > -2)
			v->year--;
		if (t->v[C_shift] > 0 && delta <= 0)
			v->year++;
		return;
	}
	if (delta > 2 && tense(d, t) <= 0 && !d->narrative)
		v->year--;
}

static void
part_of_year(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	v->quarter = get(t, C_quarter);
	v->half = get(t, C_hy);
	v->precision = v->half > 0 ? P_HALF : P_QUARTER;
	if (item_has(t, C_year)) {
		item_year(d, t, v);
	} else if (r->known) {
		int now = v->half > 0 ? ((r->month + 5) / 6) :
		    (r->month + 2) / 3;
		int want = v->half > 0 ? v->half : v->quarter;

		v->has_year = true;
		v->year = r->year + (item_has(t, C_unit) ? get(t, C_shift) :
		    0);
		if (!item_has(t, C_unit) && item_has(t, C_shift)) {
			if (t->v[C_shift] < 0 && want >= now)
				v->year--;
			if (t->v[C_shift] > 0 && want <= now)
				v->year++;
		} else if (!item_has(t, C_unit) && want > now + 1 &&
		    tense(d, t) <= 0) {
			v->year--;
		}
	}
}

static void
decade_value(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	int ten = get(t, C_decade);

	v->precision = P_DECADE;
	if (item_has(t, C_year)) {
		int year = t->v[C_year];

		if (year < 100)
			year = year + (item_has(t, C_century) ?
			    (t->v[C_century] - 1) * 100 :
			    year < 20 && r->known ? 2000 : 1900);
		v->decade = year / 10;
		if (get(t, C_bc) == 1)
			v->decade = -v->decade;
		return;
	}
	if (item_has(t, C_century))
		v->decade = (t->v[C_century] - 1) * 10 + ten / 10;
	else
		/* of the century before, if it has not begun */
		v->decade = (r->known ? r->year / 100 * 10 : 190) + ten / 10 -
		    (r->known && r->year % 100 < ten ? 10 : 0);
	(void)d;
}

static void
date_value(struct dater *d, struct item *t, struct value *v,
    const struct ymd *r)
{
	normalise(t);
	v->mod = get(t, C_mod);
	if (item_has(t, C_vague)) {
		v->fixed = vague_name(t->v[C_vague]);
		return;
	}
	switch (t->kind) {
	case C_SEA:
		season_value(d, t, v, r);
		return;
	case C_QU:
		part_of_year(d, t, v, r);
		return;
	case C_DEC:
		decade_value(d, t, v, r);
		return;
	case C_CEN:
		v->precision = P_CENTURY;
		v->century = t->v[C_century] - 1;
		if (get(t, C_bc) == 1)
			v->century = -t->v[C_century];
		return;
	default:
		break;
	}
	if (item_has(t, C_hol)) {
		struct value y = *v;

		y.month = 1;
		if (item_has(t, C_year)) {
			item_year(d, t, &y);
		} else if (r->known) {
			int64_t delta;

			if (!holiday(t->v[C_hol], r->year, &y))
				return;
			delta = day_number(y.year, y.month, y.day) -
			    ref_day(r);
			y.year = r->year + (item_has(t, C_unit) ?
			    get(t, C_shift) : item_has(t, C_shift) ?
			    (t->v[C_shift] < 0 && delta > 0 ? -1 :
			    t->v[C_shift] > 0 && delta < 0 ? 1 : 0) :
			    choose_year(d, t, delta, 1));
		} else {
			y.year = 0;
		}
		if (y.year != 0)
			holiday(t->v[C_hol], y.year, v);
		else if (t->v[C_hol] < 20000) {
			v->month = t->v[C_hol] / 100;
			v->day = t->v[C_hol] % 100;
			v->precision = P_DAY;
		}
		return;
	}
	if (item_has(t, C_week)) {
		v->precision = P_WEEK;
		v->week = t->v[C_week];
		if (item_has(t, C_year))
			item_year(d, t, v);
		else if (r->known) {
			v->has_year = true;
			v->year = r->year + get(t, C_shift);
		}
		if (v->week == LAST_WEEK)       /* December 28 lies in it */
			v->week = v->has_year ? day_week(day_number(v->year,
			    12, 28), &v->year) : 52;
		if (item_has(t, C_wday) && v->has_year)
			set_day(v, week_monday(v->year, v->week) +
			    t->v[C_wday] - 1);
		return;
	}
	if (item_has(t, C_nth) && item_has(t, C_wday) && item_has(t, C_month)) {
		v->month = t->v[C_month];
		if (item_has(t, C_year))
			item_year(d, t, v);
		else
			without_year(d, t, v, r);
		if (v->has_year)
			set_day(v, nth_weekday(v->year, v->month,
			    t->v[C_nth], t->v[C_wday]));
		return;
	}
	/* "two days before yesterday" */
	if (t->kind == C_AGO && item_has(t, C_rel) && item_has(t, C_n) &&
	    item_has(t, C_unit) && item_has(t, C_dir) && r->known &&
	    r->day > 0) {
		struct ymd from = day_date(ref_day(r) + t->v[C_rel]);

		from.known = true;
		counted(t, v, &from);
		return;
	}
	if (item_has(t, C_rel)) {
		if (r->known && r->day > 0)
			set_day(v, ref_day(r) + t->v[C_rel]);
		else if (r->known && t->v[C_rel] == 0) {
			v->fixed = "PRESENT_REF";
		} else
			v->fixed = t->v[C_rel] == 0 ? "PRESENT_REF" :
			    t->v[C_rel] < 0 ? "PAST_REF" : "FUTURE_REF";
		return;
	}
	if (item_has(t, C_n) && item_has(t, C_unit) && item_has(t, C_dir)) {
		counted(t, v, r);
		return;
	}
	if (item_has(t, C_month) || item_has(t, C_day) ||
	    item_has(t, C_year) || item_has(t, C_gan)) {
		calendar_fields(d, t, v, r);
		return;
	}
	if (item_has(t, C_wday)) {
		weekday_alone(d, t, v, r);
		return;
	}
	if (item_has(t, C_unit)) {
		shifted(d, t, v, r);
		return;
	}
}

/* ---- durations and sets ------------------------------------------------ */

static void
add_number(struct buf *b, int n, bool half)
{
	if (n == -2 || n == -3) {
		buf_add_char(b, 'X');
		return;
	}
	buf_add_int(b, n);
	if (half)
		buf_add_str(b, ".5");
}

/* Half a unit is said in the next smaller one: ISO 8601 has no P2.5Y. */
static void
half_text(int n, int unit, struct buf *b)
{
	buf_add_int(b, n);
	buf_add_str(b, unit == 'Y' ? "Y6M" : unit == 'D' ? "DT12H" :
	    unit == 'h' ? "H30M" : "M30S");
}

static void
duration_text(const struct item *t, struct buf *b)
{
	static const int number[] = { C_n, C_num2, C_num3 };
	static const int unit[] = { C_unit, C_unit2, C_unit3 };
	bool time = false;
	int i;

	buf_add_char(b, 'P');
	for (i = 0; i < 3 && (i == 0 || item_has(t, unit[i])); i++) {
		int n = item_has(t, number[i]) ? t->v[number[i]] :
		    item_has(t, C_bare) ? -2 : 1;
		int u = get(t, unit[i]);
		bool half = i == 0 && item_has(t, C_halfadd);

		if (item_has(t, C_fin))
			n = t->v[C_fin];
		if (u >= 'a' && !time) {
			buf_add_char(b, 'T');
			time = true;
		}
		if (u == 'X')
			n = n < 0 ? n : n * 10, u = n < 0 ? 'E' : 'Y';
		else if (u == 'C')
			n = n < 0 ? n : n * 100, u = n < 0 ? 'E' : 'Y';
		else if (u == 'F')
			n = n < 0 ? n : n * 2, u = 'W';
		else if (u == 'H')
			n = n < 0 ? n : n * 6, u = 'M';
		else if (u == 'K')
			u = 'D';
		if (u == 'E' && n < 0) {
			buf_add_str(b, "XDE");
			continue;
		}
		if (half && (u == 'Y' || u == 'D' || u == 'h' || u == 'm')) {
			half_text(n, u, b);
			continue;
		}
		add_number(b, n, half);
		if (item_has(t, C_frac) && i == 0) {
			buf_add_char(b, '.');
			buf_add_int(b, t->v[C_frac]);
		}
		if (u == 'E')
			buf_add_str(b, "WE");
		else
			buf_add_char(b, (char)(u >= 'a' ? u - 32 : u));
	}
}

static void
set_text(const struct item *t, struct buf *b)
{
	int unit = get(t, C_unit), part = get(t, C_part);

	if (item_has(t, C_wday)) {
		buf_add_str(b, "XXXX-WXX-");
		buf_add_int(b, t->v[C_wday]);
		if (part != 0) {
			buf_add_char(b, 'T');
			buf_add_char(b, (char)(part >> 8));
			buf_add_char(b, (char)part);
		}
		return;
	}
	if (item_has(t, C_month)) {
		char s[32];

		snprintf(s, sizeof s, "XXXX-%02d", t->v[C_month]);
		buf_add_str(b, s);
		if (item_has(t, C_day)) {
			snprintf(s, sizeof s, "-%02d", t->v[C_day]);
			buf_add_str(b, s);
		}
		return;
	}
	if (item_has(t, C_season)) {
		static const char *const season[] = {
			"", "SP", "SU", "FA", "WI"
		};

		buf_add_str(b, "XXXX-");
		buf_add_str(b, season[t->v[C_season] & 7]);
		return;
	}
	if (part != 0) {
		buf_add_str(b, "XXXX-XX-XXT");
		buf_add_char(b, (char)(part >> 8));
		buf_add_char(b, (char)part);
		return;
	}
	if (unit == 'E') {
		buf_add_str(b, "XXXX-WXX-WE");
		return;
	}
	duration_text(t, b);
}

void
resolve_item(struct dater *d, struct item *t, struct value *v,
    struct resolved *r)
{
	const struct ymd *ref = &d->ref;

	memset(v, 0, sizeof *v);
	v->zone = ZONE_NONE;
	v->hour = v->min = v->sec = -1;
	r->type = DATE_DATE;
	/* "in den letzten Wochen" is no offset */
	if (t->kind == C_AGO && item_has(t, C_shift))
		t->kind = C_DUR;
	switch (t->kind) {
	case C_DUR:
	case C_VDUR:
		duration_text(t, &r->timex);
		r->type = DATE_DURATION;
		if (!item_has(t, C_bare) && get(t, C_n) >= 0)
			buf_add_span(&r->edtf, buf_span(&r->timex));
		return;
	case C_SET:
		set_text(t, &r->timex);
		r->type = DATE_SET;
		return;
	case C_CLK:
	case C_TOD:
		time_of_day(t, v);
		if (ref->known && ref->day > 0 && !item_has(t, C_vague)) {
			v->has_year = true;
			v->year = ref->year;
			v->month = ref->month;
			v->day = ref->day;
			v->precision = P_DAY;
		}
		r->type = DATE_TIME;
		break;
	default:
		date_value(d, t, v, ref);
		time_of_day(t, v);
		if (v->has_time && v->fixed == NULL)
			r->type = DATE_TIME;
	}
	if (v->precision == P_DAY && v->month > 0 && v->has_year &&
	    !date_valid(v->year, v->month, v->day))
		return;
	if (v->month > 12)
		return;
	value_timex(v, &r->timex);
	value_edtf(v, &r->edtf);
}
