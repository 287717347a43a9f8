/*
 * clean: makes clean text of what crawlers, OCR, PDF tools and browsers leave.
 * See clean(1).
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "clean/clean.h"
#include "frame.h"

/* What --from takes beyond enum clean_from. */
enum { FROM_WET = CLEAN_PDF + 1, FROM_WARC };

static struct state {
	struct clean_opts o;
	struct cleaner *cleaner;
	const char *only, *skip, *keep, *drop, *rejects; /* as written */
	int from, width;                                 /* -1: no --width */
	bool explain, meta;
	FILE *rejected;
	struct buf features; /* of text-mode documents, for --stats */
	bool empty;          /* nothing written for this document yet */
	struct doc *doc;     /* whose text is written as it comes */
} state = { .o.strictness = 0.5, .width = -1 };

static const struct opt options[] = {
	{ 0, "from", "auto|text|markdown|html|pdf|wet|warc",
	    "what the input is (auto)", OPT_CHOICE, &state.from },
	{ 0, "to", "text|markdown", "what is written (text)", OPT_CHOICE,
	    &state.o.to },
	{ 0, "only", "PASS[,PASS]",
	    "encoding, markup, characters, layout, boilerplate, notes: these",
	    OPT_STR, &state.only },
	{ 0, "skip", "PASS[,PASS]", "all passes but these", OPT_STR,
	    &state.skip },
	{ 0, "explain", NULL, "rows of verdict, class, score, line instead",
	    OPT_FLAG, &state.explain },
	{ 0, "rejects", "FILE", "write what is removed to FILE", OPT_STR,
	    &state.rejects },
	{ 'm', "meta", NULL, "put title, author, date, url, site on top",
	    OPT_FLAG, &state.meta },
	{ 0, "body", NULL, "the body alone: no byline, no dateline", OPT_FLAG,
	    &state.o.body },
	{ 0, "keep", "CLASS[,CLASS]", "let lines of these classes stay",
	    OPT_STR, &state.keep },
	{ 0, "drop", "CLASS[,CLASS]", "remove lines of these classes", OPT_STR,
	    &state.drop },
	{ 0, "strictness", "0…1", "how readily doubtful lines go (0.5)",
	    OPT_NUM, &state.o.strictness },
	{ 0, "foreign", "keep|drop", "pieces of other articles (keep)",
	    OPT_CHOICE, &state.o.foreign },
	{ 0, "notes", "end|inline|drop", "where notes go (end)", OPT_CHOICE,
	    &state.o.notes },
	{ 0, "marks", "caret|original", "[^n], or as printed (caret)",
	    OPT_CHOICE, &state.o.marks },
	{ 0, "links", "text|keep|list", "addresses of links (text: gone)",
	    OPT_CHOICE, &state.o.links },
	{ 0, "tables", "text|drop", "tables as rows with tabs (text)",
	    OPT_CHOICE, &state.o.tables },
	{ 0, "charset", "NAME", "the input's charset", OPT_STR,
	    &state.o.charset },
	{ 0, "form", "nfc|nfd|nfkc|nfkd", "normalisation form (nfc)",
	    OPT_CHOICE, &state.o.form },
	{ 0, "width", "[ascii|cjk]", "letters to ASCII, or marks to full width",
	    OPT_CHOICE, &state.width },
	{ 0, "cjk-space", "auto|none|one|keep",
	    "between CJK and Latin (auto: none)", OPT_CHOICE,
	    &state.o.cjk_space },
	{ 0, "wrap", "COLUMNS", "break lines at that width", OPT_INT,
	    &state.o.wrap },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL },
};

static const char *const examples[] = { "clean page.html",
	"clean -j *.html | segment -j | detect-language -j",
	"clean --explain page.txt", NULL };

/* ---- options ---------------------------------------------------------- */

/* A list of names as a set. 0, or -1 with a message. */
static int
read_list(const char *option, const char *list,
    bool (*read)(struct quire_span, uint32_t *, struct quire_span *),
    uint32_t *set, char *msg, size_t size)
{
	struct quire_span bad;

	if (list == NULL || read(span_of(list), set, &bad))
		return 0;
	return opt_fail(msg, size, "option '--%s': no such %s '%.*s'", option,
	    read == clean_pass_list ? "pass" : "class", (int)bad.len, bad.p);
}

static int
read_lists(struct state *s, char *msg, size_t size)
{
	uint32_t only = 0, skip = 0;

	if (read_list("only", s->only, clean_pass_list, &only, msg, size) ||
	    read_list("skip", s->skip, clean_pass_list, &skip, msg, size) ||
	    read_list("keep", s->keep, clean_class_list, &s->o.keep, msg,
	        size) ||
	    read_list("drop", s->drop, clean_class_list, &s->o.drop, msg, size))
		return -1;
	s->o.passes = (s->only != NULL ? only : CLEAN_ALL) & ~skip;
	if (s->o.passes == 0)
		return opt_fail(msg, size, "option '--%s': no pass is left",
		    skip != 0 ? "skip" : "only");
	return 0;
}

/* The file is emptied, so it must not be one that is to be read. */
static int
open_rejects(struct state *s, const struct frame_opts *o, char *msg,
    size_t size)
{
	struct stat st;
	int i;

	if (stat(s->rejects, &st) == 0)
		for (i = 0; i < o->operands; i++)
			if (frame_is_file(o->operand[i], &st))
				return opt_fail(msg, size,
				    "option '--rejects': %s is also read",
				    s->rejects);
	if ((s->rejected = fopen(s->rejects, "w")) == NULL)
		return opt_fail(msg, size, "option '--rejects': %s: %s",
		    s->rejects, strerror(errno));
	return 0;
}

static int
setup(void *arg, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = arg;

	if (read_lists(s, msg, size) == -1)
		return -1;
	if (!(s->o.strictness >= 0 && s->o.strictness <= 1))
		return opt_fail(msg, size,
		    "option '--strictness' needs a number from 0 to 1");
	if (s->from >= FROM_WET && !o->json)
		return opt_fail(msg, size, "option '--from=%s' needs '--json'",
		    s->from == FROM_WET ? "wet" : "warc");
	s->o.from = s->from == FROM_WET ? CLEAN_TEXT
	    : s->from == FROM_WARC      ? CLEAN_AUTO
	                                : (enum clean_from)s->from;
	s->o.width = s->width + 1;
	s->cleaner = cleaner_new(&s->o, NULL);
	if (s->cleaner == NULL)
		return opt_fail(msg, size,
		    "option '--charset': no such charset '%s'", s->o.charset);
	return s->rejects != NULL ? open_rejects(s, o, msg, size) : 0;
}

/*
 * Is it a JSON object, or an array of them, whatever its name? Shards of
 * records are named .json as well.
 */
static bool
begins_record(struct quire_span head)
{
	head = span_trim(head);
	if (span_starts(head, "["))
		head = span_trim(span_sub(head, 1, head.len));
	return span_starts(head, "{") &&
	    span_starts(span_trim(span_sub(head, 1, head.len)), "\"");
}

static enum frame_source
source(void *arg, const char *operand, struct quire_span head)
{
	struct state *s = arg;
	struct quire_span name = span_of(operand);

	if (s->from >= FROM_WET)
		return FRAME_WARC;
	if (span_is(name, "-") || span_ends(name, ".jsonl") ||
	    span_ends(name, ".ndjson") ||
	    (s->from == CLEAN_AUTO && begins_record(head)))
		return FRAME_RECORDS;
	return s->from == CLEAN_AUTO && span_starts(head, "WARC/1.")
	    ? FRAME_WARC
	    : FRAME_FILE;
}

static size_t
window(void *arg, struct quire_span head)
{
	struct state *s = arg;

	return clean_window(s->o.from, head);
}

/* ---- what comes of a document ----------------------------------------- */

/* What a page states gives way to what the record states. */
static void
put_member(void *arg, const char *name, struct quire_span json, bool stated)
{
	struct doc *d = arg;

	if (!stated || json_find(d->record, name) == NULL)
		doc_set(d, name, arena_copy(d->arena, json));
}

static void
write_rows(struct doc *d, const struct clean_result *r)
{
	struct buf prefix = { 0 };

	doc_prefix(d, &prefix);
	clean_rows(r, buf_span(&prefix), d->out);
	buf_fini(&prefix);
}

static void
write_text(struct state *s, struct doc *d, const struct clean_result *r)
{
	if (s->explain) {
		write_rows(d, r);
	} else if (d->opts->lines) {
		clean_one_line(r->text, d->out);
	} else {
		if (s->empty && r->text.len > 0 && d->number > 0)
			buf_add_char(d->out, '\n');
		if (d->first && s->meta)
			clean_yaml(&r->meta, d->out);
		buf_add_span(d->out, r->text);
	}
}

/* Is the text all that is written, so that it needs no copy? */
static bool
is_direct(const struct state *s, const struct doc *d)
{
	return d->record == NULL && !d->opts->lines && !d->opts->stats &&
	    !s->explain && !s->meta && s->o.links != CLEAN_LINKS_LIST &&
	    !(s->empty && d->number > 0);
}

static void
spill(void *arg)
{
	struct state *s = arg;

	s->doc->found = true;
	doc_spill(s->doc, s->doc->out);
}

/* What was taken out; after an error no more is written. */
static void
reject(struct state *s, struct doc *d, struct quire_span gone)
{
	if (s->rejected == NULL || gone.len == 0)
		return;
	if (fwrite(gone.p, 1, gone.len, s->rejected) == gone.len &&
	    fflush(s->rejected) == 0)
		return;
	doc_warn(d, "the file of --rejects cannot be written");
	fclose(s->rejected);
	s->rejected = NULL;
}

static void
keep_features(struct state *s, const struct clean_stats *x)
{
	if (s->features.len > 0)
		buf_add_char(&s->features, ',');
	clean_features(x, &s->features);
}

static void
document(void *arg, struct doc *d)
{
	struct state *s = arg;
	struct clean_result r;
	bool decoded = d->record != NULL && d->text.p != NULL;
	bool direct;
	unsigned members = (s->explain ? CLEAN_WANT_LINES : 0u) |
	    (d->opts->stats ? CLEAN_WANT_STATS : 0u);

	if (d->warc != NULL)
		cleaner_content_type(s->cleaner, d->warc->http_type);
	s->empty |= d->first;
	s->doc = d;
	direct = is_direct(s, d);
	cleaner_output(s->cleaner, direct ? d->out : NULL,
	    direct ? spill : NULL, s);
	clean_document(s->cleaner, decoded ? d->text : d->raw, decoded,
	    d->first, d->last,
	    members | (s->rejected != NULL ? CLEAN_WANT_LINES : 0u), d->arena,
	    &r);
	d->found |= r.text.len > 0;
	reject(s, d, r.rejects);
	if (d->record != NULL)
		clean_members(&r, d->opts->text_key, members, put_member, d);
	else if (!direct)
		write_text(s, d, &r);
	s->empty &= !d->found;
	if (d->opts->stats && d->record == NULL)
		keep_features(s, &r.stats);
}

static void
stats(void *arg, struct buf *out)
{
	struct state *s = arg;

	if (s->features.len == 0)
		return;
	buf_add_str(out, ",\"documents\":[");
	buf_add_span(out, buf_span(&s->features));
	buf_add_char(out, ']');
}

static void
cleanup(void *arg)
{
	struct state *s = arg;

	cleaner_free(s->cleaner);
	buf_fini(&s->features);
	if (s->rejected != NULL)
		fclose(s->rejected); /* all is flushed */
}

int
main(int argc, char **argv)
{
	static const struct command c = {
		.opts = { "clean", "[OPTION]... [FILE]...",
		    "Makes clean text of web pages, PDF and OCR text.",
		    examples, options, NULL },
		.setup = setup,
		.document = document,
		.cleanup = cleanup,
		.stats = stats,
		.source = source,
		.tsv = true,
		.raw = true,
		.window = window,
		.state = &state
	};

	return frame_main(&c, argc, argv);
}
