/*
 * learn: hashes, numbers, models by hand, chains against brute force,
 * quantised against float weights, damaged files, the same bytes each time.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "learn/number.h"
#include "learn/sparse_train.h"
#include "tap.h"
#include "models.h"

static uint64_t random_state = 1;

static uint32_t
rnd(uint32_t below)
{
	random_state =
	    random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(random_state >> 33) % below;
}

/* A model of what the trainer holds; the image goes to *image. */
static struct learn_model *
model_of(struct trainer *t, void **image, size_t *len)
{
	struct quire_err e;
	struct learn_model *m;

	*image = trainer_image(t, len);
	m = learn_open(*image, *len, &e);
	if (m == NULL)
		printf("# %s\n", e.msg);
	return m;
}

/* ---- hashes and numbers ----------------------------------------------- */

static void
test_hash(void)
{
	static const struct {
		uint32_t seed;
		const char *text;
		uint32_t want;
	} cases[] = {
		{ 0, "", 0xb381129b },
		{ 1, "", 0xa4452182 },
		{ 0, "a", 0xa479638d },
		{ 0, "quire", 0xd419e4b3 },
		{ 7, "quire", 0x4af577f5 },
		{ 0, "eight by", 0xf28c7c78 },
		{ 0, "more than eight bytes", 0x4b0ee5fe },
	};
	bool good = true;
	uint32_t got, buckets[64] = { 0 };

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		got = learn_hash(cases[i].seed, cases[i].text,
		    strlen(cases[i].text));
		if (got != cases[i].want) {
			printf("# %s: %08x\n", cases[i].text, got);
			good = false;
		}
	}
	ok(good, "hashes are the known ones");
	for (uint32_t i = 0; i < 64000; i++)
		buckets[learn_hash(3, &i, 2) >> 26]++;
	good = true;
	for (int i = 0; i < 64; i++)
		good = good && buckets[i] > 800 && buckets[i] < 1200;
	ok(good, "hashes of small numbers spread over the top bits");
	ok(learn_mix(1, 2) != learn_mix(2, 1), "the order of a mix counts");
}

static void
test_numbers(void)
{
	double worst = 0, x, d;

	for (int i = -6900; i <= 6900; i++) {
		x = i / 10.0;
		d = fabs(number_exp(x) / exp(x) - 1);
		worst = d > worst ? d : worst;
		d = fabs(number_log(exp(x)) - x) / (1 + fabs(x));
		worst = d > worst ? d : worst;
	}
	ok(worst < 1e-13, "exp and log agree with the C library's");
	ok(number_exp(-1000) == 0 && number_exp(1e9) > 1e300 &&
	        number_log(0) == -700,
	    "exp and log have ends");
}

/* ---- by hand ---------------------------------------------------------- */

/*
 * One example, class b of three. The first step finds a, so b gets +1 and a
 * -1 at step 1 of 2, on average a half; that is the largest weight, 127.
 */
static void
test_by_hand(void)
{
	static const char *const names[] = { "a", "b", "c" };
	struct train_opts o = { .bits = 8, .epochs = 1 };
	struct trainer *t = trainer_new(&o, names, 3);
	uint32_t f = 0x12345678, other = 0xf0000000;
	int32_t s[3];
	struct learn_model *m;
	void *image;
	size_t len;
	float p[3];

	trainer_add(t, &f, 1, 1, 1);
	trainer_run(t, NULL);
	m = model_of(t, &image, &len);
	learn_score(m, &f, 1, s);
	ok(s[0] == -254 && s[1] == 254 && s[2] == 0,
	    "one step of the perceptron, by hand");
	learn_score(m, &other, 1, s);
	ok(s[0] == -127 && s[1] == 127 && s[2] == 0,
	    "a feature without a row leaves the bias");
	learn_probability(m, s, 1, p);
	ok(fabs(p[0] + p[1] + p[2] - 1) < 1e-6 && p[1] > p[2] && p[2] > p[0],
	    "probabilities sum to one, in the order of the scores");
	ok(learn_classes(m) == 3 && learn_class_index(m, "c") == 2 &&
	        learn_class_index(m, "d") == -1 &&
	        strcmp(learn_class(m, 1), "b") == 0,
	    "class names");
	learn_close(m);
	free(image);
	trainer_free(t);
}

/* 80 of 100 with one feature are class 1; the other feature says nothing. */
static void
test_two_classes(void)
{
	static const char *const names[] = { "no", "yes" };
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.bits = 10,
		.dev = 4,
		.epochs = 30,
		.weight_bits = 16,
		.rate = 0.05 };
	struct trainer *t = trainer_new(&o, names, 2);
	uint32_t f[2];
	int32_t s[2];
	struct learn_model *m;
	void *image;
	size_t len;
	float p[2], q[2];

	for (uint32_t i = 0; i < 8000; i++) {
		f[0] = learn_mix(1, i % 2);
		f[1] = learn_mix(2, rnd(5));
		trainer_add(t, f, 2, rnd(100) < (i % 2 ? 80 : 30), 1);
	}
	trainer_run(t, NULL);
	m = model_of(t, &image, &len);
	f[1] = learn_mix(2, 3);
	f[0] = learn_mix(1, 1);
	learn_score(m, f, 2, s);
	learn_probability(m, s, 2, p);
	f[0] = learn_mix(1, 0);
	learn_score(m, f, 2, s);
	learn_probability(m, s, 2, q);
	ok(fabs(p[1] - 0.8) < 0.04 && fabs(q[1] - 0.3) < 0.04 && s[0] == 0,
	    "logistic regression finds the probabilities 0.8 and 0.3");
	learn_close(m);
	free(image);
	trainer_free(t);
}

/* ---- quantised rows --------------------------------------------------- */

static void
fill(struct trainer *t, unsigned classes, unsigned n)
{
	uint32_t f[12];
	unsigned c;

	for (unsigned i = 0; i < n; i++) {
		c = rnd(classes);
		for (uint32_t j = 0; j < 12; j++)
			f[j] = learn_mix(j,
			    rnd(3) ? c * 3 + rnd(4) : rnd(classes * 3));
		trainer_add(t, f, 12, c, 1);
	}
}

/* What learn_score must give, one row and one column at a time. */
static int32_t
slow_score(const struct learn_model *m, const uint32_t *f, size_t n, unsigned c)
{
	int32_t s = m->bias[c];
	const unsigned char *row;

	for (size_t i = 0; i < n; i++) {
		row = model_row(m, f[i]);
		if (row != NULL)
			s += m->head->weight_bits == 8 ? ((int8_t *)row)[c]
			                               : ((int16_t *)row)[c];
	}
	return s;
}

static bool
same_answers(struct trainer *t, struct learn_model *m)
{
	double s[MODEL_CLASSES_MAX];
	int32_t q[MODEL_CLASSES_MAX];
	unsigned a, b, agree = 0, n = 0;
	bool good = true;

	for (size_t i = 0; i < t->positions; i++, n++) {
		const struct position *p = &t->position[i];

		a = b = 0;
		trainer_scores(t, t->best, p, s);
		learn_score(m, t->feature + p->first, p->n, q);
		for (unsigned c = 0; c < t->classes; c++) {
			a = s[c] > s[a] ? c : a;
			b = q[c] > q[b] ? c : b;
			good = good &&
			    q[c] ==
			        slow_score(m, t->feature + p->first, p->n, c);
		}
		agree += a == b;
		/* 13 weights are each off by half a unit at most */
		if (t->o.weight_bits == 16 && a != b)
			good = good && s[a] - s[b] <= 13 * t->unit;
	}
	if (agree < n * 97 / 100)
		printf("# only %u of %u agree\n", agree, n);
	return good && agree >= n * 97 / 100;
}

static void
test_quantised(void)
{
	static const unsigned sizes[] = { 3, 5, 16, 20, 40, 70 };
	static char text[80][4];
	const char *names[80];
	struct train_opts o = { .bits = 12, .epochs = 4, .dev = 5 };
	void *image;
	size_t len;
	char what[80];

	for (int i = 0; i < 80; i++) {
		snprintf(text[i], sizeof text[i], "c%d", i);
		names[i] = text[i];
	}
	for (unsigned i = 0; i < 12; i++) {
		o.weight_bits = i % 2 ? 8 : 16;
		o.method = i % 3 ? TRAIN_LOGISTIC : TRAIN_PERCEPTRON;
		struct trainer *t = trainer_new(&o, names, sizes[i / 2]);

		fill(t, sizes[i / 2], 2000);
		trainer_run(t, NULL);
		struct learn_model *m = model_of(t, &image, &len);

		snprintf(what, sizeof what,
		    "%u classes in %u bits: sums are "
		    "exact, answers those of the floats",
		    sizes[i / 2], o.weight_bits);
		ok(same_answers(t, m), "%s", what);
		learn_close(m);
		free(image);
		trainer_free(t);
	}
}

/* One column of bytes: with most rows in use all are written. */
static void
test_one_column(void)
{
	static const char *const names[] = { "no", "yes" };
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.epochs = 4,
		.dev = 5,
		.weight_bits = 8,
		.rate = 0.05 };
	bool full[2], exact = true;
	void *image;
	size_t len;

	for (unsigned k = 0; k < 2; k++) {
		o.bits = k == 0 ? 6 : 12;
		struct trainer *t = trainer_new(&o, names, 2);

		fill(t, 2, 2000);
		trainer_run(t, NULL);
		struct learn_model *m = model_of(t, &image, &len);

		full[k] = m->head->rows == 1u << o.bits;
		for (uint32_t i = 0; i < 1000; i++) {
			uint32_t f[3] = { learn_mix(i, 1), learn_mix(i % 12, 2),
				learn_mix(i % 12, i % 6) };
			int32_t s[2];

			learn_score(m, f, 3, s);
			exact = exact && s[1] == slow_score(m, f, 3, 0);
		}
		learn_close(m);
		free(image);
		trainer_free(t);
	}
	ok(full[0] && !full[1],
	    "all rows of one byte are written if most are in use");
	ok(exact, "sums of one column are exact, with all rows and with few");
}

/* ---- chains ----------------------------------------------------------- */

enum { TAGS = 4, LONG = 6 };

static int64_t
path_score(const struct learn_model *m, int32_t s[LONG][TAGS],
    const uint8_t *tag, size_t n)
{
	unsigned a = TAGS;
	int64_t sum = 0;

	for (size_t i = 0; i < n; a = tag[i++])
		sum += s[i][tag[i]] + m->transition[a * (TAGS + 1) + tag[i]];
	return sum + m->transition[a * (TAGS + 1) + TAGS];
}

/* All paths: is the given one the best, and what margin has it? */
static double
brute(const struct learn_model *m, int32_t s[LONG][TAGS], const uint8_t *tag,
    size_t n, bool *best)
{
	int64_t mine = path_score(m, s, tag, n), second = INT64_MIN / 2, x;
	uint8_t path[LONG];

	*best = true;
	for (unsigned i = 0; i < 1u << (2 * n); i++) {
		for (size_t j = 0; j < n; j++)
			path[j] = i >> (2 * j) & 3;
		if (memcmp(path, tag, n) == 0)
			continue;
		x = path_score(m, s, path, n);
		second = x > second ? x : second;
		*best = *best && x <= mine;
	}
	return tanh((double)(mine - second) * learn_unit(m, n) / 2);
}

/* Tags go round 0 1 2 3; tag 3 may not follow 0, and 1 may not begin. */
static struct trainer *
chain_trainer(enum train_method method)
{
	static const char *const names[] = { "O", "B", "I", "E" };
	struct train_opts o = { .method = method,
		.chain = true,
		.bits = 8,
		.epochs = 5,
		.dev = 6 };
	struct trainer *t = trainer_new(&o, names, TAGS);
	uint32_t f[2 * LONG], start[LONG + 1];
	uint8_t tag[LONG];

	trainer_forbid(t, 0, 3);
	trainer_forbid(t, -1, 1);
	for (int i = 0; i < 600; i++) {
		size_t n = 1 + rnd(LONG);
		struct learn_chain x = { n, start, f };

		for (uint32_t j = 0; j < n; j++) {
			tag[j] = j == 0 ? 0 : (tag[j - 1] + 1) % TAGS;
			start[j] = 2 * j;
			f[2 * j] = learn_mix(9, rnd(4) ? tag[j] : rnd(TAGS));
			f[2 * j + 1] = learn_mix(10, rnd(8));
		}
		start[n] = 2 * (uint32_t)n;
		trainer_add_chain(t, &x, tag);
	}
	trainer_run(t, NULL);
	return t;
}

static void
test_chain(enum train_method method, const char *what)
{
	struct trainer *t = chain_trainer(method);
	void *image;
	size_t len, n, wrong = 0;
	struct learn_model *m = model_of(t, &image, &len);
	struct arena *a = arena_new();
	uint32_t f[2 * LONG], start[LONG + 1];
	int32_t s[LONG][TAGS];
	uint8_t tag[LONG];
	bool best, good = true, allowed = true;
	double margin;
	float sure;

	for (int i = 0; i < 400; i++) {
		n = 1 + rnd(LONG);
		for (uint32_t j = 0; j < n; j++) {
			start[j] = 2 * j;
			f[2 * j] = learn_mix(9, rnd(TAGS));
			f[2 * j + 1] = learn_mix(10, rnd(8));
			learn_score(m, f + 2 * j, 2, s[j]);
		}
		start[n] = 2 * (uint32_t)n;
		sure =
		    learn_tag(m, &(struct learn_chain){ n, start, f }, tag, a);
		margin = brute(m, s, tag, n, &best);
		good = good && best && fabs(margin - sure) < 1e-5;
		allowed = allowed && tag[0] != 1;
		for (size_t j = 1; j < n; j++)
			allowed = allowed && (tag[j - 1] != 0 || tag[j] != 3);
		wrong += !best;
		arena_reset(a);
	}
	printf("# %s: %zu of 400 not the best\n", what, wrong);
	ok(good, "%s", what);
	ok(allowed, "forbidden transitions are not taken");
	ok(t->heldout.right > t->heldout.positions * 9 / 10,
	    "the chain has learnt its order");
	ok(learn_tag(m, &(struct learn_chain){ 0, start, f }, tag, a) == 1,
	    "an empty chain");
	arena_free(a);
	learn_close(m);
	free(image);
	trainer_free(t);
}

/* ---- files ------------------------------------------------------------ */

static bool
refused(const void *image, size_t len)
{
	struct learn_model *m = learn_open(image, len, NULL);

	learn_close(m);
	return m == NULL;
}

static void
test_damage(void)
{
	struct trainer *t = chain_trainer(TRAIN_PERCEPTRON);
	size_t len;
	char *image = trainer_image(t, &len),
	     *copy = trainer_image_alloc(len + 64);
	bool good = true;

	for (size_t i = 0; i < len; i++) {
		memcpy(copy, image, len);
		copy[i] = (char)(copy[i] ^ 1 << rnd(8));
		good = good && refused(copy, len);
	}
	ok(good, "a model with any one bit turned is refused");
	good = true;
	memcpy(copy, image, len);
	for (size_t i = 0; i < len; i++)
		good = good && refused(copy, i);
	ok(good && refused(copy, len + 64), "a model of the wrong length");
	memcpy(copy + 8, image, len);
	ok(refused(copy + 8, len), "a model out of alignment");
	free(copy);
	free(image);
	trainer_free(t);
}

static uint64_t
trained_checksum(enum train_method method, bool chain)
{
	static const char *const names[] = { "a", "b", "c", "d", "e" };
	struct train_opts o = { .method = method,
		.bits = 12,
		.epochs = 6,
		.dev = 7,
		.seed = 42,
		.l2 = 1e-4,
		.prune = 0.01 };
	struct trainer *t;
	size_t len;
	uint64_t sum;
	void *image;

	random_state = 7;
	if (chain) {
		t = chain_trainer(method);
	} else {
		t = trainer_new(&o, names, 5);
		fill(t, 5, 1500);
		trainer_run(t, NULL);
	}
	image = trainer_image(t, &len);
	sum = ((struct model_header *)image)->checksum;
	free(image);
	trainer_free(t);
	return sum;
}

static void
test_same_bytes(void)
{
	static const struct {
		enum train_method method;
		bool chain;
		uint64_t want;
	} cases[] = {
		{ TRAIN_PERCEPTRON, false, 0x831cd81b512e1928 },
		{ TRAIN_LOGISTIC, false, 0xf17d51804286e978 },
		{ TRAIN_PERCEPTRON, true, 0x36a2fd09cba443d8 },
		{ TRAIN_LOGISTIC, true, 0x94bde249c3ce92ba },
	};
	uint64_t got;
	bool good = true;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		got = trained_checksum(cases[i].method, cases[i].chain);
		if (got != cases[i].want) {
			printf("# case %zu: %#llx\n", i,
			    (unsigned long long)got);
			good = false;
		}
	}
	ok(good, "training gives the known bytes");
}

/*
 * Averages of the last epochs, after rows too small to be kept are gone, and
 * with features left out of each step: what is left is large enough to be
 * kept, nothing that holds the answer is lost, and the bytes are the same
 * each time.
 */
static struct trainer *
averaged_trainer(unsigned average, double drop)
{
	static const char *const names[] = { "a", "b", "c", "d" };
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.chain = true,
		.bits = 16,
		.epochs = 6,
		.dev = 6,
		.average = average,
		.drop = drop,
		.l2 = 1e-2,
		.prune = 0.3 };
	struct trainer *t = trainer_new(&o, names, TAGS);
	uint32_t f[3 * LONG], start[LONG + 1];
	uint8_t tag[LONG];

	random_state = 3;
	for (int i = 0; i < 900; i++) {
		size_t n = 1 + rnd(LONG);
		struct learn_chain x = { n, start, f };

		for (uint32_t j = 0; j < n; j++) {
			tag[j] = (uint8_t)rnd(TAGS);
			start[j] = 3 * j;
			f[3 * j] = learn_mix(9, rnd(8) ? tag[j] : rnd(TAGS));
			f[3 * j + 1] = learn_mix(10, rnd(8) ? tag[j] : rnd(9));
			f[3 * j + 2] = learn_mix(11, rnd(3000));
		}
		start[n] = 3 * (uint32_t)n;
		trainer_add_chain(t, &x, tag);
	}
	trainer_run(t, NULL);
	return t;
}

static size_t
rows_in_use(const struct trainer *t)
{
	size_t rows = 0;

	for (size_t r = 0; r < t->rows; r++) {
		double top = 0;

		for (unsigned c = 0; c < TAGS; c++)
			top = fmax(top, fabs(t->best[r * TAGS + c]));
		rows += top > 0;
	}
	return rows;
}

static void
test_averages(void)
{
	struct trainer *plain = averaged_trainer(0, 0), *t, *again;
	void *image, *other;
	size_t len, more, features = 0;

	for (int k = 0; k < 3; k++) {
		t = averaged_trainer(k < 2 ? 3 : 0, k > 0 ? 0.25 : 0);
		again = averaged_trainer(k < 2 ? 3 : 0, k > 0 ? 0.25 : 0);
		image = trainer_image(t, &len);
		other = trainer_image(again, &more);
		ok(len == more && memcmp(image, other, len) == 0,
		    "the same bytes, case %d", k);
		ok(t->heldout.right * 50 > plain->heldout.right * 49,
		    "as right as without, case %d: %zu, %zu", k,
		    t->heldout.right, plain->heldout.right);
		ok(t->quantised.right * 50 > t->heldout.right * 49,
		    "as right when quantised, case %d: %zu", k,
		    t->quantised.right);
		for (size_t i = features = 0; i < t->positions; i++)
			features += t->position[i].n;
		if (k < 2) {
			ok(t->kept == 6, "the last epoch is kept");
			ok(rows_in_use(t) * 2 < rows_in_use(plain),
			    "noise is gone: %zu of %zu rows", rows_in_use(t),
			    rows_in_use(plain));
			ok(features < t->positions * 3 &&
			        features > t->positions * 3 / 2,
			    "and its features with it: %zu", features);
		} else {
			ok(features == t->positions * 3,
			    "what was left out comes back");
		}
		free(image);
		free(other);
		trainer_free(t);
		trainer_free(again);
	}
	trainer_free(plain);
}

static void
test_write(void)
{
	struct trainer *t = chain_trainer(TRAIN_LOGISTIC);
	char path[64], text[4096] = "";
	struct quire_err e;
	FILE *f;

	snprintf(path, sizeof path, "%s/quire-unit-learn.model",
	    getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	ok(trainer_write(t, path, "made up", "unit test", &e) == 0,
	    "a model is written");
	remove(path);
	strcpy(strstr(path, ".model"), ".txt");
	f = fopen(path, "r");
	if (f != NULL) {
		text[fread(text, 1, sizeof text - 1, f)] = '\0';
		fclose(f);
	}
	remove(path);
	ok(strstr(text, "from: made up\n") != NULL &&
	        strstr(text, "made by: unit test\n") != NULL &&
	        strstr(text, "sequences: 600\n") != NULL &&
	        strstr(text, "held-out sequences: 100\n") != NULL,
	    "and its origin beside it");
	ok(trainer_write(t, "/nonexistent/x.model", "", "", &e) == -1 &&
	        e.code == QUIRE_EIO,
	    "a write error is reported");
	trainer_free(t);
}

/* ---- narrow models ---------------------------------------------------- */

/* Rows that are added at once give what they give one by one. */
static void
test_narrow(const char *name, const struct learn_image *image)
{
	struct learn_model *m =
	    learn_open(image->bytes, (size_t)image->len, NULL);
	int16_t sum[LEARN_NARROW_MAX], want[LEARN_NARROW_MAX], top;
	uint16_t row[LEARN_NARROW_MOST], near[LEARN_NARROW_MAX];
	unsigned classes = learn_classes(m);
	bool sums = true, nears = true, alone = true;
	size_t n, k, k0;

	for (int turn = 0; turn < 200; turn++) {
		n = (size_t)rand() % 300;
		learn_narrow_start(m, sum);
		memcpy(want, sum, sizeof want);
		for (size_t i = 0; i < n; i++) {
			const int8_t *p;

			row[i] = (uint16_t)((unsigned)rand() >> 3 &
			    ((1u << learn_row_bits(m)) - 1));
			p = (const void *)model_row(m,
			    (uint32_t)row[i] << (32 - learn_row_bits(m)));
			for (unsigned c = 0; c < classes; c++)
				want[c] = (int16_t)(want[c] + p[c]);
		}
		learn_narrow_add(m, row, n, sum);
		sums = sums && memcmp(sum, want, classes * sizeof *sum) == 0;
		top = want[0];
		for (unsigned c = 1; c < classes; c++)
			top = want[c] > top ? want[c] : top;
		k = learn_narrow_near(m, sum, 100, near, LEARN_NARROW_MAX);
		k0 = 0;
		for (unsigned c = 0; c < classes; c++)
			if (want[c] > top - 100)
				nears = nears && k0 < k && near[k0++] == c;
		nears = nears && k0 == k;
		for (int16_t within = 1; within < 400; within *= 2)
			alone = alone &&
			    learn_narrow_alone(m, sum, within) ==
			        (learn_narrow_near(m, sum, within, near, 2) ==
			            1);
	}
	ok(sums, "%s: sums of rows", name);
	ok(nears, "%s: the classes that are near", name);
	ok(alone, "%s: whether there is only one", name);
	learn_close(m);
}

/* Sixteen or four at a time give what one at a time does. */
static void
test_tops(void)
{
	int32_t score[100];
	bool same = true;

	for (int turn = 0; turn < 500; turn++) {
		size_t n = 1 + (size_t)rand() % 99, above = 0;
		int32_t top = INT32_MIN, low = rand() % 2000 - 1000;

		for (size_t i = 0; i < n; i++) {
			score[i] = rand() % 2000 - 1000;
			top = score[i] > top ? score[i] : top;
			above += score[i] > low;
		}
		same = same && learn_top(score, n) == top &&
		    learn_above(score, n, low) == above;
	}
	ok(same, "the highest score, and how many are above another");
}

/* ---- sparse models ---------------------------------------------------- */

enum { KINDS = 40 };

/* Class c of group g has features of its own, and some of its neighbour. */
static size_t
sparse_example(unsigned c, uint32_t *f)
{
	size_t n = 4 + rnd(8);

	for (size_t i = 0; i < n; i++)
		f[i] = learn_mix(21,
		    (rnd(4) ? c : (c + 1) % KINDS) * 50 + rnd(50));
	return n;
}

static struct sparse_trainer *
sparse_trained(void)
{
	static char text[KINDS][8];
	const char *name[KINDS];
	uint8_t group[KINDS];
	struct sparse_opts o = { .bytes = 64 << 10,
		.most = 1000,
		.unseen = 1e-4,
		.shrink = 0.5,
		.drop = 0.2,
		.seed = 5 };
	struct sparse_trainer *t;
	uint32_t f[16];
	size_t n;
	unsigned c;

	for (unsigned i = 0; i < KINDS; i++) {
		snprintf(text[i], sizeof text[i], "k%u", i);
		name[i] = text[i];
		group[i] = i == 0 ? SPARSE_ANY : i < 20 ? 1 : 2;
	}
	t = sparse_new(&o, name, group, KINDS);
	for (unsigned i = 1; i < KINDS; i++) {
		for (int k = 0; k < 200; k++) {
			n = sparse_example(i, f);
			sparse_count(t, f, n, 1);
		}
		sparse_count_end(t, i, 1);
	}
	sparse_select(t, NULL);
	for (int k = 0; k < 20000; k++) {
		c = 1 + rnd(KINDS - 1);
		n = sparse_example(c, f);
		sparse_step(t, f, n, c, c < 20 ? 1 : 2, 0.05);
	}
	return t;
}

/* Written and read back: the weights are those trained, rounded. */
static void
test_sparse(void)
{
	struct sparse_trainer *t = sparse_trained();
	char path[80];
	uint32_t f[16], length = UINT32_MAX;
	int32_t s[KINDS], add[LEARN_SPARSE_MAX], x;
	double want[KINDS], unit = 0.05, off = 0;
	size_t n, right = 0, len = 0;
	struct learn_model *m = NULL;
	void *image = trainer_image_alloc(1 << 20);
	bool sums = true;
	unsigned c, best;
	FILE *file;

	snprintf(path, sizeof path, "%s/quire-unit-sparse.model",
	    getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	ok(sparse_write(t, path, unit, &length, &unit, 1, NULL) == 0,
	    "a sparse model is written");
	file = fopen(path, "rb");
	if (file != NULL) {
		len = fread(image, 1, 1 << 20, file);
		fclose(file);
	}
	remove(path);
	m = learn_open(image, len, NULL);
	ok(m != NULL && learn_classes(m) == KINDS && t->lost == 0,
	    "and read, all rows in it");
	for (int k = 0; m != NULL && k < 2000; k++) {
		c = 1 + rnd(KINDS - 1);
		n = sparse_example(c, f);
		sparse_scores(t, f, n, c < 20 ? 1 : 2, want);
		learn_score(m, f, n, s);
		memset(add, 0, sizeof add);
		learn_add(m, f, n, add);
		best = c < 20 ? 1 : 20;
		for (unsigned i = c < 20 ? 1 : 20; i < (c < 20 ? 20 : KINDS);
		     i++) {
			best = s[i] > s[best] ? i : best;
			x = add[i] + learn_floor(m, i, n);
			sums = sums && x == s[i];
			off = fabs(s[i] * unit - want[i]) > off
			    ? fabs(s[i] * unit - want[i])
			    : off;
		}
		right += best == c;
	}
	ok(sums, "learn_score is learn_add and learn_floor");
	ok(off < 12 * unit, "scores are the trained ones: off by %.3f", off);
	ok(right > 1960, "%zu of 2000 right", right);
	learn_close(m);
	free(image);
	sparse_free(t);
}

int
main(void)
{
	test_hash();
	test_numbers();
	test_by_hand();
	test_two_classes();
	test_quantised();
	test_one_column();
	test_chain(TRAIN_PERCEPTRON, "perceptron chain: best path and margin");
	test_chain(TRAIN_LOGISTIC, "random field: best path and margin");
	test_damage();
	test_same_bytes();
	test_averages();
	test_write();
	test_narrow("language-latn", &learn_image_language_latn);
	test_narrow("language-arab", &learn_image_language_arab);
	test_tops();
	test_sparse();
	return tap_done();
}
