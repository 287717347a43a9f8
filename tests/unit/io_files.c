/*
 * Input in every chunking, lines and their pieces, peeks; output and its
 * errors; TSV and CSV.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "io/io.h"
#include "io.h"

/* A pipe as standard input, into which a child writes text in chunks. */
static struct input *
feed(const char *text, size_t len, size_t chunk, pid_t *child)
{
	int fd[2];
	size_t i, n;

	if (pipe(fd) != 0)
		exit(2);
	*child = fork();
	if (*child == 0) {
		close(fd[0]);
		for (i = 0; i < len; i += n) {
			n = len - i < chunk ? len - i : chunk;
			if (write(fd[1], text + i, n) != (ssize_t)n)
				_exit(1);
		}
		_exit(0);
	}
	close(fd[1]);
	dup2(fd[0], STDIN_FILENO);
	close(fd[0]);
	return input_open("-");
}

static void
feed_end(struct input *in, pid_t child)
{
	input_close(in);
	close(STDIN_FILENO);
	open("/dev/null", O_RDONLY);
	waitpid(child, NULL, 0);
}

/* All lines as "<result><line>|". */
static void
read_lines(struct input *in, size_t max, struct buf *out)
{
	struct quire_span line;
	struct quire_err e;
	int r;

	while ((r = input_line(in, max, &line, &e)) > 0) {
		buf_add_int(out, r);
		buf_add_span(out, line);
		buf_add_char(out, '|');
	}
	buf_add_int(out, r);
}

static void
test_lines(void)
{
	static const struct {
		const char *text, *want;
		size_t max;
	} cases[] = {
		/* clang-format off */
		{ "", "0", 9 }, { "\n", "1\n|0", 9 }, { "a", "1a|0", 9 },
		{ "a\n", "1a\n|0", 9 }, { "a\nb", "1a\n|1b|0", 9 },
		{ "\n\n", "1\n|1\n|0", 9 }, { "a\r\nb\n", "1a\r\n|1b\n|0", 9 },
		{ "abc\n", "1abc\n|0", 4 }, { "abcd\n", "2abcd|3\n|0", 4 },
		{ "abcd", "1abcd|0", 4 }, { "abcde", "2abcd|3e|0", 4 },
		{ "abcdefgh\nx\n", "2abcd|2efgh|3\n|1x\n|0", 4 },
		{ "abcdefg\nx", "2abcd|3efg\n|1x|0", 4 },
	}; /* clang-format on */
	static const size_t chunk[] = { 1, 2, 3, 1000 };
	struct buf got = { 0 };
	struct input *in;
	pid_t child;
	size_t i, k;

	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		for (k = 0; k < 4; k++) {
			buf_clear(&got, 4096);
			in = feed(cases[i].text, strlen(cases[i].text),
			    chunk[k], &child);
			read_lines(in, cases[i].max, &got);
			ok(input_offset(in) == strlen(cases[i].text), "offset");
			feed_end(in, child);
			same(buf_span(&got), span_of(cases[i].want),
			    "lines %zu by %zu", i, chunk[k]);
		}
	buf_fini(&got);
}

/* Lines of all lengths through the buffer's edges, with NUL and high bytes. */
static void
test_long(void)
{
	struct buf text = { 0 }, got = { 0 };
	struct quire_span line;
	struct quire_err e;
	struct input *in;
	size_t i, n, bad;
	pid_t child;

	for (i = 0; i < 300; i++) {
		for (n = tap_random(i % 50 == 0 ? 400000 : 3000); n > 0; n--)
			buf_add_char(&text, (char)(11 + tap_random(245)));
		buf_add_char(&text, '\0');
		buf_add_char(&text, '\n');
	}
	for (i = 0; i < 2; i++) {
		buf_clear(&got, 0);
		in = feed(text.p, text.len, i == 0 ? 777 : 70000, &child);
		for (bad = 0; input_line(in, SIZE_MAX, &line, &e) == 1;) {
			bad += line.len < 2 || line.p[line.len - 1] != '\n' ||
			    line.p[line.len - 2] != '\0';
			buf_add_span(&got, line);
		}
		feed_end(in, child);
		ok(bad == 0 && span_eq(buf_span(&got), buf_span(&text)),
		    "long lines");
	}
	buf_fini(&text);
	buf_fini(&got);
}

static void
test_peek(void)
{
	static const char text[] = "0123456789\nabc";
	struct quire_span s;
	struct quire_err e;
	struct input *in;
	pid_t child;

	in = feed(text, sizeof text - 1, 1, &child);
	ok(input_peek(in, 0, &s, &e) == 1 && s.len >= 1, "peek at something");
	ok(input_peek(in, 5, &s, &e) == 1 && s.len >= 5, "peek");
	input_take(in, 3);
	ok(input_offset(in) == 3, "taken");
	ok(input_peek(in, 4, &s, &e) == 1 && memcmp(s.p, "3456", 4) == 0,
	    "peek behind what was taken");
	ok(input_line(in, 100, &s, &e) == 1, "a line");
	same(s, span_of("3456789\n"), "the rest of the line");
	ok(input_peek(in, 1000, &s, &e) == 1, "peek over the end");
	same(s, span_of("abc"), "all there is");
	input_take(in, 1000);
	ok(input_offset(in) == sizeof text - 1, "no more than all is taken");
	ok(input_peek(in, 1, &s, &e) == 0 && input_line(in, 9, &s, &e) == 0,
	    "the end, and again");
	feed_end(in, child);
}

static void
test_files(void)
{
	char path[] = "/tmp/quire-io-XXXXXX";
	struct quire_span s;
	struct quire_err e;
	struct input *in;
	int fd = mkstemp(path);

	ok(fd >= 0 && write(fd, "one\ntwo", 7) == 7, "a file");
	close(fd);
	in = input_open(path);
	ok(in != NULL, "it opens");
	ok(input_line(in, 99, &s, &e) == 1 && span_is(s, "one\n"), "line 1");
	ok(input_line(in, 99, &s, &e) == 1 && span_is(s, "two"), "line 2");
	ok(input_line(in, 99, &s, &e) == 0, "no line 3");
	input_close(in);
	unlink(path);
	ok(input_open(path) == NULL && errno == ENOENT, "a missing file");
	ok(input_open("/") == NULL && errno == EISDIR, "a folder");
	input_close(NULL);
	close(STDIN_FILENO);
	ok(input_open(NULL) == NULL && errno == EBADF, "closed input");
	open("/dev/null", O_RDONLY);
	in = input_open(NULL);
	ok(in != NULL && input_line(in, 99, &s, &e) == 0, "empty input");
	input_close(in);
}

/* ---- output ----------------------------------------------------------- */

static void
test_output(void)
{
	static char big[200000], got[600000];
	struct output o;
	size_t n = 0, want = 0;
	ssize_t r;
	int fd[2], i;
	pid_t child;

	if (pipe(fd) != 0)
		exit(2);
	memset(big, 'x', sizeof big);
	fflush(stdout);
	child = fork();
	if (child == 0) {
		close(fd[0]);
		fcntl(fd[1], F_SETFL, O_NONBLOCK);
		out_init(&o, fd[1], false);
		for (i = 0; i < 1000; i++) {
			out_add(&o, "abc\n", 4);
			out_line_end(&o);
		}
		out_add(&o, big, sizeof big);
		out_add(&o, big, 65536);
		out_add_span(&o, span_of("end"));
		i = out_flush(&o) == 0 && o.written == 4000 + 200000 + 65536 + 3
		    ? 0
		    : 1;
		out_fini(&o);
		_exit(i);
	}
	close(fd[1]);
	while ((r = read(fd[0], got + n, sizeof got - n)) > 0)
		n += (size_t)r;
	close(fd[0]);
	waitpid(child, &i, 0);
	want = 4000 + 200000 + 65536 + 3;
	ok(i == 0 && n == want, "all written, though it would block");
	ok(memcmp(got, "abc\nabc\n", 8) == 0 &&
	        memcmp(got + want - 4, "xend", 4) == 0 &&
	        memcmp(got + 4000, big, sizeof big) == 0,
	    "in order");
}

static void
test_output_flush(void)
{
	struct output o;
	char got[100];
	int fd[2];

	if (pipe(fd) != 0)
		exit(2);
	fcntl(fd[0], F_SETFL, O_NONBLOCK);
	out_init(&o, fd[1], false);
	out_add(&o, "a\n", 2);
	out_line_end(&o);
	ok(read(fd[0], got, sizeof got) == -1, "blocks wait");
	out_flush(&o);
	ok(read(fd[0], got, sizeof got) == 2, "until flushed");
	out_fini(&o);
	out_init(&o, fd[1], true);
	out_add(&o, "b", 1);
	ok(read(fd[0], got, sizeof got) == -1, "a part of a line waits");
	out_line_end(&o);
	ok(read(fd[0], got, sizeof got) == 1, "a line does not");
	out_fini(&o);
	close(fd[0]);
	signal(SIGPIPE, SIG_IGN);
	out_init(&o, fd[1], true);
	out_add(&o, "c", 1);
	out_line_end(&o);
	ok(o.error == EPIPE && out_flush(&o) == -1, "a broken pipe");
	out_add(&o, "d", 1);
	ok(out_flush(&o) == -1 && o.error == EPIPE && o.written == 0,
	    "what comes after is dropped");
	out_fini(&o);
	close(fd[1]);
	out_init(&o, fd[1], false);
	ok(out_flush(&o) == 0, "nothing to write is no error");
	out_add(&o, "e", 1);
	ok(out_flush(&o) == -1 && o.error == EBADF, "a closed descriptor");
	out_fini(&o);
	if ((fd[1] = open("/dev/full", O_WRONLY)) >= 0) {
		out_init(&o, fd[1], false);
		out_add(&o, "f", 1);
		ok(out_flush(&o) == -1 && o.error == ENOSPC, "a full device");
		out_fini(&o);
		close(fd[1]);
	}
}

static void
test_tables(void)
{
	static const struct {
		const char *text, *tsv, *csv;
	} cases[] = {
		/* clang-format off */
		{ "", "", "" }, { "plain", "plain", "plain" },
		{ "a\tb", "a\\tb", "a\tb" }, { "a\nb", "a\\nb", "\"a\nb\"" },
		{ "a\rb", "a\\rb", "\"a\rb\"" }, { "\\", "\\\\", "\\" },
		{ "\\t", "\\\\t", "\\t" }, { "a,b", "a,b", "\"a,b\"" },
		{ "\"", "\"", "\"\"\"\"" },
		{ "say \"hi\"!", "say \"hi\"!", "\"say \"\"hi\"\"!\"" },
		{ "\t\n\r\\", "\\t\\n\\r\\\\", "\"\t\n\r\\\"" },
		{ "\xe6\x97\xa5\xff", "\xe6\x97\xa5\xff", "\xe6\x97\xa5\xff" },
	}; /* clang-format on */
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b, 64);
		tsv_add(&b, span_of(cases[i].text));
		same(buf_span(&b), span_of(cases[i].tsv), "tsv %zu", i);
		buf_clear(&b, 64);
		csv_add(&b, span_of(cases[i].text));
		same(buf_span(&b), span_of(cases[i].csv), "csv %zu", i);
	}
	buf_fini(&b);
}

int
main(void)
{
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	test_lines();
	test_long();
	test_peek();
	test_files();
	test_output();
	test_output_flush();
	test_tables();
	return tap_done();
}
