/*
 * Trains a model of the first look (see language/first.h) for one script:
 * softmax regression on the rows of lines and of parts of lines, weights
 * rounded to six bits. Languages that have no column, and junk, are the first
 * class. One line in twenty is held out and gives the temperatures.
 */
#ifndef QUIRE_LANGUAGE_FIRST_GEN_H
#define QUIRE_LANGUAGE_FIRST_GEN_H

#include "language-text.h"
#include "language/close.h"
#include "language/first.h"
#include "learn/format.h"
#include "learn/trainer.h"

enum { COLUMNS = 128, FITS = 20000, LENGTHS = 6, DROP = 30 };

/* Share of lines that are not in the language they are said to be in. */
static const double NOISE = 0.003;
/* Logits that a language which is hardly ever met must be surer by. */
static const double RARE = 4;

struct first_trainer {
	const char *script;
	unsigned bits, columns;
	size_t steps;
	struct class *class[COLUMNS]; /* of a column; null: all others */
	unsigned column[MAX_CLASS];
	uint32_t used; /* classes of the script */
	float *weight; /* [2^bits][COLUMNS] */
	float bias[COLUMNS];
	float scale;
	struct first_table table;
	struct first_text text;
	uint16_t row[FIRST_ROWS + FIRST_SPARE];
	size_t rows;
	uint32_t length[LENGTHS];
	double unit[LENGTHS];
	uint8_t group[COLUMNS]; /* of close languages, or 0 */
	double sure, right;     /* of the held-out */
};

/* ---- columns ---------------------------------------------------------- */

static bool
listed(const char *list, const char *tag)
{
	size_t n = strlen(tag);

	for (const char *p = list; (p = strstr(p, tag)) != NULL; p += n)
		if ((p == list || strchr(",\t-", p[-1]) != NULL) &&
		    (p[n] == ',' || p[n] == '\n' || p[n] == '\0'))
			return true;
	return false;
}

/* The script's row of lib/data/language-first.tsv, or an empty string. */
static const char *
first_list(const char *script, struct buf *b)
{
	char want[16];
	char *row, *end;

	if (!read_file("lib/data/language-first.tsv", b))
		quire_die("cannot read lib/data/language-first.tsv");
	buf_add_char(b, '\0');
	snprintf(want, sizeof want, "\n%s\t", script);
	row = strstr(b->p, want);
	if (row == NULL)
		return "";
	end = strchr(row + 1, '\n');
	if (end != NULL)
		end[1] = '\0';
	return row + strlen(want);
}

static void
choose_columns(struct first_trainer *t)
{
	struct buf b = { 0 };
	const char *list = first_list(t->script, &b);
	uint8_t s = (uint8_t)u_getPropertyValueEnum(UCHAR_SCRIPT, t->script);

	t->columns = 1;
	for (unsigned c = 1; c < classes; c++) {
		if (class[c].script != s)
			continue;
		t->used++;
		if (*list != '\0' && !listed(list, class[c].tag))
			continue;
		if (t->columns == COLUMNS)
			quire_die("too many languages in language-first.tsv");
		t->class[t->columns] = &class[c];
		for (unsigned i = 0; i < CLOSE_GROUPS; i++)
			if (close_groups[i].script == s &&
			    listed(close_groups[i].tags, class[c].tag))
				t->group[t->columns] = (uint8_t)(i + 1);
		t->column[c] = t->columns++;
	}
	buf_fini(&b);
}

/* ---- examples --------------------------------------------------------- */

static bool
first_held(const struct class *c, size_t line)
{
	return c->lines >= 100 && line % 20 == 19;
}

/* Numbers and signs are blanks: rows of nothing else never get weights. */
static void
leave_gaps_out(struct first_trainer *t)
{
	static const struct first_text gap = { .n = 7, .code = "       " };
	uint16_t blank[8 + FIRST_SPARE];
	size_t n = 0;

	first_rows(&gap, t->bits, 0, 4, blank);
	for (size_t i = 0; i < t->rows; i++)
		if (t->row[i] != blank[0] && t->row[i] != blank[1])
			t->row[n++] = t->row[i];
	t->rows = n;
}

static void
rows_of(struct first_trainer *t, struct quire_span text)
{
	uint8_t s = (uint8_t)u_getPropertyValueEnum(UCHAR_SCRIPT, t->script);

	if (text.len > 400)
		text.len = 400;
	while (text.len > 0 && text.len == 400 &&
	    ((unsigned char)text.p[text.len - 1] & 0xc0) == 0x80)
		text.len--;
	if (text.len > 0 && (unsigned char)text.p[text.len - 1] >= 0xc0)
		text.len--;
	first_read(&t->table, &t->text, text);
	if (s != USCRIPT_LATIN || t->text.seen >> t->table.latin > 1)
		first_keep(&t->table, &t->text, text, t->table.slot[s]);
	t->rows = first_rows(&t->text, t->bits, 0, FIRST_LOOKED, t->row);
	leave_gaps_out(t);
}

/* A part of the line that starts and ends with words, or all of it. */
static struct quire_span
part_of(struct quire_span line)
{
	size_t want = 16 + rnd(90), from, to;

	if (rnd(100) >= 65 || want >= line.len)
		return line;
	from = rnd((uint32_t)(line.len - want));
	to = from + want;
	while (from > 0 && line.p[from - 1] != ' ')
		from--;
	while (to < line.len && line.p[to] != ' ')
		to++;
	return span_sub(line, from, to);
}

static void
first_junk(struct buf *b)
{
	b->len = 0;
	for (unsigned i = 2 + rnd(9); i > 0; i--) {
		unsigned kind = rnd(3);

		for (unsigned k = 1 + rnd(10); k > 0; k--)
			buf_add_char(b,
			    kind == 0       ? "qwertyuiopasdfgh"[rnd(16)]
			        : kind == 1 ? (char)('a' + rnd(6))
			                    : (char)('a' + rnd(26)));
		buf_add_char(b, ' ');
	}
}

/* Draws a line, held out or not; returns its column. */
static unsigned
first_example(struct first_trainer *t, double sum, bool held, struct buf *b)
{
	double x;
	unsigned k;
	size_t i;

	for (;;) {
		x = rnd1() * sum;
		for (k = 0; k + 1 < classes && x >= class[k].weight; k++)
			x -= class[k].weight;
		if (k == 0) {
			first_junk(b);
			rows_of(t, buf_span(b));
			return 0;
		}
		if (class[k].lines == 0)
			continue;
		i = rnd((uint32_t) class[k].lines);
		if (first_held(&class[k], i) != held)
			continue;
		if (!held && class[k].phrases > 0 && rnd(20) == 0)
			rows_of(t,
			    class[k].phrase[rnd((uint32_t) class[k].phrases)]);
		else
			rows_of(t, part_of(class[k].line[i]));
		if (t->rows >= 16)
			return t->column[k];
	}
}

static double
first_weigh(struct first_trainer *t)
{
	double sum = 0;

	for (unsigned c = 0; c < classes; c++) {
		struct class *k = &class[c];
		bool mine = c > 0 && strncmp(k->name, t->script, 4) == 0;

		k->weight = !mine || k->lines == 0 ? 0
		    : t->column[c] == 0            ? 0.12
		    : k->lines < 100               ? 0.5
		    : k->lines < 1000              ? 0.8
		    : k->lines < 8000              ? 1.5
		                                   : 2;
		if (is_english(k))
			k->weight *= 10;
		if (c == 0)
			k->weight = strcmp(t->script, "Latn") == 0 ? 3 : 0;
		sum += k->weight;
	}
	return sum;
}

/* ---- steps ------------------------------------------------------------ */

static void
first_scores(const struct first_trainer *t, float *s)
{
	memcpy(s, t->bias, sizeof t->bias);
	for (size_t i = 0; i < t->rows; i++) {
		const float *w = t->weight + (size_t)t->row[i] * COLUMNS;

		for (unsigned c = 0; c < COLUMNS; c++)
			s[c] += w[c];
	}
}

/* Leaves out about a third of the rows, others each time. */
static void
drop_rows(struct first_trainer *t)
{
	size_t n = t->rows;

	t->rows = 0;
	for (size_t i = 0; i < n; i++)
		if (rnd(100) >= DROP)
			t->row[t->rows++] = t->row[i];
}

static double
first_step(struct first_trainer *t, unsigned gold, double rate)
{
	float s[COLUMNS], top = -1e30f, sum = 0, p;

	drop_rows(t);
	first_scores(t, s);
	for (unsigned c = 0; c < t->columns; c++)
		top = s[c] > top ? s[c] : top;
	for (unsigned c = 0; c < COLUMNS; c++) {
		s[c] = c < t->columns ? (float)number_exp((double)(s[c] - top))
		                      : 0;
		sum += s[c];
	}
	p = s[gold] / sum;
	rate /= 1 + (double)t->rows / 40;
	for (unsigned c = 0; c < COLUMNS; c++)
		s[c] = -s[c] / sum * (float)rate;
	s[gold] += (float)rate;
	for (size_t i = 0; i < t->rows; i++) {
		float *w = t->weight + (size_t)t->row[i] * COLUMNS;

		for (unsigned c = 0; c < COLUMNS; c++)
			w[c] += s[c];
	}
	for (unsigned c = 0; c < t->columns; c++)
		t->bias[c] += s[c] * 0.3f;
	return -number_log((double)p);
}

static void
first_run(struct first_trainer *t)
{
	double sum = first_weigh(t), loss = 0;
	struct buf b = { 0 };
	unsigned c;

	for (size_t i = 0; i < t->steps; i++) {
		c = first_example(t, sum, false, &b);
		loss += first_step(t, c, 1.01 - (double)i / (double)t->steps);
		if (i % 500000 != 499999)
			continue;
		fprintf(stderr, "%zu steps, loss %.4f\n", i + 1, loss / 500000);
		loss = 0;
	}
	buf_fini(&b);
}

/* ---- rounding --------------------------------------------------------- */

static float
rounded_weight(float w, float scale)
{
	float q = floorf(w / scale + 0.5f);

	return q > 31 ? 31 : q < -31 ? -31 : q;
}

/* Weights become whole numbers of -31 to 31. */
static void
first_round(struct first_trainer *t)
{
	size_t n = (size_t)COLUMNS << t->bits, used = 0;
	double squares = 0;

	for (size_t i = 0; i < n; i++) {
		squares += (double)(t->weight[i] * t->weight[i]);
		used += t->weight[i] < 0 || t->weight[i] > 0;
	}
	t->scale = (float)(sqrt(squares / (double)used) * 4.5 / 31);
	for (size_t i = 0; i < n; i++)
		t->weight[i] = rounded_weight(t->weight[i], t->scale);
	for (unsigned c = 0; c < t->columns; c++)
		t->bias[c] = floorf(t->bias[c] / t->scale + 0.5f);
}

/* ---- temperatures ----------------------------------------------------- */

/*
 * The large model tells close languages apart: what counts is how sure this
 * one is of the whole group.
 */
static bool
is_close(const struct first_trainer *t, unsigned a, unsigned b)
{
	return a == b || (t->group[a] != 0 && t->group[a] == t->group[b]);
}

struct first_fit {
	size_t rows;
	unsigned gold;
	float s[COLUMNS];
};

static double
first_loss(const struct first_fit *f, size_t n, const struct first_trainer *t,
    size_t from, size_t to, double unit)
{
	double loss = 0, z, right, x;

	for (size_t i = 0; i < n; i++) {
		if (f[i].rows <= from || f[i].rows > to)
			continue;
		z = right = 0;
		for (unsigned c = 0; c < t->columns; c++) {
			x = number_exp(
			    (double)(f[i].s[c] - f[i].s[f[i].gold]) * unit);
			z += x;
			right += is_close(t, c, f[i].gold) ? x : 0;
		}
		loss -= number_log(right / z * (1 - NOISE) + NOISE / COLUMNS);
	}
	return loss;
}

static void
first_units(struct first_trainer *t)
{
	static const uint32_t ends[LENGTHS] = { 40, 64, 96, 144, 200,
		UINT32_MAX };
	struct first_fit *f = mem_resize(NULL, FITS, sizeof *f);
	double sum = first_weigh(t), loss;
	struct buf b = { 0 };

	for (size_t i = 0; i < FITS; i++) {
		f[i].gold = first_example(t, sum, true, &b);
		f[i].rows = t->rows;
		first_scores(t, f[i].s);
	}
	for (int k = 0; k < LENGTHS; k++) {
		double least = 1e300;

		t->length[k] = ends[k];
		for (double u = 0.002; u < 2; u *= 1.05) {
			loss = first_loss(f, FITS, t, k > 0 ? ends[k - 1] : 0,
			    ends[k], u);
			if (loss < least) {
				least = loss;
				t->unit[k] = u;
			}
		}
		if (k > 0 && t->unit[k] > t->unit[k - 1])
			t->unit[k] = t->unit[k - 1];
		if (t->unit[k] < t->unit[0] / 2)
			t->unit[k] = t->unit[0] / 2;
		fprintf(stderr, "up to %u rows: unit %.4f, loss %.1f\n",
		    ends[k], t->unit[k], least);
	}
	free(f);
	buf_fini(&b);
}

/* Languages without a list of words are hardly ever met. */
static void
doubt_rare(struct first_trainer *t)
{
	for (unsigned c = 1; c < t->columns; c++)
		if (t->class[c] -> words == 0)
			t->bias[c] -= floorf((float)(RARE / t->unit[0]));
}

/* Share of held-out texts with probability .99, and how many are right. */
static void
first_measure(struct first_trainer *t)
{
	double sum = first_weigh(t), z;
	struct buf b = { 0 };
	size_t sure = 0, right = 0, n = 50000;
	float s[COLUMNS];
	unsigned gold, best, k;

	for (size_t i = 0; i < n; i++) {
		gold = first_example(t, sum, true, &b);
		first_scores(t, s);
		best = 0;
		for (unsigned c = 1; c < t->columns; c++)
			best = s[c] > s[best] ? c : best;
		for (k = 0; k + 1 < LENGTHS && t->length[k] < t->rows;)
			k++;
		z = 0;
		for (unsigned c = 0; c < t->columns; c++)
			if (!is_close(t, c, best) || c == best)
				z += number_exp(
				    (double)(s[c] - s[best]) * t->unit[k]);
		if (best == 0 || z > 1 / 0.99)
			continue;
		sure++;
		right += is_close(t, best, gold);
	}
	t->sure = (double)sure / (double)n;
	t->right = (double)right / (double)sure;
	buf_fini(&b);
}

/* ---- the file --------------------------------------------------------- */

static size_t
first_names(const struct first_trainer *t, char *to)
{
	size_t n = 0, len;

	for (unsigned c = 0; c < t->columns; c++) {
		const char *name = c == 0 ? "Zyyy/und" : t->class[c]->name;

		len = strlen(name) + 1;
		if (to != NULL)
			memcpy(to + n, name, len);
		n += len;
	}
	return n;
}

static int
first_write(const struct first_trainer *t, const char *path)
{
	struct model_header h = { MODEL_MAGIC, MODEL_ENDIAN, MODEL_VERSION,
		MODEL_CLASSES, t->columns, t->columns, MODEL_NARROW_BITS,
		t->bits, 1u << t->bits, LENGTHS, (uint32_t)first_names(t, NULL),
		0, 0 };
	struct model_layout l;
	struct quire_err e;
	char *image;

	if (model_layout(&h, &l) < 0)
		quire_die("impossible sizes");
	h.length = l.length;
	image = trainer_image_alloc(l.length);
	first_names(t, image + l.names);
	for (unsigned c = 0; c < t->columns; c++)
		((int32_t *)(void *)(image + l.bias))[c] = (int32_t)t->bias[c];
	for (unsigned k = 0; k < LENGTHS; k++)
		((struct model_unit *)(void *)(image + l.units))[k] =
		    (struct model_unit){ t->length[k], (float)t->unit[k] };
	for (size_t i = 0; i < ((size_t)1 << t->bits) / 64; i++)
		((struct model_word *)(void *)(image + l.index))[i] =
		    (struct model_word){ UINT64_MAX, (uint32_t)i * 64, 0 };
	for (size_t i = 0; i < (size_t)1 << t->bits; i++)
		for (unsigned c = 0; c < t->columns; c++)
			image[l.rows + i * l.stride + c] =
			    (char)(int8_t)t->weight[i * COLUMNS + c];
	memcpy(image, &h, sizeof h);
	h.checksum = model_checksum(image, l.length);
	memcpy(image, &h, sizeof h);
	return trainer_write_file(path, image, l.length, &e);
}

static void
first_about(const struct first_trainer *t, const char *model, const char *name)
{
	struct buf path = { 0 };
	FILE *f;

	buf_add(&path, model, strlen(model) - strlen(".model"));
	buf_add(&path, ".txt", 5);
	f = fopen(path.p, "w");
	if (f == NULL)
		quire_die("cannot write the .txt");
	fprintf(f,
	    "made by: train-%s DATA_DIR lib/data/%s.model\n"
	    "from: the lines that language.txt names, of script %s\n"
	    "method: softmax regression, %zu steps\nseed: 20\n"
	    "columns: %u\nlanguages: %u\n"
	    "of held-out lines and parts of lines, answered with p >= .99: "
	    "%.4f, of these right: %.4f\n",
	    name, name, t->script, t->steps, t->columns, t->used, t->sure,
	    t->right);
	fclose(f);
	buf_fini(&path);
}

static int
first_train(const char *script, const char *name, unsigned bits, size_t steps,
    int argc, char **argv)
{
	static struct first_trainer t;
	bool known[256] = { false };

	if (argc != 3)
		quire_die("usage: train-language-SCRIPT DATA_DIR OUT.model");
	t.script = script;
	t.bits = bits;
	t.steps = steps;
	read_classes();
	read_phrases();
	read_english(argv[1]);
	for (unsigned c = 1; c < classes; c++) {
		known[class[c].script] = true;
		if (strncmp(class[c].name, script, 4) == 0)
			read_class(&class[c], argv[1]);
	}
	first_init(&t.table, known);
	choose_columns(&t);
	t.weight = mem_resize(NULL, (size_t)COLUMNS << bits, sizeof *t.weight);
	memset(t.weight, 0, ((size_t)COLUMNS << bits) * sizeof *t.weight);
	first_run(&t);
	first_round(&t);
	first_units(&t);
	doubt_rare(&t);
	first_measure(&t);
	if (first_write(&t, argv[2]) < 0)
		quire_die("cannot write the model");
	first_about(&t, argv[2], name);
	return 0;
}

#endif
