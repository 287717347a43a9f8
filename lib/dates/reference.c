/*
 * The date of the document itself: what the record says of it, its dateline,
 * a date in one of its URLs, or the latest date with a year.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"
#include "text/text.h"

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

enum { DATELINE_REACH = 1500, STAMP_REACH = 6000 }; /* bytes */

/*
 * What a date tells of the document's, the better ones above. ADDRESS: in the
 * document's own URL, not in one of the text; PROSE: in a sentence that begins
 * a line; SIGNED: below the text; HEAD: alone on its line.
 */
enum rank {
	R_NONE,
	R_MONTH,
	R_DAY,
	R_URL,
	R_ADDRESS,
	R_PROSE,
	R_SIGNED,
	R_HEAD,
	R_LINE,
	R_STAMP
};

/* Start of the line of p, where one that is not behind it begins at `line`. */
static size_t
line_start(struct quire_span text, size_t line, size_t p)
{
	const char *end;

	while ((end = memchr(text.p + line, '\n', p - line)) != NULL)
		line = (size_t)(end + 1 - text.p);
	return line;
}

/* Length of the line that begins at `from`, or the longest that matters. */
static size_t
line_length(struct quire_span text, size_t from, size_t longest)
{
	size_t n = text.len - from < longest ? text.len - from : longest;
	const char *end = memchr(text.p + from, '\n', n);

	return end != NULL ? (size_t)(end - text.p) - from : n;
}

/* True if a clock, "10:25", stands in the line, so near to the item. */
static bool
has_clock(struct quire_span text, const struct item *t, size_t from, size_t end)
{
	enum { NEAR = 24 };
	struct quire_span line;
	size_t i;

	from = t->start > from + NEAR ? t->start - NEAR : from;
	end = t->end + NEAR < end ? t->end + NEAR : end;
	line = span_sub(text, from, end);
	for (i = 1; i + 2 < line.len; i++)
		if (line.p[i] == ':' && dates_digit_at(line, i - 1) &&
		    dates_digit_at(line, i + 1) && dates_digit_at(line, i + 2))
			return true;
	return false;
}

/* Behind the date of a report: "电", " (". */
static bool
is_report_sign(struct quire_span rest)
{
	static const char *const sign[] = { "电", "電", "讯", "訊", " (", " –",
		" —", " -", NULL };

	return span_starts_any(rest, sign) > 0;
}

/* Behind a date that is no part of a sentence: the same, or a bracket. */
static bool
stands_apart(struct quire_span rest)
{
	return is_report_sign(rest) || span_starts(rest, ")") ||
	    span_starts(rest, "）") || span_starts(rest, "】") ||
	    span_starts(rest, "]");
}

/* True of a line that ends like a sentence, or that is longer than looked at. */
static bool
is_sentence(struct quire_span line, size_t longest)
{
	static const char *const stop[] = { "。", "；", "，", "！", "？", ".",
		";", ",", NULL };

	if (line.len >= longest)
		return true;
	return span_ends_any(span_trim(line), stop) > 0;
}

enum { SIGNED_REACH = 400 }; /* bytes from the end */

/* "2020年11月26日": in words, a line by itself among the last. */
static bool
is_signature(struct quire_span text, const struct item *t)
{
	size_t from = t->start, to = t->end;

	if (t->kind != C_FULL || text.len - to > SIGNED_REACH)
		return false;
	while (from > 0 && text.p[from - 1] == ' ')
		from--;
	while (to < text.len && strchr(" \r", text.p[to]) != NULL)
		to++;
	if ((from > 0 && text.p[from - 1] != '\n' &&
	        !text_before(text, from, "\u3000")) ||
	    (to < text.len && text.p[to] != '\n'))
		return false;
	for (from = t->start; from < t->end; from++)
		if ((unsigned char)text.p[from] >= 0x80 ||
		    is_alpha((unsigned char)text.p[from]))
			return true;
	return false;
}

/*
 * A full date on one of the first lines, alone or at an end of its line, or on
 * a short line behind a menu, is a dateline; one with a clock on its line is a
 * stamp. *line is where that of the item before it begins, then its own.
 */
static enum rank
rank_of(const struct dater *d, const struct found *f, size_t *line)
{
	enum { LINE = 160, INDENT = 60, SHORT = 80, BLANKS = 8 };
	const size_t start = f->item.start;
	size_t from, n;

	if (f->url)
		return R_URL;
	if (f->item.kind == C_YM || f->item.kind == C_RANGE ||
	    item_has(&f->item, C_hol))
		return R_MONTH;
	if (start > STAMP_REACH)
		return is_signature(d->text, &f->item) ? R_SIGNED : R_DAY;
	from = line_start(d->text, start < *line ? 0 : *line, start);
	*line = from;
	if (start - from >= LINE)
		return R_DAY;
	n = line_length(d->text, from, LINE);
	if (n < LINE && has_clock(d->text, &f->item, from, from + n))
		return R_STAMP;
	if (n < f->item.end - start + BLANKS)
		return R_HEAD;
	if (n >= SHORT &&
	    (start >= DATELINE_REACH || (n >= LINE && start - from >= INDENT)))
		return R_DAY;
	return is_sentence(span_sub(d->text, from, from + n), LINE) &&
	        !stands_apart(span_sub(d->text, f->item.end, d->text.len))
	    ? R_PROSE
	    : R_LINE;
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
	return f->item.start - from < 60 && is_report_sign(rest);
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

/* True if the day of a is behind that of b, or one of them is not known. */
static bool
is_later(const struct value *a, const struct value *b)
{
	int64_t first, other, last;

	return !value_days(a, &first, &last) || !value_days(b, &other, &last) ||
	    first > other;
}

/*
 * The date of the document, or NULL: that of the first dateline, but where it
 * heads the page, of an older stamp behind it: the page was read later.
 */
static const struct value *
best_of(const struct value best[R_STAMP + 1], unsigned have)
{
	const unsigned both = 1u << R_HEAD | 1u << R_STAMP;
	int rank = R_STAMP;

	if ((have & both) == both && is_later(&best[R_STAMP], &best[R_HEAD]))
		rank = R_HEAD;
	while (rank > R_NONE && !(have >> rank & 1))
		rank--;
	return rank > R_NONE ? &best[rank] : NULL;
}

/* The day in the address of the page, in that of an archived copy as well. */
static bool
address_day(struct quire_span url, struct value *v)
{
	size_t from = 0, next;

	while ((next = span_find(url, from, "://")) < url.len)
		from = next + 3;
	value_clear(v);
	v->has_year = true;
	v->precision = P_DAY;
	return from > 0 &&
	    text_path_date(url, from, &v->year, &v->month, &v->day) &&
	    v->day > 0 && date_valid(v->year, v->month, v->day);
}

void
reference_find(struct dater *d, struct quire_span url, enum date_order order,
    struct resolved *r)
{
	struct value v, best[R_STAMP + 1];
	const struct value *is;
	struct found f;
	unsigned have = 0;
	size_t at = 0, line = 0;

	if (address_day(url, &best[R_ADDRESS]))
		have = 1u << R_ADDRESS;
	while (
	    have < 1u << R_LINE && order_next(d, &at, order, FOUND_DATE, &f)) {
		enum rank rank = rank_of(d, &f, &line);
		bool again = have >> rank & 1;

		if (f.item.start > STAMP_REACH &&
		    (have >> R_SIGNED != 0 || (have >> R_URL & 1)))
			break;
		if ((again && rank > R_DAY) ||
		    (rank == R_LINE && have >> R_HEAD != 0) ||
		    !absolute(d, &f, &v, r) ||
		    (again && !is_later(&v, &best[rank])))
			continue;
		have |= 1u << rank;
		best[rank] = v;
	}
	is = best_of(best, have);
	if (is == NULL)
		return;
	d->loose = is == &best[R_PROSE] || is == &best[R_DAY];
	d->ref.known = true;
	d->ref.year = is->year;
	d->ref.month = is->month;
	d->ref.day = is->day;
	if (is->has_time && is->hour >= 0 && is->hour < 24)
		d->minute = is->hour * 60 + (is->min > 0 ? is->min : 0);
	if (have >> R_PROSE == 0)
		wire_reference(d, order);
}
