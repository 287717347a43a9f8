/*
 * Charsets: ICU's converters and detector behind names of the web.
 *
 * Labels mean what the WHATWG Encoding Standard says: text that calls itself
 * iso-8859-1 or ascii is read as windows-1252, gb2312 and gbk as gb18030, and
 * so on, because that is what such pages hold.
 */
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include "text/text.h"

enum { CHUNK = 4096 };

/* Labels (lower case) whose meaning on the web differs from ICU's. */
static const struct {
	const char *label, *charset;
} web[] = {
	{ "ascii", "windows-1252" },
	{ "us-ascii", "windows-1252" },
	{ "ansi_x3.4-1968", "windows-1252" },
	{ "iso-8859-1", "windows-1252" },
	{ "iso8859-1", "windows-1252" },
	{ "latin1", "windows-1252" },
	{ "latin-1", "windows-1252" },
	{ "l1", "windows-1252" },
	{ "cp1252", "windows-1252" },
	{ "iso-8859-9", "windows-1254" },
	{ "iso8859-9", "windows-1254" },
	{ "latin5", "windows-1254" },
	{ "iso-8859-11", "windows-874" },
	{ "tis-620", "windows-874" },
	{ "gb2312", "gb18030" },
	{ "gbk", "gb18030" },
	{ "cp936", "gb18030" },
	{ "gb_2312-80", "gb18030" },
	{ "x-gbk", "gb18030" },
	{ "euc-cn", "gb18030" },
	{ "shift_jis", "windows-31j" },
	{ "shift-jis", "windows-31j" },
	{ "sjis", "windows-31j" },
	{ "x-sjis", "windows-31j" },
	{ "ms_kanji", "windows-31j" },
	{ "euc-kr", "windows-949" },
	{ "ks_c_5601-1987", "windows-949" },
	{ "ksc5601", "windows-949" },
	{ "korean", "windows-949" },
	{ "big5", "big5-hkscs" },
	{ "big-5", "big5-hkscs" },
	{ "x-x-big5", "big5-hkscs" },
	{ "cp950", "big5-hkscs" },
	{ "koi8", "koi8-r" },
	{ "utf8", "utf-8" },
	{ "unicode", "utf-16le" },
	{ "utf-16", "utf-16le" },
	{ "x-mac-roman", "macintosh" },
};

/* Copies a label in lower case without blanks at its ends; "" if too long. */
static void
tidy(struct quire_span label, char *out, size_t size)
{
	size_t i;

	label = span_trim(label);
	if (label.len >= size)
		label.len = 0;
	for (i = 0; i < label.len; i++)
		out[i] = (char)text_lower((unsigned char)label.p[i] & 0x7f);
	out[label.len] = '\0';
}

const char *
conv_name(struct quire_span label)
{
	UErrorCode status = U_ZERO_ERROR;
	char name[64];
	const char *icu;
	size_t i;

	tidy(label, name, sizeof name);
	if (name[0] == '\0')
		return NULL;
	for (i = 0; i < sizeof web / sizeof *web; i++)
		if (strcmp(web[i].label, name) == 0)
			return web[i].charset;
	icu = ucnv_getStandardName(name, "IANA", &status);
	if (icu == NULL || U_FAILURE(status)) {
		status = U_ZERO_ERROR;
		icu = ucnv_getAlias(name, 0, &status);
	}
	return U_FAILURE(status) ? NULL : icu;
}

static UConverter *
open_converter(const char *charset, struct quire_err *e)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *name = conv_name(span_of(charset));
	UConverter *c = NULL;

	if (name != NULL)
		c = ucnv_open(name, &status);
	if (c == NULL || U_FAILURE(status)) {
		ucnv_close(c);
		err_set(e, QUIRE_EUSAGE, 0, "unknown charset");
		return NULL;
	}
	return c;
}

/* Counts what cannot be decoded, and lets ICU substitute U+FFFD. */
static void
count_bad(const void *context, UConverterToUnicodeArgs *args, const char *units,
    int32_t len, UConverterCallbackReason reason, UErrorCode *status)
{
	union {
		const void *in;
		size_t *out;
	} bad = { context };

	if (reason <= UCNV_IRREGULAR)
		++*bad.out;
	UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, units, len, reason, status);
}

/* Appends UTF-16; a high surrogate at the end waits in *high. */
static void
add_utf16(const UChar *u, const UChar *end, UChar *high, struct buf *out)
{
	for (; u < end; u++) {
		if (*high != 0) {
			if (U16_IS_TRAIL(*u)) {
				utf8_add(out,
				    (uint32_t)U16_GET_SUPPLEMENTARY(*high, *u));
				*high = 0;
				continue;
			}
			utf8_add(out, 0xfffd);
			*high = 0;
		}
		if (U16_IS_LEAD(*u))
			*high = *u;
		else
			utf8_add(out, U16_IS_TRAIL(*u) ? 0xfffd : *u);
	}
}

int
conv_to_utf8(const char *charset, struct quire_span bytes, struct buf *out,
    size_t *bad, struct quire_err *e)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *c = open_converter(charset, e);
	const char *p = bytes.p, *end = bytes.p + bytes.len;
	UChar chunk[CHUNK] = { 0 }, *u, high = 0;

	*bad = 0;
	if (c == NULL)
		return -1;
	ucnv_setToUCallBack(c, count_bad, bad, NULL, NULL, &status);
	do {
		u = chunk;
		status = U_ZERO_ERROR;
		ucnv_toUnicode(c, &u, chunk + CHUNK, &p, end, NULL, true,
		    &status);
		add_utf16(chunk, u, &high, out);
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	if (high != 0)
		utf8_add(out, 0xfffd);
	ucnv_close(c);
	if (U_FAILURE(status))
		return err_set(e, QUIRE_EINPUT, 0, "cannot be decoded");
	return 0;
}

/* Converts by way of UTF-16, chunk by chunk. */
static int
encode(UConverter *c, UConverter *utf8, struct quire_span text, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *p = text.p, *end = text.p + text.len;
	UChar pivot[CHUNK], *from = pivot, *to = pivot;
	char chunk[CHUNK], *q;

	ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL,
	    &status);
	do {
		q = chunk;
		status = U_ZERO_ERROR;
		ucnv_convertEx(c, utf8, &q, chunk + CHUNK, &p, end, pivot,
		    &from, &to, pivot + CHUNK, false, true, &status);
		buf_add(out, chunk, (size_t)(q - chunk));
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	return U_FAILURE(status) ? -1 : 0;
}

int
conv_from_utf8(const char *charset, struct quire_span text, struct buf *out,
    struct quire_err *e)
{
	UConverter *c = open_converter(charset, e);
	UConverter *utf8 = c != NULL ? open_converter("utf-8", e) : NULL;
	size_t before = out->len;
	int r = -1;

	if (utf8 != NULL && (r = encode(c, utf8, text, out)) == -1) {
		out->len = before;
		err_set(e, QUIRE_EINPUT, 0, "has no place in this charset");
	}
	ucnv_close(utf8);
	ucnv_close(c);
	return r;
}

static size_t
take_guesses(const UCharsetMatch **m, int32_t n, struct conv_guess *guess,
    size_t max)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *name;
	size_t i;

	for (i = 0; i < (size_t)n && i < max; i++) {
		name = ucsdet_getName(m[i], &status);
		guess[i].confidence = ucsdet_getConfidence(m[i], &status);
		if (U_FAILURE(status) ||
		    strlen(name) >= sizeof guess[i].charset)
			break;
		strcpy(guess[i].charset, name);
	}
	return i;
}

size_t
conv_detect(struct quire_span bytes, struct conv_guess *guess, size_t max)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *d = ucsdet_open(&status);
	const UCharsetMatch **m;
	int32_t n = 0;
	size_t found = 0;

	if (U_FAILURE(status))
		quire_die("cannot open ICU's charset detector");
	if (bytes.len > INT32_MAX)
		bytes.len = INT32_MAX;
	ucsdet_setText(d, bytes.p, (int32_t)bytes.len, &status);
	m = ucsdet_detectAll(d, &n, &status);
	if (U_SUCCESS(status) && m != NULL)
		found = take_guesses(m, n, guess, max);
	ucsdet_close(d);
	return found;
}
