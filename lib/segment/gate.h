/*
 * gate: which white space before capitals, numbers and signs is worth a
 * closer look, judged by the few bytes beside it. Room-internal.
 */
#ifndef QUIRE_GATE_H
#define QUIRE_GATE_H

#include <string.h>

#include "learn/learn.h"
#include "segment/stops.h"

enum { GATE_FEATURES = 4, GATE_BITS = 14, GATE_MEMO_BITS = 12 };

/* The weights of all row numbers of the gate's model. */
struct gate {
	int32_t bias;
	int8_t weight[1 << GATE_BITS];
	char pad[3]; /* read, but not looked at */
};

/*
 * What has been said before and is asked again and again, with the eight bytes
 * that it depends on. All zeros is an empty memo.
 */
struct gate_memo {
	uint64_t said[1 << GATE_MEMO_BITS];
};

/* False if the model is none for it; it is not needed any more after. */
bool gate_open(struct gate *g, const struct learn_model *m);

/*
 * Three bytes, a space, four bytes, from the first one up, as one number: what
 * stands before and behind white space. Where there is no text any more stand
 * spaces.
 */
uint64_t gate_context(struct quire_span text, size_t end, size_t next);

void gate_features(uint64_t context, uint32_t *feature);
/* Is the place worth it? */
bool gate_passes(const struct gate *g, uint64_t context);
/* The same, by the memo if that was asked before. */
bool gate_knows(const struct gate *g, struct gate_memo *m, uint64_t context);
/*
 * Says which of the stops of so many blocks of the text from p on that may be
 * asked pass, and takes the bare ones that do not out of them.
 */
void gate_sift(const struct gate *g, struct gate_memo *m, const char *p,
    struct stops *s, size_t blocks);

#endif
