/* report: verdicts, features and metadata of a document, written out. */
#include "clean/clean.h"
#include "io/io.h"

void
clean_rows(const struct clean_result *r, struct buf *out)
{
	size_t i;

	for (i = 0; i < r->lines; i++) {
		buf_add_str(out, r->line[i].keep ? "keep\t" : "drop\t");
		buf_add_str(out, clean_class_name(r->line[i].class));
		buf_add_char(out, '\t');
		buf_add_num(out, (double)r->line[i].score, 4);
		buf_add_char(out, '\t');
		tsv_add(out, r->line[i].text);
		buf_add_char(out, '\n');
	}
}

void
clean_verdicts(const struct clean_result *r, struct buf *out)
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
	size_t i;

	buf_add_str(out, "---\n");
	each_word(m, put_yaml, out);
	if (m->authors > 0)
		buf_add_str(out, "author:\n");
	for (i = 0; i < m->authors; i++) {
		buf_add_str(out, "- ");
		json_add_string(out, m->author[i]);
		buf_add_char(out, '\n');
	}
	buf_add_str(out, "---\n\n");
}

struct members {
	void (*put)(void *arg, const char *name, struct quire_span json);
	void *arg;
	struct buf json;
};

static void
put_json(void *arg, const char *name, struct quire_span value)
{
	struct members *x = arg;

	x->json.len = 0;
	json_add_string(&x->json, value);
	x->put(x->arg, name, buf_span(&x->json));
}

void
clean_members(const struct clean_meta *m,
    void (*put)(void *arg, const char *name, struct quire_span json), void *arg)
{
	struct members x = { put, arg, { 0 } };
	size_t i;

	each_word(m, put_json, &x);
	x.json.len = 0;
	for (i = 0; i < m->authors; i++) {
		buf_add_char(&x.json, i > 0 ? ',' : '[');
		json_add_string(&x.json, m->author[i]);
	}
	buf_add_char(&x.json, ']');
	if (m->authors > 0)
		put(arg, "author", buf_span(&x.json));
	buf_fini(&x.json);
}
