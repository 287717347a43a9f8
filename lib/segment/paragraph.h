/*
 * paragraph: where paragraphs begin and end, and whether the newlines inside
 * one wrap its lines or end them. Room-internal.
 */
#ifndef QUIRE_PARAGRAPH_H
#define QUIRE_PARAGRAPH_H

#include "segment/segment.h"

/* A paragraph longer than this is cut, if it must be inside a sentence. */
enum { PARAGRAPH_MAX = 1 << 20, PARAGRAPH_SLACK = 64 << 10 };

/*
 * The next paragraph at or after *at, without the white space around it;
 * *at moves behind it. False at the end. It ends at a blank line, a form feed
 * or U+2029; with join not if a sentence seems to go on behind it. *wrapped
 * is false if no newline is in it.
 */
bool paragraph_next(struct quire_span text, size_t *at, bool join,
    struct segment_range *p, bool *wrapped);

/* The lines of a paragraph. Widths are in characters, CJK ones count two. */
struct line_fit {
	size_t lines; /* newlines inside and one */
	size_t widest;
	size_t wraps; /* newlines at which the next word did not fit */
};

void line_fit_measure(struct quire_span s, struct line_fit *f);

/* Of a paragraph without newlines. */
static inline struct line_fit
line_fit_none(void)
{
	return (struct line_fit){ 1, 0, 0 };
}

/*
 * By how much the first word after the newline at nl would have exceeded the
 * widest line, had it stood on the line that starts at `line` (so > 0: the
 * line was full), and < 0 if there was room.
 */
int line_fit_excess(struct quire_span s, const struct line_fit *f, size_t line,
    size_t nl);
/* The first newline at or after p, or end. */
const char *newline_find(const char *p, const char *end);
unsigned newline_len_at(const char *p, const char *end);

/* Length of the newline (CR LF is one) at p, or 0 if there is none. */
static inline unsigned
newline_len(const char *p, const char *end)
{
	unsigned char c = p < end ? (unsigned char)*p : ' ';

	if (c > '\r' && c != 0xc2 && c != 0xe2)
		return 0;
	return newline_len_at(p, end);
}

#endif
