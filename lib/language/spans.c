/*
 * Where which language is.
 *
 * The text is worked through in windows. First small groups of words say
 * which languages are likely in the window at all. Then, script by script,
 * the words are labelled with those languages by Viterbi: a change costs most
 * inside a sentence before a small letter, least at a new line, and more the
 * less of the window speaks for the language changed to. A short run
 * in another script (a name, a term) takes the language around it. What lies
 * between words belongs to the word before, openers and what follows a line
 * end to the word after.
 */
#include <string.h>
#include <unicode/uscript.h>

#include "language/detect.h"
#include "learn/number.h"
#include "text/text.h"

enum {
	WINDOW = 128 << 10,
	GROUP = 8,       /* words that speak together */
	CANDIDATES = 16, /* languages of one script */
	SHORT = 3,       /* words; fewer are no run of their own */
	LONGEST = 400    /* words that a span's score is made of */
};

/* What separates a word from the one before it. */
enum gap { GAP_WORD, GAP_CAPITAL, GAP_CLAUSE, GAP_SENTENCE, GAP_LINE };

static const double change_cost[] = { [GAP_WORD] = 9,
	[GAP_CAPITAL] = 5,
	[GAP_CLAUSE] = 6,
	[GAP_SENTENCE] = 3,
	[GAP_LINE] = 2 };

/* Neighbouring words say in part the same: what each of them counts. */
static const double EVIDENCE = 0.65;
/* A word with a capital may be a name, which is of any language. */
static const double NAME = 0.5;

/* A window being labelled. */
struct window {
	struct detector *d;
	struct quire_span text;
	struct arena *arena;
	const struct word *word;
	size_t n;
	uint16_t *label;                 /* [n] class */
	uint8_t *gap;                    /* [n] enum gap, before the word */
	double weight[LEARN_SPARSE_MAX]; /* of a language here */
};

/* ---- gaps ------------------------------------------------------------- */

static bool
is_capital(struct quire_span text, size_t at)
{
	uint32_t cp;

	utf8_decode(text.p + at, text.p + text.len, &cp);
	return text_is(cp, TEXT_UPPER);
}

/* Around a quotation or, in Chinese, a title; not an apostrophe. */
static bool
is_quote(uint32_t cp)
{
	return (text_is(cp, TEXT_QUOTE) && cp != '\'' && cp != 0x2019) ||
	    (cp >= 0x3008 && cp <= 0x300b);
}

static enum gap
gap_between(struct quire_span text, size_t from, size_t to)
{
	enum gap g = is_capital(text, to) ? GAP_CAPITAL : GAP_WORD;
	uint32_t cp;
	unsigned len;

	for (; from < to; from += len) {
		len = utf8_decode(text.p + from, text.p + text.len, &cp);
		if (cp == '\n')
			return GAP_LINE;
		if (text_is(cp, TEXT_STERM) || is_quote(cp))
			g = GAP_SENTENCE;
		else if (g < GAP_CLAUSE && text_is(cp, TEXT_PUNCT))
			g = GAP_CLAUSE;
	}
	return g;
}

static void
find_gaps(struct window *w)
{
	for (size_t i = 0; i < w->n; i++)
		w->gap[i] = i == 0 ? GAP_LINE
		                   : (uint8_t)gap_between(w->text,
		                         w->word[i - 1].end, w->word[i].start);
}

/* ---- which languages are likely --------------------------------------- */

/* End of the group that starts at word i: one script, one sentence. */
static size_t
group_end(const struct window *w, size_t i, size_t most, enum gap until)
{
	size_t j = i + 1;

	while (j < w->n && j < i + most && w->gap[j] < until &&
	    w->word[j].script == w->word[i].script)
		j++;
	return j;
}

static void
hear(struct window *w, size_t i, size_t j)
{
	static const size_t best = 3;
	struct sums s = { 0 };
	struct answer a[3];
	uint64_t letters = 0;
	size_t n;

	sums_count(w->d, &s, i, j);
	sums_add(w->d, &s, i, j);
	for (size_t k = i; k < j; k++)
		letters += w->word[k].letters;
	n = sums_answer(w->d, &s, a, best);
	for (size_t k = 0; k < n; k++)
		if (a[k].class != UND)
			w->weight[a[k].class] += a[k].p *
			    (double)script_weight(w->word[i].script, letters);
}

/*
 * Listens to groups of words, and to whole sentences where they are longer;
 * of many, to some: what is likely here is soon known.
 */
static void
find_likely(struct window *w)
{
	size_t j, step = 1 + w->n / 4096, heard = 0;

	for (size_t i = 0; i < w->n; i = j) {
		j = group_end(w, i, GROUP, GAP_SENTENCE);
		if (!w->d->plain[w->word[i].script] && heard++ % step == 0)
			hear(w, i, j);
	}
	heard = 0;
	for (size_t i = 0; i < w->n; i = j) {
		j = group_end(w, i, 64, GAP_LINE);
		if (!w->d->plain[w->word[i].script] && j > i + GROUP &&
		    heard++ % step == 0)
			hear(w, i, j);
	}
}

/* The likely classes of a script into c[]; returns how many. */
static size_t
candidates(const struct window *w, uint8_t script, uint16_t *c)
{
	size_t n = 0, i;
	double sum = 0;

	for (unsigned k = 1; k < w->d->classes; k++)
		sum += w->d->script[k] == script ? w->weight[k] : 0;
	for (unsigned k = 1; k < w->d->classes; k++) {
		if (w->d->script[k] != script || w->weight[k] < sum * 0.005 ||
		    w->weight[k] <= 0)
			continue;
		if (n < CANDIDATES)
			n++;
		else if (w->weight[k] <= w->weight[c[n - 1]])
			continue;
		for (i = n - 1; i > 0 && w->weight[c[i - 1]] < w->weight[k];
		     i--)
			c[i] = c[i - 1];
		c[i] = (uint16_t)k;
	}
	return n;
}

/* ---- labels ----------------------------------------------------------- */

/* Logits of one word for the candidates. */
static void
emit(const struct window *w, size_t i, const uint16_t *c, size_t n, double *to)
{
	int32_t score[LEARN_SPARSE_MAX] = { 0 };
	struct words *x = &w->d->words;
	double unit = EVIDENCE * learn_unit(w->d->model, 40);

	if (is_capital(w->text, w->word[i].start))
		unit *= NAME;
	x->features = 0;
	words_features(x, i, 2);
	learn_add(w->d->model, x->feature, x->features, score);
	for (size_t k = 0; k < n; k++)
		to[k] = unit *
		    (double)(score[c[k]] +
		        learn_floor(w->d->model, c[k], x->features) -
		        learn_floor(w->d->model, c[k], 0));
}

/*
 * How unlikely the candidates are before a word is read: what little of the
 * text speaks for seldom has a line of its own.
 */
static void
doubt(const struct window *w, const uint16_t *c, size_t n, double *rare)
{
	double sum = 0;

	for (size_t k = 0; k < n; k++)
		sum += w->weight[c[k]];
	for (size_t k = 0; k < n; k++)
		rare[k] = number_log(sum / w->weight[c[k]]);
}

/* One position of Viterbi: v becomes the best scores with this word. */
static void
advance(double *v, const double *emission, const double *rare, size_t n,
    double cost, uint8_t *back)
{
	size_t best = 0;
	double top, change;

	for (size_t k = 1; k < n; k++)
		if (v[k] > v[best])
			best = k;
	top = v[best] - cost;
	for (size_t k = 0; k < n; k++) {
		change = top - rare[k];
		back[k] = (uint8_t)(v[k] >= change ? k : best);
		v[k] = (v[k] >= change ? v[k] : change) + emission[k];
	}
}

/* Lowest cost of the gaps from word i down to the last of its script. */
static double
cost_before(const struct window *w, size_t i)
{
	enum gap g = (enum gap)w->gap[i];
	size_t j = i;

	while (
	    j > 0 && w->word[j - 1].script != w->word[i].script && i - j < 64) {
		j--;
		if (w->gap[j] > g)
			g = (enum gap)w->gap[j];
	}
	return j < i ? change_cost[GAP_LINE] : change_cost[g];
}

/* Labels all words of a script that needs a model. */
static void
label_script(struct window *w, uint8_t script)
{
	uint16_t c[CANDIDATES];
	double v[CANDIDATES], rare[CANDIDATES], emission[CANDIDATES];
	size_t n = candidates(w, script, c), best = 0;
	uint8_t *back;

	if (n == 0)
		return;
	doubt(w, c, n, rare);
	for (size_t k = 0; k < n; k++)
		v[k] = -rare[k];
	back = arena_alloc(w->arena, w->n * n);
	for (size_t i = 0; i < w->n; i++) {
		if (w->word[i].script != script)
			continue;
		emit(w, i, c, n, emission);
		advance(v, emission, rare, n, cost_before(w, i), back + i * n);
	}
	for (size_t k = 1; k < n; k++)
		if (v[k] > v[best])
			best = k;
	for (size_t i = w->n; i-- > 0;)
		if (w->word[i].script == script) {
			w->label[i] = c[best];
			best = back[i * n + best];
		}
}

/* Han with Kana in the same sentence is Japanese. */
static void
label_japanese(struct window *w)
{
	size_t j, kana, all;

	for (size_t i = 0; i < w->n; i = j) {
		kana = all = 0;
		for (j = i; j < w->n && (j == i || w->gap[j] < GAP_SENTENCE);
		     j++)
			if (w->word[j].script == USCRIPT_HAN) {
				all += w->word[j].letters;
				kana +=
				    w->word[j].kana ? w->word[j].letters : 0u;
			}
		if (kana * 10 <= all || !w->d->allowed[w->d->japanese])
			continue;
		for (size_t k = i; k < j; k++)
			if (w->word[k].script == USCRIPT_HAN)
				w->label[k] = (uint16_t)w->d->japanese;
	}
}

static void
label_words(struct window *w)
{
	bool done[256] = { false };
	uint8_t s;

	for (size_t i = 0; i < w->n; i++) {
		s = w->word[i].script;
		if (w->d->alone[s] != 0) {
			if (w->d->allowed[w->d->alone[s]])
				w->label[i] = w->d->alone[s];
		} else if (w->d->known[s] && !done[s]) {
			done[s] = true;
			label_script(w, s);
		}
	}
	if (w->d->japanese != 0)
		label_japanese(w);
}

/* ---- short runs -------------------------------------------------------- */

/* Is [i, j) too short to be more than a name? */
static bool
is_short(const struct window *w, size_t i, size_t j)
{
	uint64_t letters = 0;

	for (size_t k = i; k < j; k++)
		letters += w->word[k].letters;
	if (w->word[i].script == USCRIPT_HAN)
		return letters < 5;
	return j - i < SHORT && letters < 40;
}

static uint64_t
run_weight(const struct window *w, size_t i, size_t j)
{
	uint64_t sum = 0;

	for (; i < j; i++)
		sum += script_weight(w->word[i].script, w->word[i].letters);
	return sum;
}

static size_t
run_end(const struct window *w, size_t i)
{
	size_t j = i + 1;

	while (j < w->n && w->label[j] == w->label[i] && w->gap[j] != GAP_LINE)
		j++;
	return j;
}

static void
relabel(struct window *w, size_t i, size_t j, uint16_t label)
{
	for (; i < j; i++)
		w->label[i] = label;
}

/* Does a quotation mark stand right before a run, and one behind its end? */
static bool
is_quoted(const struct window *w, size_t i, size_t j)
{
	const char *p = w->text.p, *end = p + w->text.len,
	           *last = p + w->word[j - 1].end;
	uint32_t cp;

	if (w->word[i].start == 0)
		return false;
	utf8_decode_before(p, p + w->word[i].start, &cp);
	if (!is_quote(cp))
		return false;
	do {
		if (last == end)
			return false;
		last += utf8_decode(last, end, &cp);
	} while (!is_quote(cp) && text_is(cp, TEXT_PUNCT));
	return is_quote(cp);
}

/* Is the run [i, j) a quotation in another script than word k beside it? */
static bool
is_foreign(const struct window *w, size_t i, size_t j, size_t k)
{
	return w->word[i].script != w->word[k].script && is_quoted(w, i, j);
}

/* What the run [i, j) weighs as a neighbour; names lean on long runs alone. */
static uint64_t
support(const struct window *w, size_t i, size_t j, bool han)
{
	return !han && is_short(w, i, j) ? 0 : run_weight(w, i, j);
}

/*
 * Short runs join the heavier of their neighbours in the line, if that has
 * more weight than they have and is no quotation in another script: names in
 * Han text first, so that a word between two of them does not join a name.
 */
static void
join_short(struct window *w, bool han)
{
	size_t from = 0, j;
	uint64_t mine, left = 0, right;

	for (size_t i = 0; i < w->n; i = j) {
		j = run_end(w, i);
		mine = run_weight(w, i, j);
		right = 0;
		if (j < w->n && w->gap[j] != GAP_LINE &&
		    !is_foreign(w, j, run_end(w, j), i))
			right = support(w, j, run_end(w, j), han);
		if (w->gap[i] == GAP_LINE || is_foreign(w, from, i, i))
			left = 0;
		if (is_short(w, i, j) &&
		    (han || w->word[i].script != USCRIPT_HAN)) {
			if (left >= right && left > mine)
				relabel(w, i, j, w->label[i - 1]);
			else if (right > mine)
				relabel(w, i, j, w->label[j]);
		}
		if (left > 0 && w->label[i] == w->label[i - 1]) {
			left += mine;
		} else {
			left = support(w, i, j, han);
			from = i;
		}
	}
}

/* ---- spans ------------------------------------------------------------ */

/* Where the span of word i starts, after that of the word before it. */
static size_t
boundary(const struct window *w, size_t i)
{
	size_t at = w->word[i].start, end = w->word[i - 1].end;
	uint32_t cp;
	unsigned len;

	for (size_t k = at; k > end; k--)
		if (w->text.p[k - 1] == '\n')
			return k;
	while (at > end) {
		len = utf8_decode_before(w->text.p + end, w->text.p + at, &cp);
		if (!text_is(cp, TEXT_OPEN) && cp != '"' && cp != '\'')
			break;
		at -= len;
	}
	return at;
}

static double
span_score(const struct window *w, size_t i, size_t j)
{
	struct answer a[64];
	struct sums s = { 0 };
	size_t n;

	sums_count(w->d, &s, i, j);
	sums_add(w->d, &s, i, j < i + LONGEST ? j : i + LONGEST);
	n = sums_answer(w->d, &s, a, 64);
	for (size_t k = 0; k < n; k++)
		if (a[k].class == w->label[i])
			return a[k].p;
	return 0;
}

static void
add_span(struct language_spans *out, struct arena *a, size_t start, size_t end,
    const char *tag, double score)
{
	struct language_span *last = out->n > 0 ? &out->item[out->n - 1] : NULL;

	if (start == end)
		return;
	if (last != NULL && strcmp(last->tag, tag) == 0) {
		last->score =
		    (float)((last->score * (double)(last->end - last->start) +
		                score * (double)(end - start)) /
		        (double)(end - last->start));
		last->end = end;
		return;
	}
	out->item =
	    arena_grow(a, out->item, out->n, &out->cap, sizeof *out->item);
	out->item[out->n++] =
	    (struct language_span){ start, end, tag, (float)score };
}

static void
write_spans(struct window *w, size_t base, struct language_spans *out)
{
	size_t from = 0, to, j;
	double score;
	unsigned label;

	if (w->n == 0)
		add_span(out, w->arena, base, base + w->text.len,
		    out->n > 0 ? out->item[out->n - 1].tag : "und", 1);
	for (size_t i = 0; i < w->n; i = j) {
		for (j = i + 1; j < w->n && w->label[j] == w->label[i];)
			j++;
		to = j < w->n ? boundary(w, j) : w->text.len;
		score = span_score(w, i, j);
		label = score < w->d->threshold ? UND : w->label[i];
		add_span(out, w->arena, base + from, base + to,
		    w->d->tag[label], score);
		from = to;
	}
}

static void
one_window(struct window *w, size_t base, struct language_spans *out)
{
	words_cut(&w->d->words, w->text);
	w->word = w->d->words.word;
	w->n = w->d->words.n;
	w->label = arena_zero(w->arena, w->n + 1, sizeof *w->label);
	w->gap = arena_zero(w->arena, w->n + 1, 1);
	memset(w->weight, 0, sizeof w->weight);
	find_gaps(w);
	find_likely(w);
	label_words(w);
	join_short(w, false);
	join_short(w, true);
	write_spans(w, base, out);
}

/* Bytes of the next window: up to a line end, or a space, or what fits. */
static size_t
window_length(struct quire_span text)
{
	size_t n;

	if (text.len <= WINDOW)
		return text.len;
	for (n = WINDOW; n > WINDOW / 2; n--)
		if (text.p[n - 1] == '\n')
			return n;
	for (n = WINDOW; n > WINDOW / 2; n--)
		if (text.p[n - 1] == ' ')
			return n;
	for (n = WINDOW; ((unsigned char)text.p[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

void
language_find_spans(struct detector *d, struct quire_span text, struct arena *a,
    struct language_spans *out)
{
	struct window w = { .d = d, .arena = a };
	size_t base = 0;

	*out = (struct language_spans){ NULL, 0, 0 };
	while (base < text.len) {
		w.text = span_sub(text, base, text.len);
		w.text.len = window_length(w.text);
		one_window(&w, base, out);
		base += w.text.len;
	}
}
