/*
 * markup: what is left of Markdown and HTML in a line of text. Entities are
 * decoded before mark-up is looked for, and all of it is done again until
 * nothing is found, so that a second run finds nothing.
 *
 * CommonMark 0.30 is the guide: emphasis by flanking delimiter runs, links,
 * autolinks, images, backslash escapes; no rule here looks beyond the line.
 */
#include <string.h>

#include "clean/work.h"

enum { LABEL_MAX = 12, LINK_MAX = 4096 };

/* ---- links ------------------------------------------------------------ */

struct quire_span
markup_unwrap(struct quire_span url)
{
	static const char host[] = "web.archive.org/web/";
	size_t at, i;

	for (;;) {
		at = span_find(url, 0, host);
		if (at == url.len || at > 8)
			return url;
		i = at + sizeof host - 1;
		while (i < url.len && url.p[i] != '/' && url.p[i] != ':')
			i++;
		if (i < url.len && url.p[i] == '/')
			i++;
		else /* web/https://…, no time stamp */
			i = at + sizeof host - 1;
		if (!span_starts(span_sub(url, i, url.len), "http"))
			return url;
		url = span_sub(url, i, url.len);
	}
}

static bool
is_url(struct quire_span s)
{
	return span_starts_nocase(s, "http://") ||
	    span_starts_nocase(s, "https://") ||
	    span_starts_nocase(s, "ftp://") || span_starts_nocase(s, "mailto:");
}

/* The scanner over one line. */
struct scan {
	struct work *w;
	struct line *l;
	const char *p, *end;
	struct buf *out;
	bool markdown; /* keep emphasis marks: --to=markdown */
	bool any;      /* something was found */
	int depth;     /* of links in links */
	size_t budget; /* bytes that failed searches may still cost */
};

static struct quire_span
rest_of(const struct scan *s)
{
	return (struct quire_span){ s->p, (size_t)(s->end - s->p) };
}

static void
add_url(struct scan *s, struct quire_span url)
{
	buf_add_span(s->out, markup_unwrap(url));
}

/* The ] that closes the [ at r.p[0], or r.len; nesting counts. */
static size_t
close_bracket(struct quire_span r, char open, char close)
{
	size_t i, depth = 0;

	for (i = 0; i < r.len && i < LINK_MAX; i++) {
		if (r.p[i] == '\\' && i + 1 < r.len)
			i++;
		else if (r.p[i] == open)
			depth++;
		else if (r.p[i] == close && --depth == 0)
			return i;
	}
	return r.len;
}

/* (url "title") at r: its length, the url; or 0. */
static size_t
link_target(struct quire_span r, struct quire_span *url)
{
	size_t end, i;

	if (r.len < 2 || r.p[0] != '(')
		return 0;
	end = close_bracket(r, '(', ')');
	if (end == r.len)
		return 0;
	*url = span_trim(span_sub(r, 1, end));
	for (i = 0; i < url->len && url->p[i] != ' '; i++)
		continue;
	if (i < url->len && url->p[url->len - 1] != '"' &&
	    url->p[url->len - 1] != '\'')
		return 0;
	url->len = i;
	if (url->len > 1 && url->p[0] == '<' && url->p[url->len - 1] == '>')
		*url = span_sub(*url, 1, url->len - 1);
	return end + 1;
}

static bool
plausible_target(struct quire_span u)
{
	size_t i;

	if (u.len == 0 || is_url(u) || u.p[0] == '/' || u.p[0] == '#' ||
	    u.p[0] == '?' || u.p[0] == '.' ||
	    span_starts_nocase(u, "javascript:") ||
	    span_starts_nocase(u, "tel:"))
		return true;
	for (i = 0; i < u.len; i++)
		if (u.p[i] == '.' || u.p[i] == '/')
			return i > 0 && i + 1 < u.len;
	return false;
}

static void scan_inline(struct scan *s);

static void
scan_inside(struct scan *s, struct quire_span inner)
{
	const char *p = s->p, *end = s->end;

	s->p = inner.p;
	s->end = inner.p + inner.len;
	s->depth++;
	scan_inline(s);
	s->depth--;
	s->p = p;
	s->end = end;
}

static void
note_link(struct scan *s, struct quire_span text, struct quire_span url)
{
	struct work *w = s->w;

	if (w->o->links == CLEAN_LINKS_KEEP && is_url(url)) {
		buf_add_str(s->out, " (");
		add_url(s, url);
		buf_add_char(s->out, ')');
	} else if (w->o->links == CLEAN_LINKS_LIST && is_url(url)) {
		w->link = arena_grow(w->a, w->link, w->links, &w->link_cap,
		    sizeof *w->link);
		w->link[w->links].text = arena_copy(w->a, text);
		w->link[w->links++].url = arena_copy(w->a, markup_unwrap(url));
	}
}

static void
add_mark(struct scan *s, struct quire_span label)
{
	struct buf *out = s->out;

	s->w->marks = true;
	if (span_starts(label, MARK_OPEN)) { /* of a page of PDF */
		buf_add_span(out, label);
		return;
	}
	buf_add_str(out, MARK_OPEN);
	buf_add_span(out, label);
	buf_add_str(out, MARK_CLOSE);
}

/* ---- links between a note and its mark -------------------------------- */

/* Without the brackets, and the backslashes before them, around a label. */
static struct quire_span
bare_label(struct quire_span s)
{
	s = span_trim(s);
	while (s.len > 1 && (s.p[0] == '\\' || s.p[0] == '['))
		s = span_sub(s, 1, s.len);
	while (s.len > 1 &&
	    (s.p[s.len - 1] == ']' || s.p[s.len - 1] == '\\' ||
	        s.p[s.len - 1] == '.'))
		s.len--;
	return s;
}

/* Up to three digits, or a sign that marks notes. */
static bool
is_label(struct quire_span s)
{
	static const char *const sign[] = { "*", "**", "†", "‡", "§" };
	size_t i;

	for (i = 0; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		continue;
	if (i > 0 && i == s.len)
		return i <= 3 && s.p[0] != '0';
	for (i = 0; i < sizeof sign / sizeof *sign; i++)
		if (span_is(s, sign[i]))
			return true;
	return false;
}

/* A fragment of this page that is named like a note: #fn1, #_ftnref1. */
static bool
is_note_target(struct quire_span url)
{
	static const char *const sign[] = { "fn", "ftn", "note", "ref", "cit" };
	size_t i;

	if (url.len < 2 || url.p[0] != '#')
		return false;
	for (i = 0; i < sizeof sign / sizeof *sign; i++)
		if (span_find(url, 0, sign[i]) < url.len)
			return true;
	return false;
}

/* The link is a note's mark, or leads back to it from the note's end. */
static bool
link_mark(struct scan *s, struct quire_span text, struct quire_span url)
{
	static const char *const back[] = { "↩", "↩︎", "↑", "^", "⏎", "↵" };
	struct quire_span label = bare_label(text);
	size_t i;

	if (!is_note_target(url))
		return false;
	if (is_label(label)) {
		add_mark(s, label);
		return true;
	}
	for (i = 0; i < sizeof back / sizeof *back; i++)
		if (span_is(label, back[i]))
			return s->l->back = true;
	return false;
}

/* "12. Text" whose link back told that it is a note: a mark for its number. */
static struct quire_span
number_mark(struct work *w, struct quire_span s)
{
	struct buf b = { 0 };
	size_t i = 0;

	while (i < s.len && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i == 0 || i > 3 || i + 1 >= s.len || s.p[i] != '.')
		return s;
	buf_add_str(&b, MARK_OPEN);
	buf_add(&b, s.p, i);
	buf_add_str(&b, MARK_CLOSE);
	buf_add_span(&b, span_sub(s, i + 1, s.len));
	w->marks = true;
	s = arena_copy(w->a, buf_span(&b));
	buf_fini(&b);
	return s;
}

/* [text](url), ![alt](url), [^label] or [text][] at s->p. */
static bool
scan_link(struct scan *s)
{
	struct quire_span r = rest_of(s), url, text;
	bool image = *s->p == '!';
	size_t open = image, close, n, before = s->out->len;

	if (r.len < open + 2 || r.p[open] != '[' || s->depth > 8 ||
	    s->budget < LINK_MAX)
		return false;
	close = close_bracket(span_sub(r, open, r.len), '[', ']') + open;
	if (close >= r.len) {
		s->budget -= r.len < LINK_MAX ? r.len : LINK_MAX;
		return false;
	}
	n = link_target(span_sub(r, close + 1, r.len), &url);
	if (n == 0 || !plausible_target(url)) {
		s->budget -= close + 1 < r.len && r.p[close + 1] == '('
		    ? LINK_MAX
		    : close < LINK_MAX ? close
		                       : LINK_MAX;
		return false;
	}
	text = span_sub(r, open + 1, close);
	s->p += close + 1 + n;
	s->any = true;
	if (image || link_mark(s, text, url))
		return true;
	scan_inside(s, text);
	text = span_sub(buf_span(s->out), before, s->out->len);
	s->l->link_bytes += (uint32_t)text.len;
	note_link(s, text, url);
	return true;
}

/* ---- tags ------------------------------------------------------------- */

static const char *const tags[] = { "a", "abbr", "article", "aside", "b", "big",
	"blockquote", "body", "br", "button", "center", "cite", "code", "dd",
	"del", "div", "dl", "dt", "em", "embed", "figcaption", "figure", "font",
	"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
	"html", "i", "iframe", "img", "input", "ins", "label", "li", "link",
	"main", "mark", "meta", "nav", "nobr", "noscript", "object", "ol",
	"option", "p", "param", "picture", "pre", "q", "s", "samp", "section",
	"select", "small", "source", "span", "strike", "strong", "style", "sub",
	"sup", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "time",
	"tr", "tt", "u", "ul", "var", "video", "wbr" };

static bool
known_tag(struct quire_span name)
{
	size_t lo = 0, hi = sizeof tags / sizeof tags[0], mid;
	char low[12];
	size_t i;
	int c;

	if (name.len >= sizeof low)
		return false;
	for (i = 0; i < name.len; i++)
		low[i] = (char)(name.p[i] | (name.p[i] >= 'A' ? 0x20 : 0));
	low[i] = '\0';
	while (lo < hi) {
		mid = (lo + hi) / 2;
		c = strcmp(low, tags[mid]);
		if (c == 0)
			return true;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

static bool
is_name_char(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	    (c >= '0' && c <= '9');
}

/* <sup>…</sup> at r whose inside could be a note's mark: its length. */
static size_t
sup_mark(struct quire_span r, struct quire_span *label)
{
	size_t close = span_find(r, 0, "</sup>");

	if (close == r.len || close > 5 + 3 * LABEL_MAX)
		return 0;
	*label = span_trim(span_sub(r, 5, close));
	if (label->len > 1 && label->p[0] == '\\')
		*label = span_sub(*label, 1, label->len);
	if (label->len > 2 && label->p[0] == '[' &&
	    label->p[label->len - 1] == ']')
		*label = span_sub(*label, 1, label->len - 1);
	if (label->len == 0 || memchr(label->p, '<', label->len) != NULL ||
	    memchr(label->p, '(', label->len) != NULL ||
	    memchr(label->p, ' ', label->len) != NULL)
		return 0;
	return close + 6;
}

/* A tag, an autolink or a comment at s->p. */
static bool
scan_angle(struct scan *s)
{
	struct quire_span r = rest_of(s), name, label;
	size_t i, n;
	bool close;

	if (span_starts_nocase(r, "<sup>") && (n = sup_mark(r, &label)) > 0) {
		add_mark(s, label);
		s->p += n;
		s->any = true;
		return true;
	}
	if (span_starts(r, "<!--") && (i = span_find(r, 4, "-->")) < r.len) {
		s->p += i + 3;
		return s->any = true;
	}
	for (n = 1; n < r.len && n < 2048 && r.p[n] != '>' && r.p[n] != '<';
	     n++)
		continue;
	if (n == r.len || n == 2048 || r.p[n] != '>')
		return false;
	name = span_sub(r, 1, n);
	if (is_url(name) && memchr(name.p, ' ', name.len) == NULL) {
		add_url(s, name);
		s->p += n + 1;
		return s->any = true;
	}
	close = name.len > 0 && name.p[0] == '/';
	for (i = close; i < name.len && is_name_char(name.p[i]); i++)
		continue;
	if (i < name.len && name.p[i] != ' ' && name.p[i] != '/' &&
	    name.p[i] != '\t')
		return false;
	name = span_sub(name, close, i);
	if (name.len == 0 || !known_tag(name))
		return false;
	if (span_is_nocase(name, "br") || span_is_nocase(name, "p") ||
	    span_is_nocase(name, "div") || span_is_nocase(name, "li") ||
	    span_is_nocase(name, "td") || span_is_nocase(name, "th"))
		buf_add_char(s->out, ' ');
	s->p += n + 1;
	return s->any = true;
}

/* ---- emphasis --------------------------------------------------------- */

static uint32_t
char_before(const struct scan *s, const char *p)
{
	uint32_t cp = ' ';

	(void)s;
	if (s->out->len > 0 && p == s->p)
		utf8_decode_before(s->out->p, s->out->p + s->out->len, &cp);
	return cp;
}

static uint32_t
char_at(const char *p, const char *end)
{
	uint32_t cp = ' ';

	if (p < end)
		utf8_decode(p, end, &cp);
	return cp;
}

/* The closing run of n marks c behind p, or null. */
static const char *
emphasis_end(const char *p, const char *end, char c, size_t n)
{
	const char *q;
	size_t run;

	for (q = p; q < end && q < p + LINK_MAX; q++) {
		if (*q == '\\' && q + 1 < end) {
			q++;
			continue;
		}
		if (*q != c)
			continue;
		for (run = 1; q + run < end && q[run] == c; run++)
			continue;
		if (run >= n && q > p && q[-1] != ' ' &&
		    (c != '_' ||
		        !text_is(char_at(q + run, end),
		            TEXT_LETTER | TEXT_DIGIT)))
			return q + run - n;
		q += run - 1;
	}
	return NULL;
}

/* **strong**, *em*, _em_, ~~struck~~, `code` at s->p. */
static bool
scan_emphasis(struct scan *s)
{
	const char *p = s->p, *close;
	char c = *p;
	size_t n = 1;
	uint32_t before, after;

	while (p + n < s->end && p[n] == c && n < 4)
		n++;
	if (n > 3 || (c == '~' && n != 2) || (c == '`' && n != 1))
		return false;
	after = char_at(p + n, s->end);
	before = char_before(s, p);
	if (text_is(after, TEXT_SPACE) || p + n == s->end)
		return false;
	if ((c == '_' || c == '*') &&
	    text_is(before, TEXT_LETTER | TEXT_DIGIT) &&
	    (c == '_' || !text_is(before, TEXT_CJK)) && n == 1)
		return false;
	if (c == '*' && n == 1 && text_is(after, TEXT_DIGIT | TEXT_PUNCT) &&
	    text_is(before, TEXT_DIGIT | TEXT_PUNCT))
		return false;
	if (s->budget < LINK_MAX)
		return false;
	close = emphasis_end(p + n, s->end, c, n);
	if (close == NULL || close == p + n) {
		s->budget -= LINK_MAX;
		return false;
	}
	if (s->markdown)
		buf_add(s->out, p, n);
	scan_inside(s, (struct quire_span){ p + n, (size_t)(close - p) - n });
	if (s->markdown)
		buf_add(s->out, p, n);
	else
		s->any = true;
	s->p = close + n;
	return true;
}

/* ---- the line --------------------------------------------------------- */

static bool
scan_escape(struct scan *s)
{
	static const char escaped[] = "*_#[]()`>~|";

	if (s->p + 1 == s->end || strchr(escaped, s->p[1]) == NULL ||
	    s->p[1] == '\0')
		return false;
	if (s->out->len > 0 && is_name_char(s->out->p[s->out->len - 1]) &&
	    s->p[1] != '_' && s->p[1] != '*')
		return false;
	buf_add_char(s->out, s->p[1]);
	s->p += 2;
	return s->any = true;
}

static bool
scan_note_mark(struct scan *s)
{
	struct quire_span r = rest_of(s);
	size_t i;

	if (r.len < 4 || r.p[1] != '^')
		return false;
	for (i = 2; i < r.len && i < 2 + 3 * LABEL_MAX && r.p[i] != ']'; i++)
		if (r.p[i] == ' ' || r.p[i] == '[')
			return false;
	if (i == 2 || i >= r.len || r.p[i] != ']')
		return false;
	add_mark(s, span_sub(r, 1, i));
	s->p += i + 1;
	return true;
}

/* A bare archive address in running text. */
static bool
scan_archive(struct scan *s)
{
	struct quire_span r = rest_of(s), url;

	if (!span_starts(r, "http"))
		return false;
	url = markup_unwrap(r);
	if (url.len == r.len)
		return false;
	s->p = url.p;
	return s->any = true;
}

static bool
scan_one(struct scan *s)
{
	switch (*s->p) {
	case '!':
		return scan_link(s);
	case '[':
		return scan_note_mark(s) || scan_link(s);
	case '<':
		return scan_angle(s);
	case '*':
	case '_':
	case '~':
	case '`':
		return s->depth < 8 && scan_emphasis(s);
	case '\\':
		return scan_escape(s);
	case 'h':
		return scan_archive(s);
	default:
		return false;
	}
}

static const char special[256] = { ['!'] = 1,
	['['] = 1,
	['<'] = 1,
	['*'] = 1,
	['_'] = 1,
	['~'] = 1,
	['`'] = 1,
	['\\'] = 1,
	['&'] = 1 };

static void
scan_inline(struct scan *s)
{
	const char *from;

	while (s->p < s->end) {
		from = s->p;
		while (s->p < s->end && !special[(unsigned char)*s->p] &&
		    !(*s->p == 'h' && s->end - s->p > 20 && s->p[4] != ' ' &&
		        memcmp(s->p, "http", 4) == 0))
			s->p++;
		buf_add(s->out, from, (size_t)(s->p - from));
		if (s->p < s->end && !scan_one(s))
			buf_add_char(s->out, *s->p++);
	}
}

/* Rulers: --- *** === and rows of a table's frame. */
static bool
is_ruler(struct quire_span s)
{
	size_t i, n = 0;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == ' ' || s.p[i] == '|' || s.p[i] == ':' ||
		    s.p[i] == '+')
			continue;
		if (strchr("-*_=", s.p[i]) == NULL || s.p[i] == '\0')
			return false;
		n++;
	}
	return n >= 3;
}

/* # heading, > quote, at the line's start. */
static struct quire_span
strip_prefix(struct line *l, struct quire_span s, bool *any)
{
	size_t n = 0;

	while (s.len > 1 && s.p[0] == '>' &&
	    (s.p[1] == ' ' || s.p[1] == '>' || l->quote)) {
		s = text_trim(span_sub(s, 1, s.len));
		l->quote = *any = true;
	}
	while (n < s.len && s.p[n] == '#')
		n++;
	if (n > 0 && n <= 6 && n < s.len && s.p[n] == ' ') {
		l->heading = (uint8_t)n;
		s = text_trim(span_sub(s, n, s.len));
		while (s.len > 0 && s.p[s.len - 1] == '#')
			s.len--;
		*any = true;
	}
	return text_trim(s);
}

/* A bullet: what is behind it, with "- " before it in the output. */
static struct quire_span
strip_bullet(struct line *l, struct quire_span s, bool *bullet)
{
	*bullet = false;
	if (s.len > 2 && (s.p[0] == '-' || s.p[0] == '*' || s.p[0] == '+') &&
	    s.p[1] == ' ') {
		l->item = *bullet = true;
		return text_trim(span_sub(s, 2, s.len));
	}
	return s;
}

static bool
needs_scan(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;

	for (; p < end; p++)
		if (special[(unsigned char)*p] && *p != '!')
			return true;
	return span_find(s, 0, "web.archive.org") < s.len;
}

static struct quire_span
scan_round(struct work *w, struct line *l, struct quire_span s, bool *any)
{
	struct buf out = { 0 };
	struct scan sc = { .w = w,
		.l = l,
		.p = s.p,
		.end = s.p + s.len,
		.out = &out,
		.markdown = w->o->to == CLEAN_TO_MARKDOWN,
		.budget = 8 * s.len + (1 << 16) };

	scan_inline(&sc);
	*any = sc.any;
	s = arena_copy(w->a, buf_span(&out));
	buf_fini(&out);
	return s;
}

/* Nothing in the line, and nothing it begins with, could be mark-up. */
static bool
is_plain(const struct line *l)
{
	static const char begins[] = "#>-+=|:";

	return (l->lacks & SEEN_MARKUP) != 0 &&
	    memchr(begins, l->text.p[0], sizeof begins - 1) == NULL;
}

void
markup_line(struct work *w, struct line *l)
{
	struct quire_span s = l->text;
	bool any = false, bullet, changed;
	int i;

	if (is_plain(l))
		return;
	s = strip_prefix(l, s, &any);
	s = strip_bullet(l, s, &bullet);
	if (is_ruler(s))
		s.len = 0;
	for (i = 0; i < ROUNDS && needs_scan(s); i++) {
		l->link_bytes = 0;
		s = text_trim(
		    scan_round(w, l, markup_entities(s, w->a), &changed));
		if (!bullet)
			s = strip_prefix(l, s, &changed);
		if (!changed)
			break;
	}
	if (l->back)
		s = number_mark(w, s);
	if (bullet && s.len > 0) {
		struct buf b = { 0 };

		buf_add_str(&b, "- ");
		buf_add_span(&b, s);
		s = arena_copy(w->a, buf_span(&b));
		buf_fini(&b);
	}
	if (s.p != l->text.p || s.len != l->text.len) {
		l->lacks = 0;
		l->words = 0;
	}
	l->text = s;
	l->blank = s.len == 0;
}
