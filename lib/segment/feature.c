/*
 * What the sentence model sees of a candidate: the tokens around it, their
 * shapes, the terminator, closers, the fit of the line, quotes, distances.
 * Each feature is a hash.
 */
#include <string.h>

#include "learn/learn.h"
#include "segment/sentence.h"
#include "text/text.h"

enum shape {
	SHAPE_NONE,
	SHAPE_LOWER,
	SHAPE_CAPITAL,
	SHAPE_CAPS,
	SHAPE_ONE_CAP,
	SHAPE_ONE_LOWER,
	SHAPE_DIGITS,
	SHAPE_NUMBER,
	SHAPE_ALNUM,
	SHAPE_UNCASED,
	SHAPE_CJK,
	SHAPE_SIGNS,
	SHAPE_MIXED,
	SHAPE_DOTTED,
	SHAPE_ADDRESS
};

enum { TOKEN_MAX = 40 };

struct token {
	const char *p, *end;
	uint32_t hash;   /* lower-cased, digits as one */
	uint32_t last;   /* of its last three characters */
	uint32_t around; /* opener before it or mark behind it */
	unsigned shape, chars;
};

/*
 * Counts of kinds of characters in a token, eight bits for each; a token has
 * at most TOKEN_MAX characters.
 */
enum {
	N_UPPER = 0,
	N_LOWER = 8,
	N_UNCASED = 16,
	N_DIGIT = 24,
	N_CJK = 32,
	N_DOT = 40,
	N_SIGN = 48,
	N_AT = 56
};

static unsigned
counted(uint64_t n, unsigned kind)
{
	return n >> kind & 255;
}

/* What one character adds. */
static uint64_t
tally(uint32_t cp, uint32_t flags)
{
	if (flags & TEXT_UPPER)
		return (uint64_t)1 << N_UPPER;
	if (flags & TEXT_LOWER)
		return (uint64_t)1 << N_LOWER;
	if (flags & TEXT_DIGIT)
		return (uint64_t)1 << N_DIGIT;
	if (flags & (TEXT_HAN | TEXT_KANA))
		return (uint64_t)1 << N_CJK;
	if (flags & (TEXT_LETTER | TEXT_MARK))
		return (uint64_t)1 << N_UNCASED;
	if (cp == '.')
		return (uint64_t)1 << N_DOT;
	return (uint64_t)1 << N_SIGN |
	    (uint64_t)(cp == '@' || cp == '/') << N_AT;
}

static unsigned
shape(uint64_t n, bool first_upper)
{
	unsigned upper = counted(n, N_UPPER), lower = counted(n, N_LOWER);
	unsigned letters = upper + lower + counted(n, N_UNCASED);
	unsigned dots = counted(n, N_DOT), signs = counted(n, N_SIGN);

	if (counted(n, N_AT) > 0 && letters > 0)
		return SHAPE_ADDRESS;
	if (counted(n, N_CJK) > 0)
		return SHAPE_CJK;
	if (dots > 0 && letters > 0)
		return SHAPE_DOTTED;
	if (counted(n, N_DIGIT) > 0)
		return letters > 0     ? SHAPE_ALNUM
		    : dots + signs > 0 ? SHAPE_NUMBER
		                       : SHAPE_DIGITS;
	if (letters == 0)
		return signs + dots > 0 ? SHAPE_SIGNS : SHAPE_NONE;
	if (counted(n, N_UNCASED) > 0)
		return SHAPE_UNCASED;
	if (upper == 0)
		return letters == 1 ? SHAPE_ONE_LOWER : SHAPE_LOWER;
	if (upper == 1 && first_upper)
		return letters == 1 ? SHAPE_ONE_CAP : SHAPE_CAPITAL;
	return lower == 0 ? SHAPE_CAPS : SHAPE_MIXED;
}

/* Fills in what follows from p and end. */
static void
describe(struct token *t)
{
	uint64_t n = 0;
	const char *p = t->p;
	uint32_t cp, flags, hash = 2166136261u, last = 0;
	unsigned chars = 0;
	bool first_upper = false;

	while (p < t->end) {
		cp = (unsigned char)*p;
		if (cp - 'a' < 26u) {
			n += (uint64_t)1 << N_LOWER;
			p++;
		} else {
			p += utf8_decode(p, t->end, &cp);
			flags = text_char(cp)->flags;
			n += tally(cp, flags);
			if (chars == 0)
				first_upper = (flags & TEXT_UPPER) != 0;
			cp = flags & TEXT_DIGIT ? '0' : text_lower(cp);
		}
		chars++;
		hash = (hash ^ cp) * 16777619u;
		last = last << 10 ^ cp;
	}
	t->chars = chars;
	t->hash = hash;
	t->last = last & 0x3fffffff;
	t->shape = shape(n, first_upper);
}

enum { IS_SPACE = 1, IS_OPEN = 2, IS_PUNCT = 4 };

/* Of a character beyond ASCII. */
static unsigned
other_sort(uint32_t cp)
{
	uint32_t f = text_char(cp)->flags;

	return (f & TEXT_SPACE ? IS_SPACE : 0u) |
	    (f & (TEXT_OPEN | TEXT_QUOTE) ? IS_OPEN : 0u) |
	    (f & TEXT_PUNCT ? IS_PUNCT : 0u);
}

/* The same of those in ASCII; @ belongs to words. */
#define EIGHT(x) x, x, x, x, x, x, x, x
static const uint8_t ascii_sort[128] = { EIGHT(1), EIGHT(1), EIGHT(1), EIGHT(1),
	1, 4, 6, 4, 0, 4, 4, 6, 6, 4, 4, 0, 4, 4, 4, 4, EIGHT(0), 0, 0, 4, 4, 0,
	0, 0, 4, EIGHT(0), EIGHT(0), EIGHT(0), 0, 0, 0, 6, 4, 4, 0, 4, EIGHT(0),
	EIGHT(0), EIGHT(0), 0, 0, 0, 6, 0, 4, 0, 0 };

static inline unsigned
sort(uint32_t cp)
{
	return cp < 128 ? ascii_sort[cp] : other_sort(cp);
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
		if (!(sort(cp) & IS_SPACE))
			break;
		end -= len;
	}
	t.p = t.end = end;
	while (t.p > start && t.end - t.p < TOKEN_MAX) {
		cp = (unsigned char)t.p[-1];
		len = 1;
		if (cp >= 0x80)
			len = utf8_decode_before(start, t.p, &cp);
		if (sort(cp) & IS_SPACE || (t.p < t.end && is_cjk(cp)))
			break;
		t.p -= len;
		if (is_cjk(cp))
			break;
	}
	while (t.p < t.end) {
		len = utf8_decode(t.p, t.end, &cp);
		if (!(sort(cp) & IS_OPEN))
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
		if (!(sort(cp) & IS_PUNCT))
			return;
		t->around = cp;
		t->end -= len;
	}
}

/* From p, the end of what stands without white space; CJK alone. */
static const char *
word_end(const char *p, const char *end)
{
	const char *from = p;
	uint32_t cp;
	unsigned len;

	while (p < end && p - from < TOKEN_MAX) {
		cp = (unsigned char)*p;
		len = 1;
		if (cp >= 0x80)
			len = utf8_decode(p, end, &cp);
		if (sort(cp) & IS_SPACE ||
		    (p > from && (is_cjk(cp) || cp == '\'' || cp == 0x2019)))
			break;
		p += len;
		if (is_cjk(cp))
			break;
	}
	return p;
}

/* The token that starts at or after p. Openers before it go to *open. */
static struct token
token_after(const char *p, const char *end, uint32_t *open)
{
	struct token t = { 0 };
	const char *from = p;
	uint32_t cp;
	unsigned len, s;

	*open = 0;
	for (; p < end && p - from < TOKEN_MAX; p += len) {
		len = utf8_decode(p, end, &cp);
		s = sort(cp);
		if (!(s & (IS_SPACE | IS_OPEN)))
			break;
		if (!(s & IS_SPACE))
			*open = cp;
	}
	t.p = p;
	t.end = from = word_end(p, end);
	trim_token(&t);
	if (t.end == t.p) /* nothing but punctuation */
		t.end = from;
	describe(&t);
	return t;
}

/* ---- the list of features --------------------------------------------- */

struct list {
	uint32_t *feature;
	size_t n;
};

static void
add(struct list *l, uint32_t id, uint32_t a, uint32_t b)
{
	l->feature[l->n++] = learn_mix(learn_mix(id, a), b);
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
look(const struct sentence_scan *s, const struct candidate *c, struct view *v)
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
	for (p = start + c->word; p < start + c->end && p < start + c->word + 8;
	     p++)
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

	add(l, 2, v->base, a->hash);
	add(l, 4, k | b->shape, a->last);
	add(l, 7, v->base << 4 | b->shape, b->hash);
	add(l, 8, v->base << 4 | b->shape, v->open << 8 ^ b->around);
	add(l, 9, v->base, shapes << 8 | la << 4 | lb);
	add(l, 10, k | b->shape, v->r2.hash);
	add(l, 12, learn_mix(k, v->r2.hash), b->hash);
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
	uint32_t excess, share;
	int e;

	while (p < end && newline_len(p, end) == 0)
		p++;
	e = line_fit_excess(s->text, &s->fit, c->line, (size_t)(p - s->text.p));
	excess = e > 0 ? at_most((size_t)e, 15) / 4 : 4 + bucket((size_t)-e);
	share = s->fit.lines < 2
	    ? 0
	    : (uint32_t)(s->fit.wraps * 8 / (s->fit.lines - 1));
	add(l, 40, v->kind << 8 | excess, share);
}

/* Inside what it stands, and how far from the last end. */
static void
add_place(struct list *l, const struct candidate *c, const struct view *v)
{
	if (c->kind == CAND_STOP)
		add(l, 51, v->r1.shape << 4 | v->l1.shape,
		    is_abbreviation((struct quire_span){ v->l1.p,
		        (size_t)(v->l1.end - v->l1.p) }));
	add(l, 31, v->base,
	    c->quotes << 12 | c->brackets << 8 | at_most(c->closers, 1) << 4 |
	        (v->open != 0));
	add(l, 33, v->base, bucket(c->word - c->start));
	add(l, 37, v->kind << 8 | c->first << 4 | v->r1.shape, v->l1.shape);
}

unsigned
first_shape(const struct sentence_scan *s, size_t at)
{
	uint32_t open;

	return token_after(s->text.p + at, s->text.p + s->text.len, &open)
	    .shape;
}

size_t
candidate_features(const struct sentence_scan *s, const struct candidate *c,
    uint32_t *feature)
{
	struct list l = { feature, 0 };
	struct view v;

	look(s, c, &v);
	add_words(&l, &v);
	add_place(&l, c, &v);
	if (c->gap == GAP_NEWLINE)
		add_fit(&l, s, c, &v);
	return l.n;
}

/* Letters and digits by kind, signs as they are, the rest as one. */
static uint32_t
sort_of_byte(unsigned char c)
{
	if (c >= 'a' && c <= 'z')
		return 'a';
	if (c >= 'A' && c <= 'Z')
		return 'A';
	if (c >= '0' && c <= '9')
		return '0';
	return c >= 0x80 ? 0x80 : c;
}

/*
 * n bytes at p, as far as there are so many, as one number, first byte on
 * top; digits are one. *sorts: the same with kinds for bytes.
 */
static uint32_t
bytes_at(const char *p, const char *end, unsigned n, uint32_t *sorts)
{
	uint32_t v = 0;
	unsigned char c;

	*sorts = 0;
	for (; n > 0; n--, p++) {
		c = p < end ? (unsigned char)*p : ' ';
		v = v << 8 | (c >= '0' && c <= '9' ? '0' : c);
		*sorts = *sorts << 8 | sort_of_byte(c);
	}
	return v;
}

void
gate_features(const struct sentence_scan *s, size_t end, size_t next,
    uint32_t *feature)
{
	const char *p = s->text.p;
	uint32_t left, right, l, r;

	l = bytes_at(end >= 3 ? p + end - 3 : p, p + end, 3, &left);
	r = bytes_at(p + next, p + s->text.len, 4, &right);
	feature[0] = learn_mix(1, r);
	feature[1] = learn_mix(2, l);
	feature[2] = learn_mix(3 | (r >> 16 << 8), l & 0xff);
	feature[3] = learn_mix(4 | (r >> 24 << 8), l & 0xffff);
	feature[4] = learn_mix(learn_mix(5, left), right);
	feature[5] = learn_mix(learn_mix(6, left & 0xffff), right >> 8);
}
