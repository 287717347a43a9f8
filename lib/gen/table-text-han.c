/*
 * Prints build/gen/text-han.h: for each character of the block CJK
 * Unified Ideographs which of the languages that share it write it. By ICU's
 * transliterators a character is of simplified Chinese alone if it has a
 * traditional form and no place in Big5, and of traditional Chinese alone if
 * it has a simplified form and no place in GB 2312; a character is Japanese
 * alone if only JIS X 0208 (with its common extensions) has it. Marks of
 * written Cantonese are listed here.
 */
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { FIRST = 0x4e00, LAST = 0x9fff };

static const UChar cantonese[] = { 0x5605, 0x5497, 0x5514, 0x55ba, 0x4f62,
	0x54cb, 0x5187, 0x5572, 0x569f, 0x5622, 0x5481, 0x5649, 0x4e5c, 0x55f0,
	0x651e, 0x63fe, 0x54a9, 0x561e, 0x556b, 0x7747, 0x5b32, 0x7793, 0x7540,
	0x5625, 0x8ad7, 0x558e, 0x5643, 0x55cc, 0x519a, 0x56bf, 0x6530,
	0x564f };

static void
must(UErrorCode status)
{
	if (U_SUCCESS(status))
		return;
	fprintf(stderr, "table-text-han: %s\n", u_errorName(status));
	exit(1);
}

static UTransliterator *
transliterator(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *t;
	UChar id[32];

	u_uastrcpy(id, name);
	t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	must(status);
	return t;
}

static bool
changes(UTransliterator *t, unsigned c)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[8] = { (UChar)c };
	int32_t len = 1, limit = 1;

	utrans_transUChars(t, text, &len, 8, 0, &limit, &status);
	must(status);
	return len != 1 || text[0] != c;
}

static UConverter *
converter(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *u = ucnv_open(name, &status);

	must(status);
	ucnv_setFromUCallBack(u, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL,
	    &status);
	must(status);
	return u;
}

static bool
has(UConverter *u, unsigned c)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[1] = { (UChar)c };
	char out[16];

	return ucnv_fromUChars(u, out, sizeof out, text, 1, &status) > 0 &&
	    U_SUCCESS(status);
}

static bool
is_cantonese(unsigned c)
{
	for (size_t i = 0; i < sizeof cantonese / sizeof cantonese[0]; i++)
		if (cantonese[i] == c)
			return true;
	return false;
}

int
main(void)
{
	UTransliterator *hant = transliterator("Simplified-Traditional"),
	                *hans = transliterator("Traditional-Simplified");
	UConverter *big5 = converter("Big5"), *gb = converter("GB2312"),
	           *jis = converter("Shift_JIS");

	puts("/* Made by lib/gen/table-text-han.c. */");
	puts("enum { HAN_HANS = 1, HAN_HANT = 2, HAN_JAPANESE = 4,");
	puts("\tHAN_FOREIGN = 8, HAN_CANTONESE = 16,");
	puts("\tHAN_FIRST = 0x4e00, HAN_LAST = 0x9fff };");
	puts("static const uint8_t han_kind[] = {");
	for (unsigned c = FIRST; c <= LAST; c++) {
		unsigned kind = 0;

		if (changes(hant, c) && !has(big5, c))
			kind |= 1;
		if (changes(hans, c) && !has(gb, c))
			kind |= 2;
		if (has(jis, c) && !has(gb, c) && !has(big5, c))
			kind |= 4;
		if (!has(jis, c))
			kind |= 8;
		if (is_cantonese(c))
			kind |= 16;
		printf("%s%u,", c % 16 == 0 ? "\n\t" : " ", kind);
	}
	puts("\n};");
	return 0;
}
