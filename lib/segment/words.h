/*
 * words: the words of a paragraph. Room-internal.
 */
#ifndef QUIRE_WORDS_H
#define QUIRE_WORDS_H

#include "segment/segment.h"

struct worder;

/* plain: UAX #29 alone, no dictionaries. */
struct worder *worder_new(enum segment_tokens tokens, bool plain);
void worder_free(struct worder *w);
/*
 * Appends the words of the text (no white space), offsets plus base.
 * language: see language.c.
 */
void worder_paragraph(struct worder *w, struct quire_span text, size_t base,
    unsigned language, struct arena *a, struct segment_list *out);

/* ---- chinese.c -------------------------------------------------------- */

struct chinese;

/* Null if there is no model. */
struct chinese *chinese_open(void);
void chinese_close(struct chinese *c);
/* Appends the words of a run of Han characters. */
void chinese_words(struct chinese *c, struct quire_span run, size_t base,
    struct arena *a, struct segment_list *out);

/* ---- tokens.c --------------------------------------------------------- */

/* Appends a word, split as Universal Dependencies treebanks do. */
void tokens_split(struct quire_span word, size_t base, unsigned language,
    struct arena *a, struct segment_list *out);

static inline void
list_add(struct segment_list *l, struct arena *a, size_t start, size_t end)
{
	l->item = arena_grow(a, l->item, l->n, &l->cap, sizeof *l->item);
	l->item[l->n++] = (struct segment_range){ start, end };
}

#endif
