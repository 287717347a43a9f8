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
	return cp == 0x104b || cp == 0x17d4 || cp == 0x17d5 || cp == 0x1362;
}

/* The rest of ។ល។, "and so on". */
static bool
is_khmer_etc(const char *p, const char *end)
{
	return peek(p, end) == 0x179b && peek(p + 3, end) == 0x17d4;
}

static bool
is_greek(uint32_t cp)
{
	return text_is(cp, TEXT_LETTER) &&
	    ((cp >= 0x370 && cp < 0x400) || (cp >= 0x1f00 && cp < 0x2000));
}

/*
 * Is it the question mark of Greek, which looks like a semicolon: a word of
 * Greek before, and a capital of Greek behind? p is what follows.
 */
static bool
asks_greek(const struct scan *k, const struct candidate *c, const char *p)
{
	const char *end = k->base + c->word;
	uint32_t after = peek(p, k->end);

	return c->kind == CAND_SEMICOLON && c->gap != GAP_NONE &&
	    is_greek(after) && text_is(after, TEXT_UPPER) &&
	    end - k->start > 3 && is_greek(peek_before(k->start, end)) &&
	    is_greek(peek_before(k->start, end - 2));
}

/*
 * Does a stop of its own stand behind the stop and the bracket or quotation it
 * is in, and a capital behind that: `(p. 4 ff.). Then`, `“Why?”. Then`?
 */
static bool
ends_twice(const struct scan *k, const struct candidate *c, uint32_t after)
{
	const char *end = k->base + c->end;

	return c->closers > 0 && c->gap != GAP_NONE && c->kind < CAND_WIDE &&
	    k->brackets == 0 && text_is(after, TEXT_UPPER) && end[-1] == '.' &&
	    text_is(peek_before(k->start, end - 1), TEXT_CLOSE | TEXT_QUOTE);
}

/* No text is wrapped to fewer columns, or leaves so many empty. */
enum { NARROW = 28, ROOM = 8 };

/*
 * A colon or semicolon in a line, p what follows: it may end a sentence
 * before the label of an item, and before a capital or quote, but not behind
 * (2016) or 12, nor before the dash of who speaks.
 */
static bool
may_part(const struct scan *k, const struct candidate *c, const char *p)
{
	uint32_t before = peek_before(k->base, k->base + c->word);
	uint32_t after = peek(p, k->end);

	return (text_is(after, TEXT_UPPER | TEXT_QUOTE) &&
	           text_is(before, TEXT_LETTER | TEXT_QUOTE)) ||
	    (after != 0x2014 && scan_label(p, k->end) > p);
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

/*
 * The words of Han characters from p on that may tell who speaks: a name, an
 * age, what the speaker is.
 */
static struct quire_span
speaker(const char *p, const char *end)
{
	enum { LONGEST = 80 };
	const char *q = p;
	uint32_t cp;
	unsigned len;

	for (; q < end && q - p < LONGEST; q += len) {
		len = 3;
		if ((unsigned char)*q - 0xe5u < 5) /* U+5000 to U+9FFF */
			continue;
		len = utf8_decode(q, end, &cp);
		if (!text_is(cp, TEXT_HAN | TEXT_DIGIT) && cp != 0xb7 &&
		    cp != 0x3001)
			break;
	}
	return (struct quire_span){ p, (size_t)(q - p) };
}

/* Verbs of saying: what each ends in, and what stands before that, if aught. */
static const struct {
	char last[4], before[4];
} verbs[] = { { "说", "" }, { "說", "" }, { "问", "" }, { "問", "" },
	{ "喊", "" }, { "写", "" }, { "寫", "" }, { "答", "" }, { "道", "笑" },
	{ "道", "叫" }, { "道", "叹" }, { "道", "嘆" }, { "示", "表" },
	{ "出", "指" }, { "为", "认" }, { "為", "認" }, { "调", "强" },
	{ "調", "強" }, { "言", "直" }, { "言", "坦" }, { "绍", "介" },
	{ "紹", "介" }, { "露", "透" }, { "忆", "回" }, { "憶", "回" },
	{ "叹", "感" }, { "嘆", "感" }, { "慨", "感" }, { "释", "解" },
	{ "釋", "解" }, { "充", "补" }, { "充", "補" }, { "结", "总" },
	{ "結", "總" }, { "应", "回" }, { "應", "回" }, { "驳", "反" },
	{ "駁", "反" } };

static bool
ends_in_verb(struct quire_span s)
{
	size_t i;

	for (i = 0; s.len >= 3 && i < sizeof verbs / sizeof *verbs; i++)
		if (memcmp(s.p + s.len - 3, verbs[i].last, 3) == 0 &&
		    span_ends(span_sub(s, 0, s.len - 3), verbs[i].before))
			return true;
	return false;
}

/*
 * Does the sentence of the quotation before p go on with who said it: `。”老人
 * 说。`, `！”李明表示，`? Before a colon one speaks what follows.
 */
static bool
is_attribution(const char *p, const char *end)
{
	static const char *const these[] = { "这", "這", "那", "此", NULL };
	static const char *const tell[] = { "告诉", "告訴", NULL };
	static const char *const behind[] = { "。", "，", ".", ",", "！",
		NULL };
	struct quire_span who = speaker(p, end);
	const char *q = who.p + who.len;

	if (!ends_in_verb(who) &&
	    !(span_ends(who, "道") && /* 说道, 回忆道 */
	        ends_in_verb(span_sub(who, 0, who.len - 3))) &&
	    !((span_ends(who, "记者") || span_ends(who, "記者")) &&
	        span_holds_any(who, tell)))
		return false;
	return span_starts_any(who, these) == 0 &&
	    span_starts_any((struct quire_span){ q, (size_t)(end - q) },
	        behind) > 0;
}

/*
 * Does a remark in brackets end before p in whose midst the sentence stands:
 * `门（木的。旧的。）开了。`? One that began with the bracket is whole.
 */
static bool
is_remark(const struct scan *k, const struct candidate *c, uint32_t after)
{
	uint32_t last = peek_before(k->base, k->base + c->end);

	return (last == ')' || last == 0xff09) && c->gap == GAP_NONE &&
	    text_is(after, TEXT_HAN | TEXT_KANA) &&
	    !text_is(peek(k->start, k->end), TEXT_OPEN);
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
	if (c->closers > 0 && c->gap != GAP_NEWLINE &&
	    (is_remark(k, c, after) ||
	        (text_is(after, TEXT_HAN | TEXT_DIGIT) &&
	            is_attribution(p, k->end))))
		return -1;
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
	if (c->kind == CAND_OTHER && is_khmer_etc(p, k->end))
		return -1;
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
	if (ends_line(k, c, p, after) || asks_greek(k, c, p) ||
	    ends_twice(k, c, after))
		return 1;
	/* `（某某） 说`: a bracket inside a line of CJK text. */
	if (c->kind == CAND_AFTER && c->gap != GAP_NEWLINE &&
	    text_is(after, TEXT_HAN | TEXT_KANA) &&
	    peek_before(k->base, k->base + c->end) == ')')
		return -1;
	if (k->s->newlines == SEGMENT_HARD && c->gap == GAP_NEWLINE)
		return 1;
	if ((c->kind == CAND_COLON || c->kind == CAND_SEMICOLON) &&
	    c->gap != GAP_NEWLINE && (k->brackets > 0 || !may_part(k, c, p)))
		return -1;
	if (c->gap == GAP_NONE && c->kind != CAND_WIDE &&
	    (after == ',' || after == ';' || after == ')' || after == '%' ||
	        after == 0xff0c || after == 0x3001))
		return -1;
	return 0;
}
