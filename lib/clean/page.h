/* page: what the files about pages share. */
#ifndef QUIRE_CLEAN_PAGE_H
#define QUIRE_CLEAN_PAGE_H

#include <limits.h>

#include "clean/work.h"

size_t page_end(const struct work *w, size_t i);

/* Lines in a new order. */
struct list {
	struct line *l;
	size_t n, cap;
};

static inline void
page_append(struct work *w, struct list *x, struct line l)
{
	x->l = arena_grow(w->a, x->l, x->n, &x->cap, sizeof *x->l);
	x->l[x->n++] = l;
}

#endif
