/*
 * The title of a document: a heading, else the line of its head that is most
 * like one: long enough, early, with byline or date below it.
 */
#include <string.h>

#include "cite/find.h"
#include "cite/self.h"
#include "text/text.h"

static const char *const title_label[] = { "Title: ", "title: ", "Titel: ",
	"Titre : ", "Título: ", "标题：", "标题:", "题目：", "题目:", NULL };

#define LEAST 2 /* a score under it is no title */

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
	struct quire_span v;
	size_t n;

	while (s.len > 0 && (s.p[0] == '#' || s.p[0] == ' '))
		s = span_sub(s, 1, s.len);
	v = self_after(s, title_label);
	s = v.len > 0 ? v : s;
	n = span_find(s, 0, "<sup>");
	s = text_trim(cite_plain(span_sub(s, 0, n), h->arena));
	while ((n = span_ends_any(s, end)) > 0)
		s = text_trim(span_sub(s, 0, s.len - n));
	return without_marks(s);
}

/* "A weir is a …": does the text open by saying what its title is? */
static bool
defined(const struct head *h, struct quire_span s)
{
	static const char *const article[] = { "A ", "An ", "The ", "Ein ",
		"Eine ", "Der ", "Die ", "Das ", "Un ", "Une ", "Una ", "Le ",
		"La ", "El ", "Il ", "O ", "En ", "Ett ", "Een ", "De ", NULL };
	static const char *const is[] = { " is ", " are ", " was ", " were ",
		" (", ", ", " ist ", " sind ", " war ", " est ", " sont ",
		" es ", " son ", " è ", " é ", " är ", " er ", " to ", "是",
		"（", "(", "，", "は", NULL };
	struct quire_span o = h->opening, v = self_after(o, article);

	o = v.p != NULL ? v : o;
	return s.len > 2 && o.len > s.len &&
	    span_eq_nocase(span_sub(o, 0, s.len), s) &&
	    self_after(span_sub(o, s.len, o.len), is).p != NULL;
}

static bool
is_candidate(const struct head *h, const struct head_line *l)
{
	return l->kind == 0 && self_width(l->s) < 200 &&
	    (self_width(l->s) >= 6 || defined(h, l->s));
}

/* Does another line end with it, or be it and more: a path, a page's name? */
static bool
repeated(const struct head *h, size_t i)
{
	static const char *const more[] = { " - ", " | ", " – ", " — ", "_",
		NULL };
	struct quire_span s = h->line[i].s;
	size_t k;

	for (k = 0; k < h->n; k++) {
		struct quire_span o = h->line[k].s;

		if (k == i || o.len < s.len)
			continue;
		if (memcmp(o.p + o.len - s.len, s.p, s.len) == 0 ||
		    (span_begins(o, s) &&
		        self_after(span_sub(o, s.len, o.len), more).p != NULL))
			return true;
	}
	return false;
}

/* A sentence ends inside: a stop behind a word, not behind an initial. */
static bool
has_stop(struct quire_span s)
{
	size_t at = 0;

	if (self_holds(s, "。") && !span_ends(s, "”"))
		return true;
	while ((at = span_find(s, at, ". ")) < s.len) {
		if (at > 3 && s.p[at - 2] != ' ' && s.p[at - 3] != ' ' &&
		    s.p[at - 2] != '.')
			return true;
		at++;
	}
	return false;
}

/* Is there Chinese in a title? */
static bool
has_han(struct quire_span s)
{
	uint32_t cp;
	size_t i;

	for (i = 0; i < s.len; i++) {
		if ((unsigned char)s.p[i] < 0xe3)
			continue;
		utf8_decode(s.p + i, s.p + s.len, &cp);
		if (text_is(cp, TEXT_CJK))
			return true;
	}
	return false;
}

/* By the width in which titles mostly are; Chinese ones are shorter. */
static int
by_width(struct quire_span s)
{
	static const unsigned latin[] = { 12, 20, 30, 40, 151 };
	static const unsigned han[] = { 8, 10, 14, 40, 121 };
	static const int value[] = { 0, 2, 4, 5, 6, 3 };
	const unsigned *end = has_han(s) ? han : latin;
	size_t w = self_width(s), i;

	for (i = 0; i < 5 && w >= end[i]; i++)
		;
	return value[i];
}

static int
by_form(const struct head *h, struct quire_span s)
{
	int v = 0;

	if (span_ends(s, ":") || span_ends(s, ",") || span_ends(s, "："))
		v -= 4;
	if (span_ends(s, ".") || span_ends(s, "。") || has_stop(s))
		v -= 5;
	if (span_find(s, 0, " ") == s.len && !has_han(s))
		v -= 2;
	if (self_holds(s, " | "))
		v -= 2;
	if (h->han && !has_han(s))
		v -= 4;
	return v;
}

/* What stands above and below. */
static int
by_place(const struct head *h, size_t i)
{
	unsigned below =
	    HEAD_BYLINE | HEAD_NAMES | HEAD_DATED | HEAD_LABEL | HEAD_JOURNAL;
	int v = 0;

	if ((i + 1 < h->n && (h->line[i + 1].kind & below) != 0) ||
	    (i + 2 < h->n && (h->line[i + 2].kind & below) != 0))
		v += 2;
	if (i > 0 && (h->line[i - 1].kind & (HEAD_PATH | HEAD_DATED)) != 0)
		v += 2;
	/* above a path stands whose page it is */
	if (i + 1 < h->n && (h->line[i + 1].kind & HEAD_PATH) != 0)
		v -= 4;
	return v;
}

static bool
take_heading(struct head *h)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if ((span_starts(h->line[i].s, "# ") ||
		        (i < 4 && span_starts(h->line[i].s, "## ")) ||
		        self_after(h->line[i].s, title_label).len > 0) &&
		    !self_section(title_text(h, h->line[i].s))) {
			h->title = i;
			self_put(h, CITE_TITLE, title_text(h, h->line[i].s),
			    "heading");
			return true;
		}
	return false;
}

void
self_find_title(struct head *h)
{
	int best = LEAST - 1, v, before = 0;
	size_t i;

	if (take_heading(h))
		return;
	for (i = 0; i < h->n; i++) {
		struct quire_span s = title_text(h, h->line[i].s);

		/* places of work and the like stand below the names */
		if ((h->line[i].kind & (HEAD_BYLINE | HEAD_NAMES)) != 0 &&
		    before > 0)
			before = 5;
		if (!is_candidate(h, &h->line[i]) || s.len == 0)
			continue;
		v = by_width(s) + by_form(h, s) + by_place(h, i) - before +
		    (repeated(h, i) ? 3 : 0) + (defined(h, s) ? 8 : 0);
		before += before < 3;
		if (v > best) {
			best = v;
			h->title = i;
		}
	}
	if (h->title < h->n)
		self_put(h, CITE_TITLE, title_text(h, h->line[h->title].s),
		    "line of the head");
}
