# No state between records: a record gives the same line alone, after others,
# and after itself.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR"
	samples=$BATS_TEST_DIRNAME/../samples
	# Every sample as a record, and each of its longer lines as one.
	for f in "$samples"/*.txt "$samples"/*.html "$samples"/*.md; do
		iconv -f utf-8 -t utf-8 "$f" >/dev/null 2>&1 || continue
		jq -c -Rs --arg id "${f##*/}" '{id: $id, text: .}' "$f"
	done >documents.jsonl
	cat documents.jsonl "$samples/records.jsonl" >in.jsonl
	jq -c '.text | split("\n")[] | select(length > 20) | {text: .}' documents.jsonl >>in.jsonl
	[ "$(wc -l <in.jsonl)" -gt 200 ]
}

@test "state: records in any order, twice, and alone give the same lines" {
	while read -r c; do
		$c in.jsonl >forward
		tac in.jsonl | $c | tac | diff forward - >diff || { echo "$c: backwards"; head -c 2000 diff; false; }
		sed p in.jsonl | $c | sed -n 'n;p' | diff forward - >diff || { echo "$c: twice"; head -c 2000 diff; false; }
		head -n 30 in.jsonl | while IFS= read -r line; do
			printf '%s\n' "$line" | $c
		done >alone
		head -n 30 forward | diff - alone >diff || { echo "$c: alone"; head -c 2000 diff; false; }
	done <<-end
	clean -j
	segment -j -s -w -p -g
	detect-language -j -s -n 3
	extract-dates -j
	extract-dates -j -r 2019-03-14 --vague --urls
	cite -j --links --self --inline
	end
}
