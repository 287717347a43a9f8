/*
 * Writing JSON: strings, names, and records with members set anew while every
 * other byte stays as it was.
 */
#include <assert.h>
#include <string.h>

#include "io/io.h"
#include "io/json_run.h"
#include "text/text.h"

static void
add_escape(struct buf *b, char c)
{
	static const char hex[] = "0123456789abcdef";
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *found = memchr(from, c, sizeof from - 1);

	if (found != NULL) {
		buf_add_char(b, '\\');
		buf_add_char(b, to[found - from]);
		return;
	}
	buf_add_str(b, "\\u00");
	buf_add_char(b, hex[(unsigned char)c >> 4]);
	buf_add_char(b, hex[c & 15]);
}

/* s is well-formed. */
static void
add_escaped(struct buf *b, struct quire_span s)
{
	const char *p = s.p, *end, *run;

	if (s.len == 0)
		return;
	end = p + s.len;
	buf_reserve(b, s.len + 2);
	while (p < end) {
		run = json_run(p, end);
		buf_add(b, p, (size_t)(run - p));
		p = run;
		while (p < end && json_special(*p))
			add_escape(b, *p++);
	}
}

void
json_add_string(struct buf *b, struct quire_span s)
{
	struct buf mended = { 0 };

	buf_add_char(b, '"');
	if (utf8_valid(s) == s.len) {
		add_escaped(b, s);
	} else {
		utf8_repair_to(s, &mended);
		add_escaped(b, buf_span(&mended));
		buf_fini(&mended);
	}
	buf_add_char(b, '"');
}

void
json_add_name(struct buf *b, const char *name)
{
	if (b->len > 0 && b->p[b->len - 1] != '{')
		buf_add_char(b, ',');
	json_add_string(b, span_of(name));
	buf_add_char(b, ':');
}

/* ---- records ---------------------------------------------------------- */

/* A record on its way out. `from` is the first byte not yet dealt with. */
struct rewrite {
	const struct json_object *o;
	const struct json_edit *edit;
	size_t n;
	/* For each edit the member that gets its value, or null. */
	const struct json_member *last[JSON_EDITS];
	bool some; /* a member was written */
	struct buf *out;
};

static void
add_between(struct buf *b, const char *from, const char *to)
{
	buf_add(b, from, (size_t)(to - from));
}

static const char *
member_start(const struct json_member *m)
{
	return m->key.p - 1;
}

static const char *
member_end(const struct json_member *m)
{
	return m->value.p + m->value.len;
}

static size_t
edit_of(const struct rewrite *w, const struct json_member *m)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (json_key_is(m, w->edit[i].name))
			break;
	return i;
}

static bool
removes(const struct json_edit *e)
{
	return e->value.p == NULL && e->write == NULL;
}

static void
add_value(struct buf *out, const struct json_edit *e)
{
	if (e->write != NULL)
		e->write(e->arg, out);
	else
		buf_add_span(out, e->value);
}

/* Member i as it is, with its new value, or not at all. */
static void
rewrite_member(struct rewrite *w, size_t i)
{
	const struct json_member *m = &w->o->member[i];
	size_t e = edit_of(w, m);
	bool ours = e < w->n;

	if (ours && (w->last[e] != m || removes(&w->edit[e])))
		return;
	if (w->some)
		add_between(w->out, member_end(m - 1), member_start(m));
	if (ours) {
		add_between(w->out, member_start(m), m->value.p);
		add_value(w->out, &w->edit[e]);
	} else {
		add_between(w->out, member_start(m), member_end(m));
	}
	w->some = true;
}

static void
rewrite_new(struct rewrite *w, size_t e)
{
	if (w->last[e] != NULL || removes(&w->edit[e]))
		return;
	if (w->some)
		buf_add_char(w->out, ',');
	buf_add_char(w->out, '"');
	buf_add_str(w->out, w->edit[e].name);
	buf_add_str(w->out, "\":");
	add_value(w->out, &w->edit[e]);
	w->some = true;
}

void
json_rewrite(struct quire_span line, const struct json_object *o,
    const struct json_edit *edit, size_t n, struct buf *out)
{
	struct rewrite w = { .o = o, .edit = edit, .n = n, .out = out };
	const char *first, *behind;
	size_t i;

	assert(n <= JSON_EDITS);
	for (i = 0; i < n; i++)
		w.last[i] = json_find(o, edit[i].name);
	first = o->n > 0 ? member_start(&o->member[0]) : o->text.p + 1;
	behind = o->n > 0 ? member_end(&o->member[o->n - 1]) : first;
	add_between(out, line.p, first);
	for (i = 0; i < o->n; i++)
		rewrite_member(&w, i);
	for (i = 0; i < n; i++)
		rewrite_new(&w, i);
	add_between(out, behind, line.p + line.len);
}
