/*
 * notes: marks in the body find their notes. Printed marks restart on every
 * page, so a page is all that stands up to and including its block of notes,
 * and a mark is looked for in the block that ends its page; Markdown's own
 * labels, and what is left over, in any later block. Numbers are given in
 * reading order over the whole document.
 *
 * A mark is what the mark-up pass has put between MARK_OPEN and MARK_CLOSE
 * (from <sup>, from [^n]), and, where the page's block has a note of that
 * name: circled and superscript digits, daggers, stars, and digits glued to a
 * word or set behind its punctuation.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/work.h"

enum { NAME = 16 };

/* A printed label in one form: "1" for ①, ¹, 1; "*"; "^x" for [^x]. */
struct name {
	char s[NAME];
};

struct note {
	size_t para;
	struct name name;
	size_t number; /* 0: not referred to yet */
	struct quire_span text, label;
};

struct mark {
	size_t para, from, to; /* bytes of the paragraph's text */
	size_t note;           /* index, or NO_PARA */
};

struct pairing {
	struct work *w;
	struct note *note;
	size_t notes, note_cap;
	struct mark *mark;
	size_t marks, mark_cap;
	size_t block, block_end; /* notes of the page at hand */
	bool digits;             /* one of them has a plain number */
};

/* ---- labels ----------------------------------------------------------- */

static unsigned
superscript(uint32_t cp)
{
	if (cp == 0xb9)
		return 1;
	if (cp == 0xb2 || cp == 0xb3)
		return cp - 0xb0;
	return cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079) ? cp - 0x2070
	                                                      : 99;
}

static unsigned
circled(uint32_t cp)
{
	if (cp >= 0x2460 && cp <= 0x2473)
		return cp - 0x245f;
	return cp >= 0x3251 && cp <= 0x325f ? cp - 0x323c : 0;
}

static bool
is_sign(uint32_t cp)
{
	return cp == '*' || cp == 0x2020 || cp == 0x2021 || cp == 0xa7 ||
	    cp == 0x2217 || cp == 0xff0a;
}

static void
number_name(unsigned n, struct name *name)
{
	struct buf b = { 0 };

	buf_add_int(&b, (int64_t)n);
	memset(name, 0, sizeof *name);
	memcpy(name->s, b.p, b.len < NAME ? b.len : NAME - 1);
	buf_fini(&b);
}

/* Canonical form of a label; false if it is none. */
static bool
name_of(struct quire_span label, struct name *name)
{
	const char *p = label.p, *end = label.p + label.len;
	uint32_t cp;
	unsigned n = 0, d;

	memset(name, 0, sizeof *name);
	if (label.len == 0)
		return false;
	if (*p == '^') {
		memcpy(name->s, p, label.len < NAME ? label.len : NAME - 1);
		return label.len > 1;
	}
	utf8_decode(p, end, &cp);
	if (is_sign(cp)) {
		for (n = 0; p < end && n < 8; n++) {
			p += utf8_decode(p, end, &cp);
			name->s[n] = cp == 0x2020 ? '+'
			    : cp == 0x2021        ? '='
			    : cp == 0xa7          ? 's'
			                          : '*';
		}
		return p == end;
	}
	if (circled(cp) > 0 && label.len == 3) {
		number_name(circled(cp), name);
		return true;
	}
	while (p < end) {
		p += utf8_decode(p, end, &cp);
		d = superscript(cp);
		if (d == 99 && cp < 0x80)
			d = text_char(cp)->digit;
		if (d > 9 || n > 9999)
			return false;
		n = n * 10 + d;
	}
	number_name(n, name);
	return n > 0;
}

/* ---- note paragraphs -------------------------------------------------- */

/* The bytes of the superscript digits at the start of s, three at most. */
static size_t
raised_digits(struct quire_span s)
{
	size_t n = 0, len;
	uint32_t cp;
	int i;

	for (i = 0; i < 3 && n < s.len; i++, n += len) {
		len = utf8_decode(s.p + n, s.p + s.len, &cp);
		if (superscript(cp) > 9)
			break;
	}
	return n;
}

/* The label at the start of s, the bytes it takes, if it is marked as one. */
static size_t
label_at(struct quire_span s, struct quire_span *label)
{
	size_t close, n;
	uint32_t cp;

	*label = span_sub(s, 0, 0);
	if (s.len < 3 || (unsigned char)s.p[0] < 0xc2)
		return 0;
	if (memcmp(s.p, MARK_OPEN, 3) == 0) {
		close = span_find(s, 3, MARK_CLOSE);
		if (close == s.len)
			return 0;
		*label = span_sub(s, 3, close);
		return close + 3;
	}
	n = utf8_decode(s.p, s.p + s.len, &cp);
	if (circled(cp) == 0)
		n = raised_digits(s);
	*label = span_sub(s, 0, n);
	return n;
}

/*
 * Is paragraph p a note? [^x]: always is; a raised mark too; a plain ① only
 * at the end of a page whose body has that mark.
 */
static bool
is_note(const struct para *p, struct quire_span *label)
{
	struct quire_span rest;
	struct name name;
	size_t n = label_at(p->text, label);

	if (n == 0 || p->heading || !name_of(*label, &name))
		return false;
	rest = span_sub(p->text, n, p->text.len);
	if (name.s[0] == '^')
		return rest.len > 0 && rest.p[0] == ':';
	return text_trim(rest).len > 0;
}

/* Does the text hold the mark anywhere but at its start? */
static bool
has_mark(struct quire_span s, struct quire_span label)
{
	struct buf b = { 0 };
	bool yes;

	buf_add_span(&b, label);
	buf_add_char(&b, '\0');
	yes = span_find(s, 1, b.p) < s.len;
	buf_fini(&b);
	return yes;
}

void
notes_find(struct work *w)
{
	struct quire_span label;
	size_t i, k, seen = 0;

	if (!clean_does(w->o, CLEAN_NOTES))
		return;
	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		if (!is_note(p, &label))
			continue;
		if (!span_starts(p->text, MARK_OPEN)) {
			for (k = seen; k < i; k++)
				if (has_mark(w->para[k].text, label))
					break;
			if (k == i && !(i > 0 && w->para[i - 1].notes))
				continue;
		}
		p->notes = p->sure = p->keep = true;
		p->class = CLEAN_NOTE;
		p->label = label;
		if (i + 1 == w->paras || i > seen + 64)
			seen = i;
	}
}

/* ---- pairing ---------------------------------------------------------- */

static size_t
find_note(const struct pairing *x, const struct name *name, size_t from,
    size_t to, bool unused)
{
	size_t i;

	for (i = from; i < to; i++)
		if ((!unused || x->note[i].number == 0) &&
		    memcmp(&x->note[i].name, name, sizeof *name) == 0)
			return i;
	return NO_PARA;
}

static void
add_mark(struct pairing *x, size_t para, size_t from, size_t to, size_t note)
{
	x->mark = arena_grow(x->w->a, x->mark, x->marks, &x->mark_cap,
	    sizeof *x->mark);
	x->mark[x->marks++] = (struct mark){ para, from, to, note };
	if (note != NO_PARA)
		x->note[note].number = 1; /* taken; the number follows */
}

static size_t
pair(const struct pairing *x, const struct name *name)
{
	size_t n = find_note(x, name, x->block, x->block_end, true);

	return n != NO_PARA ? n
	                    : find_note(x, name, x->block, x->block_end, false);
}

static bool
is_word(char c)
{
	return (unsigned char)c >= 0x80 ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == ')' || c == '"' ||
	    c == '\'';
}

/* Digits at p that could be a glued mark: their number of bytes, or 0. */
static size_t
glued_digits(struct quire_span s, size_t i)
{
	uint32_t before, after = ' ';
	size_t n = 0;

	if (i == 0)
		return 0;
	utf8_decode_before(s.p, s.p + i, &before);
	if (!text_is(before, TEXT_LETTER | TEXT_PUNCT) || before == '(' ||
	    before == '-' || before == '/')
		return 0;
	if (before == '.' &&
	    (i < 4 || !is_word(s.p[i - 2]) ||
	        !is_word(s.p[i - 3]))) /* p.12, 3.1 */
		return 0;
	while (i + n < s.len && n < 4 && s.p[i + n] >= '0' && s.p[i + n] <= '9')
		n++;
	if (i + n < s.len)
		utf8_decode(s.p + i + n, s.p + s.len, &after);
	if (text_is(after, TEXT_DIGIT) || after == '%' ||
	    (text_is(after, TEXT_LETTER) && !text_is(after, TEXT_CJK)))
		return 0;
	return n;
}

/* A mark at s.p[i] that only the page's notes make one: its bytes, or 0. */
static size_t
loose_mark(const struct pairing *x, struct quire_span s, size_t i,
    struct name *name)
{
	uint32_t cp;
	size_t n = utf8_decode(s.p + i, s.p + s.len, &cp), k;

	if (cp >= '0' && cp <= '9') {
		n = x->digits ? glued_digits(s, i) : 0;
		return n > 0 && name_of(span_sub(s, i, i + n), name) ? n : 0;
	}
	if (circled(cp) > 0)
		return name_of(span_sub(s, i, i + n), name) ? n : 0;
	if (superscript(cp) < 10) {
		for (k = i + n; k < s.len; k += n) {
			n = utf8_decode(s.p + k, s.p + s.len, &cp);
			if (superscript(cp) > 9)
				break;
		}
		return name_of(span_sub(s, i, k), name) ? k - i : 0;
	}
	if (is_sign(cp) && i > 0)
		return name_of(span_sub(s, i, i + n), name) ? n : 0;
	return 0;
}

/* Does c begin MARK_OPEN, or a character that may be a mark by itself? */
static bool
may_be_mark(unsigned char c)
{
	return (c >= '0' && c <= '9') || c == '*' || c == 0xc2 || c == 0xe2 ||
	    c == 0xe3 || c == 0xef;
}

/* Their second byte is rarer than the first. */
size_t
notes_sign(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;

	while (p < end &&
	    (p = memchr(p, (unsigned char)MARK_OPEN[1], (size_t)(end - p))) !=
	        NULL) {
		if (p > s.p && end - p > 1 && p[-1] == MARK_OPEN[0] &&
		    (p[1] == MARK_OPEN[2] || p[1] == MARK_CLOSE[2]))
			return (size_t)(p - s.p) - 1;
		p++;
	}
	return s.len;
}

static bool
has_sign(struct quire_span s)
{
	return notes_sign(s) < s.len;
}

/* Appends s; no sign of a mark that was torn apart gets out. */
static void
add_unsigned(struct buf *out, struct quire_span s)
{
	size_t at;

	for (; (at = notes_sign(s)) < s.len; s = span_sub(s, at + 3, s.len))
		buf_add(out, s.p, at);
	buf_add_span(out, s);
}

/* All marks of one paragraph. */
static void
scan_para(struct pairing *x, size_t para)
{
	struct quire_span s = x->w->para[para].text, label;
	bool loose = x->block < x->block_end;
	size_t i, n, note;
	struct name name;

	if (!loose && (!x->w->marks || !has_sign(s)))
		return;
	for (i = 0; i < s.len; i += n) {
		n = 1;
		if (!may_be_mark((unsigned char)s.p[i]))
			continue;
		if (s.len - i >= 3 && memcmp(s.p + i, MARK_OPEN, 3) == 0) {
			n = label_at(span_sub(s, i, s.len), &label);
			if (n == 0)
				break;
			note = name_of(label, &name) ? pair(x, &name) : NO_PARA;
			add_mark(x, para, i, i + n, note);
		} else if (loose && (n = loose_mark(x, s, i, &name)) > 0) {
			note = pair(x, &name);
			if (note != NO_PARA)
				add_mark(x, para, i, i + n, note);
		}
		if (n == 0)
			n = 1;
	}
}

static bool
is_body(const struct para *p)
{
	return p->keep && !p->gone && !p->notes;
}

static void
read_block(struct pairing *x, size_t from, size_t to)
{
	struct work *w = x->w;
	struct note *n;
	size_t i;

	x->block = x->notes;
	x->digits = false;
	for (i = from; i < to; i++) {
		if (!w->para[i].notes || !w->para[i].keep)
			continue;
		x->note = arena_grow(w->a, x->note, x->notes, &x->note_cap,
		    sizeof *x->note);
		n = &x->note[x->notes++];
		memset(n, 0, sizeof *n);
		n->para = i;
		name_of(w->para[i].label, &n->name);
		x->digits |= w->para[i].label.p[0] >= '0' &&
		    w->para[i].label.p[0] <= '9';
	}
	x->block_end = x->notes;
}

/* Pages in order: a body [i, block) and its notes [block, end). */
static void
pair_pages(struct pairing *x)
{
	struct work *w = x->w;
	size_t i, block, end, k;

	for (i = 0; i < w->paras; i = end) {
		for (block = i; block < w->paras && !w->para[block].notes;
		     block++)
			continue;
		for (end = block; end < w->paras && !is_body(&w->para[end]);
		     end++)
			continue;
		read_block(x, block, end);
		for (k = i; k < block; k++)
			if (is_body(&w->para[k]) &&
			    w->para[k].class != CLEAN_FOREIGN)
				scan_para(x, k);
		for (k = i; k < block; k++) /* its notes come last */
			if (is_body(&w->para[k]) &&
			    w->para[k].class == CLEAN_FOREIGN)
				scan_para(x, k);
	}
}

/* Raised marks without a note on their page: any unused note behind. */
static void
pair_rest(struct pairing *x)
{
	struct quire_span label;
	struct name name;
	size_t i, k, from = 0;

	for (i = 0; i < x->marks; i++) {
		struct mark *m = &x->mark[i];
		struct quire_span s = x->w->para[m->para].text;

		if (m->note != NO_PARA)
			continue;
		label_at(span_sub(s, m->from, s.len), &label);
		if (!name_of(label, &name))
			continue;
		while (from < x->notes && x->note[from].para < m->para)
			from++;
		if (x->notes - from > 4096 && name.s[0] != '^')
			continue;
		k = find_note(x, &name, from, x->notes, name.s[0] != '^');
		if (k != NO_PARA) {
			m->note = k;
			x->note[k].number = 1;
		}
	}
}

static struct quire_span
note_text(const struct para *p)
{
	struct quire_span label, s;
	size_t n = label_at(p->text, &label);

	s = span_sub(p->text, n, p->text.len);
	if (s.len > 0 && s.p[0] == ':' && label.p[0] == '^')
		s = span_sub(s, 1, s.len);
	return text_trim(s);
}

static bool
cjk_between(struct quire_span s, size_t from, size_t to)
{
	uint32_t before, after;

	if (from == 0 || to + 1 >= s.len || s.p[to] != ' ')
		return false;
	utf8_decode_before(s.p, s.p + from, &before);
	utf8_decode(s.p + to + 1, s.p + s.len, &after);
	return text_is(before, TEXT_CJK) && text_is(after, TEXT_CJK) &&
	    !text_is(after, TEXT_HANGUL);
}

/*
 * Writes into the marks of one paragraph, from *next on, which note they
 * mean: MARK_OPEN MARK_OPEN index MARK_CLOSE, which no input can hold.
 */
static void
tie(struct pairing *x, size_t para, size_t *next)
{
	struct quire_span s = x->w->para[para].text;
	struct buf b = { 0 };
	size_t from = 0;

	for (; *next < x->marks && x->mark[*next].para == para; ++*next) {
		const struct mark *m = &x->mark[*next];

		if (m->note == NO_PARA)
			continue;
		buf_add_span(&b, span_sub(s, from, m->from));
		buf_add_str(&b, MARK_OPEN MARK_OPEN);
		buf_add_int(&b, (int64_t)m->note);
		buf_add_str(&b, MARK_CLOSE);
		from = m->to;
		if (cjk_between(s, m->from, m->to))
			from++;
	}
	if (from > 0) {
		buf_add_span(&b, span_sub(s, from, s.len));
		x->w->para[para].text = arena_copy(x->w->a, buf_span(&b));
	}
	buf_fini(&b);
}

static int
by_place(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->para != y->para)
		return x->para < y->para ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

void
notes_pair(struct work *w)
{
	struct pairing *x;
	size_t i, next = 0;

	if (!clean_does(w->o, CLEAN_NOTES))
		return;
	w->pairing = x = arena_zero(w->a, 1, sizeof *x);
	x->w = w;
	pair_pages(x);
	pair_rest(x);
	if (x->marks > 0)
		qsort(x->mark, x->marks, sizeof *x->mark, by_place);
	for (i = 0; i < x->notes; i++) {
		x->note[i].number = 0;
		x->note[i].text = note_text(&w->para[x->note[i].para]);
		x->note[i].label = w->para[x->note[i].para].label;
	}
	for (i = 0; i < w->paras; i++)
		if (next < x->marks && x->mark[next].para == i)
			tie(x, i, &next);
}

/* ---- writing ---------------------------------------------------------- */

static bool
is_number(struct quire_span s)
{
	size_t i;

	for (i = 0; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		continue;
	return i > 0 && i == s.len;
}

/* 10<sup>6</sup> is not 106: raised digits behind a digit stay raised. */
static void
add_raised(struct buf *out, struct quire_span s)
{
	static const uint16_t raised[] = { 0x2070, 0xb9, 0xb2, 0xb3, 0x2074,
		0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };
	size_t i;

	for (i = 0; i < s.len; i++)
		utf8_add(out, raised[s.p[i] - '0']);
}

/* A label as it was printed. */
static void
add_printed(struct buf *out, struct quire_span label)
{
	bool own = label.len > 0 && label.p[0] == '^';

	if (out->len > 0 && is_number(label) &&
	    is_number(span_sub(buf_span(out), out->len - 1, out->len))) {
		add_raised(out, label);
		return;
	}
	if (own)
		buf_add_char(out, '[');
	add_unsigned(out, label);
	if (own)
		buf_add_char(out, ']');
}

void
notes_add_printed(struct buf *out, struct quire_span s)
{
	struct quire_span label;
	size_t at, n;

	while ((at = span_find(s, 0, MARK_OPEN)) < s.len) {
		add_unsigned(out, span_sub(s, 0, at));
		s = span_sub(s, at, s.len);
		n = label_at(s, &label);
		if (n == 0)
			n = 3;
		else
			add_printed(out, label);
		s = span_sub(s, n, s.len);
	}
	add_unsigned(out, s);
}

/* What stands for a mark that is tied to note n. */
static void
add_label(struct pairing *x, struct buf *out, struct note *n)
{
	const struct clean_opts *o = x->w->o;

	if (o->marks == CLEAN_MARKS_ORIGINAL) {
		add_printed(out, n->label);
	} else if (o->notes == CLEAN_NOTES_INLINE) {
		buf_add_str(out, "^[");
		notes_add_printed(out, n->text);
		buf_add_char(out, ']');
	} else if (o->notes == CLEAN_NOTES_END) {
		if (n->number == 0)
			n->number = ++x->w->c->notes;
		buf_add_str(out, "[^");
		buf_add_int(out, (int64_t)n->number);
		buf_add_char(out, ']');
	}
}

/* The note that tie() wrote into a label; null if it is a printed one. */
static struct note *
tied(struct pairing *x, struct quire_span label)
{
	size_t i = 0, at;

	if (!span_starts(label, MARK_OPEN))
		return NULL;
	for (at = 3; at < label.len; at++)
		i = i * 10 + (size_t)(label.p[at] - '0');
	return i < x->notes ? &x->note[i] : NULL;
}

/* Writes the marks of one paragraph. */
static void
rewrite(struct pairing *x, struct para *p)
{
	struct quire_span s = p->text, label;
	struct buf b = { 0 };
	struct note *note;
	size_t at, n;

	if (!has_sign(s))
		return;
	while ((at = span_find(s, 0, MARK_OPEN)) < s.len) {
		add_unsigned(&b, span_sub(s, 0, at));
		s = span_sub(s, at, s.len);
		n = label_at(s, &label);
		note = n > 0 ? tied(x, label) : NULL;
		if (note != NULL)
			add_label(x, &b, note);
		else if (n > 0)
			add_printed(&b, label);
		s = span_sub(s, n > 0 ? n : 3, s.len);
	}
	add_unsigned(&b, s);
	p->text = arena_copy(x->w->a, buf_span(&b));
	buf_fini(&b);
}

static void
put_note(struct pairing *x, const struct note *n)
{
	struct buf *out = &x->w->c->pending;

	if (x->w->o->marks == CLEAN_MARKS_ORIGINAL) {
		add_printed(out, n->label);
		buf_add_char(out, ' ');
	} else {
		buf_add_str(out, "[^");
		buf_add_int(out, (int64_t)n->number);
		buf_add_str(out, "]: ");
	}
	notes_add_printed(out, n->text);
	buf_add_char(out, '\n');
}

static int
by_number(const void *a, const void *b)
{
	const struct note *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

static void
restore_all(struct work *w)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < w->paras; i++) {
		struct quire_span s = w->para[i].text;

		if (!has_sign(s))
			continue;
		b.len = 0;
		notes_add_printed(&b, s);
		w->para[i].text = arena_copy(w->a, buf_span(&b));
	}
	buf_fini(&b);
}

void
notes_number(struct work *w)
{
	struct pairing *x = w->pairing;
	bool marks = w->marks || (x != NULL && x->marks > 0);
	size_t i;

	if (x == NULL) {
		if (marks)
			restore_all(w);
		return;
	}
	for (i = 0; i < w->paras; i++) {
		if (marks && is_body(&w->para[i]))
			rewrite(x, &w->para[i]);
		if (w->para[i].notes)
			w->para[i].gone = true;
	}
	if (w->o->notes != CLEAN_NOTES_END || x->notes == 0)
		return;
	for (i = 0; i < x->notes; i++)
		if (x->note[i].number == 0)
			x->note[i].number = ++w->c->notes;
	if (w->o->marks != CLEAN_MARKS_ORIGINAL)
		qsort(x->note, x->notes, sizeof *x->note, by_number);
	for (i = 0; i < x->notes; i++)
		put_note(x, &x->note[i]);
}
