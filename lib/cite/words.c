/*
 * The word lists (names, places, publishers' words, labels, …) that the
 * tagger and the finder look up; lib/gen/table-cite-words.c makes the table.
 */
#include <string.h>

#include "cite/token.h"
#include "cite-words.h"

unsigned
cite_word_bits(const char *p, size_t len)
{
	uint32_t h = cite_hash(p, len) & (CITE_SLOTS - 1);
	const char *w;

	while ((w = cite_slots[h].word) != NULL) {
		if (strncmp(w, p, len) == 0 && w[len] == '\0')
			return cite_slots[h].bits;
		h = (h + 1) & (CITE_SLOTS - 1);
	}
	return 0;
}

bool
cite_label_word(const struct cite_token *t)
{
	return t->kind == TOK_WORD && (t->word & WORD_LABEL) != 0 &&
	    t->shape != SHAPE_ROMAN && t->shape != SHAPE_INITIAL &&
	    !(t[1].kind == TOK_NUM && t[1].start == t->end && t->letters == 1);
}
