/*
 * How much a text looks like one reference: signs of the parts that
 * references have, less the signs of prose.
 */
#include <string.h>

#include "cite/find.h"
#include "text/text.h"

struct signs {
	bool url, year, quote, title, italic, mark, page, number, publisher;
	bool journal, person, place, role, body;
	bool
	    docket; /* （2015）民提字第22号, [2006] UKHL 4: a court's decision */
	bool statute;  /* BGBl., Act 2012, s 4 */
	bool standard; /* ISO 9000-1: */
	bool brief;    /* "Marsh, “The Quay.”" and nothing else */
	bool article;  /* 《渔业法》第23条 and nothing else */
	int prose, notes;
};

static bool
is_han(const struct cite_token *t, uint32_t cp)
{
	return t->kind == TOK_CJK && t->cp == cp;
}

/* U.S., F.3d: what the page of a case follows. */
static bool
reporter_end(const struct cite_token *t)
{
	return (t->cp == '.' && t[-1].shape == SHAPE_INITIAL) ||
	    (cite_is_word(t, "d") && t[-1].kind == TOK_NUM);
}

/* 第 12 页, pp. 3-5, : 29, S. 12, § 5, B.R. 175 ( */
static bool
page_at(const struct cite_token *t)
{
	if (t->kind != TOK_NUM)
		return false;
	if (is_han(t + 1, 0x9875) || is_han(t + 1, 0x9801) ||
	    is_han(t + 1, 0x7248) || is_han(t - 1, 0x9801) ||
	    is_han(t - 1, 0x9875) || t[-1].cp == 0xa7 ||
	    (t[1].cp == '(' && reporter_end(t - 1)))
		return true;
	if (t[-1].cp == '.' &&
	    (cite_is_word(t - 2, "p") || cite_is_word(t - 2, "pp") ||
	        cite_is_word(t - 2, "s") || cite_is_word(t - 2, "с")))
		return true;
	return t[1].cp == '-' && t[2].kind == TOK_NUM &&
	    t->shape != SHAPE_YEAR &&
	    (t[-1].cp == ':' || t[-1].cp == ',' || cite_is_word(t - 1, "p") ||
	        cite_is_word(t - 1, "pp") || cite_is_word(t - 1, "pages"));
}

static bool
number_at(const struct cite_token *t)
{
	if (t->kind != TOK_NUM)
		return false;
	if (is_han(t + 1, 0x671f) || is_han(t + 1, 0x5377))
		return true;
	if (t[-1].cp == '.' && (t[-2].word & WORD_LABEL) != 0 &&
	    t[-2].letters <= 3)
		return true;
	return t[1].cp == '(' && t[2].kind == TOK_NUM && t[3].cp == ')';
}

static bool
han_publisher(const struct cite_token *t)
{
	/* 出版 书局 书店 印书 */
	return (is_han(t, 0x51fa) && is_han(t + 1, 0x7248)) ||
	    ((is_han(t, 0x4e66) || is_han(t, 0x66f8)) &&
	        (is_han(t + 1, 0x5c40) || is_han(t + 1, 0x5e97))) ||
	    (is_han(t, 0x5370) && is_han(t + 1, 0x4e66));
}

/* Words of sentences, outside of titles and quotations. */
static bool
prose_at(const struct cite_token *t)
{
	return t->prose && (t->kind == TOK_CJK || t->shape == SHAPE_LOWER) &&
	    (t->state & (STATE_QUOTE | STATE_TITLE | STATE_ITALIC)) == 0;
}

/* "free.[3] One day": the marker of a note, which references have none of. */
static bool
note_at(const struct cite_token *t)
{
	return t->kind == TOK_NUM && t->shape <= SHAPE_N3 && t[1].cp == ']' &&
	    t[-1].cp == '[' && (t[-1].state & STATE_SPACE) == 0;
}

/* 本文系, 本研究, 感谢, 基金项目, 作者简介: not references. */
static bool
thanks(struct quire_span s)
{
	static const char *const near[] = { "本文系", "本文为", "本文是",
		"本研究", "本项目", "本課題", "本课题", "感谢", "感謝",
		"基金项目", "基金項目", "作者简介", "作者簡介", "收稿日期",
		"责任编辑", "资助项目", NULL };
	static const char *const first[] = { "The author", "I thank",
		"I am grateful", "We thank", "Received", "This research was",
		"This work was", "The opinions", "The views", NULL };

	return span_holds_any(span_sub(s, 0, 72), near) ||
	    span_starts_any(s, first) > 0;
}

static bool
person_start(const struct cite_tokens *x)
{
	const struct cite_token *t = x->tok;
	size_t i;

	if (x->n < 4)
		return false;
	if (t->kind == TOK_CJK) {
		for (i = 1; i < 5 && t[i].kind == TOK_CJK; i++)
			;
		return (t->word & WORD_FAMILY) != 0 && i >= 2 &&
		    (t[i].kind == TOK_PUNCT || t[i].cp == 0x7b49) && i < 5;
	}
	if (t->kind != TOK_WORD || t->shape == SHAPE_LOWER)
		return false;
	if (t->shape == SHAPE_INITIAL && t[1].cp == '.')
		return true;
	if (t[1].shape == SHAPE_INITIAL && t[2].cp == '.')
		return true; /* Иванов И. */
	if (t[1].cp == ',' &&
	    (t[2].shape == SHAPE_INITIAL || t[2].shape == SHAPE_CAP ||
	        t[2].shape == SHAPE_UPPER))
		return true;
	for (i = 1; i < 6 && i < x->n; i++) {
		if (t[i].cp == ',' || t[i].cp == '(')
			return i > 1;
		if (t[i].cp != '.' && t[i].cp != '-' &&
		    (t[i].kind != TOK_WORD ||
		        (t[i].shape == SHAPE_LOWER &&
		            (t[i].word & (WORD_PARTICLE | WORD_AND)) == 0)))
			return false;
	}
	return false;
}

/* 》第二十三条 or 》第23条第1款 up to the end. */
static bool
article_of_law(const struct cite_tokens *x)
{
	const struct cite_token *t = x->tok;
	size_t i, n = x->n;

	if (n < 5 || n > 60 || t->cp != 0x300a)
		return false;
	for (i = 1; i < n && (t[i].state & STATE_TITLE) != 0; i++)
		;
	while (i < n && t[i].kind == TOK_PUNCT)
		i++;
	if (i + 2 >= n || !is_han(t + i, 0x7b2c))
		return false;
	while (i < n && !is_han(t + i, 0x6761))
		i++;
	return i < n && n - i < 12;
}

static bool
brief_form(const struct cite_tokens *x)
{
	const struct cite_token *last = &x->tok[x->n - 1];

	if (x->n < 5 || x->n > 30)
		return false;
	if (last->kind == TOK_PUNCT && last->cp == '.')
		last--;
	return last->kind == TOK_PUNCT &&
	    (last->cp == '"' || last->cp == 0x201d || last->cp == 0xbb) &&
	    (last[-1].state & STATE_QUOTE) != 0;
}

/* "Act 2012, s 4", "BGBl. I": where a law is printed or cut into sections. */
static bool
statute_at(const struct cite_token *t)
{
	static const char *const law[] = { "act", "order", "regulations",
		NULL };
	static const char *const part[] = { "s", "ss", "sch", "reg", "art",
		NULL };

	if (t->kind != TOK_WORD)
		return false;
	if (t->shape == SHAPE_CAP && t[1].shape == SHAPE_YEAR)
		return cite_word_in(t, law) && cite_is_mark(t + 2, ',') &&
		    cite_word_in(t + 3, part) && t[4].kind == TOK_NUM;
	return t->letters == 4 && cite_is_gazette(t);
}

static void
look(struct signs *s, const struct cite_token *t)
{
	bool cap = t->shape == SHAPE_CAP || t->shape == SHAPE_UPPER ||
	    t->shape == SHAPE_MIXED;

	s->url |= t->kind >= TOK_URL;
	/* "2019 年的" is prose */
	s->year |= t->shape == SHAPE_YEAR &&
	    !(is_han(t + 1, 0x5e74) && is_han(t + 2, 0x7684));
	s->quote |= (t->state & STATE_QUOTE) != 0 && t->kind != TOK_PUNCT;
	s->title |= (t->state & STATE_TITLE) != 0 && t->kind != TOK_PUNCT;
	s->italic |= (t->state & STATE_ITALIC) != 0;
	s->mark |= t[-1].cp == '[' && t->letters <= 2 &&
	    (t->shape == SHAPE_INITIAL || t->shape == SHAPE_UPPER) &&
	    (t[1].cp == ']' || t[1].cp == '/');
	s->page |= page_at(t);
	s->number |= number_at(t);
	s->publisher |=
	    (cap && (t->word & WORD_PUBLISHER) != 0) || han_publisher(t);
	s->journal |= (cap && (t->word & (WORD_JOURNAL | WORD_MEETING)) != 0) ||
	    (t->cp == '/' && t[1].cp == '/' && (t->state & STATE_SPACE) != 0);
	s->place |= cap && (t->word & WORD_PLACE) != 0;
	s->role |= (t->word & WORD_ROLE) != 0 && t[-1].cp == '(';
	s->body |= cap && (t->word & WORD_BODY) != 0;
	s->docket |= cite_docket(t) > 0 || cite_ruling(t);
	s->year |= cite_docket(t) > 0; /* 98年度 */
	s->statute |= statute_at(t);
	s->prose += prose_at(t);
	s->notes += note_at(t);
}

static int
weigh(const struct signs *s, size_t n)
{
	int e = 0, free = s->mark ? 100 : s->title || s->url ? 2 : 1;

	e += 2 * s->url + 2 * s->year + 3 * s->mark + 2 * s->page + s->number;
	e += 2 * (s->quote || s->title) + s->italic;
	e += s->publisher + s->journal + (s->place || s->body) + s->role;
	e += 2 * s->person + 3 * s->docket + 2 * s->article;
	e += 3 * s->statute + 3 * s->standard;
	if (s->brief && s->person)
		return e;
	if (!s->url && !s->year && !s->mark && !s->page && !s->number &&
	    !s->article)
		e -= 3;
	free += (int)(n / 25);
	if (s->prose > free)
		e -= 2 * (s->prose - free);
	if (s->notes > 1)
		e -= 3 * s->notes;
	return e;
}

int
cite_evidence_of(struct quire_span text, const struct cite_tokens *x)
{
	struct signs s = { 0 };
	size_t i;
	int e;

	if (text.len < 8)
		return -10;
	for (i = 0; i < x->n; i++)
		look(&s, &x->tok[i]);
	s.person = person_start(x);
	s.article = article_of_law(x);
	s.standard = cite_standard(x->tok) > 0;
	s.brief = x->n > 0 && s.quote && brief_form(x);
	e = weigh(&s, x->n);
	if ((e == 2 || e == 3) && cite_has_access(x))
		e += 2;
	return e > 0 && thanks(text) ? -10 : e;
}

int
cite_evidence(struct quire_span text, struct arena *a)
{
	struct cite_tokens x;

	if (text.len < 8)
		return -10;
	cite_tokenize(span_sub(text, 0, 6000), a, &x);
	return cite_evidence_of(text, &x);
}
