/*
 * Character properties: the generated tables, and what is made of them.
 */
#include "text/text.h"
#include "chars.h"

void
text_lower_to(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len;
	uint32_t cp;

	/* A lower-case letter takes at most one byte more (U+023A, U+0130). */
	buf_reserve(out, s.len + s.len / 2 + 4);
	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (cp < 0x80)
			buf_add_char(out, (char)text_lower(cp));
		else
			utf8_add(out, text_lower(cp));
	}
}

static bool
space_at(const char *p, const char *end, unsigned *len)
{
	uint32_t cp;

	if ((unsigned char)*p < 0x80) {
		*len = 1;
		return *p == ' ' || (*p >= '\t' && *p <= '\r');
	}
	*len = utf8_decode(p, end, &cp);
	return text_is(cp, TEXT_SPACE);
}

size_t
text_skip_space(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	unsigned len;

	while (p < end && space_at(p, end, &len))
		p += len;
	return (size_t)(p - s.p);
}

size_t
text_trim_end(struct quire_span s)
{
	uint32_t cp;
	unsigned len;

	while (s.len > 0) {
		len = utf8_decode_before(s.p, s.p + s.len, &cp);
		if (!text_is(cp, TEXT_SPACE))
			break;
		s.len -= len;
	}
	return s.len;
}

struct quire_span
text_trim(struct quire_span s)
{
	size_t skip;

	s.len = text_trim_end(s);
	skip = text_skip_space(s);
	return span_sub(s, skip, s.len);
}
