/*
 * What the parts of table-dates-grammar.c share: the names of classes, the end
 * with a message, and the reading of rows.
 */
#ifndef GEN_DATES_COMMON_H
#define GEN_DATES_COMMON_H

#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "dates/classes.h"

static const char *const class_name[] = {
#define X(name) #name,
	DATES_CLASSES(X)
#undef X
};

static _Noreturn void
fail(const char *fmt, ...)
{
	va_list ap;

	fputs("table-dates-grammar: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static char *
slurp(const char *dir, const char *name)
{
	char path[4096], *text;
	size_t len;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	if ((f = fopen(path, "rb")) == NULL)
		fail("cannot read %s", path);
	text = mem_alloc(1 << 23);
	len = fread(text, 1, (1 << 23) - 1, f);
	text[len] = '\0';
	fclose(f);
	return text;
}

/* Calls row for each line that is not a comment, cut at tabs. */
static void
each_row(const char *dir, const char *name, size_t columns,
    void (*row)(char **column))
{
	char *text = slurp(dir, name), *line = text, *column[8], *end;
	size_t n, number = 0;

	for (; *line != '\0'; line = end) {
		end = line + strcspn(line, "\n");
		if (*end == '\n')
			*end++ = '\0';
		number++;
		if (*line == '#' || *line == '\0')
			continue;
		memset(column, 0, sizeof column);
		for (n = 0; n < 8 && line != NULL; n++) {
			column[n] = line;
			line = strchr(line, '\t');
			if (line != NULL)
				*line++ = '\0';
		}
		if (n < columns)
			fail("%s:%zu: %zu columns", name, number, n);
		row(column);
	}
	free(text);
}

/* each_row for NAME.tsv, then for NAME-*.tsv in the order of their names. */
static void
each_file(const char *dir, const char *name, size_t columns,
    void (*row)(char **column))
{
	char path[4096];
	glob_t found;
	size_t i;

	snprintf(path, sizeof path, "%s.tsv", name);
	each_row(dir, path, columns, row);
	snprintf(path, sizeof path, "%s/%s-*.tsv", dir, name);
	if (glob(path, 0, NULL, &found) != 0)
		return;
	for (i = 0; i < found.gl_pathc; i++)
		each_row(dir, strrchr(found.gl_pathv[i], '/') + 1, columns,
		    row);
	globfree(&found);
}

#endif
