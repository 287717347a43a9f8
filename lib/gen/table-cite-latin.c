/*
 * Makes build/gen/cite-latin.h: how citation keys spell the letters of
 * U+0080 to U+9FFF in ASCII (周 zhou, ü u, Ж z), by ICU's transliterator.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>

#include "base/base.h"

enum { FIRST = 0x80, LAST = 0x9fff, WORDS = 4096 };

static char word[WORDS][12];
static unsigned words = 1; /* 0: none */
static unsigned index_of[LAST + 1];

static unsigned
intern(const char *s)
{
	unsigned i;

	for (i = 1; i < words; i++)
		if (strcmp(word[i], s) == 0)
			return i;
	if (words == WORDS) {
		fprintf(stderr, "table-cite-latin: too many spellings\n");
		exit(1);
	}
	strcpy(word[words], s);
	return words++;
}

/* Letters and digits of the transliteration, or nothing. */
static void
spell(UTransliterator *t, UChar32 cp)
{
	UChar text[64] = { 0 };
	int32_t len = 0, limit, i;
	UErrorCode e = U_ZERO_ERROR;
	char out[12];
	size_t n = 0;
	UBool bad = 0;

	if (!u_isalnum(cp))
		return;
	U16_APPEND(text, len, 60, cp, bad);
	limit = len;
	utrans_transUChars(t, text, &len, 60, 0, &limit, &e);
	if (U_FAILURE(e) || bad)
		return;
	for (i = 0; i < len && n + 1 < sizeof out; i++)
		if (text[i] < 0x80 && u_isalnum(text[i]))
			out[n++] = (char)text[i];
		else if (text[i] >= 0x80)
			return;
	out[n] = '\0';
	if (n > 0)
		index_of[cp] = intern(out);
}

int
main(void)
{
	static const char id[] = "Any-Latin; Latin-ASCII; Lower";
	UChar name[64];
	UErrorCode e = U_ZERO_ERROR;
	UTransliterator *t;
	unsigned i;

	u_charsToUChars(id, name, (int32_t)sizeof id);
	t = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	if (U_FAILURE(e)) {
		fprintf(stderr, "table-cite-latin: %s\n", u_errorName(e));
		return 1;
	}
	for (i = FIRST; i <= LAST; i++)
		spell(t, (UChar32)i);
	utrans_close(t);
	printf("/* Made by table-cite-latin from ICU's transliterator. */\n");
	printf("#define CITE_LATIN_FIRST %#x\n#define CITE_LATIN_LAST %#x\n\n",
	    (unsigned)FIRST, (unsigned)LAST);
	printf("static const char cite_latin_word[%u][12] = {\n", words);
	for (i = 0; i < words; i++)
		printf("\t\"%s\",\n", word[i]);
	printf("};\n\nstatic const uint16_t cite_latin[] = {");
	for (i = FIRST; i <= LAST; i++)
		printf("%s%u,", (i & 15) == 0 ? "\n\t" : "", index_of[i]);
	printf("\n};\n");
	return 0;
}
