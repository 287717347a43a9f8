/*
 * Units: the notes and bibliography entries of a document, by the marker at
 * the start of a line, by headings ("References", 参考文献) and by lines that
 * look like references one after the other.
 */
#include <string.h>

#include "cite/unit.h"
#include "text/text.h"

/* ---- lines ------------------------------------------------------------ */

static const char *
line_end(const char *p, const char *end)
{
	const char *q = memchr(p, '\n', (size_t)(end - p));

	return q == NULL ? end : q;
}

static size_t
skip_indent(const char *p, const char *end, size_t *indent)
{
	const char *q = p;

	*indent = 0;
	while (q < end) {
		if (*q == ' ' || *q == '>')
			*indent += 1;
		else if (*q == '\t')
			*indent += 8;
		else if (end - q >= 3 && memcmp(q, "\343\200\200", 3) == 0) {
			*indent += 2;
			q += 2;
		} else if (*q != '\f' && *q != '\r')
			break;
		q++;
	}
	return (size_t)(q - p);
}

/*
 * "109 Harbour Acts …": perhaps the marker of a note, if other notes stand
 * about it. Up to three digits, so no year.
 */
static uint16_t
plain_number(const char *p, const char *end)
{
	const char *q = p;
	unsigned n = 0;
	uint32_t cp;

	while (q < end && q < p + 4 && *q >= '0' && *q <= '9')
		n = n * 10 + (unsigned)(*q++ - '0');
	if (q == p || q == p + 4 || n == 0 || q >= end || *q != ' ')
		return 0;
	while (q < end && *q == ' ')
		q++;
	/* columns of a table */
	if (q == end ||
	    span_find((struct quire_span){ q, (size_t)(end - q) }, 0, "   ") <
	        (size_t)(end - q))
		return 0;
	utf8_decode(q, end, &cp);
	return text_is(cp, TEXT_UPPER | TEXT_HAN | TEXT_QUOTE | TEXT_OPEN)
	    ? (uint16_t)n
	    : 0;
}

/* "- Marsh, H.", "• 林若溪": the length of a bullet with the blanks behind. */
static size_t
bullet(const char *p, const char *end)
{
	static const char *const sign[] = { "- ", "* ", "+ ", "• ", "– ", "— ",
		"· ", "▪ ", "● ", "■ ", "◦ ", "○ ", "‣ ", "-\t", "*\t", "•\t",
		NULL };
	size_t n = 0;

	if (strchr("-*+", *p) != NULL || (unsigned char)*p >= 0xc2)
		n = span_starts_any(
		    (struct quire_span){ p, (size_t)(end - p) }, sign);
	while (n > 0 && p + n < end && (p[n] == ' ' || p[n] == '\t'))
		n++;
	return n;
}

static bool
add_line(struct finder *f, const char *p, const char *end, bool gap)
{
	struct line *x = &f->l.line[f->l.n];
	struct cite_mark m;
	size_t indent, n;

	p += skip_indent(p, end, &indent);
	while (end > p &&
	    (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r' ||
	        end[-1] == '\f'))
		end--;
	if (p == end)
		return false;
	n = bullet(p, end);
	p += n;
	x->bullet = n > 0;
	x->start = (uint32_t)(p - f->text.p);
	x->end = (uint32_t)(end - f->text.p);
	x->indent = (uint16_t)(indent < 1000 ? indent : 1000);
	x->gap = gap;
	x->number = plain_number(p, end);
	x->marked = (cite_may_mark((unsigned char)*p) || (*p >= '0' && *p <= '9')) &&
	    cite_mark_line(span_sub(f->text, 0, x->end), x->start, &m);
	f->l.n++;
	return true;
}

static size_t
count_lines(struct quire_span text)
{
	const char *p = text.p, *end = p + text.len, *q;
	size_t n = 0;

	while (p < end) {
		q = line_end(p, end);
		n += q > p;
		p = q < end ? q + 1 : end;
	}
	return n;
}

static void
read_lines(struct finder *f)
{
	const char *p = f->text.p, *end = p + f->text.len, *q;
	bool gap = false;

	f->l.line = arena_alloc(f->arena,
	    (count_lines(f->text) + 1) * sizeof *f->l.line);
	while (p < end) {
		q = line_end(p, end);
		gap = !add_line(f, p, q, gap || *p == '\f');
		p = q < end ? q + 1 : end;
	}
}

/* The marker at a line's start; of class MARK_NONE if there is none. */
struct cite_mark
unit_mark(const struct finder *f, const struct line *x)
{
	struct cite_mark m = { 0 };

	if (x->marked) {
		cite_mark_line(span_sub(f->text, 0, x->end), x->start, &m);
	} else if (f->plain && x->number > 0) {
		m.class = MARK_DIGIT;
		m.style = MARK_PLAIN;
		m.number = x->number;
		m.start = m.end = x->start;
		while (f->text.p[m.end] >= '0' && f->text.p[m.end] <= '9')
			m.end++;
	}
	return m;
}

/* ---- headings --------------------------------------------------------- */

enum cite_heading
unit_heading(const struct finder *f, const struct line *x)
{
	struct quire_span s = span_sub(f->text, x->start, x->end);
	enum cite_heading h;

	if (s.len < 3 || s.len > 90 || !f->heads.first[(unsigned char)*s.p])
		return HEADING_NONE;
	h = cite_heading_of(s);
	return h == HEADING_NONE && s.p[0] == '#' ? HEADING_OTHER : h;
}

/* ---- units ------------------------------------------------------------ */

/* "^ a b Marsh": encyclopedias lead back to the text before the reference. */
static size_t
skip_backlinks(const char *p, size_t at, size_t end)
{
	static const char jump[] = " Jump up to:";
	bool any = end - at > sizeof jump && memcmp(p + at, jump, 8) == 0;

	if (any)
		at += memcmp(p + at, jump, sizeof jump - 1) == 0
		    ? sizeof jump - 1
		    : 8;

	while (at < end) {
		if (p[at] == '^') {
			any = true;
			at++;
		} else if (at + 3 <= end && memcmp(p + at, "↑", 3) == 0) {
			any = true;
			at += 3;
		} else if (p[at] == ' ' || p[at] == '\t' ||
		    (any && at + 1 < end && p[at] >= 'a' && p[at] <= 'z' &&
		        p[at + 1] == ' ')) {
			at++;
		} else {
			break;
		}
	}
	return at;
}

struct cite_unit *
unit_add(struct finder *f, const struct line *x, bool entry)
{
	struct cite_unit *u;
	struct cite_units *o = f->out;
	uint32_t from = x->start;

	o->unit = arena_grow(f->arena, o->unit, o->n, &o->cap, sizeof *u);
	u = &o->unit[o->n++];
	memset(u, 0, sizeof *u);
	u->mark = unit_mark(f, x);
	if (u->mark.class != MARK_NONE)
		from = u->mark.end;
	u->start = (uint32_t)skip_backlinks(f->text.p, from, x->end);
	u->end = x->end;
	u->entry = entry;
	u->block = f->block;
	return u;
}

/* Markers that make a line a note wherever it stands. */
bool
unit_is_note(const struct finder *f, const struct line *x)
{
	struct cite_mark m = unit_mark(f, x);

	return m.class != MARK_NONE && m.style != MARK_POINT &&
	    m.style != MARK_PLAIN && m.end < x->end;
}

/* A run of note lines, with lines that continue them. */
static size_t
read_notes(struct finder *f, size_t i)
{
	struct cite_unit *u = NULL;

	f->block++;
	for (; i < f->l.n; i++) {
		const struct line *x = &f->l.line[i];

		if (unit_is_note(f, x))
			u = unit_add(f, x, false);
		else if (u == NULL || x->gap)
			break;
		else
			u->end = x->end;
	}
	return i;
}

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

static bool
upper(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || c == 0xc3;
}

static bool
lower(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c >= 0x80 || c == '-' || c == '\'';
}

/* "(2010" among the first bytes: bodies and title-first entries. */
static bool
early_year(const char *p, size_t n)
{
	const char *q = p, *end = p + (n < 150 ? n : 150);

	while ((q = memchr(q, '(', (size_t)(end - q))) != NULL) {
		if (end - q > 5 && (q[1] == '1' || q[1] == '2') &&
		    q[2] >= '0' && q[2] <= '9' && q[3] >= '0' && q[3] <= '9' &&
		    q[4] >= '0' && q[4] <= '9')
			return true;
		q++;
	}
	return false;
}

/* "Adeyemi, F.", "Smith AB,", "J. Penrose", "Institute of Roads (2010)" */
static bool
western_start(const char *p, size_t n)
{
	size_t i = 0;

	if (!upper((unsigned char)p[0]))
		return false;
	if (p[1] == '.')
		return true;
	while (i < 40 && i < n &&
	    (lower((unsigned char)p[i]) || upper((unsigned char)p[i]) ||
	        p[i] == ' '))
		i++;
	if (i + 4 < n && (p[i] == ',' || p[i] == '.') && i > 2) {
		if (upper((unsigned char)p[i - 1]) && p[i - 2] != ' ' &&
		    upper((unsigned char)p[i - 2]))
			return true;
		if (upper((unsigned char)p[i - 1]) && p[i - 2] == ' ')
			return true;
		if (p[i] == ',' && p[i + 1] == ' ' &&
		    upper((unsigned char)p[i + 2]) &&
		    (p[i + 3] == '.' || p[i + 3] == ',' || p[i + 3] == ' ' ||
		        lower((unsigned char)p[i + 3])))
			return true;
	}
	return early_year(p, n);
}

/* "周明：", "刘权, ", "欧阳立《" */
static bool
han_start(const char *p, size_t n)
{
	const char *q = p, *end = p + n;
	size_t han = 0;
	uint32_t cp;

	while (q < end && han < 6) {
		q += utf8_decode(q, end, &cp);
		if (!text_is(cp, TEXT_HAN))
			break;
		han++;
	}
	return han >= 2 && han < 6 &&
	    (cp == 0xff1a || cp == ':' || cp == ',' || cp == 0xff0c ||
	        cp == 0x3001 || cp == '.' || cp == 0xff0e || cp == 0x300a ||
	        cp == 0x201c || cp == ';' || cp == 0xff1b || cp == '(' ||
	        cp == 0xff08);
}

/* "“Tides,” Quay Studies 3 (2015): 70": a title first, and a year behind. */
static bool
quoted_start(const char *p, size_t n)
{
	struct quire_span s = { p, n };
	size_t at;

	if (*p != '"' && !span_starts(s, "“") && !span_starts(s, "«") &&
	    !span_starts(s, "„"))
		return false;
	at = span_find(s, 1, "(1");
	at = at < n ? at : span_find(s, 1, "(2");
	at = at < n ? at : span_find(s, 1, " 20");
	return at + 4 < n;
}

/*
 * Could a line be an entry of a list without a heading? Looks at its first
 * bytes only: this is asked of every line there is.
 */
static bool
entry_start(const char *p, size_t n)
{
	if (n < 30 || n > 900)
		return false;
	while (*p == '*' || *p == '_') {
		p++;
		if (--n < 30)
			return false;
	}
	if ((unsigned char)*p >= 0xe3 && (unsigned char)*p <= 0xe9)
		return han_start(p, n);
	return western_start(p, n) || quoted_start(p, n);
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
		marked += x->marked || x->bullet ||
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

/* Without other signs: did the line before end a reference? */
static bool
fresh_line(const struct finder *f, const struct line *last,
    const struct line *x)
{
	const unsigned char *p = (const unsigned char *)f->text.p;
	unsigned char c = p[last->end - 1];
	uint32_t cp;

	utf8_decode(f->text.p + x->start, f->text.p + x->end, &cp);
	if (!text_is(cp, TEXT_UPPER | TEXT_HAN | TEXT_OPEN | TEXT_QUOTE))
		return false;
	return c == '.' || c == ']' || c == '/' || (c >= '0' && c <= '9') ||
	    (entry_start(f->text.p + x->start, x->end - x->start) &&
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

/* A line with those after it that are wrapped pieces of the same entry. */
static struct line
with_tail(const struct finder *f, size_t i)
{
	struct line x = f->l.line[i];
	size_t end = i + 4 < f->l.n ? i + 4 : f->l.n;

	while (++i < end && !f->l.line[i].gap &&
	    !entry_start(f->text.p + f->l.line[i].start,
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
	    !entry_start(f->text.p + x->start, x->end - x->start) ||
	    line_evidence(f, &before) < 5)
		return false;
	after = with_tail(f, i);
	return line_evidence(f, &after) >= 5;
}

static bool
may_enter(const struct finder *f, const struct line *x)
{
	return x->marked ||
	    entry_start(f->text.p + x->start, x->end - x->start);
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

/* A heading; the list's own may be repeated on top of each page. */
static bool
ends_list(const struct finder *f, const struct line *x, enum cite_heading own)
{
	enum cite_heading h = unit_heading(f, x);

	return leaders(f, x) || (h != HEADING_NONE && h != own);
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

/* Entries from a heading on; ends at another heading or where notes begin. */
static size_t
read_entries(struct finder *f, size_t from, enum cite_heading own)
{
	size_t i, to, margin, last = SIZE_MAX;
	struct cite_unit *u = NULL;
	enum grouping g;
	bool gap = false;

	for (to = from; to < f->l.n; to++)
		if (ends_list(f, &f->l.line[to], own) ||
		    begins_notes(f, &f->l.line[from], &f->l.line[to]))
			break;
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
		if (u == NULL || begins_entry(f, g, margin, i, last, gap))
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

/* Three and more lines. */
static size_t
read_list(struct finder *f, size_t from)
{
	size_t i, end;

	for (end = from; end < f->l.n; end++) {
		const struct line *x = &f->l.line[end];

		if (!may_enter(f, x) || line_evidence(f, x) < 5)
			break;
	}
	if (end - from < 3)
		return from;
	f->block++;
	for (i = from; i < end; i++)
		unit_add(f, &f->l.line[i], true);
	return end;
}

/* ---- the whole -------------------------------------------------------- */

/* A marker or a heading: what a unit may begin with. */
static bool
begins_units(const struct cite_heads *h, struct quire_span s)
{
	unsigned char c = (unsigned char)*s.p;
	struct cite_mark m;

	if ((cite_may_mark(c) || (c >= '0' && c <= '9')) &&
	    (cite_mark_line(s, 0, &m) || plain_number(s.p, s.p + s.len) > 0))
		return true;
	return s.len > 2 && s.len < 90 && h->first[c] &&
	    cite_heading_of(span_trim(s)) != HEADING_NONE;
}

bool
cite_may_hold(struct quire_span text)
{
	const char *p = text.p, *end = p + text.len, *q;
	size_t indent, run = 0;
	struct cite_heads h;

	cite_read_heads(&h);
	while (p < end) {
		p += skip_indent(p, end, &indent);
		if (p == end)
			break;
		q = line_end(p, end);
		if (q > p) {
			size_t n = (size_t)(q - p);

			if (begins_units(&h, (struct quire_span){ p, n }))
				return true;
			n -= bullet(p, q);
			p = q - n;
			run = entry_start(p, n) ? run + 1 : 0;
			if (run == 3)
				return true;
		}
		p = q < end ? q + 1 : end;
	}
	return false;
}

/* Where the next number of a list stands inside of a unit, or its end. */
static size_t
next_inside(struct quire_span text, const struct cite_unit *u,
    struct cite_mark *m)
{
	size_t i;

	for (i = u->start + 1; i < u->end; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if ((c != '[' && c != 0xef) ||
		    strchr(" .]/0123456789\n", text.p[i - 1]) == NULL)
			if ((c != '[' && c != 0xef) ||
			    (unsigned char)text.p[i - 1] < 0x80)
				continue;
		if (cite_mark_at(text, i, m) && m->class == MARK_DIGIT &&
		    m->style == MARK_SQUARE && m->number == u->mark.number + 1)
			return i;
	}
	return u->end;
}

/* "[4] ….[5] …" in one line: entries that a page's columns ran together. */
static void
split_units(struct finder *f)
{
	struct cite_units *o = f->out, in = *o;
	struct cite_unit u;
	struct cite_mark m;
	size_t i, at;

	memset(o, 0, sizeof *o);
	for (i = 0; i < in.n; i++) {
		u = in.unit[i];
		for (;;) {
			at = u.mark.class == MARK_DIGIT &&
			        u.mark.style == MARK_SQUARE
			    ? next_inside(f->text, &u, &m)
			    : u.end;
			o->unit = arena_grow(f->arena, o->unit, o->n, &o->cap,
			    sizeof u);
			o->unit[o->n++] = u;
			if (at == u.end)
				break;
			o->unit[o->n - 1].end = (uint32_t)at;
			u.mark = m;
			u.start =
			    (uint32_t)skip_backlinks(f->text.p, m.end, u.end);
		}
	}
}

void
cite_find_units(struct quire_span text, struct arena *a, struct arena *tmp,
    struct cite_units *out)
{
	struct finder f = { 0 };
	size_t i = 0, next;

	memset(out, 0, sizeof *out);
	f.text = text;
	f.arena = a;
	f.out = out;
	f.scratch = tmp;
	cite_read_heads(&f.heads);
	read_lines(&f);
	while (i < f.l.n) {
		const struct line *x = &f.l.line[i];
		enum cite_heading h = unit_heading(&f, x);

		if (h == HEADING_REFERENCES || h == HEADING_NOTES) {
			i = read_entries(&f, i + 1, h);
		} else if (unit_is_note(&f, x)) {
			i = read_notes(&f, i);
		} else {
			next = unit_may_run(&f, i) ? unit_read_run(&f, i) : i;
			if (next == i && three_enter(&f, i))
				next = read_list(&f, i);
			i = next > i ? next : i + 1;
		}
	}
	split_units(&f);
}
