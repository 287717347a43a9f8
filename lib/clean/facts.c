/* facts: what is counted in each paragraph, once. */
#include <stdlib.h>
#include <string.h>

#include "clean/features.h"

enum {
	BEGIN_LOWER = 1,
	BEGIN_UPPER,
	BEGIN_DIGIT,
	BEGIN_CJK,
	BEGIN_QUOTE,
	BEGIN_BULLET,
	BEGIN_BRACKET,
	BEGIN_OTHER
};
enum {
	END_STOP = 1,
	END_QUESTION,
	END_COLON,
	END_COMMA,
	END_ELLIPSIS,
	END_BRACKET,
	END_DIGIT,
	END_ARROW,
	END_WORD,
	END_OTHER
};

static uint8_t
begin_kind(struct quire_span s)
{
	uint32_t cp;

	if (s.len == 0)
		return 0;
	utf8_decode(s.p, s.p + s.len, &cp);
	if (text_is(cp, TEXT_LOWER))
		return BEGIN_LOWER;
	if (text_is(cp, TEXT_DIGIT))
		return BEGIN_DIGIT;
	if (text_is(cp, TEXT_HAN | TEXT_KANA | TEXT_HANGUL))
		return BEGIN_CJK;
	if (text_is(cp, TEXT_LETTER))
		return BEGIN_UPPER;
	if (text_is(cp, TEXT_QUOTE))
		return BEGIN_QUOTE;
	if (cp == '-' || cp == '*' || cp == 0x2022 || cp == 0xb7 ||
	    cp == 0xbb || cp == '>' || cp == '+')
		return BEGIN_BULLET;
	return text_is(cp, TEXT_OPEN) ? BEGIN_BRACKET : BEGIN_OTHER;
}

static uint8_t
end_kind(struct quire_span s)
{
	const char *p = s.p + s.len;
	uint32_t cp = 0;

	while (p > s.p) {
		p -= utf8_decode_before(s.p, p, &cp);
		if (!text_is(cp, TEXT_QUOTE))
			break;
	}
	if (cp == '.' || cp == 0x3002)
		return END_STOP;
	if (cp == '?' || cp == '!' || cp == 0xff1f || cp == 0xff01)
		return END_QUESTION;
	if (cp == ':' || cp == 0xff1a || cp == ';')
		return END_COLON;
	if (cp == ',' || cp == 0xff0c)
		return END_COMMA;
	if (cp == 0x2026)
		return END_ELLIPSIS;
	if (cp == 0xbb || cp == '>' || cp == 0x203a || cp == 0x25ba)
		return END_ARROW;
	if (text_is(cp, TEXT_CLOSE))
		return END_BRACKET;
	if (text_is(cp, TEXT_DIGIT))
		return END_DIGIT;
	return text_is(cp, TEXT_LETTER) ? END_WORD : END_OTHER;
}

static void
find_times(struct quire_span s, struct facts *f)
{
	size_t i;

	if (f->digits < 3)
		return;
	for (i = 0; i + 4 <= s.len && i < 300; i++) {
		if (!ascii_digit(s.p[i]) || (i > 0 && ascii_digit(s.p[i - 1])))
			continue;
		f->year |= ascii_digit(s.p[i + 1]) && ascii_digit(s.p[i + 2]) &&
		    ascii_digit(s.p[i + 3]) &&
		    (s.p[i] == '1' || s.p[i] == '2') &&
		    (i + 4 == s.len || !ascii_digit(s.p[i + 4]));
		f->clock |= ascii_digit(s.p[i + 1]) && s.p[i + 2] == ':' &&
		    ascii_digit(s.p[i + 3]);
	}
}

static uint8_t
link_bin(const struct para *p)
{
	size_t share;

	if (p->link_bytes == 0 || p->text.len == 0)
		return 0;
	share = (size_t)p->link_bytes * 100 / p->text.len;
	return share < 8 ? 1
	    : share < 25 ? 2
	    : share < 50 ? 3
	    : share < 85 ? 4
	                 : 5;
}

/* A number, and how many paragraphs have it; 0: an empty slot. */
struct slot {
	uint32_t key, count;
	struct box *box;
};

struct table {
	struct slot *slot;
	size_t size; /* a power of two */
};

static struct table
new_table(const struct work *w)
{
	struct table t = { NULL, 16 };

	while (t.size < 2 * w->paras)
		t.size *= 2;
	t.slot = arena_alloc(w->a, t.size * sizeof *t.slot);
	return t;
}

static void
clear_table(const struct table *t)
{
	memset(t->slot, 0, t->size * sizeof *t->slot);
}

static struct slot *
find_slot(const struct table *t, uint32_t key)
{
	size_t i = learn_mix(key, 0) & (t->size - 1);

	while (t->slot[i].count > 0 && t->slot[i].key != key)
		i = (i + 1) & (t->size - 1);
	t->slot[i].key = key;
	return &t->slot[i];
}

static void
count_copies(const struct work *w, const struct table *t, struct facts *f)
{
	uint32_t n;
	size_t i;

	clear_table(t);
	for (i = 0; i < w->paras; i++)
		find_slot(t, f[i].hash)->count++;
	for (i = 0; i < w->paras; i++) {
		n = find_slot(t, f[i].hash)->count;
		f[i].copies = (uint8_t)(n < 3 ? n : 3);
	}
}

/* One more paragraph in an element. */
static void
add_to_box(struct box *b, struct facts *f, int level)
{
	b->blocks++;
	b->prose += f->prose;
	b->mass += f->mass;
	b->linked += f->links >= 3 ? f->mass : 0;
	f->box[level] = b;
}

static void
fill_boxes(const struct work *w, const struct table *t, struct facts *f,
    int level)
{
	struct slot *s;
	size_t i;

	clear_table(t);
	for (i = 0; i < w->paras; i++) {
		if (w->para[i].html == NULL || w->para[i].html->box[level] == 0)
			continue;
		s = find_slot(t, w->para[i].html->box[level]);
		if (s->count++ == 0)
			s->box = arena_zero(w->a, 1, sizeof *s->box);
		add_to_box(s->box, &f[i], level);
	}
}

/* The elements that hold the blocks of a page, at one level above them. */
static void
find_boxes(const struct work *w, const struct table *t, struct facts *f,
    int level, unsigned all)
{
	struct box *b, *top = NULL;
	uint32_t serial, first = 0; /* the top's: elements count from 1 */
	size_t i;

	fill_boxes(w, t, f, level);
	for (i = 0; i < w->paras; i++) {
		b = f[i].box[level];
		if (b == NULL)
			continue;
		b->share = all > 0 ? (float)b->mass / (float)all : 0;
		serial = w->para[i].html->box[level];
		if (top == NULL || b->prose > top->prose ||
		    (b->prose == top->prose && serial < first)) {
			top = b;
			first = serial;
		}
	}
	if (top != NULL && top->prose > 0)
		top->top = true;
}

struct glance *
glance_read(const struct work *w)
{
	struct glance *all = arena_zero(w->a, w->paras + 1, sizeof *all), *g;
	size_t i;

	for (i = 0; i < w->paras; i++) {
		const struct para *p = &w->para[i];

		g = &all[i];
		g->mass = p->words;
		g->ended = para_ends_sentence(p->text);
		g->lexicon = (uint8_t)lexicon_class(p->text);
		g->known = g->lexicon;
		if (!w->o->body && g->known == CLEAN_CLASSES)
			g->known = (uint8_t)pattern_class(p->text);
	}
	return all;
}

/* What a paragraph's text says, whoever stands around it. */
static void
read_text(struct quire_span s, const struct glance *g, struct facts *f)
{
	if (g->seen != NULL) {
		*f = *g->seen;
		f->box[0] = f->box[1] = NULL;
		return;
	}
	tally(s, f);
	find_times(s, f);
	f->bin = features_bin(f->mass);
	f->begins = begin_kind(s);
	f->ends = end_kind(s);
	f->ended = g->ended;
	f->asks = f->ends == END_QUESTION;
	f->stops = f->ends == END_STOP;
	f->prose = f->mass >= 25 || (f->mass >= 10 && f->ended);
	f->lexicon = g->lexicon;
}

unsigned
glance_mass(const struct work *w, struct glance *g, size_t i)
{
	struct facts *f;

	if (g[i].exact)
		return g[i].mass;
	g[i].exact = true;
	if (tally_words(w->para[i].text, &g[i].mass))
		return g[i].mass;
	f = arena_zero(w->a, 1, sizeof *f);
	read_text(w->para[i].text, &g[i], f);
	g[i].seen = f;
	return g[i].mass = f->mass;
}

bool
glance_prose(const struct work *w, struct glance *g, size_t i)
{
	return g[i].mass >= 25 || glance_mass(w, g, i) >= 25 ||
	    (g[i].ended && g[i].mass >= 10);
}

struct facts *
facts_read(const struct work *w, struct glance *g)
{
	struct facts *all = arena_zero(w->a, w->paras + 1, sizeof *all);
	unsigned mass = 0, proses = 0;
	struct table t;
	size_t i;

	for (i = 0; i < w->paras; i++) {
		read_text(w->para[i].text, &g[i], &all[i]);
		g[i].seen = &all[i];
		g[i].mass = all[i].mass;
		g[i].exact = true;
		all[i].links = link_bin(&w->para[i]);
		all[i].proses = proses;
		proses += all[i].prose;
		mass += all[i].mass;
	}
	all[i].proses = proses; /* behind the last */
	t = new_table(w);
	count_copies(w, &t, all);
	if (w->from == CLEAN_HTML) {
		find_boxes(w, &t, all, 0, mass);
		find_boxes(w, &t, all, 1, mass);
	}
	return all;
}
