/*
 * html: what html.c reads of a page and meta.c makes of it. What a page says
 * of itself comes from several places; the more trusted one wins.
 */
#ifndef QUIRE_CLEAN_HTML_H
#define QUIRE_CLEAN_HTML_H

#include "clean/clean.h"

enum { PIECE = 1 << 20 }; /* bytes given to the parser at once */

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

#endif
