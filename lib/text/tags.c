/*
 * Language tags as people write them: BCP 47, whose language is a code of
 * ISO 639 with two or three letters.
 */
#include <string.h>

#include "text/text.h"

#include "language-codes.h"

enum { SUBTAG_MAX = 8 };

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the subtag that s begins with; 0: it begins with none. */
static size_t
subtag(struct quire_span s)
{
	size_t n = 0;

	while (n < s.len && n <= SUBTAG_MAX &&
	    (is_letter(s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9')))
		n++;
	return n <= SUBTAG_MAX ? n : 0;
}

/* Length of the code at the start of s if it may be one of ISO 639, or 0. */
static size_t
language(struct quire_span s)
{
	size_t i, n = subtag(s);

	for (i = 0; i < n; i++)
		if (!is_letter(s.p[i]))
			return 0;
	return n == 2 || n == 3 ? n : 0;
}

/* A code, in the two letters that most that have three have, too. */
static void
add_language(struct quire_span s, struct buf *out)
{
	size_t i;

	for (i = 0; i < sizeof codes / sizeof *codes; i++)
		if (span_is_nocase(s, codes[i].three)) {
			buf_add_str(out, codes[i].two);
			return;
		}
	buf_add_span(out, s);
}

static bool
add_tag(struct quire_span s, struct buf *out)
{
	size_t n = language(s);

	if (n == 0)
		return false;
	add_language(span_sub(s, 0, n), out);
	for (s = span_sub(s, n, s.len); s.len > 0;
	     s = span_sub(s, n + 1, s.len)) {
		if (s.p[0] != '-' && s.p[0] != '_')
			return false;
		n = subtag(span_sub(s, 1, s.len));
		if (n == 0)
			return false;
		buf_add_char(out, '-');
		buf_add(out, s.p + 1, n);
	}
	return true;
}

bool
text_tags(const char *list, struct buf *out, struct quire_span *bad)
{
	struct quire_span rest = span_of(list);
	size_t comma;

	out->len = 0;
	for (;;) {
		comma = span_find(rest, 0, ",");
		*bad = span_trim(span_sub(rest, 0, comma));
		if (!add_tag(*bad, out))
			return false;
		if (comma >= rest.len)
			break;
		buf_add_char(out, ',');
		rest = span_sub(rest, comma + 1, rest.len);
	}
	buf_add_char(out, '\0');
	return true;
}
