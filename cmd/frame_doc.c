/*
 * What a command says about a document: members, attributes, messages.
 */
#include <stdio.h>

#include "frame.h"

struct attribute {
	const char *name;
	size_t start, end;
	double score;
	void (*write)(void *arg, struct buf *out);
	void *arg;
};

static struct attribute *
attribute_new(struct doc *d, const char *name)
{
	struct attribute *a;

	d->attribute = arena_grow(d->arena, d->attribute, d->attributes,
	    &d->attribute_cap, sizeof *d->attribute);
	a = &d->attribute[d->attributes++];
	memset(a, 0, sizeof *a);
	a->name = name;
	return a;
}

static struct json_edit *
edit_new(struct doc *d, const char *name)
{
	struct json_edit *e;

	d->edit = arena_grow(d->arena, d->edit, d->edits, &d->edit_cap,
	    sizeof *d->edit);
	e = &d->edit[d->edits++];
	memset(e, 0, sizeof *e);
	e->name = name;
	return e;
}

struct quire_span
doc_name(struct doc *d)
{
	return utf8_repair(span_of(d->name), d->arena);
}

void
doc_prefix(struct doc *d, struct buf *out)
{
	if (d->opts->filenames) {
		tsv_add(out, doc_name(d));
		buf_add_char(out, '\t');
	}
	if (d->opts->lines) {
		buf_add_int(out, (int64_t)d->line);
		buf_add_char(out, '\t');
	}
}

void
doc_set(struct doc *d, const char *name, struct quire_span value)
{
	edit_new(d, name)->value = value;
}

void
doc_stream(struct doc *d, const char *name,
    void (*write)(void *arg, struct buf *out), void *arg)
{
	struct json_edit *e;
	struct attribute *a;

	if (d->opts->attributes) {
		a = attribute_new(d, name);
		a->write = write;
		a->arg = arg;
	} else {
		e = edit_new(d, name);
		e->write = write;
		e->arg = arg;
	}
}

struct quire_span
doc_member(struct doc *d, const char *name)
{
	const struct json_member *m = NULL;

	if (d->record != NULL)
		m = json_find(d->record, name);
	if (m == NULL || m->type != JSON_STRING)
		return (struct quire_span){ NULL, 0 };
	return json_member_text(m, d->arena);
}

void
doc_attribute(struct doc *d, const char *name, size_t start, size_t end,
    double score)
{
	struct attribute *a = attribute_new(d, name);

	a->start = start;
	a->end = end;
	a->score = score;
}

/* Dolma wants a float, so 1 is 1.0. */
static void
add_score(struct buf *out, double score)
{
	size_t before = out->len;
	struct quire_span s;

	buf_add_num(out, score, 4);
	s = span_sub(buf_span(out), before, out->len);
	if (span_find(s, 0, ".") == s.len)
		buf_add_str(out, ".0");
}

static void
add_span(struct buf *out, const struct attribute *a)
{
	buf_add_char(out, '[');
	buf_add_int(out, (int64_t)a->start);
	buf_add_char(out, ',');
	buf_add_int(out, (int64_t)a->end);
	buf_add_char(out, ',');
	add_score(out, a->score);
	buf_add_char(out, ']');
}

/* Writes all spans of the name that entry i has; marks them as written. */
static void
add_group(struct buf *out, struct attribute *a, size_t i, size_t n)
{
	struct quire_span name = span_of(a[i].name);
	const char *comma = "";

	buf_add_str(out, "\"quire_");
	buf_add_span(out, name);
	buf_add_str(out, "\":");
	if (a[i].write != NULL) {
		a[i].write(a[i].arg, out);
		a[i].name = NULL;
		return;
	}
	buf_add_char(out, '[');
	for (; i < n; i++) {
		if (a[i].name == NULL || !span_is(name, a[i].name))
			continue;
		buf_add_str(out, comma);
		add_span(out, &a[i]);
		a[i].name = NULL;
		comma = ",";
	}
	buf_add_char(out, ']');
}

void
doc_attribute_row(struct doc *d, struct buf *out)
{
	const struct json_member *id = json_find(d->record, "id");
	const char *comma = "";
	size_t i;

	buf_add_str(out, "{\"id\":");
	if (id != NULL)
		buf_add_span(out, id->value);
	else
		buf_add_str(out, "null");
	buf_add_str(out, ",\"attributes\":{");
	for (i = 0; i < d->attributes; i++) {
		if (d->attribute[i].name == NULL)
			continue;
		buf_add_str(out, comma);
		add_group(out, d->attribute, i, d->attributes);
		comma = ",";
	}
	buf_add_str(out, "}}\n");
}

void
doc_warn(struct doc *d, const char *text)
{
	d->trouble = true;
	if (d->line > 0)
		fprintf(stderr, "%s: %s:%zu: %s\n", d->program, d->name,
		    d->line, text);
	else
		fprintf(stderr, "%s: %s: %s\n", d->program, d->name, text);
}
