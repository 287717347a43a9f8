/*
 * Makes lib/data/words-lexicon.model, the Chinese words of segment/, from the
 * dictionary of Debian's package python3-jieba (rows "word frequency tag",
 * MIT licence): words of up to eight characters, in simplified form, as a
 * trie in a double array. Words that the dictionary's corpus shows too rarely
 * are left out, and those that are a number and what it counts.
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

enum { RARE = 4, PLACES = 1 << 20 };

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

struct word {
	uint16_t number[LEXICON_WORD_MAX]; /* characters first, then theirs */
	unsigned n;
	uint32_t cost;
};

static struct word *word;
static size_t words, room;
/* how often a character occurs: in the words kept; in all, as a word */
static double often[LEXICON_BLOCK], total[LEXICON_BLOCK], single[LEXICON_BLOCK];
static uint8_t alone[LEXICON_BLOCK + 8];
static uint16_t number[LEXICON_BLOCK], character[LEXICON_BLOCK + 4];
static unsigned characters;
static uint32_t place[PLACES], base[PLACES];
static uint32_t places; /* in use, as far as the last */

/* ---- words ------------------------------------------------------------ */

/* The characters of a word, simplified; 0 if one is not in the block. */
static size_t
characters_of(const char *text, uint32_t *cp)
{
	const char *end = text + strlen(text);
	size_t n = 0;

	while (text < end) {
		if (n == LEXICON_WORD_MAX)
			return 0;
		text += utf8_decode(text, end, &cp[n]);
		cp[n] = chinese_simplified(cp[n]);
		if (cp[n] < LEXICON_FIRST || cp[n] > LEXICON_LAST)
			return 0;
		n++;
	}
	return n;
}

/*
 * Is it a number of several characters, or one in an order, and what it
 * counts? The dictionary has 六十岁 and not 六十一岁. Days and months are kept:
 * it has them all.
 */
static bool
is_counted(const uint32_t *cp, size_t n)
{
	size_t ordinal = n > 0 && cp[0] == 0x7b2c, i = ordinal; /* 第 */

	while (i < n && chinese_numeral(cp[i]) != 0)
		i++;
	return i < n && i > 1 &&
	    !(i + 1 == n && (cp[i] == 0x65e5 || cp[i] == 0x6708));
}

static void
add(const char *text, const char *tag, double frequency, double sum)
{
	uint32_t cp[LEXICON_WORD_MAX];
	size_t n = characters_of(text, cp);
	double cost = -log(frequency / sum) * LEXICON_SCALE;
	struct word *w;

	if (strcmp(tag, "m") == 0 && is_counted(cp, n))
		return;

	for (size_t i = 0; i < n; i++)
		total[cp[i] - LEXICON_FIRST] += frequency;
	if (n == 1)
		single[cp[0] - LEXICON_FIRST] += frequency;
	if (n == 0 || (n > 1 && frequency < RARE))
		return;
	if (words == room) {
		room = room * 2 + 1024;
		word = mem_resize(word, room, sizeof *word);
	}
	w = &word[words++];
	memset(w, 0, sizeof *w);
	w->n = (unsigned)n;
	w->cost = cost < 1        ? 1
	    : cost > LEXICON_COST ? LEXICON_COST
	                          : (uint32_t)(cost + 0.5);
	for (size_t i = 0; i < n; i++) {
		w->number[i] = (uint16_t)cp[i];
		often[cp[i] - LEXICON_FIRST] += frequency;
	}
}

/* Calls add for each row once the total is known. */
static void
read_dictionary(const char *path)
{
	char text[256], tag[16];
	double frequency, sum = 0;
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	while (fscanf(f, "%255s %lf %*s", text, &frequency) == 2)
		sum += frequency;
	rewind(f);
	while (fscanf(f, "%255s %lf %15s", text, &frequency, tag) == 3)
		add(text, tag, frequency, sum);
	fclose(f);
}

/*
 * How often a character stands alone; one seen seldom hardly ever, whatever
 * was seen. A word that nobody knows is a row of those.
 */
static uint8_t
alone_level(unsigned i)
{
	double share = (single[i] + 6) / (total[i] + 200);

	return share < .06 ? 0 : share < .15 ? 1 : share < .35 ? 2 : 3;
}

/* What numbers are written with, and the digits of it. */
static uint8_t
numeral_flags(uint32_t cp)
{
	unsigned n = chinese_numeral(cp);

	return n == 0 ? 0
	    : n <= 9  ? LEXICON_NUMERAL | LEXICON_DIGIT
	              : LEXICON_NUMERAL;
}

static int
by_frequency(const void *a, const void *b)
{
	uint16_t x = *(const uint16_t *)a, y = *(const uint16_t *)b;
	double d = often[y - LEXICON_FIRST] - often[x - LEXICON_FIRST];

	return d < 0 ? -1 : d > 0 ? 1 : (x > y) - (x < y);
}

/* Numbers the characters and puts them into the words. */
static void
number_characters(void)
{
	uint32_t cp;

	for (unsigned i = 0; i < LEXICON_BLOCK; i++)
		if (often[i] > 0)
			character[++characters] = (uint16_t)(LEXICON_FIRST + i);
	qsort(character + 1, characters, sizeof *character, by_frequency);
	for (unsigned i = 1; i <= characters; i++) {
		number[character[i] - LEXICON_FIRST] = (uint16_t)i;
		alone[i] = alone_level(character[i] - LEXICON_FIRST) |
		    numeral_flags(character[i]);
	}
	for (size_t i = 0; i < words; i++)
		for (unsigned k = 0; k < word[i].n; k++)
			word[i].number[k] =
			    number[word[i].number[k] - LEXICON_FIRST];
	/* other forms have the number of their simplified one */
	for (unsigned i = 0; i < LEXICON_BLOCK; i++) {
		cp = chinese_simplified(LEXICON_FIRST + i) - LEXICON_FIRST;
		if (number[i] == 0 && cp < LEXICON_BLOCK)
			number[i] = number[cp];
	}
}

static int
by_numbers(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	for (unsigned i = 0; i < LEXICON_WORD_MAX; i++)
		if (x->number[i] != y->number[i])
			return x->number[i] < y->number[i] ? -1 : 1;
	return (x->cost > y->cost) - (x->cost < y->cost);
}

/* ---- the double array ------------------------------------------------- */

/* A state, and the words that begin with its characters. */
struct state {
	uint32_t at;
	size_t first, end;
	unsigned depth, children;
};

static struct state *state, *next; /* of one depth, of the next */
static size_t states, nexts;

/* Behind the words from i on that have the same character at a depth. */
static size_t
same(const struct state *s, size_t i)
{
	size_t j = i + 1;

	while (
	    j < s->end && word[j].number[s->depth] == word[i].number[s->depth])
		j++;
	return j;
}

/* The first word of a state that is longer than it. */
static size_t
longer(const struct state *s)
{
	size_t i = s->first;

	while (i < s->end && word[i].n == s->depth)
		i++;
	return i;
}

static bool
fits(const struct state *s, uint32_t at)
{
	for (size_t i = longer(s); i < s->end; i = same(s, i))
		if (place[at + word[i].number[s->depth]] != 0)
			return false;
	return true;
}

/* A new state behind s: of two words of the same spelling the first counts. */
static void
put(const struct state *s, uint32_t at, size_t first, size_t end)
{
	const struct word *w = &word[first];
	struct state *t = &next[nexts];

	place[at] = (s->at == 0 ? LEXICON_NONE : s->at) << LEXICON_CHECK;
	if (w->n == s->depth + 1)
		place[at] |= w->cost;
	if (at >= places)
		places = at + 1;
	*t = (struct state){ at, first, end, s->depth + 1, 0 };
	for (size_t i = longer(t); i < end; i = same(t, i))
		t->children++;
	if (t->children > 0) {
		place[at] |= LEXICON_MORE;
		nexts++;
	}
}

static void
settle(const struct state *s)
{
	static uint32_t low = 1; /* all slots before it are taken */
	size_t i = longer(s);
	uint32_t from, at, c = word[i].number[s->depth];

	while (place[low] != 0)
		low++;
	for (at = low > c ? low : c + 1;; at++) {
		from = at - c;
		if (from + characters >= PLACES) {
			fprintf(stderr, "the array is full\n");
			exit(1);
		}
		if (place[at] == 0 && fits(s, from))
			break;
	}
	base[s->at] = from;
	for (; i < s->end; i = same(s, i))
		put(s, from + word[i].number[s->depth], i, same(s, i));
}

/* Those with many children first; they are the hardest to place. */
static int
by_children(const void *a, const void *b)
{
	const struct state *x = a, *y = b;

	if (x->children != y->children)
		return x->children > y->children ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void
build(void)
{
	struct state root = { 0, 0, words, 0, 0 }, *other;

	state = mem_resize(NULL, words, sizeof *state);
	next = mem_resize(NULL, words, sizeof *next);
	for (unsigned i = 0; i <= characters; i++)
		place[i] = (uint32_t)LEXICON_NONE << LEXICON_CHECK;
	places = characters + 1;
	for (size_t i = 0; i < words; i = same(&root, i))
		put(&root, word[i].number[0], i, same(&root, i));
	while (nexts > 0) {
		other = state;
		state = next;
		next = other;
		states = nexts;
		nexts = 0;
		qsort(state, states, sizeof *state, by_children);
		for (size_t i = 0; i < states; i++)
			settle(&state[i]);
	}
	/* a character may be looked for behind any base */
	places += characters + 1;
	for (uint32_t i = 0; i < places; i++)
		if (place[i] == 0)
			place[i] = (uint32_t)LEXICON_NONE << LEXICON_CHECK;
}

/* ---- writing ---------------------------------------------------------- */

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

static int
write_image(const char *path)
{
	struct lexicon_head h = { .magic = LEXICON_MAGIC,
		.version = LEXICON_VERSION,
		.characters = characters,
		.places = places };
	size_t named = lexicon_characters(characters);
	FILE *f = fopen(path, "w");

	h.length = sizeof h + lexicon_numbers() + named +
	    lexicon_alones(characters) + 2 * places * sizeof *place;
	if (f == NULL)
		return -1;
	fwrite(&h, sizeof h, 1, f);
	fwrite(number, lexicon_numbers(), 1, f);
	fwrite(character, named, 1, f);
	fwrite(alone, lexicon_alones(characters), 1, f);
	fwrite(place, sizeof *place, places, f);
	fwrite(base, sizeof *base, places, f);
	return ferror(f) != 0 || fclose(f) != 0 ? -1 : 0;
}

int
main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: %s DATA_DIR OUT.model [DICTIONARY]\n",
		    argv[0]);
		return 2;
	}
	read_dictionary(argc > 3 ? argv[3] : dictionary);
	number_characters();
	qsort(word, words, sizeof *word, by_numbers);
	build();
	if (write_image(argv[2]) != 0 || write_notice(argv[2]) != 0) {
		perror(argv[2]);
		return 1;
	}
	printf("%zu words of %u characters in %u places\n", words, characters,
	    places);
	return 0;
}
