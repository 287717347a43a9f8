/*
 * tables: the lexicon and the grammar, as lib/gen/table-dates-grammar.c made
 * them from ICU and the rows of lib/data/dates-*.tsv.
 */
#include "dates/room.h"
#include "dates-grammar.h"
