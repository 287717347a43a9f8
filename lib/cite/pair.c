/*
 * Pairs notes with their markers in the body. Printed numbering restarts on
 * every page, so the notes of a block pair with the markers since the block
 * before; where a block holds a symbol twice, all candidates are given. A
 * numbered bibliography belongs to the whole text before it. The references of
 * encyclopedias have no numbers, only links back; they are counted.
 */
#include <string.h>

#include "cite/find.h"

struct body_marks {
	struct cite_mark *m;
	size_t n, cap;
};

/* Has a unit a marker, or may it be given one? */
static bool
may_pair(const struct cite_unit *u)
{
	return u->mark.class != MARK_NONE || u->back;
}

static bool
in_unit(const struct cite_units *u, size_t *k, size_t at)
{
	while (*k < u->n && u->unit[*k].end <= at)
		(*k)++;
	return *k < u->n && at >= u->unit[*k].mark.start &&
	    may_pair(&u->unit[*k]);
}

/* The plain mark that the digits from i to end are. */
static void
read_number(const char *p, size_t i, size_t end, struct cite_mark *m)
{
	memset(m, 0, sizeof *m);
	m->class = MARK_DIGIT;
	m->style = MARK_PLAIN;
	m->start = (uint32_t)i;
	m->end = (uint32_t)end;
	for (; i < end; i++)
		m->number = m->number * 10 + (uint32_t)(p[i] - '0');
}

/*
 * "the quay.109 It", "the quay. 109 It": a number behind a word or a closing
 * mark, where notes have plain numbers.
 */
static bool
plain_at(struct quire_span text, size_t i, struct cite_mark *m)
{
	const char *p = text.p;
	size_t end = i, from = i;
	bool space = i > 0 && p[i - 1] == ' ', closes;

	from -= space;
	if (p[i] < '1' || p[i] > '9' || from == 0)
		return false;
	while (end < text.len && end < i + 4 && p[end] >= '0' && p[end] <= '9')
		end++;
	/* the last byte of ” » ’ 。 is none of ASCII */
	closes = strchr(".!?\"')]", p[from - 1]) != NULL ||
	    (unsigned char)p[from - 1] >= 0x80;
	if (end - i > 3 || (end < text.len && strchr(" \n", p[end]) == NULL) ||
	    (!closes &&
	        (space ||
	            (strchr(",;:", p[from - 1]) == NULL &&
	                (p[from - 1] < 'a' || p[from - 1] > 'z')))))
		return false;
	read_number(p, i, end, m);
	return true;
}

/*
 * "研究1)2)を": a number and the closing bracket right behind a letter that is
 * none of ASCII or behind another such number, where lists are numbered "1)".
 */
static bool
paren_at(struct quire_span text, size_t i, struct cite_mark *m)
{
	const char *p = text.p;
	size_t end = i;

	if (i == 0 || p[i] < '1' || p[i] > '9' ||
	    ((unsigned char)p[i - 1] < 0x80 && p[i - 1] != ')'))
		return false;
	while (end < text.len && end < i + 3 && ascii_digit(p[end]))
		end++;
	if (end == text.len || p[end] != ')')
		return false;
	read_number(p, i, end, m);
	m->end++; /* the bracket */
	return true;
}

/* Are there lists numbered "1)"? */
static bool
any_paren(struct quire_span text, const struct cite_units *u)
{
	size_t i;

	for (i = 0; i < u->n; i++)
		if (u->unit[i].mark.style == MARK_POINT &&
		    u->unit[i].mark.end > 0 &&
		    text.p[u->unit[i].mark.end - 1] == ')')
			return true;
	return false;
}

/* Have notes numbers without brackets? */
static bool
any_plain(const struct cite_units *u)
{
	size_t i;

	for (i = 0; i < u->n; i++)
		if (u->unit[i].mark.style == MARK_PLAIN ||
		    (u->unit[i].mark.style == MARK_POINT &&
		        u->unit[i].mark.class == MARK_DIGIT &&
		        !u->unit[i].entry))
			return true;
	return false;
}

/* All markers that stand outside of the units. */
static void
gather(struct quire_span text, struct arena *tmp, const struct cite_units *u,
    struct body_marks *b)
{
	size_t i = 0, k = 0;
	bool plain = any_plain(u), paren = any_paren(text, u);
	struct cite_mark m;

	while (i < text.len) {
		if (!(cite_may_mark((unsigned char)text.p[i]) &&
		        cite_mark_at(text, i, &m)) &&
		    !(plain && plain_at(text, i, &m)) &&
		    !(paren && paren_at(text, i, &m))) {
			i++;
			continue;
		}
		if (in_unit(u, &k, i)) {
			i = u->unit[k].end > i ? u->unit[k].end : i + 1;
			continue;
		}
		b->m = arena_grow(tmp, b->m, b->n, &b->cap, sizeof m);
		b->m[b->n++] = m;
		i = m.end;
	}
}

/*
 * Marks by number: those of a bucket are a list in the order of the text.
 * head is its first, at where notes have come to. last are the units that
 * were paired last, by bucket, class and style: units of a block that have
 * the same marker have the same candidates.
 */
#define BUCKETS 1024
#define KINDS 32
#define NONE UINT32_MAX

struct index {
	uint32_t head[BUCKETS], at[BUCKETS];
	const struct cite_unit *last[BUCKETS][KINDS];
	uint32_t *next;
};

static struct index *
index_marks(const struct body_marks *b, struct arena *tmp)
{
	struct index *x = arena_zero(tmp, 1, sizeof *x);
	size_t i, k;

	x->next = arena_alloc(tmp, (b->n + 1) * sizeof *x->next);
	for (k = 0; k < BUCKETS; k++)
		x->head[k] = NONE;
	for (i = b->n; i-- > 0;) {
		k = b->m[i].number % BUCKETS;
		x->next[i] = x->head[k];
		x->head[k] = (uint32_t)i;
	}
	memcpy(x->at, x->head, sizeof x->at);
	return x;
}

/* Marks of a bucket that a unit looks at, and gets, at most. */
enum { STEPS = 256, CANDIDATES = 64 };

static bool
same_mark(const struct cite_unit *a, const struct cite_unit *b)
{
	return a->block == b->block && a->entry == b->entry &&
	    a->mark.number == b->mark.number &&
	    a->mark.class == b->mark.class && a->mark.style == b->mark.style;
}

/* The candidates of a unit among the marks [from, to). */
static void
pair_unit(struct arena *a, const struct body_marks *b, struct index *x,
    size_t from, size_t to, struct cite_unit *u)
{
	struct cite_range found[CANDIDATES], *body;
	uint32_t n = 0, steps = 0, k = u->mark.number % BUCKETS, i;

	while (!u->entry && x->at[k] != NONE && b->m[x->at[k]].start < from)
		x->at[k] = x->next[x->at[k]];
	i = u->entry ? x->head[k] : x->at[k];
	for (;
	     i != NONE && b->m[i].start < to && steps < STEPS && n < CANDIDATES;
	     i = x->next[i], steps++)
		if (cite_mark_pairs(&u->mark, &b->m[i]))
			found[n++] =
			    (struct cite_range){ b->m[i].start, b->m[i].end };
	if (n == 0)
		return;
	body = arena_alloc(a, n * sizeof *body);
	memcpy(body, found, n * sizeof *body);
	u->body = body;
	u->bodies = n;
}

/* As the last unit with that marker, or anew. */
static void
pair_or_share(struct arena *a, const struct body_marks *b, struct index *x,
    size_t from, size_t to, struct cite_unit *u)
{
	const struct cite_unit **last = &x->last[u->mark.number %
	    BUCKETS][(u->mark.class * 6u + u->mark.style) % KINDS];

	if (*last != NULL && same_mark(*last, u)) {
		u->body = (*last)->body;
		u->bodies = (*last)->bodies;
	} else {
		pair_unit(a, b, x, from, to, u);
	}
	*last = u;
}

/* The highest number among the marks up to an offset. */
struct highest {
	size_t seen;
	uint32_t number;
};

static void
look_up_to(struct highest *h, const struct body_marks *b, size_t offset)
{
	for (; h->seen < b->n && b->m[h->seen].start < offset; h->seen++) {
		const struct cite_mark *m = &b->m[h->seen];

		if (m->class == MARK_DIGIT && m->style == MARK_SQUARE &&
		    m->number > h->number)
			h->number = m->number;
	}
}

/*
 * Gives the units of a block that have nothing but a link back the numbers
 * that their list does not print, if the text before has just so many.
 */
static void
number_backs(struct highest *h, const struct body_marks *b, struct cite_unit *u,
    size_t n)
{
	uint32_t backs = 0;
	size_t i;

	for (i = 0; i < n; i++)
		backs += u[i].back;
	if (backs == 0)
		return;
	look_up_to(h, b, u->start);
	if (h->number != backs)
		return;
	for (i = n; i-- > 0;)
		if (u[i].back) {
			u[i].mark.class = MARK_DIGIT;
			u[i].mark.style = MARK_SQUARE;
			u[i].mark.number = backs--;
		}
}

void
cite_pair_marks(struct quire_span text, struct arena *a, struct arena *tmp,
    struct cite_units *u)
{
	struct body_marks b = { 0 };
	struct highest h = { 0 };
	struct index *x;
	size_t i, j, since = 0;

	for (i = 0; i < u->n && !may_pair(&u->unit[i]); i++)
		;
	if (i == u->n)
		return;
	gather(text, tmp, u, &b);
	x = index_marks(&b, tmp);
	for (i = 0; b.n > 0 && i < u->n; i = j) {
		size_t to = u->unit[i].start, end = since;

		for (j = i; j < u->n && u->unit[j].block == u->unit[i].block;)
			j++;
		number_backs(&h, &b, &u->unit[i], j - i);
		for (; i < j; i++) {
			if (u->unit[i].mark.class != MARK_NONE)
				pair_or_share(a, &b, x, since, to, &u->unit[i]);
			end = u->unit[i].entry ? end : u->unit[i].end;
		}
		since = end;
	}
	arena_reset(tmp);
}
