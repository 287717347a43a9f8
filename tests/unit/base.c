/*
 * base: spans, arenas, buffers, the option table.
 */
#include <string.h>

#include "base/base.h"
#include "base/opt.h"
#include "tap.h"

/* Every word of every length, at every place of a text. */
static void
check_find(void)
{
	const char *text = "the pier of the harbour, the tower of the mill; "
	                   "the pier of the mill, the tower of the harbour";
	struct quire_span s = span_of(text), word;
	size_t i, n, at, bad = 0;
	char key[32];

	for (n = 1; n < sizeof key; n++)
		for (i = 0; i + n <= s.len; i++) {
			word = span_sub(s, i, i + n);
			memcpy(key, word.p, n);
			key[n] = '\0';
			at = span_find(s, 0, key);
			bad += at != (size_t)(strstr(text, key) - text);
			key[n - 1] = '#';
			bad += span_find(s, 0, key) != s.len;
		}
	ok(bad == 0, "each part of a text is found (%zu are not)", bad);
}

static void
spans(void)
{
	static const char *const some[] = { "lo", "hel", "he", NULL };
	static const char *const none[] = { "ell0", "x", NULL };
	struct quire_span s = span_of("hello, hello"), rest, line;
	int lines = 0;

	ok(span_find(s, 0, "lo") == 3, "find from the start");
	ok(span_find(s, 4, "lo") == 10, "find from within");
	ok(span_find(s, 11, "lo") == s.len, "find nothing");
	check_find();
	ok(span_find(span_of("ab"), 0, "abc") == 2, "find what is longer");
	ok(span_is(span_sub(s, 7, 99), "hello"), "sub is clamped");
	ok(span_sub(s, 9, 3).len == 0, "sub of nothing");
	ok(span_starts_nocase(s, "HELLO"), "starts, case folded");
	ok(span_is_nocase(span_of("X[z"), "x[Z"), "folds letters alone");
	ok(!span_is_nocase(span_of("["), "{"), "[ is not {");
	ok(span_ends(s, "llo") && !span_ends(s, "hell"), "ends");
	ok(span_starts_any(s, some) == 3 && span_starts_any(s, none) == 0,
	    "starts with one of a list");
	ok(span_ends_any(s, some) == 2 && span_ends_any(s, none) == 0,
	    "ends with one of a list");
	ok(span_holds_any(s, some) && !span_holds_any(s, none),
	    "holds one of a list");
	ok(span_is(span_trim(span_of(" \t a b\r\n")), "a b"), "trim");
	for (rest = span_of("a\n\nb"); span_line(&rest, &line); lines++)
		;
	ok(lines == 3, "three lines, the last without LF");
}

static void
arenas(void)
{
	struct arena *a = arena_new();
	size_t cap = 0, i, n = 0;
	bool aligned = true, kept = true;
	uint32_t *v = NULL;
	char *p;

	for (i = 0; i < 1000; i++) {
		p = arena_alloc(a, i);
		aligned &= (uintptr_t)p % 16 == 0;
		memset(p, 0xaa, i);
	}
	ok(aligned, "allocations are aligned");
	for (i = 0; i < 100000; i++) {
		v = arena_grow(a, v, n, &cap, sizeof *v);
		v[n++] = (uint32_t)i;
	}
	for (i = 0; i < n; i++)
		kept &= v[i] == i;
	ok(kept, "a growing array keeps its items");
	arena_reset(a);
	p = arena_alloc(a, 100);
	arena_reset(a);
	ok(p == arena_alloc(a, 100), "reset gives the same memory again");
#ifndef __SANITIZE_ADDRESS__
	p = arena_alloc(a, 300000);
	arena_reset(a);
	ok(p == arena_alloc(a, 290000), "large blocks are used again");
#endif
	ok(arena_copy(a, span_of("xyz")).p[3] == '\0', "copies end in NUL");
	arena_free(a);
}

static void
numbers(void)
{
	static const struct {
		double x;
		int places;
		const char *want;
	} table[] = {
		{ 0, 4, "0" },
		{ 1, 4, "1" },
		{ 0.99996, 4, "1" },
		{ 0.9999, 4, "0.9999" },
		{ 0.05, 4, "0.05" },
		{ 0.0004, 3, "0" },
		{ -1.5, 2, "-1.5" },
		{ 12.3456, 2, "12.35" },
		{ -0.001, 2, "0" },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++) {
		b.len = 0;
		buf_add_num(&b, table[i].x, table[i].places);
		ok(span_is(buf_span(&b), table[i].want), "%s", table[i].want);
	}
	b.len = 0;
	buf_add_int(&b, INT64_MIN);
	ok(span_is(buf_span(&b), "-9223372036854775808"), "smallest int");
	buf_fini(&b);
}

static bool flag, other;
static const char *word;
static long number;
static int pick;

static const struct opt own[] = { { 'a', "all", NULL, "a flag", OPT_FLAG,
	                              &flag },
	{ 'n', "number", "N", "a number", OPT_INT, &number },
	{ 'w', "word", "WORD", "a word", OPT_STR, &word },
	{ 0, "pick", "[red|green]", "one of two", OPT_CHOICE, &pick }, { 0 } };
static const struct opt shared[] = { { 'o', "other", NULL, "another flag",
	                                 OPT_FLAG, &other },
	{ 0, "wordy", NULL, "so that --wor is ambiguous", OPT_FLAG, &other },
	{ 0 } };

/* Parses words (at most 7) and returns the operands, or -1. */
static int
parse(char *msg, size_t size, char **argv)
{
	static const char *const examples[] = { "x <y", NULL };
	struct opt_set s = { "x", "[OPTION]...", "Does x.", examples, own,
		shared };
	int argc = 0, n;

	flag = other = false;
	word = NULL;
	number = pick = -1;
	while (argv[argc] != NULL)
		argc++;
	return opt_parse(&s, argc, argv, &n, msg, size) == -1 ? -1 : n;
}

static void
good_options(void)
{
	char msg[100];

	ok(parse(msg, sizeof msg,
	       (char *[]){ "x", "-aow", "A", "b", "--", "-c", NULL }) == 2 &&
	        flag && other && strcmp(word, "A") == 0,
	    "clustered letters, operands, --");
	ok(parse(msg, sizeof msg,
	       (char *[]){ "x", "b", "-wZ", "--num=7", "-", NULL }) == 2 &&
	        number == 7 && strcmp(word, "Z") == 0,
	    "prefix of a long name, - is an operand");
	ok(parse(msg, sizeof msg, (char *[]){ "x", "--word", "q", NULL }) ==
	            0 &&
	        strcmp(word, "q") == 0,
	    "exact name beats the longer one");
	ok(parse(msg, sizeof msg, (char *[]){ "x", "--pick", "f", NULL }) ==
	            1 &&
	        pick == 0,
	    "optional argument only after =");
	ok(parse(msg, sizeof msg, (char *[]){ "x", "--pick=green", NULL }) ==
	            0 &&
	        pick == 1,
	    "choice");
}

static void
bad_options(void)
{
	static char *table[][4] = {
		{ "x", "--nope", NULL, "unrecognized option '--nope'" },
		{ "x", "-az", NULL, "unrecognized option '-z'" },
		{ "x", "--wo", NULL,
		    "option '--wo' is ambiguous: --word --wordy" },
		{ "x", "--all=1", NULL, "option '--all' takes no argument" },
		{ "x", "-w", NULL, "option '-w' needs an argument" },
		{ "x", "-n12k", NULL,
		    "option '--number' needs a number, not '12k'" },
		{ "x", "--pick=gr", NULL,
		    "option '--pick': no such choice 'gr' (red|green)" },
	};
	char msg[100];
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		ok(parse(msg, sizeof msg, table[i]) == -1 &&
		        strcmp(msg, table[i][3]) == 0,
		    "%s", table[i][3]);
}

int
main(void)
{
	spans();
	arenas();
	numbers();
	good_options();
	bad_options();
	return tap_done();
}
