/*
 * charcost: the image of clean-pairs.model, which train-clean-pairs writes.
 *
 * A character costs what a text of the languages trained on needs on average
 * to say it after the one before it: -log2 P(b | a) in eighths of a bit,
 * characters folded. Pairs, and single characters (a = 0), stand in one hash
 * table with an 8-bit tag; a pair that is not there costs what b costs alone,
 * and a little more.
 */
#ifndef QUIRE_CLEAN_CHARCOST_H
#define QUIRE_CLEAN_CHARCOST_H

#include "learn/learn.h"
#include "text/text.h"

#define CHARCOST_MAGIC "quire-pairs 1\n"

enum {
	CHARCOST_HEAD = 64, /* bytes before the table */
	CHARCOST_BITS = 18,
	CHARCOST_SLOTS = 1 << CHARCOST_BITS,
	CHARCOST_PROBES = 8,
	CHARCOST_BACKOFF = 20, /* an unseen pair */
	CHARCOST_SIGN = 140,   /* an unseen symbol */
	CHARCOST_MIXED = 48,   /* scripts that meet in a word */
	CHARCOST_UNSEEN = 190, /* an unseen character */
	CHARCOST_BROKEN = 250  /* a control, a private or unassigned one */
};

/* One slot: tag and cost; cost 0 is an empty slot. */
struct charcost_slot {
	uint8_t tag, cost;
};

/* Typographic quotes and dashes count as the ASCII ones, and this more. */
#define CHARCOST_TYPOGRAPHIC 16

/* Letters are compared without case, digits as one. */
static inline uint32_t
charcost_fold(uint32_t cp)
{
	if (cp < 0x80)
		return cp - '0' < 10u                        ? '0'
		    : cp - 'A' < 26u                         ? cp + 32
		    : cp == '\n' || cp == '\t' || cp == '\r' ? ' '
		                                             : cp;
	switch (cp) {
	case 0x3000:
		return ' ';
	case 0x2018:
	case 0x2019:
		return '\'';
	case 0x201c:
	case 0x201d:
		return '"';
	case 0x2013:
	case 0x2014:
		return '-';
	default:
		return text_lower(cp);
	}
}

/* A walk over the characters of a text that are or follow one beyond ASCII. */
struct charcost_walk {
	struct quire_span text;
	size_t at;
	const struct charcost_slot *table;
	const struct text_char *before;
	uint32_t folded, last; /* the character before, folded and not */
};

void charcost_start(struct charcost_walk *x, struct quire_span s);
/* The next character and its cost; false at the end. */
bool charcost_next(struct charcost_walk *x, uint32_t *cp, unsigned *cost);

/* Did the texts trained on have the character? */
bool charcost_seen(uint32_t cp);
/* The cost of one character behind another. */
unsigned charcost_after(uint32_t before, uint32_t cp);

static inline uint32_t
charcost_hash(uint32_t a, uint32_t b)
{
	return learn_mix(a + 1, b + 77);
}

#endif
