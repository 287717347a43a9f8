/*
 * Trains clean-html.model and clean-html-first.model on DATA/clean/dev/html:
 * pages with the text of their article. A block is to stay when its words
 * stand in that text, at a place that fits the blocks around it.
 */
#include <math.h>

#include "clean-training.h"
#include "gen/jsonl.h"
#include "io/io.h"

enum { GRAM = 4, TABLE_BITS = 18 };

/* The words of a text; CJK characters are words. */
struct words {
	uint32_t *h;
	size_t n, cap;
};

static void
put(struct words *v, uint32_t h)
{
	if (v->n == v->cap) {
		v->cap = v->cap > 0 ? v->cap * 2 : 1024;
		v->h = mem_resize(v->h, v->cap, sizeof *v->h);
	}
	v->h[v->n++] = h;
}

static void
cut(struct quire_span s, struct words *v)
{
	const char *p = s.p, *end = s.p + s.len;
	char word[64];
	size_t len = 0;
	uint32_t cp;

	v->n = 0;
	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (text_is(cp, TEXT_LETTER | TEXT_DIGIT | TEXT_MARK) &&
		    !text_is(cp, TEXT_HAN | TEXT_KANA)) {
			if (len < 60)
				len += utf8_encode(text_lower(cp), word + len);
			continue;
		}
		if (len > 0)
			put(v, learn_hash(1, word, len));
		len = 0;
		if (text_is(cp, TEXT_HAN | TEXT_KANA))
			put(v, cp);
	}
	if (len > 0)
		put(v, learn_hash(1, word, len));
}

static uint32_t
gram(const uint32_t *h, size_t n)
{
	uint32_t x = 1;
	size_t i;

	for (i = 0; i < n; i++)
		x = learn_mix(x, h[i]);
	return x;
}

/* Where in the article a run of words stands, at or after from; or none. */
static size_t
find_run(const struct words *gold, const uint32_t *h, size_t n, size_t from,
    size_t to)
{
	size_t i;

	for (i = from; i + n <= to; i++)
		if (memcmp(gold->h + i, h, n * sizeof *h) == 0)
			return i;
	return gold->n;
}

/* Share of the block's word runs that occur in the article. */
static double
covered(const struct words *v, const uint8_t *table)
{
	size_t i, hit = 0;

	if (v->n < GRAM)
		return 0;
	for (i = 0; i + GRAM <= v->n; i++)
		hit += table[gram(v->h + i, GRAM) >> (32 - TABLE_BITS)];
	return (double)hit / (double)(v->n - GRAM + 1);
}

static void
label_short(struct document *d, const struct words *gold, size_t i,
    struct words *v, const size_t *at)
{
	size_t before = 0, behind = gold->n, k;

	cut(d->w.para[i].text, v);
	if (v->n == 0)
		return;
	for (k = i; k-- > 0;)
		if (at[k] != NO_PARA) {
			before = at[k];
			break;
		}
	for (k = i + 1; k < d->w.paras; k++)
		if (at[k] != NO_PARA) {
			behind = at[k];
			break;
		}
	if (before > behind)
		behind = gold->n;
	if (behind - before > 60 + v->n) /* nothing close to hold on */
		before = before > 0 && behind == gold->n ? before
		                                         : behind - 60 - v->n;
	if (behind - before > 120)
		behind = before + 120;
	d->keep[i] = find_run(gold, v->h, v->n, before, behind) < gold->n;
}

static void
label(struct document *d, struct quire_span article)
{
	static uint8_t table[1 << TABLE_BITS];
	static struct words gold, v;
	size_t *at = arena_alloc(d->a, (d->w.paras + 1) * sizeof *at);
	size_t i, last = 0, k;

	memset(table, 0, sizeof table);
	cut(article, &gold);
	for (i = 0; i + GRAM <= gold.n; i++)
		table[gram(gold.h + i, GRAM) >> (32 - TABLE_BITS)] = 1;
	for (i = 0; i < d->w.paras; i++) {
		at[i] = NO_PARA;
		d->weight[i] = weight_of(&d->f[i]);
		cut(d->w.para[i].text, &v);
		if (v.n < GRAM + 2 || covered(&v, table) <= 0.6)
			continue;
		d->keep[i] = true;
		for (k = 0; k + GRAM <= v.n && at[i] == NO_PARA; k++) {
			size_t x = find_run(&gold, v.h + k, GRAM, last, gold.n);

			if (x < gold.n) {
				at[i] = x;
				last = x;
			}
		}
	}
	for (i = 0; i < d->w.paras; i++)
		if (!d->keep[i])
			label_short(d, &gold, i, &v, at);
}

static struct quire_span
member(const struct json_object *o, const char *name, struct arena *a)
{
	struct quire_span s = jsonl_text(o, name, a);

	if (s.p == NULL)
		exit(1);
	return arena_copy(a, s);
}

/* How many pages each set has: small sets count for more than their pages. */
static struct {
	char name[64];
	size_t n;
} sets[64];

static size_t *
set_count(struct quire_span name)
{
	size_t i;

	for (i = 0; sets[i].name[0] != '\0' && i < 63; i++)
		if (span_is(name, sets[i].name))
			break;
	if (sets[i].name[0] == '\0')
		snprintf(sets[i].name, sizeof sets[i].name, "%.*s",
		    (int)name.len, name.p);
	return &sets[i].n;
}

static void
count_set(void *arg, const struct json_object *o, struct arena *a)
{
	(void)arg;
	++*set_count(member(o, "set", a));
}

/* The corpus, and the folder of data that it is read from. */
struct source {
	struct corpus *c;
	const char *data;
};

static char *
read_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *p = NULL;
	size_t n;

	*len = 0;
	if (f == NULL)
		return NULL;
	for (;;) {
		p = mem_resize(p, *len + (1 << 16), 1);
		n = fread(p + *len, 1, 1 << 16, f);
		*len += n;
		if (n == 0)
			break;
	}
	fclose(f);
	return p;
}

static void
read_document(void *arg, const struct json_object *o, struct arena *a)
{
	const struct source *s = arg;
	struct corpus *c = s->c;
	struct document *d;
	struct quire_span set = member(o, "set", a), id = member(o, "id", a);
	struct quire_span page, gold;
	char path[2048];
	float worth;
	size_t i;

	c->pages++;
	d = corpus_add(c);
	snprintf(path, sizeof path, "%s/clean/dev/html/%s/%s.txt", s->data,
	    set.p, id.p);
	gold.p = read_file(path, &gold.len);
	strcpy(path + strlen(path) - 3, "html");
	page.p = read_file(path, &page.len);
	if (gold.p == NULL || page.p == NULL)
		exit(1);
	corpus_read(c, d, CLEAN_HTML, page, false);
	label(d, utf8_repair(gold, d->a));
	worth = sqrtf(150.0f / (float)*set_count(set));
	for (i = 0; i < d->w.paras; i++)
		d->weight[i] *= worth > 2.5f ? 2.5f : worth;
	free((void *)(uintptr_t)gold.p);
	free((void *)(uintptr_t)page.p);
}

int
main(int argc, char **argv)
{
	struct corpus c;
	struct source s = { &c, argv[1] };
	char path[1024];

	corpus_open(&c, argc, argv);
	snprintf(path, sizeof path, "%s/clean/dev/html/index.jsonl", argv[1]);
	jsonl_each(path, (struct jsonl_fold){ 0, 0 }, count_set, NULL);
	jsonl_each(path, (struct jsonl_fold){ c.fold, c.folds }, read_document,
	    &s);
	fprintf(stderr, "%zu documents\n", c.n);
	train_both(&c, argv[2],
	    "pages of public benchmarks of article "
	    "extraction (AutoExtract, CleanEval, CleanPortalEval, DAnIEL, "
	    "dragnet, htmltotext, page-signal, readability); the labels train "
	    "weights, no text is kept",
	    "make models MODEL=clean-html");
	return 0;
}
