/*
 * Prints build/gen/segment-han.h: for each character of the block CJK Unified
 * Ideographs the simplified form that ICU's transliterator gives it, so that
 * one word list serves both scripts.
 */
#include <stdio.h>

#include <unicode/utrans.h>
#include <unicode/ustring.h>

enum { FIRST = 0x4e00, LAST = 0x9fff };

int
main(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar id[32], text[8];
	UTransliterator *t;

	u_uastrcpy(id, "Traditional-Simplified");
	t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	if (U_FAILURE(status))
		return 1;
	puts("/* Made by lib/gen/table-segment-han.c. */");
	puts("enum { HAN_FIRST = 0x4e00, HAN_LAST = 0x9fff };");
	puts("static const uint16_t han_simplified[] = {");
	for (unsigned c = FIRST; c <= LAST; c++) {
		int32_t len = 1, limit = 1;

		text[0] = (UChar)c;
		text[1] = 0;
		utrans_transUChars(t, text, &len, 8, 0, &limit, &status);
		if (U_FAILURE(status))
			return 1;
		printf("%s0x%x,", c % 8 == 0 ? "\n\t" : " ",
		    len == 1 ? text[0] : c);
	}
	puts("\n};");
	utrans_close(t);
	return 0;
}
