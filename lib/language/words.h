/*
 * The inside of language: text as words with hashed features, and sums of
 * their weights. The trainer in gen/ cuts text by the same code.
 */
#ifndef QUIRE_LANGUAGE_WORDS_H
#define QUIRE_LANGUAGE_WORDS_H

#include "base/base.h"

enum {
	WORDS_GRAM = 5,     /* longest run of letters hashed */
	WORDS_LONGEST = 40, /* letters; longer words are cut */
	WORDS_MOST = WORDS_GRAM * (WORDS_LONGEST + 2) /* features of one */
};

/* A word: letters of one script, or one Han or Kana run. */
struct word {
	uint32_t start, end; /* bytes of the text */
	uint32_t first;      /* its letters: struct words, letter */
	uint16_t letters;
	uint8_t script; /* UScriptCode; Han's is that of all CJK */
	bool kana;      /* the run is Hiragana or Katakana */
};

/* Words of a text. Arrays are owned and reused from text to text. */
struct words {
	struct word *word;
	size_t n, cap;
	uint32_t *letter; /* small ones, with an edge on either side */
	size_t used, letter_cap;
	uint32_t *feature; /* of the words asked for last */
	size_t features, feature_cap;
	size_t letters; /* in words */
	size_t other;   /* visible characters in none */
	size_t code;    /* of those, signs of program text */
};

void words_fini(struct words *w);
/*
 * Cuts well-formed text shorter than 1 GiB. URLs, addresses, paths, tags and
 * words with digits are left out. What was in w before is dropped.
 */
void words_cut(struct words *w, struct quire_span text);
/*
 * Appends the features of word i to w->feature, of runs of at least so many
 * letters. The short runs have most weights and say least.
 */
void words_features(struct words *w, size_t i, size_t least);

#endif
