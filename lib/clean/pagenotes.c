/*
 * pagenotes: notes at the foot of a page or column of pdftotext's output, and
 * their marks in the lines above. Both are given labels of their own, so that
 * the notes can be moved to the end of the document before paragraphs are put
 * together over the pages.
 *
 * A note begins with its number, which may stand on a line of its own (a
 * raised figure has another base line). The block runs to the end of the
 * column; its numbers follow each other, and the body above has the first.
 */
#include <string.h>

#include "clean/page.h"

enum { NUMBER_MAX = 999, AROUND = 250, SKIPPED = 6, NOTE_LINES = 40 };

/* The note number at the start of s (12, ⑫, [12]); *len its bytes; or 0. */
static unsigned
number_at(struct quire_span s, size_t *len)
{
	unsigned n = 0;
	size_t i = 0;
	uint32_t cp;
	bool square = s.len > 2 && s.p[0] == '[';

	if (s.len == 0)
		return 0;
	*len = utf8_decode(s.p, s.p + s.len, &cp);
	if (cp >= 0x2460 && cp <= 0x2473)
		return cp - 0x245f;
	for (i = square;
	     i < s.len && s.p[i] >= '0' && s.p[i] <= '9' && n <= NUMBER_MAX;
	     i++)
		n = n * 10 + (unsigned)(s.p[i] - '0');
	if (i == square || n > NUMBER_MAX)
		return 0;
	if (square && (i == s.len || s.p[i++] != ']'))
		return 0;
	*len = i;
	return n;
}

/* The same of a note, where a stop or bracket may follow: 12. 12) */
static unsigned
label_at(struct quire_span s, size_t *len)
{
	unsigned n = number_at(s, len);

	if (n > 0 && *len + 1 < s.len && strchr(".)", s.p[*len]) != NULL &&
	    s.p[*len + 1] == ' ')
		++*len;
	return n;
}

/*
 * Is a line that begins with a number a heading? It is short, no sentence, and
 * what follows does not go on with it.
 */
static bool
is_head(const struct work *w, size_t i, size_t end)
{
	struct quire_span s = w->line[i].text, next;
	size_t len;

	if (para_ends_sentence(s) || i + 1 >= end || w->line[i + 1].noise)
		return false;
	if (w->line[i + 1].blank)
		return pdf_width(s) < w->full;
	next = w->line[i + 1].text;
	return text_begins(next, TEXT_UPPER | TEXT_HAN) &&
	    number_at(next, &len) == 0 &&
	    pdf_room(s, next) < pdf_width(next) / 4 * 3;
}

/* Does a note begin at line i? *number is its number. */
static bool
starts_note(const struct work *w, size_t i, size_t end, unsigned *number)
{
	struct quire_span s = w->line[i].text, rest;
	uint32_t cp;
	size_t len;

	*number = label_at(s, &len);
	if (*number == 0)
		return false;
	rest = text_trim(span_sub(s, len, s.len));
	if (rest.len == 0) { /* the text is further below */
		for (i++; i < end && (w->line[i].blank || w->line[i].noise);
		     i++)
			continue;
		return i < end;
	}
	if (is_head(w, i, end))
		return false;
	utf8_decode(rest.p, rest.p + rest.len, &cp);
	if (s.p[len] != ' ' && (unsigned char)s.p[0] < 0x80 &&
	    !text_is(cp, TEXT_UPPER | TEXT_HAN | TEXT_OPEN))
		return false;
	return !text_is(cp, TEXT_DIGIT) && cp != '.' && cp != ')' &&
	    cp != ',' && cp != '%' && cp != '-';
}

/* Does line i hold a note's number and nothing else? */
static unsigned
lone_number(const struct work *w, size_t i)
{
	struct quire_span s = w->line[i].text;
	size_t len;
	const struct line *l = &w->line[i];
	unsigned n = l->blank || l->noise ? 0 : number_at(s, &len);

	return n > 0 && len == s.len ? n : 0;
}

/* ---- marks in the body ------------------------------------------------- */

static bool
is_digit(const struct quire_span s, size_t i)
{
	return i < s.len && s.p[i] >= '0' && s.p[i] <= '9';
}

/* Is the letter before s.p[i] one by itself, as in A4, H1, p2? */
static bool
is_lone_letter(struct quire_span s, size_t i)
{
	uint32_t cp;

	if ((unsigned char)((s.p[i - 1] | 0x20) - 'a') >= 26)
		return false;
	if (i < 2)
		return true;
	utf8_decode_before(s.p, s.p + i - 1, &cp);
	return !text_is(cp, TEXT_LETTER | TEXT_MARK);
}

/*
 * Some typesetters leave a thin space before a mark: behind the end of a
 * sentence, or at the end of a line, which pdftotext -raw breaks there.
 */
static bool
is_apart(struct quire_span s, size_t i, size_t len)
{
	uint32_t before;

	if (i < 2 || s.p[i - 1] != ' ')
		return false;
	utf8_decode_before(s.p, s.p + i - 1, &before);
	if (i + len < s.len && s.p[i + len] != ' ')
		return false;
	return text_is(before, TEXT_STERM | TEXT_CLOSE | TEXT_QUOTE) ||
	    (i + len == s.len && text_is(before, TEXT_LETTER | TEXT_PUNCT));
}

/* Can a plain number at s.p[i] be a raised mark? */
static bool
can_raise(struct quire_span s, size_t i, size_t len)
{
	uint32_t before, after = ' ';

	if (i == 0)
		return false;
	utf8_decode_before(s.p, s.p + i, &before);
	if (i + len < s.len)
		utf8_decode(s.p + i + len, s.p + s.len, &after);
	if (text_is(after, TEXT_DIGIT) || after == '%' ||
	    (after < 0x80 && text_is(after, TEXT_LETTER)) ||
	    is_lone_letter(s, i))
		return false;
	if (text_is(before, TEXT_LETTER) || before == ')' || before == ']' ||
	    text_is(before, TEXT_QUOTE | TEXT_CLOSE))
		return true;
	if (before == ',' || before == ';' || before == ':' || before == '!' ||
	    before == '?' || before >= 0x3000)
		return !is_digit(s, i - 2) || i < 2;
	if (before == '.' && i >= 3) /* not p.12, not 3.14 */
		return ((s.p[i - 2] | 0x20) >= 'a' &&
		           (s.p[i - 3] | 0x20) >= 'a') ||
		    s.p[i - 2] == ')' || s.p[i - 2] == '\'' ||
		    s.p[i - 2] == '"' || (unsigned char)s.p[i - 2] >= 0x80;
	return false;
}

/* How a note's number is printed: 1, ①, [1]. */
enum style { PLAIN, CIRCLED, SQUARE };

static enum style
style_of(struct quire_span s)
{
	return s.len > 0 && s.p[0] == '['                ? SQUARE
	    : s.len > 0 && (unsigned char)s.p[0] == 0xe2 ? CIRCLED
	                                                 : PLAIN;
}

/* Where the mark `number` stands in s, its bytes in *len; or s.len. */
static size_t
find_mark(struct quire_span s, unsigned number, enum style style, bool apart,
    size_t *len)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == (unsigned char)MARK_OPEN[0] &&
		    span_starts(span_sub(s, i, s.len), MARK_OPEN)) {
			i = span_find(s, i, MARK_CLOSE) + 2;
			continue;
		}
		if (style == CIRCLED      ? c != 0xe2
		        : style == SQUARE ? c != '['
		                          : c < '0' || c > '9')
			continue;
		if (style == PLAIN && i > 0 && is_digit(s, i - 1))
			continue;
		if (number_at(span_sub(s, i, s.len), len) == number &&
		    (style != PLAIN ||
		        (apart ? is_apart(s, i, *len) : can_raise(s, i, *len))))
			return i;
	}
	return s.len;
}

/* The line of [from, to) that holds the mark; or `to`. */
static size_t
line_with(const struct work *w, size_t from, size_t to, unsigned number,
    enum style style, bool apart, size_t *at, size_t *len)
{
	size_t i;

	for (i = from; i < to; i++) {
		if (w->line[i].blank || w->line[i].noise || w->line[i].note)
			continue;
		*at = find_mark(w->line[i].text, number, style, apart, len);
		if (*at < w->line[i].text.len)
			return i;
	}
	return to;
}

static size_t
line_of(const struct work *w, size_t from, size_t to, unsigned number,
    enum style style, size_t *at, size_t *len)
{
	size_t i = line_with(w, from, to, number, style, false, at, len);

	return i < to || style != PLAIN
	    ? i
	    : line_with(w, from, to, number, style, true, at, len);
}

static void
add_label(struct buf *b, size_t page, unsigned number)
{
	buf_add_str(b, MARK_OPEN "^p");
	buf_add_int(b, (int64_t)page);
	buf_add_char(b, 'n');
	buf_add_int(b, (int64_t)number);
	buf_add_str(b, MARK_CLOSE);
}

static void
put_mark(struct work *w, size_t line, size_t at, size_t len, size_t page,
    unsigned number)
{
	struct line *l = &w->line[line];
	struct buf b = { 0 };

	buf_add_span(&b, text_trim(span_sub(l->text, 0, at)));
	add_label(&b, page, number);
	buf_add_span(&b, span_sub(l->text, at + len, l->text.len));
	l->text = arena_copy(w->a, buf_span(&b));
	buf_fini(&b);
}

/* ---- blocks ------------------------------------------------------------- */

/* Where marks of notes at line i may begin: no page is longer. */
static size_t
above(size_t page, size_t i)
{
	return i > page + AROUND ? i - AROUND : page;
}

/* Is there a mark for note n, at line k, above the block's first line i? */
static bool
has_mark_above(const struct work *w, size_t page, size_t i, size_t k,
    unsigned n)
{
	size_t at, len;

	return line_of(w, above(page, i), i, n, style_of(w->line[k].text), &at,
	           &len) < i;
}

/* Does a line end in an initial, or in what stands before a number? */
static bool
ends_short(struct quire_span s)
{
	static const char *const before[] = { "vol.", "p.", "pp.", "no.", "Nr.",
		"Bd.", "S.", "ed.", "eds.", "cf." };
	size_t i, n = s.len;

	if (n < 2 || s.p[n - 1] != '.')
		return false;
	for (i = 0; i < sizeof before / sizeof *before; i++)
		if (span_ends(s, before[i]) &&
		    (n == strlen(before[i]) ||
		        strchr(" .(", s.p[n - strlen(before[i]) - 1]) != NULL))
			return true;
	return s.p[n - 2] >= 'A' && s.p[n - 2] <= 'Z' &&
	    (n == 2 || strchr(" .", s.p[n - 3]) != NULL);
}

/* The last note of the block that begins at line i with number n. */
static size_t
last_note(const struct work *w, size_t page, size_t i, size_t to, unsigned n)
{
	size_t k, last = i;
	unsigned next;

	for (k = i + 1; k < to && k <= last + NOTE_LINES; k++)
		if (!w->line[k].blank && !w->line[k].noise &&
		    starts_note(w, k, to, &next) && next > n && next <= n + 2 &&
		    ((k == last + 1 && next == n + 1) ||
		        has_mark_above(w, page, i, k, next))) {
			n = next;
			last = k;
		}
	return last;
}

/* Does the text above line i break off, a sentence going on below? */
static bool
breaks_off(const struct work *w, size_t from, size_t i)
{
	while (i > from && (w->line[i - 1].blank || w->line[i - 1].noise))
		i--;
	return i > from && !para_ends_sentence(w->line[i - 1].text);
}

/*
 * The end of a block of notes that begins at line i: where its last note, at
 * line `last`, ends a sentence; at the latest the end of the column. Where the
 * text above breaks off, a capital cannot go on with it.
 */
static size_t
block_end(const struct work *w, size_t page, size_t i, size_t last, size_t to)
{
	bool cut = breaks_off(w, page, i);
	size_t k;

	for (k = last + 1; k < to; k++) {
		const struct line *l = &w->line[k - 1], *next = &w->line[k];

		if (l->noise || l->blank)
			continue;
		if (k == last + 1 && lone_number(w, last) > 0)
			continue;
		if (!next->blank && cut &&
		    text_begins(next->text, TEXT_UPPER) &&
		    pdf_room(l->text, next->text) >= pdf_width(l[-1].text))
			continue;
		if (para_ends_sentence(l->text) && !span_ends(l->text, ":") &&
		    !span_ends(l->text, ";") && !ends_short(l->text))
			break;
	}
	return k;
}

/*
 * At the foot of a column all that follow are notes, but where the numbers go
 * on below with a mark of their own, as in the next column, or begin before
 * the block's first, as in the column before.
 */
static size_t
foot_end(const struct work *w, size_t page, size_t i, size_t last, size_t to)
{
	size_t end = block_end(w, page, i, last, to), k, len, at;
	unsigned first = label_at(w->line[i].text, &len), next;
	unsigned n = label_at(w->line[last].text, &len);

	for (k = end; k < to; k++) {
		if (w->line[k].blank || w->line[k].noise ||
		    !starts_note(w, k, to, &next))
			continue;
		if (next == n + 1)
			return line_of(w, end, k, next,
			           style_of(w->line[k].text), &at, &len) < k
			    ? end
			    : to;
		if (next < first && has_mark_above(w, page, k, k, next)) {
			while (end < k && !w->line[end].blank)
				end++;
			return end;
		}
	}
	return to;
}

/* The numbers that notes have had. */
struct given {
	unsigned before; /* the highest on the pages before */
	unsigned last;   /* the highest */
	enum style style;
};

/*
 * May a block of notes begin with number n, printed like s? It goes on from
 * the highest one given, or is 1; the right column's block may be printed
 * before the left one's.
 */
static bool
may_follow(const struct given *g, unsigned n, struct quire_span s)
{
	if (n == 1 || g->last == 0 || n == g->last + 1)
		return true;
	return n > g->before && n <= g->last + SKIPPED &&
	    style_of(s) == g->style;
}

/*
 * The first block of notes at or behind line i of [from, to): *end is behind
 * it. The body above has the mark of its first number.
 */
static size_t
find_block(const struct work *w, size_t page, size_t from, size_t i, size_t to,
    const struct given *given, size_t *end)
{
	unsigned n;
	size_t note;

	for (; i < to; i++) {
		if (w->line[i].blank || w->line[i].noise || i == page ||
		    !starts_note(w, i, to, &n))
			continue;
		if (!may_follow(given, n, w->line[i].text) ||
		    !has_mark_above(w, page, i, i, n))
			continue;
		note = last_note(w, page, i, to, n);
		*end = (to - i) * 3 <= to - from
		    ? foot_end(w, page, i, note, to)
		    : block_end(w, page, i, note, to);
		return i;
	}
	return to;
}

/*
 * Gives the note at line i its label, and the mark n above; len: number. What
 * stands below the block, which ends before `to`, is another column: notes
 * under two columns come between them.
 */
static void
name_note(struct work *w, size_t i, size_t page, size_t block, size_t to,
    unsigned n, size_t len, enum style style)
{
	struct line *l = &w->line[i];
	struct buf b = { 0 };
	size_t line, at, mark, end = page_end(w, page);

	if (end > to + AROUND)
		end = to + AROUND;
	line = line_of(w, above(page, block), block, n, style, &at, &mark);
	if (line == block)
		line = line_of(w, to, end, n, style, &at, &mark);
	if (line < end)
		put_mark(w, line, at, mark, page, n);
	add_label(&b, page, n);
	buf_add_str(&b, ": ");
	buf_add_span(&b, text_trim(span_sub(l->text, len, l->text.len)));
	l->text = arena_copy(w->a, buf_span(&b));
	l->starts = true;
	buf_fini(&b);
}

/* Could a note begin at line i of a block, behind line `before`? */
static bool
may_begin(const struct work *w, size_t i, size_t before)
{
	struct quire_span s = w->line[i].text;
	uint32_t cp;

	if (before == NO_PARA || !para_ends_sentence(w->line[before].text) ||
	    ends_short(w->line[before].text))
		return false;
	utf8_decode(s.p, s.p + s.len, &cp);
	return text_is(cp, TEXT_UPPER | TEXT_HAN | TEXT_OPEN | TEXT_QUOTE);
}

/*
 * pdftotext without a layout may set raised numbers apart from their notes,
 * some before and some behind. The numbers in the block, in order, go to its
 * texts: each begins where a number stands or, as long as numbers are left,
 * where a sentence may begin.
 */
static unsigned
share_numbers(struct work *w, size_t page, size_t block, size_t to)
{
	unsigned low = 0, high = 0, starts = 0, n, spare;
	size_t i, before = NO_PARA;
	bool number = false;

	for (i = block; i < to; i++)
		if ((n = lone_number(w, i)) > 0) {
			low = low == 0 || n < low ? n : low;
			high = n > high ? n : high;
			number = true;
		} else if (!w->line[i].blank && !w->line[i].noise) {
			starts += number;
			number = false;
		}
	spare = high - low + 1 > starts ? high - low + 1 - starts : 0;
	n = low;
	for (i = block; i < to; i++) {
		struct line *l = &w->line[i];

		l->note = true;
		if (l->blank || l->noise)
			continue;
		if (lone_number(w, i) > 0) {
			number = true;
			l->noise = true;
			continue;
		}
		l->joined = true;
		if (!number && spare > 0 && may_begin(w, i, before)) {
			number = true;
			spare--;
		}
		if (number && n <= high) {
			name_note(w, i, page, block, to, n++, 0, PLAIN);
			l->joined = false;
		}
		number = false;
		before = i;
	}
	return high;
}

/* Labels the notes [block, to) of a page, their marks above; last number. */
static unsigned
take_notes(struct work *w, size_t page, size_t block, size_t to)
{
	unsigned n, last = 0;
	size_t i, len;

	for (i = block; i < to; i++)
		if (!w->line[i].noise && lone_number(w, i) > 0)
			return share_numbers(w, page, block, to);
	for (i = block; i < to; i++) {
		struct line *l = &w->line[i];

		if (l->noise)
			continue;
		l->note = true;
		if (l->blank)
			continue;
		l->joined = true;
		if (!starts_note(w, i, to, &n) || (last != 0 && n != last + 1))
			continue;
		label_at(l->text, &len);
		name_note(w, i, page, block, to, n, len, style_of(l->text));
		l->joined = false;
		last = n;
	}
	return last;
}

/*
 * A raised figure above its line, on a line of its own: it goes into the line
 * below, at its column.
 */
static void
lower_marks(struct work *w, size_t from, size_t to)
{
	size_t i, len, col, at;
	struct quire_span s;
	struct buf b = { 0 };

	for (i = from; i + 1 < to; i++) {
		struct line *l = &w->line[i], *below = l + 1;

		if (l->blank || l->noise || below->blank || below->noise ||
		    number_at(l->text, &len) == 0 || len != l->text.len ||
		    l->indent < below->indent + 4u)
			continue;
		s = below->text;
		for (at = 0, col = below->indent; at < s.len && col < l->indent;
		     col++) {
			uint32_t cp;

			at += utf8_decode(s.p + at, s.p + s.len, &cp);
		}
		if (at < s.len && s.p[at] == ' ')
			at++;
		else if (at > 0 && s.p[at - 1] != ' ')
			while (at < s.len && s.p[at] != ' ' &&
			    (unsigned char)s.p[at] < 0x80)
				at++;
		b.len = 0;
		buf_add_span(&b, text_trim(span_sub(s, 0, at)));
		buf_add_span(&b, l->text);
		buf_add_span(&b, span_sub(s, at, s.len));
		below->text = arena_copy(w->a, buf_span(&b));
		l->noise = true;
	}
	buf_fini(&b);
}

/* The number glued to the last word of s, a small letter before it; or 0. */
static unsigned
glued_number(struct quire_span s, size_t *len)
{
	uint32_t cp;
	size_t n = s.len;

	while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
		n--;
	if (n == 0 || n == s.len)
		return 0;
	utf8_decode_before(s.p, s.p + n, &cp);
	return text_is(cp, TEXT_LOWER) ? number_at(span_sub(s, n, s.len), len)
	                               : 0;
}

static void
set_text(struct work *w, struct line *l, struct quire_span a,
    const char *between, struct quire_span z)
{
	struct buf b = { 0 };

	buf_add_span(&b, a);
	buf_add_str(&b, between);
	buf_add_span(&b, z);
	l->text = arena_copy(w->a, buf_span(&b));
	buf_fini(&b);
}

/*
 * Where a page's text ends in a hyphen, pdftotext sets the next line to it,
 * which is the number of the page's first note. Its mark is further above.
 */
static void
part_numbers(struct work *w, size_t page, size_t from, size_t to)
{
	size_t i, k, len, at, mark;
	struct quire_span number;
	unsigned n;

	for (i = from; i + 1 < to; i++) {
		struct line *l = &w->line[i];

		if (l->blank || l->noise ||
		    (n = glued_number(l->text, &len)) == 0)
			continue;
		for (k = i + 1; k < to && w->line[k].blank; k++)
			continue;
		if (k == to || w->line[k].noise ||
		    !text_begins(w->line[k].text,
		        TEXT_UPPER | TEXT_QUOTE | TEXT_OPEN) ||
		    line_of(w, above(page, i), i, n, PLAIN, &at, &mark) == i)
			continue;
		number = span_sub(l->text, l->text.len - len, l->text.len);
		if (l[1].blank) {
			l[1].text = number;
			l[1].blank = false;
		} else
			set_text(w, &w->line[k], number, " ", w->line[k].text);
		set_text(w, l, span_sub(l->text, 0, l->text.len - len), "-",
		    span_sub(l->text, 0, 0));
	}
}

void
page_notes(struct work *w)
{
	size_t page, end, from, to, block, behind, k;
	struct given given = { 0, 0, PLAIN };
	unsigned last;

	for (page = 0; page < w->lines; page = end) {
		end = page_end(w, page);
		given.before = given.last;
		for (from = page; from < end; from = to) {
			for (to = from + 1; to < end && !w->line[to].column;
			     to++)
				continue;
			lower_marks(w, from, to);
			part_numbers(w, page, from, to);
			for (k = from; k < to; k = behind) {
				block = find_block(w, page, from, k, to, &given,
				    &behind);
				if (block == to)
					break;
				given.style = style_of(w->line[block].text);
				last = take_notes(w, page, block, behind);
				/* numbers may begin again on each page */
				if (last <= given.before)
					given.before = given.last = 0;
				if (last > given.last)
					given.last = last;
			}
		}
	}
}
