# segment: layouts of its output, records, offsets, windows, what it promises.
bats_require_minimum_version 1.5.0

setup() {
	samples=$BATS_TEST_DIRNAME/../samples
	cd "$BATS_TEST_TMPDIR"
}

# says TEXT OPTIONS WANT: printf of both, options as one word.
says() {
	local got
	got=$(printf "$1" | segment $2 | od -An -c | tr -s ' \n' ' ')
	[ "$got" = "$(printf "$3" | od -An -c | tr -s ' \n' ' ')" ] || {
		echo "segment $2 of '$1' gives $got"
		bad=1
	}
}

# Stops inside quotes and brackets, of which one is never closed.
@test "segment: full-width quotations" {
	bad=0
	says '他说：“雨停了。路还湿。走吧！”我们出发。' "" '他说：“雨停了。路还湿。走吧！”\n我们出发。\n'
	says '「雨だ。傘は？家に置いた。」駅で待つ。' "" '「雨だ。傘は？家に置いた。」\n駅で待つ。\n'
	says '门（木的。旧的。）开了。雨停了。' "" '门（木的。旧的。）开了。\n雨停了。\n'
	says '雨停了。“路还湿。走吧！我们出发。' "" '雨停了。\n“路还湿。走吧！我们出发。\n'
	[ $bad -eq 0 ]
}

@test "segment: a number that no stop follows belongs to what comes" {
	bad=0
	says '21 Sep 2020\n\nThe boat left.' "" '21 Sep 2020\n\nThe boat left.\n'
	says '14 Mai 2014 - Das Boot kam.' "" '14 Mai 2014 - Das Boot kam.\n'
	says '25 Years of ferries. It was so.' "" '25 Years of ferries.\nIt was so.\n'
	[ $bad -eq 0 ]
}

@test "segment: layouts" {
	bad=0
	t='It rained. We left.\n\nThe end.\n'
	says "$t" "" 'It rained.\nWe left.\n\nThe end.\n'
	says "$t" "-p -s" 'It rained.\nWe left.\n\nThe end.\n'
	says "$t" "-p" 'It rained. We left.\nThe end.\n'
	says "$t" "-w" 'It\nrained\n.\n\nWe\nleft\n.\n\nThe\nend\n.\n'
	says "$t" "-sw" 'It rained .\nWe left .\n\nThe end .\n'
	says "$t" "-pw" 'It rained . We left .\nThe end .\n'
	says "$t" "-0" 'It rained.\0We left.\0The end.\0'
	says "$t" "--offsets" '0\t10\tIt rained.\n11\t19\tWe left.\n21\t29\tThe end.\n'
	says 'é\r\nà b' "--offsets=bytes -w" '0\t2\té\n4\t6\tà\n7\t8\tb\n'
	says '𝄞 é. a' "--offsets=utf16 -w" '0\t2\t𝄞\n3\t4\té\n4\t5\t.\n6\t7\ta\n'
	says 'ab\n' "-g" 'a\nb\n'
	says 'ab c' "-wg" 'a b\nc\n'
	says 'A line\nof it' "-p" 'A line of it\n'
	says '他来\n了' "--newlines=soft" '他来了\n'
	says '他来\n了' "--newlines=hard" '他来\n了\n'
	says 'the end of\n\na page' "--join" 'the end of a page\n'
	says '\xff\xfe rained. We' "" '\xef\xbf\xbd\xef\xbf\xbd rained.\nWe\n'
	says 'It rained. We left.\nIt is.\n' "-l" 'It rained.\nWe left.\n\nIt is.\n'
	says '' "" ''
	says '\n\n \n' "-w" ''
	[ $bad -eq 0 ]
}

@test "segment: records" {
	r='{"id":7,"text":"It rained. Wé left.","n":1.50}'
	[ "$(segment -j <<<"$r")" = '{"id":7,"text":"It rained. Wé left.","n":1.50,"sentences":[[0,10],[11,19]]}' ]
	[ "$(segment -jp --offsets=bytes <<<"$r")" = '{"id":7,"text":"It rained. Wé left.","n":1.50,"sentences":[[0,10],[11,20]],"paragraphs":[[0,20]]}' ]
	[ "$(segment -j --attributes <<<"$r")" = '{"id":7,"attributes":{"quire_sentences":[[0,10,1.0],[11,19,1.0]]}}' ]
	[ "$(segment -jw <<<'{"text":""}')" = '{"text":"","sentences":[],"words":[]}' ]
	[ "$(segment -jw <<<'{"text":"A b","words":0,"x":1}')" = '{"text":"A b","words":[[0,1],[2,3]],"x":1,"sentences":[[0,3]]}' ]
	segment -j -wpg "$samples/records.jsonl" | jq -e '
	    . as $r | all(.sentences, .words, .paragraphs, .graphemes;
	        all(.[]; $r.text[.[0]:.[1]] | test("\\S|^\\s+$")))
	    and ([.graphemes[] as [$a, $b] | $r.text[$a:$b]] | add) == .text' >/dev/null
	run -2 segment --newlines=perhaps </dev/null
	run -1 segment -e </dev/null
}

# No character that is not white space is lost or moved.
@test "segment: what goes in comes out" {
	bad=0
	ink() { sed 's/\xe3\x80\x80\|\xc2\xa0\|\xe2\x80\x83\|\xe2\x80\xaf\|\xe2\x80\x89//g' | tr -d ' \t\n\r\f\v'; }
	printf 'Elle dit : «\u202foui\u202f»\u202f! \u202fIl a 5\u202f000 \u202fF.\n' >narrow.txt
	for f in narrow.txt "$samples"/*.txt "$samples"/*.md; do
		iconv -f utf-8 -t utf-8 "$f" >/dev/null 2>&1 || continue
		for o in "" -p -w -sw -g --join --uax29 "-w --uax29" "-sw --tokens=ud" --newlines=hard --newlines=soft; do
			cmp -s <(ink <"$f") <(segment $o "$f" | ink) || { echo "$f: segment $o"; bad=1; }
		done
	done
	[ $bad -eq 0 ]
}

# A text that is larger than a window gives what its parts would.
@test "segment: windows" {
	for i in $(seq 4000); do
		printf 'Paragraph %d begins here and goes on for a while, as they do.\nIt has lines. It has "two or three" sentences! Or not?\n\n' $i
	done >big
	[ "$(wc -c <big)" -gt 450000 ]
	cat big big big >bigger
	segment big >one
	{ cat one; echo; cat one; echo; cat one; } >want
	segment bigger | cmp - want
	[ "$(segment -g big | tr -d '\n' | wc -c)" -eq "$(tr -d ' \n' <big | wc -c)" ]
	# a line without end
	head -c 3000000 /dev/zero | tr '\0' . >dots
	segment dots | tr -d '\n' | cmp - dots
}

@test "segment -0: rows of --offsets end with NUL as well" {
	cd "$BATS_TEST_TMPDIR"
	printf 'Ein Boot kam.\nIl partit.\n\n船来了。\n' >in
	for o in "" -w "-l"; do
		segment --offsets $o in | tr '\n' '\0' >want
		segment --offsets $o -0 in | cmp - want
	done
	# With -l nothing stands between the lines' units either.
	segment -l -0 in | tr '\0' '\n' | cmp - <(segment -l in | grep .)
}
