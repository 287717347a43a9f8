/*
 * The room's entry: paragraphs, and in each its sentences and words.
 */
#include <stdlib.h>
#include <string.h>

#include "learn/learn.h"
#include "segment/segment.h"
#include "segment/sentence.h"
#include "segment/uax29.h"
#include "segment/words.h"
#include "text/text.h"

struct segmenter {
	struct segment_opts o;
	struct learn_model *model, *gate;
	struct gate_memo *memo;
	struct worder *worder;
	bool thai;
};

/* One document under work. */
struct work {
	struct segmenter *s;
	struct quire_span text;
	struct arena *a;
	struct segment_result *r;
	size_t base; /* of the paragraph */
};

struct segmenter *
segmenter_new(const struct segment_opts *o, struct quire_err *e)
{
	struct segmenter *s;
	struct learn_model *m = learn_open_builtin("segment");
	struct learn_model *gate = learn_open_builtin("segment-gate");

	if (m == NULL || gate == NULL) {
		err_set(e, QUIRE_EINPUT, 0, "the sentence model is missing");
		return NULL;
	}
	s = mem_alloc(sizeof *s);
	*s = (struct segmenter){ *o, m, gate, mem_alloc(sizeof *s->memo),
		worder_new(o), language_is(o->language, "th") };
	memset(s->memo, 0, sizeof *s->memo);
	return s;
}

void
segmenter_free(struct segmenter *s)
{
	if (s == NULL)
		return;
	learn_close(s->model);
	learn_close(s->gate);
	free(s->memo);
	worder_free(s->worder);
	free(s);
}

/* ---- sentences -------------------------------------------------------- */

static bool
decide(void *arg, const struct sentence_scan *scan, const struct candidate *c)
{
	const struct work *w = arg;
	uint32_t feature[CANDIDATE_FEATURES];
	int32_t score[2];

	learn_score(w->s->model, feature, candidate_features(scan, c, feature),
	    score);
	return score[1] > 0;
}

static void
found(void *arg, size_t start, size_t end)
{
	struct work *w = arg;

	list_add(&w->r->sentences, w->a, w->base + start, w->base + end);
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
	struct sentence_scan scan = { 0 };

	if (w->s->o.uax29) {
		plain_sentences(w, p);
		return;
	}
	if (w->s->thai) {
		at_spaces(w, p);
		return;
	}
	scan.text = p;
	scan.newlines = w->s->o.newlines;
	scan.gate = w->s->gate;
	scan.memo = w->s->memo;
	scan.decide = decide;
	scan.arg = w;
	scan.found = found;
	line_fit_measure(p, &scan.fit);
	sentence_each(&scan);
}

/* ---- documents -------------------------------------------------------- */

static void
paragraph(struct work *w, struct segment_range range, unsigned levels)
{
	struct quire_span p = span_sub(w->text, range.start, range.end);

	w->base = range.start;
	if (levels & SEGMENT_PARAGRAPHS)
		list_add(&w->r->paragraphs, w->a, range.start, range.end);
	if (levels & SEGMENT_SENTENCES)
		sentences(w, p);
	if (levels & SEGMENT_WORDS)
		worder_paragraph(w->s->worder, p, range.start, w->a,
		    &w->r->words);
}

static void
graphemes(struct work *w)
{
	size_t at, next;

	for (at = 0; at < w->text.len; at = next) {
		next = uax29_grapheme(w->text, at);
		list_add(&w->r->graphemes, w->a, at, next);
	}
}

/* So that long lists are not copied while they grow. */
static void
reserve(struct segment_list *l, struct arena *a, size_t n)
{
	l->cap = n + 16;
	l->item = arena_alloc(a, l->cap * sizeof *l->item);
}

void
segment_document(struct segmenter *s, struct quire_span text, unsigned levels,
    struct arena *a, struct segment_result *r)
{
	struct work w = { s, text, a, r, 0 };
	struct segment_range range;
	size_t at = 0;

	memset(r, 0, sizeof *r);
	if (levels & SEGMENT_GRAPHEMES) {
		reserve(&r->graphemes, a, text_count(text, TEXT_CODEPOINTS));
		graphemes(&w);
	}
	if (levels & SEGMENT_WORDS)
		reserve(&r->words, a, text.len / 4);
	while (paragraph_next(text, &at, s->o.join, &range))
		paragraph(&w, range, levels);
}

/* ---- writing ---------------------------------------------------------- */

/* The white space at p that holds a newline: its length; else 0. */
static size_t
wrap_len(const char *p, const char *end)
{
	const char *q =
	    p + text_skip_space((struct quire_span){ p, (size_t)(end - p) });

	for (const char *l = p; l < q; l++)
		if (newline_len(l, end) > 0)
			return (size_t)(q - p);
	return 0;
}

static bool
is_cjk(const char *start, const char *p, const char *end)
{
	uint32_t l = 0, r = 0;

	if (p > start)
		utf8_decode_before(start, p, &l);
	if (end > start)
		utf8_decode(end, end + 4, &r);
	return text_is(l, TEXT_CJK) && text_is(r, TEXT_CJK) &&
	    !text_is(l, TEXT_HANGUL) && !text_is(r, TEXT_HANGUL);
}

static bool
has_newline(struct quire_span s)
{
	const char *end = s.p + s.len;

	const char *p = s.p;

	while ((p = newline_find(p, end)) < end) {
		if (newline_len(p, end) > 0)
			return true;
		p++;
	}
	return false;
}

void
segment_unwrap(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *q = p, *b;
	size_t n;

	if (!has_newline(s)) {
		buf_add_span(out, s);
		return;
	}
	while (q < end) {
		/* blanks before a newline go with it */
		for (b = q; b < end && (*b == ' ' || *b == '\t');)
			b++;
		if (newline_len(b, end) == 0) {
			q = b + (b == q);
			continue;
		}
		n = wrap_len(q, end);
		buf_add(out, p, (size_t)(q - p));
		if (q + n < end && !is_cjk(s.p, q, q + n))
			buf_add_char(out, ' ');
		p = q += n;
	}
	buf_add(out, p, (size_t)(end - p));
}
