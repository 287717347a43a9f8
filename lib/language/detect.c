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

enum {
	PIECE = 16 << 10,
	GUESSES = 64,
	GROUP = 4,  /* words */
	MANY = 10,  /* words; with more, runs of two letters are left out */
	SAMPLE = 32 /* groups of a piece, at most twice */
};

/* Logits between the best two that make the rest of a piece needless. */
static const double CLEAR = 5;

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

/* Class names are Latn/en: a script, and the tag; a script's are together. */
static void
read_classes(struct detector *d)
{
	char script[5] = "";
	const char *name;
	uint8_t s;

	for (unsigned c = 1; c < d->classes; c++) {
		name = learn_class(d->model, c);
		memcpy(script, name, strlen(name) < 4 ? strlen(name) : 4);
		d->script[c] =
		    (uint8_t)u_getPropertyValueEnum(UCHAR_SCRIPT, script);
		d->tag[c] = strlen(name) > 5 ? name + 5 : "und";
		s = d->script[c];
		if (d->count[s]++ == 0)
			d->first[s] = (uint16_t)c;
		d->known[s] = true;
		d->alone[s] = (uint16_t)(d->count[s] == 1 ? c : 0);
		if (strcmp(d->tag[c], "ja") == 0)
			d->japanese = c;
	}
	d->tag[UND] = "und";
	for (unsigned i = 0; i < 256; i++)
		d->plain[i] = d->alone[i] != 0 || !d->known[i];
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

void
sums_count(const struct detector *d, struct sums *s, size_t from, size_t to)
{
	const struct word *w = d->words.word;

	for (size_t i = from; i < to; i++) {
		s->letters[w[i].script] += w[i].letters;
		s->kana += w[i].kana ? w[i].letters : 0;
	}
}

void
sums_add(struct detector *d, struct sums *s, size_t from, size_t to)
{
	struct words *w = &d->words;
	size_t before, least = w->n > MANY ? 3 : 2;
	uint8_t script;

	w->features = 0;
	for (size_t i = from; i < to; i++) {
		script = w->word[i].script;
		if (d->plain[script])
			continue;
		before = w->features;
		words_features(w, i, least);
		s->features[script] += w->features - before;
	}
	learn_add(d->model, w->feature, w->features, s->score);
}

uint64_t
script_weight(unsigned script, uint64_t letters)
{
	return letters *
	    (script == USCRIPT_HAN             ? 3u
	            : script == USCRIPT_HANGUL ? 2u
	                                       : 1u);
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
answer_obvious(const struct detector *d, const struct sums *s, unsigned class,
    uint8_t script, struct answer *a)
{
	double n = (double)s->letters[script];

	if (!d->allowed[class])
		return one(a, UND, 1);
	return one(a, class, 1 - 0.5 / (1 + n));
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

/* "No language" leads only if it is likelier than all languages together. */
static void
und_last(struct answer *a, size_t n)
{
	struct answer first = a[0];

	if (n < 2 || first.class != UND || first.p > 0.5)
		return;
	a[0] = a[1];
	a[1] = first;
}

/* With --only: the others are out. Is any class of the script allowed? */
static bool
keep_allowed(const struct detector *d, unsigned first, unsigned count,
    int32_t *t)
{
	bool any = false;

	for (unsigned i = 0; i < count; i++) {
		any |= d->allowed[first + i];
		if (!d->allowed[first + i])
			t[i] = INT32_MIN;
	}
	return any;
}

static size_t
answer_model(const struct detector *d, const struct sums *s, uint8_t script,
    struct answer *a, size_t max)
{
	size_t features = (size_t)s->features[script], n = 0;
	unsigned first = d->first[script], count = d->count[script];
	double unit = learn_unit(d->model, features), sum = 0, x, near;
	int32_t t[LEARN_SPARSE_MAX], best = INT32_MIN;
	bool und = script == USCRIPT_LATIN;

	learn_totals(d->model, s->score, first, count, features, t);
	if (d->restricted && !keep_allowed(d, first, count, t))
		return one(a, UND, 1);
	t[count] = und ? learn_floor(d->model, UND, features) : INT32_MIN;
	for (unsigned i = 0; i <= count; i++)
		best = t[i] > best ? t[i] : best;
	near = (double)best - 18 / unit;
	for (unsigned i = 0; i <= count; i++) {
		if ((double)t[i] < near)
			continue;
		x = number_exp(((double)t[i] - best) * unit);
		sum += x;
		n = insert(a, n, max,
		    (struct answer){ i < count ? first + i : UND, x });
	}
	for (size_t i = 0; i < n; i++)
		a[i].p /= sum;
	und_last(a, n);
	return n;
}

/* More digits and signs than letters, or signs as in program text? */
static bool
is_noise(const struct sums *s, uint64_t weight)
{
	return s->other > 3 * weight + 8 ||
	    (s->code > 5 && s->code * 2 > weight);
}

size_t
sums_answer(const struct detector *d, const struct sums *s, struct answer *a,
    size_t max)
{
	uint64_t weight;
	uint8_t script = main_script(s, &weight);
	unsigned class;

	if (weight == 0 || !d->known[script] || is_noise(s, weight))
		return one(a, UND, 1);
	class = obvious(d, s, script);
	if (class != 0)
		return answer_obvious(d, s, class, script, a);
	return answer_model(d, s, script, a, max);
}

/* ---- documents -------------------------------------------------------- */

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

/* Is one class of the script far ahead of all others by now? */
static bool
is_clear(const struct detector *d, const struct sums *s, uint8_t script)
{
	const int32_t *score = s->score + d->first[script];
	int32_t best = INT32_MIN, near;
	unsigned n = 0;

	for (unsigned i = 0; i < d->count[script]; i++)
		best = score[i] > best ? score[i] : best;
	near = best - (int32_t)(CLEAR / learn_unit(d->model, 100));
	for (unsigned i = 0; i < d->count[script]; i++)
		n += score[i] > near;
	return n == 1;
}

/*
 * Features of a part of the words: groups spread over the piece, fewer the
 * longer it is and the more is known, until the answer is clear.
 */
static void
add_sample(struct detector *d, struct sums *s)
{
	size_t n = d->words.n, groups = (n + GROUP - 1) / GROUP, step = 1, from;
	uint8_t script;

	while (groups / step > SAMPLE)
		step *= 2;
	for (size_t i = 0; i < groups; i += step) {
		from = i * GROUP;
		script = d->words.word[from].script;
		sums_add(d, s, from, from + GROUP < n ? from + GROUP : n);
		if (s->features[script] > 64 && is_clear(d, s, script) &&
		    groups < 2 * SAMPLE)
			break;
	}
}

void
language_add(struct detector *d, struct quire_span text, struct arena *a)
{
	size_t n;

	(void)a;
	for (; text.len > 0; text = span_sub(text, n, text.len)) {
		n = piece(text);
		words_cut(&d->words, span_sub(text, 0, n));
		sums_count(d, &d->sums, 0, d->words.n);
		add_sample(d, &d->sums);
		d->sums.other += d->words.other;
		d->sums.code += d->words.code;
	}
}

size_t
language_answer(struct detector *d, struct language_guess *guess, size_t max)
{
	struct answer a[GUESSES] = { 0 };
	size_t k = 0,
	       n = sums_answer(d, &d->sums, a,
	           max + 1 < GUESSES ? max + 1 : GUESSES);

	sums_clear(&d->sums);
	if (a[0].p < d->threshold)
		a[0].class = UND;
	/* "No language" that was put behind the first is no alternative. */
	for (size_t i = 0; i < n && k < max; i++)
		if (a[i].p <= a[0].p)
			guess[k++] =
			    (struct language_guess){ d->tag[a[i].class],
				    (float)a[i].p };
	return k;
}

size_t
language_document(struct detector *d, struct quire_span text, struct arena *a,
    struct language_guess *guess, size_t max)
{
	language_add(d, text, a);
	return language_answer(d, guess, max);
}
