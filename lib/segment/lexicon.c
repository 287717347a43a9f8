/*
 * Opening the built-in list of Chinese words.
 */
#include <string.h>

#include "segment/lexicon.h"

int
lexicon_open(struct lexicon *l, const struct learn_image *image)
{
	const struct lexicon_head *h = (const void *)image->bytes;
	const char *p = (const void *)image->bytes;
	uint64_t len = image->len;

	if (len < sizeof *h ||
	    memcmp(h->magic, LEXICON_MAGIC, sizeof h->magic) != 0 ||
	    h->version != LEXICON_VERSION || h->characters > LEXICON_BLOCK ||
	    h->places > LEXICON_NONE || h->length != len ||
	    len !=
	        sizeof *h + lexicon_numbers() +
	            lexicon_characters(h->characters) +
	            lexicon_alones(h->characters) +
	            h->places * 2 * sizeof *l->place)
		return -1;
	l->characters = h->characters;
	l->places = h->places;
	p += sizeof *h;
	l->number = (const void *)p;
	p += lexicon_numbers();
	l->character = (const void *)p;
	p += lexicon_characters(h->characters);
	l->alone = (const void *)p;
	p += lexicon_alones(h->characters);
	l->place = (const void *)p;
	l->base = l->place + h->places;
	return 0;
}
