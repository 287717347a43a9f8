/*
 * Makes clean-pairs.model: the cost of a character after another, over the
 * languages that were ever written in a charset of their own. Languages count
 * alike, whatever the size of their text.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean/charcost.h"

static const char *const languages[] = { "en", "de", "fr", "es", "it", "pt",
	"nl", "sv", "da", "nb", "fi", "is", "pl", "cs", "sk", "hu", "ro", "hr",
	"sl", "sq", "et", "lv", "lt", "tr", "mt", "eo", "ca", "ga", "cy", "eu",
	"af", "vi", "ru", "uk", "be", "bg", "mk", "sr-Cyrl", "el", "he", "ar",
	"fa", "ur", "th", "zh-Hans", "zh-Hant", "ja", "ko", "hi", "ka", "hy",
	"kk" };

enum { SLOTS = 1 << 23, MIN_PAIR = 3, KEEP = 200000 };

struct pair {
	uint32_t a, b;
	double n;
};

static struct pair *pair;
static double total, *first; /* by a: sum over b */

static struct pair *
slot(uint32_t a, uint32_t b)
{
	uint32_t i = charcost_hash(a, b) & (SLOTS - 1);

	while (pair[i].n > 0 && (pair[i].a != a || pair[i].b != b))
		i = (i + 1) & (SLOTS - 1);
	pair[i].a = a;
	pair[i].b = b;
	return &pair[i];
}

/* Counts of one language, each worth `worth`. */
static void
count(const char *p, const char *end, double worth)
{
	uint32_t a = ' ', cp;

	while (p < end) {
		p += utf8_decode_any(p, end, &cp);
		cp = charcost_fold(cp);
		slot(a, cp)->n += worth;
		slot(0, cp)->n += worth;
		first[a] += worth;
		total += worth;
		a = cp;
	}
}

static void
read_language(const char *data, const char *name)
{
	char path[1024], *p;
	size_t n;
	FILE *f;

	snprintf(path, sizeof path, "%s/lid/dev/train/%s.txt", data, name);
	f = fopen(path, "rb");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	p = mem_alloc(4 << 20);
	n = fread(p, 1, 4 << 20, f);
	fclose(f);
	/* Half way between equal languages and equal characters. */
	count(p, p + n, 1000 / sqrt((double)n + 1));
	free(p);
}

static uint8_t
eighths(double p)
{
	double c = -log2(p) * 8 + 0.5;

	return c < 1 ? 1 : c > CHARCOST_BROKEN ? CHARCOST_BROKEN : (uint8_t)c;
}

static double
alone(uint32_t b)
{
	return slot(0, b)->n / total;
}

/* What the table saves by knowing this pair. */
static double
gain(const struct pair *x)
{
	double p = 0.97 * x->n / first[x->a] + 0.03 * alone(x->b);

	return x->n * (log2(p) - log2(alone(x->b)) + CHARCOST_BACKOFF / 8.0);
}

static int
by_gain(const void *a, const void *b)
{
	double x = gain(a), y = gain(b);

	if (x != y)
		return x < y ? 1 : -1;
	return memcmp(a, b, 8);
}

static void
put(struct charcost_slot *t, uint32_t a, uint32_t b, double p)
{
	uint32_t h = charcost_hash(a, b), i;

	for (i = 0; i < CHARCOST_PROBES; i++) {
		struct charcost_slot *s = &t[(h + i) & (CHARCOST_SLOTS - 1)];

		if (s->cost != 0 && s->tag != (uint8_t)(h >> 24))
			continue;
		s->tag = (uint8_t)(h >> 24);
		s->cost = eighths(p);
		return;
	}
}

/* Signs that any text may have, but sentences seldom do: bits at most. */
static void
at_most(struct charcost_slot *t, const char *signs, double bits)
{
	const char *p = signs, *end = signs + strlen(signs);
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (slot(0, charcost_fold(cp))->n / total < exp2(-bits))
			put(t, 0, charcost_fold(cp), exp2(-bits));
	}
}

static size_t
fill(struct charcost_slot *t, double least)
{
	struct pair *list = mem_resize(NULL, SLOTS, sizeof *list);
	size_t n = 0, i, singles = 0;

	for (i = 0; i < SLOTS; i++) {
		if (pair[i].n <= 0)
			continue;
		if (pair[i].a == 0) {
			put(t, 0, pair[i].b, pair[i].n / total);
			singles++;
		} else if (pair[i].n >= MIN_PAIR * least && gain(&pair[i]) > 0)
			list[n++] = pair[i];
	}
	at_most(t, "£€§©®°·«»¿¡½…‰™×•„", 12);
	at_most(t, "¥¢±²³µ¶¼¾÷†‡‹›‚´¨¦ªº¬\u00a0", 14);
	qsort(list, n, sizeof *list, by_gain);
	if (n > KEEP - singles)
		n = KEEP - singles;
	for (i = 0; i < n; i++)
		put(t, list[i].a, list[i].b,
		    0.97 * list[i].n / first[list[i].a] +
		        0.03 * alone(list[i].b));
	free(list);
	fprintf(stderr, "%zu characters, %zu pairs\n", singles, n);
	return n + singles;
}

static void
write_about(const char *out, size_t n)
{
	char path[1024];
	FILE *f;
	size_t i;

	snprintf(path, sizeof path, "%.*s.txt", (int)strlen(out) - 6, out);
	f = fopen(path, "w");
	if (f == NULL)
		exit(1);
	fprintf(f,
	    "made by: make models MODEL=clean-pairs\n"
	    "from: sentences of Common Voice (CC0), Universal Dependencies "
	    "(CC BY, CC BY-SA, GPL), UDHR (public domain), bible-corpus "
	    "(CC0), strings and documents of LibreOffice, Firefox (MPL-2.0), "
	    "VLC, GTK, Evolution, GNOME, Inkscape (GPL, LGPL), "
	    "gnome-user-docs (CC BY-SA 3.0), Debian's installation guide "
	    "(GPL-2), VisualEditor (MIT); counts of character pairs, no text "
	    "is kept\nlanguages:");
	for (i = 0; i < sizeof languages / sizeof *languages; i++)
		fprintf(f, " %s", languages[i]);
	fprintf(f,
	    "\nentries: %zu\nmethod: interpolated bigrams, eighths of "
	    "a bit\n",
	    n);
	fclose(f);
}

int
main(int argc, char **argv)
{
	static struct charcost_slot t[CHARCOST_SLOTS];
	char head[CHARCOST_HEAD] = CHARCOST_MAGIC;
	size_t i, n;
	FILE *f;

	if (argc < 3)
		return 2;
	pair = mem_resize(NULL, SLOTS, sizeof *pair);
	memset(pair, 0, SLOTS * sizeof *pair);
	first = mem_resize(NULL, 0x110000, sizeof *first);
	memset(first, 0, 0x110000 * sizeof *first);
	for (i = 0; i < sizeof languages / sizeof *languages; i++)
		read_language(argv[1], languages[i]);
	n = fill(t, 1000 / sqrt(2e6));
	f = fopen(argv[2], "wb");
	if (f == NULL || fwrite(head, 1, sizeof head, f) != sizeof head ||
	    fwrite(t, 1, sizeof t, f) != sizeof t || fclose(f) != 0)
		return 1;
	write_about(argv[2], n);
	return 0;
}
