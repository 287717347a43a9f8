/*
 * What stands beside an item, by the rows of lib/data/dates-context.tsv.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/room.h"

/* Bits of the kinds that entry s is about, in those languages (null: any). */
static int32_t
mask_of(const struct dates_slot *s, int class, const struct dates_langset *in)
{
	const struct dates_reading *r = lexicon_readings(s);
	struct dates_langset both;
	int32_t mask = 0;
	size_t i;

	for (i = s->syms; i < s->readings; i++)
		if (r[i].sym == class &&
		    (in == NULL || langs_meet(in, langs_of(r[i].langs), &both)))
			mask |= r[i].value;
	return mask;
}

static size_t
skip_spaces(struct quire_span text, size_t p)
{
	while (p < text.len && (text.p[p] == ' ' || text.p[p] == '\n'))
		p++;
	return p;
}

/* The longest entry that begins with s at p, if s has the flag; or null. */
static const struct dates_slot *
entry_from(struct dater *d, const struct dates_slot *s, size_t p, unsigned flag,
    size_t *end)
{
	if (s == NULL || (s->flags & flag) == 0)
		return NULL;
	return lexicon_longest(d, s, p, end, NULL);
}

int32_t
context_after(struct dater *d, size_t p)
{
	size_t q = skip_spaces(d->text, p);
	const struct dates_slot *s;
	struct lexeme l;

	if (q >= d->text.len || q - p > 2)
		return 0;
	lexeme_right(d, q, &l);
	s = entry_from(d, l.slot, q, ENTRY_AFTERS, &l.end);
	return s == NULL ? 0
	                 : mask_of(s, C_after, d->named ? &d->allowed : NULL);
}

/* True if a word cannot go on from p. */
static bool
word_ends(struct quire_span text, size_t p)
{
	return p == text.len ||
	    ((unsigned char)text.p[p] < 0x80 &&
	        !is_alpha((unsigned char)text.p[p]));
}

/* True if a word or sign of ASCII ends at p, p > 0; numbers are cut by more. */
static bool
is_plain_end(struct quire_span text, size_t p)
{
	return (unsigned char)text.p[p - 1] < 0x80 &&
	    !dates_digit_at(text, p - 1) && word_ends(text, p);
}

/*
 * Entries of one to three lexemes that end at p, in those languages (null:
 * any).
 */
static int32_t
mask_before(struct dater *d, size_t p, int class,
    const struct dates_langset *in)
{
	const unsigned flag = class == C_before ? ENTRY_BEFORES : ENTRY_NEEDS;
	const struct dates_slot *s, *e;
	struct lexeme l;
	int32_t mask = 0;
	size_t q, from;
	int i;

	while (p > 0 && (d->text.p[p - 1] == ' ' || d->text.p[p - 1] == '\n'))
		p--;
	for (from = p, i = 0; i < 3 && from > 0; i++) {
		q = lexicon_before(d, from, &s);
		l.end = from;
		if (!word_ends(d->text, from)) {
			lexeme_right(d, q, &l);
			s = l.slot;
		}
		e = entry_from(d, s, q, flag, &l.end);
		if (e != NULL && l.end == p)
			mask |= mask_of(e, class, in);
		if (i == 0 && is_plain_end(d->text, p) &&
		    (s == NULL || (s->flags & ENTRY_TAIL) == 0))
			break; /* no phrase ends with it */
		for (from = q; from > 0 && d->text.p[from - 1] == ' '; from--)
			;
	}
	return mask;
}

/*
 * The words are of the item's languages, or those of the passage: "no 2 de
 * outubro" is not "No. 2". But for labels beside Chinese and beside mere
 * numbers, which are of any.
 */
int32_t
context_before(struct dater *d, const struct item *t, int class)
{
	struct dates_langset near;
	int32_t mask;
	size_t i;

	if (class != C_before)
		return mask_before(d, t->start, class, &t->langs);
	mask = mask_before(d, t->start, class, d->named ? &d->allowed : NULL);
	if ((mask & dates_kind_bit(t->kind)) == 0 || d->named ||
	    langs_chinese(&t->langs))
		return mask;
	near = *passage_langs(d, t->start);
	for (i = 0; i < DATES_LANGS; i++)
		near.bit[i] |= t->langs.bit[i];
	return mask_before(d, t->start, class, &near);
}

int32_t
context_turns(struct dater *d, const struct item *t, size_t p)
{
	return mask_before(d, p, C_turns, &t->langs);
}

bool
context_says(const struct dates_slot *s, int class, int32_t bit,
    const struct dates_langset *in)
{
	const struct dates_reading *r;
	struct dates_langset both;
	size_t i;

	if (s == NULL)
		return false;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym == class && (r[i].value & bit) == bit &&
		    (bit != 0 || r[i].value == 0) &&
		    langs_meet(in, langs_of(r[i].langs), &both))
			return true;
	return false;
}

bool
context_counts(struct dater *d, const struct item *t, size_t p)
{
	struct lexeme l;

	if (p + 1 >= d->text.len || d->text.p[p] != ' ')
		return false;
	lexeme_right(d, p + 1, &l);
	return l.kind == LX_WORD &&
	    !context_says(l.slot, C_follow, dates_kind_bit(C_D), &t->langs);
}
