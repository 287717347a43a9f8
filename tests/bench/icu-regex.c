/*
 * The least that one would write with ICU's regular expressions to find
 * dates: one alternation of common English forms, over lines of UTF-8. Prints
 * start, end of each. The bench measures `extract-dates` beside it, which
 * does much more.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#define MONTH \
	"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?" \
	"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?" \
	"|Dec(?:ember)?)\\.?"

static const char pattern[] =
    "\\b(?:" MONTH " [0-3]?\\d(?:, (?:19|20)\\d\\d)?"
    "|[0-3]?\\d " MONTH "(?: (?:19|20)\\d\\d)?"
    "|" MONTH " (?:19|20)\\d\\d|(?:19|20)\\d\\d-[01]\\d-[0-3]\\d"
    "|[0-3]?\\d/[0-3]?\\d/(?:19|20)\\d\\d|(?:19|20)\\d\\d"
    "|yesterday|today|tomorrow|(?:last|next) (?:week|month|year))\\b";

int
main(void)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar *wide = NULL, text[1024];
	URegularExpression *r;
	int32_t n, room = 0;
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	u_strFromUTF8(text, 1024, &n, pattern, -1, &e);
	r = uregex_open(text, n, 0, NULL, &e);
	if (U_FAILURE(e))
		return 2;
	while ((len = getline(&line, &cap, stdin)) > 0) {
		if (room <= len) {
			room = (int32_t)len * 2;
			wide = realloc(wide, (size_t)room * sizeof *wide);
			if (wide == NULL)
				return 2;
		}
		u_strFromUTF8WithSub(wide, room, &n, line, (int32_t)len, 0xfffd,
		    NULL, &e);
		uregex_setText(r, wide, n, &e);
		while (uregex_findNext(r, &e))
			printf("%d\t%d\n", uregex_start(r, 0, &e),
			    uregex_end(r, 0, &e));
	}
	uregex_close(r);
	free(wide);
	free(line);
	return U_FAILURE(e) ? 2 : 0;
}
