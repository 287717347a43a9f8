/*
 * lattice: the lexicon's words in a piece of a run of Han characters, and the
 * cheapest path through them (unigram costs). Room-internal.
 */
#ifndef QUIRE_LATTICE_H
#define QUIRE_LATTICE_H

#include "segment/lexicon.h"

enum {
	PIECE = 1024,  /* characters looked at at once */
	UNKNOWN = 260, /* cost of a character that is no word */
	FAR = 1 << 28, /* more than any path costs */
	MARGINS = 34   /* see margin */
};

/* Of a gap: the path's words around it. */
struct gap {
	bool breaks;     /* the path breaks here */
	uint8_t left;    /* length of the word before, or over, the gap */
	uint8_t right;   /* of the word behind; or where in its word it is */
	uint16_t before; /* where the left word starts */
};

/* What is known of a character of a piece, and of the gap before it. */
struct cell {
	int32_t single, pair; /* cost of the words of 1, 2 characters here */
	int32_t ahead;        /* cheapest way from the start */
	int32_t behind;       /* cheapest way to the end */
	int32_t whole;        /* cheapest without a break here */
	uint32_t at;          /* byte of the piece */
	uint32_t state;       /* of the path's word; first of the pair */
	uint16_t number;      /* in the lexicon */
	uint8_t length;       /* of the path's word */
	uint8_t lengths;      /* set of lengths of longer words here */
};

/*
 * A piece of a run. There are two cells behind it: its end, and that of a
 * word of two characters at the last.
 */
struct lattice {
	size_t n;
	struct cell cell[PIECE + 2];
	uint32_t longer[PIECE][LEXICON_WORD_MAX]; /* states by length - 1 */
	struct gap gap[PIECE + 1];
};

/*
 * Both read a piece of a run from p; the second only common characters, U+4E00
 * to U+9FFF, as far as they go. They return its end.
 */
const char *lattice_read(const struct lexicon *x, struct lattice *l,
    const char *p, const char *end);
const char *lattice_read_common(const struct lexicon *x, struct lattice *l,
    const char *p, const char *end);
/* Finds the words of the piece that was read, all costs and the path. */
void lattice_path(const struct lexicon *x, struct lattice *l);
/* Fills the gaps from the path. */
void lattice_outline(struct lattice *l);

/*
 * How much dearer it is not to break, in steps of 8: 0 (not at all) to 16
 * (no difference) to 32 (much); 33 if no word goes over the gap.
 */
static inline unsigned
margin(const struct cell *c)
{
	int32_t m = c->whole - c->ahead - c->behind + 128;

	if (c->whole >= FAR)
		return MARGINS - 1;
	return m < 0 ? 0 : m > 256 ? 32 : (unsigned)m / 8;
}

#endif
