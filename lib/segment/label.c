/*
 * Labels: what stands before the first sentence of a paragraph or list item
 * and belongs to it. [1] (1) (a) 1. 2.3) iv. a) ① （一） 一、 and bullets.
 */
#include <string.h>

#include "segment/scan.h"

/* Bytes of digits, of one letter or of a Roman number at p. */
static size_t
number_len(const char *p, const char *end)
{
	size_t n = 0, max = (size_t)(end - p);

	while (n < max && n < 4 && p[n] >= '0' && p[n] <= '9')
		n++;
	if (n > 0)
		return n < 4 ? n : 0;
	while (n < max && n < 6 && p[n] != '\0' && strchr("ivxlIVXL", p[n]))
		n++;
	if (n > 0)
		return n;
	return max > 0 && ((*p | 32) >= 'a' && (*p | 32) <= 'z') ? 1 : 0;
}

/* Bytes of a Chinese number at p. */
static size_t
han_number_len(const char *p, const char *end)
{
	static const char digits[] = "一二三四五六七八九十百";
	size_t n = 0;

	while (end - p >= (ptrdiff_t)n + 3 && n < 12) {
		size_t i = 0;

		while (digits[i] != '\0' && memcmp(p + n, digits + i, 3) != 0)
			i += 3;
		if (digits[i] == '\0')
			break;
		n += 3;
	}
	return n;
}

static size_t
literal(const char *p, const char *end, const char *s)
{
	size_t n = strlen(s);

	return (size_t)(end - p) >= n && memcmp(p, s, n) == 0 ? n : 0;
}

/* One of the strings at p: its length, or 0. */
static size_t
one_of(const char *p, const char *end, const char *const *s)
{
	size_t n = 0;

	while (*s != NULL && (n = literal(p, end, *s)) == 0)
		s++;
	return n;
}

/* (1) [a] （一） ［2］ */
static size_t
bracketed(const char *p, const char *end)
{
	static const char *const open[] = { "(", "[", "（", "［", "〔", NULL };
	static const char *const close[] = { ")", "]", "）", "］", "〕", NULL };
	size_t n = one_of(p, end, open), m;

	if (n == 0)
		return 0;
	if ((m = number_len(p + n, end)) == 0 &&
	    (m = han_number_len(p + n, end)) == 0)
		return 0;
	n += m;
	m = one_of(p + n, end, close);
	if (m == 0)
		return 0;
	n += m;
	return n + (p + n < end && p[n] == '.');
}

/* 1. 2.3) a) iv. 一、 3． */
static size_t
numbered(const char *p, const char *end)
{
	static const char *const wide[] = { "、", "．", NULL };
	size_t n = han_number_len(p, end), m;

	if (n > 0)
		return (m = one_of(p + n, end, wide)) > 0 ? n + m : 0;
	if ((n = number_len(p, end)) == 0)
		return 0;
	if ((m = one_of(p + n, end, wide)) > 0)
		return n + m;
	while (end - p > (ptrdiff_t)n + 1 && p[n] == '.' && p[n + 1] >= '0' &&
	    p[n + 1] <= '9' && n < 12)
		n += 1 + number_len(p + n + 1, end);
	if (p + n < end && p[n] == '.')
		n++;
	else if (p + n == end || p[n] != ')')
		return 0;
	n += p + n < end && p[n] == ')';
	return p + n < end && (p[n] == ' ' || p[n] == '\t') ? n : 0;
}

static size_t
bullet(const char *p, const char *end)
{
	static const char *const signs[] = { "·", "•", "–", "—", "-", "*", "‣",
		"▪", "●", "○", "◦", "■", "□", "◆", "▸", "►", "➢", "+", NULL };
	size_t n = one_of(p, end, signs);
	uint32_t cp;

	if (n > 0)
		return p + n < end && (p[n] == ' ' || p[n] == '\t') ? n : 0;
	if (end - p < 3 || ((unsigned char)*p & 0xf0) != 0xe0)
		return 0;
	n = utf8_decode(p, end, &cp);
	return (cp >= 0x2460 && cp <= 0x24ff) ||
	        (cp >= 0x2776 && cp <= 0x2793) || (cp >= 0x3220 && cp <= 0x3229)
	    ? n
	    : 0;
}

const char *
scan_label(const char *p, const char *end)
{
	const char *q = p;
	size_t n;

	for (unsigned i = 0; i < 3; i++) {
		if ((n = bracketed(q, end)) == 0 &&
		    (n = numbered(q, end)) == 0 && (n = bullet(q, end)) == 0)
			break;
		for (q += n; q < end && (*q == ' ' || *q == '\t');)
			q++;
	}
	return q;
}
