/*
 * lexicon: Chinese words and how common they are, as a hash table in an image
 * that the library has built in (words-lexicon). Room-internal; the program
 * that makes the image uses it too.
 *
 * Words are strings of simplified characters. The key of a word is the fold
 * of lexicon_key over its characters; so is that of each prefix.
 */
#ifndef QUIRE_LEXICON_H
#define QUIRE_LEXICON_H

#include "base/base.h"

#define LEXICON_MAGIC "QUIRELEX"

enum { LEXICON_WORD_MAX = 8 };

struct lexicon_head {
	char magic[8];
	uint32_t version;
	uint32_t bits;   /* 2^bits slots */
	uint64_t length; /* of the image */
	char pad[40];
};

/*
 * A slot: 23 bits of the key, 1 bit: a longer word begins so, 8 bits: the
 * word's cost, -14 ln of its share of running text, 0 if it is only a prefix.
 * The empty slot is 0.
 */
enum { LEXICON_MORE = 1 << 8, LEXICON_COST = 255, LEXICON_SCALE = 14 };

struct lexicon {
	const uint32_t *slot;
	unsigned bits;
};

static inline uint64_t
lexicon_key(uint64_t key, uint32_t cp)
{
	key = (key ^ cp) * 0x9e3779b97f4a7c15u;
	return key ^ key >> 29;
}

/* The part of a key that a slot keeps. */
static inline uint32_t
lexicon_print(uint64_t key)
{
	return (uint32_t)(key & 0x7fffff) << 9;
}

/* -1 if the image is not one. */
int lexicon_open(struct lexicon *l, const void *image, size_t len);

/* The slot of a key, or 0. */
static inline uint32_t
lexicon_find(const struct lexicon *l, uint64_t key)
{
	uint32_t mask = (1u << l->bits) - 1;
	uint32_t i = (uint32_t)(key >> (64 - l->bits)), s;
	uint32_t print = lexicon_print(key);

	for (; (s = l->slot[i]) != 0; i = (i + 1) & mask)
		if ((s & 0xfffffe00u) == print)
			return s;
	return 0;
}

#endif
