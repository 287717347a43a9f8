/*
 * survey: one pass over the bytes of a text. With AVX2 it goes 64 bytes at a
 * time: bits for line ends, for the starts of words, and one bit for all that
 * could matter to some pass; only where that is set are the bytes told apart.
 * What follows a byte is looked at through loads from the next bytes.
 */
#include "clean/survey.h"
#include "text/vector.h"

/* ---- a byte at a time ------------------------------------------------- */

static bool
is_letter(unsigned char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* Does a character of CJK letters begin with these bytes, near enough? */
static bool
leads_cjk(unsigned char a, unsigned char b)
{
	return a >= 0xe3 || (a == 0xe2 && b >= 0xba);
}

/* Like what stands on both sides of a space: p[0] and what follows. */
static unsigned
look_spacing(const unsigned char *p)
{
	if (p[0] == ' ')
		return p[1] == ',' || p[1] == ';' || leads_cjk(p[1], p[2])
		    ? SEEN_SPACING
		    : 0;
	return leads_cjk(p[0], p[1]) &&
	        (p[3] == ' ' || (p[0] >= 0xf0 && p[4] == ' '))
	    ? SEEN_SPACING
	    : 0;
}

/* What a byte beyond ASCII and the two behind it begin. */
static unsigned
look_high(const unsigned char *p)
{
	switch (p[0]) {
	case 0xc2:
		if (p[1] == 0x85)
			return SEEN_ODD | SEEN_BREAK;
		return p[1] <= 0xa0 || p[1] == 0xad ? SEEN_ODD : 0;
	case 0xe2:
		if (p[1] == 0x81)
			return p[2] == 0xa0 ? SEEN_ODD : 0;
		if (p[1] != 0x80)
			return 0;
		if (p[2] == 0xa8 || p[2] == 0xa9)
			return SEEN_ODD | SEEN_BREAK;
		return p[2] <= 0x8b ? SEEN_ODD : 0;
	case 0xe3:
		return p[1] == 0x80 && p[2] == 0x80 ? SEEN_ODD : 0;
	case 0xef:
		return p[1] == 0xac || (p[1] == 0xbb && p[2] == 0xbf) ? SEEN_ODD
		                                                      : 0;
	default:
		return 0;
	}
}

/* What the byte at p says, in the light of the four behind it. */
static unsigned
look(const unsigned char *p)
{
	if (p[0] >= 0x80)
		return SEEN_HIGH | (p[0] >= 0xcc ? SEEN_FAR : 0u) |
		    look_high(p) | look_spacing(p);
	switch (p[0]) {
	case ' ':
		return look_spacing(p);
	case '.':
		return p[1] == 'a' ? SEEN_MARKUP : 0;
	case '\t':
		return SEEN_TAB;
	case '\r':
	case '\f':
		return SEEN_ODD | SEEN_BREAK;
	case '[':
	case '<':
	case '*':
	case '_':
	case '~':
	case '`':
	case '\\':
	case '&':
		return SEEN_MARKUP;
	default:
		return p[0] < ' ' || p[0] == 0x7f ? SEEN_ODD : 0;
	}
}

static bool
starts_word(const unsigned char *p)
{
	return p[0] == ' ' &&
	    (is_letter(p[1]) || p[1] == 0xd0 || p[1] == 0xd1 ||
	        (p[1] >= 0xc4 && p[1] <= 0xc9));
}

static bool
is_ideograph(const unsigned char *p)
{
	return (p[0] >= 0xe5 && p[0] <= 0xe9) ||
	    (p[0] == 0xe4 && p[1] >= 0xb8) || (p[0] == 0xe3 && p[1] == 0x81);
}

enum { AHEAD = 4 }; /* bytes that one byte is seen with */

static struct surveyed
plain_line(struct quire_span s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned char end[2 * AHEAD];
	struct surveyed r = { s, 0, 0 };
	unsigned cjk = 0;
	size_t i, left;

	for (i = 0; i < s.len; i++) {
		const unsigned char *q = p + i;

		left = s.len - i;
		if (left <= AHEAD) {
			memset(end, '\n', sizeof end);
			memcpy(end, q, left);
			q = end;
		}
		r.seen |= look(q);
		r.words += starts_word(q);
		cjk += is_ideograph(q);
	}
	r.words += cjk / 2;
	return r;
}

size_t
survey_plain(struct quire_span *rest, struct surveyed *out, size_t max)
{
	struct quire_span line;
	size_t n = 0;

	while (n < max && span_line(rest, &line)) {
		if (line.p[line.len - 1] == '\n')
			line.len--;
		out[n++] = plain_line(line);
	}
	return n;
}

#ifdef HAVE_AVX2
/* ---- 64 bytes at a time ----------------------------------------------- */

enum { BLOCK = 64 };

/* Bits of one block. */
struct bits {
	uint64_t lf, any, word;
};

/* Bits for what a block holds, by the names above. */
struct detail {
	uint64_t high, far, markup, tab, brk, spacing, odd, word, cjk;
};

/*
 * [ < * _ ~ ` \ & and DEL, by a table for each half of the byte: the low half
 * tells in which of five columns of ASCII a sign stands, the high half which
 * column this is.
 */
INLINE __m256i
is_sign(__m256i v)
{
	static const uint8_t low[16] = { 8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 4, 6,
		0, 16, 20 };
	static const uint8_t high[16] = { 0, 0, 1, 2, 0, 4, 8, 16 };

	return _mm256_cmpgt_epi8(classes(v, low, high), _mm256_setzero_si256());
}

INLINE void
half_bits(const unsigned char *p, struct bits *b, int shift)
{
	__m256i v = at(p), next = at(p + 1), space = is(v, ' ');
	__m256i lf = is(v, '\n'), letter, any;

	letter = are_letters(next);
	any = _mm256_andnot_si256(lf, most(v, 31));
	any = either(any, either(both(space, next), is_sign(v)));
	any = either(any, both(space, either(is(next, ','), is(next, ';'))));
	any = either(any, both(is(v, '.'), is(next, 'a')));
	any = either(any, v); /* a byte beyond ASCII has its sign bit set */
	b->lf |= bits(lf) << shift;
	b->any |= bits(any) << shift;
	b->word |= bits(both(space, letter)) << shift;
}

/* Sequences of two and three bytes that are odd, or break a line. */
INLINE void
half_odd(__m256i v, __m256i next, __m256i third, struct detail *d, int shift)
{
	__m256i c2 = is(v, 0xc2), e2 = is(v, 0xe2), e280, brk, odd;

	e280 = both(e2, is(next, 0x80));
	brk = either(both(c2, is(next, 0x85)),
	    both(e280, either(is(third, 0xa8), is(third, 0xa9))));
	odd = both(c2, either(most(next, 0xa0), is(next, 0xad)));
	odd = either(odd, both(e280, most(third, 0x8b)));
	odd = either(odd, both(both(e2, is(next, 0x81)), is(third, 0xa0)));
	odd = either(odd,
	    both(both(is(v, 0xe3), is(next, 0x80)), is(third, 0x80)));
	odd = either(odd,
	    both(is(v, 0xef),
	        either(is(next, 0xac), both(is(next, 0xbb), is(third, 0xbf)))));
	d->brk |= bits(brk) << shift;
	d->odd |= bits(either(odd, brk)) << shift;
}

INLINE __m256i
cjk_leads(__m256i v, __m256i next)
{
	return either(least(v, 0xe3), both(is(v, 0xe2), least(next, 0xba)));
}

/* What only bytes beyond ASCII can be. */
INLINE void
half_high(const unsigned char *p, struct detail *d, int shift)
{
	__m256i v = at(p), next = at(p + 1), third = at(p + 2);
	__m256i space = is(v, ' '), word, cjk, gap;

	half_odd(v, next, third, d, shift);
	gap = both(space, cjk_leads(next, third));
	gap = either(gap,
	    both(cjk_leads(v, next),
	        either(is(at(p + 3), ' '),
	            both(least(v, 0xf0), is(at(p + 4), ' ')))));
	word = either(is(next, 0xd0), is(next, 0xd1));
	word = either(word, both(least(next, 0xc4), most(next, 0xc9)));
	cjk = both(least(v, 0xe5), most(v, 0xe9));
	cjk = either(cjk, both(is(v, 0xe4), least(next, 0xb8)));
	cjk = either(cjk, both(is(v, 0xe3), is(next, 0x81)));
	d->far |= bits(least(v, 0xcc)) << shift;
	d->spacing |= bits(gap) << shift;
	d->word |= bits(both(space, word)) << shift;
	d->cjk |= bits(cjk) << shift;
}

INLINE void
half_detail(const unsigned char *p, struct detail *d, int shift)
{
	__m256i v = at(p), next = at(p + 1), brk, ctrl, tab, del;
	__m256i dot = both(is(v, '.'), is(next, 'a'));
	__m256i gap = both(is(v, ' '), either(is(next, ','), is(next, ';')));

	tab = is(v, '\t');
	brk = either(is(v, '\r'), is(v, '\f'));
	ctrl = _mm256_andnot_si256(either(tab, is(v, '\n')), most(v, 31));
	del = is(v, 0x7f);
	d->high |= bits(v) << shift;
	d->markup |= bits(either(_mm256_andnot_si256(del, is_sign(v)), dot))
	    << shift;
	d->tab |= bits(tab) << shift;
	d->brk |= bits(brk) << shift;
	d->spacing |= bits(gap) << shift;
	d->odd |= bits(either(ctrl, del)) << shift;
}

AVX2 __attribute__((noinline)) static void
tell_apart(const unsigned char *p, struct detail *d)
{
	half_detail(p, d, 0);
	half_detail(p + 32, d, 32);
	if (d->high != 0 || (p[63] == ' ' && p[64] >= 0x80)) {
		half_high(p, d, 0);
		half_high(p + 32, d, 32);
	}
}

/* A line as far as it is read. */
struct reader {
	const char *from;
	struct surveyed *out;
	size_t n, max;
	unsigned seen, words, cjk;
};

/* What a part of a block holds; out of line, for most hold nothing of it. */
AVX2 __attribute__((noinline)) static void
note(struct reader *r, const struct detail *d, uint64_t part)
{
	r->seen |= ((d->high & part) != 0 ? SEEN_HIGH : 0u) |
	    ((d->far & part) != 0 ? SEEN_FAR : 0u) |
	    ((d->markup & part) != 0 ? SEEN_MARKUP : 0u) |
	    ((d->tab & part) != 0 ? SEEN_TAB : 0u) |
	    ((d->brk & part) != 0 ? SEEN_BREAK : 0u) |
	    ((d->spacing & part) != 0 ? SEEN_SPACING : 0u) |
	    ((d->odd & part) != 0 ? SEEN_ODD : 0u);
	r->words += (unsigned)__builtin_popcountll(d->word & part);
	r->cjk += (unsigned)__builtin_popcountll(d->cjk & part);
}

static void
emit(struct reader *r, const char *end)
{
	r->out[r->n++] =
	    (struct surveyed){ { r->from, (size_t)(end - r->from) }, r->seen,
		    r->words + r->cjk / 2 };
	r->from = end + 1;
	r->seen = r->words = r->cjk = 0;
}

/* The bytes [p, p + n) of a block, which stand at place. True: out is full. */
INLINE bool
read_block(struct reader *r, const unsigned char *p, const char *place,
    size_t n)
{
	uint64_t left = n == BLOCK ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1;
	uint64_t part, end;
	struct bits b = { 0 };
	struct detail d = { 0 };

	half_bits(p, &b, 0);
	half_bits(p + 32, &b, 32);
	b.lf &= left;
	if ((b.any & left) != 0)
		tell_apart(p, &d);
	for (;;) {
		end = b.lf & -b.lf;
		part = left & (end - 1);
		r->words += (unsigned)__builtin_popcountll(b.word & part);
		if ((b.any & part) != 0)
			note(r, &d, part);
		if (end == 0)
			return false;
		emit(r, place + __builtin_ctzll(end));
		if (r->n == r->max)
			return true;
		left &= ~(end | (end - 1));
		b.lf &= b.lf - 1;
	}
}

/* What is left of a text, with LF behind it to be looked at. */
AVX2 static bool
read_end(struct reader *r, const char *p, const char *end)
{
	unsigned char last[3 * BLOCK];
	size_t n, i;

	memset(last, '\n', sizeof last);
	memcpy(last, p, (size_t)(end - p));
	for (i = 0; p < end; p += n, i += n) {
		n = (size_t)(end - p) < BLOCK ? (size_t)(end - p) : BLOCK;
		if (read_block(r, last + i, p, n))
			return true;
	}
	if (r->from < end)
		emit(r, end);
	return false;
}

AVX2 static size_t
survey_avx2(struct quire_span *rest, struct surveyed *out, size_t max)
{
	const char *p = rest->p, *end = p + rest->len;
	struct reader r = { .from = p, .out = out, .max = max };
	bool full = false;

	for (; !full && end - p >= BLOCK + AHEAD; p += BLOCK)
		full = read_block(&r, (const unsigned char *)p, p, BLOCK);
	if (!full)
		read_end(&r, p, end);
	if (r.from > end)
		r.from = end;
	*rest = (struct quire_span){ r.from, (size_t)(end - r.from) };
	return r.n;
}

size_t
survey(struct quire_span *rest, struct surveyed *out, size_t max)
{
	if (rest->len == 0)
		return 0;
	if (have_avx2())
		return survey_avx2(rest, out, max);
	return survey_plain(rest, out, max);
}

/* 16 bytes: those beyond ASCII, or equal to those of sign, have the top bit. */
static inline __m128i
tops(const char *p, __m128i sign)
{
	__m128i v = _mm_loadu_si128((const void *)p);

	return _mm_or_si128(v, _mm_cmpeq_epi8(v, sign));
}

/* The first byte beyond ASCII, or equal to c, from there on. */
static inline size_t
seek(struct quire_span s, size_t from, int c)
{
	const __m128i sign = _mm_set1_epi8((char)c);
	const char *p;
	unsigned top;

	for (; s.len - from >= 64; from += 64) {
		p = s.p + from;
		if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(tops(p, sign),
		                                       tops(p + 16, sign)),
		        _mm_or_si128(tops(p + 32, sign),
		            tops(p + 48, sign)))) != 0)
			break;
	}
	for (; s.len - from >= 16; from += 16) {
		top = (unsigned)_mm_movemask_epi8(tops(s.p + from, sign));
		if (top != 0)
			return from + (unsigned)__builtin_ctz(top);
	}
	for (p = s.p + from;
	     p < s.p + s.len && (unsigned char)*p < 0x80 && *p != (char)c;)
		p++;
	return (size_t)(p - s.p);
}

/* Goes back over blocks without a line end. */
static size_t
skip_back(const char *p, size_t from, size_t at)
{
	const __m128i lf = _mm_set1_epi8('\n');

	while (at - from >= 16 &&
	    _mm_movemask_epi8(
	        _mm_cmpeq_epi8(_mm_loadu_si128((const void *)(p + at - 16)),
	            lf)) == 0)
		at -= 16;
	return at;
}

#else

static size_t
skip_back(const char *p, size_t from, size_t at)
{
	(void)p;
	(void)from;
	return at;
}

size_t
survey(struct quire_span *rest, struct surveyed *out, size_t max)
{
	return survey_plain(rest, out, max);
}

static size_t
seek(struct quire_span s, size_t from, int c)
{
	while (from < s.len && (unsigned char)s.p[from] < 0x80 &&
	    s.p[from] != (char)c)
		from++;
	return from;
}

#endif

size_t
survey_high(struct quire_span s, size_t from)
{
	return seek(s, from, 0x80);
}

size_t
survey_high_or_and(struct quire_span s, size_t from)
{
	return seek(s, from, '&');
}

size_t
survey_start(struct quire_span s, size_t from, size_t at)
{
	at = skip_back(s.p, from, at);
	while (at > from && s.p[at - 1] != '\n')
		at--;
	return at;
}

struct surveyed
survey_line(struct quire_span s)
{
	struct surveyed r = { s, 0, 0 };

	survey(&s, &r, 1);
	return r;
}
