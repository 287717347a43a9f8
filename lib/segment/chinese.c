/*
 * Chinese words. Two steps over a run of Han characters:
 *
 * The lexicon's words that occur in it form a lattice; the cheapest path
 * through it (unigram costs) from both ends gives for each gap between two
 * characters how much a break there costs, compared with none.
 *
 * A linear model over that and the characters around decides. It learns what
 * the lexicon does not know: the habits of a treebank, unknown names.
 */
#include <stdlib.h>
#include <string.h>

#include "learn/learn.h"
#include "segment-han.h"
#include "segment/lexicon.h"
#include "segment/words.h"
#include "text/text.h"

enum {
	PIECE = 4096, /* characters looked at at once */
	UNKNOWN = 260 /* cost of a character that is no word */
};

/* A piece of a run: character i lies at byte at[i]; gap i is before it. */
struct lattice {
	size_t n;
	uint32_t cp[PIECE + 2]; /* simplified, with two zeros around */
	uint32_t at[PIECE + 1];
	int32_t ahead[PIECE + 1];  /* cheapest way from the start */
	int32_t behind[PIECE + 1]; /* cheapest way to the end */
	int32_t whole[PIECE + 1];  /* cheapest without a break here */
	uint8_t word[PIECE + 1];   /* length of the path's word */
	uint8_t lens[PIECE + 1];   /* set of lengths of words here */
	uint8_t price[PIECE + 1][LEXICON_WORD_MAX]; /* by length - 1 */
};

struct chinese {
	struct lexicon lexicon;
	struct learn_model *model;
	struct lattice lattice;
};

uint32_t
chinese_simplified(uint32_t cp)
{
	return cp >= HAN_FIRST && cp <= HAN_LAST
	    ? han_simplified[cp - HAN_FIRST]
	    : cp;
}

struct chinese *
chinese_open(void)
{
	struct chinese *c = mem_alloc(sizeof *c);
	const void *image;
	size_t len;

	image = learn_builtin("words-lexicon", &len);
	c->model = learn_open_builtin("words");
	if (c->model == NULL || lexicon_open(&c->lexicon, image, len) < 0) {
		chinese_close(c);
		return NULL;
	}
	return c;
}

void
chinese_close(struct chinese *c)
{
	if (c == NULL)
		return;
	if (c->model != NULL)
		learn_close(c->model);
	free(c);
}

/* ---- the lattice ------------------------------------------------------ */

/* Reads a piece of the run; returns its bytes. */
static size_t
read_piece(struct lattice *l, const char *p, const char *end)
{
	const char *start = p;
	uint32_t cp;

	for (l->n = 0; p < end && l->n < PIECE; l->n++) {
		l->at[l->n] = (uint32_t)(p - start);
		p += utf8_decode(p, end, &cp);
		l->cp[l->n] = chinese_simplified(cp);
	}
	l->at[l->n] = (uint32_t)(p - start);
	l->cp[l->n] = l->cp[l->n + 1] = 0;
	return (size_t)(p - start);
}

/* The words that start at each character. */
static void
find_words(const struct lexicon *x, struct lattice *l)
{
	for (size_t i = 0; i < l->n; i++) {
		uint64_t key = 0;
		uint32_t slot = LEXICON_MORE;
		uint8_t lens = 0;

		for (size_t k = 0; k < LEXICON_WORD_MAX && i + k < l->n &&
		     slot & LEXICON_MORE;
		     k++) {
			key = lexicon_key(key, l->cp[i + k]);
			slot = lexicon_find(x, key);
			if (slot & LEXICON_COST) {
				lens |= (uint8_t)(1u << k);
				l->price[i][k] = (uint8_t)slot;
			}
		}
		l->lens[i] = lens;
	}
}

static int32_t
single(const struct lattice *l, size_t i)
{
	return l->lens[i] & 1 ? l->price[i][0] : UNKNOWN;
}

static void
cheapest_ahead(struct lattice *l)
{
	size_t i, k;

	for (i = 1; i <= l->n; i++)
		l->ahead[i] = INT32_MAX;
	l->ahead[0] = 0;
	for (i = 0; i < l->n; i++) {
		int32_t here = l->ahead[i], c = here + single(l, i);
		unsigned lens = l->lens[i] >> 1;

		if (c < l->ahead[i + 1])
			l->ahead[i + 1] = c;
		for (k = 1; lens != 0; k++, lens >>= 1) {
			c = here + l->price[i][k];
			if (lens & 1 && c < l->ahead[i + k + 1])
				l->ahead[i + k + 1] = c;
		}
	}
}

/* Also the cost without a break at each gap, and the path's words. */
static void
cheapest_behind(struct lattice *l)
{
	size_t i, j, k;

	l->behind[l->n] = 0;
	for (i = 0; i <= l->n; i++)
		l->whole[i] = INT32_MAX;
	for (i = l->n; i-- > 0;) {
		int32_t best = single(l, i) + l->behind[i + 1], c;
		unsigned lens = l->lens[i] >> 1;

		l->word[i] = 1;
		for (k = 1; lens != 0; k++, lens >>= 1) {
			if (!(lens & 1))
				continue;
			c = l->price[i][k] + l->behind[i + k + 1];
			if (c < best) {
				best = c;
				l->word[i] = (uint8_t)(k + 1);
			}
			c += l->ahead[i];
			for (j = i + 1; j <= i + k; j++)
				if (c < l->whole[j])
					l->whole[j] = c;
		}
		l->behind[i] = best;
	}
}

/* ---- features --------------------------------------------------------- */

/* The word of the path around gap i. */
struct around {
	size_t left; /* where the word before or over i starts */
	bool breaks;
};

static uint32_t
is_numeral(uint32_t cp)
{
	switch (cp) {
	case 0x3007:
	case 0x4e00:
	case 0x4e8c:
	case 0x4e09:
	case 0x56db:
	case 0x4e94:
	case 0x516d:
	case 0x4e03:
	case 0x516b:
	case 0x4e5d:
	case 0x5341:
	case 0x767e:
	case 0x5343:
	case 0x4e07:
	case 0x4ebf:
	case 0x96f6:
	case 0x4e24:
		return 1;
	default:
		return 0;
	}
}

/* How much dearer it is not to break: -15 to 16 in steps, or 17: no word. */
static uint32_t
margin(const struct lattice *l, size_t i)
{
	int32_t m;

	if (l->whole[i] == INT32_MAX)
		return 17;
	m = (l->whole[i] - l->ahead[i] - l->behind[i]) / 8;
	return (uint32_t)(m < -15 ? -15 : m > 16 ? 16 : m) & 63;
}

static uint32_t
word_hash(const struct lattice *l, size_t i)
{
	uint32_t h = l->word[i];

	for (size_t k = 0; k < l->word[i]; k++)
		h = learn_mix(h, l->cp[i + k]);
	return h;
}

static size_t
features(const struct lattice *l, const struct around *w, size_t i, uint32_t *f)
{
	uint32_t a = l->cp[i - 1], b = l->cp[i], y = w->breaks;
	uint32_t z = i > 1 ? l->cp[i - 2] : 0, c = l->cp[i + 1];
	uint32_t m = margin(l, i), left = l->word[w->left], right;
	size_t n = 0;

	right = y ? l->word[i] : (uint32_t)(i - w->left);
	f[n++] = learn_mix(1, m);
	f[n++] = learn_mix(2,
	    y << 12 | left << 8 | right << 4 | is_numeral(a) << 1 |
	        is_numeral(b));
	f[n++] = learn_mix(learn_mix(3 | y << 8, a), b);
	f[n++] = learn_mix(4 | y << 8 | left << 12, a);
	f[n++] = learn_mix(5 | y << 8 | right << 12, b);
	f[n++] = learn_mix(learn_mix(6 | y << 8, z), a);
	f[n++] = learn_mix(learn_mix(7 | y << 8, b), c);
	f[n++] = learn_mix(8 | right << 8 | y << 12, word_hash(l, w->left));
	f[n++] = learn_mix(9 | left << 8 | y << 12, y ? word_hash(l, i) : m);
	f[n++] = learn_mix(learn_mix(10 | y << 8, a), c);
	f[n++] = learn_mix(learn_mix(11 | y << 8, z), b);
	return n;
}

/* Calls found for each gap of a piece. */
static void
each_gap(const struct lattice *l, size_t base,
    void (*found)(void *arg, size_t at, const uint32_t *feature, size_t n),
    void *arg)
{
	uint32_t feature[GAP_FEATURES];
	struct around w = { 0, false };
	size_t next = l->n > 0 ? l->word[0] : 0, n;

	for (size_t i = 1; i < l->n; i++) {
		w.breaks = i == next;
		n = features(l, &w, i, feature);
		found(arg, base + l->at[i], feature, n);
		if (w.breaks) {
			w.left = i;
			next = i + l->word[i];
		}
	}
}

static void
weigh(const struct lexicon *x, struct lattice *l)
{
	find_words(x, l);
	cheapest_ahead(l);
	cheapest_behind(l);
}

void
chinese_gaps(struct quire_span run, struct arena *a,
    void (*found)(void *arg, size_t at, const uint32_t *feature, size_t n),
    void *arg)
{
	struct lattice *l = arena_alloc(a, sizeof *l);
	struct lexicon x;
	size_t at = 0, len;
	const void *image = learn_builtin("words-lexicon", &len);

	if (lexicon_open(&x, image, len) < 0)
		quire_die("the list of Chinese words is missing");
	while (at < run.len) {
		len = read_piece(l, run.p + at, run.p + run.len);
		weigh(&x, l);
		each_gap(l, at, found, arg);
		at += len;
	}
}

/* ---- words ------------------------------------------------------------ */

struct breaks {
	struct chinese *c;
	struct word_batch *out;
	size_t base, last;
};

static void
gap_found(void *arg, size_t at, const uint32_t *feature, size_t n)
{
	struct breaks *b = arg;
	int32_t score[2];

	learn_score(b->c->model, feature, n, score);
	if (score[1] > 0) {
		word_add(b->out, b->base + b->last, b->base + at);
		b->last = at;
	}
}

void
chinese_words(struct chinese *c, struct quire_span run, size_t base,
    struct word_batch *out)
{
	struct lattice *l = &c->lattice;
	struct breaks b = { c, out, base, 0 };
	size_t at = 0, len;

	while (at < run.len) {
		len = read_piece(l, run.p + at, run.p + run.len);
		weigh(&c->lexicon, l);
		each_gap(l, at, gap_found, &b);
		at += len;
	}
	word_add(out, base + b.last, base + run.len);
}
