/*
 * The tokeniser of references: see token.h.
 */
#include <string.h>

#include "cite/token.h"
#include "text/text.h"

#define URL_MAX 4096
#define LINK_MAX 500 /* bytes of a link's text */

struct lexer {
	const char *start, *p, *end;
	struct arena *arena;
	struct cite_tokens *out;
	unsigned state;
	bool space, link; /* white space before; in [text](address) */
	uint32_t opener;  /* of the quotation we are in, or 0 */
};

static const struct {
	uint32_t from, to;
} marks[] = { { 0x00ab, '"' }, { 0x00bb, '"' }, { 0x2010, '-' },
	{ 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' }, { 0x2014, '-' },
	{ 0x2015, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201a, '\'' },
	{ 0x201c, '"' }, { 0x201d, '"' }, { 0x201e, '"' }, { 0x2026, '.' },
	{ 0x2039, '\'' }, { 0x203a, '\'' }, { 0x2212, '-' }, { 0x223c, '-' },
	{ 0x3001, ',' }, { 0x3002, '.' }, { 0x3008, '<' }, { 0x3009, '>' },
	{ 0x300c, '"' }, { 0x300d, '"' }, { 0x300e, '"' }, { 0x300f, '"' },
	{ 0x3010, '[' }, { 0x3011, ']' }, { 0x3014, '[' }, { 0x3015, ']' },
	{ 0x301c, '-' }, { '~', '-' } };

/* Full-width and typographic marks as their ASCII cousins. */
static uint32_t
fold_mark(uint32_t cp)
{
	size_t i;

	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	if (cp == '~')
		return '-';
	if (cp < 0x80)
		return cp;
	for (i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i].from == cp)
			return marks[i].to;
	return cp;
}

/* ---- URLs and DOIs ---------------------------------------------------- */

static bool
url_byte(unsigned char c)
{
	return c > 0x20 && c < 0x7f && c != '<' && c != '>' && c != '"' &&
	    c != '`' && c != '{' && c != '}' && c != '|' && c != '\\' &&
	    c != '^';
}

/* Without marks at the end that belong to the sentence. */
static size_t
url_trim(const char *p, size_t len)
{
	int round = 0, square = 0; /* closing ones too many */
	size_t i;

	for (i = 0; i < len; i++) {
		round += (p[i] == ')') - (p[i] == '(');
		square += (p[i] == ']') - (p[i] == '[');
	}
	for (; len > 0; len--) {
		char c = p[len - 1];

		if (c == ')' && round > 0)
			round--;
		else if (c == ']' && square > 0)
			square--;
		else if (strchr(".,;:!'*_", c) == NULL)
			break;
	}
	return len;
}

static size_t
url_run(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && q - p < URL_MAX && url_byte((unsigned char)*q) &&
	    !(*q == ']' && q + 1 < end && q[1] == '('))
		q++;
	return (size_t)(q - p);
}

size_t
cite_url(const char *p, const char *end)
{
	static const char *const scheme[] = { "http://", "https://", "ftp://",
		"www.", "http:/", NULL };
	struct quire_span s = { p, (size_t)(end - p) };
	size_t i, len;

	if (end - p < 8 || strchr("hHfFwW", *p) == NULL)
		return 0;
	for (i = 0; scheme[i] != NULL; i++)
		if (span_starts_nocase(s, scheme[i]))
			break;
	if (scheme[i] == NULL)
		return 0;
	len = url_trim(p, url_run(p, end));
	return len > strlen(scheme[i]) ? len : 0;
}

/* Length of the bare DOI (10.1234/…) that begins at p, or 0. */
static size_t
doi_length(const char *p, const char *end)
{
	const char *q = p + 3;
	size_t len;

	if (end - p < 9 || memcmp(p, "10.", 3) != 0)
		return 0;
	while (q < end && *q >= '0' && *q <= '9')
		q++;
	if (q - p < 7 || q - p > 12 || q == end || *q != '/')
		return 0;
	len = url_trim(p, url_run(p, end));
	return len > (size_t)(q - p) + 1 ? len : 0;
}

/* ---- tokens ----------------------------------------------------------- */

static struct cite_token *
push(struct lexer *l, enum cite_tok_kind kind, const char *from, const char *to)
{
	struct cite_token *t = &l->out->tok[l->out->n++];

	memset(t, 0, sizeof *t);
	t->start = (uint32_t)(from - l->start);
	t->end = (uint32_t)(to - l->start);
	t->kind = (uint8_t)kind;
	t->state = (uint8_t)(l->state | (l->space ? STATE_SPACE : 0));
	l->space = false;
	l->p = to;
	return t;
}

static void
lex_url(struct lexer *l, size_t len, bool doi)
{
	struct quire_span s = { l->p, len };
	struct cite_token *t;

	doi = doi || span_find(s, 0, "doi.org/10.") < len;
	t = push(l, doi ? TOK_DOI : TOK_URL, s.p, s.p + len);
	t->shape = doi ? SHAPE_DOI : SHAPE_URL;
	t->key = t->shape;
}

static bool
roman(const char *p, size_t n)
{
	while (n > 0 && strchr("IVXLCivxlc", *p) != NULL) {
		p++;
		n--;
	}
	return n == 0;
}

static void
set_word(struct cite_token *t, const char *folded, size_t n)
{
	unsigned bits = cite_word_bits(folded, n);

	t->word = (uint16_t)bits;
	t->prose = (bits & WORD_PROSE) != 0;
}

static void
lex_word(struct lexer *l, uint32_t first)
{
	char low[64];
	const char *p = l->p, *from = p;
	size_t n = 0, letters = 0, upper = 0;
	struct cite_token *t;
	bool cap = text_is(first, TEXT_UPPER);

	low[0] = '\0';
	while (p < l->end) {
		uint32_t cp;
		unsigned len = utf8_decode(p, l->end, &cp);
		uint32_t flags = text_char(cp)->flags;

		if ((flags & (TEXT_LETTER | TEXT_MARK)) == 0 ||
		    (flags & (TEXT_HAN | TEXT_KANA)) != 0)
			break;
		upper += (flags & TEXT_UPPER) != 0;
		letters += (flags & TEXT_LETTER) != 0;
		if (n + 4 <= sizeof low)
			n += utf8_encode(text_lower(cp), low + n);
		p += len;
	}
	t = push(l, TOK_WORD, from, p);
	t->key = cite_hash(low, n);
	t->first = low[0];
	set_word(t, low, n);
	t->letters = (uint8_t)(letters > 255 ? 255 : letters);
	if (upper == 0)
		t->shape = SHAPE_LOWER;
	else if (letters == 1)
		t->shape = SHAPE_INITIAL;
	else if (upper == letters)
		t->shape =
		    roman(from, (size_t)(p - from)) ? SHAPE_ROMAN : SHAPE_UPPER;
	else
		t->shape = cap && upper == 1 ? SHAPE_CAP : SHAPE_MIXED;
	l->out->letters++;
}

static void
lex_number(struct lexer *l)
{
	const char *p = l->p, *from = p;
	uint32_t value = 0, cp;
	size_t digits = 0;
	struct cite_token *t;

	while (p < l->end) {
		unsigned len = utf8_decode(p, l->end, &cp);

		if (!text_is(cp, TEXT_DIGIT))
			break;
		if (++digits < 9)
			value = value * 10 + text_char(cp)->digit;
		p += len;
	}
	t = push(l, TOK_NUM, from, p);
	t->letters = (uint8_t)(digits > 255 ? 255 : digits);
	t->key = digits < 3 ? 1000 + value : 2000 + (uint32_t)digits;
	if (digits == 4 && value >= 1500 && value < 2100)
		t->shape = SHAPE_YEAR;
	else
		t->shape =
		    (uint8_t)(digits > 4 ? SHAPE_LONG : SHAPE_N1 + digits - 1);
	if (t->shape == SHAPE_YEAR)
		t->key = 3000 + value / 10;
}

static void
lex_cjk(struct lexer *l, uint32_t cp, unsigned len)
{
	struct cite_token *t = push(l, TOK_CJK, l->p, l->p + len);

	t->cp = t->key = cp;
	t->shape = SHAPE_CJK;
	t->letters = 1;
	set_word(t, l->start + t->start, len);
	l->out->han++;
}

/* Opens and closes what a mark opens and closes. */
static void
mark_state(struct lexer *l, uint32_t cp, bool closing)
{
	unsigned bit;

	switch (cp) {
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0x300c:
	case 0x300d:
	case 0x00ab:
	case 0x00bb:
	case 0x300e:
	case 0x300f:
		bit = STATE_QUOTE;
		break;
	case 0x300a:
	case 0x300b:
	case 0x3008:
	case 0x3009:
		bit = STATE_TITLE;
		break;
	case '(':
	case ')':
	case 0xff08:
	case 0xff09:
		bit = STATE_ROUND;
		break;
	case '[':
	case ']':
	case 0xff3b:
	case 0xff3d:
	case 0x3010:
	case 0x3011:
	case 0x3014:
	case 0x3015:
		bit = STATE_SQUARE;
		break;
	default:
		return;
	}
	if (closing)
		l->state &= ~bit;
	else
		l->state |= bit;
}

static bool
mark_closes(uint32_t cp)
{
	return cp == 0x201d || cp == 0x300d || cp == 0x00bb || cp == 0x300f ||
	    cp == 0x300b || cp == 0x3009 || cp == ')' || cp == 0xff09 ||
	    cp == ']' || cp == 0xff3d || cp == 0x3011 || cp == 0x3015;
}

static bool
quotes(uint32_t cp)
{
	return cp == '"' || cp == 0x201c || cp == 0x201d || cp == 0x201e ||
	    cp == 0xab || cp == 0xbb;
}

/* “…”, "…", „…“, «…» and »…«, and mixtures of straight and curved. */
static bool
quote_closes(const struct lexer *l, uint32_t cp)
{
	switch (l->opener) {
	case 0:
		return cp == 0x201d;
	case 0x201e:
		return cp == 0x201c || cp == 0x201d || cp == '"';
	case 0xab:
		return cp == 0xbb;
	case 0xbb:
		return cp == 0xab;
	}
	return cp == 0x201d || cp == '"';
}

static void
lex_mark(struct lexer *l, uint32_t cp, unsigned len)
{
	bool closing = mark_closes(cp);
	struct cite_token *t;

	if (quotes(cp)) {
		closing = quote_closes(l, cp);
		l->opener = closing ? 0 : cp;
		cp = closing ? 0x201d : 0x201c;
	}
	if (closing)
		mark_state(l, cp, true);
	t = push(l, TOK_PUNCT, l->p, l->p + len);
	if (!closing)
		mark_state(l, cp, false);
	t->cp = t->key = fold_mark(cp);
	if (t->cp == '"')
		t->key = closing ? 0x201d : 0x201c;
	t->shape = SHAPE_PUNCT;
}

size_t
cite_tag_length(struct quire_span s)
{
	static const char *const name[] = { "sup", "sub", "i", "em", "b",
		"strong", NULL };
	size_t i, close = s.len > 1 && s.p[1] == '/', n;

	if (s.len < 3 || s.p[0] != '<')
		return 0;
	s = span_sub(s, 1 + close, s.len);
	for (i = 0; name[i] != NULL; i++) {
		n = strlen(name[i]);
		if (span_starts_nocase(s, name[i]) && n < s.len &&
		    s.p[n] == '>')
			return n + 2 + close;
	}
	return 0;
}

/*
 * [text](address): the brackets and what stands between text and address go,
 * so that the text is a title like others.
 */
static size_t
link_mark(struct lexer *l, struct quire_span s)
{
	size_t at;

	switch (*s.p) {
	case '[':
		at = span_find(span_sub(s, 0, LINK_MAX), 0, "]");
		if (l->link || at + 2 >= s.len || s.p[at + 1] != '(' ||
		    cite_url(s.p + at + 2, l->end) == 0)
			return 0;
		l->link = true;
		return 1;
	case ']':
		return l->link && s.len > 1 && s.p[1] == '(' ? 2 : 0;
	default:
		if (!l->link || l->out->n == 0 ||
		    l->out->tok[l->out->n - 1].kind < TOK_URL)
			return 0;
		l->link = false;
		return 1;
	}
}

/* Mark-up at l->p: how many bytes to pass over, or 0. */
static size_t
markup(struct lexer *l)
{
	struct quire_span s = { l->p, (size_t)(l->end - l->p) };
	size_t i;

	switch (*l->p) {
	case '*':
	case '_':
		for (i = 1; i < s.len && s.p[i] == s.p[0]; i++)
			;
		l->state ^= STATE_ITALIC;
		return i;
	case '<':
		i = cite_tag_length(s);
		return i > 0 ? i : cite_url(l->p + 1, l->end) > 0;
	case '>':
		return l->out->n > 0 &&
		    l->out->tok[l->out->n - 1].kind >= TOK_URL;
	case '[':
	case ']':
	case ')':
		return link_mark(l, s);
	case '\\':
		return s.len > 1 && strchr("*_[]()#<>\\`", s.p[1]) != NULL;
	}
	return 0;
}

static void
lex_one(struct lexer *l)
{
	uint32_t cp;
	unsigned len = utf8_decode(l->p, l->end, &cp);
	uint32_t flags = text_char(cp)->flags;
	size_t n;

	if ((flags & TEXT_SPACE) != 0) {
		l->space = true;
		l->p += len;
	} else if ((n = markup(l)) > 0) {
		l->p += n;
		if (l->p[-1] == '\\' && l->p < l->end)
			lex_mark(l, (unsigned char)*l->p, 1);
	} else if ((n = cite_url(l->p, l->end)) > 0)
		lex_url(l, n, false);
	else if (cp == '1' && (n = doi_length(l->p, l->end)) > 0)
		lex_url(l, n, true);
	else if ((flags & (TEXT_HAN | TEXT_KANA)) != 0)
		lex_cjk(l, cp, len);
	else if ((flags & TEXT_DIGIT) != 0)
		lex_number(l);
	else if ((flags & (TEXT_LETTER | TEXT_MARK)) != 0)
		lex_word(l, cp);
	else if ((flags & (TEXT_CONTROL | TEXT_FORMAT)) != 0)
		l->p += len;
	else
		lex_mark(l, cp, len);
}

void
cite_tokenize(struct quire_span text, struct arena *a, struct cite_tokens *out)
{
	struct lexer l = { 0 };
	size_t most = text.len < CITE_TOKENS ? text.len : CITE_TOKENS;

	out->tok =
	    arena_zero(a, most + 2 * CITE_PAD, sizeof(struct cite_token));
	out->tok += CITE_PAD;
	out->n = out->han = out->letters = 0;
	l.start = l.p = text.p;
	l.end = text.p + text.len;
	l.arena = a;
	l.out = out;
	while (l.p < l.end && out->n < most)
		lex_one(&l);
	memset(out->tok + out->n, 0, CITE_PAD * sizeof(struct cite_token));
}
