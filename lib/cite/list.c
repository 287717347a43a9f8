/*
 * Lists of references: from a heading on, or lines that look like references
 * one after the other; which of their lines begin an entry.
 */
#include <string.h>

#include "cite/unit.h"
#include "text/text.h"

/* A page number; "1578." is the end of a reference. */
static bool
only_number(const struct finder *f, const struct line *x)
{
	size_t i;

	if (f->text.p[x->end - 1] == '.' && !x->gap)
		return false;
	for (i = x->start; i < x->end; i++)
		if (strchr("0123456789ivxlc-. ", f->text.p[i]) == NULL)
			return false;
	return x->end - x->start < 12;
}

static int
line_evidence(struct finder *f, const struct line *x)
{
	struct cite_mark m = unit_mark(f, x);
	struct quire_span s =
	    span_sub(f->text, m.class != MARK_NONE ? m.end : x->start, x->end);
	int e;

	if (s.len < 25 || s.len > 2000)
		return 0;
	e = cite_evidence(s, f->scratch);
	arena_reset(f->scratch);
	return e;
}

/* How the lines of a list are grouped into entries. */
enum grouping { GROUP_MARK, GROUP_INDENT, GROUP_BLANK, GROUP_LINE };

static enum grouping
grouping_of(const struct finder *f, size_t from, size_t to, size_t *margin)
{
	size_t i, n = 0, marked = 0, runs = 0, single = 0, inner = 0;
	size_t low = SIZE_MAX, run = 0;

	for (i = from; i < to; i++) {
		const struct line *x = &f->l.line[i];

		run = x->gap ? 0 : run;
		if (only_number(f, x)) {
			run = 0;
			continue;
		}
		n++;
		marked += x->marked || x->bullet || x->back ||
		    (f->plain && x->number > 0);
		low = x->indent < low ? x->indent : low;
		runs += run == 0;
		single += run == 1;
		run++;
	}
	for (i = from; i < to; i++)
		inner += f->l.line[i].indent > low + 1;
	*margin = low + 1;
	if (marked * 6 >= n && marked > 1)
		return GROUP_MARK;
	if (inner * 4 >= n && inner < n)
		return GROUP_INDENT;
	return runs > 1 && runs * 5 >= n && single > 0 ? GROUP_BLANK
	    : runs == n                                ? GROUP_BLANK
	                                               : GROUP_LINE;
}

/* Is the last word of a line a URL? */
static bool
ends_in_url(const struct finder *f, const struct line *x)
{
	size_t at = x->end;

	while (at > x->start && f->text.p[at - 1] != ' ')
		at--;
	return at > x->start && at < x->end && f->text.p[at] == 'h' &&
	    cite_url(f->text.p + at, f->text.p + x->end) == x->end - at;
}

/* A capital, a letter of a script that has none, or an opening mark. */
static bool
may_start(uint32_t cp)
{
	return text_is(cp, TEXT_UPPER | TEXT_HAN | TEXT_OPEN | TEXT_QUOTE) ||
	    (text_is(cp, TEXT_LETTER) && !text_is(cp, TEXT_LOWER));
}

/* "---. The Quay.", "———. …": by the author of the entry before. */
static bool
same_author(const struct finder *f, const struct line *x)
{
	static const char *const dash[] = { "---", "——", "––", "__", NULL };
	struct quire_span s = span_sub(f->text, x->start, x->end);

	return span_starts_any(s, dash) > 0 && s.len > 20;
}

/* Without other signs: did the line before end a reference? */
static bool
fresh_line(const struct finder *f, const struct line *last,
    const struct line *x)
{
	const unsigned char *p = (const unsigned char *)f->text.p;
	unsigned char c = p[last->end - 1];
	uint32_t cp;

	utf8_decode(f->text.p + x->start, f->text.p + x->end, &cp);
	if (!may_start(cp) && !same_author(f, x))
		return false;
	return unit_standard_start(f->text.p + x->start, x->end - x->start) ||
	    c == '.' || c == ']' || c == '/' || (c >= '0' && c <= '9') ||
	    (unit_entry_start(f->text.p + x->start, x->end - x->start) &&
	        ends_in_url(f, last)) ||
	    (last->end - last->start > 2 &&
	        memcmp(p + last->end - 3, "\343\200\202", 3) == 0) ||
	    x->end - x->start > 250;
}

/* Does a line's number follow that of the entry before? */
static bool
next_number(const struct cite_mark *m, const struct cite_mark *last)
{
	if (m->class == MARK_NONE)
		return false;
	if (last->class == MARK_NONE)
		return true;
	if (m->style == MARK_PLAIN)
		return last->style == MARK_PLAIN && m->number > last->number &&
		    m->number <= last->number + 2;
	return m->style == last->style &&
	    (m->class != MARK_DIGIT || m->number <= 1 ||
	        (m->number > last->number && m->number < last->number + 10));
}

/*
 * "Journal articles", （二）史部 between entries: short, alone, neither numbers
 * nor the marks of a sentence in it.
 */
static bool
subheading(const struct finder *f, const struct line *x)
{
	struct quire_span s = span_sub(f->text, x->start, x->end);
	static const char *const mark[] = { ".", ",", "。", "，", "：", "《",
		"“", "\"", NULL };
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return false;
	return s.len < 50 && !span_holds_any(s, mark);
}

/* A line with those after it that are wrapped pieces of the same entry. */
static struct line
with_tail(const struct finder *f, size_t i)
{
	struct line x = f->l.line[i];
	size_t end = i + 4 < f->l.n ? i + 4 : f->l.n;

	while (++i < end && !f->l.line[i].gap &&
	    !unit_entry_start(f->text.p + f->l.line[i].start,
	        f->l.line[i].end - f->l.line[i].start))
		x.end = f->l.line[i].end;
	return x;
}

/*
 * Two entries without a blank line between them: both must stand by
 * themselves, since a long entry's own lines may begin with a name.
 */
static bool
adjoins(struct finder *f, const struct line *last, size_t i)
{
	const struct line *x = &f->l.line[i];
	struct line before = *last, after;

	before.start = f->out->unit[f->out->n - 1].start;
	if (!fresh_line(f, last, x) ||
	    !unit_entry_start(f->text.p + x->start, x->end - x->start) ||
	    line_evidence(f, &before) < 5)
		return false;
	after = with_tail(f, i);
	return line_evidence(f, &after) >= 5;
}

static bool
may_enter(const struct finder *f, const struct line *x)
{
	return x->marked ||
	    unit_entry_start(f->text.p + x->start, x->end - x->start);
}

static bool
begins_entry(struct finder *f, enum grouping g, size_t margin, size_t i,
    size_t last, bool gap)
{
	const struct line *x = &f->l.line[i];
	struct cite_mark m;

	if (last == SIZE_MAX)
		return true;
	switch (g) {
	case GROUP_MARK:
		if (x->bullet)
			return x->indent <= margin;
		if (x->back)
			return true;
		m = unit_mark(f, x);
		return next_number(&m, &f->out->unit[f->out->n - 1].mark);
	case GROUP_INDENT:
		/* lists that hang by one column only */
		return x->indent < margin ||
		    (x->indent == margin && may_enter(f, x));
	case GROUP_BLANK:
		return gap || adjoins(f, &f->l.line[last], i);
	default:
		return fresh_line(f, &f->l.line[last], x);
	}
}

/* Dots that lead to a page number: a table of contents. */
static bool
leaders(const struct finder *f, const struct line *x)
{
	struct quire_span s = span_sub(f->text, x->start, x->end);

	return span_find(s, 0, ". . . . ") < s.len ||
	    span_find(s, 0, "......") < s.len;
}

/* "---", "* * *": a rule across the page. */
static bool
rule(const struct finder *f, const struct line *x)
{
	size_t i, n = 0;

	for (i = x->start; i < x->end; i++) {
		if (strchr("-*_ ", f->text.p[i]) == NULL)
			return false;
		n += f->text.p[i] != ' ';
	}
	return n >= 2; /* the first may be taken for a bullet */
}

/* Of a heading in Markdown; 0 of others. */
static size_t
depth(const struct finder *f, const struct line *x)
{
	size_t n = 0;

	while (x->start + n < x->end && f->text.p[x->start + n] == '#')
		n++;
	return n;
}

/*
 * A rule or a heading, unless it stands below the list's own, which may also
 * be repeated on top of each page.
 */
static bool
ends_list(const struct finder *f, const struct line *x, enum cite_heading own,
    size_t below)
{
	enum cite_heading h = unit_heading(f, x);

	return leaders(f, x) || rule(f, x) ||
	    (h != HEADING_NONE && h != own &&
	        (below == 0 || depth(f, x) <= below));
}

/* Are the first entries numbered by plain numbers, from 1 on? */
static bool
plain_list(const struct finder *f, size_t from, size_t to)
{
	unsigned next = 1;

	for (; from < to && next < 3; from++) {
		if (f->l.line[from].marked)
			return false;
		if (f->l.line[from].number == next)
			next++;
		else if (next == 1)
			return false;
	}
	return next == 3;
}

/*
 * Notes in pandoc's form at a document's end, behind its list of references:
 * clean(1) puts them there.
 */
static bool
begins_notes(const struct finder *f, const struct line *first,
    const struct line *x)
{
	return unit_mark(f, x).style == MARK_CARET &&
	    unit_mark(f, first).style != MARK_CARET;
}

#define LOOK 8 /* lines below a heading in which a list must begin */

/*
 * May a list begin with a line? "8 Harbours" below "7 References" and a bullet
 * below a bullet go on with a table of contents.
 */
static bool
may_begin(const struct finder *f, const struct line *heading,
    const struct line *x)
{
	struct cite_mark m = unit_mark(f, x);

	if (x->back || (x->bullet && !heading->bullet))
		return true;
	return m.style == MARK_POINT ? m.number == 1
	                             : x->marked || x->number == 1;
}

/*
 * A marker, a bullet or a reference soon, and not the same heading again: else
 * the heading heads prose or stands in a table of contents.
 */
static bool
begins_soon(struct finder *f, size_t from, size_t to, enum cite_heading own)
{
	size_t i, end = to < from + LOOK ? to : from + LOOK;

	for (i = from; i < end; i++) {
		const struct line *x = &f->l.line[i];
		struct line whole = with_tail(f, i);

		if (unit_heading(f, x) == own)
			return false;
		if (may_begin(f, &f->l.line[from - 1], x) ||
		    ((i == from || may_enter(f, x)) &&
		        line_evidence(f, &whole) >= 4))
			return true;
	}
	return false;
}

/* Entries from a heading on; ends at another heading or where notes begin. */
size_t
unit_read_entries(struct finder *f, size_t from, enum cite_heading own)
{
	size_t i, to, margin, last = SIZE_MAX;
	size_t below = depth(f, &f->l.line[from - 1]);
	struct cite_unit *u = NULL;
	enum grouping g;
	bool gap = false;

	for (to = from; to < f->l.n; to++)
		if (ends_list(f, &f->l.line[to], own, below) ||
		    begins_notes(f, &f->l.line[from], &f->l.line[to]))
			break;
	if (!begins_soon(f, from, to, own))
		return from;
	f->plain = plain_list(f, from, to);
	g = grouping_of(f, from, to, &margin);
	f->block++;
	for (i = from; i < to; i++) {
		const struct line *x = &f->l.line[i];

		gap |= x->gap;
		if (f->text.p[x->start] == '#')
			u = NULL; /* no running head of a page */
		if (only_number(f, x) || unit_heading(f, x) != HEADING_NONE)
			continue;
		if (g == GROUP_LINE && subheading(f, x) &&
		    (u == NULL || begins_entry(f, g, margin, i, last, gap)))
			u = NULL;
		else if (u == NULL || begins_entry(f, g, margin, i, last, gap))
			u = unit_add(f, x, own == HEADING_REFERENCES);
		else
			u->end = x->end;
		last = i;
		gap = false;
	}
	f->plain = false;
	return to;
}

/* ---- lists without a heading ------------------------------------------ */

static bool
three_enter(const struct finder *f, size_t i)
{
	size_t end = i + 3;

	while (i < f->l.n && i < end && may_enter(f, &f->l.line[i]))
		i++;
	return i == end;
}

/* A row of a table. */
static bool
columns(const struct finder *f, const struct line *x)
{
	struct quire_span s = span_sub(f->text, x->start, x->end);

	return span_find(s, 0, "    ") < s.len;
}

/* Three and more lines that are surely entries, and what is like them. */
size_t
unit_read_list(struct finder *f, size_t from)
{
	size_t i, end, sure = 0;
	int e;

	if (!three_enter(f, from))
		return from;
	for (end = from; end < f->l.n && may_enter(f, &f->l.line[end]); end++) {
		e = line_evidence(f, &f->l.line[end]);
		if (e < 4 || columns(f, &f->l.line[end]))
			break;
		sure += e > 4;
	}
	if (sure < 3)
		return from;
	f->block++;
	for (i = from; i < end; i++)
		unit_add(f, &f->l.line[i], true);
	return end;
}
