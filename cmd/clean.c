/*
 * clean: makes clean text of what crawlers, OCR, PDF tools and browsers leave.
 * See clean(1).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean/clean.h"
#include "frame.h"

enum from {
	FROM_AUTO,
	FROM_TEXT,
	FROM_MARKDOWN,
	FROM_HTML,
	FROM_PDF,
	FROM_WET,
	FROM_WARC
};

struct state {
	struct clean_opts o;
	struct cleaner *cleaner;
	/* options as written */
	const char *only, *skip, *keep, *drop, *rejects;
	int from, to, foreign, notes, marks, links, tables, form, cjk_space;
	int width; /* -1: not given */
	double strictness;
	bool explain, meta;
	FILE *rejected;
	struct buf features; /* of text-mode documents, for --stats */
	struct buf tmp;
	bool empty;      /* nothing written for this document yet */
	struct doc *doc; /* whose text is written as it comes */
};

static struct state st = { .only = "",
	.skip = "",
	.keep = "",
	.drop = "",
	.width = -1,
	.cjk_space = -1,
	.strictness = 0.5 };

static const struct opt options[] = {
	{ 0, "from", "auto|text|markdown|html|pdf|wet|warc",
	    "what the input is (auto)", OPT_CHOICE, &st.from },
	{ 0, "to", "text|markdown", "what is written (text)", OPT_CHOICE,
	    &st.to },
	{ 0, "only", "PASS[,PASS]",
	    "encoding, markup, characters, layout, "
	    "boilerplate, notes: these alone",
	    OPT_STR, &st.only },
	{ 0, "skip", "PASS[,PASS]", "all passes but these", OPT_STR, &st.skip },
	{ 0, "explain", NULL,
	    "each line's verdict, class and score instead "
	    "of the text",
	    OPT_FLAG, &st.explain },
	{ 0, "rejects", "FILE", "write what is removed to FILE", OPT_STR,
	    &st.rejects },
	{ 'm', "meta", NULL, "put title, author, date, url, site on top",
	    OPT_FLAG, &st.meta },
	{ 0, "body", NULL, "the body alone: no byline, no dateline", OPT_FLAG,
	    &st.o.body },
	{ 0, "keep", "CLASS[,CLASS]", "let lines of these classes stay",
	    OPT_STR, &st.keep },
	{ 0, "drop", "CLASS[,CLASS]", "remove lines of these classes", OPT_STR,
	    &st.drop },
	{ 0, "strictness", "0…1", "how readily doubtful lines go (0.5)",
	    OPT_NUM, &st.strictness },
	{ 0, "foreign", "keep|drop", "pieces of other articles (keep)",
	    OPT_CHOICE, &st.foreign },
	{ 0, "notes", "end|inline|drop", "where notes go (end)", OPT_CHOICE,
	    &st.notes },
	{ 0, "marks", "caret|original",
	    "notes' marks as [^n] or as printed "
	    "(caret)",
	    OPT_CHOICE, &st.marks },
	{ 0, "links", "text|keep|list", "addresses of links (text: gone)",
	    OPT_CHOICE, &st.links },
	{ 0, "tables", "text|drop", "tables as rows with tabs (text)",
	    OPT_CHOICE, &st.tables },
	{ 0, "charset", "NAME", "the input's charset", OPT_STR, &st.o.charset },
	{ 0, "form", "nfc|nfd|nfkc|nfkd", "normalisation form (nfc)",
	    OPT_CHOICE, &st.form },
	{ 0, "width", "[ascii|cjk]",
	    "full-width letters to ASCII; marks "
	    "between CJK to full width",
	    OPT_CHOICE, &st.width },
	{ 0, "cjk-space", "none|one|keep", "between CJK and Latin (none)",
	    OPT_CHOICE, &st.cjk_space },
	{ 0, "wrap", "COLUMNS", "break lines at that width", OPT_INT,
	    &st.o.wrap },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL }
};

static const char *const examples[] = { "clean page.html",
	"clean -j *.html | segment -j | detect-language -j",
	"clean --explain page.txt", NULL };

/* ---- options ---------------------------------------------------------- */

static int
unknown(const char *option, struct quire_span word, char *msg, size_t size)
{
	return opt_fail(msg, size, "--%s: unknown word '%.*s'", option,
	    (int)word.len, word.p);
}

static int
read_lists(struct state *s, char *msg, size_t size)
{
	struct quire_span bad;
	uint32_t only, skip;

	if (!clean_pass_list(span_of(s->only), &only, &bad))
		return unknown("only", bad, msg, size);
	if (!clean_pass_list(span_of(s->skip), &skip, &bad))
		return unknown("skip", bad, msg, size);
	if (!clean_class_list(span_of(s->keep), &s->o.keep, &bad))
		return unknown("keep", bad, msg, size);
	if (!clean_class_list(span_of(s->drop), &s->o.drop, &bad))
		return unknown("drop", bad, msg, size);
	s->o.passes = (only != 0 ? only : CLEAN_ALL) & ~skip;
	if (s->o.passes == 0)
		return opt_fail(msg, size, "--skip: no pass is left");
	return 0;
}

static int
setup(void *state, const struct frame_opts *o, char *msg, size_t size)
{
	static const enum clean_from from[] = { CLEAN_AUTO, CLEAN_TEXT,
		CLEAN_MARKDOWN, CLEAN_HTML, CLEAN_PDF, CLEAN_TEXT, CLEAN_AUTO };
	struct state *s = state;
	struct quire_err e;

	if (read_lists(s, msg, size) == -1)
		return -1;
	if (!(s->strictness >= 0 && s->strictness <= 1))
		return opt_fail(msg, size,
		    "--strictness: a number from 0 to 1 is needed");
	if (s->from >= FROM_WET && !o->json)
		return opt_fail(msg, size, "--from: %s needs -j",
		    s->from == FROM_WET ? "wet" : "warc");
	s->o.from = from[s->from];
	s->o.to_markdown = s->to == 1;
	s->o.foreign = s->foreign;
	s->o.notes = s->notes;
	s->o.marks_original = s->marks == 1;
	s->o.links = s->links;
	s->o.tables = s->tables;
	s->o.form = s->form;
	s->o.cjk_space = s->cjk_space + 1;
	s->o.width_ascii = s->width == 0;
	s->o.width_cjk = s->width == 1;
	s->o.strictness = s->strictness;
	s->cleaner = cleaner_new(&s->o, &e);
	if (s->cleaner == NULL)
		return opt_fail(msg, size, "--charset: unknown charset '%s'",
		    s->o.charset);
	if (s->rejects != NULL &&
	    (s->rejected = fopen(s->rejects, "w")) == NULL)
		return opt_fail(msg, size, "--rejects: cannot write '%s'",
		    s->rejects);
	return 0;
}

static enum frame_source
source(void *state, const char *operand)
{
	struct state *s = state;
	struct quire_span name = span_of(operand);

	if (s->from >= FROM_WET)
		return FRAME_WARC;
	return span_is(name, "-") || span_ends(name, ".jsonl") ||
	        span_ends(name, ".ndjson")
	    ? FRAME_RECORDS
	    : FRAME_FILE;
}

/* HTML is parsed as a whole: a page has no paragraph ends to cut at. */
static size_t
window(void *state, struct quire_span head)
{
	struct state *s = state;

	return s->from == FROM_HTML ||
	        (s->from == FROM_AUTO && clean_sniff(head) == CLEAN_HTML)
	    ? (size_t)64 << 20
	    : (size_t)1 << 20;
}

/* ---- record mode ------------------------------------------------------ */

static void
set_member(struct doc *d, struct state *s, const char *name)
{
	doc_set(d, name, arena_copy(d->arena, buf_span(&s->tmp)));
	s->tmp.len = 0;
}

/* What the source states, where the record does not. */
static void
put_member(void *arg, const char *name, struct quire_span json)
{
	struct doc *d = arg;

	if (json_find(d->record, name) == NULL)
		doc_set(d, name, arena_copy(d->arena, json));
}

static void
write_record(struct state *s, struct doc *d, const struct clean_result *r)
{
	struct quire_span text = r->text;

	/* Paragraphs end in LF; the last needs none inside a string. */
	if (s->o.passes & ~(unsigned)(CLEAN_ENCODING | CLEAN_CHARACTERS))
		while (text.len > 0 && text.p[text.len - 1] == '\n')
			text.len--;
	s->tmp.len = 0;
	json_add_string(&s->tmp, text);
	set_member(d, s, d->opts->text_key);
	clean_members(&r->meta, put_member, d);
	if (s->explain) {
		clean_verdicts(r, &s->tmp);
		set_member(d, s, "lines");
	}
	if (d->opts->stats) {
		clean_features(&r->stats, &s->tmp);
		set_member(d, s, "stats");
	}
}

/* ---- text mode -------------------------------------------------------- */

/* -l: the line that is left, its inner line ends as spaces. */
static void
write_line(struct doc *d, struct quire_span text)
{
	size_t i;

	text = span_trim(text);
	for (i = 0; i < text.len; i++)
		buf_add_char(d->out, text.p[i] == '\n' ? ' ' : text.p[i]);
	buf_add_char(d->out, '\n');
}

static void
write_text(struct state *s, struct doc *d, const struct clean_result *r)
{
	if (s->explain) {
		clean_rows(r, d->out);
		return;
	}
	if (d->opts->lines) {
		write_line(d, r->text);
		return;
	}
	if (d->first && s->meta)
		clean_yaml(&r->meta, d->out);
	if (s->empty && r->text.len > 0 && d->number > 0)
		buf_add_char(d->out, '\n');
	buf_add_span(d->out, r->text);
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
spill(void *state)
{
	struct state *s = state;

	s->doc->found = true;
	doc_spill(s->doc, s->doc->out);
}

static void
document(void *state, struct doc *d)
{
	struct state *s = state;
	struct clean_result r;
	bool decoded = d->record != NULL && d->text.p != NULL, direct;
	unsigned want =
	    s->explain || s->rejected != NULL ? CLEAN_WANT_LINES : 0;

	if (d->opts->stats)
		want |= CLEAN_WANT_STATS;
	if (d->warc != NULL)
		cleaner_content_type(s->cleaner, d->warc->http_type);
	s->empty |= d->first;
	direct = is_direct(s, d);
	s->doc = d;
	cleaner_output(s->cleaner, direct ? d->out : NULL,
	    direct ? spill : NULL, s);
	clean_document(s->cleaner, decoded ? d->text : d->raw, decoded,
	    d->first, d->last, want, d->arena, &r);
	d->found |= r.text.len > 0;
	if (s->rejected != NULL && r.rejects.len > 0)
		fwrite(r.rejects.p, 1, r.rejects.len, s->rejected);
	if (d->record != NULL) {
		write_record(s, d, &r);
		return;
	}
	if (!direct)
		write_text(s, d, &r);
	s->empty &= !d->found;
	if (d->opts->stats) {
		if (s->features.len > 0)
			buf_add_char(&s->features, ',');
		clean_features(&r.stats, &s->features);
	}
}

static void
stats(void *state, struct buf *out)
{
	struct state *s = state;

	if (s->features.len == 0)
		return;
	buf_add_str(out, ",\"documents\":[");
	buf_add_span(out, buf_span(&s->features));
	buf_add_char(out, ']');
}

static void
cleanup(void *state)
{
	struct state *s = state;

	cleaner_free(s->cleaner);
	buf_fini(&s->features);
	buf_fini(&s->tmp);
	if (s->rejected != NULL && fclose(s->rejected) != 0)
		perror("clean: rejects");
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
		.raw = true,
		.window = window,
		.state = &st
	};

	return frame_main(&c, argc, argv);
}
