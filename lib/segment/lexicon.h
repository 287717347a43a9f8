/*
 * lexicon: Chinese words and how common they are, as a trie in an image that
 * the library has built in (words-lexicon). Room-internal; the program that
 * makes the image uses it too.
 *
 * Words are strings of simplified characters, which have numbers, the
 * commonest the lowest. A state of the trie is a place of a double array: the
 * state behind s and character c is base[s] + c, if the check of that place is
 * s. Places 1 to `characters` are the states behind one character.
 *
 * The image: the head; the number of each character of the block CJK Unified
 * Ideographs, 0 for those that occur in no word; each number's character; how
 * often it stands alone; the places' words (LEXICON_…); their bases.
 */
#ifndef QUIRE_LEXICON_H
#define QUIRE_LEXICON_H

#include "learn/learn.h"

#define LEXICON_MAGIC "QUIRELEX"

enum {
	LEXICON_VERSION = 4,
	LEXICON_WORD_MAX = 8,
	LEXICON_FIRST = 0x4e00,
	LEXICON_LAST = 0x9fff,
	LEXICON_BLOCK = LEXICON_LAST - LEXICON_FIRST + 1,
	/*
	 * A place: check, is a longer word behind it, and what its word costs:
	 * -14 ln of its share of running text, 0 if it only begins words.
	 */
	LEXICON_CHECK = 9, /* bits below the check */
	LEXICON_MORE = 256,
	LEXICON_COST = 255,
	LEXICON_NONE = 0x7fffff, /* no state: check of states behind nothing */
	LEXICON_SCALE = 14,
	/* levels: a character is hardly ever a word, or as a rule */
	LEXICON_ALONE = 4,
	/* beside the level: numbers are written with it; one of 1 to 9 */
	LEXICON_NUMERAL = 4,
	LEXICON_DIGIT = 8
};

struct lexicon_head {
	char magic[8];
	uint32_t version;
	uint32_t characters, places;
	uint32_t pad;
	uint64_t length; /* of the image */
	char pad2[32];
};

struct lexicon {
	const uint16_t *number;    /* [LEXICON_BLOCK] */
	const uint16_t *character; /* [characters + 1] */
	const uint8_t *alone;      /* [characters + 1], a level and flags */
	const uint32_t *place, *base;
	size_t characters, places;
};

/* Bytes of the parts behind the head, each a multiple of 8. */
static inline size_t
lexicon_numbers(void)
{
	return LEXICON_BLOCK * sizeof(uint16_t);
}

static inline size_t
lexicon_characters(size_t n)
{
	return ((n + 1) * sizeof(uint16_t) + 7) & ~(size_t)7;
}

static inline size_t
lexicon_alones(size_t n)
{
	return (n + 1 + 7) & ~(size_t)7;
}

/* -1 if the image is not one. */
int lexicon_open(struct lexicon *l, const struct learn_image *image);

/* The number of a character. */
static inline unsigned
lexicon_number(const struct lexicon *l, uint32_t cp)
{
	uint32_t i = cp - LEXICON_FIRST;

	return i < LEXICON_BLOCK ? l->number[i] : 0;
}

/* How often the character of that number stands alone: < LEXICON_ALONE. */
static inline unsigned
lexicon_alone(const struct lexicon *l, unsigned number)
{
	return l->alone[number] % LEXICON_ALONE;
}

/* Are numbers written with the character of that number? */
static inline bool
lexicon_numeral(const struct lexicon *l, unsigned number)
{
	return (l->alone[number] & LEXICON_NUMERAL) != 0;
}

/* The state behind a state and a character, or 0. */
static inline uint32_t
lexicon_next(const struct lexicon *l, uint32_t state, unsigned number)
{
	uint32_t s = l->base[state] + number;

	return l->place[s] >> LEXICON_CHECK == state ? s : 0;
}

/* What the word that ends with a state costs, or 0. */
static inline uint32_t
lexicon_cost(const struct lexicon *l, uint32_t state)
{
	return l->place[state] & LEXICON_COST;
}

#endif
