/* sieve: what of pages, sound and unsound, is given to the parser. */
#include <string.h>

#include "clean/html.h"
#include "tap.h"

static const struct {
	const char *page, *want;
} cases[] = {
	{ "", "" },
	{ "Bread & salt", "Bread & salt" },
	{ "<p class='a'>Sól<br/>i chleb</p>\n",
	    "<p class='a'>Sól<br/>i chleb</p>\n" },
	/* attributes */
	{ "<a href='x>y' CLASS=\"b>c\" @click='d > e' id = f\"g h>i",
	    "<a  CLASS=\"b>c\"  id = f\"g >i" },
	{ "<p style = '>' hidden align title=>б", "<p style = '>' hidden  >б" },
	{ "<img alt='a'class=b src=c/><br/ =d/>e", "<img class=b ><br />e" },
	{ "<http://a.example/b.html>c<b/>", "<http:  >c<b/>" },
	{ "<meta name=a content='b > c'><link href=d><time datetime=e>",
	    "<meta name=a content='b > c'><link href=d><time datetime=e>" },
	{ "<p title='</html> &eacute;'>б<p class='", "<p >б<p class='" },
	/* the ends of the page */
	{ "<html><body>хлеб</body></html>\n", "<html><body>хлеб<br><br>\n" },
	{ "<p>a</BODY\n>b</html x=1>c", "<p>a<br>b<br>c" },
	{ "<p>a</body", "<p>a</body" },
	{ "<p>a</bodyguard>b", "<p>a</bodyguard>b" },
	{ "<p class='</html>'>b", "<p class='</html>'>b" },
	/* the end of what never began */
	{ "</div> </p>\n</body>面包<b>c</b>", " \n面包<b>c</b>" },
	{ "a</p>b", "a</p>b" },
	/* scripts and styles */
	{ "<script>w('</p><div>');</script>a", "<script></script>a" },
	{ "<SCRIPT src='a>b'>x</scripts>\"</div>\"</Script >c",
	    "<SCRIPT ></Script >c" },
	{ "<style media=all>b { } </p></style>a", "<style ></style>a" },
	{ "<script src=a />b</script>", "<script  />b</script>" },
	{ "<p>a<script>b</style>c", "<p>a<script>b</style>c" },
	{ "<script>a</script>b<script>c<style>d</style>",
	    "<script></script>b<script>c<style></style>" },
	{ "<scripted>a</p></scripted>", "<scripted>a</p></scripted>" },
	{ "<a id=\"<script>\">b</a><!-- </script> -->c",
	    "<a id=\"<script>\">b</a>c" },
	/* declarations */
	{ "<!DOCTYPE html>a<!-- b -- > c --><!-->d<!--->e<!-- f --!>g",
	    "adeg" },
	{ "<p>a<![if !IE]>b<![endif]><!>c", "<p>abc" },
	{ "<p>a<!-- <script> -->b<!-- </p>", "<p>ab" },
	{ "<?xml version='1.0'?><p>a", "<?xml version='1.0'?><p>a" },
	/* what is no tag */
	{ "<3 Brot, 1 < 2 <", "&lt;3 Brot, 1 &lt; 2 &lt;" },
	{ "<p>p <.05 <_a> <<b>", "<p>p &lt;.05 &lt;_a> &lt;<b>" },
	/* names of characters */
	{ "<p>caf&eacute;&nbsp;&mdash; &thetasym;&sup1;&ni;",
	    "<p>café\u00a0— ϑ¹∋" },
	{ "&lt;b&gt; &amp;eacute; &quot;&apos;&nix; &eacute &; &#233;",
	    "&lt;b&gt; &amp;eacute; &quot;&apos;&nix; &eacute &; &#233;" },
	{ "<a class='&eacute;'>", "<a class='&eacute;'>" },
};

static void
run(struct quire_span page, size_t len, struct html_meta *m, struct buf *out)
{
	struct sieve x = { .p = page.p, .end = page.p + page.len, .meta = m };

	out->len = 0;
	do {
		buf_add_span(out, sieve_piece(&x, len));
	} while (x.p < x.end);
	buf_fini(&x.out);
}

/* What a page says of itself is read, a script's code is not. */
static void
check_json(struct html_meta *m)
{
	struct quire_span title = { "", 0 };
	struct buf out = { 0 };

	run(span_of(
	        "<script>{\"@type\":\"Article\",\"headline\":\"A\"}</script>"
	        "<script id=1 type=\"application/ld+json\">\n"
	        "{\"@type\":\"Article\",\"headline\":\"Sól </p> <b>"
	        "\"}</script>"),
	    1 << 20, m, &out);
	ok(span_is(buf_span(&out), "<script></script><script id=1 ></script>"),
	    "JSON-LD is kept from the parser");
	title = m->meta->title;
	if (!ok(span_starts(title, "Sól </p>"), "and read"))
		printf("# %.*s\n", (int)title.len, title.p);
	buf_fini(&out);
}

int
main(void)
{
	struct arena *a = arena_new();
	struct clean_meta meta = { 0 };
	struct html_meta m = { .a = a, .meta = &meta };
	struct buf out = { 0 }, all = { 0 };
	size_t i, len;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		run(span_of(cases[i].page), 1 << 20, &m, &out);
		if (!ok(span_is(buf_span(&out), cases[i].want), "page %zu", i))
			printf("# %s\n# %.*s\n", cases[i].page, (int)out.len,
			    out.p);
		buf_add_str(&all, cases[i].page);
	}
	run(buf_span(&all), 1 << 20, &m, &out);
	for (len = 1; len < 40; len += len) {
		struct buf pieces = { 0 };

		run(buf_span(&all), len, &m, &pieces);
		ok(span_eq(buf_span(&pieces), buf_span(&out)),
		    "the same in pieces of %zu", len);
		buf_fini(&pieces);
	}
	check_json(&m);
	buf_fini(&all);
	buf_fini(&out);
	arena_free(a);
	return tap_done();
}
