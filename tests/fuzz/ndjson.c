/*
 * Fuzz: records. Whatever the bytes are, the scanner's two entries agree, a
 * record written anew is a record with the members set and all others as they
 * were, and every string is well-formed text that survives a round trip.
 */
#include <stdlib.h>
#include <string.h>

#include "io/io.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool good)
{
	if (!good)
		abort();
}

static void
round_trip(struct quire_span value, struct arena *a)
{
	struct quire_span text = json_text(value, a);
	struct buf b = { 0 };

	must(utf8_valid(text) == text.len);
	json_add_string(&b, text);
	must(span_eq(json_text(buf_span(&b), a), text));
	buf_fini(&b);
}

struct items {
	struct quire_span all;
	struct arena *arena;
};

static bool
item(void *arg, struct quire_span s, enum json_type type)
{
	struct items *it = arg;
	enum json_type again;
	struct quire_err e;

	must(s.p > it->all.p && s.p + s.len < it->all.p + it->all.len);
	must(json_check(s, &again, &e) == 0 && again == type);
	if (type == JSON_STRING)
		round_trip(s, it->arena);
	return true;
}

static void
rewritten(struct quire_span line, const struct json_object *o, struct arena *a)
{
	const struct json_edit edit[] = { { .name = "text",
		                              .value = span_of("[1]") },
		{ .name = "dates", .value = span_of("\"x\"") },
		{ .name = "gone" } };
	struct json_object r;
	struct quire_err e;
	struct buf b = { 0 };
	size_t i, k = 0;

	json_rewrite(line, o, edit, 3, &b);
	must(json_scan(buf_span(&b), &r, a, &e) == 0);
	must(json_find(&r, "gone") == NULL);
	must(span_is(json_find(&r, "text")->value, "[1]"));
	must(span_is(json_find(&r, "dates")->value, "\"x\""));
	for (i = 0; i < o->n; i++) {
		if (json_key_is(&o->member[i], "text") ||
		    json_key_is(&o->member[i], "dates") ||
		    json_key_is(&o->member[i], "gone"))
			continue;
		while (json_key_is(&r.member[k], "text") ||
		    json_key_is(&r.member[k], "dates"))
			k++;
		must(span_eq(o->member[i].key, r.member[k].key));
		must(span_eq(o->member[i].value, r.member[k].value));
		k++;
	}
	buf_clear(&b, 0);
	json_rewrite(line, o, NULL, 0, &b);
	must(span_eq(buf_span(&b), line));
	buf_fini(&b);
}

static void
record(struct quire_span line, struct arena *a)
{
	enum json_type type;
	struct json_object o;
	struct quire_err e;
	size_t i;
	int r = json_check(line, &type, &e);

	must((json_scan(line, &o, a, &e) == 0) ==
	    (r == 0 && type == JSON_OBJECT));
	if (r != 0 || type != JSON_OBJECT)
		return;
	for (i = 0; i < o.n; i++) {
		struct items it = { o.member[i].value, a };

		if (o.member[i].type == JSON_STRING)
			round_trip(o.member[i].value, a);
		if (o.member[i].type == JSON_ARRAY)
			json_items(o.member[i].value, item, &it);
	}
	rewritten(line, &o, a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct quire_span rest = { (const char *)data, size }, line;
	struct arena *a = arena_new();

	record(rest, a);
	while (span_line(&rest, &line)) {
		arena_reset(a);
		record(line, a);
	}
	arena_free(a);
	return 0;
}
