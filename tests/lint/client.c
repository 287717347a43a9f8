/* A stranger's program that uses the installed library: each part once. */
#include <quire.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed;

static void
check(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "client: %s\n", what);
		failed = 1;
	}
}

static void
sentences(const char *text)
{
	struct quire_segmenter *s = quire_segmenter_new(NULL);
	const struct quire_range *r;
	long i, n = quire_segment(s, text, strlen(text), QUIRE_SENTENCES, &r);

	check(n == 2, "two sentences");
	for (i = 0; i < n; i++)
		printf("sentence: %.*s\n", (int)(r[i].end - r[i].start),
		    text + r[i].start);
	check(quire_segment(s, "\xff", 1, QUIRE_WORDS, &r) == -1,
	    "ill-formed text is refused");
	check(quire_segment(s, "", 0, QUIRE_WORDS, &r) == 0, "no words");
	quire_segmenter_free(s);
}

static void
language(const char *text)
{
	struct quire_detector *d = quire_detector_new("en,de");
	const struct quire_language *l;
	const char *tag = quire_detect(d, text, strlen(text), NULL);
	long n;

	check(tag != NULL && strcmp(tag, "en") == 0, "English");
	n = quire_detect_spans(d, text, strlen(text), &l);
	check(n == 1 && l[0].start == 0 && l[0].end == strlen(text),
	    "one span");
	quire_detector_free(d);
	check(quire_detector_new("xx-unknown") == NULL, "unknown tag");
}

static void
dates(const char *text)
{
	struct quire_dater *d = quire_dater_new("2019-03-14", "en");
	const struct quire_date *x;
	long n = quire_find_dates(d, text, strlen(text), &x);

	check(n == 1 && strcmp(x[0].value, "2008-10") == 0, "a date");
	if (n > 0)
		printf("date: %s %s %s\n", x[0].type, x[0].value, x[0].edtf);
	quire_dater_free(d);
}

static void
citations(void)
{
	static const char text[] =
	    "References\n\n"
	    "Penrose, J. (1989). The Corran navigation (2nd ed.). Leeds: "
	    "Millrace Books.\n\n"
	    "Adeyemi, F., & Castell, M. (2014). Small harbours, long "
	    "memories. Lindmoor: Coastal Press.\n";
	struct quire_citer *c = quire_citer_new();
	const struct quire_citation *x;
	long i, n = quire_find_citations(c, text, strlen(text), &x);

	check(n == 2, "two references");
	for (i = 0; i < n; i++)
		printf("%s: %s\n", x[i].kind, x[i].csl);
	quire_citer_free(c);
}

static void
cleaning(void)
{
	static const char html[] =
	    "<html><body><p>Gr&uuml;&szlig;e aus dem "
	    "Hafen, wo die Boote seit Oktober wieder fahren.</p></body></html>";
	struct quire_cleaner *c = quire_cleaner_new("html");
	size_t len;
	const char *p = quire_clean(c, html, strlen(html), &len);

	check(strlen(p) == len &&
	        strstr(p,
	            "Gr\xc3\xbc\xc3\x9f"
	            "e") != NULL,
	    "HTML to text");
	printf("clean: %s\n", p);
	quire_cleaner_free(c);
	check(quire_cleaner_new("rtf") == NULL, "unknown source");
}

int
main(void)
{
	static const char text[] = "The boats stopped in October 2008. Nobody "
	                           "here will miss them.";
	char *mended;
	size_t len;

	check(strlen(quire_version()) >= 5, "version");
	check(quire_valid("ab\xe4", 3) == 2, "valid prefix");
	mended = quire_repair("ab\xe4", 3, &len);
	check(len == 5 && strcmp(mended, "ab\xef\xbf\xbd") == 0, "repair");
	free(mended);
	check(quire_count("\xf0\x9f\x9a\xa2", 4, QUIRE_UTF16) == 2, "units");
	sentences(text);
	language(text);
	dates(text);
	citations();
	cleaning();
	return failed;
}
