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
	"abk", "abl", "abp", "abrev", "abs", "abt", "abw", "abzgl", "acad",
	"acoust", "adj", "adm", "admvo", "admón", "adr", "adv", "afb", "afd",
	"aff", "afl", "afma", "afmas", "afmo", "afmos", "agric", "ahd", "akad",
	"akc", "al", "alg", "alin", "alk", "allg", "alt", "amerik", "amtl",
	"angl", "anm", "ann", "ao", "apdo", "apod", "app", "approx", "appt",
	"apr", "aprox", "apt", "aptdo", "arab", "arch", "arh", "arit", "ariz",
	"arq", "arqueol", "arquit", "arr", "arrdt", "art", "arts", "artt",
	"arş", "assn", "asst", "astron", "atd", "att", "atte", "attn", "atď",
	"aufl", "aug", "ausg", "ausl", "ausschl", "autom", "av", "avd", "avda",
	"ave", "avg", "avv", "bankr", "bayr", "bco", "bd", "bde", "bearb",
	"begr", "beil", "bes", "betr", "bez", "bgm", "bhd", "bhf", "bibl",
	"bijv", "bijw", "biogr", "biol", "bisw", "bkz", "bld", "bldg", "blvd",
	"blz", "bnw", "brig", "broch", "bros", "bsc", "bspl", "bspw", "byzant",
	"bz", "bzgl", "bzw", "böl", "býv", "ca", "cad", "calif", "cand", "cap",
	"capt", "cass", "categ", "cav", "cca", "cel", "cert", "cf", "cfr", "ch",
	"chap", "chem", "chines", "chr", "cie", "cir", "cit", "civ", "cl",
	"cllr", "cls", "cm", "cmdr", "cmt", "cmts", "cnel", "cnty", "co", "col",
	"coll", "collab", "colls", "comm", "comp", "compl", "comput", "conf",
	"cong", "conn", "contab", "contr", "coop", "coord", "corp", "cpl",
	"cpt", "cpv", "créd", "ct", "ctr", "ctra", "cts", "cx", "czw", "cía",
	"círc", "cód", "daw", "dcha", "decl", "def", "dep", "dept", "depto",
	"deptos", "dergl", "desgl", "desv", "dez", "dg", "dgl", "dhr", "dipl",
	"disp", "dist", "distr", "div", "dl", "dlgs", "dna", "doc", "doct",
	"dos", "doss", "dott", "doç", "dpto", "dptos", "dr", "dra", "drs", "ds",
	"dtl", "dto", "dtor", "dtzd", "dvs", "dyr", "dän", "déb", "déc", "dép",
	"dépt", "dña", "ebd", "ecc", "econ", "ecz", "ed", "edit", "ediz", "edn",
	"edo", "eds", "eg", "egr", "ehem", "ehrw", "eigtl", "einh", "einschl",
	"ekr", "eks", "ekskl", "eksp", "elec", "eletr", "eletrôn", "elettr",
	"elev", "encl", "encycl", "engl", "enl", "ent", "entlo", "entspr",
	"env", "enz", "eq", "eqn", "equiv", "erf", "erw", "esc", "escl", "esim",
	"esp", "esq", "est", "estab", "et", "etc", "etw", "europ", "evang",
	"event", "evt", "evtl", "ewent", "ex", "exa", "exc", "excl", "excma",
	"excmas", "excmo", "excmos", "exec", "exempl", "exh", "exhs", "exkl",
	"exma", "exmas", "exmo", "exmos", "ext", "ezr", "fa", "facs", "fam",
	"fasc", "fdto", "feb", "febr", "fed", "fev", "fhv", "fig", "figs",
	"filos", "fisiol", "fjk", "fl", "fla", "fls", "fn", "fnr", "fns", "fol",
	"folg", "foll", "fols", "ford", "fork", "forts", "fos", "fr", "frag",
	"franz", "frhr", "fri", "frk", "frl", "frz", "ft", "ftn", "fvt", "fys",
	"févr", "fís", "förf", "gal", "gaz", "geb", "gebr", "gedr", "gegr",
	"gen", "geogr", "geograph", "geol", "geom", "gerichtl", "germ", "gesch",
	"gesetzl", "gest", "gew", "gf", "ggf", "ggfs", "giov", "giu", "giur",
	"gjsn", "gld", "gm", "gmbh", "gnst", "godz", "gosp", "gouv", "gov",
	"gral", "grec", "griech", "grp", "gréc", "gvt", "gén", "gên", "gör",
	"gđa", "gđica", "hab", "habil", "hbf", "hd", "hebr", "herzogl", "hfst",
	"hhv", "hist", "hl", "hna", "hno", "hnos", "hochw", "hon", "hort",
	"hosp", "hptm", "hpts", "hptst", "hr", "hra", "hrn", "hrsg", "hs",
	"hwy", "hyg", "hz", "hzg", "hôp", "ib", "ibd", "ibid", "ibíd", "ident",
	"ie", "ifj", "iflg", "ift", "ill", "illus", "illustr", "ilma", "ilmas",
	"ilmo", "ilmos", "im", "impr", "imprim", "inc", "incl", "incr", "indus",
	"infl", "ing", "ingl", "inh", "inkl", "inl", "insb", "insbes", "insg",
	"insp", "inst", "instr", "int", "internat", "intl", "intr", "introd",
	"inż", "irreg", "isk", "ital", "itd", "itp", "izda", "izq", "izqda",
	"jahrh", "jan", "janv", "jap", "jf", "jfr", "jg", "jh", "jhdt", "jhrl",
	"jhs", "jl", "jne", "jour", "jr", "jrg", "jud", "judr", "juil", "juill",
	"jul", "jun", "jur", "jurisp", "jurispr", "juv", "juž", "jährl",
	"kaiserl", "kand", "kap", "kapt", "kat", "kath", "kb", "kdo", "kfm",
	"kfz", "kg", "kgl", "kiad", "kier", "kirchl", "kl", "klo", "km", "knj",
	"kol", "komm", "komp", "kons", "konv", "kpl", "kpt", "kreik", "ks",
	"königl", "köz", "lat", "lbs", "lcda", "lcdo", "ld", "ldo", "ldt",
	"lek", "lekt", "lett", "lgs", "lib", "lic", "licda", "licdo", "lidw",
	"lim", "lit", "lt", "ltd", "ltda", "ltdo", "ltn", "luutn", "löjtn",
	"lörd", "lørd", "mah", "maist", "maj", "maks", "masc", "mass", "matem",
	"math", "mathem", "max", "mecc", "mech", "med", "medl", "mej", "merc",
	"messrs", "mevr", "mfg", "mfl", "mgl", "mgmt", "mgr", "mhd", "mht",
	"mia", "mies", "mil", "milit", "milj", "min", "mind", "minn", "mio",
	"mitgl", "mitt", "mj", "mjr", "mld", "mlle", "mlles", "mln", "mm",
	"mme", "mmes", "mnd", "mo", "modif", "mon", "monatl", "mons", "mos",
	"mpal", "mr", "mrd", "mrs", "ms", "msgr", "mss", "mt", "mtl", "mtn",
	"mtra", "mtro", "mts", "mudr", "mun", "muz", "mv", "mw", "mwst", "máj",
	"máq", "máx", "månd", "méd", "mín", "möbl", "möglw", "mús", "müh",
	"mündl", "nachm", "najm", "nakl", "napr", "např", "nat", "natl",
	"natürl", "naz", "nb", "nd", "neb", "neol", "neub", "neutr", "nev",
	"niedz", "niv", "no", "nos", "nouv", "nov", "np", "npor", "npr", "nr",
	"nro", "ns", "ntr", "ntra", "ntro", "nám", "náut", "näml", "nåv",
	"nördl", "núm", "núms", "obj", "oblt", "obr", "obs", "occ", "oct",
	"odd", "odont", "odontol", "odp", "ods", "odst", "offic", "ogl", "ok",
	"okla", "okr", "okt", "onsd", "op", "opg", "opp", "oppl", "oprac",
	"ord", "ordf", "organiz", "orig", "osv", "ott", "overl", "oz", "p",
	"pag", "pagg", "par", "para", "paras", "parl", "parr", "pct", "pdte",
	"pers", "persönl", "pfc", "pfd", "pfl", "pfr", "pga", "pgs", "phd",
	"phdr", "phil", "philos", "phr", "phys", "pij", "pj", "pkt", "pl",
	"plc", "plk", "plur", "pn", "pok", "polizeil", "poln", "popř", "por",
	"pos", "poz", "pozd", "pozn", "pp", "ppor", "pq", "pr", "pred", "pref",
	"prel", "prem", "prep", "pres", "preuß", "priv", "prob", "proc", "prod",
	"prof", "profa", "prol", "pron", "pross", "prot", "prov", "proz",
	"przew", "przyp", "präs", "préc", "préf", "próx", "pseud", "psicol",
	"psych", "psychol", "pt", "pts", "pub", "pubbl", "publ", "puh", "puk",
	"pvt", "pz", "pza", "pág", "págs", "párr", "párrf", "párrs", "pça",
	"písm", "płd", "płk", "płn", "přel", "příp", "qt", "qto", "qtr", "quím",
	"qv", "racc", "rag", "ral", "rapp", "rappr", "rd", "rdo", "rdos", "rec",
	"recd", "rect", "red", "reds", "ref", "reg", "rel", "rep", "repr",
	"reps", "repub", "res", "resp", "retd", "rev", "rez", "rgt", "ric",
	"rif", "rndr", "roz", "roč", "rps", "rpt", "rt", "rtd", "rte", "rtm",
	"russ", "rva", "rvdmo", "rvdmos", "rvdo", "rvdos", "ry", "rys", "réf",
	"rééd", "röm", "rückw", "s", "sa", "sab", "saks", "sb", "sched",
	"schles", "schol", "schr", "schriftl", "schwed", "schwäb", "scil",
	"scr", "sct", "sdad", "sec", "secc", "secr", "secs", "sect", "seg",
	"segg", "seit", "sekr", "sen", "sep", "sept", "ser", "serg", "serv",
	"sess", "sett", "sev", "sez", "sezz", "sf", "sg", "sgd", "sgg", "sgt",
	"sgto", "sig", "sigg", "sigra", "sion", "skr", "skt", "slg", "sml",
	"smt", "sn", "sociol", "sog", "sok", "sopr", "sost", "sott", "souv",
	"sp", "spb", "spec", "spezif", "spol", "spr", "sq", "sqm", "sqq", "sr",
	"sra", "sras", "sres", "srov", "srs", "srta", "srtas", "ss", "ssgg",
	"st", "sta", "staatl", "stat", "stb", "stds", "ste", "stellv", "stk",
	"sto", "stol", "stor", "str", "stv", "städt", "subcomm", "subd", "subj",
	"subst", "succ", "suiv", "suom", "sup", "supp", "suppl", "supt", "surg",
	"sv", "svc", "svw", "symb", "symp", "syn", "synt", "synth", "syst",
	"sz", "szd", "szds", "szept", "szerk", "szp", "szt", "sáb", "sächs",
	"särsk", "séc", "símb", "súm", "südd", "südl", "tab", "tanv", "tav",
	"tbl", "techn", "technol", "tecn", "tecnol", "tel", "telef", "telw",
	"temp", "tenn", "terr", "tev", "tex", "tfno", "tgl", "theol", "ths",
	"thurs", "tidl", "tis", "tisd", "tj", "tjek", "tkr", "tlf", "tmi",
	"toht", "toim", "topp", "torsd", "tp", "tr", "trab", "trad", "trans",
	"transl", "transp", "trav", "treas", "trib", "trim", "tsd", "tsk",
	"tte", "tussenw", "tyg", "tys", "tzn", "tzv", "tzw", "tägl", "téc",
	"tél", "türk", "tğm", "tłum", "tř", "ua", "ud", "uds", "uff", "ul",
	"unab", "ungar", "univ", "unterz", "uppl", "urm", "urspr", "usf", "usp",
	"ust", "usw", "utg", "uzm", "vb", "vbr", "vd", "vda", "ved", "vedr",
	"verf", "verh", "verl", "verst", "vertr", "verw", "veröff", "vgl",
	"vgr", "vha", "viz", "vnw", "voc", "vocab", "voegw", "voj", "vol",
	"vols", "volt", "vorm", "vors", "vorst", "vpj", "vrt", "vs", "vuok",
	"vyd", "vz", "väh", "vö", "vých", "westl", "weth", "wg", "wirtsch",
	"wiss", "wk", "wks", "woj", "wsch", "wt", "ww", "wyd", "wym", "wyo",
	"wys", "yakl", "yd", "ym", "yms", "yr", "yrd", "yrs", "yy", "yzb",
	"zab", "zach", "zag", "zagr", "zap", "zast", "zał", "zb", "zbl", "zd",
	"zdr", "zejm", "zgl", "zit", "zm", "zn", "znw", "zob", "zool", "zr",
	"ztr", "ztschr", "zul", "zus", "zw", "zwł", "zzgl", "záp", "zást", "zł",
	"álg", "ált", "ápr", "ärztl", "çev", "éd", "édit", "équiv", "éval",
	"évf", "índ", "înv", "öff", "örn", "österr", "östl", "övers", "özv",
	"öğr", "ún", "übers", "überw", "čl", "łac", "řec", "řed", "śr", "św",
	"şek", "żyw", "αγ", "αθ", "αικ", "αρ", "αριθ", "βασ", "βλ", "δηλ",
	"δημ", "δρ", "εδ", "εκ", "ημερ", "ιω", "καθ", "κεφ", "κλπ", "κος",
	"κων", "λπ", "πχ", "σελ", "στρ", "τεμ", "χιλ", "абз", "ав", "авг",
	"авт", "адм", "акад", "англ", "апр", "арх", "биол", "бл", "буд", "букв",
	"бул", "вв", "вж", "вид", "викл", "вип", "воен", "вул", "вып", "відп",
	"г", "гг", "ген", "гл", "гос", "гр", "грец", "греч", "грн", "груд",
	"губ", "д", "дек", "дер", "держ", "див", "доц", "др", "е", "ед", "жен",
	"жж", "жовт", "журн", "зав", "зам", "заст", "зб", "изд", "ил", "илл",
	"им", "инж", "исп", "итал", "канд", "кап", "кв", "квіт", "коп", "көш",
	"л", "лат", "лв", "м", "макс", "мед", "мин", "мкр", "млн", "млрд", "н",
	"наб", "напр", "науч", "нач", "нояб", "обл", "оз", "ок", "окр", "окт",
	"оп", "отв", "отд", "пер", "пл", "пор", "пос", "пп", "пр", "пред",
	"преп", "прил", "прим", "пров", "проф", "проц", "публ", "пятн", "р",
	"разг", "разд", "ред", "реж", "респ", "рис", "розд", "розм", "рр",
	"руб", "с", "сб", "св", "сент", "сл", "см", "смт", "собр", "сост",
	"соч", "ср", "ст", "стор", "стр", "т", "табл", "тел", "техн", "тис",
	"тов", "тт", "туп", "тыс", "ул", "февр", "физ", "хил", "хим", "хоз",
	"хут", "ц", "цит", "ч", "чел", "четв", "чл", "чол", "шт", "экз", "янв",
	"ім", "ін", "інж", "कै", "डॉ", "पं", "मो", "ले" };

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
	uint64_t factor = 0x0d11d8ab81a16155u; /* does for these words */

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
