/*
 * tally: words, letters and signs of a text, counted, and hashes of its words.
 *
 * Only the first and the last words matter by themselves. What lies between
 * is counted 64 bytes at a time where it is ASCII: bits for each kind of
 * byte, from which the starts of words and the ends of sentences follow.
 */
#include <string.h>

#include "clean/features.h"
#include "text/vector.h"

enum { SHORT = 8, BLOCK = 64, ENDS = 400 };

/* ---- 64 bytes at a time ----------------------------------------------- */

#ifdef HAVE_AVX2

/* Bits of one block; quote: what may stand behind the end of a sentence. */
struct kinds {
	uint64_t letter, upper, digit, space, apostrophe, comma, stop, quote,
	    symbol;
};

INLINE void
half_kinds(const unsigned char *p, struct kinds *k, int shift)
{
	/* 1: ! . 2: ? 4: " ' ) 8: ] } 16: $ + / 32: < = > 64: ^ ~ 128: ` */
	static const uint8_t low[16] = { 128, 1, 4, 0, 16, 0, 0, 4, 0, 4, 0, 16,
		32, 40, 97, 18 };
	static const uint8_t high[16] = { 0, 0, 21, 34, 0, 72, 128, 72 };
	__m256i v = at(p), class = classes(v, low, high), zero, any;

	zero = _mm256_setzero_si256();
	any = _mm256_cmpeq_epi8(both(class, _mm256_set1_epi8(3)), zero);
	k->stop |= (uint64_t)(uint32_t)~bits(any) << shift;
	any = _mm256_cmpeq_epi8(both(class, _mm256_set1_epi8(12)), zero);
	k->quote |= (uint64_t)(uint32_t)~bits(any) << shift;
	any =
	    _mm256_cmpeq_epi8(both(class, _mm256_set1_epi8((char)0xf0)), zero);
	k->symbol |= ((uint64_t)(uint32_t)~bits(any) | bits(is(v, '|')))
	    << shift;
	k->letter |= bits(are_letters(v)) << shift;
	k->upper |= bits(most(_mm256_sub_epi8(v, _mm256_set1_epi8('A')), 25))
	    << shift;
	k->digit |= bits(most(_mm256_sub_epi8(v, _mm256_set1_epi8('0')), 9))
	    << shift;
	k->space |= bits(is(v, ' ')) << shift;
	k->apostrophe |= bits(is(v, '\'')) << shift;
	k->comma |= bits(is(v, ',')) << shift;
}

/* Those of `run` that follow a bit of `from`, or each other behind one. */
static inline uint64_t
follow(uint64_t from, uint64_t run, uint64_t carry)
{
	uint64_t first = run & (from << 1 | carry);

	return run & ~(run + first);
}

#define COUNT(bits) ((unsigned)__builtin_popcountll(bits))

/* n bytes of ASCII that begin and end between words and sentences. */
AVX2 static void
count_avx2(const char *p, size_t n, struct facts *f)
{
	uint64_t in_word = 0, ended = 0, word, inside, end;
	unsigned char last[BLOCK];
	const unsigned char *q;
	struct kinds k;

	for (f->chars += (unsigned)n; n > 0; p += BLOCK) {
		q = (const unsigned char *)p;
		if (n < BLOCK) {
			memset(last, 0, sizeof last);
			q = memcpy(last, p, n);
		}
		n -= n < BLOCK ? n : BLOCK;
		k = (struct kinds){ 0 };
		half_kinds(q, &k, 0);
		half_kinds(q + 32, &k, 32);
		word = k.letter | k.digit;
		inside = word | follow(word, k.apostrophe, in_word);
		word &= ~(inside << 1 | in_word);
		in_word = inside >> 63;
		end = k.stop | follow(k.stop, k.quote, ended);
		f->sentences += COUNT(k.space & (end << 1 | ended));
		ended = end >> 63;
		f->mass += COUNT(word);
		f->capitals += COUNT(word & k.upper);
		f->letters += COUNT(k.letter);
		f->uppers += COUNT(k.upper);
		f->digits += COUNT(k.digit);
		f->commas += COUNT(k.comma);
		f->symbols += COUNT(k.symbol);
	}
}

#endif

/* ---- a character at a time -------------------------------------------- */

/* The words of a text, the first and last hashed as they are found. */
struct words {
	struct facts *f;
	const char *last; /* where the last words begin */
	const char *high; /* the next byte beyond ASCII */
	char word[64];
	size_t len;
	bool capital, vectors;
};

/* Do all words up to here matter by themselves? */
static bool
is_early(const struct facts *f)
{
	return f->words < SHORT || f->mass < 3;
}

/* The word before p ends. */
static void
note_word(struct words *x, const char *p)
{
	struct facts *f = x->f;
	uint32_t h;

	if (is_early(f) || p > x->last) {
		h = learn_hash(5, x->word, x->len);
		if (f->mass < 3)
			f->first[f->mass] = h;
		f->last[1] = f->last[0];
		f->last[0] = h;
		if (f->words < SHORT)
			f->word[f->words++] = h;
		f->hash = learn_mix(f->hash, h);
	}
	f->capitals += x->capital;
	f->mass++;
	x->len = 0;
}

static inline void
end_word(struct words *x, const char *p)
{
	if (x->len > 0)
		note_word(x, p);
}

static void
count_other(struct facts *f, uint32_t cp, bool *stop)
{
	bool term = text_is(cp, TEXT_STERM) && cp != 0xff0e;

	f->commas += cp == ',' || cp == 0xff0c || cp == 0x3001;
	if (cp == ' ' || cp == 0x3002 || cp == 0xff01 || cp == 0xff1f) {
		f->sentences += *stop || cp != ' ';
		*stop = false;
	} else if (!text_is(cp, TEXT_QUOTE | TEXT_CLOSE))
		*stop = term;
	f->symbols += text_is(cp, TEXT_SYMBOL) || cp == '|' || cp == '/' ||
	    cp == 0xb7 || cp == '>';
}

static bool
is_ascii_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* The letters of ASCII from p on; most of what is counted is that. */
static const char *
count_letters(struct words *x, const char *p, const char *end)
{
	const char *from = p;

	if (x->len == 0)
		x->capital = (*p & 0x20) == 0;
	for (; p < end && is_ascii_letter(*p); p++) {
		x->f->uppers += (*p & 0x20) == 0;
		if (x->len < 60)
			x->word[x->len++] = (char)(*p | 0x20);
	}
	x->f->letters += (unsigned)(p - from);
	x->f->chars += (unsigned)(p - from);
	return p;
}

/* Does a word begin at p, behind a space? */
static bool
begins_word(const char *p, const char *end)
{
	uint32_t cp;

	if (p[-1] != ' ' || (*p & 0xc0) == 0x80)
		return false;
	utf8_decode(p, end, &cp);
	return text_is(cp, TEXT_LETTER | TEXT_DIGIT) &&
	    !text_is(cp, TEXT_HAN | TEXT_KANA);
}

/* Behind a space, with the last two words to come; or s.p. */
static const char *
last_words(struct quire_span s)
{
	const char *p = s.p + s.len, *end = p;
	const char *least = s.len > ENDS ? p - ENDS : s.p + 1;
	unsigned n = 0;

	if (s.len < 2 * BLOCK)
		return s.p;
	while (p > least)
		if (begins_word(--p, end) && ++n == 2)
			return p;
	return s.p;
}

/*
 * p is behind a space: where the words begin that have to be looked at,
 * behind another. What lies between is counted.
 */
static const char *
skip_words(struct words *x, const char *p, const char *end)
{
#ifdef HAVE_AVX2
	const char *to;

	if (!x->vectors || is_early(x->f) || x->last - p < BLOCK)
		return p;
	if (x->high < p)
		x->high = p +
		    survey_high((struct quire_span){ p, (size_t)(end - p) }, 0);
	for (to = x->last < x->high ? x->last : x->high;
	     to > p && to[-1] != ' ';)
		to--;
	count_avx2(p, (size_t)(to - p), x->f);
	return to;
#else
	(void)x, (void)end;
	return p;
#endif
}

enum { FEW_HAN = 32 };

/* An ideograph or kana; those behind the first ones are only counted. */
static void
count_cjk(struct words *x, uint32_t cp, unsigned n)
{
	struct facts *f = x->f;

	if (n > FEW_HAN)
		return;
	f->hash = learn_mix(f->hash, cp);
	if (n <= SHORT && n % 2 == 0 && f->words < SHORT)
		f->word[f->words++] = f->hash;
}

/* A letter, digit or mark. */
static void
count_word(struct words *x, uint32_t cp, uint32_t flags)
{
	struct facts *f = x->f;

	if (x->len == 0)
		x->capital = (flags & TEXT_UPPER) != 0;
	f->letters += (flags & TEXT_LETTER) != 0;
	f->uppers += (flags & TEXT_UPPER) != 0;
	f->digits += (flags & TEXT_DIGIT) != 0;
	if (flags & TEXT_DIGIT)
		cp = '0';
	if (x->len < 60 &&
	    !(cp == '0' && x->len > 0 && x->word[x->len - 1] == '0'))
		x->len += utf8_encode(text_lower(cp), x->word + x->len);
}

static void
count(struct quire_span s, struct facts *f, bool vectors)
{
	const char *p = s.p, *end = s.p + s.len, *from;
	struct words x = { .f = f,
		.last = last_words(s),
		.high = s.p - 1,
		.vectors = vectors };
	unsigned cjk = 0;
	bool stop = false;
	uint32_t cp, flags;
	size_t n;

	for (; p < end; f->chars++) {
		if (is_ascii_letter(*p)) {
			p = count_letters(&x, p, end);
			stop = false;
			if (p == end)
				break;
		}
		if (*p == ' ') {
			end_word(&x, p);
			f->sentences += stop;
			stop = false;
			p = skip_words(&x, p + 1, end);
			continue;
		}
		if (cjk >= FEW_HAN && (n = survey_han(p, end)) > 3) {
			end_word(&x, p); /* all but the last */
			p += n - 3;
			cjk += (unsigned)(n / 3 - 1);
			f->chars += (unsigned)(n / 3 - 1);
		}
		from = p;
		p += utf8_decode(p, end, &cp);
		flags = text_char(cp)->flags;
		if (flags & (TEXT_HAN | TEXT_KANA)) {
			end_word(&x, from);
			count_cjk(&x, cp, ++cjk);
		} else if (flags & (TEXT_LETTER | TEXT_DIGIT | TEXT_MARK)) {
			count_word(&x, cp, flags);
			stop = false;
		} else if (!((cp == '\'' || cp == 0x2019) && x.len > 0)) {
			end_word(&x, from);
			count_other(f, cp, &stop);
		}
	}
	end_word(&x, end);
	f->sentences += stop;
	f->hash = learn_mix(f->hash, learn_mix(f->letters, f->mass + cjk));
	f->mass += cjk / 2;
	f->cjk = cjk * 2 > f->letters;
}

void
tally(struct quire_span s, struct facts *f)
{
	count(s, f, have_avx2());
}

void
tally_plain(struct quire_span s, struct facts *f)
{
	count(s, f, false);
}

bool
tally_words(struct quire_span s, unsigned *mass)
{
#ifdef HAVE_AVX2
	struct facts f = { 0 };

	if (have_avx2() && survey_high(s, 0) == s.len) {
		count_avx2(s.p, s.len, &f);
		*mass = f.mass;
		return true;
	}
#endif
	(void)s, (void)mass;
	return false;
}
