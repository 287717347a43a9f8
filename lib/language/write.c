/*
 * Writing what was found: rows with tabs, members of records.
 */
#include "io/io.h"
#include "language/language.h"

void
language_write_row(const struct language_guess *g, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_add_char(out, '\t');
		buf_add_str(out, g[i].tag);
		buf_add_char(out, '\t');
		buf_add_num(out, (double)g[i].score, 4);
	}
}

static void
add_answer(const char *tag, float score, struct buf *out)
{
	json_add_name(out, "language");
	json_add_string(out, span_of(tag));
	json_add_name(out, "score");
	buf_add_num(out, (double)score, 4);
}

void
language_write_list(const struct language_guess *g, size_t n, struct buf *out)
{
	buf_add_char(out, '[');
	for (size_t i = 0; i < n; i++) {
		buf_add_str(out, i > 0 ? ",{" : "{");
		add_answer(g[i].tag, g[i].score, out);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

void
language_write_spans(const struct language_spans *l, struct text_offset at,
    struct buf *out)
{
	const struct language_span *s = l->item;

	buf_add_char(out, '[');
	for (size_t i = 0; i < l->n; i++) {
		buf_add_str(out, i > 0 ? ",{" : "{");
		json_add_name(out, "start");
		buf_add_int(out, (int64_t)text_offset_at(&at, s[i].start));
		json_add_name(out, "end");
		buf_add_int(out, (int64_t)text_offset_at(&at, s[i].end));
		add_answer(s[i].tag, s[i].score, out);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}
