/*
 * Fuzz: bytes in any encoding, as text and as pages of PDF, in one piece and
 * in two windows. What comes out is well-formed UTF-8.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/clean.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The same text whether verdicts are asked for or not. */
static void
compare(const struct clean_opts *o, struct quire_span s,
    const struct clean_result *r, struct arena *a)
{
	struct cleaner *c = cleaner_new(o, NULL);
	struct clean_result x;

	clean_document(c, s, false, true, true, 0, a, &x);
	if (!span_eq(x.text, r->text))
		abort();
	cleaner_free(c);
}

static void
run(enum clean_from from, struct quire_span s, size_t cut)
{
	struct clean_opts o = { .from = from, .strictness = 0.5 };
	struct arena *a = arena_new();
	struct cleaner *c = cleaner_new(&o, NULL);
	struct clean_result r;

	if (cut > 0 && cut < s.len) {
		clean_document(c, span_sub(s, 0, cut), false, true, false, 0, a,
		    &r);
		if (utf8_valid(r.text) != r.text.len)
			abort();
		s = span_sub(s, cut, s.len);
	}
	clean_document(c, s, false, cut == 0, true, CLEAN_WANT_LINES, a, &r);
	if (utf8_valid(r.text) != r.text.len ||
	    span_find(r.text, 0, "\xef\xb7\x90") < r.text.len)
		abort();
	if (cut == 0)
		compare(&o, s, &r, a);
	cleaner_free(c);
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct quire_span s = { (const char *)data, size };

	run(CLEAN_AUTO, s, 0);
	run(CLEAN_TEXT, s, size > 1 ? size / 2 : 0);
	run(CLEAN_PDF, s, 0);
	return 0;
}
