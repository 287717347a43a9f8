/*
 * Names of persons and bodies: the list is cut at its separators, then each
 * piece is a family name with given names in either order, or a literal.
 *
 *   Bergk, V., Haefeli, W. E. & Martin, M.     family first
 *   Wang, E. Y., D. Trivich, and R. Komp       only the first
 *   STIEG M F, Catrambone CD                   without commas
 *   周宏仁、欧阳修 等                           Chinese
 */
#include <string.h>

#include "cite/parse.h"
#include "text/text.h"

#define PARTS 256

struct piece {
	size_t from, to; /* tokens */
	bool comma;      /* cut off by a comma before it */
};

struct list {
	struct quire_span text;
	struct cite_tokens t;
	struct piece piece[PARTS];
	size_t n;
	struct arena *arena;
	struct cite_item *item;
	enum cite_role role;
	size_t cap;
};

static const char *const compound[] = { "欧阳", "歐陽", "司马", "司馬", "上官",
	"诸葛", "諸葛", "夏侯", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容",
	"令狐", "司徒", "东方", "東方", "独孤", "獨孤", "长孙", "長孫", "宇文",
	"轩辕", "軒轅", "端木", "百里", "南宫", "南宮", "呼延", "闻人", "東郭",
	"东郭", "公羊", "太史", "申屠", "鲜于", "鮮于", "钟离", "鍾離", "澹台",
	"澹臺", "淳于", "单于", "單于", "赫连", "赫連", "万俟", "司空", "西门",
	"西門", "第五", NULL };

/* Last characters of bodies with short names: 新华社, 国务院. */
static const char body_end[] = "社网網部院局会會处處厅廳委署所馆館报報府国國"
                               "组組校系州省市县縣行司队隊刊台臺厂廠";

/* Of these also given names end: 王建国. */
static const char given_end[] = "国國州";

/* ---- output ----------------------------------------------------------- */

static void
emit(struct list *l, struct cite_name n)
{
	struct cite_item *it = l->item;
	size_t k = it->names[l->role];

	it->name[l->role] =
	    arena_grow(l->arena, it->name[l->role], k, &l->cap, sizeof n);
	it->name[l->role][it->names[l->role]++] = n;
}

static struct quire_span
tokens_text(const struct list *l, size_t from, size_t to)
{
	const struct cite_token *last;
	size_t end;

	if (from >= to)
		return (struct quire_span){ NULL, 0 };
	last = &l->t.tok[to - 1];
	end = last->end;
	/* the full stop of an initial */
	if (to < l->t.n && last[1].cp == '.' && last->kind == TOK_WORD &&
	    last[1].start == end && last->letters <= 2)
		end = last[1].end;
	return cite_plain(span_sub(l->text, l->t.tok[from].start, end),
	    l->arena);
}

/* 佚名 and Anon: nobody. */
static bool
nobody(struct quire_span s)
{
	return span_is(s, "佚名") || span_is_nocase(s, "anon") ||
	    span_is_nocase(s, "anon.") || span_is_nocase(s, "anonymous") ||
	    span_is(s, "編") || span_is(s, "编") || span_is(s, "譯");
}

static void
emit_literal(struct list *l, size_t from, size_t to)
{
	struct cite_name n = { 0 };

	n.literal = tokens_text(l, from, to);
	if (n.literal.len > 0 && !nobody(n.literal))
		emit(l, n);
}

/* ---- Chinese ---------------------------------------------------------- */

static size_t
han_family(struct quire_span s)
{
	size_t n = span_starts_any(s, compound);

	return n > 0 ? n : 3;
}

static bool
has_char(const char *set, const char *p, size_t len)
{
	for (; *set != '\0'; set += 3)
		if (len == 3 && memcmp(set, p, 3) == 0)
			return true;
	return false;
}

/* 著, 主编, 译 behind a name: where the name ends. */
static size_t
han_role(const struct list *l, size_t from, size_t to)
{
	static const char *const word[] = { "主编", "主編", "编著", "編著",
		"编译", "編譯", "编辑", "編輯", "选编", "整理", "点校", "著",
		"编", "編", "译", "譯", "撰", "辑", "輯", NULL };
	struct quire_span s =
	    span_sub(l->text, l->t.tok[from].start, l->t.tok[to - 1].end);
	size_t i;

	for (i = 0; word[i] != NULL; i++)
		if (span_ends(s, word[i]) &&
		    to - from >= strlen(word[i]) / 3 + 2)
			break;
	if (word[i] != NULL)
		to -= strlen(word[i]) / 3;
	while (to > from && l->t.tok[to - 1].kind == TOK_PUNCT)
		to--;
	return to;
}

/* [美], （英）, 〔日〕 before a name: where the name begins, or i. */
static size_t
nation(const struct list *l, size_t i)
{
	size_t j = i + 1;

	if (l->t.tok[i].cp != '[' && l->t.tok[i].cp != '(')
		return i;
	while (j < l->t.n && j < i + 5 && l->t.tok[j].kind == TOK_CJK)
		j++;
	return j > i + 1 && (l->t.tok[j].cp == ']' || l->t.tok[j].cp == ')')
	    ? j + 1
	    : i;
}

/* 方 珂, 真中 孝行: a space parts them as it is printed. */
static bool
spaced_han(struct quire_span s, struct cite_name *n)
{
	size_t gap = span_find(s, 0, " ");

	if ((gap != 3 && gap != 6) || s.len < gap + 4 || s.len > gap + 7 ||
	    span_find(s, gap + 1, " ") < s.len)
		return false;
	n->family = span_sub(s, 0, gap);
	n->given = span_sub(s, gap + 1, s.len);
	return true;
}

static void
emit_han(struct list *l, size_t from, size_t to)
{
	struct quire_span s;
	struct cite_name n = { 0 };
	size_t chars, i, f;

	to = han_role(l, from, to);
	if (from > 0 && nation(l, from - 1) > from) {
		emit_literal(l, from - 1, to); /* [美]富勒 is not 富 勒 */
		return;
	}
	s = tokens_text(l, from, to);
	chars = to - from;
	if (nobody(s))
		return;

	for (i = from; i < to; i++)
		if (l->t.tok[i].kind != TOK_CJK || l->t.tok[i].cp > 0xffff)
			break;
	f = han_family(s);
	if (i == to && spaced_han(s, &n)) {
		emit(l, n);
		return;
	}
	if (i < to || s.len != chars * 3 || chars < 2 || chars > 4 ||
	    (chars == 4 && f == 3) ||
	    (chars == 3 && has_char(body_end, s.p + 6, 3) &&
	        !(has_char(given_end, s.p + 6, 3) &&
	            (l->t.tok[from].word & WORD_FAMILY) != 0))) {
		n.literal = s;
	} else if (f == s.len) {
		n.literal = s;
	} else {
		n.family = span_sub(s, 0, f);
		n.given = span_sub(s, f, s.len);
	}
	if (s.len > 0)
		emit(l, n);
}

/* ---- Western ---------------------------------------------------------- */

/* von, de, d': small, unlike the D. of D. Trivich. */
static bool
particle(const struct cite_token *t)
{
	return (t->word & WORD_PARTICLE) != 0 && t->shape != SHAPE_INITIAL;
}

static bool
initial(const struct list *l, size_t i)
{
	const struct cite_token *t = &l->t.tok[i];

	if (t->kind != TOK_WORD)
		return t->kind == TOK_PUNCT;
	return t->shape == SHAPE_INITIAL ||
	    (t->letters == 2 && t[1].cp == '.' && t->shape == SHAPE_CAP) ||
	    (t->letters <= 3 &&
	        (t->shape == SHAPE_UPPER || t->shape == SHAPE_ROMAN));
}

/* "V.", "W. E.", "J.-P.", or one word like "JP" */
static bool
initials(const struct list *l, size_t from, size_t to)
{
	size_t i, words = 0, single = 0;

	for (i = from; i < to; i++) {
		const struct cite_token *t = &l->t.tok[i];

		if (!initial(l, i) && !particle(t))
			return false;
		words += t->kind == TOK_WORD;
		single +=
		    t->shape == SHAPE_INITIAL || t[1].cp == '.' || particle(t);
	}
	return words > 0 && (single == words || words == 1);
}

static size_t
words_in(const struct list *l, size_t from, size_t to)
{
	size_t n = 0;

	for (; from < to; from++)
		n += l->t.tok[from].kind == TOK_WORD &&
		    (from == 0 || l->t.tok[from - 1].cp != '-' ||
		        (l->t.tok[from].state & STATE_SPACE) != 0) &&
		    (from == 0 || l->t.tok[from - 1].cp != '\'') &&
		    !particle(&l->t.tok[from]);
	return n;
}

static bool
suffix(const struct list *l, const struct piece *p)
{
	const struct cite_token *t = &l->t.tok[p->from];

	return p->to > p->from && p->to - p->from <= 2 &&
	    (t->word & WORD_SUFFIX) != 0 && t->shape != SHAPE_INITIAL;
}

/* Harbour Gazette, Daily News: no person is called so. */
bool
cite_press_word(const struct cite_token *t)
{
	static const char *const word[] = { "gazette", "times", "herald",
		"tribune", "chronicle", "news", "newspaper", "daily", "weekly",
		"monthly", "magazine", "journal", "review", "bulletin",
		"quarterly", "observer", "telegraph", "zeitung", "zeitschrift",
		"revue", "revista", "rivista", "tijdschrift", NULL };

	return t->letters >= 4 && t->shape != SHAPE_LOWER &&
	    cite_word_in(t, word);
}

static bool
body(const struct list *l, size_t from, size_t to)
{
	static const char *const inner[] = { "of", "for", "the", "für", "pour",
		"para", NULL };
	size_t i;

	for (i = from; i < to; i++) {
		const struct cite_token *t = &l->t.tok[i];

		if (cite_press_word(t) && to - from > 1)
			return true;
		if ((t->word & WORD_BODY) != 0 && t->shape != SHAPE_LOWER &&
		    (t->word & WORD_SURNAME) == 0)
			return true;
		if (t->letters <= 4 && cite_word_in(t, inner))
			return true;
	}
	return false;
}

/* In capitals, and no initials: SMITH, LI, but not JRR. */
static bool
loud(const struct list *l, size_t i)
{
	const struct cite_token *t = &l->t.tok[i];
	static const char *const vowel[] = { "A", "E", "I", "O", "U", NULL };

	return (t->shape == SHAPE_UPPER || t->shape == SHAPE_ROMAN) &&
	    (t->letters > 3 || (t->word & WORD_SURNAME) != 0 ||
	        (t->letters == 3 &&
	            span_holds_any(span_sub(l->text, t->start, t->end),
	                vowel)));
}

/* "SMITH Adam", "DIDI-HUBERMAN Georges": where a loud family name ends. */
static size_t
loud_family(const struct list *l, size_t from, size_t to)
{
	size_t i = from;

	while (i < to && (loud(l, i) || cite_is_mark(&l->t.tok[i], '-')))
		i++;
	return i > from && i < to && l->t.tok[i].shape == SHAPE_CAP ? i : from;
}

/*
 * Given names first, or a family name in capitals, or one with bare initials
 * behind it.
 */
static void
emit_direct(struct list *l, size_t from, size_t to)
{
	struct cite_name n = { 0 };
	size_t i = to, cut;

	while (to > from && l->t.tok[to - 1].kind == TOK_PUNCT)
		to--;
	if (to - from > 2 && (l->t.tok[to - 1].word & WORD_SUFFIX) != 0 &&
	    l->t.tok[to - 1].shape != SHAPE_INITIAL) {
		n.suffix = tokens_text(l, to - 1, to);
		to--;
	}
	if (words_in(l, from, to) < 2 || body(l, from, to)) {
		emit_literal(l, from, to);
		return;
	}
	/* "STIEG M F": what ends in initials begins with the family name */
	for (i = to; i > from + 1 && initial(l, i - 1); i--)
		;
	cut = loud_family(l, from, to);
	if (cut > from) {
		n.family = tokens_text(l, from, cut);
		n.given = tokens_text(l, cut, to);
		emit(l, n);
		return;
	}
	if (i < to && l->t.tok[from].shape != SHAPE_INITIAL &&
	    l->t.tok[from + 1].cp != '.') {
		while (i < to && l->t.tok[i].kind == TOK_PUNCT)
			i++;
		n.family = tokens_text(l, from, i);
		n.given = tokens_text(l, i, to);
		emit(l, n);
		return;
	}
	for (cut = to - 1; cut > from + 1 &&
	     (l->t.tok[cut - 1].cp == '-' || l->t.tok[cut - 1].cp == '\'');)
		cut -= 2;
	while (cut > from + 1 &&
	    (l->t.tok[cut - 1].word & WORD_PARTICLE) != 0 &&
	    l->t.tok[cut - 1].shape == SHAPE_LOWER)
		cut--;
	n.given = tokens_text(l, from, cut);
	n.family = tokens_text(l, cut, to);
	emit(l, n);
}

static void
emit_inverted(struct list *l, const struct piece *f, const struct piece *g,
    const struct piece *s)
{
	struct cite_name n = { 0 };

	n.family = tokens_text(l, f->from, f->to);
	n.given = tokens_text(l, g->from, g->to);
	if (s != NULL)
		n.suffix = tokens_text(l, s->from, s->to);
	emit(l, n);
}

/* Is piece i a family name whose given names are piece i + 1? */
static bool
inverted(const struct list *l, size_t i)
{
	const struct piece *f = &l->piece[i], *g = f + 1;
	size_t fw, gw;

	if (i + 1 >= l->n || !g->comma || suffix(l, g))
		return false;
	if (initials(l, g->from, g->to))
		return !initials(l, f->from, f->to) || f->to - f->from == 1;
	fw = words_in(l, f->from, f->to);
	gw = words_in(l, g->from, g->to);
	if (body(l, f->from, f->to) || body(l, g->from, g->to))
		return false;
	if (fw <= 1)
		return gw <= 3 && f->to > f->from &&
		    !initials(l, f->from, f->to);
	/* "García Márquez, Gabriel" alone */
	return fw == 2 && gw == 1 &&
	    (i + 2 >= l->n || !l->piece[i + 2].comma) && !initial(l, f->from);
}

static bool
has_han(const struct list *l, size_t from, size_t to)
{
	for (; from < to; from++)
		if (l->t.tok[from].kind == TOK_CJK)
			return true;
	return false;
}

static void
emit_pieces(struct list *l)
{
	size_t i, j;

	for (i = 0; i < l->n; i++) {
		struct piece *p = &l->piece[i];

		if (has_han(l, p->from, p->to)) {
			emit_han(l, p->from, p->to);
		} else if (inverted(l, i)) {
			j = i + 2;
			emit_inverted(l, p, p + 1,
			    j < l->n && suffix(l, &l->piece[j]) ? &l->piece[j]
			                                        : NULL);
			i += j < l->n && suffix(l, &l->piece[j]) ? 2 : 1;
		} else if (i + 1 < l->n && suffix(l, p + 1) &&
		    words_in(l, p->from, p->to) > 1) {
			emit_direct(l, p->from, p->to);
			l->item->name[l->role][l->item->names[l->role] - 1]
			    .suffix = tokens_text(l, p[1].from, p[1].to);
			i++;
		} else
			emit_direct(l, p->from, p->to);
	}
}

/* ---- cutting ---------------------------------------------------------- */

static bool
han_is(const struct list *l, size_t i, const char *w)
{
	struct quire_span rest =
	    span_sub(l->text, l->t.tok[i].start, l->text.len);

	return l->t.tok[i].kind == TOK_CJK && span_starts(rest, w);
}

/* "et al.", "u. a.", 等, ほか: the end of the list. */
static bool
others(const struct list *l, size_t i)
{
	const struct cite_token *t = &l->t.tok[i];

	return (cite_is_word(t, "et") &&
	           (cite_is_word(t + 1, "al") ||
	               cite_is_word(t + 1, "alii"))) ||
	    cite_is_word(t, "others") ||
	    (cite_is_word(t, "u") && t[1].cp == '.' &&
	        cite_is_word(t + 2, "a") && t->shape == SHAPE_LOWER) ||
	    han_is(l, i, "ほか") ||
	    (t->kind == TOK_CJK && t->cp == 0x7b49 &&
	        (i + 1 >= l->t.n || t[1].kind != TOK_CJK ||
	            han_is(l, i + 1, "人") || han_is(l, i + 1, "著") ||
	            han_is(l, i + 1, "编") || han_is(l, i + 1, "译")));
}

static bool
joins(const struct list *l, size_t i)
{
	const struct cite_token *t = &l->t.tok[i];

	if (t->cp == '&' || t->cp == ';' || t->cp == '/')
		return true;
	/* 林若溪+高远山 */
	if (t->cp == '+' && i > 0 && l->t.tok[i - 1].kind == TOK_CJK)
		return true;
	if (t->kind == TOK_WORD && (t->word & WORD_AND) != 0 &&
	    t->shape == SHAPE_LOWER)
		return true;
	/* 和 between two personal names */
	return (t->cp == 0x548c || t->cp == 0x4e0e || t->cp == 0x8207) &&
	    i >= 2 && i + 2 < l->t.n && i < 5 && l->t.n - i <= 5;
}

static void
cut(struct list *l, size_t from, size_t to, bool comma)
{
	while (from < to && l->t.tok[from].kind == TOK_PUNCT)
		from++;
	while (to > from && l->t.tok[to - 1].kind == TOK_PUNCT)
		to--;
	if (from < to && l->n < PARTS)
		l->piece[l->n++] = (struct piece){ from, to, comma };
}

static bool
one_body(const struct list *l)
{
	size_t i;

	for (i = 0; i < l->t.n; i++)
		if (l->t.tok[i].cp == ';' || l->t.tok[i].cp == '/' ||
		    l->t.tok[i].kind == TOK_CJK)
			return false;
	return l->t.n > 0 && body(l, 0, l->t.n) &&
	    !(l->t.n > 3 && l->t.tok[1].cp == ',' && initial(l, 2));
}

/*
 * A space parts two Chinese names, 王笑 陈莲莲, each of up to four characters
 * and beginning with a family name's; not 真中 孝行, one name, nor 方 珂.
 */
static bool
parts_han(const struct list *l, size_t from, size_t i)
{
	const struct cite_token *t = l->t.tok;
	size_t k;

	if (t[i].kind != TOK_CJK || (t[i].state & STATE_SPACE) == 0 ||
	    i < from + 2 || i > from + 4 || (t[i].word & WORD_FAMILY) == 0 ||
	    (t[from].word & WORD_FAMILY) == 0)
		return false;
	for (k = from; k < i; k++)
		if (t[k].kind != TOK_CJK)
			return false;
	return i + 1 < l->t.n && t[i + 1].kind == TOK_CJK;
}

static void
cut_list(struct list *l)
{
	size_t i, from = 0;
	bool comma = false;

	for (i = 0; i < l->t.n; i++) {
		const struct cite_token *t = &l->t.tok[i];

		if (others(l, i)) {
			break;
		} else if (t->cp == ',' || joins(l, i)) {
			cut(l, from, i, comma);
			comma = t->cp == ',';
			from = i + 1;
		} else if (parts_han(l, from, i)) {
			cut(l, from, i, comma);
			comma = false;
			from = i;
		}
	}
	cut(l, from, i, comma);
}

void
cite_names(struct quire_span text, struct arena *a, struct arena *tmp,
    struct cite_item *item, enum cite_role role)
{
	struct list *l = arena_zero(tmp, 1, sizeof *l);

	l->text = span_sub(text, 0, 8192);
	l->arena = a;
	l->item = item;
	l->role = role;
	l->cap = item->names[role];
	cite_tokenize(l->text, tmp, &l->t);
	if (one_body(l)) {
		emit_literal(l, 0, l->t.n);
		return;
	}
	cut_list(l);
	emit_pieces(l);
}
