/*
 * Makes clean-lexicon.h from lib/data/clean-lexicon.tsv: three sorted lists of
 * phrases with their classes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { ROWS = 4096 };

struct row {
	char where[8], class[16], phrase[200];
};

static struct row row[ROWS];
static size_t rows;

static const struct {
	const char *name, *constant;
} classes[] = { { "body", "CLEAN_BODY" }, { "page-number", "CLEAN_PAGENUMBER" },
	{ "byline", "CLEAN_BYLINE" }, { "dateline", "CLEAN_DATELINE" },
	{ "nav", "CLEAN_NAV" }, { "advert", "CLEAN_ADVERT" },
	{ "share", "CLEAN_SHARE" }, { "widget", "CLEAN_WIDGET" },
	{ "readmore", "CLEAN_READMORE" }, { "copyright", "CLEAN_COPYRIGHT" },
	{ "credit", "CLEAN_CREDIT" }, { "source", "CLEAN_SOURCE" },
	{ "caption", "CLEAN_CAPTION" }, { "heading", "CLEAN_HEADING" } };

static const char *
class_constant(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof classes / sizeof *classes; i++)
		if (strcmp(classes[i].name, name) == 0)
			return classes[i].constant;
	fprintf(stderr, "clean-lexicon.tsv: no class '%s'\n", name);
	exit(1);
}

static int
by_phrase(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->phrase,
	    ((const struct row *)b)->phrase);
}

static void
read_rows(FILE *f)
{
	char line[512];

	while (fgets(line, sizeof line, f) != NULL) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		line[strcspn(line, "\n")] = '\0';
		if (rows == ROWS ||
		    sscanf(line,
		        "%7[^\t]\t%15[^\t]\t"
		        "%199[^\t]",
		        row[rows].where, row[rows].class,
		        row[rows].phrase) != 3) {
			fprintf(stderr, "clean-lexicon.tsv: bad row: %s\n",
			    line);
			exit(1);
		}
		rows++;
	}
}

/* The letter of a phrase that is rarest in text of most languages. */
static char
rarest(const char *phrase)
{
	static const char by_rarity[] = "qxjzwkvybfgphmucdltsrnoaie";
	const char *p;

	for (p = by_rarity; *p != '\0'; p++)
		if (strchr(phrase, *p) != NULL)
			return *p;
	return phrase[0];
}

/* Where the phrases of a list begin that begin with each byte. */
static void
print_places(const char *where)
{
	size_t i = 0, n = 0;
	unsigned c;

	printf("static const uint16_t lexicon_%s_at[257] = {", where);
	for (c = 0; c <= 256; c++) {
		for (; i < rows && (unsigned char)row[i].phrase[0] < c; i++)
			n += strcmp(row[i].where, where) == 0;
		printf("%s%zu,", c % 16 == 0 ? "\n\t" : " ", n);
	}
	printf("\n};\n");
}

static void
print_list(const char *where)
{
	const unsigned char *p;
	bool high;
	size_t i;

	printf("static const struct phrase lexicon_%s[] = {\n", where);
	for (i = 0; i < rows; i++) {
		if (strcmp(row[i].where, where) != 0)
			continue;
		printf("\t{ \"");
		high = false;
		for (p = (unsigned char *)row[i].phrase; *p != '\0'; p++) {
			high |= *p >= 0x80;
			if (*p < 0x80 && *p != '"' && *p != '\\')
				putchar(*p);
			else
				printf("\\%03o", *p);
		}
		printf("\", %zu, %s, %d, '%c' },\n", strlen(row[i].phrase),
		    class_constant(row[i].class), high,
		    high ? ' ' : rarest(row[i].phrase));
	}
	printf("};\n");
}

int
main(int argc, char **argv)
{
	char path[1024];
	FILE *f;

	if (argc != 2)
		return 1;
	snprintf(path, sizeof path, "%s/clean-lexicon.tsv", argv[1]);
	f = fopen(path, "r");
	if (f == NULL) {
		perror(path);
		return 1;
	}
	read_rows(f);
	fclose(f);
	qsort(row, rows, sizeof *row, by_phrase);
	printf("/* Made by lib/gen/table-clean-lexicon.c. */\n");
	print_list("line");
	print_list("start");
	print_list("has");
	print_places("line");
	print_places("start");
	return 0;
}
