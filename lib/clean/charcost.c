/*
 * charcost: how likely a text is, by pairs of characters. It is what encodings
 * are judged by, and repairs of mojibake: the right reading of some bytes is
 * the one that takes the fewest bits.
 */
#include <string.h>
#include <unicode/uscript.h>

#include "clean/charcost.h"
#include "clean/work.h"

static const struct charcost_slot *
table(void)
{
	size_t len;
	const char *p = learn_builtin("clean-pairs", &len);

	if (p == NULL ||
	    len !=
	        CHARCOST_HEAD + CHARCOST_SLOTS * sizeof(struct charcost_slot) ||
	    memcmp(p, CHARCOST_MAGIC, sizeof CHARCOST_MAGIC - 1) != 0)
		return NULL;
	return (const struct charcost_slot *)(const void *)(p + CHARCOST_HEAD);
}

static unsigned
look_up(const struct charcost_slot *t, uint32_t a, uint32_t b)
{
	uint32_t h = charcost_hash(a, b), i;
	uint8_t tag = (uint8_t)(h >> 24);

	for (i = 0; i < CHARCOST_PROBES; i++) {
		const struct charcost_slot *s =
		    &t[(h + i) & (CHARCOST_SLOTS - 1)];

		if (s->cost == 0)
			return 0;
		if (s->tag == tag)
			return s->cost;
	}
	return 0;
}

static unsigned
alone(const struct charcost_slot *t, uint32_t cp)
{
	unsigned c = look_up(t, 0, cp);
	uint32_t flags;

	if (c > 0)
		return c;
	flags = text_char(cp)->flags;
	if ((cp != '\n' && cp != '\t' && (flags & TEXT_CONTROL)) ||
	    (flags & TEXT_UNASSIGNED) || cp == 0xfffd)
		return CHARCOST_BROKEN;
	return flags & (TEXT_SYMBOL | TEXT_PICTOGRAPH) ? CHARCOST_SIGN
	                                               : CHARCOST_UNSEEN;
}

/* A capital inside a word, a small letter behind a word of capitals. */
static unsigned
case_cost(uint32_t flags, uint32_t before_flags)
{
	if ((flags & TEXT_UPPER) == 0)
		return 0;
	if (before_flags & TEXT_LOWER)
		return 48;
	return before_flags & TEXT_UPPER ? 6 : 10;
}

/* Two letters side by side from alphabets that never meet in a word. */
static unsigned
script_cost(const struct text_char *a, const struct text_char *b)
{
	const uint32_t cjk = TEXT_HAN | TEXT_KANA | TEXT_HANGUL;

	if ((a->flags & b->flags & TEXT_LETTER) == 0 ||
	    a->script == b->script || ((a->flags | b->flags) & cjk) != 0)
		return 0;
	return a->script == USCRIPT_GREEK || b->script == USCRIPT_GREEK
	    ? CHARCOST_MIXED / 4
	    : CHARCOST_MIXED; /* IL2Rγ */
}

/* The cost of all characters, or of those that are or follow non-ASCII. */
static uint64_t
sum_costs(struct quire_span s, bool around, size_t *count)
{
	const struct charcost_slot *t = table();
	const char *p = s.p, *end = s.p + s.len, *q;
	const struct text_char *now, *before = text_char(' ');
	uint32_t a = ' ', cp, last = ' ';
	uint64_t sum = 0;
	unsigned c;

	*count = 0;
	for (; t != NULL && p < end; a = cp, before = now) {
		if (around && last < 0x80) { /* on to what is not ASCII */
			q = s.p + survey_high(s, (size_t)(p - s.p));
			if (q > p)
				last = (unsigned char)q[-1];
			a = charcost_fold(last);
			before = text_char(last);
			if (q == end)
				break;
			p = q;
		}
		p += utf8_decode(p, end, &cp);
		now = text_char(cp);
		last = cp;
		++*count;
		sum += case_cost(now->flags, before->flags);
		sum += script_cost(before, now);
		sum += cp >= 0x2013 && cp <= 0x201d ? CHARCOST_TYPOGRAPHIC : 0;
		cp = charcost_fold(cp);
		c = look_up(t, a, cp);
		sum += c > 0 ? c : alone(t, cp) + CHARCOST_BACKOFF;
	}
	return sum;
}

uint64_t
charcost(struct quire_span text)
{
	size_t n;

	return sum_costs(text, false, &n);
}

uint64_t
charcost_around(struct quire_span text, size_t *count)
{
	return sum_costs(text, true, count);
}
