/*
 * Any text through the detector: spans adjoin, cover the text and slice it
 * at characters; answers are tags with probabilities.
 */
#include <stdlib.h>
#include <string.h>

#include "language/language.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool good)
{
	if (!good)
		abort();
}

static void
check_spans(struct quire_span text, const struct language_spans *l)
{
	size_t at = 0;

	for (size_t i = 0; i < l->n; i++) {
		must(l->item[i].start == at && l->item[i].end > at);
		at = l->item[i].end;
		must(at == text.len ||
		    ((unsigned char)text.p[at] & 0xc0) != 0x80);
		must(l->item[i].score >= 0 && l->item[i].score <= 1);
	}
	must(at == text.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct detector *d;
	static struct arena *a;
	struct quire_span text = { (const char *)data, size };
	struct language_guess g[4];
	struct language_spans l;
	size_t n;

	if (d == NULL) {
		d = detector_new(&(struct language_opts){ 0 }, NULL);
		a = arena_new();
	}
	must(d != NULL);
	text = utf8_repair(text, a);
	n = language_document(d, text, a, g, 4);
	must(n >= 1 && n <= 4);
	for (size_t i = 0; i < n; i++)
		must(g[i].tag != NULL && g[i].score >= 0 && g[i].score <= 1 &&
		    (i == 0 || g[i].score <= g[i - 1].score));
	language_find_spans(d, text, a, &l);
	check_spans(text, &l);
	arena_reset(a);
	return 0;
}
