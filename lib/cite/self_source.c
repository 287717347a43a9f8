/*
 * Where and when a document appeared, as its head and its last lines say.
 */
#include <string.h>

#include "cite/self.h"
#include "text/text.h"

#define TAIL 8 /* lines at the end of a document */

/* How much a date says that it is the day of publication. */
enum { DATE_OTHER = 1, DATE_PLAIN, DATE_SAID, DATE_JOURNAL };

struct source {
	struct head *h;
	int rank; /* of the date that stands */
};

static void
set_date(struct source *o, const struct cite_date *d, int rank,
    const char *evidence)
{
	struct cite_date *own = &o->h->out->self.issued;

	if (rank < o->rank ||
	    (rank == o->rank && own->year != 0 &&
	        (own->month > 0 || d->month == 0)))
		return;
	o->rank = rank;
	*own = *d;
	own->literal.len = 0;
	o->h->out->has_self = true;
	o->h->out->date_evidence = span_of(evidence);
}

static bool
dated(struct head *h, struct quire_span s, struct cite_date *d)
{
	return s.len < 200 && cite_when(s, h->arena, h->arena, d) &&
	    d->year >= 1800 && d->year < 2100;
}

/* A date in a line; what is said to be that of publication goes first. */
static void
date_in(struct source *o, struct quire_span s, bool path)
{
	static const char *const said[] = { "ublished", "发布", "發布", "發佈",
		"发表", "刊发", "出版时间", "osted", "ubliziert",
		"röffentlicht", "ublié", "ublicado", "ubblicato", "публикован",
		"公開日", "掲載日",
		"Date:", "Datum:", "Дата:", "Fecha:", NULL };
	static const char *const other[] = { "eceived", "evised", "收稿",
		"修回", "ccessed", "etrieved", "ubmission", NULL };
	struct cite_date d;
	size_t i, at;

	for (i = 0; said[i] != NULL; i++) {
		at = span_find(s, 0, said[i]);
		if (at < s.len && dated(o->h, span_sub(s, at, s.len), &d)) {
			set_date(o, &d, DATE_SAID, "line of the head");
			return;
		}
	}
	if (dated(o->h, s, &d) && (d.month > 0 || path))
		set_date(o, &d,
		    span_holds_any(s, other) ? DATE_OTHER : DATE_PLAIN,
		    "line of the head");
}

/* ---- containers ------------------------------------------------------- */

/* A name up to where a date, another label or a wide gap begins. */
static struct quire_span
name_before(struct quire_span s)
{
	static const char *const mark[] = { "  ", "|", "　", "\t", "作者",
		"记者", "記者", "编辑", "編輯", "责编", "发布", "時間", "时间",
		"日期", "点击", "浏览", "字号", "责任", NULL };
	size_t i, at, end = s.len;

	for (i = 0; mark[i] != NULL; i++)
		if ((at = span_find(s, 0, mark[i])) > 0 && at < end)
			end = at;
	for (i = 1; i < end; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9' && s.p[i - 1] == ' ')
			end = i;
	at = span_find(s, 0, " ");
	if (at < end && s.len > 0 && (unsigned char)s.p[0] >= 0xe3)
		end = at; /* 海河日报 打印 */
	s = text_trim(span_sub(s, 0, end));
	while (s.len > 0 && strchr(",;.)(|", s.p[s.len - 1]) != NULL)
		s = text_trim(span_sub(s, 0, s.len - 1));
	return s;
}

static void
put_container(struct head *h, struct quire_span v, const char *evidence)
{
	v = text_trim(v);
	if (v.len > 1 && v.len < 90 && !self_holds(v, "://"))
		self_put(h, CITE_CONTAINER, v, evidence);
}

/* 《河口研究》2019年第3期, "Harbour Studies 3(2), 2014, 7-19" */
static void
journal_line(struct source *o, size_t i)
{
	struct head *h = o->h;
	struct quire_span s = h->line[i].s, v = h->line[i].journal;
	size_t no = span_find(s, 0, "第"), to;
	struct cite_date d;

	if (v.p == NULL)
		return;
	if (v.len == 0 && i > 0 && i - 1 != h->title &&
	    self_width(h->line[i - 1].s) < 80)
		v = h->line[i - 1].s;
	if (v.len == 0)
		return;
	put_container(h, v, "running head");
	for (to = no + 3; to < s.len &&
	     (s.p[to] == ' ' || (s.p[to] >= '0' && s.p[to] <= '9'));
	     to++)
		;
	if (no < s.len && self_holds(s, "期"))
		self_put(h, CITE_ISSUE, span_trim(span_sub(s, no + 3, to)),
		    "running head");
	if (!dated(h, s, &d))
		return;
	d.month = d.day = 0;
	set_date(o, &d, DATE_JOURNAL, "running head");
}

/* "来源：海河日报", "Source: Harbour Gazette", wherever in a line. */
static void
labelled(struct head *h, struct quire_span s)
{
	static const char *const label[] = { "来源：", "来源:", "來源：",
		"來源:", "来源于：", "稿源：", "稿源:", "Source: ", "SOURCE: ",
		"Quelle: ", "Fuente: ", "Источник: ", "出典：", "雑誌名 ",
		"掲載誌：", "Journal: ", NULL };
	struct quire_span v;
	size_t i, at;

	for (i = 0; label[i] != NULL; i++) {
		at = span_find(s, 0, label[i]);
		if (at == s.len)
			continue;
		v = text_trim(span_sub(s, at + strlen(label[i]), s.len));
		if (span_starts(v, "《"))
			v = span_sub(v, 3, span_find(v, 0, "》"));
		put_container(h, name_before(v), "source line");
	}
}

/* 《海河日报》（2019年5月5日 第02版）: the paper that it was in. */
static void
paper_line(struct source *o, struct quire_span s)
{
	size_t end = span_find(s, 0, "》");
	struct quire_span rest = span_sub(s, end, s.len);
	struct cite_date d;

	if (!span_starts(s, "《") || s.len > 120 || !self_holds(rest, "版") ||
	    !dated(o->h, rest, &d))
		return;
	put_container(o->h, span_sub(s, 3, end), "source line");
	set_date(o, &d, DATE_SAID, "source line");
}

/* "By Jane Doe | Harbour Gazette | 2016-03-04", "(Harbour Gazette) 08:46 …" */
static void
beside_date(struct head *h, struct quire_span s)
{
	size_t open = span_find(s, 0, "("), end = span_find(s, open, ")"), at;
	struct quire_span v = text_trim(span_sub(s, open + 1, end));
	struct cite_date d;

	if (end < s.len && v.len > 2 && v.len < 60 && !dated(h, v, &d) &&
	    ((signed char)v.p[0] >= 0 || self_press(v, h->arena)) &&
	    dated(h, span_sub(s, end + 1, s.len), &d) &&
	    memchr(v.p, ':', v.len) == NULL)
		put_container(h, v, "source line");
	/* the opening bracket may be lost */
	if (open == s.len && (end = span_find(s, 0, ") ")) < 40 && end > 2 &&
	    end < s.len && dated(h, span_sub(s, end, s.len), &d))
		put_container(h, span_sub(s, 0, end), "source line");
	for (at = 0; at < s.len; at = end + 1) {
		end = span_find(s, at, "|");
		v = text_trim(span_sub(s, at, end));
		if (v.len == s.len)
			break;
		if (v.len > 2 && v.len < 60 && !dated(h, v, &d) &&
		    self_byline(v, h->arena).len == 0 &&
		    (signed char)v.p[0] >= 'A' &&
		    memchr(v.p, ':', v.len) == NULL)
			put_container(h, v, "source line");
	}
}

/* "2016-03-04 08:20    海河日报  评论": between wide gaps. */
static void
between_gaps(struct head *h, struct quire_span s)
{
	struct quire_span v;
	size_t at, end;

	for (at = 0; at < s.len; at = end + 2) {
		end = span_find(s, at, "  ");
		v = text_trim(span_sub(s, at, end));
		if (v.len < s.len && self_press(v, h->arena))
			put_container(h, v, "source line");
	}
}

/* "LINDMOOR, May 3 (Harbour Press) --", 海新社临江5月3日电 */
static void
agency(struct head *h)
{
	static const char *const dash[] = { "--", "—", "–", "-", NULL };
	static const char *const end_of[] = { "社", "网", "網", NULL };
	struct quire_span rest = span_sub(h->text, 0, 4000), s, v;
	size_t open, end, i, day;

	while (span_line(&rest, &s)) {
		s = text_trim(s);
		open = span_find(s, 0, "(");
		end = span_find(s, open, ")");
		v = span_sub(s, end + 1, s.len);
		if (open > 3 && open < 60 && end < s.len && end - open < 40 &&
		    self_after(text_trim(v), dash).p != NULL && s.p[0] >= 'A' &&
		    s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z')
			put_container(h, span_sub(s, open + 1, end),
			    "dateline");
		day = span_find(s, 0, "日");
		v = span_sub(s, day, day + 12);
		for (i = 0; end_of[i] != NULL && day < 60; i++) {
			end = span_find(s, 0, end_of[i]);
			if (end >= 3 && end < 24 && end < day &&
			    (self_holds(v, "电") || self_holds(v, "電") ||
			        self_holds(v, "消息") || self_holds(v, "讯")))
				put_container(h, span_sub(s, 0, end + 3),
				    "dateline");
		}
		end = span_find(s, 0, "报道");
		if (span_starts(s, "【") && end < s.len && end < 60)
			put_container(h, span_sub(s, 3, end), "dateline");
	}
}

/* ［文章编号］1005-5843(2018)08-0024-09 */
static void
article_number(struct source *o)
{
	struct quire_span s = span_sub(o->h->text, 0, 6000);
	size_t at = span_find(s, 0, "文章编号"), open;
	struct cite_date d;

	if (at == s.len)
		return;
	s = span_sub(s, at, at + 60);
	open = span_find(s, 0, "(");
	if (open < s.len && dated(o->h, span_sub(s, open, open + 6), &d))
		set_date(o, &d, DATE_OTHER, "article number");
}

/* The last lines: where it was taken from, who wrote it. */
static void
tail(struct source *o)
{
	struct quire_span s = o->h->text, line;
	size_t n = 0, at;

	for (s = text_trim(s); n < TAIL && s.len > 0; n++) {
		for (at = s.len; at > 0 && s.p[at - 1] != '\n'; at--)
			;
		line = text_trim(span_sub(s, at, s.len));
		if (line.len < 160) {
			labelled(o->h, line);
			paper_line(o, line);
		}
		s = text_trim(span_sub(s, 0, at));
	}
}

/* ---- URL -------------------------------------------------------------- */

/* A URL that a line says is the page's own. */
static void
own_url(struct source *o, struct quire_span s)
{
	static const char *const label[] = { "原文", "本文链接", "原文链接",
		"链接", "網址", "网址", "URL", "Source", "Original",
		"Permalink", "Link", "Quelle", NULL };
	struct head *h = o->h;
	struct cite_date d;
	size_t at;

	at = span_find(s, 0, "http");
	if (self_after(s, label).p == NULL || at == s.len || at > 40)
		return;
	s = span_sub(s, at, at + cite_url(s.p + at, s.p + s.len));
	if (s.len == 0)
		return;
	s = self_put_url(h, s, "line that names the original");
	if (cite_path_date(s, &d))
		set_date(o, &d, DATE_PLAIN, "path of the URL");
}

/* ---- publisher -------------------------------------------------------- */

/* "© 2015 X", "X All Rights Reserved" among the last lines. */
static void
rights(struct head *h)
{
	static const char *const word[] = { "All Rights Reserved",
		"All rights reserved", "Alle Rechte vorbehalten",
		"Tous droits réservés", "Todos los derechos reservados",
		"版权所有", "版權所有", "All Right Reserved", NULL };
	static const char junk[] = " .,-0123456789:|";
	struct quire_span s = h->text;
	size_t at, from, i;

	if (s.len > 3000)
		s = span_sub(s, s.len - 3000, s.len);
	for (at = s.len, i = 0; word[i] != NULL && at == s.len; i++)
		at = span_find(s, 0, word[i]);
	if (at == s.len)
		return;
	for (from = at; from > 0 && s.p[from - 1] != '\n'; from--)
		;
	s = text_trim(span_sub(s, from, at));
	while (s.len > 0 && strchr(junk, s.p[0]) != NULL)
		s = span_sub(s, 1, s.len);
	if (span_starts(s, "©"))
		s = span_sub(s, 2, s.len);
	if (span_starts_nocase(s, "copyright"))
		s = text_trim(span_sub(s, 9, s.len));
	if (span_starts(s, "©"))
		s = span_sub(s, 2, s.len);
	while (s.len > 0 && strchr(junk, s.p[0]) != NULL)
		s = span_sub(s, 1, s.len);
	while (s.len > 0 && strchr(junk, s.p[s.len - 1]) != NULL)
		s.len--;
	if (s.len > 2 && s.len < 160)
		self_put(h, CITE_PUBLISHER, s, "copyright line");
}

static bool
names_body(struct head *h, struct quire_span s)
{
	static const char *const han[] = { "使馆", "大使館", "外交部", "委员会",
		"办公厅", "研究院", "研究所", NULL };
	struct cite_tokens t;
	size_t i;

	if (s.len < 6 || s.len > 120)
		return false;
	if (span_ends_any(s, han) > 0)
		return true;
	cite_tokenize(s, h->arena, &t);
	for (i = 0; i < t.n; i++)
		if ((t.tok[i].word & WORD_BODY) != 0 &&
		    t.tok[i].shape == SHAPE_CAP)
			return t.n < 16;
	return false;
}

/* The body whose page it is: named right above the path. */
static void
owner(struct head *h)
{
	size_t i;

	for (i = 1; i < h->n && i < h->title; i++)
		if ((h->line[i].kind & HEAD_PATH) != 0 &&
		    (names_body(h, h->line[i - 1].s) ||
		        self_holds(h->line[i - 1].s, "Embassy")))
			self_put(h, CITE_PUBLISHER, h->line[i - 1].s,
			    "line above the path");
}

void
self_find_source(struct head *h)
{
	struct source o = { h, 0 };
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct quire_span s = h->line[i].s;

		if (i == h->title)
			continue;
		if ((h->line[i].kind & HEAD_JOURNAL) != 0)
			journal_line(&o, i);
		labelled(h, s);
		paper_line(&o, s);
		if ((h->line[i].kind &
		        (HEAD_DATED | HEAD_BYLINE | HEAD_LABEL)) != 0)
			beside_date(h, s);
		if ((h->line[i].kind & HEAD_DATED) != 0)
			between_gaps(h, s);
		own_url(&o, s);
		/* dates in the path of a URL are not read here */
		s = span_sub(s, 0, span_find(s, 0, "http"));
		date_in(&o, s, (h->line[i].kind & HEAD_PATH) != 0);
	}
	tail(&o);
	for (i = 0; i < h->n; i++)
		if (i != h->title && self_press(h->line[i].s, h->arena))
			put_container(h, h->line[i].s, "line of its own");
	agency(h);
	article_number(&o);
	owner(h);
	rights(h);
}
