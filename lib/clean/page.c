/* page: pages of pdftotext. */
#include "clean/work.h"

void
page_columns(struct work *w)
{
	lines_cut(w);
}

void
page_heads(struct work *w)
{
	(void)w;
}
