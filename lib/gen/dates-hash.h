/*
 * The perfect hash of the lexicon: every entry gets a slot of its own.
 * Hash and displace: Belazzougui, Botelho, Dietzfelbinger 2009.
 */
#ifndef GEN_DATES_HASH_H
#define GEN_DATES_HASH_H

#include "dates-lexicon.h"

static size_t slot_bits, disp_bits;
static uint16_t *disp;
static struct entry **slot;

static size_t
slot_of(uint64_t hash, unsigned d)
{
	uint64_t m = dates_hash_mix(hash);

	return (size_t)((m >> 16) + d * ((m >> 40) | 1)) &
	    (((size_t)1 << slot_bits) - 1);
}

static bool
place(struct entry **e, size_t n, size_t b)
{
	unsigned d;
	size_t i;

	for (d = 0; d < 65535; d++) {
		for (i = 0; i < n; i++) {
			size_t s = slot_of(e[i]->hash, d);

			if (slot[s] != NULL)
				break;
			slot[s] = e[i];
		}
		if (i == n) {
			disp[b] = (uint16_t)d;
			return true;
		}
		while (i-- > 0)
			slot[slot_of(e[i]->hash, d)] = NULL;
	}
	return false;
}

struct group {
	struct entry *e[64];
	size_t n, id;
};

static int
by_size(const void *a, const void *b)
{
	const struct group *x = *(struct group *const *)a;
	const struct group *y = *(struct group *const *)b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void
perfect(void)
{
	size_t i, n = 0, groups;
	struct group **g;

	while (((size_t)1 << slot_bits) < entries + entries / 8)
		slot_bits++;
	disp_bits = slot_bits - 3;
	groups = (size_t)1 << disp_bits;
	slot = mem_alloc(sizeof *slot << slot_bits);
	memset(slot, 0, sizeof *slot << slot_bits);
	disp = mem_alloc(sizeof *disp * groups);
	memset(disp, 0, sizeof *disp * groups);
	g = mem_alloc(sizeof *g * groups);
	for (i = 0; i < groups; i++) {
		g[i] = mem_alloc(sizeof **g);
		g[i]->n = 0;
		g[i]->id = i;
	}
	for (i = 0; i < entries; i++) {
		struct group *x =
		    g[dates_hash_mix(all[i]->hash) & (groups - 1)];

		if (x->n == 64)
			fail("crowded hash");
		x->e[x->n++] = all[i];
	}
	qsort(g, groups, sizeof *g, by_size);
	for (n = 0; n < groups && g[n]->n > 0; n++)
		if (!place(g[n]->e, g[n]->n, g[n]->id))
			fail("no perfect hash");
}

#endif
