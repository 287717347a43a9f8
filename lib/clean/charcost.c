/* charcost: how likely a text is. */
#include "clean/work.h"

uint64_t
charcost(struct quire_span text)
{
	return text.len * 8;
}
