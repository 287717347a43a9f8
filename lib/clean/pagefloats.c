/*
 * pagefloats: what a page sets into its text. A caption begins a paragraph of
 * its own, and the text that it interrupts goes on behind it; the large first
 * letter of a chapter goes back to its word.
 */
#include <string.h>

#include "clean/page.h"

enum { CAPTION_LINES = 12, LETTER_FAR = 3 };

/* The line before i that holds text, or NO_PARA. */
static size_t
text_before(const struct work *w, size_t from, size_t i)
{
	while (i-- > from)
		if (!w->line[i].blank && !w->line[i].noise && !w->line[i].note)
			return i;
	return NO_PARA;
}

/* ---- captions ---------------------------------------------------------- */

/* What is captioned, in its languages; short forms take a stop. */
static const char *const kinds[] = { "fig", "figs", "figure", "tab", "table",
	"chart", "plate", "box", "exhibit", "map", "abb", "abbildung",
	"tabelle", "figura", "tabla", "tabela", "tabella", "tableau", "grafik",
	"graphique", "gráfico", "grafico", "cuadro", "quadro", "afbeelding",
	"tabel", "rys", "rysunek", "obr", "obrázek", "tabulka", "рис",
	"рисунок", "табл", "таблица", "şekil", "tablo", "kuva", "taulukko",
	"ábra", "táblázat", "شكل", "جدول", NULL };
static const char *const ideographs[] = { "图", "圖", "図", "表", "그림", "표",
	NULL };

/* The bytes of a number as 3, 2.4, A1, IV, 3-2 at s.p[i]. */
static size_t
label_length(struct quire_span s, size_t i)
{
	size_t n = 0;
	bool digit = false;

	for (; i + n < s.len; n++) {
		char c = s.p[i + n];

		digit |= c >= '0' && c <= '9';
		if ((c < '0' || c > '9') && strchr("IVXABC", c) == NULL &&
		    ((c != '.' && c != '-') || i + n + 1 >= s.len ||
		        s.p[i + n + 1] < '0' || s.p[i + n + 1] > '9'))
			break;
	}
	return digit || (n > 0 && n < 5) ? n : 0;
}

/* Where the kind and number of a caption end that s begins with; or 0. */
static size_t
caption_label(struct quire_span s)
{
	size_t i, k, n;

	for (k = 0; ideographs[k] != NULL; k++)
		if (span_starts(s, ideographs[k])) {
			i = strlen(ideographs[k]);
			i += i < s.len && s.p[i] == ' ';
			n = label_length(s, i);
			return n > 0 ? i + n : 0;
		}
	for (i = 0; i < s.len && i < 24 && s.p[i] != ' ' && s.p[i] != '.';)
		i++;
	k = i;
	i += i < s.len && s.p[i] == '.';
	i += i < s.len && s.p[i] == ' ';
	n = label_length(s, i);
	return n > 0 && !text_begins(s, TEXT_LOWER) &&
	        span_is_any_nocase(span_sub(s, 0, k), kinds)
	    ? i + n
	    : 0;
}

/*
 * Does line i begin a caption? A colon behind its number says so; where there
 * is none, the line must not be one that goes on: "as is shown in | Fig. 3."
 */
static bool
is_caption(const struct work *w, size_t from, size_t i)
{
	struct quire_span s = w->line[i].text;
	size_t n = caption_label(s), before;
	uint32_t cp = ' ';

	if (n == 0)
		return false;
	if (n < s.len)
		utf8_decode(s.p + n, s.p + s.len, &cp);
	if (cp == ':' || cp == 0xff1a)
		return true;
	before = text_before(w, from, i);
	return (before == NO_PARA || before + 1 < i ||
	           para_ends_sentence(w->line[before].text)) &&
	    (n == s.len || cp == '.' || cp == 0x2013 || cp == 0x2014 ||
	        cp == 0x3000 || (cp == ' ' && (signed char)s.p[0] < 0));
}

/* Marks the lines of the caption at line i; behind its last. */
static size_t
mark_caption(struct work *w, size_t from, size_t i, size_t to)
{
	size_t before = text_before(w, from, i), k;
	bool cut =
	    before != NO_PARA && !para_ends_sentence(w->line[before].text);

	w->line[i].starts = w->line[i].floating = true;
	for (k = i + 1; k < to && k < i + CAPTION_LINES; k++) {
		struct line *l = &w->line[k];

		if (l->blank || l->noise || l->note)
			return k;
		if (para_ends_sentence(l[-1].text) &&
		    (cut ? !text_begins(l->text, TEXT_UPPER)
		         : pdf_room(l[-1].text, l->text) < w->full)) {
			l->starts = true;
			return k;
		}
		l->floating = true;
	}
	return k;
}

/* ---- large first letters ----------------------------------------------- */

static bool
is_alone(const struct line *l)
{
	uint32_t cp;

	return !l->blank && !l->noise && !l->note &&
	    utf8_decode(l->text.p, l->text.p + l->text.len, &cp) ==
	    l->text.len &&
	    text_is(cp, TEXT_UPPER | TEXT_HAN | TEXT_KANA);
}

/* Gives a letter by itself on line i back to the word below. */
static void
lower_letter(struct work *w, size_t from, size_t i, size_t to)
{
	struct line *l = &w->line[i], *next;
	size_t k, before = text_before(w, from, i);
	struct buf b = { 0 };

	for (k = i + 1; k < to && k <= i + LETTER_FAR && w->line[k].blank; k++)
		continue;
	next = &w->line[k];
	if (k == to || next->blank || next->noise || next->note ||
	    !text_begins(next->text, TEXT_LOWER | TEXT_HAN | TEXT_KANA))
		return;
	if (text_begins(l->text, TEXT_UPPER)
	        ? !text_begins(next->text, TEXT_LOWER)
	        : before != NO_PARA && before + 1 == i)
		return;
	buf_add_span(&b, l->text);
	buf_add_span(&b, next->text);
	next->text = arena_copy(w->a, buf_span(&b));
	next->starts = true;
	l->noise = true;
	buf_fini(&b);
}

void
page_floats(struct work *w)
{
	size_t page, end, i;

	for (page = 0; page < w->lines; page = end) {
		end = page_end(w, page);
		for (i = page; i < end; i++) {
			struct line *l = &w->line[i];

			if (l->blank || l->noise || l->note)
				continue;
			if (is_caption(w, page, i))
				i = mark_caption(w, page, i, end) - 1;
			else if (is_alone(l))
				lower_letter(w, page, i, end);
		}
	}
}
