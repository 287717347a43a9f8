/*
 * base: what every room stands on. It knows no Unicode.
 *
 *   span    borrowed bytes, pointer and length, never NUL-terminated by contract
 *   err     how library functions report: code, byte offset, static message
 *   arena   memory of one document; reset, not freed, between documents
 *   buf     a growable byte buffer on the heap
 *
 * Library functions report, they never print or exit. The one exception is
 * quire_die: memory is gone, or the installation is broken.
 * All lengths and offsets are in bytes.
 */
#ifndef QUIRE_BASE_H
#define QUIRE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define QUIRE_VERSION "0.1.0"

/* Borrowed bytes. An empty span may have a null pointer. */
struct quire_span {
	const char *p;
	size_t len;
};

enum quire_code {
	QUIRE_OK,
	QUIRE_EINPUT, /* the input is not what it should be */
	QUIRE_ELIMIT, /* too long, too deep */
	QUIRE_EIO,    /* a system call failed; errno tells */
	QUIRE_EUSAGE  /* an argument that the caller gave is unusable */
};

struct quire_err {
	enum quire_code code;
	size_t off;      /* where in the input, if that makes sense */
	const char *msg; /* static, lower case, no full stop */
};

/* Fills *e (which may be null) and returns -1, for `return err_set(…)`. */
int err_set(struct quire_err *e, enum quire_code code, size_t off,
    const char *msg);

/* Prints "quire: what" and exits 2. Only for what no caller can mend. */
_Noreturn void quire_die(const char *what);

/* ---- numbers ---------------------------------------------------------- */

/* Eight bytes as a number, the first one lowest, and highest. */
static inline uint64_t
load_le64(const void *p)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return x;
#else
	const unsigned char *u = p;
	uint64_t x = 0;

	for (size_t i = 8; i-- > 0;)
		x = x << 8 | u[i];
	return x;
#endif
}

static inline uint64_t
load_be64(const void *p)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return __builtin_bswap64(load_le64(p));
#else
	const unsigned char *u = p;
	uint64_t x = 0;

	for (size_t i = 0; i < 8; i++)
		x = x << 8 | u[i];
	return x;
#endif
}

/* A digit of ASCII. */
static inline bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ---- spans ------------------------------------------------------------ */

/* These are most often asked about short texts that the compiler knows. */

/* The span of a C string, borrowed. */
static inline struct quire_span
span_of(const char *s)
{
	return (struct quire_span){ s, strlen(s) };
}

static inline bool
span_eq(struct quire_span a, struct quire_span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

static inline bool
span_is(struct quire_span a, const char *s)
{
	return span_eq(a, span_of(s));
}

static inline bool
span_begins(struct quire_span a, struct quire_span head)
{
	return a.len >= head.len &&
	    (head.len == 0 || memcmp(a.p, head.p, head.len) == 0);
}

static inline bool
span_starts(struct quire_span a, const char *s)
{
	return span_begins(a, span_of(s));
}

/* a[from, to); from and to are clamped to the span. */
static inline struct quire_span
span_sub(struct quire_span a, size_t from, size_t to)
{
	if (to > a.len)
		to = a.len;
	if (from > to)
		from = to;
	return (struct quire_span){ from > 0 ? a.p + from : a.p, to - from };
}

bool span_ends(struct quire_span a, const char *s);
/* Equal, or starting with, if ASCII letters are folded. */
bool span_eq_nocase(struct quire_span a, struct quire_span b);
bool span_is_nocase(struct quire_span a, const char *s);
bool span_starts_nocase(struct quire_span a, const char *s);
/* Equal so to one of the list, which ends with null? */
bool span_is_any_nocase(struct quire_span a, const char *const *list);
/* Length of the first of such a list that a begins, or ends, with, or 0. */
size_t span_starts_any(struct quire_span a, const char *const *list);
size_t span_ends_any(struct quire_span a, const char *const *list);
/* Does one of such a list stand in it? */
bool span_holds_any(struct quire_span a, const char *const *list);
/* Offset of the first occurrence at or after from, or a.len if none. */
size_t span_find(struct quire_span a, size_t from, const char *s);
/* Without ASCII white space at both ends. */
struct quire_span span_trim(struct quire_span a);
/* Cuts the next line, its LF included, off *rest. False at the end. */
bool span_line(struct quire_span *rest, struct quire_span *line);

/* ---- memory ----------------------------------------------------------- */

/* malloc and realloc that die when memory is gone. count * size is checked. */
void *mem_alloc(size_t size);
/* The same, all zeros; pages that are never used cost nothing. */
void *mem_zero(size_t size);
void *mem_resize(void *p, size_t count, size_t size);

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);
/* Everything handed out before becomes invalid. Keeps at most 1 MiB. */
void arena_reset(struct arena *a);
/* Aligned to 16 bytes, not cleared; valid until reset. Never null. */
void *arena_alloc(struct arena *a, size_t size);
/* The same, cleared; count * size is checked. */
void *arena_zero(struct arena *a, size_t count, size_t size);
/* An owned copy (NUL-terminated for convenience; len excludes the NUL). */
struct quire_span arena_copy(struct arena *a, struct quire_span s);
/*
 * Makes room for one more item in an array that lives in an arena: returns
 * items, or a larger copy of it; then the old place is gone. n is the number
 * of items in use, *cap the capacity (0 and null at the start), size that of
 * one item.
 *
 *	v->item = arena_grow(a, v->item, v->n, &v->cap, sizeof *v->item);
 *	v->item[v->n++] = x;
 */
void *arena_grow(struct arena *a, void *items, size_t n, size_t *cap,
    size_t size);

/* ---- growable buffer -------------------------------------------------- */

/* {0} is an empty buffer. p is not NUL-terminated. */
struct buf {
	char *p;
	size_t len, cap;
};

void buf_fini(struct buf *b);
/* Makes room for more bytes behind len, where there is too little. */
void buf_grow(struct buf *b, size_t more);
/* These stand in inner loops. */

/* Room for more bytes behind len; returns where they go. */
static inline char *
buf_reserve(struct buf *b, size_t more)
{
	if (b->cap - b->len < more)
		buf_grow(b, more);
	return b->p + b->len;
}

static inline void
buf_add(struct buf *b, const void *p, size_t len)
{
	if (len == 0)
		return;
	memcpy(buf_reserve(b, len), p, len);
	b->len += len;
}

static inline void
buf_add_span(struct buf *b, struct quire_span s)
{
	buf_add(b, s.p, s.len);
}

static inline void
buf_add_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

static inline void
buf_add_char(struct buf *b, char c)
{
	*buf_reserve(b, 1) = c;
	b->len++;
}

/* Decimal, without locale. */
void buf_add_int(struct buf *b, int64_t n);
/* Fixed point with at most `places` decimals, trailing zeros dropped. */
void buf_add_num(struct buf *b, double x, int places);
/* Empties; gives memory back if the buffer had grown beyond keep bytes. */
void buf_clear(struct buf *b, size_t keep);

static inline struct quire_span
buf_span(const struct buf *b)
{
	return (struct quire_span){ b->p, b->len };
}

#endif
