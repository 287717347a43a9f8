/*
 * Prints build/gen/language-codes.h: the codes of ISO 639 that have three
 * letters and, for the same language, two, as ICU knows them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>

struct row {
	const char *three, *two;
};

static int
by_code(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->three,
	    ((const struct row *)b)->three);
}

int
main(void)
{
	static struct row row[1024];
	const char *const *two = uloc_getISOLanguages();
	size_t n = 0;

	for (; *two != NULL && n < 1024; two++)
		if (strlen(*two) == 2)
			row[n++] =
			    (struct row){ uloc_getISO3Language(*two), *two };
	qsort(row, n, sizeof row[0], by_code);
	puts("/* Made by lib/gen/table-language-codes.c */");
	puts("static const struct {\n\tchar three[4], two[3];\n} codes[] = {");
	for (size_t i = 0; i < n; i++)
		printf("\t{ \"%s\", \"%s\" },\n", row[i].three, row[i].two);
	puts("};");
	return 0;
}
