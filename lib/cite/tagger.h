/*
 * The tagger: each token of a reference gets the field it belongs to. A
 * linear chain of learn/ over hashed features; the features are here, the
 * weights in lib/data/cite.model (lib/gen/train-cite.c).
 */
#ifndef CITE_TAGGER_H
#define CITE_TAGGER_H

#include "cite/token.h"
#include "learn/learn.h"

/* Sixteen: a row of weights fills one register. URLs and DOIs are tokens. */
enum cite_label {
	LABEL_O,
	LABEL_AUTHOR,
	LABEL_EDITOR,
	LABEL_TRANSLATOR,
	LABEL_TITLE,
	LABEL_CONTAINER,
	LABEL_PUBLISHER,
	LABEL_PLACE,
	LABEL_ISSUED,
	LABEL_ACCESSED,
	LABEL_VOLUME,
	LABEL_ISSUE,
	LABEL_PAGE,
	LABEL_EDITION,
	LABEL_NUMBER,
	LABEL_GENRE,
	CITE_LABELS
};

/* Names of the labels, as the model has them. */
extern const char *const cite_label_name[CITE_LABELS];

/* The features of all tokens, in the arena. */
void cite_features(const struct cite_tokens *x, const char *text,
    struct arena *a, struct learn_chain *out);

struct tagger;

/* Opens the built-in model; null and an error if it is unusable. */
struct tagger *tagger_new(struct quire_err *e);
void tagger_free(struct tagger *g);
/* label[0..t->n), in the arena. */
void tagger_run(const struct tagger *g, const struct cite_tokens *t,
    const char *text, struct arena *a, uint8_t **label);

#endif
