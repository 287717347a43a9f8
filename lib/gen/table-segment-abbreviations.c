/*
 * Prints build/gen/segment-abbreviations.h: words that more often than not
 * are written with a point of their own, in lower case, of the languages with
 * many readers, as a hash table that is found by one multiplication. A
 * bucket has four places; the factor is one that leaves no word without.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 8, BITS = 10, PLACES = 4 };

static const char words[][LONGEST + 1] = { "aa", "aant", "aanw", "abb", "abg",
	"abl", "abp", "abs", "abt", "adj", "adm", "admón", "adv", "afb", "afd",
	"aff", "afl", "ahd", "akad", "akc", "al", "alg", "alin", "alk", "allg",
	"alt", "amerik", "amtl", "anm", "ann", "ao", "apdo", "apod", "app",
	"approx", "apr", "aprox", "apt", "arab", "arch", "arh", "arq", "arr",
	"art", "arts", "artt", "arş", "assn", "asst", "atd", "att", "atte",
	"attn", "atď", "aufl", "aug", "ausg", "ausl", "ausschl", "av", "avd",
	"avda", "ave", "avg", "avv", "bankr", "bayr", "bd", "bde", "bearb",
	"bes", "betr", "bez", "bgm", "bhd", "bhf", "bibl", "bijv", "bijw",
	"bkz", "bld", "bldg", "blvd", "blz", "bnw", "brig", "bros", "bsc",
	"bspl", "bspw", "byzant", "bz", "bzgl", "bzw", "böl", "ca", "cad",
	"cand", "cap", "capt", "cass", "cav", "cca", "cel", "cert", "cf", "cfr",
	"ch", "chap", "chines", "chr", "cie", "cir", "cit", "civ", "cl", "cllr",
	"cls", "cm", "cmdr", "cmt", "cnel", "co", "col", "coll", "colls",
	"comm", "comp", "conf", "cong", "contr", "coop", "corp", "cpl", "cpt",
	"cpv", "ct", "ctr", "ctra", "cts", "cx", "czw", "cía", "dcha", "decl",
	"def", "dep", "dept", "depto", "dez", "dg", "dgl", "dhr", "dipl",
	"disp", "dist", "distr", "div", "dl", "dna", "doc", "doct", "dos",
	"doss", "dott", "doç", "dpto", "dr", "dra", "drs", "ds", "dtl", "dvs",
	"dyr", "dän", "dép", "dña", "ebd", "ecc", "econ", "ecz", "ed", "edit",
	"ediz", "edn", "edo", "eds", "eg", "egr", "ehem", "ehrw", "einschl",
	"ekr", "eks", "eksp", "elec", "elev", "encl", "engl", "enl", "ent",
	"entlo", "entspr", "env", "enz", "eq", "eqn", "equiv", "esc", "esim",
	"esp", "esq", "est", "estab", "et", "etc", "etw", "europ", "event",
	"evt", "evtl", "ex", "exa", "exc", "excmo", "exec", "exempl", "exh",
	"exhs", "exkl", "exmo", "ext", "ezr", "fa", "facs", "fam", "fasc",
	"feb", "febr", "fed", "fhv", "fig", "figs", "fjk", "fl", "fls", "fn",
	"fnr", "fns", "fol", "foll", "ford", "fork", "forts", "fos", "fr",
	"frag", "franz", "frhr", "fri", "frk", "frl", "frz", "ft", "ftn", "fvt",
	"fys", "förf", "gal", "gaz", "geb", "gebr", "gegr", "gen", "geogr",
	"geol", "geom", "gerichtl", "germ", "gesetzl", "gest", "gew", "gf",
	"ggf", "giov", "giu", "gjsn", "gm", "gmbh", "gnst", "godz", "gov",
	"gral", "grec", "griech", "grp", "gvt", "gén", "gör", "gđa", "gđica",
	"hab", "habil", "hbf", "hd", "hebr", "herzogl", "hfst", "hhv", "hist",
	"hl", "hna", "hno", "hochw", "hon", "hort", "hosp", "hptm", "hr", "hra",
	"hrn", "hrsg", "hs", "hwy", "hyg", "hz", "hzg", "ib", "ibd", "ibid",
	"ibíd", "ident", "ie", "ifj", "iflg", "ift", "ill", "ilmo", "im",
	"impr", "inc", "incl", "incr", "indus", "infl", "ing", "inh", "inkl",
	"inl", "insb", "insbes", "insg", "insp", "inst", "instr", "int",
	"internat", "intl", "intr", "introd", "inż", "irreg", "isk", "ital",
	"itd", "itp", "izda", "izq", "izqda", "jan", "jap", "jf", "jfr", "jg",
	"jh", "jhdt", "jhs", "jl", "jne", "jour", "jr", "jrg", "jud", "judr",
	"jul", "jun", "jur", "juv", "jährl", "kaiserl", "kap", "kapt", "kat",
	"kath", "kb", "kdo", "kfz", "kg", "kgl", "kiad", "kier", "kirchl", "kl",
	"klo", "km", "knj", "kol", "komm", "komp", "kpl", "kpt", "ks", "königl",
	"lat", "lbs", "ld", "ldo", "ldt", "lek", "lekt", "lett", "lib", "lic",
	"lidw", "lim", "lit", "lt", "ltd", "ltda", "ltn", "luutn", "löjtn",
	"mah", "maist", "maj", "maks", "masc", "mass", "math", "max", "mech",
	"med", "medl", "mej", "merc", "messrs", "mevr", "mfg", "mfl", "mgl",
	"mgmt", "mgr", "mhd", "mht", "mia", "mies", "mil", "milj", "min",
	"mind", "mio", "mitgl", "mitt", "mj", "mjr", "mld", "mlle", "mlles",
	"mln", "mm", "mme", "mmes", "mnd", "mo", "mon", "monatl", "mons", "mos",
	"mr", "mrd", "mrs", "ms", "msgr", "mss", "mt", "mtl", "mtn", "mts",
	"mudr", "mun", "muz", "mv", "mw", "mwst", "máx", "mín", "möglw", "müh",
	"mündl", "nachm", "nakl", "napr", "např", "nat", "natürl", "naz", "nb",
	"nd", "neub", "neutr", "no", "nos", "nov", "np", "npor", "npr", "nr",
	"nro", "ns", "ntr", "nám", "nördl", "núm", "núms", "obj", "oblt", "obr",
	"obs", "occ", "oct", "odd", "odp", "ods", "odst", "offic", "ogl", "ok",
	"okr", "okt", "op", "opg", "opp", "oppl", "oprac", "ord", "ordf",
	"orig", "osv", "ott", "overl", "oz", "p", "pag", "pagg", "par", "para",
	"paras", "parl", "parr", "pct", "pers", "persönl", "pfc", "pfl", "pfr",
	"pga", "pgs", "phd", "phdr", "phil", "phr", "phys", "pij", "pj", "pkt",
	"pl", "plc", "plk", "plur", "pn", "pok", "polizeil", "poln", "popř",
	"por", "pos", "poz", "pozn", "pp", "ppor", "pr", "pred", "pref", "prel",
	"prem", "prep", "pres", "preuß", "proc", "prod", "prof", "profa",
	"prol", "pron", "prot", "prov", "przew", "przyp", "präs", "préf",
	"próx", "pseud", "psicol", "psych", "pt", "pts", "pub", "pubbl", "publ",
	"puh", "puk", "pvt", "pz", "pza", "pág", "págs", "párr", "párrf", "pça",
	"písm", "płk", "přel", "příp", "qt", "qto", "qtr", "qv", "rag", "ral",
	"rapp", "rappr", "rd", "rec", "recd", "rect", "red", "reds", "ref",
	"reg", "rel", "rep", "repr", "reps", "repub", "res", "resp", "retd",
	"rev", "rez", "rgt", "ric", "rndr", "roz", "roč", "rps", "rpt", "rt",
	"rtd", "rte", "rtm", "russ", "rva", "ry", "rys", "rééd", "röm", "rückw",
	"s", "sa", "sab", "sb", "sched", "schol", "schr", "schriftl", "schwed",
	"scil", "scr", "sct", "sec", "secr", "secs", "sect", "seg", "segg",
	"seit", "sekr", "sen", "sep", "sept", "ser", "serg", "serv", "sess",
	"sett", "sez", "sezz", "sf", "sg", "sgd", "sgg", "sgt", "sgto", "sig",
	"sigg", "sigra", "sion", "skr", "skt", "slg", "sml", "smt", "sn", "sog",
	"sok", "sopr", "sost", "sott", "sp", "spb", "spec", "spol", "spr", "sq",
	"sqm", "sqq", "sr", "sra", "srov", "srta", "ss", "ssgg", "st", "sta",
	"staatl", "stat", "stb", "stds", "ste", "stellv", "stk", "sto", "stol",
	"stor", "str", "stv", "städt", "subcomm", "subd", "subj", "subst",
	"succ", "sup", "supp", "suppl", "supt", "surg", "sv", "svc", "svw",
	"symp", "syn", "synt", "syst", "sz", "szd", "szds", "szerk", "szp",
	"szt", "sächs", "séc", "südl", "tab", "tanv", "tav", "tbl", "techn",
	"tel", "telw", "temp", "terr", "tev", "tfno", "tgl", "theol", "ths",
	"thurs", "tis", "tj", "tjek", "tkr", "tlf", "tmi", "toht", "toim",
	"topp", "tp", "tr", "trad", "trans", "transl", "trav", "treas", "trib",
	"trim", "tsd", "tsk", "tte", "tussenw", "tyg", "tys", "tzn", "tzv",
	"tägl", "tél", "türk", "tğm", "tłum", "tř", "ua", "ud", "uds", "ul",
	"unab", "ungar", "univ", "unterz", "uppl", "urm", "urspr", "usf", "usp",
	"ust", "usw", "utg", "uzm", "vb", "vbr", "vd", "ved", "vedr", "verf",
	"verh", "verl", "verst", "veröff", "vgl", "vgr", "vha", "viz", "vnw",
	"voc", "vocab", "voegw", "voj", "vol", "vols", "volt", "vorm", "vors",
	"vorst", "vpj", "vrt", "vs", "vyd", "vz", "vö", "westl", "weth", "wg",
	"wirtsch", "wiss", "wk", "wks", "woj", "wt", "ww", "wyd", "wym", "wys",
	"yakl", "yd", "ym", "yms", "yr", "yrd", "yrs", "yy", "yzb", "zab",
	"zach", "zag", "zagr", "zap", "zast", "zał", "zb", "zbl", "zd", "zdr",
	"zejm", "zgl", "zit", "zm", "zn", "znw", "zob", "zr", "ztr", "zul",
	"zus", "zw", "zzgl", "zást", "zł", "ált", "ärztl", "çev", "éd", "évf",
	"öff", "örn", "österr", "östl", "övers", "özv", "öğr", "ún", "übers",
	"überw", "čl", "řed", "śr", "św", "żyw", "αγ", "αρ", "βλ", "δηλ", "δρ",
	"εκ", "καθ", "κεφ", "κλπ", "κος", "λπ", "πχ", "σελ", "στρ", "χιλ",
	"абз", "ав", "авт", "адм", "акад", "арх", "бл", "буд", "букв", "бул",
	"вв", "вж", "вид", "викл", "вип", "вул", "вып", "г", "гг", "ген", "гл",
	"гр", "грн", "губ", "д", "див", "доц", "др", "е", "ед", "жж", "зав",
	"зам", "зб", "изд", "ил", "илл", "им", "инж", "канд", "кап", "кв",
	"коп", "л", "лв", "м", "мин", "мкр", "млн", "млрд", "н", "наб", "напр",
	"нач", "обл", "оз", "ок", "окр", "оп", "отв", "пер", "пл", "пор", "пос",
	"пп", "пр", "пред", "преп", "прил", "прим", "пров", "проф", "проц",
	"публ", "р", "разд", "ред", "реж", "респ", "рис", "розд", "рр", "руб",
	"с", "сб", "св", "сл", "см", "смт", "собр", "сост", "соч", "ср", "ст",
	"стор", "стр", "т", "табл", "тел", "тис", "тов", "тт", "туп", "тыс",
	"ул", "хил", "хут", "ц", "цит", "ч", "чел", "чл", "чол", "шт", "экз",
	"ім", "ін", "інж" };

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
		printf("\n\t{ 0x%jxu, 0x%jxu, 0x%jxu, 0x%jxu },",
		    (uintmax_t)table[i][0], (uintmax_t)table[i][1],
		    (uintmax_t)table[i][2], (uintmax_t)table[i][3]);
	puts("\n};");
	return 0;
}
