/*
 * The loop over operands and documents that all commands share. What is a
 * document depends on the mode: a whole input (cut into windows if it is
 * large), a line (-l), the member `text` of a record (-j), or, for the command
 * that makes records, a file or a WARC entry.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "frame.h"

enum {
	WINDOW = 1 << 20, /* of a text-mode document */
	HEAD = 64 << 10,  /* what command.window gets to see */
	SLACK = 64 << 10, /* where a window may be cut without a blank */
	FEW = 16          /* bytes that tell a kind of file */
};

/* A record or a line may have 2 GiB: offsets inside stay below 2^31. */
#define RECORD_MAX ((size_t)INT32_MAX)

struct frame {
	const struct command *c;
	struct frame_opts o;
	struct output out;
	struct arena *arena;
	struct buf text; /* text-mode output of a document */
	struct buf line; /* the record rewritten, or made */
	struct progress progress;
	const char *name; /* operand under work */
	struct input *in;
	uint64_t bytes; /* of finished operands */
	size_t documents, bad;
	bool found, trouble, stop;
	bool open_line; /* the last record had no LF */
	bool advised;   /* no_record has named a remedy */
};

/* ---- messages --------------------------------------------------------- */

static void
complain(struct frame *f, size_t line, const char *text)
{
	struct doc d = { 0 };

	d.program = f->c->opts.command;
	d.name = f->name;
	d.line = line;
	doc_warn(&d, text);
	f->trouble = true;
}

/* Is what begins like this no text? Then that is said. */
static bool
pass_over(struct frame *f, struct quire_span head)
{
	const char *why = frame_no_text(head);

	if (why == NULL && !f->c->raw && frame_is_utf16(head))
		why = "UTF-16, passed over (try clean)";
	if (why == NULL && !f->o.json && frame_is_warc(head))
		why = "WARC, passed over (try clean -j)";
	if (why != NULL)
		complain(f, 0, why);
	return why != NULL;
}

/* ---- one document ----------------------------------------------------- */

static struct doc
doc_new(struct frame *f, struct quire_span raw, struct quire_span text)
{
	struct doc d = { 0 };

	d.opts = &f->o;
	d.arena = f->arena;
	d.raw = raw;
	d.text = text;
	d.name = f->name;
	d.number = f->documents;
	d.first = d.last = true;
	d.program = f->c->opts.command;
	d.out = &f->text;
	d.frame = f;
	text_offset_init(&d.offset, text, (enum text_unit)f->o.offsets, 0);
	return d;
}

/* Runs the command on d and notes what came of it. */
static void
run(struct frame *f, struct doc *d)
{
	f->c->document(f->c->state, d);
	f->found |= d->found;
	f->trouble |= d->trouble;
	f->documents += d->last;
}

static void
done(struct frame *f)
{
	out_line_end(&f->out);
	arena_reset(f->arena);
	f->progress.documents = f->documents;
	progress_show(&f->progress, f->bytes + input_offset(f->in), false);
	f->stop |= f->out.error != 0;
}

/*
 * Passes bytes of a record stream on; a record starts on a line of its own.
 * What a command writes of a line (-l) may end in NUL instead.
 */
static void
put_record(struct frame *f, struct quire_span s, bool start)
{
	if (start && f->open_line)
		out_add(&f->out, "\n", 1);
	out_add_span(&f->out, s);
	if (s.len > 0 || start)
		f->open_line = s.len > 0 && s.p[s.len - 1] != '\n' &&
		    (s.p[s.len - 1] != '\0' || !f->o.lines);
}

void
doc_spill(struct doc *d, struct buf *b)
{
	struct frame *f = d->frame;

	if (d->line > 0)
		put_record(f, buf_span(b), !d->spilled);
	else
		out_add_span(&f->out, buf_span(b));
	d->spilled = true;
	b->len = 0;
}

static void
write_record(struct frame *f, struct doc *d, struct quire_span line)
{
	f->line.len = 0;
	if (f->o.attributes)
		doc_attribute_row(d, &f->line);
	else
		json_rewrite(line, d->record, d->edit, d->edits, &f->line);
	if (!d->drop)
		put_record(f, buf_span(&f->line), !d->spilled);
	buf_clear(&f->line, WINDOW);
	done(f);
}

/* ---- text mode -------------------------------------------------------- */

/* Offset behind the last blank line that ends in s[from..], or 0. */
static size_t
blank_line(struct quire_span s, size_t from)
{
	size_t i = s.len, j;

	while (i > from + 1) {
		if (s.p[--i] != '\n')
			continue;
		for (j = i; j > 0 &&
		     (s.p[j - 1] == ' ' || s.p[j - 1] == '\t' ||
		         s.p[j - 1] == '\r');)
			j--;
		if (j > 0 && s.p[j - 1] == '\n')
			return i + 1;
	}
	return 0;
}

/* Offset behind the last of the bytes in set that s[from..] holds, or 0. */
static size_t
last_of(struct quire_span s, size_t from, const char *set)
{
	size_t i;

	for (i = s.len; i > from; i--)
		if (s.p[i - 1] != '\0' && strchr(set, s.p[i - 1]) != NULL)
			return i;
	return 0;
}

/* Where a window that is not the last may be cut best. */
static size_t
cut(struct quire_span s)
{
	size_t near = s.len > SLACK ? s.len - SLACK : 0, at;

	if ((at = blank_line(s, s.len / 2)) == 0 &&
	    (at = last_of(s, near, "\n")) == 0 &&
	    (at = last_of(s, near, " \t")) == 0)
		at = s.len - utf8_tail(s);
	return at;
}

/* 1: a window; 0: the input is at its end; -1: error. */
static int
next_window(struct frame *f, size_t size, struct quire_span *w, bool *last)
{
	struct quire_err e;
	int r = input_peek(f->in, size + 1, w, &e);

	if (r == -1)
		complain(f, 0, strerror(errno));
	if (r != 1)
		return r;
	*last = w->len <= size;
	if (!*last)
		w->len = cut(span_sub(*w, 0, size));
	return 1;
}

static size_t
window_size(struct frame *f)
{
	struct quire_span head;
	struct quire_err e;

	if (f->c->window == NULL || input_peek(f->in, HEAD, &head, &e) != 1)
		return WINDOW;
	return f->c->window(f->c->state, span_sub(head, 0, HEAD));
}

static void
text_operand(struct frame *f)
{
	size_t size = window_size(f), base = 0;
	struct quire_span raw, text = { NULL, 0 };
	bool first = true, last = false;
	struct doc d;

	while (!last && !f->stop && next_window(f, size, &raw, &last) == 1) {
		if (!f->c->raw)
			text = utf8_repair(raw, f->arena);
		d = doc_new(f, raw, text);
		d.first = first;
		d.last = last;
		d.offset.count = base;
		run(f, &d);
		if (!last && (f->c->offsets || f->o.offsets_given))
			base += text_count(text, (enum text_unit)f->o.offsets);
		first = false;
		input_take(f->in, raw.len);
		out_add_span(&f->out, buf_span(&f->text));
		buf_clear(&f->text, 2 * WINDOW);
		done(f);
	}
}

/* ---- lines ------------------------------------------------------------ */

/* A line or record that is too long goes through as it is. */
static void
pass_long(struct frame *f, size_t number, struct quire_span piece)
{
	struct quire_err e;
	int r = 2;

	complain(f, number, "longer than 2 GiB, passed on as it is");
	f->bad++;
	put_record(f, piece, true);
	while (r == 2) {
		r = input_line(f->in, RECORD_MAX, &piece, &e);
		if (r > 1)
			put_record(f, piece, false);
	}
	done(f);
}

static void
one_line(struct frame *f, size_t number, struct quire_span line)
{
	struct quire_span raw = line, text = { NULL, 0 };
	struct doc d;

	if (raw.len > 0 && raw.p[raw.len - 1] == '\n')
		raw.len--;
	if (!f->c->raw)
		text = utf8_repair(raw, f->arena);
	d = doc_new(f, raw, text);
	d.line = number;
	run(f, &d);
	put_record(f, buf_span(&f->text), !d.spilled);
	buf_clear(&f->text, WINDOW);
	done(f);
}

/* ---- records ---------------------------------------------------------- */

static void
bad_record(struct frame *f, size_t number, struct quire_span line,
    const char *why)
{
	complain(f, number, why);
	f->bad++;
	if (f->o.strict) {
		f->stop = true;
		return;
	}
	put_record(f, line, true);
	done(f);
}

static void
no_text(struct frame *f, size_t number, struct quire_span line, bool there)
{
	char why[256];

	snprintf(why, sizeof why,
	    there ? "the member '%.160s' is no string"
	          : "no member '%.160s' (--text-key names another)",
	    f->o.text_key);
	bad_record(f, number, line, why);
}

/*
 * What makes records of what the input seems to hold: JSON that is laid out
 * over lines, an array, text. Null: it is a record with a mistake in it.
 */
static const char *
advice(struct quire_span line)
{
	struct quire_span s = span_trim(line);

	if (s.len == 0 || (s.len > 1 && s.p[0] == '{' && s.p[s.len - 1] == '}'))
		return NULL;
	return s.p[0] == '{' ? "jq -c writes a record a line"
	    : s.p[0] == '['  ? "jq -c '.[]' makes records of an array"
	                     : "clean -j FILE makes records of files";
}

/* The first line of a kind that has a remedy names it. */
static void
no_record(struct frame *f, size_t number, struct quire_span line,
    const char *msg)
{
	const char *remedy = f->advised ? NULL : advice(line);
	char why[160];

	f->advised |= remedy != NULL;
	snprintf(why, sizeof why, remedy != NULL ? "%s (%s)" : "%s", msg,
	    remedy);
	bad_record(f, number, line, why);
}

static void
one_record(struct frame *f, size_t number, struct quire_span line)
{
	struct json_object record;
	const struct json_member *m;
	struct quire_span text;
	struct quire_err e;
	struct doc d;

	if (json_scan(line, &record, f->arena, &e) == -1) {
		no_record(f, number, line, e.msg);
		return;
	}
	m = json_find(&record, f->o.text_key);
	if (m == NULL || m->type != JSON_STRING) {
		no_text(f, number, line, m != NULL);
		return;
	}
	text = json_member_text(m, f->arena);
	d = doc_new(f, text, text);
	d.line = number;
	d.record = &record;
	run(f, &d);
	write_record(f, &d, line);
}

/* Lines and records come alike. */
static void
each_line(struct frame *f,
    void (*each)(struct frame *, size_t, struct quire_span))
{
	struct quire_span line;
	struct quire_err e;
	size_t number = 0;
	int r;

	while (!f->stop) {
		r = input_line(f->in, RECORD_MAX, &line, &e);
		if (r == -1)
			complain(f, 0, strerror(errno));
		if (r < 1 || (number == 0 && pass_over(f, line)))
			break;
		if (r == 1)
			each(f, ++number, line);
		else
			pass_long(f, ++number, line);
	}
}

/* ---- files and WARC entries that become records ----------------------- */

static void
add_member(struct buf *b, const char *name, struct quire_span value)
{
	json_add_name(b, name);
	json_add_string(b, value);
}

/* Makes a record of bytes: head holds its first members, "{…" unclosed. */
static void
make_record(struct frame *f, struct quire_span bytes, struct buf *head,
    const struct warc_entry *w)
{
	struct json_object record;
	struct quire_err e;
	struct quire_span line;
	struct doc d;

	add_member(head, f->o.text_key, (struct quire_span){ "", 0 });
	buf_add_str(head, "}\n");
	line = arena_copy(f->arena, buf_span(head));
	if (json_scan(line, &record, f->arena, &e) == -1)
		quire_die("a record made here is no JSON");
	d = doc_new(f, bytes, (struct quire_span){ NULL, 0 });
	d.record = &record;
	d.warc = w;
	run(f, &d);
	write_record(f, &d, line);
}

static void
file_operand(struct frame *f)
{
	struct quire_span bytes = { NULL, 0 };
	struct buf head = { 0 };
	struct quire_err e;
	size_t want = WINDOW;
	int r;

	while ((r = input_peek(f->in, want, &bytes, &e)) == 1 &&
	    bytes.len >= want && want <= RECORD_MAX)
		want = bytes.len + bytes.len / 2;
	if (r == -1) {
		complain(f, 0, strerror(errno));
		return;
	}
	if (r == 0)
		bytes.len = 0;
	if (bytes.len > RECORD_MAX) {
		complain(f, 0, "longer than 2 GiB, left out");
		return;
	}
	buf_add_char(&head, '{');
	add_member(&head, "id", utf8_repair(span_of(f->name), f->arena));
	make_record(f, bytes, &head, NULL);
	buf_fini(&head);
}

/* Entries that hold a document: not requests, not what is no text. */
static bool
is_document(const struct warc_entry *w)
{
	struct quire_span t = w->http_type;

	if (span_is(w->type, "conversion") || span_is(w->type, "resource"))
		return true;
	return span_is(w->type, "response") &&
	    (t.len == 0 || span_starts_nocase(t, "text/") ||
	        span_starts_nocase(t, "application/xhtml") ||
	        span_starts_nocase(t, "application/xml"));
}

static void
warc_record(struct frame *f, const struct warc_entry *w)
{
	struct buf head = { 0 };

	buf_add_char(&head, '{');
	add_member(&head, "id", utf8_repair(w->id, f->arena));
	if (w->url.len > 0)
		add_member(&head, "url", utf8_repair(w->url, f->arena));
	if (w->date.len > 0)
		add_member(&head, "crawled", utf8_repair(w->date, f->arena));
	make_record(f, w->payload, &head, w);
	buf_fini(&head);
}

static void
warc_operand(struct frame *f)
{
	struct warc_entry w;
	struct quire_err e;
	int r;

	while (!f->stop) {
		r = warc_next(f->in, RECORD_MAX, &w, f->arena, &e);
		if (r == 0 || (r == -1 && e.code == QUIRE_EIO)) {
			if (r == -1)
				complain(f, 0, strerror(errno));
			break;
		}
		if (r == -1) {
			complain(f, 0, e.msg);
			f->bad++;
			f->stop |= f->o.strict;
		} else if (is_document(&w)) {
			warc_record(f, &w);
		}
		arena_reset(f->arena);
	}
}

/* ---- operands --------------------------------------------------------- */

/* How an operand is read; *head is how it begins if it is a document. */
static enum frame_source
source_of(struct frame *f, struct quire_span *head)
{
	enum frame_source source = FRAME_RECORDS;
	struct quire_err e;

	*head = (struct quire_span){ "", 0 };
	if (f->o.json && f->c->source != NULL)
		source = f->c->source(f->c->state, f->name, *head);
	/* Of records and lines no more is waited for than the first. */
	if (f->o.lines || (f->o.json && source != FRAME_FILE))
		return source;
	if (input_peek(f->in, FEW, head, &e) != 1)
		head->len = 0;
	return f->o.json ? f->c->source(f->c->state, f->name, *head) : source;
}

static void
read_operand(struct frame *f)
{
	struct quire_span head;
	enum frame_source source = source_of(f, &head);

	if (pass_over(f, head))
		return;
	if (f->o.json && source == FRAME_FILE)
		file_operand(f);
	else if (f->o.json && source == FRAME_WARC)
		warc_operand(f);
	else if (f->o.json)
		each_line(f, one_record);
	else if (f->o.lines)
		each_line(f, one_line);
	else
		text_operand(f);
}

/* Reading what is written would not end, or finds the file emptied. */
static bool
is_output(const char *name)
{
	struct stat out;

	return fstat(1, &out) == 0 && frame_is_file(name, &out);
}

static void
operand(struct frame *f, const char *name)
{
	f->name = name;
	if (is_output(name)) {
		complain(f, 0, "also the output, passed over");
		return;
	}
	f->in = input_open(name);
	if (f->in == NULL) {
		complain(f, 0, strerror(errno));
		return;
	}
	read_operand(f);
	f->bytes += input_offset(f->in);
	input_close(f->in);
	f->in = NULL;
}

/* ---- beginning and end ------------------------------------------------ */

/*
 * A closed standard stream must not become somebody's file: hold its place
 * with /dev/null, opened so that using it still fails.
 */
static void
hold_streams(void)
{
	int fd;

	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) == -1)
			_exit(2);
}

static void
add_counter(struct buf *b, const char *name, uint64_t n)
{
	json_add_name(b, name);
	buf_add_int(b, (int64_t)n);
}

static void
show_stats(struct frame *f)
{
	struct buf b = { 0 };

	buf_add_char(&b, '{');
	add_counter(&b, "records", f->documents);
	add_counter(&b, "bytes_in", f->bytes);
	add_counter(&b, "bytes_out", f->out.written);
	add_counter(&b, "bad_records", f->bad);
	json_add_name(&b, "seconds");
	buf_add_num(&b, progress_now() - f->progress.start, 3);
	if (f->c->stats != NULL)
		f->c->stats(f->c->state, &b);
	buf_add_str(&b, "}\n");
	fwrite(b.p, 1, b.len, stderr);
	buf_fini(&b);
}

/* Writes what is left; the exit status. */
static int
finish(struct frame *f)
{
	int error = f->out.error;

	if (error == 0 && f->c->finish != NULL && f->documents > 0) {
		f->c->finish(f->c->state, &f->o, &f->text);
		out_add_span(&f->out, buf_span(&f->text));
	}
	if (out_flush(&f->out) == -1) {
		fprintf(stderr, "%s: write error: %s\n", f->c->opts.command,
		    strerror(f->out.error));
		f->trouble = true;
	}
	progress_show(&f->progress, f->bytes, true);
	if (f->o.stats)
		show_stats(f);
	if (f->c->cleanup != NULL)
		f->c->cleanup(f->c->state);
	buf_fini(&f->text);
	buf_fini(&f->line);
	out_fini(&f->out);
	arena_free(f->arena);
	return f->trouble ? 2 : f->o.exit_status && !f->found ? 1 : 0;
}

static int
work(const struct command *c, const struct frame_opts *o)
{
	struct frame f = { 0 };
	int i;

	f.c = c;
	f.o = *o;
	f.arena = arena_new();
	out_init(&f.out, 1, o->unbuffered);
	progress_start(&f.progress, o->progress, o->operand, o->operands);
	for (i = 0; i < o->operands && !f.stop; i++)
		operand(&f, o->operand[i]);
	return finish(&f);
}

int
frame_main(const struct command *c, int argc, char **argv)
{
	struct frame_opts o;
	int status;

	hold_streams();
	if (frame_options(c, &o, argc, argv, &status))
		status = work(c, &o);
	return status;
}
