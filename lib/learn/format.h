/*
 * The model file, as described in quire-model(5): a header of 64 bytes, then
 * sections, each starting at a multiple of 64 bytes, in this order:
 *
 *   names          classes strings, each ending with NUL
 *   bias           int32[columns]
 *   transitions    int32[(classes + 1)^2], chains only
 *   floor          int32[classes], sparse only
 *   temperatures   struct model_unit[units]
 *   index          struct model_word[2^bits / 64], dense rows
 *   rows           int8 or int16 [rows][stride], dense rows
 *
 *   lines          struct model_line[rows], sparse only
 *
 * A dense model stores the rows that training kept, or, if they are of one
 * byte and most were kept, all of them. Feature f has the number
 * n = f >> (32 - bits); bit n of the index says whether its row is there, and
 * the count of set bits before it which one it is.
 *
 * A narrow model (kind classes, weights of 6 bits in int8) stores them all.
 *
 * A sparse model has many classes, and few of them in each row: a hash table
 * of cache lines, see struct model_line. Each feature also adds the floor of
 * the class, whether it has a row or not.
 */
#ifndef QUIRE_LEARN_FORMAT_H
#define QUIRE_LEARN_FORMAT_H

#include "learn/learn.h"

#define MODEL_MAGIC "QUIREMDL"

enum {
	MODEL_VERSION = 1,
	MODEL_ENDIAN = 0x01020304,
	MODEL_ALIGN = 64,
	MODEL_BITS_MIN = 6,
	MODEL_BITS_MAX = 24,
	MODEL_CLASSES_MAX = 4096,
	MODEL_TAGS_MAX = 255,
	MODEL_SPARSE_MAX = 512,   /* classes of a sparse model */
	MODEL_NARROW_BITS = 6,    /* of a weight of a narrow model, in int8 */
	MODEL_NARROW_STRIDE = 32, /* bytes that a row of one has at least */
	MODEL_LINE_ROWS = 7,
	MODEL_LINE_PAIRS = 23,
	MODEL_LINE_PROBES = 8 /* lines where a row may be */
};

enum model_kind { MODEL_CLASSES = 1, MODEL_CHAIN = 2, MODEL_SPARSE = 3 };

struct model_header {
	char magic[8];
	uint32_t endian, version;
	uint32_t kind; /* enum model_kind */
	uint32_t classes;
	uint32_t columns;     /* weights of a row: classes; 1 for two */
	uint32_t weight_bits; /* 8 or 16; 7 sparse, 6 narrow */
	uint32_t bits;
	uint32_t rows;
	uint32_t units;
	uint32_t names;    /* bytes of the first section, unpadded */
	uint64_t length;   /* of the file */
	uint64_t checksum; /* of the file with these 8 bytes zero */
};

/* Score times `unit` is a logit, for texts of at most `length` features. */
struct model_unit {
	uint32_t length;
	float unit;
};

/* Rows 64i to 64i + 63: which are there, and how many lie before them. */
struct model_word {
	uint64_t present;
	uint32_t before, zero;
};

/*
 * One line of a sparse table. Feature f belongs to line f * rows >> 32 or, as
 * long as lines are marked full for its check, to one of seven others: the
 * other line of its pair of lines, then those of the three pairs after it
 * (model_probe; the number of lines is even). Its check is the low 16 bits, 1 if those are 0. Row i has the pairs from
 * the end of row i - 1 to its own end, five bits from bit 5i of `ends`; the
 * last row ends with the line. A pair is class + 512 * weight, in two's
 * complement. An unused check is 0; unused pairs are 0, which adds nothing.
 */
struct model_line {
	uint32_t ends; /* bit 30, 31: full for even, odd checks */
	uint16_t check[MODEL_LINE_ROWS];
	uint16_t pair[MODEL_LINE_PAIRS];
};

/* Where the sections are, computed from a header. */
struct model_layout {
	size_t names, bias, transitions, floor, units, index, rows, length;
	size_t stride; /* bytes of a row */
};

struct learn_model {
	const struct model_header *head;
	const char **name;
	const int32_t *bias, *transition, *floor;
	const struct model_unit *unit;
	const struct model_word *index;
	const unsigned char *rows;
	size_t stride;
};

/* -1 if the header's numbers are out of bounds or do not belong together. */
int model_layout(const struct model_header *h, struct model_layout *l);
uint64_t model_checksum(const void *image, size_t len);
/* The bytes of one row that a feature would use; null if it has none. */
const unsigned char *model_row(const struct learn_model *m, uint32_t feature);
/* learn_score of a sparse model. */
void model_sparse_score(const struct learn_model *m, const uint32_t *feature,
    size_t n, int32_t *score);

static inline size_t
model_align(size_t n)
{
	return (n + MODEL_ALIGN - 1) & ~(size_t)(MODEL_ALIGN - 1);
}

/* The check that a row of a sparse table has for a feature. */
static inline uint16_t
model_check(uint32_t feature)
{
	return (uint16_t)((feature & 0xffff) != 0 ? feature & 0xffff : 1);
}

/* The line to look at after i others, i < MODEL_LINE_PROBES. */
static inline size_t
model_probe(size_t line, unsigned i, size_t lines)
{
	size_t at = (line & ~(size_t)1) + (i & ~1u);

	return (at < lines ? at : at - lines) + ((line ^ i) & 1);
}

/* The mark of a line over which a row with that check has passed. */
static inline uint32_t
model_full(uint16_t check)
{
	return (uint32_t)1 << (30 + (check & 1));
}

/* Pairs of row i of a line: [model_start, model_end), never beyond it. */
static inline unsigned
model_end(const struct model_line *l, unsigned i)
{
	unsigned end =
	    i == MODEL_LINE_ROWS - 1 ? MODEL_LINE_PAIRS : l->ends >> 5 * i & 31;

	return end < MODEL_LINE_PAIRS ? end : MODEL_LINE_PAIRS;
}

static inline unsigned
model_start(const struct model_line *l, unsigned i)
{
	return i == 0 ? 0 : model_end(l, i - 1);
}

/* Set bits of x. Without the instruction a compiler would make a call. */
static inline unsigned
model_popcount(uint64_t x)
{
#ifdef __POPCNT__
	return (unsigned)__builtin_popcountll(x);
#else
	x -= x >> 1 & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
	return (unsigned)(x * 0x0101010101010101u >> 56);
#endif
}

#endif
