/*
 * What is plain: the ends of sentences that need no weighing. The rules of
 * scan_plain_end were counted in the training data: each is right in more than
 * 99 of 100 cases.
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "segment/scan.h"

/* What the word before a full stop tells on its own. */
enum verdict { UNSURE, NO_END, END };

/* What German writes with a capital after an ordinal number, as a rule. */
static bool
is_month(const char *p, const char *end)
{
	static const char *const words[] = { "Januar", "J\xc3\xa4nner",
		"Februar", "M\xc3\xa4rz", "April", "Mai", "Juni", "Juli",
		"August", "September", "Oktober", "November", "Dezember",
		"Jahrhundert", "Jahrtausend", "Jh." };
	struct quire_span s = { p, (size_t)(end - p) };
	size_t len;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (*words[i] != *p)
			continue;
		len = strlen(words[i]);
		if (span_starts(s, words[i]) &&
		    (len == s.len || *p == 'J' || (unsigned char)p[len] <= '@'))
			return true;
	}
	return false;
}

/* Letters beyond ASCII count as vowels. */
static bool
has_vowel(struct quire_span w)
{
	static const uint32_t vowels =
	    1u << 1 | 1u << 5 | 1u << 9 | 1u << 15 | 1u << 21 | 1u << 25;

	for (size_t i = 0; i < w.len; i++)
		if ((signed char)w.p[i] < 0 || vowels >> (w.p[i] & 31) & 1)
			return true;
	return false;
}

/*
 * The word [q, p) stands after white space or starts a sentence, which it is
 * not all of. Letters, apostrophes and hyphens, and what has no vowel is no
 * plain word; or a year.
 */
static enum verdict
plain_word(const char *q, const char *p, const char *end)
{
	struct quire_span w = { q, (size_t)(p - q) };
	bool capital = *q >= 'A' && *q <= 'Z';

	if (*q >= '0' && *q <= '9' && w.len == 4)
		return *q == '1' || *q == '2' ? END : UNSURE;
	if (*q >= '0' && *q <= '9')
		return w.len <= 2 && *p == '.' && is_month(p + 2, end) ? NO_END
		                                                       : UNSURE;
	if (capital && *p == '.' && w.len <= 4 &&
	    (span_is(w, "Mr") || span_is(w, "Mrs") || span_is(w, "Ms") ||
	        span_is(w, "Dr") || span_is(w, "Prof")))
		return NO_END;
	if (w.len < 2 || (capital && (w.len < 5 || *p == '!')))
		return UNSURE;
	if (*p == '.' && (!has_vowel(w) || is_abbreviation(w)))
		return UNSURE;
	return END;
}

/*
 * Is c in a word of small letters? Apostrophes and hyphens are, and the letters
 * C3 9F to C3 BF.
 */
static inline bool
is_small(char c)
{
	unsigned u = (unsigned char)c;

	return (u - 'a' < 26) | (u == '\'') | (u == '-') | (u - 0x9f < 33) |
	    (u == 0xc3);
}

/* The start of the word before p if it is plain; else null. */
static const char *
plain_start(const struct scan *k, const char *p)
{
	const char *q = p, *least = p - k->start > 30 ? p - 30 : k->start;
	bool lower = (p[-1] >= 'a' && p[-1] <= 'z') ||
	    (p - k->start > 2 && (unsigned char)p[-2] == 0xc3 &&
	        is_small(p[-1]));

	if (!lower && !(p[-1] >= '0' && p[-1] <= '9'))
		return NULL;
	while (lower && q > least && is_small(q[-1]))
		q--;
	while (!lower && q > least && q[-1] >= '0' && q[-1] <= '9')
		q--;
	if (lower && q > least && q[-1] >= 'A' && q[-1] <= 'Z')
		q--;
	return q == k->start || (q > least && q[-1] == ' ') ? q : NULL;
}

/* A Cyrillic capital at p. */
static bool
cyrillic_begin(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return u[0] == 0xd0 && u[1] >= 0x90 && u[1] <= 0xaf;
}

/* A Cyrillic word of five small letters or more and a capital behind. */
static bool
cyrillic_end(const struct scan *k, const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	unsigned i;

	if (k->end - p < 4 || !cyrillic_begin(p + 2) || p - k->start < 11)
		return false;
	for (i = 1; i <= 5; i++, u -= 2)
		if (!(u[-2] == 0xd1 && u[-1] >= 0x80 && u[-1] <= 0x8f) &&
		    !(u[-2] == 0xd0 && u[-1] >= 0xb0))
			return false;
	return true;
}

/*
 * Does a sentence plainly begin with u? A capital of ASCII and a small letter,
 * apostrophe or space, or a capital from C3 80 to C3 9E and a small letter.
 */
static bool
plain_begin(const unsigned char *u)
{
	bool small = ((unsigned)u[1] - 'a' < 26) | (u[1] == ' ') |
	    (u[1] == '\'') | ((u[1] == 0xc3) & (u[2] > 0x9f)) |
	    ((u[1] == 0xe2) & (u[2] == 0x80) & (u[3] == 0x99));

	return (((unsigned)u[0] - 'A' < 26) & small) |
	    ((u[0] == 0xc3) & (u[1] - 0x80u < 31) &
	        ((unsigned)u[2] - 'a' < 26));
}

/*
 * Does a full stop at p stand behind a remark in brackets, or a quotation? What
 * is too short may be a number, or part of a word: Dr(a).
 */
static bool
behind_closed(const struct scan *k, const char *p)
{
	enum { FEW = 4, FAR = 160 };
	const char *q = p - 1, *least = p - k->start > FAR ? p - FAR : k->start;
	char open = *q == ')' ? '(' : '[';

	if (*p != '.' || p - k->start < FEW)
		return false;
	if ((*q == '"' && !k->straight) || memcmp(p - 2, "\xc2\xbb", 2) == 0 ||
	    memcmp(p - 3, "\xe2\x80\x9d", 3) == 0)
		return true;
	if (*q != ')' && *q != ']')
		return false;
	while (q > least && *q != open)
		q--;
	return *q == open && p - q > FEW + 1;
}

#ifdef __SSE2__

/* Bit i: is byte i of v from low on one of n? */
static inline unsigned
among(__m128i v, char low, char n)
{
	v = _mm_sub_epi8(v, _mm_set1_epi8(low));
	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8((char)(n - 1))), v));
}

static inline __m128i
is(__m128i v, char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

/* Bit i: is byte i a vowel? */
static inline unsigned
vowels(__m128i v)
{
	__m128i in;

	v = _mm_or_si128(v, _mm_set1_epi8(' '));
	in = _mm_or_si128(_mm_or_si128(is(v, 'a'), is(v, 'e')),
	    _mm_or_si128(is(v, 'i'), is(v, 'o')));
	in = _mm_or_si128(in, _mm_or_si128(is(v, 'u'), is(v, 'y')));
	return (unsigned)_mm_movemask_epi8(in);
}

/*
 * What scan_plain_end finds most often, without a branch that cannot be
 * foreseen: a short word of small letters, perhaps with a capital, a space
 * before it and behind the stop, a capital and a small letter or space.
 */
static bool
is_plain_ascii(const struct scan *k, const char *p)
{
	enum { BEFORE = 16 };
	const unsigned char *u = (const unsigned char *)p;
	unsigned small, n, len, word, ok;
	bool capital, dot = *p == '.';
	__m128i v;

	if (p - k->start <= BEFORE || k->end - p < 9)
		return false;
	v = _mm_loadu_si128((const void *)(p - BEFORE));
	small = ~among(v, 'a', 26) << 16 | 0x8000;
	n = (unsigned)__builtin_clz(small);
	capital = (unsigned)u[-(int)n - 1] - 'A' < 26;
	len = n + capital;
	if (len < 2 || len >= BEFORE)
		return false;
	word = 0xffffu << (BEFORE - len);
	ok = (p[-(int)len - 1] == ' ') & (p[1] == ' ') & (k->brackets == 0);
	ok &= (capital ^ 1u) | ((len > 4) & (*p != '!'));
	ok &= ((unsigned)u[2] - 'A' < 26) &
	    (((unsigned)u[3] - 'a' < 26) | (u[3] == ' '));
	ok &= (dot ^ 1u) |
	    (((vowels(v) & word) != 0) & !is_abbreviation_before(p, len));
	return ok != 0;
}

#else

static bool
is_plain_ascii(const struct scan *k, const char *p)
{
	(void)k, (void)p;
	return false;
}

#endif

/* Behind a quotation mark that may open a sentence at q. */
static const char *
behind_opener(const char *q)
{
	if (*q == '"')
		return q + 1;
	return memcmp(q, "\xe2\x80\x9c", 3) == 0 ? q + 3 : q;
}

/* A sentence ends behind p, and the next one begins behind the space there. */
static void
end_plain(struct scan *k, const char *p)
{
	k->s->found(k->s->arg, (size_t)(k->start - k->base),
	    (size_t)(p + 1 - k->base));
	k->start = k->settled = p + 2;
}

/*
 * The commonest ends by far: a plain word, a stop or mark, a space, a capital
 * (or something that opens and one). Returns where the scan goes on, or null;
 * of a settled capital nothing more is to be said.
 */
const char *
scan_plain_end(struct scan *k, const char *p)
{
	enum { AHEAD = 6, BEGIN = 4 };
	const char *q;
	enum verdict v = UNSURE;

	if (is_plain_ascii(k, p)) {
		end_plain(k, p);
		return p + 3;
	}
	if (k->end - p < AHEAD ||
	    (p[1] != ' ') | (p == k->start) | (k->brackets != 0))
		return NULL;
	q = behind_opener(p + 2);
	if (k->end - q < BEGIN)
		return NULL;
	if ((unsigned char)*q == 0xd0)
		v = q == p + 2 &&
		        (cyrillic_end(k, p) ||
		            (cyrillic_begin(q) && behind_closed(k, p)))
		    ? END
		    : UNSURE;
	else if (!plain_begin((const unsigned char *)q))
		return NULL;
	else if (behind_closed(k, p))
		v = END;
	else if ((q = plain_start(k, p)) != NULL)
		v = plain_word(q, p, k->end);
	if (v == UNSURE || (v == END && q == k->start))
		return NULL;
	k->settled = p + 2;
	if (v == END)
		end_plain(k, p);
	return p + 2 + (p[2] >= 'A' && p[2] <= 'Z');
}
