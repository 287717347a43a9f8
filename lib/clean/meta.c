/*
 * meta: what a page says of itself: JSON-LD (schema.org), Open Graph, <meta>,
 * <link rel=canonical>, <time>, <title>.
 */
#include <string.h>

#include "clean/html.h"
#include "clean/work.h"
#include "io/io.h"

/* How far a place is trusted. */
enum { TITLE_TAG = 1, TIME_TAG = 1, META_TAG = 2, GRAPH = 3, JSON_LD = 4 };

static struct quire_span
tidy(struct html_meta *m, struct quire_span s)
{
	static const struct clean_opts plain = { .passes = CLEAN_ALL };
	struct buf b = { 0 };
	size_t i;

	s = markup_entities(markup_c1(utf8_repair(s, m->a), m->a), m->a);
	if (m->repair != NULL)
		s = mojibake_repair(m->repair, s, m->a);
	s = text_trim(characters_clean(&plain, s, m->a));
	for (i = 0; i < s.len; i++)
		if (s.p[i] != '\n' && s.p[i] != '\t')
			buf_add_char(&b, s.p[i]);
		else if (b.len > 0 && b.p[b.len - 1] != ' ')
			buf_add_char(&b, ' ');
	s = arena_copy(m->a, buf_span(&b));
	buf_fini(&b);
	return s;
}

static void
set(struct html_meta *m, struct quire_span *to, int *have, int trust,
    struct quire_span s)
{
	if (trust <= *have)
		return;
	s = tidy(m, s);
	if (s.len == 0 || s.len > 2000)
		return;
	*to = s;
	*have = trust;
}

/* YYYY-MM-DD at the start, a time may follow: ISO 8601 as it came. */
static bool
is_iso(struct quire_span s)
{
	static const char form[] = "dddd-dd-dd";
	size_t i;

	if (s.len < 10)
		return false;
	for (i = 0; i < 10; i++)
		if (form[i] == 'd' ? s.p[i] < '0' || s.p[i] > '9'
		                   : s.p[i] != form[i])
			return false;
	return s.len == 10 || s.p[10] == 'T' || s.p[10] == ' ';
}

static void
set_date(struct html_meta *m, int trust, struct quire_span s)
{
	struct buf b = { 0 };
	struct quire_span r;

	s = span_trim(s);
	if (!is_iso(s) || trust <= m->date)
		return;
	buf_add_span(&b, span_sub(s, 0, 40));
	if (b.len > 10)
		b.p[10] = 'T';
	r = arena_copy(m->a, buf_span(&b));
	buf_fini(&b);
	if (r.len > 11 && memchr(r.p, ' ', r.len) != NULL)
		r.len = 10;
	m->meta->date = r;
	m->date = trust;
}

static void
add_author(struct html_meta *m, int trust, struct quire_span s)
{
	struct clean_meta *c = m->meta;
	struct quire_span *more;

	s = tidy(m, s);
	if (s.len == 0 || s.len > 200 || trust < m->author ||
	    span_starts(s, "http") || c->authors >= 32)
		return;
	if (trust > m->author)
		c->authors = 0;
	m->author = trust;
	more = arena_alloc(m->a, (c->authors + 1) * sizeof *more);
	if (c->authors > 0)
		memcpy(more, c->author, c->authors * sizeof *more);
	more[c->authors++] = s;
	c->author = more;
}

/* ---- tags ------------------------------------------------------------- */

static bool
is_one_of(const char *s, const char *const *list)
{
	return s != NULL && span_is_any_nocase(span_of(s), list);
}

void
html_meta_tag(struct html_meta *m, const char *property, const char *name,
    const char *itemprop, const char *content)
{
	static const char *const title[] = { "citation_title", "dc.title",
		"dcterms.title", "twitter:title", NULL };
	static const char *const author[] = { "author", "citation_author",
		"dc.creator", "dcterms.creator", "byl", "parsely-author",
		"sailthru.author", NULL };
	static const char *const date[] = { "date", "pubdate", "dc.date",
		"dcterms.date", "dc.date.issued", "dcterms.issued",
		"article:published_time", "datepublished", "publishdate",
		"publish-date", "citation_publication_date", "parsely-pub-date",
		"sailthru.date", "article.published", NULL };
	static const char *const site[] = { "application-name", NULL };
	struct clean_meta *c = m->meta;
	struct quire_span s;

	if (content == NULL)
		return;
	s = span_of(content);
	if (name == NULL)
		name = property != NULL ? property : itemprop;
	if (property != NULL && strcmp(property, "og:title") == 0)
		set(m, &c->title, &m->title, GRAPH, s);
	else if (property != NULL && strcmp(property, "og:site_name") == 0)
		set(m, &c->site, &m->site, GRAPH, s);
	else if (property != NULL && strcmp(property, "og:url") == 0)
		set(m, &c->url, &m->url, META_TAG, markup_unwrap(s));
	else if (property != NULL &&
	    strcmp(property, "article:published_time") == 0)
		set_date(m, GRAPH, s);
	else if (property != NULL && strcmp(property, "article:author") == 0)
		add_author(m, TITLE_TAG, s);
	else if (is_one_of(name, title))
		set(m, &c->title, &m->title, META_TAG, s);
	else if (is_one_of(name, author))
		add_author(m, META_TAG, s);
	else if (is_one_of(name, date))
		set_date(m, META_TAG, s);
	else if (is_one_of(name, site))
		set(m, &c->site, &m->site, META_TAG, s);
}

void
html_meta_link(struct html_meta *m, const char *rel, const char *href)
{
	if (rel != NULL && href != NULL && strcmp(rel, "canonical") == 0 &&
	    strncmp(href, "http", 4) == 0)
		set(m, &m->meta->url, &m->url, GRAPH,
		    markup_unwrap(span_of(href)));
}

void
html_meta_language(struct html_meta *m, const char *lang)
{
	if (lang != NULL && *lang != '\0' && strlen(lang) < 36)
		m->meta->language = tidy(m, span_of(lang));
}

void
html_meta_time(struct html_meta *m, const char *datetime)
{
	if (datetime != NULL)
		set_date(m, TIME_TAG, span_of(datetime));
}

void
html_meta_title(struct html_meta *m, struct quire_span title)
{
	set(m, &m->meta->title, &m->title, TITLE_TAG, title);
}

/* ---- JSON-LD ---------------------------------------------------------- */

static struct quire_span
member_text(struct html_meta *m, const struct json_object *o, const char *name)
{
	const struct json_member *j = json_find(o, name);

	if (j == NULL || j->type != JSON_STRING)
		return (struct quire_span){ "", 0 };
	return json_text(j->value, m->a);
}

static bool
author_item(void *arg, struct quire_span item, enum json_type type)
{
	struct html_meta *m = arg;
	struct json_object o = { 0 };

	if (type == JSON_STRING)
		add_author(m, JSON_LD, json_text(item, m->a));
	else if (type == JSON_OBJECT && json_scan(item, &o, m->a, NULL) == 0)
		add_author(m, JSON_LD, member_text(m, &o, "name"));
	return true;
}

static void
read_author(struct html_meta *m, const struct json_object *o)
{
	const struct json_member *j = json_find(o, "author");

	if (j == NULL || m->author == JSON_LD)
		return;
	if (j->type == JSON_ARRAY)
		json_items(j->value, author_item, m);
	else
		author_item(m, j->value, j->type);
}

static bool
is_article(struct quire_span type)
{
	return span_find(type, 0, "Article") < type.len ||
	    span_is(type, "BlogPosting") || span_is(type, "Report");
}

static bool
ld_item(void *arg, struct quire_span item, enum json_type type)
{
	struct html_meta *m = arg;
	struct json_object o = { 0 };
	const struct json_member *graph, *kind;
	struct quire_span name;

	if (type == JSON_ARRAY)
		json_items(item, ld_item, m);
	if (type != JSON_OBJECT || json_scan(item, &o, m->a, NULL) == -1)
		return true;
	graph = json_find(&o, "@graph");
	if (graph != NULL && graph->type == JSON_ARRAY)
		json_items(graph->value, ld_item, m);
	kind = json_find(&o, "@type");
	if (kind == NULL ||
	    !is_article(kind->type == JSON_STRING ? json_text(kind->value, m->a)
	                                          : kind->value))
		return true;
	name = member_text(m, &o, "headline");
	set(m, &m->meta->title, &m->title, JSON_LD, name);
	set_date(m, JSON_LD, member_text(m, &o, "datePublished"));
	read_author(m, &o);
	return true;
}

void
html_meta_json(struct html_meta *m, struct quire_span json)
{
	enum json_type type;
	struct quire_span s = span_trim(json);

	if (json_check(s, &type, NULL) == 0)
		ld_item(m, s, type);
}

void
html_meta_finish(struct html_meta *m)
{
	struct quire_span *t = &m->meta->title;
	size_t i;

	/* "Title | Site" of <title>: the site's name goes if it is known. */
	if (m->title != TITLE_TAG || m->meta->site.len == 0)
		return;
	for (i = t->len; i > 0; i--)
		if (span_eq(text_trim(span_sub(*t, i, t->len)),
		        m->meta->site) &&
		    i > 3) {
			while (i > 0 &&
			    strchr(" |-:\xe2\x80\x93\x94", t->p[i - 1]) != NULL)
				i--;
			if (i > 0)
				t->len = i;
			break;
		}
}
