/*
 * The writers: JSON members, rows, inline TIMEX3 (ISO-TimeML), iCalendar
 * (RFC 5545). Nothing here reads a clock: DTSTAMP and UID come from the date
 * and the place of the expression.
 */
#include <stdio.h>
#include <string.h>

#include "dates/format.h"
#include "io/io.h"

static const struct quire_span type_name[] = { { "DATE", 4 }, { "TIME", 4 },
	{ "DURATION", 8 }, { "SET", 3 }, { "RANGE", 5 } };

enum { FULL = 32 << 10 };

void
dates_spill(const struct dates_out *out)
{
	if (out->spill != NULL && out->buf->len > FULL)
		out->spill(out->arg, out->buf);
}

/* ---- JSON ------------------------------------------------------------- */

/* Values are ASCII without quotes. */
static void
json_value(struct buf *out, const char *before, struct quire_span value)
{
	buf_add_str(out, before);
	if (value.len == 0) {
		buf_add_str(out, "null");
		return;
	}
	buf_add_char(out, '"');
	buf_add_span(out, value);
	buf_add_char(out, '"');
}

static void
json_date(struct quire_span text, const struct date *x, struct text_offset *at,
    bool part, struct buf *out)
{
	buf_add_str(out, "{\"start\":");
	buf_add_int(out, (int64_t)text_offset_at(at, x->start));
	buf_add_str(out, ",\"end\":");
	buf_add_int(out, (int64_t)text_offset_at(at, x->end));
	buf_add_str(out, ",\"text\":");
	json_add_string(out, span_sub(text, x->start, x->end));
	buf_add_str(out, ",\"type\":\"");
	buf_add_span(out, type_name[x->type]);
	json_value(out, "\",\"value\":", x->value);
	json_value(out, ",\"edtf\":", x->edtf);
	if (!part && x->part[0] != NULL) {
		buf_add_str(out, ",\"parts\":[");
		json_date(text, x->part[0], at, true, out);
		if (x->part[1] != NULL) {
			buf_add_char(out, ',');
			json_date(text, x->part[1], at, true, out);
		}
		buf_add_char(out, ']');
	}
	buf_add_char(out, '}');
}

void
dates_json(struct quire_span text, const struct dates *d,
    const struct text_offset *at, const struct dates_out *out)
{
	struct text_offset o = *at;
	size_t i;

	buf_add_char(out->buf, '[');
	for (i = 0; i < d->n; i++) {
		if (i > 0)
			buf_add_char(out->buf, ',');
		json_date(text, &d->item[i], &o, false, out->buf);
		dates_spill(out);
	}
	buf_add_char(out->buf, ']');
}

/* ---- rows ------------------------------------------------------------- */

void
dates_csv_header(struct buf *out)
{
	buf_add_str(out, "start,end,type,edtf,timex3,text\n");
}

/* Values are ASCII without signs that rows escape. */
static void
values(const struct date *x, enum dates_format format, enum dates_value value,
    struct buf *out)
{
	char sep = format == DATES_CSV ? ',' : '\t';

	if (format == DATES_CSV || value == DATES_BOTH) {
		buf_add_span(out, x->edtf);
		buf_add_char(out, sep);
		buf_add_span(out, x->value);
	} else {
		buf_add_span(out,
		    value == DATES_EDTF && x->edtf.len > 0 ? x->edtf
		                                           : x->value);
	}
}

void
dates_row(const struct date *x, struct quire_span text, size_t start,
    size_t end, enum dates_format format, enum dates_value value,
    struct buf *out)
{
	char sep = format == DATES_CSV ? ',' : '\t';

	buf_add_int(out, (int64_t)start);
	buf_add_char(out, sep);
	buf_add_int(out, (int64_t)end);
	buf_add_char(out, sep);
	buf_add_span(out, type_name[x->type]);
	buf_add_char(out, sep);
	values(x, format, value, out);
	buf_add_char(out, sep);
	if (format == DATES_CSV)
		csv_add(out, text);
	else
		tsv_add(out, text);
	buf_add_char(out, '\n');
}

/* ---- in the text ------------------------------------------------------- */

/* A character that XML 1.0 has no place for: its bytes, or 0. */
static size_t
no_xml(struct quire_span s, size_t i)
{
	unsigned char b = (unsigned char)s.p[i];

	if (b < ' ')
		return b != '\n' && b != '\t' && b != '\r';
	/* U+FFFE and U+FFFF */
	return b == 0xef && s.len - i >= 3 &&
	        (unsigned char)s.p[i + 1] == 0xbf &&
	        (unsigned char)s.p[i + 2] >= 0xbe
	    ? 3
	    : 0;
}

/* A carriage return by its number: a parser would make it a line feed. */
static void
xml(struct quire_span s, struct buf *out)
{
	size_t i, n;

	for (i = 0; i < s.len; i += n + (n == 0)) {
		n = no_xml(s, i);
		if (n > 0)
			buf_add_str(out, "\xef\xbf\xbd");
		else if (s.p[i] == '&')
			buf_add_str(out, "&amp;");
		else if (s.p[i] == '<')
			buf_add_str(out, "&lt;");
		else if (s.p[i] == '>')
			buf_add_str(out, "&gt;");
		else if (s.p[i] == '"')
			buf_add_str(out, "&quot;");
		else if (s.p[i] == '\r')
			buf_add_str(out, "&#13;");
		else
			buf_add_char(out, s.p[i]);
	}
}

static void
element(struct quire_span text, const struct date *x, size_t *id,
    struct buf *out)
{
	buf_add_str(out, "<TIMEX3 tid=\"t");
	buf_add_int(out, (int64_t)++ * id);
	buf_add_str(out, "\" type=\"");
	/* TIMEX3 has no type RANGE */
	buf_add_span(out,
	    type_name[x->type == DATE_RANGE ? DATE_DATE : x->type]);
	buf_add_str(out, "\" value=\"");
	xml(x->value, out);
	buf_add_str(out, "\">");
	xml(span_sub(text, x->start, x->end), out);
	buf_add_str(out, "</TIMEX3>");
}

/* Of a RANGE its parts are the elements. */
static size_t
timeml(struct quire_span text, const struct date *x, size_t p, size_t *id,
    struct buf *out)
{
	int i;

	if (x->part[0] == NULL) {
		xml(span_sub(text, p, x->start), out);
		element(text, x, id, out);
		return x->end;
	}
	for (i = 0; i < 2 && x->part[i] != NULL; i++) {
		xml(span_sub(text, p, x->part[i]->start), out);
		element(text, x->part[i], id, out);
		p = x->part[i]->end;
	}
	return p;
}

void
dates_inline(struct quire_span text, const struct dates *d,
    enum dates_format format, bool first, bool last, size_t *id,
    const struct dates_out *to)
{
	struct buf *out = to->buf;
	size_t i, p = 0;

	if (first)
		*id = 0;
	if (format == DATES_TIMEML && first)
		buf_add_str(out,
		    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<TimeML>\n<TEXT>");
	for (i = 0; i < d->n; i++) {
		const struct date *x = &d->item[i];

		dates_spill(to);
		if (format == DATES_TIMEML) {
			p = timeml(text, x, p, id, out);
			continue;
		}
		buf_add_span(out, span_sub(text, p, x->start));
		buf_add_str(out, "\033[01;32m");
		buf_add_span(out, span_sub(text, x->start, x->end));
		buf_add_str(out, "\033[m");
		p = x->end;
	}
	if (format == DATES_TIMEML)
		xml(span_sub(text, p, text.len), out);
	else
		buf_add_span(out, span_sub(text, p, text.len));
	if (format == DATES_TIMEML && last)
		buf_add_str(out, "</TEXT>\n</TimeML>\n");
}

/* ---- iCalendar --------------------------------------------------------- */

static bool
whole_day(struct quire_span v, char out[9])
{
	size_t i;

	if (v.len < 10 || (v.len > 10 && v.p[10] != 'T') || v.p[4] != '-' ||
	    v.p[7] != '-')
		return false;
	for (i = 0; i < 10; i++)
		if (i != 4 && i != 7 && (v.p[i] < '0' || v.p[i] > '9'))
			return false;
	snprintf(out, 9, "%.4s%.2s%.2s", v.p, v.p + 5, v.p + 8);
	return true;
}

/* Lines are folded at 75 bytes, never inside a character. */
static void
fold_line(struct quire_span s, struct buf *out)
{
	size_t n = 0, i, len;

	for (i = 0; i < s.len; i += len) {
		unsigned char b = (unsigned char)s.p[i];

		len = b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
		if (n + len > 73) {
			buf_add_str(out, "\r\n ");
			n = 1;
		}
		buf_add(out, s.p + i, len);
		n += len;
	}
	buf_add_str(out, "\r\n");
}

/* TEXT of RFC 5545, 3.3.11: \ ; , are escaped, controls are not allowed. */
static void
ics_text(struct quire_span s, struct buf *out)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.p[i] == '\\' || s.p[i] == ';' || s.p[i] == ',') {
			buf_add_char(out, '\\');
			buf_add_char(out, s.p[i]);
		} else if (s.p[i] == '\n') {
			buf_add_char(out, ' ');
		} else if (s.p[i] == '\t' ||
		    ((unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f)) {
			buf_add_char(out, s.p[i]);
		}
}

/* The line of the text around the expression, at most 200 bytes a side. */
static struct quire_span
line_around(struct quire_span text, const struct date *x)
{
	size_t from = x->start, to = x->end;

	while (from > 0 && text.p[from - 1] != '\n' && x->start - from < 200)
		from--;
	while (from < x->start && ((unsigned char)text.p[from] & 0xc0) == 0x80)
		from++;
	while (to < text.len && text.p[to] != '\n' && to - x->end < 200)
		to++;
	while (to > x->end && to < text.len &&
	    ((unsigned char)text.p[to] & 0xc0) == 0x80)
		to--;
	return span_trim(span_sub(text, from, to));
}

static void
event(struct quire_span text, const struct date *x, size_t document,
    size_t place, struct buf *out)
{
	struct buf line = { 0 };
	char day[9];

	if (x->type > DATE_TIME || !whole_day(x->value, day))
		return;
	buf_add_str(out, "BEGIN:VEVENT\r\nUID:");
	buf_add_str(out, day);
	buf_add_char(out, '-');
	buf_add_int(out, (int64_t)document);
	buf_add_char(out, '-');
	buf_add_int(out, (int64_t)place);
	buf_add_str(out, "@quire\r\nDTSTAMP:");
	buf_add_str(out, day);
	buf_add_str(out, "T000000Z\r\nDTSTART;VALUE=DATE:");
	buf_add_str(out, day);
	buf_add_str(out, "\r\n");
	buf_add_str(&line, "SUMMARY:");
	ics_text(span_sub(text, x->start, x->end), &line);
	fold_line(buf_span(&line), out);
	line.len = 0;
	buf_add_str(&line, "DESCRIPTION:");
	ics_text(line_around(text, x), &line);
	fold_line(buf_span(&line), out);
	buf_add_str(out, "END:VEVENT\r\n");
	buf_fini(&line);
}

void
dates_calendar(struct quire_span text, const struct dates *d, size_t document,
    const struct text_offset *at, bool first, bool last,
    const struct dates_out *out)
{
	struct text_offset o = *at;
	size_t i;

	if (first)
		buf_add_str(out->buf,
		    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
		    "PRODID:-//quire//extract-dates//EN\r\n");
	for (i = 0; i < d->n; i++) {
		event(text, &d->item[i], document,
		    text_offset_at(&o, d->item[i].start), out->buf);
		dates_spill(out);
	}
	if (last)
		buf_add_str(out->buf, "END:VCALENDAR\r\n");
}
