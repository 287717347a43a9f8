/*
 * The document's own record: title, author, source, publisher, date, URL, only
 * as the document itself shows them, with where each was seen. What decides is
 * the head: the lines before the first paragraph.
 */
#include <string.h>

#include "cite/layers.h"
#include "cite/self.h"
#include "text/text.h"

void
self_put(struct head *h, enum cite_field f, struct quire_span v,
    const char *evidence)
{
	if (v.len == 0 || h->out->self.field[f].len > 0)
		return;
	h->out->self.field[f] = v;
	h->out->evidence[f] = span_of(evidence);
	h->out->has_self = true;
}

struct quire_span
self_put_url(struct head *h, struct quire_span s, const char *evidence)
{
	struct cite_item item = { 0 };

	if (cite_unwrap(s, h->arena, &item)) {
		self_put(h, CITE_ARCHIVE, item.field[CITE_ARCHIVE],
		    "archive URL");
		self_put(h, CITE_ARCHIVE_LOCATION, s, "archive URL");
		h->out->self.archived = item.archived;
		s = item.field[CITE_URL];
	}
	self_put(h, CITE_URL, s, evidence);
	if (span_find(s, 0, "://doi.org") == s.len &&
	    span_find(s, 0, "//hdl.") == s.len)
		self_put(h, CITE_CONTAINER, cite_site(cite_host(s)),
		    "host of the URL");
	return s;
}

void
self_put_authors(struct head *h, struct quire_span names, const char *evidence)
{
	struct cite_item *it = &h->out->self;

	if (it->names[CITE_AUTHOR] > 0 || names.len == 0 || names.len > 240)
		return;
	cite_names(names, h->arena, h->arena, it, CITE_AUTHOR);
	if (it->names[CITE_AUTHOR] > 0) {
		h->out->has_self = true;
		h->out->author_evidence = span_of(evidence);
	}
}

void
self_add_authors(struct head *h, struct quire_span names)
{
	cite_names(names, h->arena, h->arena, &h->out->self, CITE_AUTHOR);
}

static const char *
type_of(const struct cite_item *it)
{
	if (it->field[CITE_ISSUE].len > 0)
		return "article-journal";
	if (it->field[CITE_CONTAINER].len > 0 && it->field[CITE_URL].len == 0)
		return "article-newspaper";
	if (it->field[CITE_URL].len > 0 || it->field[CITE_PUBLISHER].len > 0)
		return "webpage";
	return "document";
}

static void
finish(struct citations *v)
{
	v->self.type = type_of(&v->self);
	v->self.field[CITE_LANGUAGE] = cite_language(v->self.field[CITE_TITLE]);
}

void
cite_add_stated(struct citations *v, const struct cite_stated *s,
    struct arena *a)
{
	static const char record[] = "member of the record";
	struct head *h = arena_zero(a, 1, sizeof *h);
	struct quire_span url;
	struct cite_date d;

	h->arena = a;
	h->out = v;
	self_put(h, CITE_TITLE, text_trim(s->title), record);
	self_put(h, CITE_CONTAINER, text_trim(s->site), record);
	url = self_put_url(h, s->url, record);
	self_put_authors(h, s->author, record);
	if (v->self.issued.year == 0 &&
	    (cite_when(span_sub(s->date, 0, 10), a, a, &d) ||
	        cite_path_date(url, &d))) {
		v->self.issued = d;
		v->date_evidence = span_of(record);
		v->has_self = true;
	}
	if (v->has_self)
		finish(v);
}

void
cite_find_self(struct quire_span text, struct arena *a, struct citations *out)
{
	struct head *h = arena_zero(a, 1, sizeof *h);

	memset(&out->self, 0, sizeof out->self);
	h->text = text;
	h->arena = a;
	h->out = out;
	self_read_head(h);
	self_find_title(h);
	self_find_author(h);
	self_find_source(h);
	self_find_site(h);
	if (out->has_self)
		finish(out);
}
