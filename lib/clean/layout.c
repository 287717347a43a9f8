/*
 * layout: lines become paragraphs, and what a page break cut is joined.
 *
 * A text is hard-wrapped when most of its lines are as full as they can be:
 * the first word of the next line would not have fitted. Then a paragraph ends
 * at a blank line, at an indent, behind a short line, before a list item or a
 * heading; in any other text each line is a paragraph.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/work.h"

/* Columns of a line that may be wrapped at all, and that verses seldom have. */
enum { OPEN_MIN = 30, VERSE_MAX = 60 };
enum { RAGGED = 6 }; /* columns that people leave free of a line */
enum { WIDTH_MIN = 24, WIDTH_MAX = 130, LOOK = 256, FOREIGN_MAX = 64 };

/* ---- how a line or paragraph begins and ends -------------------------- */

/* The last character that is no closing mark, space or note's mark. */
static uint32_t
last_strong(struct quire_span s, bool *closed)
{
	const char *p = s.p + s.len;
	uint32_t cp = 0;
	size_t n;

	*closed = false;
	while (p > s.p) {
		n = utf8_decode_before(s.p, p, &cp);
		if (cp == 0xfdd1) { /* MARK_CLOSE: skip it all */
			while (p > s.p && cp != 0xfdd0)
				p -= utf8_decode_before(s.p, p, &cp);
			continue;
		}
		if (text_is(cp, TEXT_CLOSE | TEXT_QUOTE | TEXT_SPACE) ||
		    cp == '*' || cp == '_') {
			*closed |= text_is(cp, TEXT_CLOSE | TEXT_QUOTE);
			p -= n;
			continue;
		}
		return cp;
	}
	return 0;
}

bool
para_ends_sentence(struct quire_span s)
{
	unsigned char last = s.len > 0 ? (unsigned char)s.p[s.len - 1] : 0;
	bool closed;
	uint32_t cp;

	if (last == '.' || (unsigned char)((last | 0x20) - 'a') < 26)
		return last == '.';
	cp = last_strong(s, &closed);
	return cp == 0 || cp == ':' || cp == 0xff1a || cp == ';' ||
	    cp == 0xff1b || cp == 0x2026 || cp == 0x25cb || cp == 0x25a0 ||
	    text_is(cp, TEXT_STERM);
}

/* 一, 二, … 十, 百 and the like. */
static bool
is_numeral(uint32_t cp)
{
	static const uint32_t n[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
		0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341, 0x767e, 0x3007 };
	size_t i;

	for (i = 0; i < sizeof n / sizeof n[0]; i++)
		if (cp == n[i])
			return true;
	return text_is(cp, TEXT_DIGIT);
}

static bool
is_list_mark(uint32_t cp)
{
	return cp == 0x2022 || cp == 0x25aa || cp == 0x25ba || cp == 0x25cf ||
	    cp == 0x25a0 || cp == 0x2013 || cp == 0xb7 || cp == 0x2023 ||
	    cp == 0x25e6 || cp == 0x2043 || cp == 0x203b;
}

/* Numerals and what encloses them: (一) 第一, 1. 1) 一、 */
static bool
starts_numbered(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	uint32_t cp;
	bool open, ordinal;
	int n = 0;

	p += utf8_decode(p, end, &cp);
	open = cp == '(' || cp == 0xff08;
	ordinal = cp == 0x7b2c; /* 第 */
	if ((open || ordinal) && p < end)
		p += utf8_decode(p, end, &cp);
	while (is_numeral(cp) && n < 4) {
		n++;
		if (p == end)
			return false;
		p += utf8_decode(p, end, &cp);
	}
	if (n == 0)
		return false;
	if (open)
		return cp == ')' || cp == 0xff09;
	if (ordinal)
		return cp == ',' || cp == 0xff0c || cp == 0x3001 ||
		    cp == 0x7ae0 || cp == 0x8282 || cp == 0x90e8 ||
		    cp == 0x6761; /* ，、章节部条 */
	if (cp == 0x3001)
		return true;
	return (cp == '.' || cp == ')') && p < end && *p == ' ';
}

bool
para_starts_fresh(struct quire_span s)
{
	uint32_t cp;
	unsigned n;

	if (s.len == 0)
		return true;
	n = utf8_decode(s.p, s.p + s.len, &cp);
	if (cp == '[' || cp == 0x3010 || cp == 0xfdd0 || cp == '*' ||
	    cp == '#' || is_list_mark(cp) || (cp >= 0x2460 && cp <= 0x24ff))
		return true;
	if (cp == '-' && n < s.len && s.p[n] == ' ')
		return true;
	return starts_numbered(s);
}

static uint32_t
first_letter(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	uint32_t cp = 0;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (!text_is(cp, TEXT_OPEN | TEXT_QUOTE))
			return cp;
	}
	return cp;
}

static bool
starts_lower(struct quire_span s)
{
	return text_is(first_letter(s), TEXT_LOWER);
}

/* ---- joining two pieces ----------------------------------------------- */

static bool
is_cjk_side(uint32_t cp)
{
	return text_is(cp, TEXT_HAN | TEXT_KANA) ||
	    (text_is(cp, TEXT_CJK) && !text_is(cp, TEXT_HANGUL));
}

/* The character of s that ends it, a note's mark left out of account. */
static uint32_t
glue_side(struct quire_span s)
{
	const char *p = s.p + s.len;
	uint32_t cp = ' ';

	while (p > s.p) {
		p -= utf8_decode_before(s.p, p, &cp);
		if (cp != 0xfdd1)
			return cp;
		while (p > s.p && cp != 0xfdd0)
			p -= utf8_decode_before(s.p, p, &cp);
	}
	return cp;
}

/* A Latin letter or digit beside an ideograph. */
static bool
is_mixed(uint32_t left, uint32_t right)
{
	const uint32_t cjk = TEXT_HAN | TEXT_KANA,
	               alnum = TEXT_LETTER | TEXT_DIGIT;

	return (left < 0x80 && text_is(left, alnum) && text_is(right, cjk)) ||
	    (right < 0x80 && text_is(right, alnum) && text_is(left, cjk));
}

/*
 * Sets b behind what is in x, of which only the last `look` bytes can matter:
 * with nothing between, a space, or instead of the last hyphen.
 */
static void
glue(struct work *w, struct buf *x, struct quire_span b, bool soft, bool spaced)
{
	size_t from = x->len > LOOK ? x->len - LOOK : 0, hyphen;
	struct quire_span a;
	uint32_t left, right;

	if (x->len == 0 || b.len == 0) {
		buf_add_span(x, b);
		return;
	}
	while (from > 0 && ((unsigned char)x->p[from] & 0xc0) == 0x80)
		from--;
	a = span_sub(buf_span(x), from, x->len);
	left = glue_side(a);
	utf8_decode(b.p, b.p + b.len, &right);
	if (right == 0xfdd0 && is_cjk_side(left))
		right = left;
	hyphen = hyphen_at_end(a);
	if (hyphen > 0) {
		if (a.len > hyphen) {
			a.len -= hyphen;
			if (hyphen_goes(w, a, b))
				x->len -= hyphen;
			else if (a.p[a.len - 1] == ' ')
				buf_add_char(x, ' ');
		}
	} else if (!soft && left != 0x2014 && left != '/' &&
	    ((!is_cjk_side(left) && !is_cjk_side(right)) ||
	        (spaced && is_mixed(left, right))))
		buf_add_char(x, ' ');
	buf_add_span(x, b);
}

/* ---- hard wraps ------------------------------------------------------- */

/* Columns of the first word of s; of one character if it is CJK. */
static unsigned
first_word(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	uint32_t cp;

	while (p < end && *p != ' ') {
		p += utf8_decode(p, end, &cp);
		if (text_is(cp, TEXT_CJK))
			break;
	}
	return text_width((struct quire_span){ s.p, (size_t)(p - s.p) });
}

static bool
follows(const struct line *a, const struct line *b)
{
	return !a->blank && !b->blank && !b->page && a->heading == 0 &&
	    b->heading == 0 && !b->item && !b->row && a->quote == b->quote;
}

/* The width of the widest lines, a fiftieth left out; 0: too wide. */
static unsigned
top_width(const struct work *w)
{
	unsigned count[WIDTH_MAX + 2] = { 0 }, top = WIDTH_MAX + 1;
	size_t i, n = 0, wider;

	for (i = 0; i < w->lines; i++) {
		const struct line *l = &w->line[i];

		if (l->blank || l->noise)
			continue;
		n++;
		count[l->width <= WIDTH_MAX ? l->width : WIDTH_MAX + 1]++;
	}
	if (n < 3)
		return 0;
	for (wider = count[top]; wider <= n / 50; wider += count[top])
		top--;
	return top <= WIDTH_MAX ? top : 0;
}

/*
 * The width the text was wrapped at, or 0: that of the widest lines (a
 * fiftieth may be wider), if lines follow each other and most of them could
 * not take the next word.
 */
static unsigned
wrap_width(struct work *w)
{
	unsigned top = top_width(w), m;
	size_t i, full = 0, loose = 0;

	if (top < WIDTH_MIN)
		return 0;
	for (i = 0; i + 1 < w->lines; i++) {
		const struct line *a = &w->line[i], *b = a + 1;

		if (!follows(a, b))
			continue;
		m = a->width + 1 + first_word(b->text);
		if (m > top)
			full++;
		else if (!para_ends_sentence(a->text))
			loose++;
	}
	return full >= 2 && full > 2 * loose ? top : 0;
}

/* In hard-wrapped text: does line b start a paragraph behind line a? */
static bool
breaks_between(const struct work *w, const struct line *a, const struct line *b)
{
	unsigned both = a->width + 1u + first_word(b->text);
	bool full = both > w->width, near = both + RAGGED > w->width;
	bool ended = para_ends_sentence(a->text);

	if (!follows(a, b) || b->starts)
		return true;
	if (b->joined)
		return false;
	if (b->indent >= a->indent + 2u && (ended || !full))
		return true;
	if (para_starts_fresh(b->text) && (ended || !full))
		return true;
	if (full)
		return false;
	return ended ||
	    (!starts_lower(b->text) &&
	        !(near && text_is(first_letter(b->text), TEXT_DIGIT)));
}

static void
new_para(struct work *w, size_t i)
{
	struct line *l = &w->line[i];
	struct para *p;

	w->para =
	    arena_grow(w->a, w->para, w->paras, &w->para_cap, sizeof *w->para);
	p = &w->para[w->paras++];
	memset(p, 0, sizeof *p);
	p->text = l->text;
	p->first = i;
	p->heading = l->heading;
	p->quote = l->quote;
	p->item = l->item;
	p->row = l->row;
	p->page = l->page;
	p->floating = l->floating;
	p->html = l->html;
	p->link_bytes = l->link_bytes;
	p->words = l->words;
	p->keep = true;
	if (p->row && w->o->tables == CLEAN_TABLES_DROP) {
		p->class = CLEAN_TABLE;
		p->sure = true;
		p->keep = false;
	}
	l->para = w->paras - 1;
}

static bool
ends_soft(const struct line *l)
{
	return l->raw.len >= 2 &&
	    memcmp(l->raw.p + l->raw.len - 2, "\xc2\xad", 2) == 0;
}

/* The lines [from, to) of one paragraph. */
static void
fill_para(struct work *w, size_t from, size_t to)
{
	bool spaced = w->line[from].note ? w->spaced_notes : w->spaced;
	struct para *p;
	struct buf b = { 0 };
	size_t i;

	new_para(w, from);
	if (to - from == 1)
		return;
	p = &w->para[w->paras - 1];
	buf_add_span(&b, w->line[from].text);
	for (i = from + 1; i < to; i++) {
		if (w->own)
			wrap_glue(&b, w->line[i].text);
		else
			glue(w, &b, w->line[i].text, ends_soft(&w->line[i - 1]),
			    spaced);
		w->line[i].para = w->paras - 1;
		p->link_bytes += w->line[i].link_bytes;
		p->words += w->line[i].words;
	}
	p->text = arena_copy(w->a, buf_span(&b));
	buf_fini(&b);
}

/* In other text: does line b go on with a sentence that line a leaves open? */
static bool
goes_on(const struct line *a, const struct line *b)
{
	uint32_t last;
	bool closed;

	if (!follows(a, b) || b->starts || a->width < OPEN_MIN || a->row ||
	    !starts_lower(b->text))
		return false;
	last = last_strong(a->text, &closed);
	return !closed && (last == ',' || text_is(last, TEXT_LETTER));
}

/* Is the last word one of three letters at most? */
static bool
ends_small(struct quire_span s)
{
	const char *p = s.p + s.len;
	unsigned n = 0;
	uint32_t cp;

	while (p > s.p && p[-1] != ' ' && n < 4) {
		p -= utf8_decode_before(s.p, p, &cp);
		n++;
	}
	return n < 4;
}

/*
 * Are short lines that go on cut anywhere, as in a narrow column? Verses seldom
 * end in articles and prepositions, which are short in most languages.
 */
static bool
is_narrow(const struct work *w)
{
	size_t i, open = 0, small = 0;

	for (i = 0; i + 1 < w->lines; i++)
		if (goes_on(&w->line[i], &w->line[i + 1])) {
			open++;
			small += ends_small(w->line[i].text);
		}
	return small > 0 && small * 8 >= open;
}

static bool
continues(const struct work *w, size_t i)
{
	const struct line *a = &w->line[i - 1], *b = &w->line[i];

	if (b->blank || b->noise)
		return false;
	if (w->measure != NULL)
		return !pdf_breaks(w, i);
	if (w->own)
		return wrap_goes_on(a, b);
	if (w->width > 0)
		return !breaks_between(w, a, b);
	return w->loose && goes_on(a, b) &&
	    (w->narrow || a->width >= VERSE_MAX || b->width >= VERSE_MAX);
}

void
layout_paragraphs(struct work *w)
{
	bool on = clean_does(w->o, CLEAN_LAYOUT) && w->from != CLEAN_HTML;
	size_t i, from = 0;
	bool page = false;

	if (on && w->from == CLEAN_PDF)
		pdf_measure(w);
	else if (on && !(w->own = wrap_known(w)))
		w->width = wrap_width(w);
	w->loose = on && w->measure == NULL && w->width == 0;
	w->narrow = w->loose && is_narrow(w);
	for (i = 0; i < w->lines; i++) {
		if (w->line[i].blank || w->line[i].noise) {
			if (w->paras > 0)
				w->para[w->paras - 1].after++;
			page |= w->line[i].page;
			continue;
		}
		w->line[i].page |= page;
		w->line[i].first = true;
		page = false;
		for (from = i++; i < w->lines && continues(w, i); i++)
			continue;
		fill_para(w, from, i--);
	}
}

/* ---- page breaks ------------------------------------------------------ */

enum { HEAD_MIN = 60, TAIL_MIN = 30 }; /* bytes: 20 and 10 ideographs */

static bool
has_comma(struct quire_span s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == ',')
			return true;
		if ((unsigned char)s.p[i] >= 0xe3 && s.len - i >= 3 &&
		    (memcmp(s.p + i, "\xef\xbc\x8c", 3) == 0 ||
		        memcmp(s.p + i, "\xe3\x80\x82", 3) == 0 ||
		        memcmp(s.p + i, "\xe3\x80\x81", 3) == 0))
			return true;
	}
	return false;
}

/* 《…》 alone or behind a colon: nothing goes on behind it. */
static bool
names_title(struct quire_span s)
{
	size_t at = s.len;

	if (!span_ends(s, "》"))
		return false;
	while (at > 0 && !span_starts(span_sub(s, at, s.len), "《"))
		at--;
	s = span_trim(span_sub(s, 0, at));
	return s.len == 0 || span_ends(s, ":") || span_ends(s, "：");
}

/* Has s characters of CJK? All but a few of theirs begin with these bytes. */
static bool
has_wide(struct quire_span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0xe3)
			return true;
	return false;
}

/* An item of a law or a list: (a) (iii) b) c. */
static bool
starts_lettered(struct quire_span s)
{
	bool open = s.len > 0 && s.p[0] == '(';
	size_t i = open, n;

	if (i < s.len && s.p[i] >= 'a' && s.p[i] <= 'z')
		i++;
	for (; i < s.len && i < 6; i++)
		if (strchr("ivx", s.p[i]) == NULL || s.p[i] == '\0' ||
		    strchr("ivx", s.p[i - 1]) == NULL)
			break;
	n = i - open;
	return n > 0 && i + 1 < s.len && s.p[i + 1] == ' ' &&
	    (s.p[i] == ')' || (s.p[i] == '.' && !open));
}

/* Does it stand by itself, whatever its letters: a heading, who wrote, when? */
static bool
stands_alone(const struct para *p)
{
	return p->heading > 0 || p->row || p->notes ||
	    p->class == CLEAN_BYLINE || p->class == CLEAN_DATELINE;
}

/* Were a and b one paragraph before a page break came between? */
static bool
cut_apart(const struct para *a, const struct para *b)
{
	uint32_t left, right;

	if (stands_alone(a) || stands_alone(b) || b->item ||
	    a->quote != b->quote || para_ends_sentence(a->text) ||
	    para_starts_fresh(b->text) || starts_lettered(b->text))
		return false;
	left = glue_side(a->text);
	right = first_letter(b->text);
	if (a->text.len < HEAD_MIN || b->text.len < TAIL_MIN)
		return false;
	if (is_cjk_side(left) || is_cjk_side(right))
		return is_cjk_side(left) && has_comma(a->text) &&
		    has_wide(b->text) && !names_title(a->text) &&
		    (has_comma(b->text) || para_ends_sentence(b->text));
	return text_is(right, TEXT_LOWER) &&
	    (text_is(left,
	         TEXT_LETTER | TEXT_DIGIT | TEXT_CLOSE | TEXT_QUOTE) ||
	        left == ',' || hyphen_at_end(a->text) > 0);
}

/* Starts a piece of another article: "(接第 8 页)", "(Continued from". */
static bool
starts_foreign(struct quire_span s)
{
	static const char *const sign[] = { "(接第", "(上接第", "（接第",
		"（上接第", "(上接", "（上接", "(接上", "（接上", "(承第",
		"（承第" };
	size_t i;

	if (s.len == 0 || (s.p[0] != '(' && (unsigned char)s.p[0] != 0xef))
		return false;
	for (i = 0; i < sizeof sign / sizeof sign[0]; i++)
		if (span_starts(s, sign[i]))
			return true;
	return span_starts_nocase(s, "(continued from p");
}

static bool
ends_article(struct quire_span s)
{
	if (s.len == 0 || (unsigned char)s.p[s.len - 1] < 0x80)
		return false;
	return span_ends(s, "○") || span_ends(s, "■") || span_ends(s, "□") ||
	    span_ends(s, "◆") || span_ends(s, "●") || span_ends(s, "◇");
}

/* The next paragraph that is kept, no note and no caption, from i on. */
static size_t
next_body(const struct work *w, size_t i)
{
	while (i < w->paras &&
	    (!w->para[i].keep || w->para[i].gone || w->para[i].notes ||
	        w->para[i].floating || w->para[i].class == CLEAN_FOREIGN))
		i++;
	return i;
}

/*
 * A piece of another article may stand between the halves of a sentence. It
 * ends with its own ornament or editor's line, else it is one paragraph.
 */
void
layout_foreign(struct work *w)
{
	size_t i, k, last, end, before = w->paras;

	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		if (!p->keep || p->notes)
			continue;
		if (before == w->paras || !starts_foreign(p->text) ||
		    para_ends_sentence(w->para[before].text)) {
			before = i;
			continue;
		}
		end = i + 8 < w->paras ? i + 8 : w->paras;
		for (last = k = i; k < end; k++) {
			if (!w->para[k].keep || w->para[k].notes)
				break;
			if (ends_article(w->para[k].text)) {
				last = k;
				break;
			}
		}
		for (k = i; k <= last; k++)
			w->para[k].class = CLEAN_FOREIGN;
		i = last;
	}
}

/* Joins to paragraph i what a page break cut off it; the next to look at. */
static size_t
join_from(struct work *w, size_t i)
{
	size_t last = i, next = next_body(w, i + 1);
	struct buf b = { 0 };

	while (next < w->paras && cut_apart(&w->para[last], &w->para[next])) {
		if (last == i)
			buf_add_span(&b, w->para[i].text);
		glue(w, &b, w->para[next].text, false, w->spaced);
		w->para[i].link_bytes += w->para[next].link_bytes;
		w->para[next].gone = true;
		w->para[next].into = i;
		last = next;
		next = next_body(w, next + 1);
	}
	if (last != i)
		w->para[i].text = arena_copy(w->a, buf_span(&b));
	buf_fini(&b);
	return next;
}

static void
join_cut(struct work *w)
{
	size_t i;

	for (i = next_body(w, 0); i < w->paras;)
		i = join_from(w, i);
}

/* Where the article ends that the paragraph at i interrupts: behind it. */
static size_t
article_end(const struct work *w, size_t i)
{
	size_t k;

	for (k = i; k < w->paras; k++) {
		if (w->para[k].class == CLEAN_FOREIGN)
			continue;
		if (w->para[k].keep && !w->para[k].gone &&
		    ends_article(w->para[k].text))
			return k + 1;
		if (w->para[k].class == CLEAN_CREDIT && !w->para[k].keep &&
		    k > i + 2)
			return k;
	}
	return w->paras;
}

/* Moves the foreign paragraphs [i, n) to stand before `to`, to >= n. */
static void
rotate(struct work *w, size_t i, size_t n, size_t to)
{
	struct para *tmp = arena_alloc(w->a, (n - i) * sizeof *tmp);
	size_t k, shift = to - n, count = n - i;

	memcpy(tmp, w->para + i, count * sizeof *tmp);
	memmove(w->para + i, w->para + n, shift * sizeof *w->para);
	memcpy(w->para + i + shift, tmp, count * sizeof *tmp);
	for (k = 0; k < w->lines; k++) {
		if (w->line[k].para == NO_PARA || w->line[k].para < i ||
		    w->line[k].para >= to)
			continue;
		w->line[k].para += w->line[k].para < n ? shift : -count;
	}
	for (k = 0; k < w->paras; k++) {
		if (!w->para[k].gone || w->para[k].into < i ||
		    w->para[k].into >= to)
			continue;
		w->para[k].into += w->para[k].into < n ? shift : -count;
	}
}

static void
move_foreign(struct work *w)
{
	size_t i, n, to, moved = 0;

	for (i = 0; i < w->paras && moved < FOREIGN_MAX; i = n) {
		n = i + 1;
		if (w->para[i].class != CLEAN_FOREIGN || w->para[i].gone)
			continue;
		while (n < w->paras && w->para[n].class == CLEAN_FOREIGN)
			n++;
		to = article_end(w, n);
		if (to <= n)
			continue;
		rotate(w, i, n, to);
		moved++;
		n = to;
	}
}

void
layout_join(struct work *w)
{
	size_t i;

	join_cut(w);
	move_foreign(w);
	for (i = 0; i < w->paras; i++)
		if (w->para[i].class == CLEAN_FOREIGN &&
		    w->o->foreign == CLEAN_FOREIGN_DROP)
			w->para[i].keep = false;
}
