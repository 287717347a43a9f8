/*
 * Do the words around a date speak of the past or of what is to come? The
 * cues are rows of lib/data/dates-context.tsv; participles tell by what they
 * stand behind.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

/*
 * "U.S. ships", "approx. two", "Ann B. Lund": behind the full stop at p a
 * sentence goes on.
 */
static bool
is_abbreviation(struct quire_span text, size_t p)
{
	return (p + 2 < text.len && is_lower((unsigned char)text.p[p + 2])) ||
	    (p > 1 && (text.p[p - 2] == '.' || text.p[p - 2] == ' ') &&
	        dates_upper_at(text, p - 1));
}

bool
tense_ends_sentence(struct quire_span text, size_t p)
{
	unsigned char b = (unsigned char)text.p[p];

	if (b == '\n' || b == '!' || b == '?' || b == ';')
		return true;
	if (b == '.')
		return p + 1 < text.len && text.p[p + 1] == ' ' &&
		    !is_abbreviation(text, p);
	return b == 0xe3 && p + 2 < text.len &&
	    (unsigned char)text.p[p + 1] == 0x80 &&
	    (unsigned char)text.p[p + 2] == 0x82;
}

/*
 * What s says of an item in those languages: "starter" of no English date, but
 * Chinese of any. Kinds are the item's own if s stands beside it, or 0.
 */
static int
cue_of(const struct dates_slot *s, int32_t kinds,
    const struct dates_langset *langs)
{
	const struct dates_reading *r;
	const struct dates_langset *of;
	struct dates_langset both;
	size_t i;

	if (s == NULL || (s->flags & ENTRY_CUE) == 0)
		return 0;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++) {
		of = langs_of(r[i].langs);
		if (!langs_chinese(of) && !langs_meet(langs, of, &both))
			continue;
		if (r[i].sym == C_future &&
		    (r[i].value == 0 ||
		        (r[i].value & (kinds | ABOUT_MODAL)) != 0))
			return 1;
		if (r[i].sym == C_past)
			return -1;
	}
	return 0;
}

/*
 * What the entry says that begins with s at [p, end), if it ends before the
 * item, and of its kind if beside it; within Chinese and the like s alone may
 * be no word.
 */
static int
cue_at(struct dater *d, const struct dates_slot *s, size_t p, size_t end,
    const struct item *t)
{
	int32_t kinds = t->kind < C_FULL ? 0 : dates_kind_bit(t->kind);
	const struct dates_slot *phrase;
	size_t stop = end;
	int cue = 0;

	if (s != NULL && lexicon_goes_on(s, d->text, end)) {
		phrase = lexicon_longest(d, s, p, &stop, NULL);
		if (phrase != NULL && stop <= t->start)
			cue = cue_of(phrase, stop + 1 >= t->start ? kinds : 0,
			    &t->langs);
		if (cue != 0 || (unsigned char)d->text.p[p] >= 0xe3)
			return cue;
	}
	return cue_of(s, end + 1 >= t->start ? kinds : 0, &t->langs);
}

/* "agreed Tuesday", but "agreed to meet" */
static bool
is_agreed(struct quire_span text, size_t end)
{
	return text_before(text, end, "agreed") &&
	    !span_starts(span_sub(text, end, text.len), " to ");
}

/* "announced", "agreed", but not "need", "indeed" and "United" */
static bool
is_regular_past(struct quire_span text, size_t p, size_t end)
{
	return end - p > 4 && text.p[end - 1] == 'd' &&
	    text.p[end - 2] == 'e' &&
	    (text.p[end - 3] != 'e' || is_agreed(text, end)) &&
	    (text.p[p] & 32) != 0 && is_alpha((unsigned char)text.p[end - 3]);
}

/*
 * A participle at p: "to be held on" looks ahead, "had been planned for"
 * back, "could not be reached on" says nothing.
 */
static int
participle(struct dater *d, const struct item *t, size_t p, int cue)
{
	int32_t turns = p > 0 ? context_turns(d, t, p) : 0;

	if (cue < 0 && (turns & TURN_PRESENT) != 0)
		return 0;
	if (cue < 0 && (turns & TURN_FUTURE) != 0)
		return (turns & TURN_NEITHER) != 0 ? 0 : 1;
	return cue > 0 && (turns & TURN_PAST) != 0 ? -1 : cue;
}

/* "3 bis 5", "3 έως 5": what only leads to the other side of a range. */
static bool
leads_on(const struct dates_slot *s)
{
	return context_says(s, C_to, 0, langs_of(LANGS_ALL));
}

/* "is expected": the word at p is that phrase, if it says more. */
static void
whole_cue(struct dater *d, struct lexeme *l, size_t p)
{
	const struct dates_slot *phrase;
	size_t stop = l->end;

	if (l->slot == NULL || !lexicon_goes_on(l->slot, d->text, l->end))
		return;
	phrase = lexicon_longest(d, l->slot, p, &stop, NULL);
	if (phrase == NULL || (phrase->flags & ENTRY_CUE) == 0)
		return;
	l->slot = phrase;
	l->end = stop;
}

/* Of Korean or Japanese; what may also be Chinese is not without kana. */
static bool
is_eastern(const struct dater *d, const struct item *t)
{
	return langs_have(&t->langs, "ko") ||
	    (langs_have(&t->langs, "ja") &&
	        (!langs_chinese(&t->langs) || filter_kana(d->text, t->start)));
}

/* Words, and characters where each is a lexeme, that a verb stands behind. */
enum { REACH_WORDS = 12, REACH_CHARS = 60 };

/* The nearest cue of the same sentence behind the item. */
static int
cue_behind(struct dater *d, const struct item *t)
{
	const bool english = langs_english(&t->langs);
	const int reach = is_eastern(d, t) ? REACH_CHARS : REACH_WORDS;
	size_t p = t->end;
	struct lexeme l;
	int steps, cue;

	for (steps = 0; steps < reach && p < d->text.len; p = l.end) {
		if (tense_ends_sentence(d->text, p))
			return 0;
		if (d->text.p[p] == ' ') {
			l.end = p + 1;
			continue;
		}
		lexeme_right(d, p, &l);
		if (l.kind != LX_WORD && l.kind != LX_CHAR)
			continue;
		whole_cue(d, &l, p);
		cue = leads_on(l.slot) ? 0 : cue_of(l.slot, 0, &t->langs);
		if (cue == 0 && english && is_regular_past(d->text, p, l.end))
			cue = -1;
		if (cue == 0 && !english &&
		    (cue = ending_cue(d, t, p, l.end)) != 0)
			return cue;
		if (cue > 0 && (english || steps > 2) &&
		    !context_says(l.slot, C_future, ABOUT_MODAL, &t->langs))
			cue = 0;
		if (cue != 0)
			return participle(d, t, p, cue);
		steps++;
	}
	return 0;
}

/*
 * What the word at [q, p) plans has been: "the march planned for Saturday was
 * called off", "Until Monday, nobody had asked".
 */
static bool
was_planned(struct dater *d, const struct item *t, size_t q, size_t p,
    const struct dates_slot *s)
{
	struct lexeme l;

	if (context_says(s, C_future, ABOUT_MODAL, &t->langs))
		return false;
	if (p + 1 >= t->start &&
	    (q == 0 || d->text.p[q - 1] == '\n' ||
	        (q > 1 && tense_ends_sentence(d->text, q - 2))))
		return cue_behind(d, t) < 0;
	p = t->end + (t->end < d->text.len && d->text.p[t->end] == ',');
	if (p + 1 >= d->text.len || d->text.p[p] != ' ')
		return false;
	lexeme_right(d, p + 1, &l);
	return cue_of(l.slot, 0, &t->langs) < 0;
}

/* "due to expire", "planned for": what is at q is of a plan, which is the cue. */
static bool
is_of_plan(struct dater *d, const struct item *t, size_t q)
{
	const struct dates_slot *s;
	size_t p = q;

	if (p < 2 || d->text.p[p - 1] != ' ')
		return false;
	p = lexicon_before(d, p - 1, &s);
	if (leads_on(s) && p > 1 && d->text.p[p - 1] == ' ')
		lexicon_before(d, p - 1, &s);
	return cue_of(s, 0, &t->langs) > 0;
}

/*
 * "He started in January": a regular verb of the past so shortly before t. Where
 * cues choose among years these are too many ("planned for May") to be one.
 */
bool
tense_is_past(struct dater *d, const struct item *t, int words)
{
	const struct dates_slot *s;
	size_t p = t->start, q;

	if (!langs_english(&t->langs))
		return false;
	for (; p > 0 && words > 0; words--, p = q) {
		while (p > 0 && d->text.p[p - 1] == ' ')
			p--;
		if (p == 0 || tense_ends_sentence(d->text, p - 1))
			break;
		q = lexicon_before(d, p, &s);
		if (is_regular_past(d->text, q, p) &&
		    (q == 0 || context_turns(d, t, q) == 0))
			return true;
	}
	return false;
}

/* True if the word at [p, end) with entry s is a verb of the past. */
static bool
is_past_verb(const struct dater *d, const struct item *t,
    const struct dates_slot *s, size_t p, size_t end)
{
	return cue_of(s, 0, &t->langs) < 0 || is_regular_past(d->text, p, end);
}

/* Words to each side that are looked at; fewer are a head, or a note. */
enum { MOST_WORDS = 60, LEAST_WORDS = 4 };

/* Words in front of t in its sentence; -1: one is a verb of the past. */
static int
words_before(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;
	size_t p = t->start, q;
	int n = 0;

	for (; p > 0 && n < MOST_WORDS; p = q) {
		if (tense_ends_sentence(d->text, p - 1))
			break;
		q = lexicon_before(d, p, &s);
		if (is_past_verb(d, t, s, q, p))
			return -1;
		n += is_alpha((unsigned char)d->text.p[q]);
	}
	return n;
}

/* The same behind it; a question has enough of them. */
static int
words_behind(struct dater *d, const struct item *t)
{
	size_t p = t->end;
	struct lexeme l;
	int n = 0;

	for (; p < d->text.len && n < MOST_WORDS; p = l.end) {
		if (tense_ends_sentence(d->text, p))
			return d->text.p[p] == '?' ? MOST_WORDS : n;
		l.end = p + 1;
		if (d->text.p[p] == ' ')
			continue;
		lexeme_right(d, p, &l);
		if (is_past_verb(d, t, l.slot, p, l.end))
			return -1;
		n += is_alpha((unsigned char)d->text.p[p]);
	}
	return n;
}

bool
tense_has_no_past(struct dater *d, const struct item *t)
{
	int before, behind;

	if (!langs_english(&t->langs) || (before = words_before(d, t)) < 0 ||
	    (behind = words_behind(d, t)) < 0)
		return false;
	return before + behind >= LEAST_WORDS;
}

/*
 * "The service is Friday", "they are leaving on Friday": the present tense of
 * the word at [q, p), so many words before a day, or of a verb that it helps.
 */
static bool
is_present(struct dater *d, const struct item *t, size_t q, size_t p,
    size_t steps)
{
	if (item_has(t, C_wday) && steps < 3 &&
	    (context_turns(d, t, p) & TURN_PRESENT) != 0)
		return true;
	return steps < 6 && q > 0 && p - q > 4 &&
	    text_before(d->text, p, "ing") &&
	    (context_turns(d, t, q) & TURN_PRESENT) != 0;
}

/* "could not be reached": nothing before the verb at q says more. */
static bool
says_neither(struct dater *d, const struct item *t, size_t q)
{
	return q > 0 && (context_turns(d, t, q) & TURN_NEITHER) != 0;
}

/*
 * The nearest cue of the same sentence in front of the item; where that is
 * only a few words, behind it: "On Tuesday, the court will hear". Behind
 * another date it is what that was told.
 */
int
tense_of(struct dater *d, const struct item *t)
{
	const bool english = langs_english(&t->langs);
	/* words; more where they tell the year */
	const size_t reach = item_has(t, C_month) ? 14 : 9;
	size_t p = t->start, steps, q;
	const struct dates_slot *s;
	/* "by Friday", if no verb says that it has been */
	int weak = t->kind == C_WD && p > 0 &&
	    (context_before(d, t, C_future) & ABOUT_WEAK) != 0,
	    cue;

	if (!english && (!langs_chinese(&t->langs) || is_eastern(d, t)) &&
	    verbs_last(d, t) &&
	    ((cue = cue_behind(d, t)) != 0 || is_eastern(d, t)))
		return cue;
	for (steps = 0; p > 0 && steps < reach; steps++) {
		while (p > 0 && d->text.p[p - 1] == ' ')
			p--;
		if (p == 0 || tense_ends_sentence(d->text, p - 1))
			break;
		if (d->told != 0 && p <= d->told_at)
			return d->told;
		q = lexicon_before(d, p, &s);
		if (tense_ends_sentence(d->text, q))
			break;
		cue = cue_at(d, s, q, p, t);
		if (cue == 0 && english && t->kind == C_WD && steps < 5 &&
		    is_regular_past(d->text, q, p))
			cue = -1;
		if (cue == 0 && english && is_present(d, t, q, p, steps))
			return 1;
		if (cue == 0 && !english)
			cue = ending_cue(d, t, q, p);
		if (cue > 0 && english && was_planned(d, t, q, p, s))
			return -1;
		if (cue > 0 && is_of_plan(d, t, q)) {
			p = q;
			continue;
		}
		if (cue != 0) {
			cue = participle(d, t, q, cue);
			if (cue != 0)
				return cue;
			if (says_neither(d, t, q))
				break;
		}
		p = q;
	}
	cue = steps <= 3 && !tense_is_past(d, t, 6) ? cue_behind(d, t) : 0;
	return cue == 0 ? weak : cue;
}
