/*
 * Reviews of law and reports of cases: who stands before them, and their
 * volume, name and first page.
 *
 *   Ada Lund, Tides and Law, 41 Quay L. Rev. 302, 310 (2012)
 *   Marsh v. Lund, 12 F.3d 1 (9th Cir. 2001)
 *   Ada Lund, 'Tides' (2009) 72 QLR 190, 201
 */
#include <string.h>

#include "cite/parse.h"

/* "Miller v Harbour Board [2017]": the parties are no authors. */
static void
mend_parties(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const versus[] = { "v", "vs", "versus", NULL };
	size_t i, from, to;

	if (cite_has_label(x, label, LABEL_TITLE))
		return;
	for (i = 1; i < x->n; i++)
		if (label[i] == LABEL_AUTHOR && label[i - 1] == LABEL_AUTHOR &&
		    x->tok[i].shape == SHAPE_LOWER &&
		    cite_word_in(&x->tok[i], versus))
			break;
	if (i >= x->n)
		return;
	for (from = i; from > 0 && label[from - 1] == LABEL_AUTHOR;)
		from--;
	for (to = i + 1; to < x->n && label[to] == LABEL_AUTHOR &&
	     !cite_is_mark(&x->tok[to], '[') && x->tok[to].kind != TOK_NUM;)
		to++;
	memset(label + from, LABEL_TITLE, to - from);
	for (i = to; i < x->n && label[i] == LABEL_AUTHOR; i++)
		label[i] = LABEL_O;
	if (cite_is_mark(&x->tok[to], '[') &&
	    x->tok[to + 1].shape == SHAPE_YEAR)
		label[to + 1] = LABEL_ISSUED;
}

/* A word or mark of the name of a reporter or law review: Tex. L. Rev., F.2d */
static bool
of_reporter(const struct cite_token *t)
{
	static const char *const small[] = { "of", "on", "and", "d", NULL };

	if (t->kind == TOK_PUNCT)
		return t->cp == '.' || t->cp == '&' || t->cp == '\'';
	if (t->kind == TOK_NUM) /* 2d, 3d */
		return t[1].kind == TOK_WORD && t[1].start == t->end;
	return t->kind == TOK_WORD &&
	    (t->shape != SHAPE_LOWER || cite_word_in(t, small));
}

/* "(1990)", "(Bankr. S.D.N.Y. 2022)" at an opening bracket: the year, or 0. */
static size_t
court_year(const struct cite_token *t)
{
	size_t i;

	if (!cite_is_mark(t, '('))
		return 0;
	for (i = 1; i < 16 && t[i].kind != TOK_NONE; i++)
		if (t[i].shape == SHAPE_YEAR && cite_is_mark(t + i + 1, ')'))
			return i;
	return 0;
}

/* Behind the pages the first of which stands at i: "1581, 1600-02". */
static size_t
behind_pages(const struct cite_tokens *x, size_t i)
{
	for (i++; i < x->n &&
	     (x->tok[i].kind == TOK_NUM || cite_is_mark(&x->tok[i], ',') ||
	         cite_is_mark(&x->tok[i], '-'));)
		i++;
	return i;
}

/* MLR, LQR, OJLS; CLJ: as reviews of law are called where they are cited. */
static bool
is_initialism(const struct cite_token *t)
{
	return t->shape == SHAPE_UPPER ||
	    (t->shape == SHAPE_CAP && cite_is_mark(t + 1, '.'));
}

/* Volume, container and first page; n tokens from the page on. */
static void
label_report(uint8_t *label, size_t volume, size_t page, size_t n)
{
	label[volume] = LABEL_VOLUME;
	memset(label + volume + 1, LABEL_CONTAINER, page - volume - 1);
	memset(label + page, LABEL_O, n);
	label[page] = LABEL_PAGE;
}

bool
cite_has_parties(const struct cite_tokens *x, size_t i)
{
	static const char *const versus[] = { "v", "vs", NULL };

	while (i-- > 1)
		if (x->tok[i].shape == SHAPE_LOWER &&
		    cite_word_in(&x->tok[i], versus))
			return true;
	return false;
}

/*
 * "Marsh v. Lund, 12 F.3d 1", "Ada Lund, Tides and Law, 41 Quay L. Rev. 1":
 * the parties, or else author and title, end at the comma at i.
 */
static void
mend_before_report(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	size_t k;

	if (memchr(label, LABEL_TITLE, i) != NULL)
		return;
	if (cite_has_parties(x, i)) {
		memset(label, LABEL_TITLE, i);
		return;
	}
	for (k = i; k > 2 && !cite_is_mark(&x->tok[k - 1], ',');)
		k--;
	if (k <= 2 || k + 1 >= i || label[0] != LABEL_AUTHOR)
		return;
	memset(label, LABEL_AUTHOR, k - 1);
	label[k - 1] = LABEL_O;
	memset(label + k, LABEL_TITLE, i - k);
}

/*
 * ", 83 Tex. L. Rev. 1581, 1600 (2005)": volume, container, first page, the
 * page meant, year, as all who write on law have it.
 */
static void
mend_law(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t i, page, open, year;

	for (i = 1; i + 5 < x->n; i++) {
		if (t[i].kind != TOK_NUM || t[i].letters > 4 ||
		    !cite_is_mark(t + i - 1, ',') || t[i + 1].kind != TOK_WORD)
			continue;
		for (page = i + 1; page < i + 16 && of_reporter(t + page);)
			page++;
		if (page < i + 2 || t[page].kind != TOK_NUM ||
		    (t[page].state & STATE_SPACE) == 0)
			continue;
		open = behind_pages(x, page);
		year = court_year(t + open);
		if (year == 0 || open + year >= x->n)
			continue;
		label_report(label, i, page, open + year - page);
		label[open + year] = LABEL_ISSUED;
		mend_before_report(x, label, i - 1);
		return;
	}
}

/* "(2009) 72 MLR 190, 201": the same with the year before it. */
static void
mend_law_year(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t i, page, end;

	for (i = 4; i + 2 < x->n; i++) {
		if (t[i].kind != TOK_NUM || t[i].letters > 3 ||
		    !cite_is_mark(t + i - 1, ')') ||
		    t[i - 2].shape != SHAPE_YEAR ||
		    !cite_is_mark(t + i - 3, '(') || !is_initialism(t + i + 1))
			continue;
		for (page = i + 1; page < i + 9 && of_reporter(t + page);)
			page++;
		if (t[page].kind != TOK_NUM || page >= x->n)
			continue;
		end = behind_pages(x, page);
		if (end < x->n && t[end].kind == TOK_WORD)
			continue;
		label_report(label, i, page, end - page);
		return;
	}
}

void
cite_mend_law(const struct cite_tokens *x, uint8_t *label)
{
	mend_law(x, label);
	mend_law_year(x, label);
	mend_parties(x, label);
}
