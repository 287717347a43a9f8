/*
 * remember: decisions that were made before, by all the text that they were
 * made of. Room-internal.
 *
 * A decision depends on two tokens before a candidate and three behind it, as
 * far as they are looked at, and on a few numbers. If they lie near enough,
 * the bytes of two chunks between white space before it and of three behind
 * it are kept beside the answer; it is given again only for the same bytes.
 */
#ifndef QUIRE_REMEMBER_H
#define QUIRE_REMEMBER_H

#include "base/base.h"

enum { REMEMBER_BITS = 11, REMEMBER_BEFORE = 24, REMEMBER_BEHIND = 32 };

/* Bytes that do not belong to the chunks are 0, or FF if the text ends. */
struct remembered {
	_Alignas(16) unsigned char before[REMEMBER_BEFORE];
	uint64_t numbers; /* 0: no decision; see below */
	unsigned char behind[REMEMBER_BEHIND];
};

#define REMEMBER_YES ((uint64_t)1 << 63)

struct remember_memo {
	struct remembered said[1 << REMEMBER_BITS];
};

/* What is asked, and how far it reaches. */
struct remember_ask {
	struct remembered key;
	struct remembered *place;
	const char *from, *to;
};

/*
 * Looks for the text around word and next, the end of what stands before a
 * candidate and the start of what follows it; `around` is what may be read
 * beside the text, `numbers` not 0 and less than REMEMBER_YES. 1 or -1: the
 * decision; 0: there is none yet. Then ask->place is not null if it may be
 * told.
 */
int remember(struct remember_memo *m, struct quire_span around,
    struct quire_span text, const char *word, const char *next,
    uint64_t numbers, struct remember_ask *ask);
/* Tells the decision; what was looked at lies between from and to. */
void remember_tell(struct remember_ask *ask, const char *from, const char *to,
    bool yes);

#endif
