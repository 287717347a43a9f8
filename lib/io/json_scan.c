/*
 * The JSON scanner (RFC 8259): one pass that validates, and notes where the
 * members of the outermost object lie. Nothing is converted or copied.
 *
 * It accepts what the grammar of the RFC accepts and nothing else, with the
 * two liberties the RFC grants: nesting is limited (section 9), and a byte
 * order mark in front is ignored (section 8.1). Bytes of a string are not
 * looked at beyond quotes, backslashes and controls, so ill-formed UTF-8
 * goes through.
 *
 * Nesting costs a byte of a fixed stack a level: the bracket that will close
 * it. There is no recursion.
 */
#include <string.h>

#include "io/io.h"
#include "io/json_run.h"
#include "text/text.h"

struct scan {
	const char *start, *p, *end;
	struct quire_err *err;
};

/* The closing brackets of what is open. */
struct nest {
	size_t n;
	char closer[JSON_DEPTH];
};

/* What a step of the scanner has seen; -1 is an error. */
enum { ENDED, VALUE_NEXT };

static int
fail(struct scan *s, const char *msg)
{
	return err_set(s->err, QUIRE_EINPUT, (size_t)(s->p - s->start), msg);
}

static void
skip_space(struct scan *s)
{
	while (s->p < s->end &&
	    (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t'))
		s->p++;
}

static bool
is_hex(char c)
{
	return ascii_digit(c) || (c >= 'a' && c <= 'f') ||
	    (c >= 'A' && c <= 'F');
}

/* s->p is at a backslash. */
static int
escape(struct scan *s)
{
	size_t left = (size_t)(s->end - s->p), i;

	if (left < 2)
		return fail(s, "string without end");
	switch (s->p[1]) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		s->p += 2;
		return 0;
	case 'u':
		for (i = 2; i < 6; i++)
			if (i >= left || !is_hex(s->p[i]))
				return fail(s, "bad \\u escape");
		s->p += 6;
		return 0;
	default:
		return fail(s, "unknown escape");
	}
}

/* s->p is at the opening quote; goes behind the closing one. */
static int
string(struct scan *s, bool *plain)
{
	*plain = true;
	for (s->p++;;) {
		s->p = json_run(s->p, s->end);
		if (s->p == s->end)
			return fail(s, "string without end");
		if (*s->p == '"')
			break;
		if (*s->p != '\\')
			return fail(s, "control character in a string");
		*plain = false;
		if (escape(s) != 0)
			return -1;
	}
	s->p++;
	return 0;
}

static int
digits(struct scan *s)
{
	if (s->p == s->end || !ascii_digit(*s->p))
		return fail(s, "digit expected");
	while (s->p < s->end && ascii_digit(*s->p))
		s->p++;
	return 0;
}

/* number = [ minus ] int [ frac ] [ exp ] */
static int
number(struct scan *s)
{
	if (*s->p == '-')
		s->p++;
	if (s->p < s->end && *s->p == '0')
		s->p++;
	else if (digits(s) != 0)
		return -1;
	if (s->p < s->end && *s->p == '.') {
		s->p++;
		if (digits(s) != 0)
			return -1;
	}
	if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
		s->p++;
		if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
			s->p++;
		return digits(s);
	}
	return 0;
}

static int
literal(struct scan *s, const char *word, size_t len)
{
	if ((size_t)(s->end - s->p) < len || memcmp(s->p, word, len) != 0)
		return fail(s, "value expected");
	s->p += len;
	return 0;
}

/* A key, the colon and the white space before the value. */
static int
key(struct scan *s, struct quire_span *name, bool *plain)
{
	const char *start = s->p + 1;

	if (s->p == s->end || *s->p != '"')
		return fail(s, "member name expected");
	if (string(s, plain) != 0)
		return -1;
	*name = (struct quire_span){ start, (size_t)(s->p - 1 - start) };
	skip_space(s);
	if (s->p == s->end || *s->p != ':')
		return fail(s, "colon expected");
	s->p++;
	skip_space(s);
	return 0;
}

/* s->p is at a bracket that opens. */
static int
container(struct scan *s, struct nest *t)
{
	struct quire_span name;
	bool plain;
	char closer = *s->p == '{' ? '}' : ']';

	if (t->n == JSON_DEPTH)
		return err_set(s->err, QUIRE_ELIMIT, (size_t)(s->p - s->start),
		    "nested too deeply");
	s->p++;
	skip_space(s);
	if (s->p < s->end && *s->p == closer) {
		s->p++;
		return ENDED;
	}
	t->closer[t->n++] = closer;
	if (closer == '}' && key(s, &name, &plain) != 0)
		return -1;
	return VALUE_NEXT;
}

/* The start of a value, or all of it. */
static int
begin(struct scan *s, struct nest *t)
{
	bool plain;

	switch (s->p < s->end ? *s->p : '\0') {
	case '"':
		return string(s, &plain);
	case '{':
	case '[':
		return container(s, t);
	case 't':
		return literal(s, "true", 4);
	case 'f':
		return literal(s, "false", 5);
	case 'n':
		return literal(s, "null", 4);
	case '-':
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
		return number(s);
	default:
		return fail(s, "value expected");
	}
}

/* What follows a value inside of a container. */
static int
follow(struct scan *s, struct nest *t)
{
	char closer = t->closer[t->n - 1];
	struct quire_span name;
	bool plain;

	skip_space(s);
	if (s->p < s->end && *s->p == closer) {
		s->p++;
		t->n--;
		return ENDED;
	}
	if (s->p == s->end || *s->p != ',')
		return fail(s,
		    closer == '}' ? "comma or } expected"
		                  : "comma or ] expected");
	s->p++;
	skip_space(s);
	if (closer == '}' && key(s, &name, &plain) != 0)
		return -1;
	return VALUE_NEXT;
}

/* One whole value; t holds what is open around it. */
static int
value(struct scan *s, struct nest *t)
{
	size_t outside = t->n;
	int r = VALUE_NEXT;

	do
		r = r == VALUE_NEXT ? begin(s, t) : follow(s, t);
	while (r == VALUE_NEXT || (r == ENDED && t->n > outside));
	return r;
}

static enum json_type
type_of(char c)
{
	switch (c) {
	case '{':
		return JSON_OBJECT;
	case '[':
		return JSON_ARRAY;
	case '"':
		return JSON_STRING;
	case 't':
		return JSON_TRUE;
	case 'f':
		return JSON_FALSE;
	case 'n':
		return JSON_NULL;
	default:
		return JSON_NUMBER;
	}
}

static void
scan_init(struct scan *s, struct quire_span text, struct quire_err *e)
{
	static const char empty[1];

	s->start = text.p == NULL ? empty : text.p;
	s->p = s->start;
	s->end = s->start + text.len;
	s->err = e;
	if (text.len >= 3 && memcmp(s->p, "\xef\xbb\xbf", 3) == 0)
		s->p += 3;
	skip_space(s);
}

static int
scan_end(struct scan *s)
{
	skip_space(s);
	return s->p == s->end ? 0 : fail(s, "more than one value");
}

int
json_check(struct quire_span text, enum json_type *type, struct quire_err *e)
{
	struct scan s;
	struct nest t;

	t.n = 0;
	scan_init(&s, text, e);
	*type = type_of(s.p < s.end ? *s.p : '\0');
	if (value(&s, &t) != 0)
		return -1;
	return scan_end(&s);
}

/* s->p is at a key. */
static int
member(struct scan *s, struct nest *t, struct json_member *m)
{
	const char *start;
	bool plain = false;
	int r;

	if (key(s, &m->key, &m->plain_key) != 0)
		return -1;
	start = s->p;
	m->type = type_of(s->p < s->end ? *s->p : '\0');
	r = m->type == JSON_STRING ? string(s, &plain) : value(s, t);
	if (r != 0)
		return -1;
	m->value = (struct quire_span){ start, (size_t)(s->p - start) };
	m->plain = plain && utf8_valid(m->value) == m->value.len;
	return 0;
}

/* The members up to the closing brace; s->p is behind the opening one. */
static int
members(struct scan *s, struct nest *t, struct json_object *o, struct arena *a)
{
	skip_space(s);
	if (s->p < s->end && *s->p == '}')
		return 0;
	for (;;) {
		o->member =
		    arena_grow(a, o->member, o->n, &o->cap, sizeof *o->member);
		if (member(s, t, &o->member[o->n]) != 0)
			return -1;
		o->n++;
		skip_space(s);
		if (s->p < s->end && *s->p == '}')
			return 0;
		if (s->p == s->end || *s->p != ',')
			return fail(s, "comma or } expected");
		s->p++;
		skip_space(s);
	}
}

int
json_scan(struct quire_span text, struct json_object *o, struct arena *a,
    struct quire_err *e)
{
	const char *start;
	struct scan s;
	struct nest t;

	*o = (struct json_object){ { NULL, 0 }, NULL, 0, 0 };
	t.n = 1;
	t.closer[0] = '}';
	scan_init(&s, text, e);
	if (s.p == s.end || *s.p != '{')
		return fail(&s, "not a JSON object");
	start = s.p++;
	if (members(&s, &t, o, a) != 0)
		return -1;
	s.p++;
	o->text = (struct quire_span){ start, (size_t)(s.p - start) };
	return scan_end(&s);
}

void
json_items(struct quire_span array,
    bool (*found)(void *arg, struct quire_span item, enum json_type type),
    void *arg)
{
	const char *start;
	struct scan s;
	struct nest t;

	t.n = 1;
	scan_init(&s, array, NULL);
	if (s.p == s.end || *s.p != '[')
		return;
	for (;;) {
		s.p++;
		skip_space(&s);
		if (s.p == s.end || *s.p == ']')
			return;
		start = s.p;
		if (value(&s, &t) != 0)
			return;
		if (!found(arg,
		        (struct quire_span){ start, (size_t)(s.p - start) },
		        type_of(*start)))
			return;
		skip_space(&s);
		if (s.p == s.end || *s.p != ',')
			return;
	}
}
