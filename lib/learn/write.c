/*
 * Writes a trained model, and beside it a .txt that says where it comes
 * from: corpus and licence, command, settings, counts, scores.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "learn/trainer.h"

int
trainer_write_file(const char *path, const void *p, size_t len,
    struct quire_err *e)
{
	struct buf temp = { 0 };
	FILE *f;
	bool ok;

	buf_add_str(&temp, path);
	buf_add(&temp, ".tmp", 5);
	f = fopen(temp.p, "wb");
	ok = f != NULL && fwrite(p, 1, len, f) == len;
	ok = f != NULL && fclose(f) == 0 && ok;
	ok = ok && rename(temp.p, path) == 0;
	buf_fini(&temp);
	return ok ? 0 : err_set(e, QUIRE_EIO, 0, "cannot write the model");
}

static void
line_str(struct buf *b, const char *name, const char *value)
{
	buf_add_str(b, name);
	buf_add_str(b, ": ");
	buf_add_str(b, value);
	buf_add_char(b, '\n');
}

static void
line_num(struct buf *b, const char *name, double x, int places)
{
	buf_add_str(b, name);
	buf_add_str(b, ": ");
	buf_add_num(b, x, places);
	buf_add_char(b, '\n');
}

static void
settings(const struct trainer *t, struct buf *b)
{
	const struct train_opts *o = &t->o;
	bool logistic = o->method == TRAIN_LOGISTIC;

	line_str(b, "method",
	    logistic ? (o->chain ? "conditional random field, AdaGrad"
	                         : "logistic regression, AdaGrad")
	             : "averaged perceptron");
	if (logistic) {
		line_num(b, "rate", o->rate, 6);
		line_num(b, "l2", o->l2, 9);
	}
	if (o->drop > 0)
		line_num(b, "left out of a step", o->drop, 6);
	if (o->average > 0)
		line_num(b, "epochs averaged", o->average, 0);
	line_num(b, "seed", (double)o->seed, 0);
	line_num(b, "feature bits", o->bits, 0);
	line_num(b, "weight bits", o->weight_bits, 0);
	line_num(b, "pruned below", o->prune, 6);
	line_num(b, "epochs", t->epochs, 0);
	line_num(b, "kept epoch", t->kept, 0);
}

static void
counts(const struct trainer *t, struct buf *b)
{
	size_t held = 0;

	for (size_t i = 0; i < t->sequences; i++)
		held += trainer_held(t, i);
	line_num(b, "classes", t->classes, 0);
	line_num(b, "sequences", (double)t->sequences, 0);
	line_num(b, "positions", (double)t->positions, 0);
	line_num(b, "features", (double)t->features, 0);
	line_num(b, "held-out sequences", (double)held, 0);
}

static void
result(struct buf *b, const char *what, const struct train_result *r)
{
	if (r->positions == 0)
		return;
	buf_add_str(b, what);
	buf_add_str(b, ": ");
	buf_add_num(b, (double)r->right / (double)r->positions, 5);
	buf_add_str(b, " of ");
	buf_add_int(b, (int64_t)r->positions);
	buf_add_str(b, " positions right, loss ");
	buf_add_num(b, r->loss / (double)r->positions, 5);
	buf_add_char(b, '\n');
}

int
trainer_write(struct trainer *t, const char *path, const char *about,
    const char *command, struct quire_err *e)
{
	struct buf text = { 0 }, name = { 0 };
	size_t len, stem = strlen(path);
	void *image = trainer_image(t, &len);
	int status = trainer_write_file(path, image, len, e);

	if (span_ends(span_of(path), ".model"))
		stem -= strlen(".model");
	buf_add(&name, path, stem);
	buf_add(&name, ".txt", 5);
	line_str(&text, "made by", command);
	line_str(&text, "from", about);
	settings(t, &text);
	counts(t, &text);
	line_num(&text, "rows", ((const struct model_header *)image)->rows, 0);
	line_num(&text, "bytes", (double)len, 0);
	result(&text, "held out", &t->heldout);
	result(&text,
	    t->o.dev > 0 ? "held out, quantised"
	                 : "training examples, quantised",
	    &t->quantised);
	if (status == 0)
		status = trainer_write_file(name.p, text.p, text.len, e);
	buf_fini(&text);
	buf_fini(&name);
	free(image);
	return status;
}
