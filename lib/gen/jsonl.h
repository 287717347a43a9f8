/*
 * Corpora for trainers: a JSON object a line, of which every n-th may be left
 * out to be measured on.
 */
#ifndef QUIRE_GEN_JSONL_H
#define QUIRE_GEN_JSONL_H

#include <stdio.h>
#include <stdlib.h>

#include "io/io.h"

/* Records whose number leaves k when divided by n are left out. n 0: none. */
struct jsonl_fold {
	size_t k, n;
};

/* Reads "K/N". Null: no fold. False if it is something else. */
static inline bool
jsonl_fold(const char *s, struct jsonl_fold *f)
{
	*f = (struct jsonl_fold){ 0, 0 };
	return s == NULL ||
	    (sscanf(s, "%zu/%zu", &f->k, &f->n) == 2 && f->k < f->n);
}

/* A record: what lies in the arena is gone after the call. */
typedef void jsonl_record(void *arg, const struct json_object *o,
    struct arena *a);

/*
 * Calls each for the records of a file that are not left out. A corpus that
 * is not there, or not JSON, ends the program.
 */
static inline void
jsonl_each(const char *path, struct jsonl_fold fold, jsonl_record *each,
    void *arg)
{
	struct input *in = input_open(path);
	struct arena *a = arena_new();
	struct json_object o;
	struct quire_span line;
	struct quire_err e;
	size_t i = 0;

	if (in == NULL) {
		perror(path);
		exit(2);
	}
	while (input_line(in, (size_t)1 << 30, &line, &e) == 1) {
		if (fold.n != 0 && i++ % fold.n == fold.k)
			continue;
		if (json_scan(line, &o, a, &e) < 0) {
			fprintf(stderr, "%s: %s\n", path, e.msg);
			exit(2);
		}
		each(arg, &o, a);
		arena_reset(a);
	}
	arena_free(a);
	input_close(in);
}

/* A member that is a string, as text; a null pointer if there is none. */
static inline struct quire_span
jsonl_text(const struct json_object *o, const char *name, struct arena *a)
{
	const struct json_member *m = json_find(o, name);

	if (m == NULL || m->type != JSON_STRING)
		return (struct quire_span){ NULL, 0 };
	return json_member_text(m, a);
}

/* ---- members that are [[start,end],…] --------------------------------- */

struct jsonl_spans {
	void (*found)(void *arg, size_t start, size_t end);
	void *arg;
};

struct jsonl_span {
	size_t v[2], n;
};

static inline bool
jsonl_number(void *arg, struct quire_span item, enum json_type type)
{
	struct jsonl_span *s = arg;

	(void)type;
	if (s->n < 2)
		s->v[s->n++] = strtoul(item.p, NULL, 10);
	return true;
}

static inline bool
jsonl_pair(void *arg, struct quire_span item, enum json_type type)
{
	const struct jsonl_spans *k = arg;
	struct jsonl_span s = { { 0, 0 }, 0 };

	(void)type;
	json_items(item, jsonl_number, &s);
	k->found(k->arg, s.v[0], s.v[1]);
	return true;
}

/* Calls found for each of the spans. False if there is no such member. */
static inline bool
jsonl_spans(const struct json_object *o, const char *name,
    void (*found)(void *arg, size_t start, size_t end), void *arg)
{
	const struct json_member *m = json_find(o, name);
	struct jsonl_spans k = { found, arg };

	if (m == NULL || m->type != JSON_ARRAY)
		return false;
	json_items(m->value, jsonl_pair, &k);
	return true;
}

#endif
