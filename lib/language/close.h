/*
 * Languages that are easily taken for each other: tags by script. A tag with
 * a minus before it is of one whose texts are often the other's.
 */
#ifndef QUIRE_LANGUAGE_CLOSE_H
#define QUIRE_LANGUAGE_CLOSE_H

#include <unicode/uscript.h>

static const struct {
	uint8_t script;
	const char *tags;
} close_groups[] = { { USCRIPT_LATIN, "bs,cnr,hr,sl,sr-Latn" },
	{ USCRIPT_LATIN, "id,min,ms" }, { USCRIPT_LATIN, "da,nb,nn,sv" },
	{ USCRIPT_LATIN, "an,ast,ca,es,gl,oc,pt" }, { USCRIPT_LATIN, "cs,sk" },
	{ USCRIPT_LATIN, "nr,ss,xh,zu" }, { USCRIPT_LATIN, "nso,st,tn" },
	{ USCRIPT_LATIN, "et,fi,vot" }, { USCRIPT_LATIN, "az,crh,tr" },
	{ USCRIPT_LATIN, "en,-sco" }, { USCRIPT_LATIN, "af,fy,li,nl" },
	{ USCRIPT_LATIN, "de,lb,-nds" }, { USCRIPT_LATIN, "rn,rw" },
	{ USCRIPT_LATIN, "dsb,hsb,pl,-szl" },
	{ USCRIPT_LATIN, "co,fur,it,lij,lmo,nap,sc,vec" },
	{ USCRIPT_CYRILLIC, "be,bg,mk,rsk,ru,sr-Cyrl,uk" },
	{ USCRIPT_CYRILLIC, "ba,kk,ky,tt" }, { USCRIPT_ARABIC, "ar,fa,lki" },
	{ USCRIPT_ARABIC, "pnb,skr,ur" },
	{ USCRIPT_DEVANAGARI, "bho,hi,mag,mai,mr,ne" } };

enum { CLOSE_GROUPS = sizeof close_groups / sizeof close_groups[0] };

#endif
