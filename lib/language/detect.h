/*
 * The inside of the detector: classes of the model, sums of one text.
 */
#ifndef QUIRE_LANGUAGE_DETECT_H
#define QUIRE_LANGUAGE_DETECT_H

#include "language/language.h"
#include "language/sure.h"
#include "language/words.h"
#include "learn/learn.h"

enum { UND = 0 }; /* class of what is no language */

/* The sums of a text or a part of one. */
struct sums {
	int32_t score[LEARN_SPARSE_MAX]; /* without floors */
	uint64_t features[256];          /* by script */
	uint64_t letters[256];
	uint64_t seen[4]; /* scripts, a bit each */
	uint64_t kana;
	struct han han;
	uint64_t other; /* visible characters that are no letters */
	uint64_t code;  /* of those, signs of program text */
	bool title;     /* a few words with capitals, as names and headings */
	bool accents;   /* with letters beyond ASCII in it */
};

/* What the first look was sure of, of a text that comes in pieces. */
struct vote {
	unsigned class;
	uint64_t weight;
	double p; /* times weight */
};

enum { VOTES = 32 };

/*
 * Times 2^30, exp(-x / 256) of whole numbers, for sums of probabilities that
 * are printed with four digits; the last is 0.
 */
enum { POWER_UNIT = 256, POWERS = 16 * POWER_UNIT };

struct powers {
	uint32_t fixed[POWERS + 1];
};

struct detector {
	struct learn_model *model;
	unsigned classes, english, japanese, hans, hant, yue;
	uint8_t script[LEARN_SPARSE_MAX];
	const char *tag[LEARN_SPARSE_MAX];
	bool allowed[LEARN_SPARSE_MAX];
	uint16_t first[256], count[256]; /* classes of a script */
	uint16_t alone[256];             /* the one class of a script, or 0 */
	bool known[256];                 /* scripts that have classes */
	bool plain[256];                 /* no features are needed */
	double threshold;
	bool restricted; /* by `only` */
	bool several;
	struct powers powers;
	struct sure sure;
	struct words words;
	struct sums sums;
	bool used; /* sums holds something */
	struct vote vote[VOTES];
	size_t votes;
};

/* A class and how probable it is. */
struct answer {
	unsigned class;
	double p;
};

/* ---- detect.c --------------------------------------------------------- */

void sums_clear(struct sums *s);
/* Counts the letters of words [from, to) of d->words. */
void sums_count(const struct detector *d, struct sums *s, size_t from,
    size_t to);
/* Adds the features of words [from, to), where a model needs them. */
void sums_add(struct detector *d, struct sums *s, size_t from, size_t to);

/* ---- answer.c --------------------------------------------------------- */

/* The script of most letters, and their weight. */
uint8_t sums_script(const struct sums *s, uint64_t *weight);
/* The best classes, best first; returns how many, 1 <= n <= max. */
size_t sums_answer(const struct detector *d, const struct sums *s,
    struct answer *a, size_t max);
/* Puts one class into a; returns 1. */
size_t answer_one(struct answer *a, unsigned class, double p);
/* Letters in units that are alike: a Han character is three of Latin. */
uint64_t script_weight(unsigned script, uint64_t letters);

#endif
