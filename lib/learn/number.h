/*
 * exp and log in plain IEEE double arithmetic, so that a model trained
 * anywhere has the same bytes and a probability the same digits; the C
 * library's may differ in the last bit from one version to the next.
 */
#ifndef QUIRE_LEARN_NUMBER_H
#define QUIRE_LEARN_NUMBER_H

#include <stdint.h>
#include <string.h>

#define NUMBER_LN2_HIGH 0x1.62e42fee00000p-1
#define NUMBER_LN2_LOW 0x1.a39ef35793c76p-33
#define NUMBER_LOG2E 0x1.71547652b82fep+0

/* 1 / 12! to 1 / 0! */
static const double number_factors[] = { 1.0 / 479001600, 1.0 / 39916800,
	1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
	1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1 };

/* Relative error below 1e-15; 0 below -700, exp(700) above 700. */
static inline double
number_exp(double x)
{
	double k, r, p = 1.0 / 6227020800;
	int64_t n;
	uint64_t bits;

	if (x < -700)
		return 0;
	if (x > 700)
		x = 700;
	n = (int64_t)(x * NUMBER_LOG2E + (x < 0 ? -0.5 : 0.5));
	k = (double)n;
	r = (x - k * NUMBER_LN2_HIGH) - k * NUMBER_LN2_LOW;
	for (int i = 0; i < 13; i++)
		p = p * r + number_factors[i];
	bits = (uint64_t)(n + 1023) << 52;
	memcpy(&k, &bits, sizeof k);
	return p * k;
}

/* Natural logarithm of a positive normal number; -700 for smaller ones. */
static inline double
number_log(double x)
{
	double m, t, s = 0;
	uint64_t bits;
	int64_t n;

	if (!(x > 1e-304))
		return -700;
	memcpy(&bits, &x, sizeof bits);
	n = (int64_t)(bits >> 52) - 1023;
	bits = (bits & 0xfffffffffffffu) | 0x3ff0000000000000u;
	memcpy(&m, &bits, sizeof m);
	if (m > 1.4142135623730951) {
		m /= 2;
		n++;
	}
	t = (m - 1) / (m + 1);
	for (int i = 23; i > 0; i -= 2)
		s = s * t * t + 1.0 / i;
	return 2 * t * s + (double)n * 0.6931471805599453;
}

#endif
