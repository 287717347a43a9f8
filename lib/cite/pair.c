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

static size_t
first_after(const struct body_marks *b, size_t at)
{
	size_t lo = 0, hi = b->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (b->m[mid].start < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Markers are compared within a window, so that lists stay linear. */
#define CANDIDATES 4000

static void
pair_unit(struct arena *a, const struct body_marks *b, size_t from,
    size_t to, struct cite_unit *u)
{
	size_t cap = 0, i, n = 0;

	for (i = from; i < to && n < CANDIDATES; i++, n++) {
		if (!cite_mark_pairs(&u->mark, &b->m[i]))
			continue;
		u->body = arena_grow(a, u->body, u->bodies, &cap,
		    sizeof *u->body);
		u->body[u->bodies++] = (struct cite_range){ b->m[i].start,
		    b->m[i].end };
		if (u->bodies >= 64)
			break;
	}
}

void
cite_pair_marks(struct quire_span text, struct arena *a,
    struct cite_units *u)
{
	struct body_marks b = { 0 };
	size_t i, j, since = 0;

	for (i = 0; i < u->n && u->unit[i].mark.class == MARK_NONE; i++)
		;
	if (i == u->n)
		return;
	gather(text, a, u, &b);
	for (i = 0; i < u->n; i = j) {
		size_t from, to = first_after(&b, u->unit[i].start);

		from = u->unit[i].entry ? 0 : first_after(&b, since);
		for (j = i; j < u->n && u->unit[j].block == u->unit[i].block;
		    j++) {
			if (u->unit[j].mark.class != MARK_NONE)
				pair_unit(a, &b, from, to, &u->unit[j]);
			since = u->unit[j].entry ? since : u->unit[j].end;
		}
	}
}
