/*
 * format: dates as JSON, TSV, CSV, TIMEX3 elements in the text, and iCalendar
 * entries.
 */
#ifndef DATES_FORMAT_H
#define DATES_FORMAT_H

#include "dates/dates.h"
#include "text/text.h"

enum dates_format {
	DATES_TSV,
	DATES_CSV,
	DATES_TIMEML,
	DATES_ICS,
	DATES_COLOR
};

enum dates_value { DATES_EDTF, DATES_TIMEX3, DATES_BOTH };

/* Where output goes; spill (may be null) takes a buffer that is full. */
struct dates_out {
	struct buf *buf;
	void (*spill)(void *arg, struct buf *buf);
	void *arg;
};

/* To be called now and then: hands a buffer that has grown to spill. */
void dates_spill(const struct dates_out *out);
/* The array of the member "dates"; offsets by *at, which is copied. */
void dates_json(struct quire_span text, const struct dates *d,
    const struct text_offset *at, const struct dates_out *out);
void dates_csv_header(struct buf *out);
/* One row of TSV or CSV; start and end are in the unit asked for. */
void dates_row(const struct date *x, struct quire_span text, size_t start,
    size_t end, enum dates_format format, enum dates_value value,
    struct buf *out);
/*
 * The text with <TIMEX3> elements, or with colours; XML is escaped. *id counts
 * the elements of a document through its windows, of which first is the first.
 */
void dates_inline(struct quire_span text, const struct dates *d,
    enum dates_format format, bool first, bool last, size_t *id,
    const struct dates_out *to);
/*
 * A VEVENT for each whole day, in one VCALENDAR (RFC 5545). Its UID is made of
 * the day, the document's number and the offset by *at, which is copied.
 */
void dates_calendar(struct quire_span text, const struct dates *d,
    size_t document, const struct text_offset *at, bool first, bool last,
    const struct dates_out *out);

#endif
