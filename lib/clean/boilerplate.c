/*
 * boilerplate: what each paragraph is, and whether it stays.
 *
 * First the lexicon and a few patterns speak, where they are sure; then what
 * is left is judged by where it stands: prose makes the body, and short lines
 * before, between and behind it are judged by their company. If hardly
 * anything would be left, everything stays: a page of poems or names is no
 * reason to return nothing.
 */
#include <string.h>

#include "clean/work.h"

/* Classes that go unless --keep says otherwise. */
#define DROPPED ((uint32_t)(1u << CLEAN_NAV | 1u << CLEAN_ADVERT | \
	1u << CLEAN_SHARE | 1u << CLEAN_WIDGET | 1u << CLEAN_READMORE | \
	1u << CLEAN_COPYRIGHT | 1u << CLEAN_CREDIT | 1u << CLEAN_SOURCE | \
	1u << CLEAN_REPEAT | 1u << CLEAN_PULLQUOTE | 1u << CLEAN_CAPTION | \
	1u << CLEAN_RUNNING | 1u << CLEAN_PAGENUMBER))
/* Those that --body drops too. */
#define APPARATUS ((uint32_t)(1u << CLEAN_BYLINE | 1u << CLEAN_DATELINE))

/* What is known of a paragraph beside its text. */
struct facts {
	unsigned mass;          /* words; two ideographs count as one */
	bool ended;             /* by the end of a sentence */
	bool prose;
	uint32_t hash;
};

static unsigned
mass_of(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	unsigned words = 0, cjk = 0;
	bool in = false, letter;
	uint32_t cp;

	while (p < end && words < 10000) {
		p += utf8_decode(p, end, &cp);
		if (cp >= 0x2e80 && text_is(cp, TEXT_HAN | TEXT_KANA)) {
			cjk++;
			in = false;
			continue;
		}
		letter = text_is(cp, TEXT_LETTER | TEXT_DIGIT | TEXT_MARK) ||
		    (in && (cp == '\'' || cp == 0x2019 || cp == '-'));
		words += letter && !in;
		in = letter;
	}
	return words + cjk / 2;
}

static void
look(const struct para *p, struct facts *f)
{
	f->mass = mass_of(p->text);
	f->ended = para_ends_sentence(p->text);
	f->prose = f->mass >= 25 || (f->mass >= 10 && f->ended);
	f->hash = learn_hash(7, p->text.p, p->text.len);
}

/* ---- patterns --------------------------------------------------------- */

/* Ends like a photograph's credit: [Photo/Xinhua], Photo: Reuters. */
static bool
is_caption(struct quire_span s)
{
	static const char *const sign[] = {
		"[Photo", "Photo: ", "Photos: ", "(Photo", "Photograph: ",
		"(Xinhua/", "Credit: ", "Image: ", "/REUTERS", "/Reuters)",
		"/AP)", "(AP Photo", "/AFP", "Getty Images", "图片来源",
		"新华社记者", "（图", "摄）", "摄)", "供图", "Foto: ", "Фото: "
	};
	struct quire_span tail;
	size_t i;

	if (s.len > 500)
		return false;
	tail = span_sub(s, s.len > 60 ? s.len - 60 : 0, s.len);
	for (i = 0; i < sizeof sign / sizeof *sign; i++)
		if (span_find(tail, 0, sign[i]) < tail.len)
			return true;
	return false;
}

static bool
is_network(struct quire_span word)
{
	static const char *const names[] = {
		"facebook", "twitter", "instagram", "youtube", "linkedin",
		"pinterest", "reddit", "whatsapp", "telegram", "google",
		"tumblr", "weibo", "wechat", "email", "print", "share",
		"digg", "tweet", "rss", "新浪微博", "微信", "微博",
		"腾讯微博", "qq空间", "人人网", "豆瓣", "vk", "flipboard"
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (span_is_nocase(word, names[i]))
			return true;
	return false;
}

/* Mostly names of networks: a row of share buttons. */
static bool
is_share_row(struct quire_span s)
{
	size_t i = 0, from, words = 0, hits = 0;

	if (s.len > 200)
		return false;
	while (i < s.len) {
		while (i < s.len && (s.p[i] == ' ' || s.p[i] == '|' ||
		    s.p[i] == ','))
			i++;
		from = i;
		while (i < s.len && s.p[i] != ' ' && s.p[i] != '|' &&
		    s.p[i] != ',')
			i++;
		if (i > from) {
			words++;
			hits += is_network(span_sub(s, from, i));
		}
	}
	return hits >= 3 && hits * 3 >= words;
}

/* "Home > News > 2011": a trail of links. */
static bool
is_trail(struct quire_span s)
{
	size_t i, n = 0;

	if (s.len > 160)
		return false;
	for (i = 1; i + 1 < s.len; i++) {
		n += s.p[i] == '>' && s.p[i + 1] == ' ' && s.p[i - 1] == ' ';
		n += s.len - i > 3 && (memcmp(s.p + i, " \xc2\xbb", 3) == 0);
	}
	return n >= 2;
}

/* "a | b | c" of short pieces. */
static bool
is_bar_row(struct quire_span s)
{
	size_t i, bars = 0;

	for (i = 0; i < s.len; i++)
		bars += s.p[i] == '|';
	return bars >= 3 && s.len / (bars + 1) < 30;
}

static enum clean_class
sure_class(struct quire_span s)
{
	enum clean_class k = lexicon_class(s);

	if (k != CLEAN_CLASSES)
		return k;
	if (is_share_row(s))
		return CLEAN_SHARE;
	if (is_trail(s) || is_bar_row(s))
		return CLEAN_NAV;
	return is_caption(s) ? CLEAN_CAPTION : CLEAN_CLASSES;
}

/* ---- names and dates --------------------------------------------------- */

static bool
has_year(struct quire_span s)
{
	size_t i;

	for (i = 0; i + 4 <= s.len; i++)
		if ((memcmp(s.p + i, "19", 2) == 0 ||
		    memcmp(s.p + i, "20", 2) == 0) &&
		    s.p[i + 2] >= '0' && s.p[i + 2] <= '9' &&
		    s.p[i + 3] >= '0' && s.p[i + 3] <= '9' &&
		    (i == 0 || s.p[i - 1] < '0' || s.p[i - 1] > '9') &&
		    (i + 4 == s.len || s.p[i + 4] < '0' ||
		    s.p[i + 4] > '9'))
			return true;
	return false;
}

/* Two to five capitalised words, or two to four ideographs. */
static bool
is_name(struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	unsigned han = 0, words = 0, other = 0;
	bool first = true;
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, end, &cp);
		if (cp == ' ') {
			first = true;
			continue;
		}
		if (text_is(cp, TEXT_HAN))
			han++;
		else if (first && text_is(cp, TEXT_UPPER))
			words++;
		else if (first && p < end && text_is(cp, TEXT_LOWER) &&
		    (size_t)(end - p) > 3 && *p != ' ' && p[1] != ' ' &&
		    p[2] != ' ')
			other++;
		else if (text_is(cp, TEXT_DIGIT))
			other++;
		first = false;
	}
	if (other > 0)
		return false;
	return han > 0 ? words == 0 && han >= 2 && han <= 4
	    : words >= 2 && words <= 5;
}

/* ---- verdicts --------------------------------------------------------- */

static void
decide(struct para *p, enum clean_class class, float score)
{
	p->class = class;
	p->score = score;
}

/* The title: the last line before the body that is long enough to be one. */
static size_t
find_title(const struct work *w, const struct facts *f, size_t body)
{
	size_t i, best = NO_PARA;

	for (i = 0; i < body; i++) {
		if (w->para[i].sure)
			continue;
		if (w->para[i].heading == 1)
			return i;
		if (f[i].mass >= 6 && best == NO_PARA)
			best = i;
	}
	for (i = body; best == NO_PARA && i-- > 0; )
		if (!w->para[i].sure && !is_name(w->para[i].text))
			best = i;
	return best;
}

static void
judge_head(struct work *w, const struct facts *f, size_t body)
{
	size_t title = find_title(w, f, body), i;

	for (i = 0; i < body; i++) {
		struct para *p = &w->para[i];

		if (p->sure)
			continue;
		if (i == title)
			decide(p, CLEAN_TITLE, 0.9f);
		else if (p->heading > 0)
			decide(p, CLEAN_HEADING, 0.8f);
		else if (title == NO_PARA || i < title)
			decide(p, CLEAN_NAV, 0.2f);
		else if (f[i].mass >= 6 && !has_year(p->text))
			decide(p, CLEAN_STANDFIRST, 0.7f);
		else if (has_year(p->text) && f[i].mass < 20)
			decide(p, CLEAN_DATELINE, 0.6f);
		else if (is_name(p->text))
			decide(p, CLEAN_BYLINE, 0.6f);
		else
			decide(p, CLEAN_NAV, 0.3f);
	}
}

static void
judge_tail(struct work *w, const struct facts *f, size_t end)
{
	size_t i;

	for (i = end; i < w->paras; i++) {
		struct para *p = &w->para[i];

		if (p->sure)
			continue;
		if (p->heading > 0 || p->item || p->quote || f[i].mass >= 8 ||
		    (f[i].ended && f[i].mass >= 3) ||
		    para_starts_fresh(p->text))
			decide(p, CLEAN_BODY, 0.6f);
		else
			decide(p, CLEAN_WIDGET, 0.3f);
	}
}

static void
judge_middle(struct work *w, const struct facts *f, size_t body, size_t end)
{
	size_t i;

	for (i = body; i < end; i++) {
		struct para *p = &w->para[i];

		if (p->sure)
			continue;
		if (f[i].prose)
			decide(p, p->quote ? CLEAN_QUOTE : p->item ?
			    CLEAN_LIST : CLEAN_BODY, 0.95f);
		else if (p->heading > 0 || (!f[i].ended && f[i].mass < 15))
			decide(p, p->item ? CLEAN_LIST : CLEAN_HEADING, 0.7f);
		else
			decide(p, CLEAN_BODY, 0.8f);
	}
}

/* ---- repetition ------------------------------------------------------- */

/* Words of s that stand, in a row, in another paragraph's text. */
static bool
recurs(const struct work *w, size_t i)
{
	struct quire_span s = w->para[i].text;
	char key[256];
	uint32_t cp;            /* the first may be a capital only here */
	size_t k, end = i + 20 < w->paras ? i + 20 : w->paras;

	if (s.len >= sizeof key || s.len < 24)
		return false;
	while (s.len > 0 && (s.p[s.len - 1] == '.' || s.p[s.len - 1] == '"'))
		s.len--;
	s = span_sub(s, utf8_decode(s.p, s.p + s.len, &cp), s.len);
	memcpy(key, s.p, s.len);
	key[s.len] = '\0';
	for (k = i > 20 ? i - 20 : 0; k < end; k++)
		if (k != i && w->para[k].text.len > s.len + 8 &&
		    span_find(w->para[k].text, 0, key) <
		    w->para[k].text.len)
			return true;
	return false;
}

static void
find_repeats(struct work *w, const struct facts *f, size_t body)
{
	size_t i, k, from;

	for (i = 1; i < w->paras; i++) {
		struct para *p = &w->para[i];

		if (p->sure || f[i].mass < 4)
			continue;
		from = i < body + 3 ? 0 : i > 3 ? i - 3 : 0;
		for (k = from; k < i; k++)
			if (f[k].hash == f[i].hash &&
			    span_eq(w->para[k].text, p->text)) {
				decide(p, CLEAN_REPEAT, 0.1f);
				p->sure = true;
				break;
			}
	}
}

static void
find_pullquotes(struct work *w, const struct facts *f, size_t body,
    size_t end)
{
	size_t i;

	for (i = body; i < end; i++) {
		struct para *p = &w->para[i];

		if (p->sure || f[i].ended || f[i].mass < 5 || p->heading > 0
		    || f[i].mass > 40 || !recurs(w, i))
			continue;
		decide(p, CLEAN_PULLQUOTE, 0.2f);
		p->sure = true;
		if (i + 1 < end && !p[1].sure && f[i + 1].mass < 8 &&
		    !f[i + 1].ended && p[1].heading == 0) {
			decide(&p[1], CLEAN_PULLQUOTE, 0.2f);
			p[1].sure = true;
		}
	}
}

/* ---- the pass --------------------------------------------------------- */

static void
strip_ornament(struct para *p, bool heading)
{
	static const char *const end[] = { "○", "■", "□", "◆", "●", "◇" };
	static const char *const bar[] = { "•", "|", "·", "–", "—" };
	struct quire_span s = p->text;
	size_t i;

	for (i = 0; i < sizeof end / sizeof *end; i++)
		if (span_ends(s, end[i])) {
			s = text_trim(span_sub(s, 0, s.len - strlen(end[i])));
			if (para_ends_sentence(s))
				p->text = s;
		}
	for (i = 0; heading && i < sizeof bar / sizeof *bar; i++)
		if (span_ends(s, bar[i]) && s.len > 4 &&
		    s.p[s.len - strlen(bar[i]) - 1] == ' ')
			p->text = text_trim(span_sub(s, 0,
			    s.len - strlen(bar[i])));
}

static void
first_look(struct work *w, struct facts *f)
{
	enum clean_class k;
	size_t i;

	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		look(p, &f[i]);
		if (p->sure)
			continue;
		k = sure_class(p->text);
		if (k == CLEAN_CLASSES || (p->heading > 0 && k != CLEAN_BODY))
			continue;
		decide(p, k, (1u << k & DROPPED) != 0 ? 0.05f : 0.9f);
		p->sure = true;
	}
}

static bool
stays(const struct clean_opts *o, const struct para *p)
{
	uint32_t bit = (uint32_t)1 << p->class, drop = DROPPED;

	if (p->notes)
		return true;
	if (o->body)
		drop |= APPARATUS;
	drop = (drop & ~o->keep) | o->drop;
	return (drop & bit) == 0;
}

void
boilerplate_judge(struct work *w)
{
	struct facts *f;
	size_t i, body, end;

	if (!clean_does(w->o, CLEAN_BOILERPLATE) || w->paras == 0)
		return;
	f = arena_alloc(w->a, w->paras * sizeof *f);
	first_look(w, f);
	for (body = 0; body < w->paras; body++)
		if (f[body].prose && !w->para[body].notes &&
		    (!w->para[body].sure || stays(w->o, &w->para[body])))
			break;
	for (end = w->paras; end > body; end--)
		if (f[end - 1].prose && (!w->para[end - 1].sure ||
		    stays(w->o, &w->para[end - 1])))
			break;
	if (body < w->paras) {
		find_repeats(w, f, body);
		find_pullquotes(w, f, body, end);
		judge_head(w, f, w->first ? body : 0);
		judge_middle(w, f, w->first ? body : 0, w->last ? end :
		    w->paras);
		judge_tail(w, f, w->last ? end : w->paras);
	}
	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		p->keep = stays(w->o, p);
	}
}

void
boilerplate_trim(struct work *w)
{
	size_t i;

	for (i = 0; i < w->paras; i++) {
		struct para *p = &w->para[i];

		if (p->keep && !p->gone && !p->notes)
			strip_ornament(p, p->heading > 0 ||
			    p->class == CLEAN_TITLE);
	}
}
