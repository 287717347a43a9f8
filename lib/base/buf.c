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

char *
buf_reserve(struct buf *b, size_t more)
{
	size_t cap;

	if (b->cap - b->len < more) {
		if (more > SIZE_MAX / 4)
			quire_die("out of memory");
		cap = b->cap + b->cap / 2;
		if (cap < b->len + more)
			cap = b->len + more;
		b->cap = cap < 64 ? 64 : cap;
		b->p = mem_resize(b->p, b->cap, 1);
	}
	return b->p + b->len;
}

/* Two digits a step, copied as one piece of a fixed length. */
void
buf_add_int(struct buf *b, int64_t n)
{
	enum { WIDTH = 24 };
	static const char pair[] =
	    "00010203040506070809101112131415161718192021222324"
	    "25262728293031323334353637383940414243444546474849"
	    "50515253545556575859606162636465666768697071727374"
	    "75767778798081828384858687888990919293949596979899";
	char s[2 * WIDTH] = { 0 }, *p = s + WIDTH;
	uint64_t u = n < 0 ? -(uint64_t)n : (uint64_t)n;

	for (; u >= 100; u /= 100)
		memcpy(p -= 2, pair + u % 100 * 2, 2);
	if (u >= 10)
		memcpy(p -= 2, pair + u * 2, 2);
	else
		*--p = (char)('0' + u);
	if (n < 0)
		*--p = '-';
	if (b->cap - b->len < WIDTH)
		buf_reserve(b, WIDTH);
	memcpy(b->p + b->len, p, WIDTH);
	b->len += (size_t)(s + WIDTH - p);
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

struct quire_span
buf_span(const struct buf *b)
{
	return (struct quire_span){ b->p, b->len };
}
