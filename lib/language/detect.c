/*
 * Opening the model, sums over words, answers from sums.
 *
 * A text's script is that of most of its letters; where one language alone
 * writes that script the answer is found. Else the languages of the script,
 * and "no language", compete by a sparse linear model of the words' features
 * (see words.c and quire-model(5)); its softmax at a temperature for the
 * length is the probability.
 */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "language/detect.h"
#include "learn/number.h"
#include "text/text.h"

#include "language-names.h"

/* ---- tags ------------------------------------------------------------- */

const char *
language_tag(size_t i)
{
	return i < sizeof table / sizeof table[0] ? table[i].tag : NULL;
}

const char *
language_name(size_t i)
{
	return i < sizeof table / sizeof table[0] ? table[i].name : NULL;
}

/* The tag, or what it starts with up to a hyphen. */
static bool
covers(struct quire_span item, const char *tag)
{
	struct quire_span t = span_of(tag);

	return item.len > 0 && item.len <= t.len &&
	    (item.len == t.len || tag[item.len] == '-') &&
	    span_eq(item, span_sub(t, 0, item.len));
}

static bool
next_item(struct quire_span *rest, struct quire_span *item)
{
	size_t comma = span_find(*rest, 0, ",");

	if (rest->len == 0)
		return false;
	*item = span_trim(span_sub(*rest, 0, comma));
	*rest = span_sub(*rest, comma + 1, rest->len);
	return true;
}

bool
language_listed(const char *list, const char *tag)
{
	struct quire_span rest = span_of(list), item;

	while (next_item(&rest, &item))
		if (covers(item, tag))
			return true;
	return false;
}

/* ---- opening ---------------------------------------------------------- */

/* Class names are Latn/en: a script, and the tag. */
static void
read_classes(struct detector *d)
{
	char script[5] = "";
	const char *name;
	unsigned n[256] = { 0 };

	for (unsigned c = 1; c < d->classes; c++) {
		name = learn_class(d->model, c);
		memcpy(script, name, strlen(name) < 4 ? strlen(name) : 4);
		d->script[c] = (uint8_t)u_getPropertyValueEnum(UCHAR_SCRIPT,
		    script);
		d->tag[c] = strlen(name) > 5 ? name + 5 : "und";
		d->known[d->script[c]] = true;
		d->alone[d->script[c]] = (uint16_t)(n[d->script[c]]++ == 0
		    ? c : 0);
		if (strcmp(d->tag[c], "ja") == 0)
			d->japanese = c;
	}
	d->tag[UND] = "und";
	for (unsigned s = 0; s < 256; s++)
		d->plain[s] = d->alone[s] != 0 || !d->known[s];
}

/* Marks the classes that the list allows. -1: it has an unknown tag. */
static int
restrict_to(struct detector *d, const char *only)
{
	struct quire_span rest = span_of(only), item;
	bool found;

	for (unsigned c = 1; c < d->classes; c++)
		d->allowed[c] = false;
	d->restricted = true;
	while (next_item(&rest, &item)) {
		found = span_is(item, "und");
		for (unsigned c = 1; c < d->classes; c++)
			if (covers(item, d->tag[c]))
				found = d->allowed[c] = true;
		if (!found)
			return -1;
	}
	return 0;
}

struct detector *
detector_new(const struct language_opts *o, struct quire_err *e)
{
	struct detector *d = mem_alloc(sizeof *d);

	memset(d, 0, sizeof *d);
	d->model = learn_open_builtin("language");
	if (d->model == NULL) {
		err_set(e, QUIRE_EINPUT, 0, "no language model");
		detector_free(d);
		return NULL;
	}
	d->classes = learn_classes(d->model);
	d->threshold = o->threshold;
	read_classes(d);
	memset(d->allowed, true, sizeof d->allowed);
	if (o->only != NULL && restrict_to(d, o->only) == -1) {
		err_set(e, QUIRE_EUSAGE, 0, "unknown language in --only");
		detector_free(d);
		return NULL;
	}
	d->words.plain = d->plain;
	return d;
}

void
detector_free(struct detector *d)
{
	if (d == NULL)
		return;
	learn_close(d->model);
	words_fini(&d->words);
	free(d);
}

/* ---- sums ------------------------------------------------------------- */

void
sums_clear(struct sums *s)
{
	memset(s, 0, sizeof *s);
}

/* Features of neighbouring words lie side by side. */
static void
add_features(const struct detector *d, struct sums *s,
    const struct word *first, const struct word *last)
{
	int32_t score[LEARN_SPARSE_MAX] = { 0 };
	size_t n = last->first + last->n - first->first;

	learn_add(d->model, d->words.feature + first->first, n, score);
	for (unsigned c = 1; c < d->classes; c++)
		s->score[c] += score[c];
}

void
sums_add(const struct detector *d, struct sums *s, size_t from, size_t to)
{
	const struct word *w = d->words.word;

	for (size_t i = from; i < to; i++) {
		s->letters[w[i].script] += w[i].letters;
		s->features[w[i].script] += w[i].n;
		s->kana += w[i].kana ? w[i].letters : 0;
	}
	if (from < to)
		add_features(d, s, &w[from], &w[to - 1]);
}

uint64_t
script_weight(unsigned script, uint64_t letters)
{
	return letters * (script == USCRIPT_HAN ? 3u :
	    script == USCRIPT_HANGUL ? 2u : 1u);
}

/* ---- answers ---------------------------------------------------------- */

static uint8_t
main_script(const struct sums *s, uint64_t *weight)
{
	uint8_t best = 0;
	uint64_t w;

	*weight = 0;
	for (unsigned i = 0; i < 256; i++) {
		w = script_weight(i, s->letters[i]);
		if (w > *weight) {
			*weight = w;
			best = (uint8_t)i;
		}
	}
	return best;
}

/* The class that needs no model, or 0. */
static unsigned
obvious(const struct detector *d, const struct sums *s, uint8_t script)
{
	uint64_t letters = s->letters[script];

	if (script == USCRIPT_HAN && s->kana * 10 > letters)
		return d->japanese;
	return d->alone[script];
}

static size_t
one(struct answer *a, unsigned class, double p)
{
	a[0] = (struct answer){ class, p };
	return 1;
}

/* A letter alone may be a symbol; many are text. */
static size_t
answer_obvious(const struct detector *d, const struct sums *s,
    unsigned class, uint8_t script, struct answer *a)
{
	double n = (double)s->letters[script];

	if (!d->allowed[class])
		return one(a, UND, 1);
	return one(a, class, 1 - 0.5 / (1 + n));
}

static int64_t
total(const struct detector *d, const struct sums *s, unsigned class,
    uint8_t script)
{
	uint64_t n = s->features[script];

	return s->score[class] + learn_floor(d->model, class,
	    n < 1 << 20 ? (size_t)n : 1 << 20);
}

/* Puts an answer in its place among the best. */
static size_t
insert(struct answer *a, size_t n, size_t max, struct answer x)
{
	size_t i;

	if (n < max)
		n++;
	else if (x.p <= a[n - 1].p)
		return n;
	for (i = n - 1; i > 0 && a[i - 1].p < x.p; i--)
		a[i] = a[i - 1];
	a[i] = x;
	return n;
}

static size_t
answer_model(const struct detector *d, const struct sums *s, uint8_t script,
    struct answer *a, size_t max)
{
	double unit = learn_unit(d->model, (size_t)s->features[script]),
	    sum = 0, x[LEARN_SPARSE_MAX];
	int64_t best = total(d, s, UND, script), t;
	size_t n = 0;

	for (unsigned c = 0; c < d->classes; c++) {
		x[c] = -1;
		if (c != UND && (d->script[c] != script || !d->allowed[c]))
			continue;
		t = total(d, s, c, script);
		x[c] = (double)t;
		best = t > best ? t : best;
	}
	for (unsigned c = 0; c < d->classes; c++) {
		if (c != UND && (d->script[c] != script || !d->allowed[c]))
			x[c] = 0;
		else
			x[c] = number_exp((x[c] - (double)best) * unit);
		sum += x[c];
	}
	for (unsigned c = 0; c < d->classes; c++)
		if (x[c] > 0)
			n = insert(a, n, max,
			    (struct answer){ c, x[c] / sum });
	return n;
}

size_t
sums_answer(const struct detector *d, const struct sums *s, struct answer *a,
    size_t max)
{
	uint64_t weight;
	uint8_t script = main_script(s, &weight);
	unsigned class;

	if (weight == 0 || !d->known[script] || s->other > 4 * weight + 8)
		return one(a, UND, 1);
	class = obvious(d, s, script);
	if (class != 0)
		return answer_obvious(d, s, class, script, a);
	return answer_model(d, s, script, a, max);
}

/* ---- documents -------------------------------------------------------- */

enum { PIECE = 16 << 10, GUESSES = 64 };

/* Bytes of the next piece: ends behind white space, or inside a letter's. */
static size_t
piece(struct quire_span text)
{
	size_t n = text.len;

	if (n <= PIECE)
		return n;
	for (n = PIECE; n > PIECE / 2; n--)
		if (text.p[n - 1] == ' ' || text.p[n - 1] == '\n')
			return n;
	for (n = PIECE; ((unsigned char)text.p[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

void
language_add(struct detector *d, struct quire_span text, struct arena *a)
{
	size_t n;

	(void)a;
	for (; text.len > 0; text = span_sub(text, n, text.len)) {
		n = piece(text);
		words_cut(&d->words, span_sub(text, 0, n));
		sums_add(d, &d->sums, 0, d->words.n);
		d->sums.other += d->words.other;
	}
}

size_t
language_answer(struct detector *d, struct language_guess *guess, size_t max)
{
	struct answer a[GUESSES] = { 0 };
	size_t n = sums_answer(d, &d->sums, a, max < GUESSES ? max : GUESSES);

	sums_clear(&d->sums);
	if (a[0].p < d->threshold)
		a[0].class = UND;
	for (size_t i = 0; i < n; i++)
		guess[i] = (struct language_guess){ d->tag[a[i].class],
			(float)a[i].p };
	return n;
}

size_t
language_document(struct detector *d, struct quire_span text,
    struct arena *a, struct language_guess *guess, size_t max)
{
	language_add(d, text, a);
	return language_answer(d, guess, max);
}
