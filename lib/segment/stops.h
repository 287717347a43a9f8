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

/* Bit i: look at p[i]. */
typedef uint64_t stops_mark(struct quire_span text, const char *p);

struct stops {
	struct quire_span text;
	stops_mark *mark;
	const char *block;
	uint64_t marked; /* in the block */
};

stops_mark stops_any;
/* The best way on this machine. */
stops_mark *stops_best(void);

/* The next of them at or after p, or the end. */
static inline const char *
stops_next(struct stops *s, const char *p)
{
	const char *end = s->text.p + s->text.len;
	uint64_t left;
	size_t off;

	for (;;) {
		off = (size_t)(p - s->block);
		if (off < STOPS_BLOCK) {
			left = s->marked >> off;
			if (left != 0)
				return p + __builtin_ctzll(left);
			p = s->block + STOPS_BLOCK;
		}
		if (p >= end)
			return end;
		s->block = p;
		s->marked = s->mark(s->text, p);
	}
}

static inline void
stops_init(struct stops *s, struct quire_span text, stops_mark *mark)
{
	s->text = text;
	s->mark = mark;
	s->block = text.p;
	s->marked = mark(text, text.p);
}

#endif
