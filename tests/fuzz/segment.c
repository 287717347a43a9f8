/*
 * Fuzz: segment. Of any bytes, with any options (the first byte picks them),
 * sentences, paragraphs and words lie in order, hold all that is not white
 * space and begin and end with it; graphemes hold everything. Writing a
 * sentence on one line keeps all that is not white space.
 */
#include <stdlib.h>
#include <string.h>

#include "segment/around.h"
#include "segment/segment.h"
#include "segment/sentence.h"
#include "segment/uax29.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool good)
{
	if (!good)
		abort();
}

static bool
is_blank(struct quire_span s)
{
	return text_skip_space(s) == s.len;
}

/* The spans of l cover the text but for white space between them. */
static void
covers(struct quire_span text, const struct segment_list *l, bool trimmed)
{
	size_t at = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct segment_range r = l->item[i];

		must(r.start >= at && r.end > r.start && r.end <= text.len);
		must(is_blank(span_sub(text, at, r.start)));
		if (trimmed) {
			struct quire_span s = span_sub(text, r.start, r.end);

			must(text_skip_space(s) == 0 &&
			    text_trim_end(s) == s.len);
		}
		must(((unsigned char)text.p[r.start] & 0xc0) != 0x80);
		at = r.end;
	}
	must(is_blank(span_sub(text, at, text.len)));
}

/* Without white space, both are the same. */
static void
same_ink(struct quire_span a, struct quire_span b)
{
	uint32_t c, d;
	unsigned n;

	while (a.len > 0 || b.len > 0) {
		a = span_sub(a, text_skip_space(a), a.len);
		b = span_sub(b, text_skip_space(b), b.len);
		must((a.len == 0) == (b.len == 0));
		if (a.len == 0)
			return;
		n = utf8_decode(a.p, a.p + a.len, &c);
		must(utf8_decode(b.p, b.p + b.len, &d) == n && c == d);
		a = span_sub(a, n, a.len);
		b = span_sub(b, n, b.len);
	}
}

/*
 * The Unicode rules alone: the words that blocks of ASCII give are those of
 * the rules for all characters.
 */
static void
words_alike(struct quire_span text, struct arena *a)
{
	struct segment_opts plain = { .uax29 = true };
	struct segmenter *s = segmenter_new(&plain, NULL);
	struct segment_result r;
	struct quire_span p;
	size_t i = 0, at, next;

	segment_document(s, text, SEGMENT_PARAGRAPHS | SEGMENT_WORDS, a, &r);
	for (size_t k = 0; k < r.paragraphs.n; k++) {
		size_t base = r.paragraphs.item[k].start;

		p = span_sub(text, base, r.paragraphs.item[k].end);
		for (at = 0; at < p.len; at = next) {
			next = at + 1;
			if ((unsigned char)p.p[at] < 0x80 &&
			    text_is((unsigned char)p.p[at], TEXT_SPACE))
				continue;
			next = uax29_word(p, at);
			if (is_blank(span_sub(p, at, next)))
				continue;
			must(i < r.words.n &&
			    r.words.item[i].start == base + at &&
			    r.words.item[i].end == base + next);
			i++;
		}
	}
	must(i == r.words.n);
	segmenter_free(s);
}

/* ---- the short ways and the long ways --------------------------------- */

static bool
decide(void *arg, const struct sentence_scan *s, const struct candidate *c)
{
	const char *end = s->text.p + c->word, *next = s->text.p + c->next;
	struct token a, b;
	uint32_t open, other;

	token_before(s->text, s->text, end, &a);
	token_before_any(s->text, end, &b);
	must(a.p == b.p && a.end == b.end && a.hash == b.hash &&
	    a.last == b.last && a.around == b.around && a.shape == b.shape &&
	    a.chars == b.chars);
	token_after(s->text, s->text, next, &a, &open);
	token_after_any(s->text, next, &b, &other);
	must(a.p == b.p && a.end == b.end && a.hash == b.hash &&
	    a.last == b.last && a.around == b.around && a.shape == b.shape &&
	    a.chars == b.chars && open == other);
	*(size_t *)arg = *(size_t *)arg * 31 + c->next * 3 + (size_t)c->kind;
	return c->next % 3 == 0;
}

static void
found(void *arg, size_t start, size_t end)
{
	*(size_t *)arg = *(size_t *)arg * 31 + start * 7 + end;
}

/* The same candidates and sentences, whatever way the stops are found. */
static void
ways(struct quire_span text)
{
	size_t a = 0, b = 0;
	struct sentence_scan s = { 0 };

	s.text = text;
	s.decide = decide;
	s.found = found;
	line_fit_measure(text, &s.fit);
	s.arg = &a;
	sentence_each_by(&s, stops_any);
	s.arg = &b;
	for (size_t i = 0; stops_way(i) != NULL; i++) {
		b = 0;
		sentence_each_by(&s, stops_way(i));
		must(a == b);
	}
}

static void
segment(const struct segment_opts *o, struct quire_span text, struct arena *a)
{
	struct segmenter *s = segmenter_new(o, NULL);
	struct segment_result r;
	struct buf line = { 0 };

	must(s != NULL);
	segment_document(s, text,
	    SEGMENT_PARAGRAPHS | SEGMENT_SENTENCES | SEGMENT_WORDS |
	        SEGMENT_GRAPHEMES,
	    a, &r);
	covers(text, &r.paragraphs, true);
	covers(text, &r.sentences, true);
	covers(text, &r.words, !o->uax29);
	covers(text, &r.graphemes, false);
	must(r.graphemes.n == 0 || r.graphemes.item[0].start == 0);
	for (size_t i = 0; i < r.paragraphs.n; i++) {
		struct quire_span p = span_sub(text, r.paragraphs.item[i].start,
		    r.paragraphs.item[i].end);

		line.len = 0;
		segment_unwrap(p, &line);
		must(memchr(line.p, '\n', line.len) == NULL);
		same_ink(p, buf_span(&line));
		ways(p);
	}
	for (unsigned levels = 1; levels < 16; levels++) {
		struct segment_writer w = { .levels = levels };
		struct segment_out out = { &line, NULL, NULL };

		line.len = 0;
		segment_write(s, &w, text, true, &out);
		same_ink(text, buf_span(&line));
	}
	words_alike(text, a);
	buf_fini(&line);
	segmenter_free(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const tags[] = { NULL, "th", "ja", "en" };
	struct segment_opts o = { 0 };
	struct quire_span text;
	struct arena *a;

	if (size == 0)
		return 0;
	o.language = tags[data[0] & 3];
	o.newlines = (enum segment_newlines)((data[0] >> 2 & 3) % 3);
	o.tokens = (data[0] & 16) != 0 ? SEGMENT_UD : SEGMENT_UAX29;
	o.uax29 = (data[0] & 32) != 0;
	o.join = (data[0] & 64) != 0;
	a = arena_new();
	text =
	    utf8_repair((struct quire_span){ (const char *)data + 1, size - 1 },
	        a);
	segment(&o, text, a);
	arena_free(a);
	return 0;
}
