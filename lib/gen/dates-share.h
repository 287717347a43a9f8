/*
 * Makes a graph of the trie of patterns: nodes from which the same goes on
 * are one (the patterns of 300 locales end in few ways). What a walk finds
 * stays the same, in a tenth of the room.
 */
#ifndef GEN_DATES_SHARE_H
#define GEN_DATES_SHARE_H

#include "dates-trie.h"

static uint32_t *shared; /* by node: the first that is like it */

static int
by_edge(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	uint64_t p = dates_sym_bit(x->sym), q = dates_sym_bit(y->sym);

	if (p != q)
		return p < q ? -1 : 1;
	return x->sym != y->sym ? (int)x->sym - (int)y->sym
	                        : (int)x->glue - (int)y->glue;
}

static bool
same_node(const struct node *a, const struct node *b)
{
	size_t i;

	if (a->edges != b->edges || a->ends != b->ends)
		return false;
	for (i = 0; i < a->edges; i++)
		if (by_edge(&a->edge[i], &b->edge[i]) != 0 ||
		    a->edge[i].node != b->edge[i].node)
			return false;
	for (i = 0; i < a->ends; i++)
		if (a->end[i].row != b->end[i].row ||
		    memcmp(&a->end[i].langs, &b->end[i].langs,
		        sizeof a->end[i].langs) != 0)
			return false;
	return true;
}

static uint64_t
hash_node(const struct node *n)
{
	uint64_t h = DATES_HASH_START;
	size_t i, k;

	for (i = 0; i < n->edges; i++)
		h = dates_hash_mix(h ^ n->edge[i].sym ^
		    (uint64_t)n->edge[i].glue << 16 ^
		    (uint64_t)n->edge[i].node << 32);
	for (i = 0; i < n->ends; i++) {
		h = dates_hash_mix(h ^ n->end[i].row);
		for (k = 0; k < DATES_LANGS; k++)
			h = dates_hash_mix(h ^ n->end[i].langs.bit[k]);
	}
	return h;
}

/* What may still be found from a node, without strict rows if `open`. */
static bool
node_lives(uint32_t at, bool open)
{
	const struct node *n = &nodes[at];
	size_t i;

	for (i = 0; i < n->ends; i++)
		if (!open || !row_list[n->end[i].row].strict)
			return true;
	return false;
}

/* Bits of the symbols that go on to a row. */
static uint64_t
node_some(uint32_t at, bool open)
{
	const struct node *n = &nodes[at];
	uint64_t some = 0;
	size_t i;

	for (i = 0; i < n->edges; i++)
		if (node_lives(n->edge[i].node, open) ||
		    nodes[n->edge[i].node].some[open] != 0)
			some |= dates_sym_bit(n->edge[i].sym);
	return some;
}

static void
mark_nodes(void)
{
	size_t i;

	for (i = node_count; i-- > 0;) {
		nodes[i].some[0] = node_some((uint32_t)i, false);
		nodes[i].some[1] = node_some((uint32_t)i, true);
	}
}

/* Children are younger than their parents: from the last to the first. */
static void
share_nodes(void)
{
	size_t size = 1, i, k, at;
	uint32_t *table;

	while (size < node_count * 2)
		size *= 2;
	table = mem_alloc(size * sizeof *table);
	memset(table, 0xff, size * sizeof *table);
	shared = mem_alloc(node_count * sizeof *shared);
	for (i = node_count; i-- > 0;) {
		struct node *n = &nodes[i];

		for (k = 0; k < n->edges; k++)
			n->edge[k].node = shared[n->edge[k].node];
		if (n->edges > 0)
			qsort(n->edge, n->edges, sizeof *n->edge, by_edge);
		for (at = hash_node(n) & (size - 1); table[at] != UINT32_MAX;
		     at = (at + 1) & (size - 1))
			if (same_node(n, &nodes[table[at]]))
				break;
		if (table[at] == UINT32_MAX)
			table[at] = (uint32_t)i;
		shared[i] = table[at];
	}
	free(table);
	mark_nodes();
}

#endif
