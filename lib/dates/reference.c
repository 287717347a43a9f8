/*
 * The date of the document itself: what the record says of it, its dateline,
 * a date in one of its URLs, or the latest date with a year.
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
int
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

static bool
absolute(struct dater *d, const struct found *f, struct value *v,
    struct resolved *r)
{
	const struct item *from = &f->item;
	struct item t;

	if (from->kind == C_RANGE)
		from = &f->side[side_empty(&f->side[1]) ? 0 : 1];
	if (from->kind != C_FULL && from->kind != C_YM && from->kind != C_MD &&
	    from->kind != C_TIME)
		return false;
	if (!item_has(from, C_year) || item_has(from, C_unit))
		return false;
	t = *from;
	resolved_clear(r);
	resolve_item(d, &t, v, r);
	return v->has_year && v->precision >= P_MONTH && v->year > 1900;
}

enum { DATELINE_REACH = 1500 }; /* bytes */

/* Start of the line of p, where one that is not behind it begins at `line`. */
static size_t
line_start(struct quire_span text, size_t line, size_t p)
{
	const char *end;

	while ((end = memchr(text.p + line, '\n', p - line)) != NULL)
		line = (size_t)(end + 1 - text.p);
	return line;
}

/*
 * A full date on one of the first lines, alone or at an end of its line; *line
 * is where that of the item before it begins, then its own.
 */
static bool
is_dateline(const struct dater *d, const struct found *f, size_t *line)
{
	enum { LINE = 160, INDENT = 60 };
	const size_t start = f->item.start;
	size_t from, to = f->item.end;
	const char *p = d->text.p;

	if (start > DATELINE_REACH || f->item.kind == C_YM ||
	    f->item.kind == C_RANGE)
		return false;
	from = line_start(d->text, start < *line ? 0 : *line, start);
	*line = from;
	if (start - from >= LINE)
		return false;
	if (start - from < INDENT)
		return true;
	while (to < d->text.len && p[to] != '\n' && to - from < LINE)
		to++;
	return to - from < LINE;
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

	while (order_next(d, &at, order, FOUND_ALL, &f)) {
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

void
reference_find(struct dater *d, enum date_order order, struct resolved *r)
{
	struct value v, best;
	struct found f;
	int rank = 0;
	size_t at = 0, line = 0;

	memset(&best, 0, sizeof best);
	while (rank < 3 && order_next(d, &at, order, FOUND_DATE, &f)) {
		int here = f.url ? 2 : is_dateline(d, &f, &line) ? 3 : 1;
		int64_t a, b, c;

		if (here < rank || (here == rank && here > 1))
			continue;
		if (!absolute(d, &f, &v, r))
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
