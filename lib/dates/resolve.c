/*
 * Resolution: an item's fields become a value. What the text leaves open
 * comes from the reference date; for bare weekdays and months the nearest
 * past, unless the sentence looks ahead. In narrative mode the date named
 * last is the reference of the next.
 */
#include <string.h>

#include "dates/resolve.h"

/* ---- years -------------------------------------------------------------- */

/* Two digits mean the century in which they lie nearest, 20 years ahead. */
int
resolve_short_year(const struct dater *d, int two)
{
	int now = d->ref.known ? d->ref.year : 2020;
	int year = now / 100 * 100 + two;

	if (year > now + 20)
		year -= 100;
	if (year <= now - 80)
		year += 100;
	return year;
}

/* "自90年1月1日" behind "民國89年": in Taiwan a year of the republic, too. */
static bool
is_of_republic(const struct dater *d, const struct item *t)
{
	return reign_is_near(d, t) && d->reign.era == MINGUO &&
	    filter_traditional(d->text, t->start) &&
	    !filter_kana(d->text, t->start);
}

/* Era names count from a year: 令和 2018, 民國 1911. */
void
resolve_year(const struct dater *d, const struct item *t, struct value *v)
{
	int year = item_get(t, C_year);

	if (item_has(t, C_y2) && !item_has(t, C_eranm) && !item_has(t, C_cal))
		year = is_of_republic(d, t) ? year + MINGUO
		                            : resolve_short_year(d, year);
	if (item_has(t, C_eranm))
		year += t->v[C_eranm];
	if (item_get(t, C_bc) == 1)
		year = 1 - year;
	v->has_year = true;
	v->year = year;
}

/* ---- dates -------------------------------------------------------------- */

/* "week 31"; "the third week of 2015", "the last week of 2015" */
static void
number_week(struct item *t)
{
	if (item_has(t, C_type))
		item_set(t, C_week,
		    item_has(t, C_day) ? t->v[C_day] : t->v[C_min]);
	if (item_has(t, C_nth) && !item_has(t, C_ord))
		item_set(t, C_week, t->v[C_nth] == 5 ? LAST_WEEK : t->v[C_nth]);
}

/* "5 Nisan 2010": April in Turkish, for Hebrew years are past 3000. */
static void
turkish_april(struct item *t)
{
	if (item_get(t, C_cal) == CAL_HEBREW && t->v[C_month] == HEBREW_NISAN &&
	    item_get(t, C_year) >= 1000 && t->v[C_year] < 3000) {
		item_drop(t, C_cal);
		item_set(t, C_month, 4);
	}
}

/* "12.iv.1957" */
static void
roman_month(struct item *t)
{
	if (t->kind == C_FULL && item_has(t, C_day) && item_has(t, C_ord) &&
	    !item_has(t, C_month))
		item_set(t, C_month, t->v[C_ord]);
}

static void
normalise(struct item *t)
{
	int ord = item_has(t, C_ord) ? t->v[C_ord] : item_get(t, C_n);

	if (item_has(t, C_sub)) { /* "the 3rd Tuesday of March" */
		item_set(t, C_nth, ord);
		item_drop(t, C_ord);
		item_drop(t, C_n);
		return;
	}
	if (t->kind == C_DEC && (item_has(t, C_n) || item_has(t, C_ord))) {
		item_set(t, C_century, ord);
		return;
	}
	if (t->kind == C_WK)
		number_week(t);
	/* "the last day of October" */
	if ((t->kind == C_MD || t->kind == C_FULL) && item_has(t, C_nth) &&
	    item_has(t, C_month) && !item_has(t, C_wday) && !item_has(t, C_day))
		item_set(t, C_day,
		    t->v[C_nth] < 5
		        ? t->v[C_nth]
		        : month_days(item_has(t, C_year) ? t->v[C_year] : 1,
		              t->v[C_month]));
	if (!item_has(t, C_ord) &&
	    (t->kind == C_REL || t->kind == C_AGO || !item_has(t, C_n)))
		return;
	switch (t->kind) {
	case C_QU:
		if (item_get(t, C_hy) == 9) /* "2019-H2" */
			item_set(t, C_hy, ord > 1 ? 2 : 1);
		item_set(t, C_quarter, ord);
		break;
	case C_MX: /* "Q3" */
		if (item_get(t, C_type) == 2 && ord >= 1 && ord <= 4) {
			t->kind = C_QU;
			item_set(t, C_quarter, ord);
		}
		break;
	case C_CEN:
		item_set(t, C_century, ord);
		break;
	case C_WK: /* "the week of October 6th", "the sixth week of 2015" */
		item_set(t,
		    item_has(t, C_month) && item_has(t, C_unit) ? C_day
		                                                : C_week,
		    ord);
		break;
	case C_M: /* "the ninth month of next year" */
	case C_YM:
		if (!item_has(t, C_month) && item_has(t, C_ord))
			item_set(t, C_month, ord);
		break;
	default:
		/* "the fifth of May", "cinco de mayo", "martes once" */
		if (!item_has(t, C_day) &&
		    (item_has(t, C_ord) ||
		        ((item_has(t, C_month) || item_has(t, C_wday)) &&
		            ord >= 1 && ord <= 31 &&
		            (t->kind == C_FULL || t->kind == C_MD))))
			item_set(t, C_day, ord);
	}
}

enum { NAMED_REACH = 400 }; /* bytes: some sentences */

/* "Monday the 21st": months to the nearest in which they fall together. */
static int
month_of(const struct ymd *r, int day, int wday)
{
	int i, n;

	for (i = 0; i <= 12; i++) {
		int month =
		    r->month - 1 + (n = i % 2 == 0 ? i / 2 : -(i + 1) / 2);
		int year = r->year + (month < 0 ? -1 : month / 12);

		month = (month + 12) % 12 + 1;
		if (day <= month_days(year, month) &&
		    day_is_on(wday, year, month, day))
			return n;
	}
	return 0;
}

/* "10월 7일까지 … 11일까지": of Korean days these, others are the report's. */
static bool
is_korean_end(struct quire_span text, const struct item *t)
{
	struct quire_span rest = span_sub(text, t->end, text.len);

	return langs_have(&t->langs, "ko") &&
	    (span_starts(rest, "까지") || span_starts(rest, "부터"));
}

/* "七月十七日 … 十八日": the day of a month that was named shortly before. */
static bool
is_day_of_named_month(const struct dater *d, const struct item *t, int day)
{
	return !d->narrative &&
	    (langs_have(&t->langs, "zh") || is_korean_end(d->text, t)) &&
	    !item_has(t, C_unit) && !item_has(t, C_wday) &&
	    d->named_month.known && t->start - d->named_at <= NAMED_REACH &&
	    day <= month_days(d->named_month.year, d->named_month.month);
}

/*
 * So near is a day of this month, not of the last; all are where an hour is
 * told ("the 19th at 2 p.m.") and nothing looks back.
 */
static int
coming_days(const struct item *t, int cue)
{
	return cue < 0 ? 0 : item_has(t, C_hour) ? 31 : 6;
}

static void
calendar_fields(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	bool last = item_get(t, C_day) == LAST_DAY;

	v->month = item_get(t, C_month);
	v->day = last ? 28 : item_get(t, C_day);
	if (foreign_calendar(d, t) > 0) {
		if (!foreign_value(d, t, v)) {
			v->precision = P_NONE;
			return;
		}
	} else if (item_has(t, C_year)) {
		resolve_year(d, t, v);
	} else if (item_has(t, C_unit) && t->v[C_unit] == 'Y' && r->known) {
		v->has_year = true;
		v->year = r->year + item_get(t, C_shift);
	} else if (v->month > 0) {
		resolve_without_year(d, t, v, r);
	} else if (v->day > 0 && is_day_of_named_month(d, t, v->day)) {
		value_set_month(v, d->named_month.year, d->named_month.month);
	} else if (v->day > 0 && r->known) {
		int shift = item_has(t, C_unit) ? item_get(t, C_shift) : 0;
		int cue = resolve_tense(d, t), month = r->month;

		if (!item_has(t, C_unit)) {
			if (cue > 0 && v->day < r->day)
				shift = 1;
			if (cue <= 0 && r->day > 0 &&
			    v->day > r->day + coming_days(t, cue))
				shift = -1;
			if (item_has(t, C_wday))
				shift = month_of(r, v->day, t->v[C_wday]);
			/* "the 31st", in November: each other month has it */
			value_set_month(v, r->year, month + shift);
			if (v->day > month_days(v->year, v->month))
				shift += cue > 0 ? 1 : -1;
		}
		value_set_month(v, r->year, month + shift);
	}
	if (last && v->has_year && v->month > 0)
		v->day = month_days(v->year, v->month);
	v->precision = v->day > 0 ? P_DAY : v->month > 0 ? P_MONTH : P_YEAR;
}

static const char *
vague_name(int value)
{
	return value == 'F' ? "FUTURE_REF"
	    : value == 'A'  ? "PAST_REF"
	                    : "PRESENT_REF";
}

/* Kinds that one field tells; false: the item is of none of them. */
static bool
period_value(struct dater *d, struct item *t, struct value *v,
    const struct ymd *r)
{
	switch (t->kind) {
	case C_SEA:
		resolve_season(d, t, v, r);
		return true;
	case C_QU:
		resolve_part_of_year(d, t, v, r);
		return true;
	case C_DEC:
		resolve_decade(t, v, r);
		return true;
	case C_CEN:
		resolve_century(t, v);
		return true;
	default:
		return false;
	}
}

/* Number, unit and direction: "two weeks ago". */
static bool
is_counted(const struct item *t)
{
	return item_has(t, C_n) && item_has(t, C_unit) && item_has(t, C_dir);
}

/* "कल" is yesterday, and tomorrow where the sentence looks ahead: its days. */
static int
either_way(struct dater *d, const struct item *t)
{
	bool ahead = item_has(t, AHEAD) &&
	    (t->kind == C_AGO ? t->v[C_dir] : tense_of(d, t)) > 0;

	return ahead ? -t->v[C_rel] : t->v[C_rel];
}

/* "tomorrow", "two days ago", "two days before yesterday" */
static bool
offset_value(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	if (t->kind == C_AGO && item_has(t, C_rel) && is_counted(t) &&
	    r->known && r->day > 0) {
		struct ymd from = day_date(ymd_number(r) + either_way(d, t));

		from.known = true;
		resolve_counted_day(d, t, v, &from);
		return true;
	}
	if (t->kind == C_AGO && item_has(t, C_wday) && item_get(t, C_n) > 0 &&
	    r->known && r->day > 0) {
		resolve_counted_weekday(t, v, r);
		return true;
	}
	if (item_has(t, C_rel)) {
		resolve_named_day(v, r, either_way(d, t));
		return true;
	}
	if (is_counted(t)) {
		resolve_counted(d, t, v, r);
		return true;
	}
	return false;
}

/* "the week of April 10" */
static void
week_of_day(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	calendar_fields(d, t, v, r);
	if (v->precision != P_DAY || !v->has_year)
		return;
	v->week = day_week(day_number(v->year, v->month, v->day), &v->year);
	v->month = v->day = 0;
	v->precision = item_get(t, C_unit) == 'E' ? P_WEEKEND : P_WEEK;
}

/* What the item is by its kind, else by the first field that tells. */
static void
date_value(struct dater *d, struct item *t, struct value *v,
    const struct ymd *r)
{
	turkish_april(t);
	roman_month(t);
	normalise(t);
	v->mod = item_get(t, C_mod);
	v->third = item_get(t, C_third);
	if (item_has(t, C_vague))
		v->fixed = vague_name(t->v[C_vague]);
	else if (period_value(d, t, v, r))
		return;
	else if (item_has(t, C_season) && !item_has(t, C_month))
		resolve_season(d, t, v, r);
	else if (item_has(t, C_hol))
		resolve_holiday(d, t, v, r);
	else if (item_has(t, C_week))
		resolve_week(d, t, v, r);
	else if (t->kind == C_WK && item_has(t, C_day))
		week_of_day(d, t, v, r);
	else if (item_has(t, C_nth) && item_has(t, C_wday) &&
	    (item_has(t, C_month) || item_get(t, C_unit) == 'M'))
		resolve_nth_weekday(d, t, v, r);
	else if (offset_value(d, t, v, r))
		return;
	else if (item_has(t, C_month) || item_has(t, C_day) ||
	    item_has(t, C_year) || item_has(t, C_gan))
		calendar_fields(d, t, v, r);
	else if (item_has(t, C_wday))
		resolve_weekday(d, t, v, r);
	else if (item_has(t, C_unit))
		resolve_shifted(d, t, v, r);
}

/* "a year earlier": the same quarter a year before the one named last. */
static bool
year_before_quarter(const struct dater *d, const struct item *t,
    struct value *v)
{
	if (item_get(t, C_anchor) != ANCHOR_QUARTER || d->quarter == 0)
		return false;
	v->has_year = true;
	v->year = d->quarter / 4 - 1;
	if (item_has(t, C_year))
		v->year = t->v[C_year];
	if (d->half)
		v->half = d->quarter % 4 / 2 + 1;
	else
		v->quarter = d->quarter % 4 + 1;
	v->precision = d->half ? P_HALF : P_QUARTER;
	return true;
}

enum { ANCHOR_REACH = 1500 }; /* bytes: some paragraphs */
enum { WHOLE_REACH = 500 };

/* True if days or months cannot be counted from there. */
static bool
is_too_coarse(const struct ymd *from, const struct item *t)
{
	int unit = item_get(t, C_unit);

	if (from->day == 0 &&
	    (item_has(t, C_rel) || item_has(t, C_wday) || unit == 'D' ||
	        unit == 'W' || unit == 'E'))
		return true;
	return from->month == 0 && (unit == 'M' || unit == 'Q');
}

/*
 * "last year", "this year", "two weeks ago", which a writer counts from his own
 * day, but not "the end of the year" nor "two weeks earlier"
 */
static bool
is_of_writer(struct quire_span text, const struct item *t)
{
	const bool english = langs_english(&t->langs);

	if (t->kind == C_AGO)
		return is_counted(t) && t->v[C_dir] < 0 &&
		    (!english || text_before(text, t->end, "ago"));
	return t->kind == C_REL && item_has(t, C_shift) &&
	    item_has(t, C_unit) && !item_has(t, C_month) &&
	    (t->v[C_shift] < 0 ||
	        (t->v[C_shift] == 0 && english &&
	            text_before(text, t->start + 4, "his")));
}

/* What the item counts from; null: from something that nobody named. */
static const struct ymd *
base_of(const struct dater *d, const struct item *t)
{
	static const struct ymd unknown;
	int unit = item_get(t, C_unit);

	if (item_get(t, C_anchor) == ANCHOR_NEAR && d->anchor.known &&
	    t->start - d->anchored <= ANCHOR_REACH)
		return is_too_coarse(&d->anchor, t) ? &d->ref : &d->anchor;
	if (!counts_from_that(t)) {
		if (d->narrative && item_has(t, C_rel) && !is_counted(t))
			return &d->own;
		if (is_too_coarse(&d->ref, t) ||
		    (d->dateless && is_of_writer(d->text, t)))
			return &unknown;
		return &d->ref;
	}
	if (!d->anchor.known || t->start - d->anchored > ANCHOR_REACH)
		return NULL;
	if (unit_of_clock(unit))
		return NULL;
	if (!is_too_coarse(&d->anchor, t))
		return &d->anchor;
	/* "5月3日开工，比去年早。当天" */
	return d->anchor.month == 0 && d->whole.known &&
	        t->start - d->whole_at <= WHOLE_REACH
	    ? &d->whole
	    : NULL;
}

/* "the next hour" is a length, "this hour" says nothing. */
static bool
is_clock_period(const struct item *t)
{
	return t->kind == C_REL && unit_of_clock(item_get(t, C_unit)) &&
	    item_has(t, C_shift) && !item_has(t, C_rel);
}

/* "every Monday at 10:00", "every day at noon" */
static void
set_clock(const struct item *t, struct value *v, struct buf *out)
{
	if ((!item_has(t, C_hour) && !item_has(t, C_noon)) ||
	    (!item_has(t, C_wday) && item_get(t, C_unit) != 'D'))
		return;
	if (!clock_value(t, v))
		return;
	out->len = 0;
	v->weekday = item_get(t, C_wday);
	if (v->weekday != 0)
		v->precision = P_DAY;
	else
		buf_add_str(out, "XXXX-XX-XX");
	value_timex(v, out);
}

/* Of the day that its sentence names, or of that of the reference. */
static bool
clock_of_day(const struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r)
{
	if (d->clock.known && !item_has(t, C_anchor))
		r = &d->clock;
	if (r->known && r->day > 0 && !item_has(t, C_vague))
		value_set_day(v, ymd_number(r));
	return clock_value(t, v);
}

/* "That day", "the next morning", when no more than a month was named. */
static bool
is_unknown_day(const struct dater *d, const struct item *t)
{
	return counts_from_that(t) && d->anchor.known && d->anchor.month > 0 &&
	    d->anchor.day == 0 && t->start - d->anchored <= ANCHOR_REACH &&
	    (item_has(t, C_rel) || item_get(t, C_unit) == 'D');
}

static void
unknown_day(const struct dater *d, const struct item *t, struct value *v,
    struct resolved *r)
{
	value_set_month(v, d->anchor.year, d->anchor.month);
	v->precision = P_DAY;
	if (!clock_value(t, v))
		return;
	r->type = v->has_time ? DATE_TIME : DATE_DATE;
	r->alike = value_spell(v, &r->timex, &r->edtf);
}

static void
length_value(const struct dater *d, const struct item *t, struct resolved *r)
{
	if (resolve_first_part(d, t, r))
		return;
	resolve_duration(t, &r->timex);
	r->type = DATE_DURATION;
	if (!item_has(t, C_bare) && item_get(t, C_n) >= 0 &&
	    item_get(t, C_unit) != 'E')
		r->alike = true;
}

void
resolve_item(struct dater *d, struct item *t, struct value *v,
    struct resolved *r)
{
	const struct ymd *ref = base_of(d, t);

	value_clear(v);
	if (ref == NULL) {
		if (is_unknown_day(d, t))
			unknown_day(d, t, v, r);
		return;
	}
	/* "the following Tuesday" is of the next week but where a date leads */
	if (ref == &d->anchor && t->kind == C_WD && item_has(t, C_shift) &&
	    item_get(t, C_anchor) == ANCHOR_NEAR)
		item_drop(t, C_unit);
	if (item_get(t, C_anchor) == ANCHOR_LATER &&
	    (!d->narrative ||
	        (item_get(t, C_n) > 0 && is_too_coarse(&d->ref, t))))
		t->kind = C_DUR;
	r->type = DATE_DATE;
	if (is_clock_period(t)) {
		if (t->v[C_shift] == 0)
			return;
		t->kind = C_DUR;
		item_set(t, C_n, 1);
	}
	/* "in den letzten Wochen" is no offset */
	if (t->kind == C_AGO && item_has(t, C_shift))
		t->kind = C_DUR;
	switch (t->kind) {
	case C_DUR:
	case C_VDUR:
		length_value(d, t, r);
		return;
	case C_SET:
		resolve_set(t, &r->timex);
		set_clock(t, v, &r->timex);
		r->type = DATE_SET;
		return;
	case C_CLK:
	case C_TOD:
		if (!clock_of_day(d, t, v, ref))
			return;
		r->type = DATE_TIME;
		break;
	default:
		if (!year_before_quarter(d, t, v))
			date_value(d, t, v, ref);
		if ((v->precision == P_DAY || v->precision == P_NONE ||
		        !item_has(t, C_hour)) && /* none is of a weekend */
		    !clock_value(t, v))
			return;
		if (v->zone == ZONE_AT_END)
			v->zone = clock_zone(d->text, t);
		if (v->has_time && v->fixed == NULL)
			r->type = DATE_TIME;
	}
	if (v->precision == P_DAY && v->month > 0 && v->has_year &&
	    !date_valid(v->year, v->month, v->day))
		return;
	if (v->month > 12)
		return;
	r->alike = value_spell(v, &r->timex, &r->edtf);
}
