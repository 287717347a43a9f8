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

enum { LONGEST = 8, BITS = 11, PLACES = 2 };

static const char words[][LONGEST + 1] = { "aant", "abb", "abs", "adj", "adm",
	"adv", "afd", "aff", "afl", "al", "alg", "alin", "allg", "alt", "anm",
	"apdo", "app", "approx", "apr", "aprox", "apt", "arch", "art", "arts",
	"artt", "assn", "asst", "att", "atte", "attn", "aufl", "aug", "ausg",
	"av", "avda", "ave", "avv", "bd", "bde", "bes", "betr", "bez", "bhd",
	"bibl", "bijv", "bkz", "bldg", "blvd", "blz", "bnw", "bros", "bsc",
	"bspw", "bzgl", "bzw", "ca", "cad", "cand", "cap", "capt", "cel", "cf",
	"cfr", "ch", "chap", "chr", "cie", "cir", "cit", "civ", "cl", "cllr",
	"cm", "cmdr", "cmt", "co", "col", "colls", "comm", "comp", "conf",
	"cong", "contr", "coop", "corp", "cpl", "cpv", "ct", "ctr", "cts",
	"cía", "decl", "def", "dep", "dept", "depto", "dez", "dgl", "dhr",
	"dipl", "dist", "distr", "div", "dna", "doc", "doct", "doss", "dott",
	"doç", "dpto", "dr", "dra", "drs", "ds", "dtl", "ebd", "ecc", "econ",
	"ed", "edit", "edn", "edo", "eds", "eg", "ehem", "einschl", "eks",
	"eksp", "elec", "encl", "engl", "ent", "env", "enz", "eq", "eqn",
	"equiv", "esc", "esim", "esp", "esq", "est", "estab", "et", "etc",
	"etw", "evt", "evtl", "ex", "exc", "excmo", "exec", "exempl", "exmo",
	"ext", "fa", "facs", "fam", "fasc", "feb", "febr", "fed", "fhv", "fig",
	"figs", "fjk", "fl", "fls", "fn", "fnr", "fns", "fol", "foll", "forts",
	"fos", "fr", "frag", "franz", "fri", "frl", "ft", "ftn", "fvt", "fys",
	"gaz", "geb", "gebr", "gen", "geogr", "geol", "geom", "germ", "gew",
	"ggf", "giov", "godz", "gov", "gral", "grec", "griech", "grp", "gvt",
	"hab", "habil", "hd", "hhv", "hist", "hl", "hon", "hort", "hosp", "hr",
	"hrsg", "hs", "hwy", "hyg", "ib", "ibd", "ibid", "ident", "ie", "ifj",
	"iflg", "ift", "ill", "ilmo", "im", "impr", "inc", "incl", "incr",
	"indus", "infl", "ing", "inh", "inkl", "insb", "insbes", "insp", "inst",
	"instr", "int", "intl", "intr", "introd", "inż", "irreg", "ital", "itd",
	"itp", "izq", "izqda", "jan", "jap", "jf", "jfr", "jg", "jh", "jhdt",
	"jl", "jne", "jour", "jr", "jud", "jul", "jun", "jur", "juv", "kap",
	"kat", "kath", "kb", "kfz", "kg", "kgl", "kl", "km", "komm", "komp",
	"kpl", "ks", "lat", "ldt", "lett", "lib", "lic", "lidw", "lim", "lit",
	"lt", "ltd", "mah", "maj", "masc", "mass", "math", "max", "mech", "med",
	"medl", "mej", "merc", "mevr", "mfg", "mgmt", "mgr", "mht", "mia",
	"mil", "min", "mind", "mio", "mitt", "mld", "mlle", "mlles", "mln",
	"mm", "mme", "mmes", "mnd", "mon", "mons", "mos", "mr", "mrd", "mrs",
	"ms", "msgr", "mss", "mt", "mtl", "mtn", "mts", "muz", "mv", "mw",
	"möglw", "nakl", "napr", "např", "nat", "naz", "nb", "neub", "neutr",
	"no", "nos", "nov", "np", "nr", "nro", "ns", "ntr", "núm", "núms",
	"obj", "obr", "obs", "occ", "odd", "odp", "ods", "odst", "offic", "ogl",
	"ok", "okt", "op", "opp", "oppl", "ord", "orig", "osv", "ott", "oz",
	"p", "pag", "pagg", "par", "parl", "parr", "pct", "pers", "pfc", "pfl",
	"pga", "phd", "phil", "phr", "phys", "pij", "pkt", "pl", "plc", "plur",
	"popř", "por", "pos", "pozn", "pp", "ppor", "pr", "pred", "pref",
	"prel", "prem", "prep", "pres", "proc", "prod", "prof", "prol", "pron",
	"prot", "prov", "pseud", "psych", "pt", "pts", "pub", "pubbl", "publ",
	"pvt", "pz", "pág", "págs", "písm", "płk", "qto", "qtr", "rag", "ral",
	"rapp", "rappr", "rd", "recd", "rect", "red", "reds", "ref", "reg",
	"rel", "rep", "repr", "reps", "repub", "res", "resp", "retd", "rev",
	"rez", "rgt", "roz", "roč", "rps", "rpt", "rt", "rtd", "rte", "ry", "s",
	"sa", "sab", "sched", "schol", "scil", "scr", "sec", "secr", "secs",
	"sect", "seg", "segg", "seit", "sen", "sep", "sept", "ser", "serg",
	"serv", "sess", "sett", "sgd", "sgg", "sgt", "sig", "sigg", "sigra",
	"sion", "skr", "skt", "slg", "sml", "smt", "sn", "sog", "sok", "sopr",
	"sost", "sott", "sp", "spb", "spec", "spr", "sq", "sqm", "sqq", "sr",
	"sra", "srta", "ss", "st", "sta", "stat", "stb", "stds", "ste", "stk",
	"sto", "stor", "str", "subd", "subj", "subst", "succ", "sup", "supp",
	"suppl", "supt", "surg", "svc", "svw", "symp", "syn", "syst", "szd",
	"szp", "szt", "tab", "tanv", "tav", "tbl", "techn", "tel", "telw",
	"terr", "tev", "tfno", "theol", "tis", "tj", "tjek", "tlf", "topp",
	"tr", "trad", "trans", "transl", "treas", "trib", "trim", "tsd", "tsk",
	"tys", "tzn", "tzv", "tř", "ua", "ud", "uds", "ul", "unab", "univ",
	"urspr", "usf", "ust", "usw", "utg", "vb", "vbr", "vd", "ved", "vedr",
	"verf", "verh", "verl", "veröff", "vgl", "vgr", "vha", "viz", "vnw",
	"voc", "vocab", "voj", "vol", "vols", "vorm", "vrt", "vs", "vyd", "vz",
	"wg", "wiss", "ww", "wyd", "wym", "wys", "yrd", "yy", "zab", "zach",
	"zag", "zagr", "zap", "zał", "zb", "zbl", "zd", "zdr", "zgl", "zit",
	"zn", "znw", "zob", "ztr", "zus", "zw", "zł", "örn", "österr", "özv",
	"öğr", "ún", "übers", "überw", "čl", "św", "żyw", "ав", "буд", "бул",
	"вв", "вж", "вул", "г", "гг", "гл", "гр", "грн", "д", "див", "др", "е",
	"ед", "им", "кв", "коп", "л", "лв", "м", "мин", "млн", "млрд", "н",
	"напр", "обл", "оз", "пор", "пос", "пр", "прим", "пров", "проф", "р",
	"ред", "рис", "рр", "руб", "с", "св", "сл", "см", "ст", "стор", "стр",
	"т", "табл", "тел", "тис", "тов", "тт", "тыс", "ул", "хил", "ц", "ч",
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
