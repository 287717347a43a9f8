/*
 * From tokens and labels to a CSL item: what cite's files share.
 */
#ifndef CITE_PARSE_H
#define CITE_PARSE_H

#include <string.h>

#include "cite/cite.h"
#include "cite/tagger.h"

/* One reference, tagged. */
struct cite_tagged {
	struct quire_span text; /* as it stands in the document */
	struct cite_tokens tokens;
	uint8_t *label; /* enum cite_label of each token */
};

/* Tokens and labels of one reference, in the arena; text is borrowed. */
void cite_tag(const struct tagger *g, struct quire_span text, struct arena *a,
    struct cite_tagged *out);
/*
 * The item, and the place cited in it (empty if none is). Results go to a;
 * tmp is for what is not needed afterwards, here and below.
 */
void cite_read(const struct cite_tagged *t, struct arena *a, struct arena *tmp,
    struct cite_item *item, struct quire_span *locator);

/*
 * Items as bytes, in the arena; of what is empty nothing is kept. Unpacked,
 * spans are those in the packed bytes, names are in the arena.
 */
const unsigned char *cite_pack(const struct cite_item *item, struct arena *a);
void cite_unpack(const unsigned char *packed, struct arena *a,
    struct cite_item *item);
/* Literal or family name of the first author, or empty. */
struct quire_span cite_packed_author(const unsigned char *packed);

static inline bool
cite_has_label(const struct cite_tokens *x, const uint8_t *label, uint8_t l)
{
	return memchr(label, l, x->n) != NULL;
}

/* Where the run of the label of i ends. */
static inline size_t
cite_run_end(const struct cite_tokens *x, const uint8_t *label, size_t i)
{
	size_t k = i;

	while (k < x->n && label[k] == label[i])
		k++;
	return k;
}

/* Mends labels where marks are surer than weights. */
void cite_smooth(const struct cite_tokens *x, uint8_t *label);
/* The same, by what the reference has as a whole. */
void cite_mend(const struct cite_tokens *x, uint8_t *label);
/* The same, by the forms of styles. */
void cite_mend_form(const struct cite_tokens *x, uint8_t *label);
/* Is there a "v" or "vs" in small letters before i? */
bool cite_has_parties(const struct cite_tokens *x, size_t i);
/* The same, by volume and page of reviews of law and reports of cases. */
void cite_mend_law(const struct cite_tokens *x, uint8_t *label);
/* The same, by what the imprint of a book has. */
void cite_mend_imprint(const struct cite_tokens *x, uint8_t *label);
/* The same, by what notes have. */
void cite_mend_note(const struct cite_tokens *x, uint8_t *label);
/* The same, by the brackets of Japanese. */
void cite_mend_kagi(const struct cite_tokens *x, uint8_t *label);
/* The same, by the form that encyclopedias write. */
void cite_mend_web(const struct cite_tokens *x, uint8_t *label);
/* The same, by that of Chinese ones. */
void cite_mend_dots(const struct cite_tokens *x, uint8_t *label);
/*
 * How many tokens the number of a court's case has that begins at t, or 0:
 * （2015）民提字第22号
 */
size_t cite_docket(const struct cite_token *t);
/* The same, by the form of decisions that are cited by it. */
void cite_mend_docket(const struct cite_tokens *x, uint8_t *label);
/*
 * How many tokens the designation of a standard has that begins at t, or 0:
 * ISO 9000-1:2005
 */
size_t cite_standard(const struct cite_token *t);
/* The same, by the form of standards and of patents. */
void cite_mend_number(const struct cite_tokens *x, uint8_t *label);
/* Does what says how a court decided, and when, begin at t? */
bool cite_ruling(const struct cite_token *t);
/* Is it what laws are printed in: BGBl., JORF? */
bool cite_is_gazette(const struct cite_token *t);
/* The same, by the forms of decisions and of reviews of law. */
void cite_mend_court(const struct cite_tokens *x, uint8_t *label);
/* Does it say when somebody looked? */
bool cite_has_access(const struct cite_tokens *x);
/* Dates that words tell: of the access, and with a month before the year. */
void cite_mend_dates(const struct cite_tokens *x, uint8_t *label);

/*
 * Text without mark-up (emphasis, <sup>, backslashes), white space folded;
 * in the arena.
 */
struct quire_span cite_plain(struct quire_span s, struct arena *a);

/* Names in a list of persons and bodies; they are appended to the role. */
void cite_names(struct quire_span text, struct arena *a, struct arena *tmp,
    struct cite_item *item, enum cite_role role);

/* Gazette, Times: a word of the names of newspapers and journals. */
bool cite_press_word(const struct cite_token *t);

/* A date as references print it; false if there is none in it. */
bool cite_when(struct quire_span text, struct arena *a, struct arena *tmp,
    struct cite_date *out);

/* Decides on the CSL type by fields, words and type marks. */
const char *cite_type(const struct cite_tagged *t,
    const struct cite_item *item);
/* BCP 47 of a title or text, as far as script and small words tell; or empty. */
struct quire_span cite_language(struct quire_span title);

#endif
