/*
 * The tagger around the model of learn/: see tagger.h.
 */
#include <stdlib.h>

#include "cite/tagger.h"

#include "models.h"

struct tagger {
	struct learn_model *model;
	uint8_t label[256]; /* of the model's classes */
};

/* Owns m. */
static struct tagger *
tagger_of(struct learn_model *m)
{
	struct tagger *g = mem_alloc(sizeof *g);
	unsigned i;

	for (i = 0; i < sizeof g->label; i++)
		g->label[i] = LABEL_O;
	for (i = 0; i < CITE_LABELS; i++) {
		int c = learn_class_index(m, cite_label_name[i]);

		if (c >= 0)
			g->label[c] = (uint8_t)i;
	}
	g->model = m;
	return g;
}

struct tagger *
tagger_new(struct quire_err *e)
{
	struct learn_model *m = learn_open_builtin(&learn_image_cite);

	if (m != NULL)
		return tagger_of(m);
	err_set(e, QUIRE_EINPUT, 0, "model is damaged");
	return NULL;
}

void
tagger_free(struct tagger *g)
{
	if (g == NULL)
		return;
	learn_close(g->model);
	free(g);
}

void
tagger_run(const struct tagger *g, const struct cite_tokens *t,
    const char *text, struct arena *a, uint8_t **label)
{
	struct learn_chain x;
	size_t i;

	*label = arena_zero(a, t->n + 1, 1);
	if (t->n == 0)
		return;
	cite_features(t, text, a, &x);
	learn_path(g->model, &x, *label, a);
	for (i = 0; i < t->n; i++)
		(*label)[i] = g->label[(*label)[i]];
}
