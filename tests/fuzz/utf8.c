/*
 * Fuzz: UTF-8 and what stands on it. Repaired text is well-formed and a second
 * repair changes nothing; the two decoders agree on it; offsets in all units
 * grow together, forwards and backwards; normal forms are stable.
 */
#include <stdlib.h>
#include <string.h>

#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool good)
{
	if (!good)
		abort();
}

/* Repair, against the definition: one U+FFFD per step of the slow decoder. */
static struct quire_span
repaired(struct quire_span s, struct arena *a)
{
	struct quire_span t = utf8_repair(s, a);
	struct buf slow = { 0 }, fast = { 0 };
	const char *p = s.p, *end = s.p + s.len;
	size_t n = utf8_valid(s);
	unsigned len;
	uint32_t cp;

	while (p < end) {
		len = utf8_decode_any(p, end, &cp);
		must(len >= 1 && len <= 4 && p + len <= end);
		must(cp != 0xfffd || (size_t)(p - s.p) >= n ||
		    memcmp(p, "\xef\xbf\xbd", 3) == 0);
		utf8_add(&slow, cp);
		p += len;
	}
	utf8_repair_to(s, &fast);
	must(span_eq(t, buf_span(&slow)) && span_eq(t, buf_span(&fast)));
	must(utf8_valid(t) == t.len && (n < s.len || span_eq(s, t)));
	must(utf8_repair(t, a).p == t.p || t.len == 0);
	must(utf8_tail(s) <= 3 && utf8_tail(s) <= s.len);
	buf_fini(&slow);
	buf_fini(&fast);
	return t;
}

static void
offsets(struct quire_span t)
{
	struct text_offset cp_off, byte_off, utf16_off;
	const char *p = t.p, *end = t.p + t.len;
	size_t n = 0, units = 0, at;
	uint32_t cp, same;
	unsigned len;

	text_offset_init(&cp_off, t, TEXT_CODEPOINTS, 5);
	text_offset_init(&byte_off, t, TEXT_BYTES, 0);
	text_offset_init(&utf16_off, t, TEXT_UTF16, 0);
	while (p < end) {
		at = (size_t)(p - t.p);
		must(text_offset_at(&cp_off, at) == 5 + n);
		must(text_offset_at(&byte_off, at) == at);
		must(text_offset_at(&utf16_off, at) == units);
		len = utf8_decode(p, end, &cp);
		must(utf8_decode_any(p, end, &same) == len && cp == same);
		p += len;
		must(utf8_decode_before(t.p, p, &same) == len && cp == same);
		n++;
		units += cp > 0xffff ? 2 : 1;
		if (n % 16 == 0)
			must(text_offset_at(&cp_off, 0) == 5);
	}
	must(text_count(t, TEXT_CODEPOINTS) == n);
	must(text_count(t, TEXT_UTF16) == units);
	must(text_count(t, TEXT_BYTES) == t.len);
}

static void
forms(struct quire_span t)
{
	struct buf once = { 0 }, twice = { 0 };
	int form;

	for (form = TEXT_NFC; form <= TEXT_NFKD; form++) {
		once.len = twice.len = 0;
		text_normalize(t, (enum text_form)form, &once);
		must(utf8_valid(buf_span(&once)) == once.len);
		text_normalize(buf_span(&once), (enum text_form)form, &twice);
		must(span_eq(buf_span(&once), buf_span(&twice)));
		if (form == TEXT_NFC && text_is_nfc(t))
			must(span_eq(buf_span(&once), t));
	}
	buf_fini(&once);
	buf_fini(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct quire_span s = { (const char *)data, size };
	struct arena *a = arena_new();
	struct quire_span t = repaired(s, a);

	offsets(t);
	forms(t);
	must(text_trim(t).len <= t.len);
	must(text_trim_end(t) <= t.len && text_skip_space(t) <= t.len);
	arena_free(a);
	return 0;
}
