/*
 * clean: the text a careful editor would leave out of a crawled, OCR'd,
 * PDF-extracted or HTML document. Passes, in this order: encoding, markup,
 * characters, layout, boilerplate, notes. See clean(1).
 */
#ifndef QUIRE_CLEAN_H
#define QUIRE_CLEAN_H

#include "base/base.h"

enum clean_from {
	CLEAN_AUTO,
	CLEAN_TEXT,
	CLEAN_MARKDOWN,
	CLEAN_HTML,
	CLEAN_PDF
};

enum clean_pass {
	CLEAN_ENCODING = 1,
	CLEAN_MARKUP = 2,
	CLEAN_CHARACTERS = 4,
	CLEAN_LAYOUT = 8,
	CLEAN_BOILERPLATE = 16,
	CLEAN_NOTES = 32,
	CLEAN_ALL = 63
};

/* What a line or block is. The names are in clean(1). */
enum clean_class {
	CLEAN_BODY,
	CLEAN_TITLE,
	CLEAN_HEADING,
	CLEAN_BYLINE,
	CLEAN_DATELINE,
	CLEAN_STANDFIRST,
	CLEAN_QUOTE,
	CLEAN_LIST,
	CLEAN_TABLE,
	CLEAN_NOTE,
	CLEAN_BLANK,
	CLEAN_NAV,
	CLEAN_ADVERT,
	CLEAN_SHARE,
	CLEAN_WIDGET,
	CLEAN_READMORE,
	CLEAN_COPYRIGHT,
	CLEAN_CREDIT,
	CLEAN_SOURCE,
	CLEAN_REPEAT,
	CLEAN_PULLQUOTE,
	CLEAN_CAPTION,
	CLEAN_RUNNING,
	CLEAN_PAGENUMBER,
	CLEAN_FOREIGN,
	CLEAN_CLASSES
};

struct clean_opts {
	enum clean_from from;
	bool to_markdown;
	unsigned passes;     /* set of clean_pass; 0: all */
	uint32_t keep, drop; /* sets of 1 << clean_class */
	bool body;           /* the body alone */
	double strictness;   /* 0 … 1; 0.5 is the default */
	const char *charset; /* declared by the caller, or null */
	enum { CLEAN_FOREIGN_KEEP, CLEAN_FOREIGN_DROP } foreign;
	enum { CLEAN_NOTES_END, CLEAN_NOTES_INLINE, CLEAN_NOTES_DROP } notes;
	bool marks_original;
	enum { CLEAN_LINKS_TEXT, CLEAN_LINKS_KEEP, CLEAN_LINKS_LIST } links;
	enum { CLEAN_TABLES_TEXT, CLEAN_TABLES_DROP } tables;
	int form;                    /* enum text_form */
	bool width_ascii, width_cjk; /* --width, --width=cjk */
	/* default: none, but keep what typeset pages (PDF) have */
	enum {
		CLEAN_CJK_DEFAULT,
		CLEAN_CJK_NONE,
		CLEAN_CJK_ONE,
		CLEAN_CJK_KEEP
	} cjk_space;
	long wrap; /* columns; 0: a paragraph a line */
};

/* The verdict on one line of the input (cut at LF). */
struct clean_line {
	bool keep;
	enum clean_class class;
	float score;            /* probability that it stays */
	struct quire_span text; /* the line, decoded */
};

struct clean_meta { /* empty spans: unknown */
	struct quire_span title, date, url, site, language;
	struct quire_span *author;
	size_t authors;
};

/* Document features for --stats (C4, Gopher, RefinedWeb, FineWeb). */
struct clean_stats {
	size_t lines, characters, words, stop_words;
	double mean_line_length, punctuated_lines, duplicate_lines,
	    symbol_ratio;
};

struct clean_result {
	/* In the arena, borrowed, or valid until the next document. */
	struct quire_span text;
	struct clean_line *line; /* only with want_lines */
	size_t lines, line_cap;
	struct quire_span rejects; /* only with want_lines */
	struct clean_meta meta;
	struct clean_stats stats; /* only with want_stats */
};

enum { CLEAN_WANT_LINES = 1, CLEAN_WANT_STATS = 2 };

struct cleaner;

struct cleaner *cleaner_new(const struct clean_opts *o, struct quire_err *e);
void cleaner_free(struct cleaner *c);
/*
 * One document, or the next window of one (first and last tell). bytes in
 * whatever encoding they have; decoded says that they are UTF-8 already
 * (record mode: then mojibake repair alone is left of the encoding pass).
 */
void clean_document(struct cleaner *c, struct quire_span bytes, bool decoded,
    bool first, bool last, unsigned want, struct arena *a,
    struct clean_result *r);
/*
 * Text of documents to come is appended to out, from which the result's text
 * is borrowed; null: it is kept inside. full, if not null, is called when
 * there is much in out, to write and empty it; then the result's text is what
 * came after.
 */
void cleaner_output(struct cleaner *c, struct buf *out, void (*full)(void *arg),
    void *arg);
/*
 * What the carrier of the next document says of it: the value of an HTTP
 * Content-Type field. Forgotten after that document.
 */
void cleaner_content_type(struct cleaner *c, struct quire_span type);
const char *clean_class_name(enum clean_class k);
/* The class of that name, or CLEAN_CLASSES. */
enum clean_class clean_class_named(struct quire_span name);
/*
 * Names with commas between, as a set of 1 << clean_class, or of clean_pass.
 * False: *bad is a word that names none.
 */
bool clean_class_list(struct quire_span list, uint32_t *set,
    struct quire_span *bad);
bool clean_pass_list(struct quire_span list, uint32_t *set,
    struct quire_span *bad);
/* HTML, PDF or TEXT, by the first bytes of a document. */
enum clean_from clean_sniff(struct quire_span s);

/* ---- report.c: results written out ------------------------------------ */

/* --explain: rows "keep|drop TAB class TAB score TAB line". */
void clean_rows(const struct clean_result *r, struct buf *out);
/* The same as a JSON array of objects, without the lines. */
void clean_verdicts(const struct clean_result *r, struct buf *out);
/* The features as a JSON object. */
void clean_features(const struct clean_stats *s, struct buf *out);
/* What the source states about itself, as a YAML block. */
void clean_yaml(const struct clean_meta *m, struct buf *out);
/* Calls put for each thing it states, with the value as JSON. */
void clean_members(const struct clean_meta *m,
    void (*put)(void *arg, const char *name, struct quire_span json),
    void *arg);

#endif
