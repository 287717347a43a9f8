/*
 * pagegutter: the gutter that parts columns best in the output of pdftotext
 * -layout. Room-internal.
 *
 * Lines with a gap at a place, or text on one side of it only, speak for a
 * gutter there, lines that run across against it. Columns are counted in
 * characters, widths in type in thousandths of its size (pdf_width).
 */
#ifndef QUIRE_PAGEGUTTER_H
#define QUIRE_PAGEGUTTER_H

#include "clean/page.h"

enum { GAP_MOST = 8 };              /* of a line */
static const unsigned GAP_NEAR = 8; /* columns that are one place */

/* A gap of spaces inside a line, in characters and bytes. */
struct gap {
	uint32_t from, to;     /* bytes */
	unsigned column, size; /* column: of its end */
};

/* Lines to be taken apart: where they end, and their gaps. */
struct row {
	unsigned end;
	unsigned gaps;
	struct gap g[GAP_MOST];
};

struct rows {
	const struct line *l;
	struct row *r;
	size_t n;
	unsigned end; /* of the widest */
};

/* A gutter: the lines [from, to) of a list that it parts. */
struct gutter {
	unsigned at;          /* where the text on its right begins */
	unsigned left, right; /* widths in type, if a space may part lines */
	size_t from, to;
	long worth;
};

/* Where a line stands beside a gutter. */
enum side { NOTHING, LEFT_ALONE, RIGHT_ALONE, BOTH, ACROSS };

/* The spaces that lead. */
unsigned page_leading(struct quire_span s);
/* Where lines end, and their gaps by the columns of the page; in w's arena. */
struct rows page_rows(struct work *w, const struct line *l, size_t n);
/*
 * The bytes of a line between the gaps on either side of a column, with what
 * leads the first.
 */
struct quire_span row_stretch(const struct rows *x, size_t i, unsigned at);
/* Where line i stands; *gap, if it is on both sides, else null. */
enum side row_side(const struct rows *x, size_t i, unsigned at,
    const struct gap **gap);
/*
 * The best gutter of some rows; worth 0: there is none. A few rows are no
 * columns, but where the page before had them, at `usual`.
 */
struct gutter page_gutter(struct work *w, const struct rows *x, unsigned usual);

#endif
