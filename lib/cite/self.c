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

static bool
holds(struct quire_span s, const char *w)
{
	return span_find(s, 0, w) < s.len;
}

/* A paragraph of text: long, or ending a sentence. */
static bool
paragraph(struct quire_span s)
{
	bool stop = span_ends(s, ".") || span_ends(s, "。") ||
	    span_ends(s, ":") || span_ends(s, ".”") || span_ends(s, "：") ||
	    (holds(s, ". ") && (span_ends(s, "?") || span_ends(s, "!")));
	bool asks =
	    span_ends(s, "?") || span_ends(s, "？") || span_ends(s, "!");

	return s.p[0] != '#' &&
	    (width(s) > 220 || (stop && width(s) > 80) ||
	        (asks && width(s) > 130));
}

static bool
note_line(struct quire_span s)
{
	struct cite_mark m;

	return cite_mark_at(s, 0, &m) && m.style != MARK_ROUND && m.end < s.len;
}

/* "一、问题的提出", "2. The ports": a part, not the whole. */
static bool
section(struct quire_span s)
{
	static const char *const han[] = { "一", "二", "三", "四", "五", "六",
		"七", "八", "九", "十", NULL };
	size_t i;

	while (s.len > 0 && (s.p[0] == '#' || s.p[0] == ' '))
		s = span_sub(s, 1, s.len);
	for (i = 0; han[i] != NULL; i++)
		if (span_starts(s, han[i]) &&
		    (s.len == 3 || span_starts(span_sub(s, 3, s.len), "、")))
			return true;
	return s.len > 2 && s.p[0] >= '1' && s.p[0] <= '9' && s.p[1] == '.';
}

static void
read_head(struct head *h)
{
	struct quire_span rest = h->text, line;

	bool first = true;

	while (h->n < HEAD && span_line(&rest, &line)) {
		line = clean_line(line);
		if (line.len == 0)
			continue;
		/* a notice above everything else */
		if (first && paragraph(line) && width(line) < 220) {
			first = false;
			continue;
		}
		first = false;
		if (paragraph(line) || note_line(line) ||
		    (section(line) && h->n > 0))
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

/* "September 25, 2015 / 3:04 PM", "2019-03-05 10:20 来源": a date and little. */
static bool
date_line(struct head *h, struct quire_span s)
{
	struct cite_tokens t;
	size_t i, numbers = 0, words = 0;
	bool year = false, month = false;

	if (s.len > 120)
		return false;
	cite_tokenize(s, h->arena, &t);
	for (i = 0; i < t.n; i++) {
		numbers += t.tok[i].kind == TOK_NUM;
		words += t.tok[i].kind == TOK_WORD &&
		    (t.tok[i].word & WORD_MONTH) == 0;
		words += t.tok[i].kind == TOK_CJK;
		year |= t.tok[i].shape == SHAPE_YEAR;
		month |= (t.tok[i].word & WORD_MONTH) != 0;
	}
	return year && (numbers > 2 || (month && numbers > 1)) &&
	    words < 4 * numbers;
}

/* Lines of a page's frame: menus, paths, captions, social buttons. */
static bool
chrome(struct quire_span s)
{
	static const char *const word[] = { " | ", "Facebook", "Twitter",
		"Photo", "http", "Share", "分享", "登录", "首页", "Subscribe",
		"Sign in", "Cookie", "Copyright", "©", "Reading Time",
		"Advertisement", "READ MORE", "关注我们", "编者按", "Drucken",
		"Teilen", "Imprimer", "Source:", "Quelle:", "Editor:", "   ",
		"来源", "來源", "作者", "责任编辑", "Updated", "Published",
		"[内容提要]", "摘要", "关键词", NULL };
	size_t i;

	for (i = 0; word[i] != NULL; i++)
		if (holds(s, word[i]))
			return true;
	return path_line(s) || section(s) || span_ends(s, ".") ||
	    holds(s, "。") || holds(s, ". ") || s.p[0] == '(' ||
	    s.p[0] == '[' || (span_starts(s, "《") && holds(s, "期"));
}

static void
find_title(struct head *h)
{
	size_t i, best = 0;

	for (i = 0; i < h->n; i++)
		if ((span_starts(h->line[i], "# ") ||
		        (i < 4 && span_starts(h->line[i], "## "))) &&
		    !section(title_text(h, h->line[i]))) {
			h->title = i;
			put(h, CITE_TITLE, title_text(h, h->line[i]),
			    "heading");
			return;
		}
	for (i = 0; i < h->n; i++)
		if (!chrome(h->line[i]) && width(h->line[i]) > best &&
		    width(h->line[i]) < 200 && !date_line(h, h->line[i]))
			best = width(h->line[i]);
	if (best < 16)
		return;
	for (i = 0; i < h->n; i++)
		if (!chrome(h->line[i]) && width(h->line[i]) * 5 >= best * 3 &&
		    width(h->line[i]) < 200 && !date_line(h, h->line[i])) {
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

/* What parts the names of a byline. */
static bool
parts_names(const struct cite_token *k)
{
	return (k->kind == TOK_PUNCT && (k->cp == ',' || k->cp == '&')) ||
	    (k->kind == TOK_WORD && (k->word & WORD_AND) != 0 &&
	        k->shape == SHAPE_LOWER);
}

/*
 * Two or three capitalised words from token *i on, or two to four Chinese
 * characters; *i goes behind them. known: a list of names has one of them.
 */
static bool
person_at(const struct cite_tokens *t, size_t *i, bool *known)
{
	size_t from = *i, words = 0;

	while (*i < t->n && t->tok[*i].kind == TOK_CJK)
		(*i)++;
	if (*i > from) {
		*known |= (t->tok[from].word & WORD_FAMILY) != 0;
		return *i - from >= 2 && *i - from <= 4 &&
		    (t->tok[from].word & WORD_FAMILY) != 0;
	}
	for (; *i < t->n && !parts_names(&t->tok[*i]); (*i)++) {
		const struct cite_token *k = &t->tok[*i];

		if (k->kind == TOK_PUNCT &&
		    (k->cp == '.' || k->cp == '-' || k->cp == '\''))
			continue;
		if (k->kind != TOK_WORD ||
		    (k->shape != SHAPE_CAP && k->shape != SHAPE_INITIAL &&
		        k->shape != SHAPE_MIXED))
			return false;
		/* a month has a number beside it: Jun, April, May are names */
		if ((k->word & (WORD_BODY | WORD_JOURNAL)) != 0 &&
		    k->shape != SHAPE_INITIAL &&
		    (k->word & (WORD_GIVEN | WORD_SURNAME)) == 0)
			return false;
		*known |= (k->word & (WORD_GIVEN | WORD_SURNAME)) != 0 ||
		    (k->shape == SHAPE_INITIAL && words > 0);
		words++;
	}
	return words >= 2 && words <= 4;
}

/* A line of nothing but names. */
static bool
person_line(struct quire_span s, struct arena *a, bool *known)
{
	struct cite_tokens t;
	size_t i = 0;

	*known = false;
	if (s.len < 4 || s.len > 100)
		return false;
	cite_tokenize(s, a, &t);
	while (i < t.n) {
		if (!person_at(&t, &i, known))
			return false;
		while (i < t.n && parts_names(&t.tok[i]))
			i++;
	}
	return t.n > 0;
}

/*
 * "Jane Doe Friday, March 4, 2016", "林若溪，南屿大学副教授": a byline up to where
 * something else than names begins.
 */
static struct quire_span
byline_names(struct quire_span s, struct arena *a)
{
	static const char *const day[] = { "monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday" };
	struct cite_tokens t;
	size_t i, k, last = 0;
	bool known;

	s = span_sub(s, 0, span_find(s, 0, " | "));
	cite_tokenize(s, a, &t);
	for (i = 0; i < t.n; i++) {
		if (t.tok[i].kind == TOK_NUM ||
		    ((t.tok[i].word & WORD_MONTH) != 0 &&
		        t.tok[i + 1].kind == TOK_NUM))
			break;
		for (k = 0; k < 7; k++)
			if (t.tok[i].key == cite_hash(day[k], strlen(day[k])))
				break;
		if (k < 7)
			break;
		/* "Karl Brandt, Lindmoor": one word behind a whole name */
		if (i > 2 && t.tok[i - 1].cp == ',' &&
		    t.tok[i - 2].kind == TOK_WORD &&
		    t.tok[i - 3].kind == TOK_WORD && i + 1 == t.n)
			break;
		/* behind a Chinese name what is no other name */
		if (i > 0 && t.tok[i - 1].kind == TOK_PUNCT &&
		    t.tok[i].kind == TOK_CJK) {
			k = i;
			if (!person_at(&t, &k, &known))
				break;
		}
	}
	for (; last < i && i > 0 && t.tok[i - 1].kind == TOK_PUNCT;)
		i--;
	return i == 0 ? s : span_sub(s, 0, t.tok[i - 1].end);
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

/* （记者 王晓岚） where a report begins. */
static void
find_reporter(struct head *h)
{
	static const char *const open[] = { "（记者", "(记者", "（記者", NULL };
	struct quire_span s = span_sub(h->text, 0, 6000), name;
	size_t i, at, end;

	for (i = 0; open[i] != NULL; i++) {
		at = span_find(s, 0, open[i]);
		if (at == s.len)
			continue;
		at += strlen(open[i]);
		name = span_sub(s, at, at + 90);
		end = span_find(name, 0, "）");
		end = end < name.len ? end : span_find(name, 0, ")");
		name = text_trim(span_sub(name, 0, end));
		if (end < 90 && name.len >= 6 && !holds(name, "\n"))
			set_author(h, byline_names(name, h->arena),
			    "reporter named in the text");
	}
}

static void
find_author(struct head *h)
{
	static const char *const label[] = { "By ", "by ", "BY ", "作者：",
		"作者:", "文/", "文／", "文｜",
		"Author: ", "Authors: ", "Autor: ", "Von ", "Par ", "Por ",
		"Di ", "記者", "记者", "Автор: ", NULL };
	bool known;
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct quire_span s =
		    after(cite_plain(h->line[i], h->arena), label);

		if (s.len > 0 && s.len < 80 && (s.p[0] < 'a' || s.p[0] > 'z'))
			set_author(h, byline_names(s, h->arena), "byline");
	}
	for (i = h->title + 1; i < h->n; i++)
		if (person_line(h->line[i], h->arena, &known) &&
		    (known || i + 1 == h->n)) {
			set_author(h, h->line[i], "line of its own");
			break;
		}
	find_reporter(h);
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

/* "(Global Times)    08:46, December 17, 2015" */
static void
source_line(struct head *h, struct quire_span s)
{
	static const char *const label[] = { "来源：", "来源:", "來源：",
		"Source: ", "Quelle: ", "信息来源：", "稿源：", NULL };
	struct quire_span v = after(s, label);
	struct cite_date d;
	size_t end;

	if (span_starts(v, "《")) {
		running_head(h, v);
		return;
	}
	if (v.len > 0) {
		v = span_sub(v, 0, span_find(v, 0, "  "));
		v = text_trim(span_sub(v, 0, span_find(v, 0, "|")));
		if (!holds(v, "://") && v.len < 60)
			put(h, CITE_CONTAINER, v, "source line");
		return;
	}
	end = span_find(s, 0, ")");
	if (s.p[0] == '(' && end < s.len && end > 3 && end < 60 &&
	    dated(h, span_sub(s, end + 1, s.len), &d))
		put(h, CITE_CONTAINER, span_sub(s, 1, end), "source line");
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
