/*
 * Who published a work and where, when the title or the container has swallowed
 * it, and the book in which a chapter stands.
 *
 *   Marsh, Helen (1987). Locks of the North. Corran: Quay & Mole. pp. 12-15.
 *   In: Ada Lund (Hrsg.): Am Kai. Hafenverlag, Lindau 1993, S. 11.
 */
#include <string.h>

#include "cite/parse.h"

/* A word that the name of a place or a publisher may have. */
static bool
is_named(const struct cite_token *t)
{
	return t->kind == TOK_WORD && t->shape != SHAPE_LOWER;
}

static bool
any_word(const struct cite_tokens *x, size_t from, size_t to, unsigned bits)
{
	for (; from < to; from++)
		if ((x->tok[from].word & bits) != 0)
			return true;
	return false;
}

/* The same, or what joins such words. */
static bool
in_name(const struct cite_token *t)
{
	static const char *const small[] = { "of", "and", "for", "the", "de",
		"du", "des", "der", "für", "und", "et", "y", "e", "i", NULL };

	if (t->kind == TOK_PUNCT)
		return t->cp < 0x80 && strchr("&.-'/", (int)t->cp) != NULL;
	return is_named(t) || cite_word_in(t, small);
}

/* Where the place begins that ends before the colon at i; i if none does. */
static size_t
place_before(const struct cite_tokens *x, size_t from, size_t i)
{
	size_t k = i, words = 0;

	while (k > from + 1 && words < 5 &&
	    (is_named(&x->tok[k - 1]) ||
	        (words > 0 && cite_is_mark(&x->tok[k - 1], ',')))) {
		k--;
		words += x->tok[k].kind == TOK_WORD;
	}
	/* not the A of "J. Phys. A: Math. Theor." */
	return words > 0 && cite_is_stop(&x->tok[k - 1]) &&
	        x->tok[k].shape != SHAPE_INITIAL
	    ? k
	    : i;
}

/* Could [from, to) be a publisher's name, and nothing be left of it? */
static bool
names_publisher(const struct cite_tokens *x, size_t from, size_t to)
{
	size_t i;

	if (from >= to || to - from > 9 || !is_named(&x->tok[from]))
		return false;
	for (i = from; i < to; i++)
		if (!in_name(&x->tok[i]))
			return false;
	return to == x->n || x->tok[to].kind == TOK_PUNCT ||
	    x->tok[to].shape == SHAPE_YEAR;
}

/* "Locks of the North. Corran: Quay & Mole": title, place, publisher. */
static void
part_imprint(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, from, to, place;

	if (cite_has_label(x, label, LABEL_PUBLISHER) ||
	    cite_has_label(x, label, LABEL_PLACE))
		return;
	for (from = 0; from < x->n; from = to) {
		to = cite_run_end(x, label, from);
		if (label[from] != LABEL_TITLE &&
		    label[from] != LABEL_CONTAINER)
			continue;
		for (i = to; i > from + 2; i--) {
			if (!cite_is_mark(&x->tok[i - 1], ':'))
				continue;
			place = place_before(x, from, i - 1);
			if (place == i - 1 || !names_publisher(x, i, to))
				break;
			label[place - 1] = label[i - 1] = LABEL_O;
			memset(label + place, LABEL_PLACE, i - 1 - place);
			memset(label + i, LABEL_PUBLISHER, to - i);
			return;
		}
	}
}

/* "Les marées, Troyes" before its publisher: the place is no title. */
static void
part_place(const struct cite_tokens *x, uint8_t *label)
{
	size_t from, to, k;

	if (cite_has_label(x, label, LABEL_PLACE))
		return;
	for (from = 0; from < x->n; from = to) {
		to = cite_run_end(x, label, from);
		if (label[from] != LABEL_TITLE || to + 1 >= x->n ||
		    !cite_is_mark(&x->tok[to], ',') ||
		    label[to + 1] != LABEL_PUBLISHER)
			continue;
		for (k = to; k > from && is_named(&x->tok[k - 1]);)
			k--;
		if (k + 3 < to || k == to || k < from + 3 ||
		    !cite_is_mark(&x->tok[k - 1], ',') ||
		    (x->tok[k - 1].state & STATE_QUOTE) != 0 ||
		    !(any_word(x, k, to, WORD_PLACE) ||
		        (k + 1 == to &&
		            any_word(x, to + 1, cite_run_end(x, label, to + 1),
		                WORD_PUBLISHER))))
			return;
		label[k - 1] = LABEL_O;
		memset(label + k, LABEL_PLACE, to - k);
		return;
	}
}

/* "Am Kai. Hafenverlag, Lindau 1993": behind the container's full stop. */
static void
part_publisher(const struct cite_tokens *x, uint8_t *label)
{
	size_t from, to, k;

	if (cite_has_label(x, label, LABEL_PUBLISHER))
		return;
	for (from = 0; from < x->n; from = to) {
		to = cite_run_end(x, label, from);
		if (label[from] != LABEL_CONTAINER || to + 2 >= x->n ||
		    !cite_is_mark(&x->tok[to], ',') ||
		    label[to + 1] != LABEL_PLACE)
			continue;
		for (k = to; k > from + 2 && !cite_is_stop(&x->tok[k - 1]);)
			k--;
		if (k == from + 2 || k == to || !names_publisher(x, k, to) ||
		    !any_word(x, k, to, WORD_PUBLISHER))
			return;
		label[k - 1] = LABEL_O;
		memset(label + k, LABEL_PUBLISHER, to - k);
		return;
	}
}

/*
 * "Tides and towns. Quay Studies, Lindau, v. 17, n. 2": without a container the
 * volume is that of what stands behind the title's last full stop.
 */
static void
part_container(const struct cite_tokens *x, uint8_t *label)
{
	size_t from, to, k, comma;

	if (cite_has_label(x, label, LABEL_CONTAINER) ||
	    cite_has_label(x, label, LABEL_PUBLISHER) ||
	    !cite_has_label(x, label, LABEL_VOLUME) ||
	    !cite_has_label(x, label, LABEL_ISSUE))
		return;
	for (from = 0; from < x->n && label[from] != LABEL_TITLE;)
		from++;
	to = cite_run_end(x, label, from);
	for (k = to; k > from + 2 && !cite_is_stop(&x->tok[k - 1]);)
		k--;
	if (k <= from + 2 || k >= to || !is_named(&x->tok[k]) ||
	    (x->tok[k].state & STATE_QUOTE) != 0)
		return;
	label[k - 1] = LABEL_O;
	memset(label + k, LABEL_CONTAINER, to - k);
	for (comma = to - 1; comma > k && is_named(&x->tok[comma]);)
		comma--;
	if (comma > k && comma + 1 < to && cite_is_mark(&x->tok[comma], ',') &&
	    !cite_has_label(x, label, LABEL_PLACE)) {
		label[comma] = LABEL_O;
		memset(label + comma + 1, LABEL_PLACE, to - comma - 1);
	}
}

/* "(eds.)" or the like with a mark perhaps, right before i. */
static bool
behind_editors(const struct cite_tokens *x, size_t i)
{
	static const char *const words[] = { "ed", "eds", "edd", "editor",
		"editors", "hrsg", "hg", "dir", "dirs", "org", "orgs", "coord",
		"coords", "red", NULL };
	const struct cite_token *t = &x->tok[i];

	if (i < 5)
		return false;
	t -= cite_is_mark(t - 1, ',') || cite_is_mark(t - 1, ':');
	if (!cite_is_mark(t - 1, ')'))
		return false;
	t -= 2;
	t -= cite_is_mark(t, '.');
	return cite_word_in(t, words) && t[-1].kind == TOK_PUNCT;
}

/* "In Lund, A. (ed.), The Quay": the second title holds the first. */
static void
mend_book(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const word[] = { "in", "dans", "en", "em", NULL };
	size_t from, to, i;
	bool title = false, in = false;

	if (cite_has_label(x, label, LABEL_CONTAINER) ||
	    !cite_has_label(x, label, LABEL_EDITOR))
		return;
	for (from = 0; from < x->n; from = to) {
		to = cite_run_end(x, label, from);
		if (label[from] != LABEL_TITLE)
			continue;
		if (title && in && behind_editors(x, from)) {
			memset(label + from, LABEL_CONTAINER, to - from);
			return;
		}
		title = true;
		for (i = to; i < to + 5 && i < x->n; i++)
			in |= cite_word_in(&x->tok[i], word);
	}
}

/* "Gisela Lund: Am Kai. In: …": who stands before the colon wrote it. */
static void
mend_before_colon(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, to, names = 0;

	if (x->n == 0 || label[0] != LABEL_TITLE ||
	    cite_has_label(x, label, LABEL_AUTHOR) ||
	    (x->tok->word & WORD_GIVEN) == 0)
		return;
	for (i = 0; i < x->n && label[i] == LABEL_TITLE &&
	     !cite_is_mark(&x->tok[i], ':');
	     i++) {
		if (is_named(&x->tok[i]))
			names++;
		else if (!cite_is_mark(&x->tok[i], ',') &&
		    !cite_is_mark(&x->tok[i], '-') &&
		    !cite_is_mark(&x->tok[i], '.') &&
		    (x->tok[i].word & WORD_PARTICLE) == 0)
			return;
	}
	if (names < 2 || names > 9 || !cite_is_mark(&x->tok[i], ':'))
		return;
	to = cite_run_end(x, label, i);
	for (; to + 2 < x->n; to++) /* where an author is told by the colon */
		if (cite_is_mark(&x->tok[to], '.') &&
		    cite_is_word(&x->tok[to + 1], "in") &&
		    cite_is_mark(&x->tok[to + 2], ':'))
			break;
	if (to + 2 >= x->n)
		return;
	memset(label, LABEL_AUTHOR, i);
	label[i] = LABEL_O;
}

/* "CRITICS 77 (2d ed. 2001)": a bracket with the year, behind a title's 77. */
static bool
before_year(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	size_t k;

	if (i == 0 || label[i - 1] != LABEL_TITLE ||
	    !cite_is_mark(&x->tok[i + 1], '('))
		return false;
	for (k = i + 2; k < x->n && k < i + 10; k++)
		if (label[k] == LABEL_ISSUED &&
		    cite_is_mark(&x->tok[k + 1], ')'))
			return true;
	return false;
}

/* "TIDES AND LAW 141 (1999)": a number behind a title in capitals. */
static bool
behind_capitals(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	const struct cite_token *t = &x->tok[i];

	return t->kind == TOK_NUM && t->shape != SHAPE_YEAR &&
	    before_year(x, label, i) && t[-1].shape == SHAPE_UPPER &&
	    t[-2].shape == SHAPE_UPPER;
}

/* "(Lindau: Hafen, 2016), 12": the page cited, which is no volume. */
static void
mend_cited(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t i;

	if (cite_has_label(x, label, LABEL_PAGE) ||
	    cite_has_label(x, label, LABEL_CONTAINER))
		return;
	for (i = 4; i < x->n; i++)
		if (label[i] == LABEL_TITLE && behind_capitals(x, label, i))
			label[i] = LABEL_PAGE;
		else if (label[i] == LABEL_VOLUME && t[i].kind == TOK_NUM &&
		    ((cite_is_mark(t + i - 1, ',') &&
		         cite_is_mark(t + i - 2, ')') &&
		         t[i - 3].shape == SHAPE_YEAR) ||
		        before_year(x, label, i)))
			memset(label + i, LABEL_PAGE,
			    cite_run_end(x, label, i) - i);
}

void
cite_mend_imprint(const struct cite_tokens *x, uint8_t *label)
{
	part_imprint(x, label);
	part_place(x, label);
	part_publisher(x, label);
	part_container(x, label);
	mend_book(x, label);
	mend_before_colon(x, label);
	mend_cited(x, label);
}
