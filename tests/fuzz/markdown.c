/*
 * Fuzz: the mark-up pass on text with remnants of Markdown and HTML. The
 * result is well-formed, and there is a verdict for every line of the input.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/clean.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct clean_opts o = { .from = CLEAN_MARKDOWN,
		.strictness = 0.5,
		.passes = CLEAN_MARKUP | CLEAN_CHARACTERS | CLEAN_LAYOUT |
		    CLEAN_NOTES };
	struct arena *a = arena_new();
	struct cleaner *c;
	struct clean_result r;
	struct quire_span
	    text =
	        utf8_repair((struct quire_span){ (const char *)data, size }, a),
	    rest = text, line;
	size_t lines = 0;

	o.links = size % 3;
	o.notes = size / 3 % 3;
	o.wrap = size % 5 == 0 ? 20 : 0;
	c = cleaner_new(&o, NULL);
	clean_document(c, text, true, true, true, CLEAN_WANT_LINES, a, &r);
	while (span_line(&rest, &line))
		lines++;
	if (utf8_valid(r.text) != r.text.len || r.lines != lines ||
	    span_find(r.text, 0, "\xef\xb7\x91") < r.text.len)
		abort();
	cleaner_free(c);
	arena_free(a);
	return 0;
}
