/*
 * The languages of a passage: those that most of the function words around a
 * place are of. ASCII is counted 56 bytes at a time. Languages of one row of
 * these words count as one.
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/room.h"

void
passage_init(struct dater *d)
{
	size_t k, i;

	for (k = 0; k < PASSAGES; k++)
		for (i = 0; i < DATES_LANGS; i++)
			d->passages.bit[i] |= dates_passages[k].bit[i];
}

static void
add_tally(struct dates_tally *t, const struct dates_tally *more)
{
	t->lane[0] += more->lane[0];
	t->lane[1] += more->lane[1];
}

/* Counts a word that only some languages have, by language. */
static void
tally_of(const struct dates_slot *s, struct dates_tally *t)
{
	const struct dates_reading *r;
	size_t i;

	memset(t, 0, sizeof *t);
	if (s == NULL || (s->flags & ENTRY_STOP) == 0)
		return;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym == C_stop)
			add_tally(t, &dates_tallies[r[i].langs]);
}

/* The word text[p, end). */
static void
count_word(struct dater *d, size_t p, size_t end, struct dates_tally *t)
{
	struct dates_tally one;

	tally_of(lexicon_word(d, p, end), &one);
	add_tally(t, &one);
}

/* A word at p, its first letters prefix, which may be a function word. */
static void
count_stop(struct dater *d, size_t p, unsigned n, uint64_t prefix,
    struct stop_word *w, struct dates_tally *t)
{
	size_t end;

	if (n < DATES_PREFIX && d->text.len - p >= WORD) {
		w->prefix = prefix;
		tally_of(lexicon_letters(d, p, n), &w->tally);
		add_tally(t, &w->tally);
		return;
	}
	lexeme_at(d->text, p, &end);
	count_word(d, p, end, t);
}

/* Without the words that are longer than a function word is. */
static uint64_t
short_words(uint64_t letter, uint64_t start)
{
	const uint64_t two = letter & letter >> 1, four = two & two >> 2;

	return start & ~(four & two >> 4 & letter >> DATES_STOP);
}

/*
 * A block of ASCII, words that begin before `stop`; none may begin before p.
 * Every other word or so is a function word: what is known of one is added
 * without asking, as zeros if it is none.
 */
static void
count_block(struct dater *d, size_t p, const struct ascii_masks *m,
    uint64_t start, struct dates_tally *t)
{
	struct dates_tally known = { 0 };
	const char *s = d->text.p + p;

	for (start = short_words(m->letter, start); start != 0;
	     start &= start - 1) {
		unsigned i = ascii_first(start);
		const uint64_t letters = m->letter >> i & 255;
		uint64_t prefix = dates_prefix(s + i, d->keep[letters]), same;
		uint32_t h = dates_hash_stop(prefix);
		struct stop_word *w = &d->stop[h % STOP_WORDS];

		same = 0 - (uint64_t)(w->prefix == prefix);
		known.lane[0] += w->tally.lane[0] & same;
		known.lane[1] += w->tally.lane[1] & same;
		if ((bits_have(dates_stops, h) & ~same) != 0)
			count_stop(d, p + i, ascii_run(m->letter, i), prefix, w,
			    t);
	}
	add_tally(t, &known);
}

/* A word, or another lexeme, at p; returns where it ends. */
static size_t
count_lexeme(struct dater *d, size_t p, struct dates_tally *t)
{
	size_t end;

	if (lexeme_at(d->text, p, &end) == LX_WORD)
		count_word(d, p, end, t);
	return end;
}

/*
 * The words of a block in front of its first character that is not ASCII, at
 * `high`, and of the word that this belongs to. Returns where that begins.
 */
static unsigned
count_before(struct dater *d, size_t p, const struct ascii_masks *m,
    unsigned high, uint64_t start, struct dates_tally *t)
{
	uint64_t letters = high > 0 ? m->letter >> (high - 1) & 1 : 0;

	start &= (UINT64_C(1) << high) - 1;
	if (letters != 0) {
		if (start == 0)
			return 0; /* from an earlier block */
		high = 63 - (unsigned)__builtin_clzll(start);
		start &= (UINT64_C(1) << high) - 1;
	}
	count_block(d, p, m, start, t);
	return high;
}

/*
 * ASCII_STEP bytes at p, or fewer if the text or the part ends, or a character
 * is not ASCII: *high is where. *in_word says whether they go on in a word.
 * Returns where they end.
 */
static size_t
count_step(struct dater *d, size_t p, size_t to, bool *in_word, size_t *high,
    struct dates_tally *t)
{
	size_t room = d->text.len - p, back, stop;
	struct ascii_masks m;
	uint64_t start, wide;
	unsigned n;

	back = room < ASCII_BLOCK ? ASCII_BLOCK - room : 0;
	m = ascii_masks(d->text.p + p - back);
	wide = m.high >> back << back;
	stop = to - p + back < ASCII_STEP ? to - p + back : ASCII_STEP;
	if (wide != 0) {
		start = m.letter >> back << back;
		start &= ~(start << 1 | (uint64_t)*in_word << back);
		*high = p - back + ascii_first(wide);
		n = count_before(d, p - back, &m, ascii_first(wide),
		    start & ((UINT64_C(1) << stop) - 1), t);
		if (n <= back)
			return p;
		if (n <= stop) {
			*in_word = false;
			return p - back + n;
		}
		*high = SIZE_MAX;
	} else {
		start = m.letter & ~(m.letter << 1 | (back == 0 && *in_word));
		start &= ~UINT64_C(0) << back;
		count_block(d, p - back, &m,
		    start & ((UINT64_C(1) << stop) - 1), t);
	}
	*in_word = m.letter >> (stop - 1) & 1;
	return p - back + stop;
}

/* Whole steps of ASCII in front of `to`; returns where they end. */
static size_t
count_run(struct dater *d, size_t p, size_t to, bool *in_word,
    struct dates_tally *t)
{
	const struct quire_span text = d->text;
	struct ascii_masks m;

	for (; to - p >= ASCII_STEP && text.len - p >= ASCII_BLOCK;
	     p += ASCII_STEP) {
		m = ascii_masks(text.p + p);
		if (m.high != 0)
			break;
		count_block(d, p, &m, ascii_starts(m.letter, in_word), t);
	}
	return p;
}

/* The words that begin at a place or behind it, before `to`; it moves there. */
static void
count_words(struct dater *d, struct word_place *at, size_t to,
    struct dates_tally *t)
{
	struct quire_span text = d->text;
	size_t from = at->p;

	while (from < to) {
		size_t high = SIZE_MAX;

		from = count_run(d, from, to, &at->in_word, t);
		if (from == to)
			break;
		if (text.len >= ASCII_BLOCK && text.len - from > DATES_PREFIX)
			from = count_step(d, from, to, &at->in_word, &high, t);
		else
			high = from;
		if (high == SIZE_MAX)
			continue;
		if (at->in_word && from < to &&
		    is_alpha((unsigned char)text.p[from]))
			lexeme_at(text, from, &from);
		at->in_word = false;
		while (from < to &&
		    (from <= high || (unsigned char)text.p[from] >= 0x80))
			from = count_lexeme(d, from, t);
	}
	at->p = from;
}

/*
 * Places of one cell have one passage, the cell and what is EDGE around it: it
 * hangs on the text alone, not on the places that were asked for before. What
 * lies EDGE around where two cells meet is part of both, and counted once.
 */
enum { CELL = 320, EDGE = 96, MIN = 2, SURE = 5 };

/* True if words begin and end at p as they would if the text began there. */
static bool
is_plain_cut(struct quire_span text, size_t p)
{
	return text.len - p >= ASCII_BLOCK &&
	    (unsigned char)text.p[p - 1] < 0x80 &&
	    (unsigned char)text.p[p] < 0x80;
}

/* The words of the seam at p, which begins at `at`, and where it ends. */
static void
count_seam(struct dater *d, struct word_place at, size_t p,
    struct dates_tally *t)
{
	const size_t from = p - EDGE;
	bool plain = at.p == from && is_plain_cut(d->text, from);

	memset(&d->seam, 0, sizeof d->seam);
	count_words(d, &at, p + EDGE < d->text.len ? p + EDGE : d->text.len,
	    &d->seam);
	add_tally(t, &d->seam);
	d->seam_end = at;
	d->seam_at = plain ? p : SIZE_MAX;
}

/* The same of the cell's first seam, if it is known; `at` moves behind it. */
static void
take_seam(struct dater *d, size_t cell, struct word_place *at,
    struct dates_tally *t)
{
	struct word_place from = { cell - EDGE, false };

	if (d->passage_at != cell - CELL || d->seam_at != cell)
		return;
	/* the end of a word is taken for one */
	if (is_alpha((unsigned char)d->text.p[from.p - 1]))
		count_words(d, &from, from.p + 1, t);
	add_tally(t, &d->seam);
	*at = d->seam_end;
}

static void
count_around(struct dater *d, size_t cell, struct dates_tally *t)
{
	const struct quire_span text = d->text;
	const size_t next = cell + CELL;
	struct word_place at = { cell > EDGE ? cell - EDGE : 0, false };

	while (at.p > 0 && ((unsigned char)text.p[at.p] & 0xc0) == 0x80)
		at.p--;
	if (cell > 0)
		take_seam(d, cell, &at, t);
	count_words(d, &at, next - EDGE < text.len ? next - EDGE : text.len, t);
	count_seam(d, at, next, t);
}

/*
 * The passages that have the most words, MIN or more: their numbers, in order.
 * Returns how many they are; *most is that of the words.
 */
static size_t
most_words(const struct dates_tally *t, uint8_t *found, uint64_t *most)
{
	size_t n = 0, i, k;
	uint64_t lanes, words;

	*most = MIN;
	for (i = 0; i < LANE_WORDS; i++) {
		lanes = t->lane[i / 2][i % 2];
		for (k = i * LANES; lanes != 0; lanes >>= LANE_BITS, k++) {
			words = lanes & ((1u << LANE_BITS) - 1);
			if (words < *most)
				continue;
			if (words > *most)
				n = 0;
			*most = words;
			found[n++] = (uint8_t)k;
		}
	}
	return n;
}

/* Fills d->passage with the languages that most of the words are of. */
static void
find_passage(struct dater *d, size_t cell)
{
	struct dates_tally t = { 0 };
	uint8_t found[PASSAGES];
	uint64_t most;
	size_t n, i;

	count_around(d, cell, &t);
	memset(&d->passage, 0, sizeof d->passage);
	for (n = most_words(&t, found, &most); n > 0; n--)
		for (i = 0; i < DATES_LANGS; i++)
			d->passage.bit[i] |=
			    dates_passages[found[n - 1]].bit[i];
	d->passage_sure = most >= SURE;
	d->passage_at = cell;
}

const struct dates_langset *
passage_langs(struct dater *d, size_t p)
{
	const size_t cell = p - p % CELL;

	if (d->passage_at != cell)
		find_passage(d, cell);
	return &d->passage;
}

bool
passage_is(struct dater *d, size_t p, const struct dates_langset *l)
{
	struct dates_langset both;

	return langs_meet(&d->passages, l, &both) && /* else it never is */
	    langs_meet(passage_langs(d, p), l, &both);
}
