/*
 * segment: one sentence a line; paragraphs, words, graphemes, spans. See
 * segment(1).
 */
#include <string.h>

#include "frame.h"
#include "segment/segment.h"

enum {
	LEVELS = 4,
	KEEP = 1 << 20 /* bytes of a buffer kept between records */
};

struct state {
	struct segment_opts o;
	struct segmenter *segmenter;
	bool paragraphs, sentences, words, graphemes;
	bool zero; /* -0 */
	bool attributes;
	int newlines, tokens;
	unsigned levels;     /* asked for */
	bool open;           /* text mode: a paragraph was written */
	bool cut;            /* the last window ended inside one */
	struct arena *arena; /* of one level of a record */
	struct buf json[LEVELS];
};

static int
setup(void *state, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = state;
	struct quire_err e;

	s->o.newlines = (enum segment_newlines)s->newlines;
	s->o.tokens = (enum segment_tokens)s->tokens;
	s->o.language = o->language;
	s->attributes = o->attributes;
	s->levels = (s->paragraphs ? SEGMENT_PARAGRAPHS : 0u) |
	    (s->sentences ? SEGMENT_SENTENCES : 0u) |
	    (s->words ? SEGMENT_WORDS : 0u) |
	    (s->graphemes ? SEGMENT_GRAPHEMES : 0u);
	if (s->levels == 0)
		s->levels = SEGMENT_SENTENCES;
	s->arena = arena_new();
	s->segmenter = segmenter_new(&s->o, &e);
	if (s->segmenter == NULL)
		return opt_fail(msg, size, "%s", e.msg);
	return 0;
}

static void
cleanup(void *state)
{
	struct state *s = state;

	segmenter_free(s->segmenter);
	arena_free(s->arena);
	for (size_t i = 0; i < LEVELS; i++)
		buf_fini(&s->json[i]);
}

/* The list of the finest of some levels. */
static const struct segment_list *
list_of(const struct segment_result *r, unsigned levels)
{
	if (levels & SEGMENT_GRAPHEMES)
		return &r->graphemes;
	if (levels & SEGMENT_WORDS)
		return &r->words;
	if (levels & SEGMENT_SENTENCES)
		return &r->sentences;
	return &r->paragraphs;
}

/* ---- records ---------------------------------------------------------- */

static const struct {
	unsigned level;
	const char *name;
} members[LEVELS] = { { SEGMENT_SENTENCES, "sentences" },
	{ SEGMENT_PARAGRAPHS, "paragraphs" }, { SEGMENT_WORDS, "words" },
	{ SEGMENT_GRAPHEMES, "graphemes" } };

static void
add_pair(struct buf *b, size_t start, size_t end)
{
	buf_add_char(b, '[');
	buf_add_int(b, (int64_t)start);
	buf_add_char(b, ',');
	buf_add_int(b, (int64_t)end);
	buf_add_char(b, ']');
}

/* The list as JSON, or as attributes. */
static void
member(const struct state *s, struct doc *d, const char *name,
    const struct segment_list *l, struct buf *b)
{
	struct text_offset at = d->offset;
	size_t start, end;

	buf_add_char(b, '[');
	for (size_t i = 0; i < l->n; i++) {
		start = text_offset_at(&at, l->item[i].start);
		end = text_offset_at(&at, l->item[i].end);
		if (s->attributes) {
			doc_attribute(d, name, start, end, 1);
			continue;
		}
		if (i > 0)
			buf_add_char(b, ',');
		add_pair(b, start, end);
	}
	buf_add_char(b, ']');
	d->found |= l->n > 0;
	if (!s->attributes)
		doc_set(d, name, buf_span(b));
}

/*
 * The sentences are always there; -p, -w, -g add to them. A level is written
 * before the next is found, so that only one list is in memory.
 */
static void
record(struct state *s, struct doc *d)
{
	struct segment_result r;

	for (size_t i = 0; i < LEVELS; i++) {
		unsigned level = members[i].level;

		if (((s->levels | SEGMENT_SENTENCES) & level) == 0)
			continue;
		arena_reset(s->arena);
		segment_document(s->segmenter, d->text, level, s->arena, &r);
		buf_clear(&s->json[i], KEEP);
		member(s, d, members[i].name, list_of(&r, level), &s->json[i]);
	}
	arena_reset(s->arena);
}

/* ---- text ------------------------------------------------------------- */

static unsigned
finest(unsigned levels)
{
	unsigned bit;

	for (bit = SEGMENT_GRAPHEMES; bit > 0; bit >>= 1)
		if (levels & bit)
			return bit;
	return 0;
}

static void
rows(struct doc *d, const struct segment_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct segment_range x = l->item[i];

		doc_prefix(d, d->out);
		buf_add_int(d->out,
		    (int64_t)text_offset_at(&d->offset, x.start));
		buf_add_char(d->out, '\t');
		buf_add_int(d->out, (int64_t)text_offset_at(&d->offset, x.end));
		buf_add_char(d->out, '\t');
		tsv_add(d->out, span_sub(d->text, x.start, x.end));
		buf_add_char(d->out, '\n');
	}
	d->found |= l->n > 0;
}

static bool
is_blank(struct quire_span s)
{
	return text_skip_space(s) == s.len;
}

/*
 * How a document is laid out: blank lines between groups (0: none), a line
 * for each `line`, and spaces between the units of a line.
 */
struct layout {
	unsigned group, line, unit;
};

static struct layout
layout_of(unsigned levels)
{
	struct layout l;

	l.unit = finest(levels);
	l.line = finest(levels & ~l.unit);
	if (l.line == 0 || l.unit <= SEGMENT_SENTENCES)
		l.line = l.unit;
	l.group = l.line >= SEGMENT_WORDS ? SEGMENT_SENTENCES
	    : l.line == SEGMENT_SENTENCES ? SEGMENT_PARAGRAPHS
	                                  : 0;
	return l;
}

/* The same for words that stand on lines of their own. */
static void
write_words(const struct state *s, struct doc *d,
    const struct segment_list *words, struct segment_range x, size_t *i)
{
	char *p = buf_reserve(d->out, 2 * (x.end - x.start) + 2);

	for (; *i < words->n && words->item[*i].end <= x.end; ++*i) {
		size_t len = words->item[*i].end - words->item[*i].start;

		memcpy(p, d->text.p + words->item[*i].start, len);
		p += len;
		*p++ = s->zero ? '\0' : '\n';
	}
	d->out->len = (size_t)(p - d->out->p);
}

/* Writes the units inside x, from *i on, as one line. */
static void
write_line(struct state *s, struct doc *d, const struct segment_list *units,
    struct segment_range x, size_t *i)
{
	size_t before = d->out->len;
	struct quire_span t;

	for (; *i < units->n && units->item[*i].end <= x.end; ++*i) {
		t = span_sub(d->text, units->item[*i].start,
		    units->item[*i].end);
		if (is_blank(t))
			continue;
		if (d->out->len > before)
			buf_add_char(d->out, ' ');
		segment_unwrap(t, d->out);
	}
	if (d->out->len > before)
		buf_add_char(d->out, s->zero ? '\0' : '\n');
}

/* Does the text end inside a paragraph, as far as the window shows? */
static bool
ends_inside(struct quire_span text)
{
	unsigned lines = 0;

	while (text.len > 0) {
		char c = text.p[text.len - 1];

		if (c != '\n' && c != '\r' && c != ' ' && c != '\t')
			break;
		lines += c == '\n';
		text.len--;
	}
	return lines < 2;
}

static void
write_text(struct state *s, struct doc *d, struct layout l,
    const struct segment_result *r)
{
	const struct segment_list *units = list_of(r, l.unit),
	                          *lines = list_of(r, l.line),
	                          *groups = l.group != 0 ? list_of(r, l.group)
	                                                 : lines;
	size_t i = 0, j = 0;

	for (size_t k = 0; k < groups->n; k++) {
		if (s->open && !s->cut && !s->zero && l.group != 0)
			buf_add_char(d->out, '\n');
		if (l.line == SEGMENT_WORDS && l.unit == SEGMENT_WORDS)
			write_words(s, d, units, groups->item[k], &j);
		for (;
		     j < lines->n && lines->item[j].end <= groups->item[k].end;
		     j++)
			write_line(s, d, units, lines->item[j], &i);
		s->open = true;
		s->cut = false;
	}
	d->found |= units->n > 0;
}

static void
document(void *state, struct doc *d)
{
	struct state *s = state;
	struct layout l = layout_of(s->levels);
	struct segment_result r;

	if (d->record != NULL) {
		record(s, d);
		return;
	}
	if (d->opts->offsets_given) {
		segment_document(s->segmenter, d->text, l.unit, d->arena, &r);
		rows(d, list_of(&r, l.unit));
		return;
	}
	segment_document(s->segmenter, d->text, l.group | l.line | l.unit,
	    d->arena, &r);
	write_text(s, d, l, &r);
	if (!d->last && r.paragraphs.n > 0)
		s->cut = ends_inside(d->text);
}

/* Lists of graphemes and words can be long. */
static size_t
window(void *state, struct quire_span head)
{
	const struct state *s = state;

	(void)head;
	if (s->levels & SEGMENT_GRAPHEMES)
		return 128 << 10;
	return s->levels & SEGMENT_WORDS ? 512 << 10 : 1 << 20;
}

static const char *const examples[] = { "segment page.txt",
	"clean -j page.html | segment -j -w",
	"segment -s -w --tokens=ud -L en page.txt", NULL };

static struct state state;

static const struct opt options[] = { { 'p', "paragraphs", NULL,
	                                  "one paragraph a line", OPT_FLAG,
	                                  &state.paragraphs },
	{ 's', "sentences", NULL, "one sentence a line (the default)", OPT_FLAG,
	    &state.sentences },
	{ 'w', "words", NULL, "one word a line; with -s, those of a sentence",
	    OPT_FLAG, &state.words },
	{ 'g', "graphemes", NULL, "one grapheme cluster a line", OPT_FLAG,
	    &state.graphemes },
	{ '0', "null", NULL, "end units with NUL, not with a newline", OPT_FLAG,
	    &state.zero },
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
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL } };

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
		.window = window,
		.has_attributes = true,
		.tsv = true,
		.state = &state
	};

	return frame_main(&c, argc, argv);
}
