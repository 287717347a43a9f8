/*
 * The head of a document: the lines before its first paragraph, and what each
 * of them is.
 */
#include <string.h>

#include "cite/find.h"
#include "cite/self.h"
#include "text/text.h"

size_t
self_width(struct quire_span s)
{
	size_t n = 0, i;

	for (i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n + (s.len - n) / 2;
}

bool
self_holds(struct quire_span s, const char *w)
{
	return span_find(s, 0, w) < s.len;
}

struct quire_span
self_after(struct quire_span s, const char *const *label)
{
	size_t n = span_starts_any(s, label);

	return n > 0 ? text_trim(span_sub(s, n, s.len))
	             : (struct quire_span){ NULL, 0 };
}

static struct quire_span
clean_line(struct quire_span s)
{
	s = text_trim(s);
	while (s.len > 0 && (s.p[0] == '>' || s.p[0] == ' '))
		s = span_sub(s, 1, s.len);
	return s;
}

/* A paragraph of text: long, or ending a sentence. */
static bool
paragraph(struct quire_span s)
{
	bool stop = span_ends(s, ".") || span_ends(s, "。") ||
	    span_ends(s, ":") || span_ends(s, ".”") || span_ends(s, "：") ||
	    (self_holds(s, ". ") && (span_ends(s, "?") || span_ends(s, "!")));
	bool asks =
	    span_ends(s, "?") || span_ends(s, "？") || span_ends(s, "!");
	size_t w = self_width(s);

	return s.p[0] != '#' &&
	    (w > 220 || (stop && w > 80) || (asks && w > 130) ||
	        (span_ends(s, "。") && w > 40));
}

static bool
note_line(struct quire_span s)
{
	struct cite_mark m;

	return cite_mark_at(s, 0, &m) && m.style != MARK_ROUND && m.end < s.len;
}

bool
self_section(struct quire_span s)
{
	static const char *const han[] = { "一", "二", "三", "四", "五", "六",
		"七", "八", "九", "十", NULL };

	while (s.len > 0 && (s.p[0] == '#' || s.p[0] == ' '))
		s = span_sub(s, 1, s.len);
	if (span_starts_any(s, han) > 0 &&
	    (s.len == 3 || span_starts(span_sub(s, 3, s.len), "、")))
		return true;
	return s.len > 2 && s.p[0] >= '1' && s.p[0] <= '9' && s.p[1] == '.';
}

/* "Home > News > 2011", "Home / Culture / Heritage" */
static bool
path_line(struct quire_span s)
{
	static const char *const sign[] = { " > ", "\u00a0>\u00a0", " » ",
		" › ", " >> ", " → ", NULL };
	static const char *const root[] = { "Home", "首页", "首頁",
		"Startseite", "Accueil", "Inicio", "Главная", "ホーム", NULL };
	size_t one = span_find(s, 0, " / ");

	return span_holds_any(s, sign) ||
	    (one < s.len &&
	        (span_find(s, one + 3, " / ") < s.len ||
	            self_after(s, root).p != NULL) &&
	        !self_holds(s, "://"));
}

/* "September 25, 2015 / 3:04 PM", "2019-03-05 10:20 来源": a date and little. */
static bool
date_line(struct quire_span s, struct arena *a)
{
	struct cite_tokens t;
	size_t i, numbers = 0, words = 0;
	bool year = false, month = false;

	if (s.len > 160)
		return false;
	cite_tokenize(s, a, &t);
	for (i = 0; i < t.n; i++) {
		numbers += t.tok[i].kind == TOK_NUM;
		words += t.tok[i].kind == TOK_WORD &&
		    (t.tok[i].word & WORD_MONTH) == 0;
		words += t.tok[i].kind == TOK_CJK;
		year |= t.tok[i].shape == SHAPE_YEAR;
		month |= (t.tok[i].word & WORD_MONTH) != 0;
	}
	return year && (numbers > 2 || (month && numbers > 1)) &&
	    words < (numbers > 2 ? 4 * numbers : 4);
}

static bool
caps(const struct cite_token *k)
{
	return k->shape == SHAPE_CAP || k->shape == SHAPE_UPPER ||
	    k->shape == SHAPE_MIXED || k->shape == SHAPE_INITIAL;
}

/* 日报 社 网 新闻 周刊 at the end of a name. */
static bool
han_press(struct quire_span s)
{
	static const char *const end[] = { "报", "報", "通讯社", "通訊社",
		"新华社", "中新社", "新闻", "新聞", "新闻网", "日报网", "在线",
		"周刊", "週刊", "杂志", "雜誌", "电台", "电视台", "客户端",
		NULL };
	size_t i;

	if (s.len < 6 || s.len > 36)
		return false;
	for (i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < 0x80)
			return false;
	return span_ends_any(s, end) > 0;
}

bool
self_press(struct quire_span s, struct arena *a)
{
	struct cite_tokens t;
	size_t i;
	bool press = false;

	if (han_press(s))
		return true;
	if (s.len > 48)
		return false;
	cite_tokenize(s, a, &t);
	for (i = 0; i < t.n &&
	     (caps(&t.tok[i]) ||
	         (i > 0 && (t.tok[i].word & WORD_PARTICLE) != 0));
	     i++)
		press |= cite_press_word(&t.tok[i]) ||
		    (i > 0 && cite_is_word(&t.tok[i], "post"));
	return press && i == t.n && t.n >= 2 && t.n <= 5;
}

/* Token k is a sign of a volume or an issue with its number. */
static bool
number_sign(const struct cite_token *k)
{
	static const char *const word[] = { "vol", "volume", "no", "nr",
		"issue", "bd", "band", "heft", "jg", "tome", "tomo", "núm", "т",
		"вып", "том", NULL };

	return (cite_word_in(k, word) &&
	           (k[1].kind == TOK_NUM || k[2].kind == TOK_NUM)) ||
	    (k->kind == TOK_NUM && k[1].cp == '(' && k[2].kind == TOK_NUM &&
	        k[3].cp == ')') ||
	    /* 期 期 卷 号 */
	    (k->kind == TOK_NUM &&
	        (k[1].cp == 0x671f || k[1].cp == 0x5377 || k[1].cp == 0x53f7 ||
	            k[1].cp == 0x865f));
}

/* Where in a line with year and number the journal's name ends. */
static size_t
name_end(const struct cite_tokens *t, bool *issue)
{
	size_t i, end = t->n;
	bool year = false, number = false;

	for (i = 0; i < t->n; i++) {
		const struct cite_token *k = &t->tok[i];

		year |= k->shape == SHAPE_YEAR;
		number |= number_sign(k);
		if (end == t->n &&
		    (k->kind == TOK_NUM || number_sign(k) || k->cp == 0x7b2c ||
		        k->kind == TOK_URL ||
		        (k->kind == TOK_PUNCT && k->cp != '&' && k->cp != '.' &&
		            k->cp != '-' && k->cp != '\'' && k->cp != ':')))
			end = i;
	}
	*issue = year && number;
	return end;
}

/* 11 Stetson L. Rev. 66 (2024): as law reviews are cited. */
static bool
law_head(const struct cite_tokens *t)
{
	return t->n >= 7 && t->tok[0].kind == TOK_NUM && caps(&t->tok[1]) &&
	    t->tok[t->n - 1].cp == ')' &&
	    t->tok[t->n - 2].shape == SHAPE_YEAR &&
	    t->tok[t->n - 3].cp == '(' && t->tok[t->n - 4].kind == TOK_NUM;
}

struct quire_span
self_journal(struct quire_span s, struct arena *a)
{
	static const char *const source[] = { "来源：", "来源:", "來源：",
		"原载：", "原载", "载", "Source: ", NULL };
	struct quire_span none = { NULL, 0 };
	struct cite_tokens t;
	size_t from = 0, end, i;
	bool issue;

	if (s.len > 200)
		return none;
	if (self_after(s, source).p != NULL)
		s = self_after(s, source);
	if (span_starts(s, "《"))
		s = span_sub(s, 3, s.len);
	cite_tokenize(s, a, &t);
	if (law_head(&t)) {
		from = 1;
		issue = true;
		end = t.n - 4;
	} else {
		end = name_end(&t, &issue);
	}
	if (!issue)
		return none;
	if (end == from)
		return span_sub(s, 0, 0);
	for (i = from; i < end; i++)
		if (t.tok[i].kind == TOK_CJK ? i > from + 20 : i > from + 9)
			return none;
	if (t.tok[from].kind != TOK_CJK && !caps(&t.tok[from]))
		return none;
	while (end > from + 1 && (t.tok[end - 1].cp == ':'))
		end--;
	return span_sub(s, t.tok[from].start, t.tok[end - 1].end);
}

/* Begins with a word that says what the rest is. */
static bool
label_line(struct quire_span s)
{
	static const char *const label[] = { "Source", "Quelle", "来源", "來源",
		"作者", "DOI", "doi", "ISSN", "关键词", "關鍵詞", "Keywords",
		"Key words", "摘要", "摘 要", "Abstract", "ABSTRACT", "[", "【",
		"收稿", "发布", "發布", "时间", "日期", "编辑", "編輯",
		"责任编辑", "Editor:", "Published", "Updated", "Posted",
		"Submitted", "Received", "Publié", "Veröffentlicht",
		"Stand:", "Publicado", "Actualizado", "中图分类号", "文章编号",
		"基金项目", "浏览", "点击", "阅读", "字号", "Photo",
		"Image:", "Foto", "原文", "网址", "链接", "URL", "http",
		"Tags:", "Tagged", "Filed under", "Category", "Categories",
		"Subscribe", "Share", "Email:", "E-mail", "Tel", "電話",
		"雑誌名", "発行年", "巻 ", "ページ", "所属", NULL };

	return self_after(s, label).p != NULL;
}

/* Lines of a page's frame: menus, captions, social buttons. */
static bool
chrome(struct quire_span s)
{
	static const char *const word[] = { "Facebook", "Twitter", "http",
		"分享", "登录", "首页", "Subscribe", "Sign in", "Cookie",
		"Copyright", "©", "Reading Time", "Advertisement", "READ MORE",
		"关注我们", "编者按", "Drucken", "Teilen", "Imprimer",
		"Source:", "Quelle:", "Editor:", "   ", "来源", "來源", "作者",
		"责任编辑", "Updated:", "Published:", "关键词",
		"下载:", "Skip to ", NULL };
	size_t n = s.len;

	return span_holds_any(s, word) || self_section(s) ||
	    (s.p[0] == '(' && span_find(s, 0, ")") + 1 == n) ||
	    (s.p[0] == '[' && span_find(s, 0, "]") + 1 == n) ||
	    (span_starts(s, "《") && self_holds(s, "期"));
}

static unsigned
kind_of(const struct head_line *l, struct arena *a)
{
	struct quire_span s = l->s;
	unsigned k = 0;

	if (s.p[0] == '#')
		return self_section(s) ? HEAD_CHROME : 0;
	if (path_line(s))
		k |= HEAD_PATH;
	if (date_line(s, a))
		k |= HEAD_DATED;
	if (l->byline.len > 0)
		k |= HEAD_BYLINE;
	if (l->names.len > 0 && l->known)
		k |= HEAD_NAMES;
	if (label_line(s))
		k |= HEAD_LABEL;
	if (l->journal.p != NULL)
		k |= HEAD_JOURNAL;
	if (chrome(s))
		k |= HEAD_CHROME;
	return k;
}

/* Who took a picture: "- Photo by Anne Berg", 林某 摄（海河影像） */
bool
self_credit(struct quire_span s)
{
	static const char *const word[] = { "Photo by", "Photos by",
		"Photo:", "Photos:", "Picture by", "Picture:", "Image by",
		"Image:", "Foto:", "Fotos:", "Foto von ", "Photo :", "摄影：",
		"摄影:", NULL };
	static const char *const end[] = { "摄", "攝", "摄)", "摄）", NULL };
	static const char *const film[] = { "拍摄", "拍攝", NULL };
	size_t at = span_find(s, 0, "(");

	while (s.len > 0 && strchr("-–— (", s.p[0]) != NULL)
		s = span_sub(s, 1, s.len);
	if (self_after(s, word).p != NULL)
		return true;
	if (at == s.len)
		at = span_find(s, 0, "（");
	if (at > 0 && span_ends_any(s, end) == 0)
		s = text_trim(span_sub(s, 0, at));
	return self_width(s) < 60 && span_ends_any(s, end) > 0 &&
	    span_ends_any(s, film) == 0;
}

static void
add_head_line(struct head *h, struct quire_span s)
{
	struct head_line *l = &h->line[h->n++];
	struct quire_span plain = cite_plain(s, h->arena);

	l->s = s;
	if (self_credit(plain)) {
		l->kind = HEAD_CHROME;
		return;
	}
	l->byline = self_byline(plain, h->arena);
	if (!span_ends(plain, ":"))
		l->names = self_names(plain, h->arena, &l->known);
	l->journal = self_journal(s, h->arena);
	l->kind = kind_of(l, h->arena);
}

/* More Chinese than Latin letters where the text begins. */
static bool
mostly_han(struct quire_span s)
{
	size_t han = 0, latin = 0, n;
	const char *p = s.p, *end = s.p + (s.len < 6000 ? s.len : 6000);
	uint32_t cp;

	for (; p < end; p += n) {
		n = utf8_decode(p, end, &cp);
		han += text_is(cp, TEXT_CJK);
		latin += n == 1 && ((cp | 32) >= 'a' && (cp | 32) <= 'z');
	}
	return han * 3 > latin;
}

void
self_read_head(struct head *h)
{
	struct quire_span rest = h->text, line;
	bool first = true;

	h->han = mostly_han(h->text);
	while (h->n < HEAD_LINES && span_line(&rest, &line)) {
		line = clean_line(line);
		if (line.len == 0)
			continue;
		/* a notice above everything else */
		if (first && paragraph(line) && self_width(line) < 220) {
			first = false;
			continue;
		}
		first = false;
		if (paragraph(line))
			h->opening = line;
		if (h->opening.len > 0 || note_line(line) ||
		    (self_section(line) && h->n > 0))
			break;
		add_head_line(h, line);
	}
	h->title = h->n;
}
