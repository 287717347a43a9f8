# The manual against the commands: every line under EXAMPLES runs as it
# stands, every option is in its page, and no page has another.
bats_require_minimum_version 1.5.0

setup() {
	man=$BATS_TEST_DIRNAME/../../man
	work=$BATS_TEST_TMPDIR/work
	cp -R "$BATS_TEST_DIRNAME/../samples" "$work"
	cd "$work"
}

# What roff escapes stand for.
plain() {
	sed 's/\\(dq/"/g; s/\\(aq/'\''/g; s/\\(ti/~/g; s/\\(ha/^/g; s/\\-/-/g; s/\\&//g; s/\\e/\\/g'
}

# The shell lines of a page's EXAMPLES: .Dl lines, and displays (of which,
# if they show output as well, the lines after "$ ").
examples() {
	awk '
	/^\.Sh / { on = $2 == "EXAMPLES"; next }
	!on { next }
	/^\.Dl / { sub(/^\.Dl +(Ic +|Li +)?/, ""); sub(/^\$ /, ""); print; next }
	/^\.Bd .*literal/ { inside = 1; text = prompts = ""; next }
	/^\.Ed/ { printf "%s", prompts != "" ? prompts : text; inside = 0; next }
	inside && /^\$ / { prompts = prompts substr($0, 3) "\n" }
	inside { text = text $0 "\n" }
	' "$1" | plain
}

# A display of a page's section that holds a word, as it is shown.
display() {
	awk -v word="$2" '
	/^\.Bd / { inside = 1; text = ""; next }
	/^\.Ed/ { inside = 0; if (index(text, word)) printf "%s", text; next }
	inside { text = text $0 "\n" }' "$1" | plain
}

# One script for a whole page, so that later examples may use what earlier
# ones wrote. A reader that stops early (141) is no failure.
run_examples() {
	examples "$man/$1" >examples
	[ "$(grep -c . examples)" -ge 2 ]
	{
		echo 'trap '\''status=$?; [ $status -eq 141 ] || { echo "failed: $BASH_COMMAND" >&2; exit $status; }'\'' ERR'
		cat examples
	} >script
	run --separate-stderr bash -o pipefail script
	echo "$stderr"
	[ "$status" -eq 0 ]
	[[ $stderr != *"command not found"* && $stderr != *"--help"* ]]
	[ -n "$output" ]
}

@test "manual: examples of clean.1" { run_examples clean.1; }
@test "manual: examples of segment.1" { run_examples segment.1; }
@test "manual: examples of detect-language.1" { run_examples detect-language.1; }
@test "manual: examples of extract-dates.1" { run_examples extract-dates.1; }
@test "manual: examples of cite.1" { run_examples cite.1; }
@test "manual: examples of quire.7" { run_examples quire.7; }
@test "manual: examples of quire-record.5" { run_examples quire-record.5; }

# What a reader copies from the screen is what was run: no line of an example
# is broken, filled or spaced by the formatter.
@test "manual: examples are shown as they run" {
	bad=0
	for page in "$man"/*.[1-8]; do
		mandoc -T utf8 "$page" | col -b -x | sed 's/^ *//' >shown
		while IFS= read -r line; do
			line=${line#"${line%%[! ]*}"}
			grep -qxF -e "$line" shown ||
				{ echo "${page##*/}: $line"; bad=1; }
		done < <(examples "$page" | expand | grep .)
	done
	[ $bad -eq 0 ]
}

@test "manual: the makefile of quire.7 resumes after an interruption" {
	display "$man/quire.7" pages: >Makefile
	make -s -j2 all
	for f in article page-zh; do
		[ -s $f.sentences ] && [ -s $f.dates ] && [ -e $f.bib ]
	done
	run -0 make -s -j2 all
	[ -z "$output" ]
	# A run that was cut off: a half-made part, and no target.
	cp article.sentences whole
	rm article.sentences
	echo half >article.sentences.part
	make -s -j2 all
	cmp whole article.sentences
	[ ! -e article.sentences.part ]
}

@test "manual: the scale-out lines of quire.7 give the bytes of one run" {
	for i in 1 2 3 4 5 6 7 8; do cat records.jsonl; done >in.jsonl
	clean -j in.jsonl | segment -j >one.jsonl
	display "$man/quire.7" 'parallel --pipe' >script
	sed -i 's/--block 10M/--block 1k/' script
	sh script
	cmp one.jsonl out.jsonl
	split -l 16 in.jsonl shard- && for f in shard-*; do mv $f $f.jsonl; done
	display "$man/quire.7" 'xargs -P' >script
	sh script
	detect-language -j in.jsonl >one.jsonl
	cat shard-*.jsonl.out | cmp one.jsonl -
	ls shard-*.jsonl >shards.txt
	mkdir done
	display "$man/quire.7" '#SBATCH' >task
	for i in 2 1 4 3 1; do SLURM_ARRAY_TASK_ID=$i sh task; done
	clean -j in.jsonl | segment -j | extract-dates -j >one.jsonl
	cat done/shard-*.jsonl | cmp one.jsonl -
}

# Options of a page, one a line, without dashes: .It Fl x , Fl -long Ar ARG
page_options() {
	awk '/^\.It Fl / {
		for (i = 2; i < NF; i++)
			if ($i == "Fl") { o = $(i + 1); gsub(/\\-/, "-", o); sub(/^-/, "", o); print o }
	}' "$1" | sort -u
}

# Options that a page hands on to quire(7), one a line.
page_shared() {
	awk '/^\.Sh / { on = 0 }
	/^These mean the same/ { on = 1 }
	on && /^\.Fl / {
		for (i = 2; i <= NF; i++)
			if ($i ~ /[A-Za-z0-9]/) { o = $i; gsub(/\\-/, "-", o); sub(/^-/, "", o); print o }
	}' "$1" | sort -u
}

@test "manual: options are those of the option tables" {
	page_options "$man/quire.7" >shared
	for c in clean segment detect-language extract-dates cite; do
		"$c" --options | cut -f 1,2 | tr '\t' '\n' | grep . | sort -u >table
		[ "$(wc -l <table)" -gt 20 ]
		page_options "$man/$c.1" >page
		echo "$c: in the page, not in the table: $(comm -23 page table | tr '\n' ' ')"
		[ -z "$(comm -23 page table)" ]
		page_shared "$man/$c.1" >handed_on
		echo "$c: handed on, not in the table: $(comm -23 handed_on table | tr '\n' ' ')"
		[ -z "$(comm -23 handed_on table)" ]
		# One page or the other names every option of the command.
		echo "$c: not in its page: $(sort -u page handed_on | comm -13 - table | tr '\n' ' ')"
		[ -z "$(sort -u page handed_on | comm -13 - table)" ]
		sort -u page shared >told
		echo "$c: in the table, not in the manual: $(comm -13 told table | tr '\n' ' ')"
		[ -z "$(comm -13 told table)" ]
		cat table >>tables
	done
	# What quire.7 calls shared exists.
	sort -u tables >all
	[ -z "$(comm -23 shared all)" ]
}

@test "manual: pages are clean for mandoc and in the right order" {
	run mandoc -Tlint -Wwarning "$man"/*.[1-8]
	[ -z "$output" ]
	order='NAME SYNOPSIS DESCRIPTION EXIT STATUS EXAMPLES SEE ALSO STANDARDS HISTORY CAVEATS'
	for c in clean segment detect-language extract-dates cite; do
		got=$(sed -n 's/^\.Sh //p' "$man/$c.1" | tr '\n' ' ')
		pos=0
		for s in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
			[[ $got == *"$s"* ]] || { echo "$c.1 has no $s"; false; }
		done
		while read -r s; do
			[[ " $order " == *" $s "* || $s == ENVIRONMENT || $s == FILES ]] || { echo "$c.1: $s"; false; }
			at=${order%%"$s"*}
			[[ $s == ENVIRONMENT || $s == FILES ]] || { [ ${#at} -ge $pos ] && pos=${#at}; }
		done < <(sed -n 's/^\.Sh //p' "$man/$c.1")
	done
}
