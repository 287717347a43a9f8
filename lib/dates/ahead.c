/*
 * "in two weeks": a day, counted from the reference, where the sentence looks
 * ahead ("we leave in two weeks"); else how long it took or will take, a
 * length without its first word. "через три года" is such a day too, unless
 * the sentence looks back; then it is as long after what was told before.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

/* True if the line holds nothing else. */
static bool
is_whole_line(struct quire_span text, const struct item *t)
{
	size_t p = t->end;

	while (p < text.len && strchr(" .!?\r", text.p[p]) != NULL)
		p++;
	return (t->start == 0 || text.p[t->start - 1] == '\n') &&
	    (p == text.len || text.p[p] == '\n');
}

enum { SENTENCE = 80 }; /* bytes that are looked at */

/* "one can learn it in a week" */
static bool
is_ability(struct dater *d, const struct item *t)
{
	const size_t stop = t->start > SENTENCE ? t->start - SENTENCE : 0;
	const struct dates_slot *s;
	size_t p = t->start;

	while (p > stop && strchr(".;!?\n", d->text.p[p - 1]) == NULL) {
		p = lexicon_before(d, p, &s);
		if (context_says(s, C_length, 0, &t->langs))
			return true;
	}
	return false;
}

/* "for the first time in two years", "in the next two years" */
static bool
is_measure(struct dater *d, const struct item *t)
{
	return item_has(t, C_measure) ||
	    (t->start > 0 &&
	        (context_before(d, t, C_length) & dates_kind_bit(C_AGO)) !=
	            0) ||
	    is_ability(d, t);
}

/* Where the length begins, behind the word for "in" and blanks. */
static size_t
behind_in(struct quire_span text, const struct item *t)
{
	size_t p;

	lexeme_at(text, t->start, &p);
	while (p < t->end && (text.p[p] == ' ' || text.p[p] == '\n'))
		p++;
	return p;
}

/* "en dos semanas", but not "en más de dos semanas", "en las primeras dos". */
static bool
begins_with_number(struct dater *d, const struct item *t)
{
	size_t p = behind_in(d->text, t), end;

	return dates_digit_at(d->text, p) ||
	    (lexeme_at(d->text, p, &end) == LX_WORD &&
	        lexicon_reads(lexicon_word(d, p, end), C_word));
}

static bool
is_ahead(struct dater *d, const struct item *t)
{
	int unit = item_get(t, C_unit);

	/* "in an hour" comes to a day only where the reference has a clock */
	if (item_get(t, C_n) < 1 || unit == 'Q' ||
	    (unit_of_clock(unit) && d->minute < 0))
		return false;
	if (t->v[AHEAD] == 2) /* "in a week's time" */
		return true;
	if (!langs_have(&t->langs, "en") && !begins_with_number(d, t))
		return false;
	return !is_measure(d, t) &&
	    (is_whole_line(d->text, t) || tense_of(d, t) > 0);
}

void
ahead_cut(struct dater *d, struct item *t)
{
	const char *p = d->text.p;
	size_t i;

	if (!item_has(t, AHEAD) || t->kind != C_AGO || item_has(t, C_rel))
		return;
	if (t->v[AHEAD] == 3) {
		if (!d->narrative && tense_of(d, t) < 0)
			t->kind = C_DUR;
		return;
	}
	if (is_ahead(d, t))
		return;
	t->kind = C_DUR;
	item_drop(t, C_dir);
	for (i = t->start; t->v[AHEAD] == 2 && i < t->end; i++)
		if (p[i] == '\'' || (unsigned char)p[i] >= 0x80)
			t->end = i; /* "an hour's time" */
	t->start = behind_in(d->text, t);
}
