/*
 * Narrative citations: running text that names a work by container and date,
 * by author, type and date, or by a quoted title.
 *
 *   On November 4, The Financial Times carried an article
 *   your report on November 4, ‘US Goes Public’
 *   the 2010 report by the China National Computer Emergency Response Team
 *   《光明日报》2014年5月23日刊文    周宏仁在《网络空间的崛起》一文中
 */
#include <string.h>

#include "cite/layers.h"
#include "cite/parse.h"
#include "text/text.h"

struct scan {
	struct quire_span text;
	struct cite_tokens t;
	size_t base; /* of the paragraph in the document */
	struct arena *arena, *tmp;
	struct cite_item item; /* of the citation begun last */
	struct citations *out;
};

static const struct {
	const char *word, *type;
} works[] = { { "report", "report" }, { "article", "article-newspaper" },
	{ "editorial", "article-newspaper" }, { "essay", "article" },
	{ "paper", "article-journal" }, { "study", "report" },
	{ "letter", "personal_communication" }, { "memo", "report" },
	{ "book", "book" }, { "speech", "speech" } };

static const char *
work_type(const struct cite_token *t)
{
	size_t i;

	for (i = 0; i < sizeof works / sizeof *works; i++)
		if (cite_is_word(t, works[i].word))
			return works[i].type;
	return NULL;
}

static bool
capital(const struct cite_token *t)
{
	return t->kind == TOK_WORD && t->shape != SHAPE_LOWER;
}

static struct quire_span
words(const struct scan *s, size_t from, size_t to)
{
	return span_sub(s->text, s->t.tok[from].start, s->t.tok[to - 1].end);
}

/* Begins a citation: s->item is to be filled. */
static void
begin(struct scan *s, size_t from, size_t to, const char *type)
{
	struct citations *v = s->out;
	struct citation *c;

	v->item = arena_grow(s->arena, v->item, v->n, &v->cap, sizeof *c);
	c = &v->item[v->n++];
	memset(c, 0, sizeof *c);
	c->start = (uint32_t)s->base + s->t.tok[from].start;
	c->end = (uint32_t)s->base + s->t.tok[to - 1].end;
	c->kind = CITE_INLINE;
	c->level = CITE_BIBLIOGRAPHIC;
	c->refers_to = -1;
	memset(&s->item, 0, sizeof s->item);
	s->item.type = type;
}

/* Ends it. */
static void
keep(struct scan *s)
{
	s->out->item[s->out->n - 1].item = cite_pack(&s->item, s->arena);
}

/* A run of capitalised words (with small ones inside) from i on: its end. */
static size_t
proper_name(const struct scan *s, size_t i)
{
	size_t end = i;

	while (i < s->t.n) {
		const struct cite_token *t = &s->t.tok[i];

		if (capital(t))
			end = i + 1;
		else if (!(t->cp == '.' && t->letters == 0) &&
		    !(cite_is_word(t, "of") || cite_is_word(t, "the") ||
		        cite_is_word(t, "and") || cite_is_word(t, "for")))
			break;
		i++;
	}
	return end;
}

/* "November 4", "11 November", "May 3, 2017": the end, or i. */
static size_t
date_end(const struct scan *s, size_t i)
{
	const struct cite_token *t = &s->t.tok[i];
	size_t end = i;

	if ((t->word & WORD_MONTH) != 0 && t[1].kind == TOK_NUM)
		end = i + 2;
	else if (t->kind == TOK_NUM && (t[1].word & WORD_MONTH) != 0)
		end = i + 2;
	if (end > i && s->t.tok[end].cp == ',' &&
	    s->t.tok[end + 1].shape == SHAPE_YEAR)
		end += 2;
	else if (end > i && s->t.tok[end].shape == SHAPE_YEAR)
		end++;
	return end < s->t.n ? end : i;
}

/* A quoted title that opens at i (or behind a comma): its end, or i. */
static size_t
quote_end(const struct scan *s, size_t i)
{
	size_t j;

	if (s->t.tok[i].cp != '"' && s->t.tok[i].cp != '\'')
		return i;
	for (j = i + 1; j < s->t.n && j < i + 40; j++)
		if (s->t.tok[j].cp == s->t.tok[i].cp &&
		    !(s->t.tok[j].cp == '\'' &&
		        s->t.tok[j + 1].start == s->t.tok[j].end &&
		        s->t.tok[j + 1].kind == TOK_WORD))
			return j > i + 2 ? j + 1 : i;
	return i;
}

static void
set_date(struct scan *s, size_t from, size_t to)
{
	if (!cite_when(words(s, from, to), s->tmp, s->tmp, &s->item.issued))
		s->item.issued.literal = words(s, from, to);
}

/* On DATE, CONTAINER carried an article */
static size_t
carried(struct scan *s, size_t i)
{
	static const char *const verb[] = { "carried", "published", "ran",
		"printed", "released", NULL };
	size_t date = i + 1, comma, name, end, v;

	if (!cite_is_word(&s->t.tok[i], "on"))
		return i;
	comma = date_end(s, date);
	if (comma == date || s->t.tok[comma].cp != ',')
		return i;
	name = comma + 1;
	end = proper_name(s, name);
	if (end == name || end >= s->t.n)
		return i;
	for (v = 0; verb[v] != NULL; v++)
		if (cite_is_word(&s->t.tok[end], verb[v]))
			break;
	if (verb[v] == NULL)
		return i;
	for (v = end + 1; v < s->t.n && v < end + 8; v++)
		if (work_type(&s->t.tok[v]) != NULL)
			break;
	if (v >= s->t.n || work_type(&s->t.tok[v]) == NULL)
		return i;
	begin(s, i, v + 1, "article-newspaper");
	s->item.field[CITE_CONTAINER] = words(s, name, end);
	set_date(s, date, comma);
	keep(s);
	return v + 1;
}

/* report on DATE, ‘Title’; the YEAR report by BODY */
static size_t
named_work(struct scan *s, size_t i)
{
	const char *type = work_type(&s->t.tok[i]);
	size_t from = i, next = i + 1, date = 0, date_to = 0, q;

	if (type == NULL)
		return i;
	if (i > 0 && s->t.tok[i - 1].shape == SHAPE_YEAR)
		from--;
	if (from > 0 && s->t.tok[from - 1].kind == TOK_WORD &&
	    s->t.tok[from - 1].letters <= 5 &&
	    (!capital(&s->t.tok[from - 1]) ||
	        cite_is_word(&s->t.tok[from - 1], "the")))
		from--;
	if (cite_is_word(&s->t.tok[next], "on") ||
	    cite_is_word(&s->t.tok[next], "of")) {
		date = next + 1;
		date_to = date_end(s, date);
		if (date_to == date)
			return i;
		next = date_to;
	}
	if (cite_is_word(&s->t.tok[next], "by")) {
		size_t end = proper_name(s, next + 1);

		if (end < next + 3)
			return i;
		begin(s, from, end, type);
		next += cite_is_word(&s->t.tok[next + 1], "the");
		cite_names(words(s, next + 1, end), s->tmp, s->tmp, &s->item,
		    CITE_AUTHOR);
		if (from < i)
			set_date(s, from, i);
		keep(s);
		return end;
	}
	next += s->t.tok[next].cp == ',';
	q = quote_end(s, next);
	if (q == next)
		return i;
	begin(s, from, q, type);
	s->item.field[CITE_TITLE] = words(s, next + 1, q - 1);
	if (date_to > date)
		set_date(s, date, date_to);
	keep(s);
	return q;
}

/* 《X》2014年5月23日, X在《Y》一文 */
static size_t
han_work(struct scan *s, size_t i)
{
	size_t end, j;

	if (s->t.tok[i].cp != 0x300a)
		return i;
	for (end = i + 1; end < s->t.n && s->t.tok[end].cp != 0x300b; end++)
		;
	if (end >= s->t.n || end < i + 3)
		return i;
	j = end + 1;
	if (s->t.tok[j].shape == SHAPE_YEAR && s->t.tok[j + 1].cp == 0x5e74) {
		while (j < s->t.n &&
		    (s->t.tok[j].kind == TOK_NUM || s->t.tok[j].cp == 0x5e74 ||
		        s->t.tok[j].cp == 0x6708 || s->t.tok[j].cp == 0x65e5))
			j++;
		if (s->t.tok[j - 1].cp != 0x65e5)
			return i;
		begin(s, i, j, "article-newspaper");
		s->item.field[CITE_CONTAINER] = words(s, i + 1, end);
		set_date(s, end + 1, j);
		keep(s);
		return j;
	}
	/* 一文 一书 */
	if (s->t.tok[j].cp != 0x4e00 ||
	    (s->t.tok[j + 1].cp != 0x6587 && s->t.tok[j + 1].cp != 0x4e66))
		return i;
	begin(s, i, j + 2, s->t.tok[j + 1].cp == 0x4e66 ? "book" : "article");
	s->item.field[CITE_TITLE] = words(s, i + 1, end);
	keep(s);
	return j + 2;
}

static void
scan_paragraph(struct scan *s)
{
	size_t i = 0, next;

	while (i < s->t.n) {
		next = carried(s, i);
		if (next == i)
			next = named_work(s, i);
		if (next == i)
			next = han_work(s, i);
		i = next > i ? next : i + 1;
	}
}

void
cite_find_inline(struct quire_span text, struct arena *a, struct arena *tmp,
    struct citations *out)
{
	struct quire_span rest = text, line;
	struct scan s = { 0 };
	size_t i = 0, n = out->n;

	s.arena = a;
	s.tmp = tmp;
	s.out = out;
	while (span_line(&rest, &line)) {
		s.base = (size_t)(line.p - text.p);
		s.text = line;
		while (i < n && out->item[i].end <= s.base)
			i++;
		/* notes and entries have been read */
		if (i < n && out->item[i].start < s.base + line.len &&
		    out->item[i].kind != CITE_LINK)
			continue;
		cite_tokenize(line, tmp, &s.t);
		scan_paragraph(&s);
		arena_reset(tmp);
	}
}
