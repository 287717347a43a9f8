/*
 * Days of a list that share a month: "5, 12 and 19 March", "January 5, 12,
 * and 19". Patterns know the two beside "and"; the others are told by their
 * commas.
 */
#include <string.h>

#include "dates/ascii_run.h"
#include "dates/resolve.h"

/* End of a day of t's month at p, "5" or "5th", or 0. */
static size_t
day_at(struct dater *d, const struct item *t, size_t p, int *day)
{
	const struct quire_span text = d->text;
	struct lexeme l;
	size_t q = p;

	for (*day = 0; q < p + 2 && dates_digit_at(text, q); q++)
		*day = *day * 10 + text.p[q] - '0';
	if (*day < 1 || *day > 31 || dates_digit_at(text, q))
		return 0;
	if (q == text.len)
		return q;
	lexeme_right(d, q, &l);
	return context_says(l.slot, C_follow, dates_kind_bit(C_ORD), &t->langs)
	    ? l.end
	    : q;
}

bool
list_before(struct dater *d, struct item *t)
{
	const struct quire_span text = d->text;
	size_t end = t->start - 2, p;
	int day;

	if (t->start < 3 || memcmp(text.p + end, ", ", 2) != 0)
		return false;
	end -= text.p[end - 1] == '.'; /* "4., 5. und 6. Oktober" */
	for (p = end; p > 0 && end - p < 5 && text.p[p - 1] != ' '; p--)
		;
	if (day_at(d, t, p, &day) != end || day >= item_get(t, C_day))
		return false;
	t->start = p;
	t->end = end;
	item_set(t, C_day, day);
	return true;
}

/* Behind "January 5": where its year begins, ", 2016", or 0. */
static size_t
year_at(struct dater *d, const struct item *t, size_t p)
{
	const struct quire_span text = d->text;

	if (!span_starts(span_sub(text, p, text.len), ", "))
		return 0;
	p += 2;
	for (size_t i = 0; i < 4; i++)
		if (!dates_digit_at(text, p + i))
			return 0;
	return dates_digit_at(text, p + 4) || context_counts(d, t, p + 4) ? 0
	                                                                  : p;
}

/* One more behind p: its end, or 0; *last: behind "and". */
static size_t
day_behind(struct dater *d, size_t p, struct item *t, bool *last)
{
	const struct quire_span text = d->text;
	bool comma = p < text.len && text.p[p] == ',';
	struct lexeme l;
	int day;

	p += comma;
	if (p + 1 >= text.len || text.p[p++] != ' ')
		return 0;
	lexeme_right(d, p, &l);
	*last = l.end < text.len && text.p[l.end] == ' ' &&
	    context_says(l.slot, C_and, 0, &t->langs);
	if (!comma && !*last)
		return 0;
	t->start = *last ? l.end + 1 : p;
	t->end = day_at(d, t, t->start, &day);
	if (t->end == 0 || day <= item_get(t, C_day))
		return 0;
	item_set(t, C_day, day);
	return t->end;
}

size_t
list_behind(struct dater *d, struct item *t, struct item *more)
{
	const struct quire_span text = d->text;
	struct item next;
	size_t p = t->end, n = 0, year, i;
	bool last = false;

	if (item_has(t, C_ord) && item_has(t, C_month) && !item_has(t, C_day) &&
	    !item_has(t, C_sub) && t->v[C_ord] <= 31) /* "January 5th" */
		item_set(t, C_day, t->v[C_ord]);
	if ((t->kind != C_MD && t->kind != C_FULL) || !item_has(t, C_month) ||
	    !item_has(t, C_day) || item_has(t, C_year) || item_has(t, C_cal) ||
	    p == 0 || (!dates_digit_at(text, p - 1) && text.p[p - 1] < 'a'))
		return 0;
	next = *t;
	while (
	    !last && n < LIST_DAYS && (p = day_behind(d, p, &next, &last)) != 0)
		more[n++] = next;
	if (!last || p == 0 || n < 2 || context_counts(d, t, p))
		return 0;
	year = year_at(d, t, p);
	for (i = 0; year != 0 && i <= n; i++)
		item_set(i < n ? &more[i] : t, C_year,
		    (text.p[year] - '0') * 1000 +
		        (text.p[year + 1] - '0') * 100 +
		        (text.p[year + 2] - '0') * 10 + text.p[year + 3] - '0');
	return n;
}
