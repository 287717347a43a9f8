/*
 * dates: finds dates, times, durations, sets and ranges in running text and
 * gives them values: TIMEX3 (ISO-TimeML) and EDTF (ISO 8601-2:2019).
 */
#ifndef QUIRE_DATES_H
#define QUIRE_DATES_H

#include "base/base.h"

enum date_type { DATE_DATE, DATE_TIME, DATE_DURATION, DATE_SET, DATE_RANGE };
enum date_order { DATE_AUTO, DATE_DMY, DATE_MDY, DATE_YMD };

struct dates_opts {
	const char *reference; /* ISO 8601 or null */
	const char *languages; /* "en,zh", or null: any */
	enum date_order order;
	bool future; /* bare weekdays lie ahead */
	bool narrative;
	bool vague, urls; /* layers beside core */
	unsigned types;   /* set of 1 << date_type; 0: all */
};

/* A found expression. Strings in the arena; edtf may be empty: none. */
struct date {
	size_t start, end; /* bytes, half-open */
	enum date_type type;
	struct quire_span value; /* TIMEX3 */
	struct quire_span edtf;
	/* Of a RANGE whose dates are named: one or two. Else null. */
	const struct date *part[2];
};

struct dates {
	struct date *item; /* in the arena, by start */
	size_t n, cap;
};

struct dater;

/* Null and QUIRE_EUSAGE if reference or languages are unusable. */
struct dater *dater_new(const struct dates_opts *o, struct quire_err *e);
void dater_free(struct dater *d);
/*
 * reference: what the record says of its own date (ISO 8601, perhaps only a
 * year), or its URL, whose day counts where the document shows no date of its
 * own, or empty. That of the options counts more.
 */
void dates_document(struct dater *d, struct quire_span text,
    struct quire_span reference, struct arena *a, struct dates *out);

#endif
