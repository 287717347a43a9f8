/*
 * What the reference as a whole tells: it has one title, its container is
 * another run, the editors of a book stand before their mark. The tagger sees
 * only a few tokens at a time.
 */
#include <string.h>

#include "cite/parse.h"

/* A run of one label, [from, to). */
struct stretch {
	size_t from, to;
	uint8_t label;
};

/* The next run with a label from i on; false at the end. */
static bool
next_run(const struct cite_tokens *x, const uint8_t *label, size_t i,
    struct stretch *s)
{
	while (i < x->n && label[i] == LABEL_O)
		i++;
	if (i == x->n)
		return false;
	s->label = label[i];
	s->from = i;
	s->to = cite_run_end(x, label, i);
	return true;
}

static void
relabel(uint8_t *label, const struct stretch *s, uint8_t l)
{
	memset(label + s->from, l, s->to - s->from);
}

/* ---- in: NAMES (eds.), ------------------------------------------------ */

static bool
editors_mark(const struct cite_token *t)
{
	static const char *const words[] = { "ed", "eds", "edd", "editor",
		"editors", "hrsg", "hg", "hgg", "éd", "éds", "dir", "dirs",
		"org", "orgs", "coord", "coords", "red", NULL };

	return cite_word_in(t, words) && (t[-1].cp == '(' || t[-1].cp == '[') &&
	    t[-1].kind == TOK_PUNCT;
}

/* May a token stand in a list of names? A small word that is none may not. */
static bool
in_list(const struct cite_token *t)
{
	if (t->kind == TOK_PUNCT)
		return t->cp == ',' || t->cp == '.' || t->cp == ';' ||
		    t->cp == '/' || t->cp == '&' || t->cp == '-' ||
		    t->cp == '\'';
	if (t->kind != TOK_WORD)
		return false;
	return t->shape != SHAPE_LOWER ||
	    (t->word & (WORD_AND | WORD_PARTICLE)) != 0 || t->letters <= 2;
}

/* Where "in" stands before the names that end before i; i if nowhere. */
static size_t
after_in(const struct cite_tokens *x, size_t i)
{
	static const char *const in[] = { "in", "dans", "en", "em", NULL };
	size_t k = i;

	while (k > 0 && i - k < 60) {
		const struct cite_token *t = &x->tok[k - 1];

		if (cite_word_in(t, in) && k > 1 && t[-1].kind == TOK_PUNCT)
			return k + (t[1].cp == ':');
		if (!in_list(t) && !(t->cp == ':' && cite_word_in(&t[-1], in)))
			return i;
		k--;
	}
	return i;
}

static void
mend_editors(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, from;

	for (i = 2; i < x->n; i++) {
		if (!editors_mark(&x->tok[i]))
			continue;
		if (label[i - 2] == LABEL_EDITOR ||
		    label[i - 2] == LABEL_AUTHOR)
			label[i] = LABEL_O;
		from = after_in(x, i - 1);
		if (from + 1 < i && label[from] != LABEL_TITLE)
			memset(label + from, LABEL_EDITOR, i - 1 - from);
	}
}

/* ---- titles ----------------------------------------------------------- */

static bool
quoted(const struct cite_tokens *x, const struct stretch *s)
{
	return s->from > 0 && s->to < x->n &&
	    (x->tok[s->from - 1].cp == 0x300a ||
	        x->tok[s->from - 1].cp == '<' || x->tok[s->from - 1].cp == '"');
}

static bool
behind_in(const struct cite_tokens *x, const struct stretch *s)
{
	static const char *const in[] = { "in", "dans", NULL };
	size_t k = s->from;

	while (k > 0 && x->tok[k - 1].kind == TOK_PUNCT)
		k--;
	return k > 0 && cite_word_in(&x->tok[k - 1], in);
}

/* "‘The Tides’, *Quay Studies*": behind a quotation. */
static bool
behind_quote(const struct cite_token *t)
{
	return cite_is_mark(t - 1, '\'') ||
	    (cite_is_mark(t - 1, ',') && cite_is_mark(t - 2, '\''));
}

/* "“Tides”. Quay Studies": behind a quotation whose full stop is outside. */
static bool
behind_stop(const struct cite_tokens *x, const struct stretch *first,
    const struct stretch *s)
{
	return quoted(x, first) && s->from == first->to + 2 &&
	    cite_is_mark(&x->tok[first->to], '"') &&
	    cite_is_mark(&x->tok[first->to + 1], '.');
}

/* A second title is the container, if it stands so, or the publisher. */
static void
mend_second(const struct cite_tokens *x, uint8_t *label)
{
	bool container = cite_has_label(x, label, LABEL_CONTAINER);
	bool publisher = cite_has_label(x, label, LABEL_PUBLISHER);
	struct stretch first = { 0 }, s, last = { 0 };
	size_t i;

	for (i = 0; next_run(x, label, i, &s); i = s.to, last = s) {
		if (s.label != LABEL_TITLE)
			continue;
		if (first.to == 0) {
			first = s;
			continue;
		}
		if (!container && s.from > first.to + 1 &&
		    ((quoted(x, &first) && quoted(x, &s)) ||
		        behind_stop(x, &first, &s) || behind_in(x, &s) ||
		        ((x->tok[s.from].state & STATE_ITALIC) != 0 &&
		            behind_quote(&x->tok[s.from])))) {
			relabel(label, &s, LABEL_CONTAINER);
			container = true;
		} else if (!publisher && last.label == LABEL_PLACE &&
		    last.to + 1 == s.from && x->tok[last.to].cp == ':') {
			relabel(label, &s, LABEL_PUBLISHER);
			publisher = true;
		}
	}
}

/* "Water (Leeds: Mill, 2012)": what the bracket holds is no title. */
static void
mend_imprint(const struct cite_tokens *x, uint8_t *label)
{
	struct stretch s;
	size_t i, k;

	if (cite_has_label(x, label, LABEL_PLACE))
		return;
	for (i = 0; next_run(x, label, i, &s); i = s.to) {
		if ((s.label != LABEL_TITLE && s.label != LABEL_CONTAINER) ||
		    s.to + 1 >= x->n || x->tok[s.to].cp != ':' ||
		    label[s.to + 1] != LABEL_PUBLISHER)
			continue;
		for (k = s.to; k > s.from + 1 && x->tok[k - 1].cp != '(' &&
		     x->tok[k - 1].cp != ')';)
			k--;
		if (x->tok[k - 1].cp != '(' || k == s.to)
			continue;
		label[k - 1] = LABEL_O;
		memset(label + k, LABEL_PLACE, s.to - k);
		return;
	}
}

/* Words that no field claimed, right before i: their first one, or i. */
static size_t
words_before(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	size_t k = i, first = i;

	while (k > 0 && i - k < 40 && label[k - 1] == LABEL_O) {
		const struct cite_token *t = &x->tok[--k];

		if (t->kind == TOK_WORD && (t->word & WORD_LABEL) == 0 &&
		    !editors_mark(t))
			first = k;
	}
	return first;
}

/* Like a title, not like a journal: no abbreviation, no word of journals. */
static bool
bookish(const struct cite_tokens *x, const struct stretch *s)
{
	size_t i;

	for (i = s->from; i < s->to; i++)
		if ((x->tok[i].word & WORD_JOURNAL) != 0 ||
		    (x->tok[i].kind == TOK_PUNCT && x->tok[i].cp == '.'))
			return false;
	return s->from > 0 && x->tok[s->from - 1].kind == TOK_PUNCT;
}

/*
 * No title, but a container: words before it that no field claimed are the
 * title; of a book that has none the container itself is.
 */
static bool
take_container(const struct cite_tokens *x, uint8_t *label)
{
	bool journal = cite_has_label(x, label, LABEL_VOLUME) ||
	    cite_has_label(x, label, LABEL_ISSUE) ||
	    (cite_has_label(x, label, LABEL_PAGE) &&
	        !cite_has_label(x, label, LABEL_PUBLISHER));
	struct stretch s, last = { 0 };
	size_t i, first;

	for (i = 0; next_run(x, label, i, &s); i = s.to, last = s) {
		if (s.label != LABEL_CONTAINER)
			continue;
		first = words_before(x, label, s.from);
		if (first < s.from && i > 0) {
			for (i = s.from; x->tok[i - 1].kind == TOK_PUNCT ||
			     (x->tok[i - 1].word & WORD_LABEL) != 0;)
				i--;
			memset(label + first, LABEL_TITLE, i - first);
			return true;
		}
		if (journal || i == 0 || !bookish(x, &s) || behind_in(x, &s) ||
		    (last.label != LABEL_AUTHOR && last.label != LABEL_EDITOR &&
		        last.label != LABEL_ISSUED))
			return false;
		relabel(label, &s, LABEL_TITLE);
		return true;
	}
	return false;
}

/* "Cortázar, Julio. Rayuela": behind a given name's full stop is the title. */
static void
take_author(const struct cite_tokens *x, uint8_t *label)
{
	struct stretch s;
	size_t i, k;

	for (i = 0; next_run(x, label, i, &s); i = s.to) {
		if (s.label != LABEL_AUTHOR)
			continue;
		for (k = s.from + 1; k + 1 < s.to; k++)
			if (x->tok[k].cp == '.' && x->tok[k].letters == 0 &&
			    x->tok[k - 1].letters > 3 &&
			    (x->tok[k - 1].word & WORD_SUFFIX) == 0 &&
			    x->tok[k + 1].letters > 2)
				break;
		if (k + 1 < s.to) {
			label[k] = LABEL_O;
			memset(label + k + 1, LABEL_TITLE, s.to - k - 1);
			return;
		}
	}
}

/* "Harbour Gazette, 14 March 2014": a newspaper's name before its date. */
static void
mend_press(const struct cite_tokens *x, uint8_t *label)
{
	struct stretch s, next;
	size_t i;
	bool press = false;

	if (cite_has_label(x, label, LABEL_CONTAINER) ||
	    !next_run(x, label, 0, &s) || s.label != LABEL_AUTHOR ||
	    s.to - s.from < 2 || !next_run(x, label, s.to, &next) ||
	    next.label != LABEL_ISSUED || next.from > s.to + 1)
		return;
	for (i = s.from; i < s.to; i++) {
		if (x->tok[i].kind != TOK_WORD)
			return;
		press |= cite_press_word(&x->tok[i]);
	}
	if (press)
		relabel(label, &s, LABEL_CONTAINER);
}

/* Letters of the longest word among them. */
static unsigned
longest(const struct cite_tokens *x, size_t from, size_t to)
{
	unsigned n = 0;

	for (; from < to; from++)
		if (x->tok[from].kind == TOK_WORD && x->tok[from].letters > n)
			n = x->tok[from].letters;
	return n;
}

/*
 * "Coast Board. *Harbours.* Port Papers, 1998": what is set off is the title,
 * not what stands before or behind it.
 */
static void
mend_emphasis(const struct cite_tokens *x, uint8_t *label)
{
	size_t from = 0, to, first, last;
	uint8_t other;

	while (from < x->n && label[from] != LABEL_TITLE)
		from++;
	to = cite_run_end(x, label, from);
	if (to + 1 < x->n && cite_is_mark(&x->tok[to], '.') &&
	    label[to + 1] == LABEL_TITLE)
		to = cite_run_end(x, label, to + 1);
	for (first = from;
	     first < to && (x->tok[first].state & STATE_ITALIC) == 0;)
		first++;
	for (last = first;
	     last < to && (x->tok[last].state & STATE_ITALIC) != 0;)
		last++;
	if (longest(x, first, last) < 4 || first == from + 1 ||
	    (first > from && !cite_is_mark(&x->tok[first - 1], '.')))
		return;
	if (first > from && !cite_has_label(x, label, LABEL_AUTHOR)) {
		memset(label + from, LABEL_AUTHOR, first - 1 - from);
		label[first - 1] = LABEL_O;
	}
	if (last + 1 >= to ||
	    (!cite_is_mark(&x->tok[last - 1], '.') &&
	        !cite_is_mark(&x->tok[last], '.')))
		return;
	other = cite_has_label(x, label, LABEL_CONTAINER) ||
	        cite_has_label(x, label, LABEL_PUBLISHER)
	    ? LABEL_O
	    : LABEL_CONTAINER;
	memset(label + last, other, to - last);
	if (cite_is_mark(&x->tok[last - 1], '.'))
		label[last - 1] = LABEL_O;
	else
		label[last] = LABEL_O;
}

/* ---- numbers ---------------------------------------------------------- */

/* "Opladen S. 33", "1-2, S. 5": the S of Seite is no part of a name. */
static void
mend_pages(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const page[] = { "s", "с", NULL };
	size_t i;

	for (i = 1; i + 2 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (t->shape == SHAPE_INITIAL && cite_word_in(t, page) &&
		    ((t->state & STATE_SPACE) != 0 || t[-1].cp == ',') &&
		    t[1].cp == '.' && t[2].kind == TOK_NUM &&
		    (label[i + 2] == LABEL_PAGE ||
		        (label[i + 2] == LABEL_VOLUME &&
		            (t[-1].cp == ',' || cite_is_dash(t - 1))))) {
			label[i] = label[i + 1] = LABEL_O;
			memset(label + i + 2, LABEL_PAGE,
			    cite_run_end(x, label, i + 2) - i - 2);
		}
	}
}

/* 无日期: not dated, which is said where names or a date would stand. */
static void
mend_undated(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	for (i = 0; i + 2 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if ((t->cp == 0x65e0 || t->cp == 0x7121) && t[1].cp == 0x65e5 &&
		    t[2].cp == 0x671f && label[i] != LABEL_TITLE)
			memset(label + i, LABEL_O, 3);
	}
}

/* "p. 7" is a page, whatever the number was taken for. */
static void
mend_paged(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const words[] = { "p", "pp", "pages", "seite",
		"seiten", "págs", NULL };
	bool none = !cite_has_label(x, label, LABEL_PAGE);
	size_t i, k;

	for (i = 1; i < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		k = t[-1].cp == '.' && t[-1].kind == TOK_PUNCT ? i - 1 : i;
		/* 45頁, 第23条 */
		if (none && t->kind == TOK_NUM &&
		    (t[1].cp == 0x9801 ||
		        (t[1].cp == 0x6761 && t[-1].cp == 0x7b2c))) {
			label[i] = LABEL_PAGE;
			return;
		}
		if (t->kind != TOK_NUM || k == 0 ||
		    x->tok[k - 1].shape == SHAPE_INITIAL ||
		    !cite_word_in(&x->tok[k - 1], words) ||
		    label[k - 1] == LABEL_TITLE ||
		    label[k - 1] == LABEL_CONTAINER || label[i] == LABEL_ISSUED)
			continue;
		if (label[i] == LABEL_PAGE)
			return;
		for (k = i; k < x->n &&
		     (x->tok[k].kind == TOK_NUM || x->tok[k].cp == '-');
		     k++)
			label[k] = LABEL_PAGE;
		return;
	}
}

/* "第187期" is an issue, "2., überarbeitete Auflage" an edition: no volumes. */
static void
mend_counted(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const edition[] = { "auflage", "aufl", "vyd",
		"vydání", "ediz", "edizione", "edición", "edição", "изд",
		"издание", "wyd", "utg", "baskı", "painos", NULL };
	bool issue = cite_has_label(x, label, LABEL_ISSUE);
	size_t i, k;

	for (i = 0; i < x->n; i++) {
		if (label[i] != LABEL_VOLUME || x->tok[i].kind != TOK_NUM)
			continue;
		if (!issue && x->tok[i + 1].cp == 0x671f) {
			label[i] = LABEL_ISSUE;
			return;
		}
		for (k = i + 1; k < i + 5 && k < x->n &&
		     (x->tok[k].kind == TOK_PUNCT ||
		         x->tok[k].shape == SHAPE_LOWER) &&
		     !cite_word_in(&x->tok[k], edition);)
			k++;
		if (cite_word_in(&x->tok[k], edition) &&
		    !cite_label_word(&x->tok[i - 1]))
			label[i] = LABEL_EDITION;
	}
}

/* Winter 2016/17 is one date. */
static void
mend_years(const struct cite_tokens *x, uint8_t *label)
{
	size_t i;

	for (i = 0; i + 2 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (label[i] == LABEL_ISSUED && t->shape == SHAPE_YEAR &&
		    t[1].cp == '/' && t[2].kind == TOK_NUM &&
		    (t[2].letters == 2 || t[2].shape == SHAPE_YEAR) &&
		    t[2].start == t[1].end && t[3].cp != '/')
			label[i + 1] = label[i + 2] = LABEL_ISSUED;
	}
}

void
cite_mend(const struct cite_tokens *x, uint8_t *label)
{
	cite_mend_note(x, label);
	mend_pages(x, label);
	mend_undated(x, label);
	mend_years(x, label);
	mend_counted(x, label);
	mend_paged(x, label);
	mend_imprint(x, label);
	cite_mend_dates(x, label);
	mend_editors(x, label);
	mend_press(x, label);
	if (cite_has_label(x, label, LABEL_TITLE))
		mend_second(x, label);
	else if (!take_container(x, label) &&
	    !cite_has_label(x, label, LABEL_CONTAINER))
		take_author(x, label);
	mend_emphasis(x, label);
	cite_mend_imprint(x, label);
	cite_mend_web(x, label);
	cite_mend_dots(x, label);
	cite_mend_kagi(x, label);
	cite_mend_docket(x, label);
	cite_mend_court(x, label);
	cite_mend_number(x, label);
}
