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
 * the text around but for the margin and the classes of the words beside a
 * break, so it is asked when the word is first met, and its sums are
 * remembered.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "learn/learn.h"
#include "segment-han.h"
#include "segment/lattice.h"
#include "segment/words.h"
#include "text/text.h"

#include "models.h"

enum { NEVER = -16000 /* no sum of other weights takes it back */ };

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

/* Of words as their neighbours see them, 0 if there is none. */
enum { SINGLE = 1, ALONE = 2, LONGER = 6, NUMERALS = 14, CLASSES = 16 };

enum { INSIDE_MAX = 4096 /* at the last row all start anew */ };

struct chinese {
	struct lexicon lexicon;
	struct learn_model *model;
	int32_t bias;
	int16_t margin[2][MARGINS];
	int16_t most;                   /* of margin[0] */
	int16_t pair[CLASSES][CLASSES]; /* and the bias, by both words' class */
	struct word_row *word;          /* by state */
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

/* ---- features --------------------------------------------------------- */

unsigned
chinese_numeral(uint32_t cp)
{
	static const uint16_t numerals[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db,
		0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341, 0x767e, 0x5343,
		0x4e07, 0x4ebf, 0x96f6, 0x4e24, 0x5eff, 0x5345, 0 };

	for (unsigned i = 0; numerals[i] != 0; i++)
		if (cp == numerals[i])
			return i + 1;
	return 0;
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

/* Is the word at c a written number? */
static bool
is_number(const struct lexicon *x, const struct cell *c, unsigned from)
{
	for (unsigned k = from; k < c->length; k++)
		if (!lexicon_numeral(x, c[k].number))
			return false;
	return from < c->length;
}

/*
 * The class of the word at c, whose character at a gap has that number: is it
 * a numeral, how long is the word or how often does its one character stand
 * alone?
 */
static unsigned
word_class(const struct lexicon *x, const struct cell *c, unsigned number)
{
	bool numeral = lexicon_numeral(x, number);
	unsigned length = c->length;

	if (length == 1)
		return numeral ? SINGLE : ALONE + lexicon_alone(x, number);
	return LONGER + (length > 5 ? 3 : length - 2) * 2 + numeral;
}

/* By the first character. */
static unsigned
class_right(const struct lexicon *x, const struct cell *c)
{
	return c->length > 1 && is_number(x, c, 0)
	    ? NUMERALS
	    : word_class(x, c, c->number);
}

/* By the last character. */
static unsigned
class_left(const struct lexicon *x, const struct cell *c)
{
	unsigned ordinal = x->character[c->number] == 0x7b2c;

	return c->length > 1 && is_number(x, c, ordinal)
	    ? NUMERALS
	    : word_class(x, c, c[c->length - 1].number);
}

/* Are both parts of one number? No word ends there, whatever the model says. */
static bool
is_one_number(unsigned left, unsigned right)
{
	return (left == SINGLE || left == NUMERALS) &&
	    (right == SINGLE || right == NUMERALS);
}

/*
 * What must speak for a break inside a known word of so many characters. The
 * treebanks split off most suffixes, others do not, and a reader sees one word
 * of three characters unless there is very much to be said for two; longer
 * ones are more often made of words.
 */
static int32_t
caution(unsigned length)
{
	return length > 3 ? 60 : length > 2 ? 140 : 0;
}

/* All features of a gap: what the rows add up. 0 if it is inside a number. */
static size_t
features(const struct lexicon *x, const struct lattice *l, size_t i,
    uint32_t *f)
{
	const struct gap *g = &l->gap[i];
	const struct cell *c = l->cell;
	uint32_t a = x->character[c[i - 1].number];
	uint32_t b = x->character[c[i].number];
	bool numeral = lexicon_numeral(x, c[i - 1].number);
	bool other = lexicon_numeral(x, c[i].number);
	size_t n = 0;

	if (g->breaks) {
		unsigned left = class_left(x, c + g->before);
		unsigned right = class_right(x, c + i);

		if (is_one_number(left, right))
			return 0;
		f[n++] = pair_feature(left, right);
		f[n++] = right_word_feature(word_hash(x, l, i));
	} else {
		if (numeral && other)
			return 0;
		f[n++] = shape_feature(g->left, g->right, numeral, other);
	}
	f[n++] = margin_feature(g->breaks, margin(&c[i]));
	f[n++] = left_feature(g->breaks, g->left, a);
	f[n++] = right_feature(g->breaks, g->right, b);
	f[n++] = left_word_feature(g->breaks, word_hash(x, l, g->before));
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
		q = lattice_read(x, l, p, end);
		lattice_path(x, l);
		lattice_outline(l);
		for (size_t i = 1; i < l->n; i++) {
			g.at = (size_t)(p - run.p) + l->cell[i].at;
			g.breaks = l->gap[i].breaks;
			g.caution = g.breaks ? 0 : caution(l->gap[i].left);
			g.n = features(x, l, i, g.feature);
			if (g.n > 0)
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

/* The sum of the gap behind k characters of a word, but for the margin. */
static int32_t
inside_sum(const struct chinese *c, const struct cell *w, unsigned k)
{
	uint32_t a = c->lexicon.character[w[k - 1].number];
	uint32_t b = c->lexicon.character[w[k].number];
	bool numeral = lexicon_numeral(&c->lexicon, w[k - 1].number);
	bool other = lexicon_numeral(&c->lexicon, w[k].number);

	if (numeral && other)
		return NEVER;
	return c->bias - caution(w->length) +
	    weight(c, shape_feature(w->length, k, numeral, other)) +
	    weight(c, left_feature(false, w->length, a)) +
	    weight(c, right_feature(false, k, b));
}

/* The sums inside a word of the path; the number of its row, or 0. */
static unsigned
learn_inside(struct chinese *c, size_t i, uint32_t hash)
{
	const struct cell *w = &c->lattice.cell[i];
	struct inside_row *r;
	int32_t most = INT32_MIN, word = 0, sum;

	if (c->insides == INSIDE_MAX) {
		memset(c->word, 0, c->lexicon.places * sizeof *c->word);
		c->insides = 1;
	}
	r = &c->inside[c->insides];
	if (w->length > 1)
		word = weight(c, left_word_feature(false, hash));
	for (unsigned k = 1; k < w->length; k++) {
		sum = word + inside_sum(c, w, k);
		r->sum[k - 1] = (int16_t)sum;
		if (sum > most)
			most = sum;
	}
	return w->length > 1 && most + c->most > 0 ? c->insides++ : 0;
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
	r->class = (uint8_t)class_right(&c->lexicon, w);
	r->class_left = (uint8_t)class_left(&c->lexicon, w);
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
	for (unsigned i = 0; i < CLASSES * CLASSES; i++) {
		unsigned a = i / CLASSES, b = i % CLASSES;
		int32_t pair = c->bias + weight(c, pair_feature(a, b));

		c->pair[a][b] = is_one_number(a, b) ? NEVER : (int16_t)pair;
	}
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
		            c->pair[left.class_left][right->class] >
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
	lattice_path(&c->lexicon, &c->lattice);
	return cut_words(c, base, start, out);
}

void
chinese_words(struct chinese *c, struct quire_span run, size_t base,
    struct word_batch *out)
{
	const char *p = run.p, *end = run.p + run.len, *q;
	size_t start = base;

	for (; p < end; p = q) {
		q = lattice_read(&c->lexicon, &c->lattice, p, end);
		start = piece_words(c, base + (size_t)(p - run.p), start, out);
	}
	word_add(out, start, base + run.len);
}

/* Is a character of three bytes, the one before p or at it, of a number? */
static bool
is_of_number(const char *p, uint32_t sign)
{
	uint32_t cp;

	utf8_decode(p, p + 3, &cp);
	return cp == sign || cp == 0x3007 ||
	    chinese_numeral(chinese_simplified(cp)) != 0;
}

bool
chinese_is_number_sign(const char *start, const char *p, const char *end)
{
	uint32_t cp;

	if (p - start < 3 || end - p < 6)
		return false;
	utf8_decode(p, end, &cp);
	if (cp == 0xff0e)
		return is_of_number(p - 3, 0) && is_of_number(p + 3, 0);
	return cp == 0x25cb && is_of_number(p - 3, cp) &&
	    is_of_number(p + 3, cp);
}

/* May what is at p, behind a run, go on with it, or a number with its last? */
static bool
goes_on(const char *start, const char *p, const char *end)
{
	uint32_t cp;

	if (p == end)
		return false;
	if (memcmp(p - 3, "第", 3) == 0)
		return true;
	if ((unsigned char)*p < 0x80)
		return false;
	utf8_decode(p, end, &cp);
	return text_is(cp, TEXT_HAN | TEXT_KANA | TEXT_MARK) ||
	    chinese_is_number_sign(start, p, end);
}

const char *
chinese_common(struct chinese *c, const char *p, const char *end, size_t base,
    struct word_batch *out)
{
	const char *q = lattice_read_common(&c->lexicon, &c->lattice, p, end);

	if (q == p || goes_on(p, q, end))
		return p;
	word_add(out, piece_words(c, base, base, out), base + (size_t)(q - p));
	return q;
}
