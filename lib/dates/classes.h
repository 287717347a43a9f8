/*
 * classes: the alphabet of the grammar of dates, shared by the program that
 * makes its tables (lib/gen/table-dates-grammar.c) and by the room that uses them.
 *
 * A class is what a token can be ("month", "day", "unit") or what a row of
 * lib/data/dates-rows.tsv makes of tokens ("full", "dur"). A reading of a
 * token has a class and a number; when a row takes the token, the number goes
 * into the field of that class. Literal words of rows are symbols behind the
 * classes.
 */
#ifndef DATES_CLASSES_H
#define DATES_CLASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Tables of bits. */
static inline bool
bits_have(const uint64_t *bits, size_t at)
{
	return (bits[at / 64] >> (at % 64) & 1) != 0;
}

static inline void
bits_put(uint64_t *bits, size_t at)
{
	bits[at / 64] |= UINT64_C(1) << (at % 64);
}

/* Tokens and fields first, then what rows make. */
/* clang-format off */
#define DATES_CLASSES(X) \
	X(none) \
	/* numbers, told apart by length and value */ \
	X(n) X(yn) X(day) X(mon) X(hour) X(min) X(sec) X(y4) X(y3) X(y2) \
	X(n8) \
	X(n14) X(hm4) X(frac) X(big) \
	/* words with a value */ \
	X(month) X(monthx) X(wday) X(wdayx) X(word) X(tens) X(ord) X(unit) \
	X(units) X(shift) X(part) X(season) X(seasonx) X(ampm) X(length) X(hol) \
	X(mod) X(qual) X(named) X(vague) X(some) X(every) X(dash) X(to) \
	X(yrw) X(gan) X(eranm) X(cal) X(quarter) X(week) X(decade) \
	X(century) X(zone) X(person) X(stop) X(block) X(rel) X(dir) X(num2) \
	X(unit2) X(num3) X(unit3) X(nth) X(open) X(measure) X(bc) X(lunar) \
	X(year) X(freq) X(third) X(turns) X(leap) X(sub) X(follow) X(roman) \
	X(order) X(until) X(anchor) X(halfadd) X(cyear) X(small) X(bare) \
	X(before) X(after) X(future) X(past) X(type) X(digits) X(noon) \
	X(need) X(trig) X(hy) X(and) X(dirp) X(frm) X(shiftp) X(calm) \
	X(eral) X(game) \
	/* what rows make */ \
	X(FULL) X(MD) X(YM) X(Y) X(YX) X(D) X(M) X(WD) X(REL) X(SEA) X(QU) \
	X(DEC) X(CEN) X(HOL) X(CLK) X(TIME) X(TOD) X(DUR) X(SET) X(RANGE) \
	X(VAG) X(NUM) X(ORD) X(NOT) X(AGO) X(WK) X(VDUR) X(MX) X(WDX)
/* clang-format on */

enum date_class {
#define X(name) C_##name,
	DATES_CLASSES(X)
#undef X
	    C_COUNT
};

/* Calendars, the values of class `cal`; months are counted as ICU does. */
enum date_calendar {
	CAL_BUDDHIST = 1,
	CAL_ISLAMIC, /* civil */
	CAL_PERSIAN,
	CAL_HEBREW,
	CAL_CHINESE,
	CAL_INDIAN,
	CAL_ETHIOPIC,
	CAL_COPTIC,
	CAL_UMALQURA, /* Islamic, as in Saudi Arabia */
	CAL_DANGI,    /* the Chinese one, in Korea */
	CAL_ROC,
	CALENDARS
};

enum { HEBREW_NISAN = 8 };

#define SYM_LITERAL 160 /* literal words are numbered from here */

/* A reading of a word or number: what it can be, in which languages. */
struct dates_reading {
	uint16_t sym;
	uint16_t langs; /* index of a language set */
	uint8_t cut;    /* 1: the token's full stop is no part */
	uint8_t name;   /* a month or weekday, not in English */
	int32_t value;
};

/*
 * What rows of dates-context*.tsv are about: bits of the kinds, and of other
 * names that stand for kinds there. Of class `turns` they are the last three.
 */
enum {
	ABOUT_MODAL = 1 << 29, /* a cue that stands before or behind a date */
	ABOUT_WEAK = 1 << 30,  /* one that yields to all others */
	TURN_FUTURE = 1,
	TURN_PAST = 2,
	TURN_NEITHER = 4,
	TURN_PRESENT = 8 /* "is", in front of a day or of what goes on */
};

static inline int32_t
dates_kind_bit(int kind)
{
	return (int32_t)1 << (kind - C_FULL);
}

enum { SYMS_ASK = 255, DATES_READINGS = 10 }; /* that an entry may have */

/*
 * How patterns begin with a symbol or with what is one of several: bits of
 * the symbols that may be second, of the stages, and of the stages in which it
 * is a pattern alone. Of a pair, here and below, the second is without the
 * rows that are strict.
 */
struct dates_use {
	uint64_t next;
	uint8_t begins, alone;
};

/*
 * A slot of the perfect hash, a line of the cache. Its first `syms` readings
 * are those that patterns take; `some` has the bits of their symbols
 * (dates_sym_bit). Slots of one class have the same of these, but for their
 * values; next, begins and alone are those of struct dates_use.
 */
struct dates_slot {
	_Alignas(64) uint64_t hash;
	uint64_t some;
	uint64_t next[2];
	uint32_t reading; /* first of its readings */
	uint32_t follow;  /* how longer entries go on, 0: there are none */
	uint16_t flags;   /* ENTRY_… */
	uint16_t class;   /* 0: an empty slot */
	uint16_t wide;    /* how they go on in Han and the like */
	uint16_t bond[2]; /* its number as the left and the right of a pair */
	uint8_t readings, syms;
	/* as many without the names that never count where languages are
	   open, which are last; or SYMS_ASK: the passage tells */
	uint8_t plain;
	uint8_t barred; /* there are such names */
	uint8_t parts;  /* PART_… */
	uint8_t begins[2], alone[2];
};

/* A lexeme of some entry, but not the first; a Chinese numeral. */
enum { PART_WITHIN = 1, PART_NUMERAL = 2 };

/*
 * May a part of a date be at both sides of a place? A row for each number of
 * what is to the left, a bit for each of what is to the right; 0 is that of
 * what is not known.
 */
enum { BOND_WORDS = 48 };

enum {
	ENTRY_TRIGGER = 1,   /* a region may begin here */
	ENTRY_INNER = 2,     /* a word inside a phrase */
	ENTRY_HOME = 4,      /* a trigger in any passage */
	ENTRY_STARTS = 8,    /* the first word of a trigger */
	ENTRY_STOP = 16,     /* a function word, */
	ENTRY_ENGLISH = 32,  /* of English too */
	ENTRY_BEFORE = 64,   /* of the rows for what no date stands behind */
	ENTRY_AFTER = 128,   /* and after one */
	ENTRY_BEFORES = 256, /* such an entry, or the first word of one */
	ENTRY_AFTERS = 512,
	ENTRY_CUE = 1024,    /* looks ahead or back */
	ENTRY_NAMES = 2048,  /* a month or weekday, not in English */
	ENTRY_LATER = 4096,  /* the third word of a phrase, or one behind it */
	ENTRY_SECOND = 8192, /* the second word of a trigger, to look for */
	ENTRY_NEEDS = 16384, /* as ENTRY_BEFORES, of all other rows for there */
	ENTRY_TAIL = 32768   /* the last word of a phrase before a date */
};

/*
 * What may stand beside an entry: the languages in which it is a trigger, its
 * row as one of English or Chinese and as one of any language (0: none), and
 * its number as what stands to the left and to the right of a trigger.
 */
struct dates_near {
	uint16_t langs;
	uint16_t home, any;
	uint16_t beside[2];
};

enum {
	NEAR_ROWS = 1536,
	NEAR_FIRST = 1, /* of a row: patterns begin with it, */
	NEAR_LAST = 2,  /* end with it, */
	NEAR_ALONE = 4  /* are no more than it */
};

#define DATES_SYMS 6144 /* symbols: classes and literal words */

/*
 * An edge of the graph of patterns, sorted by the bit of its symbol within its
 * node: where it goes (0: nowhere), and where if no white space may be before the token.
 */
struct dates_edge {
	uint16_t sym;
	uint16_t loose, glued;
};

struct dates_node {
	uint64_t some[2]; /* bits of the symbols of its edges */
	uint32_t edge;
	uint32_t end; /* first of the rows that end here */
	uint16_t ends;
	uint16_t shared; /* edges, less the bits of their symbols */
	uint8_t live[2]; /* rows end here */
};

/* A symbol with which patterns of a stage begin. */
struct dates_head {
	uint64_t next[2]; /* bits of the symbols that may follow */
	uint16_t edge;    /* of the root: its first */
	uint8_t live[2];  /* it is a pattern alone */
};

/*
 * `langs` are the languages of the row; `wide` adds those of rows that make
 * the same of this pattern, for what is made may stand beside their words.
 */
struct dates_end {
	uint16_t row;
	uint16_t langs, wide;
};

/* What a row makes; assignments are pairs (class, value). */
struct dates_row {
	uint16_t kind; /* class it makes */
	uint16_t act;  /* enum date_act */
	uint16_t set;  /* first assignment */
	uint8_t sets;
	uint8_t strict; /* only if the language was named */
};

struct dates_set {
	int16_t field;
	int16_t value;
};

enum date_act {
	ACT_MERGE, /* fields of all tokens together */
	ACT_RANGE, /* two sides, cut at class `to` or `dash` */
	ACT_SUM,   /* numbers in words */
	ACT_DUR,   /* pairs of number and unit */
	ACT_NUMS   /* numbers in order: n, num2, num3 */
};

#define DATES_STAGES 6
#define DATES_LANGS 6 /* words of 64 bits in a language set */
#define DATES_LETTERS 26

/*
 * How often words are function words, by language: lanes of 7 bits, in words
 * that are added two at a time.
 */
enum { LANE_BITS = 7, LANES = 64 / LANE_BITS, LANE_WORDS = 4 };
enum { PASSAGES = LANES * LANE_WORDS };

typedef uint64_t dates_lanes __attribute__((vector_size(16)));

struct dates_tally {
	dates_lanes lane[LANE_WORDS / 2];
};

struct dates_langset {
	uint64_t bit[DATES_LANGS];
};

/* What verbs end in, in those languages: 1 of the future, -1 of the past. */
struct dates_ending {
	const char *end;
	uint16_t langs;
	uint8_t len;
	int8_t cue;
};

#define DATES_ENDS 16 /* words of a set of what endings end in */

/* The bit in it of the two bytes before p. */
static inline unsigned
dates_hash_end(const char *p)
{
	return ((unsigned char)p[-2] * 31u + (unsigned char)p[-1]) %
	    (DATES_ENDS * 64);
}

/* Order of a short date in a locale: "dmy". */
struct dates_locale {
	char locale[32];
	char order[4];
};

/* One of 64 bits for a symbol: what has not the bit has not the symbol. */
static inline uint64_t
dates_sym_bit(unsigned sym)
{
	return UINT64_C(1) << (sym & 63);
}

/* The same of the byte with which an entry goes on; letters are folded. */
static inline uint32_t
dates_follow(char byte)
{
	return 1u << ((unsigned char)byte & 31);
}

/*
 * Bytes E3 to E9 and EB to ED begin a character of Han, kana or Hangul, or
 * another that has no case; three bytes can be read.
 */
static inline int
dates_is_wide(const char *p)
{
	unsigned char b = (unsigned char)*p;

	return b >= 0xe3 && b <= 0xed && b != 0xea;
}

/* One of 16 bits for it. */
static inline uint16_t
dates_wide(const char *p)
{
	return (uint16_t)(1u << (p[2] & 15));
}

static inline uint64_t
dates_hash_byte(uint64_t h, unsigned char c)
{
	return (h ^ c) * UINT64_C(0x100000001b3);
}

#define DATES_HASH_START UINT64_C(0xcbf29ce484222325)

/*
 * The number of an entry and the first letters of what it goes on with, or a
 * sign and 0, 16 bits.
 */
static inline uint32_t
dates_hash_two(uint64_t entry, unsigned a, unsigned b)
{
	return (
	    uint32_t)(((entry ^ (a << 8 | b)) * UINT64_C(0x9e3779b97f4a7c15)) >>
	    48);
}

/* Mixes a hash for the slots of the perfect table. */
static inline uint64_t
dates_hash_mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	return h;
}

/* The number of a hash in the table of those that are known, 18 bits. */
static inline uint32_t
dates_hash_known(uint64_t h)
{
	return (uint32_t)((h * UINT64_C(0x9e3779b97f4a7c15)) >> 46);
}

/* The prefilter's number of the first bytes of a word, 14 bits. */
static inline uint32_t
dates_hash_start(uint32_t four)
{
	return ((four | 0x20202020u) * 0x9e3779b1u) >> 18;
}

#define DATES_PREFIX 8 /* bytes of a word of ASCII letters */
#define DATES_STOP 6   /* letters of ASCII, the most of a function word */

/* Sets the bytes of a word before the first that is no letter. */
static inline uint64_t
dates_keep(unsigned letters)
{
	unsigned char keep[DATES_PREFIX] = { 0 };
	uint64_t x;
	unsigned i;

	for (i = 0; i < DATES_PREFIX && (letters >> i & 1) != 0; i++)
		keep[i] = 255;
	memcpy(&x, keep, sizeof x);
	return x;
}

/* The first letters of a word of ASCII, folded; 8 bytes are read. */
static inline uint64_t
dates_prefix(const char *p, uint64_t keep)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return (x | UINT64_C(0x2020202020202020)) & keep;
}

/* The prefilter's number of such a prefix, 17 bits. */
static inline uint32_t
dates_hash_prefix(uint64_t prefix)
{
	return (uint32_t)((prefix * UINT64_C(0x9e3779b97f4a7c15)) >> 47);
}

/* The same for function words, 14 bits. */
static inline uint32_t
dates_hash_stop(uint64_t prefix)
{
	return dates_hash_prefix(prefix) >> 3;
}

/* The same of two CJK characters. */
static inline uint32_t
dates_hash_pair(uint32_t a, uint32_t b)
{
	return ((a * 31337u + b) * 0x9e3779b1u) >> 17;
}

#endif
