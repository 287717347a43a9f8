/*
 * candidate: what becomes of a place at which a sentence may end. Rules settle
 * some (verdict.c), the model the others.
 *
 * A terminator takes with it what belongs to its sentence: further
 * terminators, closing brackets and quotes, note marks. White space before a
 * capital and the like is a candidate if the gate lets it pass.
 */
#include "segment/scan.h"

/* ---- settling --------------------------------------------------------- */

/*
 * Asks the model about a candidate whose kind, word, end, next and gap are set
 * and that no rule settles. True if it is an end.
 */
static bool
is_end(struct scan *k, struct candidate *c)
{
	c->start = (size_t)(k->start - k->base);
	c->line = (size_t)(k->line - k->base);
	if (k->first_of != k->start) {
		k->first =
		    token_shape(k->s->text, sentence_around(k->s), k->start);
		k->first_of = k->start;
	}
	c->first = k->first;
	return k->s->decide(k->s->arg, k->s, c);
}

/* What is open behind a candidate. */
static void
count_open(struct scan *k, struct candidate *c)
{
	scan_forget(k, k->base + c->next);
	c->quotes = k->quotes + k->straight > 2 ? 2 : k->quotes + k->straight;
	c->brackets = k->brackets > 2 ? 2 : k->brackets;
}

static void
end_sentence(struct scan *k, const struct candidate *c)
{
	k->s->found(k->s->arg, (size_t)(k->start - k->base), c->end);
	k->start = k->base + c->next;
	k->brackets = 0;
}

enum { SHORT = 64 }; /* bytes of a heading, a dateline */

/*
 * Is there nothing yet but the marks of a mail's quoted line, or a number that
 * no stop follows in a short paragraph: a day, or how many? Those of long ones
 * are of courts, and known to the model.
 */
static bool
is_opening(const struct scan *k, const struct candidate *c)
{
	size_t n = 0, len = c->end - (size_t)(k->start - k->base);

	if (*k->start == '>')
		while (n < len && (k->start[n] == '>' || k->start[n] == ' '))
			n++;
	else if (c->kind == CAND_SPACE && k->end - k->start < SHORT)
		while (n < len && ascii_digit(k->start[n]))
			n++;
	return n == len;
}

const char *
scan_settle(struct scan *k, struct candidate *c)
{
	const char *next = k->base + c->next;
	bool ends;
	int v;

	k->settled = next;
	if (next == k->end || k->base + c->end == k->start ||
	    (*k->start <= '>' && is_opening(k, c)))
		return next;
	count_open(k, c);
	v = scan_verdict(k, c);
	ends = v > 0 || (v == 0 && is_end(k, c));
	if (ends)
		end_sentence(k, c);
	if (c->gap == GAP_NEWLINE) {
		k->line = next;
		/* What is indented is an item, to which its label belongs. */
		if (ends && (next[-1] == ' ' || next[-1] == '\t'))
			k->settled = next = scan_label(next, k->end);
	}
	return scan_behind(k, next);
}

const char *
scan_settle_open(struct scan *k, struct candidate *c)
{
	k->settled = k->base + c->next;
	count_open(k, c);
	if (is_end(k, c))
		end_sentence(k, c);
	return scan_behind(k, k->settled);
}

/* ---- behind and before texts ------------------------------------------ */

const char *
scan_after(struct scan *k, const char *word, const char *p,
    enum candidate_kind kind)
{
	struct candidate c = { 0 };

	c.kind = kind;
	c.word = (size_t)(word - k->base);
	scan_gap(k, p, &c);
	if (c.gap == GAP_NEWLINE && k->s->newlines == SEGMENT_SOFT)
		c.gap = GAP_SPACE;
	return scan_settle(k, &c);
}

void
scan_settle_before(struct scan *k, size_t end, const char *p,
    enum candidate_kind kind)
{
	size_t next = (size_t)(p - k->base);
	struct candidate c = { .kind = kind,
		.gap = next - end > 1 ? GAP_SPACES : GAP_SPACE,
		.word = end,
		.end = end,
		.next = next };

	scan_settle(k, &c);
}

/* Does the gate let the white space from `end` to next pass? */
static bool
gate_lets(const struct scan *k, size_t end, size_t next)
{
	uint64_t context = gate_context(k->s->text, end, next);

	return k->s->memo != NULL
	    ? gate_knows(k->s->gate, &k->s->memo->gate, context)
	    : gate_passes(k->s->gate, context);
}

/* The answer of the gate that is at hand: 1, -1, or 0 if there is none. */
static inline int
answer(const struct scan *k, const char *p)
{
	size_t at = (size_t)(p - k->stops_from), i = at / STOPS_BLOCK;
	uint64_t bit = UINT64_C(1) << at % STOPS_BLOCK;

	if (k->s->memo == NULL || i >= STOPS_BLOCKS ||
	    (k->stops->asked[i] & bit) == 0)
		return 0;
	return (k->stops->passed[i] & bit) != 0 ? 1 : -1;
}

void
scan_before(struct scan *k, const char *p, enum candidate_kind kind)
{
	size_t next = (size_t)(p - k->base), end = next - 1;
	int known;

	if (p == k->settled || p == k->start || (known = answer(k, p)) < 0)
		return;
	if (known == 0) {
		end = text_trim_end((struct quire_span){ k->base, next });
		if (k->s->gate != NULL && !gate_lets(k, end, next))
			return;
	}
	scan_settle_before(k, end, p, kind);
}

/* ---- terminators ------------------------------------------------------ */

/* What the mouth of a face may be. */
static bool
is_mouth(char c)
{
	return c == ')' || c == '(' || c == 'D' || c == 'P' || c == 'p' ||
	    c == '|';
}

/* A colon and what makes it a face; returns the end of it, or null. */
static const char *
smiley(const struct scan *k, const char *p)
{
	const char *q = p + 1;

	if (*p != ':' && *p != ';')
		return NULL;
	if (q < k->end && *q == '-')
		q++;
	if (q == k->end || !is_mouth(*q))
		return NULL;
	while (q < k->end && (*q == ')' || *q == '(' || *q == 'D'))
		q++;
	if (q < k->end && (*q == 'P' || *q == 'p' || *q == '|'))
		q++;
	return q == k->end || is_white(q, k->end) ? q : NULL;
}

/* Can a text that is glued to the terminator before it be a sentence? */
static bool
may_glue(const struct scan *k, const struct candidate *c, const char *p)
{
	const struct text_char *l, *r;

	r = text_char(peek(p, k->end));
	if (c->kind == CAND_WIDE || c->kind == CAND_OTHER)
		return true;
	if (c->kind == CAND_COLON || c->kind == CAND_SEMICOLON)
		return false;
	l = text_char(peek_before(k->base, k->base + c->word));
	if (r->flags & TEXT_CJK || l->flags & TEXT_CJK)
		return true;
	if (c->kind == CAND_STOP && c->closers + c->marks == 0)
		return l->flags & (TEXT_LETTER | TEXT_CLOSE) &&
		    !(l->flags & TEXT_UPPER) && r->flags & TEXT_LETTER &&
		    !(r->flags & TEXT_LOWER);
	return (r->flags & (TEXT_LETTER | TEXT_OPEN | TEXT_QUOTE)) != 0;
}

const char *
scan_terminator(struct scan *k, const char *p)
{
	struct candidate c = { 0 };
	const char *q, *face = smiley(k, p);

	if (face != NULL)
		return scan_after(k, p, face, CAND_AFTER);
	/* Most inner stops and colons end here: 3.14, 10:30; not after Han. */
	if (p + 1 < k->end && (*p == '.' || is_colon((unsigned char)*p)) &&
	    stop_sort[(unsigned char)p[1]] == STOP_DIGIT &&
	    (p == k->start || (unsigned char)p[-1] < 0x80) &&
	    !(*p == '.' && scan_noted(k, p)))
		return p + 2;
	q = scan_terminators(k, p, &c.kind);
	if (c.kind == CAND_COLON && is_armenian(peek_before(k->start, p)))
		c.kind = CAND_OTHER;
	c.word = (size_t)(p - k->base);
	if (p > k->base && !is_plain(p[-1]))
		c.word = text_trim_end((struct quire_span){ k->base, c.word });
	if (k->base + c.word < k->start)
		c.word = (size_t)(k->start - k->base);
	q = scan_closers(k, q, &c);
	if (c.kind >= CAND_COLON && c.closers > 0)
		return q;
	p = q;
	q = scan_gap(k, q, &c);
	if (c.gap == GAP_NONE && q < k->end && !may_glue(k, &c, q))
		return p;
	if (c.gap == GAP_NEWLINE && k->s->newlines == SEGMENT_SOFT)
		c.gap = GAP_SPACE;
	return scan_settle(k, &c);
}

const char *
scan_newline(struct scan *k, const char *p)
{
	struct candidate c = { 0 };
	const char *q;

	c.kind = CAND_NEWLINE;
	c.word = text_trim_end(
	    (struct quire_span){ k->base, (size_t)(p - k->base) });
	q = scan_gap(k, k->base + c.word, &c);
	if (k->s->newlines == SEGMENT_SOFT) {
		k->line = q;
		return q;
	}
	return scan_settle(k, &c);
}
