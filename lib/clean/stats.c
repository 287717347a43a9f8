/*
 * stats: features of a document that builders of text corpora filter by (C4,
 * Gopher, CCNet, RefinedWeb, FineWeb): told, never acted on.
 */
#include <stdlib.h>
#include <string.h>

#include "clean/work.h"

/* English function words, as Gopher counts them. */
static bool
is_stop_word(struct quire_span s)
{
	static const char *const words[] = { "the", "be", "to", "of", "and",
		"that", "have", "with", NULL };

	return span_is_any_nocase(s, words);
}

static int
by_hash(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

struct counts {
	size_t characters, words, stops, symbols, ended, chars_in_lines;
};

/* Words between spaces, symbols, characters of one line. */
static void
count_line(struct quire_span s, struct counts *n)
{
	const char *p = s.p, *end = s.p + s.len, *from;
	uint32_t cp;

	while (p < end) {
		while (p < end && *p == ' ')
			p++;
		for (from = p; p < end && *p != ' ';)
			p++;
		if (p == from)
			break;
		n->words++;
		n->stops += is_stop_word(
		    (struct quire_span){ from, (size_t)(p - from) });
	}
	for (p = s.p; p < end; n->characters++, n->chars_in_lines++) {
		p += utf8_decode(p, end, &cp);
		n->symbols += cp == '#' || cp == 0x2026;
	}
	n->ended += para_ends_sentence(s) && s.len > 0;
}

void
stats_count(struct quire_span text, struct clean_stats *s)
{
	struct quire_span rest = text, line;
	struct counts n = { 0 };
	struct buf hashes = { 0 };
	uint32_t h;
	size_t i, lines = 0, same = 0;

	while (span_line(&rest, &line)) {
		line = text_trim(line);
		if (line.len == 0)
			continue;
		lines++;
		count_line(line, &n);
		h = learn_hash(3, line.p, line.len);
		buf_add(&hashes, &h, sizeof h);
	}
	if (lines > 0)
		qsort(hashes.p, lines, sizeof h, by_hash);
	for (i = 1; i < lines; i++)
		same += memcmp(hashes.p + i * sizeof h,
		            hashes.p + (i - 1) * sizeof h, sizeof h) == 0;
	buf_fini(&hashes);
	s->lines = lines;
	s->characters = n.characters;
	s->words = n.words;
	s->stop_words = n.stops;
	s->mean_line_length =
	    lines > 0 ? (double)n.chars_in_lines / (double)lines : 0;
	s->punctuated_lines = lines > 0 ? (double)n.ended / (double)lines : 0;
	s->duplicate_lines = lines > 0 ? (double)same / (double)lines : 0;
	s->symbol_ratio = n.words > 0 ? (double)n.symbols / (double)n.words : 0;
}
