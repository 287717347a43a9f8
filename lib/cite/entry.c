/*
 * What an entry of a list without a heading may begin with: this is asked of
 * every line there is, and so of its first bytes only.
 */
#include <string.h>

#include "cite/unit.h"
#include "text/text.h"

/* A capital of Latin, Greek or Cyrillic: its length, or 0. */
static size_t
capital(const char *p, const char *end)
{
	uint32_t cp;
	size_t n;

	if ((signed char)*p >= 0)
		return *p >= 'A' && *p <= 'Z';
	n = utf8_decode(p, end, &cp);
	return text_is(cp, TEXT_UPPER) ? n : 0;
}

static bool
capital_before(const char *p, const char *at, const char **from)
{
	uint32_t cp;

	*from = at - utf8_decode_before(p, at, &cp);
	return text_is(cp, TEXT_UPPER);
}

static bool
lower(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c >= 0x80 || c == '-' || c == '\'';
}

/* "(2010" among the first bytes: bodies and title-first entries. */
static bool
early_year(const char *p, size_t n)
{
	const char *q = p, *end = p + (n < 150 ? n : 150);

	while ((q = memchr(q, '(', (size_t)(end - q))) != NULL) {
		if (end - q > 5 && (q[1] == '1' || q[1] == '2') &&
		    q[2] >= '0' && q[2] <= '9' && q[3] >= '0' && q[3] <= '9' &&
		    q[4] >= '0' && q[4] <= '9')
			return true;
		q++;
	}
	return false;
}

/* "Adeyemi, F.", "Smith AB,", "J. Penrose", "Institute of Roads (2010)" */
static bool
western_start(const char *p, size_t n)
{
	const char *q = p, *end = p + n, *last;

	n = capital(p, end);
	if (n == 0)
		return false;
	if (p[n] == '.')
		return true;
	while (q < p + 40 && q < end &&
	    (lower((unsigned char)*q) || capital(q, end) > 0 || *q == ' '))
		q++;
	if (end - q > 4 && (*q == ',' || *q == '.') && q - p > 2) {
		if (capital_before(p, q, &last) &&
		    (last[-1] == ' ' || capital_before(p, last, &last)))
			return true;
		n = *q == ',' && q[1] == ' ' ? capital(q + 2, end) : 0;
		if (n > 0 && end - q > 6 &&
		    (strchr("., ", q[2 + n]) != NULL ||
		        lower((unsigned char)q[2 + n])))
			return true;
	}
	return early_year(p, (size_t)(end - p));
}

/* "周明：", "刘权, ", "欧阳立《" */
static bool
han_start(const char *p, size_t n)
{
	const char *q = p, *end = p + n;
	size_t han = 0;
	uint32_t cp;

	while (q < end && han < 6) {
		q += utf8_decode(q, end, &cp);
		if (!text_is(cp, TEXT_HAN))
			break;
		han++;
	}
	return han >= 2 && han < 6 &&
	    (cp == 0xff1a || cp == ':' || cp == ',' || cp == 0xff0c ||
	        cp == 0x3001 || cp == '.' || cp == 0xff0e || cp == 0x300a ||
	        cp == 0x201c || cp == ';' || cp == 0xff1b || cp == '(' ||
	        cp == 0xff08);
}

/* "“Tides,” Quay Studies 3 (2015): 70": a title first, and a year behind. */
static bool
quoted_start(const char *p, size_t n)
{
	struct quire_span s = { p, n };
	size_t at;

	if (*p != '"' && !span_starts(s, "“") && !span_starts(s, "«") &&
	    !span_starts(s, "„"))
		return false;
	at = span_find(s, 1, "(1");
	at = at < n ? at : span_find(s, 1, "(2");
	at = at < n ? at : span_find(s, 1, " 20");
	return at + 4 < n;
}

bool
unit_standard_start(const char *p, size_t n)
{
	const char *q = p, *end = p + n;

	while (q < end && q < p + 16 &&
	    (capital(q, end) == 1 || *q == '/' || (*q == ' ' && q > p + 1)))
		q++;
	return q > p + 2 && q + 2 < end && ascii_digit(q[0]) &&
	    ascii_digit(q[1]);
}

/*
 * Could a line be an entry of a list without a heading? Looks at its first
 * bytes only: this is asked of every line there is.
 */
bool
unit_entry_start(const char *p, size_t n)
{
	if (n < 30 || n > 900)
		return false;
	while (*p == '*' || *p == '_') {
		p++;
		if (--n < 30)
			return false;
	}
	if ((unsigned char)*p >= 0xe3 && (unsigned char)*p <= 0xe9)
		return han_start(p, n);
	return western_start(p, n) || quoted_start(p, n);
}
