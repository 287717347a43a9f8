/*
 * language: which language a text, a line, a word or a span is in.
 *
 * Answers are BCP 47 tags ("en", "zh-Hans", "sr-Latn", "und"), static
 * strings. Scores are calibrated probabilities.
 */
#ifndef QUIRE_LANGUAGE_H
#define QUIRE_LANGUAGE_H

#include "base/base.h"
#include "text/text.h"

struct language_opts {
	const char *only; /* "en,zh": restricts; null: all */
	double threshold; /* below: und */
	bool several;     /* answers beside the first are wanted */
};

struct language_guess {
	const char *tag;
	float score;
};

struct language_span {
	size_t start, end; /* bytes, half-open */
	const char *tag;   /* und: no letters in it, or no answer */
	float score;
};

struct language_spans {
	struct language_span *item; /* in the arena */
	size_t n, cap;
};

struct detector;

/*
 * Null and QUIRE_EUSAGE if `only` names an unknown tag, QUIRE_EINPUT if the
 * model is missing. Opening costs next to nothing.
 */
struct detector *detector_new(const struct language_opts *o,
    struct quire_err *e);
void detector_free(struct detector *d);
/*
 * The language of most of the text's letters: guess[0], then alternatives;
 * returns how many were written, 1 <= n <= max. Without `several` there may
 * be none of them.
 */
size_t language_document(struct detector *d, struct quire_span text,
    struct arena *a, struct language_guess *guess, size_t max);
/*
 * A document that comes in windows: language_add for each, then
 * language_answer, which also starts anew.
 */
void language_add(struct detector *d, struct quire_span text, struct arena *a);
size_t language_answer(struct detector *d, struct language_guess *guess,
    size_t max);
/* Where which language is: adjoining spans that cover the text. */
void language_find_spans(struct detector *d, struct quire_span text,
    struct arena *a, struct language_spans *out);

/* All tags with English names, sorted: i from 0; null at the end. */
const char *language_tag(size_t i);
const char *language_name(size_t i);
/*
 * Is the tag one of the comma-separated list? "zh" there covers zh-Hans and
 * zh-Hant, and so does "zh-CN"; "EN-gb" covers en.
 */
bool language_listed(const char *list, const char *tag);
/* Is each tag of the list one of ours, or und? *bad: the first that is not. */
bool language_list_known(const char *list, struct quire_span *bad);

/* Rows: tag TAB score, n of them on one line, without its end. */
void language_write_row(const struct language_guess *g, size_t n,
    struct buf *out);
/*
 * JSON arrays: of {language, score}; of {start, end, language, score} with
 * offsets in the unit of `at`, which is of the text that the spans are of.
 */
void language_write_list(const struct language_guess *g, size_t n,
    struct buf *out);
void language_write_spans(const struct language_spans *l, struct text_offset at,
    struct buf *out);

#endif
