/*
 * The spellings of a value: TIMEX3 (ISO-TimeML, the subset of ISO 8601 that
 * TimeML 1.2.1 uses) and EDTF (ISO 8601-2:2019, levels 0 to 2).
 */
#include "dates/value.h"

static void
two_digits(char *p, int n)
{
	p[0] = (char)('0' + n / 10);
	p[1] = (char)('0' + n % 10);
}

/* With zeros before it: printf's %0*d. */
static void
add_digits(struct buf *b, int width, int n)
{
	unsigned u = n < 0 ? 0 - (unsigned)n : (unsigned)n;
	char s[12], *p = s + sizeof s;

	if (n >= 0 && (width == 2 ? u < 100 : width == 4 && u < 10000)) {
		p = buf_reserve(b, 4);
		b->len += (size_t)width;
		for (; width > 0; u /= 10)
			p[--width] = (char)('0' + u % 10);
		return;
	}
	do
		*--p = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	for (width -= n < 0; s + sizeof s - p < width;)
		*--p = '0';
	if (n < 0)
		*--p = '-';
	buf_add(b, p, (size_t)(s + sizeof s - p));
}

/* The same behind a string. */
static void
add_part(struct buf *b, const char *before, int width, int n)
{
	buf_add_str(b, before);
	add_digits(b, width, n);
}

/* A day that only its month is known of is XX. */
static void
add_day(const struct value *v, struct buf *out)
{
	if (v->day > 0)
		add_part(out, "-", 2, v->day);
	else
		buf_add_str(out, "-XX");
}

/* Years before 1 are BC0044 in TIMEX3 as corpora write it. */
static void
timex_year(const struct value *v, struct buf *out)
{
	if (!v->has_year)
		buf_add_str(out, "XXXX");
	else if (v->year <= 0)
		add_part(out, "BC", 4, 1 - v->year);
	else
		add_digits(out, 4, v->year);
}

/*
 * Most values: a year, month or day of our calendar and no more, which both
 * spell alike. False: it is none, and nothing is written.
 */
static bool
plain_date(const struct value *v, struct buf *out)
{
	char *p;

	if (v->fixed != NULL || v->has_time || !v->has_year || v->year < 1 ||
	    v->year > 9999)
		return false;
	if (v->precision != P_YEAR &&
	    ((v->precision != P_MONTH && v->precision != P_DAY) ||
	        v->month < 1 || v->month > 99 || v->day > 99 ||
	        (v->precision == P_DAY && v->day < 1)))
		return false;
	p = buf_reserve(out, sizeof "YYYY-MM-DD");
	two_digits(p, v->year / 100);
	two_digits(p + 2, v->year % 100);
	out->len += 4;
	if (v->precision == P_YEAR)
		return true;
	p[4] = '-';
	two_digits(p + 5, v->month);
	out->len += 3;
	if (v->precision == P_MONTH)
		return true;
	p[7] = '-';
	two_digits(p + 8, v->day);
	out->len += 3;
	return true;
}

static void
timex_date(const struct value *v, struct buf *out)
{
	static const char *const season[] = { "", "SP", "SU", "FA", "WI" };

	switch (v->precision) {
	case P_CENTURY:
		if (v->century < 0)
			add_part(out, "BC", 2, -v->century);
		else
			add_digits(out, 2, v->century);
		return;
	case P_DECADE:
		if (v->decade < 0)
			add_part(out, "BC", 3, -v->decade);
		else
			add_digits(out, 3, v->decade);
		return;
	default:
		break;
	}
	timex_year(v, out);
	switch (v->precision) {
	case P_HALF:
		add_part(out, "-H", 1, v->half);
		break;
	case P_QUARTER:
		if (v->quarter > 0)
			add_part(out, "-Q", 1, v->quarter);
		else
			buf_add_str(out, "-QX");
		break;
	case P_SEASON:
		buf_add_char(out, '-');
		buf_add_str(out, season[v->season]);
		break;
	case P_WEEK:
	case P_WEEKEND:
		if (v->week > 0)
			add_part(out, "-W", 2, v->week);
		else
			buf_add_str(out, "-WXX");
		if (v->precision == P_WEEKEND)
			buf_add_str(out, "-WE");
		break;
	case P_MONTH:
	case P_DAY:
		if (v->weekday > 0 && v->month == 0) {
			add_part(out, "-WXX-", 1, v->weekday);
			break;
		}
		if (v->month > 0)
			add_part(out, "-", 2, v->month);
		else
			buf_add_str(out, "-XX");
		if (v->precision == P_DAY)
			add_day(v, out);
		break;
	default:
		break;
	}
}

static void
add_zone(int zone, struct buf *out)
{
	if (zone == ZONE_NONE)
		return;
	if (zone == 0) {
		buf_add_char(out, 'Z');
		return;
	}
	buf_add_char(out, zone < 0 ? '-' : '+');
	zone = zone < 0 ? -zone : zone;
	add_digits(out, 2, zone / 60);
	buf_add_char(out, ':');
	add_digits(out, 2, zone % 60);
}

void
value_timex(const struct value *v, struct buf *out)
{
	if (plain_date(v, out))
		return;
	if (v->fixed != NULL) {
		buf_add_str(out, v->fixed[0] != '\0' ? v->fixed : v->counted);
		return;
	}
	if (v->precision != P_NONE)
		timex_date(v, out);
	if (!v->has_time)
		return;
	buf_add_char(out, 'T');
	if (v->hour < 0) {
		buf_add_char(out, (char)(v->part >> 8));
		buf_add_char(out, (char)v->part);
		return;
	}
	add_digits(out, 2, v->hour);
	if (v->min >= 0)
		add_part(out, ":", 2, v->min);
	if (v->sec >= 0)
		add_part(out, ":", 2, v->sec);
	add_zone(v->zone, out);
}

static void
edtf_year(int year, struct buf *out)
{
	if (year < 0) {
		buf_add_char(out, '-');
		year = -year;
	}
	add_digits(out, 4, year);
}

/* Ten days of a month, the last to its end. */
static void
month_third(const struct value *v, int64_t *first, int64_t *last)
{
	if (v->third > 0 && v->third < 3)
		*last = *first + 10 * (int64_t)v->third - 1;
	if (v->third > 1)
		*first += 10 * (int64_t)(v->third - 1);
}

static void
edtf_day(int64_t n, struct buf *out)
{
	struct ymd d = day_date(n);

	edtf_year(d.year, out);
	add_part(out, "-", 2, d.month);
	add_part(out, "-", 2, d.day);
}

static void
edtf_days(int64_t first, int64_t last, struct buf *out)
{
	edtf_day(first, out);
	buf_add_char(out, '/');
	edtf_day(last, out);
}

/* ISO 8601-2: 21 to 24 seasons, 33 to 36 quarters, 40 and 41 halves. */
static bool
edtf_date(const struct value *v, struct buf *out)
{
	int64_t first, last;

	switch (v->precision) {
	case P_CENTURY:
		if (v->century < 0)
			return false;
		add_digits(out, 2, v->century);
		buf_add_str(out, "XX");
		return true;
	case P_DECADE:
		if (v->decade < 0)
			return false;
		add_digits(out, 3, v->decade);
		buf_add_char(out, 'X');
		return true;
	case P_WEEK:
	case P_WEEKEND:
		if (!value_days(v, &first, &last))
			return false;
		edtf_days(first, last, out);
		return true;
	default:
		break;
	}
	if (v->third > 0 && v->precision == P_MONTH &&
	    value_days(v, &first, &last)) {
		edtf_days(first, last, out);
		return true;
	}
	if (!v->has_year) {
		if (v->month == 0)
			return false;
		buf_add_str(out, "XXXX");
	} else {
		edtf_year(v->year, out);
	}
	if (v->precision == P_HALF)
		add_part(out, "-", 2, 39 + v->half);
	else if (v->precision == P_QUARTER && v->quarter > 0)
		add_part(out, "-", 2, 32 + v->quarter);
	else if (v->precision == P_SEASON)
		add_part(out, "-", 2, 20 + v->season);
	else if (v->precision == P_MONTH)
		add_part(out, "-", 2, v->month);
	else if (v->precision == P_DAY) {
		add_part(out, "-", 2, v->month);
		add_day(v, out);
	} else if (v->precision == P_YEAR && v->mod == 'E')
		buf_add_str(out, "-12");
	else if (v->precision == P_YEAR && v->mod == 'S')
		buf_add_str(out, "-01");
	return true;
}

void
value_edtf(const struct value *v, struct buf *out)
{
	if (v->fixed != NULL || v->precision == P_NONE ||
	    (v->has_time && v->precision != P_DAY))
		return;
	if (v->mod == 0 && v->third == 0 && plain_date(v, out))
		return;
	if (!edtf_date(v, out))
		return;
	if (v->has_time && v->hour >= 0 && v->has_year) {
		add_part(out, "T", 2, v->hour);
		buf_add_char(out, ':');
		add_digits(out, 2, v->min < 0 ? 0 : v->min);
		buf_add_char(out, ':');
		add_digits(out, 2, v->sec < 0 ? 0 : v->sec);
		add_zone(v->zone, out);
	}
	if (v->mod == 'A' || (v->mod != 0 && v->precision == P_YEAR))
		buf_add_char(out, '~');
}

bool
value_spell(const struct value *v, struct buf *timex, struct buf *edtf)
{
	if (v->mod == 0 && v->third == 0 && plain_date(v, timex))
		return true;
	value_timex(v, timex);
	value_edtf(v, edtf);
	return false;
}

static void
month_span(int year, int month, int count, int64_t *first, int64_t *last)
{
	int end = month + count;

	*first = day_number(year, month, 1);
	*last = day_number(year + (end - 1) / 12, (end - 1) % 12 + 1, 1) - 1;
}

bool
value_days(const struct value *v, int64_t *first, int64_t *last)
{
	static const int start[] = { 0, 3, 6, 9, 12 };

	if (v->fixed != NULL)
		return false;
	if (v->precision == P_CENTURY) {
		*first = day_number(v->century * 100, 1, 1);
		*last = day_number(v->century * 100 + 100, 1, 1) - 1;
		return v->century > 0;
	}
	if (v->precision == P_DECADE) {
		*first = day_number(v->decade * 10, 1, 1);
		*last = day_number(v->decade * 10 + 10, 1, 1) - 1;
		return v->decade > 0;
	}
	if (!v->has_year || v->precision == P_NONE)
		return false;
	switch (v->precision) {
	case P_HALF:
		month_span(v->year, v->half * 6 - 5, 6, first, last);
		return true;
	case P_QUARTER:
		if (v->quarter == 0)
			return false;
		month_span(v->year, v->quarter * 3 - 2, 3, first, last);
		return true;
	case P_SEASON:
		month_span(v->year, start[v->season], 3, first, last);
		return true;
	case P_MONTH:
		month_span(v->year, v->month, 1, first, last);
		month_third(v, first, last);
		return v->month > 0;
	case P_WEEK:
	case P_WEEKEND:
		if (v->week == 0)
			return false;
		*first = week_monday(v->year, v->week);
		*last = *first + 6;
		if (v->precision == P_WEEKEND)
			*first += 5;
		return true;
	case P_DAY:
		if (v->month == 0 || v->day == 0)
			return false;
		*first = *last = day_number(v->year, v->month, v->day);
		return true;
	default:
		month_span(v->year, 1, 12, first, last);
		return true;
	}
}
