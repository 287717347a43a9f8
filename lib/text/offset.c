/*
 * Counting and offsets: code points, bytes, UTF-16 code units.
 *
 * A code point is a byte that is no trail byte; a UTF-16 text has one unit
 * more for each four-byte sequence. Both are counted many bytes at a time.
 */
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "text/block.h"
#include "text/text.h"

#define LOW 0x0101010101010101u

/* Sum of the eight bytes of x, each 0 or 1. */
static size_t
sum(uint64_t x)
{
	return (size_t)(x * LOW >> 56);
}

/* 1 in each byte with bits 10xxxxxx. */
static uint64_t
trails(uint64_t x)
{
	return x >> 7 & ~x >> 6 & LOW;
}

#ifdef __SSE2__

/* Counts so many bytes at a time; returns where those end that are left. */
static size_t
count_steps(const char *p, size_t len, size_t *n)
{
	const __m128i zero = _mm_setzero_si128();
	const __m128i last_trail = _mm_set1_epi8((char)0xbf);
	__m128i sums = zero, v;
	uint64_t half[2];
	size_t i;

	for (i = 0; i + 16 <= len; i += 16) {
		v = _mm_loadu_si128((const void *)(p + i));
		v = _mm_sub_epi8(zero, _mm_cmpgt_epi8(v, last_trail));
		sums = _mm_add_epi64(sums, _mm_sad_epu8(v, zero));
	}
	_mm_storeu_si128((void *)half, sums);
	*n = (size_t)(half[0] + half[1]);
	return i;
}

#else

static size_t
count_steps(const char *p, size_t len, size_t *n)
{
	uint64_t x;
	size_t i;

	*n = 0;
	for (i = 0; i + 8 <= len; i += 8) {
		memcpy(&x, p + i, 8);
		*n += 8 - sum(trails(x));
	}
	return i;
}

#endif

/* Code points of the last n bytes before end, n <= 8; 8 are read. */
static inline size_t
count_last(const char *end, size_t n)
{
	static const unsigned char
	    ones[16] = { [8] = 255, 255, 255, 255, 255, 255, 255, 255 };
	uint64_t x, last;

	memcpy(&x, end - 8, 8);
	memcpy(&last, ones + n, 8);
	return n - sum(trails(x) & last);
}

enum { LONG = 256 }; /* bytes that are worth a call */

static size_t
count_codepoints(const char *p, size_t len)
{
	size_t n = 0, more, i = 0;

	if (len >= LONG)
		i = block_characters((const unsigned char *)p, len, &n);
	i += count_steps(p + i, len - i, &more);
	n += more;
	if (i + 8 <= len) {
		n += count_last(p + i + 8, 8);
		i += 8;
	}
	if (len >= 8)
		return n + count_last(p + len, len - i);
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
	if (byte >= 8 && byte - o->byte <= 8 && o->unit == TEXT_CODEPOINTS)
		o->count += count_last(o->text.p + byte, byte - o->byte);
	else if (byte >= o->byte)
		o->count +=
		    text_count(span_sub(o->text, o->byte, byte), o->unit);
	else
		o->count -=
		    text_count(span_sub(o->text, byte, o->byte), o->unit);
	o->byte = byte;
	return o->count;
}
