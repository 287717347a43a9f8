/*
 * remember: what was weighed before, by all the text that was looked at.
 * Room-internal.
 *
 * Most of what a decision weighs depends on two tokens before a candidate and
 * three behind it. If they lie near enough, the bytes of two chunks before it
 * and of three behind it are kept beside the sums; these are given again only
 * for the same bytes. Chunks end with white space or are one Han character.
 */
#ifndef QUIRE_REMEMBER_H
#define QUIRE_REMEMBER_H

#include "base/base.h"

enum { REMEMBER_BITS = 11, REMEMBER_SPAN = 32 };

/*
 * Bytes that do not belong to the chunks are 0, or FF if the text ends. The
 * first eight of those before it, which never belong to them, are a number:
 * what else matters. All zeros is no key.
 */
struct remember_key {
	unsigned char before[REMEMBER_SPAN];
	unsigned char behind[REMEMBER_SPAN];
};

/* What the tokens weigh, and what else is asked of the nearest. */
struct remember_sums {
	int16_t near, far;
	uint8_t left, right; /* their shapes */
	bool open, has_far;
};

/*
 * To ask costs as much as half of what a hit saves. If there are so many more
 * misses than hits, it is not asked for a while: few texts repeat themselves.
 */
enum { REMEMBER_MISSES = 1 << 10, REMEMBER_REST = 1 << 13 };

struct remember_memo {
	unsigned misses, rest;
	struct remember_key key[1 << REMEMBER_BITS];
	struct remember_sums sums[1 << REMEMBER_BITS];
};

/* What is asked, and how far the bytes reach that are kept. */
struct remember_ask {
	struct remember_key key;
	struct remember_key *place; /* null: nothing may be kept */
	struct remember_sums *sums;
	const char *from, *to;
};

/*
 * Looks for the text around word and next, the end of what stands before a
 * candidate and the start of what follows it; `around` is what may be read
 * beside the text, `about`, not 0, what else matters. Null if it is not known.
 */
const struct remember_sums *remember(struct remember_memo *m,
    struct quire_span around, struct quire_span text, const char *word,
    const char *next, uint64_t about, struct remember_ask *ask);
/* Tells the sums; the tokens that matter lie between from and to. */
void remember_tell(struct remember_ask *ask, const char *from, const char *to,
    struct remember_sums sums);
/* Of what is known or was told: what the tokens farther off weigh. */
void remember_tell_far(struct remember_ask *ask, const char *from,
    const char *to, int32_t far);

#endif
