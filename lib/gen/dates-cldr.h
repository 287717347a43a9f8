/*
 * Names and patterns of CLDR, from wherever they come: names become words of
 * the lexicon, patterns rows of the grammar.
 */
#ifndef GEN_DATES_CLDR_H
#define GEN_DATES_CLDR_H

#include <unicode/ustring.h>

#include "dates-patterns.h"

/* "dump" prints what ICU has, to be compared with a newer CLDR. */
static bool dump;

/* Patterns and names of a calendar other than the Gregorian are read. */
static int foreign;

enum { CAL_JAPANESE = 20 };

/* ---- names ------------------------------------------------------------ */

static char *
utf8(const UChar *s, int32_t len)
{
	static char out[4096];
	UErrorCode e = U_ZERO_ERROR;

	u_strToUTF8(out, sizeof out, NULL, s, len, &e);
	return U_SUCCESS(e) ? out : NULL;
}

static bool
has_digit(const char *s)
{
	int32_t i = 0, len = (int32_t)strlen(s);
	UChar32 c;

	while (i < len) {
		U8_NEXT(s, i, len, c);
		if (u_isdigit(c))
			return true;
	}
	return false;
}

/* A name is usable if it has two letters or is a character of its own. */
static bool
usable(const char *s)
{
	int32_t i = 0, len = (int32_t)strlen(s);
	int letters = 0;
	UChar32 c;

	while (i < len) {
		U8_NEXT(s, i, len, c);
		letters +=
		    lexeme_class(c) == LX_WORD || lexeme_class(c) == LX_CHAR;
	}
	return letters >= 2 && !has_digit(s);
}

/* Languages whose names of months and days stand alone in rows. */
static bool
is_deep(const char *lang)
{
	static const char *const deep[] = { "ar", "de", "es", "fr", "it", "ja",
		"ko", "nl", "pt", "ru", "uk", "sv", "tr", "hi", "fi", "id",
		"he", "th", "bn" };
	size_t i;

	for (i = 0; i < sizeof deep / sizeof *deep; i++)
		if (strcmp(deep[i], lang) == 0)
			return true;
	return false;
}

static void
name_add(const char *class, int value, const char *name, const char *lang)
{
	struct dates_langset l = set_parse(lang);
	uint16_t c = (uint16_t)class_find(class, strlen(class));
	struct entry *e;
	char *key;
	size_t i;

	if (!usable(name) || (strcmp(lang, "en") == 0 && strlen(name) < 3))
		return;
	/* a row may have said that the word is ambiguous: "may", "nie" */
	key = normal(name);
	e = entry_get(key, strlen(key));
	free(key);
	for (i = 0; i < e->readings; i++)
		if ((e->reading[i].sym == C_monthx && c == C_month) ||
		    (e->reading[i].sym == C_wdayx && c == C_wday) ||
		    (e->reading[i].sym == C_stop && c == C_wdayx))
			if (set_meets(&e->reading[i].langs, &l))
				return;
	e = word_add(name, c, value, &l);
	if (is_deep(lang) && (c == C_month || c == C_wday))
		e->trigger = true;
}

/*
 * Names that a pattern joins to letters ("במאי") get entries of their own:
 * kept here by language until the patterns come.
 */
static struct {
	char *name;
	uint16_t class;
	uint16_t bit;
	int value;
} * name_list;
static size_t names;

static void
name_keep(const char *class, int value, const char *name, const char *lang)
{
	if (dump)
		printf("name\t%s\t%d\t%s\t%s\n", class, value, name, lang);
	if (strncmp(name, "de ", 3) == 0)
		name += 3; /* patterns allow for it */
	name_add(class, value, name, lang);
	if (!usable(name))
		return;
	name_list = mem_resize(name_list, names + 1, sizeof *name_list);
	name_list[names].name = mem_alloc(strlen(name) + 1);
	strcpy(name_list[names].name, name);
	name_list[names].class = (uint16_t)class_find(class, strlen(class));
	name_list[names].bit = (uint16_t)lang_bit(lang, strlen(lang));
	name_list[names++].value = value;
}

/* The same for the months of other calendars. */
static void
foreign_join(const char *lang, const char *before, const char *after)
{
	struct dates_langset l = set_parse(lang);
	char joined[1024];
	size_t i, k, n = entries;

	for (i = 0; i < n; i++)
		for (k = 0; k < all[i]->readings; k++)
			if (all[i]->reading[k].sym == C_calm &&
			    all[i]->reading[k].value / 100 == foreign &&
			    set_meets(&all[i]->reading[k].langs, &l)) {
				snprintf(joined, sizeof joined, "%s%s%s",
				    before, all[i]->key, after);
				word_add(joined, C_calm,
				    all[i]->reading[k].value, &l)
				    ->trigger = true;
			}
}

static void
names_join(bool month, const char *lang, const char *before, const char *after)
{
	size_t bit = lang_bit(lang, strlen(lang)), i, n = names;
	char joined[1024];

	if (foreign)
		foreign_join(lang, before, after);
	for (i = 0; i < n; i++)
		if (!foreign &&
		    (name_list[i].class == C_month ||
		        name_list[i].class == C_monthx) == month &&
		    name_list[i].bit == bit) {
			snprintf(joined, sizeof joined, "%s%s%s", before,
			    name_list[i].name, after);
			name_add(class_name[name_list[i].class],
			    name_list[i].value, joined, lang);
		}
}

/* ---- patterns --------------------------------------------------------- */

enum piece_kind {
	PC_LITERAL,
	PC_YEAR,
	PC_YEAR2,
	PC_MON,
	PC_MONTH,
	PC_WIDE,
	PC_DAY,
	PC_WDAY,
	PC_ERA,
	PC_OTHER
};

struct piece {
	enum piece_kind kind;
	char text[128];
};

static enum piece_kind
piece_of(char c, size_t n)
{
	switch (c) {
	case 'y':
	case 'u':
	case 'U':
	case 'r':
		return n == 2 ? PC_YEAR2 : PC_YEAR;
	case 'M':
	case 'L':
		return n <= 2 ? PC_MON : n == 3 ? PC_MONTH : PC_WIDE;
	case 'd':
		return PC_DAY;
	case 'E':
	case 'c':
	case 'e':
		return PC_WDAY;
	case 'G':
		return PC_ERA;
	default:
		return PC_OTHER;
	}
}

/* Cuts a CLDR pattern into fields and literal text. */
static size_t
pattern_cut(const char *s, struct piece *p, size_t max)
{
	size_t n = 0, len, k;
	bool quoted = false, in = false;

	while (*s != '\0' && n < max) {
		if (*s == '\'') {
			quoted = !quoted;
			s++;
			continue;
		}
		if (!quoted &&
		    ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z'))) {
			for (len = 1; s[len] == s[0]; len++)
				;
			p[n].text[0] = '\0';
			p[n++].kind = piece_of(*s, len);
			s += len;
			in = false;
			continue;
		}
		if (!in) {
			p[n].kind = PC_LITERAL;
			p[n++].text[0] = '\0';
			in = true;
		}
		k = strlen(p[n - 1].text);
		if (k < sizeof p->text - 1) {
			p[n - 1].text[k] = *s;
			p[n - 1].text[k + 1] = '\0';
		}
		s++;
	}
	return n;
}

/*
 * True if literal text touches its neighbour with a letter of a script with
 * spaces (or of any script).
 */
static bool
touches(const char *text, bool at_end, bool any)
{
	int32_t i = at_end ? (int32_t)strlen(text) : 0;
	int32_t len = (int32_t)strlen(text);
	UChar32 c;

	if (len == 0)
		return false;
	if (at_end)
		U8_PREV(text, 0, i, c);
	else
		U8_NEXT(text, i, len, c);
	return lexeme_class(c) == LX_WORD ||
	    (any && lexeme_class(c) == LX_CHAR);
}

static void
add_alt(struct element *e, size_t *n, const char *text)
{
	if (*n == MAX_ELEM)
		fail("CLDR pattern too long");
	memset(&e[*n], 0, sizeof *e);
	element_read(&e[(*n)++], text, strlen(text));
}

/* "日" in "日至": it belongs to the number before it, not to what follows. */
static bool
closes_number(const char *t, size_t len)
{
	static const char *const sign[] = { "年", "月", "日", "号", "號", "时",
		"時" };
	size_t i;

	for (i = 0; i < sizeof sign / sizeof *sign; i++)
		if (strlen(sign[i]) == len && memcmp(sign[i], t, len) == 0)
			return true;
	return false;
}

/* True if a dash stands at text[0, len), or, len 0, anywhere in it. */
static bool
has_dash(const char *text, size_t len)
{
	static const char *const dash[] = { "-", "\u2013", "\u2014", "~",
		"\uff5e" };
	size_t i;

	for (i = 0; i < sizeof dash / sizeof *dash; i++)
		if (len == 0 ? strstr(text, dash[i]) != NULL
		             : strncmp(text, dash[i], len) == 0)
			return true;
	return false;
}

/*
 * Literal text of a pattern, a lexeme an element; to: it means "to". Of
 * Japanese "(E)～", Korean "월 ~" and Russian "г. –" only the dash does.
 */
static void
add_literal(struct element *e, size_t *n, const char *text, bool to,
    const char *lang)
{
	struct dates_langset l = set_parse(lang);
	char *t = normal(text);
	size_t at = 0, len;
	enum lexeme kind;
	bool done = t[0] == '('; /* Basque "y(e)tik": no bracket means "to" */
	const bool dashed = has_dash(t, 0);

	while (t[at] != '\0') {
		char word[128];

		len = lexeme_next(t + at, &kind);
		while (kind == LX_CHAR && t[at + len] != '\0' &&
		    !(to && closes_number(t + at, len))) {
			enum lexeme next;
			size_t more = lexeme_next(t + at + len, &next);

			if (next != LX_CHAR)
				break;
			len += more;
		}
		memcpy(word, t + at, len);
		word[len] = '\0';
		at += len;
		if (kind == LX_SPACE)
			continue;
		if (*n == MAX_ELEM)
			fail("CLDR pattern too long");
		memset(&e[*n], 0, sizeof *e);
		if (to && !done && strchr(".,/", word[0]) == NULL &&
		    !closes_number(word, len) &&
		    (!dashed || has_dash(word, len))) {
			word_add(word, C_to, 0, &l);
			e[*n].alt[e[*n].alts++] = C_to;
			e[*n].alt[e[*n].alts++] = C_dash;
			done = true;
		} else {
			e[*n].alt[e[*n].alts++] =
			    literal_sym(word, strlen(word));
		}
		(*n)++;
	}
	free(t);
}

struct month_form {
	char before[64], after[64]; /* around the number, if names have one */
	bool number;
};

static struct month_form form[2]; /* abbreviated, wide */

struct cut {
	struct piece *p;
	size_t n;
	const char *lang;
	size_t second; /* piece where the second date begins */
};

static void
add_field(struct element *e, size_t *n, const struct cut *c, size_t i)
{
	const struct month_form *f = &form[c->p[i].kind == PC_WIDE];

	switch (c->p[i].kind) {
	case PC_YEAR:
		add_alt(e, n, foreign ? "<yn>" : "<y4>");
		break;
	case PC_YEAR2:
		add_alt(e, n, foreign ? "<yn>" : "<y2>|<y4>");
		break;
	case PC_MON:
		add_alt(e, n, "<mon>");
		break;
	case PC_DAY:
		add_alt(e, n, "<day>");
		break;
	case PC_WDAY:
		add_alt(e, n, "<wday>|<wdayx>");
		break;
	case PC_ERA:
		add_alt(e, n, foreign ? "<cal>|<eranm>" : "<bc>|<cal>");
		break;
	default:
		if (foreign) {
			add_alt(e, n,
			    foreign == CAL_JAPANESE ? "<month>|<monthx>"
			                            : "<calm>");
			break;
		}
		if (!f->number) {
			/* "3 de mayo", but no "de" in front of all */
			if (i > 0) {
				add_alt(e, n, "de");
				e[*n - 1].optional = true;
			}
			add_alt(e, n, "<month>|<monthx>");
			break;
		}
		if (f->before[0] != '\0')
			add_literal(e, n, f->before, false, c->lang);
		add_alt(e, n, "<mon>");
		if (f->after[0] != '\0')
			add_literal(e, n, f->after, false, c->lang);
	}
}

/* Joins literal text to the names it touches; empties what was joined. */
static void
join_names(struct piece *p, size_t n, const char *lang)
{
	size_t i;

	for (i = 0; i < n; i++) {
		bool wide = p[i].kind == PC_WIDE;
		bool month = wide || p[i].kind == PC_MONTH;
		char *before = "", *after = "", *cut;

		if ((!month && p[i].kind != PC_WDAY) ||
		    (month && form[wide].number))
			continue;
		if (i > 0 && p[i - 1].kind == PC_LITERAL &&
		    touches(p[i - 1].text, true, false))
			before = p[i - 1].text;
		if (i + 1 < n && p[i + 1].kind == PC_LITERAL &&
		    touches(p[i + 1].text, false, false))
			after = p[i + 1].text;
		if (*before == '\0' && *after == '\0')
			continue;
		cut = strrchr(before, ' ');
		names_join(month, lang, cut != NULL ? cut + 1 : before, "");
		if (*after != '\0') {
			char first[128];

			snprintf(first, sizeof first, "%s", after);
			first[strcspn(first, " ")] = '\0';
			names_join(month, lang, cut != NULL ? cut + 1 : before,
			    first);
			memmove(after, after + strlen(first),
			    strlen(after + strlen(first)) + 1);
		}
		if (*before != '\0')
			before[cut != NULL ? (size_t)(cut - before) : 0] = '\0';
	}
}

static bool
pattern_kind(const struct piece *p, size_t n, const char **kind, size_t *second,
    bool *words)
{
	int seen[PC_OTHER + 1] = { 0 };
	size_t i;

	*second = n;
	*words = false;
	for (i = 0; i < n; i++) {
		enum piece_kind k =
		    p[i].kind == PC_MONTH || p[i].kind == PC_WIDE ? PC_MON
		    : p[i].kind == PC_YEAR2                       ? PC_YEAR
		                                                  : p[i].kind;

		if (p[i].kind == PC_OTHER)
			return false;
		if (k == PC_LITERAL) {
			*words |= touches(p[i].text, true, true) ||
			    touches(p[i].text, false, true);
			continue;
		}
		*words |= p[i].kind == PC_MONTH || p[i].kind == PC_WIDE ||
		    p[i].kind == PC_WDAY;
		if (seen[k]++ != 0 && *second == n)
			*second = i;
	}
	*kind = *second < n                                 ? "RANGE:range"
	    : seen[PC_YEAR] && seen[PC_MON] && seen[PC_DAY] ? "FULL"
	    : seen[PC_YEAR] && seen[PC_MON]                 ? "YM"
	    : seen[PC_MON] && seen[PC_DAY]                  ? "MD"
	                                                    : NULL;
	return *kind != NULL;
}

/* Rows of one kind share a number. */
static size_t
cldr_row(const char *kind, bool strict)
{
	static struct {
		char kind[16];
		size_t row;
	} made[12];
	size_t i;

	for (i = 0; i < 12 && made[i].kind[0] != '\0'; i++)
		if (strcmp(made[i].kind, kind) == 0 &&
		    row_list[made[i].row].strict == strict)
			return made[i].row;
	snprintf(made[i].kind, sizeof made[i].kind, "%s", kind);
	made[i].row = row_new(kind);
	row_list[made[i].row].strict = strict;
	return made[i].row;
}

static bool
has_era(const struct piece *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (p[i].kind == PC_ERA)
			return true;
	return false;
}

/* 03/04/2015 and its like are a row's business: the order is learned. */
static bool
plain_numbers(const struct piece *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((p[i].kind == PC_LITERAL) != (i % 2 == 1) ||
		    (p[i].kind == PC_LITERAL &&
		        (strlen(p[i].text) != 1 ||
		            strchr("./-", p[i].text[0]) == NULL)))
			return false;
	return n == 5;
}

/* True for languages whose rows have words of class `frm`. */
static bool
has_from(const struct dates_langset *l)
{
	const struct dates_langset some =
	    set_parse("es,pt,it,fr,de,nl,sv,ru,uk,ar");

	return set_meets(l, &some);
}

/* "from" and the pattern of an interval, where its sides are joined by "to". */
static void
interval_from(const struct element *range, size_t n,
    const struct dates_langset *l)
{
	static struct element e[MAX_ELEM + 1];
	size_t i, k, kept;
	bool to = false;

	add_alt(e, &(size_t){ 0 }, "<frm>");
	if (n > MAX_ELEM)
		return;
	memcpy(e + 1, range, n * sizeof *e);
	for (i = 1; i <= n; i++) {
		for (k = kept = 0; k < e[i].alts; k++)
			if (e[i].alt[k] != C_dash)
				e[i].alt[kept++] = e[i].alt[k];
		e[i].alts = kept;
		to |= kept > 0 && e[i].alt[0] == C_to;
	}
	if (to)
		pattern_insert(root[1], e, n + 1,
		    cldr_row("RANGE:range", false), l, false);
}

/* "d MMMM y" gives "d – d MMMM y", whatever stands around. */
static void
interval_add(const struct element *full, size_t n,
    const struct dates_langset *l)
{
	static struct element e[MAX_ELEM + 3];
	size_t k = 0, i;

	add_alt(e, &k, "<day>");
	add_alt(e, &k, ".");
	e[1].optional = true;
	add_alt(e, &k, "<to>|<dash>");
	for (i = 0; i < n && k < MAX_ELEM; i++)
		e[k++] = full[i];
	pattern_insert(root[1], e, k, cldr_row("RANGE:range", false), l, false);
	if (has_from(l))
		interval_from(e, k, l);
}

static void
pattern_add(const char *pattern, const char *lang)
{
	static struct element e[MAX_ELEM];
	struct dates_langset l = set_parse(lang);
	struct piece p[32];
	struct cut c = { p, 0, lang, 0 };
	const char *kind, *wide;
	char longer[256];
	size_t i, n = 0;
	bool words;

	if (dump)
		printf("pattern\t-\t-\t%s\t%s\n", pattern, lang);
	c.n = pattern_cut(pattern, p, 32);
	if (!pattern_kind(p, c.n, &kind, &c.second, &words))
		return;
	if (!words &&
	    (plain_numbers(p, c.n) || (foreign != 0 && !has_era(p, c.n))))
		return;
	/* intervals may have the long name where the pattern has the short */
	if (c.second < c.n && form[0].number && !form[1].number &&
	    strstr(pattern, "MMMM") == NULL &&
	    (wide = strstr(pattern, "MMM")) != NULL) {
		snprintf(longer, sizeof longer, "%.*sM%s",
		    (int)(wide - pattern), pattern, wide);
		pattern_add(longer, lang);
	}
	join_names(p, c.n, lang);
	for (i = 0; i < c.n; i++)
		if (p[i].kind == PC_LITERAL)
			add_literal(e, &n, p[i].text,
			    i + 1 == c.second && c.second < c.n, lang);
		else
			add_field(e, &n, &c, i);
	pattern_insert(root[1], e, n, cldr_row(kind, !words && !foreign), &l,
	    false);
	if (c.second < c.n && words && has_from(&l))
		interval_from(e, n, &l);
	if (strcmp(kind, "FULL") == 0 && p[0].kind == PC_DAY && words)
		interval_add(e, n, &l);
}

/* If names are numbers with something around, notes what. */
static void
month_form(const char *january, struct month_form *f)
{
	int32_t i = 0, len = (int32_t)strlen(january), from = -1, to = 0;
	UChar32 c;

	memset(f, 0, sizeof *f);
	while (i < len) {
		int32_t at = i;

		U8_NEXT(january, i, len, c);
		if (u_isdigit(c)) {
			if (from < 0)
				from = at;
			to = i;
		}
	}
	if (from < 0 || from >= 64 || len - to >= 64)
		return;
	f->number = true;
	memcpy(f->before, january, (size_t)from);
	memcpy(f->after, january + to, (size_t)(len - to));
}

#endif
