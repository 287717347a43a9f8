/*
 * pagecolumns: columns that stand side by side in the output of pdftotext
 * -layout are set one after the other. Of a page, or of a column found in it,
 * the rows that one gutter parts best are taken apart; what stands above and
 * below, and either side of it, is looked at in the same way, so that a page
 * may have any number of columns.
 */
#include "clean/pagegutter.h"

enum { DEPTH = 4 };

/*
 * The space of s that best parts two full lines of columns; one behind a
 * hyphen does so before others.
 */
static struct gap
find_seam(struct quire_span s, const struct gutter *x)
{
	struct gap best = { 0, 0, 0, 0 };
	unsigned indent = page_leading(s) * 500; /* wider than spaces in type */
	unsigned left = indent, right, off, least = x->right / 8;
	unsigned both = pdf_width(s) + indent;
	size_t i, from = 0;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] != ' ')
			continue;
		left += pdf_width(span_sub(s, from, i));
		from = i;
		off = left > x->left ? left - x->left : x->left - left;
		right = both - left;
		if (right > x->right && right - x->right > off)
			off = right - x->right;
		if (hyphen_at_end(span_sub(s, 0, i)) > 0)
			off /= 3;
		if (off < least) {
			least = off;
			best =
			    (struct gap){ (uint32_t)i, (uint32_t)i + 1, 0, 1 };
		}
	}
	return best;
}

/* A new line made of the bytes [from, to) of an old one. */
static struct line
part(const struct line *l, size_t from, size_t to, unsigned column)
{
	struct line r = *l;

	r.raw = span_sub(l->raw, from, to);
	r.text = text_trim(r.raw);
	r.blank = r.text.len == 0;
	r.indent = (uint16_t)column;
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

static bool
is_centred(const struct line *l, unsigned right)
{
	unsigned middle;

	middle = l->indent + (unsigned)text_count(l->text, TEXT_CODEPOINTS) / 2;
	return l->indent > 8 && middle + 6 > right && middle < right + 6;
}

/* The gap of line i at a gutter, or what is left of it, in *seam; or null. */
static const struct gap *
gap_or_seam(const struct rows *x, size_t i, const struct gutter *y,
    struct gap *seam)
{
	const struct gap *gap;
	struct quire_span s;
	uint32_t before;

	if (row_side(x, i, y->at, &gap) != ACROSS || y->left == 0)
		return gap;
	s = row_stretch(x, i, y->at);
	before = (uint32_t)(s.p - x->l[i].raw.p);
	*seam = find_seam(s, y);
	seam->from += before;
	seam->to += before;
	seam->column = y->at;
	return seam->size > 0 ? seam : NULL;
}

static unsigned take_apart(struct work *w, struct list *out,
    const struct line *l, size_t n, unsigned usual, int depth);

/* Appends a column, itself taken apart; it is empty then. */
static void
append_column(struct work *w, struct list *out, struct list *x, int depth)
{
	size_t first = out->n;

	if (x->n > 0)
		open_rows(w, x);
	take_apart(w, out, x->l, x->n, 0, depth);
	if (first < out->n)
		out->l[first].column = true;
	x->n = 0;
}

/* Sets the lines of a gutter's run in order, side by side. */
static void
split_run(struct work *w, struct list *out, const struct rows *x,
    const struct gutter *y, int depth)
{
	struct list a = { 0 }, b = { 0 };
	const struct gap *gap;
	struct gap seam;
	size_t i, first = out->n;

	for (i = y->from; i < y->to; i++) {
		const struct line *l = &x->l[i];

		if (l->blank)
			continue;
		gap = gap_or_seam(x, i, y, &seam);
		if (l->noise) {
			page_append(w, out, *l);
		} else if (gap != NULL) {
			page_append(w, &a, part(l, 0, gap->from, l->indent));
			page_append(w, &b,
			    part(l, gap->to, l->raw.len, gap->column));
		} else if (l->indent + GAP_NEAR >= y->at) {
			page_append(w, &b, *l);
		} else if (is_centred(l, y->at)) {
			append_column(w, out, &a, depth);
			append_column(w, out, &b, depth);
			page_append(w, out, *l);
		} else
			page_append(w, &a, *l);
	}
	append_column(w, out, &a, depth);
	append_column(w, out, &b, depth);
	if (first < out->n && y->from > 0 && x->l[y->from - 1].blank)
		out->l[first].starts = true; /* a title stands above */
}

/* Appends n lines, columns one after the other; where the best gutter is. */
static unsigned
take_apart(struct work *w, struct list *out, const struct line *l, size_t n,
    unsigned usual, int depth)
{
	struct gutter y = { 0 };
	struct rows x;
	size_t i;

	if (depth < DEPTH && n > 0) {
		x = page_rows(w, l, n);
		y = page_gutter(w, &x, usual);
	}
	if (y.worth == 0) {
		for (i = 0; i < n; i++)
			page_append(w, out, l[i]);
		return 0;
	}
	take_apart(w, out, l, y.from, usual, depth + 1);
	split_run(w, out, &x, &y, depth + 1);
	take_apart(w, out, l + y.to, n - y.to, usual, depth + 1);
	return y.at;
}

void
page_columns(struct work *w)
{
	struct list out = { 0 };
	size_t i, end, k;
	unsigned usual = 0;

	for (i = 0; i < w->lines; i = end) {
		end = page_end(w, i);
		k = out.n;
		usual = take_apart(w, &out, w->line + i, end - i, usual, 0);
		if (k == out.n)
			continue;
		out.l[k].page = true;
		for (k++; k < out.n; k++)
			out.l[k].page = false;
	}
	w->line = out.l;
	w->lines = out.n;
	w->line_cap = out.cap;
	w->full = pdf_full(w);
}
