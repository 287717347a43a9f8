/*
 * build/gen/language-names.h: the languages of lib/data/language.tsv, tags
 * sorted, with their names; and its scripts, with ICU's numbers for them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

struct row {
	char tag[24], script[5], name[96];
};

static int
by_tag(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->tag,
	    ((const struct row *)b)->tag);
}

static int
by_script(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->script,
	    ((const struct row *)b)->script);
}

static void
print_scripts(struct row *row, size_t n)
{
	qsort(row, n, sizeof row[0], by_script);
	puts("static const struct {\n\tchar name[5];\n\tuint8_t number;\n} "
	     "scripts[] = {");
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(row[i].script, row[i - 1].script) != 0)
			printf("\t{ \"%s\", %d },\n", row[i].script,
			    (int)u_getPropertyValueEnum(UCHAR_SCRIPT,
			        row[i].script));
	puts("};");
}

int
main(int argc, char **argv)
{
	static struct row row[1024];
	char path[4096], line[1024];
	size_t n = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s/language.tsv",
	    argc > 1 ? argv[1] : "lib/data");
	f = fopen(path, "r");
	if (f == NULL) {
		perror(path);
		return 1;
	}
	while (fgets(line, sizeof line, f) != NULL && n < 1024)
		if (line[0] != '#' &&
		    sscanf(line, "%23[^\t]\t%4[^\t]\t%95[^\t]", row[n].tag,
		        row[n].script, row[n].name) == 3)
			n++;
	fclose(f);
	qsort(row, n, sizeof row[0], by_tag);
	puts("/* Made by lib/gen/table-language-names.c */");
	puts("static const struct {\n\tconst char *tag, *name;\n} table[] = {");
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(row[i].tag, row[i - 1].tag) != 0)
			printf("\t{ \"%s\", \"%s\" },\n", row[i].tag,
			    row[i].name);
	puts("};");
	print_scripts(row, n);
	return 0;
}
