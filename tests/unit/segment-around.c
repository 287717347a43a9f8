/*
 * Unit tests of the tokens around a candidate: cases, and that the short way
 * for ASCII finds at every place of many texts what the long way finds.
 */
#include <string.h>

#include "segment/around.h"
#include "tap.h"
#include "text/text.h"

/* What stands around the bar; the tokens before and after, and shapes. */
static const struct {
	const char *text, *before, *after;
	unsigned before_shape, after_shape;
} cases[] = {
	{ "the end of it | She left. ", "it", "She", SHAPE_LOWER,
	    SHAPE_CAPITAL },
	{ "said (Mrs | Oakes), the owner", "Mrs", "Oakes", SHAPE_CAPITAL,
	    SHAPE_CAPITAL },
	{ "at 10:30 | U.S. law and more", "10:30", "U.S", SHAPE_NUMBER,
	    SHAPE_DOTTED },
	{ "a | A b c d e f g h i j k", "a", "A", SHAPE_ONE_LOWER,
	    SHAPE_ONE_CAP },
	{ "x NATO | 1949, and so on here", "NATO", "1949", SHAPE_CAPS,
	    SHAPE_DIGITS },
	{ "of \"McKay | \"it's a long way", "McKay", "it", SHAPE_CAPITAL,
	    SHAPE_LOWER },
	{ "an iPhone | Anne-Marie Oakes had", "iPhone", "Anne-Marie",
	    SHAPE_MIXED, SHAPE_CAPITAL },
	{ "see b@c.org | -- well, then so", "b@c.org", "--", SHAPE_ADDRESS,
	    SHAPE_SIGNS },
	{ "жил в Москве | Она жила", "Москве", "Она", SHAPE_CAPITAL,
	    SHAPE_CAPITAL },
	{ "他来了 | 她走了", "了", "她", SHAPE_CJK, SHAPE_CJK },
	{ "|", "", "", SHAPE_NONE, SHAPE_NONE },
};

static bool
same(const struct token *a, const struct token *b)
{
	return a->p == b->p && a->end == b->end && a->hash == b->hash &&
	    a->last == b->last && a->around == b->around &&
	    a->shape == b->shape && a->chars == b->chars;
}

static bool
is(const struct token *t, const char *want)
{
	return span_is((struct quire_span){ t->p, (size_t)(t->end - t->p) },
	    want);
}

static void
test_case(size_t i)
{
	struct quire_span s = span_of(cases[i].text);
	size_t bar = span_find(s, 0, "|");
	struct token l, r;
	uint32_t open;

	token_before(s, s, s.p + bar, &l);
	token_after(s, s, s.p + bar + 1, &r, &open);
	if (!ok(is(&l, cases[i].before) && is(&r, cases[i].after) &&
	            l.shape == cases[i].before_shape &&
	            r.shape == cases[i].after_shape,
	        "%s", cases[i].text))
		printf("# got %.*s (%u), %.*s (%u)\n", (int)(l.end - l.p), l.p,
		    l.shape, (int)(r.end - r.p), r.p, r.shape);
}

/* Both ways, at every character of the text. */
static bool
agree(struct quire_span s, struct quire_span around)
{
	struct token a, b;
	uint32_t open, other, cp;

	for (size_t i = 0;; i += utf8_decode(s.p + i, s.p + s.len, &cp)) {
		token_before(s, around, s.p + i, &a);
		token_before_any(s, s.p + i, &b);
		if (!same(&a, &b))
			return false;
		token_after(s, around, s.p + i, &a, &open);
		token_after_any(s, s.p + i, &b, &other);
		if (!same(&a, &b) || open != other)
			return false;
		if (i == s.len)
			return true;
	}
}

/* Both apostrophes are one to the model. */
static void
test_apostrophe(void)
{
	struct quire_span a = span_of("dall’avv"), b = span_of("dall'avv");
	struct token x, y;

	token_before(a, a, a.p + a.len, &x);
	token_before(b, b, b.p + b.len, &y);
	ok(x.hash == y.hash && x.last == y.last && x.shape == y.shape &&
	        x.chars == y.chars,
	    "dall’avv is as dall'avv");
}

static unsigned
draw(unsigned sides)
{
	static uint64_t state = 20240229;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % sides;
}

/* From one character to another. */
static struct quire_span
part(struct quire_span s)
{
	size_t from = draw((unsigned)s.len + 1), to;

	to = from + draw((unsigned)(s.len - from) + 1);
	while (from > 0 && from < s.len &&
	    ((unsigned char)s.p[from] & 0xc0) == 0x80)
		from--;
	while (to < s.len && ((unsigned char)s.p[to] & 0xc0) == 0x80)
		to++;
	return span_sub(s, from, to);
}

/* Texts of random characters, mostly ASCII, of all lengths. */
static void
test_random(void)
{
	static const char *const rare[] = { "é", "Ж", "。", "中", "“", "「",
		"（", "《", "’", "\xc2\xa0", "😀", "\xc4\xb0", "\xcc\x81", "٣" };
	static const char common[] = " .,'\"()-@/$aZ09\t\n";
	struct buf b = { 0 };
	bool good = true;

	for (unsigned i = 0; i < 3000 && good; i++) {
		unsigned n = draw(70), odd = draw(3) * 4;

		b.len = 0;
		for (unsigned k = 0; k < n; k++) {
			if (odd > 0 && draw(20) < odd)
				buf_add_str(&b,
				    rare[draw(sizeof rare / sizeof *rare)]);
			else if (draw(3) == 0)
				buf_add_char(&b,
				    common[draw(sizeof common - 1)]);
			else
				buf_add_char(&b, (char)(' ' + draw(95)));
		}
		good = agree(buf_span(&b), buf_span(&b)) &&
		    agree(part(buf_span(&b)), buf_span(&b));
		if (!good)
			printf("# differs in: %.*s\n", (int)b.len, b.p);
	}
	ok(good, "short and long ways agree on random texts");
	buf_fini(&b);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_case(i);
	test_apostrophe();
	test_random();
	return tap_done();
}
