/*
 * features: what the classifier of paragraphs looks at. Two models judge one
 * after the other: the first from a paragraph's own looks and those of its
 * neighbours, the second from the first one's opinion of all around it.
 */
#ifndef QUIRE_CLEAN_FEATURES_H
#define QUIRE_CLEAN_FEATURES_H

#include "clean/work.h"

enum { FEATURES_MAX = 192 };

struct facts;

/* What the models of lines say of a paragraph by itself. */
struct own {
	uint32_t looks, n; /* models.c; n features */
	int32_t score[2];
};

/* What costs little to know of a paragraph. */
struct glance {
	unsigned mass; /* words, as in struct facts; no fewer, or exact */
	bool exact, ended;
	uint8_t lexicon, known;   /* classes, or CLEAN_CLASSES */
	const struct facts *seen; /* of the same text; null: not yet */
	struct own own;
};

/* What is counted once for each paragraph. */
struct facts {
	uint32_t hash;              /* of the text, letters only, folded */
	uint32_t first[3], last[2]; /* hashes of words */
	uint32_t word[8];           /* all words of a short paragraph */
	unsigned mass;              /* words; two ideographs count as one */
	uint8_t bin;                /* of the mass: features.c */
	unsigned chars, commas, sentences, digits, uppers, letters, symbols;
	unsigned capitals;    /* words that begin with one */
	uint8_t words;        /* in word[] */
	uint8_t begins, ends; /* kinds of first and last character */
	uint8_t links;        /* bin of the share of bytes inside links */
	uint8_t copies;       /* how often the text occurs, up to 3 */
	uint8_t lexicon;      /* class, or CLEAN_CLASSES */
	bool ended, prose, year, clock, cjk;
	bool asks, stops;   /* ends in ? or !, in a full stop */
	unsigned proses;    /* paragraphs of prose before this one */
	struct box *box[2]; /* of HTML; or null */
};

/* What is in one element of a page, counted over its blocks. */
struct box {
	unsigned blocks, prose, mass, linked;
	float share; /* of the page's mass */
	bool top;    /* holds most of the page's prose */
	double kept; /* sum of p x mass, for the second model */
};

/* The first model's opinions, summed up for the second. */
struct opinion {
	uint8_t p;            /* bin of the probability that it stays */
	float near, wide;     /* mean over 5 and 15 around, by mass */
	float before, behind; /* share of kept mass on either side */
	float box[2];         /* mean in the elements that hold it */
	int place;            /* relative to the best stretch */
	unsigned distance;    /* to it, in paragraphs */
	/* Of lines alone: */
	uint8_t echo, rank; /* of words in the text; as its title: opinions.c */
	unsigned signs;     /* lines before it that the lexicon drops */
	size_t above;       /* the last short line that goes, or NO_PARA */
};

/* ---- tally.c ---------------------------------------------------------- */

/* Counts a text into facts that are all zero: hash to sentences, cjk. */
void tally(struct quire_span s, struct facts *f);
/* The same, a character at a time: for other machines, and for the tests. */
void tally_plain(struct quire_span s, struct facts *f);
/* The mass alone, where that costs less; else false. */
bool tally_words(struct quire_span s, unsigned *mass);

/* ---- facts.c, features.c ---------------------------------------------- */

/* Fill one struct for each paragraph, in w->a. */
struct glance *glance_read(const struct work *w);
struct facts *facts_read(const struct work *w, struct glance *g);
/* The exact mass of paragraph i; may fill `seen`. */
unsigned glance_mass(const struct work *w, struct glance *g, size_t i);
/* Is paragraph i prose, as struct facts has it? */
bool glance_prose(const struct work *w, struct glance *g, size_t i);
/*
 * The logarithm of a number, near enough; without branches, for nobody could
 * guess them.
 */
static inline uint8_t
features_bin(unsigned n)
{
	unsigned b = n < 5 ? n : 5;

	b += n >= 7;
	b += n >= 10;
	b += n >= 15;
	b += n >= 22;
	b += n >= 32;
	b += n >= 48;
	b += n >= 75;
	b += n >= 120;
	return (uint8_t)(b + (n >= 250));
}

/* Bins of a probability or a share. */
static inline uint8_t
features_tenth(float x)
{
	return (uint8_t)((x >= 0.02f) + (x >= 0.07f) + (x >= 0.15f) +
	    (x >= 0.3f) + (x >= 0.45f) + (x >= 0.6f) + (x >= 0.75f) +
	    (x >= 0.88f) + (x >= 0.95f) + (x >= 0.985f));
}

/*
 * Features of paragraph i; returns how many were written. Both models see what
 * it is by itself; the first one also how those around it look, the second
 * what the first thought of them. FEATURES_MAX is room for what one model sees.
 */
size_t features_own(const struct work *w, const struct facts *f, size_t i,
    uint32_t *out);
size_t features_around(const struct work *w, const struct facts *f, size_t i,
    uint32_t *out);
size_t features_opinions(const struct work *w, const struct facts *f,
    const struct opinion *o, size_t i, uint32_t *out);

/* ---- opinions.c ------------------------------------------------------- */

/* Sums up the opinions p of all paragraphs. */
struct opinion *opinions(const struct work *w, const struct facts *f,
    const float *p);

/* ---- models.c --------------------------------------------------------- */

/* The probability of each paragraph to stay. */
float *models_ask(const struct work *w, const struct facts *f,
    struct glance *g);

static inline void
decide(struct para *p, enum clean_class class, float score)
{
	p->class = class;
	p->score = score;
}

/* Does it end in a colon, as what speaks of the next paragraph? */
static inline bool
para_leads_on(struct quire_span s)
{
	return span_ends(s, ":") || span_ends(s, "：");
}

/* ---- verdict.c --------------------------------------------------------- */

/* Classes that go unless --keep says otherwise. */
#define DROPPED \
	((uint32_t)(1u << CLEAN_NAV | 1u << CLEAN_ADVERT | 1u << CLEAN_SHARE | \
	    1u << CLEAN_WIDGET | 1u << CLEAN_READMORE | \
	    1u << CLEAN_COPYRIGHT | 1u << CLEAN_CREDIT | 1u << CLEAN_SOURCE | \
	    1u << CLEAN_REPEAT | 1u << CLEAN_PULLQUOTE | 1u << CLEAN_CAPTION | \
	    1u << CLEAN_RUNNING | 1u << CLEAN_PAGENUMBER))
/* Those that --body drops too. */
#define APPARATUS ((uint32_t)(1u << CLEAN_BYLINE | 1u << CLEAN_DATELINE))

/* Nothing in the options speaks against what p is. */
static inline bool
stays(const struct clean_opts *o, const struct para *p)
{
	uint32_t bit = (uint32_t)1 << p->class, drop = DROPPED;

	if (p->notes)
		return true;
	if (o->body)
		drop |= APPARATUS;
	drop = (drop & ~o->keep) | o->drop;
	return (drop & bit) == 0;
}

/* The part of the document that counts as its body. */
struct stretch {
	size_t from, to;
};

/* How many lines before the body a title may stand. */
enum { HEAD_REACH = 12 };
/* Of how many paragraphs behind it a title is to share words. */
enum { ECHO_PARAS = 6 };

/* Prose that stays at probabilities p, or, without, all that is not sure. */
struct stretch verdict_body(const struct work *w, struct glance *g,
    const float *p, float threshold);
/* Asks the models and decides; settled: all stays that is not sure. */
void verdict_by_models(struct work *w, struct glance *g, bool settled);

/* ---- title.c ----------------------------------------------------------- */

/* The share of the words of paragraph i that those in [from, to) repeat. */
float title_echo(const struct work *w, size_t i, size_t from, size_t to);
/*
 * Title, byline, dateline, standfirst stand before the body; the models, made
 * from bodies, need not know them. The caller's --body leaves it to them.
 */
void title_judge(struct work *w, const struct facts *f, const float *p,
    size_t body);

/* ---- repeat.c: of a body that begins there ---------------- */

void repeats_find(struct work *w, struct glance *g, size_t body);
void pullquotes_find(struct work *w, struct glance *g, size_t body, size_t end);

#endif
