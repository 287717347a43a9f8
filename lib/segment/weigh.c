/*
 * Opening the sentence model.
 */
#include <string.h>

#include "segment/weigh.h"

int
weigh_open(struct weigher *w, const struct learn_image *image)
{
	const struct weigh_head *h = (const void *)image->bytes;
	uint64_t len = image->len;

	if (len < sizeof *h ||
	    memcmp(h->magic, WEIGH_MAGIC, sizeof h->magic) != 0 ||
	    h->endian != WEIGH_ENDIAN || h->version != 1 || h->bits < 4 ||
	    h->bits > WEIGH_BITS_MAX || h->length != len ||
	    len != sizeof *h + ((size_t)4 << h->bits))
		return -1;
	w->pair = (const void *)(image->bytes + sizeof *h);
	w->shift = 32 - h->bits;
	w->bias = h->bias;
	memcpy(w->margin, h->margin, sizeof w->margin);
	return 0;
}
