/*
 * title: which line before the body is its title, and what stands under it.
 * A title echoes: its words recur in the text, as those of menus seldom do,
 * and it is often printed twice.
 */
#include <string.h>

#include "clean/features.h"

enum { TITLE_MAX = 40, ECHO_BYTES = 2000, WORD_MAX = 64 };

/* Does a word stand in [from, to), with or without its capital? */
static bool
is_echoed(const struct work *w, size_t from, size_t to, struct quire_span word)
{
	char as_is[WORD_MAX + 1], small[WORD_MAX + 8];
	struct quire_span s;
	uint32_t cp;
	size_t i, n;

	memcpy(as_is, word.p, word.len);
	as_is[word.len] = '\0';
	n = utf8_decode(word.p, word.p + word.len, &cp);
	i = utf8_encode(text_lower(cp), small);
	memcpy(small + i, as_is + n, word.len - n + 1);
	for (i = from; i < w->paras && i < to; i++) {
		s = span_sub(w->para[i].text, 0, ECHO_BYTES);
		if (span_find(s, 0, as_is) < s.len ||
		    span_find(s, 0, small) < s.len)
			return true;
	}
	return false;
}

/* Two thirds of a word, lest its ending matter; four letters at least. */
static struct quire_span
stem(struct quire_span word, unsigned letters)
{
	unsigned n = letters < 6 ? letters : letters * 2 / 3;
	const char *p = word.p, *end = p + word.len;
	uint32_t cp;

	while (n-- > 0)
		p += utf8_decode(p, end, &cp);
	return span_sub(word, 0, (size_t)(p - word.p));
}

/*
 * The next word of four letters, without its ending, or pair of ideographs
 * from *at on, which is moved behind it; none: empty.
 */
static struct quire_span
next_word(const char **at, const char *end)
{
	const uint32_t ideograph = TEXT_HAN | TEXT_KANA | TEXT_HANGUL;
	const char *from = *at, *p = from;
	unsigned n = 0, kind = 0, k; /* 1: letters, 2: ideographs */
	uint32_t cp;

	for (;; n++, *at = p) {
		cp = 0;
		if (p < end)
			p += utf8_decode(p, end, &cp);
		k = text_is(cp, ideograph)
		    ? 2
		    : text_is(cp, TEXT_LETTER | TEXT_MARK);
		if (k != kind || *at == end) {
			if (kind == 1 && n >= 4)
				return stem((struct quire_span){ from,
				                (size_t)(*at - from) },
				    n);
			if (*at == end)
				return (struct quire_span){ end, 0 };
			from = *at;
			kind = k;
			n = 0;
		} else if (kind == 2 && n == 1) {
			*at = p;
			return (struct quire_span){ from, (size_t)(p - from) };
		}
	}
}

float
title_echo(const struct work *w, size_t i, size_t from, size_t to)
{
	struct quire_span s = w->para[i].text, word;
	const char *p = s.p, *end = s.p + s.len;
	unsigned words = 0, echoes = 0;

	while ((word = next_word(&p, end)).len > 0)
		if (word.len <= WORD_MAX) {
			words++;
			echoes += is_echoed(w, from, to, word);
		}
	return words > 0 ? (float)echoes / (float)words : 0;
}

/* Short CJK words with spaces between: a row of links, no title. */
static bool
is_word_row(struct quire_span s)
{
	size_t i, pieces = 1;

	for (i = 0; i < s.len; i++)
		pieces += s.p[i] == ' ';
	return (pieces >= 3 && s.len / pieces <= 15) ||
	    (pieces >= 6 && s.len / pieces <= 24);
}

/* Could a paragraph be a title, going by its looks? */
static bool
title_like(const struct para *p, const struct facts *f, float echo)
{
	return !p->sure && f->links < 4 && f->mass > 1 && f->mass < TITLE_MAX &&
	    !f->year && (p->item || !para_starts_fresh(p->text)) &&
	    (!f->ended || f->asks) &&
	    ((echo >= 0.5f && f->mass > 3) || !pattern_is_name(p->text)) &&
	    !(f->cjk && is_word_row(p->text));
}

static bool
is_menu(const struct para *p)
{
	return p->sure && p->class == CLEAN_NAV;
}

/*
 * The title: in the lines before the body the last first-level heading, else
 * the first that looks like one and, by its probability and by the words that
 * it shares with the body, is not much worse than the best. What stands above
 * a menu is rather the name of the site.
 */
static size_t
find_title(const struct work *w, const struct facts *f, const float *p,
    size_t body)
{
	size_t from = body > HEAD_REACH ? body - HEAD_REACH : 0, i, k;
	float worth[HEAD_REACH] = { 0 }, best = 0, echo;

	for (i = body; i-- > from;)
		if (w->para[i].heading == 1 && !w->para[i].sure)
			return i;
	for (i = from; i < body; i++) {
		if (is_menu(&w->para[i]))
			for (k = from; k < i; k++)
				worth[k - from] /= 4;
		if (f[i].mass >= TITLE_MAX)
			continue;
		echo = title_echo(w, i, body, body + ECHO_PARAS);
		if (title_like(&w->para[i], &f[i], echo))
			worth[i - from] =
			    p[i] * (0.3f + echo) * (f[i].copies > 1 ? 2 : 1);
	}
	for (i = from; i < body; i++)
		if (worth[i - from] > best)
			best = worth[i - from];
	for (i = from; i < body && best > 0; i++)
		if (worth[i - from] >= best / 4)
			return i;
	return NO_PARA;
}

/* Right before the body: "Dear colleagues,", "The minister:", "1. Aims"? */
static bool
opens_body(const struct para *q, const struct facts *f)
{
	bool numbered = !q->item && para_starts_fresh(q->text);

	return f->links < 3 &&
	    (numbered ||
	        (f->mass > 1 &&
	            (para_leads_on(q->text) || span_ends(q->text, ",") ||
	                span_ends(q->text, "，"))));
}

/* An address alone, or with a label: "Source: https://…". */
static bool
is_address(struct quire_span s)
{
	size_t at = span_find(s, 0, "http"), colon = span_find(s, at, "://");
	struct quire_span label = span_trim(span_sub(s, 0, at));

	return colon < s.len && colon - at < 6 &&
	    memchr(s.p + at, ' ', s.len - at) == NULL &&
	    (label.len == 0 ||
	        (label.len < 24 &&
	            (span_ends(label, ":") || span_ends(label, "："))));
}

/* Above a menu that stands before the title, short lines are the site's. */
static void
drop_above_menu(struct work *w, const struct facts *f, const float *p,
    size_t title)
{
	bool above = false;
	size_t i;

	for (i = title; i-- > 0; above |= is_menu(&w->para[i]))
		if (above && !w->para[i].sure && w->para[i].heading == 0 &&
		    !f[i].prose)
			decide(&w->para[i], CLEAN_NAV, p[i]);
}

/*
 * Title, byline, dateline, standfirst stand before the body; the models, made
 * from bodies, need not know them. The caller's --body leaves it to them.
 */
void
title_judge(struct work *w, const struct facts *f, const float *p, size_t body)
{
	size_t title = find_title(w, f, p, body), i;

	if (title != NO_PARA)
		drop_above_menu(w, f, p, title);
	for (i = title; title != NO_PARA && i < body; i++) {
		struct para *q = &w->para[i];

		if (q->sure)
			continue;
		if (i == title)
			decide(q, CLEAN_TITLE, p[i]);
		else if (is_address(q->text))
			decide(q, CLEAN_SOURCE, p[i]);
		else if (i + 1 == body && opens_body(q, &f[i]))
			decide(q, CLEAN_BODY, p[i]);
		else if (q->class != CLEAN_NAV && q->class != CLEAN_WIDGET &&
		    q->heading > 0)
			continue;
		else if (f[i].year && f[i].mass < 20)
			decide(q, CLEAN_DATELINE, p[i]);
		else if (f[i].mass >= 6 && f[i].links < 4 && i < title + 4)
			decide(q, CLEAN_STANDFIRST, p[i]);
		else if (pattern_is_name(q->text) && f[i].links < 4 &&
		    i < title + 8)
			decide(q, CLEAN_BYLINE, p[i]);
	}
}
