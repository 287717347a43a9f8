/*
 * memo: what walks have found, by the tokens that they looked at.
 */
#ifndef DATES_MEMO_H
#define DATES_MEMO_H

#include "dates/walk.h"

/* The languages of a walk: those allowed, or English and Chinese. */
enum walk_kind { WALK_ALL, WALK_HOME, WALK_KINDS };

/* walk_from, or what it gave for tokens like these. */
void memo_walk(struct walk *w, unsigned stage, enum walk_kind kind);

#endif
