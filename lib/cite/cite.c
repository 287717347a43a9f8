/*
 * The room's entry: one document in, its citations out.
 */
#include <stdlib.h>
#include <string.h>

#include "cite/find.h"
#include "cite/layers.h"
#include "cite/resolve.h"
#include "text/text.h"

struct citer {
	struct cite_opts opts;
	struct tagger *tagger;
	struct arena *tmp;
};

struct work {
	struct citer *c;
	struct quire_span text;
	struct arena *arena;
	struct citations *out;
	struct cite_trail trail;
};

struct citer *
citer_new(const struct cite_opts *o, struct quire_err *e)
{
	struct tagger *g = tagger_new(e);
	struct citer *c;

	if (g == NULL)
		return NULL;
	c = mem_alloc(sizeof *c);
	c->opts = *o;
	c->tagger = g;
	c->tmp = arena_new();
	return c;
}

void
citer_free(struct citer *c)
{
	if (c == NULL)
		return;
	tagger_free(c->tagger);
	arena_free(c->tmp);
	free(c);
}

static struct citation *
add(struct work *w, size_t start, size_t end, enum cite_kind kind)
{
	struct citations *v = w->out;
	struct citation *c;

	v->item = arena_grow(w->arena, v->item, v->n, &v->cap, sizeof *c);
	c = &v->item[v->n++];
	memset(c, 0, sizeof *c);
	c->start = start;
	c->end = end;
	c->kind = kind;
	c->refers_to = -1;
	return c;
}

static void
parse(struct work *w, struct citation *c)
{
	struct cite_tagged t;

	cite_tag(w->c->tagger, span_sub(w->text, c->start, c->end), w->c->tmp,
	    &t);
	cite_read(&t, w->arena, w->c->tmp, &c->item, &c->locator);
	arena_reset(w->c->tmp);
	cite_unwrap_item(&c->item, w->arena);
}

/* At least two of title, person, container, date, locator, URL. */
static bool
identifies(const struct citation *c)
{
	const struct cite_item *it = &c->item;
	int n = 0;

	n += it->field[CITE_TITLE].len > 0;
	n += it->names[CITE_AUTHOR] > 0 || it->names[CITE_EDITOR] > 0;
	n += it->field[CITE_CONTAINER].len > 0;
	n += it->issued.year != 0;
	n += c->locator.len > 0 || it->field[CITE_PAGE].len > 0;
	n += it->field[CITE_URL].len > 0 || it->field[CITE_DOI].len > 0;
	n += it->field[CITE_PUBLISHER].len > 0;
	return n >= 2;
}

static void
trail_add(struct work *w, const struct cite_units *u, size_t k)
{
	struct cite_trail *t = &w->trail;
	size_t n = w->out->n - 1;

	t->unit = arena_grow(w->arena, t->unit, n, &t->cap, sizeof *t->unit);
	t->number = arena_grow(w->arena, t->number, n, &t->cap_number,
	    sizeof *t->number);
	t->unit[n] = k;
	t->number[n] = u->unit[k].mark.number;
}

static void
add_piece(struct work *w, const struct cite_units *u, size_t k,
    const struct cite_piece *p)
{
	const struct cite_unit *unit = &u->unit[k];
	struct citation *c =
	    add(w, p->start, p->end, unit->entry ? CITE_ENTRY : CITE_NOTE_REF);
	struct cite_back b;

	c->signal = p->signal;
	c->mark = unit->body;
	c->marks = unit->bodies;
	trail_add(w, u, k);
	if (p->back &&
	    cite_back_at(span_sub(w->text, p->start, p->end), w->arena, &b)) {
		cite_resolve(w->out, &w->trail, w->text, w->out->n - 1, &b);
		return;
	}
	parse(w, c);
	if (!identifies(c))
		w->out->n--;
}

/* An access date printed once after several URLs holds for all of them. */
static void
share_access(struct citations *v, size_t from)
{
	size_t i;

	if (v->n < from + 2 || v->item[v->n - 1].item.accessed.year == 0)
		return;
	for (i = from; i + 1 < v->n; i++) {
		struct cite_item *it = &v->item[i].item;

		if (it->accessed.year == 0 && it->field[CITE_URL].len > 0)
			it->accessed = v->item[v->n - 1].item.accessed;
	}
}

static void
find_references(struct work *w)
{
	struct cite_units u;
	struct cite_pieces p = { 0 };
	size_t k, i, from;

	cite_find_units(w->text, w->arena, w->c->tmp, &u);
	cite_pair_marks(w->text, w->arena, &u);
	for (k = 0; k < u.n; k++) {
		from = w->out->n;
		cite_cut_unit(w->text, &u.unit[k], w->arena, w->c->tmp, &p);
		for (i = 0; i < p.n; i++)
			add_piece(w, &u, k, &p.piece[i]);
		share_access(w->out, from);
	}
}

static int
by_start(const void *a, const void *b)
{
	const struct citation *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static int
compare_order(const void *a, const void *b)
{
	const struct citation *const *x = a, *const *y = b;

	return by_start(*x, *y) != 0 ? by_start(*x, *y)
	    : *x < *y                ? -1
	                             : *x > *y;
}

/* Layers were added behind: order by start, keep refers_to right. */
static void
sort(struct work *w)
{
	struct citations *v = w->out;
	struct citation **order, *sorted;
	size_t *place, i;

	for (i = 1; i < v->n && v->item[i - 1].start <= v->item[i].start; i++)
		;
	if (i >= v->n)
		return;
	order = arena_alloc(w->arena, v->n * sizeof *order);
	sorted = arena_alloc(w->arena, v->n * sizeof *sorted);
	place = arena_alloc(w->arena, v->n * sizeof *place);
	for (i = 0; i < v->n; i++)
		order[i] = &v->item[i];
	qsort(order, v->n, sizeof *order, compare_order);
	for (i = 0; i < v->n; i++) {
		sorted[i] = *order[i];
		place[order[i] - v->item] = i;
	}
	for (i = 0; i < v->n; i++)
		if (sorted[i].refers_to >= 0)
			sorted[i].refers_to = (int)place[sorted[i].refers_to];
	v->item = sorted;
	v->cap = v->n;
}

void
cite_document(struct citer *c, struct quire_span text, struct arena *a,
    struct citations *out)
{
	struct work w = { 0 };

	memset(out, 0, sizeof *out);
	w.c = c;
	w.text = text;
	w.arena = a;
	w.out = out;
	if (c->opts.parse) {
		struct quire_span s = text_trim(text);

		if (s.len > 0)
			parse(&w,
			    add(&w, (size_t)(s.p - text.p),
			        (size_t)(s.p - text.p) + s.len, CITE_ENTRY));
		return;
	}
	if (cite_may_hold(text))
		find_references(&w);
	if (c->opts.links)
		cite_find_links(text, a, out);
	if (c->opts.inlines)
		cite_find_inline(text, a, c->tmp, out);
	if (c->opts.links || c->opts.inlines)
		sort(&w);
	if (c->opts.self)
		cite_find_self(text, a, out);
}
