/*
 * The document's own record, in parts: the head's lines and what they are,
 * the title, the authors, the source with its date.
 */
#ifndef CITE_SELF_H
#define CITE_SELF_H

#include "cite/layers.h"
#include "cite/parse.h"

#define HEAD_LINES 120

/* What a line of the head can be; no title, then. */
enum head_kind {
	HEAD_PATH = 1 << 0,    /* where the page stands in its site */
	HEAD_DATED = 1 << 1,   /* a date and little beside it */
	HEAD_BYLINE = 1 << 2,  /* begins with who wrote it */
	HEAD_NAMES = 1 << 3,   /* nothing but names of persons */
	HEAD_LABEL = 1 << 4,   /* source, number, keywords, … */
	HEAD_JOURNAL = 1 << 5, /* a journal, its year and number */
	HEAD_CHROME = 1 << 6   /* menus, captions, parts */
};

struct head_line {
	struct quire_span s; /* trimmed, not blank */
	unsigned kind;       /* enum head_kind */
	/* What it names, if anything. */
	struct quire_span byline, names, journal;
	bool known; /* the names are in lists of names */
};

struct head {
	struct quire_span text;
	struct head_line line[HEAD_LINES];
	size_t n;
	size_t title;              /* its line, or n */
	struct quire_span opening; /* the first paragraph, if one is behind */
	bool han;                  /* the text is Chinese or Japanese */
	struct arena *arena;
	struct citations *out;
};

/* Fills the lines before the first paragraph; text, arena, out are set. */
void self_read_head(struct head *h);
void self_find_title(struct head *h);
void self_find_author(struct head *h);
/* Container, number, date, URL, publisher. */
void self_find_source(struct head *h);
/* Takes the name of the site off the end of the title, if it stands there. */
void self_find_site(struct head *h);

/* A field, its first value counting, with where it was seen. */
void self_put(struct head *h, enum cite_field f, struct quire_span v,
    const char *evidence);
/* The page's URL, of an archived copy the original's, and the site in it. */
struct quire_span self_put_url(struct head *h, struct quire_span s,
    const char *evidence);
void self_put_authors(struct head *h, struct quire_span names,
    const char *evidence);
/* More names for those that are there. */
void self_add_authors(struct head *h, struct quire_span names);

/* Width in which a Chinese character counts two. */
size_t self_width(struct quire_span s);
bool self_holds(struct quire_span s, const char *w);
/* What follows the first of the labels (null at the end) that s begins with. */
struct quire_span self_after(struct quire_span s, const char *const *label);
/* "一、问题的提出", "2. The ports": a part, not the whole. */
bool self_section(struct quire_span s);
/* Does it say who took a picture, and nothing else? */
bool self_credit(struct quire_span s);
/* What a byline names, up to where something else begins; or empty. */
struct quire_span self_byline(struct quire_span s, struct arena *a);
/*
 * The names of a line that has nothing else than names, bullets, and a place
 * of work behind them; or empty. known: a list of names has one of them.
 */
struct quire_span self_names(struct quire_span s, struct arena *a, bool *known);
/* The names that s, which a label announces, begins with; or empty. */
struct quire_span self_persons(struct quire_span s, struct arena *a,
    bool *known);
/* Name of a paper or agency: Harbour Gazette, 海河日报. */
bool self_press(struct quire_span s, struct arena *a);
/* "Harbour Studies 3(2), 2014", "西河人口 2016年2期": the name, or empty. */
struct quire_span self_journal(struct quire_span s, struct arena *a);

#endif
