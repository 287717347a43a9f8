/*
 * Trains lib/data/language.model: train-language DATA_DIR OUT.model
 *
 * Reads lib/data/language.tsv (which languages, in which script, from which
 * files), lib/data/language-phrases.tsv (what stands alone, beside CLDR's
 * names of days and months), DATA_DIR/lid/dev/train/CODE.txt (a sentence a
 * line) and, where there is one, DATA_DIR/lid/dev/words/CODE.tsv (word,
 * count). Counts are taken from most lines, regression runs over all, cut to a
 * few words more often than not. A class that stands for no language gets
 * made-up junk. Lines that are held out give the temperatures; the sets
 * DATA_DIR/lid/dev/NAME.tsv only figures for the .txt.
 */
#include "language-text.h"
#include "language/close.h"

enum { STEPS = 9000000, SHOWN = 1000000, HELD = 40 };

static uint32_t *feature;
static size_t features;

/* Features of the words [from, to) in that script of the text last cut. */
static void
features_from(uint8_t script, size_t from, size_t to, size_t least)
{
	cut.features = 0;
	for (size_t i = from; i < to && i < cut.n; i++)
		if (cut.word[i].script == script)
			words_features(&cut, i, least);
	feature = cut.feature;
	features = cut.features;
}

static void
features_of(uint8_t script, size_t from, size_t to)
{
	features_from(script, from, to, 2);
}

/* ---- counts ----------------------------------------------------------- */

static size_t
word_features(struct class *c, size_t i)
{
	words_cut(&cut, span_of(c->word[i]));
	features_of(c->script, 0, cut.n);
	return features;
}

/* One line in forty is kept for the temperatures. */
static bool
is_held(const struct class *c, size_t line)
{
	return c->lines >= 100 && line % HELD == HELD - 1;
}

/*
 * lib/data/language-first.tsv: languages that are met with, rare or not; of
 * scripts that have no row in it, those with a hundred lines.
 */
static struct buf first;

static void
read_first(void)
{
	if (!read_file("lib/data/language-first.tsv", &first))
		quire_die("cannot read lib/data/language-first.tsv");
	buf_add_char(&first, '\0');
}

static bool
is_met(const struct class *c)
{
	size_t n = strlen(c->tag);

	if (c->script != USCRIPT_LATIN && c->script != USCRIPT_CYRILLIC)
		return c->lines >= 100;
	for (const char *p = first.p; (p = strstr(p, c->tag)) != NULL; p += n)
		if (strchr(",\t", p[-1]) != NULL && strchr(",\n", p[n]) != NULL)
			return true;
	return false;
}

/* What is met with more often gets more of the table. */
static double
trust(const struct class *c)
{
	return c->lines < 100 ? 0.3
	    : c->lines < 500  ? 0.6
	    : is_english(c)   ? 6
	    : is_met(c)       ? 4
	                      : 1;
}

/* Their features weigh as much as `seen` of the lines. */
static void
count_phrases(struct sparse_trainer *t, const struct class *c, double seen)
{
	double total = 0;

	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < c->phrases; i++) {
			words_cut(&cut, c->phrase[i]);
			features_of(c->script, 0, cut.n);
			total += round == 0 ? (double)features : 0;
			if (round == 1)
				sparse_count(t, feature, features,
				    seen / total);
		}
}

static void
count_class(struct sparse_trainer *t, unsigned k)
{
	struct class *c = &class[k];
	double seen = 0, total = 0, weight;

	for (size_t i = 0; i < c->lines; i++) {
		if ((c->lines > 1000 && i % 8 == 7) || is_held(c, i))
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
		sparse_count(t, feature, features, weight * 0.5 * seen / total);
	}
	count_phrases(t, c, 0.04 * seen);
	sparse_count_end(t, k, trust(c));
}

/* ---- examples --------------------------------------------------------- */

static const char *const keys[] = { "qwertyuiop", "asdfghjkl", "zxcvbnm" };

static void
junk_letters(struct buf *b, unsigned n)
{
	const char *row = keys[rnd(3)];
	unsigned kind = rnd(4);

	for (unsigned i = 0; i < n; i++)
		buf_add_char(b,
		    kind == 0       ? row[rnd((uint32_t)strlen(row))]
		        : kind == 1 ? (char)('a' + rnd(6))
		                    : (char)('a' + rnd(26)));
}

static void
junk_code(struct buf *b)
{
	static const char *const word[] = { "int", "char", "for", "if", "while",
		"return", "void", "def", "self", "var", "const", "func",
		"struct", "null", "NULL", "true", "false", "import", "include",
		"printf", "len", "buf", "str", "ptr", "tmp", "idx", "obj",
		"arr", "err", "fn", "let", "elif", "else", "size_t", "uint",
		"nil", "std", "vector", "echo", "grep", "sudo", "src", "usr",
		"lib", "bin", "dev", "foo", "bar", "baz", "args", "argv",
		"href", "div", "span", "css", "px", "rgb", "svg" };

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
	if (c->phrases > 0 && rnd(16) == 0) {
		words_cut(&cut, c->phrase[rnd((uint32_t)c->phrases)]);
		features_of(c->script, 0, cut.n);
		return c->script;
	}
	i = rnd((uint32_t)c->lines);
	if (c->lines > 1000 && rnd(2))
		i = i / 8 * 8 + 7 < c->lines ? i / 8 * 8 + 7 : i;
	i -= is_held(c, i);
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
	size_t sure, sure_right; /* with probability .9 */
	double loss;
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
best_class(const struct sparse_trainer *t, struct quire_span text, double unit,
    double *p)
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
	if (script != USCRIPT_LATIN)
		score[0] = -1e9;
	for (unsigned c = 1; c < classes; c++)
		if (score[c] > score[best])
			best = c;
	for (unsigned c = 0; c < classes; c++)
		sum += number_exp((score[c] - score[best]) * unit);
	*p = 1 / sum;
	return best;
}

static void
measure(const struct sparse_trainer *t, const char *dir, struct measure *m)
{
	char path[512];
	struct buf b = { 0 };
	struct quire_span rest, line, label;
	double p;
	unsigned got, gold;

	m->n = m->right = m->sure = m->sure_right = 0;
	snprintf(path, sizeof path, "%s/lid/dev/%s.tsv", dir, m->name);
	if (!read_file(path, &b))
		return;
	for (rest = buf_span(&b); span_line(&rest, &line);) {
		size_t tab = span_find(line, 0, "\t");
		bool right;

		label = span_sub(line, 0, tab);
		got = best_class(t, span_sub(line, tab + 1, line.len), 1, &p);
		right = is_label(&class[got], label);
		for (gold = classes - 1;
		     gold > 0 && !is_label(&class[gold], label);)
			gold--;
		right = right ||
		    (gold > 0 && same_base(class[got].tag, class[gold].tag)) ||
		    (gold == 0 && got == 0);
		m->n++;
		m->right += right;
		m->sure += p >= 0.9;
		m->sure_right += p >= 0.9 && right;
	}
	buf_fini(&b);
}

/* The sets of the same sources, kept out of the training. */
static void
show(const struct sparse_trainer *t, const char *dir, FILE *f)
{
	static struct measure sets[] = { { .name = "sentences" },
		{ .name = "word_pairs" }, { .name = "single_words" },
		{ .name = "seeds" } };

	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
		measure(t, dir, &sets[i]);
		if (sets[i].n > 0)
			fprintf(f, "  %s: %.4f of %zu right\n", sets[i].name,
			    (double)sets[i].right / (double)sets[i].n,
			    sets[i].n);
	}
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

/* How often a class is drawn. und: that one's share; 0 for none. */
static double
weigh(double und)
{
	double sum = 0;

	for (unsigned c = 0; c < classes; c++) {
		struct class *k = &class[c];

		k->weight = k->lines < 100 ? 0.2
		    : k->lines < 1000      ? 0.7
		    : k->lines < 8000      ? 2
		                           : 3;
		if (k->words > 0)
			k->weight *= 1.3;
		if (is_english(k))
			k->weight *= 6;
		if (c == 0)
			k->weight = und;
		else if (k->alone || k->lines == 0 ||
		    (und > 0 && k->script != USCRIPT_LATIN))
			k->weight = 0;
		sum += k->weight;
	}
	return sum;
}

static void
train(struct sparse_trainer *t, const char *dir, size_t steps, double rate,
    double und)
{
	double sum = weigh(und), loss = 0;
	struct buf b = { 0 };
	uint8_t script;
	unsigned k;

	for (size_t i = 0; i < steps; i++) {
		k = pick_class(sum);
		script = example(k, &b);
		if (features == 0)
			continue;
		loss += sparse_step(t, feature, features, k, script,
		    rate * (1.02 - (double)i / (double)steps));
		if (i % SHOWN != SHOWN - 1)
			continue;
		fprintf(stderr, "%zu steps, loss %.4f\n", i + 1, loss / SHOWN);
		loss = 0;
		show(t, dir, stderr);
	}
	buf_fini(&b);
}

/* Is it one whose texts are often in a language that is met with more? */
static bool
is_minor(const struct class *c)
{
	char want[26];
	const char *p;

	snprintf(want, sizeof want, "-%s", c->tag);
	for (size_t i = 0; i < CLOSE_GROUPS; i++) {
		p = strstr(close_groups[i].tags, want);
		if (p != NULL && close_groups[i].script == c->script &&
		    strchr(",", p[strlen(want)]) != NULL)
			return true;
	}
	return false;
}

/* It is hardly ever one of the rare ones, and often enough English. */
static void
set_priors(struct sparse_trainer *t)
{
	sparse_prior(t, 0, -2);
	for (unsigned c = 1; c < classes; c++) {
		const struct class *k = &class[c];
		double rare = is_met(k) ? 0 : 1;

		sparse_prior(t, c,
		    is_english(k)         ? 2
		        : is_minor(k)     ? -0.7
		        : k->words > 0    ? 1.2
		        : k->lines < 100  ? -1.5 - 2.5 * rare
		        : k->lines < 1000 ? -1 - 2 * rare
		                          : 0);
	}
}

/* ---- temperatures ----------------------------------------------------- */

/* Best scores of a held-out text, and whether the first is right. */
enum { TOP = 64, DRAWS = 300 };

struct fit {
	size_t n; /* features */
	bool right;
	double top[TOP];
};

static struct fit *fit;
static size_t fits, fit_cap;

static void
add_fit(bool right, size_t n)
{
	struct fit *f;
	size_t k = 0, i;

	if (fits == fit_cap)
		fit =
		    mem_resize(fit, fit_cap = fit_cap * 2 + 4096, sizeof *fit);
	f = &fit[fits++];
	f->n = n;
	f->right = right;
	for (unsigned c = 0; c < classes; c++) {
		if (k == TOP && score[c] <= f->top[k - 1])
			continue;
		k += k < TOP;
		for (i = k - 1; i > 0 && f->top[i - 1] < score[c]; i--)
			f->top[i] = f->top[i - 1];
		f->top[i] = score[c];
	}
}

/* A held-out line of the class, or one or two words of it. */
static void
fit_line(const struct sparse_trainer *t, unsigned k, size_t line)
{
	const struct class *c = &class[k];
	size_t words = rnd(3), from = 0, to;
	unsigned best = 1;

	words_cut(&cut, c->line[line]);
	to = cut.n;
	if (words > 0 && words < to) {
		from = rnd((uint32_t)(to - words + 1));
		to = from + words;
	}
	features_from(c->script, from, to, to - from > 10 ? 3 : 2);
	if (features == 0)
		return;
	sparse_scores(t, feature, features, c->script, score);
	if (c->script != USCRIPT_LATIN)
		score[0] = -1e9;
	for (unsigned i = 0; i < classes; i++)
		best = score[i] > score[best] ? i : best;
	add_fit(same_base(class[best].tag, c->tag), features);
}

/*
 * Languages count the same, but for those with little text: they are seldom
 * met, and the priors speak against them already.
 */
static void
fit_all(const struct sparse_trainer *t)
{
	for (unsigned k = 1; k < classes; k++) {
		const struct class *c = &class[k];

		for (int i = 0; i < DRAWS && c->lines >= 1000 && !c->alone; i++)
			fit_line(t, k,
			    rnd((uint32_t)(c->lines / HELD)) * HELD + HELD - 1);
	}
}

/* Sum of the probabilities of the best, less how many of them are right. */
static double
fit_excess(size_t from, size_t to, double unit, size_t *n)
{
	double sum = 0, z;

	*n = 0;
	for (size_t i = 0; i < fits; i++) {
		if (fit[i].n <= from || fit[i].n > to)
			continue;
		z = 0;
		for (int k = 0; k < TOP; k++)
			z += number_exp((fit[i].top[k] - fit[i].top[0]) * unit);
		sum += 1 / z - fit[i].right;
		++*n;
	}
	return sum;
}

/*
 * Temperatures by length with which answers are as often right as they say.
 * Longer texts never weigh a feature more.
 */
static uint32_t
fit_units(uint32_t *length, double *unit)
{
	static const uint32_t ends[] = { 12, 24, 36, 48, 64, 96, 128, 192, 256,
		384, UINT32_MAX };
	uint32_t from = 0, n = 0;
	size_t count;
	double low, high;

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		low = 0.05;
		high = n > 0 ? unit[n - 1] : 4;
		for (int k = 0; k < 30; k++) {
			unit[n] = (low + high) / 2;
			if (fit_excess(from, ends[i], unit[n], &count) < 0)
				low = unit[n];
			else
				high = unit[n];
		}
		if (count < 200 && n > 0)
			unit[n] = unit[n - 1];
		fprintf(stderr, "%zu texts of up to %u features: %.3f\n", count,
		    ends[i], unit[n]);
		length[n++] = ends[i];
		from = ends[i];
	}
	return n;
}

/* ---- the file --------------------------------------------------------- */

static const char about[] =
    "from: sentences of Common Voice (CC0), Universal Dependencies (CC BY,\n"
    "  CC BY-SA, GPL parts), the UDHR (public domain), bible-corpus (CC0),\n"
    "  strings and documents of LibreOffice and Firefox (MPL-2.0), VLC, GTK,\n"
    "  Evolution, GNOME, Inkscape (GPL, LGPL), gnome-user-docs (CC BY-SA 3.0),\n"
    "  Debian's installation guide (GPL-2), VisualEditor (MIT); traditional\n"
    "  Chinese partly by OpenCC; words of FrequencyWords 2018 (CC BY-SA 4.0);\n"
    "  phrases of lib/data/language-phrases.tsv; names of days and months of\n"
    "  CLDR (Unicode License V3)\n";

/* The .txt beside the model. */
static void
write_about(const struct sparse_trainer *t, const char *dir, const char *model,
    size_t steps)
{
	struct buf path = { 0 };
	size_t lines = 0, stem = strlen(model), lost,
	       rows = sparse_rows(t, &lost);
	FILE *f;

	if (span_ends(span_of(model), ".model"))
		stem -= strlen(".model");
	buf_add(&path, model, stem);
	buf_add(&path, ".txt", 5);
	f = fopen(path.p, "w");
	if (f == NULL)
		quire_die("cannot write the .txt");
	for (unsigned c = 1; c < classes; c++)
		lines += class[c].lines;
	fprintf(f, "made by: train-language DATA_DIR %s\n%s",
	    "lib/data/language.model", about);
	fprintf(f,
	    "method: log-odds of counts, then softmax regression, "
	    "%zu steps\nseed: 20\nclasses: %u\nlines: %zu\n"
	    "rows: %zu; worth one, but without a place: %zu\n",
	    steps, classes, lines, rows, lost);
	fprintf(f, "kept out of the training, of the same sources:\n");
	show(t, dir, f);
	fclose(f);
	buf_fini(&path);
}

int
main(int argc, char **argv)
{
	const char *names[MAX_CLASS];
	uint8_t group[MAX_CLASS];
	const struct sparse_opts o = { .bytes = 7560000,
		.most = 100000,
		.unseen = 2e-6,
		.shrink = 0.25,
		.drop = 0.4,
		.seed = 1 };
	const double scale = 0.04;
	struct sparse_trainer *t;
	struct quire_err e;
	uint32_t length[16], n;
	double unit[16];

	if (argc != 3)
		quire_die("usage: train-language DATA_DIR OUT.model");
	read_first();
	read_classes();
	read_phrases();
	read_english(argv[1]);
	for (unsigned c = 1; c < classes; c++)
		read_class(&class[c], argv[1]);
	for (unsigned c = 0; c < classes; c++) {
		names[c] = class[c].name;
		group[c] = class[c].script;
	}
	t = sparse_new(&o, names, group, classes);
	for (unsigned c = 1; c < classes; c++)
		if (!class[c].alone)
			count_class(t, c);
	sparse_select(t, stderr);
	show(t, argv[1], stderr);
	train(t, argv[1], STEPS, 0.25, 0);
	sparse_fix(t);
	train(t, argv[1], 60000, 0.2, 60);
	set_priors(t);
	write_about(t, argv[1], argv[2], STEPS);
	fit_all(t);
	n = fit_units(length, unit);
	for (uint32_t i = 0; i < n; i++)
		unit[i] *= scale;
	if (sparse_write(t, argv[2], scale, length, unit, n, &e) < 0)
		quire_die(e.msg);
	return 0;
}
