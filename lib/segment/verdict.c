/*
 * What is certain of a candidate: full-width stops outside quotes, marks of
 * scripts that have them for nothing else, newlines of narrow lines, colons
 * inside lines, and what cannot follow an end.
 */
#include "segment/scan.h"

/* The stops of Burmese, Khmer and Ethiopic stand for nothing else. */
static bool
is_sure_stop(uint32_t cp)
{
	return cp == 0x104b || cp == 0x17d4 || cp == 0x1362;
}

/* No text is wrapped to fewer columns, or leaves so many empty. */
enum { NARROW = 28, ROOM = 8 };

/*
 * A colon or semicolon in a line, p what follows: it may end a sentence
 * before the label of an item, and before a capital or quote, but not behind
 * (2016) or 12.
 */
static bool
may_part(const struct scan *k, const struct candidate *c, const char *p)
{
	uint32_t before = peek_before(k->base, k->base + c->word);

	return (text_is(peek(p, k->end), TEXT_UPPER | TEXT_QUOTE) &&
	           text_is(before, TEXT_LETTER | TEXT_QUOTE)) ||
	    scan_label(p, k->end) > p;
}

/* Bullets that are nothing else, unlike dashes. */
static bool
is_bullet(uint32_t cp)
{
	return cp == 0x2022 || cp == 0x2023 || cp == 0x2043 || cp == 0x25a0 ||
	    cp == 0x25aa || cp == 0x25cf || cp == 0x25e6;
}

/*
 * Is the newline one that nobody wrapped a line at? A bullet follows; or the
 * line of Han characters, which may be wrapped anywhere, had room left for
 * more of them or for the label that follows.
 */
static bool
ends_line(const struct scan *k, const struct candidate *c, const char *p,
    uint32_t after)
{
	if (c->gap != GAP_NEWLINE)
		return false;
	if (is_bullet(after) && is_white(p + 3, k->end))
		return true;
	if (c->kind != CAND_NEWLINE && c->kind != CAND_COLON &&
	    c->kind != CAND_SEMICOLON)
		return false;
	return text_is(peek_before(k->base, k->base + c->word), TEXT_HAN) &&
	    (text_is(after, TEXT_HAN) || scan_label(p, k->end) > p) &&
	    line_fit_excess(k->s->text, &k->s->fit, (size_t)(k->line - k->base),
	        c->end) < -ROOM;
}

int
scan_verdict(const struct scan *k, const struct candidate *c)
{
	const char *p = k->base + c->next;
	uint32_t after;

	if (c->blank)
		return -1;
	/* Of what is found most often nothing is certain. */
	if ((c->kind <= CAND_BANG || c->kind == CAND_SPACE) &&
	    c->closers == 0 && (c->gap == GAP_SPACE || c->gap == GAP_SPACES))
		return 0;
	after = peek(p, k->end);
	if (c->kind == CAND_WIDE && c->quotes == 0 && c->brackets == 0 &&
	    (c->closers == 0 || !text_is(after, TEXT_LETTER)))
		return 1;
	/* A quotation or remark of several sentences is one. */
	if (c->kind == CAND_WIDE && c->closers == 0 && c->gap == GAP_NONE &&
	    text_is(after, TEXT_LETTER | TEXT_DIGIT))
		return -1;
	if (c->kind == CAND_OTHER && c->gap != GAP_NONE && is_armenian(after) &&
	    text_is(after, TEXT_UPPER))
		return 1;
	if (c->kind == CAND_OTHER && c->quotes == 0 && c->brackets == 0 &&
	    c->closers == 0 && c->marks == 0 &&
	    is_sure_stop(peek_before(k->base, k->base + c->end)))
		return 1;
	/* A quotation that と takes up, or っ(て), or a particle of Korean. */
	if (c->closers > 0 && c->gap == GAP_NONE &&
	    (after == 0x3068 || after == 0x3063 || text_is(after, TEXT_HANGUL)))
		return -1;
	if (c->kind == CAND_NEWLINE && k->s->fit.widest < NARROW &&
	    text_is(after, TEXT_LETTER | TEXT_DIGIT) &&
	    !text_is(after, TEXT_LOWER))
		return 1;
	if (ends_line(k, c, p, after))
		return 1;
	/* `（某某） 说`: a bracket inside a line of CJK text. */
	if (c->kind == CAND_AFTER && c->gap != GAP_NEWLINE &&
	    text_is(after, TEXT_HAN | TEXT_KANA) &&
	    peek_before(k->base, k->base + c->end) == ')')
		return -1;
	if (k->s->newlines == SEGMENT_HARD && c->gap == GAP_NEWLINE)
		return 1;
	if ((c->kind == CAND_COLON || c->kind == CAND_SEMICOLON) &&
	    c->gap != GAP_NEWLINE && !may_part(k, c, p))
		return -1;
	if (c->gap == GAP_NONE && c->kind != CAND_WIDE &&
	    (after == ',' || after == ';' || after == ')' || after == '%' ||
	        after == 0xff0c || after == 0x3001))
		return -1;
	return 0;
}
