/*
 * A stage replaces, from left to right, the longest run of tokens that a
 * pattern takes by one token with the item that the row makes (make.c).
 */
#include <string.h>

#include "dates/lexicon.h"
#include "dates/memo.h"

/* Notes the stages that may begin with token i. */
static inline void
mark_begins(struct dater *d, size_t i)
{
	unsigned stages = d->tok[i].use.begins;

	if (stages != 0)
		stages = memo_begins(d, i);
	d->begins[i] = (uint8_t)stages;
	d->stages |= stages;
}

/* The same when token i took the place of those up to `last`. */
static void
change_begins(struct dater *d, size_t i, size_t last)
{
	size_t before = d->last[i];

	memset(d->begins + i, 0, last - i + 1);
	mark_begins(d, i);
	if (before < i)
		mark_begins(d, before);
}

/*
 * "in den letzten Wochen" is no offset but a length, to which the word that
 * stands by it does not belong.
 */
static void
length_alone(const struct walk *w, struct item *t)
{
	const struct tok *k;
	size_t i;

	if (t->kind != C_AGO || !item_has(t, C_shift))
		return;
	for (i = 0; i < w->best; i++) {
		k = best_tok(w, i);
		if (k->item != NULL && k->item->kind == C_DUR &&
		    item_has(k->item, C_shift)) {
			t->kind = C_DUR;
			t->start = k->item->start;
			t->end = k->item->end;
		}
	}
}

/* What the row only asks for in front of the date is no part of it. */
static void
cut_need(struct walk *w, struct item *made)
{
	if (!item_has(made, C_need) || w->best < 2)
		return;
	item_drop(made, C_need);
	made->start = w->d->tok[w->from].start = best_tok(w, 1)->start;
}

/* What a walk sees of an item beside its languages; the last bit: a year. */
static uint16_t
kind_seen(const struct item *t)
{
	const bool year = t->kind == C_NUM && item_has(t, C_year);

	return (uint16_t)(t->kind << 1 | year);
}

/* The tokens of the match become one; false: there is no room. */
static bool
join(struct walk *w)
{
	struct dater *d = w->d;
	struct tok *t = &d->tok[w->from];
	struct item *made = make_item(w);
	size_t last = w->best_path[w->best - 1].tok;

	if (made == NULL)
		return false;
	made->start = t->start;
	made->end = d->tok[last].end - best_sym(w, w->best - 1)->cut;
	length_alone(w, made);
	cut_need(w, made);
	t->item = made;
	if (w->best > 1) {
		t->end = made->end;
		d->next[w->from] = d->next[last];
		d->last[d->next[last]] = (uint8_t)w->from;
	}
	return true;
}

/* What walks see of what join made; sig is its number, if that is known. */
static void
show(struct walk *w, uint32_t sig)
{
	struct dater *d = w->d;
	struct tok *t = &d->tok[w->from];
	struct item *made = t->item;
	const bool number = t->number;
	const uint16_t kind = kind_seen(made);

	if (sig == SIG_NONE) {
		if (w->langs == 0)
			w->langs = memo_langs(d->memo, &made->langs);
		sig = memo_sig(d->memo, w->best > 1 ? SIG_NONE : t->sig,
		    SIG_KIND | kind, w->langs);
	}
	if (w->best > 1) {
		tok_clear(t, w->open);
		t->item = made;
		t->number = number;
	}
	t->sig = sig;
	if (t->syms + 2 > TOK_SYMS)
		t->syms = TOK_SYMS - 2;
	if ((kind & 1) != 0)
		tok_add(t, C_y4, made->v[C_year], 0);
	tok_add(t, made->kind, 0, (unsigned)(t->end - made->end));
}

/* Replaces the tokens of the match by one, and notes what may begin there. */
static void
reduce(struct walk *w, struct memo_step *s)
{
	struct dater *d = w->d;

	if (!join(w))
		return;
	show(w, SIG_NONE);
	s->kind = kind_seen(d->tok[w->from].item);
	s->sig = d->tok[w->from].sig;
	change_begins(d, w->from, w->best_path[w->best - 1].tok);
}

/* "un mai 2011": an article before a month is not its first day. */
static bool
is_article(const struct walk *w)
{
	const struct tok *t = best_tok(w, 0);
	const struct dates_slot *s;

	if (w->best < 2 || best_sym(w, 0)->sym != C_word ||
	    best_sym(w, 0)->value != 1 ||
	    (best_sym(w, 1)->sym != C_month && best_sym(w, 1)->sym != C_monthx))
		return false;
	if (langs_have(&w->best_langs, "tr")) /* bir */
		return false;
	s = lexicon_word(w->d, t->start, t->end);
	return s != NULL && (s->flags & ENTRY_STOP) != 0;
}

/*
 * "3 to 12 May" "last week": what stands behind days is the year of them. "in"
 * "the first two months": the first are of something, not from now on.
 */
static bool
is_of_other(const struct walk *w)
{
	const struct dates_row *row = &dates_rows[w->best_row];
	const struct item *days = best_tok(w, 0)->item;
	const struct item *year = best_tok(w, w->best - 1)->item;

	if (row->kind == C_AGO && year != NULL && year->kind == C_DUR)
		return item_has(year, C_nth) && year->v[C_nth] == 1;
	if (row->kind != C_RANGE || row->act != ACT_MERGE || days == NULL ||
	    year == NULL || year->kind != C_REL)
		return false;
	return !item_has(year, C_shift) || !item_has(year, C_unit) ||
	    year->v[C_unit] != 'Y' || days->side[1] == NULL ||
	    !item_has(days->side[1], C_month) ||
	    item_has(days->side[1], C_year) || item_has(days->side[1], C_unit);
}

/*
 * Numbers glued to other numbers or letters are no part of a date, nor is an
 * article.
 */
static bool
edges_free(const struct walk *w)
{
	const struct tok *t = best_tok(w, 0), *u = best_tok(w, w->best - 1);
	const struct dater *d = w->d;

	if (is_article(w) || is_of_other(w))
		return false;
	if (t->number && t->start > 0) {
		const char *p = d->text.p + t->start;
		unsigned char b = (unsigned char)p[-1];

		if (dates_digit_at(d->text, t->start - 1) || is_alpha(b))
			return false;
		/* "$12 December 27", "6.31 August" */
		if (b == '$' || (b == ' ' && t->start > 1 && p[-2] == '$') ||
		    ((b == '.' || b == ',') && t->start > 1 &&
		        dates_digit_at(d->text, t->start - 2)))
			return false;
	}
	if (u->number && u->end < d->text.len) {
		unsigned char b = (unsigned char)d->text.p[u->end];

		if (is_alpha(b))
			return false;
		/* "il 03/04" of "il 03/04/2015", "den 3.10" of "3.10.1990" */
		if ((b == '/' || b == '.') && w->best > 1 &&
		    (unsigned char)d->text.p[u->start - 1] == b &&
		    dates_digit_at(d->text, u->end + 1))
			return false;
	}
	return true;
}

/*
 * The letters of a match: Latin alone, with Han, or of another script; SHARED
 * is one that many languages have, Cyrillic or Arabic.
 */
enum script { LATIN, HAN, SHARED, OTHER };

static enum script
script_of(const struct walk *w)
{
	const struct quire_span text = w->d->text;
	size_t p = best_tok(w, 0)->start;
	size_t end = best_tok(w, w->best - 1)->end;
	enum script script = LATIN;
	uint32_t cp;

	for (; p < end; p += utf8_decode(text.p + p, text.p + end, &cp)) {
		utf8_decode(text.p + p, text.p + end, &cp);
		if (text_is(cp, TEXT_HAN))
			script = HAN;
		else if (cp >= 0x370 && text_is(cp, TEXT_LETTER) &&
		    (cp < 0x1e00 || cp >= 0x2e80))
			return cp - 0x400 < 0x300 ? SHARED : OTHER;
	}
	return script;
}

/*
 * The languages that are open at w in a script they share: those of the passage
 * and, unless it is of one that is told by its words in such a script
 * (Bulgarian), those that are not told by words (Russian).
 */
static struct dates_langset
open_langs(const struct walk *w)
{
	struct dates_langset open = *passage_langs(w->d, best_tok(w, 0)->start);
	size_t i;

	if (!langs_share(&open, &dates_scripted))
		for (i = 0; i < DATES_LANGS; i++)
			open.bit[i] |= ~w->d->passages.bit[i];
	return open;
}

/* A foreign reading where the passage is in another language yields. */
static bool
out_of_place(const struct walk *w)
{
	const struct quire_span text = w->d->text;
	struct dates_langset open;
	size_t p;

	if (w->best == 0 || w->d->named || (w->best_langs.bit[0] & 3) != 0)
		return false;
	p = best_tok(w, 0)->start;
	switch (script_of(w)) {
	case LATIN:
		return !passage_is(w->d, p, &w->best_langs);
	case HAN:
		return !filter_kana(text, p);
	case SHARED:
		open = open_langs(w);
		return !langs_share(&open, &w->best_langs);
	default:
		return false;
	}
}

/* The languages that are open at w, and English and Chinese. */
static struct dates_langset
near_langs(const struct walk *w)
{
	struct dates_langset near = script_of(w) == SHARED
	    ? open_langs(w)
	    : *passage_langs(w->d, best_tok(w, 0)->start);

	near.bit[0] |= 3;
	return near;
}

/* What is left of a match that is out of place; the number of near_langs. */
static uint32_t
walk_near(struct walk *w, unsigned stage)
{
	struct walk foreign = *w;
	const struct dates_langset near = near_langs(w);
	const uint32_t set = memo_walk_in(w, stage, &near);

	if (w->best > 0)
		return set;
	*w = foreign;
	switch (dates_rows[w->best_row].kind) {
	case C_FULL:
	case C_YM:
	case C_RANGE:
		if (!ends_with_stop(w, w->best_path, w->best))
			break;
		w->no_stop = true;
		walk_from(w, stage, &w->d->allowed);
		w->kept = INNER;
		break;
	default:
		w->best = 0;
	}
	return set;
}

/* The match at w->from, and how it came about. */
static struct memo_step
walk_at(struct walk *w, unsigned stage)
{
	struct memo_step s = { .stage = (uint8_t)stage };
	uint32_t set = 0;

	w->no_stop = false;
	memo_walk(w, stage);
	s.found = w->kept;
	s.away = out_of_place(w);
	if (s.away && (set = walk_near(w, stage)) != SIG_LOST)
		s.near = (uint16_t)(set - SIG_WORD);
	if (set == SIG_LOST)
		s.found = INNER;
	s.made = w->best > 0 ? w->kept : 0;
	s.free = w->best > 0 && edges_free(w);
	return s;
}

/* True if the languages near are those of that number. */
static bool
is_near(const struct walk *w, uint16_t set)
{
	const struct dates_langset near = near_langs(w);

	return langs_same(&near, &w->d->memo->langs[set]);
}

/* A step of a region that may be kept; r->toks is 0 if it cannot be. */
static void
note_step(struct memo_region *r, const struct memo_step *s, size_t from)
{
	if (s->found == 0 || r->toks == 0)
		return;
	if (r->steps == REGION_STEPS || s->found == INNER || s->made == INNER) {
		r->toks = 0;
		return;
	}
	r->step[r->steps] = *s;
	r->step[r->steps++].from = (uint8_t)from;
}

static void
stage_run(struct walk *w, unsigned stage, size_t first, struct memo_region *r)
{
	struct dater *d = w->d;
	struct memo_step s;
	unsigned m, later;
	size_t i, best;

	for (i = 0; i < d->toks; i += ASCII_WORD)
		for (m = ascii_bit(d->begins + i, stage); m != 0;
		     m = ascii_bit(d->begins + i, stage) & later) {
			w->from = i + (unsigned)__builtin_ctz(m);
			later = ~1u << (w->from - i);
			s = walk_at(w, stage);
			best = w->best;
			if (s.free)
				reduce(w, &s);
			if (w->best != best) /* it was cut by its values */
				s.found = INNER;
			note_step(r, &s, w->from - first);
		}
}

/* Notes what may begin with each of the tokens that are left. */
static void
mark_all(struct dater *d)
{
	size_t i;

	d->stages = 0;
	memset(d->begins, 0, d->toks + ASCII_WORD);
	for (i = 0; i < d->toks; i = d->next[i])
		mark_begins(d, i);
}

/*
 * Makes the matches of a region like this one again. Where the place of one
 * speaks otherwise than it did there, those before it stand; where its values
 * make something else, it stands too. Returns the stage to go on with, from
 * token *from, or DATES_STAGES.
 */
static unsigned
repeat(struct walk *w, const struct memo_region *r, size_t first, size_t *from)
{
	const struct memo_step *s, *end = r->step + r->steps;
	size_t best;
	bool same;

	w->no_stop = false;
	for (s = r->step; s < end; s++) {
		w->from = *from = first + s->from;
		memo_result(w, s->found);
		if (out_of_place(w) != s->away ||
		    (s->away && !is_near(w, s->near)))
			return s->stage;
		if (s->made != s->found)
			memo_result(w, s->made);
		if (w->best == 0)
			continue;
		if (edges_free(w) != s->free)
			return s->stage;
		if (!s->free)
			continue;
		best = w->best;
		if (!join(w))
			return s->stage;
		same = w->best == best &&
		    kind_seen(w->d->tok[w->from].item) == s->kind;
		if (same && s + 1 == end)
			break; /* no walk will see it */
		show(w, same ? s->sig : SIG_NONE);
		if (!same) {
			++*from;
			return s->stage;
		}
	}
	return DATES_STAGES;
}

void
match_region(struct dater *d)
{
	const struct memo_region *kept;
	struct memo_region r;
	struct walk w;
	size_t first = 0, from = 0, i;
	unsigned s = 0;

	d->items = 0;
	while (first < d->toks && d->tok[first].use.begins == 0)
		first++;
	if (first == d->toks)
		return;
	w.d = d;
	w.open = !d->named;
	kept = memo_region(d, first, &r);
	if (kept != NULL) {
		s = repeat(&w, kept, first, &from);
		if (s == DATES_STAGES)
			return;
		r.toks = 0;
	}
	mark_all(d);
	for (i = 0; i < from; i++)
		d->begins[i] &= (uint8_t) ~(1u << s);
	for (; d->stages >> s != 0; s++)
		stage_run(&w, s, first, &r);
	if (r.toks > 0)
		memo_keep_region(d->memo, &r);
}
