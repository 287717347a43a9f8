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
	if (o->tables == CLEAN_TABLES_DROP)
		c->o.drop |= (uint32_t)1 << CLEAN_TABLE;
	return c;
}

void
cleaner_free(struct cleaner *c)
{
	size_t i;

	if (c == NULL)
		return;
	buf_fini(&c->pending);
	buf_fini(&c->own);
	free(c->line);
	free(c->para);
	free(c->again);
	arena_free(c->scratch);
	mojibake_free(c->moji);
	for (i = 0; i < 2; i++) {
		learn_close(c->line_model[i]);
		learn_close(c->html_model[i]);
	}
	free(c);
}

/* ---- text without lines: the passes that need none -------------------- */

/* Noncharacters that the passes use as signs are not let in. */
static struct quire_span
guard(struct quire_span s, struct arena *a)
{
	size_t at = notes_sign(s);
	struct buf b = { 0 };

	if (at == s.len)
		return s;
	for (; at < s.len; at = notes_sign(s)) {
		buf_add(&b, s.p, at);
		buf_add_str(&b, "\xef\xbf\xbd");
		s = span_sub(s, at + 3, s.len);
	}
	buf_add_span(&b, s);
	s = arena_copy(a, buf_span(&b));
	buf_fini(&b);
	return s;
}

static struct quire_span
decode(struct work *w, struct quire_span bytes, bool decoded, struct arena *a)
{
	struct cleaner *c = w->c;

	if (!clean_does(w->o, CLEAN_ENCODING))
		return utf8_repair(bytes, a);
	if (!decoded)
		bytes = encoding_decode(c, bytes, w->first, w->last, a);
	else
		bytes = utf8_repair(bytes, a);
	w->repair = decoded || c->utf8;
	if (w->from == CLEAN_HTML || !w->repair)
		return bytes; /* HTML: block by block, without its references */
	return mojibake_repair(c, bytes, a);
}

/* ---- lines ------------------------------------------------------------ */

/* "3. ", "3) " */
static bool
has_number(struct quire_span s)
{
	size_t i = 0;

	while (i < s.len && ascii_digit(s.p[i]))
		i++;
	return i > 0 && i + 1 < s.len && strchr(".)", s.p[i]) != NULL &&
	    s.p[i + 1] == ' ';
}

/* "- " or the item's number, unless it has one. */
static void
add_bullet(struct work *w, struct line *l)
{
	struct buf b = { 0 };

	if (l->html == NULL || span_starts(l->text, "- ") ||
	    (l->number > 0 && has_number(l->text)))
		return;
	if (l->number > 0) {
		buf_add_int(&b, l->number);
		buf_add_str(&b, ". ");
	} else {
		buf_add_str(&b, "- ");
	}
	buf_add_span(&b, l->text);
	l->text = arena_copy(w->a, buf_span(&b));
	buf_fini(&b);
}

/* A line with the character rules applied, by what it is known to lack. */
static struct quire_span
clean_characters(const struct clean_opts *o, const struct line *l,
    struct arena *a)
{
	const uint8_t need = SEEN_BREAK | SEEN_ODD;

	if ((l->lacks & need) != need || o->width != CLEAN_WIDTH_KEEP ||
	    (enum text_form)o->form != TEXT_NFC ||
	    ((l->lacks & SEEN_FAR) == 0 && !text_is_nfc(l->text)))
		return text_trim(characters_clean(o, l->text, a));
	if ((l->lacks & SEEN_SPACING) == 0)
		return text_trim(characters_spaces(o, l->text, a));
	return l->text;
}

/* The text of a block, of which no survey was made. */
static void
decode_block(struct work *w, struct line *l)
{
	if (clean_does(w->o, CLEAN_MARKUP))
		l->text = markup_entities(l->text, w->a);
	if (w->repair && survey_high(l->text, 0) < l->text.len)
		l->text = mojibake_repair(w->c, l->text, w->a);
	l->lacks = (uint8_t)(~survey_line(l->text).seen & SEEN_ALL);
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
		if (l->html != NULL)
			decode_block(w, l);
		else if (markup)
			markup_line(w, l);
		if (chars)
			l->text = clean_characters(w->o, l, w->a);
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
	page_line_numbers(w);
	page_heads(w);
	page_columns(w);
	if (clean_does(w->o, CLEAN_NOTES))
		page_notes(w);
	page_floats(w);
	page_order(w);
	page_tidy(w);
}

/* Lines to paragraphs: all that comes before they are judged. */
static void
gather(struct work *w)
{
	page_layout(w);
	clean_lines(w);
	layout_paragraphs(w);
	notes_find(w);
}

void
clean_paragraphs(struct work *w, struct quire_span bytes, bool decoded)
{
	w->text = guard(decode(w, bytes, decoded, w->a), w->a);
	if (w->from == CLEAN_HTML)
		html_read(w, w->text);
	else
		lines_cut(w, SIZE_MAX);
	gather(w);
}

static void
judge_and_join(struct work *w)
{
	boilerplate_judge(w);
	if (clean_does(w->o, CLEAN_LAYOUT)) {
		layout_foreign(w);
		notes_pair(w);
		layout_join(w);
	} else
		notes_pair(w);
	boilerplate_trim(w);
	notes_number(w);
}

/* The first address in a line that says where the text is from is its own. */
static void
state_source(struct work *w)
{
	struct quire_span s = { NULL, 0 };
	size_t at = 0;

	for (size_t i = 0; i < w->paras && at == s.len; i++)
		if (w->para[i].class == CLEAN_SOURCE) {
			s = w->para[i].text;
			at = span_find(s, 0, "http");
		}
	s = span_sub(s, at, s.len);
	s = span_sub(s, 0, span_find(s, 0, " "));
	if (span_find(s, 0, "://") < s.len && w->meta->url.len == 0)
		w->meta->url = arena_copy(w->keep, markup_unwrap(s));
}

/* ---- results ---------------------------------------------------------- */

/* One call of clean_document, over its windows. */
struct run {
	struct clean_result *r;
	struct arena *a; /* of the results */
	unsigned want;
	bool last;
	struct buf *out, gone;
};

bool
run_wants_lines(const struct run *x)
{
	return (x->want & CLEAN_WANT_LINES) != 0;
}

static size_t
final_para(const struct work *w, size_t i)
{
	while (w->para[i].gone && w->para[i].into != i && !w->para[i].notes)
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

/* Room for the verdicts on the lines of a window, all blank so far. */
static struct clean_line *
new_lines(struct run *x, size_t n)
{
	struct clean_result *r = x->r;
	struct clean_line blank = { .class = CLEAN_BLANK };
	size_t i, from = r->lines;

	for (i = 0; i < n; i++) {
		r->line = arena_grow(x->a, r->line, r->lines, &r->line_cap,
		    sizeof *r->line);
		r->line[r->lines++] = blank;
	}
	return n > 0 ? r->line + from : NULL;
}

static void
tell_lines(struct run *x, struct work *w)
{
	struct quire_span rest = w->text, line;
	size_t i, n = 0, count = w->sources - w->source_base;
	struct clean_line *r = new_lines(x, count);

	if (w->from != CLEAN_HTML)
		while (n < count && span_line(&rest, &line)) {
			if (line.len > 0 && line.p[line.len - 1] == '\n')
				line.len--;
			r[n++].text = line;
		}
	for (i = 0; i < w->lines; i++) {
		struct line *l = &w->line[i];

		n = l->source - w->source_base;
		if (w->from == CLEAN_HTML)
			r[n].text = arena_copy(x->a, l->text);
		if (l->noise)
			r[n].class = CLEAN_RUNNING;
		else if (l->front)
			r[n].class = CLEAN_SOURCE;
		tell_line(w, l, &r[n]);
	}
	for (i = 0; i < count; i++)
		if (!r[i].keep && r[i].class != CLEAN_BLANK) {
			buf_add_span(&x->gone, r[i].text);
			buf_add_char(&x->gone, '\n');
		}
}

/* ---- windows ---------------------------------------------------------- */

/*
 * A document is worked through in windows of so many lines, for which there is
 * always memory: what a pass needs for one line is many times the line.
 */
enum { LINES_MAX = 12000, LINE_BYTES = 16, OWN_KEEP = 2 << 20 };

/*
 * Room for the lines and paragraphs of so many bytes, kept for what comes; only
 * texts of very short lines need more.
 */
static void
make_room(struct cleaner *c, size_t bytes)
{
	size_t want = bytes / LINE_BYTES + 16;

	if (want > LINES_MAX + 1)
		want = LINES_MAX + 1;
	if (want <= c->room)
		return;
	c->room = want < 2 * c->room ? 2 * c->room : want;
	free(c->line);
	free(c->para);
	free(c->again);
	c->again = NULL;
	c->line = mem_resize(NULL, c->room, sizeof *c->line);
	c->para = mem_resize(NULL, c->room, sizeof *c->para);
}

static void
begin_window(struct work *w)
{
	w->line = w->c->line;
	w->para = w->c->para;
	w->line_cap = w->para_cap = w->c->room;
	w->lines = w->paras = 0;
	w->marks = w->from == CLEAN_HTML || w->from == CLEAN_PDF;
}

/* Runs the passes over the lines that w has, and starts anew. */
static void
finish_window(struct run *x, struct work *w, bool last)
{
	w->last = last && x->last;
	gather(w);
	judge_and_join(w);
	state_source(w);
	if (x->want & CLEAN_WANT_LINES)
		tell_lines(x, w);
	write_text(w, x->out);
	arena_reset(w->a);
	begin_window(w);
	w->first = false;
	w->link = NULL;
	w->pairing = NULL;
	w->word = NULL;
	w->measure = NULL;
	w->links = w->link_cap = 0;
	w->source_base = w->sources;
}

void
clean_line_added(struct work *w)
{
	if (w->run != NULL && w->lines >= LINES_MAX)
		finish_window(w->run, w, false);
}

/* Bytes of the next window of a text: whole lines, best to a blank one. */
static size_t
next_window(struct quire_span s)
{
	size_t lines = 0, at = 0, blank = 0;
	const char *lf;

	while (at < s.len && lines < LINES_MAX) {
		lf = memchr(s.p + at, '\n', s.len - at);
		if (lf == NULL)
			return s.len;
		if (lines > LINES_MAX / 2 && lf == s.p + at)
			blank = at + 1;
		at = (size_t)(lf - s.p) + 1;
		lines++;
	}
	return at == s.len || blank == 0 ? at : blank;
}

static void
run_text(struct run *x, struct work *w, struct quire_span s)
{
	do {
		w->text = s;
		if (!lines_cut(w, LINES_MAX)) {
			w->text = span_sub(s, 0, next_window(s));
			w->sources = w->source_base;
			w->lines = 0;
			lines_cut(w, SIZE_MAX);
		}
		if (w->first && w->from != CLEAN_PDF &&
		    clean_does(w->o, CLEAN_MARKUP))
			front_matter(w);
		s = span_sub(s, w->text.len, s.len);
		finish_window(x, w, s.len == 0);
	} while (s.len > 0);
}

static void
run_passes(struct run *x, struct work *w, struct quire_span s)
{
	struct cleaner *c = w->c;

	if (c->scratch == NULL)
		c->scratch = arena_new();
	arena_reset(c->scratch);
	buf_clear(&c->own, OWN_KEEP);
	x->out = c->out != NULL ? c->out : &c->own;
	c->begun = x->out->len;
	buf_reserve(x->out, c->full != NULL ? 2 * WRITE_FULL : s.len + 256);
	w->a = c->scratch;
	w->run = x;
	make_room(c, s.len);
	begin_window(w);
	if (w->from == CLEAN_HTML) {
		html_read(w, s);
		finish_window(x, w, true);
	} else
		run_text(x, w, s);
	x->r->text = span_sub(buf_span(x->out), c->begun, x->out->len);
	x->r->rejects = arena_copy(x->a, buf_span(&x->gone));
	buf_fini(&x->gone);
}

/* ---- documents -------------------------------------------------------- */

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
	c->typeset = c->o;
	if (c->o.cjk_space == CLEAN_CJK_AUTO)
		c->typeset.cjk_space = CLEAN_CJK_KEEP;
	c->from = c->o.from != CLEAN_AUTO ? c->o.from
	    : c->declared_html            ? CLEAN_HTML
	                                  : clean_sniff(bytes);
}

void
cleaner_output(struct cleaner *c, struct buf *out, void (*full)(void *arg),
    void *arg)
{
	c->out = out;
	c->full = full;
	c->full_arg = arg;
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

/* A text that no lines are made of. */
static void
plain_text(struct run *x, struct cleaner *c, struct quire_span s)
{
	x->r->text = s;
	if (c->out == NULL)
		return;
	buf_add_span(c->out, s);
	x->r->text =
	    span_sub(buf_span(c->out), c->out->len - s.len, c->out->len);
}

void
clean_document(struct cleaner *c, struct quire_span bytes, bool decoded,
    bool first, bool last, unsigned want, struct arena *a,
    struct clean_result *r)
{
	struct work w = { .c = c,
		.a = a,
		.keep = a,
		.first = first,
		.last = last,
		.meta = &r->meta };
	struct run x = { .r = r, .a = a, .want = want, .last = last };
	struct quire_span text;

	memset(r, 0, sizeof *r);
	if (first)
		begin(c, bytes);
	w.from = c->from;
	w.o = w.from == CLEAN_PDF ? &c->typeset : &c->o;
	text = decode(&w, bytes, decoded, a);
	r->paragraphs = needs_lines(&c->o) || w.from == CLEAN_HTML;
	if (r->paragraphs)
		run_passes(&x, &w, guard(text, a));
	else
		plain_text(&x, c,
		    clean_does(&c->o, CLEAN_CHARACTERS)
		        ? characters_clean(&c->o, text, a)
		        : text);
	if (last) {
		c->declared[0] = '\0';
		c->declared_html = false;
	}
	if (want & CLEAN_WANT_STATS)
		stats_count(r->text, &r->stats);
}
