/*
 * Unit tests of what is remembered of tokens: texts in which the same few words come
 * again and again have the same sentences with the memo and without it.
 */
#include <string.h>

#include "models.h"
#include "segment/sentence.h"
#include "segment/weigh.h"
#include "tap.h"
#include "text/text.h"

static struct weigher weigher;
static struct gate gate;
static struct sentence_memo memo;

static bool
decide(void *arg, const struct sentence_scan *s, const struct candidate *c)
{
	(void)arg;
	return candidate_weigh(&weigher, s, c);
}

static void
found(void *arg, size_t start, size_t end)
{
	struct buf *b = arg;

	buf_add_int(b, (int64_t)start);
	buf_add_char(b, ' ');
	buf_add_int(b, (int64_t)end);
	buf_add_char(b, '\n');
}

static void
run(struct quire_span around, struct quire_span text, struct sentence_memo *m,
    struct buf *out)
{
	struct sentence_scan s = { 0 };

	s.text = text;
	s.around = around;
	s.gate = &gate;
	s.memo = m;
	s.decide = decide;
	s.found = found;
	s.arg = out;
	line_fit_measure(text, &s.fit);
	sentence_each(&s);
}

static unsigned
draw(unsigned sides)
{
	static uint64_t state = 20240607;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

static const char *const piece[] = { "Mr.", "J.", "R.", "Oakes", "no.", "9,",
	"the", "ferry", "left.", "Nobody", "came!", "\"Now\"", "(Lund)", "2018",
	"e.g.", "Annual", "Report", "a.m.", "said:", "One;", "three", "don't",
	"Straße", "Était", "中文", "中。文", "\xc2\xa0", "…", "Institute", "I",
	"2.", "—", "Москва.", "incomprehensibilities", "'tis", "\"" };

/* The whole, and then what stands between bars, as texts of their own. */
static void
run_parts(struct quire_span all, struct sentence_memo *m, struct buf *out)
{
	size_t from = 0, to;

	run(all, all, m, out);
	for (; from < all.len; from = to + 1) {
		to = span_find(all, from, "|");
		to = to < all.len ? to : all.len;
		run(all, span_sub(all, from, to), m, out);
	}
}

static void
test_random(void)
{
	enum { N = sizeof piece / sizeof *piece };
	static const char behind[] = "        \n||";
	struct buf with = { 0 }, without = { 0 }, text = { 0 };
	bool good = true;

	for (unsigned i = 0; i < 300 && good; i++) {
		unsigned few = 2 + draw(N - 2), n = draw(2000);

		text.len = 0;
		for (unsigned k = 0; k < n; k++) {
			buf_add_str(&text, piece[draw(few)]);
			buf_add_char(&text, behind[draw(sizeof behind - 1)]);
			if (draw(10) == 0)
				buf_add(&text, "\0\0", 2);
		}
		with.len = without.len = 0;
		run_parts(buf_span(&text), &memo, &with);
		run_parts(buf_span(&text), NULL, &without);
		good = span_eq(buf_span(&with), buf_span(&without));
	}
	ok(good, "the memo gives what would be found without it");
	buf_fini(&with);
	buf_fini(&without);
	buf_fini(&text);
}

/* It is asked about one place, then about the same with another number. */
static void
test_place(void)
{
	static const char text[] = "And so it was that the other day Mr. Lund "
	                           "came over here with all his things.";
	static const struct remember_sums sums = { 7, 0, 1, 2, true, false };
	const struct remember_sums *known;
	static struct remember_memo m;
	struct quire_span s = { text, sizeof text - 1 };
	struct remember_ask ask;
	const char *word = text + 35, *next = text + 37;
	const char *from = text + 29, *to = text + 51;

	ok(remember(&m, s, s, word, next, 5, &ask) == NULL, "nothing told yet");
	if (ask.place == NULL) {
		ok(true, "not kept on this machine");
		return;
	}
	remember_tell(&ask, from - 20, to, sums);
	ok(remember(&m, s, s, word, next, 5, &ask) == NULL,
	    "what depends on too much is not kept");
	remember_tell(&ask, from, to, sums);
	known = remember(&m, s, s, word, next, 5, &ask);
	ok(known != NULL && known->near == 7 && known->right == 2 &&
	        !known->has_far,
	    "sums are kept");
	remember_tell_far(&ask, from, to + 20, -9);
	ok(!known->has_far, "not what depends on too much");
	remember_tell_far(&ask, from, to, -9);
	ok(known->has_far && known->far == -9, "the rest is told later");
	ok(remember(&m, s, s, word, next, 6, &ask) == NULL,
	    "not for another number");
}

/* Where every chunk is one character, less of the text matters. */
static void
test_han(void)
{
	static const char text[] = "天地玄黄宇宙洪荒日月盈昃。辰宿列张寒来暑往"
	                           "秋收冬藏闰余成岁律吕调阳";
	static const char other[] = "海咸河淡鳞潜羽翔日来盈昃。辰宿列果珍李柰"
	                            "菜重芥姜海咸河淡鳞潜羽翔";
	static const struct remember_sums sums = { 3, 0, 0, 0, false, false };
	static struct remember_memo m;
	struct quire_span s = { text, sizeof text - 1 },
	                  o = { other, sizeof other - 1 };
	struct remember_ask ask;
	size_t at = 12 * 3;

	remember(&m, s, s, text + at, text + at + 3, 1, &ask);
	if (ask.place == NULL) {
		ok(true, "not kept on this machine");
		return;
	}
	remember_tell(&ask, text + at - 6, text + at + 12, sums);
	ok(remember(&m, o, o, other + at, other + at + 3, 1, &ask) != NULL,
	    "of Han two characters before it and three behind it matter");
}

int
main(void)
{
	struct learn_model *m = learn_open_builtin(&learn_image_segment_gate);

	ok(gate_open(&gate, m) &&
	        weigh_open(&weigher, &learn_image_segment) == 0,
	    "the models are there");
	learn_close(m);
	test_random();
	test_place();
	test_han();
	return tap_done();
}
