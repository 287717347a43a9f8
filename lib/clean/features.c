/* features: what the two models see of a paragraph. */
#include "clean/features.h"

/* Templates: each feature's number, mixed with its value. */
enum {
	F_BIAS = 100,
	F_MASS,
	F_ENDS,
	F_BEGINS,
	F_MASS_ENDS,
	F_LINKS,
	F_MASS_LINKS,
	F_COMMAS,
	F_SENTENCES,
	F_UPPER,
	F_DIGITS,
	F_SYMBOLS,
	F_CAPITALS,
	F_COPIES,
	F_LEXICON,
	F_YEAR,
	F_HEADING,
	F_ITEM,
	F_QUOTE,
	F_ROW,
	F_WORD,
	F_FIRST,
	F_LAST,
	F_START,
	F_END,
	F_PLACE,
	F_AFTER,
	F_FOLLOWED,
	F_CJK,
	F_INDENT,
	F_BEGINS_MASS,
	F_LENGTH,
	F_PREV = 200,
	F_NEXT = 250,
	F_AROUND = 300,
	F_TAG = 400,
	F_PATH2 = 402,
	F_PATH3,
	F_CLASS,
	F_FLAGS,
	F_TAG_MASS,
	F_TAG_LINKS,
	F_SAME,
	F_DEPTH,
	F_BOX = 450,
	F_P = 500,
	F_NEAR,
	F_WIDE,
	F_P_NEAR,
	F_SIDES,
	F_STRETCH,
	F_STRETCH_P,
	F_NEIGHBOUR,
	F_LEX_P,
	F_MASS_P,
	F_PAIR,
	F_BOX_P = 600,
	F_TITLE = 700,
	F_TIMES = 720,
	F_ABOVE = 760,
	F_SIGNS = 820
};

struct list {
	uint32_t *f;
	size_t n;
};

static void
add(struct list *l, uint32_t template, uint32_t value)
{
	if (l->n < FEATURES_MAX)
		l->f[l->n++] = learn_mix(template, value);
}

/* Bins of 1, 4, 10, 20, 40 and 70 hundredths. */
static uint32_t
share(unsigned part, unsigned all)
{
	uint64_t p = (uint64_t)part * 100, a = all;
	uint32_t n;

	if (part == 0 || all == 0)
		return 0;
	n = p >= a;
	n += p >= 4 * a;
	n += p >= 10 * a;
	n += p >= 20 * a;
	n += p >= 40 * a;
	return n + (p >= 70 * a);
}

static uint32_t
shape(const struct facts *f)
{
	return f->bin * 16u + f->ends;
}

static void
own_looks(struct list *l, const struct para *p, const struct facts *f)
{
	uint32_t mass = f->bin;

	add(l, F_BIAS, 0);
	add(l, F_MASS, mass);
	add(l, F_LENGTH, features_bin(f->chars / 6));
	add(l, F_ENDS, f->ends);
	add(l, F_BEGINS, f->begins);
	add(l, F_MASS_ENDS, shape(f));
	add(l, F_BEGINS_MASS, mass * 16 + f->begins);
	add(l, F_LINKS, f->links);
	add(l, F_MASS_LINKS, mass * 8 + f->links);
	add(l, F_COMMAS, features_bin(f->commas));
	add(l, F_SENTENCES, features_bin(f->sentences) * 16 + mass);
	add(l, F_UPPER, share(f->uppers, f->letters) * 16 + mass);
	add(l, F_DIGITS, share(f->digits, f->chars) * 16 + mass);
	add(l, F_SYMBOLS, share(f->symbols, f->chars) * 16 + mass);
	add(l, F_CAPITALS, share(f->capitals, f->mass) * 16 + mass);
	add(l, F_COPIES, f->copies * 16u + mass);
	add(l, F_LEXICON, f->lexicon);
	add(l, F_YEAR, (uint32_t)(f->year * 2 + f->clock) * 16 + mass);
	add(l, F_CJK, f->cjk * 16u + mass);
	add(l, F_HEADING, p->heading);
	add(l, F_ITEM, p->item * 16u + mass);
	add(l, F_QUOTE, p->quote);
	add(l, F_ROW, p->row);
}

static void
own_words(struct list *l, const struct facts *f)
{
	uint8_t i;

	for (i = 0; i < f->words && f->mass <= 8; i++)
		add(l, F_WORD, f->word[i]);
	for (i = 0; i < 3 && i < f->mass; i++)
		add(l, F_FIRST, learn_mix(f->first[i], i));
	for (i = 0; i < 2 && i < f->mass; i++)
		add(l, F_LAST, learn_mix(f->last[i], i));
}

static void
own_place(struct list *l, const struct work *w, const struct facts *f, size_t i)
{
	size_t n = w->paras;
	const struct para *p = &w->para[i];

	add(l, F_START, features_bin((unsigned)(i < 9999 ? i : 9999)));
	add(l, F_END, features_bin((unsigned)(n - i < 9999 ? n - i : 9999)));
	add(l, F_PLACE, (uint32_t)(i * 10 / n) * 16 + f[i].bin);
	add(l, F_AFTER,
	    (uint32_t)(p->after < 3 ? p->after : 3) * 16 + f[i].bin);
	if (i > 0)
		add(l, F_FOLLOWED,
		    (uint32_t)(p[-1].after < 3 ? p[-1].after : 3) * 16 +
		        f[i].bin);
	add(l, F_INDENT,
	    w->line[p->first].indent < 12 ? w->line[p->first].indent : 12u);
}

/* How paragraphs at distance d look, alone and beside this one. */
static void
neighbours(struct list *l, const struct work *w, const struct facts *f,
    size_t i)
{
	uint32_t own = f[i].bin * 8u + f[i].links, d;

	for (d = 1; d <= 3; d++) {
		const struct facts *a = i >= d ? &f[i - d] : NULL;
		const struct facts *b = i + d < w->paras ? &f[i + d] : NULL;

		add(l, F_PREV + d, a == NULL ? 9999 : shape(a));
		add(l, F_NEXT + d, b == NULL ? 9999 : shape(b));
		add(l, F_PREV + 10 + d,
		    a == NULL ? 9999 : learn_mix(own, a->bin * 8u + a->links));
		add(l, F_NEXT + 10 + d,
		    b == NULL ? 9999 : learn_mix(own, b->bin * 8u + b->links));
		add(l, F_PREV + 20 + d, a == NULL ? 9999 : a->lexicon);
		add(l, F_NEXT + 20 + d, b == NULL ? 9999 : b->lexicon);
		add(l, F_PREV + 30 + d, a == NULL ? 9999 : a->links);
		add(l, F_NEXT + 30 + d, b == NULL ? 9999 : b->links);
	}
}

/* Prose within 5 and 15 paragraphs on either side. */
static void
around(struct list *l, const struct work *w, const struct facts *f, size_t i)
{
	static const size_t reach[] = { 5, 15 };
	size_t from, to;
	uint32_t k, sides;

	for (k = 0; k < 2; k++) {
		from = i > reach[k] ? i - reach[k] : 0;
		to = i + reach[k] + 1 < w->paras ? i + reach[k] + 1 : w->paras;
		sides = features_bin(f[i].proses - f[from].proses) * 16u +
		    features_bin(f[to].proses - f[i + 1].proses);
		add(l, F_AROUND + k, learn_mix(sides, f[i].bin));
		add(l, F_AROUND + 4 + k, sides);
	}
}

/* What tells the head of a comment, or an entry of a list of news. */
static uint32_t
stamp(const struct facts *f)
{
	return (uint32_t)f->year + 2u * f->clock + 4u * f->copies +
	    16u * (f->bin > 3) + 32u * (f->bin > 6) + 64u * f->ended;
}

/* Dates and repeated lines among those nearby. */
static void
stamps(struct list *l, const struct work *w, const struct facts *f, size_t i)
{
	uint32_t d, before, behind;

	for (d = 1; d <= 3; d++) {
		before = i >= d ? stamp(&f[i - d]) : 999;
		behind = i + d < w->paras ? stamp(&f[i + d]) : 999;
		add(l, F_TIMES + d, before);
		add(l, F_TIMES + 4 + d, behind);
		add(l, F_TIMES + 8 + d, learn_mix(before, f[i].bin));
		add(l, F_TIMES + 12 + d, learn_mix(behind, f[i].bin));
	}
}

static void
from_html(struct list *l, const struct work *w, const struct facts *f, size_t i)
{
	const struct html_facts *h = w->para[i].html, *g;
	uint32_t mass = f[i].bin, flags, path;
	uint8_t k;

	if (h == NULL)
		return;
	flags = (uint32_t)h->article | (uint32_t)h->nav << 1 |
	    (uint32_t)h->form << 2 | (uint32_t)h->hidden << 3 |
	    (uint32_t)h->list << 4 | (uint32_t)h->table << 5;
	add(l, F_FLAGS, flags);
	add(l, F_FLAGS, learn_mix(flags, mass));
	path = h->paths > 0 ? h->path[0] : 0;
	add(l, F_TAG, path);
	add(l, F_TAG_MASS, learn_mix(path, mass));
	add(l, F_TAG_LINKS, learn_mix(path, f[i].links));
	if (h->paths > 1)
		add(l, F_PATH2, path = learn_mix(path, h->path[1]));
	if (h->paths > 2)
		add(l, F_PATH3, learn_mix(path, h->path[2]));
	for (k = 0; k < h->nwords; k++) {
		add(l, F_CLASS, h->words[k]);
		if (k < 6)
			add(l, F_CLASS, learn_mix(h->words[k], mass > 8));
	}
	add(l, F_DEPTH, h->depth < 30 ? h->depth / 2u : 15);
	if (i > 0 && (g = w->para[i - 1].html) != NULL && g->paths > 0)
		add(l, F_SAME,
		    learn_mix(g->path[0] == h->path[0] ? 1 : g->path[0], mass));
	if (i + 1 < w->paras && (g = w->para[i + 1].html) != NULL &&
	    g->paths > 0)
		add(l, F_SAME + 50,
		    learn_mix(g->path[0] == h->path[0] ? 1 : g->path[0], mass));
}

/* The company a block keeps: what its elements hold. */
static void
from_boxes(struct list *l, const struct facts *f)
{
	uint32_t k, mass = f->bin, prose, links;

	for (k = 0; k < 2; k++) {
		const struct box *b = f->box[k];

		if (b == NULL)
			continue;
		prose = features_bin(b->prose);
		links = share(b->linked, b->mass);
		add(l, F_BOX + k, features_tenth(b->share) * 16 + prose);
		add(l, F_BOX + 2 + k,
		    learn_mix(features_tenth(b->share), mass));
		add(l, F_BOX + 4 + k, learn_mix(prose * 8 + links, mass));
		add(l, F_BOX + 6 + k, links * 16 + features_bin(b->blocks));
		add(l, F_BOX + 8 + k, b->top * 16u + mass);
	}
}

size_t
features_own(const struct work *w, const struct facts *f, size_t i,
    uint32_t *out)
{
	struct list l = { out, 0 };

	own_looks(&l, &w->para[i], &f[i]);
	own_words(&l, &f[i]);
	from_html(&l, w, f, i);
	from_boxes(&l, &f[i]);
	return l.n;
}

size_t
features_around(const struct work *w, const struct facts *f, size_t i,
    uint32_t *out)
{
	struct list l = { out, 0 };

	own_place(&l, w, f, i);
	neighbours(&l, w, f, i);
	around(&l, w, f, i);
	if (w->from != CLEAN_HTML)
		stamps(&l, w, f, i);
	return l.n;
}

/* ---- the second look --------------------------------------------------- */

/* What the first model thought of the next ones on either side. */
static void
opinions_near(struct list *l, const struct work *w, const struct opinion *o,
    size_t i)
{
	uint32_t d, before, behind;

	for (d = 1; d <= 5; d++) {
		const struct opinion *a = i >= d ? &o[i - d] : NULL;
		const struct opinion *b = i + d < w->paras ? &o[i + d] : NULL;

		before = a == NULL ? 99 : a->p;
		behind = b == NULL ? 99 : b->p;
		add(l, F_NEIGHBOUR + d * 2000, before);
		add(l, F_NEIGHBOUR + d * 2000 + 50, behind);
		if (d <= 2)
			add(l, F_PAIR + d * 2000,
			    learn_mix(o[i].p,
			        (a == NULL ? 15 : before) * 16 +
			            (b == NULL ? 15 : behind)));
	}
}

/* What lines have instead of elements: titles, the line above. */
static void
opinions_of_lines(struct list *l, const struct facts *f,
    const struct opinion *o, size_t i)
{
	uint32_t title = o[i].echo * 4u + o[i].rank, mass = f[i].bin, k;
	uint32_t signs = features_bin(o[i].signs), since, near;
	const struct facts *above =
	    o[i].above == NO_PARA ? NULL : &f[o[i].above];

	add(l, F_TITLE, title);
	add(l, F_TITLE + 1, learn_mix(title, o[i].p));
	add(l, F_TITLE + 2,
	    learn_mix(title,
	        (uint32_t)(o[i].place + 1) + 4u * features_bin(o[i].distance)));
	add(l, F_TITLE + 3, learn_mix(title, f[i].copies));
	if (above != NULL) {
		since = (uint32_t)(i - o[i].above);
		near = since < 3 ? 0 : since < 10 ? 1 : 2;
		for (k = 0; k < above->words && k < 4; k++) {
			add(l, F_ABOVE, above->word[k]);
			add(l, F_ABOVE + 1,
			    learn_mix(above->word[k], near * 2u + (mass > 5)));
		}
		add(l, F_ABOVE + 2, learn_mix(features_bin(since), mass));
		add(l, F_ABOVE + 3, learn_mix(features_bin(since), o[i].p));
	}
	add(l, F_SIGNS, learn_mix(signs, o[i].p));
	add(l, F_SIGNS + 1, learn_mix(signs, mass));
}

size_t
features_opinions(const struct work *w, const struct facts *f,
    const struct opinion *o, size_t i, uint32_t *out)
{
	struct list l = { out, 0 };
	uint32_t p = o[i].p, near = features_tenth(o[i].near), d, box;
	uint32_t mass = f[i].bin, place, sides;

	place = (uint32_t)(o[i].place + 1) * 16 + features_bin(o[i].distance);
	sides = features_tenth(o[i].before) * 16u + features_tenth(o[i].behind);
	for (d = 0; d < 2 && w->para[i].html != NULL; d++) {
		box = features_tenth(o[i].box[d]);
		add(&l, F_BOX_P + d, box);
		add(&l, F_BOX_P + 2 + d, box * 16 + p);
		add(&l, F_BOX_P + 4 + d, learn_mix(box, mass));
	}
	add(&l, F_P, p);
	add(&l, F_NEAR, near);
	add(&l, F_WIDE, features_tenth(o[i].wide));
	add(&l, F_P_NEAR, p * 16 + near);
	add(&l, F_P_NEAR + 30, learn_mix(p * 16 + near, mass));
	add(&l, F_SIDES, sides);
	add(&l, F_SIDES + 30, learn_mix(sides, p));
	add(&l, F_STRETCH, place);
	add(&l, F_STRETCH_P, learn_mix(place, p));
	add(&l, F_STRETCH_P + 30, learn_mix(place, mass));
	add(&l, F_LEX_P, f[i].lexicon * 16u + p);
	add(&l, F_MASS_P, learn_mix(mass * 16 + f[i].ends, p));
	opinions_near(&l, w, o, i);
	if (w->from != CLEAN_HTML)
		opinions_of_lines(&l, f, o, i);
	return l.n;
}
