/*
 * From all that was found in a document to its list of dates: narrative mode,
 * what the date named before means for the next, lists.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

enum { JUMP = 6 }; /* years: beyond, a narrative steps aside */

struct years {
	unsigned all, far, near; /* from the reference */
	unsigned news;
};

static void
count_year(const struct dater *d, const struct found_year *y, struct years *n)
{
	n->news += y->near;
	if (!y->known)
		return;
	n->all++;
	if (!d->ref.known)
		return;
	if (d->ref.year - y->year > 1 || d->ref.year - y->year < -1)
		n->far++;
	else
		n->near++;
}

/* Those of the document; numbers are read in that order. */
static void
count_years(const struct dater *d, enum date_order order, struct years *n)
{
	struct found_year y;
	struct found f;
	size_t at = 0;

	if (d->numeric == 0) {
		while (found_year(d, &at, &y))
			count_year(d, &y, n);
		return;
	}
	while (order_next(d, &at, order, FOUND_YEAR | FOUND_NEAR, &f)) {
		y.year = f.item.v[C_year];
		y.known = item_has(&f.item, C_year) && !item_has(&f.item, C_y2);
		y.near = f.item.kind == C_WD || item_has(&f.item, C_rel);
		count_year(d, &y, n);
	}
}

/* Many dates with years, none near the reference: a narrative. */
static bool
looks_narrative(const struct dater *d, enum date_order order)
{
	struct years n = { 0, 0, 0, 0 };

	if (d->founds < 8)
		return false;
	count_years(d, order, &n);
	return ((n.all >= 8 && n.far > n.near * 8 && n.all > n.news * 4) ||
	           (n.all >= 40 && n.far > n.near && n.all > n.news * 16)) &&
	    n.all * 5 >= d->founds;
}

/*
 * True if a narrative goes on from the date: not from one that looks back or
 * ahead ("two years earlier", "next year", "the push planned for 1976"), nor
 * from a bare year far away.
 */
static bool
carries_on(struct dater *d, const struct item *t, const struct value *v)
{
	int years = v->year - d->ref.year;

	if (item_has(t, C_anchor))
		return item_get(t, C_shift) >= 0 && item_get(t, C_rel) >= 0;
	if (t->kind == C_AGO || (t->kind == C_REL && item_has(t, C_shift)))
		return false;
	if (v->precision == P_YEAR && years > 0 && d->ref.month > 0 &&
	    tense_of(d, t) > 0)
		return false;
	return v->precision != P_YEAR || !d->ref.known || d->ref.month == 0 ||
	    (years != 0 && years > -JUMP && years < JUMP);
}

/*
 * True of a quarter or half of a year that is over: such are compared with "a
 * year earlier".
 */
static bool
is_over(const struct dater *d, const struct value *v)
{
	int last = v->half > 0 ? v->half * 6 : v->quarter * 3;

	return !d->ref.known || d->ref.month == 0 || v->year < d->ref.year ||
	    (v->year == d->ref.year && last < d->ref.month);
}

/* "the first nine months", "the fiscal year": more than a quarter. */
static bool
is_long_period(const struct item *t)
{
	int unit = item_get(t, C_unit);

	return (t->kind == C_DUR && unit == 'M' && item_get(t, C_n) > 3) ||
	    (t->kind == C_DUR && item_get(t, C_anchor) == ANCHOR_ENDED);
}

/* "12月議会": in Japanese a month that only tells which of many is meant. */
static bool
tells_which(struct quire_span text, const struct item *t)
{
	uint32_t cp;

	if (t->kind != C_M || t->end == text.len)
		return false;
	utf8_decode(text.p + t->end, text.p + text.len, &cp);
	return text_is(cp, TEXT_HAN) && filter_kana(text, t->start);
}

/* t is the date named last. */
static void
advance(struct dater *d, const struct item *t, const struct value *v)
{
	size_t end = t->end;

	if (item_has(t, C_eranm)) {
		d->reign.era = t->v[C_eranm];
		d->reign.year = item_get(t, C_year);
		d->reign.end = end;
	}
	if (is_long_period(t))
		d->quarter = 0;
	carry_note(d, t, v);
	if (!v->has_year || v->fixed != NULL || v->precision < P_YEAR)
		return;
	if ((v->precision == P_QUARTER || v->precision == P_HALF) &&
	    (v->quarter > 0 || v->half > 0) && is_over(d, v) &&
	    item_get(t, C_anchor) != ANCHOR_QUARTER &&
	    !(item_get(t, C_unit) == 'Y' && item_get(t, C_shift) < 0)) {
		d->half = v->half > 0;
		d->quarter =
		    v->year * 4 + (d->half ? v->half * 2 - 2 : v->quarter - 1);
	}
	anchor_at(d, v, end);
	if (v->precision == P_DAY)
		d->day_at = end;
	if (item_has(t, C_month) && v->month > 0 && !tells_which(d->text, t)) {
		d->named_month = d->anchor;
		d->named_at = end;
	}
	if (d->narrative && carries_on(d, t, v))
		d->ref = d->anchor;
}

static void emit(struct dater *d, struct found *f, struct resolved *r);

/* True if a side of what is no range tells that it is a date. */
static bool
stands_alone(struct quire_span text, const struct item *t, bool length)
{
	switch (t->kind) {
	case C_FULL:
	case C_MD:
	case C_YM:
	case C_M:
	case C_REL:
	case C_WD:
	case C_HOL:
	case C_CLK:
	case C_TIME:
		return true;
	case C_MX: /* "the year", "May" */
		return (length || item_has(t, C_month)) &&
		    (item_has(t, C_type) ||
		        !is_lower((unsigned char)text.p[t->start]));
	case C_D:
	case C_DUR:
	case C_Y:
	case C_YX:
	case C_QU:
	case C_DEC:
	case C_CEN:
		return length;
	default:
		return false;
	}
}

static void
emit_item(struct dater *d, const struct item *t, bool url, struct resolved *r)
{
	struct found one;

	memset(&one, 0, sizeof one);
	one.item = *t;
	one.url = url;
	emit(d, &one, r);
}

/* The year of the first day of a list, which the others share; or 0. */
static int
year_of_list(struct dater *d, const struct item *first, struct resolved *r)
{
	struct item t = *first;
	struct value v;

	if (item_has(&t, C_year) || item_has(&t, C_unit) ||
	    item_has(&t, C_cal) || !item_has(&t, C_month) || d->narrative)
		return 0;
	resolved_clear(r);
	resolve_item(d, &t, &v, r);
	return v.has_year ? v.year : 0;
}

static void
set_year(struct item *t, int year)
{
	if (year > 0 && item_has(t, C_month) && !item_has(t, C_year))
		item_set(t, C_year, year);
}

/* "5, " of "5, 12 and 19 March", and the year for all of them */
static void
emit_before(struct dater *d, struct found *f, struct resolved *r)
{
	struct item t = f->side[0], days[LIST_DAYS];
	size_t n = 0;
	int year;

	while (n < LIST_DAYS && list_before(d, &t))
		days[n++] = t;
	year = year_of_list(d, n > 0 ? &days[n - 1] : &f->side[0], r);
	set_year(&f->side[0], year);
	set_year(&f->side[1], year);
	while (n > 0) {
		set_year(&days[--n], year);
		emit_item(d, &days[n], f->url, r);
	}
}

/* What is no range is two dates, or one. */
static void
emit_sides(struct dater *d, struct found *f, struct resolved *r)
{
	size_t i;

	if (item_get(&f->item, C_sub) == 3 && item_has(&f->side[0], C_month))
		emit_before(d, f, r);
	for (i = 0; i < 2; i++)
		if (stands_alone(d->text, &f->side[i],
		        item_has(&f->item, C_sub)))
			emit_item(d, &f->side[i], f->url, r);
}

/*
 * "In 2011-12 the club won", "the 2007-08 season": where words say so, a year
 * and the next, no month.
 */
static bool
is_two_years(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	const char *end = text.p + t->end;
	struct lexeme l;

	if (t->kind != C_YM || !item_has(t, C_year) || t->end - t->start != 7 ||
	    text.p[t->start + 4] != '-' || item_has(t, C_y2) ||
	    t->v[C_month] != (t->v[C_year] + 1) % 100)
		return false;
	if (t->end + 1 < text.len) {
		if (strchr("./_-", end[0]) != NULL && end[1] > ' ')
			return false; /* "2007-08.txt" */
		lexeme_right(d, t->end + 1, &l);
		if (end[0] == ' ' &&
		    context_says(l.slot, C_follow, dates_kind_bit(C_YM),
		        &t->langs))
			return true;
	}
	return t->start > 0 &&
	    (context_before(d, t, C_length) & dates_kind_bit(C_YM)) != 0;
}

static void
two_years(struct found *f)
{
	struct item *a = &f->side[0], *b = &f->side[1];

	*a = f->item;
	a->kind = C_YX;
	item_drop(a, C_month);
	*b = *a;
	a->end = a->start + 4;
	b->start = a->end + 1;
	item_set(b, C_year, a->v[C_year] + 1);
	f->item.kind = C_RANGE;
}

/*
 * The end of "以来" behind the name of what happened at p, or 0: "2011年首航以来",
 * "1998年の開館以来".
 */
static size_t
behind_event(struct quire_span text, size_t p)
{
	enum { LONGEST = 36 };
	size_t q, from;

	if (span_starts(span_sub(text, p, text.len), "の"))
		p += 3;
	from = p;
	for (; p + 6 <= text.len && p - from < LONGEST; p += 3) {
		if ((unsigned char)text.p[p] - 0xe4u > 5)
			return 0;
		if (p > from && memcmp(text.p + p, "以", 3) == 0 &&
		    listed_before(text, p + 6, "来來", 3))
			break;
	}
	if (p + 6 > text.len || p - from >= LONGEST)
		return 0;
	for (q = from + 3; q <= p; q += 3)
		if (listed_before(text, q, "年月日至到前后後之是", 3))
			return 0;
	return p + 6;
}

/* "自2011年首航以来": from then on. */
static void
since_event(struct quire_span text, struct found *f)
{
	struct item *t = &f->item;
	size_t end;

	if ((t->kind != C_Y && t->kind != C_YM && t->kind != C_FULL &&
	        t->kind != C_REL) ||
	    (end = behind_event(text, t->end)) == 0)
		return;
	f->side[0] = *t;
	memset(&f->side[1], 0, sizeof f->side[1]);
	t->kind = C_RANGE;
	item_set(t, C_open, 1);
	t->end = end;
	if (listed_before(text, t->start, "自从從", 3))
		t->start -= 3;
}

/* True of a range within a month, whose sides have no more than days. */
static bool
is_within_month(const struct found *f)
{
	const struct item *a = &f->side[0], *b = &f->side[1];

	return a->end != 0 && b->end != 0 && item_has(a, C_day) &&
	    item_has(b, C_day) && item_get(a, C_month) != 0 &&
	    a->v[C_month] == item_get(b, C_month) && !item_has(a, C_hour) &&
	    !item_has(a, C_cal) && !item_has(a, C_unit);
}

/* "from 3 to 5 and" of "from 3 to 5 and from 10 to 12 March" */
static void
emit_range_before(struct dater *d, const struct found *f, struct resolved *r)
{
	struct ymd anchor = d->anchor;
	struct found before;
	int i;

	if (!is_within_month(f))
		return;
	before = *f;
	if (!list_range_before(d, &before.item, &before.side[0],
	        &before.side[1]))
		return;
	for (i = 0; i < 2; i++)
		set_year(&before.side[i], anchor.year);
	emit(d, &before, r);
	d->anchor = anchor;
}

static void
emit(struct dater *d, struct found *f, struct resolved *r)
{
	struct date out, *slot;
	struct value v;

	memset(&out, 0, sizeof out);
	resolved_clear(r);
	if (is_two_years(d, &f->item))
		two_years(f);
	since_event(d->text, f);
	if (sense_begins(d->text, &f->item))
		f->item = f->side[0];
	if (f->item.kind == C_RANGE) {
		value_clear(&v);
		if (!range_date(d, f, &out, r)) {
			emit_sides(d, f, r);
			return;
		}
		emit_range_before(d, f, r);
	} else {
		ahead_cut(d, &f->item);
		if (!sense_find(d, &f->item))
			return;
		resolve_item(d, &f->item, &v, r);
		if (r->timex.len == 0)
			return;
		date_keep(d, r, &out);
	}
	if (!f->url) /* what it is of is not what the text tells of */
		advance(d, &f->item, &v);
	if (d->opts.types != 0 && !(d->opts.types >> out.type & 1))
		return;
	if (f->url && !d->opts.urls)
		return;
	out.start = f->item.start;
	out.end = f->item.end;
	d->out->item = arena_grow(d->arena, d->out->item, d->out->n,
	    &d->out->cap, sizeof *slot);
	d->out->item[d->out->n++] = out;
}

/* An item and the days of a list behind it: "January 5, 12, and 19". */
static void
emit_list(struct dater *d, struct found *f, struct resolved *r)
{
	struct item more[LIST_DAYS];
	size_t n = f->item.kind == C_RANGE ? 0 : list_behind(d, &f->item, more);
	int year = n > 0 ? year_of_list(d, &f->item, r) : 0;
	size_t i;

	set_year(&f->item, year);
	emit(d, f, r);
	for (i = 0; i < n; i++) {
		set_year(&more[i], year);
		emit_item(d, &more[i], f->url, r);
	}
}

/* True of a day, or two, that no month is told of. */
static bool
is_bare_day(const struct found *f)
{
	return f->item.kind == C_D ||
	    (f->item.kind == C_RANGE && !item_has(&f->side[0], C_month) &&
	        !item_has(&f->side[1], C_month) &&
	        !item_has(&f->side[1], C_unit));
}

/*
 * "the 24th" of "the 24th, 25th and 26th of May", "from the 3rd to the 5th" of
 * what goes on with "and from the 7th to the 9th of May": told with the others.
 */
static bool
is_listed(struct dater *d, const struct found *f, const struct found *next)
{
	const struct item *t = &f->item;
	struct item day, end, whole;
	size_t n = 0;

	if (!is_bare_day(f) || next->item.kind != C_RANGE ||
	    next->side[0].end == 0)
		return false;
	day = next->side[0];
	end = next->side[1];
	whole = next->item;
	if (!item_has(&day, C_day))
		item_set(&day, C_day, item_get(&day, C_ord));
	if (item_get(&whole, C_sub) != 3)
		return list_range_before(d, &whole, &day, &end) &&
		    t->start < whole.end && whole.start < t->end;
	while (n++ < LIST_DAYS && list_before(d, &day))
		if (t->start < day.end && day.start < t->end)
			return true;
	return false;
}

/* Emits all, each with a look at the one behind it. */
static void
emit_all(struct dater *d, enum date_order order, struct resolved *r)
{
	struct found f[2], *now, *next = &f[0];
	size_t at = 0;
	bool more = order_next(d, &at, order, FOUND_ALL, next);
	int i;

	memset(&f[1], 0, sizeof f[1]);
	for (i = 1; more; i ^= 1) {
		now = next;
		next = &f[i];
		more = order_next(d, &at, order, FOUND_ALL, next);
		if (more) {
			beside_lend(d, now, next,
			    (struct found_at){ at, order });
			if (beside_week(d, now, &next->item))
				more =
				    order_next(d, &at, order, FOUND_ALL, next);
			if (more && is_listed(d, now, next))
				continue;
		}
		clock_day(d, now, more ? next : NULL,
		    (struct found_at){ at, order });
		emit_list(d, now, r);
	}
}

void
resolve_document(struct dater *d, struct quire_span reference)
{
	struct resolved r = { DATE_DATE, false, { 0 }, { 0 } };
	enum date_order order = order_of_document(d);
	struct found f;
	size_t at;

	d->anchor.known = d->whole.known = d->named_month.known =
	    d->clock.known = false;
	d->quarter = d->told = 0;
	d->reign.end = d->carried.end = 0;
	d->carried.heading = 0;
	if (d->numeric > 0) /* some may be no dates */
		for (d->founds = at = 0;
		     order_next(d, &at, order, FOUND_ALL, &f);)
			d->founds++;
	d->ref = d->reference;
	d->loose = false;
	d->minute = -1;
	if (d->ref.known)
		d->minute = minute_parse(span_of(d->opts.reference));
	else if (ymd_parse(reference, &d->ref))
		d->minute = minute_parse(reference);
	else
		reference_find(d, reference, order, &r);
	d->own = d->ref;
	d->narrative = d->opts.narrative || looks_narrative(d, order);
	d->dateless = !d->ref.known && !d->narrative;
	d->narrative = d->narrative || d->dateless;
	emit_all(d, order, &r);
	buf_fini(&r.timex);
	buf_fini(&r.edtf);
}
