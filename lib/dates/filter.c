/*
 * What stands around an item: the rows of lib/data/dates-context.tsv, and the
 * characters at its edges. Numbers glued to other numbers, to units or to
 * signs are no dates.
 */
#include <string.h>

#include "dates/ascii_run.h"
#include "dates/room.h"

/* Bits of the kinds that entry s forbids on that side. */
static int32_t
context_mask(const struct dater *d, const struct dates_slot *s, int class)
{
	const struct dates_reading *r = lexicon_readings(s);
	struct dates_langset both;
	int32_t mask = 0;
	size_t i;

	for (i = s->syms; i < s->readings; i++)
		if (r[i].sym == class &&
		    (!d->named ||
		        langs_meet(langs_of(r[i].langs), &d->allowed, &both)))
			mask |= r[i].value;
	return mask;
}

static size_t
skip_spaces(struct quire_span text, size_t p)
{
	while (p < text.len && (text.p[p] == ' ' || text.p[p] == '\n'))
		p++;
	return p;
}

/* The entry at p if the lexeme there has one of the flags; or null. */
static const struct dates_slot *
context_entry(struct dater *d, size_t p, unsigned flags, size_t *end)
{
	const struct dates_slot *s;

	if (lexeme_at(d->text, p, end) == LX_SPACE)
		return NULL;
	s = lexicon_word(d, p, *end);
	if (s == NULL || (s->flags & flags) == 0)
		return NULL;
	return lexicon_longest(d, s, p, end, NULL);
}

static int32_t
mask_after(struct dater *d, size_t p)
{
	size_t end, q = skip_spaces(d->text, p);
	const struct dates_slot *s;

	if (q >= d->text.len || q - p > 2)
		return 0;
	s = context_entry(d, q, ENTRY_AFTERS, &end);
	return s == NULL ? 0 : context_mask(d, s, C_after);
}

/* Start of the word or character before p, p > 0. */
static size_t
word_before(struct quire_span text, size_t p)
{
	enum lexeme_kind kind;
	size_t q = lexeme_before(text, p, 0, 60, &kind);
	uint32_t cp;

	if (kind == LX_SPACE || kind == LX_DIGITS)
		q = p - utf8_decode_before(text.p, text.p + p, &cp);
	return q;
}

/* Entries of one to three lexemes that end at p. */
static int32_t
mask_before(struct dater *d, size_t p, int class)
{
	int32_t mask = 0;
	size_t q, end;
	int i;

	while (p > 0 && (d->text.p[p - 1] == ' ' || d->text.p[p - 1] == '\n'))
		p--;
	for (q = p, i = 0; i < 3 && q > 0; i++) {
		const struct dates_slot *s;

		q = word_before(d->text, q);
		s = context_entry(d, q, ENTRY_BEFORES, &end);
		if (s != NULL && end == p)
			mask |= context_mask(d, s, class);
		while (q > 0 && d->text.p[q - 1] == ' ')
			q--;
	}
	return mask;
}

/* ---- edges ------------------------------------------------------------ */

static bool
digit_at(struct quire_span text, size_t p)
{
	return p < text.len && (unsigned)(text.p[p] - '0') < 10;
}

/* ".5", ",5", "-5", "/5": a number goes on. */
static bool
goes_on(struct quire_span text, size_t end)
{
	unsigned char b;

	if (end >= text.len)
		return false;
	b = (unsigned char)text.p[end];
	if (b == '%' || b == '_' || b == '@' || b == '=' || b == '\\')
		return true;
	if (span_starts(span_sub(text, end, text.len), "°") ||
	    span_starts(span_sub(text, end, text.len), "％") ||
	    span_starts(span_sub(text, end, text.len), "‰"))
		return true;
	return strchr(".,/-:+*", b) != NULL && digit_at(text, end + 1);
}

static bool
came_from(struct quire_span text, size_t start)
{
	unsigned char b;

	if (start == 0)
		return false;
	b = (unsigned char)text.p[start - 1];
	if (strchr("$_#@=&\\+*^", b) != NULL)
		return true;
	if (start >= 2 &&
	    (memcmp(text.p + start - 2, "£", 2) == 0 ||
	        memcmp(text.p + start - 2, "¥", 2) == 0))
		return true;
	if (start >= 3 && memcmp(text.p + start - 3, "€", 3) == 0)
		return true;
	return strchr(".,/-:", b) != NULL && start >= 2 &&
	    ((unsigned)(text.p[start - 2] - '0') < 10 ||
	        ((text.p[start - 2] | 32) >= 'a' &&
	            (text.p[start - 2] | 32) <= 'z' && b != '.' && b != ',' &&
	            b != ':'));
}

static bool
number_edges(struct quire_span text, const struct item *t)
{
	if (digit_at(text, t->start) && came_from(text, t->start))
		return false;
	return !digit_at(text, t->end - 1) || !goes_on(text, t->end);
}

static bool
is_upper(struct quire_span text, size_t p)
{
	uint32_t cp;

	utf8_decode(text.p + p, text.p + text.len, &cp);
	return text_is(cp, TEXT_UPPER);
}

/* "China Daily": one word with a capital inside a sentence is a name. */
static bool
is_title(struct quire_span text, const struct item *t)
{
	size_t p = t->start, end;

	if (!is_upper(text, p) || lexeme_at(text, p, &end) != LX_WORD ||
	    end < t->end || p < 2)
		return false;
	return text.p[p - 1] == ' ' && text.p[p - 2] != '.';
}

/* "上周" in front of "报": a word that is none begins inside the item. */
static bool
runs_on(struct dater *d, const struct item *t)
{
	const struct dates_slot *s;
	const struct dates_reading *r;
	uint32_t cp;
	size_t at, end, i;

	if (t->end >= d->text.len || (unsigned char)d->text.p[t->end] < 0xe3)
		return false;
	at = t->end - utf8_decode_before(d->text.p, d->text.p + t->end, &cp);
	if (cp < 0x3000 || (s = lexicon_find(d, at, &end, NULL)) == NULL ||
	    end <= t->end)
		return false;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym == C_block)
			return true;
	return false;
}

void
filter_init(struct dater *d)
{
	static const char *const tag[PASSAGES] = { "en", "es", "pt", "fr", "it",
		"de", "nl", "sv", "tr" };
	size_t k;

	for (k = 0; k < PASSAGES; k++) {
		int b = lang_find(tag[k], 2);

		d->passage_bit[k] = b < 0 ? 0 : (size_t)b;
	}
}

void
filter_tally(const struct dater *d, const struct dates_slot *s, struct tally *t)
{
	const struct dates_reading *r;
	size_t i, k;

	*t = (struct tally){ { 0, 0 } };
	if (s == NULL || (s->flags & ENTRY_STOP) == 0)
		return;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		for (k = 0; r[i].sym == C_stop && k < PASSAGES; k++) {
			size_t b = d->passage_bit[k];

			t->lane[k / LANES] +=
			    (langs_of(r[i].langs)->bit[b / 64] >> (b % 64) & 1)
			    << k % LANES * LANE_BITS;
		}
}

static void
add_tally(struct tally *t, const struct tally *more)
{
	t->lane[0] += more->lane[0];
	t->lane[1] += more->lane[1];
}

/* The word text[p, end). */
static void
count_word(struct dater *d, size_t p, size_t end, struct tally *t)
{
	struct tally one;

	filter_tally(d, lexicon_word(d, p, end), &one);
	add_tally(t, &one);
}

/*
 * A block of ASCII, words that begin before `stop`; none may begin before p.
 * Most words are no function words: their first letters tell.
 */
static void
count_block(struct dater *d, size_t p, const struct ascii_masks *m,
    uint64_t start, struct tally *t)
{
	const char *s = d->text.p + p;

	for (; start != 0; start &= start - 1) {
		unsigned i = ascii_first(start);
		unsigned n = ascii_run(m->letter, i);
		uint64_t prefix = dates_prefix(s + i, n);
		uint32_t h = dates_hash_stop(prefix);
		size_t end;

		if (!(dates_stops[h >> 3] >> (h & 7) & 1))
			continue;
		if (n < DATES_PREFIX) {
			add_tally(t, &lexicon_short(d, p + i, n)->tally);
			continue;
		}
		lexeme_at(d->text, p + i, &end);
		count_word(d, p + i, end, t);
	}
}

/* A word, or another lexeme, at p; returns where it ends. */
static size_t
count_lexeme(struct dater *d, size_t p, struct tally *t)
{
	size_t end;

	if (lexeme_at(d->text, p, &end) == LX_WORD)
		count_word(d, p, end, t);
	return end;
}

/*
 * ASCII_STEP bytes at p, or fewer if the text ends: where they end. *in_word
 * says whether they go on in a word. 0: not all of the block is ASCII.
 */
static size_t
count_step(struct dater *d, size_t p, size_t to, bool *in_word, size_t *high,
    struct tally *t)
{
	size_t room = d->text.len - p, back, stop;
	struct ascii_masks m;
	uint64_t start;

	back = room < ASCII_BLOCK ? ASCII_BLOCK - room : 0;
	m = ascii_masks(d->text.p + p - back);
	if (m.high >> back != 0) {
		*high = p + ascii_first(m.high >> back);
		return 0;
	}
	start = m.letter & ~(m.letter << 1 | (back == 0 && *in_word));
	start &= ~UINT64_C(0) << back;
	stop = to - p + back < ASCII_STEP ? to - p + back : ASCII_STEP;
	count_block(d, p - back, &m, start & ((UINT64_C(1) << stop) - 1), t);
	*in_word = m.letter >> (ASCII_STEP - 1) & 1;
	return p - back + ASCII_STEP;
}

/* The words that begin in text[from, to). */
static void
count_words(struct dater *d, size_t from, size_t to, struct tally *t)
{
	struct quire_span text = d->text;
	bool in_word = false;

	while (from < to) {
		size_t stop = from, next;

		if (text.len >= ASCII_BLOCK && text.len - from > DATES_PREFIX) {
			next = count_step(d, from, to, &in_word, &stop, t);
			if (next > 0) {
				from = next;
				continue;
			}
		}
		if (in_word && is_alpha((unsigned char)text.p[from]))
			lexeme_at(text, from, &from);
		in_word = false;
		while (from <= stop && from < to)
			from = count_lexeme(d, from, t);
	}
}

/* The languages that most of the words around p are of. */
static void
count_around(struct dater *d, size_t p, struct tally *t)
{
	struct quire_span text = d->text;
	size_t from = p > 250 ? p - 250 : 0, to = p + 250;

	if (to > text.len)
		to = text.len;
	while (from > 0 && ((unsigned char)text.p[from] & 0xc0) == 0x80)
		from--;
	count_words(d, from, to, t);
}

/* Fills d->passage with the languages that most of the words are of. */
static void
find_passage(struct dater *d, size_t p)
{
	struct tally t = { { 0, 0 } };
	uint64_t count[PASSAGES], best = 2;
	size_t k;

	count_around(d, p, &t);
	for (k = 0; k < PASSAGES; k++) {
		count[k] = t.lane[k / LANES] >> k % LANES * LANE_BITS &
		    ((1u << LANE_BITS) - 1);
		if (count[k] > best)
			best = count[k];
	}
	memset(&d->passage, 0, sizeof d->passage);
	for (k = 0; k < PASSAGES; k++)
		if (count[k] == best)
			d->passage.bit[d->passage_bit[k] / 64] |= UINT64_C(1)
			    << (d->passage_bit[k] % 64);
	d->passage_at = p;
}

/* True if a language of l has as many words around p as any other. */
bool
filter_passage(struct dater *d, size_t p, const struct dates_langset *l)
{
	struct dates_langset both;

	if (d->passage_at == SIZE_MAX || p + 400 < d->passage_at ||
	    p > d->passage_at + 400)
		find_passage(d, p);
	return langs_meet(&d->passage, l, &both);
}

/* Japanese text has kana (U+3040 to U+30FF) in every line. */
static bool
near_kana(struct quire_span text, size_t p)
{
	size_t from = p > 150 ? p - 150 : 0, to = p + 150;

	for (; from + 1 < text.len && from < to; from++)
		if ((unsigned char)text.p[from] == 0xe3 &&
		    (unsigned char)(text.p[from + 1] - 0x81) < 3)
			return true;
	return false;
}

/*
 * A foreign word that is a month or a day alone needs a passage in its
 * language; English and Chinese, and scripts that tell, need none.
 */
static bool
in_its_language(struct dater *d, const struct item *t)
{
	uint32_t cp;
	size_t p;

	if (d->named || (t->langs.bit[0] & 3) != 0)
		return true;
	switch (t->kind) {
	case C_FULL:
	case C_YM:
	case C_Y:
	case C_YX:
		return true;
	default:
		break;
	}
	for (p = t->start; p < t->end;
	     p += utf8_decode(d->text.p + p, d->text.p + t->end, &cp)) {
		utf8_decode(d->text.p + p, d->text.p + t->end, &cp);
		if (text_is(cp, TEXT_HAN))
			return near_kana(d->text, t->start);
		if (text_is(cp, TEXT_LETTER) && cp >= 0x370 &&
		    (cp < 0x1e00 || cp >= 0x2e80))
			return true;
	}
	return filter_passage(d, t->start, &t->langs);
}

/* "2310 to 2697": a bare number of four digits that is hardly a year. */
static bool
year_like(const struct item *side)
{
	return side == NULL || side->kind != C_YX || !item_has(side, C_year) ||
	    side->v[C_year] <= 2100;
}

/* "this may not": a month's name that is a verb, in small letters. */
static bool
is_verb(struct quire_span text, const struct item *t)
{
	size_t p = t->end;

	if (t->kind != C_M || !item_has(t, C_shift) ||
	    (t->v[C_month] != 3 && t->v[C_month] != 5))
		return false;
	while (p > t->start && is_alpha((unsigned char)text.p[p - 1]))
		p--;
	return span_is(span_sub(text, p, t->end), "may") ||
	    span_is(span_sub(text, p, t->end), "march");
}

bool
filter_item(struct dater *d, const struct item *t)
{
	int32_t bit;

	if (t->kind < C_FULL || t->kind - C_FULL > 30)
		return false;
	if (!d->opts.vague &&
	    (t->kind == C_VAG || t->kind == C_VDUR || item_has(t, C_vague)))
		return false;
	if (!number_edges(d->text, t) || runs_on(d, t) ||
	    !in_its_language(d, t))
		return false;
	bit = (int32_t)1 << (t->kind - C_FULL);
	if (t->start > 0 && (mask_before(d, t->start, C_before) & bit) != 0)
		return false;
	if (t->kind == C_MX || t->kind == C_WDX)
		if (t->start == 0 ||
		    (!item_has(t, C_order) && !item_has(t, C_type) &&
		        !is_upper(d->text, t->start)) ||
		    (mask_before(d, t->start, C_need) & bit) == 0)
			return false;
	if (t->kind == C_RANGE &&
	    (!year_like(t->side[0]) || !year_like(t->side[1])))
		return false;
	if (is_verb(d->text, t) || (t->kind == C_SET && is_title(d->text, t)))
		return false;
	if (t->kind == C_YX && (t->v[C_year] < 1500 || t->v[C_year] > 2100))
		return false;
	return (mask_after(d, t->end) & bit) == 0;
}

/* ---- tense ------------------------------------------------------------ */

static bool
sentence_end(struct quire_span text, size_t p)
{
	unsigned char b = (unsigned char)text.p[p];

	if (b == '\n' || b == '!' || b == '?' || b == ';')
		return true;
	if (b == '.')
		return p + 1 < text.len && text.p[p + 1] == ' ';
	return b == 0xe3 && p + 2 < text.len &&
	    (unsigned char)text.p[p + 1] == 0x80 &&
	    (unsigned char)text.p[p + 2] == 0x82;
}

static int
cue_of(struct dater *d, size_t p, size_t end, bool near)
{
	const struct dates_slot *s = lexicon_word(d, p, end);
	const struct dates_reading *r;
	size_t i;

	if (s == NULL || (s->flags & ENTRY_CUE) == 0)
		return 0;
	r = lexicon_readings(s);
	for (i = 0; i < s->readings; i++)
		if (r[i].sym == C_future && (near || r[i].value == 0))
			return 1;
		else if (r[i].sym == C_past)
			return -1;
	return 0;
}

/* "announced", "attended", but not "need" and "indeed" */
static bool
is_regular_past(struct quire_span text, size_t p, size_t end)
{
	return end - p > 4 && text.p[end - 1] == 'd' &&
	    text.p[end - 2] == 'e' && text.p[end - 3] != 'e' &&
	    is_alpha((unsigned char)text.p[end - 3]);
}

/* True if the word before p is "be". */
static bool
follows_be(struct quire_span text, size_t p)
{
	return p > 3 && memcmp(text.p + p - 3, "be ", 3) == 0 &&
	    !is_alpha((unsigned char)text.p[p - 4]);
}

/* The nearest cue of the same sentence in front of the item. */
int
filter_tense(struct dater *d, const struct item *t)
{
	static const struct dates_langset en = { { 1 } };
	struct dates_langset both;
	bool english = langs_meet(&t->langs, &en, &both);
	size_t p = t->start, steps;
	int cue;

	for (steps = 0; p > 0 && steps < 9; steps++) {
		size_t q;

		while (p > 0 && d->text.p[p - 1] == ' ')
			p--;
		if (p == 0 || sentence_end(d->text, p - 1))
			break;
		q = word_before(d->text, p);
		if (sentence_end(d->text, q))
			break;
		cue = cue_of(d, q, p, steps == 0);
		if (cue == 0 && english && t->kind == C_WD && steps < 5 &&
		    is_regular_past(d->text, q, p))
			cue = -1;
		if (cue < 0 && follows_be(d->text, q)) /* "to be held on" */
			cue = 1;
		if (cue != 0)
			return cue;
		p = q;
	}
	return 0;
}
