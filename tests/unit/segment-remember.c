/*
 * Unit tests of remembered decisions: texts in which the same few words come
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

/* It is asked about one place, then about the same with other numbers. */
static void
test_place(void)
{
	static const char text[] = "And so it was that the other day Mr. Lund "
	                           "came over here with all his things.";
	static struct remember_memo m;
	struct quire_span s = { text, sizeof text - 1 };
	struct remember_ask ask;
	const char *word = text + 35, *next = text + 37;
	const char *from = text + 29, *to = text + 51;

	ok(remember(&m, s, s, word, next, 5, &ask) == 0, "nothing said yet");
	if (ask.place == NULL) {
		ok(true, "not kept on this machine");
		return;
	}
	remember_tell(&ask, from - 20, to, true);
	ok(remember(&m, s, s, word, next, 5, &ask) == 0,
	    "what depends on too much is not kept");
	remember_tell(&ask, from, to, true);
	ok(remember(&m, s, s, word, next, 5, &ask) == 1, "yes is kept");
	ok(remember(&m, s, s, word, next, 6, &ask) == 0,
	    "not for other numbers");
	remember_tell(&ask, from, to, false);
	ok(remember(&m, s, s, word, next, 6, &ask) == -1, "no is kept");
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
	return tap_done();
}
