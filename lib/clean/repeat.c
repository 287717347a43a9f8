/*
 * repeat: what stands twice in a document. A title or a caption that is
 * printed again goes, and a sentence of the text set again as an ornament.
 */
#include <string.h>

#include "clean/features.h"

static bool
is_quoted(struct quire_span s)
{
	uint32_t first, last;

	if (s.len == 0)
		return false;
	utf8_decode(s.p, s.p + s.len, &first);
	utf8_decode_before(s.p, s.p + s.len, &last);
	return text_is(first, TEXT_QUOTE) && text_is(last, TEXT_QUOTE);
}

enum { RECURS_MIN = 24, RECURS_MAX = 256 };

/*
 * A text to be found in others, by how far from its end it has a pair of bytes
 * last (Horspool 1980): most of what it is looked for in is stepped over.
 */
struct sought {
	struct quire_span text;
	uint8_t far[256];
	size_t again; /* the same of its last pair, where it is not the end */
};

/* Of the bytes before p. */
static unsigned
pair(const char *p)
{
	return ((unsigned char)p[-1] - 8u * (unsigned char)p[-2]) & 0xff;
}

/* s: more than two bytes, fewer than RECURS_MAX. */
static void
seek(struct sought *k, struct quire_span s)
{
	k->text = s;
	memset(k->far, (int)s.len - 1, sizeof k->far);
	for (size_t i = 2; i < s.len; i++)
		k->far[pair(s.p + i)] = (uint8_t)(s.len - i);
	k->again = k->far[pair(s.p + s.len)];
	k->far[pair(s.p + s.len)] = 0;
}

static bool
stands_in(const struct sought *k, struct quire_span s)
{
	size_t n = k->text.len, at = n, far;

	for (; at <= s.len; at += far > 0 ? far : k->again) {
		far = k->far[pair(s.p + at)];
		if (far == 0 && memcmp(s.p + (at - n), k->text.p, n) == 0)
			return true;
	}
	return false;
}

/*
 * Words of s that stand, in a row, in another paragraph's text. What the next
 * ones begin with is rather their heading.
 */
static bool
recurs(const struct work *w, size_t i)
{
	struct quire_span s = w->para[i].text;
	struct sought sought;
	uint32_t cp; /* the first may be a capital only here */
	size_t k, end = i + 20 < w->paras ? i + 20 : w->paras;

	if (s.len >= RECURS_MAX || s.len < RECURS_MIN)
		return false;
	if (is_quoted(s)) {
		s = span_sub(s, utf8_decode(s.p, s.p + s.len, &cp), s.len);
		s.len -= utf8_decode_before(s.p, s.p + s.len, &cp);
	}
	while (s.len > 0 && (s.p[s.len - 1] == '.' || s.p[s.len - 1] == ','))
		s.len--;
	s = span_sub(s, utf8_decode(s.p, s.p + s.len, &cp), s.len);
	if (s.len <= 2)
		return false;
	seek(&sought, s);
	for (k = i + 1; k < end && k <= i + 2; k++)
		if (w->para[k].text.len > w->para[i].text.len &&
		    span_begins(w->para[k].text, w->para[i].text))
			return false;
	for (k = i > 20 ? i - 20 : 0; k < end; k++)
		if (k != i && w->para[k].text.len > s.len + 8 &&
		    stands_in(&sought, w->para[k].text))
			return true;
	return false;
}

/* Is the text of paragraph i that of one in [from, to)? */
static bool
repeats(const struct work *w, size_t i, size_t from, size_t to)
{
	const struct para *p = &w->para[i], *q = &w->para[from];

	for (; q < &w->para[to]; q++)
		if (q->text.len == p->text.len && span_eq(q->text, p->text))
			return true;
	return false;
}

/* What stands near the head, or just before, a second time. */
void
repeats_find(struct work *w, struct glance *g, size_t body)
{
	size_t i, head, from;

	for (i = 1; i < w->paras; i++) {
		struct para *p = &w->para[i];

		head = i < body + 3 ? i : body + 3;
		from = i > 3 + head ? i - 3 : head;
		if (p->sure ||
		    (!repeats(w, i, 0, head) && !repeats(w, i, from, i)) ||
		    (g[i].mass < 4 && glance_mass(w, g, i) < 4))
			continue;
		decide(p, CLEAN_REPEAT, 0.1f);
		p->sure = true;
	}
}

/*
 * Does s read like a piece of a sentence? A name, of a law or a body, recurs
 * as well: mostly capitals, or ideographs without a comma.
 */
static bool
is_phrase(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	unsigned small = 0, big = 0;
	bool first = true;
	uint32_t cp;

	for (; p < end; first = cp == ' ') {
		p += utf8_decode(p, end, &cp);
		if (text_is(cp, TEXT_HAN | TEXT_KANA))
			return span_find(s, 0, "，") < s.len ||
			    span_find(s, 0, ",") < s.len ||
			    span_find(s, 0, "、") < s.len;
		if (first && text_is(cp, TEXT_LETTER)) {
			small += !text_is(cp, TEXT_UPPER);
			big += text_is(cp, TEXT_UPPER);
		}
	}
	return small > big;
}

/* Could paragraph i be a sentence of the text set again as an ornament? */
static bool
is_pullquote(const struct work *w, struct glance *g, size_t i)
{
	const struct para *p = &w->para[i];
	unsigned mass;

	if (p->sure || p->heading > 0 || p->text.len >= RECURS_MAX ||
	    p->text.len < RECURS_MIN || (g[i].ended && !is_quoted(p->text)))
		return false;
	mass = glance_mass(w, g, i);
	return mass >= 5 && mass <= 40 &&
	    (is_quoted(p->text) || is_phrase(p->text)) && recurs(w, i);
}

void
pullquotes_find(struct work *w, struct glance *g, size_t body, size_t end)
{
	size_t i;

	for (i = body; i < end; i++) {
		struct para *p = &w->para[i];

		if (!is_pullquote(w, g, i))
			continue;
		decide(p, CLEAN_PULLQUOTE, 0.2f);
		p->sure = true;
		if (i + 1 < end && !p[1].sure && !g[i + 1].ended &&
		    p[1].heading == 0 && glance_mass(w, g, i + 1) < 8) {
			decide(&p[1], CLEAN_PULLQUOTE, 0.2f);
			p[1].sure = true;
		}
	}
}
