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
		"· ", "・", "▪ ", "● ", "■ ", "◦ ", "○ ", "‣ ", "-\t", "*\t",
		"•\t", NULL };
	size_t n = 0;

	if (strchr("-*+", *p) != NULL || (unsigned char)*p >= 0xc2)
		n = span_starts_any((struct quire_span){ p, (size_t)(end - p) },
		    sign);
	while (n > 0 && p + n < end && (p[n] == ' ' || p[n] == '\t'))
		n++;
	return n;
}

/* The length of "a " or "1.0 ": which of several places in the text. */
static size_t
backlink(struct quire_span s)
{
	size_t i = 0;

	if (s.len > 1 && s.p[0] >= 'a' && s.p[0] <= 'z' && s.p[1] == ' ')
		return 2;
	while (i < s.len && i < 8 &&
	    (ascii_digit(s.p[i]) || (i > 0 && strchr(".,", s.p[i]) != NULL)))
		i++;
	return i > 2 && i < s.len && s.p[i] == ' ' ? i : 0;
}

/* "[^](#cite_ref-1)", "**[a](#ref_1)**": a link back in Markdown; or 0. */
static size_t
marked_backlink(struct quire_span s)
{
	size_t bold = span_starts(s, "**") ? 2 : 0, at, end;

	at = span_find(span_sub(s, 0, 12), bold, "](#");
	end = span_find(span_sub(s, 0, 120), at, ")");
	if (at >= 12 || at >= s.len || end >= s.len || end >= 120 ||
	    bold >= s.len || s.p[bold] != '[')
		return 0;
	end++;
	return end +
	    (bold > 0 && span_starts(span_sub(s, end, s.len), "**") ? 2 : 0);
}

/*
 * "^ a b Marsh", "↑ 1.0 1.1 Marsh": encyclopedias lead back to the text before
 * the reference.
 */
static size_t
skip_backlinks(const char *p, size_t at, size_t end)
{
	static const char *const sign[] = { "^", "↑", "Jump up to:", "Jump up ",
		NULL };
	bool any = false;
	size_t n;

	if (at < end && strchr(" \t^J\xe2[*", p[at]) == NULL)
		return at; /* of most lines */
	for (;; at += n) {
		struct quire_span s = { p + at, end - at };

		n = span_starts_any(s, sign);
		n += n == 0 ? marked_backlink(s) : 0;
		any |= n > 0;
		if (n == 0 && any)
			n = backlink(s);
		if (n == 0 && s.len > 0 && (*s.p == ' ' || *s.p == '\t'))
			n = 1;
		if (n == 0)
			return at;
	}
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
	x->bullet = n > 0 && p + n < end;
	p += x->bullet ? n : 0;
	x->start = (uint32_t)(p - f->text.p);
	x->end = (uint32_t)(end - f->text.p);
	x->indent = (uint16_t)(indent < 1000 ? indent : 1000);
	x->gap = gap;
	x->number = plain_number(p, end);
	x->back = skip_backlinks(p, 0, (size_t)(end - p)) > 0;
	x->marked =
	    (cite_may_mark((unsigned char)*p) || (*p >= '0' && *p <= '9')) &&
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

	if (s.len < 3 || s.len > 90 || !f->heads->first[(unsigned char)*s.p])
		return HEADING_NONE;
	h = cite_heading_of(s);
	return h == HEADING_NONE && s.p[0] == '#' ? HEADING_OTHER : h;
}

/* ---- units ------------------------------------------------------------ */

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
	u->back = u->start > from && u->mark.class == MARK_NONE;
	if (u->back)
		u->mark.start = u->mark.end = from;
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

/*
 * A run of notes, or of references that lead back, with lines that continue
 * them.
 */
static size_t
read_marked(struct finder *f, size_t i, bool back)
{
	struct cite_unit *u = NULL;

	f->block++;
	for (; i < f->l.n; i++) {
		const struct line *x = &f->l.line[i];

		if (back ? x->back : unit_is_note(f, x))
			u = unit_add(f, x, back);
		else if (u == NULL || x->gap)
			break;
		else
			u->end = x->end;
	}
	return i;
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
cite_may_hold(const struct cite_heads *h, struct quire_span text)
{
	const char *p = text.p, *end = p + text.len, *q;
	size_t indent, run = 0;

	while (p < end) {
		p += skip_indent(p, end, &indent);
		if (p == end)
			break;
		q = line_end(p, end);
		if (q > p) {
			size_t n = (size_t)(q - p);

			if (begins_units(h, (struct quire_span){ p, n }))
				return true;
			n -= bullet(p, q);
			p = q - n;
			if (skip_backlinks(p, 0, n) > 0)
				return true;
			run = unit_entry_start(p, n) ? run + 1 : 0;
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
cite_find_units(const struct cite_heads *h, struct quire_span text,
    struct arena *a, struct arena *tmp, struct cite_units *out)
{
	struct finder f = { 0 };
	size_t i = 0, next;

	memset(out, 0, sizeof *out);
	f.text = text;
	f.arena = a;
	f.out = out;
	f.scratch = tmp;
	f.heads = h;
	read_lines(&f);
	while (i < f.l.n) {
		const struct line *x = &f.l.line[i];
		enum cite_heading own = unit_heading(&f, x);

		if (own == HEADING_REFERENCES || own == HEADING_NOTES) {
			i = unit_read_entries(&f, i + 1, own);
		} else if (unit_is_note(&f, x)) {
			i = read_marked(&f, i, false);
		} else if (x->back) {
			i = read_marked(&f, i, true);
		} else {
			next = unit_may_run(&f, i) ? unit_read_run(&f, i) : i;
			if (next == i)
				next = unit_read_list(&f, i);
			i = next > i ? next : i + 1;
		}
	}
	split_units(&f);
}
