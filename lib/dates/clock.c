/*
 * Time of day: hours of either half, parts of the day, zones.
 */
#include "dates/resolve.h"

void
clock_value(const struct item *t, struct value *v)
{
	int part = item_get(t, C_part), half = item_get(t, C_ampm);

	v->zone = item_has(t, C_zone) ? t->v[C_zone] : ZONE_NONE;
	if (item_has(t, C_hm4)) {
		v->has_time = true;
		v->hour = t->v[C_hm4] / 100;
		v->min = t->v[C_hm4] % 100;
		if (half == 2 && v->hour < 12)
			v->hour += 12;
		return;
	}
	if (item_has(t, C_noon)) {
		v->has_time = true;
		v->hour = t->v[C_noon] / 100;
		v->min = 0;
		return;
	}
	if (item_has(t, C_hour)) {
		v->has_time = true;
		v->hour = t->v[C_hour];
		v->min = item_has(t, C_min)              ? t->v[C_min]
		    : item_has(t, C_n) && t->v[C_n] < 60 ? t->v[C_n]
		                                         : -1;
		v->sec = item_has(t, C_sec) ? t->v[C_sec] : -1;
		if ((half == 2 || part == ('A' << 8 | 'F') ||
		        part == ('E' << 8 | 'V') ||
		        (part == ('N' << 8 | 'I') && v->hour > 5)) &&
		    v->hour < 12)
			v->hour += 12;
		else if (v->hour == 12 && v->min <= 0 &&
		    !item_has(t, C_halfadd) &&
		    (part == ('E' << 8 | 'V') || part == ('N' << 8 | 'I')))
			v->hour = 24;
		if (half == 1 && v->hour == 12)
			v->hour = 0;
		if (item_has(t, C_halfadd))
			v->min = 30;
		/* "las tres menos diez", "halb vier" */
		if (item_has(t, C_before) && v->min > 0) {
			v->hour = (v->hour + 23) % 24;
			v->min = 60 - v->min;
		}
		if (v->min < 0 && v->sec < 0)
			v->min = 0;
		return;
	}
	if (part != 0) {
		v->has_time = true;
		v->part = part;
	}
}

int
clock_zone(struct quire_span text, const struct item *t)
{
	const char *p = text.p + t->end - 6, *m = p + 4;
	int minutes;

	if (t->end < t->start + 6)
		return ZONE_NONE;
	if (p[3] != ':')
		p++;
	if ((p[0] != '+' && p[0] != '-') || !dates_digit_at(text, t->end - 4))
		return ZONE_NONE;
	minutes = ((p[1] - '0') * 10 + p[2] - '0') * 60 + (m[0] - '0') * 10 +
	    m[1] - '0';
	if (minutes < 0 || minutes > 14 * 60)
		return ZONE_NONE;
	return p[0] == '-' ? -minutes : minutes;
}
