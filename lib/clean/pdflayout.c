/*
 * pdflayout: where paragraphs of a typeset page begin. Lines are justified, so
 * a line's end tells most: one that could have taken the next word is a
 * paragraph's last. Characters have widths of their own in type; those of a
 * common book face are near enough to compare lines by. Where a text indents
 * first lines, that decides.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/work.h"

enum { RAISED = 300, LEAD_MIN = 3, LEAD_MAX = 3000, DENSE_MIN = 8 };

/* Advance widths of ASCII in thousandths of an em (Times and its kin). */
static const uint16_t advance[96] = { 250, 333, 408, 500, 500, 833, 778, 180,
	333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500,
	500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667,
	722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722,
	667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
	500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
	200, 480, 541, 0 };

/*
 * latin: the width of an ASCII character, or 0 for the table. A raised mark,
 * whatever its label is called inside, takes next to nothing.
 */
static unsigned
measure(struct quire_span s, unsigned latin)
{
	const char *p = s.p, *end = s.p + s.len;
	bool raised = false;
	unsigned sum = 0;
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (cp == 0xfdd0 || cp == 0xfdd1) {
			raised = cp == 0xfdd0;
			sum += raised ? RAISED : 0;
		}
		if (raised || cp == 0xfdd1)
			continue;
		if (cp < 0x80)
			sum += latin > 0 ? latin
			    : cp >= 32   ? advance[cp - 32]
			                 : 250;
		else
			sum += text_is(cp, TEXT_CJK) ? 1000 : 500;
	}
	return sum;
}

/*
 * What may not be parted at the start of a line: a word, or a character of CJK
 * with the brackets that open before it.
 */
static unsigned
first_word(struct quire_span s, unsigned latin)
{
	const char *p = s.p, *end = s.p + s.len;
	bool word = false;
	uint32_t cp;
	size_t n;

	while (p < end && *p != ' ') {
		n = utf8_decode(p, end, &cp);
		if (word && text_is(cp, TEXT_CJK))
			break;
		p += n;
		word |= !text_is(cp, TEXT_OPEN);
		if (word && text_is(cp, TEXT_CJK))
			break;
	}
	return measure((struct quire_span){ s.p, (size_t)(p - s.p) }, latin);
}

unsigned
pdf_width(struct quire_span s)
{
	return measure(s, 0);
}

unsigned
pdf_room(struct quire_span a, struct quire_span b)
{
	return measure(a, 0) + 250 + first_word(b, 0);
}

int
work_by_number(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return x < y ? -1 : x > y;
}

/* Does the line end in a raised mark: a label, ①, or a glued figure? */
static bool
ends_raised(struct quire_span s)
{
	size_t n = s.len;
	uint32_t cp;

	if (span_ends(s, MARK_CLOSE))
		return true;
	if (n < 3)
		return false;
	utf8_decode_before(s.p, s.p + n, &cp);
	if (cp >= 0x2460 && cp <= 0x2473)
		return true;
	while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
		n--;
	if (n == 0 || n == s.len || s.len - n > 3)
		return false;
	utf8_decode_before(s.p, s.p + n, &cp);
	return text_is(cp, TEXT_LETTER | TEXT_QUOTE) || cp == ',' ||
	    cp == '.' || cp == ')' || cp == ';';
}

/* Is line i, with what stands before it, full, or the end of a sentence? */
static bool
fills(const struct work *w, size_t i)
{
	unsigned width = w->measure[i - 1] + w->measure[i];

	if (para_ends_sentence(w->line[i].text) || ends_raised(w->line[i].text))
		return true;
	if (i + 1 < w->lines && !w->line[i + 1].blank && !w->line[i + 1].note)
		width += 250 + first_word(w->line[i + 1].text, w->latin);
	return width > w->full - w->full / 12;
}

/*
 * pdftotext -raw ends a line at a raised mark: what follows belongs to it, and
 * together they are a full line or end a sentence.
 */
static void
join_raised(struct work *w)
{
	size_t i;

	for (i = 1; i < w->lines; i++) {
		struct line *a = &w->line[i - 1], *b = &w->line[i];

		if (a->blank || b->blank || a->note || b->note ||
		    !ends_raised(a->text) ||
		    w->measure[i - 1] + w->measure[i] >
		        w->full + w->full / 12 ||
		    !fills(w, i))
			continue;
		b->joined = true;
		w->measure[i] += w->measure[i - 1];
	}
}

/* Does the text set a space between CJK and Latin as a rule? Or do its notes? */
static bool
is_spaced(const struct work *w, bool notes)
{
	size_t i, with = 0, without = 0;
	uint32_t cp, last;

	for (i = 0; i < w->lines; i++) {
		const char *p = w->line[i].text.p,
		           *end = p + w->line[i].text.len;

		if (w->line[i].note != notes)
			continue;
		for (last = ' '; p < end; last = cp) {
			p += utf8_decode(p, end, &cp);
			if (!text_is(last, TEXT_HAN | TEXT_KANA))
				continue;
			if (cp == ' ')
				with++;
			else if (cp < 0x80 &&
			    text_is(cp, TEXT_LETTER | TEXT_DIGIT))
				without++;
		}
	}
	return with > 2 * without;
}

/*
 * Widths of full lines: what most have, titles being wider, last lines
 * narrower; and what the fullest have.
 */
struct widths {
	unsigned full, top, latin;
	size_t near; /* lines about as wide as full */
};

/* How many of the sorted widths are about x. */
static size_t
near(const unsigned *v, size_t n, unsigned x)
{
	size_t i, k = 0;

	for (i = 0; i < n; i++)
		k += v[i] + x / 40 > x && v[i] < x + x / 40;
	return k;
}

/* Most of the sorted widths are about as wide: how wide the widest of them. */
static unsigned
densest(const unsigned *v, size_t n)
{
	size_t i, from = 0, most = 0, at = 0;

	for (i = 0; i < n; i++) {
		while (v[from] + v[i] / 20 < v[i])
			from++;
		if (i - from >= most) {
			most = i - from;
			at = from + most / 8 * 7;
		}
	}
	return v[at];
}

/*
 * Lines that were set together are wider than the page: where they are many,
 * those about as wide as most others are the full ones.
 */
static struct widths
full_width(struct work *w, unsigned latin)
{
	unsigned *v = arena_alloc(w->a, (w->lines + 1) * sizeof *v);
	struct widths r = { 0, 0, latin, 0 };
	unsigned dense;
	size_t i, n = 0, close;

	for (i = 0; i < w->lines; i++)
		if (!w->line[i].blank && !w->line[i].note)
			v[n++] = measure(w->line[i].text, latin);
	if (n == 0)
		return r;
	qsort(v, n, sizeof *v, work_by_number);
	r.full = v[n * 3 / 4];
	r.top = v[n * 9 / 10];
	r.near = near(v, n, r.full);
	dense = densest(v, n);
	close = near(v, n, dense);
	if (r.full > dense + dense / 4 && close > r.near && close > DENSE_MIN) {
		r.full = dense;
		r.near = close;
	}
	return r;
}

unsigned
pdf_full(struct work *w)
{
	return full_width(w, 0).full;
}

/*
 * Latin letters among CJK may have any width; the one by which most lines are
 * alike is right.
 */
static void
choose_width(struct work *w)
{
	static const unsigned widths[] = { 0, 500, 550, 600 };
	struct widths best = full_width(w, widths[0]), x;
	size_t i;

	for (i = 1; w->cjk && i < sizeof widths / sizeof *widths; i++) {
		x = full_width(w, widths[i]);
		if (x.near > best.near)
			best = x;
	}
	w->full = best.full;
	w->top = best.top;
	w->latin = best.latin;
}

/*
 * pdftotext's default mode sets lines together where it took out a hyphen.
 * Then a number of lines are far wider than most.
 */
static bool
is_merged(const struct work *w)
{
	size_t i, n = 0, wide = 0;

	for (i = 0; i < w->lines; i++) {
		n += !w->line[i].blank;
		wide += w->measure[i] > w->full + w->full / 3;
	}
	return w->full > 0 && wide * 20 > n;
}

/*
 * What line i takes with the first word of the next; of lines set together the
 * last one.
 */
static unsigned
room_of(const struct work *w, size_t i)
{
	unsigned last = w->measure[i];

	while (w->merged && last > w->full + w->full / 25)
		last -= w->full;
	return last + 250 + first_word(w->line[i + 1].text, w->latin);
}

/* Does a paragraph surely end before line i, and go on behind it? */
static bool
is_sure_first(const struct work *w, size_t i)
{
	const struct line *l = &w->line[i];

	return !l[-1].blank && !l->blank && !l[1].blank && !l[-1].note &&
	    !l->note && !l[1].note && para_ends_sentence(l[-1].text) &&
	    w->measure[i - 1] < w->full - w->full / 5 &&
	    !para_ends_sentence(l->text) &&
	    w->measure[i] > w->full - w->full / 5;
}

/*
 * pdftotext -raw does not tell of indents. If some first lines look shorter than
 * they could be, by about the same, they were indented: by how much.
 */
static unsigned
lead_of(const struct work *w)
{
	unsigned *gap = arena_alloc(w->a, (w->lines + 1) * sizeof *gap);
	size_t i, n = 0, some = 0;

	for (i = 1; i + 1 < w->lines; i++) {
		if (!is_sure_first(w, i))
			continue;
		gap[n] = room_of(w, i) < w->full ? w->full - room_of(w, i) : 0;
		some += gap[n++] > w->full / 40;
	}
	if (n < LEAD_MIN || 5 * some < n)
		return 0;
	qsort(gap, n, sizeof *gap, work_by_number);
	return gap[n - 1 - n / 10] < LEAD_MAX ? gap[n - 1 - n / 10] : LEAD_MAX;
}

void
pdf_measure(struct work *w)
{
	size_t i, n = 0, indented = 0, flush = 0, cjk = 0;

	for (i = 0; i < w->lines; i++) {
		struct line *l = &w->line[i];

		if (l->blank || l->note)
			continue;
		n++;
		cjk += (unsigned char)l->text.p[0] >= 0xe3;
		if (l->indent >= 2 && l->indent <= 8)
			indented++;
		else if (l->indent < 2)
			flush++;
	}
	w->cjk = cjk * 2 > n;
	w->spaced = w->cjk && is_spaced(w, false);
	w->spaced_notes = w->cjk && is_spaced(w, true);
	w->indents = indented * 12 > n && flush > indented;
	choose_width(w);
	w->measure = arena_zero(w->a, w->lines + 1, sizeof *w->measure);
	for (i = 0; i < w->lines; i++)
		w->measure[i] = measure(w->line[i].text, w->latin);
	w->merged = is_merged(w);
	join_raised(w);
	w->lead = w->indents ? 0 : lead_of(w);
}

static uint32_t
last_of(struct quire_span s)
{
	uint32_t cp = 0;

	if (s.len > 0)
		utf8_decode_before(s.p, s.p + s.len, &cp);
	return cp;
}

/* Is line i, which goes on behind, as short as first lines are? */
static bool
is_short_first(const struct work *w, size_t i)
{
	unsigned room, near = w->full - w->full / 40;

	if (i + 1 >= w->lines || w->line[i + 1].blank || w->line[i + 1].note ||
	    w->line[i + 1].joined || para_ends_sentence(w->line[i].text))
		return false;
	room = room_of(w, i);
	return room < near && room + w->lead >= near;
}

/* Is line i a heading: short, no sentence, and not gone on with? */
static bool
is_short_head(const struct work *w, size_t i)
{
	struct quire_span s = w->line[i].text;
	const struct line *next = &w->line[i + 1];

	if (w->measure[i] >= w->full / 4 * 3 || para_ends_sentence(s))
		return false;
	return para_starts_fresh(s) ||
	    (i + 1 < w->lines && !next->blank && !next->note &&
	        text_begins(next->text, TEXT_UPPER | TEXT_HAN) &&
	        text_begins(s, TEXT_UPPER | TEXT_HAN) &&
	        room_of(w, i) < w->full / 4 * 3);
}

/* Does line b = a + 1 begin a paragraph? */
bool
pdf_breaks(const struct work *w, size_t i)
{
	const struct line *a = &w->line[i - 1], *b = &w->line[i];
	unsigned room = room_of(w, i - 1) + (a->first ? w->lead : 0) +
	    (a->indent <= 8 ? a->indent : 8) * (w->cjk ? 700u : 400u);
	bool ended = para_ends_sentence(a->text);
	bool full = room > w->full - w->full / 40;
	uint32_t first;

	if (b->starts || b->heading || a->heading || a->note != b->note)
		return true;
	if (b->joined)
		return false;
	if (b->note)
		return false;
	if (hyphen_at_end(a->text) > 0 && text_begins(b->text, TEXT_LOWER))
		return false;
	if (w->indents && a->indent >= 2 && a->indent <= 8 && !ended)
		return false;
	if (w->indents && b->indent >= 2 && b->indent <= 8)
		return a->indent < 2 || ended || !full;
	if (ended && w->lead > 0 && is_short_first(w, i))
		return true;
	if (ended && is_short_head(w, i))
		return true;
	if (!full && !ended)
		return w->cjk || !text_begins(b->text, TEXT_LOWER);
	if (w->indents && full)
		return false;
	if (!ended)
		return para_starts_fresh(b->text) && !full;
	/* A new speaker hardly ever begins in the middle of a paragraph. */
	utf8_decode(b->text.p, b->text.p + b->text.len, &first);
	if (text_is(first, TEXT_QUOTE | TEXT_OPEN) &&
	    text_is(last_of(a->text), TEXT_QUOTE | TEXT_CLOSE))
		return room < w->full + w->full / 20;
	return w->merged ? !full : room < w->top;
}
