/*
 * Han characters by the languages that write them, from a table that is made
 * of ICU's transliterators and converters.
 */
#include "language/han.h"

#include "language-han.h"

void
han_add(struct han *h, uint32_t cp)
{
	unsigned kind;

	if (cp - HAN_FIRST > HAN_LAST - HAN_FIRST)
		return;
	kind = han_kind[cp - HAN_FIRST];
	h->hans += kind & HAN_HANS;
	h->hant += (kind & HAN_HANT) / HAN_HANT;
	h->japanese += (kind & HAN_JAPANESE) / HAN_JAPANESE;
	h->foreign += (kind & HAN_FOREIGN) / HAN_FOREIGN;
	h->cantonese += (kind & HAN_CANTONESE) / HAN_CANTONESE;
}
