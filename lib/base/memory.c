/*
 * Memory: checked allocation, and the arena of one document.
 *
 * An arena is a list of blocks, newest first. Each new block doubles the last
 * up to 1 MiB. Reset keeps one block, as large as was needed (at most 1 MiB),
 * so that a stream of like documents settles on one block and allocates no
 * more. What is large has a block of its own on a list of its own, which
 * grows where it stands (realloc): a large array costs its size once. Large
 * blocks, too, are kept for what comes next, up to 2 MiB of them: memory that
 * goes back to the system costs more than it is worth when it is asked for
 * again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { ALIGN = 16, FIRST = 16 << 10, KEEP = 1 << 20 };

/* Under AddressSanitizer most arrays move, so that tests find who
 * holds on to an old place. */
#ifdef __SANITIZE_ADDRESS__
enum { LARGE = 1 << 10, SPARE = 0 };
#else
enum { LARGE = 128 << 10, SPARE = 2 << 20 };
#endif

struct block {
	struct block *next;
	size_t size; /* of data */
	_Alignas(16) char data[];
};

struct arena {
	struct block *head;
	struct block *large;
	struct block *spare; /* large ones that wait */
	size_t used;         /* of the head */
	size_t total;        /* handed out of small blocks since the reset */
};

void *
mem_alloc(size_t size)
{
	return mem_resize(NULL, 1, size);
}

void *
mem_zero(size_t size)
{
	void *p = calloc(1, size > 0 ? size : 1);

	if (p == NULL)
		quire_die("out of memory");
	return p;
}

void *
mem_resize(void *p, size_t count, size_t size)
{
	void *q;

	if (size > 0 && count > SIZE_MAX / 2 / size)
		quire_die("out of memory");
	q = realloc(p, count * size > 0 ? count * size : 1);
	if (q == NULL)
		quire_die("out of memory");
	return q;
}

static struct block *
block_new(size_t size, struct block *next)
{
	struct block *b;

	if (size > SIZE_MAX / 2)
		quire_die("out of memory");
	b = mem_alloc(sizeof *b + size);
	b->size = size;
	b->next = next;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = mem_alloc(sizeof *a);

	*a = (struct arena){ .head = block_new(FIRST, NULL) };
	return a;
}

static void
drop(struct block *b)
{
	struct block *next;

	for (; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	drop(a->head);
	drop(a->large);
	drop(a->spare);
	free(a);
}

/* Large blocks wait for the next document; those that waited in vain go. */
static void
spare_large(struct arena *a)
{
	struct block *b, *next;
	size_t all = 0; /* bytes that wait; never above SPARE */

	drop(a->spare);
	a->spare = NULL;
	for (b = a->large; b != NULL; b = next) {
		next = b->next;
		if (b->size > SPARE - all) {
			free(b);
			continue;
		}
		all += b->size;
		b->next = a->spare;
		a->spare = b;
	}
	a->large = NULL;
}

/* One block of so many bytes or more stays. */
static void
keep_one(struct arena *a, size_t want)
{
	struct block **b = &a->head, *one;

	while (*b != NULL && (*b)->size < want)
		b = &(*b)->next;
	one = *b;
	if (one != NULL)
		*b = one->next;
	drop(a->head);
	a->head = one != NULL ? one : block_new(want, NULL);
	a->head->next = NULL;
}

void
arena_reset(struct arena *a)
{
	size_t want = a->total < KEEP ? a->total : KEEP;

	spare_large(a);
	if (a->head->next != NULL)
		keep_one(a, want > FIRST ? want : FIRST);
	a->used = a->total = 0;
}

/* A block of its own: one that waits, if it is not twice as large. */
static void *
alloc_large(struct arena *a, size_t size)
{
	struct block **at = &a->spare, *b;

	while (*at != NULL && ((*at)->size < size || (*at)->size / 2 > size))
		at = &(*at)->next;
	b = *at;
	if (b != NULL)
		*at = b->next;
	else
		b = block_new(size, NULL);
	b->next = a->large;
	a->large = b;
	return b->data;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t need, grown;
	void *p;

	if (size >= LARGE)
		return alloc_large(a, size);
	need = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (need > a->head->size - a->used) {
		grown = a->head->size < KEEP / 2 ? a->head->size * 2 : KEEP;
		a->head = block_new(need > grown ? need : grown, a->head);
		a->used = 0;
	}
	p = a->head->data + a->used;
	a->used += need;
	a->total += need;
	return p;
}

void *
arena_zero(struct arena *a, size_t count, size_t size)
{
	void *p;

	if (size > 0 && count > SIZE_MAX / 4 / size)
		quire_die("out of memory");
	p = arena_alloc(a, count * size);
	memset(p, 0, count * size);
	return p;
}

struct quire_span
arena_copy(struct arena *a, struct quire_span s)
{
	char *p = arena_alloc(a, s.len + 1);

	if (s.len > 0)
		memcpy(p, s.p, s.len);
	p[s.len] = '\0';
	return (struct quire_span){ p, s.len };
}

/* Enlarges the block that holds items alone; null if there is none. */
static void *
grow_large(struct arena *a, const void *items, size_t size)
{
	struct block **b;

	for (b = &a->large; *b != NULL; b = &(*b)->next) {
		if ((*b)->data != items)
			continue;
		*b = mem_resize(*b, 1, sizeof **b + size);
		(*b)->size = size;
		return (*b)->data;
	}
	return NULL;
}

void *
arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return items;
	*cap = *cap > 0 ? *cap * 2 : 16;
	if (*cap > SIZE_MAX / 4 / size)
		quire_die("out of memory");
	if (items != NULL && (more = grow_large(a, items, *cap * size)) != NULL)
		return more;
	more = arena_alloc(a, *cap * size);
	if (items != NULL && n > 0)
		memcpy(more, items, n * size);
	return more;
}
