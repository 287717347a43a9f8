/*
 * What notes and lists of the humanities and of law have: references back,
 * times of day, publishers without a place, bodies and editors before a year,
 * quotations that end before the container. Weights learnt from
 * bibliographies of the sciences know little of them.
 */
#include <string.h>

#include "cite/parse.h"

static bool
is_cap(const struct cite_token *t)
{
	return t->kind == TOK_WORD &&
	    (t->shape == SHAPE_CAP || t->shape == SHAPE_UPPER ||
	        t->shape == SHAPE_MIXED);
}

/* "op. cit., p. 3", "supra note 4, at 5": no names, no volumes. */
static void
mend_back(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const op[] = { "op", "loc", "art", NULL };
	static const char *const note[] = { "note", "n", NULL };
	size_t i;

	for (i = 0; i + 2 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (cite_word_in(t, op) && cite_is_mark(t + 1, '.') &&
		    cite_is_word(t + 2, "cit")) {
			memset(label + i, LABEL_O, 3);
		} else if (cite_is_word(t, "supra") &&
		    cite_word_in(t + 1, note) && t[2].kind == TOK_NUM) {
			memset(label + i, LABEL_O, 3);
			for (i += 3; i < x->n; i++)
				if (x->tok[i].kind == TOK_NUM)
					label[i] = LABEL_PAGE;
		}
	}
}

/* "at 14:30 UTC" */
static void
mend_clock(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const zone[] = { "utc", "gmt", "et", "est", "edt",
		"pt", "pst", "cet", "am", "pm", NULL };
	size_t i;

	for (i = 0; i + 3 < x->n; i++)
		if (x->tok[i].kind == TOK_NUM &&
		    cite_is_mark(&x->tok[i + 1], ':') &&
		    x->tok[i + 2].kind == TOK_NUM &&
		    cite_word_in(&x->tok[i + 3], zone))
			memset(label + i, LABEL_O, 4);
}

/* "La marea, Alianza, 2003": between title and year nothing but it. */
static void
mend_publisher(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, k;

	if (cite_has_label(x, label, LABEL_PUBLISHER) ||
	    cite_has_label(x, label, LABEL_CONTAINER) ||
	    cite_has_label(x, label, LABEL_PLACE))
		return;
	for (i = 1; i + 2 < x->n; i++) {
		if (label[i - 1] != LABEL_TITLE || label[i] != LABEL_O ||
		    !cite_is_mark(&x->tok[i], ','))
			continue;
		for (k = i + 1; k < x->n && k < i + 6 && label[k] == LABEL_O &&
		     is_cap(&x->tok[k]) && (x->tok[k].word & WORD_MONTH) == 0;)
			k++;
		if (k > i + 1 && cite_is_mark(&x->tok[k], ',') &&
		    x->tok[k + 1].shape == SHAPE_YEAR) {
			memset(label + i + 1,
			    (x->tok[i + 1].word & WORD_PLACE) != 0
			        ? LABEL_PLACE
			        : LABEL_PUBLISHER,
			    k - i - 1);
			return;
		}
	}
}

/* "U.S. Department of Ports, Census": the body up to its comma. */
static void
mend_state(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t i;

	if (x->n < 8 || t[0].shape != SHAPE_INITIAL ||
	    !cite_is_mark(t + 1, '.') || t[2].shape != SHAPE_INITIAL ||
	    !cite_is_mark(t + 3, '.') || (t[4].word & WORD_BODY) == 0 ||
	    t[4].shape != SHAPE_CAP)
		return;
	for (i = 4; i < x->n && (t[i].kind == TOK_WORD); i++)
		;
	if (i < x->n &&
	    (cite_is_mark(t + i, ',') || cite_is_mark(t + i, '.'))) {
		memset(label, LABEL_AUTHOR, i);
		label[i++] = LABEL_O;
		if (i < x->n && label[i] == LABEL_AUTHOR &&
		    !cite_has_label(x, label, LABEL_TITLE))
			memset(label + i, LABEL_TITLE,
			    cite_run_end(x, label, i) - i);
	}
}

static bool
any_word(const struct cite_token *t, size_t from, size_t to, unsigned bits)
{
	for (; from < to; from++)
		if ((t[from].word & bits) != 0)
			return true;
	return false;
}

/* "King, D. R.": is the initial i behind a family name's comma? */
static bool
inverted(const struct cite_token *t, size_t i)
{
	while (i > 1 && cite_is_mark(t + i - 1, '.') &&
	    t[i - 2].shape == SHAPE_INITIAL)
		i -= 2;
	return i > 1 && cite_is_mark(t + i - 1, ',') && is_cap(t + i - 2);
}

/*
 * "OECD, Transport Outlook (", "King, D. R. Boats and Quays, Coast Press":
 * without a title names have swallowed it.
 */
static void
mend_swallowed(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t to, i;

	if (x->n < 6 || label[0] != LABEL_AUTHOR ||
	    cite_has_label(x, label, LABEL_TITLE) ||
	    cite_has_label(x, label, LABEL_CONTAINER))
		return;
	to = cite_run_end(x, label, 0);
	if (t[0].shape == SHAPE_UPPER && t[0].letters <= 6 && to > 3 &&
	    cite_is_mark(t + 1, ',') && is_cap(t + 2) && is_cap(t + 3) &&
	    (t[2].word & (WORD_GIVEN | WORD_SURNAME)) == 0) {
		label[1] = LABEL_O;
		memset(label + 2, LABEL_TITLE, to - 2);
		return;
	}
	for (i = to; i > 2; i--)
		if (t[i - 1].shape == SHAPE_INITIAL && cite_is_mark(t + i, '.'))
			break;
	if (i <= 2 || i + 3 > to || !is_cap(t + i + 1) || !inverted(t, i - 1) ||
	    cite_is_mark(t + i + 2, ',') ||
	    any_word(t, i + 1, to, WORD_JOURNAL))
		return;
	memset(label + i + 1, LABEL_TITLE, to - i - 1);
}

/* "« Les marées », Écrits du port": what follows the quotation holds it. */
static void
mend_quotation(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, k, to;

	for (i = 1; i < x->n; i++)
		if (label[i] == LABEL_TITLE && label[i - 1] != LABEL_TITLE)
			break;
	while (
	    i < x->n && x->tok[i].kind == TOK_PUNCT && label[i] == LABEL_TITLE)
		i++;
	if (i >= x->n || (x->tok[i].state & STATE_QUOTE) == 0)
		return;
	for (k = i; k < x->n && label[k] == LABEL_TITLE &&
	     (x->tok[k].state & STATE_QUOTE) != 0;
	     k++)
		;
	/* the closing mark, then a comma outside */
	to = k;
	while (k < x->n && x->tok[k].kind == TOK_PUNCT &&
	    !cite_is_mark(&x->tok[k], ','))
		k++;
	if (k == to || k + 1 >= x->n || !cite_is_mark(&x->tok[k], ',') ||
	    label[k + 1] != LABEL_TITLE ||
	    cite_has_label(x, label, LABEL_CONTAINER))
		return;
	memset(label + to, LABEL_O, k + 1 - to);
	to = cite_run_end(x, label, k + 1);
	memset(label + k + 1, LABEL_CONTAINER, to - k - 1);
}

/* "Quay Studies 210 (1970), S. 12": a volume. */
static void
mend_volume(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	if (cite_has_label(x, label, LABEL_VOLUME))
		return;
	for (i = 1; i + 6 < x->n; i++)
		if (label[i - 1] == LABEL_CONTAINER && label[i] == LABEL_PAGE &&
		    x->tok[i].kind == TOK_NUM &&
		    cite_is_mark(&x->tok[i + 1], '(') &&
		    x->tok[i + 2].shape == SHAPE_YEAR &&
		    cite_is_mark(&x->tok[i + 3], ')') &&
		    (x->tok[i + 5].word & WORD_LABEL) != 0) {
			label[i] = LABEL_VOLUME;
			return;
		}
}

static bool
has_body(const struct cite_tokens *x, size_t to)
{
	size_t i;

	for (i = 0; i < to; i++)
		if ((x->tok[i].word & WORD_BODY) != 0 && is_cap(&x->tok[i]))
			return true;
	return false;
}

/* The next title or container is the title. */
static void
retitle(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	size_t k, to;

	for (k = i; k < x->n && label[k] != LABEL_TITLE; k++)
		;
	if (k < x->n)
		return;
	for (k = i; k < x->n && label[k] != LABEL_CONTAINER; k++)
		;
	to = k < x->n ? cite_run_end(x, label, k) : k;
	memset(label + k, LABEL_TITLE, to - k);
}

/* Behind "(2001)" or "(2001b)". */
static const struct cite_token *
behind_year(const struct cite_token *t)
{
	return t + (cite_is_mark(t + 2, ')') ? 3 : 4);
}

/* "(2001): Tides", "(2001b), Tides" */
static bool
year_first(const struct cite_token *t)
{
	t = behind_year(t);
	return cite_is_mark(t, ':') || cite_is_mark(t, ',') || is_cap(t);
}

/* "Office for Ports (Hrsg.) (2002): …", "Coast Agency (2001): …": no title. */
static void
mend_first(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const editors[] = { "ed", "eds", "hrsg", "hg", "éd",
		"éds", "dir", "coord", "coords", NULL };
	size_t to, k;

	if (x->n < 6 || label[0] != LABEL_TITLE)
		return;
	to = cite_run_end(x, label, 0);
	if (to < x->n && cite_is_mark(&x->tok[to], ')'))
		to--;
	for (k = 0; k < to; k++)
		if (cite_is_mark(&x->tok[k], '('))
			break;
	k = k < to ? k : to;
	if (k == 0 || k + 2 >= x->n || !cite_is_mark(&x->tok[k], '('))
		return;
	if (cite_word_in(&x->tok[k + 1], editors)) {
		memset(label, LABEL_EDITOR, k);
		label[k] = label[k + 1] = LABEL_O;
		retitle(x, label, k);
	} else if (x->tok[k + 1].shape == SHAPE_YEAR && k == to &&
	    !cite_is_mark(&x->tok[k - 1], '.') && year_first(&x->tok[k]) &&
	    (has_body(x, k) || cite_is_mark(behind_year(&x->tok[k]), ':'))) {
		memset(label, LABEL_AUTHOR, k);
		retitle(x, label, k);
	}
}

/* Words that no field claimed, as names have them: where they end. */
static size_t
unclaimed(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	size_t from = i;

	while (i < x->n && i < from + 7 && label[i] == LABEL_O &&
	    (is_cap(&x->tok[i]) || x->tok[i].shape == SHAPE_INITIAL ||
	        (i > from &&
	            (cite_is_mark(&x->tok[i], '.') ||
	                (x->tok[i].shape == SHAPE_LOWER &&
	                    x->tok[i].letters <= 4 &&
	                    !cite_label_word(&x->tok[i]))))) &&
	    (x->tok[i].word & WORD_MONTH) == 0)
		i++;
	return i;
}

/* "« Les marées », RTD civ. 2009", "“Tides,” Quay Blog, https://…" */
static void
mend_unclaimed(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, from, to;

	if (cite_has_label(x, label, LABEL_CONTAINER) ||
	    cite_has_label(x, label, LABEL_PUBLISHER))
		return;
	for (i = 1; i < x->n; i++)
		if (label[i - 1] == LABEL_TITLE && label[i] == LABEL_O &&
		    (x->tok[i - 1].state & STATE_QUOTE) != 0)
			break;
	while (
	    i < x->n && x->tok[i].key != 0x201d && x->tok[i].kind == TOK_PUNCT)
		i++;
	if (i + 2 >= x->n || x->tok[i].key != 0x201d)
		return;
	from = i + 1 + cite_is_mark(&x->tok[i + 1], ',');
	to = unclaimed(x, label, from);
	if (to == from || to + 1 >= x->n ||
	    (to == from + 2 && cite_is_mark(&x->tok[from + 1], '.')) ||
	    !(label[to] == LABEL_ISSUED ||
	        (cite_is_mark(&x->tok[to], ',') &&
	            (x->tok[to + 1].kind >= TOK_URL ||
	                label[to + 1] == LABEL_ISSUED))))
		return;
	memset(label + from, LABEL_CONTAINER, to - from);
}

void
cite_mend_note(const struct cite_tokens *x, uint8_t *label)
{
	mend_back(x, label);
	mend_clock(x, label);
	mend_state(x, label);
	mend_swallowed(x, label);
	mend_quotation(x, label);
	mend_unclaimed(x, label);
	mend_publisher(x, label);
	mend_volume(x, label);
	mend_first(x, label);
}
