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

enum { CLOSEST = 64 };

/* Probability from which an answer holds. */
static const double SURE = 0.99, LIKELY = 0.5;
/* Logits: of others that count, and of a close language that is near. */
static const double FAR = 8, NEAR = 5;

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
    size_t n, unsigned best, const int16_t *sum, double unit)
{
	uint8_t group = s->group[class[best]];

	if (s->minor[class[best]])
		return true;
	for (size_t i = 0; group != 0 && i < n; i++)
		if (near[i] != best && s->group[class[near[i]]] == group &&
		    (double)(sum[best] - sum[near[i]]) * unit < NEAR)
			return true;
	return false;
}

static bool
ask(struct detector *d, unsigned k, struct answer *a)
{
	struct sure *s = &d->sure;
	const struct learn_model *m = s->model[k];
	int16_t sum[LEARN_NARROW_MAX];
	uint16_t row[FIRST_ROWS], near[CLOSEST], best;
	size_t n = first_rows(&s->text, learn_row_bits(m), row), close;
	double unit = learn_unit(m, n), z = 0, within = FAR / unit;

	learn_narrow_start(m, sum);
	learn_narrow_add(m, row, n, sum);
	close = learn_narrow_near(m, sum,
	    (int16_t)(within < 8000 ? within : 8000), near, CLOSEST);
	best = near[0];
	for (size_t i = 1; i < close; i++)
		best = sum[near[i]] > sum[best] ? near[i] : best;
	for (size_t i = 0; i < close; i++)
		z += near[i] == best
		    ? 1
		    : number_exp((double)(sum[near[i]] - sum[best]) * unit);
	if (close == CLOSEST || best == 0 || z > 1 / LIKELY ||
	    has_close(s, s->class[k], near, close, best, sum, unit))
		return false;
	*a = (struct answer){ s->class[k][best], 1 / z };
	s->guess = a->class;
	return z <= 1 / SURE;
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

bool
sure_short(struct detector *d, struct quire_span text, struct answer *a,
    uint64_t *weight)
{
	struct sure *s = &d->sure;
	struct first_text *x = &s->text;
	unsigned slot;
	uint64_t all;
	uint8_t script;

	first_read(&s->table, x, text);
	slot = main_slot(s, weight, &all);
	if (x->odd || slot == 0 || x->signs > 5 || x->other > *weight ||
	    *weight < FIRST_LEAST)
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

/* ---- long texts ------------------------------------------------------- */

/* Bytes of the next block: ends behind white space, or a character. */
static size_t
block(struct quire_span text)
{
	size_t n = text.len;

	if (n <= FIRST_MOST)
		return n;
	for (n = FIRST_MOST; n > FIRST_MOST / 2; n--)
		if (text.p[n - 1] == ' ' || text.p[n - 1] == '\n')
			return n;
	for (n = FIRST_MOST; ((unsigned char)text.p[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

bool
sure_long(struct detector *d, struct quire_span text, struct answer *a,
    uint64_t *weight)
{
	uint64_t w, all = 0, lost = 0;
	double p = 0;
	struct answer x;
	size_t n;

	if (text.len <= FIRST_MOST)
		return sure_short(d, text, a, weight);
	a->class = UND;
	for (; text.len > 0; text = span_sub(text, n, text.len)) {
		n = block(text);
		if (!sure_short(d, span_sub(text, 0, n), &x, &w)) {
			lost += n;
		} else if (a->class == UND || a->class == x.class) {
			a->class = x.class;
			all += w;
			p += x.p * (double)w;
		} else {
			d->sure.guess = UND;
			return false;
		}
		if (lost > FIRST_MOST && lost > all)
			break;
	}
	d->sure.guess = UND;
	*weight = all;
	a->p = all > 0 ? p / (double)all : 0;
	return a->class != UND && lost <= all;
}
