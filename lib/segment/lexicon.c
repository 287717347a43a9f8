/*
 * Opening the built-in list of Chinese words.
 */
#include <string.h>

#include "segment/lexicon.h"

int
lexicon_open(struct lexicon *l, const void *image, size_t len)
{
	const struct lexicon_head *h = image;

	if (image == NULL || len < sizeof *h ||
	    memcmp(h->magic, LEXICON_MAGIC, sizeof h->magic) != 0 ||
	    h->version != 1 || h->bits < 4 || h->bits > 24 ||
	    h->length != len || len != sizeof *h + ((size_t)4 << h->bits))
		return -1;
	l->slot = (const void *)((const char *)image + sizeof *h);
	l->bits = h->bits;
	return 0;
}
