/*
 * Tokens as the treebanks of Universal Dependencies have them, made of the
 * words of UAX #29: clitics are split off (do|n't, l'|eau); the point of an
 * abbreviation, clocks, dates and, in the languages whose treebanks do so,
 * compounds are kept together (U.S., 10:30, 3/4, Noord-Brabant).
 */
#include <string.h>

#include "segment/sentence.h"
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

static bool
is_elided(struct quire_span w)
{
	static const char *const heads[] = { "l", "d", "j", "m", "t", "s", "n",
		"c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "un", "dell",
		"all", "nell", "sull", "dall", "quest", "quell", "tutt", "bell",
		"com", "dov", "cos", "gl", NULL };

	return span_is_any_nocase(w, heads);
}

/* Where what follows an elided word begins, or the length. */
static size_t
elision(struct quire_span w, size_t at, size_t mark)
{
	if (at + mark < w.len && is_elided(span_sub(w, 0, at)))
		return at + mark;
	return w.len;
}

static bool
is_one_of(const char *language, const char *const *tags)
{
	while (*tags != NULL && !language_is(language, *tags))
		tags++;
	return *tags != NULL;
}

static bool
is_eliding(const char *language)
{
	static const char *const tags[] = { "fr", "it", "ca", "oc", NULL };

	return is_one_of(language, tags);
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
	if (n == w.len && (language == NULL || is_eliding(language)))
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

/* French pronouns behind a verb: est|-ce, va|-t-il. */
static bool
is_french_clitic(struct quire_span w)
{
	static const char *const words[] = { "t", "il", "elle", "on", "ils",
		"elles", "ce", "je", "tu", "nous", "vous", "le", "la", "les",
		"lui", "leur", "moi", "toi", "y", "en", NULL };

	return span_is_any_nocase(w, words);
}

/*
 * Of how many tokens before it, the hyphen and the word before that, a word
 * is a part. The treebanks of these languages keep compounds whole, most
 * others numbers at least (1998-99).
 */
static size_t
behind_hyphen(struct quire_span before, struct quire_span w,
    const char *language)
{
	static const char *const compounds[] = { "fi", "fr", "it", "nl", "pt",
		"ru", "sv", "vi", NULL };
	bool numbers =
	    ascii_digit(before.p[before.len - 1]) && ascii_digit(*w.p);
	uint32_t l, r;

	if (!is_one_of(language, compounds))
		return numbers &&
		        (language_is(language, "en") ||
		            language_is(language, "es"))
		    ? 2
		    : 0;
	if (language_is(language, "fr") && is_french_clitic(w))
		return span_is_nocase(before, "-t") ? 2 : 1;
	utf8_decode_before(before.p, before.p + before.len, &l);
	utf8_decode(w.p, w.p + w.len, &r);
	return text_is(l, TEXT_LETTER | TEXT_DIGIT) &&
	        text_is(r, TEXT_LETTER | TEXT_DIGIT)
	    ? 2
	    : 0;
}

/* The same behind an apostrophe: '98, 's morgens, 1990'larda. */
static size_t
behind_apostrophe(struct quire_span before, struct quire_span w,
    const char *language)
{
	static const char *const heads[] = { "s", "t", "n", "k", "m", NULL };

	if (before.len > 0)
		return ascii_digit(before.p[before.len - 1]) &&
		        language_is(language, "tr")
		    ? 2
		    : 0;
	return (w.len == 2 && ascii_digit(w.p[0]) && ascii_digit(w.p[1])) ||
	    (language_is(language, "nl") && span_is_any_nocase(w, heads));
}

/* The token r before the word. */
static struct quire_span
part_before(struct quire_span word, size_t base, const struct segment_range *r)
{
	return (
	    struct quire_span){ word.p - (base - r->start), r->end - r->start };
}

/* In the treebanks of these every point is a token. */
static bool
has_points_apart(const char *language)
{
	static const char *const tags[] = { "cs", "pl", "uk", NULL };

	return is_one_of(language, tags);
}

/*
 * Is the last token but one an abbreviation, and the last its point, as the
 * sentence goes on behind it: art. 5, zool. and? German ones keep the points
 * of titles alone.
 */
static bool
is_abbreviated(struct quire_span word, size_t base, const char *language,
    const struct segment_list *out)
{
	const struct segment_range *r = out->item + out->n;
	uint32_t cp;

	if (out->n < 2 || r[-2].end != r[-1].start || word.len == 0 ||
	    has_points_apart(language) || language_is(language, "de"))
		return false;
	utf8_decode(word.p, word.p + word.len, &cp);
	return (cp == ',' || text_is(cp, TEXT_LOWER | TEXT_DIGIT)) &&
	    span_is(part_before(word, base, &r[-1]), ".") &&
	    is_abbreviation(part_before(word, base, &r[-2]));
}

/* How many of the last tokens, which stand right before it, it is part of. */
static size_t
joined(struct quire_span w, size_t base, const char *language,
    const struct segment_list *out)
{
	const struct segment_range *r = out->item + out->n;
	struct quire_span sign, before = { w.p, 0 };

	if (out->n == 0 || r[-1].end != base)
		return 0;
	sign = part_before(w, base, &r[-1]);
	if (span_is(w, "."))
		return takes_point(sign) && !has_points_apart(language);
	if (apostrophe(w.p, w.p + w.len) == w.len)
		return (w.len == 1 && span_is(sign, "'")) ||
		    (is_eliding(language) && is_elided(sign)) ||
		    (language_is(language, "it") && span_is_nocase(sign, "po"));
	if (out->n > 1 && r[-2].end == r[-1].start)
		before = part_before(w, base, &r[-2]);
	if (apostrophe(sign.p, sign.p + sign.len) == sign.len)
		return behind_apostrophe(before, w, language);
	if (before.len == 0)
		return 0;
	if (span_is(sign, "-"))
		return behind_hyphen(before, w, language);
	return (span_is(sign, ":") || span_is(sign, "/")) &&
	        ascii_digit(before.p[before.len - 1]) && ascii_digit(*w.p)
	    ? 2
	    : 0;
}

void
tokens_split(struct quire_span word, size_t base, const char *language,
    struct arena *a, struct segment_list *out)
{
	size_t n;

	if (is_abbreviated(word, base, language, out)) {
		out->n--;
		out->item[out->n - 1].end = out->item[out->n].end;
	}
	n = joined(word, base, language, out);
	if (n > 0) {
		out->n -= n - 1;
		out->item[out->n - 1].end = (uint32_t)(base + word.len);
		return;
	}
	n = cut(word, language);
	list_add(out, a, base, base + n);
	if (n < word.len)
		list_add(out, a, base + n, base + word.len);
}
