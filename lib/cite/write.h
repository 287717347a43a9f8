/*
 * What the writers of bibliographies share.
 */
#ifndef CITE_WRITE_H
#define CITE_WRITE_H

#include "cite/cite.h"

void cite_write_csl(const struct cite_item *item, struct quire_span id,
    struct buf *out);
void cite_write_bib(const struct cite_item *item, struct quire_span id,
    bool biblatex, struct buf *out);
void cite_write_ris(const struct cite_item *item, struct quire_span id,
    struct buf *out);
void cite_write_gbt(const struct cite_item *item, struct quire_span id,
    struct buf *out);

/* YYYY, YYYY-MM or YYYY-MM-DD; a range with a slash. */
void cite_add_iso(struct buf *out, const struct cite_date *d);

#endif
