/*
 * The fast ways of the dates room give what the slow ones give: lexemes of
 * ASCII, blocks of the prefilter and of the count of languages wherever a
 * text begins and ends, walks that are remembered, triggers that are passed
 * over, and records of what was found.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/uscript.h>

#include "dates/ascii_run.h"
#include "dates/lexicon.h"
#include "dates/memo.h"
#include "dates/value.h"
#include "tap.h"

static const char *const text[] = {
	"The ferry left on 3 May 2014; by noon, her crew had seen the new pier. "
	"On Monday, December 17, 2018 the Annual Report cost $1.5 million.",
	"Lindmoor ferries crossed Corran yesterday; Brannoc gulls circled Oakes "
	"pier. Saltmarsh librarians met Friday; Okafor smiled, Hale tomorrow.",
	"Seit dem 14. September 2016, also seit zwei Jahren, ist der Kalkberg "
	"geschlossen; am Freitag war er offen, im Winter 2017/18 auch.",
	"Le marché rouvrira le 1er juin 2018, après vingt et un mois; à 8 h 30, "
	"jusqu’à la fin de l’année. Élise était là dès février.",
	"位于南街的书店将于今年12月31日结束营业，二〇一九年十一月重开。"
	"上个月的最后一个星期六，从下午三点到晚上九点半。",
	"令和元年10月5日（土）、港の図書館は開館三十周年を迎えます。",
	"وتبلغ الكلفة ٣٫٤ مليون دينار حتى نهاية عام 2020، منذ 15 أبريل 2018.",
	"Паром ходил до 14 октября 2012 года, а с понедельника стоит.",
	"La nave parte il 5 maggio; el lunes 3 de abril de 2017 volvió. On her "
	"bir yıl, her hafta: 23 Nisan 1920 Cuma günü açıldı.",
	"may May MAY mar. 1, 2, 3. 12:30 p.m. 03/04/2015 2015-10-09T08:15Z x1999 "
	"1999x naïve12 May caf\xc3\xa9s in 1987\xe2\x80\x93"
	"1989 (Feb.), Sept. 9th"
};

enum { TEXTS = sizeof text / sizeof *text, ROOM = 4096 };

static uint32_t seed = 7;

static uint32_t
draw(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

/* ---- bytes ------------------------------------------------------------- */

static bool
masks_hold(const char *p)
{
	const struct ascii_masks m = ascii_masks(p);
	unsigned i;

	for (i = 0; i < ASCII_BLOCK; i++) {
		const unsigned char b = (unsigned char)p[i];

		if ((m.letter >> i & 1) != is_alpha(b) ||
		    (m.other >> i & 1) !=
		        (b >= 0x80 || (b >= '0' && b <= '9')) ||
		    (m.high >> i & 1) != b >> 7)
			return false;
	}
	return true;
}

static bool
letters_hold(const char *p)
{
	unsigned after = 0, before = 0;

	while (after < ASCII_WORD && is_alpha((unsigned char)p[after]))
		after++;
	while (
	    before < ASCII_WORD && is_alpha((unsigned char)p[-1 - (int)before]))
		before++;
	return ascii_letters(p) == after && ascii_letters_before(p) == before;
}

static void
bytes(void)
{
	char block[ASCII_WORD + ASCII_BLOCK];
	bool masks = true, letters = true;
	unsigned i, k;

	for (i = 0; i < 256 + 2000; i++) {
		for (k = 0; k < sizeof block; k++)
			block[k] = i < 256 ? (char)i
			    : draw(3) > 0  ? "azAZ@[`{09/:"[draw(12)]
			                   : (char)draw(256);
		masks &= masks_hold(block + ASCII_WORD);
		letters &= letters_hold(block + ASCII_WORD);
	}
	ok(masks, "masks of 64 bytes");
	ok(letters, "runs of letters");
}

/* ---- lexemes ------------------------------------------------------------ */

/* The entry for a word that stands alone, where no fast way is open. */
static const struct dates_slot *
alone(struct dater *d, struct quire_span word)
{
	struct quire_span keep = d->text;
	const struct dates_slot *s;

	d->text = word;
	s = lexicon_word(d, 0, word.len);
	d->text = keep;
	return s;
}

static bool
right_holds(struct dater *d, size_t p)
{
	const struct dates_slot *s = NULL;
	enum lexeme_kind kind;
	struct lexeme l;
	size_t end;

	kind = lexeme_at(d->text, p, &end);
	if (kind != LX_SPACE && kind != LX_DIGITS)
		s = alone(d, span_sub(d->text, p, end));
	lexeme_right(d, p, &l);
	return l.kind == kind && l.end == end && l.slot == s;
}

static bool
left_holds(struct dater *d, size_t p)
{
	enum lexeme_kind kind;
	struct lexeme l;
	size_t start, q;

	if (!lexeme_left(d, p, 0, &start, &l))
		return true;
	q = lexeme_before(d->text, p, 0, SIZE_MAX, &kind);
	return l.kind == kind && start == q &&
	    l.slot == alone(d, span_sub(d->text, q, p));
}

/* Where lexeme.c goes by blocks, the table says the same. */
static bool
block_holds(uint32_t from, uint32_t to, uint32_t flags, enum lexeme_kind kind,
    uint8_t script)
{
	char s[4];
	size_t end;

	for (; from < to; from++) {
		const struct text_char *c = text_char(from);
		unsigned n = utf8_encode(from, s);

		if (lexeme_at((struct quire_span){ s, n }, 0, &end) != kind ||
		    (c->flags & flags) == 0 || c->script != script)
			return false;
	}
	return true;
}

static void
lexemes(struct dater *d)
{
	size_t i, p;

	for (i = 0; i < TEXTS; i++) {
		bool right = true, left = true;

		d->text = span_of(text[i]);
		for (p = 0; p <= d->text.len; p++) {
			if (p < d->text.len &&
			    ((unsigned char)text[i][p] & 0xc0) == 0x80)
				continue;
			right &= p == d->text.len || right_holds(d, p);
			left &= p == 0 || left_holds(d, p);
		}
		ok(right, "lexemes to the right of text %zu", i);
		ok(left, "lexemes to the left of text %zu", i);
	}
	ok(block_holds(0x4e00, 0xa000, TEXT_LETTER, LX_CHAR, USCRIPT_HAN) &&
	        block_holds(0xac00, 0xd7a4, TEXT_LETTER, LX_CHAR,
	            USCRIPT_HANGUL) &&
	        block_holds(0x400, 0x482, TEXT_LETTER, LX_WORD,
	            USCRIPT_CYRILLIC),
	    "characters of Han, Hangul and Cyrillic");
}

/* ---- blocks ------------------------------------------------------------- */

static bool
same_dates(const struct dates *a, const struct dates *b, size_t by)
{
	size_t i;

	if (a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++)
		if (a->item[i].start + by != b->item[i].start ||
		    a->item[i].end + by != b->item[i].end ||
		    a->item[i].type != b->item[i].type ||
		    !span_eq(a->item[i].value, b->item[i].value) ||
		    !span_eq(a->item[i].edtf, b->item[i].edtf))
			return false;
	return true;
}

/* The same dates behind `before` bytes and in front of `after` bytes. */
static bool
moved_holds(struct dater *d, struct quire_span s, const struct dates *want,
    size_t before, size_t after)
{
	const struct quire_span none = { NULL, 0 };
	struct arena *a = arena_new();
	struct dates got;
	char room[ROOM];
	bool same;

	memset(room, '|', sizeof room);
	if (before >= 2 && before < ROOM)
		memcpy(room + before - 2, "\n\n", 2);
	memcpy(room + before, s.p, s.len);
	if (after > 0)
		memcpy(room + before + s.len, "\n\n", 2);
	dates_document(d, (struct quire_span){ room, before + s.len + after },
	    none, a, &got);
	same = same_dates(want, &got, before);
	arena_free(a);
	return same;
}

static void
blocks(struct dater *d)
{
	static const size_t after[] = { 0, 2, 8, 9, 55, 63, 64, 73, 300 };
	const struct quire_span none = { NULL, 0 };
	size_t i, k, n;

	for (i = 0; i < TEXTS; i++) {
		struct quire_span s = span_of(text[i]);
		struct arena *a = arena_new();
		struct dates want;
		bool same = true;

		dates_document(d, s, none, a, &want);
		for (k = 0; k < 80; k += k == 0 ? 2 : 1)
			for (n = 0; n < sizeof after / sizeof *after; n++)
				same &= moved_holds(d, s, &want, k, after[n]);
		ok(same && want.n > 0, "text %zu wherever it stands", i);
		arena_free(a);
	}
}

/* ---- walks -------------------------------------------------------------- */

static bool
same_walk(const struct walk *a, const struct walk *b)
{
	return a->best == b->best &&
	    (a->best == 0 ||
	        (a->best_row == b->best_row &&
	            memcmp(&a->best_langs, &b->best_langs,
	                sizeof a->best_langs) == 0 &&
	            memcmp(a->best_path, b->best_path,
	                a->best * sizeof *a->best_path) == 0));
}

/* What is found anew, is kept and is remembered for the tokens of a region. */
static bool
region_holds(struct dater *d, size_t *found)
{
	static struct walk anew, kept, again;
	unsigned stage;
	size_t i;

	anew.d = kept.d = again.d = d;
	anew.open = kept.open = again.open = true;
	for (i = 0; i < d->toks; i++)
		for (stage = 0; stage < DATES_STAGES; stage++) {
			anew.from = kept.from = again.from = i;
			walk_from(&anew, stage, &d->allowed);
			memo_walk(&kept, stage);
			memo_walk(&again, stage);
			if (!same_walk(&anew, &kept) ||
			    !same_walk(&anew, &again) ||
			    (anew.best > 0 &&
			        !(memo_begins(d, i) >> stage & 1)))
				return false;
			*found += anew.best > 0;
		}
	return true;
}

static void
walks(struct dater *d)
{
	size_t i, p, end, found = 0;
	bool same = true;

	for (i = 0; i < TEXTS; i++) {
		d->text = span_of(text[i]);
		d->passage_at = SIZE_MAX;
		for (p = 0; (p = scan_trigger(d, p)) < d->text.len;
		     p = end > p ? end : p + 1) {
			end = region_fill(d, p, 0);
			same &= region_holds(d, &found);
		}
	}
	ok(same && found > 50, "%zu walks are remembered", found);
}

/* A few characters of s. */
static struct quire_span
piece(const char *s)
{
	size_t len = strlen(s), from = draw((uint32_t)len), to;

	while (((unsigned char)s[from] & 0xc0) == 0x80)
		from--;
	to = from + draw(24);
	to = to < len ? to : len;
	while (to < len && ((unsigned char)s[to] & 0xc0) == 0x80)
		to++;
	return (struct quire_span){ s + from, to > from ? to - from : 0 };
}

/* Parts of the texts in any order, in room. */
static struct quire_span
shuffled(char *room)
{
	size_t k = 0;

	while (k < 60) {
		struct quire_span s = piece(text[draw(TEXTS)]);

		memcpy(room + k, s.p, s.len);
		room[k + s.len] = ' ';
		k += s.len + 1;
	}
	return (struct quire_span){ room, k };
}

/* Many of them. */
static struct quire_span
shuffled_page(char *room)
{
	size_t k = 0;

	while (k < ROOM - 200)
		k += shuffled(room + k).len;
	return (struct quire_span){ room, k };
}

/* The languages of a place hang on the text alone, not on what was asked. */
static void
passages(struct dater *d)
{
	char room[ROOM];
	bool same = true;
	size_t i, p, some = 0;

	for (i = 0; i < 200; i++) {
		struct dates_langset one, all[ROOM / 64];

		d->text = shuffled_page(room);
		d->passage_at = SIZE_MAX;
		for (p = 0; p < d->text.len; p += 64)
			all[p / 64] = *passage_langs(d, p);
		for (p = 0; p < d->text.len; p += 64) {
			d->passage_at = SIZE_MAX;
			one = *passage_langs(d, p);
			same &= memcmp(&one, &all[p / 64], sizeof one) == 0;
			some += one.bit[0] != 0;
		}
	}
	ok(same && some > 1000, "passages asked for in turn and alone, %zu",
	    some);
}

/* Text of parts in any order, so that the memory is forgotten often. */
static void
forgets(void)
{
	static const struct dates_opts o = { .reference = "2015-11-30" };
	const struct quire_span none = { NULL, 0 };
	struct quire_span mixed;
	struct dater *one = dater_new(&o, NULL), *fresh;
	struct dates a, b;
	struct arena *arena = arena_new();
	char room[ROOM];
	bool same = true;
	size_t i;

	for (i = 0; i < 2000; i++) {
		mixed = shuffled(room);
		fresh = dater_new(&o, NULL);
		dates_document(one, mixed, none, arena, &a);
		dates_document(fresh, mixed, none, arena, &b);
		same &= same_dates(&a, &b, 0);
		dater_free(fresh);
	}
	ok(same, "what was found before changes nothing");
	arena_free(arena);
	dater_free(one);
}

/* ---- triggers ---------------------------------------------------------- */

/* How often a region is opened in a text. */
static size_t
regions(struct dater *d, const char *s)
{
	size_t p, end, n = 0;

	d->text = span_of(s);
	d->passage_at = SIZE_MAX;
	for (p = 0; (p = scan_trigger(d, p)) < d->text.len; n++) {
		end = region_fill(d, p, p);
		p = end > p ? end : p + 1;
	}
	return n;
}

/* Words that are passed over because of what stands beside them. */
static void
neighbours(void)
{
	static const struct dates_opts o = { .reference = "2015-11-30" };
	static const struct {
		const char *text;
		size_t regions;
	} row[] = {
		{ "Her report went to an old friend, so she set out for home "
		  "and long were the hours until they wrote again.",
		    0 },
		{ "The old man gave her two hours, and then a third of it.",
		    1 },
		{ "It rained for weeks. She came back three weeks ago.", 1 },
		{ "He left on Monday, and the boats are said to fall apart.",
		    2 },
		{ "Vor Jahren war alles hier noch anders, sagt sie; das ist "
		  "nun drei Jahre her.",
		    1 },
	};
	struct dater *d = dater_new(&o, NULL);
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		size_t n = regions(d, row[i].text);

		ok(n == row[i].regions, "%zu regions, not %zu: %.40s", n,
		    row[i].regions, row[i].text);
	}
	dater_free(d);
}

/*
 * Words and signs that dates are made of, in any order, in room; none that is
 * a date but opens no region ("上季"): whether it is found hangs on what does.
 */
static struct quire_span
word_salad(char *room)
{
	static const char *const word[] = { "the", "end", "of", "next", "in",
		"from", "to", "between", "and", "last", "week", "5", "2015",
		"May", "Monday", "a", "half", ",", ".", "-", "/", "24", "three",
		"years", "ago", "at", "11:30", "p.m.", "noon", "(", "'s",
		"first", "quarter", "summer", "day", "until", "more", "than",
		"le", "1er", "mai", "fin", "de", "l'an", "mois", "am", "bis",
		"zum", "Ende", "des", "Jahres", "vor", "zwei", "Tagen", "el",
		"lunes", "5 de", "abril", "yesterday", "of the", "no", "14.6",
		"million", "Mr.", "12th", "century", "1990s", "every" };
	static const char *const sign[] = { "年", "月", "日", "号", "上", "下",
		"个", "星期", "三", "十", "二〇", "的", "到", "和", "至", "今",
		"晚", "午", "点", "半", "周", "底", "前", "后", "两", "约", "5",
		"2015", "12", "，", "、", "第", "世纪", "初", "末", "去", "来",
		"每", "春", "在", "报", "会", "期", "度" };
	const bool chinese = draw(2) == 0;
	const char *const *list = chinese ? sign : word;
	size_t k = 0;

	while (k < 60) {
		const char *w =
		    list[draw(chinese ? sizeof sign / sizeof *sign
		                      : sizeof word / sizeof *word)];

		memcpy(room + k, w, strlen(w));
		k += strlen(w);
		if (draw(5) > 0 && !chinese)
			room[k++] = ' ';
	}
	return (struct quire_span){ room, k };
}

/* What is passed over is no part of a date. */
static void
passes_over(void)
{
	static const struct dates_opts o = { .reference = "2015-11-30" };
	const struct quire_span none = { NULL, 0 };
	struct quire_span mixed;
	struct dater *near = dater_new(&o, NULL), *all = dater_new(&o, NULL);
	struct dater *far = dater_new(&o, NULL);
	struct arena *arena = arena_new();
	struct dates a, b, c;
	char room[ROOM];
	bool same = true, ends = true;
	size_t i, dates = 0;

	all->open = false;
	all->starts = dates_ascii;
	far->bonds = false;
	for (i = 0; i < 2000; i++) {
		mixed = shuffled(room);
		dates_document(near, mixed, none, arena, &a);
		dates_document(all, mixed, none, arena, &b);
		same &= same_dates(&a, &b, 0);
		dates_document(far, mixed, none, arena, &c);
		ends &= same_dates(&a, &c, 0);
	}
	for (i = 0; i < 20000; i++) {
		arena_reset(arena);
		mixed = word_salad(room);
		dates_document(near, mixed, none, arena, &a);
		dates_document(far, mixed, none, arena, &c);
		ends &= same_dates(&a, &c, 0);
		dates += a.n;
	}
	ok(same, "what is passed over is no part of a date");
	ok(ends && dates > 20000, "nor is what a region ends at");
	arena_free(arena);
	dater_free(near);
	dater_free(far);
	dater_free(all);
}

/* ---- records ------------------------------------------------------------ */

static void
fill(struct item *t)
{
	unsigned n = draw(7);

	memset(t, 0, sizeof *t);
	t->kind = (uint16_t)(C_FULL + draw(20));
	t->start = draw(1u << 20);
	t->end = t->start + draw(1000);
	while (n-- > 0)
		item_set(t, (int)(1 + draw(C_COUNT - 1)),
		    (int32_t)draw(1u << 24) - (1 << 23));
	for (n = 0; n < DATES_LANGS; n++)
		t->langs.bit[n] = draw(3) == 0 ? UINT64_MAX
		    : draw(2) == 0             ? 0
		                               : draw(1u << 24);
}

static bool
same_item(const struct item *a, const struct item *b)
{
	return a->kind == b->kind && a->start == b->start && a->end == b->end &&
	    memcmp(a->have, b->have, sizeof a->have) == 0 &&
	    memcmp(a->v, b->v, sizeof a->v) == 0 &&
	    memcmp(&a->langs, &b->langs, sizeof a->langs) == 0;
}

static void
records(struct dater *d)
{
	enum { N = 200 };
	static struct item in[N], side[N][2];
	static bool url[N];
	struct found_year y;
	struct found f;
	bool same = true;
	size_t i, at;

	d->found.len = d->founds = 0;
	for (i = 0; i < N; i++) {
		fill(&in[i]);
		fill(&side[i][0]);
		memset(&side[i][1], 0, sizeof side[i][1]);
		url[i] = draw(2) == 0;
		if (draw(2) == 0) {
			in[i].side[0] = &side[i][0];
			in[i].side[1] = &side[i][1];
		}
		found_add(d, &in[i], url[i], false);
	}
	for (i = at = 0; found_next(d, &at, FOUND_ALL, &f); i++) {
		same &= i < N && same_item(&f.item, &in[i]) && f.url == url[i];
		same &= (f.item.side[0] != NULL) == (in[i].side[0] != NULL);
		if (f.item.side[0] != NULL)
			same &= same_item(&f.side[0], &side[i][0]) &&
			    same_item(&f.side[1], &side[i][1]);
	}
	ok(same && i == N, "%d items come back as they were", N);
	for (i = at = 0; found_year(d, &at, &y); i++) {
		const bool numbers = i < N && item_has(&in[i], C_order);

		same &= i < N &&
		    (numbers ||
		        y.known ==
		            (item_has(&in[i], C_year) &&
		                !item_has(&in[i], C_y2))) &&
		    (!y.known || y.year == in[i].v[C_year]) &&
		    (numbers ||
		        y.near ==
		            (in[i].kind == C_WD || item_has(&in[i], C_rel)));
	}
	ok(same && i == N, "and their heads say their years");
	for (i = at = 0; found_next(d, &at, FOUND_YEAR, &f); i++) {
		for (; i < N && f.item.start != in[i].start; i++)
			same &= !item_has(&in[i], C_year);
		same &= i < N && same_item(&f.item, &in[i]);
	}
	for (; i < N; i++)
		same &= !item_has(&in[i], C_year);
	ok(same, "and none that is wanted is passed over");
}

/* ---- values ------------------------------------------------------------- */

static struct value
value_drawn(void)
{
	static const int mod[] = { 0, 0, 0, 'S', 'M', 'E', 'A' };
	static const enum precision p[] = { P_NONE, P_YEAR, P_MONTH, P_DAY,
		P_DAY };
	struct value v = { .zone = ZONE_NONE, .min = -1, .sec = -1 };

	v.hour = (int)draw(24);
	v.has_time = draw(4) == 0;
	v.has_year = draw(5) != 0;
	v.precision = p[draw(5)];
	v.year = (int)draw(11000) - 400;
	v.month = (int)draw(13);
	v.day = (int)draw(32);
	v.mod = mod[draw(7)];
	return v;
}

static void
spellings(void)
{
	struct buf both[2] = { { 0 }, { 0 } }, one[2] = { { 0 }, { 0 } };
	bool same = true;
	size_t i, k;

	for (i = 0; i < 5000; i++) {
		const struct value v = value_drawn();

		for (k = 0; k < 2; k++)
			both[k].len = one[k].len = 0;
		if (value_spell(&v, &both[0], &both[1]))
			buf_add_span(&both[1], buf_span(&both[0]));
		value_timex(&v, &one[0]);
		value_edtf(&v, &one[1]);
		for (k = 0; k < 2; k++)
			same &= span_eq(buf_span(&both[k]), buf_span(&one[k]));
	}
	ok(same, "a value spelled in both ways at once");
	for (k = 0; k < 2; k++) {
		buf_fini(&both[k]);
		buf_fini(&one[k]);
	}
}

int
main(void)
{
	static const struct dates_opts o = { .reference = "2015-11-30",
		.vague = true };
	struct dater *d = dater_new(&o, NULL);

	bytes();
	lexemes(d);
	blocks(d);
	walks(d);
	passages(d);
	forgets();
	neighbours();
	passes_over();
	records(d);
	spellings();
	dater_free(d);
	return tap_done();
}
