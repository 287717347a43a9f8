/*
 * front: the block of YAML, between lines of "---", that a text may have on
 * top: Markdown files do, and what --meta wrote. What it states goes to the
 * metadata; its lines are no text. Of YAML only what such blocks are made of
 * is read: keys, values on their line, and lists.
 */
#include <string.h>

#include "clean/html.h"
#include "clean/work.h"
#include "io/io.h"

enum { FRONT_LINES = 200 };

/* Length of the key that a line begins with, or 0. */
static size_t
key_length(struct quire_span s)
{
	size_t n = 0;

	while (n < s.len &&
	    (((s.p[n] | 0x20) >= 'a' && (s.p[n] | 0x20) <= 'z') ||
	        (n > 0 && strchr("0123456789_-", s.p[n]) != NULL)))
		n++;
	return n < s.len && s.p[n] == ':' &&
	        (n + 1 == s.len || s.p[n + 1] == ' ')
	    ? n
	    : 0;
}

/* May a line stand in a block? Items, comments and what is indented may. */
static bool
may_stand(struct quire_span s)
{
	return s.len == 0 || s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '#' ||
	    span_is(s, "-") || span_starts(s, "- ") || key_length(s) > 0;
}

static struct quire_span
trim_end(struct quire_span s)
{
	while (s.len > 0 && strchr(" \t\r\n", s.p[s.len - 1]) != NULL)
		s.len--;
	return s;
}

/* Lines of the block on top of s with both fences, or 0: there is none. */
static size_t
block_lines(struct quire_span s)
{
	struct quire_span line;
	size_t n;

	if (!span_starts(s, "---"))
		return 0;
	for (n = 0; n < FRONT_LINES && span_line(&s, &line); n++) {
		line = trim_end(line);
		if (n > 1 && (span_is(line, "---") || span_is(line, "...")))
			return n + 1;
		if (n == 0       ? !span_is(line, "---")
		        : n == 1 ? key_length(line) == 0
		                 : !may_stand(line))
			return 0;
	}
	return 0;
}

/* ---- values ----------------------------------------------------------- */

/* "in JSON's quotes", 'in single ones, it''s', or bare. */
static struct quire_span
unquote(struct quire_span s, struct arena *a)
{
	struct json_object o;
	struct quire_err e;
	struct buf b = { 0 };
	size_t i;

	s = span_trim(s);
	if (s.len < 2 || s.p[0] != s.p[s.len - 1] ||
	    (s.p[0] != '"' && s.p[0] != '\''))
		return s;
	if (s.p[0] == '"') {
		buf_add_str(&b, "{\"v\":");
		buf_add_span(&b, s);
		buf_add_char(&b, '}');
		if (json_scan(arena_copy(a, buf_span(&b)), &o, a, &e) == 0)
			s = json_member_text(json_find(&o, "v"), a);
		else
			s = span_sub(s, 1, s.len - 1);
	} else {
		for (i = 1; i < s.len - 1; i++) {
			buf_add_char(&b, s.p[i]);
			i += s.p[i] == '\'' && s.p[i + 1] == '\'' &&
			    i + 2 < s.len;
		}
		s = arena_copy(a, buf_span(&b));
	}
	buf_fini(&b);
	return s;
}

static void
add_author(struct html_meta *m, struct quire_span s)
{
	if (span_starts(s, "name:"))
		s = span_sub(s, 5, s.len);
	html_meta_tag(m, NULL, "author", NULL,
	    arena_copy(m->a, unquote(s, m->a)).p);
}

/* One author, or [one, another]. */
static void
add_authors(struct html_meta *m, struct quire_span s)
{
	size_t comma;

	if (s.p[0] != '[' || s.p[s.len - 1] != ']') {
		add_author(m, s);
		return;
	}
	for (s = span_sub(s, 1, s.len - 1); s.len > 0;
	     s = span_sub(s, comma + 1, s.len)) {
		comma = span_find(s, 0, ",");
		add_author(m, span_trim(span_sub(s, 0, comma)));
	}
}

static void
add_value(struct html_meta *m, struct quire_span key, struct quire_span s)
{
	static const char *const author[] = { "author", "authors", NULL };
	static const char *const url[] = { "url", "canonical", "canonical_url",
		NULL };
	static const char *const language[] = { "lang", "language",
		"language_declared", NULL };
	struct quire_span v;

	if (s.len == 0)
		return;
	v = arena_copy(m->a, unquote(s, m->a));
	if (span_is_any_nocase(key, author))
		add_authors(m, s);
	else if (span_is_any_nocase(key, url))
		html_meta_link(m, "canonical", v.p);
	else if (span_is_any_nocase(key, language))
		html_meta_language(m, v.p);
	else if (span_is_nocase(key, "title"))
		html_meta_title(m, v);
	else if (span_is_nocase(key, "date"))
		html_meta_tag(m, NULL, "date", NULL, v.p);
	else if (span_is_nocase(key, "site"))
		html_meta_tag(m, NULL, "application-name", NULL, v.p);
}

/* ---- the block -------------------------------------------------------- */

void
front_matter(struct work *w)
{
	struct html_meta m = { .a = w->keep, .meta = w->meta };
	struct quire_span rest = w->text, line, key = { "", 0 };
	size_t i, k, n = block_lines(rest);

	for (i = 0; i < n && span_line(&rest, &line); i++) {
		line = trim_end(line);
		k = key_length(line);
		if (k > 0) {
			key = span_sub(line, 0, k);
			add_value(&m, key,
			    span_trim(span_sub(line, k + 1, line.len)));
		} else {
			line = span_trim(line);
			if (span_starts(line, "- "))
				add_value(&m, key,
				    span_trim(span_sub(line, 2, line.len)));
		}
	}
	for (i = 0; i < w->lines && w->line[i].source < n; i++) {
		w->line[i].front = w->line[i].blank = true;
		w->line[i].text.len = 0;
	}
}
