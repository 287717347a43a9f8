/*
 * The order of day and month in 03/04/2015, learnt from the document: from
 * dates that can be read in one way only, else from the language around, and
 * in English from dates in words, domains and spelling. A weekday beside the
 * numbers tells it for them alone.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/resolve.h"

/* Items of numbers alone carry them in n, num2 and num3. */
static bool
is_numeric(const struct item *t)
{
	return item_has(t, C_order);
}

/* The order in which the weekday is that of the day, if only one has it so. */
static enum date_order
order_by_weekday(const struct item *t, int year)
{
	int a = t->v[C_n], b = t->v[C_num2], wday = item_get(t, C_wday);
	bool dmy, mdy;

	if (wday == 0 || a < 1 || b < 1 || a > 12 || b > 12)
		return DATE_AUTO;
	dmy = day_is_on(wday, year, b, a);
	mdy = day_is_on(wday, year, a, b);
	return dmy == mdy ? DATE_AUTO : dmy ? DATE_DMY : DATE_MDY;
}

static enum date_order
order_vote(const struct item *t)
{
	int a = t->v[C_n], b = t->v[C_num2];

	if (t->v[C_order] != 1 || t->v[C_num3] < 100)
		return DATE_AUTO;
	if (a > 12 && b <= 12)
		return DATE_DMY;
	if (b > 12 && a <= 12)
		return DATE_MDY;
	return order_by_weekday(t, t->v[C_num3]);
}

static void
count_order(struct dater *d, const struct item *t)
{
	enum date_order o;

	if (!is_numeric(t))
		return;
	o = order_vote(t);
	d->numeric++;
	d->dmy += o == DATE_DMY;
	d->mdy += o == DATE_MDY;
}

void
order_count(struct dater *d, const struct item *t)
{
	count_order(d, t);
	if (t->side[0] == NULL)
		return;
	count_order(d, t->side[0]);
	count_order(d, t->side[1]);
}

/* Letters of Greek, Cyrillic, Hebrew, Arabic, Indic or Thai around p. */
static bool
other_script(struct quire_span text, size_t p)
{
	size_t from = p > 200 ? p - 200 : 0, to = p + 200, latin = 0, n = 0;
	const unsigned char *b = (const unsigned char *)text.p;

	for (; from < text.len && from < to; from++) {
		latin += (unsigned)((b[from] | 32) - 'a') < 26;
		n += (b[from] >= 0xcd && b[from] <= 0xdf) || b[from] == 0xe0;
	}
	return n > latin;
}

/* 1: the day stands before the month's name, -1: behind it, 0: neither. */
static int
day_in_front(struct quire_span text, const struct item *t)
{
	size_t p = t->start;

	if (is_numeric(t) || !item_has(t, C_month) || !item_has(t, C_day) ||
	    !langs_english(&t->langs))
		return 0;
	while (p < t->end && !dates_digit_at(text, p))
		p++;
	while (p < t->end && dates_digit_at(text, p))
		p++;
	if (p + 2 < t->end && is_lower((unsigned char)text.p[p]))
		p += 2; /* "4th" */
	for (; p < t->end; p++)
		if (is_alpha((unsigned char)text.p[p]))
			return 1;
		else if (dates_digit_at(text, p))
			break;
	return p == t->end || dates_digit_at(text, p) ? -1 : 0;
}

/* A domain of two letters where English is written and the day comes first. */
static bool
is_day_first_domain(struct quire_span text, size_t dot)
{
	static const char *const domain[] = { "au", "gh", "hk", "ie", "in",
		"ke", "mt", "ng", "nz", "pk", "sg", "uk", "za" };
	size_t p = dot + 1, i;

	if (dot == 0 || !is_alpha((unsigned char)text.p[dot - 1]) ||
	    p + 2 > text.len ||
	    (p + 2 < text.len && text.p[p + 2] != '\0' &&
	        (is_alpha((unsigned char)text.p[p + 2]) ||
	            dates_digit_at(text, p + 2))))
		return false;
	for (i = 0; i < sizeof domain / sizeof *domain; i++)
		if (memcmp(text.p + p, domain[i], 2) == 0)
			return true;
	return false;
}

/* What ends one way in Britain, and another in America, by what goes before. */
static int
spelling_at(struct quire_span text, size_t p)
{
	static const struct {
		const char *stem, *british, *american;
	} pair[] = { { "col", "our", "or" }, { "fav", "our", "or" },
		{ "lab", "our", "or" }, { "harb", "our", "or" },
		{ "neighb", "our", "or" }, { "hon", "our", "or" },
		{ "behavi", "our", "or" }, { "cent", "re", "er" },
		{ "theat", "re", "er" }, { "met", "res", "ers" },
		{ "lit", "res", "ers" }, { "program", "mes", "s" },
		{ "travel", "led", "ed" }, { "cancel", "led", "ed" } };
	struct quire_span rest = span_sub(text, p, text.len);
	size_t i, n;

	for (i = 0; i < sizeof pair / sizeof *pair; i++) {
		n = strlen(pair[i].stem);
		if (!span_starts(rest, pair[i].stem))
			continue;
		rest = span_sub(rest, n, rest.len);
		return span_starts(rest, pair[i].british) ? 1
		    : span_starts(rest, pair[i].american) ? -1
		                                          : 0;
	}
	return 0;
}

/*
 * More than 1: the English of the document is not American, by its spelling
 * or by domains it names; one may be that of another.
 */
static int
british_signs(struct quire_span text)
{
	int signs = 0;
	bool in_word = false, letter;
	size_t p;

	for (p = 0; p < text.len; p++) {
		letter = is_alpha((unsigned char)text.p[p]);
		if (letter && !in_word)
			signs += 2 * spelling_at(text, p);
		else if (text.p[p] == '.' && in_word)
			signs += is_day_first_domain(text, p);
		else if (text.p[p] == '\xa3' && p > 0 &&
		    text.p[p - 1] == '\xc2')
			signs += 2; /* a pound */
		in_word = letter;
	}
	return signs;
}

/* The order in English: as its dates in words have it, else as it is spelt. */
static enum date_order
order_in_english(struct dater *d)
{
	struct found f;
	size_t at = 0;
	int votes = 0;

	while (found_next(d, &at, FOUND_DATE, &f))
		votes += day_in_front(d->text, &f.item);
	if (votes == 0)
		votes = british_signs(d->text) - 1;
	return votes > 0 ? DATE_DMY : DATE_MDY;
}

/*
 * The order in the language around the first date of three numbers: all but
 * English ones and those with full stops begin with the day.
 */
static enum date_order
order_by_language(struct dater *d)
{
	static const struct dates_langset en = { { 1 } };
	struct dates_langset any;
	struct found f;
	size_t at = 0, p;

	do
		if (!found_next(d, &at, FOUND_ALL, &f))
			return DATE_MDY;
	while (!is_numeric(&f.item) &&
	    (f.item.kind != C_RANGE ||
	        (!is_numeric(&f.side[0]) && !is_numeric(&f.side[1]))));
	p = f.item.start;
	if (d->named && langs_english(&d->allowed))
		return order_in_english(d);
	if (memchr(d->text.p + p, '.', f.item.end - p) != NULL ||
	    other_script(d->text, p))
		return DATE_DMY;
	memset(&any, 0xff, sizeof any);
	if (passage_is(d, p, &en) || !passage_is(d, p, &any))
		return order_in_english(d);
	return DATE_DMY;
}

enum date_order
order_of_document(struct dater *d)
{
	if (d->opts.order != DATE_AUTO)
		return d->opts.order;
	if (d->dmy != d->mdy)
		return d->dmy > d->mdy ? DATE_DMY : DATE_MDY;
	if (d->locale_order != DATE_AUTO)
		return d->locale_order;
	return d->numeric > 0 ? order_by_language(d) : DATE_MDY;
}

/*
 * The order of these numbers: as the weekday has it. Where no year stands by,
 * that is asked of the reference's, unless the document's dates tell.
 */
static enum date_order
order_of_item(const struct dater *d, const struct item *t,
    enum date_order order)
{
	enum date_order o = DATE_AUTO;

	if (d->opts.order != DATE_AUTO || !item_has(t, C_wday))
		return order;
	if (t->v[C_order] == 1)
		o = order_vote(t);
	else if (t->v[C_order] == 2 && d->dmy == d->mdy && d->ref.known)
		o = order_by_weekday(t, d->ref.year);
	return o != DATE_AUTO ? o : order;
}

/* Three numbers become day, month, year. False: no date. */
static bool
apply_order(const struct dater *d, struct item *t, enum date_order order)
{
	int a, b, c;

	if (!is_numeric(t))
		return true;
	order = order_of_item(d, t, order);
	a = t->v[C_n];
	b = t->v[C_num2];
	c = t->v[C_num3];
	if (t->v[C_order] == 2) { /* two numbers: day and month */
		bool day_first =
		    order == DATE_DMY ? a <= 31 && b <= 12 : a > 12;

		item_set(t, C_day, day_first ? a : b);
		item_set(t, C_month, day_first ? b : a);
	} else if (t->v[C_order] == 3 ||
	    (order == DATE_YMD && c <= 31 && b <= 12 && item_has(t, C_y2))) {
		item_set(t, C_year, a);
		item_set(t, C_month, b);
		item_set(t, C_day, c);
	} else {
		bool day_first = order == DATE_MDY ? a > 12 : b <= 12;

		item_set(t, C_day, day_first ? a : b);
		item_set(t, C_month, day_first ? b : a);
		item_set(t, C_year, c);
	}
	item_drop(t, C_n);
	item_drop(t, C_order);
	return t->v[C_month] >= 1 && t->v[C_month] <= 12 && t->v[C_day] >= 1 &&
	    t->v[C_day] <= 31;
}

/* The next item that is a date when numbers are read in that order. */
bool
order_next(const struct dater *d, size_t *at, enum date_order order,
    unsigned want, struct found *f)
{
	while (found_next(d, at, want, f))
		if (apply_order(d, &f->item, order) &&
		    (f->item.kind != C_RANGE ||
		        (apply_order(d, &f->side[0], order) &&
		            apply_order(d, &f->side[1], order))))
			return true;
	return false;
}
