/*
 * Languages by number, and the sets of them that readings and rows belong to.
 */
#ifndef GEN_DATES_LANGS_H
#define GEN_DATES_LANGS_H

#include "dates-common.h"

static char *lang_name[DATES_LANGS * 64];
static size_t langs;
static struct dates_langset set_list[8192];
static size_t sets;

/* Of the rows of function words. */
static struct dates_langset passage[PASSAGES];
static size_t passages;

static size_t
lang_bit(const char *tag, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (tag[i] == '-' || tag[i] == '_')
			len = i;
	for (i = 0; i < langs; i++)
		if (strlen(lang_name[i]) == len &&
		    memcmp(lang_name[i], tag, len) == 0)
			return i;
	if (langs == DATES_LANGS * 64)
		fail("too many languages");
	lang_name[langs] = mem_alloc(len + 1);
	memcpy(lang_name[langs], tag, len);
	lang_name[langs][len] = '\0';
	return langs++;
}

static uint16_t
set_index(const struct dates_langset *s)
{
	size_t i;

	for (i = 0; i < sets; i++)
		if (memcmp(&set_list[i], s, sizeof *s) == 0)
			return (uint16_t)i;
	if (sets == 8192)
		fail("too many language sets");
	set_list[sets] = *s;
	return (uint16_t)sets++;
}

/* "*" or a list of tags with commas. */
static struct dates_langset
set_parse(const char *list)
{
	struct dates_langset s;
	size_t bit, len;

	if (strcmp(list, "*") == 0) {
		memset(&s, 0xff, sizeof s);
		return s;
	}
	memset(&s, 0, sizeof s);
	while (*list != '\0') {
		len = strcspn(list, ",");
		bit = lang_bit(list, len);
		bits_put(s.bit, bit);
		list += len + (list[len] == ',');
	}
	return s;
}

static void
set_union(struct dates_langset *a, const struct dates_langset *b)
{
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		a->bit[i] |= b->bit[i];
}

static bool
set_meets(const struct dates_langset *a, const struct dates_langset *b)
{
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		if ((a->bit[i] & b->bit[i]) != 0)
			return true;
	return false;
}

static void
passage_add(const struct dates_langset *l)
{
	size_t i;

	for (i = 0; i < passages; i++)
		if (memcmp(&passage[i], l, sizeof *l) == 0)
			return;
	if (passages == PASSAGES)
		fail("function words of more than %d languages", PASSAGES);
	passage[passages++] = *l;
}

#endif
