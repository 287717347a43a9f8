/*
 * CSL-JSON 1.0.2: one item as an object on one line.
 */
#include <string.h>

#include "cite/write.h"
#include "io/io.h"

static const char *const variable[CITE_FIELDS] = { "title", "container-title",
	"collection-title", "publisher", "publisher-place", "volume", "issue",
	"page", "edition", "number", "genre", "DOI", "URL", "ISBN", "archive",
	"archive_location", "note", "language" };

static const char *const role[CITE_ROLES] = { "author", "editor",
	"translator" };

static void
add_member(struct buf *out, const char *name, struct quire_span v)
{
	if (v.len == 0)
		return;
	json_add_name(out, name);
	json_add_string(out, v);
}

static void
add_name(struct buf *out, const struct cite_name *n)
{
	buf_add_char(out, '{');
	if (n->literal.len > 0) {
		add_member(out, "literal", n->literal);
	} else {
		add_member(out, "family", n->family);
		add_member(out, "given", n->given);
		add_member(out, "suffix", n->suffix);
	}
	buf_add_char(out, '}');
}

/* Who publishes a decision is the court that took it. */
static const char *
variable_of(const struct cite_item *it, int field)
{
	return field == CITE_PUBLISHER && it->type != NULL &&
	        strcmp(it->type, "legal_case") == 0
	    ? "authority"
	    : variable[field];
}

static void
add_names(struct buf *out, const struct cite_item *it, enum cite_role r)
{
	size_t i;

	if (it->names[r] == 0)
		return;
	json_add_name(out, role[r]);
	buf_add_char(out, '[');
	for (i = 0; i < it->names[r]; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		add_name(out, &it->name[r][i]);
	}
	buf_add_char(out, ']');
}

static void
add_parts(struct buf *out, int year, int month, int day)
{
	buf_add_char(out, '[');
	buf_add_int(out, year);
	if (month > 0) {
		buf_add_char(out, ',');
		buf_add_int(out, month);
	}
	if (month > 0 && day > 0) {
		buf_add_char(out, ',');
		buf_add_int(out, day);
	}
	buf_add_char(out, ']');
}

static void
add_date(struct buf *out, const char *name, const struct cite_date *d)
{
	if (d->year == 0 && d->literal.len == 0)
		return;
	json_add_name(out, name);
	buf_add_char(out, '{');
	if (d->year != 0) {
		buf_add_str(out, "\"date-parts\":[");
		add_parts(out, d->year, d->month, d->day);
		if (d->end_year != 0) {
			buf_add_char(out, ',');
			add_parts(out, d->end_year, d->end_month, d->end_day);
		}
		buf_add_char(out, ']');
	}
	if (d->season > 0) {
		json_add_name(out, "season");
		buf_add_int(out, d->season);
	}
	if (d->literal.len > 0 && (d->year == 0 || d->season > 0)) {
		json_add_name(out, "literal");
		json_add_string(out, d->literal);
	}
	buf_add_char(out, '}');
}

void
cite_write_csl(const struct cite_item *it, struct quire_span id,
    struct buf *out)
{
	int f;

	buf_add_char(out, '{');
	add_member(out, "id", id);
	if (it->type != NULL)
		add_member(out, "type", span_of(it->type));
	for (f = 0; f < CITE_ROLES; f++)
		add_names(out, it, (enum cite_role)f);
	for (f = 0; f < CITE_FIELDS; f++)
		add_member(out, variable_of(it, f), it->field[f]);
	add_date(out, "issued", &it->issued);
	add_date(out, "accessed", &it->accessed);
	if (it->archived.len > 0) {
		json_add_name(out, "custom");
		buf_add_char(out, '{');
		add_member(out, "archived", it->archived);
		buf_add_char(out, '}');
	}
	buf_add_char(out, '}');
}

void
cite_write_evidence(const struct citations *v, struct buf *out)
{
	int f;

	buf_add_char(out, '{');
	add_member(out, "author", v->author_evidence);
	for (f = 0; f < CITE_FIELDS; f++)
		add_member(out, variable[f], v->evidence[f]);
	add_member(out, "issued", v->date_evidence);
	buf_add_char(out, '}');
}
