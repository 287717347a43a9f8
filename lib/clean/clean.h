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

enum { CLEAN_TO_TEXT, CLEAN_TO_MARKDOWN };
enum { CLEAN_FOREIGN_KEEP, CLEAN_FOREIGN_DROP };
enum { CLEAN_NOTES_END, CLEAN_NOTES_INLINE, CLEAN_NOTES_DROP };
enum { CLEAN_MARKS_CARET, CLEAN_MARKS_ORIGINAL };
enum { CLEAN_LINKS_TEXT, CLEAN_LINKS_KEEP, CLEAN_LINKS_LIST };
enum { CLEAN_TABLES_TEXT, CLEAN_TABLES_DROP };
/* auto: none, but pages of PDF keep what they have */
enum { CLEAN_CJK_AUTO, CLEAN_CJK_NONE, CLEAN_CJK_ONE, CLEAN_CJK_KEEP };
enum { CLEAN_WIDTH_KEEP, CLEAN_WIDTH_ASCII, CLEAN_WIDTH_CJK };

struct clean_opts {
	enum clean_from from;
	unsigned passes;     /* set of clean_pass; 0: all */
	uint32_t keep, drop; /* sets of 1 << clean_class */
	bool body;           /* the body alone */
	double strictness;   /* 0 … 1; 0.5 is the default */
	const char *charset; /* declared by the caller, or null */
	long wrap;           /* columns, of which CJK take two; 0: never */
	int form;            /* enum text_form */
	/* one of CLEAN_TO_…, CLEAN_FOREIGN_… and so on */
	int to, foreign, notes, marks, links, tables, cjk_space, width;
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
	bool paragraphs;         /* text is made of them: each ends in LF */
	struct clean_line *line; /* only with CLEAN_WANT_LINES */
	size_t lines, line_cap;
	struct quire_span rejects; /* only with CLEAN_WANT_LINES */
	struct clean_meta meta;
	struct clean_stats stats; /* only with CLEAN_WANT_STATS */
};

enum { CLEAN_WANT_LINES = 1, CLEAN_WANT_STATS = 2 };

struct cleaner;

/* Null: unknown charset. *o is copied, but not its charset, which is borrowed. */
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
/* Bytes that a window may have at most of a document that begins with head. */
size_t clean_window(enum clean_from from, struct quire_span head);

/* ---- report.c: results written out ------------------------------------ */

/* The text in one line: its line ends as spaces, LF behind. */
void clean_one_line(struct quire_span text, struct buf *out);
/* --explain: rows "keep|drop TAB class TAB score TAB line", prefix before. */
void clean_rows(const struct clean_result *r, struct quire_span prefix,
    struct buf *out);
/* The features as a JSON object. */
void clean_features(const struct clean_stats *s, struct buf *out);
/* What the source states about itself, as a YAML block. */
void clean_yaml(const struct clean_meta *m, struct buf *out);
/*
 * Calls put for each member of a record, with its value as JSON, which put
 * copies: the text under the name text_key; what the source states (stated);
 * what members asks for, of CLEAN_WANT_….
 */
void clean_members(const struct clean_result *r, const char *text_key,
    unsigned members,
    void (
        *put)(void *arg, const char *name, struct quire_span json, bool stated),
    void *arg);

#endif
