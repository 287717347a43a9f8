/*
 * What the forms of citation styles tell more surely than weights do: dates in
 * GB/T 7714's brackets, the publisher behind MLA's editors, makers, imprint and
 * extent of GOST R 7.0.5.
 */
#include <string.h>

#include "cite/parse.h"

/* ---- dates ------------------------------------------------------------ */

enum { ISO = 5 }; /* tokens of 2019-02-28 */

static bool
iso_at(const struct cite_tokens *x, size_t i)
{
	const struct cite_token *t = &x->tok[i];
	size_t k;

	if (i + ISO > x->n || t->shape != SHAPE_YEAR)
		return false;
	for (k = 1; k < ISO; k++)
		if (t[k].start != t[k - 1].end ||
		    (k % 2 == 1 ? !cite_is_mark(&t[k], '-')
		                : t[k].kind != TOK_NUM || t[k].letters > 2))
			return false;
	return true;
}

/* A day is one date; in "(2019-02-28)[2019-05-01]" the second is a visit's. */
static void
mend_iso(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t i;

	for (i = 0; i + ISO <= x->n; i++) {
		if (!iso_at(x, i))
			continue;
		if (cite_is_mark(&t[i - 1], '(') &&
		    cite_is_mark(&t[i + ISO], ')') &&
		    cite_is_mark(&t[i + ISO + 1], '[') &&
		    iso_at(x, i + ISO + 2)) {
			memset(label + i, LABEL_ISSUED, ISO);
			memset(label + i + ISO + 2, LABEL_ACCESSED, ISO);
			i += 2 * ISO + 1;
		} else if (memchr(label + i, LABEL_ISSUED, ISO) != NULL)
			memset(label + i, LABEL_ISSUED, ISO);
	}
}

/* 2016年7月2日 is one date, too. */
static void
mend_han_day(const struct cite_tokens *x, uint8_t *label)
{
	static const uint32_t unit[] = { 0x5e74, 0x6708, 0x65e5 };
	size_t i, k;

	for (i = 0; i + 6 <= x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (t->shape != SHAPE_YEAR ||
		    (label[i] != LABEL_ISSUED && label[i] != LABEL_ACCESSED))
			continue;
		for (k = 0; k < 6; k++)
			if (k % 2 == 0 ? t[k].kind != TOK_NUM
			               : t[k].cp != unit[k / 2])
				break;
		if (k == 6)
			memset(label + i, label[i], 6);
	}
}

/* ---- names and titles ------------------------------------------------- */

/* "edited by Pilar Soto, Alianza, 2003": behind the last comma the publisher. */
static void
mend_edited(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const by[] = { "by", NULL };
	size_t i, to, comma = 0;

	if (cite_has_label(x, label, LABEL_PUBLISHER) ||
	    cite_has_label(x, label, LABEL_PLACE))
		return;
	for (i = 2; i < x->n; i++)
		if (label[i] == LABEL_EDITOR && label[i - 1] == LABEL_O &&
		    cite_word_in(&x->tok[i - 1], by))
			break;
	for (to = i; to < x->n && label[to] == LABEL_EDITOR; to++)
		if (cite_is_mark(&x->tok[to], ','))
			comma = to;
	if (comma < i + 2 || comma + 1 >= to || to + 1 >= x->n ||
	    !cite_is_mark(&x->tok[to], ',') || label[to + 1] != LABEL_ISSUED)
		return;
	label[comma] = LABEL_O;
	memset(label + comma + 1, LABEL_PUBLISHER, to - comma - 1);
}

/* Where names that begin with one in capitals end at a dash; 0 if nowhere. */
static size_t
names_to_dash(const struct cite_tokens *x)
{
	bool given = false; /* WHO – World Health … are no names */
	size_t i;

	if (x->tok->shape != SHAPE_UPPER || x->tok->letters < 4)
		return 0;
	for (i = 1; i < x->n && i < 12; i++) {
		const struct cite_token *t = &x->tok[i];

		if (cite_is_dash(t))
			return given ? i : 0;
		given |= t->shape == SHAPE_CAP || t->shape == SHAPE_INITIAL;
		if (t->kind == TOK_WORD ? t->shape == SHAPE_LOWER &&
		            (t->word & WORD_PARTICLE) == 0
		                        : strchr(",;.-'", (int)t->cp) == NULL)
			return 0;
	}
	return 0;
}

/* "SANTOS, Ana – Os cais do norte. Lisboa, …": behind a dash is the title. */
static void
mend_dash(const struct cite_tokens *x, uint8_t *label)
{
	size_t i = names_to_dash(x), k;

	if (i == 0)
		return;
	for (k = i + 1; k < x->n && !cite_is_dash(&x->tok[k]) &&
	     (label[k] == LABEL_TITLE || label[k] == LABEL_AUTHOR ||
	         label[k] == LABEL_EDITOR || label[k] == LABEL_O);
	     k++)
		if (cite_is_mark(&x->tok[k], '.') &&
		    (x->tok[k].state & STATE_QUOTE) == 0)
			break;
	while (cite_is_mark(&x->tok[k - 1], '('))
		k--;
	/* where the labels know the border it stays */
	if (k < i + 2 ||
	    (memchr(label, LABEL_TITLE, i) == NULL &&
	        memchr(label + i, LABEL_AUTHOR, k - i) == NULL))
		return;
	memset(label, LABEL_AUTHOR, i);
	label[i] = LABEL_O;
	memset(label + i + 1, LABEL_TITLE, k - i - 1);
	for (; k < x->n; k++)
		if (label[k] == LABEL_AUTHOR)
			label[k] = LABEL_O;
}

/* "v. 53, n. 8, p. 25": the number behind n. */
static bool
behind_n(const struct cite_token *t, const uint8_t *label)
{
	return cite_is_mark(t - 1, ',') && cite_is_word(t, "n") &&
	    t->shape == SHAPE_LOWER && cite_is_mark(t + 1, '.') &&
	    t[2].kind == TOK_NUM && cite_is_mark(t + 3, ',') &&
	    (label[2] == LABEL_VOLUME || label[2] == LABEL_O);
}

/* "Quay Studies 5.2 (2019): 7": the one behind the volume; not 210 (1970). */
static bool
behind_volume(const struct cite_token *t, const uint8_t *label)
{
	return *label == LABEL_VOLUME && t->kind == TOK_NUM &&
	    cite_is_mark(t + 1, '.') && t[1].start == t->end &&
	    t[2].kind == TOK_NUM && t[2].start == t[1].end &&
	    cite_is_mark(t + 3, '(');
}

/* The first token at which that holds; 0: none. */
static size_t
find_issue(const struct cite_tokens *x, const uint8_t *label,
    bool (*is)(const struct cite_token *t, const uint8_t *label))
{
	size_t i;

	for (i = 1; i + 3 < x->n; i++)
		if (is(&x->tok[i], label + i))
			return i;
	return 0;
}

/* The number that is the issue, two tokens behind what says so. */
static void
mend_issue(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	if (cite_has_label(x, label, LABEL_ISSUE))
		return;
	if ((i = find_issue(x, label, behind_n)) > 0)
		label[i] = LABEL_O;
	else if ((i = find_issue(x, label, behind_volume)) == 0)
		return;
	label[i + 1] = LABEL_O;
	label[i + 2] = LABEL_ISSUE;
}

/* "Official Journal of the" "European Union": no mark parts the two. */
static void
mend_parted(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	for (i = 1; i < x->n; i++)
		if (label[i] == LABEL_PUBLISHER &&
		    label[i - 1] == LABEL_CONTAINER &&
		    x->tok[i - 1].shape == SHAPE_LOWER &&
		    x->tok[i].kind == TOK_WORD)
			memset(label + i, LABEL_CONTAINER,
			    cite_run_end(x, label, i) - i);
}

/* ---- GOST ------------------------------------------------------------- */

/* "Петрова А. С. Реки": the second initial is one as well. */
static void
mend_initials(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	for (i = 0; i + 4 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (label[i] == LABEL_AUTHOR && t->shape == SHAPE_INITIAL &&
		    cite_is_mark(t + 1, '.') && t[2].shape == SHAPE_INITIAL &&
		    cite_is_mark(t + 3, '.') && t[4].kind == TOK_WORD &&
		    (label[i + 2] == LABEL_O || label[i + 2] == LABEL_TITLE))
			label[i + 1] = label[i + 2] = LABEL_AUTHOR;
	}
}

/*
 * "Petrov G. Rivers. — Port Press": behind the initials of a family name, no
 * comma before them, is the title.
 */
static void
mend_gost_title(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t;
	size_t i, k, to;

	if (cite_has_label(x, label, LABEL_TITLE) ||
	    cite_has_label(x, label, LABEL_CONTAINER))
		return;
	for (i = 0; i + 4 < x->n && label[i] == LABEL_AUTHOR; i = k + 1) {
		t = &x->tok[i];
		for (k = i + 1; x->tok[k].shape == SHAPE_INITIAL &&
		     cite_is_mark(&x->tok[k + 1], '.');)
			k += 2;
		if (t->shape != SHAPE_CAP || k == i + 1 || k >= x->n)
			return;
		if (cite_is_mark(&x->tok[k], ','))
			continue;
		to = cite_run_end(x, label, k);
		if (x->tok[k].shape == SHAPE_CAP && to < x->n &&
		    label[k] == LABEL_AUTHOR &&
		    cite_is_mark(&x->tok[to], '.') &&
		    cite_is_mark(&x->tok[to + 1], '-'))
			memset(label + k, LABEL_TITLE, to - k);
		return;
	}
}

/* A slash between blanks, and not the two of a container. */
static bool
is_slash(const struct cite_token *t)
{
	return cite_is_mark(t, '/') && (t->state & STATE_SPACE) != 0 &&
	    (t[1].state & STATE_SPACE) != 0 && t[1].kind == TOK_WORD;
}

/* Behind "Family, I. O." or "Family I. O." at the start; 0: nobody there. */
static size_t
behind_person(const struct cite_tokens *x)
{
	const struct cite_token *t = x->tok;
	size_t i = 1 + cite_is_mark(t + 1, ',');

	if (t->shape != SHAPE_CAP || t[i].shape != SHAPE_INITIAL)
		return 0;
	while (t[i].shape == SHAPE_INITIAL && cite_is_mark(t + i + 1, '.'))
		i += 2;
	return i < x->n && t[i - 1].kind == TOK_PUNCT ? i : 0;
}

/* Where what stands behind the slash at i ends: "//", or a dash; or x->n. */
static size_t
slash_end(const struct cite_tokens *x, size_t i)
{
	size_t to = i + 1;

	while (to < x->n && !cite_is_mark(&x->tok[to], '/') &&
	    !(cite_is_dash(&x->tok[to]) && cite_is_mark(&x->tok[to - 1], '.')))
		to++;
	return to > i + 40 ? x->n : to;
}

/*
 * Names between a slash and `to` say who made the work, if nobody stands at
 * its start: "/ сост. О. П. Линд", "/ О. П. Линд, А. Марш".
 */
static void
label_makers(const struct cite_tokens *x, uint8_t *label, size_t i, size_t to)
{
	uint8_t role = LABEL_AUTHOR;

	for (; i < to &&
	     (x->tok[i].shape == SHAPE_LOWER || x->tok[i].kind == TOK_PUNCT);
	     i++)
		role = LABEL_EDITOR;
	while (to > i && x->tok[to - 1].kind == TOK_PUNCT)
		to--;
	if (i + 1 < to && x->tok[i].shape == SHAPE_INITIAL)
		memset(label + i, role, to - i);
}

/*
 * "Lind, O. P. Quays / O. P. Lind, A. Marsh // Papers": the title ends at the
 * slash, behind which stands who wrote it, once more; or at two of them.
 */
static void
mend_slash(const struct cite_tokens *x, uint8_t *label)
{
	size_t from = behind_person(x), i, to;

	for (i = from + 1; i < x->n && !cite_is_mark(&x->tok[i], '/'); i++)
		if (x->tok[i].kind == TOK_URL ||
		    (x->tok[i].kind == TOK_NUM && from == 0))
			return;
	to = i + 1;
	if (i < x->n && is_slash(&x->tok[i]))
		to = slash_end(x, i);
	else if (i >= x->n || from == 0 || !cite_is_mark(&x->tok[to], '/') ||
	    (x->tok[i].state & x->tok[i + 2].state & STATE_SPACE) == 0)
		return;
	/* as GOST has it: a container or an imprint set off by a dash */
	if (to >= x->n || i == from || x->tok[from].kind != TOK_WORD ||
	    (from == 0 && memchr(label, LABEL_TITLE, i) == NULL))
		return;
	memset(label, LABEL_AUTHOR, from);
	memset(label + from, LABEL_TITLE, i - from);
	memset(label + i, LABEL_O, to - i);
	if (from == 0)
		label_makers(x, label, i + 1, to);
	for (i = to; i < x->n; i++)
		if (label[i] == LABEL_TITLE)
			label[i] = LABEL_O;
}

/* "Мосты. — Пермь: Кама, 1984": no title goes on behind a stop and a dash. */
static void
mend_gost_dash(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, from;

	for (i = 2; i + 2 < x->n; i++) {
		if (label[i] != LABEL_TITLE || !cite_is_dash(&x->tok[i]) ||
		    !cite_is_mark(&x->tok[i - 1], '.') ||
		    (x->tok[i].state & STATE_QUOTE) != 0)
			continue;
		for (from = i + 1; from < i + 6 && from < x->n &&
		     !cite_is_mark(&x->tok[from], ',') &&
		     !cite_is_mark(&x->tok[from], ':');)
			from++;
		if (!cite_is_mark(&x->tok[from], ':'))
			return; /* no place */
		for (from = i; from < x->n && label[from] == LABEL_TITLE;)
			label[from++] = LABEL_O;
		label[i - 1] = LABEL_O;
		return;
	}
}

/* "// Papers. — 2003. — № 4": the year between dashes. */
static void
mend_gost_year(const struct cite_tokens *x, uint8_t *label)
{
	const struct cite_token *t = x->tok;
	size_t i;

	if (cite_has_label(x, label, LABEL_ISSUED))
		return;
	for (i = 2; i + 2 < x->n; i++)
		if (t[i].shape == SHAPE_YEAR && cite_is_dash(t + i - 1) &&
		    cite_is_mark(t + i - 2, '.') &&
		    cite_is_mark(t + i + 1, '.') && cite_is_dash(t + i + 2)) {
			label[i] = LABEL_ISSUED;
			return;
		}
}

/* Behind a dash between blanks, or М. and Л. behind a full stop. */
static bool
behind_stop(const struct cite_token *t)
{
	static const char *const capital[] = { "м", "л", NULL };

	return cite_is_dash(t - 1) ||
	    (cite_is_mark(t - 1, '.') && cite_word_in(t, capital));
}

/* "— М.: Наука, 1989": a place before the publisher, whom no title precedes. */
static void
mend_gost(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, place, to;

	if (cite_has_label(x, label, LABEL_PUBLISHER) &&
	    cite_has_label(x, label, LABEL_PLACE))
		return;
	for (i = 2; i + 2 < x->n; i++) {
		if (!cite_is_mark(&x->tok[i], ':'))
			continue;
		place = cite_is_mark(&x->tok[i - 1], '.') ? i - 2 : i - 1;
		if (place == 0 || x->tok[place].kind != TOK_WORD ||
		    label[place] == LABEL_TITLE || !behind_stop(&x->tok[place]))
			continue;
		for (to = i + 1; to < x->n && to < i + 12 &&
		     (x->tok[to].kind == TOK_WORD ||
		         cite_is_mark(&x->tok[to], '-'));)
			to++;
		if (to == i + 1 || !cite_is_mark(&x->tok[to], ',') ||
		    x->tok[to + 1].shape != SHAPE_YEAR)
			continue;
		label[place] = LABEL_PLACE;
		memset(label + i + 1, LABEL_PUBLISHER, to - i - 1);
		return;
	}
}

/* "Реки. СПб., 2003": nothing but a place is cut short before a year. */
static void
mend_place(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	for (i = 1; i + 3 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (label[i] == LABEL_CONTAINER && t->letters <= 4 &&
		    label[i - 1] != LABEL_CONTAINER &&
		    label[i + 1] != LABEL_CONTAINER &&
		    cite_is_mark(t - 1, '.') && cite_is_mark(t + 1, '.') &&
		    cite_is_mark(t + 2, ',') && t[3].shape == SHAPE_YEAR)
			label[i] = LABEL_PLACE;
	}
}

/* "Реки и города: дис. ... канд. наук": what kind of work is no title. */
static void
mend_genre(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const words[] = { "дис", "дисс", "автореф", "diss",
		NULL };
	size_t i, k;

	for (i = 2; i + 1 < x->n; i++)
		if (label[i] == LABEL_TITLE &&
		    cite_is_mark(&x->tok[i - 1], ':') &&
		    cite_is_mark(&x->tok[i + 1], '.') &&
		    cite_word_in(&x->tok[i], words))
			for (k = i - 1; k < x->n && label[k] == LABEL_TITLE;)
				label[k++] = LABEL_O;
}

/* "동해대학교 박사학위논문.": who grants the degree, and the kind of the work. */
static void
mend_degree(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const words[] = { "학위논문", "박사학위논문",
		"석사학위논문", NULL };
	size_t i, k;

	for (i = 1; i < x->n; i++) {
		if (label[i] != LABEL_CONTAINER ||
		    !cite_word_in(&x->tok[i], words))
			continue;
		label[i] = LABEL_GENRE;
		for (k = i; k > 0 && label[k - 1] == LABEL_CONTAINER;)
			label[--k] = LABEL_PUBLISHER;
		return;
	}
}

/* "312 с.": how long a book is, not where to look in it. */
static void
mend_extent(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const words[] = { "с", "стр", NULL };
	size_t i;

	for (i = 1; i + 1 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (label[i] == LABEL_PAGE && label[i - 1] != LABEL_PAGE &&
		    t->kind == TOK_NUM && cite_word_in(t + 1, words) &&
		    t[1].shape != SHAPE_UPPER && label[i + 1] == LABEL_O &&
		    t[2].kind != TOK_NUM && t[3].kind != TOK_NUM &&
		    !cite_label_word(t - 1) && !cite_label_word(t - 2))
			label[i] = LABEL_O;
	}
}

void
cite_mend_form(const struct cite_tokens *x, uint8_t *label)
{
	mend_iso(x, label);
	mend_han_day(x, label);
	mend_edited(x, label);
	cite_mend_law(x, label);
	mend_dash(x, label);
	mend_issue(x, label);
	mend_parted(x, label);
	mend_initials(x, label);
	mend_gost_title(x, label);
	mend_slash(x, label);
	mend_gost_dash(x, label);
	mend_gost(x, label);
	mend_gost_year(x, label);
	mend_place(x, label);
	mend_genre(x, label);
	mend_degree(x, label);
	mend_extent(x, label);
}
