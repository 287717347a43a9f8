/*
 * Tokens as the treebanks of Universal Dependencies have them, made of the
 * words of UAX #29: clitics are split off (do|n't, l'|eau), the point of an
 * abbreviation and a run of the same sign are kept together.
 */
#include <string.h>

#include "segment/words.h"
#include "text/text.h"

/* Length of the apostrophe at p, or 0. */
static size_t
apostrophe(const char *p, const char *end)
{
	if (p < end && *p == '\'')
		return 1;
	return end - p >= 3 && memcmp(p, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Where an English word's clitic begins, or its length. */
static size_t
english_clitic(struct quire_span w, size_t at, size_t mark)
{
	static const char *const endings[] = { "s", "m", "d", "re", "ve", "ll",
		NULL };
	struct quire_span tail = span_sub(w, at + mark, w.len);

	if (span_is_any_nocase(tail, endings))
		return at;
	if (at > 1 && span_is_nocase(tail, "t") && (w.p[at - 1] | 32) == 'n')
		return at - 1;
	return w.len;
}

/* Where what follows an elided word begins, or the length. */
static size_t
elision(struct quire_span w, size_t at, size_t mark)
{
	static const char *const heads[] = { "l", "d", "j", "m", "t", "s", "n",
		"c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "un", "dell",
		"all", "nell", "sull", "dall", "quest", "quell", "tutt", "bell",
		"com", "dov", "cos", "gl", NULL };

	if (at + mark < w.len && span_is_any_nocase(span_sub(w, 0, at), heads))
		return at + mark;
	return w.len;
}

static bool
has_elision(const char *language)
{
	return language == NULL || language_is(language, "fr") ||
	    language_is(language, "it") || language_is(language, "ca") ||
	    language_is(language, "oc");
}

/* Where a word falls in two, or its length. */
static size_t
cut(struct quire_span w, const char *language)
{
	bool english = language == NULL || language_is(language, "en");
	size_t at = 0, mark = 0, n = w.len;

	if (english && span_is_nocase(w, "cannot"))
		return 3;
	while (at < w.len && (mark = apostrophe(w.p + at, w.p + w.len)) == 0)
		at++;
	if (at == w.len || at == 0)
		return w.len;
	if (english)
		n = english_clitic(w, at, mark);
	if (n == w.len && has_elision(language))
		n = elision(w, at, mark);
	return n;
}

/* May a point belong to the word before it? U.S. | J. | Mr. */
static bool
takes_point(struct quire_span w)
{
	static const char *const titles[] = { "mr", "mrs", "ms", "dr", "st",
		"jr", "sr", "prof", "inc", "corp", "ltd", "co", "vs", "etc",
		"no", "gen", "gov", "sen", "rep", "lt", "col", "capt", NULL };
	uint32_t cp;

	if (w.len == 0)
		return false;
	if (utf8_decode(w.p, w.p + w.len, &cp) == w.len)
		return text_is(cp, TEXT_UPPER);
	return (span_find(w, 0, ".") < w.len && text_is(cp, TEXT_LETTER)) ||
	    span_is_any_nocase(w, titles);
}

void
tokens_split(struct quire_span word, size_t base, const char *language,
    struct arena *a, struct segment_list *out)
{
	struct segment_range *last = out->n > 0 ? &out->item[out->n - 1] : NULL;
	size_t n;

	if (last != NULL && last->end == base && span_is(word, ".") &&
	    takes_point((struct quire_span){ word.p - (last->end - last->start),
	        last->end - last->start })) {
		last->end += (uint32_t)word.len;
		return;
	}
	n = cut(word, language);
	list_add(out, a, base, base + n);
	if (n < word.len)
		list_add(out, a, base + n, base + word.len);
}
