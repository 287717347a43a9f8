/*
 * Dates that words tell more surely than weights. When somebody looked:
 * "accessed 4 June 2017", "Retrieved June 4, 2017, from", "[cited 2016 Jun 4]",
 * "abgerufen am 4.6.2017", 上网时间：2019年1月20日. And the day and month before
 * the year: "12 de marzo de 2014".
 */
#include <string.h>

#include "cite/parse.h"

/* Words of CJK that are followed by 时间 or 日期: 上网, 访问, 检索, 登录, 浏览, 引用. */
static size_t
han_words(const struct cite_token *t, size_t left)
{
	static const uint32_t words[][2] = { { 0x4e0a, 0x7f51 },
		{ 0x4e0a, 0x7db2 }, { 0x8bbf, 0x95ee }, { 0x8a2a, 0x554f },
		{ 0x68c0, 0x7d22 }, { 0x6aa2, 0x7d22 }, { 0x767b, 0x5f55 },
		{ 0x6d4f, 0x89c8 }, { 0x5f15, 0x7528 } };
	size_t i;

	/* 参照 2011-02-14 */
	if (left > 2 && (t[0].cp == 0x53c2 || t[0].cp == 0x53c3) &&
	    t[1].cp == 0x7167 && t[2].kind == TOK_NUM)
		return 2;
	for (i = 0; left > 4 && i < sizeof words / sizeof *words; i++)
		if (t[0].cp == words[i][0] && t[1].cp == words[i][1] &&
		    (t[2].cp == 0x65f6 || t[2].cp == 0x6642 ||
		        t[2].cp == 0x65e5) &&
		    (t[3].cp == 0x95f4 || t[3].cp == 0x9593 ||
		        t[3].cp == 0x671f))
			return 4;
	return 0;
}

/* Words that say somebody looked: their number in tokens, or 0. */
static size_t
access_words(const struct cite_token *t, size_t left)
{
	static const char *const words[] = { "accessed", "retrieved", "viewed",
		"visited", "abgerufen", "aufgerufen", "zugriff", "zugegriffen",
		"eingesehen", "consulté", "consultée", "consultado",
		"consultada", "consultato", "acesso", "acessado", "acedido",
		"geraadpleegd", "bezocht", "hämtad", "besökt", "обращения",
		"звернення", NULL };

	static const char *const cited[] = { "cited", "cit", "citováno",
		"citované", "citado", NULL };

	if (t->kind == TOK_CJK)
		return han_words(t, left);
	/* NLM: [cited 2016 Jun 4], ISO 690: [cit. 2016-06-04] */
	if (cite_word_in(t, cited))
		return (t->state & STATE_SQUARE) != 0;
	return cite_word_in(t, words);
}

/* What may stand between them and the date: "on", "from https://… on". */
static size_t
skip_between(const struct cite_tokens *x, size_t i)
{
	static const char *const small[] = { "on", "from", "am", "le", "el",
		"il", "em", "op", "den", "vom", "at", "in", "online", "date",
		NULL };

	while (i < x->n &&
	    (x->tok[i].cp == ':' || x->tok[i].cp == ',' ||
	        (x->tok[i].cp == '.' &&
	            (x->tok[i].state & STATE_SQUARE) != 0) ||
	        x->tok[i].kind == TOK_URL || cite_word_in(&x->tok[i], small)))
		i++;
	return i;
}

static bool
in_date(const struct cite_token *t)
{
	static const char *const small[] = { "de", "of", "the", "st", "nd",
		"rd", "th", NULL };

	return t->kind == TOK_NUM || (t->word & WORD_MONTH) != 0 ||
	    t->cp == 0x5e74 || t->cp == 0x6708 || t->cp == 0x65e5 ||
	    t->cp == '-' || t->cp == '/' || t->cp == '.' || t->cp == ',' ||
	    cite_word_in(t, small);
}

/* Where the date that begins at i ends; i if it has no year. */
static size_t
date_end(const struct cite_tokens *x, size_t i)
{
	size_t j, from = i;
	bool year = false;

	for (j = i; j < x->n && j < from + 10 && in_date(&x->tok[j]); j++) {
		/* "4 June 2017, 3" is over at the comma */
		if (year && x->tok[j].cp == ',')
			break;
		year |= x->tok[j].shape == SHAPE_YEAR;
	}
	while (j > i && x->tok[j - 1].kind == TOK_PUNCT)
		j--;
	return year ? j : i;
}

/* Behind a full stop or a bracket, outside of quotations: no title goes on. */
static bool
after_stop(const struct cite_token *t)
{
	t -= cite_is_word(t - 1, "дата");
	return (t->state & (STATE_QUOTE | STATE_TITLE)) == 0 &&
	    (cite_is_stop(t - 1) || cite_is_mark(t - 1, '('));
}

/* The end of the date behind words of access at i, and its start; 0: none. */
static size_t
access_end(const struct cite_tokens *x, size_t i, size_t *from)
{
	size_t n = access_words(&x->tok[i], x->n - i), to;

	if (n == 0)
		return 0;
	*from = skip_between(x, i + n);
	to = date_end(x, *from);
	return to > *from ? to : 0;
}

static void
mend_access(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, from, to;

	for (i = 0; i < x->n; i++) {
		to = access_end(x, i, &from);
		if (to == 0 ||
		    (label[i] == LABEL_TITLE && !after_stop(&x->tok[i])))
			continue;
		if (i > 0 && cite_is_word(&x->tok[i - 1], "дата"))
			label[i - 1] = LABEL_O;
		memset(label + i, LABEL_O, from - i);
		memset(label + from, LABEL_ACCESSED, to - from);
		i = to - 1;
	}
}

bool
cite_has_access(const struct cite_tokens *x)
{
	size_t i, from;

	for (i = 0; i < x->n; i++)
		if (access_end(x, i, &from) > 0)
			return true;
	return false;
}

/* 2019年7月3日閲覧: the word stands behind the date. */
static void
mend_access_before(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, k;

	for (i = 1; i + 1 < x->n; i++) {
		if (x->tok[i].kind != TOK_CJK || x->tok[i + 1].cp != 0x89a7 ||
		    (x->tok[i].cp != 0x95b2 && x->tok[i].cp != 0x95b1))
			continue;
		for (k = i; k > 0 && label[k - 1] == LABEL_ISSUED;)
			label[--k] = LABEL_ACCESSED;
	}
}

/* ---- day and month ---------------------------------------------------- */

/* "3. April 2002", "3 April 2002": the day, whatever it was taken for. */
static bool
surely_day(const struct cite_token *t)
{
	const struct cite_token *month = t + 1 + cite_is_mark(t + 1, '.');

	return t->kind == TOK_NUM && t->letters <= 2 &&
	    (month->word & WORD_MONTH) != 0 && month->shape != SHAPE_LOWER &&
	    month[1].shape == SHAPE_YEAR && !cite_label_word(t - 1) &&
	    !cite_is_mark(t - 1, '-') &&
	    !(cite_is_mark(t - 1, '.') && cite_label_word(t - 2));
}

/* Part of a day and month: neither a name nor a number of another kind. */
static bool
belongs(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	const struct cite_token *t = &x->tok[i];

	if (surely_day(t))
		return label[i] != LABEL_TITLE && label[i] != LABEL_CONTAINER;
	return label[i] != LABEL_AUTHOR && label[i] != LABEL_EDITOR &&
	    label[i] != LABEL_PAGE && label[i] != LABEL_VOLUME &&
	    label[i] != LABEL_ISSUE && t->cp != '-' && t->cp != '/' &&
	    in_date(t) && (t->kind != TOK_NUM || t->letters <= 2);
}

/* Where the day and month before the year at i begin; i if there are none. */
static size_t
date_start(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	size_t k, from = i;
	bool month = false, day = false, free = true;

	for (k = i; k > 0 && i - k < 6 && belongs(x, label, k - 1); k--) {
		const struct cite_token *t = &x->tok[k - 1];

		if (t->kind != TOK_NUM && (t->word & WORD_MONTH) == 0)
			continue;
		month |= (t->word & WORD_MONTH) != 0;
		day |= t->kind == TOK_NUM;
		free &= label[k - 1] == LABEL_O || label[k - 1] == LABEL_ISSUED;
		from = k - 1;
	}
	/* inside of another field only a whole date behind a mark is one */
	if (!month ||
	    (!free &&
	        (!day || from == 0 || x->tok[from - 1].kind != TOK_PUNCT)))
		return i;
	return from;
}

/* "3. | April 2002": was the day taken for something else? */
static bool
split_day(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	size_t k = i - 1;

	if (k == 0 || (x->tok[k].word & WORD_MONTH) == 0)
		return false;
	k -= k > 1 && cite_is_mark(&x->tok[k - 1], '.') ? 2 : 1;
	return surely_day(&x->tok[k]) && label[k] != LABEL_ISSUED;
}

/* Does the title go on behind the date of five tokens at i? */
static bool
in_title(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	size_t k = i + 5;

	while (k < x->n && x->tok[k].kind == TOK_PUNCT)
		k++;
	return label[i] == LABEL_TITLE && k < x->n && label[k] == LABEL_TITLE;
}

/* 12.5.2010, written without blanks, is one date. */
static void
mend_dotted(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const of[] = { "vom", "am", NULL };
	size_t i;

	for (i = 0; i + 4 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];

		if (t->kind != TOK_NUM || t->letters > 2 ||
		    !cite_is_mark(t + 1, '.') || t[2].kind != TOK_NUM ||
		    t[2].letters > 2 || !cite_is_mark(t + 3, '.') ||
		    t[4].shape != SHAPE_YEAR || t[4].start - t->end > 4 ||
		    (t->state & (STATE_QUOTE | STATE_TITLE)) != 0 ||
		    label[i + 4] == LABEL_ACCESSED || in_title(x, label, i))
			continue;
		memset(label + i, LABEL_ISSUED, 5);
		if (i > 0 && label[i - 1] == LABEL_TITLE &&
		    cite_word_in(t - 1, of))
			label[i - 1] = LABEL_O;
		i += 4;
	}
}

/* "12 de marzo de" before the year that ends a date: part of it. */
static void
mend_day(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, from;

	for (i = 1; i < x->n; i++) {
		if (label[i] != LABEL_ISSUED || x->tok[i].shape != SHAPE_YEAR ||
		    (label[i - 1] == LABEL_ISSUED && !split_day(x, label, i)))
			continue;
		from = date_start(x, label, i);
		memset(label + from, LABEL_ISSUED, i - from);
	}
}

void
cite_mend_dates(const struct cite_tokens *x, uint8_t *label)
{
	mend_access(x, label);
	mend_access_before(x, label);
	mend_dotted(x, label);
	mend_day(x, label);
}
