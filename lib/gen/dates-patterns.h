/*
 * The language of patterns in dates-rows.tsv: elements with alternatives,
 * what a row makes, and how both come into the trie.
 */
#ifndef GEN_DATES_PATTERNS_H
#define GEN_DATES_PATTERNS_H

#include "dates-lexicon.h"
#include "dates-trie.h"

enum { MAX_ALT = 60, MAX_ELEM = 40 };

struct element {
	uint16_t alt[MAX_ALT];
	size_t alts;
	bool optional, glue;
};

static struct {
	char *name, *text;
} alias[100];
static size_t aliases;

static void element_read(struct element *e, const char *s, size_t len);

static void
element_class(struct element *e, const char *s, size_t len)
{
	int c = class_find(s, len);
	size_t i;

	for (i = 0; i < aliases && c < 0; i++)
		if (strlen(alias[i].name) == len &&
		    memcmp(alias[i].name, s, len) == 0) {
			element_read(e, alias[i].text, strlen(alias[i].text));
			return;
		}
	if (c < 0)
		fail("no class or alias %.*s", (int)len, s);
	if (e->alts == MAX_ALT)
		fail("too many alternatives");
	e->alt[e->alts++] = (uint16_t)c;
}

/* Alternatives cut at |: <class>, <alias> or a word. */
static void
element_read(struct element *e, const char *s, size_t len)
{
	size_t i = 0, n;

	while (i < len) {
		for (n = i; n < len && (s[n] != '|' || n == i); n++)
			;
		if (s[i] == '<' && n > i + 1)
			element_class(e, s + i + 1, n - i - 2);
		else if (e->alts < MAX_ALT)
			e->alt[e->alts++] = literal_sym(s + i, n - i);
		else
			fail("too many alternatives");
		i = n + 1;
	}
}

/* Where the element at s ends: at white space, ?, or the next element. */
static size_t
element_len(const char *s)
{
	size_t n;
	enum lexeme kind;

	if (*s == '(')
		return strcspn(s, ")") + 1;
	if (*s == '<')
		return strcspn(s, ">") + 1;
	if (*s == '\\')
		return 2;
	n = lexeme_next(s, &kind);
	while (kind == LX_CHAR && s[n] != '\0') {
		size_t more = lexeme_next(s + n, &kind);

		if (kind != LX_CHAR)
			break;
		n += more;
	}
	return n;
}

static size_t
pattern_read(const char *s, struct element *e)
{
	size_t n = 0, len;
	bool glue = false;

	while (*s != '\0') {
		if (*s == ' ') {
			s++;
			glue = false;
			continue;
		}
		if (n == MAX_ELEM)
			fail("pattern too long: %s", s);
		memset(&e[n], 0, sizeof e[n]);
		e[n].glue = glue;
		len = element_len(s);
		if (*s == '(')
			element_read(&e[n], s + 1, len - 2);
		else if (*s == '\\')
			element_read(&e[n], s + 1, 1);
		else
			element_read(&e[n], s, len);
		s += len;
		if (*s == '?') {
			e[n].optional = true;
			s++;
		}
		glue = n > 0 || e[n].alts > 0;
		n++;
	}
	return n;
}

static void
pattern_insert(uint32_t node, const struct element *e, size_t n, size_t row,
    const struct dates_langset *l, bool glue_off)
{
	size_t i;

	if (n == 0) {
		node_end(node, row, l);
		return;
	}
	if (e->optional)
		pattern_insert(node, e + 1, n - 1, row, l, !e->glue);
	for (i = 0; i < e->alts; i++)
		pattern_insert(node_step(node, e->alt[i], e->glue && !glue_off),
		    e + 1, n - 1, row, l, false);
}

static int
word_value(const char *s)
{
	if ((s[0] >= '0' && s[0] <= '9') || (s[0] == '-' && s[1] != '\0'))
		return atoi(s);
	return s[1] == '\0' ? (s[0] >= '0' && s[0] <= '9' ? s[0] - '0' : s[0])
	                    : s[0] << 8 | s[1];
}

/* "KIND", "KIND:act", ",field=value" … */
static size_t
row_new(const char *make)
{
	static const char *const act[] = { "merge", "range", "sum", "dur",
		"nums" };
	struct dates_row *r = &row_list[rows];
	size_t n = strcspn(make, ":,"), i, eq;
	char value[16];
	int kind = class_find(make, n), v;

	if (kind < C_FULL)
		fail("no kind %s", make);
	if (rows == sizeof row_list / sizeof *row_list)
		fail("too many rows");
	memset(r, 0, sizeof *r);
	r->kind = (uint16_t)kind;
	r->set = (uint16_t)assigns;
	make += n;
	if (*make == ':') {
		n = strcspn(++make, ",");
		for (i = 0; i < 5; i++)
			if (strlen(act[i]) == n && memcmp(act[i], make, n) == 0)
				break;
		if (i == 5)
			fail("no act %s", make);
		r->act = (uint16_t)i;
		make += n;
	}
	while (*make == ',') {
		n = strcspn(++make, ",");
		eq = strcspn(make, "=");
		if (eq >= n || (kind = class_find(make, eq)) < 0)
			fail("bad assignment %s", make);
		snprintf(value, sizeof value, "%.*s", (int)(n - eq - 1),
		    make + eq + 1);
		v = word_value(value);
		if (v != (int16_t)v)
			fail("no room for the value of %s", make);
		assign[assigns++] =
		    (struct dates_set){ (int16_t)kind, (int16_t)v };
		r->sets++;
		make += n;
	}
	return rows++;
}

#endif
