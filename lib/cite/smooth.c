/*
 * What marks say more surely than weights: a title between 《》 or quotation
 * marks is one field as a whole, and a Chinese author goes on to the next mark.
 */
#include <string.h>

#include "cite/parse.h"

#define REGION 300 /* tokens between marks, at most */

/* 《 〈 */
static bool
opens_title(const struct cite_token *t)
{
	return t->kind == TOK_PUNCT && (t->cp == '<' || t->cp == 0x300a);
}

static bool
closes_title(const struct cite_token *t)
{
	return t->kind == TOK_PUNCT && (t->cp == '>' || t->cp == 0x300b);
}

static bool
is_stop(const struct cite_token *t)
{
	return t->kind == TOK_PUNCT && t->cp == '.' && t[-1].cp != '.';
}

/* The closing mark of what token i opens, or i. */
static size_t
closing(const struct cite_tokens *x, size_t i)
{
	const struct cite_token *t = x->tok;
	bool title = opens_title(&t[i]);
	size_t j, depth = 1;

	for (j = i + 1; j < x->n && j < i + REGION; j++) {
		if (t[j].kind != TOK_PUNCT)
			continue;
		if (title) {
			depth += opens_title(&t[j]);
			depth -= closes_title(&t[j]);
		} else {
			depth += t[j].key == 0x201c;
			depth -= t[j].key == 0x201d;
		}
		if (depth == 0)
			return j;
	}
	return i;
}

/* The label of more than half of the tokens, if it is a title's; else O. */
static uint8_t
winner(const uint8_t *label, size_t from, size_t to)
{
	size_t title = 0, container = 0, i;

	for (i = from; i < to; i++) {
		title += label[i] == LABEL_TITLE;
		container += label[i] == LABEL_CONTAINER;
	}
	if (title * 2 > to - from)
		return LABEL_TITLE;
	return container * 2 > to - from ? LABEL_CONTAINER : LABEL_O;
}

/* 《水法》第二十条: the article is no part of the title. */
static bool
is_article(const struct cite_token *t)
{
	size_t i;

	if (t->kind != TOK_CJK || t->cp != 0x7b2c)
		return false;
	for (i = 1; i < 8 && (t[i].kind == TOK_CJK || t[i].kind == TOK_NUM);
	     i++)
		if (t[i].cp == 0x6761 || t[i].cp == 0x689d)
			return true;
	return false;
}

/* Is it a digit of Chinese, or ten, or a hundred? */
static bool
han_number(const struct cite_token *t)
{
	static const uint32_t digit[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db,
		0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341, 0x767e,
		0x3007 };
	size_t i;

	for (i = 0; i < sizeof digit / sizeof *digit; i++)
		if (t->kind == TOK_CJK && t->cp == digit[i])
			return true;
	return t->kind == TOK_NUM;
}

/* 《水史》卷四十七: the volume behind a title; what goes on is none of it. */
static void
label_scroll(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	size_t to = i + 1;

	if (x->tok[i].kind != TOK_CJK || x->tok[i].cp != 0x5377) /* 卷 */
		return;
	while (to < x->n && han_number(&x->tok[to]))
		to++;
	if (to == i + 1)
		return;
	label[i] = LABEL_O;
	memset(label + i + 1, LABEL_VOLUME, to - i - 1);
}

/*
 * The marks of a title that begins at i and is labelled w: both are part of it
 * if it goes on behind them (《红楼梦》研究), else none, nor is a full stop
 * that the style puts before the closing one.
 */
static void
label_marks(const struct cite_tokens *x, uint8_t *label, size_t i, size_t end,
    uint8_t w)
{
	bool on;
	size_t k;

	if (is_article(&x->tok[end + 1]))
		for (k = end + 1; k < x->n && x->tok[k].kind != TOK_PUNCT; k++)
			label[k] = LABEL_O;
	else if (w == LABEL_TITLE)
		label_scroll(x, label, end + 1);
	on = label[end] == w && end + 1 < x->n && label[end + 1] == w &&
	    x->tok[end + 1].kind != TOK_PUNCT;
	label[i] = label[end] = on ? w : LABEL_O;
	if (!on && w == LABEL_TITLE && is_stop(&x->tok[end - 1]))
		label[end - 1] = LABEL_O;
}

static void
fill_regions(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, end;

	for (i = 0; i + 2 < x->n; i++) {
		const struct cite_token *t = &x->tok[i];
		uint8_t w;

		if (!opens_title(t) &&
		    !(t->kind == TOK_PUNCT && t->key == 0x201c))
			continue;
		end = closing(x, i);
		if (end < i + 2)
			continue;
		w = winner(label, i + 1, end);
		if (w == LABEL_O)
			continue;
		memset(label + i + 1, w, end - i - 1);
		if (i == 0 || label[i - 1] != w)
			label_marks(x, label, i, end, w);
		else /* “Scarlet” and “Four” */
			label[end] = w;
		i = end;
	}
}

/* 南屿市统计|局编：  the name ends at the mark. */
static void
extend_authors(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, j;

	for (i = 0; i + 1 < x->n; i++) {
		if (label[i] != LABEL_AUTHOR || label[i + 1] != LABEL_O ||
		    x->tok[i].kind != TOK_CJK)
			continue;
		for (j = i + 1; j < x->n && j < i + 7 &&
		     x->tok[j].kind == TOK_CJK && label[j] == LABEL_O;
		     j++)
			;
		if (j < x->n && x->tok[j].kind == TOK_PUNCT)
			memset(label + i + 1, LABEL_AUTHOR, j - i - 1);
	}
}

/* ---- roles ------------------------------------------------------------ */

/* 辑 輯 集: of 编辑, 編集 */
static bool
edits(const struct cite_token *t)
{
	return t->cp == 0x8f91 || t->cp == 0x8f2f || t->cp == 0x96c6;
}

/* eds., Hrsg., 主编: a word behind the names of editors. */
static bool
editor_word(const struct cite_token *t)
{
	static const char *const words[] = { "ed", "eds", "edd", "editor",
		"editors", "hrsg", "hg", "hgg", "éd", "éds", "red", NULL };

	if (t->kind == TOK_CJK) /* 编 編 编辑 編集, not 编译, 编码, 编辑部 */
		return (t->cp == 0x7f16 || t->cp == 0x7de8) &&
		    t[1 + edits(t + 1)].kind == TOK_PUNCT;
	return cite_word_in(t, words);
}

static bool
translator_word(const struct cite_token *t)
{
	return t->kind == TOK_CJK && (t->cp == 0x8bd1 || t->cp == 0x8b6f) &&
	    t[1].kind == TOK_PUNCT;
}

static bool
in_names(const struct cite_token *t, uint8_t label, bool han)
{
	if (label == LABEL_AUTHOR || label == LABEL_EDITOR ||
	    label == LABEL_TRANSLATOR)
		return true;
	if (label != LABEL_O)
		return false;
	if (t->kind == TOK_CJK) /* 见 载 著, but 著作 */
		return han && t->cp != 0x89c1 && t->cp != 0x8f7d &&
		    (t->cp != 0x8457 || t[1].cp == 0x4f5c);
	return t->cp == ',' || t->cp == '.' || t->cp == ';' || t->cp == '(' ||
	    t->cp == '&' || t->cp == '/' || (t->word & WORD_AND) != 0;
}

/* Names before token i get the role's label. */
static void
name_before(const struct cite_tokens *x, uint8_t *label, size_t i, uint8_t role)
{
	bool han = x->tok[i].kind == TOK_CJK;
	size_t from = i, k, people = 0;

	while (from > 0 && i - from < 80 &&
	    in_names(&x->tok[from - 1], label[from - 1], han)) {
		from--;
		people += label[from] != LABEL_O;
	}
	while (from < i && x->tok[from].kind == TOK_PUNCT)
		from++;
	/* of a short run of unlabelled words nothing is known */
	if (people * 3 < i - from || people == 0)
		return;
	for (k = from; k < i; k++)
		label[k] = role;
	for (; k > from &&
	     (x->tok[k - 1].kind == TOK_PUNCT || x->tok[k - 1].cp == 0x4e3b);
	     k--)
		label[k - 1] = LABEL_O;
}

/* "edited by Zalta", "eds. Kotz & Read": names behind the word. */
static void
names_behind(const struct cite_tokens *x, uint8_t *label, size_t i)
{
	static const char *const by[] = { "by", "von", "par", "por", NULL };
	size_t k = i + 1;

	while (k < x->n &&
	    (x->tok[k].kind == TOK_PUNCT || cite_word_in(&x->tok[k], by)))
		k++;
	while (k < x->n &&
	    (label[k] == LABEL_AUTHOR ||
	        (label[k] == LABEL_O && k + 1 < x->n &&
	            label[k + 1] == LABEL_AUTHOR)))
		label[k++] = LABEL_EDITOR;
}

/* Traduction de, hg. von: a word before the names of translators, editors. */
static uint8_t
role_before(const struct cite_token *t)
{
	static const char *const translated[] = { "traduction", "traducción",
		"tradução", "traduit", "traducido", "tradotto", "übersetzt",
		"übers", "translated", NULL };
	static const char *const edited[] = { "hg", "hrsg", "herausgegeben",
		"edited", NULL };

	return cite_word_in(t, translated) ? LABEL_TRANSLATOR
	    : cite_word_in(t, edited)      ? LABEL_EDITOR
	                                   : LABEL_O;
}

/* "Traduction de Ana Port.", "hg. von J. Lund": the names that follow. */
static void
mend_named(const struct cite_tokens *x, uint8_t *label, size_t i, uint8_t role)
{
	static const char *const by[] = { "by", "von", "par", "por", "de", "da",
		NULL };
	const struct cite_token *t = x->tok;
	size_t k = i + 1, from, names = 0;

	/* "edited and translated by" */
	if ((t[k].word & WORD_AND) != 0 && role_before(t + k + 1) != LABEL_O)
		k += 2;
	k += cite_is_mark(t + k, '.');
	if (k >= x->n || !cite_word_in(t + k, by))
		return;
	for (from = ++k; k < x->n; k++) {
		if (t[k].shape == SHAPE_CAP || t[k].shape == SHAPE_INITIAL)
			names++;
		else if (!(cite_is_mark(t + k, '.') &&
		             t[k - 1].shape == SHAPE_INITIAL) &&
		    !(names > 0 && t[k].kind == TOK_WORD &&
		        (t[k].word & (WORD_PARTICLE | WORD_AND)) != 0))
			break;
	}
	if (names < 2 || names > 7 || t[k - 1].shape != SHAPE_CAP)
		return;
	memset(label + i, LABEL_O, from - i);
	memset(label + from, role, k - from);
}

/* ". Translated by", ", edited and translated by": so a title does not go on. */
static bool
names_role(const struct cite_token *t)
{
	static const char *const by[] = { "by", "von", "par", "por", NULL };
	size_t k = 1;

	if (role_before(t) == LABEL_O || (t->state & STATE_QUOTE) != 0 ||
	    !(cite_is_mark(t - 1, ',') || cite_is_mark(t - 1, '.')))
		return false;
	if ((t[k].word & WORD_AND) != 0)
		k += 2;
	return cite_word_in(t + k, by);
}

static void
mend_roles(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const edited[] = { "edited", "herausgegeben", NULL };
	uint8_t role;
	size_t i;

	for (i = 0; i < x->n; i++) {
		if (label[i] == LABEL_TITLE && names_role(&x->tok[i]))
			mend_named(x, label, i, role_before(&x->tok[i]));
		if (label[i] == LABEL_TITLE || label[i] == LABEL_CONTAINER)
			continue;
		if (i > 0 && editor_word(&x->tok[i])) {
			name_before(x, label, i, LABEL_EDITOR);
			if (label[i - 1] != LABEL_TITLE &&
			    edits(&x->tok[i + 1]))
				label[i] = label[i + 1] = LABEL_O;
		}
		if (i > 0 && translator_word(&x->tok[i]))
			name_before(x, label, i, LABEL_TRANSLATOR);
		if (cite_word_in(&x->tok[i], edited) ||
		    (i > 0 && editor_word(&x->tok[i]) &&
		        x->tok[i - 1].cp == '('))
			names_behind(x, label, i);
		role = role_before(&x->tok[i]);
		if (role != LABEL_O)
			mend_named(x, label, i, role);
	}
}

void
cite_smooth(const struct cite_tokens *x, uint8_t *label)
{
	fill_regions(x, label);
	extend_authors(x, label);
	mend_roles(x, label);
	cite_mend_form(x, label);
	cite_mend(x, label);
}
