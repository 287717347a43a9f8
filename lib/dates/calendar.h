/*
 * calendar: days and weeks of the proleptic Gregorian calendar, and days of
 * others.
 */
#ifndef DATES_CALENDAR_H
#define DATES_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct dater;

/* A day, or less: month or day 0 are not known. */
struct ymd {
	int year, month, day;
	bool known;
};

/* A day of another calendar, and what it is in ours, if it is one. */
enum { CALENDAR_MEMO = 64 };

struct calendar_day {
	int cal, year, month, day;
	bool leap;
};

struct calendar_memo {
	struct calendar_day in; /* cal 0: none */
	struct ymd out;
	bool good;
};

/* Days since 1970-01-01 of a proleptic Gregorian date, and back. */
int64_t day_number(int year, int month, int day);
struct ymd day_date(int64_t n);
/* 1 Monday to 7 Sunday. */
int day_weekday(int64_t n);
/* Is the day such a weekday? */
static inline bool
day_is_on(int wday, int year, int month, int day)
{
	return day_weekday(day_number(year, month, day)) == wday;
}
/* ISO 8601 week and its year. */
int day_week(int64_t n, int *year);
int64_t week_monday(int year, int week);
int month_days(int year, int month);
bool date_valid(int year, int month, int day);
/* Gregorian date of a date in another calendar; false if there is none. */
bool calendar_date(struct dater *d, int cal, int year, int month, int day,
    bool leap, struct ymd *out);
/* The year of such a calendar in which day n lies; 0 if there is none. */
int calendar_year(int cal, int64_t n);

#endif
