/*
 * Decisions as lawyers cite them, by their court and day or by the number that
 * the court itself gave, and what they are printed in:
 *
 *   BGH, Urt. v. 12.5.2010 – I ZR 12/08, NJW 2010, 2061
 *   CE, 3 juill. 2013, n° 348099
 *   Marsh v Harbour Board [2006] UKHL 41
 *   Lindqvist, GRUR 2014, 755, 759
 */
#include <string.h>

#include "cite/parse.h"

/* ---- [2006] UKHL 41, [2007] 1 AC 312 ---------------------------------- */

/* Words of the abbreviation of a court or of reports that begins at t. */
static size_t
abbreviation(const struct cite_token *t)
{
	size_t n = 0;

	if (t->shape != SHAPE_UPPER || t->letters > 6)
		return 0;
	while (n < 3 && t[n].kind == TOK_WORD && t[n].shape != SHAPE_LOWER)
		n++;
	return t[n].kind == TOK_NUM ? n : 0;
}

/* Does a year in brackets begin at t that such an abbreviation follows? */
static bool
bracketed_year(const struct cite_token *t)
{
	return cite_is_mark(t, '[') && t[1].shape == SHAPE_YEAR &&
	    cite_is_mark(t + 2, ']') &&
	    abbreviation(t + 3 + (t[3].kind == TOK_NUM)) > 0;
}

/* "Marsh v Board", "Re Marsh", "R (Marsh)": the parties before i. */
static bool
names_case(const struct cite_tokens *x, size_t i)
{
	static const char *const first[] = { "r", "re", NULL };

	return (i > 1 && cite_word_in(x->tok, first)) || cite_has_parties(x, i);
}

static bool
mend_neutral(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, n, at;

	for (i = 1; i < x->n && !bracketed_year(&x->tok[i]); i++)
		;
	if (i >= x->n || !names_case(x, i))
		return false;
	memset(label, LABEL_O, x->n);
	memset(label, LABEL_TITLE, i - cite_is_mark(&x->tok[i - 1], ','));
	label[i + 1] = LABEL_ISSUED;
	at = i + 3;
	if (x->tok[at].kind == TOK_NUM)
		label[at++] = LABEL_VOLUME;
	n = abbreviation(&x->tok[at]);
	memset(label + at, LABEL_CONTAINER, n);
	/* a court counts its decisions, reports count pages */
	label[at + n] =
	    at == i + 3 && x->tok[at].letters > 3 ? LABEL_NUMBER : LABEL_PAGE;
	return true;
}

/* ---- by court and day ------------------------------------------------- */

/* "12.5.2010", "3. Mai 2012", "14 oct. 2010": its tokens, or 0. */
static size_t
day_at(const struct cite_token *t)
{
	size_t i = 1;

	if (t->kind != TOK_NUM || t->letters > 2)
		return 0;
	i += cite_is_mark(t + i, '.');
	if ((t[i].word & WORD_MONTH) == 0 &&
	    (t[i].kind != TOK_NUM || t[i].letters > 2))
		return 0;
	i++;
	i += cite_is_mark(t + i, '.');
	return t[i].shape == SHAPE_YEAR ? i + 1 : 0;
}

/* "Urt. v." and the like before a day: their tokens, or 0. */
static size_t
ruling_at(const struct cite_token *t)
{
	static const char *const ruling[] = { "urt", "urteil", "beschl",
		"beschluss", "beschluß", NULL };
	static const char *const of[] = { "v", "vom", NULL };
	size_t i = 1;

	if (t->shape != SHAPE_CAP || !cite_word_in(t, ruling))
		return 0;
	i += cite_is_mark(t + i, '.');
	if (!cite_word_in(t + i, of))
		return 0;
	i++;
	i += cite_is_mark(t + i, '.');
	return day_at(t + i) > 0 ? i : 0;
}

/* "Cass. 1re civ., 14 oct. 2010, n° 09-12.345": where the day begins, or 0. */
static size_t
french_day(const struct cite_token *t)
{
	static const char *const court[] = { "cass", "ce", "ca", "caa", "ta",
		"tgi", "cjue", "cjce", "cedh", "cons", "crim", "civ", "soc",
		"com", NULL };
	size_t i, n;

	if (t[-1].kind == TOK_WORD || t->shape == SHAPE_LOWER ||
	    !cite_word_in(t, court))
		return 0;
	for (i = 1; i < 9 && t[i].kind != TOK_NONE; i++) {
		n = cite_is_mark(t + i - 1, ',') ? day_at(t + i) : 0;
		if (n > 0 && cite_is_mark(t + i + n, ',') &&
		    cite_is_word(t + i + n + 1, "n"))
			return i;
	}
	return 0;
}

/* Where what is no part of a case's number follows it. */
static size_t
number_end(const struct cite_tokens *x, size_t i)
{
	for (; i < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (t->kind == TOK_PUNCT && strchr(",;()=", (int)t->cp) != NULL)
			break;
	}
	while (x->tok[i - 1].kind == TOK_PUNCT)
		i--;
	return i;
}

/* NJW, NVwZ, GRUR with a year and a page behind: NJW 2010, 2061 */
static bool
review_at(const struct cite_token *t)
{
	return (t->shape == SHAPE_UPPER || t->shape == SHAPE_MIXED) &&
	    t->letters <= 6 && t[1].shape == SHAPE_YEAR &&
	    (t[1].state & STATE_SPACE) != 0 && cite_is_mark(t + 2, ',') &&
	    t[3].kind == TOK_NUM && t[3].letters <= 4 &&
	    !cite_is_mark(t + 4, '/');
}

static void
label_review(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	for (; i + 3 < x->n; i++)
		if (review_at(&x->tok[i])) {
			label[i] = LABEL_CONTAINER;
			label[i + 3] = LABEL_PAGE;
			return;
		}
}

/* Court, day and number; `at` is where the day begins. */
static void
label_ruling(const struct cite_tokens *x, uint8_t *label, size_t court,
    size_t at)
{
	size_t end = at + day_at(&x->tok[at]), to;

	memset(label, LABEL_O, x->n);
	memset(label, LABEL_PUBLISHER, court);
	memset(label + at, LABEL_ISSUED, end - at);
	while (end < x->n && x->tok[end].kind != TOK_NUM &&
	    (x->tok[end].kind == TOK_PUNCT || cite_is_word(&x->tok[end], "n") ||
	        cite_is_word(&x->tok[end], "az")))
		end++;
	if (end >= x->n)
		return;
	to = number_end(x, end);
	memset(label + end, LABEL_NUMBER, to - end);
	label_review(x, label, to);
}

static bool
mend_ruling(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, n, court;

	for (i = 1; i + 4 < x->n; i++) {
		n = ruling_at(&x->tok[i]);
		if (n == 0)
			continue;
		court = i - (x->tok[i - 1].kind == TOK_PUNCT);
		if (court == 0 || court > 6)
			return false;
		label_ruling(x, label, court, i + n);
		return true;
	}
	n = french_day(x->tok);
	if (n > 1)
		label_ruling(x, label, n - 1, n);
	return n > 1;
}

/* ---- Lindqvist, GRUR 2014, 755 ---------------------------------------- */

static void
mend_review(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	for (i = 1; i + 4 <= x->n; i++) {
		if (!review_at(&x->tok[i]) ||
		    !cite_is_mark(&x->tok[i - 1], ',') ||
		    x->tok[i + 4].kind == TOK_WORD || label[i] == LABEL_TITLE ||
		    memchr(label + i + 4, LABEL_ISSUED, x->n - i - 4) != NULL)
			continue;
		memset(label + i - 1, LABEL_O, x->n - i + 1);
		label[i] = LABEL_CONTAINER;
		label[i + 1] = LABEL_ISSUED;
		label[i + 3] = LABEL_PAGE;
		return;
	}
}

/* ---- statutes --------------------------------------------------------- */

bool
cite_is_gazette(const struct cite_token *t)
{
	static const char *const gazette[] = { "bgbl", "rgbl", "gvbl", "abl",
		"jorf", NULL };

	return t->shape >= SHAPE_UPPER && cite_word_in(t, gazette);
}

/* Where a law is printed, behind a comma or in a bracket. */
static bool
gazette_at(const struct cite_token *t)
{
	return (cite_is_mark(t - 1, ',') || cite_is_mark(t - 1, '(')) &&
	    cite_is_gazette(t);
}

/* Day, page and number behind the gazette's name. */
static void
label_gazette(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	const struct cite_token *t = x->tok;
	size_t n;

	for (; i < x->n; i++) {
		n = day_at(t + i);
		if (n > 0 && !cite_has_label(x, label, LABEL_ISSUED)) {
			memset(label + i, LABEL_ISSUED, n);
			i += n - 1;
		} else if (t[i].kind == TOK_NUM &&
		    cite_is_mark(t + i - 1, '.') &&
		    (cite_is_word(t + i - 2, "s") ||
		        cite_is_word(t + i - 2, "p"))) {
			label[i] = LABEL_PAGE;
		} else if (t[i].kind == TOK_NUM &&
		    cite_is_word(t + i - 2, "n")) {
			label[i] = LABEL_ISSUE;
		}
	}
}

/* "Hafengesetz vom 1.9.2017, BGBl. I, S. 12": title, day, and where it is. */
static void
mend_statute(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t i, k, to;

	for (i = 3; i < x->n && !gazette_at(t + i); i++)
		;
	if (i >= x->n || label[0] != LABEL_TITLE)
		return;
	memset(label, LABEL_O, x->n);
	for (k = i - 1; k > 1; k--) /* of a day, if it stands before */
		if (cite_is_word(t + k - 1, "vom") && day_at(t + k) > 0 &&
		    k + day_at(t + k) + 1 >= i) {
			memset(label + k, LABEL_ISSUED, day_at(t + k));
			break;
		}
	memset(label, LABEL_TITLE, k > 1 ? k - 1 : i - 1);
	for (to = i + 1; to < x->n &&
	     (t[to].shape == SHAPE_ROMAN || cite_is_word(t + to, "i") ||
	         (cite_is_mark(t + to, '.') && to == i + 1));)
		to++;
	memset(label + i, LABEL_CONTAINER, to - i);
	label_gazette(x, label, to);
}

/* "Harbour Act 2012, s 14(2)": the section cited. */
static void
mend_section(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const part[] = { "s", "ss", "sch", "reg", NULL };
	size_t i;

	for (i = 3; i + 1 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (cite_word_in(t, part) && cite_is_mark(t - 1, ',') &&
		    t[-2].shape == SHAPE_YEAR && cite_is_word(t - 3, "act") &&
		    t[1].kind == TOK_NUM) {
			memset(label, LABEL_O, x->n);
			memset(label, LABEL_TITLE, i - 2);
			label[i - 2] = LABEL_ISSUED;
			label[i + 1] = LABEL_PAGE;
			return;
		}
	}
}

bool
cite_ruling(const struct cite_token *t)
{
	return bracketed_year(t) || ruling_at(t) > 0 || french_day(t) > 0;
}

void
cite_mend_court(const struct cite_tokens *x, uint8_t *label)
{
	if (!mend_neutral(x, label) && !mend_ruling(x, label))
		mend_review(x, label);
	mend_statute(x, label);
	mend_section(x, label);
}
