/* sniff: what kind of document it is, by how it begins. */
#include <string.h>

#include "clean/work.h"

static bool
looks_like_html(struct quire_span s)
{
	struct quire_span head = span_trim(span_sub(s, 0, 2048));

	if (span_starts(head, "\xef\xbb\xbf"))
		head = span_trim(span_sub(head, 3, head.len));
	if (span_starts_nocase(head, "<!doctype html") ||
	    span_starts_nocase(head, "<html"))
		return true;
	if (head.len < 8 || head.p[0] != '<')
		return false;
	if (span_starts(head, "<?xml") || span_starts(head, "<!--"))
		return span_find(head, 0, "<html") < head.len ||
		    span_find(head, 0, "<HTML") < head.len;
	return span_starts_nocase(head, "<head") ||
	    span_starts_nocase(head, "<body") ||
	    span_starts_nocase(head, "<meta") ||
	    span_starts_nocase(head, "<title") ||
	    span_starts_nocase(head, "<table") ||
	    span_starts_nocase(head, "<div") ||
	    span_starts_nocase(head, "<article");
}

/* Form feeds on lines of their own or at a line's start: pdftotext's. */
static bool
looks_like_pdf(struct quire_span s)
{
	const char *p = memchr(s.p, '\f', s.len);

	return p != NULL && (p == s.p || p[-1] == '\n');
}

enum clean_from
clean_sniff(struct quire_span s)
{
	if (s.len == 0)
		return CLEAN_TEXT;
	if (looks_like_html(s))
		return CLEAN_HTML;
	return looks_like_pdf(s) ? CLEAN_PDF : CLEAN_TEXT;
}

size_t
clean_window(enum clean_from from, struct quire_span head)
{
	/* A page is parsed as a whole: it has no paragraph ends to cut at. */
	return from == CLEAN_HTML ||
	        (from == CLEAN_AUTO && clean_sniff(head) == CLEAN_HTML)
	    ? (size_t)64 << 20
	    : (size_t)1 << 20;
}
