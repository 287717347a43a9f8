/*
 * The room's entry: options, and one document after the other.
 */
#include <stdlib.h>
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"
#include "dates/room.h"

enum { KEEP = 1 << 20 }; /* of the store, between documents */

/* A language by its tag, which may be an older one, or that of another list. */
static int
language_bit(const char *tag, size_t len)
{
	static const char *const other[][2] = { { "tl", "fil" }, { "iw", "he" },
		{ "in", "id" }, { "mo", "ro" } };
	size_t i;

	for (i = 0; i < sizeof other / sizeof *other; i++)
		if (len == 2 && memcmp(tag, other[i][0], len) == 0)
			return lang_find(other[i][1], strlen(other[i][1]));
	return lang_find(tag, len);
}

/* -L: "en,zh-Hant". English numbers and marks stay what they are. */
static int
read_languages(struct dater *d, const char *list, struct quire_err *e)
{
	char tag[64];
	size_t len, base;
	int bit;

	memset(&d->allowed, 0, sizeof d->allowed);
	d->named = true;
	while (*list != '\0') {
		len = strcspn(list, ",");
		if (len == 0 || len >= sizeof tag)
			return err_set(e, QUIRE_EUSAGE, 0,
			    "option '--language': not a language tag");
		memcpy(tag, list, len);
		tag[len] = '\0';
		base = strcspn(tag, "-_");
		for (size_t i = 0; i < base; i++)
			tag[i] |= 0x20; /* tags have no case */
		/* that of English without a country is for the text to tell */
		if (d->locale_order == DATE_AUTO &&
		    !langs_english(&d->allowed) && strcmp(tag, "en") != 0)
			d->locale_order = locale_order(tag);
		bit = language_bit(tag, base);
		if (bit >= 0)
			bits_put(d->allowed.bit, (size_t)bit);
		list += len + (list[len] == ',');
	}
	return 0;
}

/* -r: a day, which a clock may follow. */
static bool
read_reference(struct dater *d, const char *date)
{
	size_t day = strcspn(date, "T ");

	return ymd_parse(span_of(date), &d->reference) &&
	    (date[day] == '\0' ||
	        (day == 10 && minute_parse(span_of(date)) >= 0));
}

struct dater *
dater_new(const struct dates_opts *o, struct quire_err *e)
{
	struct dater *d = mem_zero(sizeof *d);

	d->opts = *o;
	lexicon_init(d);
	passage_init(d);
	memset(&d->allowed, 0xff, sizeof d->allowed);
	carry_init(d);
	if (o->languages != NULL && read_languages(d, o->languages, e) < 0) {
		dater_free(d);
		return NULL;
	}
	if (o->reference != NULL && !read_reference(d, o->reference)) {
		err_set(e, QUIRE_EUSAGE, 0,
		    "option '--reference': not a date (YYYY, YYYY-MM, "
		    "YYYY-MM-DD or YYYY-MM-DDTHH:MM)");
		dater_free(d);
		return NULL;
	}
	d->open = !d->named && !o->vague;
	d->bonds = !d->named;
	d->starts = d->open ? dates_open : dates_ascii;
	d->item = mem_zero(REGION_ITEMS * sizeof *d->item);
	return d;
}

void
dater_free(struct dater *d)
{
	if (d == NULL)
		return;
	buf_fini(&d->found);
	buf_fini(&d->langs);
	free(d->memo);
	free(d->item);
	free(d);
}

void
dates_document(struct dater *d, struct quire_span text,
    struct quire_span reference, struct arena *a, struct dates *out)
{
	d->text = text;
	d->passage_at = SIZE_MAX;
	d->arena = a;
	d->out = out;
	buf_clear(&d->found, KEEP);
	buf_clear(&d->langs, KEEP);
	d->founds = 0;
	d->numeric = d->dmy = d->mdy = 0;
	memset(&d->years, 0, sizeof d->years);
	d->strings.len = 0;
	memset(out, 0, sizeof *out);
	scan_text(d);
	if (d->found.len > 0)
		resolve_document(d, reference);
	buf_clear(&d->found, KEEP);
	buf_clear(&d->langs, KEEP);
}
