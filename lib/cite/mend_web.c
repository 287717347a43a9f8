/*
 * The form that encyclopedias write: the title quoted with the full stop
 * outside, then the site, then who publishes it, then dates.
 *
 *   Lind, Oskar (4 May 2012). "Gates reopen" (PDF). Quay Post. Harbour Trust.
 *   Archived from the original on 3 June 2014. Retrieved 5 May 2018.
 */
#include <string.h>

#include "cite/parse.h"

/* Behind "(PDF)", "(Press release)", or i. */
static size_t
behind_bracket(const struct cite_tokens *x, size_t i)
{
	size_t k = i;

	if (!cite_is_mark(&x->tok[i], '('))
		return i;
	while (k < x->n && k < i + 6 && !cite_is_mark(&x->tok[k], ')'))
		k++;
	return cite_is_mark(&x->tok[k], ')') ? k + 1 : i;
}

/* The quoted title's opening and closing mark; false if the form is another. */
static bool
quoted_title(const struct cite_tokens *x, size_t *open, size_t *close)
{
	size_t i = 0;

	while (i < x->n && !cite_is_mark(&x->tok[i], '"'))
		i++;
	*open = i;
	if (i > 0 && !cite_is_mark(&x->tok[i - 1], '.'))
		return false;
	for (i++; i < x->n; i++)
		if (cite_is_mark(&x->tok[i], '"') &&
		    cite_is_stop(&x->tok[behind_bracket(x, i + 1)]))
			break;
	*close = i;
	return i < x->n && i > *open + 1;
}

/* Begins what stands behind the names of site and publisher. */
static bool
ends_names(const struct cite_token *t)
{
	static const char *const word[] = { "retrieved", "accessed", "archived",
		"isbn", "issn", "oclc", "doi", "bibcode", "jstor", "pmid", "p",
		"pp", "pages", "available", "online", NULL };

	return t->kind == TOK_NUM || t->kind >= TOK_URL ||
	    (t->word & WORD_MONTH) != 0 || cite_word_in(t, word);
}

/* Where a name that begins at i ends; i if what stands there is none. */
static size_t
name_end(const struct cite_tokens *x, size_t i)
{
	size_t k = i;

	if (i == x->n || ends_names(&x->tok[i]) || x->tok[i].kind == TOK_PUNCT)
		return i;
	for (; k < x->n && !cite_is_stop(&x->tok[k]); k++)
		if (x->tok[k].kind >= TOK_URL ||
		    x->tok[k].shape == SHAPE_YEAR ||
		    (x->tok[k].word & WORD_MONTH) != 0)
			return i;
	return k;
}

/* How many of the tokens are such words. */
static size_t
count(const struct cite_tokens *x, size_t from, size_t to, uint16_t word)
{
	size_t n = 0;

	for (; from < to; from++)
		n += (x->tok[from].word & word) != 0;
	return n;
}

/* "Lindau: Harbour Press" is a place and a publisher. */
static void
part_place(const struct cite_tokens *x, uint8_t *label, size_t i, size_t to)
{
	size_t k = i;

	while (k < to && k < i + 3 && x->tok[k].kind == TOK_WORD)
		k++;
	if (k == i || k + 1 >= to || !cite_is_mark(&x->tok[k], ':'))
		return;
	memset(label + i, LABEL_PLACE, k - i);
	label[k] = LABEL_O;
	memset(label + k + 1, LABEL_PUBLISHER, to - k - 1);
}

/*
 * Site and publisher, or place, from i on. A ministry has no site of another
 * name.
 */
static void
label_names(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	uint8_t own = LABEL_CONTAINER;
	size_t to;

	for (; (to = name_end(x, i)) > i; i = to + (to < x->n)) {
		if (own == LABEL_CONTAINER && count(x, i, to, WORD_BODY) > 0)
			own = LABEL_PUBLISHER;
		else if (own == LABEL_PUBLISHER &&
		    count(x, i, to, WORD_PLACE) == to - i)
			own = LABEL_PLACE;
		memset(label + i, own, to - i);
		label[to] = LABEL_O;
		part_place(x, label, i, to);
		if (own != LABEL_CONTAINER)
			return;
		own = LABEL_PUBLISHER;
	}
}

/* "In Marsh, Helen (ed.). The Corran Reader." from "In" on: the book. */
static void
label_book(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	static const char *const editor[] = { "ed", "eds", NULL };
	size_t to;

	while (i + 4 < x->n && !cite_is_stop(&x->tok[i]) &&
	    !(cite_is_mark(&x->tok[i], '(') &&
	        cite_word_in(&x->tok[i + 1], editor)))
		i++;
	i = behind_bracket(x, i);
	if (!cite_is_mark(&x->tok[i - 1], ')') || !cite_is_stop(&x->tok[i]))
		return;
	to = name_end(x, ++i);
	memset(label + i, LABEL_CONTAINER, to - i);
	if (to > i)
		label[to] = LABEL_O;
}

static bool
numbered(const struct cite_tokens *x, const uint8_t *label)
{
	return cite_has_label(x, label, LABEL_VOLUME) ||
	    cite_has_label(x, label, LABEL_ISSUE) ||
	    cite_has_label(x, label, LABEL_PAGE);
}

/* "Lindau: Harbour Trust" is no site. */
static bool
is_imprint(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	return i < x->n && label[i] == LABEL_PLACE &&
	    cite_is_mark(&x->tok[cite_run_end(x, label, i)], ':');
}

static void
mend_quoted(const struct cite_tokens *x, uint8_t *label)
{
	size_t open, close, i;

	if (!quoted_title(x, &open, &close) ||
	    memchr(label, LABEL_TITLE, open) != NULL)
		return;
	memset(label + open + 1, LABEL_TITLE, close - open - 1);
	label[open] = label[close] = LABEL_O;
	i = behind_bracket(x, close + 1);
	memset(label + close + 1, LABEL_O, i - close);
	if (cite_is_word(&x->tok[i + 1], "in"))
		label_book(x, label, i + 1);
	else if (!numbered(x, label) && !is_imprint(x, label, i + 1))
		label_names(x, label, i + 1);
}

/* "Archived from the original (PDF) on 3 June 2014": no date of the work. */
static void
mend_archived(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, k;

	for (i = 0; i + 4 < x->n; i++) {
		if (!(cite_is_word(&x->tok[i], "archived") &&
		        cite_is_word(&x->tok[i + 1], "from")) &&
		    !(cite_is_word(&x->tok[i], "архивировано") &&
		        x->tok[i].shape == SHAPE_CAP))
			continue;
		for (k = i; k < x->n && !cite_is_stop(&x->tok[k]); k++)
			label[k] = LABEL_O;
		i = k;
	}
}

void
cite_mend_web(const struct cite_tokens *x, uint8_t *label)
{
	mend_quoted(x, label);
	mend_archived(x, label);
}
