/*
 * Training: examples in, epochs over them in shuffled order, the averaged
 * perceptron (Freund and Schapire 1999; for chains Collins 2002), and early
 * stopping. Logistic regression is in logistic.c, quantising in quantise.c.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn/number.h"
#include "learn/trainer.h"

static uint64_t
random_next(uint64_t *state)
{
	uint64_t x = *state += 0x9e3779b97f4a7c15u;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

static void *
grown(void *p, size_t need, size_t *cap, size_t size)
{
	if (need <= *cap)
		return p;
	while (*cap < need)
		*cap = *cap > 0 ? *cap * 2 : 1024;
	return mem_resize(p, *cap, size);
}

static void *
zeros(size_t count, size_t size)
{
	void *p = mem_resize(NULL, count, size);

	memset(p, 0, count * size);
	return p;
}

static void
set_defaults(struct train_opts *o)
{
	if (o->bits == 0)
		o->bits = 18;
	if (o->bits < MODEL_BITS_MIN)
		o->bits = MODEL_BITS_MIN;
	if (o->bits > MODEL_BITS_MAX)
		o->bits = MODEL_BITS_MAX;
	if (o->epochs == 0)
		o->epochs = 20;
	if (o->patience == 0)
		o->patience = 3;
	if (!(o->rate > 0))
		o->rate = 0.1;
	if (o->weight_bits != 16)
		o->weight_bits = 8;
}

struct trainer *
trainer_new(const struct train_opts *o, const char *const *class_names,
    unsigned classes)
{
	struct trainer *t = zeros(1, sizeof *t);
	size_t side = o->chain ? (size_t)classes + 1 : 0;

	t->o = *o;
	set_defaults(&t->o);
	t->classes = classes;
	t->columns = !o->chain && classes == 2 ? 1 : classes;
	t->name = zeros(classes, sizeof *t->name);
	for (unsigned c = 0; c < classes; c++) {
		t->name[c] = mem_alloc(strlen(class_names[c]) + 1);
		strcpy(t->name[c], class_names[c]);
	}
	t->rows = (size_t)1 << t->o.bits;
	t->bias = t->rows * t->columns;
	t->transitions = t->bias + t->columns;
	t->weights = t->transitions + side * side;
	t->w = zeros(t->weights, sizeof *t->w);
	t->u = zeros(t->weights, sizeof *t->u);
	t->best = zeros(t->weights, sizeof *t->best);
	t->forbidden = zeros(side * side + 1, sizeof *t->forbidden);
	t->step = 1;
	return t;
}

void
trainer_free(struct trainer *t)
{
	if (t == NULL)
		return;
	for (unsigned c = 0; c < t->classes; c++)
		free(t->name[c]);
	free(t->name);
	free(t->feature);
	free(t->position);
	free(t->sequence);
	free(t->w);
	free(t->u);
	free(t->best);
	free(t->sum);
	free(t->forbidden);
	free(t);
}

static void
add_position(struct trainer *t, const uint32_t *feature, size_t n,
    unsigned class, float weight)
{
	t->feature = grown(t->feature, t->features + n, &t->feature_cap,
	    sizeof *t->feature);
	if (n > 0)
		memcpy(t->feature + t->features, feature, n * sizeof *feature);
	t->position = grown(t->position, t->positions + 1, &t->position_cap,
	    sizeof *t->position);
	t->position[t->positions++] = (struct position){ t->features,
		(uint32_t)n, (uint16_t) class, weight };
	t->features += n;
}

static void
add_sequence(struct trainer *t, size_t n)
{
	t->sequence = grown(t->sequence, t->sequences + 1, &t->sequence_cap,
	    sizeof *t->sequence);
	t->sequence[t->sequences++] = (struct sequence){ t->positions - n, n };
}

void
trainer_add(struct trainer *t, const uint32_t *feature, size_t n,
    unsigned class, float weight)
{
	add_position(t, feature, n, class, weight);
	add_sequence(t, 1);
}

void
trainer_add_chain(struct trainer *t, const struct learn_chain *x,
    const uint8_t *tag)
{
	for (size_t i = 0; i < x->n; i++)
		add_position(t, x->feature + x->start[i],
		    x->start[i + 1] - x->start[i], tag[i], 1);
	if (x->n > 0)
		add_sequence(t, x->n);
}

void
trainer_forbid(struct trainer *t, int a, int b)
{
	size_t k = t->classes, from = a < 0 ? k : (size_t)a,
	       to = b < 0 ? k : (size_t)b;

	if (t->o.chain)
		t->forbidden[from * (k + 1) + to] = true;
}

bool
trainer_held(const struct trainer *t, size_t i)
{
	return t->o.dev > 0 && i % t->o.dev == t->o.dev - 1;
}

void
trainer_scores(const struct trainer *t, const double *w,
    const struct position *p, double *out)
{
	const uint32_t *f = t->feature + p->first;
	const double *row, *bias = w + t->bias;
	unsigned columns = t->columns;
	double *to = columns == 1 ? out + 1 : out;

	out[0] = 0;
	for (unsigned c = 0; c < columns; c++)
		to[c] = bias[c];
	for (uint32_t i = 0; i < p->n; i++) {
		row = w + (size_t)(f[i] >> (32 - t->o.bits)) * columns;
		for (unsigned c = 0; c < columns; c++)
			to[c] += row[c];
	}
}

/* One transition; forbidden ones are far down, but comparable. */
static double
transition(const struct trainer *t, const double *w, size_t a, size_t b)
{
	size_t i = a * (t->classes + 1) + b;

	return w[t->transitions + i] - (t->forbidden[i] ? 1e9 : 0);
}

static size_t
best_before(const struct trainer *t, const double *w, const double *v, size_t b,
    double *score)
{
	size_t arg = 0;
	double x;

	for (size_t a = 0; a < t->classes; a++) {
		x = v[a] + transition(t, w, a, b);
		if (a == 0 || x > *score) {
			*score = x;
			arg = a;
		}
	}
	return arg;
}

static unsigned
argmax(const double *s, unsigned n)
{
	unsigned best = 0;

	for (unsigned c = 1; c < n; c++)
		if (s[c] > s[best])
			best = c;
	return best;
}

void
trainer_path(const struct trainer *t, const double *w, const double *s,
    size_t n, uint16_t *tag)
{
	size_t k = t->classes;
	double *v, end;
	uint16_t *back;

	if (!t->o.chain) {
		tag[0] = (uint16_t)argmax(s, t->classes);
		return;
	}
	v = zeros(n * k, sizeof *v);
	back = zeros(n * k, sizeof *back);
	for (size_t b = 0; b < k; b++)
		v[b] = transition(t, w, k, b) + s[b];
	for (size_t i = 1; i < n; i++)
		for (size_t b = 0; b < k; b++) {
			back[i * k + b] = (uint16_t)best_before(t, w,
			    v + (i - 1) * k, b, &v[i * k + b]);
			v[i * k + b] += s[i * k + b];
		}
	tag[n - 1] = (uint16_t)best_before(t, w, v + (n - 1) * k, k, &end);
	for (size_t i = n - 1; i > 0; i--)
		tag[i - 1] = back[i * k + tag[i]];
	free(v);
	free(back);
}

/* ---- the averaged perceptron ------------------------------------------ */

static void
bump(struct trainer *t, size_t i, double by)
{
	t->w[i] += by;
	t->u[i] += by * t->step;
}

static void
bump_position(struct trainer *t, const struct position *p, unsigned class,
    double by)
{
	const uint32_t *f = t->feature + p->first;
	unsigned column = t->columns == 1 ? 0 : class;

	if (t->columns == 1 && class == 0)
		return;
	for (uint32_t i = 0; i < p->n; i++)
		bump(t,
		    (size_t)(f[i] >> (32 - t->o.bits)) * t->columns + column,
		    by);
	bump(t, t->bias + column, by);
}

/* The transitions of a path, its start and end included. */
static void
bump_path(struct trainer *t, const uint16_t *tag, size_t n, double by)
{
	size_t k = t->classes, side = k + 1, a = k;

	if (!t->o.chain)
		return;
	for (size_t i = 0; i < n; a = tag[i++])
		bump(t, t->transitions + a * side + tag[i], by);
	bump(t, t->transitions + a * side + k, by);
}

static void
perceptron(struct trainer *t, const struct sequence *q)
{
	const struct position *p = t->position + q->first;
	double *s = zeros(q->n * t->classes, sizeof *s);
	uint16_t *tag = zeros(q->n * 2, sizeof *tag), *gold = tag + q->n;
	double weight = (double)p->weight;

	for (size_t i = 0; i < q->n; i++) {
		gold[i] = p[i].class;
		trainer_scores(t, t->w, &p[i], s + i * t->classes);
	}
	trainer_path(t, t->w, s, q->n, tag);
	if (memcmp(tag, gold, q->n * sizeof *tag) != 0) {
		for (size_t i = 0; i < q->n; i++)
			if (tag[i] != gold[i]) {
				bump_position(t, &p[i], gold[i], weight);
				bump_position(t, &p[i], tag[i], -weight);
			}
		bump_path(t, gold, q->n, weight);
		bump_path(t, tag, q->n, -weight);
	}
	t->step++;
	free(s);
	free(tag);
}

/* ---- epochs ----------------------------------------------------------- */

static void
shuffle(size_t *order, size_t n, uint64_t *random)
{
	size_t j, swap;

	for (size_t i = n; i > 1; i--) {
		j = (size_t)(random_next(random) % i);
		swap = order[i - 1];
		order[i - 1] = order[j];
		order[j] = swap;
	}
}

/* The weights as they would be used if training ended now. */
static void
current(const struct trainer *t, double *w)
{
	for (size_t i = 0; i < t->weights; i++)
		w[i] = t->o.method == TRAIN_PERCEPTRON
		    ? t->w[i] - t->u[i] / t->step
		    : t->sums > 0 ? t->sum[i] / t->sums
		                  : t->w[i];
	/* each step saw only so much of the features */
	for (size_t i = 0; t->o.drop > 0 && i < t->bias; i++)
		w[i] *= 1 - t->o.drop;
}

static void
judge(const struct trainer *t, const double *w, const struct sequence *q,
    struct train_result *r)
{
	const struct position *p = t->position + q->first;
	double *s = zeros(q->n * t->classes, sizeof *s);
	uint16_t *tag = zeros(q->n, sizeof *tag);
	size_t right = 0;

	for (size_t i = 0; i < q->n; i++)
		trainer_scores(t, w, &p[i], s + i * t->classes);
	trainer_path(t, w, s, q->n, tag);
	for (size_t i = 0; i < q->n; i++)
		right += tag[i] == p[i].class;
	r->positions += q->n;
	r->right += right;
	r->wholes += right == q->n;
	r->loss += trainer_loss(t, w, q);
	free(s);
	free(tag);
}

static struct train_result
judge_held(const struct trainer *t, const double *w)
{
	struct train_result r = { 0 };

	for (size_t i = 0; i < t->sequences; i++)
		if (trainer_held(t, i))
			judge(t, w, &t->sequence[i], &r);
	return r;
}

/* Perceptron scores are no logits: there only the errors count. */
static bool
better(const struct trainer *t, const struct train_result *a,
    const struct train_result *b)
{
	if (b->positions == 0)
		return true;
	if (t->o.method == TRAIN_LOGISTIC)
		return a->loss < b->loss;
	return a->right > b->right;
}

static void
report(const struct trainer *t, FILE *progress, unsigned epoch, double loss,
    const struct train_result *r)
{
	if (progress == NULL)
		return;
	fprintf(progress, "epoch %u: %zu sequences", epoch, t->sequences);
	if (t->o.method == TRAIN_LOGISTIC)
		fprintf(progress, ", loss %.5f",
		    loss / (double)(t->positions > 0 ? t->positions : 1));
	if (r->positions > 0)
		fprintf(progress, ", held out: %.5f right, loss %.5f",
		    (double)r->right / (double)r->positions,
		    r->loss / (double)r->positions);
	fputc('\n', progress);
	fflush(progress);
}

/* ---- averages of logistic weights ------------------------------------- */

enum { POINTS = 8 }; /* of an epoch, whose weights are averaged */

/* Is this one of the last epochs, which are averaged? */
static bool
averages(const struct trainer *t, unsigned e)
{
	return t->o.method == TRAIN_LOGISTIC && e + t->o.average > t->o.epochs;
}

/* Which rows of w are too small to be kept; they become 0. */
static uint8_t *
small_rows(struct trainer *t)
{
	uint8_t *small = zeros(t->rows, 1);

	for (size_t i = 0; i < t->rows; i++) {
		double top = 0, *w = t->w + i * t->columns;

		for (unsigned c = 0; c < t->columns; c++)
			top = fabs(w[c]) > top ? fabs(w[c]) : top;
		small[i] = top < t->o.prune;
		if (small[i])
			memset(w, 0, t->columns * sizeof *w);
	}
	return small;
}

/* Takes their features out of all positions: they never move again. */
static void
thin(struct trainer *t)
{
	uint8_t *small = small_rows(t);
	size_t to = 0, first;

	for (size_t i = 0; i < t->positions; i++) {
		struct position *p = &t->position[i];
		uint32_t *f = t->feature + p->first, n = 0;

		first = to;
		for (; n < p->n; n++)
			if (!small[f[n] >> (32 - t->o.bits)])
				t->feature[to++] = f[n];
		p->first = first;
		p->n = (uint32_t)(to - first);
	}
	free(small);
}

static void
add_up(struct trainer *t)
{
	if (t->sum == NULL)
		t->sum = zeros(t->weights, sizeof *t->sum);
	for (size_t i = 0; i < t->weights; i++)
		t->sum[i] += t->w[i];
	t->sums++;
}

/*
 * A step with some of the features left out, so that no weight relies on
 * another one always being there. They move behind the others for a while.
 */
static double
step_without(struct trainer *t, const struct sequence *q, uint64_t *random)
{
	uint32_t *n = mem_resize(NULL, q->n, sizeof *n);
	uint32_t most = (uint32_t)(t->o.drop * 65536);
	double loss;

	for (size_t i = 0; i < q->n; i++) {
		struct position *p = &t->position[q->first + i];
		uint32_t *f = t->feature + p->first, k = 0, hold;

		n[i] = p->n;
		while (k < p->n) {
			if ((random_next(random) >> 20 & 65535) >= most) {
				k++;
				continue;
			}
			hold = f[k];
			f[k] = f[--p->n];
			f[p->n] = hold;
		}
	}
	loss = trainer_logistic(t, q);
	for (size_t i = 0; i < q->n; i++)
		t->position[q->first + i].n = n[i];
	free(n);
	return loss;
}

static double
epoch(struct trainer *t, unsigned e, const size_t *order, size_t n,
    uint64_t *random)
{
	double loss = 0;

	if (averages(t, e) && t->sums == 0)
		thin(t);
	for (size_t i = 0; i < n; i++) {
		const struct sequence *q = &t->sequence[order[i]];

		if (t->o.method == TRAIN_PERCEPTRON)
			perceptron(t, q);
		else if (t->o.drop > 0)
			loss += step_without(t, q, random);
		else
			loss += trainer_logistic(t, q);
		if (averages(t, e) && (i + 1) * POINTS / n != i * POINTS / n)
			add_up(t);
	}
	return loss;
}

/* Remembers the weights if they are the best so far. */
static void
keep(struct trainer *t, unsigned e, const struct train_result *r, double *w)
{
	if (t->sums == 0 && !better(t, r, &t->heldout))
		return;
	memcpy(t->best, w, t->weights * sizeof *w);
	t->heldout = *r;
	t->kept = e;
}

void
trainer_run(struct trainer *t, FILE *progress)
{
	size_t *order = zeros(t->sequences + 1, sizeof *order), n = 0;
	double *w = zeros(t->weights, sizeof *w), loss;
	uint64_t random = t->o.seed;
	struct train_result r;

	for (size_t i = 0; i < t->sequences; i++)
		if (!trainer_held(t, i))
			order[n++] = i;
	for (unsigned e = 1; e <= t->o.epochs; e++) {
		shuffle(order, n, &random);
		loss = epoch(t, e, order, n, &random);
		current(t, w);
		r = judge_held(t, w);
		report(t, progress, e, loss, &r);
		t->epochs = e;
		keep(t, e, &r, w);
		if (t->o.average == 0 && r.positions > 0 &&
		    e >= t->kept + t->o.patience)
			break;
	}
	free(order);
	free(w);
}
