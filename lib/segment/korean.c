/*
 * Sentence-final endings of Korean, which often stand without a stop.
 */
#include "segment/scan.h"

/* The vowel and the final consonant of a syllable, 0 if it has none. */
enum { SYLLABLES = 0xac00, FINALS = 28, VOWELS = 21, FINAL_B = 17 };

static unsigned
vowel(uint32_t cp)
{
	return (cp - SYLLABLES) / FINALS % VOWELS;
}

static unsigned
final(uint32_t cp)
{
	return (cp - SYLLABLES) % FINALS;
}

/*
 * 해야 (하다), 먹어야: "must", and more follows, behind an open a, ae, eo, yeo,
 * wa, wo; but 거야, 뭐야, 나야 end.
 */
static bool
is_must(uint32_t stem)
{
	static const uint32_t open =
	    1u << 0 | 1u << 1 | 1u << 4 | 1u << 6 | 1u << 9 | 1u << 14;

	return stem >= SYLLABLES && final(stem) == 0 &&
	    (open >> vowel(stem) & 1) != 0 && stem != 0xac70 &&
	    stem != 0xaebc && stem != 0xbb50 && stem != 0xb098;
}

bool
scan_korean_ending(const struct scan *k, const char *p, uint32_t cp)
{
	uint32_t stem = peek_before(k->base, p), root;

	switch (cp) {
	case 0xb2e4: /* 다, but 보다 "than", 마다 "each" */
		return stem != 0xbcf4 && stem != 0xb9c8;
	case 0xae4c: /* 까, but 니까 "because" unlike 습니까 */
		if (stem != 0xb2c8)
			return true;
		root = peek_before(k->base, p - 3);
		return root >= SYLLABLES && final(root) == FINAL_B;
	case 0xc624: /* 시오, but 비디오 */
		return stem == 0xc2dc;
	case 0xc57c: /* 야 */
		return !is_must(stem);
	case 0xc694: /* 요 죠 네 음 함 됨 임 냐 줘 봐 */
	case 0xc8e0:
	case 0xb124:
	case 0xc74c:
	case 0xd568:
	case 0xb428:
	case 0xc784:
	case 0xb0d0:
	case 0xc918:
	case 0xbd10:
		return true;
	default:
		return false;
	}
}
