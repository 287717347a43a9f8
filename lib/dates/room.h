/*
 * room: what the files of the dates room share, beside items (item.h), tokens
 * (tok.h) and the lexicon (lexicon.h). The way of a document:
 *
 *   scan.c     a prefilter finds triggers; a trigger grows to a region, a run
 *              of tokens that the lexicon knows
 *   near.c     but only if what stands beside it may be part of a date
 *   lexeme.c   words, numbers and signs
 *   lexicon.c  the entries of the lexicon
 *   numbers.c  digits, Chinese and Hebrew numerals
 *   region.c   cuts a region into tokens,
 *   lex.c      which get their readings here
 *   walk.c     the longest pattern at a token
 *   memo.c     and what was found at tokens like it
 *   match.c    stages of patterns turn tokens into items, leftmost first,
 *   make.c     by what the row makes of them
 *   context.c  rows for what stands beside an item
 *   filter.c   what the neighbourhood forbids
 *   early.c    bare years of early times
 *   homonym.c  what reads like a date and is another word
 *   figure.c   or another number
 *   passage.c  the languages of the text around a place
 *   store.c    keeps what was found until all is
 *   order.c    day and month, or month and day?
 *   document.c from all of that to the list of dates:
 *   tense.c    behind or ahead, by the words and, in
 *   ending.c   the endings of verbs around
 *   ahead.c    "in two weeks": a day or a length
 *   sense.c    "90年": a year or a length
 *   sides.c    what the sides of a range lend each other
 *   range.c    from them to its value
 *   within.c   "two weeks before May 5"
 *   list.c     days of a list that share a month
 *   beside.c   what an item takes from the one behind it
 *   resolve.c  fills what an item leaves open from the reference date
 *   write.c    TIMEX3 and EDTF
 *   calendar.c days, weeks, and the calendars that ICU knows
 */
#ifndef DATES_ROOM_H
#define DATES_ROOM_H

#include "dates/ascii_run.h"
#include "dates/calendar.h"
#include "dates/classes.h"
#include "dates/dates.h"
#include "dates/langs.h"
#include "dates/tables.h"
#include "dates/tok.h"
#include "text/text.h"

enum { REGION_TOKENS = 160, REGION_ITEMS = 256 };

enum { NUMBER_MOST = 99999999 }; /* what is more is taken for it */

enum { MINGUO = 1911 }; /* the years of the republic are counted from it */

/*
 * Values of block: a word that is no date keeps its first character from all
 * dates, from all but numbers, from none ("日元", "日本", "日报"); or it is two,
 * and cut behind that ("至今年").
 */
enum { BLOCK_ALL, BLOCK_NUMBERS, BLOCK_NONE, BLOCK_CUT };

/*
 * What is known of a word of few bytes: as they stand in the text, or folded,
 * then zeros.
 */
enum { WORD = 16, WORD_CACHE = 8192 };

struct cached_word {
	uint64_t byte[2];
	const struct dates_slot *slot;
};

/* A function word of few letters, or what looks like one, by its prefix. */
enum { STOP_WORDS = 4096 };

struct stop_word {
	uint64_t prefix;
	struct dates_tally tally;
};

/* The readings of numbers that can be the same, but for their values. */
enum { NUMBER_KINDS = 64, NUMBER_READINGS = 10 };

struct number_kind {
	uint32_t set; /* by numbers.c; 0: none */
	uint8_t syms;
	struct dates_use use;
	uint64_t some;
	struct dates_reading reading[NUMBER_READINGS];
};

/* A place among words: does one that began before it go on? */
struct word_place {
	size_t p;
	bool in_word;
};

enum { FOUND_LANGS = 64 };

struct dater {
	struct dates_opts opts;
	struct dates_langset allowed; /* from -L, or all */
	struct dates_langset eastern; /* see carry.c */
	bool named;                   /* -L was given */
	bool open;                    /* it was not, nor was --vague */
	bool bonds; /* regions end by dates_bonds: -L was not given */
	enum date_order locale_order; /* of the first language named */
	struct ymd reference;
	struct dates_langset passages; /* all of dates_passages */
	const uint64_t *starts;        /* dates_ascii, or dates_open */
	uint64_t keep[256];            /* dates_keep */
	struct stop_word stop[STOP_WORDS];
	struct cached_word word[WORD_CACHE];
	const struct dates_slot *sign[128];  /* of ASCII, but not of letters */
	const struct dates_slot *digit[110]; /* of 0 to 9, then 00 to 99 */
	struct number_kind number[NUMBER_KINDS];
	struct calendar_memo calendar[CALENDAR_MEMO];
	/* one document */
	struct quire_span text;
	struct arena *arena;
	struct dates *out;
	struct ymd own; /* the date of the document, */
	struct ymd ref; /* and what stands for it, in a narrative */
	int minute;     /* of the day of ref, -1: not known */
	bool narrative;
	bool dateless;     /* nothing tells when it was written */
	bool loose;        /* but some date of its prose, at best */
	struct ymd anchor; /* the date named last: "that year", */
	size_t anchored;   /* where its name ended, */
	struct ymd whole;  /* the day named last, if that was none, */
	size_t whole_at;
	size_t day_at;          /* the same of a day that is no side, */
	struct ymd clock;       /* the day of a clock, if known, */
	struct ymd named_month; /* the month named last by its name, */
	size_t named_at;        /* and where, */
	struct {
		struct ymd day;
		bool plain;  /* it was told in figures */
		int heading; /* the year of the lines here, 0: none */
		size_t end;
	} carried;   /* the date named last whose year goes on; end 0: none; */
	int quarter; /* and the quarter: year * 4 + 0 to 3; 0: none */
	bool half;   /* which is the first of half a year */
	int told;    /* whether words spoke of what was or will be, */
	size_t told_at; /* and the end of the date of which they did */
	struct {
		int32_t era, year;
		size_t end;
	} reign; /* the year of an era named last; end 0: none */
	struct dates_langset passage; /* what the words there are of: */
	size_t passage_at;            /* of the cell that begins here; */
	struct dates_tally seam;      /* the words around its end, */
	size_t seam_at;               /* which is here, */
	struct word_place seam_end;   /* and where they end */
	bool passage_sure;            /* there are many such words */
	struct memo *memo;            /* null: nothing was looked at */
	/* one region */
	struct tok tok[REGION_TOKENS];
	/* of those that are left, and the end; and the one before */
	uint8_t next[REGION_TOKENS + 1], last[REGION_TOKENS + 1];
	/* the stages that patterns may begin with each in; and with any */
	uint8_t begins[REGION_TOKENS + WORD];
	unsigned stages;
	size_t toks;
	size_t from, to;   /* nothing beyond is a part of its dates */
	struct item *item; /* REGION_ITEMS of them */
	size_t items;
	struct item early[3]; /* of a bare number, and its sides */
	/* found in the document, before resolution */
	struct buf found, langs; /* packed, by store.c; their languages, */
	uint32_t langs_at[FOUND_LANGS]; /* and where these stand, by a hash */
	size_t founds;                  /* how many */
	size_t numeric, dmy, mdy;       /* of them: dates of three numbers */
	struct {
		unsigned all, medieval, ancient, bc, bare;
	} years; /* of what was found, see early.c */
	struct {
		char *p;
		size_t len;
	} strings; /* room in the arena for values */
};

/* ---- region.c --------------------------------------------------------- */

/*
 * Fills d->tok with the tokens of the region around the trigger found last, no
 * further left than limit. Returns where it ends.
 */
size_t region_fill(struct dater *d, size_t trigger, size_t limit);

/* ---- store.c ---------------------------------------------------------- */

/* maybe: it is one if the document speaks of its time. */
void found_add(struct dater *d, const struct item *t, bool url, bool maybe);
/*
 * Items that name a year, in whatever part; those near the reference; dates of
 * a year, with or without a day.
 */
enum { FOUND_ALL = 0, FOUND_YEAR = 4, FOUND_NEAR = 8, FOUND_DATE = 16 };

/*
 * The item at *at (0: the first), which moves on; f is the same for all of a
 * pass, as is `want`: those that are not of it may be left out. False at the
 * end.
 */
bool found_next(const struct dater *d, size_t *at, unsigned want,
    struct found *f);

/* What an item is as the head of its record says, whatever its sides are. */
struct found_year {
	int32_t year;
	bool known; /* the year, in full */
	bool near;  /* as FOUND_NEAR */
};

/* The same of all items, where there are none of three numbers. */
bool found_year(const struct dater *d, size_t *at, struct found_year *y);

/* ---- scan.c ----------------------------------------------------------- */

/*
 * Finds the next trigger at or after p, and what bounds its region; text.len
 * if there is none.
 */
size_t scan_trigger(struct dater *d, size_t at);
/* Goes through the text, region by region. */
void scan_text(struct dater *d);

/* True if a part of a date may be at both sides, by dates_bonds. */
static inline bool
bonds_with(unsigned left, unsigned right)
{
	return bits_have(dates_bonds[left], right);
}

/* ---- near.c ----------------------------------------------------------- */

/* True if entry s at p is a trigger in the languages allowed and there. */
bool near_open(struct dater *d, const struct dates_slot *s, size_t p);
/*
 * The same of one at [p, end) beside which may stand a part of a date, or
 * none need to, if d->open. On a side where none does, its region ends.
 */
bool near_fits(struct dater *d, const struct dates_slot *s, size_t p,
    size_t end);
/* The same of a phrase whose second word stands at p. */
bool near_second(struct dater *d, size_t p);

/* ---- memo.c ----------------------------------------------------------- */

/* Before a region: forgets all if the room is used up. */
void memo_open(struct dater *d);
/* The number of what the parts make, b not 0. */
uint32_t memo_sig(struct memo *m, uint32_t a, uint32_t b, uint32_t c);
/* The number of a set of languages that is not empty. */
uint32_t memo_langs(struct memo *m, const struct dates_langset *l);

/* ---- match.c ---------------------------------------------------------- */

void match_region(struct dater *d);

/* ---- characters beside an item ---------------------------------------- */

/* True if w stands right before p. */
static inline bool
text_before(struct quire_span text, size_t p, const char *w)
{
	return span_ends(span_sub(text, 0, p), w);
}

/* True if what stands before p is in the list, all of `size` bytes each. */
static inline bool
listed_before(struct quire_span text, size_t p, const char *list, size_t size)
{
	for (; p >= size && *list != '\0'; list += size)
		if (memcmp(list, text.p + p - size, size) == 0)
			return true;
	return false;
}

/* ---- context.c -------------------------------------------------------- */

/*
 * Bits of what rows of the class (C_before, C_need, C_length, C_future) are
 * about, of words of one to three lexemes that end where t begins, which is
 * not at 0. Of C_before only the bit of t's kind is sure.
 */
int32_t context_before(struct dater *d, const struct item *t, int class);
/* The same of rows of class C_after, of what stands behind p. */
int32_t context_after(struct dater *d, size_t p);
/* What the words before a cue of t, which begins at p, make of it: TURN_… */
int32_t context_turns(struct dater *d, const struct item *t, size_t p);
/*
 * True if entry s (may be null) is of a row of the class that is about `bit`
 * (0: "-"), in one of those languages.
 */
bool context_says(const struct dates_slot *s, int class, int32_t bit,
    const struct dates_langset *in);
/*
 * "on May 4 and 5 men", "the 18th floor": a word behind the number of t that
 * ends at p, and none that may follow a day.
 */
bool context_counts(struct dater *d, const struct item *t, size_t p);

/* ---- filter.c --------------------------------------------------------- */

/* True: its sides are of a kind apart, as in "rose Friday to 1999". */
bool filter_mismatch(const struct item *t);
/* True: the characters around p are more traditional than simplified. */
bool filter_traditional(struct quire_span text, size_t p);
/* True of Japanese text: it has kana (U+3040 to U+30FF) in every line. */
bool filter_kana(struct quire_span text, size_t p);
/* False: the place of the item speaks against it. */
bool filter_item(struct dater *d, const struct item *t);
/* ---- homonym.c -------------------------------------------------------- */

/* True: the letters of the item and those beside it make another word. */
bool homonym_of(struct dater *d, const struct item *t);
/*
 * "1928년 전국에", "5월 초청으로": the Korean syllable [p, end) with which a longer
 * word goes on, and no ending, is no "ago", "after", "early" or "late".
 */
bool homonym_of_longer(struct quire_span text, size_t p, size_t end);
/* True: with the Chinese character at p a length goes on ("三年后", "三年的"). */
bool homonym_goes_on(struct quire_span text, size_t p);
/*
 * "二十三年順天府舉人": at the start of a sentence an odd number of years with
 * nothing that lengths go on with is a year of some reign.
 */
bool homonym_of_reign(struct quire_span text, const struct item *t);

/* ---- figure.c --------------------------------------------------------- */

/* True: the figures of the item are of an address, a score, pages, a size. */
bool figure_of(struct dater *d, const struct item *t);

/* ---- game.c ----------------------------------------------------------- */

/* True of a quarter or a clock of a game: "in the second quarter", "12:44". */
bool game_has(struct dater *d, const struct item *t);

/* ---- early.c ---------------------------------------------------------- */

enum early { EARLY_NOT, EARLY_MAYBE, EARLY_SURE };

/* Do words say that a bare number far from our years is one? */
enum early early_year(struct dater *d, const struct item *t);
/*
 * A year that may be in token i, a number of three digits, or a range that
 * begins with it; or null.
 */
struct item *early_number(struct dater *d, size_t i);
/* Counts what tells of what times the document speaks. */
void early_note(struct dater *d, const struct item *t, bool maybe);
/* The first year that a number which may be one is, in the document. */
int early_least(const struct dater *d);
/* True if such are years before Christ. */
bool early_bc(const struct dater *d);

/* ---- sense.c ---------------------------------------------------------- */

/* Leaves "May 9" of "won on May 9 92-88", "Sunday" of "on Sunday 3-1". */
void sense_score(struct quire_span text, struct item *t);

/* ---- tense.c ---------------------------------------------------------- */

/* 1: words near it speak of the future; -1: of the past; 0: neither. */
int tense_of(struct dater *d, const struct item *t);

/* ---- passage.c -------------------------------------------------------- */

/* Once for a dater. */
void passage_init(struct dater *d);
/* The languages that have as many function words around p as any. */
const struct dates_langset *passage_langs(struct dater *d, size_t p);
/* True if one of them is of l. */
bool passage_is(struct dater *d, size_t p, const struct dates_langset *l);

/* ---- ending.c --------------------------------------------------------- */

/* 1 if text[p, end) is a verb of what is to come, -1 of the past, or 0. */
int ending_cue(struct dater *d, const struct item *t, size_t p, size_t end);
/* True if the item is of a language whose verbs stand last. */
bool verbs_last(struct dater *d, const struct item *t);

/* ---- document.c, reference.c, order.c --------------------------------- */

/* Turns what was found into dates in d->out. */
void resolve_document(struct dater *d, struct quire_span reference);
/* "2015", "2015-11", "2015-11-30", perhaps with a clock; false: none of them. */
bool ymd_parse(struct quire_span s, struct ymd *out);
/* Notes what an item of three numbers says of their order. */
void order_count(struct dater *d, const struct item *t);

#endif
