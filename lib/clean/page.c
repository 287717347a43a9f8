/*
 * page: the pages of pdftotext's output. Running heads and page numbers are
 * found at the pages' edges, columns that stand side by side are set one
 * after the other, notes are taken out of their pages (pagenotes.c).
 *
 * A page ends at a form feed; where there is none (pdftotext -nopgbrk), the
 * running heads that repeat mark the pages.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/page.h"

enum { EDGE = 3, HEAD_WIDTH = 110, GAP = 2 };
static const unsigned NEAR = 8, LEFT = 15; /* columns */

/* ---- running heads and page numbers ------------------------------------ */

/* Hash of a line with its numbers masked; 0 if little else is there. */
static uint32_t
masked(struct quire_span s)
{
	char b[4 * HEAD_WIDTH];
	size_t i, n = 0, letters = 0;

	if (s.len > sizeof b)
		return 0;
	for (i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c >= '0' && c <= '9')
			c = '0';
		else if (c != ' ')
			letters++;
		if ((c == ' ' || c == '0') && n > 0 && b[n - 1] == c)
			continue;
		b[n++] = c;
	}
	return letters < 3 ? 0 : learn_hash(21, b, n) | 1;
}

/* The number at the start or end of a line, or -1. */
static long
edge_number(struct quire_span s, bool end)
{
	size_t i = end ? s.len : 0, n = 0;
	long v = 0, unit = 1;

	for (; n < 5; n++) {
		if (end ? i == 0 : i == s.len)
			break;
		char c = end ? s.p[i - 1] : s.p[i];

		if (c < '0' || c > '9')
			break;
		if (end) {
			v += unit * (c - '0');
			unit *= 10;
			i--;
		} else {
			v = v * 10 + (c - '0');
			i++;
		}
	}
	if (n == 0 || n > 4)
		return -1;
	if (end ? i > 0 && s.p[i - 1] != ' ' : i < s.len && s.p[i] != ' ')
		return -1;
	return v;
}

/* 17, - 17 -, xvii, 第 17 页: nothing but a page's number. */
static bool
is_page_number(struct quire_span s)
{
	size_t i, digits = 0, roman = 0, other = 0;

	if (s.len == 0 || s.len > 16)
		return false;
	for (i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c >= '0' && c <= '9')
			digits++;
		else if (strchr("ivxlc", c) != NULL)
			roman++;
		else if (strchr(" -|[]()·.", c) == NULL)
			other++;
	}
	if (span_starts(s, "第") && digits > 0)
		return true;
	return other == 0 &&
	    ((digits > 0 && digits < 5 && roman == 0) ||
	        (digits == 0 && roman > 0 && roman < 7));
}

struct edge {
	uint32_t hash;
	size_t line, page;
	long first, last; /* numbers at its ends, less the page's */
};

struct edges {
	struct edge *e;
	size_t n, cap;
};

static void
add_edge(struct work *w, struct edges *x, size_t i, size_t page)
{
	struct quire_span s = w->line[i].text;
	struct edge *e;

	x->e = arena_grow(w->a, x->e, x->n, &x->cap, sizeof *x->e);
	e = &x->e[x->n++];
	e->hash = masked(s);
	e->line = i;
	e->page = page;
	e->first = edge_number(s, false);
	e->last = edge_number(s, true);
	e->first = e->first < 0 ? LONG_MIN : e->first - (long)page;
	e->last = e->last < 0 ? LONG_MIN : e->last - (long)page;
}

/* The lines at the edges of the page [from, to). */
static void
page_edges(struct work *w, struct edges *x, size_t from, size_t to, size_t page)
{
	size_t i, n;

	for (i = from, n = 0; i < to && n < EDGE; i++)
		if (!w->line[i].blank) {
			add_edge(w, x, i, page);
			n++;
		}
	for (i = to, n = 0; i > from && n < EDGE; i--)
		if (!w->line[i - 1].blank) {
			add_edge(w, x, i - 1, page);
			n++;
		}
}

static int
by_hash(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static int
by_long(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

/* The commonest difference between printed and counted page numbers. */
static long
number_base(struct work *w, const struct edges *x)
{
	long *v = arena_alloc(w->a, (2 * x->n + 1) * sizeof *v), best;
	size_t n = 0, i, run = 0, most = 1;

	for (i = 0; i < x->n; i++) {
		if (x->e[i].first != LONG_MIN)
			v[n++] = x->e[i].first;
		if (x->e[i].last != LONG_MIN && x->e[i].last != x->e[i].first)
			v[n++] = x->e[i].last;
	}
	if (n > 0)
		qsort(v, n, sizeof *v, by_long);
	best = LONG_MIN;
	for (i = 0; i < n; i++) {
		run = i > 0 && v[i] == v[i - 1] ? run + 1 : 1;
		if (run > most) {
			most = run;
			best = v[i];
		}
	}
	return best;
}

/* Is the next line that is not blank a page's number? */
static bool
number_below(const struct work *w, size_t i)
{
	for (i++; i < w->lines && w->line[i].blank; i++)
		continue;
	return i < w->lines && is_page_number(w->line[i].text);
}

/*
 * A line that repeats is a running head, but not below itself on one page,
 * and on the first page, without a number, it is the title.
 */
static void
mark_same(struct work *w, const struct edge *e, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		bool lower = i > 0 && e[i].page == e[i - 1].page;
		bool alone = i + 1 == n || e[i + 1].page != e[i].page;

		if (lower ||
		    (e[i].page == 0 && alone && e[i].first == LONG_MIN &&
		        e[i].last == LONG_MIN && !number_below(w, e[i].line)))
			continue;
		w->line[e[i].line].noise = true;
	}
}

/*
 * Is what repeats but for its numbers a running head? Sentences, as of notes,
 * may differ in their numbers alone by chance.
 */
static bool
is_head(const struct work *w, const struct edge *e, size_t n)
{
	struct quire_span s = w->line[e->line].text;
	size_t i;

	for (i = 1; i < n && para_ends_sentence(s); i++)
		if (!span_eq(w->line[e[i].line].text, s))
			return false;
	return true;
}

/* Lines that repeat at the edges of pages, and those with their numbers. */
static void
mark_edges(struct work *w, struct edges *x, size_t pages)
{
	long base = number_base(w, x);
	size_t i, k, n, need = pages > 12 ? 3 : 2;

	if (x->n > 0)
		qsort(x->e, x->n, sizeof *x->e, by_hash);
	for (i = k = 0; i < x->n; i++) /* a line may be at both edges */
		if (k == 0 || x->e[i].line != x->e[k - 1].line)
			x->e[k++] = x->e[i];
	x->n = k;
	for (i = 0; i < x->n; i = k) {
		n = 1;
		for (k = i + 1; k < x->n && x->e[k].hash == x->e[i].hash; k++)
			n += x->e[k].page != x->e[k - 1].page;
		if (x->e[i].hash != 0 && n >= need &&
		    is_head(w, x->e + i, k - i))
			mark_same(w, x->e + i, k - i);
	}
	for (i = 0; i < x->n; i++) {
		struct line *l = &w->line[x->e[i].line];

		if (base != LONG_MIN && l->width < HEAD_WIDTH &&
		    l->text.len < 100 && x->e[i].hash != 0 &&
		    !para_ends_sentence(l->text) &&
		    (x->e[i].first == base || x->e[i].last == base))
			l->noise = true;
	}
}

/* A page number is the outermost line of its page. */
static void
mark_numbers(struct work *w, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		if (!w->line[i].blank && !w->line[i].noise) {
			w->line[i].noise = is_page_number(w->line[i].text);
			break;
		}
	for (i = to; i > from; i--)
		if (!w->line[i - 1].blank && !w->line[i - 1].noise) {
			w->line[i - 1].noise =
			    is_page_number(w->line[i - 1].text);
			break;
		}
}

/* Without form feeds: short lines that come again and again. */
static void
mark_repeats(struct work *w)
{
	struct edges x = { 0 };
	size_t i, k;

	for (i = 0; i < w->lines; i++)
		if (!w->line[i].blank && w->line[i].width < HEAD_WIDTH)
			add_edge(w, &x, i, 0);
	if (x.n > 0)
		qsort(x.e, x.n, sizeof *x.e, by_hash);
	for (i = 0; i < x.n; i = k) {
		for (k = i + 1; k < x.n && x.e[k].hash == x.e[i].hash;)
			k++;
		if (x.e[i].hash == 0 || k - i < 3 ||
		    para_ends_sentence(w->line[x.e[i].line].text))
			continue;
		for (; i < k; i++)
			w->line[x.e[i].line].noise = w->line[x.e[i].line].page =
			    true;
	}
}

/* End of the page that begins at line i. */
size_t
page_end(const struct work *w, size_t i)
{
	for (i++; i < w->lines && !w->line[i].page; i++)
		continue;
	return i;
}

/* T y p e   s e t   l i k e   t h i s: single characters, spaces between. */
static void
close_up(struct work *w, struct line *l)
{
	const char *p = l->text.p, *end = p + l->text.len;
	size_t singles = 0, words = 0, n;
	struct buf b = { 0 };
	uint32_t cp;

	while (p < end) {
		for (n = 0; p < end && *p != ' '; n++)
			p += utf8_decode(p, end, &cp);
		words++;
		singles += n == 1;
		while (p < end && *p == ' ')
			p++;
	}
	if (singles < 6 || singles * 10 < words * 9)
		return;
	for (n = 0; n < l->text.len; n++)
		if (l->text.p[n] != ' ')
			buf_add_char(&b, l->text.p[n]);
	l->text = arena_copy(w->a, buf_span(&b));
	l->width = (uint16_t)text_width(l->text);
	buf_fini(&b);
}

void
page_heads(struct work *w)
{
	struct edges x = { 0 };
	size_t i, end, pages = 0;

	for (i = 0; i < w->lines; i = end, pages++) {
		end = page_end(w, i);
		page_edges(w, &x, i, end, pages);
	}
	if (pages > 1)
		mark_edges(w, &x, pages);
	else
		mark_repeats(w);
	for (i = 0; i < w->lines; i = end) {
		end = page_end(w, i);
		mark_numbers(w, i, end);
	}
}

/* ---- columns ----------------------------------------------------------- */

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

static int
by_unsigned(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return x < y ? -1 : x > y;
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
	qsort(v, n, sizeof *v, by_unsigned);
	for (i = from; i < to; i++) {
		const struct line *l = &w->line[i];

		if (l->blank || l->noise || gap_at(w, i, right, g) != NULL ||
		    l->indent + NEAR >= right || l->width <= right)
			continue;
		x = pdf_width(l->text);
		others++;
		wide += x > v[n - 1] / 2 * 3 && x < v[n - 1] / 4 * 9;
	}
	return wide * 5 >= others * 4 ? v[n * 3 / 4] : 0;
}

/* The middle one of places where most of them are close together; or 0. */
static unsigned
common_place(unsigned *v, size_t n)
{
	size_t i, close = 0;
	unsigned median;

	if (n < 3)
		return 0;
	qsort(v, n, sizeof *v, by_unsigned);
	median = v[n / 2];
	for (i = 0; i < n; i++)
		close += v[i] + NEAR >= median && v[i] <= median + NEAR;
	return close * 4 >= n * 3 && median > LEFT ? median : 0;
}

/*
 * Where the right column begins on the page [from, to). Where the gutter is
 * narrow, pdftotext leaves but a space between lines that are full.
 */
static struct columns
find_columns(struct work *w, size_t from, size_t to)
{
	unsigned *v = arena_alloc(w->a, (to - from + 1) * sizeof *v);
	unsigned *lead = arena_alloc(w->a, (to - from + 1) * sizeof *v);
	struct columns c = { 0, 0 };
	size_t i, n = 0, leads = 0, lines = 0;
	const struct gap *x;
	struct gap g[8];

	for (i = from; i < to; i++) {
		if (w->line[i].blank || w->line[i].noise)
			continue;
		lines++;
		x = widest(g, find_gaps(w->line[i].raw, g, 8));
		if (x != NULL && x->size > 2)
			v[n++] = lead[leads++] = x->column;
		else if (w->line[i].indent > LEFT)
			lead[leads++] = w->line[i].indent;
	}
	if (n * 5 >= lines * 2) {
		c.right = common_place(v, n);
		return c;
	}
	c.right = common_place(lead, leads);
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

struct list {
	struct line *l;
	size_t n, cap;
};

static void
append(struct work *w, struct list *x, struct line l)
{
	x->l = arena_grow(w->a, x->l, x->n, &x->cap, sizeof *x->l);
	x->l[x->n++] = l;
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
			append(w, &out,
			    (struct line){ .blank = true,
			        .source = x->l[i].source,
			        .para = NO_PARA });
		append(w, &out, x->l[i]);
	}
	*x = out;
}

static void
append_all(struct work *w, struct list *to, struct list *from, bool column)
{
	size_t i, first = to->n;

	if (column && from->n > 0)
		open_rows(w, from);
	for (i = 0; i < from->n; i++)
		append(w, to, from->l[i]);
	if (column && first < to->n)
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
		if (x == NULL && c.width > 0 && l->width > right &&
		    l->indent + NEAR < right) {
			g[0] = find_seam(l->raw, c.width);
			g[0].column = right;
			x = g[0].size > 0 ? g : NULL;
		}
		if (l->noise) {
			append(w, out, *l);
		} else if (x != NULL) {
			append(w, &a, part(l, 0, x->from, 0));
			append(w, &b, part(l, x->to, l->raw.len, 0));
			b.l[b.n - 1].indent = (uint16_t)x->column;
		} else if (leading(l->raw) + NEAR >= right) {
			append(w, &b, part(l, leading(l->raw), l->raw.len, 0));
			b.l[b.n - 1].indent = (uint16_t)leading(l->raw);
		} else if (is_centred(l, right)) {
			append_all(w, out, &a, true);
			append_all(w, out, &b, true);
			append(w, out, *l);
		} else
			append(w, &a, *l);
	}
	append_all(w, out, &a, true);
	append_all(w, out, &b, true);
}

void
page_columns(struct work *w)
{
	struct list out = { 0 };
	size_t i, end, k;
	struct columns c;
	bool split = false;

	for (i = 0; i < w->lines; i = end) {
		end = page_end(w, i);
		c = find_columns(w, i, end);
		k = out.n;
		if (c.right > 0) {
			split_page(w, &out, i, end, c);
			split = true;
		} else
			for (; i < end; i++)
				append(w, &out, w->line[i]);
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

/* ---- what is left ------------------------------------------------------ */

/* The commonest indent of the lines [from, to). */
static unsigned
usual_indent(const struct work *w, size_t from, size_t to)
{
	unsigned count[HEAD_WIDTH * 2] = { 0 }, best = 0, i;

	for (; from < to; from++)
		if (!w->line[from].blank && !w->line[from].noise &&
		    !w->line[from].note &&
		    w->line[from].indent < HEAD_WIDTH * 2)
			count[w->line[from].indent]++;
	for (i = 1; i < HEAD_WIDTH * 2; i++)
		if (count[i] > count[best])
			best = i;
	return best;
}

/*
 * Indents relative to the column, blank lines at the edges of columns and all
 * noise out of the way; the lines of notes go to the end.
 */
void
page_tidy(struct work *w)
{
	struct list out = { 0 }, notes = { 0 };
	size_t i, k, end, last = 0, first;
	unsigned base;

	for (i = 0; i < w->lines; i = end) {
		for (end = i + 1; end < w->lines && !w->line[end].page &&
		     !w->line[end].column;
		     end++)
			continue;
		base = usual_indent(w, i, end);
		first = out.n;
		for (k = i; k < end; k++) {
			struct line l = w->line[k];

			l.page = l.column = false;
			if (l.note) {
				if (!l.blank)
					append(w, &notes, l);
				continue;
			}
			if (l.noise || (l.blank && out.n == first))
				continue;
			l.indent =
			    (uint16_t)(l.indent > base ? l.indent - base : 0);
			append(w, &out, l);
			if (!l.blank)
				last = out.n;
		}
		out.n = last; /* blank lines at the end */
	}
	append_all(w, &out, &notes, false);
	w->line = out.l;
	w->lines = out.n;
	w->line_cap = out.cap;
	for (i = 0; i < w->lines; i++)
		close_up(w, &w->line[i]);
}
