/*
 * Makes dates-grammar.h, the tables of the dates room: a perfect-hash lexicon
 * whose entries carry language sets, and a trie of token patterns for each
 * stage of the grammar. Sources: the ICU that is installed at build time
 * (month and day names, patterns and spelled numbers of every locale) and the
 * rows of lib/data/dates-*.tsv, which CONTRIBUTING.md explains. The parts are
 * the headers beside it; here the rows are read.
 */
#include "dates-common.h"
#include "dates-langs.h"
#include "dates-lexicon.h"
#include "dates-trie.h"
#include "dates-patterns.h"
#include "dates-cldr.h"
#include "dates-icu.h"
#include "dates-starts.h"
#include "dates-near.h"
#include "dates-print.h"

/* The list of "{,a,b}" at *w, which then begins behind it; or an empty one. */
static const char *
joined_list(char **w)
{
	char *list = *w + 1, *end;

	if (**w != '{')
		return "";
	if ((end = strchr(list, '}')) == NULL)
		fail("no } in %s", *w);
	*end = '\0';
	*w = end + 1;
	return list;
}

/* A word with each of a list of what may be written before it. */
static void
joined_add(const char *w, const char *list, int class, int32_t value,
    const struct dates_langset *l, bool trigger)
{
	char word[256];
	struct entry *e;
	size_t n;

	for (;; list += n + 1) {
		n = strcspn(list, ",");
		snprintf(word, sizeof word, "%.*s%s", (int)n, list, w);
		e = word_add(word, (uint16_t) class, value, l);
		if (trigger)
			e->trigger = true;
		if (list[n] == '\0')
			return;
	}
}

/*
 * class, value, languages, words with | between them; with ~ before the class
 * they begin no region ("any" is a year in Catalan, but a word of English);
 * {,a,b} before the words: each alone, or with a or b written before it
 */
static void
words_row(char **c)
{
	struct dates_langset l = set_parse(c[2]);
	const char *name = c[0] + (c[0][0] == '~');
	int class = class_find(name, strlen(name));
	char *w = c[3], *next;
	const char *list = joined_list(&w);

	if (class < 0)
		fail("no class %s", name);
	if (class == C_stop)
		passage_add(&l);
	for (; w != NULL; w = next) {
		next = strchr(w, '|');
		if (next != NULL)
			*next++ = '\0';
		joined_add(w, list, class, word_value(c[1]), &l,
		    is_trigger(c[0]));
	}
}

/* Names that stand for kinds in context rows. */
static const struct {
	const char *name;
	int32_t bit;
} about[] = { { "modal", ABOUT_MODAL }, { "weak", ABOUT_WEAK },
	{ "future", TURN_FUTURE }, { "past", TURN_PAST },
	{ "neither", TURN_NEITHER }, { "present", TURN_PRESENT } };

static int32_t
about_bit(const char *name)
{
	int kind = class_find(name, strlen(name));
	size_t i;

	if (kind >= C_FULL)
		return dates_kind_bit(kind);
	for (i = 0; i < sizeof about / sizeof *about; i++)
		if (strcmp(about[i].name, name) == 0)
			return about[i].bit;
	fail("context: no kind %s", name);
}

/* Bits of the kinds that a context row is about; "-" is none. */
static int32_t
kinds_mask(char *k)
{
	int32_t mask = 0;
	char *next;

	for (; k != NULL && strcmp(k, "-") != 0; k = next) {
		if ((next = strchr(k, ',')) != NULL)
			*next++ = '\0';
		mask |= about_bit(k);
	}
	return mask;
}

static int
side_class(const char *side)
{
	static const int sides[] = { C_before, C_after, C_future, C_past,
		C_need, C_length, C_turns, C_follow, C_small, C_person,
		C_game };
	size_t i;

	for (i = 0; i < sizeof sides / sizeof *sides; i++)
		if (strcmp(class_name[sides[i]], side) == 0)
			return sides[i];
	fail("context: no side %s", side);
}

/* "before FULL,MD en words example"; with * before it an ending of verbs. */
static void
context_row(char **c)
{
	struct dates_langset l = set_parse(c[2]);
	int32_t mask = kinds_mask(c[1]);
	char *w = c[3], *next;
	int class;

	if (strcmp(c[0], "last") == 0) {
		set_union(&verbs_last, &l);
		return;
	}
	class = side_class(c[0]);
	for (; w != NULL; w = next) {
		if ((next = strchr(w, '|')) != NULL)
			*next++ = '\0';
		if (*w == '*')
			ending_add(w + 1, class == C_future ? 1 : -1, &l);
		else
			context_add(w, (uint16_t) class, mask, &l);
	}
}

/* stage, languages, what it makes, pattern, example, value */
static void
grammar_row(char **c)
{
	static struct element e[MAX_ELEM];
	struct dates_langset l;
	int stage;
	size_t n;

	if (strcmp(c[0], "alias") == 0) {
		alias[aliases].name = mem_alloc(strlen(c[2]) + 1);
		strcpy(alias[aliases].name, c[2]);
		alias[aliases].text = mem_alloc(strlen(c[3]) + 1);
		strcpy(alias[aliases++].text, c[3]);
		return;
	}
	l = set_parse(c[1]);
	stage = atoi(c[0]);
	if (stage < 0 || stage >= DATES_STAGES)
		fail("stage %s", c[0]);
	if (c[4] == NULL || c[5] == NULL || *c[4] == '\0' || *c[5] == '\0')
		fail("row without example: %s", c[3]);
	n = pattern_read(c[3], e);
	pattern_insert(root[stage], e, n, row_new(c[2]), &l, false);
}

int
main(int argc, char **argv)
{
	struct dates_langset any;
	size_t i;

	dump = argc == 3 && strcmp(argv[2], "dump") == 0;
	if (argc != 2 && !dump)
		fail("usage: table-dates-grammar DATA [dump]");
	set_index(&(struct dates_langset){ { 0 } });
	any = set_parse("*");
	set_index(&any);
	lang_bit("en", 2);
	lang_bit("zh", 2);
	for (i = 0; i < DATES_STAGES; i++)
		root[i] = node_new();
	each_file(argv[1], "dates-words", 4, words_row);
	each_file(argv[1], "dates-rows", 4, grammar_row);
	each_file(argv[1], "dates-context", 5, context_row);
	cldr_tables(argv[1]);
	if (dump)
		return 0;
	add_dotted();
	mark_near();
	mark_bonds();
	mark_starts();
	printf("/* made by lib/gen/table-dates-grammar.c; do not edit */\n");
	print_trie();
	print_rows();
	print_firsts();
	print_starts();
	print_lexicon();
	print_nears();
	print_bonds();
	print_orders();
	print_endings();
	print_langs();
	return 0;
}
