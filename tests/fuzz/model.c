/*
 * Any bytes as a model file. The checksum is made right, so that the checks
 * behind it are reached; a model that opens must be safe to use.
 */
#include <stdlib.h>
#include <string.h>

#include "learn/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
use(const struct learn_model *m)
{
	static const uint32_t f[] = { 0, 1, 0x7fffffff, 0x80000000, 0xdeadbeef,
		0xffffffff },
	                      start[] = { 0, 2, 2, 6 };
	const struct learn_chain x = { 3, start, f };
	unsigned n = learn_classes(m);
	int32_t *score = mem_resize(NULL, n, sizeof *score);
	float *p = mem_resize(NULL, n, sizeof *p);
	struct arena *a = arena_new();
	uint8_t tag[3];

	learn_score(m, f, 6, score);
	learn_probability(m, score, 6, p);
	if (learn_class_index(m, learn_class(m, n - 1)) < 0)
		abort();
	if (m->head->kind == MODEL_CHAIN)
		learn_tag(m, &x, tag, a);
	arena_free(a);
	free(score);
	free(p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct model_header *h;
	struct learn_model *m;
	void *image;

	if (size < sizeof *h || size > 1 << 20)
		return 0;
	if (posix_memalign(&image, MODEL_ALIGN, size) != 0)
		return 0;
	memcpy(image, data, size);
	h = image;
	h->checksum = model_checksum(image, size);
	m = learn_open(image, size, NULL);
	if (m != NULL)
		use(m);
	learn_close(m);
	free(image);
	return 0;
}
