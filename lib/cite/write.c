/*
 * Writers: the choice of one, and what they share.
 */
#include "cite/write.h"
#include "io/io.h"

static void
add_two(struct buf *out, int n)
{
	if (n < 10)
		buf_add_char(out, '0');
	buf_add_int(out, n);
}

static void
add_day(struct buf *out, int year, int month, int day)
{
	buf_add_int(out, year);
	if (month > 0) {
		buf_add_char(out, '-');
		add_two(out, month);
	}
	if (month > 0 && day > 0) {
		buf_add_char(out, '-');
		add_two(out, day);
	}
}

void
cite_add_iso(struct buf *out, const struct cite_date *d)
{
	if (d->year == 0)
		return;
	add_day(out, d->year, d->month, d->day);
	if (d->end_year != 0) {
		buf_add_char(out, '/');
		add_day(out, d->end_year, d->end_month, d->end_day);
	}
}

/* "Family, Given" or the literal. */
static void
add_name(struct buf *out, const struct cite_name *n)
{
	if (n->literal.len > 0) {
		buf_add_span(out, n->literal);
		return;
	}
	buf_add_span(out, n->family);
	if (n->suffix.len > 0) {
		buf_add_str(out, ", ");
		buf_add_span(out, n->suffix);
	}
	if (n->given.len > 0) {
		buf_add_str(out, ", ");
		buf_add_span(out, n->given);
	}
}

static void
write_tsv(const struct cite_item *it, struct quire_span id, struct buf *out)
{
	struct buf names = { 0 };
	struct quire_span author, date;
	size_t i, cut;

	for (i = 0; i < it->names[CITE_AUTHOR]; i++) {
		if (i > 0)
			buf_add_str(&names, "; ");
		add_name(&names, &it->name[CITE_AUTHOR][i]);
	}
	cut = names.len;
	cite_add_iso(&names, &it->issued);
	author = span_sub(buf_span(&names), 0, cut);
	date = span_sub(buf_span(&names), cut, names.len);
	{
		const struct quire_span column[] = { id,
			span_of(it->type == NULL ? "document" : it->type),
			author, date, it->field[CITE_TITLE],
			it->field[CITE_CONTAINER], it->field[CITE_VOLUME],
			it->field[CITE_ISSUE], it->field[CITE_PAGE],
			it->field[CITE_PUBLISHER], it->field[CITE_PLACE],
			it->field[CITE_DOI], it->field[CITE_URL] };

		for (i = 0; i < sizeof column / sizeof *column; i++) {
			if (i > 0)
				buf_add_char(out, '\t');
			tsv_add(out, column[i]);
		}
	}
	buf_add_char(out, '\n');
	buf_fini(&names);
}

void
cite_write(const struct cite_item *item, struct quire_span id,
    enum cite_format format, struct buf *out)
{
	switch (format) {
	case CITE_CSL_JSON:
		cite_write_csl(item, id, out);
		break;
	case CITE_BIBLATEX:
		cite_write_bib(item, id, true, out);
		break;
	case CITE_BIBTEX:
		cite_write_bib(item, id, false, out);
		break;
	case CITE_RIS:
		cite_write_ris(item, id, out);
		break;
	case CITE_GBT7714:
		cite_write_gbt(item, id, out);
		break;
	case CITE_TSV:
		write_tsv(item, id, out);
		break;
	}
}
