/*
 * block: what can be asked of UTF-8 thirty-two bytes at a time. Where the
 * machine has no AVX2 nothing is done and 0 is returned: the caller goes on
 * from there by itself.
 */
#ifndef QUIRE_TEXT_BLOCK_H
#define QUIRE_TEXT_BLOCK_H

#include <stddef.h>

/*
 * Bytes at the start of p that are surely well-formed; the rest, which begins
 * where a character does, is the caller's to look at.
 */
size_t block_valid(const unsigned char *p, size_t len);
/* Looks at the first n bytes, n being returned; adds their characters. */
size_t block_characters(const unsigned char *p, size_t len, size_t *count);

#endif
