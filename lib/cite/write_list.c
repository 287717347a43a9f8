/*
 * The citations of a document as the member `citations` has them, see
 * quire-record(5).
 */
#include "cite/write.h"
#include "io/io.h"

/* In the order of enum cite_kind and enum cite_level. */
static const char *const kinds[] = { "note", "entry", "ibid", "link",
	"inline" };
static const char *const levels[] = { "", "bibliographic", "entity-page" };

static void
add_number(struct buf *b, const char *name, int64_t n)
{
	json_add_name(b, name);
	buf_add_int(b, n);
}

static void
add_string(struct buf *b, const char *name, struct quire_span v)
{
	if (v.len == 0)
		return;
	json_add_name(b, name);
	json_add_string(b, v);
}

static void
add_marks(struct buf *b, const struct citation *c, struct text_offset *at)
{
	size_t i;

	if (c->marks == 0)
		return;
	json_add_name(b, "marks");
	for (i = 0; i < c->marks; i++) {
		buf_add_str(b, i == 0 ? "[[" : ",[");
		buf_add_int(b, (int64_t)text_offset_at(at, c->mark[i].start));
		buf_add_char(b, ',');
		buf_add_int(b, (int64_t)text_offset_at(at, c->mark[i].end));
		buf_add_char(b, ']');
	}
	buf_add_char(b, ']');
}

/* Marks have a place of their own: they stand before and behind citations. */
static void
add_citation(const struct citation *c, struct quire_span text,
    struct text_offset *at, struct text_offset *marks, struct arena *a,
    struct buf *b)
{
	struct cite_item item;

	buf_add_char(b, '{');
	add_number(b, "start", (int64_t)text_offset_at(at, c->start));
	add_number(b, "end", (int64_t)text_offset_at(at, c->end));
	add_string(b, "text", span_sub(text, c->start, c->end));
	add_string(b, "kind", span_of(kinds[c->kind]));
	add_marks(b, c, marks);
	add_string(b, "signal",
	    span_sub(text, c->signal, (size_t)c->signal + c->signal_len));
	add_string(b, "level", span_of(levels[c->level]));
	add_string(b, "locator", c->locator);
	if (c->refers_to >= 0)
		add_number(b, "refers_to", c->refers_to);
	if (c->ambiguous)
		buf_add_str(b, ",\"ambiguous\":true");
	json_add_name(b, "csl");
	arena_reset(a);
	cite_open(c, text, a, &item);
	cite_write(&item, (struct quire_span){ NULL, 0 }, CITE_CSL_JSON, b);
	buf_add_char(b, '}');
}

void
cite_write_list(const struct citations *v, struct quire_span text,
    const struct text_offset *at, struct arena *item, struct buf *out,
    void (*spill)(void *arg, struct buf *out), void *arg)
{
	struct text_offset place = *at, marks = *at;
	size_t i;

	buf_add_char(out, '[');
	for (i = 0; i < v->n; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		add_citation(&v->item[i], text, &place, &marks, item, out);
		if (out->len >= CITE_SPILL)
			spill(arg, out);
	}
	buf_add_char(out, ']');
}
