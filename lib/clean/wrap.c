/*
 * wrap: lines broken at a width (--wrap), and put together again: a text that
 * was broken so is known by that every line which goes on is as full as it can
 * be, so that a second run gives the same.
 */
#include "clean/work.h"

/* May a line begin with the character cp at p, right behind another? */
static bool
may_cut(const char *p, uint32_t cp)
{
	return text_is(cp, TEXT_HAN | TEXT_KANA) &&
	    (unsigned char)p[-1] >= 0x80;
}

void
wrap_add(struct buf *out, struct quire_span s, unsigned wrap)
{
	const char *p = s.p, *end = s.p + s.len, *from = p, *cut = NULL, *q;
	unsigned col = 0, at_cut = 0, n;
	uint32_t cp;

	while (p < end) {
		q = p + utf8_decode(p, end, &cp);
		n = text_width((struct quire_span){ p, (size_t)(q - p) });
		if (p > from && (cp == ' ' || may_cut(p, cp)) &&
		    (col <= wrap || cut == NULL)) {
			cut = p;
			at_cut = col;
		}
		if (col + n > wrap && cut != NULL) {
			buf_add(out, from, (size_t)(cut - from));
			buf_add_char(out, '\n');
			from = *cut == ' ' ? cut + 1 : cut;
			/* less than none where a space is next */
			col -= at_cut + (*cut == ' ');
			cut = NULL;
		}
		col += n;
		p = q;
	}
	buf_add(out, from, (size_t)(end - from));
}

/* ---- put together again ----------------------------------------------- */

/* What begins a line and could not be parted from it by a break. */
static struct quire_span
first_piece(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len, *q;
	uint32_t cp;

	for (; p < end && *p != ' '; p = q) {
		q = p + utf8_decode(p, end, &cp);
		if (p > s.p && may_cut(p, cp))
			break;
	}
	return (struct quire_span){ s.p, (size_t)(p - s.p) };
}

/* Was the break between characters that no space parts? */
static bool
is_bare(struct quire_span a, struct quire_span b)
{
	if (a.len == 0 || b.len == 0)
		return true;
	return text_begins(b, TEXT_HAN | TEXT_KANA) &&
	    (unsigned char)a.p[a.len - 1] >= 0x80;
}

static bool
is_full(struct quire_span a, struct quire_span b, unsigned wrap)
{
	unsigned n = text_width(a);

	return (n <= wrap || first_piece(a).len == a.len) &&
	    n + !is_bare(a, b) + text_width(first_piece(b)) > wrap;
}

/* A line as it was broken: not its notes' marks as signs, nor its "> ". */
static struct quire_span
shown(const struct line *l)
{
	struct quire_span s = text_trim(l->raw);

	if (l->quote && span_starts(s, "> "))
		s = span_sub(s, 2, s.len);
	while (l->heading > 0 && (span_starts(s, "#") || span_starts(s, " ")))
		s = span_sub(s, 1, s.len);
	return s;
}

bool
wrap_goes_on(const struct line *a, const struct line *b)
{
	return !a->blank && !b->blank && !a->row && !b->row && !b->page &&
	    !b->starts && !span_starts(text_trim(b->raw), "[^");
}

enum { FEW = 3 };

bool
wrap_known(const struct work *w)
{
	unsigned wrap = (unsigned)w->o->wrap;
	size_t i, n = 0, upper = 0;

	if (w->o->wrap <= 0)
		return false;
	for (i = 0; i + 1 < w->lines; i++) {
		const struct line *a = &w->line[i], *b = a + 1;

		if (!wrap_goes_on(a, b))
			continue;
		if (!is_full(shown(a), shown(b), wrap))
			return false;
		upper += text_begins(b->text, TEXT_UPPER);
		n++;
	}
	/* A title and the line below it can be as full by chance. */
	return n >= FEW || (n > 0 && upper == 0);
}

void
wrap_glue(struct buf *out, struct quire_span s)
{
	if (s.len == 0)
		return;
	if (!is_bare(buf_span(out), s))
		buf_add_char(out, ' ');
	buf_add_span(out, s);
}
