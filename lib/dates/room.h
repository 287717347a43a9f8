/*
 * room: what the files of the dates room share. The way of a document:
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
 *   homonym.c  what reads like a date and is another word
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
 *   resolve.c  fills what an item leaves open from the reference date
 *   write.c    TIMEX3 and EDTF
 *   calendar.c days, weeks, and the calendars that ICU knows
 */
#ifndef DATES_ROOM_H
#define DATES_ROOM_H

#include <string.h>

#include "dates/ascii_run.h"
#include "dates/calendar.h"
#include "dates/classes.h"
#include "dates/dates.h"
#include "dates/tables.h"
#include "text/text.h"

/*
 * A number has at most 9 readings, two entries DATES_READINGS each, and a stage
 * adds no more than two.
 */
enum { TOK_SYMS = 40, REGION_TOKENS = 160, REGION_ITEMS = 256 };

enum { NUMBER_MOST = 99999999 }; /* what is more is taken for it */

/*
 * Values of block: a word that is no date keeps its first character from all
 * dates, from all but numbers, from none ("日元", "日本", "日报"); or it is two,
 * and cut behind that ("至今年").
 */
enum { BLOCK_ALL, BLOCK_NUMBERS, BLOCK_NONE, BLOCK_CUT };

/* What rows made of tokens: fields by class. */
struct item {
	uint16_t kind;
	uint16_t row;
	uint64_t have[2];
	int32_t v[C_COUNT];
	size_t start, end;          /* bytes of the text */
	const struct item *side[2]; /* of a range */
	struct dates_langset langs;
};

static inline bool
item_has(const struct item *t, int field)
{
	return (t->have[field >> 6] >> (field & 63) & 1) != 0;
}

static inline void
item_set(struct item *t, int field, int32_t value)
{
	t->have[field >> 6] |= UINT64_C(1) << (field & 63);
	t->v[field] = value;
}

static inline void
item_drop(struct item *t, int field)
{
	t->have[field >> 6] &= ~(UINT64_C(1) << (field & 63));
	t->v[field] = 0;
}

/* All of it, at the cost of what is set: what is not set is 0. */
static inline void
item_clear(struct item *t)
{
	uint64_t m;
	int w;

	for (w = 0; w < 2; w++)
		for (m = t->have[w]; m != 0; m &= m - 1)
			t->v[w * 64 + __builtin_ctzll(m)] = 0;
	t->have[0] = t->have[1] = 0;
	t->kind = t->row = 0;
	t->start = t->end = 0;
	t->side[0] = t->side[1] = NULL;
	memset(&t->langs, 0, sizeof t->langs);
}

/*
 * Tokens that walks cannot tell apart have the same number. Those of one
 * entry have its class, numbers the set of what they can be; what else there
 * is gets one as it comes, from its parts.
 */
enum {
	SIG_NONE,             /* no reading yet */
	SIG_LOST = 1,         /* no walk is kept for it */
	SIG_WORD = 2,         /* and the class, */
	SIG_BARRED = 1 << 17, /* if names are left out */
	SIG_NUMBER = 1 << 18, /* and the set */
	SIG_KIND = 2 << 18,   /* and the kind; of a part */
	SIG_MADE = 3 << 18,   /* and its place in the table */
	SIG_END = 1 << 21     /* the end of a region */
};

struct tok {
	size_t start, end;
	struct item *item; /* of a kind, or null */
	uint64_t some;     /* bits of its symbols, perhaps of more */
	struct dates_use use;
	uint32_t sig;  /* SIG_… */
	uint16_t bond; /* as the left of a pair, 0: not known */
	bool open;     /* no pattern may be strict */
	bool space;    /* white space before it */
	bool number;   /* digits, or digits at its edge */
	bool known;    /* a word of the lexicon */
	uint8_t syms;
	const struct dates_reading *sym; /* an entry's, or these */
	struct dates_reading own[TOK_SYMS];
};

/*
 * How often words are function words, by language: lanes of 7 bits, two words
 * of them.
 */
enum { LANES = PASSAGES / 2, LANE_BITS = 7 };

struct tally {
	uint64_t lane[2];
};

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
enum { STOP_WORDS = 1024 };

struct stop_word {
	uint64_t prefix;
	struct tally tally;
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

struct dater {
	struct dates_opts opts;
	char *languages;
	struct dates_langset allowed; /* from -L, or all */
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
	struct ymd ref;
	int minute; /* of the day of ref, -1: not known */
	bool narrative;
	struct ymd anchor;      /* the date named last: "that year", */
	size_t anchored;        /* where its name ended, */
	size_t day_at;          /* the same of a day that is no side, */
	struct ymd clock;       /* the day of a clock, if known, */
	struct ymd named_month; /* the month named last by its name, */
	size_t named_at;        /* and where, */
	int quarter;    /* and the quarter: year * 4 + 0 to 3; 0: none */
	int told;       /* whether words spoke of what was or will be, */
	size_t told_at; /* and the end of the date of which they did */
	struct {
		int32_t era, year;
		size_t end;
	} reign; /* the year of an era named last; end 0: none */
	struct dates_langset passage; /* what the words there are of: */
	size_t passage_at;            /* of the cell that begins here; */
	struct tally seam;            /* the words around its end, */
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
	/* found in the document, before resolution */
	struct buf found;         /* packed, by store.c */
	size_t founds, found_at;  /* how many; where the last begins */
	size_t numeric, dmy, mdy; /* of them: dates of three numbers */
	struct {
		char *p;
		size_t len;
	} strings; /* room in the arena for values */
};

/* An item of the document. */
struct found {
	struct item item;
	struct item side[2];
	bool url;
};

/* ---- tokens ----------------------------------------------------------- */

/* Appends a reading; what it may begin is not noted. */
static inline void
tok_push(struct tok *t, const struct dates_reading *r, unsigned cut)
{
	if (t->syms == TOK_SYMS)
		return;
	if (t->sym != t->own) {
		memcpy(t->own, t->sym, t->syms * sizeof *t->own);
		t->sym = t->own;
	}
	t->own[t->syms] = *r;
	t->own[t->syms++].cut = (uint8_t)cut;
}

static inline void
tok_use(struct tok *t, uint64_t some, const struct dates_use *u)
{
	t->some |= some;
	t->use.next |= u->next;
	t->use.begins |= u->begins;
	t->use.alone |= u->alone;
}

/* How patterns begin with an entry. */
static inline struct dates_use
use_of(const struct dates_slot *s, bool open)
{
	struct dates_use u = { s->next[open], s->begins[open], s->alone[open] };

	return u;
}

static inline void
tok_add(struct tok *t, int sym, int32_t value, unsigned cut)
{
	tok_push(t,
	    &(struct dates_reading){ (uint16_t)sym, LANGS_ALL, 0, 0, value },
	    cut);
	tok_use(t, dates_sym_bit((unsigned)sym), &dates_uses[sym][t->open]);
}

static inline void
tok_clear(struct tok *t, bool open)
{
	t->item = NULL;
	t->some = 0;
	t->use = (struct dates_use){ 0, 0, 0 };
	t->sig = SIG_NONE;
	t->bond = 0;
	t->open = open;
	t->number = t->known = false;
	t->syms = 0;
	t->sym = t->own;
}

/* ---- lexeme.c --------------------------------------------------------- */

/* Is there a digit of ASCII, a capital of any script at p? */
static inline bool
dates_digit_at(struct quire_span text, size_t p)
{
	return p < text.len && (unsigned)(text.p[p] - '0') < 10;
}

static inline bool
dates_upper_at(struct quire_span text, size_t p)
{
	uint32_t cp;

	utf8_decode(text.p + p, text.p + text.len, &cp);
	return text_is(cp, TEXT_UPPER);
}

enum lexeme_kind { LX_END, LX_WORD, LX_CHAR, LX_DIGITS, LX_SPACE, LX_PUNCT };

/* Kind and end of the lexeme at p (p < text.len). */
enum lexeme_kind lexeme_at(struct quire_span text, size_t p, size_t *end);
/*
 * Start and kind of the lexeme that ends at p (p > limit), looked for no
 * further than `limit` and, about, `max` bytes.
 */
size_t lexeme_before(struct quire_span text, size_t p, size_t limit, size_t max,
    enum lexeme_kind *kind);

/* ---- lexicon.c -------------------------------------------------------- */

/* A lexeme and the entry for it alone, or null; numbers have none. */
struct lexeme {
	size_t end;
	const struct dates_slot *slot;
	enum lexeme_kind kind;
};

/* Once for a dater. */
void lexicon_init(struct dater *d);

/*
 * Longest entry of the lexicon at p in the languages allowed, or null; *end
 * is behind it. *less (may be null) is the entry without the full stop at its
 * end, if there is one.
 */
const struct dates_slot *lexicon_find(struct dater *d, size_t p, size_t *end,
    const struct dates_slot **less);
/*
 * False: no entry that begins with s goes on with what the sign, letter or
 * digit of ASCII at p begins.
 */
static inline bool
lexicon_two(const struct dates_slot *s, struct quire_span text, size_t p)
{
	unsigned a = (unsigned char)text.p[p], b = 0, h;

	if (is_alpha((unsigned char)a)) {
		a |= 32;
		b = p + 1 < text.len ? (unsigned char)text.p[p + 1] : 0;
		if (b >= 0x80)
			return true;
		b = is_alpha((unsigned char)b) ? b | 32 : 0;
	}
	h = dates_hash_two(s->hash, a, b);
	return (dates_two[h >> 3] >> (h & 7) & 1) != 0;
}

/* False: what stands at p cannot go on with an entry that begins with s. */
static inline bool
lexicon_goes_on(const struct dates_slot *s, struct quire_span text, size_t p)
{
	unsigned char b;

	if (s->follow == 0 || p >= text.len)
		return false;
	if (text.p[p] == ' ' && ++p == text.len)
		return false;
	b = (unsigned char)text.p[p];
	if (b < 0x80)
		return b <= ' ' ||
		    ((s->follow & dates_follow((char)b)) != 0 &&
		        lexicon_two(s, text, p));
	return text.len - p < 3 || !dates_is_wide(text.p + p) ||
	    (s->wide & dates_wide(text.p + p)) != 0;
}

/* The same if s is that of the first lexeme, which ends at *end; slowly. */
const struct dates_slot *lexicon_follow(const struct dater *d,
    const struct dates_slot *s, size_t p, size_t *end,
    const struct dates_slot **less);

/* The same: most entries do not go on. */
static inline const struct dates_slot *
lexicon_longest(const struct dater *d, const struct dates_slot *s, size_t p,
    size_t *end, const struct dates_slot **less)
{
	if (d->named || lexicon_goes_on(s, d->text, *end))
		return lexicon_follow(d, s, p, end, less);
	return s->readings > 0 ? s : NULL;
}

/* The entry for exactly text[p, end), or null. */
const struct dates_slot *lexicon_word(struct dater *d, size_t p, size_t end);
/* Fills the place of a word, whose bytes are these. */
void lexicon_fill(const uint64_t byte[2], struct cached_word *c);

/*
 * The entry for a word of n bytes at p, n <= WORD, or null; as many bytes can
 * be read. `fold` has a bit for those to set in each.
 */
static inline const struct dates_slot *
lexicon_cached(struct dater *d, size_t p, size_t n, uint64_t fold)
{
	static const unsigned char ones[2 * WORD] = { 255, 255, 255, 255, 255,
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 };
	uint64_t x[2], mask[2], h;
	struct cached_word *c;

	memcpy(x, d->text.p + p, WORD);
	memcpy(mask, ones + WORD - n, WORD);
	x[0] = (x[0] | fold) & mask[0];
	x[1] = (x[1] | fold) & mask[1];
	h = (x[0] ^ x[1] * UINT64_C(0xd6e8feb86659fd93)) *
	    UINT64_C(0x9e3779b97f4a7c15);
	c = &d->word[(h >> 32) % WORD_CACHE];
	if (c->byte[0] != x[0] || c->byte[1] != x[1])
		lexicon_fill(x, c);
	return c->slot;
}

/* The same if it is one of ASCII letters. */
static inline const struct dates_slot *
lexicon_letters(struct dater *d, size_t p, size_t n)
{
	return lexicon_cached(d, p, n, UINT64_C(0x2020202020202020));
}

static inline const struct dates_reading *
lexicon_readings(const struct dates_slot *s)
{
	return &dates_readings[s->reading];
}

int lang_find(const char *tag, size_t len);
/* The first two languages of all sets (table-dates-grammar.c). */
static inline bool
langs_english(const struct dates_langset *l)
{
	return (l->bit[0] & 1) != 0;
}

static inline bool
langs_chinese(const struct dates_langset *l)
{
	return (l->bit[0] & 2) != 0;
}

/* Languages whose words need no passage of their own. */
static inline bool
langs_home(const struct dates_langset *l)
{
	return langs_english(l) || langs_chinese(l);
}

/* Is the language of that tag, two letters, among them? */
bool langs_have(const struct dates_langset *l, const char *tag);
enum date_order locale_order(const char *tag);

static inline const struct dates_langset *
langs_of(uint16_t index)
{
	return &dates_langsets[index];
}

static inline bool
langs_meet(const struct dates_langset *a, const struct dates_langset *b,
    struct dates_langset *both)
{
	uint64_t any = 0;
	size_t i;

	if (b == langs_of(LANGS_ALL)) {
		*both = *a;
		return true;
	}
	for (i = 0; i < DATES_LANGS; i++)
		any |= both->bit[i] = a->bit[i] & b->bit[i];
	return any != 0;
}

/* Code point of the Chinese character whose three bytes stand at p, or 0. */
static inline uint32_t
han_at(const char *p)
{
	const unsigned char *s = (const unsigned char *)p;
	const uint32_t cp =
	    (uint32_t)(s[0] & 15) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);

	return s[0] >> 4 == 14 && (s[1] & 0xc0) == 0x80 &&
	        (s[2] & 0xc0) == 0x80 && cp - 0x4e00 < 0x5200
	    ? cp
	    : 0;
}

/* The lexeme at p, with its entry if it is no number and no space; slowly. */
void lexeme_other(struct dater *d, size_t p, struct lexeme *l);

/* The same: words and signs of ASCII are looked up here. */
static inline void
lexeme_right(struct dater *d, size_t p, struct lexeme *l)
{
	const char *s = d->text.p + p;
	unsigned char b = (unsigned char)*s;
	unsigned n;

	if (b < 0x80 && d->text.len - p > WORD) {
		n = ascii_letters(s);
		if (n == 0 && d->sign[b] != NULL) {
			*l = (struct lexeme){ p + 1, d->sign[b], LX_PUNCT };
			return;
		}
		if (n > 0 && n < ASCII_WORD && (unsigned char)s[n] < 0x80) {
			*l = (struct lexeme){ p + n, lexicon_letters(d, p, n),
				LX_WORD };
			return;
		}
	}
	lexeme_other(d, p, l);
}

/*
 * A word or sign of ASCII that ends at p and begins behind limit, with where
 * it begins and its entry. False: it is for lexeme_before to find it.
 */
static inline bool
lexeme_left(struct dater *d, size_t p, size_t limit, size_t *start,
    struct lexeme *l)
{
	const char *s = d->text.p + p;
	unsigned char b = (unsigned char)s[-1];
	size_t n;

	if (p < ASCII_WORD || b >= 0x80)
		return false;
	n = ascii_letters_before(s);
	if (n == 0) {
		*start = p - 1;
		l->kind = LX_PUNCT;
		l->slot = d->sign[b];
		return b > ' ' && !(b >= '0' && b <= '9');
	}
	if (n >= p - limit)
		n = p - limit;
	else if (n == ASCII_WORD || (unsigned char)s[-1 - (int)n] >= 0x80)
		return false;
	*start = p - n;
	l->kind = LX_WORD;
	l->slot = d->text.len - *start < WORD ? lexicon_word(d, *start, p)
	                                      : lexicon_letters(d, *start, n);
	return true;
}

/* ---- numbers.c: where the number at p ends; p if there is none ---------- */

size_t lex_digits(struct dater *d, size_t p, struct tok *t);
size_t lex_han(struct dater *d, size_t p, struct tok *t);
size_t lex_hebrew(struct quire_span text, size_t p, struct tok *t);

/* ---- lex.c ------------------------------------------------------------ */

/*
 * The token at p, where lexeme l (no space) begins. False: nothing known begins
 * there; t->end is behind it.
 */
bool lex_token(struct dater *d, size_t p, const struct lexeme *l,
    struct tok *t);

/* ---- region.c --------------------------------------------------------- */

/*
 * Fills d->tok with the tokens of the region around the trigger found last, no
 * further left than limit. Returns where it ends.
 */
size_t region_fill(struct dater *d, size_t trigger, size_t limit);

/* ---- store.c ---------------------------------------------------------- */

void found_add(struct dater *d, const struct item *t, bool url);
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
	return (dates_bonds[left][right / 64] >> (right % 64) & 1) != 0;
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
/* Start of the word or character before p, p > 0, and the entry for it. */
size_t context_word_before(struct dater *d, size_t p,
    const struct dates_slot **s);
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
/* True: with the Chinese character at p a length goes on ("三年后", "三年的"). */
bool homonym_goes_on(struct quire_span text, size_t p);
/*
 * "二十三年順天府舉人": at the start of a sentence an odd number of years with
 * nothing that lengths go on with is a year of some reign.
 */
bool homonym_of_reign(struct quire_span text, const struct item *t);

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
