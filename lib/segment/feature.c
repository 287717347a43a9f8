/*
 * What the sentence model sees of a candidate: the tokens around it, their
 * shapes, the terminator, closers, the fit of the line, quotes, distances.
 * Each feature is a hash.
 */
#include <string.h>

#include "learn/learn.h"
#include "segment/around.h"
#include "segment/sentence.h"
#include "segment/weigh.h"
#include "text/text.h"

/* ---- the list of features --------------------------------------------- */

struct list {
	uint32_t *feature;
	size_t n;
};

static inline void
add(struct list *l, uint32_t id, uint32_t a, uint32_t b)
{
	l->feature[l->n++] = learn_mix(a + id * 0x9e3779b1u, b);
}

static uint32_t
bucket(size_t n)
{
	if (n < 4)
		return (uint32_t)n;
	return 65 - (uint32_t)__builtin_clzll(n);
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
	/* 1: the word is all of the sentence so far; 2: and of the line */
	uint32_t alone;
};

/* Of a sentence of so few bytes: is it one word so far? */
static uint32_t
is_alone(const struct sentence_scan *s, const struct candidate *c)
{
	enum { LONGEST = 40 };
	const char *start = s->text.p + c->start;
	size_t len = c->word - c->start;
	struct token t;

	if (len > LONGEST ||
	    (len > 0 && (signed char)start[len - 1] > ' ' &&
	        memchr(start, ' ', len) != NULL))
		return 0;
	token_before(s->text, sentence_around(s), s->text.p + c->word, &t);
	return t.p > s->text.p + c->start ? 0u : 1u + (c->start == c->line);
}

/* The candidate's kind, and the marks that make it one. */
static void
look_at(const struct sentence_scan *s, const struct candidate *c,
    struct view *v)
{
	const char *p = s->text.p + c->word,
	           *end = s->text.p +
	    (c->end < c->word + 8 ? c->end : c->word + 8);

	v->kind = (uint32_t)c->kind + 1;
	v->base = v->kind << 2 | (uint32_t)c->gap;
	v->alone = is_alone(s, c);
	v->term = 0;
	if (end - p <= 1) { /* as a rule */
		v->term =
		    (unsigned char)*p & -(uint32_t)((end > p) & (*p != ' '));
		return;
	}
	for (; p < end; p++)
		if (*p != ' ')
			v->term = v->term * 31 + (unsigned char)*p;
}

/* The tokens beside it. */
static void
look_near(const struct sentence_scan *s, const struct candidate *c,
    struct view *v)
{
	struct quire_span around = sentence_around(s);
	const char *start = s->text.p;

	token_before(s->text, around, start + c->word, &v->l1);
	token_after(s->text, around, start + c->next, &v->r1, &v->open);
}

/* The tokens beside those. */
static void
look_far(const struct sentence_scan *s, struct view *v)
{
	struct quire_span around = sentence_around(s);
	uint32_t ignored;

	token_before(s->text, around, v->l1.p, &v->l2);
	token_after(s->text, around, v->r1.end, &v->r2, &ignored);
	token_after(s->text, around, v->r2.end, &v->r3, &ignored);
}

/* Of the first character; all of Latin is one. */
static uint32_t
script_of(const struct token *t)
{
	unsigned char lead = t->p < t->end ? (unsigned char)*t->p : 0;

	return lead < 0xce ? 0 : lead >> 2;
}

static void
add_near(struct list *l, const struct view *v)
{
	const struct token *a = &v->l1, *b = &v->r1;
	uint32_t k = v->kind << 8 | b->shape;
	uint32_t shapes = a->shape << 4 | b->shape;
	uint32_t la = at_most(a->chars, 7), lb = at_most(b->chars, 4);
	/* Scripts have customs of their own before a quotation. */
	uint32_t open = v->open == 0 ? 0 : v->open << 8 ^ script_of(a) << 26;

	add(l, 1, v->base, a->hash);
	add(l, 2, k, a->last);
	add(l, 3, v->base << 4 | b->shape, b->hash);
	add(l, 4, v->base << 4 | b->shape, open ^ b->around);
	add(l, 5, v->base, shapes << 8 | la << 4 | lb);
	add(l, 8, v->kind + a->hash, b->hash);
	add(l, 11, v->term, shapes);
	if (v->kind == CAND_STOP + 1)
		add(l, 13, b->shape << 4 | a->shape,
		    is_abbreviation(
		        (struct quire_span){ a->p, (size_t)(a->end - a->p) }));
}

static void
add_far(struct list *l, const struct view *v)
{
	const struct token *a = &v->l1, *b = &v->r1;
	uint32_t shapes = a->shape << 4 | b->shape;

	add(l, 6, v->kind << 8 | b->shape, v->r2.hash);
	add(l, 7, v->kind + v->r2.hash, b->hash);
	add(l, 9, v->kind, shapes << 8 | v->l2.shape << 4 | v->r2.shape);
	add(l, 10, v->kind, b->shape << 8 | v->r2.shape << 4 | v->r3.shape);
	add(l, 12, v->term, v->l2.hash);
}

/* The newline: did the line end because it was full? */
static void
add_fit(struct list *l, const struct sentence_scan *s,
    const struct candidate *c, const struct view *v)
{
	const char *p = s->text.p + c->end, *end = s->text.p + s->text.len;
	uint32_t excess, share;
	int e;

	while (p < end && newline_len(p, end) == 0)
		p++;
	e = line_fit_excess(s->text, &s->fit, c->line, (size_t)(p - s->text.p));
	excess = e > 0 ? at_most((size_t)e, 15) / 4 : 4 + bucket((size_t)-e);
	share = s->fit.lines < 2
	    ? 0
	    : (uint32_t)(s->fit.wraps * 8 / (s->fit.lines - 1));
	add(l, 17, v->kind << 8 | excess, share);
	/* Texts are wrapped to 40 to 110 columns, as a rule. */
	add(l, 18, v->kind << 8 | excess, at_most(s->fit.widest / 28, 5));
}

/* Inside what it stands, and how far from the last end. */
static void
add_place(struct list *l, const struct candidate *c, const struct view *v)
{
	add(l, 14, v->base,
	    c->quotes << 12 | c->brackets << 8 | at_most(c->closers, 1) << 4 |
	        (v->open != 0));
	add(l, 15, v->base, v->alone << 8 | bucket(c->word - c->start));
	add(l, 16, v->kind << 8 | c->first << 4 | v->r1.shape,
	    v->alone << 8 | v->l1.shape);
}

/* Of the text beside the candidate; returns how many features. */
static size_t
near_features(const struct view *v, uint32_t *feature)
{
	struct list l = { feature, 0 };

	add_near(&l, v);
	return l.n;
}

/* What else is seen at the candidate itself. */
static size_t
place_features(const struct sentence_scan *s, const struct candidate *c,
    const struct view *v, uint32_t *feature)
{
	struct list l = { feature, 0 };

	add_place(&l, c, v);
	if (c->gap == GAP_NEWLINE)
		add_fit(&l, s, c, v);
	return l.n;
}

static size_t
far_features(const struct view *v, uint32_t *feature)
{
	struct list l = { feature, 0 };

	add_far(&l, v);
	return l.n;
}

size_t
candidate_features(const struct sentence_scan *s, const struct candidate *c,
    uint32_t *feature, size_t *near)
{
	struct view v;

	look_at(s, c, &v);
	look_near(s, c, &v);
	look_far(s, &v);
	*near = near_features(&v, feature);
	*near += place_features(s, c, &v, feature + *near);
	return *near + far_features(&v, feature + *near);
}

/* ---- what they weigh -------------------------------------------------- */

/*
 * The weight of the text beside the candidate, and what of that text its place
 * needs: from the memo if it is known.
 */
static int32_t
weigh_near(const struct weigher *w, const struct sentence_scan *s,
    const struct candidate *c, struct view *v,
    const struct remember_sums *known, struct remember_ask *ask)
{
	uint32_t feature[CANDIDATE_FEATURES];
	int32_t sum;

	if (known != NULL) {
		v->open = known->open;
		v->l1.shape = known->left;
		v->r1.shape = known->right;
		return known->near;
	}
	look_near(s, c, v);
	sum = weigh(w, feature, near_features(v, feature));
	remember_tell(ask, v->l1.p, v->r1.end,
	    (struct remember_sums){ .near = (int16_t)sum,
	        .left = (uint8_t)v->l1.shape,
	        .right = (uint8_t)v->r1.shape,
	        .open = v->open != 0 });
	return sum;
}

static int32_t
weigh_far(const struct weigher *w, const struct sentence_scan *s,
    const struct candidate *c, struct view *v,
    const struct remember_sums *known, struct remember_ask *ask)
{
	uint32_t feature[CANDIDATE_FEATURES];
	int32_t sum;

	if (known != NULL)
		look_near(s, c, v);
	look_far(s, v);
	sum = weigh(w, feature, far_features(v, feature));
	remember_tell_far(ask, v->l2.p, v->r3.end, sum);
	return sum;
}

bool
candidate_weigh(const struct weigher *w, const struct sentence_scan *s,
    const struct candidate *c)
{
	const int32_t *margin = w->margin[c->kind >= CAND_COLON];
	const struct remember_sums *known = NULL;
	struct remember_ask ask;
	uint32_t feature[CANDIDATE_FEATURES];
	struct view v;
	int32_t sum = w->bias;
	bool unsure;

	ask.place = NULL; /* the rest, which is large, is set with it */
	look_at(s, c, &v);
	if (s->memo != NULL && c->gap != GAP_NEWLINE)
		known = remember(&s->memo->weighed, sentence_around(s), s->text,
		    s->text.p + c->word, s->text.p + c->next,
		    (uint64_t)v.term << 8 | v.base, &ask);
	sum += weigh_near(w, s, c, &v, known, &ask);
	sum += weigh(w, feature, place_features(s, c, &v, feature));
	unsure = (sum <= margin[1]) & (sum >= margin[0]);
	/* Whether it is cannot be foreseen: no branch for what is known. */
	if (known != NULL && known->has_far)
		return sum + (known->far & -(int32_t)unsure) > 0;
	if (unsure)
		sum += weigh_far(w, s, c, &v, known, &ask);
	return sum > 0;
}
