/* clean: the passes, by tables of small documents. */
#include <stdlib.h>
#include <string.h>

#include "clean/clean.h"
#include "tap.h"
#include "text/text.h"

static struct quire_span
run(const struct clean_opts *o, const char *in, size_t len, struct arena *a)
{
	struct cleaner *c = cleaner_new(o, NULL);
	struct clean_result r;

	clean_document(c, (struct quire_span){ in, len }, false, true, true, 0,
	    a, &r);
	r.text = arena_copy(a, r.text);
	cleaner_free(c);
	return r.text;
}

static void
check(const struct clean_opts *o, const char *name, const char *in, size_t len,
    const char *want)
{
	struct arena *a = arena_new();
	struct quire_span got = run(o, in, len, a);

	if (!ok(span_is(got, want), "%s: %s", name, in))
		printf("# got  <%.*s>\n# want <%s>\n", (int)got.len, got.p,
		    want);
	arena_free(a);
}

static const struct {
	unsigned passes;
	const char *in, *want;
} cases[] = {
	/* mark-up */
	{ CLEAN_MARKUP, "# Head\n", "Head\n" },
	{ CLEAN_MARKUP, "> said\n", "said\n" },
	{ CLEAN_MARKUP, "a *b* **c** _d_ `e` ~~f~~\n", "a b c d e f\n" },
	{ CLEAN_MARKUP, "2 * 3 * 4 and a_b_c\n", "2 * 3 * 4 and a_b_c\n" },
	{ CLEAN_MARKUP, "[t [x]](http://a.b/c(d)) z\n", "t [x] z\n" },
	{ CLEAN_MARKUP, "see [two] (three)\n", "see [two] (three)\n" },
	{ CLEAN_MARKUP, "![alt](x.png)words\n", "words\n" },
	{ CLEAN_MARKUP, "<https://a.b/c>\n", "https://a.b/c\n" },
	{ CLEAN_MARKUP,
	    "at https://web.archive.org/web/2020/https://a.b/c now"
	    "\n",
	    "at https://a.b/c now\n" },
	{ CLEAN_MARKUP, "x<sub>2</sub> <b>y</b> 1 < 2 > 1\n",
	    "x2 y 1 < 2 > 1\n" },
	{ CLEAN_MARKUP, "&amp;amp;lt;b&gt; &eacute; &#233; &bogus; AT&T\n",
	    "é é &bogus; AT&T\n" },
	{ CLEAN_MARKUP, "a\\*b\\_c\n", "a*b_c\n" },
	{ CLEAN_MARKUP,
	    "&copy 2003 caf&eacute, &nbsp&nbspx&amp &lang ?a=1&copy=2 &copyb\n",
	    "© 2003 café, \u00a0\u00a0x& &lang ?a=1&copy=2 &copyb\n" },
	/* ligatures are no letters of Latin-1 that was read as Macintosh's */
	{ CLEAN_ENCODING, "The ﬁrst ﬂat ﬁeld oﬀ the oﬃce ﬂew by.\n",
	    "The ﬁrst ﬂat ﬁeld oﬀ the oﬃce ﬂew by.\n" },
	{ CLEAN_ENCODING, "One\u00a0/\u00a0two \u00a0|\u00a0 three.\u00a0 So\n",
	    "One\u00a0/\u00a0two \u00a0|\u00a0 three.\u00a0 So\n" },
	{ CLEAN_ENCODING, "Das Str‰ﬂchen f¸hrte ¸ber H¸gel und W‰lder.\n",
	    "Das Sträßchen führte über Hügel und Wälder.\n" },
	/* characters */
	{ CLEAN_CHARACTERS,
	    "a\xc2\xa0"
	    "b\xe2\x80\x8b"
	    "c\xef\xbb\xbf\n",
	    "a bc\n" },
	{ CLEAN_CHARACTERS, "\xef\xac\x81n \xef\xac\x84y\n", "fin ffly\n" },
	{ CLEAN_CHARACTERS,
	    "a\r\nb\rc\xe2\x80\xa8"
	    "d\n",
	    "a\nb\nc\nd\n" },
	{ CLEAN_CHARACTERS, "x\001y\177z\tw\n", "xyz\tw\n" },
	{ CLEAN_CHARACTERS, "one , two ;\n", "one, two;\n" },
	{ CLEAN_CHARACTERS, "第 8 页 A 组 한국 8\n", "第8页A组 한국 8\n" },
	{ CLEAN_CHARACTERS, "क्‍ष  می‌رود\n",
	    "क्‍ष  می‌رود\n" },
	/* notes by links between them and their marks */
	{ CLEAN_MARKUP | CLEAN_NOTES,
	    "A secret.[1](#fn1) More[[2]](#_ftn2) text<sup>[3](#fn:3)</sup> "
	    "here, [4](#part4) too.\n\n[1](#fnref1) See A.\n\n2. See B. "
	    "[↩](#_ftnref2)\n\n[3.](#fnref:3) See C.\n",
	    "A secret.[^1] More[^2] text[^3] here, 4 too.\n\n[^1]: See "
	    "A.\n[^2]: See B.\n[^3]: See C.\n" },
	/* hyphens at the ends of lines */
	{ CLEAN_LAYOUT,
	    "The committee looked at what is said to be a well-known long-\n"
	    "term plan for the old bridge and the houses that now stand on\n"
	    "the further bank where the water of the river is usually high-\n"
	    "est in spring. The mayor said with a smile that it was a self-\n"
	    "made man who with his wife and one old friend, who was the co-\n"
	    "founder of the mill, had paid for the whole of it. And the com-\n"
	    "mittee thanked them.\n",
	    "The committee looked at what is said to be a well-known "
	    "long-term plan for the old bridge and the houses that now stand "
	    "on the further bank where the water of the river is usually "
	    "highest in spring. The mayor said with a smile that it was a "
	    "self-made man who with his wife and one old friend, who was the "
	    "co-founder of the mill, had paid for the whole of it. And the "
	    "committee thanked them.\n" },
	/* layout */
	{ CLEAN_LAYOUT,
	    "The first line of this small text is as\nfull as it "
	    "can be and goes on until its\nlast one.\nA second paragraph is as "
	    "full as it can\nbe too, and it also has a very short\nend.\n",
	    "The first line of this small text is as full as it can be and "
	    "goes on until its last one.\n\nA second paragraph is as full as "
	    "it can be too, and it also has a very short end.\n" },
	{ CLEAN_LAYOUT,
	    "Abstract. This paper looks at how small har-\n"
	    "bours became places of experiment between\n"
	    "1890 and 1930. It argues that the co-opera-\n"
	    "tion of engineers and fishermen was decisive,\n"
	    "and that nobody had planned it before the war.\n",
	    "Abstract. This paper looks at how small harbours became places "
	    "of experiment between 1890 and 1930. It argues that the "
	    "co-operation of engineers and fishermen was decisive, and that "
	    "nobody had planned it before the war.\n" },
	{ CLEAN_LAYOUT,
	    "The committee met on the first floor of the old "
	    "town hall and talked about the\n\nbridge, the ferry and the "
	    "price of both.\n",
	    "The committee met on the first floor of the "
	    "old town hall and talked about the bridge, the ferry and the "
	    "price of both.\n" },
	{ CLEAN_LAYOUT,
	    "A title without a stop\n\nThe text begins here and "
	    "goes on.\n",
	    "A title without a stop\n\nThe text begins here "
	    "and goes on.\n" },
	/* notes */
	{ CLEAN_MARKUP | CLEAN_NOTES,
	    "One.<sup>①</sup> Two.②\n\n<sup>①</sup> "
	    "First.\n\n② Second.\n\nThree.<sup>①</sup>\n\n<sup>①</sup> "
	    "Third.\n",
	    "One.[^1] Two.[^2]\n\nThree.[^3]\n\n[^1]: First.\n"
	    "[^2]: Second.\n[^3]: Third.\n" },
	{ CLEAN_MARKUP | CLEAN_NOTES,
	    "Eins.¹ Zwei.¹²\n\n¹ Ebd.\n\n¹² Siehe oben.\n\n² x\n",
	    "Eins.[^1] Zwei.[^2]\n\n[^1]: Ebd.\n[^2]: Siehe oben.\n[^3]: x\n" },
	{ CLEAN_MARKUP | CLEAN_NOTES, "5 m²\n\n³ x\n", "5 m²\n\n³ x\n" },
	{ CLEAN_MARKUP | CLEAN_NOTES, "B.[^b] A.[^a]\n\n[^a]: aa\n[^b]: bb\n",
	    "B.[^1] A.[^2]\n\n[^1]: bb\n[^2]: aa\n" },
	{ CLEAN_MARKUP | CLEAN_NOTES, "x<sup>2</sup> no note\n",
	    "x2 no note\n" },
	{ CLEAN_MARKUP, "10<sup>6</sup> in 1998<sup>12</sup> x\n",
	    "10⁶ in 1998¹² x\n" },
	{ CLEAN_MARKUP | CLEAN_NOTES,
	    "5<sup>3</sup> in 1998<sup>1</sup> x\n\n"
	    "<sup>1</sup> A note.\n",
	    "5³ in 1998[^1] x\n\n[^1]: A note.\n" },
	{ CLEAN_MARKUP | CLEAN_NOTES, "① first item\n\n② second item\n",
	    "① first item\n\n② second item\n" }
};

/* Raw bytes, and the text that was meant. */
static const struct {
	const char *in;
	size_t len;
	const char *want;
} bytes[] = {
#define B(s) s, sizeof s - 1
	{ B("\xef\xbb\xbfhi"), "hi" }, { B("\xff\xfeh\0i\0"), "hi" },
	{ B("\xfe\xff\0h\0i"), "hi" },
	{ B("h\0e\0l\0l\0o\0 \0y\0o\0u\0"), "hello you" },
	{ B("Die Stra\xdf"
	    "e f\xfchrt \xfc"
	    "ber die Br\xfc"
	    "cke."),
	    "Die Straße führt über die Brücke." },
	{ B("\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0?"),
	    "Привет, как дела?" },
	{ B("\xd6\xd0\xb9\xfa\xb5\xc4\xb3\xc7\xca\xd0\xba\xdc\xb4\xf3\xa1\xa3"),
	    "中国的城市很大。" },
	/* mojibake */
	{ B("CafÃ© Ã¼ber"), "Café über" }, { B("itâ€™s"), "it’s" },
	{ B("РџСЂРёРІРµС‚, РјРёСЂ"), "Привет, мир" },
	{ B("Ïðèâåò, êàê ó âàñ äåëà ñåãîäíÿ"),
	    "Привет, как у вас дела сегодня" },
	{ B("gar\303\203\302\247on"), "garçon" },
	/* and what is none */
	{ B("4288×… RETWEET SE VOCÊ…"), "4288×… RETWEET SE VOCÊ…" },
	{ B("naïve façade, Škoda, Ærø"), "naïve façade, Škoda, Ærø" },
	{ B("5×£35, “+” or –"), "5×£35, “+” or –" },
	{ B("the cat (`¬´ ) sat by the door"),
	    "the cat (`¬´ ) sat by the door" },
	{ B("``só amanhã´´ disse a tia, ``já´´"),
	    "``só amanhã´´ disse a tia, ``já´´" },
	{ B("© 2019 The Mill — open — all year"),
	    "© 2019 The Mill — open — all year" }
#undef B
};

static void
check_windows(void)
{
	struct clean_opts o = { .strictness = 0.5 };
	struct cleaner *c = cleaner_new(&o, NULL);
	struct arena *a = arena_new();
	struct clean_result r;
	struct quire_span one = span_of("A.[^1]\n\n[^1]: x\n\n");
	struct quire_span two = span_of("B.[^1]\n\n[^1]: y\n");

	clean_document(c, one, false, true, false, 0, a, &r);
	ok(span_is(r.text, "A.[^1]\n"), "notes wait for the last window");
	clean_document(c, two, false, false, true, 0, a, &r);
	ok(span_is(r.text, "\nB.[^2]\n\n[^1]: x\n[^2]: y\n"),
	    "and their numbers go on");
	arena_free(a);
	cleaner_free(c);
}

static void
check_lines(void)
{
	static const char text[] =
	    "Advertisement\n\nThe river rose by two "
	    "metres in the night, and the lower town was cut off until "
	    "noon.\n\nShare on Facebook\n";
	struct clean_opts o = { .strictness = 0.5 };
	struct cleaner *c = cleaner_new(&o, NULL);
	struct arena *a = arena_new();
	struct clean_result r;

	clean_document(c, span_of(text), true, true, true,
	    CLEAN_WANT_LINES | CLEAN_WANT_STATS, a, &r);
	ok(r.lines == 5, "a verdict for each line");
	ok(!r.line[0].keep && r.line[0].class == CLEAN_ADVERT, "advert");
	ok(r.line[1].class == CLEAN_BLANK, "blank");
	ok(r.line[2].keep && r.line[2].class == CLEAN_BODY, "body");
	ok(!r.line[4].keep && r.line[4].class == CLEAN_SHARE, "share");
	ok(span_is(r.rejects, "Advertisement\nShare on Facebook\n"), "rejects");
	ok(r.stats.lines == 1 && r.stats.words == 18, "stats: %zu, %zu",
	    r.stats.lines, r.stats.words);
	arena_free(a);
	cleaner_free(c);
}

/* Blocks of a page, and what wrong charsets leave in texts and titles. */
static void
check_html(void)
{
	static const struct {
		const char *in, *text, *title, *site;
	} pages[] = { { "<title>T | S</title><meta property="
		        "'og:site_name' content='S'><p>One <b>two</b><br>three"
		        "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
		        "<style>x</style><h2>Head</h2><ul><li>x<li>y</ul>",
		          "One two\n\nthree\n\na\tb\nc\td\n\nHead\n\n"
		          "- x\n\n- y\n",
		          "T", "S" },
		{ "<title>Don&#146;t</title><p>It wasn&#x92;t &#147;so"
		  "&#148; &#150; or &#133; so &#233;\n",
		    "It wasn’t “so” – or … so é\n", "Don’t", "" },
		{ "<title>The cafÃ©</title><p>It wasnâ€™t the cafÃ© on"
		  " the quay.\n<p>L&Atilde;&copy;a &acirc;&euro;&trade; s\n",
		    "It wasn’t the café on the quay.\n\nLéa ’ s\n", "The café",
		    "" },
		{ "<title>Dvořák’s Ärger</title><p>Größe © 2 ×3 ß £5 Ã\n",
		    "Größe © 2 ×3 ß £5 Ã\n", "Dvořák’s Ärger", "" } };
	struct clean_opts o = { .from = CLEAN_HTML,
		.strictness = 0.5,
		.passes = CLEAN_ALL & ~(unsigned)CLEAN_BOILERPLATE };
	struct cleaner *c = cleaner_new(&o, NULL);
	struct arena *a = arena_new();
	struct clean_result r;
	size_t i;

	for (i = 0; i < sizeof pages / sizeof *pages; i++) {
		clean_document(c, span_of(pages[i].in), true, true, true, 0, a,
		    &r);
		ok(span_is(r.text, pages[i].text) &&
		        span_is(r.meta.title, pages[i].title) &&
		        span_is(r.meta.site, pages[i].site),
		    "a page: %s", pages[i].in);
		printf("# %.*s | %.*s\n", (int)r.meta.title.len, r.meta.title.p,
		    (int)r.text.len, r.text.p);
	}
	arena_free(a);
	cleaner_free(c);
}

/*
 * Documents that are certain are judged without the models, unless somebody
 * asks for the verdicts; the text is the same.
 */
static const char *const parts[] = {
	"The committee of the town met on a day in spring and spoke for hours "
	"about the water that the old canal brings to the mills below it.",
	"Nobody had expected that the boats would come back in such numbers "
	"before the new gates were finished, said the keeper of the lock.",
	"Related stories", "Share", "A small heading", "Photo: Reuters",
	"Home | News | Contact", "All rights reserved.", "* A point of a list",
	"Nobody had expected that the boats would come back in such numbers",
	"# A title •",
	"委员会在春天的一个日子里开会，谈了好几个小时的水务问题，"
	"并且决定重新修建下游磨坊旁边的老运河。",
	"- 12 -", "[^1]: A note.", "By Anna Berg", "> quoted words"
};

static void
check_both_ways(void)
{
	struct clean_opts o = { .strictness = 0.5 };
	size_t n = sizeof parts / sizeof *parts, i, bad = 0;
	unsigned round, lines, rare;

	srand(3);
	for (round = 0; round < 400; round++) {
		struct arena *a = arena_new();
		struct buf in = { 0 };
		struct clean_result r;
		struct cleaner *c = cleaner_new(&o, NULL);
		struct quire_span got;

		rare = round % 8;
		for (lines = (unsigned)rand() % 90; lines > 0; lines--) {
			i = (unsigned)rand() % 8 < rare ? (size_t)rand() % n
			                                : (size_t)rand() % 2;
			buf_add_str(&in, parts[i]);
			buf_add_str(&in, rand() % 4 != 0 ? "\n\n" : "\n");
		}
		clean_document(c, buf_span(&in), false, true, true,
		    CLEAN_WANT_LINES, a, &r);
		got = run(&o, in.p, in.len, a);
		bad += !span_eq(got, r.text);
		buf_fini(&in);
		cleaner_free(c);
		arena_free(a);
	}
	ok(bad == 0, "texts do not depend on verdicts (%zu do)", bad);
}

int
main(void)
{
	struct clean_opts o = { .strictness = 0.5, .from = CLEAN_TEXT };
	struct quire_span bad;
	uint32_t set;
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		o.passes = cases[i].passes;
		check(&o, "passes", cases[i].in, strlen(cases[i].in),
		    cases[i].want);
	}
	o.passes = CLEAN_ENCODING;
	for (i = 0; i < sizeof bytes / sizeof *bytes; i++)
		check(&o, "encoding", bytes[i].in, bytes[i].len, bytes[i].want);
	check_windows();
	check_lines();
	check_html();
	ok(clean_class_list(span_of("pullquote"), &set, &bad) &&
	        set == (uint32_t)1 << CLEAN_PULLQUOTE,
	    "classes by name");
	ok(!clean_class_list(span_of("pullquote,x"), &set, &bad) &&
	        span_is(bad, "x"),
	    "no such class");
	check_both_ways();
	return tap_done();
}
