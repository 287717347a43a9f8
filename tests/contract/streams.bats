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

# Input without end, so that only a broken pipe ends the command.
endless() {
	local lines
	lines=$(cat)
	yes "$lines" 2>/dev/null
}

# A reader that goes away: "status of the command" and its messages in $T/err.
broken() {
	local in=$1
	shift
	set +e
	endless <"$in" | timeout $limit "$@" 2>"$T/err" | head -n 1 >"$T/out"
	rc=${PIPESTATUS[1]}
	set -e
}

@test "a reader that goes away: silent death; one message if the signal is ignored" {
	for c in "${COMMANDS[@]}"; do
		for m in -j -l; do
			in=records.jsonl
			if [ $m = -l ]; then
				in=text
				[ "$c" != cite ] || continue	# writes at the end
			fi
			broken $in "$c" $m
			[ "$rc" -eq 141 ] || no "$c $m | head: status $rc"
			[ ! -s "$T/err" ] || no "$c $m | head: $(cat "$T/err")"
			[ "$(wc -l <"$T/out")" -eq 1 ] || no "$c $m | head: no line"
			trap '' PIPE
			broken $in "$c" $m
			trap - PIPE
			[ "$rc" -eq 2 ] || no "$c $m, ignored: status $rc"
			[ "$(wc -l <"$T/err")" -eq 1 ] &&
				grep -q "^$c: write error: Broken pipe$" "$T/err" ||
				no "$c $m, ignored: $(cat "$T/err")"
		done
	done
	all_good
}

@test "a full device, a closed output: a message and status 2" {
	[ -c /dev/full ] || skip "there is no /dev/full"
	for c in "${COMMANDS[@]}"; do
		for o in text "-l text" "-j records.jsonl" "-j -u records.jsonl" --help \
		    --version "--completion=bash" "-j --stats records.jsonl"; do
			rc=0
			timeout $limit "$c" $o >/dev/full 2>"$T/err" || rc=$?
			expect 2 "$c $o >/dev/full"
			grep -q "^$c: write error: No space left on device$" \
			    "$T/err" || no "$c $o: $(cat "$T/err")"
			rc=0
			timeout $limit "$c" $o >&- 2>"$T/err" || rc=$?
			expect 2 "$c $o >&-"
			grep -q "^$c: write error: Bad file descriptor$" \
			    "$T/err" || no "$c $o >&-: $(cat "$T/err")"
		done
		# Nothing to write is no error.
		rc=0
		timeout $limit "$c" </dev/null >&- 2>"$T/err" || rc=$?
		expect 0 "$c </dev/null >&-"
		# Messages have nowhere to go: the status still tells.
		rc=0
		timeout $limit "$c" missing 2>&- || rc=$?
		[ "$rc" -eq 2 ] || no "$c missing 2>&-: $rc"
		rc=0
		timeout $limit "$c" missing 2>/dev/full || rc=$?
		[ "$rc" -eq 2 ] || no "$c missing 2>/dev/full: $rc"
	done
	all_good
}

@test "-u: a record is answered before the next is sent" {
	for c in "${COMMANDS[@]}"; do
		for m in -j -l; do
			[ "$c$m" != cite-l ] || continue
			in=records.jsonl
			[ $m = -j ] || in=text
			"$c" $m $in >"$T/want"
			coproc ANSWER { exec timeout $limit "$c" $m -u 2>"$T/err"; }
			pid=$ANSWER_PID
			# Copies, which the shell does not close by itself.
			exec {to}>&"${ANSWER[1]}" {from}<&"${ANSWER[0]}"
			eval "exec ${ANSWER[1]}>&-"
			head -n 1 $in >&"$to"
			IFS= read -r -t 10 line <&"$from" || no "$c $m -u: no answer"
			[ "$line" = "$(head -n 1 "$T/want")" ] ||
				no "$c $m -u: $line"
			sed -n '2,$p' $in >&"$to"
			exec {to}>&-
			sed -n '2,$p' "$T/want" >"$T/rest"
			cat <&"$from" >"$T/out"
			exec {from}<&-
			grep -v '^$' "$T/rest" >"$T/t1" || true
			grep -v '^$' "$T/out" >"$T/t2" || true
			[ $m = -l ] || cmp -s "$T/t1" "$T/t2" ||
				no "$c $m -u: the rest differs"
			rc=0
			wait "$pid" || rc=$?
			expect 0 "$c $m -u"
		done
	done
	all_good
}

# Peak resident memory in KiB of a process that still runs.
peak() {
	awk '/^VmHWM/ { print $2 }' "/proc/$1/status"
}

# Records for QUIRE_MEMORY_MB (24) of input; documents of up to 1 MiB.
stream() {
	local mb=${QUIRE_MEMORY_MB:-24}
	local block=$BATS_FILE_TMPDIR/block n
	if [ ! -e "$block" ]; then
		for i in {1..40}; do sample_records; done >"$block.part"
		printf '{"id":"large","text":"' >>"$block.part"
		yes "$(sample_text | tr '\n"' '  ')" | tr '\n' ' ' |
		    head -c 1000000 | iconv -c -f UTF-8 -t UTF-8 >>"$block.part"
		printf '"}\n' >>"$block.part"
		mv "$block.part" "$block"
	fi
	n=$((mb * 1000000 / $(wc -c <"$block") + 1))
	while [ $((n -= 1)) -ge 0 ]; do cat "$block"; done
}

# The peak of a command in KiB that has read nearly all of a long stream.
peak_of_stream() {
	local pid rc=0
	rm -f "$T/in"
	mkfifo "$T/in"
	"$@" <"$T/in" >/dev/null 2>"$T/err" &
	pid=$!
	exec 9>"$T/in"
	cat >&9
	peak $pid
	exec 9>&-
	wait $pid || rc=$?
	return $rc
}

# The same for one record: looked at when all of the answer has come.
peak_of_record() {
	local pid
	rm -f "$T/in" "$T/answer"
	mkfifo "$T/in" "$T/answer"
	"$@" -u <"$T/in" >"$T/answer" 2>"$T/err" &
	pid=$!
	exec 9>"$T/in" 8<"$T/answer"
	cat >&9
	head -n 1 <&8 >"$T/line"
	[ -s "$T/line" ] || return 1
	peak $pid
	exec 9>&- 8<&-
	wait $pid || true
}

no_memory_to_measure() {
	[ ! -r /proc/self/status ] || [ -n "${QUIRE_SANITIZED-}" ]
}

# bats test_tags=memory
@test "memory: at most 32 MiB, however many records" {
	! no_memory_to_measure || skip "sanitizers, or no /proc"
	stream | head -c 1 >/dev/null
	for c in "${COMMANDS[@]}"; do
		kb=$(stream | peak_of_stream "$c" -j) || no "$c -j: $(cat "$T/err")"
		echo "$c: $kb KiB"
		[ "$kb" -le 32768 ] || no "$c: $kb KiB"
	done
	all_good
}

# Also for documents that are nothing but line ends, dates or marks, whose
# analysis is many times their size.
# bats test_tags=memory
@test "memory: at most 32 MiB for a document of 1 MiB" {
	! no_memory_to_measure || skip "sanitizers, or no /proc"
	while IFS='|' read -r limit unit; do
		{
			printf '{"text":"'
			yes "$unit" 2>/dev/null | tr -d '\n' | head -c 1000000 |
			    iconv -c -f UTF-8 -t UTF-8 2>/dev/null | sed 's/\\$//'
			echo '"}'
		} >"$T/doc.jsonl"
		for c in "${COMMANDS[@]}"; do
			o=
			[ "$c" != segment ] || o="-p -w -g"
			# shellcheck disable=SC2086 # words
			kb=$(peak_of_record "$c" -j $o <"$T/doc.jsonl") ||
				no "$c -j of '$unit': $(cat "$T/err")"
			[ "$kb" -le $((limit * 1024)) ] ||
				no "$c, 1 MiB of '$unit': $kb KiB"
		done
	done <<-'EOF'
	32|They met on 5 March 2019, and 会议在2019年11月5日再开。 No more was said of it until the winter, when the ferry stopped.\n\n
	32|The boats left the harbour one after the other, and nobody on the pier said a word. 
	32|河口的船一只接一只地离开了港口，码头上没有人说一句话。\n
	32|\n
	32|1 
	32|[1] 
	32|2019-11-05 
	32|今天
	32|x\n\n
	32|Smith, J. (2019). A title. Journal of Harbours 3(2), 4-5.\n
	EOF
	all_good
}

# bats test_tags=slow
@test "a record over 2 GiB passes through unchanged, with a message" {
	[ -n "${QUIRE_SLOW-}" ] || skip "needs 3 GiB of memory; QUIRE_SLOW=1 runs it"
	long_record() {
		printf '{"text":"'
		head -c 2147483700 /dev/zero | tr '\0' a
		printf '"}\n'
	}
	want=$(long_record | cksum)
	for c in "${COMMANDS[@]}"; do
		{
			sample_records
			long_record
			sample_records
		} | {
			rc=0
			"$c" -j 2>"$T/err" >"$T/out" || rc=$?
			expect 2 "$c -j"
			[ "$(cat "$T/err")" = "$c: -:6: longer than 2 GiB, passed on as it is" ] ||
				no "$c: $(cat "$T/err")"
			[ "$(sed -n 6p "$T/out" | cksum)" = "$want" ] ||
				no "$c: the record is changed"
			[ "$(wc -l <"$T/out")" -eq 11 ] || no "$c: lines"
			all_good
		}
		rm "$T/out"
	done
}
