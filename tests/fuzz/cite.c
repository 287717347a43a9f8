/*
 * Any bytes as a document: spans lie in the text and in order, back-references
 * point to citations, every writer ends.
 */
#include <stdlib.h>
#include <string.h>

#include "cite/cite.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct citations *v, struct quire_span text, struct arena *a)
{
	static const enum cite_format format[] = { CITE_CSL_JSON, CITE_BIBLATEX,
		CITE_BIBTEX, CITE_RIS, CITE_GBT7714, CITE_TSV };
	struct buf b = { 0 };
	size_t i, k, len = text.len;
	struct cite_item item;

	for (i = 0; i < v->n; i++) {
		const struct citation *c = &v->item[i];

		if (c->start > c->end || c->end > len ||
		    c->refers_to >= (int)v->n ||
		    (i > 0 && v->item[i - 1].start > c->start))
			abort();
		for (k = 0; k < c->marks; k++)
			if (c->mark[k].start >= c->mark[k].end ||
			    c->mark[k].end > len)
				abort();
		cite_open(c, text, a, &item);
		for (k = 0; k < sizeof format / sizeof *format; k++)
			cite_write(&item, span_of("x"), format[k], &b);
		if (utf8_valid(buf_span(&b)) != b.len)
			abort();
		buf_clear(&b, 4096);
	}
	buf_fini(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct citer *whole, *parse;
	static struct arena *a;
	struct cite_opts o = { 0 };
	struct quire_span s = { (const char *)data, size };
	struct citations v;

	if (whole == NULL) {
		o.links = o.inlines = o.self = true;
		whole = citer_new(&o, NULL);
		memset(&o, 0, sizeof o);
		o.parse = true;
		parse = citer_new(&o, NULL);
		a = arena_new();
		if (whole == NULL || parse == NULL)
			abort();
	}
	s = utf8_repair(s, a);
	cite_document(whole, s, a, &v);
	check(&v, s, a);
	cite_document(parse, s, a, &v);
	check(&v, s, a);
	arena_reset(a);
	return 0;
}
