/*
 * survey: what the bytes of a text could matter to, told for each line by one
 * pass over it, so that a pass of clean leaves alone what it has no work on.
 */
#ifndef QUIRE_CLEAN_SURVEY_H
#define QUIRE_CLEAN_SURVEY_H

#include "base/base.h"

/* What a line holds; never missing when it is there. */
enum {
	SEEN_HIGH = 1,   /* a byte beyond ASCII */
	SEEN_MARKUP = 2, /* [ < * _ ~ ` \ & or ".a", as in web.archive.org */
	SEEN_TAB = 4,
	SEEN_BREAK = 8,    /* CR, FF, NEL, LS, PS */
	SEEN_SPACING = 16, /* a space before , or ; or beside CJK */
	SEEN_ODD = 32,     /* a character that characters.c takes out or maps */
	SEEN_FAR = 64,     /* a character from U+0300 on: no sure NFC */
	SEEN_ALL = 127
};

struct surveyed {
	struct quire_span text; /* the line without its LF */
	unsigned seen;
	unsigned words; /* no fewer; two ideographs count as one */
};

/* The first lines of *rest, max of them at most, cut off it; how many. */
size_t survey(struct quire_span *rest, struct surveyed *out, size_t max);
/* The same, a byte at a time: for other machines, and for the tests. */
size_t survey_plain(struct quire_span *rest, struct surveyed *out, size_t max);
/* What a text that holds no LF would be told as. */
struct surveyed survey_line(struct quire_span s);
/* Where the line begins that holds the byte at `at`, or from if before it. */
size_t survey_start(struct quire_span s, size_t from, size_t at);
/* Bytes of the ideographs U+5000 to U+9FFF, three each, that begin at p. */
static inline size_t
survey_han(const char *p, const char *end)
{
	const char *q = p;

	while (end - q >= 3 && (unsigned char)(*q - '\xe5') < 5)
		q += 3;
	return (size_t)(q - p);
}

/* Offset of the first byte beyond ASCII at or after from, or s.len. */
size_t survey_high(struct quire_span s, size_t from);
/* The same, or of an ampersand. */
size_t survey_high_or_and(struct quire_span s, size_t from);

#endif
