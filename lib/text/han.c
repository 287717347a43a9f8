/*
 * Han characters by the languages that write them, from a table that is made
 * of ICU's transliterators and converters.
 */
#include "text/han.h"

#include "text-han.h"

/*
 * A lane of twelve bits for each bit of a kind, so that one addition counts
 * them all.
 */
enum { LANE = 12, LANE_MOST = 1 << LANE };

static uint64_t
lanes(uint32_t cp)
{
	const uint64_t spread = UINT64_C(0x100200400801);

	return han_kind[cp - HAN_FIRST] * spread & UINT64_C(0x1001001001001);
}

static void
add_lanes(struct han *h, uint64_t n)
{
	const uint64_t most = LANE_MOST - 1;

	h->hans += (uint32_t)(n & most);
	h->hant += (uint32_t)(n >> LANE & most);
	h->japanese += (uint32_t)(n >> 2 * LANE & most);
	h->foreign += (uint32_t)(n >> 3 * LANE & most);
	h->cantonese += (uint32_t)(n >> 4 * LANE & most);
}

void
han_add(struct han *h, uint32_t cp)
{
	if (cp - HAN_FIRST <= HAN_LAST - HAN_FIRST)
		add_lanes(h, lanes(cp));
}

void
han_add_run(struct han *h, const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;
	uint64_t sum = 0;

	for (size_t i = 1; i <= n; i++, u += 3) {
		sum += lanes(
		    (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u));
		if (i % (LANE_MOST - 1) == 0 || i == n) {
			add_lanes(h, sum);
			sum = 0;
		}
	}
}
