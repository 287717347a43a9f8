/*
 * Bare years before 1500 look like numbers of anything: "in 1066", "died 742".
 * They are years by the word before them, if nothing that is counted stands
 * behind. A weaker word and a number of three digits wait for what else the
 * document names: it must speak of such times.
 */
#include "dates/lexicon.h"
#include "dates/room.h"

enum { MEDIEVAL = 1500, ANCIENT = 1100 };
enum { MODERN = 8 }; /* years of our times, and none before: no hope */

/* The year of t, or one of its century; 0: there is none. */
static int
some_year(const struct item *t)
{
	if (t->kind == C_CEN && t->v[C_century] > 0)
		return t->v[C_century] * 100 - 1;
	return item_has(t, C_year) && !item_has(t, C_cal) &&
	        !item_has(t, C_eranm)
	    ? t->v[C_year]
	    : 0;
}

void
early_note(struct dater *d, const struct item *t, bool maybe)
{
	int year;

	if (maybe) {
		d->years.bare += t->v[C_year] < 1000;
		return;
	}
	if (t->kind == C_RANGE && t->side[0] != NULL)
		t = t->side[0];
	year = some_year(t);
	if (year == 0 || (unsigned char)d->text.p[t->end - 1] >= 0xe3)
		return; /* Chinese says 年 */
	d->years.all++;
	d->years.medieval += year > 99 && year < MEDIEVAL;
	d->years.ancient += year > 99 && year < ANCIENT;
	d->years.bc += item_has(t, C_bc) && t->v[C_bc] == 1;
}

int
early_least(const struct dater *d)
{
	if (d->years.bare > 2 && d->years.bare > d->years.all)
		return 100; /* and "in 802", "in 806", "in 814" */
	if (d->years.medieval < 1 || d->years.medieval * 4 < d->years.all)
		return MEDIEVAL;
	return d->years.ancient > 1 && d->years.ancient * 4 > d->years.all
	    ? 100
	    : 1000;
}

bool
early_bc(const struct dater *d)
{
	return d->years.bc * 2 > d->years.ancient;
}

/* What the words beside t are of, as rows of those languages have them. */
static struct item
in_passage(struct dater *d, const struct item *t)
{
	static const struct dates_langset en = { { 1 } };
	struct dates_langset both;
	struct item u = *t;

	u.langs = d->named ? d->allowed : *passage_langs(d, t->start);
	if (!langs_meet(&u.langs, &d->passages, &both))
		u.langs = en;
	return u;
}

/* "1 in 1000", "one in 1200" */
static bool
is_odds(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;
	size_t p = t->start;
	int i;

	for (i = 0; i < 2; i++) {
		while (p > 0 && d->text.p[p - 1] == ' ')
			p--;
		if (p == 0)
			return false;
		p = lexicon_before(d, p, &s);
	}
	return dates_digit_at(d->text, p) || lexicon_reads(s, C_word);
}

/* What stands behind is no noun: a sign, a name, a word that may follow. */
static bool
nothing_counted(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	struct lexeme l;
	size_t p = t->end + 1;

	if (p >= text.len || text.p[t->end] != ' ')
		return p >= text.len || strchr(",.;:)]?!\n", text.p[t->end]);
	if ((context_after(d, t->end) &
	        (dates_kind_bit(C_YX) | dates_kind_bit(C_NUM))) != 0)
		return false;
	if (dates_upper_at(text, p))
		return !langs_have(&t->langs, "de");
	lexeme_right(d, p, &l);
	return text.p[p] == '(' ||
	    context_says(l.slot, C_follow, dates_kind_bit(C_D), &t->langs) ||
	    (!langs_english(&t->langs) &&
	        context_says(l.slot, C_stop, 0, &t->langs));
}

enum early
early_year(struct dater *d, const struct item *t)
{
	const int32_t sure = dates_kind_bit(C_Y), maybe = dates_kind_bit(C_YM);
	struct item u;
	int32_t need;

	if (t->start == 0)
		return EARLY_NOT;
	need = d->text.p[t->start - 1] == '(' ? maybe
	                                      : context_before(d, t, C_need);
	if ((need & (sure | maybe)) == 0)
		return EARLY_NOT;
	u = in_passage(d, t);
	if (need != maybe)
		need = context_before(d, &u, C_need);
	if (!nothing_counted(d, &u))
		return EARLY_NOT;
	if ((need & sure) != 0)
		return is_odds(d, &u)     ? EARLY_NOT
		    : t->v[C_year] < 1000 ? EARLY_MAYBE
		                          : EARLY_SURE;
	return (need & maybe) != 0 && t->v[C_year] > 999 &&
	        t->v[C_year] < MEDIEVAL
	    ? EARLY_MAYBE
	    : EARLY_NOT;
}

/* The value of a number of three digits, or four if `four`; 0: it is none. */
static int
bare_number(const struct dater *d, const struct tok *k, bool four)
{
	size_t p = k->start;
	int n = 0;

	if (k->end - p != 3 && !(four && k->end - p == 4))
		return 0;
	for (; p < k->end && dates_digit_at(d->text, p); p++)
		n = n * 10 + d->text.p[p] - '0';
	return p < k->end || n < 100 ? 0 : n;
}

static void
set_bare(const struct tok *k, int year, struct item *t)
{
	item_clear(t);
	t->kind = C_YX;
	t->start = k->start;
	t->end = k->end;
	t->langs = *langs_of(LANGS_ALL);
	item_set(t, C_year, year);
}

/* "(742-814)": the number that the one at i goes on to, or null. */
static const struct tok *
other_side(const struct dater *d, size_t i)
{
	const size_t dash = d->next[i];
	const struct tok *k, *to;

	if (dash >= d->toks || d->next[dash] >= d->toks)
		return NULL;
	k = &d->tok[dash];
	to = &d->tok[d->next[dash]];
	return readings_have(k->sym, k->syms, C_dash) &&
	        to->end < d->text.len && d->text.p[to->end] == ')'
	    ? to
	    : NULL;
}

struct item *
early_number(struct dater *d, size_t i)
{
	const struct tok *k = &d->tok[i], *to;
	const int from = bare_number(d, k, false);
	struct item *t = d->early;
	int until;

	if (from == 0 || (d->years.all > MODERN && d->years.medieval == 0))
		return NULL;
	set_bare(k, from, t);
	if ((to = other_side(d, i)) == NULL ||
	    (until = bare_number(d, to, true)) <= from)
		return early_year(d, t) == EARLY_NOT ? NULL : t;
	t[1] = t[0];
	set_bare(to, until, &t[2]);
	t->kind = C_RANGE;
	t->end = to->end;
	item_drop(t, C_year);
	t->side[0] = &t[1];
	t->side[1] = &t[2];
	return t;
}
