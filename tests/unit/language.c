/*
 * language: how text is cut to words, tags, answers, spans. The sentences
 * are ours.
 */
#include <stdlib.h>
#include <string.h>

#include "language/detect.h"
#include "text/text.h"
#include "tap.h"
#include "models.h"

static struct arena *arena;

/* The words of a text with "|" between them. */
static void
words_of(const char *text, char *out, size_t size)
{
	struct words w = { 0 };
	size_t n = 0;

	words_cut(&w, span_of(text));
	out[0] = '\0';
	for (size_t i = 0; i < w.n; i++)
		n += (size_t)snprintf(out + n, size - n, "%s%.*s",
		    i > 0 ? "|" : "", (int)(w.word[i].end - w.word[i].start),
		    text + w.word[i].start);
	words_fini(&w);
}

static void
test_words(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" },
		{ "  \n ", "" },
		{ "One two.", "One|two" },
		{ "don't l’eau 'quoted'", "don't|l’eau|quoted" },
		{ "x86 mp3s 3rd of n8;", "of" },
		{ "var_name and _x", "and" },
		{ "2015년에 80-х", "년에|х" },
		{ "see https://example.org/a/b?c=d now", "see|now" },
		{ "见https://example.org/路径", "见|路径" },
		{ "(www.example.com)", "" },
		{ "name@mail.example.org wrote", "wrote" },
		{ "read /usr/lib/x.so and ~/notes", "read|and" },
		{ "and/or he/she", "and|or|he|she" },
		{ "the file report.pdf is", "the|file|is" },
		{ "end.The next", "end|The|next" },
		{ "<b>bold</b> text <br/>", "bold|text" },
		{ "a<p class=\"x y\">b", "a|b" },
		{ "1 < 2 and x > y", "and|x|y" },
		{ "fish &amp; chips&nbsp;now", "fish|chips|now" },
		{ "AT&T;x", "AT|x" },
		{ "漢字かなカナ", "漢字|かなカナ" },
		{ "用Python写", "用|Python|写" },
		{ "na\xc3\xafve re\xcc\x81sume\xcc\x81",
		    "na\xc3\xafve|re\xcc\x81sume\xcc\x81" },
	};
	char got[400];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		words_of(cases[i].text, got, sizeof got);
		if (!ok(strcmp(got, cases[i].want) == 0, "words of '%s'",
		        cases[i].text))
			printf("# got '%s'\n", got);
	}
}

/* Features of a word are those of its small letters, whatever the case. */
static void
test_features(void)
{
	struct words a = { 0 }, b = { 0 };

	words_cut(&a, span_of("ÉCOLE"));
	words_cut(&b, span_of("École"));
	words_features(&a, 0, 1);
	words_features(&b, 0, 1);
	ok(a.features == b.features &&
	        memcmp(a.feature, b.feature, a.features * sizeof *a.feature) ==
	            0,
	    "case is folded");
	/* edges and five letters: 6 + 5 + 4 + 3 runs of 2 to 5, the word */
	a.features = 0;
	words_features(&a, 0, 2);
	ok(a.features == 6 + 5 + 4 + 3 + 1, "runs of two to five letters");
	words_fini(&a);
	words_fini(&b);
}

/*
 * The first look counts letters as words_cut does, wherever the text lies in
 * the blocks that are read at once.
 */
static void
test_first(void)
{
	static const char *const texts[] = {
		"The boats came home, 12 of them; all was quiet.",
		"Der Hafen war still: «endlich», sagte sie.",
		"В порту было тихо (и темно), 7 лодок вернулись.",
		"最后的渔船回来的时候，港口很安静。",
		"Δεν ήταν κανείς εκεί — μόνο η βάρκα!",
	};
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL);
	struct first_text x = { 0 };
	struct words w = { 0 };
	uint16_t row[FIRST_ROWS + FIRST_SPARE];
	size_t n = 0;
	bool same = true, odd = false;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		for (int pad = 0; pad < 18; pad++) {
			char text[200];
			size_t letters = 0;

			snprintf(text, sizeof text, "%*s%s", pad, "", texts[i]);
			words_cut(&w, span_of(text));
			first_read(&d->sure.table, &x, span_of(text));
			for (unsigned s = 0; s < FIRST_SCRIPTS; s++)
				letters += x.letters[s];
			same = same && letters == w.letters &&
			    x.other == w.other && x.signs == w.code;
			odd |= x.odd;
			n += first_rows(&x, 10, 0, FIRST_LOOKED, row);
		}
	ok(same && !odd && n > 0, "the first look counts as words_cut");
	first_read(&d->sure.table, &x, span_of("a <b>bold</b> word"));
	ok(x.odd, "mark-up is odd");
	first_read(&d->sure.table, &x,
	    span_of("see https://example.org/a1 and b2c x.y or me@home now"));
	ok(!x.odd && x.letters[d->sure.table.latin] == 3 + 3 + 2 + 3,
	    "addresses are left out");
	words_fini(&w);
	detector_free(d);
}

/* In other letters and marks: only those of one script are kept. */
static void
test_keep(void)
{
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL);
	static const char *const other[] = { "The boats came home \u0431",
		"The boats came home \u5bb6\u306b" };
	struct first_text x = { 0 }, y = { 0 };
	uint16_t a[FIRST_ROWS + FIRST_SPARE], b[FIRST_ROWS + FIRST_SPARE];
	size_t n, m;

	first_read(&d->sure.table, &x, span_of("The boats came home."));
	n = first_rows(&x, 13, 0, FIRST_LOOKED, a);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		first_read(&d->sure.table, &y, span_of(other[i]));
		first_keep(&d->sure.table, &y, span_of(other[i]),
		    d->sure.table.latin);
		m = first_rows(&y, 13, 0, FIRST_LOOKED, b);
		ok(m >= n && memcmp(a, b, (n - 4) * sizeof *a) == 0,
		    "another script is blank");
	}
	detector_free(d);
}

static const struct {
	const char *tag, *text;
} lines[] = {
	{ "en", "The harbour was quiet when the last boats came home." },
	{ "de", "Der Hafen war still, als die letzten Boote heimkehrten." },
	{ "fr", "Le port était calme quand les derniers bateaux rentrèrent." },
	{ "es", "El puerto estaba tranquilo cuando volvieron los barcos." },
	{ "pt", "O porto estava calmo quando os últimos barcos voltaram." },
	{ "it", "Il porto era tranquillo quando tornarono le ultime barche." },
	{ "nl", "De haven was stil toen de laatste boten thuiskwamen." },
	{ "pl", "Port był cichy, gdy wróciły ostatnie łodzie rybackie." },
	{ "cs", "Přístav byl tichý, když se vrátily poslední lodě domů." },
	{ "sv", "Hamnen var tyst när de sista båtarna kom hem igen." },
	{ "fi", "Satama oli hiljainen, kun viimeiset veneet palasivat." },
	{ "hu", "A kikötő csendes volt, amikor az utolsó hajók hazatértek." },
	{ "tr", "Son tekneler eve döndüğünde liman çok sessizdi." },
	{ "vi", "Bến cảng yên tĩnh khi những chiếc thuyền cuối cùng trở về." },
	{ "ru", "В порту было тихо, когда вернулись последние лодки." },
	{ "uk", "У порту було тихо, коли повернулися останні човни." },
	{ "bg", "Пристанището беше тихо, когато се върнаха лодките." },
	{ "sr-Cyrl", "Лука је била тиха када су се вратили последњи чамци." },
	{ "el", "Το λιμάνι ήταν ήσυχο όταν γύρισαν οι βάρκες." },
	{ "ar", "كان الميناء هادئا عندما عادت القوارب الأخيرة." },
	{ "fa",
	    "بندر آرام بود وقتی که آخرین قایق‌ها برگشتند." },
	{ "he", "הנמל היה שקט כאשר הסירות האחרונות חזרו הביתה." },
	{ "hi", "जब आखिरी नावें लौटीं तब बंदरगाह शांत था।" },
	{ "th", "ท่าเรือเงียบสงบเมื่อเรือลำสุดท้ายกลับมา" },
	{ "ko", "마지막 배들이 돌아왔을 때 항구는 조용했다." },
	{ "ja", "最後の船が戻ったとき、港は静かだった。" },
	{ "zh-Hans", "最后的渔船回来的时候，港口很安静，灯还没有关。" },
	{ "zh-Hant", "最後的漁船回來的時候，港口很安靜，燈還沒有關。" },
	{ "yue", "最後啲船返嚟嗰陣，個碼頭好靜，佢哋都唔喺度。" },
	{ "und", "" },
	{ "und", "12 345,67 – 8:30" },
	{ "und", "https://example.org/path" },
	{ "und", "d41d8cd98f00b204e9800998ecf8427e" },
	{ "und", "for (k = 0; k < n; k++) { a[k] = g(b[k]); }" },
	{ "und", "🙂🙂 ★ →" },
};

static void
test_lines(void)
{
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL);
	struct language_guess g;

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		language_document(d, span_of(lines[i].text), arena, &g, 1);
		if (!ok(strcmp(g.tag, lines[i].tag) == 0, "%s: %s",
		        lines[i].tag, lines[i].text))
			printf("# got %s %.3f\n", g.tag, (double)g.score);
	}
	detector_free(d);
}

/* What the first look is sure of is what all of the features say. */
static void
test_shares(void)
{
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL);
	struct answer b[2];
	struct vote v[SURE_VOTES];
	size_t sure = 0, same = 0;

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct quire_span text = span_of(lines[i].text);

		if (sure_votes(d, text, false, v) == 0)
			continue;
		sure++;
		sums_clear(&d->sums);
		words_cut(&d->words, text);
		sums_count(d, &d->sums, 0, d->words.n);
		sums_add(d, &d->sums, 0, d->words.n);
		sums_answer(d, &d->sums, b, 2);
		same += v[0].class == b[0].class &&
		    v[0].p > 0.9 * (double)v[0].weight;
	}
	sums_clear(&d->sums);
	ok(sure > 15 && same == sure, "sure of %zu lines, %zu of them rightly",
	    sure, same);
	ok(sure_votes(d, span_of("x = y;"), false, v) == 0 &&
	        sure_votes(d, span_of(""), false, v) == 0,
	    "not sure of nothing");
	detector_free(d);
}

/* The language of most letters, wherever in the text the others stand. */
static void
test_most(void)
{
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL);
	struct language_guess g;
	struct buf text = { 0 };
	size_t right = 0, all = 0;

	for (size_t i = 0; i < 16; i++)
		for (size_t times = 1; times <= 64; times *= 4) {
			const char *less = lines[i].text,
			           *most = lines[(i + 3) % 16].text;

			text.len = 0;
			buf_add_str(&text, less);
			for (size_t k = 0; k < times; k++) {
				buf_add_str(&text, k % 2 ? most : less);
				buf_add_char(&text, ' ');
				buf_add_str(&text, most);
				buf_add_char(&text, ' ');
				buf_add_str(&text, most);
				buf_add_char(&text, '\n');
			}
			language_document(d, buf_span(&text), arena, &g, 1);
			all++;
			right += strcmp(g.tag, lines[(i + 3) % 16].tag) == 0 ||
			    times == 1;
		}
	ok(right == all, "%zu of %zu mixed texts by most of their letters",
	    right, all);
	buf_fini(&text);
	detector_free(d);
}

/* In windows or at once: the answer is the same. */
static void
test_windows(void)
{
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL);
	struct language_guess a[3], b[3];
	struct buf text = { 0 };
	size_t n, m;

	for (int i = 0; i < 40; i++)
		buf_add_str(&text, lines[i % 3 == 2].text);
	n = language_document(d, buf_span(&text), arena, a, 3);
	for (int i = 0; i < 40; i++)
		language_add(d, span_of(lines[i % 3 == 2].text), arena);
	m = language_answer(d, b, 3);
	ok(n >= 1 && m >= 1 && strcmp(a[0].tag, "en") == 0 &&
	        strcmp(b[0].tag, "en") == 0,
	    "a document in windows");
	language_document(d, span_of(lines[1].text), arena, a, 1);
	ok(strcmp(a[0].tag, "de") == 0, "nothing is left from it");
	text.len = 0;
	for (int i = 0; i < 900; i++)
		buf_add_str(&text, lines[i < 500 ? 1 : 2].text);
	language_document(d, buf_span(&text), arena, a, 1);
	ok(strcmp(a[0].tag, "de") == 0, "most of a long text is German");
	buf_fini(&text);
	detector_free(d);
}

static void
test_options(void)
{
	struct quire_err e;
	struct language_opts o = { .only = "en,zh" };
	struct detector *d = detector_new(&o, &e);
	struct language_guess g[4];
	size_t n;

	language_document(d, span_of(lines[1].text), arena, g, 1);
	ok(strcmp(g[0].tag, "en") == 0 || strcmp(g[0].tag, "und") == 0,
	    "--only: German is not among the answers");
	language_document(d, span_of("港口很安静"), arena, g, 1);
	ok(strcmp(g[0].tag, "zh-Hans") == 0, "--only=zh: either script");
	language_document(d, span_of("В порту было тихо"), arena, g, 1);
	ok(strcmp(g[0].tag, "und") == 0, "--only: a script of no answer");
	detector_free(d);
	o.only = "en,xq";
	ok(detector_new(&o, &e) == NULL && e.code == QUIRE_EUSAGE,
	    "--only: an unknown tag");
	o = (struct language_opts){ .threshold = 1.1 };
	d = detector_new(&o, &e);
	n = language_document(d, span_of(lines[0].text), arena, g, 4);
	ok(n >= 1 && strcmp(g[0].tag, "und") == 0, "--threshold");
	detector_free(d);
	ok(language_listed("en,zh", "zh-Hant") &&
	        language_listed("en, zh", "en") &&
	        !language_listed("en,zh-Hans", "zh-Hant") &&
	        !language_listed("e", "en") && !language_listed("", "en"),
	    "lists of tags");
}

/* The first of several answers is the one that is given alone. */
static void
test_several(void)
{
	struct language_opts o = { .several = true };
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL),
	                *e = detector_new(&o, NULL);
	struct language_guess one, many[3];
	size_t n, bad = 0;

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		double sum = 0;

		language_document(d, span_of(lines[i].text), arena, &one, 1);
		n = language_document(e, span_of(lines[i].text), arena, many,
		    3);
		for (size_t k = 0; k < n; k++) {
			sum += (double)many[k].score;
			bad += k > 0 && many[k].score > many[k - 1].score;
		}
		bad += strcmp(one.tag, many[0].tag) != 0 || sum > 1.001 ||
		    one.score < many[0].score || one.score > many[0].score;
	}
	ok(bad == 0, "several answers: %zu wrong", bad);
	n = language_document(e, span_of(lines[0].text), arena, many, 3);
	ok(n == 3, "three answers");
	detector_free(d);
	detector_free(e);
}

static void
test_table(void)
{
	size_t n = 0;
	bool sorted = true;

	for (; language_tag(n) != NULL; n++)
		if (n > 0)
			sorted = sorted &&
			    strcmp(language_tag(n - 1), language_tag(n)) < 0;
	ok(n >= 200 && sorted && language_name(n) == NULL,
	    "%zu languages, sorted", n);
}

static void
test_spans(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" },
		{ "123 — 456", "und:11" },
		{ "The boats came home late. 渔船很晚才回来，港口很安静。",
		    "en:26 zh-Hans:68" },
		{ "渔船很晚才回来，船主说 Northern Star 号要修理。",
		    "zh-Hans:63" },
		{ "The harbour was quiet that night.\n"
		  "Der Hafen war in dieser Nacht still.\n",
		    "en:34 de:71" },
		{ "В порту было тихо (so the fishermen said to us).",
		    "ru:32 en:62" },
		{ "他译了《The Quiet Harbour at Night》一书。",
		    "zh-Hans:9 en:41 zh-Hans:50" },
		{ "馆长答：“The boats come home late.”众人笑了。",
		    "zh-Hans:12 en:43 zh-Hans:58" },
		{ "Статья “The Keepers of the Quay” вышла.",
		    "ru:13 en:43 ru:54" },
		{ "李明 is the keeper of the “quiet harbour”, says 王芳.",
		    "en:61" },
		{ "港は静かだった。The harbour was quiet again.",
		    "ja:24 en:52" },
	};
	struct detector *d = detector_new(&(struct language_opts){ 0 }, NULL);
	struct language_spans l;
	char got[200];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t n = 0;

		language_find_spans(d, span_of(cases[i].text), arena, &l);
		got[0] = '\0';
		for (size_t k = 0; k < l.n; k++)
			n += (size_t)snprintf(got + n, sizeof got - n,
			    "%s%s:%zu", k > 0 ? " " : "", l.item[k].tag,
			    l.item[k].end);
		if (!ok(strcmp(got, cases[i].want) == 0, "spans of '%s'",
		        cases[i].text))
			printf("# got '%s'\n", got);
	}
	detector_free(d);
}

/* The built-in image is whole: opening it does not look. */
static void
test_image(void)
{
	static const struct learn_image *const image[] = {
		&learn_image_language, &learn_image_language_latn,
		&learn_image_language_cyrl, &learn_image_language_arab,
		&learn_image_language_deva
	};
	size_t all = 0;

	for (size_t i = 0; i < sizeof image / sizeof image[0]; i++) {
		struct learn_model *m =
		    learn_open(image[i]->bytes, (size_t)image[i]->len, NULL);

		ok(m != NULL, "model %zu: the checksum", i);
		all += (size_t)image[i]->len;
		learn_close(m);
	}
	ok(all <= 8 << 20, "all models: %zu bytes", all);
}

int
main(void)
{
	arena = arena_new();
	test_words();
	test_features();
	test_first();
	test_keep();
	test_lines();
	test_shares();
	test_most();
	test_windows();
	test_options();
	test_several();
	test_table();
	test_spans();
	test_image();
	arena_free(arena);
	return tap_done();
}
