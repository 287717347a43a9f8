/*
 * Prints build/gen/segment-words.h: the languages that segment/ knows by their
 * common words (lib/data/segment-words.tsv), as a table hashed by word.
 *
 *	table-segment-words DATA_DIR
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { SLOTS = 4096, LANGUAGES = 63 };

/* Languages whose script tells them, or that have no spaces. */
static const char *const others[] = {
	"zh", "ja", "ko", "th", "hi", "hy", "am", "my", "km", "lo", NULL
};

static char tag[LANGUAGES][16];
static unsigned tags;
static uint32_t hash[SLOTS];
static unsigned long long langs[SLOTS];

static uint32_t
word_hash(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h != 0 ? h : 1;
}

static void
add_word(const char *w, unsigned lang)
{
	uint32_t h = word_hash(w), i = h % SLOTS;

	while (hash[i] != 0 && hash[i] != h)
		i = (i + 1) % SLOTS;
	hash[i] = h;
	langs[i] |= 1ull << lang;
}

static unsigned
add_tag(const char *name)
{
	if (tags + 1 == LANGUAGES)
		exit(1);
	snprintf(tag[++tags], sizeof tag[0], "%s", name);
	return tags;
}

static int
read_words(const char *dir)
{
	char path[4096], line[4096], *w, *save;
	FILE *f;

	snprintf(path, sizeof path, "%s/segment-words.tsv", dir);
	if ((f = fopen(path, "r")) == NULL) {
		perror(path);
		return -1;
	}
	while (fgets(line, sizeof line, f) != NULL) {
		if (*line == '#' ||
		    (w = strtok_r(line, "\t", &save)) == NULL)
			continue;
		add_tag(w);
		while ((w = strtok_r(NULL, " \n", &save)) != NULL)
			add_word(w, tags);
	}
	return fclose(f);
}

static void
print(void)
{
	puts("/* Made by lib/gen/table-segment-words.c. */");
	printf("enum { WORD_SLOTS = %d };\n", SLOTS);
	puts("static const char *const language_tag[] = {\n\t\"\",");
	for (unsigned i = 1; i <= tags; i++)
		printf("\t\"%s\",\n", tag[i]);
	puts("};\nstatic const struct { uint32_t hash; uint64_t langs; } "
	    "word_slot[WORD_SLOTS] = {");
	for (unsigned i = 0; i < SLOTS; i++)
		if (hash[i] != 0)
			printf("\t[%u] = { 0x%xu, 0x%llxu },\n", i, hash[i],
			    langs[i]);
	puts("};");
}

int
main(int argc, char **argv)
{
	if (argc != 2 || read_words(argv[1]) != 0)
		return 1;
	for (unsigned i = 0; others[i] != NULL; i++)
		add_tag(others[i]);
	print();
	return 0;
}
