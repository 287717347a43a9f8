/*
 * Unit tests of the stops of the scan: with those that vectors find a text has
 * the same candidates and sentences as with all that may matter, and the gate
 * says of many at once what it says of each, on random texts of the marks and
 * scripts that the scan knows.
 */
#include <string.h>

#include "models.h"
#include "segment/sentence.h"
#include "tap.h"
#include "text/text.h"

static struct gate gate;

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

/* A text of such pieces, fewer kinds of them the more often. */
static void
babble(struct buf *text, unsigned pieces, unsigned often)
{
	enum { N = sizeof piece / sizeof *piece };

	text->len = 0;
	while (pieces-- > 0)
		buf_add_str(text, piece[draw(often) > 0 ? draw(34) : draw(N)]);
}

/* Texts of all lengths. */
static void
test_random(unsigned often)
{
	struct log a = { 0 }, b = { 0 };
	struct buf text = { 0 };
	bool good = true;

	for (unsigned i = 0; i < 4000 && good; i++) {
		babble(&text, draw(i % 8 == 0 ? 200 : 50), often);
		run(buf_span(&text), stops_any, &a);
		for (size_t k = 0; stops_way(k) != NULL; k++) {
			run(buf_span(&text), stops_way(k), &b);
			good &= span_eq(buf_span(&a.seen), buf_span(&b.seen));
		}
		if (!good)
			printf("# differs: %.*s\n", (int)text.len, text.p);
	}
	ok(good, "all stops and those that matter, %u", often);
	buf_fini(&text);
	buf_fini(&a.seen);
	buf_fini(&b.seen);
}

/* How many stops are asked; SIZE_MAX if the gate contradicts itself. */
static size_t
sift(struct quire_span text, stops_mark *mark)
{
	static struct gate_memo memo;
	static struct stops s, t;
	size_t blocks = mark(text, text.p, text.p + text.len, &s);

	t = s;
	gate_sift(&gate, &memo, text.p, &t, blocks);
	for (size_t i = 0; i < s.places; i++) {
		size_t at = s.place[i], b = at / STOPS_BLOCK;
		uint64_t bit = UINT64_C(1) << at % STOPS_BLOCK;
		bool pass = gate_passes(&gate, load_le64(text.p + at - 4)),
		     bare = (s.bare[b] & bit) != 0;

		if ((s.asked[b] & bit) == 0 || (s.stop[b] & bit) == 0 ||
		    ((t.passed[b] & bit) != 0) != pass ||
		    ((t.stop[b] & bit) != 0) != (pass || !bare))
			return SIZE_MAX;
	}
	return s.places;
}

static void
test_gate(void)
{
	struct learn_model *m = learn_open_builtin(&learn_image_segment_gate);
	struct buf text = { 0 };
	size_t asked = 0, n = 0;

	ok(gate_open(&gate, m), "the gate is there");
	learn_close(m);
	for (unsigned i = 0; i < 1000 && n != SIZE_MAX; i++) {
		babble(&text, 1 + draw(400), 8);
		for (size_t k = 0; stops_way(k) != NULL && n != SIZE_MAX; k++)
			asked += n = sift(buf_span(&text), stops_way(k));
	}
	ok(n != SIZE_MAX, "the gate says the same of many at once");
	ok(stops_way(1) == NULL || asked > 500, "and is asked");
	buf_fini(&text);
}

int
main(void)
{
	test_gate();
	test_random(1);
	test_random(4);
	test_random(20);
	return tap_done();
}
