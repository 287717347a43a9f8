bats_require_minimum_version 1.5.0
load contract

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	sample_text >a.txt
	sample_records >a.jsonl
	cp a.txt ./-x.txt
	cp a.jsonl ./-x.jsonl
	echo 'A second document came on 7 July 2007, as they said. See Anna Berg, “Tides”, Journal of Rivers, Vol. 3, 2007, pp. 1-9.' >b.txt
	echo '{"id":"b","text":"A second document came on 7 July 2007, they said."}' >b.jsonl
	: >empty.txt
	: >empty.jsonl
	mkdir folder
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	T=$BATS_TEST_TMPDIR
}

@test "there are five commands; --version and --help" {
	version=$(sed -n 's/^#define QUIRE_VERSION "\(.*\)"/\1/p' \
	    "$QUIRE_SRC/lib/base/base.h")
	for c in "${COMMANDS[@]}"; do
		for o in --version -V; do
			go "$c" $o
			expect 0 "$c $o"
			[ "$(cat "$T/out")" = "$c (quire) $version" ] ||
				no "$c $o: $(cat "$T/out")"
		done
		for o in --help -h "-j --help missing-file"; do
			go "$c" $o
			expect 0 "$c $o"
			[ "$o" != --help ] || cp "$T/out" "$T/help"
			same "$T/help" "$c $o"
		done
		read -r first <"$T/help"
		[[ $first == "usage: $c "* ]] || no "$c: usage line: $first"
		n=$(sed -n '/^examples:/,/^options:/p' "$T/help" |
		    grep -c "^  .*\<$c\>") || true
		[ "$n" -ge 2 ] || no "$c --help: $n examples"
		go "$c" --options
		cut -f 2 "$T/out" | while read -r name; do
			grep -q -e "--$name\>" "$T/help" ||
				echo "$c --help lacks --$name"
		done >"$T/lacks"
		[ ! -s "$T/lacks" ] || no "$(cat "$T/lacks")"
		[ "$(wc -l <"$T/out")" -ge 12 ] || no "$c: too few options"
		for name in json text-key offsets lines language unbuffered \
		    exit-status strict progress stats completion help version; do
			cut -f 2 "$T/out" | grep -qx "$name" || no "$c lacks --$name"
		done
		LC_ALL=C grep -n '[[:cntrl:]]' "$T/help" && no "$c: controls in help"
		awk 'length($0) > 100 { print; n = 1 } END { exit n }' "$T/help" ||
			no "$c: long lines in help"
	done
	all_good
}

@test "bad options: a message that names the option, status 2" {
	for c in "${COMMANDS[@]}"; do
		for o in --nonsense --text-key --offsets=miles --json=1 \
		    --completion=tcsh --completion --language '-j -l' -Y -jY; do
			go "$c" $o <a.txt
			expect 2 "$c $o"
			[ ! -s "$T/out" ] || no "$c $o: writes to standard output"
			read -r first <"$T/err"
			word=${o#-j -l}
			[ "$o" != -jY ] || word=Y
			word=${word#--} word=${word#-} word=${word%%=*}
			[ -n "$word" ] || word=lines
			[[ $first == "$c: "*"$word"* ]] || no "$c $o: $first"
			grep -q -e "'$c --help'" "$T/err" ||
				no "$c $o: does not point to --help"
			[ "$(wc -l <"$T/err")" -le 2 ] || no "$c $o: talks too much"
		done
		"$c" --options >"$T/options"
		if cut -f 2 "$T/options" | grep -qx format; then
			go "$c" -f bogus <a.txt
			expect 2 "$c -f bogus"
			# The table has its words; only the first goes with -j.
			words=$(cut -f 2,3 "$T/options" | sed -n 's/^format\t//p')
			grep -qF "'--format': no such choice 'bogus' ($words)" "$T/err" ||
				no "$c -f bogus: $(cat "$T/err")"
			for f in ${words//|/ }; do
				[ "$f" != "${words%%|*}" ] && want=2 || want=0
				go "$c" -j -f "$f" a.jsonl
				expect $want "$c -j -f $f"
				[ $want -eq 0 ] || grep -q "format.*${words%%|*}" "$T/err" ||
					no "$c -j -f $f: $(cat "$T/err")"
				go "$c" -f "$f" a.txt
				expect 0 "$c -f $f"
			done
		fi
		# What text mode alone has is not passed over in silence.
		case $c in
		segment) text="null";;
		cite) text="keys unique";;
		*) text=;;
		esac
		for o in $text; do
			for m in json attributes; do
				go "$c" --$o --$m a.jsonl
				expect 2 "$c --$o --$m"
				grep -q "'--$o' and '--json' exclude" "$T/err" ||
					no "$c --$o --$m: $(cat "$T/err")"
			done
		done
		# Which ones a prefix may stand for.
		go "$c" --l <a.txt
		expect 2 "$c --l"
		grep -q "'--l' is ambiguous:.* --lines --language" "$T/err" ||
			no "$c --l: $(cat "$T/err")"
		# What is no tag is told, and says nothing of the text.
		go "$c" <a.txt
		cp "$T/out" "$T/want"
		for t in german '' en, ,en '!!' e en-overlongsubtag en--GB; do
			go "$c" -L "$t" <a.txt
			[ "$rc" -eq 0 ] || no "$c -L '$t': exit status $rc"
			same "$T/want" "$c -L '$t'"
			grep -q "^$c: option '--language': no .*'.*'$" "$T/err" ||
				no "$c -L '$t': $(cat "$T/err")"
		done
		go "$c" -L de,en-GB <a.txt
		expect 0 "$c -L de,en-GB"
		cp "$T/out" "$T/want"
		go "$c" -L 'deu, ENG_gb' <a.txt
		expect 0 "$c -L 'deu, ENG_gb'"
		same "$T/want" "$c -L 'deu, ENG_gb'"
		# What getopt_long takes: prefixes, joined arguments, any order.
		go "$c" -j <a.jsonl
		cp "$T/out" "$T/want"
		for o in --json --jso "-ju" "--text-key=text -j" "--text-key text -j" \
		    "-j --offsets" "-j --offsets=codepoints"; do
			go "$c" $o <a.jsonl
			expect 0 "$c $o"
			same "$T/want" "$c $o"
		done
		go "$c" -j a.jsonl --text-key text
		expect 0 "$c: options after operands"
		same "$T/want" "$c: options after operands"
	done
	all_good
}


@test "operands: standard input, several in order, --, what is missing" {
	for c in "${COMMANDS[@]}"; do
		plain=
		"$c" --options | cut -f 2 | grep -qx no-filename && plain=--no-filename
		for m in "$plain" -j; do
			ext=txt
			[ "$m" != -j ] || ext=jsonl
			go "$c" $m <a.$ext
			expect 0 "$c $m <a"
			cp "$T/out" "$T/a"
			[ -s "$T/a" ] || no "$c $m: no output"
			go "$c" $m <b.$ext
			cp "$T/out" "$T/b"
			for o in a.$ext - "-- a.$ext" "-- -" "-- -x.$ext" ./a.$ext; do
				go "$c" $m $o <a.$ext
				expect 0 "$c $m $o"
				same "$T/a" "$c $m $o"
			done
			# Two operands are two documents, in order. cite makes
			# one bibliography of them.
			go "$c" $m a.$ext b.$ext
			expect 0 "$c $m a b"
			cp "$T/out" "$T/ab"
			if [ "$c" = cite ] && [ "$m" != -j ]; then
				jq -r '.[].title' "$T/a" "$T/b" >"$T/t1"
				jq -r '.[].title' "$T/ab" >"$T/t2"
				cmp -s "$T/t1" "$T/t2" || no "cite a b: $(cat "$T/t2")"
			else
				cat "$T/a" "$T/b" | grep -v '^$' >"$T/t1"
				grep -v '^$' "$T/ab" >"$T/t2"
				cmp -s "$T/t1" "$T/t2" || no "$c $m a b: not in order"
			fi
			go "$c" $m a.$ext - <b.$ext
			same "$T/ab" "$c $m a -"
			go "$c" $m empty.$ext a.$ext empty.$ext b.$ext empty.$ext
			expect 0 "$c $m empty files between"
			same "$T/ab" "$c $m empty files between"
			# Missing ones: a message each, the others are read.
			go "$c" $m a.$ext missing.$ext folder b.$ext nor-this
			expect 2 "$c $m missing"
			same "$T/ab" "$c $m missing"
			[ "$(wc -l <"$T/err")" -eq 3 ] || no "$c $m: $(cat "$T/err")"
			grep -q "^$c: missing.$ext: [A-Z].*[a-z]$" "$T/err" ||
				no "$c $m missing: $(cat "$T/err")"
			grep -q "^$c: folder: .*directory" "$T/err" ||
				no "$c $m folder: $(cat "$T/err")"
			go "$c" $m empty.$ext
			expect 0 "$c $m empty"
			same empty.txt "$c $m empty"
			go "$c" $m </dev/null
			same empty.txt "$c $m </dev/null"
			go "$c" $m <&-
			expect 2 "$c $m <&-"
		done
	done
	all_good
}

@test "what is no text is passed over, with what makes text of it" {
	kinds=0
	while IFS='|' read -r mark program; do
		printf "$mark and\nmore\n" >strange
		for c in "${COMMANDS[@]}"; do
			for m in -j -l; do
				[ $m = -l ] && in=a.txt || in=a.jsonl
				[ $kinds -gt 0 ] || "$c" $m $in >"$T/$c$m"
				[ "$c$m" = cite-l ] || {
					go "$c" $m --no-filename strange $in
					expect 2 "$c $m: $mark"
					same "$T/$c$m" "$c $m: $mark"
				}
			done
			go "$c" strange
			expect 2 "$c: $mark"
			[ ! -s "$T/out" ] || no "$c writes of $mark"
			[ "$(wc -l <"$T/err")" -eq 1 ] &&
				grep -q "^$c: strange: .*, passed over (try $program\>.*)$" "$T/err" ||
				no "$c, $mark: $(cat "$T/err")"
		done
		kinds=$((kinds + 1))
	done <<-'EOF'
	\037\213\010|zcat
	\3757zXZ\0|xzcat
	\050\265\057\375|zstdcat
	BZh91AY&SY|bzcat
	%%PDF-1.7|pdftotext
	%%!PS-Adobe|ps2ascii
	AT&TFORM|djvutxt
	{\\rtf1|pandoc
	PK\003\004|pandoc
	\320\317\021\340\241\261\032\341|soffice
	\211PNG\r\n|tesseract
	\377\330\377|tesseract
	II*\0|tesseract
	MM\0*|tesseract
	EOF
	[ $kinds -eq 14 ]
	# UTF-16 is text for clean alone.
	iconv -f UTF-8 -t UTF-16 a.txt >strange
	go clean strange
	expect 0 "clean, UTF-16"
	for c in "${ANNOTATORS[@]}"; do
		for m in "" -l -j; do
			go "$c" $m strange
			expect 2 "$c $m, UTF-16"
			[ "$(cat "$T/err")" = "$c: strange: UTF-16, passed over (try clean)" ] ||
				no "$c $m, UTF-16: $(cat "$T/err")"
		done
	done
	printf '\xff\xfe fog,\n\tand rain' >strange
	go segment strange
	expect 0 "bytes of no meaning before ASCII"
	# Of a crawl -j makes records.
	cp "$QUIRE_SRC/tests/samples/crawl.wet" strange
	go clean -j strange
	expect 0 "clean -j, WET"
	for c in "${COMMANDS[@]}"; do
		for m in "" -l; do
			go "$c" $m strange
			expect 2 "$c $m, WET"
			[ "$(cat "$T/err")" = "$c: strange: WARC, passed over (try clean -j)" ] ||
				no "$c $m, WET: $(cat "$T/err")"
		done
	done
	# Text about them is text, and so is their mark on another line.
	for t in 'PDF-1.7 and later' 'BZh is a mark' 'PKware' 'IIe' '%PDF' $'x\n%PDF-1.7'; do
		echo "$t" >plain
		for c in "${COMMANDS[@]}"; do
			go "$c" plain
			expect 0 "$c: $t"
		done
	done
	all_good
}

@test "a file that is written is not read" {
	for c in "${COMMANDS[@]}"; do
		for m in "" -j; do
			in=a.txt
			[ "$m" != -j ] || in=a.jsonl
			cp $in both
			rc=0
			timeout $limit "$c" $m both >>both 2>"$T/err" || rc=$?
			expect 2 "$c $m both >>both"
			[ "$(cat "$T/err")" = "$c: both: also the output, passed over" ] ||
				no "$c $m both >>both: $(cat "$T/err")"
			cmp -s both $in || no "$c $m both >>both: changes it"
			rc=0
			timeout $limit "$c" $m <both >>both 2>"$T/err" || rc=$?
			expect 2 "$c $m <both >>both"
		done
	done
	all_good
}

@test "-e, --stats, --progress" {
	echo '{"id":1,"text":""}' >nothing.jsonl
	cp a.jsonl trouble.jsonl
	echo nonsense >>trouble.jsonl
	for c in "${COMMANDS[@]}"; do
		go "$c" -e a.txt;		expect 0 "$c -e, something"
		go "$c" -e empty.txt;		expect 1 "$c -e, empty input"
		go "$c" --exit-status -j a.jsonl;	expect 0 "$c -e -j"
		go "$c" -j -e nothing.jsonl;	expect 1 "$c -e -j, nothing"
		go "$c" -j nothing.jsonl;	expect 0 "$c -j, nothing"
		go "$c" -e empty.txt missing;	expect 2 "$c -e, the worst wins"
		go "$c" -j -e trouble.jsonl;	expect 2 "$c -e -j, the worst wins"
		for m in "" -j; do
			in=a.txt records=1
			[ "$m" != -j ] || in=a.jsonl records=5
			go "$c" $m $in
			cp "$T/out" "$T/want"
			go "$c" $m --stats $in
			[ "$rc" -eq 0 ] || no "$c $m --stats: $rc"
			[ "$c$m" = clean-j ] || same "$T/want" "$c $m --stats"
			tail -n 1 "$T/err" | jq -e --argjson n $records \
			    --argjson i "$(wc -c <$in)" \
			    --argjson o "$(wc -c <"$T/out")" \
			    '.records == $n and .bytes_in == $i and
			    .bytes_out == $o and .bad_records == 0 and
			    .seconds >= 0 and .seconds < 20' >/dev/null ||
				no "$c $m --stats: $(cat "$T/err")"
			go "$c" $m --progress $in
			[ "$rc" -eq 0 ] || no "$c $m --progress: $rc"
			same "$T/want" "$c $m --progress"
			[ "$(wc -l <"$T/err")" -eq 1 ] &&
				grep -q "MB, $records documents, .* MB/s" "$T/err" ||
				no "$c $m --progress: $(cat "$T/err")"
			LC_ALL=C grep -q $'[\r\033]' "$T/err" &&
				no "$c --progress redraws though it is no terminal"
			# On one, if there are any, each line goes to its end.
			script -qec true /dev/null </dev/null >/dev/null 2>&1 || continue
			script -qec "$c $m --progress $in >/dev/null" /dev/null \
			    </dev/null >"$T/screen"
			[ "$(tr '\r' '\n' <"$T/screen" | grep MB)" = \
			    "$(tr '\r' '\n' <"$T/screen" | grep $'MB.*\033\\[K$')" ] ||
				no "$c $m --progress: $(cat -v "$T/screen")"
		done
		go "$c" -j --stats trouble.jsonl
		tail -n 1 "$T/err" | jq -e '.bad_records == 1' >/dev/null ||
			no "$c --stats counts no bad record: $(cat "$T/err")"
	done
	all_good
}

@test "--completion: bash offers every option, zsh and fish know them" {
	for c in "${COMMANDS[@]}"; do
		go "$c" --completion bash
		expect 0 "$c --completion bash"
		cp "$T/out" "$T/complete"
		# Asked as the shell does it, for all options and one choice.
		cat >"$T/ask" <<-ASK
		. "$T/complete"
		spec=\$(complete -p $c); f=\${spec#*-F }; f=\${f%% *}
		COMP_WORDS=($c --); COMP_CWORD=1; COMP_LINE="$c --"; COMP_POINT=\${#COMP_LINE}
		\$f $c -- $c; printf '%s\n' "\${COMPREPLY[@]}"
		COMP_WORDS=($c --completion f); COMP_CWORD=2; COMP_LINE="$c --completion f"
		COMP_POINT=\${#COMP_LINE}; COMPREPLY=()
		\$f $c f --completion; printf 'choice %s\n' "\${COMPREPLY[@]}"
		COMP_WORDS=($c --completion = f); COMP_CWORD=3; COMPREPLY=()
		\$f $c f =; printf 'behind = %s\n' "\${COMPREPLY[@]}"
		COMP_WORDS=($c --offsets =); COMP_CWORD=2; COMPREPLY=()
		\$f $c = --offsets; printf 'optional %s\n' "\${COMPREPLY[@]}"
		COMP_WORDS=($c --offsets a); COMPREPLY=()
		\$f $c a --offsets; printf 'file %s %s\n' "\${#COMPREPLY[@]}" "\$spec"
		ASK
		bash "$T/ask" >"$T/offered" 2>&1 || no "$c: $(cat "$T/offered")"
		for s in zsh fish; do
			go "$c" --completion=$s
			expect 0 "$c --completion=$s"
			cp "$T/out" "$T/$s"
			if command -v $s >/dev/null; then
				$s -n "$T/$s" || no "$c: bad $s"
			fi
		done
		for name in $("$c" --options | cut -f 2); do
			grep -q -x -e "--$name=\? *" "$T/offered" ||
				no "$c: bash does not offer --$name"
			grep -q -e "$name" "$T/zsh" || no "$c: zsh lacks $name"
			grep -q -e "-l '\?$name" "$T/fish" || no "$c: fish lacks $name"
		done
		# An optional argument stands behind = alone.
		grep -q "^complete -c $c -l offsets -f -a 'codepoints" "$T/fish" &&
			grep -q "^complete -c $c -l completion -r -x -a 'bash" "$T/fish" ||
			no "$c: fish: $(grep offsets "$T/fish")"
		grep -q -x 'choice fish *' "$T/offered" ||
			no "$c: bash offers no choice: $(cat "$T/offered")"
		grep -q -x 'behind = fish *' "$T/offered" &&
			grep -q -x 'optional utf16 *' "$T/offered" &&
			[ "$(grep -c ^optional "$T/offered")" -eq 3 ] ||
			no "$c: bash offers nothing behind =: $(cat "$T/offered")"
		# Files are left to the shell, which can quote their names.
		grep -q '^file 0 complete .*-o default' "$T/offered" ||
			no "$c: files: $(grep ^file "$T/offered")"
	done
	all_good
}
