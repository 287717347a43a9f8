/*
 * pagelines: numbers of lines in the margin, as bills, transcripts and
 * manuscripts have them, are taken out. pdftotext sets them before their lines
 * (-layout) or on lines of their own. Each line, every other, or every fifth
 * or tenth has one; they count on, from the first again on each page or not,
 * and there are as many as that asks for: no list has so many numbers.
 */
#include <string.h>

#include "clean/page.h"

enum { COUNTED_MIN = 15, MISSED = 3 };

/* Bytes of the number that a line begins with, and has a space behind or no
 * more; or 0. */
static size_t
number_length(struct quire_span s, unsigned *number)
{
	size_t n = 0;

	for (*number = 0; n < s.len && s.p[n] >= '0' && s.p[n] <= '9'; n++)
		if (n < 5)
			*number = *number * 10 + (unsigned)(s.p[n] - '0');
	return n < 5 && (n == s.len || s.p[n] == ' ') ? n : 0;
}

/* How the lines of a text are counted. */
struct count {
	bool alone;    /* numbers stand on lines of their own */
	unsigned step; /* from one to the next */
	size_t hits, lines, running, ended;
};

/* Does a number go on from one before? */
static bool
counts_on(const struct count *c, unsigned at, unsigned number)
{
	return number > at && number <= at + MISSED * c->step &&
	    number % c->step == 0;
}

/*
 * Goes over all lines with one way to count; marks[i] is set where a line has
 * its number. Where one may be the first of a page, or the page's own, both
 * are gone on from. running, ended: lines of text that go on with a sentence, or
 * end one.
 */
static void
count_lines(const struct work *w, struct count *c, bool *marks)
{
	unsigned at = 0, first = 0, number;
	size_t i, n;

	c->hits = c->lines = c->running = c->ended = 0;
	for (i = 0; i < w->lines; i++) {
		struct quire_span s = w->line[i].text;

		marks[i] = false;
		if (w->line[i].blank)
			continue;
		n = number_length(s, &number);
		if (n > 0 && (n == s.len || !c->alone) &&
		    (number == c->step || counts_on(c, at, number) ||
		        counts_on(c, first, number))) {
			marks[i] = true;
			if (number == c->step)
				first = number;
			else
				at = first = number;
			c->hits++;
			s = text_trim(span_sub(s, n, s.len));
		}
		if (s.len == 0)
			continue;
		c->lines++;
		c->ended += para_ends_sentence(s);
		c->running +=
		    !text_begins(s, TEXT_UPPER) && text_begins(s, TEXT_LETTER);
	}
}

static bool
is_counted(const struct count *c)
{
	return c->hits * (c->step < 5 ? c->step : 5) >= COUNTED_MIN &&
	    c->hits * c->step * 10 >= c->lines * 6 &&
	    c->running * 5 >= c->lines && c->ended * 20 >= c->lines;
}

/* Takes the number off line i; its place stays empty. */
static void
take_number(struct work *w, size_t i, bool alone)
{
	struct line *l = &w->line[i];
	unsigned number;
	size_t n = number_length(l->text, &number);
	size_t at = (size_t)(l->text.p - l->raw.p);
	char *p;

	if (n == l->text.len) {
		l->noise = true;
		if (alone && i > 0)
			l[-1].noise |= l[-1].blank;
		if (alone && i + 1 < w->lines)
			l[1].noise |= l[1].blank;
		return;
	}
	p = memcpy(arena_alloc(w->a, l->raw.len), l->raw.p, l->raw.len);
	memset(p + at, ' ', n);
	l->raw.p = p;
	for (n += at; p[n] == ' '; n++)
		continue;
	l->indent = (uint16_t)(l->indent + n - at);
	l->text = span_sub(l->raw, n, l->raw.len);
}

void
page_line_numbers(struct work *w)
{
	static const unsigned steps[] = { 1, 2, 5, 10 };
	bool *marks = arena_alloc(w->a, w->lines + 1);
	struct count c;
	size_t i, k;

	for (k = 0; k < 2 * sizeof steps / sizeof *steps; k++) {
		c.alone = k % 2 == 0;
		c.step = steps[k / 2];
		count_lines(w, &c, marks);
		if (!is_counted(&c))
			continue;
		for (i = 0; i < w->lines; i++)
			if (marks[i])
				take_number(w, i, c.alone);
		return;
	}
}
