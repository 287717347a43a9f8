/*
 * pattern: lines that tell by their form what they are, whatever their words:
 * rows of share buttons, trails of links, captions, journals' running heads,
 * page numbers between signs; and names. Most lines are told apart by a byte
 * that they have not.
 */
#include <string.h>

#include "clean/work.h"

enum { CAPTION_MAX = 500, FOLIO_MAX = 12 };

/* Photographs' credits, each behind a byte that it holds; beyond ASCII: 0. */
static const struct credit {
	char byte;
	const char *sign;
} credits[] = { { '[', "[Photo" }, { ':', "Photo: " }, { ':', "Photos: " },
	{ ':', "Photograph: " }, { ':', "Credit: " }, { ':', "Image: " },
	{ ':', "Foto: " }, { '(', "(Photo" }, { '(', "(Xinhua/" },
	{ '(', "(AP Photo" }, { '/', "/REUTERS" }, { '/', "/Reuters)" },
	{ '/', "/AP)" }, { '/', "/AFP" }, { 'G', "Getty Images" },
	{ 0, "图片来源" }, { 0, "新华社记者" }, { 0, "（图" }, { 0, "摄）" },
	{ 0, "摄)" }, { 0, "供图" }, { 0, "Фото: " } };

/* Ends like a photograph's credit: [Photo/Xinhua], Photo: Reuters. */
static bool
is_caption(struct quire_span s)
{
	struct quire_span tail =
	    span_sub(s, s.len > 60 ? s.len - 60 : 0, s.len);
	char known = 'x';
	bool there = false;
	size_t i;

	/* 本报记者 王强 摄 */
	if (tail.len > 0 && (unsigned char)tail.p[tail.len - 1] >= 0x80 &&
	    (span_ends(tail, "摄") || span_ends(tail, "攝")))
		return true;
	for (i = 0; i < sizeof credits / sizeof *credits; i++) {
		if (credits[i].byte != known) {
			known = credits[i].byte;
			there = known == 0
			    ? survey_high(tail, 0) < tail.len
			    : memchr(tail.p, known, tail.len) != NULL;
		}
		if (there && span_find(tail, 0, credits[i].sign) < tail.len)
			return true;
	}
	return false;
}

enum { NETWORK_MAX = 12, NETWORKS = 16 };

/* Names of networks and what one does there, by length. */
static const char *const networks[NETWORK_MAX + 1][NETWORKS] = { { NULL },
	{ "A" }, { "vk" }, { "rss" }, { "digg" },
	{ "email", "print", "share", "tweet", "weibo" },
	{ "e-mail", "google", "reddit", "stampa", "teilen", "tumblr", "wechat",
	    "分享", "微信", "微博", "打印", "收藏", "豆瓣" },
	{ "drucken", "partage", "twitter", "youtube" },
	{ "facebook", "imprimer", "imprimir", "linkedin", "partager", "qq空间",
	    "schrift:", "telegram", "whatsapp" },
	{ "compartir", "condividi", "flipboard", "instagram", "pinterest",
	    "人人网" },
	{ NULL }, { NULL }, { "新浪微博", "腾讯微博" } };

static bool
is_network(struct quire_span word)
{
	const char *const *name;
	char first;

	if (word.len > NETWORK_MAX || word.len == 0)
		return false;
	first = (char)(word.p[0] | 0x20);
	for (name = networks[word.len]; *name != NULL; name++)
		if ((**name | 0x20) == first && span_is_nocase(word, *name))
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

	if (s.len > 160 ||
	    (memchr(s.p, '>', s.len) == NULL &&
	        memchr(s.p, 0xc2, s.len) == NULL))
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
		    ascii_digit(s.p[i - 2]) && ascii_digit(s.p[i - 1]) &&
		    ascii_digit(s.p[i + 1]) && ascii_digit(s.p[i + 2]) &&
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
	    (memchr(s.p, '|', s.len) == NULL &&
	        memchr(s.p, 0xef, s.len) == NULL) ||
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

	if (s.len > 90 ||
	    (memchr(s.p, 'V', s.len) == NULL && survey_high(s, 0) == s.len))
		return false;
	if (para_ends_sentence(s))
		return false;
	year = span_find(s, 0, "年第");
	issue = span_find(s, 0, "期");
	if (year < s.len && issue > year && issue < year + 16)
		return true;
	year = span_find(s, 0, "Vol. ");
	return year < s.len && span_find(s, year, "No. ") < s.len && s.len < 60;
}

/* Below or above a text, the paper's page that it was on: 《…》（… 02版） */
static bool
is_paper(struct quire_span s)
{
	return s.len < 120 && span_starts(s, "《") &&
	    (span_ends(s, "版)") || span_ends(s, "版）"));
}

/* A page's number between signs: - 47 -, ·46·, — 8 — */
static bool
is_folio(struct quire_span s)
{
	static const char *const sign[] = { "-", "–", "—", "·", "•", "|", "~" };
	struct quire_span in;
	size_t i, k, n;

	if (s.len > FOLIO_MAX)
		return false;
	for (i = 0; i < sizeof sign / sizeof *sign; i++) {
		n = strlen(sign[i]);
		if (s.len <= 2 * n || s.len > 2 * n + 6 ||
		    !span_starts(s, sign[i]) || !span_ends(s, sign[i]))
			continue;
		in = text_trim(span_sub(s, n, s.len - n));
		for (k = 0; k < in.len && ascii_digit(in.p[k]); k++)
			continue;
		return k > 0 && k == in.len && k <= 4;
	}
	return false;
}

/* Nothing but the name of a picture's file, printed for the picture. */
static bool
is_picture_name(struct quire_span s)
{
	static const char *const kinds[] = { ".jpg", ".jpeg", ".png", ".gif",
		".webp", NULL };
	size_t i;

	for (i = 0; kinds[i] != NULL; i++)
		if (s.len > strlen(kinds[i]) && s.len < 100 &&
		    span_is_nocase(span_sub(s, s.len - strlen(kinds[i]), s.len),
		        kinds[i]))
			return memchr(s.p, '/', s.len) == NULL &&
			    !para_starts_fresh(s);
	return false;
}

enum clean_class
pattern_class(struct quire_span s)
{
	if (s.len > CAPTION_MAX)
		return CLEAN_CLASSES;
	if (is_share_row(s))
		return CLEAN_SHARE;
	if (is_trail(s) || is_bar_row(s))
		return CLEAN_NAV;
	if (is_issue(s))
		return CLEAN_RUNNING;
	if (is_folio(s))
		return CLEAN_PAGENUMBER;
	if (is_paper(s))
		return CLEAN_DATELINE;
	return is_caption(s) || is_picture_name(s) ? CLEAN_CAPTION
	                                           : CLEAN_CLASSES;
}

/* Two to five capitalised words, or names of two to four ideographs. */
bool
pattern_is_name(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	unsigned han = 0, run = 0, words = 0, names = 0;
	bool first = true;
	uint32_t cp;

	for (; p < end && han < 16; first = cp == ' ') {
		p += utf8_decode(p, end, &cp);
		if (text_is(cp, TEXT_HAN)) {
			han++;
			run++;
			if (run > 4)
				return false;
			continue;
		}
		if (run == 1)
			return false;
		names += run > 0;
		run = 0;
		if (text_is(cp, TEXT_LETTER)) {
			if (han > 0 && !first)
				return false; /* kana */
			if (!first)
				continue;
			words += text_is(cp, TEXT_UPPER);
			/* de, von, and: short words may be small */
			if (!text_is(cp, TEXT_UPPER) && end - p > 3 &&
			    *p != ' ' && p[1] != ' ' && p[2] != ' ')
				return false;
		} else if (strchr(" .-',&", cp < 0x80 ? (int)cp : 1) == NULL &&
		    cp != 0x2019 && cp != 0xb7 && cp != 0x3001)
			return false;
	}
	names += run > 1;
	if (han > 0)
		return words == 0 && run != 1 && names <= 3;
	return words >= 2 && words <= 5;
}
