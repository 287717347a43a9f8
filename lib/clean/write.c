/* write: paragraphs as text, with the wrapping and the mark-up asked for. */
#include <string.h>

#include "clean/work.h"

static void
add_para(const struct work *w, const struct para *p, struct buf *out)
{
	static const char hashes[] = "###### ";
	bool markdown = w->o->to == CLEAN_TO_MARKDOWN;

	if (markdown && p->heading > 0 && p->heading <= 6)
		buf_add_str(out, hashes + 6 - p->heading);
	else if (markdown && p->quote)
		buf_add_str(out, "> ");
	if (w->o->wrap > 0 && !p->row)
		wrap_add(out, p->text, (unsigned)w->o->wrap);
	else
		buf_add_span(out, p->text);
	buf_add_char(out, '\n');
}

static void
add_links(const struct work *w, struct buf *out)
{
	size_t i;

	for (i = 0; i < w->links; i++) {
		buf_add_char(out, i == 0 && out->len > 0 ? '\n' : ' ');
		if (out->p[out->len - 1] == ' ')
			out->len--;
		notes_add_printed(out, w->link[i].text);
		buf_add_str(out, ": ");
		buf_add_span(out, w->link[i].url);
		buf_add_char(out, '\n');
	}
}

void
write_text(struct work *w, struct buf *out)
{
	const struct para *p, *before = NULL;
	size_t i;

	for (i = 0; i < w->paras; i++) {
		p = &w->para[i];
		if (!p->keep || p->gone || p->text.len == 0)
			continue;
		if (before != NULL || w->c->open)
			if (before == NULL || !before->row || !p->row)
				buf_add_char(out, '\n');
		add_para(w, p, out);
		before = p;
		if (out->len >= WRITE_FULL && w->c->full != NULL) {
			w->c->full(w->c->full_arg);
			w->c->begun = 0;
		}
	}
	w->c->open |= before != NULL;
	add_links(w, out);
	if (w->last && w->c->pending.len > 0) {
		if (w->c->open)
			buf_add_char(out, '\n');
		buf_add_span(out, buf_span(&w->c->pending));
	}
}
