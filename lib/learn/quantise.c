/*
 * From trained weights to a model file: rows too small to matter are dropped,
 * the rest are rounded to 8 or 16 bits. Of several limits (weights beyond one
 * are cut to it) that one is taken with which the quantised model does best
 * on the held-out examples; they also give the temperatures.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn/number.h"
#include "learn/trainer.h"

enum { JUDGES = 50000, BUCKET = 200, FORBIDDEN = -(1 << 28) };

/* Scores of the examples that judge, and what they should be. */
struct judged {
	size_t n;
	int32_t *score; /* [n][classes] */
	uint32_t *length;
	uint16_t *class;
};

void *
trainer_image_alloc(size_t len)
{
	void *p;

	if (posix_memalign(&p, MODEL_ALIGN, len > 0 ? len : 1) != 0)
		quire_die("out of memory");
	memset(p, 0, len);
	return p;
}

static bool
judges(const struct trainer *t, size_t i)
{
	return t->o.dev > 0 ? trainer_held(t, i) : i < JUDGES;
}

static double
row_size(const struct trainer *t, size_t row)
{
	const double *w = t->best + row * t->columns;
	double top = 0;

	for (unsigned c = 0; c < t->columns; c++)
		if (fabs(w[c]) > top)
			top = fabs(w[c]);
	return top;
}

static int32_t
rounded(double x, double scale, double limit)
{
	double y = x / scale;

	if (y > limit)
		y = limit;
	if (y < -limit)
		y = -limit;
	return (int32_t)floor(y + 0.5);
}

/* ---- the image -------------------------------------------------------- */

static bool
is_kept(const struct trainer *t, size_t row, double scale)
{
	return row_size(t, row) >= t->o.prune && row_size(t, row) >= scale / 2;
}

/*
 * How many rows are written. Rows of one byte are read much faster where none
 * is missing, so if most of them are kept, all are.
 */
static size_t
count_rows(const struct trainer *t, double scale)
{
	size_t n = 0;

	for (size_t r = 0; r < t->rows; r++)
		n += is_kept(t, r, scale);
	return t->columns == 1 && t->o.weight_bits == 8 && n > t->rows / 2
	    ? t->rows
	    : n;
}

static void
put_header(const struct trainer *t, struct model_header *h, double scale)
{
	memcpy(h->magic, MODEL_MAGIC, sizeof h->magic);
	h->endian = MODEL_ENDIAN;
	h->version = MODEL_VERSION;
	h->kind = t->o.chain ? MODEL_CHAIN : MODEL_CLASSES;
	h->classes = t->classes;
	h->columns = t->columns;
	h->weight_bits = t->o.weight_bits;
	h->bits = t->o.bits;
	h->rows = (uint32_t)count_rows(t, scale);
	h->units = 1;
	for (unsigned c = 0; c < t->classes; c++)
		h->names += (uint32_t)strlen(t->name[c]) + 1;
}

static void
put_row(const struct trainer *t, size_t r, double scale, void *to)
{
	double limit = t->o.weight_bits == 8 ? 127 : 32767;
	const double *w = t->best + r * t->columns;

	for (unsigned c = 0; c < t->columns; c++) {
		if (t->o.weight_bits == 8)
			((int8_t *)to)[c] = (int8_t)rounded(w[c], scale, limit);
		else
			((int16_t *)to)[c] =
			    (int16_t)rounded(w[c], scale, limit);
	}
}

static void
put_rows(const struct trainer *t, char *image, const struct model_layout *l,
    double scale)
{
	struct model_word *index = (void *)(image + l->index), *word;
	bool all = ((const struct model_header *)image)->rows == t->rows;
	uint32_t n = 0;

	for (size_t r = 0; r < t->rows; r++) {
		word = &index[r / 64];
		if (r % 64 == 0)
			word->before = n;
		if (!all && !is_kept(t, r, scale))
			continue;
		word->present |= (uint64_t)1 << r % 64;
		put_row(t, r, scale, image + l->rows + n++ * l->stride);
	}
}

static void
put_names(const struct trainer *t, char *to)
{
	for (unsigned c = 0; c < t->classes; c++) {
		strcpy(to, t->name[c]);
		to += strlen(to) + 1;
	}
}

/* All of the image but good units and the checksum. */
static char *
build(const struct trainer *t, double scale, size_t *len)
{
	struct model_header h = { 0 };
	struct model_layout l;
	size_t side = t->o.chain ? (size_t)t->classes + 1 : 0;
	int32_t *bias, *trans;
	char *image;

	put_header(t, &h, scale);
	if (model_layout(&h, &l) < 0)
		quire_die("the trainer was given impossible sizes");
	h.length = *len = l.length;
	image = trainer_image_alloc(l.length);
	memcpy(image, &h, sizeof h);
	put_names(t, image + l.names);
	bias = (void *)(image + l.bias);
	for (unsigned c = 0; c < t->columns; c++)
		bias[c] = rounded(t->best[t->bias + c], scale, 1 << 24);
	trans = (void *)(image + l.transitions);
	for (size_t i = 0; i < side * side; i++)
		trans[i] = t->forbidden[i]
		    ? FORBIDDEN
		    : rounded(t->best[t->transitions + i], scale, 1 << 24);
	*(struct model_unit *)(void *)(image + l.units) =
	    (struct model_unit){ UINT32_MAX, (float)scale };
	put_rows(t, image, &l, scale);
	return image;
}

static struct learn_model *
opened(char *image, size_t len)
{
	struct model_header *h = (void *)image;
	struct learn_model *m;
	struct quire_err e;

	h->checksum = 0;
	h->checksum = model_checksum(image, len);
	m = learn_open(image, len, &e);
	if (m == NULL)
		quire_die(e.msg);
	return m;
}

/* ---- judging ---------------------------------------------------------- */

static double
nll(const struct trainer *t, const int32_t *s, unsigned class, double unit)
{
	double sum = 0;

	for (unsigned c = 0; c < t->classes; c++)
		sum += number_exp(((double)s[c] - s[class]) * unit);
	return number_log(sum);
}

static void
judge_classes(const struct trainer *t, const struct learn_model *m,
    const struct sequence *q, struct train_result *r)
{
	const struct position *p = t->position + q->first;
	int32_t s[MODEL_CLASSES_MAX];
	unsigned top = 0;

	learn_score(m, t->feature + p->first, p->n, s);
	for (unsigned c = 1; c < t->classes; c++)
		if (s[c] > s[top])
			top = c;
	r->positions++;
	r->right += top == p->class;
	r->wholes += top == p->class;
	r->loss += nll(t, s, p->class, learn_unit(m, p->n));
}

static void
judge_chain(const struct trainer *t, const struct learn_model *m,
    const struct sequence *q, struct train_result *r, struct arena *a)
{
	const struct position *p = t->position + q->first;
	uint32_t *start = arena_zero(a, q->n + 1, sizeof *start);
	uint8_t *tag = arena_zero(a, q->n, 1);
	size_t right = 0;
	struct learn_chain x = { q->n, start, t->feature + p->first };

	for (size_t i = 0; i < q->n; i++)
		start[i + 1] = start[i] + p[i].n;
	learn_tag(m, &x, tag, a);
	for (size_t i = 0; i < q->n; i++)
		right += tag[i] == p[i].class;
	r->positions += q->n;
	r->right += right;
	r->wholes += right == q->n;
}

static struct train_result
judge_image(const struct trainer *t, char *image, size_t len)
{
	struct learn_model *m = opened(image, len);
	struct arena *a = arena_new();
	struct train_result r = { 0 };

	for (size_t i = 0; i < t->sequences; i++) {
		if (!judges(t, i))
			continue;
		if (t->o.chain)
			judge_chain(t, m, &t->sequence[i], &r, a);
		else
			judge_classes(t, m, &t->sequence[i], &r);
		arena_reset(a);
	}
	arena_free(a);
	learn_close(m);
	return r;
}

static bool
better(const struct trainer *t, const struct train_result *a,
    const struct train_result *b)
{
	if (b->positions == 0)
		return true;
	if (t->o.method == TRAIN_LOGISTIC && !t->o.chain)
		return a->loss < b->loss;
	return a->right > b->right;
}

/* The scale, logits per step, that the judges like best. */
static double
choose_scale(struct trainer *t)
{
	static const double cut[] = { 1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12 };
	size_t n = t->o.weight_bits == 8 ? sizeof cut / sizeof cut[0] : 1, len;
	double top = 1e-9, limit = t->o.weight_bits == 8 ? 127 : 32767,
	       best = 0;
	struct train_result r;
	char *image;

	for (size_t i = 0; i < t->rows; i++)
		if (row_size(t, i) > top)
			top = row_size(t, i);
	for (size_t i = 0; i < n; i++) {
		image = build(t, top * cut[i] / limit, &len);
		r = judge_image(t, image, len);
		free(image);
		if (i == 0 || better(t, &r, &t->quantised)) {
			t->quantised = r;
			best = top * cut[i] / limit;
		}
	}
	return best;
}

/* ---- temperatures ----------------------------------------------------- */

static void
collect(const struct trainer *t, const struct learn_model *m, struct judged *j)
{
	const struct position *p;
	size_t n = 0;

	for (size_t i = 0; i < t->sequences; i++)
		n += judges(t, i);
	n = n < JUDGES ? n : JUDGES;
	*j = (struct judged){ 0, mem_resize(NULL, n * t->classes, 4),
		mem_resize(NULL, n, 4), mem_resize(NULL, n, 2) };
	for (size_t i = 0; i < t->sequences && j->n < n; i++) {
		if (!judges(t, i))
			continue;
		p = t->position + t->sequence[i].first;
		learn_score(m, t->feature + p->first, p->n,
		    j->score + j->n * t->classes);
		j->length[j->n] = p->n;
		j->class[j->n++] = p->class;
	}
}

static double
loss_of(const struct trainer *t, const struct judged *j, uint32_t from,
    uint32_t to, double unit)
{
	double sum = 0;

	for (size_t i = 0; i < j->n; i++)
		if (j->length[i] > from && j->length[i] <= to)
			sum += nll(t, j->score + i * t->classes, j->class[i],
			    unit);
	return sum;
}

/* Least loss for lengths in (from, to]: golden-section search by ratio. */
static double
fit_unit(const struct trainer *t, const struct judged *j, uint32_t from,
    uint32_t to, double around)
{
	double low = -4, high = 4, a, b;

	for (int i = 0; i < 30; i++) {
		a = low + 0.382 * (high - low);
		b = low + 0.618 * (high - low);
		if (loss_of(t, j, from, to, around * number_exp(a)) <
		    loss_of(t, j, from, to, around * number_exp(b)))
			high = b;
		else
			low = a;
	}
	return around * number_exp((low + high) / 2);
}

static size_t
count_of(const struct judged *j, uint32_t from, uint32_t to)
{
	size_t n = 0;

	for (size_t i = 0; i < j->n; i++)
		n += j->length[i] > from && j->length[i] <= to;
	return n;
}

/* One unit for each doubling of length that has enough examples. */
static uint32_t
fit_units(const struct trainer *t, const struct judged *j, double scale,
    struct model_unit *unit)
{
	uint32_t n = 0, from = 0, to;

	for (to = 8; to <= 4096; to *= 2) {
		if (count_of(j, from, to) < BUCKET)
			continue;
		unit[n++] = (struct model_unit){ to,
			(float)fit_unit(t, j, from, to, scale) };
		from = to;
	}
	if (n > 0 && count_of(j, from, UINT32_MAX) < BUCKET) {
		unit[n - 1].length = UINT32_MAX;
		return n;
	}
	unit[n++] = (struct model_unit){ UINT32_MAX,
		j->n == 0 ? (float)scale
		          : (float)fit_unit(t, j, from, UINT32_MAX, scale) };
	return n;
}

/* The same image with more room for units. */
static char *
with_units(char *image, size_t *len, const struct model_unit *unit, uint32_t n)
{
	struct model_header h;
	struct model_layout from, to;
	char *copy;

	memcpy(&h, image, sizeof h);
	model_layout(&h, &from);
	h.units = n;
	model_layout(&h, &to);
	h.length = to.length;
	copy = trainer_image_alloc(to.length);
	memcpy(copy, image, from.units);
	memcpy(copy, &h, sizeof h);
	memcpy(copy + to.units, unit, n * sizeof *unit);
	memcpy(copy + to.index, image + from.index, *len - from.index);
	free(image);
	*len = to.length;
	return copy;
}

void *
trainer_image(struct trainer *t, size_t *len)
{
	struct model_unit unit[16];
	struct learn_model *m;
	struct judged j;
	char *image;
	uint32_t n;

	t->unit = choose_scale(t);
	image = build(t, t->unit, len);
	m = opened(image, *len);
	if (!t->o.chain) {
		collect(t, m, &j);
		n = fit_units(t, &j, t->unit, unit);
		free(j.score);
		free(j.length);
		free(j.class);
		image = with_units(image, len, unit, n);
		t->quantised = judge_image(t, image, *len);
	}
	learn_close(m);
	m = opened(image, *len);
	learn_close(m);
	return image;
}
