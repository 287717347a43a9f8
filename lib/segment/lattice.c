/*
 * Words of the lexicon over a run of Han characters.
 */
#include "segment/lattice.h"
#include "text/text.h"

/* A piece of n characters has been read. */
static void
end_piece(struct lattice *l, size_t n, size_t at)
{
	struct cell *c = &l->cell[n];

	l->n = n;
	c[0].at = (uint32_t)at;
	c[0].number = c[1].number = 0;
}

/* Signs of written numbers count as the numeral zero. */
static uint16_t
number_of(const struct lexicon *x, uint32_t cp)
{
	bool sign = cp == 0x25cb || cp == 0x3007 || cp == 0xff0e;

	return (uint16_t)lexicon_number(x, sign ? 0x96f6 : cp);
}

const char *
lattice_read(const struct lexicon *x, struct lattice *l, const char *p,
    const char *end)
{
	const char *start = p;
	uint32_t cp;
	size_t n;

	for (n = 0; p < end && n < PIECE; n++) {
		l->cell[n].at = (uint32_t)(p - start);
		p += utf8_decode(p, end, &cp);
		l->cell[n].number = number_of(x, cp);
	}
	end_piece(l, n, (size_t)(p - start));
	return p;
}

const char *
lattice_read_common(const struct lexicon *x, struct lattice *l, const char *p,
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

/* Does a number before end with this digit? 七十三|岁, not 七十|三岁. */
static bool
is_last_digit(const struct lexicon *x, const struct cell *c)
{
	return lexicon_numeral(x, c[-1].number) &&
	    !lexicon_numeral(x, c[1].number);
}

/* Then its word costs more; so many words begin with 一 that less is added. */
static int32_t
taken_digit(const struct lexicon *x, const struct cell *c)
{
	return x->character[c->number] == 0x4e00 ? 80 : 200;
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
		if (x->alone[c->number] & LEXICON_DIGIT && c > l->cell &&
		    is_last_digit(x, c))
			c->pair += taken_digit(x, c);
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

void
lattice_path(const struct lexicon *x, struct lattice *l)
{
	look_ahead(x, l);
	look_behind(x, l);
}

void
lattice_outline(struct lattice *l)
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
