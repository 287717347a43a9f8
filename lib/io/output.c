/*
 * Output in blocks. The first error is kept; what comes after it is dropped,
 * so that callers need to look only where it matters to them.
 */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "io/io.h"

enum { BLOCK = 64 << 10 };

void
out_init(struct output *o, int fd, bool unbuffered)
{
	*o = (struct output){ .fd = fd };
	o->lines = unbuffered || isatty(fd) == 1;
}

void
out_fini(struct output *o)
{
	buf_fini(&o->buf);
}

/* Whether a failed write may be tried again. */
static bool
again(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	if (errno == EINTR)
		return true;
	if (errno != EAGAIN && errno != EWOULDBLOCK)
		return false;
	return poll(&p, 1, -1) > 0 || errno == EINTR;
}

static void
write_all(struct output *o, const char *p, size_t len)
{
	ssize_t n;

	while (len > 0 && o->error == 0) {
		n = write(o->fd, p, len);
		if (n < 0) {
			if (!again(o->fd))
				o->error = errno;
			continue;
		}
		p += n;
		len -= (size_t)n;
		o->written += (uint64_t)n;
	}
}

void
out_add(struct output *o, const void *p, size_t len)
{
	if (o->error != 0)
		return;
	if (o->buf.len > 0 && o->buf.len + len > BLOCK)
		out_flush(o);
	if (len >= BLOCK) {
		write_all(o, p, len);
		return;
	}
	if (o->buf.cap < BLOCK)
		buf_reserve(&o->buf, BLOCK);
	buf_add(&o->buf, p, len);
}

void
out_add_span(struct output *o, struct quire_span s)
{
	out_add(o, s.p, s.len);
}

void
out_line_end(struct output *o)
{
	if (o->lines)
		out_flush(o);
}

int
out_flush(struct output *o)
{
	write_all(o, o->buf.p, o->buf.len);
	o->buf.len = 0;
	return o->error == 0 ? 0 : -1;
}
