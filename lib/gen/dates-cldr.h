/*
 * The part of table-dates-grammar.c that turns CLDR data into words and patterns:
 * from the ICU at build time and from the rows of lib/data/dates-cldr.tsv,
 * which hold what newer releases of CLDR have beside it.
 */

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
		letters += lexeme_class(c) == LX_WORD ||
		    lexeme_class(c) == LX_CHAR;
	}
	return letters >= 2 && !has_digit(s);
}

/* Languages whose names of months and days stand alone in rows. */
static bool
is_deep(const char *lang)
{
	static const char *const deep[] = {
		"ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pt", "ru",
		"uk", "sv", "tr", "hi"
	};
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
	/* a row may have said that the word is ambiguous: "may" */
	key = normal(name);
	e = entry_get(key, strlen(key));
	free(key);
	for (i = 0; i < e->readings; i++)
		if ((e->reading[i].sym == C_monthx && c == C_month) ||
		    (e->reading[i].sym == C_wdayx && c == C_wday))
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
} *name_list;
static size_t names;

static void
name_keep(const char *class, int value, const char *name, const char *lang)
{
	if (dump)
		printf("name\t%s\t%d\t%s\t%s\n", class, value, name, lang);
	if (strncmp(name, "de ", 3) == 0)
		name += 3;              /* patterns allow for it */
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
				    all[i]->reading[k].value, &l)->trigger =
				    true;
			}
}

static void
names_join(bool month, const char *lang, const char *before,
    const char *after)
{
	size_t bit = lang_bit(lang, strlen(lang)), i, n = names;
	char joined[1024];

	if (foreign)
		foreign_join(lang, before, after);
	for (i = 0; i < n; i++)
		if (!foreign && (name_list[i].class == C_month ||
		    name_list[i].class == C_monthx) == month &&
		    name_list[i].bit == bit) {
			snprintf(joined, sizeof joined, "%s%s%s", before,
			    name_list[i].name, after);
			name_add(class_name[name_list[i].class],
			    name_list[i].value, joined, lang);
		}
}

/* ---- patterns --------------------------------------------------------- */

enum piece_kind { PC_LITERAL, PC_YEAR, PC_YEAR2, PC_MON, PC_MONTH, PC_WIDE, PC_DAY,
    PC_WDAY, PC_ERA, PC_OTHER };

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
		if (!quoted && ((*s >= 'a' && *s <= 'z') ||
		    (*s >= 'A' && *s <= 'Z'))) {
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

/* Literal text of a pattern, a lexeme an element; to: it means "to". */
static void
add_literal(struct element *e, size_t *n, const char *text, bool to,
    const char *lang)
{
	struct dates_langset l = set_parse(lang);
	char *t = normal(text);
	size_t at = 0, len;
	enum lexeme kind;
	bool done = false;

	while (t[at] != '\0') {
		char word[128];

		len = lexeme_next(t + at, &kind);
		while (kind == LX_CHAR && t[at + len] != '\0') {
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
		if (to && !done && strchr(".,/", word[0]) == NULL) {
			word_add(word, C_to, 0, &l);
			e[*n].alt[e[*n].alts++] = C_to;
			e[*n].alt[e[*n].alts++] = C_dash;
			done = true;
		} else {
			e[*n].alt[e[*n].alts++] = literal_sym(word,
			    strlen(word));
		}
		(*n)++;
	}
	free(t);
}

struct month_form {
	char before[64], after[64];     /* around the number, if names have one */
	bool number;
};

static struct month_form form[2];       /* abbreviated, wide */

struct cut {
	struct piece *p;
	size_t n;
	const char *lang;
	size_t second;                  /* piece where the second date begins */
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
			add_alt(e, n, foreign == CAL_JAPANESE ?
			    "<month>|<monthx>" : "<calm>");
			break;
		}
		if (!f->number) {
			add_alt(e, n, "de");
			e[*n - 1].optional = true;
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
			names_join(month, lang,
			    cut != NULL ? cut + 1 : before, first);
			memmove(after, after + strlen(first),
			    strlen(after + strlen(first)) + 1);
		}
		if (*before != '\0')
			before[cut != NULL ? (size_t)(cut - before) : 0] =
			    '\0';
	}
}

static bool
pattern_kind(const struct piece *p, size_t n, const char **kind,
    size_t *second, bool *words)
{
	int seen[PC_OTHER + 1] = { 0 };
	size_t i;

	*second = n;
	*words = false;
	for (i = 0; i < n; i++) {
		enum piece_kind k = p[i].kind == PC_MONTH ||
		    p[i].kind == PC_WIDE ? PC_MON :
		    p[i].kind == PC_YEAR2 ? PC_YEAR : p[i].kind;

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
	*kind = *second < n ? "RANGE:range" :
	    seen[PC_YEAR] && seen[PC_MON] && seen[PC_DAY] ? "FULL" :
	    seen[PC_YEAR] && seen[PC_MON] ? "YM" :
	    seen[PC_MON] && seen[PC_DAY] ? "MD" : NULL;
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
		    (p[i].kind == PC_LITERAL && (strlen(p[i].text) != 1 ||
		    strchr("./-", p[i].text[0]) == NULL)))
			return false;
	return n == 5;
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
	pattern_insert(root[1], e, k, cldr_row("RANGE:range", false), l,
	    false);
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
	if (!words && (plain_numbers(p, c.n) || (foreign != 0 &&
	    !has_era(p, c.n))))
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
			add_literal(e, &n, p[i].text, i + 1 == c.second, lang);
		else
			add_field(e, &n, &c, i);
	pattern_insert(root[1], e, n, cldr_row(kind, !words && !foreign), &l,
	    false);
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

/* ---- ICU -------------------------------------------------------------- */

/* Short names are classes of their own: they never stand alone. */
static void
icu_symbols(UDateFormat *f, UDateFormatSymbolType type, int first,
    const char *lang)
{
	bool day = type == UDAT_WEEKDAYS || type == UDAT_SHORT_WEEKDAYS ||
	    type == UDAT_STANDALONE_WEEKDAYS || type == UDAT_SHORTER_WEEKDAYS ||
	    type == UDAT_STANDALONE_SHORT_WEEKDAYS;
	bool wide = type == UDAT_MONTHS || type == UDAT_STANDALONE_MONTHS ||
	    type == UDAT_WEEKDAYS || type == UDAT_STANDALONE_WEEKDAYS;
	const char *class = day ? (wide ? "wday" : "wdayx") :
	    wide ? "month" : "monthx";
	UChar s[256];
	int32_t i, n = udat_countSymbols(f, type);

	for (i = first; i < n; i++) {
		UErrorCode e = U_ZERO_ERROR;
		int32_t len = udat_getSymbols(f, type, i, s, 255, &e);
		int value = i - first + 1;
		char *name;

		if (U_FAILURE(e) || (name = utf8(s, len)) == NULL)
			continue;
		if (day)
			value = i == 1 ? 7 : i - 1;
		name_keep(class, value, name, lang);
		if (i == 0 && type == UDAT_SHORT_MONTHS)
			month_form(name, &form[0]);
		if (i == 0 && type == UDAT_MONTHS)
			month_form(name, &form[1]);
	}
}

/* Before and after year 1: values 1 and 2 of class bc. */
static void
icu_eras(UDateFormat *f, UDateFormatSymbolType type, const char *lang)
{
	UChar s[256];
	int32_t i;

	for (i = 0; i < udat_countSymbols(f, type) && i < 2; i++) {
		UErrorCode e = U_ZERO_ERROR;
		int32_t len = udat_getSymbols(f, type, i, s, 255, &e);

		if (U_SUCCESS(e) && utf8(s, len) != NULL)
			name_add("bc", i + 1, utf8(s, len), lang);
	}
}

static void
icu_names(const char *locale, const char *lang)
{
	static const UDateFormatSymbolType month[] = {
		UDAT_MONTHS, UDAT_STANDALONE_MONTHS,
		UDAT_STANDALONE_SHORT_MONTHS, UDAT_SHORT_MONTHS
	}, day[] = {
		UDAT_WEEKDAYS, UDAT_SHORT_WEEKDAYS, UDAT_STANDALONE_WEEKDAYS,
		UDAT_STANDALONE_SHORT_WEEKDAYS, UDAT_SHORTER_WEEKDAYS
	};
	UErrorCode e = U_ZERO_ERROR;
	UDateFormat *f = udat_open(UDAT_NONE, UDAT_FULL, locale, u"UTC", -1,
	    NULL, 0, &e);
	size_t i;

	if (U_FAILURE(e))
		return;
	for (i = 0; i < sizeof month / sizeof *month; i++)
		icu_symbols(f, month[i], 0, lang);
	for (i = 0; i < sizeof day / sizeof *day; i++)
		icu_symbols(f, day[i], 1, lang);
	icu_eras(f, UDAT_ERAS, lang);
	icu_eras(f, UDAT_ERA_NAMES, lang);
	udat_close(f);
}

static struct {
	char locale[32];
	char order[4];
} order_list[1200];
static size_t orders;

/* "dmy" of a short pattern. */
static void
order_add(const char *locale, const char *pattern)
{
	char order[4] = "", name[32];
	size_t i, n = 0;

	for (i = 0; pattern[i] != '\0' && n < 3; i++) {
		char c = pattern[i] == 'M' || pattern[i] == 'L' ? 'm' :
		    pattern[i];

		if ((c == 'd' || c == 'm' || c == 'y') &&
		    strchr(order, c) == NULL) {
			order[n++] = c;
			order[n] = '\0';
		}
	}
	if (n < 3 || strcspn(locale, "@") > 31)
		return;
	if (dump)
		printf("order\t-\t-\t%s\t%.*s\n", order,
		    (int)strcspn(locale, "@"), locale);
	snprintf(name, sizeof name, "%.*s", (int)strcspn(locale, "@"), locale);
	for (n = 0; name[n] != '\0'; n++)
		if (name[n] == '_')
			name[n] = '-';
	for (i = 0; i < orders; i++)
		if (strcmp(order_list[i].locale, name) == 0)
			break;
	if (i == sizeof order_list / sizeof *order_list)
		fail("too many locales");
	strcpy(order_list[i].locale, name);
	strcpy(order_list[i].order, order);
	if (i == orders)
		orders++;
}

static void
icu_styles(const char *locale, const char *lang)
{
	static const UDateFormatStyle style[] = {
		UDAT_FULL, UDAT_LONG, UDAT_MEDIUM, UDAT_SHORT
	};
	UChar s[256];
	size_t i;

	for (i = 0; i < 4; i++) {
		UErrorCode e = U_ZERO_ERROR;
		UDateFormat *f = udat_open(UDAT_NONE, style[i], locale,
		    u"UTC", -1, NULL, 0, &e);
		int32_t n = udat_toPattern(f, false, s, 255, &e);

		if (U_SUCCESS(e))
			pattern_add(utf8(s, n), lang);
		if (U_SUCCESS(e) && i == 3)
			order_add(locale, utf8(s, n));
		udat_close(f);
	}
}

static void
icu_skeletons(const char *locale, const char *lang)
{
	static const UChar *const skeleton[] = {
		u"yMMMM", u"yMMM", u"MMMMd", u"MMMd", u"yMMMEd", u"MMMMEEEEd",
		u"yMMMd", u"MMMEd"
	};
	UErrorCode e = U_ZERO_ERROR;
	UDateTimePatternGenerator *g = udatpg_open(locale, &e);
	UChar s[256];
	size_t i;

	for (i = 0; U_SUCCESS(e) && i < 8; i++) {
		UErrorCode err = U_ZERO_ERROR;
		int32_t n = udatpg_getBestPattern(g, skeleton[i], -1, s, 255,
		    &err);

		if (U_SUCCESS(err))
			pattern_add(utf8(s, n), lang);
	}
	udatpg_close(g);
}

/* A spelled number; also with spaces for hyphens, without soft hyphens. */
static void
number_add(const char *name, uint16_t class, int value,
    const struct dates_langset *l)
{
	char s[256];
	size_t i, o = 0;

	for (i = 0; name[i] != '\0' && o < sizeof s - 1; i++)
		if (strncmp(name + i, "\xc2\xad", 2) == 0)
			i++;
		else
			s[o++] = name[i];
	s[o] = '\0';
	word_add(s, class, value, l);
	if (strchr(s, '-') == NULL)
		return;
	for (i = 0; i < o; i++)
		if (s[i] == '-')
			s[i] = ' ';
	word_add(s, class, value, l);
}

/* ---- other calendars -------------------------------------------------- */

static void
calendar_symbols(UDateFormat *f, UDateFormatSymbolType type, int cal,
    const char *lang)
{
	struct dates_langset l = set_parse(lang);
	UChar s[256];
	int32_t i;

	for (i = 0; i < udat_countSymbols(f, type); i++) {
		UErrorCode e = U_ZERO_ERROR;
		int32_t len = udat_getSymbols(f, type, i, s, 255, &e);
		char *name = U_SUCCESS(e) ? utf8(s, len) : NULL;

		if (name == NULL || *name == '\0' || has_digit(name))
			continue;
		if (type == UDAT_ERAS || type == UDAT_ERA_NAMES)
			word_add(name, C_cal, cal, &l);
		else if (usable(name))
			word_add(name, C_calm, cal * 100 + i + 1,
			    &l)->trigger = true;
	}
}

static void
calendar_patterns(const char *locale, const char *lang)
{
	static const UDateFormatStyle style[] = {
		UDAT_FULL, UDAT_LONG, UDAT_MEDIUM, UDAT_SHORT
	};
	UChar s[256];
	size_t i;

	for (i = 0; i < 4; i++) {
		UErrorCode e = U_ZERO_ERROR;
		UDateFormat *f = udat_open(UDAT_NONE, style[i], locale,
		    u"UTC", -1, NULL, 0, &e);
		int32_t n = udat_toPattern(f, false, s, 255, &e);

		if (U_SUCCESS(e))
			pattern_add(utf8(s, n), lang);
		udat_close(f);
	}
}

/* Names, eras and patterns; numbers are those of calendar.c. */
static void
icu_calendars(void)
{
	static const struct {
		int number;
		const char *name, *langs;
	} list[] = {
		{ 1, "buddhist", "th,en" },
		{ 2, "islamic-civil", "ar,en,fa,tr,ur,id,ms,fr,de" },
		{ 3, "persian", "fa,en,ps,ckb" },
		{ 4, "hebrew", "he,en,fr,de" },
		{ 6, "indian", "hi,en,mr,bn,gu,te" },
		{ 7, "ethiopic", "am,en,ti" },
		{ 8, "coptic", "ar,en" },
		{ CAL_JAPANESE, "japanese", "en,de,fr,es" }
	};
	size_t i, len;

	for (i = 0; i < sizeof list / sizeof *list; i++) {
		const char *l = list[i].langs;

		for (; *l != '\0'; l += len + (l[len] == ',')) {
			UErrorCode e = U_ZERO_ERROR;
			char lang[8], locale[64];
			UDateFormat *f;

			len = strcspn(l, ",");
			snprintf(lang, sizeof lang, "%.*s", (int)len, l);
			snprintf(locale, sizeof locale, "%s@calendar=%s",
			    lang, list[i].name);
			f = udat_open(UDAT_NONE, UDAT_FULL, locale, u"UTC",
			    -1, NULL, 0, &e);
			if (U_FAILURE(e))
				continue;
			foreign = list[i].number;
			if (foreign != CAL_JAPANESE) {
				calendar_symbols(f, UDAT_ERAS, foreign, lang);
				calendar_symbols(f, UDAT_ERA_NAMES, foreign,
				    lang);
			}
			if (foreign != CAL_JAPANESE && foreign != 1) {
				calendar_symbols(f, UDAT_MONTHS, foreign,
				    lang);
				calendar_symbols(f, UDAT_SHORT_MONTHS,
				    foreign, lang);
			}
			calendar_patterns(locale, lang);
			foreign = 0;
			udat_close(f);
		}
	}
}

/* Spelled numbers 1 to 99 and ordinals 1 to 31, where ICU can. */
static void
icu_numbers(const char *lang)
{
	struct dates_langset l = set_parse(lang);
	UErrorCode e = U_ZERO_ERROR;
	UNumberFormat *f = unum_open(UNUM_SPELLOUT, NULL, 0, lang, NULL, &e);
	UChar s[256];
	int n;

	if (U_FAILURE(e))
		return;
	for (n = 1; n <= 100; n++) {
		int32_t len;

		e = U_ZERO_ERROR;
		len = unum_format(f, n, s, 255, NULL, &e);
		if (U_SUCCESS(e) && len > 0 && !has_digit(utf8(s, len)))
			number_add(utf8(s, len), C_word, n, &l);
	}
	for (n = 1; n <= 31; n++) {
		int32_t len;

		e = U_ZERO_ERROR;
		unum_setTextAttribute(f, UNUM_DEFAULT_RULESET,
		    u"%spellout-ordinal", -1, &e);
		if (U_FAILURE(e))
			break;
		len = unum_format(f, n, s, 255, NULL, &e);
		if (U_SUCCESS(e) && len > 0 && !has_digit(utf8(s, len)))
			number_add(utf8(s, len), C_ord, n, &l);
	}
	unum_close(f);
}

/* ---- CLDR rows -------------------------------------------------------- */

/* name CLASS VALUE NAME LANGS | pattern - - PATTERN LANGS | order … */
static void
cldr_row_read(char **c)
{
	char *lang = c[4], *next;

	for (; lang != NULL; lang = next) {
		next = strchr(lang, ',');
		if (next != NULL)
			*next++ = '\0';
		if (strcmp(c[0], "name") == 0)
			name_keep(c[1], atoi(c[2]), c[3], lang);
		else if (strcmp(c[0], "form") == 0)
			month_form(c[3], &form[atoi(c[2])]);
		else if (strcmp(c[0], "pattern") == 0)
			pattern_add(c[3], lang);
		else if (strcmp(c[0], "order") == 0)
			order_add(lang, c[3]);
		else
			fail("CLDR row %s", c[0]);
	}
}

static void
cldr_tables(const char *dir)
{
	static const char *const spelled[] = {
		"en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "sv",
		"tr", "hi", "ar", "pl", "cs", "da", "nb", "fi", "ca", "ro"
	};
	int32_t i, n = uloc_countAvailable();
	char lang[ULOC_LANG_CAPACITY];
	UErrorCode e;

	for (i = 0; i < n; i++) {
		const char *locale = uloc_getAvailable(i);
		char gregorian[128];

		e = U_ZERO_ERROR;
		uloc_getLanguage(locale, lang, sizeof lang, &e);
		snprintf(gregorian, sizeof gregorian,
		    "%s@calendar=gregorian", locale);
		memset(form, 0, sizeof form);
		icu_names(gregorian, lang);
		icu_skeletons(gregorian, lang);
		icu_styles(gregorian, lang);
	}
	for (i = 0; i < (int32_t)(sizeof spelled / sizeof *spelled); i++)
		icu_numbers(spelled[i]);
	memset(form, 0, sizeof form);
	icu_calendars();
	if (!dump)
		each_row(dir, "dates-cldr.tsv", 5, cldr_row_read);
}

static void
print_orders(void)
{
	size_t i;

	printf("const struct dates_locale dates_orders[] = {\n");
	for (i = 0; i < orders; i++)
		printf("{\"%s\",\"%s\"},%s", order_list[i].locale,
		    order_list[i].order, i % 4 == 3 ? "\n" : "");
	printf("{\"\",\"\"}};\n\n");
}
