/*
 * WARC (ISO 28500, versions 1.0 and 1.1) and Common Crawl's WET streams, not
 * compressed. Content-Length delimits a record, whatever its block holds; a
 * record without a usable header is skipped up to the next line that starts
 * a record. Every byte is looked at a bounded number of times.
 *
 * Lines may end in LF alone. Folded header fields (1.0) are unfolded.
 */
#include <stddef.h>
#include <string.h>

#include "io/io.h"

enum { STEP = 64 << 10, HEADER_MAX = 256 << 10 };

#define NO_LENGTH UINT64_MAX

static const struct field {
	const char *name;
	size_t place; /* of its span in struct warc_entry */
} fields[] = { { "WARC-Type", offsetof(struct warc_entry, type) },
	{ "WARC-Record-ID", offsetof(struct warc_entry, id) },
	{ "WARC-Target-URI", offsetof(struct warc_entry, url) },
	{ "WARC-Date", offsetof(struct warc_entry, date) },
	{ "Content-Type", offsetof(struct warc_entry, content_type) } };

/* ---- header lines (also of HTTP) -------------------------------------- */

static struct quire_span
without_newline(struct quire_span line)
{
	if (line.len > 0 && line.p[line.len - 1] == '\n')
		line.len--;
	if (line.len > 0 && line.p[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool
is_fold(struct quire_span line)
{
	return line.len > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
}

/*
 * Cuts a field, with the lines folded into it, off the header. False at its
 * end, which is an empty line or that of the span.
 */
static bool
next_field(struct quire_span *rest, struct quire_span *name,
    struct quire_span *value)
{
	struct quire_span line, more, ahead;
	const char *colon;

	do {
		if (!span_line(rest, &line))
			return false;
		line = without_newline(line);
		if (line.len == 0)
			return false;
		colon = memchr(line.p, ':', line.len);
		for (ahead = *rest; span_line(&ahead, &more) && is_fold(more) &&
		     without_newline(more).len > 0;
		     *rest = ahead)
			line.len = (size_t)(more.p - line.p) +
			    without_newline(more).len;
	} while (colon == NULL);
	*name = span_trim(span_sub(line, 0, (size_t)(colon - line.p)));
	*value =
	    span_trim(span_sub(line, (size_t)(colon + 1 - line.p), line.len));
	return true;
}

/* A value without its line breaks. */
static struct quire_span
unfold(struct quire_span s, struct arena *a)
{
	char *p;
	size_t i;

	if (s.len == 0 || memchr(s.p, '\n', s.len) == NULL)
		return s;
	s = arena_copy(a, s);
	p = (char *)(uintptr_t)s.p;
	for (i = 0; i < s.len; i++)
		if (p[i] == '\r' || p[i] == '\n')
			p[i] = ' ';
	return s;
}

/* A whole number, or NO_LENGTH. */
static uint64_t
whole_number(struct quire_span s)
{
	uint64_t n = 0;
	size_t i;

	if (s.len == 0 || s.len > 18)
		return NO_LENGTH;
	for (i = 0; i < s.len; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return NO_LENGTH;
		n = n * 10 + (uint64_t)(s.p[i] - '0');
	}
	return n;
}

/* ---- HTTP responses --------------------------------------------------- */

/* The number before a chunk and the line it stands on; false if bad. */
static bool
chunk_size(struct quire_span *rest, size_t *size)
{
	struct quire_span line;
	size_t i, n = 0, digit;
	char c;

	if (!span_line(rest, &line))
		return false;
	line = span_trim(line);
	for (i = 0; i < line.len && i < 15; i++) {
		c = line.p[i];
		if (c >= '0' && c <= '9')
			digit = (size_t)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			digit = (size_t)((c | 0x20) - 'a') + 10;
		else
			break;
		n = n << 4 | digit;
	}
	*size = n;
	return i > 0 && (i == line.len || line.p[i] == ';' || line.p[i] == ' ');
}

/*
 * Undoes the chunked transfer coding (RFC 9112, 7.1). What is not chunked
 * after all comes back as it is; what is cut short, as far as it goes.
 */
static struct quire_span
dechunk(struct quire_span body, struct arena *a)
{
	struct quire_span rest = body, gap;
	char *out = arena_alloc(a, body.len + 1);
	size_t size, len = 0;

	if (!chunk_size(&rest, &size))
		return body;
	while (size > 0) {
		if (size > rest.len)
			size = rest.len;
		memcpy(out + len, rest.p, size);
		len += size;
		rest = span_sub(rest, size, rest.len);
		if (!span_line(&rest, &gap) || !chunk_size(&rest, &size))
			break;
	}
	return (struct quire_span){ out, len };
}

/* Whether the first bytes are those of no text: controls among them. */
static bool
is_binary(struct quire_span s)
{
	size_t i;

	for (i = 0; i < s.len && i < 256; i++)
		if ((unsigned char)s.p[i] < 0x09 ||
		    ((unsigned char)s.p[i] > 0x0d &&
		        (unsigned char)s.p[i] < 0x1b))
			return true;
	return s.len > 1 && memcmp(s.p, "\x1f\x8b", 2) == 0;
}

/* Takes the head of a response off its block. */
static int
read_http(struct warc_entry *w, struct arena *a, struct quire_err *e)
{
	struct quire_span rest = w->body, line, name, value;
	bool chunked = false, coded = false;

	if (!span_starts(w->body, "HTTP/"))
		return 0;
	span_line(&rest, &line);
	while (next_field(&rest, &name, &value)) {
		if (span_is_nocase(name, "Content-Type") &&
		    w->http_type.len == 0)
			w->http_type = unfold(value, a);
		else if (span_is_nocase(name, "Transfer-Encoding"))
			chunked = value.len >= 7 &&
			    span_is_nocase(span_sub(value, value.len - 7,
			                       value.len),
			        "chunked");
		else if (span_is_nocase(name, "Content-Encoding"))
			coded =
			    value.len > 0 && !span_is_nocase(value, "identity");
	}
	w->payload = chunked ? dechunk(rest, a) : rest;
	if (coded && is_binary(w->payload))
		return err_set(e, QUIRE_EINPUT, 0,
		    "payload is still compressed");
	return 0;
}

/* ---- records ---------------------------------------------------------- */

/* Drops CR and LF before the next record. 1: something is there. */
static int
skip_gap(struct input *in, struct quire_span *some, struct quire_err *e)
{
	size_t i;
	int r;

	while ((r = input_peek(in, 8, some, e)) > 0) {
		for (i = 0; i < some->len; i++)
			if (some->p[i] != '\r' && some->p[i] != '\n')
				break;
		input_take(in, i);
		if (i < some->len)
			return input_peek(in, 8, some, e);
	}
	return r;
}

static bool
starts_record(const char *p, size_t len)
{
	return len >= 6 && memcmp(p, "WARC/", 5) == 0 && p[5] >= '0' &&
	    p[5] <= '9';
}

/* Goes on to the next line that starts a record, from a line's inside. */
static int
resync(struct input *in, struct quire_err *e)
{
	struct quire_span some;
	const char *lf;
	int r;

	while ((r = input_peek(in, 8, &some, e)) > 0) {
		lf = memchr(some.p, '\n', some.len);
		if (lf == NULL) {
			input_take(in, some.len);
		} else if (lf > some.p) {
			input_take(in, (size_t)(lf - some.p));
		} else {
			input_take(in, 1);
			if (starts_record(lf + 1, some.len - 1))
				return 0;
		}
	}
	return r;
}

static int
bad_record(struct input *in, size_t skip, struct quire_err *e, const char *msg)
{
	uint64_t off = input_offset(in);

	input_take(in, skip);
	if (resync(in, e) < 0)
		return -1;
	return err_set(e, QUIRE_EINPUT, (size_t)off, msg);
}

/*
 * Length of the header at the front, its empty line included. 0: it is
 * ill-formed, and *bad bytes of it can be dropped. -1: error.
 */
static int
header_length(struct input *in, size_t *len, size_t *bad, struct quire_err *e)
{
	struct quire_span some, rest, line;
	size_t at = 0, had = 0;

	do {
		if (input_peek(in, had + 1, &some, e) < 0)
			return -1;
		if (some.len == had)
			break;
		had = some.len;
		rest = span_sub(some, at, some.len);
		while (
		    span_line(&rest, &line) && line.p[line.len - 1] == '\n') {
			if (at > 0 && starts_record(line.p, line.len))
				break;
			at += line.len;
			if (without_newline(line).len == 0) {
				*len = at;
				return 1;
			}
		}
	} while (had < HEADER_MAX &&
	    !(at > 0 && had > at && starts_record(some.p + at, had - at)));
	*bad = at > 0 ? at - 1 : had;
	return 0;
}

/* Reads the header fields; the length of the block, or NO_LENGTH. */
static uint64_t
read_header(struct quire_span header, struct warc_entry *w, struct arena *a)
{
	struct quire_span name, value, *place;
	uint64_t length = NO_LENGTH, n;
	bool clash = false;
	size_t i;

	*w = (struct warc_entry){ 0 };
	span_line(&header, &name);
	while (next_field(&header, &name, &value)) {
		if (span_is_nocase(name, "Content-Length")) {
			n = whole_number(value);
			clash |= length != NO_LENGTH && n != length;
			length = n;
		}
		for (i = 0; i < sizeof fields / sizeof *fields; i++) {
			place = (void *)((char *)w + fields[i].place);
			if (span_is_nocase(name, fields[i].name) &&
			    place->len == 0)
				*place = unfold(value, a);
		}
	}
	if (w->url.len >= 2 && w->url.p[0] == '<' &&
	    w->url.p[w->url.len - 1] == '>')
		w->url = span_sub(w->url, 1, w->url.len - 1);
	return clash ? NO_LENGTH : length;
}

static int
skip_long(struct input *in, uint64_t left, struct quire_err *e)
{
	uint64_t off = input_offset(in);
	struct quire_span some;
	size_t n;
	int r;

	while (left > 0 && (r = input_peek(in, 1, &some, e)) != 0) {
		if (r < 0)
			return -1;
		n = some.len < left ? some.len : (size_t)left;
		input_take(in, n);
		left -= n;
	}
	return err_set(e, QUIRE_ELIMIT, (size_t)off, "record too long");
}

int
warc_next(struct input *in, size_t max, struct warc_entry *w, struct arena *a,
    struct quire_err *e)
{
	struct quire_span some;
	size_t header, bad;
	uint64_t length;
	int r;

	if ((r = skip_gap(in, &some, e)) <= 0)
		return r;
	if (!starts_record(some.p, some.len))
		return bad_record(in, 0, e,
		    some.len > 1 && memcmp(some.p, "\x1f\x8b", 2) == 0
		        ? "compressed (try zcat)"
		        : "not a WARC record");
	if ((r = header_length(in, &header, &bad, e)) < 0)
		return -1;
	if (r == 0)
		return bad_record(in, bad, e, "WARC header without end");
	if (input_peek(in, header, &some, e) < 0)
		return -1;
	length = read_header(span_sub(some, 0, header), w, a);
	if (length == NO_LENGTH)
		return bad_record(in, header - 1, e,
		    "WARC record without a usable Content-Length");
	if (length > max)
		return skip_long(in, header + length, e);
	if (input_peek(in, header + (size_t)length, &some, e) < 0)
		return -1;
	if (some.len < header + length)
		return bad_record(in, header - 1, e, "WARC record cut short");
	/* The buffer may have moved: the spans anew. */
	read_header(span_sub(some, 0, header), w, a);
	w->body = span_sub(some, header, header + (size_t)length);
	w->payload = w->body;
	input_take(in, header + (size_t)length);
	return read_http(w, a, e) == 0 ? 1 : -1;
}
