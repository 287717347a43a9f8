/*
 * Logistic regression by stochastic gradient descent with AdaGrad (Duchi,
 * Hazan and Singer 2011): each weight's step shrinks with the root of the
 * squares of its gradients so far. For chains the model is a linear-chain
 * conditional random field (Lafferty et al. 2001), gradients by
 * forward-backward with scaling at every position.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn/number.h"
#include "learn/trainer.h"

/* gradient: of the log-likelihood. */
static void
move(struct trainer *t, size_t i, double gradient)
{
	double g = gradient - t->o.l2 * t->w[i];

	t->u[i] += g * g;
	if (t->u[i] > 0)
		t->w[i] += t->o.rate * g / sqrt(t->u[i] + t->o.ease);
}

static void
move_position(struct trainer *t, const struct position *p,
    const double *gradient)
{
	const uint32_t *f = t->feature + p->first;
	unsigned columns = t->columns;
	const double *g = columns == 1 ? gradient + 1 : gradient;
	size_t row;

	for (unsigned c = 0; c < columns; c++) {
		if (g[c] < 1e-7 && g[c] > -1e-7)
			continue;
		for (uint32_t i = 0; i < p->n; i++) {
			row = f[i] >> (32 - t->o.bits);
			move(t, row * columns + c, g[c]);
		}
		move(t, t->bias + c, g[c]);
	}
}

/* Scores to probabilities in place; returns -log of that of `class`. */
static double
softmax(double *s, unsigned n, unsigned class)
{
	double top = s[0], sum = 0, gold = s[class];

	for (unsigned c = 1; c < n; c++)
		if (s[c] > top)
			top = s[c];
	for (unsigned c = 0; c < n; c++)
		sum += s[c] = number_exp(s[c] - top);
	for (unsigned c = 0; c < n; c++)
		s[c] /= sum;
	return number_log(sum) + top - gold;
}

/* ---- chains ----------------------------------------------------------- */

/* Working memory of one sequence, K classes, side K + 1. */
struct lattice {
	size_t n, k, side;
	double *score;          /* [n][k] emissions, then exp of them */
	double *ahead, *behind; /* [n][k] scaled forward, backward */
	double *scale;          /* [n + 1] */
	double *trans;          /* [side][side] exp */
	double *expect;         /* [side][side] expected transitions */
};

static void
lattice_init(struct lattice *l, size_t n, size_t k)
{
	size_t cells = n * k, side = k + 1;
	double *m =
	    mem_resize(NULL, 3 * cells + n + 1 + 2 * side * side, sizeof *m);

	*l = (struct lattice){ n, k, side, m, m + cells, m + 2 * cells,
		m + 3 * cells, m + 3 * cells + n + 1,
		m + 3 * cells + n + 1 + side * side };
}

static double
gold_score(const struct trainer *t, const double *w, const struct lattice *l,
    const struct position *p)
{
	const double *trans = w + t->transitions;
	size_t a = l->k;
	double s = 0;

	for (size_t i = 0; i < l->n; a = p[i++].class)
		s += l->score[i * l->k + p[i].class] +
		    trans[a * l->side + p[i].class];
	return s + trans[a * l->side + l->k];
}

/* exp of emissions and transitions; returns the log of what is divided out. */
static double
raise_all(const struct trainer *t, const double *w, struct lattice *l)
{
	double out = 0, top;

	for (size_t i = 0; i < l->n; i++) {
		double *s = l->score + i * l->k;

		top = s[0];
		for (size_t c = 1; c < l->k; c++)
			if (s[c] > top)
				top = s[c];
		for (size_t c = 0; c < l->k; c++)
			s[c] = number_exp(s[c] - top);
		out += top;
	}
	for (size_t i = 0; i < l->side * l->side; i++)
		l->trans[i] =
		    t->forbidden[i] ? 0 : number_exp(w[t->transitions + i]);
	return out;
}

/* Makes v sum to one; returns what it summed to (never 0). */
static double
normalise(double *v, size_t k)
{
	double sum = 1e-300;

	for (size_t c = 0; c < k; c++)
		sum += v[c];
	for (size_t c = 0; c < k; c++)
		v[c] /= sum;
	return sum;
}

/* Returns the log of the sum over all paths, scaling put back. */
static double
forward(struct lattice *l)
{
	size_t k = l->k, side = l->side;
	double *v = l->ahead, *last, sum = 1e-300, out = 0;

	for (size_t b = 0; b < k; b++)
		v[b] = l->trans[k * side + b] * l->score[b];
	out += number_log(l->scale[0] = normalise(v, k));
	for (size_t i = 1; i < l->n; i++) {
		last = v;
		v = l->ahead + i * k;
		for (size_t b = 0; b < k; b++) {
			v[b] = 0;
			for (size_t a = 0; a < k; a++)
				v[b] += last[a] * l->trans[a * side + b];
			v[b] *= l->score[i * k + b];
		}
		out += number_log(l->scale[i] = normalise(v, k));
	}
	for (size_t a = 0; a < k; a++)
		sum += v[a] * l->trans[a * side + k];
	l->scale[l->n] = sum;
	return out + number_log(sum);
}

static void
backward(struct lattice *l)
{
	size_t k = l->k, side = l->side;
	double *v = l->behind + (l->n - 1) * k, *next;

	for (size_t a = 0; a < k; a++)
		v[a] = l->trans[a * side + k] / l->scale[l->n];
	for (size_t i = l->n - 1; i > 0; i--) {
		next = l->behind + i * k;
		v = next - k;
		for (size_t a = 0; a < k; a++) {
			v[a] = 0;
			for (size_t b = 0; b < k; b++)
				v[a] += l->trans[a * side + b] *
				    l->score[i * k + b] * next[b];
			v[a] /= l->scale[i];
		}
	}
}

/* Expected number of each transition in the sequence. */
static void
expectations(struct lattice *l)
{
	size_t k = l->k, side = l->side, last = (l->n - 1) * k;

	memset(l->expect, 0, side * side * sizeof *l->expect);
	for (size_t b = 0; b < k; b++) {
		l->expect[k * side + b] = l->ahead[b] * l->behind[b];
		l->expect[b * side + k] =
		    l->ahead[last + b] * l->behind[last + b];
	}
	for (size_t i = 1; i < l->n; i++)
		for (size_t a = 0; a < k; a++)
			for (size_t b = 0; b < k; b++)
				l->expect[a * side + b] +=
				    l->ahead[(i - 1) * k + a] *
				    l->trans[a * side + b] *
				    l->score[i * k + b] * l->behind[i * k + b] /
				    l->scale[i];
}

static void
move_transitions(struct trainer *t, const struct lattice *l,
    const struct position *p)
{
	size_t a = l->k, side = l->side;
	double *g = l->expect;

	for (size_t i = 0; i < side * side; i++)
		g[i] = -g[i];
	for (size_t i = 0; i < l->n; a = p[i++].class)
		g[a * side + p[i].class] += 1;
	g[a * side + l->k] += 1;
	for (size_t i = 0; i < side * side; i++)
		if (g[i] > 1e-7 || g[i] < -1e-7)
			move(t, t->transitions + i, g[i]);
}

static void
move_chain(struct trainer *t, struct lattice *l, const struct position *p)
{
	backward(l);
	expectations(l);
	for (size_t i = 0; i < l->n; i++) {
		double *g = l->ahead + i * l->k;

		for (size_t c = 0; c < l->k; c++)
			g[c] *= -l->behind[i * l->k + c];
		g[p[i].class] += 1;
		move_position(t, &p[i], g);
	}
	move_transitions(t, l, p);
}

static double
chain(const struct trainer *t, const double *w, const struct sequence *q,
    struct trainer *moved)
{
	const struct position *p = t->position + q->first;
	struct lattice l;
	double gold, all;

	lattice_init(&l, q->n, t->classes);
	for (size_t i = 0; i < q->n; i++)
		trainer_scores(t, w, &p[i], l.score + i * l.k);
	gold = gold_score(t, w, &l, p);
	all = raise_all(t, w, &l);
	all += forward(&l);
	if (moved != NULL)
		move_chain(moved, &l, p);
	free(l.score);
	return all - gold;
}

/* ---- both ------------------------------------------------------------- */

double
trainer_loss(const struct trainer *t, const double *w, const struct sequence *q)
{
	const struct position *p = t->position + q->first;
	double s[MODEL_CLASSES_MAX];

	if (t->o.chain)
		return chain(t, w, q, NULL);
	trainer_scores(t, w, p, s);
	return softmax(s, t->classes, p->class);
}

double
trainer_logistic(struct trainer *t, const struct sequence *q)
{
	const struct position *p = t->position + q->first;
	double s[MODEL_CLASSES_MAX], loss, weight = (double)p->weight;

	if (t->o.chain)
		return chain(t, t->w, q, t);
	trainer_scores(t, t->w, p, s);
	loss = softmax(s, t->classes, p->class);
	for (unsigned c = 0; c < t->classes; c++)
		s[c] *= -weight;
	s[p->class] += weight;
	move_position(t, p, s);
	return loss;
}
