/*
 * Words that more often than not are written with a point of their own, in
 * lower case, of the languages with many readers. A hint for the sentence
 * model, not a veto.
 */
#include "segment/sentence.h"
#include "text/text.h"

enum { LONGEST = 8 };

/* In the order of their bytes. */
static const char words[][LONGEST] = { "abb", "abs", "adj", "adm", "adv", "aff",
	"al", "allg", "alt", "anm", "approx", "apr", "apt", "art", "arts",
	"asst", "att", "aufl", "aug", "ausg", "av", "ave", "bd", "bde", "bes",
	"betr", "bez", "bspw", "bzgl", "bzw", "ca", "cap", "capt", "cel", "cf",
	"cfr", "ch", "chap", "cie", "cit", "cmdr", "co", "col", "comp", "corp",
	"cpl", "def", "dep", "dept", "dez", "dgl", "dipl", "div", "doc", "dott",
	"dr", "ebd", "ecc", "ed", "eds", "ehem", "einschl", "engl", "ent",
	"esp", "est", "et", "etc", "etw", "evtl", "ex", "exc", "exempl", "fa",
	"fam", "fasc", "feb", "febr", "fig", "figs", "fol", "fr", "franz",
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

/* Eight bytes as a number that sorts as they do. */
static inline uint64_t
key_of(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint64_t)u[0] << 56 | (uint64_t)u[1] << 48 |
	    (uint64_t)u[2] << 40 | (uint64_t)u[3] << 32 | (uint64_t)u[4] << 24 |
	    (uint64_t)u[5] << 16 | (uint64_t)u[6] << 8 | (uint64_t)u[7];
}

/* The word in lower case as such a number; 0 if it is too long. */
static uint64_t
fold(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	char out[LONGEST + 4] = { 0 };
	size_t n = 0;
	uint32_t cp;

	if (s.len > LONGEST)
		return 0;
	while (p < end && n <= LONGEST) {
		cp = (unsigned char)*p;
		if (cp < 0x80) {
			out[n++] = (char)text_lower(cp);
			p++;
			continue;
		}
		p += utf8_decode(p, end, &cp);
		n += utf8_encode(text_lower(cp), out + n);
	}
	return n <= LONGEST ? key_of(out) : 0;
}

/* Halving without a branch that could be guessed wrong. */
bool
is_abbreviation(struct quire_span word)
{
	uint64_t key = fold(word);
	size_t at = 0, n = sizeof words / sizeof *words, half;

	if (key == 0)
		return false;
	for (; n > 1; n -= half) {
		half = n / 2;
		at = key >= key_of(words[at + half]) ? at + half : at;
	}
	return key == key_of(words[at]);
}
