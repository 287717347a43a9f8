/*
 * UAX #29 against the Unicode Character Database's own conformance files, as
 * Debian's package unicode-data installs them. Skipped where they are not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "segment/uax29.h"
#include "text/text.h"

#define DIR "/usr/share/unicode/auxiliary/"

static int tests, failed;

static void
ok(bool good, const char *what)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++tests, what);
	failed += !good;
}

/*
 * A line "÷ 0020 × 0308 ÷" to UTF-8 and the offsets of its breaks; returns
 * their number, 0 if the line holds no case.
 */
static size_t
read_case(char *line, struct buf *text, size_t *brk)
{
	size_t n = 0;
	char *save = NULL;

	text->len = 0;
	line[strcspn(line, "#\n")] = '\0';
	for (char *w = strtok_r(line, " \t", &save); w != NULL;
	     w = strtok_r(NULL, " \t", &save)) {
		if (strcmp(w, "÷") == 0)
			brk[n++] = text->len;
		else if (strcmp(w, "×") != 0)
			utf8_add(text, (uint32_t)strtoul(w, NULL, 16));
	}
	return n;
}

static bool
breaks_at(size_t (*next)(struct quire_span, size_t), struct quire_span s,
    const size_t *brk, size_t n)
{
	size_t at = 0;

	for (size_t i = 1; i < n; i++) {
		if (at >= s.len)
			return false;
		at = next(s, at);
		if (at != brk[i])
			return false;
	}
	return at == s.len;
}

static void
conform(const char *file, size_t (*next)(struct quire_span, size_t),
    unsigned want)
{
	char line[4096], what[200];
	size_t brk[256];
	struct buf text = { 0 };
	unsigned good = 0, all = 0;
	FILE *f = fopen(file, "r");

	if (f == NULL) {
		printf("ok %d - %s # SKIP not installed\n", ++tests, file);
		return;
	}
	while (fgets(line, sizeof line, f) != NULL) {
		size_t n = read_case(line, &text, brk);

		if (n == 0)
			continue;
		all++;
		if (breaks_at(next, buf_span(&text), brk, n))
			good++;
		else
			printf("# %s: case %u fails\n", file, all);
	}
	fclose(f);
	buf_fini(&text);
	snprintf(what, sizeof what, "%s: %u of %u", file, good, all);
	ok(good == all && all >= want, what);
}

int
main(void)
{
	conform(DIR "GraphemeBreakTest.txt", uax29_grapheme, 602);
	conform(DIR "WordBreakTest.txt", uax29_word, 1823);
	conform(DIR "SentenceBreakTest.txt", uax29_sentence, 502);
	printf("1..%d\n", tests);
	return failed != 0;
}
