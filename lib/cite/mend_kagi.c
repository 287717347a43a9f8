/*
 * The form of Japanese references: no blanks or commas part the fields, but
 * brackets do.
 *
 *   小田切薫「石橋の構造」『土木史論集』第3巻、1998年、33-48頁。
 *   小田切薫『石橋の歴史』港文社、1974年。
 */
#include <string.h>

#include "cite/parse.h"

/* A bracket of quotation that opens right before characters. */
static bool
opens(const struct cite_token *t)
{
	return t->kind == TOK_PUNCT && t->key == 0x201c && t[1].kind == TOK_CJK;
}

/* Where the bracket that opens at i closes; x->n if nowhere. */
static size_t
closing(const struct cite_tokens *x, size_t i)
{
	for (i++; i < x->n; i++)
		if (x->tok[i].kind == TOK_PUNCT &&
		    (x->tok[i].key == 0x201c || x->tok[i].key == 0x201d))
			return x->tok[i].key == 0x201d ? i : x->n;
	return x->n;
}

/* 「石橋の構造」『土木史論集』: the second holds the first. */
static void
mend_adjacent(const struct cite_tokens *x, uint8_t *label, size_t open,
    size_t close)
{
	size_t end = closing(x, close + 1);

	if (end >= x->n)
		return;
	memset(label + open + 1, LABEL_TITLE, close - open - 1);
	memset(label + close + 2, LABEL_CONTAINER, end - close - 2);
	label[open] = label[close] = label[close + 1] = label[end] = LABEL_O;
}

/* 社 局 房 院 会 會 店 館 堂 所 閣 版: what publishers' names end in. */
static bool
ends_publisher(const struct cite_token *t)
{
	static const uint32_t end[] = { 0x793e, 0x5c40, 0x623f, 0x9662, 0x4f1a,
		0x6703, 0x5e97, 0x9928, 0x5802, 0x6240, 0x95a3, 0x7248 };
	size_t i;

	for (i = 0; i < sizeof end / sizeof *end; i++)
		if (t->cp == end[i])
			return true;
	return false;
}

/* 『石橋の歴史』港文社、1974: who published the title goes on behind it. */
static void
mend_behind(const struct cite_tokens *x, uint8_t *label, size_t open,
    size_t close)
{
	size_t to = close + 1;

	while (to < x->n && to < close + 12 && x->tok[to].kind == TOK_CJK)
		to++;
	if (to < close + 3 || to + 1 >= x->n || x->tok[to].kind != TOK_PUNCT ||
	    x->tok[to + 1].shape != SHAPE_YEAR ||
	    !ends_publisher(&x->tok[to - 1]))
		return;
	label[open] = label[close] = LABEL_O;
	memset(label + close + 1, LABEL_PUBLISHER, to - close - 1);
}

/* 有沢直人 編『港湾論集』: the names before the book's are its editors'. */
static void
mend_editor(const struct cite_tokens *x, uint8_t *label, size_t open,
    size_t close)
{
	size_t from = open, i = open - 1;

	if (open < 3 || (x->tok[i].cp != 0x7de8 && x->tok[i].cp != 0x7f16))
		return;
	while (from > 0 && label[from - 1] == label[i] &&
	    x->tok[from - 1].kind == TOK_CJK)
		from--;
	if (i - from < 2 || i - from > 8 || label[i] == LABEL_AUTHOR)
		return;
	memset(label + from, LABEL_EDITOR, i - from);
	label[i] = label[open] = label[close] = LABEL_O;
}

void
cite_mend_kagi(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, end;

	for (i = 1; i + 3 < x->n; i++) {
		end = opens(&x->tok[i]) ? closing(x, i) : x->n;
		if (end >= x->n)
			continue;
		if (opens(&x->tok[end + 1]))
			mend_adjacent(x, label, i, end);
		else if (label[end - 1] == LABEL_TITLE ||
		    label[end - 1] == LABEL_CONTAINER)
			mend_behind(x, label, i, end);
		mend_editor(x, label, i, end);
		i = end - 1;
	}
}
