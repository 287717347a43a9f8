/*
 * wide: what the scan does at a character of more than one byte. Full-width
 * stops outside quotes are certain; opening quotes, which UAX #29 counts as
 * closers, go with what follows.
 */
#include "segment/scan.h"

/* A run of emoji and what joins them. */
static const char *
emoji(struct scan *k, const char *p)
{
	const char *q = p;
	uint32_t cp;

	if (scan_white_before(k, p))
		scan_before(k, p, CAND_SIGN);
	while (q < k->end) {
		unsigned len = utf8_decode(q, k->end, &cp);

		if (!text_is(cp, TEXT_PICTOGRAPH) && cp != 0x200d &&
		    cp != 0xfe0f && !(cp >= 0x1f1e6 && cp <= 0x1f1ff) &&
		    !(cp >= 0x1f3fb && cp <= 0x1f3ff))
			break;
		q += len;
	}
	if (q == p)
		q += utf8_decode(p, k->end, &cp);
	return q < k->end ? scan_after(k, q, q, CAND_AFTER) : q;
}

/*
 * The commonest marks of Chinese and Japanese, by their last byte. WIDE_NEST
 * and on: bit 0 brackets, else quotes; bit 1 one that closes.
 */
enum wide_sort {
	WIDE_OTHER,
	WIDE_STOP,
	WIDE_COLON,
	WIDE_COMMA,
	WIDE_QUOTE,
	WIDE_NEST,
	WIDE_OPEN = WIDE_NEST,
	WIDE_BRACKET,
	WIDE_CLOSE,
	WIDE_BRACKET_CLOSE
};

/* No branches: what comes next cannot be foreseen. */
static enum wide_sort
wide_sort(const char *p)
{
	static const uint8_t row[256] = { [0xe2] = 1, [0xe3] = 2, [0xef] = 3 };
	static const uint8_t second[4] = { 0, 0x80, 0x80, 0xbc };
	static const uint8_t sorts[4][64] = { { 0 },
		/* E2 80: “, which closes in other languages, and ” */
		{ [0x1c] = WIDE_QUOTE, [0x1d] = WIDE_CLOSE },
		/* E3 80 */
		{ [0x01] = WIDE_COMMA,
		    [0x02] = WIDE_STOP,
		    [0x0a] = WIDE_OPEN,
		    [0x0b] = WIDE_CLOSE,
		    [0x0c] = WIDE_OPEN,
		    [0x0d] = WIDE_CLOSE,
		    [0x0e] = WIDE_OPEN,
		    [0x0f] = WIDE_CLOSE,
		    [0x10] = WIDE_BRACKET,
		    [0x11] = WIDE_BRACKET_CLOSE },
		/* EF BC */
		{ [0x01] = WIDE_STOP,
		    [0x08] = WIDE_BRACKET,
		    [0x09] = WIDE_BRACKET_CLOSE,
		    [0x0c] = WIDE_COMMA,
		    [0x1a] = WIDE_COLON,
		    [0x1b] = WIDE_COLON,
		    [0x1f] = WIDE_STOP } };
	const unsigned char *u = (const unsigned char *)p;
	unsigned r = row[u[0]];

	r = u[1] == second[r] ? r : 0;
	return (enum wide_sort)sorts[r][r > 0 ? u[2] & 63 : 0];
}

/*
 * A full-width stop. If the text goes on right behind it, it is an end where
 * nothing is open, and none where something is: see verdict.
 */
static const char *
wide_stop(struct scan *k, const char *p)
{
	const char *next = p + 3;

	if (!goes_on(next, k->end) || p == k->start)
		return scan_terminator(k, p);
	scan_forget(k, next);
	if (!k->straight && (k->quotes | k->brackets) == 0) {
		k->s->found(k->s->arg, (size_t)(k->start - k->base),
		    (size_t)(next - k->base));
		k->start = k->settled = next;
	}
	return next;
}

/* A full-width quote or bracket. */
static const char *
wide_nest(struct scan *k, const char *p, enum wide_sort s)
{
	unsigned *n = (s - WIDE_NEST) & 1 ? &k->brackets : &k->quotes;
	bool opens = s < WIDE_CLOSE;

	if (opens && scan_white_before(k, p))
		scan_before(k, p, CAND_SIGN);
	scan_forget(k, p);
	*n = opens ? *n + 1 : *n - (*n > 0);
	k->stale = opens ? scan_stale(k, p) : k->stale;
	return p + 3;
}

/* Characters without any of these mean nothing to the scan. */
enum {
	MAY_MATTER = TEXT_STERM | TEXT_UPPER | TEXT_PICTOGRAPH | TEXT_OPEN |
	    TEXT_CLOSE | TEXT_QUOTE | TEXT_PUNCT | TEXT_SYMBOL | TEXT_HANGUL |
	    TEXT_SPACE
};

const char *
scan_wide(struct scan *k, const char *p)
{
	const struct text_char *t;
	unsigned char u = (unsigned char)*p;
	enum wide_sort sort = wide_sort(p);
	unsigned len;
	uint32_t cp;

	switch (sort) {
	case WIDE_STOP:
		return wide_stop(k, p);
	case WIDE_COLON:
		return goes_on(p + 3, k->end) ? p + 3 : scan_terminator(k, p);
	case WIDE_COMMA:
		if (scan_white_before(k, p))
			scan_before(k, p, CAND_SIGN);
		return p + 3;
	case WIDE_QUOTE:
		if (scan_white_before(k, p))
			scan_before(k, p, CAND_SIGN);
		scan_nest(k, p, 0x201c, 3);
		return p + 3;
	case WIDE_OPEN:
	case WIDE_BRACKET:
	case WIDE_CLOSE:
	case WIDE_BRACKET_CLOSE:
		return wide_nest(k, p, sort);
	case WIDE_OTHER:
		break;
	}
	if (u == 0xe3 && (unsigned char)p[1] > 0x80)
		return p + 3; /* kana */
	if (u < 0xd8 && u > 0xc2 && u != 0xd6 &&
	    (p == k->base || (unsigned char)p[-1] > ' '))
		return p + 2; /* inside a word */
	len = utf8_decode(p, k->end, &cp);
	t = text_char(cp);
	if ((t->flags & MAY_MATTER) == 0)
		return p + len;
	if (is_stop(cp) || cp == 0x2026 || cp == 0x61b || cp == 0xff1b ||
	    cp == 0xff1a)
		return scan_terminator(k, p);
	if (t->flags & TEXT_UPPER) {
		if (scan_white_before(k, p))
			scan_before(k, p, CAND_SPACE);
	} else if (u == 0xe2 && newline_len(p, k->end) > 0) {
		return scan_newline(k, p);
	} else if (t->flags & TEXT_PICTOGRAPH && u >= 0xe2) {
		return emoji(k, p);
	} else if (t->flags & (TEXT_OPEN | TEXT_CLOSE | TEXT_QUOTE)) {
		if (t->flags & TEXT_OPEN && scan_white_before(k, p))
			scan_before(k, p, CAND_SIGN);
		scan_nest(k, p, cp, len);
	} else if (t->flags & (TEXT_PUNCT | TEXT_SYMBOL)) {
		if (scan_white_before(k, p))
			scan_before(k, p, CAND_SIGN);
	} else if (t->flags & TEXT_HANGUL && p + len < k->end &&
	    p[len] == ' ' && scan_korean_ending(k, p, cp)) {
		return scan_after(k, p + len, p + len, CAND_ENDING);
	}
	return p + len;
}
