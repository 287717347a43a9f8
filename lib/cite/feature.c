/*
 * The features of the reference tagger: what stands at a token and around it
 * (words, shapes, affixes, word lists), which marks enclose it and come next,
 * and what the reference as a whole has shown so far.
 */
#include <string.h>

#include "cite/tagger.h"

#define FEATURES 64 /* of one token, at most */

const char *const cite_label_name[CITE_LABELS] = { "O", "author", "editor",
	"translator", "title", "container-title", "publisher",
	"publisher-place", "issued", "accessed", "volume", "issue", "page",
	"edition", "number", "genre" };

/* What lies around each token, gathered in two passes. */
struct around {
	uint8_t before, after; /* marks: index in a small set */
	uint8_t back, ahead;   /* distances to them, in steps */
	uint16_t seen;         /* of the reference before it */
	uint8_t left;          /* of the reference behind it */
};

struct cursor {
	const struct cite_token *t;
	const struct around *g;
	uint32_t *out;
	size_t i, n;
	uint32_t whole;
};

enum seen {
	SEEN_YEAR = 1,
	SEEN_QUOTE = 2,
	SEEN_TITLE = 4,
	SEEN_MARK = 8,
	SEEN_IN = 16,
	SEEN_ROLE = 32,
	SEEN_PLACE = 64,
	SEEN_ITALIC = 128,
	SEEN_NUM = 256,
	SEEN_COLON = 512
};

static void
add(struct cursor *c, uint32_t kind, uint32_t a)
{
	*c->out++ = learn_mix(kind * 0x9e3779b1u, a);
}

static void
add2(struct cursor *c, uint32_t kind, uint32_t a, uint32_t b)
{
	*c->out++ = learn_mix(learn_mix(kind * 0x9e3779b1u, a), b);
}

/* ---- first passes ----------------------------------------------------- */

static uint8_t
mark_class(const struct cite_token *t)
{
	static const char marks[] = ".,;:()[]<>\"'-/&?!";
	const char *p;

	if (t->kind != TOK_PUNCT)
		return 0;
	if (t->cp < 0x80 && t->cp > 0 &&
	    (p = strchr(marks, (int)t->cp)) != NULL)
		return (uint8_t)(p - marks + 1);
	return sizeof marks;
}

static uint8_t
step(size_t d)
{
	return (uint8_t)(d < 5 ? d : d < 8 ? 5 : d < 14 ? 6 : 7);
}

/* [J], [M], [EB/OL]: the type mark of GB/T 7714. */
static bool
type_mark(const struct cite_token *t)
{
	return t[-1].cp == '[' && t->kind == TOK_WORD && t->letters <= 2 &&
	    (t->shape == SHAPE_INITIAL || t->shape == SHAPE_UPPER ||
	        t->shape == SHAPE_ROMAN) &&
	    (t[1].cp == ']' || t[1].cp == '/');
}

static unsigned
seen_at(const struct cite_token *t)
{
	unsigned s = 0;

	if (t->shape == SHAPE_YEAR)
		s |= SEEN_YEAR;
	if ((t->state & STATE_QUOTE) != 0)
		s |= SEEN_QUOTE;
	if ((t->state & STATE_TITLE) != 0)
		s |= SEEN_TITLE;
	if ((t->state & STATE_ITALIC) != 0)
		s |= SEEN_ITALIC;
	if (type_mark(t))
		s |= SEEN_MARK;
	if (cite_is_word(t, "in"))
		s |= SEEN_IN;
	if ((t->word & WORD_ROLE) != 0)
		s |= SEEN_ROLE;
	if ((t->word & WORD_PLACE) != 0)
		s |= SEEN_PLACE;
	if (t->kind == TOK_NUM && t->shape != SHAPE_YEAR)
		s |= SEEN_NUM;
	if (t->cp == ':')
		s |= SEEN_COLON;
	return s;
}

static struct around *
survey(const struct cite_tokens *x, struct arena *a)
{
	struct around *g = arena_zero(a, x->n + 1, sizeof *g);
	size_t i, last = 0, seen = 0, left = 0;
	uint8_t mark = 0;

	for (i = 0; i < x->n; i++) {
		uint8_t m = mark_class(&x->tok[i]);

		g[i].before = mark;
		g[i].back = step(i - last);
		g[i].seen = (uint16_t)seen;
		seen |= seen_at(&x->tok[i]);
		if (m != 0) {
			mark = m;
			last = i;
		}
	}
	for (mark = 0, last = i = x->n; i-- > 0;) {
		uint8_t m = mark_class(&x->tok[i]);

		g[i].after = mark;
		g[i].ahead = step(last - i);
		g[i].left = (uint8_t)left;
		left |= seen_at(&x->tok[i]) & 0xff;
		if (m != 0) {
			mark = m;
			last = i;
		}
	}
	return g;
}

/* ---- groups of features ----------------------------------------------- */

/* Letters count in features only by their first six bytes or so. */
static void
add_words(struct cursor *c)
{
	const struct cite_token *t = c->t;

	add(c, 1, t[0].key);
	add(c, 2, t[-1].key);
	add(c, 3, t[1].key);
	add(c, 4, t[-2].key);
	add(c, 5, t[2].key);
	add(c, 6, t[-3].key);
	add(c, 7, t[3].key);
	add2(c, 8, t[-1].key, t[0].key);
	add2(c, 9, t[0].key, t[1].key);
	/* Chinese words have two and three tokens */
	if (t->kind == TOK_CJK) {
		add2(c, 10, t[-2].key, t[-1].key);
		add2(c, 11, t[1].key, t[2].key);
		add2(c, 12, learn_mix(t[-1].key, t[0].key), t[1].key);
	}
}

static void
add_shapes(struct cursor *c)
{
	const struct cite_token *t = c->t;
	uint32_t s = t[0].shape, l = t[-1].shape, r = t[1].shape;
	uint32_t pl = t[-1].kind == TOK_PUNCT ? t[-1].cp : l;
	uint32_t pr = t[1].kind == TOK_PUNCT ? t[1].cp : r;
	uint32_t pl2 = t[-2].kind == TOK_PUNCT ? t[-2].cp : t[-2].shape;
	uint32_t pr2 = t[2].kind == TOK_PUNCT ? t[2].cp : t[2].shape;
	uint32_t own = t[0].kind == TOK_PUNCT ? t[0].cp : s;

	add2(c, 20, own, t[0].state & STATE_SPACE);
	add2(c, 21, pl, own);
	add2(c, 22, own, pr);
	add2(c, 23, learn_mix(pl, own), pr);
	add2(c, 24, learn_mix(pl2, pl), learn_mix(own, pr));
	add2(c, 25, learn_mix(pl, own), learn_mix(pr, pr2));
	add2(c, 27, learn_mix(own, t[-1].key), pr);
	add2(c, 28, learn_mix(own, t[1].key), pl);
}

static void
add_affixes(struct cursor *c, const char *text)
{
	const struct cite_token *t = c->t;
	const char *p = text + t->start;
	size_t len = t->end - t->start;

	if (t->kind != TOK_WORD || len < 4)
		return;
	add(c, 30, cite_hash(p, 3));
	add(c, 31, cite_hash(p + len - 3, 3));
	add(c, 32, cite_hash(p + len - 2, 2));
	if (len > 4)
		add(c, 33, cite_hash(p + len - 4, 4));
}

static void
add_lists(struct cursor *c)
{
	const struct cite_token *t = c->t;
	uint32_t near = t[-1].word | t[-2].word, next = t[1].word | t[2].word;

	add2(c, 40, t[0].word, t[0].shape);
	add2(c, 41, t[0].word, t[-1].word);
	add2(c, 42, t[0].word, t[1].word);
	add2(c, 43, near, t[0].shape);
	add2(c, 44, next, t[0].shape);
	add2(c, 45, learn_mix(t[-1].word, t[0].word), t[1].word);
}

static void
add_place(struct cursor *c)
{
	const struct cite_token *t = c->t;
	const struct around *g = c->g;
	uint32_t s = t->kind == TOK_PUNCT ? t->cp : t->shape;
	uint32_t state = t->state &
	    (STATE_QUOTE | STATE_TITLE | STATE_ROUND | STATE_SQUARE |
	        STATE_ITALIC);
	uint32_t at = (uint32_t)(c->i * 8 / c->n);
	size_t rest = c->n - 1 - c->i;
	uint32_t edge = (uint32_t)(c->i < 6 ? c->i : rest < 5 ? 10 + rest : 20);

	add2(c, 50, state, s);
	add2(c, 51, learn_mix(state, t[-1].state & 31), t[1].state & 31);
	add2(c, 52, g->before, g->after);
	add2(c, 53, learn_mix(g->before, g->after), s);
	add2(c, 54, learn_mix(g->before, g->back), s);
	add2(c, 55, learn_mix(g->after, g->ahead), s);
	add2(c, 56, at, s);
	add2(c, 57, edge, s);
	add2(c, 58, g->seen, s);
	add2(c, 59, learn_mix(g->seen, state), g->before);
	add2(c, 60, learn_mix(g->left, g->seen & 31), s);
	add2(c, 61, learn_mix(c->whole, state), s);
	add2(c, 62, learn_mix(c->whole, t[-1].cp), t[0].key);
	add2(c, 63, learn_mix(g->seen, g->after), t[0].word);
}

static uint32_t
whole(const struct cite_tokens *x)
{
	uint32_t marks = 0, titles = 0, quotes = 0, years = 0;
	size_t i;

	for (i = 0; i < x->n; i++) {
		unsigned s = seen_at(&x->tok[i]);

		marks |= (s & SEEN_MARK) != 0;
		titles |= (s & SEEN_TITLE) != 0;
		quotes |= (s & SEEN_QUOTE) != 0;
		years |= (s & SEEN_YEAR) != 0 && i * 3 < x->n;
	}
	return (x->han > x->letters ? 1u
	               : x->han > 0 ? 2u
	                            : 0u) |
	    marks << 2 | titles << 3 | quotes << 4 | years << 5;
}

void
cite_features(const struct cite_tokens *x, const char *text, struct arena *a,
    struct learn_chain *out)
{
	struct around *g = survey(x, a);
	uint32_t *feature =
	    arena_alloc(a, (x->n * FEATURES + 1) * sizeof *feature);
	uint32_t *start = arena_alloc(a, (x->n + 1) * sizeof *start);
	struct cursor c = { 0 };
	size_t i;

	c.n = x->n;
	c.out = feature;
	c.whole = whole(x);
	for (i = 0; i < x->n; i++) {
		start[i] = (uint32_t)(c.out - feature);
		c.t = &x->tok[i];
		c.g = &g[i];
		c.i = i;
		add_words(&c);
		add_shapes(&c);
		add_affixes(&c, text);
		add_lists(&c);
		add_place(&c);
	}
	start[x->n] = (uint32_t)(c.out - feature);
	out->n = x->n;
	out->start = start;
	out->feature = feature;
}
