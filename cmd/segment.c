/*
 * segment: one sentence a line; paragraphs, words, graphemes, spans. See
 * segment(1).
 */
#include "frame.h"
#include "segment/segment.h"

enum { LEVELS = 4 };

/* A member on its way into the record. */
struct member {
	struct state *s;
	struct doc *d;
	struct segment_spans spans;
};

static struct state {
	struct segment_opts o;
	struct segmenter *segmenter;
	bool paragraphs, sentences, words, graphemes;
	int newlines, tokens;
	struct segment_writer writer;
	struct buf prefix; /* of rows */
	struct member member[LEVELS];
} state;

static const struct opt options[] = {
	{ 'p', "paragraphs", NULL, "one paragraph a line", OPT_FLAG,
	    &state.paragraphs },
	{ 's', "sentences", NULL, "one sentence a line (the default)", OPT_FLAG,
	    &state.sentences },
	{ 'w', "words", NULL, "one word a line; with -s, those of a sentence",
	    OPT_FLAG, &state.words },
	{ 'g', "graphemes", NULL, "one grapheme cluster a line", OPT_FLAG,
	    &state.graphemes },
	{ '0', "null", NULL, "end units with NUL, not with a newline", OPT_FLAG,
	    &state.writer.zero },
	{ 0, "newlines", "auto|hard|soft",
	    "what a single newline is: ask the text, an end, a space",
	    OPT_CHOICE, &state.newlines },
	{ 0, "join", NULL, "mend sentences that a page break cut", OPT_FLAG,
	    &state.o.join },
	{ 0, "tokens", "uax29|ud",
	    "words as in UAX #29 or as treebanks have them", OPT_CHOICE,
	    &state.tokens },
	{ 0, "uax29", NULL, "the Unicode rules alone", OPT_FLAG,
	    &state.o.uax29 },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL },
};

static const char *const examples[] = { "segment page.txt",
	"clean -j page.html | segment -j -w",
	"segment -s -w --tokens=ud -L en page.txt", NULL };

static int
setup(void *arg, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = arg;
	struct quire_err e;

	if (o->json && s->writer.zero)
		return opt_fail(msg, size,
		    "options '--null' and '--json' exclude each other");
	s->o.newlines = (enum segment_newlines)s->newlines;
	s->o.tokens = (enum segment_tokens)s->tokens;
	s->o.language = o->language;
	s->writer.levels = (s->paragraphs ? SEGMENT_PARAGRAPHS : 0u) |
	    (s->sentences ? SEGMENT_SENTENCES : 0u) |
	    (s->words ? SEGMENT_WORDS : 0u) |
	    (s->graphemes ? SEGMENT_GRAPHEMES : 0u);
	if (s->writer.levels == 0)
		s->writer.levels = SEGMENT_SENTENCES;
	s->segmenter = segmenter_new(&s->o, &e);
	if (s->segmenter == NULL)
		return opt_fail(msg, size, "%s", e.msg);
	return 0;
}

static void
cleanup(void *arg)
{
	struct state *s = arg;

	segmenter_free(s->segmenter);
	buf_fini(&s->prefix);
}

static void
spill(void *doc, struct buf *b)
{
	doc_spill(doc, b);
}

/* ---- records ---------------------------------------------------------- */

static void
write_member(void *arg, struct buf *out)
{
	const struct member *m = arg;
	struct segment_out to = { out, spill, m->d };
	struct text_offset at = m->d->offset;

	segment_json(m->s->segmenter, &m->spans, m->d->text, &at, &to);
}

/* The sentences are always there; -p, -w, -g add to them. */
static void
record(struct state *s, struct doc *d)
{
	static const struct {
		unsigned level;
		const char *name;
	} members[LEVELS] = { { SEGMENT_SENTENCES, "sentences" },
		{ SEGMENT_PARAGRAPHS, "paragraphs" },
		{ SEGMENT_WORDS, "words" },
		{ SEGMENT_GRAPHEMES, "graphemes" } };
	bool blank = text_skip_space(d->text) == d->text.len, some;

	for (size_t i = 0; i < LEVELS; i++) {
		struct member *m = &s->member[i];

		m->s = s;
		m->d = d;
		m->spans.level = members[i].level;
		m->spans.score = d->opts->attributes;
		if (((s->writer.levels | SEGMENT_SENTENCES) & m->spans.level) ==
		    0)
			continue;
		some = !blank ||
		    (m->spans.level == SEGMENT_GRAPHEMES && d->text.len > 0);
		d->found |= some;
		if (some || !d->opts->attributes)
			doc_stream(d, members[i].name, write_member, m);
	}
}

/* ---- text ------------------------------------------------------------- */

static void
document(void *arg, struct doc *d)
{
	struct state *s = arg;
	struct segment_out out = { d->out, spill, d };
	struct segment_spans rows = { .level = s->writer.levels };

	if (d->record != NULL) {
		record(s, d);
		return;
	}
	if (!d->opts->offsets_given) {
		d->found |= segment_write(s->segmenter, &s->writer, d->text,
		    d->last, &out);
		return;
	}
	s->prefix.len = 0;
	doc_prefix(d, &s->prefix);
	rows.prefix = buf_span(&s->prefix);
	rows.zero = s->writer.zero;
	d->found |=
	    segment_rows(s->segmenter, &rows, d->text, &d->offset, &out);
}

int
main(int argc, char **argv)
{
	static const struct command c = {
		.opts = { "segment", "[OPTION]... [FILE]...",
		    "Splits text into paragraphs, sentences, words.", examples,
		    options, NULL },
		.setup = setup,
		.document = document,
		.cleanup = cleanup,
		.has_attributes = true,
		.tsv = true,
		.state = &state
	};

	return frame_main(&c, argc, argv);
}
