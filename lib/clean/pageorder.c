/*
 * pageorder: pdftotext without a layout prints a page block by block, and of
 * two columns now a block of the left one, now of the right one: of some pages
 * a line each. Each column is in order, so that a page is two sequences
 * shuffled together, and what parts them is how well the end of a block and
 * the beginning of the next fit: a sentence that goes on in small letters, two
 * characters that stand side by side in words. Of all ways to deal the blocks
 * out to a left and a right column the one of least cost is found by dynamic
 * programming (the left column is read before the right one, and has the first
 * notes' marks); the order stays as printed unless another is far better.
 */
#include <string.h>

#include "clean/charcost.h"
#include "clean/page.h"

/*
 * Costs are eighths of a bit, as charcost has them. STARTS: how many blocks
 * may be printed before the right column's first.
 */
enum {
	BLOCKS = 128,
	STARTS = 12,
	MARKS = 12, /* of a page's notes that may be the left column's last */
	HEAD_LINES = 3,
	BYTES_MIN = 30, /* of a block, on average: the work stays linear */
	BROKEN = 24,    /* a capital in the middle of a sentence */
	SMALL = 48,     /* a small letter behind a stop */
	PAIR = 120,     /* what a pair of ideographs in a word saves */
	FOREIGN = 80,   /* other letters behind an ideograph */
	SPLIT = 140,    /* a line end of CJK, printed as one of blocks */
	PARTED = 12,    /* the same of others, whose fit tells less */
	SWITCH = 3,     /* from column to column */
	UNUSUAL = 40,   /* the right column is printed first */
	UNEVEN = 32,    /* all is in one column */
	MISPLACED = 60, /* a note's mark in the wrong column */
	BETTER = 40,
	MANY = 400,
	NEVER = INT_MAX / 2
};

/* A block: lines without a blank one between. */
struct block {
	size_t from, to, bytes;
	uint32_t first, last;    /* characters */
	unsigned lowest, number; /* of notes' marks, the highest; or 0 */
	bool open;               /* ends in the middle of a sentence */
	bool head;               /* a heading */
	bool cjk, hyphen;        /* at its end */
};

/* A page: its blocks from 1 on; the last one of the page before is 0. */
struct order {
	struct work *w;
	unsigned full; /* width of most lines */
	struct block b[BLOCKS + 1];
	size_t n, bytes, lines;
	size_t end; /* of its lines */
	bool cjk;
	int fit[BLOCKS + 1][BLOCKS + 1];
	int stay[BLOCKS + 1]; /* a block follows the one printed before it */
};

/* ---- blocks ------------------------------------------------------------ */

static bool
is_text(const struct line *l)
{
	return !l->blank && !l->noise && !l->note && !l->floating && !l->scrap;
}

/* The notes' marks of a line, which pagenotes.c has labelled ^p1n12. */
static void
find_marks(struct block *b, struct quire_span s)
{
	size_t i = 0;
	unsigned n;

	while ((i = span_find(s, i, MARK_OPEN "^p")) < s.len) {
		i = span_find(s, i, "n");
		for (n = 0, i++; i < s.len && s.p[i] >= '0' && s.p[i] <= '9';
		     i++)
			n = n * 10 + (unsigned)(s.p[i] - '0');
		if (b->lowest == 0 || n < b->lowest)
			b->lowest = n;
		if (n > b->number)
			b->number = n;
	}
}

static void
describe(struct order *x, struct block *b)
{
	const struct line *l = &x->w->line[b->from], *end = &x->w->line[b->to];
	struct quire_span s = l->text, last = end[-1].text;

	utf8_decode(s.p, s.p + s.len, &b->first);
	utf8_decode_before(last.p, last.p + last.len, &b->last);
	b->open = !para_ends_sentence(last);
	b->hyphen = hyphen_at_end(last) > 0;
	b->cjk = text_is(b->first, TEXT_CJK) || text_is(b->last, TEXT_CJK);
	b->head = b->open && !b->hyphen && b->to <= b->from + HEAD_LINES &&
	    !text_is(b->first, TEXT_LOWER);
	b->lowest = b->number = 0;
	b->bytes = 0;
	for (; l < end; l++) {
		find_marks(b, l->text);
		b->head = b->head && pdf_width(l->text) < x->full / 4 * 3;
		b->bytes += l->text.len;
	}
}

/*
 * Cells of tables and words by themselves, which nothing is told by: lines
 * that end early, and do not end a sentence.
 */
static bool
is_scrap(const struct order *x, const struct block *b)
{
	size_t i = b->from, last = b->to > i + 1 ? b->to - 1 : b->to;

	for (; b->open && !b->head && i < last; i++)
		if (pdf_width(x->w->line[i].text) > x->full / 2)
			return false;
	return b->open && !b->head;
}

/* It stays below the block that it was printed behind. */
static void
mark_scrap(struct order *x, const struct block *b)
{
	size_t i;

	for (i = b->from; i < b->to; i++)
		x->w->line[i].scrap = true;
}

/* The blocks of the page [from, to); false: too many. */
static bool
find_blocks(struct order *x, size_t from, size_t to)
{
	struct block *b;
	size_t i = from, k;

	x->n = x->bytes = x->lines = 0;
	x->end = to;
	for (; i < to; i = k) {
		for (k = i + 1; k < to && is_text(&x->w->line[i]) &&
		     is_text(&x->w->line[k]);
		     k++)
			continue;
		if (!is_text(&x->w->line[i]))
			continue;
		if (x->n == BLOCKS)
			return false;
		b = &x->b[x->n + 1];
		b->from = i;
		b->to = k;
		describe(x, b);
		if (is_scrap(x, b)) {
			mark_scrap(x, b);
			continue;
		}
		x->lines += k - i;
		x->bytes += b->bytes;
		x->n++;
	}
	return true;
}

/* ---- how well blocks fit ----------------------------------------------- */

static int
cost_of(const struct order *x, const struct block *a, const struct block *b)
{
	bool small = text_is(b->first, TEXT_LOWER);
	int pair;

	if (b->head || para_starts_fresh(x->w->line[b->from].text))
		return a->open && !a->head ? 2 * BROKEN : 0;
	if (a->head || (!a->open && !b->cjk))
		return small ? SMALL : 0;
	if (!a->cjk && !b->cjk)
		return small ? 0 : a->hyphen ? SMALL : BROKEN;
	if (a->last < 0x80 || b->first < 0x80)
		return FOREIGN;
	/* the pair against the character alone */
	pair = PAIR + (int)charcost_after(a->last, b->first) -
	    (int)charcost_after('\n', b->first);
	return pair < 0 ? 0 : pair;
}

static void
weigh_all(struct order *x)
{
	size_t i, k;

	for (i = 0; i <= x->n; i++)
		for (k = 1; k <= x->n; k++)
			x->fit[i][k] = i == 0 && x->b[0].to == 0
			    ? 0
			    : cost_of(x, &x->b[i], &x->b[k]);
	for (k = 1; k <= x->n; k++) {
		const struct block *a = &x->b[k - 1];

		x->stay[k] = x->fit[k - 1][k];
		if (a->open && !a->head)
			x->stay[k] += a->cjk || x->b[k].cjk ? SPLIT : PARTED;
	}
}

/* ---- two columns ------------------------------------------------------- */

/*
 * The blocks up to k are dealt out, k to a side of which the other one's last
 * is i: cost[side][i] is the least for that. came[side][k]: if k - 1 went to
 * the other side, the i of before.
 */
struct deal {
	size_t start;  /* the right column's first */
	unsigned mark; /* the left column's last; or 0 */
	int cost[2][BLOCKS + 1];
	size_t came[2][BLOCKS + 1];
};

static int
misplaced(const struct deal *d, const struct block *b, int side)
{
	return side == 0     ? (b->number > d->mark ? MISPLACED : 0)
	    : b->lowest == 0 ? 0
	                     : (b->lowest <= d->mark ? MISPLACED : 0);
}

/* Deals out block k: it follows k - 1, or the other column's last block. */
static void
step(const struct order *x, struct deal *d, size_t k)
{
	int opened[2], side, cost;
	size_t i;

	for (side = 0; side < 2; side++) {
		opened[side] = NEVER;
		for (i = 0; i + 1 < k; i++) {
			cost = d->cost[!side][i] + x->fit[i][k] + SWITCH;
			if (cost >= opened[side])
				continue;
			opened[side] = cost;
			d->came[side][k] = i;
		}
	}
	for (side = 0; side < 2; side++) {
		cost = misplaced(d, &x->b[k], side);
		for (i = 0; i + 1 < k; i++)
			if (d->cost[side][i] < NEVER)
				d->cost[side][i] += x->stay[k] + cost;
		d->cost[side][k - 1] =
		    opened[side] < NEVER ? opened[side] + cost : NEVER;
	}
}

/* Reads off who went to the right, the last to `side`, behind block i. */
static void
trace(const struct order *x, const struct deal *d, int side, size_t i,
    bool right[BLOCKS + 1])
{
	size_t k;

	memset(right, 0, d->start * sizeof *right);
	for (k = x->n; k >= d->start; k--) {
		if (k == i) {
			i = d->came[side][k + 1];
			side = !side;
		}
		right[k] = side == 1;
	}
}

/* The least cost with `start` the first of the right column. */
static int
deal_out(const struct order *x, struct deal *d, bool right[BLOCKS + 1])
{
	int best = NEVER, side, cost = 0, end = 0;
	size_t i, k, at = 0;

	for (i = 0; i <= x->n; i++)
		d->cost[0][i] = d->cost[1][i] = NEVER;
	for (k = 1; k < d->start; k++)
		cost += (k == 1 ? x->fit[0][1] : x->stay[k]) +
		    misplaced(d, &x->b[k], 0);
	d->cost[1][d->start - 1] = cost + misplaced(d, &x->b[d->start], 1);
	for (k = d->start + 1; k <= x->n; k++)
		step(x, d, k);
	for (side = 0; side < 2; side++)
		for (i = 1; i <= x->n; i++) {
			if (d->cost[side][i] >= NEVER)
				continue;
			cost = d->cost[side][i] +
			    x->fit[side == 0 ? x->n : i][d->start];
			if (cost < best) {
				best = cost;
				end = side;
				at = i;
			}
		}
	if (best < NEVER)
		trace(x, d, end, at, right);
	return best;
}

/* What it costs that one column has more of the page than the other. */
static int
unevenness(const struct order *x, const bool *right)
{
	size_t k, bytes = 0;
	int part;

	for (k = 1; k <= x->n; k++)
		bytes += right[k] ? x->b[k].bytes : 0;
	part = (int)(bytes * UNEVEN * 2 / x->bytes);
	return part > UNEVEN ? part - UNEVEN : UNEVEN - part;
}

/*
 * Lists the blocks as they are read; what speaks against that order: ends and
 * beginnings that hardly fit, and *turned: notes' marks that do not count on.
 */
static int
read_order(const struct order *x, const bool *right, size_t list[BLOCKS + 1],
    int *turned)
{
	size_t k, n = 0, side;
	int cost = 0, fit;
	unsigned number = 0;

	list[0] = 0;
	*turned = 0;
	for (side = 0; side < 2; side++)
		for (k = 1; k <= x->n; k++) {
			if (right[k] != (side == 1))
				continue;
			fit = x->fit[list[n]][k];
			cost += fit < SMALL ? 0 : fit;
			list[++n] = k;
			if (x->b[k].number == 0)
				continue;
			*turned += x->b[k].lowest < number ? MISPLACED : 0;
			number = x->b[k].number;
		}
	return cost;
}

/* What the page costs as it was printed. */
static int
cost_printed(const struct order *x, int turned)
{
	int cost = x->fit[0][1] + turned;
	size_t k;

	for (k = 2; k <= x->n; k++)
		cost += x->stay[k];
	return cost;
}

/* Finds the best order of the page's blocks, if it is better than `least`. */
static bool
find_best(const struct order *x, int least, bool best[BLOCKS + 1])
{
	bool right[BLOCKS + 1] = { false }, found = false;
	struct deal d = { 0 };
	size_t list[BLOCKS + 1], k, marks = 0;
	int cost, turned;

	for (k = 0; k <= x->n && marks <= MARKS && least > 0; k++) {
		if (k > 0 && x->b[k].number == 0)
			continue;
		marks++;
		d.mark = k == 0 ? 0 : x->b[k].number;
		for (d.start = 1; d.start <= x->n && d.start <= STARTS;
		     d.start++) {
			cost = deal_out(x, &d, right);
			if (cost >= least)
				continue;
			read_order(x, right, list, &turned);
			cost += turned + unevenness(x, right) +
			    (d.start == 1 ? UNUSUAL : 0);
			if (cost >= least)
				continue;
			least = cost;
			found = true;
			memcpy(best, right, sizeof right);
		}
	}
	return found;
}

/*
 * Is there an order far better than the printed one? Small letters and
 * capitals may mislead where a heading or a table stands between; only marks
 * that come in order at last are believed, or a page of CJK, of which many
 * lines fit.
 */
static bool
find_order(const struct order *x, size_t list[BLOCKS + 1])
{
	bool best[BLOCKS + 1] = { false };
	int turned, still, ill, worse = read_order(x, best, list, &turned);

	if (!x->cjk && turned == 0)
		return false;
	if (!find_best(x, cost_printed(x, turned) - BETTER, best) ||
	    unevenness(x, best) * 5 >= UNEVEN * 4)
		return false;
	ill = read_order(x, best, list, &still);
	return x->cjk ? ill * 4 < worse * 3 && ill + MANY < worse
	              : ill == 0 && still == 0;
}

/* ---- the page set anew ------------------------------------------------- */

static void
append_gap(struct work *w, struct list *out, size_t i)
{
	page_append(w, out,
	    (struct line){ .blank = true,
	        .source = w->line[i].source,
	        .para = NO_PARA });
}

/* Appends block k behind another, and the captions that stand below it. */
static void
append_block(struct order *x, struct list *out, size_t before, size_t k)
{
	const struct block *a = &x->b[before], *b = &x->b[k];
	struct work *w = x->w;
	size_t i;

	if (before > 0 && (a->head || b->head || (!a->open && !b->cjk)))
		append_gap(w, out, b->from);
	for (i = b->from; i < b->to; i++)
		page_append(w, out, w->line[i]);
	for (; i < x->end && !is_text(&w->line[i]); i++)
		if (w->line[i].floating || w->line[i].scrap)
			page_append(w, out, w->line[i]);
}

/*
 * Lines that all stand by themselves are no blocks: a text may have them far
 * apart. Of CJK, the pairs tell.
 */
static bool
may_be_shuffled(struct order *x)
{
	size_t i, cjk = 0;

	for (i = 1; i <= x->n; i++)
		cjk += x->b[i].cjk;
	x->cjk = cjk * 2 > x->n;
	return x->n > 3 && x->bytes > x->n * BYTES_MIN &&
	    (x->cjk || x->lines > x->n * 2);
}

/* Is line i not of a block, nor a caption below one? */
static bool
is_left(const struct order *x, size_t i)
{
	const struct line *l = &x->w->line[i];

	return !is_text(l) && !l->blank &&
	    ((!l->floating && !l->scrap) || i < x->b[1].from);
}

/* Appends the page [from, to), its columns one after the other. */
static void
order_page(struct order *x, struct list *out, size_t from, size_t to)
{
	size_t list[BLOCKS + 1] = { 0 }, i, first = out->n;
	bool found = false;

	if (find_blocks(x, from, to) && may_be_shuffled(x)) {
		weigh_all(x);
		found = find_order(x, list);
	}
	for (i = 1; found && i <= x->n; i++)
		append_block(x, out, list[i - 1], list[i]);
	for (i = from; i < to; i++)
		if (!found || is_left(x, i))
			page_append(x->w, out, x->w->line[i]);
	for (i = first; i < out->n; i++)
		out->l[i].page = i == first;
	if (x->n > 0)
		x->b[0] = x->b[found ? list[x->n] : x->n];
}

/* Only a text without a layout, of more than one block a page, is shuffled. */
static bool
is_plain(const struct work *w)
{
	size_t i, lines = 0, indented = 0, blank = 0;

	for (i = 0; i < w->lines; i++) {
		lines += !w->line[i].blank;
		blank += w->line[i].blank;
		indented += w->line[i].indent > 1;
	}
	return indented * 50 < lines && blank > 3;
}

void
page_order(struct work *w)
{
	struct list out = { 0 };
	struct order *x;
	size_t i, end;

	if (!is_plain(w))
		return;
	x = arena_zero(w->a, 1, sizeof *x);
	x->w = w;
	x->full = w->full; /* page_floats() */
	for (i = 0; i < w->lines; i = end) {
		end = page_end(w, i);
		order_page(x, &out, i, end);
	}
	w->line = out.l;
	w->lines = out.n;
	w->line_cap = out.cap;
}
