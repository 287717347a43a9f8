/*
 * Plain text of a field: mark-up goes, white space becomes single spaces.
 */
#include <string.h>

#include "cite/parse.h"
#include "text/text.h"

static size_t
tag_length(const char *p, const char *end)
{
	static const char *const tag[] = { "<sup>", "</sup>", "<sub>",
	    "</sub>", "<i>", "</i>", "<em>", "</em>", "<b>", "</b>", NULL };
	struct quire_span s = { p, (size_t)(end - p) };
	size_t i;

	if (*p != '<')
		return 0;
	for (i = 0; tag[i] != NULL; i++)
		if (span_starts_nocase(s, tag[i]))
			return strlen(tag[i]);
	return 0;
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
		if ((n = tag_length(p, end)) > 0) {
			p += n;
			continue;
		}
		n = utf8_decode(p, end, &cp);
		if (cp == '*' || (cp == '\\' && n < (size_t)(end - p) &&
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
			if (space && !(text_is(last, TEXT_CJK) &&
			    han_at(p, end) && memchr(s.p, '\n', s.len)))
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
