/*
 * mojibake: text that was decoded with the wrong charset is encoded back with
 * it and decoded with the right one.
 *
 * Two kinds of paths: UTF-8 that was read in another charset (each sequence
 * of characters whose bytes are well-formed UTF-8 is replaced by itself, so
 * half a line may be right), and a legacy charset that was read in another
 * (the run of characters that the wrong charset has is replaced as a whole).
 * What comes out is taken only if it is clearly likelier (charcost.c); then
 * the line is looked at again, for text that went wrong twice.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/work.h"

/* What a better reading has to save: bits. */
enum { MARGIN = 10, LEGACY_MARGIN = 12, LEGACY_PART = 6 };
enum {
	SAMPLE = 2048,
	LOST = 0x1a,
	HASH = 1024,
	ROUNDS = 3,
	LINE_MAX_BYTES = 1 << 16
};

/* Characters to bytes of a single-byte charset. */
struct table {
	uint32_t cp[HASH]; /* 0: empty */
	unsigned char byte[HASH];
};

enum wrong {
	LATIN, /* windows-1252 and ISO 8859-1 at once */
	CYRILLIC,
	CENTRAL,
	LATIN2,
	KOI8,
	MACROMAN,
	DOS,
	MACCYRILLIC,
	GREEK,
	TURKISH,
	BALTIC,
	WRONGS
};

static const char *const wrong_name[WRONGS] = { "windows-1252", "windows-1251",
	"windows-1250", "iso-8859-2", "koi8-r", "macintosh", "ibm437",
	"x-mac-cyrillic", "windows-1253", "windows-1254", "windows-1257" };

/* Legacy text read in a wrong legacy charset. */
static const struct {
	enum wrong wrong;
	const char *right;
} path[] = { { LATIN, "gb18030" }, { LATIN, "windows-1251" },
	{ LATIN, "windows-1250" }, { LATIN, "big5" }, { LATIN, "shift_jis" },
	{ LATIN, "euc-jp" }, { LATIN, "euc-kr" }, { LATIN, "windows-1253" },
	{ LATIN, "windows-1255" }, { LATIN, "windows-1256" },
	{ LATIN, "koi8-r" }, { LATIN, "windows-1254" },
	{ LATIN, "windows-874" }, { KOI8, "windows-1251" },
	{ CYRILLIC, "koi8-r" }, { CYRILLIC, "gb18030" },
	{ CYRILLIC, "windows-1252" }, { CENTRAL, "windows-1252" },
	{ CYRILLIC, "ibm866" }, { MACROMAN, "windows-1252" } };

struct moji {
	struct table t[WRONGS];
	int last; /* the path that helped last, or -1 */
};

/* ---- tables ----------------------------------------------------------- */

static void
put(struct table *t, uint32_t cp, unsigned byte)
{
	uint32_t i = (cp * 2654435761u >> 20) & (HASH - 1);

	while (t->cp[i] != 0 && t->cp[i] != cp)
		i = (i + 1) & (HASH - 1);
	t->cp[i] = cp;
	t->byte[i] = (unsigned char)byte;
}

/* The byte of cp, or -1. */
static int
byte_of(const struct table *t, uint32_t cp)
{
	uint32_t i;

	if (cp < 0x80)
		return (int)cp;
	i = (cp * 2654435761u >> 20) & (HASH - 1);
	while (t->cp[i] != 0) {
		if (t->cp[i] == cp)
			return t->byte[i];
		i = (i + 1) & (HASH - 1);
	}
	return -1;
}

static void
fill(struct table *t, enum wrong w)
{
	char bytes[256];
	struct buf b = { 0 };
	const char *p, *end;
	size_t bad;
	uint32_t cp;
	unsigned i;

	for (i = 0x80; i < 0x100; i++) {
		if (w == LATIN ||
		    (w != KOI8 && w != DOS && w != MACROMAN &&
		        w != MACCYRILLIC && i < 0xa0))
			put(t, i, i); /* C1 controls, Latin-1 */
		bytes[2 * (i - 0x80)] = (char)i;
		bytes[2 * (i - 0x80) + 1] = '\n';
	}
	if (conv_to_utf8(wrong_name[w], (struct quire_span){ bytes, 256 }, &b,
	        &bad, NULL) == -1)
		quire_die("ICU lacks a charset");
	for (i = 0x80, p = b.p, end = b.p + b.len; p < end;) {
		p += utf8_decode_any(p, end, &cp);
		if (cp == '\n')
			i++;
		else if (cp != 0xfffd && i < 0x100)
			put(t, cp, i);
	}
	if (w == DOS) { /* as other tables have it */
		put(t, 0xb5, 0xe6);
		put(t, 0xdf, 0xe1);
	}
	put(t, 0xfffd, LOST);
	buf_fini(&b);
}

static struct moji *
tables(struct cleaner *c)
{
	unsigned i;

	if (c->moji == NULL) {
		c->moji = mem_alloc(sizeof *c->moji);
		memset(c->moji, 0, sizeof *c->moji);
		c->moji->last = -1;
		for (i = 0; i < WRONGS; i++)
			fill(&c->moji->t[i], (enum wrong)i);
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
	free(m);
}

/* ---- UTF-8 read as something else ------------------------------------- */

/* The bytes of up to 6 characters at p; how many, and where each ends. */
static unsigned
bytes_at(const struct table *t, const char *p, const char *end,
    unsigned char *byte, const char **after)
{
	unsigned n;
	uint32_t cp;
	int b;

	for (n = 0; n < 6 && p < end; n++) {
		p += utf8_decode(p, end, &cp);
		b = byte_of(t, cp);
		if (b < 0)
			break;
		byte[n] = (unsigned char)b;
		after[n] = p;
	}
	return n;
}

static unsigned
sequence_length(unsigned char lead)
{
	return lead >= 0xc2 && lead < 0xe0 ? 2
	    : lead >= 0xe0 && lead < 0xf0  ? 3
	    : lead >= 0xf0 && lead < 0xf5  ? 4
	                                   : 0;
}

/* Two surrogates, three bytes each (CESU-8). */
static uint32_t
surrogates(const unsigned char *b, unsigned n)
{
	uint32_t high, low;

	if (n < 6 || b[0] != 0xed || b[3] != 0xed || (b[1] & 0xf0) != 0xa0 ||
	    (b[4] & 0xf0) != 0xb0)
		return 0;
	high = (uint32_t)(b[1] & 0x0f) << 6 | (b[2] & 0x3f);
	low = (uint32_t)(b[4] & 0x0f) << 6 | (b[5] & 0x3f);
	return 0x10000 + (high << 10 | low);
}

/*
 * A UTF-8 sequence in the bytes b[0, n): its code point, *used its length; or
 * 0. A space may stand for the no-break space that a third or second byte A0
 * became, and '?' or U+FFFD for a byte that was lost.
 */
static uint32_t
sequence(const unsigned char *b, unsigned n, unsigned *used, bool *broken)
{
	unsigned want = sequence_length(b[0]), i;
	uint32_t cp;

	*broken = false;
	if (want == 0 || n < 2)
		return 0;
	cp = surrogates(b, n);
	*used = cp != 0 ? 6 : want;
	if (cp != 0)
		return cp;
	cp = b[0] & (0xffu >> (want + 1));
	for (i = 1; i < want; i++) {
		unsigned char x = i < n ? b[i] : 0;

		if (x == ' ' &&
		    (want == 2 || (i == 1 && n > 2 && (b[2] & 0xc0) == 0x80)))
			x = 0xa0;
		if (x == LOST || (i == want - 1 && i > 1 && x == '?')) {
			*used = i + 1;
			*broken = true;
			return 0xfffd;
		}
		if ((x & 0xc0) != 0x80)
			return 0;
		cp = cp << 6 | (x & 0x3f);
	}
	if ((want == 3 && (cp < 0x800 || (cp >= 0xd800 && cp < 0xe000))) ||
	    (want == 4 && (cp < 0x10000 || cp > 0x10ffff)))
		return 0;
	return cp;
}

/* How many bytes of input the first `used` characters take, "à " apart. */
static size_t
consumed(const char *p, const char *const *after, const unsigned char *b,
    unsigned used, uint32_t cp, bool *space)
{
	/* "Ã le": the A0 of "à" and the space behind it became one. */
	*space = used == 2 && b[1] == ' ' && cp == 0xe0 && after[1][0] != ' ';
	return (size_t)(after[used - 1] - p);
}

/*
 * Replaces each well-formed sequence; how many there were, and *signs: those
 * that are a letter (Â) before a sign of Latin-1, a sure mark of mojibake.
 */
static unsigned
from_utf8(const struct table *t, struct quire_span s, struct buf *out,
    unsigned *signs)
{
	const char *p = s.p, *end = s.p + s.len, *after[6];
	unsigned char b[6];
	unsigned n, used, hits = 0;
	bool broken, space;
	uint32_t cp, lead;

	*signs = 0;
	while (p < end) {
		if ((unsigned char)*p < 0x80) {
			buf_add_char(out, *p++);
			continue;
		}
		n = bytes_at(t, p, end, b, after);
		cp = n > 1 ? sequence(b, n, &used, &broken) : 0;
		if (cp == 0) {
			n = utf8_decode(p, end, &cp);
			buf_add(out, p, n);
			p += n;
			continue;
		}
		utf8_decode(p, end, &lead);
		*signs +=
		    cp >= 0xa1 && cp <= 0xbf && text_is(lead, TEXT_LETTER);
		p += consumed(p, (const char *const *)after, b, used, cp,
		    &space);
		utf8_add(out, cp);
		if (space)
			buf_add_char(out, ' ');
		hits++;
	}
	return hits;
}

/*
 * The same for what was read as GB18030, whose characters are two bytes: each
 * run of characters beyond ASCII is encoded back by itself.
 */
static unsigned
from_gb(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *q;
	struct buf bytes = { 0 };
	unsigned hits = 0;

	for (; p < end; p = q) {
		bool high = (unsigned char)*p >= 0x80;

		for (q = p; q < end && ((unsigned char)*q >= 0x80) == high;)
			q++;
		bytes.len = 0;
		if (high &&
		    conv_from_utf8("gb18030",
		        (struct quire_span){ p, (size_t)(q - p) }, &bytes,
		        NULL) == 0 &&
		    utf8_valid(buf_span(&bytes)) + 3 > bytes.len &&
		    utf8_valid(buf_span(&bytes)) > 0) {
			if (q < end && utf8_tail(buf_span(&bytes)) > 0)
				buf_add_char(&bytes, *q++);
			utf8_repair_to(buf_span(&bytes), out);
			hits++;
		} else
			buf_add(out, p, (size_t)(q - p));
	}
	buf_fini(&bytes);
	return hits;
}

/* ---- one charset read as another -------------------------------------- */

/* The run of mappable characters from p on; its bytes are added. */
static const char *
run_of(const struct table *t, const char *p, const char *end, struct buf *bytes)
{
	const char *q, *last = p;
	size_t keep = 0;
	uint32_t cp;
	int b;

	while (p < end) {
		q = p + utf8_decode(p, end, &cp);
		b = byte_of(t, cp);
		if (b < 0 || b == LOST)
			break;
		buf_add_char(bytes, (char)b);
		p = q;
		if (cp >= 0x80) {
			last = p;
			keep = bytes->len;
		}
	}
	bytes->len = keep;
	return last;
}

/* Replaces the runs of characters that the wrong charset has. */
static unsigned
from_legacy(const struct table *t, const char *right, struct quire_span s,
    struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len, *q;
	struct buf bytes = { 0 };
	unsigned hits = 0;
	size_t bad, n;
	uint32_t cp;

	while (p < end) {
		n = utf8_decode(p, end, &cp);
		if (cp < 0x80 || cp == 0xfffd || byte_of(t, cp) < 0) {
			buf_add(out, p, n);
			p += n;
			continue;
		}
		bytes.len = 0;
		q = run_of(t, p, end, &bytes);
		n = out->len;
		bad = 0;
		if (conv_to_utf8(right, buf_span(&bytes), out, &bad, NULL) ==
		        -1 ||
		    bad > 0) {
			out->len = n;
			buf_add(out, p, (size_t)(q - p));
		} else
			hits++;
		p = q;
	}
	buf_fini(&bytes);
	return hits;
}

/* ---- choosing --------------------------------------------------------- */

/* Stray C1 controls are windows-1252; NEL only where no line ends. */
static bool
fix_controls(struct quire_span s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.len;
	bool any = false;
	uint32_t cp, to;
	size_t n;

	for (; p < end; p += n) {
		n = utf8_decode(p, end, &cp);
		if (cp >= 0x80 && cp < 0xa0) {
			to = markup_cp1252[cp - 0x80];
			if (cp == 0x85 && p + n < end && p[n] != ' ' &&
			    (unsigned char)p[n] < 0x80 && p[n] != '\n')
				to = cp;
			any |= to != cp;
			utf8_add(out, to);
		} else
			buf_add(out, p, n);
	}
	return any;
}

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
	uint64_t cost;
	struct buf b;
	size_t n;

	c->fixed.len = 0;
	fix_controls(buf_span(&c->tmp), &c->fixed);
	cost = charcost_around(buf_span(&c->fixed), &n);
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

/* Tries candidate i: UTF-8 read in charset i, GB18030, then the paths. */
static void
try_reading(const struct moji *m, int i, struct quire_span s, uint64_t before,
    struct choice *c)
{
	unsigned hits, signs = 0;

	c->tmp.len = 0;
	if (i < WRONGS) {
		hits = from_utf8(&m->t[i], s, &c->tmp, &signs);
		if (hits > 0)
			consider(c, before,
			    8 * (signs > 0 ? 3u : MARGIN + 2 * hits),
			    8 * 6 * hits);
	} else if (i == WRONGS) {
		hits = from_gb(s, &c->tmp);
		if (hits > 0)
			consider(c, before, 8 * 16 + before / 5, 8 * 6 * hits);
	} else {
		i -= WRONGS + 1;
		if (from_legacy(&m->t[path[i].wrong], path[i].right, s,
		        &c->tmp) > 0)
			consider(c, before,
			    before / LEGACY_PART + 8 * LEGACY_MARGIN, 0);
	}
}

/* The best other reading of a line, if one is clearly better. */
static bool
other_reading(struct moji *m, struct quire_span s, struct choice *c)
{
	const int n = WRONGS + 1 + (int)(sizeof path / sizeof *path);
	size_t high;
	uint64_t before = charcost_around(s, &high), best;
	int i;

	c->cost = UINT64_MAX;
	c->found = false;
	if (m->last >= 0)
		try_reading(m, m->last, s, before, c);
	if (c->found && c->cost < before / 2)
		return true; /* as good as the line before */
	for (i = 0; i < n; i++) {
		if (i == WRONGS && c->found && c->cost < before / 3)
			break;
		best = c->cost;
		if (i != m->last)
			try_reading(m, i, s, before, c);
		if (c->cost < best)
			m->last = i;
	}
	return c->found;
}

/* Characters of Han, kana and Hangul: by their lead bytes, near enough. */
static uint64_t
count_cjk(struct quire_span s)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < s.len; i++)
		n += (unsigned char)s.p[i] >= 0xe3 &&
		    (unsigned char)s.p[i] <= 0xed;
	return n;
}

/* More bits around characters beyond ASCII than clean text usually takes. */
static bool
is_suspicious(struct quire_span s)
{
	size_t n;
	uint64_t cost = charcost_around(s, &n), cjk;

	if (n == 0 || cost <= 8 * 7 * (uint64_t)n)
		return false;
	cjk = count_cjk(s); /* Han is dearer than letters */
	return cost > 8 * (7 * (uint64_t)n + 5 * cjk);
}

/* A part of a long line that is to tell whether the rest is worth a look. */
static bool
sample_tells(struct moji *m, struct quire_span s, struct choice *c)
{
	size_t from = 0, to;

	if (s.len < 2 * SAMPLE)
		return true;
	while (from < s.len && (unsigned char)s.p[from] < 0xc0)
		from++;
	for (to = from + SAMPLE;
	     to < s.len && ((unsigned char)s.p[to] & 0xc0) == 0x80; to++)
		continue;
	return other_reading(m, span_sub(s, from, to), c);
}

static struct quire_span
repair_line(struct cleaner *c, struct quire_span s, struct arena *a)
{
	struct choice choice = { 0 };
	struct quire_span r = s;
	int i;

	if (span_find(s, 0, "&#") < s.len && memchr(s.p, '<', s.len) == NULL &&
	    fix_references(s, &choice.tmp))
		r = arena_copy(a, buf_span(&choice.tmp));
	for (i = 0; i < ROUNDS; i++) {
		if (!is_suspicious(r) || !sample_tells(tables(c), r, &choice) ||
		    !other_reading(tables(c), r, &choice))
			break;
		r = arena_copy(a, buf_span(&choice.best));
	}
	choice.tmp.len = 0;
	if (span_find(r, 0, "\xc2") < r.len && fix_controls(r, &choice.tmp))
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

/* The first "&#" at or after from, or s.len. */
static size_t
next_reference(struct quire_span s, size_t from)
{
	const char *p;

	while (from < s.len &&
	    (p = memchr(s.p + from, '&', s.len - from)) != NULL) {
		from = (size_t)(p - s.p);
		if (from + 1 < s.len && s.p[from + 1] == '#')
			return from;
		from++;
	}
	return s.len;
}

struct quire_span
mojibake_repair(struct cleaner *c, struct quire_span text, struct arena *a)
{
	struct buf out = { 0 };
	struct quire_span piece, fixed;
	size_t i = 0, n, at, done = 0;
	size_t high = survey_high(text, 0), sign = next_reference(text, 0);
	bool inside = false; /* of a long line */

	for (; i < text.len; i += n) {
		if (high < i)
			high = survey_high(text, i);
		if (sign < i)
			sign = next_reference(text, i);
		at = high < sign ? high : sign;
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
