/*
 * Cuts the text of a note or an entry into references: at full stops and
 * semicolons outside of quotations and brackets, and behind signal words.
 * What is left over is prose and belongs to the note alone.
 */
#include <string.h>

#include "cite/find.h"
#include "cite/stop.h"
#include "text/text.h"

#define ENOUGH 4 /* evidence that makes a reference */

struct cite_segment {
	size_t start, end; /* its closing mark included */
	uint32_t mark;     /* ; or . that closed it */
	int evidence;
	struct quire_span signal;
	bool back;
};

struct cutter {
	struct quire_span text;
	struct arena *arena, *scratch;
	struct cite_segment *s;
	size_t n, cap;
	struct cite_pieces *out;
	bool entry;
};

/* ---- signal words ----------------------------------------------------- */

static const char *const signals[] = { "请参见", "请参阅", "另参见", "可参见",
	"主要参见", "参见", "參見", "参看", "參看", "参阅", "參閱", "详见",
	"詳見", "转引自", "轉引自", "引自", "另见", "另見", "见于", "載於",
	"见", "見", "See also, e.g.,", "See, e.g.,", "see, e.g.,", "See, e.g.",
	"see, e.g.", "See, for example,", "see, for example,", "see generally",
	"see especially", "See for example", "See generally", "See also",
	"see also", "See especially", "See particularly", "See, in particular,",
	"See", "see", "Cf. also", "Cf.", "cf.", "Quoted in", "quoted in",
	"Cited in", "cited in", "As quoted in", "As cited in", "Compare",
	"But compare", "but compare", "But cf.", "but cf.", "But see",
	"but see", "Vgl. auch", "Vgl. dazu", "Vgl.", "vgl.", "Siehe auch",
	"Siehe", "siehe", "Zit. nach", "Vgl. hierzu", "So auch", "Ebenso",
	"Ähnlich", "Voir aussi", "Voir notamment", "Voir", "voir", "Cité par",
	"À ce sujet, voir", "À ce sujet, lire", "Sur ce point, voir", "Lire",
	"Cfr.", "Véase también", "Véase", "véase", "Vid.", "Citado en",
	"Si veda", "Veja-se", "E.g.,", "См. также:", "См. также", "См.:", "См.",
	"Подробнее см.:", "Цит. по:", NULL };

/* A signal word at p; its length, or 0. */
static size_t
signal_at(struct quire_span s)
{
	size_t i, n;

	if (s.len < 2 ||
	    ((unsigned char)*s.p < 0x80 &&
	        strchr("SsCcQqABbVvZEL", *s.p) == NULL))
		return 0;
	for (i = 0; signals[i] != NULL; i++) {
		if (signals[i][0] != *s.p || signals[i][1] != s.p[1])
			continue;
		n = strlen(signals[i]);
		if (!span_starts(s, signals[i]) || s.len < n + 6)
			continue;
		if ((unsigned char)signals[i][0] < 0xe3 &&
		    strchr(" :*_", s.p[n]) == NULL)
			continue;
		/* 见 alone is a word part: 见解, 见面 */
		if (n == 3 &&
		    (span_starts(span_sub(s, 3, s.len), "解") ||
		        span_starts(span_sub(s, 3, s.len), "面") ||
		        span_starts(span_sub(s, 3, s.len), "证")))
			continue;
		return n;
	}
	return 0;
}

static size_t
skip_marks(struct quire_span text, size_t at, size_t end)
{
	static const char *const mark[] = { " ", "\t", "\n", "\r", ":", ",",
		"：", "，", "、", "　", NULL };
	size_t n;

	while ((n = span_starts_any(span_sub(text, at, end), mark)) > 0)
		at += n;
	return at;
}

/* ---- segments --------------------------------------------------------- */

/* What is open at a place: nothing may be cut inside of it. */
struct open {
	int quote, title, round, square, angle;
	bool straight;
};

static void
track(struct open *o, uint32_t cp)
{
	switch (cp) {
	case 0x201c:
	case 0x201e:
	case 0x300c:
		o->quote = 1;
		break;
	case 0x201d:
	case 0x300d:
		o->quote = 0;
		break;
	case '"':
		o->straight = !o->straight;
		break;
	case 0x300a:
		o->title++;
		break;
	case 0x300b:
		o->title -= o->title > 0;
		break;
	case '(':
	case 0xff08:
		o->round++;
		break;
	case ')':
	case 0xff09:
		o->round -= o->round > 0;
		break;
	case '[':
	case 0xff3b:
	case 0x3014:
		o->square++;
		break;
	case ']':
	case 0xff3d:
	case 0x3015:
		o->square -= o->square > 0;
		break;
	case '<':
		o->angle = 1;
		break;
	case '>':
		o->angle = 0;
		break;
	}
}

static bool
closed(const struct open *o)
{
	return !o->quote && !o->title && !o->round && !o->square && !o->angle &&
	    !o->straight;
}

static struct cite_segment *
push(struct cutter *c, size_t start, size_t end, uint32_t mark)
{
	struct cite_segment *s;

	while (start < end &&
	    (c->text.p[start] == ' ' || c->text.p[start] == '\n' ||
	        c->text.p[start] == '\t' || c->text.p[start] == '\r'))
		start++;
	if (start == end)
		return NULL;
	c->s = arena_grow(c->arena, c->s, c->n, &c->cap, sizeof *s);
	s = &c->s[c->n++];
	memset(s, 0, sizeof *s);
	s->start = start;
	s->end = end;
	s->mark = mark;
	return s;
}

/* Not the semicolon of "2009;9: 56". */
static bool
parts(struct quire_span text, size_t next, size_t end)
{
	return next >= end || text.p[next] < '0' || text.p[next] > '9';
}

static void
cut_segments(struct cutter *c, size_t start, size_t end)
{
	struct open o = { 0 };
	size_t i = start, from = start;
	uint32_t cp;

	while (i < end) {
		size_t len = utf8_decode(c->text.p + i, c->text.p + end, &cp);
		size_t url = cp == 'h' || cp == 'w'
		    ? cite_url(c->text.p + i, c->text.p + end)
		    : 0;

		if (url > 0) {
			i += url;
			continue;
		}
		track(&o, cp);
		if (closed(&o) &&
		    (cp == 0x3002 || cp == 0xff1b ||
		        (cp == ';' && parts(c->text, i + 1, end) &&
		            !cite_between_editors(c->text, from, i)) ||
		        (cp == '.' && !c->entry &&
		            cite_stop_ends(c->text, from, i, end)))) {
			push(c, from, i + len, cp);
			from = i + len;
		}
		i += len;
	}
	push(c, from, end, 0);
}

static struct quire_span
of(const struct cutter *c, const struct cite_segment *s)
{
	return span_sub(c->text, s->start, s->end);
}

/*
 * "…; and Ministry of Ports": the word that joins two references belongs to
 * none of them.
 */
static void
skip_joint(struct cutter *c, struct cite_segment *s)
{
	static const char *const word[] = { "and ", "und ", "et ", "e ", "y ",
		"sowie ", "as well as ", "以及", "及", NULL };
	size_t n = span_starts_any(of(c, s), word);

	if (n > 0)
		s->start = skip_marks(c->text, s->start + n, s->end);
}

static void
weigh_tokens(struct cutter *c, const struct cite_tokens *x,
    struct cite_segment *s)
{
	struct cite_back b;

	s->evidence = cite_evidence_of(of(c, s), x);
	s->back = cite_back_at(of(c, s), c->scratch, &b);
	arena_reset(c->scratch);
}

static void
weigh(struct cutter *c, struct cite_segment *s)
{
	struct cite_tokens x;

	cite_tokenize(of(c, s), c->scratch, &x);
	weigh_tokens(c, &x, s);
}

/* ---- signals inside --------------------------------------------------- */

/* A mark before it: a clause begins here. */
static bool
clause(struct quire_span text, size_t start, size_t at)
{
	while (at > start && (text.p[at - 1] == ' ' || text.p[at - 1] == '\n'))
		at--;
	return at > start && strchr(",;.:)", text.p[at - 1]) != NULL;
}

/* Cuts what stands before a signal word off a segment. */
static void
find_signal(struct cutter *c, struct cite_segment *s)
{
	struct open o = { 0 };
	size_t i = s->start, len, n, at;
	bool first = true;
	uint32_t cp;

	while (i < s->end) {
		len = utf8_decode(c->text.p + i, c->text.p + s->end, &cp);
		track(&o, cp);
		n = closed(&o) ? signal_at(span_sub(c->text, i, s->end)) : 0;
		/* in the middle only what is no part of another word */
		if (n > 0 && !first &&
		    (n == 3 ||
		        ((unsigned char)cp < 0x80 &&
		            (strchr(" \n", c->text.p[i - 1]) == NULL ||
		                (n < 7 && !clause(c->text, s->start, i))))))
			n = 0;
		if (n > 0) {
			s->signal = span_sub(c->text, i, i + n);
			for (at = i + n; at < s->end &&
			     strchr("*_", c->text.p[at]) != NULL;)
				at++;
			s->start = skip_marks(c->text, at, s->end);
			return;
		}
		/* *See* */
		first = first && (cp == '*' || cp == '_');
		i += len;
		if (i - s->start > 1200)
			return;
	}
}

/* ---- joining ---------------------------------------------------------- */

static bool
access_note(struct quire_span s)
{
	static const char *const word[] = { "上网时间", "访问时间", "访问日期",
		"最后访问", "訪問", "上網", "检索", "登录时间", "浏览",
		"ccessed", "etrieved", "ast visited", "访问", "Zugriff",
		"consulté", NULL };
	static const char *const start[] = { "(", "（", "[", "Accessed",
		"accessed", "Retrieved", NULL };

	return s.len <= 160 && span_starts_any(s, start) > 0 &&
	    span_holds_any(s, word);
}

/* A locator or the like that belongs to the segment before. */
static bool
tail(struct quire_span s)
{
	static const char *const start[] = { "pp.", "p.", "第", "页", "頁",
		"Vol.", "vol.", "No.", "no.", "С. ", "с. ", "№", "S. ", "doi",
		"DOI", "http", "<http", "Available", "available", "ISBN",
		"Repr", "repr", "Archived ", "Архивировано", "Archiviert ",
		"Archivé ", "Archivado ", NULL };

	return span_starts_any(s, start) > 0 || access_note(s);
}

/*
 * "Harbour Press. Second Edition.", "*Quay Studies, 54*(1), 19-52.", "In A.
 * Lund (ed.), *Locks*." behind an entry that began with authors and a year.
 */
static bool
published(struct cutter *c, struct quire_span last, struct quire_span s)
{
	static const char *const in[] = { "in", "en", "dans", "em", NULL };
	struct cite_tokens t;
	size_t open = span_find(last, 0, ").");
	unsigned bits = 0;
	bool year = false, yes;
	size_t i;

	if (s.len > 400 || !cite_author_year(last, 0, open + 1))
		return false;
	cite_tokenize(s, c->scratch, &t);
	for (i = 0; i < t.n; i++) {
		bits |= t.tok[i].word;
		year |= t.tok[i].shape == SHAPE_YEAR;
	}
	yes = !year &&
	    ((t.tok->state & STATE_ITALIC) != 0 || cite_word_in(t.tok, in) ||
	        (s.len <= 80 && t.n <= 10 &&
	            (bits & (WORD_PUBLISHER | WORD_PLACE | WORD_LABEL)) != 0));
	arena_reset(c->scratch);
	return yes;
}

/* "Oxford: Harbour Press, 2015." behind what has no year. */
static bool
imprinted(struct cutter *c, struct quire_span last, struct quire_span s)
{
	struct cite_tokens t;
	bool before = false, year = false, place;
	size_t i, colon;

	cite_tokenize(span_sub(last, 0, 400), c->scratch, &t);
	for (i = 0; i < t.n; i++)
		before |= t.tok[i].shape == SHAPE_YEAR &&
		    t.tok[i + 1].kind != TOK_WORD &&
		    !cite_is_mark(&t.tok[i + 1], ':');
	cite_tokenize(span_sub(s, 0, 120), c->scratch, &t);
	for (colon = 0; colon < t.n && t.tok[colon].shape == SHAPE_CAP;)
		colon++;
	for (i = 0; i < t.n; i++)
		year |= t.tok[i].shape == SHAPE_YEAR;
	place = colon > 0 && colon < 4 && colon < t.n &&
	    cite_is_mark(&t.tok[colon], ':');
	arena_reset(c->scratch);
	return !before && year && place;
}

/* "OSF Preprints, https://…": where the work before it is kept. */
static bool
kept_at(struct quire_span last, struct quire_span s)
{
	size_t at = span_find(s, 0, "http"), i;

	if (at > 40 || at == s.len || span_find(last, 0, "http") < last.len)
		return false;
	for (i = 0; i < at; i++)
		if ((unsigned char)s.p[i] >= 0x80 ||
		    strchr("\"*_0123456789.;(", s.p[i]) != NULL)
			return false;
	return true;
}

/* "Hans Peter Lund: Am Kai.": names, a colon, and a title begin a work. */
static bool
names_colon(struct cutter *c, struct quire_span s)
{
	struct cite_tokens t;
	size_t i, words = 0;
	bool yes;

	cite_tokenize(span_sub(s, 0, 160), c->scratch, &t);
	for (i = 0; i < t.n && i < 16 && !cite_is_mark(&t.tok[i], ':'); i++) {
		if (t.tok[i].kind == TOK_WORD &&
		    (t.tok[i].shape != SHAPE_LOWER ||
		        (t.tok[i].word & (WORD_PARTICLE | WORD_AND)) != 0))
			words++;
		else if (!cite_is_mark(&t.tok[i], ',') &&
		    !cite_is_mark(&t.tok[i], '.') &&
		    !cite_is_mark(&t.tok[i], '-'))
			break;
	}
	yes = words >= 2 && i + 1 < t.n && cite_is_mark(&t.tok[i], ':') &&
	    t.tok[i + 1].shape != SHAPE_LOWER;
	arena_reset(c->scratch);
	return yes;
}

/*
 * Segments in order: one with enough evidence is a reference; short pieces
 * before it (authors cut at semicolons) and behind it (locators, access
 * dates) join it.
 */
static void
join(struct cutter *c)
{
	size_t i, n = 0;

	for (i = 0; i < c->n; i++) {
		struct cite_segment *s = &c->s[i],
		                    *last = n > 0 ? &c->s[n - 1] : NULL;

		if (last != NULL && (last->evidence >= ENOUGH || last->back) &&
		    (tail(of(c, s)) || kept_at(of(c, last), of(c, s)) ||
		        published(c, of(c, last), of(c, s)) ||
		        imprinted(c, of(c, last), of(c, s)))) {
			last->end = s->end;
			last->mark = s->mark;
			weigh(c, last);
			continue;
		}
		if (last != NULL && last->evidence < ENOUGH && !last->back &&
		    s->signal.len == 0 && last->mark != 0x3002 &&
		    last->end - last->start < 120) {
			struct cite_segment both = *last;

			both.end = s->end;
			both.mark = s->mark;
			weigh(c, &both);
			if (both.evidence >= ENOUGH &&
			    (both.evidence >= s->evidence ||
			        names_colon(c, of(c, last)))) {
				*last = both;
				continue;
			}
		}
		c->s[n++] = *s;
	}
	c->n = n;
}

/* "… 40-52. （责任编辑：林若溪）": whom a journal names behind its last entry. */
static struct quire_span
without_editor(struct quire_span t)
{
	static const char *const mark[] = { "责任编辑", "責任編輯", "责编",
		"編輯：", "编辑：", "编辑:", "责任校对", "收稿日期", NULL };
	static const char *const open[] = { "（", "(", "[", "【", "［", "〔",
		NULL };
	struct quire_span head;
	size_t i, n, at, from = t.len > 120 ? t.len - 120 : 0;

	for (i = 0; mark[i] != NULL; i++) {
		at = span_find(t, from, mark[i]);
		head = span_sub(t, 0, at);
		n = at < t.len ? span_ends_any(head, open) : 0;
		if (n > 0)
			return span_sub(head, 0, head.len - n);
	}
	return t;
}

static void
emit(struct cutter *c, const struct cite_segment *s)
{
	struct cite_pieces *o = c->out;
	struct quire_span t = span_trim(of(c, s));
	size_t end;

	if (s->mark == ';' && span_ends(t, ";"))
		t.len -= 1;
	else if (s->mark == 0xff1b && span_ends(t, "；"))
		t.len -= 3;
	end = (size_t)(span_trim(t).p - c->text.p) + span_trim(t).len;
	o->piece =
	    arena_grow(c->arena, o->piece, o->n, &o->cap, sizeof *o->piece);
	o->piece[o->n++] =
	    (struct cite_piece){ s->start, end, s->signal, s->back };
}

/* A line of works with semicolons between them: each is one by itself. */
static bool
several(struct cutter *c, const struct cite_unit *u)
{
	size_t i;

	cut_segments(c, u->start, u->end);
	for (i = 0; i < c->n; i++) {
		weigh(c, &c->s[i]);
		if (c->s[i].evidence < ENOUGH + (c->s[i].mark == 0))
			break;
	}
	return c->n > 1 && i == c->n;
}

/* Part of an imprint, or set off from the text: no remark is behind it yet. */
static bool
imprint(const struct cite_token *t)
{
	return t->kind == TOK_NUM || t->kind >= TOK_URL ||
	    (t->state & (STATE_QUOTE | STATE_TITLE | STATE_ITALIC)) != 0 ||
	    (t->shape == SHAPE_CAP &&
	        (t->word & (WORD_PUBLISHER | WORD_PLACE | WORD_JOURNAL)) != 0);
}

/* Is what t begins, n tokens, a sentence, or a few words behind a dash? */
static bool
remarks(const struct cite_token *t, size_t n)
{
	size_t i, words = 0, prose = cite_is_dash(t);

	for (i = 0; i < n; i++) {
		words += t[i].kind == TOK_WORD || t[i].kind == TOK_CJK;
		prose += t[i].prose;
	}
	return prose > 0 && words >= 3;
}

/* Behind a full stop that ends no abbreviation. */
static bool
fresh_sentence(const struct cite_token *t)
{
	return cite_is_mark(t - 1, '.') &&
	    (t[-2].kind != TOK_WORD || t[-2].letters > 2) &&
	    (t->kind == TOK_CJK || t->shape == SHAPE_CAP ||
	        (t->shape == SHAPE_INITIAL && !cite_is_mark(t + 1, '.')));
}

/*
 * "…: Harbour Press, 1998. A history that is still the best.", "… — The
 * standard work.": where the reference ends and a remark on it begins. A
 * sentence may be the title, if nothing else says enough.
 */
static void
before_remark(const struct cutter *c, struct cite_tokens *x,
    struct cite_segment *s)
{
	size_t i, end = x->n, n = x->n;
	int enough = ENOUGH;

	for (i = n; i > 0 && !imprint(&x->tok[i - 1]);)
		i--;
	for (; i > 0 && i + 3 < n && end == n; i++) {
		const struct cite_token *t = &x->tok[i];

		enough = cite_is_dash(t) ? ENOUGH : ENOUGH + 2;
		if ((cite_is_dash(t) && t[-1].kind == TOK_PUNCT) ||
		    fresh_sentence(t))
			end = i;
	}
	if (end == n || !remarks(&x->tok[end], n - end))
		return;
	x->n = end;
	if (cite_evidence_of(of(c, s), x) < enough)
		x->n = n;
	else
		s->end = s->start + x->tok[end - 1].end;
}

/* An entry of a bibliography is one reference, however it looks inside. */
static bool
whole(struct cutter *c, const struct cite_unit *u)
{
	struct cite_segment s = { 0 };
	struct cite_tokens x;

	s.start = u->start;
	s.end = u->end;
	find_signal(c, &s);
	if (s.start - u->start > 30) {
		s.start = u->start;
		s.signal.len = 0;
	}
	cite_tokenize(of(c, &s), c->scratch, &x);
	before_remark(c, &x, &s);
	weigh_tokens(c, &x, &s);
	if (s.evidence < 2 && !s.back)
		return false;
	emit(c, &s);
	return true;
}

void
cite_cut_unit(struct quire_span text, const struct cite_unit *unit,
    struct arena *a, struct arena *tmp, struct cite_pieces *out)
{
	struct cite_unit own = *unit;
	const struct cite_unit *u = &own;
	struct cutter c = { 0 };
	size_t i;

	out->n = 0;
	if (u->end - u->start > 100000 || u->end <= u->start)
		return;
	own.end = u->start +
	    (uint32_t)without_editor(span_sub(text, u->start, u->end)).len;
	c.text = text;
	c.arena = a;
	c.scratch = tmp;
	c.out = out;
	c.s = out->segment;
	c.cap = out->segment_cap;
	c.entry = u->entry;
	if (u->entry && !several(&c, u)) {
		whole(&c, u);
	} else if (u->entry) {
		for (i = 0; i < c.n; i++)
			emit(&c, &c.s[i]);
	} else {
		cut_segments(&c, u->start, u->end);
		for (i = 0; i < c.n; i++) {
			if (i > 0 && c.s[i - 1].mark != 0x3002 &&
			    c.s[i - 1].mark != '.')
				skip_joint(&c, &c.s[i]);
			find_signal(&c, &c.s[i]);
			weigh(&c, &c.s[i]);
		}
		join(&c);
		for (i = 0; i < c.n; i++)
			if (c.s[i].evidence >= ENOUGH || c.s[i].back)
				emit(&c, &c.s[i]);
	}
	out->segment = c.s;
	out->segment_cap = c.cap;
}
