/*
 * detect-language: which language, of documents, lines and spans. See
 * detect-language(1).
 */
#include <string.h>

#include "frame.h"
#include "language/language.h"

enum { MOST = 32 };

struct state {
	struct language_opts o;
	struct detector *detector;
	bool spans;         /* -s */
	long number;        /* -n */
	const char *select; /* --select */
	bool invert, list;
};

static int
check_select(const char *select, char *msg, size_t size)
{
	char tag[64];
	size_t n;
	bool known;

	for (const char *p = select; *p != '\0'; p += n + (p[n] == ',')) {
		n = strcspn(p, ",");
		snprintf(tag, sizeof tag, "%.*s", (int)n, p);
		known = strcmp(tag, "und") == 0;
		for (size_t i = 0; !known && language_tag(i) != NULL; i++)
			known = language_listed(tag, language_tag(i));
		if (!known)
			return opt_fail(msg, size,
			    "--select: unknown language '%s'", tag);
	}
	return 0;
}

static int
setup(void *state, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = state;
	struct quire_err e;

	if (s->o.only == NULL)
		s->o.only = o->language;
	if (s->number < 1 || s->number > MOST)
		return opt_fail(msg, size,
		    "-n: a number from 1 to %d is needed", MOST);
	if (!(s->o.threshold >= 0 && s->o.threshold <= 1))
		return opt_fail(msg, size,
		    "--threshold: a number from 0 to 1 is needed");
	if (s->select != NULL && s->spans)
		return opt_fail(msg, size, "--select does not go with --spans");
	if (s->invert && s->select == NULL)
		return opt_fail(msg, size, "--invert needs --select");
	if (s->select != NULL && check_select(s->select, msg, size) == -1)
		return -1;
	s->o.several = s->number > 1;
	s->detector = detector_new(&s->o, &e);
	if (s->detector == NULL)
		return opt_fail(msg, size, "%s", e.msg);
	return 0;
}

static void
cleanup(void *state)
{
	struct state *s = state;

	detector_free(s->detector);
}

static bool
selected(const struct state *s, const struct language_guess *g)
{
	return language_listed(s->select, g->tag) != s->invert;
}

/* ---- records ---------------------------------------------------------- */

static void
add_guess(struct buf *b, const struct language_guess *g)
{
	buf_add_char(b, '{');
	json_add_name(b, "language");
	json_add_string(b, span_of(g->tag));
	json_add_name(b, "score");
	buf_add_num(b, (double)g->score, 4);
	buf_add_char(b, '}');
}

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
		buf_add_char(&b, '[');
		for (size_t i = 1; i < n; i++) {
			if (i > 1)
				buf_add_char(&b, ',');
			add_guess(&b, &g[i]);
		}
		buf_add_char(&b, ']');
		doc_set(d, "language_alternatives", kept(d, &b));
	}
	buf_fini(&b);
}

static void
set_spans(struct doc *d, const struct language_spans *l)
{
	struct text_offset at = d->offset;
	struct buf b = { 0 };

	buf_add_char(&b, '[');
	for (size_t i = 0; i < l->n; i++) {
		buf_add_str(&b, i > 0 ? ",{" : "{");
		json_add_name(&b, "start");
		buf_add_int(&b, (int64_t)text_offset_at(&at, l->item[i].start));
		json_add_name(&b, "end");
		buf_add_int(&b, (int64_t)text_offset_at(&at, l->item[i].end));
		json_add_name(&b, "language");
		json_add_string(&b, span_of(l->item[i].tag));
		json_add_name(&b, "score");
		buf_add_num(&b, (double)l->item[i].score, 4);
		buf_add_char(&b, '}');
	}
	buf_add_char(&b, ']');
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

	d->found |= strcmp(g[0].tag, "und") != 0;
	if (s->select != NULL) {
		d->drop = !selected(s, &g[0]);
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
add_row(struct buf *out, const struct language_guess *g, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_add_char(out, '\t');
		buf_add_str(out, g[i].tag);
		buf_add_char(out, '\t');
		buf_add_num(out, (double)g[i].score, 4);
	}
}

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
		buf_add_str(d->out, l.item[i].tag);
		buf_add_char(d->out, '\t');
		buf_add_num(d->out, (double)l.item[i].score, 4);
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

	d->found |= strcmp(g[0].tag, "und") != 0;
	if (s->select == NULL) {
		add_file(d);
		add_row(d->out, g, n);
		buf_add_char(d->out, '\t');
	} else if (!selected(s, &g[0])) {
		return;
	}
	buf_add_span(d->out, d->text);
	buf_add_char(d->out, '\n');
}

static void
document(void *state, struct doc *d)
{
	struct state *s = state;
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
		d->found |= strcmp(g[0].tag, "und") != 0;
		add_file(d);
		add_row(d->out, g, n);
		buf_add_char(d->out, '\n');
	}
}

/* ---- the command ------------------------------------------------------ */

static bool
list(void *state, struct buf *out)
{
	const struct state *s = state;

	for (size_t i = 0; s->list && language_tag(i) != NULL; i++) {
		buf_add_str(out, language_tag(i));
		buf_add_char(out, '\t');
		buf_add_str(out, language_name(i));
		buf_add_char(out, '\n');
	}
	return s->list;
}

static struct state state = { .number = 1 };

static const struct opt options[] = { { 's', "spans", NULL,
	                                  "where which language is", OPT_FLAG,
	                                  &state.spans },
	{ 'n', "number", "N", "give the N most likely languages", OPT_INT,
	    &state.number },
	{ 0, "only", "TAG[,TAG]", "choose among these languages", OPT_STR,
	    &state.o.only },
	{ 0, "threshold", "P", "less likely answers are und", OPT_NUM,
	    &state.o.threshold },
	{ 0, "select", "TAG[,TAG]",
	    "pass on only lines or records in these languages", OPT_STR,
	    &state.select },
	{ 0, "invert", NULL, "with --select: pass on the others", OPT_FLAG,
	    &state.invert },
	{ 0, "list", NULL, "list the languages and exit", OPT_FLAG,
	    &state.list },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL } };

static const char *const examples[] = { "detect-language letter.txt",
	"detect-language -l --select=zh,en <lines.txt",
	"detect-language -j -s <records.jsonl", NULL };

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
