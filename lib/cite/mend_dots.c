/*
 * Chinese references with Western full stops between their fields and no mark
 * of their type, as encyclopedias write them:
 *
 *   林若溪. 青岩渡口史. 青岩: 港口出版社. 2004: 12.
 *   高远山. 轮渡公司的产权. 航运经济. 2011, 12 (4): 33–41.
 *   青岩渡轮今起停航. 海河日报. 2011-05-03 [2012-08-18].
 */
#include <string.h>

#include "cite/parse.h"

enum { FIELDS = 6 };

struct field {
	size_t from, to; /* tokens, the full stop not counted */
};

/*
 * "2004: 第12页", "2011, (4): 33–41", "2011-05-03 [2012-08-18]": a year with
 * what these references have behind it, and no words.
 */
static bool
is_numbers(const struct cite_tokens *x, size_t from, size_t to)
{
	bool more = false;
	size_t i;

	if (from == to || x->tok[from].shape != SHAPE_YEAR)
		return false;
	for (i = from; i < to; i++) {
		const struct cite_token *t = &x->tok[i];

		if (t->kind != TOK_NUM && t->kind != TOK_PUNCT &&
		    t->cp != 0x7b2c && t->cp != 0x9875 && t->cp != 0x9801)
			return false;
		more |= cite_is_mark(t, ':') || cite_is_mark(t, ',') ||
		    cite_is_mark(t, '[');
	}
	return more;
}

/* The fields up to that one; 0 if there is none. */
static size_t
read_fields(const struct cite_tokens *x, struct field *f)
{
	size_t i, from = 0, n = 0;

	for (i = 0; i <= x->n && n < FIELDS; i++) {
		if (i < x->n && !cite_is_stop(&x->tok[i]))
			continue;
		f[n++] = (struct field){ from, i };
		if (is_numbers(x, from, i))
			return n;
		from = i + 1;
	}
	return 0;
}

/* [J], [EB/OL]: another form, which the weights know. */
static bool
has_type_mark(const struct cite_tokens *x)
{
	size_t i;

	for (i = 1; i + 1 < x->n; i++)
		if (cite_is_mark(&x->tok[i - 1], '[') &&
		    x->tok[i].kind == TOK_WORD && x->tok[i].letters <= 2)
			return true;
	return false;
}

/* 林若溪, 林若溪、高远山, "Marsh, Helen" */
static bool
is_person(const struct cite_tokens *x, const struct field *f)
{
	const struct cite_token *t = &x->tok[f->from];
	size_t i, han = 0;

	if (t->kind == TOK_WORD)
		return f->to - f->from < 12 && cite_is_mark(t + 1, ',');
	for (i = f->from; i < f->to; i++) {
		if (x->tok[i].kind != TOK_CJK && x->tok[i].kind != TOK_PUNCT)
			return false;
		han = x->tok[i].kind == TOK_CJK ? han + 1 : 0;
		if (han > 4)
			return false;
	}
	return (t->word & WORD_FAMILY) != 0 && f->to - f->from > 1;
}

static void
put(uint8_t *label, size_t from, size_t to, enum cite_label l)
{
	memset(label + from, (int)l, to - from);
}

/* Site or journal; "青岩: 港口出版社". */
static void
label_source(const struct cite_tokens *x, uint8_t *label, const struct field *f,
    bool first)
{
	size_t i;

	for (i = f->from; i < f->to; i++)
		if (cite_is_mark(&x->tok[i], ':'))
			break;
	if (i == f->to) {
		put(label, f->from, f->to,
		    first ? LABEL_CONTAINER : LABEL_PUBLISHER);
		return;
	}
	put(label, f->from, i, LABEL_PLACE);
	put(label, i, i + 1, LABEL_O);
	put(label, i + 1, f->to, LABEL_PUBLISHER);
}

/* Behind a number with what else there is of a range or a date. */
static size_t
number_end(const struct cite_tokens *x, size_t i, size_t end)
{
	while (i < end &&
	    (x->tok[i].kind == TOK_NUM || cite_is_mark(&x->tok[i], '-')))
		i++;
	return i;
}

/* "2011-05-03 [2012-08-18]", "2011, 12 (4): 33–41", "2004: 第12页" */
static void
label_numbers(const struct cite_tokens *x, uint8_t *label,
    const struct field *f)
{
	enum cite_label next = LABEL_ISSUED;
	size_t i = f->from, to;

	put(label, f->from, f->to, LABEL_O);
	for (; i < f->to; i = to) {
		const struct cite_token *t = &x->tok[i];

		to = number_end(x, i, f->to);
		put(label, i, to, next);
		if (to > i)
			continue;
		to = i + 1;
		if (cite_is_mark(t, '['))
			next = LABEL_ACCESSED;
		else if (cite_is_mark(t, ',') || cite_is_mark(t, ';'))
			next = LABEL_VOLUME;
		else if (cite_is_mark(t, '('))
			next = LABEL_ISSUE;
		else if (cite_is_mark(t, ':'))
			next = LABEL_PAGE;
	}
}

void
cite_mend_dots(const struct cite_tokens *x, uint8_t *label)
{
	struct field f[FIELDS];
	size_t n, i, title;

	if (x->han * 3 < x->n || has_type_mark(x))
		return;
	n = read_fields(x, f);
	title = n > 2 && is_person(x, &f[0]);
	if (n < 2 + title || x->tok->kind == TOK_NUM)
		return;
	put(label, 0, x->n, LABEL_O);
	if (title > 0)
		put(label, f[0].from, f[0].to, LABEL_AUTHOR);
	put(label, f[title].from, f[title].to, LABEL_TITLE);
	for (i = title + 1; i + 1 < n; i++)
		label_source(x, label, &f[i], i == title + 1);
	label_numbers(x, label, &f[n - 1]);
}
