/*
 * From all that was found in a document to its list of dates: the document's
 * own date, the order of day and month, narrative mode, ranges with the
 * parts their sides share.
 */
#include <string.h>

#include "dates/resolve.h"

bool
ymd_parse(struct quire_span s, struct ymd *out)
{
	int part[3] = { 0, 0, 0 };
	size_t i = 0, k, digits;

	memset(out, 0, sizeof *out);
	for (k = 0; k < 3; k++) {
		for (digits = 0;
		     i < s.len && s.p[i] >= '0' && s.p[i] <= '9' && digits < 4;
		     digits++)
			part[k] = part[k] * 10 + s.p[i++] - '0';
		if (digits != (k == 0 ? 4u : 2u))
			return false;
		if (i >= s.len || s.p[i] != '-' || k == 2)
			break;
		i++;
	}
	if (i < s.len && s.p[i] != 'T' && s.p[i] != ' ')
		return false;
	if ((k >= 1 && (part[1] < 1 || part[1] > 12)) ||
	    (k == 2 && !date_valid(part[0], part[1], part[2])))
		return false;
	out->year = part[0];
	out->month = part[1];
	out->day = part[2];
	out->known = true;
	return true;
}

/* The minute of the day in "2015-11-30T10:20", or -1. */
static int
minute_parse(struct quire_span s)
{
	const char *p = s.p + 11;
	int i;

	if (s.len < 16 || p[2] != ':')
		return -1;
	for (i = 0; i < 5; i++)
		if (i != 2 && (p[i] < '0' || p[i] > '9'))
			return -1;
	i = ((p[0] - '0') * 10 + p[1] - '0') * 60 + (p[3] - '0') * 10 + p[4] -
	    '0';
	return i < 24 * 60 ? i : -1;
}

/* ---- the order of 03/04/2015 ------------------------------------------ */

/* Items of numbers alone carry them in n, num2 and num3. */
static bool
is_numeric(const struct item *t)
{
	return item_has(t, C_order);
}

static enum date_order
order_vote(const struct item *t)
{
	int a = t->v[C_n], b = t->v[C_num2];

	if (t->v[C_order] != 1 || t->v[C_num3] < 100)
		return DATE_AUTO;
	if (a > 12 && b <= 12)
		return DATE_DMY;
	if (b > 12 && a <= 12)
		return DATE_MDY;
	return DATE_AUTO;
}

static void
count_order(struct dater *d, const struct item *t)
{
	enum date_order o;

	if (!is_numeric(t))
		return;
	o = order_vote(t);
	d->numeric++;
	d->dmy += o == DATE_DMY;
	d->mdy += o == DATE_MDY;
}

void
order_count(struct dater *d, const struct item *t)
{
	count_order(d, t);
	if (t->side[0] == NULL)
		return;
	count_order(d, t->side[0]);
	count_order(d, t->side[1]);
}

/* Letters of Greek, Cyrillic, Hebrew, Arabic, Indic or Thai around p. */
static bool
other_script(struct quire_span text, size_t p)
{
	size_t from = p > 200 ? p - 200 : 0, to = p + 200, latin = 0, n = 0;
	const unsigned char *b = (const unsigned char *)text.p;

	for (; from < text.len && from < to; from++) {
		latin += (unsigned)((b[from] | 32) - 'a') < 26;
		n += (b[from] >= 0xcd && b[from] <= 0xdf) || b[from] == 0xe0;
	}
	return n > latin;
}

/*
 * The order in the language around the first date of three numbers: English
 * ones are taken for American, all others and those with full stops begin
 * with the day.
 */
static enum date_order
order_by_language(struct dater *d)
{
	static const struct dates_langset en = { { 1 } };
	struct dates_langset any;
	struct found f;
	size_t at = 0, p;

	do
		if (!found_next(d, &at, &f))
			return DATE_MDY;
	while (!is_numeric(&f.item) &&
	    (f.item.kind != C_RANGE ||
	        (!is_numeric(&f.side[0]) && !is_numeric(&f.side[1]))));
	p = f.item.start;
	if (memchr(d->text.p + p, '.', f.item.end - p) != NULL ||
	    other_script(d->text, p))
		return DATE_DMY;
	memset(&any, 0xff, sizeof any);
	if (passage_is(d, p, &en) || !passage_is(d, p, &any))
		return DATE_MDY;
	return DATE_DMY;
}

static enum date_order
document_order(struct dater *d)
{
	if (d->opts.order != DATE_AUTO)
		return d->opts.order;
	if (d->dmy != d->mdy)
		return d->dmy > d->mdy ? DATE_DMY : DATE_MDY;
	if (d->locale_order != DATE_AUTO)
		return d->locale_order;
	return d->numeric > 0 ? order_by_language(d) : DATE_MDY;
}

/* Three numbers become day, month, year. False: no date. */
static bool
apply_order(struct item *t, enum date_order order)
{
	int a, b, c;

	if (!is_numeric(t))
		return true;
	a = t->v[C_n];
	b = t->v[C_num2];
	c = t->v[C_num3];
	if (t->v[C_order] == 2) { /* two numbers: day and month */
		bool day_first =
		    order == DATE_DMY ? a <= 31 && b <= 12 : a > 12;

		item_set(t, C_day, day_first ? a : b);
		item_set(t, C_month, day_first ? b : a);
	} else if (t->v[C_order] == 3 ||
	    (order == DATE_YMD && c <= 31 && b <= 12 && item_has(t, C_y2))) {
		item_set(t, C_year, a);
		item_set(t, C_month, b);
		item_set(t, C_day, c);
	} else {
		bool day_first = order == DATE_MDY ? a > 12 : b <= 12;

		item_set(t, C_day, day_first ? a : b);
		item_set(t, C_month, day_first ? b : a);
		item_set(t, C_year, c);
	}
	item_drop(t, C_n);
	item_drop(t, C_order);
	return t->v[C_month] >= 1 && t->v[C_month] <= 12 && t->v[C_day] >= 1 &&
	    t->v[C_day] <= 31;
}

/* ---- ranges ----------------------------------------------------------- */

static void
inherit(struct item *a, const struct item *b, int field)
{
	if (!item_has(a, field) && item_has(b, field))
		item_set(a, field, b->v[field]);
}

/* "一至十月": a number is what the other side is. */
static void
number_side(struct item *a, const struct item *b)
{
	if ((a->kind != 0 && a->kind != C_REL && a->kind != C_Y &&
	        a->kind != C_YX) ||
	    !item_has(a, C_n) || item_has(a, C_month) || item_has(a, C_day))
		return;
	if (item_has(b, C_day))
		item_set(a, C_day, a->v[C_n]);
	else if (item_has(b, C_month) && a->v[C_n] <= 12)
		item_set(a, C_month, a->v[C_n]);
	else
		return;
	item_drop(a, C_n);
}

/* "14-22 September 1999": each side lends what is coarser than the other. */
static void
share(struct item *a, struct item *b)
{
	static const int year_like[] = { C_year, C_y2, C_eranm, C_bc, C_cal,
		C_fiscal };
	bool unit = item_has(a, C_unit) || item_has(b, C_unit);
	bool own_a = item_has(a, C_year), own_b = item_has(b, C_year);
	size_t i;

	if (!item_has(a, C_rel) && !item_has(b, C_rel) && !unit) {
		if (item_has(a, C_day) && !item_has(a, C_month))
			inherit(a, b, C_month);
		if (item_has(b, C_day) && !item_has(b, C_month))
			inherit(b, a, C_month);
	} else if (item_has(a, C_day) && item_has(b, C_day) &&
	    !item_has(a, C_month) && !item_has(b, C_month)) {
		/* "from the 3rd to the 12th of next month" */
		inherit(a, b, C_unit);
		inherit(a, b, C_shift);
		inherit(b, a, C_unit);
		inherit(b, a, C_shift);
	}
	if (item_has(a, C_hour) || item_has(b, C_hour))
		inherit(a, b, C_ampm);
	for (i = 0; i < sizeof year_like / sizeof *year_like; i++) {
		if (!own_a || i > 1)
			if (item_has(a, C_month) || item_has(a, C_year) ||
			    item_has(a, C_season) || item_has(a, C_quarter))
				inherit(a, b, year_like[i]);
		if (!own_b || i > 1)
			if (item_has(b, C_month) || item_has(b, C_season) ||
			    item_has(b, C_quarter))
				inherit(b, a, year_like[i]);
	}
	if (a->kind == 0)
		a->kind = item_has(a, C_month) ? C_FULL : C_YX;
	if (b->kind == 0)
		b->kind = item_has(b, C_month) ? C_FULL : C_YX;
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
static void
keep_both(struct dater *d, struct resolved *r, struct date *out)
{
	bool same = span_eq(buf_span(&r->timex), buf_span(&r->edtf));

	out->type = r->type;
	out->value = keep(d, &r->timex);
	out->edtf = same ? out->value : keep(d, &r->edtf);
}

static struct date *
part_new(struct dater *d, struct item *t, struct value *v, struct resolved *r)
{
	struct date *p;

	r->timex.len = r->edtf.len = 0;
	resolve_item(d, t, v, r);
	if (r->timex.len == 0)
		return NULL;
	p = arena_zero(d->arena, 1, sizeof *p);
	p->start = t->start;
	p->end = t->end;
	keep_both(d, r, p);
	return p;
}

static void
join(struct dater *d, struct date *out, const struct date *a,
    const struct date *b)
{
	struct buf s = { 0 };

	if (a != NULL)
		buf_add_span(&s, a->value);
	else
		buf_add_str(&s, "..");
	buf_add_char(&s, '/');
	if (b != NULL && !span_is(b->value, "PRESENT_REF"))
		buf_add_span(&s, b->value);
	else
		buf_add_str(&s, "..");
	out->value = keep(d, &s);
	if ((a == NULL ||
	        (a->edtf.len > 0 &&
	            memchr(a->edtf.p, '/', a->edtf.len) == NULL)) &&
	    (b == NULL || span_is(b->value, "PRESENT_REF") ||
	        (b->edtf.len > 0 &&
	            memchr(b->edtf.p, '/', b->edtf.len) == NULL))) {
		if (a != NULL)
			buf_add_span(&s, a->edtf);
		else
			buf_add_str(&s, "..");
		buf_add_char(&s, '/');
		if (b != NULL && !span_is(b->value, "PRESENT_REF"))
			buf_add_span(&s, b->edtf);
		else
			buf_add_str(&s, "..");
		out->edtf = keep(d, &s);
	}
	buf_fini(&s);
}

static bool
side_empty(const struct item *t)
{
	return t->end == 0;
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

/* Before its parts are resolved, the sides lend each other what they lack. */
static void
range_share(struct found *f)
{
	struct item *a = &f->side[0], *b = &f->side[1];
	bool month_a, month_b;

	ordinal_day(a);
	ordinal_day(b);
	number_side(a, b);
	if (item_has(&f->item, C_year))
		inherit(b, &f->item, C_year);
	month_a = item_has(a, C_month);
	month_b = item_has(b, C_month);
	share(a, b);
	short_end(a, b);
	if (item_get(a, C_day) <= item_get(b, C_day) || !item_has(b, C_day) ||
	    month_a == month_b)
		return;
	/* "from April 27 to the 3rd", "from the 27th to April 3" */
	if (month_a && a->v[C_month] < 12)
		item_set(b, C_month, a->v[C_month] + 1);
	if (month_b && b->v[C_month] > 1)
		item_set(a, C_month, b->v[C_month] - 1);
}

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
	g->pa = part_new(d, g->a, &g->va, r);
	g->pb = part_new(d, g->b, &g->vb, r);
	return g->pa != NULL && g->pb != NULL;
}

/* False: the end lies before the start, whatever the years. */
static bool
range_ordered(struct dater *d, struct range *g, struct resolved *r)
{
	int64_t fa, la, fb, lb, ref;

	if (!value_days(&g->va, &fa, &la) || !value_days(&g->vb, &fb, &lb))
		return true;
	if (lb < fa) {
		/* "November to February 2017": across the new year */
		if (g->lent && g->va.year == g->vb.year)
			return range_again(d, g, r, g->va.year - 1, g->vb.year);
		return g->open_year &&
		    range_again(d, g, r, g->va.year, g->va.year + 1);
	}
	ref = d->ref.known ? ymd_number(&d->ref) : fa;
	/* in December, "January to November" has been */
	if (g->open_year && fa > ref && lb - 365 <= ref &&
	    lb - 365 > ref - 62 && !item_has(g->a, C_year) &&
	    !item_has(g->a, C_shift) && resolve_tense(d, g->a) <= 0)
		return range_again(d, g, r, g->va.year - 1, g->vb.year - 1);
	/* in September, "from May to October": of this year, not the next */
	if (g->open_year && fa > ref && lb - 365 >= ref &&
	    !item_has(g->a, C_year) && !item_has(g->a, C_shift))
		return range_again(d, g, r, g->va.year - 1, g->vb.year - 1);
	return true;
}

static bool
range_parts(struct dater *d, struct range *g, struct resolved *r)
{
	if (g->a != NULL && (g->pa = part_new(d, g->a, &g->va, r)) == NULL)
		return false;
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
	g->pb = part_new(d, g->b, &g->vb, r);
	return g->pb != NULL && (g->a == NULL || range_ordered(d, g, r));
}

static bool
range_date(struct dater *d, struct found *f, struct date *out,
    struct resolved *r)
{
	struct item *a = &f->side[0], *b = &f->side[1];
	struct range g;
	int open;

	memset(&g, 0, sizeof g);
	g.a = side_empty(a) ? NULL : a;
	g.b = side_empty(b) ? NULL : b;
	if (g.a != NULL && g.b != NULL) {
		g.lent = !item_has(a, C_year) && item_has(a, C_month) &&
		    item_has(b, C_year) && !item_has(b, C_y2);
		g.open_year = item_has(a, C_year) && !item_has(a, C_y2) &&
		    !item_has(a, C_eranm) && !item_has(a, C_cal) &&
		    item_has(a, C_month) && !item_has(b, C_year) &&
		    item_has(b, C_month);
		range_share(f);
	}
	if ((g.a == NULL && g.b == NULL) || !range_parts(d, &g, r))
		return false;
	open = item_get(&f->item, C_open);
	if (open == 2 &&
	    span_is((g.pb != NULL ? g.pb : g.pa)->value, "PRESENT_REF"))
		return false;
	join(d, out, open == 2 ? NULL : g.pa,
	    open == 1                       ? NULL
	        : open == 2 && g.pb == NULL ? g.pa
	                                    : g.pb);
	out->type = DATE_RANGE;
	out->part[0] = g.pa != NULL ? g.pa : g.pb;
	out->part[1] = g.pa != NULL ? g.pb : NULL;
	return true;
}

/* ---- the reference date ------------------------------------------------ */

static bool
absolute(struct dater *d, const struct found *f, struct value *v)
{
	static struct resolved r;
	struct item t = f->item;

	if (t.kind == C_RANGE)
		t = side_empty(&f->side[1]) ? f->side[0] : f->side[1];
	if (t.kind != C_FULL && t.kind != C_YM && t.kind != C_MD &&
	    t.kind != C_TIME)
		return false;
	if (!item_has(&t, C_year) || item_has(&t, C_unit))
		return false;
	r.timex.len = r.edtf.len = 0;
	resolve_item(d, &t, v, &r);
	buf_fini(&r.timex);
	buf_fini(&r.edtf);
	return v->has_year && v->precision >= P_MONTH && v->year > 1900;
}

enum { JUMP = 6 }; /* years: beyond, a narrative steps aside */

enum { DATELINE_REACH = 1500 }; /* bytes */

/* A full date on one of the first lines, alone or at an end of its line. */
static bool
is_dateline(const struct dater *d, const struct found *f)
{
	size_t from = f->item.start, to = f->item.end;
	const char *p = d->text.p;

	if (from > DATELINE_REACH || f->item.kind == C_YM ||
	    f->item.kind == C_RANGE)
		return false;
	while (from > 0 && p[from - 1] != '\n')
		from--;
	while (to < d->text.len && p[to] != '\n' && to - from < 400)
		to++;
	return to - from < 160 || f->item.start - from < 60;
}

/* The next item that is a date when numbers are read in that order. */
static bool
next_in_order(const struct dater *d, size_t *at, enum date_order order,
    struct found *f)
{
	while (found_next(d, at, f))
		if (apply_order(&f->item, order) &&
		    (f->item.kind != C_RANGE ||
		        (apply_order(&f->side[0], order) &&
		            apply_order(&f->side[1], order))))
			return true;
	return false;
}

/* "新华社北京3月5日电", "LINDMOOR, March 5 (Gazette)": a day without a year. */
static bool
is_wire(const struct dater *d, const struct found *f)
{
	struct quire_span rest = span_sub(d->text, f->item.end, d->text.len);
	size_t from = f->item.start;

	if (from > DATELINE_REACH || f->item.kind != C_MD ||
	    item_has(&f->item, C_year) || !item_has(&f->item, C_day))
		return false;
	while (from > 0 && d->text.p[from - 1] != '\n')
		from--;
	return f->item.start - from < 60 &&
	    (span_starts(rest, "电") || span_starts(rest, "電") ||
	        span_starts(rest, "讯") || span_starts(rest, "訊") ||
	        span_starts(rest, " (") || span_starts(rest, " –") ||
	        span_starts(rest, " —") || span_starts(rest, " -"));
}

/* The day of a wire report in the year of the reference. */
static void
wire_reference(struct dater *d, enum date_order order)
{
	struct found f;
	size_t at = 0;

	while (next_in_order(d, &at, order, &f)) {
		int month = item_get(&f.item, C_month);
		int day = item_get(&f.item, C_day);

		if (f.item.start > DATELINE_REACH)
			return;
		if (!is_wire(d, &f) || !date_valid(d->ref.year, month, day))
			continue;
		d->ref.month = month;
		d->ref.day = day;
		return;
	}
}

static void
find_reference(struct dater *d, enum date_order order)
{
	struct value v, best;
	struct found f;
	int rank = 0;
	size_t at = 0;

	memset(&best, 0, sizeof best);
	while (next_in_order(d, &at, order, &f)) {
		int here;
		int64_t a, b, c;

		memset(&v, 0, sizeof v);
		if (!absolute(d, &f, &v))
			continue;
		here = f.url ? 2 : is_dateline(d, &f) ? 3 : 1;
		if (here < rank || (here == rank && here > 1))
			continue;
		if (here == rank && value_days(&v, &a, &b) &&
		    value_days(&best, &c, &b) && a <= c)
			continue;
		rank = here;
		best = v;
	}
	if (rank == 0)
		return;
	d->ref.known = true;
	d->ref.year = best.year;
	d->ref.month = best.month;
	d->ref.day = best.day;
	if (best.has_time && best.hour >= 0 && best.hour < 24)
		d->minute = best.hour * 60 + (best.min > 0 ? best.min : 0);
	if (rank < 3)
		wire_reference(d, order);
}

/* Many dates with years, none near the reference: a narrative. */
static bool
looks_narrative(const struct dater *d, enum date_order order)
{
	unsigned years = 0, far = 0, near = 0, news = 0;
	const struct item *t;
	struct found f;
	size_t at = 0;

	if (d->founds < 8)
		return false;
	while (next_in_order(d, &at, order, &f)) {
		t = &f.item;
		news += t->kind == C_WD || item_has(t, C_rel);
		if (!item_has(t, C_year) || item_has(t, C_y2))
			continue;
		years++;
		if (!d->ref.known)
			continue;
		if (d->ref.year - t->v[C_year] > 1 ||
		    d->ref.year - t->v[C_year] < -1)
			far++;
		else
			near++;
	}
	return ((years >= 8 && far > near * 8 && years > news * 4) ||
	           (years >= 40 && far > near && years > news * 16)) &&
	    years * 5 >= d->founds;
}

/*
 * True if a narrative goes on from the date: not from one that looks back or
 * ahead ("two years earlier", "next year"), nor from a bare year far away.
 */
static bool
carries_on(const struct dater *d, const struct item *t, const struct value *v)
{
	int years = v->year - d->ref.year;

	if (item_has(t, C_anchor))
		return true;
	if (t->kind == C_AGO || (t->kind == C_REL && item_has(t, C_shift)))
		return false;
	return v->precision != P_YEAR || !d->ref.known || d->ref.month == 0 ||
	    (years > -JUMP && years < JUMP);
}

/* t is the date named last. */
static void
advance(struct dater *d, const struct item *t, const struct value *v)
{
	size_t end = t->end;

	if (!v->has_year || v->fixed != NULL || v->precision < P_YEAR)
		return;
	if (v->precision == P_QUARTER && v->quarter > 0 &&
	    item_get(t, C_anchor) != ANCHOR_QUARTER &&
	    !(item_get(t, C_unit) == 'Y' && item_get(t, C_shift) < 0))
		d->quarter = v->year * 4 + v->quarter - 1;
	d->anchor = (struct ymd){ v->year, v->month, v->day, true };
	d->anchored = end;
	if (item_has(t, C_month) && v->month > 0) {
		d->named_month = d->anchor;
		d->named_at = end;
	}
	if (d->narrative && carries_on(d, t, v))
		d->ref = d->anchor;
}

/* "two days later" is a length where nothing says later than what. */
static void
cut_later(const struct dater *d, struct item *t)
{
	const char *p = d->text.p;

	if (item_get(t, C_anchor) != ANCHOR_LATER || d->narrative)
		return;
	while (t->end > t->start + 1 && (p[t->end - 1] | 32) >= 'a' &&
	    (p[t->end - 1] | 32) <= 'z')
		t->end--;
	while (t->end > t->start + 1 && p[t->end - 1] <= ' ')
		t->end--;
}

/* ---- all -------------------------------------------------------------- */

static void emit(struct dater *d, struct found *f, struct resolved *r);

/* What is no range is two dates, if each tells that it is one. */
static void
emit_sides(struct dater *d, const struct found *f, struct resolved *r)
{
	struct found one;
	size_t i;

	for (i = 0; i < 2; i++)
		switch (f->side[i].kind) {
		case C_FULL:
		case C_MD:
		case C_YM:
		case C_REL:
		case C_WD:
			memset(&one, 0, sizeof one);
			one.item = f->side[i];
			one.url = f->url;
			emit(d, &one, r);
			break;
		default:
			break;
		}
}

static void
emit(struct dater *d, struct found *f, struct resolved *r)
{
	struct date out, *slot;
	struct value v;

	memset(&out, 0, sizeof out);
	memset(&v, 0, sizeof v);
	r->timex.len = r->edtf.len = 0;
	if (f->item.kind == C_RANGE) {
		if (!range_date(d, f, &out, r)) {
			emit_sides(d, f, r);
			return;
		}
	} else {
		cut_later(d, &f->item);
		resolve_item(d, &f->item, &v, r);
		if (r->timex.len == 0)
			return;
		keep_both(d, r, &out);
	}
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

/* True if between the items is no more than a conjunction or a comma. */
static bool
side_by_side(struct quire_span text, const struct item *a, const struct item *b)
{
	size_t p;

	if (b->start < a->end || b->start - a->end > 6)
		return false;
	for (p = a->end; p < b->start; p++)
		if (strchr(".;:!?\n()[]\"0123456789", text.p[p]) != NULL)
			return false;
	return true;
}

/* "in April and June 1955": a month takes its year from the next of a list. */
static void
list_year(const struct dater *d, struct item *t, const struct found *next)
{
	const struct item *n = &next->item;

	if (n->kind == C_RANGE)
		n = next->side[0].end > 0 ? &next->side[0] : &next->side[1];
	if ((!item_has(t, C_month) && !item_has(t, C_season)) ||
	    item_has(t, C_year) || item_has(t, C_unit) ||
	    item_has(t, C_shift) || item_has(t, C_anchor) ||
	    item_has(t, C_cal) || item_has(t, C_eranm) ||
	    !item_has(n, C_year) || item_has(n, C_cal) ||
	    item_has(n, C_eranm) ||
	    (!item_has(n, C_month) && !item_has(n, C_season)) ||
	    t->kind == C_SET || t->kind == C_RANGE ||
	    next->item.kind == C_SET || !side_by_side(d->text, t, &next->item))
		return;
	item_set(t, C_year, n->v[C_year]);
	inherit(t, n, C_y2);
	inherit(t, n, C_bc);
}

/* Emits all, each with a look at the one behind it. */
static void
emit_all(struct dater *d, enum date_order order, struct resolved *r)
{
	struct found next, now;
	size_t at = 0;
	bool more = next_in_order(d, &at, order, &next);

	while (more) {
		now = next; /* found_next needs what it gave last */
		now.item.side[0] = &now.side[0];
		now.item.side[1] = &now.side[1];
		more = next_in_order(d, &at, order, &next);
		if (more)
			list_year(d, &now.item, &next);
		emit(d, &now, r);
	}
}

void
resolve_document(struct dater *d, struct quire_span reference)
{
	struct resolved r = { DATE_DATE, { 0 }, { 0 } };
	enum date_order order = document_order(d);
	struct found f;
	size_t at;

	d->anchor.known = d->named_month.known = false;
	d->quarter = 0;
	if (d->numeric > 0) /* some may be no dates */
		for (d->founds = at = 0; next_in_order(d, &at, order, &f);)
			d->founds++;
	d->ref = d->reference;
	d->minute = -1;
	if (d->ref.known)
		d->minute = minute_parse(span_of(d->opts.reference));
	else if (ymd_parse(reference, &d->ref))
		d->minute = minute_parse(reference);
	else
		find_reference(d, order);
	d->narrative = d->opts.narrative || looks_narrative(d, order);
	emit_all(d, order, &r);
	buf_fini(&r.timex);
	buf_fini(&r.edtf);
}
