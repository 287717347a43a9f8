/*
 * tables: the lexicon and the grammar, made at build time; see classes.h for
 * what they are made of.
 */
#ifndef DATES_TABLES_H
#define DATES_TABLES_H

#include "dates/classes.h"

extern const struct dates_edge dates_edges[];
extern const struct dates_end dates_ends[];
extern const struct dates_node dates_nodes[];
extern const uint32_t dates_root[];
extern const uint16_t dates_first[DATES_STAGES][DATES_SYMS];
extern const struct dates_use dates_uses[][2];
extern const struct dates_head dates_heads[];
extern const struct dates_row dates_rows[];
extern const struct dates_set dates_sets[];
extern const uint64_t dates_starts[], dates_stops[];
/* How words of ASCII begin that trigger, and those that do if d->open. */
extern const uint64_t dates_ascii[], dates_open[];
extern const uint64_t dates_known[];
extern const uint64_t dates_pairs[], dates_cjk[], dates_two[];
extern const unsigned dates_slot_bits, dates_disp_bits;
extern const uint16_t dates_disp[];
extern const struct dates_reading dates_readings[];
extern const struct dates_slot dates_slots[];
extern const struct dates_near dates_nears[]; /* by slot */
extern const uint8_t dates_near_flags[];      /* by row */
extern const uint64_t dates_near_left[][NEAR_ROWS / 64];
extern const uint64_t dates_near_right[][NEAR_ROWS / 64];
extern const uint16_t dates_bond_number[2]; /* of digits */
extern const uint64_t dates_bonds[][BOND_WORDS];
extern const struct dates_locale dates_orders[];
extern const char *const dates_langs[];
extern const uint16_t dates_lang_two[][DATES_LETTERS];
extern const struct dates_langset dates_langsets[];
/* The languages that have function words, those of a row together. */
extern const struct dates_langset dates_passages[PASSAGES];
/* Those told by function words that are in another script than the Latin. */
extern const struct dates_langset dates_scripted;
/* By set: what a function word of it counts for. */
extern const struct dates_tally dates_tallies[];
extern const struct dates_ending dates_endings[];    /* the last has no bytes */
extern const uint64_t dates_ending_last[DATES_ENDS]; /* their last two bytes */
extern const struct dates_langset dates_verbs_last;

enum { LANGS_ALL = 1 };

#endif
