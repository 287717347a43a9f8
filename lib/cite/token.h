/*
 * Tokens of a reference: letter runs, digit runs, single CJK characters,
 * single punctuation marks, and whole URLs and DOIs. Mark-up (emphasis, angle
 * brackets around URLs, <sup>) makes no token; emphasis is remembered.
 */
#ifndef CITE_TOKEN_H
#define CITE_TOKEN_H

#include <string.h>

#include "base/base.h"

enum cite_tok_kind {
	TOK_NONE,
	TOK_WORD,
	TOK_NUM,
	TOK_CJK,
	TOK_PUNCT,
	TOK_URL,
	TOK_DOI
};

/* Of a word or number; a class for the tagger, finer than the kind. */
enum cite_shape {
	SHAPE_NONE,
	SHAPE_LOWER,
	SHAPE_CAP,
	SHAPE_UPPER,
	SHAPE_INITIAL,
	SHAPE_MIXED,
	SHAPE_ROMAN,
	SHAPE_CJK,
	SHAPE_N1,
	SHAPE_N2,
	SHAPE_N3,
	SHAPE_N4,
	SHAPE_YEAR,
	SHAPE_LONG,
	SHAPE_PUNCT,
	SHAPE_URL,
	SHAPE_DOI
};

/* Bits of the word lists in lib/data/cite-words.tsv. */
enum cite_word {
	WORD_GIVEN = 1 << 0,
	WORD_SURNAME = 1 << 1,
	WORD_PLACE = 1 << 2,
	WORD_PUBLISHER = 1 << 3,
	WORD_JOURNAL = 1 << 4,
	WORD_MONTH = 1 << 5,
	WORD_ROLE = 1 << 6,
	WORD_BODY = 1 << 7,
	WORD_MEETING = 1 << 8,
	WORD_GENRE = 1 << 9,
	WORD_PARTICLE = 1 << 10,
	WORD_LABEL = 1 << 11,
	WORD_FAMILY = 1 << 12,
	WORD_SUFFIX = 1 << 13,
	WORD_AND = 1 << 14,
	WORD_PROSE = 1 << 16 /* is, that, nicht: no feature of the tagger */
};

/* Where a token stands. */
enum cite_state {
	STATE_QUOTE = 1 << 0, /* “…” "…" 「…」 «…» */
	STATE_TITLE = 1 << 1, /* 《…》 〈…〉 */
	STATE_ROUND = 1 << 2,
	STATE_SQUARE = 1 << 3,
	STATE_ITALIC = 1 << 4,
	STATE_SPACE = 1 << 5 /* white space before it */
};

#define CITE_TOKENS 4096 /* of one reference, at most */
#define CITE_PAD 3       /* blank tokens at both ends */

struct cite_token {
	uint32_t start, end; /* bytes in the text */
	uint32_t key;        /* hash of the folded word, or code point */
	uint32_t cp;         /* punctuation (folded to ASCII) or CJK */
	uint16_t word;       /* enum cite_word, but for WORD_PROSE */
	uint8_t kind, shape, state;
	uint8_t letters; /* characters of a word or number, <= 255 */
	bool prose;      /* WORD_PROSE */
	char first;      /* of a word, folded: its first byte; else 0 */
};

struct cite_tokens {
	struct cite_token *tok; /* tok[-CITE_PAD] … tok[n + CITE_PAD - 1] */
	size_t n;
	size_t han, letters; /* how many tokens of each */
};

/* FNV-1a; the generator of the word table uses it too. */
static inline uint32_t
cite_hash(const char *p, size_t len)
{
	uint32_t h = 2166136261u;

	while (len-- > 0)
		h = (h ^ (unsigned char)*p++) * 16777619u;
	return h;
}

/*
 * Is it this word (written as token keys are: folded)? This is asked so often
 * that the first byte answers for most words, before any is hashed.
 */
static inline bool
cite_is_word(const struct cite_token *t, const char *w)
{
	return t->first == *w && t->key == cite_hash(w, strlen(w));
}

static inline bool
cite_is_mark(const struct cite_token *t, uint32_t cp)
{
	return t->kind == TOK_PUNCT && t->cp == cp;
}

/* A dash between blanks. */
static inline bool
cite_is_dash(const struct cite_token *t)
{
	return cite_is_mark(t, '-') && (t->state & STATE_SPACE) != 0 &&
	    (t[1].state & STATE_SPACE) != 0;
}

/* A full stop that ends what stands before it, and no initial. */
static inline bool
cite_is_stop(const struct cite_token *t)
{
	return cite_is_mark(t, '.') && t[-1].shape != SHAPE_INITIAL &&
	    (t[1].kind == TOK_NONE || (t[1].state & STATE_SPACE) != 0);
}

/* Is it one of these words? The list ends with null. */
static inline bool
cite_word_in(const struct cite_token *t, const char *const *words)
{
	while (*words != NULL && !cite_is_word(t, *words))
		words++;
	return *words != NULL;
}

/* Tokens in the arena, CITE_TOKENS at most; offsets are bytes of text. */
void cite_tokenize(struct quire_span text, struct arena *a,
    struct cite_tokens *out);
/* Bits of the word lists that hold this (lower-case) word. */
unsigned cite_word_bits(const char *p, size_t len);
/* "pp.", "Vol.", "no": a word that labels a number, not part of one (B14). */
bool cite_label_word(const struct cite_token *t);
/* Length of the tag (<sup>, </em>) at the start of s, or 0. */
size_t cite_tag_length(struct quire_span s);
/* Length of the URL that begins at p, or 0. */
size_t cite_url(const char *p, const char *end);

#endif
