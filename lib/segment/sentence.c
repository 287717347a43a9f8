/*
 * Sentences of one paragraph: the scan for candidates and what is certain.
 *
 * The scan looks at bytes; only those that can start something of interest
 * are decoded. A terminator takes with it what belongs to its sentence:
 * further terminators, closing brackets and quotes, note marks. Full-width
 * stops outside quotes are certain, and so are a few others (see verdict.c);
 * opening quotes, which UAX #29 counts as closers, go with what follows.
 */
#include <string.h>

#include "segment/scan.h"
#include "segment/stops.h"

/* ---- settling --------------------------------------------------------- */

/* Of a settled place: a capital or digit there has nothing more to say. */
static const char *
behind_settled(const struct scan *k, const char *p)
{
	unsigned sort = p < k->end ? stop_sort[(unsigned char)*p] : STOP_NONE;

	return p + (sort == STOP_UPPER || sort == STOP_DIGIT);
}

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

/* Is there nothing yet but the marks of a mail's quoted line? */
static bool
is_quoting(const struct scan *k, const struct candidate *c)
{
	size_t n = 0, len = c->end - (size_t)(k->start - k->base);

	while (n < len && (k->start[n] == '>' || k->start[n] == ' '))
		n++;
	return n > 0 && n == len;
}

/* Decides about such a candidate. Returns where the scan goes on. */
static const char *
settle(struct scan *k, struct candidate *c)
{
	const char *next = k->base + c->next;
	int v;

	k->settled = next;
	if (next == k->end || k->base + c->end == k->start ||
	    (*k->start == '>' && is_quoting(k, c)))
		return next;
	count_open(k, c);
	v = scan_verdict(k, c);
	if (v > 0 || (v == 0 && is_end(k, c)))
		end_sentence(k, c);
	if (c->gap == GAP_NEWLINE)
		k->line = next;
	return behind_settled(k, next);
}

/* ---- the kinds of candidates ------------------------------------------ */

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

/* A candidate behind [word, p) with no terminator: bracket, emoji, … */
static const char *
after(struct scan *k, const char *word, const char *p, enum candidate_kind kind)
{
	struct candidate c = { 0 };

	c.kind = kind;
	c.word = (size_t)(word - k->base);
	scan_gap(k, p, &c);
	if (c.gap == GAP_NEWLINE && k->s->newlines == SEGMENT_SOFT)
		c.gap = GAP_SPACE;
	return settle(k, &c);
}

/* ASCII and not white. */
static bool
is_plain(char c)
{
	return (unsigned char)c - 0x21u < 0x5f;
}

/* A candidate before p, between which and `end` is white space. */
static void
settle_before(struct scan *k, size_t end, const char *p,
    enum candidate_kind kind)
{
	size_t next = (size_t)(p - k->base);
	struct candidate c = { .kind = kind,
		.gap = next - end > 1 ? GAP_SPACES : GAP_SPACE,
		.word = end,
		.end = end,
		.next = next };

	settle(k, &c);
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

/* The same, if the gate lets it pass. */
static void
before(struct scan *k, const char *p, enum candidate_kind kind)
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
	settle_before(k, end, p, kind);
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

static const char *
terminator(struct scan *k, const char *p)
{
	struct candidate c = { 0 };
	const char *q, *face = smiley(k, p);

	if (face != NULL)
		return after(k, p, face, CAND_AFTER);
	/* Most inner stops and colons end here: 3.14, 10:30; not after Han. */
	if (p + 1 < k->end && (*p == '.' || is_colon((unsigned char)*p)) &&
	    stop_sort[(unsigned char)p[1]] == STOP_DIGIT &&
	    (p == k->start || (unsigned char)p[-1] < 0x80))
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
	return settle(k, &c);
}

static const char *
newline(struct scan *k, const char *p)
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
	return settle(k, &c);
}

static const char *
closing(struct scan *k, const char *p)
{
	const char *q = p + 1;
	bool open = k->brackets > 0;
	uint32_t cp;

	scan_nest_ascii(k, p);
	while (q < k->end && *q == ')')
		q++;
	if (q == k->end || !is_white(q, k->end))
		return q;
	cp = peek(q + 1, k->end);
	if (open && cp < 0x80 && stop_sort[cp] != STOP_UPPER &&
	    stop_sort[cp] != STOP_SIGN)
		return q;
	return after(k, q, q, CAND_AFTER);
}

static bool
white_before(const struct scan *k, const char *p)
{
	return p > k->start &&
	    (p[-1] == ' ' || p[-1] == '\n' || p[-1] == '\t' ||
	        (p - k->start > 2 && (unsigned char)p[-2] == 0xc2 &&
	            (unsigned char)p[-1] == 0xa0));
}

static const char *
sign(struct scan *k, const char *p)
{
	char c = *p;
	const char *q = p + 1;

	/* of * * * only the first */
	if (white_before(k, p) && (p - k->start < 2 || p[-2] != c))
		before(k, p, CAND_SIGN);
	while (q < k->end && *q == c)
		q++;
	if (q < k->end && q - p > 1 && is_white(q, k->end) && c != '.')
		return after(k, q, q, CAND_AFTER);
	return q;
}

/* A run of emoji and what joins them. */
static const char *
emoji(struct scan *k, const char *p)
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

/* Sentence-final syllables of Korean: 다 요 까 죠 네 오 음 함 됨 임 냐 야 줘 봐. */
static bool
korean_ending(uint32_t cp)
{
	switch (cp) {
	case 0xb2e4:
	case 0xc694:
	case 0xae4c:
	case 0xc8e0:
	case 0xb124:
	case 0xc624:
	case 0xc74c:
	case 0xd568:
	case 0xb428:
	case 0xc784:
	case 0xb0d0:
	case 0xc57c:
	case 0xc918:
	case 0xbd10:
		return true;
	default:
		return false;
	}
}

/*
 * The commonest marks of Chinese and Japanese, by their last byte. WIDE_NEST
 * and on: bit 0 brackets, else quotes; bit 1 one that closes.
 */
enum wide_sort {
	WIDE_OTHER,
	WIDE_STOP,
	WIDE_COLON,
	WIDE_COMMA,
	WIDE_QUOTE,
	WIDE_NEST,
	WIDE_OPEN = WIDE_NEST,
	WIDE_BRACKET,
	WIDE_CLOSE,
	WIDE_BRACKET_CLOSE
};

/* No branches: what comes next cannot be foreseen. */
static enum wide_sort
wide_sort(const char *p)
{
	static const uint8_t row[256] = { [0xe2] = 1, [0xe3] = 2, [0xef] = 3 };
	static const uint8_t second[4] = { 0, 0x80, 0x80, 0xbc };
	static const uint8_t sorts[4][64] = { { 0 },
		/* E2 80: “, which closes in other languages, and ” */
		{ [0x1c] = WIDE_QUOTE, [0x1d] = WIDE_CLOSE },
		/* E3 80 */
		{ [0x01] = WIDE_COMMA,
		    [0x02] = WIDE_STOP,
		    [0x0a] = WIDE_OPEN,
		    [0x0b] = WIDE_CLOSE,
		    [0x0c] = WIDE_OPEN,
		    [0x0d] = WIDE_CLOSE,
		    [0x0e] = WIDE_OPEN,
		    [0x0f] = WIDE_CLOSE,
		    [0x10] = WIDE_BRACKET,
		    [0x11] = WIDE_BRACKET_CLOSE },
		/* EF BC */
		{ [0x01] = WIDE_STOP,
		    [0x08] = WIDE_BRACKET,
		    [0x09] = WIDE_BRACKET_CLOSE,
		    [0x0c] = WIDE_COMMA,
		    [0x1a] = WIDE_COLON,
		    [0x1b] = WIDE_COLON,
		    [0x1f] = WIDE_STOP } };
	const unsigned char *u = (const unsigned char *)p;
	unsigned r = row[u[0]];

	r = u[1] == second[r] ? r : 0;
	return (enum wide_sort)sorts[r][r > 0 ? u[2] & 63 : 0];
}

/*
 * A full-width stop. If the text goes on right behind it, it is an end where
 * nothing is open, and none where something is: see verdict.
 */
static const char *
wide_stop(struct scan *k, const char *p)
{
	const char *next = p + 3;

	if (!goes_on(next, k->end) || p == k->start)
		return terminator(k, p);
	scan_forget(k, next);
	if (!k->straight && (k->quotes | k->brackets) == 0) {
		k->s->found(k->s->arg, (size_t)(k->start - k->base),
		    (size_t)(next - k->base));
		k->start = k->settled = next;
	}
	return next;
}

/* A full-width quote or bracket. */
static const char *
wide_nest(struct scan *k, const char *p, enum wide_sort s)
{
	unsigned *n = (s - WIDE_NEST) & 1 ? &k->brackets : &k->quotes;
	bool opens = s < WIDE_CLOSE;

	if (opens && white_before(k, p))
		before(k, p, CAND_SIGN);
	scan_forget(k, p);
	*n = opens ? *n + 1 : *n - (*n > 0);
	k->stale = opens ? scan_stale(k, p) : k->stale;
	return p + 3;
}

/* Characters without any of these mean nothing to the scan. */
enum {
	MAY_MATTER = TEXT_STERM | TEXT_UPPER | TEXT_PICTOGRAPH | TEXT_OPEN |
	    TEXT_CLOSE | TEXT_QUOTE | TEXT_PUNCT | TEXT_SYMBOL | TEXT_HANGUL |
	    TEXT_SPACE
};

/* A character of more than one byte. */
static const char *
wide(struct scan *k, const char *p)
{
	const struct text_char *t;
	unsigned char u = (unsigned char)*p;
	enum wide_sort sort = wide_sort(p);
	unsigned len;
	uint32_t cp;

	switch (sort) {
	case WIDE_STOP:
		return wide_stop(k, p);
	case WIDE_COLON:
		return goes_on(p + 3, k->end) ? p + 3 : terminator(k, p);
	case WIDE_COMMA:
		if (white_before(k, p))
			before(k, p, CAND_SIGN);
		return p + 3;
	case WIDE_QUOTE:
		if (white_before(k, p))
			before(k, p, CAND_SIGN);
		scan_nest(k, p, 0x201c, 3);
		return p + 3;
	case WIDE_OPEN:
	case WIDE_BRACKET:
	case WIDE_CLOSE:
	case WIDE_BRACKET_CLOSE:
		return wide_nest(k, p, sort);
	case WIDE_OTHER:
		break;
	}
	if (u == 0xe3 && (unsigned char)p[1] > 0x80)
		return p + 3; /* kana */
	if (u < 0xd8 && u > 0xc2 && u != 0xd6 &&
	    (p == k->base || (unsigned char)p[-1] > ' '))
		return p + 2; /* inside a word */
	len = utf8_decode(p, k->end, &cp);
	t = text_char(cp);
	if ((t->flags & MAY_MATTER) == 0)
		return p + len;
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
		scan_nest(k, p, cp, len);
	} else if (t->flags & (TEXT_PUNCT | TEXT_SYMBOL)) {
		if (white_before(k, p))
			before(k, p, CAND_SIGN);
	} else if (t->flags & TEXT_HANGUL && p + len < k->end &&
	    p[len] == ' ' && korean_ending(cp)) {
		return after(k, p + len, p + len, CAND_ENDING);
	}
	return p + len;
}

/*
 * The mark at p may belong to an item of a list that runs on in the line:
 * `… b. Two ropes`, `… ii) …`. Its letter would be no candidate.
 */
static void
item(struct scan *k, const char *p)
{
	const char *q = p, *end = p + 1;

	if (p - k->start < 3 ||
	    (p[-2] != ' ' && p[-1] != 'i' && p[-1] != 'v' && p[-1] != 'x'))
		return;
	while (q > k->start && p - q < 5 && *(q - 1) >= 'a' && q[-1] <= 'z')
		q--;
	end += end < k->end && *end == ')';
	if (q == p || q - k->start < 2 || q[-1] != ' ' || end == k->end ||
	    *end != ' ' || (p - q > 1 && strspn(q, "ivx") < (size_t)(p - q)))
		return;
	if (q != k->settled)
		settle_before(k,
		    text_trim_end(
		        (struct quire_span){ k->base, (size_t)(q - k->base) }),
		    q, CAND_ITEM);
}

/* A web address: the scan goes on behind it. */
static const char *
address(struct scan *k, const char *p)
{
	const char *q = p;

	while (q > k->start && q[-1] >= 'a' && q[-1] <= 'z')
		q--;
	if (p - q >= 3 && p - q < 8 && white_before(k, q))
		before(k, q, CAND_SPACE);
	while (
	    p < k->end && (unsigned char)*p > ' ' && (unsigned char)*p < 0x80)
		p++;
	while (strchr(".,;:!?)]\"'", p[-1]) != NULL)
		p--;
	return p;
}

/* A point or colon inside a word or number, see mark. */
static bool
is_inner(const struct scan *k, const char *p)
{
	unsigned next = p + 1 < k->end ? (unsigned char)p[1] : ' ';

	return ((*p == '.' && next - 'a' < 26) |
	           ((*p == '.' || is_colon((unsigned char)*p)) &&
	               next - '0' < 10)) &&
	    p > k->base && is_plain(p[-1]);
}

/* A mark of ASCII. */
static const char *
mark_any(struct scan *k, const char *p)
{
	const char *q;

	if (*p == ':' && k->end - p > 3 && p[1] == '/' && p[2] == '/')
		return address(k, p);
	if (*p != ':' && *p != ';' && (q = scan_plain_end(k, p)) != NULL)
		return q;
	if (*p == '.')
		item(k, p);
	return terminator(k, p);
}

/* What is to be known of the bytes beside a mark. */
enum {
	IS_PLAIN = 1, /* ASCII and not white */
	IS_SMALL = 2,
	IS_DIGIT = 4,
	IS_START = 8, /* a capital, or its first byte */
	IS_SPACE = 16,
	IS_ROMAN = 32, /* i, v, x */
	IS_ODD = 64    /* white, a quotation mark or perhaps the like */
};

#define FOUR(x) x, x, x, x
#define EIGHT(x) FOUR(x), FOUR(x)
#define SMALL (IS_PLAIN | IS_SMALL)
#define ROMAN (IS_PLAIN | IS_SMALL | IS_ROMAN)
#define DIGIT (IS_PLAIN | IS_DIGIT)
#define CAPITAL (IS_PLAIN | IS_START)
static const uint8_t beside[256] = { EIGHT(IS_ODD), EIGHT(IS_ODD),
	EIGHT(IS_ODD), EIGHT(IS_ODD), IS_ODD | IS_SPACE, IS_PLAIN,
	IS_PLAIN | IS_ODD, FOUR(IS_PLAIN), IS_PLAIN | IS_ODD, EIGHT(IS_PLAIN),
	EIGHT(DIGIT), DIGIT, DIGIT, FOUR(IS_PLAIN), IS_PLAIN, IS_PLAIN,
	/* @ A to Z [ */
	IS_PLAIN, EIGHT(CAPITAL), EIGHT(CAPITAL), EIGHT(CAPITAL), CAPITAL,
	CAPITAL, FOUR(IS_PLAIN), IS_PLAIN, IS_PLAIN,
	/* a to z { */
	EIGHT(SMALL), ROMAN, FOUR(SMALL), EIGHT(SMALL), ROMAN, SMALL, ROMAN,
	SMALL, SMALL, FOUR(IS_PLAIN), IS_PLAIN, [0xc2] = IS_ODD,
	[0xc3] = IS_START, [0xd0] = IS_START, [0xe1] = IS_ODD, IS_ODD, IS_ODD };

/* A mark with one space behind and no quotation mark beside it. */
static const char *
mark_plain(struct scan *k, const char *p, enum candidate_kind kind)
{
	size_t at = (size_t)(p - k->base);
	struct candidate c = { .kind = kind,
		.gap = GAP_SPACE,
		.word = at,
		.end = at + 1,
		.next = at + 2 };

	if (kind >= CAND_COLON)
		return settle(k, &c);
	k->settled = p + 2;
	count_open(k, &c);
	if (is_end(k, &c))
		end_sentence(k, &c);
	return behind_settled(k, p + 2);
}

/*
 * A mark of ASCII. What stands beside most decides at once what is to be done:
 * nothing inside words and numbers, behind a plain character and before a small
 * letter or digit; what mark_any would do where one space is behind it.
 */
static const char *
mark_at(struct scan *k, const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	bool dot = *p == '.', colon = *p == ':' || *p == ';', inner, plain;
	unsigned left, right, next;
	const char *q;

	if (p - k->start < 3 || k->end - p < 5)
		return is_inner(k, p) ? p + 1 : mark_any(k, p);
	left = beside[u[-1]];
	right = beside[u[1]];
	next = beside[u[2]];
	inner = ((left & IS_PLAIN) != 0) &
	    ((((right & IS_DIGIT) != 0) & (dot | colon)) |
	        (((right & IS_SMALL) != 0) & dot));
	if (inner)
		return p + 1;
	plain = ((left & IS_PLAIN) != 0) |
	    ((*p != ':') &
	        (((u[-2] > 0xc2) & (u[-2] < 0xe0)) | (u[-3] > 0xe3)));
	if (!plain | ((right & IS_SPACE) == 0) | ((next & IS_ODD) != 0))
		return mark_any(k, p);
	if (((next & IS_START) != 0) & !colon &&
	    (q = scan_plain_end(k, p)) != NULL)
		return q;
	if (dot & ((u[-2] == ' ') | ((left & IS_ROMAN) != 0)))
		item(k, p);
	/* `a.m. and`, `z. B. ein`, `Mr. K. said` */
	if (dot & ((next & IS_SMALL) != 0) & ((u[-1] | 32u) - 'a' < 26) &
	    ((u[-2] == ' ') | (u[-2] == '.'))) {
		k->settled = p + 2;
		return p + 2;
	}
	return mark_plain(k, p,
	    dot             ? CAND_STOP
	        : *p == ':' ? CAND_COLON
	        : *p == ';' ? CAND_SEMICOLON
	                    : CAND_BANG);
}

static const char *
act(struct scan *k, const char *p)
{
	if (stop_sort[(unsigned char)*p] == STOP_TERM) /* as a rule */
		return mark_at(k, p);
	switch (stop_sort[(unsigned char)*p]) {
	case STOP_LINE:
		return newline(k, p);
	case STOP_UPPER:
	case STOP_DIGIT:
		if (white_before(k, p))
			before(k, p, CAND_SPACE);
		return p + 1;
	case STOP_CLOSE:
		if (*p == ')' && k->brackets == 0)
			item(k, p);
		return closing(k, p);
	case STOP_OPEN:
		if (white_before(k, p))
			before(k, p, CAND_SIGN);
		scan_nest_ascii(k, p);
		return p + 1;
	case STOP_QUOTE:
		if (!k->straight && white_before(k, p))
			before(k, p, CAND_SIGN);
		scan_nest_ascii(k, p);
		return p + 1;
	case STOP_SIGN:
		return sign(k, p);
	case STOP_LEAD:
		return wide(k, p);
	default:
		return p + 1;
	}
}

/* Acts at the stops of blocks from `from` on; returns where to go on. */
static const char *
act_at(struct scan *k, const char *from, const struct stops *s, size_t blocks)
{
	const char *p = from, *end = from + blocks * STOPS_BLOCK;
	uint16_t place[STOPS_ROOM];
	size_t m = stops_places(s, blocks, place);

	for (size_t i = 0; i < m; i++)
		if (from + place[i] >= p)
			p = act(k, from + place[i]);
	return p > end ? p : end;
}

void
sentence_each_by(const struct sentence_scan *s, stops_mark *mark)
{
	struct quire_span around = sentence_around(s);
	struct scan k = { 0 };
	const char *p = s->text.p;
	struct stops stops;
	size_t n;

	if (s->text.len == 0)
		return;
	k.s = s;
	k.base = k.start = k.line = p;
	k.stale = SIZE_MAX;
	k.end = p + s->text.len;
	k.stops = &stops;
	k.settled = scan_label(p, k.end);
	p = behind_settled(&k, k.settled);
	while (p < k.end) {
		n = mark(around, p, k.end, &stops);
		k.stops_from = p;
		if (s->memo != NULL)
			gate_sift(s->gate, &s->memo->gate, p, &stops, n);
		p = act_at(&k, p, &stops, n);
	}
	s->found(s->arg, (size_t)(k.start - k.base), s->text.len);
}

void
sentence_each(const struct sentence_scan *s)
{
	sentence_each_by(s, stops_way(0));
}
