bats_require_minimum_version 1.5.0

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	S=$QUIRE_SRC/tests/samples
	# Records enough for several blocks: made from the samples, numbered.
	clean -j "$S"/*.html "$S"/*.txt "$S"/*.md >pages.jsonl
	for i in 1 2 3 4 5; do
		sed "s/^{\"id\":\"/&$i-/" pages.jsonl
		sed "s/^{\"id\":\"/&$i-/" "$S/records.jsonl"
	done >many.jsonl
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	T=$BATS_TEST_TMPDIR
	S=$QUIRE_SRC/tests/samples
	set -o pipefail
}

# All five, as one reads it in the manual.
chain() {
	clean -j "$@" | segment -j | detect-language -j | extract-dates -j | cite -j
}

@test "all five in record mode: every member, in order, each in its place" {
	chain many.jsonl >"$T/all"
	[ "$(wc -l <"$T/all")" -eq "$(wc -l <many.jsonl)" ]
	jq -r .id many.jsonl >"$T/ids"
	jq -r .id "$T/all" | cmp - "$T/ids"
	jq -e -s 'all(.[]; (.text | type) == "string" and
	    (.sentences | type) == "array" and (.language | type) == "string" and
	    (.language_score | type) == "number" and
	    (.dates | type) == "array" and (.citations | type) == "array")' \
	    "$T/all" >/dev/null
	# Whatever the order of the annotators, each says the same.
	clean -j many.jsonl | cite -j | extract-dates -j | detect-language -j |
	    segment -j >"$T/other"
	jq -c -S . "$T/all" >"$T/t1"
	jq -c -S . "$T/other" | cmp - "$T/t1"
	# Step by step through files gives the same bytes as one pipeline.
	clean -j many.jsonl >"$T/1.jsonl"
	segment -j "$T/1.jsonl" >"$T/2.jsonl"
	detect-language -j "$T/2.jsonl" >"$T/3.jsonl"
	extract-dates -j "$T/3.jsonl" >"$T/4.jsonl"
	cite -j "$T/4.jsonl" | cmp - "$T/all"
	# A second run over its own output changes nothing.
	chain <"$T/all" | cmp - "$T/all"
	# What jq reads is what was meant: spans slice to their text.
	jq -s -e '[.[] | .text as $t | (.dates, .citations)[] |
	    $t[.start:.end] == .text] | length >= 50 and all' "$T/all" >/dev/null
	jq -s -e '[.[] | .text as $t | .sentences[] | $t[.[0]:.[1]]] |
	    length >= 200 and all(test("\\S"))' "$T/all" >/dev/null
}

@test "all five in text mode" {
	for f in "$S"/news-en.txt "$S"/journal-zh.txt "$S"/bericht-de.txt; do
		clean "$f" >"$T/clean"
		clean <"$f" | cmp - "$T/clean"
		segment "$T/clean" | grep -v '^$' >"$T/sentences"
		[ "$(wc -l <"$T/sentences")" -ge 5 ]
		detect-language -l "$T/sentences" | cut -f 3- | cmp - "$T/sentences"
		clean "$f" | segment | grep -v '^$' | detect-language -l |
		    cut -f 3- | extract-dates -l --offsets=bytes >"$T/dates"
		[ -s "$T/dates" ]
		# The line and the offsets lead to the date.
		while IFS=$'\t' read -r n s e type value text; do
			line=$(sed -n "${n}p" "$T/sentences")
			[ "$(LC_ALL=C; echo "${line:s:e-s}")" = "$text" ]
		done <"$T/dates"
		clean "$f" | cite | jq -e 'type == "array"' >/dev/null
	done
	clean "$S/journal-zh.txt" | cite | jq -e 'length >= 3' >/dev/null
	# A grep by date, as the manual has it: the newest first.
	clean "$S/news-en.txt" | extract-dates -T DATE | sort -t "$(printf '\t')" -k 4r |
	    head -n 1 | cut -f 4 | grep -q '^[0-9X]'
}

@test "parallel, xargs and split: the same bytes as one process" {
	chain many.jsonl >"$T/want"
	for j in 1 2; do
		parallel --will-cite --pipe -k -j $j --block 20k \
		    'clean -j | segment -j | detect-language -j | extract-dates -j | cite -j' \
		    <many.jsonl | cmp - "$T/want"
	done
	for c in clean segment detect-language extract-dates cite; do
		"$c" -j many.jsonl >"$T/$c"
		parallel --will-cite --pipe -k -j 2 --block 9k "$c -j" \
		    <many.jsonl | cmp - "$T/$c"
		[ $c != clean ] || continue	# --stats is a member there
		# Counters and messages do not mix into it.
		parallel --will-cite --pipe -k -j 2 --block 50k "$c -j --stats --progress" \
		    <many.jsonl 2>"$T/err" | cmp - "$T/$c"
		grep -q bytes_in "$T/err"
	done
	# Shards: files of some lines each, two at a time, joined in order.
	mkdir "$T/shards"
	split -l 13 --additional-suffix=.jsonl many.jsonl "$T/shards/s-"
	[ "$(ls "$T/shards" | wc -l)" -ge 5 ]
	find "$T/shards" -name 's-*.jsonl' -print0 | xargs -0 -n 1 -P 2 sh -c '
	    clean -j "$1" | segment -j | detect-language -j | extract-dates -j |
	    cite -j >"$1.out"' sh
	cat "$T"/shards/*.out | cmp - "$T/want"
	# A job array: task N takes shard N, as in the manual.
	task() {
		f=$(ls "$T"/shards/*.jsonl | sed -n "$((SLURM_ARRAY_TASK_ID + 1))p")
		chain <"$f" >"$f.task"
	}
	n=$(ls "$T"/shards/*.jsonl | wc -l)
	for ((i = n - 1; i >= 0; i--)); do
		SLURM_ARRAY_TASK_ID=$i task
	done
	cat "$T"/shards/*.task | cmp - "$T/want"
}
