/*
 * pagecolumns: columns that stand side by side in the output of pdftotext
 * -layout are set one after the other. A page has two if a gap, or on its
 * right a margin, stands at the same place in many of its lines.
 */
#include <stdlib.h>

#include "clean/page.h"

enum { GAP = 2, FEW = 12, SOME = 8 };
static const unsigned NEAR = 8, LEFT = 15; /* columns */

/* A gap of spaces inside a line, in characters and bytes. */
struct gap {
	size_t from, to; /* bytes */
	unsigned column; /* of its end */
	unsigned size;
};

static size_t
find_gaps(struct quire_span s, struct gap *g, size_t max)
{
	const char *p = s.p, *end = s.p + s.len, *from;
	unsigned col = 0, n;
	size_t count = 0;
	uint32_t cp;

	while (p < end && count < max) {
		if (*p != ' ') {
			p += utf8_decode(p, end, &cp);
			col++;
			continue;
		}
		for (from = p, n = 0; p < end && *p == ' '; p++)
			n++;
		col += n;
		if (n >= GAP && from > s.p && p < end)
			g[count++] = (struct gap){ (size_t)(from - s.p),
				(size_t)(p - s.p), col, n };
	}
	return count;
}

static unsigned
leading(struct quire_span s)
{
	unsigned n = 0;

	while (n < s.len && s.p[n] == ' ')
		n++;
	return n;
}

static const struct gap *
widest(const struct gap *g, size_t n)
{
	const struct gap *best = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (best == NULL || g[i].size >= best->size)
			best = &g[i];
	return best;
}

/* Columns up to a line's end; pdftotext gives CJK one each. */
static unsigned
end_of(const struct line *l)
{
	return l->indent + (unsigned)text_count(l->text, TEXT_CODEPOINTS);
}

/* Two columns on a page. */
struct columns {
	unsigned right; /* where the right one begins, or 0: one column */
	unsigned width; /* of one in type, if only a space may part them */
};

/* The gap of line i before the column that begins at `right`, or null. */
static const struct gap *
gap_at(const struct work *w, size_t i, unsigned right, struct gap g[8])
{
	size_t n = find_gaps(w->line[i].raw, g, 8), k;
	const struct gap *x = NULL;

	for (k = 0; k < n; k++)
		if (g[k].column + NEAR >= right &&
		    g[k].column <= right + NEAR &&
		    (x == NULL || g[k].size > x->size))
			x = &g[k];
	return x;
}

/*
 * The width of a column in type, if it is that of the right parts of lines
 * with a gap, and most of the other lines are about twice as wide; or 0.
 */
static unsigned
column_width(struct work *w, size_t from, size_t to, unsigned right)
{
	unsigned *v = arena_alloc(w->a, (to - from + 1) * sizeof *v), x;
	size_t i, n = 0, wide = 0, others = 0;
	const struct gap *gap;
	struct gap g[8];

	for (i = from; i < to; i++) {
		const struct line *l = &w->line[i];

		gap = gap_at(w, i, right, g);
		if (l->noise || (gap == NULL && l->indent + NEAR < right))
			continue;
		v[n++] = pdf_width(gap == NULL
		        ? l->text
		        : span_sub(l->raw, gap->to, l->raw.len));
	}
	if (n == 0)
		return 0;
	qsort(v, n, sizeof *v, work_by_number);
	for (i = from; i < to; i++) {
		const struct line *l = &w->line[i];

		if (l->blank || l->noise || gap_at(w, i, right, g) != NULL ||
		    l->indent + NEAR >= right || end_of(l) <= right + NEAR)
			continue;
		x = pdf_width(l->text);
		others++;
		wide += x > v[n - 1] / 2 * 3 && x < v[n - 1] / 4 * 9;
	}
	return wide * 5 >= others * 4 || others * FEW < n ? v[n * 3 / 4] : 0;
}

/* The place that most of them are close to; or 0. */
static unsigned
common_place(unsigned *v, size_t n)
{
	size_t i, from = 0, most = 0, at = 0;

	if (n < 3)
		return 0;
	qsort(v, n, sizeof *v, work_by_number);
	for (i = 0; i < n; i++) {
		while (v[from] + 2 * NEAR < v[i])
			from++;
		if (i + 1 - from > most) {
			most = i + 1 - from;
			at = from + most / 2;
		}
	}
	return most * 3 >= n * 2 && v[at] > LEFT ? v[at] : 0;
}

/* Does the line stand in the middle of a page that ends at column `end`? */
static bool
is_middle(const struct line *l, unsigned end)
{
	unsigned both = l->indent + end_of(l);

	return both + NEAR > end && both < end + NEAR;
}

/*
 * Where the right column begins on the page [from, to). Where the gutter is
 * narrow, pdftotext leaves but a space between lines that are full. A few lines
 * are no column, but where it was `usual` on the page before.
 */
static struct columns
find_columns(struct work *w, size_t from, size_t to, unsigned usual)
{
	unsigned *v = arena_alloc(w->a, (to - from + 1) * sizeof *v);
	unsigned *lead = arena_alloc(w->a, (to - from + 1) * sizeof *v);
	struct columns c = { 0, 0 };
	unsigned end = 0;
	size_t i, n = 0, leads = 0, lines = 0;
	const struct gap *x;
	struct gap g[8];

	for (i = from; i < to; i++)
		if (!w->line[i].blank && end_of(&w->line[i]) > end)
			end = end_of(&w->line[i]);
	for (i = from; i < to; i++) {
		if (w->line[i].blank || w->line[i].noise)
			continue;
		lines++;
		x = widest(g, find_gaps(w->line[i].raw, g, 8));
		if (x != NULL && x->size > 2)
			v[n++] = lead[leads++] = x->column;
		else if (w->line[i].indent > LEFT &&
		    !is_middle(&w->line[i], end))
			lead[leads++] = w->line[i].indent;
	}
	if (n * 5 >= lines * 2) {
		c.right = common_place(v, n);
		return c;
	}
	c.right = common_place(lead, leads);
	if (leads * SOME < lines &&
	    (c.right + NEAR < usual || c.right > usual + NEAR))
		return (struct columns){ 0, 0 };
	c.width = c.right > 0 ? column_width(w, from, to, c.right) : 0;
	if (c.width == 0)
		c.right = 0;
	return c;
}

/*
 * The space of s that best parts two full lines of a column's width; one
 * behind a hyphen does so before others.
 */
static struct gap
find_seam(struct quire_span s, unsigned width)
{
	struct gap best = { 0, 0, 0, 0 };
	unsigned indent = leading(s) * 500; /* wider than spaces in type */
	unsigned left = indent, right, off, least = width / 8;
	unsigned both = pdf_width(s) + indent;
	size_t i, from = 0;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] != ' ')
			continue;
		left += pdf_width(span_sub(s, from, i));
		from = i;
		off = left > width ? left - width : width - left;
		right = both - left;
		if (right > width && right - width > off)
			off = right - width;
		if (hyphen_at_end(span_sub(s, 0, i)) > 0)
			off /= 3;
		if (off < least) {
			least = off;
			best = (struct gap){ i, i + 1, 0, 1 };
		}
	}
	return best;
}

/* A new line made of the bytes [from, to) of an old one. */
static struct line
part(const struct line *l, size_t from, size_t to, unsigned base)
{
	struct line r = *l;
	unsigned lead;

	r.raw = span_sub(l->raw, from, to);
	lead = leading(r.raw);
	r.text = text_trim(span_sub(r.raw, lead, r.raw.len));
	r.blank = r.text.len == 0;
	r.indent = (uint16_t)(lead > base ? lead - base : 0);
	r.width = (uint16_t)text_width(r.text);
	return r;
}

static size_t
row_gap(const struct list *x, size_t i)
{
	size_t gap = x->l[i].source - x->l[i - 1].source;

	return gap < 3 ? gap : 3;
}

/*
 * A column's lines lie one row apart, or two where the columns are out of
 * phase; more than around it is a blank line. (The input line is the row.)
 */
static bool
opens(const struct list *x, size_t i)
{
	size_t count[4] = { 0 }, k, from = i > 3 ? i - 3 : 1, usual = 1;

	for (k = from; k < x->n && k <= i + 3; k++)
		if (k != i)
			count[row_gap(x, k)]++;
	if (count[2] >= count[1])
		usual = 2;
	return row_gap(x, i) > usual;
}

static void
open_rows(struct work *w, struct list *x)
{
	struct list out = { 0 };
	size_t i;

	for (i = 0; i < x->n; i++) {
		if (i > 0 && opens(x, i))
			page_append(w, &out,
			    (struct line){ .blank = true,
			        .source = x->l[i].source,
			        .para = NO_PARA });
		page_append(w, &out, x->l[i]);
	}
	*x = out;
}

static void
append_all(struct work *w, struct list *to, struct list *from)
{
	size_t i, first = to->n;

	if (from->n > 0)
		open_rows(w, from);
	for (i = 0; i < from->n; i++)
		page_append(w, to, from->l[i]);
	if (first < to->n)
		to->l[first].column = true;
	from->n = 0;
}

static bool
is_centred(const struct line *l, unsigned right)
{
	unsigned lead = leading(l->raw), middle;

	middle = lead + (unsigned)text_count(l->text, TEXT_CODEPOINTS) / 2;
	return lead > 8 && middle + 6 > right && middle < right + 6;
}

/* Takes a page of two columns apart. */
static void
split_page(struct work *w, struct list *out, size_t from, size_t to,
    struct columns c)
{
	struct list a = { 0 }, b = { 0 };
	unsigned right = c.right;
	const struct gap *x;
	struct gap g[8];
	size_t i;

	for (i = from; i < to; i++) {
		struct line *l = &w->line[i];

		if (l->blank)
			continue;
		x = gap_at(w, i, right, g);
		if (x == NULL && c.width > 0 && end_of(l) > right + NEAR &&
		    l->indent + NEAR < right) {
			g[0] = find_seam(l->raw, c.width);
			g[0].column = right;
			x = g[0].size > 0 ? g : NULL;
		}
		if (l->noise) {
			page_append(w, out, *l);
		} else if (x != NULL) {
			page_append(w, &a, part(l, 0, x->from, 0));
			page_append(w, &b, part(l, x->to, l->raw.len, 0));
			b.l[b.n - 1].indent = (uint16_t)x->column;
		} else if (leading(l->raw) + NEAR >= right) {
			page_append(w, &b,
			    part(l, leading(l->raw), l->raw.len, 0));
			b.l[b.n - 1].indent = (uint16_t)leading(l->raw);
		} else if (is_centred(l, right)) {
			append_all(w, out, &a);
			append_all(w, out, &b);
			page_append(w, out, *l);
		} else
			page_append(w, &a, *l);
	}
	append_all(w, out, &a);
	append_all(w, out, &b);
}

void
page_columns(struct work *w)
{
	struct list out = { 0 };
	size_t i, end, k;
	struct columns c = { 0, 0 };
	bool split = false;

	for (i = 0; i < w->lines; i = end) {
		end = page_end(w, i);
		c = find_columns(w, i, end, c.right);
		k = out.n;
		if (c.right > 0) {
			split_page(w, &out, i, end, c);
			split = true;
		} else
			for (; i < end; i++)
				page_append(w, &out, w->line[i]);
		for (i = k + 1; i < out.n; i++)
			out.l[i].page = false;
		if (k < out.n)
			out.l[k].page = true;
	}
	if (split) {
		w->line = out.l;
		w->lines = out.n;
		w->line_cap = out.cap;
	}
}
