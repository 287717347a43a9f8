/*
 * Ranges: the sides lend each other the year, the month and the calendar that
 * only one of them names, and their values make one.
 */
#include <string.h>

#include "dates/resolve.h"

/* "一至十月", "周一至五": a number is what the other side is. */
static void
number_side(struct item *a, const struct item *b)
{
	if ((a->kind != 0 && a->kind != C_REL && a->kind != C_Y &&
	        a->kind != C_YX) ||
	    !item_has(a, C_n) || item_has(a, C_month) || item_has(a, C_day))
		return;
	if (item_has(b, C_year) && a->v[C_n] >= 1000 && a->v[C_n] < 3000) {
		item_set(a, C_year, a->v[C_n]);
		a->kind = C_YX;
		return;
	}
	if (item_has(b, C_wday) && !item_has(b, C_day) && a->v[C_n] <= 7 &&
	    a->start > b->start) {
		item_set(a, C_wday, a->v[C_n]);
		a->kind = C_WD;
	} else if (item_has(b, C_day))
		item_set(a, C_day, a->v[C_n]);
	else if (item_has(b, C_month) && a->v[C_n] <= 12)
		item_set(a, C_month, a->v[C_n]);
	else
		return;
	item_drop(a, C_n);
}

static uint16_t
side_kind(const struct item *t)
{
	return item_has(t, C_month) ? C_FULL
	    : item_has(t, C_wday)   ? C_WD
	                            : C_YX;
}

enum { LAST_OF_ERA = 200 }; /* years of eras are less */

/* An era is not lent to a year of ours: 民國26年至1945年. */
static void
lend(struct item *to, const struct item *from, int field)
{
	if (field != C_eranm || item_get(to, C_year) < LAST_OF_ERA)
		item_inherit(to, from, field);
}

/* "the 3rd of next month": not "3 May of next year", which has its month. */
static bool
counts_days(const struct item *t)
{
	return item_has(t, C_unit) &&
	    (t->v[C_unit] != 'Y' || !item_has(t, C_month));
}

/* "from 3 May to 9 June last year": both are of that year. */
static void
lend_shift(struct item *a, const struct item *b)
{
	if (item_get(b, C_unit) != 'Y' || !item_has(b, C_shift) ||
	    !item_has(b, C_month) || item_has(a, C_year) ||
	    item_has(a, C_unit) || item_has(a, C_shift) ||
	    (!item_has(a, C_month) && !item_has(a, C_day)))
		return;
	item_inherit(a, b, C_unit);
	item_inherit(a, b, C_shift);
}

/* "14-22 September 1999": each side lends what is coarser than the other. */
static void
share(struct item *a, struct item *b)
{
	static const int year_like[] = { C_year, C_y2, C_eranm, C_bc, C_cal };
	bool unit = counts_days(a) || counts_days(b);
	/* "this May to October 2020": of the year that it says itself */
	bool own_a = item_has(a, C_year) || item_has(a, C_shift);
	bool own_b = item_has(b, C_year) || item_has(b, C_shift);
	size_t i;

	lend_shift(a, b);
	if (!item_has(a, C_rel) && !item_has(b, C_rel) && !unit) {
		if (item_has(a, C_day) && !item_has(a, C_month))
			item_inherit(a, b, C_month);
		if (item_has(b, C_day) && !item_has(b, C_month))
			item_inherit(b, a, C_month);
	} else if (item_has(a, C_day) && item_has(b, C_day) &&
	    !item_has(a, C_month) && !item_has(b, C_month)) {
		/* "from the 3rd to the 12th of next month" */
		item_inherit(a, b, C_unit);
		item_inherit(a, b, C_shift);
		item_inherit(b, a, C_unit);
		item_inherit(b, a, C_shift);
	}
	if (item_has(a, C_hour) || item_has(b, C_hour))
		item_inherit(a, b, C_ampm);
	for (i = 0; i < sizeof year_like / sizeof *year_like; i++) {
		if (i > 1 || (!own_a && item_get(a, C_unit) != 'Y'))
			if (item_has(a, C_month) || item_has(a, C_year) ||
			    item_has(a, C_season) || item_has(a, C_quarter))
				lend(a, b, year_like[i]);
		if (i > 1 || (!own_b && item_get(b, C_unit) != 'Y'))
			if (item_has(b, C_month) || item_has(b, C_season) ||
			    item_has(b, C_quarter))
				lend(b, a, year_like[i]);
	}
	if (a->kind == 0)
		a->kind = side_kind(a);
	if (b->kind == 0)
		b->kind = side_kind(b);
}

/* "the ninth": of a month, if it stands on a side of a range. */
static void
ordinal_day(struct item *t)
{
	if (item_has(t, C_ord) && !item_has(t, C_day) &&
	    !item_has(t, C_quarter) && t->kind != C_QU && t->kind != C_CEN)
		item_set(t, C_day, t->v[C_ord]);
	if (t->kind == C_ORD)
		t->kind = 0;
}

/* "2016-17": the end has only two digits of its year. */
static void
short_end(const struct item *a, struct item *b)
{
	if (item_has(b, C_y2) && item_has(a, C_year) && a->v[C_year] > 99 &&
	    !item_has(b, C_month)) {
		item_set(b, C_year, a->v[C_year] / 100 * 100 + b->v[C_year]);
		item_drop(b, C_y2);
	}
}

enum { STRINGS = 2048 };

/* Moves b to the arena, where short strings stand without gaps. */
static struct quire_span
keep(struct dater *d, struct buf *b)
{
	size_t len = b->len;
	char *to;

	if (len == 0)
		return (struct quire_span){ NULL, 0 };
	if (len > d->strings.len) {
		d->strings.len = len > STRINGS ? len : STRINGS;
		d->strings.p = arena_alloc(d->arena, d->strings.len);
	}
	to = d->strings.p;
	memcpy(to, b->p, len);
	d->strings.p += len;
	d->strings.len -= len;
	b->len = 0;
	return (struct quire_span){ to, len };
}

/* EDTF and TIMEX3 spell most values alike. */
void
date_keep(struct dater *d, struct resolved *r, struct date *out)
{
	bool same = span_eq(buf_span(&r->timex), buf_span(&r->edtf));

	out->type = r->type;
	out->value = keep(d, &r->timex);
	out->edtf = same ? out->value : keep(d, &r->edtf);
}

struct date *
range_part(struct dater *d, struct item *t, struct value *v, struct resolved *r)
{
	struct date *p;

	r->timex.len = r->edtf.len = 0;
	resolve_item(d, t, v, r);
	if (r->timex.len == 0)
		return NULL;
	p = arena_zero(d->arena, 1, sizeof *p);
	p->start = t->start;
	p->end = t->end;
	date_keep(d, r, p);
	return p;
}

/*
 * A side of a range: of an interval ("2015-W31", in EDTF its days) the first
 * day, or the last.
 */
static struct quire_span
edge(struct quire_span v, bool last)
{
	const char *cut = v.len == 0 ? NULL : memchr(v.p, '/', v.len);

	if (cut == NULL)
		return v;
	return last ? span_sub(v, (size_t)(cut - v.p) + 1, v.len)
	            : span_sub(v, 0, (size_t)(cut - v.p));
}

/* Intervals of EDTF are open, or from day to day, without clocks. */
static bool
is_day_edge(const struct date *x)
{
	return x->value.len == 0 ||
	    (x->edtf.len > 0 && memchr(x->edtf.p, 'T', x->edtf.len) == NULL);
}

static bool
is_open(const struct date *x)
{
	return x == NULL || span_is(x->value, "PRESENT_REF");
}

/* a/b, either of which may be open. */
static struct quire_span
join(struct dater *d, struct quire_span a, struct quire_span b)
{
	static const struct quire_span open = { "..", 2 };
	struct buf s = { 0 };
	struct quire_span kept;

	buf_add_span(&s, a.len == 0 ? open : a);
	buf_add_char(&s, '/');
	buf_add_span(&s, b.len == 0 ? open : b);
	kept = keep(d, &s);
	buf_fini(&s);
	return kept;
}

void
range_join(struct dater *d, struct date *out, const struct date *a,
    const struct date *b)
{
	static const struct date none;

	if (a == NULL)
		a = &none;
	if (is_open(b))
		b = &none;
	out->value = join(d, a->value, b->value);
	if (is_day_edge(a) && is_day_edge(b))
		out->edtf = join(d, edge(a->edtf, false), edge(b->edtf, true));
}

/* "from next Monday to Friday": the Friday after that Monday. */
static void
weekday_after(struct dater *d, const struct item *a, struct item *b,
    const struct value *va)
{
	int wday;

	if (!item_has(a, C_wday) || !item_has(b, C_wday) ||
	    item_has(b, C_shift) || item_has(b, C_month) ||
	    item_has(b, C_day) || va->precision != P_DAY || !va->has_year)
		return;
	wday = day_weekday(day_number(va->year, va->month, va->day));
	wday = (b->v[C_wday] - wday + 7) % 7;
	d->anchor = (struct ymd){ va->year, va->month, va->day, true };
	d->anchored = a->end;
	item_set(b, C_anchor, ANCHOR_THAT);
	item_set(b, C_rel, wday == 0 ? 7 : wday);
}

static bool
has_date(const struct item *t)
{
	return item_has(t, C_day) || item_has(t, C_wday) ||
	    item_has(t, C_rel) || item_has(t, C_hol) || item_has(t, C_month);
}

static bool
has_clock(const struct item *t)
{
	return item_has(t, C_hour) || item_has(t, C_hm4) || item_has(t, C_noon);
}

/* "4" of "4 to 5 pm": in its half of the day, unless 11 comes before 1. */
static void
borrow_half(struct item *a, struct item *b)
{
	int half = item_get(b, C_ampm), from = item_get(a, C_hour) % 12;

	if (half != 0 && item_has(a, C_hour) && !item_has(a, C_ampm))
		item_set(a, C_ampm,
		    from > item_get(b, C_hour) % 12 ? 3 - half : half);
	/* "下午2时至4时" */
	if (item_has(b, C_hour) && item_get(b, C_hour) <= 12 &&
	    item_get(b, C_hour) > item_get(a, C_hour))
		item_inherit(b, a, C_part);
}

/*
 * Clocks on both sides, and days that they may have. False: they are no two
 * clocks, as the last of "3-10:30"; a word in front tells them ("from 3 to
 * 10:30"), or one behind ("9 bis 12.30 Uhr"), which the row says.
 */
static bool
clock_sides(const struct item *whole, struct item *a, struct item *b)
{
	if (a->kind == 0 && !item_has(b, C_ampm) && !item_has(b, C_noon) &&
	    !item_has(whole, C_frm) && whole->start == a->start)
		return false;
	borrow_half(a, b);
	if (a->kind == 0 || a->kind == C_CLK)
		a->kind = has_date(a) ? C_MD : C_CLK;
	if (b->kind == 0 || b->kind == C_CLK)
		b->kind = has_date(b) ? C_MD : C_CLK;
	return true;
}

/* "9至10世纪" */
static void
century_side(struct item *t)
{
	item_set(t, C_century, item_get(t, C_n));
	item_drop(t, C_n);
	t->kind = C_CEN;
}

/*
 * Before its parts are resolved, the sides lend each other what they lack.
 * False: no range.
 */
static bool
range_share(struct found *f)
{
	struct item *a = &f->side[0], *b = &f->side[1];
	bool month_a, month_b;

	if (item_has(&f->item, C_century)) {
		century_side(a);
		century_side(b);
	}
	if (has_clock(b) && !clock_sides(&f->item, a, b))
		return false;
	ordinal_day(a);
	ordinal_day(b);
	number_side(a, b);
	number_side(b, a);
	if (item_has(&f->item, C_year))
		item_inherit(b, &f->item, C_year);
	item_inherit(a, &f->item, C_bc);
	item_inherit(b, &f->item, C_bc);
	lend(b, a, C_eranm); /* 民國八十六年至九十年 */
	month_a = item_has(a, C_month);
	month_b = item_has(b, C_month);
	share(a, b);
	short_end(a, b);
	if (item_get(a, C_day) <= item_get(b, C_day) || !item_has(b, C_day) ||
	    month_a == month_b)
		return true;
	/* "from April 27 to the 3rd", "from the 27th to April 3" */
	if (month_a && a->v[C_month] < 12)
		item_set(b, C_month, a->v[C_month] + 1);
	if (month_b && b->v[C_month] > 1)
		item_set(a, C_month, b->v[C_month] - 1);
	return true;
}

enum { OPEN_AFTER = 3 }; /* field open: 1 "since", 2 "until", 3 "after" */

struct range {
	struct item *a, *b; /* null: not said */
	struct value va, vb;
	struct date *pa, *pb;
	bool lent;      /* the year of the first is that of the second */
	bool open_year; /* the year of the second is that of the first */
};

/* Both parts again, the first (and the second) in that year. */
static bool
range_again(struct dater *d, struct range *g, struct resolved *r, int year_a,
    int year_b)
{
	item_set(g->a, C_year, year_a);
	item_set(g->b, C_year, year_b);
	g->pa = range_part(d, g->a, &g->va, r);
	g->pb = range_part(d, g->b, &g->vb, r);
	return g->pa != NULL && g->pb != NULL;
}

/* "from Christmas to Easter": the Easter behind that Christmas. */
static bool
next_holiday(struct dater *d, struct range *g, struct resolved *r)
{
	int year = g->va.year;
	int64_t from, to, none;

	return range_again(d, g, r, year, year) &&
	    value_days(&g->va, &from, &none) &&
	    value_days(&g->vb, &none, &to) &&
	    (from <= to || range_again(d, g, r, year, year + 1));
}

/* False: the end lies before the start, whatever the years. */
static bool
range_ordered(struct dater *d, struct range *g, struct resolved *r)
{
	bool named = item_has(g->a, C_year) || item_has(g->a, C_shift);
	int64_t fa, la, fb, lb, ref;

	if (!value_days(&g->va, &fa, &la) || !value_days(&g->vb, &fb, &lb))
		return true;
	if (lb < fa) {
		if (g->b->kind == C_HOL && !item_has(g->b, C_year))
			return next_holiday(d, g, r);
		/* "November to February 2017": across the new year */
		if (g->lent && g->va.year == g->vb.year)
			return range_again(d, g, r, g->va.year - 1, g->vb.year);
		if (!g->open_year ||
		    !range_again(d, g, r, g->va.year, g->va.year + 1))
			return false;
		if (!value_days(&g->va, &fa, &la) ||
		    !value_days(&g->vb, &fb, &lb))
			return true;
	}
	ref = d->ref.known ? ymd_number(&d->ref) : fa;
	/* in December, "January to November" has been */
	if (g->open_year && fa > ref && lb - 365 <= ref &&
	    lb - 365 > ref - 62 && !named && resolve_tense(d, g->a) <= 0)
		return range_again(d, g, r, g->va.year - 1, g->vb.year - 1);
	/* "was open from May to March" */
	if (g->open_year && !named && !d->narrative && fa <= ref &&
	    lb > ref + 31 && lb - 365 <= ref && resolve_tense(d, g->a) < 0)
		return range_again(d, g, r, g->va.year - 1, g->vb.year - 1);
	/* in September, "from May to October": of this year, not the next */
	if (g->open_year && fa > ref && lb - 365 >= ref && !named)
		return range_again(d, g, r, g->va.year - 1, g->vb.year - 1);
	return true;
}

/* A clock is of the day v, if it is one. */
static void
clock_of_day(struct dater *d, struct item *t, const struct value *v)
{
	if (t->kind != C_CLK || v->precision != P_DAY || !v->has_year)
		return;
	d->anchor = (struct ymd){ v->year, v->month, v->day, true };
	d->anchored = t->start;
	item_set(t, C_anchor, ANCHOR_THAT);
}

static bool
range_parts(struct dater *d, struct range *g, struct resolved *r)
{
	if (g->a != NULL && g->b != NULL && g->a->kind == C_CLK &&
	    has_date(g->b)) {
		range_part(d, g->b, &g->vb, r);
		clock_of_day(d, g->a, &g->vb);
	}
	if (g->a != NULL && (g->pa = range_part(d, g->a, &g->va, r)) == NULL)
		return false;
	if (g->a != NULL && g->b != NULL)
		clock_of_day(d, g->b, &g->va);
	if (g->b == NULL)
		return true;
	if (g->a != NULL) {
		weekday_after(d, g->a, g->b, &g->va);
		g->open_year |= item_has(g->b, C_month) &&
		    !item_has(g->b, C_year) && !item_has(g->b, C_unit);
		g->open_year &= g->va.has_year && g->va.precision >= P_MONTH;
	}
	if (g->open_year)
		item_set(g->b, C_year, g->va.year);
	g->pb = range_part(d, g->b, &g->vb, r);
	return g->pb != NULL && (g->a == NULL || range_ordered(d, g, r));
}

/* "after 2018" begins behind the year; "after May 5" is not as strict. */
static void
date_behind(struct dater *d, const struct value *v, struct resolved *r,
    struct date *out)
{
	struct value next = *v;

	if (!v->has_year || v->mod != 0)
		return;
	if (v->precision == P_YEAR)
		next.year++;
	else if (v->precision == P_MONTH)
		value_set_month(&next, v->year, v->month + 1);
	else
		return;
	r->timex.len = r->edtf.len = 0;
	value_spell(&next, &r->timex, &r->edtf);
	date_keep(d, r, out);
}

/* "May 4 and 5": two days, of which each lends what the other lacks. */
static void
two_days(struct dater *d, struct found *f)
{
	struct item *b = &f->side[1];

	if (!item_has(b, C_month) && context_counts(d, &f->item, b->end))
		memset(b, 0, sizeof *b);
	else
		range_share(f);
}

/* "2014/15": not a month, nor any two numbers. */
static bool
is_next_year(const struct item *a, const struct item *b)
{
	int from = item_get(a, C_year), to = item_get(b, C_year);

	return to == from + 1 || (item_has(b, C_y2) && to == (from + 1) % 100);
}

/* "from May 1996 to June 1997; that year": what follows counts from the end. */
static void
remember(struct dater *d, const struct value *v, size_t end)
{
	if (!v->has_year || v->fixed != NULL || v->precision < P_YEAR)
		return;
	d->anchor = (struct ymd){ v->year, v->month, v->day, true };
	d->anchored = end;
}

bool
range_date(struct dater *d, struct found *f, struct date *out,
    struct resolved *r)
{
	struct item *a = &f->side[0], *b = &f->side[1];
	struct date from;
	struct range g;
	int open;

	if (resolve_plan(d, &f->item, out, r))
		return true;
	if (item_get(&f->item, C_sub) == 4 && !is_next_year(a, b))
		return false;
	if (item_get(&f->item, C_sub) == 3) {
		two_days(d, f);
		return false;
	}
	if (item_has(&f->item, C_sub) && item_get(&f->item, C_sub) < 3)
		return within_date(d, f, out, r);
	if (filter_mismatch(&f->item))
		return false;
	memset(&g, 0, sizeof g);
	g.a = side_empty(a) ? NULL : a;
	g.b = side_empty(b) ? NULL : b;
	if (g.a != NULL && g.b != NULL) {
		g.lent = !item_has(a, C_year) && !item_has(a, C_shift) &&
		    item_has(a, C_month) &&
		    ((item_has(b, C_year) && !item_has(b, C_y2)) ||
		        item_get(b, C_unit) == 'Y');
		g.open_year = item_has(a, C_year) && !item_has(a, C_y2) &&
		    !item_has(a, C_eranm) && !item_has(a, C_cal) &&
		    item_has(a, C_month) && !item_has(b, C_year) &&
		    item_has(b, C_month);
		if (!range_share(f))
			return false;
	}
	if ((g.a == NULL && g.b == NULL) || !range_parts(d, &g, r))
		return false;
	open = item_get(&f->item, C_open);
	if (open == 2 &&
	    span_is((g.pb != NULL ? g.pb : g.pa)->value, "PRESENT_REF"))
		return false;
	if (g.pa != NULL)
		from = *g.pa;
	if (open == OPEN_AFTER && g.pa != NULL)
		date_behind(d, &g.va, r, &from);
	range_join(d, out, open == 2 || g.pa == NULL ? NULL : &from,
	    open == 1 || open == OPEN_AFTER ? NULL
	        : open == 2 && g.pb == NULL ? g.pa
	                                    : g.pb);
	out->type = DATE_RANGE;
	out->part[0] = g.pa != NULL ? g.pa : g.pb;
	out->part[1] = g.pa != NULL ? g.pb : NULL;
	remember(d, g.pb != NULL ? &g.vb : &g.va, f->item.end);
	return true;
}
