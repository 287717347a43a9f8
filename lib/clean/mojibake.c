/*
 * mojibake: text that was decoded with the wrong charset is encoded back with
 * it and decoded with the right one.
 *
 * Only lines whose characters beyond ASCII cost more than they do in clean
 * text are looked at, and of the readings (reading.c) only those that could
 * save enough. What comes out is taken only if it is clearly likelier (charcost.c); then
 * the line is looked at again, for text that went wrong twice.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/reading.h"
#include "clean/work.h"

/* What a better reading has to save: bits. */
enum { MARGIN = 10, ALONE = 30, LEGACY_MARGIN = 12, LEGACY_PART = 6 };
enum {
	SAMPLE = 2048,
	TWICE = 3, /* readings of a line, one after the other */
	MEMO = 4096,
	MEMO_BYTES = 256,
	LINE_MAX_BYTES = 1 << 16
};

struct moji {
	struct readings *r;
	int last;            /* the reading that helped last, or -1 */
	uint64_t memo[MEMO]; /* essences that no reading helped */
	struct buf essence;
};

static struct moji *
tables(struct cleaner *c)
{
	if (c->moji == NULL) {
		c->moji = mem_alloc(sizeof *c->moji);
		memset(c->moji, 0, sizeof *c->moji);
		c->moji->last = -1;
		c->moji->r = readings_new();
	}
	return c->moji;
}

void
mojibake_begin(struct moji *m)
{
	if (m != NULL)
		m->last = -1;
}

void
mojibake_free(struct moji *m)
{
	if (m != NULL) {
		readings_free(m->r);
		buf_fini(&m->essence);
	}
	free(m);
}

/* ---- choosing --------------------------------------------------------- */

/*
 * Numeric references, written for a charset that lacked the letters of the
 * text. References to signs alone are mark-up, and left to that pass.
 */
static bool
fix_references(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *q;
	bool letter = false;
	uint32_t cp;
	size_t n;

	while (p < end && (q = memchr(p, '&', (size_t)(end - p))) != NULL) {
		n = markup_reference((struct quire_span){ q,
		                         (size_t)(end - q) },
		    &cp);
		if (n == 0 || cp < 0xa0 || cp == 0xfffd)
			n = 1;
		buf_add(out, p, (size_t)(q - p));
		if (n > 1)
			utf8_add(out, cp);
		else
			buf_add_char(out, '&');
		letter |= n > 1 && text_is(cp, TEXT_LETTER);
		p = q + n;
	}
	buf_add(out, p, (size_t)(end - p));
	return letter;
}

struct choice {
	struct buf best, tmp, fixed;
	uint64_t cost; /* of the best so far */
	bool found;
};

/*
 * Takes tmp if it is cheaper by `margin` eighths of bits. What is compared is
 * the cost around characters beyond ASCII. Among candidates one with a bonus is
 * preferred: bytes hardly ever form UTF-8 by chance.
 */
static void
consider(struct choice *c, uint64_t before, uint64_t margin, uint64_t bonus)
{
	struct quire_span s = buf_span(&c->tmp);
	uint64_t cost;
	struct buf b;
	size_t n;

	if (text_c1_at(s, 0) < s.len) {
		c->fixed.len = 0;
		text_fix_c1(s, true, &c->fixed);
		s = buf_span(&c->fixed);
	}
	cost = charcost_around(s, &n);
	if (cost + margin > before)
		return;
	cost = cost > bonus ? cost - bonus : 0;
	if (cost >= c->cost)
		return;
	c->cost = cost;
	c->found = true;
	b = c->best;
	c->best = c->tmp;
	c->tmp = b;
}

/* Signs that stand by themselves more often than for the start of a letter. */
static bool
is_sum(struct quire_span s)
{
	return span_find(s, 0, "×") < s.len || span_find(s, 0, "¬") < s.len;
}

/* Reading i, if it has hopes; harmless: what of the cost must not decide. */
static void
try_reading(struct moji *m, int i, struct quire_span s, uint64_t before,
    uint64_t harmless, const struct hopes *h, struct choice *c)
{
	uint64_t margin = 0;
	int wrong = reading_wrong(i);
	unsigned hits, signs;

	if (i > WRONGS)
		margin = before / LEGACY_PART + 8 * LEGACY_MARGIN;
	if (i < WRONGS ? (h->utf8 >> i & 1) == 0
	               : wrong >= 0 && h->saved[wrong] < margin)
		return;
	c->tmp.len = 0;
	hits = reading_try(m->r, i, s, &c->tmp, &signs);
	if (hits == 0)
		return;
	margin += harmless;
	if (i == WRONGS)
		margin += 8 * 16 + before / 5;
	else if (i < WRONGS)
		margin += 8 *
		    (signs > 0                       ? 3u
		            : is_sum(s) && hits == 1 ? ALONE
		                                     : MARGIN + 2 * hits);
	consider(c, before, margin, i <= WRONGS ? 8 * 6 * hits : 0);
}

/* The best other reading of a line, if one is clearly better; its cost now. */
static bool
other_reading(struct moji *m, struct quire_span s, uint64_t before,
    struct choice *c)
{
	struct hopes h;
	size_t n;
	const uint64_t harmless = reading_harmless(s, &n);
	uint64_t best;
	int i;

	c->cost = UINT64_MAX;
	c->found = false;
	reading_hopes(m->r, s, &h);
	if (m->last >= 0)
		try_reading(m, m->last, s, before, harmless, &h, c);
	if (c->found && c->cost < before / 2)
		return true; /* as good as the line before */
	for (i = 0; i < reading_count; i++) {
		if (i == WRONGS && c->found && c->cost < before / 3)
			break;
		best = c->cost;
		if (i != m->last)
			try_reading(m, i, s, before, harmless, &h, c);
		if (c->cost < best)
			m->last = i;
	}
	return c->found;
}

enum { BEHIND = 8 };

/*
 * The end of the run of characters beyond ASCII at s.p[i], and of those that
 * begin close behind; *next: where the next one begins.
 */
static size_t
run_end(struct quire_span s, size_t i, size_t *next)
{
	size_t to = i;

	for (*next = i; *next < s.len && *next <= to + BEHIND;) {
		to = *next;
		while (to < s.len && (unsigned char)s.p[to] >= 0x80)
			to++;
		*next = survey_high(s, to);
	}
	return to;
}

/*
 * All that a reading of s can depend on: its characters beyond ASCII, with one
 * byte before and eight behind each run of them. The ASCII between is copied
 * by every reading and costs nothing. False: it is too much.
 */
static bool
essence(struct quire_span s, struct buf *out)
{
	size_t i, to, next;

	out->len = 0;
	for (i = survey_high(s, 0); i < s.len; i = next) {
		to = run_end(s, i, &next);
		buf_add_span(out, span_sub(s, i - (i > 0), to + BEHIND));
		if (out->len > MEMO_BYTES)
			return false;
	}
	return memchr(s.p, 0x1a, s.len) == NULL;
}

/*
 * other_reading, but lines that are alike in essence are tried only once in
 * vain, and only their essence.
 */
static bool
new_reading(struct moji *m, struct quire_span s, uint64_t before,
    struct choice *c)
{
	struct quire_span e;
	uint64_t key, *at;
	int last = m->last;

	if (!essence(s, &m->essence))
		return other_reading(m, s, before, c);
	e = buf_span(&m->essence);
	key = (uint64_t)learn_hash(11, e.p, e.len) << 32 |
	    learn_hash(12, e.p, e.len) | 1;
	at = &m->memo[(key >> 1) % MEMO];
	if (*at == key)
		return false;
	if (other_reading(m, e, before, c)) {
		m->last = last;
		return other_reading(m, s, before, c);
	}
	*at = key;
	return false;
}

/* Characters of Han, kana and Hangul: by their lead bytes, near enough. */
static uint64_t
count_cjk(struct quire_span s)
{
	uint64_t n = 0;
	size_t i;

	for (i = survey_high(s, 0); i < s.len; i++) {
		if ((unsigned char)s.p[i] < 0x80)
			i = survey_high(s, i);
		n += i < s.len && (unsigned char)s.p[i] >= 0xe3 &&
		    (unsigned char)s.p[i] <= 0xed;
	}
	return n;
}

/* More bits around characters beyond ASCII than clean text usually takes. */
static bool
is_suspicious(struct quire_span s, uint64_t *cost)
{
	uint64_t usual;
	size_t n, k;

	*cost = charcost_around(s, &n);
	if (n == 0 || *cost <= 8 * 7 * (uint64_t)n)
		return false;
	/* Han is dearer than letters */
	usual = 8 * (7 * (uint64_t)n + 5 * count_cjk(s));
	if (*cost <= usual)
		return false;
	usual += reading_harmless(s, &k);
	return *cost + 8 * 7 * (uint64_t)k > usual;
}

/* A part of a long line that is to tell whether the rest is worth a look. */
static bool
sample_tells(struct moji *m, struct quire_span s, struct choice *c)
{
	size_t from = 0, to, n;
	uint64_t cost;

	if (s.len < 2 * SAMPLE)
		return true;
	while (from < s.len && (unsigned char)s.p[from] < 0xc0)
		from++;
	for (to = from + SAMPLE;
	     to < s.len && ((unsigned char)s.p[to] & 0xc0) == 0x80; to++)
		continue;
	s = span_sub(s, from, to);
	cost = charcost_around(s, &n);
	return other_reading(m, s, cost, c);
}

static struct quire_span
repair_line(struct cleaner *c, struct quire_span s, struct arena *a)
{
	struct choice choice = { 0 };
	struct quire_span r = s;
	uint64_t cost;
	int i;

	if (span_find(s, 0, "&#") < s.len && memchr(s.p, '<', s.len) == NULL &&
	    fix_references(s, &choice.tmp))
		r = arena_copy(a, buf_span(&choice.tmp));
	for (i = 0; i < TWICE; i++) {
		if (reading_hopeless(r) || !is_suspicious(r, &cost) ||
		    !sample_tells(tables(c), r, &choice) ||
		    !new_reading(tables(c), r, cost, &choice))
			break;
		r = arena_copy(a, buf_span(&choice.best));
	}
	choice.tmp.len = 0;
	if (text_c1_at(r, 0) < r.len && text_fix_c1(r, true, &choice.tmp))
		r = arena_copy(a, buf_span(&choice.tmp));
	buf_fini(&choice.best);
	buf_fini(&choice.tmp);
	buf_fini(&choice.fixed);
	return r;
}

/* Length of the next piece of text: a line, or a part of a very long one. */
static size_t
next_piece(struct quire_span s, size_t from)
{
	size_t left = s.len - from, n;
	const char *lf;

	n = left < LINE_MAX_BYTES ? left : LINE_MAX_BYTES;
	lf = memchr(s.p + from, '\n', n);
	if (lf != NULL)
		return (size_t)(lf - (s.p + from)) + 1;
	while (
	    n < left && n > 1 && ((unsigned char)s.p[from + n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* The first byte beyond ASCII, or "&#", at or after from; or s.len. */
static size_t
next_doubt(struct quire_span s, size_t from)
{
	for (;; from++) {
		from = survey_high_or_and(s, from);
		if (from == s.len || s.p[from] != '&' ||
		    (from + 1 < s.len && s.p[from + 1] == '#'))
			return from;
	}
}

struct quire_span
mojibake_repair(struct cleaner *c, struct quire_span text, struct arena *a)
{
	struct buf out = { 0 };
	struct quire_span piece, fixed;
	size_t i = 0, n, at = next_doubt(text, 0), done = 0;
	bool inside = false; /* of a long line */

	for (; i < text.len; i += n) {
		if (at < i)
			at = next_doubt(text, i);
		if (at == text.len)
			break;
		if (!inside)
			i = survey_start(text, i, at);
		n = next_piece(text, i);
		inside = text.p[i + n - 1] != '\n';
		if (at >= i + n)
			continue;
		piece = span_sub(text, i, i + n);
		fixed = repair_line(c, piece, a);
		if (fixed.p == piece.p)
			continue;
		buf_add_span(&out, span_sub(text, done, i));
		buf_add_span(&out, fixed);
		done = i + n;
	}
	if (done == 0)
		return text;
	buf_add_span(&out, span_sub(text, done, text.len));
	text = arena_copy(a, buf_span(&out));
	buf_fini(&out);
	return text;
}
