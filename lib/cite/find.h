/*
 * The finder: where in a document references stand. Lines become units (the
 * text of one note, one entry of a bibliography); units are cut into
 * references by finder's evidence; cite.c parses and links them.
 */
#ifndef CITE_FIND_H
#define CITE_FIND_H

#include "cite/parse.h"

/* ---- note markers ----------------------------------------------------- */

enum mark_class { MARK_NONE, MARK_CIRCLED, MARK_DIGIT, MARK_SYMBOL, MARK_NAME };

enum mark_style {
	MARK_BARE,
	MARK_SUP,
	MARK_SQUARE,
	MARK_ROUND,
	MARK_CARET,
	MARK_POINT,
	MARK_PLAIN /* a number and nothing else: only in runs of notes */
};

/* A marker: [start, end) with its brackets or <sup>. */
struct cite_mark {
	uint32_t start, end;
	uint32_t number;      /* or code point, or hash of the name */
	uint8_t class, style; /* enum mark_class, mark_style */
};

/* Can a marker begin with this byte? It is asked of all bytes there are. */
static inline bool
cite_may_mark(unsigned char c)
{
	return c == '<' || c == '[' || c == '(' || c == '\\' || c == 0xe2 ||
	    c == 0xc2 || c == 0xe3 || c == 0xef;
}

/* The marker at an offset, if there is one. */
bool cite_mark_at(struct quire_span text, size_t at, struct cite_mark *m);
/* At the start of a line also "12." and "12、" are markers. */
bool cite_mark_line(struct quire_span text, size_t at, struct cite_mark *m);
/* May a marker in the body belong to that of a note? */
bool cite_mark_pairs(const struct cite_mark *note,
    const struct cite_mark *body);

/* ---- headings --------------------------------------------------------- */

enum cite_heading {
	HEADING_NONE,
	HEADING_REFERENCES,
	HEADING_NOTES,
	HEADING_OTHER
};

/* What the words of a line head. */
enum cite_heading cite_heading_of(struct quire_span s);
/* The bytes that they can begin with, for all documents: most lines then cost
 * nothing. */
struct cite_heads {
	bool first[256];
};

void cite_read_heads(struct cite_heads *h);

/* ---- units ------------------------------------------------------------ */

struct cite_unit {
	uint32_t start, end;   /* of its text, marker not counted */
	struct cite_mark mark; /* class MARK_NONE: it has none */
	bool entry;            /* of a bibliography */
	bool back;             /* a link leads back from it: "^ a b Marsh" */
	uint32_t block;        /* runs of notes are blocks, from 1 */
	uint32_t bodies;
	const struct cite_range *body; /* its markers in the body */
};

struct cite_units {
	struct cite_unit *unit;
	size_t n, cap;
};

/*
 * Here and below results go to the arena a; tmp is for what is not needed
 * afterwards and is reset at will.
 */

/* Could the document hold a reference? Looks at line starts only. */
bool cite_may_hold(const struct cite_heads *h, struct quire_span text);
/* Notes and entries in the order of the text. */
void cite_find_units(const struct cite_heads *h, struct quire_span text,
    struct arena *a, struct arena *tmp, struct cite_units *out);
/* Pairs the units' markers with those of the body. */
void cite_pair_marks(struct quire_span text, struct arena *a, struct arena *tmp,
    struct cite_units *u);

/* ---- evidence --------------------------------------------------------- */

/*
 * How much a text looks like one reference: 4 and more is one. Prose,
 * acknowledgements and the like score low or below 0.
 */
int cite_evidence(struct quire_span text, struct arena *a);
/* The same of a text whose tokens are known. */
int cite_evidence_of(struct quire_span text, const struct cite_tokens *x);

/* One reference in a unit; signal is borrowed from the text or empty. */
struct cite_piece {
	size_t start, end;
	struct quire_span signal;
	bool back; /* 同上, Ibid., … */
};

/* All zero at first; its memory is used again for the next unit. */
struct cite_pieces {
	struct cite_piece *piece;
	size_t n, cap;
	struct cite_segment *segment; /* of the cutter */
	size_t segment_cap;
};

/* The references in a unit, in order; none if it holds none. */
void cite_cut_unit(struct quire_span text, const struct cite_unit *u,
    struct arena *a, struct arena *tmp, struct cite_pieces *out);

/* Does a text begin with, or consist of, a back-reference? */
struct cite_back {
	bool numbered; /* note 3, 同3, 前注〔2〕 */
	uint32_t number;
	bool previous;          /* the work just cited */
	struct quire_span name; /* of a person or title, or empty */
	struct quire_span locator;
};

bool cite_back_at(struct quire_span text, struct arena *a,
    struct cite_back *out);

#endif
