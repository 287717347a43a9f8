/*
 * RIS (Research Information Systems; EndNote's and Zotero's reading of it):
 * TY first, ER last, one AU per author, two-letter tags, two blanks, hyphen.
 */
#include <string.h>

#include "cite/write.h"

static const struct {
	const char *type, *ris;
} types[] = { { "article-journal", "JOUR" }, { "article-magazine", "MGZN" },
	{ "article-newspaper", "NEWS" }, { "book", "BOOK" },
	{ "chapter", "CHAP" }, { "paper-conference", "CPAPER" },
	{ "report", "RPRT" }, { "thesis", "THES" }, { "webpage", "ELEC" },
	{ "post-weblog", "BLOG" }, { "patent", "PAT" }, { "standard", "STAND" },
	{ "dataset", "DATA" }, { "software", "COMP" },
	{ "legislation", "STAT" }, { "legal_case", "CASE" },
	{ "hearing", "HEAR" }, { "map", "MAP" } };

static void
add(struct buf *out, const char *tag, struct quire_span v)
{
	size_t i;

	if (v.len == 0)
		return;
	buf_add_str(out, tag);
	buf_add_str(out, "  - ");
	for (i = 0; i < v.len; i++)
		buf_add_char(out,
		    v.p[i] == '\n' || v.p[i] == '\r' ? ' ' : v.p[i]);
	buf_add_char(out, '\n');
}

static void
add_names(struct buf *out, const char *tag, const struct cite_item *it,
    enum cite_role r)
{
	size_t i;

	for (i = 0; i < it->names[r]; i++) {
		const struct cite_name *n = &it->name[r][i];

		buf_add_str(out, tag);
		buf_add_str(out, "  - ");
		if (n->literal.len > 0) {
			buf_add_span(out, n->literal);
		} else {
			buf_add_span(out, n->family);
			if (n->given.len > 0) {
				buf_add_str(out, ", ");
				buf_add_span(out, n->given);
			}
			if (n->suffix.len > 0) {
				buf_add_str(out, ", ");
				buf_add_span(out, n->suffix);
			}
		}
		buf_add_char(out, '\n');
	}
}

static void
add_two(struct buf *out, int n)
{
	if (n < 10)
		buf_add_char(out, '0');
	buf_add_int(out, n);
}

/* YYYY/MM/DD/ with empty parts. */
static void
add_date(struct buf *out, const char *tag, const struct cite_date *d)
{
	if (d->year == 0)
		return;
	buf_add_str(out, tag);
	buf_add_str(out, "  - ");
	buf_add_int(out, d->year);
	buf_add_char(out, '/');
	if (d->month > 0)
		add_two(out, d->month);
	buf_add_char(out, '/');
	if (d->month > 0 && d->day > 0)
		add_two(out, d->day);
	buf_add_str(out, "/\n");
}

static void
add_year(struct buf *out, const struct cite_date *d)
{
	if (d->year == 0)
		return;
	buf_add_str(out, "PY  - ");
	buf_add_int(out, d->year);
	buf_add_char(out, '\n');
}

static void
add_pages(struct buf *out, struct quire_span v)
{
	size_t cut = span_find(v, 0, "-");

	add(out, "SP", span_sub(v, 0, cut));
	if (cut < v.len)
		add(out, "EP", span_sub(v, cut + 1, v.len));
}

void
cite_write_ris(const struct cite_item *it, struct quire_span id,
    struct buf *out)
{
	const struct quire_span *f = it->field;
	const char *type = "GEN";
	size_t i;

	for (i = 0; it->type != NULL && i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].type, it->type) == 0)
			type = types[i].ris;
	add(out, "TY", span_of(type));
	add(out, "ID", id);
	add_names(out, "AU", it, CITE_AUTHOR);
	add_names(out, "A2", it, CITE_EDITOR);
	add_names(out, "A4", it, CITE_TRANSLATOR);
	add(out, "TI", f[CITE_TITLE]);
	add(out, strcmp(type, "JOUR") == 0 ? "JO" : "T2", f[CITE_CONTAINER]);
	add(out, "T3", f[CITE_COLLECTION]);
	add_year(out, &it->issued);
	if (it->issued.month > 0)
		add_date(out, "DA", &it->issued);
	add(out, "VL", f[CITE_VOLUME]);
	add(out, "IS", f[CITE_ISSUE].len > 0 ? f[CITE_ISSUE] : f[CITE_NUMBER]);
	add_pages(out, f[CITE_PAGE]);
	add(out, "ET", f[CITE_EDITION]);
	add(out, "PB", f[CITE_PUBLISHER]);
	add(out, "CY", f[CITE_PLACE]);
	add(out, "M3", f[CITE_GENRE]);
	add(out, "SN", f[CITE_ISBN]);
	add(out, "DO", f[CITE_DOI]);
	add(out, "UR", f[CITE_URL]);
	add_date(out, "Y2", &it->accessed);
	add(out, "LA", f[CITE_LANGUAGE]);
	add(out, "N1", f[CITE_NOTE]);
	buf_add_str(out, "ER  - \n\n");
}
