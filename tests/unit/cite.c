/*
 * The rules of cite: marks, dates, names, cutting of notes, back-references,
 * addresses of archived copies, citation keys. What the tagger does is
 * measured, not tested.
 */
#include <stdlib.h>
#include <string.h>

#include "cite/cite.h"
#include "cite/find.h"
#include "cite/layers.h"
#include "cite/write.h"
#include "tap.h"

static struct arena *arena, *tmp;

static bool
same(struct quire_span s, const char *want)
{
	return span_is(s, want);
}

/* ---- markers ---------------------------------------------------------- */

static void
marks(void)
{
	static const struct {
		const char *text;
		enum mark_class class;
		unsigned number;
		size_t end;
	} t[] = { { "<sup>①</sup> x", MARK_CIRCLED, 1, 14 },
		{ "<sup>\\*</sup>", MARK_SYMBOL, '*', 13 },
		{ "<sup>12</sup>", MARK_DIGIT, 12, 13 },
		{ "⑩ x", MARK_CIRCLED, 10, 3 }, { "[7] x", MARK_DIGIT, 7, 3 },
		{ "〔3〕x", MARK_DIGIT, 3, 7 }, { "(2) x", MARK_DIGIT, 2, 3 },
		{ "¹² x", MARK_DIGIT, 12, 4 }, { "\\* x", MARK_SYMBOL, '*', 2 },
		{ "[^4]: x", MARK_DIGIT, 4, 5 }, { "[^a] x", MARK_NAME, 0, 4 },
		{ "[see] x", MARK_NONE, 0, 0 }, { "(2019) x", MARK_NONE, 0, 0 },
		{ "(12345) x", MARK_NONE, 0, 0 }, { "x", MARK_NONE, 0, 0 },
		{ "[", MARK_NONE, 0, 0 }, { "", MARK_NONE, 0, 0 } };
	struct cite_mark m;
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		bool got = cite_mark_at(span_of(t[i].text), 0, &m);

		ok(got == (t[i].class != MARK_NONE) &&
		        (!got ||
		            (m.class == t[i].class && m.end == t[i].end &&
		                (m.class == MARK_NAME ||
		                    m.number == t[i].number))),
		    "mark %s", t[i].text);
	}
}

/* ---- dates ------------------------------------------------------------ */

static void
dates(void)
{
	static const struct {
		const char *text, *iso;
		int season;
	} t[] = { { "2019年11月5日", "2019-11-05", 0 },
		{ "2019 年 5 月", "2019-05", 0 }, { "(2001a)", "2001", 0 },
		{ "May 31, 2017", "2017-05-31", 0 },
		{ "20. Februar 1998", "1998-02-20", 0 },
		{ "14 mars 2019", "2019-03-14", 0 },
		{ "2014-11-20", "2014-11-20", 0 }, { "2014/3", "2014-03", 0 },
		{ "5.11.2019", "2019-11-05", 0 }, { "Oct. 2001", "2001-10", 0 },
		{ "Winter 2016/17", "2016/2017", 4 },
		{ "1998-2000", "1998/2000", 0 }, { "2016/17", "2016/2017", 0 },
		{ "二〇一九年", "2019", 0 }, { "n.d.", "", 0 },
		{ "2019-13-40", "2019", 0 },
		{ "2018年第3期，第21页", "2018", 0 }, { "September", "", 0 } };
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct cite_date d;
		struct buf b = { 0 };

		cite_when(span_of(t[i].text), arena, tmp, &d);
		cite_add_iso(&b, &d);
		ok(same(buf_span(&b), t[i].iso) && d.season == t[i].season,
		    "date %s: %.*s", t[i].text, (int)b.len,
		    b.p == NULL ? "" : b.p);
		buf_fini(&b);
	}
}

/* ---- names ------------------------------------------------------------ */

/* family|given of each, literals alone, suffixes behind a plus. */
static void
show_names(const struct cite_item *it, struct buf *b)
{
	size_t i;

	for (i = 0; i < it->names[CITE_AUTHOR]; i++) {
		const struct cite_name *n = &it->name[CITE_AUTHOR][i];

		if (i > 0)
			buf_add_str(b, "; ");
		if (n->literal.len > 0) {
			buf_add_span(b, n->literal);
			continue;
		}
		buf_add_span(b, n->family);
		buf_add_char(b, '|');
		buf_add_span(b, n->given);
		if (n->suffix.len > 0) {
			buf_add_char(b, '+');
			buf_add_span(b, n->suffix);
		}
	}
}

static void
names(void)
{
	static const char *const t[][2] = {
		{ "Bergk, V., Haefeli, W. E. & Martin, M.",
		    "Bergk|V.; Haefeli|W. E.; Martin|M." },
		{ "Wang, E. Y., D. Trivich, and R. Komp",
		    "Wang|E. Y.; Trivich|D.; Komp|R." },
		{ "STIEG M F, FAN X", "STIEG|M F; FAN|X" },
		{ "Helen Marsh and Odile Lefèvre",
		    "Marsh|Helen; Lefèvre|Odile" },
		{ "Hinkelman, Elizabeth", "Hinkelman|Elizabeth" },
		{ "Joseph S. Nye, Jr.", "Nye|Joseph S.+Jr." },
		{ "Ludwig van Beethoven", "van Beethoven|Ludwig" },
		{ "Heitmeyer, W./Collmann, B.", "Heitmeyer|W.; Collmann|B." },
		{ "Lindqvist O, et al.", "Lindqvist|O" },
		{ "Institute for Coastal Traffic",
		    "Institute for Coastal Traffic" },
		{ "OECD", "OECD" }, { "Anon", "" }, { "周宏仁", "周|宏仁" },
		{ "欧阳明、王超", "欧阳|明; 王|超" },
		{ "刘权;王超 等", "刘|权; 王|超" },
		{ "南屿市统计局", "南屿市统计局" }, { "新华社", "新华社" },
		{ "威廉·弗洛伊德", "威廉·弗洛伊德" },
		{ "[美] 约翰·罗尔斯", "[美] 约翰·罗尔斯" },
		{ "应松年、马怀德主编", "应|松年; 马|怀德" }, { "佚名", "" },
		{ ",;&", "" }
	};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct cite_item it = { 0 };
		struct buf b = { 0 };

		cite_names(span_of(t[i][0]), arena, tmp, &it, CITE_AUTHOR);
		show_names(&it, &b);
		ok(same(buf_span(&b), t[i][1]), "names %s: %.*s", t[i][0],
		    (int)b.len, b.p == NULL ? "" : b.p);
		buf_fini(&b);
	}
}

/* ---- notes ------------------------------------------------------------ */

static void
notes(void)
{
	static const struct {
		const char *note;
		const char *piece[4]; /* signal|text */
	} t[] = {
		{ "周明：《河流与贸易》，《水利学报》2018年第3期，第21—29页。",
		    { "|周明：《河流与贸易》，《水利学报》2018年第3期，第21—29页。" } },
		{ "参见王晓岚：《旧粮库》，《南屿日报》2013年9月12日，第8版。",
		    { "参见|王晓岚：《旧粮库》，《南屿日报》2013年9月12日，第8版。" } },
		{ "See also Helen Marsh, “Ports”, Journal of Coastal Logistics, "
		  "Vol. 12, 2016, pp. 211-230; Odile Lefèvre, Les Greniers du "
		  "port, Paris: Seuil, 2011, p. 9.",
		    { "See also|Helen Marsh, “Ports”, Journal of Coastal Logistics, "
		      "Vol. 12, 2016, pp. 211-230",
		        "|Odile Lefèvre, Les Greniers du "
		        "port, Paris: Seuil, 2011, p. 9." } },
		{ "同上，第57页。", { "|同上，第57页。" } },
		{ "Ibid., p. 12.", { "|Ibid., p. 12." } },
		{ "本文系南屿社科基金项目“河口研究”(19ABC083)的阶段成果。",
		    { NULL } },
		{ "The rules that were made in that year are of no interest here.",
		    { NULL } },
		{ "林若溪：《谁在写规则》，http://www.example.com.cn/n.html。"
		  "（上网时间：2019年1月20日）",
		    { "|林若溪：《谁在写规则》，http://www.example.com.cn/n.html。"
		      "（上网时间：2019年1月20日）" } }
	};
	size_t i, k;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct quire_span s = span_of(t[i].note);
		struct cite_unit u = { 0 };
		struct cite_pieces p = { 0 };
		bool good = true;

		u.end = s.len;
		cite_cut_unit(s, &u, arena, tmp, &p);
		for (k = 0; k < p.n && k < 4 && t[i].piece[k] != NULL; k++) {
			struct buf b = { 0 };

			buf_add_span(&b, p.piece[k].signal);
			buf_add_char(&b, '|');
			buf_add_span(&b,
			    span_sub(s, p.piece[k].start, p.piece[k].end));
			good = good && same(buf_span(&b), t[i].piece[k]);
			buf_fini(&b);
		}
		ok(good && k == p.n && (k == 4 || t[i].piece[k] == NULL),
		    "note %zu: %zu pieces", i, p.n);
	}
}

static void
backs(void)
{
	static const struct {
		const char *text;
		bool previous;
		int number; /* -1: none */
		const char *name, *locator;
	} t[] = { { "同上，第57页。", true, -1, "", "57" },
		{ "同前註，頁331。", true, -1, "", "331" },
		{ "同2: 326-329.", false, 2, "", "326-329" },
		{ "曹凌，见前注〔2〕，第326-329页。", false, 2, "曹凌",
		    "326-329" },
		{ "Ibid., pp. 3–5", true, -1, "", "3-5" },
		{ "Marsh, supra note 3, at 12.", false, 3, "Marsh", "12" },
		{ "Marsh, op. cit., p. 40.", false, -1, "Marsh", "40" },
		{ "Id. at 7", true, -1, "", "7" } };
	static const char *const not [] = { "同时，第57页。", "Ideas, 2019",
		"previous work" };
	struct cite_back b;
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++)
		ok(cite_back_at(span_of(t[i].text), arena, &b) &&
		        b.previous == t[i].previous &&
		        b.numbered == (t[i].number >= 0) &&
		        (!b.numbered || b.number == (uint32_t)t[i].number) &&
		        same(b.locator, t[i].locator) &&
		        (b.previous || span_starts(b.name, t[i].name)),
		    "back %s", t[i].text);
	for (i = 0; i < sizeof not / sizeof *not ; i++)
		ok(!cite_back_at(span_of(not [i]), arena, &b),
		    "no back-reference: %s", not [i]);
}

/* ---- addresses -------------------------------------------------------- */

static void
archives(void)
{
	static const struct {
		const char *url, *original, *time;
	} t[] = {
		{ "https://web.archive.org/web/20221207024112/http://a.example/x",
		    "http://a.example/x", "2022-12-07T02:41:12Z" },
		{ "https://web.archive.org/web/20221207024112id_/http://a.example/",
		    "http://a.example/", "2022-12-07T02:41:12Z" },
		{ "https://web.archive.org/web/https://a.example/x",
		    "https://a.example/x", "" },
		{ "https://archive.ph/20200101120000/https://a.example/x",
		    "https://a.example/x", "2020-01-01T12:00:00Z" },
		{ "https://perma.cc/AB12-CD34", "https://perma.cc/AB12-CD34",
		    "" },
		{ "https://a.example/web/20221207024112/x", NULL, NULL }
	};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct cite_item it = { 0 };
		bool got = cite_unwrap(span_of(t[i].url), arena, &it);

		ok(got == (t[i].original != NULL) &&
		        (!got ||
		            (same(it.field[CITE_URL], t[i].original) &&
		                same(it.archived, t[i].time) &&
		                same(it.field[CITE_ARCHIVE_LOCATION],
		                    t[i].url))),
		    "archive %s", t[i].url);
	}
}

static void
path_dates(void)
{
	static const char *const t[][2] = {
		{ "https://a.example/2015/10/09/x", "2015-10-09" },
		{ "https://a.example/2015/10/x", "2015-10" },
		{ "https://a.example/n2/20151009/x", "2015-10-09" },
		{ "https://a.example/2015x", "" }, { "https://a.example/", "" }
	};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct cite_date d;
		struct buf b = { 0 };

		cite_path_date(span_of(t[i][0]), &d);
		cite_add_iso(&b, &d);
		ok(same(buf_span(&b), t[i][1]), "path date %s", t[i][0]);
		buf_fini(&b);
	}
}

/* ---- shelf ------------------------------------------------------------ */

static void
keys(void)
{
	static const struct {
		const char *family, *title;
		int year;
		const char *key;
	} t[] = { { "周", "甲", 2019, "zhou2019" },
		{ "周", "乙", 2019, "zhou2019b" },
		{ "欧阳", "丙", 2001, "ouyang2001" },
		{ "Lefèvre", "Les Greniers", 2011, "lefevre2011" },
		{ "", "The Weight of Water", 2009, "weight2009" },
		{ "", "", 0, "anon" }, { "", "", 0, "anonb" },
		{ "Жуков", "Река", 1970, "zukov1970" } };
	struct cite_shelf *s = cite_shelf_new();
	struct cite_name n = { 0 };
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct cite_item it = { 0 };
		struct buf b = { 0 };

		it.type = "book";
		it.field[CITE_TITLE] = span_of(t[i].title);
		n.family = span_of(t[i].family);
		it.name[CITE_AUTHOR] = &n;
		it.names[CITE_AUTHOR] = t[i].family[0] != '\0';
		it.issued.year = t[i].year;
		cite_shelf_key(s, &it, &b);
		ok(same(buf_span(&b), t[i].key), "key %s: %.*s", t[i].key,
		    (int)b.len, b.p);
		ok(cite_shelf_has(s, &it) == (i == 6), "shelf %zu", i);
		buf_fini(&b);
	}
	cite_shelf_free(s);
}

/* ---- mending ---------------------------------------------------------- */

/* "{t|Weight of water}": a text with its fields marked, by a letter each. */
static const char letters[CITE_LABELS + 1] = "-aexTcPliAvspnbg";

static uint8_t
label_of_letter(char c)
{
	const char *p = strchr(letters, c);

	return (uint8_t)(p == NULL ? 0 : p - letters);
}

/* Takes the marks out; the label of each byte goes to at. */
static struct quire_span
unmark(const char *s, uint8_t *at, char *out)
{
	size_t n = 0;
	uint8_t l = 0;

	for (; *s != '\0'; s++) {
		if (*s == '{') {
			l = label_of_letter(s[1]);
			s += 2;
		} else if (*s == '}') {
			l = 0;
		} else {
			at[n] = l;
			out[n++] = *s;
		}
	}
	out[n] = '\0';
	return (struct quire_span){ out, n };
}

/* Runs of labels, each with its words: "a:Marsh T:Water". */
static void
show_labels(struct quire_span text, const struct cite_tokens *x,
    const uint8_t *label, struct buf *b)
{
	size_t i, j;

	for (i = 0; i < x->n; i = j) {
		for (j = i; j < x->n && label[j] == label[i]; j++)
			;
		if (label[i] == LABEL_O)
			continue;
		if (b->len > 0)
			buf_add_char(b, ' ');
		buf_add_char(b, letters[label[i]]);
		buf_add_char(b, ':');
		buf_add_span(b,
		    span_sub(text, x->tok[i].start, x->tok[j - 1].end));
	}
}

/* What a pass makes of a reference's labels. */
static void
mends_to(void (*mend)(const struct cite_tokens *x, uint8_t *label),
    const char *marked, const char *want)
{
	char raw[400];
	uint8_t at[400], label[400];
	struct quire_span s = unmark(marked, at, raw);
	struct cite_tokens x;
	struct buf b = { 0 };

	cite_tokenize(s, arena, &x);
	for (size_t k = 0; k < x.n; k++)
		label[k] = at[x.tok[k].start];
	mend(&x, label);
	show_labels(s, &x, label, &b);
	ok(same(buf_span(&b), want), "mends %s: %.*s", raw, (int)b.len, b.p);
	buf_fini(&b);
}

/* What the whole of a reference tells about its labels. */
static void
mends(void)
{
	static const char *const t[][2] = {
		/* a second title in marks is the container */
		{ "{a|周明}：《{T|河流}》，《{T|港口年鉴}》，{i|2001}。",
		    "a:周明 T:河流 c:港口年鉴 i:2001" },
		{ "{a|Marsh, H.} {T|Water}. In: {T|Ports of Asia}. {i|2001}",
		    "a:Marsh, H. T:Water c:Ports of Asia i:2001" },
		{ "{a|周明}：《{T|河流}》，《{c|港口年鉴}》，《{T|水}》",
		    "a:周明 T:河流 c:港口年鉴 T:水" },
		/* behind the place and a colon it is the publisher */
		{ "{a|Marsh, H.} {T|Water}. {l|Ardmore}: {T|Reed and Sons}",
		    "a:Marsh, H. T:Water l:Ardmore P:Reed and Sons" },
		{ "{T|Water}. {l|Ardmore}: {T|Reed}, {P|Hull Press}",
		    "T:Water l:Ardmore T:Reed P:Hull Press" },
		/* a book whose container is its title; a journal's is not */
		{ "{a|Marsh, H.}, {c|Ports and rivers}, {l|Hull} {i|1996}",
		    "a:Marsh, H. T:Ports and rivers l:Hull i:1996" },
		{ "{a|Marsh, H.}, {c|Port Quay}, {v|12}, {i|1996}",
		    "a:Marsh, H. c:Port Quay v:12 i:1996" },
		{ "{a|Marsh, H.}, {c|J. Port. Sci.} {i|1996}",
		    "a:Marsh, H. c:J. Port. Sci. i:1996" },
		/* words before the container that nobody claimed */
		{ "{a|Marsh, H.} Ferries. In {c|Ports of Asia}, {i|1996}",
		    "a:Marsh, H. T:Ferries c:Ports of Asia i:1996" },
		/* a title taken for a given name */
		{ "{a|Cortes, Julio. Marina}. {l|Hull}: {P|Reed}, {i|1963}.",
		    "a:Cortes, Julio T:Marina l:Hull P:Reed i:1963" },
		{ "{a|Marsh, H. A. and Reed, J. B.} {i|1996}",
		    "a:Marsh, H. A. and Reed, J. B. i:1996" },
		/* names before (Hg.) are editors, whatever they were */
		{ "{T|Wasser}, in: {c|Berg, Karl/Tal, Eva} (Hg.), {c|Hafen}",
		    "T:Wasser e:Berg, Karl/Tal, Eva c:Hafen" },
		{ "{T|Water}. in {a|B. Hill & A. Dale} (eds), {c|Ports}",
		    "T:Water e:B. Hill & A. Dale c:Ports" },
		{ "{T|Water}. in {c|Ports of the whole wide world} (ed.)",
		    "T:Water c:Ports of the whole wide world" },
		/* the S of Seite */
		{ "{T|Hafen}, {l|Hull S}. {p|33-48}",
		    "T:Hafen l:Hull p:33-48" },
		{ "{T|Hafen}, {c|U.S.} {p|33}", "T:Hafen c:U.S. p:33" },
		{ "{a|周明, 无日期}. {T|河流}", "a:周明, T:河流" },
		/* what p. says */
		{ "{T|Annual Report}, {i|2018}, p. {v|7}.",
		    "T:Annual Report i:2018 p:7" },
		{ "{T|Report}, {i|2018}, pp. {v|7}-{s|9}, {v|3}",
		    "T:Report i:2018 p:7-9 v:3" },
		{ "{T|The p. 7 of}, {p|9}", "T:The p. 7 of p:9" },
		{ "{T|The p. 7 of}", "T:The p. 7 of" },
		{ "{a|Hill, P.} 7", "a:Hill, P." },
		/* Winter 2016/17; not a day's parts */
		{ "{c|Ports}, {i|Winter 2016/}17, {p|4}",
		    "c:Ports i:Winter 2016/17 p:4" },
		{ "{c|Ports}, {i|2016}/17/12", "c:Ports i:2016" },
		{ "{c|Ports} {i|2016}/3", "c:Ports i:2016" },
		/* the place in a bracket */
		{ "{a|A. Hill}, {T|Water (Leeds}: {P|Mill}, {i|2012})",
		    "a:A. Hill T:Water l:Leeds P:Mill i:2012" },
		{ "{T|Water (and ice): a life}: {P|Mill}",
		    "T:Water (and ice): a life P:Mill" },
		/* a newspaper is no person */
		{ "{a|Harbour Gazette}, {i|14 March 2014}",
		    "c:Harbour Gazette i:14 March 2014" },
		{ "{a|Harbour Gazette}, {T|Ferries}, {i|2014}",
		    "a:Harbour Gazette T:Ferries i:2014" },
		{ "{a|Anna Times}, {i|2014}, {T|Ports}, {c|Quay}",
		    "a:Anna Times i:2014 T:Ports c:Quay" },
		/* the date of the access */
		{ "《{T|河流}》(上网{c|时间}:{i|2019年11月5日})。",
		    "T:河流 A:2019年11月5日" },
		{ "《{T|河流}》，访问日期：2019-11-5.", "T:河流 A:2019-11-5" },
		{ "《{T|上网时间2001}》，{i|2002年}",
		    "T:上网时间2001 i:2002年" },
		/* op. cit. is no name, what supra counts is no volume */
		{ "{a|Marsh, op. cit}., p. {p|3}", "a:Marsh, p:3" },
		{ "{a|Lefèvre}, {T|art. cit}., p. {p|3}", "a:Lefèvre p:3" },
		{ "{a|Rossi}, {c|loc. cit}., p. {p|9}", "a:Rossi p:9" },
		{ "{a|Marsh}, {T|supra note} {v|4}, at {v|5}", "a:Marsh p:5" },
		{ "{T|Supra and note}, {v|4}", "T:Supra and note v:4" },
		/* the body of a state up to its comma */
		{ "{a|U.S}. {T|Department of Ports}, {a|Census of Quays}, {i|2010}",
		    "a:U.S. Department of Ports T:Census of Quays i:2010" },
		{ "{a|U.K}. {c|Ministry of Ports}. {T|Tides}. {l|Hull}, {i|2010}",
		    "a:U.K. Ministry of Ports T:Tides l:Hull i:2010" },
		{ "{a|U. S}. {T|Marsh at the quay}, {c|Port}, {i|2010}",
		    "a:U. S T:Marsh at the quay c:Port i:2010" },
		/* nothing but the publisher, or a place, before the year */
		{ "{a|Soto, P.}, {T|La marea}, Alianza, {i|2003}",
		    "a:Soto, P. T:La marea P:Alianza i:2003" },
		{ "{a|Tal, E.}, {T|Die Flut}, Hafen Verlag, {i|1999}",
		    "a:Tal, E. T:Die Flut P:Hafen Verlag i:1999" },
		{ "{a|Morel, J.}, {T|La houle}, Paris, {i|1999}",
		    "a:Morel, J. T:La houle l:Paris i:1999" },
		{ "{a|Marsh, H.}, {T|Tides}, March, {i|2003}",
		    "a:Marsh, H. T:Tides i:March, 2003" },
		/* the volume before the year in a bracket */
		{ "{T|Flut}, {c|Hafenkunde} {p|210} ({i|1970}), S. {p|12}",
		    "T:Flut c:Hafenkunde v:210 i:1970 p:12" },
		{ "{T|Houle}, {c|Revue des ports} {p|21} ({i|1970}), p. {p|12}",
		    "T:Houle c:Revue des ports v:21 i:1970 p:12" },
		{ "{T|Flut}, {c|Hafenkunde} {p|210} ({i|1970}) {v|3} und",
		    "T:Flut c:Hafenkunde p:210 i:1970 v:3" },
		/* place and publisher behind a title's full stop */
		{ "{a|Marsh, H.} ({i|1987}). {T|Locks. Hull: Quay & Mole}. pp. {p|3}",
		    "a:Marsh, H. i:1987 T:Locks l:Hull P:Quay & Mole p:3" },
		{ "{a|Tal, E.}: {T|Flut und Ebbe. Bad Lindau: Hafenverlag}, {i|1990}",
		    "a:Tal, E. T:Flut und Ebbe l:Bad Lindau P:Hafenverlag "
		    "i:1990" },
		{ "{c|J. Port. A: Math. Theor}. {v|42}, {p|7} ({i|2009})",
		    "c:J. Port. A: Math. Theor v:42 p:7 i:2009" },
		{ "{T|Locks of the north. A life: the first years}, {i|1990}",
		    "T:Locks of the north. A life: the first years i:1990" },
		/* a place before the publisher */
		{ "{T|Les marées, Paris}, {P|Éditions du Quai}, {i|1978}",
		    "T:Les marées l:Paris P:Éditions du Quai i:1978" },
		{ "{T|Boats, Quays}, {P|Hull}, {i|1978}",
		    "T:Boats, Quays P:Hull i:1978" },
		/* the publisher behind a container's full stop */
		{ "{T|Ebbe}. In: {c|Am Kai. Eigene Verlag}, {l|Lindau} {i|1993}",
		    "T:Ebbe c:Am Kai P:Eigene Verlag l:Lindau i:1993" },
		{ "{T|Ebbe}. In: {c|Am Kai. Rückblick}, {l|Lindau} {i|1993}",
		    "T:Ebbe c:Am Kai. Rückblick l:Lindau i:1993" },
		/* a volume and an issue are those of a journal */
		{ "{a|Soto, A.} {T|Mareas altas. Revista de Puertos, Recife}, v. {v|1}, n. {s|2}",
		    "a:Soto, A. T:Mareas altas c:Revista de Puertos l:Recife v:1 s:2" },
		{ "{T|Mareas. Segunda parte}, v. {v|1}",
		    "T:Mareas. Segunda parte v:1" },
		/* the book behind its editors, where "in" says so */
		{ "‘{T|Kerbs}’, in {e|Oakes, T.} (ed.) {T|The Streets}. {l|Hull}",
		    "T:Kerbs e:Oakes, T. c:The Streets l:Hull" },
		{ "{T|La houle}, dans {e|A. Morel} (dir.), {T|Le quai}, {i|1990}",
		    "T:La houle e:A. Morel c:Le quai i:1990" },
		{ "{T|Essays}, {e|M. Hall} (ed.), {T|Two and} ({l|Hull})",
		    "T:Essays e:M. Hall T:Two and l:Hull" },
		/* who stands before the colon, where "In:" follows */
		{ "{T|Maria Tal: Am Kai}. In: {c|Hafenkunde}, {i|2006}",
		    "a:Maria Tal T:Am Kai c:Hafenkunde i:2006" },
		{ "{T|Maria Tal: Am Kai}, {i|2006}",
		    "T:Maria Tal: Am Kai i:2006" },
		/* the page cited, behind the imprint or a title in capitals */
		{ "{T|Quays} ({l|Hull}: {P|Reed}, {i|2016}), {v|12}, http://a.example",
		    "T:Quays l:Hull P:Reed i:2016 p:12" },
		{ "{a|H. MARSH}, {T|TIDES AND LAW 141} ({i|1999}).",
		    "a:H. MARSH T:TIDES AND LAW p:141 i:1999" },
		{ "{a|H. Marsh}, {T|Apollo 13} ({i|1999}).",
		    "a:H. Marsh T:Apollo 13 i:1999" },
		{ "{T|마을}”. {c|부산: 바다출판}. {i|2010}",
		    "T:마을 c:부산: 바다출판 i:2010" },
		{ "“{T|The Quay}”. {c|Lindau: Mercer}. {i|2010}",
		    "T:The Quay l:Lindau P:Mercer i:2010" },
		{ "{T|Порты}. — С. {v|31}.", "T:Порты p:31" },
		{ "{a|H. MARSH}, {T|QUAYS} {v|77} (2d ed. {i|2001}).",
		    "a:H. MARSH T:QUAYS p:77 i:2001" },
		/* a day before its month, and one in figures */
		{ "{c|Hafenbote}, {v|3}. {i|April 2002}, S. {p|14}",
		    "c:Hafenbote i:3. April 2002 p:14" },
		{ "{c|Port Days}, 24-{p|26} {i|March 2009}",
		    "c:Port Days p:26 i:March 2009" },
		{ "{T|Hafengesetz vom 1.9}.{i|2017}",
		    "T:Hafengesetz i:1.9.2017" },
		/* editions and issues are no volumes */
		{ "{T|Flut}. {v|2}., erweiterte Auflage. {l|Hull}, {i|1990}",
		    "T:Flut n:2 l:Hull i:1990" },
		{ "{T|Příliv}. {v|2}. vyd. {l|Praha}, {i|1990}",
		    "T:Příliv n:2 l:Praha i:1990" },
		{ "〈{T|水門}〉，《{T|港評}》，第{v|187}期",
		    "T:水門 c:港評 s:187" },
		/* what stands between a quotation and the date */
		{ "{a|F. Morel}, « {T|La houle} », RTD civ. {i|2009}, p. {p|4}",
		    "a:F. Morel T:La houle c:RTD civ. i:2009 p:4" },
		/* decisions, reviews of law, statutes */
		{ "{a|BGH, Urt. v}. {T|12.5.2010 – I ZR 12/08, NJW} 2010, {i|2061}",
		    "P:BGH i:12.5.2010 b:I ZR 12/08 c:NJW p:2061" },
		{ "{a|CE, 3 juill}. {i|2013}, n° 348099, {T|Sté du Port}",
		    "P:CE i:3 juill. 2013 b:348099" },
		{ "{a|Marsh v Lund} [{i|2006}] {c|UKHL} {v|41}",
		    "T:Marsh v Lund i:2006 c:UKHL b:41" },
		{ "{a|Marsh v Lund} [{i|2007}] {v|1} AC {v|312}",
		    "T:Marsh v Lund i:2007 v:1 c:AC p:312" },
		{ "{a|Lind, GRUR} {i|2014}, {v|755}, {p|759}",
		    "a:Lind c:GRUR i:2014 p:755" },
		{ "{c|JHEP} {v|1703}, {p|113} ({i|2017})",
		    "c:JHEP v:1703 p:113 i:2017" },
		{ "{T|Hafengesetz vom 21. Juli 2014 (BGBl. I S. 1066)}",
		    "T:Hafengesetz i:21. Juli 2014 c:BGBl. I p:1066" },
		{ "{T|Harbour Act} {i|2012}, s {v|14}({s|2})",
		    "T:Harbour Act i:2012 p:14" },
		/* standards and patents */
		{ "{a|ISO 9000-1}:{i|2005}, {T|Quays} — Part 1: Terms",
		    "b:ISO 9000-1:2005 T:Quays — Part 1: Terms" },
		{ "{a|ГОСТ 25100–2011. Причалы}. – Введ. {i|2013–01–01}. – {l|М}.",
		    "b:ГОСТ 25100–2011 T:Причалы l:М" },
		{ "{a|Board}. {T|Site timber (BS 8000-5:2009)}.",
		    "a:Board T:Site timber b:BS 8000-5:2009" },
		{ "{T|Lock gate}. {c|U.S. Patent} {v|4},123,456, {i|1978}",
		    "T:Lock gate b:4,123,456 i:1978" },
		/* the brackets of Japanese */
		{ "{a|小田切薫}「{T|石橋}」『{T|土木史}』第{v|3}巻、{i|1998}年",
		    "a:小田切薫 T:石橋 c:土木史 v:3 i:1998" },
		{ "{a|小田切薫『}{T|石橋の歴史』港文社}、{i|1974}年",
		    "a:小田切薫 T:石橋の歴史 P:港文社 i:1974" },
		{ "「{T|水}」、{c|有沢直人 編『港湾集』}{P|潮書房}、{i|2005}年",
		    "T:水 e:有沢直人 c:港湾集 P:潮書房 i:2005" },
		/* 参照, 閲覧, [cit.] */
		{ "“{T|Příliv}” [online] [cit. {i|2016-04-12}]",
		    "T:Příliv A:2016-04-12" },
		{ "「{T|水門}」{i|2019年7月3日}閲覧。",
		    "T:水門 A:2019年7月3日" },
	};
	static const char *const form[][2] = {
		/* the kind of a work is no title */
		{ "{T|Реки и города: дис}. ... {T|канд}",
		    "T:Реки и города T:канд" },
		{ "{T|Реки: автореф}. {l|М}.", "T:Реки l:М" },
		{ "{T|Ströme: Diss}. {l|Hull}", "T:Ströme l:Hull" },
		{ "{T|Реки: дис и дом}. {l|М}.", "T:Реки: дис и дом l:М" },
		/* GOST: a slash before who made it, once more */
		{ "{a|Линд, О. П. Причалы / О. П. Линд, А. Р. Марш} // {c|Порт}",
		    "a:Линд, О. П. T:Причалы c:Порт" },
		{ "{a|Линд О. П. Причалы Лады} // {c|Порт}",
		    "a:Линд О. П. T:Причалы Лады c:Порт" },
		{ "{T|Порты / сост. О. П. Линд. — Лада: Изд-во порта}, {i|1991}",
		    "T:Порты e:О. П. Линд l:Лада P:Изд-во порта i:1991" },
		{ "{c|Порт}. – 2007. – Т. {v|4}", "c:Порт i:2007 v:4" },
		{ "{a|Линд О. П.} {T|Мосты. — Лада: Волна}, {i|1984}",
		    "a:Линд О. П. T:Мосты l:Лада P:Волна i:1984" },
		{ "{T|Health Guide. - Part A}, {i|2015}",
		    "T:Health Guide. - Part A i:2015" },
		{ "{T|항구}. {c|동해대학교 박사학위논문}.",
		    "T:항구 P:동해대학교 g:박사학위논문" },
		{ "{a|Noni E}. {T|Marsh}. url: http: //a.example/b",
		    "a:Noni E T:Marsh" },
		/* reviews of law */
		{ "{a|Ada Lund, Tides and} {T|Law}, {v|41} {c|Quay L.J.} {p|302} ({i|2012})",
		    "a:Ada Lund, Tides and T:Law v:41 c:Quay L.J. p:302 i:2012" },
		{ "{a|Ada Lund, Tides and Law}, {v|41} {c|Quay L.J.} {p|302} ({i|2012})",
		    "a:Ada Lund T:Tides and Law v:41 c:Quay L.J. p:302 i:2012" },
		{ "{a|Quay Co}. v. {c|Ames}, {v|77} F.3d {p|1204}, {p|1211} ({i|1997})",
		    "T:Quay Co. v. Ames v:77 c:F.3d p:1204 i:1997" },
		{ "{a|A. Lund}, '{T|Tides}' ({i|2009}) {p|72} {c|QLR} {p|190}, {p|201}",
		    "a:A. Lund T:Tides i:2009 v:72 c:QLR p:190" },
	};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++)
		mends_to(cite_mend, t[i][0], t[i][1]);
	for (i = 0; i < sizeof form / sizeof *form; i++)
		mends_to(cite_mend_form, form[i][0], form[i][1]);
}

/* ---- packed items ----------------------------------------------------- */

static bool
same_name(const struct cite_name *a, const struct cite_name *b)
{
	return span_eq(a->family, b->family) && span_eq(a->given, b->given) &&
	    span_eq(a->suffix, b->suffix) && span_eq(a->literal, b->literal);
}

static bool
same_date(const struct cite_date *a, const struct cite_date *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day &&
	    a->season == b->season && a->end_year == b->end_year &&
	    a->end_month == b->end_month && a->end_day == b->end_day &&
	    span_eq(a->literal, b->literal);
}

static bool
same_item(const struct cite_item *a, const struct cite_item *b)
{
	bool yes = a->type == b->type && span_eq(a->archived, b->archived) &&
	    same_date(&a->issued, &b->issued) &&
	    same_date(&a->accessed, &b->accessed);

	for (size_t f = 0; f < CITE_FIELDS; f++)
		yes = yes && span_eq(a->field[f], b->field[f]);
	for (size_t r = 0; r < CITE_ROLES; r++) {
		yes = yes && a->names[r] == b->names[r];
		for (size_t i = 0; yes && i < a->names[r]; i++)
			yes = same_name(&a->name[r][i], &b->name[r][i]);
	}
	return yes;
}

/* What is packed comes out again, however much or little it is. */
static void
packed(void)
{
	static char text[20000];
	struct cite_name name[40] = { 0 };
	unsigned random = 7;

	memset(text, 'x', sizeof text);
	for (unsigned n = 0; n < 200; n++) {
		struct cite_item it = { 0 }, back;
		struct quire_span first = { NULL, 0 };
		const unsigned char *p;

		for (size_t f = 0; f < CITE_FIELDS; f++)
			if ((random = random * 1664525u + 1013904223u) >> 30)
				it.field[f] = (struct quire_span){ text,
					(random >> 8) %
					    (n < 190 ? 300 : 20000) };
		it.type = n % 2 ? "book" : NULL;
		for (size_t i = 0; i < n % 40; i++) {
			name[i].family = span_sub(span_of("Adler"), 0, i % 6);
			name[i].given = span_sub(span_of("Bo"), 0, i % 3);
			name[i].suffix = span_sub(span_of("Jr"), i % 3, 2);
			name[i].literal = span_sub(span_of("Rat"), 0, i / 9);
		}
		it.name[n % CITE_ROLES] = name;
		it.names[n % CITE_ROLES] = n % 40;
		it.issued.year = (int)(n * 11);
		it.issued.end_day = n % 5 == 1 ? 31 : 0;
		it.issued.literal = span_sub(span_of("n.d."), 0, n % 4);
		it.accessed.month = (int)n % 13;
		it.archived = span_sub(span_of("2001-02-03"), n % 11, 10);
		p = cite_pack(&it, arena);
		cite_unpack(p, tmp, &back);
		ok(same_item(&it, &back), "item %u is packed and unpacked", n);
		if (n % CITE_ROLES == CITE_AUTHOR && n % 40 > 0)
			first = name[0].literal.len > 0 ? name[0].literal
			                                : name[0].family;
		ok(span_eq(cite_packed_author(p), first), "first author %u", n);
		arena_reset(tmp);
	}
}

/* ---- layers ----------------------------------------------------------- */

/* References, links and narrative citations come in the order of the text. */
static void
layers(void)
{
	static const char text[] =
	    "Old[1] and [a mill](http://a.example/2015/03/04/mill).\n"
	    "On November 4, The Harbour Times carried an article.\n\n"
	    "[1] Marsh, H. The weight of water. Journal of Ports 12 (2009), "
	    "pp. 3-9.\n[2] Ibid., p. 7.\n\n"
	    "See [the boats](http://b.example/people/x) again[2]. On May 3, "
	    "The Ferry Post published a report.\n";
	static const enum cite_kind kind[] = { CITE_LINK, CITE_INLINE,
		CITE_NOTE_REF, CITE_IBID, CITE_LINK, CITE_INLINE };
	struct cite_opts o = { .links = true, .inlines = true };
	struct citer *c = citer_new(&o, NULL);
	struct citations v;
	struct cite_item it;

	cite_document(c, span_of(text), arena, &v);
	ok(v.n == 6, "six citations of all layers: %zu", v.n);
	for (size_t i = 0; i < v.n && i < 6; i++)
		ok(v.item[i].kind == kind[i], "citation %zu is of kind %d", i,
		    v.item[i].kind);
	ok(v.n == 6 && v.item[3].refers_to == 2, "ibid. means the note");
	ok(v.n == 6 && v.item[0].level == CITE_BIBLIOGRAPHIC &&
	        v.item[4].level == CITE_ENTITY_PAGE,
	    "levels of links");
	if (v.n == 6) {
		cite_open(&v.item[0], span_of(text), arena, &it);
		ok(same(it.field[CITE_TITLE], "a mill") &&
		        it.issued.year == 2015,
		    "the item of a link is read again");
		cite_open(&v.item[3], span_of(text), arena, &it);
		ok(it.names[CITE_AUTHOR] == 1 && same(v.item[3].locator, "7"),
		    "ibid. has the item of the note, the page of its own");
	}
	citer_free(c);
}

/* ---- the document's own record ---------------------------------------- */

#define BODY \
	"\nThe boats that had left before dawn were back by noon, and the men " \
	"who ran them said that nothing had changed on the river.\n"
#define HAN \
	"\n船在天亮以前离港，中午才回来，船上的人说河上没有任何变化，" \
	"他们第二天早上还要照常出发，直到秋天的季节结束为止。\n"

/* Title | first author | date | container. */
static void
selves(void)
{
	static const char *const t[][2] = {
		{ "Harbours after the flood\nJun Mai\n" BODY,
		    "Harbours after the flood|Mai||" },
		{ "World\nMarch 4, 2016 / 3:04 PM / 2 years ago\nTwo towns "
		  "settle their harbour dispute\nJane Doe, John Q. Public\n"
		  "4 Min Read\n" BODY,
		    "Two towns settle their harbour dispute|Doe|2016-03-04|" },
		{ "Two towns settle their dispute\nBy Jane Doe Friday, March 4, "
		  "2016, 9:17 AM\n" BODY,
		    "Two towns settle their dispute|Doe|2016-03-04|" },
		{ "Drucken Teilen\nHafenstreit: Zwei Orte einigen sich endlich\n"
		  "Von Karl Brandt, Lindmoor\n14. März 2019\n" BODY,
		    "Hafenstreit: Zwei Orte einigen sich endlich|Brandt|"
		    "2019-03-14|" },
		{ "This page is no longer kept up, and links may be out of "
		  "date or lead to nowhere.\nThe Ferry Office\nFact sheet: "
		  "the new timetable of the ferries\nMay 3, 2014\n" BODY,
		    "Fact sheet: the new timetable of the ferries||"
		    "2014-05-03|" },
		{ "Two harbours hold their first talks on tides\nSource: "
		  "Gazette| 2015-12-02 09:12:33|Editor: Li Ming\n"
		  "Video Player\nClose\n" BODY,
		    "Two harbours hold their first talks on tides||2015-12-02|"
		    "Gazette" },
		{ "Centre for Coasts              Working Paper 12\n\n"
		  "         Small Harbours and Large Powers\n\n"
		  "         J. R. Okafor and Helen Marsh\n\n1. Introduction\n"
		  "\nThe rules of the coast were written in a time of few\n"
		  "ships. Since then much has changed.\n",
		    "Small Harbours and Large Powers|Okafor||" },
		{ "首页\u00a0>\u00a0新闻\u00a0>\u00a02011\n河口小镇的仓储变迁与"
		  "港口秩序\n" HAN,
		    "河口小镇的仓储变迁与港口秩序||2011|" },
		{ "点击上方蓝字关注我们\n河口小镇的仓储向何处去\n作者：林若溪，"
		  "南屿大学副教授。\n来源：《海河研究》2019年第5期\n一\n" HAN,
		    "河口小镇的仓储向何处去|林|2019|海河研究" },
		{ "市政府就港口问题答记者问\n2019-03-05 10:20 来源：南屿社 打印\n"
		  "南屿社3月5日电（记者 王晓岚）市政府5日表示，港口照常开放。\n" HAN,
		    "市政府就港口问题答记者问|王|2019-03-05|南屿社" },
		{ "## 一、问题的提出\n" HAN, "|||" },
		{ BODY BODY, "|||" },
	};
	struct cite_opts o = { .self = true };
	struct citer *c = citer_new(&o, NULL);
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct citations v;
		struct buf b = { 0 };

		cite_document(c, span_of(t[i][0]), arena, &v);
		buf_add_span(&b, v.self.field[CITE_TITLE]);
		buf_add_char(&b, '|');
		if (v.self.names[CITE_AUTHOR] > 0)
			buf_add_span(&b, v.self.name[CITE_AUTHOR]->family);
		buf_add_char(&b, '|');
		cite_add_iso(&b, &v.self.issued);
		buf_add_char(&b, '|');
		buf_add_span(&b, v.self.field[CITE_CONTAINER]);
		ok(same(buf_span(&b), t[i][1]), "self %zu: %.*s", i, (int)b.len,
		    b.p);
		buf_fini(&b);
	}
	citer_free(c);
}

int
main(void)
{
	arena = arena_new();
	tmp = arena_new();
	marks();
	dates();
	names();
	notes();
	backs();
	archives();
	path_dates();
	keys();
	mends();
	packed();
	layers();
	selves();
	arena_free(arena);
	arena_free(tmp);
	return tap_done();
}
