/*
 * C1 controls (U+0080 to U+009F) that stand in texts are bytes of windows-1252
 * that were taken for ISO 8859-1, as the HTML standard reads them; but for
 * U+0085, NEL, which may end a line.
 */
#include <string.h>

#include "text/text.h"

const uint16_t text_cp1252[32] = { 0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026,
	0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
	0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178 };

size_t
text_c1_at(struct quire_span s, size_t from)
{
	const char *p;

	while (from + 1 < s.len &&
	    (p = memchr(s.p + from, 0xc2, s.len - from - 1)) != NULL) {
		from = (size_t)(p - s.p);
		if ((unsigned char)p[1] < 0xa0)
			return from;
		from += 2;
	}
	return s.len;
}

/* True if a line may begin at p; what stands before others is "…". */
static bool
begins_line(struct quire_span s, size_t p)
{
	return p < s.len && s.p[p] != ' ' && s.p[p] != '\n' &&
	    (unsigned char)s.p[p] < 0x80;
}

bool
text_fix_c1(struct quire_span s, bool nel, struct buf *out)
{
	size_t i, done = 0;
	bool any = false;
	uint32_t cp, to;

	for (i = text_c1_at(s, 0); i < s.len; i = text_c1_at(s, done)) {
		cp = (unsigned char)s.p[i + 1];
		to = text_cp1252[cp & 0x1f];
		buf_add_span(out, span_sub(s, done, i));
		done = i + 2;
		if (nel && cp == 0x85 && begins_line(s, done))
			to = cp;
		any |= to != cp;
		utf8_add(out, to);
	}
	buf_add_span(out, span_sub(s, done, s.len));
	return any;
}
