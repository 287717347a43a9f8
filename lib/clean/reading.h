/*
 * reading: other readings of a text that may have been decoded with the wrong
 * charset: first UTF-8 read in each of the tables, then UTF-8 read as
 * GB18030, then one legacy charset read as another.
 */
#ifndef QUIRE_CLEAN_READING_H
#define QUIRE_CLEAN_READING_H

#include "base/base.h"

enum wrong {
	LATIN, /* windows-1252 and ISO 8859-1 at once */
	CYRILLIC,
	CENTRAL,
	LATIN2,
	KOI8,
	MACROMAN,
	DOS,
	MACCYRILLIC,
	GREEK,
	TURKISH,
	BALTIC,
	WRONGS
};

/* Readings 0 to WRONGS - 1 are UTF-8 in these, WRONGS is GB18030. */
extern const int reading_count;
/* The table of a reading behind that, else -1. */
int reading_wrong(int i);

struct readings;

struct readings *readings_new(void);
void readings_free(struct readings *r);

/* What a text lets hope for. */
struct hopes {
	unsigned utf8;          /* set of tables */
	uint64_t saved[WRONGS]; /* what its characters cost, at most */
};

void reading_hopes(struct readings *r, struct quire_span s, struct hopes *h);
/*
 * Appends reading i of s; how many pieces it replaced, and *signs: those that
 * are a letter before a sign of Latin-1, a sure mark of mojibake.
 */
unsigned reading_try(struct readings *r, int i, struct quire_span s,
    struct buf *out, unsigned *signs);

/* ---- hope.c ----------------------------------------------------------- */

/*
 * Could the run of characters beyond ASCII at p be UTF-8 but for its end,
 * encoded in GB18030? Told by its first bytes: four bytes behind what is
 * well-formed are too many, three at the very end.
 */
bool reading_may_be_gb(const char *p, const char *end);
/* No reading can help, as is quickly told of ordinary text of CJK. */
bool reading_hopeless(struct quire_span s);
/*
 * The cost of what is rare in clean text as well, and of what follows it: signs
 * by themselves, no-break spaces, ligatures of Latin. *count: how many.
 */
uint64_t reading_harmless(struct quire_span s, size_t *count);

#endif
