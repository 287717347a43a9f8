/*
 * What the ending of a verb says of its time, in languages whose future has
 * endings of its own: "abrirá", "ouvrira", "aprirà", "açılacak", "खुलेगा". And
 * where verbs stand last, so that those of a date come behind it.
 */
#include <string.h>

#include "dates/room.h"

static const char languages[][3] = { "es", "pt", "it", "fr", "tr", "hi" };

/* The language, by its place, and what two letters or more stand before. */
enum { ES, PT, IT, FR, TR, HI };

#define END(lang, end, cue) \
	{ \
		end, sizeof end - 1, lang, cue \
	}
static const struct {
	char end[12];
	uint8_t len, lang;
	int8_t cue;
} endings[] = {
	END(ES, "rá", 1),
	END(ES, "rán", 1),
	END(PT, "rá", 1),
	END(PT, "irão", 1),
	END(PT, "arão", 1),
	END(PT, "erão", 1),
	END(IT, "rà", 1),
	END(IT, "ranno", 1),
	END(FR, "era", 1),
	END(FR, "eront", 1),
	END(FR, "iront", 1),
	END(FR, "dra", 1),
	END(FR, "dront", 1),
	END(FR, "vra", 1),
	END(FR, "vront", 1),
	END(FR, "rront", 1),
	END(TR, "acak", 1),
	END(TR, "ecek", 1),
	END(TR, "acaklar", 1),
	END(TR, "ecekler", 1),
	END(TR, "acağını", 1),
	END(TR, "eceğini", 1),
	END(TR, "acaktır", 1),
	END(TR, "ecektir", 1),
	END(TR, "dığı", -1),
	END(TR, "diği", -1),
	END(TR, "duğu", -1),
	END(TR, "düğü", -1),
	END(TR, "tığı", -1),
	END(TR, "tiği", -1),
	END(TR, "tuğu", -1),
	END(TR, "tüğü", -1),
	END(HI, "ेगा", 1),
	END(HI, "ेगी", 1),
	END(HI, "ेंगे", 1),
	END(HI, "एगा", 1),
	END(HI, "एगी", 1),
	END(HI, "एंगे", 1),
};
#undef END

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

static bool
has_lang(const struct dates_langset *l, const char *lang)
{
	int bit = lang_find(lang, 2);

	return bit >= 0 && (l->bit[bit / 64] >> (bit % 64) & 1) != 0;
}

unsigned
ending_langs(const struct item *t)
{
	unsigned langs = 0;
	size_t i;

	for (i = 0; i < sizeof languages / sizeof *languages; i++)
		langs |= (unsigned)has_lang(&t->langs, languages[i]) << i;
	return langs;
}

int
ending_cue(struct dater *d, const struct item *t, unsigned langs, size_t p,
    size_t end)
{
	const char *w = d->text.p + end;
	size_t i;

	for (i = 0; langs != 0 && i < sizeof endings / sizeof *endings; i++)
		if ((langs >> endings[i].lang & 1) != 0 &&
		    end - p >= endings[i].len + 2u &&
		    w[-1] == endings[i].end[endings[i].len - 1] &&
		    memcmp(w - endings[i].len, endings[i].end,
		        endings[i].len) == 0 &&
		    has_lang(allowed_langs(d, t), languages[endings[i].lang]))
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
		if (has_lang(&t->langs, lang[i]) &&
		    has_lang(allowed_langs(d, t), lang[i]))
			return true;
	return false;
}
