/*
 * What the trainers of the language models read: lib/data/language.tsv (which
 * languages, in which script, from which files), DATA_DIR/lid/dev/train/
 * CODE.txt (a sentence a line) and, where there is one, DATA_DIR/lid/dev/
 * words/CODE.tsv (word, count).
 */
#ifndef QUIRE_LANGUAGE_TEXT_H
#define QUIRE_LANGUAGE_TEXT_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "language/words.h"
#include "learn/number.h"
#include "learn/train.h"
#include "text/text.h"

enum { MAX_CLASS = 512 };

struct class
{
	char name[32]; /* Latn/en */
	char tag[24];
	char files[128];
	uint8_t script;
	bool alone; /* the only one in its script */
	struct buf text;
	struct quire_span *line;
	size_t lines, cap;
	char **word;   /* of the word list, most frequent first */
	double *count; /* running sum of the roots of counts */
	size_t words;
	struct quire_span *phrase;
	size_t phrases;
	double weight; /* share of the steps */
};

static struct class class[MAX_CLASS];
static unsigned classes;
static struct words cut;
static uint64_t random_state = 20;

static uint32_t
rnd(uint32_t below)
{
	random_state =
	    random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((random_state >> 32) * below >> 32);
}

static double
rnd1(void)
{
	return rnd(1 << 30) / (double)(1 << 30);
}

/* ---- what there is to read -------------------------------------------- */

static bool
read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		return false;
	while ((n = fread(buf_reserve(b, 65536), 1, 65536, f)) > 0)
		b->len += n;
	fclose(f);
	return true;
}

static int
by_script(const void *a, const void *b)
{
	const struct class *x = a, *y = b;

	return x->script != y->script ? (int)x->script - (int)y->script
	                              : strcmp(x->tag, y->tag);
}

static void
read_classes(void)
{
	struct buf b = { 0 };
	struct quire_span rest, line;
	char script[8], tag[24], files[128];

	strcpy(class[0].name, "Zyyy/und");
	strcpy(class[0].tag, "und");
	class[0].script = SPARSE_ANY;
	classes = 1;
	if (!read_file("lib/data/language.tsv", &b))
		quire_die("cannot read lib/data/language.tsv");
	for (rest = buf_span(&b); span_line(&rest, &line);) {
		char row[512];
		struct class *c = &class[classes];

		if (line.p[0] == '#' || line.len >= sizeof row)
			continue;
		memcpy(row, line.p, line.len);
		row[line.len] = '\0';
		if (sscanf(row, "%23[^\t]\t%7[^\t]\t%*[^\t]\t%127[^\n]", tag,
		        script, files) != 3)
			quire_die("bad row in language.tsv");
		strcpy(c->tag, tag);
		strcpy(c->files, files);
		snprintf(c->name, sizeof c->name, "%s/%s", script, tag);
		c->script =
		    (uint8_t)u_getPropertyValueEnum(UCHAR_SCRIPT, script);
		classes++;
	}
	qsort(class + 1, classes - 1, sizeof class[0], by_script);
	for (unsigned i = 1; i < classes; i++) {
		class[i].alone = true;
		for (unsigned j = 1; j < classes; j++)
			if (j != i && class[j].script == class[i].script)
				class[i].alone = false;
	}
	buf_fini(&b);
}

/* Letters of the text by script; returns the script with most. */
static uint8_t
gather(struct quire_span text, size_t *most)
{
	size_t letters[256] = { 0 };
	uint8_t best = 0;

	words_cut(&cut, text);
	for (size_t i = 0; i < cut.n; i++)
		letters[cut.word[i].script] += cut.word[i].letters *
		    (cut.word[i].script == USCRIPT_HAN ? 3u : 1u);
	for (unsigned s = 1; s < 256; s++)
		if (letters[s] > letters[best])
			best = (uint8_t)s;
	*most = letters[best];
	return best;
}

static void
read_words(struct class *c, const char *path)
{
	struct buf b = { 0 };
	struct quire_span rest, line;
	size_t tab;
	double sum = 0;

	if (!read_file(path, &b))
		return;
	c->word = mem_zero(20000 * sizeof *c->word);
	c->count = mem_zero(20000 * sizeof *c->count);
	for (rest = buf_span(&b);
	     span_line(&rest, &line) && c->words < 20000;) {
		tab = span_find(line, 0, "\t");
		if (tab >= line.len)
			continue;
		c->word[c->words] = mem_zero(tab + 1);
		memcpy(c->word[c->words], line.p, tab);
		sum += sqrt(strtod(line.p + tab + 1, NULL));
		c->count[c->words++] = sum;
	}
	buf_fini(&b);
}

enum { NAMES = 7 + 2 * 12, NAME = 64 };

/* CLDR's names of days, or of months, in the class's language, as phrases. */
static void
add_names(struct class *c, struct arena *a, UDateFormat *f,
    UDateFormatSymbolType type, int32_t first)
{
	UChar name[NAME];
	char utf8[3 * NAME];

	for (int32_t i = first; i < udat_countSymbols(f, type); i++) {
		UErrorCode e = U_ZERO_ERROR;
		int32_t n = udat_getSymbols(f, type, i, name, NAME, &e);

		u_strToUTF8(utf8, sizeof utf8, &n, name, n, &e);
		if (U_SUCCESS(e))
			c->phrase[c->phrases++] = arena_copy(a, span_of(utf8));
	}
}

static void
add_calendar(struct class *c, struct arena *a)
{
	UErrorCode e = U_ZERO_ERROR;
	UDateFormat *f =
	    udat_open(UDAT_FULL, UDAT_FULL, c->tag, NULL, 0, NULL, 0, &e);

	if (U_SUCCESS(e) && e != U_USING_DEFAULT_WARNING) {
		add_names(c, a, f, UDAT_WEEKDAYS, 1);
		add_names(c, a, f, UDAT_MONTHS, 0);
		add_names(c, a, f, UDAT_STANDALONE_MONTHS, 0);
	}
	udat_close(f);
}

/*
 * The class of a tag in lib/data/language-phrases.tsv gets the row's phrases,
 * and the names of its calendar.
 */
static void
read_phrases(void)
{
	static struct buf b;
	static struct arena *names;
	struct quire_span rest, line, tag;
	size_t n;

	names = arena_new();
	if (!read_file("lib/data/language-phrases.tsv", &b))
		quire_die("cannot read lib/data/language-phrases.tsv");
	for (rest = buf_span(&b); span_line(&rest, &line);) {
		struct class *c = &class[1];

		if (line.len == 0 || line.p[0] == '#')
			continue;
		tag = span_sub(line, 0, span_find(line, 0, "\t"));
		while (c < class + classes && !span_is(tag, c->tag))
			c++;
		if (c == class + classes || c->phrases > 0)
			quire_die("bad row in language-phrases.tsv");
		line = span_sub(line, tag.len + 1, line.len);
		c->phrase =
		    mem_resize(NULL, line.len + NAMES, sizeof *c->phrase);
		for (; line.len > 0; line = span_sub(line, n + 1, line.len)) {
			n = span_find(line, 0, "|");
			c->phrase[c->phrases++] = span_sub(line, 0, n);
		}
		add_calendar(c, names);
	}
}

static bool
is_english(const struct class *c)
{
	return strcmp(c->tag, "en") == 0;
}

/* The most frequent English words, a set by hash. */
static bool english[1 << 16];

static void
read_english(const char *dir)
{
	static struct class en;
	char path[512];

	snprintf(path, sizeof path, "%s/lid/dev/words/en.tsv", dir);
	read_words(&en, path);
	for (size_t i = 0; i < en.words && i < 3000; i++)
		english[learn_hash(0, en.word[i], strlen(en.word[i])) >> 16] =
		    true;
}

/*
 * Strings of programs are not always translated: a line of which nearly all
 * longer words are English is no line of another language. Looks at the
 * text last cut.
 */
static bool
is_untranslated(const struct class *c, struct quire_span line)
{
	size_t all = 0, hits = 0, n;
	char word[WORDS_LONGEST + 1];

	if (c->script != USCRIPT_LATIN || is_english(c))
		return false;
	for (size_t i = 0; i < cut.n; i++) {
		n = cut.word[i].end - cut.word[i].start;
		if (n < 3 || n > WORDS_LONGEST)
			continue;
		for (size_t k = 0; k < n; k++)
			word[k] = line.p[cut.word[i].start + k] | 32;
		all++;
		hits += english[learn_hash(0, word, n) >> 16];
	}
	return all >= 2 && hits * 10 >= all * 8;
}

static void
read_class(struct class *c, const char *dir)
{
	char path[512], files[128], *name;
	struct quire_span rest, line;
	size_t most;

	strcpy(files, c->files);
	for (name = strtok(files, ","); name != NULL;
	     name = strtok(NULL, ",")) {
		snprintf(path, sizeof path, "%s/lid/dev/train/%s.txt", dir,
		    name);
		if (!read_file(path, &c->text))
			quire_die(path);
		snprintf(path, sizeof path, "%s/lid/dev/words/%s.tsv", dir,
		    name);
		read_words(c, path);
	}
	for (rest = buf_span(&c->text); span_line(&rest, &line);) {
		line = span_trim(line);
		if (line.len == 0 || gather(line, &most) != c->script ||
		    is_untranslated(c, line))
			continue;
		if (c->lines == c->cap) {
			c->cap = c->cap * 2 + 1024;
			c->line = mem_resize(c->line, c->cap, sizeof *c->line);
		}
		c->line[c->lines++] = line;
	}
}

#endif
