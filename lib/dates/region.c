/*
 * Regions: a trigger grows to the left over lexemes that the lexicon knows,
 * then tokens are cut from there until one is not known. ASCII goes fast ways
 * of its own; what they do not take goes the way of every other script, to
 * the same end.
 */
#include <string.h>

#include "dates/room.h"

enum { LEFT_STEPS = 12, LEFT_CHARS = 72, LEXEME = 120, SPACES = 40 };

/* A lexeme of the way to the left, kept for the way back. */
struct seen {
	size_t start;
	struct lexeme lexeme;
};

struct left {
	struct seen seen[LEFT_STEPS + LEFT_CHARS];
	size_t n;
};

static bool
blank_line(struct quire_span text, size_t from, size_t to)
{
	int lines = 0;

	for (; from < to; from++)
		lines += text.p[from] == '\n';
	return lines > 1;
}

/* A lone space between p and a sign, letter or digit of ASCII. */
static bool
lone_space(struct quire_span text, size_t p, size_t beyond)
{
	return text.p[p] == ' ' && (unsigned char)text.p[beyond] < 0x80 &&
	    text.p[beyond] > ' ';
}

/* ---- to the left ------------------------------------------------------ */

static bool
known_left(struct dater *d, size_t q, size_t p, struct lexeme *l)
{
	struct quire_span text = d->text;
	uint32_t cp;

	if (l->kind == LX_DIGITS)
		return true;
	if (((unsigned char)text.p[q] & 0xfe) == 0xd6 && p - q <= 8) {
		l->slot = lexicon_word(d, q, p);
		return true; /* a Hebrew numeral, perhaps */
	}
	if (l->kind != LX_CHAR)
		return (l->slot = lexicon_word(d, q, p)) != NULL;
	utf8_decode(text.p + q, text.p + p, &cp);
	if (cp >= 0x3000 && cp < 0x10000 &&
	    !(dates_cjk[cp >> 3] >> (cp & 7) & 1))
		return false;
	l->slot = lexicon_word(d, q, p);
	return true;
}

/* Where the region begins. */
static size_t
walk_left(struct dater *d, size_t p, size_t limit, struct left *left)
{
	struct quire_span text = d->text;
	size_t steps = 0, chars = 0, q = p, start = p, r;

	for (left->n = 0;
	     q > limit && steps < LEFT_STEPS && chars < LEFT_CHARS;) {
		struct lexeme l = { q, NULL, LX_END };

		if (q - limit > 1 && lone_space(text, q - 1, q - 2)) {
			q--;
			continue;
		}
		if (!lexeme_left(d, q, limit, &r, &l)) {
			r = lexeme_before(text, q, limit, LEXEME, &l.kind);
			if (l.kind == LX_SPACE) {
				if (blank_line(text, r, q) || q - r > SPACES)
					break;
				q = r;
				continue;
			}
			if (!known_left(d, r, q, &l))
				break;
		} else if (l.slot == NULL) {
			break;
		}
		if (l.kind == LX_CHAR)
			chars++;
		else
			steps++;
		left->seen[left->n++] = (struct seen){ r, l };
		start = q = r;
	}
	return start;
}

/* ---- to the right ----------------------------------------------------- */

/* U+200E and U+200F, which stand among the numbers of Arabic dates. */
static bool
is_mark(struct quire_span text, size_t p)
{
	return (unsigned char)text.p[p] == 0xe2 && p + 2 < text.len &&
	    (unsigned char)text.p[p + 1] == 0x80 &&
	    (unsigned char)(text.p[p + 2] - 0x8e) < 2;
}

static void
keep_token(struct dater *d)
{
	size_t i = d->toks++;

	d->next[i] = (uint8_t)(i + 1);
	d->last[i] = (uint8_t)(i - 1);
}

static void
drop_tokens(struct dater *d)
{
	d->toks = 0;
}

size_t
region_fill(struct dater *d, size_t trigger, size_t limit)
{
	struct quire_span text = d->text;
	struct left left;
	size_t p = walk_left(d, trigger, limit, &left);
	struct lexeme l;
	bool space = true;

	memo_open(d);
	drop_tokens(d);
	while (p < text.len && d->toks < REGION_TOKENS) {
		struct tok *t = &d->tok[d->toks];

		if (p + 1 < text.len && lone_space(text, p, p + 1)) {
			p++;
			space = true;
			continue;
		}
		while (left.n > 0 && left.seen[left.n - 1].start < p)
			left.n--;
		if (left.n > 0 && left.seen[left.n - 1].start == p)
			l = left.seen[left.n - 1].lexeme;
		else
			lexeme_right(d, p, &l);
		if (l.kind == LX_SPACE) {
			if (blank_line(text, p, l.end) || l.end - p > SPACES) {
				if (p > trigger)
					break;
				drop_tokens(d);
			}
			p = l.end;
			space = true;
			continue;
		}
		if (is_mark(text, p)) {
			p += 3;
			continue;
		}
		if (!lex_token(d, p, &l, t)) {
			if (p >= trigger)
				return t->end > trigger ? t->end : p + 1;
			drop_tokens(d);
			p = t->end;
			continue;
		}
		t->space = space;
		space = false;
		p = t->end;
		keep_token(d);
	}
	return p;
}
