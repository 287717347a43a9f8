/*
 * Trains lib/data/language.model: train-language DATA_DIR OUT.model
 *
 * Reads lib/data/language.tsv (which languages, in which script, from which
 * files), DATA_DIR/lid/dev/train/CODE.txt (a sentence a line) and, where
 * there is one, DATA_DIR/lid/dev/words/CODE.tsv (word, count). Counts are
 * taken from most lines, regression runs over all, cut to a few words more
 * often than not. A class that stands for no language gets made-up junk.
 * The sets DATA_DIR/lid/dev/NAME.tsv give the temperatures and the figures
 * in the .txt.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "language/words.h"
#include "learn/number.h"
#include "learn/train.h"
#include "text/text.h"

enum { MAX_CLASS = 512, MAX_FILES = 64 };

struct class {
	char name[32];          /* Latn/en */
	char tag[24];
	char files[128];
	uint8_t script;
	bool alone;             /* the only one in its script */
	struct buf text;
	struct quire_span *line;
	size_t lines, cap;
	char **word;            /* of the word list, most frequent first */
	double *count;          /* running sum of the roots of counts */
	size_t words;
	double weight;          /* share of the steps */
};

static struct class class[MAX_CLASS];
static unsigned classes;
static struct words cut;
static uint32_t *feature;
static size_t features, feature_cap;
static uint64_t random_state = 20;

static uint32_t
rnd(uint32_t below)
{
	random_state = random_state * 6364136223846793005u +
	    1442695040888963407u;
	return (uint32_t)((random_state >> 32) * below >> 32);
}

static double
rnd1(void)
{
	return rnd(1 << 30) / (double)(1 << 30);
}

/* ---- what there is to read -------------------------------------------- */

static bool
read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		return false;
	while ((n = fread(buf_reserve(b, 65536), 1, 65536, f)) > 0)
		b->len += n;
	fclose(f);
	return true;
}

static void
read_classes(void)
{
	struct buf b = { 0 };
	struct quire_span rest, line;
	char script[8], tag[24], files[128];

	strcpy(class[0].name, "Zyyy/und");
	strcpy(class[0].tag, "und");
	class[0].script = SPARSE_ANY;
	classes = 1;
	if (!read_file("lib/data/language.tsv", &b))
		quire_die("cannot read lib/data/language.tsv");
	for (rest = buf_span(&b); span_line(&rest, &line);) {
		char row[512];
		struct class *c = &class[classes];

		if (line.p[0] == '#' || line.len >= sizeof row)
			continue;
		memcpy(row, line.p, line.len);
		row[line.len] = '\0';
		if (sscanf(row, "%23[^\t]\t%7[^\t]\t%*[^\t]\t%127[^\n]", tag,
		    script, files) != 3)
			quire_die("bad row in language.tsv");
		strcpy(c->tag, tag);
		strcpy(c->files, files);
		snprintf(c->name, sizeof c->name, "%s/%s", script, tag);
		c->script = (uint8_t)u_getPropertyValueEnum(UCHAR_SCRIPT,
		    script);
		classes++;
	}
	for (unsigned i = 1; i < classes; i++) {
		class[i].alone = true;
		for (unsigned j = 1; j < classes; j++)
			if (j != i && class[j].script == class[i].script)
				class[i].alone = false;
	}
	buf_fini(&b);
}

/* Letters of the text by script; returns the script with most. */
static uint8_t
gather(struct quire_span text, size_t *most)
{
	size_t letters[256] = { 0 };
	uint8_t best = 0;

	words_cut(&cut, text);
	for (size_t i = 0; i < cut.n; i++)
		letters[cut.word[i].script] += cut.word[i].letters *
		    (cut.word[i].script == USCRIPT_HAN ? 3u : 1u);
	for (unsigned s = 1; s < 256; s++)
		if (letters[s] > letters[best])
			best = (uint8_t)s;
	*most = letters[best];
	return best;
}

static void
add_features(const struct word *w)
{
	while (feature_cap < features + w->n)
		feature = mem_resize(feature, feature_cap = feature_cap * 2 +
		    4096, sizeof *feature);
	if (w->n > 0)
		memcpy(feature + features, cut.feature + w->first,
		    w->n * sizeof *feature);
	features += w->n;
}

/* Features of the words [from, to) in that script of the text last cut. */
static void
features_of(uint8_t script, size_t from, size_t to)
{
	features = 0;
	for (size_t i = from; i < to && i < cut.n; i++)
		if (cut.word[i].script == script)
			add_features(&cut.word[i]);
}

static void
read_words(struct class *c, const char *path)
{
	struct buf b = { 0 };
	struct quire_span rest, line;
	size_t tab;
	double sum = 0;

	if (!read_file(path, &b))
		return;
	c->word = calloc(20000, sizeof *c->word);
	c->count = calloc(20000, sizeof *c->count);
	for (rest = buf_span(&b); span_line(&rest, &line) &&
	    c->words < 20000;) {
		tab = span_find(line, 0, "\t");
		if (tab >= line.len)
			continue;
		c->word[c->words] = calloc(tab + 1, 1);
		memcpy(c->word[c->words], line.p, tab);
		sum += sqrt(strtod(line.p + tab + 1, NULL));
		c->count[c->words++] = sum;
	}
	buf_fini(&b);
}

static void
read_class(struct class *c, const char *dir)
{
	char path[512], files[128], *name;
	struct quire_span rest, line;
	size_t most;

	strcpy(files, c->files);
	for (name = strtok(files, ","); name != NULL;
	    name = strtok(NULL, ",")) {
		snprintf(path, sizeof path, "%s/lid/dev/train/%s.txt", dir,
		    name);
		if (!read_file(path, &c->text))
			quire_die(path);
		snprintf(path, sizeof path, "%s/lid/dev/words/%s.tsv", dir,
		    name);
		read_words(c, path);
	}
	for (rest = buf_span(&c->text); span_line(&rest, &line);) {
		line = span_trim(line);
		if (line.len == 0 || gather(line, &most) != c->script)
			continue;
		if (c->lines == c->cap) {
			c->cap = c->cap * 2 + 1024;
			c->line = mem_resize(c->line, c->cap,
			    sizeof *c->line);
		}
		c->line[c->lines++] = line;
	}
}

/* ---- counts ----------------------------------------------------------- */

static size_t
word_features(struct class *c, size_t i)
{
	words_cut(&cut, span_of(c->word[i]));
	features_of(c->script, 0, cut.n);
	return features;
}

static void
count_class(struct sparse_trainer *t, unsigned k)
{
	struct class *c = &class[k];
	double seen = 0, total = 0, weight;

	for (size_t i = 0; i < c->lines; i++) {
		if (c->lines > 1000 && i % 8 == 7)
			continue;
		words_cut(&cut, c->line[i]);
		features_of(c->script, 0, cut.n);
		sparse_count(t, feature, features, 1);
		seen += (double)features;
	}
	for (size_t i = 0; i < c->words; i++)
		total += (double)word_features(c, i) *
		    (c->count[i] - (i > 0 ? c->count[i - 1] : 0));
	for (size_t i = 0; i < c->words && total > 0; i++) {
		word_features(c, i);
		weight = c->count[i] - (i > 0 ? c->count[i - 1] : 0);
		sparse_count(t, feature, features,
		    weight * 0.5 * seen / total);
	}
	sparse_count_end(t, k, c->lines < 100 ? 0.3 : c->lines < 500 ? 0.6
	    : 1);
}

/* ---- examples --------------------------------------------------------- */

static const char *const keys[] = { "qwertyuiop", "asdfghjkl", "zxcvbnm" };

static void
junk_letters(struct buf *b, unsigned n)
{
	const char *row = keys[rnd(3)];
	unsigned kind = rnd(4);

	for (unsigned i = 0; i < n; i++)
		buf_add_char(b, kind == 0 ? row[rnd((uint32_t)strlen(row))]
		    : kind == 1 ? (char)('a' + rnd(6))
		    : (char)('a' + rnd(26)));
}

static void
junk_code(struct buf *b)
{
	static const char *const word[] = { "int", "char", "for", "if",
		"while", "return", "void", "def", "self", "var", "const",
		"func", "struct", "null", "NULL", "true", "false", "import",
		"include", "printf", "len", "buf", "str", "ptr", "tmp", "idx",
		"obj", "arr", "err", "fn", "let", "elif", "else", "size_t",
		"uint", "nil", "std", "vector", "echo", "grep", "sudo", "src",
		"usr", "lib", "bin", "dev", "foo", "bar", "baz", "args",
		"argv", "href", "div", "span", "css", "px", "rgb", "svg" };

	for (unsigned i = 1 + rnd(8); i > 0; i--) {
		buf_add_str(b, word[rnd(sizeof word / sizeof word[0])]);
		buf_add_str(b, rnd(2) ? " " : rnd(2) ? "(" : " = ");
	}
}

/* What is no language at all. */
static void
junk(struct buf *b)
{
	b->len = 0;
	if (rnd(4) == 0) {
		junk_code(b);
		return;
	}
	for (unsigned i = 1 + rnd(4); i > 0; i--) {
		junk_letters(b, 1 + rnd(rnd(4) ? 12 : 40));
		buf_add_char(b, ' ');
	}
}

/* An example of class k into feature[]; what script it is in. */
static uint8_t
example(unsigned k, struct buf *b)
{
	struct class *c = &class[k];
	size_t i, n, most;

	if (k == 0) {
		junk(b);
		gather(buf_span(b), &most);
		features_of(USCRIPT_LATIN, 0, cut.n);
		return USCRIPT_LATIN;
	}
	if (c->words > 0 && rnd(5) == 0) {
		double x = rnd1() * c->count[c->words - 1];
		size_t low = 0, high = c->words - 1;

		while (low < high) {
			i = (low + high) / 2;
			if (c->count[i] < x)
				low = i + 1;
			else
				high = i;
		}
		word_features(c, low);
		return c->script;
	}
	i = rnd((uint32_t)c->lines);
	if (c->lines > 1000 && rnd(2))
		i = i / 8 * 8 + 7 < c->lines ? i / 8 * 8 + 7 : i;
	words_cut(&cut, c->line[i]);
	n = cut.n;
	if (rnd(100) < 65 && n > 1) {
		n = 1 + rnd(8);
		i = n < cut.n ? rnd((uint32_t)(cut.n - n + 1)) : 0;
		features_of(c->script, i, i + n);
	} else {
		features_of(c->script, 0, n);
	}
	return c->script;
}

/* ---- measuring -------------------------------------------------------- */

struct measure {
	const char *name;
	size_t n, right;
	size_t sure, sure_right;        /* with probability .9 */
	double loss;
};

struct gold {
	unsigned class;         /* of the label; 0 if it is not known */
	uint32_t n;             /* features */
	unsigned set;
	uint8_t script;
	unsigned candidates;
	float *score;           /* of the script's classes */
	bool alone;
};

/* Classes whose tag or files have the label; und: 0. */
static bool
is_label(const struct class *c, struct quire_span label)
{
	char files[130], want[40];
	size_t dash = span_find(label, 0, "-");

	if (label.len > 30)
		return false;
	snprintf(files, sizeof files, ",%s,", c->files);
	snprintf(want, sizeof want, ",%.*s,", (int)label.len, label.p);
	if (strstr(files, want) != NULL)
		return true;
	return span_is(span_sub(label, 0, dash), c->tag);
}

static bool
same_base(const char *a, const char *b)
{
	size_t n = strcspn(a, "-"), m = strcspn(b, "-");

	return n == m && memcmp(a, b, n) == 0;
}

static double score[MAX_CLASS];

/* Best class of the text; und without letters. */
static unsigned
best_class(const struct sparse_trainer *t, struct quire_span text,
    double unit, double *p)
{
	size_t most, kana = 0, han = 0;
	uint8_t script = gather(text, &most);
	unsigned best = 0;
	double sum = 0;

	*p = 1;
	if (most == 0)
		return 0;
	for (size_t i = 0; script == USCRIPT_HAN && i < cut.n; i++)
		if (cut.word[i].script == script)
			*(cut.word[i].kana ? &kana : &han) +=
			    cut.word[i].letters;
	for (unsigned c = 1; c < classes; c++)
		if ((class[c].script == script && class[c].alone) ||
		    (kana * 10 > han && strcmp(class[c].tag, "ja") == 0))
			return c;
	features_of(script, 0, cut.n);
	sparse_scores(t, feature, features, script, score);
	for (unsigned c = 1; c < classes; c++)
		if (score[c] > score[best])
			best = c;
	for (unsigned c = 0; c < classes; c++)
		sum += number_exp((score[c] - score[best]) * unit);
	*p = 1 / sum;
	return best;
}

static void
measure(const struct sparse_trainer *t, const char *dir, struct measure *m,
    bool confusions)
{
	char path[512];
	struct buf b = { 0 };
	struct quire_span rest, line, label;
	static unsigned wrong[MAX_CLASS][MAX_CLASS];
	double p;
	unsigned got, gold;

	m->n = m->right = m->sure = m->sure_right = 0;
	snprintf(path, sizeof path, "%s/lid/dev/%s.tsv", dir, m->name);
	if (!read_file(path, &b))
		return;
	memset(wrong, 0, sizeof wrong);
	for (rest = buf_span(&b); span_line(&rest, &line);) {
		size_t tab = span_find(line, 0, "\t");
		bool right;

		label = span_sub(line, 0, tab);
		got = best_class(t, span_sub(line, tab + 1, line.len), 1, &p);
		right = is_label(&class[got], label);
		for (gold = classes - 1; gold > 0 &&
		    !is_label(&class[gold], label);)
			gold--;
		right = right || (gold > 0 && same_base(class[got].tag,
		    class[gold].tag)) || (gold == 0 && got == 0);
		m->n++;
		m->right += right;
		m->sure += p >= 0.9;
		m->sure_right += p >= 0.9 && right;
		if (!right)
			wrong[gold][got]++;
	}
	for (unsigned g = 0; confusions && g < classes; g++)
		for (unsigned k = 0; k < classes; k++)
			if (wrong[g][k] >= (m->n > 5000 ? 20 : 3))
				fprintf(stderr, "  %s: %s as %s: %u\n",
				    m->name, class[g].tag, class[k].tag,
				    wrong[g][k]);
	buf_fini(&b);
}

static void
show(const struct sparse_trainer *t, const char *dir, bool confusions)
{
	static struct measure sets[] = { { .name = "sentences" },
		{ .name = "word_pairs" }, { .name = "single_words" },
		{ .name = "junk" }, { .name = "seeds" } };

	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
		measure(t, dir, &sets[i], confusions);
		fprintf(stderr, "%s %.4f (%.3f of %.3f) ", sets[i].name,
		    (double)sets[i].right / (double)sets[i].n,
		    (double)sets[i].sure_right / (double)sets[i].sure,
		    (double)sets[i].sure / (double)sets[i].n);
	}
	fputc('\n', stderr);
}

/* ---- training --------------------------------------------------------- */

static unsigned
pick_class(double sum)
{
	double x = rnd1() * sum;
	unsigned c;

	for (c = 0; c + 1 < classes && x >= class[c].weight; c++)
		x -= class[c].weight;
	return c;
}

static void
train(struct sparse_trainer *t, const char *dir, size_t steps, double rate)
{
	double sum = 0, loss = 0;
	struct buf b = { 0 };
	size_t part = steps / 10;
	unsigned k;
	uint8_t script;

	for (unsigned c = 0; c < classes; c++) {
		class[c].weight = c == 0 ? 6
		    : class[c].alone || class[c].lines == 0 ? 0
		    : class[c].lines < 100 ? 0.4
		    : class[c].lines < 1000 ? 1 : class[c].lines < 8000 ? 2
		    : 3;
		sum += class[c].weight;
	}
	for (size_t i = 0; i < steps; i++) {
		k = pick_class(sum);
		if (class[k].alone)
			continue;
		script = example(k, &b);
		if (features == 0)
			continue;
		loss += sparse_step(t, feature, features, k, script,
		    rate * (1 - 0.9 * (double)i / (double)steps));
		if (i % part == part - 1) {
			fprintf(stderr, "%zu steps, loss %.4f: ", i + 1,
			    loss / (double)part);
			loss = 0;
			show(t, dir, false);
		}
	}
}

static double
env(const char *name, double otherwise)
{
	const char *s = getenv(name);

	return s != NULL ? strtod(s, NULL) : otherwise;
}

int
main(int argc, char **argv)
{
	const char *names[MAX_CLASS];
	uint8_t group[MAX_CLASS];
	struct sparse_opts o = { .bytes = (size_t)(env("MIB", 7.9) * 1048576),
		.most = (size_t)env("MOST", 100000),
		.unseen = env("UNSEEN", 2e-6), .shrink = env("SHRINK", 0.25),
		.drop = env("DROP", 0.3), .seed = 1 };
	struct sparse_trainer *t;
	struct quire_err e;
	uint32_t length = UINT32_MAX;
	double unit = 1, scale = env("SCALE", 0.04);

	if (argc != 3)
		quire_die("usage: train-language DATA_DIR OUT.model");
	read_classes();
	for (unsigned c = 1; c < classes; c++)
		read_class(&class[c], argv[1]);
	for (unsigned c = 0; c < classes; c++) {
		names[c] = class[c].name;
		group[c] = class[c].script;
	}
	fprintf(stderr, "%u classes\n", classes);
	t = sparse_new(&o, names, group, classes);
	for (unsigned c = 1; c < classes; c++)
		if (!class[c].alone)
			count_class(t, c);
	sparse_select(t, stderr);
	show(t, argv[1], false);
	train(t, argv[1], (size_t)env("STEPS", 1e6), env("RATE", 0.05));
	show(t, argv[1], getenv("CONFUSE") != NULL);
	if (sparse_write(t, argv[2], scale, &length, &(double){ scale }, 1,
	    &e) < 0)
		quire_die(e.msg);
	(void)unit;
	return 0;
}
