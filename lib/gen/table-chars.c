/*
 * Makes chars.h: the properties of every code point as a two-stage table over
 * a list of unique records. Source: the ICU that is installed at build time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/unorm2.h>
#include <unicode/uvernum.h>

#include "base/base.h"
#include "text/text.h"

enum { POINTS = 0x110000, BLOCK = 128, BLOCKS = POINTS / BLOCK };

static struct text_char record[4096];
static size_t records;
static uint16_t of[POINTS]; /* record of a code point */
static uint16_t stage1[BLOCKS], stage2[BLOCKS][BLOCK];
static size_t blocks;

static uint32_t
general(UChar32 c)
{
	static const struct {
		uint32_t mask, flag;
	} map[] = {
		{ U_GC_L_MASK, TEXT_LETTER },
		{ U_GC_M_MASK, TEXT_MARK },
		{ U_GC_ND_MASK, TEXT_DIGIT },
		{ U_GC_N_MASK, TEXT_NUMBER },
		{ U_GC_P_MASK, TEXT_PUNCT },
		{ U_GC_S_MASK, TEXT_SYMBOL },
		{ U_GC_CC_MASK, TEXT_CONTROL },
		{ U_GC_CF_MASK, TEXT_FORMAT },
		{ U_GC_PS_MASK | U_GC_PI_MASK, TEXT_OPEN },
		{ U_GC_PE_MASK | U_GC_PF_MASK, TEXT_CLOSE },
		{ U_GC_CN_MASK | U_GC_CS_MASK | U_GC_CO_MASK, TEXT_UNASSIGNED },
	};
	uint32_t f = 0;
	size_t i;

	for (i = 0; i < sizeof map / sizeof *map; i++)
		if (U_MASK(u_charType(c)) & map[i].mask)
			f |= map[i].flag;
	return f;
}

static uint32_t
binary(UChar32 c)
{
	static const struct {
		UProperty property;
		uint32_t flag;
	} map[] = {
		{ UCHAR_UPPERCASE, TEXT_UPPER },
		{ UCHAR_LOWERCASE, TEXT_LOWER },
		{ UCHAR_WHITE_SPACE, TEXT_SPACE },
		{ UCHAR_QUOTATION_MARK, TEXT_QUOTE },
		{ UCHAR_EXTENDED_PICTOGRAPHIC, TEXT_PICTOGRAPH },
		{ UCHAR_EMOJI_PRESENTATION, TEXT_EMOJI },
		{ UCHAR_DEFAULT_IGNORABLE_CODE_POINT, TEXT_IGNORABLE },
		{ UCHAR_S_TERM, TEXT_STERM },
		{ UCHAR_TERMINAL_PUNCTUATION, TEXT_TERM },
	};
	uint32_t f = 0;
	size_t i;

	for (i = 0; i < sizeof map / sizeof *map; i++)
		if (u_hasBinaryProperty(c, map[i].property))
			f |= map[i].flag;
	if (u_getCombiningClass(c) != 0 ||
	    u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES)
		f |= TEXT_UNSTABLE;
	return f;
}

/* CJK marks and full-width forms: part of Chinese and Japanese text. */
static bool
cjk_mark(UChar32 c)
{
	return (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff65) ||
	    (c >= 0xffe0 && c <= 0xffe6) || (c >= 0xfe30 && c <= 0xfe4f) ||
	    (c >= 0x3200 && c <= 0x33ff);
}

static uint32_t
script_flags(UChar32 c, UScriptCode s)
{
	uint32_t f = 0;

	if (s == USCRIPT_HAN)
		f |= TEXT_HAN;
	if (s == USCRIPT_HIRAGANA || s == USCRIPT_KATAKANA || c == 0x30fc)
		f |= TEXT_KANA;
	if (s == USCRIPT_HANGUL)
		f |= TEXT_HANGUL;
	if (f != 0 || s == USCRIPT_BOPOMOFO || cjk_mark(c))
		f |= TEXT_CJK;
	return f;
}

static struct text_char
describe(UChar32 c)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode s = uscript_getScript(c, &status);
	struct text_char t;

	if (U_FAILURE(status) || s > 255)
		quire_die("table-chars: script out of range");
	memset(&t, 0, sizeof t);
	t.flags = general(c) | binary(c) | script_flags(c, s);
	t.script = (uint8_t)s;
	t.category = (uint8_t)u_charType(c);
	t.gcb = (uint8_t)u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
	t.wb = (uint8_t)u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
	t.sb = (uint8_t)u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
	t.digit = (uint8_t)(u_charType(c) == U_DECIMAL_DIGIT_NUMBER
	        ? u_charDigitValue(c)
	        : 255);
	t.ccc = u_getCombiningClass(c);
	t.lower = u_tolower(c) - c;
	t.upper = u_toupper(c) - c;
	return t;
}

static uint16_t
intern(const struct text_char *t)
{
	size_t i;

	for (i = records; i > 0; i--)
		if (memcmp(&record[i - 1], t, sizeof *t) == 0)
			return (uint16_t)(i - 1);
	if (records == sizeof record / sizeof *record)
		quire_die("table-chars: too many records");
	record[records] = *t;
	return (uint16_t)records++;
}

static void
fold_blocks(void)
{
	size_t b, i;

	for (b = 0; b < BLOCKS; b++) {
		for (i = blocks; i > 0; i--)
			if (memcmp(stage2[i - 1], of + b * BLOCK,
			        sizeof stage2[0]) == 0)
				break;
		if (i == 0) {
			memcpy(stage2[blocks], of + b * BLOCK,
			    sizeof stage2[0]);
			i = ++blocks;
		}
		stage1[b] = (uint16_t)(i - 1);
	}
}

static void
print_u16(const char *name, const uint16_t *v, size_t n)
{
	size_t i;

	printf("const uint16_t %s[] = {", name);
	for (i = 0; i < n; i++)
		printf("%s%u,", i % 16 == 0 ? "\n" : "", v[i]);
	printf("\n};\n");
}

static void
print_records(void)
{
	struct text_char t;
	size_t i;

	printf("const struct text_char text_chars[] = {\n");
	for (i = 0; i < records; i++) {
		t = record[i];
		printf("{%uu,%u,%u,%u,%u,%u,%u,%u,0,%d,%d},\n", t.flags,
		    t.script, t.category, t.gcb, t.wb, t.sb, t.digit, t.ccc,
		    t.lower, t.upper);
	}
	printf("};\n");
}

int
main(void)
{
	struct text_char t;
	UChar32 c;

	for (c = 0; c < POINTS; c++) {
		t = describe(c);
		of[c] = intern(&t);
	}
	fold_blocks();
	printf("/* Made by lib/gen/table-chars.c from ICU " U_ICU_VERSION
	       ", Unicode " U_UNICODE_VERSION ". */\n");
	print_records();
	print_u16("text_stage1", stage1, BLOCKS);
	print_u16("text_stage2", stage2[0], blocks * BLOCK);
	return ferror(stdout) || fflush(stdout) != 0;
}
