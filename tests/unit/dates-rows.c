/*
 * Every row of lib/data/dates-rows.tsv and dates-rows-*.tsv has an example, and
 * the example comes to the value beside it (reference date 2015-11-30). Every
 * row of dates-context.tsv and dates-context-*.tsv has an example too.
 */
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "dates/dates.h"
#include "tap.h"

/* Cuts a line at tabs; returns how many columns there are. */
static size_t
columns(char *line, char **column, size_t max)
{
	size_t n = 0;

	line[strcspn(line, "\n")] = '\0';
	while (line != NULL && n < max) {
		column[n++] = line;
		line = strchr(line, '\t');
		if (line != NULL)
			*line++ = '\0';
	}
	return n;
}

/* True if text, in that language (null: any), holds the value; "-": none. */
static bool
holds(const char *language, const char *text, const char *value)
{
	struct dates_opts o = { .reference = "2015-11-30",
		.languages = language,
		.vague = true,
		.urls = true };
	struct arena *a = arena_new();
	struct dater *d = dater_new(&o, NULL);
	struct dates found;
	bool good = false;
	size_t i;

	dates_document(d, span_of(text), (struct quire_span){ NULL, 0 }, a,
	    &found);
	good = found.n == 0 && strcmp(value, "-") == 0;
	for (i = 0; i < found.n; i++)
		good |= span_is(found.item[i].value, value);
	dater_free(d);
	arena_free(a);
	return good;
}

/* The example is in one of the languages of the row. */
static void
check(const char *languages, const char *text, const char *value)
{
	const char *l = languages;
	bool good = false;
	char tag[16];
	size_t len;

	if (strcmp(l, "*") == 0)
		good = holds(NULL, text, value);
	for (; !good && *l != '\0' && *l != '*'; l += len + (l[len] == ',')) {
		len = strcspn(l, ",");
		snprintf(tag, sizeof tag, "%.*s", (int)len, l);
		good = holds(tag, text, value);
	}
	ok(good, "%s: %s is %s", languages, text, value);
}

static void
rows(const char *path)
{
	char line[4096], *c[8];
	FILE *f = fopen(path, "r");
	size_t n;

	if (!ok(f != NULL, "%s opens", path))
		return;
	while (fgets(line, sizeof line, f) != NULL) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		n = columns(line, c, 8);
		if (strcmp(c[0], "alias") == 0)
			continue;
		if (ok(n == 6 && *c[4] != '\0' && *c[5] != '\0',
		        "an example in %s", c[n > 3 ? 3 : 0]))
			check(c[1], c[4], c[5]);
	}
	fclose(f);
}

static void
contexts(const char *path)
{
	char line[8192], *c[8];
	FILE *f = fopen(path, "r");
	size_t n;

	if (!ok(f != NULL, "%s opens", path))
		return;
	while (fgets(line, sizeof line, f) != NULL) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		n = columns(line, c, 8);
		ok(n == 5, "an example of %s %s", c[0], c[n > 1]);
	}
	fclose(f);
}

static void
each(const char *pattern, void (*check_file)(const char *))
{
	glob_t found;
	size_t i;

	if (!ok(glob(pattern, 0, NULL, &found) == 0, "files %s", pattern))
		return;
	for (i = 0; i < found.gl_pathc; i++)
		check_file(found.gl_pathv[i]);
	globfree(&found);
}

int
main(void)
{
	each("lib/data/dates-rows*.tsv", rows);
	each("lib/data/dates-context*.tsv", contexts);
	return tap_done();
}
