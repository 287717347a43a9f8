/*
 * Words that more often than not are written with a point of their own. A
 * hint for the sentence model, not a veto. They are listed in
 * lib/gen/table-segment-abbreviations.c.
 */
#include <string.h>

#include "segment/sentence.h"
#include "text/text.h"

#include "segment-abbreviations.h"

enum { LONGEST = ABBREVIATION_LONGEST };

static inline uint64_t
four(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint64_t)u[0] << 24 | (uint64_t)u[1] << 16 |
	    (uint64_t)u[2] << 8 | (uint64_t)u[3];
}

/* The same of n bytes, 1 to 8, NULs behind: parts that overlap agree. */
static inline uint64_t
key_of_few(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;

	if (n >= 4)
		return four(p) << 32 | four(p + n - 4) << (64 - 8 * n);
	return (uint64_t)u[0] << 56 | (uint64_t)u[n / 2] << (56 - n / 2 * 8) |
	    (uint64_t)u[n - 1] << (64 - 8 * n);
}

/* The word in lower case as such a number, of any script; 0: too long. */
static uint64_t
fold_any(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	char out[LONGEST + 4] = { 0 };
	size_t n = 0;
	uint32_t cp;

	while (p < end && n <= LONGEST) {
		p += utf8_decode(p, end, &cp);
		n += utf8_encode(text_lower(cp), out + n);
	}
	return n <= LONGEST ? load_be64(out) : 0;
}

#define EACH(x) (0x0101010101010101u * (uint64_t)(x))

/* Behind an elided article: l'ing., d’av., dell'art. */
static struct quire_span
without_article(struct quire_span word)
{
	enum { MOST = 5 };
	size_t last = word.len > MOST + 3 ? MOST
	    : word.len > 3                ? word.len - 3
	                                  : 0;

	for (size_t n = 1; n <= last; n++) {
		const char *p = word.p + n;

		if (*p == '\'')
			return span_sub(word, n + 1, word.len);
		if ((unsigned char)*p == 0xe2 &&
		    memcmp(p, "\xe2\x80\x99", 3) == 0)
			return span_sub(word, n + 3, word.len);
	}
	return word;
}

/* Is it in the list, in lower case? */
static inline bool
is_listed(uint64_t key)
{
	const uint64_t *known = abbreviations[key * ABBREVIATION_FACTOR >>
	    (64 - ABBREVIATION_BITS)];

	return key != 0 &&
	    ((known[0] == key) | (known[1] == key) | (known[2] == key) |
	        (known[3] == key)) != 0;
}

bool
is_abbreviation(struct quire_span word)
{
	uint64_t key, upper;

	word = without_article(word);
	if (word.len == 0 || word.len > LONGEST)
		return false;
	key = key_of_few(word.p, word.len);
	if ((key & EACH(0x80)) != 0)
		key = fold_any(word);
	upper = (key & EACH(0x7f)) + EACH(0x80 - 'A');
	upper &= ~((key & EACH(0x7f)) + EACH(0x7f - 'Z')) & ~key & EACH(0x80);
	key |= upper >> 2;
	return is_listed(key);
}

bool
is_abbreviation_before(const char *p, unsigned n)
{
	uint64_t key = load_be64(p - 8) | EACH(' ');

	return n <= LONGEST && is_listed(key << (64 - 8 * n));
}
