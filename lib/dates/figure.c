/*
 * What figures are that read like dates: numbers of houses, scores of games,
 * pages of journals, sizes, what is counted. Words that stand beside them are
 * rows, see context.c.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/room.h"

static size_t
behind_digits(struct quire_span text, size_t p)
{
	while (dates_digit_at(text, p))
		p++;
	return p;
}

static size_t
before_digits(struct quire_span text, size_t p)
{
	while (p > 0 && dates_digit_at(text, p - 1))
		p--;
	return p;
}

/* Behind a colon at p and the digits around it, or p: "12:30". */
static size_t
behind_pair(struct quire_span text, size_t p)
{
	return p < text.len && text.p[p] == ':' && dates_digit_at(text, p + 1)
	    ? behind_digits(text, p + 1)
	    : p;
}

/* Digits, a colon and digits from start to end that are no time: "25:17". */
static bool
is_result(struct quire_span text, size_t start, size_t end)
{
	size_t colon = behind_digits(text, start);
	size_t h = colon - start, m = end - colon - 1;

	if (h > 2 || m != 2)
		return true;
	return (h == 2 &&
	           (text.p[start] > '2' ||
	               (text.p[start] == '2' && text.p[start + 1] > '4'))) ||
	    text.p[colon + 1] > '5';
}

enum { RESULTS = 8 }; /* pairs of a list that are looked at, to each side */

/* Between the pairs of a list of results: ", ", "; ", " (" */
static bool
is_between(char c)
{
	return c != '\0' && strchr(" ,;()", c) != NULL;
}

/* "3:1 (21:25, 25:22)": in a list of pairs of which one is no time. */
static bool
is_score(struct quire_span text, const struct item *t)
{
	size_t p, q, end, i;

	for (p = t->end, i = 0; i < RESULTS; i++, p = end) {
		while (p < text.len && is_between(text.p[p]))
			p++;
		q = behind_digits(text, p);
		end = behind_pair(text, q);
		if (q == p || end == q)
			break;
		if (is_result(text, p, end))
			return true;
	}
	for (p = t->start, i = 0; i < RESULTS; i++, p = q) {
		while (p > 0 && is_between(text.p[p - 1]))
			p--;
		end = p;
		p = before_digits(text, end);
		if (p == end || p == 0 || text.p[p - 1] != ':')
			break;
		q = before_digits(text, p - 1);
		if (q == p - 1)
			break;
		if (is_result(text, q, end))
			return true;
	}
	return false;
}

/* "le 4 regole": an hour that a word must be before ("verso le 4"). */
static bool
is_bare(struct dater *d, const struct item *t)
{
	return item_has(t, C_type) &&
	    (t->start == 0 ||
	        (context_before(d, t, C_need) & dates_kind_bit(C_CLK)) == 0);
}

/* "2:24:03", "3:20/km", "run in 16:41": how long a race takes. */
static bool
is_pace(struct dater *d, const struct item *t)
{
	const int32_t clock = dates_kind_bit(C_CLK) | dates_kind_bit(C_M);
	const struct quire_span text = d->text;

	if (item_has(t, C_ampm) || t->start == 0)
		return false;
	if (text_before(text, t->start, " in ") ||
	    (t->end + 1 < text.len && text.p[t->end] == '/' &&
	        is_alpha((unsigned char)text.p[t->end + 1])))
		return dates_digit_at(text, t->end - 1);
	/* but "at 2:24:03" */
	return t->end - t->start == 7 && text.p[t->start + 1] == ':' &&
	    text.p[t->start + 4] == ':' &&
	    (context_before(d, t, C_need) & clock) == 0;
}

/* "41(3): 1504–1510", "12:1504–1510": pages behind a volume or an issue. */
static bool
is_of_pages(struct quire_span text, const struct item *t)
{
	size_t p = t->start;

	if (p > 0 && text.p[p - 1] == ' ')
		p--;
	if (p < 2 || text.p[p - 1] != ':')
		return false;
	p -= text.p[p - 2] == ')' ? 2 : 1;
	return p > 0 && dates_digit_at(text, p - 1);
}

/* "1717 Harbour Street": behind the number stand a few names and a street. */
static bool
is_of_house(struct dater *d, const struct item *t)
{
	const int32_t year = dates_kind_bit(C_YX);
	struct lexeme l = { .end = t->end };
	const struct dates_slot *to;
	int names;

	for (names = 0; names < 4; names++) {
		if (l.end + 1 >= d->text.len || d->text.p[l.end] != ' ' ||
		    !dates_upper_at(d->text, l.end + 1))
			return false;
		lexeme_right(d, l.end + 1, &l);
		if (names > 0 &&
		    context_says(l.slot, C_follow, year, &t->langs))
			break;
	}
	if (names == 4)
		return false;
	if (t->start < 2 || (unsigned char)d->text.p[t->start - 2] < '0')
		return true;
	/* "to 1717 Harbour Street", not "the 2008 Wall Street crash" */
	lexicon_before(d, t->start - 1, &to);
	return lexicon_reads(to, C_to) ||
	    (context_before(d, t, C_need) & dates_kind_bit(C_M)) == 0;
}

/* True if a word of a reporter's name ends at p: "F.", "3d", "Supp.", "USC". */
static bool
is_reporter(struct quire_span text, size_t from, size_t p, bool *short_word)
{
	enum { LONGEST = 8 };
	size_t i, capitals = 0;

	if (p - from > LONGEST)
		return false;
	for (i = from; i < p; i++)
		capitals += dates_upper_at(text, i);
	*short_word = *short_word ||
	    memchr(text.p + from, '.', p - from) != NULL ||
	    (capitals > 2 && capitals == p - from);
	return capitals > 0 ||
	    (p - from < 4 && dates_digit_at(text, from) &&
	        is_lower((unsigned char)text.p[p - 1]));
}

/* Before the numbers of a list, "1180, " of "1180, 1191-92", that ends at p. */
static size_t
before_list(struct quire_span text, size_t p)
{
	size_t q;

	while (text_before(text, p, ", ") &&
	    (q = before_digits(text, p - 2)) < p - 2)
		p = q;
	return p;
}

/* True if a word of small letters stands before p, as before most dates. */
static bool
is_small_word(struct quire_span text, size_t p)
{
	if (p < 2 || text.p[p - 1] != ' ')
		return false;
	for (p--; p > 0 && is_lower((unsigned char)text.p[p - 1]); p--)
		;
	return p == 0 || text.p[p - 1] == ' ';
}

/* "350 F.3d 1985", "42 U.S.C. § 1983": a page or section of what is cited. */
static bool
is_cited(struct quire_span text, const struct item *t)
{
	size_t p, q;
	bool short_word = false;
	int words;

	if (is_small_word(text, t->start))
		return false;
	p = before_list(text, t->start);
	if (text_before(text, p, "§") || text_before(text, p, "§ ") ||
	    text_before(text, p, "§\u00a0"))
		return true;
	for (words = 0; words < 5; words++, p = q) {
		if (p < 2 || text.p[p - 1] != ' ')
			return false;
		for (q = --p; q > 0 && (signed char)text.p[q - 1] > ' '; q--)
			;
		if (words > 0 && p > q && p - q < 4 &&
		    q == before_digits(text, p))
			return short_word;
		if (q == p || text.p[q] == '(' ||
		    !is_reporter(text, q, p, &short_word))
			return false;
	}
	return false;
}

/* "2000 y 3000 metros": what it stands beside is no year. */
static bool
is_counted(struct dater *d, const struct item *t)
{
	const struct quire_span text = d->text;
	struct lexeme l;
	size_t p = t->end + 1, end;

	if (p >= text.len || text.p[t->end] != ' ')
		return false;
	lexeme_right(d, p, &l);
	if (l.kind != LX_WORD || !lexicon_reads(l.slot, C_and) ||
	    l.end >= text.len || text.p[l.end] != ' ')
		return false;
	p = l.end + 1;
	end = behind_digits(text, p);
	return end - p == 4 && (text.p[p] > '2' || text.p[p + 1] > '1') &&
	    text.p[p] > '1' && end < text.len && text.p[end] == ' ' &&
	    (t->start == 0 ||
	        (context_before(d, t, C_need) & dates_kind_bit(C_YX)) == 0);
}

/* "ca. 1000 authors": a round number, of many. */
static bool
is_round_count(struct dater *d, const struct item *t)
{
	struct lexeme l;

	if (!item_has(t, C_mod) || t->v[C_year] % 50 != 0 ||
	    !langs_english(&t->langs) || t->end + 1 >= d->text.len ||
	    d->text.p[t->end] != ' ')
		return false;
	lexeme_right(d, t->end + 1, &l);
	return l.kind == LX_WORD && l.end - t->end > 4 &&
	    is_lower((unsigned char)d->text.p[t->end + 1]) &&
	    d->text.p[l.end - 1] == 's';
}

/* "5'11": of a size in feet and inches. */
static bool
is_size(struct quire_span text, const struct item *t)
{
	struct quire_span rest = span_sub(text, t->start, t->end);

	return t->start > 0 && dates_digit_at(text, t->start - 1) &&
	    (span_starts(rest, "'") || span_starts(rest, "’"));
}

/* "2021가합1234": the number of a case at a court of Korea. */
static bool
is_of_case(struct quire_span text, size_t p)
{
	size_t from = p;
	uint32_t cp;

	while (p < text.len && p - from < 9) {
		unsigned n = utf8_decode(text.p + p, text.p + text.len, &cp);

		if (cp - 0xac00 >= 0x2ba4)
			break;
		p += n;
	}
	return p > from && dates_digit_at(text, p);
}

/* "2001:db8::1": of an address, a key. */
static bool
is_of_code(struct quire_span text, const struct item *t)
{
	return is_of_case(text, t->end) ||
	    (t->end + 1 < text.len && text.p[t->end] == ':' &&
	        (text.p[t->end + 1] == ':' ||
	            is_alpha((unsigned char)text.p[t->end + 1])));
}

/* "an HR team": a short unit that is none in capitals. */
static bool
is_initials(struct quire_span text, const struct item *t)
{
	size_t p = t->end;

	while (p > t->start && dates_upper_at(text, p - 1))
		p--;
	return t->end - p == 2 && p > t->start + 1 && text.p[p - 1] == ' ' &&
	    is_lower((unsigned char)text.p[p - 2]);
}

/* "3/10": below one, of figures without a nought before them, up to ten. */
static bool
fraction_of(struct quire_span s, int part[2])
{
	const char *bar = s.len == 0 ? NULL : memchr(s.p, '/', s.len);
	struct quire_span side[2];
	int k;

	if (bar == NULL)
		return false;
	side[0] = span_sub(s, 0, (size_t)(bar - s.p));
	side[1] = span_sub(s, (size_t)(bar + 1 - s.p), s.len);
	for (k = 0; k < 2; k++) {
		if (span_is(side[k], "10"))
			part[k] = 10;
		else if (side[k].len == 1 && dates_digit_at(side[k], 0))
			part[k] = side[k].p[0] - '0';
		else
			return false;
	}
	return part[0] > 0 && part[0] < part[1];
}

/* "1/3 to 2/3", "1/3-1/2": no days, or the second is before the first. */
static bool
is_share(struct quire_span text, const struct item *t)
{
	const struct item *a = t->side[0], *b = t->side[1];
	int from[2], to[2];

	if (a == NULL || b == NULL || a->end > b->start ||
	    !fraction_of(span_sub(text, a->start, a->end), from) ||
	    !fraction_of(span_sub(text, b->start, b->end), to))
		return false;
	return from[1] == to[1] || from[0] > to[0] ||
	    (from[0] == to[0] && from[1] > to[1]);
}

/* The bracket at p, and a year and more figures behind it: "(2007)02". */
static bool
is_issue(struct quire_span text, size_t p)
{
	static const char *const brackets[][2] = { { "(", ")" },
		{ "（", "）" } };
	size_t i, q;

	for (i = 0; i < 2; i++) {
		struct quire_span rest = span_sub(text, p, text.len);

		if (!span_starts(rest, brackets[i][0]))
			continue;
		p += strlen(brackets[i][0]);
		q = behind_digits(text, p);
		rest = span_sub(text, q, text.len);
		return q == p + 4 && span_starts(rest, brackets[i][1]) &&
		    dates_digit_at(text, q + strlen(brackets[i][1]));
	}
	return false;
}

/*
 * "1000-1234(2007)02-0045-06": Chinese journals number their articles by ISSN,
 * year and issue. True of the first two.
 */
static bool
is_of_article(struct quire_span text, const struct item *t)
{
	size_t p = t->end, from;

	if (t->kind == C_YX)
		p = t->start -
		    (text_before(text, t->start, "（") ? 3
		            : t->start > 0             ? 1
		                                       : 0);
	if (p < 9 || !is_issue(text, p))
		return false;
	from = p - ((text.p[p - 1] | 32) == 'x');
	return before_digits(text, from) == p - 4 && text.p[p - 5] == '-' &&
	    before_digits(text, p - 5) == p - 9;
}

/* "ad1": of a name, no year of our Lord. */
static bool
is_of_name(struct quire_span text, const struct item *t)
{
	size_t p = t->start;

	while (p < t->end && is_lower((unsigned char)text.p[p]))
		p++;
	return p > t->start && dates_digit_at(text, p);
}

bool
figure_of(struct dater *d, const struct item *t)
{
	switch (t->kind) {
	case C_CLK:
		return is_score(d->text, t) || is_bare(d, t) || is_pace(d, t) ||
		    is_cited(d->text, t);
	case C_RANGE:
		return is_share(d->text, t) || is_cited(d->text, t) ||
		    is_of_article(d->text, t) ||
		    (t->side[0] != NULL && t->side[0]->kind == C_YX &&
		        is_of_pages(d->text, t));
	case C_YX:
		return is_of_house(d, t) || is_counted(d, t) ||
		    is_size(d->text, t) || is_of_code(d->text, t) ||
		    is_cited(d->text, t) || is_round_count(d, t) ||
		    is_of_article(d->text, t);
	case C_Y:
		return is_of_name(d->text, t) || is_size(d->text, t);
	case C_DUR:
		return is_initials(d->text, t);
	default:
		return is_size(d->text, t);
	}
}
