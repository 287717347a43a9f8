/*
 * "Marsh 2004, p. 12": the short form of a work that stands elsewhere in full,
 * known by its first author and its year.
 */
#include <stdlib.h>

#include "cite/resolve.h"

enum { SEVERAL = -1 }; /* works of that author and year */

/* A work by the hash of author and year; key 0: there is none. */
struct place {
	uint32_t key;
	int32_t at; /* its citation, or SEVERAL */
};

struct shelf {
	struct place *place;
	size_t mask;
};

static struct quire_span
first_name(const struct cite_item *it)
{
	enum cite_role r =
	    it->names[CITE_AUTHOR] > 0 ? CITE_AUTHOR : CITE_EDITOR;
	const struct cite_name *n = it->name[r];

	if (it->names[r] == 0)
		return (struct quire_span){ NULL, 0 };
	return n->family.len > 0 ? n->family : n->literal;
}

/* Of author and year; 0 if either is not known. */
static uint32_t
key_of(const struct cite_item *it)
{
	struct quire_span name = first_name(it);

	if (name.len == 0 || it->issued.year == 0)
		return 0;
	return (cite_hash(name.p, name.len) * 31 + (unsigned)it->issued.year) |
	    1;
}

bool
cite_is_brief(const struct cite_item *it)
{
	static const enum cite_field more[] = { CITE_TITLE, CITE_CONTAINER,
		CITE_PUBLISHER, CITE_URL, CITE_DOI, CITE_NUMBER };
	size_t i;

	for (i = 0; i < sizeof more / sizeof *more; i++)
		if (it->field[more[i]].len > 0)
			return false;
	return key_of(it) != 0;
}

static struct place *
find(const struct shelf *s, uint32_t key)
{
	size_t i = key & s->mask;

	while (s->place[i].key != 0 && s->place[i].key != key)
		i = (i + 1) & s->mask;
	return &s->place[i];
}

/* Two full records of one author and year are one work, or it is unclear. */
static void
put(struct shelf *s, const struct citations *v, const struct cite_item *it,
    uint32_t key, size_t i, struct arena *tmp)
{
	struct place *p = find(s, key);
	struct cite_item other;

	if (p->key == 0) {
		*p = (struct place){ key, (int32_t)i };
		return;
	}
	if (p->at < 0)
		return;
	cite_unpack(v->item[p->at].item, tmp, &other);
	if (!span_eq(other.field[CITE_TITLE], it->field[CITE_TITLE]))
		p->at = SEVERAL;
}

/* The key of citation i if it is brief, or full, as asked; 0 if not. */
static uint32_t
key_if(const struct citation *c, bool brief, struct arena *tmp,
    struct cite_item *it)
{
	if (c->item == NULL || c->kind == CITE_IBID)
		return 0;
	cite_unpack(c->item, tmp, it);
	return cite_is_brief(it) == brief ? key_of(it) : 0;
}

static void
refer(struct citations *v, size_t i, int32_t to)
{
	v->item[i].kind = CITE_IBID;
	v->item[i].refers_to = to;
	v->item[i].item = v->item[to].item;
}

void
cite_resolve_brief(struct citations *v, struct arena *tmp)
{
	struct shelf s = { NULL, 15 };
	const struct place *p;
	struct cite_item it;
	uint32_t key;
	size_t i;

	while (s.mask < 2 * v->n)
		s.mask = s.mask * 2 + 1;
	s.place = mem_zero((s.mask + 1) * sizeof *s.place);
	for (i = 0; i < v->n; i++, arena_reset(tmp))
		if ((key = key_if(&v->item[i], false, tmp, &it)) != 0)
			put(&s, v, &it, key, i, tmp);
	for (i = 0; i < v->n; i++, arena_reset(tmp)) {
		const struct citation *c = &v->item[i];

		if (c->kind == CITE_IBID && c->refers_to >= 0)
			refer(v, i, c->refers_to); /* that may refer now */
		if ((key = key_if(c, true, tmp, &it)) == 0)
			continue;
		p = find(&s, key);
		if (p->key != 0 && p->at >= 0)
			refer(v, i, p->at);
	}
	free(s.place);
}
