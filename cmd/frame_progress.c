/*
 * --progress: bytes, documents, rate, and the time left when the size of the
 * input is known. Redrawn twice a second on a terminal; elsewhere one line at
 * the end. The clock is read here and for --stats, and nowhere else.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "frame.h"

double
progress_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Bytes of an operand if it is a regular file, else -1. */
static int64_t
size_of(const char *path)
{
	struct stat st;
	int r = strcmp(path, "-") == 0 ? fstat(0, &st) : stat(path, &st);

	return r == 0 && S_ISREG(st.st_mode) ? (int64_t)st.st_size : -1;
}

void
progress_start(struct progress *p, bool on, char **operand, int n)
{
	int64_t size;
	int i;

	*p = (struct progress){ 0 };
	p->on = on;
	p->start = progress_now();
	if (!on)
		return;
	p->terminal = isatty(2);
	for (i = 0; i < n && p->total >= 0; i++) {
		size = size_of(operand[i]);
		p->total = size < 0 ? -1 : p->total + size;
	}
}

void
progress_show(struct progress *p, uint64_t done, bool end)
{
	double now, seconds, rate;

	if (!p->on || (!end && !p->terminal))
		return;
	now = progress_now();
	if (!end && now - p->last < 0.5)
		return;
	p->last = now;
	seconds = now - p->start;
	rate = seconds > 0 ? (double)done / seconds : 0;
	fprintf(stderr, "%s%.1f MB, %zu documents, %.1f MB/s",
	    p->terminal ? "\r" : "", (double)done / 1e6, p->documents,
	    rate / 1e6);
	if (p->total > 0 && rate > 0 && (uint64_t)p->total > done)
		fprintf(stderr, ", %.0f s left ",
		    ((double)p->total - (double)done) / rate);
	/* What a longer line left behind goes. */
	fputs(p->terminal ? "\033[K" : "", stderr);
	fputs(p->terminal && !end ? "" : "\n", stderr);
}
