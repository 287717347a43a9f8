/*
 * hyphen: whether a hyphen at a line's end belongs to the word. It goes when
 * both halves are lower-case letters and the joined word stands elsewhere in
 * the document, or nothing speaks for a compound: the hyphenated form inside a
 * line, a word that usually has it, two halves that are both words of this
 * document.
 */
#include <string.h>

#include "clean/work.h"

enum { WORD_MAX = 64 };

static bool
is_letter(uint32_t cp)
{
	return text_is(cp, TEXT_LETTER | TEXT_MARK) && !text_is(cp, TEXT_CJK);
}

size_t
hyphen_at_end(struct quire_span s)
{
	if (span_ends(s, "-"))
		return 1;
	return span_ends(s, "\xe2\x80\x90") ? 3
	    : span_ends(s, "\xc2\xac")      ? 2
	                                    : 0;
}

/* The next word at or after *p: letters, with hyphens inside. */
static struct quire_span
next_word(const char **p, const char *end)
{
	const char *from, *q;
	uint32_t cp;

	while (*p < end) {
		q = *p + utf8_decode(*p, end, &cp);
		if (is_letter(cp))
			break;
		*p = q;
	}
	from = *p;
	while (*p < end) {
		q = *p + utf8_decode(*p, end, &cp);
		if (!is_letter(cp) &&
		    !(cp == '-' && q < end &&
		        ((unsigned char)*q >= 0x80 || (*q | 0x20) >= 'a')))
			break;
		*p = q;
	}
	return (struct quire_span){ from, (size_t)(*p - from) };
}

static uint32_t
word_hash(struct quire_span s)
{
	struct buf b = { 0 };
	uint32_t h;

	text_lower_to(s, &b);
	h = learn_hash(1, b.p, b.len) | 1;
	buf_fini(&b);
	return h;
}

static void
put_word(struct work *w, struct quire_span s)
{
	size_t i;
	uint32_t h;

	if (s.len < 2 || s.len > WORD_MAX)
		return;
	h = word_hash(s);
	for (i = h & (w->words - 1); w->word[i] != 0;
	     i = (i + 1) & (w->words - 1))
		if (w->word[i] == h)
			return;
	w->word[i] = h;
}

/* The words of all lines but those that a line end may have cut. */
static void
collect(struct work *w)
{
	const char *p, *end;
	struct quire_span s;
	size_t i, hyphen, bytes = 0;
	bool cut = false;

	for (i = 0; i < w->lines; i++)
		bytes += w->line[i].text.len;
	for (w->words = 256; w->words < bytes; w->words *= 2)
		continue;
	w->word = arena_zero(w->a, w->words, sizeof *w->word);
	for (i = 0; i < w->lines; i++) {
		p = w->line[i].text.p;
		end = p + w->line[i].text.len;
		hyphen = hyphen_at_end(w->line[i].text);
		while (p < end) {
			s = next_word(&p, end);
			if (!cut && (hyphen == 0 || p + hyphen < end))
				put_word(w, s);
			cut = false;
		}
		cut = hyphen > 0;
	}
}

static bool
known(const struct work *w, struct quire_span s)
{
	uint32_t h = word_hash(s);
	size_t i;

	for (i = h & (w->words - 1); w->word[i] != 0;
	     i = (i + 1) & (w->words - 1))
		if (w->word[i] == h)
			return true;
	return false;
}

static bool
known_pair(const struct work *w, struct quire_span a, const char *between,
    struct quire_span b)
{
	struct buf x = { 0 };
	bool yes;

	buf_add_span(&x, a);
	buf_add_str(&x, between);
	buf_add_span(&x, b);
	yes = known(w, buf_span(&x));
	buf_fini(&x);
	return yes;
}

/* Is the word usually written with a hyphen: self-made, long-term? */
static bool
is_usual(struct quire_span a, struct quire_span b)
{
	static const char *const first[] = { "anti", "cross", "half", "ill",
		"non", "quasi", "self", "vice", "well", NULL };
	static const char *const measure[] = { "early", "full", "high", "large",
		"late", "long", "low", "medium", "mid", "middle", "near",
		"part", "short", "small", NULL };
	static const char *const measured[] = { "class", "cost", "distance",
		"end", "frequency", "grade", "impact", "income", "intensity",
		"level", "lived", "paid", "pressure", "priority", "profile",
		"quality", "range", "ranking", "resolution", "rise", "risk",
		"run", "scale", "sized", "skilled", "speed", "stage",
		"standing", "tech", "term", "time", "wage", "yield", NULL };
	static const char *const partner[] = { "author", "authored", "authors",
		"chair", "chairs", "editor", "editors", "exist", "existence",
		"founded", "founder", "founders", "led", "owned", "owner",
		"owners", "pilot", "sponsored", "worker", "workers", NULL };
	static const char *const last[] = { "based", "related", "sized",
		"specific", NULL };

	return span_is_any_nocase(a, first) ||
	    (span_is_any_nocase(a, measure) &&
	        span_is_any_nocase(b, measured)) ||
	    (span_is_nocase(a, "co") && span_is_any_nocase(b, partner)) ||
	    (a.len >= 4 && span_is_any_nocase(b, last));
}

static bool
is_lower_word(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (!text_is(cp, TEXT_LOWER | TEXT_MARK))
			return false;
	}
	return s.len > 0;
}

/* The letters before the hyphen, back to the last hyphen or non-letter. */
static struct quire_span
last_part(struct quire_span a)
{
	const char *p = a.p + a.len;
	uint32_t cp;
	size_t n;

	while (p > a.p) {
		n = utf8_decode_before(a.p, p, &cp);
		if (!is_letter(cp))
			break;
		p -= n;
	}
	return (struct quire_span){ p, (size_t)(a.p + a.len - p) };
}

bool
hyphen_goes(struct work *w, struct quire_span a, struct quire_span b)
{
	const char *p = b.p;
	struct quire_span left = last_part(a), right, tail;
	uint32_t cp;

	utf8_decode(b.p, b.p + b.len, &cp);
	if (!is_letter(cp))
		return false;
	right = next_word(&p, b.p + b.len);
	tail = right;
	tail.len = span_find(right, 0, "-");
	if (!is_lower_word(tail) || left.len == 0)
		return false;
	/* A capital may begin the word (Ger-many), but not stand within. */
	utf8_decode(left.p, left.p + left.len, &cp);
	if (!is_lower_word(left) &&
	    !is_lower_word(span_sub(left,
	        utf8_decode(left.p, left.p + left.len, &cp), left.len)))
		return false;
	if (left.p > a.p && left.p[-1] == '-' && tail.len < 3)
		return true;
	if (w->word == NULL)
		collect(w);
	if (known_pair(w, left, "", tail))
		return true;
	if (known_pair(w, left, "-", tail) || is_usual(left, tail))
		return false;
	if (tail.len < right.len && tail.len < 5 &&
	    (known(w, left) || span_eq(last_part(right), left)))
		return false; /* side-|by-side */
	return !(
	    left.len >= 4 && tail.len >= 4 && known(w, left) && known(w, tail));
}
