/*
 * around: the tokens around a candidate, as the sentence model sees them.
 * Room-internal.
 *
 * A token is what stands between white space, without the quotes and
 * brackets before it and, behind a candidate, without the punctuation at its
 * end; one CJK character is a token.
 */
#ifndef QUIRE_AROUND_H
#define QUIRE_AROUND_H

#include "base/base.h"

enum token_shape {
	SHAPE_NONE,
	SHAPE_LOWER,
	SHAPE_CAPITAL,
	SHAPE_CAPS,
	SHAPE_ONE_CAP,
	SHAPE_ONE_LOWER,
	SHAPE_DIGITS,
	SHAPE_NUMBER,
	SHAPE_ALNUM,
	SHAPE_UNCASED,
	SHAPE_CJK,
	SHAPE_SIGNS,
	SHAPE_MIXED,
	SHAPE_DOTTED,
	SHAPE_ADDRESS
};

struct token {
	const char *p, *end;
	uint32_t hash;   /* in lower case; digits are one, ’ is ' */
	uint32_t last;   /* of the last three of these */
	uint32_t around; /* the opener before it or the mark behind it */
	uint32_t shape;  /* enum token_shape */
	uint32_t chars;
};

/*
 * The token that ends at or before `end`. What lies around the text may be read
 * here and below, but is no part of tokens; it makes texts fast that are short.
 */
void token_before(struct quire_span text, struct quire_span around,
    const char *end, struct token *t);
/* The token at or after p; *open: the last opener on the way, or 0. */
void token_after(struct quire_span text, struct quire_span around,
    const char *p, struct token *t, uint32_t *open);
/* The shape of the token at or after p. */
uint32_t token_shape(struct quire_span text, struct quire_span around,
    const char *p);

/* The same, slowly: those above have a short way for most of ASCII. */
void token_before_any(struct quire_span text, const char *end, struct token *t);
void token_after_any(struct quire_span text, const char *p, struct token *t,
    uint32_t *open);

#endif
