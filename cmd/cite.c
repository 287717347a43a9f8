/*
 * cite: references found and parsed, notes and back-references linked,
 * bibliographies written. See cite(1).
 */
#include <string.h>

#include "cite/cite.h"
#include "frame.h"

struct state {
	struct cite_opts o;
	struct citer *citer;
	struct cite_shelf *shelf;
	struct arena *line; /* of --parse */
	enum cite_format format;
	bool unique, keys;
	bool attributes;
	size_t items; /* written, text mode */
};

/* In the order of enum cite_format. */
static const char *const formats[] = { "csl-json", "biblatex", "bibtex", "ris",
	"gbt7714", "tsv", NULL };

static const char *const kinds[] = { "note", "entry", "ibid", "link",
	"inline" };

static int
setup(void *state, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = state;
	struct quire_err e;
	int i;

	for (i = 0; o->format != NULL && formats[i] != NULL; i++)
		if (strcmp(formats[i], o->format) == 0)
			s->format = (enum cite_format)i;
	if (o->json && s->format != CITE_CSL_JSON)
		return opt_fail(msg, size,
		    "-f %s makes no records: leave out -j", o->format);
	s->attributes = o->attributes;
	s->citer = citer_new(&s->o, &e);
	if (s->citer == NULL)
		return opt_fail(msg, size, "%s", e.msg);
	s->shelf = cite_shelf_new();
	s->line = arena_new();
	return 0;
}

static void
cleanup(void *state)
{
	struct state *s = state;

	citer_free(s->citer);
	cite_shelf_free(s->shelf);
	arena_free(s->line);
}

/* ---- records ---------------------------------------------------------- */

static void
add_number(struct buf *b, const char *name, int64_t n)
{
	json_add_name(b, name);
	buf_add_int(b, n);
}

static void
add_string(struct buf *b, const char *name, struct quire_span v)
{
	if (v.len == 0)
		return;
	json_add_name(b, name);
	json_add_string(b, v);
}

static void
add_marks(struct buf *b, const struct citation *c, struct text_offset *at)
{
	size_t i;

	if (c->marks == 0)
		return;
	json_add_name(b, "marks");
	for (i = 0; i < c->marks; i++) {
		buf_add_str(b, i == 0 ? "[[" : ",[");
		buf_add_int(b, (int64_t)text_offset_at(at, c->mark[i].start));
		buf_add_char(b, ',');
		buf_add_int(b, (int64_t)text_offset_at(at, c->mark[i].end));
		buf_add_char(b, ']');
	}
	buf_add_char(b, ']');
}

static void
add_citation(struct buf *b, const struct doc *d, const struct citation *c,
    struct text_offset *at, struct text_offset *marks)
{
	buf_add_char(b, '{');
	add_number(b, "start", (int64_t)text_offset_at(at, c->start));
	add_number(b, "end", (int64_t)text_offset_at(at, c->end));
	add_string(b, "text", span_sub(d->text, c->start, c->end));
	add_string(b, "kind", span_of(kinds[c->kind]));
	add_marks(b, c, marks);
	add_string(b, "signal", c->signal);
	if (c->level != NULL)
		add_string(b, "level", span_of(c->level));
	add_string(b, "locator", c->locator);
	if (c->refers_to >= 0)
		add_number(b, "refers_to", c->refers_to);
	if (c->ambiguous)
		buf_add_str(b, ",\"ambiguous\":true");
	json_add_name(b, "csl");
	cite_write(&c->item, (struct quire_span){ NULL, 0 }, CITE_CSL_JSON, b);
	buf_add_char(b, '}');
}

static void
set_member(struct doc *d, const char *name, struct buf *b)
{
	doc_set(d, name, arena_copy(d->arena, buf_span(b)));
	buf_fini(b);
}

static void
set_citations(struct doc *d, const struct citations *v)
{
	struct text_offset at = d->offset, marks = d->offset;
	struct buf b = { 0 };
	size_t i;

	buf_add_char(&b, '[');
	for (i = 0; i < v->n; i++) {
		if (i > 0)
			buf_add_char(&b, ',');
		add_citation(&b, d, &v->item[i], &at, &marks);
	}
	buf_add_char(&b, ']');
	set_member(d, "citations", &b);
}

static void
set_self(struct doc *d, const struct citations *v)
{
	struct buf b = { 0 }, e = { 0 };

	if (!v->has_self) {
		doc_set(d, "self", span_of("{}"));
		return;
	}
	cite_write(&v->self, (struct quire_span){ NULL, 0 }, CITE_CSL_JSON, &b);
	cite_write_evidence(v, &e);
	set_member(d, "self", &b);
	set_member(d, "self_evidence", &e);
}

static void
record(struct state *s, struct doc *d, const struct citations *v)
{
	struct text_offset at = d->offset;
	size_t i;

	if (!s->attributes) {
		set_citations(d, v);
		if (s->o.self)
			set_self(d, v);
		return;
	}
	for (i = 0; i < v->n; i++) {
		size_t start = text_offset_at(&at, v->item[i].start);

		doc_attribute(d, "citations", start,
		    text_offset_at(&at, v->item[i].end), 1);
	}
}

/* ---- text ------------------------------------------------------------- */

static void
write_item(struct state *s, struct doc *d, const struct cite_item *it)
{
	struct buf id = { 0 };

	if (s->unique && cite_shelf_has(s->shelf, it))
		return;
	s->items++;
	if (s->keys)
		cite_shelf_key(s->shelf, it, &id);
	else
		buf_add_int(&id, (int64_t)s->items);
	if (s->format == CITE_CSL_JSON)
		buf_add_str(d->out, s->items == 1 ? "[\n" : ",\n");
	if (s->format == CITE_TSV)
		doc_prefix(d, d->out);
	cite_write(it, buf_span(&id), s->format, d->out);
	buf_fini(&id);
}

static void
write_text(struct state *s, struct doc *d, const struct citations *v)
{
	size_t i;

	if (v->has_self)
		write_item(s, d, &v->self);
	for (i = 0; i < v->n; i++)
		if (v->item[i].kind != CITE_IBID)
			write_item(s, d, &v->item[i].item);
}

/* --parse: each line is a reference. */
static void
parse_lines(struct state *s, struct doc *d)
{
	struct quire_span rest = d->text, line;
	struct citations v;

	while (span_line(&rest, &line)) {
		cite_document(s->citer, line, s->line, &v);
		d->found |= v.n > 0;
		write_text(s, d, &v);
		arena_reset(s->line);
	}
}

static void
document(void *state, struct doc *d)
{
	struct state *s = state;
	struct citations v;

	if (d->record == NULL && s->o.parse) {
		parse_lines(s, d);
		return;
	}
	cite_document(s->citer, d->text, d->arena, &v);
	d->found |= v.n > 0 || v.has_self;
	if (d->record != NULL)
		record(s, d, &v);
	else
		write_text(s, d, &v);
}

static void
finish(void *state, const struct frame_opts *o, struct buf *out)
{
	struct state *s = state;

	if (!o->json && s->format == CITE_CSL_JSON)
		buf_add_str(out, s->items == 0 ? "[]\n" : "\n]\n");
}

static const char *const examples[] = {
	"cite paper.txt | pandoc -f csljson --citeproc -t plain",
	"cite -f ris --keys *.txt >library.ris",
	"clean -j page.html | cite -j --links", NULL
};

static struct state state;

static const struct opt options[] = { { 'P', "parse", NULL,
	                                  "every line is one reference",
	                                  OPT_FLAG, &state.o.parse },
	{ 0, "links", NULL, "add hyperlinks to documents", OPT_FLAG,
	    &state.o.links },
	{ 0, "inline", NULL, "add works named in running text", OPT_FLAG,
	    &state.o.inlines },
	{ 0, "self", NULL, "add the document's own record", OPT_FLAG,
	    &state.o.self },
	{ 0, "unique", NULL, "write each work once", OPT_FLAG, &state.unique },
	{ 0, "keys", NULL, "citation keys (zhou2019) as ids", OPT_FLAG,
	    &state.keys },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL } };

int
main(int argc, char **argv)
{
	static const struct command c = {
		.opts = { "cite", "[OPTION]... [FILE]...",
		    "Finds references, parses them, writes bibliographies.",
		    examples, options, NULL },
		.setup = setup,
		.document = document,
		.finish = finish,
		.cleanup = cleanup,
		.formats = formats,
		.has_attributes = true,
		.tsv = true,
		.state = &state
	};

	return frame_main(&c, argc, argv);
}
