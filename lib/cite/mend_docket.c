/*
 * Decisions of courts that are cited by the number of the case:
 *
 *   最高人民法院（2012）民申字第318号民事裁定书
 *   港务公司诉林某案，福建省高级人民法院（2016）闽民终1234号民事判决书
 */
#include <string.h>

#include "cite/parse.h"

/* The tokens of （2015） or 98年度, with which the number begins; or 0. */
static size_t
docket_year(const struct cite_token *t)
{
	if (cite_is_mark(t, '(') && t[1].shape == SHAPE_YEAR &&
	    cite_is_mark(t + 2, ')'))
		return 3;
	return t->kind == TOK_NUM && t->letters <= 3 && t[1].cp == 0x5e74 &&
	        t[2].cp == 0x5ea6
	    ? 3
	    : 0;
}

size_t
cite_docket(const struct cite_token *t)
{
	enum { MOST = 20 };
	size_t i = docket_year(t), han = 0, numbers = 0;

	if (i == 0)
		return 0;
	for (; i < MOST && t[i].kind != TOK_NONE; i++) {
		if (t[i].cp == 0x53f7 || t[i].cp == 0x865f) /* 号 號 */
			return han > 0 && numbers > 0 ? i + 1 : 0;
		if (t[i].kind != TOK_CJK && t[i].kind != TOK_NUM)
			return 0;
		han += t[i].kind == TOK_CJK;
		numbers += t[i].kind == TOK_NUM;
	}
	return 0;
}

/* Where the characters begin that end before i; i if none do. */
static size_t
han_before(const struct cite_tokens *x, size_t i)
{
	while (i > 0 && x->tok[i - 1].kind == TOK_CJK)
		i--;
	return i;
}

/* 法院 before i, if it stands in the characters from `from` on: behind it. */
static size_t
behind_court(const struct cite_tokens *x, size_t from, size_t i)
{
	while (i > from + 1 &&
	    !(x->tok[i - 2].cp == 0x6cd5 && x->tok[i - 1].cp == 0x9662))
		i--;
	return i > from + 1 ? i : from;
}

void
cite_mend_docket(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, n = 0, to, from, court, end;

	for (i = 0; i < x->n && (n = cite_docket(&x->tok[i])) == 0; i++)
		;
	if (n == 0)
		return;
	for (to = i; to > 0 && cite_is_mark(&x->tok[to - 1], ',');)
		to--;
	from = han_before(x, to);
	court = behind_court(x, from, to);
	if (court == from)
		return;
	memset(label, LABEL_O, x->n);
	memset(label + from, LABEL_PUBLISHER, court - from);
	memset(label + i, LABEL_NUMBER, n);
	/* the case, or else what kind of decision it is */
	if (from > 1 && cite_is_mark(&x->tok[from - 1], ',')) {
		memset(label, LABEL_TITLE, from - 1);
	} else if (court < to) {
		memset(label + court, LABEL_TITLE, to - court);
	} else {
		for (end = i + n; end < x->n && x->tok[end].kind == TOK_CJK;)
			end++;
		memset(label + i + n, LABEL_TITLE, end - i - n);
	}
}
