/*
 * scan: what the files that find the candidates of a paragraph share.
 * Room-internal, below sentence.h.
 */
#ifndef QUIRE_SCAN_H
#define QUIRE_SCAN_H

#include "segment/sentence.h"
#include "text/text.h"

struct scan {
	const struct sentence_scan *s;
	const char *base, *end;
	const char *start;   /* of the present sentence */
	const char *line;    /* of the present line */
	const char *settled; /* no candidate before a text starting here */
	unsigned quotes, brackets;
	bool straight;        /* inside "…" */
	unsigned first;       /* see candidate.first */
	const char *first_of; /* the sentence it is of */
	size_t stale;         /* from there on what is open was never closed */
	const struct stops *stops; /* those at hand, */
	const char *stops_from;    /* of the text from here on */
};

static inline bool
is_white(const char *p, const char *end)
{
	uint32_t cp;

	if (p == end)
		return false;
	if ((unsigned char)*p < 0x80)
		return *p == ' ' || (*p >= '\t' && *p <= '\r');
	utf8_decode(p, end, &cp);
	return text_is(cp, TEXT_SPACE);
}

/* The character at p, or 0 at the end. */
static inline uint32_t
peek(const char *p, const char *end)
{
	uint32_t cp = 0;

	if (p < end)
		utf8_decode(p, end, &cp);
	return cp;
}

/*
 * Does it end sentences: Sentence_Terminal, and the stops of Khmer, which
 * Unicode 15 leaves out?
 */
static inline bool
is_stop(uint32_t cp)
{
	return text_is(cp, TEXT_STERM) || cp == 0x17d4 || cp == 0x17d5;
}

/* The character before p, or 0 at the start. */
static inline uint32_t
peek_before(const char *start, const char *p)
{
	uint32_t cp = 0;

	if (p > start)
		utf8_decode_before(start, p, &cp);
	return cp;
}

/* Does a word go on: Han, or a letter or digit of ASCII? */
static inline bool
goes_on(const char *p, const char *end)
{
	unsigned c = p < end ? (unsigned char)*p : ' ';

	return (c - 0xe4 < 6) | ((c | 32u) - 'a' < 26) | (c - '0' < 10);
}

static inline bool
is_colon(uint32_t cp)
{
	return cp == ':' || cp == ';' || cp == 0xff1a || cp == 0xff1b ||
	    cp == 0x61b;
}

/* Armenian ends sentences with a sign for which a colon is often typed. */
static inline bool
is_armenian(uint32_t cp)
{
	return cp >= 0x531 && cp <= 0x588;
}

/* ASCII and not white. */
static inline bool
is_plain(char c)
{
	return (unsigned char)c - 0x21u < 0x5f;
}

static inline bool
scan_white_before(const struct scan *k, const char *p)
{
	return p > k->start &&
	    (p[-1] == ' ' || p[-1] == '\n' || p[-1] == '\t' ||
	        (p - k->start > 2 && (unsigned char)p[-2] == 0xc2 &&
	            (unsigned char)p[-1] == 0xa0));
}

/* Of a settled place: a capital or digit there has nothing more to say. */
static inline const char *
scan_behind(const struct scan *k, const char *p)
{
	unsigned sort = p < k->end ? stop_sort[(unsigned char)*p] : STOP_NONE;

	return p + (sort == STOP_UPPER || sort == STOP_DIGIT);
}

/* ---- candidate.c ------------------------------------------------------ */

/*
 * Decides about a candidate whose kind, word, end, next and gap are set.
 * Returns where the scan goes on.
 */
const char *scan_settle(struct scan *k, struct candidate *c);
/* The same of one that no rule settles, inside the sentence and the text. */
const char *scan_settle_open(struct scan *k, struct candidate *c);
/* A candidate behind [word, p) with no terminator: bracket, emoji, … */
const char *scan_after(struct scan *k, const char *word, const char *p,
    enum candidate_kind kind);
/* A candidate before p, between which and `end` is white space. */
void scan_settle_before(struct scan *k, size_t end, const char *p,
    enum candidate_kind kind);
/* The same, behind all the white space before p, if the gate lets it pass. */
void scan_before(struct scan *k, const char *p, enum candidate_kind kind);
/* The terminator, colon or face, or the newline, at p. */
const char *scan_terminator(struct scan *k, const char *p);
const char *scan_newline(struct scan *k, const char *p);

/* ---- wide.c ----------------------------------------------------------- */

/* At a character of more than one byte; returns where the scan goes on. */
const char *scan_wide(struct scan *k, const char *p);

/* ---- korean.c --------------------------------------------------------- */

/* May the Korean word end a sentence whose last syllable, cp, is at p? */
bool scan_korean_ending(const struct scan *k, const char *p, uint32_t cp);

/* ---- verdict.c -------------------------------------------------------- */

/* -1: certainly no boundary; 1: certainly one; 0: ask the model. */
int scan_verdict(const struct scan *k, const struct candidate *c);

/* ---- marks.c ---------------------------------------------------------- */

/* What is open for so many bytes was never closed. */
enum { SCAN_STALE = 1200 };

/* Where what opens at p becomes stale. */
static inline size_t
scan_stale(const struct scan *k, const char *p)
{
	return (size_t)(p - k->base) + SCAN_STALE;
}

/* Gives up what has been open for too long. */
static inline void
scan_forget(struct scan *k, const char *p)
{
	if ((size_t)(p - k->base) > k->stale) {
		k->quotes = k->brackets = 0;
		k->straight = false;
		k->stale = SIZE_MAX;
	}
}

/* Books the quotation mark or bracket of ASCII at p. */
static inline void
scan_nest_ascii(struct scan *k, const char *p)
{
	bool quote = *p == '"', opens = (*p == '(') | (*p == '[');

	scan_forget(k, p);
	k->straight ^= quote;
	k->brackets += opens;
	k->brackets -= !(quote | opens) & (k->brackets > 0);
	k->stale = (quote | opens) ? scan_stale(k, p) : k->stale;
}

/* Books the quote or bracket cp at p as opened or closed. */
void scan_nest(struct scan *k, const char *p, uint32_t cp, unsigned len);
/* Behind the terminators at p; *kind says of what kind they are. */
const char *scan_terminators(struct scan *k, const char *p,
    enum candidate_kind *kind);
/* Is the number behind the stop at p that of a note: `… this winter.3 The`? */
bool scan_noted(const struct scan *k, const char *p);
/* Behind what follows the terminators that end at p and belongs to them. */
const char *scan_closers(struct scan *k, const char *p, struct candidate *c);
/*
 * Behind the white space from p on, and a quote that stands alone in it but
 * closes (`. " Next`, `Fin. » Puis`). Sets end, next and gap.
 */
const char *scan_gap(struct scan *k, const char *p, struct candidate *c);

/* ---- plain.c ---------------------------------------------------------- */

/*
 * If the mark at p (. ! ?) plainly ends a sentence or plainly does not:
 * decides so and returns where the scan goes on. Else null.
 */
const char *scan_plain_end(struct scan *k, const char *p);

/* ---- label.c ---------------------------------------------------------- */

/*
 * Behind a label, bullet or list number at p, where a sentence starts, and
 * the blanks after it; p if there is none.
 */
const char *scan_label(const char *p, const char *end);

#endif
