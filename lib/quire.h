/*
 * libquire: the five commands as a small C library.
 *
 *	struct quire_segmenter *s = quire_segmenter_new(NULL);
 *	const struct quire_range *r;
 *	long i, n = quire_segment(s, text, len, QUIRE_SENTENCES, &r);
 *
 *	for (i = 0; i < n; i++)
 *		printf("%.*s\n", (int)(r[i].end - r[i].start),
 *		    text + r[i].start);
 *	quire_segmenter_free(s);
 *
 * Texts are UTF-8, given by pointer and length in bytes; they need no NUL and
 * are never changed. All offsets are bytes of the text given, half-open
 * [start, end); quire_count turns them into code points or UTF-16 units.
 * Functions that take text return -1 if it is not well-formed UTF-8
 * (quire_repair mends it); quire_clean alone takes bytes in any encoding.
 *
 * A handle serves any number of texts, one after the other; different threads
 * use different handles. What a function hands back belongs to the handle and
 * is valid until its next call or until it is freed. Strings are
 * NUL-terminated. Null is a valid argument of every _free function.
 *
 * When memory is gone the process ends with a message and status 2.
 */
#ifndef QUIRE_H
#define QUIRE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define QUIRE_API __attribute__((visibility("default")))
#else
#define QUIRE_API
#endif

/* "0.1.0" */
QUIRE_API const char *quire_version(void);

/* ---- text ------------------------------------------------------------- */

enum quire_unit { QUIRE_CODEPOINTS, QUIRE_BYTES, QUIRE_UTF16 };

/* Length in bytes of the longest well-formed prefix. */
QUIRE_API size_t quire_valid(const char *text, size_t len);
/*
 * A copy in which each maximal ill-formed part is one U+FFFD. Owned by the
 * caller: free(3). *out_len excludes the NUL behind it.
 */
QUIRE_API char *quire_repair(const char *bytes, size_t len, size_t *out_len);
/* Length of a well-formed text in that unit. */
QUIRE_API size_t quire_count(const char *text, size_t len,
    enum quire_unit unit);

/* ---- clean ------------------------------------------------------------ */

struct quire_cleaner;

/*
 * from: "auto", "text", "markdown", "html" or "pdf"; null is "auto". Null if
 * it is none of them.
 */
QUIRE_API struct quire_cleaner *quire_cleaner_new(const char *from);
QUIRE_API void quire_cleaner_free(struct quire_cleaner *c);
/* The clean text of one whole document; *out_len excludes the NUL. */
QUIRE_API const char *quire_clean(struct quire_cleaner *c, const char *bytes,
    size_t len, size_t *out_len);

/* ---- segment ---------------------------------------------------------- */

struct quire_range {
	size_t start, end;
};

enum quire_level {
	QUIRE_PARAGRAPHS,
	QUIRE_SENTENCES,
	QUIRE_WORDS,
	QUIRE_GRAPHEMES
};

struct quire_segmenter;

/* language: a BCP 47 tag, or null when it is not known. */
QUIRE_API struct quire_segmenter *quire_segmenter_new(const char *language);
QUIRE_API void quire_segmenter_free(struct quire_segmenter *s);
/* How many there are, in *range. White space between them is in none. */
QUIRE_API long quire_segment(struct quire_segmenter *s, const char *text,
    size_t len, enum quire_level level, const struct quire_range **range);

/* ---- language --------------------------------------------------------- */

struct quire_language {
	size_t start, end;
	const char *tag; /* BCP 47; "und" when nothing can be said */
	double score;    /* a probability */
};

struct quire_detector;

/* only: "en,zh,fr", or null for all. Null if it names an unknown tag. */
QUIRE_API struct quire_detector *quire_detector_new(const char *only);
QUIRE_API void quire_detector_free(struct quire_detector *d);
/* The language of most letters of the text, its probability in *score. */
QUIRE_API const char *quire_detect(struct quire_detector *d, const char *text,
    size_t len, double *score);
/* Where which language is: adjoining spans that cover the text. */
QUIRE_API long quire_detect_spans(struct quire_detector *d, const char *text,
    size_t len, const struct quire_language **span);

/* ---- dates ------------------------------------------------------------ */

struct quire_date {
	size_t start, end;
	const char *type;  /* DATE TIME DURATION SET RANGE */
	const char *value; /* TIMEX3 */
	const char *edtf;  /* ISO 8601-2, or null where it has no form */
};

struct quire_dater;

/*
 * reference: ISO 8601, the date that "yesterday" is counted from, or null:
 * then the text's own. languages: "en,zh", or null for any. Null if one of
 * them is unusable.
 */
QUIRE_API struct quire_dater *quire_dater_new(const char *reference,
    const char *languages);
QUIRE_API void quire_dater_free(struct quire_dater *d);
QUIRE_API long quire_find_dates(struct quire_dater *d, const char *text,
    size_t len, const struct quire_date **date);

/* ---- citations -------------------------------------------------------- */

struct quire_citation {
	size_t start, end;
	const char *kind; /* note entry ibid link inline */
	long refers_to;   /* index of the citation meant, or -1 */
	const char *csl;  /* one CSL-JSON 1.0.2 item */
};

struct quire_citer;

QUIRE_API struct quire_citer *quire_citer_new(void);
QUIRE_API void quire_citer_free(struct quire_citer *c);
QUIRE_API long quire_find_citations(struct quire_citer *c, const char *text,
    size_t len, const struct quire_citation **citation);

#ifdef __cplusplus
}
#endif

#endif
