/*
 * Resolving back-references.
 */
#ifndef CITE_RESOLVE_H
#define CITE_RESOLVE_H

#include "cite/find.h"

/* Beside citations[i]: the unit it stands in and that unit's number. */
struct cite_trail {
	uint32_t *unit;
	uint32_t *number;
	size_t cap, cap_number;
};

/* Makes citation i, a back-reference, point to the work it means. */
void cite_resolve(struct citations *v, const struct cite_trail *t,
    struct quire_span text, size_t i, const struct cite_back *b);
/* Has it an author and a year, and nothing else that says which work? */
bool cite_is_brief(const struct cite_item *it);
/*
 * Makes short forms, "Marsh 2004, p. 12", point to the work of that author and
 * year, before or behind them, if there is just one.
 */
void cite_resolve_brief(struct citations *v, struct arena *tmp);

/*
 * "Castleton, Cities of Grain, 133": the work of that author whose title begins
 * so, among those before; -1 if s is no such form. The place cited in it.
 */
int cite_resolve_short(const struct citations *v, struct quire_span s,
    struct arena *tmp, struct quire_span *locator);

#endif
