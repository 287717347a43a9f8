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
	STOPS_ROOM = STOPS_MOST + 32 /* for a list of places, to write it */
};

/*
 * Bit i of block b stands for p[64b + i]. Stop: look at it. Asked: a stop
 * behind a space, before which there is a plain character of ASCII, so that
 * the gate may be asked of many at once; four bytes before it and four from it
 * on lie between p and the end. Bare: one of these that is a stop for nothing
 * else, a capital or digit of ASCII. Some of both may be left out. Passed:
 * what gate_sift says of those asked.
 */
struct stops {
	uint64_t stop[STOPS_BLOCKS], asked[STOPS_BLOCKS], bare[STOPS_BLOCKS],
	    passed[STOPS_BLOCKS];
	size_t places;
	uint16_t place[STOPS_ROOM]; /* of those asked */
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
/*
 * The ways of this machine, the best one, 0, first; stops_any is the last.
 * Null behind it.
 */
stops_mark *stops_way(size_t i);

/*
 * Of block i, which has `left` > 0 bytes before the end: where those asked may
 * be, four bytes from both.
 */
static inline uint64_t
stops_inner(size_t i, size_t left)
{
	uint64_t mask = i == 0 ? ~(uint64_t)15 : UINT64_MAX;

	if (left < STOPS_BLOCK + 3)
		mask &= left < 4 ? 0 : UINT64_MAX >> (STOPS_BLOCK + 3 - left);
	return mask;
}

/* ---- stops_wide.c: by AVX-512, if have_avx512 --------------------------- */

stops_mark stops_wide;
size_t places_wide(const uint64_t *stop, size_t n, uint16_t *place);

#endif
