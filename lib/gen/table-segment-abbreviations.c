/*
 * Prints build/gen/segment-abbreviations.h: words that more often than not
 * are written with a point of their own, in lower case, of the languages with
 * many readers, as a hash table that is found by one multiplication. A
 * bucket has two places; the factor is one that leaves no word without.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 8, BITS = 9, PLACES = 2 };

static const char words[][LONGEST + 1] = { "abb", "abs", "adj", "adm", "adv",
	"aff", "al", "allg", "alt", "anm", "approx", "apr", "apt", "art",
	"arts", "asst", "att", "aufl", "aug", "ausg", "av", "ave", "bd", "bde",
	"bes", "betr", "bez", "bspw", "bzgl", "bzw", "ca", "cap", "capt", "cel",
	"cf", "cfr", "ch", "chap", "cie", "cit", "cmdr", "co", "col", "comp",
	"corp", "cpl", "def", "dep", "dept", "dez", "dgl", "dipl", "div", "doc",
	"dott", "dr", "ebd", "ecc", "ed", "eds", "ehem", "einschl", "engl",
	"ent", "esp", "est", "et", "etc", "etw", "evtl", "ex", "exc", "exempl",
	"fa", "fam", "fasc", "feb", "febr", "fig", "figs", "fol", "fr", "franz",
	"fri", "frl", "ft", "geb", "gebr", "gen", "geogr", "ggf", "gov",
	"griech", "hd", "hl", "hon", "hr", "hrsg", "hs", "ib", "ibid", "ill",
	"inc", "incl", "ing", "inh", "inkl", "insb", "insbes", "inst", "int",
	"ital", "jan", "jg", "jh", "jhdt", "jr", "jul", "jun", "kap", "kath",
	"kfz", "kg", "km", "komm", "lat", "lib", "lic", "lim", "lit", "lt",
	"ltd", "maj", "mass", "max", "med", "mgr", "mil", "min", "mind", "mio",
	"mlle", "mln", "mme", "mon", "mos", "mr", "mrd", "mrs", "ms", "msgr",
	"mt", "mtn", "möglw", "nat", "nb", "neub", "no", "nos", "nov", "nr",
	"núm", "obj", "obr", "okt", "op", "opp", "orig", "p", "pag", "par",
	"parr", "pers", "pfc", "phil", "pl", "plc", "pos", "pp", "pr", "prep",
	"pres", "prof", "prov", "psych", "pt", "pts", "publ", "pvt", "rd",
	"red", "ref", "reg", "rel", "rep", "repr", "res", "resp", "rev", "rez",
	"rtd", "s", "sa", "sec", "sect", "seg", "segg", "sen", "sep", "sept",
	"ser", "sgt", "sig", "slg", "sog", "sp", "spec", "sq", "sqq", "sr",
	"sra", "srta", "st", "sta", "ste", "stk", "str", "subst", "sup",
	"suppl", "surg", "svw", "syn", "tab", "tel", "theol", "trad", "tsd",
	"tzn", "ua", "ul", "univ", "urspr", "usf", "usw", "vd", "verf", "verh",
	"vgl", "viz", "vol", "vols", "vorm", "vs", "wg", "wiss", "zgl", "zit",
	"zob", "ztr", "zus", "zw", "österr", "übers", "überw", "ав", "вв",
	"вул", "г", "гг", "гл", "гр", "д", "др", "е", "ед", "им", "кв", "коп",
	"л", "м", "мин", "млн", "млрд", "н", "напр", "обл", "оз", "пос", "пр",
	"прим", "проф", "р", "рис", "рр", "руб", "с", "св", "сл", "см", "ст",
	"стр", "т", "табл", "тел", "тис", "тов", "тт", "тыс", "ул", "ц", "ч",
	"чел", "ім", "ін" };

static uint64_t table[1 << BITS][PLACES];

/* Eight bytes, the first on top; NULs behind a shorter word. */
static uint64_t
key_of(const char *p)
{
	uint64_t key = 0;

	for (unsigned i = 0; i < LONGEST; i++)
		key = key << 8 | (unsigned char)p[i];
	return key;
}

static bool
fill(uint64_t factor)
{
	memset(table, 0, sizeof table);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		uint64_t key = key_of(words[i]),
		         *bucket = table[key * factor >> (64 - BITS)];
		unsigned n = 0;

		while (n < PLACES && bucket[n] != 0)
			n++;
		if (n == PLACES)
			return false;
		bucket[n] = key;
	}
	return true;
}

int
main(void)
{
	uint64_t factor = 0x9e3779b97f4a7c15u;

	while (!fill(factor))
		factor = factor * 6364136223846793005u + 1442695040888963406u;
	puts("/* Made by lib/gen/table-segment-abbreviations.c. */");
	printf("enum { ABBREVIATION_BITS = %d, ABBREVIATION_LONGEST = %d };\n",
	    BITS, LONGEST);
	printf("#define ABBREVIATION_FACTOR 0x%016jxu\n", (uintmax_t)factor);
	printf("static const uint64_t abbreviations[][%d] = {", PLACES);
	for (size_t i = 0; i < 1u << BITS; i++)
		printf("\n\t{ 0x%jxu, 0x%jxu },", (uintmax_t)table[i][0],
		    (uintmax_t)table[i][1]);
	puts("\n};");
	return 0;
}
