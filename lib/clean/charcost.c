/*
 * charcost: how likely a text is, by pairs of characters. It is what encodings
 * are judged by, and repairs of mojibake: the right reading of some bytes is
 * the one that takes the fewest bits.
 */
#include <string.h>
#include <unicode/uscript.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "clean/charcost.h"
#include "clean/work.h"

#include "models.h"

static const struct charcost_slot *
table(void)
{
	const unsigned char *p = learn_image_clean_pairs.bytes;

	if (learn_image_clean_pairs.len !=
	        CHARCOST_HEAD + CHARCOST_SLOTS * sizeof(struct charcost_slot) ||
	    memcmp(p, CHARCOST_MAGIC, sizeof CHARCOST_MAGIC - 1) != 0)
		return NULL;
	return (const struct charcost_slot *)(const void *)(p + CHARCOST_HEAD);
}

#ifdef __SSE2__

/* The same for eight slots side by side. */
static unsigned
look_at(const struct charcost_slot *t, uint8_t tag)
{
	const __m128i v = _mm_loadu_si128((const void *)t);
	unsigned tags, empty;

	tags = (unsigned)_mm_movemask_epi8(
	           _mm_cmpeq_epi8(v, _mm_set1_epi8((char)tag))) &
	    0x5555;
	empty = (unsigned)_mm_movemask_epi8(
	            _mm_cmpeq_epi8(v, _mm_setzero_si128())) &
	    0xaaaa;
	tags &= empty - 1; /* those before the first empty slot */
	return tags != 0 ? t[__builtin_ctz(tags) / 2].cost : 0;
}

#endif

static unsigned
look_up(const struct charcost_slot *t, uint32_t a, uint32_t b)
{
	uint32_t h = charcost_hash(a, b), i;
	uint8_t tag = (uint8_t)(h >> 24);

#ifdef __SSE2__
	i = h & (CHARCOST_SLOTS - 1);
	if (CHARCOST_PROBES == 8 && i <= CHARCOST_SLOTS - 8)
		return look_at(t + i, tag);
#endif
	for (i = 0; i < CHARCOST_PROBES; i++) {
		const struct charcost_slot *s =
		    &t[(h + i) & (CHARCOST_SLOTS - 1)];

		if (s->cost == 0)
			return 0;
		if (s->tag == tag)
			return s->cost;
	}
	return 0;
}

static unsigned
alone(const struct charcost_slot *t, uint32_t cp)
{
	unsigned c = look_up(t, 0, cp);
	uint32_t flags;

	if (c > 0)
		return c;
	flags = text_char(cp)->flags;
	if ((cp != '\n' && cp != '\t' && (flags & TEXT_CONTROL)) ||
	    (flags & TEXT_UNASSIGNED) || cp == 0xfffd)
		return CHARCOST_BROKEN;
	return flags & (TEXT_SYMBOL | TEXT_PICTOGRAPH) ? CHARCOST_SIGN
	                                               : CHARCOST_UNSEEN;
}

/* A capital inside a word, a small letter behind a word of capitals. */
static unsigned
case_cost(uint32_t flags, uint32_t before_flags)
{
	if ((flags & TEXT_UPPER) == 0)
		return 0;
	if (before_flags & TEXT_LOWER)
		return 48;
	return before_flags & TEXT_UPPER ? 6 : 10;
}

/* Two letters side by side from alphabets that never meet in a word. */
static unsigned
script_cost(const struct text_char *a, const struct text_char *b)
{
	const uint32_t cjk = TEXT_HAN | TEXT_KANA | TEXT_HANGUL;

	if ((a->flags & b->flags & TEXT_LETTER) == 0 ||
	    a->script == b->script || ((a->flags | b->flags) & cjk) != 0)
		return 0;
	return a->script == USCRIPT_GREEK || b->script == USCRIPT_GREEK
	    ? CHARCOST_MIXED / 4
	    : CHARCOST_MIXED; /* IL2Rγ */
}

void
charcost_start(struct charcost_walk *x, struct quire_span s)
{
	*x = (struct charcost_walk){ s, 0, table(), text_char(' '), ' ', ' ' };
}

/* The next character, and what it costs. */
static inline unsigned
step(struct charcost_walk *x, uint32_t *cp)
{
	const struct text_char *now;
	uint32_t folded;
	unsigned c, cost;

	x->at += utf8_decode(x->text.p + x->at, x->text.p + x->text.len, cp);
	now = text_char(*cp);
	folded = *cp;
	cost = 0;
	if ((now->flags & TEXT_HAN) == 0) { /* which has no case */
		cost = case_cost(now->flags, x->before->flags) +
		    script_cost(x->before, now);
		if (*cp >= 0x2013 && *cp <= 0x201d)
			cost += CHARCOST_TYPOGRAPHIC;
		folded = charcost_fold(*cp);
	}
	c = look_up(x->table, x->folded, folded);
	x->last = *cp;
	x->folded = folded;
	x->before = now;
	return cost + (c > 0 ? c : alone(x->table, folded) + CHARCOST_BACKOFF);
}

bool
charcost_seen(uint32_t cp)
{
	const struct charcost_slot *t = table();

	return t == NULL || look_up(t, 0, charcost_fold(cp)) > 0;
}

unsigned
charcost_after(uint32_t before, uint32_t cp)
{
	struct charcost_walk x = { { NULL, 0 }, 0, table(), text_char(before),
		charcost_fold(before), before };
	char bytes[4];

	x.text = (struct quire_span){ bytes, utf8_encode(cp, bytes) };
	return x.table != NULL ? step(&x, &cp) : 0;
}

/* On to the next character that is beyond ASCII or follows one. */
static inline bool
skip(struct charcost_walk *x)
{
	size_t next;

	if (x->last < 0x80) {
		next = survey_high(x->text, x->at);
		if (next > x->at)
			x->last = (unsigned char)x->text.p[next - 1];
		x->folded = charcost_fold(x->last);
		x->before = text_char(x->last);
		x->at = next;
	}
	return x->table != NULL && x->at < x->text.len;
}

bool
charcost_next(struct charcost_walk *x, uint32_t *cp, unsigned *cost)
{
	if (!skip(x))
		return false;
	*cost = step(x, cp);
	return true;
}

uint64_t
charcost(struct quire_span text)
{
	struct charcost_walk x;
	uint64_t sum = 0;
	uint32_t cp;

	charcost_start(&x, text);
	while (x.table != NULL && x.at < text.len)
		sum += step(&x, &cp);
	return sum;
}

uint64_t
charcost_around(struct quire_span text, size_t *count)
{
	struct charcost_walk x;
	uint64_t sum = 0;
	uint32_t cp;

	*count = 0;
	charcost_start(&x, text);
	for (; skip(&x); ++*count)
		sum += step(&x, &cp);
	return sum;
}
