/*
 * Makes text for the bench: babble MODE MEGABYTES < SAMPLES. The samples'
 * words (MODE word) or characters (MODE char) follow each other as they do
 * there, by a chain of order two and a fixed random sequence, so that the
 * text has their letters, punctuation and dates and never repeats for long.
 * A paragraph a line, blank lines between.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE = 1 << 20, TOKENS = 1 << 18, TABLE = 1 << 19 };

static char sample[SAMPLE];
static struct {
	uint32_t start, len;
} token[TOKENS];
static uint32_t tokens;
/* Positions with the same two tokens before them, chained. */
static uint32_t head[TABLE], chain[TOKENS];

static uint32_t
draw(uint32_t below)
{
	static uint64_t state = 88172645463325252u;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state % below);
}

static uint32_t
hash(uint32_t at)
{
	uint32_t h = 2166136261u, i, k;

	for (k = at; k < at + 2; k++) {
		for (i = 0; i < token[k].len; i++)
			h = (h ^ (unsigned char)sample[token[k].start + i]) *
			    16777619u;
		h = (h ^ 0xff) * 16777619u;
	}
	return (h ^ h >> 15) % TABLE;
}

/* Words between blanks, or characters of UTF-8; line ends are left out. */
static void
cut(bool words, size_t len)
{
	size_t i = 0, n;

	while (i < len && tokens < TOKENS) {
		if (sample[i] == '\n' || (words && sample[i] == ' ')) {
			i++;
			continue;
		}
		for (n = 1; i + n < len; n++) {
			char c = sample[i + n];

			if (words ? c == ' ' || c == '\n'
			          : ((unsigned char)c & 0xc0) != 0x80)
				break;
		}
		token[tokens].start = (uint32_t)i;
		token[tokens++].len = (uint32_t)n;
		i += n;
	}
}

static void
link_up(void)
{
	uint32_t i, h;

	for (i = 0; i + 2 < tokens; i++) {
		h = hash(i);
		chain[i] = head[h];
		head[h] = i + 1;
	}
}

/* A position with the same two tokens as at; now and then anywhere. */
static uint32_t
follow(uint32_t at)
{
	uint32_t n = 0, i, h = hash(at);

	for (i = head[h]; i != 0; i = chain[i - 1])
		n++;
	if (draw(24) == 0)
		return draw(tokens - 3);
	if (n < 2)
		return at;
	n = draw(n);
	for (i = head[h]; n > 0; i = chain[i - 1])
		n--;
	return i - 1;
}

int
main(int argc, char **argv)
{
	bool words = argc == 3 && strcmp(argv[1], "word") == 0;
	size_t want, done = 0, line = 0;
	uint32_t at;

	if (argc != 3)
		return 2;
	want = (size_t)(atof(argv[2]) * 1e6);
	cut(words, fread(sample, 1, sizeof sample, stdin));
	if (tokens < 100)
		return 2;
	link_up();
	at = draw(tokens - 3);
	while (done + line < want) {
		/* The token behind the two that the chain looks at. */
		uint32_t t = at + 2;
		char last = sample[token[t].start + token[t].len - 1];

		fwrite(sample + token[t].start, 1, token[t].len, stdout);
		line += token[t].len;
		if (line > 500 && (last == '.' || last == '\x82')) {
			fputs("\n\n", stdout);
			done += line + 2;
			line = 0;
		} else if (words) {
			putchar(' ');
			line++;
		}
		at = follow(at + 1 < tokens - 2 ? at + 1 : 0);
	}
	putchar('\n');
	return ferror(stdout) != 0;
}
