/*
 * Labels: what stands before the first sentence of a paragraph or list item
 * and belongs to it. [1] (1) (a) 1. 2.3) iv. a) ① （一） 一、 and bullets.
 */
#include <string.h>

#include "segment/scan.h"

static bool
is_blank(const char *p, const char *end)
{
	return p < end && (*p == ' ' || *p == '\t');
}

static bool
is_han_number(uint32_t cp)
{
	switch (cp) {
	case 0x4e00: /* one to ten */
	case 0x4e8c:
	case 0x4e09:
	case 0x56db:
	case 0x4e94:
	case 0x516d:
	case 0x4e03:
	case 0x516b:
	case 0x4e5d:
	case 0x5341:
	case 0x767e: /* a hundred */
		return true;
	default:
		return false;
	}
}

static bool
is_roman(char c)
{
	c |= 32;
	return c == 'i' || c == 'v' || c == 'x' || c == 'l';
}

/* Behind digits, one letter or a Roman number at p; p if there is none. */
static const char *
latin_number(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && ascii_digit(*q))
		q++;
	if (q > p)
		return q - p < 4 ? q : p;
	while (q < end && q - p < 6 && is_roman(*q))
		q++;
	if (q == p && p < end && (*p | 32) >= 'a' && (*p | 32) <= 'z')
		q++;
	return q;
}

/* The same of a Chinese number. */
static const char *
han_number(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && q - p < 12 && is_han_number(peek(q, end)))
		q += 3;
	return q;
}

/* (1) [a] （一） 〔2〕: behind it, or p. */
static const char *
bracketed(const char *p, const char *end)
{
	uint32_t cp;
	const char *q = p + utf8_decode(p, end, &cp), *from = q;

	q = latin_number(q, end);
	if (q == from)
		q = han_number(q, end);
	if (q == from || q == end)
		return p;
	q += utf8_decode(q, end, &cp);
	if (cp != ')' && cp != ']' && cp != 0xff09 && cp != 0xff3d &&
	    cp != 0x3015)
		return p;
	return q + (q < end && *q == '.');
}

/* 1. 2.3) 2.3 a) iv. 3． */
static const char *
numbered(const char *p, const char *end)
{
	const char *q = latin_number(p, end), *from = q;
	uint32_t cp = peek(q, end);

	if (q == p)
		return p;
	if (cp == 0x3001 || cp == 0xff0e)
		return q + 3;
	while (end - q > 1 && *q == '.' && ascii_digit(q[1]) && q - from < 12)
		q = latin_number(q + 1, end);
	q += q < end && *q == '.';
	q += q < end && *q == ')';
	return q > from && is_blank(q, end) ? q : p;
}

/* What begins with a character beyond ASCII. */
static const char *
wide(const char *p, const char *end)
{
	uint32_t cp;
	const char *q = p + utf8_decode(p, end, &cp);

	switch (cp) {
	case 0xb7: /* bullets */
	case 0x2013:
	case 0x2014:
	case 0x2022:
	case 0x2023:
	case 0x2043:
	case 0x25a0:
	case 0x25a1:
	case 0x25aa:
	case 0x25b8:
	case 0x25ba:
	case 0x25cb:
	case 0x25cf:
	case 0x25e6:
	case 0x25c6:
	case 0x27a2:
		return is_blank(q, end) ? q : p;
	case 0xff08: /* brackets */
	case 0xff3b:
	case 0x3014:
		return bracketed(p, end);
	default:
		break;
	}
	if ((cp >= 0x2460 && cp <= 0x24ff) || (cp >= 0x2776 && cp <= 0x2793) ||
	    (cp >= 0x3220 && cp <= 0x3229))
		return q;
	if (!is_han_number(cp))
		return p;
	q = han_number(p, end);
	cp = peek(q, end);
	return cp == 0x3001 || cp == 0xff0e ? q + 3 : p;
}

/* Two letters, of which the second belongs to no Roman number. */
static bool
is_word(const char *p, const char *end)
{
	return end - p > 1 && (p[0] | 32u) - 'a' < 26 &&
	    (p[1] | 32u) - 'a' < 26 && !is_roman(p[1]);
}

static const char *
label(const char *p, const char *end)
{
	if (is_word(p, end))
		return p;
	if ((unsigned char)*p >= 0x80)
		return wide(p, end);
	if (*p == '(' || *p == '[')
		return bracketed(p, end);
	if (*p == '-' || *p == '*' || *p == '+')
		return is_blank(p + 1, end) ? p + 1 : p;
	return numbered(p, end);
}

const char *
scan_label(const char *p, const char *end)
{
	for (unsigned i = 0; i < 3 && p < end; i++) {
		const char *q = label(p, end);

		if (q == p)
			break;
		for (p = q; is_blank(p, end);)
			p++;
	}
	return p;
}
