/*
 * uax29: the boundaries of Unicode Standard Annex #29 (Unicode 15.0),
 * untailored, over well-formed UTF-8. Room-internal.
 *
 * Each function returns the first boundary after `at`, which must itself be
 * a boundary and less than the length of the text.
 */
#ifndef QUIRE_UAX29_H
#define QUIRE_UAX29_H

#include "base/base.h"

size_t uax29_grapheme(struct quire_span s, size_t at);
size_t uax29_word(struct quire_span s, size_t at);
size_t uax29_sentence(struct quire_span s, size_t at);

#endif
