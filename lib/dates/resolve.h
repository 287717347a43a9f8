/*
 * resolve: from one item to its value (resolve.c), and from all that was
 * found to the list of dates (dates.c).
 */
#ifndef DATES_RESOLVE_H
#define DATES_RESOLVE_H

#include "dates/value.h"

struct resolved {
	enum date_type type;
	struct buf timex, edtf;         /* the caller's; empty: no value */
};

/* Resolves against d->ref. *v is the calendar value, if there is one. */
void resolve_item(struct dater *d, struct item *t, struct value *v,
    struct resolved *r);

#endif
