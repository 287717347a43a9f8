/*
 * What stands beside a trigger. Most triggers of prose are no part of a date
 * ("her", "the week", "to fall"): the words beside them tell, by tables that
 * follow from the patterns (lib/gen/dates-near.h), before a region is filled.
 * What is not plain is left to the region.
 */
#include "dates/lexicon.h"
#include "dates/room.h"

enum { NEVER = 0, UNSURE = -1, PHRASE = 10 };

/* A lone blank may be beside a word. */
static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static const struct dates_near *
near_of(const struct dates_slot *s)
{
	return &dates_nears[s - dates_slots];
}

/*
 * Numbers, what is one without being an entry (Chinese, Hebrew), and more
 * blanks.
 */
static bool
may_count(struct quire_span text, size_t p, enum lexeme_kind kind)
{
	return kind == LX_DIGITS || kind == LX_CHAR || kind == LX_SPACE ||
	    ((unsigned char)text.p[p] & 0xfe) == 0xd6;
}

/* The lexeme before p, without a blank; false: what it counts for is unsure. */
static bool
lexeme_beside(struct dater *d, size_t p, size_t *start, struct lexeme *l)
{
	l->slot = NULL;
	if (p > 0 && is_blank(d->text.p[p - 1]))
		p--;
	l->end = p;
	if (p == 0 || lexeme_left(d, p, 0, start, l))
		return true;
	*start = lexeme_before(d->text, p, 0, 60, &l->kind);
	l->slot = lexicon_word(d, *start, p);
	return !may_count(d->text, *start, l->kind);
}

/* True if a phrase that holds p begins at lexeme l, or left of it. */
static bool
in_phrase(struct dater *d, size_t p, size_t start, struct lexeme l, unsigned n)
{
	size_t end;

	for (;; n--) {
		end = l.end;
		if (lexicon_goes_on(l.slot, d->text, end) &&
		    lexicon_longest(d, l.slot, start, &end, NULL) != NULL &&
		    end > p)
			return true;
		if (n == 1 || !(l.slot->flags & ENTRY_INNER))
			return false;
		if (!lexeme_beside(d, start, &start, &l))
			return true;
		if (l.slot == NULL)
			return false;
	}
}

/* The number of what stands to the left of entry s at p. */
static int
left_number(struct dater *d, const struct dates_slot *s, size_t p)
{
	struct lexeme l;
	size_t start;

	if (!lexeme_beside(d, p, &start, &l))
		return UNSURE;
	if (l.slot == NULL)
		return NEVER;
	if (in_phrase(d, p, start, l, s->flags & ENTRY_LATER ? PHRASE : 1))
		return UNSURE;
	return near_of(l.slot)->beside[0];
}

/* The same to the right of what ends at p. */
static int
right_number(struct dater *d, size_t p)
{
	struct quire_span text = d->text;
	const struct dates_slot *s;
	struct lexeme l;

	p += p < text.len && is_blank(text.p[p]);
	if (p == text.len)
		return NEVER;
	lexeme_right(d, p, &l);
	if (may_count(text, p, l.kind))
		return UNSURE;
	if (l.slot == NULL)
		return NEVER;
	s = lexicon_longest(d, l.slot, p, &l.end, NULL);
	return s == NULL ? NEVER : near_of(s)->beside[1];
}

/* Which sides of what is of that row may go on: bit 0 left, bit 1 right. */
static unsigned
row_sides(unsigned row, int left, int right)
{
	return (unsigned)bits_have(dates_near_left[left], row) |
	    (unsigned)bits_have(dates_near_right[right], row) << 1;
}

/* True if it may be part of a date with them. */
static bool
row_fits(unsigned row, unsigned sides)
{
	const unsigned flags = dates_near_flags[row];

	return ((sides | flags) & 3) == 3 && (sides != 0 || flags & NEAR_ALONE);
}

bool
near_open(struct dater *d, const struct dates_slot *s, size_t p)
{
	return s->flags & ENTRY_HOME || d->named ||
	    passage_is(d, p, langs_of(near_of(s)->langs));
}

bool
near_fits(struct dater *d, const struct dates_slot *s, size_t p, size_t end)
{
	const struct dates_near *n = near_of(s);
	const int left = left_number(d, s, p), right = right_number(d, end);
	unsigned home, any;

	if (left < 0 || right < 0)
		return near_open(d, s, p);
	home = row_sides(n->home, left, right);
	any = row_sides(n->any, left, right);
	if (!row_fits(n->home, home) &&
	    (!row_fits(n->any, any) || !passage_is(d, p, langs_of(n->langs))))
		return false;
	if (((home | any) & 1) == 0)
		d->from = p;
	if (((home | any) & 2) == 0)
		d->to = end;
	return true;
}

bool
near_second(struct dater *d, size_t p)
{
	const struct dates_slot *whole;
	struct lexeme l;
	size_t start;

	if (!lexeme_beside(d, p, &start, &l))
		return true;
	if (l.slot == NULL || !(l.slot->flags & ENTRY_STARTS) ||
	    !lexicon_goes_on(l.slot, d->text, l.end))
		return false;
	whole = lexicon_longest(d, l.slot, start, &l.end, NULL);
	return whole != NULL && l.end > p && whole->flags & ENTRY_TRIGGER &&
	    near_fits(d, whole, start, l.end);
}
