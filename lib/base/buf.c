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

void
buf_add_int(struct buf *b, int64_t n)
{
	char s[24], *p = s + sizeof s;
	uint64_t u = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do
		*--p = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (n < 0)
		*--p = '-';
	buf_add(b, p, (size_t)(s + sizeof s - p));
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
