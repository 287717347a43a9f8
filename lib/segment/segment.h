/*
 * segment: paragraphs, sentences, words, graphemes.
 *
 * Every non-white character of the text lies in exactly one sentence, in
 * order. Rules: see segment(1); UAX #29 where it says so.
 */
#ifndef QUIRE_SEGMENT_H
#define QUIRE_SEGMENT_H

#include "base/base.h"

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

struct segmenter;

struct segmenter *segmenter_new(const struct segment_opts *o,
    struct quire_err *e);
void segmenter_free(struct segmenter *s);
/*
 * Fills the lists of the levels asked for (a set of segment_level). Spans of
 * paragraphs, sentences and words hold no white space at their ends;
 * graphemes are all of the text's, white space too.
 */
void segment_document(struct segmenter *s, struct quire_span text,
    unsigned levels, struct arena *a, struct segment_result *r);
/*
 * Appends a sentence or paragraph as one line: a newline in it, with the
 * white space around, becomes a space, or nothing between CJK characters.
 */
void segment_unwrap(struct quire_span s, struct buf *out);

#endif
