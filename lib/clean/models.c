/*
 * models: what the two models say of paragraphs, one after the other. The rows
 * of a table are no less likely to stay than they are on average.
 */
#include "clean/features.h"

#include "models.h"

/* A model, and its score of no features. */
struct judge {
	const struct learn_model *m;
	int32_t bias;
};

/* The two judges of lines or blocks, opened when first needed. */
static bool
find_judges(const struct work *w, struct judge *j)
{
	bool html = w->from == CLEAN_HTML;
	struct learn_model **m = html ? w->c->html_model : w->c->line_model;
	int32_t score[2];
	int i;

	if (m[0] == NULL) {
		m[0] = learn_open_builtin(html ? &learn_image_clean_html_first
		                               : &learn_image_clean_text_first);
		m[1] = learn_open_builtin(
		    html ? &learn_image_clean_html : &learn_image_clean_text);
	}
	if (m[0] == NULL || m[1] == NULL)
		return false; /* built without models */
	for (i = 0; i < 2; i++) {
		learn_score(m[i], NULL, 0, score);
		j[i] = (struct judge){ m[i], score[1] };
	}
	return true;
}

/* A score so far, and of how many features. */
struct sum {
	int32_t score;
	uint32_t n;
};

static struct sum
add(const struct judge *j, struct sum s, const uint32_t *f, size_t n)
{
	int32_t score[2];

	learn_score(j->m, f, n, score);
	return (struct sum){ s.score + score[1] - j->bias, s.n + (uint32_t)n };
}

/* All in one go, so that the machine can work on several at a time. */
static void
probabilities(const struct judge *j, const struct sum *s, size_t n, float *p)
{
	int32_t score[2] = { 0, 0 };
	float two[2];
	size_t i;

	for (i = 0; i < n; i++) {
		score[1] = s[i].score;
		learn_probability(j->m, score, s[i].n, two);
		p[i] = two[1];
	}
}

/* Nobody asks the second model of what is sure. */
static bool
is_asked(const struct para *p)
{
	return !p->sure || p->row;
}

/* All that features_own sees of a paragraph but its text; never 0. */
static uint32_t
looks(const struct para *p, const struct facts *f)
{
	return 1u | (uint32_t)p->item << 1 | (uint32_t)p->quote << 2 |
	    (uint32_t)p->row << 3 | (uint32_t)f->links << 4 |
	    (uint32_t)f->copies << 8 | (uint32_t)p->heading << 12;
}

/*
 * What both models say of paragraph i by itself. A text of which something
 * went is seen once more: there most of it looks as it did.
 */
static const struct own *
look_alone(const struct work *w, const struct facts *f, struct glance *g,
    const struct judge *j, size_t i)
{
	uint32_t now = looks(&w->para[i], &f[i]), x[FEATURES_MAX];
	struct own *o = &g[i].own;
	size_t n;

	if (o->looks == now)
		return o;
	n = features_own(w, f, i, x);
	o->n = (uint32_t)n;
	o->score[0] = add(&j[0], (struct sum){ 0, 0 }, x, n).score;
	o->score[1] = add(&j[1], (struct sum){ 0, 0 }, x, n).score;
	o->looks = w->from == CLEAN_HTML ? 0 : now; /* other models */
	return o;
}

/*
 * The first model's sums; in half what the second one says of paragraphs by
 * themselves.
 */
static void
first_look(const struct work *w, const struct facts *f, struct glance *g,
    const struct judge *j, struct sum *all, struct sum *half)
{
	uint32_t x[FEATURES_MAX];
	const struct own *o;
	size_t i, n;

	for (i = 0; i < w->paras; i++) {
		o = look_alone(w, f, g, j, i);
		half[i] = (struct sum){ j[1].bias + o->score[1], o->n };
		all[i] = (struct sum){ j[0].bias + o->score[0], o->n };
		n = features_around(w, f, i, x);
		all[i] = add(&j[0], all[i], x, n);
	}
}

/* The second model's sums: what it made of the first one's opinions p. */
static void
second_look(const struct work *w, const struct facts *f, const struct judge *j,
    const float *p, struct sum *half)
{
	const struct opinion *o = opinions(w, f, p);
	uint32_t x[FEATURES_MAX];
	size_t i, n;

	for (i = 0; i < w->paras; i++)
		if (is_asked(&w->para[i])) {
			n = features_opinions(w, f, o, i, x);
			half[i] = add(j, half[i], x, n);
		}
}

static size_t
cells(struct quire_span s)
{
	size_t i, n = 1;

	for (i = 0; i < s.len; i++)
		n += s.p[i] == '\t';
	return n;
}

/* The end of the table whose rows, of as many cells each, begin at i. */
static size_t
table_end(const struct work *w, size_t i)
{
	size_t end = i + 1, n;

	if (!w->para[i].row)
		return end;
	n = cells(w->para[i].text);
	while (end < w->paras && w->para[end].row &&
	    w->para[end - 1].after == 0 && cells(w->para[end].text) == n)
		end++;
	return end;
}

/* No row of a table is less likely to stay than its rows are on average. */
static void
level_tables(const struct work *w, const struct facts *f, float *p)
{
	size_t i, k, end;
	float sum, mass;

	for (i = 0; i < w->paras; i = end) {
		end = table_end(w, i);
		if (end - i < 3)
			continue;
		for (sum = mass = 0, k = i; k < end; k++) {
			sum += p[k] * (float)(f[k].mass + 1);
			mass += (float)(f[k].mass + 1);
		}
		for (k = i; k < end; k++)
			p[k] = p[k] > sum / mass ? p[k] : sum / mass;
	}
}

float *
models_ask(const struct work *w, const struct facts *f, struct glance *g)
{
	float *p = arena_alloc(w->a, w->paras * sizeof *p);
	struct sum *all, *half;
	struct judge j[2];
	size_t i;

	if (!find_judges(w, j)) {
		for (i = 0; i < w->paras; i++)
			p[i] = f[i].prose ? 0.9f : 0.4f;
		return p;
	}
	all = arena_alloc(w->a, w->paras * sizeof *all);
	half = arena_zero(w->a, w->paras, sizeof *half);
	first_look(w, f, g, j, all, half);
	probabilities(&j[0], all, w->paras, p);
	second_look(w, f, &j[1], p, half);
	probabilities(&j[1], half, w->paras, p);
	for (i = 0; i < w->paras; i++)
		if (!is_asked(&w->para[i]))
			p[i] = 0;
	level_tables(w, f, p);
	return p;
}
