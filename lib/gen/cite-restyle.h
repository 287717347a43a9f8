/*
 * References in other clothes, for the trainer of the reference tagger: the
 * fields of a labelled reference are printed anew, in an order, with marks
 * and label words drawn at random from what bibliographies in eight languages
 * do. The tagger so learns what to hold on to in a style it has never seen.
 */
#ifndef CITE_RESTYLE_H
#define CITE_RESTYLE_H

#include <stdio.h>
#include <string.h>

#include "cite/parse.h"
#include "text/text.h"

/* Words of a language; a list ends with null. "" is a choice too. */
struct restyle_words {
	const char *in[5], *and[5], *editor[6], *by[4];
	const char *volume[5], *issue[6], *page[5], *edition[4], *online[5];
};

static const struct restyle_words restyle_words[] = {
	{ { "In ", "in ", "In: ", "in: " },
	    { " and ", " & ", ", and ", ", & " },
	    { " (ed.)", " (eds.)", " (Eds.)", ", eds.", ", editors" },
	    { "edited by ", "ed. ", "Ed. " }, { "", "vol. ", "Vol. ", "" },
	    { "(#)", ", no. #", ", No. #", "/#", " (#)" },
	    { "", "pp. ", "p. ", "" }, { "2nd ed.", "3rd edn", "4th ed." },
	    { "Available at ", "Retrieved from ", "URL: ", "" } },
	{ { "In: ", "in: ", "In ", "in " }, { " und ", "/", "; ", " & " },
	    { " (Hg.)", " (Hrsg.)", " [Hrsg.]", " (Hgg.)", " (eds.)" },
	    { "hg. v. ", "hrsg. von ", "Hrsg. " },
	    { "", "Bd. ", "Jg. ", "Band " },
	    { "(#)", ", H. #", ", Nr. #", "/#", ", Heft #" },
	    { "S. ", "S.", "", "S. " },
	    { "2. Aufl.", "3. Auflage", "2., erw. Aufl." },
	    { "Online: ", "URL: ", "Verfügbar unter: ", "Abrufbar unter " } },
	{ { "dans ", "in ", "In ", "Dans : " }, { " et ", " & ", ", " },
	    { " (dir.)", " (éd.)", " (éds)", " (dirs.)", " (eds.)" },
	    { "sous la direction de ", "éd. ", "dir. " },
	    { "", "vol. ", "t. ", "tome " },
	    { "(#)", ", n° #", ", no #", ", nº #", ", #" },
	    { "p. ", "pp. ", "" }, { "2e éd.", "3e édition" },
	    { "En ligne : ", "Disponible sur : ", "URL : " } },
	{ { "En: ", "en ", "En ", "In: " }, { " y ", " & ", "; " },
	    { " (ed.)", " (eds.)", " (coord.)", " (comp.)" },
	    { "editado por ", "ed. ", "coord. " }, { "", "vol. ", "Vol. ", "" },
	    { "(#)", ", núm. #", ", nº #", ", n. #" },
	    { "pp. ", "", "págs. ", "p. " }, { "2ª ed.", "3a ed." },
	    { "Disponible en: ", "Recuperado de " } },
	{ { "in ", "In ", "in: " }, { " e ", ", ", " - " },
	    { " (a cura di)", " (ed.)", " (eds.)" }, { "a cura di ", "ed. " },
	    { "", "vol. ", "v. " }, { "(#)", ", n. #", ", fasc. #" },
	    { "pp. ", "p. ", "" }, { "2a ed.", "II ed." }, { "URL: ", "" } },
	{ { "In: ", "in ", "Em: " }, { " e ", "; ", " & " },
	    { " (org.)", " (Orgs.)", " (ed.)" }, { "org. ", "organizado por " },
	    { "v. ", "", "vol. " }, { ", n. #", "(#)", ", nº #" },
	    { "p. ", "pp. ", "" }, { "2. ed.", "3 ed." },
	    { "Disponível em: ", "URL: " } },
	{ { "In: ", "in: ", "in " }, { " en ", " & ", "; " },
	    { " (red.)", " (eds.)", " (Ed.)" }, { "onder redactie van " },
	    { "", "jg. ", "vol. " }, { "(#)", ", nr. #", ", no. #" },
	    { "p. ", "pp. ", "blz. ", "" }, { "2e druk", "2de ed." },
	    { "Beschikbaar op ", "URL: " } },
	{ { "// ", "// ", "В кн.: ", "В: " }, { ", ", " и ", "; " },
	    { " (ред.)", " (отв. ред.)", " (Ed.)" },
	    { "под ред. ", "отв. ред. " }, { "Т. ", "", "Vol. " },
	    { ", № #", "(#)", ". № #", ". Вып. #" }, { "С. ", "с. ", "P. " },
	    { "2-е изд.", "3-е изд., испр." }, { "Режим доступа: ", "URL: " } }
};

enum { RESTYLE_POOL = 512, RESTYLE_PEOPLE = 12 };

struct restyle_people {
	struct cite_name name[RESTYLE_PEOPLE];
	size_t n;
};

/* Fields of a reference; those that it has not are empty. */
struct restyle_parts {
	struct quire_span title, container, volume, issue, page, publisher,
	    place;
	struct restyle_people author, editor;
	int year;
};

/* What earlier references had, to give to those that lack it. */
struct restyle_pool {
	struct quire_span item[RESTYLE_POOL];
	size_t n;
};

static struct {
	struct restyle_pool publisher, place, container;
	struct restyle_people people[RESTYLE_POOL];
	size_t crowds;
	struct arena *arena;
	uint64_t random;
} restyle;

/* How this one is to be printed. */
struct restyle_form {
	const struct restyle_words *w;
	struct quire_span text;
	char out[8192];
	uint8_t at[8192];
	size_t n;
	const char *between;      /* of authors */
	const char *sep;          /* of fields */
	const char *open, *close; /* of a title */
	unsigned name, given;
	bool inverted_first; /* only the first name has the family first */
	bool year_first, year_round;
};

static unsigned
restyle_draw(unsigned n)
{
	uint64_t x = restyle.random += 0x9e3779b97f4a7c15u;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return (unsigned)((x ^ x >> 31) >> 33) % n;
}

static const char *
restyle_word(const char *const *list, size_t most)
{
	size_t n = 0;

	while (n < most && list[n] != NULL)
		n++;
	return n == 0 ? "" : list[restyle_draw((unsigned)n)];
}

#define RESTYLE_WORD(list) restyle_word(list, sizeof(list) / sizeof *(list))

/* Begins anew, so that each pass over the data draws the same. */
static void
restyle_reset(void)
{
	arena_free(restyle.arena);
	memset(&restyle, 0, sizeof restyle);
	restyle.arena = arena_new();
	restyle.random = 7;
}

/* ---- pools ------------------------------------------------------------ */

static struct quire_span
restyle_own(struct quire_span s)
{
	return s.len > 0 ? arena_copy(restyle.arena, s) : s;
}

static void
restyle_keep(struct restyle_pool *p, struct quire_span s)
{
	if (s.len < 2 || s.len > 120)
		return;
	p->item[p->n < RESTYLE_POOL ? p->n : restyle_draw(RESTYLE_POOL)] =
	    restyle_own(s);
	p->n += p->n < RESTYLE_POOL;
}

static void
restyle_keep_people(const struct restyle_people *x)
{
	size_t at = restyle.crowds < RESTYLE_POOL ? restyle.crowds++
	                                          : restyle_draw(RESTYLE_POOL);
	struct restyle_people *to = &restyle.people[at];

	to->n = x->n < 4 ? x->n : 4;
	for (size_t i = 0; i < to->n; i++) {
		to->name[i].family = restyle_own(x->name[i].family);
		to->name[i].given = restyle_own(x->name[i].given);
		to->name[i].literal = restyle_own(x->name[i].literal);
	}
}

static void
restyle_lend(struct quire_span *s, const struct restyle_pool *p)
{
	if (s->len == 0 && p->n > 0)
		*s = p->item[restyle_draw((unsigned)p->n)];
}

/* ---- printing --------------------------------------------------------- */

static void
restyle_add(struct restyle_form *f, struct quire_span s, enum cite_label l)
{
	if (f->n + s.len > sizeof f->out)
		return;
	memcpy(f->out + f->n, s.p, s.len);
	memset(f->at + f->n, (int)l, s.len);
	f->n += s.len;
}

static void
restyle_str(struct restyle_form *f, const char *s, enum cite_label l)
{
	restyle_add(f, span_of(s), l);
}

/* "John Q." as "J. Q.", "JQ" or "J.Q." */
static void
restyle_initials(struct restyle_form *f, struct quire_span g, enum cite_label l)
{
	const char *p = g.p, *end = p + g.len;
	bool start = true, any = false;

	while (p < end) {
		uint32_t cp;
		unsigned len = utf8_decode(p, end, &cp);

		if (start && text_is(cp, TEXT_UPPER)) {
			if (any && f->given == 1)
				restyle_str(f, " ", l);
			restyle_add(f, (struct quire_span){ p, len }, l);
			if (f->given < 3)
				restyle_str(f, ".", l);
			any = true;
		}
		start = cp == ' ' || cp == '.' || cp == '-';
		p += len;
	}
}

static void
restyle_given(struct restyle_form *f, struct quire_span g, enum cite_label l)
{
	if (f->given == 0)
		restyle_add(f, g, l);
	else
		restyle_initials(f, g, l);
}

static void
restyle_family(struct restyle_form *f, struct quire_span s, enum cite_label l)
{
	size_t from = f->n;

	restyle_add(f, s, l);
	for (; f->name == 3 && from < f->n; from++)
		if (f->out[from] >= 'a' && f->out[from] <= 'z')
			f->out[from] -= 'a' - 'A';
}

static void
restyle_name(struct restyle_form *f, const struct cite_name *n, bool inverted,
    enum cite_label l)
{
	if (n->literal.len > 0 || n->given.len == 0) {
		restyle_add(f, n->literal.len > 0 ? n->literal : n->family, l);
	} else if (inverted) {
		restyle_family(f, n->family, l);
		restyle_str(f, f->name == 2 ? " " : ", ", l);
		restyle_given(f, n->given, l);
	} else {
		restyle_given(f, n->given, l);
		restyle_str(f, " ", l);
		restyle_family(f, n->family, l);
	}
}

static void
restyle_names(struct restyle_form *f, const struct restyle_people *x,
    enum cite_label l)
{
	const char *last = RESTYLE_WORD(f->w->and);
	size_t n = x->n, i;
	bool some = n > 3 && restyle_draw(3) == 0;

	if (some)
		n = 1 + restyle_draw(3);
	for (i = 0; i < n; i++) {
		if (i > 0)
			restyle_str(f, i + 1 == n && !some ? last : f->between,
			    l);
		restyle_name(f, &x->name[i],
		    f->name > 0 && (i == 0 || !f->inverted_first), l);
	}
	if (some)
		restyle_str(f, restyle_draw(4) ? " et al." : " u.a.", l);
}

static void
restyle_sep(struct restyle_form *f, const char *sep)
{
	char last = f->n > 0 ? f->out[f->n - 1] : ' ';

	if (*sep == last || (*sep == ',' && (last == '?' || last == '!')))
		sep++;
	if ((last == '?' || last == '!') && *sep == '.')
		sep++;
	restyle_str(f, sep, LABEL_O);
}

static void
restyle_year(struct restyle_form *f, int year)
{
	char text[16];

	snprintf(text, sizeof text, "%d%s", year,
	    restyle_draw(12) == 0 ? "a" : "");
	if (f->year_round)
		restyle_str(f, "(", LABEL_O);
	restyle_str(f, text, LABEL_ISSUED);
	if (f->year_round)
		restyle_str(f, ")", LABEL_O);
}

static void
restyle_late_year(struct restyle_form *f, const struct restyle_parts *x)
{
	if (f->year_first)
		return;
	if (!f->year_round && restyle_draw(3) > 0)
		restyle_str(f, ",", LABEL_O);
	restyle_str(f, " ", LABEL_O);
	restyle_year(f, x->year);
}

static void
restyle_pages(struct restyle_form *f, const struct restyle_parts *x)
{
	static const char *const before[] = { ", ", ": ", ":", ". ", ", " };

	if (x->page.len == 0)
		return;
	restyle_sep(f, RESTYLE_WORD(before));
	restyle_str(f, RESTYLE_WORD(f->w->page), LABEL_O);
	restyle_add(f, x->page, LABEL_PAGE);
}

static void
restyle_issue(struct restyle_form *f, struct quire_span issue)
{
	const char *form = RESTYLE_WORD(f->w->issue), *hole = strchr(form, '#');

	restyle_add(f, (struct quire_span){ form, (size_t)(hole - form) },
	    LABEL_O);
	restyle_add(f, issue, LABEL_ISSUE);
	restyle_str(f, hole + 1, LABEL_O);
}

/* "12 Journal of Ports 345 (1990)", as lawyers have it. */
static void
restyle_law(struct restyle_form *f, const struct restyle_parts *x)
{
	struct quire_span first =
	    span_sub(x->page, 0, strcspn(x->page.p, "-\342"));

	restyle_add(f, x->volume, LABEL_VOLUME);
	restyle_str(f, " ", LABEL_O);
	restyle_add(f, x->container, LABEL_CONTAINER);
	restyle_str(f, " ", LABEL_O);
	restyle_add(f, first, LABEL_PAGE);
	f->year_round |= !f->year_first;
	restyle_late_year(f, x);
}

static void
restyle_journal(struct restyle_form *f, const struct restyle_parts *x)
{
	static const char *const gap[] = { " ", ", ", " ", ", ", "; ", ". " };
	const char *star = restyle_draw(6) == 0 ? "*" : "";
	bool late = false;

	if (restyle_draw(4) == 0)
		restyle_str(f, RESTYLE_WORD(f->w->in), LABEL_O);
	restyle_str(f, star, LABEL_O);
	restyle_add(f, x->container, LABEL_CONTAINER);
	restyle_str(f, star, LABEL_O);
	if (restyle_draw(3) == 0)
		restyle_late_year(f, x);
	else
		late = true;
	if (x->volume.len > 0) {
		restyle_str(f, RESTYLE_WORD(gap), LABEL_O);
		restyle_str(f, RESTYLE_WORD(f->w->volume), LABEL_O);
		restyle_add(f, x->volume, LABEL_VOLUME);
	}
	if (x->issue.len > 0)
		restyle_issue(f, x->issue);
	restyle_pages(f, x);
	if (late)
		restyle_late_year(f, x);
}

static void
restyle_imprint(struct restyle_form *f, const struct restyle_parts *x)
{
	unsigned form = restyle_draw(8);

	if (form < 4 && x->publisher.len > 0) {
		restyle_add(f, x->place, LABEL_PLACE);
		restyle_str(f, form < 3 ? ": " : ", ", LABEL_O);
		restyle_add(f, x->publisher, LABEL_PUBLISHER);
	} else if (form == 4) {
		restyle_add(f, x->publisher, LABEL_PUBLISHER);
		restyle_str(f, ", ", LABEL_O);
		restyle_add(f, x->place, LABEL_PLACE);
	} else if (form == 5) {
		restyle_add(f, x->publisher, LABEL_PUBLISHER);
	} else {
		restyle_add(f, x->place, LABEL_PLACE);
	}
	restyle_late_year(f, x);
}

static void
restyle_editors(struct restyle_form *f, const struct restyle_parts *x,
    bool before)
{
	if (x->editor.n == 0)
		return;
	if (before) {
		restyle_names(f, &x->editor, LABEL_EDITOR);
		restyle_str(f, RESTYLE_WORD(f->w->editor), LABEL_O);
		restyle_str(f, restyle_draw(2) ? ", " : ": ", LABEL_O);
	} else {
		restyle_sep(f, f->sep);
		restyle_str(f, RESTYLE_WORD(f->w->by), LABEL_O);
		restyle_names(f, &x->editor, LABEL_EDITOR);
	}
}

static void
restyle_chapter(struct restyle_form *f, const struct restyle_parts *x)
{
	bool before = restyle_draw(3) > 0, early = restyle_draw(4) == 0;

	restyle_str(f, RESTYLE_WORD(f->w->in), LABEL_O);
	if (before)
		restyle_editors(f, x, true);
	restyle_add(f, x->container, LABEL_CONTAINER);
	if (!before)
		restyle_editors(f, x, false);
	if (early)
		restyle_pages(f, x);
	restyle_sep(f, f->sep);
	restyle_imprint(f, x);
	if (!early)
		restyle_pages(f, x);
}

static void
restyle_title(struct restyle_form *f, struct quire_span title)
{
	restyle_str(f, f->open, LABEL_O);
	restyle_add(f, title, LABEL_TITLE);
	restyle_str(f, f->close, LABEL_O);
}

/* " (Report No. 56)" behind a title. */
static void
restyle_genre(struct restyle_form *f)
{
	static const char *const genre[] = { "Report", "Technical Report",
		"Working Paper", "Discussion Paper", "Research report",
		"Master’s thesis", "PhD thesis", "Doctoral dissertation",
		"Dissertation", "Arbeitspapier", "Thèse de doctorat" };
	static const char *const number[] = { " No. ", " no. ", " Nr. ", " ",
		" #" };
	unsigned which = restyle_draw(sizeof genre / sizeof *genre);
	bool square = restyle_draw(3) == 0;
	char digits[16];

	restyle_str(f, square ? " [" : " (", LABEL_O);
	restyle_str(f, genre[which], LABEL_GENRE);
	if (which < 5 && restyle_draw(4) > 0) {
		restyle_str(f, RESTYLE_WORD(number), LABEL_O);
		snprintf(digits, sizeof digits, "%u", restyle_draw(900) + 1);
		restyle_str(f, digits, LABEL_NUMBER);
	}
	restyle_str(f, square ? "]" : ")", LABEL_O);
}

static void
restyle_book(struct restyle_form *f)
{
	if (restyle_draw(6) == 0) {
		restyle_str(f, RESTYLE_WORD(f->w->edition), LABEL_EDITION);
		restyle_sep(f, f->sep);
	}
}

static void
restyle_tail(struct restyle_form *f)
{
	static const char *const url[] = { "http://www.example.org/a/b.html",
		"https://example.com/2010/03/paper.pdf", "www.example.net" };

	if (restyle_draw(10) == 0) {
		restyle_sep(f, ". ");
		restyle_str(f, RESTYLE_WORD(f->w->online), LABEL_O);
		restyle_str(f, RESTYLE_WORD(url), LABEL_O);
	} else if (restyle_draw(6) > 0) {
		restyle_sep(f, ".");
	}
}

/* Draws a form. */
static void
restyle_begin(struct restyle_form *f)
{
	static const char *const mark[][2] = { { "", "" }, { "", "" },
		{ "", "" }, { "“", "”" }, { "\"", "\"" }, { "„", "“" },
		{ "»", "«" }, { "«", "»" }, { "‘", "’" }, { "*", "*" } };
	static const char *const between[] = { ", ", ", ", "; ", "/", " / " };
	static const char *const sep[] = { ". ", ". ", ", ", ", ", ": ", ". - ",
		" – " };
	static const uint8_t language[] = { 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3,
		4, 5, 6, 7 };
	unsigned m = restyle_draw(sizeof mark / sizeof *mark);

	f->n = 0;
	f->w = &restyle_words[language[restyle_draw(sizeof language)]];
	f->open = mark[m][0];
	f->close = mark[m][1];
	f->between = RESTYLE_WORD(between);
	f->sep = RESTYLE_WORD(sep);
	f->name = restyle_draw(4);
	f->given = restyle_draw(4);
	f->inverted_first = restyle_draw(5) == 0;
	f->year_first = restyle_draw(5) > 1;
	f->year_round = restyle_draw(5) > 1;
}

/* Authors, and the year if it stands with them. */
static void
restyle_head(struct restyle_form *f, const struct restyle_parts *x)
{
	static const char *const after[] = { ": ", ". ", ", ", " ", ": " };

	restyle_names(f, &x->author, LABEL_AUTHOR);
	if (!f->year_first) {
		restyle_sep(f, restyle_draw(3) == 0 ? ": " : f->sep);
		return;
	}
	restyle_str(f, f->year_round || restyle_draw(3) == 0 ? " " : ", ",
	    LABEL_O);
	restyle_year(f, x->year);
	restyle_sep(f, RESTYLE_WORD(after));
}

/* Prints x into f->out, f->at; f->n is 0 if too little is known of it. */
static void
restyle_print(struct restyle_form *f, struct restyle_parts *x)
{
	bool journal = x->volume.len > 0 || x->issue.len > 0;

	restyle_begin(f);
	if (x->author.n == 0 || x->title.len == 0 || x->year == 0)
		return;
	if (x->container.len == 0 && journal)
		return;
	restyle_head(f, x);
	restyle_title(f, x->title);
	if (!journal && x->container.len == 0 && restyle_draw(8) == 0)
		restyle_genre(f);
	restyle_sep(f, f->sep);
	if (journal && x->volume.len > 0 && x->page.len > 0 &&
	    restyle_draw(10) == 0) {
		restyle_law(f, x);
	} else if (journal) {
		restyle_journal(f, x);
	} else {
		restyle_lend(&x->publisher, &restyle.publisher);
		restyle_lend(&x->place, &restyle.place);
		if (x->container.len > 0) {
			if (x->editor.n == 0 && restyle.crowds > 0 &&
			    restyle_draw(2))
				x->editor = restyle.people[restyle_draw(
				    (unsigned)restyle.crowds)];
			restyle_chapter(f, x);
		} else {
			restyle_book(f);
			restyle_imprint(f, x);
		}
	}
	restyle_tail(f);
}

/* ---- the fields of a labelled reference ------------------------------- */

static bool
restyle_people_of(struct quire_span s, struct arena *a,
    struct restyle_people *to)
{
	struct cite_item it = { 0 };

	cite_names(s, a, a, &it, CITE_AUTHOR);
	to->n = it.names[CITE_AUTHOR] < RESTYLE_PEOPLE ? it.names[CITE_AUTHOR]
	                                               : RESTYLE_PEOPLE;
	for (size_t i = 0; i < to->n; i++)
		to->name[i] = it.name[CITE_AUTHOR][i];
	return to->n > 0;
}

/* Puts a run of one label where it belongs; false if it cannot be used. */
static bool
restyle_take(struct restyle_parts *x, enum cite_label l, struct quire_span s,
    struct arena *a)
{
	struct quire_span *to = l == LABEL_TITLE ? &x->title
	    : l == LABEL_CONTAINER               ? &x->container
	    : l == LABEL_VOLUME                  ? &x->volume
	    : l == LABEL_ISSUE                   ? &x->issue
	    : l == LABEL_PAGE                    ? &x->page
	    : l == LABEL_PUBLISHER               ? &x->publisher
	    : l == LABEL_PLACE                   ? &x->place
	                                         : NULL;
	struct cite_date d;

	if (to != NULL) {
		if (to->len > 0)
			return false;
		*to = s;
	} else if (l == LABEL_AUTHOR) {
		return x->author.n == 0 && restyle_people_of(s, a, &x->author);
	} else if (l == LABEL_EDITOR) {
		return x->editor.n == 0 && restyle_people_of(s, a, &x->editor);
	} else if (l == LABEL_ISSUED) {
		if (x->year == 0 && cite_when(s, a, a, &d))
			x->year = d.year;
	}
	return true;
}

/* The fields of a reference without Chinese; false: better left as it is. */
static bool
restyle_read(struct quire_span raw, const struct cite_tokens *t,
    const uint8_t *label, struct arena *a, struct restyle_parts *x)
{
	size_t i, j;

	memset(x, 0, sizeof *x);
	if (t->han > 0)
		return false;
	for (i = 0; i < t->n; i = j) {
		for (j = i; j < t->n && label[j] == label[i]; j++)
			;
		if (label[i] != LABEL_O &&
		    !restyle_take(x, (enum cite_label)label[i],
		        cite_plain(span_sub(raw, t->tok[i].start,
		                       t->tok[j - 1].end),
		            a),
		        a))
			return false;
	}
	restyle_keep(&restyle.publisher, x->publisher);
	restyle_keep(&restyle.place, x->place);
	if (x->author.n > 0)
		restyle_keep_people(&x->author);
	return true;
}

#endif
