/*
 * What stands around an item: the rows of lib/data/dates-context.tsv, and the
 * characters at its edges. Numbers glued to other numbers, to units or to
 * signs are no dates.
 */
#include <string.h>

#include "dates/ascii_run.h"
#include "dates/room.h"

/* Bits of the kinds that entry s is about, in those languages (null: any). */
static int32_t
context_mask(const struct dates_slot *s, int class,
    const struct dates_langset *in)
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
context_entry(struct dater *d, const struct dates_slot *s, size_t p,
    unsigned flag, size_t *end)
{
	if (s == NULL || (s->flags & flag) == 0)
		return NULL;
	return lexicon_longest(d, s, p, end, NULL);
}

static int32_t
mask_after(struct dater *d, size_t p)
{
	size_t q = skip_spaces(d->text, p);
	const struct dates_slot *s;
	struct lexeme l;

	if (q >= d->text.len || q - p > 2)
		return 0;
	lexeme_right(d, q, &l);
	s = context_entry(d, l.slot, q, ENTRY_AFTERS, &l.end);
	return s == NULL
	    ? 0
	    : context_mask(s, C_after, d->named ? &d->allowed : NULL);
}

/* Start of the word or character before p, p > 0, and the entry for it. */
static size_t
word_before(struct dater *d, size_t p, const struct dates_slot **s)
{
	struct quire_span text = d->text;
	struct lexeme l;
	uint32_t cp;
	size_t q;

	if (lexeme_left(d, p, 0, &q, &l)) {
		*s = l.slot;
		return q;
	}
	q = lexeme_before(text, p, 0, 60, &l.kind);
	if (l.kind == LX_SPACE || l.kind == LX_DIGITS)
		q = p - utf8_decode_before(text.p, text.p + p, &cp);
	*s = lexicon_word(d, q, p);
	return q;
}

/* True if a word cannot go on from p. */
static bool
word_ends(struct quire_span text, size_t p)
{
	return p == text.len ||
	    ((unsigned char)text.p[p] < 0x80 &&
	        !is_alpha((unsigned char)text.p[p]));
}

/*
 * Entries of one to three lexemes that end at p, where item t begins. What it
 * needs is of its own languages: "del" is no English word before "Mar".
 */
static int32_t
mask_before(struct dater *d, const struct item *t, int class)
{
	const struct dates_langset *in = class == C_need ? &t->langs
	    : d->named                                   ? &d->allowed
	                                                 : NULL;
	size_t p = t->start;
	const struct dates_slot *s;
	struct lexeme l;
	int32_t mask = 0;
	size_t q, from;
	int i;

	while (p > 0 && (d->text.p[p - 1] == ' ' || d->text.p[p - 1] == '\n'))
		p--;
	for (from = p, i = 0; i < 3 && from > 0; i++) {
		q = word_before(d, from, &s);
		l.end = from;
		if (!word_ends(d->text, from)) {
			lexeme_right(d, q, &l);
			s = l.slot;
		}
		s = context_entry(d, s, q, ENTRY_BEFORES, &l.end);
		if (s != NULL && l.end == p)
			mask |= context_mask(s, class, in);
		for (from = q; from > 0 && d->text.p[from - 1] == ' '; from--)
			;
	}
	return mask;
}

/* ---- edges ------------------------------------------------------------ */

static bool
digit_at(struct quire_span text, size_t p)
{
	return p < text.len && (unsigned)(text.p[p] - '0') < 10;
}

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
	return strchr(".,/-:+*", b) != NULL && digit_at(text, end + 1);
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
		return b == ':' && start >= 2 && digit_at(text, start - 2);
	if (start >= 2 &&
	    (memcmp(text.p + start - 2, "£", 2) == 0 ||
	        memcmp(text.p + start - 2, "¥", 2) == 0))
		return true;
	if (start >= 3 && memcmp(text.p + start - 3, "€", 3) == 0)
		return true;
	return strchr(".,/-:", b) != NULL && start >= 2 &&
	    ((unsigned)(text.p[start - 2] - '0') < 10 ||
	        ((text.p[start - 2] | 32) >= 'a' &&
	            (text.p[start - 2] | 32) <= 'z' && b != '.' && b != ',' &&
	            b != ':'));
}

/* "10 000 years": the end of a number whose thousands stand apart. */
static bool
ends_group(struct quire_span text, size_t start)
{
	size_t p = start;
	uint32_t cp;

	while (p < start + 4 && digit_at(text, p))
		p++;
	if (p != start + 3 || start < 2)
		return false;
	p = start - utf8_decode_before(text.p, text.p + start, &cp);
	return (cp == ' ' || cp == 0xa0 || cp == 0x2009 || cp == 0x202f) &&
	    p > 0 && digit_at(text, p - 1);
}

static bool
number_edges(struct quire_span text, const struct item *t)
{
	/* "week 00", "10 000 years" */
	if (t->kind == C_DUR &&
	    ((item_has(t, C_n) && t->v[C_n] == 0 && !item_has(t, C_frac)) ||
	        ends_group(text, t->start)))
		return false;
	/* "6.3." of "6.3.1" */
	if (text.p[t->end - 1] == '.' && digit_at(text, t->end))
		return false;
	if (digit_at(text, t->start) && came_from(text, t->start))
		return false;
	return !digit_at(text, t->end - 1) || !goes_on(text, t->end);
}

static bool
is_upper(struct quire_span text, size_t p)
{
	uint32_t cp;

	utf8_decode(text.p + p, text.p + text.len, &cp);
	return text_is(cp, TEXT_UPPER);
}

/* "China Daily": one word with a capital inside a sentence is a name. */
static bool
is_title(struct quire_span text, const struct item *t)
{
	size_t p = t->start, end;

	if (!is_upper(text, p) || lexeme_at(text, p, &end) != LX_WORD ||
	    end < t->end || p < 2)
		return false;
	return text.p[p - 1] == ' ' && text.p[p - 2] != '.';
}

/* "上周" in front of "报": a word that is none begins inside the item. */
static bool
runs_on(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;
	const struct dates_reading *r;
	uint32_t cp;
	size_t at, end, i;

	if (t->end >= d->text.len || (unsigned char)d->text.p[t->end] < 0xe3)
		return false;
	at = t->end - utf8_decode_before(d->text.p, d->text.p + t->end, &cp);
	if (cp < 0x3000 || (s = lexicon_find(d, at, &end, NULL)) == NULL ||
	    end <= t->end)
		return false;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym == C_block)
			return true;
	return false;
}

/* Japanese text has kana (U+3040 to U+30FF) in every line. */
static bool
near_kana(struct quire_span text, size_t p)
{
	size_t from = p > 150 ? p - 150 : 0, to = p + 150;

	for (; from + 1 < text.len && from < to; from++)
		if ((unsigned char)text.p[from] == 0xe3 &&
		    (unsigned char)(text.p[from + 1] - 0x81) < 3)
			return true;
	return false;
}

/*
 * A foreign word that is a month or a day alone needs a passage in its
 * language; English and Chinese, and scripts that tell, need none.
 */
static bool
in_its_language(struct dater *d, const struct item *t)
{
	uint32_t cp;
	size_t p;

	if (d->named || (t->langs.bit[0] & 3) != 0)
		return true;
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
			return near_kana(d->text, t->start);
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

/* "this may not", "this august body": a month's name in small letters. */
static bool
is_no_name(struct quire_span text, const struct item *t)
{
	size_t p = t->end;

	if (t->kind != C_M || !item_has(t, C_shift) ||
	    (t->v[C_month] != 3 && t->v[C_month] != 5 &&
	        (t->v[C_month] != 8 || t->v[C_shift] != 0)))
		return false;
	while (p > t->start && is_alpha((unsigned char)text.p[p - 1]))
		p--;
	return span_is(span_sub(text, p, t->end), "may") ||
	    span_is(span_sub(text, p, t->end), "august") ||
	    span_is(span_sub(text, p, t->end), "march");
}

/* "Sun Microsystems", "Jan Kavan": a short name before a capital is one. */
static bool
is_name(struct quire_span text, const struct item *t)
{
	return (t->kind == C_WDX ||
	           (t->kind == C_MX && item_has(t, C_month) &&
	               t->v[C_month] == 1)) &&
	    t->end - t->start == 3 && t->end + 1 < text.len &&
	    text.p[t->end] == ' ' && is_upper(text, t->end + 1);
}

/* "August Bebel": before a capital, with nothing that speaks for a month. */
static bool
is_forename(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;

	return t->kind == C_M && t->end - t->start == 6 &&
	    memcmp(text.p + t->start, "August", 6) == 0 &&
	    t->end + 1 < text.len && text.p[t->end] == ' ' &&
	    is_upper(text, t->end + 1) &&
	    (t->start == 0 ||
	        (mask_before(d, t, C_need) & (int32_t)1 << (C_M - C_FULL)) ==
	            0);
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
	if (t->start < 2 || text.p[t->start - 1] != '-' ||
	    (!is_month_or_weekday(t) && t->kind != C_HOL) ||
	    !is_upper(text, t->start))
		return false;
	utf8_decode_before(text.p, text.p + t->start - 1, &cp);
	return text_is(cp, TEXT_LETTER);
}

/* Behind "de " and the like at p. */
static size_t
skip_particle(struct quire_span text, size_t p)
{
	struct quire_span rest = span_sub(text, p, text.len);

	if (span_starts(rest, "de ") || span_starts(rest, "di ") ||
	    span_starts(rest, "da ") || span_starts(rest, "do "))
		return p + 3;
	return p;
}

/*
 * "Domingo Serrano", "Julio de Caro": in languages that write months and
 * weekdays small, one with a capital before another capital is a name.
 */
static bool
is_surnamed(struct dater *d, const struct item *t)
{
	static const struct dates_langset capital = { { 3 } }; /* en, zh */
	const struct quire_span text = d->text;
	const struct dates_slot *s;
	struct dates_langset both;
	size_t p = t->start, end;
	int de;

	if (!is_month_or_weekday(t) || !is_upper(text, p) ||
	    lexeme_at(text, p, &end) != LX_WORD || end < t->end ||
	    langs_meet(&t->langs, &capital, &both) || end + 1 >= text.len ||
	    text.p[end] != ' ')
		return false;
	de = lang_find("de", 2);
	if (de >= 0 && (t->langs.bit[de / 64] >> (de % 64) & 1) != 0)
		return false;
	p = skip_particle(text, end + 1);
	if (p >= text.len || !is_upper(text, p) ||
	    lexeme_at(text, p, &end) != LX_WORD)
		return false;
	s = lexicon_word(d, p, end);
	return s == NULL || (s->flags & ENTRY_NAMES) == 0;
}

static bool
is_hangul(uint32_t cp)
{
	return cp >= 0xac00 && cp <= 0xd7a3;
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
	const struct quire_span text = d->text;
	struct quire_span end;

	if (t->kind != C_YX || t->end - t->start < 8)
		return false;
	end = span_sub(text, t->end - 7, t->end);
	if (!span_is(end, "hundred") && !span_is(end, "housand"))
		return false;
	return t->start == 0 ||
	    (mask_before(d, t, C_need) & (int32_t)1 << (C_MX - C_FULL)) == 0;
}

/* "deux mille sept", which is a count as often; English has its own rows. */
static bool
is_spelled_year(struct quire_span text, const struct item *t)
{
	return t->kind == C_YX && (t->langs.bit[0] & 3) == 0 &&
	    !digit_at(text, t->end - 1);
}

/* What its letters and those beside them make of it, but no date. */
static bool
is_other_word(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;

	return is_no_name(text, t) || is_name(text, t) || is_forename(d, t) ||
	    is_tail(text, t) || is_surnamed(d, t) || is_ending(text, t) ||
	    is_of_path(text, t) || is_round(d, t) || is_sum(text, t);
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

bool
filter_mismatch(const struct item *t)
{
	return (is_weekday(t->side[0]) && is_coarse(t->side[1])) ||
	    (is_coarse(t->side[0]) && is_weekday(t->side[1]));
}

bool
filter_item(struct dater *d, const struct item *t)
{
	int32_t bit;

	if (t->kind < C_FULL || t->kind - C_FULL > 30)
		return false;
	if (!d->opts.vague &&
	    (t->kind == C_VAG || t->kind == C_VDUR || item_has(t, C_vague)))
		return false;
	if (!in_its_language(d, t))
		return false;
	if (t->kind == C_RANGE && filter_mismatch(t))
		return true; /* it will be two dates, or one */
	if (!number_edges(d->text, t) || runs_on(d, t))
		return false;
	bit = (int32_t)1 << (t->kind - C_FULL);
	if (t->start > 0 && (mask_before(d, t, C_before) & bit) != 0)
		return false;
	if (t->kind == C_MX || t->kind == C_WDX)
		if (t->start == 0 ||
		    (!item_has(t, C_order) && !item_has(t, C_type) &&
		        !is_upper(d->text, t->start)) ||
		    (mask_before(d, t, C_need) & bit) == 0)
			return false;
	if (is_spelled_year(d->text, t) &&
	    (t->start == 0 || (mask_before(d, t, C_need) & bit) == 0))
		return false;
	if (t->kind == C_RANGE &&
	    (!year_like(t->side[0]) || !year_like(t->side[1])))
		return false;
	if (is_other_word(d, t) || (t->kind == C_SET && is_title(d->text, t)))
		return false;
	if (t->kind == C_YX && (t->v[C_year] < 1500 || t->v[C_year] > 2100))
		return false;
	return (mask_after(d, t->end) & bit) == 0;
}

/* ---- tense ------------------------------------------------------------ */

static bool
sentence_end(struct quire_span text, size_t p)
{
	unsigned char b = (unsigned char)text.p[p];

	if (b == '\n' || b == '!' || b == '?' || b == ';')
		return true;
	if (b == '.')
		return p + 1 < text.len && text.p[p + 1] == ' ';
	return b == 0xe3 && p + 2 < text.len &&
	    (unsigned char)text.p[p + 1] == 0x80 &&
	    (unsigned char)text.p[p + 2] == 0x82;
}

/* What s says; kinds are those of the item if it stands beside it, or 0. */
static int
cue_of(const struct dates_slot *s, int32_t kinds)
{
	const struct dates_reading *r;
	size_t i;

	if (s == NULL || (s->flags & ENTRY_CUE) == 0)
		return 0;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym == C_future &&
		    (r[i].value == 0 || (r[i].value & kinds) != 0))
			return 1;
		else if (r[i].sym == C_past)
			return -1;
	return 0;
}

/* "announced", "attended", but not "need", "indeed" and "United" */
static bool
is_regular_past(struct quire_span text, size_t p, size_t end)
{
	return end - p > 4 && text.p[end - 1] == 'd' &&
	    text.p[end - 2] == 'e' && text.p[end - 3] != 'e' &&
	    (text.p[p] & 32) != 0 && is_alpha((unsigned char)text.p[end - 3]);
}

/* True if the word before p is w, which a space follows. */
static bool
follows(struct quire_span text, size_t p, const char *w)
{
	size_t n = strlen(w);

	return p >= n && memcmp(text.p + p - n, w, n) == 0 &&
	    (p == n || !is_alpha((unsigned char)text.p[p - n - 1]));
}

/*
 * A participle at p: "to be held on" looks ahead, "had been planned for"
 * back, "could not be reached on" says nothing.
 */
static int
participle(struct quire_span text, size_t p, int cue)
{
	if (cue < 0 && follows(text, p, "be "))
		return follows(text, p, "could be ") ||
		        follows(text, p, "not be ")
		    ? 0
		    : 1;
	return cue > 0 && follows(text, p, "had been ") ? -1 : cue;
}

/* "will", "shall", 将: they belong to what stands in front of them too. */
static bool
is_modal(struct quire_span text, size_t p, size_t end)
{
	struct quire_span w = span_sub(text, p, end);

	return (unsigned char)text.p[p] >= 0x80 || span_is(w, "will") ||
	    span_is(w, "shall") || span_ends(w, "'ll");
}

/* The nearest cue of the same sentence behind p. */
static int
cue_behind(struct dater *d, size_t p, bool english)
{
	struct lexeme l;
	int steps, cue;

	for (steps = 0; steps < 12 && p < d->text.len; p = l.end) {
		if (sentence_end(d->text, p))
			return 0;
		if (d->text.p[p] == ' ') {
			l.end = p + 1;
			continue;
		}
		lexeme_right(d, p, &l);
		if (l.kind != LX_WORD && l.kind != LX_CHAR)
			continue;
		cue = cue_of(l.slot, 0);
		if (cue == 0 && english && is_regular_past(d->text, p, l.end))
			cue = -1;
		if (cue > 0 && !is_modal(d->text, p, l.end))
			cue = 0;
		if (cue != 0)
			return participle(d->text, p, cue);
		steps++;
	}
	return 0;
}

/*
 * The nearest cue of the same sentence in front of the item; where that is
 * only a few words, behind it: "On Tuesday, the court will hear".
 */
int
filter_tense(struct dater *d, const struct item *t)
{
	static const struct dates_langset en = { { 1 } };
	struct dates_langset both;
	bool english = langs_meet(&t->langs, &en, &both);
	int32_t kinds = t->kind < C_FULL ? 0 : 1 << (t->kind - C_FULL);
	size_t p = t->start, steps, q;
	const struct dates_slot *s;
	int cue;

	for (steps = 0; p > 0 && steps < 9; steps++, kinds = 0) {
		while (p > 0 && d->text.p[p - 1] == ' ')
			p--;
		if (p == 0 || sentence_end(d->text, p - 1))
			break;
		q = word_before(d, p, &s);
		if (sentence_end(d->text, q))
			break;
		cue = cue_of(s, kinds);
		if (cue == 0 && english && t->kind == C_WD && steps < 5 &&
		    is_regular_past(d->text, q, p))
			cue = -1;
		if (cue != 0 && (cue = participle(d->text, q, cue)) != 0)
			return cue;
		p = q;
	}
	return steps <= 3 ? cue_behind(d, t->end, english) : 0;
}
