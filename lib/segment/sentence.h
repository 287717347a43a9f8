/*
 * sentence: where the sentences of a paragraph end. Room-internal; the
 * trainer in gen/ uses it too, so that it sees what the command sees.
 *
 * A byte scan finds candidates. Most are settled by rules at once; the rest
 * is weighed by a linear model over hashed features (feature.c).
 */
#ifndef QUIRE_SENTENCE_H
#define QUIRE_SENTENCE_H

#include "learn/learn.h"
#include "segment/around.h"
#include "segment/gate.h"
#include "segment/paragraph.h"
#include "segment/remember.h"
#include "segment/segment.h"
#include "segment/stops.h"

/* What makes a place a candidate. */
enum candidate_kind {
	CAND_STOP,  /* one full stop */
	CAND_DOTS,  /* an ellipsis */
	CAND_BANG,  /* ! and ? in any mixture */
	CAND_WIDE,  /* full-width stop, question or exclamation */
	CAND_OTHER, /* terminator of another script */
	CAND_COLON,
	CAND_SEMICOLON,
	CAND_NEWLINE, /* a newline without terminator before */
	CAND_SPACE,   /* white space before a capital or a number */
	CAND_SIGN,    /* white space before a bullet and the like */
	CAND_AFTER,   /* after a bracket, smiley or emoji */
	CAND_ENDING,  /* after a sentence-final ending (Korean) */
	CAND_ITEM     /* before a letter and a point or bracket */
};

enum candidate_gap { GAP_NONE, GAP_SPACE, GAP_SPACES, GAP_NEWLINE };

/* All offsets in bytes of the paragraph. */
struct candidate {
	enum candidate_kind kind;
	enum candidate_gap gap;
	size_t word;       /* end of the text before the terminators */
	size_t end;        /* where the sentence would end */
	size_t next;       /* where the next one would start */
	size_t start;      /* where the present one started */
	size_t line;       /* where the line started */
	unsigned closers;  /* brackets and quotes after the terminator */
	unsigned marks;    /* note marks after it */
	bool blank;        /* a blank line in the gap: a mended break */
	unsigned quotes;   /* open quotes behind it, at most 2 */
	unsigned brackets; /* open brackets, at most 2 */
	unsigned first;    /* token_shape of the present sentence */
};

/* What has been said before. All zeros is an empty memo. */
struct sentence_memo {
	struct gate_memo gate;
	struct remember_memo weighed;
};

struct weigher;

/* The paragraph under work. */
struct sentence_scan {
	struct quire_span text;
	struct quire_span around; /* of its document, to be read; or null */
	struct line_fit fit;
	enum segment_newlines newlines;
	/*
	 * Says which candidates of the kinds CAND_SPACE and CAND_SIGN, of
	 * which there are many, are worth a closer look. Null: all.
	 */
	const struct gate *gate;
	struct sentence_memo *memo; /* null: none */
	/*
	 * Asked for candidates that no rule settles; the features are those
	 * of candidate_features.
	 */
	bool (*decide)(void *arg, const struct sentence_scan *s,
	    const struct candidate *c);
	void *arg;
	/* Called for each sentence, in order. */
	void (*found)(void *arg, size_t start, size_t end);
};

/* What may be read beside the text. */
static inline struct quire_span
sentence_around(const struct sentence_scan *s)
{
	return s->around.p != NULL ? s->around : s->text;
}

void sentence_each(const struct sentence_scan *s);
/* The same, with a way to find the bytes to look at: see stops.h. */
void sentence_each_by(const struct sentence_scan *s, stops_mark *mark);

enum { CANDIDATE_FEATURES = 32 };

/*
 * Fills feature[CANDIDATE_FEATURES] and returns how many; the first *near are
 * seen at the candidate itself, the others farther off.
 */
size_t candidate_features(const struct sentence_scan *s,
    const struct candidate *c, uint32_t *feature, size_t *near);
/* What the model says; it looks farther off only if that may matter. */
bool candidate_weigh(const struct weigher *w, const struct sentence_scan *s,
    const struct candidate *c);

/* Is it, in whatever case, known to be written with a point? */
bool is_abbreviation(struct quire_span word);
/* The same of the last n > 0 letters of ASCII before p, if eight bytes are. */
bool is_abbreviation_before(const char *p, unsigned n);

#endif
