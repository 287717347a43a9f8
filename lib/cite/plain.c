/*
 * Plain text of a field: mark-up goes, white space becomes single spaces.
 */
#include <string.h>

#include "cite/find.h"
#include "text/text.h"

/*
 * [^1], <sup>①</sup>, <sup>\*</sup>, and <sup>1</sup> at the end: markers of
 * notes, no part of a field. Other tags go, what they hold stays.
 */
static size_t
note_mark(struct quire_span s, const char *p)
{
	size_t at = (size_t)(p - s.p);
	struct cite_mark m;

	if (cite_mark_at(s, at, &m) &&
	    (m.style == MARK_CARET ||
	        (m.style == MARK_SUP &&
	            (m.class != MARK_DIGIT || m.end + 1 >= s.len))))
		return m.end - at;
	return cite_tag_length(span_sub(s, at, s.len));
}

static bool
han_at(const char *p, const char *end)
{
	uint32_t cp;

	if (p >= end)
		return false;
	utf8_decode(p, end, &cp);
	return text_is(cp, TEXT_CJK);
}

struct quire_span
cite_plain(struct quire_span s, struct arena *a)
{
	char *out = arena_alloc(a, s.len + 1), *o = out;
	const char *p = s.p, *end = s.p + s.len;
	bool space = false;
	uint32_t cp, last = 0;
	size_t n;

	while (p < end) {
		if ((*p == '<' || *p == '[') && (n = note_mark(s, p)) > 0) {
			p += n;
			continue;
		}
		n = utf8_decode(p, end, &cp);
		if (cp == '*' ||
		    (cp == '\\' && n < (size_t)(end - p) &&
		        strchr("*_[]()#<>\\`", p[1]) != NULL)) {
			p++;
			if (cp == '\\' && *p != '*')
				*o++ = *p++;
			continue;
		}
		if (text_is(cp, TEXT_SPACE)) {
			space = o > out;
		} else {
			/* a line break inside Chinese text is no space */
			if (space &&
			    !(text_is(last, TEXT_CJK) && han_at(p, end) &&
			        memchr(s.p, '\n', s.len)))
				*o++ = ' ';
			space = false;
			memcpy(o, p, n);
			o += n;
			last = cp;
		}
		p += n;
	}
	return (struct quire_span){ out, (size_t)(o - out) };
}
