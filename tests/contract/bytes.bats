bats_require_minimum_version 1.5.0
load contract

# Runs of one byte or mark, N bytes of it.
run_of() {
	yes "$1" | tr -d '\n' | head -c "$2" || true
}

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	{ sample_text; printf 'Windows came on 3 June 2011.\r\nIt left.\r\n'; } >text
	{ sample_records; printf '{"text":"Same day.","n":1}\r\n'; } >records.jsonl
	printf '{"text":"The last one, 4 May 2001, lacks a newline."}' >>records.jsonl
	mkdir odd
	printf 'a\0b on 5 May 2019\0.\n\0' >odd/nul
	for i in {0..255}; do printf "\\x$(printf %x "$i")"; done >odd/all-bytes
	printf 'caf\xe9 r\xe9sum\xe9 du 5 mai 2019\n' >odd/latin1
	printf 'good \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xfe\xff bad\n' >odd/ill-formed
	printf 'cut on 5 May 2019 \xe6\x97' >odd/cut
	printf '\xef\xbb\xbfOn 5 May 2019 it began.\n' >odd/bom
	printf 'a \xef\xbb\xbf b \xef\xbf\xbe \xef\xbf\xbf \xf4\x8f\xbf\xbf\n' >odd/feff
	printf '\xef\xbb\xbf' >odd/only-bom
	printf 'One.\r\nTwo.\r\n\r\nThree on 5 May 2019.\r\n' >odd/crlf
	printf 'One.\rTwo on 5 May 2019.\r' >odd/cr
	printf '\n' >odd/newline
	printf '   \t \n \n\n\f\v' >odd/blanks
	printf 'no newline on 5 May 2019' >odd/no-newline
	printf 'e%b' "$(printf '\\u0301%.0s' {1..3000})" >odd/marks
	printf '\xe2\x80\x8d\xe2\x80\xae\xe2\x80\x8b \xf0\x9f\x91\xa9\xe2\x80\x8d\n' >odd/joiners
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	T=$BATS_TEST_TMPDIR
}

@test "the same bytes whatever the chunking, the locale, the time zone" {
	for c in "${COMMANDS[@]}"; do
		for m in "" -l -j -u; do
			in=text
			[ "$m" != -j ] || in=records.jsonl
			go "$c" $m $in
			expect 0 "$c $m"
			cp "$T/out" "$T/want"
			for n in 1 7 4095; do
				rc=0
				dd bs=$n if=$in status=none |
				    "$c" $m >"$T/out" 2>"$T/err" || rc=$?
				expect 0 "$c $m by $n"
				same "$T/want" "$c $m by $n"
			done
			for e in "LC_ALL=C TZ=Asia/Kathmandu" \
			    "LC_ALL=zh_CN.GBK TZ=America/St_Johns" \
			    "-u TZ LC_ALL=tr_TR.UTF-8" "-i"; do
				# shellcheck disable=SC2086
				go env $e "$(command -v "$c")" $m $in
				expect 0 "$c $m, $e"
				same "$T/want" "$c $m, $e"
			done
		done
	done
	all_good
}

@test "bytes that are no text: no crash, valid UTF-8, status 0" {
	for c in "${COMMANDS[@]}"; do
		for f in odd/*; do
			for m in "" -l; do
				go "$c" $m "$f"
				expect 0 "$c $m $f"
				{ cat "$T/out"; echo " <- $m $f"; } >>"$T/$c"
			done
			go "$c" -j <"$f"
			[ "$rc" -eq 0 ] || [ "$rc" -eq 2 ] || no "$c -j $f: $rc"
			# No record: it goes through as it came.
			[ "$rc" -eq 0 ] || same "$f" "$c -j $f"
		done
		iconv -f UTF-8 -t UTF-8 "$T/$c" >"$T/valid" 2>/dev/null ||
			no "$c writes no UTF-8 before $(tail -c +$(($(wc -c <"$T/valid") + 1)) "$T/$c" | grep -a -m 1 -o '<- .*')"
	done
	all_good
}

@test "names of files that are no text: rows stay UTF-8" {
	cp text $'odd\xff\tname'
	for c in segment detect-language extract-dates; do
		for m in --offsets "-l --offsets" -s "-f csv"; do
			case $c$m in
			segment-[sf]*|extract-dates-s|detect-language-f*) continue;;
			esac
			# shellcheck disable=SC2086 # words
			go "$c" $m --with-filename $'odd\xff\tname'
			expect 0 "$c $m"
			iconv -f UTF-8 -t UTF-8 "$T/out" >"$T/valid" 2>/dev/null ||
				no "$c $m writes no UTF-8"
			grep -q $'odd\ufffd.*name' "$T/out" ||
				no "$c $m: $(head -n 1 "$T/out")"
		done
	done
	all_good
}

@test "records of odd bytes: accepted, copied as they came" {
	printf '{"a":"\xff\xc0\xaf","\xfe":1,"text":"caf\xe9 \xed\xa0\x80 on 5 May 2019.","z":"\xe6\x97"}\n' >bad-utf8.jsonl
	printf '\xef\xbb\xbf{"text":"On 5 May 2019."}\n{"text":"x"}\n' >bom.jsonl
	printf '{"text":"On 5 May 2019."}\r\n{"text":"x"}\r\n' >crlf.jsonl
	printf '{"text":"a\\u0000b \\ud800 c \\udfff\\ud83d\\ude00 5 May 2019 \xef\xbb\xbf"}\n' >escapes.jsonl
	printf '{"text":"On 5 May 2019."}' >no-newline.jsonl
	printf ' \t{"text":"On 5 May 2019."} \t\n' >space.jsonl
	printf '{"text":"\\u4e8c\\u3007","text":"On 5 May 2019."}\n' >twice.jsonl
	for c in "${COMMANDS[@]}"; do
		for f in bad-utf8 bom crlf escapes no-newline space twice; do
			go "$c" -j $f.jsonl
			expect 0 "$c -j $f"
			[ "$(wc -l <$f.jsonl)" -eq "$(wc -l <"$T/out")" ] ||
				no "$c -j $f: other line ends"
			iconv -f UTF-8 -t UTF-8 "$T/out" >/dev/null 2>&1 ||
				[ $f = bad-utf8 ] || no "$c -j $f: no UTF-8"
			tail -c 3 $f.jsonl | od -c >"$T/tail1"
			tail -c 3 "$T/out" | od -c >"$T/tail2"
			case $f in
			bom|crlf|space)
				cmp -s "$T/tail1" "$T/tail2" || [ $f != space ] ||
					no "$c -j $f: another end"
				[ $f != crlf ] || [ "$(grep -c $'}\r$' "$T/out")" -eq 2 ] ||
					no "$c -j crlf: carriage returns";;
			esac
			head -c 9 $f.jsonl >"$T/head1"
			head -c 9 "$T/out" >"$T/head2"
			cmp -s "$T/head1" "$T/head2" || no "$c -j $f: another start"
		done
		go "$c" -j bad-utf8.jsonl
		for piece in $'{"a":"\xff\xc0\xaf","\xfe":1,"text":"' $'","z":"\xe6\x97"'; do
			LC_ALL=C grep -q -a -F -e "$piece" "$T/out" ||
				no "$c -j: $(printf %q "$piece") is not copied"
		done
	done
	all_good
}

@test "nesting 100,000 deep passes by; 10 MB lines and 1 MB runs are worked through" {
	{
		echo '{"text":"On 5 May 2019."}'
		printf '{"text":"x","deep":'
		run_of '[' 100000
		echo '}'
		run_of '{"a":' 500000
		echo
		echo '{"text":"On 6 May 2019."}'
	} >deep.jsonl
	run_of 'The harbour board met on 5 March 2019, and again 会议在五月. ' 10000000 >long
	{ printf '{"id":1,"text":"'; cat long; echo '"}'; } >long.jsonl
	truncate -s 4000000 long
	for r in . '(' '[' '<' '\"' '#' 1 $'\u0301' 。 '  ' '&' '*' - '1 ' \
	    '<a ' ', ' '《' '①' 'A. '; do
		printf '{"text":"'
		run_of "$r" 300000 | iconv -c -f UTF-8 -t UTF-8
		printf ' end"}\n'
	done >runs.jsonl
	for c in "${COMMANDS[@]}"; do
		go "$c" -j deep.jsonl
		expect 2 "$c -j deep"
		sed -n 2,3p deep.jsonl >"$T/t1"
		sed -n 2,3p "$T/out" >"$T/t2"
		cmp -s "$T/t1" "$T/t2" || no "$c: deep records are not passed on"
		[ "$(wc -l <"$T/out")" -eq 4 ] || no "$c -j deep: lines"
		[ "$(cut -d: -f1-3 "$T/err" | tr '\n' ' ')" = \
		    "$c: deep.jsonl:2 $c: deep.jsonl:3 " ] || no "$c: $(head -c 300 "$T/err")"
		for f in long "-j long.jsonl" "-j runs.jsonl"; do
			go "$c" $f
			expect 0 "$c $f"
			[ -s "$T/out" ] || no "$c $f: no output"
		done
		[ "$(wc -l <"$T/out")" -eq 19 ] || no "$c -j runs: lines"
	done
	all_good
}

@test "a document of many windows: every row as if it were worked on alone" {
	{ sample_text; echo; } >one
	n=4000
	for ((i = 0; i < 100; i++)); do cat one; done >hundred
	for ((i = 0; i < n; i += 100)); do cat hundred; done >many
	for c in segment extract-dates; do
		for u in codepoints bytes; do
			go $c --offsets=$u one
			size=$(wc -m <one)
			[ $u = codepoints ] || size=$(wc -c <one)
			awk -F '\t' -v OFS='\t' -v n=$n -v size="$size" '
			    { row[NR] = $0 }
			    END {
				for (i = 0; i < n; i++)
					for (k = 1; k <= NR; k++) {
						$0 = row[k]
						if ($0 != "") {
							$1 += i * size
							$2 += i * size
						}
						print
					}
			    }' "$T/out" >"$T/want"
			go $c --offsets=$u many
			expect 0 "$c --offsets=$u on windows"
			grep -v '^$' "$T/out" >"$T/rows"
			grep -v '^$' "$T/want" | cmp -s - "$T/rows" ||
				no "$c --offsets=$u: $(grep -v '^$' "$T/want" |
				    diff - "$T/rows" | head -n 5)"
		done
	done
	go segment many
	tr -d '[:space:]' <"$T/out" >"$T/t1"
	tr -d '[:space:]' <many | cmp -s - "$T/t1" || no "segment loses something"
	# Nowhere to cut but between two characters.
	{ printf x; run_of 会议 2500002; } >dense
	go segment dense
	expect 0 "segment on one long word"
	tr -d '\n' <"$T/out" | cmp -s - dense || no "segment: a character is cut"
	for c in clean detect-language cite; do
		go $c many
		expect 0 "$c on windows"
		[ -s "$T/out" ] || no "$c on windows: no output"
	done
	all_good
}
