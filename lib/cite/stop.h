/*
 * Which full stops and semicolons end a reference. Of a text, `start` is where
 * the reference begins, `at` the mark, `end` where its note or entry ends.
 */
#ifndef CITE_STOP_H
#define CITE_STOP_H

#include "base/base.h"

/* Does the Western full stop perhaps end it? */
bool cite_stop_ends(struct quire_span text, size_t start, size_t at,
    size_t end);
/* Is what stands before the full stop "Marsh, Helen (2009)"? */
bool cite_author_year(struct quire_span text, size_t start, size_t at);
/* Does the semicolon stand between the editors of a book? */
bool cite_between_editors(struct quire_span text, size_t start, size_t at);

#endif
