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

enum { STOPS_BLOCK = 64 };

/*
 * Bit i: look at p[i]. *bare: those that are capitals and digits of ASCII
 * behind white space and nothing else; it may leave some out.
 */
typedef uint64_t stops_mark(struct quire_span text, const char *p,
    uint64_t *bare);

stops_mark stops_any;
/* The best way on this machine. */
stops_mark *stops_best(void);

#endif
