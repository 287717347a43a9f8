/* What is counted in a text, in vectors and a character at a time. */
#include <stdlib.h>
#include <string.h>

#include "clean/features.h"
#include "tap.h"

enum { TEXT = 1200, TURNS = 20000 };

static const char *const pieces[] = { " ", " ", " ", "a", "harbour", "Mill",
	"7", "1848", ",", ".", "!", "?", "\"", "'", "''", ")", "]", "}", "(",
	"$", "+", "/", "<", "=", ">", "^", "`", "|", "~", "_", "-", "\t", "\n",
	"don't", "end.' ", "caf\xc3\xa9", "\xe2\x80\x9d", "\xe2\x80\x99",
	"\xe4\xb8\xad\xe6\x96\x87", "\xe3\x80\x82",
	"a word of more than sixty letters comes here ",
	"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl" };

static size_t
make(char *text)
{
	size_t n, len, kinds = sizeof pieces / sizeof *pieces;
	size_t want = (size_t)rand() % (TEXT - 80), some;

	some = rand() % 2 ? kinds : kinds - 8; /* ASCII for the most part */
	for (len = 0; len < want; len += n) {
		const char *p = pieces[(size_t)rand() % some];

		if (rand() % 3 == 0)
			p = rand() % 4 == 0 ? "the" : " ";
		n = strlen(p);
		memcpy(text + len, p, n);
	}
	return len;
}

static bool
agree(struct quire_span s)
{
	struct facts a, b;
	unsigned mass;

	memset(&a, 0, sizeof a);
	memset(&b, 0, sizeof b);
	tally(s, &a);
	tally_plain(s, &b);
	return memcmp(&a, &b, sizeof a) == 0 &&
	    (!tally_words(s, &mass) || mass == a.mass);
}

static void
check_counts(void)
{
	const char *s = "\"It isn't the dogs' tail.\" They left: 12 of 40 (in "
	                "1848), Mr. Osk said.";
	struct facts f;

	memset(&f, 0, sizeof f);
	tally(span_of(s), &f);
	ok(f.mass == 15 && f.capitals == 4 && f.commas == 1 && f.digits == 8,
	    "words, capitals, commas, digits: %u %u %u %u", f.mass, f.capitals,
	    f.commas, f.digits);
	ok(f.sentences == 3 && f.chars == strlen(s),
	    "sentences, characters: %u %u", f.sentences, f.chars);
	ok(f.first[0] == learn_hash(5, "it", 2) &&
	        f.last[0] == learn_hash(5, "said", 4) &&
	        f.last[1] == learn_hash(5, "osk", 3),
	    "the first word, the last ones");
}

/* The last words of a long text, and texts that differ in a letter. */
static void
check_long(void)
{
	char text[TEXT], other[TEXT];
	struct facts f, g;
	size_t len = 0;

	while (len < 900)
		len += (size_t)snprintf(text + len, TEXT - len,
		    "one more of those words, ");
	snprintf(text + len, TEXT - len, "then Quay End");
	memcpy(other, text, sizeof other);
	other[450] = other[450] == 'x' ? 'y' : ' ';
	memset(&f, 0, sizeof f);
	memset(&g, 0, sizeof g);
	tally(span_of(text), &f);
	tally(span_of(other), &g);
	ok(f.last[0] == learn_hash(5, "end", 3) &&
	        f.last[1] == learn_hash(5, "quay", 4),
	    "the last words of a long text");
	ok(f.hash != g.hash, "another text, another hash");
}

int
main(void)
{
	static char text[TEXT];
	size_t i, len, bad = 0;

	check_counts();
	check_long();
	srand(11);
	for (i = 0; i < TURNS; i++) {
		len = make(text);
		bad += !agree((struct quire_span){ text, len });
	}
	ok(bad == 0, "both ways agree on random texts (%zu do not)", bad);
	return tap_done();
}
