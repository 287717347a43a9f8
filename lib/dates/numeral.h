/*
 * numeral: what a number can be, for numbers.c and for the generator of the
 * tables, which must agree.
 */
#ifndef DATES_NUMERAL_H
#define DATES_NUMERAL_H

#include <stdint.h>

/* Classes of digits, in the order of the bits NUM_ of numbers.c. */
#define NUMBER_CLASSES \
	C_tens, C_y4, C_day, C_mon, C_hour, C_min, C_tens, C_y2, C_cyear, \
	    C_yn, C_hm4, C_n8, C_n14, C_y3, C_n

/* Value of a Chinese numeral: digits < 10, 10 100 1000 10000; or -1. */
static inline int
dates_han_digit(uint32_t cp)
{
	switch (cp) {
	case 0x3007: /* 〇 */
	case 0x96f6:
	case 0x25cb: /* ○, a circle */
	case 0xff2f: /* Ｏ, a letter */
		return 0;
	case 0x4e00:
	case 0x58f9:
		return 1;
	case 0x4e8c:
	case 0x4e24:
	case 0x5169:
	case 0x8d30:
		return 2;
	case 0x4e09:
	case 0x53c1:
		return 3;
	case 0x56db:
		return 4;
	case 0x4e94:
		return 5;
	case 0x516d:
		return 6;
	case 0x4e03:
		return 7;
	case 0x516b:
		return 8;
	case 0x4e5d:
		return 9;
	case 0x5341:
		return 10;
	case 0x5eff:
	case 0x5344:
		return 20;
	case 0x5345:
		return 30;
	case 0x767e:
		return 100;
	case 0x5343:
		return 1000;
	case 0x4e07:
	case 0x842c:
		return 10000;
	default:
		return -1;
	}
}

#endif
