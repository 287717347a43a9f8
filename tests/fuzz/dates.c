/*
 * Fuzz: dates. Spans lie inside the text, in order, apart from each other,
 * at character boundaries; every value is there, and the writers of all
 * formats take it. The first byte chooses options.
 */
#include <stdlib.h>
#include <string.h>

#include "dates/dates.h"
#include "dates/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool good)
{
	if (!good)
		abort();
}

/* ASCII, and nothing that JSON or a row would have to escape. */
static void
plain(struct quire_span value)
{
	size_t i;

	for (i = 0; i < value.len; i++)
		must(value.p[i] > ' ' && value.p[i] < 127 &&
		    value.p[i] != '"' && value.p[i] != '\\');
}

static void
spans(struct quire_span text, const struct dates *d)
{
	size_t i, at = 0;

	for (i = 0; i < d->n; i++) {
		const struct date *x = &d->item[i];

		must(x->start >= at && x->end > x->start &&
		    x->end <= text.len && x->value.len > 0);
		must(((unsigned char)text.p[x->start] & 0xc0) != 0x80);
		must(x->end == text.len ||
		    ((unsigned char)text.p[x->end] & 0xc0) != 0x80);
		must(x->part[0] != NULL || x->part[1] == NULL);
		must(x->part[0] == NULL || x->type == DATE_RANGE);
		plain(x->value);
		plain(x->edtf);
		at = x->end;
	}
}

static void
writers(struct quire_span text, const struct dates *d)
{
	struct text_offset at;
	struct buf b = { 0 };
	struct dates_out out = { &b, NULL, NULL };
	size_t id;

	text_offset_init(&at, text, TEXT_UTF16, 0);
	dates_json(text, d, &at, &out);
	dates_inline(text, d, DATES_TIMEML, true, true, &id, &out);
	dates_inline(text, d, DATES_COLOR, true, true, &id, &out);
	dates_calendar(text, d, 0, &at, true, true, &out);
	must(utf8_valid(buf_span(&b)) == b.len);
	buf_fini(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct dater *dater[4];
	static const struct dates_opts opts[4] = { { 0 },
		{ .reference = "2015-11-30", .vague = true, .urls = true },
		{ .languages = "zh,ja,ko", .future = true },
		{ .languages = "ar,fa,he,th,es",
		    .narrative = true,
		    .reference = "1999" } };
	struct quire_span text, none = { NULL, 0 };
	struct arena *a;
	struct dates found;
	unsigned which;

	if (size == 0)
		return 0;
	which = data[0] % 4;
	if (dater[which] == NULL)
		dater[which] = dater_new(&opts[which], NULL);
	a = arena_new();
	text =
	    utf8_repair((struct quire_span){ (const char *)data + 1, size - 1 },
	        a);
	dates_document(dater[which], text, none, a, &found);
	spans(text, &found);
	writers(text, &found);
	arena_free(a);
	return 0;
}
