/*
 * The grammar's machine: a graph of token patterns for each stage, generated
 * from the rows of lib/data/dates-rows*.tsv and the patterns of CLDR. The cost
 * of a place is bounded by the size of the graph, so the whole is linear in
 * the text.
 */
#include <string.h>

#include "dates/walk.h"

/* By this edges are sorted: by the bits of their symbols first. */
static unsigned
edge_key(unsigned sym)
{
	return (sym & 63) << 16 | sym;
}

/*
 * The edge of a symbol whose bit the node has, or null. As many edges are
 * before it as there are lower bits, and more if symbols share one.
 */
static const struct dates_edge *
edge_find(const struct dates_node *n, uint16_t sym)
{
	const uint64_t below = n->some[0] & (dates_sym_bit(sym) - 1);
	const struct dates_edge *e =
	    &dates_edges[n->edge + (unsigned)__builtin_popcountll(below)];
	const unsigned key = edge_key(sym);
	unsigned left, half;

	for (left = n->shared; left > 0; left -= half) {
		half = (left + 1) / 2;
		e += edge_key(e[half - 1].sym) < key ? half : 0;
	}
	return e->sym == sym ? e : NULL;
}

bool
ends_with_stop(const struct walk *w, const struct step *path, size_t depth)
{
	const struct tok *t = &w->d->tok[path[depth - 1].tok];

	return depth > 1 && t->end - t->start == 1 &&
	    w->d->text.p[t->start] == '.';
}

static void
take_end(struct walk *w, const struct dates_node *n, size_t depth,
    const struct dates_langset *l)
{
	struct dates_langset both;
	size_t i;

	if (w->no_stop && ends_with_stop(w, w->path, depth))
		return;
	for (i = 0; i < n->ends; i++) {
		const struct dates_end *e = &dates_ends[n->end + i];

		if (dates_rows[e->row].strict && !w->d->named)
			continue;
		if (depth == w->best && e->row >= w->best_row)
			continue;
		if (!langs_meet(l, langs_of(e->langs), &both))
			continue;
		if (e->wide != e->langs)
			langs_meet(l, langs_of(e->wide), &both);
		w->best = depth;
		w->best_row = e->row;
		w->best_langs = both;
		memcpy(w->best_path, w->path, depth * sizeof *w->path);
		return;
	}
}

static void walk_node(struct walk *w, const struct dates_node *n, size_t at,
    size_t depth, const struct dates_langset *l);

/* False: nothing ends at a node, and no edge takes what comes. */
static bool
may_go_on(const struct walk *w, unsigned node, size_t depth, uint64_t some)
{
	const struct dates_node *n = &dates_nodes[node];

	return (n->some[w->open] & some) != 0 ||
	    (n->live[w->open] && depth >= w->best);
}

/* Along the edges that reading i of the token at `at` allows. */
static void
walk_edges(struct walk *w, const struct dates_edge *e, size_t at, size_t i,
    size_t depth, const struct dates_langset *l)
{
	const struct tok *t = &w->d->tok[at];
	const struct dates_reading *r = &t->sym[i];
	const struct dates_langset *own =
	    t->item != NULL && r->sym == t->item->kind ? &t->item->langs
	                                               : langs_of(r->langs);
	struct dates_langset both;
	uint64_t some;

	if (own != langs_of(LANGS_ALL)) {
		if (!langs_meet(l, own, &both))
			return;
		l = &both;
	}
	w->path[depth++] = (struct step){ (uint8_t)at, (uint8_t)i };
	if (w->seen <= depth) {
		w->asked[depth] = 0;
		w->seen = depth + 1;
	}
	at = w->d->next[at];
	some = at < w->d->toks ? w->d->tok[at].some : 0;
	w->asked[depth] |= dates_nodes[e->loose].some[w->open] |
	    dates_nodes[e->glued].some[w->open];
	if (may_go_on(w, e->loose, depth, some))
		walk_node(w, &dates_nodes[e->loose], at, depth, l);
	if (e->glued != 0 && !t->space && depth > 1 &&
	    may_go_on(w, e->glued, depth, some))
		walk_node(w, &dates_nodes[e->glued], at, depth, l);
}

static void
walk_node(struct walk *w, const struct dates_node *n, size_t at, size_t depth,
    const struct dates_langset *l)
{
	const uint64_t some = n->some[w->open];
	const struct dates_edge *e;
	const struct tok *t;
	size_t i;

	if (n->live[w->open] && depth >= w->best)
		take_end(w, n, depth, l);
	if (at >= w->d->toks || depth == PATH)
		return;
	t = &w->d->tok[at];
	for (i = 0; i < t->syms; i++)
		if ((some & dates_sym_bit(t->sym[i].sym)) != 0 &&
		    (e = edge_find(n, t->sym[i].sym)) != NULL)
			walk_edges(w, e, at, i, depth, l);
}

/* From the root of a stage, which has hundreds of edges. */
void
walk_from(struct walk *w, unsigned stage, const struct dates_langset *l)
{
	const struct dates_edge *e =
	    &dates_edges[dates_nodes[dates_root[stage]].edge];
	const struct tok *t = &w->d->tok[w->from];
	size_t i, next = w->d->next[w->from];
	uint64_t some = next < w->d->toks ? w->d->tok[next].some : 0;

	w->best = 0;
	w->seen = 2;
	w->asked[0] = UINT64_MAX;
	w->asked[1] = 0;
	w->langs = 0;
	w->best_row = UINT32_MAX;
	for (i = 0; i < t->syms; i++) {
		const struct dates_head *h =
		    &dates_heads[dates_first[stage][t->sym[i].sym]];

		w->asked[1] |= h->next[w->open];
		if (h->live[w->open] || (h->next[w->open] & some) != 0)
			walk_edges(w, &e[h->edge], w->from, i, 0, l);
	}
}
