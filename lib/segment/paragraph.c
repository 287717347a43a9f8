/*
 * Paragraphs and line fit. A paragraph is what lies between blank lines. In
 * it a newline is a wrap if the first word of the next line would not have
 * fitted into the widest line any more; the sentence model weighs that.
 */
#include <string.h>

#include "segment/paragraph.h"
#include "text/text.h"
#include "text/vector.h"

/* 1: what may start a newline; 2: white space within a line; 0: the rest. */
static const unsigned char space[256] = { ['\n'] = 1,
	['\r'] = 1,
	['\f'] = 1,
	['\v'] = 1,
	['\t'] = 2,
	[' '] = 2,
	[0xc2] = 1,
	[0xe2] = 1 };

unsigned
newline_len_at(const char *p, const char *end)
{
	if (p == end)
		return 0;
	if (*p == '\n' || *p == '\f' || *p == '\v')
		return 1;
	if (*p == '\r')
		return end - p > 1 && p[1] == '\n' ? 2 : 1;
	if (end - p > 1 && (unsigned char)*p == 0xc2 &&
	    (unsigned char)p[1] == 0x85)
		return 2; /* NEL */
	if (end - p > 2 && (unsigned char)*p == 0xe2 &&
	    (unsigned char)p[1] == 0x80 && ((unsigned char)p[2] & 0xfe) == 0xa8)
		return 3; /* LS, PS */
	return 0;
}

static const char *
find_any(const char *p, const char *end)
{
	while (p < end && newline_len(p, end) == 0)
		p++;
	return p;
}

#ifdef HAVE_AVX2

#define ALL(x) _mm256_set1_epi8((char)(x))
#define LOAD(p) _mm256_loadu_si256((const void *)(p))

/* Where NEL, LS and PS start among 32 bytes v from p on. */
AVX2 static inline __m256i
wide_newlines(const char *p, __m256i v)
{
	__m256i second = LOAD(p + 1), third = LOAD(p + 2), nel, line;

	nel = _mm256_and_si256(_mm256_cmpeq_epi8(v, ALL(0xc2)),
	    _mm256_cmpeq_epi8(second, ALL(0x85)));
	third = _mm256_or_si256(third, ALL(1));
	line = _mm256_and_si256(_mm256_cmpeq_epi8(v, ALL(0xe2)),
	    _mm256_cmpeq_epi8(second, ALL(0x80)));
	line = _mm256_and_si256(line, _mm256_cmpeq_epi8(third, ALL(0xa9)));
	return _mm256_or_si256(nel, line);
}

/* Where newlines start among 32 bytes; two more can be read. */
AVX2 static inline uint32_t
newlines(const char *p)
{
	__m256i v = LOAD(p), low = _mm256_sub_epi8(v, ALL('\n'));

	low = _mm256_cmpeq_epi8(_mm256_min_epu8(low, ALL(3)), low);
	if (_mm256_movemask_epi8(v) != 0)
		low = _mm256_or_si256(low, wide_newlines(p, v));
	return (uint32_t)_mm256_movemask_epi8(low);
}

AVX2 static const char *
find_avx2(const char *p, const char *end)
{
	for (; end - p >= 34; p += 32) {
		uint32_t mask = newlines(p);

		if (mask != 0)
			return p + __builtin_ctz(mask);
	}
	return find_any(p, end);
}

const char *
newline_find(const char *p, const char *end)
{
	return have_avx2() ? find_avx2(p, end) : find_any(p, end);
}

#else

const char *
newline_find(const char *p, const char *end)
{
	return find_any(p, end);
}

#endif

/* Where the paragraph starting at p is cut when it reaches `end`. */
static const char *
forced_cut(const char *p, const char *end)
{
	const char *near = end - PARAGRAPH_SLACK, *q, *best = NULL;
	struct quire_span tail = { near, PARAGRAPH_SLACK };

	for (q = end; q > near; q--) {
		if (q[-1] == '\n')
			return q;
		if (!(space[(unsigned char)q[-1]] & 2) || q - 2 < near)
			continue;
		if (strchr(".!?", q[-2]) != NULL && q[-2] != '\0')
			return q;
		if (best == NULL)
			best = q;
	}
	for (tail.len = PARAGRAPH_SLACK; tail.len > 3; tail.len--)
		if (span_ends(tail, "\xe3\x80\x82")) /* 。 */
			return near + tail.len;
	if (best != NULL)
		return best;
	tail = (struct quire_span){ p, (size_t)(end - p) };
	return end - utf8_tail(tail);
}

static bool
is_separator(const char *p, const char *end)
{
	return *p == '\f' ||
	    ((unsigned char)*p == 0xe2 && newline_len(p, end) == 3 &&
	        (unsigned char)p[2] == 0xa9);
}

/*
 * The blank line, form feed, U+2029 or end at or after p. *wrapped becomes
 * true if it passes a newline.
 */
static const char *
paragraph_end(const char *p, const char *end, bool *wrapped)
{
	const char *q, *line;

	for (;;) {
		p = newline_find(p, end);
		if (p == end || is_separator(p, end))
			return p;
		line = p;
		p += newline_len(p, end);
		q = p +
		    text_skip_space(
		        (struct quire_span){ p, (size_t)(end - p) });
		if (q == end)
			return line;
		for (; p < q; p++)
			if (newline_len(p, end) > 0)
				return line;
		*wrapped = true;
	}
}

/* One paragraph from *at on, which is not white space. */
static struct segment_range
read_paragraph(struct quire_span text, size_t *at, size_t max, bool *wrapped)
{
	const char *end = text.p + text.len, *p = text.p + *at, *q, *limit;
	struct segment_range r;

	limit = (size_t)(end - p) > max ? p + max : end;
	q = paragraph_end(p, limit, wrapped);
	if (q == limit && limit < end)
		q = forced_cut(p, limit);
	r.start = (uint32_t)*at;
	r.end = (uint32_t)(*at +
	    text_trim_end((struct quire_span){ p, (size_t)(q - p) }));
	*at = (size_t)(q - text.p);
	return r;
}

/* Does the sentence that breaks off at `end` go on at `next`? */
static bool
goes_on(struct quire_span text, struct segment_range r, size_t next)
{
	uint32_t l, n;

	utf8_decode_before(text.p, text.p + r.end, &l);
	utf8_decode(text.p + next, text.p + text.len, &n);
	if (text_is(n, TEXT_LOWER))
		return text_is(l, TEXT_LETTER | TEXT_NUMBER) || l == ',' ||
		    l == '-' || l == 0xad || l == 0x2010 || l == 0x2013 ||
		    l == 0x2014 || l == ';' || l == ')';
	return text_is(n, TEXT_HAN | TEXT_KANA) && r.end - r.start > 90 &&
	    (text_is(l, TEXT_HAN | TEXT_KANA) || l == 0xff0c || l == 0x3001);
}

bool
paragraph_next(struct quire_span text, size_t *at, bool join,
    struct segment_range *r, bool *wrapped)
{
	size_t next;

	*wrapped = false;
	*at += text_skip_space(span_sub(text, *at, text.len));
	if (*at >= text.len)
		return false;
	*r = read_paragraph(text, at, PARAGRAPH_MAX, wrapped);
	while (join && r->end - r->start < PARAGRAPH_MAX / 2) {
		next = *at + text_skip_space(span_sub(text, *at, text.len));
		if (next >= text.len || !goes_on(text, *r, next))
			break;
		*at = next;
		r->end =
		    read_paragraph(text, at, PARAGRAPH_MAX / 2, wrapped).end;
		*wrapped = true;
	}
	return true;
}

/* ---- line fit --------------------------------------------------------- */

/* Columns of s: bytes that start a character, three-byte ones count two. */
static size_t
width(const char *p, const char *end)
{
	size_t n = 0;

	for (; p < end; p++) {
		unsigned char c = (unsigned char)*p;

		n += (c & 0xc0) != 0x80;
		n += c >= 0xe3 && c < 0xf0;
	}
	return n;
}

/* Columns of the word that starts at p. A CJK character is a word. */
static size_t
first_word(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && space[(unsigned char)*q] == 2)
		q++;
	if (q < end && (unsigned char)*q >= 0xe3 && (unsigned char)*q < 0xea)
		return 2;
	for (p = q; q < end && !space[(unsigned char)*q] && q - p < 200;)
		q++;
	return width(p, q);
}

void
line_fit_measure(struct quire_span s, struct line_fit *f)
{
	const char *end = s.p + s.len, *p, *q;

	*f = (struct line_fit){ 1, 0, 0 };
	if (newline_find(s.p, end) == end)
		return;
	for (p = s.p;; p = q + newline_len(q, end)) {
		size_t w;

		q = newline_find(p, end);
		w = width(p, q);
		if (w > f->widest)
			f->widest = w;
		if (q == end)
			break;
		f->lines++;
	}
	if (f->lines == 1)
		return;
	for (p = s.p; (q = newline_find(p, end)) < end;
	     p = q + newline_len(q, end))
		if (width(p, q) + 1 + first_word(q + newline_len(q, end), end) >
		    f->widest)
			f->wraps++;
}

int
line_fit_excess(struct quire_span s, const struct line_fit *f, size_t line,
    size_t nl)
{
	const char *end = s.p + s.len, *q = s.p + nl;
	size_t w =
	    width(s.p + line, q) + 1 + first_word(q + newline_len(q, end), end);

	return w > f->widest ? (int)(w - f->widest) : -(int)(f->widest - w);
}
