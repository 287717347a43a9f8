/*
 * Prints the tables of table-dates-grammar.c as C.
 */
#ifndef GEN_DATES_PRINT_H
#define GEN_DATES_PRINT_H

#include "dates-hash.h"
#include "dates-bond.h"
#include "dates-share.h"
#include "dates-starts.h"

/* Symbols that some pattern takes, and those that patterns begin with. */
static uint8_t sym_used[DATES_SYMS];
static struct dates_use sym_use[DATES_SYMS][2];

static void
print_pair(uint64_t a, uint64_t b)
{
	printf("{0x%llxu,0x%llxu},", (unsigned long long)a,
	    (unsigned long long)b);
}

static void
print_node(uint32_t at, size_t edge, size_t end)
{
	const struct node *n = &nodes[at];

	printf("{");
	print_pair(n->some[0], n->some[1]);
	printf("%zu,%zu,%zu,%zu,{%d,%d}},\n", edge, end, n->ends,
	    n->kept - (size_t)__builtin_popcountll(n->some[0]),
	    node_lives(at, false), node_lives(at, true));
}

/* Loose and glued edges of a symbol, which stand side by side, are one. */
static size_t
print_edges(const struct node *n, const uint32_t *number)
{
	size_t i, k = 0, count = 0;
	uint32_t to[2];

	for (i = 0; i < n->edges; i = k, count++) {
		to[0] = to[1] = 0;
		for (; k < n->edges && n->edge[k].sym == n->edge[i].sym; k++)
			to[n->edge[k].glue] = number[n->edge[k].node];
		sym_used[n->edge[i].sym] = 1;
		printf("{%u,%u,%u},%s", n->edge[i].sym, to[0], to[1],
		    count % 8 == 7 ? "\n" : "");
	}
	return count;
}

static void
print_trie(void)
{
	uint32_t *number, n = 1; /* 0 is nowhere */
	size_t i, k, at = 0;

	share_nodes();
	if (SYM_LITERAL + literals > DATES_SYMS)
		fail("too many symbols");
	number = mem_alloc(node_count * sizeof *number);
	for (i = 0; i < node_count; i++)
		if (shared[i] == i)
			number[i] = n++;
	if (n > UINT16_MAX)
		fail("too many nodes");
	printf("const struct dates_edge dates_edges[] = {\n");
	for (i = 0; i < node_count; i++)
		if (shared[i] == i)
			nodes[i].kept = print_edges(&nodes[i], number);
	printf("{0,0,0}};\n\nconst struct dates_end dates_ends[] = {\n");
	for (i = 0; i < node_count; i++)
		for (k = 0; shared[i] == i && k < nodes[i].ends; k++) {
			const struct dates_langset wide =
			    end_wide(&nodes[i], k);

			printf("{%u,%u,%u},\n", nodes[i].end[k].row,
			    set_index(&nodes[i].end[k].langs),
			    set_index(&wide));
		}
	printf("};\n\nconst struct dates_node dates_nodes[] = {\n"
	       "{{0,0},0,0,0,0,{0,0}},\n");
	for (i = 0, k = 0; i < node_count; i++) {
		if (shared[i] != i)
			continue;
		print_node((uint32_t)i, at, k);
		at += nodes[i].kept;
		k += nodes[i].ends;
	}
	printf("};\n\nconst uint32_t dates_root[] = {");
	for (i = 0; i < DATES_STAGES; i++)
		printf("%u,", number[shared[root[i]]]);
	printf("};\n\n");
	free(number);
}

static struct dates_head head[DATES_STAGES * DATES_SYMS];
static size_t heads = 1;

static void
use_add(struct dates_use *u, uint64_t next, bool alone, unsigned stage)
{
	u->next |= next;
	if (alone || next != 0)
		u->begins |= (uint8_t)(1u << stage);
	if (alone)
		u->alone |= (uint8_t)(1u << stage);
}

static void
print_use(const struct dates_use *u)
{
	printf("{{0x%llxu,%u,%u},{0x%llxu,%u,%u}}",
	    (unsigned long long)u[0].next, u[0].begins, u[0].alone,
	    (unsigned long long)u[1].next, u[1].begins, u[1].alone);
}

/* The head for the edges of one symbol that leave a root. */
static void
head_add(const struct node *n, size_t from, size_t to, unsigned stage)
{
	struct dates_head *h = &head[heads++];
	unsigned open;
	size_t k;

	for (open = 0; open < 2; open++) {
		for (k = from; k < to; k++) {
			uint32_t child = n->edge[k].node;

			if (n->edge[k].glue) /* nothing is before it */
				continue;
			h->next[open] |= nodes[child].some[open];
			h->live[open] |= node_lives(child, open);
		}
		use_add(&sym_use[n->edge[from].sym][open], h->next[open],
		    h->live[open] != 0, stage);
	}
}

/* Heads by stage and symbol; 0: there is none. */
static void
print_firsts(void)
{
	static uint16_t first[DATES_SYMS];
	size_t i, k, to, edge;
	unsigned s;

	printf("const uint16_t dates_first[DATES_STAGES][DATES_SYMS] = {\n");
	for (s = 0; s < DATES_STAGES; s++) {
		const struct node *n = &nodes[root[s]];

		memset(first, 0, sizeof first);
		for (k = edge = 0; k < n->edges; k = to) {
			for (to = k + 1;
			     to < n->edges && n->edge[to].sym == n->edge[k].sym;
			     to++)
				;
			first[n->edge[k].sym] = (uint16_t)heads;
			head_add(n, k, to, s);
			head[first[n->edge[k].sym]].edge = (uint16_t)edge++;
		}
		printf("{");
		for (i = 0; i < DATES_SYMS; i++)
			printf("%u,%s", first[i], i % 32 == 31 ? "\n" : "");
		printf("},\n");
	}
	printf("};\n\nconst struct dates_head dates_heads[] = {\n");
	for (i = 0; i < heads; i++) {
		printf("{");
		print_pair(head[i].next[0], head[i].next[1]);
		printf("%u,{%u,%u}},\n", head[i].edge, head[i].live[0],
		    head[i].live[1]);
	}
	printf("};\n\nconst struct dates_use dates_uses[][2] = {\n");
	for (i = 0; i < DATES_SYMS; i++) {
		print_use(sym_use[i]);
		printf(",\n");
	}
	printf("};\n\n");
}

static void
print_rows(void)
{
	size_t i;

	printf("const struct dates_row dates_rows[] = {\n");
	for (i = 0; i < rows; i++)
		printf("{%u,%u,%u,%u,%u},\n", row_list[i].kind, row_list[i].act,
		    row_list[i].set, row_list[i].sets, row_list[i].strict);
	printf("};\n\nconst struct dates_set dates_sets[] = {\n");
	for (i = 0; i < assigns; i++)
		printf("{%d,%d},\n", assign[i].field, assign[i].value);
	printf("{0,0}};\n\n");
}

/* The part of the lexicon's flags that its readings tell. */
static unsigned
reading_flags(const struct entry *e)
{
	struct dates_langset english = set_parse("en");
	unsigned flags = 0;
	size_t i;

	for (i = 0; i < e->readings; i++) {
		if (is_name(&e->reading[i]))
			flags |= ENTRY_NAMES;
		switch (e->reading[i].sym) {
		case C_stop:
			flags |= ENTRY_STOP;
			if (set_meets(&e->reading[i].langs, &english))
				flags |= ENTRY_ENGLISH;
			break;
		case C_before:
			flags |= ENTRY_BEFORE;
			break;
		case C_need:
		case C_length:
		case C_turns:
			flags |= ENTRY_NEEDS;
			break;
		case C_after:
			flags |= ENTRY_AFTER;
			break;
		case C_future:
			if (e->reading[i].value & ABOUT_WEAK)
				flags |= ENTRY_NEEDS;
			flags |= ENTRY_CUE;
			break;
		case C_past:
			flags |= ENTRY_CUE;
			break;
		default:
			break;
		}
	}
	return flags;
}

static unsigned
entry_flags(const struct entry *e)
{
	return (e->trigger ? ENTRY_TRIGGER : 0u) |
	    (e->inner ? ENTRY_INNER : 0u) |
	    (e->trigger && e->home ? ENTRY_HOME : 0u) |
	    (e->later ? ENTRY_LATER : 0u) | (e->second ? ENTRY_SECOND : 0u) |
	    e->starts | reading_flags(e);
}

/* The last word of a phrase of two or more, of those for the place before. */
static void
mark_tail(const struct entry *e)
{
	size_t at = 0, from, len = strlen(e->key);
	enum lexeme kind;

	while ((from = at, at += lexeme_next(e->key + at, &kind)) < len)
		;
	if (from > 0)
		entry_get(e->key + from, len - from)->starts |= ENTRY_TAIL;
}

/*
 * What the first word of a phrase tells: that it is a trigger that no other
 * word tells of, that there are entries for the places before and after a date.
 */
static void
mark_starts(void)
{
	size_t i, n = entries;

	for (i = 0; i < n; i++) {
		enum lexeme kind;
		size_t len = lexeme_next(all[i]->key, &kind);
		unsigned flags = reading_flags(all[i]);

		if (all[i]->trigger && all[i]->key[len] != '\0' &&
		    !has_trigger(all[i]))
			entry_get(all[i]->key, len)->starts |= ENTRY_STARTS;
		if ((flags & ENTRY_BEFORE) != 0)
			entry_get(all[i]->key, len)->starts |= ENTRY_BEFORES;
		if ((flags & ENTRY_NEEDS) != 0)
			entry_get(all[i]->key, len)->starts |= ENTRY_NEEDS;
		if ((flags & (ENTRY_BEFORE | ENTRY_NEEDS)) != 0)
			mark_tail(all[i]);
		if ((flags & ENTRY_AFTER) != 0)
			entry_get(all[i]->key, len)->starts |= ENTRY_AFTERS;
	}
}

/* All of a reading but its value. */
static uint64_t
reading_class(const struct reading *r)
{
	return r->sym | (uint64_t)set_index(&r->langs) << 16 |
	    (uint64_t)is_name(r) << 32;
}

static bool
same_class(const struct entry *a, const struct entry *b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a->readings && !sym_used[a->reading[i].sym])
			i++;
		while (k < b->readings && !sym_used[b->reading[k].sym])
			k++;
		if (i == a->readings || k == b->readings)
			return i == a->readings && k == b->readings;
		if (reading_class(&a->reading[i]) !=
		    reading_class(&b->reading[k]))
			return false;
	}
}

/* Readings that patterns take come first, of these the names last. */
static void
print_readings(const struct entry *e)
{
	const struct reading *r;
	size_t k;
	int turn;

	for (turn = 0; turn < 3; turn++)
		for (k = 0; k < e->readings; k++) {
			r = &e->reading[k];
			if ((!sym_used[r->sym] ? 2 : is_name(r)) == turn)
				printf("{%u,%u,0,%d,%d},\n", r->sym,
				    set_index(&r->langs), is_name(r), r->value);
		}
}

/*
 * Entries of which patterns take the same readings, whatever their values,
 * are of one class: the number of the first of them, from 1.
 */
static unsigned
entry_class(const struct entry *e)
{
	enum { TABLE = 1 << 16 };
	static struct {
		const struct entry *e;
		unsigned class;
	} table[TABLE];
	static unsigned classes;
	uint64_t h = DATES_HASH_START;
	size_t k;

	for (k = 0; k < e->readings; k++)
		if (sym_used[e->reading[k].sym])
			h = dates_hash_mix(h ^ reading_class(&e->reading[k]));
	for (h %= TABLE; table[h].e != NULL; h = (h + 1) % TABLE)
		if (same_class(table[h].e, e))
			return table[h].class;
	table[h].e = e;
	table[h].class = ++classes;
	if (classes > UINT16_MAX)
		fail("too many classes");
	return classes;
}

/* The passage tells whether its names count. */
static bool
may_be_barred(const struct entry *e)
{
	bool name = false;
	size_t k;

	for (k = 0; k < e->readings; k++)
		name |= is_name(&e->reading[k]);
	return name && is_function_word(e);
}

static void
print_slot(const struct entry *e, size_t at)
{
	struct dates_use use[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
	uint64_t some = 0;
	unsigned syms = 0, barred = 0;
	bool plain = false, name;
	size_t k, open;

	for (k = 0; k < e->readings; k++) {
		unsigned s = e->reading[k].sym;

		name = is_name(&e->reading[k]);
		plain |= !name || !is_barred(e);
		if (!sym_used[s])
			continue;
		syms++;
		barred += name && is_barred(e);
		some |= dates_sym_bit(s);
		for (open = 0; open < 2; open++) {
			use[open].next |= sym_use[s][open].next;
			use[open].begins |= sym_use[s][open].begins;
			use[open].alone |= sym_use[s][open].alone;
		}
	}
	printf("{0x%llxu,0x%llxu,", (unsigned long long)e->hash,
	    (unsigned long long)some);
	print_pair(use[0].next, use[1].next);
	plain = plain && (barred > 0 || !may_be_barred(e));
	printf("%zu,%uu,%u,%u,%u,{%u,%u},%zu,%u,%u,%u,%u,{%u,%u},{%u,%u}},\n",
	    at, e->follow, entry_flags(e), entry_class(e), e->wide, e->bond[0],
	    e->bond[1], e->readings, syms, plain ? syms - barred : 255,
	    barred > 0,
	    (e->within ? PART_WITHIN : 0) | (is_numeral(e) ? PART_NUMERAL : 0),
	    use[0].begins, use[1].begins, use[0].alone, use[1].alone);
}

static void
print_lexicon(void)
{
	size_t i, at = 0;

	perfect();
	printf(
	    "const unsigned dates_slot_bits = %zu, dates_disp_bits = %zu;\n\n",
	    slot_bits, disp_bits);
	printf("const uint16_t dates_disp[] = {\n");
	for (i = 0; i < (size_t)1 << disp_bits; i++)
		printf("%u,%s", disp[i], i % 16 == 15 ? "\n" : "");
	printf("};\n\nconst struct dates_reading dates_readings[] = {\n");
	for (i = 0; i < (size_t)1 << slot_bits; i++)
		if (slot[i] != NULL)
			print_readings(slot[i]);
	printf("{0,0,0,0,0}};\n\nconst struct dates_slot dates_slots[] = {\n");
	for (i = 0; i < (size_t)1 << slot_bits; i++) {
		if (slot[i] == NULL) {
			printf("{0},\n");
			continue;
		}
		if (slot[i]->readings > DATES_READINGS)
			fail("too many readings of %s", slot[i]->key);
		print_slot(slot[i], at);
		at += slot[i]->readings;
	}
	printf("};\n\n");
}

/* By slot. */
static void
print_nears(void)
{
	const struct dates_near *n;
	size_t i;

	print_near();
	printf("const struct dates_near dates_nears[] = {\n");
	for (i = 0; i < (size_t)1 << slot_bits; i++) {
		if (slot[i] == NULL) {
			printf("{0,0,0,{0,0}},\n");
			continue;
		}
		n = &slot[i]->near;
		printf("{%u,%u,%u,{%u,%u}},\n", n->langs, n->home, n->any,
		    n->beside[0], n->beside[1]);
	}
	printf("};\n\n");
}

/* The languages of two letters by these, from 1; 0 is none. */
static void
print_pairs(void)
{
	static size_t pair[DATES_LETTERS][DATES_LETTERS];
	size_t i, k;

	for (i = 0; i < langs; i++)
		if (strlen(lang_name[i]) == 2)
			pair[lang_name[i][0] - 'a'][lang_name[i][1] - 'a'] =
			    i + 1;
	printf("const uint16_t dates_lang_two[][DATES_LETTERS] = {\n");
	for (i = 0; i < DATES_LETTERS; i++) {
		printf("{");
		for (k = 0; k < DATES_LETTERS; k++)
			printf("%zu,", pair[i][k]);
		printf("},\n");
	}
	printf("};\n\n");
}

static void
print_set(const struct dates_langset *l)
{
	size_t k;

	printf("{{");
	for (k = 0; k < DATES_LANGS; k++)
		printf("0x%llxu,", (unsigned long long)l->bit[k]);
	printf("}}");
}

static void
print_sets(const char *name, const struct dates_langset *set, size_t n)
{
	size_t i;

	printf("const struct dates_langset %s[] = {\n", name);
	for (i = 0; i < n; i++) {
		print_set(&set[i]);
		printf(",\n");
	}
	printf("};\n\n");
}

/* By set: a one in the lane of each passage that it has a language of. */
static void
print_tallies(void)
{
	struct dates_tally t;
	size_t i, k;

	printf("const struct dates_tally dates_tallies[] = {\n");
	for (i = 0; i < sets; i++) {
		memset(&t, 0, sizeof t);
		for (k = 0; k < PASSAGES; k++)
			t.lane[k / LANES / 2][k / LANES % 2] +=
			    (uint64_t)set_meets(&set_list[i], &passage[k])
			    << k % LANES * LANE_BITS;
		printf("{{");
		for (k = 0; k < LANE_WORDS / 2; k++)
			printf("{0x%llxu,0x%llxu},",
			    (unsigned long long)t.lane[k][0],
			    (unsigned long long)t.lane[k][1]);
		printf("}},\n");
	}
	printf("};\n\n");
}

/* The languages of the function words that are not in Latin letters. */
static void
print_scripted(void)
{
	struct dates_langset l = set_parse("");
	size_t i, k;

	for (i = 0; i < entries; i++)
		for (k = 0; all[i]->script && k < all[i]->readings; k++)
			if (all[i]->reading[k].sym == C_stop)
				set_union(&l, &all[i]->reading[k].langs);
	print_set(&l);
}

static void
print_langs(void)
{
	size_t i;

	print_pairs();
	printf("const char *const dates_langs[] = {\n");
	for (i = 0; i < langs; i++)
		printf("\"%s\",%s", lang_name[i], i % 12 == 11 ? "\n" : "");
	printf("NULL};\n\n");
	print_sets("dates_langsets", set_list, sets);
	print_sets("dates_passages", passage, PASSAGES);
	print_tallies();
	printf("const struct dates_langset dates_scripted = ");
	print_scripted();
	printf(";\n\n");
	printf("const struct dates_langset dates_verbs_last = ");
	print_set(&verbs_last);
	printf(";\n\n");
}

#endif
