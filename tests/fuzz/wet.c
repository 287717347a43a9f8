/*
 * Fuzz: WARC and WET streams, through a file as standard input. Every call
 * takes something or ends; bodies lie inside of what was read; a small and a
 * large limit give the same records but for the long ones.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/io.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
sum(struct quire_span s)
{
	size_t i, n = s.len;

	for (i = 0; i < s.len; i++)
		n += (unsigned char)s.p[i];
	return n;
}

static void
read_all(size_t size, size_t max)
{
	struct input *in;
	struct arena *a = arena_new();
	struct warc_entry w;
	struct quire_err e = { QUIRE_OK, 0, NULL };
	uint64_t before = 0;
	size_t all = 0;
	int r;

	lseek(STDIN_FILENO, 0, SEEK_SET);
	if ((in = input_open(NULL)) == NULL)
		abort();
	while ((r = warc_next(in, max, &w, a, &e)) != 0) {
		if (input_offset(in) <= before || input_offset(in) > size)
			abort();
		before = input_offset(in);
		if (r < 0 && (e.msg == NULL || e.code == QUIRE_EIO))
			abort();
		if (r < 0)
			continue;
		if (w.body.len > max)
			abort();
		all += sum(w.type) + sum(w.id) + sum(w.url) + sum(w.date) +
		    sum(w.content_type) + sum(w.http_type) + sum(w.body) +
		    sum(w.payload);
		arena_reset(a);
	}
	if (input_offset(in) != size || all > (size_t)1 << 40)
		abort();
	input_close(in);
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *file;

	if (file == NULL &&
	    ((file = tmpfile()) == NULL ||
	        dup2(fileno(file), STDIN_FILENO) < 0))
		abort();
	if (ftruncate(STDIN_FILENO, 0) != 0 ||
	    pwrite(STDIN_FILENO, data, size, 0) != (ssize_t)size)
		abort();
	read_all(size, SIZE_MAX / 4);
	read_all(size, 100);
	return 0;
}
