/*
 * What reads like a date and is another word: names of persons and places,
 * verbs, ends of words, parts of paths, sums of money. The letters of an item
 * and those beside it tell; words that stand before and behind are rows, see
 * context.c.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

/* Does a word before the item ask for this kind: "in", "since"? */
static bool
is_needed(struct dater *d, const struct item *t, int kind)
{
	return t->start > 0 &&
	    (context_before(d, t, C_need) & dates_kind_bit(kind)) != 0;
}

/* The entry for the last word of the item, and where that begins. */
static const struct dates_slot *
last_word(struct dater *d, const struct item *t, size_t *p)
{
	const struct dates_slot *s;

	*p = lexicon_before(d, t->end, &s);
	return s;
}

/*
 * "this may not", "this august body", "l'ascension du mont", "alle so": a name
 * of the calendar in small letters that is another word.
 */
static bool
is_no_name(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;
	size_t p;

	if (t->kind != C_HOL && t->kind != C_WD && t->kind != C_SET &&
	    t->kind != C_MD && (t->kind != C_M || !item_has(t, C_shift)))
		return false;
	s = last_word(d, t, &p);
	return !dates_upper_at(d->text, p) &&
	    (t->kind != C_HOL || p == t->start) &&
	    (context_says(s, C_small, dates_kind_bit(t->kind), &t->langs) ||
	        (item_get(t, C_shift) == 0 &&
	            context_says(s, C_small, dates_kind_bit(C_REL),
	                &t->langs)));
}

/* "q. 17 a. 5 ad 3", "100 ad groups": eras are in capitals. */
static bool
is_small_ad(struct quire_span text, const struct item *t)
{
	struct quire_span s = span_sub(text, t->start, t->end);

	return t->kind == C_Y && (span_ends(s, "ad") || span_starts(s, "ad "));
}

/* "they rise, fall and rise", "is set to spring": a season in small letters. */
static bool
is_verb(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	size_t p;

	if (t->kind != C_MX || !item_has(t, C_season) ||
	    dates_upper_at(text, t->start) || t->start < 2)
		return false;
	return text.p[t->start - 2] == ',' ||
	    (text_before(text, t->start, " to ") &&
	        lexicon_reads(last_word(d, t, &p), C_seasonx));
}

/* "the acts of Winter": a season that persons have for a name. */
static bool
is_season_name(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;
	size_t p;

	if (t->kind != C_MX || !item_has(t, C_season) || t->start == 0)
		return false;
	s = last_word(d, t, &p);
	return p == t->start && dates_upper_at(d->text, p) &&
	    context_says(s, C_person, dates_kind_bit(C_MX), &t->langs) &&
	    !is_needed(d, t, C_SEA);
}

/*
 * "the Summer Institute": a season with a capital before another, but "in
 * Summer Ann came".
 */
static bool
is_season_of_name(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	size_t p;

	if (!item_has(t, C_season) || item_has(t, C_year) ||
	    item_has(t, C_shift) || !langs_english(&t->langs) ||
	    t->end + 2 >= text.len || text.p[t->end] != ' ' ||
	    !dates_upper_at(text, t->end + 1) ||
	    !is_lower((unsigned char)text.p[t->end + 2]))
		return false;
	last_word(d, t, &p);
	return dates_upper_at(text, p) && !is_needed(d, t, C_SEA);
}

/* "Case of the Week": the name of what comes again. */
static bool
is_of_title(struct quire_span text, const struct item *t)
{
	return t->kind == C_MX && item_has(t, C_unit) &&
	    text_before(text, t->start, " of ") && t->start > 5 &&
	    t->start + 5 < t->end && dates_upper_at(text, t->start + 4) &&
	    is_lower((unsigned char)text.p[t->start + 5]) &&
	    langs_english(&t->langs);
}

/* "from the 6th to the 12th week": how they are counted, no days. */
static bool
is_ordinals(struct dater *d, const struct item *t)
{
	const struct item *a = t->side[0], *b = t->side[1];

	return t->kind == C_RANGE && a != NULL && b != NULL && a->kind == C_D &&
	    b->kind == C_D && langs_english(&t->langs) &&
	    is_alpha((unsigned char)d->text.p[t->end - 1]) &&
	    context_counts(d, t, t->end);
}

/* "aged 13-17 may be": a verb behind numbers. */
static bool
is_modal(struct dater *d, const struct item *t)
{
	size_t p;

	return (t->kind == C_MD || t->kind == C_RANGE) &&
	    (context_after(d, t->end) & dates_kind_bit(C_MX)) != 0 &&
	    context_says(last_word(d, t, &p), C_small, dates_kind_bit(C_M),
	        &t->langs) &&
	    text_before(d->text, p, " ") && !dates_upper_at(d->text, p);
}

/*
 * "the 17th": a day behind "on" and the like, but not if a noun follows ("on
 * the 17th floor").
 */
static bool
is_ordinal(struct dater *d, const struct item *t)
{
	if (item_get(t, C_type) != 3)
		return false;
	if (t->kind == C_REL) /* "the start of the 18th congress" */
		return item_has(t, C_mod) && item_has(t, C_ord) &&
		    !item_has(t, C_month) && context_counts(d, t, t->end);
	if (t->kind != C_D)
		return false;
	if (t->start == 0)
		return true;
	/* by: not "followed by the 2nd" */
	if (!is_needed(d, t, C_D) &&
	    ((context_before(d, t, C_future) & ABOUT_WEAK) == 0 ||
	        tense_of(d, t) <= 0))
		return true;
	return context_counts(d, t, t->end);
}

/* "Sun Microsystems", "Jan Kavan": a short name before a capital is one. */
static bool
is_name(struct quire_span text, const struct item *t)
{
	return (t->kind == C_WDX ||
	           (t->kind == C_MX && item_has(t, C_month) &&
	               t->v[C_month] == 1)) &&
	    t->end - t->start == 3 && t->end + 1 < text.len &&
	    text.p[t->end] == ' ' && dates_upper_at(text, t->end + 1);
}

/* True if a name may begin at p: "Jones", "II", but not "The" and "CPI". */
static bool
may_be_name(struct dater *d, size_t p)
{
	const struct quire_span text = d->text;
	struct lexeme l;

	if (p + 1 >= text.len || !dates_upper_at(text, p))
		return false;
	lexeme_right(d, p, &l);
	if (l.slot != NULL &&
	    (l.slot->flags & (ENTRY_ENGLISH | ENTRY_HOME)) != 0)
		return false;
	return text.p[p] == 'I' || text.p[p] == 'V' ||
	    !dates_upper_at(text, p + 1);
}

/*
 * "August Bebel", "April Jones": a name of persons before another, with
 * nothing that speaks for a month.
 */
static bool
is_forename(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	size_t p;

	return t->kind == C_M && dates_upper_at(text, t->start) &&
	    t->end < text.len && text.p[t->end] == ' ' &&
	    context_says(last_word(d, t, &p), C_person, dates_kind_bit(C_M),
	        &t->langs) &&
	    p == t->start && may_be_name(d, t->end + 1) &&
	    !is_needed(d, t, C_M);
}

static bool
is_month_or_weekday(const struct item *t)
{
	return t->kind == C_M || t->kind == C_MX || t->kind == C_WD ||
	    t->kind == C_WDX;
}

/* "Wout-Jan", "Jean-Noël", "Saint-Étienne-du-Bois": part of a compound. */
static bool
is_tail(struct quire_span text, const struct item *t)
{
	uint32_t cp;

	if (t->kind == C_HOL && t->end + 1 < text.len &&
	    text.p[t->end] == '-' &&
	    is_alpha((unsigned char)text.p[t->end + 1]))
		return true;
	if (is_month_or_weekday(t) && t->end + 1 < text.len &&
	    text.p[t->end] == '-' && dates_upper_at(text, t->end + 1))
		return true; /* "Sept-Îles" */
	if (t->start < 2 || text.p[t->start - 1] != '-' ||
	    (!is_month_or_weekday(t) && t->kind != C_HOL) ||
	    !dates_upper_at(text, t->start))
		return false;
	utf8_decode_before(text.p, text.p + t->start - 1, &cp);
	return text_is(cp, TEXT_LETTER);
}

/* Behind "de" and the like at p. */
static size_t
skip_particle(struct dater *d, const struct item *t, size_t p)
{
	struct lexeme l;

	lexeme_right(d, p, &l);
	return l.end + 1 < d->text.len && d->text.p[l.end] == ' ' &&
	        context_says(l.slot, C_person, 0, &t->langs)
	    ? l.end + 1
	    : p;
}

/* True if a Cyrillic word or a comma stands before p. */
static bool
within_sentence(struct quire_span text, size_t p)
{
	while (p > 0 && text.p[p - 1] == ' ')
		p--;
	return p > 1 &&
	    (text.p[p - 1] == ',' ||
	        ((unsigned char)text.p[p - 2] & 0xfc) == 0xd0);
}

/* "Цезаря, Август": a month or a season has no capital in Cyrillic. */
static bool
is_cyrillic_name(struct quire_span text, const struct item *t)
{
	return ((t->kind == C_M && !item_has(t, C_shift)) ||
	           (t->kind == C_SEA && !item_has(t, C_year))) &&
	    ((unsigned char)text.p[t->start] & 0xfc) == 0xd0 &&
	    dates_upper_at(text, t->start) && within_sentence(text, t->start);
}

/*
 * A month or weekday of one word, which ends at *end, with a capital, in a
 * language that writes them small.
 */
static bool
is_raised(const struct dater *d, const struct item *t, size_t *end)
{
	return is_month_or_weekday(t) && dates_upper_at(d->text, t->start) &&
	    lexeme_at(d->text, t->start, end) == LX_WORD && *end >= t->end &&
	    !langs_home(&t->langs) && !langs_have(&t->langs, "de");
}

/* "Domingo Serrano", "Julio de Caro": before another capital it is a name. */
static bool
is_surnamed(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	const struct dates_slot *s;
	size_t p, end;

	if (!is_raised(d, t, &end) || end + 1 >= text.len || text.p[end] != ' ')
		return false;
	p = skip_particle(d, t, end + 1);
	if (p >= text.len || !dates_upper_at(text, p) ||
	    lexeme_at(text, p, &end) != LX_WORD)
		return false;
	s = lexicon_word(d, p, end);
	return s == NULL || (s->flags & ENTRY_NAMES) == 0;
}

/*
 * "il tenore Plácido Domingo": the same behind a name, which is a word with a
 * capital inside a sentence that is no word of ours.
 */
static bool
is_surname(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	const struct dates_slot *s;
	size_t p = t->start, end;

	if (p < 2 || text.p[p - 1] != ' ' || !is_raised(d, t, &end))
		return false;
	p = lexicon_before(d, p - 1, &s);
	return s == NULL && dates_upper_at(text, p) && p > 1 &&
	    text.p[p - 1] == ' ' && text.p[p - 2] != '.' &&
	    text.p[p - 2] != ':';
}

/* "na segunda parte": before a noun an ordinal, no weekday ("na segunda,"). */
static bool
is_counting(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;
	size_t p = t->end + 1, end;

	if (t->kind != C_WDX || !langs_have(&t->langs, "pt") ||
	    p >= d->text.len || d->text.p[p - 1] != ' ' ||
	    lexeme_at(d->text, p, &end) != LX_WORD)
		return false;
	s = lexicon_word(d, p, end);
	return s == NULL || (s->flags & ENTRY_STOP) == 0;
}

/* "the night-owl edition", "the year-to-date figures": of a compound. */
static bool
is_head(struct quire_span text, const struct item *t)
{
	return (t->kind == C_TOD || (t->kind == C_MX && item_has(t, C_unit))) &&
	    t->end + 1 < text.len && text.p[t->end] == '-' &&
	    is_alpha((unsigned char)text.p[t->end + 1]) &&
	    is_alpha((unsigned char)text.p[t->end - 1]);
}

/* `"This Week" will be shown`: a title between quotation marks. */
static bool
is_quoted(struct quire_span text, const struct item *t)
{
	size_t p;

	if (t->kind != C_REL || !item_has(t, C_unit) ||
	    (!text_before(text, t->start, "\"") &&
	        !text_before(text, t->start, "\u201c")))
		return false;
	for (p = t->start; p < t->end; p++)
		if ((p == t->start || text.p[p - 1] == ' ') &&
		    !dates_upper_at(text, p))
			return false;
	return memchr(text.p + t->start, ' ', t->end - t->start) != NULL;
}

/* "The day before he came", "the night after the storm": of an event. */
static bool
is_of_event(struct quire_span text, const struct item *t)
{
	return t->kind == C_REL && item_get(t, C_anchor) == ANCHOR_ALONE &&
	    t->end < text.len && strchr(".,;:!?)\n", text.p[t->end]) == NULL;
}

static bool
is_hangul(uint32_t cp)
{
	return cp >= 0xac00 && cp <= 0xd7a3;
}

bool
homonym_of_longer(struct quire_span text, size_t p, size_t end)
{
	static const char *const ending[] = { "에", "의", "은", "는", "을",
		"를", "도", "과", "와", "로", "인", "까지", "부터", "쯤", "께",
		"경", "보다", "이다", "이나", "이라", "이었", "만", "엔",
		"현재", "이 ", "가 ", "간", "다", "동안", "이내", "이상",
		"이하", "가량", "정도" };
	const struct quire_span next = span_sub(text, end, text.len);
	uint32_t cp;
	size_t i;

	if (end - p != 3 || end == text.len ||
	    !listed_before(text, end, "전후뒤초말만", 3))
		return false;
	utf8_decode(next.p, next.p + next.len, &cp);
	if (!is_hangul(cp))
		return false;
	for (i = 0; i < sizeof ending / sizeof *ending; i++)
		if (span_starts(next, ending[i]))
			return false;
	return true;
}

/* "선택한 달력": where a word goes on, 한 is its end and no number. */
static bool
is_ending(struct quire_span text, const struct item *t)
{
	uint32_t cp;

	if ((t->kind != C_DUR && t->kind != C_SET) || t->start < 3)
		return false;
	utf8_decode(text.p + t->start, text.p + t->end, &cp);
	if (!is_hangul(cp))
		return false;
	utf8_decode_before(text.p, text.p + t->start, &cp);
	return is_hangul(cp);
}

/* "1500 €" */
static bool
is_sum(struct quire_span text, const struct item *t)
{
	struct quire_span rest = span_sub(text, t->end, text.len);

	if (t->kind != C_YX)
		return false;
	if (rest.len > 0 && rest.p[0] == ' ')
		rest = span_sub(rest, 1, rest.len);
	if (rest.len == 0 || is_alpha((unsigned char)rest.p[0]))
		return false;
	return span_starts(rest, "€") || span_starts(rest, "£") ||
	    span_starts(rest, "$") || span_starts(rest, "₽");
}

/* "cron.{daily,weekly}": a word among others of a path, not ",每年". */
static bool
is_of_path(struct quire_span text, const struct item *t)
{
	return t->kind == C_SET && t->start > 0 &&
	    is_alpha((unsigned char)text.p[t->start]) &&
	    strchr("{,./", text.p[t->start - 1]) != NULL;
}

/* "sixteen hundred": a year only where one is said to be ("in", "since"). */
static bool
is_round(struct dater *d, const struct item *t)
{
	size_t p;

	return t->kind == C_YX && !dates_digit_at(d->text, t->end - 1) &&
	    lexicon_reads(last_word(d, t, &p), C_big) && !is_needed(d, t, C_YX);
}

/* "deux mille sept", which is a count as often; English has its own rows. */
static bool
is_spelled(struct dater *d, const struct item *t)
{
	return t->kind == C_YX && !langs_home(&t->langs) &&
	    !dates_digit_at(d->text, t->end - 1) && !is_needed(d, t, C_YX);
}

/* "China Daily": one word with a capital inside a sentence is a name. */
static bool
is_title(struct quire_span text, const struct item *t)
{
	size_t p = t->start, end;

	if (!dates_upper_at(text, p) || lexeme_at(text, p, &end) != LX_WORD ||
	    end < t->end || p < 2)
		return false;
	return text.p[p - 1] == ' ' && text.p[p - 2] != '.';
}

bool
homonym_goes_on(struct quire_span text, size_t p)
{
	static const char on[] = "后後前来來内內间間里裡多余餘之的中才"
	                         "就都也没沒不未已过過时時如半级級";
	struct quire_span next = span_sub(text, p, text.len);

	if (span_starts(next, "以"))
		return homonym_goes_on(text, p + 3) ||
		    span_starts(next, "以上") || span_starts(next, "以下");
	return p + 3 <= text.len && listed_before(text, p + 3, on, 3);
}

bool
homonym_of_reign(struct quire_span text, const struct item *t)
{
	size_t p = t->start;

	if (t->kind != C_DUR || t->v[C_unit] != 'Y' || t->v[C_n] < 11 ||
	    t->v[C_n] % 10 == 0 || t->v[C_n] == 15 || item_has(t, C_unit2) ||
	    (unsigned char)text.p[p] < 0xe3 || t->end + 3 > text.len ||
	    (unsigned char)text.p[t->end] < 0xe4 ||
	    (unsigned char)text.p[t->end] > 0xe9)
		return false;
	return (p == 0 || text.p[p - 1] == '\n' ||
	           text_before(text, p, "。")) &&
	    !homonym_goes_on(text, t->end);
}

/* By a number alone ("《1812》") it is the title. */
static bool
names_year(const struct item *t)
{
	return t != NULL && t->kind != C_YX && item_has(t, C_year);
}

enum { TITLE = 60 }; /* bytes that the item may stand from its ends */

/*
 * "《百年孤独》", "《明日之后》": in the title of a work, unless it has a year,
 * as those of laws and reports have.
 */
static bool
is_of_work(struct quire_span text, const struct item *t)
{
	size_t p = t->start, end = t->end, stop;

	if ((unsigned char)text.p[end - 1] < 0x80 &&
	    !span_starts(span_sub(text, end, text.len), "》"))
		return false;
	if (names_year(t) || names_year(t->side[0]) || names_year(t->side[1]))
		return false;
	for (stop = p > TITLE ? p - TITLE : 0;; p--) {
		if (p < stop + 3 || listed_before(text, p, "》", 3))
			return false;
		if (listed_before(text, p, "《", 3))
			break;
	}
	for (stop = text.len - end > TITLE ? end + TITLE : text.len;
	     end + 3 <= stop; end++)
		if (memcmp(text.p + end, "》", 3) == 0)
			return true;
	return false;
}

bool
homonym_of(struct dater *d, const struct item *t)
{
	static const uint64_t some = UINT64_C(1) << (C_M - C_FULL) |
	    UINT64_C(1) << (C_MX - C_FULL) | UINT64_C(1) << (C_WD - C_FULL) |
	    UINT64_C(1) << (C_WDX - C_FULL) | UINT64_C(1) << (C_HOL - C_FULL) |
	    UINT64_C(1) << (C_DUR - C_FULL) | UINT64_C(1) << (C_SET - C_FULL) |
	    UINT64_C(1) << (C_YX - C_FULL) | UINT64_C(1) << (C_D - C_FULL) |
	    UINT64_C(1) << (C_SEA - C_FULL) | UINT64_C(1) << (C_MD - C_FULL) |
	    UINT64_C(1) << (C_REL - C_FULL);
	const struct quire_span text = d->text;

	if (is_of_work(text, t) || is_of_event(text, t) || is_quoted(text, t) ||
	    is_head(text, t) || is_modal(d, t) || is_ordinals(d, t) ||
	    is_season_of_name(d, t) || is_of_title(text, t) ||
	    is_small_ad(text, t))
		return true;
	if ((some >> (t->kind - C_FULL) & 1) == 0)
		return false;
	return is_cyrillic_name(text, t) || is_no_name(d, t) || is_verb(d, t) ||
	    is_season_name(d, t) || is_ordinal(d, t) || is_name(text, t) ||
	    is_forename(d, t) || is_tail(text, t) || is_surnamed(d, t) ||
	    is_surname(d, t) || is_counting(d, t) || is_ending(text, t) ||
	    is_of_path(text, t) || is_round(d, t) || is_spelled(d, t) ||
	    is_sum(text, t) ||
	    (t->kind == C_SET && !item_has(t, C_wday) && is_title(text, t));
}
