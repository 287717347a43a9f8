/*
 * Back-references: 同上, 同前注〔2〕, 曹凌，见前注〔2〕, 同2: 326, Ibid., Id.,
 * op. cit., supra note 3, wie Anm. 3, Там же, 同書: what they say, not yet what
 * they mean.
 */
#include <string.h>

#include "cite/find.h"
#include "text/text.h"

static const struct {
	const char *word;
	bool previous; /* means the work just cited */
	bool start;    /* only at the beginning */
} words[] = { { "同上注", true, true }, { "同上註", true, true },
	{ "同上书", true, true }, { "同上書", true, true },
	{ "同上", true, true }, { "同前註", true, true },
	{ "同前注", true, true }, { "同前书", true, true },
	{ "同前", true, true }, { "同書", true, true },
	{ "同論文", true, true }, { "同注", false, true },
	{ "同註", false, true }, { "见前注", false, false },
	{ "見前註", false, false }, { "见上注", true, false },
	{ "前引注", false, false }, { "前引书", false, false },
	{ "前引文", false, false }, { "前引", false, false },
	{ "前揭注", false, false }, { "前揭书", false, false },
	{ "前揭文", false, false }, { "前揭", false, false },
	{ "前注", false, false }, { "前註", false, false },
	{ "前掲書", false, false }, { "前掲論文", false, false },
	{ "前掲注", false, false }, { "前掲", false, false },
	{ "위의 책", true, true }, { "같은 책", true, true },
	{ "앞의 책", false, false }, { "Там же", true, true },
	{ "Указ. соч", false, false }, { "Ibid", true, true },
	{ "ibid", true, true }, { "Ebd", true, true }, { "ebd", true, true },
	{ "Ebenda", true, true }, { "ebenda", true, true },
	{ "Ibíd", true, true }, { "ibíd", true, true }, { "Id.", true, true },
	{ "id.", true, true }, { "Idem", true, true },
	{ ", ebd.", false, false }, { "op. cit", false, false },
	{ "op.cit", false, false }, { "Op. cit", false, false },
	{ "loc. cit", false, false }, { "loc.cit", false, false },
	{ "a.a.O", false, false }, { "a. a. O", false, false },
	{ "wie Anm.", false, false }, { "art. cit", false, false },
	{ "cit.", false, false }, { "supra note", false, false },
	{ "supra n.", false, false }, { "Supra note", false, false } };

static bool
letter_before(struct quire_span s, size_t at)
{
	uint32_t cp;

	if (at == 0)
		return false;
	utf8_decode_before(s.p, s.p + at, &cp);
	return text_is(cp, TEXT_LETTER) && !text_is(cp, TEXT_HAN);
}

/* The word's place and which one it is; false if there is none. */
static bool
find_word(struct quire_span s, size_t *at, size_t *which)
{
	struct quire_span near = span_sub(s, 0, 200);
	size_t i, k;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		if (!words[i].start)
			k = span_find(near, 0, words[i].word);
		else
			k = span_starts(s, words[i].word) ? 0 : near.len;
		if (k < near.len && (k == 0 || s.p[k - 1] != '[') &&
		    (*words[i].word == ',' || !letter_before(s, k))) {
			*at = k;
			*which = i;
			return true;
		}
	}
	return false;
}

/* 〔2〕, ①, 3 right behind: the number of the note meant. */
static size_t
note_number(struct quire_span s, size_t at, struct cite_back *b)
{
	struct cite_mark m;
	size_t end = at;

	while (end < s.len && s.p[end] == ' ')
		end++;
	if (cite_mark_at(s, end, &m) && m.class != MARK_SYMBOL &&
	    m.class != MARK_NAME) {
		b->numbered = true;
		b->number = m.number;
		return m.end;
	}
	b->number = 0;
	for (; end < s.len && s.p[end] >= '0' && s.p[end] <= '9' &&
	     b->number < 10000;
	     end++) {
		b->number = b->number * 10 + (uint32_t)(s.p[end] - '0');
		b->numbered = true;
	}
	return b->numbered ? end : at;
}

/* "p.", "S.": the number behind it is a page. */
static bool
page_label(const struct cite_token *t)
{
	static const char *const word[] = { "p", "pp", "s", "с", "str", "стр",
		"págs", "pág", "pag", NULL };

	return cite_word_in(t, word) &&
	    (t[1].kind == TOK_NUM ||
	        (cite_is_mark(t + 1, '.') && t[2].kind == TOK_NUM));
}

/*
 * The page: the number behind p. or S., before the next work, else the first
 * one, with what hangs together with it.
 */
static struct quire_span
locator(struct quire_span s, size_t at, struct arena *a)
{
	struct cite_tokens t;
	char *out, *o;
	size_t i, base = at;

	s = span_sub(s, base, s.len < base + 200 ? s.len : base + 200);
	cite_tokenize(s, a, &t);
	out = o = arena_alloc(a, s.len + 1);
	for (i = 0; i < t.n && !page_label(&t.tok[i]) &&
	     !cite_is_mark(&t.tok[i], ';');)
		i++;
	i = i < t.n && t.tok[i].kind == TOK_WORD ? i : 0;
	for (; i < t.n && t.tok[i].kind != TOK_NUM; i++)
		if (t.tok[i].kind >= TOK_URL)
			return (struct quire_span){ NULL, 0 };
	for (; i < t.n; i++) {
		const struct cite_token *k = &t.tok[i];

		if (k->kind == TOK_NUM) {
			memcpy(o, s.p + k->start, k->end - k->start);
			o += k->end - k->start;
		} else if (k->cp == '-' && o > out && o[-1] != '-' &&
		    k->kind == TOK_PUNCT && t.tok[i + 1].kind != TOK_CJK)
			*o++ = '-';
		else if (!(k->kind == TOK_PUNCT && k->cp == '-'))
			break;
	}
	while (o > out && o[-1] == '-')
		o--;
	return (struct quire_span){ out, (size_t)(o - out) };
}

/* A name before the word ("曹凌，见前注") or behind it ("，曹凌书，"). */
static struct quire_span
name_of(struct quire_span s, size_t at, size_t end)
{
	struct quire_span n = span_sub(s, 0, at);
	size_t i;

	if (at == 0) {
		n = span_sub(s, end, s.len < end + 90 ? s.len : end + 90);
		while (n.len >= 3 &&
		    (span_starts(n, "，") || span_starts(n, "、") ||
		        span_starts(n, "：")))
			n = span_sub(n, 3, n.len);
		i = span_find(n, 0, "，");
		n = span_sub(n, 0, i);
		i = span_find(n, 0, "第");
		n = span_sub(n, 0, i);
	}
	for (i = 0; i < n.len; i++)
		if (n.p[i] >= '0' && n.p[i] <= '9')
			return (struct quire_span){ NULL, 0 };
	n = span_trim(n);
	while (n.len > 0 && strchr(",.:; (", n.p[n.len - 1]) != NULL)
		n.len--;
	return n;
}

bool
cite_back_at(struct quire_span s, struct arena *a, struct cite_back *b)
{
	size_t at, which, end;

	memset(b, 0, sizeof *b);
	/* 同2: 326 */
	if (span_starts(s, "同") && s.len > 3) {
		end = note_number(s, 3, b);
		if (b->numbered) {
			b->locator = locator(s, end, a);
			return true;
		}
	}
	if (!find_word(s, &at, &which))
		return false;
	end = at + strlen(words[which].word);
	b->previous = words[which].previous;
	end = note_number(s, end, b);
	if (b->numbered)
		b->previous = false;
	b->name = name_of(s, at, end);
	b->locator = locator(s, end, a);
	return true;
}
