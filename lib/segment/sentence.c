/*
 * Sentences of one paragraph: the scan for candidates and what is certain.
 *
 * The scan looks at bytes; only those that can start something of interest
 * are decoded. A terminator takes with it what belongs to its sentence:
 * further terminators, closing brackets and quotes, note marks. Full-width
 * stops outside quotes are certain, and so are a few others (see verdict);
 * opening quotes, which UAX #29 counts as closers, go with what follows.
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "segment/sentence.h"
#include "text/text.h"

/* What a byte can start. */
enum { PLAIN, TERM, LINE, UPPER, DIGIT, OPEN, CLOSE, QUOTE, SIGN, LEAD };

#define X16(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
static const uint8_t starts[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LINE, LINE, LINE, LINE, 0, 0,
	X16(0),
	/*    !     "      #     $  %  &  '  (     )      *     + , -     . / */
	0, TERM, QUOTE, SIGN, 0, 0, 0, 0, OPEN, CLOSE, SIGN, 0, 0, SIGN,
	TERM, 0,
	/* 0 to 9 : ; < = > ? */
	DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
	TERM, TERM, SIGN, SIGN, SIGN, TERM,
	/* @ A to O, P to Z [ \ ] ^ _ */
	SIGN, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
	UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
	UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
	UPPER, UPPER, UPPER, OPEN, 0, CLOSE, 0, SIGN,
	X16(0),
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, SIGN, 0, SIGN, 0,
	X16(0), X16(0), X16(0), X16(0),
	X16(LEAD), X16(LEAD),
	/* E0 to E3 have terminators; E4 to E9 are Han; EA to ED Hangul */
	LEAD, LEAD, LEAD, LEAD, 0, 0, 0, 0, 0, 0, LEAD, LEAD, LEAD, LEAD,
	LEAD, LEAD,
	X16(LEAD)
};

struct state {
	const struct sentence_scan *s;
	const char *base, *end;
	const char *start;      /* of the present sentence */
	const char *line;       /* of the present line */
	const char *settled;    /* no candidate before a text starting here */
	unsigned quotes, brackets;
	bool straight;          /* inside "…" */
	unsigned first;         /* see candidate.first */
	const char *first_of;   /* the sentence it is of */
	const char *opened;     /* the last quote or bracket that opened */
};

/* No text is wrapped to fewer columns. */
enum { NARROW = 28 };

/* What is open for so many bytes was never closed. */
enum { STALE = 1200 };

static bool
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

static uint32_t
peek(const char *p, const char *end)
{
	uint32_t cp = 0;

	if (p < end)
		utf8_decode(p, end, &cp);
	return cp;
}

static uint32_t
peek_before(const char *start, const char *p)
{
	uint32_t cp = 0;

	if (p > start)
		utf8_decode_before(start, p, &cp);
	return cp;
}

static bool
is_wide_stop(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xff01 || cp == 0xff1f ||
	    cp == 0xff0e || cp == 0xff61;
}

static bool
is_colon(uint32_t cp)
{
	return cp == ':' || cp == ';' || cp == 0xff1a || cp == 0xff1b ||
	    cp == 0x61b;
}

/* ---- bookkeeping of quotes and brackets ------------------------------- */

static bool
is_edge(uint32_t cp)
{
	return cp == 0 || text_is(cp, TEXT_SPACE | TEXT_PUNCT);
}

/*
 * Quotation marks that open in one language and close in another are judged
 * by what stands beside them, else by their default.
 */
static bool
opens(const struct state *k, const char *p, uint32_t cp, unsigned len)
{
	uint32_t l = peek_before(k->base, p);
	bool left = l == 0 || text_is(l, TEXT_SPACE | TEXT_OPEN);
	bool right = is_edge(peek(p + len, k->end));

	if (left != right)
		return left;
	return cp != 0xbb;
}

/* Gives up what has been open for too long. */
static void
forget(struct state *k, const char *p)
{
	if (k->opened != NULL && p - k->opened > STALE) {
		k->quotes = k->brackets = 0;
		k->straight = false;
		k->opened = NULL;
	}
}

static void
nest(struct state *k, const char *p, uint32_t cp, unsigned len)
{
	forget(k, p);
	switch (cp) {
	case '"':
		k->straight = !k->straight;
		k->opened = p;
		break;
	case '(': case '[': case 0xff08: case 0x3010:
		k->brackets++;
		k->opened = p;
		break;
	case ')': case ']': case 0xff09: case 0x3011:
		k->brackets -= k->brackets > 0;
		break;
	case 0x201c: case 0xab: case 0xbb:
		if (!opens(k, p, cp, len)) {
			k->quotes -= k->quotes > 0;
			break;
		}
		/* fall through */
	case 0x201e: case 0x300c: case 0x300e: case 0x300a:
		k->quotes++;
		k->opened = p;
		break;
	case 0x201d: case 0x300d: case 0x300f: case 0x300b:
		k->quotes -= k->quotes > 0;
		break;
	default:
		break;
	}
}

/* ---- what belongs to a terminator ------------------------------------- */

/* Further terminators from p on; a colon stands alone. */
static const char *
terminators(struct state *k, const char *p, enum candidate_kind *kind)
{
	const char *from = p;
	unsigned dots = 0;
	bool bang = false, wide = false, other = false;

	while (p < k->end) {
		uint32_t cp;
		unsigned len = utf8_decode(p, k->end, &cp);

		if (cp == '.' || cp == 0x2026)
			dots += cp == '.' ? 1 : 2;
		else if (cp == '!' || cp == '?')
			bang = true;
		else if (is_wide_stop(cp))
			wide = true;
		else if (cp >= 0x80 && text_is(cp, TEXT_STERM))
			other = true;
		else if (!is_colon(cp) || p != from)
			break;
		p += len;
		if (is_colon(cp)) {
			*kind = cp == ':' || cp == 0xff1a ? CAND_COLON
			    : CAND_SEMICOLON;
			return p;
		}
	}
	*kind = wide ? CAND_WIDE : other ? CAND_OTHER : bang ? CAND_BANG :
	    dots > 1 ? CAND_DOTS : CAND_STOP;
	return p;
}

/* Is the quote or bracket at p (character cp) one that closes? */
static bool
closes(const struct state *k, const char *p, uint32_t cp, unsigned len)
{
	uint32_t next;

	if (cp == ')' || cp == ']' || cp == '}' || (cp == '"' && k->straight))
		return true;
	if (cp == 0x201c || cp == 0xab || cp == 0xbb)
		return !opens(k, p, cp, len);
	if (cp == '"' || cp == '\'' || cp == '*' || cp == '_' ||
	    cp == 0x2018) {
		next = peek(p + len, k->end);
		return next == 0 || next == '"' || next == '\'' ||
		    next == '*' || next == ',' ||
		    text_is(next, TEXT_SPACE | TEXT_CLOSE);
	}
	return cp >= 0x80 && text_is(cp, TEXT_CLOSE);
}

/* Length of a note mark at p: [1], [^a], ①, ², <sup>3</sup>; or 0. */
static size_t
note_mark(const char *p, const char *end)
{
	size_t n = 1, max = (size_t)(end - p);
	uint32_t cp;

	if (max == 0)
		return 0;
	if (*p == '[') {
		while (n < max && n < 8 && (p[n] == '^' || p[n] == '*' ||
		    p[n] == ',' || p[n] == '-' ||
		    (p[n] >= '0' && p[n] <= '9') ||
		    (n == 1 && p[n] >= 'a' && p[n] <= 'z')))
			n++;
		return n > 1 && n < max && p[n] == ']' ? n + 1 : 0;
	}
	if (max > 10 && memcmp(p, "<sup>", 5) == 0) {
		for (n = 5; n + 6 <= max && n < 24; n++)
			if (memcmp(p + n, "</sup>", 6) == 0)
				return n + 6;
		return 0;
	}
	if ((unsigned char)*p < 0xc2)
		return 0;
	n = utf8_decode(p, end, &cp);
	if ((cp >= 0x2460 && cp <= 0x24ff) || cp == 0xb9 || cp == 0xb2 ||
	    cp == 0xb3 || (cp >= 0x2070 && cp <= 0x2079) ||
	    cp == 0x2020 || cp == 0x2021)
		return n;
	return 0;
}

/* What follows the terminators that end at p and belongs to them. */
static const char *
closers(struct state *k, const char *p, struct candidate *c)
{
	enum candidate_kind kind;

	for (;;) {
		uint32_t cp = peek(p, k->end);
		unsigned len;
		size_t n;

		if (cp == 0)
			return p;
		len = utf8_decode(p, k->end, &cp);
		if (closes(k, p, cp, len)) {
			nest(k, p, cp, len);
			c->closers++;
			p += len;
		} else if (c->closers > 0 && !is_colon(cp) &&
		    (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 ||
		    (cp >= 0x80 && text_is(cp, TEXT_STERM)))) {
			p = terminators(k, p, &kind);
		} else if ((n = note_mark(p, k->end)) > 0) {
			c->marks++;
			p += n;
		} else {
			return p;
		}
	}
}

/*
 * White space from p on, and a quote that stands alone in it but closes
 * (`. " Next`, `Fin. » Puis`). Sets end, next and gap.
 */
static const char *
gap(struct state *k, const char *p, struct candidate *c)
{
	bool again = true;

	for (;;) {
		const char *q = p, *line = NULL;
		size_t n;
		uint32_t cp;

		c->blank = false;
		while (q < k->end && is_white(q, k->end)) {
			n = newline_len(q, k->end);
			if (n > 0) {
				c->blank = line != NULL || *q == '\f';
				line = q + n;
			}
			q += n > 0 ? n : utf8_decode(q, k->end, &cp);
		}
		cp = peek(q, k->end);
		n = q < k->end ? utf8_decode(q, k->end, &cp) : 0;
		if (again && q > p && line == NULL &&
		    ((cp == '"' && k->straight) || cp == 0xbb ||
		    cp == 0x201d) &&
		    (q + n == k->end || is_white(q + n, k->end))) {
			nest(k, q, cp, (unsigned)n);
			c->closers++;
			p = q + n;
			again = false;
			continue;
		}
		c->gap = line != NULL ? GAP_NEWLINE : q == p ? GAP_NONE :
		    q - p == 1 ? GAP_SPACE : GAP_SPACES;
		c->end = (size_t)(p - k->base);
		c->next = (size_t)(q - k->base);
		return q;
	}
}

/* ---- verdicts --------------------------------------------------------- */

/* -1: certainly no boundary; 1: certainly one; 0: ask the model. */
static int
verdict(const struct state *k, const struct candidate *c)
{
	const char *p = k->base + c->next;
	uint32_t after = peek(p, k->end);

	if (c->blank)
		return -1;
	if (c->kind == CAND_WIDE && c->quotes == 0 && c->brackets == 0 &&
	    (c->closers == 0 || !text_is(after, TEXT_LETTER)))
		return 1;
	/* A quotation that と takes up, or っ(て). */
	if (c->closers > 0 && c->gap == GAP_NONE &&
	    (after == 0x3068 || after == 0x3063))
		return -1;
	if (c->kind == CAND_NEWLINE && k->s->fit.widest < NARROW &&
	    text_is(after, TEXT_UPPER))
		return 1;
	if (k->s->newlines == SEGMENT_HARD && c->gap == GAP_NEWLINE)
		return 1;
	if ((c->kind == CAND_COLON || c->kind == CAND_SEMICOLON) &&
	    c->gap == GAP_SPACE && after - 'a' < 26)
		return -1;
	if (c->gap == GAP_NONE && c->kind != CAND_WIDE &&
	    (after == ',' || after == ';' || after == ')' || after == '%' ||
	    after == 0xff0c || after == 0x3001))
		return -1;
	return 0;
}

/*
 * Decides about a candidate whose kind, word, end, next and gap are set.
 * Returns where the scan goes on.
 */
static const char *
settle(struct state *k, struct candidate *c)
{
	const char *next = k->base + c->next;
	int v;

	k->settled = next;
	if (next == k->end || k->base + c->end == k->start)
		return next;
	forget(k, next);
	c->start = (size_t)(k->start - k->base);
	c->line = (size_t)(k->line - k->base);
	c->quotes = k->quotes + k->straight > 2 ? 2 : k->quotes + k->straight;
	c->brackets = k->brackets > 2 ? 2 : k->brackets;
	v = verdict(k, c);
	if (v == 0 && k->first_of != k->start) {
		k->first = first_shape(k->s, c->start);
		k->first_of = k->start;
	}
	c->first = k->first;
	if (v == 0)
		v = k->s->decide(k->s->arg, k->s, c) ? 1 : -1;
	if (v > 0) {
		k->s->found(k->s->arg, c->start, c->end);
		k->start = next;
		k->brackets = 0;
	}
	if (c->gap == GAP_NEWLINE)
		k->line = next;
	return next;
}

/* ---- the kinds of candidates ------------------------------------------ */

/* A colon and what makes it a face; returns the end of it, or null. */
static const char *
smiley(const struct state *k, const char *p)
{
	const char *q = p + 1;

	if (*p != ':' && *p != ';')
		return NULL;
	if (q < k->end && *q == '-')
		q++;
	if (q == k->end || *q == '\0' || strchr(")(DPp|", *q) == NULL)
		return NULL;
	while (q < k->end && (*q == ')' || *q == '(' || *q == 'D'))
		q++;
	if (q < k->end && (*q == 'P' || *q == 'p' || *q == '|'))
		q++;
	return q == k->end || is_white(q, k->end) ? q : NULL;
}

/* A candidate behind [word, p) with no terminator: bracket, emoji, … */
static const char *
after(struct state *k, const char *word, const char *p,
    enum candidate_kind kind)
{
	struct candidate c = { 0 };

	c.kind = kind;
	c.word = (size_t)(word - k->base);
	gap(k, p, &c);
	if (c.gap == GAP_NEWLINE && k->s->newlines == SEGMENT_SOFT)
		c.gap = GAP_SPACE;
	return settle(k, &c);
}

static bool
is_worth(const struct state *k, const struct candidate *c)
{
	uint32_t feature[GATE_FEATURES];
	int32_t score[2];

	gate_features(k->s, c->end, c->next, feature);
	learn_score(k->s->gate, feature, GATE_FEATURES, score);
	return score[1] > 0;
}

/* A candidate before p, which white space precedes. */
static void
before(struct state *k, const char *p, enum candidate_kind kind)
{
	struct candidate c = { 0 };
	const char *q = p;

	if (p == k->settled || p == k->start)
		return;
	c.kind = kind;
	c.next = (size_t)(p - k->base);
	c.end = c.next - 1;
	if ((unsigned char)p[-2] <= ' ' || (unsigned char)p[-2] >= 0x80)
		c.end = text_trim_end((struct quire_span){ k->base, c.next });
	if (k->s->gate != NULL && !is_worth(k, &c))
		return;
	q = k->base + c.end;
	c.word = c.end;
	c.gap = p - q > 1 ? GAP_SPACES : GAP_SPACE;
	settle(k, &c);
}

/* Can a text that is glued to the terminator before it be a sentence? */
static bool
may_glue(const struct state *k, const struct candidate *c, const char *p)
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
		return l->flags & TEXT_LETTER && !(l->flags & TEXT_UPPER) &&
		    r->flags & TEXT_LETTER && !(r->flags & TEXT_LOWER);
	return (r->flags & (TEXT_LETTER | TEXT_OPEN | TEXT_QUOTE)) != 0;
}

static const char *
terminator(struct state *k, const char *p)
{
	struct candidate c = { 0 };
	const char *q, *face = smiley(k, p);

	if (face != NULL)
		return after(k, p, face, CAND_AFTER);
	/* Most inner stops and colons end here: 3.14, example.com, 10:30. */
	if (p + 1 < k->end && (*p == '.' || is_colon((unsigned char)*p)) &&
	    starts[(unsigned char)p[1]] == DIGIT)
		return p + 2;
	q = terminators(k, p, &c.kind);
	c.word = text_trim_end((struct quire_span){ k->base,
	    (size_t)(p - k->base) });
	if (k->base + c.word < k->start)
		c.word = (size_t)(k->start - k->base);
	q = closers(k, q, &c);
	if (c.kind >= CAND_COLON && c.closers > 0)
		return q;
	p = q;
	q = gap(k, q, &c);
	if (c.gap == GAP_NONE && q < k->end && !may_glue(k, &c, q))
		return p;
	if (c.gap == GAP_NEWLINE && k->s->newlines == SEGMENT_SOFT)
		c.gap = GAP_SPACE;
	return settle(k, &c);
}

static const char *
newline(struct state *k, const char *p)
{
	struct candidate c = { 0 };
	const char *q;

	c.kind = CAND_NEWLINE;
	c.word = text_trim_end((struct quire_span){ k->base,
	    (size_t)(p - k->base) });
	q = gap(k, k->base + c.word, &c);
	if (k->s->newlines == SEGMENT_SOFT) {
		k->line = q;
		return q;
	}
	return settle(k, &c);
}

static const char *
closing(struct state *k, const char *p)
{
	const char *q = p + 1;
	bool open = k->brackets > 0;
	uint32_t cp;

	nest(k, p, (unsigned char)*p, 1);
	while (q < k->end && *q == ')')
		q++;
	if (q == k->end || !is_white(q, k->end))
		return q;
	cp = peek(q + 1, k->end);
	if (open && cp < 0x80 && starts[cp] != UPPER && starts[cp] != SIGN)
		return q;
	return after(k, q, q, CAND_AFTER);
}

static bool
white_before(const struct state *k, const char *p)
{
	return p > k->start && (p[-1] == ' ' || p[-1] == '\n' ||
	    p[-1] == '\t' || (p - k->start > 2 &&
	    (unsigned char)p[-2] == 0xc2 && (unsigned char)p[-1] == 0xa0));
}

static const char *
sign(struct state *k, const char *p)
{
	char c = *p;
	const char *q = p + 1;

	if (white_before(k, p))
		before(k, p, CAND_SIGN);
	while (q < k->end && *q == c)
		q++;
	if (q < k->end && q - p > 1 && is_white(q, k->end) && c != '.')
		return after(k, q, q, CAND_AFTER);
	return q;
}

/* A run of emoji and what joins them. */
static const char *
emoji(struct state *k, const char *p)
{
	const char *q = p;
	uint32_t cp;

	if (white_before(k, p))
		before(k, p, CAND_SIGN);
	while (q < k->end) {
		unsigned len = utf8_decode(q, k->end, &cp);

		if (!text_is(cp, TEXT_PICTOGRAPH) && cp != 0x200d &&
		    cp != 0xfe0f && !(cp >= 0x1f1e6 && cp <= 0x1f1ff) &&
		    !(cp >= 0x1f3fb && cp <= 0x1f3ff))
			break;
		q += len;
	}
	if (q == p)
		q += utf8_decode(p, k->end, &cp);
	return q < k->end ? after(k, q, q, CAND_AFTER) : q;
}

/* Sentence-final syllables of Korean: 다 요 까 죠 네 오 음 함 됨 임. */
static bool
korean_ending(uint32_t cp)
{
	switch (cp) {
	case 0xb2e4: case 0xc694: case 0xae4c: case 0xc8e0: case 0xb124:
	case 0xc624: case 0xc74c: case 0xd568: case 0xb428: case 0xc784:
		return true;
	default:
		return false;
	}
}

/* A character of more than one byte. */
static const char *
wide(struct state *k, const char *p)
{
	const struct text_char *t;
	unsigned char u = (unsigned char)*p;
	unsigned len;
	uint32_t cp;

	if (u == 0xe3 && (unsigned char)p[1] > 0x80)
		return p + 3;           /* kana */
	if (u < 0xd8 && u > 0xc2 && u != 0xd6 && (p == k->base ||
	    (unsigned char)p[-1] > ' '))
		return p + 2;           /* inside a word */
	len = utf8_decode(p, k->end, &cp);
	t = text_char(cp);
	if (t->flags & TEXT_STERM || cp == 0x2026 || cp == 0x61b ||
	    cp == 0xff1b || cp == 0xff1a)
		return terminator(k, p);
	if (t->flags & TEXT_UPPER) {
		if (white_before(k, p))
			before(k, p, CAND_SPACE);
	} else if (u == 0xe2 && newline_len(p, k->end) > 0) {
		return newline(k, p);
	} else if (t->flags & TEXT_PICTOGRAPH && u >= 0xe2) {
		return emoji(k, p);
	} else if (t->flags & (TEXT_OPEN | TEXT_CLOSE | TEXT_QUOTE)) {
		if (t->flags & TEXT_OPEN && white_before(k, p))
			before(k, p, CAND_SIGN);
		nest(k, p, cp, len);
	} else if (t->flags & (TEXT_PUNCT | TEXT_SYMBOL)) {
		if (white_before(k, p))
			before(k, p, CAND_SIGN);
	} else if (t->flags & TEXT_HANGUL && p + len < k->end &&
	    p[len] == ' ' && korean_ending(cp)) {
		return after(k, p + len, p + len, CAND_ENDING);
	}
	return p + len;
}

/* A web address: the scan goes on behind it. */
static const char *
address(struct state *k, const char *p)
{
	const char *q = p;

	while (q > k->start && q[-1] >= 'a' && q[-1] <= 'z')
		q--;
	if (p - q >= 3 && p - q < 8 && white_before(k, q))
		before(k, q, CAND_SPACE);
	while (p < k->end && (unsigned char)*p > ' ' &&
	    (unsigned char)*p < 0x80)
		p++;
	while (strchr(".,;:!?)]\"'", p[-1]) != NULL)
		p--;
	return p;
}

/* What the word before a full stop tells on its own. */
enum verdict { UNSURE, NO_END, END };

/*
 * The word [q, p) stands after white space. ASCII letters, apostrophes and
 * hyphens; or a year.
 */
static enum verdict
plain_word(const char *q, const char *p)
{
	struct quire_span w = { q, (size_t)(p - q) };
	bool capital = *q >= 'A' && *q <= 'Z';

	if (*q >= '0' && *q <= '9')
		return w.len == 4 && (*q == '1' || *q == '2') ? END : UNSURE;
	if (capital && *p == '.' && (span_is(w, "Mr") || span_is(w, "Mrs") ||
	    span_is(w, "Ms") || span_is(w, "Dr") || span_is(w, "Prof")))
		return NO_END;
	if (w.len < 2 || (capital && (w.len < 5 || *p == '!')))
		return UNSURE;
	return *p == '.' && is_abbreviation(w) ? UNSURE : END;
}

/* The start of the word before p if it is plain; else null. */
static const char *
plain_start(const struct state *k, const char *p)
{
	const char *q = p, *least = p - k->start > 30 ? p - 30 : k->start;
	bool lower = p[-1] >= 'a' && p[-1] <= 'z';

	if (!lower && !(p[-1] >= '0' && p[-1] <= '9'))
		return NULL;
	while (q > least && (lower ? (q[-1] >= 'a' && q[-1] <= 'z') ||
	    q[-1] == '\'' || q[-1] == '-' : q[-1] >= '0' && q[-1] <= '9'))
		q--;
	if (lower && q > least && q[-1] >= 'A' && q[-1] <= 'Z')
		q--;
	return q > least && q[-1] == ' ' ? q : NULL;
}

/* A Cyrillic word of four small letters or more and a capital behind. */
static bool
cyrillic_end(const struct state *k, const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	unsigned i;

	if (k->end - p < 4 || u[2] != 0xd0 || u[3] < 0x90 || u[3] > 0xaf ||
	    p - k->start < 9)
		return false;
	for (i = 1; i <= 4; i++, u -= 2)
		if (!(u[-2] == 0xd1 && u[-1] >= 0x80 && u[-1] <= 0x8f) &&
		    !(u[-2] == 0xd0 && u[-1] >= 0xb0))
			return false;
	return true;
}

/*
 * The commonest ends by far: a plain word, a stop or mark, a space, a capital
 * (or a quotation mark and one). Returns where the scan goes on, or null.
 */
static const char *
plain_end(struct state *k, const char *p)
{
	const char *q = p + 2;
	enum verdict v = UNSURE;

	if (k->end - p < 4 || p[1] != ' ' || k->straight || p == k->start ||
	    (k->quotes | k->brackets) != 0)
		return NULL;
	if ((unsigned char)*q == 0xd0) {
		v = cyrillic_end(k, p) ? END : UNSURE;
	} else {
		q += *q == '"';
		if (*q >= 'A' && *q <= 'Z' && (q[1] == ' ' ||
		    (q[1] >= 'a' && q[1] <= 'z')) &&
		    (q = plain_start(k, p)) != NULL)
			v = plain_word(q, p);
	}
	if (v == UNSURE)
		return NULL;
	k->settled = p + 2;
	if (v == END) {
		k->s->found(k->s->arg, (size_t)(k->start - k->base),
		    (size_t)(p + 1 - k->base));
		k->start = p + 2;
	}
	return p + 2;
}

static const char *
act(struct state *k, const char *p)
{
	const char *q;

	switch (starts[(unsigned char)*p]) {
	case TERM:
		if (*p == ':' && k->end - p > 3 && p[1] == '/' &&
		    p[2] == '/')
			return address(k, p);
		if (*p != ':' && *p != ';' &&
		    (q = plain_end(k, p)) != NULL)
			return q;
		return terminator(k, p);
	case LINE:
		return newline(k, p);
	case UPPER:
	case DIGIT:
		if (white_before(k, p))
			before(k, p, CAND_SPACE);
		return p + 1;
	case CLOSE:
		return closing(k, p);
	case OPEN:
		if (white_before(k, p))
			before(k, p, CAND_SIGN);
		nest(k, p, (unsigned char)*p, 1);
		return p + 1;
	case QUOTE:
		if (!k->straight && white_before(k, p))
			before(k, p, CAND_SIGN);
		nest(k, p, '"', 1);
		return p + 1;
	case SIGN:
		return sign(k, p);
	default:
		return wide(k, p);
	}
}

#ifdef __SSE2__

/*
 * At or after p, the first byte that is not plain, at least as far as whole
 * blocks go: lower-case letters, space, comma, apostrophe, Han characters.
 */
static const char *
skip_plain(const char *p, const char *end)
{
	const __m128i a = _mm_set1_epi8('a' - 1), z = _mm_set1_epi8('z' + 1);
	const __m128i space = _mm_set1_epi8(' '), comma = _mm_set1_epi8(',');
	const __m128i quote = _mm_set1_epi8('\'');
	const __m128i inner = _mm_set1_epi8(-64);
	const __m128i han = _mm_set1_epi8((char)0xe3),
	    last = _mm_set1_epi8((char)0xea);

	for (; end - p >= 16; p += 16) {
		__m128i v = _mm_loadu_si128((const void *)p), plain;
		unsigned mask;

		plain = _mm_and_si128(_mm_cmpgt_epi8(v, a),
		    _mm_cmplt_epi8(v, z));
		plain = _mm_or_si128(plain, _mm_cmpeq_epi8(v, space));
		plain = _mm_or_si128(plain, _mm_cmpeq_epi8(v, comma));
		plain = _mm_or_si128(plain, _mm_cmpeq_epi8(v, quote));
		plain = _mm_or_si128(plain, _mm_cmplt_epi8(v, inner));
		plain = _mm_or_si128(plain, _mm_and_si128(
		    _mm_cmpgt_epi8(v, han), _mm_cmplt_epi8(v, last)));
		mask = (unsigned)_mm_movemask_epi8(plain) ^ 0xffff;
		if (mask != 0)
			return p + __builtin_ctz(mask);
	}
	return p;
}

#else

static const char *
skip_plain(const char *p, const char *end)
{
	while (p < end && starts[(unsigned char)*p] == PLAIN)
		p++;
	return p;
}

#endif

void
sentence_each(const struct sentence_scan *s)
{
	struct state k = { 0 };
	const char *p = s->text.p;

	if (s->text.len == 0)
		return;
	k.s = s;
	k.base = k.start = k.line = p;
	k.end = p + s->text.len;
	while (p < k.end) {
		if (starts[(unsigned char)*p] != PLAIN)
			p = act(&k, p);
		else
			p = skip_plain(p + 1, k.end);
	}
	s->found(s->arg, (size_t)(k.start - k.base), s->text.len);
}
