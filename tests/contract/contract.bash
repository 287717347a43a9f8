# What the contract tests share. A test here loops over all five commands and
# over many cases, and goes on after a failure: `no` notes one, `all_good` at
# the test's end fails if there was any.

ANNOTATORS=(segment detect-language extract-dates cite)
COMMANDS=(clean "${ANNOTATORS[@]}")

bad=0

no() {
	echo "$*"
	bad=$((bad + 1))
}

all_good() {
	[ "$bad" -eq 0 ]
}

# Seconds after which a command hangs; sanitizers are slow.
limit=20
[ -z "${QUIRE_SANITIZED-}" ] || limit=200

# Runs a command: its output in $T/out, its messages in $T/err, its status in
# rc. A command that hangs ends with 124.
go() {
	T=$BATS_TEST_TMPDIR
	rc=0
	timeout $limit "$@" >"$T/out" 2>"$T/err" || rc=$?
}

# expect STATUS LABEL: the status, and a message if and only if it is 2.
expect() {
	local want=$1
	shift
	if [ "$rc" -ne "$want" ]; then
		no "$*: exit status $rc, want $want: $(head -c 300 "$T/err")"
	elif [ "$want" -eq 2 ] && [ ! -s "$T/err" ]; then
		no "$*: exit status 2 without a message"
	elif [ "$want" -ne 2 ] && [ -s "$T/err" ]; then
		no "$*: says $(head -c 300 "$T/err")"
	fi
}

# same FILE LABEL: the output is that file's bytes.
same() {
	local file=$1
	shift
	cmp -s "$T/out" "$file" ||
		no "$*: $(cmp "$T/out" "$file" 2>&1 | head -n 1)"
}

# Members that an annotating command owns, as jq's comma list of paths.
own() {
	case $1 in
	segment) echo .sentences;;
	detect-language) echo .language,.language_score;;
	extract-dates) echo .dates;;
	cite) echo .citations;;
	esac
}

# The first of them by name.
own_name() {
	case $1 in
	segment) echo sentences;;
	detect-language) echo language;;
	extract-dates) echo dates;;
	cite) echo citations;;
	esac
}

# A document in which every command finds something: sentences, a language,
# dates, a note with a reference.
sample_text() {
	cat <<'TEXT'
The harbour board of Lindmoor met on 5 March 2019 to hear about the night ferry.[1] It sat again on 12 May 2020, and Dr. Hale asked for more time.

理事会于2019年11月5日再次开会，讨论了渡轮的问题。“船到了，”他说。会议持续了三个小时，没有结果。

The café on the pier stays open until the end of October. Its owner hopes for a mild winter 🌧 and for guests from abroad.

[1] Helen Marsh, “Ports inside Contracts”, Journal of Coastal Logistics, Vol. 12, No. 4, 2016, pp. 211-230.
TEXT
}

# The same as records, one a line: plain, escaped, spaced, Chinese, empty.
sample_records() {
	cat <<'RECORDS'
{"id":"r-1","text":"The harbour board of Lindmoor met on 5 March 2019.[1] It sat again on 12 May 2020, and Dr. Hale asked for more time.\n\n[1] Helen Marsh, “Ports inside Contracts”, Journal of Coastal Logistics, Vol. 12, No. 4, 2016, pp. 211-230.\n","views":10.0}
{"id":"r-2","text":"\u7406\u4e8b\u4f1a\u4e8e2019\u5e7411\u67085\u65e5\u518d\u6b21\u5f00\u4f1a\u3002\u201c\u8239\u5230\u4e86\uff0c\u201d\u4ed6\u8bf4\u3002\ud83d\udea2 2020\u5e745\u67081\u65e5\u6536\u5de5\u3002"}
{ "id" : "r-3" , "text" : "Die Sternwarte wird am 7. September 2019 wieder geöffnet. Der Eintritt ist frei." , "nested" : { "text" : [ 1 , 2 ] } }
{"id":"r-4","text":"理事会于2019年11月5日再次开会，讨论了渡轮的问题。会议持续了三个小时，没有结果。"}
{"id":"r-5","text":""}
RECORDS
}
