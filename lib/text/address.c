/*
 * What the address of a page tells of it.
 */
#include <string.h>

#include "text/text.h"

static bool
two_digits(struct quire_span s, size_t at, int *n)
{
	if (at + 2 > s.len || !ascii_digit(s.p[at]) ||
	    !ascii_digit(s.p[at + 1]))
		return false;
	*n = (s.p[at] - '0') * 10 + s.p[at + 1] - '0';
	return true;
}

bool
text_path_date(struct quire_span url, size_t from, int *year, int *month,
    int *day)
{
	int a, b;

	for (size_t i = from; i + 8 <= url.len; i++) {
		size_t at = i + 5;

		if (url.p[i] != '/' || !two_digits(url, i + 1, &a) ||
		    !two_digits(url, i + 3, &b) || (a != 19 && a != 20))
			continue;
		*year = a * 100 + b;
		if (strchr("/-", url.p[at]) != NULL)
			at++;
		if (!two_digits(url, at, month) || *month < 1 || *month > 12)
			continue;
		at += 2;
		if (at < url.len && strchr("/-", url.p[at]) != NULL)
			at++;
		if (!two_digits(url, at, day) || *day < 1 || *day > 31)
			*day = 0;
		return true;
	}
	return false;
}
