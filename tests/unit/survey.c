/* survey: the pass in blocks tells what the pass by bytes tells. */
#include <stdlib.h>
#include <string.h>

#include "clean/survey.h"
#include "tap.h"
#include "text/text.h"

enum { LINES = 64, TEXT = 700 };

static const char *const pieces[] = { "a", "word", " ", " ", "The", ",", " ,",
	" ;", ".", ".a", ". ", "\n", "\n", "\n\n", "[", "<", "*", "_", "~", "`",
	"\\", "&", "\t", "\r", "\f", "\x01", "\x7f", "-", "0", "z", "{", "@",
	"\xc2\x85", "\xc2\xa0", "\xc2\xad", "\xc2\xa1", "\xc3\xa9",
	"\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\x8b", "\xe2\x80\x8c",
	"\xe2\x80\x9c", "\xe2\x81\xa0", "\xe2\x81\xa1", "\xe2\xba\x80",
	"\xe3\x80\x80", "\xe3\x80\x82", "\xe3\x81\x82", "\xe3\x82\xa2",
	"\xe4\xb8\x80", "\xe4\xb7\x80", "\xe9\xbf\xbf", "\xef\xbb\xbf",
	"\xef\xac\x81", "\xef\xbc\x8c", "\xf0\xa0\x80\x80", "\xf0\x9f\x98\x80",
	"\xd0\xb0", "\xd1\x8f", "\xc4\x80", "\xc9\xbf", "\xca\x80",
	"a long run of plain words that takes more than one block to read" };

static bool
same(const struct surveyed *a, const struct surveyed *b)
{
	return a->text.p == b->text.p && a->text.len == b->text.len &&
	    a->seen == b->seen && a->words == b->words;
}

/* One text, read in batches of max lines both ways. */
static bool
agree(struct quire_span s, size_t max)
{
	struct surveyed a[LINES], b[LINES];
	struct quire_span x = s, y = s;
	size_t n, m, i;

	do {
		n = survey(&x, a, max);
		m = survey_plain(&y, b, max);
		if (n != m || x.len != y.len)
			return false;
		for (i = 0; i < n; i++)
			if (!same(&a[i], &b[i]))
				return false;
	} while (n > 0);
	return x.len == 0;
}

static void
check_random(void)
{
	const size_t kinds = sizeof pieces / sizeof *pieces;
	char text[TEXT];
	size_t len, n, i, bad = 0;
	unsigned round;

	srand(5);
	for (round = 0; round < 20000; round++) {
		size_t want = (size_t)rand() % (TEXT - 80);

		for (len = 0; len < want; len += n) {
			i = (size_t)rand() % kinds;
			n = strlen(pieces[i]);
			memcpy(text + len, pieces[i], n);
		}
		/* at the end of a block of its own: no byte behind is read */
		memmove(text + TEXT - len, text, len);
		bad += !agree((struct quire_span){ text + TEXT - len, len },
		    1 + (size_t)rand() % LINES);
	}
	ok(bad == 0, "both ways agree on random texts (%zu do not)", bad);
}

static const struct {
	const char *text;
	unsigned seen, words;
} lines[] = { { "", 0, 0 }, { "plain words here.", 0, 2 },
	{ "a , b", SEEN_SPACING, 1 }, { "x &amp; y", SEEN_MARKUP, 1 },
	{ "at web.archive.org", SEEN_MARKUP, 1 }, { "a\tb", SEEN_TAB, 0 },
	{ "caf\xc3\xa9 au lait", SEEN_HIGH, 2 },
	{ "a\xc2\xa0"
	  "b",
	    SEEN_HIGH | SEEN_ODD, 0 },
	{ "\xe4\xb8\xad\xe6\x96\x87 a", SEEN_HIGH | SEEN_FAR | SEEN_SPACING,
	    2 },
	{ "e\xcc\x81t\xc3\xa9", SEEN_HIGH | SEEN_FAR, 0 },
	{ "a\fb", SEEN_ODD | SEEN_BREAK, 0 } };

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct surveyed r = survey_line(span_of(lines[i].text));

		ok(r.seen == lines[i].seen && r.words == lines[i].words,
		    "%s: %u %u", lines[i].text, r.seen, r.words);
	}
	check_random();
	ok(survey_high(span_of("abc\xc3\xa9"), 0) == 3, "the first byte");
	ok(survey_high(span_of("abc"), 1) == 3, "none");
	ok(survey_high_or_and(span_of("AT&T and caf\xc3\xa9"), 0) == 2 &&
	        survey_high_or_and(span_of("AT&T and caf\xc3\xa9"), 3) == 12 &&
	        survey_high_or_and(span_of("forty-two plain letters in a row, "
	                                   "and then some more &c."),
	            0) == 53,
	    "an ampersand too");
	return tap_done();
}
