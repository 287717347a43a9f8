/*
 * text: UTF-8, offsets, characters, normalisation, charsets, boundaries.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/uscript.h>

#include "text/text.h"
#include "tap.h"

#define R "\xef\xbf\xbd"

static void
repair(void)
{
	static const struct {
		const char *in, *want, *what;
	} table[] = {
		{ "plain", "plain", "ASCII" },
		{ "\xe4\xb8\xad\xe6\x96\x87", "\xe4\xb8\xad\xe6\x96\x87",
		    "three bytes" },
		{ "\xf0\x9f\x98\x80!", "\xf0\x9f\x98\x80!", "four bytes" },
		{ "a\x80"
		  "b",
		    "a" R "b", "lonely trail byte" },
		{ "\xc0\xaf", R R, "overlong slash" },
		{ "\xe0\x80\x80", R R R, "overlong three bytes" },
		{ "\xed\xa0\x80", R R R, "surrogate" },
		{ "\xf4\x90\x80\x80", R R R R, "beyond U+10FFFF" },
		{ "\xf5\xff", R R, "bytes that never occur" },
		{ "\xe4\xb8", R, "cut three-byte sequence is one subpart" },
		{ "\xe4\xb8x", R "x", "the same before a letter" },
		{ "\xf0\x9f\x98", R, "cut four-byte sequence" },
		{ "\xf0\x80\x80\x41", R R R "A", "overlong, then a letter" },
		{ "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", R R R R "A",
		    "the example of Unicode 3.9, table 3-11" },
	};
	struct arena *a = arena_new();
	struct quire_span got;
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++) {
		got = utf8_repair(span_of(table[i].in), a);
		ok(span_is(got, table[i].want), "repair: %s", table[i].what);
	}
	arena_free(a);
}

/* Decoding byte by byte agrees with validation, on random bytes. */
static void
random_bytes(void)
{
	struct buf b = { 0 };
	bool good = true;
	uint32_t cp;
	char s[64];
	int round, i;

	srand(7);
	for (round = 0; round < 20000; round++) {
		size_t n = (size_t)rand() % sizeof s, at = 0;

		for (i = 0; i < (int)n; i++)
			s[i] = (char)(rand() % 4 ? 0x80 | rand() : rand());
		b.len = 0;
		while (at < n) {
			at += utf8_decode_any(s + at, s + n, &cp);
			utf8_add(&b, cp);
		}
		good &= at == n && utf8_valid(buf_span(&b)) == b.len;
		at = b.len;
		utf8_repair_to((struct quire_span){ s, n }, &b);
		good &= b.len == 2 * at && memcmp(b.p, b.p + at, at) == 0;
	}
	ok(good, "decoding and repairing random bytes agree");
	buf_fini(&b);
}

/* The valid prefix and the count of characters, a sequence at a time. */
static size_t
prefix(const char *s, size_t n, size_t *count)
{
	struct quire_span rest = { s, n };
	uint32_t cp;
	unsigned len;

	*count = 0;
	while (rest.len > 0) {
		len = utf8_decode_any(rest.p, rest.p + rest.len, &cp);
		if (cp == 0xfffd &&
		    (len < 3 || memcmp(rest.p, "\xef\xbf\xbd", 3) != 0))
			break;
		++*count;
		rest = span_sub(rest, len, rest.len);
	}
	return n - rest.len;
}

/*
 * Long texts, which are looked at in blocks: good ones, and with two or three
 * bytes spoiled, at every place of a block.
 */
static void
blocks(void)
{
	static const char *const piece[] = { "a", "quire ", "\xc3\xa9",
		"\xe4\xb8\xad", "\xe0\xa4\x95", "\xed\x9f\xbf",
		"\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf", "\n" };
	char s[512];
	size_t n, k, at, want, count;
	bool good = true, counted = true;
	int round;

	srand(11);
	for (round = 0; round < 40000; round++) {
		for (n = 0; n + 8 < sizeof s - (size_t)(round % 200);) {
			const char *x = piece[rand() % (round % 3 ? 9 : 2)];

			memcpy(s + n, x, strlen(x));
			n += strlen(x);
		}
		for (at = (size_t)rand() % (n - 3), k = 0; k < 3; k++)
			if (round % 4 == 3 && rand() % 2)
				s[at + k] = (char)rand();
		want = prefix(s, n, &count);
		good &= utf8_valid((struct quire_span){ s, n }) == want;
		counted &= text_count((struct quire_span){ s, want },
		               TEXT_CODEPOINTS) == count;
	}
	ok(good, "validation in blocks finds the first ill-formed byte");
	ok(counted, "and characters are counted in blocks");
}

static void
tails(void)
{
	ok(utf8_tail(span_of("ab")) == 0, "no tail");
	ok(utf8_tail(span_of("ab\xe4\xb8")) == 2, "two of three bytes");
	ok(utf8_tail(span_of("\xf0\x9f\x98")) == 3, "three of four bytes");
	ok(utf8_tail(span_of("\xe4\xb8\xad")) == 0, "a whole character");
	ok(utf8_tail(span_of("x\x80\x80")) == 0, "trail bytes alone");
	ok(utf8_tail(span_of("\xe0\x80")) == 0, "what cannot go on");
}

static void
offsets(void)
{
	struct quire_span s = span_of("a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80"
	                              "zzzzzzzzzz\xf0\x9f\x98\x80\xe4\xb8\xad");
	struct text_offset o;

	ok(text_count(s, TEXT_CODEPOINTS) == 16, "code points");
	ok(text_count(s, TEXT_UTF16) == 18, "UTF-16 units");
	ok(text_count(s, TEXT_BYTES) == s.len, "bytes");
	text_offset_init(&o, s, TEXT_CODEPOINTS, 100);
	ok(text_offset_at(&o, 6) == 103, "forward");
	ok(text_offset_at(&o, s.len) == 116, "to the end");
	ok(text_offset_at(&o, 1) == 101, "and back");
	ok(text_offset_at(&o, 999) == 116, "clamped");
}

static void
characters(void)
{
	struct buf b = { 0 };

	ok(text_is(0x4e2d, TEXT_HAN) && text_is(0x4e2d, TEXT_LETTER),
	    "U+4E2D is Han, a letter");
	ok(text_is(0x3002, TEXT_CJK) && text_is(0x3002, TEXT_STERM),
	    "U+3002 is CJK and ends a sentence");
	ok(text_is(0x201c, TEXT_OPEN) && text_is(0x201d, TEXT_CLOSE),
	    "quotes open and close");
	ok(text_char(0x0669)->digit == 9, "Arabic-Indic nine");
	ok(text_is(0x0301, TEXT_UNSTABLE) && !text_is(0xe9, TEXT_UNSTABLE),
	    "what NFC must look at");
	ok(text_lower(0x0416) == 0x0436 && text_upper(0xe9) == 0xc9 &&
	        text_lower('Q') == 'q',
	    "case");
	ok(text_char(0x0416)->script == USCRIPT_CYRILLIC, "script");
	ok(text_fix_c1(span_of("a\xc2\x93z\xc2\x85 b\xc2\x85x"), true, &b) &&
	        span_is(buf_span(&b), "a\u201cz\u2026 b\xc2\x85x"),
	    "C1 controls are windows-1252, but NEL that ends a line");
	b.len = 0;
	ok(text_fix_c1(span_of("b\xc2\x85x"), false, &b) &&
	        span_is(buf_span(&b), "b\u2026x") &&
	        !text_fix_c1(span_of("\xc3\x85"), true, &b),
	    "NEL where no lines are");
	b.len = 0;
	text_lower_to(span_of("\xc3\x89T\xc3\x89 \xc8\xba"), &b);
	ok(span_is(buf_span(&b), "\xc3\xa9t\xc3\xa9 \xe2\xb1\xa5"),
	    "lower, where a letter grows");
	ok(span_is(text_trim(span_of("\xe3\x80\x80 x \xc2\xa0")), "x"),
	    "trim all white space");
	buf_fini(&b);
}

static void
forms(void)
{
	static const struct {
		enum text_form form;
		const char *in, *want;
	} table[] = {
		{ TEXT_NFC, "plain \xe4\xb8\xad", "plain \xe4\xb8\xad" },
		{ TEXT_NFC, "e\xcc\x81t\xcc\xa3\xcc\x87",
		    "\xc3\xa9\xe1\xb9\xad\xcc\x87" },
		{ TEXT_NFC,
		    "\xcc\x81"
		    "a",
		    "\xcc\x81"
		    "a" },
		{ TEXT_NFC, "\xe2\x84\xab", "\xc3\x85" },
		{ TEXT_NFC, "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8",
		    "\xea\xb0\x81" },
		{ TEXT_NFC, "\xef\xa4\x80", "\xe8\xb1\x88" },
		{ TEXT_NFD, "x\xc3\xa9", "xe\xcc\x81" },
		{ TEXT_NFKC, "\xef\xac\x81t \xef\xbc\xa1", "fit A" },
		{ TEXT_NFKC, "e\xcc\x81", "\xc3\xa9" },
		{ TEXT_NFKD, "\xc2\xbd",
		    "1\xe2\x81\x84"
		    "2" },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++) {
		b.len = 0;
		text_normalize(span_of(table[i].in), table[i].form, &b);
		ok(span_is(buf_span(&b), table[i].want), "form %d of %s",
		    (int)table[i].form, table[i].in);
	}
	ok(text_is_nfc(span_of("d\xc3\xa9j\xc3\xa0")), "quick check yes");
	ok(!text_is_nfc(span_of("e\xcc\x81")), "quick check no");
	buf_fini(&b);
}

/* Marks by the hundred thousand, in the worst order, take linear time. */
static void
many_marks(void)
{
	enum { N = 200000 };
	struct buf b = { 0 }, out = { 0 };
	int i;

	buf_add_char(&b, 'a');
	for (i = 0; i < N; i++)
		buf_add_str(&b, i % 2 ? "\xcc\xa3" : "\xcc\x81");
	text_normalize(buf_span(&b), TEXT_NFC, &out);
	/* a, dots below first: one composes, then the others, then acutes */
	ok(out.len == 3 + (N / 2 - 1) * 2 + N / 2 * 2, "%d marks", N);
	ok(span_starts(buf_span(&out), "\xe1\xba\xa1\xcc\xa3"), "in order");
	ok(text_is_nfc(span_sub(buf_span(&out), 0, 3)), "composed");
	buf_fini(&b);
	buf_fini(&out);
}

static void
charsets(void)
{
	static const struct {
		const char *charset, *bytes, *want;
		size_t bad;
	} table[] = {
		{ "iso-8859-1", "\x93\xe9\x94",
		    "\xe2\x80\x9c\xc3\xa9"
		    "\xe2\x80\x9d",
		    0 },
		{ "gb2312", "\xd6\xd0\xce\xc4", "\xe4\xb8\xad\xe6\x96\x87", 0 },
		{ "Shift_JIS", "\x93\xfa\x96\x7b", "\xe6\x97\xa5\xe6\x9c\xac",
		    0 },
		{ "koi8-r", "\xed\xc9\xd2", "\xd0\x9c\xd0\xb8\xd1\x80", 0 },
		{ "utf-8", "a\xff", "a" R, 1 },
		{ "euc-jp", "\xa4\xff", R, 1 },
	};
	struct buf b = { 0 };
	struct quire_err e;
	size_t i, bad;
	int r;

	for (i = 0; i < sizeof table / sizeof *table; i++) {
		b.len = 0;
		r = conv_to_utf8(table[i].charset, span_of(table[i].bytes), &b,
		    &bad, &e);
		ok(r == 0 && span_starts(buf_span(&b), table[i].want) &&
		        bad == table[i].bad,
		    "from %s", table[i].charset);
	}
	ok(conv_to_utf8("no-such", span_of("x"), &b, &bad, &e) == -1 &&
	        e.code == QUIRE_EUSAGE,
	    "unknown charset");
	b.len = 0;
	ok(conv_from_utf8("windows-1252", span_of("\xe2\x80\x9c\xc3\xa9"), &b,
	       &e) == 0 &&
	        span_is(buf_span(&b), "\x93\xe9"),
	    "to windows-1252");
	ok(conv_from_utf8("windows-1252", span_of("\xe4\xb8\xad"), &b, &e) ==
	            -1 &&
	        b.len == 2,
	    "what has no place there");
	buf_fini(&b);
}

struct ends {
	size_t at[64], n, last;
	bool grows;
};

static void
note(void *arg, size_t end, int status)
{
	struct ends *e = arg;

	(void)status;
	e->grows &= end > e->last;
	e->last = end;
	if (e->n < sizeof e->at / sizeof *e->at)
		e->at[e->n] = end;
	e->n++;
}

static void
boundaries(void)
{
	struct brk *b = brk_open(BRK_WORD, "");
	struct ends e = { { 0 }, 0, 0, true };
	struct buf big = { 0 };
	int i;

	brk_each(b, span_of("It's \xf0\x9f\x98\x80 ok"), note, &e);
	ok(e.n == 5 && e.at[0] == 4 && e.at[2] == 9 && e.at[4] == 12,
	    "words of a short text, in bytes");
	/* Larger than a piece: the same words as when taken one by one. */
	for (i = 0; i < 100000; i++)
		buf_add_str(&big, i % 1000 ? "w\xc3\xb6rd " : "w\xc3\xb6rd\n");
	e = (struct ends){ { 0 }, 0, 0, true };
	brk_each(b, buf_span(&big), note, &e);
	ok(e.n == 200000 && e.grows && e.last == big.len,
	    "words of a text larger than a piece");
	buf_fini(&big);
	brk_close(b);
}

int
main(void)
{
	repair();
	random_bytes();
	blocks();
	tails();
	offsets();
	characters();
	forms();
	many_marks();
	charsets();
	boundaries();
	return tap_done();
}
