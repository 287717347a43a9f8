/*
 * Unit tests of the stops of the scan: with those that AVX2 finds a text has
 * the same candidates and sentences as with all that may matter, on random
 * texts of the marks and scripts that the scan knows.
 */
#include <string.h>

#include "segment/sentence.h"
#include "tap.h"
#include "text/text.h"

/* Everything that was asked and found, in order. */
struct log {
	struct buf seen;
};

static void
note(struct log *l, char what, size_t a, size_t b)
{
	buf_add_char(&l->seen, what);
	buf_add_int(&l->seen, (int64_t)a);
	buf_add_char(&l->seen, ' ');
	buf_add_int(&l->seen, (int64_t)b);
}

static bool
decide(void *arg, const struct sentence_scan *s, const struct candidate *c)
{
	(void)s;
	note(arg, (char)('a' + (int)c->kind), c->end, c->next);
	return (c->end + c->next) % 3 == 0;
}

static void
found(void *arg, size_t start, size_t end)
{
	note(arg, '.', start, end);
}

static void
run(struct quire_span text, stops_mark *mark, struct log *l)
{
	struct sentence_scan s = { 0 };

	l->seen.len = 0;
	s.text = text;
	s.decide = decide;
	s.found = found;
	s.arg = l;
	line_fit_measure(text, &s.fit);
	sentence_each_by(&s, mark);
}

static unsigned
draw(unsigned sides)
{
	static uint64_t state = 20240301;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static const char *const piece[] = { "a", "B", "7", " ", " ", " ", "\n", "\t",
	".", ".", "!", "?", ":", ";", "(", ")", "[", "]", "\"", "'", "#", "*",
	"-", "<", "=", ">", "@", "_", "|", "~", "//", "\\", "^", "}", "é", "É",
	"\xc2\xa0", "\xc2\xab", "\xc2\xbb", "Ж", "ж", "Ա", "։", "א", "ب", "؟",
	"۔", "߹", "क", "।", "Ქ", "ế", "Ế", "“", "”", "…", "–", "\xe2\x80\xa8",
	"م", "٫", "ڤ", "ۓ", "۞", "ि", "॥", "॰", "☺", "、", "。", "「", "」",
	"あ", "カ", "㈠", "中", "字", "꓿", "가", "다", "요", "，", "！", "；",
	"Ａ", "\xef\xb8\x8f", "😀", "👍", "𝐀", "word", "Word", "http://a.b/c",
	"3.14", ":)" };

/* Texts of such pieces, of all lengths. */
static void
test_random(unsigned often)
{
	enum { N = sizeof piece / sizeof *piece };
	struct log a = { 0 }, b = { 0 };
	struct buf text = { 0 };
	bool good = true;

	for (unsigned i = 0; i < 4000 && good; i++) {
		unsigned n = draw(i % 8 == 0 ? 200 : 50);

		text.len = 0;
		for (unsigned k = 0; k < n; k++)
			buf_add_str(&text,
			    piece[draw(often) > 0 ? draw(34) : draw(N)]);
		run(buf_span(&text), stops_any, &a);
		run(buf_span(&text), stops_best(), &b);
		good = span_eq(buf_span(&a.seen), buf_span(&b.seen));
		if (!good)
			printf("# differs: %.*s\n", (int)text.len, text.p);
	}
	ok(good, "all stops and those that matter, %u", often);
	buf_fini(&text);
	buf_fini(&a.seen);
	buf_fini(&b.seen);
}

int
main(void)
{
	test_random(1);
	test_random(4);
	test_random(20);
	return tap_done();
}
