/*
 * value: what an item comes to, and its two spellings.
 */
#ifndef DATES_VALUE_H
#define DATES_VALUE_H

#include <stddef.h>

#include "dates/room.h"

enum precision {
	P_NONE,
	P_CENTURY,
	P_DECADE,
	P_YEAR,
	P_HALF,
	P_QUARTER,
	P_SEASON,
	P_MONTH,
	P_WEEK,
	P_WEEKEND,
	P_DAY
};

/* A point or span of the calendar; unknown parts are 0. */
struct value {
	enum precision precision;
	bool has_year; /* else XXXX */
	int year;      /* astronomical: 0 is 1 BC */
	int month, day, week, weekday;
	int season, quarter, half, century, decade;
	int third; /* of a month: 1 to 3, 0 all of it */
	int mod;   /* 'S' start, 'M' mid, 'E' end, 'A' */
	/* the time of day */
	bool has_time;
	int hour, min, sec; /* -1: not said */
	int part;           /* "MO" and so on as two bytes, or 0 */
	int zone;           /* minutes, or ZONE_NONE */
	const char *fixed;  /* PRESENT_REF and the like, or null */
	char counted[24];   /* its spelling if fixed is "", else not set */
};

enum { ZONE_NONE = 10000, ZONE_AT_END = 9999 };

/* Nothing is known of it. */
static inline void
value_clear(struct value *v)
{
	memset(v, 0, offsetof(struct value, counted));
	v->hour = v->min = v->sec = -1;
	v->zone = ZONE_NONE;
}

/* Its day, or what is known of it. */
static inline struct ymd
value_ymd(const struct value *v)
{
	return (struct ymd){ v->year, v->month, v->day, true };
}

void value_timex(const struct value *v, struct buf *out);
/* Appends nothing if EDTF cannot say it. */
void value_edtf(const struct value *v, struct buf *out);
/*
 * Both, into empty buffers; true: they are alike, as most are, and edtf stays
 * empty.
 */
bool value_spell(const struct value *v, struct buf *timex, struct buf *edtf);
/* First and last day; false if the year is not known. */
bool value_days(const struct value *v, int64_t *first, int64_t *last);

#endif
