/*
 * Texts for the trainer of the sentence model: documents with the places at
 * which a sentence ends, what is made of them (wrapped lines, two languages
 * in turn), and cases made of lists of words.
 */
#ifndef QUIRE_GEN_SEGMENT_TEXTS_H
#define QUIRE_GEN_SEGMENT_TEXTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

struct text {
	struct buf bytes;
	struct buf gold; /* a byte for each offset: 1, a sentence ends */
};

enum { SEED = 20150823, BROKEN = 200 };

static uint64_t seed = SEED;

/* xorshift64*: the same numbers everywhere. */
static unsigned
dice(unsigned sides)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)((seed * 2685821657736338717u) >> 40) % sides;
}

static void
zeros(struct buf *b, size_t n)
{
	memset(buf_reserve(b, n), 0, n);
	b->len += n;
}

/* ---- documents made of documents -------------------------------------- */

static void
copy(struct text *to, const struct text *from, size_t i, size_t len)
{
	buf_add(&to->bytes, from->bytes.p + i, len);
	buf_add(&to->gold, from->gold.p + i + 1, len);
}

static void
put(struct text *t, const char *p, size_t len)
{
	buf_add(&t->bytes, p, len);
	zeros(&t->gold, len);
}

static void
begin(struct text *t)
{
	memset(t, 0, sizeof *t);
	zeros(&t->gold, 1);
}

static size_t
char_len(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static size_t
word_columns(const struct text *t, size_t i)
{
	size_t n = 0;

	for (;
	     i < t->bytes.len && t->bytes.p[i] != ' ' && t->bytes.p[i] != '\n';
	     i++)
		n += ((unsigned char)t->bytes.p[i] & 0xc0) != 0x80;
	return n;
}

/* Lines of at most `width` columns. */
static void
wrap(const struct text *t, unsigned width, struct text *out)
{
	size_t col = 0, len;

	begin(out);
	for (size_t i = 0; i < t->bytes.len; i += len) {
		unsigned char c = (unsigned char)t->bytes.p[i];

		len = char_len(c);
		if (c == ' ' && col + 1 + word_columns(t, i + 1) > width) {
			copy(out, t, i, 1);
			out->bytes.p[out->bytes.len - 1] = '\n';
			col = 0;
			continue;
		}
		if (c >= 0xe3 && c < 0xea && col + 2 > width) {
			put(out, "\n", 1);
			col = 0;
		}
		copy(out, t, i, len);
		col = c == '\n' ? 0 : col + (len >= 3 ? 2 : 1);
	}
}

/* A sentence a line. */
static void
lines(const struct text *t, struct text *out)
{
	begin(out);
	for (size_t i = 0; i < t->bytes.len; i++) {
		copy(out, t, i, 1);
		if (t->bytes.p[i] == ' ' && t->gold.p[i])
			out->bytes.p[out->bytes.len - 1] = '\n';
	}
}

/* The end of the sentence that starts at i. */
static size_t
sentence_end(const struct text *t, size_t i)
{
	for (i++; i < t->bytes.len && !t->gold.p[i];)
		i++;
	return i;
}

/* Sentences of two documents in turn, with a space or newline between. */
static void
alternate(const struct text *a, const struct text *b, char between,
    struct text *out)
{
	const struct text *t[2] = { a, b };
	size_t at[2] = { 0, 0 }, end;

	begin(out);
	for (unsigned i = 0; i < 24; i++) {
		const struct text *x = t[i % 2];
		size_t *from = &at[i % 2];

		while (*from < x->bytes.len &&
		    (x->bytes.p[*from] == ' ' || x->bytes.p[*from] == '\n'))
			(*from)++;
		if (*from >= x->bytes.len)
			return;
		if (i > 0)
			put(out, &between, 1);
		end = sentence_end(x, *from);
		copy(out, x, *from, end - *from);
		*from = end;
	}
}

/* ---- documents as a crawler leaves them ------------------------------- */

/* The end of the first n words at i, of CJK text 2n characters. */
static size_t
words_end(const struct text *t, size_t i, size_t end, unsigned n)
{
	unsigned wide = 0;

	for (; i < end; i += char_len((unsigned char)t->bytes.p[i])) {
		unsigned char c = (unsigned char)t->bytes.p[i];

		if (c == ' ' && --n == 0)
			break;
		if (c >= 0xe3 && c < 0xea && ++wide > 2 * n)
			break;
	}
	return i < end ? i : end;
}

/* Length of the mark that ends at `end`, of ASCII or full width; or 0. */
static size_t
mark_before(const char *end)
{
	static const char wide[] = "\xe3\x80\x81\xe3\x80\x82\xef\xbc\x81"
	                           "\xef\xbc\x8c\xef\xbc\x9a\xef\xbc\x9b"
	                           "\xef\xbc\x9f";

	if (strchr(".,;:!? -(\"", end[-1]) != NULL)
		return 1;
	for (size_t i = 0; i < sizeof wide - 1; i += 3)
		if (memcmp(end - 3, wide + i, 3) == 0)
			return 3;
	return 0;
}

/* The end of the text from i on, without the marks before it. */
static size_t
without_marks(const struct text *t, size_t i, size_t end)
{
	size_t n;

	while (end - i > 3 && (n = mark_before(t->bytes.p + end)) > 0)
		end -= n;
	return end;
}

/*
 * A line of the first words of the sentence at i, with a mark before it and
 * perhaps a colon behind.
 */
static void
put_heading(const struct text *t, size_t i, const char *mark, struct text *out)
{
	size_t end = words_end(t, i, sentence_end(t, i), 1 + dice(8));

	end = without_marks(t, i, end);
	if (end - i < 4)
		return;
	put(out, mark, strlen(mark));
	copy(out, t, i, end - i);
	if (dice(12) == 0)
		put(out, ":", 1);
	out->gold.p[out->bytes.len] = 1;
	put(out, "\n", 1);
}

/* A sentence, in which a newline may stand where there was a link. */
static void
put_broken(const struct text *t, size_t i, size_t end, struct text *out)
{
	for (; i < end; i++) {
		copy(out, t, i, 1);
		if (t->bytes.p[i] == ' ' && !t->gold.p[i] && dice(BROKEN) == 0)
			out->bytes.p[out->bytes.len - 1] = '\n';
	}
}

/*
 * A heading, a list of some, or none, of the sentences from i on; what stands
 * in a list has one mark. They may be a paragraph of their own.
 */
static void
put_headings(const struct text *t, size_t i, struct text *out)
{
	static const char *const bullet[] = { "", "- ", "* ", "\xe2\x80\xa2 " };
	unsigned n = dice(4) == 0 ? 2 + dice(6) : dice(2);
	const char *mark = n > 1 ? bullet[dice(4)] : "";
	bool apart = dice(3) == 0;

	if (apart)
		put(out, "\n", 1);
	for (; n > 0 && i < t->bytes.len; n--) {
		put_heading(t, i, mark, out);
		i = sentence_end(t, i);
		i += i < t->bytes.len && t->bytes.p[i] == ' ';
	}
	if (apart)
		put(out, "\n", 1);
}

/* A paragraph a line; between them headings and lists, without stops. */
static void
crawled(const struct text *t, struct text *out)
{
	unsigned left = 0;
	size_t end;

	begin(out);
	for (size_t i = 0; i < t->bytes.len; i = end) {
		while (i < t->bytes.len &&
		    (t->bytes.p[i] == ' ' || t->bytes.p[i] == '\n'))
			i++;
		if (left == 0) {
			put_headings(t, i, out);
			left = 1 + dice(4);
		}
		end = sentence_end(t, i);
		put_broken(t, i, end, out);
		left--;
		put(out, left == 0 ? "\n" : " ", 1);
	}
}

/* ---- cases ------------------------------------------------------------ */

/* Words that stand for {letter} in a language's cases; in all's if it is *. */
struct words {
	char language[8];
	char letter;
	char *list;
	unsigned n, next;
};

static struct words words[400];
static size_t words_n;

static struct words *
find_words(const char *language, char letter)
{
	for (size_t i = 0; i < words_n; i++)
		if (words[i].letter == letter &&
		    (strcmp(words[i].language, language) == 0 ||
		        strcmp(words[i].language, "*") == 0))
			return &words[i];
	return NULL;
}

static void
add_words(const char *language, char letter, const char *list)
{
	struct words *w = &words[words_n++];

	snprintf(w->language, sizeof w->language, "%.7s", language);
	w->letter = letter;
	w->list = strdup(list);
	w->n = 1;
	w->next = 0;
	for (; *list != '\0'; list++)
		w->n += *list == ';';
}

/* Abbreviations and the like, all of which are to be seen. */
static bool
goes_in_turn(char letter)
{
	return strchr("AMPTWt", letter) != NULL;
}

/* One of the words for the letter, or null. */
static const char *
draw_word(const char *language, char letter, size_t *len)
{
	struct words *w = find_words(language, letter);
	const char *p, *q;
	unsigned pick;

	if (w == NULL)
		return NULL;
	pick = goes_in_turn(letter) ? w->next++ % w->n : dice(w->n);
	for (p = w->list; pick > 0; pick--)
		p = strchr(p, ';') + 1;
	q = strchr(p, ';');
	*len = q != NULL ? (size_t)(q - p) : strlen(p);
	return p;
}

/* How often a case is to be expanded: once for two words of a long list. */
static unsigned
times(const char *language, const char *p, unsigned least)
{
	for (; *p != '\0'; p++) {
		struct words *w;

		if (*p == '{' && p[1] != '\0' && p[2] == '}' &&
		    goes_in_turn(p[1]) &&
		    (w = find_words(language, p[1])) != NULL &&
		    w->n / 2 > least)
			least = w->n / 2;
	}
	return least;
}

/* Of the len bytes at p, up to the character in the middle. */
static size_t
middle(const char *p, size_t len)
{
	size_t i = len / 2;

	while (i > 0 && ((unsigned char)p[i] & 0xc0) == 0x80)
		i--;
	return i;
}

/*
 * A name: one of the list or, behind a point, often the head of one and the
 * tail of another, so that the model learns titles and not the names.
 */
static void
put_name(struct text *t, const char *language, char letter, const char *p,
    size_t len)
{
	size_t head = middle(p, len), tail, n = 0;
	const char *q;

	if (t->bytes.len < 2 || t->bytes.p[t->bytes.len - 2] != '.' ||
	    dice(3) == 0) {
		put(t, p, len);
		return;
	}
	q = draw_word(language, letter, &n);
	tail = middle(q, n);
	put(t, p, head);
	put(t, q + tail, n - tail);
}

/* What stands for {letter}. */
static void
put_slot(struct text *t, const char *language, char letter)
{
	char text[16];
	const char *p;
	size_t len = 1;

	if ((p = draw_word(language, letter, &len)) != NULL) {
		if (letter == 'N' || letter == 'C')
			put_name(t, language, letter, p, len);
		else
			put(t, p, len);
		return;
	}
	if (letter == 'd')
		snprintf(text, sizeof text, "%u",
		    dice(4) == 0 ? 1800 + dice(230) : 1 + dice(60));
	else if (letter == 'L')
		snprintf(text, sizeof text, "%c", 'A' + (char)dice(26));
	else
		quire_die("a case with an unknown letter");
	put(t, text, strlen(text));
}

/* Sentences end at bars and at the end. A space behind a bar is added. */
static void
expand(struct text *t, const char *language, const char *p)
{
	bool glued = strcmp(language, "zh") == 0 || strcmp(language, "ja") == 0;

	begin(t);
	for (; *p != '\0'; p++) {
		if (*p == '{' && p[1] != '\0' && p[2] == '}') {
			put_slot(t, language, p[1]);
			p += 2;
		} else if (*p == '\\' && p[1] == 'n') {
			put(t, "\n", 1);
			p++;
		} else if (*p == '|') {
			t->gold.p[t->bytes.len] = 1;
			if (p[1] != ' ' && p[1] != '\\' && !glued)
				put(t, " ", 1);
		} else {
			put(t, p, 1);
		}
	}
	t->gold.p[t->bytes.len] = 1;
}

#endif
