/*
 * Most texts are easy: the first look at them is enough. A text's script is
 * found by its letters; one that a single language writes answers at once,
 * Kana too. For the scripts of most texts a small model (see first.h) adds up
 * the first runs of letters; if one language is far ahead of all others, and
 * none of those that are close to it is near, that is the answer. All else is
 * left to the large model.
 */
#include <string.h>
#include <unicode/uscript.h>

#include "language/close.h"
#include "language/detect.h"
#include "learn/number.h"

#include "models.h"

enum {
	CLOSEST = 64,
	PARTS = 8,
	PART = FIRST_LOOKED / PARTS, /* codes */
	STEP = 48,                   /* rows that are added up at once */
	WINDOW = 96,                 /* bytes of a part that votes, at most */
	SHORT = 60                   /* codes */
};

/* Probability from which an answer holds: of all looked at, of a part of it. */
static const double SURE = 0.99, SURER = 0.999;
static const double LIKELY = 0.5;
/* Headings and names are unlike lines cut short: what their letters say. */
static const double HEADING = 0.65;
/* Logits: others do not count; as far as the sure of a part must be ahead. */
static const double FAR = 8, AHEAD = 6;

/* ---- opening ---------------------------------------------------------- */

/* Columns and classes are in the same order. */
static void
match_classes(struct detector *d, unsigned k)
{
	struct sure *s = &d->sure;
	unsigned n = learn_classes(s->model[k]), c = 1;
	const char *name;

	for (unsigned i = 1; i < n; i++) {
		name = learn_class(s->model[k], i);
		while (c < d->classes &&
		    strcmp(learn_class(d->model, c), name) != 0)
			c++;
		s->class[k][i] = (uint16_t)(c < d->classes ? c : UND);
		if (c == d->classes)
			c = 1;
		s->of[d->script[c]] = (uint8_t)(k + 1);
	}
}

/* The class of a tag in a script, whose classes are sorted; or UND. */
static unsigned
find_class(const struct detector *d, uint8_t script, struct quire_span tag)
{
	unsigned low = d->first[script], high = low + d->count[script], mid;
	int order;

	while (low < high) {
		mid = (low + high) / 2;
		order = strncmp(d->tag[mid], tag.p, tag.len);
		if (order == 0)
			order = d->tag[mid][tag.len] != '\0';
		if (order == 0)
			return mid;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return UND;
}

static void
find_groups(struct detector *d)
{
	unsigned class;
	bool minor;

	for (size_t i = 0; i < CLOSE_GROUPS; i++) {
		const char *p = close_groups[i].tags;
		size_t len;

		for (; *p != '\0'; p += len + (p[len] == ',')) {
			len = strcspn(p, ",");
			minor = *p == '-';
			class = find_class(d, close_groups[i].script,
			    (struct quire_span){ p + minor, len - minor });
			d->sure.group[class] = (uint8_t)(i + 1);
			d->sure.minor[class] = minor;
		}
	}
	d->sure.group[UND] = 0;
}

int
sure_open(struct detector *d)
{
	static const struct learn_image *const image[SURE_MODELS] = {
		&learn_image_language_latn, &learn_image_language_cyrl,
		&learn_image_language_arab, &learn_image_language_deva
	};
	struct sure *s = &d->sure;

	first_init(&s->table, d->known);
	for (unsigned k = 0; k < SURE_MODELS; k++) {
		s->model[k] = learn_open_builtin(image[k]);
		if (s->model[k] == NULL)
			return -1;
		learn_narrow_start(s->model[k], s->start[k]);
		match_classes(d, k);
	}
	find_groups(d);
	return 0;
}

void
sure_close(struct sure *s)
{
	for (unsigned k = 0; k < SURE_MODELS; k++)
		learn_close(s->model[k]);
}

/* ---- one look --------------------------------------------------------- */

/* The slot of the script with most letters, and how many in all there are. */
static unsigned
main_slot(const struct sure *s, uint64_t *weight, uint64_t *all)
{
	const struct first_text *x = &s->text;
	uint64_t seen = x->seen | (uint64_t)1 << s->table.latin, w, han = 0;
	unsigned best = 0, slot;

	*weight = *all = 0;
	while (seen != 0) {
		slot = (unsigned)__builtin_ctzll(seen);
		seen &= seen - 1;
		w = script_weight(s->table.script[slot], x->letters[slot]);
		*all += w;
		if (slot == s->table.han || slot == s->table.kana) {
			han += w;
			w = han;
			slot = s->table.han;
		}
		if (w > *weight) {
			*weight = w;
			best = slot;
		}
	}
	return best;
}

/* Is a language of its group near the best one? */
static bool
has_close(const struct sure *s, const uint16_t *class, const uint16_t *near,
    size_t n, unsigned best)
{
	uint8_t group = s->group[class[best]];

	if (s->minor[class[best]])
		return true;
	for (size_t i = 0; group != 0 && i < n; i++)
		if (near[i] != best && s->group[class[near[i]]] == group &&
		    !s->minor[class[near[i]]])
			return true;
	return false;
}

/* So many logits in sums of a unit. */
static int16_t
in_sums(double logits, double unit)
{
	return (int16_t)(logits < 8000 * unit ? logits / unit : 8000);
}

/*
 * The best class, with its probability, from sums of a unit. Guesses it if it
 * is not unlikely and has no close one near. Is it sure?
 */
static bool
best_of(struct sure *s, unsigned k, const int16_t *sum, double unit,
    double sure, struct answer *a)
{
	const struct learn_model *m = s->model[k];
	double z = 0;
	uint16_t near[CLOSEST], best;
	size_t n = learn_narrow_near(m, sum, in_sums(FAR, unit), near, CLOSEST);

	best = near[0];
	for (size_t i = 1; i < n; i++)
		best = sum[near[i]] > sum[best] ? near[i] : best;
	*a = (struct answer){ UND, 0 };
	if (n == CLOSEST || best == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		z += near[i] == best
		    ? 1
		    : number_exp((double)(sum[near[i]] - sum[best]) * unit);
	*a = (struct answer){ s->class[k][best], 1 / z };
	if (z > 1 / LIKELY || has_close(s, s->class[k], near, n, best))
		return false;
	s->guess = a->class;
	return a->p >= sure;
}

/*
 * Adds up rows of parts that are spread over the text, some after others, until
 * the answer is sure.
 */
static bool
ask(struct detector *d, unsigned k, struct answer *a)
{
	static const uint8_t order[PARTS] = { 0, 4, 2, 6, 1, 5, 3, 7 };
	struct sure *s = &d->sure;
	const struct learn_model *m = s->model[k];
	unsigned bits = learn_row_bits(m);
	int16_t sum[LEARN_NARROW_MAX];
	uint16_t row[FIRST_ROWS + FIRST_SPARE];
	size_t part = (s->text.n + PARTS - 1) / PARTS, n = 0, rows = 0,
	       length = part < PART ? part : PART;
	double unit;

	memcpy(sum, s->start[k], learn_narrow_width(m) * sizeof *sum);
	for (size_t i = 1; i <= PARTS; i++) {
		n += first_rows(&s->text, bits, order[i - 1] * part, length,
		    row + n);
		if (n < STEP && i < PARTS)
			continue;
		learn_narrow_add(m, row, n, sum);
		rows += n;
		n = 0;
		unit = learn_unit(m, rows) * (s->text.n < SHORT ? HEADING : 1);
		if (i < PARTS &&
		    !learn_narrow_alone(m, sum, in_sums(AHEAD, unit)))
			continue;
		if (best_of(s, k, sum, unit, i < PARTS ? SURER : SURE, a))
			return true;
	}
	return false;
}

/* Chinese in one of its scripts, or Japanese for its Kana. */
static bool
ask_han(const struct detector *d, struct answer *a)
{
	const struct first_text *x = &d->sure.text;
	const struct han *h = &x->han;
	uint64_t kana = x->letters[d->sure.table.kana],
	         all = kana + x->letters[d->sure.table.han];
	unsigned class = h->hant > h->hans ? d->hant : d->hans;
	uint32_t most = h->hant > h->hans ? h->hant : h->hans,
	         least = h->hans + h->hant - most;

	if (kana * 10 > all) {
		*a =
		    (struct answer){ d->japanese, 1 - 0.5 / (1 + (double)all) };
		return class != 0;
	}
	if (most < 3 || least * 16 > most || kana > 0 || h->japanese > 0 ||
	    h->cantonese > 0 || class == 0)
		return false;
	*a = (struct answer){ class, 1 - 0.05 / (1 + (double)most) };
	return true;
}

/* Mark-up, program text, or more signs than letters? */
static bool
is_noisy(const struct first_text *x, uint64_t weight)
{
	return x->odd || (x->signs > 5 && x->signs * 16 > weight) ||
	    x->other > weight;
}

bool
sure_short(struct detector *d, struct quire_span text, struct answer *a,
    uint64_t *weight)
{
	struct sure *s = &d->sure;
	struct first_text *x = &s->text;
	unsigned slot;
	uint64_t all;
	uint8_t script;

	s->guess = UND;
	*a = (struct answer){ UND, 0 };
	first_read(&s->table, x, text);
	slot = main_slot(s, weight, &all);
	if (slot == 0 || is_noisy(x, *weight) || *weight < FIRST_LEAST)
		return false;
	script = s->table.script[slot];
	if (d->alone[script] != 0) {
		*a = (struct answer){ d->alone[script],
			1 - 0.5 / (1 + (double)x->letters[slot]) };
		return true;
	}
	if (slot == s->table.han)
		return ask_han(d, a);
	if (s->of[script] == 0)
		return false;
	if (*weight < all) {
		if (*weight * 5 < all * 3)
			return false;
		first_keep(&s->table, x, text, slot);
	}
	return ask(d, s->of[script] - 1u, a);
}

/* ---- parts vote ------------------------------------------------------- */

size_t
sure_part(struct quire_span text, size_t most)
{
	size_t n = most;

	if (text.len <= most)
		return text.len;
	while (n > most / 2 && text.p[n - 1] != ' ' && text.p[n - 1] != '\n')
		n--;
	if (n > most / 2)
		return n;
	for (n = most; ((unsigned char)text.p[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

/* Puts a vote with those of its class. False: there are too many classes. */
static bool
put_vote(struct vote *v, size_t *n, struct answer a, uint64_t weight)
{
	size_t i = 0;

	while (i < *n && v[i].class != a.class)
		i++;
	if (i == SURE_VOTES)
		return false;
	if (i == *n)
		v[(*n)++] = (struct vote){ a.class, 0, 0 };
	v[i].weight += weight;
	v[i].p += a.p * (double)weight;
	return true;
}

/* A window that is not sure, and what it holds to be likely, if anything. */
struct doubt {
	struct answer a;
	uint64_t weight;
	bool is_guess; /* and has no close class near */
};

/*
 * Windows that are not sure go with the sure ones of their class or of one
 * that is close to it; else their guess is a vote, too. Returns the weight of
 * those that stay without; UINT64_MAX if there are too many classes.
 */
static uint64_t
follow(const struct sure *s, const struct doubt *doubt, size_t doubts,
    struct vote *v, size_t *n)
{
	const size_t sure = *n;
	uint64_t lost = 0;

	for (size_t i = 0; i < doubts; i++) {
		struct answer a = doubt[i].a;
		uint8_t group = s->group[a.class];
		size_t k = 0;

		while (k < sure && v[k].class != a.class &&
		    (group == 0 || s->group[v[k].class] != group))
			k++;
		if (k < sure)
			a.class = v[k].class;
		if (k == sure && !doubt[i].is_guess)
			lost += doubt[i].weight;
		else if (!put_vote(v, n, a, doubt[i].weight))
			return UINT64_MAX;
	}
	return lost;
}

/* Would the first of the votes stay so whoever got the weight that is lost? */
static bool
is_decided(const struct vote *v, size_t n, uint64_t lost)
{
	uint64_t first = 0, second = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i].weight > first) {
			second = first;
			first = v[i].weight;
		} else if (v[i].weight > second) {
			second = v[i].weight;
		}
	}
	return first - second >= lost;
}

/*
 * Text in several languages: windows of it vote, of a long text every second
 * one. Where what no vote speaks for could change the first, it must be less
 * than half of the text, and less than what is sure.
 */
static size_t
ask_windows(struct detector *d, struct quire_span text, bool is_long,
    struct vote *v)
{
	struct doubt doubt[2 * FIRST_MOST / WINDOW + 2];
	size_t most = text.len / ((text.len + WINDOW - 1) / WINDOW) + 4, n = 0,
	       doubts = 0, len, skip;
	uint64_t weight, all = 0, sure = 0, lost;
	struct answer a;
	bool is_sure;

	for (; text.len > 0; text = span_sub(text, len + skip, text.len)) {
		len = sure_part(text, most);
		skip = is_long ? sure_part(span_sub(text, len, text.len), most)
		               : 0;
		is_sure = sure_short(d, span_sub(text, 0, len), &a, &weight);
		weight *= skip > 0 ? 2 : 1;
		all += weight;
		sure += is_sure ? weight : 0;
		if (!is_sure)
			doubt[doubts++] =
			    (struct doubt){ a, weight, d->sure.guess != UND };
		else if (!put_vote(v, &n, a, weight))
			return 0;
	}
	d->sure.guess = UND;
	lost = follow(&d->sure, doubt, doubts, v, &n);
	if ((lost > all / 2 || lost > sure) && !is_decided(v, n, lost))
		return 0;
	return n;
}

size_t
sure_votes(struct detector *d, struct quire_span text, bool is_long,
    struct vote *v)
{
	struct sure *s = &d->sure;
	struct answer a;
	uint64_t weight;
	size_t n = 0;

	if (!s->mixed && sure_short(d, text, &a, &weight))
		put_vote(v, &n, a, weight);
	else if (text.len > WINDOW + WINDOW / 2 &&
	    (s->mixed || !is_noisy(&s->text, weight)))
		n = ask_windows(d, text, is_long, v);
	s->mixed |= is_long && n > 1;
	return n;
}
