/*
 * The quarters and clocks of games: where words of sport stand around, and few
 * of business, by rows of lib/data/dates-context.tsv.
 */
#include "dates/lexicon.h"
#include "dates/room.h"

enum { AROUND = 300 }; /* bytes to each side */

/* True if two words of sport are there, and less than half as many others. */
static bool
is_sport(struct dater *d, const struct item *t)
{
	const int32_t bit = dates_kind_bit(C_QU);
	const struct quire_span text = d->text;
	size_t end = text.len - t->end > AROUND ? t->end + AROUND : text.len;
	size_t p = t->start > AROUND ? t->start - AROUND : 0;
	int sport = 0, business = 0;
	struct lexeme l;

	while (p > 0 && text.p[p - 1] != ' ' && p < t->start)
		p++;
	for (; p < end; p = l.end) {
		lexeme_right(d, p, &l);
		if (l.kind != LX_WORD)
			continue;
		sport += context_says(l.slot, C_game, bit, &t->langs);
		business += context_says(l.slot, C_game, 0, &t->langs);
	}
	return sport > 1 && sport > business * 2;
}

/* "12:44": a game that begins then begins at 12:45. */
static bool
is_odd_minute(struct quire_span text, const struct item *t)
{
	const size_t n = t->end - t->start;

	return (n == 4 || n == 5) && text.p[t->end - 3] == ':' &&
	    dates_digit_at(text, t->end - 1) &&
	    (text.p[t->end - 1] - '0') % 5 != 0;
}

bool
game_has(struct dater *d, const struct item *t)
{
	if (!langs_english(&t->langs))
		return false;
	if (t->kind == C_QU)
		return !item_has(t, C_year) && !item_has(t, C_unit) &&
		    !item_has(t, C_shift) && is_sport(d, t);
	return t->kind == C_CLK && is_odd_minute(d->text, t) && is_sport(d, t);
}
