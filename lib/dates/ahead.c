/*
 * "in two weeks": a day, counted from the reference, where the sentence looks
 * ahead ("we leave in two weeks"); else how long it took or will take, a
 * length without its first word.
 */
#include <string.h>

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

/* "in two to three weeks", "in 3-5 days": no day has two numbers. */
static bool
is_between(struct quire_span text, size_t p, size_t end)
{
	for (; p < end; p++)
		if (text.p[p] == '-' || (unsigned char)text.p[p] >= 0x80 ||
		    text_follows(text, p, "to ") ||
		    text_follows(text, p, "or "))
			return true;
	return false;
}

/* "one can learn it in a week" */
static bool
is_ability(struct quire_span text, size_t p)
{
	size_t from = p > 80 ? p - 80 : 0;

	for (; p > from && strchr(".;!?\n", text.p[p]) == NULL; p--)
		if (text_follows(text, p, "can ") ||
		    text_follows(text, p, "could "))
			return true;
	return false;
}

/* "for the first time in two years", "in the next two years" */
static bool
is_measure(struct quire_span text, const struct item *t)
{
	static const char *const before[] = { "time ", "level ", "high ",
		"low ", "first ", "record ", "change ", "best ", "worst " };
	static const char *const within[] = { "the ", "less ", "more ", "at ",
		"up ", "no ", "fewer ", "past ", "last ", "next ", "first " };
	struct quire_span rest = span_sub(text, t->start + 3, text.len);
	size_t i;

	for (i = 0; i < sizeof before / sizeof *before; i++)
		if (text_follows(text, t->start, before[i]))
			return true;
	for (i = 0; i < sizeof within / sizeof *within; i++)
		if (span_starts(rest, within[i]))
			return true;
	return is_between(text, t->start + 3, t->end) ||
	    is_ability(text, t->start);
}

static bool
is_ahead(struct dater *d, const struct item *t)
{
	int unit = item_get(t, C_unit);

	/* "in an hour" comes to a day only where the reference has a clock */
	if (item_get(t, C_n) < 1 || unit == 'Q' ||
	    (unit >= 'a' && d->minute < 0))
		return false;
	if (t->v[AHEAD] == 2) /* "in a week's time" */
		return true;
	return !is_measure(d->text, t) &&
	    (is_whole_line(d->text, t) || tense_of(d, t) > 0);
}

void
ahead_cut(struct dater *d, struct item *t)
{
	const char *p = d->text.p;
	size_t i;

	if (!item_has(t, AHEAD) || is_ahead(d, t))
		return;
	t->kind = C_DUR;
	item_drop(t, C_dir);
	for (i = t->start; t->v[AHEAD] == 2 && i < t->end; i++)
		if (p[i] == '\'' || (unsigned char)p[i] >= 0x80)
			t->end = i; /* "an hour's time" */
	for (t->start += 2; p[t->start] == ' ' || p[t->start] == '\n';)
		t->start++;
}
