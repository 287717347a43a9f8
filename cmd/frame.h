/*
 * frame: what the five commands share. It reads options and operands, cuts
 * documents (text, lines, records, files that become records, WARC entries),
 * hands one at a time to the command, and writes what the command appended.
 *
 * Exit status: 0; 1 nothing found (-e); 2 trouble. See quire(7).
 */
#ifndef QUIRE_FRAME_H
#define QUIRE_FRAME_H

#include <stdio.h>
#include <sys/stat.h>

#include "base/base.h"
#include "base/opt.h"
#include "io/io.h"
#include "text/text.h"

/* What the shared options say. */
struct frame_opts {
	bool json;        /* -j */
	bool lines;       /* -l */
	bool attributes;  /* --attributes */
	bool exit_status; /* -e */
	bool strict;
	bool unbuffered;
	bool progress;
	bool stats;
	bool offsets_given;
	int offsets;          /* enum text_unit */
	bool filenames;       /* rows start with the operand's name */
	const char *text_key; /* "text" */
	int format;           /* -f: index into the command's formats, or 0 */
	const char *language; /* -L, or null */
	char **operand;       /* as given; "-" if there are none */
	int operands;
};

/*
 * One document, or one window of a text-mode document that is larger than
 * the window. Everything is borrowed until the command returns.
 */
struct doc {
	const struct frame_opts *opts;
	struct arena *arena;       /* reset after the document */
	struct quire_span raw;     /* the bytes as they came */
	struct quire_span text;    /* well-formed UTF-8 */
	const char *name;          /* operand; "-" is standard input */
	size_t line;               /* -l, -j: line number, from 1; else 0 */
	size_t number;             /* documents before this one */
	bool first, last;          /* window of its document */
	struct text_offset offset; /* offsets of `text` in opts->offsets */
	const struct json_object *record; /* -j; null in text mode */
	const struct warc_entry *warc; /* clean -j --from=wet|warc; or null */

	/* What the command gives back. */
	struct buf *out; /* text mode: output, as is */
	bool found;      /* for -e */
	bool drop;       /* do not pass the record on */
	/* private to frame */
	const char *program;
	struct json_edit *edit;
	size_t edits, edit_cap;
	struct attribute *attribute;
	size_t attributes, attribute_cap;
	bool trouble;
	bool spilled;
	struct frame *frame;
};

/* The operand's name as well-formed UTF-8. */
struct quire_span doc_name(struct doc *d);
/* Columns before a TSV row: file name and/or line number, or nothing. */
void doc_prefix(struct doc *d, struct buf *out);
/*
 * Record mode: sets a member; name static, value written JSON that stays
 * valid until the command returns (doc->arena, or a buffer of the command's).
 */
void doc_set(struct doc *d, const char *name, struct quire_span value);
/*
 * The same for a value (with --attributes: the list of spans) that may be
 * long: write is called when the record is written, after the command has
 * returned, with what it left in place (the arena is), and calls doc_spill
 * now and then.
 */
void doc_stream(struct doc *d, const char *name,
    void (*write)(void *arg, struct buf *out), void *arg);
/* Writes and empties a buffer: d->out, or that of doc_stream's function. */
void doc_spill(struct doc *d, struct buf *b);
/* A member of the record as text, or an empty span. */
struct quire_span doc_member(struct doc *d, const char *name);
/*
 * --attributes: one span under attributes.quire_NAME; offsets already in the
 * unit asked for. name stays valid until the command returns.
 */
void doc_attribute(struct doc *d, const char *name, size_t start, size_t end,
    double score);
/* Trouble with this document: "NAME: FILE:LINE: text"; exit status 2. */
void doc_warn(struct doc *d, const char *text);

struct command {
	struct opt_set opts; /* .shared is frame's business */
	/*
	 * After the options are read. -1 with a message in msg: usage error.
	 * May be null.
	 */
	int (*setup)(void *state, const struct frame_opts *o, char *msg,
	    size_t size);
	/* One document or window. Not called for bad records. */
	void (*document)(void *state, struct doc *d);
	/* After the last document, in text mode and record mode. May be null. */
	void (
	    *finish)(void *state, const struct frame_opts *o, struct buf *out);
	/* Frees what setup made. May be null. */
	void (*cleanup)(void *state);
	/*
	 * Members of the object that --stats writes, `,"name":value` each.
	 * May be null.
	 */
	void (*stats)(void *state, struct buf *out);
	/*
	 * clean only. Null: operands of -j are records. Else tells how an
	 * operand is read in record mode; asked again of a FRAME_FILE, with
	 * how it begins.
	 */
	enum frame_source (
	    *source)(void *state, const char *operand, struct quire_span head);
	/*
	 * clean only: text is handed over as it came (doc->text is empty),
	 * because decoding it is the command's own work.
	 */
	bool raw;
	/*
	 * Bytes of a window for a text-mode document that starts with `head`
	 * (at most 64 KiB of it). Null: 1 MiB.
	 */
	size_t (*window)(void *state, struct quire_span head);
	/*
	 * After the options are read, instead of working: true if they ask
	 * for what it wrote to out. May be null.
	 */
	bool (*answer)(void *state, struct buf *out);
	/*
	 * Words that -f takes, "a|b|c", or null. The first is the default, and
	 * the only one that goes with -j.
	 */
	const char *formats;
	bool has_attributes; /* --attributes makes sense */
	bool tsv;            /* rows: --with-filename makes sense */
	bool offsets;        /* text mode has some without --offsets */
	void *state;
};

enum frame_source { FRAME_RECORDS, FRAME_FILE, FRAME_WARC };

/* Is the operand ("-": standard input) the regular file that st tells of? */
bool frame_is_file(const char *operand, const struct stat *st);

/* The whole of a command's main. */
int frame_main(const struct command *c, int argc, char **argv);

/* ---- between frame's own files ---------------------------------------- */

/*
 * Reads the options. True: *o is filled. False: everything is said (help,
 * usage error) and *status is the exit status.
 */
bool frame_options(const struct command *c, struct frame_opts *o, int argc,
    char **argv, int *status);

/* Why a file that begins like this is no text, or null. */
const char *frame_no_text(struct quire_span head);
/* Is there the byte order mark of UTF-16, or of little-endian UTF-32? */
bool frame_is_utf16(struct quire_span head);
/* Does a stream of WARC or WET begin like this? */
bool frame_is_warc(struct quire_span head);
/* Appends the row that --attributes writes for a document, with its LF. */
void doc_attribute_row(struct doc *d, struct buf *out);

/* --progress: a line on standard error, redrawn if that is a terminal. */
struct progress {
	bool on, terminal;
	int64_t total;  /* bytes of all operands, or -1 */
	uint64_t bytes; /* read before this operand */
	size_t documents;
	double start, last; /* seconds of the monotonic clock */
};

void progress_start(struct progress *p, bool on, char **operand, int n);
/* done: bytes read in all. end: the last call. */
void progress_show(struct progress *p, uint64_t done, bool end);
double progress_now(void);

#endif
