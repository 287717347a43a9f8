/*
 * The room's entry: paragraphs, and in each its sentences and words.
 */
#include <stdlib.h>
#include <string.h>

#include "learn/learn.h"
#include "segment/segment.h"
#include "segment/sentence.h"
#include "segment/uax29.h"
#include "segment/weigh.h"
#include "segment/words.h"
#include "text/text.h"

#include "models.h"

struct segmenter {
	struct segment_opts o;
	struct weigher model;
	struct gate gate;
	struct sentence_memo *memo;
	struct worder *worder;
	bool thai;
	bool wrapped; /* the paragraph under work */
};

enum { BATCH = 256 };

/* Ranges of one level on their way to the sink. */
struct batch {
	enum segment_level level;
	size_t n; /* < BATCH */
	struct segment_range item[BATCH];
};

/* One document under work. */
struct work {
	struct segmenter *s;
	struct quire_span text;
	const struct segment_sink *sink;
	size_t base; /* of the paragraph */
	struct batch batch;
};

struct segmenter *
segmenter_new(const struct segment_opts *o, struct quire_err *e)
{
	struct segmenter *s = mem_alloc(sizeof *s);
	struct learn_model *gate =
	    learn_open_builtin(&learn_image_segment_gate);
	bool open = gate != NULL && gate_open(&s->gate, gate) &&
	    weigh_open(&s->model, &learn_image_segment) == 0;

	learn_close(gate);
	s->o = *o;
	s->memo = NULL;
	s->worder = NULL;
	if (!open) {
		err_set(e, QUIRE_EINPUT, 0, "the sentence model is missing");
		segmenter_free(s);
		return NULL;
	}
	s->memo = mem_zero(sizeof *s->memo);
	s->worder = worder_new(o);
	s->thai = language_is(o->language, "th");
	return s;
}

void
segmenter_free(struct segmenter *s)
{
	if (s == NULL)
		return;
	free(s->memo);
	worder_free(s->worder);
	free(s);
}

static void
batch_out(struct work *w)
{
	if (w->batch.n > 0)
		w->sink->found(w->sink->arg, w->batch.level, w->batch.item,
		    w->batch.n);
	w->batch.n = 0;
}

static void
batch_add(struct work *w, size_t start, size_t end)
{
	w->batch.item[w->batch.n++] =
	    (struct segment_range){ (uint32_t)start, (uint32_t)end };
	if (w->batch.n == BATCH)
		batch_out(w);
}

/* ---- sentences -------------------------------------------------------- */

static bool
decide(void *arg, const struct sentence_scan *scan, const struct candidate *c)
{
	const struct work *w = arg;

	return candidate_weigh(&w->s->model, scan, c);
}

static void
found(void *arg, size_t start, size_t end)
{
	struct work *w = arg;

	batch_add(w, w->base + start, w->base + end);
}

static void
plain_sentences(struct work *w, struct quire_span p)
{
	struct quire_span s;
	size_t at = 0, next, skip;

	while (at < p.len) {
		next = uax29_sentence(p, at);
		s = span_sub(p, at, next);
		skip = text_skip_space(s);
		s.len = text_trim_end(s);
		if (skip < s.len)
			found(w, at + skip, at + s.len);
		at = next;
	}
}

/* Thai: nothing else shows where a sentence may end. */
static void
at_spaces(struct work *w, struct quire_span p)
{
	size_t i, len, start = 0;
	uint32_t cp;

	for (i = 0; i < p.len; i += len) {
		len = utf8_decode(p.p + i, p.p + p.len, &cp);
		if (!text_is(cp, TEXT_SPACE))
			continue;
		found(w, start, i);
		len = text_skip_space(span_sub(p, i, p.len));
		start = i + len;
	}
	found(w, start, p.len);
}

static void
sentences(struct work *w, struct quire_span p)
{
	struct sentence_scan scan;

	if (w->s->o.uax29) {
		plain_sentences(w, p);
		return;
	}
	if (w->s->thai) {
		at_spaces(w, p);
		return;
	}
	scan.text = p;
	scan.around = w->text;
	scan.newlines = w->s->o.newlines;
	scan.gate = &w->s->gate;
	scan.memo = w->s->memo;
	scan.decide = decide;
	scan.arg = w;
	scan.found = found;
	if (w->s->wrapped)
		line_fit_measure(p, &scan.fit);
	else
		scan.fit = line_fit_none();
	sentence_each(&scan);
}

/* ---- documents -------------------------------------------------------- */

static void
paragraph(struct work *w, struct segment_range range, unsigned levels)
{
	struct quire_span p = span_sub(w->text, range.start, range.end);

	w->base = range.start;
	if (levels & SEGMENT_PARAGRAPHS)
		w->sink->found(w->sink->arg, SEGMENT_PARAGRAPHS, &range, 1);
	if (levels & SEGMENT_SENTENCES) {
		w->batch.level = SEGMENT_SENTENCES;
		sentences(w, p);
		batch_out(w);
	}
	if (levels & SEGMENT_WORDS)
		worder_paragraph(w->s->worder, p, range.start, w->sink);
}

static void
graphemes(struct work *w)
{
	size_t at, next;

	w->batch.level = SEGMENT_GRAPHEMES;
	for (at = 0; at < w->text.len; at = next) {
		next = uax29_grapheme(w->text, at);
		batch_add(w, at, next);
	}
	batch_out(w);
}

void
segment_each(struct segmenter *s, struct quire_span text, unsigned levels,
    const struct segment_sink *sink)
{
	struct work w;
	struct segment_range range;
	size_t at = 0;

	w.s = s;
	w.text = text;
	w.sink = sink;
	w.batch.n = 0;
	s->wrapped = true;
	if (levels & SEGMENT_GRAPHEMES)
		graphemes(&w);
	while (paragraph_next(text, &at, s->o.join, &range, &s->wrapped))
		paragraph(&w, range, levels);
}

bool
segment_is_wrapped(const struct segmenter *s)
{
	return s->wrapped;
}

/* ---- lists ------------------------------------------------------------ */

struct lists {
	struct arena *a;
	struct segment_result *r;
};

static void
keep(void *arg, enum segment_level level, const struct segment_range *r,
    size_t n)
{
	const struct lists *k = arg;
	struct segment_list *l = level == SEGMENT_PARAGRAPHS ? &k->r->paragraphs
	    : level == SEGMENT_SENTENCES                     ? &k->r->sentences
	    : level == SEGMENT_WORDS                         ? &k->r->words
	                                                     : &k->r->graphemes;

	for (size_t i = 0; i < n; i++)
		list_add(l, k->a, r[i].start, r[i].end);
}

void
segment_document(struct segmenter *s, struct quire_span text, unsigned levels,
    struct arena *a, struct segment_result *r)
{
	struct lists k = { a, r };
	struct segment_sink sink = { keep, &k };

	memset(r, 0, sizeof *r);
	segment_each(s, text, levels, &sink);
}
