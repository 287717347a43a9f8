/*
 * The options that all commands share: their table, --help and its like, and
 * the checks that need no command's knowledge.
 */
#include <string.h>

#include "frame.h"

static int
usage(const struct command *c, const char *msg)
{
	fprintf(stderr, "%s: %s\nTry '%s --help' for more.\n", c->opts.command,
	    msg, c->opts.command);
	return 2;
}

/* What the shared options are read into, beside frame_opts. */
struct switches {
	bool help, version, list, with_filename, no_filename;
	int completion; /* index of a shell, or -1 */
};

enum { SHARED_MAX = 24 };

/* The shared options that make sense for this command. */
static void
shared_options(const struct command *c, struct frame_opts *o,
    struct switches *w, struct opt *out)
{
	const struct opt all[] = {
		{ 'j', "json", NULL,
		    "records in and out, one JSON object a "
		    "line",
		    OPT_FLAG, &o->json },
		{ 0, "text-key", "NAME",
		    "the member that holds the document "
		    "(text)",
		    OPT_STR, &o->text_key },
		{ 0, "offsets", "[codepoints|bytes|utf16]",
		    "unit of offsets (codepoints)", OPT_CHOICE, &o->offsets },
		{ 'f', "format", c->formats, "output format", OPT_CHOICE,
		    &o->format },
		{ 'l', "lines", NULL, "each input line is a document", OPT_FLAG,
		    &o->lines },
		{ 'L', "language", "TAG[,TAG]",
		    "what the caller knows of the "
		    "language",
		    OPT_STR, &o->language },
		{ 'u', "unbuffered", NULL, "flush after each line or record",
		    OPT_FLAG, &o->unbuffered },
		{ 'e', "exit-status", NULL, "exit 1 when nothing was found",
		    OPT_FLAG, &o->exit_status },
		{ 0, "strict", NULL, "stop at the first bad record", OPT_FLAG,
		    &o->strict },
		{ 0, "attributes", NULL,
		    "Dolma's attribute rows instead of "
		    "records",
		    OPT_FLAG, &o->attributes },
		{ 0, "with-filename", NULL, "rows start with the file's name",
		    OPT_FLAG, &w->with_filename },
		{ 0, "no-filename", NULL, "rows never do", OPT_FLAG,
		    &w->no_filename },
		{ 0, "progress", NULL, "show progress on standard error",
		    OPT_FLAG, &o->progress },
		{ 0, "stats", NULL, "counters as JSON on standard error",
		    OPT_FLAG, &o->stats },
		{ 0, "completion", "bash|zsh|fish",
		    "print completions for a "
		    "shell",
		    OPT_CHOICE, &w->completion },
		{ 'h', "help", NULL, "show this help", OPT_FLAG, &w->help },
		{ 'V', "version", NULL, "show the version", OPT_FLAG,
		    &w->version },
	};
	size_t i;

	for (i = 0; i < sizeof all / sizeof *all; i++) {
		if ((all[i].dest == &o->attributes && !c->has_attributes) ||
		    (all[i].dest == &w->with_filename && !c->tsv) ||
		    (all[i].dest == &w->no_filename && !c->tsv) ||
		    (all[i].dest == &o->format && c->formats == NULL))
			continue;
		*out++ = all[i];
	}
	*out = (struct opt){ 0 };
}

/* --help and its like: false if nothing of the kind was asked for. */
static bool
tell(const struct command *c, const struct opt_set *s, const struct switches *w,
    struct buf *out)
{
	static const char *const shell[] = { "bash", "zsh", "fish" };

	if (w->help) {
		opt_help(s, out);
	} else if (w->version) {
		buf_add_str(out, s->command);
		buf_add_str(out, " (quire) " QUIRE_VERSION "\n");
	} else if (w->list) {
		opt_list(s, out);
	} else if (w->completion >= 0) {
		opt_completion(s, shell[w->completion], out);
	} else {
		return c->answer != NULL && c->answer(c->state, out);
	}
	return true;
}

/* What is no tag says nothing of the text, which goes on all the same. */
static void
read_language(const struct command *c, struct frame_opts *o)
{
	static struct buf tags;
	struct quire_span bad;

	if (text_tags(o->language, &tags, &bad)) {
		o->language = tags.p;
		return;
	}
	fprintf(stderr, "%s: option '--language': no language tag '%.*s'\n",
	    c->opts.command, (int)bad.len, bad.p);
	o->language = NULL;
}

/* 0, or -1 and a message. */
static int
check(const struct command *c, struct frame_opts *o, char *msg, size_t size)
{
	const char *records = o->json ? "json" : "attributes";

	o->json |= o->attributes;
	if (o->json && o->lines)
		return opt_fail(msg, size,
		    "options '--%s' and '--lines' exclude each other", records);
	if (o->json && o->format > 0)
		return opt_fail(msg, size,
		    "option '--format': with '--%s' only %.*s makes sense",
		    records, (int)strcspn(c->formats, "|"), c->formats);
	if (o->language != NULL)
		read_language(c, o);
	if (c->setup != NULL)
		return c->setup(c->state, o, msg, size);
	return 0;
}

static int
print(const struct command *c, struct buf *text)
{
	struct output out;
	int r = 0;

	out_init(&out, 1, false);
	out_add_span(&out, buf_span(text));
	if (out_flush(&out) == -1) {
		fprintf(stderr, "%s: write error: %s\n", c->opts.command,
		    strerror(out.error));
		r = 2;
	}
	out_fini(&out);
	buf_fini(text);
	return r;
}

/* The set with what is shared, read from argv. */
static int
parse(const struct command *c, struct frame_opts *o, struct switches *w,
    struct opt_set *set, int argc, char **argv, char *msg, size_t size)
{
	static char dash[] = "-", *standard_input[] = { dash, NULL };

	if (argc == 2 && strcmp(argv[1], "--options") == 0) {
		w->list = true;
		return 0;
	}
	if (opt_parse(set, argc, argv, &o->operands, msg, size) == -1)
		return -1;
	o->filenames =
	    c->tsv && !w->no_filename && (w->with_filename || o->operands > 1);
	o->operand = o->operands > 0 ? argv : standard_input;
	o->operands += o->operands == 0;
	o->offsets_given = o->offsets >= 0;
	o->offsets = o->offsets < 0 ? TEXT_CODEPOINTS : o->offsets;
	return 0;
}

bool
frame_options(const struct command *c, struct frame_opts *o, int argc,
    char **argv, int *status)
{
	struct opt shared[SHARED_MAX];
	struct switches w = { .completion = -1 };
	struct opt_set set = c->opts;
	struct buf text = { 0 };
	char msg[256];

	*o = (struct frame_opts){ .text_key = "text", .offsets = -1 };
	shared_options(c, o, &w, shared);
	set.shared = shared;
	if (parse(c, o, &w, &set, argc, argv, msg, sizeof msg) == -1)
		*status = usage(c, msg);
	else if (tell(c, &set, &w, &text))
		*status = print(c, &text);
	else if (check(c, o, msg, sizeof msg) == -1)
		*status = usage(c, msg);
	else
		return true;
	return false;
}
