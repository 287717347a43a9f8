/*
 * pagegutter: where the gutter is that parts the columns of a page. Of the
 * places where text begins behind gaps some are tried, and of each the rows
 * that it parts best.
 */
#include <stdlib.h>

#include "clean/pagegutter.h"

enum {
	GAP = 2,
	WIDE = 3,        /* what hardly any line has by chance */
	PLACES = 320,    /* columns of a page */
	TRIED = 4,       /* places for a gutter */
	PART_MIN = 9000, /* widths in type of lines */
	PAGE_MIN = 24000,
	NOTE_MIN = 2500,
	FEW = 12,
	WORTH = 16,
	ROWS_MIN = 5, /* on either side */
	FEW_ROWS = 2, /* where the page before has columns */
	/* what a row tells of a gutter */
	PARTED = 2,
	ASIDE = 1,
	SEAMED = 1,
	CROSSED = -2
};
static const unsigned LEFT = 15; /* columns */

static size_t
find_gaps(struct quire_span s, struct gap *g, size_t max)
{
	const char *p = s.p, *end = s.p + s.len, *from;
	unsigned col = 0, n;
	size_t count = 0;
	uint32_t cp;

	while (p < end && count < max && col < PLACES) {
		if (*p != ' ') {
			p += utf8_decode(p, end, &cp);
			col++;
			continue;
		}
		for (from = p, n = 0; p < end && *p == ' '; p++)
			n++;
		col += n;
		if (n >= GAP && from > s.p && p < end)
			g[count++] = (struct gap){ (uint32_t)(from - s.p),
				(uint32_t)(p - s.p), col, n };
	}
	return count;
}

unsigned
page_leading(struct quire_span s)
{
	unsigned n = 0;

	while (n < s.len && s.p[n] == ' ')
		n++;
	return n;
}

/* Columns up to a line's end; pdftotext gives CJK one each. */
static unsigned
end_of(const struct line *l)
{
	return l->indent + (unsigned)text_count(l->text, TEXT_CODEPOINTS);
}

/* Finds the ends of lines, and their gaps by the columns of the page. */
struct rows
page_rows(struct work *w, const struct line *l, size_t n)
{
	struct rows x = { l, arena_alloc(w->a, (n + 1) * sizeof *x.r), n, 0 };
	size_t i, k;

	for (i = 0; i < n; i++) {
		unsigned lead = page_leading(l[i].raw);
		unsigned base = l[i].indent > lead ? l[i].indent - lead : 0;
		struct row *r = &x.r[i];

		r->end = l[i].blank ? 0 : end_of(&l[i]);
		r->gaps = l[i].blank || l[i].noise
		    ? 0
		    : (unsigned)find_gaps(l[i].raw, r->g, GAP_MOST);
		for (k = 0; k < r->gaps; k++)
			r->g[k].column += base;
		if (r->end > x.end)
			x.end = r->end;
	}
	return x;
}

/* The gap of a line at a gutter, or null. */
static const struct gap *
gap_at(const struct row *r, unsigned at)
{
	const struct gap *x = NULL, *g;

	for (g = r->g; g < r->g + r->gaps; g++)
		if (g->column + GAP_NEAR >= at &&
		    g->column - g->size < at + GAP_NEAR / 2 &&
		    (x == NULL || g->size > x->size))
			x = g;
	return x;
}

/*
 * The bytes of a line between the gaps on either side of a column, with what
 * leads the first.
 */
struct quire_span
row_stretch(const struct rows *x, size_t i, unsigned at)
{
	const struct row *r = &x->r[i];
	const struct gap *g;
	size_t from = 0;

	for (g = r->g; g < r->g + r->gaps; g++) {
		if (g->column >= at)
			return span_sub(x->l[i].raw, from, g->from);
		from = g->to;
	}
	return span_sub(x->l[i].raw, from, x->l[i].raw.len);
}

/* ---- where a gutter is ------------------------------------------------- */

/* Where line i stands; *gap, if it is on both sides. */
enum side
row_side(const struct rows *x, size_t i, unsigned at, const struct gap **gap)
{
	const struct line *l = &x->l[i];

	*gap = NULL;
	if (l->blank || l->noise)
		return NOTHING;
	if (l->indent + GAP_NEAR >= at)
		return RIGHT_ALONE;
	*gap = gap_at(&x->r[i], at);
	if (*gap != NULL)
		return BOTH;
	return x->r[i].end <= at + GAP_NEAR ? LEFT_ALONE : ACROSS;
}

/* Does line i stand in the middle of the page? */
static bool
is_middle(const struct rows *x, size_t i)
{
	unsigned both = x->l[i].indent + x->r[i].end;

	return both + GAP_NEAR > x->end && both < x->end + GAP_NEAR;
}

/* Counts where text begins behind a gap or a margin. */
static void
count_places(const struct rows *x, unsigned count[PLACES])
{
	size_t i, k;

	for (i = 0; i < x->n; i++) {
		const struct line *l = &x->l[i];
		const struct row *r = &x->r[i];

		if (l->blank || l->noise)
			continue;
		for (k = 0; k < r->gaps; k++)
			if (r->g[k].size >= WIDE && r->g[k].column < PLACES)
				count[r->g[k].column]++;
		if (l->indent > LEFT && l->indent < PLACES && !is_middle(x, i))
			count[l->indent]++;
	}
}

/* The place that most are close to, and forgets them; 0: too few. */
static unsigned
next_place(unsigned count[PLACES])
{
	unsigned i, sum = 0, most = 0, last = 0, part;

	for (i = 0; i < PLACES; i++) {
		sum += count[i];
		if (i > GAP_NEAR)
			sum -= count[i - GAP_NEAR - 1];
		if (sum > most) {
			most = sum;
			last = i;
		}
	}
	if (most < FEW_ROWS)
		return 0;
	i = last > GAP_NEAR ? last - GAP_NEAR : 0;
	for (part = count[i]; part * 2 < most; part += count[i])
		i++;
	for (sum = i > GAP_NEAR ? i - GAP_NEAR : 0;
	     sum < i + GAP_NEAR && sum < PLACES; sum++)
		count[sum] = 0;
	return i;
}

/* What is usual among numbers, most of which are about alike. */
static unsigned
usual_of(unsigned *v, size_t n)
{
	if (n == 0)
		return 0;
	qsort(v, n, sizeof *v, work_by_number);
	return v[n * 3 / 4];
}

/* The width in type of line i's text up to the gap of a gutter, or behind. */
static unsigned
part_width(const struct rows *x, size_t i, const struct gap *gap, bool left)
{
	unsigned at = gap == NULL ? x->l[i].indent + 1u
	    : left                ? gap->column - gap->size
	                          : gap->column + 1;

	return pdf_width(text_trim(row_stretch(x, i, at)));
}

/*
 * Finds the widths of the columns on either side, if some gaps are so narrow
 * that in other lines but a space may be left of them.
 */
static void
find_widths(struct work *w, const struct rows *x, struct gutter *y)
{
	unsigned *left = arena_alloc(w->a, 2 * (x->n + 1) * sizeof *left);
	unsigned *right = left + x->n + 1;
	size_t i, lefts = 0, rights = 0, narrow = 0, across = 0;
	const struct gap *gap;
	enum side side;

	y->left = y->right = 0;
	for (i = 0; i < x->n; i++) {
		side = row_side(x, i, y->at, &gap);
		across += side == ACROSS;
		lefts += side == LEFT_ALONE || side == BOTH;
		narrow += side == BOTH
		    ? gap->size <= WIDE
		    : side == LEFT_ALONE && x->r[i].end + WIDE >= y->at;
	}
	if (across == 0 || narrow * FEW < lefts)
		return;
	for (i = lefts = 0; i < x->n; i++) {
		side = row_side(x, i, y->at, &gap);
		if (side == LEFT_ALONE || side == BOTH)
			left[lefts++] = part_width(x, i, gap, true);
		if (side == RIGHT_ALONE || side == BOTH)
			right[rights++] = part_width(x, i, gap, false);
	}
	y->left = usual_of(left, lefts);
	y->right = usual_of(right, rights);
}

/* May line i, which runs across, hold two full lines of columns? */
static bool
may_seam(const struct rows *x, size_t i, const struct gutter *y)
{
	unsigned both = y->left + y->right, width;

	if (both == 0)
		return false;
	width = pdf_width(text_trim(row_stretch(x, i, y->at)));
	return width > both / 4 * 3 && width < both / 8 * 9;
}

/*
 * Are these widths of text side by side? Cells of tables are narrower; so are
 * notes in a margin, but the text beside them is wide.
 */
static bool
is_pair(size_t wide, size_t narrow)
{
	return narrow > PART_MIN || (wide > PAGE_MIN && narrow > NOTE_MIN);
}

/* Has the run text of columns on both sides, and not cells of a table? */
static bool
is_text(const struct rows *x, const struct gutter *y, size_t least)
{
	size_t i, left = 0, right = 0, lefts = 0, rights = 0;
	const struct gap *gap;
	enum side side;

	for (i = y->from; i < y->to; i++) {
		struct quire_span s = x->l[i].raw;

		side = row_side(x, i, y->at, &gap);
		if (side == LEFT_ALONE || side == BOTH) {
			left += pdf_width(text_trim(
			    span_sub(s, 0, gap == NULL ? s.len : gap->from)));
			lefts++;
		}
		if (side == RIGHT_ALONE || side == BOTH) {
			right += pdf_width(text_trim(
			    span_sub(s, gap == NULL ? 0 : gap->to, s.len)));
			rights++;
		}
	}
	if (lefts < least || rights < least || lefts == 0 || rights == 0)
		return false;
	left /= lefts;
	right /= rights;
	return left > right ? is_pair(left, right) : is_pair(right, left);
}

/*
 * Lines of one column alone, above and below, belong to the run, but a title
 * in the middle does not.
 */
static void
widen(const struct rows *x, struct gutter *y)
{
	const struct gap *gap;
	size_t i, open;

	for (i = open = y->to; i < x->n; i++) {
		if (x->l[i].blank)
			open = i;
		if (row_side(x, i, y->at, &gap) == ACROSS)
			break;
	}
	y->to = i == x->n ? i : open;
	while (y->from + 1 < y->to &&
	    (x->l[y->from].blank ||
	        (is_middle(x, y->from) && x->l[y->from + 1].blank)))
		y->from++;
	for (i = open = y->from; i > 0; i--) {
		if (x->l[i - 1].blank)
			open = i;
		if (row_side(x, i - 1, y->at, &gap) == ACROSS ||
		    (!x->l[i - 1].blank && is_middle(x, i - 1)))
			break;
	}
	y->from = i == 0 ? 0 : open;
}

/*
 * What line i says for a gutter. The rows of columns out of phase stand by
 * turns on the left and on the right.
 */
static int
worth_of(const struct rows *x, size_t i, const struct gutter *y, enum side side,
    enum side before)
{
	switch (side) {
	case BOTH:
		return PARTED;
	case RIGHT_ALONE:
		return before == LEFT_ALONE ? PARTED : ASIDE;
	case ACROSS:
		return may_seam(x, i, y) ? SEAMED : CROSSED;
	default:
		return 0;
	}
}

/* Finds the rows that a gutter parts best, and how well it does. */
static void
weigh(struct work *w, const struct rows *x, struct gutter *y)
{
	long sum = 0;
	size_t i, from = 0;
	const struct gap *gap;
	enum side side, before = NOTHING;

	find_widths(w, x, y);
	y->worth = 0;
	for (i = 0; i < x->n; i++) {
		side = row_side(x, i, y->at, &gap);
		sum += worth_of(x, i, y, side, before);
		before = side;
		if (sum <= 0) {
			sum = 0;
			from = i + 1;
		} else if (sum > y->worth) {
			y->worth = sum;
			y->from = from;
			y->to = i + 1;
		}
	}
}

/*
 * The best gutter of some rows; worth 0: there is none. A few rows are no
 * columns, but where the page before had them.
 */
struct gutter
page_gutter(struct work *w, const struct rows *x, unsigned usual)
{
	unsigned count[PLACES] = { 0 };
	struct gutter best = { 0 }, y = { 0 };
	bool known;
	int tried;

	count_places(x, count);
	for (tried = 0; tried < TRIED; tried++) {
		y.at = next_place(count);
		if (y.at == 0)
			break;
		if (y.at <= LEFT)
			continue;
		weigh(w, x, &y);
		known = y.at + GAP_NEAR >= usual && y.at <= usual + GAP_NEAR;
		if (y.worth <= best.worth || (y.worth < WORTH && !known))
			continue;
		widen(x, &y);
		if (is_text(x, &y, known ? FEW_ROWS : ROWS_MIN))
			best = y;
	}
	return best;
}
