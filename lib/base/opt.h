/*
 * The option table: one per command, and one shared by all. Parsing, --help,
 * the completions and the check of the manual page come from it.
 *
 * Syntax is that of getopt_long(3): -x, -xyz, -xARG, -x ARG, --long,
 * --long=ARG, --long ARG, unambiguous prefixes of long names, `--`. Options
 * and operands may be mixed.
 */
#ifndef QUIRE_OPT_H
#define QUIRE_OPT_H

#include "base/base.h"

enum opt_kind {
	OPT_FLAG,   /* bool: set to true */
	OPT_UNFLAG, /* bool: set to false */
	OPT_STR,    /* const char *: the argument, borrowed from argv */
	OPT_INT,    /* long: a whole number >= 0 */
	OPT_NUM,    /* double */
	OPT_CHOICE  /* int: index into the words of `arg`, "a|b|c" */
};

struct opt {
	char letter;      /* 0: only a long name */
	const char *name; /* long name without "--" */
	/*
	 * Null: no argument. "FILE": one is needed. "[FILE]": it is optional
	 * and only taken after "=". "[a|b]": optional choice; without it the
	 * first word is meant.
	 */
	const char *arg;
	const char *help; /* one line, lower case, no full stop */
	enum opt_kind kind;
	void *dest;
};

/* Tables end with an entry whose name is null. */
struct opt_set {
	const char *command;         /* "extract-dates" */
	const char *synopsis;        /* "[OPTION]... [FILE]..." */
	const char *summary;         /* one sentence for --help */
	const char *const *examples; /* two or three, ends with null */
	const struct opt *own, *shared;
};

/*
 * Reads argv and moves the operands to its front: argv[0] to argv[*n - 1].
 * 0; or -1 with a message ("unrecognized option '--x'") in msg.
 */
int opt_parse(const struct opt_set *s, int argc, char **argv, int *n, char *msg,
    size_t size);
/* Writes a message of opt_parse's kind; returns -1, for `return opt_fail(…)`. */
int opt_fail(char *msg, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void opt_help(const struct opt_set *s, struct buf *out);
/* shell: bash, zsh or fish. -1 for another. */
int opt_completion(const struct opt_set *s, const char *shell, struct buf *out);
/* Machine-readable rows "letter TAB name TAB arg", for the manual's test. */
void opt_list(const struct opt_set *s, struct buf *out);

#endif
