/*
 * Which full stops and semicolons end a reference, and which stand inside of
 * one.
 */
#include <string.h>

#include "cite/stop.h"
#include "text/text.h"

/* Vol. and the single letters that a full stop only shortens. */
static bool
shortened(struct quire_span text, size_t start, size_t at)
{
	static const char *const word[] = { "vol", "vols", "no", "nos", "nr",
		"bd", "hg", "hrsg", "chap", "cap", "art", "dept", "gov", "prof",
		"abt", "aufl", "trad", "num", "eds", "pp", "fig", NULL };
	static const char *const role[] = { "ed", "trans", "tr", "transl",
		"comp", "rev", "intro", NULL };
	struct quire_span w;
	size_t from = at, i;

	while (from > start &&
	    ((text.p[from - 1] | 32) >= 'a' && (text.p[from - 1] | 32) <= 'z'))
		from--;
	w = span_sub(text, from, at);
	if (from > start && (unsigned char)text.p[from - 1] >= 0x80)
		return false;
	if (w.len == 1 || span_is_any_nocase(w, word))
		return true;
	/* "4 Harv. L. Rev." */
	if (w.len < 6 && (signed char)*w.p < 'a' && from > start + 1 &&
	    text.p[from - 1] == ' ' && text.p[from - 2] >= '0' &&
	    text.p[from - 2] <= '9')
		return true;
	/* ", ed. Allen Wood", but "2nd ed. Marsh" */
	for (i = 0; role[i] != NULL; i++)
		if (span_is(w, role[i]) && from > start + 2 &&
		    strchr(",(",
		        text.p[from - 2 + (text.p[from - 1] == '(')]) != NULL)
			return true;
	return false;
}

/* "zum 70. Geburtstag": a number that counts in German, not a page. */
static bool
ordinal(struct quire_span text, size_t start, size_t at)
{
	static const char *const before[] = { "zum ", "zur ", "der ", "des ",
		"dem ", "den ", "im ", "am ", "vom ", "beim ", NULL };
	size_t from = at;

	while (
	    from > start && text.p[from - 1] >= '0' && text.p[from - 1] <= '9')
		from--;
	return at - from > 0 && at - from < 3 &&
	    span_ends_any(span_sub(text, start, from), before) > 0;
}

/* "2009", "21 December 2007", "2000, November", without the bracket's end. */
static bool
dated(struct quire_span s)
{
	size_t i, digits = 0, year = 0;

	for (i = 0; i < s.len; i++) {
		digits = ascii_digit(s.p[i]) ? digits + 1 : 0;
		year += digits == 4 && (s.p[i - 3] == '1' || s.p[i - 3] == '2');
		if (strchr("():;\"*_[]", s.p[i]) != NULL)
			return false;
	}
	return year == 1 && s.len < 24;
}

/* "Marsh, Helen (2009)": the year behind the names, before the title. */
bool
cite_author_year(struct quire_span text, size_t start, size_t at)
{
	struct quire_span s = span_sub(text, start, at);
	size_t open = span_find(s, 0, " ("), i, comma = 0, words = 0;

	if (open < 5 || open > 200 || open + 3 >= s.len ||
	    !dated(span_sub(s, open + 2, s.len - 1)))
		return false;
	for (i = 0; i < open; i++) {
		if (strchr("*_\"0123456789", s.p[i]) != NULL)
			return false;
		comma = s.p[i] == ',' || s.p[i] == '&' ? i : comma;
	}
	for (i = comma; i < open; i++)
		words += s.p[i] == ' ';
	return comma > 0 && words <= 3;
}

/* "BGBl. I, S. 12", "Bull. civ. I, n° 3": a number that goes on. */
static bool
roman_on(struct quire_span s)
{
	size_t n = 0;

	while (n < s.len && strchr("IVX", s.p[n]) != NULL)
		n++;
	s = span_sub(s, n, s.len);
	return n > 0 && (span_starts(s, ", ") || span_starts(s, " S. "));
}

/* Id. and Ibid. alone. */
static bool
only_back(struct quire_span text, size_t start, size_t at)
{
	static const char *const word[] = { "Id", "Ibid", "Ebd", "Idem", NULL };
	size_t i;

	for (i = 0; word[i] != NULL; i++)
		if (span_is(span_trim(span_sub(text, start, at)), word[i]))
			return true;
	return false;
}

/* "In: Hafenbote", "3. Auflage": what no reference begins with. */
static const char *const goes_on[] = { "In: ", "Auflage", "Aufl.", NULL };

/* Does a Western full stop at p perhaps end a reference? */
bool
cite_stop_ends(struct quire_span text, size_t start, size_t at, size_t end)
{
	uint32_t cp;
	size_t next = at + 1;
	char before = at > start ? text.p[at - 1] : ' ';

	if (next >= end || (text.p[next] != ' ' && text.p[next] != '\n'))
		return false;
	while (next < end &&
	    (text.p[next] == ' ' || text.p[next] == '\n' ||
	        text.p[next] == '*' || text.p[next] == '_'))
		next++;
	if (next >= end)
		return false;
	if (!(before >= '0' && before <= '9') && before != ')' &&
	    before != '>' && before != '/' && !only_back(text, start, at) &&
	    (at < start + 12 || !(before >= 'a' && before <= 'z') ||
	        shortened(text, start, at)))
		return false;
	if ((before == ')' && cite_author_year(text, start, at)) ||
	    ordinal(text, start, at) ||
	    span_starts_any(span_sub(text, next, end), goes_on) > 0 ||
	    roman_on(span_sub(text, next, end)))
		return false;
	utf8_decode(text.p + next, text.p + end, &cp);
	return text_is(cp, TEXT_UPPER | TEXT_HAN) || cp == 0x201c || cp == '"';
}

/*
 * "…. In Marsh, Helen; Lund, Ada (eds.)": the editors of a book go on behind
 * the semicolon at p, since behind "In" there were only names.
 */
bool
cite_between_editors(struct quire_span text, size_t start, size_t at)
{
	static const char *const in[] = { ". In ", ".\" In ", "\". In ",
		".” In ", "”. In ", NULL };
	size_t from = at > start + 120 ? at - 120 : start, k;

	for (k = at; k > from; k--) {
		if (strchr(".:()", text.p[k - 1]) != NULL &&
		    (k < start + 3 || text.p[k - 3] != ' '))
			break;
	}
	return k > from && at > k + 6 &&
	    span_starts(span_sub(text, k, at), " In ") &&
	    span_ends_any(span_sub(text, start, k + 4), in) > 0;
}
