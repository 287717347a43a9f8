/*
 * Days and weeks of the proleptic Gregorian calendar (ISO 8601), and dates of
 * other calendars by ICU's ucal. udat_parse is not used: for the Chinese
 * calendar it is wrong by 1.7 million days in ICU 72.
 */
#include <math.h>

#include <unicode/ucal.h>

#include "dates/room.h"

/* Howard Hinnant, "chrono-compatible low-level date algorithms". */
int64_t
day_number(int year, int month, int day)
{
	int64_t y = year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct ymd
day_date(int64_t n)
{
	int64_t era, doe, yoe, doy, mp;
	struct ymd r;

	n += 719468;
	era = (n >= 0 ? n : n - 146096) / 146097;
	doe = n - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	r.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	r.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	r.year = (int)(yoe + era * 400 + (r.month <= 2));
	r.known = true;
	return r;
}

int
day_weekday(int64_t n)
{
	int64_t w = (n + 3) % 7;

	return (int)(w < 0 ? w + 7 : w) + 1;
}

int
day_week(int64_t n, int *year)
{
	int64_t thursday = n - day_weekday(n) + 4;
	struct ymd t = day_date(thursday);

	*year = t.year;
	return (int)((thursday - day_number(t.year, 1, 1)) / 7) + 1;
}

int64_t
week_monday(int year, int week)
{
	int64_t fourth = day_number(year, 1, 4);

	return fourth - day_weekday(fourth) + 1 + (week - 1) * 7;
}

int
month_days(int year, int month)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

bool
date_valid(int year, int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 &&
	    day <= month_days(year, month);
}

/* By enum date_calendar. */
static const char *const calendar_name[CALENDARS] = { NULL, "buddhist",
	"islamic-civil", "persian", "hebrew", "chinese", "indian", "ethiopic",
	"coptic", "islamic-umalqura", "dangi", "roc" };

static UCalendar *
calendar_open(int cal, UErrorCode *e)
{
	char locale[64] = "en@calendar=";
	const char *name = calendar_name[cal];
	size_t i = 12, k;

	for (k = 0; name[k] != '\0'; k++)
		locale[i++] = name[k];
	locale[i] = '\0';
	return ucal_open(u"UTC", -1, locale, UCAL_DEFAULT, e);
}

/* The Chinese year that begins in a Gregorian year, as cycle and year. */
static void
chinese_year(UCalendar *c, int year)
{
	int y = year + 2636; /* years of the cycles since -2636 */

	ucal_set(c, UCAL_ERA, y / 60 + 1);
	ucal_set(c, UCAL_YEAR, y % 60 + 1);
}

/* What ICU says: it takes its time. */
static bool
icu_date(const struct calendar_day *in, struct ymd *out)
{
	UErrorCode e = U_ZERO_ERROR;
	UCalendar *c = calendar_open(in->cal, &e);
	UDate t;

	if (U_FAILURE(e))
		return false;
	ucal_clear(c);
	if (in->cal == CAL_CHINESE || in->cal == CAL_DANGI) {
		chinese_year(c, in->year);
		ucal_set(c, UCAL_IS_LEAP_MONTH, in->leap ? 1 : 0);
	} else {
		ucal_set(c, UCAL_ERA,
		    in->cal == CAL_ETHIOPIC || in->cal == CAL_COPTIC ||
		        in->cal == CAL_ROC);
		ucal_set(c, UCAL_YEAR, in->year);
	}
	ucal_set(c, UCAL_MONTH, in->month - 1);
	ucal_set(c, UCAL_DAY_OF_MONTH, in->day);
	t = ucal_getMillis(c, &e);
	ucal_close(c);
	if (U_FAILURE(e))
		return false;
	*out = day_date((int64_t)floor(t / 86400000.0));
	return true;
}

/* The same holidays and years come again and again. */
bool
calendar_date(struct dater *d, int cal, int year, int month, int day, bool leap,
    struct ymd *out)
{
	const struct calendar_day want = { cal, year, month, day, leap };
	struct calendar_memo *m =
	    &d->calendar[((unsigned)year * 31 + (unsigned)month * 7 +
	                     (unsigned)day) %
	        CALENDAR_MEMO];

	if (cal <= 0 || cal >= CALENDARS)
		return false;
	if (m->in.cal != cal || m->in.year != year || m->in.month != month ||
	    m->in.day != day || m->in.leap != leap) {
		m->in = want;
		m->good = icu_date(&want, &m->out);
	}
	if (m->good)
		*out = m->out;
	return m->good;
}

int
calendar_year(int cal, int64_t n)
{
	UErrorCode e = U_ZERO_ERROR;
	UCalendar *c;
	int year;

	if (cal <= 0 || cal >= CALENDARS)
		return 0;
	c = calendar_open(cal, &e);
	if (U_FAILURE(e))
		return 0;
	ucal_setMillis(c, (double)n * 86400000.0, &e);
	year = ucal_get(c, UCAL_YEAR, &e);
	ucal_close(c);
	return U_SUCCESS(e) ? year : 0;
}
