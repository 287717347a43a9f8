/*
 * Chinese words. Two steps over a run of Han characters:
 *
 * The lexicon's words that occur in it form a lattice; the cheapest path
 * through it (unigram costs) from both ends gives for each gap between two
 * characters how much a break there costs, compared with none.
 *
 * A linear model over that, the words of the path and the characters beside
 * the gap decides. It learns what the lexicon does not know: the habits of a
 * treebank, unknown names. What the model says of a word does not depend on
 * the text around but for the margin and the lengths, so it is asked when the
 * word is first met, and its sums are remembered.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "learn/learn.h"
#include "segment-han.h"
#include "segment/lexicon.h"
#include "segment/words.h"
#include "text/text.h"

#include "models.h"

enum {
	PIECE = 1024,  /* characters looked at at once */
	UNKNOWN = 260, /* cost of a character that is no word */
	FAR = 1 << 28, /* more than any path costs */
	MARGINS = 34   /* see margin */
};

/* Of a gap: the path's words around it. */
struct gap {
	bool breaks;     /* the path breaks here */
	uint8_t left;    /* length of the word before, or over, the gap */
	uint8_t right;   /* of the word behind; or where in its word it is */
	uint16_t before; /* where the left word starts */
};

/* What is known of a character of a piece, and of the gap before it. */
struct cell {
	int32_t single, pair; /* cost of the words of 1, 2 characters here */
	int32_t ahead;        /* cheapest way from the start */
	int32_t behind;       /* cheapest way to the end */
	int32_t whole;        /* cheapest without a break here */
	uint32_t at;          /* byte of the piece */
	uint32_t state;       /* of the path's word; first of the pair */
	uint16_t number;      /* in the lexicon */
	uint8_t length;       /* of the path's word */
	uint8_t lengths;      /* set of lengths of longer words here */
};

/*
 * A piece of a run. There are two cells behind it: its end, and that of a
 * word of two characters at the last.
 */
struct lattice {
	size_t n;
	struct cell cell[PIECE + 2];
	uint32_t longer[PIECE][LEXICON_WORD_MAX]; /* states by length - 1 */
	struct gap gap[PIECE + 1];
};

/*
 * What is known of a word of a path: the sums of the weights that it brings
 * to the gap behind it and to the one before it, and where those of the gaps
 * inside it stand, if a break there is possible at all.
 */
struct word_row {
	int16_t left, right;
	uint16_t inside;    /* in chinese.inside, or 0: no break */
	uint8_t class;      /* as the right word; 0: not known yet */
	uint8_t class_left; /* as the left word */
};

/* Sums for the gaps behind each but the last of a word's characters. */
struct inside_row {
	int16_t sum[LEXICON_WORD_MAX];
};

enum {
	CLASSES = 16,
	INSIDE_MAX = 4096, /* at the last row all start anew */
};

struct chinese {
	struct lexicon lexicon;
	struct learn_model *model;
	int32_t bias;
	int16_t margin[2][MARGINS];
	int16_t most;                    /* of margin[0] */
	int16_t pair[CLASSES * CLASSES]; /* and the bias, by both words' */
	struct word_row *word;           /* by state */
	struct inside_row inside[INSIDE_MAX];
	unsigned insides;
	struct lattice lattice;
};

uint32_t
chinese_simplified(uint32_t cp)
{
	return cp >= HAN_FIRST && cp <= HAN_LAST
	    ? han_simplified[cp - HAN_FIRST]
	    : cp;
}

/* ---- the lattice ------------------------------------------------------ */

/* A piece of n characters has been read. */
static void
end_piece(struct lattice *l, size_t n, size_t at)
{
	struct cell *c = &l->cell[n];

	l->n = n;
	c[0].at = (uint32_t)at;
	c[0].number = c[1].number = 0;
}

/* Reads a piece of a run; returns its end. */
static const char *
read_piece(const struct lexicon *x, struct lattice *l, const char *p,
    const char *end)
{
	const char *start = p;
	uint32_t cp;
	size_t n;

	for (n = 0; p < end && n < PIECE; n++) {
		l->cell[n].at = (uint32_t)(p - start);
		p += utf8_decode(p, end, &cp);
		l->cell[n].number = (uint16_t)lexicon_number(x, cp);
	}
	end_piece(l, n, (size_t)(p - start));
	return p;
}

/* The same for characters from U+4E00 to U+9FFF, as far as they go. */
static const char *
read_common(const struct lexicon *x, struct lattice *l, const char *p,
    const char *end)
{
	const unsigned char *u = (const void *)p;
	size_t most = (size_t)(end - p) / 3, n;
	struct cell *c = l->cell;

	if (most > PIECE)
		most = PIECE;
	for (n = 0; n < most; n++, u += 3, c++) {
		uint32_t i =
		    (uint32_t)u[0] << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);

		i -= 0xe0u << 12 | LEXICON_FIRST;
		if (i >= LEXICON_BLOCK)
			break;
		c->at = (uint32_t)(3 * n);
		c->number = x->number[i];
	}
	end_piece(l, n, 3 * n);
	return (const char *)u;
}

/* The words of three characters and more that start at i. */
static void
long_words(const struct lexicon *x, struct lattice *l, size_t i)
{
	struct cell *c = &l->cell[i];
	uint32_t state = c->state, cost;
	int32_t way;

	for (size_t k = 2; (state = lexicon_next(x, state, c[k].number)) != 0;
	     k++) {
		cost = lexicon_cost(x, state);
		if (cost == 0)
			continue;
		c->lengths |= (uint8_t)(1u << k);
		l->longer[i][k] = state;
		way = c->ahead + (int32_t)cost;
		if (way < c[k + 1].ahead)
			c[k + 1].ahead = way;
	}
}

static inline int32_t
least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/*
 * The words that start at each character, and the cheapest way to it. Words
 * of one and two characters are so many that no branch is made for them.
 */
static void
look_ahead(const struct lexicon *x, struct lattice *l)
{
	struct cell *c = l->cell, *end = c + l->n;
	int32_t cost, here = 0, next = FAR; /* cheapest to c, c + 1 */
	uint32_t place;

	for (; c < end; c++) {
		cost = (int32_t)(x->place[c->number] & LEXICON_COST);
		c->single = cost != 0 ? cost : UNKNOWN;
		c->state = lexicon_next(x, c->number, c[1].number);
		cost = (int32_t)lexicon_cost(x, c->state);
		c->pair = cost != 0 ? cost : FAR;
		c->ahead = c->whole = FAR;
	}
	end[0].ahead = end[1].ahead = end[0].whole = FAR;
	for (c = l->cell; c < end; c++) {
		c->ahead = here;
		here = least(next, c->ahead + c->single);
		next = least(c[2].ahead, c->ahead + c->pair);
		c->lengths = 0;
		place = x->place[c->state];
		if (place & LEXICON_MORE)
			long_words(x, l, (size_t)(c - l->cell));
	}
	end->ahead = here;
}

/* The words of three characters and more at i, for look_behind. */
static int32_t
long_behind(const struct lexicon *x, struct lattice *l, size_t i, int32_t best)
{
	struct cell *c = &l->cell[i];
	unsigned lengths = c->lengths >> 2;
	int32_t way;

	for (size_t k = 2; lengths != 0; k++, lengths >>= 1) {
		if (!(lengths & 1))
			continue;
		way =
		    (int32_t)lexicon_cost(x, l->longer[i][k]) + c[k + 1].behind;
		if (way < best) {
			best = way;
			c->length = (uint8_t)(k + 1);
			c->state = l->longer[i][k];
		}
		way += c->ahead;
		for (size_t j = 1; j <= k; j++)
			c[j].whole = least(c[j].whole, way);
	}
	return best;
}

/* Also the cost without a break at each gap, and the path's words. */
static void
look_behind(const struct lexicon *x, struct lattice *l)
{
	struct cell *c = l->cell + l->n;
	int32_t one, two, next = 0, after = FAR; /* from c + 1, c + 2 */

	c->behind = 0;
	while (c-- > l->cell) {
		one = c->single + next;
		two = c->pair + after;
		after = next;
		c[1].whole = least(c[1].whole, c->ahead + two);
		c->length = two < one ? 2 : 1;
		c->state = two < one ? c->state : c->number;
		next = least(one, two);
		if (c->lengths != 0)
			next = long_behind(x, l, (size_t)(c - l->cell), next);
		c->behind = next;
	}
}

/* What is around each gap. */
static void
outline(struct lattice *l)
{
	size_t i, start, next;

	for (start = 0; start < l->n; start = next) {
		uint8_t n = l->cell[start].length;

		next = start + n;
		for (i = start + 1; i < next; i++)
			l->gap[i] = (struct gap){ false, n,
				(uint8_t)(i - start), (uint16_t)start };
		if (next < l->n)
			l->gap[next] = (struct gap){ true, n,
				l->cell[next].length, (uint16_t)start };
	}
}

/* ---- features --------------------------------------------------------- */

static bool
is_numeral(uint32_t cp)
{
	static const uint16_t numerals[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db,
		0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341, 0x767e, 0x5343,
		0x4e07, 0x4ebf, 0x96f6, 0x4e24, 0 };

	for (size_t i = 0; numerals[i] != 0; i++)
		if (cp == numerals[i])
			return true;
	return false;
}

/*
 * How much dearer it is not to break, in steps of 8: 0 (not at all) to 16
 * (no difference) to 32 (much); 33 if no word goes over the gap.
 */
static inline unsigned
margin(const struct cell *c)
{
	int32_t m = c->whole - c->ahead - c->behind + 128;

	if (c->whole >= FAR)
		return MARGINS - 1;
	return m < 0 ? 0 : m > 256 ? 32 : (unsigned)m / 8;
}

static uint32_t
margin_feature(bool breaks, unsigned m)
{
	return learn_mix(1 | (uint32_t)breaks << 8, m);
}

/* Inside a word; a, b: is the character before, behind the gap a numeral? */
static uint32_t
shape_feature(unsigned length, unsigned at, bool a, bool b)
{
	return learn_mix(2, length << 8 | at << 4 | (uint32_t)a << 1 | b);
}

/* The classes of the words beside a break. */
static uint32_t
pair_feature(unsigned left, unsigned right)
{
	return learn_mix(7, left << 4 | right);
}

static uint32_t
left_feature(bool breaks, unsigned length, uint32_t cp)
{
	return learn_mix(3 | (uint32_t)breaks << 8 | length << 12, cp);
}

static uint32_t
right_feature(bool breaks, unsigned length, uint32_t cp)
{
	return learn_mix(4 | (uint32_t)breaks << 8 | length << 12, cp);
}

static uint32_t
left_word_feature(bool breaks, uint32_t hash)
{
	return learn_mix(5 | (uint32_t)breaks << 8, hash);
}

static uint32_t
right_word_feature(uint32_t hash)
{
	return learn_mix(6, hash);
}

/* Of the path's word that starts at i. */
static uint32_t
word_hash(const struct lexicon *x, const struct lattice *l, size_t i)
{
	const struct cell *c = &l->cell[i];
	uint32_t h = c->length;

	for (size_t k = 0; k < c->length; k++)
		h = learn_mix(h, x->character[c[k].number]);
	return h;
}

/*
 * The class of a word whose character at a gap has that number: is it a
 * numeral, how long is the word or how often does its one character stand
 * alone? Of CLASSES; 0 is none.
 */
static unsigned
word_class(const struct lexicon *x, unsigned length, unsigned number)
{
	bool numeral = is_numeral(x->character[number]);

	if (length == 1)
		return numeral ? 1 : 2u + x->alone[number];
	return 6 + (length > 5 ? 3 : length - 2) * 2 + numeral;
}

/*
 * What must speak for a break inside a known word of so many characters. The
 * treebanks split off most suffixes, others do not; a reader sees one word of
 * three or more unless there is much to be said for two.
 */
static int32_t
caution(unsigned length)
{
	return length > 2 ? 34 : 0;
}

/* All features of a gap: what the rows add up. */
static size_t
features(const struct lexicon *x, const struct lattice *l, size_t i,
    uint32_t *f)
{
	struct gap g = l->gap[i];
	uint32_t a = x->character[l->cell[i - 1].number];
	uint32_t b = x->character[l->cell[i].number];
	size_t n = 0;

	f[n++] = margin_feature(g.breaks, margin(&l->cell[i]));
	f[n++] = g.breaks
	    ? pair_feature(word_class(x, g.left, l->cell[i - 1].number),
	          word_class(x, g.right, l->cell[i].number))
	    : shape_feature(g.left, g.right, is_numeral(a), is_numeral(b));
	f[n++] = left_feature(g.breaks, g.left, a);
	f[n++] = right_feature(g.breaks, g.right, b);
	f[n++] = left_word_feature(g.breaks, word_hash(x, l, g.before));
	if (g.breaks)
		f[n++] = right_word_feature(word_hash(x, l, i));
	return n;
}

void
chinese_gaps(const struct lexicon *x, struct quire_span run, struct arena *a,
    void (*found)(void *arg, const struct chinese_gap *g), void *arg)
{
	struct lattice *l = arena_alloc(a, sizeof *l);
	const char *p = run.p, *end = run.p + run.len, *q;
	struct chinese_gap g;

	for (; p < end; p = q) {
		q = read_piece(x, l, p, end);
		look_ahead(x, l);
		look_behind(x, l);
		outline(l);
		for (size_t i = 1; i < l->n; i++) {
			g.at = (size_t)(p - run.p) + l->cell[i].at;
			g.breaks = l->gap[i].breaks;
			g.caution = g.breaks ? 0 : caution(l->gap[i].left);
			g.n = features(x, l, i, g.feature);
			found(arg, &g);
		}
	}
}

/* ---- rows ------------------------------------------------------------- */

/* The weight of one feature. */
static int16_t
weight(const struct chinese *c, uint32_t feature)
{
	int32_t score[2];

	learn_score(c->model, &feature, 1, score);
	score[1] -= c->bias;
	assert(score[1] >= INT8_MIN && score[1] <= INT8_MAX);
	return (int16_t)score[1];
}

/* The sums inside a word of the path; the number of its row, or 0. */
static unsigned
learn_inside(struct chinese *c, size_t i, uint32_t hash)
{
	const struct cell *w = &c->lattice.cell[i];
	struct inside_row *r;
	unsigned n = w->length;
	int32_t most = INT32_MIN, word = 0, sum;

	if (c->insides == INSIDE_MAX) {
		memset(c->word, 0, c->lexicon.places * sizeof *c->word);
		c->insides = 1;
	}
	r = &c->inside[c->insides];
	if (n > 1)
		word = weight(c, left_word_feature(false, hash));
	for (unsigned k = 1; k < n; k++) {
		uint32_t a = c->lexicon.character[w[k - 1].number];
		uint32_t b = c->lexicon.character[w[k].number];

		sum = c->bias + word - caution(n) +
		    weight(c,
		        shape_feature(n, k, is_numeral(a), is_numeral(b))) +
		    weight(c, left_feature(false, n, a)) +
		    weight(c, right_feature(false, k, b));
		r->sum[k - 1] = (int16_t)sum;
		if (sum > most)
			most = sum;
	}
	return n > 1 && most + c->most > 0 ? c->insides++ : 0;
}

static void
learn_word(struct chinese *c, struct word_row *r, size_t i)
{
	const struct cell *w = &c->lattice.cell[i];
	unsigned n = w->length;
	uint32_t first = c->lexicon.character[w->number];
	uint32_t last = c->lexicon.character[w[n - 1].number];
	uint32_t hash = word_hash(&c->lexicon, &c->lattice, i);
	unsigned inside = learn_inside(c, i, hash);

	r->inside = (uint16_t)inside;
	r->left = (int16_t)(weight(c, left_word_feature(true, hash)) +
	    weight(c, left_feature(true, n, last)));
	r->right = (int16_t)(weight(c, right_word_feature(hash)) +
	    weight(c, right_feature(true, n, first)));
	r->class = (uint8_t)word_class(&c->lexicon, n, w->number);
	r->class_left = (uint8_t)word_class(&c->lexicon, n, w[n - 1].number);
}

/* The tables of what depends on no character or word. */
static void
learn_tables(struct chinese *c)
{
	int32_t score[2];

	learn_score(c->model, NULL, 0, score);
	c->bias = score[1];
	c->most = INT16_MIN;
	for (unsigned m = 0; m < MARGINS; m++) {
		c->margin[0][m] = weight(c, margin_feature(false, m));
		c->margin[1][m] = weight(c, margin_feature(true, m));
		if (c->margin[0][m] > c->most)
			c->most = c->margin[0][m];
	}
	for (unsigned i = 0; i < CLASSES * CLASSES; i++)
		c->pair[i] = (int16_t)(c->bias +
		    weight(c, pair_feature(i / CLASSES, i % CLASSES)));
}

struct chinese *
chinese_open(void)
{
	struct chinese *c = mem_alloc(sizeof *c);

	memset(c, 0, sizeof *c);
	c->model = learn_open_builtin(&learn_image_words);
	if (c->model == NULL ||
	    lexicon_open(&c->lexicon, &learn_image_words_lexicon) < 0) {
		chinese_close(c);
		return NULL;
	}
	learn_tables(c);
	c->insides = 1;
	/* most rows are never touched, and cost no memory */
	c->word = calloc(c->lexicon.places, sizeof *c->word);
	if (c->word == NULL)
		quire_die("out of memory");
	return c;
}

void
chinese_close(struct chinese *c)
{
	if (c == NULL)
		return;
	if (c->model != NULL)
		learn_close(c->model);
	free(c->word);
	free(c);
}

/* ---- words ------------------------------------------------------------ */

/* Reports the words of a piece that end inside it; where the last begins. */
static size_t
cut_words(struct chinese *c, size_t base, size_t start, struct word_batch *out)
{
	struct lattice *l = &c->lattice;
	const struct cell *w = l->cell, *end = w + l->n;
	struct word_row left = { 0 }, *right;

	for (; w < end; w += w->length) {
		right = &c->word[w->state];
		if (right->class == 0)
			learn_word(c, right, (size_t)(w - l->cell));
		if (w > l->cell &&
		    c->margin[1][margin(w)] + left.left + right->right +
		            c->pair[left.class_left * CLASSES + right->class] >
		        0) {
			word_add(out, start, base + w->at);
			start = base + w->at;
		}
		left = *right;
		for (size_t k = 1; left.inside != 0 && k < w->length; k++) {
			if (c->inside[left.inside].sum[k - 1] +
			        c->margin[0][margin(w + k)] <=
			    0)
				continue;
			word_add(out, start, base + w[k].at);
			start = base + w[k].at;
		}
	}
	return start;
}

/* The words of the piece that was read but for the last. */
static size_t
piece_words(struct chinese *c, size_t base, size_t start,
    struct word_batch *out)
{
	look_ahead(&c->lexicon, &c->lattice);
	look_behind(&c->lexicon, &c->lattice);
	return cut_words(c, base, start, out);
}

void
chinese_words(struct chinese *c, struct quire_span run, size_t base,
    struct word_batch *out)
{
	const char *p = run.p, *end = run.p + run.len, *q;
	size_t start = base;

	for (; p < end; p = q) {
		q = read_piece(&c->lexicon, &c->lattice, p, end);
		start = piece_words(c, base + (size_t)(p - run.p), start, out);
	}
	word_add(out, start, base + run.len);
}

/* May what is at p, behind a run, go on with it, or a number with its last? */
static bool
goes_on(const char *p, const char *end)
{
	uint32_t cp;

	if (p == end)
		return false;
	if (memcmp(p - 3, "第", 3) == 0)
		return true;
	if ((unsigned char)*p < 0x80)
		return false;
	utf8_decode(p, end, &cp);
	return text_is(cp, TEXT_HAN | TEXT_KANA | TEXT_MARK);
}

const char *
chinese_common(struct chinese *c, const char *p, const char *end, size_t base,
    struct word_batch *out)
{
	const char *q = read_common(&c->lexicon, &c->lattice, p, end);

	if (q == p || goes_on(q, end))
		return p;
	word_add(out, piece_words(c, base, base, out), base + (size_t)(q - p));
	return q;
}
