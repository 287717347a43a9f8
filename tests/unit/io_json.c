/*
 * The JSON scanner: what RFC 8259 accepts and rejects, as tables; the members
 * it finds; strings as text; records rewritten. Random documents are judged
 * by a second, naive recognizer written straight from the grammar.
 */
#include <string.h>

#include "io/io.h"
#include "text/text.h"
#include "io.h"

struct sample {
	const char *text;
	size_t len;
};

#define S(s) \
	{ \
		s, sizeof s - 1 \
	}

/* clang-format off */
static const struct sample accepted[] = {
	/* structure */
	S("{}"), S("[]"), S("{ }"), S("[ ]"), S(" {} "), S("\t\n\r {\t\n\r }\t\n\r "),
	S("null"), S("true"), S("false"), S("0"), S("\"\""), S("\"a\""),
	S("[null]"), S("[null,1,\"1\",{}]"), S("[[]   ]"), S("[[[[[]]]]]"),
	S("[1\n]"), S(" [1]"), S("[2] "), S("[1,null,null,null,2]"),
	S("[\"a\"]"), S("[\"\"]"), S("[\"a\" , \"b\"\t,\n\"c\"]"),
	S("{\"\":0}"), S("{\"a\":\"b\"}"), S("{\"a\":\"b\",\"a\":\"c\"}"),
	S("{\"a\":\"b\",\"a\":\"b\"}"), S("{\"a\":[]}"), S("{\"a\":{}}"),
	S("{\"a\" : 1 , \"b\" : 2}"), S("{\"a\":{\"b\":{\"c\":[{}]}}}"),
	S("{\"foo\\u0000bar\": 42}"), S("{\"\\uDFAA\":0}"),
	S("{\"min\": -1.0e+28, \"max\": 1.0e+28}"),
	S("{\n\"a\": \"b\"\n}"), S("[{},{},[],\"\",0]"),
	/* numbers */
	S("[-0]"), S("[0]"), S("[-1]"), S("[123]"), S("[-123]"),
	S("[0e1]"), S("[0e+1]"), S("[0E-1]"), S("[1E22]"), S("[1E-2]"),
	S("[1E+2]"), S("[123e45]"), S("[123.456e78]"), S("[1e-2]"),
	S("[1e+2]"), S("[123.456789]"), S("[0.4e00669999999999999999999]"),
	S("[-0.000000000000000000000000000000000000000000000000000001]"),
	S("[123123123123123123123123123123123123123123123]"),
	S("[1.5e+9999]"), S("[-1e+9999]"), S("[0.0]"), S("[-0.0]"),
	S("[1000000000000000000000000000000000000.00001E-5]"), S("[20e1]"),
	S("[123123e100000]"), S("[-237462374673276894279832749832423479823]"),
	S("-0"), S("-1.5E-7"), S("[ 4]"),
	/* strings */
	S("[\"\\u0060\\u012a\\u12AB\"]"), S("[\"\\uD801\\udc37\"]"),
	S("[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"), S("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
	S("[\"\\\\u0000\"]"), S("[\"\\\"\"]"), S("[\"a/*b*/c/*d//e\"]"),
	S("[\"\\\\a\"]"), S("[\"\\\\n\"]"), S("[\"\\u0012\"]"),
	S("[\"\\uFFFF\"]"), S("[\"asd \"]"), S("[\"\\uDBFF\\uDFFF\"]"),
	S("[\"new\\u00A0line\"]"), S("[\"\\u0000\"]"), S("[\"\\u002c\"]"),
	S("[\"\xcf\x80\"]"), S("[\"\xf0\x9b\xbf\xbf\"]"), S("\" \""),
	S("[\"\\uD834\\uDd1e\"]"), S("[\"\\u0821\"]"), S("[\"\\u0123\"]"),
	S("[\"\xe2\x80\xa8\"]"), S("[\"\xe2\x80\xa9\"]"), S("[\"\x7f\"]"),
	S("[\"\\uD83F\\uDFFE\"]"), S("[\"\\u200B\"]"), S("[\"\\u2064\"]"),
	S("[\"\xe2\x82\xac\xf0\x9d\x84\x9e\"]"), S("[\"a\x7f\x61\"]"),
	/* what the RFC leaves open and we take: lone surrogates, ill-formed
	 * UTF-8 inside of strings, a byte order mark in front */
	S("[\"\\uD800\"]"), S("[\"\\uDC00\"]"), S("[\"\\uD800\\n\"]"),
	S("[\"\\uD800\\uD800\\n\"]"), S("[\"\\uDd1e\\uD834\"]"),
	S("[\"\\uD888\\u1234\"]"), S("[\"\\ud800abc\"]"),
	S("[\"\xff\"]"), S("[\"\x81\"]"), S("[\"\xc0\xaf\"]"),
	S("[\"\xed\xa0\x80\"]"), S("[\"\xf4\xbf\xbf\xbf\"]"), S("[\"\xe0\xff\"]"),
	S("[\"\xfc\x80\x80\x80\x80\x80\"]"), S("[\"\xe6\x97\xa5\xd1\x88\xfa\"]"),
	S("{\"\xff\":1}"), S("\xef\xbb\xbf{}"), S("\xef\xbb\xbf []"),
};

static const struct sample rejected[] = {
	/* structure */
	S(" "), S("\n"), S("["), S("]"), S("{"), S("}"), S("[}"), S("{]"),
	S("[1,"), S("[,1]"), S("[1,,2]"), S("[1,]"), S("[1,,]"), S("[,]"),
	S("[,\"\"]"), S("[1 true]"), S("[\"a\" \"b\"]"), S("[\"a\",4,5,"),
	S("[\"\":1]"), S("[\"\"],"), S("[\"x\"]]"), S("[]]"), S("[3[4]]"),
	S("[\"a\"\n,4\n,1,"), S("[1:2]"), S("[*]"), S("[1"), S("[\"\""),
	S("[1,\n1\n,1"), S("[{}"), S("[{"), S("[[\"a\"]"), S("[\"asd]"),
	S("{\"a\""), S("{\"a\":"), S("{\"a\":1"), S("{\"a\":1,"), S("{\"a\"}"),
	S("{\"a\" b}"), S("{\"a\" \"b\"}"), S("{:\"b\"}"), S("{a: 1}"),
	S("{1:1}"), S("{9999E9999:1}"), S("{null:null,null:null}"),
	S("{'a':0}"), S("{\"a\":1,}"), S("{\"a\":1,,\"b\":2}"), S("{,}"),
	S("{\"a\":1 \"b\":2}"), S("{\"a\":\"a\" 123}"), S("{\"a\",\"b\"}"),
	S("{\"a\"::1}"), S("{\"a\":1:2}"), S("{[: \"x\"}"), S("{\"x\", null}"),
	S("{\"x\"::\"b\"}"), S("{key: 'value'}"), S("{\"id\":0,,,,,}"),
	S("{\"a\":\"b\"}/**/"), S("{\"a\":\"b\"}//"), S("{\"a\":\"b\"}#"),
	S("{\"a\":/*c*/\"b\"}"), S("{\"a\":\"b\"}#{}"), S("{\"a\": true} \"x\""),
	S("{\"asd\":\"asd\""), S("{} {}"), S("[] null"), S("1 2"), S("[1]x"),
	S("<null>"), S("[<null>]"), S("[a"), S("2@"), S("{}}"), S("*"),
	S("{\"\":"), S("[{\"\":[{\"\":["), S("[\\u000A\"\"]"), S("1]"),
	S("\xe2\x81\xa0"), S("[\xe2\x81\xa0]"), S("\xef\xbb\xbf"), S("\xef\xbb{}"),
	S("\xff{}"), S("{}\xff"), S("\xc3\xa5"), S("[\xff]"), S("\xe9"),
	S("\xef\xbb\xbf\xef\xbb\xbf{}"), S("{}\0"), S("[\0]"), S("\0"), S("123\0"),
	S("[\f]"), S("\f[]"), S("\v1"), S("[\xc2\xa0]"), S("[\xe3\x80\x80]"), S("{\b}"),
	/* literals */
	S("nul"), S("tru"), S("fals"), S("True"), S("NULL"), S("[nul]"),
	S("[fals]"), S("[tru]"), S("truE"), S("nullx"), S("[True]"),
	S("[truefalse]"), S("t"), S("n"), S("f"), S("undefined"), S("[NaN]"),
	S("NaN"), S("[Infinity]"), S("[-Infinity]"), S("[Inf]"), S("[-NaN]"),
	S("[nan]"), S("a\xc3\xa5"), S("[TRUE]"),
	/* numbers */
	S("[-]"), S("-"), S("[+1]"), S("[++1234]"), S("[-01]"), S("[01]"),
	S("[00]"), S("[-012]"), S("[012]"), S("[1.]"), S("[0.]"), S("[-1.]"),
	S("[.1]"), S("[.-1]"), S("[-.123]"), S("[1.e1]"), S("[0.e1]"),
	S("[1e]"), S("[1E]"), S("[1e+]"), S("[1E+]"), S("[0e]"), S("[0e+]"),
	S("[0E+]"), S("[0.3e]"), S("[0.3e+]"), S("[1.0e]"), S("[1.0e-]"),
	S("[2.e+3]"), S("[2.e-3]"), S("[2.e3]"), S("[9.e+]"), S("[1eE2]"),
	S("[0.1.2]"), S("[1 000.0]"), S("[0x1]"), S("[0x42]"), S("[1ea]"),
	S("[1_000]"), S("[- 1]"), S("[--1]"), S("[-1x]"), S("[1.2a-3]"),
	S("[1.8011670033376514H-308]"), S("[-a]"), S("[1a]"), S("[0e+-1]"),
	S("[1+2]"), S("[-2.]"), S("[\xef\xbc\x91]"), S("[-foo]"), S("[0b1]"),
	S("1e"), S("-0."), S("0x1"), S("1."), S("[1,000]x"), S("[1e1.5]"),
	S("01"), S("-00"), S("--"), S("+"), S("."), S("e1"),
	/* strings */
	S("\""), S("\"a"), S("\"\\"), S("\"\\\""), S("[\"]"), S("['']"),
	S("[\"\\x00\"]"), S("[\"\\\\\\\"]"), S("[\"\\a\"]"), S("[\"\\v\"]"),
	S("[\"\\'\"]"), S("[\"\\0\"]"), S("[\"\\ \"]"), S("[\"\\\xe5\"]"),
	S("[\"\\u\"]"), S("[\"\\u1\"]"), S("[\"\\u12\"]"), S("[\"\\u123\"]"),
	S("[\"\\u00A\"]"), S("[\"\\uqqqq\"]"), S("[\"\\u00G0\"]"), S("[\"\\U0041\"]"),
	S("[\"\\uD800\\u\"]"), S("[\"\\uD800\\u1\"]"), S("[\"\\uD800\\u1x\"]"),
	S("[\"\\uD800\\\"]"), S("[\"\\uD834\\uDd\"]"), S("[\"\\uu0041\"]"),
	S("[\"\\u 041\"]"), S("[\"\\u-001\"]"), S("[\"\\u+001\"]"),
	S("[\"\\\xf0\x9f\x8c\x80\"]"), S("[\"a\0a\"]"), S("[\"\0\"]"),
	S("[\"new\nline\"]"), S("[\"\t\"]"), S("[\"\x1f\"]"), S("[\"\r\"]"),
	S("[\"\x01\"]"), S("\"\\u"), S("\"\\u1"), S("\"\\u123"), S("\"\\u1234"),
	S("[\"\\\n\"]"), S("[\xe2\x80\x9cx\xe2\x80\x9d]"), S("[`x`]"), S("abc"),
	S("\"x\"\"y\""), S("\"\\ud800\\"), S("\"\\ud800\\u"), S("\"\\ud800\\udc0"),
};

/* clang-format on */

static struct quire_span
span_at(const struct sample *s)
{
	return (struct quire_span){ s->text, s->len };
}

/*
 * A copy whose end is the end of its own heap block, so that a sanitizer
 * sees every read behind it.
 */
static bool
checks(struct quire_span s, struct quire_err *e)
{
	char *copy = malloc(s.len + (s.len == 0));
	enum json_type type;
	int r;

	if (s.len > 0)
		memcpy(copy, s.p, s.len);
	r = json_check((struct quire_span){ copy, s.len }, &type, e);
	free(copy);
	return r == 0;
}

static void
test_grammar(void)
{
	size_t i, n = sizeof accepted / sizeof *accepted;
	struct quire_err e;

	for (i = 0; i < n; i++)
		if (!ok(checks(span_at(&accepted[i]), &e), "accepts %zu", i))
			tap_show(e.msg, span_at(&accepted[i]));
	n = sizeof rejected / sizeof *rejected;
	for (i = 0; i < n; i++) {
		e = (struct quire_err){ QUIRE_OK, 0, NULL };
		if (!ok(!checks(span_at(&rejected[i]), &e) &&
		            e.code == QUIRE_EINPUT && e.msg != NULL &&
		            e.off <= rejected[i].len,
		        "rejects %zu", i))
			tap_show("taken", span_at(&rejected[i]));
	}
	ok(!checks((struct quire_span){ NULL, 0 }, &e), "rejects nothing");
}

/* The same at every distance from the end and behind long strings. */
static void
test_positions(void)
{
	char text[200];
	struct quire_err e;
	size_t at, len;
	bool all = true;

	for (len = 0; len < 70; len++)
		for (at = 0; at < len; at++) {
			text[0] = '"';
			memset(text + 1, 'a', len);
			text[len + 1] = '"';
			all &= checks((struct quire_span){ text, len + 2 }, &e);
			text[1 + at] = '\x1f';
			all &=
			    !checks((struct quire_span){ text, len + 2 }, &e) &&
			    e.off == 1 + at;
			text[1 + at] = '"';
			all &=
			    !checks((struct quire_span){ text, len + 2 }, &e) &&
			    e.off == 2 + at;
			text[1 + at] = '\\';
			all &=
			    !checks((struct quire_span){ text, len + 2 }, &e);
			text[1 + at] = '\x80';
			all &= checks((struct quire_span){ text, len + 2 }, &e);
		}
	ok(all, "quotes, controls and backslashes seen at every place");
}

static void
test_depth(void)
{
	static const char *const opener[] = { "[", "{\"a\":", "[{\"a\":" };
	static const size_t levels[] = { 1, 1, 2 };
	struct quire_err e;
	struct buf b = { 0 };
	size_t k, n, i;

	for (k = 0; k < 3; k++)
		for (n = JSON_DEPTH - 2; n <= 100000;
		     n += n > JSON_DEPTH + 2 ? 24749 : 1) {
			buf_clear(&b, 1 << 20);
			for (i = 0; i < n; i += levels[k])
				buf_add_str(&b, opener[k]);
			if (k == 0)
				buf_add_char(&b, ']');
			else
				buf_add_str(&b, "1");
			for (i = k == 0 ? 1 : 0; i < n; i += levels[k])
				buf_add_str(&b,
				    k == 0       ? "]"
				        : k == 1 ? "}"
				                 : "}]");
			if (i <= JSON_DEPTH)
				ok(checks(buf_span(&b), &e), "depth %zu (%zu)",
				    i, k);
			else
				ok(!checks(buf_span(&b), &e) &&
				        e.code == QUIRE_ELIMIT,
				    "depth %zu (%zu)", i, k);
		}
	buf_fini(&b);
}

/* ---- members ---------------------------------------------------------- */

static void
test_members(void)
{
	static const char text[] =
	    "\xef\xbb\xbf {\"id\" : 1.50e3, \"text\":"
	    "\"a\\nb\" ,\"t\\u0065xt\":\"last\",\"\xe6\x97\xa5\":[1,{\"text\":2}]"
	    ",\"n\":null,\"b\":true,\"c\":false,\"bad\":\"\xff\"} \r\n";
	static const struct {
		const char *key, *value;
		enum json_type type;
		bool plain_key, plain;
	} want[] = {
		/* clang-format off */
		{ "id", "1.50e3", JSON_NUMBER, true, false },
		{ "text", "\"a\\nb\"", JSON_STRING, true, false },
		{ "t\\u0065xt", "\"last\"", JSON_STRING, false, true },
		{ "\xe6\x97\xa5", "[1,{\"text\":2}]", JSON_ARRAY, true, false },
		{ "n", "null", JSON_NULL, true, false },
		{ "b", "true", JSON_TRUE, true, false },
		{ "c", "false", JSON_FALSE, true, false },
		{ "bad", "\"\xff\"", JSON_STRING, true, false },
	}; /* clang-format on */
	struct arena *a = arena_new();
	struct json_object o;
	struct quire_err e;
	size_t i;

	ok(json_scan(span_of(text), &o, a, &e) == 0 && o.n == 8, "members");
	ok(o.text.p == text + 4 && o.text.len == sizeof text - 1 - 7, "object");
	for (i = 0; i < o.n && i < 8; i++) {
		same(o.member[i].key, span_of(want[i].key), "key %zu", i);
		same(o.member[i].value, span_of(want[i].value), "value %zu", i);
		ok(o.member[i].type == want[i].type &&
		        o.member[i].plain == want[i].plain &&
		        o.member[i].plain_key == want[i].plain_key,
		    "flags %zu", i);
	}
	ok(json_find(&o, "text") == &o.member[2], "the last of two, escaped");
	ok(json_find(&o, "\xe6\x97\xa5") == &o.member[3], "a name in UTF-8");
	ok(json_find(&o, "tex") == NULL && json_find(&o, "text2") == NULL &&
	        json_find(&o, "") == NULL,
	    "no such members");
	ok(json_scan(span_of("[{}]"), &o, a, &e) != 0, "an array is no object");
	ok(json_scan(span_of("{} x"), &o, a, &e) != 0 && e.off == 3, "tail");
	ok(json_scan(span_of("{\"\":1}"), &o, a, &e) == 0 &&
	        json_find(&o, "") == &o.member[0],
	    "empty name");
	arena_free(a);
}

struct seen {
	size_t n, stop;
	char types[40];
	struct buf all;
};

static bool
see(void *arg, struct quire_span item, enum json_type type)
{
	struct seen *s = arg;

	s->types[s->n++] = (char)('0' + (int)type);
	buf_add_span(&s->all, item);
	buf_add_char(&s->all, '|');
	return s->n < s->stop;
}

static void
test_items(void)
{
	static const struct {
		const char *array, *items, *types;
		size_t stop;
	} cases[] = {
		/* clang-format off */
		{ "[]", "", "", 9 }, { " [ ] ", "", "", 9 },
		{ "[1]", "1|", "3", 9 },
		{ "[ null ,true,false , -1e5,\"a,]\",[1,[2]], {\"a\":[3]} ]",
		    "null|true|false|-1e5|\"a,]\"|[1,[2]]|{\"a\":[3]}|",
		    "0123456", 9 },
		{ "[1,2,3,4]", "1|2|", "33", 2 },
		{ "[[0,1],[2,3]]", "[0,1]|[2,3]|", "55", 9 },
		{ "{}", "", "", 9 },
	}; /* clang-format on */
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct seen s = { .stop = cases[i].stop };

		json_items(span_of(cases[i].array), see, &s);
		same(buf_span(&s.all), span_of(cases[i].items), "items %zu", i);
		same(span_of(s.types), span_of(cases[i].types), "types %zu", i);
		buf_fini(&s.all);
	}
}

/* ---- text ------------------------------------------------------------- */

#define FFFD "\xef\xbf\xbd"

static void
test_text(void)
{
	static const struct {
		struct sample value, want;
	} cases[] = {
		/* clang-format off */
		{ S("\"\""), S("") },
		{ S("\"abc\""), S("abc") },
		{ S("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), S("\"\\/\b\f\n\r\t") },
		{ S("\"\\u0041\\u00e9\\u65E5\\ud83d\\uDE00\""),
		    S("A\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80") },
		{ S("\"a\\u0000b\""), S("a\0b") },
		{ S("\"\\u007f\\u0080\\u07ff\\u0800\\uffff\""),
		    S("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf") },
		{ S("\"\\ud800\\udc00\\udbff\\udfff\""),
		    S("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf") },
		{ S("\"x\\ud800y\""), S("x" FFFD "y") },
		{ S("\"\\udc00\""), S(FFFD) },
		{ S("\"\\ud800\\ud800\\udc00\""),
		    S(FFFD "\xf0\x90\x80\x80") },
		{ S("\"\\udc00\\ud800\""), S(FFFD FFFD) },
		{ S("\"\\ud800\\u0041\""), S(FFFD "A") },
		{ S("\"\\ud800\\n\""), S(FFFD "\n") },
		{ S("\"\\ud83d\\\\ude00\""), S(FFFD "\\ude00") },
		{ S("\"\xff\""), S(FFFD) },
		{ S("\"\\n\xe6\x97\""), S("\n" FFFD) },
		{ S("\"\xe6\\u65e5\x97\""), S(FFFD "\xe6\x97\xa5" FFFD) },
		{ S("\"\xed\xa0\xbd\xed\xb8\x80\""),
		    S(FFFD FFFD FFFD FFFD FFFD FFFD) },
		{ S("\"\xf0\x9f\x98 \xc0\xaf\""), S(FFFD " " FFFD FFFD) },
		{ S("\"\xef\xbb\xbf\""), S("\xef\xbb\xbf") },
	}; /* clang-format on */
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		same(json_text(span_at(&cases[i].value), a),
		    span_at(&cases[i].want), "text %zu", i);
	for (i = 0; i < 2; i++) {
		struct quire_span v = span_at(&cases[1].value);

		ok(json_text(v, a).p == v.p + 1, "borrowed");
	}
	arena_free(a);
}

static void
test_strings(void)
{
	static const struct {
		struct sample text, want;
	} cases[] = {
		/* clang-format off */
		{ S(""), S("\"\"") },
		{ S("a\"b\\c/d"), S("\"a\\\"b\\\\c/d\"") },
		{ S("\b\f\n\r\t"), S("\"\\b\\f\\n\\r\\t\"") },
		{ S("\0\x01\x1f\x7f"), S("\"\\u0000\\u0001\\u001f\x7f\"") },
		{ S("\xe6\x97\xa5\xe2\x80\xa8"), S("\"\xe6\x97\xa5\xe2\x80\xa8\"") },
		{ S("a\xff" "b\xe6\x97"), S("\"a" FFFD "b" FFFD "\"") },
	}; /* clang-format on */
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b, 64);
		json_add_string(&b, span_at(&cases[i].text));
		same(buf_span(&b), span_at(&cases[i].want), "string %zu", i);
	}
	buf_clear(&b, 64);
	json_add_name(&b, "a");
	buf_add_str(&b, "{");
	json_add_name(&b, "b\"");
	buf_add_str(&b, "1");
	json_add_name(&b, "c");
	same(buf_span(&b), span_of("\"a\":{\"b\\\"\":1,\"c\":"), "names");
	buf_fini(&b);
}

/* ---- records ---------------------------------------------------------- */

static void
write_value(void *arg, struct buf *out)
{
	const char *const *value = arg;

	buf_add_str(out, *value);
}

/* A value as it is, or from a function. Null: the member goes. */
static void
set_value(struct json_edit *e, const char *value, bool whole)
{
	static const char *kept[3];
	static unsigned n;

	if (value == NULL)
		return;
	if (whole) {
		e->value = span_of(value);
		return;
	}
	kept[n] = value;
	e->write = write_value;
	e->arg = &kept[n];
	n = (n + 1) % 3;
}

static void
test_rewrite(void)
{
	static const struct {
		const char *line, *want;
		struct {
			const char *name, *value;
		} edit[3];
	} cases[] = {
		/* clang-format off */
		{ "{}", "{\"x\":1}", { { "x", "1" } } },
		{ " { } \r\n", " {\"x\":1 } \r\n", { { "x", "1" } } },
		{ "{\"a\":1}\n", "{\"a\":1}\n", { { NULL, NULL } } },
		{ "{\"a\":1}\n", "{\"a\":1,\"x\":[]}\n", { { "x", "[]" } } },
		{ "\t{ \"a\" : 1 }\n", "\t{ \"a\" : 1,\"x\":2,\"y\":3 }\n",
		    { { "x", "2" }, { "y", "3" } } },
		{ "{\"x\" :\t0 , \"a\":1e-7}", "{\"x\" :\t9 , \"a\":1e-7}",
		    { { "x", "9" } } },
		{ "{\"a\":1.0,\"x\":[1,2],\"b\":2}", "{\"a\":1.0,\"x\":9,\"b\":2}",
		    { { "x", "9" } } },
		{ "{\"x\":1,\"a\":0,\"x\":2}", "{\"a\":0,\"x\":9}",
		    { { "x", "9" } } },
		{ "{\"x\":1, \"x\":2 ,\"x\":3 }", "{\"x\":9 }",
		    { { "x", "9" } } },
		{ "{\"\\u0078\":1}", "{\"\\u0078\":9}", { { "x", "9" } } },
		{ "{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2,\"x\":9}",
		    { { "x", "9" } } },
		{ "{ \"x\" : 1 }", "{  }", { { "x", NULL } } },
		{ "{ \"x\" : 1, \"a\":2 }", "{ \"a\":2 }", { { "x", NULL } } },
		{ "{ \"a\":2 , \"x\":1 }", "{ \"a\":2 }", { { "x", NULL } } },
		{ "{\"a\":1,\"x\":2,\"b\":3}", "{\"a\":1,\"b\":3}",
		    { { "x", NULL } } },
		{ "{\"a\":1}", "{\"a\":1}", { { "x", NULL } } },
		{ "{\"x\":1,\"y\":2}", "{\"y\":3,\"z\":4}",
		    { { "x", NULL }, { "y", "3" }, { "z", "4" } } },
		{ "{\"x\":1,\"y\":2}", "{\"z\":4}",
		    { { "x", NULL }, { "y", NULL }, { "z", "4" } } },
		{ "\xef\xbb\xbf{\"a\":\"\xff\"}", "\xef\xbb\xbf{\"a\":\"\xff\",\"x\":1}",
		    { { "x", "1" } } },
		{ "{\"a\":{\"x\":1}}", "{\"a\":{\"x\":1},\"x\":2}",
		    { { "x", "2" } } },
	}; /* clang-format on */
	struct arena *a = arena_new();
	struct buf b = { 0 };
	struct json_object o;
	struct quire_err e;
	size_t i, n;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct json_edit edit[3];

		for (n = 0; n < 3 && cases[i].edit[n].name != NULL; n++) {
			edit[n] =
			    (struct json_edit){ .name = cases[i].edit[n].name };
			set_value(&edit[n], cases[i].edit[n].value, i % 2 == 0);
		}
		buf_clear(&b, 1000);
		ok(json_scan(span_of(cases[i].line), &o, a, &e) == 0,
		    "record %zu", i);
		json_rewrite(span_of(cases[i].line), &o, edit, n, &b);
		same(buf_span(&b), span_of(cases[i].want), "rewritten %zu", i);
	}
	buf_fini(&b);
	arena_free(a);
}

/* ---- properties ------------------------------------------------------- */

/* The grammar, naively: the end of the value at p, or null. */
static const char *naive_value(const char *p, const char *end, int depth);

static const char *
naive_space(const char *p, const char *end)
{
	while (p < end && strchr(" \t\r\n", *p) != NULL && *p != '\0')
		p++;
	return p;
}

static const char *
naive_string(const char *p, const char *end)
{
	int i;

	if (p == end || *p++ != '"')
		return NULL;
	for (; p < end && *p != '"'; p++) {
		if ((unsigned char)*p < 0x20)
			return NULL;
		if (*p != '\\')
			continue;
		if (++p == end || *p == '\0' ||
		    strchr("\"\\/bfnrtu", *p) == NULL)
			return NULL;
		if (*p == 'u')
			for (i = 0; i < 4; i++)
				if (++p == end || *p == '\0' ||
				    strchr("0123456789abcdefABCDEF", *p) ==
				        NULL)
					return NULL;
	}
	return p < end ? p + 1 : NULL;
}

static const char *
naive_digits(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p > start ? p : NULL;
}

static const char *
naive_number(const char *p, const char *end)
{
	if (p < end && *p == '-')
		p++;
	if (p < end && *p == '0')
		p++;
	else if ((p = naive_digits(p, end)) == NULL)
		return NULL;
	if (p < end && *p == '.' && (p = naive_digits(p + 1, end)) == NULL)
		return NULL;
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		p = naive_digits(p, end);
	}
	return p;
}

static const char *
naive_container(const char *p, const char *end, int depth)
{
	char closer = *p == '{' ? '}' : ']';
	bool first = true;

	for (p++;; first = false) {
		p = naive_space(p, end);
		if (p < end && *p == closer && first)
			return p + 1;
		if (closer == '}') {
			if ((p = naive_string(p, end)) == NULL)
				return NULL;
			p = naive_space(p, end);
			if (p == end || *p++ != ':')
				return NULL;
		}
		if ((p = naive_value(p, end, depth + 1)) == NULL)
			return NULL;
		p = naive_space(p, end);
		if (p < end && *p == closer)
			return p + 1;
		if (p == end || *p++ != ',')
			return NULL;
	}
}

static const char *
naive_value(const char *p, const char *end, int depth)
{
	static const char *const word[] = { "true", "false", "null" };
	size_t i;

	p = naive_space(p, end);
	if (p == end || depth > JSON_DEPTH)
		return NULL;
	if (*p == '{' || *p == '[')
		return naive_container(p, end, depth);
	if (*p == '"')
		return naive_string(p, end);
	for (i = 0; i < 3; i++)
		if ((size_t)(end - p) >= strlen(word[i]) &&
		    memcmp(p, word[i], strlen(word[i])) == 0)
			return p + strlen(word[i]);
	return naive_number(p, end);
}

static bool
naive_check(struct quire_span s)
{
	const char *end = s.p + s.len, *p = s.p;

	if (s.len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	p = naive_value(p, end, 1);
	return p != NULL && naive_space(p, end) == end;
}

/* clang-format off */
static const char *const pieces[] = {
	"{", "}", "[", "]", ",", ":", "\"", "\\", "\"a\"", "\"text\":", "1",
	"-", "0", ".", "e", "E+", "5e7", "true", "false", "null", " ", "\n",
	"\\u00e9", "\\ud83d", "\\n", "\xe6\x97\xa5", "\xff", "\x1f", "{}", "[]",
	"\"b\":1", "[1,2]", "\"\\\\\"", "\"long enough for sixteen bytes\"",
};
/* clang-format on */

static void
add_random_value(struct buf *b, int depth)
{
	uint32_t i, n = tap_random(4), kind = tap_random(depth > 5 ? 4 : 6);
	static const char *const leaf[] = { "0", "-1.5e+9", "true", "null",
		"\"\"", "\"\\u0041\\\\x\xe6\x97\xa5\"", "\"\\ud83d\\ude00\"" };

	if (tap_random(5) == 0)
		buf_add_str(b, " ");
	if (kind < 4) {
		buf_add_str(b, leaf[tap_random(7)]);
		return;
	}
	buf_add_str(b, kind == 4 ? "[" : "{");
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_add_str(b, ",");
		if (kind == 5)
			buf_add_str(b, tap_random(2) ? "\"k\":" : "\"x\" :");
		add_random_value(b, depth + 1);
	}
	buf_add_str(b, kind == 4 ? "]" : "}\n");
}

static void
test_random(void)
{
	struct buf b = { 0 };
	struct quire_err e;
	size_t good = 0, agree = 0, valid = 0, i, n, runs = 60000;

	for (i = 0; i < runs; i++) {
		buf_clear(&b, 4096);
		if (i % 2 == 0) {
			for (n = tap_random(9) + 1; n > 0; n--)
				buf_add_str(&b,
				    pieces[tap_random(
				        sizeof pieces / sizeof *pieces)]);
		} else {
			add_random_value(&b, 0);
			valid += checks(buf_span(&b), &e);
			n = tap_random((uint32_t)b.len);
			b.p[n] = pieces[tap_random(34)][0];
		}
		agree += checks(buf_span(&b), &e) == naive_check(buf_span(&b));
		good += naive_check(buf_span(&b));
	}
	ok(agree == runs, "agrees with the naive reading (%zu of %zu)", agree,
	    runs);
	ok(valid == runs / 2, "made documents are valid");
	ok(good > runs / 20 && good < runs / 2, "both kinds occur (%zu)", good);
	buf_fini(&b);
}

/* Text of all kinds written as a string and read again is the same text. */
static void
test_round_trip(void)
{
	struct arena *a = arena_new();
	struct buf text = { 0 }, json = { 0 };
	size_t i, n, good = 0, runs = 3000;
	struct quire_err e;
	uint32_t cp;

	for (i = 0; i < runs; i++) {
		arena_reset(a);
		buf_clear(&text, 4096);
		buf_clear(&json, 4096);
		for (n = tap_random(60); n > 0; n--) {
			cp = tap_random(4) == 0 ? tap_random(0x110000)
			                        : tap_random(0x80);
			if (cp < 0xd800 || cp > 0xdfff)
				utf8_add(&text, cp);
		}
		json_add_string(&json, buf_span(&text));
		good += checks(buf_span(&json), &e) &&
		    span_eq(buf_span(&text), json_text(buf_span(&json), a));
	}
	ok(good == runs, "strings come back (%zu of %zu)", good, runs);
	buf_fini(&text);
	buf_fini(&json);
	arena_free(a);
}

/* Members that are not set keep their bytes and order; those set are set. */
static bool
rewrite_holds(struct quire_span line, struct arena *a, struct buf *b)
{
	struct json_edit edit[] = { { .name = "x", .value = span_of("[7]") },
		{ .name = "new", .value = span_of("{}") } };
	struct json_object o, r;
	struct quire_err e;
	size_t i, k = 0;

	if (json_scan(line, &o, a, &e) != 0)
		return true;
	json_rewrite(line, &o, edit, 2, b);
	if (json_scan(buf_span(b), &r, a, &e) != 0)
		return false;
	for (i = 0; i < o.n; i++) {
		if (json_key_is(&o.member[i], "x") ||
		    json_key_is(&o.member[i], "new"))
			continue;
		while (k < r.n &&
		    (json_key_is(&r.member[k], "x") ||
		        json_key_is(&r.member[k], "new")))
			k++;
		if (k == r.n || !span_eq(o.member[i].key, r.member[k].key) ||
		    !span_eq(o.member[i].value, r.member[k].value))
			return false;
		k++;
	}
	for (i = 0, k = 0; i < r.n; i++)
		k += json_key_is(&r.member[i], "x");
	return k == 1 && span_is(json_find(&r, "x")->value, "[7]") &&
	    span_is(json_find(&r, "new")->value, "{}");
}

static void
test_rewrite_random(void)
{
	struct arena *a = arena_new();
	struct buf line = { 0 }, out = { 0 };
	size_t i, n, bad = 0;

	for (i = 0; i < 5000; i++) {
		arena_reset(a);
		buf_clear(&line, 4096);
		buf_clear(&out, 4096);
		buf_add_str(&line, " { ");
		for (n = tap_random(5); n > 0; n--) {
			buf_add_str(&line,
			    tap_random(2) ? "\"x\" :" : "\"a\\u0062\":");
			add_random_value(&line, 2);
			buf_add_str(&line, n > 1 ? " , " : " ");
		}
		buf_add_str(&line, "}\n");
		bad += !rewrite_holds(buf_span(&line), a, &out);
	}
	ok(bad == 0, "rewriting touches only its own members");
	buf_fini(&line);
	buf_fini(&out);
	arena_free(a);
}

int
main(void)
{
	test_grammar();
	test_positions();
	test_depth();
	test_members();
	test_items();
	test_text();
	test_strings();
	test_rewrite();
	test_random();
	test_round_trip();
	test_rewrite_random();
	return tap_done();
}
