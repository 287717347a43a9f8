/*
 * The shelf remembers what a bibliography already has: works, so that repeats
 * can be left out, and citation keys, so that each is given once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cite/cite.h"
#include "cite/token.h"
#include "text/text.h"

#include "cite-latin.h"

/* A set of 64-bit hashes with a count each. */
struct set {
	struct slot {
		uint64_t hash;
		uint32_t count;
	} * slot;
	size_t n, cap;
};

struct cite_shelf {
	struct set works, keys;
};

/* ---- sets ------------------------------------------------------------- */

static struct slot *
find(struct set *s, uint64_t h)
{
	size_t i = (size_t)h & (s->cap - 1);

	while (s->slot[i].count > 0 && s->slot[i].hash != h)
		i = (i + 1) & (s->cap - 1);
	return &s->slot[i];
}

static void
enlarge(struct set *s)
{
	struct set old = *s;
	size_t i;

	s->cap = old.cap == 0 ? 64 : old.cap * 2;
	s->slot = mem_resize(NULL, s->cap, sizeof *s->slot);
	memset(s->slot, 0, s->cap * sizeof *s->slot);
	for (i = 0; i < old.cap; i++)
		if (old.slot[i].count > 0)
			*find(s, old.slot[i].hash) = old.slot[i];
	free(old.slot);
}

/* How often h was added before. */
static uint32_t
add(struct set *s, uint64_t h)
{
	struct slot *t;

	if (s->n * 2 >= s->cap)
		enlarge(s);
	t = find(s, h);
	s->n += t->count == 0;
	t->hash = h;
	return t->count++;
}

static uint64_t
hash(uint64_t h, struct quire_span s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return (h ^ 0xff) * 0x100000001b3u;
}

/* ---- spelling --------------------------------------------------------- */

/* ASCII letters and digits of a text, lower case; at most max of them. */
static void
spell(struct quire_span s, struct buf *out, size_t max)
{
	const char *p = s.p, *end = s.p + s.len;
	size_t from = out->len;
	uint32_t cp;

	while (p < end && out->len - from < max) {
		p += utf8_decode(p, end, &cp);
		if (cp < 0x80) {
			cp = text_lower(cp);
			if (text_is(cp, TEXT_LETTER | TEXT_DIGIT))
				buf_add_char(out, (char)cp);
		} else if (cp >= CITE_LATIN_FIRST && cp <= CITE_LATIN_LAST)
			buf_add_str(out,
			    cite_latin_word[cite_latin[cp - CITE_LATIN_FIRST]]);
	}
}

static struct quire_span
first_name(const struct cite_item *it)
{
	const struct cite_name *n;
	int r;

	for (r = 0; r < CITE_ROLES; r++)
		if (it->names[r] > 0) {
			n = &it->name[r][0];
			return n->literal.len > 0 ? n->literal : n->family;
		}
	return (struct quire_span){ NULL, 0 };
}

/* The first word of a title that is no article. */
static struct quire_span
first_word(struct quire_span s)
{
	static const char *const skip[] = { "the", "a", "an", "der", "die",
		"das", "le", "la", "les", "el", "los", "il", NULL };
	size_t i, k, from = 0;

	for (i = 0; i <= s.len; i++) {
		struct quire_span w;

		if (i < s.len && s.p[i] != ' ')
			continue;
		w = span_sub(s, from, i);
		from = i + 1;
		for (k = 0; skip[k] != NULL; k++)
			if (span_is_nocase(w, skip[k]))
				break;
		if (w.len > 0 && skip[k] == NULL)
			return w;
	}
	return s;
}

/* ---- public ----------------------------------------------------------- */

struct cite_shelf *
cite_shelf_new(void)
{
	struct cite_shelf *s = mem_alloc(sizeof *s);

	memset(s, 0, sizeof *s);
	return s;
}

void
cite_shelf_free(struct cite_shelf *s)
{
	if (s == NULL)
		return;
	free(s->works.slot);
	free(s->keys.slot);
	free(s);
}

bool
cite_shelf_has(struct cite_shelf *s, const struct cite_item *it)
{
	struct buf b = { 0 };
	uint64_t h = 0xcbf29ce484222325u;
	char year[16];

	snprintf(year, sizeof year, "%d", it->issued.year);
	h = hash(h, span_of(it->type == NULL ? "" : it->type));
	text_lower_to(it->field[CITE_TITLE].len > 0 ? it->field[CITE_TITLE]
	                                            : it->field[CITE_URL],
	    &b);
	h = hash(h, buf_span(&b));
	h = hash(h, span_of(year));
	buf_clear(&b, 4096);
	text_lower_to(first_name(it), &b);
	h = hash(h, buf_span(&b));
	buf_fini(&b);
	return add(&s->works, h) > 0;
}

void
cite_shelf_key(struct cite_shelf *s, const struct cite_item *it,
    struct buf *out)
{
	struct quire_span n = first_name(it), base;
	size_t from = out->len;
	uint32_t again;

	spell(n, out, 24);
	if (out->len == from)
		spell(first_word(it->field[CITE_TITLE]), out, 24);
	if (out->len == from)
		buf_add_str(out, "anon");
	if (it->issued.year != 0)
		buf_add_int(out, it->issued.year);
	base = span_sub(buf_span(out), from, out->len);
	again = add(&s->keys, hash(0, base));
	while (again > 0) {
		/* zhou2019, zhou2019b, …, zhou2019z, zhou2019-27 */
		size_t len = out->len;

		if (again < 26) {
			buf_add_char(out, (char)('a' + again));
		} else {
			buf_add_char(out, '-');
			buf_add_int(out, again + 1);
		}
		base = span_sub(buf_span(out), from, out->len);
		if (add(&s->keys, hash(0, base)) == 0)
			return;
		out->len = len;
		base = span_sub(buf_span(out), from, out->len);
		again = add(&s->keys, hash(0, base));
	}
}
