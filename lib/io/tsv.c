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
may_escape(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t x, slash;

	memcpy(&x, p, sizeof x);
	slash = x ^ ones * '\\';
	return (((x - ones * ' ') & ~x) | ((slash - ones) & ~slash)) & high;
}

/* Where escapes may begin; s.len: there are none. */
static size_t
plain_end(struct quire_span s)
{
	size_t i = 0;

	for (; i + 8 <= s.len; i += 8)
		if (may_escape(s.p + i))
			return i;
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
