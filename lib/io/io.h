/*
 * io: bytes in and out. Input from files and standard input in blocks,
 * records (NDJSON), WARC and WET streams, output in blocks, TSV and JSON
 * writers.
 *
 * Nothing here prints a message: functions return -1 and fill an error.
 */
#ifndef QUIRE_IO_H
#define QUIRE_IO_H

#include "base/base.h"

/* ---- input ------------------------------------------------------------ */

struct input;

/* path null or "-": standard input. Null on failure, errno is set. */
struct input *input_open(const char *path);
void input_close(struct input *in);
/* Bytes handed out so far. */
uint64_t input_offset(const struct input *in);

/*
 * The next line with its LF (the last may lack it). *line is borrowed and
 * valid until the next call. 1: a line; 0: end; -1: error.
 * A line longer than max is handed out in pieces of at least max bytes: 2 for
 * a piece that more follows, then 3 for its last piece.
 */
int input_line(struct input *in, size_t max, struct quire_span *line,
    struct quire_err *e);
/*
 * What lies unread, at least `want` bytes unless the input ends before;
 * borrowed until the next call. input_take drops from its front.
 * 1: something; 0: nothing left; -1: error.
 */
int input_peek(struct input *in, size_t want, struct quire_span *some,
    struct quire_err *e);
void input_take(struct input *in, size_t len);

/* ---- output ----------------------------------------------------------- */

/*
 * Standard output: 64 KiB blocks, flushed at each line (by out_line_end) on a
 * terminal or when unbuffered. After an error everything is a no-op and
 * out_error gives errno.
 */
struct output {
	int fd;
	bool lines; /* flush at every out_line_end */
	int error;  /* errno of the first failed write, or 0 */
	uint64_t written;
	struct buf buf;
};

void out_init(struct output *o, int fd, bool unbuffered);
void out_fini(struct output *o);
void out_add(struct output *o, const void *p, size_t len);
void out_add_span(struct output *o, struct quire_span s);
/* A line, record or document is complete. */
void out_line_end(struct output *o);
/* 0, or -1 if anything could not be written. */
int out_flush(struct output *o);

/* ---- JSON (RFC 8259) -------------------------------------------------- */

enum json_type {
	JSON_NULL,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

/* A member of an object, all spans borrowed from the text scanned. */
struct json_member {
	struct quire_span key;   /* between the quotes, as written */
	struct quire_span value; /* as written, strings with quotes */
	enum json_type type;     /* of the value */
	bool plain_key;          /* key has no escape */
	bool plain;              /* string without escape, UTF-8 valid */
};

struct json_object {
	struct quire_span text;     /* from { to } */
	struct json_member *member; /* in the arena of the scan */
	size_t n, cap;
};

#define JSON_DEPTH 1000

/*
 * Validates text, exactly one JSON value with white space around it. Ill-formed
 * UTF-8 inside strings is accepted, a byte order mark in front is ignored.
 * Nesting beyond JSON_DEPTH is QUIRE_ELIMIT.
 */
int json_check(struct quire_span text, enum json_type *type,
    struct quire_err *e);
/* Validates text as one object and lists its members. */
int json_scan(struct quire_span text, struct json_object *o, struct arena *a,
    struct quire_err *e);
/*
 * The items of a valid array value: calls found for each, in order, until it
 * returns false.
 */
void json_items(struct quire_span array,
    bool (*found)(void *arg, struct quire_span item, enum json_type type),
    void *arg);
/* Whether the member's name, escapes resolved, is that. */
bool json_key_is(const struct json_member *m, const char *name);
/* The last member with that (unescaped) name, as jq reads; or null. */
const struct json_member *json_find(const struct json_object *o,
    const char *name);
/*
 * A string value (with its quotes) as well-formed UTF-8: escapes resolved,
 * lone surrogates and ill-formed bytes U+FFFD. Borrowed from the value if
 * nothing had to be changed, else in the arena.
 */
struct quire_span json_text(struct quire_span value, struct arena *a);
/* The same of a member whose value is a string. */
struct quire_span json_member_text(const struct json_member *m,
    struct arena *a);

/*
 * Writers. Strings: UTF-8 unescaped but for " \ and controls; ill-formed
 * bytes become U+FFFD.
 */
void json_add_string(struct buf *b, struct quire_span s);
/* ,"name": without the comma after { or at the buffer's start. */
void json_add_name(struct buf *b, const char *name);

/*
 * Changes to a record: members to set, at most JSON_EDITS, each name once.
 * value is written JSON, borrowed. name is plain ASCII. A null value pointer
 * removes the member, unless there is a function that writes the value; it
 * may take away what it finds in the buffer (to write a long value in parts).
 */
#define JSON_EDITS 64

struct json_edit {
	const char *name;
	struct quire_span value;
	void (*write)(void *arg, struct buf *out);
	void *arg;
};

/*
 * Appends the record `line` (the whole line, its white space and LF too) with
 * the edits made: an existing member of that name gets the new value in its
 * place (of duplicates the last; the others go), a missing one is added at
 * the end; every other byte is copied.
 */
void json_rewrite(struct quire_span line, const struct json_object *o,
    const struct json_edit *edit, size_t n, struct buf *out);

/* ---- TSV -------------------------------------------------------------- */

/* \t \n \r \\ as two characters, never quoted. */
void tsv_add(struct buf *b, struct quire_span s);
/* RFC 4180: quoted when needed. */
void csv_add(struct buf *b, struct quire_span s);

/* ---- WARC/1.x and WET ------------------------------------------------- */

struct warc_entry {
	struct quire_span type; /* WARC-Type: response, conversion, … */
	struct quire_span id;   /* WARC-Record-ID, as it stands */
	struct quire_span url;  /* WARC-Target-URI, without <> */
	struct quire_span date; /* WARC-Date */
	struct quire_span content_type; /* Content-Type of the block */
	struct quire_span body;         /* the block, Content-Length bytes */
	/* of a response: */
	struct quire_span http_type; /* its Content-Type header */
	struct quire_span payload;   /* its body, chunking undone; else body */
};

/*
 * The next entry of a WARC stream (ISO 28500), borrowed until the next call
 * (payload may lie in the arena). Entries longer than max are skipped with
 * QUIRE_ELIMIT, truncated or ill-formed ones with QUIRE_EINPUT: call again to
 * go on behind them. 1: an entry; 0: end; -1: error.
 */
int warc_next(struct input *in, size_t max, struct warc_entry *w,
    struct arena *a, struct quire_err *e);

#endif
