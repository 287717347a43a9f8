/*
 * encoding: bytes to UTF-8.
 *
 * In this order: a byte order mark; what the caller declares; well-formed
 * UTF-8; UTF-16 and UTF-32 by where their zeros and their lead bytes are; a
 * charset that the document itself declares and that fits; the candidates of
 * ICU's detector and the tables below, judged by how likely the text is that
 * they give (charcost.c), not by the detector's confidence.
 */
#include <string.h>

#include "clean/work.h"

enum { SAMPLE = 32768, TELLING = 8192, GUESSES = 12 };

/* Tried whatever the detector says: it never finds some of them. */
static const char *const more[] = { "gb18030", "big5", "euc-jp", "shift_jis",
	"euc-kr", "windows-1250", "windows-1251", "windows-1252",
	"windows-1253", "windows-1254", "windows-1255", "windows-1256",
	"windows-1257", "windows-1258", "koi8-r", "ibm866", "ibm855",
	"macintosh", "x-mac-cyrillic", "x-mac-centraleurroman", "windows-874",
	"iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6",
	"iso-8859-7", "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-15",
	"iso-8859-16", "ibm852", "johab", "euc-tw" };

static const struct {
	const char *bom;
	size_t len;
	const char *charset;
} marks[] = { { "\xff\xfe\0\0", 4, "utf-32le" },
	{ "\0\0\xfe\xff", 4, "utf-32be" }, { "\xef\xbb\xbf", 3, "utf-8" },
	{ "\xff\xfe", 2, "utf-16le" }, { "\xfe\xff", 2, "utf-16be" },
	{ "\x84\x31\x95\x33", 4, "gb18030" } };

static const char *
by_mark(struct quire_span s)
{
	size_t i;

	for (i = 0; i < sizeof marks / sizeof *marks; i++)
		if (s.len >= marks[i].len &&
		    memcmp(s.p, marks[i].bom, marks[i].len) == 0)
			return marks[i].charset;
	return NULL;
}

/* ---- wide encodings without a mark ------------------------------------ */

/* Of 16-bit units: how many are white space, letters or common CJK. */
static size_t
plausible_units(const unsigned char *p, size_t n, bool big)
{
	size_t i, good = 0;
	unsigned u;

	for (i = 0; i + 1 < n; i += 2) {
		u = big ? (unsigned)p[i] << 8 | p[i + 1]
		        : (unsigned)p[i + 1] << 8 | p[i];
		good += u == 0x20 || u == 0x0a || u == 0x0d || u == 0x3000 ||
		    u == 0x3001 || u == 0x3002 || u == 0xff0c ||
		    (u > 0x20 && u < 0x7f) || u == 0x64a || u == 0x627;
	}
	return good;
}

static const char *
by_zeros(struct quire_span s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n = s.len < SAMPLE ? s.len & ~(size_t)3 : SAMPLE, i;
	size_t zero[4] = { 0 }, big, little;

	if (s.len < 4 || s.len % 2 != 0)
		return NULL;
	for (i = 0; i < n; i++)
		zero[i & 3] += p[i] == 0;
	if (s.len % 4 == 0 && n > 0) {
		if (zero[0] == n / 4 && zero[1] > n / 5 && zero[3] < n / 8)
			return "utf-32be";
		if (zero[3] == n / 4 && zero[2] > n / 5 && zero[0] < n / 8)
			return "utf-32le";
	}
	n = s.len < SAMPLE ? s.len : SAMPLE;
	big = plausible_units(p, n, true);
	little = plausible_units(p, n, false);
	if (zero[0] + zero[1] + zero[2] + zero[3] == 0 &&
	    (big > little ? big : little) * 12 < n / 2)
		return NULL;
	if (big > 4 * little && big * 30 > n / 2)
		return "utf-16be";
	if (little > 4 * big && little * 30 > n / 2)
		return "utf-16le";
	return NULL;
}

/* ---- declared inside --------------------------------------------------- */

static bool
is_label(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' ||
	    c == '.';
}

/* charset=… of a <meta>, or encoding="…" of an XML declaration. */
static const char *
by_declaration(struct quire_span s)
{
	struct quire_span head = span_sub(s, 0, 4096), label;
	size_t i = span_find(head, 0, "charset="), from;

	if (i < head.len)
		i += 8;
	else {
		if (!span_starts(head, "<?xml"))
			return NULL;
		i = span_find(head, 0, "encoding=");
		if (i == head.len || i > 100)
			return NULL;
		i += 9;
	}
	while (i < head.len &&
	    (head.p[i] == '"' || head.p[i] == '\'' || head.p[i] == ' '))
		i++;
	for (from = i; i < head.len && is_label(head.p[i]); i++)
		continue;
	label = span_sub(head, from, i);
	return label.len > 0 ? conv_name(label) : NULL;
}

/* ISO-2022 and HZ announce themselves. */
static const char *
by_escape(struct quire_span s)
{
	struct quire_span head = span_sub(s, 0, SAMPLE);

	if (head.len > 0 && memchr(head.p, 0x1b, head.len) != NULL) {
		if (span_find(head, 0, "\x1b$)C") < head.len)
			return "iso-2022-kr";
		if (span_find(head, 0, "\x1b$)A") < head.len)
			return "iso-2022-cn";
		if (span_find(head, 0, "\x1b$B") < head.len ||
		    span_find(head, 0, "\x1b$@") < head.len ||
		    span_find(head, 0, "\x1b(J") < head.len)
			return "iso-2022-jp";
	}
	if (span_find(head, 0, "~{") < head.len &&
	    span_find(head, 0, "~}") < head.len)
		return "hz-gb-2312";
	return NULL;
}

/* ---- by statistics ----------------------------------------------------- */

/* Charsets that are hardly ever met need stronger evidence: bits. */
static unsigned
rarity(const char *charset)
{
	static const char *const rare[] = { "iso-8859-3", "iso-8859-4",
		"iso-8859-10", "iso-8859-13", "iso-8859-16", "johab", "euc-tw",
		"macintosh", "x-mac", "ibm8", "windows-1258", "iso-8859-6" };
	size_t i;

	for (i = 0; i < sizeof rare / sizeof *rare; i++)
		if (span_starts_nocase(span_of(charset), rare[i]))
			return 12;
	return 0;
}

/* Eighths of bits that the sample takes when read in that charset. */
static uint64_t
cost_of(const char *charset, struct quire_span sample, struct buf *tmp)
{
	struct buf nfc = { 0 };
	size_t bad = 0;
	uint64_t cost;

	tmp->len = 0;
	if (conv_to_utf8(charset, sample, tmp, &bad, NULL) < 0)
		return UINT64_MAX;
	if (strcmp(charset, "windows-1258") == 0) { /* marks apart */
		text_normalize(buf_span(tmp), TEXT_NFC, &nfc);
		cost = charcost(buf_span(&nfc));
	} else
		cost = charcost(buf_span(tmp));
	buf_fini(&nfc);
	return cost + bad * 8 * 24 + 8 * rarity(charset);
}

static bool
seen(const struct conv_guess *g, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(g[i].charset, name) == 0)
			return true;
	return false;
}

/* The bytes that tell most: those around the first that are not ASCII. */
static struct quire_span
telling(struct quire_span s)
{
	size_t i = 0, from;

	while (i < s.len && (unsigned char)s.p[i] < 0x80)
		i++;
	from = i > 256 ? i - 256 : 0;
	return span_sub(s, from, from + TELLING);
}

static void
by_statistics(struct quire_span s, const char *declared, char *name,
    size_t size)
{
	struct conv_guess g[GUESSES + sizeof more / sizeof *more + 1];
	struct quire_span sample = telling(s);
	struct buf tmp = { 0 };
	uint64_t best = UINT64_MAX, cost;
	size_t n = 0, i;

	memset(g, 0, sizeof *g);
	if (declared != NULL && strlen(declared) < sizeof g->charset)
		strcpy(g[n++].charset, declared);
	n += conv_detect(sample, g + n, GUESSES);
	for (i = 0; i < sizeof more / sizeof *more; i++)
		if (!seen(g, n, more[i])) {
			memset(&g[n], 0, sizeof g[n]);
			strncpy(g[n++].charset, more[i], sizeof g->charset - 1);
		}
	strncpy(name, "windows-1252", size - 1);
	for (i = 0; i < n; i++) {
		cost = cost_of(g[i].charset, sample, &tmp);
		if (declared != NULL && i == 0 && cost != UINT64_MAX)
			cost -= cost / 20; /* a declaration counts */
		if (cost < best) {
			best = cost;
			memcpy(name, g[i].charset,
			    size < sizeof g->charset ? size
			                             : sizeof g->charset);
		}
	}
	buf_fini(&tmp);
}

/* ---- Japanese ---------------------------------------------------------- */

static bool
is_vendor(uint32_t cp)
{
	return (cp >= 0x2460 && cp <= 0x2473) ||
	    (cp >= 0x2160 && cp <= 0x217b) || (cp >= 0x3220 && cp <= 0x33ff) ||
	    cp == 0x2116 || cp == 0x2121 || cp == 0x9ad9 ||
	    (cp >= 0xf900 && cp <= 0xfaff);
}

static uint32_t
jis(uint32_t cp)
{
	switch (cp) {
	case 0xff5e:
		return 0x301c;
	case 0xff0d:
		return 0x2212;
	case 0x2225:
		return 0x2016;
	case 0xffe0:
		return 0xa2;
	case 0xffe1:
		return 0xa3;
	case 0xffe2:
		return 0xac;
	default:
		return cp;
	}
}

/*
 * The web reads Shift_JIS and EUC-JP as Windows-31J, which gives six signs of
 * JIS X 0208 full-width look-alikes. A text with characters that only vendors
 * have is Windows-31J; any other gets the signs of the standard.
 */
static void
use_jis(struct buf *b)
{
	const char *p = b->p, *end = b->p + b->len;
	struct buf out = { 0 };
	uint32_t cp;

	while (p < end) {
		p += utf8_decode_any(p, end, &cp);
		if (is_vendor(cp)) {
			buf_fini(&out);
			return;
		}
		utf8_add(&out, jis(cp));
	}
	buf_fini(b);
	*b = out;
}

static bool
is_japanese(const char *charset)
{
	static const char *const name[] = { "shift_jis", "windows-31j",
		"euc-jp", "iso-2022-jp", NULL };

	return span_is_any_nocase(span_of(charset), name);
}

/* ---- the pass --------------------------------------------------------- */

static struct quire_span
convert(const char *charset, struct quire_span s, struct arena *a)
{
	struct buf b = { 0 };
	struct quire_span r;
	size_t bad = 0;

	if (strcmp(charset, "utf-8") == 0 ||
	    conv_to_utf8(charset, s, &b, &bad, NULL) < 0) {
		buf_fini(&b);
		return utf8_repair(s, a);
	}
	if (is_japanese(charset))
		use_jis(&b);
	r = utf8_repair(arena_copy(a, buf_span(&b)), a);
	buf_fini(&b);
	return r;
}

/* UTF-8 but for a few bytes: repairing loses less than any other reading. */
static bool
nearly_utf8(struct quire_span s)
{
	size_t good = 0, bad = 0, n;
	const unsigned char *p;
	size_t i;

	while (s.len > 0) {
		n = utf8_valid(s);
		p = (const unsigned char *)s.p;
		for (i = 0; i < n; i++)
			good += p[i] >= 0xc2;
		if (n == s.len)
			break;
		bad++;
		if (bad > 64 && good < bad)
			return false;
		s = span_sub(s, n + 1, s.len);
	}
	return good > 8 * bad;
}

/* The charset of a document by its first window. */
static void
choose(struct cleaner *c, struct quire_span s, bool utf8)
{
	const char *name = by_mark(s), *declared = NULL;

	memset(c->charset, 0, sizeof c->charset);
	if (name == NULL && c->o.charset != NULL)
		name = c->o.charset;
	if (name == NULL && utf8) {
		name = by_escape(s);
		if (name == NULL)
			name = by_zeros(s);
		if (name == NULL)
			name = "utf-8";
	}
	if (name == NULL)
		name = by_zeros(s);
	if (name == NULL && nearly_utf8(s))
		name = "utf-8";
	if (name == NULL && c->declared[0] != '\0')
		declared = conv_name(span_of(c->declared));
	if (name == NULL && declared == NULL)
		declared = by_declaration(s);
	if (name == NULL)
		by_statistics(s, declared, c->charset, sizeof c->charset);
	else
		strncpy(c->charset, name, sizeof c->charset - 1);
}

struct quire_span
encoding_decode(struct cleaner *c, struct quire_span bytes, bool first,
    bool last, struct arena *a)
{
	size_t good = utf8_valid(bytes), i;
	bool utf8 = good + (last ? 0 : utf8_tail(bytes)) >= bytes.len;
	bool whole = good == bytes.len;

	if (!first && c->utf8 && !utf8)
		first = true; /* it was ASCII so far */
	if (first)
		choose(c, bytes, utf8);
	c->utf8 = strcmp(c->charset, "utf-8") == 0;
	for (i = 0; first && i < sizeof marks / sizeof *marks; i++)
		if (bytes.len >= marks[i].len &&
		    memcmp(bytes.p, marks[i].bom, marks[i].len) == 0) {
			bytes = span_sub(bytes, marks[i].len, bytes.len);
			break;
		}
	return c->utf8 && whole ? bytes : convert(c->charset, bytes, a);
}
