/*
 * What one would write with ICU's break iterators: icu-segment sentence|word
 * reads lines of UTF-8 and writes each segment that is not white space on a
 * line of its own. The bench measures `segment` beside it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

static UChar *wide;
static char *narrow;
static int32_t room;

static void
need(size_t len)
{
	if (room > (int32_t)len)
		return;
	room = (int32_t)len * 2 + 256;
	wide = realloc(wide, (size_t)room * sizeof *wide);
	narrow = realloc(narrow, (size_t)room * 3);
	if (wide == NULL || narrow == NULL)
		exit(2);
}

static void
put(const UChar *s, int32_t len)
{
	UErrorCode e = U_ZERO_ERROR;
	int32_t n;

	while (len > 0 && u_isUWhiteSpace(s[len - 1]))
		len--;
	if (len == 0)
		return;
	u_strToUTF8(narrow, room * 3, &n, s, len, &e);
	fwrite(narrow, 1, (size_t)n, stdout);
	putchar('\n');
}

static void
line_of(UBreakIterator *b, const char *line, size_t len)
{
	UErrorCode e = U_ZERO_ERROR;
	int32_t n, from = 0, to;

	need(len);
	u_strFromUTF8WithSub(wide, room, &n, line, (int32_t)len, 0xfffd, NULL,
	    &e);
	ubrk_setText(b, wide, n, &e);
	while ((to = ubrk_next(b)) != UBRK_DONE) {
		put(wide + from, to - from);
		from = to;
	}
}

int
main(int argc, char **argv)
{
	UErrorCode e = U_ZERO_ERROR;
	UBreakIterator *b;
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	if (argc != 2)
		return 2;
	b = ubrk_open(strcmp(argv[1], "word") == 0 ? UBRK_WORD : UBRK_SENTENCE,
	    "", NULL, 0, &e);
	if (U_FAILURE(e))
		return 2;
	while ((len = getline(&line, &cap, stdin)) > 0)
		line_of(b, line, (size_t)len);
	ubrk_close(b);
	free(line);
	return 0;
}
