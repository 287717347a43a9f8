/*
 * What the ending of a verb says of its time, by rows of
 * lib/data/dates-context*.tsv: "abrirá", "ouvrira", "aprirà", "açılacak". And
 * where verbs stand last, so that those of a date come behind it.
 */
#include <string.h>

#include "dates/room.h"

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
has_ending(struct quire_span word, const struct dates_ending *e)
{
	return word.len >= e->len + 2u &&
	    word.p[word.len - 1] == e->end[e->len - 1] &&
	    memcmp(word.p + word.len - e->len, e->end, e->len) == 0;
}

/* True if the item and the text around it are of a language of the set. */
static bool
both_of(struct dater *d, const struct item *t, const struct dates_langset *l)
{
	struct dates_langset own, both;

	return langs_meet(&t->langs, l, &own) &&
	    langs_meet(allowed_langs(d, t), &own, &both);
}

int
ending_cue(struct dater *d, const struct item *t, size_t p, size_t end)
{
	const struct quire_span word = { d->text.p + p, end - p };
	const struct dates_ending *e;

	if (word.len < 4 ||
	    !bits_have(dates_ending_last, dates_hash_end(word.p + word.len)))
		return 0;
	for (e = dates_endings; e->len > 0; e++)
		if (has_ending(word, e) && both_of(d, t, langs_of(e->langs)))
			return e->cue;
	return 0;
}

bool
verbs_last(struct dater *d, const struct item *t)
{
	return both_of(d, t, &dates_verbs_last);
}
