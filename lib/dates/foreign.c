/*
 * Dates of other calendars: which one it is, its years, and the day of ours.
 */
#include "dates/lexicon.h"
#include "dates/resolve.h"

int
foreign_calendar(const struct dater *d, const struct item *t)
{
	int year = item_get(t, C_year);

	if (item_has(t, C_cal))
		return t->v[C_cal];
	/* 2004年八月十五 is of the Chinese calendar, 二〇〇四年八月十五 is not */
	if (t->kind == C_FULL && item_get(t, C_type) == 5)
		return dates_digit_at(d->text, t->start) ? CAL_CHINESE : 0;
	if (year > 2400 && year < 2700 && langs_have(&t->langs, "th"))
		return CAL_BUDDHIST;
	if (d->named && year > 1200 && year < 1500 &&
	    langs_have(&t->langs, "fa") && !langs_english(&t->langs))
		return CAL_PERSIAN;
	if (d->named && year > 1300 && year < 1500 &&
	    langs_have(&t->langs, "ar") && !langs_english(&t->langs))
		return CAL_UMALQURA;
	return 0;
}

/*
 * The year of that name in the cycle of sixty: of an era the first; the one
 * nearest to the date named last; or the last one before now.
 */
static int
cyclic_year(const struct dater *d, const struct item *t)
{
	const int number = t->v[C_gan], era = item_get(t, C_eranm);
	int year = era != 0   ? era + 60
	    : d->anchor.known ? d->anchor.year + 30
	    : d->ref.known    ? d->ref.year
	                      : 2020,
	    past = (year - 4 - number) % 60;

	return year - (past < 0 ? past + 60 : past);
}

/*
 * True of "庚子年" (marked by its row) where no date was named before, far from
 * now: which cycle it is of is not known.
 */
static bool
is_of_any_cycle(const struct dater *d, const struct item *t, int year)
{
	return item_has(t, C_type) && !d->anchor.known &&
	    (!d->ref.known || year < d->ref.year - 1);
}

/* Calendars whose years are counted apart from ours, and have no cycle. */
static bool
is_counted_apart(int cal)
{
	return cal != CAL_BUDDHIST && cal != CAL_CHINESE && cal != CAL_DANGI;
}

/*
 * The year of a month in another calendar that is named without a year, or
 * with one of ours ("Ramadan 2018").
 */
static int
foreign_year(struct dater *d, const struct item *t, int cal, int month, int day)
{
	int ours = item_get(t, C_year), k;
	int64_t near = ours > 0 ? day_number(ours, 1, 1) : ymd_number(&d->ref);
	int year = calendar_year(cal, near);
	struct ymd o;

	for (k = 0; k < 2; k++) {
		if (!calendar_date(d, cal, year + k, month, day == 0 ? 1 : day,
		        false, &o))
			return year;
		if (ours == 0)
			return year +
			    resolve_nearest_year(d, t, ymd_number(&o) - near,
			        day == 0 ? 28 : 1);
		if (o.year == ours)
			return year + k;
	}
	return year;
}

bool
foreign_value(struct dater *d, const struct item *t, struct value *v)
{
	int cal = foreign_calendar(d, t), month = item_get(t, C_month),
	    day = item_get(t, C_day);
	struct ymd o;

	/* Arabic countries use the calendar of Umm al-Qura */
	if (cal == CAL_ISLAMIC && langs_have(&t->langs, "ar"))
		cal = CAL_UMALQURA;
	if (item_has(t, C_gan) && !item_has(t, C_year)) {
		v->year = cyclic_year(d, t);
		if (is_of_any_cycle(d, t, v->year))
			return false;
	} else if (!item_has(t, C_year)) {
		if (!d->ref.known || month == 0)
			return false;
		v->year = is_counted_apart(cal)
		    ? foreign_year(d, t, cal, month, day)
		    : d->ref.year;
	} else {
		v->year = t->v[C_year] + item_get(t, C_eranm);
		if ((cal == CAL_ISLAMIC || cal == CAL_UMALQURA) &&
		    v->year > 1700 && month > 0)
			v->year = foreign_year(d, t, cal, month, day);
	}
	if (cal == CAL_BUDDHIST) { /* only the year differs */
		v->has_year = true;
		v->year -= 543;
		return true;
	}
	if (!calendar_date(d, cal, v->year, month == 0 ? 1 : month,
	        day == 0 ? 1 : day, item_has(t, C_leap), &o))
		return false;
	v->has_year = true;
	v->year = o.year;
	v->month = month == 0 ? 0 : o.month;
	v->day = day == 0 ? 0 : o.day;
	return true;
}
