/*
 * How functions report, and the one way to give up.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"

int
err_set(struct quire_err *e, enum quire_code code, size_t off, const char *msg)
{
	if (e != NULL)
		*e = (struct quire_err){ code, off, msg };
	return -1;
}

_Noreturn void
quire_die(const char *what)
{
	fprintf(stderr, "quire: %s\n", what);
	exit(2);
}
