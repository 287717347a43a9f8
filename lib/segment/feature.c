/*
 * What the sentence model sees of a candidate: the tokens around it, their
 * shapes, the terminator, closers, the fit of the line, quotes, distances.
 * Each feature is a hash; many are given a second time with the language.
 */
#include <string.h>

#include "learn/learn.h"
#include "segment/sentence.h"
#include "text/text.h"

enum shape {
	SHAPE_NONE, SHAPE_LOWER, SHAPE_CAPITAL, SHAPE_CAPS, SHAPE_ONE_CAP,
	SHAPE_ONE_LOWER, SHAPE_DIGITS, SHAPE_NUMBER, SHAPE_ALNUM,
	SHAPE_UNCASED, SHAPE_CJK, SHAPE_SIGNS, SHAPE_MIXED, SHAPE_DOTTED,
	SHAPE_ADDRESS
};

enum { TOKEN_MAX = 40 };

struct token {
	const char *p, *end;
	uint32_t hash;          /* lower-cased, digits as one */
	uint32_t last;          /* of its last three characters */
	uint32_t around;        /* opener before it or mark behind it */
	unsigned shape, chars;
};

/* Counts of kinds of characters in a token. */
struct census {
	unsigned upper, lower, uncased, digits, cjk, dots, signs, at;
	bool first_upper;
};

static void
count(struct census *n, uint32_t cp, unsigned chars)
{
	uint32_t f = text_char(cp)->flags;

	if (f & TEXT_UPPER) {
		n->upper++;
		n->first_upper |= chars == 0;
	} else if (f & TEXT_LOWER) {
		n->lower++;
	} else if (f & TEXT_DIGIT) {
		n->digits++;
	} else if (f & (TEXT_HAN | TEXT_KANA)) {
		n->cjk++;
	} else if (f & (TEXT_LETTER | TEXT_MARK)) {
		n->uncased++;
	} else if (cp == '.') {
		n->dots++;
	} else {
		n->signs++;
		n->at += cp == '@' || cp == '/';
	}
}

static unsigned
shape(const struct census *n)
{
	unsigned letters = n->upper + n->lower + n->uncased;

	if (n->at > 0 && letters > 0)
		return SHAPE_ADDRESS;
	if (n->cjk > 0)
		return SHAPE_CJK;
	if (n->dots > 0 && letters > 0)
		return SHAPE_DOTTED;
	if (n->digits > 0)
		return letters > 0 ? SHAPE_ALNUM :
		    n->dots + n->signs > 0 ? SHAPE_NUMBER : SHAPE_DIGITS;
	if (letters == 0)
		return n->signs + n->dots > 0 ? SHAPE_SIGNS : SHAPE_NONE;
	if (n->uncased > 0)
		return SHAPE_UNCASED;
	if (n->upper == 0)
		return letters == 1 ? SHAPE_ONE_LOWER : SHAPE_LOWER;
	if (n->upper == 1 && n->first_upper)
		return letters == 1 ? SHAPE_ONE_CAP : SHAPE_CAPITAL;
	return n->lower == 0 ? SHAPE_CAPS : SHAPE_MIXED;
}

/* Fills in what follows from p and end. */
static void
describe(struct token *t)
{
	struct census n = { 0 };
	const char *p = t->p;
	uint32_t cp, hash = 2166136261u, a = 0, b = 0, c = 0;

	for (t->chars = 0; p < t->end; t->chars++) {
		p += utf8_decode(p, t->end, &cp);
		count(&n, cp, t->chars);
		cp = text_char(cp)->flags & TEXT_DIGIT ? '0' : text_lower(cp);
		hash = (hash ^ cp) * 16777619u;
		a = b;
		b = c;
		c = cp;
	}
	t->hash = hash;
	t->last = a << 20 ^ b << 10 ^ c;
	t->shape = shape(&n);
}

static bool
is_space(uint32_t cp)
{
	return cp <= ' ' || (cp >= 0x80 && text_is(cp, TEXT_SPACE));
}

static bool
is_cjk(uint32_t cp)
{
	return cp >= 0x2e80 && text_is(cp, TEXT_HAN | TEXT_KANA);
}

/* The token that ends at or before `end`, not reaching before `start`. */
static struct token
token_before(const char *start, const char *end)
{
	struct token t = { 0 };
	uint32_t cp;
	unsigned len;

	while (end > start) {
		len = utf8_decode_before(start, end, &cp);
		if (!is_space(cp))
			break;
		end -= len;
	}
	t.p = t.end = end;
	while (t.p > start && t.end - t.p < TOKEN_MAX) {
		len = utf8_decode_before(start, t.p, &cp);
		if (is_space(cp) || (t.p < t.end && is_cjk(cp)))
			break;
		t.p -= len;
		if (is_cjk(cp))
			break;
	}
	while (t.p < t.end) {
		len = utf8_decode(t.p, t.end, &cp);
		if (!text_is(cp, TEXT_OPEN | TEXT_QUOTE))
			break;
		t.around = cp;
		t.p += len;
	}
	describe(&t);
	return t;
}

/* Takes punctuation off the end; the first of it into `around`. */
static void
trim_token(struct token *t)
{
	uint32_t cp;
	unsigned len;

	while (t->end > t->p) {
		len = utf8_decode_before(t->p, t->end, &cp);
		if (!text_is(cp, TEXT_PUNCT) || cp == '@')
			return;
		t->around = cp;
		t->end -= len;
	}
}

/* The token that starts at or after p. Openers before it go to *open. */
static struct token
token_after(const char *p, const char *end, uint32_t *open)
{
	struct token t = { 0 };
	const char *from;
	uint32_t cp;
	unsigned len;

	*open = 0;
	for (from = p; p < end && p - from < TOKEN_MAX; p += len) {
		len = utf8_decode(p, end, &cp);
		if (!is_space(cp) && !text_is(cp, TEXT_OPEN | TEXT_QUOTE))
			break;
		if (!is_space(cp))
			*open = cp;
	}
	from = t.p = t.end = p;
	while (t.end < end && t.end - t.p < TOKEN_MAX) {
		len = utf8_decode(t.end, end, &cp);
		if (is_space(cp) || (t.end > t.p && is_cjk(cp)))
			break;
		if ((cp == '\'' || cp == 0x2019) && t.end > t.p)
			break;
		t.end += len;
		if (is_cjk(cp))
			break;
	}
	p = t.end;
	trim_token(&t);
	if (t.end == t.p) {             /* nothing but punctuation */
		t.end = p;
		t.p = from;
	}
	describe(&t);
	return t;
}

/* ---- the list of features --------------------------------------------- */

struct list {
	uint32_t *feature;
	size_t n;
	uint32_t language;
};

static void
add(struct list *l, uint32_t id, uint32_t a, uint32_t b)
{
	l->feature[l->n++] = learn_mix(learn_mix(id, a), b);
}

/* Once as it is, once with the language. */
static void
add2(struct list *l, uint32_t id, uint32_t a, uint32_t b)
{
	uint32_t x = learn_mix(learn_mix(id, a), b);

	l->feature[l->n++] = x;
	if (l->language != 0)
		l->feature[l->n++] = learn_mix(x, l->language);
}

static uint32_t
bucket(size_t n)
{
	uint32_t b = 0;

	if (n < 4)
		return (uint32_t)n;
	for (; n > 1; n >>= 1)
		b++;
	return b + 2;
}

static uint32_t
at_most(size_t n, uint32_t max)
{
	return n < max ? (uint32_t)n : max;
}

struct view {
	struct token l1, l2, r1, r2, r3;
	uint32_t open, term;
	uint32_t kind, base;
};

static void
look(const struct sentence_scan *s, const struct candidate *c,
    struct view *v)
{
	const char *start = s->text.p, *end = start + s->text.len;
	const char *p;
	uint32_t ignored;

	v->l1 = token_before(start, start + c->word);
	v->l2 = token_before(start, v->l1.p);
	v->r1 = token_after(start + c->next, end, &v->open);
	v->r2 = token_after(v->r1.end, end, &ignored);
	v->r3 = token_after(v->r2.end, end, &ignored);
	v->kind = (uint32_t)c->kind + 1;
	v->base = v->kind << 2 | (uint32_t)c->gap;
	v->term = 0;
	for (p = start + c->word; p < start + c->end &&
	    p < start + c->word + 8; p++)
		if (*p != ' ')
			v->term = v->term * 31 + (unsigned char)*p;
}

static void
add_words(struct list *l, const struct view *v)
{
	const struct token *a = &v->l1, *b = &v->r1;
	uint32_t k = v->kind << 8;
	uint32_t shapes = a->shape << 4 | b->shape;
	uint32_t la = at_most(a->chars, 7), lb = at_most(b->chars, 4);

	add2(l, 2, v->base, a->hash);
	add2(l, 3, v->base << 8 | a->shape << 4 | la, v->term);
	add(l, 4, k | b->shape, a->last);
	add(l, 5, k | a->shape, v->l2.hash);
	add(l, 7, v->base << 4 | b->shape, b->hash);
	add2(l, 8, v->base << 4 | b->shape, v->open << 8 ^ b->around);
	add(l, 9, v->base, shapes << 8 | la << 4 | lb);
	add(l, 10, k | b->shape, v->r2.hash);
	add(l, 11, k | v->r2.shape, shapes << 8 ^ b->around);
	add(l, 12, learn_mix(k, v->r2.hash), b->hash);
	add2(l, 13, k | b->shape, a->hash);
	add(l, 15, learn_mix(k, a->hash), b->hash);
	add(l, 16, v->kind, shapes << 8 | v->l2.shape << 4 | v->r2.shape);
	add(l, 17, v->kind, b->shape << 8 | v->r2.shape << 4 | v->r3.shape);
	add(l, 19, v->term, shapes);
	add(l, 20, v->term, v->l2.hash);
}

/* The newline: did the line end because it was full? */
static void
add_fit(struct list *l, const struct sentence_scan *s,
    const struct candidate *c, const struct view *v)
{
	const char *p = s->text.p + c->end, *end = s->text.p + s->text.len;
	uint32_t excess, share, lines, key;
	int e;

	while (p < end && newline_len(p, end) == 0)
		p++;
	e = line_fit_excess(s->text, &s->fit, c->line,
	    (size_t)(p - s->text.p));
	excess = e > 0 ? at_most((size_t)e, 15) / 4
	    : 4 + bucket((size_t)-e);
	share = s->fit.lines < 2 ? 0 :
	    (uint32_t)(s->fit.wraps * 8 / (s->fit.lines - 1));
	lines = at_most(s->fit.lines, 9);
	key = v->kind << 8 | v->r1.shape << 4 | v->l1.shape;
	add(l, 40, v->kind << 8 | excess, share);
	add(l, 41, v->kind << 8 | (e > 0), share << 4 | lines);
	add(l, 42, key, (uint32_t)(e > 0) << 8 | (share >= 7));
	add(l, 43, key, excess);
	add(l, 44, v->kind << 8 | bucket(s->fit.widest), share);
	add(l, 45, learn_mix(v->kind, v->r1.hash), e > 0);
}

/* Where in the paragraph, inside what, and how far from the last end. */
static void
add_place(struct list *l, const struct sentence_scan *s,
    const struct candidate *c, const struct view *v)
{
	const char *start = s->text.p + c->start;
	struct token first;
	uint32_t open, tokens;

	first = token_after(start, s->text.p + s->text.len, &open);
	tokens = v->l1.p <= start ? 0 : v->l2.p <= start ? 1 : 2;
	add2(l, 31, v->base, c->quotes << 12 | c->brackets << 8 |
	    at_most(c->closers, 1) << 4 | (v->open != 0));
	add2(l, 32, v->kind << 4 | tokens, v->l1.shape << 12 |
	    at_most(v->l1.chars, 4) << 8 | v->r1.shape << 4 | c->gap);
	add2(l, 33, v->base, bucket(c->word - c->start));
	add(l, 34, v->base, bucket(s->text.len - c->next));
	add(l, 35, v->kind << 8 | first.shape << 4 | v->r1.shape,
	    open << 8 ^ first.around);
	add(l, 37, v->kind << 8 | first.shape << 4 | v->r1.shape,
	    v->l1.shape);
	add2(l, 38, v->base, 0);
}

size_t
candidate_features(const struct sentence_scan *s, const struct candidate *c,
    uint32_t *feature)
{
	struct list l = { feature, 0, s->language };
	struct view v;

	look(s, c, &v);
	add_words(&l, &v);
	add_place(&l, s, c, &v);
	if (c->gap == GAP_NEWLINE)
		add_fit(&l, s, c, &v);
	return l.n;
}
