/*
 * tok: a token of a region and its readings.
 */
#ifndef DATES_TOK_H
#define DATES_TOK_H

#include "dates/item.h"

/*
 * A number has at most 9 readings, two entries DATES_READINGS each, and a stage
 * adds no more than two.
 */
enum { TOK_SYMS = 40 };

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

#endif
