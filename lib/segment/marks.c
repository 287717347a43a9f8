/*
 * What belongs to a sentence's end: runs of terminators, closing quotes and
 * brackets, note marks, white space; and what is open at a place.
 */
#include <string.h>

#include "segment/scan.h"

static bool
is_wide_stop(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xff01 || cp == 0xff1f || cp == 0xff0e ||
	    cp == 0xff61;
}

/* ---- bookkeeping of quotes and brackets ------------------------------- */

static bool
is_edge(uint32_t cp)
{
	return cp == 0 || text_is(cp, TEXT_SPACE | TEXT_PUNCT);
}

/*
 * Quotation marks that open in one language and close in another are judged
 * by what stands beside them, else by their default.
 */
static bool
opens(const struct scan *k, const char *p, uint32_t cp, unsigned len)
{
	bool right = is_edge(peek(p + len, k->end)), left;
	uint32_t l;

	if (!right && cp != 0xbb)
		return true;
	l = peek_before(k->base, p);
	left = l == 0 || text_is(l, TEXT_SPACE | TEXT_OPEN);
	if (left != right)
		return left;
	return cp != 0xbb;
}

void
scan_nest(struct scan *k, const char *p, uint32_t cp, unsigned len)
{
	scan_forget(k, p);
	switch (cp) {
	case '"':
		k->straight = !k->straight;
		k->stale = scan_stale(k, p);
		break;
	case '(':
	case '[':
	case 0xff08:
	case 0x3010:
	case 0x3014:
		k->brackets++;
		k->stale = scan_stale(k, p);
		break;
	case ')':
	case ']':
	case 0xff09:
	case 0x3011:
	case 0x3015:
		k->brackets -= k->brackets > 0;
		break;
	case 0x201c:
	case 0xab:
	case 0xbb:
		if (!opens(k, p, cp, len)) {
			k->quotes -= k->quotes > 0;
			break;
		}
		/* fall through */
	case 0x201e:
	case 0x300c:
	case 0x300e:
	case 0x300a:
		k->quotes++;
		k->stale = scan_stale(k, p);
		break;
	case 0x201d:
	case 0x300d:
	case 0x300f:
	case 0x300b:
		k->quotes -= k->quotes > 0;
		break;
	default:
		break;
	}
}

/* ---- what belongs to a terminator ------------------------------------- */

/*
 * Does a ! or ? of ASCII, with nothing behind it but what is written of CJK
 * text, do for the wide one? From `from` to p.
 */
static bool
is_half_width(const struct scan *k, const char *from, const char *p)
{
	return text_is(peek_before(k->base, from), TEXT_CJK) && p < k->end &&
	    text_is(peek(p, k->end), TEXT_CJK | TEXT_OPEN | TEXT_CLOSE);
}

/* Does nothing but what closes stand from p on? */
static bool
only_closers(const struct scan *k, const char *p)
{
	uint32_t cp = ')';

	while (p < k->end && text_is(cp, TEXT_CLOSE | TEXT_QUOTE))
		p += utf8_decode(p, k->end, &cp);
	return text_is(cp, TEXT_CLOSE | TEXT_QUOTE);
}

/*
 * Behind the points of ` . . .`, with spaces between, that begin at p behind
 * white space or what opens; behind a word only if the paragraph ends with
 * them. p if it is none, as there are fewer than three.
 */
static const char *
spaced_dots(const struct scan *k, const char *p)
{
	const char *q = p + 1;
	unsigned dots = 1;

	while (k->end - q > 1 && *q == ' ' && q[1] == '.') {
		q += 2;
		dots++;
	}
	if (dots < 3)
		return p;
	return only_closers(k, q) ||
	        (p > k->start &&
	            text_is(peek_before(k->base, p),
	                TEXT_SPACE | TEXT_OPEN | TEXT_QUOTE))
	    ? q
	    : p;
}

/* Further terminators from p on; a colon stands alone. */
const char *
scan_terminators(struct scan *k, const char *p, enum candidate_kind *kind)
{
	const char *from = p;
	unsigned dots = 0;
	bool bang = false, wide = false, other = false;

	if (p < k->end && *p == '.' && (p = spaced_dots(k, p)) != from)
		dots = 3;
	while (p < k->end) {
		uint32_t cp;
		unsigned len = utf8_decode(p, k->end, &cp);

		if (cp == '.' || cp == 0x2026)
			dots += cp == '.' ? 1 : 2;
		else if (cp == '!' || cp == '?')
			bang = true;
		else if (is_wide_stop(cp))
			wide = true;
		else if (cp >= 0x80 && is_stop(cp))
			other = true;
		else if (!is_colon(cp) || p != from)
			break;
		p += len;
		if (is_colon(cp)) {
			*kind = cp == ':' || cp == 0xff1a ? CAND_COLON
			                                  : CAND_SEMICOLON;
			return p;
		}
	}
	wide |= bang && is_half_width(k, from, p);
	*kind = wide   ? CAND_WIDE
	    : other    ? CAND_OTHER
	    : bang     ? CAND_BANG
	    : dots > 1 ? CAND_DOTS
	               : CAND_STOP;
	return p;
}

/* Is the quote or bracket at p (character cp) one that closes? */
static bool
closes(const struct scan *k, const char *p, uint32_t cp, unsigned len)
{
	uint32_t next;

	if (cp == ')' || cp == ']' || cp == '}' || (cp == '"' && k->straight))
		return true;
	if (cp == 0x201c || cp == 0xab || cp == 0xbb)
		return !opens(k, p, cp, len);
	if (cp == '"' || cp == '\'' || cp == '*' || cp == '_' || cp == 0x2018) {
		next = peek(p + len, k->end);
		return next == 0 || next == '"' || next == '\'' ||
		    next == '*' || next == ',' ||
		    text_is(next, TEXT_SPACE | TEXT_CLOSE);
	}
	return cp >= 0x80 && text_is(cp, TEXT_CLOSE);
}

/* Length of a note mark at p: [1], [^a], ①, ², <sup>3</sup>; or 0. */
static size_t
note_mark(const char *p, const char *end)
{
	size_t n = 1, max = (size_t)(end - p);
	uint32_t cp;

	if (max == 0)
		return 0;
	if (*p == '[') {
		while (n < max && n < 8 &&
		    (p[n] == '^' || p[n] == '*' || p[n] == ',' || p[n] == '-' ||
		        (p[n] >= '0' && p[n] <= '9') ||
		        (n == 1 && p[n] >= 'a' && p[n] <= 'z')))
			n++;
		return n > 1 && n < max && p[n] == ']' ? n + 1 : 0;
	}
	if (max > 10 && memcmp(p, "<sup>", 5) == 0) {
		for (n = 5; n + 6 <= max && n < 24; n++)
			if (memcmp(p + n, "</sup>", 6) == 0)
				return n + 6;
		return 0;
	}
	if ((unsigned char)*p < 0xc2)
		return 0;
	n = utf8_decode(p, end, &cp);
	if ((cp >= 0x2460 && cp <= 0x24ff) || cp == 0xb9 || cp == 0xb2 ||
	    cp == 0xb3 || (cp >= 0x2070 && cp <= 0x2079) || cp == 0x2020 ||
	    cp == 0x2021)
		return n;
	return 0;
}

/*
 * Is the mark of n bytes at p, ① or the like, an item's, as it stands apart
 * from the CJK text behind it? Those of notes do not.
 */
static bool
is_item_mark(const struct scan *k, const char *p, size_t n)
{
	const char *q = p + n;

	return (unsigned char)*p == 0xe2 && (unsigned char)p[1] > 0x90 &&
	    is_white(q, k->end) && text_is(peek(q + 1, k->end), TEXT_CJK);
}

static bool
is_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

/*
 * Length of the numbers of notes at p (12 or 3,4), of at most three digits;
 * white space and a capital or something that opens must follow. Else 0.
 */
static size_t
note_number(const char *p, const char *end)
{
	const char *q = p;
	unsigned digits = 0;

	if (!is_digit(p, end) || *p == '0')
		return 0;
	for (; q < end && digits < 4 && q - p < 8; q++)
		if (is_digit(q, end))
			digits++;
		else if ((*q == ',' || *q == '-') && is_digit(q + 1, end))
			digits = 0;
		else
			break;
	if (digits > 3 || !is_white(q, end) ||
	    !text_is(peek(q + 1, end), TEXT_UPPER | TEXT_OPEN | TEXT_QUOTE))
		return 0;
	return (size_t)(q - p);
}

bool
scan_noted(const struct scan *k, const char *p)
{
	enum { LEAST = 4 };
	const char *q = p;

	while (q > k->start &&
	    ((q[-1] >= 'a' && q[-1] <= 'z') || (signed char)q[-1] < 0))
		q--;
	return p - q >= LEAST && note_number(p + 1, k->end) > 0 &&
	    !is_abbreviation((struct quire_span){ q, (size_t)(p - q) });
}

/* What follows the terminators that end at p and belongs to them. */
const char *
scan_closers(struct scan *k, const char *p, struct candidate *c)
{
	enum candidate_kind kind;
	size_t n;

	while (p < k->end && *p != ' ' && !goes_on(p, k->end)) {
		uint32_t cp;
		unsigned len = utf8_decode(p, k->end, &cp);

		if (closes(k, p, cp, len)) {
			scan_nest(k, p, cp, len);
			c->closers++;
			p += len;
		} else if (c->closers > 0 && !is_colon(cp) &&
		    (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 ||
		        (cp >= 0x80 && is_stop(cp)))) {
			p = scan_terminators(k, p, &kind);
		} else if ((n = note_mark(p, k->end)) > 0 &&
		    !is_item_mark(k, p, n)) {
			c->marks++;
			p += n;
		} else {
			break;
		}
	}
	if (c->kind < CAND_COLON && is_digit(p, k->end) &&
	    (c->closers > 0 || scan_noted(k, k->base + c->word))) {
		n = note_number(p, k->end);
		c->marks += n > 0;
		p += n;
	}
	return p;
}

/*
 * Length of a quote at q, character cp of n bytes, that closes, standing alone
 * between white space; or 0. Two apostrophes do so in tokenised text.
 */
static size_t
lone_closer(const struct scan *k, const char *q, uint32_t cp, size_t n)
{
	if (cp == '\'' && k->end - q > 1 && q[1] == '\'')
		n = 2;
	else if (!((cp == '"' && k->straight) || cp == 0xbb || cp == 0x201d))
		return 0;
	return q + n == k->end || is_white(q + n, k->end) ? n : 0;
}

/*
 * White space from p on, and a quote that stands alone in it but closes
 * (`. " Next`, `Fin. » Puis`). Sets end, next and gap.
 */
const char *
scan_gap(struct scan *k, const char *p, struct candidate *c)
{
	bool again = true, one = p < k->end && *p == ' ';

	if (goes_on(p + one, k->end)) { /* as a rule */
		c->blank = false;
		c->gap = one ? GAP_SPACE : GAP_NONE;
		c->end = (size_t)(p - k->base);
		c->next = c->end + one;
		return p + one;
	}
	for (;;) {
		const char *q = p, *line = NULL;
		size_t n;
		uint32_t cp;

		c->blank = false;
		while (q < k->end && is_white(q, k->end)) {
			n = newline_len(q, k->end);
			if (n > 0) {
				c->blank = line != NULL || *q == '\f';
				line = q + n;
			}
			q += n > 0 ? n : utf8_decode(q, k->end, &cp);
		}
		cp = peek(q, k->end);
		n = q < k->end ? utf8_decode(q, k->end, &cp) : 0;
		if (again && q > p && line == NULL &&
		    (n = lone_closer(k, q, cp, n)) > 0) {
			scan_nest(k, q, cp, (unsigned)n);
			c->closers++;
			p = q + n;
			again = false;
			continue;
		}
		c->gap = line != NULL ? GAP_NEWLINE
		    : q == p          ? GAP_NONE
		    : q - p == 1      ? GAP_SPACE
		                      : GAP_SPACES;
		c->end = (size_t)(p - k->base);
		c->next = (size_t)(q - k->base);
		return q;
	}
}
