/*
 * Durations and sets: values without a place in the calendar, in the
 * spelling of ISO 8601 with the units of TIMEX3.
 */
#include <stdio.h>

#include "dates/resolve.h"

static void
add_number(struct buf *b, int n, bool half)
{
	if (n == -2 || n == -3) {
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

		if (u >= 'a' && !time) {
			buf_add_char(b, 'T');
			time = true;
		}
		if (u == 'X')
			n = n < 0 ? n : n * 10, u = n < 0 ? 'E' : 'Y';
		else if (u == 'C')
			n = n < 0 ? n : n * 100, u = n < 0 ? 'C' : 'Y';
		else if (u == 'F')
			n = n < 0 ? n : n * 2, u = 'W';
		else if (u == 'H')
			n = n < 0 ? n : n * 6, u = 'M';
		else if (u == 'Q' && n > 0 && t->kind != C_SET)
			n *= 3, u = 'M'; /* ISO 8601 has no quarters */
		else if (u == 'K')
			u = 'D';
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
			buf_add_char(b, (char)(u >= 'a' ? u - 32 : u));
	}
}

void
resolve_set(const struct item *t, struct buf *b)
{
	int unit = item_get(t, C_unit), part = item_get(t, C_part);

	if (item_has(t, C_wday) && unit != 'M') {
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
	if (item_has(t, C_day)) {
		buf_add_str(b, "XXXX-XX-");
		buf_add_char(b, (char)('0' + t->v[C_day] / 10));
		buf_add_char(b, (char)('0' + t->v[C_day] % 10));
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
