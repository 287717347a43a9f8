/*
 * The lexicon of table-dates-grammar.c: words and phrases with the readings
 * that rows and CLDR give them, and the symbols that patterns are made of.
 */
#ifndef GEN_DATES_LEXICON_H
#define GEN_DATES_LEXICON_H

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "dates-langs.h"

/* ---- lexemes: as lib/dates/lexeme.c cuts them ---------------------------- */

enum lexeme { LX_END, LX_WORD, LX_CHAR, LX_DIGITS, LX_SPACE, LX_PUNCT };

static enum lexeme
lexeme_class(UChar32 c)
{
	UErrorCode e = U_ZERO_ERROR;
	uint32_t gc = U_MASK(u_charType(c));

	switch (uscript_getScript(c, &e)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_HANGUL:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
	case USCRIPT_TIBETAN:
		if (gc &
		    (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK | U_GC_PO_MASK))
			return LX_CHAR;
		break;
	default:
		break;
	}
	if (gc & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK))
		return LX_WORD;
	if (gc & U_GC_ND_MASK)
		return LX_DIGITS;
	if (u_isUWhiteSpace(c))
		return LX_SPACE;
	return LX_PUNCT;
}

/* Length of the first lexeme of s. */
static size_t
lexeme_next(const char *s, enum lexeme *kind)
{
	int32_t i = 0, next, len = (int32_t)strlen(s);
	enum lexeme k;
	UChar32 c;

	if (len == 0) {
		*kind = LX_END;
		return 0;
	}
	U8_NEXT(s, i, len, c);
	*kind = lexeme_class(c);
	if (*kind == LX_CHAR || *kind == LX_PUNCT)
		return (size_t)i;
	for (; i < len; i = next) {
		next = i;
		U8_NEXT(s, next, len, c);
		k = lexeme_class(c);
		if (k != *kind)
			break;
	}
	return (size_t)i;
}

/* What the lexer at run time makes of a character of a word. */
static UChar32
fold(UChar32 c)
{
	if (c == 0x2019 || c == 0x2bc)
		return '\'';
	if (c == 0xa0 || c == 0x202f || c == 0x2009)
		return ' ';
	if (c == 0x200c || c == 0x200e || c == 0x200f)
		return 0;
	return u_tolower(c);
}

/* NFC, folded, single spaces; owned. */
static char *
normal(const char *s)
{
	static UChar in[4096], out[4096];
	char *text = mem_alloc(strlen(s) * 4 + 8);
	UErrorCode e = U_ZERO_ERROR;
	int32_t n, i, o = 0;
	UChar32 c;

	u_strFromUTF8(in, 4096, &n, s, -1, &e);
	n = unorm2_normalize(unorm2_getNFCInstance(&e), in, n, out, 4096, &e);
	if (U_FAILURE(e))
		fail("cannot normalise %s", s);
	for (i = 0; i < n;) {
		U16_NEXT(out, i, n, c);
		c = fold(c);
		if (c == 0 || (c == ' ' && (o == 0 || text[o - 1] == ' ')))
			continue;
		U8_APPEND_UNSAFE(text, o, c);
	}
	while (o > 0 && text[o - 1] == ' ')
		o--;
	text[o] = '\0';
	return text;
}

/* ---- the lexicon ------------------------------------------------------ */

struct reading {
	uint16_t sym;
	int32_t value;
	struct dates_langset langs;
};

struct entry {
	char *key;
	uint64_t hash;
	struct reading *reading;
	size_t readings;
	uint32_t follow;     /* how longer entries go on: dates_follow, */
	uint16_t wide;       /* and dates_wide */
	bool trigger, inner; /* inner: a word inside a phrase */
	bool home;           /* trigger: English, Chinese, or a
					   script that tells */
	bool script;         /* one that tells */
	bool within, later;  /* the second lexeme of a phrase, or behind it;
	                        the third */
	bool second;         /* ENTRY_SECOND */
	bool opens;          /* a trigger, or the first word of one, where
	                        languages are open */
	unsigned starts;     /* flags of phrases it begins */
	struct dates_langset langs; /* in which it is a trigger */
	struct dates_near near;
	uint16_t bond[2];
	size_t number; /* of the entry */
	struct entry *next;
};

enum { BUCKETS = 1 << 16 };
static struct entry *bucket[BUCKETS], *all[300000];
static size_t entries;

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static uint64_t
hash_of(const char *key, size_t len)
{
	uint64_t h = DATES_HASH_START;
	size_t i;

	for (i = 0; i < len; i++)
		h = dates_hash_byte(h, (unsigned char)key[i]);
	return h;
}

static struct entry *
entry_find(const char *key, size_t len)
{
	uint64_t h = hash_of(key, len);
	struct entry *e;

	for (e = bucket[h % BUCKETS]; e != NULL; e = e->next)
		if (e->hash == h)
			return e;
	return NULL;
}

static struct entry *
entry_get(const char *key, size_t len)
{
	uint64_t h = hash_of(key, len);
	struct entry *e = entry_find(key, len);

	if (e != NULL)
		return e;
	e = mem_alloc(sizeof *e);
	memset(e, 0, sizeof *e);
	e->key = mem_alloc(len + 1);
	memcpy(e->key, key, len);
	e->key[len] = '\0';
	e->hash = h;
	e->next = bucket[h % BUCKETS];
	bucket[h % BUCKETS] = e;
	if (entries == sizeof all / sizeof *all)
		fail("too many entries");
	e->number = entries;
	return all[entries++] = e;
}

static void
entry_read(struct entry *e, uint16_t sym, int32_t value,
    const struct dates_langset *l)
{
	size_t i;

	for (i = 0; i < e->readings; i++)
		if (e->reading[i].sym == sym && e->reading[i].value == value) {
			set_union(&e->reading[i].langs, l);
			return;
		}
	e->reading =
	    mem_resize(e->reading, e->readings + 1, sizeof *e->reading);
	e->reading[e->readings++] = (struct reading){ sym, value, *l };
}

/*
 * The same of bits, which join those that it has in these languages; none at
 * all is a reading of its own.
 */
static void
entry_mask(struct entry *e, uint16_t sym, int32_t mask,
    const struct dates_langset *l)
{
	struct reading *r;
	size_t i;

	for (i = 0; i < e->readings; i++) {
		r = &e->reading[i];
		if (r->sym == sym && r->value != 0 && mask != 0 &&
		    memcmp(&r->langs, l, sizeof *l) == 0) {
			r->value |= mask;
			return;
		}
	}
	entry_read(e, sym, mask, l);
}

/* How entries go on: dates_hash_two. */
static uint64_t twos[1 << 10];

static void
two_add(const struct entry *e, const char *next)
{
	const unsigned a = (unsigned char)next[0];

	bits_put(twos,
	    dates_hash_two(e->hash, a,
	        is_letter(next[0]) && is_letter(next[1])
	            ? (unsigned char)next[1]
	            : 0));
}

/* The entry of a normal key, with its prefixes. */
static struct entry *
key_get(const char *key)
{
	size_t at = 0, from, len = strlen(key), n = 0;
	enum lexeme kind;
	struct entry *e;

	if (len == 0)
		fail("empty word");
	while ((from = at, at += lexeme_next(key + at, &kind)) < len)
		if (kind != LX_SPACE) {
			const char *next = key + at + (key[at] == ' ');

			e = entry_get(key, at);
			e->follow |= dates_follow(*next);
			two_add(e, next);
			if (dates_is_wide(next))
				e->wide |= dates_wide(next);
			e = entry_get(key + from, at - from);
			e->inner = true;
			e->within |= n > 0;
			e->later |= n++ > 1;
		}
	if (from > 0) {
		e = entry_get(key + from, at - from);
		e->inner = e->within = true;
		e->later |= n > 1;
	}
	return entry_get(key, len);
}

static struct entry *
key_add(const char *key, uint16_t sym, int32_t value,
    const struct dates_langset *l)
{
	struct entry *e = key_get(key);

	entry_read(e, sym, value, l);
	return e;
}

/* Adds a word or phrase. */
static struct entry *
word_add(const char *raw, uint16_t sym, int32_t value,
    const struct dates_langset *l)
{
	char *key = normal(raw);
	struct entry *e = key_add(key, sym, value, l);

	free(key);
	return e;
}

/* The same of one that stands beside dates, with the bits of what it is about. */
static void
context_add(const char *raw, uint16_t class, int32_t mask,
    const struct dates_langset *l)
{
	char *key = normal(raw);

	entry_mask(key_get(key), class, mask, l);
	free(key);
}

/* ---- endings of verbs --------------------------------------------------- */

static struct dates_ending ending[200];
static size_t endings;
static struct dates_langset verbs_last;

static void
ending_add(const char *raw, int cue, const struct dates_langset *l)
{
	char *key = normal(raw);

	if (endings == sizeof ending / sizeof *ending)
		fail("too many endings");
	ending[endings++] = (struct dates_ending){ key, set_index(l),
		(uint8_t)strlen(key), (int8_t)cue };
}

static void
print_endings(void)
{
	uint64_t last[DATES_ENDS] = { 0 };
	size_t i;

	printf("const struct dates_ending dates_endings[] = {\n");
	for (i = 0; i < endings; i++) {
		printf("{\"%s\",%u,%u,%d},\n", ending[i].end, ending[i].langs,
		    ending[i].len, ending[i].cue);
		if (ending[i].len < 2)
			fail("too short an ending: %s", ending[i].end);
		bits_put(last, dates_hash_end(ending[i].end + ending[i].len));
	}
	printf("{\"\",0,0,0}};\n\n");
	printf("const uint64_t dates_ending_last[DATES_ENDS] = {\n");
	for (i = 0; i < DATES_ENDS; i++)
		printf("0x%llxu,", (unsigned long long)last[i]);
	printf("};\n\n");
}

/* ---- letters with a dot below ------------------------------------------- */

/* Indic letters that NFC takes apart, which texts often do not. */
static const UChar32 dotted[] = { 0x958, 0x959, 0x95a, 0x95b, 0x95c, 0x95d,
	0x95e, 0x95f, 0x9dc, 0x9dd, 0x9df, 0xa33, 0xa36, 0xa59, 0xa5a, 0xa5b,
	0xa5e, 0xb5c, 0xb5d };

/* Puts a dotted letter for its two parts, in place; false: there are none. */
static bool
join_dotted(char *key, UChar32 letter)
{
	UChar parts[8];
	char two[32], one[8];
	int32_t n, len = 0, m = 0;
	UErrorCode e = U_ZERO_ERROR;
	bool any = false;
	char *p = key;

	n = unorm2_getRawDecomposition(unorm2_getNFCInstance(&e), letter, parts,
	    8, &e);
	u_strToUTF8(two, sizeof two, &len, parts, n, &e);
	if (U_FAILURE(e))
		fail("cannot take a letter apart");
	U8_APPEND_UNSAFE(one, m, letter);
	for (; (p = strstr(p, two)) != NULL; any = true) {
		memcpy(p, one, (size_t)m);
		memmove(p + m, p + len, strlen(p + len) + 1);
		p += m;
	}
	return any;
}

/* Every entry that has such letters again, with the letters whole. */
static void
add_dotted(void)
{
	size_t i, k, n = entries;

	for (i = 0; i < n; i++) {
		char *key = mem_alloc(strlen(all[i]->key) + 1);
		bool any = false;

		strcpy(key, all[i]->key);
		for (k = 0; k < sizeof dotted / sizeof *dotted; k++)
			any |= join_dotted(key, dotted[k]);
		for (k = 0; any && k < all[i]->readings; k++) {
			struct reading *r = &all[i]->reading[k];

			key_add(key, r->sym, r->value, &r->langs)->trigger |=
			    all[i]->trigger;
		}
		free(key);
	}
}

/* ---- symbols ---------------------------------------------------------- */

static char *literal[8000];
static size_t literals;

static int
class_find(const char *name, size_t len)
{
	int i;

	for (i = 0; i < C_COUNT; i++)
		if (strlen(class_name[i]) == len &&
		    memcmp(class_name[i], name, len) == 0)
			return i;
	return -1;
}

static uint16_t
literal_sym(const char *word, size_t len)
{
	struct dates_langset any = set_parse("*");
	char *raw = mem_alloc(len + 1), *key;
	size_t i;

	memcpy(raw, word, len);
	raw[len] = '\0';
	key = normal(raw);
	free(raw);
	for (i = 0; i < literals; i++)
		if (strcmp(literal[i], key) == 0) {
			free(key);
			return (uint16_t)(SYM_LITERAL + i);
		}
	if (literals == 8000)
		fail("too many literals");
	literal[literals++] = key;
	word_add(key, (uint16_t)(SYM_LITERAL + i), 0, &any);
	return (uint16_t)(SYM_LITERAL + i);
}

/* ---- triggers --------------------------------------------------------- */

static bool
is_trigger(const char *class)
{
	static const char triggers[] =
	    " month monthx wday wdayx unit units rel season seasonx hol "
	    "decade century every part named quarter freq vague trig ";
	char word[40];

	snprintf(word, sizeof word, " %s ", class);
	return strstr(triggers, word) != NULL;
}

/* English is language 0: a small English word is no foreign month. */
static bool
is_name(const struct reading *r)
{
	struct dates_langset english = set_parse("en");

	return (r->sym == C_month || r->sym == C_wday || r->sym == C_monthx ||
	           r->sym == C_wdayx) &&
	    !set_meets(&r->langs, &english);
}

/* Where languages are open, such an entry is no name: see lib/dates/lex.c. */
static bool
is_barred(const struct entry *e)
{
	struct dates_langset english = set_parse("en");
	size_t i;

	for (i = 0; i < e->readings; i++)
		if (e->reading[i].sym == C_stop &&
		    set_meets(&e->reading[i].langs, &english))
			return true;
	return strlen(e->key) <= 2;
}

/* Fills e->langs and e->home. */
static void
trigger_langs(struct entry *e)
{
	struct dates_langset home = set_parse("en,zh"), l = set_parse("");
	bool triggers = false;
	int32_t at = 0;
	UChar32 c;
	size_t i;

	U8_NEXT(e->key, at, (int32_t)strlen(e->key), c);
	e->script = c >= 0x370 && (c < 0x1e00 || c >= 0x2e80);
	for (i = 0; e->trigger && i < e->readings; i++) {
		const struct reading *r = &e->reading[i];

		if (r->sym >= C_COUNT || r->sym == C_stop ||
		    (is_name(r) && is_barred(e)))
			continue;
		set_union(&l, &r->langs);
		triggers |= r->sym == C_calm || is_trigger(class_name[r->sym]);
	}
	if (triggers)
		e->langs = l;
	e->home = e->script || set_meets(&e->langs, &home);
}

static struct entry *
second_lexeme(const struct entry *e)
{
	enum lexeme kind;
	size_t at = lexeme_next(e->key, &kind);

	at += e->key[at] == ' ';
	return entry_get(e->key + at, lexeme_next(e->key + at, &kind));
}

/* True if the second lexeme of a phrase opens a region wherever it does. */
static bool
has_trigger(const struct entry *e)
{
	struct dates_langset both = e->langs;
	const struct entry *w = second_lexeme(e);

	set_union(&both, &w->langs);
	return w->trigger &&
	    (w->home ||
	        (!e->home && memcmp(&both, &w->langs, sizeof both) == 0));
}

static bool
is_function_word(const struct entry *e)
{
	size_t i;

	for (i = 0; i < e->readings; i++)
		if (e->reading[i].sym == C_stop)
			return true;
	return false;
}

/* True if the second word of a phrase is the rarer one, as far as one sees. */
static bool
is_rarer(const struct entry *first, const struct entry *second)
{
	enum lexeme kind;

	lexeme_next(second->key, &kind);
	return kind == LX_WORD && !is_function_word(second) &&
	    (is_function_word(first) ||
	        strlen(second->key) > strlen(first->key));
}

#endif
