/* page: what the files about pages share. */
#ifndef QUIRE_CLEAN_PAGE_H
#define QUIRE_CLEAN_PAGE_H

#include <limits.h>

#include "clean/work.h"

/* End of the page that begins at line i. */
size_t page_end(const struct work *w, size_t i);
/* 17, - 17 -, 17/20, xvii, 第 17 页: nothing but a page's number. */
bool page_is_number(struct quire_span s);
/* Finds the pages of a text without form feeds; false: there is no telling. */
bool page_borders(struct work *w);

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
