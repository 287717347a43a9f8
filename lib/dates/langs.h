/*
 * langs: sets of languages (lexicon.c).
 */
#ifndef DATES_LANGS_H
#define DATES_LANGS_H

#include "dates/dates.h"
#include "dates/tables.h"

/* The index of a language in all sets by its tag, -1 if there is none. */
int lang_find(const char *tag, size_t len);

/* The first two languages of all sets (table-dates-grammar.c). */
static inline bool
langs_english(const struct dates_langset *l)
{
	return (l->bit[0] & 1) != 0;
}

static inline bool
langs_chinese(const struct dates_langset *l)
{
	return (l->bit[0] & 2) != 0;
}

/* Languages whose words need no passage of their own. */
static inline bool
langs_home(const struct dates_langset *l)
{
	return langs_english(l) || langs_chinese(l);
}

/* Is the language of that tag, two letters, among them? */
bool langs_have(const struct dates_langset *l, const char *tag);

/* The order of day, month and year that CLDR gives the locale. */
enum date_order locale_order(const char *tag);

static inline const struct dates_langset *
langs_of(uint16_t index)
{
	return &dates_langsets[index];
}

static inline bool
langs_same(const struct dates_langset *a, const struct dates_langset *b)
{
	uint64_t other = 0;
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		other |= a->bit[i] ^ b->bit[i];
	return other == 0;
}

static inline bool
langs_share(const struct dates_langset *a, const struct dates_langset *b)
{
	uint64_t any = 0;
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		any |= a->bit[i] & b->bit[i];
	return any != 0;
}

static inline uint64_t
langs_hash(const struct dates_langset *l)
{
	uint64_t h = 0;
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		h = (h ^ l->bit[i]) * UINT64_C(0x9e3779b97f4a7c15);
	return h >> 32;
}

static inline bool
langs_meet(const struct dates_langset *a, const struct dates_langset *b,
    struct dates_langset *both)
{
	uint64_t any = 0;
	size_t i;

	if (b == langs_of(LANGS_ALL)) {
		*both = *a;
		return true;
	}
	for (i = 0; i < DATES_LANGS; i++)
		any |= both->bit[i] = a->bit[i] & b->bit[i];
	return any != 0;
}

#endif
