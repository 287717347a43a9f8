/*
 * Who wrote a document: bylines, lines of names about the title, reporters
 * named where a report begins, the speaker of a speech.
 */
#include <string.h>

#include "cite/self.h"
#include "text/text.h"

#define NEAR 8       /* lines below the title in which names may stand */
#define LIST 40      /* the same once there is one */
#define OPENING 6000 /* bytes in which a report begins */
#define REPORTER 150 /* bytes of the names behind 记者 */
#define SIGNED 4     /* lines below the last paragraph */
#define BRACKET 60   /* bytes before it in which a bracket opens */

/* Does a bracket open in the last bytes before an offset, and not close? */
static bool
in_bracket(struct quire_span s, size_t at)
{
	static const char *const open[] = { "（", "(", "【", NULL };
	static const char *const close[] = { "）", ")", "】", "\n", NULL };
	size_t from = at > BRACKET ? at - BRACKET : 0;

	for (s.len = at; s.len > from; s.len--) {
		if (span_ends_any(s, close) > 0)
			return false;
		if (span_ends_any(s, open) > 0)
			return true;
	}
	return false;
}

/* 林若溪台北 of 【記者林若溪台北報導】: without the place, of two characters. */
static struct quire_span
without_place(struct quire_span name)
{
	static const char *const report[] = { "報導", "报道", NULL };
	size_t i, at;

	for (i = 0; report[i] != NULL; i++) {
		at = span_find(name, 0, report[i]);
		if (at == 12 || at == 15)
			return span_sub(name, 0, at - 6);
	}
	return name;
}

/* （记者 王晓岚）, 【本报记者 王晓岚】 where a report begins. */
static void
find_reporter(struct head *h)
{
	static const char *const word[] = { "记者", "記者", "通讯员", NULL };
	static const char *const blank[] = { " ", "　", "：", ":", NULL };
	static const char *const stop[] = { "\n", "通讯员", "通訊員", "实习生",
		"摄影", NULL };
	struct quire_span s = span_sub(h->text, 0, OPENING), v, name;
	size_t i, k, at;
	bool known;

	for (i = 0; word[i] != NULL; i++)
		for (at = 0; (at = span_find(s, at, word[i])) < s.len;) {
			at += strlen(word[i]);
			if (!in_bracket(s, at - strlen(word[i])))
				continue;
			name = span_sub(s, at, at + REPORTER);
			while ((v = self_after(name, blank)).p != NULL)
				name = v;
			for (k = 0; stop[k] != NULL; k++)
				name = span_sub(name, 0,
				    span_find(name, 0, stop[k]));
			name =
			    self_persons(without_place(name), h->arena, &known);
			self_put_authors(h, name, "reporter named in the text");
		}
}

/* "Speech by Ambassador Jane Doe at …" */
static void
find_speaker(struct head *h)
{
	static const char *const kind[] = { "Speech", "Remarks", "Statement",
		"Address", "Keynote", "Lecture", "Testimony", "Toast",
		"Opening", "Letter", "Discours", "Rede", "Discurso", NULL };
	static const char *const by[] = { " by ", " of ", " par ", " von ",
		" del ", " de ", NULL };
	struct quire_span s = h->out->self.field[CITE_TITLE];
	size_t i, at, best;
	bool known;

	if (self_after(s, kind).p == NULL)
		return;
	for (best = s.len, i = 0; by[i] != NULL; i++) {
		at = span_find(s, 0, by[i]);
		if (at < best && at < 40) {
			best = at;
			s = span_sub(s, at + strlen(by[i]), s.len);
			break;
		}
	}
	if (best == h->out->self.field[CITE_TITLE].len)
		return;
	if (span_starts(s, "H.E. "))
		s = span_sub(s, 5, s.len);
	s = self_persons(s, h->arena, &known);
	if (known)
		self_put_authors(h, s, "title");
}

/* Has a line from first on what line i begins with? */
static bool
repeats(const struct head *h, size_t first, size_t i)
{
	struct quire_span a, b = h->line[i].s;

	for (; first < i; first++) {
		a = h->line[first].s;
		if (a.len >= 6 && b.len >= 6 &&
		    memcmp(a.p, b.p, a.len < b.len ? a.len : b.len) == 0)
			return true;
	}
	return false;
}

/*
 * Names in lines of their own: below the title, perhaps with places of work
 * between them, or right above it.
 */
static void
find_names(struct head *h)
{
	struct cite_item *it = &h->out->self;
	size_t i, first = h->title < h->n ? h->title + 1 : 0;
	size_t n = 1; /* one name a line */
	bool own = false;

	for (i = first; i < h->n && i < first + (own ? LIST : NEAR); i++) {
		const struct head_line *l = &h->line[i];

		/* names in no list: right below the title, or last; what an
		 * encyclopedia's title begins with is its subject */
		if (l->names.len == 0 ||
		    span_begins(it->field[CITE_TITLE], l->s) ||
		    (!l->known && i + 1 != h->n &&
		        (i != first || i + 3 < h->n)))
			continue;
		if (it->names[CITE_AUTHOR] == 0) {
			self_put_authors(h, l->names, "line of its own");
			own = it->names[CITE_AUTHOR] > 0;
		} else if (own && it->names[CITE_AUTHOR] == n && l->known &&
		    !h->han && !repeats(h, first, i)) {
			self_add_authors(h, l->names);
			n++;
		}
	}
	if (h->title > 0 && h->title < h->n && h->line[h->title - 1].known)
		self_put_authors(h, h->line[h->title - 1].names,
		    "line of its own");
}

/* "2016-03-04 08:20林若溪": a name behind the time. */
static void
behind_time(struct head *h, struct quire_span s)
{
	size_t at = s.len;
	bool known;

	while (at > 0 && (unsigned char)s.p[at - 1] >= 0x80)
		at--;
	if (at > 1 && at < s.len && s.p[at - 1] >= '0' && s.p[at - 1] <= '9' &&
	    memchr(s.p, ':', at) != NULL) {
		s = self_names(span_sub(s, at, s.len), h->arena, &known);
		if (s.len > 0 && s.len <= 9 && known)
			self_put_authors(h, s, "behind the time");
	}
}

/* "来源：海河日报 作者：林若溪", "2016-03-04 记者 林若溪" */
static void
find_inside(struct head *h, struct quire_span s)
{
	static const char *const word[] = { "作者：", "作者:", "作者 ", "记者 ",
		"记者：", "记者:", "記者 ", "記者：", " By ", "撰文：", NULL };
	size_t i, at;
	bool known;

	for (i = 0; word[i] != NULL; i++) {
		at = span_find(s, 0, word[i]);
		if (at < s.len && at > 0)
			self_put_authors(h,
			    self_persons(text_trim(span_sub(s,
			                     at + strlen(word[i]), s.len)),
			        h->arena, &known),
			    "byline");
	}
}

/* A name in the last lines, below a paragraph: a byline, or who signed. */
static void
find_signature(struct head *h)
{
	struct quire_span rest = text_trim(h->text), line, name = { NULL, 0 };
	size_t n, at;
	bool known;

	for (n = 0; n < SIGNED && rest.len > 0; n++) {
		for (at = rest.len; at > 0 && rest.p[at - 1] != '\n'; at--)
			;
		line = text_trim(span_sub(rest, at, rest.len));
		if (self_width(line) > 80) {
			self_put_authors(h, name, "signature");
			return;
		}
		rest = text_trim(span_sub(rest, 0, at));
		if (self_credit(line))
			continue;
		name = self_byline(line, h->arena);
		if (name.len > 0) {
			self_put_authors(h, name, "byline");
			return;
		}
		name = self_names(line, h->arena, &known);
		if (!known)
			name.len = 0;
	}
}

/* "林若溪：渡口的历史": the author stands before the title. */
static void
strip_author(struct head *h)
{
	struct cite_item *it = &h->out->self;
	struct quire_span *t = &it->field[CITE_TITLE];
	struct quire_span f, g;

	if (it->names[CITE_AUTHOR] != 1)
		return;
	f = it->name[CITE_AUTHOR]->family;
	g = it->name[CITE_AUTHOR]->given;
	if (f.len + g.len + 3 >= t->len || f.len == 0 ||
	    memcmp(t->p, f.p, f.len) != 0 ||
	    memcmp(t->p + f.len, g.p, g.len) != 0)
		return;
	f = span_sub(*t, f.len + g.len, t->len);
	if (span_starts(f, "：") || span_starts(f, ":"))
		*t = text_trim(span_sub(f, f.p[0] == ':' ? 1 : 3, f.len));
}

void
self_find_author(struct head *h)
{
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct quire_span s = h->line[i].s;

		if (i == h->title)
			continue;
		if (span_is(s, "By") && i + 1 < h->n)
			self_put_authors(h, h->line[i + 1].s, "byline");
		self_put_authors(h, h->line[i].byline, "byline");
		if (h->line[i].kind != 0)
			find_inside(h, cite_plain(s, h->arena));
	}
	find_names(h);
	for (i = 0; i < h->n; i++)
		if ((h->line[i].kind & HEAD_DATED) != 0)
			behind_time(h, h->line[i].s);
	find_reporter(h);
	find_speaker(h);
	find_signature(h);
	strip_author(h);
}
