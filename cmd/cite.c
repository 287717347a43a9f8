/*
 * cite: references found and parsed, notes and back-references linked,
 * bibliographies written. See cite(1).
 */
#include "cite/cite.h"
#include "frame.h"

static struct state {
	struct cite_opts o;
	struct citer *citer;
	struct cite_shelf *shelf;
	struct doc *doc;        /* under work */
	struct citations found; /* in it */
	struct arena *work;     /* of found */
	struct arena *item;     /* of one item of them */
	enum cite_format format;
	bool unique, keys;
	bool attributes;
	size_t items; /* written, text mode */
} state;

static const struct opt options[] = {
	{ 'P', "parse", NULL, "every line is one reference", OPT_FLAG,
	    &state.o.parse },
	{ 0, "links", NULL, "add hyperlinks to documents", OPT_FLAG,
	    &state.o.links },
	{ 0, "inline", NULL, "add works named in running text", OPT_FLAG,
	    &state.o.inlines },
	{ 0, "self", NULL, "add the document's own record", OPT_FLAG,
	    &state.o.self },
	{ 0, "unique", NULL, "write each work once", OPT_FLAG, &state.unique },
	{ 0, "keys", NULL, "citation keys (zhou2019) as ids", OPT_FLAG,
	    &state.keys },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL },
};

static const char *const examples[] = {
	"cite paper.txt | pandoc -f csljson --citeproc -t plain",
	"cite -f ris --keys *.txt >library.ris",
	"clean -j page.html | cite -j --links", NULL
};

static int
setup(void *arg, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = arg;
	struct quire_err e;

	if (o->json && (s->unique || s->keys))
		return opt_fail(msg, size,
		    "options '--%s' and '--json' exclude each other",
		    s->unique ? "unique" : "keys");
	s->format = (enum cite_format)o->format;
	s->attributes = o->attributes;
	s->citer = citer_new(&s->o, &e);
	if (s->citer == NULL)
		return opt_fail(msg, size, "%s", e.msg);
	s->shelf = cite_shelf_new();
	s->work = arena_new();
	s->item = arena_new();
	return 0;
}

static void
cleanup(void *arg)
{
	struct state *s = arg;

	citer_free(s->citer);
	cite_shelf_free(s->shelf);
	arena_free(s->work);
	arena_free(s->item);
}

/* ---- records ---------------------------------------------------------- */

static void
spill(void *arg, struct buf *b)
{
	struct state *s = arg;

	doc_spill(s->doc, b);
}

/* Writes the list; called when the record is written. */
static void
write_citations(void *arg, struct buf *b)
{
	struct state *s = arg;

	cite_write_list(&s->found, s->doc->text, &s->doc->offset, s->item, b,
	    spill, s);
}

static void
write_self(void *arg, struct buf *b)
{
	struct state *s = arg;

	if (s->found.has_self)
		cite_write(&s->found.self, (struct quire_span){ NULL, 0 },
		    CITE_CSL_JSON, b);
	else
		buf_add_str(b, "{}");
}

static void
write_evidence(void *arg, struct buf *b)
{
	struct state *s = arg;

	cite_write_evidence(&s->found, b);
}

static void
record(struct state *s, struct doc *d)
{
	struct text_offset at = d->offset;
	const struct citations *v = &s->found;
	size_t i;

	if (!s->attributes) {
		doc_stream(d, "citations", write_citations, s);
		if (s->o.self)
			doc_stream(d, "self", write_self, s);
		if (v->has_self)
			doc_stream(d, "self_evidence", write_evidence, s);
		return;
	}
	for (i = 0; i < v->n; i++) {
		size_t start = text_offset_at(&at, v->item[i].start);

		doc_attribute(d, "citations", start,
		    text_offset_at(&at, v->item[i].end), 1);
	}
}

struct names {
	struct buf text;
	struct arena *arena;
};

static bool
add_name(void *arg, struct quire_span item, enum json_type type)
{
	struct names *n = arg;

	if (type == JSON_STRING) {
		if (n->text.len > 0)
			buf_add_str(&n->text, "; ");
		buf_add_span(&n->text, json_text(item, n->arena));
	}
	return true;
}

/* The record's member author: a name, or an array of names as clean(1) has. */
static struct quire_span
record_authors(struct doc *d)
{
	const struct json_member *m = json_find(d->record, "author");
	struct names n = { { NULL, 0, 0 }, d->arena };
	struct quire_span s;

	if (m == NULL || m->type != JSON_ARRAY)
		return doc_member(d, "author");
	json_items(m->value, add_name, &n);
	s = arena_copy(d->arena, buf_span(&n.text));
	buf_fini(&n.text);
	return s;
}

/* What the record states of its document and the document does not show. */
static void
add_stated(struct state *s, struct doc *d)
{
	struct cite_stated v = { doc_member(d, "title"), doc_member(d, "date"),
		doc_member(d, "url"), doc_member(d, "site"),
		record_authors(d) };

	cite_add_stated(&s->found, &v, s->work);
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
	if (d->out->len >= CITE_SPILL)
		doc_spill(d, d->out);
}

static void
write_text(struct state *s, struct doc *d)
{
	const struct citations *v = &s->found;
	struct cite_item item;
	size_t i;

	if (v->has_self)
		write_item(s, d, &v->self);
	for (i = 0; i < v->n; i++) {
		if (v->item[i].kind == CITE_IBID)
			continue;
		arena_reset(s->item);
		cite_open(&v->item[i], d->text, s->item, &item);
		write_item(s, d, &item);
	}
}

/* --parse: each line is a reference. */
static void
parse_lines(struct state *s, struct doc *d)
{
	struct quire_span rest = d->text, line;

	while (span_line(&rest, &line)) {
		arena_reset(s->work);
		cite_document(s->citer, line, s->work, &s->found);
		d->found |= s->found.n > 0;
		write_text(s, d);
	}
}

static void
document(void *arg, struct doc *d)
{
	struct state *s = arg;

	s->doc = d;
	if (d->record == NULL && s->o.parse) {
		parse_lines(s, d);
		return;
	}
	arena_reset(s->work);
	cite_document(s->citer, d->text, s->work, &s->found);
	if (d->record != NULL && s->o.self)
		add_stated(s, d);
	d->found |= s->found.n > 0 || s->found.has_self;
	if (d->record != NULL)
		record(s, d);
	else
		write_text(s, d);
}

static void
finish(void *arg, const struct frame_opts *o, struct buf *out)
{
	struct state *s = arg;

	if (!o->json && s->format == CITE_CSL_JSON)
		buf_add_str(out, s->items == 0 ? "[]\n" : "\n]\n");
}

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
		/* in the order of enum cite_format */
		.formats = "csl-json|biblatex|bibtex|ris|gbt7714|tsv",
		.has_attributes = true,
		.tsv = true,
		.state = &state
	};

	return frame_main(&c, argc, argv);
}
