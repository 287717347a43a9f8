/*
 * stops: the bytes of a paragraph at which the scan must look. Room-internal.
 *
 * stops_any marks all bytes that can start something. With AVX2 fewer are
 * marked: those at which the scan would do something, by the bytes beside
 * them. The scan gives the same result with both.
 */
#ifndef QUIRE_STOPS_H
#define QUIRE_STOPS_H

#include "base/base.h"

/* What a byte can start. */
enum stop_sort {
	STOP_NONE,
	STOP_TERM,
	STOP_LINE,
	STOP_UPPER,
	STOP_DIGIT,
	STOP_OPEN,
	STOP_CLOSE,
	STOP_QUOTE,
	STOP_SIGN,
	STOP_LEAD
};

extern const uint8_t stop_sort[256];

enum {
	STOPS_BLOCK = 64,
	STOPS_BLOCKS = 16,
	STOPS_MOST = STOPS_BLOCK * STOPS_BLOCKS,
	STOPS_ROOM = STOPS_MOST + 5 /* for a list of places, to write it */
};

/*
 * Bit i of block b of `stop` stands for p[64b + i]: look at it. Bare are, in
 * order, capitals and digits of ASCII behind a space, before which there is a
 * plain character of ASCII, if nothing else makes them stops. Of each, four
 * bytes before it and four from it on lie between p and the end. Some bare
 * ones may be left out.
 */
struct stops {
	uint64_t stop[STOPS_BLOCKS];
	size_t bares;
	uint16_t bare[STOPS_ROOM];
};

/*
 * Marks so many blocks from p on, or what there is before end; returns how
 * many. Of `around`, in which they lie, it may read what it likes; what stands
 * there before and behind the text may mark more than must be.
 */
typedef size_t stops_mark(struct quire_span around, const char *p,
    const char *end, struct stops *s);

/* Lists the stops of n blocks in order; place has STOPS_ROOM. How many. */
size_t stops_places(const struct stops *s, size_t n, uint16_t *place);

stops_mark stops_any;
/* The best way on this machine. */
stops_mark *stops_best(void);

#endif
