/*
 * Headings that say what follows: references, notes, or something else.
 */
#include <string.h>

#include "cite/find.h"
#include "text/text.h"

static const struct {
	char word[64]; /* here and not elsewhere: each is looked at often */
	enum cite_heading kind;
} headings[] = { { "references", HEADING_REFERENCES },
	{ "bibliography", HEADING_REFERENCES },
	{ "works cited", HEADING_REFERENCES },
	{ "literature cited", HEADING_REFERENCES },
	{ "list of references", HEADING_REFERENCES },
	{ "references cited", HEADING_REFERENCES },
	{ "cited references", HEADING_REFERENCES },
	{ "citations", HEADING_REFERENCES },
	{ "selected bibliography", HEADING_REFERENCES },
	{ "further reading", HEADING_REFERENCES },
	{ "literature", HEADING_REFERENCES }, { "sources", HEADING_REFERENCES },
	{ "literatur", HEADING_REFERENCES },
	{ "literaturverzeichnis", HEADING_REFERENCES },
	{ "bibliographie", HEADING_REFERENCES },
	{ "quellen", HEADING_REFERENCES }, { "références", HEADING_REFERENCES },
	{ "referencias", HEADING_REFERENCES },
	{ "références bibliographiques", HEADING_REFERENCES },
	{ "referencias bibliográficas", HEADING_REFERENCES },
	{ "bibliografía", HEADING_REFERENCES },
	{ "bibliografia", HEADING_REFERENCES },
	{ "referências", HEADING_REFERENCES },
	{ "riferimenti bibliografici", HEADING_REFERENCES },
	{ "literatuur", HEADING_REFERENCES },
	{ "литература", HEADING_REFERENCES },
	{ "список литературы", HEADING_REFERENCES },
	{ "参考文献", HEADING_REFERENCES }, { "參考文獻", HEADING_REFERENCES },
	{ "主要参考文献", HEADING_REFERENCES },
	{ "参考书目", HEADING_REFERENCES }, { "參考書目", HEADING_REFERENCES },
	{ "引用文献", HEADING_REFERENCES }, { "引用文獻", HEADING_REFERENCES },
	{ "文献", HEADING_REFERENCES }, { "参考资料", HEADING_REFERENCES },
	{ "參考資料", HEADING_REFERENCES }, { "征引文献", HEADING_REFERENCES },
	{ "徵引文獻", HEADING_REFERENCES },
	{ "reference list", HEADING_REFERENCES },
	{ "sources and further reading", HEADING_REFERENCES },
	{ "quellenverzeichnis", HEADING_REFERENCES },
	{ "literaturhinweise", HEADING_REFERENCES },
	{ "zitierte literatur", HEADING_REFERENCES },
	{ "fuentes", HEADING_REFERENCES }, { "fonti", HEADING_REFERENCES },
	{ "bibliografie", HEADING_REFERENCES },
	{ "bronnen", HEADING_REFERENCES }, { "källor", HEADING_REFERENCES },
	{ "referenser", HEADING_REFERENCES },
	{ "litteratur", HEADING_REFERENCES },
	{ "literatura", HEADING_REFERENCES },
	{ "použitá literatura", HEADING_REFERENCES },
	{ "seznam použité literatury", HEADING_REFERENCES },
	{ "seznam literatury", HEADING_REFERENCES },
	{ "zoznam použitej literatúry", HEADING_REFERENCES },
	{ "literatúra", HEADING_REFERENCES },
	{ "normative references", HEADING_REFERENCES },
	{ "normative verweisungen", HEADING_REFERENCES },
	{ "références normatives", HEADING_REFERENCES },
	{ "kaynakça", HEADING_REFERENCES }, { "источники", HEADING_REFERENCES },
	{ "библиография", HEADING_REFERENCES },
	{ "список источников", HEADING_REFERENCES },
	{ "список использованных источников", HEADING_REFERENCES },
	{ "참고문헌", HEADING_REFERENCES }, { "参照文献", HEADING_REFERENCES },
	{ "notas", HEADING_NOTES }, { "note", HEADING_NOTES },
	{ "noten", HEADING_NOTES }, { "noter", HEADING_NOTES },
	{ "notas y referencias", HEADING_NOTES },
	{ "notes et références", HEADING_NOTES },
	{ "notes de bas de page", HEADING_NOTES },
	{ "endnoten", HEADING_NOTES }, { "notas finales", HEADING_NOTES },
	{ "einzelnachweise", HEADING_NOTES }, { "przypisy", HEADING_NOTES },
	{ "примечания", HEADING_NOTES }, { "сноски", HEADING_NOTES },
	{ "注記", HEADING_NOTES }, { "脚註", HEADING_NOTES },
	{ "각주", HEADING_NOTES }, { "注解", HEADING_NOTES },
	{ "引注", HEADING_NOTES }, { "註", HEADING_NOTES },
	{ "notes", HEADING_NOTES }, { "endnotes", HEADING_NOTES },
	{ "footnotes", HEADING_NOTES },
	{ "notes and references", HEADING_NOTES },
	{ "anmerkungen", HEADING_NOTES }, { "fußnoten", HEADING_NOTES },
	{ "注释", HEADING_NOTES }, { "注釋", HEADING_NOTES },
	{ "註釋", HEADING_NOTES }, { "脚注", HEADING_NOTES },
	{ "尾注", HEADING_NOTES }, { "注", HEADING_NOTES },
	{ "appendix", HEADING_OTHER }, { "appendices", HEADING_OTHER },
	{ "abstract", HEADING_OTHER }, { "abstracts", HEADING_OTHER },
	{ "introduction", HEADING_OTHER }, { "conclusion", HEADING_OTHER },
	{ "acknowledgements", HEADING_OTHER },
	{ "acknowledgments", HEADING_OTHER },
	{ "about the author", HEADING_OTHER }, { "index", HEADING_OTHER },
	{ "附录", HEADING_OTHER }, { "附錄", HEADING_OTHER },
	{ "致谢", HEADING_OTHER }, { "摘要", HEADING_OTHER },
	{ "作者简介", HEADING_OTHER },
	/* a blank at the end: more words follow */
	{ "chapter ", HEADING_OTHER }, { "appendix ", HEADING_OTHER } };

/* Section numbers, # and emphasis around a heading's words. */
static struct quire_span
heading_words(struct quire_span s)
{
	size_t i = 0;

	/* A.5 */
	if (s.len > 3 && s.p[0] >= 'A' && s.p[0] <= 'H' && s.p[1] == '.' &&
	    s.p[2] >= '0' && s.p[2] <= '9')
		i = 2;
	while (i < s.len && strchr("#*_ \t0123456789.:[|-", s.p[i]) != NULL)
		i++;
	s = span_sub(s, i, s.len);
	/* pandoc's {.unnumbered}, encyclopedias' [edit] */
	if (span_ends(s, "}"))
		s = span_sub(s, 0, span_find(s, 0, "{"));
	if (span_ends(s, "]"))
		s = span_sub(s, 0, span_find(s, 0, "["));
	while (s.len > 0 &&
	    strchr("*_ \t.:#]|-0123456789", s.p[s.len - 1]) != NULL)
		s.len--;
	if (span_starts(s, "【") && span_ends(s, "】"))
		s = span_sub(s, 3, s.len - 3);
	if (span_ends(s, "：") || span_ends(s, "】"))
		s.len -= 3;
	if (span_starts(s, "［") || span_starts(s, "【"))
		s = span_sub(s, 3, s.len);
	return s;
}

void
cite_read_heads(struct cite_heads *h)
{
	static const char other[] = "#*_[0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t i;

	memset(h->first, 0, 0xc3);
	memset(h->first + 0xc3, 1, sizeof h->first - 0xc3);
	for (i = 0; i < sizeof headings / sizeof *headings; i++)
		h->first[(unsigned char)headings[i].word[0]] = true;
	for (i = 0; other[i] != '\0'; i++)
		h->first[(unsigned char)other[i]] = true;
}

/* "参考文献（References）": the words before words in brackets at the end. */
static struct quire_span
without_bracket(struct quire_span w)
{
	size_t at = span_find(w, 0, "（"), i;

	at = at < w.len ? at : span_find(w, 0, "(");
	if (at < 6 || !(span_ends(w, ")") || span_ends(w, "）")))
		return w;
	for (i = at; i < w.len; i++)
		if (strchr("0123456789,.", w.p[i]) != NULL)
			return w;
	return span_trim(span_sub(w, 0, at));
}

/* Set off from the text by a mark, bold type, or capitals alone. */
static bool
emphatic(struct quire_span s)
{
	size_t i, upper = 0;

	if (span_starts(s, "#") || span_starts(s, "**"))
		return true;
	for (i = 0; i < s.len; i++) {
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return false;
		upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
	}
	return upper > 6;
}

/* "Select Bibliography", "## Bibliografía mínima": few words, one telling. */
static bool
names_list(struct quire_span s, struct quire_span low)
{
	static const char *const telling[] = { "references", "bibliography",
		"bibliographie", "bibliografía", "bibliografia", "bibliografie",
		"références", "referencias", "referências",
		"literaturverzeichnis", "библиография", "参考文献", "參考文獻",
		NULL };
	size_t i, blanks = 0;

	for (i = 0; i < low.len; i++)
		blanks += low.p[i] == ' ';
	if (blanks > 5 || !span_holds_any(low, telling))
		return false;
	return emphatic(s) ||
	    (blanks < 3 && span_ends_any(low, telling) > 0 && *s.p >= 'A' &&
	        *s.p <= 'Z');
}

enum cite_heading
cite_heading_of(struct quire_span s)
{
	struct quire_span w = without_bracket(heading_words(s)), low;
	char folded[64];
	struct buf b = { 0 };
	size_t i;

	if (w.len < 3 || w.len > 60)
		return HEADING_NONE;
	text_lower_to(w, &b);
	low.p = folded;
	low.len = b.len < sizeof folded ? b.len : sizeof folded;
	memcpy(folded, b.p, low.len);
	buf_fini(&b);
	for (i = 0; i < sizeof headings / sizeof *headings; i++)
		if (headings[i].word[0] == folded[0] &&
		    (span_is(low, headings[i].word) ||
		        (span_ends(span_of(headings[i].word), " ") &&
		            span_starts(low, headings[i].word))))
			return headings[i].kind;
	if (span_starts(low, "references cited in ") && *w.p == 'R' &&
	    w.p[w.len - 1] != ',')
		return HEADING_REFERENCES;
	if (names_list(s, low))
		return HEADING_REFERENCES;
	return HEADING_NONE;
}
