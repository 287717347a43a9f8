/*
 * The linear chain: Viterbi over exact 64-bit integers, with the score of
 * the second best path carried along for the margin (two-best Viterbi: the
 * second best path into a state comes from the second best into the same
 * neighbour, or from another neighbour).
 */
#include <string.h>

#include "learn/format.h"
#include "learn/number.h"

#define NONE (INT64_MIN / 4)

struct state {
	int64_t best, second;
};

/* Transitions have a row and a column for the start and the end. */
static int64_t
transition(const struct learn_model *m, unsigned a, unsigned b)
{
	return m->transition[a * (m->head->classes + 1) + b];
}

/* Puts a path of that score among the two best; true if it leads. */
static bool
offer(struct state *s, int64_t score)
{
	if (score > s->best) {
		s->second = s->best;
		s->best = score;
		return true;
	}
	if (score > s->second)
		s->second = score;
	return false;
}

/* Best ways into tag b from the states before; returns where from. */
static uint8_t
enter(const struct learn_model *m, const struct state *from, unsigned b,
    struct state *to)
{
	unsigned k = m->head->classes;
	uint8_t back = 0;
	int64_t t;

	*to = (struct state){ NONE, NONE };
	for (unsigned a = 0; a < k; a++) {
		t = transition(m, a, b);
		if (offer(to, from[a].best + t))
			back = (uint8_t)a;
		if (from[a].second + t > to->second)
			offer(to, from[a].second + t);
	}
	return back;
}

static void
step(const struct learn_model *m, const int32_t *score,
    const struct state *from, struct state *to, uint8_t *back)
{
	for (unsigned b = 0; b < m->head->classes; b++) {
		back[b] = enter(m, from, b, &to[b]);
		to[b].best += score[b];
		to[b].second += score[b];
	}
}

static void
position(const struct learn_model *m, const struct learn_chain *x, size_t i,
    int32_t *score)
{
	learn_score(m, x->feature + x->start[i], x->start[i + 1] - x->start[i],
	    score);
}

static double
margin(const struct learn_model *m, const struct state *end, size_t n)
{
	double d;

	if (end->second <= NONE / 2)
		return 1;
	d = (double)(end->best - end->second) * learn_unit(m, n);
	d = number_exp(-d);
	return (1 - d) / (1 + d);
}

float
learn_tag(const struct learn_model *m, const struct learn_chain *x,
    uint8_t *tag, struct arena *a)
{
	struct state s[2][MODEL_TAGS_MAX], end;
	int32_t score[MODEL_TAGS_MAX];
	unsigned k = m->head->classes;
	uint8_t *back;

	if (x->n == 0)
		return 1;
	back = arena_alloc(a, x->n * k);
	position(m, x, 0, score);
	for (unsigned b = 0; b < k; b++)
		s[0][b] =
		    (struct state){ transition(m, k, b) + score[b], NONE };
	for (size_t i = 1; i < x->n; i++) {
		position(m, x, i, score);
		step(m, score, s[(i - 1) & 1], s[i & 1], back + i * k);
	}
	tag[x->n - 1] = enter(m, s[(x->n - 1) & 1], k, &end);
	for (size_t i = x->n - 1; i > 0; i--)
		tag[i - 1] = back[i * k + tag[i]];
	return (float)margin(m, &end, x->n);
}
