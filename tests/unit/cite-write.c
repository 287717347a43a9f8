/*
 * The writers of cite on items made by hand, byte for byte; and the tagger's
 * two ways to the best path, which must agree.
 */
#include <stdlib.h>
#include <string.h>

#include "cite/cite.h"
#include "learn/learn.h"
#include "tap.h"
#include "models.h"

static struct cite_name marsh = { .family = { "Marsh", 5 },
	.given = { "Helen A.", 8 } };
static struct cite_name body = { .literal = { "Ports & Roads Board", 19 } };
static struct cite_name zhou[] = { { .family = { "周", 3 },
	                               .given = { "明", 3 } },
	{ .family = { "欧阳", 6 }, .given = { "立", 3 } },
	{ .family = { "王", 3 }, .given = { "晓岚", 6 } },
	{ .family = { "高", 3 }, .given = { "远山", 6 } } };

static struct cite_item
article(void)
{
	struct cite_item it = { 0 };

	it.type = "article-journal";
	it.name[CITE_AUTHOR] = &marsh;
	it.names[CITE_AUTHOR] = 1;
	it.field[CITE_TITLE] = span_of("50% of $_{x}^2 is DoD's #1 ~ a\\b");
	it.field[CITE_CONTAINER] = span_of("Journal of Ports");
	it.field[CITE_VOLUME] = span_of("12");
	it.field[CITE_ISSUE] = span_of("4");
	it.field[CITE_PAGE] = span_of("211-230");
	it.field[CITE_DOI] = span_of("10.5555/x_1");
	it.field[CITE_LANGUAGE] = span_of("en");
	it.issued.year = 2016;
	it.issued.end_year = 2017;
	it.issued.season = 4;
	it.issued.literal = span_of("Winter 2016/17");
	return it;
}

static struct cite_item
book(void)
{
	struct cite_item it = { 0 };

	it.type = "book";
	it.name[CITE_AUTHOR] = zhou;
	it.names[CITE_AUTHOR] = 4;
	it.field[CITE_TITLE] = span_of("河流与\"贸易\"");
	it.field[CITE_PUBLISHER] = span_of("河海出版社");
	it.field[CITE_PLACE] = span_of("南屿");
	it.field[CITE_EDITION] = span_of("2");
	it.field[CITE_LANGUAGE] = span_of("zh");
	it.issued.year = 2018;
	return it;
}

static struct cite_item
page(void)
{
	struct cite_item it = { 0 };

	it.type = "webpage";
	it.name[CITE_AUTHOR] = &body;
	it.names[CITE_AUTHOR] = 1;
	it.field[CITE_TITLE] = span_of("Night ferries");
	it.field[CITE_CONTAINER] = span_of("Harbour Gazette");
	it.field[CITE_URL] = span_of("https://a.example/n");
	it.issued.year = 2019;
	it.issued.month = 3;
	it.issued.day = 4;
	it.accessed.year = 2020;
	it.accessed.month = 12;
	return it;
}

static void
writes(const char *name, struct cite_item it, enum cite_format f,
    const char *want)
{
	struct buf b = { 0 };

	cite_write(&it, span_of("k1"), f, &b);
	if (!ok(b.len == strlen(want) && memcmp(b.p, want, b.len) == 0, "%s",
	        name))
		printf("# %.*s\n", (int)b.len, b.p);
	buf_fini(&b);
}

static void
writers(void)
{
	writes("CSL-JSON, article", article(), CITE_CSL_JSON,
	    "{\"id\":\"k1\",\"type\":\"article-journal\",\"author\":[{\"family\":"
	    "\"Marsh\",\"given\":\"Helen A.\"}],\"title\":\"50% of $_{x}^2 is "
	    "DoD's #1 ~ a\\\\b\",\"container-title\":\"Journal of Ports\","
	    "\"volume\":\"12\",\"issue\":\"4\",\"page\":\"211-230\",\"DOI\":"
	    "\"10.5555/x_1\",\"language\":\"en\",\"issued\":{\"date-parts\":"
	    "[[2016],[2017]],\"season\":4,\"literal\":\"Winter 2016/17\"}}");
	writes("CSL-JSON, page", page(), CITE_CSL_JSON,
	    "{\"id\":\"k1\",\"type\":\"webpage\",\"author\":[{\"literal\":"
	    "\"Ports & Roads Board\"}],\"title\":\"Night ferries\","
	    "\"container-title\":\"Harbour Gazette\",\"URL\":"
	    "\"https://a.example/n\",\"issued\":{\"date-parts\":[[2019,3,4]]},"
	    "\"accessed\":{\"date-parts\":[[2020,12]]}}");
	writes("BibTeX escapes", article(), CITE_BIBTEX,
	    "@article{k1,\n  author = {Marsh, Helen A.},\n  title = {50\\% of "
	    "\\$\\_\\{x\\}\\textasciicircum{}2 is {DoD's} \\#1 "
	    "\\textasciitilde{} a\\textbackslash{}b},\n  journal = {Journal of "
	    "{Ports}},\n  year = {2016},\n  volume = {12},\n  number = {4},\n"
	    "  pages = {211--230},\n  doi = {10.5555/x\\_1}\n}\n");
	writes("BibLaTeX, literal name in braces", page(), CITE_BIBLATEX,
	    "@online{k1,\n  author = {{Ports \\& Roads Board}},\n  title = "
	    "{Night ferries},\n  organization = {Harbour Gazette},\n  date = "
	    "{2019-03-04},\n  urldate = {2020-12},\n  url = "
	    "{https://a.example/n}\n}\n");
	writes("RIS", article(), CITE_RIS,
	    "TY  - JOUR\nID  - k1\nAU  - Marsh, Helen A.\nTI  - 50% of $_{x}^2 "
	    "is DoD's #1 ~ a\\b\nJO  - Journal of Ports\nPY  - 2016\nVL  - "
	    "12\nIS  - 4\nSP  - 211\nEP  - 230\nDO  - 10.5555/x_1\nLA  - en\n"
	    "ER  - \n\n");
	writes("GB/T 7714, Western names", article(), CITE_GBT7714,
	    "[k1] MARSH H A. 50% of $_{x}^2 is DoD's #1 ~ a\\b[J/OL]. Journal "
	    "of Ports, 2016, 12(4): 211-230. DOI:10.5555/x_1.\n");
	writes("GB/T 7714, 等 by language", book(), CITE_GBT7714,
	    "[k1] 周明, 欧阳立, 王晓岚, 等. 河流与\"贸易\"[M]. 2版. 南屿: "
	    "河海出版社, 2018.\n");
	writes("TSV", page(), CITE_TSV,
	    "k1\twebpage\tPorts & Roads Board\t2019-03-04\tNight ferries\t"
	    "Harbour Gazette\t\t\t\t\t\t\thttps://a.example/n\n");
}

/* ---- paths ------------------------------------------------------------ */

static uint64_t seed = 1;

static uint32_t
random32(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 32);
}

static void
paths(void)
{
	const struct learn_image *image = &learn_image_cite;
	struct learn_model *m =
	    learn_open(image->bytes, (size_t)image->len, NULL);
	struct arena *a = arena_new();
	unsigned round;

	for (round = 0; m != NULL && round < 20; round++) {
		size_t n = 1 + round * round, i;
		uint32_t *start = arena_alloc(a, (n + 1) * sizeof *start);
		uint32_t *f = arena_alloc(a, n * 300 * sizeof *f);
		uint8_t *x = arena_alloc(a, n), *y = arena_alloc(a, n);
		struct learn_chain c = { n, start, f };

		for (start[0] = 0, i = 0; i < n; i++) {
			unsigned k = random32() % (round == 7 ? 300 : 50);

			start[i + 1] = start[i] + k;
			while (k-- > 0)
				f[start[i] + k] = random32();
		}
		learn_tag(m, &c, x, a);
		learn_path(m, &c, y, a);
		ok(memcmp(x, y, n) == 0, "both paths of %zu are one", n);
		arena_reset(a);
	}
	ok(m != NULL, "the model opens");
	learn_close(m);
	arena_free(a);
}

int
main(void)
{
	writers();
	paths();
	return tap_done();
}
