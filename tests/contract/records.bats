bats_require_minimum_version 1.5.0
load contract

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	sample_text >text
	sample_records >records.jsonl
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	T=$BATS_TEST_TMPDIR
}

@test "a line that is no record goes through unchanged, with its number" {
	cat >mixed.jsonl <<-'EOF'
	{"text":"On 5 May 2019."}
	not json
	{"text":"On 5 May 2019.",}
	{"body":"no text"}
	{"text":["On 5 May 2019."]}

	["text","On 5 May 2019."]
	{"text":"a"} {"text":"b"}
	"text"
	{"text":null,"a":{"text":"x"}}
	{"TEXT":"On 5 May 2019."}
	{"text":"On 6 May 2019."}
	{'text':'On 5 May 2019.'}
	{"text":"raw	tab"}
	{"text":"On 7 May 2019."}
	EOF
	good="1 12 15"
	for c in "${COMMANDS[@]}"; do
		go "$c" -j mixed.jsonl
		expect 2 "$c -j mixed"
		for n in {1..15}; do
			sed -n "${n}p" mixed.jsonl >"$T/t1"
			sed -n "${n}p" "$T/out" >"$T/t2"
			if [[ " $good " == *" $n "* ]]; then
				[ "$c" = clean ] || ! cmp -s "$T/t1" "$T/t2" ||
					no "$c: line $n is not worked on"
			else
				cmp -s "$T/t1" "$T/t2" || no "$c: line $n is changed"
				[ "$(grep -c "^$c: mixed.jsonl:$n: [a-z\\].*[^.]$" "$T/err")" -eq 1 ] ||
					no "$c: message for line $n: $(grep ":$n:" "$T/err")"
			fi
		done
		[ "$(wc -l <"$T/err")" -eq 12 ] || no "$c: $(wc -l <"$T/err") messages"
		[ "$(wc -l <"$T/out")" -eq 15 ] || no "$c: $(wc -l <"$T/out") lines"
		grep -q ":4: no member 'text' .*--text-key" "$T/err" &&
			grep -q ":5: the member 'text' is no string" "$T/err" ||
			no "$c: $(sed -n 2,4p "$T/err")"
		gzip -c records.jsonl >records.gz.jsonl
		go "$c" -j records.gz.jsonl
		expect 2 "$c -j records.gz.jsonl"
		[ ! -s "$T/out" ] || no "$c, compressed: writes"
		[ "$(cat "$T/err")" = "$c: records.gz.jsonl: compressed, passed over (try zcat)" ] ||
			no "$c, compressed: $(head -n 1 "$T/err")"
		# Lines count within each operand; - is standard input.
		go "$c" -j records.jsonl - <mixed.jsonl
		expect 2 "$c -j records -"
		grep -q "^$c: -:2: " "$T/err" || no "$c: $(head -n 1 "$T/err")"
		# --strict stops at the first.
		go "$c" -j --strict mixed.jsonl records.jsonl
		expect 2 "$c -j --strict"
		[ "$(wc -l <"$T/err")" -eq 1 ] || no "$c --strict: $(cat "$T/err")"
		[ "$(wc -l <"$T/out")" -eq 1 ] || no "$c --strict: goes on"
		# A line without LF before the next operand's.
		printf '{"text":' >open.jsonl
		go "$c" -j open.jsonl records.jsonl
		expect 2 "$c -j open records"
		[ "$(head -n 1 "$T/out")" = '{"text":' ] || no "$c: open line"
		[ "$(wc -l <"$T/out")" -eq 6 ] || no "$c: open line glued"
	done
	all_good
}

@test "the first line that is no record says what makes records" {
	jq . records.jsonl >laid-out
	jq -c -s . records.jsonl >array
	sed '1s/}$/,}/' records.jsonl >mistake
	for c in "${COMMANDS[@]}"; do
		while IFS='|' read -r file remedy; do
			go "$c" -j <$file
			expect 2 "$c -j <$file"
			[ "$(grep -c "($remedy)$" "$T/err")" -eq 1 ] &&
				sed -n 1p "$T/err" | grep -q "($remedy)$" ||
				no "$c -j <$file: $(sed -n 1,2p "$T/err")"
		done <<-'EOF'
		text|clean -j FILE makes records of files
		laid-out|jq -c writes a record a line
		array|jq -c '.\[\]' makes records of an array
		EOF
		go "$c" -j <mistake
		[ "$(wc -l <"$T/err")" -eq 1 ] && ! grep -q '(' "$T/err" ||
			no "$c -j <mistake: $(cat "$T/err")"
	done
	# They do.
	jq -c . laid-out | cmp - <(jq -c . records.jsonl)
	jq -c '.[]' array | segment -j >"$T/out"
	clean -j text | segment -j | jq -e '.sentences | length > 3' >"$T/out"
	all_good
}

@test "every byte that is not a command's own is copied, in order" {
	# `head` and `tail` of a record around its text.
	heads=('{ "id" : 1.50e+03 ,"a":1,"a":2 , "u":"\u00E9\ud83d\uDE00\/" ,'
	    '{"big":123456789012345678901234567890,"neg":-0.0,"e":1E400,'
	    $'\t {"":"","\\u0061\\"":[ 1 , { } , [ ] ],' '{')
	tails=($' , "nest":{"text":"no","dates":[ 1 ,2 ],"sentences":null} ,"n":null \t}  '
	    ',"t":true,"f":false,"languag":"x","date_s":[]}'
	    $',"dat\\u0065":"2001-01-01"  ,  "x":"\xff" }' '}')
	for c in "${COMMANDS[@]}"; do
		for i in 0 1 2 3; do
			printf '%s"text":"On 5 May 2019 \\"Dr.\\" Hale \\u0041sked."%s\n' \
			    "${heads[i]}" "${tails[i]}" >line.jsonl
			go "$c" -j line.jsonl
			expect 0 "$c -j, record $i"
			IFS= read -r out <"$T/out"
			IFS= read -r in <line.jsonl
			tail=${tails[i]}
			close=${tail##*[!\} $'\t']}
			if [ "$c" = clean ]; then
				[[ $out == "${heads[i]}"'"text":"'*"${tail%"$close"}"*"$close" ]] ||
					no "clean, record $i: $out"
				continue
			fi
			body=${in%"$close"}
			[[ $out == "$body"',"'*"$close" ]] ||
				no "$c, record $i: $out"
			mine=${out#"$body"} mine=${mine%"$close"}
			jq -e "[$(own "$c")] | all(. != null)" <<<"{${mine#,}}" \
			    >/dev/null || no "$c, record $i: its own: $mine"
			[ "$(jq 'keys | length' <<<"{${mine#,}}")" -eq \
			    "$(own "$c" | tr ',' '\n' | wc -l)" ] ||
				no "$c, record $i: more than its own: $mine"
		done
	done
	all_good
}

@test "a member under a command's own name is replaced where it stands" {
	for c in "${ANNOTATORS[@]}"; do
		k=$(own_name "$c")
		esc=$(printf '\\u%04x%s' "'$k" "${k:1}")
		for name in "$k" "$esc"; do
			printf '{"id":7,"%s" :\t{"old":[1]} , "z":0.10,"text":"On 5 May 2019."}\n' "$name" >line.jsonl
			go "$c" -j line.jsonl
			expect 0 "$c, own member"
			IFS= read -r out <"$T/out"
			[[ $out == '{"id":7,"'"$name"$'" :\t'*' , "z":0.10,"text":"On 5 May 2019."'* ]] ||
				no "$c: $out"
			[[ $out != *old* ]] || no "$c: the old value stays: $out"
		done
		printf '{"%s":1,"a":2,"%s":3,"text":"x","%s":4}\n' "$k" "$k" "$esc" >line.jsonl
		go "$c" -j line.jsonl
		IFS= read -r out <"$T/out"
		[[ $out == '{"a":2,"text":"x","'"$esc"'":'* ]] ||
			no "$c, three of them: $out"
		# A second run changes nothing.
		go "$c" -j records.jsonl
		cp "$T/out" "$T/once"
		go "$c" -j "$T/once"
		same "$T/once" "$c -j twice"
		# Nothing found: the member is there, empty.
		echo '{"text":""}' >line.jsonl
		go "$c" -j line.jsonl
		jq -e ".$k == [] or .$k == \"und\"" "$T/out" >/dev/null ||
			no "$c, nothing found: $(cat "$T/out")"
	done
	# clean: what the record states of itself stays.
	printf '{"title":"Mine","author":7,"text":"<title>x</title>","date":null}\n' >line.jsonl
	go clean -j line.jsonl
	jq -e '.title == "Mine" and .author == 7 and .date == null' "$T/out" \
	    >/dev/null || no "clean: $(cat "$T/out")"
	all_good
}

@test "offsets: spans slice to their text in code points, bytes, UTF-16" {
	{
		cat records.jsonl
		echo '{"id":"o-1","text":"\ufeff\ud83d\ude00 Smile!\r\nOn 5 May 2019 \u0000 it was cafe\u0301 time.\r\n\r\n二〇一九年五月五日，𠀀好。\t See."}'
		echo '{"id":"o-2","text":"then 7 July 2007.[1] End 👩‍👩‍👧.\n\n[1] Anna Berg, “Tides 😀”, Journal of Rivers, Vol. 3, 2007, pp. 1-9.\n"}'
		printf '{"id":"o-3","text":"bad \xff byte, 5 May 2019. Next."}\n'
		jq -c -n --rawfile t text '{id: "all", text: $t}'
	} >offsets
	local -A more=([segment]="-p -w -g" [detect-language]=-s)
	for c in "${ANNOTATORS[@]}"; do
		for m in "" ${more[$c]:+"${more[$c]}"}; do
			for u in codepoints bytes utf16; do
				go "$c" -j $m --offsets=$u offsets
				expect 0 "$c $m --offsets=$u"
				jq -c --arg unit $u -f "$BATS_TEST_DIRNAME/spans.jq" \
				    "$T/out" >"$T/$u" || no "$c $m $u: jq fails"
				jq -e '.wrong == []' "$T/$u" >"$T/null" ||
					no "$c $m $u: $(jq -c .wrong "$T/$u" | head -c 500)"
				cmp -s "$T/$u" "$T/codepoints" ||
					no "$c $m $u: not the same places"
			done
			[ "$c$m" = detect-language ] || jq -s -e '[.[] |
			    (.sentences, .languages, .dates, .citations)[]] |
			    length >= 3' "$T/codepoints" >"$T/null" ||
				no "$c $m: hardly any span"
		done
	done
	# Text mode: the file itself, ill-formed bytes aside, is what is counted.
	LC_ALL=C
	for c in segment extract-dates; do
		go "$c" --offsets=bytes text
		expect 0 "$c --offsets=bytes"
		all=$(cat text)
		n=0
		while IFS=$'\t' read -r s e a b d; do
			want=$d
			[ "$c" != segment ] || want=$a
			[ "${all:s:e-s}" = "$want" ] ||
				no "$c: $s to $e is not '$want'"
			n=$((n + 1))
		done <"$T/out"
		[ $n -ge 3 ] || no "$c --offsets: $n rows"
	done
	all_good
}

@test "--text-key, --attributes, -l, --with-filename" {
	sed 's/"text" *:/"raw_content":/' records.jsonl >raw.jsonl
	for c in "${COMMANDS[@]}"; do
		go "$c" -j records.jsonl
		sed 's/"text" *:/"raw_content":/' "$T/out" >"$T/want"
		go "$c" -j --text-key raw_content raw.jsonl
		expect 0 "$c --text-key"
		same "$T/want" "$c --text-key"
		go "$c" -j --text-key=raw_content records.jsonl
		expect 2 "$c --text-key, but it is another"
		same records.jsonl "$c --text-key, but it is another"
	done
	for c in "${ANNOTATORS[@]}"; do
		go "$c" -j records.jsonl
		cp "$T/out" "$T/full"
		go "$c" --attributes records.jsonl
		expect 0 "$c --attributes"
		some=3
		[ "$c" != cite ] || some=1
		jq -e -s --argjson n $some 'length == 5 and all(.[]; keys == ["attributes", "id"]
		    and all(.attributes | to_entries[];
			(.key | startswith("quire_")) and
			all(.value[]; length == 3 and .[0] < .[1] and
			    .[2] >= 0 and .[2] <= 1)))
		    and (map(.attributes | length) | add) >= $n' \
		    "$T/out" >"$T/null" || no "$c --attributes: $(cat "$T/out")"
		cp "$T/out" "$T/attributes"
		[ "$(jq -r .id "$T/out" | tr '\n' ' ')" = "r-1 r-2 r-3 r-4 r-5 " ] ||
			no "$c --attributes: ids"
		LC_ALL=C grep -q -a '"quire_[^"]*":\[\[[0-9]*,[0-9]*,[0-9]\.[0-9]*\]' \
		    "$T/out" || no "$c --attributes: form: $(head -n 1 "$T/out")"
		go "$c" -j --attributes --offsets=bytes records.jsonl
		expect 0 "$c --attributes --offsets"
		! cmp -s "$T/out" "$T/attributes" ||
			no "$c --attributes does not heed --offsets"
	done
	# The same spans as in the record.
	extract-dates -j records.jsonl | jq -c '[.dates[] | [.start, .end]]' >"$T/t1"
	extract-dates --attributes records.jsonl |
	    jq -c '[.attributes.quire_dates // [] | .[] | .[0:2]]' >"$T/t2"
	cmp -s "$T/t1" "$T/t2" || no "extract-dates --attributes: other spans"
	# -l: each line is a document.
	go detect-language -l text
	expect 0 "detect-language -l"
	cut -f 3- "$T/out" >"$T/lines"
	cmp -s "$T/lines" text || no "detect-language -l: not the lines as they came"
	cut -f 1,2 "$T/out" | grep -v -x -E '[A-Za-z0-9-]+	(0|1|0\.[0-9]+)' &&
		no "detect-language -l: no tag and score"
	go extract-dates -l --offsets=bytes text
	expect 0 "extract-dates -l"
	n=0
	while IFS=$'\t' read -r line s e a b d; do
		l=$(sed -n "${line}p" text)
		[ "$(LC_ALL=C; echo "${l:s:e-s}")" = "$d" ] ||
			no "extract-dates -l: line $line, $s to $e is not '$d'"
		n=$((n + 1))
	done <"$T/out"
	[ $n -ge 3 ] || no "extract-dates -l: $n rows"
	# File names: with two operands, or when asked for.
	for c in detect-language extract-dates; do
		go "$c" text
		cp "$T/out" "$T/plain"
		sed 's/^/text	/' "$T/plain" >"$T/named"
		go "$c" --with-filename text
		same "$T/named" "$c --with-filename"
		cat "$T/named" "$T/named" >"$T/two"
		go "$c" text text
		same "$T/two" "$c text text"
		cat "$T/plain" "$T/plain" >"$T/two"
		go "$c" --no-filename text text
		same "$T/two" "$c --no-filename"
		sed 's/^/-	/' "$T/plain" >"$T/dash"
		go "$c" --with-filename <text
		same "$T/dash" "$c --with-filename -"
	done
	all_good
}

@test "clean: a second run changes nothing" {
	n=0
	for f in "$QUIRE_SRC"/tests/samples/*; do
		case $f in
		*.txt|*.html|*.md) ;;
		*) continue;;
		esac
		go clean "$f"
		expect 0 "clean $f"
		[ -s "$T/out" ] || no "clean $f: nothing is left"
		cp "$T/out" "$T/once"
		go clean "$T/once"
		same "$T/once" "clean | clean, $f"
		n=$((n + 1))
	done
	[ $n -ge 12 ] || no "only $n samples"
	go clean -j "$QUIRE_SRC/tests/samples/records.jsonl"
	cp "$T/out" "$T/once.jsonl"
	go clean -j "$T/once.jsonl"
	same "$T/once.jsonl" "clean -j | clean -j"
	all_good
}
