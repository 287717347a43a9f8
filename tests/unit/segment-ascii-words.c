/*
 * Unit tests of words by blocks of ASCII: on random texts of all lengths both
 * ways, with and without AVX2, find the words that the rules for all
 * characters find, and get as far as one another.
 */
#include <string.h>

#include "segment/ascii_words.h"
#include "segment/uax29.h"
#include "tap.h"
#include "text/text.h"

enum { BASE = 1000 };

static void
note(void *arg, enum segment_level level, const struct segment_range *r,
    size_t n)
{
	(void)level;
	for (size_t i = 0; i < n; i++) {
		buf_add_int(arg, r[i].start);
		buf_add_char(arg, '-');
		buf_add_int(arg, r[i].end);
		buf_add_char(arg, ' ');
	}
}

/* The words up to `end` by the rules. */
static void
by_rules(struct quire_span text, size_t from, size_t end, struct buf *seen)
{
	size_t next;

	seen->len = 0;
	for (; from < end; from = next) {
		struct segment_range r = { (uint32_t)from + BASE, 0 };

		next = uax29_word(text, from);
		r.end = (uint32_t)next + BASE;
		if (text_skip_space(span_sub(text, from, next)) < next - from)
			note(seen, SEGMENT_WORDS, &r, 1);
	}
}

static size_t
by_blocks(ascii_words_each *each, struct quire_span text, size_t from,
    struct buf *seen)
{
	struct segment_sink sink = { note, seen };
	struct word_batch b = { .n = 0, .sink = &sink };
	const char *p = each(text, text.p + from, BASE, &b);

	seen->len = 0;
	word_batch_out(&b, 0);
	return (size_t)(p - text.p);
}

static unsigned
draw(unsigned sides)
{
	static uint64_t state = 20240302;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static const char *const piece[] = { "a", "Z", "z", "A", "0", "9", "_", " ",
	" ", ".", ",", ":", ";", "'", "\t", "\n", "!", "\"", "#", "$", "%", "&",
	"(", ")", "*", "+", "-", "/", "<", "=", ">", "?", "@", "[", "\\", "]",
	"^", "`", "{", "|", "}", "~", "\x01", "\x7f", "words", "3.14", "it's",
	"1,000", "\xc3\xa9", "\xcc\x81", "\xe2\x80\x99", "\xe4\xb8\xad" };

/* Of `kinds` of pieces, up to `most` of them. */
static void
test_random(unsigned kinds, unsigned most)
{
	struct buf text = { 0 }, rules = { 0 }, any = { 0 }, best = { 0 };
	bool good = true, same = true;
	size_t from, a, b;

	for (unsigned i = 0; i < 4000 && good && same; i++) {
		text.len = 0;
		for (unsigned n = 1 + draw(most); n > 0; n--)
			buf_add_str(&text, piece[draw(kinds)]);
		from = draw(2) ? uax29_word(buf_span(&text), 0) : 0;
		if (from == text.len)
			continue;
		a = by_blocks(ascii_words_any, buf_span(&text), from, &any);
		b = by_blocks(ascii_words_best(), buf_span(&text), from, &best);
		by_rules(buf_span(&text), from, a, &rules);
		good = span_eq(buf_span(&any), buf_span(&rules));
		same = a == b && span_eq(buf_span(&any), buf_span(&best));
		if (!good || !same)
			printf("# differs: %.*s\n", (int)text.len, text.p);
	}
	ok(good, "%u kinds, up to %u: by blocks and by the rules", kinds, most);
	ok(same, "%u kinds, up to %u: with and without AVX2", kinds, most);
	buf_fini(&text);
	buf_fini(&rules);
	buf_fini(&any);
	buf_fini(&best);
}

int
main(void)
{
	const unsigned all = sizeof piece / sizeof *piece;

	test_random(16, 30);
	test_random(16, 200);
	test_random(48, 60);
	test_random(48, 300);
	test_random(all, 100);
	test_random(all, 1000);
	return tap_done();
}
