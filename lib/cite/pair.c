/*
 * Pairs notes with their markers in the body. Printed numbering restarts on
 * every page, so the notes of a block pair with the markers since the block
 * before; where a block holds a symbol twice, all candidates are given. A
 * numbered bibliography belongs to the whole text before it.
 */
#include <string.h>

#include "cite/find.h"

struct body_marks {
	struct cite_mark *m;
	size_t n, cap;
};

static bool
may_mark(unsigned char c)
{
	return c == '<' || c == '[' || c == '(' || c == '\\' || c == 0xe2 ||
	    c == 0xc2 || c == 0xe3 || c == 0xef;
}

static bool
in_unit(const struct cite_units *u, size_t *k, size_t at)
{
	while (*k < u->n && u->unit[*k].end <= at)
		(*k)++;
	return *k < u->n && at >= u->unit[*k].mark.start &&
	    u->unit[*k].mark.class != MARK_NONE;
}

/* All markers that stand outside of the units. */
static void
gather(struct quire_span text, struct arena *a, const struct cite_units *u,
    struct body_marks *b)
{
	size_t i = 0, k = 0;
	struct cite_mark m;

	while (i < text.len) {
		if (!may_mark((unsigned char)text.p[i]) ||
		    !cite_mark_at(text, i, &m)) {
			i++;
			continue;
		}
		if (in_unit(u, &k, i)) {
			i = u->unit[k].end > i ? u->unit[k].end : i + 1;
			continue;
		}
		b->m = arena_grow(a, b->m, b->n, &b->cap, sizeof m);
		b->m[b->n++] = m;
		i = m.end;
	}
}

/*
 * Marks by number: those of a bucket are a list in the order of the text.
 * head is its first, at where notes have come to.
 */
#define BUCKETS 1024
#define NONE ((size_t)-1)

struct index {
	size_t head[BUCKETS], at[BUCKETS];
	size_t *next;
};

static struct index *
index_marks(const struct body_marks *b, struct arena *a)
{
	struct index *x = arena_alloc(a, sizeof *x);
	size_t i, k;

	x->next = arena_alloc(a, (b->n + 1) * sizeof *x->next);
	for (k = 0; k < BUCKETS; k++)
		x->head[k] = NONE;
	for (i = b->n; i-- > 0;) {
		k = b->m[i].number % BUCKETS;
		x->next[i] = x->head[k];
		x->head[k] = i;
	}
	memcpy(x->at, x->head, sizeof x->at);
	return x;
}

/* Marks of a bucket that a unit looks at, at most. */
#define STEPS 256

static void
pair_unit(struct arena *a, const struct body_marks *b, struct index *x,
    size_t from, size_t to, struct cite_unit *u)
{
	size_t cap = 0, steps = 0, k = u->mark.number % BUCKETS, i;

	if (b->n == 0)
		return;
	while (!u->entry && x->at[k] != NONE && b->m[x->at[k]].start < from)
		x->at[k] = x->next[x->at[k]];
	i = u->entry ? x->head[k] : x->at[k];
	for (; i != NONE && b->m[i].start < to && steps < STEPS;
	     i = x->next[i], steps++) {
		if (!cite_mark_pairs(&u->mark, &b->m[i]))
			continue;
		u->body =
		    arena_grow(a, u->body, u->bodies, &cap, sizeof *u->body);
		u->body[u->bodies++] =
		    (struct cite_range){ b->m[i].start, b->m[i].end };
	}
}

void
cite_pair_marks(struct quire_span text, struct arena *a, struct cite_units *u)
{
	struct body_marks b = { 0 };
	struct index *x;
	size_t i, j, since = 0;

	for (i = 0; i < u->n && u->unit[i].mark.class == MARK_NONE; i++)
		;
	if (i == u->n)
		return;
	gather(text, a, u, &b);
	x = index_marks(&b, a);
	for (i = 0; i < u->n; i = j) {
		size_t to = u->unit[i].start, end = since;

		for (j = i; j < u->n && u->unit[j].block == u->unit[i].block;
		     j++) {
			if (u->unit[j].mark.class != MARK_NONE)
				pair_unit(a, &b, x, since, to, &u->unit[j]);
			end = u->unit[j].entry ? end : u->unit[j].end;
		}
		since = end;
	}
}
