/*
 * pattern: lines that tell by their form what they are, whatever their words:
 * rows of share buttons, trails of links, captions, journals' running heads,
 * page numbers between signs.
 */
#include <string.h>

#include "clean/work.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Ends like a photograph's credit: [Photo/Xinhua], Photo: Reuters. */
static bool
is_caption(struct quire_span s)
{
	static const char *const sign[] = { "[Photo",
		"Photo: ", "Photos: ", "(Photo", "Photograph: ", "(Xinhua/",
		"Credit: ", "Image: ", "/REUTERS", "/Reuters)", "/AP)",
		"(AP Photo", "/AFP", "Getty Images", "图片来源", "新华社记者",
		"（图", "摄）", "摄)", "供图", "Foto: ", "Фото: " };
	struct quire_span tail;
	size_t i;

	if (s.len > 500)
		return false;
	tail = span_sub(s, s.len > 60 ? s.len - 60 : 0, s.len);
	for (i = 0; i < sizeof sign / sizeof *sign; i++)
		if (span_find(tail, 0, sign[i]) < tail.len)
			return true;
	return false;
}

static bool
is_network(struct quire_span word)
{
	static const char *const names[] = { "facebook", "twitter", "instagram",
		"youtube", "linkedin", "pinterest", "reddit", "whatsapp",
		"telegram", "google", "tumblr", "weibo", "wechat", "email",
		"e-mail", "print", "share", "digg", "tweet", "rss", "drucken",
		"teilen", "schrift:", "imprimer", "partager", "partage",
		"imprimir", "compartir", "stampa", "condividi", "打印", "分享",
		"收藏", "A", "新浪微博", "微信", "微博", "腾讯微博", "qq空间",
		"人人网", "豆瓣", "vk", "flipboard" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (span_is_nocase(word, names[i]))
			return true;
	return false;
}

/* Mostly names of networks and what one does there: share buttons. */
static bool
is_share_row(struct quire_span s)
{
	size_t i = 0, from, words = 0, hits = 0;

	if (s.len > 200)
		return false;
	while (i < s.len) {
		while (i < s.len &&
		    (s.p[i] == ' ' || s.p[i] == '|' || s.p[i] == ','))
			i++;
		from = i;
		while (i < s.len && s.p[i] != ' ' && s.p[i] != '|' &&
		    s.p[i] != ',')
			i++;
		if (i > from) {
			words++;
			hits += is_network(span_sub(s, from, i));
		}
	}
	return hits >= 3 && hits * 3 >= words;
}

/* "Home > News > 2011": a trail of links. */
static bool
is_trail(struct quire_span s)
{
	size_t i, n = 0;

	if (s.len > 160)
		return false;
	for (i = 1; i + 1 < s.len; i++) {
		n += s.p[i] == '>' && s.p[i + 1] == ' ' && s.p[i - 1] == ' ';
		n += s.len - i > 3 && (memcmp(s.p + i, " \xc2\xbb", 3) == 0);
	}
	return n >= 2;
}

/* Holds a clock or a date in digits, 08:46 or 2015-12: a dateline. */
static bool
has_time(struct quire_span s)
{
	size_t i;

	for (i = 2; i + 2 < s.len; i++)
		if ((s.p[i] == ':' || (s.p[i] == '-' && i >= 4)) &&
		    is_digit(s.p[i - 2]) && is_digit(s.p[i - 1]) &&
		    is_digit(s.p[i + 1]) && is_digit(s.p[i + 2]) &&
		    (s.p[i] == ':' || s.p[i - 4] == '2' || s.p[i - 4] == '1'))
			return true;
	return false;
}

/* "a | b | c" of short pieces; no table, whose rows begin with a bar. */
static bool
is_bar_row(struct quire_span s)
{
	size_t i, bars = 0;

	if (s.len > 400 || s.len == 0 || s.p[0] == '|' ||
	    para_ends_sentence(s) || has_time(s))
		return false;
	for (i = 0; i < s.len; i++)
		bars += s.p[i] == '|' ||
		    (s.len - i > 3 && memcmp(s.p + i, "\xef\xbd\x9c", 3) == 0);
	return (bars >= 2 && s.len / (bars + 1) < 24) ||
	    (bars == 1 && s.len < 24 && span_find(s, 0, "｜") < s.len);
}

/* A journal's line at a page's edge: 海河研究 2019年第3期, Vol. 12, No. 4 */
static bool
is_issue(struct quire_span s)
{
	size_t year, issue;

	if (s.len > 90 || para_ends_sentence(s))
		return false;
	year = span_find(s, 0, "年第");
	issue = span_find(s, 0, "期");
	if (year < s.len && issue > year && issue < year + 16)
		return true;
	year = span_find(s, 0, "Vol. ");
	return year < s.len && span_find(s, year, "No. ") < s.len && s.len < 60;
}

/* A page's number between signs: - 47 -, ·46·, — 8 — */
static bool
is_folio(struct quire_span s)
{
	static const char *const sign[] = { "-", "–", "—", "·", "•", "|", "~" };
	struct quire_span in;
	size_t i, k, n;

	for (i = 0; i < sizeof sign / sizeof *sign; i++) {
		n = strlen(sign[i]);
		if (s.len <= 2 * n || s.len > 2 * n + 6 ||
		    !span_starts(s, sign[i]) || !span_ends(s, sign[i]))
			continue;
		in = text_trim(span_sub(s, n, s.len - n));
		for (k = 0; k < in.len && is_digit(in.p[k]); k++)
			continue;
		return k > 0 && k == in.len && k <= 4;
	}
	return false;
}

enum clean_class
pattern_class(struct quire_span s)
{
	if (is_share_row(s))
		return CLEAN_SHARE;
	if (is_trail(s) || is_bar_row(s))
		return CLEAN_NAV;
	if (is_issue(s))
		return CLEAN_RUNNING;
	if (is_folio(s))
		return CLEAN_PAGENUMBER;
	return is_caption(s) ? CLEAN_CAPTION : CLEAN_CLASSES;
}
