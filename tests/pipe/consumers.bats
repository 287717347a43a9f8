bats_require_minimum_version 1.5.0

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	S=$QUIRE_SRC/tests/samples
	cat >refs.txt <<-'TEXT'
	Ports were private long before they were public.[1] The rules came later.[2] Others disagree.[3]

	[1] Helen Marsh, “Ports inside Contracts”, Journal of Coastal Logistics, Vol. 12, No. 4, 2016, pp. 211-230.
	[2] 周明：《河流与贸易》，《水利学报》2018年第3期，第21—29页。
	[3] Oskar Lindqvist, The Weight of Water & Other Essays, Oxford: Meridian Press, 2009, p. 77.
	TEXT
	cite refs.txt >refs.json
}

setup() {
	cd "$BATS_FILE_TMPDIR"
	T=$BATS_TEST_TMPDIR
	S=$QUIRE_SRC/tests/samples
	set -o pipefail
}

@test "jq: filters and tables from records" {
	clean -j "$S"/*.txt "$S"/*.html | segment -j | detect-language -j |
	    extract-dates -j >all.jsonl
	[ "$(jq -r 'select(.language == "de") | .id' all.jsonl | wc -l)" -ge 1 ]
	[ "$(jq -r 'select(.language | startswith("zh")) | .id' all.jsonl | wc -l)" -ge 2 ]
	jq -r '.id as $id | .dates[] | [$id, .start, .end, .type, .value, .text] | @tsv' \
	    all.jsonl >from-jq.tsv
	[ "$(wc -l <from-jq.tsv)" -ge 20 ]
	# A sentence with each of its dates.
	jq -r '.text as $t | .sentences as $s | .dates[] | . as $d |
	    $s[] | select(.[0] <= $d.start and $d.end <= .[1]) |
	    $t[.[0]:.[1]]' all.jsonl >with-dates
	[ "$(wc -l <with-dates)" -ge 20 ]
	# TSV of one document is what jq makes of its record. The extractor
	# knows no more in a record than in a file without other members.
	clean "$S/news-en.txt" >news.txt
	extract-dates news.txt >t1
	jq -c -n --rawfile t news.txt '{text: $t}' | extract-dates -j |
	    jq -r '.dates[] | [.start, .end, .type, .edtf // .value, .text] | @tsv' >t2
	diff t1 t2
}

@test "sqlite3: TSV imports row by row, quotes and all" {
	printf '%s\n' 'It "began" on 5 May 2019, and ended on' '7 July' '2020.' \
	    >quoted.txt
	clean "$S/news-en.txt" >news.txt
	clean "$S/journal-zh.txt" >journal.txt
	extract-dates news.txt journal.txt quoted.txt >dates.tsv
	rows=$(wc -l <dates.tsv)
	[ "$rows" -ge 10 ]
	sqlite3 x.db 'create table d(file, "from" integer, "to" integer, type, value, text)' \
	    '.mode ascii' '.separator "\t" "\n"' '.import dates.tsv d'
	[ "$(sqlite3 x.db 'select count(*) from d')" -eq "$rows" ]
	[ "$(sqlite3 x.db 'select count(*) from d where value is null or
	    "from" >= "to" or typeof("from") <> '"'integer'")" -eq 0 ]
	sqlite3 -separator "$(printf '\t')" x.db \
	    'select * from d order by rowid' | cmp - dates.tsv
	[ "$(sqlite3 x.db "select value from d where file = 'quoted.txt' limit 1")" \
	    = 2019-05-05 ]
	# Languages by line, joined by line number.
	segment news.txt | grep -v '^$' | detect-language -l >lines.tsv
	sqlite3 x.db 'create table l(tag, score real, line)' '.mode ascii' \
	    '.separator "\t" "\n"' '.import lines.tsv l'
	[ "$(sqlite3 x.db 'select count(*) from l where score between 0 and 1')" \
	    -eq "$(wc -l <lines.tsv)" ]
	cite -f tsv refs.txt >refs.tsv
	n=$(head -n 1 refs.tsv | awk -F '\t' '{ print NF }')
	awk -F '\t' -v n="$n" 'NF != n { bad = 1 } END { exit bad }' refs.tsv
	cols=$(seq -s, 1 "$n" | sed 's/[0-9][0-9]*/c&/g')
	sqlite3 x.db "create table r($cols)" '.mode ascii' \
	    '.separator "\t" "\n"' '.import refs.tsv r'
	[ "$(sqlite3 x.db 'select count(*) from r')" -eq "$(wc -l <refs.tsv)" ]
}

@test "pandoc: a bibliography from CSL-JSON, and from BibLaTeX" {
	jq -e 'length == 3' refs.json >/dev/null
	jq -e 'map(.id) | unique | length == 3' refs.json >/dev/null
	jq -e '.[0] | .volume == "12" and .issue == "4" and .page == "211-230"' \
	    refs.json >/dev/null
	pandoc -f csljson --citeproc -t plain --columns=500 refs.json >plain 2>err
	[ ! -s err ]
	for w in Marsh 'Ports inside Contracts' 'Journal of Coastal Logistics' \
	    '12 (4)' 2016 211 周明 河流与贸易 水利学报 2018 Lindqvist \
	    'Weight of Water & Other Essays' Meridian 2009; do
		grep -q -i "$w" plain || { echo "$w is not in:"; cat plain; false; }
	done
	# The same through BibLaTeX, which pandoc reads back.
	cite -f biblatex refs.txt >refs.bib
	pandoc -f biblatex -t csljson refs.bib >back.json 2>err
	[ ! -s err ]
	jq -r '.[] | [.title, .author[0].family // .author[0].literal,
	    .issued["date-parts"][0][0], .volume, .issue,
	    (.page // "" | gsub("[–-]+"; "-"))] |
	    map(. // "" | tostring) | join("|")' refs.json | sort >t1
	jq -r '.[] | [.title, .author[0].family // .author[0].literal,
	    .issued["date-parts"][0][0], .volume, .issue,
	    (.page // "" | gsub("[–-]+"; "-"))] |
	    map(. // "" | tostring) | join("|")' back.json |
	    sed 's/<[^>]*>//g' | sort >t2
	diff t1 t2
	# The five samples with references, none of which pandoc refuses.
	for f in journal-zh.txt references.txt; do
		clean "$S/$f" | cite | pandoc -f csljson --citeproc -t plain >plain
		[ "$(grep -c . plain)" -ge 3 ]
	done
}

@test "bibutils: BibTeX and RIS" {
	cite -f bibtex refs.txt | bib2xml 2>err >bib.xml
	grep -q '3 references' err
	[ "$(grep -c '<mods' bib.xml)" -ge 3 ]
	cite -f ris refs.txt >refs.ris
	[ "$(grep -c '^TY  - ' refs.ris)" -eq 3 ]
	[ "$(grep -c '^ER  - ' refs.ris)" -eq 3 ]
	ris2xml refs.ris 2>err >ris.xml
	grep -q '3 references' err
	for f in bib.xml ris.xml; do
		for w in 'Ports inside Contracts' Marsh 河流与贸易 Lindqvist \
		    'Water &amp; Other Essays' 2016 2009; do
			grep -q "$w" $f || { echo "$w is not in $f"; cat $f; false; }
		done
	done
}
