/*
 * Training of sparse models: counts, choice of the pairs, softmax regression
 * on the chosen ones.
 *
 * A pair (feature, class) is worth its share of the class's features times
 * how far its log probability is from the mean over the classes of the group,
 * which is what a class without a pair stands for.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn/number.h"
#include "learn/sparse_train.h"

/* Percent of the places in lines that are taken. */
enum { FULL_ROWS = 85, FULL_PAIRS = 80 };

static void *
zeros(size_t count, size_t size)
{
	void *p = mem_resize(NULL, count, size);

	memset(p, 0, count * size);
	return p;
}

struct sparse_trainer *
sparse_new(const struct sparse_opts *o, const char *const *class_names,
    const uint8_t *group, unsigned classes)
{
	struct sparse_trainer *t = zeros(1, sizeof *t);

	t->o = *o;
	t->random = o->seed;
	t->classes = classes;
	for (unsigned c = 0; c < classes; c++) {
		t->name[c] = class_names[c];
		t->group[c] = group[c];
	}
	t->count_bits = 23;
	t->count = zeros((size_t)1 << t->count_bits, sizeof *t->count);
	return t;
}

void
sparse_free(struct sparse_trainer *t)
{
	if (t == NULL)
		return;
	free(t->count);
	free(t->share);
	free(t->row);
	free(t->pair);
	free(t->slot);
	free(t->hit);
	free(t);
}

/* ---- counting --------------------------------------------------------- */

void
sparse_count(struct sparse_trainer *t, const uint32_t *feature, size_t n,
    double weight)
{
	size_t mask = ((size_t)1 << t->count_bits) - 1, i;

	for (size_t k = 0; k < n; k++) {
		i = feature[k] * (size_t)0x9e3779b1u & mask;
		while (t->count[i].n > 0 && t->count[i].feature != feature[k])
			i = (i + 1) & mask;
		if (t->count[i].n <= 0 && t->counted > mask / 4 * 3)
			continue;
		t->counted += t->count[i].n <= 0;
		t->count[i].feature = feature[k];
		t->count[i].n += (float)weight;
	}
}

static int
by_count(const void *a, const void *b)
{
	const struct sparse_count *x = a, *y = b;

	return x->feature < y->feature ? -1 : x->feature > y->feature;
}

void
sparse_count_end(struct sparse_trainer *t, unsigned class, double trust)
{
	size_t all = (size_t)1 << t->count_bits, n = 0;
	double sum = 0;

	for (size_t i = 0; i < all; i++)
		if (t->count[i].n > 0) {
			sum += (double)t->count[i].n;
			t->count[n++] = t->count[i];
		}
	qsort(t->count, n, sizeof *t->count, by_count);
	t->trust[class] = trust;
	for (size_t i = 0; i < n && i < t->o.most; i++) {
		if (t->shares == t->share_cap) {
			t->share_cap = t->share_cap * 2 + 1024;
			t->share = mem_resize(t->share, t->share_cap,
			    sizeof *t->share);
		}
		t->share[t->shares++] =
		    (struct sparse_share){ t->count[i].feature,
			    (uint16_t) class,
			    (float)((double)t->count[i].n / sum), 0, 0 };
	}
	memset(t->count, 0, all * sizeof *t->count);
	t->counted = 0;
}

/* ---- places ----------------------------------------------------------- */

static int32_t
rounded(double x)
{
	return (int32_t)floor(x + 0.5);
}

static uint16_t
pair_of(const struct sparse_pair *p, double scale)
{
	int32_t w = rounded((double)p->weight / scale);

	w = w > 63 ? 63 : w < -64 ? -64 : w;
	return (uint16_t)(p->class + w * MODEL_SPARSE_MAX);
}

static unsigned
line_rows(const struct model_line *l)
{
	unsigned n = 0;

	while (n < MODEL_LINE_ROWS && l->check[n] != 0)
		n++;
	return n;
}

/* Puts a row into a line if it fits there. */
static bool
put_row(const struct sparse_trainer *t, struct model_line *l,
    const struct sparse_row *r, double scale)
{
	unsigned n = line_rows(l),
	         at = n == 0 ? 0 : l->ends >> 5 * (n - 1) & 31;

	if (n == MODEL_LINE_ROWS || at + r->n > MODEL_LINE_PAIRS)
		return false;
	for (unsigned i = 0; i < n; i++)
		if (l->check[i] == model_check(r->feature))
			return true;
	l->check[n] = model_check(r->feature);
	for (uint32_t i = 0; i < r->n; i++)
		l->pair[at + i] = pair_of(&t->pair[r->first + i], scale);
	if (n < MODEL_LINE_ROWS - 1)
		l->ends |= (at + r->n) << 5 * n;
	return true;
}

static int
row_by_worth(const void *a, const void *b)
{
	const struct sparse_row *x = a, *y = b;

	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	return x->feature < y->feature ? -1 : x->feature > y->feature;
}

/* In its line or one of the next; those passed over are marked full. */
static bool
find_place(const struct sparse_trainer *t, struct model_line *l, size_t lines,
    size_t at, const struct sparse_row *r, double scale)
{
	uint32_t full = model_full(model_check(r->feature));

	for (unsigned i = 0; i < MODEL_LINE_PROBES; i++) {
		if (!put_row(t, &l[model_probe(at, i, lines)], r, scale))
			continue;
		while (i-- > 0)
			l[model_probe(at, i, lines)].ends |= full;
		return true;
	}
	return false;
}

static size_t
count_lines(const struct sparse_trainer *t)
{
	return t->o.bytes / sizeof(struct model_line) & ~(size_t)1;
}

/*
 * The table, of the worthiest rows first; returns how many have a place: they
 * stand first in t->row.
 */
static size_t
put_lines(struct sparse_trainer *t, struct model_line *l, double scale)
{
	size_t at, lines = count_lines(t), n = 0;
	struct sparse_row r;

	qsort(t->row, t->rows, sizeof *t->row, row_by_worth);
	for (size_t i = 0; i < t->rows; i++) {
		r = t->row[i];
		at = (size_t)((uint64_t)r.feature * lines >> 32);
		if (find_place(t, l, lines, at, &r, scale))
			t->row[n++] = r;
	}
	return n;
}

/* ---- choosing --------------------------------------------------------- */

static int
by_feature(const void *a, const void *b)
{
	const struct sparse_share *x = a, *y = b;

	if (x->feature != y->feature)
		return x->feature < y->feature ? -1 : 1;
	return (int)x->class - (int)y->class;
}

static int
by_worth(const void *a, const void *b)
{
	const struct sparse_share *x = a, *y = b;

	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	return (int)x->class - (int)y->class;
}

/* Weight and worth of the n shares of one feature, best first. */
static void
weigh(struct sparse_trainer *t, struct sparse_share *s, size_t n,
    unsigned members)
{
	double mean = 0, rate = 0, unseen = number_log(t->o.unseen);

	for (size_t i = 0; i < n; i++) {
		mean += number_log((double)s[i].p + t->o.unseen);
		rate += (double)s[i].p;
	}
	mean = (mean + unseen * ((double)members - (double)n)) / members;
	rate /= members;
	for (size_t i = 0; i < n; i++) {
		double w = number_log((double)s[i].p + t->o.unseen) - mean;

		s[i].weight = (float)(w * t->o.shrink);
		s[i].worth = (float)(((double)s[i].p + rate) * fabs(w) *
		    t->trust[s[i].class]);
	}
	qsort(s, n, sizeof *s, by_worth);
}

static size_t
same_feature(const struct sparse_trainer *t, size_t i)
{
	size_t j = i;

	while (j < t->shares && t->share[j].feature == t->share[i].feature)
		j++;
	return j - i;
}

/* Pairs of a row, best first at s, that are worth at least so much. */
static size_t
worthy(const struct sparse_share *s, size_t n, float worth)
{
	size_t k = 0;

	while (k < n && k < MODEL_LINE_PAIRS && s[k].worth >= worth)
		k++;
	return k;
}

/* Rows whose best pair is worth `row`, and their pairs worth `pair`. */
static void
count_worthy(const struct sparse_trainer *t, float row, float pair,
    size_t *rows, size_t *pairs)
{
	size_t n;

	*rows = *pairs = 0;
	for (size_t i = 0; i < t->shares; i += n) {
		n = same_feature(t, i);
		if (t->share[i].worth < row)
			continue;
		*rows += 1;
		*pairs += worthy(t->share + i, n, pair);
	}
}

/*
 * The least worth of a row with which there are rows enough, then, down to a
 * hundredth of it, the least worth of a pair.
 */
static void
find_worth(const struct sparse_trainer *t, float *row, float *pair)
{
	size_t lines = t->o.bytes / sizeof(struct model_line), rows, pairs;
	double low = -40, high = 0, middle, least;

	for (int i = 0; i < 20; i++) {
		middle = (low + high) / 2;
		*row = (float)number_exp(middle);
		count_worthy(t, *row, *row, &rows, &pairs);
		if (rows * 100 > lines * MODEL_LINE_ROWS * FULL_ROWS ||
		    pairs * 100 > lines * MODEL_LINE_PAIRS * FULL_PAIRS)
			low = middle;
		else
			high = middle;
	}
	*row = (float)number_exp(high);
	least = high - 4.6;
	for (low = least; high - low > 0.01;) {
		middle = (low + high) / 2;
		*pair = (float)number_exp(middle);
		count_worthy(t, *row, *pair, &rows, &pairs);
		if (pairs * 100 > lines * MODEL_LINE_PAIRS * FULL_PAIRS)
			low = middle;
		else
			high = middle;
	}
	*pair = (float)number_exp(high);
}

/* Where the rows are found, from their features. */
static void
fill_slots(struct sparse_trainer *t)
{
	size_t mask, i;

	for (t->slot_bits = 10; (size_t)1 << t->slot_bits < t->rows * 2;)
		t->slot_bits++;
	t->slot = zeros((size_t)1 << t->slot_bits, sizeof *t->slot);
	mask = ((size_t)1 << t->slot_bits) - 1;
	for (size_t k = 0; k < t->rows; k++) {
		i = t->row[k].feature * (size_t)0x9e3779b1u & mask;
		while (t->slot[i] != 0)
			i = (i + 1) & mask;
		t->slot[i] = (uint32_t)(k + 1);
	}
}

/* Rows for which the file has no place are not trained either. */
static void
drop_lost(struct sparse_trainer *t)
{
	struct model_line *l = zeros(count_lines(t), sizeof *l);
	size_t n = put_lines(t, l, 1);

	t->lost = t->rows - n;
	t->rows = n;
	free(l);
}

static void
add_row(struct sparse_trainer *t, const struct sparse_share *s, size_t n)
{
	struct sparse_row *r = &t->row[t->rows++];

	*r = (struct sparse_row){ s->feature, (uint32_t)t->pairs, (uint32_t)n,
		0, s->worth };
	for (size_t k = 0; k < n; k++)
		t->pair[t->pairs++] =
		    (struct sparse_pair){ s[k].class, s[k].weight };
}

void
sparse_select(struct sparse_trainer *t, FILE *progress)
{
	unsigned members[256] = { 0 };
	size_t n, rows, pairs;
	float row, pair;

	for (unsigned c = 0; c < t->classes; c++)
		members[t->group[c]]++;
	qsort(t->share, t->shares, sizeof *t->share, by_feature);
	for (size_t i = 0; i < t->shares; i += n) {
		n = same_feature(t, i);
		weigh(t, t->share + i, n, members[t->group[t->share[i].class]]);
	}
	find_worth(t, &row, &pair);
	count_worthy(t, row, pair, &rows, &pairs);
	t->row = zeros(rows + 1, sizeof *t->row);
	t->pair = zeros(pairs + 1, sizeof *t->pair);
	for (size_t i = 0; i < t->shares; i += n) {
		n = same_feature(t, i);
		if (t->share[i].worth >= row)
			add_row(t, t->share + i, worthy(t->share + i, n, pair));
	}
	drop_lost(t);
	fill_slots(t);
	if (progress != NULL)
		fprintf(progress,
		    "%zu counted, %zu rows, %zu more without a place, %zu "
		    "pairs chosen, worth %g, %g\n",
		    t->shares, t->rows, t->lost, t->pairs, (double)row,
		    (double)pair);
	free(t->share);
	t->share = NULL;
	t->shares = t->share_cap = 0;
}

size_t
sparse_rows(const struct sparse_trainer *t, size_t *lost)
{
	*lost = t->lost;
	return t->rows;
}

/* ---- regression ------------------------------------------------------- */

static struct sparse_row *
find_row(const struct sparse_trainer *t, uint32_t feature)
{
	size_t mask = ((size_t)1 << t->slot_bits) - 1,
	       i = feature * (size_t)0x9e3779b1u & mask;

	for (; t->slot[i] != 0; i = (i + 1) & mask)
		if (t->row[t->slot[i] - 1].feature == feature)
			return &t->row[t->slot[i] - 1];
	return NULL;
}

static bool
competes(const struct sparse_trainer *t, unsigned c, unsigned group)
{
	return t->group[c] == group || t->group[c] == SPARSE_ANY;
}

static void
add_pairs(const struct sparse_trainer *t, const struct sparse_row *r,
    double *score)
{
	for (uint32_t i = 0; i < r->n; i++)
		score[t->pair[r->first + i].class] +=
		    (double)t->pair[r->first + i].weight;
}

static void
start_scores(const struct sparse_trainer *t, size_t n, unsigned group,
    double *score)
{
	for (unsigned c = 0; c < t->classes; c++)
		score[c] = competes(t, c, group)
		    ? t->bias[c] + t->floor[c] * (double)n
		    : -1e9;
	if (!t->any)
		for (unsigned c = 0; c < t->classes; c++)
			if (t->group[c] == SPARSE_ANY)
				score[c] = -1e9;
}

void
sparse_scores(const struct sparse_trainer *t, const uint32_t *feature, size_t n,
    unsigned group, double *score)
{
	const struct sparse_row *r;

	start_scores(t, n, group, score);
	for (size_t i = 0; i < n; i++) {
		r = find_row(t, feature[i]);
		if (r != NULL)
			add_pairs(t, r, score);
	}
}

static uint64_t
random_next(uint64_t *state)
{
	uint64_t x = *state += 0x9e3779b97f4a7c15u;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

/* Rows of a random part of the features; returns how many features. */
static size_t
pick_rows(struct sparse_trainer *t, const uint32_t *feature, size_t n)
{
	uint32_t drop = (uint32_t)(t->o.drop * 65536);
	size_t kept = 0;
	uint64_t random = 0;

	if (t->hit_cap < n) {
		t->hit_cap = n * 2;
		t->hit = mem_resize(t->hit, t->hit_cap, sizeof *t->hit);
	}
	t->hits = 0;
	for (size_t i = 0; i < n; i++) {
		random = i % 4 == 0 ? random_next(&t->random) : random >> 16;
		if ((random & 0xffff) < drop)
			continue;
		kept++;
		t->hit[t->hits] = find_row(t, feature[i]);
		t->hits += t->hit[t->hits] != NULL;
	}
	return kept;
}

/* Scores to gradients of the log-likelihood; returns the loss. */
static double
gradients(const struct sparse_trainer *t, double *s, unsigned class)
{
	double top = s[class], gold = s[class], sum = 0;

	for (unsigned c = 0; c < t->classes; c++)
		if (s[c] > top)
			top = s[c];
	for (unsigned c = 0; c < t->classes; c++) {
		s[c] = s[c] > -1e8 ? number_exp(s[c] - top) : 0;
		sum += s[c];
	}
	for (unsigned c = 0; c < t->classes; c++)
		s[c] = -s[c] / sum;
	s[class] += 1;
	return number_log(sum) + top - gold;
}

/*
 * Sum of the squares of how often each row is there: a step of rate r moves
 * the scores by r times this, so it must shrink for long texts.
 */
static double
squares(struct sparse_trainer *t)
{
	double sum = 0;

	for (size_t i = 0; i < t->hits; i++)
		t->hit[i]->seen++;
	for (size_t i = 0; i < t->hits; i++)
		sum += t->hit[i]->seen;
	for (size_t i = 0; i < t->hits; i++)
		t->hit[i]->seen = 0;
	return sum;
}

/* Only the classes of all groups move, and only their bias and floor. */
static void
move_any(struct sparse_trainer *t, const double *g, double n, double rate)
{
	double x = n / 50;

	rate /= 1 + x * x;
	for (unsigned c = 0; c < t->classes; c++)
		if (t->group[c] == SPARSE_ANY) {
			t->bias[c] += rate * g[c];
			t->floor[c] += rate * g[c] * x / 50;
		}
}

void
sparse_fix(struct sparse_trainer *t)
{
	t->any = true;
}

void
sparse_prior(struct sparse_trainer *t, unsigned class, double logit)
{
	t->bias[class] += logit;
}

double
sparse_step(struct sparse_trainer *t, const uint32_t *feature, size_t n,
    unsigned class, unsigned group, double rate)
{
	double g[MODEL_SPARSE_MAX] = { 0 }, loss;
	size_t kept = pick_rows(t, feature, n);

	start_scores(t, kept, group, g);
	for (size_t i = 0; i < t->hits; i++)
		add_pairs(t, t->hit[i], g);
	loss = gradients(t, g, class);
	if (loss < 1e-4)
		return loss;
	if (t->any) {
		move_any(t, g, (double)kept, rate);
		return loss;
	}
	rate /= 1 + squares(t) / 20;
	for (size_t i = 0; i < t->hits; i++)
		for (uint32_t k = 0; k < t->hit[i]->n; k++) {
			struct sparse_pair *p = &t->pair[t->hit[i]->first + k];

			p->weight += (float)(rate * g[p->class]);
		}
	for (unsigned c = 0; c < t->classes; c++) {
		t->bias[c] += rate * g[c];
		t->floor[c] += rate * 0.02 * g[c];
	}
	return loss;
}

/* ---- the file --------------------------------------------------------- */

static size_t
names_length(const struct sparse_trainer *t)
{
	size_t n = 0;

	for (unsigned c = 0; c < t->classes; c++)
		n += strlen(t->name[c]) + 1;
	return n;
}

static void
fill(struct sparse_trainer *t, char *image, const struct model_layout *l,
    double scale)
{
	char *name = image + l->names;
	int32_t *bias = (void *)(image + l->bias),
	        *low = (void *)(image + l->floor);
	size_t rows;

	for (unsigned c = 0; c < t->classes; c++) {
		strcpy(name, t->name[c]);
		name += strlen(name) + 1;
		bias[c] = rounded(t->bias[c] / scale);
		low[c] = rounded(t->floor[c] / scale * 256);
	}
	rows = put_lines(t, (void *)(image + l->rows), scale);
	assert(rows == t->rows); /* drop_lost saw to that */
	(void)rows;
}

int
sparse_write(struct sparse_trainer *t, const char *path, double scale,
    const uint32_t *length, const double *unit, uint32_t units,
    struct quire_err *e)
{
	struct model_header h = { MODEL_MAGIC, MODEL_ENDIAN, MODEL_VERSION,
		MODEL_SPARSE, t->classes, t->classes, 7, 0,
		(uint32_t)count_lines(t), units, (uint32_t)names_length(t), 0,
		0 };
	struct model_layout l;
	struct model_unit *u;
	char *image;
	int status;

	if (model_layout(&h, &l) < 0)
		return err_set(e, QUIRE_EUSAGE, 0, "impossible sizes");
	h.length = l.length;
	image = trainer_image_alloc(l.length);
	fill(t, image, &l, scale);
	u = (void *)(image + l.units);
	for (uint32_t i = 0; i < units; i++)
		u[i] = (struct model_unit){ length[i], (float)unit[i] };
	memcpy(image, &h, sizeof h);
	h.checksum = model_checksum(image, l.length);
	memcpy(image, &h, sizeof h);
	status = trainer_write_file(path, image, l.length, e);
	free(image);
	return status;
}
