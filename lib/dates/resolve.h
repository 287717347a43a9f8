/*
 * resolve: from one item to its value (resolve.c and, by kind of item,
 * clock.c, foreign.c, relative.c, periods.c, holiday.c, duration.c), and from
 * all that was found to the list of dates (document.c; its own date by
 * reference.c, the order of day and month by order.c, what an item's place
 * makes of it by sense.c, ranges by range.c, sides.c and within.c).
 */
#ifndef DATES_RESOLVE_H
#define DATES_RESOLVE_H

#include "dates/value.h"

struct resolved {
	enum date_type type;
	bool alike; /* EDTF is spelled as TIMEX3 is, whatever edtf holds */
	struct buf timex, edtf; /* the caller's; empty: no value */
};

static inline void
resolved_clear(struct resolved *r)
{
	r->alike = false;
	r->timex.len = r->edtf.len = 0;
}

/* Resolves against d->ref. *v is the calendar value, if there is one. */
void resolve_item(struct dater *d, struct item *t, struct value *v,
    struct resolved *r);

/* The value of a field, 0 if the item has none. */
static inline int
item_get(const struct item *t, int field)
{
	return item_has(t, field) ? t->v[field] : 0;
}

/*
 * Field anchor: what an expression counts from if not from the reference.
 *   THAT     "that year": the date named last; without one it is no date
 *   LATER    "two days later": the date before, in a narrative; elsewhere a
 *            length, for it hangs on an event
 *   NEAR     the same if there is one near, else from the reference
 *   QUARTER  "a year earlier": of the quarter named last, if one was
 *   ENDED    "the year ended March 31": a length, without its last word
 *   FIRST    "年产": its first character alone, in any text
 *   ALONE    "the day before.": THAT, but of an event if the text goes on
 */
enum {
	ANCHOR_THAT = 1,
	ANCHOR_LATER,
	ANCHOR_QUARTER,
	ANCHOR_NEAR,
	ANCHOR_ENDED,
	ANCHOR_FIRST,
	ANCHOR_ALONE
};

/* Units of a clock are small letters: h, m, s. */
static inline bool
unit_of_clock(int unit)
{
	return unit >= 'a';
}

/* The number of "a few weeks", which nobody tells, in dates-words*.tsv. */
enum { SOME = -2 };

/* May years be of the era that was named last? They go on for so many bytes. */
enum { REIGN_REACH = 600 };

static inline bool
reign_is_near(const struct dater *d, const struct item *t)
{
	return d->reign.end != 0 && t->start >= d->reign.end &&
	    t->start - d->reign.end <= REIGN_REACH;
}

/* "that day", "the day before." */
static inline bool
counts_from_that(const struct item *t)
{
	int anchor = item_get(t, C_anchor);

	return anchor == ANCHOR_THAT || anchor == ANCHOR_ALONE;
}

/* Field of "in two weeks" (1) and of "in two weeks' time" (2). */
enum { AHEAD = C_future };

/* "the last day of May" in the field of the day */
enum { LAST_DAY = 99 };

/* What counts from the date named last counts from v, which ends there. */
static inline void
anchor_at(struct dater *d, const struct value *v, size_t end)
{
	d->anchor = value_ymd(v);
	d->anchored = end;
	if (d->anchor.day > 0) {
		d->whole = d->anchor;
		d->whole_at = end;
	}
}

/* ---- resolve.c -------------------------------------------------------- */

/* The year that the item names, in full. */
int resolve_short_year(const struct dater *d, int two);
void resolve_year(const struct dater *d, const struct item *t, struct value *v);

/* ---- clock.c ---------------------------------------------------------- */

/* The time of day that the item names, if any. False: there is none such. */
bool clock_value(const struct item *t, struct value *v);
/* "+01:00" or "+0100" at the end, in minutes; ZONE_NONE if it is neither. */
int clock_zone(struct quire_span text, const struct item *t);
/* What is found behind an item, when numbers are read in that order. */
struct found_at {
	size_t next;
	enum date_order order;
};
/*
 * The day of a clock goes to d->clock: the one behind it ("10:35 a.m. local
 * time on March 3"), else the last of the sentence. f is of any kind, next
 * what stands behind it, or null.
 */
void clock_day(struct dater *d, const struct found *f, const struct found *next,
    struct found_at at);

/* ---- sense.c ---------------------------------------------------------- */

/*
 * Tells of an item that has two senses (a length or a year) which is meant, and
 * cuts off what is no part of it. False: it is no date.
 */
bool sense_find(struct dater *d, struct item *t);
/* "1972年开始筹建": a range that is none, for the verb goes on. */
bool sense_begins(struct quire_span text, const struct item *t);

/* ---- foreign.c -------------------------------------------------------- */

/* The calendar by its name, or that its language has for such a year; or 0. */
int foreign_calendar(const struct dater *d, const struct item *t);
/* The date of ours; false: there is none. */
bool foreign_value(struct dater *d, const struct item *t, struct value *v);

/* ---- order.c ---------------------------------------------------------- */

/* The order of day and month in the document. */
enum date_order order_of_document(struct dater *d);
/*
 * The next item that is a date when numbers are read in that order; the rest
 * is as in found_next.
 */
bool order_next(const struct dater *d, size_t *at, enum date_order order,
    unsigned want, struct found *f);

/* ---- reference.c ------------------------------------------------------- */

/* The minute of the day in "2015-11-30T10:20", or -1. */
int minute_parse(struct quire_span s);
/* Sets d->ref (and d->minute) from the document or its URL, if one says it. */
void reference_find(struct dater *d, struct quire_span url,
    enum date_order order, struct resolved *r);

/* ---- sides.c ---------------------------------------------------------- */

/* A day, by whatever name. */
static inline bool
item_has_date(const struct item *t)
{
	return item_has(t, C_day) || item_has(t, C_wday) ||
	    item_has(t, C_rel) || item_has(t, C_hol) || item_has(t, C_month);
}

/* Lends each side of a range what it lacks. False: they make no range. */
bool sides_share(struct found *f);
/* The same where both are of a count: "the first and second quarter". */
void sides_count(struct found *f);

/* ---- range.c ---------------------------------------------------------- */

/* Moves both spellings of r into the arena. */
void date_keep(struct dater *d, struct resolved *r, struct date *out);
/* False: the sides make no range. */
bool range_date(struct dater *d, struct found *f, struct date *out,
    struct resolved *r);

/* A side of a range as a date by itself; null: it has no value. */
struct date *range_part(struct dater *d, struct item *t, struct value *v,
    struct resolved *r);
/* out becomes "a/b"; null: open. */
void range_join(struct dater *d, struct date *out, const struct date *a,
    const struct date *b);

/* ---- ahead.c ---------------------------------------------------------- */

/* Makes "in two weeks" a length where it is no day ahead. */
void ahead_cut(struct dater *d, struct item *t);

/* ---- list.c ----------------------------------------------------------- */

enum { LIST_DAYS = 8 }; /* of one list */

/* t, a day of a month, becomes the one before it in a list; or false. */
bool list_before(struct dater *d, struct item *t);
/*
 * The same of a range from one day to another of the same month, a and b its
 * sides: the one before it.
 */
bool list_range_before(struct dater *d, struct item *whole, struct item *a,
    struct item *b);
/*
 * Days in a list behind t, LIST_DAYS at most; t and they get the year that
 * stands at its end.
 */
size_t list_behind(struct dater *d, struct item *t, struct item *more);

/* ---- beside.c --------------------------------------------------------- */

/* Gives an item what the one behind it says for both; `at` is behind that. */
void beside_lend(struct dater *d, struct found *now, struct found *next,
    struct found_at at);
/*
 * "from Monday to Friday next week": the range takes what stands behind it in.
 * False: it does not.
 */
bool beside_week(struct dater *d, struct found *now, const struct item *next);

/* ---- tense.c ---------------------------------------------------------- */

/* True if a sentence ends with the character at p. */
bool tense_ends_sentence(struct quire_span text, size_t p);
/*
 * True: a verb of the past stands among so many words before it, whatever it
 * says of the year.
 */
bool tense_is_past(struct dater *d, const struct item *t, int words);
/* True if its sentence, in English, has no verb of the past at all. */
bool tense_has_no_past(struct dater *d, const struct item *t);

/* ---- within.c --------------------------------------------------------- */

/* False: the sides are a length and a date beside it. */
bool within_date(struct dater *d, struct found *f, struct date *out,
    struct resolved *r);

/* a gets a field of b that it lacks. */
static inline void
item_inherit(struct item *a, const struct item *b, int field)
{
	if (!item_has(a, field) && item_has(b, field))
		item_set(a, field, b->v[field]);
}

/* A side of a range that the text leaves open. */
static inline bool
side_empty(const struct item *t)
{
	return t->end == 0;
}

/* ---- relative.c: r is the reference ----------------------------------- */

void value_set_day(struct value *v, int64_t n);
/* The month may be less than 1 or more than 12. */
void value_set_month(struct value *v, int year, int month);
/* Its day number, the first of what is not known. */
int64_t ymd_number(const struct ymd *r);
/* +1: look ahead; -1: look back; 0: nothing said. */
int resolve_tense(struct dater *d, const struct item *t);
/*
 * Years from the reference to a month (or day: days is 1) that lies `delta`
 * days from it in its own year.
 */
int resolve_nearest_year(struct dater *d, const struct item *t, int64_t delta,
    int days);
/* Gives v->month (and v->day) a year; false if nothing is known. */
bool resolve_without_year(struct dater *d, const struct item *t,
    struct value *v, const struct ymd *r);
void resolve_weekday(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r);
/* "two weeks ago" */
void resolve_counted(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r);
/* The same from a day, and to a day: "a month from tomorrow". */
void resolve_counted_day(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *from);
/* "two Fridays from now" */
void resolve_counted_weekday(const struct item *t, struct value *v,
    const struct ymd *r);
/* "tomorrow", "today" */
void resolve_named_day(struct value *v, const struct ymd *r, int days);
/* "next week" */
void resolve_shifted(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r);

/* ---- carry.c ---------------------------------------------------------- */

/* In which languages years go on. */
void carry_init(struct dater *d);
/* t, which is v, is named: its year may go on, or no other does any more. */
void carry_note(struct dater *d, const struct item *t, const struct value *v);
/* The year that goes on to month (and day) of v, or 0. */
int carry_year(struct dater *d, const struct item *t, const struct value *v);
/* Gives it to t, if t is of a month. */
void carry_to(struct dater *d, struct item *t);

/* ---- periods.c -------------------------------------------------------- */

enum { LAST_WEEK = 99 };

void resolve_week(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r);
void resolve_season(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r);
void resolve_part_of_year(struct dater *d, const struct item *t,
    struct value *v, const struct ymd *r);
void resolve_decade(const struct item *t, struct value *v, const struct ymd *r);
void resolve_century(const struct item *t, struct value *v);
/*
 * "前三季度", "前10月": the first quarters or months of this year, or of the
 * last if they are not over. False: it is no such length.
 */
bool resolve_first_part(const struct dater *d, const struct item *t,
    struct resolved *r);
/*
 * "“八五”期间": a plan of five years of China, a range whose ends are not said.
 * False: the item is none.
 */
bool resolve_plan(struct dater *d, struct item *t, struct date *out,
    struct resolved *r);

/* ---- holiday.c -------------------------------------------------------- */

/*
 * The year near the reference in which the holiday of t ("25日除夕") is on the
 * day of t, or 0.
 */
int holiday_of_day(struct dater *d, const struct item *t);
void resolve_holiday(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r);
/* "the third Monday of January" */
void resolve_nth_weekday(struct dater *d, const struct item *t, struct value *v,
    const struct ymd *r);

/* ---- duration.c ------------------------------------------------------- */

void resolve_duration(const struct item *t, struct buf *b);
void resolve_set(const struct item *t, struct buf *b);

#endif
