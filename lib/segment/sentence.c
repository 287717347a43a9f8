/*
 * Sentences of one paragraph: the scan for candidates.
 *
 * The scan looks at bytes; only those that can start something of interest
 * (stops.h) are acted upon, and most of those are settled by the bytes beside
 * them.
 */
#include <string.h>

#include "segment/scan.h"

/* ---- brackets, signs, items ------------------------------------------- */

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
	return scan_after(k, q, q, CAND_AFTER);
}

static const char *
sign(struct scan *k, const char *p)
{
	char c = *p;
	const char *q = p + 1;

	/* of * * * only the first */
	if (scan_white_before(k, p) && (p - k->start < 2 || p[-2] != c))
		scan_before(k, p, CAND_SIGN);
	while (q < k->end && *q == c)
		q++;
	if (q < k->end && q - p > 1 && is_white(q, k->end) && c != '.')
		return scan_after(k, q, q, CAND_AFTER);
	return q;
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
		scan_settle_before(k,
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
	if (p - q >= 3 && p - q < 8 && scan_white_before(k, q))
		scan_before(k, q, CAND_SPACE);
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
	return scan_terminator(k, p);
}

/* What is to be known of the bytes beside a mark. */
enum {
	IS_PLAIN = 1, /* ASCII and not white */
	IS_SMALL = 2,
	IS_DIGIT = 4,
	IS_START = 8, /* a capital, or its first byte */
	IS_SPACE = 16,
	IS_ROMAN = 32, /* i, v, x */
	IS_ODD = 64    /* white, a point, a quotation mark or the like */
};

#define FOUR(x) x, x, x, x
#define EIGHT(x) FOUR(x), FOUR(x)
#define SMALL (IS_PLAIN | IS_SMALL)
#define ROMAN (IS_PLAIN | IS_SMALL | IS_ROMAN)
#define DIGIT (IS_PLAIN | IS_DIGIT)
#define CAPITAL (IS_PLAIN | IS_START)
static const uint8_t beside[256] = { EIGHT(IS_ODD), EIGHT(IS_ODD),
	EIGHT(IS_ODD), EIGHT(IS_ODD), IS_ODD | IS_SPACE, IS_PLAIN,
	IS_PLAIN | IS_ODD, FOUR(IS_PLAIN), IS_PLAIN | IS_ODD, FOUR(IS_PLAIN),
	IS_PLAIN, IS_PLAIN, IS_PLAIN | IS_ODD, IS_PLAIN, EIGHT(DIGIT), DIGIT,
	DIGIT, FOUR(IS_PLAIN), IS_PLAIN, IS_PLAIN,
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

	return kind >= CAND_COLON ? scan_settle(k, &c)
	                          : scan_settle_open(k, &c);
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
	if (inner) /* but for `winter.3 The` */
		return dot & ((left & IS_SMALL) != 0) &
		        ((right & IS_DIGIT) != 0)
		    ? scan_terminator(k, p)
		    : p + 1;
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
	enum stop_sort sort = stop_sort[(unsigned char)*p];

	if (sort == STOP_TERM) /* as a rule, */
		return mark_at(k, p);
	if (sort == STOP_LEAD) /* or in other scripts */
		return scan_wide(k, p);
	switch (sort) {
	case STOP_LINE:
		return scan_newline(k, p);
	case STOP_UPPER:
	case STOP_DIGIT:
		if (scan_white_before(k, p))
			scan_before(k, p, CAND_SPACE);
		return p + 1;
	case STOP_CLOSE:
		if (*p == ')' && k->brackets == 0)
			item(k, p);
		return closing(k, p);
	case STOP_OPEN:
		if (scan_white_before(k, p))
			scan_before(k, p, CAND_SIGN);
		scan_nest_ascii(k, p);
		return p + 1;
	case STOP_QUOTE:
		if (!k->straight && scan_white_before(k, p))
			scan_before(k, p, CAND_SIGN);
		scan_nest_ascii(k, p);
		return p + 1;
	case STOP_SIGN:
		return sign(k, p);
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
	p = scan_behind(&k, k.settled);
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
