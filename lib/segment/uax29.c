/*
 * uax29: extended grapheme clusters, words and sentences by the default
 * rules of Unicode Standard Annex #29, version 15.0. The rule names in the
 * comments are the annex's.
 */
#include <unicode/uchar.h>

#include "segment/uax29.h"
#include "text/text.h"

/* A reading position: one character, decoded, and where it ends. */
struct cursor {
	const char *p, *end; /* p: behind the character read */
	const struct text_char *c;
};

static bool
step(struct cursor *k)
{
	uint32_t cp;

	if (k->p == k->end)
		return false;
	k->p += utf8_decode(k->p, k->end, &cp);
	k->c = text_char(cp);
	return true;
}

static struct cursor
begin(struct quire_span s, size_t at)
{
	struct cursor k = { s.p + at, s.p + s.len, text_char(0) };

	step(&k);
	return k;
}

/* ---- grapheme clusters ------------------------------------------------ */

static bool
is_hangul_pair(unsigned a, unsigned b)
{
	if (a == U_GCB_L) /* GB6 */
		return b == U_GCB_L || b == U_GCB_V || b == U_GCB_LV ||
		    b == U_GCB_LVT;
	if (a == U_GCB_LV || a == U_GCB_V) /* GB7 */
		return b == U_GCB_V || b == U_GCB_T;
	return (a == U_GCB_LVT || a == U_GCB_T) && b == U_GCB_T; /* GB8 */
}

static bool
is_control(unsigned c)
{
	return c == U_GCB_CR || c == U_GCB_LF || c == U_GCB_CONTROL;
}

size_t
uax29_grapheme(struct quire_span s, size_t at)
{
	struct cursor k = begin(s, at);
	unsigned a = k.c->gcb;
	bool picture = (k.c->flags & TEXT_PICTOGRAPH) != 0;
	bool flag = a == U_GCB_REGIONAL_INDICATOR;

	for (;;) {
		const char *here = k.p;
		unsigned b;
		bool joined;

		if (!step(&k))
			return s.len;
		b = k.c->gcb;
		if (is_control(a) || is_control(b)) /* GB3 GB4 GB5 */
			joined = a == U_GCB_CR && b == U_GCB_LF;
		else if (b == U_GCB_EXTEND || b == U_GCB_ZWJ ||
		    b == U_GCB_SPACING_MARK) /* GB9 GB9a */
			joined = true;
		else if (a == U_GCB_PREPEND) /* GB9b */
			joined = true;
		else if (a == U_GCB_ZWJ && picture &&
		    k.c->flags & TEXT_PICTOGRAPH) /* GB11 */
			joined = true;
		else if (flag && a == b) /* GB12 GB13 */
			joined = true;
		else
			joined = is_hangul_pair(a, b);
		if (!joined)
			return (size_t)(here - s.p);
		flag = b == U_GCB_REGIONAL_INDICATOR && a != b;
		if (b != U_GCB_EXTEND && b != U_GCB_ZWJ)
			picture = (k.c->flags & TEXT_PICTOGRAPH) != 0;
		a = b;
	}
}

/* ---- words ------------------------------------------------------------ */

static bool
wb_ignored(unsigned c)
{
	return c == U_WB_EXTEND || c == U_WB_FORMAT || c == U_WB_ZWJ;
}

static bool
wb_newline(unsigned c)
{
	return c == U_WB_CR || c == U_WB_LF || c == U_WB_NEWLINE;
}

static bool
wb_letter(unsigned c)
{
	return c == U_WB_ALETTER || c == U_WB_HEBREW_LETTER;
}

static bool
wb_mid_letter(unsigned c)
{
	return c == U_WB_MIDLETTER || c == U_WB_MIDNUMLET ||
	    c == U_WB_SINGLE_QUOTE;
}

static bool
wb_mid_number(unsigned c)
{
	return c == U_WB_MIDNUM || c == U_WB_MIDNUMLET ||
	    c == U_WB_SINGLE_QUOTE;
}

/* The class of what follows k, over ignored characters (WB4). */
static unsigned
wb_ahead(struct cursor k)
{
	while (step(&k))
		if (!wb_ignored(k.c->wb))
			return k.c->wb;
	return U_WB_OTHER;
}

/* WB5 to WB13b that need no more than the two neighbours. */
static bool
wb_pair(unsigned a, unsigned b)
{
	bool alnum = wb_letter(b) || b == U_WB_NUMERIC;

	if (wb_letter(a) || a == U_WB_NUMERIC) /* WB5 WB8 WB9 WB10 */
		return alnum || b == U_WB_EXTENDNUMLET;
	if (a == U_WB_KATAKANA) /* WB13 */
		return b == U_WB_KATAKANA || b == U_WB_EXTENDNUMLET;
	if (a == U_WB_EXTENDNUMLET) /* WB13a WB13b */
		return alnum || b == U_WB_KATAKANA || b == U_WB_EXTENDNUMLET;
	return false;
}

/* Is there no boundary between a, b? before: what is before a; k is at b. */
static bool
wb_joined(unsigned before, unsigned a, unsigned b, struct cursor k)
{
	if (wb_pair(a, b))
		return true;
	if (wb_letter(a)) {
		if (a == U_WB_HEBREW_LETTER && b == U_WB_SINGLE_QUOTE)
			return true; /* WB7a */
		if (wb_mid_letter(b) && wb_letter(wb_ahead(k)))
			return true; /* WB6 */
		if (a == U_WB_HEBREW_LETTER && b == U_WB_DOUBLE_QUOTE)
			return wb_ahead(k) == U_WB_HEBREW_LETTER; /* WB7b */
		return false;
	}
	if (wb_letter(before) && wb_mid_letter(a) && wb_letter(b))
		return true; /* WB7 */
	if (before == U_WB_HEBREW_LETTER && a == U_WB_DOUBLE_QUOTE)
		return b == U_WB_HEBREW_LETTER; /* WB7c */
	if (a == U_WB_NUMERIC && wb_mid_number(b))
		return wb_ahead(k) == U_WB_NUMERIC; /* WB12 */
	return before == U_WB_NUMERIC && wb_mid_number(a) &&
	    b == U_WB_NUMERIC; /* WB11 */
}

size_t
uax29_word(struct quire_span s, size_t at)
{
	struct cursor k = begin(s, at);
	unsigned before = U_WB_OTHER, a = k.c->wb, last = a;
	bool flag = a == U_WB_REGIONAL_INDICATOR;

	for (;;) {
		const char *here = k.p;
		unsigned b;

		if (!step(&k))
			return s.len;
		b = k.c->wb;
		if (wb_newline(last) || wb_newline(b)) { /* WB3 3a 3b */
			if (last != U_WB_CR || b != U_WB_LF)
				return (size_t)(here - s.p);
		} else if (last == U_WB_ZWJ &&
		    k.c->flags & TEXT_PICTOGRAPH) { /* WB3c */
			;
		} else if (last == U_WB_WSEGSPACE && b == last) { /* WB3d */
			;
		} else if (wb_ignored(b)) { /* WB4 */
			last = b;
			continue;
		} else if (flag && b == U_WB_REGIONAL_INDICATOR) {
			flag = false; /* WB15 16 */
			before = a;
			a = last = b;
			continue;
		} else if (!wb_joined(before, a, b, k)) { /* WB999 */
			return (size_t)(here - s.p);
		}
		flag = b == U_WB_REGIONAL_INDICATOR;
		before = a;
		a = last = b;
	}
}

/* ---- sentences -------------------------------------------------------- */

static bool
sb_ignored(unsigned c)
{
	return c == U_SB_EXTEND || c == U_SB_FORMAT;
}

static bool
sb_separator(unsigned c)
{
	return c == U_SB_SEP || c == U_SB_CR || c == U_SB_LF;
}

/* SB8: does a lower-case letter follow before anything that ends the view? */
static bool
sb_lower_ahead(struct cursor k)
{
	do {
		unsigned c = k.c->sb;

		if (c == U_SB_LOWER)
			return true;
		if (c == U_SB_OLETTER || c == U_SB_UPPER || sb_separator(c) ||
		    c == U_SB_STERM || c == U_SB_ATERM)
			return false;
	} while (step(&k));
	return false;
}

/* After a terminator: what of SATerm Close* Sp* has been read. */
enum sb_state { SB_NONE, SB_TERM, SB_CLOSE, SB_SPACE };

/*
 * After ATerm or STerm with its closers and spaces (state), is there no
 * boundary before the character that k is at?
 */
static bool
sb_joined(enum sb_state state, bool full_stop, bool upper_before,
    struct cursor k)
{
	unsigned b = k.c->sb;

	if (full_stop && state == SB_TERM && b == U_SB_NUMERIC)
		return true; /* SB6 */
	if (upper_before && full_stop && state == SB_TERM && b == U_SB_UPPER)
		return true; /* SB7 */
	if (b == U_SB_SCONTINUE || b == U_SB_STERM || b == U_SB_ATERM)
		return true; /* SB8a */
	if (state != SB_SPACE && b == U_SB_CLOSE)
		return true; /* SB9 */
	if (b == U_SB_SP || sb_separator(b))
		return true;                   /* SB9 SB10 */
	return full_stop && sb_lower_ahead(k); /* SB8 */
}

size_t
uax29_sentence(struct quire_span s, size_t at)
{
	struct cursor k = begin(s, at);
	enum sb_state state = SB_NONE;
	bool full_stop = false, upper_before = false;
	unsigned a = k.c->sb, last = a;

	for (;;) {
		const char *here;

		if (a == U_SB_STERM || a == U_SB_ATERM) {
			state = SB_TERM;
			full_stop = a == U_SB_ATERM;
		} else if (state != SB_NONE && a == U_SB_SP) {
			state = SB_SPACE;
		} else if ((state == SB_TERM || state == SB_CLOSE) &&
		    a == U_SB_CLOSE) {
			state = SB_CLOSE;
		} else {
			state = SB_NONE;
		}
		do {
			here = k.p;
			if (!step(&k))
				return s.len;
			if (sb_separator(last) &&
			    (last != U_SB_CR || k.c->sb != U_SB_LF))
				return (size_t)(here - s.p); /* SB3 SB4 */
			last = k.c->sb;
		} while (sb_ignored(last)); /* SB5 */
		if (state != SB_NONE &&
		    !sb_joined(state, full_stop, upper_before, k))
			return (size_t)(here - s.p); /* SB11 */
		upper_before = a == U_SB_UPPER || a == U_SB_LOWER;
		a = last;
	}
}
