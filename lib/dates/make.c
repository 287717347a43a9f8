/*
 * The items of the grammar: what rows make of the tokens that they take. The
 * act of a row says how: fields together, two sides, sums, lengths, numbers.
 */
#include <string.h>

#include "dates/walk.h"

/* The field that a class fills: most fill their own. */
static int
field_of(int class)
{
	static const uint8_t other[C_COUNT] = { [C_y4] = C_year,
		[C_yn] = C_year,
		[C_cyear] = C_year,
		[C_mon] = C_month,
		[C_monthx] = C_month,
		[C_wdayx] = C_wday,
		[C_freq] = C_wday,
		[C_roman] = C_ord,
		[C_seasonx] = C_season,
		[C_eral] = C_eranm,
		[C_dirp] = C_dir,
		[C_shiftp] = C_shift,
		[C_tens] = C_min,
		[C_units] = C_unit,
		[C_word] = C_n,
		[C_some] = C_n };

	return other[class] != 0 ? other[class] : class;
}

static struct item *
item_new(struct dater *d)
{
	struct item *t;

	if (d->items == REGION_ITEMS)
		return NULL;
	t = &d->item[d->items++];
	item_clear(t);
	return t;
}

static void
put(struct item *t, int class, int32_t value)
{
	int f = field_of(class);

	if (class == C_y2 || class == C_cyear || class == C_y3) {
		item_set(t, class == C_y3 ? C_y3 : C_y2, 1);
		f = C_year;
	}
	if (class == C_calm) {
		item_set(t, C_cal, value / 100);
		value %= 100;
		f = C_month;
	}
	if (class == C_n8 || class == C_n14) {
		item_set(t, C_year, value / 10000);
		item_set(t, C_month, value / 100 % 100);
		item_set(t, C_day, value % 100);
		return;
	}
	if (class == C_min && item_has(t, C_min))
		f = C_sec;
	if (!item_has(t, f))
		item_set(t, f, value);
}

/* How a year is meant: of the year itself, not of one in brackets beside it. */
static bool
is_of_year(int field)
{
	return field == C_eranm || field == C_y2 || field == C_y3 ||
	    field == C_bc;
}

/*
 * Fields of b that a lacks; behind a day, of the same day in another calendar
 * ("9月27日（农历八月十五）"), not the calendar.
 */
static void
merge(struct item *a, const struct item *b)
{
	const bool dated = item_has(a, C_year) && item_has(b, C_year);
	const bool told = item_has(a, C_day) && item_has(b, C_day);
	uint64_t m;
	int w;

	for (w = 0; w < 2; w++)
		for (m = b->have[w] & ~a->have[w]; m != 0; m &= m - 1) {
			int i = w * 64 + __builtin_ctzll(m);

			if ((!dated || !is_of_year(i)) &&
			    (!told || (i != C_cal && i != C_leap)))
				item_set(a, i, b->v[i]);
		}
	if (a->side[0] == NULL) {
		a->side[0] = b->side[0];
		a->side[1] = b->side[1];
	}
}

/* Of a year, too: "в сорок третьем году", "1990-го року"; not "2-го года". */
static void
take_ordinal(struct item *t, int32_t n)
{
	if (t->kind != C_Y || n > 20)
		item_set(t, t->kind == C_Y || n > 99 ? C_year : C_ord, n);
	if (n > 99)
		item_drop(t, C_y2);
}

static void
take(struct item *t, const struct tok *tok, const struct dates_reading *s)
{
	if (tok->item != NULL && s->sym == tok->item->kind) {
		if (s->sym == C_ORD) {
			take_ordinal(t, tok->item->v[C_n]);
		} else {
			if (t->kind == C_SET && s->sym == C_CLK)
				item_drop(t, C_n); /* of its minutes now */
			merge(t, tok->item);
		}
	} else if ((t->kind == C_CLK ||
	               (t->kind == C_TIME && item_has(t, C_part))) &&
	    (s->sym == C_word || s->sym == C_ord) && !item_has(t, C_hour)) {
		/* "las tres y diez", "morgen früh um acht" */
		item_set(t, C_hour, s->value);
	} else if (s->sym < C_COUNT)
		put(t, s->sym, s->value);
}

/* "年" of a pattern that names it: part of the date before it. */
static bool
is_day_sign(const struct walk *w, const struct tok *tok)
{
	static const char *const sign[] = { "年", "月", "日", "号", "號", "년",
		"월", "일" };
	struct quire_span s = span_sub(w->d->text, tok->start, tok->end);
	size_t i;

	for (i = 0; i < sizeof sign / sizeof *sign; i++)
		if (span_is(s, sign[i]))
			return true;
	return false;
}

enum { MINGUO_FROM = 100, MINGUO_TO = 130 };

/* "113年7月1日": in Taiwan a year of the republic, by its spelling. */
static void
unnamed_era(const struct walk *w, struct item *t)
{
	if (item_has(t, C_y3) && !item_has(t, C_eranm) &&
	    t->v[C_year] >= MINGUO_FROM && t->v[C_year] <= MINGUO_TO &&
	    filter_traditional(w->d->text, w->d->tok[w->from].start))
		item_set(t, C_eranm, MINGUO);
}

/*
 * A word or sign behind one side, the i-th; behind a date a slash, as in ISO
 * 8601, and between two days ("8/9 May").
 */
static bool
is_between(const struct walk *w, size_t i, const struct item *side)
{
	const struct dates_reading *s = best_sym(w, i);

	if (s->sym >= C_COUNT)
		return w->d->text.p[best_tok(w, i)->start] == '/' &&
		    (side->kind != 0 || item_has(side, C_year) ||
		        (item_has(side, C_day) && i + 1 < w->best &&
		            best_sym(w, i + 1)->sym == C_day));
	return s->sym == C_to || s->sym == C_dash || s->sym == C_and;
}

/* Two sides around the first token that is between them. */
static void
make_range(struct walk *w, struct item *t)
{
	struct item *side[2];
	const struct tok *tok;
	const struct dates_reading *s;
	size_t i, k = 0;

	side[0] = item_new(w->d);
	side[1] = item_new(w->d);
	if (side[0] == NULL || side[1] == NULL)
		return;
	side[0]->langs = side[1]->langs = t->langs;
	for (i = 0; i < w->best; i++) {
		tok = best_tok(w, i);
		s = best_sym(w, i);
		if (i > 0 && is_between(w, i, side[0])) {
			if (k == 0)
				k = 1;
			continue;
		}
		/* "the first nine months of 1997": without a word for it */
		if (k == 0 && item_has(t, C_sub) && side[0]->kind != 0 &&
		    tok->item != NULL)
			k = 1;
		if (s->sym >= C_COUNT || s->sym == C_until || s->sym == C_frm) {
			if (side[k]->end == tok->start && is_day_sign(w, tok))
				side[k]->end = tok->end;
			continue;
		}
		take(side[k], tok, s);
		if (side[k]->end == 0)
			side[k]->start = tok->start;
		side[k]->end = tok->end - s->cut;
		if (tok->item != NULL && s->sym == tok->item->kind)
			side[k]->kind = tok->item->kind;
	}
	unnamed_era(w, side[0]);
	t->side[0] = side[0];
	t->side[1] = side[1];
}

/* "2023年" in front of "三年": no length but a year. */
static bool
is_year_first(const struct walk *w, const struct item *t, size_t end)
{
	return end > 0 && t->v[C_unit] == 'Y' && t->v[C_n] >= 1000 &&
	    t->v[C_n] < 3000 && is_day_sign(w, best_tok(w, end - 1));
}

static size_t
unit_rank(int unit)
{
	static const char order[] = "CXYHQMFWEKDhms";
	const char *at = unit == 0 ? NULL : strchr(order, unit);

	return at == NULL ? 0 : (size_t)(at - order);
}

/*
 * "two years and three months": pairs. "1 day, 7 days" are two lengths, "шести
 * месяцев 1942 года" is no length of two units: the match ends behind the
 * first.
 */
static void
make_duration(struct walk *w, struct item *t)
{
	static const int number[] = { C_n, C_num2, C_num3 };
	static const int unit[] = { C_unit, C_unit2, C_unit3 };
	size_t i, k = 0, end = 0;

	for (i = 0; i < w->best; i++) {
		const struct tok *tok = best_tok(w, i);
		const struct dates_reading *s = best_sym(w, i);

		if (tok->item != NULL && s->sym == tok->item->kind) {
			if (item_has(tok->item, C_n) &&
			    item_has(tok->item, C_unit) && k < 3 &&
			    !item_has(t, unit[k])) {
				item_set(t, number[k], tok->item->v[C_n]);
				item_set(t, unit[k++], tok->item->v[C_unit]);
			}
			merge(t, tok->item);
			continue;
		}
		if (s->sym >= C_COUNT)
			continue;
		if (k == 1 && field_of(s->sym) == C_n &&
		    is_year_first(w, t, end)) {
			item_set(t, C_year, t->v[C_n]);
			item_drop(t, C_n);
			item_drop(t, C_unit);
			t->kind = C_Y;
			w->best = end;
			break;
		}
		if (field_of(s->sym) == C_unit && k > 0 && k < 3 &&
		    unit_rank(s->value) <= unit_rank(t->v[unit[k - 1]])) {
			item_drop(t, number[k]);
			w->best = end;
			break;
		}
		if (field_of(s->sym) == C_unit && k < 3) {
			item_set(t, unit[k++], s->value);
			end = i + 1;
		} else if (field_of(s->sym) == C_n && k < 3) {
			/* the row says what the number before is of */
			k += k < 2 && item_has(t, number[k]) &&
			    item_has(t, unit[k]);
			item_set(t, item_has(t, number[k]) ? C_frac : number[k],
			    s->value);
		} else
			put(t, s->sym, s->value);
	}
}

/*
 * Does a number stand behind one of that sum, the last word of which is
 * `last`, 0 behind "and"? Not in "twenty-five nineteen …", "dva tři dny", "años
 * setenta y ochenta"; an ordinal does behind whole tens.
 */
static bool
sums(int64_t sum, int32_t last, int32_t v, unsigned sym)
{
	if (sym == C_ord)
		return last >= 20 && last % 10 == 0;
	if (last == 0)
		return sum >= 100 || (sum >= 20 && v < 20);
	return (sum <= 21 || sum >= 100 || last % 10 == 0 || v < 10) &&
	    (last >= 10 || v >= 10 || sum >= 100);
}

/* "nineteen" "ninety-six"; "two" "thousand" "five": 1000 multiplies. */
static void
make_sum(struct walk *w, struct item *t)
{
	int64_t sum = 0, rest;
	int32_t last = 0;
	size_t i, joint = 0; /* "and" */

	for (i = 0; i < w->best; i++) {
		const struct tok *tok = best_tok(w, i);
		const struct dates_reading *s = best_sym(w, i);
		int32_t v = s->value;

		if (s->sym >= C_COUNT) {
			last = 0; /* "seize et cinquante" is no year */
			joint = i;
			continue;
		}
		if (tok->item != NULL && s->sym == tok->item->kind)
			v = tok->item->v[C_n];
		if (i > 0 && s->sym != C_big && !sums(sum, last, v, s->sym)) {
			w->best = joint > 0 && joint + 1 == i ? joint : i;
			break;
		}
		if (s->sym == C_big) {
			/* "mille huit cent": of what stands behind the thousand */
			rest = sum >= 1000 && v < 1000 ? sum % 1000 : sum;
			sum += (rest == 0 ? 1 : rest) * v - rest;
		} else if (last >= 10 && last < 100 && v >= 10 && v < 100 &&
		    sum == last) {
			sum = sum * 100 + v;
		} else {
			sum += v;
		}
		last = v;
	}
	if (sum > NUMBER_MOST) { /* no number of ours, nor is its last word */
		t->kind = C_NOT;
		return;
	}
	item_set(t, C_n, (int32_t)sum);
	if (sum >= 1000 && sum < 3000)
		item_set(t, C_year, (int32_t)sum);
}

/* "25/12/2014": what they are is decided with the whole document. */
static void
make_numbers(struct walk *w, struct item *t)
{
	static const int field[] = { C_n, C_num2, C_num3 };
	size_t i, k = 0;

	for (i = 0; i < w->best && k < 3; i++) {
		const struct tok *tok = best_tok(w, i);
		const struct dates_reading *s = best_sym(w, i);

		if (tok->number)
			item_set(t, field[k++], s->value);
		else if (s->sym < C_COUNT)
			take(t, tok, s);
	}
	if (k == 3 && t->v[C_num3] > 99)
		item_drop(t, C_y2);
}

/* "the late 1970s" stays a decade: what is said of a part is of its kind. */
static void
adopt_kind(const struct walk *w, struct item *t)
{
	size_t i;

	for (i = 0; t->kind == C_REL && i < w->best; i++) {
		const struct tok *k = best_tok(w, i);

		if (k->item != NULL && best_sym(w, i)->sym == k->item->kind)
			switch (k->item->kind) {
			case C_DEC:
			case C_CEN:
			case C_QU:
			case C_SEA:
			case C_HOL:
			case C_WK:
			case C_M:
				t->kind = k->item->kind;
				break;
			case C_MX: /* "late May", but not "late may" */
				t->kind =
				    item_has(t, C_type) && t->v[C_type] == 2
				    ? C_QU
				    : is_lower((unsigned char)
				                   w->d->text.p[k->item->start])
				    ? C_MX
				    : C_M;
				break;
			default:
				break;
			}
	}
}

/* "cinq février": its clock, if one follows, has numbers of its own. */
static void
spelled_day(struct item *t)
{
	if ((t->kind != C_MD && t->kind != C_FULL) || !item_has(t, C_n) ||
	    !item_has(t, C_month) || item_has(t, C_day) || item_has(t, C_sub) ||
	    t->v[C_n] < 1 || t->v[C_n] > 31)
		return;
	item_set(t, C_day, t->v[C_n]);
	item_drop(t, C_n);
}

/* 天保 is an era of the Northern Qi, and in Japanese text one of Edo. */
static const struct dates_reading *
era_here(const struct walk *w, const struct tok *k,
    const struct dates_reading *s)
{
	size_t i;

	if (s->sym != C_eranm || !filter_kana(w->d->text, k->start))
		return s;
	for (i = 0; i < k->syms; i++)
		if (k->sym[i].sym == C_eranm &&
		    langs_have(langs_of(k->sym[i].langs), "ja"))
			return &k->sym[i];
	return s;
}

struct item *
make_item(struct walk *w)
{
	const struct dates_row *r = &dates_rows[w->best_row];
	struct item *t = item_new(w->d);
	size_t i;

	if (t == NULL)
		return NULL;
	t->kind = r->kind;
	t->langs = w->best_langs;
	for (i = 0; i < r->sets; i++)
		item_set(t, dates_sets[r->set + i].field,
		    dates_sets[r->set + i].value);
	switch (r->act) {
	case ACT_RANGE:
		make_range(w, t);
		break;
	case ACT_DUR:
		make_duration(w, t);
		break;
	case ACT_SUM:
		make_sum(w, t);
		break;
	case ACT_NUMS:
		make_numbers(w, t);
		break;
	default:
		for (i = 0; i < w->best; i++) {
			const struct tok *k = best_tok(w, i);

			take(t, k, era_here(w, k, best_sym(w, i)));
		}
		spelled_day(t);
		adopt_kind(w, t);
		unnamed_era(w, t);
		if (t->kind == C_DUR && item_has(t, C_day)) {
			item_set(t, C_n, t->v[C_day]); /* "5 bis 6 Tage" */
			item_drop(t, C_day);
		}
	}
	return t;
}
