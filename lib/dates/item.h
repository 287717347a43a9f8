/*
 * item: what the rows of patterns made of tokens, a date or a part of one.
 */
#ifndef DATES_ITEM_H
#define DATES_ITEM_H

#include <string.h>

#include "dates/classes.h"
#include "dates/tables.h"

/* True if one of n readings is of the class. */
static inline bool
readings_have(const struct dates_reading *r, size_t n, int class)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (r[i].sym == class)
			return true;
	return false;
}

/* What rows made of tokens: fields by class. */
struct item {
	uint16_t kind;
	uint64_t have[2];
	int32_t v[C_COUNT];
	size_t start, end;          /* bytes of the text */
	const struct item *side[2]; /* of a range */
	struct dates_langset langs;
};

static inline bool
item_has(const struct item *t, int field)
{
	return bits_have(t->have, (unsigned)field);
}

static inline void
item_set(struct item *t, int field, int32_t value)
{
	bits_put(t->have, (unsigned)field);
	t->v[field] = value;
}

static inline void
item_drop(struct item *t, int field)
{
	t->have[field >> 6] &= ~(UINT64_C(1) << (field & 63));
	t->v[field] = 0;
}

/* All of it, at the cost of what is set: what is not set is 0. */
static inline void
item_clear(struct item *t)
{
	uint64_t m;
	int w;

	for (w = 0; w < 2; w++)
		for (m = t->have[w]; m != 0; m &= m - 1)
			t->v[w * 64 + __builtin_ctzll(m)] = 0;
	t->have[0] = t->have[1] = 0;
	t->kind = 0;
	t->start = t->end = 0;
	t->side[0] = t->side[1] = NULL;
	memset(&t->langs, 0, sizeof t->langs);
}

/* An item of the document. */
struct found {
	struct item item;
	struct item side[2];
	bool url;
};

/*
 * Digits alone (20151009) that are no day of the centuries of which files and
 * pages are named so: they number something.
 */
static inline bool
item_is_code(const struct item *t)
{
	enum { FIRST = 1700, LAST = 2049 };

	return item_has(t, C_digits) &&
	    (t->v[C_year] < FIRST || t->v[C_year] > LAST);
}

#endif
