/*
 * memo: what walks have found, by the tokens that they looked at. It is
 * bounded: when a table is full, all is forgotten, between two regions.
 */
#ifndef DATES_MEMO_H
#define DATES_MEMO_H

#include "dates/walk.h"

/* Bits of the sizes of the tables. */
enum {
	EDGE_BITS = 15,
	RESULT_BITS = 13,
	PAIR_BITS = 13,
	SIG_BITS = 12,
	LANG_BITS = 9,
	LONGEST = 11, /* tokens of a result */
	NUMBER_BITS = 10,
	NUMBER_SYMS = 20, /* readings of a number that is kept */
	REGION_BITS = 13,
	REGION_SEEN = 12, /* tokens of a region that is kept */
	REGION_STEPS = 6, /* and its matches */
	INNER = UINT16_MAX
};

/*
 * From a node, along a token: to the node of its number, or a result. Tokens
 * without the bits that walks ask for at a node end them, as an end does.
 */
struct memo_edge {
	uint64_t asked;
	uint32_t from, sig; /* sig 0: none */
	uint16_t result;    /* INNER: the walk went on */
};

struct memo_result {
	uint16_t row, langs;
	uint8_t best, sym[LONGEST]; /* best 0: nothing */
};

/*
 * Two tokens, the stages of which a pattern may begin with them, and the
 * nodes of the walks behind them, 0 if not known. Two pairs that fall on one
 * place take turns.
 */
struct memo_pair {
	uint32_t first, second; /* 0: none */
	uint16_t node[DATES_STAGES];
	uint8_t begins;
};

/*
 * A match: the token where it begins, its stage, the result in all languages,
 * and what came of it (0: nothing), which hangs on the place too: it was out
 * of place, in a passage of languages of that number; its edges are free.
 */
struct memo_step {
	uint16_t found, made, near, kind;
	uint8_t from, stage;
	bool away, free;
	uint32_t sig; /* of what was made; this and kind hang on values */
};

/*
 * A region by its tokens, from the first that may begin a pattern, and all its
 * matches in turn. Two that fall on one place take turns.
 */
struct memo_region {
	uint64_t hash; /* of these, perhaps of none */
	uint32_t seen[REGION_SEEN];
	uint8_t toks, steps; /* toks 0: none */
	struct memo_step step[REGION_STEPS];
};

/*
 * The token of a short number: its key has its value and length. Two that fall
 * on one place take turns.
 */
struct memo_number {
	uint32_t key, sig; /* key 0: none */
	uint64_t some;
	struct dates_use use;
	bool known;
	uint8_t syms;
	struct dates_reading sym[NUMBER_SYMS];
};

struct memo_parts {
	uint32_t a, b, c; /* b 0: none */
};

struct memo {
	struct memo_edge edge[1 << EDGE_BITS];
	struct memo_result result[1 << RESULT_BITS];
	struct memo_pair pair[1 << PAIR_BITS];
	struct memo_parts sig[1 << SIG_BITS];
	struct dates_langset langs[1 << LANG_BITS]; /* empty: none */
	struct memo_region region[1 << REGION_BITS];
	uint32_t region_tag[1 << REGION_BITS]; /* of their hashes, 0: none */
	struct memo_number number[1 << NUMBER_BITS];
	size_t edges, results, sigs, sets;
	bool full;
};

static inline size_t
memo_place(uint64_t h, unsigned bits)
{
	return (size_t)((h * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - bits));
}

/* The number of token `at` as a walk sees it. */
static inline uint32_t
memo_seen(const struct dater *d, size_t at)
{
	return at < d->toks ? d->tok[at].sig << 1 | d->tok[at].space : SIG_END;
}

/* The same if walks ask for those bits. */
static inline uint32_t
memo_asked(const struct dater *d, size_t at, uint64_t asked)
{
	return at < d->toks && (d->tok[at].some & asked) != 0 ? memo_seen(d, at)
	                                                      : SIG_END;
}

/* What memo_begins gives for a pair that is not there. */
unsigned memo_pair(struct dater *d, size_t i);

/* The stages of which a pattern may begin with token i and the next. */
static inline unsigned
memo_begins(struct dater *d, size_t i)
{
	uint32_t a = memo_seen(d, i), b = memo_seen(d, d->next[i]);
	const struct memo_pair *p =
	    &d->memo->pair[memo_place(a ^ (uint64_t)b << 20, PAIR_BITS)];

	return p->first == a && p->second == b ? p->begins : memo_pair(d, i);
}

/* The token of a number, but its place; false: it is not there. */
bool memo_number(const struct memo *m, uint32_t key, struct tok *t);
void memo_keep_number(struct dater *d, uint32_t key, const struct tok *t);

/*
 * walk_from, or what it gave for tokens like these: in the languages allowed,
 * or in those of l, the number of which is returned.
 */
void memo_walk(struct walk *w, unsigned stage);
uint32_t memo_walk_in(struct walk *w, unsigned stage,
    const struct dates_langset *l);
/* Fills w with result number `kept`; from its token on. */
void memo_result(struct walk *w, uint16_t kept);

/*
 * Fills r with the tokens from `first` on, with none if nothing can be kept of
 * them. Returns what is kept of a region like it, or null.
 */
const struct memo_region *memo_region(const struct dater *d, size_t first,
    struct memo_region *r);
/* Keeps r, its steps filled in. */
void memo_keep_region(struct memo *m, const struct memo_region *r);

#endif
