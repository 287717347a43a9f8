/*
 * Which CSL type a reference has, and in which language its title is.
 */
#include <string.h>

#include "cite/parse.h"
#include "text/text.h"

/* ---- type ------------------------------------------------------------- */

/* Type marks of GB/T 7714-2015, table B.1. */
static const struct {
	const char *mark, *type;
} gb_marks[] = { { "J", "article-journal" }, { "M", "book" },
	{ "N", "article-newspaper" }, { "D", "thesis" }, { "R", "report" },
	{ "S", "standard" }, { "P", "patent" }, { "C", "paper-conference" },
	{ "G", "book" }, { "EB", "webpage" }, { "DB", "dataset" },
	{ "DS", "dataset" }, { "CP", "software" }, { "A", "document" },
	{ "CM", "map" }, { "Z", "document" } };

static const char *
gb_type(const struct cite_tagged *t)
{
	size_t i, j;

	for (i = 1; i + 1 < t->tokens.n; i++) {
		const struct cite_token *k = &t->tokens.tok[i];
		struct quire_span s = span_sub(t->text, k->start, k->end);

		if (k[-1].cp != '[' || (k[1].cp != ']' && k[1].cp != '/'))
			continue;
		for (j = 0; j < sizeof gb_marks / sizeof *gb_marks; j++)
			if (span_is(s, gb_marks[j].mark))
				return gb_marks[j].type;
	}
	return NULL;
}

static bool
is_newspaper(struct quire_span c)
{
	static const char *const end[] = { "报", "報", " Times", " Post",
		" Herald", " Tribune", " Guardian", " Daily", " Telegraph",
		" Gazette", " Chronicle", " Zeitung", " Journal-Constitution",
		"Le Monde", "Der Spiegel", "Die Zeit", "Die Welt", " Hill",
		" News", "Washington Post", " Examiner", " Observer", "新聞",
		" Courier", " Anzeiger", " Tageblatt", " Kurier", "일보",
		"신문", "新闻", NULL };
	static const char *const in[] = { "The New York Times",
		"Wall Street Journal", "日报", "晚报", "时报", "日報", "時報",
		NULL };
	static const char *const journal[] = { "学报", "學報", "通报", "公报",
		"Journal of", NULL };

	return (span_ends_any(c, end) > 0 || span_holds_any(c, in)) &&
	    !span_holds_any(c, journal);
}

static bool
is_law(struct quire_span title)
{
	static const char *const end[] = { "法", "条例", "條例", "办法", "規定",
		"规定", "规则", "章程", "宪法", "细则", "公约", "法典", " Act",
		" Code", " Regulations", "征求意见稿)", "征求意见稿）",
		"(草案)", "（草案）", NULL };
	static const char *const other[] = { "方法", "书法", "用法", "看法",
		"想法", "语法", "做法", "说法", "算法", "写法", NULL };

	return span_ends_any(title, end) > 0 &&
	    span_ends_any(title, other) == 0 &&
	    span_holds_any(title,
	        (const char *const[]){ "中华", "国家", "办法", "法", "Act",
	            "Code", "Reg", "公约", "条", "规", NULL });
}

/* Where the number begins, or null. */
static const struct cite_token *
number_of(const struct cite_tagged *t)
{
	const uint8_t *at = memchr(t->label, LABEL_NUMBER, t->tokens.n);

	return at != NULL ? &t->tokens.tok[at - t->label] : NULL;
}

/* Is the number that of a court's case? */
static bool
has_docket(const struct cite_tagged *t)
{
	const struct cite_token *number = number_of(t);

	return number != NULL && cite_docket(number) > 0;
}

/* Is it that of a standard, or is a standard named first? */
static bool
has_standard(const struct cite_tagged *t)
{
	const struct cite_token *number = number_of(t);

	return cite_standard(t->tokens.tok) > 0 ||
	    (number != NULL && cite_standard(number) > 0);
}

static bool
has_ruling(const struct cite_tagged *t)
{
	size_t i;

	for (i = 0; i < t->tokens.n; i++)
		if (cite_ruling(&t->tokens.tok[i]))
			return true;
	return false;
}

/* "Marsh v. Town of Lindmoor", 民事判决书, where nobody is the author. */
static bool
is_case(const struct cite_tagged *t, const struct cite_item *it)
{
	static const char *const versus[] = { " v. ", " v ", " vs. ", NULL };
	static const char *const start[] = { "In re ", "Ex parte ", "Re ",
		NULL };
	static const char *const end[] = { "判决书", "判決書", "裁定书", NULL };
	struct quire_span title = it->field[CITE_TITLE];

	if (has_docket(t))
		return true;
	return it->names[CITE_AUTHOR] == 0 &&
	    (span_holds_any(title, versus) || span_ends_any(title, end) > 0 ||
	        span_starts_any(title, start) > 0 || has_ruling(t));
}

/* "33 U.S.C. § 1251", BGBl., Stat.: where statutes are printed. */
static bool
is_statutes(struct quire_span c)
{
	static const char *const in[] = { "U.S.C", "Stat.", "C.F.R", "Fed. Reg",
		"BGBl", "Off. J.", "Official Journal", "JORF",
		"Journal officiel", "Boletín Oficial", "Diário Oficial",
		"Gazzetta Ufficiale", "Собрание законодательства", NULL };

	return span_holds_any(c, in);
}

static bool
is_meeting(struct quire_span c)
{
	static const char *const in[] = { "Proceedings", "Proc.", "Conference",
		"Symposium", "Workshop", "proceedings", "Congress", "会议",
		"研讨会", "年会", "論文集", "论文集", "Tagung", "Kongress",
		NULL };

	return span_holds_any(c, in);
}

/* Words anywhere in the reference that decide. */
static const char *
by_words(struct quire_span s)
{
	static const struct {
		const char *word, *type;
	} telling[] = { { "学位论文", "thesis" }, { "學位論文", "thesis" },
		{ "博士论文", "thesis" }, { "硕士论文", "thesis" },
		{ "碩士論文", "thesis" }, { "博士論文", "thesis" },
		{ "issertation", "thesis" }, { "PhD thesis", "thesis" },
		{ "Ph.D. thesis", "thesis" }, { "Master's thesis", "thesis" },
		{ "Master’s thesis", "thesis" }, { "hD diss", "thesis" },
		{ "h.D. diss", "thesis" }, { "octoral thesis", "thesis" },
		{ "Diplomarbeit", "thesis" }, { "Masterarbeit", "thesis" },
		{ ", Diss. ", "thesis" }, { " thèse,", "thesis" },
		{ "Thèse ", "thesis" }, { " thèse de ", "thesis" },
		{ "Dissertação", "thesis" }, { "Tese (", "thesis" },
		{ "tesis doctoral", "thesis" }, { "Tesis doctoral", "thesis" },
		{ "Tesi di", "thesis" }, { "Diplomová práce", "thesis" },
		{ "akalářská práce", "thesis" }, { "학위논문", "thesis" },
		{ "aper presentation]", "paper-conference" },
		{ "(blog)", "post-weblog" }, { "диссертация", "thesis" },
		{ ": дис. ", "thesis" }, { ": автореф. ", "thesis" },
		{ "Urteil v", "legal_case" }, { "Beschluss v", "legal_case" },
		{ "Urt. v", "legal_case" }, { "Beschl. v", "legal_case" },
		{ "Hearing", "hearing" }, { "Patent", "patent" },
		{ "专利", "patent" }, { "Technical Report", "report" },
		{ "Tech. Rep", "report" }, { "technical report", "report" },
		{ "Research Report", "report" }, { "Working Paper", "report" },
		{ "CRS Report", "report" }, { "研究报告", "report" } };
	size_t i;

	for (i = 0; i < sizeof telling / sizeof *telling; i++)
		if (span_find(s, 0, telling[i].word) < s.len)
			return telling[i].type;
	return NULL;
}

/* Not The Hollywood Reporter, not Scientific Reports. */
static bool
names_report(struct quire_span s)
{
	static const char *const word[] = { "报告", "報告", "Working Paper",
		"Memorandum", "白皮书", NULL };
	size_t at = span_find(s, 0, "eport") + 5;

	return span_holds_any(s, word) ||
	    (at <= s.len && (at == s.len || s.p[at] < 'a' || s.p[at] > 'z'));
}

static bool
is_report(const struct cite_item *it)
{
	return names_report(it->field[CITE_CONTAINER]) ||
	    names_report(it->field[CITE_GENRE]) ||
	    names_report(it->field[CITE_PUBLISHER]);
}

/* Looked at on the web, and nothing that has pages. */
static bool
is_page(const struct cite_item *it)
{
	return it->accessed.year != 0 && it->names[CITE_EDITOR] == 0 &&
	    it->field[CITE_ISBN].len == 0 && it->field[CITE_DOI].len == 0 &&
	    it->field[CITE_PLACE].len == 0 && it->field[CITE_PAGE].len == 0 &&
	    it->field[CITE_EDITION].len == 0;
}

static bool
by_body(const struct cite_item *it)
{
	struct quire_span name = it->names[CITE_AUTHOR] > 0
	    ? it->name[CITE_AUTHOR][0].literal
	    : (struct quire_span){ NULL, 0 };

	/* "Popper, Objective Knowledge": a family name alone is none */
	return name.len > 1 &&
	    (memchr(name.p, ' ', name.len) != NULL ||
	        (signed char)name.p[1] < 'a');
}

/* Is there a page, and one only? */
static bool
on_a_page(const struct cite_tagged *t)
{
	const struct cite_tokens *x = &t->tokens;
	size_t i = 0;

	while (i < x->n && t->label[i] != LABEL_PAGE)
		i++;
	return i < x->n && cite_run_end(x, t->label, i) == i + 1;
}

static const char *
contained(const struct cite_tagged *t, const struct cite_item *it)
{
	struct quire_span c = it->field[CITE_CONTAINER];
	bool numbered =
	    it->field[CITE_VOLUME].len > 0 || it->field[CITE_ISSUE].len > 0;

	if (is_case(t, it))
		return "legal_case";
	if (has_standard(t))
		return "standard";
	if (is_statutes(c))
		return "legislation";
	if (is_meeting(c))
		return "paper-conference";
	if (is_newspaper(c) && !numbered)
		return "article-newspaper";
	if (is_report(it))
		return "report";
	if (!numbered && is_page(it))
		return "webpage";
	if (it->names[CITE_EDITOR] > 0 ||
	    (!numbered &&
	        (it->field[CITE_PUBLISHER].len > 0 ||
	            it->field[CITE_PLACE].len > 0)))
		return "chapter";
	if (!numbered && it->field[CITE_URL].len > 0 &&
	    it->field[CITE_DOI].len == 0)
		return "webpage";
	/* of a day, and neither volume nor issue: a page of a paper */
	if (!numbered && it->issued.day > 0 && it->issued.end_year == 0 &&
	    on_a_page(t) && it->field[CITE_DOI].len == 0)
		return "article-newspaper";
	return "article-journal";
}

static bool
is_quoted(const struct cite_tagged *t)
{
	const uint8_t *title = memchr(t->label, LABEL_TITLE, t->tokens.n);

	return title != NULL &&
	    cite_is_mark(&t->tokens.tok[title - t->label - 1], '"');
}

/* 林若溪：《港口行政法》，海河大学出版社: a book about law. */
static bool
published_by_person(const struct cite_item *it)
{
	return it->field[CITE_PUBLISHER].len > 0 &&
	    it->names[CITE_AUTHOR] > 0 &&
	    it->name[CITE_AUTHOR][0].family.len > 0;
}

static const char *
alone(const struct cite_tagged *t, const struct cite_item *it)
{
	if (has_standard(t))
		return "standard";
	if (is_law(it->field[CITE_TITLE]) && !published_by_person(it))
		return "legislation";
	if (is_case(t, it))
		return "legal_case";
	if (is_report(it))
		return "report";
	if (it->field[CITE_VOLUME].len == 0 && is_page(it) &&
	    (it->field[CITE_PUBLISHER].len == 0 || is_quoted(t)))
		return "webpage";
	if (it->field[CITE_PUBLISHER].len > 0 ||
	    it->field[CITE_PLACE].len > 0 || it->field[CITE_EDITION].len > 0)
		return it->field[CITE_VOLUME].len > 0 &&
		        it->field[CITE_ISSUE].len > 0
		    ? "article-journal"
		    : "book";
	if (it->field[CITE_URL].len > 0)
		return "webpage";
	if (it->field[CITE_VOLUME].len > 0)
		return it->field[CITE_TITLE].len > 0 ? "book"
		                                     : "article-journal";
	return by_body(it)               ? "report"
	    : it->names[CITE_AUTHOR] > 0 ? "book"
	                                 : "document";
}

const char *
cite_type(const struct cite_tagged *t, const struct cite_item *it)
{
	const char *type = gb_type(t);
	bool inside = it->field[CITE_CONTAINER].len > 0;

	if (type != NULL)
		return inside && strcmp(type, "book") == 0 ? "chapter" : type;
	type = by_words(t->text);
	if (type != NULL && (!inside || it->field[CITE_VOLUME].len == 0) &&
	    it->field[CITE_ISSUE].len == 0)
		return type;
	return inside ? contained(t, it) : alone(t, it);
}

/* ---- language --------------------------------------------------------- */

/* Those behind the first seven share too many words to tell a title by. */
enum { OF_TITLES = 7, LONG = 400, MOST = 2000 };
static const struct {
	const char *tag, *words;
} tongues[] = { { "en", " the of and in for on with an from by to at " },
	{ "de",
	    " der die das und des den zur zum ein eine im von über mit "
	    "für als " },
	{ "fr", " le la les des et du une dans pour sur aux l d " },
	{ "es", " el la los las y del en una para por " },
	{ "it", " il la i gli del della dei e nel di per un " },
	{ "pt", " o a os as e do da dos em uma para " },
	{ "nl", " de het een en van in voor op " },
	{ "pl", " w i na z do się nie że jest o po od dla oraz " },
	{ "cs", " a v na se z do je že pro si jsou ve " },
	{ "hr", " i u na je se za da od su koji što " },
	{ "sv", " och att det som en på är av för inte " },
	{ "da", " og at det er en af på for til ikke " },
	{ "ro", " de la și în din cu pe un o al care nu sunt " },
	{ "fi", " ja on ei että oli ovat se kun mutta myös " },
	{ "hu", " a az és hogy nem egy is volt meg " },
	{ "tr", " ve bir bu için ile da de olarak daha çok " } };

/* How many words there are, and of each language. */
static size_t
count_words(struct quire_span s, unsigned *votes)
{
	char w[16];
	size_t i, j, k, n = 0;

	for (i = 0; i < s.len; i = j + 1) {
		for (j = i; j < s.len && s.p[j] != ' ' && s.p[j] != '\'' &&
		     s.p[j] != ',';
		     j++)
			;
		n += j > i;
		if (j - i > 10 || j == i)
			continue;
		w[0] = ' ';
		for (k = 0; k < j - i; k++)
			w[k + 1] = s.p[i + k] >= 'A' && s.p[i + k] <= 'Z'
			    ? (char)(s.p[i + k] + 32)
			    : s.p[i + k];
		w[j - i + 1] = ' ';
		w[j - i + 2] = '\0';
		for (k = 0; k < sizeof tongues / sizeof *tongues; k++)
			votes[k] += strstr(tongues[k].words, w) != NULL;
	}
	return n;
}

static const char *
by_script(struct quire_span s)
{
	size_t han = 0, kana = 0, hangul = 0, cyrillic = 0, greek = 0;
	size_t latin = 0;
	const char *p = s.p, *end = s.p + s.len;
	uint32_t cp;

	while (p < end) {
		uint32_t f;

		p += utf8_decode(p, end, &cp);
		f = text_char(cp)->flags;
		han += (f & TEXT_HAN) != 0;
		kana += (f & TEXT_KANA) != 0;
		hangul += (f & TEXT_HANGUL) != 0;
		cyrillic += cp >= 0x400 && cp < 0x530;
		greek += cp >= 0x370 && cp < 0x400;
		latin += (f & TEXT_LETTER) != 0 && cp < 0x250;
	}
	if (kana > 0 && kana + han > latin / 4)
		return "ja";
	if (hangul > latin / 2)
		return "ko";
	if (han * 3 > latin)
		return "zh";
	return cyrillic > latin ? "ru" : greek > latin ? "el" : NULL;
}

struct quire_span
cite_language(struct quire_span title)
{
	unsigned votes[sizeof tongues / sizeof *tongues] = { 0 };
	const char *tag;
	size_t n = sizeof votes / sizeof *votes, i, best = 0, second = 0, words;

	if (title.len == 0)
		return title;
	title = span_sub(title, 0, MOST);
	n = title.len < LONG ? OF_TITLES : n;
	tag = by_script(title);
	if (tag != NULL)
		return span_of(tag);
	words = count_words(title, votes);
	for (i = 1; i < n; i++)
		if (votes[i] > votes[best])
			best = i;
	for (i = 0; i < n; i++)
		if (i != best && votes[i] > second)
			second = votes[i];
	/* of a text every twelfth word at least; others are of no such language */
	if (votes[best] == 0 || votes[best] == second ||
	    (n > OF_TITLES && votes[best] * 12 < words))
		return (struct quire_span){ NULL, 0 };
	return span_of(tongues[best].tag);
}
