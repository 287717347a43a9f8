/*
 * words: the words of a paragraph. Room-internal.
 */
#ifndef QUIRE_WORDS_H
#define QUIRE_WORDS_H

#include "segment/segment.h"

struct worder;

/* Does a BCP 47 tag (or null) name that language? */
bool language_is(const char *tag, const char *language);

/* The language of the options is borrowed. */
struct worder *worder_new(const struct segment_opts *o);
void worder_free(struct worder *w);
/* Reports the words of the text (no white space), offsets plus base. */
void worder_paragraph(struct worder *w, struct quire_span text, size_t base,
    const struct segment_sink *sink);

/* Words on their way to the sink. */
enum { WORD_BATCH = 512 };

struct word_batch {
	struct segment_range item[WORD_BATCH];
	size_t n; /* < WORD_BATCH */
	const struct segment_sink *sink;
};

/* Reports all but the last `keep` words. */
void word_batch_out(struct word_batch *b, size_t keep);

static inline void
word_add(struct word_batch *b, size_t start, size_t end)
{
	b->item[b->n++] =
	    (struct segment_range){ (uint32_t)start, (uint32_t)end };
	if (b->n == WORD_BATCH)
		word_batch_out(b, 0);
}

/* ---- chinese.c -------------------------------------------------------- */

struct chinese;
struct lexicon;

/* The simplified form of a character, or itself. */
uint32_t chinese_simplified(uint32_t cp);
/*
 * Which of the numerals that numbers are written with a simplified character
 * is, the digits from 1 to 9 first; or 0.
 */
unsigned chinese_numeral(uint32_t cp);
/*
 * Is what is at p, in or behind a run of Han characters from `start`, a sign
 * inside a written number? 二○○一, 三．五
 */
bool chinese_is_number_sign(const char *start, const char *p, const char *end);
/* Null if a model is missing. */
struct chinese *chinese_open(void);
void chinese_close(struct chinese *c);
/* Reports the words of a run of Han characters. */
void chinese_words(struct chinese *c, struct quire_span run, size_t base,
    struct word_batch *out);
/*
 * The same for the run at p, if it is short and has only common characters;
 * behind it, or p if not.
 */
const char *chinese_common(struct chinese *c, const char *p, const char *end,
    size_t base, struct word_batch *out);

enum { GAP_FEATURES = 8 };

/* A gap inside a run: its byte offset, and what the model sees there. */
struct chinese_gap {
	size_t at;
	bool breaks;     /* the lexicon's path breaks there */
	int32_t caution; /* what the score of a word's end must exceed */
	uint32_t feature[GAP_FEATURES];
	size_t n;
};

/*
 * For the trainer: calls found for each gap inside a run that a word may end
 * at; inside a written number none does.
 */
void chinese_gaps(const struct lexicon *x, struct quire_span run,
    struct arena *a, void (*found)(void *arg, const struct chinese_gap *g),
    void *arg);

/* ---- tokens.c --------------------------------------------------------- */

/* Appends a word, split as Universal Dependencies treebanks do. */
void tokens_split(struct quire_span word, size_t base, const char *language,
    struct arena *a, struct segment_list *out);

static inline void
list_add(struct segment_list *l, struct arena *a, size_t start, size_t end)
{
	l->item = arena_grow(a, l->item, l->n, &l->cap, sizeof *l->item);
	l->item[l->n++] =
	    (struct segment_range){ (uint32_t)start, (uint32_t)end };
}

#endif
