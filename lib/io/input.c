/*
 * Input in blocks, with one buffer that is used again and again.
 *
 * The buffer holds what was read and not yet taken: [start, end). When the
 * free room behind it is less than a block, what is left (a line's beginning
 * as a rule) moves to the front; when that does not help, the buffer grows.
 * So it is as large as the longest line or peek needs, whatever the input's
 * length.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/io.h"

enum { BLOCK = 64 << 10, FIRST = 2 * BLOCK, KEEP = 4 << 20 };

struct input {
	int fd;
	char *buf;
	size_t cap, start, end;
	size_t seen; /* bytes from start known to hold no LF */
	uint64_t taken;
	bool eof, cut; /* cut: start is inside of a long line */
};

static int
open_path(const char *path)
{
	struct stat st;
	int fd = STDIN_FILENO, saved;

	if (path != NULL && strcmp(path, "-") != 0)
		do
			fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0) {
		if (!S_ISDIR(st.st_mode))
			return fd;
		errno = EISDIR;
	}
	saved = errno;
	if (fd != STDIN_FILENO)
		close(fd);
	errno = saved;
	return -1;
}

struct input *
input_open(const char *path)
{
	struct input *in;
	int fd = open_path(path);

	if (fd < 0)
		return NULL;
	in = mem_alloc(sizeof *in);
	*in = (struct input){ .fd = fd, .cap = FIRST };
	in->buf = mem_alloc(in->cap);
	return in;
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->fd != STDIN_FILENO)
		close(in->fd);
	free(in->buf);
	free(in);
}

uint64_t
input_offset(const struct input *in)
{
	return in->taken;
}

/* Makes room for a block behind what is unread. */
static void
make_room(struct input *in)
{
	size_t have = in->end - in->start;

	if (in->cap - in->end >= BLOCK)
		return;
	if (in->start > 0) {
		memmove(in->buf, in->buf + in->start, have);
		in->start = 0;
		in->end = have;
	}
	if (have == 0 && in->cap > KEEP) {
		in->buf = mem_resize(in->buf, FIRST, 1);
		in->cap = FIRST;
	}
	if (in->cap - have < BLOCK) {
		in->cap += in->cap / 2 + BLOCK;
		in->buf = mem_resize(in->buf, in->cap, 1);
	}
}

/* Waits for a descriptor that somebody else has made non-blocking. */
static bool
wait_for(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, -1) > 0 || errno == EINTR;
}

/* Reads once. 1: something came; 0: the end; -1: error. */
static int
fill(struct input *in, struct quire_err *e)
{
	ssize_t n;

	if (in->eof)
		return 0;
	make_room(in);
	for (;;) {
		n = read(in->fd, in->buf + in->end, in->cap - in->end);
		if (n >= 0)
			break;
		if (errno == EINTR)
			continue;
		if ((errno == EAGAIN || errno == EWOULDBLOCK) &&
		    wait_for(in->fd))
			continue;
		return err_set(e, QUIRE_EIO, (size_t)in->taken, "cannot read");
	}
	in->end += (size_t)n;
	in->eof = n == 0;
	return n > 0;
}

static struct quire_span
take(struct input *in, size_t len)
{
	struct quire_span s = { in->buf + in->start, len };

	in->start += len;
	in->taken += len;
	in->seen = 0;
	return s;
}

/* Length of the line at start with its LF, or 0 if no LF is there yet. */
static size_t
line_length(struct input *in)
{
	const char *from = in->buf + in->start, *lf;
	size_t have = in->end - in->start;

	lf = memchr(from + in->seen, '\n', have - in->seen);
	in->seen = have;
	return lf == NULL ? 0 : (size_t)(lf + 1 - from);
}

int
input_line(struct input *in, size_t max, struct quire_span *line,
    struct quire_err *e)
{
	size_t len, have;
	int r = 1, last;

	do {
		len = line_length(in);
		have = in->end - in->start;
		if ((len > 0 ? len : have) > max) {
			*line = take(in, max);
			in->cut = true;
			return 2;
		}
	} while (len == 0 && (r = fill(in, e)) > 0);
	if (r < 0)
		return -1;
	len = len > 0 ? len : have;
	*line = take(in, len);
	last = in->cut ? 3 : 1;
	in->cut = false;
	return len > 0 ? last : 0;
}

int
input_peek(struct input *in, size_t want, struct quire_span *some,
    struct quire_err *e)
{
	int r;

	want += want == 0;
	while (in->end - in->start < want)
		if ((r = fill(in, e)) <= 0) {
			if (r < 0)
				return -1;
			break;
		}
	*some = (struct quire_span){ in->buf + in->start, in->end - in->start };
	return some->len > 0;
}

void
input_take(struct input *in, size_t len)
{
	if (len > in->end - in->start)
		len = in->end - in->start;
	take(in, len);
}
