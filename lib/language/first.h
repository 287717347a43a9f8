/*
 * The inside of language: the first look at a text. Letters become one byte
 * each; runs of three and four of them, hashed, pick rows of a small model
 * that stays in the cache. What that model is sure of needs no more. The
 * trainer in gen/ reads text by the same code.
 */
#ifndef QUIRE_LANGUAGE_FIRST_H
#define QUIRE_LANGUAGE_FIRST_H

#include "base/base.h"
#include "text/han.h"

enum {
	FIRST_MOST = 1024,  /* bytes of a text */
	FIRST_LOW = 0x3400, /* characters in a table */
	FIRST_SCRIPTS = 64, /* slots; 0 is no letter, the last any other */
	FIRST_LOOKED = 128, /* codes of it that are looked at */
	FIRST_ROWS = 2 * FIRST_LOOKED,
	FIRST_SPARE = 14, /* rows that may be written behind the last */
	FIRST_LEAST = 12  /* letters; fewer say too little */
};

/*
 * Codes that are part of no letter. Letters come behind them: small ones of
 * ASCII, those of others from 0x80 on.
 */
enum { FIRST_BLANK = ' ', FIRST_APOSTROPHE = 0x60 };

/* What a character is to the first look. */
struct first_char {
	uint8_t code; /* 0: left out */
	uint8_t slot;
};

struct first_table {
	uint8_t ascii[128];               /* codes */
	struct first_char low[FIRST_LOW]; /* of characters beyond ASCII */
	uint8_t slot[256];                /* of a script */
	uint8_t script[FIRST_SCRIPTS];    /* of a slot */
	uint8_t latin, han, kana;         /* slots */
	uint8_t places[256][8];           /* of the bits that are set */
};

/* A text being looked at; starts as zeros. */
struct first_text {
	size_t n;                        /* codes, with an edge on each side */
	uint32_t letters[FIRST_SCRIPTS]; /* by slot, as words_cut counts */
	uint64_t seen;                   /* slots beyond ASCII that occur */
	uint32_t other, signs;           /* as in struct words */
	struct han han;
	bool odd; /* has mark-up */
	/* Codes that make what stands between blanks an address or a name;
	 * zeros again when the text is read. */
	uint64_t name[FIRST_MOST / 64 + 2];
	unsigned char code[FIRST_MOST + 48];
};

/* known[s]: script s gets a slot of its own. */
void first_init(struct first_table *t, const bool *known);
/* Reads well-formed text of at most FIRST_MOST bytes. */
void first_read(const struct first_table *t, struct first_text *x,
    struct quire_span text);
/*
 * The text that was read, for the letters of one slot alone; counts are void
 * then.
 */
void first_keep(const struct first_table *t, struct first_text *x,
    struct quire_span text, unsigned slot);
/*
 * Leaves the codes from least to most; the others are blanks, of which no more
 * than two stay in a row.
 */
void first_pack(const struct first_table *t, struct first_text *x,
    unsigned char least, unsigned char most);
/*
 * The rows of n codes of the text, of a model with so many bits: runs of three
 * and of four. Returns how many, at most 2 n; FIRST_SPARE more are written.
 */
size_t first_rows(const struct first_text *x, unsigned bits, size_t from,
    size_t n, uint16_t *row);

#endif
