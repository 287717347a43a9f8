/*
 * html: a page becomes a list of blocks, one line each, with what the mark-up
 * tells of them: tag, ancestors, their class and id words, link density.
 *
 * libxml2 reads the page and calls the handlers below (SAX); no tree is built.
 * A block ends where a browser would start a new line. The cells of a table's
 * row stay together, a tab between, unless they hold blocks themselves.
 */
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "clean/html.h"
#include "clean/work.h"

enum {
	STACK = 256,
	OWN_WORDS = 4,
	WIDE_CELL = 200,
	WORD = 24,
	PIECE = 1 << 20 /* bytes given to the parser at once, or more */
};

enum kind {
	INLINE,
	BLOCK,
	SKIP,
	BREAK,
	CELL,
	ROW,
	LINK,
	RAISED,
	HEADING,
	ITEM,
	QUOTE,
	PRE,
	TITLE,
	META,
	LINKREL,
	TIME,
	HTML,
	IMAGE
};

/* What an element makes of all that is in it. */
enum { ARTICLE = 1, NAV = 2, FORM = 4, LIST = 8, NUMBERED = 16 };

static const struct tag {
	const char *name;
	unsigned char kind, makes;
} tags[] = { { "a", LINK, 0 }, { "address", BLOCK, 0 },
	{ "article", BLOCK, ARTICLE }, { "aside", BLOCK, NAV },
	{ "audio", SKIP, 0 }, { "blockquote", QUOTE, 0 }, { "body", BLOCK, 0 },
	{ "br", BREAK, 0 }, { "button", BLOCK, FORM }, { "canvas", SKIP, 0 },
	{ "caption", BLOCK, 0 }, { "center", BLOCK, 0 },
	{ "datalist", SKIP, 0 }, { "dd", BLOCK, 0 }, { "details", BLOCK, 0 },
	{ "dialog", BLOCK, 0 }, { "dir", BLOCK, 0 }, { "div", BLOCK, 0 },
	{ "dl", BLOCK, 0 }, { "dt", BLOCK, 0 }, { "fieldset", BLOCK, 0 },
	{ "figcaption", BLOCK, 0 }, { "figure", BLOCK, 0 },
	{ "footer", BLOCK, NAV }, { "form", BLOCK, FORM },
	{ "frameset", BLOCK, 0 }, { "h1", HEADING, 0 }, { "h2", HEADING, 0 },
	{ "h3", HEADING, 0 }, { "h4", HEADING, 0 }, { "h5", HEADING, 0 },
	{ "h6", HEADING, 0 }, { "head", BLOCK, 0 }, { "header", BLOCK, 0 },
	{ "hgroup", BLOCK, 0 }, { "hr", BREAK, 0 }, { "html", HTML, 0 },
	{ "iframe", SKIP, 0 }, { "img", IMAGE, 0 }, { "label", BLOCK, FORM },
	{ "legend", BLOCK, 0 }, { "li", ITEM, 0 }, { "link", LINKREL, 0 },
	{ "main", BLOCK, 0 }, { "map", SKIP, 0 }, { "math", SKIP, 0 },
	{ "menu", BLOCK, 0 }, { "meta", META, 0 }, { "nav", BLOCK, NAV },
	{ "noframes", SKIP, 0 }, { "noscript", SKIP, 0 }, { "object", SKIP, 0 },
	{ "ol", BLOCK, LIST | NUMBERED }, { "optgroup", SKIP, 0 },
	{ "option", SKIP, 0 }, { "p", BLOCK, 0 }, { "pre", PRE, 0 },
	{ "script", SKIP, 0 }, { "section", BLOCK, 0 }, { "select", SKIP, 0 },
	{ "style", SKIP, 0 }, { "summary", BLOCK, 0 }, { "sup", RAISED, 0 },
	{ "svg", SKIP, 0 }, { "table", BLOCK, 0 }, { "tbody", BLOCK, 0 },
	{ "td", CELL, 0 }, { "template", SKIP, 0 }, { "textarea", SKIP, 0 },
	{ "tfoot", BLOCK, 0 }, { "th", CELL, 0 }, { "thead", BLOCK, 0 },
	{ "time", TIME, 0 }, { "title", TITLE, 0 }, { "tr", ROW, 0 },
	{ "ul", BLOCK, LIST }, { "video", SKIP, 0 } };

/* A name as the parser hands it out, again and again at the same place. */
struct name {
	const char *at;
	const struct tag *tag; /* or null */
	uint32_t hash;
};

enum { NAMES = 64 };

struct element {
	unsigned char kind, makes;
	uint8_t heading, nwords;
	bool hidden, article, nav, form, list, quote;
	uint32_t tag, word[OWN_WORDS];
	uint32_t serial;  /* counts elements, from 1 */
	uint32_t items;   /* of a numbered list: the number of the last */
	const char *name; /* static, or null */
};

struct page {
	struct work *w;
	struct buf text; /* of the block at hand */
	size_t link_bytes;
	struct element stack[STACK];
	size_t depth;               /* may exceed STACK: then ignored */
	unsigned skip, links, pre;  /* open elements of that kind */
	bool space;                 /* white space is due */
	bool item;                  /* the block begins a list item */
	uint32_t number;            /* of that, in a numbered list */
	bool cell_open, row_broken; /* the row's cells hold blocks */
	size_t raised;              /* where <sup> began, or NO_PARA */
	bool in_title;
	struct buf title;
	uint32_t elements;
	struct html_meta *meta;
	struct name name[NAMES];
};

static const struct tag *
find_tag(const char *name)
{
	size_t lo = 0, hi = sizeof tags / sizeof *tags, mid;
	int c;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		c = name[0] - tags[mid].name[0];
		if (c == 0)
			c = strcmp(name, tags[mid].name);
		if (c == 0)
			return &tags[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

/* Names lie in the parser's dictionary, which keeps them where they are. */
static const struct name *
find_name(struct page *p, const xmlChar *name)
{
	const char *at = (const char *)name;
	struct name *n = &p->name[(uintptr_t)at / 4 % NAMES];

	if (n->at != at)
		*n = (struct name){ at, find_tag(at),
			learn_hash(12, at, strlen(at)) };
	return n;
}

static const char *
attribute(const xmlChar **atts, const char *name)
{
	size_t i;

	for (i = 0; atts != NULL && atts[i] != NULL; i += 2)
		if ((char)atts[i][0] == name[0] &&
		    strcmp((const char *)atts[i], name) == 0)
			return atts[i + 1] != NULL ? (const char *)atts[i + 1]
			                           : "";
	return NULL;
}

/* ---- what an element says --------------------------------------------- */

/* Words of a class or id: letters, cut at changes to upper case. */
static void
add_words(struct element *e, const char *s)
{
	char word[WORD];
	size_t n = 0;

	for (; s != NULL && e->nwords < OWN_WORDS; s++) {
		bool letter = ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z');
		bool upper = letter && *s < 'a' && n > 0 &&
		    word[n - 1] >= 'a' && s[-1] >= 'a';

		if (letter && !upper && n < WORD) {
			word[n++] = (char)(*s | 0x20);
			continue;
		}
		if (n > 1)
			e->word[e->nwords++] = learn_hash(11, word, n);
		n = 0;
		if (letter)
			word[n++] = (char)(*s | 0x20);
		if (*s == '\0')
			break;
	}
}

static bool
is_hidden(const xmlChar **atts)
{
	const char *style = attribute(atts, "style");
	const char *aria = attribute(atts, "aria-hidden");
	struct quire_span s;

	if (attribute(atts, "hidden") != NULL)
		return true;
	if (aria != NULL && strcmp(aria, "true") == 0)
		return true;
	if (style == NULL)
		return false;
	s = span_of(style);
	return span_find(s, 0, "display:none") < s.len ||
	    span_find(s, 0, "display: none") < s.len;
}

/* What a list's items begin behind: its attribute start, less 1. */
static uint32_t
number_before(const char *start)
{
	unsigned long n = start != NULL ? strtoul(start, NULL, 10) : 1;

	return n > 0 && n < 100000 ? (uint32_t)n - 1 : 0;
}

static void
describe(struct element *e, const struct name *name, const xmlChar **atts)
{
	const char *prop = attribute(atts, "itemprop");
	const struct tag *t = name->tag;

	memset(e, 0, sizeof *e);
	e->kind = t != NULL ? t->kind : INLINE;
	e->makes = t != NULL ? t->makes : 0;
	e->name = t != NULL ? t->name : NULL;
	e->tag = name->hash;
	if (atts == NULL)
		return;
	add_words(e, attribute(atts, "class"));
	add_words(e, attribute(atts, "id"));
	add_words(e, attribute(atts, "role"));
	e->hidden = is_hidden(atts);
	e->article = prop != NULL && strcmp(prop, "articleBody") == 0;
	if ((e->makes & NUMBERED) != 0)
		e->items = number_before(attribute(atts, "start"));
}

static void
inherit(struct element *e, const struct element *up)
{
	e->hidden |= up->hidden;
	e->article |= up->article || (e->makes & ARTICLE) != 0;
	e->nav |= up->nav || (e->makes & NAV) != 0;
	e->form |= up->form || (e->makes & FORM) != 0;
	e->list |= up->list || (e->makes & LIST) != 0;
	e->quote |= up->quote || e->kind == QUOTE;
	if (e->kind == HEADING)
		e->heading = (uint8_t)(e->name[1] - '0');
	else if (e->kind == INLINE || e->kind == LINK || e->kind == TIME ||
	    e->kind == RAISED)
		e->heading = up->heading;
}

/* ---- blocks ----------------------------------------------------------- */

static const struct html_facts *
facts_of(struct page *p)
{
	struct html_facts *f = arena_zero(p->w->a, 1, sizeof *f);
	const struct element *e;
	size_t i, k, top = p->depth < STACK ? p->depth : STACK;

	for (i = top; i-- > 0;) {
		e = &p->stack[i];
		if (e->kind == INLINE || e->kind == LINK)
			continue;
		if (f->tag == NULL) {
			f->tag = e->name;
			f->article = e->article;
			f->nav = e->nav;
			f->form = e->form;
			f->hidden = e->hidden;
			f->list = e->list;
			f->table = e->kind == CELL || e->kind == ROW;
		}
		if (f->paths == 1 || f->paths == 2)
			f->box[f->paths - 1] = e->serial;
		if (f->paths < sizeof f->path / sizeof *f->path)
			f->path[f->paths++] = e->tag;
		for (k = 0; k < e->nwords &&
		     f->nwords < sizeof f->words / sizeof *f->words;
		     k++)
			f->words[f->nwords++] = e->word[k];
	}
	f->depth = (uint8_t)(p->depth < 255 ? p->depth : 255);
	return f;
}

/* A heading without the links in brackets behind it: "History [edit]". */
static struct quire_span
without_links(struct page *p, struct quire_span s)
{
	size_t i = s.len, inside;

	if (p->link_bytes == 0 || s.len < 4 || s.p[s.len - 1] != ']')
		return s;
	while (i > 0 && s.p[i - 1] != '[')
		i--;
	inside = s.len - 1 - i;
	if (i < 2 || p->link_bytes > inside || p->link_bytes * 4 < inside * 3)
		return s;
	p->link_bytes = 0;
	return text_trim(span_sub(s, 0, i - 1));
}

static void
add_block(struct page *p, struct quire_span s)
{
	const struct element *e = &p->stack[p->depth == 0 ? 0
	        : p->depth < STACK                        ? p->depth - 1
	                                                  : STACK - 1];
	struct work *w = p->w;
	struct line *l;

	if (p->depth > 0 && e->heading > 0)
		s = without_links(p, s);
	w->line =
	    arena_grow(w->a, w->line, w->lines, &w->line_cap, sizeof *w->line);
	l = &w->line[w->lines++];
	memset(l, 0, sizeof *l);
	l->raw = l->text = arena_copy(w->a, s);
	l->source = w->sources++;
	l->para = NO_PARA;
	l->link_bytes = (uint32_t)p->link_bytes;
	l->width = (uint16_t)text_width(s);
	l->html = facts_of(p);
	l->row = memchr(s.p, '\t', s.len) != NULL;
	if (p->depth > 0) {
		l->heading = e->heading;
		l->quote = e->quote;
	}
	l->item = p->item && !l->row && l->heading == 0;
	l->number = l->item ? p->number : 0;
	p->item = false;
	clean_line_added(w);
}

static void
flush(struct page *p)
{
	struct quire_span s = text_trim(buf_span(&p->text));

	if (s.len > 0)
		add_block(p, s);
	p->text.len = 0;
	p->link_bytes = 0;
	p->space = false;
	if (p->raised != NO_PARA)
		p->raised = 0;
}

static bool
is_blank(char c)
{
	static const bool blank[' ' + 1] = { [' '] = true,
		['\n'] = true,
		['\t'] = true,
		['\r'] = true,
		['\f'] = true };

	return (unsigned char)c <= ' ' && blank[(unsigned char)c];
}

/* The end of words that single spaces part. */
static size_t
words_end(const char *s, size_t i, size_t len)
{
	for (; i < len; i++)
		if (is_blank(s[i]) &&
		    (s[i] != ' ' || i + 1 == len || is_blank(s[i + 1])))
			break;
	return i;
}

static void
add_text(struct page *p, const char *s, size_t len)
{
	size_t i, from, before = p->text.len;

	for (i = 0; i < len;) {
		if (is_blank(s[i])) {
			if (p->pre > 0 && s[i] == '\n') {
				if (p->links > 0)
					p->link_bytes += p->text.len - before;
				flush(p);
				before = 0;
			} else
				p->space = p->text.len > 0;
			i++;
			continue;
		}
		from = i;
		i = words_end(s, from, len);
		if (p->space && p->text.len > 0 &&
		    p->text.p[p->text.len - 1] != '\t')
			buf_add_char(&p->text, ' ');
		p->space = false;
		buf_add(&p->text, s + from, i - from);
	}
	if (p->links > 0)
		p->link_bytes += p->text.len - before;
}

/* <sup> has ended: a number, star or circled digit becomes a note's mark. */
static void
close_raised(struct page *p)
{
	struct quire_span s;
	struct buf b = { 0 };
	size_t i;

	if (p->raised == NO_PARA || p->raised >= p->text.len) {
		p->raised = NO_PARA;
		return;
	}
	s = span_trim(span_sub(buf_span(&p->text), p->raised, p->text.len));
	for (i = 0; i < s.len; i++)
		if (s.p[i] != '*' && (s.p[i] < '0' || s.p[i] > '9') &&
		    !((unsigned char)s.p[i] >= 0x80 && s.len == 3))
			break;
	if (i == s.len && s.len > 0 && s.len <= 4) {
		buf_add_str(&b, MARK_OPEN);
		buf_add_span(&b, s);
		buf_add_str(&b, MARK_CLOSE);
		p->text.len = p->raised;
		buf_add_span(&p->text, buf_span(&b));
		buf_fini(&b);
	}
	p->raised = NO_PARA;
}

static void
end_cell(struct page *p)
{
	size_t i;

	if (p->row_broken || p->text.len > WIDE_CELL) {
		flush(p);
		return;
	}
	p->space = false;
	for (i = p->text.len; i > 0 && p->text.p[i - 1] == '\t'; i--)
		continue;
	if (i > 0)
		buf_add_char(&p->text, '\t');
}

/* ---- handlers --------------------------------------------------------- */

static void
begin_item(struct page *p)
{
	struct element *e =
	    p->depth > 0 && p->depth <= STACK ? &p->stack[p->depth - 1] : NULL;

	p->item = true;
	p->number = e != NULL && (e->makes & NUMBERED) != 0 ? ++e->items : 0;
}

static void
open_block(struct page *p, unsigned kind)
{
	if (kind == CELL) {
		p->cell_open = true;
		return;
	}
	if (kind == ROW) {
		p->row_broken = false;
		p->cell_open = false;
	} else if (p->cell_open && kind != INLINE && p->text.len > 0)
		p->row_broken = true;
	flush(p);
	if (kind == ITEM)
		begin_item(p);
	p->pre += kind == PRE;
}

static void
start_special(struct page *p, unsigned kind, const xmlChar **atts)
{
	switch (kind) {
	case TITLE:
		p->in_title = p->title.len == 0;
		break;
	case META:
		html_meta_tag(p->meta, attribute(atts, "property"),
		    attribute(atts, "name"), attribute(atts, "itemprop"),
		    attribute(atts, "content"));
		break;
	case LINKREL:
		html_meta_link(p->meta, attribute(atts, "rel"),
		    attribute(atts, "href"));
		break;
	case HTML:
		html_meta_language(p->meta, attribute(atts, "lang"));
		break;
	case TIME:
		html_meta_time(p->meta, attribute(atts, "datetime"));
		break;
	default:
		break;
	}
}

static void
on_start(void *arg, const xmlChar *name, const xmlChar **atts)
{
	struct page *p = arg;
	const struct name *n = find_name(p, name);
	unsigned kind = n->tag != NULL ? n->tag->kind : INLINE;
	struct element *e;

	start_special(p, kind, atts);
	if (kind == BREAK) {
		if (p->skip == 0)
			open_block(p, BLOCK);
		return;
	}
	if (kind == META || kind == LINKREL || kind == IMAGE)
		return;
	if (p->skip == 0 &&
	    ((kind >= BLOCK && kind != SKIP && kind != LINK && kind != RAISED &&
	         kind < TITLE) ||
	        kind == HTML))
		open_block(p, kind);
	if (p->depth++ < STACK) {
		e = &p->stack[p->depth - 1];
		describe(e, n, atts);
		e->serial = ++p->elements;
		if (p->depth > 1)
			inherit(e, e - 1);
	}
	p->skip += kind == SKIP || kind == TITLE;
	p->links += kind == LINK;
	if (kind == RAISED && p->skip == 0) {
		if (p->space && p->text.len > 0)
			buf_add_char(&p->text, ' ');
		p->space = false;
		p->raised = p->text.len;
	}
}

static void
close_block(struct page *p, unsigned kind)
{
	if (kind == CELL) {
		end_cell(p);
		p->cell_open = false;
		return;
	}
	if (kind == ROW)
		while (p->text.len > 0 && p->text.p[p->text.len - 1] == '\t')
			p->text.len--;
	flush(p);
	p->pre -= kind == PRE && p->pre > 0;
}

static void
on_end(void *arg, const xmlChar *name)
{
	struct page *p = arg;
	const struct tag *t = find_name(p, name)->tag;
	unsigned kind = t != NULL ? t->kind : INLINE;

	if (kind == BREAK || kind == META || kind == LINKREL || kind == IMAGE)
		return;
	if (kind == TITLE)
		p->in_title = false;
	p->skip -= (kind == SKIP || kind == TITLE) && p->skip > 0;
	p->links -= kind == LINK && p->links > 0;
	if (kind == RAISED)
		close_raised(p);
	if (p->skip == 0 &&
	    ((kind >= BLOCK && kind != SKIP && kind != LINK && kind != RAISED &&
	         kind < TITLE) ||
	        kind == HTML))
		close_block(p, kind);
	if (p->depth > 0)
		p->depth--;
}

static void
on_characters(void *arg, const xmlChar *s, int len)
{
	struct page *p = arg;
	struct quire_span text = { (const char *)s, (size_t)len };

	if (p->in_title) {
		buf_add_span(&p->title, text);
	} else if (p->skip == 0) {
		text = markup_c1(text, p->w->a);
		add_text(p, text.p, text.len);
	}
}

/* ---- the page --------------------------------------------------------- */

static void
parse(struct page *p, struct quire_span s)
{
	static const xmlSAXHandler handler = { .startElement = on_start,
		.endElement = on_end,
		.characters = on_characters };
	struct sieve v = { .p = s.p, .end = s.p + s.len, .meta = p->meta };
	xmlSAXHandler sax = handler;
	htmlParserCtxtPtr c;

	c = htmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL,
	    XML_CHAR_ENCODING_UTF8);
	if (c == NULL)
		quire_die("out of memory");
	htmlCtxtUseOptions(c,
	    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
	        HTML_PARSE_IGNORE_ENC);
	/* Told that this is the end, it need not look for it all the time. */
	do {
		s = sieve_piece(&v, PIECE);
		htmlParseChunk(c, s.p, (int)s.len, v.p == v.end);
	} while (v.p < v.end);
	buf_fini(&v.out);
	htmlFreeParserCtxt(c);
}

void
html_read(struct work *w, struct quire_span bytes)
{
	struct html_meta m = { .a = w->keep,
		.repair = w->repair ? w->c : NULL,
		.meta = w->meta };
	struct page p = { .w = w, .raised = NO_PARA, .meta = &m };

	parse(&p, bytes);
	flush(&p);
	html_meta_title(&m, buf_span(&p.title));
	html_meta_finish(&m);
	buf_fini(&p.text);
	buf_fini(&p.title);
}
