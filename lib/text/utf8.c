/*
 * UTF-8: validation, repair, encoding, counting, offsets.
 *
 * Well-formed is what table 3-7 of Unicode 15.0 lists; U+FFFD stands for each
 * maximal subpart of an ill-formed sequence (section 3.9), as in the WHATWG
 * Encoding Standard. Validation is done in vectors where the machine has them
 * (block.c); else ASCII is taken eight bytes at a time and CJK text three, and
 * other bytes go through one comparison each.
 */
#include <string.h>

#include "text/block.h"
#include "text/text.h"

#define HIGH 0x8080808080808080u

static uint64_t
load64(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return x;
}

static bool
trail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/*
 * Range of the second byte after lead byte c, by table 3-7; false if c leads
 * nothing. *more is the number of trail bytes.
 */
static bool
lead(unsigned char c, unsigned char *lo, unsigned char *hi, unsigned *more)
{
	*lo = 0x80;
	*hi = 0xbf;
	if (c >= 0xc2 && c <= 0xdf) {
		*more = 1;
	} else if (c >= 0xe0 && c <= 0xef) {
		*more = 2;
		if (c == 0xe0)
			*lo = 0xa0;
		else if (c == 0xed)
			*hi = 0x9f;
	} else if (c >= 0xf0 && c <= 0xf4) {
		*more = 3;
		if (c == 0xf0)
			*lo = 0x90;
		else if (c == 0xf4)
			*hi = 0x8f;
	} else {
		return false;
	}
	return true;
}

/* Bytes of the sequence at p, and whether it is well-formed. */
static unsigned
sequence(const unsigned char *p, const unsigned char *end, bool *good)
{
	unsigned char lo, hi;
	unsigned more, n;

	*good = true;
	if (*p < 0x80)
		return 1;
	*good = false;
	if (!lead(*p, &lo, &hi, &more) || p + 1 == end || p[1] < lo ||
	    p[1] > hi)
		return 1;
	for (n = 2; n <= more; n++)
		if (p + n == end || !trail(p[n]))
			return n;
	*good = true;
	return n;
}

/* Skips three-byte sequences E1-EC and EE-EF, which need no range check. */
static const unsigned char *
skip_triples(const unsigned char *p, const unsigned char *end)
{
	while (end - p >= 3 && (p[0] & 0xf0) == 0xe0 && p[0] != 0xe0 &&
	    p[0] != 0xed && trail(p[1]) && trail(p[2]))
		p += 3;
	return p;
}

size_t
utf8_valid(struct quire_span s)
{
	const unsigned char *start = (const unsigned char *)s.p;
	const unsigned char *p = start, *end = start + s.len;
	unsigned n;
	bool good;

	p += block_valid(p, s.len);
	while (p < end) {
		while (end - p >= 16 &&
		    ((load64((const char *)p) | load64((const char *)p + 8)) &
		        HIGH) == 0)
			p += 16;
		if (p == end)
			break;
		if (*p < 0x80) {
			p++;
			continue;
		}
		if (*p >= 0xe1) {
			const unsigned char *q = skip_triples(p, end);

			if (q > p) {
				p = q;
				continue;
			}
		}
		n = sequence(p, end, &good);
		if (!good)
			break;
		p += n;
	}
	return (size_t)(p - start);
}

void
utf8_repair_to(struct quire_span s, struct buf *out)
{
	size_t n;
	bool good;

	while (s.len > 0) {
		n = utf8_valid(s);
		buf_add(out, s.p, n);
		s = span_sub(s, n, s.len);
		if (s.len == 0)
			break;
		n = sequence((const unsigned char *)s.p,
		    (const unsigned char *)s.p + s.len, &good);
		buf_add_str(out, "\xef\xbf\xbd");
		s = span_sub(s, n, s.len);
	}
}

struct quire_span
utf8_repair(struct quire_span s, struct arena *a)
{
	struct buf b = { 0 };
	struct quire_span copy;

	if (utf8_valid(s) == s.len)
		return s;
	utf8_repair_to(s, &b);
	copy = arena_copy(a, buf_span(&b));
	buf_fini(&b);
	return copy;
}

size_t
utf8_tail(struct quire_span s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned char lo, hi;
	unsigned more;
	size_t n;
	bool good;

	for (n = 1; n <= 3 && n <= s.len; n++) {
		if (trail(p[s.len - n]))
			continue;
		if (!lead(p[s.len - n], &lo, &hi, &more) || n > more)
			return 0;
		/* All that is there must be the prefix of a sequence. */
		return sequence(p + (s.len - n), p + s.len, &good) == n ? n : 0;
	}
	return 0;
}

unsigned
utf8_decode_any(const char *p, const char *end, uint32_t *cp)
{
	bool good;
	unsigned n = sequence((const unsigned char *)p,
	    (const unsigned char *)end, &good);

	if (good)
		return utf8_decode(p, end, cp);
	*cp = 0xfffd;
	return n;
}

unsigned
utf8_encode(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

void
utf8_add(struct buf *b, uint32_t cp)
{
	b->len += utf8_encode(cp, buf_reserve(b, 4));
}
