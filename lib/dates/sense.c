/*
 * In which of two senses an item is meant: a length or a year, a length or a
 * day, a year or what is counted. Its place tells.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

/*
 * What stands beside so many years says that they are the year: "于907年",
 * "在54年", "自618年"; "618年，" at the start of a sentence.
 */
static bool
is_dated(struct quire_span text, const struct item *t, int n)
{
	const size_t p = t->start;

	if (listed_before(text, p, "于於在", 3))
		return n % 10 != 0 || (n > 200 && n % 50 != 0);
	if (n < 100 || n % 10 == 0)
		return false;
	if (listed_before(text, p, "自从從由到至", 3))
		return true;
	return (p == 0 || text.p[p - 1] == '\n' ||
	           listed_before(text, p, "。（", 3)) &&
	    span_starts(span_sub(text, t->end, text.len), "，");
}

/* "于907年": no length. In Taiwan 106年 is a year of the republic. */
static void
length_or_year(struct quire_span text, struct item *t)
{
	int n = t->v[C_n];
	bool taiwan;

	if (t->kind != C_DUR || t->v[C_unit] != 'Y' || n < 31 || n > 999 ||
	    item_has(t, C_unit2) || !text_before(text, t->end, "年") ||
	    (homonym_goes_on(text, t->end) &&
	        !text_before(text, t->end + 3, "時")))
		return;
	taiwan = n >= 100 && n <= 130 && filter_traditional(text, t->start) &&
	    (n % 10 != 0 || listed_before(text, t->start, "于於在", 3));
	if (!taiwan && !is_dated(text, t, n))
		return;
	t->kind = C_Y;
	item_set(t, C_year, taiwan ? n + MINGUO : n);
	if (n < 100)
		item_set(t, C_y2, 1);
	item_drop(t, C_n);
	item_drop(t, C_unit);
}

enum { LONGEST_REIGN = 61, LONGEST_ERA = 130, LAST_EMPEROR = 1908 };

/* True of years in Han at the start of a clause, of which more is said. */
static bool
begins_clause(struct quire_span text, const struct item *t)
{
	const size_t p = t->start;

	return (p == 0 || text.p[p - 1] == '\n' ||
	           listed_before(text, p, "。，；、", 3)) &&
	    text_before(text, t->end, "年") && t->end + 3 <= text.len &&
	    (unsigned char)text.p[p] >= 0xe4 &&
	    (unsigned char)text.p[t->end] >= 0xe4 &&
	    (unsigned char)text.p[t->end] <= 0xe9 &&
	    !homonym_goes_on(text, t->end);
}

/* "、四年" of "道光二年、四年、十一年": in a list of years of an era. */
static bool
is_listed_reign(const struct dater *d, const struct item *t)
{
	return t->start == d->reign.end + 3 &&
	    text_before(d->text, t->start, "、") &&
	    text_before(d->text, t->end, "年");
}

/* Its year is the nth of the era that was named last. */
static void
set_reign(const struct dater *d, struct item *t, int n)
{
	item_set(t, C_year, n);
	item_set(t, C_eranm, d->reign.era);
	item_drop(t, C_n);
}

/*
 * "康熙四十二年中舉，四十五年": a later year of the era that was named before.
 * False: a year of one that was not.
 */
static bool
length_or_reign(const struct dater *d, struct item *t)
{
	const int n = item_get(t, C_n);

	if (t->kind != C_DUR || t->v[C_unit] != 'Y' || item_has(t, C_unit2) ||
	    item_has(t, C_halfadd) || item_has(t, C_nth) ||
	    !reign_is_near(d, t) || d->reign.era > LAST_EMPEROR ||
	    n <= d->reign.year || n > LONGEST_REIGN ||
	    (!begins_clause(d->text, t) && !is_listed_reign(d, t)))
		return !homonym_of_reign(d->text, t);
	t->kind = C_Y;
	set_reign(d, t, n);
	item_drop(t, C_unit);
	return true;
}

/*
 * "光绪二十四年动工，二十五年三月": a month of the era named before. False: of
 * none.
 */
static bool
month_of_reign(const struct dater *d, struct item *t)
{
	const int n = item_get(t, C_n);

	if (t->kind != C_NOT)
		return true;
	if (!reign_is_near(d, t) || n < d->reign.year ||
	    n > (d->reign.era > LAST_EMPEROR ? LONGEST_ERA : LONGEST_REIGN))
		return false;
	t->kind = item_has(t, C_season) ? C_SEA
	    : item_has(t, C_day)        ? C_FULL
	                                : C_YM;
	set_reign(d, t, n);
	item_drop(t, C_type);
	return true;
}

/*
 * "康熙十二年十一月二十一日": under the Qing, days told in Chinese numerals are of
 * the calendar of their time.
 */
static void
day_of_reign(struct quire_span text, struct item *t)
{
	static const int qing[] = { 1643, 1661, 1722, 1735, 1795, 1820, 1850,
		1861, 1874, 1908 };
	size_t i;

	if (t->kind != C_FULL || !item_has(t, C_eranm) || item_has(t, C_cal) ||
	    item_get(t, C_day) == 0 || !langs_have(&t->langs, "zh") ||
	    !text_before(text, t->end, "日") || t->end - t->start < 6 ||
	    dates_digit_at(text, t->end - 4) || filter_kana(text, t->start))
		return;
	for (i = 0; i < sizeof qing / sizeof *qing; i++)
		if (t->v[C_eranm] == qing[i])
			item_set(t, C_cal, 5);
}

/* "25日除夕": where it is not on that day, the day is what was told. */
static void
festival_or_day(struct dater *d, struct item *t)
{
	if (t->kind != C_HOL || !item_has(t, C_day) ||
	    holiday_of_day(d, t) != 0)
		return;
	t->kind = C_D;
	item_drop(t, C_hol);
}

/* "超过三十日": days that are counted, no day of the month. */
static void
length_or_day(struct dater *d, struct item *t)
{
	if (t->kind != C_D || item_has(t, C_unit) || item_has(t, C_wday) ||
	    t->start < 6 || !text_before(d->text, t->end, "日") ||
	    (context_before(d, t, C_length) & dates_kind_bit(C_D)) == 0)
		return;
	t->kind = C_DUR;
	item_set(t, C_n, t->v[C_day]);
	item_set(t, C_unit, 'D');
	item_drop(t, C_day);
}

/* The year of two digits at its end is none. */
static void
cut_year(struct quire_span text, struct item *t)
{
	t->kind = item_has(t, C_day) || item_has(t, C_ord) ? C_MD : C_M;
	item_drop(t, C_year);
	item_drop(t, C_y2);
	t->end -= 2;
	while (t->end > t->start && strchr(" ,'", text.p[t->end - 1]) != NULL)
		t->end--;
}

/* True of "9 Aug 96": of an item with such a year. */
static bool
has_short_year(struct quire_span text, const struct item *t)
{
	return item_has(t, C_follow) && !item_has(t, C_hour) &&
	    dates_digit_at(text, t->end - 1);
}

/* "on 9 Aug 96 people came": what a word behind it counts is no year. */
static void
year_or_count(struct dater *d, struct item *t)
{
	if (has_short_year(d->text, t) &&
	    (context_after(d, t->end) & dates_kind_bit(C_YX)) != 0)
		cut_year(d->text, t);
}

/* Without the blanks and commas at its end. */
static void
cut_blanks(struct quire_span text, struct item *t)
{
	while (t->end > t->start && strchr(" ,", text.p[t->end - 1]) != NULL)
		t->end--;
}

/* Without the number at its end. */
static void
cut_number(struct quire_span text, struct item *t)
{
	while (t->end > t->start && dates_digit_at(text, t->end - 1))
		t->end--;
	cut_blanks(text, t);
}

/* True of "Sunday 2". */
static bool
has_bare_day(struct quire_span text, const struct item *t)
{
	return t->kind == C_WD && item_has(t, C_wday) && item_has(t, C_day) &&
	    langs_english(&t->langs) && dates_digit_at(text, t->end - 1);
}

static void
cut_day(struct quire_span text, struct item *t)
{
	item_drop(t, C_day);
	cut_number(text, t);
}

/* "On Sunday 2 people came": no 2nd of a month. */
static void
day_or_count(struct dater *d, struct item *t)
{
	if (has_bare_day(d->text, t) && context_counts(d, t, t->end))
		cut_day(d->text, t);
}

void
sense_score(struct quire_span text, struct item *t)
{
	struct quire_span rest = span_sub(text, t->end, text.len);
	size_t dash = span_starts(rest, "-") ? 1
	    : span_starts(rest, "\u2013")    ? 3
	                                     : 0;

	if (dash == 0 || !dates_digit_at(rest, dash))
		return;
	if (has_short_year(text, t))
		cut_year(text, t);
	else if (has_bare_day(text, t))
		cut_day(text, t);
}

/*
 * "Friday at 10" is an hour where the text looks ahead; "it closed Friday at
 * 10", "on Friday at 10 Mill Lane" is none.
 */
static void
hour_or_count(struct dater *d, struct item *t)
{
	const struct dates_slot *at;

	if (t->kind != C_TIME || !item_has(t, C_measure))
		return;
	if ((item_has(t, C_rel) ? t->v[C_rel] > 0 : tense_of(d, t) > 0) &&
	    !context_counts(d, t, t->end))
		return;
	item_drop(t, C_hour);
	t->kind = item_has(t, C_rel) ? C_REL : C_WD;
	cut_number(d->text, t);
	t->end = lexicon_before(d, t->end, &at);
	cut_blanks(d->text, t);
}

/* True of "1h30" in a text that is English, and not French or the like. */
static bool
is_english_hour(struct dater *d, const struct item *t)
{
	const struct dates_langset *l;

	if (t->kind != C_CLK || t->end - t->start > 5 ||
	    !dates_digit_at(d->text, t->end - 1) ||
	    memchr(d->text.p + t->start, 'h', t->end - t->start) == NULL)
		return false;
	l = d->named ? &d->allowed : passage_langs(d, t->start);
	return langs_english(&t->langs) && langs_english(l) &&
	    !langs_have(l, "fr") && !langs_have(l, "pt") &&
	    !langs_have(l, "vi");
}

/* "it takes 1h30", "at 14h30": which, in English, what asks for a clock says. */
static void
hour_or_length(struct dater *d, struct item *t)
{
	if (!is_english_hour(d, t) ||
	    (t->start > 0 &&
	        (context_before(d, t, C_need) & dates_kind_bit(C_CLK)) != 0))
		return;
	t->kind = C_DUR;
	item_set(t, C_n, item_get(t, C_hour));
	item_set(t, C_unit, 'h');
	item_set(t, C_num2, item_get(t, C_min));
	item_set(t, C_unit2, 'm');
	item_drop(t, C_hour);
	item_drop(t, C_min);
}

/* True of "1600 hours", which is no clock but where words ask for one. */
static bool
is_many_hours(struct dater *d, const struct item *t)
{
	const size_t n = t->end - t->start;
	const struct dates_slot *s;
	struct item before;

	if (t->kind != C_CLK || n < 8 || !langs_english(&t->langs) ||
	    !dates_digit_at(d->text, t->start + 3) ||
	    d->text.p[t->end - 1] != 's')
		return false;
	before = *t;
	if (t->start > 1 &&
	    (context_before(d, t, C_need) & dates_kind_bit(C_CLK)) == 0)
		before.start = lexicon_before(d, t->start - 1, &s);
	return before.start == 0 ||
	    (context_before(d, &before, C_need) & dates_kind_bit(C_CLK)) == 0;
}

/* "it took some 1600 hours", "at about 1600 hours" */
static void
hours_or_clock(struct dater *d, struct item *t)
{
	if (!is_many_hours(d, t))
		return;
	t->kind = C_DUR;
	item_set(t, C_n, item_get(t, C_hm4));
	item_set(t, C_unit, 'h');
	item_drop(t, C_hm4);
}

/*
 * "in 2003's films", "los años 1988": a year, and no decade. False for "1681s",
 * which is neither.
 */
static bool
year_or_decade(struct quire_span text, struct item *t)
{
	size_t n;

	if (t->kind != C_DEC || !item_has(t, C_year) || t->v[C_year] % 10 == 0)
		return true;
	n = text_before(text, t->end, "'s")   ? 2
	    : text_before(text, t->end, "’s") ? 4
	                                      : 0;
	if (n == 0)
		return text.p[t->end - 1] != 's';
	t->kind = C_Y;
	t->end -= n;
	return true;
}

/*
 * "two days later" is a length where nothing says later than what; of "the
 * year ended" the last word only tells that it is one.
 */
static void
cut_last(const struct dater *d, struct item *t)
{
	const char *p = d->text.p;
	int anchor = item_get(t, C_anchor);

	if (anchor == ANCHOR_FIRST)
		t->end = t->start + 3;
	if (anchor != ANCHOR_ENDED && (anchor != ANCHOR_LATER || d->narrative))
		return;
	if (anchor == ANCHOR_ENDED &&
	    (t->end + 1 >= d->text.len ||
	        is_lower((unsigned char)p[t->end + 1]))) {
		t->kind = C_REL; /* "the year ended badly" */
		item_drop(t, C_n);
		item_set(t, C_shift, 0);
		if ((p[t->start] | 32) != 't') /* "the 2013 year ended" */
			item_drop(t, C_unit);
	}
	while (t->end > t->start + 1 &&
	    is_lower((unsigned char)(p[t->end - 1] | 32)))
		t->end--;
	while (t->end > t->start + 1 && p[t->end - 1] <= ' ')
		t->end--;
}

/* "is expected to last two weeks": a verb, no part of the length. */
static void
cut_verb(struct dater *d, struct item *t)
{
	const struct dates_slot *s;
	struct lexeme l;

	if (t->kind != C_DUR || t->start < 2 || d->text.p[t->start - 1] != ' ')
		return;
	lexicon_before(d, t->start - 1, &s);
	if (!context_says(s, C_to, 0, &t->langs) &&
	    !context_says(s, C_length, dates_kind_bit(C_DUR), &t->langs))
		return;
	lexeme_right(d, t->start, &l);
	if (l.end + 1 < t->end && context_says(l.slot, C_shift, 1, &t->langs))
		t->start = l.end + 1;
}

/*
 * "辞职前19天", "去世前三年": 前 is of the event before it, these are not the
 * first days of anything.
 */
static void
cut_first(struct quire_span text, struct item *t)
{
	static const char leads[] = "年月日度季期周的在从從自于於至到比较較了这"
	                            "這其是为為以最将將内內中和与與及按据據则則"
	                            "即而但也均都";
	uint32_t cp;

	if (t->kind != C_DUR || item_get(t, C_nth) != 1 || t->start == 0 ||
	    item_has(t, C_type) || item_get(t, C_unit) == 'Q' ||
	    !span_starts(span_sub(text, t->start, t->end), "前") ||
	    listed_before(text, t->start, leads, 3))
		return;
	utf8_decode_before(text.p, text.p + t->start, &cp);
	if (!text_is(cp, TEXT_HAN))
		return;
	t->start += 3;
	item_drop(t, C_nth);
}

/*
 * "in the last year of his reign" hangs on an event: how long it is, no past
 * year.
 */
static void
year_or_last(struct dater *d, struct item *t)
{
	struct lexeme l;

	if (t->kind != C_REL || item_get(t, C_shift) != -1 ||
	    !item_has(t, C_unit) || !langs_english(&t->langs) ||
	    (d->text.p[t->start] | 32) != 't' || t->end + 1 >= d->text.len ||
	    d->text.p[t->end] != ' ')
		return;
	lexeme_right(d, t->end + 1, &l);
	if (!context_says(l.slot, C_follow, dates_kind_bit(C_REL), &t->langs))
		return;
	t->kind = C_DUR;
	item_drop(t, C_shift);
	item_set(t, C_n, 1);
}

/* 前年, 前日: in Chinese the year or day before the last, in Japanese the last. */
static void
last_or_before(struct quire_span text, struct item *t)
{
	const int field = item_has(t, C_rel) ? C_rel : C_shift;

	if (t->kind == C_REL && item_get(t, field) == -2 &&
	    t->end - t->start == 6 && text_before(text, t->start + 3, "前") &&
	    filter_kana(text, t->start))
		item_set(t, field, -1);
}

bool
sense_begins(struct quire_span text, const struct item *t)
{
	uint32_t cp;

	if (t->kind != C_RANGE || t->end == text.len || t->end < 9 ||
	    !listed_before(text, t->end, "始", 3) ||
	    !listed_before(text, t->end - 3, "开開", 3) ||
	    listed_before(text, t->start + 3, "自从從由", 3))
		return false;
	utf8_decode(text.p + t->end, text.p + text.len, &cp);
	return text_is(cp, TEXT_HAN);
}

/* "104.11.20" (type 8 of its row) that is of no era: a size, a version. */
static bool
is_year_of_none(const struct item *t)
{
	return t->kind == C_FULL && item_get(t, C_type) == 8 &&
	    !item_has(t, C_eranm);
}

bool
sense_find(struct dater *d, struct item *t)
{
	cut_last(d, t);
	cut_verb(d, t);
	cut_first(d->text, t);
	length_or_year(d->text, t);
	year_or_count(d, t);
	last_or_before(d->text, t);
	day_of_reign(d->text, t);
	festival_or_day(d, t);
	length_or_day(d, t);
	day_or_count(d, t);
	hour_or_count(d, t);
	hour_or_length(d, t);
	hours_or_clock(d, t);
	year_or_last(d, t);
	if (is_year_of_none(t) || !year_or_decade(d->text, t))
		return false;
	return length_or_reign(d, t) && month_of_reign(d, t);
}
