/*
 * GB/T 7714-2015, sequential numbering: authors. title[mark]. place:
 * publisher, year: pages. Three names, then 等 or et al. by language;
 * Western family names in capitals before initials.
 */
#include <string.h>

#include "cite/write.h"
#include "text/text.h"

static const struct {
	const char *type, *mark;
} marks[] = { { "article-journal", "J" }, { "article-magazine", "J" },
	{ "article-newspaper", "N" }, { "book", "M" }, { "chapter", "M" },
	{ "paper-conference", "C" }, { "report", "R" }, { "thesis", "D" },
	{ "webpage", "EB" }, { "post-weblog", "EB" }, { "patent", "P" },
	{ "standard", "S" }, { "dataset", "DS" }, { "software", "CP" },
	{ "map", "CM" } };

static bool
chinese(const struct cite_item *it)
{
	struct quire_span l = it->field[CITE_LANGUAGE];

	return span_starts(l, "zh") || span_starts(l, "ja");
}

static void
add_upper(struct buf *out, struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		utf8_add(out, text_upper(cp));
	}
}

/* "Joseph S." as "J S". */
static void
add_initials(struct buf *out, struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	bool begin = true;
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (text_is(cp, TEXT_LETTER)) {
			if (begin || (text_is(cp, TEXT_UPPER) && s.len <= 3)) {
				buf_add_char(out, ' ');
				utf8_add(out, text_upper(cp));
			}
			begin = false;
		} else if (!text_is(cp, TEXT_MARK))
			begin = true;
	}
}

static bool
latin(struct quire_span s)
{
	return s.len > 0 && (unsigned char)s.p[0] < 0xe2;
}

static void
add_name(struct buf *out, const struct cite_name *n)
{
	if (n->literal.len > 0) {
		buf_add_span(out, n->literal);
	} else if (latin(n->family)) {
		add_upper(out, n->family);
		add_initials(out, n->given);
	} else {
		buf_add_span(out, n->family);
		buf_add_span(out, n->given);
	}
}

static void
add_names(struct buf *out, const struct cite_item *it, enum cite_role r)
{
	size_t i, n = it->names[r];

	for (i = 0; i < n && i < 3; i++) {
		if (i > 0)
			buf_add_str(out, ", ");
		add_name(out, &it->name[r][i]);
	}
	if (n > 3)
		buf_add_str(out, chinese(it) ? ", 等" : ", et al.");
}

static void
add_mark(struct buf *out, const struct cite_item *it)
{
	const char *mark = "Z";
	size_t i;

	for (i = 0; it->type != NULL && i < sizeof marks / sizeof *marks; i++)
		if (strcmp(marks[i].type, it->type) == 0)
			mark = marks[i].mark;
	buf_add_char(out, '[');
	buf_add_str(out, mark);
	if (it->field[CITE_URL].len > 0 || it->field[CITE_DOI].len > 0)
		buf_add_str(out, "/OL");
	buf_add_char(out, ']');
}

static void
add_year(struct buf *out, const struct cite_item *it)
{
	if (it->issued.year != 0)
		buf_add_int(out, it->issued.year);
}

static void
add_after(struct buf *out, const char *mark, struct quire_span v)
{
	if (v.len == 0)
		return;
	buf_add_str(out, mark);
	buf_add_span(out, v);
}

/* ". Journal, 2019, 12(3): 21-29", ". 报纸, 2014-05-23(8)" */
static void
add_serial(struct buf *out, const struct cite_item *it, bool newspaper)
{
	const struct quire_span *f = it->field;

	add_after(out, ". ", f[CITE_CONTAINER]);
	if (newspaper) {
		if (it->issued.year != 0) {
			buf_add_str(out, ", ");
			cite_add_iso(out, &it->issued);
		}
		if (f[CITE_PAGE].len > 0) {
			add_after(out, "(", f[CITE_PAGE]);
			buf_add_char(out, ')');
		}
		return;
	}
	if (it->issued.year != 0) {
		buf_add_str(out, ", ");
		add_year(out, it);
	}
	add_after(out, ", ", f[CITE_VOLUME]);
	if (f[CITE_ISSUE].len > 0) {
		add_after(out, "(", f[CITE_ISSUE]);
		buf_add_char(out, ')');
	}
	add_after(out, ": ", f[CITE_PAGE]);
}

/* "2" as "2版" or "2nd ed"; what has words stays. */
static void
add_edition(struct buf *out, const struct cite_item *it)
{
	static const char *const end[] = { "th", "st", "nd", "rd" };
	struct quire_span e = it->field[CITE_EDITION];
	size_t i;

	if (e.len == 0)
		return;
	add_after(out, ". ", e);
	for (i = 0; i < e.len; i++)
		if (e.p[i] < '0' || e.p[i] > '9')
			return;
	if (chinese(it)) {
		buf_add_str(out, "版");
		return;
	}
	i = (size_t)(e.p[e.len - 1] - '0');
	if (e.len > 1 && e.p[e.len - 2] == '1')
		i = 0;
	buf_add_str(out, i < 4 ? end[i] : "th");
	buf_add_str(out, " ed");
}

static void
add_book(struct buf *out, const struct cite_item *it)
{
	const struct quire_span *f = it->field;

	if (f[CITE_CONTAINER].len > 0) {
		buf_add_str(out, "//");
		if (it->names[CITE_EDITOR] > 0) {
			add_names(out, it, CITE_EDITOR);
			buf_add_str(out, ". ");
		}
		buf_add_span(out, f[CITE_CONTAINER]);
	}
	if (it->names[CITE_TRANSLATOR] > 0) {
		buf_add_str(out, ". ");
		add_names(out, it, CITE_TRANSLATOR);
		buf_add_str(out, chinese(it) ? ", 译" : ", trans");
	}
	add_edition(out, it);
	add_after(out, ". ", f[CITE_PLACE]);
	add_after(out, f[CITE_PLACE].len > 0 ? ": " : ". ", f[CITE_PUBLISHER]);
	if (it->issued.year != 0) {
		buf_add_str(out,
		    f[CITE_PLACE].len > 0 || f[CITE_PUBLISHER].len > 0 ? ", "
		                                                       : ". ");
		add_year(out, it);
	}
	add_after(out, ": ", f[CITE_PAGE]);
}

static void
add_online(struct buf *out, const struct cite_item *it)
{
	add_after(out, ". ", it->field[CITE_CONTAINER]);
	if (it->issued.year != 0) {
		buf_add_str(out, ". (");
		cite_add_iso(out, &it->issued);
		buf_add_char(out, ')');
	}
}

void
cite_write_gbt(const struct cite_item *it, struct quire_span id,
    struct buf *out)
{
	const char *type = it->type == NULL ? "document" : it->type;

	buf_add_char(out, '[');
	buf_add_span(out, id);
	buf_add_str(out, "] ");
	if (it->names[CITE_AUTHOR] > 0) {
		add_names(out, it, CITE_AUTHOR);
		buf_add_str(out, ". ");
	} else if (it->names[CITE_EDITOR] > 0 &&
	    it->field[CITE_CONTAINER].len == 0) {
		add_names(out, it, CITE_EDITOR);
		buf_add_str(out, ". ");
	}
	buf_add_span(out, it->field[CITE_TITLE]);
	add_mark(out, it);
	if (strncmp(type, "article", 7) == 0)
		add_serial(out, it, strcmp(type, "article-newspaper") == 0);
	else if (strcmp(type, "webpage") == 0 ||
	    strcmp(type, "post-weblog") == 0)
		add_online(out, it);
	else
		add_book(out, it);
	if (it->accessed.year != 0) {
		buf_add_char(out, '[');
		cite_add_iso(out, &it->accessed);
		buf_add_char(out, ']');
	}
	add_after(out, ". ", it->field[CITE_URL]);
	add_after(out, ". DOI:", it->field[CITE_DOI]);
	buf_add_str(out, ".\n");
}
