/*
 * Durations and sets: values without a place in the calendar, in the
 * spelling of ISO 8601 with the units of TIMEX3.
 */
#include <stdio.h>

#include "dates/resolve.h"

static void
add_number(struct buf *b, int n, bool half)
{
	if (n == SOME) {
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
	buf_add_str(b,
	    unit == 'Y'       ? "Y6M"
	        : unit == 'D' ? "DT12H"
	        : unit == 'h' ? "H30M"
	                      : "M30S");
}

/*
 * Decades, centuries, fortnights and the like in years, weeks and months; true
 * if that takes the half as well.
 */
static bool
in_smaller(int *n, int *unit, bool half)
{
	static const struct {
		char of, in;
		int n;
	} row[] = { { 'X', 'Y', 10 }, { 'C', 'Y', 100 }, { 'F', 'W', 2 },
		{ 'H', 'M', 6 }, { 'Q', 'M', 3 } };
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		if (*unit != row[i].of)
			continue;
		half &= row[i].n % 2 == 0;
		if (*n > NUMBER_MOST / row[i].n)
			*n = NUMBER_MOST / row[i].n;
		*n = *n * row[i].n + (half ? row[i].n / 2 : 0);
		*unit = row[i].in;
		return half;
	}
	return false;
}

void
resolve_duration(const struct item *t, struct buf *b)
{
	static const int number[] = { C_n, C_num2, C_num3 };
	static const int unit[] = { C_unit, C_unit2, C_unit3 };
	bool time = false;
	int i;

	if (!item_has(t, C_unit))
		return;
	buf_add_char(b, 'P');
	for (i = 0; i < 3 && (i == 0 || item_has(t, unit[i])); i++) {
		int n = item_has(t, number[i])     ? t->v[number[i]]
		    : item_has(t, C_bare)          ? -2
		    : i == 0 && item_has(t, C_day) ? t->v[C_day]
		                                   : 1;
		int u = item_get(t, unit[i]);
		bool half = i == 0 && item_has(t, C_halfadd);

		if (unit_of_clock(u) && !time) {
			buf_add_char(b, 'T');
			time = true;
		}
		if (u == 'K')
			u = 'D';
		else if (n < 0 && u != 'C')
			u = u == 'X'   ? 'E'
			    : u == 'F' ? 'W'
			    : u == 'H' ? 'M'
			               : u;
		else if (n > 0 && (u != 'Q' || t->kind != C_SET))
			half &= !in_smaller(&n, &u, half);
		if ((u == 'E' || u == 'C') && n < 0) {
			buf_add_str(b, u == 'E' ? "XDE" : "XCE");
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
			buf_add_char(b, (char)(unit_of_clock(u) ? u - 32 : u));
	}
}

void
resolve_set(const struct item *t, struct buf *b)
{
	int unit = item_get(t, C_unit), part = item_get(t, C_part);
	/* "the 15th of each month" */
	int day = item_has(t, C_ord) && unit == 'M' && !item_has(t, C_n)
	    ? t->v[C_ord]
	    : item_get(t, C_day);

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
	if (day > 0 && day <= 31) {
		buf_add_str(b, "XXXX-XX-");
		buf_add_char(b, (char)('0' + day / 10));
		buf_add_char(b, (char)('0' + day % 10));
		return;
	}
	if (item_has(t, C_season)) {
		static const char *const season[] = { "", "SP", "SU", "FA",
			"WI" };

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
	resolve_duration(t, b);
}
