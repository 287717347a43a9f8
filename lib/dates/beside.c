/*
 * What an item takes from the one behind it: the year, the week, that it comes
 * again. Members of a list, mostly, of which the last says it for all.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

enum { BETWEEN = 6, BETWEEN_BYTES = 8 }; /* ", and ", " और " */

/* True if between the items is no more than a conjunction or a comma. */
static bool
side_by_side(struct quire_span text, const struct item *a, const struct item *b)
{
	size_t p, chars = 0;

	if (b->start < a->end || b->start - a->end > BETWEEN_BYTES)
		return false;
	for (p = a->end; p < b->start; p++) {
		chars += ((unsigned char)text.p[p] & 0xc0) != 0x80;
		if (strchr(".;:!?\n()[]\"0123456789", text.p[p]) != NULL)
			return false;
	}
	return chars <= BETWEEN;
}

/* A month or season that may take its year from another. */
static bool
lacks_year(const struct item *t)
{
	return (item_has(t, C_month) || item_has(t, C_season)) &&
	    !item_has(t, C_year) && !item_has(t, C_unit) &&
	    !item_has(t, C_shift) && !item_has(t, C_anchor) &&
	    !item_has(t, C_cal) && !item_has(t, C_eranm) && t->kind != C_SET &&
	    t->kind != C_RANGE;
}

enum { LIST_MOST = 4 };

/*
 * The first of a list behind t, which lacks something, that does not, or the
 * last that is looked at; false if there is none. `at` is behind `next`.
 */
static bool
list_teller(const struct dater *d, const struct item *t,
    const struct found *next, struct found_at at,
    bool (*lacks)(const struct item *), struct found *f)
{
	struct item before;
	int i;

	if (!lacks(t) || !side_by_side(d->text, t, &next->item))
		return false;
	*f = *next;
	for (i = 0; lacks(&f->item) && i < LIST_MOST; i++) {
		before = f->item;
		if (!order_next(d, &at.next, at.order, FOUND_ALL, f) ||
		    !side_by_side(d->text, &before, &f->item))
			return false;
	}
	return true;
}

/* "in January, February and March 1955": a month takes its year from a list. */
static void
list_year(const struct dater *d, struct item *t, const struct found *next,
    struct found_at at)
{
	struct found f;
	const struct item *n = &f.item;

	if (!list_teller(d, t, next, at, lacks_year, &f))
		return;
	if (n->kind == C_RANGE)
		n = f.side[0].end > 0 ? &f.side[0] : &f.side[1];
	if ((!item_has(n, C_year) && item_get(n, C_unit) != 'Y') ||
	    item_has(n, C_cal) || item_has(n, C_eranm) ||
	    f.item.kind == C_SET ||
	    (!item_has(n, C_month) && !item_has(n, C_season)))
		return;
	item_inherit(t, n, C_year);
	item_inherit(t, n, C_y2);
	item_inherit(t, n, C_bc);
	/* "in May and June of last year" */
	item_inherit(t, n, C_unit);
	item_inherit(t, n, C_shift);
	item_inherit(t, n, C_anchor);
}

/* A weekday, perhaps with a clock, of no week that is named. */
static bool
is_any_weekday(const struct item *t)
{
	static const int other[] = { C_month, C_day, C_year, C_shift, C_unit,
		C_rel, C_nth, C_ord, C_anchor, C_vague, C_mod };
	size_t i;

	for (i = 0; i < sizeof other / sizeof *other; i++)
		if (item_has(t, other[i]))
			return false;
	return item_has(t, C_wday) &&
	    (t->kind == C_WD || t->kind == C_MD || t->kind == C_TIME ||
	        t->kind == 0 /* a side of a range */);
}

/*
 * "every Tuesday and Thursday", "本周三、周四": the others of a list come again,
 * too, or are of that week.
 */
static void
list_weekday(const struct dater *d, const struct item *t, struct item *next)
{
	int unit = item_get(t, C_unit);

	if (!item_has(t, C_wday) || !is_any_weekday(next) ||
	    !side_by_side(d->text, t, next))
		return;
	if (t->kind == C_SET && unit != 'M')
		next->kind = C_SET;
	if (t->kind == C_WD && unit == 'W' && langs_have(&t->langs, "zh")) {
		item_inherit(next, t, C_unit);
		item_inherit(next, t, C_shift);
	}
}

/* True if a word between a quarter and the day it ends with stands at p. */
static bool
says_ended(struct dater *d, const struct item *t, size_t p)
{
	struct lexeme l;

	if (p + 1 >= d->text.len || d->text.p[p] != ' ')
		return false;
	lexeme_right(d, p + 1, &l);
	return context_says(l.slot, C_follow, dates_kind_bit(C_QU), &t->langs);
}

/* "the fourth quarter ended December 31, 2014" */
static void
ended_year(struct dater *d, struct item *t, const struct item *next)
{
	if (t->kind == C_QU && !item_has(t, C_year) && !item_has(t, C_unit) &&
	    !item_has(t, C_shift) && next->kind == C_FULL &&
	    item_has(next, C_year) && !item_has(next, C_cal) &&
	    next->start >= t->end && next->start - t->end <= 8 &&
	    says_ended(d, t, t->end))
		item_set(t, C_year, next->v[C_year]);
}

/* "the 1st and 15th of every month": so does a day in front of one. */
static void
set_before(const struct dater *d, struct item *t, const struct item *next)
{
	if (t->kind != C_D || item_has(t, C_month) || item_has(t, C_unit) ||
	    next->kind != C_SET || item_get(next, C_unit) != 'M' ||
	    item_has(next, C_wday) || !side_by_side(d->text, t, next))
		return;
	t->kind = C_SET;
	item_set(t, C_unit, 'M');
}

/* True of what ends with a week told from this one: not "next Friday". */
static bool
is_shifted_week(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;

	if (item_get(t, C_unit) != 'W' || !item_has(t, C_shift))
		return false;
	lexicon_before(d, t->end, &s);
	return context_says(s, C_unit, 'W', &t->langs);
}

/* "on Tuesday and Wednesday next week": both are of it. */
static void
list_week(struct dater *d, struct item *t, const struct found *next,
    struct found_at at)
{
	struct found f;

	if (!list_teller(d, t, next, at, is_any_weekday, &f) ||
	    f.item.kind != C_WD || !is_shifted_week(d, &f.item))
		return;
	item_inherit(t, &f.item, C_unit);
	item_inherit(t, &f.item, C_shift);
}

bool
beside_week(struct dater *d, struct found *now, const struct item *next)
{
	struct item *a = &now->side[0], *b = &now->side[1];

	if (now->item.kind != C_RANGE || side_empty(a) || side_empty(b) ||
	    !is_any_weekday(a) || !is_any_weekday(b) || next->kind != C_REL ||
	    !is_shifted_week(d, next) || item_has(next, C_mod) ||
	    next->start != now->item.end + 1 || d->text.p[now->item.end] != ' ')
		return false;
	item_inherit(a, next, C_unit);
	item_inherit(a, next, C_shift);
	item_inherit(b, next, C_unit);
	item_inherit(b, next, C_shift);
	now->item.end = b->end = next->end;
	return true;
}

void
beside_lend(struct dater *d, struct found *now, struct found *next,
    struct found_at at)
{
	list_year(d, &now->item, next, at);
	list_week(d, &now->item, next, at);
	ended_year(d, &now->item, &next->item);
	set_before(d, &now->item, &next->item);
	list_weekday(d, &now->item, &next->item);
}
