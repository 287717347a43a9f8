/*
 * What the ending of a verb says of its time, in languages whose future has
 * endings of its own: "abrirá", "ouvrira", "aprirà", "açılacak", "खुलेगा". And
 * where verbs stand last, so that those of a date come behind it.
 */
#include <string.h>

#include "dates/room.h"

/* The language, and what at least two letters stand in front of. */
static const struct {
	char lang[3];
	const char *end;
	int cue;
} endings[] = {
	{ "es", "rá", 1 },
	{ "es", "rán", 1 },
	{ "pt", "rá", 1 },
	{ "pt", "irão", 1 },
	{ "pt", "arão", 1 },
	{ "pt", "erão", 1 },
	{ "it", "rà", 1 },
	{ "it", "ranno", 1 },
	{ "fr", "era", 1 },
	{ "fr", "eront", 1 },
	{ "fr", "iront", 1 },
	{ "fr", "dra", 1 },
	{ "fr", "dront", 1 },
	{ "fr", "vra", 1 },
	{ "fr", "vront", 1 },
	{ "fr", "rront", 1 },
	{ "tr", "acak", 1 },
	{ "tr", "ecek", 1 },
	{ "tr", "acaklar", 1 },
	{ "tr", "ecekler", 1 },
	{ "tr", "acağını", 1 },
	{ "tr", "eceğini", 1 },
	{ "tr", "acaktır", 1 },
	{ "tr", "ecektir", 1 },
	{ "tr", "dığı", -1 },
	{ "tr", "diği", -1 },
	{ "tr", "duğu", -1 },
	{ "tr", "düğü", -1 },
	{ "tr", "tığı", -1 },
	{ "tr", "tiği", -1 },
	{ "tr", "tuğu", -1 },
	{ "tr", "tüğü", -1 },
	{ "hi", "ेगा", 1 },
	{ "hi", "ेगी", 1 },
	{ "hi", "ेंगे", 1 },
	{ "hi", "एगा", 1 },
	{ "hi", "एगी", 1 },
	{ "hi", "एंगे", 1 },
};

/* True if the item is of that language, and the text around it may be. */
static bool
speaks(struct dater *d, const struct item *t, const char *lang)
{
	struct dates_langset one = { { 0 } }, both;
	int bit = lang_find(lang, strlen(lang));

	if (bit < 0)
		return false;
	one.bit[bit / 64] = UINT64_C(1) << bit % 64;
	if (!langs_meet(&t->langs, &one, &both))
		return false;
	if (d->named)
		return langs_meet(&d->allowed, &one, &both);
	return (unsigned char)d->text.p[t->start] >= 0xe0 ||
	    passage_is(d, t->start, &one);
}

int
ending_cue(struct dater *d, const struct item *t, size_t p, size_t end)
{
	struct quire_span w = span_sub(d->text, p, end);
	size_t i;

	for (i = 0; i < sizeof endings / sizeof *endings; i++)
		if (w.len >= strlen(endings[i].end) + 2 &&
		    span_ends(w, endings[i].end) &&
		    speaks(d, t, endings[i].lang))
			return endings[i].cue;
	return 0;
}

bool
verbs_last(struct dater *d, const struct item *t)
{
	static const char lang[][3] = { "hi", "bn", "tr", "fa", "hu" };
	size_t i;

	if ((t->langs.bit[0] & 1) != 0)
		return false;
	for (i = 0; i < sizeof lang / sizeof *lang; i++)
		if (speaks(d, t, lang[i]))
			return true;
	return false;
}
