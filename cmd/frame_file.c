/*
 * What is told of a file before it is read: that it is of a kind that is no
 * text, that it is the one that is written.
 */
#include "frame.h"

/*
 * Kinds that are no text, known by how they begin. What a command would make
 * of their bytes is noise, so they are passed over, and the message names a
 * program that has the text.
 */
struct kind {
	size_t at; /* where the mark stands */
	const char *mark;
	size_t len;
	const char *why;
};

#define MARK(s) (s), sizeof(s) - 1

static const struct kind kinds[] = {
	{ 0, MARK("\x1f\x8b\x08"), "compressed, passed over (try zcat)" },
	{ 0, MARK("\xfd\x37zXZ\0"), "compressed, passed over (try xzcat)" },
	{ 0, MARK("\x28\xb5\x2f\xfd"),
	    "compressed, passed over (try zstdcat)" },
	{ 4, MARK("1AY&SY"), "compressed, passed over (try bzcat)" },
	{ 0, MARK("%PDF-"), "PDF, passed over (try pdftotext -layout)" },
	{ 0, MARK("%!PS-"), "PostScript, passed over (try ps2ascii)" },
	{ 0, MARK("AT&TFORM"), "DjVu, passed over (try djvutxt)" },
	{ 0, MARK("{\\rtf"), "RTF, passed over (try pandoc)" },
	{ 0, MARK("PK\3\4"),
	    "a zip archive, as docx, odt and epub are, passed over (try "
	    "pandoc)" },
	{ 0, MARK("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
	    "an old Office file, passed over (try soffice --convert-to)" },
	{ 0, MARK("\x89PNG\r\n"), "an image, passed over (try tesseract)" },
	{ 0, MARK("\xff\xd8\xff"), "an image, passed over (try tesseract)" },
	{ 0, MARK("II*\0"), "an image, passed over (try tesseract)" },
	{ 0, MARK("MM\0*"), "an image, passed over (try tesseract)" },
};

const char *
frame_no_text(struct quire_span head)
{
	const struct kind *k;
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		k = &kinds[i];
		if (head.len >= k->at + k->len &&
		    memcmp(head.p + k->at, k->mark, k->len) == 0)
			return k->why;
	}
	return NULL;
}

/* Letters of ASCII alone behind the mark are text with two odd bytes. */
bool
frame_is_utf16(struct quire_span head)
{
	size_t i;
	char c;

	if (!span_starts(head, "\xff\xfe") && !span_starts(head, "\xfe\xff"))
		return false;
	for (i = 2; i < head.len; i++) {
		c = head.p[i];
		if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c > '~')
			return true;
	}
	return false;
}

bool
frame_is_warc(struct quire_span head)
{
	static const char *const version[] = { "WARC/1.0\r", "WARC/1.1\r",
		"WARC/1.0\n", "WARC/1.1\n", NULL };

	return span_starts_any(head, version) > 0;
}

bool
frame_is_file(const char *operand, const struct stat *st)
{
	struct stat in;
	int r = strcmp(operand, "-") == 0 ? fstat(0, &in) : stat(operand, &in);

	return r == 0 && S_ISREG(in.st_mode) && in.st_dev == st->st_dev &&
	    in.st_ino == st->st_ino;
}
