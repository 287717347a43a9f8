/*
 * What was found in a document, packed until all of it is known: an item has
 * room for every field there is, and a page of figures gives thousands of
 * them. A record is a kind, flags, its size and its year, the place (relative
 * to the record before it), the languages, and the fields that are set, each
 * its number and its value. Numbers are written seven bits a byte, signs last
 * (as in DWARF and Protocol Buffers). The two sides of a range follow their
 * item; they have no size.
 */
#include <string.h>

#include "dates/room.h"

/* Bytes that a record can take: a number of 64 bits takes 10. */
enum {
	SIZE = 2, /* behind kind and flags */
	YEAR = 4,
	HEAD = 8,
	NUMBER = 10,
	RECORD =
	    HEAD + 3 * NUMBER + 4 + DATES_LANGS * 8 + C_COUNT * (1 + NUMBER)
};

/* Beside those of room.h; those of an item but not of its sides are last. */
enum { FOUND_URL = 1, FOUND_SIDES = 2, OWN_YEAR = 32, OWN_NEAR = 64 };

static inline unsigned char *
put_number(unsigned char *p, uint64_t n)
{
	for (; n > 127; n >>= 7)
		*p++ = (unsigned char)(n | 128);
	*p++ = (unsigned char)n;
	return p;
}

static const unsigned char *
get_long(const unsigned char *p, uint64_t *n)
{
	unsigned shift = 0;

	for (*n = 0; *p > 127; p++, shift += 7)
		*n |= (uint64_t)(*p & 127) << shift;
	*n |= (uint64_t)*p << shift;
	return p + 1;
}

/* Most numbers are small. */
static inline const unsigned char *
get_number(const unsigned char *p, uint64_t *n)
{
	if (*p > 127)
		return get_long(p, n);
	*n = *p;
	return p + 1;
}

static inline unsigned char *
put_signed(unsigned char *p, int64_t n)
{
	return put_number(p, n < 0 ? ~((uint64_t)n << 1) : (uint64_t)n << 1);
}

static inline const unsigned char *
get_signed(const unsigned char *p, int64_t *n)
{
	uint64_t u;

	p = get_number(p, &u);
	*n = (int64_t)(u >> 1 ^ (0 - (u & 1)));
	return p;
}

/* Two bits a word say whether it is all zeros, all ones, or follows. */
static unsigned char *
put_langs(unsigned char *p, const struct dates_langset *l)
{
	unsigned char *words = p + 2;
	unsigned mask = 0;
	size_t i;

	for (i = 0; i < DATES_LANGS; i++) {
		if (l->bit[i] == UINT64_MAX) {
			mask |= 2u << 2 * i;
		} else if (l->bit[i] != 0) {
			mask |= 1u << 2 * i;
			memcpy(words, &l->bit[i], 8);
			words += 8;
		}
	}
	p[0] = (unsigned char)mask;
	p[1] = (unsigned char)(mask >> 8);
	return words;
}

static const unsigned char *
get_langs(const unsigned char *p, struct dates_langset *l)
{
	unsigned mask = p[0] | (unsigned)p[1] << 8, i;

	p += 2;
	memset(l, 0, sizeof *l);
	for (; mask != 0; mask &= mask - 1) {
		i = (unsigned)__builtin_ctz(mask);
		if ((i & 1) != 0) {
			l->bit[i / 2] = UINT64_MAX;
		} else {
			memcpy(&l->bit[i / 2], p, 8);
			p += 8;
		}
	}
	return p;
}

static void
pack(struct buf *b, const struct item *t, size_t from, unsigned flags)
{
	const int32_t year = item_has(t, C_year) ? t->v[C_year] : 0;
	unsigned char *start = (unsigned char *)buf_reserve(b, RECORD);
	unsigned char *p = start + HEAD, *count;
	uint64_t m;
	int i, w;

	start[0] = (unsigned char)t->kind;
	start[1] = (unsigned char)flags;
	memcpy(start + YEAR, &year, sizeof year);
	p = put_signed(p, (int64_t)t->start - (int64_t)from);
	p = put_signed(p, (int64_t)t->end - (int64_t)t->start);
	p = put_langs(p, &t->langs);
	count = p++;
	*count = 0;
	for (w = 0; w < 2; w++)
		for (m = t->have[w]; m != 0; m &= m - 1, ++*count) {
			i = w * 64 + __builtin_ctzll(m);
			*p++ = (unsigned char)i;
			p = put_signed(p, t->v[i]);
		}
	b->len += (size_t)(p - start);
}

static const unsigned char *
unpack(const unsigned char *p, size_t from, struct item *t)
{
	unsigned count;
	int64_t n;

	item_clear(t);
	t->kind = *p;
	p += HEAD;
	p = get_signed(p, &n);
	t->start = from + (size_t)n;
	p = get_signed(p, &n);
	t->end = t->start + (size_t)n;
	p = get_langs(p, &t->langs);
	for (count = *p++; count > 0; count--) {
		int field = *p++;

		p = get_signed(p, &n);
		item_set(t, field, (int32_t)n);
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
found_add(struct dater *d, const struct item *t, bool url)
{
	bool sides = t->side[0] != NULL;
	size_t start = d->found.len;
	unsigned flags = about(t) | (url ? FOUND_URL : 0u);
	uint16_t size;

	flags |= (flags & FOUND_NEAR ? OWN_NEAR : 0u) |
	    (flags & FOUND_YEAR && !item_has(t, C_y2) ? OWN_YEAR : 0u);
	if (sides)
		flags |= FOUND_SIDES | about(t->side[0]) | about(t->side[1]);
	pack(&d->found, t, d->found_at, flags);
	d->found_at = t->start;
	if (sides) {
		pack(&d->found, t->side[0], t->start, 0);
		pack(&d->found, t->side[1], t->start, 0);
	}
	size = (uint16_t)(d->found.len - start);
	memcpy(d->found.p + start + SIZE, &size, sizeof size);
	d->founds++;
}

/* Behind records that are not wanted; f->item.start moves with them. */
static const unsigned char *
pass_over(const struct dater *d, const unsigned char *p, unsigned want,
    struct found *f)
{
	const unsigned char *end =
	    (const unsigned char *)d->found.p + d->found.len;
	uint16_t size;
	int64_t n;

	while (p < end && (p[1] & want) == 0) {
		get_signed(p + HEAD, &n);
		f->item.start += (size_t)n;
		memcpy(&size, p + SIZE, sizeof size);
		p += size;
	}
	return p;
}

bool
found_year(const struct dater *d, size_t *at, struct found_year *y)
{
	const char *p = d->found.p + *at;
	uint16_t size;

	if (*at >= d->found.len)
		return false;
	memcpy(&size, p + SIZE, sizeof size);
	memcpy(&y->year, p + YEAR, sizeof y->year);
	y->known = (p[1] & OWN_YEAR) != 0;
	y->near = (p[1] & OWN_NEAR) != 0;
	*at += size;
	return true;
}

bool
found_next(const struct dater *d, size_t *at, unsigned want, struct found *f)
{
	const unsigned char *p = (const unsigned char *)d->found.p + *at;
	unsigned flags;

	if (*at >= d->found.len)
		return false;
	if (*at == 0)
		memset(f, 0, sizeof *f);
	if (want != FOUND_ALL) {
		p = pass_over(d, p, want, f);
		*at = (size_t)(p - (const unsigned char *)d->found.p);
		if (*at >= d->found.len)
			return false;
	}
	flags = p[1];
	p = unpack(p, f->item.start, &f->item);
	f->url = (flags & FOUND_URL) != 0;
	if ((flags & FOUND_SIDES) != 0) {
		p = unpack(p, f->item.start, &f->side[0]);
		p = unpack(p, f->item.start, &f->side[1]);
		f->item.side[0] = &f->side[0];
		f->item.side[1] = &f->side[1];
	} else if (f->item.kind == C_RANGE) {
		item_clear(&f->side[0]);
		item_clear(&f->side[1]);
	}
	*at = (size_t)(p - (const unsigned char *)d->found.p);
	return true;
}
