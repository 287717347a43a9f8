/*
 * The CLDR data of the ICU at build time, and the rows of dates-cldr.tsv in
 * lib/data, which hold what newer releases of CLDR have beside it.
 */
#ifndef GEN_DATES_ICU_H
#define GEN_DATES_ICU_H

#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>

#include "dates-cldr.h"

/* ---- names and patterns ----------------------------------------------- */

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
	const char *class = day ? (wide ? "wday" : "wdayx")
	    : wide              ? "month"
	                        : "monthx";
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
	static const UDateFormatSymbolType
	    month[] = { UDAT_MONTHS, UDAT_STANDALONE_MONTHS,
		    UDAT_STANDALONE_SHORT_MONTHS, UDAT_SHORT_MONTHS },
	    day[] = { UDAT_WEEKDAYS, UDAT_SHORT_WEEKDAYS,
		    UDAT_STANDALONE_WEEKDAYS, UDAT_STANDALONE_SHORT_WEEKDAYS,
		    UDAT_SHORTER_WEEKDAYS };
	UErrorCode e = U_ZERO_ERROR;
	UDateFormat *f =
	    udat_open(UDAT_NONE, UDAT_FULL, locale, u"UTC", -1, NULL, 0, &e);
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
		char c =
		    pattern[i] == 'M' || pattern[i] == 'L' ? 'm' : pattern[i];

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

/* The four styles; with `order`, the short one tells the order of numbers. */
static void
icu_styles(const char *locale, const char *lang, bool order)
{
	static const UDateFormatStyle style[] = { UDAT_FULL, UDAT_LONG,
		UDAT_MEDIUM, UDAT_SHORT };
	UChar s[256];
	size_t i;

	for (i = 0; i < 4; i++) {
		UErrorCode e = U_ZERO_ERROR;
		UDateFormat *f = udat_open(UDAT_NONE, style[i], locale, u"UTC",
		    -1, NULL, 0, &e);
		int32_t n = udat_toPattern(f, false, s, 255, &e);

		if (U_SUCCESS(e))
			pattern_add(utf8(s, n), lang);
		if (U_SUCCESS(e) && order && i == 3)
			order_add(locale, utf8(s, n));
		udat_close(f);
	}
}

static void
icu_skeletons(const char *locale, const char *lang)
{
	static const UChar *const skeleton[] = { u"yMMMM", u"yMMM", u"MMMMd",
		u"MMMd", u"yMMMEd", u"MMMMEEEEd", u"yMMMd", u"MMMEd" };
	UErrorCode e = U_ZERO_ERROR;
	UDateTimePatternGenerator *g = udatpg_open(locale, &e);
	UChar s[256];
	size_t i;

	for (i = 0; U_SUCCESS(e) && i < 8; i++) {
		UErrorCode err = U_ZERO_ERROR;
		int32_t n =
		    udatpg_getBestPattern(g, skeleton[i], -1, s, 255, &err);

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
		if (strcmp(name, "AM") == 0)
			continue; /* "May 5, 9 AM" is no year of the world */
		if (type == UDAT_ERAS || type == UDAT_ERA_NAMES)
			word_add(name, C_cal, cal, &l);
		else if (usable(name))
			word_add(name, C_calm, cal * 100 + i + 1, &l)->trigger =
			    true;
	}
}

/* Names, eras and patterns. */
static void
icu_calendars(void)
{
	static const struct {
		int number;
		const char *name, *langs;
	} list[] = { { CAL_BUDDHIST, "buddhist", "th,en" },
		{ CAL_ISLAMIC, "islamic-civil", "ar,en,fa,tr,ur,id,ms,fr,de" },
		{ CAL_PERSIAN, "persian", "fa,en,ps,ckb" },
		{ CAL_HEBREW, "hebrew", "he,en,fr,de" },
		{ CAL_INDIAN, "indian", "hi,en,mr,bn,gu,te" },
		{ CAL_ETHIOPIC, "ethiopic", "am,en,ti" },
		{ CAL_COPTIC, "coptic", "ar,en" },
		{ CAL_JAPANESE, "japanese", "en,de,fr,es" } };
	size_t i, len;

	for (i = 0; i < sizeof list / sizeof *list; i++) {
		const char *l = list[i].langs;

		for (; *l != '\0'; l += len + (l[len] == ',')) {
			UErrorCode e = U_ZERO_ERROR;
			char lang[8], locale[64];
			UDateFormat *f;

			len = strcspn(l, ",");
			snprintf(lang, sizeof lang, "%.*s", (int)len, l);
			snprintf(locale, sizeof locale, "%s@calendar=%s", lang,
			    list[i].name);
			f = udat_open(UDAT_NONE, UDAT_FULL, locale, u"UTC", -1,
			    NULL, 0, &e);
			if (U_FAILURE(e))
				continue;
			foreign = list[i].number;
			if (foreign != CAL_JAPANESE) {
				calendar_symbols(f, UDAT_ERAS, foreign, lang);
				calendar_symbols(f, UDAT_ERA_NAMES, foreign,
				    lang);
			}
			if (foreign != CAL_JAPANESE &&
			    foreign != CAL_BUDDHIST) {
				calendar_symbols(f, UDAT_MONTHS, foreign, lang);
				calendar_symbols(f, UDAT_SHORT_MONTHS, foreign,
				    lang);
			}
			icu_styles(locale, lang, false);
			foreign = 0;
			udat_close(f);
		}
	}
}

/* By a set of rules; "%spellout-ordinal", null for the language's own. */
static void
icu_spelled(UNumberFormat *f, const UChar *rules, int n, uint16_t class,
    bool phrases, const struct dates_langset *l)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar s[256];
	char *name;
	int32_t len;

	if (rules != NULL)
		unum_setTextAttribute(f, UNUM_DEFAULT_RULESET, rules, -1, &e);
	len = unum_format(f, n, s, 255, NULL, &e);
	if (U_FAILURE(e) || len == 0)
		return;
	name = utf8(s, len);
	if (!has_digit(name) && (phrases || strchr(name, ' ') == NULL))
		number_add(name, class, n, l);
}

/*
 * Numbers that bend, "pięciu", "двумя": one word each, for rows put them
 * together. "One" is no number in most of its forms.
 */
static void
icu_bent(UNumberFormat *f, const UChar *rules, const struct dates_langset *l)
{
	int n;

	if (u_strstr(rules, u"plural") != NULL ||
	    u_strstr(rules, u"verbose") != NULL)
		return;
	if (u_strstr(rules, u"%spellout-ordinal") == rules)
		for (n = 1; n <= 31; n++)
			icu_spelled(f, rules, n, C_ord, false, l);
	if (u_strstr(rules, u"%spellout-cardinal") != rules)
		return;
	for (n = 2; n < 1000; n += n < 31 ? 1 : n < 100 ? 10 - n % 10 : 100)
		icu_spelled(f, rules, n, C_word, false, l);
}

/* Spelled numbers 1 to 99 and ordinals 1 to 31, where ICU can. */
static void
icu_numbers(const char *lang, bool bends)
{
	struct dates_langset l = set_parse(lang);
	UErrorCode e = U_ZERO_ERROR;
	UNumberFormat *f = unum_open(UNUM_SPELLOUT, NULL, 0, lang, NULL, &e);
	UChar rules[4096], *set = rules, *end;
	int n;

	if (U_FAILURE(e))
		return;
	unum_getTextAttribute(f, UNUM_PUBLIC_RULESETS, rules, 4095, &e);
	for (n = 1; n <= 100; n++)
		icu_spelled(f, NULL, n, C_word, true, &l);
	for (n = 1; n <= 31; n++)
		icu_spelled(f, u"%spellout-ordinal", n, C_ord, true, &l);
	for (; bends && U_SUCCESS(e) && *set != 0; set = end) {
		end = u_strchr(set, ';');
		if (end == NULL)
			end = set + u_strlen(set);
		else
			*end++ = 0;
		icu_bent(f, set, &l);
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
	static const char *const spelled[] = { "en", "de", "fr", "es", "pt",
		"it", "nl", "sv", "tr", "hi", "ar", "da", "nb", "ca", "hu",
		"fa", "id", "vi", "gl", "ta" };
	static const char *const bent[] = { "ru", "uk", "pl", "cs", "fi", "ro",
		"el", "hr", "bg", "sk", "sr", "et", "lv", "lt" };
	int32_t i, n = uloc_countAvailable();
	char lang[ULOC_LANG_CAPACITY];
	UErrorCode e;

	for (i = 0; i < n; i++) {
		const char *locale = uloc_getAvailable(i);
		char gregorian[128];

		e = U_ZERO_ERROR;
		uloc_getLanguage(locale, lang, sizeof lang, &e);
		snprintf(gregorian, sizeof gregorian, "%s@calendar=gregorian",
		    locale);
		memset(form, 0, sizeof form);
		icu_names(gregorian, lang);
		icu_skeletons(gregorian, lang);
		icu_styles(gregorian, lang, true);
	}
	for (i = 0; i < (int32_t)(sizeof spelled / sizeof *spelled); i++)
		icu_numbers(spelled[i], false);
	for (i = 0; i < (int32_t)(sizeof bent / sizeof *bent); i++)
		icu_numbers(bent[i], true);
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

#endif
