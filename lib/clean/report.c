/* report: text, verdicts, features and metadata of a document, written out. */
#include "clean/clean.h"
#include "io/io.h"

void
clean_one_line(struct quire_span text, struct buf *out)
{
	size_t i;

	text = span_trim(text);
	for (i = 0; i < text.len; i++)
		buf_add_char(out, text.p[i] == '\n' ? ' ' : text.p[i]);
	buf_add_char(out, '\n');
}

void
clean_rows(const struct clean_result *r, struct quire_span prefix,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < r->lines; i++) {
		buf_add_span(out, prefix);
		buf_add_str(out, r->line[i].keep ? "keep\t" : "drop\t");
		buf_add_str(out, clean_class_name(r->line[i].class));
		buf_add_char(out, '\t');
		buf_add_num(out, (double)r->line[i].score, 4);
		buf_add_char(out, '\t');
		tsv_add(out, r->line[i].text);
		buf_add_char(out, '\n');
	}
}

/* The same as a JSON array of objects, without the lines. */
static void
add_verdicts(const struct clean_result *r, struct buf *out)
{
	size_t i;

	buf_add_char(out, '[');
	for (i = 0; i < r->lines; i++) {
		buf_add_str(out, i > 0 ? ",{\"keep\":" : "{\"keep\":");
		buf_add_str(out, r->line[i].keep ? "true" : "false");
		buf_add_str(out, ",\"class\":\"");
		buf_add_str(out, clean_class_name(r->line[i].class));
		buf_add_str(out, "\",\"score\":");
		buf_add_num(out, (double)r->line[i].score, 4);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

void
clean_features(const struct clean_stats *s, struct buf *out)
{
	const struct {
		const char *name;
		double value;
	} v[] = { { "lines", (double)s->lines },
		{ "characters", (double)s->characters },
		{ "words", (double)s->words },
		{ "stop_words", (double)s->stop_words },
		{ "mean_line_length", s->mean_line_length },
		{ "punctuated_lines", s->punctuated_lines },
		{ "duplicate_lines", s->duplicate_lines },
		{ "symbol_ratio", s->symbol_ratio } };
	size_t i;

	buf_add_char(out, '{');
	for (i = 0; i < sizeof v / sizeof *v; i++) {
		json_add_name(out, v[i].name);
		buf_add_num(out, v[i].value, 4);
	}
	buf_add_char(out, '}');
}

/* What a page states in one word. */
static void
each_word(const struct clean_meta *m,
    void (*put)(void *arg, const char *name, struct quire_span value),
    void *arg)
{
	const struct {
		const char *name;
		struct quire_span value;
	} v[] = { { "title", m->title }, { "date", m->date }, { "url", m->url },
		{ "site", m->site }, { "language_declared", m->language } };
	size_t i;

	for (i = 0; i < sizeof v / sizeof *v; i++)
		if (v[i].value.len > 0)
			put(arg, v[i].name, v[i].value);
}

static void
put_yaml(void *arg, const char *name, struct quire_span value)
{
	struct buf *out = arg;

	buf_add_str(out, name);
	buf_add_str(out, ": ");
	json_add_string(out, value); /* JSON strings are YAML */
	buf_add_char(out, '\n');
}

void
clean_yaml(const struct clean_meta *m, struct buf *out)
{
	size_t i, before;

	buf_add_str(out, "---\n");
	before = out->len;
	each_word(m, put_yaml, out);
	if (m->authors > 0)
		buf_add_str(out, "author:\n");
	for (i = 0; i < m->authors; i++) {
		buf_add_str(out, "- ");
		json_add_string(out, m->author[i]);
		buf_add_char(out, '\n');
	}
	if (out->len > before)
		buf_add_str(out, "---\n\n");
	else
		out->len -= 4;
}

/* ---- members of a record ---------------------------------------------- */

struct members {
	void (*put)(void *arg, const char *name, struct quire_span json,
	    bool stated);
	void *arg;
	struct buf json; /* of the member at hand */
};

static void
put_json(struct members *x, const char *name, bool stated)
{
	x->put(x->arg, name, buf_span(&x->json), stated);
	x->json.len = 0;
}

static void
put_stated(void *arg, const char *name, struct quire_span value)
{
	struct members *x = arg;

	json_add_string(&x->json, value);
	put_json(x, name, true);
}

/* The text without its last LF, which only the end of a line needs. */
static void
put_text(struct members *x, const struct clean_result *r, const char *name)
{
	struct quire_span s = r->text;

	while (r->paragraphs && s.len > 0 && s.p[s.len - 1] == '\n')
		s.len--;
	json_add_string(&x->json, s);
	put_json(x, name, false);
}

static void
put_authors(struct members *x, const struct clean_meta *m)
{
	size_t i;

	for (i = 0; i < m->authors; i++) {
		buf_add_char(&x->json, i > 0 ? ',' : '[');
		json_add_string(&x->json, m->author[i]);
	}
	buf_add_char(&x->json, ']');
	put_json(x, "author", true);
}

void
clean_members(const struct clean_result *r, const char *text_key,
    unsigned members,
    void (
        *put)(void *arg, const char *name, struct quire_span json, bool stated),
    void *arg)
{
	struct members x = { put, arg, { 0 } };

	put_text(&x, r, text_key);
	each_word(&r->meta, put_stated, &x);
	if (r->meta.authors > 0)
		put_authors(&x, &r->meta);
	if (members & CLEAN_WANT_LINES) {
		add_verdicts(r, &x.json);
		put_json(&x, "lines", false);
	}
	if (members & CLEAN_WANT_STATS) {
		clean_features(&r->stats, &x.json);
		put_json(&x, "stats", false);
	}
	buf_fini(&x.json);
}
