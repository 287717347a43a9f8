/*
 * What back-references mean: 同上 and Ibid. the last work of the note before,
 * 同2 and supra note 3 the work of that note, op. cit. the last work of that
 * author. The record is copied, the place cited replaced.
 */
#include <string.h>

#include "cite/resolve.h"

/* The last citation before unit `at`, among those of units with citations. */
static int
previous(const struct cite_trail *t, size_t n, uint32_t unit)
{
	while (n > 0 && t->unit[n - 1] == unit)
		n--;
	return (int)n - 1;
}

static bool
several(const struct cite_trail *t, int i)
{
	return i > 0 && t->unit[i - 1] == t->unit[i];
}

static bool
mentions(const struct citation *c, struct quire_span text,
    struct quire_span name)
{
	struct quire_span own = span_sub(text, c->start, c->end);

	struct quire_span f = { NULL, 0 };

	if (c->item != NULL)
		f = cite_packed_author(c->item);
	for (size_t i = 0; f.len > 0 && i + f.len <= name.len; i++)
		if (memcmp(name.p + i, f.p, f.len) == 0)
			return true;
	name = span_trim(name);
	if (name.len == 0 || name.len > own.len)
		return false;
	for (size_t i = 0; i + name.len <= own.len && i < 400; i++)
		if (memcmp(own.p + i, name.p, name.len) == 0)
			return true;
	return false;
}

/* The note of that number, the nearest before; with the name if it is given. */
static int
numbered(const struct cite_trail *t, const struct citations *v,
    struct quire_span text, size_t n, const struct cite_back *b)
{
	int found = -1;
	size_t i;

	for (i = n; i-- > 0;) {
		if (t->number[i] != b->number) {
			if (found >= 0)
				break;
			continue;
		}
		if (found >= 0 && t->unit[i] != t->unit[found])
			break;
		if (found < 0 || b->name.len == 0 ||
		    mentions(&v->item[i], text, b->name))
			found = (int)i;
	}
	return found;
}

static int
named(const struct citations *v, struct quire_span text, size_t n,
    struct quire_span name)
{
	size_t i, steps = 0;

	for (i = n; i-- > 0 && steps < 2000; steps++)
		if (v->item[i].kind != CITE_IBID &&
		    mentions(&v->item[i], text, name))
			return (int)i;
	return -1;
}

/* Without emphasis, quotation marks, blanks and commas around it. */
static struct quire_span
stripped(struct quire_span s)
{
	static const char *const mark[] = { "*", "_", "“", "”", "\"", "‘", "’",
		"«", "»", "„", " ", ",", ".", ":", "\xc2\xa0", NULL };
	size_t n;

	while ((n = span_starts_any(s, mark)) > 0)
		s = span_sub(s, n, s.len);
	while ((n = span_ends_any(s, mark)) > 0)
		s.len -= n;
	return s;
}

/* Bytes of the digit, hyphen or dash that s ends with; 0: of none. */
static size_t
page_sign(struct quire_span s)
{
	static const char *const dash[] = { "-", "–", NULL };

	return ascii_digit(s.p[s.len - 1]) ? 1 : span_ends_any(s, dash);
}

/* The digits and hyphens that s ends with, without "p." or "S." before. */
static struct quire_span
last_page(struct quire_span s, struct quire_span *before)
{
	static const char *const label[] = { " p.", " pp.", " S.", " p", " с.",
		NULL };
	size_t from, n;

	s = stripped(s);
	from = s.len;
	while (from > 0 && (n = page_sign(span_sub(s, 0, from))) > 0)
		from -= n;
	*before = span_trim(span_sub(s, 0, from));
	before->len -= span_ends_any(*before, label);
	*before = stripped(*before);
	return span_sub(s, from, s.len);
}

int
cite_resolve_short(const struct citations *v, struct quire_span s,
    struct arena *tmp, struct quire_span *locator)
{
	struct quire_span rest, name, title;
	struct cite_item it;
	size_t at, i, steps = 0;

	*locator = last_page(s, &rest);
	at = span_find(rest, 0, ", ");
	at = at < rest.len ? at : span_find(rest, 0, ": ");
	name = span_sub(rest, 0, at);
	title = stripped(span_sub(rest, at, rest.len));
	if (locator->len == 0 || name.len < 3 || name.len > 40 || title.len < 4)
		return -1;
	for (i = v->n; i-- > 0 && steps < 2000; steps++) {
		if (v->item[i].kind == CITE_IBID || v->item[i].item == NULL ||
		    !span_eq(cite_packed_author(v->item[i].item), name))
			continue;
		cite_unpack(v->item[i].item, tmp, &it);
		if (span_begins(it.field[CITE_TITLE], title))
			return (int)i;
	}
	return -1;
}

void
cite_resolve(struct citations *v, const struct cite_trail *t,
    struct quire_span text, size_t i, const struct cite_back *b)
{
	struct citation *c = &v->item[i];
	int to = -1, within;

	c->kind = CITE_IBID;
	within = i > 0 && t->unit[i - 1] == t->unit[i] ? (int)i - 1 : -1;
	if (b->numbered)
		to = numbered(t, v, text, i, b);
	else if (!b->previous && b->name.len > 0)
		to = named(v, text, i, b->name);
	if (to < 0 && !b->numbered) {
		/* "…; ibid., p. 3" inside one note means that note's work */
		to = within >= 0 ? within : previous(t, i, t->unit[i]);
		if (within < 0 && to >= 0)
			c->ambiguous = several(t, to);
	}
	c->refers_to = to;
	c->locator = b->locator;
	if (to < 0)
		return;
	c->item = v->item[to].item;
	if (c->locator.len == 0)
		c->locator = v->item[to].locator;
}
