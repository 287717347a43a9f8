/*
 * Trains the sentence model (lib/data/segment.model) on the documents of a
 * data folder's seg/dev: Universal Dependencies treebanks and legal texts
 * whose licence allows it, and lists of cases. What may only be measured is
 * left out by name. Documents are given as they are, and some again with
 * their lines wrapped, with a sentence a line, or two languages in turn.
 *
 *	train-segment DATA_DIR OUT.model [K/N]
 *
 * A small model, the gate (OUT-gate.model), sorts out most of the white space
 * before capitals and signs. Then training is done twice: a first model over a large table shows which
 * features weigh anything, and the second one, with a small table, is given
 * only those, so that few rows are shared by chance.
 *
 * With K/N the documents whose number leaves K when divided by N are left
 * out, for measuring on them.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/jsonl.h"
#include "learn/train.h"
#include "segment/sentence.h"
#include "text/text.h"

/* Licences that forbid it (NC, LGPL-LR, research), and what is made of such. */
static const char *const left_out[] = { "en_gum", "en_lines", "sv_lines",
	"it_isdt", "it_vit", "tr_imst", "cs_fictree", "pl_pdb", "uk_iu",
	"fr_sequoia", "mixed.", "words.", "th_tud", NULL };

struct text {
	struct buf bytes;
	struct buf gold; /* a byte for each offset: 1, a sentence ends */
};

struct corpus {
	struct text *text;
	size_t n, cap;
};

struct example {
	struct trainer *trainer;
	const struct text *text;
	size_t base;
};

enum { SEED = 20150823 };

static uint64_t seed = SEED;
/* What is under way; the gate, and the first model for the second. */
static enum { GATE, FIRST, SECOND } stage;
static struct learn_model *gate, *first;
/* What a feature alone must say, as a probability. */
static const float least = 0.55f;

/* xorshift64*: the same numbers everywhere. */
static unsigned
dice(unsigned sides)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)((seed * 2685821657736338717u) >> 40) % sides;
}

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
zeros(struct buf *b, size_t n)
{
	memset(buf_reserve(b, n), 0, n);
	b->len += n;
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

/* ---- documents made of documents -------------------------------------- */

static void
copy(struct text *to, const struct text *from, size_t i, size_t len)
{
	buf_add(&to->bytes, from->bytes.p + i, len);
	buf_add(&to->gold, from->gold.p + i + 1, len);
}

static void
begin(struct text *t)
{
	memset(t, 0, sizeof *t);
	zeros(&t->gold, 1);
}

static size_t
char_len(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static size_t
word_columns(const struct text *t, size_t i)
{
	size_t n = 0;

	for (;
	     i < t->bytes.len && t->bytes.p[i] != ' ' && t->bytes.p[i] != '\n';
	     i++)
		n += ((unsigned char)t->bytes.p[i] & 0xc0) != 0x80;
	return n;
}

/* Lines of at most `width` columns. */
static void
wrap(const struct text *t, unsigned width, struct text *out)
{
	size_t col = 0, len;

	begin(out);
	for (size_t i = 0; i < t->bytes.len; i += len) {
		unsigned char c = (unsigned char)t->bytes.p[i];

		len = char_len(c);
		if (c == ' ' && col + 1 + word_columns(t, i + 1) > width) {
			copy(out, t, i, 1);
			out->bytes.p[out->bytes.len - 1] = '\n';
			col = 0;
			continue;
		}
		if (c >= 0xe3 && c < 0xea && col + 2 > width) {
			buf_add_char(&out->bytes, '\n');
			buf_add_char(&out->gold, 0);
			col = 0;
		}
		copy(out, t, i, len);
		col = c == '\n' ? 0 : col + (len >= 3 ? 2 : 1);
	}
}

/* A sentence a line. */
static void
lines(const struct text *t, struct text *out)
{
	begin(out);
	for (size_t i = 0; i < t->bytes.len; i++) {
		copy(out, t, i, 1);
		if (t->bytes.p[i] == ' ' && t->gold.p[i])
			out->bytes.p[out->bytes.len - 1] = '\n';
	}
}

/* The end of the sentence that starts at i. */
static size_t
sentence_end(const struct text *t, size_t i)
{
	for (i++; i < t->bytes.len && !t->gold.p[i];)
		i++;
	return i;
}

/* Sentences of two documents in turn, with a space or newline between. */
static void
alternate(const struct text *a, const struct text *b, char between,
    struct text *out)
{
	const struct text *t[2] = { a, b };
	size_t at[2] = { 0, 0 }, end;

	begin(out);
	for (unsigned i = 0; i < 24; i++) {
		const struct text *x = t[i % 2];
		size_t *from = &at[i % 2];

		while (*from < x->bytes.len &&
		    (x->bytes.p[*from] == ' ' || x->bytes.p[*from] == '\n'))
			(*from)++;
		if (*from >= x->bytes.len)
			return;
		if (i > 0) {
			buf_add_char(&out->bytes, between);
			buf_add_char(&out->gold, 0);
		}
		end = sentence_end(x, *from);
		copy(out, x, *from, end - *from);
		*from = end;
	}
}

/* ---- examples --------------------------------------------------------- */

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
		if (p[0] >= least || p[1] >= least)
			feature[kept++] = feature[i];
	}
	return kept;
}

static bool
decide(void *arg, const struct sentence_scan *s, const struct candidate *c)
{
	struct example *e = arg;
	uint32_t feature[CANDIDATE_FEATURES];
	bool yes = e->text->gold.p[e->base + c->end] != 0;
	size_t n;

	if (stage == GATE) {
		if (c->kind != CAND_SPACE && c->kind != CAND_SIGN)
			return yes;
		gate_features(s, c->end, c->next, feature);
		trainer_add(e->trainer, feature, GATE_FEATURES, yes,
		    yes ? 120 : 1);
		return yes;
	}
	n = candidate_features(s, c, feature);
	if (stage == SECOND)
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

	s.gate = gate;
	s.decide = decide;
	s.found = ignore;
	s.arg = &e;
	while (paragraph_next(all, &at, false, &r)) {
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

		learn_text(trainer, t);
		if (running && dice(3) == 0) {
			wrap(t, 50 + dice(50), &made);
			learn_changed(trainer, &made);
		}
		if (running && dice(6) == 0) {
			lines(t, &made);
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
learn_folder(struct trainer *trainer, const char *dir, struct jsonl_fold fold)
{
	struct corpus c, zh = { 0 }, en = { 0 };
	char path[4600], *name[500];
	size_t files = list_files(dir, name, 500);

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
}

static void
make(const struct train_opts *o, const char *data, const char *path,
    struct jsonl_fold fold)
{
	static const char *const classes[] = { "no", "yes" };
	struct trainer *t = trainer_new(o, classes, 2);
	struct quire_err e;
	char dir[4096];

	seed = SEED;
	snprintf(dir, sizeof dir, "%s/seg/dev", data);
	learn_folder(t, dir, fold);
	trainer_run(t, stdout);
	if (trainer_write(t, path,
	        "Sentence boundaries. Universal "
	        "Dependencies treebanks (CC BY-SA 4.0), MultiLegalSBD (CC BY 4.0)"
	        " and the test cases of pySBD, pragmatic_segmenter and sentencex "
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

int
main(int argc, char **argv)
{
	struct train_opts o = { .method = TRAIN_LOGISTIC,
		.bits = 14,
		.epochs = 6,
		.rate = 0.1,
		.ease = 0.01,
		.l2 = 1e-5,
		.seed = 1,
		.weight_bits = 8 };
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
	make(&o, argv[1], name, fold);
	gate = read_model(name);
	stage = FIRST;
	o.bits = 22;
	o.epochs = 8;
	o.rate = 0.15;
	o.l2 = 1e-6;
	o.weight_bits = 16;
	make(&o, argv[1], argv[2], fold);
	first = read_model(argv[2]);
	stage = SECOND;
	o.bits = 18;
	o.weight_bits = 8;
	o.prune = 0.05;
	make(&o, argv[1], argv[2], fold);
	learn_close(first);
	learn_close(gate);
	return 0;
}
