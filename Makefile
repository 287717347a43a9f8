# quire: clean, segment, detect-language, extract-dates, cite
#
#   make            builds everything below build/
#   make demo       shows the whole pipeline on tests/samples
#   make check      runs every test
#   make help       names the other targets
#
# demo and check install what is missing first (make deps).

.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules
SHELL = /bin/sh

ifeq ($(wildcard lib/base/base.h),)
$(error run make in the folder of the sources; BUILD=DIR puts elsewhere what it makes)
endif

VERSION := $(shell sed -n 's/^\#define QUIRE_VERSION "\(.*\)"/\1/p' lib/base/base.h)
SOVERSION = 0
COMMANDS := $(patsubst cmd/%.c,%,$(filter-out cmd/frame%,$(wildcard cmd/*.c)))
ROOMS = base text io learn segment language dates clean cite

# ---- what the user may set ------------------------------------------------

CC = cc
CXX = c++
AR = ar
OBJCOPY = objcopy
INSTALL = install
PKG_CONFIG = pkg-config
CFLAGS = -O2 -g
CXXFLAGS = -O2 -g
BUILD = build
prefix = /usr/local
bindir = $(prefix)/bin
libdir = $(prefix)/lib
includedir = $(prefix)/include
datadir = $(prefix)/share
mandir = $(datadir)/man
program_prefix =

# ---- what must be installed -----------------------------------------------

# The one list of what quire stands on. Groups: build, demo, test, lint, fuzz,
# bench. "cmd:" is a program, "pc:" a pkg-config module, "file:" a file.
#
#  group what shows it                    Debian          dnf                brew        apk
define PACKAGES
build cmd:pkg-config                      pkg-config      pkgconf-pkg-config pkgconf     pkgconf
build pc:icu-i18n                         libicu-dev      libicu-devel       icu4c       icu-dev
build pc:libutf8proc                      libutf8proc-dev utf8proc-devel     utf8proc    utf8proc-dev
build pc:libxml-2.0                       libxml2-dev     libxml2-devel      libxml2     libxml2-dev
demo  cmd:jq                              jq              jq                 jq          jq
demo  cmd:pandoc                          pandoc          pandoc             pandoc      pandoc
test  cmd:bats                            bats            bats               bats-core   bats
test  cmd:parallel                        parallel        parallel           parallel    parallel
test  cmd:sqlite3                         sqlite3         sqlite             sqlite      sqlite
test  cmd:bib2xml                         bibutils        bibutils           bibutils    bibutils
test  cmd:mandoc                          mandoc          mandoc             mandoc      mandoc
test  cmd:file                            file            file-libs          -           file
test  cmd:sbatch                          slurm-client    slurm              -           slurm
test  file:/usr/sbin/slurmctld            slurmctld       slurm-slurmctld    -           slurm
test  file:/usr/sbin/slurmd               slurmd          slurm-slurmd       -           slurm
test  cmd:bzip2                           bzip2           bzip2              bzip2       bzip2
test  file:/usr/share/unicode/auxiliary   unicode-data    unicode-ucd        -           unicode-character-database
test  file:/usr/share/citation-style-language/styles citation-style-language-styles - -  -
lint  cmd:clang-format                    clang-format    clang-tools-extra  clang-format clang-extra-tools
lint  cmd:clang-tidy                      clang-tidy      clang-tools-extra  llvm        clang-extra-tools
lint  cmd:cppcheck                        cppcheck        cppcheck           cppcheck    cppcheck
lint  cmd:mandoc                          mandoc          mandoc             mandoc      mandoc
lint  cmd:shellcheck                      shellcheck      ShellCheck         shellcheck  shellcheck
fuzz  cmd:clang                           clang           clang              llvm        clang
fuzz  file:/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux libclang-rt-14-dev compiler-rt - compiler-rt
bench cmd:uconv                           icu-devtools    icu                icu4c       icu
bench cmd:c++                             g++             gcc-c++            -           g++
bench file:/usr/include/cld2              libcld2-dev     cld2-devel         -           -
bench cmd:jq                              jq              jq                 jq          jq
endef
export PACKAGES

GROUPS = build demo test

# Prints the column of $(1) for what is missing of the groups in $$want.
define MISSING
missing() { \
	printf '%s\n' "$$PACKAGES" | while read -r g see deb dnf brew apk; do \
		case " $$want " in *" $$g "*) ;; *) continue;; esac; \
		case $$see in \
		cmd:*) command -v "$${see#cmd:}" >/dev/null 2>&1;; \
		pc:*) pkg-config --exists "$${see#pc:}" 2>/dev/null;; \
		file:*) test -e "$${see#file:}";; \
		esac && continue; \
		eval "p=\$$$$1"; \
		[ "$$p" = - ] || printf '%s\n' "$$p"; \
	done | LC_ALL=C sort -u | tr '\n' ' '; }
endef

# Silent when nothing is missing. Debian: installs, as root or through sudo.
deps:
	@want='$(GROUPS)'; $(MISSING); need=$$(missing deb); \
	[ -n "$$need" ] || exit 0; \
	if ! command -v apt-get >/dev/null 2>&1; then \
		echo "quire needs packages that are not installed:"; \
		for m in apt:deb dnf:dnf brew:brew apk:apk; do \
			printf '  %-5s %s\n' "$${m%:*}" "$$(missing "$${m#*:}")"; \
		done; exit 1; \
	fi; \
	if [ "$$(id -u)" = 0 ]; then as=; \
	elif command -v sudo >/dev/null 2>&1; then as=sudo; \
	else echo "run as root: apt-get install $$need"; exit 1; fi; \
	echo "installing $$need"; \
	get="$$as env DEBIAN_FRONTEND=noninteractive apt-get -q -y"; \
	log=$$(mktemp); trap 'rm -f "$$log"' EXIT; \
	inst() { $$get install --no-install-recommends $$need </dev/null >"$$log" 2>&1; }; \
	inst || { $$get update </dev/null >"$$log" 2>&1 && inst; } || \
		{ cat "$$log"; exit 1; }; \
	need=$$(missing deb); [ -z "$$need" ] || \
		{ echo "still missing after installing: $$need"; exit 1; }

# ---- flags that are ours --------------------------------------------------

# pkg-config is asked once, when the first recipe needs it: on a fresh machine
# it comes with the set-up, after make has started.
PKGS = icu-uc icu-i18n libutf8proc libxml-2.0
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell $$(PKG_CONFIG) --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell $$(PKG_CONFIG) --libs $(PKGS)))$(PKG_LIBS)

# Generated tables; a sanitised build shares those of the plain one.
GEN = $(BUILD)/gen
Q_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -DU_SHOW_CPLUSPLUS_API=0 \
	-Ilib -I$(GEN) $(PKG_CFLAGS)
Q_CFLAGS = -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Werror=incompatible-pointer-types -fvisibility=hidden \
	'-ffile-prefix-map=$(CURDIR)=.' '-ffile-prefix-map=$(abspath $(BUILD))=build' \
	-ffp-contract=off
LIB_CFLAGS = -fPIC -Wconversion
Q_LDLIBS = $(PKG_LIBS) -lm
# What a rule does, in one word and a name; V=1 shows the command instead.
say = $(if $(V),,@printf '  %-6s %s\n' $(1) $(@:$(BUILD)/%=%);)
COMPILE = $(CC) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) $(CFLAGS) -MMD -MP -c
LINK = $(CC) $(CFLAGS) $(LDFLAGS)

# ---- sources: a file in a room is all it takes ----------------------------

LIB_SRC := $(sort $(foreach r,$(ROOMS),$(wildcard lib/$r/*.c)))
MODELS := $(sort $(wildcard lib/data/*.model))
MODEL_OBJ = $(MODELS:lib/data/%.model=$(BUILD)/data/%.o)
LIB_OBJ = $(LIB_SRC:%.c=$(BUILD)/%.o) $(MODEL_OBJ)
LIB = $(BUILD)/libquire.a
BIN = $(COMMANDS:%=$(BUILD)/bin/%)

# lib/gen/table-NAME.c prints build/gen/NAME.h, from ICU and lib/data/*.tsv
TABLES := $(patsubst lib/gen/table-%.c,$(GEN)/%.h,$(wildcard lib/gen/table-*.c))
# lib/gen/train-NAME.c writes lib/data/NAME.model and its .txt
TRAINERS := $(patsubst lib/gen/train-%.c,$(GEN)/train-%,$(wildcard lib/gen/train-*.c))

all: $(BIN) $(LIB)

$(GEN)/table-dates-grammar: $(wildcard lib/gen/dates-*.h) lib/dates/classes.h

$(GEN)/table-%: lib/gen/table-%.c $(wildcard lib/base/*.[ch])
	@$(PKG_CONFIG) --exists $(PKGS) || { \
		echo "quire: a library is missing; make deps shows or installs it" >&2; exit 1; }
	@mkdir -p $(@D)
	$(call say,CC)$(LINK) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) -o $@ $< lib/base/*.c $(Q_LDLIBS) $(LDLIBS)

$(GEN)/%.h: $(GEN)/table-% $(wildcard lib/data/*.tsv)
	$(call say,TABLE)LC_ALL=C TZ=UTC $< lib/data > $@.tmp && mv $@.tmp $@

$(BUILD)/lib/%.o: lib/%.c Makefile | $(TABLES) $(GEN)/models.h
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LIB_CFLAGS) -o $@ $<

$(BUILD)/cmd/%.o: cmd/%.c Makefile | $(TABLES)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -Icmd -o $@ $<

# A model is bytes beside the code, a struct learn_image in an object of its
# own: a program holds those models only that its rooms name.
$(BUILD)/data/%.o: lib/data/%.model Makefile
	@mkdir -p $(@D)
	$(call say,MODEL)printf '.section .rodata\n.balign 64\n.globl learn_image_%s\n.hidden learn_image_%s\nlearn_image_%s:\n.quad 2f - 1f\n.balign 64\n1: .incbin "%s"\n2:\n.section .note.GNU-stack,"",%%progbits\n' \
	    $(subst -,_,$*) $(subst -,_,$*) $(subst -,_,$*) $< > $(@:.o=.s)
	@$(CC) -c -o $@ $(@:.o=.s)

$(GEN)/models.h: Makefile $(MODELS)
	@mkdir -p $(@D)
	@{ echo '#include "learn/learn.h"'; for m in $(subst -,_,$(MODELS:lib/data/%.model=%)); do \
	    echo "extern const struct learn_image learn_image_$$m;"; done; } > $@.tmp
	@cmp -s $@.tmp $@ && rm $@.tmp || mv $@.tmp $@

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(call say,AR)$(AR) rcD $@ $^

# What is installed: the same objects, exporting what quire.h declares and
# nothing else. In the static library they are one object with all other
# names made local.
PUB = $(BUILD)/pub
SONAME = libquire.so.$(SOVERSION)
PUB_LIBS = $(PUB)/libquire.a $(PUB)/$(SONAME)
PUB_OBJ = $(BUILD)/lib/quire.o $(LIB_OBJ)

libs: $(PUB_LIBS)

$(PUB)/$(SONAME): $(PUB_OBJ)
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -shared -Wl,-soname,$(SONAME) -Wl,-z,defs -o $@ $^ $(Q_LDLIBS) $(LDLIBS)

$(PUB)/symbols: lib/quire.h
	@mkdir -p $(@D)
	@sed -n 's/^QUIRE_API.*[ *]\(quire_[a-z_]*\)(.*/\1/p' $< > $@

$(PUB)/libquire.a: $(PUB)/symbols $(PUB_OBJ)
	$(call say,AR)$(CC) -r -nostdlib -o $(PUB)/quire.o $(PUB_OBJ)
	@$(OBJCOPY) --keep-global-symbols=$< $(PUB)/quire.o
	@rm -f $@
	@$(AR) rcD $@ $(PUB)/quire.o

FRAME_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard cmd/frame*.c)))

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(FRAME_OBJ) $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)$(LINK) -o $@ $^ $(Q_LDLIBS) $(LDLIBS)

# ---- demo -----------------------------------------------------------------

# As many jobs as there are processors, unless -j says otherwise.
JOBS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
AGAIN = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))

demo:
	+@$(MAKE) -s --no-print-directory deps GROUPS='build demo'
	+@$(AGAIN) -s all
	@PATH="$(abspath $(BUILD))/bin:$$PATH" sh tests/samples/demo

# ---- tests ----------------------------------------------------------------

UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/*.c))
# Every harness tests/fuzz/NAME.c, linked with a main that replays a corpus.
FUZZ := $(filter-out replay,$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))
REPLAY = $(FUZZ:%=$(BUILD)/tests/fuzz/%)
BATS := $(sort $(wildcard tests/cmd/*.bats tests/contract/*.bats tests/pipe/*.bats tests/golden/*.bats))
TEST_LINK = $(LINK) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) -MMD -MP

$(BUILD)/tests/unit/%: tests/unit/%.c $(LIB) $(wildcard tests/unit/*.h)
	@mkdir -p $(@D)
	$(call say,CC)$(TEST_LINK) -Itests/unit -o $@ $< $(LIB) $(Q_LDLIBS) $(LDLIBS)

$(BUILD)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)$(TEST_LINK) -Wno-missing-prototypes -o $@ $< tests/fuzz/replay.c $(LIB) $(Q_LDLIBS) $(LDLIBS)

check:
	+@$(MAKE) -s --no-print-directory deps
	+@$(AGAIN) -s check-only

# The same without the look at what is installed. TESTS names bats files.
TESTS = $(BATS)
check-only: all $(UNIT) $(REPLAY)
	@CC='$(CC)' MAKE='$(MAKE)' tests/run '$(abspath $(BUILD))' $(UNIT) $(REPLAY) $(TESTS)

# The tests once more with the address and undefined behaviour sanitizers. A
# report of theirs fails the run wherever it comes from.
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
ASAN = BUILD=$(BUILD)/asan GEN=$(GEN) \
	CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE)'

check-asan:
	+@$(MAKE) -s --no-print-directory deps
	+@$(AGAIN) -s tables
	+@export QUIRE_SANITIZED=1 \
	    ASAN_OPTIONS=detect_leaks=1:exitcode=99:log_path='$(abspath $(BUILD))/asan/report' \
	    UBSAN_OPTIONS=print_stacktrace=1:log_path='$(abspath $(BUILD))/asan/report'; \
	rm -f $(BUILD)/asan/report.*; \
	$(AGAIN) -s $(ASAN) check-only; rc=$$?; \
	for f in $(BUILD)/asan/report.*; do [ ! -e "$$f" ] || { head -n 40 "$$f"; rc=1; }; done; \
	exit $$rc

# The tests once more without vectors: what the other machines run.
check-portable:
	+@$(MAKE) -s --no-print-directory deps
	+@$(AGAIN) -s tables
	+@$(AGAIN) -s BUILD=$(BUILD)/portable GEN=$(GEN) \
	    CFLAGS='-O2 -g -U__SSE2__' check-only

# Rewrites the expected files of tests/golden. Read the difference.
regen: all
	@PATH="$(abspath $(BUILD))/bin:$$PATH" LC_ALL=C.UTF-8 sh tests/golden/golden regen
	@git diff --stat -- tests/golden 2>/dev/null || true

# ---- fuzzing --------------------------------------------------------------

# clang objects to a null pointer plus zero, which an empty span may be (C2y
# allows it).
FUZZ_SECONDS = 60
FUZZ_BUILD = BUILD=$(BUILD)/fuzz GEN=$(GEN) CC=clang \
	CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-sanitize=pointer-overflow'
FUZZERS = $(FUZZ:%=$(BUILD)/fuzzer/%)

$(BUILD)/fuzzer/%: tests/fuzz/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)$(TEST_LINK) -fsanitize=fuzzer -Wno-missing-prototypes -o $@ $< $(LIB) $(Q_LDLIBS) $(LDLIBS)

fuzzers: $(FUZZERS)

fuzz:
	+@$(MAKE) -s --no-print-directory deps GROUPS='build fuzz'
	+@$(AGAIN) -s tables
	+@$(AGAIN) -s $(FUZZ_BUILD) fuzzers
	@tests/fuzz/run $(BUILD)/fuzz $(FUZZ_SECONDS) $(FUZZ)

# ---- lint -----------------------------------------------------------------

C_FILES := $(sort $(wildcard lib/*.[ch] lib/*/*.[ch] cmd/*.[ch] tests/*/*.[ch]))
# Programs that run once, at build time, are spared the slow ones.
TIDY_FILES := $(LIB_SRC) $(sort $(wildcard lib/quire.c cmd/*.c))
SH_FILES := .ci/run tests/run $(sort $(wildcard tests/samples/demo tests/golden/golden \
	tests/bench/run tests/bench/memory tests/fuzz/run tests/score/score) \
	$(filter-out %.c,$(wildcard tests/lint/*)))
PAGES := $(sort $(wildcard man/*.[1-8]))
LINTS = format floors shape cppcheck man shell tidy analyzer

lint:
	+@$(MAKE) -s --no-print-directory deps GROUPS='build lint'
	+@$(AGAIN) -s tables
	+@$(AGAIN) -s -k $(LINTS:%=lint-%)

format:
	clang-format -i $(C_FILES)

lint-format:
	clang-format --dry-run -Werror $(C_FILES)

lint-floors:
	tests/lint/floors

lint-shape:
	tests/lint/shape

lint-cppcheck:
	cppcheck --quiet --std=c11 --enable=warning,performance,portability \
	    --inline-suppr --suppress=missingIncludeSystem --suppress=wrongPrintfScanfArgNum \
	    --suppress=ctuuninitvar \
	    --error-exitcode=1 -D_POSIX_C_SOURCE=200809L -Ilib -Icmd lib/quire.c $(filter-out lib/quire.c,$(TIDY_FILES))

lint-man:
	@found=$$(mandoc -Tlint -Wwarning $(PAGES)); [ -z "$$found" ] || { echo "$$found"; exit 1; }

lint-shell:
	shellcheck -S warning $(SH_FILES)
	shellcheck -S error -s bats $(BATS)

# What the analyzer of gcc 12 mostly guesses wrong, and clang's knows better.
GUESSES = -Wno-analyzer-null-dereference -Wno-analyzer-null-argument \
	-Wno-analyzer-possible-null-dereference -Wno-analyzer-double-free \
	-Wno-analyzer-use-of-uninitialized-value \
	-Wno-analyzer-shift-count-overflow

lint-tidy: $(TIDY_FILES:%=$(BUILD)/lint/%.tidy)
lint-analyzer: $(TIDY_FILES:%=$(BUILD)/lint/%.analyzer)

$(BUILD)/lint/%.tidy: % .clang-tidy
	@mkdir -p $(@D)
	@clang-tidy --quiet $< -- $(Q_CPPFLAGS) -Icmd -std=c11 >$@.tmp 2>&1 || { grep -v 'warnings generated' $@.tmp; exit 1; }
	@mv $@.tmp $@

$(BUILD)/lint/%.analyzer: %
	@mkdir -p $(@D)
	@gcc $(Q_CPPFLAGS) -Icmd -std=c11 -O1 -fanalyzer $(GUESSES) -Werror -c -o /dev/null $< && touch $@

# ---- bench ----------------------------------------------------------------

BENCH := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c)) \
	$(patsubst tests/bench/%.cc,$(BUILD)/bench/%,$(wildcard tests/bench/*.cc))

$(BUILD)/bench/%: tests/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)$(TEST_LINK) -o $@ $< $(LIB) $(Q_LDLIBS) $(LDLIBS)

$(BUILD)/bench/%: tests/bench/%.cc
	@mkdir -p $(@D)
	$(call say,CXX)$(CXX) $(CPPFLAGS) $(CXXFLAGS) $(LDFLAGS) -o $@ $< -Wl,--no-as-needed -lcld2_full -lcld2 $(LDLIBS)

bench:
	+@$(MAKE) -s --no-print-directory deps GROUPS='build bench'
	+@$(AGAIN) -s all bench-programs
	@tests/bench/run '$(abspath $(BUILD))' $(BENCH_ARGS)

memory: all bench-programs
	@tests/bench/memory '$(abspath $(BUILD))' $(MEMORY_MB)

bench-programs: $(BENCH)

# ---- tables and models, for those who change them -------------------------

tables: $(TABLES) $(GEN)/models.h

$(GEN)/train-%: lib/gen/train-%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)$(LINK) $(Q_CPPFLAGS) $(CPPFLAGS) $(Q_CFLAGS) -o $@ $< $(LIB) $(Q_LDLIBS) $(LDLIBS)

trainers: $(TRAINERS)

# make models DATA=DIR trains them all; MODEL=NAME one. A model appears in
# lib/data when it is complete.
MODEL = $(TRAINERS:$(GEN)/train-%=%)
models: $(MODEL:%=$(GEN)/train-%)
	@test -d "$(DATA)" || { echo 'say where the data lies: make models DATA=DIR' >&2; exit 1; }
	@mkdir -p $(BUILD)/models
	for m in $(MODEL); do \
		LC_ALL=C $(GEN)/train-$$m "$(DATA)" $(BUILD)/models/$$m.model && \
		mv $(BUILD)/models/$$m[-.]* lib/data/ || exit 1; \
	done

# ---- install --------------------------------------------------------------

D = $(DESTDIR)
PC = $(libdir)/pkgconfig/quire.pc
P = $(program_prefix)
bash_dir = $(datadir)/bash-completion/completions
zsh_dir = $(datadir)/zsh/site-functions
fish_dir = $(datadir)/fish/vendor_completions.d

# The completions name the command, in some places alone; with a prefix all
# of them change. Modes are those of $(INSTALL), whatever the umask.
PUT = $(INSTALL) -m 644
install: all libs
	$(INSTALL) -d '$(D)$(bindir)' '$(D)$(libdir)/pkgconfig' '$(D)$(includedir)' \
	    '$(D)$(mandir)/man1' '$(D)$(mandir)/man5' '$(D)$(mandir)/man7' \
	    '$(D)$(bash_dir)' '$(D)$(zsh_dir)' '$(D)$(fish_dir)'
	for c in $(COMMANDS); do \
		$(INSTALL) -m 755 $(BUILD)/bin/$$c '$(D)$(bindir)/$(P)'$$c && \
		$(PUT) man/$$c.1 '$(D)$(mandir)/man1/$(P)'$$c.1 || exit 1; \
		for s in bash:'$(bash_dir)/$(P)'$$c zsh:'$(zsh_dir)/_$(P)'$$c fish:'$(fish_dir)/$(P)'$$c.fish; do \
			to='$(D)'$${s#*:}; \
			$(BUILD)/bin/$$c --completion $${s%%:*} | \
			sed "s/^complete -c $$c /complete -c $(P)$$c /; s/^#compdef $$c/#compdef $(P)$$c/; s/^\(complete .*\) $$c\$$/\1 $(P)$$c/" \
			    >"$$to" && chmod 644 "$$to" || exit 1; \
		done || exit 1; \
	done
	for p in $(filter-out %.1,$(PAGES)); do \
		$(PUT) $$p '$(D)$(mandir)/man'$${p##*.}/ || exit 1; done
	$(PUT) lib/quire.h '$(D)$(includedir)/quire.h'
	$(PUT) $(PUB)/libquire.a '$(D)$(libdir)/libquire.a'
	$(INSTALL) -m 755 $(PUB)/$(SONAME) '$(D)$(libdir)/$(SONAME).$(VERSION)'
	ln -sf $(SONAME).$(VERSION) '$(D)$(libdir)/$(SONAME)'
	ln -sf $(SONAME) '$(D)$(libdir)/libquire.so'
	printf '%s\n' 'prefix=$(prefix)' 'libdir=$(libdir)' 'includedir=$(includedir)' '' \
	    'Name: quire' 'Description: cleans, segments, identifies, dates and cites text' \
	    'Version: $(VERSION)' 'Requires.private: $(PKGS)' 'Libs: -L$${libdir} -lquire' \
	    'Libs.private: -lm' 'Cflags: -I$${includedir}' > '$(D)$(PC)'
	chmod 644 '$(D)$(PC)'

uninstall:
	for c in $(COMMANDS); do \
		rm -f '$(D)$(bindir)/$(P)'$$c '$(D)$(mandir)/man1/$(P)'$$c.1 '$(D)$(bash_dir)/$(P)'$$c \
		    '$(D)$(zsh_dir)/_$(P)'$$c '$(D)$(fish_dir)/$(P)'$$c.fish; \
	done
	for p in $(notdir $(filter-out %.1,$(PAGES))); do rm -f '$(D)$(mandir)/man'$${p##*.}/$$p; done
	rm -f '$(D)$(includedir)/quire.h' '$(D)$(libdir)/libquire.a' '$(D)$(libdir)/libquire.so' \
	    '$(D)$(libdir)/$(SONAME)' '$(D)$(libdir)/$(SONAME).$(VERSION)' '$(D)$(PC)'

# ---- the tarball ----------------------------------------------------------

DIST = quire-$(VERSION)
SHIPPED = Makefile README.md LICENSE NEWS CONTRIBUTING.md .ci .clang-format .clang-tidy \
	.editorconfig .gitignore cmd lib man tests

dist:
	@rm -rf $(BUILD)/dist && mkdir -p $(BUILD)/dist/$(DIST)
	@if git rev-parse --git-dir >/dev/null 2>&1; then git ls-files -z $(SHIPPED); \
	else find $(SHIPPED) -type f -print0; fi | \
	    LC_ALL=C sort -z | tar -c --null -T - -f - | tar -x -C $(BUILD)/dist/$(DIST) -f -
	@cd $(BUILD)/dist && tar -c --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r-w \
	    --mtime="@$${SOURCE_DATE_EPOCH:-0}" $(DIST) | gzip -n -9 > $(DIST).tar.gz
	@echo $(BUILD)/dist/$(DIST).tar.gz

# Builds the tarball in a folder of its own, which must give the same bytes as
# this one; installs, uses and uninstalls it. TESTS= leaves its tests out.
distcheck: all libs dist
	@tests/lint/distcheck '$(abspath $(BUILD))' $(DIST) $(if $(TESTS),check-only)

clean distclean:
	rm -rf $(BUILD)

help:
	@sed -n '3,8s/^# *//p' Makefile; \
	echo 'make deps       installs, or names, the packages of GROUPS="$(GROUPS)"'; \
	echo 'make BUILD=DIR  builds everything below DIR'; \
	echo 'make check-only the tests, and no look at what is installed'; \
	echo 'make check-asan the tests, with address and undefined sanitizers'; \
	echo 'make check-portable  the tests, without SSE2, AVX2 and AVX-512'; \
	echo 'make lint       style, static analysis, manual pages, floors'; \
	echo 'make fuzz       every fuzz harness for FUZZ_SECONDS'; \
	echo 'make bench      speed beside other programs; make memory: peak memory'; \
	echo 'make install    DESTDIR=, prefix=, program_prefix=; make uninstall'; \
	echo 'make dist       the tarball; make distcheck: tries it'; \
	echo 'make models DATA=DIR, make tables, make regen (golden files)'

.PHONY: all libs deps demo check check-only check-asan check-portable regen fuzz fuzzers lint format \
	$(LINTS:%=lint-%) bench bench-programs memory tables trainers models install \
	uninstall dist distcheck clean distclean help
.PRECIOUS: $(GEN)/table-% $(GEN)/train-%
-include $(LIB_OBJ:.o=.d) $(COMMANDS:%=$(BUILD)/cmd/%.d) $(FRAME_OBJ:.o=.d) $(BUILD)/lib/quire.d \
	$(UNIT:=.d) $(REPLAY:=.d) $(FUZZERS:=.d) $(BENCH:=.d)
