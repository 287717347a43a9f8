/*
 * opinions: what the first model thought of a document, summed up for the
 * second, which sees each paragraph among all the others.
 */
#include "clean/features.h"

/*
 * The best stretch: where the sum of (p - 1/2) x mass is greatest (Kadane).
 */
static void
best_stretch(const struct work *w, const struct facts *f, const float *p,
    size_t *from, size_t *to)
{
	double sum = 0, best = 0;
	size_t i, start = 0;

	*from = *to = 0;
	for (i = 0; i < w->paras; i++) {
		sum += ((double)p[i] - 0.5) * (double)(f[i].mass + 1);
		if (sum <= 0) {
			sum = 0;
			start = i + 1;
		} else if (sum > best) {
			best = sum;
			*from = start;
			*to = i + 1;
		}
	}
}

/* Sums over the paragraphs before one: of masses, and of p x mass. */
struct sums {
	double all, kept;
};

static double
weight_of(const struct facts *f)
{
	return (double)(f->mass < 40 ? f->mass + 1 : 41);
}

static struct sums *
running_sums(const struct work *w, const struct facts *f, const float *p)
{
	struct sums *s = arena_alloc(w->a, (w->paras + 1) * sizeof *s);
	size_t i;

	s[0] = (struct sums){ 0, 0 };
	for (i = 0; i < w->paras; i++) {
		double m = weight_of(&f[i]);

		s[i + 1].all = s[i].all + m;
		s[i + 1].kept = s[i].kept + (double)p[i] * m;
	}
	return s;
}

/* The mean p of those around paragraph i, by mass. */
static float
mean_around(const struct work *w, const struct sums *s, size_t i, size_t reach)
{
	size_t from = i > reach ? i - reach : 0;
	size_t to = i + reach + 1 < w->paras ? i + reach + 1 : w->paras;
	double all, kept;

	all = s[to].all - s[from].all - (s[i + 1].all - s[i].all);
	kept = s[to].kept - s[from].kept - (s[i + 1].kept - s[i].kept);
	return all > 0 ? (float)(kept / all) : 0.5f;
}

/* The mean p, by mass, of what each element holds. */
static void
box_means(const struct work *w, const struct facts *f, const float *p,
    struct opinion *o)
{
	size_t i;
	int k;

	for (k = 0; k < 2; k++) {
		for (i = 0; i < w->paras; i++)
			if (f[i].box[k] != NULL)
				f[i].box[k]->kept = 0;
		for (i = 0; i < w->paras; i++)
			if (f[i].box[k] != NULL)
				f[i].box[k]->kept +=
				    (double)p[i] * (double)(f[i].mass + 1);
		for (i = 0; i < w->paras; i++)
			if (f[i].box[k] != NULL)
				o[i].box[k] = (float)(f[i].box[k]->kept /
				    (double)(f[i].box[k]->mass +
				        f[i].box[k]->blocks));
	}
}

/*
 * Which line before the stretch, or of its first two, is the title: how many
 * of its words recur behind it, and how it compares with the best.
 */
static void
weigh_titles(const struct work *w, const struct facts *f, const float *p,
    size_t from, struct opinion *o)
{
	size_t i = from > HEAD_REACH ? from - HEAD_REACH : 0, first = i;
	size_t end = from + 2 < w->paras ? from + 2 : w->paras;
	float worth[HEAD_REACH + 2] = { 0 }, best = 0, echo;

	for (; i < end; i++) {
		if (f[i].mass < 2 || f[i].mass > 40)
			continue;
		echo = title_echo(w, i, i < from ? from : i + 1,
		    from + ECHO_PARAS);
		o[i].echo = (uint8_t)(1 + (echo > 0) + (echo >= 0.25f) +
		    (echo >= 0.45f) + (echo >= 0.65f) + (echo >= 0.85f));
		worth[i - first] = echo * (0.1f + p[i]) *
		    (float)(f[i].mass < 8 ? f[i].mass : 8);
		if (worth[i - first] > best)
			best = worth[i - first];
	}
	for (i = first; i < end; i++)
		o[i].rank = (uint8_t)((worth[i - first] > 0) +
		    (worth[i - first] > 0 && worth[i - first] >= best / 2) +
		    (worth[i - first] > 0 && worth[i - first] >= best));
}

/* Short lines that go, as headings of what else goes, and the lexicon's. */
static void
look_above(const struct work *w, const struct facts *f, const float *p,
    struct opinion *o)
{
	size_t i, above = NO_PARA;
	unsigned signs = 0;

	for (i = 0; i < w->paras; i++) {
		o[i].above = above;
		o[i].signs = signs;
		signs += f[i].lexicon < CLEAN_CLASSES &&
		    ((uint32_t)1 << f[i].lexicon & DROPPED) != 0;
		if (p[i] < 0.15f && f[i].mass <= 6 && f[i].words > 0)
			above = i;
	}
}

struct opinion *
opinions(const struct work *w, const struct facts *f, const float *p)
{
	struct opinion *o = arena_zero(w->a, w->paras + 1, sizeof *o);
	const struct sums *sums = running_sums(w, f, p);
	double all = 0, run = 0;
	size_t i, from, to;

	for (i = 0; i < w->paras; i++)
		all += (double)p[i] * (double)(f[i].mass + 1);
	if (w->from == CLEAN_HTML)
		box_means(w, f, p, o);
	best_stretch(w, f, p, &from, &to);
	for (i = 0; i < w->paras; i++) {
		double m = (double)p[i] * (double)(f[i].mass + 1);

		o[i].p = features_tenth(p[i]);
		o[i].near = mean_around(w, sums, i, 5);
		o[i].wide = mean_around(w, sums, i, 15);
		o[i].before = all > 0 ? (float)(run / all) : 0;
		run += m;
		o[i].behind = all > 0 ? (float)((all - run) / all) : 0;
		o[i].place = i < from ? -1 : i >= to;
		o[i].distance = (unsigned)(i < from ? from - i
		        : i >= to                   ? i + 1 - to
		                                    : 0);
	}
	if (w->from != CLEAN_HTML) {
		if (from < to)
			weigh_titles(w, f, p, from, o);
		look_above(w, f, p, o);
	}
	return o;
}
