/*
 * Hyperlinks in Markdown, addresses of archived copies, and what a URL says
 * of the page: host, date in the path, whether it is about a person or topic.
 */
#include <string.h>

#include "cite/layers.h"
#include "cite/parse.h"
#include "text/text.h"

/* ---- parts of a URL --------------------------------------------------- */

static size_t
after_scheme(struct quire_span u)
{
	size_t i = span_find(u, 0, "://");

	return i < u.len ? i + 3 : 0;
}

struct quire_span
cite_host(struct quire_span u)
{
	size_t from = after_scheme(u), to;

	for (to = from; to < u.len && strchr("/?#:", u.p[to]) == NULL; to++)
		;
	u = span_sub(u, from, to);
	return span_starts_nocase(u, "www.") ? span_sub(u, 4, u.len) : u;
}

bool
cite_path_date(struct quire_span u, struct cite_date *d)
{
	struct cite_date none = { 0 };

	*d = none;
	if (text_path_date(u, after_scheme(u), &d->year, &d->month, &d->day))
		return true;
	*d = none;
	return false;
}

struct quire_span
cite_site(struct quire_span host)
{
	static const char *const second[] = { "co", "com", "org", "net", "ac",
		"edu", "gov", "gouv", "or", "ne", "go", NULL };
	struct quire_span part[8];
	size_t n = 0, i, from = 0, k;

	for (i = 0; i <= host.len && n < 8; i++)
		if (i == host.len || host.p[i] == '.') {
			part[n++] = span_sub(host, from, i);
			from = i + 1;
		}
	if (n < 2 || i <= host.len)
		return host;
	k = n - 2;
	for (i = 0; second[i] != NULL && k > 0; i++)
		if (part[n - 1].len == 2 && span_is(part[k], second[i])) {
			k--;
			break;
		}
	return part[k];
}

static bool
entity(struct quire_span u)
{
	static const char *const part[] = { "/people/", "/person/", "/author/",
		"/authors/", "/topic/", "/topics/", "/tag/", "/tags/",
		"/timestopics/", "/wiki/", "/profile/", "/expert/", "/experts/",
		"/staff/", "/category/", "/users/", "/user/", "/biography/",
		NULL };
	size_t i, from = after_scheme(u);

	for (i = 0; part[i] != NULL; i++)
		if (span_find(u, from, part[i]) < u.len)
			return true;
	i = span_find(u, from, "/");
	return i + 1 >= u.len;
}

/* ---- archives --------------------------------------------------------- */

static const struct {
	const char *host, *name;
} archives[] = { { "web.archive.org/web/", "Internet Archive" },
	{ "archive.today/", "archive.today" },
	{ "archive.is/", "archive.today" }, { "archive.ph/", "archive.today" },
	{ "archive.li/", "archive.today" }, { "archive.vn/", "archive.today" },
	{ "archive.md/", "archive.today" }, { "archive.fo/", "archive.today" },
	{ "perma.cc/", "Perma.cc" }, { "webcitation.org/", "WebCite" } };

/* 14 digits YYYYMMDDhhmmss as ISO 8601. */
static struct quire_span
stamp(struct quire_span s, size_t at, size_t digits, struct arena *a)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
	char *out;
	size_t i;

	if (digits != 14)
		return (struct quire_span){ NULL, 0 };
	out = arena_alloc(a, sizeof form);
	for (i = 0; i < sizeof form - 1; i++)
		out[i] = form[i] == 'd' ? s.p[at++] : form[i];
	return (struct quire_span){ out, sizeof form - 1 };
}

static struct quire_span
original(struct quire_span u, size_t at, struct arena *a,
    struct quire_span *time)
{
	size_t digits = 0, to;

	while (at + digits < u.len && u.p[at + digits] >= '0' &&
	    u.p[at + digits] <= '9')
		digits++;
	*time = stamp(u, at, digits, a);
	to = at + digits;
	/* id_, if_, im_, js_, cs_, or * */
	if (to + 3 < u.len && u.p[to + 2] == '_')
		to += 3;
	else if (to < u.len && u.p[to] == '*')
		to++;
	if (to < u.len && u.p[to] == '/')
		to++;
	u = span_sub(u, to, u.len);
	if (span_starts(u, "http") || span_starts(u, "www.") ||
	    span_starts(u, "ftp:"))
		return u;
	return (struct quire_span){ NULL, 0 };
}

bool
cite_unwrap(struct quire_span u, struct arena *a, struct cite_item *it)
{
	size_t i, at = after_scheme(u);
	struct quire_span rest, inner, time = { NULL, 0 };

	if (span_starts(span_sub(u, at, u.len), "www."))
		at += 4;
	rest = span_sub(u, at, u.len);
	for (i = 0; i < sizeof archives / sizeof *archives; i++)
		if (span_starts(rest, archives[i].host))
			break;
	if (i == sizeof archives / sizeof *archives)
		return false;
	inner = original(u, at + strlen(archives[i].host), a, &time);
	if (inner.len == 0) {
		size_t q = span_find(u, 0, "url=http");

		if (q < u.len)
			inner = span_sub(u, q + 4, u.len);
	}
	it->field[CITE_URL] = inner.len > 0 ? inner : u;
	it->field[CITE_ARCHIVE] = span_of(archives[i].name);
	it->field[CITE_ARCHIVE_LOCATION] = u;
	it->archived = time;
	return true;
}

void
cite_unwrap_item(struct cite_item *it, struct arena *a)
{
	if (it->field[CITE_URL].len > 0)
		cite_unwrap(it->field[CITE_URL], a, it);
}

/* ---- links in the text ------------------------------------------------ */

struct link {
	size_t start, end;
	struct quire_span text, url;
};

#define REACH 1500 /* bytes of a link's text, at most */

/*
 * [text](url "title") that begins at `at`. l->end is where to go on, also
 * when it is none: no link begins inside of a URL.
 */
static bool
link_at(struct quire_span s, size_t at, struct link *l)
{
	size_t i = at + 1, depth = 1, len;
	size_t limit = s.len - at < REACH ? s.len : at + REACH;

	l->end = i;
	for (; i < limit && depth > 0 && depth < 8; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '[')
			depth++;
		else if (s.p[i] == ']')
			depth--;
		else if (s.p[i] == '\n' && i + 1 < limit && s.p[i + 1] == '\n')
			return false;
	}
	if (depth > 0 || i + 8 > s.len || s.p[i] != '(')
		return false;
	l->text = span_sub(s, at + 1, i - 1);
	i++;
	i += s.p[i] == '<';
	len = cite_url(s.p + i, s.p + s.len);
	if (len == 0)
		return false;
	/* a closing bracket may belong to the URL: (a_(b)) */
	while (len < REACH && len < s.len - i &&
	    strchr(" )>\n", s.p[i + len]) == NULL)
		len++;
	l->url = span_sub(s, i, i + len);
	i += len;
	l->end = i;
	limit = s.len - i < REACH ? s.len : i + REACH;
	while (i < limit && s.p[i] != ')' && s.p[i] != '\n')
		i++;
	if (i == s.len || s.p[i] != ')')
		return false;
	l->start = at;
	l->end = i + 1;
	return true;
}

/* “Title” as anchor is the title; else what the anchor says is one too. */
static void
describe(const struct link *l, struct arena *a, struct cite_item *item)
{
	struct quire_span t = text_trim(cite_plain(l->text, a)), host;
	bool quoted =
	    span_starts(t, "“") && (span_ends(t, "”") || span_ends(t, ".”"));

	if (!cite_unwrap(l->url, a, item))
		item->field[CITE_URL] = l->url;
	host = cite_host(item->field[CITE_URL]);
	item->type =
	    span_find(host, 0, "blog") < host.len ? "post-weblog" : "webpage";
	if (quoted) {
		t = span_sub(t, 3, t.len - 3);
		while (t.len > 0 &&
		    (t.p[t.len - 1] == '.' || t.p[t.len - 1] == ','))
			t.len--;
	}
	item->field[CITE_TITLE] = t;
	item->field[CITE_CONTAINER] = cite_site(host);
	item->field[CITE_LANGUAGE] = cite_language(t);
	cite_path_date(item->field[CITE_URL], &item->issued);
}

void
cite_link_item(struct quire_span text, const struct citation *c,
    struct arena *a, struct cite_item *item)
{
	struct link l;

	memset(item, 0, sizeof *item);
	if (link_at(text, c->start, &l))
		describe(&l, a, item);
}

/* A page about a person or topic is no document, in an archive neither. */
static enum cite_level
level_of(struct quire_span url, struct arena *tmp)
{
	struct cite_item item = { 0 };
	enum cite_level level;

	if (cite_unwrap(url, tmp, &item))
		url = item.field[CITE_URL];
	level = entity(url) ? CITE_ENTITY_PAGE : CITE_BIBLIOGRAPHIC;
	arena_reset(tmp);
	return level;
}

static bool
covered(const struct citations *v, size_t n, size_t *k, size_t at)
{
	while (*k < n && v->item[*k].end <= at)
		(*k)++;
	return *k < n && v->item[*k].start <= at;
}

void
cite_find_links(struct quire_span text, struct arena *a, struct arena *tmp,
    struct citations *out)
{
	size_t i = 0, k = 0, n = out->n;
	struct citation *c;
	struct link l;

	while (i < text.len) {
		const char *p = memchr(text.p + i, '[', text.len - i);

		if (p == NULL)
			break;
		i = (size_t)(p - text.p);
		l.end = i + 1;
		if ((i > 0 && text.p[i - 1] == '!') || covered(out, n, &k, i) ||
		    !link_at(text, i, &l)) {
			i = l.end;
			continue;
		}
		out->item =
		    arena_grow(a, out->item, out->n, &out->cap, sizeof *c);
		c = &out->item[out->n++];
		memset(c, 0, sizeof *c);
		c->start = (uint32_t)l.start;
		c->end = (uint32_t)l.end;
		c->kind = CITE_LINK;
		c->level = (uint8_t)level_of(l.url, tmp);
		c->refers_to = -1;
		i = l.end;
	}
}
