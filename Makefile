# quire: clean, segment, detect-language, extract-dates, cite
#
#   make            builds everything below build/
#   make demo       shows the whole pipeline on tests/samples
#   make check      runs every test
#   make help       names the other targets

.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules

VERSION := $(shell sed -n 's/^\#define QUIRE_VERSION "\(.*\)"/\1/p' lib/base/base.h)
COMMANDS = $(patsubst cmd/%.c,%,$(filter-out cmd/frame%,$(wildcard cmd/*.c)))
ROOMS = base text io learn segment language dates clean cite

# ---- what the user may set ------------------------------------------------

CC = cc
AR = ar
CFLAGS = -O2 -g
BUILD = build
prefix = /usr/local
bindir = $(prefix)/bin
libdir = $(prefix)/lib
includedir = $(prefix)/include
mandir = $(prefix)/share/man
program_prefix =

# ---- flags that are ours --------------------------------------------------

PKGS = icu-uc icu-i18n libutf8proc libxml-2.0
Q_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -DU_SHOW_CPLUSPLUS_API=0 \
	-Ilib -I$(BUILD)/gen $(shell pkg-config --cflags $(PKGS))
Q_CFLAGS = -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -fvisibility=hidden \
	-ffile-prefix-map=$(CURDIR)=. -ffp-contract=off
LIB_CFLAGS = -fPIC -Wconversion
Q_LDLIBS = $(shell pkg-config --libs $(PKGS)) -lm
COMPILE = $(CC) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) $(CFLAGS) -MMD -MP -c
LINK = $(CC) $(CFLAGS) $(LDFLAGS)

# ---- sources: a file in a room is all it takes ----------------------------

LIB_SRC := $(sort $(foreach r,$(ROOMS),$(wildcard lib/$r/*.c)))
MODELS := $(sort $(wildcard lib/data/*.model))
MODEL_OBJ = $(MODELS:lib/data/%.model=$(BUILD)/data/%.o)
LIB_OBJ = $(LIB_SRC:%.c=$(BUILD)/%.o) $(MODEL_OBJ) $(BUILD)/data/models.o
LIB = $(BUILD)/libquire.a
BIN = $(COMMANDS:%=$(BUILD)/bin/%)

# lib/gen/table-NAME.c prints build/gen/NAME.h, from ICU and lib/data/*.tsv
TABLES := $(patsubst lib/gen/table-%.c,$(BUILD)/gen/%.h,$(wildcard lib/gen/table-*.c))
# lib/gen/train-NAME.c writes lib/data/NAME.model and its .txt
TRAINERS := $(patsubst lib/gen/train-%.c,$(BUILD)/gen/train-%,$(wildcard lib/gen/train-*.c))

all: $(BIN) $(LIB)

$(BUILD)/gen/table-%: lib/gen/table-%.c $(wildcard lib/base/*.[ch])
	@mkdir -p $(@D)
	$(LINK) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) -o $@ $< lib/base/*.c $(Q_LDLIBS) $(LDLIBS)

$(BUILD)/gen/%.h: $(BUILD)/gen/table-% $(wildcard lib/data/*.tsv)
	LC_ALL=C TZ=UTC $< lib/data > $@.tmp && mv $@.tmp $@

$(BUILD)/lib/%.o: lib/%.c Makefile | $(TABLES)
	@mkdir -p $(@D)
	$(COMPILE) $(LIB_CFLAGS) -o $@ $<

$(BUILD)/cmd/%.o: cmd/%.c Makefile | $(TABLES)
	@mkdir -p $(@D)
	$(COMPILE) -Icmd -o $@ $<

# A model is bytes beside the code: one section each, and one table of them.
$(BUILD)/data/%.o: lib/data/%.model Makefile
	@mkdir -p $(@D)
	printf '.section .rodata\n.balign 64\n.globl model_%s\n.hidden model_%s\nmodel_%s:\n.incbin "%s"\n.globl model_%s_end\n.hidden model_%s_end\nmodel_%s_end:\n.section .note.GNU-stack,"",%%progbits\n' \
	    $(subst -,_,$*) $(subst -,_,$*) $(subst -,_,$*) $< $(subst -,_,$*) $(subst -,_,$*) $(subst -,_,$*) > $(@:.o=.s)
	$(CC) -c -o $@ $(@:.o=.s)

$(BUILD)/data/models.c: $(MODELS) Makefile
	@mkdir -p $(@D)
	{ echo '#include <string.h>'; echo '#include "learn/learn.h"'; \
	for m in $(subst -,_,$(MODELS:lib/data/%.model=%)); do \
	    echo "extern const char model_$$m[], model_$${m}_end[];"; done; \
	echo 'const void *learn_builtin(const char *name, size_t *len)'; \
	echo '{'; \
	for m in $(MODELS:lib/data/%.model=%); do s=$$(echo $$m | tr - _); \
	    echo "	if (strcmp(name, \"$$m\") == 0) {"; \
	    echo "		*len = (size_t)(model_$${s}_end - model_$$s);"; \
	    echo "		return model_$$s;"; echo '	}'; done; \
	echo '	(void)name;'; \
	echo '	*len = 0;'; echo '	return NULL;'; echo '}'; } > $@

$(BUILD)/data/models.o: $(BUILD)/data/models.c
	$(COMPILE) $(LIB_CFLAGS) -o $@ $<

$(LIB): $(LIB_OBJ)
	rm -f $@
	$(AR) rcD $@ $^

FRAME_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard cmd/frame*.c)))

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(FRAME_OBJ) $(LIB)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(Q_LDLIBS) $(LDLIBS)

# ---- unit tests -----------------------------------------------------------

UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/*.c))

$(BUILD)/tests/unit/%: tests/unit/%.c $(LIB) $(wildcard tests/unit/*.h)
	@mkdir -p $(@D)
	$(LINK) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) -Itests/unit -MMD -MP -o $@ $< $(LIB) $(Q_LDLIBS) $(LDLIBS)

# ---- tables and models, for those who change them -------------------------

tables: $(TABLES)

$(BUILD)/gen/train-%: lib/gen/train-%.c $(LIB)
	@mkdir -p $(@D)
	$(LINK) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) -o $@ $< $(LIB) $(Q_LDLIBS) $(LDLIBS)

trainers: $(TRAINERS)

clean:
	rm -rf $(BUILD)

.PHONY: all tables trainers clean
.PRECIOUS: $(BUILD)/gen/table-% $(BUILD)/gen/train-% $(BUILD)/data/models.c
-include $(LIB_OBJ:.o=.d) $(COMMANDS:%=$(BUILD)/cmd/%.d) $(FRAME_OBJ:.o=.d) $(UNIT:=.d)
