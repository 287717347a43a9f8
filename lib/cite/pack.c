/*
 * Items kept small. A document may hold very many citations, and an item as
 * the parser fills it is large and mostly empty: packed, it is a run of parts
 * (a tag, a length, the bytes), the authors first.
 */
#include <string.h>

#include "cite/parse.h"

enum tag {
	TAG_END,
	TAG_FIELD = 1, /* + enum cite_field */
	TAG_NAME = 64, /* + enum cite_role: another name begins */
	TAG_FAMILY = 72,
	TAG_GIVEN,
	TAG_SUFFIX,
	TAG_LITERAL,
	TAG_ISSUED = 80,
	TAG_ACCESSED,
	TAG_ARCHIVED
};

/* With to null the bytes are only counted. */
struct packer {
	unsigned char *to;
	size_t n;
};

static void
put_byte(struct packer *k, unsigned c)
{
	if (k->to != NULL)
		k->to[k->n] = (unsigned char)c;
	k->n++;
}

static void
put_number(struct packer *k, size_t n)
{
	for (; n > 127; n >>= 7)
		put_byte(k, (unsigned)(n & 127) | 128);
	put_byte(k, (unsigned)n);
}

static void
put_bytes(struct packer *k, const void *p, size_t n)
{
	if (k->to != NULL && n > 0)
		memcpy(k->to + k->n, p, n);
	k->n += n;
}

static void
put_span(struct packer *k, unsigned tag, struct quire_span s)
{
	if (s.len == 0)
		return;
	put_byte(k, tag);
	put_number(k, s.len);
	put_bytes(k, s.p, s.len);
}

static void
put_date(struct packer *k, unsigned tag, const struct cite_date *d)
{
	const int part[] = { d->year, d->month, d->day, d->season, d->end_year,
		d->end_month, d->end_day };
	size_t i, n = sizeof part / sizeof *part;

	while (n > 0 && part[n - 1] == 0)
		n--;
	if (n == 0 && d->literal.len == 0)
		return;
	put_byte(k, tag);
	put_byte(k, (unsigned)n);
	for (i = 0; i < n; i++)
		put_number(k, (unsigned)part[i]);
	put_number(k, d->literal.len);
	put_bytes(k, d->literal.p, d->literal.len);
}

static void
put_item(struct packer *k, const struct cite_item *it)
{
	unsigned r, f;
	size_t i;

	put_bytes(k, &it->type, sizeof it->type);
	for (r = 0; r < CITE_ROLES; r++)
		for (i = 0; i < it->names[r]; i++) {
			const struct cite_name *n = &it->name[r][i];

			put_byte(k, TAG_NAME + r);
			put_span(k, TAG_FAMILY, n->family);
			put_span(k, TAG_GIVEN, n->given);
			put_span(k, TAG_SUFFIX, n->suffix);
			put_span(k, TAG_LITERAL, n->literal);
		}
	for (f = 0; f < CITE_FIELDS; f++)
		put_span(k, TAG_FIELD + f, it->field[f]);
	put_date(k, TAG_ISSUED, &it->issued);
	put_date(k, TAG_ACCESSED, &it->accessed);
	put_span(k, TAG_ARCHIVED, it->archived);
	put_byte(k, TAG_END);
}

const unsigned char *
cite_pack(const struct cite_item *item, struct arena *a)
{
	struct packer k = { NULL, 0 };

	put_item(&k, item);
	k.to = arena_alloc(a, k.n);
	k.n = 0;
	put_item(&k, item);
	return k.to;
}

/* ---- and out again ---------------------------------------------------- */

static size_t
get_number(const unsigned char **p)
{
	size_t n = 0;
	unsigned shift = 0;

	for (; **p > 127; shift += 7)
		n |= (size_t)(*(*p)++ & 127) << shift;
	return n | (size_t) * (*p)++ << shift;
}

static struct quire_span
get_span(const unsigned char **p)
{
	size_t n = get_number(p);
	struct quire_span s = { (const char *)*p, n };

	*p += n;
	return s;
}

static void
get_date(const unsigned char **p, struct cite_date *d)
{
	int *const part[] = { &d->year, &d->month, &d->day, &d->season,
		&d->end_year, &d->end_month, &d->end_day };
	size_t i, n = *(*p)++;

	for (i = 0; i < n; i++)
		*part[i] = (int)(unsigned)get_number(p);
	d->literal = get_span(p);
	if (d->literal.len == 0)
		d->literal.p = NULL;
}

static struct cite_name *
add_name(struct cite_item *it, unsigned role, size_t cap[], struct arena *a)
{
	struct cite_name *n;

	it->name[role] = arena_grow(a, it->name[role], it->names[role],
	    &cap[role], sizeof *n);
	n = &it->name[role][it->names[role]++];
	memset(n, 0, sizeof *n);
	return n;
}

static void
get_name_part(struct cite_name *n, unsigned tag, struct quire_span s)
{
	switch (tag) {
	case TAG_FAMILY:
		n->family = s;
		break;
	case TAG_GIVEN:
		n->given = s;
		break;
	case TAG_SUFFIX:
		n->suffix = s;
		break;
	default:
		n->literal = s;
	}
}

void
cite_unpack(const unsigned char *p, struct arena *a, struct cite_item *it)
{
	size_t cap[CITE_ROLES] = { 0 };
	struct cite_name *n = NULL;
	unsigned tag;

	memset(it, 0, sizeof *it);
	memcpy(&it->type, p, sizeof it->type);
	p += sizeof it->type;
	while ((tag = *p++) != TAG_END) {
		if (tag >= TAG_NAME && tag < TAG_NAME + CITE_ROLES)
			n = add_name(it, tag - TAG_NAME, cap, a);
		else if (n != NULL && tag >= TAG_FAMILY && tag <= TAG_LITERAL)
			get_name_part(n, tag, get_span(&p));
		else if (tag == TAG_ISSUED)
			get_date(&p, &it->issued);
		else if (tag == TAG_ACCESSED)
			get_date(&p, &it->accessed);
		else if (tag == TAG_ARCHIVED)
			it->archived = get_span(&p);
		else if (tag < TAG_FIELD + CITE_FIELDS)
			it->field[tag - TAG_FIELD] = get_span(&p);
	}
}

struct quire_span
cite_packed_author(const unsigned char *p)
{
	struct quire_span s = { NULL, 0 };

	p += sizeof((struct cite_item *)NULL)->type;
	if (*p++ != TAG_NAME + CITE_AUTHOR)
		return s;
	while (*p >= TAG_FAMILY && *p <= TAG_LITERAL) {
		unsigned tag = *p++;
		struct quire_span part = get_span(&p);

		if (tag == TAG_LITERAL || (tag == TAG_FAMILY && s.len == 0))
			s = part;
	}
	return s;
}
