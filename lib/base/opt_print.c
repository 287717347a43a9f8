/*
 * What else an option table feeds: --help, shell completions, and a listing
 * that the test of the manual pages reads.
 */
#include <assert.h>
#include <string.h>

#include "base/opt.h"

enum { COLUMN = 28 };

typedef void visit(const struct opt *o, const struct opt_set *s,
    struct buf *out);

static void
each(const struct opt_set *s, visit *f, struct buf *out)
{
	const struct opt *o;

	for (o = s->own; o != NULL && o->name != NULL; o++)
		f(o, s, out);
	for (o = s->shared; o != NULL && o->name != NULL; o++)
		f(o, s, out);
}

static bool
optional(const struct opt *o)
{
	return o->arg != NULL && o->arg[0] == '[';
}

static size_t
columns(struct quire_span s)
{
	size_t n = 0, i;

	for (i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

static void
help_option(const struct opt *o, const struct opt_set *s, struct buf *out)
{
	size_t start = out->len, n;

	(void)s;
	buf_add_str(out, "  ");
	if (o->letter != 0) {
		buf_add_char(out, '-');
		buf_add_char(out, o->letter);
		buf_add_str(out, ", --");
	} else {
		buf_add_str(out, "    --");
	}
	buf_add_str(out, o->name);
	if (optional(o)) {
		buf_add_str(out, "[=");
		buf_add_str(out, o->arg + 1);
	} else if (o->arg != NULL) {
		buf_add_char(out, ' ');
		buf_add_str(out, o->arg);
	}
	n = columns(span_sub(buf_span(out), start, out->len));
	if (n >= COLUMN) {
		buf_add_char(out, '\n');
		n = 0;
	}
	for (; n < COLUMN; n++)
		buf_add_char(out, ' ');
	buf_add_str(out, o->help);
	buf_add_char(out, '\n');
}

void
opt_help(const struct opt_set *s, struct buf *out)
{
	const char *const *e;

	buf_add_str(out, "usage: ");
	buf_add_str(out, s->command);
	buf_add_char(out, ' ');
	buf_add_str(out, s->synopsis);
	buf_add_char(out, '\n');
	buf_add_str(out, s->summary);
	buf_add_str(out, "\n\nexamples:\n");
	for (e = s->examples; *e != NULL; e++) {
		buf_add_str(out, "  ");
		buf_add_str(out, *e);
		buf_add_char(out, '\n');
	}
	buf_add_str(out, "\noptions:\n");
	each(s, help_option, out);
	buf_add_str(out, "\nThe manual says more: man ");
	buf_add_str(out, s->command);
	buf_add_char(out, '\n');
}

/* The choices of an option as words; nothing if it takes anything else. */
static void
add_choices(const struct opt *o, struct buf *out)
{
	const char *p;

	if (o->kind != OPT_CHOICE)
		return;
	assert(o->arg != NULL);
	for (p = o->arg; *p != '\0'; p++)
		if (*p == '|')
			buf_add_char(out, ' ');
		else if (*p != '[' && *p != ']')
			buf_add_char(out, *p);
}

/* Text inside single quotes of a shell. */
static void
add_quoted(const char *s, struct buf *out)
{
	for (; *s != '\0'; s++)
		if (*s == '\'')
			buf_add_str(out, "'\\''");
		else
			buf_add_char(out, *s);
}

static void
bash_word(const struct opt *o, const struct opt_set *s, struct buf *out)
{
	(void)s;
	if (o->letter != 0) {
		buf_add_str(out, " -");
		buf_add_char(out, o->letter);
	}
	buf_add_str(out, " --");
	buf_add_str(out, o->name);
}

static void
bash_choice(const struct opt *o, const struct opt_set *s, struct buf *out)
{
	(void)s;
	if (o->kind != OPT_CHOICE)
		return;
	buf_add_str(out, "\t--");
	buf_add_str(out, o->name);
	buf_add_char(out, '=');
	if (!optional(o)) {
		buf_add_str(out, "|--");
		buf_add_str(out, o->name);
	}
	if (!optional(o) && o->letter != 0) {
		buf_add_str(out, "|-");
		buf_add_char(out, o->letter);
	}
	buf_add_str(out, ") COMPREPLY=($(compgen -W '");
	add_choices(o, out);
	buf_add_str(out, "' -- \"$word\")); return;;\n");
}

/* A shell function's name has no '-'. */
static void
add_identifier(const char *s, struct buf *out)
{
	for (; *s != '\0'; s++)
		buf_add_char(out, *s == '-' ? '_' : *s);
}

static void
bash(const struct opt_set *s, struct buf *out)
{
	buf_add_str(out, "# bash completion\n_quire_");
	add_identifier(s->command, out);
	/* Of --from=html bash makes three words; it knows files best itself. */
	buf_add_str(out,
	    "() {\n\tlocal word=${COMP_WORDS[COMP_CWORD]}"
	    " last=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\t[ \"$word\" != = ] || { word=; last=$last=; }\n"
	    "\t[ \"$last\" != = ] || last=${COMP_WORDS[COMP_CWORD-2]}=\n"
	    "\tcase $last in\n");
	each(s, bash_choice, out);
	buf_add_str(out,
	    "\tesac\n\tcase $word in\n\t-*) COMPREPLY=("
	    "$(compgen -W '");
	each(s, bash_word, out);
	buf_add_str(out,
	    "' -- \"$word\"));;\n\tesac\n}\n"
	    "complete -o default -F _quire_");
	add_identifier(s->command, out);
	buf_add_char(out, ' ');
	buf_add_str(out, s->command);
	buf_add_char(out, '\n');
}

/* What _arguments reads specially inside brackets and messages. */
static void
zsh_text(const char *s, struct buf *out)
{
	for (; *s != '\0'; s++) {
		if (*s == '[' || *s == ']' || *s == ':')
			buf_add_char(out, '\\');
		if (*s == '\'')
			buf_add_str(out, "'\\''");
		else
			buf_add_char(out, *s);
	}
}

static void
zsh_argument(const struct opt *o, struct buf *out)
{
	buf_add_str(out, optional(o) ? "::" : ":");
	zsh_text(o->name, out);
	buf_add_char(out, ':');
	if (o->kind == OPT_CHOICE) {
		buf_add_char(out, '(');
		add_choices(o, out);
		buf_add_char(out, ')');
	}
}

static void
zsh_option(const struct opt *o, const struct opt_set *s, struct buf *out)
{
	(void)s;
	buf_add_str(out, " \\\n\t'--");
	buf_add_str(out, o->name);
	if (o->arg != NULL)
		buf_add_str(out, optional(o) ? "=-" : "=");
	buf_add_char(out, '[');
	zsh_text(o->help, out);
	buf_add_char(out, ']');
	if (o->arg != NULL)
		zsh_argument(o, out);
	buf_add_char(out, '\'');
	if (o->letter == 0)
		return;
	buf_add_str(out, " \\\n\t'-");
	buf_add_char(out, o->letter);
	if (o->arg != NULL && !optional(o))
		buf_add_char(out, '+');
	buf_add_char(out, '[');
	zsh_text(o->help, out);
	buf_add_char(out, ']');
	if (o->arg != NULL && !optional(o))
		zsh_argument(o, out);
	buf_add_char(out, '\'');
}

static void
zsh(const struct opt_set *s, struct buf *out)
{
	buf_add_str(out, "#compdef ");
	buf_add_str(out, s->command);
	buf_add_str(out, "\n_arguments -s");
	each(s, zsh_option, out);
	buf_add_str(out, " \\\n\t'*:file:_files'\n");
}

static void
fish_option(const struct opt *o, const struct opt_set *s, struct buf *out)
{
	buf_add_str(out, "complete -c ");
	buf_add_str(out, s->command);
	if (o->letter != 0) {
		buf_add_str(out, " -s ");
		buf_add_char(out, o->letter);
	}
	buf_add_str(out, " -l ");
	buf_add_str(out, o->name);
	if (o->arg != NULL && !optional(o))
		buf_add_str(out, " -r");
	if (o->kind == OPT_CHOICE) {
		/* -x would take the next word for an argument. */
		buf_add_str(out, optional(o) ? " -f -a '" : " -x -a '");
		add_choices(o, out);
		buf_add_char(out, '\'');
	}
	buf_add_str(out, " -d '");
	add_quoted(o->help, out);
	buf_add_str(out, "'\n");
}

int
opt_completion(const struct opt_set *s, const char *shell, struct buf *out)
{
	if (strcmp(shell, "bash") == 0)
		bash(s, out);
	else if (strcmp(shell, "zsh") == 0)
		zsh(s, out);
	else if (strcmp(shell, "fish") == 0)
		each(s, fish_option, out);
	else
		return -1;
	return 0;
}

static void
list_option(const struct opt *o, const struct opt_set *s, struct buf *out)
{
	(void)s;
	if (o->letter != 0)
		buf_add_char(out, o->letter);
	buf_add_char(out, '\t');
	buf_add_str(out, o->name);
	buf_add_char(out, '\t');
	if (o->arg != NULL)
		buf_add_str(out, o->arg);
	buf_add_char(out, '\n');
}

void
opt_list(const struct opt_set *s, struct buf *out)
{
	each(s, list_option, out);
}
