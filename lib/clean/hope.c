/*
 * hope: what is told of a text without trying another reading of it: that none
 * can help, and what of its cost no reading should save.
 */
#include "clean/charcost.h"
#include "clean/reading.h"
#include "clean/work.h"

#include "clean-gb.h"

bool
reading_may_be_gb(const char *p, const char *end)
{
	char bytes[12];
	size_t n = 0, good;
	uint32_t cp;

	while (p < end && (unsigned char)*p >= 0x80 && n < 10) {
		p += utf8_decode(p, end, &cp);
		if (cp >= 0x10000)
			return true; /* rare enough */
		if (gb_bytes[cp] == 0)
			return false; /* 81 or more, and three behind it */
		bytes[n++] = (char)(gb_bytes[cp] >> 8);
		bytes[n++] = (char)(gb_bytes[cp] & 0xff);
	}
	good = utf8_valid((struct quire_span){ bytes, n });
	return good > 0 && good + (n < 10 ? 3 : 4) > n;
}

/* Characters that stand in none of the tables: CJK, ①, full-width signs. */
static bool
in_no_table(uint32_t cp)
{
	return cp < 0x80 || (cp >= 0x3000 && cp <= 0xd7ff) ||
	    (cp >= 0x2460 && cp <= 0x24ff) || (cp >= 0xff00 && cp <= 0xffef);
}

static bool
is_plain(uint32_t cp)
{
	return (cp < 0x80 || cp == 0xa0) && !text_is(cp, TEXT_LETTER);
}

/*
 * A sign that stands by itself: no letter, nor anything beyond ASCII but a
 * no-break space, is beside it. Nothing tells such a sign from the one that
 * another charset has in its place.
 */
static bool
is_lone_sign(uint32_t before, uint32_t cp, const char *p, const char *end)
{
	uint32_t after = ' ';

	if (!is_plain(before) || !text_is(cp, TEXT_SYMBOL | TEXT_PUNCT))
		return false;
	if (p < end)
		utf8_decode(p, end, &after);
	return is_plain(after);
}

/*
 * No-break spaces and ligatures: rare, but no letters of another charset. Only
 * behind a capital (Ã) the space may be a part of one.
 */
static bool
is_typeset(uint32_t before, uint32_t cp)
{
	return (cp == 0xa0 &&
	           (before < 0x80 || !text_is(before, TEXT_UPPER))) ||
	    (cp >= 0xfb00 && cp <= 0xfb06);
}

/* Adds the cost of cp and of what is ASCII at p behind it. */
static void
add_cost(uint32_t before, uint32_t cp, const char *p, const char *end,
    uint64_t *sum, size_t *count)
{
	*sum += charcost_after(before, cp);
	++*count;
	if (p == end || (unsigned char)*p >= 0x80)
		return;
	*sum += charcost_after(cp, (unsigned char)*p);
	++*count;
}

uint64_t
reading_harmless(struct quire_span s, size_t *count)
{
	const char *p, *end = s.p + s.len;
	size_t i = survey_high(s, 0), n;
	uint32_t cp, before = ' ';
	uint64_t sum = 0;

	*count = 0;
	while (i < s.len) {
		p = s.p + i;
		if (i > 0 && (unsigned char)p[-1] < 0x80)
			before = (unsigned char)p[-1];
		n = survey_han(p, end);
		if (n > 0) {
			p += n;
			cp = 0x4e00;
		} else {
			p += utf8_decode(p, end, &cp);
			if (is_typeset(before, cp) ||
			    is_lone_sign(before, cp, p, end))
				add_cost(before, cp, p, end, &sum, count);
		}
		before = cp;
		i = (size_t)(p - s.p);
		if (p < end && (unsigned char)*p < 0x80)
			i = survey_high(s, i);
	}
	return sum;
}

/*
 * No two characters side by side that could be UTF-8 by some table, no run
 * that could be by GB18030, and the few characters that stand in tables cost
 * less than a legacy reading must save of a line that is dear enough to be
 * looked at: more than twelve bits for each of CJK.
 */
bool
reading_hopeless(struct quire_span s)
{
	size_t i, cjk = 0;
	uint64_t saved = 0;
	uint32_t cp, before = ' ';
	const char *end = s.p + s.len;
	bool beside = false; /* before stands in a table */
	bool ascii = true;   /* before is ASCII */
	size_t n;

	for (i = survey_high(s, 0); i < s.len;) {
		if (ascii && i > 0)
			before = (unsigned char)s.p[i - 1];
		if (ascii && reading_may_be_gb(s.p + i, end))
			return false;
		if (!beside && (n = survey_han(s.p + i, end)) > 3) {
			cjk += n / 3 - 1; /* the last is looked at below */
			i += n - 3;
			ascii = false;
		}
		i += utf8_decode(s.p + i, end, &cp);
		if (ascii && is_lone_sign(before, cp, s.p + i, end)) {
			i = survey_high(s, i);
			continue;
		}
		cjk += cp >= 0x3000 && cp <= 0xd7ff;
		ascii = cp < 0x80;
		if (beside && (cp == ' ' || !in_no_table(cp)))
			return false;
		if (beside || !in_no_table(cp))
			saved += charcost_after(before, cp);
		beside = !in_no_table(cp);
		before = cp;
		if (ascii)
			i = survey_high(s, i);
	}
	return saved < 16 * (uint64_t)cjk + 96;
}
