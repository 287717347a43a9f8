/* page: what the files about pages share. */
#ifndef QUIRE_CLEAN_PAGE_H
#define QUIRE_CLEAN_PAGE_H

#include <limits.h>

#include "clean/work.h"

size_t page_end(const struct work *w, size_t i);

#endif
