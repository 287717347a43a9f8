/*
 * extract-dates: dates, times, lengths, sets and ranges in running text, with
 * their values. See extract-dates(1).
 */
#include <stdlib.h>
#include <unistd.h>

#include "dates/dates.h"
#include "dates/format.h"
#include "frame.h"

enum { COLOR_ALWAYS, COLOR_NEVER, COLOR_AUTO };

static struct state {
	struct dates_opts o;
	struct dater *dater;
	const char *types; /* -T */
	int order, value, color;
	bool attributes, header;
	enum dates_format format;
	size_t elements; /* TIMEX3 in the document so far */
	struct dates found;
	struct doc *d; /* whose they are */
} state = { .color = COLOR_NEVER };

static const struct opt options[] = {
	{ 'r', "reference", "DATE", "resolve relative dates against DATE",
	    OPT_STR, &state.o.reference },
	{ 'T', "types", "TYPES", "only DATE, TIME, DURATION, SET, RANGE",
	    OPT_STR, &state.types },
	{ 0, "value", "edtf|timex3|both", "how values are spelled in rows",
	    OPT_CHOICE, &state.value },
	{ 0, "order", "auto|dmy|mdy|ymd",
	    "order of day, month and year in numbers", OPT_CHOICE,
	    &state.order },
	{ 0, "past", NULL, "bare weekdays and months lie behind", OPT_UNFLAG,
	    &state.o.future },
	{ 0, "future", NULL, "bare weekdays and months lie ahead", OPT_FLAG,
	    &state.o.future },
	{ 0, "narrative", NULL,
	    "the date named last is the reference of the next", OPT_FLAG,
	    &state.o.narrative },
	{ 0, "vague", NULL, "also now, recently, the future", OPT_FLAG,
	    &state.o.vague },
	{ 0, "urls", NULL, "also dates inside URLs", OPT_FLAG, &state.o.urls },
	{ 0, "color", "[always|never|auto]",
	    "write the text with its dates in colour", OPT_CHOICE,
	    &state.color },
	{ 0, NULL, NULL, NULL, OPT_FLAG, NULL },
};

static const char *const examples[] = { "extract-dates report.txt",
	"extract-dates -j -r 2015-11-30 <records.jsonl",
	"clean page.html | extract-dates --color", NULL };

static int
read_types(struct state *s, char *msg, size_t size)
{
	static const char *const name[] = { "DATE", "TIME", "DURATION", "SET",
		"RANGE" };
	struct quire_span rest = span_of(s->types), word;
	size_t i, n;

	while (rest.len > 0) {
		n = span_find(rest, 0, ",");
		word = span_sub(rest, 0, n);
		rest = span_sub(rest, n + 1, rest.len);
		for (i = 0; i < 5 && !span_is_nocase(word, name[i]); i++)
			;
		if (i == 5)
			return opt_fail(msg, size,
			    "option '--types': no such type '%.*s' "
			    "(DATE|TIME|DURATION|SET|RANGE)",
			    (int)word.len, word.p);
		s->o.types |= 1u << i;
	}
	if (s->o.types == 0)
		return opt_fail(msg, size, "option '--types' names no type");
	return 0;
}

/* --color=auto: is it a terminal whose user has not said no? */
static bool
wants_color(void)
{
	const char *no = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0');
}

static int
setup(void *arg, const struct frame_opts *o, char *msg, size_t size)
{
	struct state *s = arg;
	struct quire_err e;

	if (s->types != NULL && read_types(s, msg, size) < 0)
		return -1;
	if (s->color == COLOR_AUTO)
		s->color = wants_color() ? COLOR_ALWAYS : COLOR_NEVER;
	s->o.order = (enum date_order)s->order;
	s->o.languages = o->language;
	s->attributes = o->attributes;
	s->format = (enum dates_format)o->format;
	s->dater = dater_new(&s->o, &e);
	if (s->dater == NULL)
		return opt_fail(msg, size, "%s", e.msg);
	return 0;
}

static void
cleanup(void *arg)
{
	struct state *s = arg;

	dater_free(s->dater);
}

static void
spill(void *doc, struct buf *b)
{
	doc_spill(doc, b);
}

/* ---- records ---------------------------------------------------------- */

/* Spans with the score that Dolma's attributes have. */
static void
write_spans(const struct state *s, const struct dates_out *out)
{
	struct text_offset at = s->d->offset;
	size_t i;

	buf_add_char(out->buf, '[');
	for (i = 0; i < s->found.n; i++) {
		const struct date *x = &s->found.item[i];

		buf_add_str(out->buf, i > 0 ? ",[" : "[");
		buf_add_int(out->buf, (int64_t)text_offset_at(&at, x->start));
		buf_add_char(out->buf, ',');
		buf_add_int(out->buf, (int64_t)text_offset_at(&at, x->end));
		buf_add_str(out->buf, ",1.0]");
		dates_spill(out);
	}
	buf_add_char(out->buf, ']');
}

static void
write_member(void *arg, struct buf *buf)
{
	const struct state *s = arg;
	struct dates_out out = { buf, spill, s->d };

	if (s->attributes)
		write_spans(s, &out);
	else
		dates_json(s->d->text, &s->found, &s->d->offset, &out);
}

/* ---- text ------------------------------------------------------------- */

/* The columns that doc_prefix gives rows of TSV, with a header on top. */
static void
csv_prefix(struct state *s, struct doc *d)
{
	if (!s->header) {
		buf_add_str(d->out, d->opts->filenames ? "file," : "");
		buf_add_str(d->out, d->opts->lines ? "line," : "");
		dates_csv_header(d->out);
	}
	s->header = true;
	if (d->opts->filenames) {
		csv_add(d->out, doc_name(d));
		buf_add_char(d->out, ',');
	}
	if (d->opts->lines) {
		buf_add_int(d->out, (int64_t)d->line);
		buf_add_char(d->out, ',');
	}
}

static void
row(struct state *s, struct doc *d, const struct date *x)
{
	const struct quire_span text = span_sub(d->text, x->start, x->end);
	const size_t start = text_offset_at(&d->offset, x->start);
	const size_t end = text_offset_at(&d->offset, x->end);

	if (s->format == DATES_CSV)
		csv_prefix(s, d);
	else
		doc_prefix(d, d->out);
	dates_row(x, text, start, end, s->format, (enum dates_value)s->value,
	    d->out);
}

static void
write_text(struct state *s, struct doc *d)
{
	const struct dates *found = &s->found;
	struct dates_out out = { d->out, spill, d };
	size_t i;

	if (s->format == DATES_TIMEML) {
		dates_inline(d->text, found, DATES_TIMEML, d->first, d->last,
		    &s->elements, &out);
	} else if (s->color == COLOR_ALWAYS) {
		dates_inline(d->text, found, DATES_COLOR, d->first, d->last,
		    &s->elements, &out);
		if (d->opts->lines)
			buf_add_char(d->out, '\n');
	} else if (s->format == DATES_ICS) {
		dates_calendar(d->text, found, d->number, &d->offset, d->first,
		    d->last, &out);
	} else {
		for (i = 0; i < found->n; i++) {
			row(s, d, &found->item[i]);
			dates_spill(&out);
		}
	}
}

static void
document(void *arg, struct doc *d)
{
	struct state *s = arg;
	struct quire_span reference = { NULL, 0 };

	if (d->record != NULL)
		reference = doc_member(d, "date");
	if (d->record != NULL && reference.len == 0)
		reference = doc_member(d, "url");
	dates_document(s->dater, d->text, reference, d->arena, &s->found);
	d->found |= s->found.n > 0;
	s->d = d;
	if (d->record == NULL)
		write_text(s, d);
	else if (s->found.n > 0 || !s->attributes)
		doc_stream(d, "dates", write_member, s);
}

int
main(int argc, char **argv)
{
	static const struct command c = {
		.opts = { "extract-dates", "[OPTION]... [FILE]...",
		    "Finds and normalises dates and times in text.", examples,
		    options, NULL },
		.setup = setup,
		.document = document,
		.cleanup = cleanup,
		/* in the order of enum dates_format */
		.formats = "tsv|csv|timeml|ics",
		.has_attributes = true,
		.tsv = true,
		.offsets = true,
		.state = &state
	};

	return frame_main(&c, argc, argv);
}
