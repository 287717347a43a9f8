/*
 * What the finder's files share: the lines of a document, and how units are
 * added.
 */
#ifndef CITE_UNIT_H
#define CITE_UNIT_H

#include "cite/find.h"

/* A line that is not blank; a document may have very many. */
struct line {
	uint32_t start, end; /* without white space at both ends */
	uint16_t indent;
	uint16_t number; /* a plain number that it begins with, or 0 */
	bool gap;        /* blank lines or a page's end before it */
	bool marked;     /* begins with a marker: see unit_mark */
	bool bullet;     /* an item of a list: it begins behind the bullet */
	bool back;       /* begins with a link back: see unit.c */
};

struct lines {
	struct line *line;
	size_t n;
};

struct finder {
	struct quire_span text;
	struct arena *arena;
	struct lines l;
	struct cite_units *out;
	uint32_t block;
	bool plain;      /* plain numbers are markers here */
	size_t tried;    /* the line up to which runs of notes were sought */
	uint32_t number; /* of the last note of the last run */
	struct arena *scratch;
	const struct cite_heads *heads;
};

/* The marker at a line's start; of class MARK_NONE if there is none. */
struct cite_mark unit_mark(const struct finder *f, const struct line *x);
enum cite_heading unit_heading(const struct finder *f, const struct line *x);
/* Has it a marker that makes a line a note wherever it stands? */
bool unit_is_note(const struct finder *f, const struct line *x);
/* A unit of that line; the next line may be added to its end. */
struct cite_unit *unit_add(struct finder *f, const struct line *x, bool entry);

/* Could a line of n bytes be an entry of a list? */
bool unit_entry_start(const char *p, size_t n);
/* Does it begin as the designation of a standard does: ISO 9000, EN 12-3? */
bool unit_standard_start(const char *p, size_t n);
/* The list from line `from` on, below its heading; the line behind it. */
size_t unit_read_entries(struct finder *f, size_t from, enum cite_heading own);
/* The same without a heading; from if there is none. */
size_t unit_read_list(struct finder *f, size_t from);

/* May a run of numbered notes begin at a line? */
bool unit_may_run(const struct finder *f, size_t i);
/* Reads it; the line behind it, or i if there is none. */
size_t unit_read_run(struct finder *f, size_t i);

#endif
