/*
 * html: what html.c reads of a page and meta.c makes of it. What a page says
 * of itself comes from several places; the more trusted one wins.
 */
#ifndef QUIRE_CLEAN_HTML_H
#define QUIRE_CLEAN_HTML_H

#include "base/base.h"
#include "clean/clean.h"

struct html_meta {
	struct arena *a;
	struct cleaner *repair; /* for mojibake; or null */
	struct clean_meta *meta;
	/* how much the value found is trusted; 0: none yet */
	int title, date, url, site, author;
};

/* Attributes may be null. All strings are copied to the arena. */
void html_meta_tag(struct html_meta *m, const char *property, const char *name,
    const char *itemprop, const char *content);
void html_meta_link(struct html_meta *m, const char *rel, const char *href);
void html_meta_language(struct html_meta *m, const char *lang);
void html_meta_time(struct html_meta *m, const char *datetime);
void html_meta_json(struct html_meta *m, struct quire_span json);
void html_meta_title(struct html_meta *m, struct quire_span title);
void html_meta_finish(struct html_meta *m);

/*
 * sieve: a page, in pieces, without what the parser has no use for. JSON-LD is
 * read on the way. The names of characters that were asked for are remembered.
 */
enum { SIEVE_NAMES = 61 };

struct sieve {
	const char *p, *end; /* what is left of the page; borrowed */
	const char *kept;    /* up to p all is given as it is */
	struct html_meta *meta;
	struct buf out;
	bool begun;      /* there was text or a start tag */
	bool unended[2]; /* style, script: no end tag is left */
	struct {
		uint64_t key;
		uint32_t cp;
	} name[SIEVE_NAMES];
};

/*
 * The next piece, of so many bytes or more, or all that is left; valid until
 * the next call. A run of text or a start tag is in one piece. The caller
 * frees x->out.
 */
struct quire_span sieve_piece(struct sieve *x, size_t len);

#endif
