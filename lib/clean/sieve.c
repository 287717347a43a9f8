/*
 * sieve: what of a page is given to the parser. Left out is what libxml2 makes
 * too much of, as the HTML standard does: the ends of <html> and <body>, which
 * would be the page's end wherever they stand, an end tag before anything has
 * begun, what scripts and styles hold (an end tag written there would be one
 * of the page's), comments and other declarations. What is no tag is escaped.
 *
 * So are attributes of which nobody asks, which the parser takes longest to
 * read.
 */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "clean/html.h"
#include "clean/work.h"

static bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* What no name of a tag or an attribute has. */
static bool
ends_name(char c)
{
	return c == '>' || c == '/' || is_blank(c);
}

/* Is it a tag of that name that begins at p? Most differ in the last letter. */
static inline bool
is_tag(const char *p, const char *end, const char *tag)
{
	const size_t n = strlen(tag);

	return (size_t)(end - p) > n && (p[n - 1] | 0x20) == tag[n - 1] &&
	    span_starts_nocase((struct quire_span){ p, n }, tag) &&
	    ends_name(p[n]);
}

/* Behind the next c. */
static const char *
past(const char *p, const char *end, char c)
{
	p = memchr(p, c, (size_t)(end - p));
	return p != NULL ? p + 1 : end;
}

/* Behind the <!-- … -->, or any other <!…>, at p. */
static const char *
declaration_end(const char *p, const char *end)
{
	const char *from = p;
	bool comment = end - p > 3 && memcmp(p, "<!--", 4) == 0;

	do {
		p = past(p, end, '>');
	} while (comment && p < end && memcmp(p - 3, "--", 2) != 0 &&
	    (p - from < 8 || memcmp(p - 4, "--!", 3) != 0));
	return p;
}

/* Gives what was kept, and goes on with what begins at p. */
static void
go_on(struct sieve *x, const char *p)
{
	buf_add(&x->out, x->kept, (size_t)(x->p - x->kept));
	x->p = x->kept = p;
}

/* ---- text ------------------------------------------------------------- */

/* The character that a name stands for, or 0. libxml2 reads its whole list. */
static uint32_t
named(struct sieve *x, struct quire_span name)
{
	char s[sizeof(uint64_t) + 1] = { 0 };
	const htmlEntityDesc *e;
	uint64_t key;
	size_t i;

	if (name.len < 2 || name.len > sizeof key)
		return 0;
	memcpy(s, name.p, name.len);
	memcpy(&key, s, sizeof key);
	i = key % SIEVE_NAMES;
	if (x->name[i].key != key) {
		e = htmlEntityLookup((const xmlChar *)s);
		x->name[i].key = key;
		x->name[i].cp = e != NULL ? e->value : 0;
	}
	return x->name[i].cp;
}

/* &name; at x->p: its character, if it cannot be mark-up. */
static void
reference(struct sieve *x, const char *stop)
{
	const char *name = x->p + 1, *p = name;
	uint32_t cp = 0;

	while (p < stop && (is_letter(*p) || (*p >= '0' && *p <= '9')))
		p++;
	if (p < stop && *p == ';')
		cp = named(x, (struct quire_span){ name, (size_t)(p - name) });
	if (cp >= 0x80) {
		go_on(x, p + 1);
		utf8_add(&x->out, cp);
	} else
		x->p = p;
}

static void
text(struct sieve *x)
{
	const char *stop = memchr(x->p, '<', (size_t)(x->end - x->p)), *p;

	if (stop == NULL)
		stop = x->end;
	for (p = x->p; !x->begun && p < stop; p++)
		x->begun = !is_blank(*p);
	while ((p = memchr(x->p, '&', (size_t)(stop - x->p))) != NULL) {
		x->p = p;
		reference(x, stop);
	}
	x->p = stop;
}

/* ---- mark-up ---------------------------------------------------------- */

/*
 * The end tag of a script or style whose content begins at p, or null: then the
 * parser may take another for it, lest the rest of the page is lost.
 */
static const char *
data_end(struct sieve *x, const char *p, bool script)
{
	const char *stop = script ? "</script" : "</style";

	if (x->unended[script])
		return NULL;
	while ((p = memchr(p, '<', (size_t)(x->end - p))) != NULL &&
	    !is_tag(p, x->end, stop))
		p++;
	x->unended[script] = p == NULL;
	return p;
}

/* Is what an attribute says asked for? html.c asks of any element for these. */
static bool
is_used(struct quire_span name)
{
	static const char *const used[] = { "aria-hidden", "class", "hidden",
		"id", "itemprop", "role", "style" };
	size_t i;

	for (i = 0; i < sizeof used / sizeof *used; i++)
		if ((*name.p | 0x20) == *used[i] &&
		    span_is_nocase(name, used[i]))
			return true;
	return false;
}

/* Behind the attribute at p, whose name it tells. */
static const char *
attribute(const char *p, const char *end, struct quire_span *name)
{
	const char *q;

	name->p = p++;
	while (p < end && *p != '=' && !ends_name(*p))
		p++;
	name->len = (size_t)(p - name->p);
	for (q = p; q < end && is_blank(*q); q++)
		continue;
	if (q == end || *q != '=')
		return p;
	for (p = q + 1; p < end && is_blank(*p); p++)
		continue;
	if (p < end && (*p == '"' || *p == '\''))
		return past(p + 1, end, *p);
	while (p < end && *p != '>' && !is_blank(*p))
		p++;
	return p;
}

/* The attributes that are used of a start tag. */
static void
attributes(struct sieve *x)
{
	static const char *const whole[] = { "<meta", "<link", "<html", "<time",
		"<ol" };
	const char *p = x->p + 1, *end = x->end, *next;
	struct quire_span name;
	bool all = false;
	size_t i;

	for (i = 0; i < sizeof whole / sizeof *whole; i++)
		all |= is_tag(x->p, end, whole[i]);
	while (p < end && !ends_name(*p))
		p++;
	for (;; p = next) {
		x->p = p;
		while (p < end && (is_blank(*p) || *p == '/'))
			p++;
		if (p == end || *p == '>')
			break;
		next = attribute(p, end, &name);
		if (!all && !is_used(name)) {
			go_on(x, next);
			buf_add_char(&x->out, ' ');
		}
	}
	x->p = p + (p < end);
}

static void
start_tag(struct sieve *x)
{
	const char *tag = x->p, *stop;
	bool script = is_tag(tag, x->end, "<script");
	struct quire_span s;

	x->begun = true;
	attributes(x);
	if ((!script && !is_tag(tag, x->end, "<style")) || x->p[-2] == '/')
		return;
	stop = data_end(x, x->p, script);
	if (stop == NULL)
		return;
	s = (struct quire_span){ tag, (size_t)(x->p - tag) };
	if (script && span_find(s, 0, "application/ld+json") < s.len)
		html_meta_json(x->meta,
		    (struct quire_span){ x->p, (size_t)(stop - x->p) });
	go_on(x, stop);
}

static void
end_tag(struct sieve *x)
{
	if (!x->begun)
		go_on(x, past(x->p, x->end, '>'));
	else if (is_tag(x->p, x->end, "</html") ||
	    is_tag(x->p, x->end, "</body")) {
		go_on(x, past(x->p, x->end, '>'));
		buf_add_str(&x->out, "<br>");
	} else
		x->p += 2;
}

static void
markup(struct sieve *x)
{
	char c = x->end - x->p > 1 ? x->p[1] : ' ';

	if (is_letter(c))
		start_tag(x);
	else if (c == '/')
		end_tag(x);
	else if (c == '!')
		go_on(x, declaration_end(x->p, x->end));
	else if (c == '?')
		x->p += 2;
	else {
		x->begun = true;
		go_on(x, x->p + 1);
		buf_add_str(&x->out, "&lt;");
	}
}

struct quire_span
sieve_piece(struct sieve *x, size_t len)
{
	x->out.len = 0;
	x->kept = x->p;
	while (x->p < x->end && x->out.len + (size_t)(x->p - x->kept) < len)
		if (*x->p == '<')
			markup(x);
		else
			text(x);
	go_on(x, x->p);
	return buf_span(&x->out);
}
