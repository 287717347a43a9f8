/*
 * What was found in a document, packed until all of it is known: an item has
 * room for every field there is, and a page of figures gives thousands of
 * them. A record is a head and the fields that are set, each its number and
 * its value. The two sides of a range follow their item. Of languages there
 * are few sets: they stand in a table, most of them once.
 */
#include <string.h>

#include "dates/room.h"

/* Offsets in a text are below 2^31. */
struct head {
	uint32_t start, len;
	int32_t year;   /* 0: none */
	uint32_t langs; /* the number of their set */
	uint16_t size;  /* of the record, its sides with it; 0: is a side */
	uint8_t kind, flags, fields;
};

enum { FIELD = 1 + sizeof(int32_t), RECORD = sizeof(struct head) };

/* Beside those of room.h; those of an item but not of its sides are last. */
enum {
	FOUND_URL = 1,
	FOUND_SIDES = 2,
	OWN_YEAR = 32,
	OWN_NEAR = 64,
	FOUND_MAYBE = 128
};

/* The number of a set: that of its place in the table of the last ones. */
static uint32_t
langs_number(struct dater *d, const struct dates_langset *l)
{
	uint32_t *n = &d->langs_at[langs_hash(l) % FOUND_LANGS];
	const size_t end = d->langs.len / sizeof *l;

	if (*n >= end ||
	    !langs_same((const struct dates_langset *)d->langs.p + *n, l)) {
		*n = (uint32_t)end;
		buf_add(&d->langs, l, sizeof *l);
	}
	return *n;
}

static void
pack(struct dater *d, const struct item *t, unsigned flags)
{
	struct head h = { .start = (uint32_t)t->start,
		.len = (uint32_t)(t->end - t->start),
		.year = item_has(t, C_year) ? t->v[C_year] : 0,
		.langs = langs_number(d, &t->langs),
		.kind = (uint8_t)t->kind,
		.flags = (uint8_t)flags };
	char *start = buf_reserve(&d->found, RECORD + C_COUNT * FIELD);
	char *p = start + RECORD;
	uint64_t m;
	int i, w;

	for (w = 0; w < 2; w++)
		for (m = t->have[w]; m != 0; m &= m - 1, p += FIELD) {
			i = w * 64 + __builtin_ctzll(m);
			*p = (char)i;
			memcpy(p + 1, &t->v[i], sizeof t->v[i]);
			h.fields++;
		}
	memcpy(start, &h, sizeof h);
	d->found.len += (size_t)(p - start);
}

/* Returns where the record, or its sides, begin behind it. */
static const char *
unpack(const struct dater *d, const char *p, const struct head *h,
    struct item *t)
{
	unsigned n;

	item_clear(t);
	t->kind = h->kind;
	t->start = h->start;
	t->end = h->start + h->len;
	t->langs = ((const struct dates_langset *)d->langs.p)[h->langs];
	for (p += RECORD, n = h->fields; n > 0; n--, p += FIELD) {
		int32_t value;

		memcpy(&value, p + 1, sizeof value);
		item_set(t, (unsigned char)*p, value);
	}
	return p;
}

/* What is asked of items; of numbers only their order tells. */
static unsigned
about(const struct item *t)
{
	const bool year = item_has(t, C_year);

	if (item_has(t, C_order))
		return FOUND_YEAR | FOUND_NEAR | FOUND_DATE;
	return (year ? FOUND_YEAR : 0u) |
	    (t->kind == C_WD || item_has(t, C_rel) ? FOUND_NEAR : 0u) |
	    (year && !item_has(t, C_unit) &&
	                (t->kind == C_FULL || t->kind == C_YM ||
	                    t->kind == C_MD || t->kind == C_TIME)
	            ? FOUND_DATE
	            : 0u);
}

void
found_add(struct dater *d, const struct item *t, bool url, bool maybe)
{
	const bool sides = t->side[0] != NULL;
	const size_t start = d->found.len;
	unsigned flags = about(t) | (url ? FOUND_URL : 0u);
	uint16_t size;

	if (maybe)
		flags = (flags & FOUND_URL) | FOUND_MAYBE;
	flags |= (flags & FOUND_NEAR ? OWN_NEAR : 0u) |
	    (flags & FOUND_YEAR && !item_has(t, C_y2) ? OWN_YEAR : 0u);
	if (sides)
		flags |= FOUND_SIDES | about(t->side[0]) | about(t->side[1]);
	pack(d, t, flags);
	if (sides) {
		pack(d, t->side[0], 0);
		pack(d, t->side[1], 0);
	}
	size = (uint16_t)(d->found.len - start);
	memcpy(d->found.p + start + offsetof(struct head, size), &size,
	    sizeof size);
	d->founds += !maybe;
}

/* The head of the record at `at`; false at the end. */
static bool
head_at(const struct dater *d, size_t at, struct head *h)
{
	if (at >= d->found.len)
		return false;
	memcpy(h, d->found.p + at, sizeof *h);
	return true;
}

bool
found_year(const struct dater *d, size_t *at, struct found_year *y)
{
	struct head h;

	if (!head_at(d, *at, &h))
		return false;
	y->year = h.year;
	y->known = (h.flags & OWN_YEAR) != 0;
	y->near = (h.flags & OWN_NEAR) != 0;
	*at += h.size;
	return true;
}

/* True of a number that may be a year, in a document that has no such years. */
static bool
is_no_year(const struct dater *d, const struct head *h)
{
	return (h->flags & FOUND_MAYBE) != 0 &&
	    (h->kind == C_RANGE ? 100 : h->year) < early_least(d);
}

bool
found_next(const struct dater *d, size_t *at, unsigned want, struct found *f)
{
	struct head h, side;
	const char *p;
	int i;

	if (*at == 0)
		memset(f, 0, sizeof *f);
	for (;; *at += h.size) {
		if (!head_at(d, *at, &h))
			return false;
		if ((want == FOUND_ALL || (h.flags & want) != 0) &&
		    !is_no_year(d, &h))
			break;
	}
	p = unpack(d, d->found.p + *at, &h, &f->item);
	f->url = (h.flags & FOUND_URL) != 0;
	if ((h.flags & FOUND_MAYBE) != 0 && h.year < 1000 && early_bc(d))
		item_set(&f->item, C_bc, 1);
	for (i = 0; i < 2 && (h.flags & FOUND_SIDES) != 0; i++) {
		memcpy(&side, p, sizeof side);
		p = unpack(d, p, &side, &f->side[i]);
		f->item.side[i] = &f->side[i];
	}
	if (h.kind == C_RANGE && (h.flags & FOUND_SIDES) == 0) {
		item_clear(&f->side[0]);
		item_clear(&f->side[1]);
	}
	*at += h.size;
	return true;
}
