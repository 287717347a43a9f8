/*
 * page: the pages of pdftotext's output. Running heads and page numbers are
 * found at the pages' edges, columns that stand side by side are set one
 * after the other (pagecolumns.c), notes are taken out of their pages
 * (pagenotes.c).
 *
 * A page ends at a form feed; where there is none (pdftotext -nopgbrk), its
 * number tells (pageborder.c), or the running heads that repeat.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/page.h"

enum { EDGE = 3, HEAD_WIDTH = 110, FOLIO_MAX = 12 };

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

bool
page_is_number(struct quire_span s)
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
		else if (cp == 0x2013 || cp == 0x2014) /* 24–33 are pages */
			other +=
			    digits > 0 && p < end && *p >= '0' && *p <= '9';
		else if (cp != 0xb7 &&
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
	bool top;         /* one of the first */
};

struct edges {
	struct edge *e;
	size_t n, cap;
};

static void
add_edge(struct work *w, struct edges *x, size_t i, size_t page, bool outer,
    bool top)
{
	struct quire_span s = w->line[i].text;
	struct edge *e;

	x->e = arena_grow(w->a, x->e, x->n, &x->cap, sizeof *x->e);
	e = &x->e[x->n++];
	e->hash = masked(s);
	e->line = i;
	e->page = page;
	e->outer = outer;
	e->top = top;
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
			add_edge(w, x, i, page, n == 0, true);
			n++;
		}
	for (i = to, n = 0; i > from && n < EDGE; i--)
		if (!w->line[i - 1].blank && !w->line[i - 1].noise) {
			add_edge(w, x, i - 1, page, n == 0, false);
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

/*
 * The commonest difference between printed and counted page numbers. What is
 * nothing but a number counts twice.
 */
static long
number_base(struct work *w, const struct edges *x)
{
	long *v = arena_alloc(w->a, (2 * x->n + 1) * sizeof *v), best;
	size_t n = 0, i, run = 0, most = 1;

	for (i = 0; i < x->n; i++) {
		if (x->e[i].first != LONG_MIN)
			v[n++] = x->e[i].first;
		if (x->e[i].last != LONG_MIN &&
		    (x->e[i].last != x->e[i].first ||
		        page_is_number(w->line[x->e[i].line].text)))
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
	return i < w->lines && page_is_number(w->line[i].text);
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

/*
 * Does a line at the edge have the page's number? Below the top only one that
 * has nothing else: 1 Introduction is a heading.
 */
static bool
is_numbered(const struct work *w, const struct edge *e, long base)
{
	const struct line *l = &w->line[e->line];

	if (base == LONG_MIN || (e->first != base && e->last != base))
		return false;
	return (e->top && page_is_number(l->text)) ||
	    (e->outer && l->width < HEAD_WIDTH && l->text.len < 100 &&
	        !para_ends_sentence(l->text));
}

/*
 * The line that stands beside a page's number: between it and the page's
 * edge, or else its text; or NO_PARA.
 */
static size_t
beside_number(const struct work *w, const struct edge *e, long base)
{
	size_t i = e->line;
	bool down = e->top == e->outer;

	if ((e->page == 0 && e->top) || w->line[i].text.len > FOLIO_MAX ||
	    (e->first != base && e->last != base))
		return NO_PARA;
	do {
		if (down ? i + 1 >= w->lines || w->line[i + 1].page : i == 0)
			return NO_PARA;
		i = down ? i + 1 : i - 1;
	} while (w->line[i].blank);
	return i;
}

/* The lines of a document, by their hashes. */
struct hashes {
	uint32_t *h;
	size_t n;
};

static struct hashes
hash_lines(struct work *w)
{
	struct hashes x = { arena_alloc(w->a, (w->lines + 1) * sizeof *x.h),
		0 };
	size_t i;

	for (i = 0; i < w->lines; i++)
		if (!w->line[i].blank)
			x.h[x.n++] = masked(w->line[i].text);
	if (x.n > 0)
		qsort(x.h, x.n, sizeof *x.h, work_by_number);
	return x;
}

/* Does a line stand in the document twice? */
static bool
is_repeated(const struct hashes *x, struct quire_span s)
{
	uint32_t h = masked(s);
	const uint32_t *p = bsearch(&h, x->h, x->n, sizeof h, work_by_number);

	return h != 0 && p != NULL &&
	    ((p > x->h && p[-1] == h) || (p + 1 < x->h + x->n && p[1] == h));
}

/*
 * Where most numbers have a head beside them that repeats, others are heads
 * too: those that stand above their chapters, or are short.
 */
static void
mark_beside(struct work *w, const struct edges *x, bool top, long base)
{
	struct hashes all;
	size_t i, k, n = 0, heads = 0;
	unsigned full;

	for (i = 0; i < x->n; i++)
		if (x->e[i].top == top &&
		    (k = beside_number(w, &x->e[i], base)) != NO_PARA) {
			n++;
			heads += w->line[k].noise;
		}
	if (heads * 2 < n || heads == n)
		return;
	all = hash_lines(w);
	full = pdf_full(w);
	for (i = 0; i < x->n; i++)
		if (x->e[i].top == top &&
		    (k = beside_number(w, &x->e[i], base)) != NO_PARA &&
		    !para_ends_sentence(w->line[k].text) &&
		    !text_begins(w->line[k].text, TEXT_LOWER) &&
		    (is_repeated(&all, w->line[k].text) ||
		        pdf_width(w->line[k].text) < full / 2))
			w->line[k].noise = true;
}

/*
 * Lines that repeat at the edges of pages, and those with their numbers. What
 * the first page's number would be, or LONG_MIN.
 */
static long
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
	for (i = 0; i < x->n; i++)
		w->line[x->e[i].line].noise |= is_numbered(w, &x->e[i], base) ||
		    (x->e[i].top &&
		        pattern_class(w->line[x->e[i].line].text) ==
		            CLEAN_RUNNING);
	if (base != LONG_MIN) {
		mark_beside(w, x, true, base);
		mark_beside(w, x, false, base);
	}
	return base;
}

/* Is line i, the first or last of its page, nothing but its number? */
static bool
is_folio(const struct work *w, size_t i, size_t page, long base)
{
	struct quire_span s = w->line[i].text;
	long n = edge_number(s, false);

	return page_is_number(s) &&
	    (base == LONG_MIN || n < 0 || n - (long)page == base);
}

/*
 * Page numbers: the first and the last line of the page [from, to). base: what
 * others tell of the first page's.
 */
static void
mark_numbers(struct work *w, size_t from, size_t to, size_t page, long base)
{
	size_t i;

	for (i = from; i < to; i++)
		if (!w->line[i].blank && !w->line[i].noise) {
			w->line[i].noise = is_folio(w, i, page, base);
			break;
		}
	for (i = to; i > from; i--)
		if (!w->line[i - 1].blank && !w->line[i - 1].noise) {
			w->line[i - 1].noise = is_folio(w, i - 1, page, base);
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
		if (!w->line[i].blank && !w->line[i].noise &&
		    w->line[i].width < HEAD_WIDTH)
			add_edge(w, &x, i, 0, false, false);
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
	bool split = page_end(w, 0) < w->lines || page_borders(w);
	struct edges x = { 0 };
	size_t i, end, pages = 0;
	long base = LONG_MIN;

	if (split) {
		for (i = 0; i < w->lines; i = end, pages++) {
			end = page_end(w, i);
			page_edges(w, &x, i, end, pages);
		}
		base = mark_edges(w, &x, pages);
	} else {
		mark_repeats(w);
	}
	for (i = pages = 0; i < w->lines; i = end, pages++) {
		end = page_end(w, i);
		mark_numbers(w, i, end, pages, base);
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
