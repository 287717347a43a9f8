/*
 * entities: the references of HTML, by name and by number, in a text.
 */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "clean/work.h"

struct quire_span
markup_c1(struct quire_span s, struct arena *a)
{
	struct buf b = { 0 };

	if (text_c1_at(s, 0) == s.len)
		return s;
	text_fix_c1(s, false, &b);
	s = arena_copy(a, buf_span(&b));
	buf_fini(&b);
	return s;
}

static unsigned
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 99;
}

size_t
markup_reference(struct quire_span s, uint32_t *cp)
{
	bool hex = s.len > 3 && (s.p[2] | 0x20) == 'x';
	size_t i = hex ? 3 : 2, from = i;
	unsigned base = hex ? 16 : 10;

	*cp = 0;
	if (s.len < 4 || s.p[0] != '&' || s.p[1] != '#')
		return 0;
	for (; i < s.len && i < from + 8 && digit_of(s.p[i]) < base; i++)
		*cp = *cp * base + digit_of(s.p[i]);
	if (i == from || i == s.len || s.p[i] != ';')
		return 0;
	if (*cp >= 0x80 && *cp < 0xa0)
		*cp = text_cp1252[*cp - 0x80];
	if (*cp < 0x20 ? *cp != 9 && *cp != 10
	               : *cp > 0x10ffff || (*cp >= 0xd800 && *cp < 0xe000) ||
	            (*cp & 0xfffe) == 0xfffe ||
	            (*cp >= 0xfdd0 && *cp <= 0xfdef))
		*cp = 0xfffd;
	return i + 1;
}

/*
 * &eacute; or, as old pages have it, a name of Latin-1 without the semicolon
 * before what cannot go on with it: not in ?a=1&copy=2.
 */
static size_t
named_entity(struct quire_span s, uint32_t *cp)
{
	const htmlEntityDesc *e;
	char name[12];
	bool closed;
	size_t i;

	for (i = 1; i < s.len && i < sizeof name; i++) {
		char c = s.p[i];

		if (i == 5 && memcmp(name, "nbsp", 4) == 0)
			break; /* no other name begins so: &nbspThe */
		if (digit_of(c) == 99 &&
		    !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			break;
		name[i - 1] = c;
	}
	if (i < 3 || i >= sizeof name)
		return 0;
	name[i - 1] = '\0';
	closed = i < s.len && s.p[i] == ';';
	e = htmlEntityLookup((const xmlChar *)name);
	if (!closed &&
	    (e == NULL || e->value > 0xff || (i < s.len && s.p[i] == '=')))
		return 0;
	if (e == NULL && strcmp(name, "apos") != 0)
		return 0;
	*cp = e != NULL ? e->value : '\'';
	return i + closed;
}

static size_t
entity_at(struct quire_span s, uint32_t *cp)
{
	if (s.len < 4 || s.p[0] != '&')
		return 0;
	return s.p[1] == '#' ? markup_reference(s, cp) : named_entity(s, cp);
}

static bool
decode_once(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *q;
	uint32_t cp;
	size_t n;
	bool any = false;

	while (p < end && (q = memchr(p, '&', (size_t)(end - p))) != NULL) {
		buf_add(out, p, (size_t)(q - p));
		n = entity_at((struct quire_span){ q, (size_t)(end - q) }, &cp);
		if (n > 0) {
			utf8_add(out, cp);
			any = true;
		} else
			buf_add_char(out, '&');
		p = q + (n > 0 ? n : 1);
	}
	buf_add(out, p, (size_t)(end - p));
	return any;
}

struct quire_span
markup_entities(struct quire_span s, struct arena *a)
{
	struct buf b = { 0 };
	int i;

	for (i = 0; i < ROUNDS && span_find(s, 0, "&") < s.len; i++) {
		b.len = 0;
		if (!decode_once(s, &b))
			break;
		s = arena_copy(a, buf_span(&b));
	}
	buf_fini(&b);
	return s;
}
