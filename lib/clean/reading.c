/*
 * reading: the readings that mojibake.c chooses from. UTF-8 that was read in
 * another charset: each sequence of characters whose bytes are well-formed
 * UTF-8 is replaced by itself, so half a line may be right. A legacy charset
 * that was read in another: the run of characters that the wrong charset has
 * is replaced as a whole.
 *
 * Most readings of most texts are hopeless, and reading_hopes tells which
 * without trying: characters that no table has stay what they are, and what
 * they cost cannot be saved.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/charcost.h"
#include "clean/reading.h"
#include "clean/work.h"

enum { LOST = 0x1a, HASH = 1024, MASKS = 4096 };

/* Characters to bytes of a single-byte charset. */
struct table {
	uint32_t cp[HASH]; /* 0: empty */
	unsigned char byte[HASH];
};

static const char *const wrong_name[WRONGS] = { "windows-1252", "windows-1251",
	"windows-1250", "iso-8859-2", "koi8-r", "macintosh", "ibm437",
	"x-mac-cyrillic", "windows-1253", "windows-1254", "windows-1257" };

/* Legacy text read in a wrong legacy charset. */
static const struct path {
	enum wrong wrong;
	const char *right;
	/* of two-byte charsets: lead bytes, up to 0xfc, but [from, to) */
	unsigned char lead, from, to;
	bool four; /* has characters of four bytes */
} path[] = { { LATIN, "gb18030", 0x81, 0, 0, true },
	{ LATIN, "windows-1251", 0, 0, 0, false },
	{ LATIN, "windows-1250", 0, 0, 0, false },
	{ LATIN, "big5", 0x81, 0, 0, false },
	{ LATIN, "shift_jis", 0x81, 0xa0, 0xe0, false },
	{ LATIN, "euc-jp", 0xa1, 0, 0, false },
	{ LATIN, "euc-kr", 0x81, 0, 0, false },
	{ LATIN, "windows-1253", 0, 0, 0, false },
	{ LATIN, "windows-1255", 0, 0, 0, false },
	{ LATIN, "windows-1256", 0, 0, 0, false },
	{ LATIN, "koi8-r", 0, 0, 0, false },
	{ LATIN, "windows-1254", 0, 0, 0, false },
	{ LATIN, "windows-874", 0, 0, 0, false },
	{ KOI8, "windows-1251", 0, 0, 0, false },
	{ CYRILLIC, "koi8-r", 0, 0, 0, false },
	{ CYRILLIC, "gb18030", 0x81, 0, 0, true },
	{ CYRILLIC, "windows-1252", 0, 0, 0, false },
	{ CENTRAL, "windows-1252", 0, 0, 0, false },
	{ CYRILLIC, "ibm866", 0, 0, 0, false },
	{ MACROMAN, "windows-1252", 0, 0, 0, false } };

/* What the upper bytes of a single-byte charset are; U+FFFD: nothing. */
struct single {
	uint16_t cp[0x80];
};

/* The tables that have a character; those where its byte leads, or trails. */
struct share {
	uint32_t cp; /* 0: empty */
	uint16_t has, leads, trails;
};

struct readings {
	struct table t[WRONGS];
	struct share share[MASKS];
	struct single *single[sizeof path / sizeof *path];
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

static struct share *
share_at(struct share *s, uint32_t cp)
{
	uint32_t i = cp * 2654435761u >> 20;

	while (s[i].cp != 0 && s[i].cp != cp)
		i = (i + 1) & (MASKS - 1);
	return &s[i];
}

/* Enters the characters of table w into what all tables share. */
static void
enter(struct readings *r, unsigned w)
{
	const struct table *t = &r->t[w];
	uint16_t bit = (uint16_t)(1u << w);
	struct share *s;
	size_t i;

	for (i = 0; i < HASH; i++) {
		if (t->cp[i] == 0)
			continue;
		s = share_at(r->share, t->cp[i]);
		s->cp = t->cp[i];
		s->has |= bit;
		if (t->byte[i] >= 0xc2)
			s->leads |= bit;
		if ((t->byte[i] & 0xc0) == 0x80 || t->byte[i] == LOST)
			s->trails |= bit;
	}
}

struct readings *
readings_new(void)
{
	struct readings *r = mem_alloc(sizeof *r);
	unsigned i;

	memset(r, 0, sizeof *r);
	for (i = 0; i < WRONGS; i++) {
		fill(&r->t[i], (enum wrong)i);
		enter(r, i);
	}
	return r;
}

void
readings_free(struct readings *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; i < sizeof path / sizeof *path; i++)
		free(r->single[i]);
	free(r);
}

/* ---- hopes ------------------------------------------------------------ */

void
reading_hopes(struct readings *r, struct quire_span s, struct hopes *h)
{
	static const struct share none,
	    ascii_space = { ' ', 0, 0, UINT16_MAX },
	    control = { 0x80, UINT16_MAX, UINT16_MAX, UINT16_MAX };
	const struct share *now, *before = &none;
	struct charcost_walk x;
	unsigned cost, i, touched;
	uint32_t cp;

	memset(h, 0, sizeof *h);
	charcost_start(&x, s);
	while (charcost_next(&x, &cp, &cost)) {
		now = cp == ' '                    ? &ascii_space
		    : cp < 0x80                    ? &none
		    : cp < 0xa0                    ? &control
		    : cp >= 0x3000 && cp <= 0xd7ff ? &none
		                                   : share_at(r->share, cp);
		h->utf8 |= (unsigned)(before->leads & now->trails);
		touched = (unsigned)(before->has | now->has);
		for (i = 0; i < WRONGS && touched >> i != 0; i++)
			if (touched >> i & 1)
				h->saved[i] += cost;
		before = now;
	}
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

/* May the space at b[i] be a trail byte A0? */
static bool
may_be_space(const unsigned char *b, unsigned n, unsigned want, unsigned i)
{
	return want == 2 || (i == 1 && n > 2 && (b[2] & 0xc0) == 0x80) ||
	    (i == 2 && b[0] == 0xe2);
}

/* The end of a sequence whose byte i is lost: a trail behind goes with it. */
static unsigned
lost_end(const unsigned char *b, unsigned n, unsigned want, unsigned i)
{
	return i == 2 && want == 4 && n > 3 &&
	        ((b[3] & 0xc0) == 0x80 || b[3] == LOST)
	    ? 4
	    : i + 1;
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

		if (x == ' ' && may_be_space(b, n, want, i))
			x = 0xa0;
		if (x == LOST || (i == want - 1 && i > 1 && x == '?')) {
			*used = lost_end(b, n, want, i);
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

/*
 * "Ã le": the A0 of "à" and the space behind it became one; but not where à is
 * only the beginning of a word of Portuguese.
 */
static bool
lacks_space(const unsigned char *b, unsigned used, uint32_t cp, const char *p,
    const char *end)
{
	struct quire_span rest = { p, (size_t)(end - p) };

	return used == 2 && b[1] == ' ' && cp == 0xe0 && p < end && *p != ' ' &&
	    !span_starts(rest, "s ") && !span_starts(rest, "quel") &&
	    !span_starts(rest, "quilo");
}

/*
 * Replaces each well-formed sequence; how many there were, and *signs: those
 * that are a letter (Â) before a sign of Latin-1, a sure mark of mojibake.
 * Letters that hardly any language has are taken for chance.
 */
static unsigned
from_utf8(const struct table *t, struct quire_span s, struct buf *out,
    unsigned *signs)
{
	const char *p = s.p, *end = s.p + s.len, *after[6];
	unsigned char b[6];
	unsigned n, used, hits = 0, rare = 0;
	bool broken;
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
		p = after[used - 1];
		utf8_add(out, cp);
		if (lacks_space(b, used, cp, p, end))
			buf_add_char(out, ' ');
		rare += text_is(cp, TEXT_LETTER) && !charcost_seen(cp);
		hits++;
	}
	return rare == hits ? 0 : hits;
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
		if (high && reading_may_be_gb(p, q) &&
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

/* Bytes [p, q) that are their own characters; where LOST is, they end. */
static const char *
add_ascii(const char *p, const char *q, struct buf *bytes)
{
	const char *lost = memchr(p, LOST, (size_t)(q - p));

	if (lost != NULL)
		q = lost;
	buf_add(bytes, p, (size_t)(q - p));
	return q;
}

/* The run of mappable characters from s.p + at on; its bytes are added. */
static const char *
run_of(const struct table *t, struct quire_span s, size_t at, struct buf *bytes)
{
	const char *p = s.p + at, *end = s.p + s.len, *q, *last = p;
	size_t keep = 0;
	uint32_t cp;
	int b;

	while (p < end) {
		if ((unsigned char)*p < 0x80) {
			q = s.p + survey_high(s, (size_t)(p - s.p));
			p = add_ascii(p, q, bytes);
			if (p < q)
				break;
			continue;
		}
		q = p + utf8_decode(p, end, &cp);
		b = byte_of(t, cp);
		if (b < 0 || b == LOST)
			break;
		buf_add_char(bytes, (char)b);
		last = p = q;
		keep = bytes->len;
	}
	bytes->len = keep;
	return last;
}

/* Are these bytes surely none of the charset? A lead byte needs its trail. */
static bool
is_broken(const struct path *x, struct quire_span s)
{
	size_t i = survey_high(s, 0);
	unsigned char c;

	while (x->lead != 0 && i < s.len) {
		c = (unsigned char)s.p[i++];
		if (c < x->lead || c > 0xfc || (c >= x->from && c < x->to)) {
			i = survey_high(s, i);
			continue;
		}
		c = i < s.len ? (unsigned char)s.p[i++] : 0;
		if (c < 0x30 || (c < 0x40 && (c > 0x39 || !x->four)))
			return true;
		if (c < 0x40)
			i += 2;
		i = i < s.len ? survey_high(s, i) : s.len;
	}
	return false;
}

/* Each upper byte decoded by itself, line ends between. */
static struct single *
new_single(const char *charset)
{
	struct single *x = mem_alloc(sizeof *x);
	char bytes[0x100];
	struct buf b = { 0 };
	const char *p, *end;
	unsigned i;
	size_t bad;
	uint32_t cp;

	for (i = 0; i < 0x80; i++) {
		x->cp[i] = 0xfffd;
		bytes[2 * i] = (char)(0x80 + i);
		bytes[2 * i + 1] = '\n';
	}
	if (conv_to_utf8(charset, (struct quire_span){ bytes, sizeof bytes },
	        &b, &bad, NULL) == -1)
		quire_die("ICU lacks a charset");
	for (i = 0, p = b.p, end = b.p + b.len; p < end && i < 0x80;) {
		p += utf8_decode_any(p, end, &cp);
		if (cp == '\n')
			i++;
		else
			x->cp[i] = (uint16_t)cp;
	}
	buf_fini(&b);
	return x;
}

/* Decodes by the table; false if a byte is nothing. */
static bool
decode_single(const struct single *x, struct quire_span s, struct buf *out)
{
	size_t i = 0, high;
	uint16_t cp;

	for (;; i = high + 1) {
		high = survey_high(s, i);
		buf_add(out, s.p + i, high - i);
		if (high == s.len)
			return true;
		cp = x->cp[(unsigned char)s.p[high] & 0x7f];
		if (cp == 0xfffd)
			return false;
		utf8_add(out, cp);
	}
}

/* The bytes of a run, decoded; false if they are none of the charset. */
static bool
decode(struct readings *r, const struct path *x, struct quire_span s,
    struct buf *out)
{
	size_t i = (size_t)(x - path), bad = 0;

	if (x->lead != 0)
		return !is_broken(x, s) &&
		    conv_to_utf8(x->right, s, out, &bad, NULL) != -1 &&
		    bad == 0;
	if (r->single[i] == NULL)
		r->single[i] = new_single(x->right);
	return decode_single(r->single[i], s, out);
}

/* Replaces the runs of characters that the wrong charset has. */
static unsigned
from_legacy(struct readings *r, const struct path *x, struct quire_span s,
    struct buf *out)
{
	const struct table *t = &r->t[x->wrong];
	struct buf bytes = { 0 };
	unsigned hits = 0;
	const char *q;
	size_t n, at = 0, high;
	uint32_t cp;

	for (; at < s.len; at = (size_t)(q - s.p)) {
		high = survey_high(s, at);
		buf_add(out, s.p + at, high - at);
		if (high == s.len)
			break;
		at = high;
		q = s.p + at + utf8_decode(s.p + at, s.p + s.len, &cp);
		bytes.len = 0;
		if (cp != 0xfffd && byte_of(t, cp) >= 0)
			q = run_of(t, s, at, &bytes);
		n = out->len;
		if (bytes.len == 0 || !decode(r, x, buf_span(&bytes), out)) {
			out->len = n;
			buf_add(out, s.p + at, (size_t)(q - s.p) - at);
		} else
			hits++;
	}
	buf_fini(&bytes);
	return hits;
}

/* ---- trying ----------------------------------------------------------- */

enum { PATHS = sizeof path / sizeof *path };

const int reading_count = WRONGS + 1 + PATHS;

int
reading_wrong(int i)
{
	return i > WRONGS ? (int)path[i - WRONGS - 1].wrong : -1;
}

/* Does a text hold what a charset of two bytes is made for? */
static bool
has_cjk(struct quire_span s)
{
	uint32_t cp;
	size_t i;

	for (i = survey_high(s, 0); i < s.len; i = survey_high(s, i)) {
		i += utf8_decode(s.p + i, s.p + s.len, &cp);
		if (text_is(cp, TEXT_HAN | TEXT_KANA | TEXT_HANGUL))
			return true;
	}
	return false;
}

unsigned
reading_try(struct readings *r, int i, struct quire_span s, struct buf *out,
    unsigned *signs)
{
	unsigned hits;

	*signs = 0;
	if (i < WRONGS)
		return from_utf8(&r->t[i], s, out, signs);
	if (i == WRONGS)
		return from_gb(s, out);
	i -= WRONGS + 1;
	hits = from_legacy(r, &path[i], s, out);
	return path[i].lead == 0 || has_cjk(buf_span(out)) ? hits : 0;
}
