/*
 * Days of a list that share a month: "5, 12 and 19 March", "January 5, 12,
 * and 19". Patterns know the two beside "and"; the others are told by their
 * commas.
 */
#include <string.h>

#include "dates/ascii_run.h"
#include "dates/resolve.h"

/* End of a day at p, "5" or "5th", or 0. */
static size_t
day_at(struct quire_span text, size_t p, int *day)
{
	static const char *const endings[] = { "st", "nd", "rd", "th" };
	size_t q = p, i;

	for (*day = 0; q < p + 2 && dates_digit_at(text, q); q++)
		*day = *day * 10 + text.p[q] - '0';
	if (*day < 1 || *day > 31 || dates_digit_at(text, q))
		return 0;
	for (i = 0; i < 4; i++)
		if (span_starts(span_sub(text, q, text.len), endings[i]))
			return q + 2;
	return q;
}

bool
list_before(struct quire_span text, struct item *t)
{
	size_t end = t->start - 2, p;
	int day;

	if (t->start < 3 || memcmp(text.p + end, ", ", 2) != 0)
		return false;
	for (p = end; p > 0 && end - p < 5 && text.p[p - 1] != ' '; p--)
		;
	if (day_at(text, p, &day) != end || day >= item_get(t, C_day))
		return false;
	t->start = p;
	t->end = end;
	item_set(t, C_day, day);
	return true;
}

/* Behind "January 5": where its year begins, ", 2016", or 0. */
static size_t
year_at(struct quire_span text, size_t p)
{
	if (!span_starts(span_sub(text, p, text.len), ", "))
		return 0;
	p += 2;
	for (size_t i = 0; i < 4; i++)
		if (!dates_digit_at(text, p + i))
			return 0;
	return dates_digit_at(text, p + 4) || context_counts(text, p + 4) ? 0
	                                                                  : p;
}

/* One more behind p: its end, or 0; *last: behind "and". */
static size_t
day_behind(struct quire_span text, size_t p, struct item *t, bool *last)
{
	bool comma = p < text.len && text.p[p] == ',';
	int day;

	p += comma;
	if (p >= text.len || text.p[p++] != ' ')
		return 0;
	*last = span_starts(span_sub(text, p, text.len), "and ");
	if (!comma && !*last)
		return 0;
	t->start = p + (*last ? 4 : 0);
	t->end = day_at(text, t->start, &day);
	if (t->end == 0 || day <= item_get(t, C_day))
		return 0;
	item_set(t, C_day, day);
	return t->end;
}

size_t
list_behind(struct quire_span text, struct item *t, struct item *more)
{
	struct item next;
	size_t p = t->end, n = 0, year, i;
	bool last = false;

	if ((t->kind != C_MD && t->kind != C_FULL) || !item_has(t, C_month) ||
	    !item_has(t, C_day) || item_has(t, C_year) || item_has(t, C_cal) ||
	    p == 0 || (!dates_digit_at(text, p - 1) && text.p[p - 1] < 'a'))
		return 0;
	next = *t;
	while (!last && n < LIST_DAYS &&
	    (p = day_behind(text, p, &next, &last)) != 0)
		more[n++] = next;
	if (!last || p == 0 || n < 2 || context_counts(text, p))
		return 0;
	year = year_at(text, p);
	for (i = 0; year != 0 && i <= n; i++)
		item_set(i < n ? &more[i] : t, C_year,
		    (text.p[year] - '0') * 1000 +
		        (text.p[year + 1] - '0') * 100 +
		        (text.p[year + 2] - '0') * 10 + text.p[year + 3] - '0');
	return n;
}
