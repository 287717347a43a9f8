/*
 * clean: the passes in their order over one document, or one window of it.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/work.h"

struct cleaner *
cleaner_new(const struct clean_opts *o, struct quire_err *e)
{
	struct cleaner *c;

	if (o->charset != NULL && conv_name(span_of(o->charset)) == NULL) {
		err_set(e, QUIRE_EUSAGE, 0, "unknown charset");
		return NULL;
	}
	c = mem_alloc(sizeof *c);
	memset(c, 0, sizeof *c);
	c->o = *o;
	if (clean_does(o, CLEAN_BOILERPLATE)) {
		c->line_model[0] = learn_open_builtin("clean-text-first");
		c->line_model[1] = learn_open_builtin("clean-text");
		c->html_model[0] = learn_open_builtin("clean-html-first");
		c->html_model[1] = learn_open_builtin("clean-html");
	}
	return c;
}

void
cleaner_free(struct cleaner *c)
{
	size_t i;

	if (c == NULL)
		return;
	buf_fini(&c->pending);
	buf_fini(&c->head);
	mojibake_free(c->moji);
	for (i = 0; i < 2; i++) {
		learn_close(c->line_model[i]);
		learn_close(c->html_model[i]);
	}
	free(c);
}

/* ---- what kind of document it is -------------------------------------- */

static bool
looks_like_html(struct quire_span s)
{
	struct quire_span head = span_trim(span_sub(s, 0, 2048));

	if (span_starts(head, "\xef\xbb\xbf"))
		head = span_trim(span_sub(head, 3, head.len));
	if (span_starts_nocase(head, "<!doctype html") ||
	    span_starts_nocase(head, "<html"))
		return true;
	if (head.len < 8 || head.p[0] != '<')
		return false;
	if (span_starts(head, "<?xml") || span_starts(head, "<!--"))
		return span_find(head, 0, "<html") < head.len ||
		    span_find(head, 0, "<HTML") < head.len;
	return span_starts_nocase(head, "<head") ||
	    span_starts_nocase(head, "<body") ||
	    span_starts_nocase(head, "<meta") ||
	    span_starts_nocase(head, "<title") ||
	    span_starts_nocase(head, "<table") ||
	    span_starts_nocase(head, "<div") ||
	    span_starts_nocase(head, "<article");
}

/* Form feeds on lines of their own or at a line's start: pdftotext's. */
static bool
looks_like_pdf(struct quire_span s)
{
	const char *p = memchr(s.p, '\f', s.len);

	return p != NULL && (p == s.p || p[-1] == '\n');
}

enum clean_from
clean_sniff(struct quire_span s)
{
	if (s.len == 0)
		return CLEAN_TEXT;
	if (looks_like_html(s))
		return CLEAN_HTML;
	return looks_like_pdf(s) ? CLEAN_PDF : CLEAN_TEXT;
}

/* ---- text without lines: the passes that need none -------------------- */

/* Noncharacters that the passes use as signs are not let in. */
static struct quire_span
guard(struct quire_span s, struct arena *a)
{
	struct buf b = { 0 };
	size_t at, from = 0;

	for (at = span_find(s, 0, "\xef\xb7"); at < s.len;
	    at = span_find(s, at + 2, "\xef\xb7")) {
		if (at + 2 >= s.len || ((unsigned char)s.p[at + 2] != 0x90 &&
		    (unsigned char)s.p[at + 2] != 0x91))
			continue;
		buf_add(&b, s.p + from, at - from);
		buf_add_str(&b, "\xef\xbf\xbd");
		from = at + 3;
	}
	if (from == 0)
		return s;
	buf_add_span(&b, span_sub(s, from, s.len));
	s = arena_copy(a, buf_span(&b));
	buf_fini(&b);
	return s;
}

static struct quire_span
decode(struct work *w, struct quire_span bytes, bool decoded)
{
	struct cleaner *c = w->c;

	if (!clean_does(w->o, CLEAN_ENCODING))
		return utf8_repair(bytes, w->a);
	if (!decoded)
		bytes = encoding_decode(c, bytes, w->from == CLEAN_HTML,
		    w->first, w->last, w->a);
	else
		bytes = utf8_repair(bytes, w->a);
	if (w->from == CLEAN_HTML || (!decoded && !c->utf8))
		return bytes;
	return mojibake_repair(c, bytes, w->a);
}

/* ---- lines ------------------------------------------------------------ */

static void
add_bullet(struct work *w, struct line *l)
{
	struct buf b = { 0 };

	if (l->html == NULL || span_starts(l->text, "- "))
		return;
	buf_add_str(&b, "- ");
	buf_add_span(&b, l->text);
	l->text = arena_copy(w->a, buf_span(&b));
	buf_fini(&b);
}

static void
clean_lines(struct work *w)
{
	bool markup = clean_does(w->o, CLEAN_MARKUP);
	bool chars = clean_does(w->o, CLEAN_CHARACTERS);
	size_t i;

	for (i = 0; i < w->lines; i++) {
		struct line *l = &w->line[i];

		if (l->blank)
			continue;
		if (markup && l->html == NULL)
			markup_line(w, l);
		if (l->html != NULL && markup)
			l->text = markup_entities(l->text, w->a);
		if (chars)
			l->text = text_trim(characters_clean(w->o, l->text,
			    w->a));
		l->blank = l->text.len == 0;
		if (l->item && l->html != NULL && !l->blank)
			add_bullet(w, l);
	}
}

static void
page_layout(struct work *w)
{
	if (w->from != CLEAN_PDF || !clean_does(w->o, CLEAN_LAYOUT))
		return;
	page_heads(w);
	page_columns(w);
	if (clean_does(w->o, CLEAN_NOTES))
		page_notes(w);
	page_tidy(w);
}

/* Bytes to paragraphs: all that comes before they are judged. */
void
clean_paragraphs(struct work *w, struct quire_span bytes, bool decoded)
{
	w->text = guard(decode(w, bytes, decoded), w->a);
	if (w->from == CLEAN_HTML)
		html_read(w, w->text);
	else
		lines_cut(w);
	page_layout(w);
	clean_lines(w);
	layout_paragraphs(w);
	notes_find(w);
}

static void
judge_and_join(struct work *w)
{
	boilerplate_judge(w);
	if (clean_does(w->o, CLEAN_LAYOUT) && w->from != CLEAN_HTML) {
		layout_foreign(w);
		notes_pair(w);
		layout_join(w);
	} else
		notes_pair(w);
	boilerplate_trim(w);
	notes_number(w);
}

/* ---- results ---------------------------------------------------------- */

static size_t
final_para(const struct work *w, size_t i)
{
	while (w->para[i].gone && w->para[i].into != i &&
	    !w->para[i].notes)
		i = w->para[i].into;
	return i;
}

static void
tell_line(struct work *w, const struct line *l, struct clean_line *r)
{
	const struct para *p;

	if (l->para == NO_PARA)
		return;
	p = &w->para[l->para];
	if (r->keep || (!p->keep && r->class != CLEAN_BLANK))
		return;
	r->keep = w->para[final_para(w, l->para)].keep;
	r->class = p->class;
	r->score = p->score;
}

static void
tell_lines(struct work *w, struct clean_result *r)
{
	struct quire_span rest = w->text, line;
	struct buf gone = { 0 };
	size_t i, n = 0;

	r->line = arena_zero(w->a, w->sources + 1, sizeof *r->line);
	r->lines = w->sources;
	for (i = 0; i < w->sources; i++)
		r->line[i].class = CLEAN_BLANK;
	if (w->from != CLEAN_HTML)
		while (n < w->sources && span_line(&rest, &line)) {
			if (line.len > 0 && line.p[line.len - 1] == '\n')
				line.len--;
			r->line[n++].text = line;
		}
	for (i = 0; i < w->lines; i++) {
		struct line *l = &w->line[i];

		if (w->from == CLEAN_HTML)
			r->line[l->source].text = l->text;
		if (l->noise)
			r->line[l->source].class = CLEAN_RUNNING;
		tell_line(w, l, &r->line[l->source]);
	}
	for (i = 0; i < r->lines; i++)
		if (!r->line[i].keep && r->line[i].class != CLEAN_BLANK) {
			buf_add_span(&gone, r->line[i].text);
			buf_add_char(&gone, '\n');
		}
	r->rejects = arena_copy(w->a, buf_span(&gone));
	buf_fini(&gone);
}

static bool
needs_lines(const struct clean_opts *o)
{
	return clean_does(o, CLEAN_MARKUP) || clean_does(o, CLEAN_LAYOUT) ||
	    clean_does(o, CLEAN_BOILERPLATE) || clean_does(o, CLEAN_NOTES);
}

static void
begin(struct cleaner *c, struct quire_span bytes)
{
	c->open = false;
	c->notes = 0;
	c->pending.len = 0;
	mojibake_begin(c->moji);
	c->head.len = 0;
	c->typeset = c->o;
	if (c->o.cjk_space == CLEAN_CJK_DEFAULT)
		c->typeset.cjk_space = CLEAN_CJK_KEEP;
	c->from = c->o.from != CLEAN_AUTO ? c->o.from : c->declared_html
	    ? CLEAN_HTML : clean_sniff(bytes);
}

void
cleaner_content_type(struct cleaner *c, struct quire_span type)
{
	size_t i = span_find(type, 0, "charset="), n = 0;

	c->declared_html = span_starts_nocase(type, "text/html") ||
	    span_starts_nocase(type, "application/xhtml");
	for (i += 8; i < type.len && n + 1 < sizeof c->declared; i++)
		if (type.p[i] != '"' && type.p[i] != ' ') {
			if (type.p[i] == ';')
				break;
			c->declared[n++] = type.p[i];
		}
	c->declared[n] = '\0';
}

void
clean_document(struct cleaner *c, struct quire_span bytes, bool decoded,
    bool first, bool last, unsigned want, struct arena *a,
    struct clean_result *r)
{
	struct work w = { .c = c, .a = a, .first = first, .last = last,
	    .meta = &r->meta };

	memset(r, 0, sizeof *r);
	if (first)
		begin(c, bytes);
	w.from = c->from;
	w.o = w.from == CLEAN_PDF ? &c->typeset : &c->o;
	if (!needs_lines(&c->o) && w.from != CLEAN_HTML) {
		w.text = decode(&w, bytes, decoded);
		r->text = clean_does(&c->o, CLEAN_CHARACTERS)
		    ? characters_clean(&c->o, w.text, a) : w.text;
	} else {
		clean_paragraphs(&w, bytes, decoded);
		judge_and_join(&w);
		r->text = write_text(&w);
	}
	if (last) {
		c->declared[0] = '\0';
		c->declared_html = false;
	}
	if (want & CLEAN_WANT_LINES)
		tell_lines(&w, r);
	if (want & CLEAN_WANT_STATS)
		stats_count(r->text, &r->stats);
}
