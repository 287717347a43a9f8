/*
 * What the tests of io share: spans shown and compared, and a small generator
 * of random numbers, the same everywhere.
 */
#ifndef QUIRE_TEST_IO_H
#define QUIRE_TEST_IO_H

#include <stdlib.h>

#include "base/base.h"
#include "tap.h"

__attribute__((unused)) static void
tap_show(const char *what, struct quire_span s)
{
	size_t i;

	printf("# %s: \"", what);
	for (i = 0; i < s.len && i < 400; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			printf("\\x%02x", (unsigned)(unsigned char)s.p[i]);
		else
			putchar(s.p[i]);
	printf("\"%s (%zu bytes)\n", i < s.len ? "…" : "", s.len);
}

__attribute__((unused, format(printf, 3, 4))) static bool
same(struct quire_span got, struct quire_span want, const char *fmt, ...)
{
	char name[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(name, sizeof name, fmt, ap);
	va_end(ap);
	if (ok(span_eq(got, want), "%s", name))
		return true;
	tap_show("got", got);
	tap_show("want", want);
	return false;
}

/* A small generator, the same numbers everywhere (xorshift64*). */
static uint64_t tap_seed = 88172645463325252u;

__attribute__((unused)) static uint32_t
tap_random(uint32_t below)
{
	tap_seed ^= tap_seed >> 12;
	tap_seed ^= tap_seed << 25;
	tap_seed ^= tap_seed >> 27;
	return (uint32_t)(tap_seed * 2685821657736338717u >> 33) % below;
}

#endif
