/*
 * Tokens of a region: numbers, and the words of the lexicon, longest entry
 * first. In scripts without spaces every character may begin or end one.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/numeral.h"
#include "dates/room.h"

/* One by one, if the languages were named or names are left out. */
static void
add_some(const struct dater *d, const struct dates_slot *s, unsigned cut,
    bool names, struct tok *t)
{
	const struct dates_reading *r = lexicon_readings(s);
	struct dates_langset both;
	size_t i;

	for (i = 0; i < s->readings; i++) {
		if ((!names && r[i].name) ||
		    (d->named &&
		        !langs_meet(langs_of(r[i].langs), &d->allowed, &both)))
			continue;
		t->known = true;
		if (i < s->syms)
			tok_push(t, &r[i], cut);
	}
}

/* A function word of the passage is no name in another language: "fra". */
static bool
is_stop_there(struct dater *d, const struct dates_slot *s, size_t p)
{
	const struct dates_reading *r = lexicon_readings(s);
	bool stop = false;
	size_t i;

	for (i = 0; i < s->readings; i++)
		if (r[i].sym == C_stop)
			stop |= passage_is(d, p, langs_of(r[i].langs));
		else if (r[i].name && passage_is(d, p, langs_of(r[i].langs)))
			return false;
	return stop;
}

/*
 * A word of two letters, or one that is a function word of English, is no
 * month or weekday of another language, unless its language was named.
 */
static bool
bars_names(struct dater *d, const struct dates_slot *s, const struct tok *t,
    unsigned cut)
{
	if ((s->flags & ENTRY_NAMES) == 0 || d->named)
		return false;
	if (t->end - t->start - cut <= 2 || (s->flags & ENTRY_ENGLISH) != 0)
		return true;
	return (s->flags & ENTRY_STOP) != 0 && is_stop_there(d, s, t->start);
}

static void
word_syms(struct dater *d, const struct dates_slot *s, unsigned cut,
    struct tok *t)
{
	const struct dates_use use = use_of(s, t->open);
	bool bar = bars_names(d, s, t, cut);
	const struct dates_reading *r = lexicon_readings(s);
	uint32_t sig = (SIG_WORD + s->class) | (bar ? SIG_BARRED : 0u);
	size_t i;

	t->sig = t->sig == SIG_NONE ? sig : memo_sig(d->memo, t->sig, sig, 0);
	tok_use(t, s->some, &use);
	if (bar || d->named) {
		add_some(d, s, cut, !bar, t);
		return;
	}
	t->known |= s->readings > 0;
	if (t->syms == 0 && cut == 0) {
		t->sym = r;
		t->syms = s->syms;
		return;
	}
	for (i = 0; i < s->syms; i++)
		tok_push(t, &r[i], cut);
}

/* A number in Chinese characters, if no longer word begins here. */
static bool
han_token(struct dater *d, size_t p, const struct dates_slot *s, struct tok *t)
{
	size_t end = t->end, number = lex_han(d, p, t);

	if (number > p && (s == NULL || end <= number)) {
		t->end = number;
		if (s != NULL && end == number)
			word_syms(d, s, 0, t);
		return true;
	}
	tok_clear(t, !d->named);
	return false;
}

static bool
hebrew_token(const struct dater *d, size_t p, const struct dates_slot *s,
    struct tok *t)
{
	size_t number = lex_hebrew(d->text, p, t);

	if (number > p && (s == NULL || number > t->end)) {
		t->end = number;
		return true;
	}
	tok_clear(t, !d->named);
	return false;
}

/* Bit n: a word that a row of value n says to be no date is among them. */
static unsigned
blocks(const struct dates_slot *s)
{
	const struct dates_reading *r = lexicon_readings(s);
	unsigned set = 0;
	size_t i;

	for (i = s->syms; i < s->readings; i++)
		if (r[i].sym == C_block)
			set |= 1u << r[i].value;
	return set;
}

/* "8月26" before "日本": of the word, the first sign is of the day. */
static bool
is_day_due(const struct dater *d, const struct tok *before)
{
	const char *p = d->text.p;

	return before->start >= 3 &&
	    readings_have(before->sym, before->syms, C_day) &&
	    memcmp(p + before->start - 3, "月", 3) == 0 &&
	    memcmp(p + before->end, "日", 3) == 0;
}

/* "日报" yields to "5日" in "5日报道", "晚会" to "5日晚" in "5日晚会见". */
static bool
yields(const struct dater *d, const struct dates_slot *s,
    const struct dates_slot *sign, size_t p)
{
	const unsigned set = blocks(s);
	const struct tok *before;

	if (set == 1u << BLOCK_CUT)
		return true;
	if (s == sign || sign->syms == 0 || d->toks == 0)
		return false;
	before = &d->tok[d->toks - 1];
	if (before->end != p)
		return false;
	switch (set) {
	case 1u << BLOCK_NUMBERS:
		return readings_have(before->sym, before->syms, C_n);
	case 1u << BLOCK_NONE: /* "、" is no part of a date */
		return before->syms > 0 &&
		    memcmp(d->text.p + before->start, "、", 3) != 0;
	default:
		return set == 1u << BLOCK_ALL && is_day_due(d, before);
	}
}

/* True of a year, not of "一家". */
static bool
is_number_at(struct quire_span text, size_t at)
{
	const char *p = text.p + at, *stop = text.p + text.len;
	uint32_t cp;

	if (p == stop)
		return false;
	p += utf8_decode(p, stop, &cp);
	if (text_char(cp)->digit <= 9)
		return true;
	if (dates_han_digit(cp) < 0 || p == stop)
		return false;
	utf8_decode(p, stop, &cp);
	return dates_han_digit(cp) >= 0;
}

/* The entry for digits, two bytes at most, or null. */
static const struct dates_slot *
digits_slot(struct dater *d, size_t p, size_t end)
{
	const char *s = d->text.p + p;

	if ((unsigned char)s[0] >= 0x80)
		return lexicon_word(d, p, end);
	return d->digit[end - p == 1 ? s[0] - '0'
	                             : 10 + (s[0] - '0') * 10 + s[1] - '0'];
}

bool
lex_token(struct dater *d, size_t p, const struct lexeme *l, struct tok *t)
{
	const struct dates_slot *s = l->slot, *less = NULL;

	t->start = p;
	t->end = l->end;
	tok_clear(t, !d->named);
	if (l->kind == LX_DIGITS) {
		t->end = lex_digits(d, p, t);
		if (t->end - p <= 2 && (s = digits_slot(d, p, t->end)) != NULL)
			word_syms(d, s, 0, t);
		t->bond = dates_bond_number[0];
		return true;
	}
	if (s != NULL)
		s = lexicon_longest(d, s, p, &t->end, &less);
	if (s != NULL && s != l->slot && l->slot->syms > 0 &&
	    text_before(d->text, t->end, "至") &&
	    is_number_at(d->text, t->end)) {
		s = l->slot; /* "1938年冬至1948年春" */
		t->end = l->end;
	}
	if (s != NULL && s->syms < s->readings && yields(d, s, l->slot, p)) {
		s = l->slot;
		t->end = l->end;
	}
	if (l->kind == LX_WORD) {
		if (((unsigned char)d->text.p[p] & 0xfe) == 0xd6 &&
		    hebrew_token(d, p, s, t))
			return true;
	} else if ((unsigned char)d->text.p[p] >= 0x80 &&
	    han_token(d, p, s, t)) {
		return true;
	}
	if (s == NULL ||
	    ((unsigned char)(d->text.p[p] - 0xea) < 4 &&
	        homonym_of_longer(d->text, p, t->end))) {
		t->end = l->end;
		return false;
	}
	word_syms(d, s, 0, t);
	t->bond = s->bond[0];
	if (less != NULL)
		word_syms(d, less, 1, t);
	return t->known;
}
