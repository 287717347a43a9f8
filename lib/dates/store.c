/*
 * What was found in a document, packed until all of it is known: an item has
 * room for every field there is, and a page of figures gives thousands of
 * them. A record is a kind, flags and its size, the place (relative to the
 * record before it), the languages, and the fields that are set, each its
 * number and its value. Numbers are written seven bits a byte, signs last (as
 * in DWARF and Protocol Buffers). The two sides of a range follow their item;
 * they have no size.
 */
#include <string.h>

#include "dates/room.h"

/* Bytes that a record can take: a number of 64 bits takes 10. */
enum {
	HEAD = 3, /* kind, flags, and the size, 0 if it is more than a byte */
	NUMBER = 10,
	RECORD = 3 * NUMBER + 4 + DATES_LANGS * 8 + C_COUNT * (1 + NUMBER)
};

enum { FOUND_URL = 1, FOUND_SIDES = 2 }; /* beside those of room.h */

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
	unsigned char *start = (unsigned char *)buf_reserve(b, RECORD);
	unsigned char *p = start, *count;
	uint64_t m;
	int i, w;

	*p++ = (unsigned char)t->kind;
	*p++ = (unsigned char)flags;
	*p++ = 0;
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
	if (item_has(t, C_order))
		return FOUND_YEAR | FOUND_NEAR;
	return (item_has(t, C_year) ? FOUND_YEAR : 0u) |
	    (t->kind == C_WD || item_has(t, C_rel) ? FOUND_NEAR : 0u);
}

void
found_add(struct dater *d, const struct item *t, bool url)
{
	bool sides = t->side[0] != NULL;
	size_t start = d->found.len, size;
	unsigned flags = about(t) | (url ? FOUND_URL : 0u);

	if (sides)
		flags |= FOUND_SIDES | about(t->side[0]) | about(t->side[1]);
	pack(&d->found, t, d->found_at, flags);
	d->found_at = t->start;
	if (sides) {
		pack(&d->found, t->side[0], t->start, 0);
		pack(&d->found, t->side[1], t->start, 0);
	}
	size = d->found.len - start;
	d->found.p[start + HEAD - 1] = (char)(size < 256 ? size : 0);
	d->founds++;
}

/* Behind records that are not wanted; f->item.start moves with them. */
static const unsigned char *
pass_over(const struct dater *d, const unsigned char *p, unsigned want,
    struct found *f)
{
	const unsigned char *end =
	    (const unsigned char *)d->found.p + d->found.len;
	int64_t n;

	while (p < end && (p[1] & want) == 0 && p[HEAD - 1] != 0) {
		get_signed(p + HEAD, &n);
		f->item.start += (size_t)n;
		p += p[HEAD - 1];
	}
	return p;
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
