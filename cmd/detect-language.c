/*
 * detect-language: which language, of documents, lines and spans. See
 * detect-language(1).
 */
#include <string.h>

#include "frame.h"
#include "language/language.h"

enum { MOST = 32 };

static struct state {
	struct language_opts o;
	struct detector *detector;
	bool spans;                  /* -s */
	long number;                 /* -n */
	const char *select;          /* --select */
	struct buf selected, chosen; /* lists of tags */
	bool invert, list;
} state = { .number = 1 };

static const struct opt options[] = {
	{ 's', "spans", NULL, "where which language is", OPT_FLAG,
	    &state.spans },
	{ 'n', "number", "N", "give the N most likely languages", OPT_INT,
	    &state.number },
	{ 0, "only", "TAG[,TAG]", "choose among these languages", OPT_STR,
	    &state.o.only },
	{ 0, "threshold", "P", "less likely answers are und", OPT_NUM,
	    &state.o.threshold },
	{ 0, "select", "TAG[,TAG]",
	    "pass on only lines, records or rows in these languages", OPT_STR,
	    &state.select },
	{ 0, "invert", NULL, "with --select: pass on the others", OPT_FLAG,
	    &state.invert },
	{ 0, "list", NULL, "list the languages and exit", OPT_FLAG,
	    &state.list },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL },
};

static const char *const examples[] = { "detect-language letter.txt",
	"detect-language -l --select=zh,en <lines.txt",
	"detect-language -j -s <records.jsonl", NULL };

/* ---- options ---------------------------------------------------------- */

/* A list of tags, with "deu" as "de", into b. */
static int
read_list(const char *option, const char **list, struct buf *b, char *msg,
    size_t size)
{
	struct quire_span bad;

	if (*list == NULL)
		return 0;
	if (!text_tags(*list, b, &bad) || !language_list_known(b->p, &bad))
		return opt_fail(msg, size,
		    "option '--%s': no such language '%.*s' "
		    "(--list has them)",
		    option, (int)bad.len, bad.p);
	*list = b->p;
	return 0;
}

static int
setup(void *arg, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = arg;
	struct quire_err e;

	if (s->number < 1 || s->number > MOST)
		return opt_fail(msg, size,
		    "option '--number' needs a number from 1 to %d", MOST);
	if (!(s->o.threshold >= 0 && s->o.threshold <= 1))
		return opt_fail(msg, size,
		    "option '--threshold' needs a number from 0 to 1");
	if (s->select != NULL && s->spans)
		return opt_fail(msg, size,
		    "options '--select' and '--spans' exclude each other");
	if (s->invert && s->select == NULL)
		return opt_fail(msg, size,
		    "option '--invert' needs '--select'");
	if (s->o.only == NULL)
		s->o.only = o->language;
	if (read_list("select", &s->select, &s->selected, msg, size) ||
	    read_list(s->o.only == o->language ? "language" : "only",
	        &s->o.only, &s->chosen, msg, size))
		return -1;
	s->o.several = s->number > 1;
	s->detector = detector_new(&s->o, &e);
	if (s->detector == NULL)
		return opt_fail(msg, size, "%s", e.msg);
	return 0;
}

static void
cleanup(void *arg)
{
	struct state *s = arg;

	detector_free(s->detector);
	buf_fini(&s->selected);
	buf_fini(&s->chosen);
}

/* For -e: is it in a language, or in one of those to be passed on? */
static bool
found(const struct state *s, const struct language_guess *g)
{
	if (s->select == NULL)
		return strcmp(g->tag, "und") != 0;
	return language_listed(s->select, g->tag) != s->invert;
}

/* ---- records ---------------------------------------------------------- */

static struct quire_span
kept(struct doc *d, struct buf *b)
{
	struct quire_span s = arena_copy(d->arena, buf_span(b));

	b->len = 0;
	return s;
}

static void
set_language(struct state *s, struct doc *d, const struct language_guess *g,
    size_t n)
{
	struct buf b = { 0 };

	json_add_string(&b, span_of(g[0].tag));
	doc_set(d, "language", kept(d, &b));
	buf_add_num(&b, (double)g[0].score, 4);
	doc_set(d, "language_score", kept(d, &b));
	if (s->number > 1) {
		language_write_list(g + 1, n - 1, &b);
		doc_set(d, "language_alternatives", kept(d, &b));
	}
	buf_fini(&b);
}

static void
set_spans(struct doc *d, const struct language_spans *l)
{
	struct buf b = { 0 };

	language_write_spans(l, d->offset, &b);
	doc_set(d, "languages", kept(d, &b));
	buf_fini(&b);
}

/* quire_language__TAG for each span; without -s the document is one. */
static void
set_attributes(struct doc *d, const struct language_spans *l)
{
	struct text_offset at = d->offset;
	size_t start;

	for (size_t i = 0; i < l->n; i++) {
		struct quire_span name;
		struct buf b = { 0 };

		buf_add_str(&b, "language__");
		buf_add_str(&b, l->item[i].tag);
		name = kept(d, &b);
		buf_fini(&b);
		start = text_offset_at(&at, l->item[i].start);
		doc_attribute(d, name.p, start,
		    text_offset_at(&at, l->item[i].end),
		    (double)l->item[i].score);
	}
}

static void
record(struct state *s, struct doc *d)
{
	struct language_guess g[MOST];
	size_t n = language_document(s->detector, d->text, d->arena, g,
	    (size_t)s->number);
	struct language_span whole = { 0, d->text.len, g[0].tag, g[0].score };
	struct language_spans l = { &whole, d->text.len > 0, 1 };

	d->found |= found(s, &g[0]);
	if (s->select != NULL) {
		d->drop = !d->found;
		return;
	}
	if (s->spans)
		language_find_spans(s->detector, d->text, d->arena, &l);
	if (d->opts->attributes) {
		set_attributes(d, &l);
		return;
	}
	set_language(s, d, g, n);
	if (s->spans)
		set_spans(d, &l);
}

/* ---- text ------------------------------------------------------------- */

static void
add_file(struct doc *d)
{
	if (!d->opts->filenames)
		return;
	tsv_add(d->out, doc_name(d));
	buf_add_char(d->out, '\t');
}

static void
span_rows(struct state *s, struct doc *d)
{
	struct language_spans l;

	language_find_spans(s->detector, d->text, d->arena, &l);
	for (size_t i = 0; i < l.n; i++) {
		doc_prefix(d, d->out);
		buf_add_int(d->out,
		    (int64_t)text_offset_at(&d->offset, l.item[i].start));
		buf_add_char(d->out, '\t');
		buf_add_int(d->out,
		    (int64_t)text_offset_at(&d->offset, l.item[i].end));
		buf_add_char(d->out, '\t');
		language_write_row(&(struct language_guess){ l.item[i].tag,
		                       l.item[i].score },
		    1, d->out);
		buf_add_char(d->out, '\n');
		d->found |= strcmp(l.item[i].tag, "und") != 0;
	}
}

static void
line(struct state *s, struct doc *d)
{
	struct language_guess g[MOST];
	size_t n = language_document(s->detector, d->text, d->arena, g,
	    (size_t)s->number);

	d->found |= found(s, &g[0]);
	if (s->select == NULL) {
		add_file(d);
		language_write_row(g, n, d->out);
		buf_add_char(d->out, '\t');
	} else if (!d->found) {
		return;
	}
	buf_add_span(d->out, d->text);
	buf_add_char(d->out, '\n');
}

static void
document(void *arg, struct doc *d)
{
	struct state *s = arg;
	struct language_guess g[MOST];
	size_t n;

	if (d->record != NULL) {
		record(s, d);
	} else if (s->spans) {
		span_rows(s, d);
	} else if (d->opts->lines) {
		line(s, d);
	} else {
		language_add(s->detector, d->text, d->arena);
		if (!d->last)
			return;
		n = language_answer(s->detector, g, (size_t)s->number);
		d->found |= found(s, &g[0]);
		if (s->select != NULL && !d->found)
			return;
		add_file(d);
		language_write_row(g, n, d->out);
		buf_add_char(d->out, '\n');
	}
}

/* ---- the command ------------------------------------------------------ */

static bool
list(void *arg, struct buf *out)
{
	const struct state *s = arg;

	for (size_t i = 0; s->list && language_tag(i) != NULL; i++) {
		buf_add_str(out, language_tag(i));
		buf_add_char(out, '\t');
		buf_add_str(out, language_name(i));
		buf_add_char(out, '\n');
	}
	return s->list;
}

int
main(int argc, char **argv)
{
	static const struct command c = {
		.opts = { "detect-language", "[OPTION]... [FILE]...",
		    "Tells which language a document, its lines or its parts "
		    "are in.",
		    examples, options, NULL },
		.setup = setup,
		.document = document,
		.cleanup = cleanup,
		.answer = list,
		.has_attributes = true,
		.tsv = true,
		.offsets = true,
		.state = &state
	};

	return frame_main(&c, argc, argv);
}
