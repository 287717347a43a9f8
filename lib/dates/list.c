/*
 * Days of a list that share a month: "5, 12 and 19 March", "January 5, 12,
 * and 19", "from 3 to 5 and from 10 to 12 March". Patterns know the two beside
 * "and", and the last range; the others are told by what is between them.
 */
#include <string.h>

#include "dates/ascii_run.h"
#include "dates/lexicon.h"
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

/* In front of words that may stand before a day: "on the", "le", "am". */
static size_t
before_words(struct dater *d, size_t p)
{
	const struct dates_slot *s;
	size_t q;
	int i;

	for (i = 0; i < 2 && p > 1 && d->text.p[p - 1] == ' '; i++) {
		q = lexicon_before(d, p - 1, &s);
		if (s == NULL || (s->flags & ENTRY_STOP) == 0)
			break;
		p = q;
	}
	return p;
}

/*
 * Makes t the day that ends at p, or before a full stop there: "4., 5. und 6.
 * Oktober". False: there is none.
 */
static bool
day_ends(struct dater *d, struct item *t, size_t p)
{
	const struct quire_span text = d->text;
	size_t end = p - (p > 1 && text.p[p - 1] == '.'), q = end;
	int day;

	while (q > 0 && end - q < 5 &&
	    (is_alpha((unsigned char)text.p[q - 1]) || text.p[q - 1] == ':' ||
	        dates_digit_at(text, q - 1)))
		q--;
	if (q == end || day_at(d, t, q, &day) != end)
		return false;
	t->start = q;
	t->end = end;
	item_set(t, C_day, day);
	return true;
}

bool
list_before(struct dater *d, struct item *t)
{
	size_t p = before_words(d, t->start);
	int day = item_get(t, C_day);

	/* not "but on May 6 and 7" */
	return dates_digit_at(d->text, t->start) && p > 2 &&
	    memcmp(d->text.p + p - 2, ", ", 2) == 0 && day_ends(d, t, p - 2) &&
	    item_get(t, C_day) < day;
}

/*
 * Moves *p before the nearest word of that class, over no more than two that
 * may stand between it and a day ("and on the"). False: there is none.
 */
static bool
step_over(struct dater *d, const struct item *t, int class, size_t *p)
{
	const struct dates_slot *s;
	size_t q = *p;
	int i;

	for (i = 0; i < 3; i++) {
		q -= q > 0 && d->text.p[q - 1] == ' ';
		if (q == 0)
			return false;
		q = lexicon_before(d, q, &s);
		if (context_says(s, class, 0, &t->langs)) {
			*p = q - (q > 0 && d->text.p[q - 1] == ' ');
			return true;
		}
		if (s == NULL || (s->flags & ENTRY_STOP) == 0)
			return false;
	}
	return false;
}

/* "10", "the 10th", but not "May 10" */
static bool
day_first(struct dater *d, const struct item *t)
{
	struct lexeme l;

	if (dates_digit_at(d->text, t->start))
		return true;
	lexeme_right(d, t->start, &l);
	return l.slot != NULL && (l.slot->flags & ENTRY_STOP) != 0 &&
	    !dates_upper_at(d->text, t->start);
}

bool
list_range_before(struct dater *d, struct item *whole, struct item *a,
    struct item *b)
{
	const int day = item_get(a, C_day);
	size_t p = before_words(d, whole->start);

	if (!day_first(d, a)) /* "and from May 7 to 9" */
		return false;
	if (p > 2 && memcmp(d->text.p + p - 2, ", ", 2) == 0)
		p -= 2;
	else if (p = whole->start, !step_over(d, a, C_and, &p))
		return false;
	if (!day_ends(d, b, p) || item_get(b, C_day) >= day)
		return false;
	whole->end = b->end;
	p = b->start;
	if ((!step_over(d, a, C_dash, &p) && !step_over(d, a, C_to, &p)) ||
	    !day_ends(d, a, p) || item_get(a, C_day) >= item_get(b, C_day))
		return false;
	p = a->start;
	if (step_over(d, a, C_frm, &p))
		p += d->text.p[p] == ' ';
	whole->start = p;
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
