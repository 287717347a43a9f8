/*
 * Boundaries: ICU's break iterators over UTF-16 copies of UTF-8 text.
 *
 * The copy is made in pieces of bounded size, so that a document costs no more
 * memory than a piece. A piece ends behind a line feed or, in a long line,
 * before the last boundary that was found in it, where the next one starts.
 */
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/text.h"

enum { PIECE = 64 << 10 }; /* bytes; a UTF-16 copy has no more units */

struct brk {
	UBreakIterator *it;
	UChar *unit;    /* [PIECE] */
	uint32_t *byte; /* [PIECE + 1]: offset of each unit */
};

struct brk *
brk_open(enum brk_kind kind, const char *locale)
{
	static const UBreakIteratorType type[] = {
		[BRK_GRAPHEME] = UBRK_CHARACTER,
		[BRK_WORD] = UBRK_WORD,
		[BRK_SENTENCE] = UBRK_SENTENCE,
		[BRK_LINE] = UBRK_LINE,
	};
	UErrorCode status = U_ZERO_ERROR;
	char name[64] = "";
	struct brk *b = mem_alloc(sizeof *b);

	uloc_forLanguageTag(locale, name, sizeof name - 1, NULL, &status);
	if (U_FAILURE(status))
		name[0] = '\0';
	status = U_ZERO_ERROR;
	b->it = ubrk_open(type[kind], name, NULL, 0, &status);
	if (U_FAILURE(status))
		quire_die("cannot open ICU's break iterator");
	b->unit = mem_resize(NULL, PIECE, sizeof *b->unit);
	b->byte = mem_resize(NULL, PIECE + 1, sizeof *b->byte);
	return b;
}

void
brk_close(struct brk *b)
{
	if (b == NULL)
		return;
	ubrk_close(b->it);
	free(b->unit);
	free(b->byte);
	free(b);
}

/* Copies a piece of s as UTF-16; returns its units. */
static int32_t
widen(struct brk *b, struct quire_span s)
{
	const char *p = s.p, *end = s.p + s.len;
	int32_t n = 0;
	uint32_t cp;

	while (p < end) {
		b->byte[n] = (uint32_t)(p - s.p);
		p += utf8_decode(p, end, &cp);
		if (cp > 0xffff) {
			b->unit[n++] = U16_LEAD(cp);
			b->byte[n] = b->byte[n - 1];
		}
		b->unit[n++] = cp > 0xffff ? U16_TRAIL(cp) : (UChar)cp;
	}
	b->byte[n] = (uint32_t)s.len;
	return n;
}

/* Length of the piece of s to look at next; *whole: it ends at a boundary. */
static size_t
piece(struct quire_span s, bool *whole)
{
	size_t i;

	*whole = true;
	if (s.len <= PIECE)
		return s.len;
	for (i = PIECE; i > 0; i--)
		if (s.p[i - 1] == '\n')
			return i;
	*whole = false;
	for (i = PIECE; i > 1 && ((unsigned char)s.p[i] & 0xc0) == 0x80;)
		i--;
	return i;
}

/* Reports the boundaries of a piece; returns how much of it is done. */
static size_t
scan(struct brk *b, struct quire_span s, size_t base, bool whole,
    void (*found)(void *arg, size_t end, int status), void *arg)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = widen(b, s), at, last = 0;

	ubrk_setText(b->it, b->unit, n, &status);
	if (U_FAILURE(status))
		quire_die("ICU refuses a text");
	ubrk_first(b->it);
	while ((at = ubrk_next(b->it)) != UBRK_DONE) {
		/* The last boundary of a cut piece may not be one. */
		if (at == n && !whole && last > 0)
			break;
		found(arg, base + b->byte[at], ubrk_getRuleStatus(b->it));
		last = at;
	}
	return b->byte[last];
}

void
brk_each(struct brk *b, struct quire_span text,
    void (*found)(void *arg, size_t end, int status), void *arg)
{
	struct quire_span s;
	size_t at = 0;
	bool whole;

	while (at < text.len) {
		s = span_sub(text, at, text.len);
		s.len = piece(s, &whole);
		at += scan(b, s, at, whole, found, arg);
	}
}
