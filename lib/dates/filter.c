/*
 * What is no date for its place: numbers glued to other numbers, to units or
 * to signs, words of other languages, and what stands beside words that speak
 * against it (context.c).
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/room.h"
#include "text/han.h"

/* ".5", ",5", "-5", "/5": a number goes on. */
static bool
goes_on(struct quire_span text, size_t end)
{
	unsigned char b;

	if (end >= text.len)
		return false;
	b = (unsigned char)text.p[end];
	if (b == '%' || b == '_' || b == '@' || b == '=' || b == '\\')
		return true;
	if (b >= 0x80)
		return span_starts(span_sub(text, end, text.len), "°") ||
		    span_starts(span_sub(text, end, text.len), "％") ||
		    span_starts(span_sub(text, end, text.len), "‰");
	return dates_digit_at(text, end + 1) && strchr(".,/-:+*", b) != NULL;
}

static bool
came_from(struct quire_span text, size_t start)
{
	unsigned char b;

	if (start == 0)
		return false;
	b = (unsigned char)text.p[start - 1];
	if (b == ' ' || b == '\n')
		return false;
	if (strchr("$_#@=&\\+*^", b) != NULL)
		return true;
	if (b < 0x80 && b >= '0')
		return b == ':' && start >= 2 &&
		    dates_digit_at(text, start - 2);
	if (start >= 2 &&
	    (memcmp(text.p + start - 2, "£", 2) == 0 ||
	        memcmp(text.p + start - 2, "¥", 2) == 0))
		return true;
	if (start >= 3 && memcmp(text.p + start - 3, "€", 3) == 0)
		return true;
	return strchr(".,/-:", b) != NULL && start >= 2 &&
	    (dates_digit_at(text, start - 2) ||
	        (is_alpha((unsigned char)text.p[start - 2]) && b != '.' &&
	            b != ',' && b != ':'));
}

/* "10 000 years": the end of a number whose thousands stand apart. */
static bool
ends_group(struct quire_span text, size_t start)
{
	size_t p = start;
	uint32_t cp;

	while (p < start + 4 && dates_digit_at(text, p))
		p++;
	if (p != start + 3 || start < 2)
		return false;
	p = start - utf8_decode_before(text.p, text.p + start, &cp);
	return (cp == ' ' || cp == 0xa0 || cp == 0x2009 || cp == 0x202f) &&
	    p > 0 && dates_digit_at(text, p - 1);
}

/* "七周" of "五十二点七周": what stands before is a number and its point. */
static bool
is_fraction(struct quire_span text, const struct item *t)
{
	static const char number[] = "〇零一二三四五六七八九十百两兩";

	return t->kind == C_DUR && t->start >= 6 &&
	    listed_before(text, t->start, "点點", 3) &&
	    listed_before(text, t->start - 3, number, 3);
}

static bool
number_edges(struct quire_span text, const struct item *t)
{
	/* "week 00", "10 000 years" */
	if (t->kind == C_DUR &&
	    ((item_has(t, C_n) && t->v[C_n] == 0 && !item_has(t, C_frac)) ||
	        ends_group(text, t->start)))
		return false;
	if (is_fraction(text, t))
		return false;
	/* "6.3." of "6.3.1" */
	if (text.p[t->end - 1] == '.' && dates_digit_at(text, t->end))
		return false;
	if (dates_digit_at(text, t->start) && came_from(text, t->start))
		return false;
	/* "75bc" of "75bc709f28" */
	if (t->kind == C_Y && is_alpha((unsigned char)text.p[t->end - 1]) &&
	    dates_digit_at(text, t->end))
		return false;
	return !dates_digit_at(text, t->end - 1) || !goes_on(text, t->end);
}

/* It says how many or which of something, and is no name of a day alone. */
static bool
is_numbered(const struct item *t)
{
	return item_has(t, C_n) || item_has(t, C_day) || item_has(t, C_month) ||
	    item_has(t, C_year) || item_has(t, C_hour);
}

bool
filter_kana(struct quire_span text, size_t p)
{
	size_t from = p > 150 ? p - 150 : 0, to = p + 150;

	for (; from + 1 < text.len && from < to; from++)
		if ((unsigned char)text.p[from] == 0xe3 &&
		    (unsigned char)(text.p[from + 1] - 0x81) < 3)
			return true;
	return false;
}

/*
 * "昨日" goes on in no word: "昨日中国队", nor does a day of a month. But
 * "说明日本", "同日本", and the Japanese write "今日本" for "now in Japan".
 */
static bool
is_day_word(struct dater *d, const struct item *t)
{
	if (t->kind == C_RANGE && t->side[1] != NULL && t->side[1]->end != 0)
		t = t->side[1]; /* "3月1日至5月9日" in front of "期间" */
	if (item_has(t, C_rel))
		return !item_has(t, C_anchor) && t->v[C_rel] <= 0 &&
		    t->v[C_rel] >= -1 && !filter_kana(d->text, t->start);
	return item_has(t, C_month) && item_has(t, C_day) &&
	    !item_has(t, C_hour);
}

/*
 * "上周" in front of "报": a word that is none begins inside the item. It does
 * not in "5日" in front of "报道".
 */
static bool
runs_on(struct dater *d, const struct item *t)
{
	int32_t least = is_numbered(t) ? BLOCK_NUMBERS : BLOCK_NONE;
	const struct dates_slot *s;
	const struct dates_reading *r;
	uint32_t cp;
	size_t at, end, i;

	if (t->end >= d->text.len || (unsigned char)d->text.p[t->end] < 0xe3 ||
	    is_day_word(d, t))
		return false;
	at = t->end - utf8_decode_before(d->text.p, d->text.p + t->end, &cp);
	if (cp < 0x3000 || (s = lexicon_find(d, at, &end, NULL)) == NULL ||
	    end <= t->end)
		return false;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym == C_block && r[i].value < least)
			return true;
	return false;
}

enum { AROUND = 200 }; /* bytes to each side */

bool
filter_traditional(struct quire_span text, size_t p)
{
	const char *at = text.p + (p > AROUND ? p - AROUND : 0);
	const char *end =
	    text.p + (text.len - p > AROUND ? p + AROUND : text.len);
	struct han h = { 0 };
	uint32_t cp;

	while (at < end) {
		at += utf8_decode(at, end, &cp);
		han_add(&h, cp);
	}
	return h.hant > h.hans;
}

/* "mruknął Jan.": at the end of a sentence, more often a man. */
static bool
is_jan(struct quire_span text, const struct item *t)
{
	return t->v[C_month] == 1 &&
	    (t->end + 1 >= text.len || text.p[t->end] == '\n' ||
	        dates_upper_at(text, t->end + 1));
}

/* "nov", "Jan.": short for an English month where no English is spoken. */
static bool
english_astray(struct dater *d, const struct item *t)
{
	static const struct dates_langset en = { { 1 } };
	const struct quire_span text = span_sub(d->text, t->start, t->end);
	size_t p = 0;

	if (text.len > 4 || (t->kind != C_M && t->kind != C_MX) ||
	    (t->v[C_month] >= 5 && t->v[C_month] <= 7))
		return false;
	while (p < text.len && is_alpha((unsigned char)text.p[p]))
		p++;
	return p + 1 >= text.len && langs_english(&t->langs) &&
	    !langs_chinese(&t->langs) && !passage_is(d, t->start, &en) &&
	    (d->passage_sure || is_jan(d->text, t)) &&
	    !passage_is(d, t->start, &t->langs);
}

/*
 * A foreign word that is a month or a day alone needs a passage in its
 * language; Chinese, and scripts that tell, need none, and English where no
 * other Latin one is spoken.
 */
static bool
in_its_language(struct dater *d, const struct item *t)
{
	uint32_t cp;
	size_t p;

	if (d->named)
		return true;
	if (langs_home(&t->langs))
		return !english_astray(d, t);
	switch (t->kind) {
	case C_FULL:
	case C_YM:
	case C_Y:
	case C_YX:
		return true;
	default:
		break;
	}
	for (p = t->start; p < t->end;
	     p += utf8_decode(d->text.p + p, d->text.p + t->end, &cp)) {
		utf8_decode(d->text.p + p, d->text.p + t->end, &cp);
		if (text_is(cp, TEXT_HAN))
			return filter_kana(d->text, t->start);
		if (text_is(cp, TEXT_LETTER) && cp >= 0x370 &&
		    (cp < 0x1e00 || cp >= 0x2e80))
			return true;
	}
	return passage_is(d, t->start, &t->langs);
}

/* "2310 to 2697": a bare number of four digits that is hardly a year. */
static bool
year_like(const struct item *side)
{
	return side == NULL || side->kind != C_YX || !item_has(side, C_year) ||
	    side->v[C_year] <= 2100;
}

/* "1583から9956まで": a bare number that another goes on from. */
static bool
counts_on(struct quire_span text, const struct item *t)
{
	return item_has(t, C_open) && t->side[0] != NULL &&
	    t->side[0]->kind == C_YX && dates_digit_at(text, t->end);
}

/* A weekday, and nothing that a month or year is of. */
static bool
is_weekday(const struct item *t)
{
	return t != NULL && t->kind == C_WD && !item_has(t, C_month) &&
	    !item_has(t, C_day);
}

/* A month or year without a day. */
static bool
is_coarse(const struct item *t)
{
	return t != NULL &&
	    (t->kind == C_M || t->kind == C_MX || t->kind == C_YM ||
	        t->kind == C_Y || t->kind == C_YX);
}

/* "the year" of "the year to March", not 年底 */
static bool
is_bare_period(const struct item *t)
{
	return t != NULL && t->kind == C_MX && item_has(t, C_type) &&
	    item_has(t, C_unit) && !item_has(t, C_mod);
}

bool
filter_mismatch(const struct item *t)
{
	return is_bare_period(t->side[0]) ||
	    (is_weekday(t->side[0]) && is_coarse(t->side[1])) ||
	    (is_coarse(t->side[0]) && is_weekday(t->side[1]));
}

/* 021-52921234: eight digits alone are a date only beside eight more. */
static bool
is_telephone(const struct item *t)
{
	const struct item *a = t->side[0], *b = t->side[1];

	return a != NULL && b != NULL &&
	    (item_has(a, C_digits) != item_has(b, C_digits) ||
	        item_is_code(a) || item_is_code(b));
}

/*
 * "5 av 12", "10 mehr 2010": words of Swedish and German, and no months of the
 * Hebrew and the Persian calendar, whose years are others; but Nisan is also
 * April.
 */
static bool
is_odd_year(const struct dater *d, const struct item *t)
{
	int cal = item_has(t, C_cal) ? t->v[C_cal] : 0, year = t->v[C_year];

	if (!item_has(t, C_year) || (unsigned char)d->text.p[t->start] >= 0x80)
		return false;
	if (cal == CAL_HEBREW)
		return year < 3000 &&
		    (t->v[C_month] != HEBREW_NISAN || year < 1000);
	return cal == CAL_PERSIAN && year > 1600 && !d->named;
}

/* "宝庆二年（1226）": a year that says another again, before our centuries. */
static bool
is_gloss(struct quire_span text, const struct item *t)
{
	struct quire_span rest = span_sub(text, t->end, text.len);

	return (text_before(text, t->start, "年（") ||
	           text_before(text, t->start, "年(")) &&
	    (span_starts(rest, "）") || span_starts(rest, ")"));
}

bool
filter_item(struct dater *d, const struct item *t)
{
	int32_t bit;

	if (!d->opts.vague &&
	    (t->kind == C_VAG || t->kind == C_VDUR || item_has(t, C_vague)))
		return false;
	if (!in_its_language(d, t) || is_odd_year(d, t))
		return false;
	if (t->kind == C_RANGE && is_telephone(t))
		return false;
	if (t->kind == C_RANGE && filter_mismatch(t))
		return true; /* it will be two dates, or one */
	if (!number_edges(d->text, t) || runs_on(d, t))
		return false;
	bit = dates_kind_bit(t->kind);
	if (t->start > 0 && !item_has(t, C_ampm) &&
	    (context_before(d, t, C_before) & bit) != 0)
		return false;
	if (t->kind == C_MX || t->kind == C_WDX)
		if (t->start == 0 ||
		    (!item_has(t, C_order) && !item_has(t, C_type) &&
		        !dates_upper_at(d->text, t->start)) ||
		    (context_before(d, t, C_need) & bit) == 0)
			return false;
	if (t->kind == C_RANGE &&
	    (!year_like(t->side[0]) || !year_like(t->side[1]) ||
	        counts_on(d->text, t)))
		return false;
	if (homonym_of(d, t) || figure_of(d, t) || game_has(d, t))
		return false;
	if (t->kind == C_YX && !item_has(t, C_mod) /* "c. 1450" */ &&
	    (t->v[C_year] < 1500 || t->v[C_year] > 2100) &&
	    !is_gloss(d->text, t) && early_year(d, t) == EARLY_NOT)
		return false;
	if (t->kind == C_MX && item_has(t, C_order)) /* "3/4 of the cases" */
		bit |= dates_kind_bit(C_NUM);
	/* what stands behind "9 to 5 o'clock" is not counted */
	if (t->kind == C_RANGE && !dates_digit_at(d->text, t->end - 1))
		return true;
	return (context_after(d, t->end) & bit) == 0;
}
