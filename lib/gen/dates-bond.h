/*
 * What may stand beside what for lib/dates/region.c: of any two entries, may a
 * part of a date be at both sides of the place between them? As in dates-near.h
 * it follows from the patterns, in the languages of both.
 */
#ifndef GEN_DATES_BOND_H
#define GEN_DATES_BOND_H

#include "dates-near.h"
#include "dates/numeral.h"

/* Columns (dates-near.h), a bit each: what an entry or some can be. */
static size_t bond_words;
/* By number, from 1: what may stand to the right; what is to the right. */
struct bonds {
	uint64_t **set;
	size_t n;
};

static struct bonds bond_side[2];
static uint16_t bond_number[2]; /* of digits */
static uint64_t *bond_rows;     /* as they are printed */

static uint64_t *
colset_new(void)
{
	uint64_t *s = mem_alloc(bond_words * sizeof *s);

	memset(s, 0, bond_words * sizeof *s);
	return s;
}

static void
colset_join(uint64_t *a, const uint64_t *b)
{
	size_t i;

	for (i = 0; i < bond_words; i++)
		a[i] |= b[i];
}

static bool
colsets_meet(const uint64_t *a, const uint64_t *b)
{
	size_t i;

	for (i = 0; i < bond_words; i++)
		if ((a[i] & b[i]) != 0)
			return true;
	return false;
}

static void
colset_put(uint64_t *s, unsigned sym, const struct dates_langset *l)
{
	bits_put(s, (size_t)(column_get(sym, l) - column_list));
}

static void
colset_entry(uint64_t *s, const struct entry *e)
{
	size_t i;

	for (i = 0; e != NULL && i < e->readings; i++)
		if (e->reading[i].sym != C_stop)
			colset_put(s, e->reading[i].sym, &e->reading[i].langs);
}

/* What numbers can be. */
static void
colset_number(uint64_t *s)
{
	static const unsigned sym[] = { NUMBER_CLASSES };
	const struct dates_langset any = set_parse("*");
	size_t i;

	for (i = 0; i < sizeof sym / sizeof *sym; i++)
		colset_put(s, sym[i], &any);
}

/* Every column is there before the sets are made. */
static void
bond_columns(void)
{
	uint64_t *s;
	size_t i;

	bond_words = (columns + entries * DATES_READINGS) / 64 + 1;
	s = colset_new();
	colset_number(s);
	for (i = 0; i < entries; i++)
		colset_entry(s, all[i]);
	free(s);
	columns_fill();
	bond_words = (columns + 63) / 64;
}

/* By column: what may be to its right. */
static uint64_t **
columns_right(void)
{
	uint64_t **right = mem_alloc(columns * sizeof *right);
	const struct column *a, *b;
	size_t i, k;

	for (i = 0; i < columns; i++) {
		right[i] = colset_new();
		a = &column_list[i];
		for (k = 0; k < columns; k++) {
			b = &column_list[k];
			if (sym_in(&a->b.near[1], b->sym) &&
			    sym_in(&b->b.near[0], a->sym) &&
			    set_meets(&a->langs, &b->langs))
				bits_put(right[i], k);
		}
	}
	return right;
}

static uint16_t
bond_get(struct bonds *b, const uint64_t *s)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		if (memcmp(b->set[i], s, bond_words * sizeof *s) == 0)
			return (uint16_t)(i + 1);
	b->set = mem_resize(b->set, b->n + 1, sizeof *b->set);
	b->set[b->n] = colset_new();
	colset_join(b->set[b->n++], s);
	return (uint16_t)b->n;
}

/* Numbers of what ends with these and of what begins with those. */
static void
bond_set(uint64_t *const *right, const uint64_t *ends, const uint64_t *begins,
    uint16_t number[2])
{
	uint64_t *s = colset_new();
	size_t i;

	for (i = 0; i < columns; i++)
		if (bits_have(ends, i))
			colset_join(s, right[i]);
	number[0] = bond_get(&bond_side[0], s);
	number[1] = bond_get(&bond_side[1], begins);
	free(s);
}

/*
 * What begins with a lexeme and what ends with it, phrases included; a phrase
 * ends as itself, and as what ends with it, for the lexer may take several
 * lexemes of a key for one ("ʼs").
 */
static void
bond_edges(uint64_t **begins, uint64_t **ends)
{
	const struct entry *e, *edge;
	size_t i, at, n, len;
	enum lexeme kind;

	for (i = 0; i < entries; i++) {
		begins[i] = colset_new();
		ends[i] = colset_new();
	}
	for (i = 0; i < entries; i++) {
		e = all[i];
		len = strlen(e->key);
		for (at = 0; at < len; at += n) {
			n = lexeme_next(e->key + at, &kind);
			if (at == 0)
				colset_entry(begins[entry_find(e->key, n)
				                        ->number],
				    e);
			if ((edge = entry_find(e->key + at, len - at)) != NULL)
				colset_entry(ends[edge->number], e);
			if (at > 0)
				colset_entry(ends[i], entry_less(e));
		}
	}
}

/* A character of which lib/dates/numbers.c makes numbers. */
static bool
is_numeral(const struct entry *e)
{
	int32_t at = 0, len = (int32_t)strlen(e->key);
	UChar32 c;

	if (len == 0)
		return false;
	U8_NEXT(e->key, at, len, c);
	return at == len && c >= 0 && dates_han_digit((uint32_t)c) >= 0;
}

static bool
is_digits(const char *key)
{
	return strspn(key, "0123456789") == strlen(key);
}

/* Numbers that have the same of all others are one. */
static void
bonds_share(unsigned side, bool **may)
{
	const size_t n = bond_side[side].n, others = bond_side[!side].n;
	uint16_t *first = mem_alloc((n + 1) * sizeof *first);
	size_t i, k, o, shared = 0;

	for (i = 1; i <= n; i++) {
		for (k = 1; k <= shared; k++) {
			for (o = 1; o <= others; o++)
				if (side == 0 ? may[i][o] != may[k][o]
				              : may[o][i] != may[o][k])
					break;
			if (o > others)
				break;
		}
		first[i] = (uint16_t)k;
		if (k <= shared)
			continue;
		shared++;
		for (o = 1; o <= others; o++)
			if (side == 0)
				may[k][o] = may[i][o];
			else
				may[o][k] = may[o][i];
	}
	bond_side[side].n = shared;
	first[0] = 0;
	for (i = 0; i < entries; i++)
		all[i]->bond[side] = first[all[i]->bond[side]];
	bond_number[side] = first[bond_number[side]];
	free(first);
}

/* Row 0 and column 0 are all ones. */
static void
bonds_fill(void)
{
	struct bonds *l = &bond_side[0], *r = &bond_side[1];
	bool **may = mem_alloc((l->n + 1) * sizeof *may);
	size_t i, k, n = l->n;

	for (i = 0; i <= n; i++) {
		may[i] = mem_alloc(r->n + 1);
		for (k = 0; k <= r->n; k++)
			may[i][k] = i == 0 || k == 0 ||
			    colsets_meet(l->set[i - 1], r->set[k - 1]);
	}
	bonds_share(0, may);
	bonds_share(1, may);
	if (r->n >= BOND_WORDS * 64)
		fail("too many kinds of neighbours to the right");
	bond_rows = mem_alloc((l->n + 1) * BOND_WORDS * sizeof *bond_rows);
	memset(bond_rows, 0, (l->n + 1) * BOND_WORDS * sizeof *bond_rows);
	for (i = 0; i <= l->n; i++)
		for (k = 0; k < BOND_WORDS * 64; k++)
			if (k <= r->n ? may[i][k] : i == 0)
				bits_put(&bond_rows[i * BOND_WORDS], k);
	for (i = 0; i <= n; i++)
		free(may[i]);
	free(may);
}

/* The entry of the first lexeme. */
static struct entry *
entry_head(const struct entry *e)
{
	enum lexeme kind;

	return entry_find(e->key, lexeme_next(e->key, &kind));
}

/* A date by itself that opens no region: where there is one, it is found. */
static bool
is_found_beside(const struct entry *e)
{
	return !e->trigger && beside_entry(e, false).flags & NEAR_ALONE;
}

static void
mark_bonds(void)
{
	uint64_t **begins = mem_alloc(entries * sizeof *begins);
	uint64_t **ends = mem_alloc(entries * sizeof *ends);
	uint64_t *number[2], **right;
	size_t i;

	bond_columns();
	right = columns_right();
	bond_edges(begins, ends);
	number[0] = colset_new();
	number[1] = colset_new();
	colset_number(number[0]);
	colset_number(number[1]);
	for (i = 0; i < entries; i++) {
		if (is_numeral(all[i])) {
			colset_number(ends[i]);
			colset_number(begins[i]);
		}
		bond_set(right, ends[i], begins[i], all[i]->bond);
		if (entry_head(all[i]) != all[i] || is_found_beside(all[i]))
			all[i]->bond[1] = 0;
		if (!is_digits(all[i]->key))
			continue;
		colset_join(number[0], ends[i]);
		colset_join(number[1], begins[i]);
	}
	bond_set(right, number[0], number[1], bond_number);
	bonds_fill();
}

static void
print_bonds(void)
{
	size_t i, k;

	printf("const uint16_t dates_bond_number[] = { %u, %u };\n\n",
	    bond_number[0], bond_number[1]);
	printf("const uint64_t dates_bonds[][BOND_WORDS] = {\n");
	for (i = 0; i <= bond_side[0].n; i++) {
		printf("{");
		for (k = 0; k < BOND_WORDS; k++)
			printf("0x%llxu,",
			    (unsigned long long)bond_rows[i * BOND_WORDS + k]);
		printf("},\n");
	}
	printf("};\n\n");
}

#endif
