/*
 * Note markers: <sup>①</sup>, ①, [1], 〔1〕, [^1], (1), ¹, \*, †, and at the
 * start of a line also "1." and "1、".
 */
#include <string.h>

#include "cite/find.h"
#include "text/text.h"

#define INNER 24 /* bytes between brackets, at most */

static uint32_t
circled(uint32_t cp)
{
	if (cp >= 0x2460 && cp <= 0x2473)
		return cp - 0x245f;
	if (cp >= 0x2474 && cp <= 0x2487)
		return cp - 0x2473;
	if (cp >= 0x2776 && cp <= 0x277f)
		return cp - 0x2775;
	if (cp >= 0x2780 && cp <= 0x2789)
		return cp - 0x277f;
	if (cp >= 0x3251 && cp <= 0x325f)
		return cp - 0x3251 + 21;
	if (cp >= 0x32b1 && cp <= 0x32bf)
		return cp - 0x32b1 + 36;
	return 0;
}

static int
superscript(uint32_t cp)
{
	switch (cp) {
	case 0xb9:
		return 1;
	case 0xb2:
		return 2;
	case 0xb3:
		return 3;
	}
	if (cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079))
		return (int)(cp - 0x2070);
	return -1;
}

static bool
symbol(uint32_t cp)
{
	return cp == '*' || cp == 0x2020 || cp == 0x2021 || cp == 0xa7 ||
	    cp == 0x203b || cp == 0xff0a || cp == 0x2217;
}

/* Digits of any script; their value and length. */
static size_t
digits(const char *p, const char *end, uint32_t *value)
{
	const char *q = p;
	uint32_t cp;
	int n = 0;

	*value = 0;
	while (q < end && n < 5) {
		unsigned len = utf8_decode(q, end, &cp);
		int d = superscript(cp);

		if (d < 0 && text_is(cp, TEXT_DIGIT))
			d = text_char(cp)->digit;
		if (d < 0)
			break;
		*value = *value * 10 + (uint32_t)d;
		q += len;
		n++;
	}
	return n > 4 ? 0 : (size_t)(q - p);
}

/* What stands between brackets or in <sup>: all of it must be a label. */
static bool
inner(const char *p, const char *end, struct cite_mark *m)
{
	uint32_t cp, first = 0;
	size_t len;

	while (p < end && *p == ' ')
		p++;
	while (p < end && end[-1] == ' ')
		end--;
	if (p >= end)
		return false;
	len = digits(p, end, &m->number);
	if (len > 0 && p + len == end) {
		m->class = MARK_DIGIT;
		return true;
	}
	while (p < end) {
		if (*p == '\\') {
			p++;
			continue;
		}
		len = utf8_decode(p, end, &cp);
		if (first == 0)
			first = cp;
		if (cp != first)
			return false;
		p += len;
		if (circled(cp) > 0) {
			m->class = MARK_CIRCLED;
			m->number = circled(cp);
			return p == end;
		}
		if (!symbol(cp))
			return false;
		m->class = MARK_SYMBOL;
		m->number = m->number * 131 + cp;
	}
	return first != 0;
}

static const char *
find(const char *p, const char *end, const char *what)
{
	struct quire_span s = { p, (size_t)(end - p) };
	size_t at;

	s.len = s.len < INNER ? s.len : INNER;
	at = span_find(s, 0, what);
	return at < s.len ? p + at : NULL;
}

static bool
bracketed(struct quire_span text, size_t at, struct cite_mark *m)
{
	static const struct {
		const char *open, *close;
		enum mark_style style;
	} form[] = { { "<sup>", "</sup>", MARK_SUP }, { "[", "]", MARK_SQUARE },
		/* as recognised print mixes them */
		{ "[", "］", MARK_SQUARE }, { "［", "]", MARK_SQUARE },
		{ "〔", "〕", MARK_SQUARE }, { "［", "］", MARK_SQUARE },
		{ "【", "】", MARK_SQUARE }, { "(", ")", MARK_ROUND },
		{ "（", "）", MARK_ROUND }, { "\\[", "\\]", MARK_SQUARE } };
	struct quire_span s = span_sub(text, at, text.len);
	const char *close, *end = text.p + text.len;
	size_t i;

	for (i = 0; i < sizeof form / sizeof *form; i++) {
		size_t n = strlen(form[i].open);

		if (!span_starts(s, form[i].open))
			continue;
		close = find(s.p + n, end, form[i].close);
		if (close == NULL || !inner(s.p + n, close, m))
			continue;
		/* (1993) is a year */
		if (m->class == MARK_DIGIT && m->number > 999 &&
		    form[i].style != MARK_SUP)
			return false;
		m->style = (uint8_t)form[i].style;
		m->end = (uint32_t)((size_t)(close - text.p) +
		    strlen(form[i].close));
		return true;
	}
	return false;
}

static bool
caret(struct quire_span text, size_t at, struct cite_mark *m)
{
	struct quire_span s = span_sub(text, at, text.len);
	const char *close;
	size_t n;

	if (!span_starts(s, "[^"))
		return false;
	close = find(s.p + 2, s.p + s.len, "]");
	if (close == NULL || close == s.p + 2)
		return false;
	n = (size_t)(close - s.p - 2);
	m->class = MARK_NAME;
	m->style = MARK_CARET;
	m->number = cite_hash(s.p + 2, n);
	if (digits(s.p + 2, close, &m->number) == n)
		m->class = MARK_DIGIT;
	else
		m->number = cite_hash(s.p + 2, n);
	m->end = (uint32_t)(at + n + 3);
	if (m->end < text.len && text.p[m->end] == ':')
		m->end++;
	return true;
}

static bool
bare(struct quire_span text, size_t at, struct cite_mark *m)
{
	const char *p = text.p + at, *end = text.p + text.len;
	uint32_t cp;
	unsigned len = utf8_decode(p, end, &cp);

	m->style = MARK_BARE;
	if (circled(cp) > 0) {
		m->class = MARK_CIRCLED;
		m->number = circled(cp);
		m->end = (uint32_t)(at + len);
		return true;
	}
	if (superscript(cp) >= 0) {
		m->class = MARK_DIGIT;
		m->end = (uint32_t)(at + digits(p, end, &m->number));
		return m->end > at;
	}
	if (cp == '\\' && p + 1 < end && p[1] == '*') {
		m->class = MARK_SYMBOL;
		m->number = '*';
		m->end = (uint32_t)at + 2;
		return true;
	}
	if (cp == 0x2020 || cp == 0x2021) {
		m->class = MARK_SYMBOL;
		m->number = cp;
		m->end = (uint32_t)(at + len);
		return true;
	}
	return false;
}

bool
cite_mark_at(struct quire_span text, size_t at, struct cite_mark *m)
{
	memset(m, 0, sizeof *m);
	if (at >= text.len)
		return false;
	m->start = (uint32_t)at;
	return caret(text, at, m) || bracketed(text, at, m) ||
	    bare(text, at, m);
}

bool
cite_mark_line(struct quire_span text, size_t at, struct cite_mark *m)
{
	struct quire_span rest;
	size_t n;

	if (cite_mark_at(text, at, m))
		return true;
	memset(m, 0, sizeof *m);
	if (at >= text.len)
		return false;
	m->start = (uint32_t)at;
	n = digits(text.p + at, text.p + text.len, &m->number);
	if (n == 0 || n > 4)
		return false;
	rest = span_sub(text, at + n, text.len);
	m->class = MARK_DIGIT;
	m->style = MARK_POINT;
	m->end = (uint32_t)(at + n);
	if (span_starts(rest, ". ") || span_starts(rest, ") ") ||
	    span_starts(rest, ".\t"))
		m->end += 1;
	else if (span_starts(rest, "、") || span_starts(rest, "．"))
		m->end += 3;
	else
		return false;
	return true;
}

bool
cite_mark_pairs(const struct cite_mark *note, const struct cite_mark *body)
{
	if (note->class != body->class || note->number != body->number)
		return false;
	if ((note->style == MARK_CARET) != (body->style == MARK_CARET))
		return false;
	if (body->style == MARK_PLAIN)
		return note->style == MARK_PLAIN || note->style == MARK_POINT;
	if (body->style == MARK_ROUND)
		return note->style == MARK_ROUND;
	if (body->style == MARK_SUP || note->style == MARK_SUP)
		return true;
	if (body->style == MARK_SQUARE)
		return note->style != MARK_ROUND;
	return true;
}
