/*
 * Regions: a trigger grows to the left over lexemes that the lexicon knows,
 * then tokens are cut from there until one is not known. ASCII goes fast ways
 * of its own; what they do not take goes the way of every other script, to
 * the same end.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/memo.h"

enum { LEFT_STEPS = 12, LEFT_CHARS = 72, LEXEME = 120, SPACES = 40 };

/* A lexeme of the way to the left, kept for the way back. */
struct seen {
	size_t start;
	struct lexeme lexeme;
};

struct left {
	struct seen seen[LEFT_STEPS + LEFT_CHARS + 1];
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

/* True if an entry has the character, should it be Chinese or the like. */
static bool
is_known_char(uint32_t cp)
{
	return cp < 0x3000 || cp >= 0x10000 || bits_have(dates_cjk, cp);
}

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
	if (!is_known_char(cp))
		return false;
	l->slot = lexicon_word(d, q, p);
	return true;
}

/* ---- where a region ends ---------------------------------------------- */

/* The entry of the lexeme at p, if that tells all that it can be, or null. */
static inline const struct dates_slot *
known_slot(struct quire_span text, size_t p, const struct lexeme *l)
{
	const unsigned char b = (unsigned char)text.p[p];

	/* numerals may be signs, and letters of Hebrew */
	return b < 0x80 || l->kind == LX_CHAR ||
	        (l->kind == LX_WORD && (b & 0xfe) != 0xd6)
	    ? l->slot
	    : NULL;
}

/* The number of the lexeme at p as the left (0) or the right of a pair. */
static inline unsigned
bond_of(struct quire_span text, size_t p, const struct lexeme *l, unsigned side)
{
	const struct dates_slot *s;

	if (l->kind == LX_DIGITS)
		return dates_bond_number[side];
	s = known_slot(text, p, l);
	return s == NULL ? 0 : s->bond[side];
}

static inline bool
is_number(const struct lexeme *l)
{
	return l->kind == LX_DIGITS ||
	    (l->slot != NULL && (l->slot->parts & PART_NUMERAL) != 0);
}

/* True if two lexemes may be parts of one entry or number. */
static inline bool
may_be_one(struct quire_span text, const struct lexeme *l,
    const struct lexeme *r)
{
	if (l->slot != NULL &&
	    (lexicon_goes_on(l->slot, text, l->end) ||
	        ((l->slot->parts & PART_WITHIN) != 0 && r->slot != NULL &&
	            (r->slot->flags & ENTRY_LATER) != 0)))
		return true;
	return is_number(l) && is_number(r);
}

/* ---- to the left ------------------------------------------------------ */

/* A lexeme of the way to the left; false: the region ends there. */
static bool
lexeme_known(struct dater *d, size_t limit, struct seen *s)
{
	const size_t q = s->lexeme.end;
	uint32_t cp;

	if (lexeme_left(d, q, limit, &s->start, &s->lexeme))
		return s->lexeme.slot != NULL;
	if (q - limit >= 3 && (cp = han_at(d->text.p + q - 3)) != 0) {
		s->start = q - 3;
		s->lexeme.kind = LX_CHAR;
		s->lexeme.slot = lexicon_word(d, q - 3, q);
		return is_known_char(cp);
	}
	s->start = lexeme_before(d->text, q, limit, LEXEME, &s->lexeme.kind);
	if (s->lexeme.kind == LX_SPACE)
		return !blank_line(d->text, s->start, q) &&
		    q - s->start <= SPACES;
	return known_left(d, s->start, q, &s->lexeme);
}

/* Where the region begins; what stands at p, if it is no number, is kept. */
static size_t
walk_left(struct dater *d, size_t p, size_t limit, struct left *left)
{
	const struct quire_span text = d->text;
	size_t steps = 0, chars = 0, q = p, start = p;
	struct lexeme digits = { p, NULL, LX_DIGITS };
	struct seen *s = left->seen;
	const struct lexeme *right = &digits;

	if (!dates_digit_at(text, p)) {
		lexeme_right(d, p, &s->lexeme);
		s->start = p;
		right = &s->lexeme;
		s++;
	}
	while (q > limit && steps < LEFT_STEPS && chars < LEFT_CHARS) {
		if (q - limit > 1 && lone_space(text, q - 1, q - 2))
			q--;
		s->lexeme.end = q;
		s->lexeme.slot = NULL;
		if (!lexeme_known(d, limit, s))
			break;
		q = s->start;
		if (s->lexeme.kind == LX_SPACE)
			continue;
		if (d->bonds &&
		    !bonds_with(bond_of(text, q, &s->lexeme, 0),
		        bond_of(text, start, right, 1)) &&
		    !may_be_one(text, &s->lexeme, right))
			break;
		right = &s->lexeme;
		if (s->lexeme.kind == LX_CHAR)
			chars++;
		else
			steps++;
		start = q;
		s++;
	}
	left->n = (size_t)(s - left->seen);
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

/* The lexeme at p, if it was seen on the way to the left, or null. */
static inline const struct lexeme *
take_seen(struct left *left, size_t p)
{
	while (left->n > 0 && left->seen[left->n - 1].start < p)
		left->n--;
	if (left->n == 0 || left->seen[left->n - 1].start > p)
		return NULL;
	return &left->seen[--left->n].lexeme;
}

/*
 * A word or sign that is one entry, from which none goes on, and of which
 * bars_names (lex.c) need not ask the passage: most are. What is none is for
 * lex_token.
 */
static bool
plain_token(const struct dater *d, size_t p, const struct lexeme *l,
    struct tok *t)
{
	const struct dates_slot *e = l->slot;

	if (e == NULL || d->named || (unsigned char)d->text.p[p] >= 0x80 ||
	    e->plain == SYMS_ASK || lexicon_goes_on(e, d->text, l->end))
		return false;
	t->start = p;
	t->end = l->end;
	t->item = NULL;
	t->some = e->some;
	t->use = use_of(e, true);
	t->sig = SIG_WORD + e->class + e->barred * (uint32_t)SIG_BARRED;
	t->bond = e->bond[0];
	t->open = t->known = true;
	t->number = false;
	t->syms = e->plain;
	t->sym = lexicon_readings(e);
	return true;
}

/* Exactly three digits at s: behind a mark they may belong to a number. */
static bool
are_three_digits(const unsigned char *s)
{
	return s[0] - (uint32_t)'0' < 10 && s[1] - (uint32_t)'0' < 10 &&
	    s[2] - (uint32_t)'0' < 10 && s[3] - (uint32_t)'0' >= 10;
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

	if (text.len - p < 10)
		return 0;
	for (; (b = s[n] - (uint32_t)'0') < 10; n++) {
		if (n == 4)
			return 0;
		v = v * 10 + b;
	}
	if (s[n] >= 0x80 ||
	    (n == 1 && s[1] == ' ' && s[2] - (uint32_t)'0' < 10) ||
	    ((s[n] == ',' || s[n] == '.') && are_three_digits(s + n + 1)))
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
		memo_keep_number(d, key, t);
}

/* The token that is next in d->tok, and ends at t->end. */
static void
keep_token(struct dater *d)
{
	size_t i = d->toks++;

	d->next[i] = (uint8_t)(i + 1);
	d->last[i] = (uint8_t)(i - 1);
}

/*
 * The token or whatever at p, behind a token of that bond (0: look at none);
 * left is what was seen on the way to the left.
 */
static enum piece
next_piece(struct dater *d, size_t p, struct left *left, unsigned bond,
    struct tok *t)
{
	const struct lexeme *l;
	struct lexeme own;

	t->end = p; /* where it ends if it cannot stand there */
	if (dates_digit_at(d->text, p)) {
		if (bond != 0 && !bonds_with(bond, dates_bond_number[1]))
			return UNKNOWN;
		number_token(d, p, t);
		return TOKEN;
	}
	if ((l = take_seen(left, p)) == NULL) {
		lexeme_right(d, p, &own);
		if (bond != 0 &&
		    !bonds_with(bond, bond_of(d->text, p, &own, 1)))
			return UNKNOWN;
		l = &own;
	}
	if (plain_token(d, p, l, t))
		return TOKEN;
	t->end = l->end;
	if (l->slot == NULL && l->kind == LX_WORD &&
	    (unsigned char)d->text.p[p] < 0x80)
		return UNKNOWN;
	if (l->kind == LX_SPACE)
		return blank_line(d->text, p, l->end) || l->end - p > SPACES
		    ? GAP
		    : SPACE;
	if (is_mark(d->text, p)) {
		t->end = p + 3;
		return MARK;
	}
	return lex_token(d, p, l, t) ? TOKEN : UNKNOWN;
}

size_t
region_fill(struct dater *d, size_t trigger, size_t limit)
{
	const struct quire_span text = d->text;
	const size_t stop = d->to < text.len ? d->to : text.len;
	const size_t bound = d->bonds ? trigger : SIZE_MAX;
	size_t from, p;
	struct left left;
	unsigned bond = 0;
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
		switch (next_piece(d, p, &left, bond, t)) {
		case TOKEN:
			t->space = space;
			space = false;
			bond = from >= bound ? t->bond : 0;
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
