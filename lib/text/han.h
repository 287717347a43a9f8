/*
 * han: whose Han characters a text has.
 */
#ifndef QUIRE_TEXT_HAN_H
#define QUIRE_TEXT_HAN_H

#include "base/base.h"

/* Characters that are of one of the languages alone. */
struct han {
	uint32_t hans, hant; /* Chinese, simplified and traditional */
	uint32_t japanese;   /* not Chinese */
	uint32_t foreign;    /* not Japanese */
	uint32_t cantonese;  /* marks of the written language */
};

void han_add(struct han *h, uint32_t cp);
/* The same of n characters of three bytes each, from U+4E00 to U+9FFF. */
void han_add_run(struct han *h, const char *p, size_t n);

#endif
