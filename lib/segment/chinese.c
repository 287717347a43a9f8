/*
 * Chinese words.
 */
#include "segment/words.h"

struct chinese *
chinese_open(void)
{
	return NULL;
}

void
chinese_close(struct chinese *c)
{
	(void)c;
}

void
chinese_words(struct chinese *c, struct quire_span run, size_t base,
    struct arena *a, struct segment_list *out)
{
	(void)c;
	list_add(out, a, base, base + run.len);
}
