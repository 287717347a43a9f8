/*
 * work: what the passes of clean share. A document is a list of lines (of a
 * text: what stands between line ends; of HTML: one for each block), which
 * the layout pass gathers into paragraphs; the later passes judge, join, move
 * and write paragraphs. A line knows its paragraph, so that --explain can
 * tell of each line of the input what became of it.
 *
 * Inside the passes a note's mark stands between two noncharacters, MARK_OPEN
 * label MARK_CLOSE; the notes pass turns it into [^n] or back into what was
 * printed. Both are taken out of the input before the first pass.
 */
#ifndef QUIRE_CLEAN_WORK_H
#define QUIRE_CLEAN_WORK_H

#include "clean/clean.h"
#include "clean/survey.h"
#include "learn/learn.h"
#include "text/text.h"

#define MARK_OPEN "\xef\xb7\x90"  /* U+FDD0 */
#define MARK_CLOSE "\xef\xb7\x91" /* U+FDD1 */
#define NO_PARA ((size_t)-1)

/* Evidence that only HTML gives. All zero for a line of text. */
struct html_facts {
	const char *tag;    /* innermost block, or null */
	uint32_t path[3];   /* hashes of the nearest ancestors' tags */
	uint32_t words[12]; /* hashes of their class and id words */
	uint32_t box[2];    /* the elements that hold it */
	uint8_t paths, nwords;
	uint8_t depth;
	bool article, nav, form, hidden, list, table;
};

struct line {
	struct quire_span raw;  /* decoded, without its line end */
	struct quire_span text; /* cleaned; in the arena or in raw */
	size_t source;          /* line of the input, cut at LF */
	size_t para;
	uint32_t link_bytes;    /* of text, inside links */
	uint16_t indent, width; /* columns */
	uint32_t words;         /* no fewer: survey.h */
	uint32_t number;        /* of an item of a numbered list, or 0 */
	uint8_t lacks;          /* SEEN_… that text surely has not */
	uint8_t heading;        /* level 1 to 6, or 0 */
	bool blank;
	bool page; /* a form feed stands before it */
	bool quote, item, row;
	bool joined;   /* no paragraph can start here */
	bool starts;   /* a paragraph must start here */
	bool noise;    /* running head or page number */
	bool soft;     /* ends in U+00AD */
	bool column;   /* a column begins */
	bool note;     /* of a page's notes */
	bool floating; /* of a caption */
	bool scrap;    /* pageorder.c: of a table */
	bool back;     /* markup.c: held a link back to a note's mark */
	bool first;    /* of a paragraph, as far as these are made */
	bool front;    /* of the metadata on top */
	const struct html_facts *html;
};

struct para {
	struct quire_span text;
	size_t first; /* its first line */
	size_t after; /* lines before the next paragraph */
	uint32_t link_bytes;
	uint32_t words; /* no fewer */
	uint8_t heading;
	bool quote, item, row;
	bool page;     /* a page ends before it */
	bool notes;    /* begins with a note's mark */
	bool gone;     /* joined to another */
	bool floating; /* a caption: the text goes on behind it */
	bool keep;
	bool sure; /* a rule has decided */
	enum clean_class class;
	float score;
	struct quire_span label; /* of a note, as printed */
	size_t into;             /* gone: where it went */
	const struct html_facts *html;
};

struct link {
	struct quire_span text, url;
};

struct cleaner;

/* One document, or one window of it, on its way through the passes. */
struct work {
	struct cleaner *c;
	const struct clean_opts *o;
	struct arena *a;        /* of this window */
	struct arena *keep;     /* of the results: metadata */
	struct run *run;        /* clean.c; null: one window */
	struct quire_span text; /* decoded */
	enum clean_from from;
	bool first, last;
	bool repair; /* may hold mojibake: did not come in a legacy charset */
	bool again;  /* boilerplate.c: what stays, seen once more */
	struct line *line;
	size_t lines, line_cap;
	size_t sources, source_base; /* lines of the input so far */
	struct para *para;
	size_t paras, para_cap;
	struct link *link; /* --links=list */
	size_t links, link_cap;
	struct clean_meta *meta;
	unsigned width;                      /* of hard-wrapped lines, or 0 */
	bool own;                            /* wrapped as --wrap does */
	unsigned *measure, full, top, latin; /* pdflayout.c: widths */
	bool loose, narrow;      /* layout.c: no width; but wrapped all over */
	unsigned lead;           /* by which first lines are shorter, unseen */
	bool merged;             /* lines are set together where a hyphen was */
	bool indents;            /* first lines are indented */
	bool cjk, spaced;        /* spaces beside Latin words */
	bool spaced_notes;       /* the same of notes */
	bool marks;              /* MARK_OPEN may be in a text */
	struct pairing *pairing; /* notes.c */
	uint32_t *word;          /* hashes of its words: hyphen.c */
	size_t words;
};

/* What has to outlive a window. */
struct cleaner {
	struct clean_opts o, typeset; /* typeset: for pages of PDF */
	bool open;                    /* inside a document */
	size_t notes;                 /* labels given out */
	struct buf pending;           /* "[^n]: text" lines for the end */
	struct arena *scratch;        /* of one window */
	struct buf *out, own;         /* where text goes; if out is null */
	size_t begun;                 /* the document's text, in there */
	void (*full)(void *arg);      /* or null; empties out */
	void *full_arg;
	struct line *line;         /* room that windows use again */
	struct para *para, *again; /* again: boilerplate.c; or null */
	size_t room;               /* items of any of them */
	enum clean_from from;      /* of the document */
	char charset[40];          /* found in its first window */
	bool utf8;                 /* all windows so far were UTF-8 */
	char declared[40];         /* charset that the carrier names */
	bool declared_html;
	struct learn_model *line_model[2], *html_model[2];
	struct moji *moji;
};

static inline bool
clean_does(const struct clean_opts *o, enum clean_pass pass)
{
	return o->passes == 0 || (o->passes & (unsigned)pass) != 0;
}

/* ---- clean.c ---------------------------------------------------------- */

/* All that comes before paragraphs are judged; w->from is known. */
void clean_paragraphs(struct work *w, struct quire_span bytes, bool decoded);
bool run_wants_lines(const struct run *x);
/* Called for each line that HTML gives: may finish a window. */
void clean_line_added(struct work *w);

/* ---- encoding.c: bytes to UTF-8, by BOM, label, validity, statistics --- */

/* Well-formed UTF-8; borrowed or in the arena. */
struct quire_span encoding_decode(struct cleaner *c, struct quire_span bytes,
    bool first, bool last, struct arena *a);

/* ---- mojibake.c ------------------------------------------------------- */

/*
 * Well-formed text with what was decoded wrongly put right, line by line;
 * borrowed if nothing was.
 */
struct quire_span mojibake_repair(struct cleaner *c, struct quire_span text,
    struct arena *a);
/* Forgets what helped in the document before. */
void mojibake_begin(struct moji *m);
void mojibake_free(struct moji *m);

/* ---- charcost.c: how likely a text is, in bits ------------------------ */

/* Code length of well-formed text, in eighths of a bit. */
uint64_t charcost(struct quire_span text);
/* The same for the characters that are or follow one beyond ASCII; *count. */
uint64_t charcost_around(struct quire_span text, size_t *count);

/* ---- characters.c ----------------------------------------------------- */

/*
 * text with the character rules applied; borrowed if nothing changes. CR,
 * NEL, LS, PS become LF.
 */
struct quire_span characters_clean(const struct clean_opts *o,
    struct quire_span text, struct arena *a);

/* The rules for spaces alone, for what no other rule is about. */
struct quire_span characters_spaces(const struct clean_opts *o,
    struct quire_span text, struct arena *a);

/* ---- markup.c --------------------------------------------------------- */

/* Fills text, heading, quote, item, link_bytes of a line from its text. */
void markup_line(struct work *w, struct line *l);
/* The address that an archive's address wraps, or url itself. */
struct quire_span markup_unwrap(struct quire_span url);

/* ---- entities.c -------------------------------------------------------- */

enum { ROUNDS = 8 }; /* of what may hide more of its kind */

/* Entities of a text decoded until none is left; borrowed if there are none. */
struct quire_span markup_entities(struct quire_span s, struct arena *a);
/* C1 controls of a page, which are windows-1252; borrowed if there are none. */
struct quire_span markup_c1(struct quire_span s, struct arena *a);
/*
 * The reference &#…; at the start of s: its length and code point, or 0.
 */
size_t markup_reference(struct quire_span s, uint32_t *cp);

/* ---- lines.c ---------------------------------------------------------- */

/* Cuts w->text into w->line; false: it has more than max lines. */
bool lines_cut(struct work *w, size_t max);
/* Columns that s fills, 65535 at most: CJK take two, marks none. */
unsigned text_width(struct quire_span s);

/* ---- page.c, page*.c: pages of pdftotext ------------------------------ */

/* Takes out the numbers of lines in a margin. */
void page_line_numbers(struct work *w);
/* Marks running heads and page numbers as noise. */
void page_heads(struct work *w);
/* Columns side by side are set one after the other. */
void page_columns(struct work *w);
/* Labels the notes at the foot of pages and columns, and their marks. */
void page_notes(struct work *w);
/* Finds captions, and large first letters. */
void page_floats(struct work *w);
/* Sets columns that were printed piece by piece one after the other. */
void page_order(struct work *w);
/* Takes out noise, moves notes to the end, levels indents. */
void page_tidy(struct work *w);

/* ---- pdflayout.c ------------------------------------------------------- */

/* The width of a line of type, in thousandths of an em. */
unsigned pdf_width(struct quire_span s);
/* What a line takes with the first word of the next one, b. */
unsigned pdf_room(struct quire_span a, struct quire_span b);
/* The width that most lines have. */
unsigned pdf_full(struct work *w);
/* The order of unsigned numbers, for qsort and bsearch. */
int work_by_number(const void *a, const void *b);
/* Finds the widths that tell a paragraph's last line, for pdf_breaks. */
void pdf_measure(struct work *w);
/* Does a paragraph begin at line i > 0? */
bool pdf_breaks(const struct work *w, size_t i);

/* ---- layout.c --------------------------------------------------------- */

/* Gathers w->line into w->para. */
void layout_paragraphs(struct work *w);
/* Finds pieces of other articles set into the page. */
void layout_foreign(struct work *w);
/* Joins what a page break cut, moves pieces of other articles. */
void layout_join(struct work *w);

/* ---- hyphen.c --------------------------------------------------------- */

/* Bytes of the hyphen that a line ends in (-, U+2010, the ¬ of OCR), or 0. */
size_t hyphen_at_end(struct quire_span s);
/* a ends in a hyphen at a line's end: does the hyphen go? */
bool hyphen_goes(struct work *w, struct quire_span a, struct quire_span b);

/* ---- marks of sentences, in layout.c ---------------------------------- */

/* Ends in a stop, quotes and brackets behind it not counted. */
bool para_ends_sentence(struct quire_span s);
/* Starts like a heading, a list item, a numbered clause. */
bool para_starts_fresh(struct quire_span s);

/* ---- lexicon.c: words that give boilerplate away ---------------------- */

enum { LEXICON_MAX = 400 }; /* longer lines are not looked up */

/* The class that the lexicon gives a whole line, or CLEAN_CLASSES. */
enum clean_class lexicon_class(struct quire_span s);

/* ---- pattern.c: forms that do ----------------------------------------- */

/* The class that a line's form gives it, or CLEAN_CLASSES. */
enum clean_class pattern_class(struct quire_span s);
/* Two to five capitalised words, or names of two to four ideographs. */
bool pattern_is_name(struct quire_span s);

/* ---- boilerplate.c ---------------------------------------------------- */

/* Gives each paragraph its class, score and verdict. */
void boilerplate_judge(struct work *w);
/* Takes closing ornaments off what stays. */
void boilerplate_trim(struct work *w);

/* ---- notes.c ---------------------------------------------------------- */

/*
 * Finds note paragraphs; pairs the marks of each page with them, before
 * paragraphs are joined over pages; numbers them, in reading order, behind.
 */
void notes_find(struct work *w);
/* Where MARK_OPEN or MARK_CLOSE is in s, or s.len. */
size_t notes_sign(struct quire_span s);
void notes_pair(struct work *w);
void notes_number(struct work *w);
/* Appends s (a note, a link's text), its marks as they were printed. */
void notes_add_printed(struct buf *out, struct quire_span s);

/* ---- html.c, meta.c --------------------------------------------------- */

/* Blocks of an HTML document as lines. */
void html_read(struct work *w, struct quire_span bytes);

/* ---- front.c ---------------------------------------------------------- */

/* Reads YAML on top of a document, and blanks its lines. */
void front_matter(struct work *w);

/* ---- wrap.c ----------------------------------------------------------- */

/* s broken at spaces, or anywhere between CJK, to lines of `wrap` columns. */
void wrap_add(struct buf *out, struct quire_span s, unsigned wrap);
/* Was the text broken so, at the width of --wrap? */
bool wrap_known(const struct work *w);
/* In such a text: does b go on with the paragraph of a, the line before? */
bool wrap_goes_on(const struct line *a, const struct line *b);
/* In such a text: appends the next line to those of its paragraph. */
void wrap_glue(struct buf *out, struct quire_span s);

/* ---- write.c ---------------------------------------------------------- */

enum { WRITE_FULL = 64 << 10 }; /* bytes that are worth writing out */

/*
 * Appends what is kept; with the last window the notes. Above WRITE_FULL the
 * cleaner's `full` empties out.
 */
void write_text(struct work *w, struct buf *out);

/* ---- stats.c ---------------------------------------------------------- */

/* Fills *s for a text of one paragraph a line. */
void stats_count(struct quire_span text, struct clean_stats *s);

#endif
