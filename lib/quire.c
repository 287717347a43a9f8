/*
 * The public interface: a thin coat over the rooms. Each handle holds the
 * room's own object and the arena of the last answer. Everything else in the
 * libraries is hidden: the Makefile exports what quire.h declares.
 */
#include "quire.h"

#include <stdlib.h>
#include <string.h>

#include "cite/cite.h"
#include "clean/clean.h"
#include "dates/dates.h"
#include "language/language.h"
#include "segment/segment.h"
#include "text/text.h"

static struct quire_span
span(const char *p, size_t len)
{
	return (struct quire_span){ len > 0 ? p : "", len };
}

static bool
well_formed(const char *p, size_t len)
{
	return utf8_valid(span(p, len)) == len;
}

/* A new handle of `size` bytes whose first member is its arena. */
static void *
handle_new(size_t size)
{
	void *h = mem_alloc(size);

	memset(h, 0, size);
	*(struct arena **)h = arena_new();
	return h;
}

static void
handle_free(void *h)
{
	arena_free(*(struct arena **)h);
	free(h);
}

const char *
quire_version(void)
{
	return QUIRE_VERSION;
}

/* ---- text ------------------------------------------------------------- */

size_t
quire_valid(const char *text, size_t len)
{
	return utf8_valid(span(text, len));
}

char *
quire_repair(const char *bytes, size_t len, size_t *out_len)
{
	struct buf out = { 0 };

	utf8_repair_to(span(bytes, len), &out);
	*out_len = out.len;
	buf_add_char(&out, '\0');
	return out.p;
}

size_t
quire_count(const char *text, size_t len, enum quire_unit unit)
{
	static const enum text_unit map[] = { [QUIRE_CODEPOINTS] =
		                                  TEXT_CODEPOINTS,
		[QUIRE_BYTES] = TEXT_BYTES,
		[QUIRE_UTF16] = TEXT_UTF16 };

	return text_count(span(text, len), map[unit]);
}

/* ---- clean ------------------------------------------------------------ */

struct quire_cleaner {
	struct arena *arena;
	struct cleaner *cleaner;
};

static int
from_word(const char *word, enum clean_from *from)
{
	static const struct {
		const char *word;
		enum clean_from from;
	} table[] = { { "auto", CLEAN_AUTO }, { "text", CLEAN_TEXT },
		{ "markdown", CLEAN_MARKDOWN }, { "html", CLEAN_HTML },
		{ "pdf", CLEAN_PDF } };
	size_t i;

	for (i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (strcmp(word, table[i].word) == 0) {
			*from = table[i].from;
			return 0;
		}
	}
	return -1;
}

struct quire_cleaner *
quire_cleaner_new(const char *from)
{
	struct clean_opts o = { .strictness = 0.5 };
	struct quire_cleaner *c;

	if (from != NULL && from_word(from, &o.from) != 0)
		return NULL;
	c = handle_new(sizeof *c);
	c->cleaner = cleaner_new(&o, NULL);
	return c;
}

void
quire_cleaner_free(struct quire_cleaner *c)
{
	if (c == NULL)
		return;
	cleaner_free(c->cleaner);
	handle_free(c);
}

const char *
quire_clean(struct quire_cleaner *c, const char *bytes, size_t len,
    size_t *out_len)
{
	struct clean_result r = { 0 };
	struct quire_span text;

	arena_reset(c->arena);
	clean_document(c->cleaner, span(bytes, len), false, true, true, 0,
	    c->arena, &r);
	text = arena_copy(c->arena, r.text);
	*out_len = text.len;
	return text.p;
}

/* ---- segment ---------------------------------------------------------- */

struct quire_segmenter {
	struct arena *arena;
	struct segmenter *segmenter;
};

struct quire_segmenter *
quire_segmenter_new(const char *language)
{
	struct segment_opts o = { .language = language };
	struct quire_segmenter *s = handle_new(sizeof *s);

	s->segmenter = segmenter_new(&o, NULL);
	if (s->segmenter != NULL)
		return s;
	handle_free(s);
	return NULL;
}

void
quire_segmenter_free(struct quire_segmenter *s)
{
	if (s == NULL)
		return;
	segmenter_free(s->segmenter);
	handle_free(s);
}

long
quire_segment(struct quire_segmenter *s, const char *text, size_t len,
    enum quire_level level, const struct quire_range **range)
{
	struct segment_result r = { 0 };
	const struct segment_list *list[] = { [QUIRE_PARAGRAPHS] =
		                                  &r.paragraphs,
		[QUIRE_SENTENCES] = &r.sentences,
		[QUIRE_WORDS] = &r.words,
		[QUIRE_GRAPHEMES] = &r.graphemes };
	struct quire_range *out;
	size_t i, n;

	*range = NULL;
	if (!well_formed(text, len))
		return -1;
	arena_reset(s->arena);
	segment_document(s->segmenter, span(text, len), 1u << level, s->arena,
	    &r);
	n = list[level]->n;
	out = arena_zero(s->arena, n, sizeof *out);
	for (i = 0; i < n; i++) {
		out[i].start = list[level]->item[i].start;
		out[i].end = list[level]->item[i].end;
	}
	*range = out;
	return (long)n;
}

/* ---- language --------------------------------------------------------- */

struct quire_detector {
	struct arena *arena;
	struct detector *detector;
};

struct quire_detector *
quire_detector_new(const char *only)
{
	struct language_opts o = { .only = only };
	struct quire_detector *d = handle_new(sizeof *d);

	d->detector = detector_new(&o, NULL);
	if (d->detector != NULL)
		return d;
	handle_free(d);
	return NULL;
}

void
quire_detector_free(struct quire_detector *d)
{
	if (d == NULL)
		return;
	detector_free(d->detector);
	handle_free(d);
}

const char *
quire_detect(struct quire_detector *d, const char *text, size_t len,
    double *score)
{
	struct language_guess guess = { "und", 0 };

	if (!well_formed(text, len))
		return NULL;
	arena_reset(d->arena);
	language_document(d->detector, span(text, len), d->arena, &guess, 1);
	if (score != NULL)
		*score = (double)guess.score;
	return guess.tag;
}

long
quire_detect_spans(struct quire_detector *d, const char *text, size_t len,
    const struct quire_language **found)
{
	struct language_spans list = { 0 };
	struct quire_language *out;
	size_t i;

	*found = NULL;
	if (!well_formed(text, len))
		return -1;
	arena_reset(d->arena);
	language_find_spans(d->detector, span(text, len), d->arena, &list);
	out = arena_zero(d->arena, list.n, sizeof *out);
	for (i = 0; i < list.n; i++)
		out[i] = (struct quire_language){ list.item[i].start,
			list.item[i].end, list.item[i].tag,
			(double)list.item[i].score };
	*found = out;
	return (long)list.n;
}

/* ---- dates ------------------------------------------------------------ */

struct quire_dater {
	struct arena *arena;
	struct dater *dater;
};

struct quire_dater *
quire_dater_new(const char *reference, const char *languages)
{
	struct dates_opts o = { .reference = reference,
		.languages = languages };
	struct quire_dater *d = handle_new(sizeof *d);

	d->dater = dater_new(&o, NULL);
	if (d->dater != NULL)
		return d;
	handle_free(d);
	return NULL;
}

void
quire_dater_free(struct quire_dater *d)
{
	if (d == NULL)
		return;
	dater_free(d->dater);
	handle_free(d);
}

long
quire_find_dates(struct quire_dater *d, const char *text, size_t len,
    const struct quire_date **date)
{
	static const char *const type[] = { [DATE_DATE] = "DATE",
		[DATE_TIME] = "TIME",
		[DATE_DURATION] = "DURATION",
		[DATE_SET] = "SET",
		[DATE_RANGE] = "RANGE" };
	struct dates list = { 0 };
	struct quire_date *out;
	size_t i;

	*date = NULL;
	if (!well_formed(text, len))
		return -1;
	arena_reset(d->arena);
	dates_document(d->dater, span(text, len), span("", 0), d->arena, &list);
	out = arena_zero(d->arena, list.n, sizeof *out);
	for (i = 0; i < list.n; i++) {
		const struct date *x = &list.item[i];

		out[i] = (struct quire_date){ x->start, x->end, type[x->type],
			arena_copy(d->arena, x->value).p, NULL };
		if (x->edtf.len > 0)
			out[i].edtf = arena_copy(d->arena, x->edtf).p;
	}
	*date = out;
	return (long)list.n;
}

/* ---- citations -------------------------------------------------------- */

struct quire_citer {
	struct arena *arena;
	struct citer *citer;
	struct buf csl;
};

struct quire_citer *
quire_citer_new(void)
{
	struct cite_opts o = { 0 };
	struct quire_citer *c = handle_new(sizeof *c);

	c->citer = citer_new(&o, NULL);
	if (c->citer != NULL)
		return c;
	handle_free(c);
	return NULL;
}

void
quire_citer_free(struct quire_citer *c)
{
	if (c == NULL)
		return;
	citer_free(c->citer);
	buf_fini(&c->csl);
	handle_free(c);
}

/* A citation's item as CSL-JSON, its place in the list, from 1, as id. */
static const char *
csl_of(struct quire_citer *c, const struct citation *x, struct quire_span text,
    size_t i)
{
	struct cite_item item;
	struct buf id = { 0 };
	const char *s;

	cite_open(x, text, c->arena, &item);
	buf_add_int(&id, (int64_t)i + 1);
	buf_clear(&c->csl, 1 << 16);
	cite_write(&item, buf_span(&id), CITE_CSL_JSON, &c->csl);
	s = arena_copy(c->arena, buf_span(&c->csl)).p;
	buf_fini(&id);
	return s;
}

long
quire_find_citations(struct quire_citer *c, const char *text, size_t len,
    const struct quire_citation **citation)
{
	static const char *const kind[] = { [CITE_NOTE_REF] = "note",
		[CITE_ENTRY] = "entry",
		[CITE_IBID] = "ibid",
		[CITE_LINK] = "link",
		[CITE_INLINE] = "inline" };
	struct citations list = { 0 };
	struct quire_citation *out;
	size_t i;

	*citation = NULL;
	if (!well_formed(text, len))
		return -1;
	arena_reset(c->arena);
	cite_document(c->citer, span(text, len), c->arena, &list);
	out = arena_zero(c->arena, list.n, sizeof *out);
	for (i = 0; i < list.n; i++) {
		const struct citation *x = &list.item[i];

		out[i] =
		    (struct quire_citation){ x->start, x->end, kind[x->kind],
			    x->refers_to, csl_of(c, x, span(text, len), i) };
	}
	*citation = out;
	return (long)list.n;
}
