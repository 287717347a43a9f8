/*
 * lines: cuts a text into lines. LF ends a line of the input, which is what
 * --explain counts; CR, NEL, LS, PS and the form feed end a line too, so an
 * input line may be several here. A form feed also ends a page.
 */
#include <string.h>

#include "clean/work.h"

enum { TAB = 8, ENOUGH = 160, BATCH = 128 };

static bool
is_wide(uint32_t cp)
{
	return cp >= 0x1100 && text_is(cp, TEXT_CJK) &&
	    !(cp >= 0xff61 && cp <= 0xffdc);
}

/* Columns that s fills; CJK take two, marks none. Counts up to a limit. */
static unsigned
width_up_to(struct quire_span s, size_t limit)
{
	const char *p = s.p, *end = s.p + s.len, *q;
	size_t w = 0, n;
	uint32_t cp;

	while (p < end && w < limit) {
		if ((unsigned char)*p < 0x80) {
			q = s.p + survey_high(s, (size_t)(p - s.p));
			w += (size_t)(q - p);
			p = q;
			continue;
		}
		n = survey_han(p, end);
		if (n > 0) {
			w += n / 3 * 2;
			p += n;
			continue;
		}
		p += utf8_decode(p, end, &cp);
		if (!text_is(cp, TEXT_MARK | TEXT_FORMAT))
			w += is_wide(cp) ? 2 : 1;
	}
	return w < limit ? (unsigned)w : (unsigned)limit;
}

unsigned
text_width(struct quire_span s)
{
	return width_up_to(s, 0xffff);
}

/* Columns of white space at the start of s; *skip its bytes. */
static unsigned
indent_of(struct quire_span s, size_t *skip)
{
	size_t i = 0, col = 0;

	*skip = 0;
	if (s.len > 0 && (unsigned char)(s.p[0] - 0x21) < 0xa1)
		return 0;
	for (; i < s.len; i++) {
		if (s.p[i] == ' ')
			col++;
		else if (s.p[i] == '\t')
			col = (col / TAB + 1) * TAB;
		else if (s.len - i >= 3 &&
		    memcmp(s.p + i, "\xe3\x80\x80", 3) == 0) {
			col += 2;
			i += 2;
		} else if (s.len - i >= 2 &&
		    memcmp(s.p + i, "\xc2\xa0", 2) == 0) {
			col++;
			i++;
		} else
			break;
	}
	*skip = i;
	return col < 0xffff ? (unsigned)col : 0xffff;
}

/* text_trim, quick where nothing is to be trimmed. */
static struct quire_span
trim(struct quire_span s)
{
	unsigned char first, last;

	if (s.len == 0)
		return s;
	first = (unsigned char)s.p[0];
	last = (unsigned char)s.p[s.len - 1];
	return first > ' ' && first < 0x80 && last > ' ' && last < 0x80
	    ? s
	    : text_trim(s);
}

/*
 * Columns that a line fills: all of them for a page of PDF; of a text no more
 * than tell that no text is wrapped as wide.
 */
static unsigned
width_of(const struct work *w, const struct line *l, bool high)
{
	size_t limit = w->from == CLEAN_PDF ? 0xffff : ENOUGH, n = l->text.len;

	if (high)
		n = width_up_to(l->text, limit);
	n += l->indent;
	return n < 0xffff ? (unsigned)n : 0xffff;
}

static void
add_line(struct work *w, const struct surveyed *v, bool page)
{
	struct line *l;
	size_t skip;

	if (w->lines == w->line_cap)
		w->line = arena_grow(w->a, w->line, w->lines, &w->line_cap,
		    sizeof *w->line);
	l = &w->line[w->lines++];
	memset(l, 0, sizeof *l);
	l->raw = l->text = v->text;
	l->source = w->sources;
	l->para = NO_PARA;
	l->page = page;
	l->blank = v->text.len == 0;
	if (l->blank)
		return;
	if (w->from != CLEAN_PDF) { /* whose pages are worked on first */
		l->words = v->words;
		l->lacks = (uint8_t)(~v->seen & SEEN_ALL);
	}
	l->indent = (uint16_t)indent_of(l->raw, &skip);
	l->text = trim(span_sub(l->raw, skip, l->raw.len));
	l->blank = l->text.len == 0;
	l->row = (v->seen & SEEN_TAB) != 0 && !l->blank &&
	    memchr(l->text.p, '\t', l->text.len) != NULL;
	l->width = (uint16_t)width_of(w, l, (v->seen & SEEN_HIGH) != 0);
}

static void
add_piece(struct work *w, struct quire_span raw, bool page)
{
	struct surveyed v = survey_line(raw);

	add_line(w, &v, page);
}

/* Length of the line end within a line at s.p[i], or 0; *page: form feed. */
static size_t
break_at(struct quire_span s, size_t i, bool *page)
{
	const unsigned char *p = (const unsigned char *)s.p + i;
	size_t left = s.len - i;

	if (p[0] == '\f') {
		*page = true;
		return 1;
	}
	if (p[0] == '\r')
		return 1;
	if (left >= 2 && p[0] == 0xc2 && p[1] == 0x85)
		return 2;
	if (left >= 3 && p[0] == 0xe2 && p[1] == 0x80 && (p[2] & 0xfe) == 0xa8)
		return 3;
	return 0;
}

/* Cuts one line of the input at its inner line ends. */
static void
cut_inner(struct work *w, struct quire_span s, bool *page)
{
	size_t from = 0, i = 0, n;
	bool next;

	for (; i < s.len; i++) {
		unsigned char b = (unsigned char)s.p[i];

		if (b != '\f' && b != '\r' && b != 0xc2 && b != 0xe2)
			continue;
		next = false;
		n = break_at(s, i, &next);
		if (n == 0)
			continue;
		if (i > from || !next)
			add_piece(w, span_sub(s, from, i), *page);
		*page = next || (*page && i == from);
		from = i + n;
		i = from - 1;
	}
	add_piece(w, span_sub(s, from, s.len), *page);
	*page = false;
}

bool
lines_cut(struct work *w, size_t max)
{
	struct surveyed v[BATCH];
	struct quire_span rest = w->text;
	bool page = false;
	size_t n, i;

	while ((n = survey(&rest, v, BATCH)) > 0) {
		if (w->sources - w->source_base + n > max)
			return false;
		for (i = 0; i < n; i++, w->sources++) {
			if ((v[i].seen & SEEN_BREAK) == 0) {
				add_line(w, &v[i], page);
				page = false;
				continue;
			}
			if (v[i].text.p[v[i].text.len - 1] == '\r')
				v[i].text.len--;
			cut_inner(w, v[i].text, &page);
		}
	}
	return true;
}
