/* html: blocks of an HTML document. */
#include "clean/work.h"

void
html_read(struct work *w, struct quire_span bytes)
{
	(void)bytes;
	lines_cut(w);
}
