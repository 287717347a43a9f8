/*
 * Regions: a trigger grows to the left over lexemes that the lexicon knows,
 * then tokens are cut from there until one is not known. ASCII goes fast ways
 * of its own; what they do not take goes the way of every other script, to
 * the same end.
 */
#include <string.h>

#include "dates/memo.h"

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

/* What stands at a place of a region; GAP ends it. */
enum piece { TOKEN, UNKNOWN, SPACE, GAP, MARK };

/* The lexeme at p, if it was seen on the way to the left. */
static bool
take_seen(struct left *left, size_t p, struct lexeme *l)
{
	while (left->n > 0 && left->seen[left->n - 1].start < p)
		left->n--;
	if (left->n == 0 || left->seen[left->n - 1].start > p)
		return false;
	*l = left->seen[--left->n].lexeme;
	return true;
}

/*
 * A word or sign that is one entry, from which none goes on, all of whose
 * readings count: most are. What is none is for lex_token.
 */
static bool
plain_token(const struct dater *d, size_t p, const struct lexeme *l,
    struct tok *t)
{
	const struct dates_slot *e = l->slot;

	if (e == NULL || d->named || (unsigned char)d->text.p[p] >= 0x80 ||
	    e->readings == 0 || (e->flags & ENTRY_NAMES) != 0 ||
	    lexicon_goes_on(e, d->text, l->end))
		return false;
	t->start = p;
	t->end = l->end;
	t->item = NULL;
	t->some = e->some;
	t->use = e->use[true];
	t->sig = SIG_WORD + e->class;
	t->open = t->known = true;
	t->number = false;
	t->syms = e->syms;
	t->sym = lexicon_readings(e);
	return true;
}

/*
 * The key of a number of at most four digits of ASCII that cannot go on, and
 * their count; 0: it is none.
 */
static uint32_t
number_key(struct quire_span text, size_t p, uint32_t *digits)
{
	const unsigned char *s = (const unsigned char *)text.p + p;
	uint32_t n = 0, v = 0, b;

	if (text.len - p < 8)
		return 0;
	for (; (b = s[n] - (uint32_t)'0') < 10; n++) {
		if (n == 4)
			return 0;
		v = v * 10 + b;
	}
	if (s[n] >= 0x80 ||
	    ((s[n] == ',' || s[n] == '.') && s[n + 1] - (uint32_t)'0' < 10))
		return 0;
	*digits = n;
	return n << 16 | v;
}

/* The token of the number at p, from the memory if it is short. */
static void
number_token(struct dater *d, size_t p, struct tok *t)
{
	struct lexeme l = { p, NULL, LX_DIGITS };
	uint32_t digits, key = number_key(d->text, p, &digits);

	if (key != 0 && memo_number(d->memo, key, t)) {
		t->start = p;
		t->end = p + digits;
		return;
	}
	lex_token(d, p, &l, t);
	if (key != 0 && t->open)
		memo_keep_number(d->memo, key, t);
}

/* The token that is next in d->tok, and ends at t->end. */
static void
keep_token(struct dater *d)
{
	size_t i = d->toks++;

	d->next[i] = (uint8_t)(i + 1);
	d->last[i] = (uint8_t)(i - 1);
}

/* The token or whatever at p; left is what was seen on the way to the left. */
static enum piece
next_piece(struct dater *d, size_t p, struct left *left, struct tok *t)
{
	struct lexeme l;

	if (dates_digit_at(d->text, p)) {
		number_token(d, p, t);
		return TOKEN;
	}
	if (!take_seen(left, p, &l))
		lexeme_right(d, p, &l);
	if (plain_token(d, p, &l, t))
		return TOKEN;
	if (l.slot == NULL && l.kind == LX_WORD &&
	    (unsigned char)d->text.p[p] < 0x80) {
		t->end = l.end;
		return UNKNOWN;
	}
	if (l.kind == LX_SPACE) {
		t->end = l.end;
		return blank_line(d->text, p, l.end) || l.end - p > SPACES
		    ? GAP
		    : SPACE;
	}
	if (is_mark(d->text, p)) {
		t->end = p + 3;
		return MARK;
	}
	return lex_token(d, p, &l, t) ? TOKEN : UNKNOWN;
}

size_t
region_fill(struct dater *d, size_t trigger, size_t limit)
{
	struct quire_span text = d->text;
	struct left left;
	size_t stop = d->to < text.len ? d->to : text.len, from, p;
	bool space = true;

	memo_open(d);
	d->toks = 0;
	p = walk_left(d, trigger, d->from > limit ? d->from : limit, &left);
	while (p < stop && d->toks < REGION_TOKENS) {
		struct tok *t = &d->tok[d->toks];

		if (p + 1 < text.len && lone_space(text, p, p + 1)) {
			p++;
			space = true;
		}
		from = p;
		switch (next_piece(d, p, &left, t)) {
		case TOKEN:
			t->space = space;
			space = false;
			keep_token(d);
			break;
		case GAP:
			if (from > trigger)
				return from;
			d->toks = 0; /* fall through */
		case SPACE:
			space = true;
			break;
		case MARK:
			break;
		default:
			if (from >= trigger)
				return t->end > trigger ? t->end : from + 1;
			d->toks = 0;
		}
		p = t->end;
	}
	return p;
}
