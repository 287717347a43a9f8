/*
 * Makes dates-grammar.h, the tables of the dates room: a perfect-hash lexicon whose
 * entries carry language sets, and a trie of token patterns for each stage of
 * the grammar. Sources: the ICU that is installed at build time (month and
 * day names, patterns and spelled numbers of every locale) and the rows of
 * lib/data/dates-*.tsv, which CONTRIBUTING.md explains.
 */
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/base.h"
#include "dates/classes.h"

static const char *const class_name[] = {
#define X(name) #name,
	DATES_CLASSES(X)
#undef X
};

static _Noreturn void
fail(const char *fmt, ...)
{
	va_list ap;

	fputs("table-dates-grammar: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* ---- languages -------------------------------------------------------- */

static char *lang_name[DATES_LANGS * 64];
static size_t langs;
static struct dates_langset set_list[8192];
static size_t sets;

static size_t
lang_bit(const char *tag, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (tag[i] == '-' || tag[i] == '_')
			len = i;
	for (i = 0; i < langs; i++)
		if (strlen(lang_name[i]) == len &&
		    memcmp(lang_name[i], tag, len) == 0)
			return i;
	if (langs == DATES_LANGS * 64)
		fail("too many languages");
	lang_name[langs] = mem_alloc(len + 1);
	memcpy(lang_name[langs], tag, len);
	lang_name[langs][len] = '\0';
	return langs++;
}

static uint16_t
set_index(const struct dates_langset *s)
{
	size_t i;

	for (i = 0; i < sets; i++)
		if (memcmp(&set_list[i], s, sizeof *s) == 0)
			return (uint16_t)i;
	if (sets == 8192)
		fail("too many language sets");
	set_list[sets] = *s;
	return (uint16_t)sets++;
}

/* "*" or a list of tags with commas. */
static struct dates_langset
set_parse(const char *list)
{
	struct dates_langset s;
	size_t bit, len;

	if (strcmp(list, "*") == 0) {
		memset(&s, 0xff, sizeof s);
		return s;
	}
	memset(&s, 0, sizeof s);
	while (*list != '\0') {
		len = strcspn(list, ",");
		bit = lang_bit(list, len);
		s.bit[bit / 64] |= UINT64_C(1) << (bit % 64);
		list += len + (list[len] == ',');
	}
	return s;
}

static void
set_union(struct dates_langset *a, const struct dates_langset *b)
{
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		a->bit[i] |= b->bit[i];
}

static bool
set_meets(const struct dates_langset *a, const struct dates_langset *b)
{
	size_t i;

	for (i = 0; i < DATES_LANGS; i++)
		if ((a->bit[i] & b->bit[i]) != 0)
			return true;
	return false;
}

/* ---- lexemes: as lib/dates/lex.c cuts them ---------------------------- */

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
		if (gc & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK |
		    U_GC_PO_MASK))
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
	bool prefix, trigger, inner;    /* inner: a word inside a phrase */
	bool home;                      /* trigger: English, Chinese, or a
					   script that tells */
	unsigned starts;                /* flags of phrases it begins */
	struct entry *next;
};

enum { BUCKETS = 1 << 16 };
static struct entry *bucket[BUCKETS], *all[300000];
static size_t entries;

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
entry_get(const char *key, size_t len)
{
	uint64_t h = hash_of(key, len);
	struct entry *e;

	for (e = bucket[h % BUCKETS]; e != NULL; e = e->next)
		if (e->hash == h)
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
	e->reading = mem_resize(e->reading, e->readings + 1,
	    sizeof *e->reading);
	e->reading[e->readings++] = (struct reading){ sym, value, *l };
}

/* Adds a word or phrase with its prefixes. */
static struct entry *
word_add(const char *raw, uint16_t sym, int32_t value,
    const struct dates_langset *l)
{
	char *key = normal(raw);
	size_t at = 0, from, len = strlen(key);
	enum lexeme kind;
	struct entry *e;

	if (len == 0)
		fail("empty word");
	while ((from = at, at += lexeme_next(key + at, &kind)) < len)
		if (kind != LX_SPACE) {
			entry_get(key, at)->prefix = true;
			entry_get(key + from, at - from)->inner = true;
		}
	if (from > 0)
		entry_get(key + from, at - from)->inner = true;
	e = entry_get(key, len);
	entry_read(e, sym, value, l);
	free(key);
	return e;
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

/* ---- the trie --------------------------------------------------------- */

struct node {
	struct edge {
		uint16_t sym, glue;
		uint32_t node;
	} *edge;
	struct end {
		uint16_t row;
		struct dates_langset langs;
	} *end;
	size_t edges, ends;
};

static struct node *nodes;
static size_t node_count;
static struct dates_row row_list[20000];
static size_t rows;
static struct dates_set assign[20000];
static size_t assigns;

static uint32_t
node_new(void)
{
	nodes = mem_resize(nodes, node_count + 1, sizeof *nodes);
	memset(&nodes[node_count], 0, sizeof *nodes);
	return (uint32_t)node_count++;
}

static uint32_t
node_step(uint32_t n, uint16_t sym, bool glue)
{
	struct node *p = &nodes[n];
	uint32_t child;
	size_t i;

	for (i = 0; i < p->edges; i++)
		if (p->edge[i].sym == sym && p->edge[i].glue == glue)
			return p->edge[i].node;
	child = node_new();
	p = &nodes[n];
	p->edge = mem_resize(p->edge, p->edges + 1, sizeof *p->edge);
	p->edge[p->edges++] = (struct edge){ sym, glue, child };
	return child;
}

static void
node_end(uint32_t n, size_t row, const struct dates_langset *l)
{
	struct node *p = &nodes[n];
	size_t i;

	for (i = 0; i < p->ends; i++)
		if (p->end[i].row == row) {
			set_union(&p->end[i].langs, l);
			return;
		}
	p->end = mem_resize(p->end, p->ends + 1, sizeof *p->end);
	p->end[p->ends++] = (struct end){ (uint16_t)row, *l };
}

/* ---- patterns of rows ------------------------------------------------- */

enum { MAX_ALT = 60, MAX_ELEM = 40 };

struct element {
	uint16_t alt[MAX_ALT];
	size_t alts;
	bool optional, glue;
};

static struct {
	char *name, *text;
} alias[100];
static size_t aliases;

static void element_read(struct element *e, const char *s, size_t len);

static void
element_class(struct element *e, const char *s, size_t len)
{
	int c = class_find(s, len);
	size_t i;

	for (i = 0; i < aliases && c < 0; i++)
		if (strlen(alias[i].name) == len &&
		    memcmp(alias[i].name, s, len) == 0) {
			element_read(e, alias[i].text, strlen(alias[i].text));
			return;
		}
	if (c < 0)
		fail("no class or alias %.*s", (int)len, s);
	if (e->alts == MAX_ALT)
		fail("too many alternatives");
	e->alt[e->alts++] = (uint16_t)c;
}

/* Alternatives cut at |: <class>, <alias> or a word. */
static void
element_read(struct element *e, const char *s, size_t len)
{
	size_t i = 0, n;

	while (i < len) {
		for (n = i; n < len && (s[n] != '|' || n == i); n++)
			;
		if (s[i] == '<' && n > i + 1)
			element_class(e, s + i + 1, n - i - 2);
		else if (e->alts < MAX_ALT)
			e->alt[e->alts++] = literal_sym(s + i, n - i);
		else
			fail("too many alternatives");
		i = n + 1;
	}
}

/* Where the element at s ends: at white space, ?, or the next element. */
static size_t
element_len(const char *s)
{
	size_t n;
	enum lexeme kind;

	if (*s == '(')
		return strcspn(s, ")") + 1;
	if (*s == '<')
		return strcspn(s, ">") + 1;
	if (*s == '\\')
		return 2;
	n = lexeme_next(s, &kind);
	while (kind == LX_CHAR && s[n] != '\0') {
		size_t more = lexeme_next(s + n, &kind);

		if (kind != LX_CHAR)
			break;
		n += more;
	}
	return n;
}

static size_t
pattern_read(const char *s, struct element *e)
{
	size_t n = 0, len;
	bool glue = false;

	while (*s != '\0') {
		if (*s == ' ') {
			s++;
			glue = false;
			continue;
		}
		if (n == MAX_ELEM)
			fail("pattern too long: %s", s);
		memset(&e[n], 0, sizeof e[n]);
		e[n].glue = glue;
		len = element_len(s);
		if (*s == '(')
			element_read(&e[n], s + 1, len - 2);
		else if (*s == '\\')
			element_read(&e[n], s + 1, 1);
		else
			element_read(&e[n], s, len);
		s += len;
		if (*s == '?') {
			e[n].optional = true;
			s++;
		}
		glue = n > 0 || e[n].alts > 0;
		n++;
	}
	return n;
}

static void
pattern_insert(uint32_t node, const struct element *e, size_t n, size_t row,
    const struct dates_langset *l, bool glue_off)
{
	size_t i;

	if (n == 0) {
		node_end(node, row, l);
		return;
	}
	if (e->optional)
		pattern_insert(node, e + 1, n - 1, row, l, !e->glue);
	for (i = 0; i < e->alts; i++)
		pattern_insert(node_step(node, e->alt[i],
		    e->glue && !glue_off), e + 1, n - 1, row, l, false);
}

static int
word_value(const char *s)
{
	if ((s[0] >= '0' && s[0] <= '9') || (s[0] == '-' && s[1] != '\0'))
		return atoi(s);
	return s[1] == '\0' ? (s[0] >= '0' && s[0] <= '9' ? s[0] - '0' :
	    s[0]) : s[0] << 8 | s[1];
}

/* "KIND", "KIND:act", ",field=value" … */
static size_t
row_new(const char *make)
{
	static const char *const act[] = {
		"merge", "range", "sum", "dur", "nums"
	};
	struct dates_row *r = &row_list[rows];
	size_t n = strcspn(make, ":,"), i, eq;
	char value[16];
	int kind = class_find(make, n);

	if (kind < 0)
		fail("no kind %s", make);
	if (rows == sizeof row_list / sizeof *row_list)
		fail("too many rows");
	memset(r, 0, sizeof *r);
	r->kind = (uint16_t)kind;
	r->set = (uint16_t)assigns;
	make += n;
	if (*make == ':') {
		n = strcspn(++make, ",");
		for (i = 0; i < 5; i++)
			if (strlen(act[i]) == n &&
			    memcmp(act[i], make, n) == 0)
				break;
		if (i == 5)
			fail("no act %s", make);
		r->act = (uint16_t)i;
		make += n;
	}
	while (*make == ',') {
		n = strcspn(++make, ",");
		eq = strcspn(make, "=");
		if (eq >= n || (kind = class_find(make, eq)) < 0)
			fail("bad assignment %s", make);
		snprintf(value, sizeof value, "%.*s", (int)(n - eq - 1),
		    make + eq + 1);
		assign[assigns++] = (struct dates_set){ (int16_t)kind,
		    (int16_t)word_value(value) };
		r->sets++;
		make += n;
	}
	return rows++;
}

/* ---- reading the rows ------------------------------------------------- */

static char *
slurp(const char *dir, const char *name)
{
	char path[4096], *text;
	size_t len;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	if ((f = fopen(path, "rb")) == NULL)
		fail("cannot read %s", path);
	text = mem_alloc(1 << 23);
	len = fread(text, 1, (1 << 23) - 1, f);
	text[len] = '\0';
	fclose(f);
	return text;
}

/* Calls row for each line that is not a comment, cut at tabs. */
static void
each_row(const char *dir, const char *name, size_t columns,
    void (*row)(char **column))
{
	char *text = slurp(dir, name), *line = text, *column[8], *end;
	size_t n, number = 0;

	for (; *line != '\0'; line = end) {
		end = line + strcspn(line, "\n");
		if (*end == '\n')
			*end++ = '\0';
		number++;
		if (*line == '#' || *line == '\0')
			continue;
		memset(column, 0, sizeof column);
		for (n = 0; n < 8 && line != NULL; n++) {
			column[n] = line;
			line = strchr(line, '\t');
			if (line != NULL)
				*line++ = '\0';
		}
		if (n < columns)
			fail("%s:%zu: %zu columns", name, number, n);
		row(column);
	}
	free(text);
}

/* each_row for NAME.tsv, then for NAME-*.tsv in the order of their names. */
static void
each_file(const char *dir, const char *name, size_t columns,
    void (*row)(char **column))
{
	char path[4096];
	glob_t found;
	size_t i;

	snprintf(path, sizeof path, "%s.tsv", name);
	each_row(dir, path, columns, row);
	snprintf(path, sizeof path, "%s/%s-*.tsv", dir, name);
	if (glob(path, 0, NULL, &found) != 0)
		return;
	for (i = 0; i < found.gl_pathc; i++)
		each_row(dir, strrchr(found.gl_pathv[i], '/') + 1, columns,
		    row);
	globfree(&found);
}

static const char trigger_class[] =
    " month monthx wday wdayx unit units rel season seasonx hol weekend "
    "decade century every part named quarter era freq vague trig ";

static bool
is_trigger(const char *class)
{
	char word[40];

	snprintf(word, sizeof word, " %s ", class);
	return strstr(trigger_class, word) != NULL;
}

/* class, value, languages, words with | between them */
static void
words_row(char **c)
{
	struct dates_langset l = set_parse(c[2]);
	int class = class_find(c[0], strlen(c[0]));
	char *w = c[3], *next;
	struct entry *e;

	if (class < 0)
		fail("no class %s", c[0]);
	for (; w != NULL; w = next) {
		next = strchr(w, '|');
		if (next != NULL)
			*next++ = '\0';
		e = word_add(w, (uint16_t)class, word_value(c[1]), &l);
		if (is_trigger(c[0]))
			e->trigger = true;
	}
}

static uint32_t root[DATES_STAGES];

/* "before FULL,MD en words example": bits of the kinds. */
static void
context_row(char **c)
{
	static const struct {
		const char *side;
		int class;
	} map[] = {
		{ "before", C_before }, { "after", C_after },
		{ "future", C_future }, { "past", C_past },
		{ "need", C_need }
	};
	struct dates_langset l = set_parse(c[2]);
	char *k = c[1], *w = c[3], *next;
	int32_t mask = 0;
	size_t i;

	for (; k != NULL && strcmp(c[1], "-") != 0; k = next) {
		int kind;

		if ((next = strchr(k, ',')) != NULL)
			*next++ = '\0';
		if ((kind = class_find(k, strlen(k))) < C_FULL)
			fail("context: no kind %s", k);
		mask |= 1 << (kind - C_FULL);
	}
	for (i = 0; strcmp(map[i].side, c[0]) != 0; i++)
		if (i == 4)
			fail("context: no side %s", c[0]);
	for (; w != NULL; w = next) {
		if ((next = strchr(w, '|')) != NULL)
			*next++ = '\0';
		word_add(w, (uint16_t)map[i].class, mask, &l);
	}
}

/* stage, languages, what it makes, pattern, example, value */
static void
grammar_row(char **c)
{
	static struct element e[MAX_ELEM];
	struct dates_langset l;
	int stage;
	size_t n;

	if (strcmp(c[0], "alias") == 0) {
		alias[aliases].name = mem_alloc(strlen(c[2]) + 1);
		strcpy(alias[aliases].name, c[2]);
		alias[aliases].text = mem_alloc(strlen(c[3]) + 1);
		strcpy(alias[aliases++].text, c[3]);
		return;
	}
	l = set_parse(c[1]);
	stage = atoi(c[0]);
	if (stage < 0 || stage >= DATES_STAGES)
		fail("stage %s", c[0]);
	if (c[4] == NULL || c[5] == NULL || *c[4] == '\0' || *c[5] == '\0')
		fail("row without example: %s", c[3]);
	n = pattern_read(c[3], e);
	pattern_insert(root[stage], e, n, row_new(c[2]), &l, false);
}

#include "dates-cldr.h"

/* ---- output ----------------------------------------------------------- */

static int
by_edge(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->sym != y->sym ? (int)x->sym - (int)y->sym :
	    (int)x->glue - (int)y->glue;
}

static void
print_trie(void)
{
	size_t i, k, at = 0;

	printf("const struct dates_edge dates_edges[] = {\n");
	for (i = 0; i < node_count; i++) {
		qsort(nodes[i].edge, nodes[i].edges, sizeof *nodes[i].edge,
		    by_edge);
		for (k = 0; k < nodes[i].edges; k++)
			printf("{%u,%u,%u},%s", nodes[i].edge[k].sym,
			    nodes[i].edge[k].glue, nodes[i].edge[k].node,
			    k % 8 == 7 ? "\n" : "");
	}
	printf("};\n\nconst struct dates_end dates_ends[] = {\n");
	for (i = 0; i < node_count; i++)
		for (k = 0; k < nodes[i].ends; k++)
			printf("{%u,%u},\n", nodes[i].end[k].row,
			    set_index(&nodes[i].end[k].langs));
	printf("};\n\nconst struct dates_node dates_nodes[] = {\n");
	for (i = 0, k = 0; i < node_count; i++) {
		printf("{%zu,%zu,%zu,%zu},\n", at, k, nodes[i].edges,
		    nodes[i].ends);
		at += nodes[i].edges;
		k += nodes[i].ends;
	}
	printf("};\n\n");
}

/* The symbols that patterns of a stage begin with. */
static void
print_firsts(void)
{
	static uint8_t first[DATES_STAGES][DATES_SYMS / 8];
	size_t i, k;

	if (SYM_LITERAL + literals > DATES_SYMS)
		fail("too many symbols");
	for (i = 0; i < DATES_STAGES; i++)
		for (k = 0; k < nodes[root[i]].edges; k++) {
			unsigned s = nodes[root[i]].edge[k].sym;

			first[i][s >> 3] |= (uint8_t)(1u << (s & 7));
		}
	printf("const uint8_t dates_first[DATES_STAGES][DATES_SYMS / 8] = "
	    "{\n");
	for (i = 0; i < DATES_STAGES; i++) {
		printf("{");
		for (k = 0; k < DATES_SYMS / 8; k++)
			printf("%u,%s", first[i][k], k % 32 == 31 ? "\n" : "");
		printf("},\n");
	}
	printf("};\n\n");
}

static void
print_rows(void)
{
	size_t i;

	printf("const uint32_t dates_root[] = {");
	for (i = 0; i < DATES_STAGES; i++)
		printf("%u,", root[i]);
	printf("};\n\nconst struct dates_row dates_rows[] = {\n");
	for (i = 0; i < rows; i++)
		printf("{%u,%u,%u,%u,%u},\n", row_list[i].kind,
		    row_list[i].act, row_list[i].set, row_list[i].sets,
		    row_list[i].strict);
	printf("};\n\nconst struct dates_set dates_sets[] = {\n");
	for (i = 0; i < assigns; i++)
		printf("{%d,%d},\n", assign[i].field, assign[i].value);
	printf("{0,0}};\n\n");
}

static size_t slot_bits, disp_bits;
static uint16_t *disp;
static struct entry **slot;

static size_t
slot_of(uint64_t hash, unsigned d)
{
	uint64_t m = dates_hash_mix(hash);

	return (size_t)((m >> 16) + d * ((m >> 40) | 1)) &
	    (((size_t)1 << slot_bits) - 1);
}

static bool
place(struct entry **e, size_t n, size_t b)
{
	unsigned d;
	size_t i;

	for (d = 0; d < 65535; d++) {
		for (i = 0; i < n; i++) {
			size_t s = slot_of(e[i]->hash, d);

			if (slot[s] != NULL)
				break;
			slot[s] = e[i];
		}
		if (i == n) {
			disp[b] = (uint16_t)d;
			return true;
		}
		while (i-- > 0)
			slot[slot_of(e[i]->hash, d)] = NULL;
	}
	return false;
}

struct group {
	struct entry *e[64];
	size_t n, id;
};

static int
by_size(const void *a, const void *b)
{
	const struct group *x = *(struct group *const *)a;
	const struct group *y = *(struct group *const *)b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Hash and displace: Belazzougui, Botelho, Dietzfelbinger 2009. */
static void
perfect(void)
{
	size_t i, n = 0, groups;
	struct group **g;

	while (((size_t)1 << slot_bits) < entries + entries / 4)
		slot_bits++;
	disp_bits = slot_bits - 3;
	groups = (size_t)1 << disp_bits;
	slot = mem_alloc(sizeof *slot << slot_bits);
	memset(slot, 0, sizeof *slot << slot_bits);
	disp = mem_alloc(sizeof *disp * groups);
	memset(disp, 0, sizeof *disp * groups);
	g = mem_alloc(sizeof *g * groups);
	for (i = 0; i < groups; i++) {
		g[i] = mem_alloc(sizeof **g);
		g[i]->n = 0;
		g[i]->id = i;
	}
	for (i = 0; i < entries; i++) {
		struct group *x = g[dates_hash_mix(all[i]->hash) &
		    (groups - 1)];

		if (x->n == 64)
			fail("crowded hash");
		x->e[x->n++] = all[i];
	}
	qsort(g, groups, sizeof *g, by_size);
	for (n = 0; n < groups && g[n]->n > 0; n++)
		if (!place(g[n]->e, g[n]->n, g[n]->id))
			fail("no perfect hash");
}

static unsigned
entry_flags(const struct entry *e)
{
	return (e->trigger ? ENTRY_TRIGGER : 0u) |
	    (e->inner ? ENTRY_INNER : 0u) |
	    (e->trigger && e->home ? ENTRY_HOME : 0u) | e->starts;
}

/* The first word of a phrase that is a trigger, and where it is at home. */
static void
mark_starts(void)
{
	struct dates_langset home = set_parse("en,zh");
	size_t i, k, n = entries;

	for (i = 0; i < n; i++) {
		enum lexeme kind;
		size_t len = lexeme_next(all[i]->key, &kind);
		int32_t at = 0;
		UChar32 c;

		U8_NEXT(all[i]->key, at, (int32_t)strlen(all[i]->key), c);
		all[i]->home = c >= 0x370 && (c < 0x1e00 || c >= 0x2e80);
		for (k = 0; k < all[i]->readings; k++)
			all[i]->home |= set_meets(&all[i]->reading[k].langs,
			    &home) && all[i]->reading[k].sym < SYM_LITERAL &&
			    all[i]->reading[k].sym != C_stop;
		if (all[i]->trigger && all[i]->key[len] != '\0')
			entry_get(all[i]->key, len)->starts |=
			    ENTRY_STARTS;
	}
}

static void
print_lexicon(void)
{
	size_t i, k, at = 0;

	perfect();
	printf("const unsigned dates_slot_bits = %zu, dates_disp_bits = %zu;\n\n",
	    slot_bits, disp_bits);
	printf("const uint16_t dates_disp[] = {\n");
	for (i = 0; i < (size_t)1 << disp_bits; i++)
		printf("%u,%s", disp[i], i % 16 == 15 ? "\n" : "");
	printf("};\n\nconst struct dates_reading dates_readings[] = {\n");
	for (i = 0; i < (size_t)1 << slot_bits; i++)
		for (k = 0; slot[i] != NULL && k < slot[i]->readings; k++)
			printf("{%u,%u,%d},\n", slot[i]->reading[k].sym,
			    set_index(&slot[i]->reading[k].langs),
			    slot[i]->reading[k].value);
	printf("{0,0,0}};\n\nconst struct dates_slot dates_slots[] = {\n");
	for (i = 0; i < (size_t)1 << slot_bits; i++) {
		if (slot[i] == NULL) {
			printf("{0,0,0,0,0},\n");
			continue;
		}
		printf("{0x%llxu,%zu,%zu,%d,%u},\n",
		    (unsigned long long)slot[i]->hash, at, slot[i]->readings,
		    slot[i]->prefix,
		    entry_flags(slot[i]));
		at += slot[i]->readings;
	}
	printf("};\n\n");
}

static uint8_t starts[1 << 11], ascii[1 << 14], pairs[1 << 12], cjk[1 << 13];

static void
bit_set(uint8_t *bits, uint32_t at)
{
	bits[at >> 3] |= (uint8_t)(1u << (at & 7));
}

/* The first bytes of a trigger word, as a text may write them. */
static void
start_add(const char *key, bool upper)
{
	uint8_t four[8] = { ' ', ' ', ' ', ' ' };
	int32_t i = 0, o = 0, len = (int32_t)strlen(key);
	UChar32 c;
	uint32_t x;

	while (i < len && o < 4) {
		U8_NEXT(key, i, len, c);
		if (c < 0x80 && !u_isalpha(c))
			break;
		if (upper)
			c = u_toupper(c);
		U8_APPEND_UNSAFE(four, o, c);
	}
	if (o < 4)
		four[o] = ' ';
	memcpy(&x, four, 4);
	bit_set(starts, dates_hash_start(x));
	if (!upper)
		return;
	/* and with only the first letter in upper case */
	i = o = 0;
	memset(four, ' ', sizeof four);
	while (i < len && o < 4) {
		U8_NEXT(key, i, len, c);
		if (c < 0x80 && !u_isalpha(c))
			break;
		if (o == 0)
			c = u_toupper(c);
		U8_APPEND_UNSAFE(four, o, c);
	}
	memcpy(&x, four, 4);
	bit_set(starts, dates_hash_start(x));
}

/*
 * A trigger, or the first word of one, that a run of ASCII letters can be. If
 * another character of a word follows a short run, the prefilter asks the
 * lexicon.
 */
static void
ascii_add(const struct entry *e)
{
	char first[DATES_PREFIX] = { 0 };
	unsigned n = 0;

	while (n < DATES_PREFIX && e->key[n] > 0 && u_isalpha(e->key[n])) {
		first[n] = e->key[n];
		n++;
	}
	if ((e->trigger || e->starts != 0) && n > 0 &&
	    (n == DATES_PREFIX || e->key[n] == '\0'))
		bit_set(ascii, dates_hash_prefix(dates_prefix(first, n)));
}

static void
print_bits(const char *name, const uint8_t *bits, size_t n)
{
	size_t i;

	printf("const uint8_t %s[] = {", name);
	for (i = 0; i < n; i++)
		printf("%u,%s", bits[i], i % 32 == 31 ? "\n" : "");
	printf("};\n");
}

static void
print_starts(void)
{
	static const UChar numeral[] =
	    u"〇零○一二三四五六七八九两兩十廿卅百千万萬";
	size_t i, k;

	for (i = 0; numeral[i] != 0; i++) {
		bit_set(cjk, numeral[i]);
		bit_set(pairs, dates_hash_pair(numeral[i], '/'));
	}

	for (i = 0; i < entries; i++) {
		const char *key = all[i]->key;
		int32_t at = 0, len = (int32_t)strlen(key);
		UChar32 a, b = 0;

		ascii_add(all[i]);
		U8_NEXT(key, at, len, a);
		if (at < len)
			U8_NEXT(key, at, len, b);
		if (lexeme_class(a) == LX_CHAR && a >= 0x3000 && a < 0x10000) {
			for (k = 0; k < (size_t)len;) {
				int32_t p = (int32_t)k;

				U8_NEXT(key, p, len, a);
				if (a >= 0x3000 && a < 0x10000)
					bit_set(cjk, (uint32_t)a);
				k = (size_t)p;
			}
			if (all[i]->trigger) {
				at = 0;
				U8_NEXT(key, at, len, a);
				bit_set(pairs, dates_hash_pair((uint32_t)a,
				    (uint32_t)b));
			}
			continue;
		}
		if (all[i]->trigger) {
			start_add(key, false);
			start_add(key, true);
		}
	}
	print_bits("dates_starts", starts, sizeof starts);
	print_bits("dates_ascii", ascii, sizeof ascii);
	print_bits("dates_pairs", pairs, sizeof pairs);
	print_bits("dates_cjk", cjk, sizeof cjk);
	printf("\n");
}

static void
print_langs(void)
{
	size_t i, k;

	printf("const char *const dates_langs[] = {\n");
	for (i = 0; i < langs; i++)
		printf("\"%s\",%s", lang_name[i], i % 12 == 11 ? "\n" : "");
	printf("NULL};\n\nconst struct dates_langset "
	    "dates_langsets[] = {\n");
	for (i = 0; i < sets; i++) {
		printf("{{");
		for (k = 0; k < DATES_LANGS; k++)
			printf("0x%llxu,",
			    (unsigned long long)set_list[i].bit[k]);
		printf("}},\n");
	}
	printf("};\n\n");
}

int
main(int argc, char **argv)
{
	struct dates_langset any;
	size_t i;

	dump = argc == 3 && strcmp(argv[2], "dump") == 0;
	if (argc != 2 && !dump)
		fail("usage: table-dates-grammar DATA [dump]");
	set_index(&(struct dates_langset){ { 0 } });
	any = set_parse("*");
	set_index(&any);
	lang_bit("en", 2);
	lang_bit("zh", 2);
	for (i = 0; i < DATES_STAGES; i++)
		root[i] = node_new();
	each_file(argv[1], "dates-words", 4, words_row);
	each_file(argv[1], "dates-rows", 4, grammar_row);
	each_file(argv[1], "dates-context", 5, context_row);
	cldr_tables(argv[1]);
	if (dump)
		return 0;
	mark_starts();
	printf("/* made by lib/gen/table-dates-grammar.c; do not edit */\n");
	print_trie();
	print_rows();
	print_firsts();
	print_starts();
	print_lexicon();
	print_orders();
	print_langs();
	return 0;
}
