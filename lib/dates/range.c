/*
 * Ranges: the values of the sides, which have what they lend each other
 * (sides.c), make one; the end is not before the start.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

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
	bool same =
	    r->alike || span_eq(buf_span(&r->timex), buf_span(&r->edtf));

	out->type = r->type;
	out->value = keep(d, &r->timex);
	out->edtf = same ? out->value : keep(d, &r->edtf);
}

struct date *
range_part(struct dater *d, struct item *t, struct value *v, struct resolved *r)
{
	struct date *p;

	resolved_clear(r);
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
	anchor_at(d, va, a->end);
	item_set(b, C_anchor, ANCHOR_THAT);
	item_set(b, C_rel, wday == 0 ? 7 : wday);
}

/* "from yesterday to the 12th": the next 12th, of this month or the one after. */
static void
day_after(const struct item *a, struct item *b, const struct value *va)
{
	struct value next;

	if (!item_has(b, C_day) || item_has(b, C_month) ||
	    item_has(b, C_unit) || item_has(b, C_wday) || item_has(a, C_day) ||
	    va->precision != P_DAY || !va->has_year)
		return;
	value_clear(&next);
	value_set_month(&next, va->year, va->month + (b->v[C_day] < va->day));
	item_set(b, C_year, next.year);
	item_set(b, C_month, next.month);
}

enum { OPEN_AFTER = 3 }; /* field open: 1 "since", 2 "until", 3 "after" */

struct range {
	struct item *a, *b; /* null: not said */
	struct value va, vb;
	struct date *pa, *pb;
	bool lent;      /* the year of the first is that of the second */
	bool open_year; /* the year of the second is that of the first */
};

/* A side that counts from a day of its own has no year to change. */
static bool
may_have_year(const struct item *t)
{
	return item_has(t, C_month) ||
	    (!item_has(t, C_wday) && !item_has(t, C_rel));
}

/* Both parts again, the first (and the second) in that year. */
static bool
range_again(struct dater *d, struct range *g, struct resolved *r, int year_a,
    int year_b)
{
	if (may_have_year(g->a))
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
	anchor_at(d, v, t->start);
	item_set(t, C_anchor, ANCHOR_THAT);
}

static int
minute_of(const struct value *v)
{
	return v->hour * 60 + (v->min > 0 ? v->min : 0);
}

/*
 * "from 10 p.m. to 2 a.m.", "22:00-02:00": the end is of the next day; "from 9
 * to 5" says too little for that.
 */
static bool
is_past_midnight(const struct range *g)
{
	const struct value *va = &g->va, *vb = &g->vb;
	int64_t a, b, none;

	return g->b->kind == C_CLK && va->has_time && vb->has_time &&
	    vb->hour >= 0 && minute_of(vb) < minute_of(va) &&
	    (item_has(g->b, C_ampm) || item_get(g->a, C_hour) > 12) &&
	    value_days(va, &a, &none) && value_days(vb, &b, &none) && a == b;
}

static void
to_next_day(struct dater *d, struct range *g, struct resolved *r)
{
	struct ymd day = value_ymd(&g->va);
	struct value next;

	value_clear(&next);
	value_set_day(&next, ymd_number(&day) + 1);
	clock_of_day(d, g->b, &next);
	g->pb = range_part(d, g->b, &g->vb, r);
	d->anchor = day; /* "the next morning" is the same one */
}

/* Does a dash stand before it? */
static bool
is_dashed(struct dater *d, const struct item *t)
{
	size_t p = t->start - (t->start > 0 && d->text.p[t->start - 1] == ' ');
	const struct dates_slot *s;

	lexicon_before(d, p, &s);
	return context_says(s, C_dash, 0, &t->langs);
}

/*
 * "Friday - June 8, 2018", where that day is a Friday: it is one day. Not so
 * "from Friday to June 8".
 */
static bool
is_its_weekday(struct dater *d, const struct range *g)
{
	const struct value *v = &g->vb;

	return g->a != NULL && g->b != NULL && g->a->kind == C_WD &&
	    item_has(g->a, C_wday) && !item_has(g->b, C_wday) &&
	    item_has(g->b, C_month) && v->precision == P_DAY && v->has_year &&
	    day_is_on(g->a->v[C_wday], v->year, v->month, v->day) &&
	    is_dashed(d, g->b);
}

static bool
range_parts(struct dater *d, struct range *g, struct resolved *r)
{
	if (g->a != NULL && g->b != NULL && g->a->kind == C_CLK &&
	    item_has_date(g->b)) {
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
		day_after(g->a, g->b, &g->va);
		g->open_year |= item_has(g->b, C_month) &&
		    !item_has(g->b, C_year) && !item_has(g->b, C_unit);
		g->open_year &= g->va.has_year && g->va.precision >= P_MONTH;
	}
	if (g->open_year)
		item_set(g->b, C_year, g->va.year);
	g->pb = range_part(d, g->b, &g->vb, r);
	if (g->a != NULL && g->pb != NULL && is_past_midnight(g))
		to_next_day(d, g, r);
	return g->pb != NULL &&
	    (g->a == NULL || is_its_weekday(d, g) || range_ordered(d, g, r));
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
	resolved_clear(r);
	r->alike = value_spell(&next, &r->timex, &r->edtf);
	date_keep(d, r, out);
}

/* "May 4 and 5": two days, of which each lends what the other lacks. */
static void
two_days(struct dater *d, struct found *f)
{
	struct item *b = &f->side[1];

	if (item_has(&f->item, C_century) || b->kind == C_QU ||
	    b->kind == C_CEN)
		sides_count(f);
	else if (!item_has(b, C_month) && context_counts(d, &f->item, b->end))
		memset(b, 0, sizeof *b);
	else
		sides_share(f);
}

/* "2014/15", 七、八月: not any two numbers. */
static bool
is_next(const struct item *a, const struct item *b)
{
	int from = item_get(a, C_year), to = item_get(b, C_year);

	if (item_has(a, C_month))
		return b->v[C_month] == a->v[C_month] + 1;
	return to == from + 1 || (item_has(b, C_y2) && to == (from + 1) % 100);
}

/*
 * "from May 1996 to June 1997; that year": what follows counts from the end. A
 * range that ends in a month names it, one that is open behind does not, but
 * from a clock on.
 */
static void
remember(struct dater *d, const struct item *t, const struct value *v, int open,
    size_t end)
{
	carry_note(d, t, v);
	if (!v->has_year)
		return;
	if (v->fixed == NULL && v->precision >= P_YEAR)
		anchor_at(d, v, end);
	if ((open == 0 || open == 2 || t->kind == C_TIME) && v->month != 0 &&
	    item_has(t, C_month)) {
		d->named_month =
		    (struct ymd){ v->year, v->month, v->day, true };
		d->named_at = t->end;
	}
}

/* The sides, and which of them has the year that the other lacks. */
static void
range_begin(struct dater *d, struct range *g, struct item *a, struct item *b)
{
	memset(g, 0, sizeof *g);
	g->a = side_empty(a) ? NULL : a;
	g->b = side_empty(b) ? NULL : b;
	if (g->a == NULL || g->b == NULL)
		return;
	if (!item_has(b, C_year))
		carry_to(d, a);
	g->lent = !item_has(a, C_year) && !item_has(a, C_shift) &&
	    item_has(a, C_month) &&
	    ((item_has(b, C_year) && !item_has(b, C_y2)) ||
	        item_get(b, C_unit) == 'Y');
	g->open_year = item_has(a, C_year) && !item_has(a, C_y2) &&
	    !item_has(a, C_eranm) && !item_has(a, C_cal) &&
	    item_has(a, C_month) && !item_has(b, C_year) &&
	    item_has(b, C_month);
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
	if (item_get(&f->item, C_sub) == 4 && !is_next(a, b))
		return false;
	if (item_get(&f->item, C_sub) == 3) {
		two_days(d, f);
		return false;
	}
	if (item_has(&f->item, C_sub) && item_get(&f->item, C_sub) < 3)
		return within_date(d, f, out, r);
	if (filter_mismatch(&f->item))
		return false;
	range_begin(d, &g, a, b);
	if (g.a != NULL && g.b != NULL && !sides_share(f))
		return false;
	if ((g.a == NULL && g.b == NULL) || !range_parts(d, &g, r))
		return false;
	if (is_its_weekday(d, &g)) { /* perhaps of another year by now */
		*out = *g.pb;
		remember(d, b, &g.vb, 0, f->item.end);
		return true;
	}
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
	if (side_empty(b))
		remember(d, a, &g.va, open, f->item.end);
	else
		remember(d, b, &g.vb, open, f->item.end);
	return true;
}
