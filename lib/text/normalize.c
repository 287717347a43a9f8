/*
 * Normalisation, UAX #15. utf8proc does the work, on the spans that need it.
 *
 * Between two starters that are quick-check Yes nothing composes, so a text
 * may be cut before any such character: only runs around unstable characters
 * (ccc != 0, or NFC_QC No or Maybe) are handed over, together with the starter
 * before them. utf8proc orders marks by exchanging neighbours, which is
 * quadratic; so long runs are put in order here by counting before it
 * composes them.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text/text.h"

enum { MARKS = 64 }; /* longer runs of marks are sorted beforehand */

/* ASCII and U+0080..U+02FF (lead bytes C2 to CB) hold nothing unstable. */
static const char *
skip_stable(const char *p, const char *end)
{
	uint64_t x;
	int n;

	do {
		for (; end - p >= 8; p += 8) {
			memcpy(&x, p, 8);
			if ((x & 0x8080808080808080u) != 0)
				break;
		}
		for (n = 0; n < 8 && p < end && (unsigned char)*p < 0xcc; n++)
			p++;
	} while (n == 8);
	return p;
}

/*
 * Han below U+F900 and most of the BMP's CJK is stable: lead bytes E4 to E9
 * (U+4000..U+9FFF) need no look-up.
 */
static const char *
next_unstable(const char *p, const char *end, const char **starter)
{
	uint32_t cp;
	unsigned n;
	const char *q;

	while ((q = skip_stable(p, end)) < end) {
		if (q > p) {
			*starter = q - 1;
			while (((unsigned char)**starter & 0xc0) == 0x80)
				--*starter;
		}
		p = q;
		if ((unsigned char)*p >= 0xe4 && (unsigned char)*p <= 0xe9) {
			*starter = p;
			p += 3;
			continue;
		}
		n = utf8_decode(p, end, &cp);
		if (text_is(cp, TEXT_UNSTABLE))
			return p;
		*starter = p;
		p += n;
	}
	return end;
}

bool
text_is_nfc(struct quire_span s)
{
	const char *starter = s.p;

	return next_unstable(s.p, s.p + s.len, &starter) == s.p + s.len;
}

static utf8proc_option_t
options(enum text_form form)
{
	static const int map[] = {
		[TEXT_NFC] = UTF8PROC_COMPOSE,
		[TEXT_NFD] = UTF8PROC_DECOMPOSE,
		[TEXT_NFKC] = UTF8PROC_COMPOSE | UTF8PROC_COMPAT,
		[TEXT_NFKD] = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
	};

	return (utf8proc_option_t)(UTF8PROC_STABLE | map[form]);
}

/* Stable counting sort by combining class of n code points, all marks. */
static void
sort_marks(utf8proc_int32_t *cp, size_t n)
{
	size_t at[257] = { 0 }, i;
	utf8proc_int32_t *copy = mem_resize(NULL, n, sizeof *copy);

	memcpy(copy, cp, n * sizeof *cp);
	for (i = 0; i < n; i++)
		at[text_char((uint32_t)copy[i])->ccc + 1]++;
	for (i = 1; i < 257; i++)
		at[i] += at[i - 1];
	for (i = 0; i < n; i++)
		cp[at[text_char((uint32_t)copy[i])->ccc]++] = copy[i];
	free(copy);
}

/* Puts long runs of marks in canonical order; utf8proc would be quadratic. */
static void
reorder(utf8proc_int32_t *cp, size_t n)
{
	size_t i, from;

	for (i = 0; i < n; i++) {
		from = i;
		while (i < n && text_char((uint32_t)cp[i])->ccc != 0)
			i++;
		if (i - from > 1)
			sort_marks(cp + from, i - from);
	}
}

/* Decomposes s into cp (null: only counts); returns the code points. */
static utf8proc_ssize_t
decompose_each(struct quire_span s, utf8proc_option_t o, utf8proc_int32_t *cp,
    utf8proc_ssize_t cap)
{
	utf8proc_ssize_t n = 0, got;
	const char *p = s.p, *end = s.p + s.len;
	uint32_t c;
	int last = 0;

	while (p < end) {
		p += utf8_decode(p, end, &c);
		got = utf8proc_decompose_char((utf8proc_int32_t)c,
		    cp != NULL ? cp + n : NULL, cap > n ? cap - n : 0, o,
		    &last);
		if (got < 0)
			quire_die(utf8proc_errmsg(got));
		n += got;
	}
	return n;
}

/* Decomposes code point by code point, orders, then composes. */
static void
map_long(struct quire_span s, enum text_form form, struct buf *out)
{
	utf8proc_option_t o = options(form);
	utf8proc_option_t apart =
	    (utf8proc_option_t)(((unsigned)o & ~(unsigned)UTF8PROC_COMPOSE) |
	        UTF8PROC_DECOMPOSE);
	utf8proc_ssize_t n, i;
	utf8proc_int32_t *cp;

	n = decompose_each(s, apart, NULL, 0);
	cp = mem_resize(NULL, (size_t)n + 1, sizeof *cp);
	n = decompose_each(s, apart, cp, n);
	reorder(cp, (size_t)n);
	n = utf8proc_normalize_utf32(cp, n, o);
	for (i = 0; i < n; i++)
		utf8_add(out, (uint32_t)cp[i]);
	free(cp);
}

static void
map(struct quire_span s, enum text_form form, struct buf *out)
{
	utf8proc_uint8_t *r = NULL;
	utf8proc_ssize_t n;

	if (s.len == 0)
		return;
	if (s.len > MARKS * 4) {
		map_long(s, form, out);
		return;
	}
	n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.len,
	    &r, options(form));
	if (n < 0)
		quire_die(utf8proc_errmsg(n));
	buf_add(out, r, (size_t)n);
	free(r);
}

/* Where the run of unstable characters at p ends. */
static const char *
run_end(const char *p, const char *end)
{
	uint32_t cp;
	unsigned n;

	while (p < end) {
		n = utf8_decode(p, end, &cp);
		if (!text_is(cp, TEXT_UNSTABLE))
			break;
		p += n;
	}
	return p;
}

static void
compose(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *starter, *stop;

	while (p < end) {
		starter = p;
		stop = next_unstable(p, end, &starter);
		if (stop == end)
			starter = end;
		buf_add(out, p, (size_t)(starter - p));
		p = run_end(stop, end);
		map((struct quire_span){ starter, (size_t)(p - starter) },
		    TEXT_NFC, out);
	}
}

/* Other forms: ASCII is itself, the rest goes through run by run. */
static void
decompose(struct quire_span s, enum text_form form, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *from;

	while (p < end) {
		for (from = p; p < end && (unsigned char)*p < 0x80;)
			p++;
		/* The last ASCII letter may compose with what follows. */
		if (p > from && p < end)
			p--;
		buf_add(out, from, (size_t)(p - from));
		from = p;
		if (p < end)
			p++;
		while (p < end && (unsigned char)*p >= 0x80)
			p++;
		map((struct quire_span){ from, (size_t)(p - from) }, form, out);
	}
}

void
text_normalize(struct quire_span s, enum text_form form, struct buf *out)
{
	if (form == TEXT_NFC)
		compose(s, out);
	else
		decompose(s, form, out);
}
