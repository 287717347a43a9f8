/*
 * Names of persons in the head of a document, where nothing but their form
 * and lists of names tell what they are.
 */
#include <string.h>

#include "cite/self.h"
#include "text/text.h"

/* What parts names. */
static bool
parts_names(const struct cite_token *k)
{
	return (k->kind == TOK_PUNCT &&
	           (k->cp == ',' || k->cp == '&' || k->cp == ';' ||
	               k->cp == '+' || k->cp == 0x3001)) ||
	    (k->kind == TOK_WORD && (k->word & WORD_AND) != 0 &&
	        k->shape == SHAPE_LOWER);
}

/* Words of what a person is, not of a name. */
static bool
office(const struct cite_token *k)
{
	static const char *const word[] = { "professor", "director", "fellow",
		"editor", "correspondent", "staff", "writer", "reporter",
		"associate", "senior", "assistant", "chief", "president",
		"chair", "minister", "secretary", "guest", "contributor",
		"contributing", "special", "analyst", "researcher", "lecturer",
		"journalist", "columnist", "multimedia", "deputy", "managing",
		"writers", "reporters", "correspondents", "redaktion",
		"redacción", "rédaction", "redazione", NULL };

	return cite_word_in(k, word);
}

static bool
weekday(const struct cite_token *k)
{
	static const char *const day[] = { "monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday", NULL };

	return cite_word_in(k, day);
}

/* Dr. and Ambassador before a name. */
static bool
honorific(const struct cite_token *t)
{
	static const char *const word[] = { "dr", "prof", "professor", "mr",
		"mrs", "ms", "miss", "sir", "dame", "lord", "hon", "ambassador",
		"minister", "president", "senator", "judge", "justice",
		"excellency", NULL };

	return cite_word_in(t, word);
}

static bool
is_family(const struct cite_token *t)
{
	return (t->word & WORD_FAMILY) != 0;
}

/*
 * 王嘉仪, 方 珂, 欧阳一鸣: two to four characters, the first a family name's,
 * or up to five where a label says that a name follows; *i goes behind
 * them.
 */
static bool
han_person(const struct cite_tokens *t, size_t *i, bool said, bool *known)
{
	size_t from = *i, n = 0;
	bool family = is_family(&t->tok[from]);

	while (*i < t->n && t->tok[*i].kind == TOK_CJK) {
		/* 王笑 陈莲莲 are two, 真中 孝行 is one */
		if (n >= 2 && (t->tok[*i].state & STATE_SPACE) != 0 &&
		    (n > 2 || family || is_family(&t->tok[*i])))
			break;
		n++;
		(*i)++;
	}
	*known |= family;
	/* "林若溪 来源：", "作者：责任编辑：": the next label */
	if (t->tok[*i].cp == ':' && (said || t->tok[from - 1].kind == TOK_CJK))
		return false;
	return n >= 2 && (family ? n <= 3 + (from == 0) : said && n <= 5);
}

static bool
name_word(const struct cite_token *k, size_t words)
{
	if (k->kind != TOK_WORD || office(k) ||
	    (words > 0 && (honorific(k) || weekday(k))))
		return false;
	if (k->shape == SHAPE_LOWER)
		return words > 0 && (k->word & WORD_PARTICLE) != 0;
	/* Jun, April, May, Post are names too */
	return k->shape == SHAPE_INITIAL ||
	    (k->word & (WORD_BODY | WORD_JOURNAL)) == 0 ||
	    (k->word & (WORD_GIVEN | WORD_SURNAME)) != 0;
}

/* "JAN. 13", "May 4" behind a name */
static bool
day_of_month(const struct cite_token *k)
{
	return (k->word & WORD_MONTH) != 0 &&
	    (k[1].kind == TOK_NUM ||
	        (cite_is_mark(k + 1, '.') && k[2].kind == TOK_NUM));
}

/* "Part I" */
static bool
part(const struct cite_token *k)
{
	return cite_is_word(k, "i") && !cite_is_mark(k + 1, '.');
}

/*
 * Two to five words of a name, or a Chinese one; *i goes behind it. known: a
 * list of names has one of them.
 */
static bool
person_at(const struct cite_tokens *t, size_t *i, bool said, bool *known)
{
	size_t words = 0, places = 0, from;

	if (t->tok[*i].kind == TOK_CJK)
		return han_person(t, i, said, known);
	for (from = *i; *i < t->n && !parts_names(&t->tok[*i]); (*i)++) {
		const struct cite_token *k = &t->tok[*i];

		if (k->kind == TOK_PUNCT && *i > from &&
		    (k->cp == '.' || k->cp == '-' || k->cp == '\''))
			continue;
		if (!name_word(k, words) || (words > 1 && day_of_month(k)))
			break;
		*known |= (k->word & (WORD_GIVEN | WORD_SURNAME)) != 0 ||
		    (k->shape == SHAPE_INITIAL && words > 0 && !part(k));
		places += (k->word & WORD_PLACE) != 0 &&
		    (k->word & (WORD_GIVEN | WORD_SURNAME)) == 0;
		words++;
	}
	while (*i > from && t->tok[*i - 1].shape == SHAPE_LOWER &&
	    t->tok[*i - 1].kind == TOK_WORD)
		(*i)--;
	return words >= 2 && words <= 5 && places < words;
}

/* ", Jr." behind a name. */
static size_t
suffix_at(const struct cite_tokens *t, size_t i)
{
	size_t k = i + (t->tok[i].cp == ',');

	if (k >= t->n || (t->tok[k].word & WORD_SUFFIX) == 0 ||
	    t->tok[k].shape == SHAPE_INITIAL)
		return i;
	return k + 1 + (t->tok[k + 1].cp == '.');
}

/* Behind Dr. and Ambassador. */
static size_t
after_honours(const struct cite_tokens *t)
{
	size_t i = 0;

	while (i < t->n && honorific(&t->tok[i])) {
		i++;
		i += t->tok[i].cp == '.';
	}
	return i;
}

/* Reads names from token i on; the token behind the last of them, or 0. */
static size_t
persons(const struct cite_tokens *t, size_t i, bool said, bool *known)
{
	size_t end = 0;

	while (i < t->n) {
		if (!person_at(t, &i, said && end == 0, known) ||
		    (end > 0 && office(&t->tok[i])))
			break;
		end = i = suffix_at(t, i);
		/* a full stop ends the line, no initial */
		if (i > 0 && t->tok[i - 1].cp == '.' && i == t->n &&
		    t->tok[i - 2].letters > 2)
			end--;
		if (t->tok[i].kind == TOK_CJK)
			continue;
		if (!parts_names(&t->tok[i]))
			break;
		while (i < t->n && parts_names(&t->tok[i]))
			i++;
	}
	return end;
}

struct quire_span
self_persons(struct quire_span s, struct arena *a, bool *known)
{
	struct cite_tokens t;
	size_t from, end;

	*known = false;
	s = span_sub(s, 0, 400);
	cite_tokenize(s, a, &t);
	from = after_honours(&t);
	end = persons(&t, from, true, known);
	if (end == 0)
		return (struct quire_span){ NULL, 0 };
	return span_sub(s, t.tok[from].start, t.tok[end - 1].end);
}

/* ", Institute of Ports": what follows a name is no other name. */
static bool
place_of_work(const struct cite_tokens *t, size_t i)
{
	size_t k;

	for (k = i;
	     t->tok[i].cp == ',' && k < t->n && t->tok[k].kind != TOK_NUM; k++)
		if ((t->tok[k].word & WORD_BODY) != 0 || office(&t->tok[k]))
			return true;
	return false;
}

/* A place of work, a number that leads to it, or the end of the line. */
static bool
ends_names(const struct cite_tokens *t, size_t i)
{
	size_t k;

	if (i == t->n || t->tok[i].cp == '(' || t->tok[i].cp == '[' ||
	    place_of_work(t, i))
		return true;
	for (k = i; k < t->n && t->tok[k].kind != TOK_WORD &&
	     t->tok[k].kind != TOK_CJK;
	     k++)
		;
	return k == t->n;
}

static const char *const photo[] = { "Photo", "photo", "Image", "Picture",
	"Illustration", "Translated", "Edited", "Speech", "Remarks",
	"Statement", "Foto", NULL };

/*
 * 叢全滋 劉 琨 王洪波: names of which half begin with a known family's, with
 * marks between them more than half; with one mark, in the arena, or empty.
 */
static struct quire_span
han_list(struct quire_span s, const struct cite_tokens *t, struct arena *a,
    bool *known)
{
	char *out = arena_alloc(a, s.len + t->n * 3 + 1), *o = out;
	size_t i, n = 0, families = 0, from, len;
	bool one, marked = false;

	for (i = 0; i < t->n && t->tok[i].kind == TOK_CJK; n++) {
		from = i;
		one = false;
		if (!han_person(t, &i, true, &one) || i - from > 3)
			break;
		families += one;
		len = t->tok[i - 1].end - t->tok[from].start;
		memcpy(o, s.p + t->tok[from].start, len);
		memcpy(o + len, "、", 3);
		o += len + 3;
		for (; i < t->n && parts_names(&t->tok[i]); i++)
			marked = true;
	}
	*known = i == t->n && n > 1 && families * 2 >= n + marked;
	return (struct quire_span){ out, *known ? (size_t)(o - out) - 3 : 0 };
}

static struct quire_span
without_bullets(struct quire_span s)
{
	static const char *const bullet[] = { "●", "◎", "■", "□", "○", "★", "▲",
		"◆", "◇", "·", "•", "※", "/", NULL };
	struct quire_span v;

	while ((v = self_after(s, bullet)).p != NULL)
		s = v;
	return s;
}

struct quire_span
self_names(struct quire_span s, struct arena *a, bool *known)
{
	struct cite_tokens t;
	size_t from, end;

	*known = false;
	s = without_bullets(s);
	if (s.len < 4 || s.len > 240)
		return (struct quire_span){ NULL, 0 };
	cite_tokenize(s, a, &t);
	from = after_honours(&t);
	end = persons(&t, from, false, known);
	if (end == 0 || !ends_names(&t, end))
		return han_list(s, &t, a, known);
	*known |= place_of_work(&t, end);
	return span_sub(s, t.tok[from].start, t.tok[end - 1].end);
}

/* "Commentary by Jane Doe", "von Ada Lind": by and names end a short line. */
static struct quire_span
ends_by(struct quire_span s, struct arena *a)
{
	static const char *const by[] = { " by ", " By ", " BY ", " par ",
		" von ", " por ", NULL };
	struct quire_span v, w, none = { NULL, 0 };
	size_t i, at;
	bool known;

	for (i = 0; by[i] != NULL && s.len < 90; i++) {
		at = span_find(s, 0, by[i]);
		v = text_trim(span_sub(s, at + strlen(by[i]), s.len));
		if (span_starts(s, by[i] + 1)) {
			at = 0;
			v = span_sub(s, strlen(by[i] + 1), s.len);
		}
		if (at > 40 || at == s.len || self_after(s, photo).p != NULL)
			continue;
		w = self_persons(v, a, &known);
		if (known && w.p + w.len == v.p + v.len)
			return w;
	}
	return none;
}

struct quire_span
self_byline(struct quire_span s, struct arena *a)
{
	/* followed by names, or by any words up to a mark */
	static const char *const sure[] = { "[作者]", "【作者】", "［作者］",
		"作者：",
		"作者:", "Author: ", "author: ", "Authors: ", "Autor: ",
		"Autorin: ", "Autoren: ", "Auteur : ", "Auteur: ", "Auteurs : ",
		"Autore: ", "Autora: ", "Автор: ", "Авторы: ", "著者：",
		"著者:", "著者名:", "著者名：", "執筆者：", "執筆者:", "執筆：",
		"文責：", "筆者：", "撰文：", "撰文:", "文/", "文／", "文｜",
		"文|", "文：", NULL };
	static const char *const names[] = { "By ", "by ", "BY ",
		"By: ", "by: ", "Written by ", "Posted by ", "Reported by ",
		"Story by ", "Words by ", "Text by ", "Review by ",
		"Reviewed by ", "Interview by ", "Von ", "Par ", "Por ", "Di ",
		"Door ", "Av ", "Af ", "记者", "記者", "本报记者", "本報記者",
		"本刊记者", "新华社记者", "特约记者", "通讯员", "编译/",
		"Text: ", "Tekst: ", "Texte : ", "Texto: ", "Текст: ", NULL };
	static const char *const mark[] = { " | ", "  ", "（", "(", "　",
		" 来源", " 發布", " 发布", " 时间", "：", ":", " - ", " – ",
		NULL };
	struct quire_span v = self_after(s, sure), w;
	size_t i, end;
	bool known, any = v.p != NULL;

	if (!any)
		v = self_after(s, names);
	while (v.len > 0 && strchr(":/ ", v.p[0]) != NULL)
		v = span_sub(v, 1, v.len);
	if (v.len == 0)
		return ends_by(s, a);
	w = self_persons(v, a, &known);
	if (w.len > 0 || !any)
		return w;
	for (end = v.len, i = 0; mark[i] != NULL; i++)
		end = span_find(v, 0, mark[i]) < end ? span_find(v, 0, mark[i])
		                                     : end;
	return end <= 120 ? text_trim(span_sub(v, 0, end)) : span_sub(v, 0, 0);
}
