/*
 * The document's own record: title, author, source, publisher, date, URL, only
 * as the document itself shows them, with where each was seen. What decides is
 * the head: the lines before the first paragraph.
 */
#include <string.h>

#include "cite/find.h"
#include "cite/layers.h"
#include "cite/parse.h"
#include "text/text.h"

#define HEAD 120 /* lines looked at */

struct head {
	struct quire_span text;
	struct quire_span line[HEAD]; /* trimmed, not blank */
	size_t n;
	size_t title; /* its line, or n */
	struct arena *arena;
	struct citations *out;
};

static struct quire_span
clean_line(struct quire_span s)
{
	s = text_trim(s);
	while (s.len > 0 && (s.p[0] == '>' || s.p[0] == ' '))
		s = span_sub(s, 1, s.len);
	return s;
}

static size_t
characters(struct quire_span s)
{
	size_t n = 0, i;

	for (i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* Width in which a Chinese character counts two. */
static size_t
width(struct quire_span s)
{
	size_t c = characters(s);

	return c + (s.len - c) / 2;
}

/* A paragraph of text: long, or ending a sentence. */
static bool
paragraph(struct quire_span s)
{
	bool stop = span_ends(s, ".") || span_ends(s, "。") ||
	    span_ends(s, ":") || span_ends(s, ".”") || span_ends(s, "：");

	return s.p[0] != '#' && (width(s) > 220 || (stop && width(s) > 110));
}

static bool
note_line(struct quire_span s)
{
	struct cite_mark m;

	return cite_mark_at(s, 0, &m) && m.style != MARK_ROUND && m.end < s.len;
}

static void
read_head(struct head *h)
{
	struct quire_span rest = h->text, line;

	while (h->n < HEAD && span_line(&rest, &line)) {
		line = clean_line(line);
		if (line.len == 0)
			continue;
		if (paragraph(line) || note_line(line))
			break;
		h->line[h->n++] = line;
	}
	h->title = h->n;
}

static void
put(struct head *h, enum cite_field f, struct quire_span v,
    const char *evidence)
{
	if (v.len == 0 || h->out->self.field[f].len > 0)
		return;
	h->out->self.field[f] = v;
	h->out->evidence[f] = span_of(evidence);
	h->out->has_self = true;
}

static bool
holds(struct quire_span s, const char *w)
{
	return span_find(s, 0, w) < s.len;
}

/* ---- title ------------------------------------------------------------ */

/* Circled and raised numbers, asterisks at the end. */
static struct quire_span
without_marks(struct quire_span s)
{
	struct cite_mark m;
	size_t at;

	for (at = s.len; at > 0 && at + 12 > s.len; at--)
		if (((unsigned char)s.p[at - 1] & 0xc0) != 0x80 &&
		    cite_mark_at(s, at - 1, &m) && m.end == s.len &&
		    m.class != MARK_NONE && (m.style != MARK_ROUND))
			return text_trim(span_sub(s, 0, at - 1));
	return s;
}

static struct quire_span
title_text(struct head *h, struct quire_span s)
{
	static const char *const end[] = { "•", "*", "|", "—", "†", "①", NULL };
	size_t i, cut;

	while (s.len > 0 && (s.p[0] == '#' || s.p[0] == ' '))
		s = span_sub(s, 1, s.len);
	cut = span_find(s, 0, "<sup>");
	s = text_trim(cite_plain(span_sub(s, 0, cut), h->arena));
	for (i = 0; end[i] != NULL; i++)
		if (span_ends(s, end[i])) {
			s = text_trim(span_sub(s, 0, s.len - strlen(end[i])));
			i = (size_t)-1;
		}
	return without_marks(s);
}

/* "Home > News > 2011": where a page stands in its site. */
static bool
path_line(struct quire_span s)
{
	return holds(s, " > ") || holds(s, "\u00a0>\u00a0") ||
	    holds(s, " » ") || holds(s, " › ");
}

/* Lines of a page's frame: menus, paths, captions, social buttons. */
static bool
chrome(struct quire_span s)
{
	static const char *const word[] = { " | ", "Facebook", "Twitter",
		"Photo", "http", "Share", "分享", "登录", "首页", "Subscribe",
		"Sign in", "Cookie", "Copyright", "©", "Reading Time",
		"Advertisement", "READ MORE", "来源", "來源", "作者",
		"责任编辑", "Updated", "Published", "[内容提要]", "摘要",
		"关键词", NULL };
	size_t i;

	for (i = 0; word[i] != NULL; i++)
		if (holds(s, word[i]))
			return true;
	return path_line(s) || span_ends(s, ".") || span_ends(s, "。") ||
	    holds(s, ". ") || s.p[0] == '(' || s.p[0] == '[' ||
	    (span_starts(s, "《") && holds(s, "期"));
}

static void
find_title(struct head *h)
{
	size_t i, best = 0;

	for (i = 0; i < h->n; i++)
		if (span_starts(h->line[i], "# ") ||
		    (i < 4 && span_starts(h->line[i], "## "))) {
			h->title = i;
			put(h, CITE_TITLE, title_text(h, h->line[i]),
			    "heading");
			return;
		}
	for (i = 0; i < h->n; i++)
		if (!chrome(h->line[i]) && width(h->line[i]) > best &&
		    width(h->line[i]) < 200)
			best = width(h->line[i]);
	if (best < 16)
		return;
	for (i = 0; i < h->n; i++)
		if (!chrome(h->line[i]) && width(h->line[i]) * 5 >= best * 3 &&
		    width(h->line[i]) < 200) {
			h->title = i;
			put(h, CITE_TITLE, title_text(h, h->line[i]),
			    "first long line of the head");
			return;
		}
}

/* ---- author ----------------------------------------------------------- */

static struct quire_span
after(struct quire_span s, const char *const *label)
{
	for (; *label != NULL; label++)
		if (span_starts(s, *label))
			return text_trim(span_sub(s, strlen(*label), s.len));
	return (struct quire_span){ NULL, 0 };
}

/* Two or three capitalised words, or two to four Chinese characters. */
static bool
person_line(struct quire_span s, struct arena *a)
{
	struct cite_tokens t;
	size_t i, words = 0;

	if (s.len < 4 || s.len > 60)
		return false;
	cite_tokenize(s, a, &t);
	if (t.n == t.han)
		return t.n >= 2 && t.n <= 4 &&
		    (t.tok[0].word & WORD_FAMILY) != 0;
	for (i = 0; i < t.n; i++) {
		const struct cite_token *k = &t.tok[i];

		if (k->kind == TOK_PUNCT &&
		    (k->cp == '.' || k->cp == '-' || k->cp == '\''))
			continue;
		if (k->kind != TOK_WORD ||
		    (k->shape != SHAPE_CAP && k->shape != SHAPE_INITIAL &&
		        k->shape != SHAPE_MIXED))
			return false;
		/* a month has a number beside it: Jun, April, May are names */
		if ((k->word & (WORD_BODY | WORD_JOURNAL)) != 0 &&
		    (k->word & (WORD_GIVEN | WORD_SURNAME)) == 0)
			return false;
		words++;
	}
	return words >= 2 && words <= 3;
}

static void
set_author(struct head *h, struct quire_span s, const char *evidence)
{
	struct cite_item *it = &h->out->self;

	if (it->names[CITE_AUTHOR] > 0 || s.len == 0 || s.len > 120)
		return;
	cite_names(s, h->arena, h->arena, it, CITE_AUTHOR);
	if (it->names[CITE_AUTHOR] > 0) {
		h->out->has_self = true;
		h->out->author_evidence = span_of(evidence);
	}
}

static void
find_author(struct head *h)
{
	static const char *const label[] = { "By ", "by ", "BY ", "作者：",
		"作者:", "文/", "文／", "文｜",
		"Author: ", "Authors: ", "Autor: ", "Von ", "Par ", "Por ",
		"Di ", "記者", "记者", "Автор: ", NULL };
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct quire_span s =
		    after(cite_plain(h->line[i], h->arena), label);

		if (s.len > 0 && s.len < 80 && (s.p[0] < 'a' || s.p[0] > 'z'))
			set_author(h, span_sub(s, 0, span_find(s, 0, " | ")),
			    "byline");
	}
	for (i = h->title + 1; i < h->n; i++)
		if (person_line(h->line[i], h->arena)) {
			set_author(h, h->line[i], "line of its own");
			break;
		}
}

/* ---- source, date ----------------------------------------------------- */

static bool
dated(struct head *h, struct quire_span s, struct cite_date *d)
{
	return s.len < 160 && cite_when(s, h->arena, h->arena, d) &&
	    d->year >= 1800 && d->year < 2100;
}

static void
set_date(struct head *h, const struct cite_date *d, const char *evidence)
{
	struct cite_date *own = &h->out->self.issued;

	if (own->year != 0 && (own->month > 0 || d->month == 0))
		return;
	*own = *d;
	own->literal.len = 0;
	h->out->has_self = true;
	h->out->date_evidence = span_of(evidence);
}

/* "(Global Times)    08:46, December 17, 2015" */
static void
source_line(struct head *h, struct quire_span s)
{
	static const char *const label[] = { "来源：", "来源:", "來源：",
		"Source: ", "Quelle: ", "信息来源：", "稿源：", NULL };
	struct quire_span v = after(s, label);
	struct cite_date d;
	size_t end;

	if (v.len > 0) {
		v = span_sub(v, 0, span_find(v, 0, "  "));
		if (!holds(v, "://") && v.len < 60)
			put(h, CITE_CONTAINER, v, "source line");
		return;
	}
	end = span_find(s, 0, ")");
	if (s.p[0] == '(' && end < s.len && end > 3 && end < 60 &&
	    dated(h, span_sub(s, end + 1, s.len), &d))
		put(h, CITE_CONTAINER, span_sub(s, 1, end), "source line");
}

/* 《河口研究》2019年第3期 */
static void
running_head(struct head *h, struct quire_span s)
{
	size_t end = span_find(s, 0, "》"), no = span_find(s, 0, "第"), to;
	struct cite_date d;

	if (!span_starts(s, "《") || s.len > 90 || end >= no ||
	    !holds(s, "期") || !dated(h, span_sub(s, end + 3, s.len), &d))
		return;
	for (to = no + 3; to < s.len &&
	     (s.p[to] == ' ' || (s.p[to] >= '0' && s.p[to] <= '9'));
	     to++)
		;
	put(h, CITE_CONTAINER, span_sub(s, 3, end), "running head");
	put(h, CITE_ISSUE, span_trim(span_sub(s, no + 3, to)), "running head");
	d.month = d.day = 0;
	set_date(h, &d, "running head");
}

/* A URL that a line says is the page's own. */
static void
own_url(struct head *h, struct quire_span s)
{
	static const char *const label[] = { "原文", "本文链接", "原文链接",
		"链接", "網址", "网址", "URL", "Source", "Original",
		"Permalink", "Link", "Quelle", NULL };
	struct cite_item item = { 0 };
	struct cite_date d;
	size_t i, at;
	const char *type;

	for (i = 0; label[i] != NULL; i++)
		if (span_starts(s, label[i]))
			break;
	at = span_find(s, 0, "http");
	if (label[i] == NULL || at == s.len || at > 40)
		return;
	s = span_sub(s, at, at + cite_url(s.p + at, s.p + s.len));
	if (s.len == 0)
		return;
	if (cite_unwrap(s, h->arena, &item)) {
		put(h, CITE_ARCHIVE, item.field[CITE_ARCHIVE], "archive URL");
		put(h, CITE_ARCHIVE_LOCATION, s, "archive URL");
		h->out->self.archived = item.archived;
		s = item.field[CITE_URL];
	}
	put(h, CITE_URL, s, "line that names the original");
	if (cite_path_date(s, &d))
		set_date(h, &d, "path of the URL");
	put(h, CITE_CONTAINER, cite_site(cite_host(s), &type),
	    "host of the URL");
}

static void
find_source(struct head *h)
{
	struct cite_date d;
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct quire_span s = h->line[i];

		running_head(h, s);
		source_line(h, s);
		own_url(h, s);
		if (i != h->title && !holds(s, "http") && dated(h, s, &d) &&
		    (d.month > 0 || path_line(s)))
			set_date(h, &d, "line of the head");
	}
}

/* "© 2015 X", "X All Rights Reserved" among the last lines. */
static void
find_publisher(struct head *h)
{
	static const char rights[] = "All Rights Reserved";
	struct quire_span s = h->text;
	size_t at, from;

	if (s.len > 3000)
		s = span_sub(s, s.len - 3000, s.len);
	at = span_find(s, 0, rights);
	if (at == s.len)
		at = span_find(s, 0, "All rights reserved");
	if (at == s.len)
		return;
	for (from = at; from > 0 && s.p[from - 1] != '\n'; from--)
		;
	s = text_trim(span_sub(s, from, at));
	while (s.len > 0 && (strchr(" .,-0123456789", s.p[0]) != NULL))
		s = span_sub(s, 1, s.len);
	if (span_starts(s, "©"))
		s = span_sub(s, 2, s.len);
	if (span_starts_nocase(s, "copyright"))
		s = span_sub(s, 9, s.len);
	while (s.len > 0 && strchr(" .,-0123456789", s.p[0]) != NULL)
		s = span_sub(s, 1, s.len);
	while (s.len > 0 && strchr(" .,-|", s.p[s.len - 1]) != NULL)
		s.len--;
	if (s.len > 2 && s.len < 160)
		put(h, CITE_PUBLISHER, s, "copyright line");
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

void
cite_find_self(struct quire_span text, struct arena *a, struct citations *out)
{
	struct head *h = arena_zero(a, 1, sizeof *h);

	memset(&out->self, 0, sizeof out->self);
	h->text = text;
	h->arena = a;
	h->out = out;
	read_head(h);
	find_title(h);
	find_author(h);
	find_source(h);
	find_publisher(h);
	if (!out->has_self)
		return;
	out->self.type = type_of(&out->self);
	out->self.field[CITE_LANGUAGE] =
	    cite_language(out->self.field[CITE_TITLE]);
}
