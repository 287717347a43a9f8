/*
 * What may stand beside a trigger for lib/dates/near.c: for each trigger a
 * row of bits, one for each kind of neighbour to its left and to its right.
 * Which symbols can be neighbours follows from the patterns of all stages,
 * what they are made of included, in the languages of the trigger.
 */
#ifndef GEN_DATES_NEAR_H
#define GEN_DATES_NEAR_H

#include "dates-lexicon.h"
#include "dates-trie.h"

enum { SYM_WORDS = DATES_SYMS / 64, KINDS = C_COUNT - C_FULL };

struct symset {
	uint64_t bit[SYM_WORDS];
};

/* What patterns say of a symbol or of some; a pair is left and right. */
struct beside {
	struct symset near[2];
	uint8_t flags; /* NEAR_… */
};

static void
sym_put(struct symset *s, unsigned sym)
{
	bits_put(s->bit, sym);
}

static bool
sym_in(const struct symset *s, unsigned sym)
{
	return bits_have(s->bit, sym);
}

/* True if a grew. */
static bool
sym_join(struct symset *a, const struct symset *b)
{
	uint64_t more = 0;
	size_t i;

	for (i = 0; i < SYM_WORDS; i++) {
		more |= b->bit[i] & ~a->bit[i];
		a->bit[i] |= b->bit[i];
	}
	return more != 0;
}

/* ---- patterns of some languages ---------------------------------------- */

/* By symbol: those to its left and right in patterns. */
static struct symset next_to[2][DATES_SYMS];
/* By kind: what it begins with, ends with, is alone. */
static struct symset edge_of[2][C_COUNT], alone_as[C_COUNT];
static struct dates_langset *node_langs; /* of all patterns from there on */

/* Children are younger than their parents. */
static void
langs_of_nodes(void)
{
	size_t n, i;

	node_langs = mem_alloc(node_count * sizeof *node_langs);
	memset(node_langs, 0, node_count * sizeof *node_langs);
	for (n = node_count; n-- > 0;) {
		for (i = 0; i < nodes[n].ends; i++)
			if (!row_list[nodes[n].end[i].row].strict)
				set_union(&node_langs[n],
				    &nodes[n].end[i].langs);
		for (i = 0; i < nodes[n].edges; i++)
			set_union(&node_langs[n],
			    &node_langs[nodes[n].edge[i].node]);
	}
}

/* From a node that `in` leads to, in patterns that begin with `first`. */
static void
beside_walk(uint32_t at, unsigned first, unsigned in, bool only,
    const struct dates_langset *l)
{
	const struct node *n = &nodes[at];
	size_t i;

	for (i = 0; i < n->ends; i++) {
		const struct dates_row *r = &row_list[n->end[i].row];

		if (r->strict || !set_meets(&n->end[i].langs, l))
			continue;
		sym_put(&edge_of[0][r->kind], first);
		sym_put(&edge_of[1][r->kind], in);
		if (only)
			sym_put(&alone_as[r->kind], in);
	}
	for (i = 0; i < n->edges; i++) {
		unsigned s = n->edge[i].sym;

		if (!set_meets(&node_langs[n->edge[i].node], l))
			continue;
		sym_put(&next_to[1][in], s);
		sym_put(&next_to[0][s], in);
		beside_walk(n->edge[i].node, first, s, false, l);
	}
}

/* A number in words may be a year, too. */
static bool
kind_in(const struct symset *s, unsigned kind)
{
	return sym_in(s, kind) || (kind == C_NUM && sym_in(s, C_y4));
}

/* With what kinds are that a kind begins with. */
static void
close_kinds(struct symset *of)
{
	bool more = true;
	unsigned a, b;

	while (more)
		for (more = false, a = C_FULL; a < C_COUNT; a++)
			for (b = C_FULL; b < C_COUNT; b++)
				if (a != b && kind_in(&of[a], b))
					more |= sym_join(&of[a], &of[b]);
}

static void
beside_read(const struct dates_langset *l)
{
	size_t i, k;

	memset(next_to, 0, sizeof next_to);
	memset(edge_of, 0, sizeof edge_of);
	memset(alone_as, 0, sizeof alone_as);
	for (i = 0; i < DATES_STAGES; i++)
		for (k = 0; k < nodes[root[i]].edges; k++) {
			const struct edge *e = &nodes[root[i]].edge[k];

			if (set_meets(&node_langs[e->node], l))
				beside_walk(e->node, e->sym, e->sym, true, l);
		}
	close_kinds(edge_of[0]);
	close_kinds(edge_of[1]);
	close_kinds(alone_as);
}

/*
 * The symbols beside s: those beside the kinds at whose edge it is, too, and
 * instead of a kind what stands at its other edge.
 */
static void
beside_find(unsigned s, unsigned side, struct symset *out)
{
	struct symset got = next_to[side][s];
	unsigned k;

	for (k = C_FULL; k < C_COUNT; k++)
		if (sym_in(&edge_of[side][k], s)) {
			sym_join(&got, &next_to[side][k]);
			if (k == C_NUM)
				sym_join(&got, &next_to[side][C_y4]);
		}
	*out = got;
	for (k = C_FULL; k < C_COUNT; k++)
		if (kind_in(&got, k))
			sym_join(out, &edge_of[!side][k]);
}

/* Kinds that are no dates, and those that --vague asks for. */
static bool
is_plain(unsigned kind)
{
	return kind >= C_FULL && kind != C_NUM && kind != C_ORD &&
	    kind != C_NOT && kind != C_VAG && kind != C_VDUR;
}

static uint8_t
beside_flags(unsigned s)
{
	uint8_t flags = 0;
	unsigned k;

	for (k = C_FULL; k < C_COUNT; k++)
		if (is_plain(k))
			flags |= (sym_in(&edge_of[0][k], s) ? NEAR_FIRST : 0) |
			    (sym_in(&edge_of[1][k], s) ? NEAR_LAST : 0) |
			    (sym_in(&alone_as[k], s) ? NEAR_ALONE : 0);
	return flags;
}

/* ---- readings, by symbol and languages -------------------------------- */

struct column {
	unsigned sym;
	struct dates_langset langs;
	struct beside b;
};

static struct column *column_list;
static size_t columns;

static struct column *
column_get(unsigned sym, const struct dates_langset *l)
{
	size_t i;

	for (i = 0; i < columns; i++)
		if (column_list[i].sym == sym &&
		    memcmp(&column_list[i].langs, l, sizeof *l) == 0)
			return &column_list[i];
	column_list = mem_resize(column_list, columns + 1, sizeof *column_list);
	memset(&column_list[columns], 0, sizeof *column_list);
	column_list[columns].sym = sym;
	column_list[columns].langs = *l;
	return &column_list[columns++];
}

/* Patterns are read once for all symbols of the same languages. */
static void
columns_fill(void)
{
	bool *done = mem_alloc(columns * sizeof *done);
	size_t i, k;

	memset(done, 0, columns * sizeof *done);
	for (i = 0; i < columns; i++) {
		if (done[i])
			continue;
		beside_read(&column_list[i].langs);
		for (k = i; k < columns; k++) {
			struct column *c = &column_list[k];

			if (memcmp(&c->langs, &column_list[i].langs,
			        sizeof c->langs) != 0)
				continue;
			beside_find(c->sym, 0, &c->b.near[0]);
			beside_find(c->sym, 1, &c->b.near[1]);
			c->b.flags = beside_flags(c->sym);
			done[k] = true;
		}
	}
	free(done);
}

/* The entry without the full stop at its end, or null. */
static const struct entry *
entry_less(const struct entry *e)
{
	size_t len = strlen(e->key);

	return len < 2 || e->key[len - 1] != '.' ? NULL
	                                         : entry_find(e->key, len - 1);
}

/*
 * Adds what stands beside an entry; of English and Chinese alone, if `home`.
 * Names that lib/dates/lex.c bars count for nothing.
 */
static void
beside_add(struct beside *b, const struct entry *e, bool home)
{
	const struct dates_langset en_zh = set_parse("en,zh");
	struct dates_langset l;
	size_t i, k;

	for (i = 0; i < e->readings; i++) {
		const struct reading *r = &e->reading[i];
		const struct beside *c;

		if (r->sym == C_stop || (is_name(r) && is_barred(e)) ||
		    (home && !set_meets(&r->langs, &en_zh)))
			continue;
		l = r->langs;
		for (k = 0; home && k < DATES_LANGS; k++)
			l.bit[k] &= en_zh.bit[k];
		c = &column_get(r->sym, &l)->b;
		sym_join(&b->near[0], &c->near[0]);
		sym_join(&b->near[1], &c->near[1]);
		b->flags |= c->flags;
	}
}

static struct beside
beside_entry(const struct entry *e, bool home)
{
	const struct entry *less = entry_less(e);
	struct beside b;

	memset(&b, 0, sizeof b);
	beside_add(&b, e, home);
	if (less != NULL)
		beside_add(&b, less, home);
	return b;
}

/* ---- rows and neighbours ---------------------------------------------- */

enum { ROW_WORDS = NEAR_ROWS / 64 };

struct rowset {
	uint64_t bit[ROW_WORDS];
};

/* By number; row 0 is that of none. And the languages of those it is of. */
static struct beside *row_list_near;
static struct dates_langset row_langs[NEAR_ROWS];
static size_t near_rows;
/* By side and symbol: the rows that it may stand beside. */
static struct rowset sym_rows[2][DATES_SYMS];
/* The same by side and number of neighbours. */
static struct rowset *near_list[2];
static size_t near_numbers[2];

static uint16_t
row_number(const struct beside *b)
{
	size_t i;

	for (i = 0; i < near_rows; i++)
		if (memcmp(&row_list_near[i], b, sizeof *b) == 0)
			return (uint16_t)i;
	if (near_rows == NEAR_ROWS)
		fail("too many rows of neighbours");
	row_list_near =
	    mem_resize(row_list_near, near_rows + 1, sizeof *row_list_near);
	memcpy(&row_list_near[near_rows], b, sizeof *b);
	return (uint16_t)near_rows++;
}

static uint16_t
neighbour_number(unsigned side, const struct rowset *r)
{
	size_t i;

	for (i = 0; i < near_numbers[side]; i++)
		if (memcmp(&near_list[side][i], r, sizeof *r) == 0)
			return (uint16_t)i;
	near_list[side] = mem_resize(near_list[side], i + 1, sizeof *r);
	near_list[side][i] = *r;
	near_numbers[side]++;
	return (uint16_t)i;
}

/* Adds the rows that a reading may stand beside: they have a language of it. */
static void
reading_rows(unsigned side, const struct reading *e, struct rowset *r)
{
	const struct rowset *near = &sym_rows[side][e->sym];
	uint64_t m;
	size_t i, row;

	for (i = 0; i < ROW_WORDS; i++)
		for (m = near->bit[i] & ~r->bit[i]; m != 0; m &= m - 1) {
			row = i * 64 + (size_t)__builtin_ctzll(m);
			if (set_meets(&row_langs[row], &e->langs))
				r->bit[i] |= m & (0 - m);
		}
}

static void
entry_rows(unsigned side, const struct entry *e, struct rowset *r)
{
	size_t i;

	for (i = 0; e != NULL && i < e->readings; i++)
		reading_rows(side, &e->reading[i], r);
}

/* The entry of the last lexeme. */
static struct entry *
entry_tail(const struct entry *e)
{
	size_t at = 0, n;
	enum lexeme kind;

	while (
	    (n = lexeme_next(e->key + at, &kind)) > 0 && e->key[at + n] != '\0')
		at += n;
	return entry_get(e->key + at, n);
}

/* Rows of the triggers: first what they need is noted, then it is there. */
static void
mark_rows(void)
{
	struct dates_langset home = set_parse("en,zh"), l;
	struct beside any, own;
	int filled;
	size_t i, k;

	for (i = 0; i < entries; i++)
		trigger_langs(all[i]);
	for (filled = 0; filled < 2; filled++) {
		for (i = 0; i < entries; i++) {
			struct entry *e = all[i];

			if (!e->trigger)
				continue;
			any = beside_entry(e, false);
			own = e->script ? any : beside_entry(e, true);
			if (!filled)
				continue;
			l = e->langs;
			for (k = 0; k < DATES_LANGS; k++)
				l.bit[k] &= ~home.bit[k];
			e->near.langs = set_index(&l);
			if (e->home) {
				e->near.home = row_number(&own);
				set_union(&row_langs[e->near.home],
				    e->script ? &e->langs : &home);
			}
			if (e->near.langs != 0 && !e->script) {
				e->near.any = row_number(&any);
				set_union(&row_langs[e->near.any], &l);
			}
		}
		if (!filled)
			columns_fill();
	}
}

/* Words that may open a region: alone, or as one of the first two of it. */
static void
mark_opens(void)
{
	struct entry *first, *second;
	enum lexeme kind;
	size_t i, len;

	for (i = 0; i < entries; i++) {
		struct entry *e = all[i];

		if (e->near.home == 0 && e->near.any == 0 &&
		    !(e->within && (e->home || e->near.langs != 0)))
			continue;
		len = lexeme_next(e->key, &kind);
		if (e->key[len] == '\0') {
			e->opens = true;
			continue;
		}
		if (has_trigger(e))
			continue;
		first = entry_get(e->key, len);
		second = second_lexeme(e);
		if (is_rarer(first, second))
			second->opens = second->second = true;
		else
			first->opens = true;
	}
}

static void
mark_near(void)
{
	struct beside none;
	struct rowset *tail, r;
	unsigned side;
	size_t i, k;

	memset(&none, 0, sizeof none);
	row_number(&none);
	langs_of_nodes();
	mark_rows();
	mark_opens();
	for (side = 0; side < 2; side++) {
		memset(&r, 0, sizeof r);
		neighbour_number(side, &r);
		for (k = 0; k < DATES_SYMS; k++)
			for (i = 1; i < near_rows; i++)
				if (sym_in(&row_list_near[i].near[side],
				        (unsigned)k))
					bits_put(sym_rows[side][k].bit, i);
	}
	tail = mem_alloc(entries * sizeof *tail);
	memset(tail, 0, entries * sizeof *tail);
	for (i = 0; i < entries; i++)
		entry_rows(0, all[i], &tail[entry_tail(all[i])->number]);
	for (i = 0; i < entries; i++) {
		all[i]->near.beside[0] = neighbour_number(0, &tail[i]);
		memset(&r, 0, sizeof r);
		entry_rows(1, all[i], &r);
		entry_rows(1, entry_less(all[i]), &r);
		all[i]->near.beside[1] = neighbour_number(1, &r);
	}
	free(tail);
}

static void
print_near(void)
{
	unsigned side;
	size_t i, k;

	printf("const uint8_t dates_near_flags[] = {");
	for (i = 0; i < near_rows; i++)
		printf("%u,%s", row_list_near[i].flags,
		    i % 32 == 31 ? "\n" : "");
	printf("};\n\n");
	for (side = 0; side < 2; side++) {
		printf("const uint64_t dates_near_%s[][NEAR_ROWS / 64] = {\n",
		    side == 0 ? "left" : "right");
		for (i = 0; i < near_numbers[side]; i++) {
			printf("{");
			for (k = 0; k < ROW_WORDS; k++)
				printf("0x%llxu,",
				    (unsigned long long)near_list[side][i]
				        .bit[k]);
			printf("},\n");
		}
		printf("};\n\n");
	}
}

#endif
