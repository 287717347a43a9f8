/*
 * "the first nine months of 1997", 今年前十个月: so many units at the start
 * or the end of a period, a range of its units.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

/* The length among the two sides, by number; -1: there is none. */
static int
length_side(const struct found *f)
{
	return f->side[0].kind == C_DUR ? 0 : f->side[1].kind == C_DUR ? 1 : -1;
}

/* n units from the day that they begin or end with; false: of no such unit. */
static bool
units_at(int unit, int n, int64_t at, bool from_end, struct value *a,
    struct value *b)
{
	struct ymd day = day_date(at);
	int step = from_end ? -(n - 1) : n - 1;
	struct value *near = from_end ? b : a, *far = from_end ? a : b;

	near->has_year = far->has_year = true;
	switch (unit) {
	case 'D':
		value_set_day(near, at);
		value_set_day(far, at + step);
		return true;
	case 'W': /* whole weeks */
		at += from_end ? -(day_weekday(at) % 7)
		               : (8 - day_weekday(at)) % 7;
		near->week = day_week(at, &near->year);
		far->week = day_week(at + 7 * (int64_t)step, &far->year);
		near->precision = far->precision = P_WEEK;
		return true;
	case 'E': /* of a Saturday in the period */
		at += from_end ? -((day_weekday(at) + 1) % 7)
		               : (13 - day_weekday(at)) % 7;
		near->week = day_week(at, &near->year);
		near->precision = P_WEEKEND;
		*far = *near;
		return n == 1;
	case 'M':
		value_set_month(near, day.year, day.month);
		value_set_month(far, day.year, day.month + step);
		return true;
	case 'Q':
		value_set_month(near, day.year, day.month);
		value_set_month(far, day.year, day.month + 3 * step);
		near->quarter = (near->month + 2) / 3;
		far->quarter = (far->month + 2) / 3;
		near->precision = far->precision = P_QUARTER;
		return true;
	case 'Y':
		near->year = day.year;
		far->year = day.year + step;
		near->precision = far->precision = P_YEAR;
		return true;
	default:
		return false;
	}
}

/* EDTF has no weeks: there, `day` is the end of the range. */
static void
value_date(struct dater *d, const struct value *v, int64_t day,
    struct resolved *r, struct date *out)
{
	struct value edge = *v;

	if (v->precision == P_WEEK)
		value_set_day(&edge, day);
	resolved_clear(r);
	r->type = DATE_DATE;
	value_timex(v, &r->timex);
	value_edtf(&edge, &r->edtf);
	date_keep(d, r, out);
}

/* True if there is more than space between the sides. */
static bool
are_apart(struct quire_span text, const struct found *f)
{
	size_t p = f->side[0].end;

	while (p < f->side[1].start && text.p[p] == ' ')
		p++;
	return p < f->side[1].start;
}

/*
 * "for two weeks after May 5", "the two weeks after May 5": a length that
 * begins there.
 */
static bool
is_stretch(struct dater *d, const struct item *t)
{
	const int32_t bit = dates_kind_bit(C_RANGE);
	struct lexeme l;

	lexeme_right(d, t->start, &l);
	return context_says(l.slot, C_length, bit, &t->langs) ||
	    (t->start > 0 && (context_before(d, t, C_length) & bit) != 0);
}

/* "a week from Friday": the one to come. */
static bool
is_plain_weekday(const struct item *t)
{
	return t->kind == C_WD && !item_has(t, C_shift) && !item_has(t, C_unit);
}

/* "two weeks before Christmas", "the day after May 5": from a day to a day. */
static bool
counted_date(struct dater *d, struct found *f, struct date *out,
    struct resolved *r)
{
	int which = length_side(f);
	struct item *from = &f->side[which == 0], ago;
	struct value v;
	struct ymd day;

	ago = which < 0 ? f->item : f->side[which];
	if (item_get(&ago, C_n) < 1 || unit_of_clock(item_get(&ago, C_unit)) ||
	    item_has(&ago, C_halfadd) || item_has(&ago, C_frac) ||
	    (which == 0 && is_stretch(d, &f->item)))
		return false;
	resolved_clear(r);
	if (item_has(&f->item, AHEAD) && is_plain_weekday(from))
		item_set(from, C_dir, 1);
	resolve_item(d, from, &v, r);
	if (v.precision != P_DAY || !v.has_year || v.fixed != NULL)
		return false;
	day = value_ymd(&v);
	item_set(&ago, C_dir, item_get(&f->item, C_dir));
	value_clear(&v);
	if (which < 0 && item_has(&ago, C_unit) && ago.v[C_unit] == 'W' &&
	    item_has(from, C_wday)) {
		item_set(&ago, C_wday, from->v[C_wday]);
		resolve_counted_weekday(&ago, &v, &day);
	} else {
		resolve_counted_day(d, &ago, &v, &day);
	}
	resolved_clear(r);
	r->alike = value_spell(&v, &r->timex, &r->edtf);
	r->type = DATE_DATE;
	date_keep(d, r, out);
	anchor_at(d, &v, f->item.end);
	return true;
}

bool
within_date(struct dater *d, struct found *f, struct date *out,
    struct resolved *r)
{
	int which = length_side(f), n, unit, nth;
	struct item *length, *period;
	struct value v, lo, hi;
	struct date *part[2], from = { 0 }, to = { 0 };
	int64_t first, last, a, b, none;

	if (item_get(&f->item, C_sub) == 2)
		return counted_date(d, f, out, r);
	if (which < 0)
		return false;
	length = &f->side[which];
	period = &f->side[1 - which];
	n = item_get(length, C_n);
	unit = item_get(length, C_unit);
	nth = item_get(length, C_nth);
	if (nth == 0 || n < 1 || n > 366 || item_has(length, C_unit2) ||
	    item_has(length, C_halfadd))
		return false;
	item_drop(length, C_nth);
	part[which] = range_part(d, length, &lo, r);
	part[1 - which] = range_part(d, period, &v, r);
	if (part[0] == NULL || part[1] == NULL ||
	    !value_days(&v, &first, &last))
		return false;
	lo = hi = (struct value){ .zone = ZONE_NONE, .min = -1, .sec = -1 };
	lo.hour = hi.hour = -1;
	if (!units_at(unit, n, nth == 1 ? first : last, nth != 1, &lo, &hi) ||
	    !value_days(&lo, &a, &none) || !value_days(&hi, &none, &b) ||
	    a < first ||
	    b > last + (unit == 'E')) /* a Sunday may be behind it */
		return false;
	value_date(d, &lo, a, r, &from);
	if (n == 1) { /* "the last day of the year" */
		out->type = DATE_DATE;
		out->value = from.value;
		out->edtf = from.edtf;
		return true;
	}
	value_date(d, &hi, b, r, &to);
	range_join(d, out, &from, &to);
	out->type = DATE_RANGE;
	if (are_apart(d->text, f)) {
		out->part[0] = part[0];
		out->part[1] = part[1];
	}
	return true;
}
