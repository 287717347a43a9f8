/*
 * Prints build/gen/clean-gb.h: the two bytes that GB18030 has for each
 * character of the basic plane, 0 where it has four (or one).
 */
#include <stdio.h>

#include <unicode/ucnv.h>

enum { BMP = 0x10000 };

/* The bytes of one character as a number, or 0. */
static unsigned
two_bytes(UConverter *c, UChar u)
{
	UErrorCode status = U_ZERO_ERROR;
	char bytes[8];
	int32_t n = ucnv_fromUChars(c, bytes, sizeof bytes, &u, 1, &status);

	if (U_FAILURE(status) || n != 2)
		return 0;
	return (unsigned)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

int
main(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *c = ucnv_open("gb18030", &status);
	unsigned u;

	if (U_FAILURE(status))
		return 1;
	puts("/* Made by lib/gen/table-clean-gb.c. */");
	printf("static const uint16_t gb_bytes[0x%x] = {", BMP);
	for (u = 0; u < BMP; u++)
		printf("%s0x%x,", u % 8 == 0 ? "\n\t" : " ",
		    u < 0x80 || (u >= 0xd800 && u < 0xe000)
		        ? 0
		        : two_bytes(c, (UChar)u));
	puts("\n};");
	ucnv_close(c);
	return 0;
}
