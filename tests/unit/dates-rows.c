/*
 * Every row of lib/data/dates-rows*.tsv has an example, and the example comes
 * to the value beside it (reference date 2015-11-30; "-": to no date). Every row
 * of dates-context*.tsv has one too: with a date, or without where the row says so.
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

/* The dates of a text in a language (null: any), in an arena. */
static struct dates
dates_of(const char *language, const char *text, struct arena *a)
{
	struct dates_opts o = { .reference = "2015-11-30",
		.languages = language,
		.vague = true,
		.urls = true };
	struct dater *d = dater_new(&o, NULL);
	struct dates found;

	dates_document(d, span_of(text), (struct quire_span){ NULL, 0 }, a,
	    &found);
	dater_free(d);
	return found;
}

/* True if text, in that language, holds the value; null: holds none. */
static bool
holds(const char *language, const char *text, const char *value)
{
	struct arena *a = arena_new();
	struct dates found = dates_of(language, text, a);
	bool good = value == NULL && found.n == 0;
	size_t i;

	for (i = 0; value != NULL && i < found.n; i++)
		good |= span_is(found.item[i].value, value);
	arena_free(a);
	return good;
}

/* In one of the languages of a row, "*" and "-" being any. */
static bool
holds_in(const char *languages, const char *text, const char *value)
{
	const char *l = languages;
	bool good = false;
	char tag[16];
	size_t len;

	if (strcmp(l, "*") == 0 || strcmp(l, "-") == 0)
		return holds(NULL, text, value);
	for (; !good && *l != '\0'; l += len + (l[len] == ',')) {
		len = strcspn(l, ",");
		snprintf(tag, sizeof tag, "%.*s", (int)len, l);
		good = holds(tag, text, value);
	}
	return good;
}

/* A row of dates-rows: the example comes to the value beside it. */
static void
row(char **c, size_t n)
{
	if (strcmp(c[0], "alias") == 0)
		return;
	if (ok(n == 6 && *c[4] != '\0' && *c[5] != '\0', "an example in %s",
	        c[n > 3 ? 3 : 0]))
		ok(holds_in(c[1], c[4], strcmp(c[5], "-") == 0 ? NULL : c[5]),
		    "%s: %s is %s", c[1], c[4], c[5]);
}

/* The same in the first of a row's languages. */
static struct dates
dates_first(const char *languages, const char *text, struct arena *a)
{
	char tag[16];

	snprintf(tag, sizeof tag, "%.*s", (int)strcspn(languages, ","),
	    languages);
	return dates_of(strcmp(tag, "*") == 0 ? NULL : tag, text, a);
}

static bool
lies_ahead(const struct dates *found)
{
	const struct quire_span today = span_of("2015-11-30");
	struct quire_span value;
	bool ahead = false;
	size_t i;

	for (i = 0; i < found->n; i++) {
		value = found->item[i].value;
		if (span_starts(value, "../"))
			value = span_sub(value, 3, value.len);
		ahead |= value.len >= today.len - 3 &&
		    memcmp(value.p, today.p,
		        value.len < today.len ? value.len : today.len) > 0;
	}
	return ahead;
}

/* What rows of a side do to the dates of their examples. */
static bool
shows(const char *side, const char *kinds, const struct dates *found)
{
	if (strcmp(side, "future") == 0 || strcmp(side, "last") == 0 ||
	    (strcmp(side, "turns") == 0 &&
	        (strcmp(kinds, "future") == 0 ||
	            strcmp(kinds, "present") == 0)))
		return lies_ahead(found);
	if (strcmp(side, "past") == 0 || strcmp(side, "turns") == 0)
		return found->n > 0 && !lies_ahead(found);
	if (strcmp(kinds, "YM") == 0 && strcmp(side, "need") != 0)
		return found->n > 0 && found->item[0].type == DATE_RANGE;
	if (strcmp(side, "length") == 0 ||
	    (strcmp(kinds, "REL") == 0 && strcmp(side, "follow") == 0))
		return found->n > 0 && found->item[0].type == DATE_DURATION;
	if (strcmp(kinds, "YX") == 0 && strcmp(side, "follow") == 0)
		return found->n == 0;    /* a house */
	if (strcmp(side, "follow") == 0) /* two dates of one year */
		return found->n > 1 &&
		    memcmp(found->item[0].value.p, found->item[1].value.p, 4) ==
		    0;
	return found->n > 0; /* need */
}

/*
 * A row of dates-context: what stands beside the example's number hides it, or
 * tells what it is and where it lies.
 */
static void
context(char **c, size_t n)
{
	static const char no_date[] = " before after small person game ";
	struct arena *a = arena_new();
	struct dates found;
	char side[16];

	if (!ok(n == 5 && *c[4] != '\0', "an example of %s %s", c[0], c[n > 1]))
		return;
	snprintf(side, sizeof side, " %s ", c[0]);
	found = dates_first(c[2], c[4], a);
	if (strcmp(c[0], "game") == 0 && strcmp(c[1], "-") == 0)
		ok(found.n > 0, "no game: %s", c[4]);
	else if (strstr(no_date, side) != NULL)
		ok(found.n == 0, "no date: %s", c[4]);
	else
		ok(shows(c[0], c[1], &found), "%s: %s", c[0], c[4]);
	arena_free(a);
}

/* Calls check with the columns of each row of a file. */
static void
each_row(const char *path, void (*check)(char **, size_t))
{
	char line[8192], *c[8];
	FILE *f = fopen(path, "r");

	if (!ok(f != NULL, "%s opens", path))
		return;
	while (fgets(line, sizeof line, f) != NULL)
		if (line[0] != '#' && line[0] != '\n')
			check(c, columns(line, c, 8));
	fclose(f);
}

static void
each(const char *pattern, void (*check)(char **, size_t))
{
	glob_t found;
	size_t i;
	if (!ok(glob(pattern, 0, NULL, &found) == 0, "files %s", pattern))
		return;
	for (i = 0; i < found.gl_pathc; i++)
		each_row(found.gl_pathv[i], check);
	globfree(&found);
}

int
main(void)
{
	each("lib/data/dates-rows*.tsv", row);
	each("lib/data/dates-context*.tsv", context);
	return tap_done();
}
