/*
 * characters: controls, odd spaces, invisible characters, line ends,
 * presentation ligatures, spaces between CJK and Latin, and normalisation.
 *
 * A text that needs nothing is recognised by one scan over its bytes and
 * handed back as it is; else the runs between the suspicious bytes are copied
 * and only those bytes are looked at. Normalisation comes last (UAX #15).
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "clean/work.h"

/* What a byte may be the start of. */
enum {
	PLAIN,
	SPACE, /* may stand before a comma or beside CJK */
	DROP,  /* a control */
	CR,
	LEAD /* of a multi-byte character that may need work */
};

static const unsigned char start[256] = { DROP, DROP, DROP, DROP, DROP, DROP,
	DROP, DROP, DROP, PLAIN, PLAIN, DROP, CR, CR, DROP, DROP, DROP, DROP,
	DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP, DROP,
	DROP, DROP, [' '] = SPACE, [0x7f] = DROP, [0xc2] = LEAD, [0xe2] = LEAD,
	[0xe3] = LEAD, [0xef] = LEAD };

static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st",
	"st" };

/*
 * What a character becomes: null to stay as it is, else a string, of one
 * byte 0x01 for nothing at all.
 */
static const char *
mapped(const unsigned char *p, size_t left)
{
	if (left >= 2 && p[0] == 0xc2) {
		if (p[1] == 0xa0)
			return " ";
		if (p[1] == 0x85)
			return "\n";
		return p[1] < 0xa0 || p[1] == 0xad ? "\1" : NULL;
	}
	if (left < 3)
		return NULL;
	if (p[0] == 0xe2 && p[1] == 0x80) {
		if (p[2] <= 0x8a)
			return " ";
		if (p[2] == 0x8b)
			return "\1";
		return p[2] == 0xa8 || p[2] == 0xa9 ? "\n" : NULL;
	}
	if (p[0] == 0xe2 && p[1] == 0x81 && p[2] == 0xa0)
		return "\1";
	if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80)
		return " ";
	if (p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf)
		return "\1";
	if (p[0] == 0xef && p[1] == 0xac && p[2] <= 0x86)
		return ligatures[p[2] - 0x80];
	return NULL;
}

static bool
is_cjk_letter(uint32_t cp)
{
	return cp >= 0x2e80 && text_is(cp, TEXT_HAN | TEXT_KANA);
}

static bool
is_alnum(uint32_t cp)
{
	return text_is(cp, TEXT_LETTER | TEXT_DIGIT) &&
	    !text_is(cp, TEXT_HAN | TEXT_KANA | TEXT_HANGUL);
}

/* `、`, `（`, `》`, which have their own room beside Latin letters. */
static bool
is_cjk_mark(uint32_t cp)
{
	return text_is(cp, TEXT_CJK) && text_is(cp, TEXT_PUNCT);
}

/* A run of spaces [p, q) in s: what is to be written for it. */
static const char *
space_rule(const struct clean_opts *o, const char *begin, const char *p,
    const char *q, const char *end)
{
	uint32_t before, after;

	if (p == begin || q == end)
		return NULL;
	if (*q == ',' || *q == ';') {
		utf8_decode_before(begin, p, &before);
		if ((q + 1 == end || q[1] == ' ' || q[1] == '\n') &&
		    is_alnum(before))
			return "\1";
		return NULL;
	}
	if (o->cjk_space == CLEAN_CJK_KEEP ||
	    (((unsigned char)p[-1] | (unsigned char)*q) < 0x80))
		return NULL;
	utf8_decode_before(begin, p, &before);
	utf8_decode(q, end, &after);
	if (text_is(before, TEXT_HANGUL) || text_is(after, TEXT_HANGUL))
		return NULL;
	if ((is_cjk_letter(before) && is_alnum(after)) ||
	    (is_alnum(before) && is_cjk_letter(after)))
		return o->cjk_space == CLEAN_CJK_ONE ? " " : "\1";
	if ((is_alnum(before) && is_cjk_mark(after)) ||
	    (is_cjk_mark(before) && !text_is(before, TEXT_STERM) &&
	        is_alnum(after)))
		return "\1";
	return NULL;
}

/* A space before such a byte needs no second look. */
static inline bool
plain_after(unsigned char c)
{
	return c > ' ' && c < 0x80 && c != ',' && c != ';';
}

/* Length of the prefix of s that needs no work. */
static size_t
plain_prefix(const struct clean_opts *o, struct quire_span s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i, run;

	for (i = 0; i < s.len; i++) {
		switch (start[p[i]]) {
		case PLAIN:
			continue;
		case SPACE:
			if (i + 1 < s.len && plain_after(p[i + 1]) &&
			    (i == 0 || p[i - 1] < 0x80))
				continue;
			for (run = i + 1; run < s.len && p[run] == ' '; run++)
				continue;
			if (space_rule(o, s.p, s.p + i, s.p + run,
			        s.p + s.len) != NULL)
				return i;
			i = run - 1;
			continue;
		case LEAD:
			if (mapped(p + i, s.len - i) != NULL)
				return i;
			continue;
		default:
			return i;
		}
	}
	return s.len;
}

static size_t
char_len(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

static void
add_mapped(struct buf *out, const char *what)
{
	if (what[0] != '\1')
		buf_add_str(out, what);
}

/* Controls, spaces, invisible characters. */
static void
map_all(struct quire_span s, struct buf *out)
{
	const unsigned char *p = (const unsigned char *)s.p;
	const char *to;
	size_t i = 0, from = 0, len;

	while (i < s.len) {
		len = 1;
		to = NULL;
		if (start[p[i]] == DROP)
			to = "\1";
		else if (start[p[i]] == CR) {
			to = p[i] == '\f' && (i == 0 || p[i - 1] == '\n')
			    ? "\1"
			    : "\n";
			if (p[i] == '\r' && i + 1 < s.len && p[i + 1] == '\n')
				len = 2;
		} else if (start[p[i]] == LEAD) {
			len = char_len(p[i]);
			to = mapped(p + i, s.len - i);
		}
		if (to != NULL) {
			buf_add(out, s.p + from, i - from);
			add_mapped(out, to);
			from = i + len;
		}
		i += len;
	}
	buf_add(out, s.p + from, s.len - from);
}

/* May the space s.p[i] be one that a rule is about? */
static bool
is_gap(struct quire_span s, size_t i)
{
	const unsigned char *p = (const unsigned char *)s.p + i;

	return p[0] == ' ' &&
	    ((i > 0 && p[-1] >= 0x80) || (i + 1 < s.len && !plain_after(p[1])));
}

#ifdef __SSE2__

/* The same for sixteen bytes, and what stands on both sides of them. */
static unsigned
gaps_at(const char *p)
{
	const __m128i *before = (const void *)(p - 1), *v = (const void *)p;
	const __m128i *after = (const void *)(p + 1);
	__m128i a = _mm_loadu_si128(after), odd;

	odd = _mm_or_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8(',')),
	    _mm_cmpeq_epi8(a, _mm_set1_epi8(';')));
	odd = _mm_or_si128(odd, _mm_cmpgt_epi8(_mm_set1_epi8('!'), a));
	odd = _mm_or_si128(odd, _mm_loadu_si128(before));
	return (unsigned)_mm_movemask_epi8(_mm_and_si128(odd,
	    _mm_cmpeq_epi8(_mm_loadu_si128(v), _mm_set1_epi8(' '))));
}

#endif

/* The first gap from there on, or s.len. */
static size_t
next_gap(struct quire_span s, size_t i)
{
#ifdef __SSE2__
	unsigned gaps;

	if (i == 0 && s.len > 0) {
		if (is_gap(s, 0))
			return 0;
		i = 1;
	}
	for (; s.len - i >= 17; i += 16)
		if ((gaps = gaps_at(s.p + i)) != 0)
			return i + (unsigned)__builtin_ctz(gaps);
#endif
	while (i < s.len && !is_gap(s, i))
		i++;
	return i;
}

/* Spaces before commas and beside CJK; false: there are none. */
static bool
map_spaces(const struct clean_opts *o, struct quire_span s, struct buf *out)
{
	const char *p, *q, *end = s.p + s.len, *from = s.p, *to;
	size_t i;

	for (i = next_gap(s, 0); i < s.len;
	     i = next_gap(s, (size_t)(q - s.p))) {
		p = s.p + i;
		for (q = p + 1; q < end && *q == ' '; q++)
			continue;
		to = space_rule(o, s.p, p, q, end);
		if (to != NULL) {
			buf_add(out, from, (size_t)(p - from));
			add_mapped(out, to);
			from = q;
		}
	}
	if (from == s.p)
		return false;
	buf_add(out, from, (size_t)(end - from));
	return true;
}

struct quire_span
characters_spaces(const struct clean_opts *o, struct quire_span text,
    struct arena *a)
{
	struct buf b = { 0 };

	if (map_spaces(o, text, &b))
		text = arena_copy(a, buf_span(&b));
	buf_fini(&b);
	return text;
}

/* Full-width Latin letters, digits and signs. */
static uint32_t
narrow(uint32_t cp)
{
	return (cp >= 0xff10 && cp <= 0xff19) ||
	        (cp >= 0xff21 && cp <= 0xff3a) || (cp >= 0xff41 && cp <= 0xff5a)
	    ? cp - 0xfee0
	    : cp;
}

static uint32_t
wide(uint32_t before, uint32_t cp, uint32_t after)
{
	static const char half[] = ",;:!?()";

	if (cp >= 0x80 || strchr(half, (int)cp) == NULL || cp == 0)
		return cp;
	if (cp == '(' ? text_is(after, TEXT_CJK) : text_is(before, TEXT_CJK))
		return cp + 0xfee0;
	return cp;
}

static void
map_width(const struct clean_opts *o, struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len;
	uint32_t before = ' ', cp, after;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		after = ' ';
		if (p < end)
			utf8_decode(p, end, &after);
		if (o->width == CLEAN_WIDTH_ASCII)
			cp = narrow(cp);
		if (o->width == CLEAN_WIDTH_CJK)
			cp = wide(before, cp, after);
		utf8_add(out, cp);
		before = cp;
	}
}

static void
swap(struct buf *a, struct buf *b)
{
	struct buf c = *a;

	*a = *b;
	*b = c;
	b->len = 0;
}

struct quire_span
characters_clean(const struct clean_opts *o, struct quire_span text,
    struct arena *a)
{
	bool width = o->width != CLEAN_WIDTH_KEEP;
	struct buf x = { 0 }, y = { 0 };
	struct quire_span r;
	size_t clean = width ? 0 : plain_prefix(o, text);

	if (clean == text.len && !width &&
	    (enum text_form)o->form == TEXT_NFC && text_is_nfc(text))
		return text;
	map_all(text, &x);
	text_normalize(buf_span(&x), (enum text_form)o->form, &y);
	if (width) {
		x.len = 0;
		map_width(o, buf_span(&y), &x);
		swap(&y, &x);
	}
	x.len = 0;
	r = arena_copy(a, buf_span(map_spaces(o, buf_span(&y), &x) ? &x : &y));
	buf_fini(&x);
	buf_fini(&y);
	return r;
}
