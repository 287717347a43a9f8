/*
 * Works that have a number of their own: standards, by their designation, and
 * patents.
 *
 *   ISO 9000-1:2005, Quality of quays. Part 1: Terms
 *   Lund, A., "Lock gate," U.S. Patent 4,123,456, Oct. 31, 1978.
 */
#include <string.h>

#include "cite/parse.h"

/* ---- standards -------------------------------------------------------- */

/* Does a token join without a blank to the one before? */
static bool
joined(const struct cite_token *t)
{
	return t->kind != TOK_NONE && (t->state & STATE_SPACE) == 0;
}

/* Behind the names of the bodies at t: "BS EN ISO", "ISO/IEC", "GB/T"; or t. */
static const struct cite_token *
behind_bodies(const struct cite_token *t)
{
	static const char *const body[] = { "iso", "iec", "en", "din", "bs",
		"astm", "ansi", "ieee", "gb", "jis", "nf", "une", "uni", "ks",
		"гост", "стб", "önorm", "čsn", "rfc", "itu", NULL };
	const struct cite_token *p = t;

	while (p->shape == SHAPE_UPPER && cite_word_in(p, body)) {
		p++;
		if (cite_is_mark(p, '/') && p[1].kind == TOK_WORD &&
		    p[1].letters <= 3)
			p += p[1].letters == 1 || p[1].letters == 2 ? 2 : 1;
		p += cite_is_word(p, "r") || cite_is_word(p, "р");
	}
	return p;
}

size_t
cite_standard(const struct cite_token *t)
{
	const struct cite_token *p = behind_bodies(t), *from;
	size_t digits = 0;

	if (p == t)
		return 0;
	p += p->shape == SHAPE_INITIAL && p[1].kind == TOK_NUM; /* D5456 */
	for (from = p; p->kind == TOK_NUM ||
	     (p > from && p->kind == TOK_PUNCT && p[1].kind == TOK_NUM &&
	         p->cp < 0x80 && strchr("-:./", (int)p->cp) != NULL &&
	         joined(p) && joined(p + 1));
	     p++) {
		if (p > from && !joined(p))
			break;
		digits += p->kind == TOK_NUM ? p->letters : 0;
	}
	return digits >= 3 ? (size_t)(p - t) : 0;
}

static bool
of_imprint(uint8_t label)
{
	return label == LABEL_PUBLISHER || label == LABEL_PLACE ||
	    label == LABEL_ISSUED || label == LABEL_ACCESSED;
}

/* "Quality of quays (BS 9000-1:2005)": the title ends before the bracket. */
static void
mend_bracketed(const struct cite_tokens *x, uint8_t *label)
{
	size_t i, n;

	for (i = 1; i + 3 < x->n; i++) {
		n = cite_is_mark(&x->tok[i], '(')
		    ? cite_standard(&x->tok[i + 1])
		    : 0;
		if (n == 0 || !cite_is_mark(&x->tok[i + 1 + n], ')'))
			continue;
		label[i] = label[i + 1 + n] = LABEL_O;
		memset(label + i + 1, LABEL_NUMBER, n);
		return;
	}
}

/* "– Введ. 2013-01-01.": is i between this word and the next dash? */
static bool
in_force(const struct cite_tokens *x, size_t i)
{
	while (i > 0 && !cite_is_dash(&x->tok[i]))
		if (cite_is_word(&x->tok[--i], "введ"))
			return true;
	return false;
}

/* "ISO 9000-1:2005, Title": what stands behind it up to the imprint. */
static void
mend_standard(const struct cite_tokens *x, uint8_t *label)
{
	size_t n = cite_standard(x->tok), from = n, to;

	if (n == 0)
		return;
	while (from < x->n && x->tok[from].kind == TOK_PUNCT)
		from++;
	if (from < x->n && (x->tok[from].kind == TOK_NUM || from == n))
		return;
	for (to = from;
	     to < x->n && !of_imprint(label[to]) && x->tok[to].kind < TOK_URL;
	     to++)
		if (cite_is_dash(&x->tok[to]) &&
		    cite_is_mark(&x->tok[to - 1], '.'))
			break;
	while (to > from && x->tok[to - 1].kind == TOK_PUNCT)
		to--;
	if (to == from)
		return;
	memset(label, LABEL_NUMBER, n);
	memset(label + n, LABEL_O, from - n);
	memset(label + from, LABEL_TITLE, to - from);
	for (; to < x->n; to++)
		if (!of_imprint(label[to]) || in_force(x, to))
			label[to] = LABEL_O;
}

/* ---- patents ---------------------------------------------------------- */

/* Where the number of a patent that begins at i ends; i if there is none. */
static size_t
patent_end(const struct cite_tokens *x, size_t i)
{
	size_t k = i, end = i, digits = 0;

	while (k < x->n && k < i + 14) {
		const struct cite_token *t = &x->tok[k];

		if (t->kind == TOK_NUM && t->shape != SHAPE_YEAR) {
			digits += t->letters;
			end = ++k;
		} else if (t->kind == TOK_NUM &&
		    (digits > 0 || joined(t + 1) || t[1].kind == TOK_NUM)) {
			digits += t->letters;
			end = ++k;
		} else if (t->kind == TOK_WORD && t->letters <= 2 &&
		    t->shape != SHAPE_LOWER) {
			end = ++k; /* DE, B4 */
		} else if (t->kind == TOK_PUNCT && t->cp < 0x80 &&
		    strchr("-,./", (int)t->cp) != NULL && joined(t) &&
		    joined(t + 1)) {
			k++;
		} else {
			break;
		}
	}
	return digits >= 5 ? end : i;
}

/* "U.S. Patent No. 4,123,456": its words are no container. */
static void
mend_patent(const struct cite_tokens *x, uint8_t *label)
{
	static const char *const patent[] = { "patent", "patentschrift",
		"offenlegungsschrift", "brevet", "patente", "brevetto", NULL };
	static const char *const between[] = { "no", "nr", "n", "number",
		"application", NULL };
	size_t i, k, from, end;

	for (i = 1; i + 1 < x->n; i++) {
		if (!cite_word_in(&x->tok[i], patent))
			continue;
		for (k = i + 1; cite_word_in(&x->tok[k], between) ||
		     cite_is_mark(&x->tok[k], '.') || x->tok[k].cp == 0xb0;)
			k++;
		end = patent_end(x, k);
		if (end == k || label[k] == LABEL_GENRE)
			continue;
		for (from = i; from > 1 && i - from < 5 &&
		     (x->tok[from - 1].shape == SHAPE_INITIAL ||
		         x->tok[from - 1].shape == SHAPE_CAP ||
		         (cite_is_mark(&x->tok[from - 1], '.') &&
		             x->tok[from - 2].shape == SHAPE_INITIAL));)
			from--;
		for (; from < k; from++)
			if (label[from] != LABEL_PUBLISHER)
				label[from] = LABEL_O;
		from = i;
		while (from > 1 && label[from - 1] != LABEL_TITLE)
			from--;
		if (label[from - 1] == LABEL_TITLE &&
		    cite_is_mark(&x->tok[from - 1], '.'))
			label[from - 1] = LABEL_O;
		memset(label + k, LABEL_NUMBER, end - k);
		return;
	}
}

void
cite_mend_number(const struct cite_tokens *x, uint8_t *label)
{
	mend_standard(x, label);
	mend_bracketed(x, label);
	mend_patent(x, label);
}
