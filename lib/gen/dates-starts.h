/*
 * The bits of the prefilter in lib/dates/scan.c: how words that trigger a
 * region may begin.
 */
#ifndef GEN_DATES_STARTS_H
#define GEN_DATES_STARTS_H

#include "dates-lexicon.h"

static uint64_t starts[1 << 8], stops[1 << 8], known[1 << 12], pairs[1 << 9],
    cjk[1 << 10], ascii[1 << 11], open_ascii[1 << 11];

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
	bits_put(starts, dates_hash_start(x));
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
	bits_put(starts, dates_hash_start(x));
}

/*
 * The first letters of an entry, if a run of ASCII letters can be it or, when
 * it is longer, its beginning; 0: it cannot.
 */
static uint64_t
ascii_prefix(const struct entry *e)
{
	char first[DATES_PREFIX] = { 0 };
	unsigned n = 0, letters;

	while (n < DATES_PREFIX && e->key[n] > 0 && u_isalpha(e->key[n])) {
		first[n] = e->key[n];
		n++;
	}
	letters = (1u << n) - 1;
	return n > 0 && (n == DATES_PREFIX || e->key[n] == '\0')
	    ? dates_prefix(first, dates_keep(letters))
	    : 0;
}

/*
 * A trigger, or the first word of one; and function words. If another
 * character of a word follows a short run, the lexicon is asked.
 */
static void
ascii_add(const struct entry *e)
{
	uint64_t prefix = ascii_prefix(e);
	uint32_t h = dates_hash_prefix(prefix);

	if (prefix == 0)
		return;
	if (e->trigger || (e->starts & ENTRY_STARTS) != 0)
		bits_put(ascii, h);
	if (e->opens)
		bits_put(open_ascii, h);
	if (is_function_word(e)) {
		if (prefix >> 8 * DATES_STOP != 0)
			fail("too long for a function word: %s", e->key);
		bits_put(stops, dates_hash_stop(prefix));
	}
}

static void
print_bits(const char *name, const uint64_t *bits, size_t bytes)
{
	size_t i;

	printf("const uint64_t %s[] = {", name);
	for (i = 0; i < bytes / sizeof *bits; i++)
		printf("0x%llxu,%s", (unsigned long long)bits[i],
		    i % 8 == 7 ? "\n" : "");
	printf("};\n");
}

static void
print_starts(void)
{
	static const UChar numeral[] =
	    u"〇零○一二三四五六七八九两兩十廿卅百千万萬";
	size_t i, k;

	for (i = 0; numeral[i] != 0; i++) {
		bits_put(cjk, numeral[i]);
		bits_put(pairs, dates_hash_pair(numeral[i], '/'));
	}

	for (i = 0; i < entries; i++) {
		const char *key = all[i]->key;
		int32_t at = 0, len = (int32_t)strlen(key);
		UChar32 a, b = 0;

		bits_put(known, dates_hash_known(all[i]->hash));
		ascii_add(all[i]);
		U8_NEXT(key, at, len, a);
		if (at < len)
			U8_NEXT(key, at, len, b);
		if (lexeme_class(a) == LX_CHAR && a >= 0x3000 && a < 0x10000) {
			for (k = 0; k < (size_t)len;) {
				int32_t p = (int32_t)k;

				U8_NEXT(key, p, len, a);
				if (a >= 0x3000 && a < 0x10000)
					bits_put(cjk, (uint32_t)a);
				k = (size_t)p;
			}
			if (all[i]->trigger) {
				at = 0;
				U8_NEXT(key, at, len, a);
				bits_put(pairs,
				    dates_hash_pair((uint32_t)a, (uint32_t)b));
			}
			continue;
		}
		if (all[i]->trigger || all[i]->second) {
			start_add(key, false);
			start_add(key, true);
		}
	}
	print_bits("dates_starts", starts, sizeof starts);
	print_bits("dates_ascii", ascii, sizeof ascii);
	print_bits("dates_open", open_ascii, sizeof open_ascii);
	print_bits("dates_stops", stops, sizeof stops);
	print_bits("dates_known", known, sizeof known);
	print_bits("dates_pairs", pairs, sizeof pairs);
	print_bits("dates_cjk", cjk, sizeof cjk);
	print_bits("dates_two", twos, sizeof twos);
	printf("\n");
}

#endif
