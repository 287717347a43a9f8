/*
 * Trains the sentence model (lib/data/segment.model) on the documents of a
 * data folder's seg/dev: Universal Dependencies treebanks and legal texts
 * whose licence allows it, and lists of cases. What may only be measured is
 * left out by name. Documents are given as they are, and some again with
 * their lines wrapped, with a sentence a line, as a crawler leaves them, or two
 * languages in turn. Cases that treebanks hardly have are made of
 * lib/data/segment-cases.tsv.
 *
 *	train-segment DATA_DIR OUT.model [K/N]
 *
 * A small model, the gate (OUT-gate.model), sorts out most of the white space
 * before capitals and signs. What is worth passing it two models say, each
 * trained on every other document and asked about the others: ends that no
 * model sees coming need not be asked for. Then training is done twice, on
 * all white space: a first model shows which features weigh anything, and the
 * second one is given only those. What is met where the gate passes is written
 * as the table of weigh.h, with the margins between which a candidate must be
 * looked at more closely.
 *
 * With K/N the documents whose number leaves K when divided by N are left
 * out, for measuring on them.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/jsonl.h"
#include "gen/segment-texts.h"
#include "learn/train.h"
#include "segment/sentence.h"
#include "segment/weigh.h"
#include "text/text.h"

/* Licences that forbid it (NC, LGPL-LR, research), and what is made of such. */
static const char *const left_out[] = { "en_gum", "en_lines", "sv_lines",
	"it_isdt", "it_vit", "tr_imst", "cs_fictree", "pl_pdb", "uk_iu",
	"fr_sequoia", "mixed.", "words.", "th_tud", NULL };

struct corpus {
	struct text *text;
	size_t n, cap;
};

struct example {
	struct trainer *trainer;
	const struct text *text;
	size_t base;
};

enum { TABLE_BITS = 15, MET_BITS = 24, CASES = 6 };

/*
 * What is under way; those of the even and odd documents, the gate, and the
 * first model for the second.
 */
static enum { HALVES, GATE, FIRST, SECOND, MARGINS } stage;
static struct learn_model *half[2], *first;
static struct gate gate;
/* Is the document odd, and are the odd ones in training? */
static unsigned odd, turn;
/* An end is worth passing the gate if it is likelier than that. */
static const float worth = 0.2f;
/* What a feature alone must say, as a probability. */
static const float least = 0.55f;
/* What part of the candidates a closer look may turn and is spared. */
static const double spared = 0.0002;
/* How often each feature was met where the gate passes, up to 255. */
static uint8_t met[1u << MET_BITS];
/* Features of the second model, some of them more than once. */
static uint32_t *chosen;
static size_t chosen_n, chosen_cap;

/* ---- reading ---------------------------------------------------------- */

static void
sentence(void *arg, size_t start, size_t end)
{
	struct text *t = arg;

	(void)start;
	if (end < t->gold.len)
		t->gold.p[end] = 1;
}

static void
read_record(void *arg, const struct json_object *o, struct arena *a)
{
	struct corpus *c = arg;
	struct text *t;

	if (c->n == c->cap) {
		c->cap = c->cap * 2 + 64;
		c->text = mem_resize(c->text, c->cap, sizeof *c->text);
	}
	t = &c->text[c->n];
	memset(t, 0, sizeof *t);
	buf_add_span(&t->bytes, jsonl_text(o, "text", a));
	zeros(&t->gold, t->bytes.len + 1);
	c->n += jsonl_spans(o, "sentences", sentence, t);
}

static bool
usable(const char *name)
{
	size_t len = strlen(name);

	if (len < 6 || strcmp(name + len - 6, ".jsonl") != 0)
		return false;
	for (size_t i = 0; left_out[i] != NULL; i++)
		if (strstr(name, left_out[i]) != NULL)
			return false;
	return true;
}

/* ---- cases ------------------------------------------------------------ */

static void learn_changed(struct trainer *trainer, struct text *t);

/* Each case often, with other words each time. */
static void
learn_cases(struct trainer *trainer, const char *path)
{
	FILE *f = fopen(path, "r");
	char line[2048], *tag, *value;
	struct text made;

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	words_n = 0;
	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '#' || (tag = strchr(line, '\t')) == NULL ||
		    (value = strchr(tag + 1, '\t')) == NULL)
			continue;
		*tag++ = *value++ = '\0';
		if (*tag == ':') {
			unsigned n = times(line, value, CASES);

			for (unsigned i = 0; i < n; i++) {
				odd = i % 2;
				expand(&made, line, value);
				learn_changed(trainer, &made);
			}
		} else if (words_n < sizeof words / sizeof *words) {
			add_words(line, *tag, value);
		}
	}
	fclose(f);
}

/* ---- examples --------------------------------------------------------- */

static void
meet(const uint32_t *feature, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t *m = &met[feature[i] >> (32 - MET_BITS)];

		*m = (uint8_t)(*m + (*m < 255));
	}
}

static void
choose(uint32_t feature)
{
	if (chosen_n == chosen_cap) {
		chosen_cap = chosen_cap * 2 + 1024;
		chosen = mem_resize(chosen, chosen_cap, sizeof *chosen);
	}
	chosen[chosen_n++] = feature;
}

/* Leaves the features that weigh something in the first model. */
static size_t
select_features(uint32_t *feature, size_t n)
{
	int32_t zero[2], score[2];
	float p[2];
	size_t kept = 0;

	learn_score(first, feature, 0, zero);
	for (size_t i = 0; i < n; i++) {
		learn_score(first, &feature[i], 1, score);
		score[1] -= zero[1];
		learn_probability(first, score, n, p);
		if (p[0] < least && p[1] < least)
			continue;
		choose(feature[i]);
		feature[kept++] = feature[i];
	}
	return kept;
}

/* Candidates by what is seen near them when the rest turns the scale. */
enum { NEAR_MAX = 2000 };
static struct weigher weigher;
static size_t turned[2][2 * NEAR_MAX + 1], asked[2];

static void
note_margin(const struct sentence_scan *s, const struct candidate *c)
{
	uint32_t feature[CANDIDATE_FEATURES];
	size_t near, n = candidate_features(s, c, feature, &near);
	int32_t a = weigher.bias + weigh(&weigher, feature, near);
	int32_t b = a + weigh(&weigher, feature + near, n - near);
	bool bare = c->kind >= CAND_COLON;

	asked[bare]++;
	if ((a > 0) == (b > 0))
		return;
	a = a > NEAR_MAX ? NEAR_MAX : a < -NEAR_MAX ? -NEAR_MAX : a;
	turned[bare][a + NEAR_MAX]++;
}

/* White space for the gate, if it is an end and would be taken for one. */
static void
note_worth(struct trainer *trainer, const struct sentence_scan *s,
    const struct candidate *c, bool yes)
{
	uint32_t feature[CANDIDATE_FEATURES];
	int32_t score[2];
	float p[2];
	size_t near, n = candidate_features(s, c, feature, &near);

	learn_score(half[!odd], feature, n, score);
	learn_probability(half[!odd], score, n, p);
	yes = yes && p[1] > worth;
	gate_features(gate_context(s->text, c->end, c->next), feature);
	trainer_add(trainer, feature, GATE_FEATURES, yes, yes ? 200 : 1);
}

/* Will the command ask the model about it? */
static bool
is_asked(const struct sentence_scan *s, const struct candidate *c)
{
	return (c->kind != CAND_SPACE && c->kind != CAND_SIGN) ||
	    gate_passes(&gate, gate_context(s->text, c->end, c->next));
}

static bool
decide(void *arg, const struct sentence_scan *s, const struct candidate *c)
{
	struct example *e = arg;
	uint32_t feature[CANDIDATE_FEATURES];
	bool yes = e->text->gold.p[e->base + c->end] != 0;
	size_t n, near;

	if (stage == MARGINS) {
		note_margin(s, c);
		return yes;
	}
	if (stage == GATE) {
		if (c->kind == CAND_SPACE || c->kind == CAND_SIGN)
			note_worth(e->trainer, s, c, yes);
		return yes;
	}
	if (stage == HALVES && odd != turn)
		return yes;
	n = candidate_features(s, c, feature, &near);
	if (stage == FIRST && is_asked(s, c))
		meet(feature, n);
	else if (stage == SECOND)
		n = select_features(feature, n);
	trainer_add(e->trainer, feature, n, yes, 1);
	return yes;
}

static void
ignore(void *arg, size_t start, size_t end)
{
	(void)arg;
	(void)start;
	(void)end;
}

/* All candidates of a document. */
static void
learn_text(struct trainer *trainer, const struct text *t)
{
	struct example e = { trainer, t, 0 };
	struct quire_span all = buf_span(&t->bytes);
	struct sentence_scan s = { 0 };
	struct segment_range r;
	size_t at = 0;
	bool wrapped;

	s.gate = stage == MARGINS ? &gate : NULL;
	s.decide = decide;
	s.found = ignore;
	s.arg = &e;
	while (paragraph_next(all, &at, false, &r, &wrapped)) {
		s.text = span_sub(all, r.start, r.end);
		line_fit_measure(s.text, &s.fit);
		e.base = r.start;
		sentence_each(&s);
	}
}

static void
learn_changed(struct trainer *trainer, struct text *t)
{
	learn_text(trainer, t);
	buf_fini(&t->bytes);
	buf_fini(&t->gold);
}

static void
learn_corpus(struct trainer *trainer, const struct corpus *c, bool running)
{
	struct text made;

	for (size_t i = 0; i < c->n; i++) {
		const struct text *t = &c->text[i];

		odd = i % 2;
		learn_text(trainer, t);
		if (running && dice(3) == 0) {
			wrap(t, 50 + dice(50), &made);
			learn_changed(trainer, &made);
		}
		if (running && dice(6) == 0) {
			lines(t, &made);
			learn_changed(trainer, &made);
		}
		if (running && dice(4) == 0) {
			crawled(t, &made);
			learn_changed(trainer, &made);
		}
	}
}

/* English and Chinese, and others, in turn. */
static void
learn_mixed(struct trainer *trainer, const struct corpus *a,
    const struct corpus *b)
{
	struct text made;

	for (size_t i = 0; i < a->n && b->n > 0 && i < 100; i++) {
		alternate(&a->text[i], &b->text[dice((unsigned)b->n)],
		    dice(3) == 0 ? '\n' : ' ', &made);
		learn_changed(trainer, &made);
	}
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t
list_files(const char *dir, char **name, size_t max)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t n = 0;

	if (d == NULL) {
		perror(dir);
		exit(2);
	}
	while (n < max && (e = readdir(d)) != NULL)
		if (usable(e->d_name) && (name[n] = strdup(e->d_name)) != NULL)
			n++;
	closedir(d);
	qsort(name, n, sizeof *name, compare);
	return n;
}

static void
learn_folder(struct trainer *trainer, const char *data, struct jsonl_fold fold)
{
	char dir[4096];
	struct corpus c, zh = { 0 }, en = { 0 };
	char path[4600], *name[500];
	size_t files;

	snprintf(dir, sizeof dir, "%s/seg/dev", data);
	files = list_files(dir, name, 500);

	seed = SEED;
	for (size_t i = 0; i < files; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, name[i]);
		memset(&c, 0, sizeof c);
		jsonl_each(path, fold, read_record, &c);
		learn_corpus(trainer, &c, strncmp(name[i], "ud.", 3) == 0);
		if (strncmp(name[i], "ud.zh_", 6) == 0)
			zh = c;
		if (strncmp(name[i], "ud.en_", 6) == 0)
			en = c;
		printf("%s: %zu documents\n", name[i], c.n);
	}
	learn_mixed(trainer, &en, &zh);
	learn_mixed(trainer, &zh, &en);
	learn_cases(trainer, "lib/data/segment-cases.tsv");
}

static void
make(const struct train_opts *o, const char *data, const char *path,
    struct jsonl_fold fold)
{
	static const char *const classes[] = { "no", "yes" };
	struct trainer *t = trainer_new(o, classes, 2);
	struct quire_err e;

	learn_folder(t, data, fold);
	trainer_run(t, stdout);
	if (trainer_write(t, path,
	        "Sentence boundaries. Universal "
	        "Dependencies treebanks (CC BY-SA 4.0), MultiLegalSBD (CC BY 4.0),"
	        " cases of our own and the test cases of pySBD, pragmatic_segmenter and sentencex "
	        "(MIT). Features chosen by a first model.",
	        "train-segment DATA_DIR OUT.model", &e) < 0) {
		fprintf(stderr, "%s: %s\n", path, e.msg);
		exit(1);
	}
	trainer_free(t);
}

/* Opens the model at path; it stays in memory. */
static struct learn_model *
read_model(const char *path)
{
	struct learn_model *m = NULL;
	struct quire_err e;
	FILE *f = fopen(path, "rb");
	void *image;
	long len;

	if (f != NULL && fseek(f, 0, SEEK_END) == 0 && (len = ftell(f)) > 0 &&
	    posix_memalign(&image, 64, (size_t)len) == 0) {
		rewind(f);
		if (fread(image, 1, (size_t)len, f) == (size_t)len)
			m = learn_open(image, (size_t)len, &e);
	}
	if (f != NULL)
		fclose(f);
	if (m == NULL) {
		perror(path);
		exit(1);
	}
	return m;
}

static void
open_gate(const char *path)
{
	struct learn_model *m = read_model(path);

	if (!gate_open(&gate, m)) {
		fprintf(stderr, "%s: no gate\n", path);
		exit(1);
	}
	learn_close(m);
}

/* ---- the table -------------------------------------------------------- */

struct weight {
	uint32_t feature;
	int32_t weight;
	long worth;
};

/* Those that tell most, often, first. */
static int
by_worth(const void *a, const void *b)
{
	const struct weight *x = a, *y = b;

	if (x->worth != y->worth)
		return x->worth < y->worth ? 1 : -1;
	return (x->feature > y->feature) - (x->feature < y->feature);
}

static int
by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The chosen features with their weights, the worthiest first. */
static struct weight *
weights(const struct learn_model *m, size_t *n)
{
	struct weight *w = mem_alloc(chosen_n * sizeof *w);
	int32_t none[2], score[2], d;

	*n = 0;
	qsort(chosen, chosen_n, sizeof *chosen, by_number);
	learn_score(m, NULL, 0, none);
	for (size_t i = 0; i < chosen_n; i++) {
		if ((i > 0 && chosen[i] == chosen[i - 1]) ||
		    met[chosen[i] >> (32 - MET_BITS)] == 0)
			continue;
		learn_score(m, &chosen[i], 1, score);
		d = score[1] - none[1];
		if (d != 0)
			w[(*n)++] = (struct weight){ chosen[i], d,
				labs((long)d) *
				    met[chosen[i] >> (32 - MET_BITS)] };
	}
	qsort(w, *n, sizeof *w, by_worth);
	return w;
}

static void
fill(const struct learn_model *m, uint32_t *pair)
{
	size_t n, lost = 0;
	struct weight *w = weights(m, &n);

	for (size_t i = 0; i < n; i++) {
		uint32_t *p = &pair[weigh_pair(w[i].feature, 32 - TABLE_BITS)];
		uint32_t slot =
		    weigh_check(w[i].feature) << 8 | (uint8_t)w[i].weight;

		if ((*p & 0xffff) == 0)
			*p |= slot;
		else if (*p >> 16 == 0)
			*p |= slot << 16;
		else
			lost++;
	}
	printf("table: %zu features, %zu without a place\n", n, lost);
	free(w);
}

/* Beyond the margins fewer of the candidates than are spared turn. */
static void
find_margins(const char *data, struct jsonl_fold fold, struct weigh_head *h,
    const uint32_t *pair)
{
	weigher.pair = pair;
	weigher.shift = 32 - h->bits;
	weigher.bias = h->bias;
	stage = MARGINS;
	learn_folder(NULL, data, fold);
	for (unsigned i = 0; i < 2; i++) {
		size_t most = (size_t)((double)asked[i] * spared), sum;
		int a;

		for (a = 0, sum = 0; sum <= most && a < 2 * NEAR_MAX; a++)
			sum += turned[i][a];
		h->margin[i][0] = (a - 1 - NEAR_MAX) * 5 / 4;
		for (a = 2 * NEAR_MAX, sum = 0; sum <= most && a > 0; a--)
			sum += turned[i][a];
		h->margin[i][1] = (a + 1 - NEAR_MAX) * 5 / 4;
		printf("margins: %d %d\n", h->margin[i][0], h->margin[i][1]);
	}
}

/* Adds to the provenance what became of the model. */
static void
note_table(const char *path, size_t len)
{
	char name[4200];
	FILE *f;

	snprintf(name, sizeof name, "%.*s.txt", (int)strlen(path) - 6, path);
	f = fopen(name, "a");
	if (f == NULL ||
	    fprintf(f, "as a table of checked slots: %zu bytes\n", len) < 0 ||
	    fclose(f) != 0) {
		perror(name);
		exit(1);
	}
}

static void
write_table(const char *path, const char *data, struct jsonl_fold fold)
{
	struct weigh_head h = { .magic = WEIGH_MAGIC,
		.endian = WEIGH_ENDIAN,
		.version = 1,
		.bits = TABLE_BITS };
	size_t pairs = (size_t)1 << TABLE_BITS;
	uint32_t *pair = mem_alloc(pairs * sizeof *pair);
	struct learn_model *m = read_model(path);
	int32_t none[2];
	FILE *f = fopen(path, "wb");

	memset(pair, 0, pairs * sizeof *pair);
	fill(m, pair);
	learn_score(m, NULL, 0, none);
	h.bias = none[1];
	find_margins(data, fold, &h, pair);
	h.length = sizeof h + pairs * sizeof *pair;
	h.checksum = learn_hash(1, pair, pairs * sizeof *pair);
	if (f == NULL || fwrite(&h, sizeof h, 1, f) != 1 ||
	    fwrite(pair, sizeof *pair, pairs, f) != pairs || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
	note_table(path, h.length);
	learn_close(m);
	free(pair);
}

/* The models of the even and the odd documents, then the gate. */
static void
make_gate(const char *data, const char *path, struct jsonl_fold fold)
{
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.bits = 22,
		.epochs = 4,
		.rate = 0.3,
		.ease = 0.1,
		.l2 = 1e-6,
		.seed = 1,
		.weight_bits = 16 };

	stage = HALVES;
	for (turn = 0; turn < 2; turn++) {
		make(&o, data, path, fold);
		half[turn] = read_model(path);
	}
	o.bits = GATE_BITS;
	o.epochs = 6;
	o.rate = 0.1;
	o.ease = 0.01;
	o.l2 = 1e-5;
	o.weight_bits = 8;
	stage = GATE;
	make(&o, data, path, fold);
	learn_close(half[0]);
	learn_close(half[1]);
	open_gate(path);
}

/* The first model and the second; only the table is left at path. */
static void
make_both(const char *data, const char *path, struct jsonl_fold fold)
{
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.bits = 22,
		.epochs = 8,
		.rate = 0.3,
		.ease = 0.1,
		.l2 = 1e-6,
		.seed = 1,
		.weight_bits = 16 };

	stage = FIRST;
	make(&o, data, path, fold);
	first = read_model(path);
	stage = SECOND;
	o.weight_bits = 8;
	o.prune = 0.05;
	make(&o, data, path, fold);
	learn_close(first);
	write_table(path, data, fold);
}

int
main(int argc, char **argv)
{
	struct jsonl_fold fold;
	char name[4096];
	size_t len;

	if (argc < 3 || (len = strlen(argv[2])) < 7 || len > 4000 ||
	    !jsonl_fold(argv[3], &fold)) {
		fprintf(stderr, "usage: %s DATA_DIR OUT.model [K/N]\n",
		    argv[0]);
		return 2;
	}
	snprintf(name, sizeof name, "%.*s-gate.model", (int)len - 6, argv[2]);
	make_gate(argv[1], name, fold);
	make_both(argv[1], argv[2], fold);
	return 0;
}
