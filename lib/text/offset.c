/*
 * Counting and offsets: code points, bytes, UTF-16 code units.
 *
 * A code point is a byte that is no trail byte; a UTF-16 text has one unit
 * more for each four-byte sequence. Both are counted many bytes at a time.
 */
#include <string.h>

#include "text/block.h"
#include "text/text.h"

#define LOW 0x0101010101010101u

/* Sum of the eight bytes of x, each 0 or 1. */
static size_t
sum(uint64_t x)
{
	return (size_t)(x * LOW >> 56);
}

static size_t
count_codepoints(const char *p, size_t len)
{
	static const unsigned char
	    ones[16] = { [8] = 255, 255, 255, 255, 255, 255, 255, 255 };
	size_t n = 0;
	size_t i = block_characters((const unsigned char *)p, len, &n);
	uint64_t x, behind;

	for (; i + 8 <= len; i += 8) {
		memcpy(&x, p + i, 8);
		/* 1 in each byte with bits 10xxxxxx. */
		n += 8 - sum(x >> 7 & ~x >> 6 & LOW);
	}
	if (i < len && len >= 8) { /* the last eight, without those before i */
		memcpy(&x, p + len - 8, 8);
		memcpy(&behind, ones + (len - i), 8);
		return n + (len - i) - sum(x >> 7 & ~x >> 6 & LOW & behind);
	}
	for (; i < len; i++)
		n += ((unsigned char)p[i] & 0xc0) != 0x80;
	return n;
}

static size_t
count_long(const char *p, size_t len)
{
	size_t n = 0, i = 0;
	uint64_t x;

	for (; i + 8 <= len; i += 8) {
		memcpy(&x, p + i, 8);
		/* 1 in each byte with bits 1111xxxx. */
		n += sum(x >> 7 & x >> 6 & x >> 5 & x >> 4 & LOW);
	}
	for (; i < len; i++)
		n += (unsigned char)p[i] >= 0xf0;
	return n;
}

size_t
text_count(struct quire_span s, enum text_unit unit)
{
	if (unit == TEXT_BYTES || s.len == 0)
		return s.len;
	if (unit == TEXT_CODEPOINTS)
		return count_codepoints(s.p, s.len);
	return count_codepoints(s.p, s.len) + count_long(s.p, s.len);
}

void
text_offset_init(struct text_offset *o, struct quire_span text,
    enum text_unit unit, size_t base)
{
	*o = (struct text_offset){ text, unit, 0, base };
}

size_t
text_offset_at(struct text_offset *o, size_t byte)
{
	if (byte > o->text.len)
		byte = o->text.len;
	if (byte >= o->byte)
		o->count +=
		    text_count(span_sub(o->text, o->byte, byte), o->unit);
	else
		o->count -=
		    text_count(span_sub(o->text, byte, o->byte), o->unit);
	o->byte = byte;
	return o->count;
}
