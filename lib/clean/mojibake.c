/* mojibake: text that was decoded with the wrong charset. */
#include "clean/work.h"

struct quire_span
mojibake_repair(struct cleaner *c, struct quire_span text, struct arena *a)
{
	(void)c;
	(void)a;
	return text;
}

void
mojibake_free(struct moji *m)
{
	(void)m;
}
