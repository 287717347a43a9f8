/*
 * page: the pages of pdftotext's output. Running heads and page numbers are
 * found at the pages' edges, columns that stand side by side are set one
 * after the other (pagecolumns.c), notes are taken out of their pages
 * (pagenotes.c).
 *
 * A page ends at a form feed; where there is none (pdftotext -nopgbrk), the
 * running heads that repeat mark the pages.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/page.h"

enum { EDGE = 3, HEAD_WIDTH = 110, PAGES = 4000, PAGE_MIN = 25 };

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

/* 17, - 17 -, 17/20, xvii, 第 17 页: nothing but a page's number. */
static bool
is_page_number(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	size_t digits = 0, roman = 0, other = 0;
	uint32_t cp;

	if (s.len == 0 || s.len > 16)
		return false;
	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (cp >= '0' && cp <= '9')
			digits++;
		else if (cp < 0x80 && strchr("ivxlc", (int)cp) != NULL)
			roman++;
		else if (cp != 0x2013 && cp != 0x2014 && cp != 0xb7 &&
		    (cp >= 0x80 || strchr(" -|[]().", (int)cp) == NULL) &&
		    (cp != '/' || digits == 0))
			other++;
	}
	if (span_starts(s, "第") && digits > 0)
		return true;
	return other == 0 &&
	    ((digits > 0 && digits < 7 && roman == 0) ||
	        (digits == 0 && roman > 0 && roman < 7));
}

struct edge {
	uint32_t hash;
	size_t line, page;
	long first, last; /* numbers at its ends, less the page's */
	bool outer;       /* the first or last line of its page */
};

struct edges {
	struct edge *e;
	size_t n, cap;
};

static void
add_edge(struct work *w, struct edges *x, size_t i, size_t page, bool outer)
{
	struct quire_span s = w->line[i].text;
	struct edge *e;

	x->e = arena_grow(w->a, x->e, x->n, &x->cap, sizeof *x->e);
	e = &x->e[x->n++];
	e->hash = masked(s);
	e->line = i;
	e->page = page;
	e->outer = outer;
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
		if (!w->line[i].blank && !w->line[i].noise) {
			add_edge(w, x, i, page, n == 0);
			n++;
		}
	for (i = to, n = 0; i > from && n < EDGE; i--)
		if (!w->line[i - 1].blank && !w->line[i - 1].noise) {
			add_edge(w, x, i - 1, page, n == 0);
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

		/* below the top it may be a heading: 1 Introduction */
		if (base != LONG_MIN && x->e[i].outer &&
		    l->width < HEAD_WIDTH && l->text.len < 100 &&
		    x->e[i].hash != 0 && !para_ends_sentence(l->text) &&
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

/* Without form feeds: short lines that come again and again; were there? */
static bool
mark_repeats(struct work *w)
{
	struct edges x = { 0 };
	bool any = false;
	size_t i, k;

	for (i = 0; i < w->lines; i++)
		if (!w->line[i].blank && !w->line[i].noise &&
		    w->line[i].width < HEAD_WIDTH)
			add_edge(w, &x, i, 0, false);
	if (x.n > 0)
		qsort(x.e, x.n, sizeof *x.e, by_hash);
	for (i = 0; i < x.n; i = k) {
		for (k = i + 1; k < x.n && x.e[k].hash == x.e[i].hash;)
			k++;
		if (x.e[i].hash == 0 || k - i < 3 ||
		    para_ends_sentence(w->line[x.e[i].line].text))
			continue;
		for (any = true; i < k; i++)
			w->line[x.e[i].line].noise = w->line[x.e[i].line].page =
			    true;
	}
	return any;
}

/* A number by itself on a line, and the one before it in a chain. */
struct lone {
	size_t line, before, length;
	unsigned number;
};

/* The number that a page's number is; 0: none of ours. */
static unsigned
page_number(struct quire_span s)
{
	unsigned n = 0;
	size_t i = 0;

	if (!is_page_number(s))
		return 0;
	while (i < s.len && (s.p[i] < '0' || s.p[i] > '9'))
		i++;
	for (; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (unsigned)(s.p[i] - '0');
	return n <= PAGES ? n : 0;
}

/*
 * Without form feeds: numbers by themselves that count on, a page apart. (The
 * numbers of notes stand closer together.)
 */
static void
mark_counted(struct work *w)
{
	size_t *last = arena_zero(w->a, PAGES + 1, sizeof *last), i, best = 0;
	struct lone *x = NULL;
	size_t n = 1, cap = 0;

	x = arena_grow(w->a, x, 0, &cap, sizeof *x);
	for (i = 0; i < w->lines; i++) {
		unsigned number =
		    w->line[i].blank ? 0 : page_number(w->line[i].text);
		size_t before = number > 1 ? last[number - 1] : 0;

		if (number == 0)
			continue;
		if (before > 0 && i < x[before].line + PAGE_MIN)
			before = 0;
		x = arena_grow(w->a, x, n, &cap, sizeof *x);
		x[n] = (struct lone){ i, before,
			before > 0 ? x[before].length + 1 : 1, number };
		if (last[number] == 0 || x[n].length >= x[last[number]].length)
			last[number] = n;
		if (best == 0 || x[n].length > x[best].length)
			best = n;
		n++;
	}
	if (best > 0 && x[best].length > 2)
		for (; best > 0; best = x[best].before)
			w->line[x[best].line].noise =
			    w->line[x[best].line].page = true;
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
	else if (!mark_repeats(w))
		mark_counted(w);
	for (i = 0; i < w->lines; i = end) {
		end = page_end(w, i);
		mark_numbers(w, i, end);
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
					page_append(w, &notes, l);
				continue;
			}
			if (l.noise || (l.blank && out.n == first))
				continue;
			l.indent =
			    (uint16_t)(l.indent > base ? l.indent - base : 0);
			page_append(w, &out, l);
			if (!l.blank)
				last = out.n;
		}
		out.n = last; /* blank lines at the end */
	}
	for (i = 0; i < notes.n; i++)
		page_append(w, &out, notes.l[i]);
	w->line = out.l;
	w->lines = out.n;
	w->line_cap = out.cap;
	for (i = 0; i < w->lines; i++)
		close_up(w, &w->line[i]);
}
