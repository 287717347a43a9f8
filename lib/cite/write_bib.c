/*
 * BibTeX (btxdoc, 1988) and BibLaTeX (manual 3.18): one entry. UTF-8 stays;
 * & % # _ $ { } ~ ^ \ are escaped, capitals inside titles are protected,
 * literal names are braced.
 */
#include <string.h>

#include "cite/write.h"
#include "text/text.h"

static const struct {
	const char *type, *bibtex, *biblatex;
} types[] = { { "article-journal", "article", "article" },
	{ "article-magazine", "article", "article" },
	{ "article-newspaper", "article", "article" },
	{ "book", "book", "book" },
	{ "chapter", "incollection", "incollection" },
	{ "paper-conference", "inproceedings", "inproceedings" },
	{ "report", "techreport", "report" },
	{ "thesis", "phdthesis", "thesis" }, { "webpage", "misc", "online" },
	{ "post-weblog", "misc", "online" }, { "patent", "misc", "patent" },
	{ "standard", "misc", "misc" }, { "dataset", "misc", "dataset" },
	{ "software", "misc", "software" },
	{ "legislation", "misc", "legislation" },
	{ "legal_case", "misc", "jurisdiction" }, { "map", "misc", "misc" } };

static const char *
entry_type(const struct cite_item *it, bool biblatex)
{
	size_t i;

	for (i = 0; it->type != NULL && i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].type, it->type) == 0)
			return biblatex ? types[i].biblatex : types[i].bibtex;
	return "misc";
}

static void
add_escaped(struct buf *out, struct quire_span s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		switch (s.p[i]) {
		case '&':
		case '%':
		case '#':
		case '_':
		case '$':
		case '{':
		case '}':
			buf_add_char(out, '\\');
			buf_add_char(out, s.p[i]);
			break;
		case '~':
			buf_add_str(out, "\\textasciitilde{}");
			break;
		case '^':
			buf_add_str(out, "\\textasciicircum{}");
			break;
		case '\\':
			buf_add_str(out, "\\textbackslash{}");
			break;
		default:
			buf_add_char(out, s.p[i]);
		}
}

static void
begin_field(struct buf *out, const char *name)
{
	buf_add_str(out, ",\n  ");
	buf_add_str(out, name);
	buf_add_str(out, " = {");
}

static void
add_field(struct buf *out, const char *name, struct quire_span v)
{
	if (v.len == 0)
		return;
	begin_field(out, name);
	add_escaped(out, v);
	buf_add_char(out, '}');
}

/* Has a word a capital that styles must not lower? */
static bool
keep_case(struct quire_span w, bool first)
{
	const char *p = w.p, *end = w.p + w.len;
	bool inner = false, begin = true;
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (text_is(cp, TEXT_UPPER) && !begin)
			return true;
		inner |= begin && text_is(cp, TEXT_UPPER);
		if (text_is(cp, TEXT_LETTER))
			begin = false;
	}
	return inner && !first;
}

/* Titles: words with capitals go into braces. */
static void
add_title(struct buf *out, const char *name, struct quire_span v)
{
	size_t i = 0, j;
	bool first = true;

	if (v.len == 0)
		return;
	begin_field(out, name);
	while (i < v.len) {
		struct quire_span w;

		for (j = i; j < v.len && v.p[j] != ' '; j++)
			;
		w = span_sub(v, i, j);
		if (keep_case(w, first)) {
			buf_add_char(out, '{');
			add_escaped(out, w);
			buf_add_char(out, '}');
		} else
			add_escaped(out, w);
		first = first && w.len == 0;
		if (j < v.len)
			buf_add_char(out, ' ');
		i = j + 1;
	}
	buf_add_char(out, '}');
}

static bool
holds_and(struct quire_span s)
{
	return span_find(s, 0, " and ") < s.len || span_find(s, 0, ",") < s.len;
}

static void
add_part(struct buf *out, struct quire_span s)
{
	if (holds_and(s))
		buf_add_char(out, '{');
	add_escaped(out, s);
	if (holds_and(s))
		buf_add_char(out, '}');
}

static void
add_names(struct buf *out, const char *field, const struct cite_item *it,
    enum cite_role r)
{
	size_t i;

	if (it->names[r] == 0)
		return;
	begin_field(out, field);
	for (i = 0; i < it->names[r]; i++) {
		const struct cite_name *n = &it->name[r][i];

		if (i > 0)
			buf_add_str(out, " and ");
		if (n->literal.len > 0) {
			buf_add_char(out, '{');
			add_escaped(out, n->literal);
			buf_add_char(out, '}');
			continue;
		}
		add_part(out, n->family);
		if (n->suffix.len > 0) {
			buf_add_str(out, ", ");
			add_part(out, n->suffix);
		}
		if (n->given.len > 0) {
			buf_add_str(out, ", ");
			add_part(out, n->given);
		}
	}
	buf_add_char(out, '}');
}

/* 21-29 as 21--29. */
static void
add_pages(struct buf *out, struct quire_span v)
{
	size_t i;

	if (v.len == 0)
		return;
	begin_field(out, "pages");
	for (i = 0; i < v.len; i++) {
		if (v.p[i] == '-')
			buf_add_char(out, '-');
		add_escaped(out, span_sub(v, i, i + 1));
	}
	buf_add_char(out, '}');
}

static void
add_int_field(struct buf *out, const char *name, int n)
{
	if (n == 0)
		return;
	begin_field(out, name);
	buf_add_int(out, n);
	buf_add_char(out, '}');
}

static void
add_dates(struct buf *out, const struct cite_item *it, bool biblatex)
{
	static const char *const month[] = { "jan", "feb", "mar", "apr", "may",
		"jun", "jul", "aug", "sep", "oct", "nov", "dec" };
	const struct cite_date *d = &it->issued;

	if (biblatex) {
		if (d->year != 0) {
			begin_field(out, "date");
			cite_add_iso(out, d);
			buf_add_char(out, '}');
		}
		if (it->accessed.year != 0) {
			begin_field(out, "urldate");
			cite_add_iso(out, &it->accessed);
			buf_add_char(out, '}');
		}
		return;
	}
	add_int_field(out, "year", d->year);
	if (d->month >= 1 && d->month <= 12) {
		buf_add_str(out, ",\n  month = ");
		buf_add_str(out, month[d->month - 1]);
	}
	if (it->accessed.year != 0) {
		begin_field(out, "note");
		buf_add_str(out, "Accessed ");
		cite_add_iso(out, &it->accessed);
		buf_add_char(out, '}');
	}
}

/* Names that babel has for languages. */
static const char *
babel(struct quire_span tag)
{
	static const char *const name[][2] = { { "en", "english" },
		{ "de", "german" }, { "fr", "french" }, { "es", "spanish" },
		{ "it", "italian" }, { "pt", "portuguese" }, { "nl", "dutch" },
		{ "ru", "russian" }, { "zh", "chinese" }, { "ja", "japanese" },
		{ "ko", "korean" } };
	size_t i;

	for (i = 0; i < sizeof name / sizeof *name; i++)
		if (span_is(tag, name[i][0]))
			return name[i][1];
	return "";
}

static const char *
container_field(const char *entry, bool biblatex)
{
	if (strcmp(entry, "article") == 0)
		return biblatex ? "journaltitle" : "journal";
	if (strcmp(entry, "incollection") == 0 ||
	    strcmp(entry, "inproceedings") == 0)
		return "booktitle";
	return "howpublished";
}

static const char *
publisher_field(const char *entry)
{
	if (strstr(entry, "thesis") != NULL)
		return strcmp(entry, "thesis") == 0 ? "institution" : "school";
	if (strcmp(entry, "techreport") == 0 || strcmp(entry, "report") == 0)
		return "institution";
	if (strcmp(entry, "online") == 0)
		return "organization";
	return "publisher";
}

void
cite_write_bib(const struct cite_item *it, struct quire_span id, bool biblatex,
    struct buf *out)
{
	const char *entry = entry_type(it, biblatex);
	const struct quire_span *f = it->field;

	buf_add_char(out, '@');
	buf_add_str(out, entry);
	buf_add_char(out, '{');
	buf_add_span(out, id);
	add_names(out, "author", it, CITE_AUTHOR);
	add_names(out, "editor", it, CITE_EDITOR);
	if (biblatex)
		add_names(out, "translator", it, CITE_TRANSLATOR);
	add_title(out, "title", f[CITE_TITLE]);
	if (strcmp(entry, "online") == 0)
		add_field(out, "organization", f[CITE_CONTAINER]);
	else
		add_title(out, container_field(entry, biblatex),
		    f[CITE_CONTAINER]);
	add_field(out, "series", f[CITE_COLLECTION]);
	add_dates(out, it, biblatex);
	add_field(out, "volume", f[CITE_VOLUME]);
	add_field(out, "number",
	    f[CITE_ISSUE].len > 0 ? f[CITE_ISSUE] : f[CITE_NUMBER]);
	add_pages(out, f[CITE_PAGE]);
	add_field(out, "edition", f[CITE_EDITION]);
	if (strcmp(entry, "online") != 0 || f[CITE_CONTAINER].len == 0)
		add_field(out, publisher_field(entry), f[CITE_PUBLISHER]);
	add_field(out, biblatex ? "location" : "address", f[CITE_PLACE]);
	if (strcmp(entry, "thesis") == 0 || strcmp(entry, "report") == 0)
		add_field(out, "type",
		    f[CITE_GENRE].len > 0
		        ? f[CITE_GENRE]
		        : span_of(strcmp(entry, "thesis") == 0 ? "phdthesis"
		                                               : "techreport"));
	add_field(out, "isbn", f[CITE_ISBN]);
	add_field(out, "doi", f[CITE_DOI]);
	add_field(out, "url", f[CITE_URL]);
	if (biblatex)
		add_field(out, "langid", span_of(babel(f[CITE_LANGUAGE])));
	buf_add_str(out, "\n}\n");
}
