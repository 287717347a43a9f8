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
#include <unicode/uscript.h>

#include "language/detect.h"
#include "learn/number.h"
#include "text/text.h"

#include "language-names.h"
#include "models.h"

enum {
	PIECE = 16 << 10,
	GUESSES = 64,
	GROUP = 4,    /* words */
	MANY = 10,    /* words; with more, runs of two letters are left out */
	FEW = 4,      /* groups, of which the first may be enough */
	ENOUGH = 64,  /* features, for an answer to be clear */
	SAMPLE = 32,  /* groups of a piece, at most twice */
	APART = 4,    /* letters */
	HEADING = 256 /* bytes */
};

/* Logits between the best two that make the rest of a piece needless. */
static const double CLEAR = 5, AGREED = 4;

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

/* Takes a subtag off the front: what stands before a hyphen. */
static struct quire_span
subtag(struct quire_span *tag)
{
	size_t n = span_find(*tag, 0, "-");
	struct quire_span s = span_sub(*tag, 0, n);

	*tag = span_sub(*tag, n + 1, tag->len);
	return s;
}

/*
 * Is it the same language, and the same script where both name one (a subtag
 * of four letters)? Tags have no case; regions and other subtags
 * say nothing here.
 */
static bool
covers(struct quire_span item, const char *tag)
{
	struct quire_span t = span_of(tag), script;

	if (!span_eq_nocase(subtag(&item), subtag(&t)))
		return false;
	script = subtag(&item);
	return t.len == 0 || script.len != 4 || span_eq_nocase(script, t);
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

static bool
is_known(struct quire_span item)
{
	bool known = span_is(item, "und");

	for (size_t i = 0; !known && language_tag(i) != NULL; i++)
		known = covers(item, language_tag(i));
	return known;
}

bool
language_list_known(const char *list, struct quire_span *bad)
{
	struct quire_span rest = span_of(list);

	while (next_item(&rest, bad))
		if (!is_known(*bad))
			return false;
	return true;
}

/* ---- opening ---------------------------------------------------------- */

static void
name_han(struct detector *d, unsigned c)
{
	if (strcmp(d->tag[c], "ja") == 0)
		d->japanese = c;
	else if (strcmp(d->tag[c], "zh-Hans") == 0)
		d->hans = c;
	else if (strcmp(d->tag[c], "zh-Hant") == 0)
		d->hant = c;
	else
		d->yue = c;
}

/* The number of the script that a class's name begins with. */
static uint8_t
script_number(const char *name)
{
	size_t i = 0;

	while (i + 1 < sizeof scripts / sizeof *scripts &&
	    strncmp(scripts[i].name, name, 4) != 0)
		i++;
	return scripts[i].number;
}

/* Class names are Latn/en: a script, and the tag; a script's are together. */
static void
read_classes(struct detector *d)
{
	const char *name, *before = "";
	uint8_t s;

	for (unsigned c = 1; c < d->classes; c++, before = name) {
		name = learn_class(d->model, c);
		d->script[c] = strncmp(name, before, 4) == 0
		    ? d->script[c - 1]
		    : script_number(name);
		d->tag[c] = strlen(name) > 5 ? name + 5 : "und";
		s = d->script[c];
		if (d->count[s]++ == 0)
			d->first[s] = (uint16_t)c;
		d->known[s] = true;
		d->alone[s] = (uint16_t)(d->count[s] == 1 ? c : 0);
		if (s == USCRIPT_HAN)
			name_han(d, c);
		if (strcmp(d->tag[c], "en") == 0)
			d->english = c;
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

/* exp(-1 / POWER_UNIT) again and again is exact enough. */
static void
make_powers(struct powers *e)
{
	double x = 1 << 30, step = number_exp(-1.0 / POWER_UNIT);

	for (int i = 0; i < POWERS; i++) {
		e->fixed[i] = (uint32_t)(x + 0.5);
		x *= step;
	}
	e->fixed[POWERS] = 0;
}

struct detector *
detector_new(const struct language_opts *o, struct quire_err *e)
{
	struct detector *d = mem_alloc(sizeof *d);

	memset(d, 0, sizeof *d);
	d->model = learn_open_builtin(&learn_image_language);
	if (d->model == NULL) {
		err_set(e, QUIRE_EINPUT, 0, "no language model");
		detector_free(d);
		return NULL;
	}
	d->classes = learn_classes(d->model);
	d->threshold = o->threshold;
	d->several = o->several;
	read_classes(d);
	make_powers(&d->powers);
	if (sure_open(d) == -1) {
		err_set(e, QUIRE_EINPUT, 0, "no language model");
		detector_free(d);
		return NULL;
	}
	memset(d->allowed, true, sizeof d->allowed);
	if (o->only != NULL && restrict_to(d, o->only) == -1) {
		err_set(e, QUIRE_EUSAGE, 0, "--only: unknown language");
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
	sure_close(&d->sure);
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
		s->seen[w[i].script / 64] |= (uint64_t)1 << w[i].script % 64;
		s->kana += w[i].kana ? w[i].letters : 0;
		if (w[i].script == USCRIPT_HAN && !w[i].kana)
			for (unsigned k = 1; k <= w[i].letters; k++)
				han_add(&s->han,
				    d->words.letter[w[i].first + k]);
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

/* ---- documents -------------------------------------------------------- */

/*
 * Is one class of the script far ahead of all others by now? Less far is
 * enough if the first look thought of it, too.
 */
static bool
is_clear(const struct detector *d, const struct sums *s, uint8_t script)
{
	unsigned first = d->first[script], n = d->count[script], guess;
	double unit = learn_unit(d->model, (size_t)s->features[script]);
	int32_t best = learn_top(s->score + first, n), ahead;

	guess = d->sure.guess;
	ahead = guess != UND && s->score[guess] == best
	    ? (int32_t)(AGREED / unit)
	    : (int32_t)(CLEAR / unit);
	return learn_above(s->score + first, n, best - ahead) == 1;
}

/* Adds a group of words; is the answer clear by now? */
static bool
add_group(struct detector *d, struct sums *s, size_t group)
{
	size_t from = group * GROUP, n = d->words.n;
	uint8_t script = d->words.word[from].script;

	sums_add(d, s, from, from + GROUP < n ? from + GROUP : n);
	return s->features[script] > ENOUGH && is_clear(d, s, script);
}

/*
 * Features of a part of the words: groups from all over the piece, fewer the
 * longer it is, until the answer is clear; the first of them lie far apart.
 */
static void
add_sample(struct detector *d, struct sums *s)
{
	size_t groups = (d->words.n + GROUP - 1) / GROUP, step = 1;

	while (groups / step > SAMPLE)
		step *= 2;
	if (groups == 0 || (add_group(d, s, 0) && groups <= FEW))
		return;
	for (size_t apart = SAMPLE * step; apart >= step; apart /= 2)
		for (size_t i = apart; i < groups; i += 2 * apart)
			if (add_group(d, s, i) && groups < 2 * SAMPLE)
				return;
}

/* Votes for the class, if there is a place for them. */
static bool
add_vote(struct detector *d, struct vote v)
{
	size_t i = 0;

	while (i < d->votes && d->vote[i].class != v.class)
		i++;
	if (i == VOTES)
		return false;
	if (i == d->votes)
		d->vote[d->votes++] = (struct vote){ v.class, 0, 0 };
	d->vote[i].weight += v.weight;
	d->vote[i].p += v.p;
	return true;
}

/* Does the word begin with a capital, and go on with none? */
static bool
is_capitalised(struct quire_span word)
{
	const char *p = word.p, *end = p + word.len;
	uint32_t first, second = 0;

	p += utf8_decode(p, end, &first);
	if (p < end)
		utf8_decode(p, end, &second);
	return text_is(first, TEXT_UPPER) && !text_is(second, TEXT_UPPER);
}

/* Two to eight words of Latin of which most have a capital, not all letters. */
static bool
is_title(const struct words *w, struct quire_span text)
{
	size_t capitals = 0;

	if (w->n < 2 || w->n > 8)
		return false;
	for (size_t i = 0; i < w->n; i++) {
		if (w->word[i].script != USCRIPT_LATIN)
			return false;
		capitals += is_capitalised(
		    span_sub(text, w->word[i].start, w->word[i].end));
	}
	return capitals >= 2 && capitals * 5 >= w->n * 3;
}

/* Has a word a letter beyond ASCII? Apostrophes are no letters. */
static bool
has_accents(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		for (unsigned k = 1; k <= w->word[i].letters; k++)
			if (w->letter[w->word[i].first + k] >= 0x80)
				return true;
	return false;
}

static void
add_piece(struct detector *d, struct quire_span text)
{
	words_cut(&d->words, text);
	d->sums.title = !d->used && is_title(&d->words, text);
	d->sums.accents = d->sums.title && has_accents(&d->words);
	sums_count(d, &d->sums, 0, d->words.n);
	add_sample(d, &d->sums);
	d->sums.other += d->words.other;
	d->sums.code += d->words.code;
	d->used = true;
}

/* The large model is asked where the first look is not sure. */
static void
add_blocks(struct detector *d, struct quire_span text)
{
	struct vote v[SURE_VOTES];
	bool is_long = text.len > 2 * FIRST_MOST;
	size_t n, votes, k;

	for (; text.len > 0; text = span_sub(text, n, text.len)) {
		n = sure_part(text, FIRST_MOST);
		votes = sure_votes(d, span_sub(text, 0, n), is_long, v);
		for (k = 0; k < votes && add_vote(d, v[k]);)
			k++;
		if (k == 0 && !d->several)
			add_piece(d, span_sub(text, 0, n));
	}
}

/* Does each character stand alone, and are enough of them letters? */
static bool
is_apart(struct quire_span text)
{
	size_t letters = 0, n = 0;
	uint32_t cp;

	if (text.len > HEADING)
		return false;
	for (size_t at = 0; at < text.len; at = n) {
		n = at + utf8_decode(text.p + at, text.p + text.len, &cp);
		letters += text_is(cp, TEXT_LETTER);
		if (n < text.len && text.p[n] != ' ')
			return false;
		while (n < text.len && text.p[n] == ' ')
			n++;
	}
	return letters >= APART;
}

/*
 * A heading whose letters stand apart, "N O T I C E", as the words it has: more
 * than one blank is between them.
 */
static struct quire_span
close_up(struct quire_span text, struct arena *a)
{
	struct quire_span row = span_trim(text);
	char *to;
	size_t n = 0, blanks = 0;

	if (!is_apart(row))
		return text;
	to = arena_alloc(a, row.len);
	for (size_t i = 0; i < row.len; i++) {
		blanks = row.p[i] == ' ' ? blanks + 1 : 0;
		if (blanks == 0 || blanks == 2)
			to[n++] = row.p[i];
	}
	return (struct quire_span){ to, n };
}

void
language_add(struct detector *d, struct quire_span text, struct arena *a)
{
	size_t n;

	text = close_up(text, a);
	d->sure.guess = UND;
	for (; text.len > 0; text = span_sub(text, n, text.len)) {
		n = sure_part(text, PIECE);
		if (d->restricted || d->several)
			add_piece(d, span_sub(text, 0, n));
		if (!d->restricted)
			add_blocks(d, span_sub(text, 0, n));
	}
}

/* The class with most votes. */
static const struct vote *
first_vote(const struct detector *d)
{
	const struct vote *best = &d->vote[0];

	for (size_t i = 1; i < d->votes; i++)
		if (d->vote[i].weight > best->weight)
			best = &d->vote[i];
	return best;
}

/* The answer by votes, or by the sums if they have more letters. */
static size_t
answer_votes(struct detector *d, struct answer *a, size_t max)
{
	const struct vote *v;
	uint64_t weight;

	if (d->used) {
		sums_script(&d->sums, &weight);
		if (sums_answer(d, &d->sums, a, max) == 0 ||
		    !add_vote(d,
		        (struct vote){ a[0].class, weight,
		            a[0].p * (double)weight }) ||
		    first_vote(d)->class == a[0].class)
			return 1;
	}
	v = first_vote(d);
	return answer_one(a, v->class, v->p / (double)v->weight);
}

/* The same, with what the sums of all pieces say of the others. */
static size_t
answer_several(struct detector *d, struct answer *a, size_t max)
{
	const struct vote *v = first_vote(d);
	double p = v->p / (double)v->weight, rest = 0;
	uint64_t weight;
	size_t n = sums_answer(d, &d->sums, a, max), at = 0;

	sums_script(&d->sums, &weight);
	if (v->weight * 2 < weight)
		return n;
	for (size_t i = 0; i < n; i++)
		rest += a[i].class == v->class ? 0 : a[i].p;
	while (at + 1 < n && a[at].class != v->class)
		at++;
	for (; at > 0; at--)
		a[at] = a[at - 1];
	a[0] = (struct answer){ v->class, p };
	for (size_t i = 1; i < n; i++)
		a[i].p *= rest > 1 - p ? (1 - p) / rest : 1;
	return n;
}

static size_t
best_answers(struct detector *d, struct answer *a, size_t max)
{
	size_t n;

	if (d->votes == 0)
		n = sums_answer(d, &d->sums, a, max);
	else if (d->several)
		n = answer_several(d, a, max);
	else
		n = answer_votes(d, a, max);
	if (d->used)
		sums_clear(&d->sums);
	d->used = d->sure.mixed = false;
	d->votes = 0;
	return n;
}

size_t
language_answer(struct detector *d, struct language_guess *guess, size_t max)
{
	struct answer a[GUESSES];
	size_t k = 0,
	       n = best_answers(d, a, max + 1 < GUESSES ? max + 1 : GUESSES);

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
