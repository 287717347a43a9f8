/*
 * The growable buffer, and numbers in decimal without a locale.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

void
buf_fini(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

void
buf_grow(struct buf *b, size_t more)
{
	size_t cap;

	if (more > SIZE_MAX / 4)
		quire_die("out of memory");
	cap = b->cap + b->cap / 2;
	if (cap < b->len + more)
		cap = b->len + more;
	b->cap = cap < 64 ? 64 : cap;
	b->p = mem_resize(b->p, b->cap, 1);
}

/* Decimal digits of u. */
static unsigned
digits_of(uint64_t u)
{
	static const uint64_t ten[] = { 0, 10, 100, 1000, 10000, 100000,
		1000000, 10000000, 100000000, 1000000000 };
	unsigned n;

	if (u >> 32 == 0) { /* by its bits: 1233 / 4096 is about lg 2 */
		n = (32 - (unsigned)__builtin_clz((uint32_t)u | 1)) * 1233 >>
		    12;
		return n + (u >= ten[n]);
	}
	for (n = 9; u >= ten[9]; u /= 10)
		n++;
	return n;
}

/* From the last, two digits a step. */
void
buf_add_int(struct buf *b, int64_t n)
{
	static const char pair[] =
	    "00010203040506070809101112131415161718192021222324"
	    "25262728293031323334353637383940414243444546474849"
	    "50515253545556575859606162636465666768697071727374"
	    "75767778798081828384858687888990919293949596979899";
	uint64_t u = n < 0 ? -(uint64_t)n : (uint64_t)n;
	unsigned digits = digits_of(u);
	uint32_t rest;
	char *p;

	buf_reserve(b, 20);
	if (n < 0)
		b->p[b->len++] = '-';
	b->len += digits;
	for (p = b->p + b->len; u >> 32 != 0; u /= 100)
		memcpy(p -= 2, pair + u % 100 * 2, 2);
	for (rest = (uint32_t)u; rest >= 100; rest /= 100)
		memcpy(p -= 2, pair + rest % 100 * 2, 2);
	if (rest >= 10)
		memcpy(p - 2, pair + rest * 2, 2);
	else
		p[-1] = (char)('0' + rest);
}

void
buf_add_num(struct buf *b, double x, int places)
{
	int64_t scale = 1, n;
	int i;

	for (i = 0; i < places; i++)
		scale *= 10;
	n = llround(x * (double)scale);
	if (n < 0) {
		buf_add_char(b, '-');
		n = -n;
	}
	buf_add_int(b, n / scale);
	if ((n %= scale) == 0)
		return;
	buf_add_char(b, '.');
	while (n > 0) {
		scale /= 10;
		buf_add_char(b, (char)('0' + n / scale));
		n %= scale;
	}
}

void
buf_clear(struct buf *b, size_t keep)
{
	b->len = 0;
	if (b->cap > keep)
		buf_fini(b);
}
