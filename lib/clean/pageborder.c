/*
 * pageborder: the pages of a text without form feeds (pdftotext -nopgbrk). The
 * numbers of pages stand by themselves, count on, and lie about equally far
 * apart; the numbers of notes and chapters do not.
 */
#include "clean/page.h"

enum {
	PAGES = 4000,
	PAGE_MIN = 20,
	SKIPPED = 2,
	BACK = 8,
	CHAIN_MIN = 3,
	HEADS = 2
};

/* A number by itself on a line, and the one before it in a chain. */
struct lone {
	size_t line, before, length;
	size_t worth; /* of the chain: its length, and heads that recur */
	size_t same;  /* the one before it with this number */
	unsigned number;
};

/* Indexed from 1 on; the last one of each number. */
struct chains {
	struct lone *x;
	size_t n, cap;
	size_t last[PAGES + 1];
};

/* Has the text lines between its blocks? pdftotext -raw sets none. */
static bool
is_open(const struct work *w)
{
	size_t i, blank = 0;

	for (i = 0; i < w->lines; i++)
		blank += w->line[i].blank;
	return blank * 20 > w->lines;
}

/* The page's number that line i is; open: with nothing beside it; or 0. */
static unsigned
page_number(const struct work *w, size_t at, bool open)
{
	struct quire_span s = w->line[at].text;
	unsigned n = 0;
	size_t i = 0;

	if (w->line[at].blank || w->line[at].noise || !page_is_number(s) ||
	    (open &&
	        ((at > 0 && !w->line[at - 1].blank) ||
	            (at + 1 < w->lines && !w->line[at + 1].blank))))
		return 0;
	while (i < s.len && (s.p[i] < '0' || s.p[i] > '9'))
		i++;
	for (; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (unsigned)(s.p[i] - '0');
	return n <= PAGES ? n : 0;
}

/* Are two numbers printed alike: - 1 - and - 2 -? */
static bool
is_alike(struct quire_span a, struct quire_span b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a.len && a.p[i] >= '0' && a.p[i] <= '9')
			i++;
		while (k < b.len && b.p[k] >= '0' && b.p[k] <= '9')
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.p[i] != b.p[k])
			return false;
	}
}

/* The text next to line i, above (-1) or below; or nothing. */
static struct quire_span
beside(const struct work *w, size_t i, int step)
{
	size_t k, at = i;

	for (k = 0; k < 3; k++) {
		if (step < 0 ? at == 0 : at + 1 >= w->lines)
			break;
		at = step < 0 ? at - 1 : at + 1;
		if (!w->line[at].blank)
			return w->line[at].text;
	}
	return span_sub(w->line[i].text, 0, 0);
}

/* Does the same head stand beside lines i and k? */
static bool
share_head(const struct work *w, size_t i, size_t k)
{
	struct quire_span a;
	int step;

	for (step = -1; step < 2; step += 2) {
		a = beside(w, i, step);
		if (a.len > 0 && span_eq(a, beside(w, k, step)))
			return true;
	}
	return false;
}

/* Sets the number at x before which a chain may stand: the best one. */
static void
link_number(const struct work *w, const struct chains *c, struct lone *x)
{
	const struct lone *y;
	size_t k, back, worth;
	unsigned n;

	for (n = 1; n <= SKIPPED && n < x->number; n++)
		for (k = c->last[x->number - n], back = 0; k > 0 && back < BACK;
		     k = y->same, back++) {
			y = &c->x[k];
			if (x->line < y->line + PAGE_MIN ||
			    !is_alike(w->line[x->line].text,
			        w->line[y->line].text))
				continue;
			worth = y->worth + 2 +
			    (share_head(w, x->line, y->line) ||
			        (y->before > 0 &&
			            share_head(w, x->line,
			                c->x[y->before].line)));
			if (worth <= x->worth)
				continue;
			x->worth = worth;
			x->before = k;
			x->length = y->length + 1;
		}
}

/* The best chain's last number; 0: there are none. */
static size_t
find_chain(struct work *w, struct chains *c)
{
	bool open = is_open(w);
	size_t i, best = 0;
	unsigned number;
	struct lone *x;

	c->x = arena_grow(w->a, c->x, 0, &c->cap, sizeof *c->x);
	for (c->n = 1, i = 0; i < w->lines; i++) {
		number = page_number(w, i, open);
		if (number == 0)
			continue;
		c->x = arena_grow(w->a, c->x, c->n, &c->cap, sizeof *c->x);
		x = &c->x[c->n];
		*x = (struct lone){ i, 0, 1, 2, c->last[number], number };
		link_number(w, c, x);
		if (best == 0 || x->worth > c->x[best].worth)
			best = c->n;
		c->last[number] = c->n++;
	}
	return best;
}

/* Are most of the pages between a chain's numbers about as long? */
static bool
is_regular(const struct lone *x, size_t last)
{
	size_t i, first = last, lines, pages, even = 0, n = 0;

	while (x[first].before > 0)
		first = x[first].before;
	pages = x[last].number - x[first].number;
	lines = x[last].line - x[first].line;
	for (i = last; i != first; i = x[i].before) {
		size_t before = x[i].before;
		size_t far = (x[i].line - x[before].line) /
		    (x[i].number - x[before].number) * pages;

		even += far * 2 > lines && far * 2 < lines * 3;
		n++;
	}
	return even * 3 >= n * 2;
}

static size_t
lines_of_text(const struct work *w, size_t from, size_t to)
{
	size_t n = 0;

	for (; from < to; from++)
		n += !w->line[from].blank;
	return n;
}

bool
page_borders(struct work *w)
{
	struct chains *c = arena_zero(w->a, 1, sizeof *c);
	size_t i = find_chain(w, c), k, first, last;
	bool top;

	if (i == 0 || c->x[i].length < CHAIN_MIN || !is_regular(c->x, i))
		return false;
	last = c->x[i].line;
	for (first = last; i > 0; i = c->x[i].before) {
		first = c->x[i].line;
		w->line[first].noise = w->line[first].page = true;
	}
	/* behind a number at the foot of the last page there is nothing */
	top = lines_of_text(w, last + 1, w->lines) > HEADS;
	for (i = first; !top && i <= last; i++) {
		if (!w->line[i].page)
			continue;
		w->line[i].page = false;
		for (k = i + 1; k < w->lines && w->line[k].blank; k++)
			continue;
		if (k < w->lines)
			w->line[k].page = true;
		i = k;
	}
	return true;
}
