/*
 * Prints the tables of table-dates-grammar.c as C.
 */
#ifndef GEN_DATES_PRINT_H
#define GEN_DATES_PRINT_H

#include "dates-hash.h"
#include "dates-trie.h"

static int
by_edge(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->sym != y->sym ? (int)x->sym - (int)y->sym
	                        : (int)x->glue - (int)y->glue;
}

static void
print_trie(void)
{
	size_t i, k, at = 0;

	printf("const struct dates_edge dates_edges[] = {\n");
	for (i = 0; i < node_count; i++) {
		qsort(nodes[i].edge, nodes[i].edges, sizeof *nodes[i].edge,
		    by_edge);
		for (k = 0; k < nodes[i].edges; k++)
			printf("{%u,%u,%u},%s", nodes[i].edge[k].sym,
			    nodes[i].edge[k].glue, nodes[i].edge[k].node,
			    k % 8 == 7 ? "\n" : "");
	}
	printf("};\n\nconst struct dates_end dates_ends[] = {\n");
	for (i = 0; i < node_count; i++)
		for (k = 0; k < nodes[i].ends; k++)
			printf("{%u,%u},\n", nodes[i].end[k].row,
			    set_index(&nodes[i].end[k].langs));
	printf("};\n\nconst struct dates_node dates_nodes[] = {\n");
	for (i = 0, k = 0; i < node_count; i++) {
		printf("{%zu,%zu,%zu,%zu},\n", at, k, nodes[i].edges,
		    nodes[i].ends);
		at += nodes[i].edges;
		k += nodes[i].ends;
	}
	printf("};\n\n");
}

/* The symbols that patterns of a stage begin with. */
static void
print_firsts(void)
{
	static uint8_t first[DATES_STAGES][DATES_SYMS / 8];
	size_t i, k;

	if (SYM_LITERAL + literals > DATES_SYMS)
		fail("too many symbols");
	for (i = 0; i < DATES_STAGES; i++)
		for (k = 0; k < nodes[root[i]].edges; k++) {
			unsigned s = nodes[root[i]].edge[k].sym;

			first[i][s >> 3] |= (uint8_t)(1u << (s & 7));
		}
	printf("const uint8_t dates_first[DATES_STAGES][DATES_SYMS / 8] = "
	       "{\n");
	for (i = 0; i < DATES_STAGES; i++) {
		printf("{");
		for (k = 0; k < DATES_SYMS / 8; k++)
			printf("%u,%s", first[i][k], k % 32 == 31 ? "\n" : "");
		printf("},\n");
	}
	printf("};\n\n");
}

static void
print_rows(void)
{
	size_t i;

	printf("const uint32_t dates_root[] = {");
	for (i = 0; i < DATES_STAGES; i++)
		printf("%u,", root[i]);
	printf("};\n\nconst struct dates_row dates_rows[] = {\n");
	for (i = 0; i < rows; i++)
		printf("{%u,%u,%u,%u,%u},\n", row_list[i].kind, row_list[i].act,
		    row_list[i].set, row_list[i].sets, row_list[i].strict);
	printf("};\n\nconst struct dates_set dates_sets[] = {\n");
	for (i = 0; i < assigns; i++)
		printf("{%d,%d},\n", assign[i].field, assign[i].value);
	printf("{0,0}};\n\n");
}

static unsigned
entry_flags(const struct entry *e)
{
	return (e->trigger ? ENTRY_TRIGGER : 0u) |
	    (e->inner ? ENTRY_INNER : 0u) |
	    (e->trigger && e->home ? ENTRY_HOME : 0u) | e->starts;
}

/* The first word of a phrase that is a trigger, and where it is at home. */
static void
mark_starts(void)
{
	struct dates_langset home = set_parse("en,zh");
	size_t i, k, n = entries;

	for (i = 0; i < n; i++) {
		enum lexeme kind;
		size_t len = lexeme_next(all[i]->key, &kind);
		int32_t at = 0;
		UChar32 c;

		U8_NEXT(all[i]->key, at, (int32_t)strlen(all[i]->key), c);
		all[i]->home = c >= 0x370 && (c < 0x1e00 || c >= 0x2e80);
		for (k = 0; k < all[i]->readings; k++)
			all[i]->home |=
			    set_meets(&all[i]->reading[k].langs, &home) &&
			    all[i]->reading[k].sym < SYM_LITERAL &&
			    all[i]->reading[k].sym != C_stop;
		if (all[i]->trigger && all[i]->key[len] != '\0')
			entry_get(all[i]->key, len)->starts |= ENTRY_STARTS;
	}
}

static void
print_lexicon(void)
{
	size_t i, k, at = 0;

	perfect();
	printf(
	    "const unsigned dates_slot_bits = %zu, dates_disp_bits = %zu;\n\n",
	    slot_bits, disp_bits);
	printf("const uint16_t dates_disp[] = {\n");
	for (i = 0; i < (size_t)1 << disp_bits; i++)
		printf("%u,%s", disp[i], i % 16 == 15 ? "\n" : "");
	printf("};\n\nconst struct dates_reading dates_readings[] = {\n");
	for (i = 0; i < (size_t)1 << slot_bits; i++)
		for (k = 0; slot[i] != NULL && k < slot[i]->readings; k++)
			printf("{%u,%u,%d},\n", slot[i]->reading[k].sym,
			    set_index(&slot[i]->reading[k].langs),
			    slot[i]->reading[k].value);
	printf("{0,0,0}};\n\nconst struct dates_slot dates_slots[] = {\n");
	for (i = 0; i < (size_t)1 << slot_bits; i++) {
		if (slot[i] == NULL) {
			printf("{0,0,0,0,0},\n");
			continue;
		}
		printf("{0x%llxu,%zu,%zu,%d,%u},\n",
		    (unsigned long long)slot[i]->hash, at, slot[i]->readings,
		    slot[i]->prefix, entry_flags(slot[i]));
		at += slot[i]->readings;
	}
	printf("};\n\n");
}

static void
print_langs(void)
{
	size_t i, k;

	printf("const char *const dates_langs[] = {\n");
	for (i = 0; i < langs; i++)
		printf("\"%s\",%s", lang_name[i], i % 12 == 11 ? "\n" : "");
	printf("NULL};\n\nconst struct dates_langset "
	       "dates_langsets[] = {\n");
	for (i = 0; i < sets; i++) {
		printf("{{");
		for (k = 0; k < DATES_LANGS; k++)
			printf("0x%llxu,",
			    (unsigned long long)set_list[i].bit[k]);
		printf("}},\n");
	}
	printf("};\n\n");
}

#endif
