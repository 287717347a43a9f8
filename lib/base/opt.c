/*
 * The option table: parsing in the manner of getopt_long(3), with operands
 * anywhere. See opt_print.c for help, completions and the listing.
 */
#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/opt.h"

/* Where a parse stands. */
struct state {
	const struct opt_set *set;
	char **argv;
	int argc, i, operands;
	char *msg;
	size_t size;
};

static int
complain(struct state *s, const char *format, const char *a, const char *b)
{
	snprintf(s->msg, s->size, format, a, b);
	return -1;
}

static const struct opt *
find_letter(const struct opt *o, char c)
{
	for (; o != NULL && o->name != NULL; o++)
		if (o->letter == c)
			return o;
	return NULL;
}

/* Counts the options that start with name; an exact match ends the search. */
static const struct opt *
find_name(const struct opt *o, const char *name, size_t len, int *n)
{
	const struct opt *hit = NULL;

	for (; o != NULL && o->name != NULL; o++) {
		if (strncmp(o->name, name, len) != 0)
			continue;
		hit = o;
		(*n)++;
		if (o->name[len] == '\0') {
			*n = -1;
			break;
		}
	}
	return hit;
}

/* Index of word in the choices "a|b|c" or "[a|b|c]", or -1. */
static int
choice(const char *choices, const char *word)
{
	size_t len = strlen(word), n;
	int i;

	choices += choices[0] == '[';
	for (i = 0;; i++) {
		n = strcspn(choices, "|]");
		if (n == len && strncmp(choices, word, n) == 0)
			return i;
		if (choices[n] != '|')
			return -1;
		choices += n + 1;
	}
}

static int
no_choice(struct state *s, const struct opt *o, const char *arg)
{
	const char *choices = o->arg + (o->arg[0] == '[');

	return opt_fail(s->msg, s->size,
	    "option '--%s': no such choice '%s' (%.*s)", o->name, arg,
	    (int)strcspn(choices, "]"), choices);
}

static int
store_number(struct state *s, const struct opt *o, const char *arg)
{
	char *end;

	assert(arg != NULL);
	errno = 0;
	if (o->kind == OPT_INT)
		*(long *)o->dest = strtol(arg, &end, 10);
	else
		*(double *)o->dest = strtod(arg, &end);
	if (end == arg || *end != '\0' || errno != 0 || arg[0] == '-')
		return complain(s, "option '--%s' needs a number, not '%s'",
		    o->name, arg);
	return 0;
}

static int
store(struct state *s, const struct opt *o, const char *arg)
{
	int i;

	switch (o->kind) {
	case OPT_FLAG:
	case OPT_UNFLAG:
		*(bool *)o->dest = o->kind == OPT_FLAG;
		return 0;
	case OPT_STR:
		*(const char **)o->dest = arg != NULL ? arg : "";
		return 0;
	case OPT_INT:
	case OPT_NUM:
		return store_number(s, o, arg);
	case OPT_CHOICE:
		i = arg != NULL ? choice(o->arg, arg) : 0;
		if (i < 0)
			return no_choice(s, o, arg);
		*(int *)o->dest = i;
		return 0;
	}
	return 0;
}

/* Names the options that a word may stand for. */
static int
ambiguous(struct state *s, const char *word, size_t len)
{
	const struct opt *table[] = { s->set->own, s->set->shared }, *o;
	size_t i, at;

	opt_fail(s->msg, s->size, "option '--%s' is ambiguous:", word);
	for (i = 0; i < 2; i++)
		for (o = table[i]; o != NULL && o->name != NULL; o++) {
			at = strlen(s->msg);
			if (strncmp(o->name, word, len) == 0)
				opt_fail(s->msg + at, s->size - at, " --%s",
				    o->name);
		}
	return -1;
}

static const char *
next_argument(struct state *s)
{
	return s->i < s->argc ? s->argv[s->i++] : NULL;
}

static int
long_option(struct state *s, const char *word)
{
	size_t len = strcspn(word, "=");
	const char *arg = word[len] == '=' ? word + len + 1 : NULL;
	const struct opt *own, *shared, *o;
	int n = 0;

	own = find_name(s->set->own, word, len, &n);
	shared = n < 0 ? NULL : find_name(s->set->shared, word, len, &n);
	o = n < 0 && shared != NULL ? shared : own != NULL ? own : shared;
	if (o == NULL)
		return complain(s, "unrecognized option '--%s'", word, NULL);
	if (n > 1)
		return ambiguous(s, word, len);
	if (o->arg == NULL && arg != NULL)
		return complain(s, "option '--%s' takes no argument", o->name,
		    NULL);
	if (o->arg != NULL && o->arg[0] != '[' && arg == NULL &&
	    (arg = next_argument(s)) == NULL)
		return complain(s, "option '--%s' needs an argument", o->name,
		    NULL);
	return store(s, o, arg);
}

static int
letters(struct state *s, const char *p)
{
	char name[2] = "";
	const struct opt *o;
	const char *arg;

	for (; *p != '\0'; p++) {
		name[0] = *p;
		if ((o = find_letter(s->set->own, *p)) == NULL &&
		    (o = find_letter(s->set->shared, *p)) == NULL)
			return complain(s, "unrecognized option '-%s'", name,
			    NULL);
		if (o->arg == NULL || o->arg[0] == '[') {
			if (store(s, o, NULL) == -1)
				return -1;
			continue;
		}
		arg = p[1] != '\0' ? p + 1 : next_argument(s);
		if (arg == NULL)
			return complain(s, "option '-%s' needs an argument",
			    name, NULL);
		return store(s, o, arg);
	}
	return 0;
}

int
opt_fail(char *msg, size_t size, const char *format, ...)
{
	va_list arg;

	va_start(arg, format);
	vsnprintf(msg, size, format, arg);
	va_end(arg);
	return -1;
}

int
opt_parse(const struct opt_set *set, int argc, char **argv, int *n, char *msg,
    size_t size)
{
	struct state s = { set, argv, argc, 1, 0, msg, size };
	char *word;
	int r = 0;

	while (s.i < argc && r == 0) {
		word = argv[s.i++];
		if (strcmp(word, "--") == 0)
			break;
		if (word[0] != '-' || word[1] == '\0')
			argv[s.operands++] = word;
		else if (word[1] == '-')
			r = long_option(&s, word + 2);
		else
			r = letters(&s, word + 1);
	}
	while (s.i < argc)
		argv[s.operands++] = argv[s.i++];
	*n = s.operands;
	return r;
}
