/*
 * Makes lib/data/words-lexicon.model, the Chinese words of segment/, from the
 * dictionary of Debian's package python3-jieba (rows "word frequency tag",
 * MIT licence): words of up to eight characters, in simplified form, as a
 * hash table. Words that the dictionary's corpus shows too rarely are left
 * out.
 *
 *	train-words-lexicon DATA_DIR OUT.model [DICTIONARY]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "segment/lexicon.h"
#include "segment/words.h"
#include "text/text.h"

enum { BITS = 18, SLOTS = 1 << BITS, RARE = 4 };

static const char dictionary[] =
    "/usr/lib/python3/dist-packages/jieba/dict.txt";

/* The notice of the dictionary's licence goes with what is made of it. */
static const char notice[] =
    "made by: train-words-lexicon DATA_DIR OUT.model\n"
    "from: the dictionary of jieba 0.42.1 (Debian python3-jieba), "
    "https://github.com/fxsjy/jieba\n\n"
    "Copyright (c) 2012-2017 Sun Junyi\n\n"
    "Permission is hereby granted, free of charge, to any person obtaining a "
    "copy of\nthis software and associated documentation files (the "
    "\"Software\"), to deal in\nthe Software without restriction, including "
    "without limitation the rights to\nuse, copy, modify, merge, publish, "
    "distribute, sublicense, and/or sell copies of\nthe Software, and to "
    "permit persons to whom the Software is furnished to do so,\nsubject to "
    "the following conditions:\n\nThe above copyright notice and this "
    "permission notice shall be included in all\ncopies or substantial "
    "portions of the Software.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", "
    "WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\nIMPLIED, INCLUDING BUT NOT "
    "LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS\nFOR A PARTICULAR "
    "PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR\n"
    "COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, "
    "WHETHER\nIN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT "
    "OF OR IN\nCONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN "
    "THE SOFTWARE.\n";

static uint32_t slot[SLOTS];
static unsigned used;

static void
put(uint64_t key, uint32_t bits)
{
	uint32_t i = (uint32_t)(key >> (64 - BITS));

	for (; slot[i] != 0; i = (i + 1) % SLOTS)
		if ((slot[i] & 0xfffffe00u) == lexicon_print(key))
			break;
	used += slot[i] == 0;
	if (used > SLOTS / 8 * 7) {
		fprintf(stderr, "the table is full\n");
		exit(1);
	}
	/* of two spellings of a word the commoner counts */
	if ((bits & LEXICON_COST) != 0 && (slot[i] & LEXICON_COST) != 0 &&
	    (slot[i] & LEXICON_COST) < (bits & LEXICON_COST))
		bits &= ~(uint32_t)LEXICON_COST;
	else if ((bits & LEXICON_COST) != 0)
		slot[i] &= ~(uint32_t)LEXICON_COST;
	slot[i] |= lexicon_print(key) | bits;
}

/* The characters of a word, simplified; 0 if one is not Han. */
static size_t
characters(const char *word, uint32_t *cp)
{
	const char *end = word + strlen(word);
	size_t n = 0;

	while (word < end) {
		if (n == LEXICON_WORD_MAX)
			return 0;
		word += utf8_decode(word, end, &cp[n]);
		if (!text_is(cp[n], TEXT_HAN))
			return 0;
		cp[n] = chinese_simplified(cp[n]);
		n++;
	}
	return n;
}

static void
add(const char *word, double frequency, double total)
{
	uint32_t cp[LEXICON_WORD_MAX];
	size_t n = characters(word, cp);
	double cost = -log(frequency / total) * LEXICON_SCALE;
	uint64_t key = 0;

	if (n == 0 || (n > 1 && frequency < RARE))
		return;
	for (size_t i = 0; i + 1 < n; i++) {
		key = lexicon_key(key, cp[i]);
		put(key, LEXICON_MORE);
	}
	key = lexicon_key(key, cp[n - 1]);
	put(key,
	    cost < 1                  ? 1
	        : cost > LEXICON_COST ? LEXICON_COST
	                              : (uint32_t)(cost + 0.5));
}

/* Calls add for each row once the total is known. */
static void
read_dictionary(const char *path)
{
	char word[256];
	double frequency, total = 0;
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	while (fscanf(f, "%255s %lf %*s", word, &frequency) == 2)
		total += frequency;
	rewind(f);
	while (fscanf(f, "%255s %lf %*s", word, &frequency) == 2)
		add(word, frequency, total);
	fclose(f);
}

static int
write_notice(const char *path)
{
	char name[4096];
	size_t n = strlen(path);
	FILE *f;

	if (n < 6 || n >= sizeof name)
		return -1;
	snprintf(name, sizeof name, "%.*s.txt", (int)n - 6, path);
	if ((f = fopen(name, "w")) == NULL)
		return -1;
	fputs(notice, f);
	return fclose(f);
}

int
main(int argc, char **argv)
{
	struct lexicon_head h = { LEXICON_MAGIC, 1, BITS,
		sizeof h + sizeof slot, { 0 } };
	FILE *f;

	if (argc < 3) {
		fprintf(stderr, "usage: %s DATA_DIR OUT.model [DICTIONARY]\n",
		    argv[0]);
		return 2;
	}
	read_dictionary(argc > 3 ? argv[3] : dictionary);
	if ((f = fopen(argv[2], "w")) == NULL ||
	    fwrite(&h, sizeof h, 1, f) != 1 ||
	    fwrite(slot, sizeof slot, 1, f) != 1 || fclose(f) != 0 ||
	    write_notice(argv[2]) != 0) {
		perror(argv[2]);
		return 1;
	}
	printf("%u of %u slots\n", used, SLOTS);
	return 0;
}
