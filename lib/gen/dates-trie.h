/*
 * The trie of token patterns: nodes, edges by symbol, and the rows that end.
 */
#ifndef GEN_DATES_TRIE_H
#define GEN_DATES_TRIE_H

#include "dates-langs.h"

struct edge {
	uint16_t sym, glue;
	uint32_t node;
};

struct end {
	uint16_t row;
	struct dates_langset langs;
};

struct node {
	struct edge *edge;
	struct end *end;
	size_t edges, ends;
	size_t kept; /* edges as they are printed */
	uint64_t some[2];
};

static struct node *nodes;
static size_t node_count;
static uint32_t root[DATES_STAGES];
static struct dates_row row_list[20000];
static size_t rows;
static struct dates_set assign[20000];
static size_t assigns;

static uint32_t
node_new(void)
{
	nodes = mem_resize(nodes, node_count + 1, sizeof *nodes);
	memset(&nodes[node_count], 0, sizeof *nodes);
	return (uint32_t)node_count++;
}

static uint32_t
node_step(uint32_t n, uint16_t sym, bool glue)
{
	struct node *p = &nodes[n];
	uint32_t child;
	size_t i;

	for (i = 0; i < p->edges; i++)
		if (p->edge[i].sym == sym && p->edge[i].glue == glue)
			return p->edge[i].node;
	child = node_new();
	p = &nodes[n];
	p->edge = mem_resize(p->edge, p->edges + 1, sizeof *p->edge);
	p->edge[p->edges++] = (struct edge){ sym, glue, child };
	return child;
}

/* True if two rows make the same of what they take. */
static bool
same_effect(size_t a, size_t b)
{
	const struct dates_row *x = &row_list[a], *y = &row_list[b];

	return x->kind == y->kind && x->act == y->act &&
	    x->strict == y->strict && x->sets == y->sets &&
	    memcmp(&assign[x->set], &assign[y->set],
	        x->sets * sizeof *assign) == 0;
}

/* The languages of the rows that end here and make the same as end k. */
static struct dates_langset
end_wide(const struct node *n, size_t k)
{
	struct dates_langset wide = n->end[k].langs;
	size_t i;

	for (i = 0; i < n->ends; i++)
		if (same_effect(n->end[i].row, n->end[k].row))
			set_union(&wide, &n->end[i].langs);
	return wide;
}

static void
node_end(uint32_t n, size_t row, const struct dates_langset *l)
{
	struct node *p = &nodes[n];
	size_t i;

	for (i = 0; i < p->ends; i++)
		if (p->end[i].row == row) {
			set_union(&p->end[i].langs, l);
			return;
		}
	p->end = mem_resize(p->end, p->ends + 1, sizeof *p->end);
	p->end[p->ends++] = (struct end){ (uint16_t)row, *l };
}

#endif
