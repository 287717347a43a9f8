/*
 * Spans: borrowed bytes. ASCII is all that is known here.
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/base.h"

static char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
same_nocase(const char *p, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (fold(p[i]) != fold(s[i]))
			return false;
	return true;
}

bool
span_ends(struct quire_span a, const char *s)
{
	const size_t n = strlen(s);

	return a.len >= n && (n == 0 || memcmp(a.p + (a.len - n), s, n) == 0);
}

bool
span_eq_nocase(struct quire_span a, struct quire_span b)
{
	return a.len == b.len && same_nocase(a.p, b.p, a.len);
}

bool
span_is_nocase(struct quire_span a, const char *s)
{
	return span_eq_nocase(a, span_of(s));
}

bool
span_is_any_nocase(struct quire_span a, const char *const *list)
{
	while (*list != NULL && !span_is_nocase(a, *list))
		list++;
	return *list != NULL;
}

size_t
span_starts_any(struct quire_span a, const char *const *list)
{
	while (*list != NULL && !span_starts(a, *list))
		list++;
	return *list != NULL ? strlen(*list) : 0;
}

size_t
span_ends_any(struct quire_span a, const char *const *list)
{
	while (*list != NULL && !span_ends(a, *list))
		list++;
	return *list != NULL ? strlen(*list) : 0;
}

bool
span_starts_nocase(struct quire_span a, const char *s)
{
	size_t n = strlen(s);

	return a.len >= n && same_nocase(a.p, s, n);
}

#ifdef __SSE2__

/* Places, of sixteen at p, where the first and the last of n bytes fit. */
static unsigned
both_ends(const char *p, __m128i first, __m128i last, size_t n)
{
	const __m128i *v = (const void *)p, *w = (const void *)(p + n - 1);

	return (unsigned)_mm_movemask_epi8(
	    _mm_and_si128(_mm_cmpeq_epi8(_mm_loadu_si128(v), first),
	        _mm_cmpeq_epi8(_mm_loadu_si128(w), last)));
}

/* Where s is; or, *found false, where to go on byte by byte. */
static size_t
find_fast(struct quire_span a, size_t from, const char *s, size_t n,
    bool *found)
{
	const __m128i first = _mm_set1_epi8(s[0]);
	const __m128i last = _mm_set1_epi8(s[n - 1]);
	unsigned fit;
	size_t at;

	*found = true;
	for (; from + n + 15 <= a.len; from += 16)
		for (fit = both_ends(a.p + from, first, last, n); fit != 0;
		     fit &= fit - 1) {
			at = from + (unsigned)__builtin_ctz(fit);
			if (memcmp(a.p + at, s, n) == 0)
				return at;
		}
	*found = false;
	return from;
}

#else

static size_t
find_fast(struct quire_span a, size_t from, const char *s, size_t n,
    bool *found)
{
	(void)a, (void)s, (void)n;
	*found = false;
	return from;
}

#endif

size_t
span_find(struct quire_span a, size_t from, const char *s)
{
	size_t n = strlen(s);
	const char *p;
	bool found;

	if (n == 0)
		return from < a.len ? from : a.len;
	from = find_fast(a, from, s, n, &found);
	if (found)
		return from;
	while (from + n <= a.len) {
		p = memchr(a.p + from, s[0], a.len - n - from + 1);
		if (p == NULL)
			break;
		from = (size_t)(p - a.p);
		if (memcmp(p, s, n) == 0)
			return from;
		from++;
	}
	return a.len;
}

bool
span_holds_any(struct quire_span a, const char *const *list)
{
	while (*list != NULL && span_find(a, 0, *list) == a.len)
		list++;
	return *list != NULL;
}

struct quire_span
span_trim(struct quire_span a)
{
	while (a.len > 0 && blank(a.p[a.len - 1]))
		a.len--;
	while (a.len > 0 && blank(a.p[0])) {
		a.p++;
		a.len--;
	}
	return a;
}

bool
span_line(struct quire_span *rest, struct quire_span *line)
{
	const char *lf;

	if (rest->len == 0)
		return false;
	lf = memchr(rest->p, '\n', rest->len);
	line->p = rest->p;
	line->len = lf != NULL ? (size_t)(lf - rest->p) + 1 : rest->len;
	rest->p += line->len;
	rest->len -= line->len;
	return true;
}
