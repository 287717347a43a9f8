/*
 * The room's entry: one document in, its citations out.
 */
#include <stdlib.h>
#include <string.h>

#include "cite/find.h"
#include "cite/layers.h"
#include "cite/resolve.h"
#include "text/text.h"

struct citer {
	struct cite_opts opts;
	struct tagger *tagger;
	struct arena *tmp;
	struct cite_heads heads;
};

struct work {
	struct citer *c;
	struct quire_span text;
	struct arena *arena;
	struct citations *out;
	struct cite_trail trail;
	bool brief; /* short forms were found */
};

struct citer *
citer_new(const struct cite_opts *o, struct quire_err *e)
{
	struct tagger *g = tagger_new(e);
	struct citer *c;

	if (g == NULL)
		return NULL;
	c = mem_alloc(sizeof *c);
	c->opts = *o;
	c->tagger = g;
	c->tmp = arena_new();
	cite_read_heads(&c->heads);
	return c;
}

void
citer_free(struct citer *c)
{
	if (c == NULL)
		return;
	tagger_free(c->tagger);
	arena_free(c->tmp);
	free(c);
}

static struct citation *
add(struct work *w, size_t start, size_t end, enum cite_kind kind)
{
	struct citations *v = w->out;
	struct citation *c;

	v->item = arena_grow(w->arena, v->item, v->n, &v->cap, sizeof *c);
	c = &v->item[v->n++];
	memset(c, 0, sizeof *c);
	c->start = (uint32_t)start;
	c->end = (uint32_t)end;
	c->kind = (uint8_t)kind;
	c->refers_to = -1;
	return c;
}

/*
 * At least two of title, person, container, date, locator, URL, and what else
 * tells one work from another.
 */
static bool
identifies(const struct cite_item *it, struct quire_span locator)
{
	int n = 0;

	n += it->field[CITE_TITLE].len > 0;
	n += it->names[CITE_AUTHOR] > 0 || it->names[CITE_EDITOR] > 0;
	n += it->field[CITE_CONTAINER].len > 0;
	n += it->issued.year != 0 || it->accessed.year != 0;
	n += locator.len > 0 || it->field[CITE_PAGE].len > 0;
	n += it->field[CITE_URL].len > 0 || it->field[CITE_DOI].len > 0;
	n += it->field[CITE_PUBLISHER].len > 0;
	n +=
	    it->field[CITE_NUMBER].len > 0 && strcmp(it->type, "standard") == 0;
	return n >= 2;
}

static struct quire_span
kept(struct work *w, struct quire_span s)
{
	return s.len > 0 ? arena_copy(w->arena, s) : s;
}

/* Reads the citation added last; true if it says enough to be one. */
static bool
parse(struct work *w, struct citation *c)
{
	struct arena *tmp = w->c->tmp;
	struct cite_tagged t;
	struct cite_item item;
	bool enough;

	cite_tag(w->c->tagger, span_sub(w->text, c->start, c->end), tmp, &t);
	cite_read(&t, tmp, tmp, &item, &c->locator);
	cite_unwrap_item(&item, tmp);
	enough = identifies(&item, c->locator);
	w->brief |= enough && cite_is_brief(&item);
	if (enough || w->c->opts.parse) {
		c->item = cite_pack(&item, w->arena);
		c->locator = kept(w, c->locator);
	}
	arena_reset(tmp);
	return enough;
}

static void
trail_add(struct work *w, const struct cite_units *u, uint32_t k)
{
	struct cite_trail *t = &w->trail;
	size_t n = w->out->n - 1;

	t->unit = arena_grow(w->arena, t->unit, n, &t->cap, sizeof *t->unit);
	t->number = arena_grow(w->arena, t->number, n, &t->cap_number,
	    sizeof *t->number);
	t->unit[n] = k;
	t->number[n] = u->unit[k].mark.number;
}

static void
add_piece(struct work *w, const struct cite_units *u, uint32_t k,
    const struct cite_piece *p)
{
	const struct cite_unit *unit = &u->unit[k];
	struct citation *c =
	    add(w, p->start, p->end, unit->entry ? CITE_ENTRY : CITE_NOTE_REF);
	struct arena *tmp = w->c->tmp;
	struct cite_back b;

	if (p->signal.len > 0) {
		c->signal = (uint32_t)(p->signal.p - w->text.p);
		c->signal_len = (uint8_t)p->signal.len;
	}
	c->mark = unit->body;
	c->marks = unit->bodies;
	trail_add(w, u, k);
	if (p->back &&
	    cite_back_at(span_sub(w->text, p->start, p->end), tmp, &b)) {
		b.locator = kept(w, b.locator);
		cite_resolve(w->out, &w->trail, w->text, w->out->n - 1, &b);
		arena_reset(tmp);
	} else if (!parse(w, c)) {
		w->out->n--;
	}
}

/* A note that names a work again, by the author and the title cut short. */
static void
add_short(struct work *w, const struct cite_units *u, uint32_t k)
{
	const struct cite_unit *unit = &u->unit[k];
	struct quire_span s = span_sub(w->text, unit->start, unit->end), page;
	struct citation *c;
	int to;

	s = text_trim(s);
	to = s.len < 200 ? cite_resolve_short(w->out, s, w->c->tmp, &page) : -1;
	if (to >= 0) {
		size_t start = (size_t)(s.p - w->text.p);

		c = add(w, start, start + s.len, CITE_IBID);
		c->refers_to = to;
		c->item = w->out->item[to].item;
		c->locator = kept(w, page);
		c->mark = unit->body;
		c->marks = unit->bodies;
		trail_add(w, u, k);
	}
	arena_reset(w->c->tmp);
}

/* An access date printed once after several URLs holds for all of them. */
static void
share_access(struct work *w, size_t from)
{
	struct arena *tmp = w->c->tmp;
	struct citation *c = w->out->item;
	struct cite_item last, it;
	size_t i, n = w->out->n;

	if (n < from + 2 || c[n - 1].item == NULL)
		return;
	cite_unpack(c[n - 1].item, tmp, &last);
	for (i = from; i + 1 < n && last.accessed.year != 0; i++) {
		if (c[i].item == NULL)
			continue;
		cite_unpack(c[i].item, tmp, &it);
		if (it.accessed.year != 0 || it.field[CITE_URL].len == 0)
			continue;
		it.accessed = last.accessed;
		c[i].item = cite_pack(&it, w->arena);
	}
	arena_reset(tmp);
}

static void
find_references(struct work *w)
{
	struct cite_units u;
	struct cite_pieces p = { 0 };
	size_t i, from;
	uint32_t k;

	cite_find_units(&w->c->heads, w->text, w->arena, w->c->tmp, &u);
	cite_pair_marks(w->text, w->arena, w->c->tmp, &u);
	for (k = 0; k < u.n; k++) {
		from = w->out->n;
		cite_cut_unit(w->text, &u.unit[k], w->arena, w->c->tmp, &p);
		for (i = 0; i < p.n; i++)
			add_piece(w, &u, k, &p.piece[i]);
		if (p.n == 0 && u.unit[k].mark.class != MARK_NONE)
			add_short(w, &u, k);
		share_access(w, from);
	}
	if (w->brief)
		cite_resolve_brief(w->out, w->c->tmp);
}

/*
 * Layers were added behind, each in order: of two runs one is made. to gets
 * the old places in the new order.
 */
static void
merge(const struct citation *c, uint32_t middle, uint32_t n, uint32_t *to)
{
	uint32_t i = 0, j = middle;

	while (i < middle || j < n)
		*to++ = j == n || (i < middle && c[i].start <= c[j].start)
		    ? i++
		    : j++;
}

/* Puts the item that is to stand at each place there, along each cycle. */
static void
permute(struct citation *c, uint32_t *order, size_t n)
{
	struct citation hold;
	uint32_t i, j, next;

	for (i = 0; i < n; i++) {
		if (order[i] == i)
			continue;
		hold = c[i];
		for (j = i; order[j] != i; j = next) {
			next = order[j];
			c[j] = c[next];
			order[j] = j;
		}
		c[j] = hold;
		order[j] = j;
	}
}

/* Brings [from, n) among those before, by start; refers_to is kept right. */
static void
sort(struct work *w, size_t from, size_t n)
{
	struct citation *c = w->out->item;
	uint32_t *order, *place, i;

	if (from == 0 || from == n || c[from - 1].start <= c[from].start)
		return;
	order = arena_alloc(w->c->tmp, n * sizeof *order);
	place = arena_alloc(w->c->tmp, n * sizeof *place);
	merge(c, (uint32_t)from, (uint32_t)n, order);
	for (i = 0; i < n; i++)
		place[order[i]] = i;
	for (i = 0; i < n; i++)
		if (c[i].refers_to >= 0)
			c[i].refers_to = (int32_t)place[c[i].refers_to];
	permute(c, order, n);
	arena_reset(w->c->tmp);
}

void
cite_open(const struct citation *c, struct quire_span text, struct arena *a,
    struct cite_item *out)
{
	memset(out, 0, sizeof *out);
	if (c->item != NULL)
		cite_unpack(c->item, a, out);
	else if (c->kind == CITE_LINK)
		cite_link_item(text, c, a, out);
}

/* One reference, whatever it says. */
static void
parse_whole(struct work *w)
{
	struct quire_span s = text_trim(w->text);
	size_t start = (size_t)(s.p - w->text.p);

	if (s.len > 0)
		parse(w, add(w, start, start + s.len, CITE_ENTRY));
}

void
cite_document(struct citer *c, struct quire_span text, struct arena *a,
    struct citations *out)
{
	struct work w = { 0 };
	size_t links, inlines;

	memset(out, 0, sizeof *out);
	text = span_sub(text, 0, UINT32_MAX - 1);
	w.c = c;
	w.text = text;
	w.arena = a;
	w.out = out;
	if (c->opts.parse) {
		parse_whole(&w);
		return;
	}
	if (cite_may_hold(&c->heads, text))
		find_references(&w);
	links = out->n;
	if (c->opts.links)
		cite_find_links(text, a, c->tmp, out);
	inlines = out->n;
	if (c->opts.inlines)
		cite_find_inline(text, a, c->tmp, out);
	sort(&w, links, inlines);
	sort(&w, inlines, out->n);
	if (c->opts.self)
		cite_find_self(text, a, out);
}
