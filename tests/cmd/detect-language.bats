# detect-language: its own options; what all commands share is in contract/.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR"
	samples=$BATS_TEST_DIRNAME/../samples
	printf '%s\n' 'The boats came home late in the evening.' \
	    'Die Boote kamen spät am Abend nach Hause.' \
	    '渔船很晚才回来，港口很安静。' '漁船很晚才回來，港口很安靜。' \
	    '42 / 17' >lines
}

column() {
	cut -f "$1" | tr '\n' ' '
}

@test "detect-language: documents, several, in windows" {
	[ "$(detect-language <lines | wc -l)" = 1 ]
	run -0 detect-language "$samples/news-en.txt"
	[[ $output =~ ^en$'\t'(1|0\.[0-9]+)$ ]]
	(cd "$samples" && detect-language news-en.txt bericht-de.txt chronique-fr.txt \
	    tayori-ja.txt khabar-ar.txt page-zh-hant.txt journal-zh.txt) >out
	[ "$(cut -f 1,2 out | tr '\t\n' '= ')" = "news-en.txt=en bericht-de.txt=de chronique-fr.txt=fr tayori-ja.txt=ja khabar-ar.txt=ar page-zh-hant.txt=zh-Hant journal-zh.txt=zh-Hans " ]
	for i in $(seq 300); do cat "$samples/bericht-de.txt"; done >large
	[ "$(detect-language large | cut -f 1)" = de ]
	[ -z "$(detect-language --no-filename "$samples/news-en.txt" lines | cut -s -f 3)" ]
}

@test "detect-language -l, -n, --only, --threshold, -L" {
	[ "$(detect-language -l lines | column 1)" = "en de zh-Hans zh-Hant und " ]
	detect-language -l lines | cut -f 3 | cmp - lines
	[ "$(detect-language -l lines lines | sed 6q | column 1)" = "lines lines lines lines lines lines " ]
	detect-language -l -n 3 lines >out
	[ "$(sed -n 1p out | awk -F '\t' '{ print NF % 2, $1, ($2 >= $4) }')" = "1 en 1" ]
	[ "$(detect-language -l --only=fr,zh lines | column 1 | cut -d ' ' -f 3-5)" = "zh-Hans zh-Hant und" ]
	! detect-language -l --only=fr,zh lines | cut -f 1 | grep -qvE 'fr|zh|und' || false
	[ "$(detect-language -l -L fr,zh lines)" = "$(detect-language -l --only=fr,zh lines)" ]
	# Less sure than that is und; the score stays.
	p=$(echo 'Hand' | detect-language -l | cut -f 2)
	[[ $p == 0.* ]]
	[ "$(echo 'Hand' | detect-language -l --threshold=1)" = $'und\t'"$p"$'\tHand' ]
	# Identifiers and paths are no language.
	[ "$(printf '%s\n' urn:isbn:quay.boats:2018-01-15 harbour-list/page/7 |
	    detect-language -l | column 1)" = "und und " ]
	# Capitals speak for English, but not where there are accents.
	[ "$(printf '%s\n' 'Harbour Museum' 'Musée du Phare à Dieppe' 'Tarif Réduit' |
	    detect-language -l | column 1)" = "en fr fr " ]
	# Digits say nothing, however many there are.
	[ "$(detect-language -l <<<'Телефон для вопросов 61-30-27' | cut -f 1)" = ru ]
	# Letters that stand apart are words all the same.
	[ "$(printf '%s\n' 'B E K A N N T M A C H U N G' 'Р І Ш Е Н Н Я   Р А Д И' |
	    detect-language -l | column 1)" = "de uk " ]
	printf 'no line end' | detect-language -l | grep -qx "en.*no line end"
	# A carriage return, U+2028 and NUL are no line ends.
	[ "$(printf 'one\rtwo\342\200\250three\0four\n' | detect-language -l | wc -l)" = 1 ]
}

@test "detect-language --select: a grep by language" {
	detect-language -l --select=zh lines | cmp - <(sed -n '3,4p' lines)
	detect-language -l --select=en,und lines | cmp - <(sed -n '1p;5p' lines)
	detect-language -l --select=zh-Hant --invert lines | cmp - <(sed '4d' lines)
	jq -c -R '{id: input_line_number, x: 1.0, text: .}' lines >in.jsonl
	detect-language -j --select=de,zh-Hans in.jsonl | cmp - <(sed -n '2,3p' in.jsonl)
	detect-language -j --invert --select=de,zh-Hans in.jsonl | cmp - <(sed '2,3d' in.jsonl)
	# Of whole documents the rows; -e asks whether any is left.
	(cd "$samples" && detect-language --select=de,fr [a-k]*.txt) | cut -f 1 |
	    cmp - <(printf '%s\n' bericht-de.txt chronique-fr.txt)
	for m in '' -l '-j in.jsonl'; do
		# shellcheck disable=SC2086 # words
		detect-language -e --select=en,zh $m <lines | grep -q .
		# shellcheck disable=SC2086 # words
		run -1 --separate-stderr detect-language -e --select=ja $m <lines
		[ -z "$output" ]
	done
	# What is no record goes through in any case.
	printf '[]\n' >>in.jsonl
	run -2 --separate-stderr detect-language -j --select=de in.jsonl
	[ "${lines[1]}" = "[]" ]
	for bad in '--select=xq' '--select=' '--only=' '-L xq' '--only=german' '--invert' '-s --select=en' '--only=xq' '-n 0' '-n 99'; do
		# shellcheck disable=SC2086 # words
		run -2 --separate-stderr detect-language $bad lines
		[ -n "$stderr" ] && [ -z "$output" ] || { echo "$bad"; false; }
	done
}

@test "detect-language -j, -s, --attributes" {
	jq -n -c '{id: "a", text: "The boats came home late. 渔船很晚才回来，港口很安静。"}' >in.jsonl
	detect-language -j -s -n 2 in.jsonl >out
	[ "$(jq -c 'keys_unsorted' out)" = '["id","text","language","language_score","language_alternatives","languages"]' ] || false
	[ "$(jq -c '.text as $t | [.languages[] | [.language, $t[.start:.end]]]' out)" = '[["en","The boats came home late. "],["zh-Hans","渔船很晚才回来，港口很安静。"]]' ]
	detect-language -s <(jq -r .text in.jsonl) | cut -f 1-3 >out
	[ "$(tr '\t\n' ', ' <out)" = "0,26,en 26,41,zh-Hans " ]
	[ "$(detect-language --attributes -s in.jsonl | jq -c '.attributes | map_values(.[0][0:2])')" = '{"quire_language__en":[0,26],"quire_language__zh-Hans":[26,40]}' ]
	[ "$(jq -n -c '{text: ""}' | detect-language -j | jq -c '[.language, .language_score]')" = '["und",1]' ]
}

@test "detect-language -s: a few words lean on the text they stand in" {
	printf '%s\n' 'Der Leuchtturm ist von April bis Oktober für Besucher geöffnet.' \
	    'Für Schulen und Gruppen' 'Themen und Termine' 'Anreise' >headings
	[ "$(detect-language -s headings | cut -f 3)" = de ]
	# What is clear enough stands for itself.
	echo 'The lighthouse is open to visitors from April.' >>headings
	[ "$(detect-language -s headings | cut -f 3 | tr '\n' ' ')" = "de en " ]
	# A quotation ends where its marks do.
	echo 'On the wall someone wrote "la mer est plus forte que nous" a long time ago.' >quote
	[ "$(detect-language -s quote | cut -f 3 | tr '\n' ' ')" = "en fr en " ]
}

@test "detect-language: tags are those of BCP 47, in any case, with regions" {
	text='Das Boot fährt morgen früh nach Norden, sagte der Fischer.'
	for o in -L --only --select; do
		for t in DE de-AT De-latn-CH fr,de-DE; do
			run -0 detect-language -l $o $t <<<"$text"
			[[ $output == *"$text" ]]
		done
		run -2 --separate-stderr detect-language -l $o xx-DE <<<"$text"
	done
	run -0 detect-language -l --select=ZH-hant <<<"我們在船上看見了海。"
	[ -n "$output" ]
	run -0 detect-language -l --select=zh-Hans-CN,de <<<"我們在船上看見了海。"
	[ -z "$output" ]
}

@test "detect-language --list" {
	detect-language --list >list
	[ "$(wc -l <list)" -ge 200 ]
	sort -c -t "$(printf '\t')" -k 1,1 list
	[ -z "$(awk -F '\t' 'NF != 2 || $2 == ""' list)" ]
	for t in en zh-Hans zh-Hant yue sr-Latn sr-Cyrl nb nn; do grep -q "^$t	" list; done
}

@test "detect-language --list is an option like others" {
	detect-language --list >"$BATS_TEST_TMPDIR/list"
	detect-language --lis -j </dev/null | cmp - "$BATS_TEST_TMPDIR/list"
	# The word may be an argument, or an operand.
	run -2 --separate-stderr detect-language --only --list </dev/null
	[ -z "$output" ]
	run -2 --separate-stderr detect-language --list --nonsense </dev/null
	[ -z "$output" ]
	if [ -c /dev/full ]; then
		run -2 bash -c 'detect-language --list >/dev/full'
		[[ $output == "detect-language: write error: "* ]]
	fi
}

@test "detect-language: a threshold is a probability" {
	for p in 0 0.5 1; do
		run -0 detect-language --threshold=$p <<<"The boat left the pier."
	done
	for p in 2 1.01 nan inf -1 x ''; do
		run -2 --separate-stderr detect-language --threshold=$p </dev/null
		[[ $stderr == *"--threshold"* ]]
	done
}

@test "detect-language: greetings and headings alone" {
	while IFS='|' read -r want text; do
		run -0 detect-language -l <<<"$text"
		[ "${output%%$'\t'*}" = "$want" ] || { echo "$output"; false; }
	done <<-'E'
	en|Hello
	en|Contents
	en|Chapter 1
	fr|Bonjour
	de|Guten Tag
	de|Einleitung
	de|Zeitschriften
	fr|Horaires des bacs
	es|Tarifas de verano
	es|Gracias
	es|mañana
	it|Ciao
	pt|Obrigado
	ru|Привет
	tr|Merhaba
	fi|Kiitos
	ar|مرحبا
	E
}

@test "detect-language: both forms of Chinese in one text are no Japanese" {
	text='渡轮从码头开发新航线以后,乘客们都说這條航線開發得很好,'
	text+='轮船公司还说,渡輪公司與碼頭將來還會發展更多航線。这样发展。'
	run -0 detect-language <<<"$text$text"
	[[ $output == zh-Han* ]]
}

@test "detect-language -s: a word between names does not join a name" {
	text='渡轮公司表示，新船由 Harland 和 Meyerhof 两家船厂建造，'
	text+='明年春天开始试航，预计五月投入使用。'
	run -0 --separate-stderr bash -c 'detect-language -j -s |
		jq -c "[.languages[].language]"' <<<"{\"text\":\"$text\"}"
	[ "$output" = '["zh-Hans"]' ]
}
