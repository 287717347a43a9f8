/*
 * What was found in a document, packed until all of it is known: an item has
 * room for every field there is, and a page of figures gives thousands of
 * them. A record is a head, and the fields that are set in the order of their
 * bits; the two sides of a range follow their item.
 */
#include <string.h>

#include "dates/room.h"

struct packed {
	uint16_t kind, row;
	bool url, sides;
	size_t start, end;
	uint64_t have[2];
	struct dates_langset langs;
};

static void
pack(struct buf *b, const struct item *t, bool url, bool sides)
{
	struct packed p;
	int i;

	memset(&p, 0, sizeof p);
	p.kind = t->kind;
	p.row = t->row;
	p.url = url;
	p.sides = sides;
	p.start = t->start;
	p.end = t->end;
	p.have[0] = t->have[0];
	p.have[1] = t->have[1];
	p.langs = t->langs;
	buf_add(b, &p, sizeof p);
	for (i = 0; i < C_COUNT; i++)
		if (item_has(t, i))
			buf_add(b, &t->v[i], sizeof t->v[i]);
}

static size_t
unpack(const struct buf *b, size_t at, struct item *t, struct packed *p)
{
	int i;

	memcpy(p, b->p + at, sizeof *p);
	at += sizeof *p;
	memset(t, 0, sizeof *t);
	t->kind = p->kind;
	t->row = p->row;
	t->start = p->start;
	t->end = p->end;
	t->have[0] = p->have[0];
	t->have[1] = p->have[1];
	t->langs = p->langs;
	for (i = 0; i < C_COUNT; i++)
		if (item_has(t, i)) {
			memcpy(&t->v[i], b->p + at, sizeof t->v[i]);
			at += sizeof t->v[i];
		}
	return at;
}

void
found_add(struct dater *d, const struct item *t, bool url)
{
	bool sides = t->side[0] != NULL;

	pack(&d->found, t, url, sides);
	if (sides) {
		pack(&d->found, t->side[0], false, false);
		pack(&d->found, t->side[1], false, false);
	}
}

bool
found_next(const struct dater *d, size_t *at, struct found *f)
{
	struct packed p, side;

	if (*at >= d->found.len)
		return false;
	*at = unpack(&d->found, *at, &f->item, &p);
	f->url = p.url;
	memset(f->side, 0, sizeof f->side);
	if (p.sides) {
		*at = unpack(&d->found, *at, &f->side[0], &side);
		*at = unpack(&d->found, *at, &f->side[1], &side);
	}
	f->item.side[0] = &f->side[0];
	f->item.side[1] = &f->side[1];
	return true;
}
