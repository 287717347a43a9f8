/*
 * Hashes of bytes. Eight bytes at a time, read as little-endian numbers, so
 * that features and checksums are the same on all machines.
 */
#include "learn/format.h"

#define K1 0x9e3779b97f4a7c15u
#define K2 0xd6e8feb86659fd93u

static uint64_t
load(const unsigned char *p, size_t n)
{
	uint64_t x = 0;

	for (size_t i = 0; i < n; i++)
		x |= (uint64_t)p[i] << (8 * i);
	return x;
}

static uint64_t
stir(uint64_t h, uint64_t x)
{
	h = (h ^ x) * K2;
	return h ^ h >> 29;
}

uint32_t
learn_hash(uint32_t seed, const void *p, size_t len)
{
	const unsigned char *u = p;
	uint64_t h = ((uint64_t)seed + 1) * K1 ^ (uint64_t)len;

	for (; len >= 8; u += 8, len -= 8)
		h = stir(h, load_le64(u));
	if (len > 0)
		h = stir(h, load(u, len));
	h *= K1;
	return (uint32_t)((h ^ h >> 32) * K2 >> 32);
}

/* Four lanes side by side; len is a multiple of 64 in every valid file. */
uint64_t
model_checksum(const void *image, size_t len)
{
	const size_t skip = offsetof(struct model_header, checksum);
	const unsigned char *u = image;
	uint64_t h[4] = { K1, K2, K1 ^ K2, len };
	size_t i, at;

	for (i = 0; i + 32 <= len; i += 32)
		for (unsigned j = 0; j < 4; j++) {
			at = i + 8 * j;
			h[j] = stir(h[j], at == skip ? 0 : load_le64(u + at));
		}
	for (; i < len; i++)
		h[0] = stir(h[0], u[i]);
	return stir(stir(stir(h[0], h[1]), h[2]), h[3]);
}
