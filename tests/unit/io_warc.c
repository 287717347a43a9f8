/*
 * WARC and WET: streams as tables of what comes out of them, in one chunk and
 * byte by byte; hostile headers; records and broken ones mixed at random.
 */
#include <sys/wait.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "io/io.h"
#include "io.h"

static int source = -1;

/* The bytes as standard input: through a file, or a pipe byte by byte. */
static struct input *
open_bytes(struct quire_span s, bool slow)
{
	char path[] = "/tmp/quire-io-XXXXXX";
	size_t i;
	int fd[2];

	if (slow) {
		if (pipe(fd) != 0)
			exit(2);
		if (fork() == 0) {
			for (i = 0; i < s.len; i++)
				if (write(fd[1], s.p + i, 1) != 1)
					break;
			_exit(0);
		}
		close(fd[1]);
		source = fd[0];
	} else {
		source = mkstemp(path);
		unlink(path);
		if (write(source, s.p, s.len) != (ssize_t)s.len)
			exit(2);
		lseek(source, 0, SEEK_SET);
	}
	dup2(source, STDIN_FILENO);
	return input_open("-");
}

static void
close_bytes(struct input *in, bool slow)
{
	input_close(in);
	close(source);
	close(STDIN_FILENO);
	open("/dev/null", O_RDONLY);
	if (slow)
		wait(NULL);
}

/* What a stream holds: "type id url date ctype|body|http_type|payload\n". */
static void
list(struct quire_span text, size_t max, bool slow, struct buf *out)
{
	struct input *in = open_bytes(text, slow);
	struct arena *a = arena_new();
	struct warc_entry w;
	struct quire_err e;
	size_t rounds = 0;
	int r;

	while ((r = warc_next(in, max, &w, a, &e)) != 0 && rounds++ < 5000) {
		if (r < 0) {
			buf_add_str(out,
			    e.code == QUIRE_ELIMIT ? "long: " : "bad: ");
			buf_add_str(out, e.msg);
			buf_add_char(out, '\n');
			continue;
		}
		buf_add_span(out, w.type);
		buf_add_char(out, ' ');
		buf_add_span(out, w.id);
		buf_add_char(out, ' ');
		buf_add_span(out, w.url);
		buf_add_char(out, ' ');
		buf_add_span(out, w.date);
		buf_add_char(out, ' ');
		buf_add_span(out, w.content_type);
		buf_add_char(out, '|');
		buf_add_span(out, w.body);
		buf_add_char(out, '|');
		buf_add_span(out, w.http_type);
		buf_add_char(out, '|');
		buf_add_span(out, w.payload);
		buf_add_char(out, '\n');
		arena_reset(a);
	}
	arena_free(a);
	close_bytes(in, slow);
}

#define NL "\r\n"
#define END "\r\n\r\n"
#define GOOD \
	"WARC/1.0" NL "WARC-Type: conversion" NL "Content-Length: 2" END \
	"ok" END
#define IS_GOOD "conversion    |ok||ok\n"
#define NO_LEN "bad: WARC record without a usable Content-Length\n"
#define NO_END "bad: WARC header without end\n"
#define NO_WARC "bad: not a WARC record\n"
#define CUT "bad: WARC record cut short\n"

static const struct {
	const char *stream, *want;
} cases[] = {
	/* clang-format off */
	{ "", "" }, { "\r\n\n", "" },
	{ GOOD, IS_GOOD }, { GOOD GOOD, IS_GOOD IS_GOOD },
	/* all fields, any case, any space, LF alone, 1.1, no gap at the end */
	{ "WARC/1.1\nwarc-type:resource\nWARC-RECORD-ID: <urn:uuid:1> \n"
	    "WARC-Target-URI:  https://example.org/a?b=<c>\nWARC-Date: "
	    "2024-05-06T07:08:09Z\ncontent-type: text/plain\nX-Other: 1\n"
	    "Content-Length:3\n\nabc",
	    "resource <urn:uuid:1> https://example.org/a?b=<c> "
	    "2024-05-06T07:08:09Z text/plain|abc||abc\n" },
	{ "WARC/1.0" NL "WARC-Target-URI: <http://a/>" NL "Content-Length: 0"
	    END END GOOD, "  http://a/  |||\n" IS_GOOD },
	/* the length delimits, not blank lines nor what looks like a record */
	{ "WARC/1.0" NL "Content-Length: 25" END "a" END "WARC/1.0" NL
	    "x: y" END "zz" END GOOD,
	    "    |a\r\n\r\nWARC/1.0\r\nx: y\r\n\r\nzz||"
	    "a\r\n\r\nWARC/1.0\r\nx: y\r\n\r\nzz\n" IS_GOOD },
	/* folded */
	{ "WARC/1.0" NL "WARC-Type:" NL " re" NL "\tsource" NL
	    "Content-Length:" NL " 2" END "ab" END,
	    "re  \tsource    |ab||ab\n" },
	/* the first of two fields; two lengths that agree */
	{ "WARC/1.0" NL "WARC-Type: a" NL "WARC-Type: b" NL "Content-Length: 2"
	    NL "Content-Length: 2" END "ok", "a    |ok||ok\n" },
	/* lengths that do not */
	{ "WARC/1.0" NL "Content-Length: 2" NL "Content-Length: 3" END "okk"
	    END GOOD, NO_LEN IS_GOOD },
	{ "WARC/1.0" NL "Content-Length: -1" END GOOD, NO_LEN IS_GOOD },
	{ "WARC/1.0" NL "Content-Length: 2x" END "ok" END GOOD, NO_LEN IS_GOOD },
	{ "WARC/1.0" NL "Content-Length: 99999999999999999999999" END GOOD,
	    NO_LEN IS_GOOD },
	{ "WARC/1.0" NL "Content-Length:" END GOOD, NO_LEN IS_GOOD },
	{ "WARC/1.0" NL "WARC-Type: x" END "body" END GOOD, NO_LEN IS_GOOD },
	{ "WARC/1.0" NL NL GOOD, NO_LEN IS_GOOD },
	/* too short, too long, cut */
	{ "WARC/1.0" NL "Content-Length: 1" END "abc" END GOOD,
	    "    |a||a\n" NO_WARC IS_GOOD },
	{ "WARC/1.0" NL "Content-Length: 5000" END "abc" END GOOD,
	    CUT IS_GOOD },
	{ "WARC/1.0" NL "Content-Length: 5" END "abc", CUT },
	{ "WARC/1.0" NL "Content-Length: 6000" END GOOD,
	    "long: record too long\n" },
	/* headers without end */
	{ "WARC/1.0", NO_END }, { "WARC/1.0" NL "WARC-Type: x", NO_END },
	{ "WARC/1.0" NL "WARC-Type: x" NL GOOD, NO_END IS_GOOD },
	{ "WARC/1.0" NL "WARC/1.0" NL GOOD, NO_END NO_END IS_GOOD },
	{ "WARC/1.0" NL "no colon here" NL ": empty" NL "Content-Length: 1"
	    END "x", "    |x||x\n" },
	/* what is not WARC */
	{ "hello", NO_WARC }, { "hello" NL GOOD, NO_WARC IS_GOOD },
	{ "\n\nWARC/x\n" GOOD, NO_WARC IS_GOOD }, { "WARC/", NO_WARC },
	{ " " GOOD, NO_WARC }, { "\x1f\x8b\x08", "bad: compressed (try zcat)\n" },
}; /* clang-format on */

static void
test_streams(void)
{
	struct buf got = { 0 };
	size_t i;
	int slow;

	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		for (slow = 0; slow < 2; slow++) {
			buf_clear(&got, 4096);
			list(span_of(cases[i].stream), 5500, slow, &got);
			same(buf_span(&got), span_of(cases[i].want),
			    "stream %zu%s", i, slow ? " slowly" : "");
		}
	buf_fini(&got);
}

static const struct {
	const char *block, *type, *payload; /* payload null: an error */
} responses[] = {
	/* clang-format off */
	{ "HTTP/1.1 200 OK" NL "Content-Type: text/html; charset=x" END "<p>",
	    "text/html; charset=x", "<p>" },
	{ "HTTP/1.0 200 OK\ncontent-type:text/plain\n\nbody\n", "text/plain",
	    "body\n" },
	{ "HTTP/2 200" END "x", "", "x" },
	{ "HTTP/1.1 200 OK" NL "A: b", "", "" },
	{ "HTTP/1.1 200 OK", "", "" },
	{ "not http", "", "not http" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END "3" NL "abc" NL
	    "5;x=y" NL "de" NL "f" NL "0" END, "", "abcde" NL "f" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: gzip, Chunked" END "A" NL
	    "0123456789" NL "0" NL "Trailer: x" END, "", "0123456789" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END "<p>plain</p>",
	    "", "<p>plain</p>" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END "ff" NL "cut",
	    "", "cut" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END "3" NL "abc" NL
	    "zz" NL "rest", "", "abc" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END
	    "ffffffffffffffffffffff" NL "x", "",
	    "ffffffffffffffffffffff" NL "x" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END
	    "7fffffffffffff" NL "x", "", "x" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END, "", "" },
	{ "HTTP/1.1 200" NL "Transfer-Encoding: chunked" END "0" END, "", "" },
	{ "HTTP/1.1 200" NL "Content-Encoding: gzip" END "plain after all",
	    "", "plain after all" },
	{ "HTTP/1.1 200" NL "Content-Encoding: gzip" END "\x1f\x8b\x08\x01",
	    NULL, NULL },
	{ "HTTP/1.1 200" NL "Content-Encoding: br" END "\x8b\x02\x80xyz\x03",
	    NULL, NULL },
	{ "HTTP/1.1 200" NL "Content-Encoding: identity" END "\x01", "",
	    "\x01" },
	{ "HTTP/1.1 200" NL "Content-Type: text/html;" NL " charset=x" END "y",
	    "text/html;   charset=x", "y" },
}; /* clang-format on */

static void
test_responses(void)
{
	struct buf s = { 0 }, got = { 0 }, want = { 0 };
	size_t i;

	for (i = 0; i < sizeof responses / sizeof *responses; i++) {
		s.len = got.len = want.len = 0;
		buf_add_str(&s,
		    "WARC/1.0" NL "WARC-Type: response" NL "Content-Length: ");
		buf_add_int(&s, (int64_t)strlen(responses[i].block));
		buf_add_str(&s, END);
		buf_add_str(&s, responses[i].block);
		buf_add_str(&s, END GOOD);
		if (responses[i].payload == NULL) {
			buf_add_str(&want,
			    "bad: payload is still compressed\n");
		} else {
			buf_add_str(&want, "response    |");
			buf_add_str(&want, responses[i].block);
			buf_add_char(&want, '|');
			buf_add_str(&want, responses[i].type);
			buf_add_char(&want, '|');
			buf_add_str(&want, responses[i].payload);
			buf_add_char(&want, '\n');
		}
		buf_add_str(&want, IS_GOOD);
		list(buf_span(&s), SIZE_MAX / 4, false, &got);
		same(buf_span(&got), buf_span(&want), "response %zu", i);
	}
	buf_fini(&s);
	buf_fini(&got);
	buf_fini(&want);
}

static size_t
count(struct quire_span s, const char *what)
{
	size_t n = 0, at = 0;

	while ((at = span_find(s, at, what)) < s.len) {
		n++;
		at++;
	}
	return n;
}

/* A body larger than the buffer moves what its header's fields lie in. */
static void
test_large(void)
{
	struct buf s = { 0 }, got = { 0 }, want = { 0 };
	size_t i, n;

	for (n = 100000; n < 3000000; n *= 3) {
		s.len = got.len = want.len = 0;
		buf_add_str(&s,
		    "WARC/1.0" NL "WARC-Type: conversion" NL
		    "WARC-Target-URI: http://large.example/" NL
		    "Content-Length: ");
		buf_add_int(&s, (int64_t)n);
		buf_add_str(&s, END);
		buf_add_str(&want, "conversion  http://large.example/  |");
		for (i = 0; i < n; i++)
			buf_add_char(&s, (char)('a' + i % 26));
		buf_add(&want, s.p + s.len - n, n);
		buf_add_str(&want, "||");
		buf_add(&want, s.p + s.len - n, n);
		buf_add_str(&want, "\n" IS_GOOD);
		buf_add_str(&s, END GOOD);
		list(buf_span(&s), n, false, &got);
		same(buf_span(&got), buf_span(&want), "a body of %zu", n);
	}
	buf_fini(&s);
	buf_fini(&got);
	buf_fini(&want);
}

/* Good records between junk: all are found. Hostile ones take linear time. */
static void
test_mixed(void)
{
	static const char *const junk[] = { "", "junk\r\n", "WARC/1.0\n",
		"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n", "\r\n",
		"WARC/1.0\nA: b\n\n", "\nWARC/\n" };
	struct buf s = { 0 }, got = { 0 };
	size_t i, n = 700;

	for (i = 0; i < n; i++) {
		buf_add_str(&s, junk[tap_random(7)]);
		buf_add_str(&s, GOOD);
	}
	list(buf_span(&s), SIZE_MAX / 4, false, &got);
	ok(count(buf_span(&got), "|ok||ok") == n, "good among bad (%zu)",
	    count(buf_span(&got), "|ok||ok"));
	for (i = 0; i < 4; i++) {
		static const char *const unit[] = { "WARC/1.0\n", "a", "a\n",
			"WARC/1.0\nContent-Length: 999999999\n\n" };

		s.len = got.len = 0;
		buf_add_str(&s, "WARC/1.0\r\n");
		while (s.len < 4 << 20)
			buf_add_str(&s, unit[i]);
		list(buf_span(&s), SIZE_MAX / 4, false, &got);
		ok(got.len > 0, "4 MiB of %zu", i);
	}
	buf_fini(&s);
	buf_fini(&got);
}

int
main(void)
{
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	test_streams();
	test_responses();
	test_large();
	test_mixed();
	return tap_done();
}
