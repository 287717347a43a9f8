/*
 * The sides of a range before they are resolved: they lend each other the
 * year, the month, the calendar and the half of the day that only one of them
 * names, and a bare number becomes what the other side is.
 */
#include "dates/resolve.h"

/* "一至十月", "周一至五": a number is what the other side is. */
static void
number_side(struct item *a, const struct item *b)
{
	if ((a->kind != 0 && a->kind != C_REL && a->kind != C_Y &&
	        a->kind != C_YX) ||
	    !item_has(a, C_n) || item_has(a, C_month) || item_has(a, C_day))
		return;
	if (item_has(b, C_year) && a->v[C_n] >= 1000 && a->v[C_n] < 3000) {
		item_set(a, C_year, a->v[C_n]);
		a->kind = C_YX;
		return;
	}
	if (item_has(b, C_wday) && !item_has(b, C_day) && a->v[C_n] <= 7 &&
	    a->start > b->start) {
		item_set(a, C_wday, a->v[C_n]);
		a->kind = C_WD;
	} else if (item_has(b, C_day))
		item_set(a, C_day, a->v[C_n]);
	else if (item_has(b, C_month) && a->v[C_n] <= 12)
		item_set(a, C_month, a->v[C_n]);
	else
		return;
	item_drop(a, C_n);
}

/* "1970－80年代", "40至50年代": the years of the first are ten, too. */
static void
decade_side(struct item *a, struct item *b)
{
	int year = item_get(a, item_has(a, C_year) ? C_year : C_n);

	if (b->kind != C_DEC || (a->kind != 0 && a->kind != C_YX) ||
	    year < 10 || year % 10 != 0 || item_has(a, C_month))
		return;
	if (year > 99 && item_get(b, C_year) < 100)
		item_set(b, C_year, year / 100 * 100 + item_get(b, C_year));
	item_drop(a, C_n);
	item_set(a, C_year, year);
	item_inherit(a, b, C_century);
	item_inherit(a, b, C_unit);
	item_inherit(a, b, C_shift);
	a->kind = C_DEC;
}

static uint16_t
side_kind(const struct item *t)
{
	return item_has(t, C_month) ? C_FULL
	    : item_has(t, C_wday)   ? C_WD
	                            : C_YX;
}

enum { LAST_OF_ERA = 200 }; /* years of eras are less */

/* An era is not lent to a year of ours: 民國26年至1945年. */
static void
lend(struct item *to, const struct item *from, int field)
{
	if (field != C_eranm || item_get(to, C_year) < LAST_OF_ERA)
		item_inherit(to, from, field);
}

/* "the 3rd of next month": not "3 May of next year", which has its month. */
static bool
counts_days(const struct item *t)
{
	return item_has(t, C_unit) &&
	    (t->v[C_unit] != 'Y' || !item_has(t, C_month));
}

/* "from 3 May to 9 June last year": both are of that year. */
static void
lend_shift(struct item *a, const struct item *b)
{
	if (item_get(b, C_unit) != 'Y' || !item_has(b, C_shift) ||
	    !item_has(b, C_month) || item_has(a, C_year) ||
	    item_has(a, C_unit) || item_has(a, C_shift) ||
	    (!item_has(a, C_month) && !item_has(a, C_day)))
		return;
	item_inherit(a, b, C_unit);
	item_inherit(a, b, C_shift);
	item_inherit(a, b, C_anchor);
}

/* "14-22 September 1999": each side lends what is coarser than the other. */
static void
share(struct item *a, struct item *b)
{
	static const int year_like[] = { C_year, C_y2, C_eranm, C_bc, C_cal };
	bool unit = counts_days(a) || counts_days(b);
	/* "this May to October 2020": of the year that it says itself */
	bool own_a = item_has(a, C_year) || item_has(a, C_shift);
	bool own_b = item_has(b, C_year) || item_has(b, C_shift);
	size_t i;

	lend_shift(a, b);
	if (!item_has(a, C_rel) && !item_has(b, C_rel) && !unit) {
		if (item_has(a, C_day) && !item_has(a, C_month))
			item_inherit(a, b, C_month);
		if (item_has(b, C_day) && !item_has(b, C_month))
			item_inherit(b, a, C_month);
	} else if (item_has(a, C_day) && item_has(b, C_day) &&
	    !item_has(a, C_month) && !item_has(b, C_month) &&
	    (item_has(a, C_unit) || a->v[C_day] <= b->v[C_day])) {
		/*
		 * "from the 3rd to the 12th of next month", not "from the
		 * 12th to the 3rd of next month"
		 */
		item_inherit(a, b, C_unit);
		item_inherit(a, b, C_shift);
		item_inherit(b, a, C_unit);
		item_inherit(b, a, C_shift);
	}
	if (item_has(a, C_hour) || item_has(b, C_hour))
		item_inherit(a, b, C_ampm);
	for (i = 0; i < sizeof year_like / sizeof *year_like; i++) {
		if (i > 1 || (!own_a && item_get(a, C_unit) != 'Y'))
			if (item_has(a, C_month) || item_has(a, C_year) ||
			    item_has(a, C_season) || item_has(a, C_quarter))
				lend(a, b, year_like[i]);
		if (i > 1 || (!own_b && item_get(b, C_unit) != 'Y'))
			if (item_has(b, C_month) || item_has(b, C_season) ||
			    item_has(b, C_quarter))
				lend(b, a, year_like[i]);
	}
	item_inherit(b, a, C_every);
	if (a->kind == 0)
		a->kind = side_kind(a);
	if (b->kind == 0)
		b->kind = side_kind(b);
}

/* "the ninth": of a month, if it stands on a side of a range. */
static void
ordinal_day(struct item *t)
{
	if (item_has(t, C_ord) && !item_has(t, C_day) &&
	    !item_has(t, C_quarter) && t->kind != C_QU && t->kind != C_CEN)
		item_set(t, C_day, t->v[C_ord]);
	if (t->kind == C_ORD)
		t->kind = 0;
}

/* "2016-17": the end has only two digits of its year. */
static void
short_end(const struct item *a, struct item *b)
{
	if (item_has(b, C_y2) && item_has(a, C_year) && a->v[C_year] > 99 &&
	    !item_has(b, C_month)) {
		item_set(b, C_year, a->v[C_year] / 100 * 100 + b->v[C_year]);
		item_drop(b, C_y2);
	}
}

static bool
has_clock(const struct item *t)
{
	return item_has(t, C_hour) || item_has(t, C_hm4) || item_has(t, C_noon);
}

/* "4" of "4 to 5 pm": in its half of the day, unless 11 comes before 1. */
static void
borrow_half(struct item *a, struct item *b)
{
	int half = item_get(b, C_ampm), from = item_get(a, C_hour) % 12;

	if (half != 0 && item_has(a, C_hour) && !item_has(a, C_ampm))
		item_set(a, C_ampm,
		    from > item_get(b, C_hour) % 12 ? 3 - half : half);
	/* "下午2时至4时" */
	if (item_has(b, C_hour) && item_get(b, C_hour) <= 12 &&
	    item_get(b, C_hour) > item_get(a, C_hour))
		item_inherit(b, a, C_part);
}

/*
 * Clocks on both sides, and days that they may have. False: they are no two
 * clocks, as the last of "3-10:30"; a word in front tells them ("from 3 to
 * 10:30"), or one behind ("9 bis 12.30 Uhr"), which the row says.
 */
static bool
clock_sides(const struct item *whole, struct item *a, struct item *b)
{
	if (a->kind == 0 && !item_has(b, C_ampm) && !item_has(b, C_noon) &&
	    !item_has(whole, C_frm) && whole->start == a->start)
		return false;
	borrow_half(a, b);
	if (a->kind == 0 || a->kind == C_CLK)
		a->kind = item_has_date(a) ? C_MD : C_CLK;
	if (b->kind == 0 || b->kind == C_CLK)
		b->kind = item_has_date(b) ? C_MD : C_CLK;
	return true;
}

/* "9至10世纪", "siglos XVI y XVII" */
static void
century_side(struct item *t)
{
	item_set(t, C_century, t->v[item_has(t, C_ord) ? C_ord : C_n]);
	item_drop(t, C_n);
	item_drop(t, C_ord);
	t->kind = C_CEN;
}

/*
 * "the first and second quarter of 2018": the first is what the second is,
 * and of its year.
 */
void
sides_count(struct found *f)
{
	static const int lent[] = { C_hy, C_year, C_y2, C_bc, C_unit, C_shift,
		C_mod };
	struct item *a = &f->side[0], *b = &f->side[1];
	size_t i;

	if (item_has(&f->item, C_century)) {
		century_side(a);
		century_side(b);
		return;
	}
	for (i = 0; i < sizeof lent / sizeof *lent; i++)
		item_inherit(a, b, lent[i]);
	item_inherit(b, a, C_year);
	a->kind = b->kind;
}

/* "from 3 to 12 May" "last year": the row says of which year they are. */
static void
lend_whole(struct item *b, const struct item *whole)
{
	static const int lent[] = { C_unit, C_shift, C_anchor };
	size_t i;

	if (item_has(whole, C_year))
		item_inherit(b, whole, C_year);
	else if (item_get(whole, C_unit) == 'Y' && item_has(b, C_month) &&
	    !item_has(b, C_year) && !item_has(b, C_unit))
		for (i = 0; i < sizeof lent / sizeof *lent; i++)
			item_inherit(b, whole, lent[i]);
}

/* To `to` the month behind that of `from`, or before it. */
static void
month_beside(struct item *to, const struct item *from, int step)
{
	int month = from->v[C_month] + step;
	int year = month < 1 ? -1 : month > 12;

	item_set(to, C_month, month - 12 * year);
	if (item_has(from, C_year) && year != 0)
		item_set(to, C_year, from->v[C_year] + year);
}

bool
sides_share(struct found *f)
{
	struct item *a = &f->side[0], *b = &f->side[1];
	bool month_a, month_b;

	if (item_has(&f->item, C_century)) {
		century_side(a);
		century_side(b);
		item_inherit(a, b, C_bc);
	}
	if (has_clock(b) && !clock_sides(&f->item, a, b))
		return false;
	ordinal_day(a);
	ordinal_day(b);
	number_side(a, b);
	number_side(b, a);
	decade_side(a, b);
	lend_whole(b, &f->item);
	item_inherit(a, &f->item, C_bc);
	item_inherit(b, &f->item, C_bc);
	lend(b, a, C_eranm); /* 民國八十六年至九十年 */
	month_a = item_has(a, C_month);
	month_b = item_has(b, C_month);
	share(a, b);
	short_end(a, b);
	if (item_get(a, C_day) <= item_get(b, C_day) || !item_has(b, C_day) ||
	    month_a == month_b)
		return true;
	/* "from April 27 to the 3rd", "from the 27th to April 3" */
	if (month_a)
		month_beside(b, a, 1);
	else
		month_beside(a, b, -1);
	return true;
}
