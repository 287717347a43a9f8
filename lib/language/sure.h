/*
 * The inside of language: answers that the first look at a text is sure of.
 */
#ifndef QUIRE_LANGUAGE_SURE_H
#define QUIRE_LANGUAGE_SURE_H

#include "language/first.h"
#include "learn/learn.h"

enum { SURE_MODELS = 4, SURE_VOTES = 8 };

struct detector;
struct answer;
struct vote;

struct sure {
	struct first_table table;
	struct learn_model *model[SURE_MODELS];
	int16_t start[SURE_MODELS][LEARN_NARROW_MAX]; /* sums of nothing */
	uint8_t of[256]; /* model of a script, from 1; 0: none */
	uint16_t class[SURE_MODELS][LEARN_NARROW_MAX]; /* of the large model */
	uint8_t group[LEARN_SPARSE_MAX]; /* of classes that are close, or 0 */
	bool minor[LEARN_SPARSE_MAX];
	bool mixed;     /* parts of this text had to vote */
	unsigned guess; /* of a short text: its best class, if not unlikely */
	struct first_text text;
};

/* After the classes of the large model are read. -1: a model is missing. */
int sure_open(struct detector *d);
void sure_close(struct sure *s);
/*
 * Looks at well-formed text of at most FIRST_MOST bytes. False: the large
 * model must be asked; *a is the likeliest class then, or UND. *weight: letters,
 * in units that are alike.
 */
bool sure_short(struct detector *d, struct quire_span text, struct answer *a,
    uint64_t *weight);
/* Bytes of the next part: ends behind white space, or a character. */
size_t sure_part(struct quire_span text, size_t most);
/*
 * The same, of all of a text or a part of a long one; where it is in several
 * languages, parts vote. Returns how many votes there are, at most SURE_VOTES.
 * None: the large model must be asked.
 */
size_t sure_votes(struct detector *d, struct quire_span text, bool is_long,
    struct vote *v);

#endif
