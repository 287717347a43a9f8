/*
 * The layers beside references: hyperlinks, narrative citations, and the
 * document's own record.
 */
#ifndef CITE_LAYERS_H
#define CITE_LAYERS_H

#include "cite/cite.h"

/* The item of a citation of kind link, which is read anew each time. */
void cite_link_item(struct quire_span text, const struct citation *c,
    struct arena *a, struct cite_item *item);
/* Adds citations of kind link, inline; in order, behind what is there. */
void cite_find_links(struct quire_span text, struct arena *a, struct arena *tmp,
    struct citations *out);
void cite_find_inline(struct quire_span text, struct arena *a,
    struct arena *tmp, struct citations *out);
/* Fills out->self and the evidence. */
void cite_find_self(struct quire_span text, struct arena *a,
    struct citations *out);

/*
 * An archived copy's address (web.archive.org/web/…, archive.today, perma.cc,
 * webcitation.org): fills URL (the original's, if it is in it), archive,
 * archive_location and archived. False if it is none.
 */
bool cite_unwrap(struct quire_span url, struct arena *a,
    struct cite_item *item);
/* The same for an item that already has such a URL. */
void cite_unwrap_item(struct cite_item *item, struct arena *a);
/* The date that a path shows: /2015/10/09/. */
bool cite_path_date(struct quire_span url, struct cite_date *d);
/* Host without www., borrowed. */
struct quire_span cite_host(struct quire_span url);
/* The label that names a site: techcrunch of beta.techcrunch.com. */
struct quire_span cite_site(struct quire_span host);

#endif
