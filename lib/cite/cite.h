/*
 * cite: finds references in text, parses them to CSL-JSON 1.0.2, links notes
 * and back-references, writes bibliographies.
 */
#ifndef QUIRE_CITE_H
#define QUIRE_CITE_H

#include "base/base.h"
#include "text/text.h"

struct cite_name {
	struct quire_span family, given, suffix;
	struct quire_span literal; /* a body; then the others are empty */
};

struct cite_date { /* 0: not known */
	int year, month, day;
	int season; /* 1 spring … 4 winter */
	int end_year, end_month, end_day;
	struct quire_span literal; /* when nothing else is known */
};

/* CSL 1.0.2 variables, as printed. Empty: not there. */
enum cite_field {
	CITE_TITLE,
	CITE_CONTAINER,
	CITE_COLLECTION,
	CITE_PUBLISHER,
	CITE_PLACE,
	CITE_VOLUME,
	CITE_ISSUE,
	CITE_PAGE,
	CITE_EDITION,
	CITE_NUMBER,
	CITE_GENRE,
	CITE_DOI,
	CITE_URL,
	CITE_ISBN,
	CITE_ARCHIVE,
	CITE_ARCHIVE_LOCATION,
	CITE_NOTE,
	CITE_LANGUAGE,
	CITE_FIELDS
};

enum cite_role { CITE_AUTHOR, CITE_EDITOR, CITE_TRANSLATOR, CITE_ROLES };

struct cite_item {
	const char *type; /* CSL type, static */
	struct quire_span field[CITE_FIELDS];
	struct cite_name *name[CITE_ROLES];
	size_t names[CITE_ROLES];
	struct cite_date issued, accessed;
	struct quire_span archived; /* ISO 8601, of an archived copy */
};

enum cite_kind { CITE_NOTE_REF, CITE_ENTRY, CITE_IBID, CITE_LINK, CITE_INLINE };

/* Of a link or a narrative citation: a document, or a page about a thing. */
enum cite_level { CITE_NO_LEVEL, CITE_BIBLIOGRAPHIC, CITE_ENTITY_PAGE };

struct cite_range {
	uint32_t start, end; /* bytes, half-open */
};

/* Small, since a document may hold very many; cite_open gives its item. */
struct citation {
	uint32_t start, end;           /* bytes, half-open */
	int32_t refers_to;             /* index in the list, or -1 */
	uint32_t signal;               /* where 参见, See, … stands */
	uint8_t signal_len;            /* 0: there is none */
	uint8_t kind, level;           /* enum cite_kind, cite_level */
	bool ambiguous;                /* a back-reference to several */
	uint32_t marks;                /* how many */
	const struct cite_range *mark; /* of the note in the body */
	struct quire_span locator;
	const unsigned char *item; /* packed; null if none is kept */
};

struct citations {
	struct citation *item; /* in the arena, by start */
	size_t n, cap;
	bool has_self;
	struct cite_item self; /* --self */
	struct quire_span evidence[CITE_FIELDS], author_evidence, date_evidence;
};

struct cite_opts {
	bool parse;                /* the text is one reference */
	bool links, inlines, self; /* layers beside A */
};

struct citer;

/* Null and an error: the built-in model is unusable. *o is copied. */
struct citer *citer_new(const struct cite_opts *o, struct quire_err *e);
void citer_free(struct citer *c);
/*
 * Fills *out for well-formed text, which is borrowed; results are in the arena.
 * Of text as long as 4 GiB what is behind is not looked at.
 */
void cite_document(struct citer *c, struct quire_span text, struct arena *a,
    struct citations *out);
/* What a record states of its document; empty spans are not stated. */
struct cite_stated {
	struct quire_span title, date, url, site; /* date: ISO 8601 */
	struct quire_span author;                 /* names, with ; between */
};

/* Gives v->self what the document itself does not show. */
void cite_add_stated(struct citations *v, const struct cite_stated *s,
    struct arena *a);
/* The item of a citation in that text; valid as long as it and a are. */
void cite_open(const struct citation *c, struct quire_span text,
    struct arena *a, struct cite_item *out);

/* ---- what a bibliography already has ---------------------------------- */

struct cite_shelf;

struct cite_shelf *cite_shelf_new(void);
void cite_shelf_free(struct cite_shelf *s);
/*
 * Remembers the work; true if it was there before: same type, title, year and
 * first author.
 */
bool cite_shelf_has(struct cite_shelf *s, const struct cite_item *item);
/* Appends a citation key that was not given before: zhou2019, zhou2019b. */
void cite_shelf_key(struct cite_shelf *s, const struct cite_item *item,
    struct buf *out);

/* ---- writers: one item each, with the id given ------------------------ */

enum cite_format {
	CITE_CSL_JSON,
	CITE_BIBLATEX,
	CITE_BIBTEX,
	CITE_RIS,
	CITE_GBT7714,
	CITE_TSV
};

/* Appends the item; an empty id is left out. */
void cite_write(const struct cite_item *item, struct quire_span id,
    enum cite_format format, struct buf *out);
/*
 * The list as a JSON array, an object a citation (quire-record(5)); offsets in
 * the unit of `at`. item is reset for each. As soon as out holds CITE_SPILL
 * bytes spill may take them.
 */
enum { CITE_SPILL = 64 << 10 };
void cite_write_list(const struct citations *v, struct quire_span text,
    const struct text_offset *at, struct arena *item, struct buf *out,
    void (*spill)(void *arg, struct buf *out), void *arg);
/* Where the fields of v->self were seen: a JSON object, CSL names. */
void cite_write_evidence(const struct citations *v, struct buf *out);

#endif
