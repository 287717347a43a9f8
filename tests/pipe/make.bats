bats_require_minimum_version 1.5.0

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	mkdir pages
	cp "$QUIRE_SRC"/tests/samples/*.html "$QUIRE_SRC"/tests/samples/*.txt pages
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	T=$BATS_TEST_TMPDIR
	rules=$BATS_TEST_DIRNAME/Makefile
}

build() {
	make -s -f "$rules" "$@" >"$T/log" 2>&1 || {
		cat "$T/log"
		return 1
	}
}

@test "make -j2 turns a folder of pages into sentences, dates and .bib" {
	build -j2 out=two
	pages=$(ls pages | wc -l)
	for e in clean sentences dates bib; do
		[ "$(ls two/*.$e | wc -l)" -eq "$pages" ]
	done
	run ! ls two/*.part
	# Every page has text, in sentences; no character is lost.
	for f in two/*.clean; do
		[ -s "$f" ]
		tr -d '[:space:]' <"$f" >"$T/a"
		tr -d '[:space:]' <"${f%.clean}.sentences" >"$T/b"
		# White space beyond ASCII may stand at a break.
		sed 's/\xc2\xa0//g; s/\xe3\x80\x80//g' "$T/a" >"$T/a2"
		sed 's/\xc2\xa0//g; s/\xe3\x80\x80//g' "$T/b" >"$T/b2"
		cmp "$T/a2" "$T/b2"
	done
	[ "$(cut -f 1 two/languages.tsv | sort -u | wc -l)" -eq "$pages" ]
	[ "$(wc -l <two/languages.tsv)" -eq "$pages" ]
	# The rows of all files together are those of each.
	for f in two/*.clean; do
		sed "s|^|$f	|" "${f%.clean}.dates"
	done | sort >"$T/rows"
	sort two/dates.tsv | cmp - "$T/rows"
	[ "$(wc -l <two/dates.tsv)" -ge 20 ]
	[ "$(cat two/*.bib | grep -c '^@')" -ge 5 ]
	[ "$(jq length two/all.json)" -eq "$(cat two/*.bib | grep -c '^@')" ]
	# One job makes the same bytes.
	build -j1 out=one
	sed 's|^two/|one/|' two/languages.tsv >"$T/l"
	cmp one/languages.tsv "$T/l"
	for f in two/*.sentences two/*.bib two/*.dates two/all.json; do
		cmp "$f" "one/${f#two/}"
	done
}

@test "what is done stays; what changed, and only that, is made again" {
	build -j2 out=two
	touch -d '2020-01-01' two/*.clean
	touch -d '2020-01-02' two/*.sentences two/*.dates two/*.bib two/*.tsv two/*.json
	touch -d '2019-12-31' pages/* pages
	build -j2 out=two
	[ -z "$(find two -type f -newermt '2020-01-03')" ]
	echo 'A line more, of 3 May 2011.' >>pages/tayori-ja.txt
	build -j2 out=two
	find two -type f -newermt '2020-01-03' -printf '%f ' | tr ' ' '\n' |
	    sort | tr '\n' ' ' >"$T/made"
	[ "$(sed 's/^ *//' "$T/made")" = "all.json dates.tsv languages.tsv tayori-ja.bib tayori-ja.clean tayori-ja.dates tayori-ja.sentences " ]
	grep -q '2011-05-03' two/tayori-ja.dates
}

@test "an interrupted run resumes where it stopped" {
	mkdir "$T/bin"
	# A segment that writes half of its output for one page, and hangs.
	cat >"$T/bin/segment" <<-EOF
	#!/bin/sh
	case \$* in
	*news-en*)
		"$(command -v segment)" "\$@" | head -c 100
		echo \$\$ >"$T/hangs"
		exec sleep 60;;
	esac
	exec "$(command -v segment)" "\$@"
	EOF
	chmod +x "$T/bin/segment"
	PATH=$T/bin:$PATH setsid make -s -f "$rules" -j2 out=cut >"$T/log" 2>&1 &
	pid=$!
	for i in {1..300}; do
		[ ! -s "$T/hangs" ] || break
		sleep 0.05
	done
	[ -s "$T/hangs" ]
	[ -s cut/news-en.sentences.part ]
	kill -TERM -- -$pid
	rc=0
	wait $pid || rc=$?
	[ $rc -ne 0 ]
	[ ! -e cut/news-en.sentences ]
	before=$(ls cut | grep -vc 'part$')
	find cut -type f ! -name '*.part' -exec touch -d '2020-01-02' {} +
	find cut -type f -name '*.clean' -exec touch -d '2020-01-01' {} +
	touch -d '2019-12-31' pages/* pages
	[ "$before" -ge 1 ]
	build -j2 out=cut
	run ! ls cut/*.part
	# Nothing that was there is made again; the result is a whole run's.
	[ "$(find cut -type f ! -newermt '2020-01-03' | wc -l)" -eq "$before" ]
	build -j2 out=whole
	for f in whole/*.*; do
		[ "${f##*.}" != tsv ] || continue
		cmp "$f" "cut/${f#whole/}"
	done
}
