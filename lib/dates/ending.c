/*
 * What the ending of a verb says of its time, in languages whose future has
 * endings of its own: "abrirá", "ouvrira", "aprirà", "açılacak", "खुलेगा". And
 * where verbs stand last, so that those of a date come behind it.
 */
#include <string.h>

#include "dates/room.h"

static const char languages[][3] = { "es", "pt", "it", "fr", "tr", "hi" };

enum { ES, PT, IT, FR, TR, HI };

/* What two letters or more stand before. */
static const struct {
	const char *end;
	unsigned lang;
	int cue;
} endings[] = {
	{ "rá", ES, 1 },
	{ "rán", ES, 1 },
	{ "ó", ES, -1 },
	{ "rá", PT, 1 },
	{ "ou", PT, -1 },
	{ "irão", PT, 1 },
	{ "arão", PT, 1 },
	{ "erão", PT, 1 },
	{ "rà", IT, 1 },
	{ "ranno", IT, 1 },
	{ "era", FR, 1 },
	{ "eront", FR, 1 },
	{ "iront", FR, 1 },
	{ "dra", FR, 1 },
	{ "dront", FR, 1 },
	{ "vra", FR, 1 },
	{ "vront", FR, 1 },
	{ "rront", FR, 1 },
	{ "acak", TR, 1 },
	{ "ecek", TR, 1 },
	{ "acaklar", TR, 1 },
	{ "ecekler", TR, 1 },
	{ "acağını", TR, 1 },
	{ "eceğini", TR, 1 },
	{ "acaktır", TR, 1 },
	{ "ecektir", TR, 1 },
	{ "dığı", TR, -1 },
	{ "diği", TR, -1 },
	{ "duğu", TR, -1 },
	{ "düğü", TR, -1 },
	{ "tığı", TR, -1 },
	{ "tiği", TR, -1 },
	{ "tuğu", TR, -1 },
	{ "tüğü", TR, -1 },
	{ "ेगा", HI, 1 },
	{ "ेगी", HI, 1 },
	{ "ेंगे", HI, 1 },
	{ "एगा", HI, 1 },
	{ "एगी", HI, 1 },
	{ "एंगे", HI, 1 },
};

/* The languages of which the text around the item may be. */
static const struct dates_langset *
allowed_langs(struct dater *d, const struct item *t)
{
	if (d->named)
		return &d->allowed;
	return (unsigned char)d->text.p[t->start] >= 0xe0
	    ? langs_of(LANGS_ALL)
	    : passage_langs(d, t->start);
}

unsigned
ending_langs(const struct item *t)
{
	unsigned langs = 0;
	size_t i;

	for (i = 0; i < sizeof languages / sizeof *languages; i++)
		langs |= (unsigned)langs_have(&t->langs, languages[i]) << i;
	return langs;
}

static bool
has_ending(struct quire_span word, const char *end)
{
	size_t n = strlen(end);

	return word.len >= n + 2 && word.p[word.len - 1] == end[n - 1] &&
	    memcmp(word.p + word.len - n, end, n) == 0;
}

int
ending_cue(struct dater *d, const struct item *t, unsigned langs, size_t p,
    size_t end)
{
	const struct quire_span word = { d->text.p + p, end - p };
	size_t i;

	for (i = 0; langs != 0 && i < sizeof endings / sizeof *endings; i++)
		if ((langs >> endings[i].lang & 1) != 0 &&
		    has_ending(word, endings[i].end) &&
		    langs_have(allowed_langs(d, t), languages[endings[i].lang]))
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
		if (langs_have(&t->langs, lang[i]) &&
		    langs_have(allowed_langs(d, t), lang[i]))
			return true;
	return false;
}
