/*
 * segment: paragraphs, sentences, words, graphemes.
 *
 * Every non-white character of the text lies in exactly one sentence, in
 * order. Rules: see segment(1); UAX #29 where it says so.
 */
#ifndef QUIRE_SEGMENT_H
#define QUIRE_SEGMENT_H

#include "text/text.h"

enum segment_newlines { SEGMENT_AUTO, SEGMENT_HARD, SEGMENT_SOFT };
enum segment_tokens { SEGMENT_UAX29, SEGMENT_UD };

struct segment_opts {
	const char *language; /* BCP 47, or null: unknown */
	enum segment_newlines newlines;
	enum segment_tokens tokens;
	bool uax29; /* the Unicode rules alone */
	bool join;  /* mend page breaks */
};

enum segment_level {
	SEGMENT_PARAGRAPHS = 1,
	SEGMENT_SENTENCES = 2,
	SEGMENT_WORDS = 4,
	SEGMENT_GRAPHEMES = 8
};

/* Half-open, bytes of the text, which has less than 4 GiB. */
struct segment_range {
	uint32_t start, end;
};

struct segment_list {
	struct segment_range *item; /* in the arena */
	size_t n, cap;
};

struct segment_result {
	struct segment_list paragraphs, sentences, words, graphemes;
};

/*
 * Who takes what is found: n ranges of one level, n > 0, gone after the call.
 */
struct segment_sink {
	void (*found)(void *arg, enum segment_level level,
	    const struct segment_range *r, size_t n);
	void *arg;
};

struct segmenter;

struct segmenter *segmenter_new(const struct segment_opts *o,
    struct quire_err *e);
void segmenter_free(struct segmenter *s);
/*
 * Finds the levels asked for (a set of segment_level). Ranges of one level
 * come in order; a paragraph comes before its sentences, all of them before
 * its words. Graphemes come first. Ranges of paragraphs, sentences and words
 * hold no white space at their ends; graphemes are all of the text's, white
 * space too. Memory does not grow with the text.
 */
void segment_each(struct segmenter *s, struct quire_span text, unsigned levels,
    const struct segment_sink *sink);
/* May the ranges that are being told have newlines inside? */
bool segment_is_wrapped(const struct segmenter *s);
/* The same as segment_each, as lists. */
void segment_document(struct segmenter *s, struct quire_span text,
    unsigned levels, struct arena *a, struct segment_result *r);

/* ---- writing ---------------------------------------------------------- */

/*
 * Appends a sentence or paragraph as one line: a newline in it, with the
 * white space around, becomes a space, or nothing between CJK characters.
 */
void segment_unwrap(struct quire_span s, struct buf *out);

/*
 * Where writers put things: when the buffer has grown, `full` is called and
 * may empty it. Null: never.
 */
struct segment_out {
	struct buf *buf;
	void (*full)(void *arg, struct buf *buf);
	void *arg;
};

/*
 * Text: the units of the finest level, each on a line; of two levels, lines
 * of the coarser with the units of the finer between spaces. Between groups
 * (sentences for words, paragraphs for sentences) there is a blank line.
 */
struct segment_writer {
	unsigned levels; /* asked for */
	bool zero;       /* lines end with NUL, no blank lines */
	/* private: what was written before */
	bool open, cut;
};

/* Writes a text, or a window of it. True if there was anything. */
bool segment_write(struct segmenter *s, struct segment_writer *w,
    struct quire_span text, bool last, struct segment_out *out);

/* How the ranges of a level are written as rows or in JSON. */
struct segment_spans {
	unsigned level;           /* of a set the finest */
	struct quire_span prefix; /* of each row */
	bool zero;                /* rows end with NUL */
	bool score;               /* JSON: [start,end,1.0] */
};

/* Rows start, end, text (TSV). True if there were any. */
bool segment_rows(struct segmenter *s, const struct segment_spans *w,
    struct quire_span text, struct text_offset *at, struct segment_out *out);
/* [[start,end],…] */
bool segment_json(struct segmenter *s, const struct segment_spans *w,
    struct quire_span text, struct text_offset *at, struct segment_out *out);

#endif
