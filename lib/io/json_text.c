/*
 * JSON strings as text: escapes resolved (RFC 8259, section 7), and what is
 * not Unicode scalar values (lone surrogates, ill-formed UTF-8) made U+FFFD.
 */
#include <string.h>

#include "io/io.h"
#include "text/text.h"

/* Value of a hexadecimal digit, which c is: 'A' and 'a' are 1 mod 16. */
static uint32_t
hex(char c)
{
	return ((uint32_t)c & 15) + (c > '9' ? 9 : 0);
}

static uint32_t
hex4(const char *p)
{
	return hex(p[0]) << 12 | hex(p[1]) << 8 | hex(p[2]) << 4 | hex(p[3]);
}

static bool
is_high(uint32_t u)
{
	return u >= 0xd800 && u < 0xdc00;
}

static bool
is_low(uint32_t u)
{
	return u >= 0xdc00 && u < 0xe000;
}

/*
 * Decodes the escape at p, in the inside of a valid string that ends at end;
 * returns what is behind it.
 */
static const char *
unescape(const char *p, const char *end, uint32_t *cp)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *found;
	uint32_t low;

	if (p[1] != 'u') {
		found = memchr(from, p[1], sizeof from - 1);
		*cp = (unsigned char)(found == NULL ? p[1] : to[found - from]);
		return p + 2;
	}
	*cp = hex4(p + 2);
	p += 6;
	if (is_high(*cp) && end - p >= 6 && p[0] == '\\' && p[1] == 'u' &&
	    is_low(low = hex4(p + 2))) {
		*cp = 0x10000 + ((*cp - 0xd800) << 10) + (low - 0xdc00);
		return p + 6;
	}
	if (is_high(*cp) || is_low(*cp))
		*cp = 0xfffd;
	return p;
}

/* utf8_encode, with the common cases in line. */
static inline size_t
encode(uint32_t cp, char *o)
{
	if (cp < 0x80) {
		o[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800 || cp > 0xffff)
		return utf8_encode(cp, o);
	o[0] = (char)(0xe0 | cp >> 12);
	o[1] = (char)(0x80 | (cp >> 6 & 0x3f));
	o[2] = (char)(0x80 | (cp & 0x3f));
	return 3;
}

/* The bytes of a string's inside without escapes; out has room for len. */
static size_t
resolve(const char *p, const char *end, char *out)
{
	const char *run;
	char *o = out;
	uint32_t cp;

	while (p < end) {
		if (*p == '\\') {
			p = unescape(p, end, &cp);
			o += encode(cp, o);
			continue;
		}
		run = memchr(p, '\\', (size_t)(end - p));
		if (run == NULL)
			run = end;
		memcpy(o, p, (size_t)(run - p));
		o += run - p;
		p = run;
	}
	return (size_t)(o - out);
}

struct quire_span
json_member_text(const struct json_member *m, struct arena *a)
{
	if (m->plain)
		return span_sub(m->value, 1, m->value.len - 1);
	return json_text(m->value, a);
}

struct quire_span
json_text(struct quire_span value, struct arena *a)
{
	struct quire_span s;
	char *out;

	if (value.len < 2)
		return (struct quire_span){ NULL, 0 };
	s = (struct quire_span){ value.p + 1, value.len - 2 };
	if (memchr(s.p, '\\', s.len) != NULL) {
		/* No escape is shorter than what it stands for. */
		out = arena_alloc(a, s.len);
		s.len = resolve(s.p, s.p + s.len, out);
		s.p = out;
	}
	return utf8_repair(s, a);
}

/* Compares the inside of a string with escapes to a name. */
static bool
escaped_is(struct quire_span key, const char *name, size_t len)
{
	const char *p = key.p, *end = key.p + key.len;
	char c[4];
	size_t n, at = 0;
	uint32_t cp;

	while (p < end) {
		if (*p == '\\') {
			p = unescape(p, end, &cp);
			n = utf8_encode(cp, c);
		} else {
			c[0] = *p++;
			n = 1;
		}
		if (len - at < n || memcmp(name + at, c, n) != 0)
			return false;
		at += n;
	}
	return at == len;
}

bool
json_key_is(const struct json_member *m, const char *name)
{
	size_t len = strlen(name);

	if (!m->plain_key)
		return escaped_is(m->key, name, len);
	return m->key.len == len && memcmp(m->key.p, name, len) == 0;
}

const struct json_member *
json_find(const struct json_object *o, const char *name)
{
	size_t i;

	for (i = o->n; i > 0; i--)
		if (json_key_is(&o->member[i - 1], name))
			return &o->member[i - 1];
	return NULL;
}
