/*
 * TSV as `jq -r @tsv` writes it: four characters escaped, nothing quoted.
 * CSV by RFC 4180: quoted where needed, quotes doubled.
 */
#include <string.h>

#include "io/io.h"

static char
tsv_escape(char c)
{
	switch (c) {
	case '\t':
		return 't';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\\':
		return '\\';
	default:
		return '\0';
	}
}

/* True if one of eight bytes is a control character or a backslash. */
static bool
may_escape(uint64_t x)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t slash;

	slash = x ^ ones * '\\';
	return (((x - ones * ' ') & ~x) | ((slash - ones) & ~slash)) & high;
}

static bool
may_escape_at(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return may_escape(x);
}

/* The same of four to seven bytes, those in the middle twice. */
static bool
may_escape_few(struct quire_span s)
{
	uint32_t x, y;

	memcpy(&x, s.p, sizeof x);
	memcpy(&y, s.p + s.len - sizeof y, sizeof y);
	return may_escape((uint64_t)x << 32 | y);
}

/* Where escapes may begin; s.len: there are none. */
static size_t
plain_end(struct quire_span s)
{
	size_t i = 0;

	for (; i + 8 <= s.len; i += 8)
		if (may_escape_at(s.p + i))
			return i;
	if (i > 0 && !may_escape_at(s.p + s.len - 8))
		return s.len;
	if (i == 0 && s.len >= 4 && !may_escape_few(s))
		return s.len;
	for (; i < s.len && tsv_escape(s.p[i]) == '\0'; i++)
		;
	return i;
}

void
tsv_add(struct buf *b, struct quire_span s)
{
	size_t i, from = 0;
	char c;

	for (i = plain_end(s); i < s.len; i++) {
		if ((c = tsv_escape(s.p[i])) == '\0')
			continue;
		buf_add(b, s.p + from, i - from);
		buf_add_char(b, '\\');
		buf_add_char(b, c);
		from = i + 1;
	}
	if (i > from)
		buf_add(b, s.p + from, i - from);
}

static bool
csv_needs_quotes(struct quire_span s)
{
	return s.len > 0 &&
	    (memchr(s.p, '"', s.len) != NULL ||
	        memchr(s.p, ',', s.len) != NULL ||
	        memchr(s.p, '\n', s.len) != NULL ||
	        memchr(s.p, '\r', s.len) != NULL);
}

void
csv_add(struct buf *b, struct quire_span s)
{
	const char *p = s.p, *end, *quote;

	if (!csv_needs_quotes(s)) {
		buf_add_span(b, s);
		return;
	}
	end = p + s.len;
	buf_add_char(b, '"');
	while ((quote = memchr(p, '"', (size_t)(end - p))) != NULL) {
		buf_add(b, p, (size_t)(quote + 1 - p));
		buf_add_char(b, '"');
		p = quote + 1;
	}
	buf_add(b, p, (size_t)(end - p));
	buf_add_char(b, '"');
}
