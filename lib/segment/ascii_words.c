/*
 * Words of ASCII characters, 64 bytes at a time: what each byte is to the
 * word rules of UAX #29 becomes a bit, and sums of bits tell where words
 * begin and end.
 */
#include <string.h>

#include "segment/ascii_words.h"
#include "text/vector.h"

enum { BLOCK = 64 };

/*
 * Runs of letters, digits and joiners (WB5 8 9 10 13a 13b) with a sign
 * between two letters (WB6 7) or two digits (WB11 12); white space; what is
 * not ASCII.
 */
struct marks {
	uint64_t run, white, high;
};

typedef struct marks mark(const char *p);

static inline struct marks
mark_any(const char *p)
{
	uint64_t letter = 0, digit = 0, joiner = 0, mid_letter = 0,
	         mid_digit = 0;
	struct marks m = { 0, 0, 0 };

	for (unsigned i = 0; i < BLOCK; i++) {
		unsigned char c = (unsigned char)p[i];
		bool both = c == '.' || c == '\'';

		letter |= (uint64_t)((c | 32u) - 'a' < 26) << i;
		digit |= (uint64_t)(c - (unsigned)'0' < 10) << i;
		joiner |= (uint64_t)(c == '_') << i;
		mid_letter |= (uint64_t)(both || c == ':') << i;
		mid_digit |= (uint64_t)(both || c == ',' || c == ';') << i;
		m.white |= (uint64_t)(c == ' ' || c - (unsigned)'\t' < 5) << i;
		m.high |= (uint64_t)(c >> 7) << i;
	}
	m.run = letter | digit | joiner |
	    (mid_letter & letter << 1 & letter >> 1) |
	    (mid_digit & digit << 1 & digit >> 1);
	return m;
}

/* The same of the bytes from p on, with white space behind the text. */
static inline struct marks
mark_last(struct quire_span text, const char *p, mark *of)
{
	unsigned left = (unsigned)(text.p + text.len - p);
	char padded[BLOCK];
	struct marks m;

	if (text.len < BLOCK) {
		memset(padded, ' ', sizeof padded);
		memcpy(padded, p, left);
		return of(padded);
	}
	m = of(text.p + text.len - BLOCK);
	m.run >>= BLOCK - left;
	m.high >>= BLOCK - left;
	m.white = m.white >> (BLOCK - left) | UINT64_MAX << left;
	return m;
}

/*
 * Adds the words that begin and end at those bytes. What is neither of a run
 * nor white is a word of its own (WB999).
 */
static inline void
add(struct word_batch *b, uint32_t at, uint64_t first, uint64_t last)
{
	struct segment_range *r;

	if (b->n + BLOCK > WORD_BATCH)
		word_batch_out(b, 0);
	for (r = b->item + b->n; last != 0; r++) {
		r->start = at + (uint32_t)__builtin_ctzll(first);
		r->end = at + 1 + (uint32_t)__builtin_ctzll(last);
		first &= first - 1;
		last &= last - 1;
	}
	b->n = (size_t)(r - b->item);
}

/*
 * The last two bytes of a block, or before another character, may belong to
 * what follows (`a.b`), so what touches them is left for the next.
 */
static inline const char *
each(struct quire_span text, const char *p, size_t base, struct word_batch *out,
    mark *of)
{
	const char *end = text.p + text.len;
	uint64_t first, last;
	struct marks m;
	unsigned n;
	bool more;

	do {
		more = end - p > BLOCK;
		m = end - p >= BLOCK ? of(p) : mark_last(text, p, of);
		n = m.high != 0 ? (unsigned)__builtin_ctzll(m.high) : BLOCK;
		first = ~m.white & ~(m.run & m.run << 1);
		last = ~m.white & ~(m.run & m.run >> 1);
		if (m.high != 0 || more)
			last &= n < 4 ? 0 : UINT64_MAX >> (BLOCK + 2 - n);
		if (last == 0)
			break;
		add(out, (uint32_t)(base + (size_t)(p - text.p)), first, last);
		p += BLOCK - (unsigned)__builtin_clzll(last);
	} while (more && m.high == 0);
	return p;
}

const char *
ascii_words_any(struct quire_span text, const char *p, size_t base,
    struct word_batch *out)
{
	return each(text, p, base, out, mark_any);
}

#ifdef HAVE_AVX2

/*
 * Classes of bytes by their halves. Bits 0, 1: letters; 2: digits; 3: the
 * joiner; 4: . ' between letters or digits; 5: : between letters; 6, 7: , ;
 * between digits.
 */
enum {
	LETTER = 0x03,
	DIGIT = 0x04,
	CORE = 0x0f,
	BY_LETTER = 0x30,
	BY_DIGIT = 0xd0,
	MID = 0xf0
};
static const uint8_t class_low[16] = { 0x06, 0x07, 0x07, 0x07, 0x07, 0x07, 0x07,
	0x17, 0x07, 0x07, 0x23, 0x81, 0x41, 0x01, 0x11, 0x09 };
static const uint8_t class_high[16] = { 0, 0, 0x50, 0xa4, 0x01, 0x0a, 0x01,
	0x02, 0, 0, 0, 0, 0, 0, 0, 0 };

INLINE uint64_t
all_bits(__m256i low, __m256i high)
{
	return bits(low) | bits(high) << 32;
}

/* Which bytes are of those classes. */
INLINE uint64_t
any_of(__m256i low, __m256i high, unsigned set)
{
	__m256i sets = _mm256_set1_epi8((char)set);

	return ~all_bits(is(both(low, sets), 0), is(both(high, sets), 0));
}

INLINE __m256i
white(__m256i v)
{
	__m256i control = _mm256_sub_epi8(v, _mm256_set1_epi8('\t'));

	return either(most(control, '\r' - '\t'), is(v, ' '));
}

AVX2 static inline struct marks
mark_avx2(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	__m256i v = at(u), w = at(u + BLOCK / 2);
	__m256i a = classes(v, class_low, class_high);
	__m256i b = classes(w, class_low, class_high);
	uint64_t run = any_of(a, b, CORE), letter, digit;
	struct marks m = { run, all_bits(white(v), white(w)), all_bits(v, w) };

	if ((any_of(a, b, MID) & run << 1 & run >> 1) != 0) {
		letter = any_of(a, b, LETTER);
		digit = any_of(a, b, DIGIT);
		m.run |= (any_of(a, b, BY_LETTER) & letter << 1 & letter >> 1) |
		    (any_of(a, b, BY_DIGIT) & digit << 1 & digit >> 1);
	}
	return m;
}

AVX2 static const char *
ascii_words_avx2(struct quire_span text, const char *p, size_t base,
    struct word_batch *out)
{
	return each(text, p, base, out, mark_avx2);
}

ascii_words_each *
ascii_words_best(void)
{
	return have_avx2() ? ascii_words_avx2 : ascii_words_any;
}

#else

ascii_words_each *
ascii_words_best(void)
{
	return ascii_words_any;
}

#endif
