/*
 * Writing what was found: lines of text, rows with offsets, spans in JSON.
 * Nothing is collected but the sentences of one paragraph.
 */
#include <stdlib.h>

#include "io/io.h"
#include "segment/paragraph.h"
#include "segment/segment.h"
#include "segment/uax29.h"

enum { FULL = 64 << 10 };

static void
spill(struct segment_out *out)
{
	if (out->full != NULL && out->buf->len >= FULL)
		out->full(out->arg, out->buf);
}

/* ---- one line --------------------------------------------------------- */

/* The white space at p that holds a newline: its length; else 0. */
static size_t
wrap_len(const char *p, const char *end)
{
	const char *q =
	    p + text_skip_space((struct quire_span){ p, (size_t)(end - p) });

	for (const char *l = p; l < q; l++)
		if (newline_len(l, end) > 0)
			return (size_t)(q - p);
	return 0;
}

static bool
is_cjk(const char *start, const char *p, const char *end)
{
	uint32_t l = 0, r = 0;

	if (p > start)
		utf8_decode_before(start, p, &l);
	if (end > start)
		utf8_decode(end, end + 4, &r);
	return text_is(l, TEXT_CJK) && text_is(r, TEXT_CJK) &&
	    !text_is(l, TEXT_HANGUL) && !text_is(r, TEXT_HANGUL);
}

void
segment_unwrap(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *q = p, *b;
	size_t n;

	if (newline_find(p, end) == end) {
		buf_add_span(out, s);
		return;
	}
	while (q < end) {
		/* blanks before a newline go with it */
		for (b = q; b < end && (*b == ' ' || *b == '\t');)
			b++;
		if (newline_len(b, end) == 0) {
			q = b + (b == q);
			continue;
		}
		n = wrap_len(q, end);
		buf_add(out, p, (size_t)(q - p));
		if (q + n < end && !is_cjk(s.p, q, q + n))
			buf_add_char(out, ' ');
		p = q += n;
	}
	buf_add(out, p, (size_t)(end - p));
}

/* ---- text ------------------------------------------------------------- */

/* Levels of blank lines (0: none), of lines, and of what stands in them. */
struct layout {
	unsigned group, line, unit;
};

/* A text on its way out. */
struct page {
	const struct segmenter *s;
	struct segment_writer *w;
	struct segment_out *out;
	struct quire_span text;
	struct layout l;
	/* sentences of the paragraph, or itself, that wait for words */
	struct segment_range *holder;
	size_t holders, room, next;
	uint32_t limit; /* the end of the present one */
	size_t line_at; /* where the line of words starts in the buffer */
	size_t grapheme, grapheme_end; /* the next one */
	size_t newline; /* the first at or after what was looked at last */
	bool paragraphs, found;
};

static unsigned
finest(unsigned levels)
{
	unsigned bit;

	for (bit = SEGMENT_GRAPHEMES; bit > 0; bit >>= 1)
		if (levels & bit)
			return bit;
	return 0;
}

static struct layout
layout_of(unsigned levels)
{
	struct layout l;

	l.unit = finest(levels);
	l.line = finest(levels & ~l.unit);
	if (l.line == 0 || l.unit <= SEGMENT_SENTENCES)
		l.line = l.unit;
	l.group = l.line >= SEGMENT_WORDS ? SEGMENT_SENTENCES
	    : l.line == SEGMENT_SENTENCES ? SEGMENT_PARAGRAPHS
	                                  : 0;
	return l;
}

static bool
waits_for_words(const struct page *g)
{
	return g->l.unit == SEGMENT_WORDS || g->l.line == SEGMENT_WORDS;
}

static void
start_group(struct page *g)
{
	struct segment_writer *w = g->w;

	if (w->open && !w->cut && !w->zero && g->l.group != 0)
		buf_add_char(g->out->buf, '\n');
	w->open = true;
	w->cut = false;
}

/* Ends the line that started at `from`, if anything stands in it. */
static void
end_line(struct page *g, size_t from)
{
	if (g->out->buf->len > from)
		buf_add_char(g->out->buf, g->w->zero ? '\0' : '\n');
}

/* The graphemes up to the end of a range, on one line or on one each. */
static void
graphemes_to(struct page *g, size_t end)
{
	struct buf *b = g->out->buf;
	size_t from = b->len;
	struct quire_span t;

	while (g->grapheme < g->text.len) {
		if (g->grapheme_end <= g->grapheme)
			g->grapheme_end = uax29_grapheme(g->text, g->grapheme);
		if (g->grapheme_end > end)
			break;
		t = span_sub(g->text, g->grapheme, g->grapheme_end);
		g->grapheme = g->grapheme_end;
		if (text_skip_space(t) == t.len)
			continue;
		if (b->len > from)
			buf_add_char(b, ' ');
		segment_unwrap(t, b);
		if (g->l.line != SEGMENT_GRAPHEMES)
			continue;
		end_line(g, from);
		spill(g->out);
		from = b->len;
	}
	end_line(g, from);
}

/* Appends a range as one line. Ranges come in order. */
static void
add_line(struct page *g, struct segment_range x)
{
	const char *p = g->text.p;

	if (g->newline < x.start)
		g->newline =
		    (size_t)(newline_find(p + x.start, p + g->text.len) - p);
	if (g->newline < x.end)
		segment_unwrap(span_sub(g->text, x.start, x.end), g->out->buf);
	else
		buf_add(g->out->buf, p + x.start, x.end - x.start);
}

/*
 * n > 0 ranges without newlines, a line each: what stands between two of them
 * is one space as a rule, which becomes the end of the line.
 */
static void
add_lines(struct page *g, const struct segment_range *r, size_t n)
{
	struct buf *b = g->out->buf;
	char *q = buf_reserve(b, r[n - 1].end - r[0].start + n);
	char behind = g->w->zero ? '\0' : '\n';
	size_t i = 0, k;

	while (i < n) {
		uint32_t from = r[i].start;

		for (k = i + 1; k < n && r[k].start == r[k - 1].end + 1;)
			k++;
		memcpy(q, g->text.p + from, r[k - 1].end - from);
		for (; i < k; i++)
			q[r[i].end - from] = behind;
		q += r[k - 1].end - from + 1;
	}
	b->len = (size_t)(q - b->p);
}

/* Ranges that are lines, or groups of lines that are graphemes. */
static void
whole(struct page *g, const struct segment_range *r, size_t n)
{
	bool lines = g->l.unit != SEGMENT_GRAPHEMES;
	size_t from;

	if (lines && !segment_is_wrapped(g->s)) {
		add_lines(g, r, n);
		spill(g->out);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (g->l.group == SEGMENT_SENTENCES)
			start_group(g);
		from = g->out->buf->len;
		if (lines) {
			add_line(g, r[i]);
			end_line(g, from);
		} else {
			graphemes_to(g, r[i].end);
		}
		spill(g->out);
	}
}

/* ---- words ------------------------------------------------------------ */

/* The words of a line stand with a space behind each until it ends. */
static void
end_words(struct page *g)
{
	struct buf *b = g->out->buf;

	if (g->l.line != SEGMENT_WORDS && b->len > g->line_at)
		b->p[b->len - 1] = g->w->zero ? '\0' : '\n';
	spill(g->out);
	g->line_at = b->len;
}

/* The next of the ranges that hold words. */
static void
next_holder(struct page *g)
{
	end_words(g);
	g->limit = UINT32_MAX;
	if (g->next == g->holders)
		return;
	g->limit = g->holder[g->next++].end;
	if (g->l.group == SEGMENT_SENTENCES || g->l.group == 0)
		start_group(g);
}

static void
end_paragraph(struct page *g)
{
	while (g->next < g->holders)
		next_holder(g);
	end_words(g);
	g->next = g->holders = 0;
	g->limit = 0;
}

static void
hold(struct page *g, const struct segment_range *r, size_t n)
{
	if (g->room < g->holders + n) {
		g->room = 2 * (g->holders + n);
		g->holder = mem_resize(g->holder, g->room, sizeof *r);
	}
	memcpy(g->holder + g->holders, r, n * sizeof *r);
	g->holders += n;
}

/*
 * Of n > 0 words those of the present line, each with what is behind it; how
 * many. A short word is copied in one step, if the text goes on so far.
 */
static size_t
add_words(struct page *g, const struct segment_range *r, size_t n)
{
	enum { STEP = 16 };
	struct buf *b = g->out->buf;
	const char *text = g->text.p;
	char *q = buf_reserve(b, 2 * (r[n - 1].end - r[0].start) + STEP);
	char behind = g->l.line != SEGMENT_WORDS ? ' '
	    : g->w->zero                         ? '\0'
	                                         : '\n';
	size_t i, len, far = n;

	while (far > 0 && r[far - 1].start + STEP > g->text.len)
		far--;
	for (i = 0; i < n && r[i].end <= g->limit; i++) {
		len = r[i].end - r[i].start;
		if (len <= STEP && i < far)
			memcpy(q, text + r[i].start, STEP);
		else
			memcpy(q, text + r[i].start, len);
		q += len;
		*q++ = behind;
	}
	b->len = (size_t)(q - b->p);
	return i;
}

static void
words(struct page *g, const struct segment_range *r, size_t n)
{
	size_t i = 0;

	while (i < n) {
		while (r[i].end > g->limit)
			next_holder(g);
		if (g->l.unit == SEGMENT_WORDS)
			i += add_words(g, r + i, n - i);
		else
			graphemes_to(g, r[i++].end);
	}
}

static void
found(void *arg, enum segment_level level, const struct segment_range *r,
    size_t n)
{
	struct page *g = arg;

	if (level == SEGMENT_PARAGRAPHS) {
		end_paragraph(g);
		g->paragraphs = true;
		if (g->l.group == SEGMENT_PARAGRAPHS)
			start_group(g);
		if (g->l.line != SEGMENT_PARAGRAPHS)
			return;
	}
	g->found |= level == g->l.unit;
	if (level == SEGMENT_WORDS) {
		words(g, r, n);
	} else if (waits_for_words(g)) {
		hold(g, r, n);
	} else {
		whole(g, r, n);
	}
}

/* Does the text end inside a paragraph, as far as the window shows? */
static bool
ends_inside(struct quire_span text)
{
	unsigned lines = 0;

	while (text.len > 0) {
		char c = text.p[text.len - 1];

		if (c != '\n' && c != '\r' && c != ' ' && c != '\t')
			break;
		lines += c == '\n';
		text.len--;
	}
	return lines < 2;
}

bool
segment_write(struct segmenter *s, struct segment_writer *w,
    struct quire_span text, bool last, struct segment_out *out)
{
	struct page g = { .s = s, .w = w, .out = out, .text = text };
	struct segment_sink sink = { found, &g };
	unsigned levels;

	g.l = layout_of(w->levels);
	levels =
	    (g.l.group | g.l.line | g.l.unit) & ~(unsigned)SEGMENT_GRAPHEMES;
	segment_each(s, text, levels | SEGMENT_PARAGRAPHS, &sink);
	end_paragraph(&g);
	free(g.holder);
	if (!last && g.paragraphs && levels & SEGMENT_PARAGRAPHS)
		w->cut = ends_inside(text);
	return g.found || (g.l.unit == SEGMENT_GRAPHEMES && text.len > 0);
}

/* ---- rows and JSON ---------------------------------------------------- */

/* Spans on their way out. */
struct spans {
	const struct segment_spans *w;
	struct segment_out *out;
	struct quire_span text;
	struct text_offset *at;
	size_t n;
};

static void
add_rows(void *arg, enum segment_level level, const struct segment_range *r,
    size_t n)
{
	struct spans *k = arg;
	struct buf *b = k->out->buf;

	(void)level;
	for (size_t i = 0; i < n; i++) {
		buf_add_span(b, k->w->prefix);
		buf_add_int(b, (int64_t)text_offset_at(k->at, r[i].start));
		buf_add_char(b, '\t');
		buf_add_int(b, (int64_t)text_offset_at(k->at, r[i].end));
		buf_add_char(b, '\t');
		tsv_add(b, span_sub(k->text, r[i].start, r[i].end));
		buf_add_char(b, k->w->zero ? '\0' : '\n');
	}
	k->n += n;
	spill(k->out);
}

static void
add_pairs(void *arg, enum segment_level level, const struct segment_range *r,
    size_t n)
{
	struct spans *k = arg;
	struct buf *b = k->out->buf;

	(void)level;
	for (size_t i = 0; i < n; i++) {
		if (k->n++ > 0)
			buf_add_char(b, ',');
		buf_add_char(b, '[');
		buf_add_int(b, (int64_t)text_offset_at(k->at, r[i].start));
		buf_add_char(b, ',');
		buf_add_int(b, (int64_t)text_offset_at(k->at, r[i].end));
		buf_add_str(b, k->w->score ? ",1.0]" : "]");
	}
	spill(k->out);
}

bool
segment_rows(struct segmenter *s, const struct segment_spans *w,
    struct quire_span text, struct text_offset *at, struct segment_out *out)
{
	struct spans k = { w, out, text, at, 0 };

	segment_each(s, text, finest(w->level),
	    &(struct segment_sink){ add_rows, &k });
	return k.n > 0;
}

bool
segment_json(struct segmenter *s, const struct segment_spans *w,
    struct quire_span text, struct text_offset *at, struct segment_out *out)
{
	struct spans k = { w, out, text, at, 0 };

	buf_add_char(out->buf, '[');
	segment_each(s, text, finest(w->level),
	    &(struct segment_sink){ add_pairs, &k });
	buf_add_char(out->buf, ']');
	return k.n > 0;
}
