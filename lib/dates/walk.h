/*
 * walk: the longest pattern of a stage that begins with a token.
 */
#ifndef DATES_WALK_H
#define DATES_WALK_H

#include "dates/room.h"

enum { PATH = 40 };

/* A token of a match, and which of its readings. */
struct step {
	uint8_t tok, sym;
};

struct walk {
	struct dater *d;
	size_t from;
	struct step path[PATH], best_path[PATH];
	size_t best; /* tokens of the match; 0: none */
	size_t seen; /* tokens looked at, the end of the region too, */
	uint64_t asked[PATH + 1]; /* and the bits that each was asked for */
	unsigned best_row;
	struct dates_langset best_langs;
	uint32_t langs; /* their number, by memo.c; 0: not known */
	uint16_t kept;  /* the number of all of it, by memo.c; or INNER */
	bool no_stop;   /* no pattern may end with one */
	bool open;      /* no pattern may be strict */
};

/* Fills w->best and what belongs to it, in the languages l. */
void walk_from(struct walk *w, unsigned stage, const struct dates_langset *l);
/* True if the last of the tokens of a path is a full stop. */
bool ends_with_stop(const struct walk *w, const struct step *path,
    size_t depth);

static inline const struct tok *
best_tok(const struct walk *w, size_t i)
{
	return &w->d->tok[w->best_path[i].tok];
}

static inline const struct dates_reading *
best_sym(const struct walk *w, size_t i)
{
	return &best_tok(w, i)->sym[w->best_path[i].sym];
}

/* ---- make.c ------------------------------------------------------------ */

/*
 * The item that the row makes of the match, or null if there is no room. It may
 * end the match earlier: w->best.
 */
struct item *make_item(struct walk *w);

#endif
