/*
 * The inner loop of words: those of ASCII characters, 64 bytes at a time.
 * Room-internal.
 */
#ifndef QUIRE_ASCII_WORDS_H
#define QUIRE_ASCII_WORDS_H

#include "segment/words.h"

/*
 * Reports the words that begin at p, a word's boundary in the text, as far as
 * whole blocks show them; offsets plus base. Returns the place behind them, p
 * if the rules for all characters must be asked.
 */
typedef const char *ascii_words_each(struct quire_span text, const char *p,
    size_t base, struct word_batch *out);

ascii_words_each ascii_words_any;
/* The fastest that this machine can do. */
ascii_words_each *ascii_words_best(void);

#endif
