/*
 * Which language a paragraph seems to be in, as far as the sentence model
 * needs it: by script, and by the common short words of its beginning. (The
 * room language/ lies above this one and does it properly.)
 */
#include <string.h>

#include <unicode/uscript.h>

#include "segment-words.h"
#include "segment/sentence.h"
#include "text/text.h"

enum { SAMPLE = 400, TAGS = sizeof language_tag / sizeof *language_tag };

unsigned
language_number(const char *tag)
{
	size_t n = strcspn(tag, "-_");

	for (unsigned i = 1; i < TAGS; i++)
		if (strlen(language_tag[i]) == n &&
		    memcmp(language_tag[i], tag, n) == 0)
			return i;
	if (strcmp(tag, "no") == 0 || strcmp(tag, "nn") == 0)
		return language_number("nb");
	if (strcmp(tag, "yue") == 0 || strcmp(tag, "lzh") == 0)
		return language_number("zh");
	return 0;
}

/* The only language, for our purposes, of a script; or null. */
static const char *
language_of_script(unsigned script)
{
	switch (script) {
	case USCRIPT_HIRAGANA: case USCRIPT_KATAKANA:
		return "ja";
	case USCRIPT_HANGUL:
		return "ko";
	case USCRIPT_THAI:
		return "th";
	case USCRIPT_DEVANAGARI:
		return "hi";
	case USCRIPT_ARMENIAN:
		return "hy";
	case USCRIPT_ETHIOPIC:
		return "am";
	case USCRIPT_MYANMAR:
		return "my";
	case USCRIPT_KHMER:
		return "km";
	case USCRIPT_LAO:
		return "lo";
	default:
		return NULL;
	}
}

struct vote {
	unsigned score[64];
	unsigned han;
	const char *sure;
};

/* Adds a word's weight, shared among the languages that have it. */
static void
vote_word(struct vote *v, uint32_t hash)
{
	uint32_t i = hash % WORD_SLOTS;
	unsigned n = 0, l;
	uint64_t langs;

	while (word_slot[i].hash != hash && word_slot[i].hash != 0)
		i = (i + 1) % WORD_SLOTS;
	langs = word_slot[i].langs;
	for (l = 0; l < 64; l++)
		n += langs >> l & 1;
	for (l = 0; l < 64 && n > 0; l++)
		if (langs >> l & 1)
			v->score[l] += 12 / n + 1;
}

/* One word at p, its bytes lower-cased and hashed; returns its end. */
static const char *
read_word(struct vote *v, const char *p, const char *end)
{
	uint32_t hash = 2166136261u, cp;
	char low[4];

	while (p < end) {
		unsigned len = utf8_decode(p, end, &cp), n;
		const struct text_char *c = text_char(cp);

		if (!(c->flags & (TEXT_LETTER | TEXT_MARK)))
			break;
		if (c->flags & TEXT_HAN) {
			v->han++;
		} else if (cp >= 0x530 && v->sure == NULL) {
			v->sure = language_of_script(c->script);
		}
		p += len;
		n = utf8_encode(text_lower(cp), low);
		for (len = 0; len < n; len++)
			hash = (hash ^ (unsigned char)low[len]) * 16777619u;
	}
	vote_word(v, hash != 0 ? hash : 1);
	return p;
}

unsigned
language_guess(struct quire_span text)
{
	struct vote v = { { 0 }, 0, NULL };
	const char *p = text.p, *end = p + text.len;
	unsigned best = 0;
	uint32_t cp;

	if (text.len > SAMPLE) {
		end = p + SAMPLE;
		end -= utf8_tail((struct quire_span){ p, SAMPLE });
	}
	while (p < end) {
		unsigned len = utf8_decode(p, end, &cp);

		if (text_is(cp, TEXT_LETTER))
			p = read_word(&v, p, end);
		else
			p += len;
	}
	if (v.sure != NULL)
		return language_number(v.sure);
	for (unsigned l = 1; l < 64; l++)
		if (v.score[l] > v.score[best])
			best = l;
	if (v.han > 0 && v.han * 12 > v.score[best])
		return language_number("zh");
	return v.score[best] > 6 ? best : 0;
}
