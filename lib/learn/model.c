/*
 * Opening a model: the image is checked once, then used where it lies.
 * Nothing in it is trusted: after learn_open no number of the file can lead
 * a reader outside of it.
 */
#include <stdlib.h>
#include <string.h>

#include "learn/format.h"

static size_t
row_stride(const struct model_header *h)
{
	size_t want = (size_t)h->columns * (h->weight_bits == 16 ? 2 : 1),
	       n = h->weight_bits == MODEL_NARROW_BITS ? MODEL_NARROW_STRIDE
	                                               : 1;

	while (n < want && n < MODEL_ALIGN)
		n *= 2;
	return want <= MODEL_ALIGN ? n : model_align(want);
}

static bool
sane_sparse(const struct model_header *h)
{
	return h->classes >= 2 && h->classes <= MODEL_SPARSE_MAX &&
	    h->columns == h->classes && h->weight_bits == 7 && h->bits == 0 &&
	    h->rows >= MODEL_LINE_PROBES && h->rows % 2 == 0 &&
	    h->rows <= 1u << MODEL_BITS_MAX && h->units >= 1 &&
	    h->units <= 64 && h->names <= h->classes * 64;
}

/* All rows are there: nothing needs to be looked for. */
static bool
sane_narrow(const struct model_header *h)
{
	return h->kind == MODEL_CLASSES && h->classes > 2 &&
	    h->classes <= LEARN_NARROW_MAX && h->bits <= 16 &&
	    h->rows == 1u << h->bits;
}

static bool
sane_weights(const struct model_header *h)
{
	if (h->weight_bits == MODEL_NARROW_BITS)
		return sane_narrow(h);
	return h->weight_bits == 8 || h->weight_bits == 16;
}

static bool
sane(const struct model_header *h)
{
	unsigned columns =
	    h->kind == MODEL_CLASSES && h->classes == 2 ? 1 : h->classes;

	if (h->kind == MODEL_SPARSE)
		return sane_sparse(h);
	if (h->kind != MODEL_CLASSES && h->kind != MODEL_CHAIN)
		return false;
	if (h->classes < 2 || h->classes > MODEL_CLASSES_MAX ||
	    h->columns != columns)
		return false;
	if (h->kind == MODEL_CHAIN && h->classes > MODEL_TAGS_MAX)
		return false;
	return h->bits >= MODEL_BITS_MIN && h->bits <= MODEL_BITS_MAX &&
	    sane_weights(h) && h->rows <= 1u << h->bits && h->units >= 1 &&
	    h->units <= 64 && h->names <= h->classes * 64;
}

int
model_layout(const struct model_header *h, struct model_layout *l)
{
	size_t side = h->kind == MODEL_CHAIN ? (size_t)h->classes + 1 : 0;
	bool sparse = h->kind == MODEL_SPARSE;

	if (!sane(h))
		return -1;
	l->stride = sparse ? sizeof(struct model_line) : row_stride(h);
	l->names = sizeof *h;
	l->bias = model_align(l->names + h->names);
	l->transitions = model_align(l->bias + h->columns * sizeof(int32_t));
	l->floor = model_align(l->transitions + side * side * sizeof(int32_t));
	l->units =
	    model_align(l->floor + (sparse ? h->classes : 0) * sizeof(int32_t));
	l->index = model_align(l->units + h->units * sizeof(struct model_unit));
	l->rows = model_align(l->index +
	    (sparse ? 0
	            : ((size_t)1 << h->bits) / 64 * sizeof(struct model_word)));
	l->length = model_align(l->rows + h->rows * l->stride);
	return 0;
}

static const char *
check_header(const struct model_header *h, size_t len, struct model_layout *l)
{
	if ((uintptr_t)h % MODEL_ALIGN != 0)
		return "model is not aligned";
	if (len < sizeof *h || memcmp(h->magic, MODEL_MAGIC, 8) != 0)
		return "not a model";
	if (h->endian != MODEL_ENDIAN)
		return "model of another byte order";
	if (h->version != MODEL_VERSION)
		return "model of another version";
	if (model_layout(h, l) < 0)
		return "model header is damaged";
	if (h->length != len || l->length != len)
		return "model has the wrong length";
	return NULL;
}

/* Each word of the index must count the rows before it. */
static bool
check_index(const struct learn_model *m)
{
	size_t n = ((size_t)1 << m->head->bits) / 64, rows = 0;

	if (m->head->kind == MODEL_SPARSE)
		return true;
	for (size_t i = 0; i < n; i++) {
		if (m->index[i].before != rows)
			return false;
		rows += model_popcount(m->index[i].present);
	}
	return rows == m->head->rows;
}

/* Lengths grow, units are finite and not negative. */
static bool
check_units(const struct learn_model *m)
{
	const struct model_unit *u = m->unit;

	for (uint32_t i = 0; i < m->head->units; i++) {
		if (!(u[i].unit >= 0 && u[i].unit <= 1e6f))
			return false;
		if (i > 0 && u[i].length <= u[i - 1].length)
			return false;
	}
	return true;
}

static bool
find_names(struct learn_model *m, const char *p, size_t len)
{
	const char *end = p + len, *nul;
	uint32_t n = 0;

	for (; p < end && n < m->head->classes; p = nul + 1) {
		nul = memchr(p, '\0', (size_t)(end - p));
		if (nul == NULL || nul == p)
			return false;
		m->name[n++] = p;
	}
	return p == end && n == m->head->classes;
}

static void
set_sections(struct learn_model *m, const char *image,
    const struct model_layout *l)
{
	m->head = (const void *)image;
	m->bias = (const void *)(image + l->bias);
	m->transition = m->head->kind != MODEL_CHAIN
	    ? NULL
	    : (const void *)(image + l->transitions);
	m->floor = (const void *)(image + l->floor);
	m->unit = (const void *)(image + l->units);
	m->index = (const void *)(image + l->index);
	m->rows = (const void *)(image + l->rows);
	m->stride = l->stride;
	m->name = mem_alloc(m->head->classes * sizeof *m->name);
}

static struct learn_model *
open_image(const void *image, size_t len, bool checksum, struct quire_err *e)
{
	const struct model_header *h = image;
	struct model_layout l;
	struct learn_model *m;
	const char *msg = check_header(h, len, &l);

	if (msg == NULL && checksum &&
	    model_checksum(image, len) != h->checksum)
		msg = "model has a wrong checksum";
	if (msg != NULL) {
		err_set(e, QUIRE_EINPUT, 0, msg);
		return NULL;
	}
	m = mem_alloc(sizeof *m);
	set_sections(m, image, &l);
	if (!find_names(m, (const char *)image + l.names, h->names) ||
	    !check_units(m) || !check_index(m)) {
		err_set(e, QUIRE_EINPUT, 0, "model is damaged");
		learn_close(m);
		return NULL;
	}
	return m;
}

struct learn_model *
learn_open(const void *image, size_t len, struct quire_err *e)
{
	return open_image(image, len, true, e);
}

struct learn_model *
learn_open_builtin(const struct learn_image *image)
{
	return open_image(image->bytes, (size_t)image->len, false, NULL);
}

void
learn_close(struct learn_model *m)
{
	if (m == NULL)
		return;
	free(m->name);
	free(m);
}

unsigned
learn_classes(const struct learn_model *m)
{
	return m->head->classes;
}

const char *
learn_class(const struct learn_model *m, unsigned c)
{
	return m->name[c];
}

int
learn_class_index(const struct learn_model *m, const char *name)
{
	for (unsigned c = 0; c < m->head->classes; c++)
		if (strcmp(m->name[c], name) == 0)
			return (int)c;
	return -1;
}
