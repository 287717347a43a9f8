/*
 * lexicon: phrases that tell what a line is, from lib/data/clean-lexicon.tsv.
 * A line is compared folded: lower case, digit runs as 0, white space runs as
 * one space, full-width signs as ASCII.
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "clean/work.h"

struct phrase {
	const char *s;
	size_t len;
	enum clean_class class;
	bool high;   /* holds a byte beyond ASCII */
	char rarest; /* of its letters, if all are ASCII */
};

#include "clean-lexicon.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static uint32_t
ascii_sign(uint32_t cp)
{
	static const uint16_t map[][2] = { { 0xff1a, ':' }, { 0xff08, '(' },
		{ 0xff09, ')' }, { 0xff0c, ',' }, { 0x2019, '\'' },
		{ 0x2018, '\'' }, { 0xff1e, '>' }, { 0x203a, '>' },
		{ 0xff0f, '/' }, { 0xa0, ' ' }, { 0x3000, ' ' },
		{ '\t', ' ' } };
	size_t i;

	for (i = 0; i < sizeof map / sizeof *map; i++)
		if (map[i][0] == cp)
			return map[i][1];
	return cp;
}

#ifdef __SSE2__

/* Folds sixteen bytes if they are letters, signs, and spaces one by one. */
static bool
fold_block(const char *p, char *out)
{
	const __m128i v = _mm_loadu_si128((const void *)p);
	const __m128i after = _mm_loadu_si128((const void *)(p + 1));
	__m128i odd, upper, space = _mm_set1_epi8(' ');

	/* beyond ASCII (which is negative) and controls; digits */
	odd = _mm_cmpgt_epi8(space, v);
	odd = _mm_or_si128(odd,
	    _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('0' - 1)),
	        _mm_cmpgt_epi8(_mm_set1_epi8('9' + 1), v)));
	odd = _mm_or_si128(odd,
	    _mm_and_si128(_mm_cmpeq_epi8(v, space),
	        _mm_cmpgt_epi8(_mm_set1_epi8('!'), after)));
	if (_mm_movemask_epi8(odd) != 0)
		return false;
	upper = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('A' - 1)),
	    _mm_cmpgt_epi8(_mm_set1_epi8('Z' + 1), v));
	odd = _mm_or_si128(v, _mm_and_si128(upper, space));
	memcpy(out, &odd, sizeof odd); /* as an analyzer can follow */
	return true;
}

#else

static bool
fold_block(const char *p, char *out)
{
	(void)p, (void)out;
	return false;
}

#endif

static size_t
fold(struct quire_span s, char *out)
{
	const char *p = s.p, *end = s.p + s.len;
	size_t n = 0;
	uint32_t cp;

	while (p < end) {
		if (end - p > 16 && (n == 0 || out[n - 1] != ' ') &&
		    fold_block(p, out + n)) {
			p += 16;
			n += 16;
			continue;
		}
		if ((unsigned char)((*p | 0x20) - 'a') < 26) {
			out[n++] = (char)(*p++ | 0x20);
			continue;
		}
		p += utf8_decode(p, end, &cp);
		if (cp >= 0x80 || cp == '\t')
			cp = ascii_sign(text_lower(cp));
		if (text_char(cp)->digit < 10)
			cp = '0';
		if ((cp == ' ' || cp == '0') && n > 0 && out[n - 1] == (char)cp)
			continue;
		n += utf8_encode(cp, out + n);
	}
	return n;
}

static int
compare(const char *s, size_t len, const struct phrase *p)
{
	int c = memcmp(s, p->s, len < p->len ? len : p->len);

	return c != 0 ? c : len < p->len ? -1 : len > p->len;
}

/* Index of the first phrase that is not less than s, by its first byte. */
static size_t
lower_bound(const struct phrase *list, const uint16_t *at, const char *s,
    size_t len)
{
	size_t lo = at[(unsigned char)*s], hi = at[(unsigned char)*s + 1], mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (compare(s, len, &list[mid]) > 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static enum clean_class
whole_line(const char *s, size_t len)
{
	size_t i;

	while (len > 1 && strchr(".:!?*|>-, ", s[len - 1]) != NULL)
		len--;
	while (len > 1 && strchr("*|>-,[ ", *s) != NULL) {
		s++;
		len--;
	}
	i = lower_bound(lexicon_line, lexicon_line_at, s, len);
	if (i < COUNT(lexicon_line) && compare(s, len, &lexicon_line[i]) == 0)
		return lexicon_line[i].class;
	return CLEAN_CLASSES;
}

static enum clean_class
beginning(const char *s, size_t len)
{
	size_t i, key = len < 2 ? len : 2;

	i = lower_bound(lexicon_start, lexicon_start_at, s, key);
	for (; i < COUNT(lexicon_start) &&
	     memcmp(s, lexicon_start[i].s, key) == 0;
	     i++)
		if (lexicon_start[i].len <= len &&
		    memcmp(s, lexicon_start[i].s, lexicon_start[i].len) == 0)
			return lexicon_start[i].class;
	return CLEAN_CLASSES;
}

static enum clean_class
anywhere(const char *s, size_t len)
{
	struct quire_span line = { s, len };
	bool high = survey_high(line, 0) < len, there = true;
	const struct phrase *p;
	char known = '\0'; /* a letter of which `there` tells */
	size_t i;

	for (i = 0; i < COUNT(lexicon_has); i++) {
		p = &lexicon_has[i];
		if (p->len > len || (p->high && !high))
			continue;
		if (!p->high && p->rarest != known) {
			known = p->rarest;
			there = memchr(s, known, len) != NULL;
		}
		if ((p->high || there) && span_find(line, 0, p->s) < len)
			return p->class;
	}
	return CLEAN_CLASSES;
}

enum clean_class
lexicon_class(struct quire_span s)
{
	char line[LEXICON_MAX * 2];
	enum clean_class k;
	size_t len;

	if (s.len == 0 || s.len > LEXICON_MAX)
		return CLEAN_CLASSES;
	len = fold(s, line);
	if (len == 0)
		return CLEAN_CLASSES;
	k = whole_line(line, len);
	if (k == CLEAN_CLASSES)
		k = beginning(line, len);
	return k != CLEAN_CLASSES ? k : anywhere(line, len);
}
