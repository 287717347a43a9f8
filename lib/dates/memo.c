/*
 * The memory of walks. Most walks lead nowhere, and the same few tokens make
 * most of them; so what a walk finds is kept by the numbers of the tokens that
 * it looked at (room.h, struct tok), in a trie: whether it looks at one more
 * follows from those before. The table of its edges is the machine of the
 * grammar made deterministic, as far as texts go through it.
 */
#include <stdlib.h>
#include <string.h>

#include "dates/memo.h"

void
memo_open(struct dater *d)
{
	if (d->memo == NULL)
		d->memo = mem_zero(sizeof *d->memo);
	else if (d->memo->full)
		memset(d->memo, 0, sizeof *d->memo);
	else
		return;
	d->memo->results = 1; /* the first is that of nothing */
}

/* True if there is no room for one more than n; a quarter stays empty. */
static bool
no_room(struct memo *m, size_t n, unsigned bits)
{
	m->full |= n >= (size_t)3 << (bits - 2);
	return m->full;
}

/* ---- numbers ---------------------------------------------------------- */

uint32_t
memo_sig(struct memo *m, uint32_t a, uint32_t b, uint32_t c)
{
	const uint64_t h = a ^ (uint64_t)b << 20 ^ (uint64_t)c << 42;
	struct memo_parts *p;
	size_t i;

	if (a == SIG_LOST || b == SIG_LOST || c == SIG_LOST)
		return SIG_LOST;
	for (i = memo_place(h, SIG_BITS);; i = (i + 1) % (1 << SIG_BITS)) {
		p = &m->sig[i];
		if (p->a == a && p->b == b && p->c == c)
			return SIG_MADE + (uint32_t)i;
		if (p->b == 0)
			break;
	}
	if (no_room(m, m->sigs, SIG_BITS))
		return SIG_LOST;
	m->sigs++;
	*p = (struct memo_parts){ a, b, c };
	return SIG_MADE + (uint32_t)i;
}

uint32_t
memo_langs(struct memo *m, const struct dates_langset *l)
{
	static const struct dates_langset none;
	size_t i = memo_place(langs_hash(l), LANG_BITS);

	for (;; i = (i + 1) % (1 << LANG_BITS)) {
		if (langs_same(&m->langs[i], l))
			return SIG_WORD + (uint32_t)i;
		if (langs_same(&m->langs[i], &none))
			break;
	}
	if (no_room(m, m->sets, LANG_BITS))
		return SIG_LOST;
	m->sets++;
	m->langs[i] = *l;
	return SIG_WORD + (uint32_t)i;
}

bool
memo_number(const struct memo *m, uint32_t key, struct tok *t)
{
	const struct memo_number *n = &m->number[memo_place(key, NUMBER_BITS)];

	if (n->key != key)
		return false;
	t->item = NULL;
	t->some = n->some;
	t->use = n->use;
	t->sig = n->sig;
	t->bond = dates_bond_number[0];
	t->open = t->number = true;
	t->known = n->known;
	t->syms = n->syms;
	t->sym = n->sym;
	return true;
}

void
memo_keep_number(struct dater *d, uint32_t key, const struct tok *t)
{
	struct memo_number *n = &d->memo->number[memo_place(key, NUMBER_BITS)];
	size_t i;

	if (t->syms > NUMBER_SYMS || t->sig == SIG_LOST)
		return;
	for (i = 0; i < d->toks; i++)
		if (d->tok[i].sym == n->sym)
			return; /* a number of this region */
	n->key = key;
	n->some = t->some;
	n->use = t->use;
	n->sig = t->sig;
	n->known = t->known;
	n->syms = t->syms;
	memcpy(n->sym, t->sym, t->syms * sizeof *t->sym);
}

/* ---- pairs ------------------------------------------------------------ */

static struct memo_pair *
pair_at(const struct dater *d, uint32_t a, uint32_t b)
{
	return &d->memo->pair[memo_place(a ^ (uint64_t)b << 20, PAIR_BITS)];
}

/* That of token i and the next; null if it is not there. */
static struct memo_pair *
pair_find(const struct dater *d, size_t i)
{
	uint32_t a = memo_seen(d, i), b = memo_seen(d, d->next[i]);
	struct memo_pair *p = pair_at(d, a, b);

	return p->first == a && p->second == b ? p : NULL;
}

unsigned
memo_pair(struct dater *d, size_t i)
{
	const struct tok *t = &d->tok[i];
	const struct tok *u = d->next[i] < d->toks ? &d->tok[d->next[i]] : NULL;
	uint32_t a = memo_seen(d, i), b = memo_seen(d, d->next[i]);
	unsigned begins = t->use.begins;

	if (u == NULL || (t->use.next & u->some) == 0)
		begins &= t->use.alone;
	if (t->sig != SIG_LOST && (u == NULL || u->sig != SIG_LOST))
		*pair_at(d, a, b) =
		    (struct memo_pair){ a, b, { 0 }, (uint8_t)begins };
	return begins;
}

/* ---- walks ------------------------------------------------------------ */

/* The edge, or the place where it belongs. */
static inline struct memo_edge *
edge_at(struct memo *m, uint32_t from, uint32_t sig)
{
	size_t i = memo_place(from ^ (uint64_t)sig << 20, EDGE_BITS);

	while (m->edge[i].sig != 0 &&
	    (m->edge[i].from != from || m->edge[i].sig != sig))
		i = (i + 1) % (1 << EDGE_BITS);
	return &m->edge[i];
}

/* Where the walks of a stage begin: langs is 0, or the number of a set. */
static uint32_t
root_of(unsigned stage, uint32_t langs)
{
	return (1 << EDGE_BITS) + langs * DATES_STAGES + stage;
}

/* The edge to a result along the tokens from `at` on; null: none is kept. */
static const struct memo_edge *
recall(const struct dater *d, size_t at, const struct memo_edge *e)
{
	struct memo *m = d->memo;

	while (e->sig != 0 && e->result == INNER) {
		e = edge_at(m, (uint32_t)(e - m->edge),
		    memo_asked(d, at, e->asked));
		at = d->next[at];
	}
	return e->sig == 0 ? NULL : e;
}

/*
 * The same for all tokens from i on. What is behind the first two is kept
 * with the pair; if that is nothing, the stage is dropped there.
 */
static const struct memo_edge *
recall_pair(const struct dater *d, size_t i, unsigned stage)
{
	struct memo_pair *p = pair_find(d, i);
	struct memo *m = d->memo;
	const struct memo_edge *e;

	if (p != NULL && p->node[stage] != 0)
		return recall(d, d->next[d->next[i]], &m->edge[p->node[stage]]);
	e = edge_at(m, root_of(stage, 0), memo_seen(d, i));
	if (e->sig == 0)
		return NULL;
	e = edge_at(m, (uint32_t)(e - m->edge),
	    memo_asked(d, d->next[i], e->asked));
	if (e->sig == 0)
		return NULL;
	if (e->result != INNER) {
		if (e->result == 0 && p != NULL)
			p->begins &= (uint8_t) ~(1u << stage);
		return e;
	}
	if (p != NULL)
		p->node[stage] = (uint16_t)(e - m->edge);
	return recall(d, d->next[d->next[i]], e);
}

/* No pattern of the stage begins with token i and the next; false: not noted. */
static bool
drop_stage(const struct dater *d, size_t i, unsigned stage)
{
	struct memo_pair *p = pair_find(d, i);

	if (p == NULL)
		return false;
	p->begins &= (uint8_t) ~(1u << stage);
	return true;
}

void
memo_result(struct walk *w, uint16_t kept)
{
	const struct dater *d = w->d;
	const struct memo_result *r = &d->memo->result[kept];
	size_t i, at;

	w->kept = kept;
	w->best = r->best;
	if (r->best == 0)
		return;
	w->best_row = r->row;
	w->best_langs = d->memo->langs[r->langs];
	w->langs = SIG_WORD + r->langs;
	for (i = 0, at = w->from; i < r->best; i++, at = d->next[at])
		w->best_path[i] = (struct step){ (uint8_t)at, r->sym[i] };
}

/* The number of what w found; INNER if there is no room. */
static uint16_t
keep_result(struct memo *m, const struct walk *w)
{
	struct memo_result *r = &m->result[m->results];
	uint32_t langs;
	size_t i;

	if (w->best == 0)
		return 0;
	if (w->best > LONGEST)
		return INNER;
	langs = memo_langs(m, &w->best_langs);
	m->full |= m->results == 1 << RESULT_BITS;
	if (m->full)
		return INNER;
	r->row = (uint16_t)w->best_row;
	r->langs = (uint16_t)(langs - SIG_WORD);
	r->best = (uint8_t)w->best;
	for (i = 0; i < w->best; i++)
		r->sym[i] = w->best_path[i].sym;
	return (uint16_t)m->results++;
}

static void
keep(struct walk *w, uint32_t node)
{
	const struct dater *d = w->d;
	struct memo *m = d->memo;
	struct memo_edge *e;
	size_t i, at;

	w->kept = INNER;
	for (i = 0, at = w->from; i < w->seen && at < d->toks; i++) {
		if (d->tok[at].sig == SIG_LOST)
			return;
		at = d->next[at];
	}
	if (no_room(m, m->edges + w->seen, EDGE_BITS) ||
	    (w->kept = keep_result(m, w)) == INNER)
		return;
	for (i = 0, at = w->from; i < w->seen; i++, at = d->next[at]) {
		uint32_t sig = memo_asked(d, at, w->asked[i]);
		bool last = i + 1 == w->seen;

		e = edge_at(m, node, sig);
		if (e->sig == 0) {
			*e = (struct memo_edge){ last ? 0 : w->asked[i + 1],
				node, sig, last ? w->kept : INNER };
			m->edges++;
		}
		node = (uint32_t)(e - m->edge);
	}
}

void
memo_walk(struct walk *w, unsigned stage)
{
	const struct memo_edge *e = recall_pair(w->d, w->from, stage);

	if (e != NULL) {
		memo_result(w, e->result);
		return;
	}
	walk_from(w, stage, &w->d->allowed);
	w->kept = 0;
	if (w->best > 0 || w->seen > 2 || !drop_stage(w->d, w->from, stage))
		keep(w, root_of(stage, 0));
}

uint32_t
memo_walk_in(struct walk *w, unsigned stage, const struct dates_langset *l)
{
	struct memo *m = w->d->memo;
	const uint32_t set = memo_langs(m, l);
	const struct memo_edge *e;

	if (set == SIG_LOST) {
		walk_from(w, stage, l);
		w->kept = INNER;
		return set;
	}
	e = edge_at(m, root_of(stage, set), memo_seen(w->d, w->from));
	e = recall(w->d, w->d->next[w->from], e);
	if (e != NULL) {
		memo_result(w, e->result);
		return set;
	}
	walk_from(w, stage, l);
	keep(w, root_of(stage, set));
	return set;
}

/* ---- regions ---------------------------------------------------------- */

static size_t
region_place(const struct memo_region *r)
{
	return (size_t)(r->hash >> (64 - REGION_BITS));
}

static uint32_t
region_tag(const struct memo_region *r)
{
	return (uint32_t)r->hash | 1;
}

const struct memo_region *
memo_region(const struct dater *d, size_t first, struct memo_region *r)
{
	const struct memo *m = d->memo;
	const struct memo_region *k;
	size_t n = d->toks - first, i;

	r->toks = r->steps = 0;
	if (n > REGION_SEEN)
		return NULL;
	r->hash = n;
	for (i = 0; i < n; i++) {
		if (d->tok[first + i].sig == SIG_LOST)
			return NULL;
		r->seen[i] = memo_seen(d, first + i);
		r->hash = (r->hash ^ r->seen[i]) * UINT64_C(0x9e3779b97f4a7c15);
	}
	r->toks = (uint8_t)n;
	if (m->region_tag[region_place(r)] != region_tag(r))
		return NULL; /* most often, without a look at the region */
	k = &m->region[region_place(r)];
	return k->toks == n &&
	        memcmp(k->seen, r->seen, n * sizeof *k->seen) == 0
	    ? k
	    : NULL;
}

void
memo_keep_region(struct memo *m, const struct memo_region *r)
{
	m->region[region_place(r)] = *r;
	m->region_tag[region_place(r)] = region_tag(r);
}
