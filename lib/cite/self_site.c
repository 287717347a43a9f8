/*
 * The name of the site or paper that ends a title, as pages have it for their
 * windows: "Tolls to rise | Harbour Gazette". It is no part of the title, but
 * says where the document appeared.
 */
#include <string.h>

#include "cite/self.h"
#include "text/text.h"

enum { HOST_MIN = 4, TITLE_MIN = 6 };

static const char *const between[] = { "|", "-", "–", "—", "｜", "_", "•", "·",
	":", NULL };

/* Where the title names its host: harbourgazette; or its length. */
static size_t
host_at(struct quire_span title, struct quire_span host)
{
	size_t at = title.len, n = host.len;

	if (n < HOST_MIN)
		return title.len;
	while (n > 0 && at > 0) {
		char c = title.p[--at];

		if (c == ' ')
			continue;
		if ((c | 32) != (host.p[--n] | 32))
			return title.len;
	}
	return n == 0 && at > 0 && strchr(" |-_", title.p[at - 1]) != NULL
	    ? at
	    : title.len;
}

/* Where the name of a paper or agency begins behind a sign; or the length. */
static size_t
press_at(struct quire_span title, struct arena *a)
{
	size_t at = title.len, n = 0;

	while (
	    at > 0 && (n = span_ends_any(span_sub(title, 0, at), between)) == 0)
		at--;
	return n > 0 && self_press(text_trim(span_sub(title, at, title.len)), a)
	    ? at
	    : title.len;
}

/* "- Wikipedia": the name behind the sign. */
static struct quire_span
without_sign(struct quire_span s)
{
	size_t n;

	s = text_trim(s);
	while ((n = span_starts_any(s, between)) > 0)
		s = text_trim(span_sub(s, n, s.len));
	return s;
}

/* Behind the name of the page, which stands in a line of its own as well. */
static size_t
page_at(const struct head *h, struct quire_span title)
{
	struct quire_span rest;
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct quire_span s = h->line[i].s;

		if (s.len < TITLE_MIN || s.len >= title.len ||
		    !span_begins(title, s))
			continue;
		rest = text_trim(span_sub(title, s.len, title.len));
		if (span_starts_any(rest, between) > 0)
			return s.len;
	}
	return title.len;
}

void
self_find_site(struct head *h)
{
	struct quire_span *field = h->out->self.field, *title, rest, host;
	size_t at, n;

	title = &field[CITE_TITLE];
	host = cite_site(cite_host(field[CITE_URL]));
	at = host_at(*title, host);
	if (at == title->len)
		at = press_at(*title, h->arena);
	if (at == title->len)
		at = page_at(h, *title);
	rest = text_trim(span_sub(*title, 0, at));
	while ((n = span_ends_any(rest, between)) > 0)
		rest = text_trim(span_sub(rest, 0, rest.len - n));
	if (at == title->len || self_width(rest) < TITLE_MIN)
		return;
	/* the name as it is written, not as the host has it */
	if (span_eq(field[CITE_CONTAINER], host))
		field[CITE_CONTAINER].len = 0;
	self_put(h, CITE_CONTAINER,
	    without_sign(span_sub(*title, at, title->len)), "end of the title");
	*title = rest;
}
