/*
 * Makes build/gen/cite-words.h: the word lists of lib/data/cite-words.tsv as an
 * open-addressing hash table. Lines are "category TAB word word …"; words are
 * lower case; # begins a comment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../cite/token.h"

#define SLOTS 16384u

struct slot {
	char *word;
	unsigned bits;
};

static struct slot table[SLOTS];
static unsigned used;

static const struct category {
	const char *name;
	unsigned bit;
} categories[] = { { "given", WORD_GIVEN }, { "surname", WORD_SURNAME },
	{ "place", WORD_PLACE }, { "publisher", WORD_PUBLISHER },
	{ "journal", WORD_JOURNAL }, { "month", WORD_MONTH },
	{ "role", WORD_ROLE }, { "body", WORD_BODY },
	{ "meeting", WORD_MEETING }, { "genre", WORD_GENRE },
	{ "particle", WORD_PARTICLE }, { "label", WORD_LABEL },
	{ "family", WORD_FAMILY }, { "suffix", WORD_SUFFIX },
	{ "and", WORD_AND }, { "prose", WORD_PROSE } };

static unsigned
category_bit(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof categories / sizeof *categories; i++)
		if (strcmp(categories[i].name, name) == 0)
			return categories[i].bit;
	fprintf(stderr, "table-cite-words: no category %s\n", name);
	exit(1);
}

static void
put(const char *word, unsigned bit)
{
	uint32_t h = cite_hash(word, strlen(word)) & (SLOTS - 1);

	while (table[h].word != NULL && strcmp(table[h].word, word) != 0)
		h = (h + 1) & (SLOTS - 1);
	if (table[h].word == NULL) {
		table[h].word = mem_alloc(strlen(word) + 1);
		strcpy(table[h].word, word);
		if (++used > SLOTS / 2) {
			fprintf(stderr, "table-cite-words: table too small\n");
			exit(1);
		}
	}
	table[h].bits |= bit;
}

static void
read_words(const char *path)
{
	static char line[65536];
	FILE *f = fopen(path, "r");
	char *w;

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	while (fgets(line, sizeof line, f) != NULL) {
		unsigned bit;

		if (line[0] == '#' || line[0] == '\n')
			continue;
		w = strtok(line, "\t\n");
		if (w == NULL)
			continue;
		bit = category_bit(w);
		while ((w = strtok(NULL, " \t\n")) != NULL)
			put(w, bit);
	}
	fclose(f);
}

int
main(int argc, char **argv)
{
	char path[4096];
	unsigned i;

	if (argc != 2)
		return 1;
	snprintf(path, sizeof path, "%s/cite-words.tsv", argv[1]);
	read_words(path);
	printf("/* Made by table-cite-words from cite-words.tsv. */\n");
	printf("#define CITE_SLOTS %uu\n\n", SLOTS);
	printf("static const struct cite_slot {\n\tconst char *word;\n"
	       "\tuint32_t bits;\n} cite_slots[CITE_SLOTS] = {\n");
	for (i = 0; i < SLOTS; i++)
		if (table[i].word != NULL)
			printf("\t[%u] = { \"%s\", %u },\n", i, table[i].word,
			    table[i].bits);
	printf("};\n");
	return 0;
}
