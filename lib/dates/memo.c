/*
 * The memory of walks. Most walks lead nowhere, and the same few tokens make
 * most of them; so what a walk finds is kept by the numbers of the tokens that
 * it looked at (room.h, struct tok), in a trie: whether it looks at one more
 * follows from those before. The table of its edges is the machine of the
 * grammar made deterministic, as far as texts go through it. It is bounded:
 * when it is full, all of it is forgotten, between two regions.
 */
#include <stdlib.h>
#include <string.h>

#include "dates/memo.h"

enum {
	EDGES = 1 << 14,
	SIGS = 1 << 12,
	LANGSETS = 1 << 9,
	PAIRS = 1 << 12,
	RESULTS = 1 << 12,
	LONGEST = 11, /* tokens of a result */
	INNER = UINT16_MAX
};

/* From a node, along a token: to the node of the same number, or a result. */
struct edge {
	uint32_t from, sig; /* sig 0: none */
	uint16_t result;    /* INNER: the walk went on */
};

struct result {
	uint16_t row, langs;
	uint8_t best, sym[LONGEST]; /* best 0: nothing */
};

/*
 * Two tokens, and the stages in which no pattern begins with them. Two that
 * fall on one place take turns.
 */
struct pair {
	uint32_t first, second;
	uint8_t dead;
};

struct parts {
	uint32_t a, b, c; /* b 0: none */
};

struct memo {
	struct edge edge[EDGES];
	struct result result[RESULTS];
	struct parts sig[SIGS];
	struct pair pair[PAIRS];
	struct dates_langset langs[LANGSETS]; /* empty: none */
	size_t edges, results, sigs, sets;
	bool full;
};

static size_t
place_of(uint64_t h, size_t table)
{
	return (size_t)((h * UINT64_C(0x9e3779b97f4a7c15)) >> 40) % table;
}

void
memo_open(struct dater *d)
{
	if (d->memo == NULL)
		d->memo = mem_alloc(sizeof *d->memo);
	else if (!d->memo->full)
		return;
	memset(d->memo, 0, sizeof *d->memo);
	d->memo->results = 1; /* the first is that of nothing */
}

/* True if one more is too many; tables stay a quarter empty. */
static bool
no_room(struct memo *m, size_t n, size_t table)
{
	m->full |= n >= table / 4 * 3;
	return m->full;
}

uint32_t
memo_sig(struct memo *m, uint32_t a, uint32_t b, uint32_t c)
{
	size_t i;
	struct parts *p;

	if (a == SIG_LOST || b == SIG_LOST || c == SIG_LOST)
		return SIG_LOST;
	for (i = place_of(a ^ (uint64_t)b << 24 ^ (uint64_t)c << 44, SIGS);;
	     i = (i + 1) % SIGS) {
		p = &m->sig[i];
		if (p->a == a && p->b == b && p->c == c)
			return SIG_MADE + (uint32_t)i;
		if (p->b == 0)
			break;
	}
	if (no_room(m, m->sigs, SIGS))
		return SIG_LOST;
	m->sigs++;
	*p = (struct parts){ a, b, c };
	return SIG_MADE + (uint32_t)i;
}

uint32_t
memo_langs(struct memo *m, const struct dates_langset *l)
{
	static const struct dates_langset none;
	uint64_t h = 0;
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		h = (h ^ l->bit[i]) * UINT64_C(0x9e3779b97f4a7c15);
	for (i = place_of(h, LANGSETS);; i = (i + 1) % LANGSETS) {
		if (memcmp(&m->langs[i], l, sizeof *l) == 0)
			return SIG_WORD + (uint32_t)i;
		if (memcmp(&m->langs[i], &none, sizeof none) == 0)
			break;
	}
	if (no_room(m, m->sets, LANGSETS))
		return SIG_LOST;
	m->sets++;
	m->langs[i] = *l;
	return SIG_WORD + (uint32_t)i;
}

/* The number of token `at` as a walk sees it. */
static uint32_t
sig_at(const struct dater *d, size_t at)
{
	return at < d->toks ? d->tok[at].sig << 1 | d->tok[at].space : SIG_END;
}

/* What is known of token i and the next; null if they have no number. */
static struct pair *
pair_at(const struct dater *d, size_t i)
{
	const struct tok *t = &d->tok[i];
	size_t next = d->next[i];
	uint32_t a = sig_at(d, i), b = sig_at(d, next);
	struct pair *p;

	if (t->sig == SIG_LOST ||
	    (next < d->toks && d->tok[next].sig == SIG_LOST))
		return NULL;
	p = &d->memo->pair[place_of(a ^ (uint64_t)b << 32, PAIRS)];
	if (p->first != a || p->second != b)
		*p = (struct pair){ a, b,
			next < d->toks && (t->use.next & d->tok[next].some) != 0
			    ? 0
			    : (uint8_t)~t->use.alone };
	return p;
}

unsigned
memo_begins(struct dater *d, size_t i)
{
	const struct tok *t = &d->tok[i];
	const struct pair *p;

	if (t->use.begins == 0)
		return 0;
	p = pair_at(d, i);
	return p == NULL ? t->use.begins : t->use.begins & ~p->dead;
}

/* The edge, or the place where it belongs. */
static struct edge *
edge_at(struct memo *m, uint32_t from, uint32_t sig)
{
	size_t i = place_of(from ^ (uint64_t)sig << 32, EDGES);

	while (m->edge[i].sig != 0 &&
	    (m->edge[i].from != from || m->edge[i].sig != sig))
		i = (i + 1) % EDGES;
	return &m->edge[i];
}

static uint32_t
root_of(unsigned stage, enum walk_kind kind)
{
	return EDGES + stage * WALK_KINDS + kind;
}

/* The result for the tokens from w->from on, or null. */
static const struct result *
recall(struct walk *w, uint32_t node)
{
	const struct dater *d = w->d;
	struct memo *m = d->memo;
	const struct edge *e;
	size_t at = w->from;

	for (w->seen = 1;; w->seen++, at = d->next[at]) {
		e = edge_at(m, node, sig_at(d, at));
		if (e->sig == 0)
			return NULL;
		if (e->result != INNER)
			return &m->result[e->result];
		node = (uint32_t)(e - m->edge);
	}
}

/* The number of what w found; INNER if there is no room. */
static uint16_t
keep_result(struct memo *m, const struct walk *w)
{
	struct result *r = &m->result[m->results];
	uint32_t langs;
	size_t i;

	if (w->best == 0)
		return 0;
	if (w->best > LONGEST)
		return INNER;
	langs = memo_langs(m, &w->best_langs);
	m->full |= m->results == RESULTS;
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
keep(const struct walk *w, uint32_t node)
{
	const struct dater *d = w->d;
	struct memo *m = d->memo;
	size_t i, at;
	uint16_t result;
	struct edge *e;

	for (i = 0, at = w->from; i < w->seen && at < d->toks; i++) {
		if (d->tok[at].sig == SIG_LOST)
			return;
		at = d->next[at];
	}
	if (no_room(m, m->edges + w->seen, EDGES) ||
	    (result = keep_result(m, w)) == INNER)
		return;
	for (i = 0, at = w->from; i < w->seen; i++, at = d->next[at]) {
		uint32_t sig = sig_at(d, at);

		e = edge_at(m, node, sig);
		if (e->sig == 0) {
			*e = (struct edge){ node, sig,
				i + 1 == w->seen ? result : INNER };
			m->edges++;
		}
		node = (uint32_t)(e - m->edge);
	}
}

void
memo_walk(struct walk *w, unsigned stage, enum walk_kind kind)
{
	static const struct dates_langset home = { { 3 } };
	const uint32_t root = root_of(stage, kind);
	const struct dater *d = w->d;
	const struct result *r = recall(w, root);
	struct pair *p;
	size_t i, at;

	if (r == NULL) {
		walk_from(w, stage, kind == WALK_HOME ? &home : &d->allowed);
		keep(w, root);
	} else {
		w->best = r->best;
		w->best_row = r->row;
		if (r->best > 0)
			w->best_langs = d->memo->langs[r->langs];
		for (i = 0, at = w->from; i < r->best; i++, at = d->next[at])
			w->best_path[i] =
			    (struct step){ (uint8_t)at, r->sym[i] };
	}
	if (w->best == 0 && w->seen == 2 && kind == WALK_ALL &&
	    (p = pair_at(d, w->from)) != NULL)
		p->dead |= (uint8_t)(1u << stage);
}
