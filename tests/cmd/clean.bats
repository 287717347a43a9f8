# clean, from outside: formats, options, records. The passes themselves have
# their table tests in tests/unit/clean*.c.
bats_require_minimum_version 1.5.0

setup() {
	samples=$BATS_TEST_DIRNAME/../samples
	T=$BATS_TEST_TMPDIR
	cd "$T"
	bad=0
	shopt -s lastpipe # what is() counts at a pipe's end is for the test
}

# is WANT LABEL: standard input equals WANT.
is() {
	local got
	got=$(cat)
	[ "$got" = "$1" ] || { echo "$2: got <$got>, want <$1>"; bad=$((bad + 1)); }
}

@test "clean: options change what is written" {
	printf 'Café 2013 年 6 月\n' | clean | is 'Café 2013年6月' default
	printf '2013年6月\n' | clean --cjk-space=one | is '2013年6月' 'one adds nothing'
	printf '2013 年 6 月\n' | clean --cjk-space=auto | is '2013年6月' auto
	printf '2013 年 6 月\n' | clean --cjk-space=keep | is '2013 年 6 月' keep
	printf '从渡口到 Alder 的班船， Bravo 号（ 夏季 ）、 Nimble 号 。 Zephyr 停航\n' >"$T/c"
	clean "$T/c" | is '从渡口到Alder的班船，Bravo号（ 夏季 ）、Nimble号 。 Zephyr停航' 'beside marks'
	clean --cjk-space=keep "$T/c" | cmp - "$T/c"
	printf 'Ｈｅｌｌｏ１２\n' | clean --width | is 'Hello12' width
	printf '你好,世界\n' | clean --width=cjk | is '你好，世界' width=cjk
	printf 'e\314\201\n' | clean --only=characters | is 'é' nfc
	printf 'é\n' | clean --only=characters --form=nfd | od -An -tx1 | tr -d ' \n' | is 65cc810a nfd
	printf 'See [the chart](https://a.example/c) now.\n' >"$T/l"
	clean "$T/l" | is 'See the chart now.' links
	clean --links=keep "$T/l" | is 'See the chart (https://a.example/c) now.' links=keep
	clean --links=list "$T/l" | tail -n 1 | is 'the chart: https://a.example/c' links=list
	printf 'See [the quay<sup>2</sup> plan](http://quay.example/plan) now.\n' |
	    clean --links=list | tail -n 1 |
	    is 'the quay2 plan: http://quay.example/plan' 'a raised figure in a link'
	printf '# The late ferry\n\n> The ferry was *late* again, and nobody knew why.\n' | clean --to=markdown | is $'# The late ferry\n\n> The ferry was *late* again, and nobody knew why.' markdown
	printf 'A line.[^a]\n\n[^a]: Its note.\n' >"$T/n"
	clean "$T/n" | is $'A line.[^1]\n\n[^1]: Its note.' notes
	clean --notes=inline "$T/n" | is 'A line.^[Its note.]' notes=inline
	clean --notes=drop "$T/n" | is 'A line.' notes=drop
	printf '<p>Boats by year, as the port counts them.</p><table><tr><td>Year<td>Boats<tr><td>1999<td>14</table><p>The port has counted its boats since 1950, and most of them still fish for herring.</p>\n' >"$T/t"
	clean --from=html --keep=nav "$T/t" | sed -n 3,4p | is $'Year\tBoats\n1999\t14' tables
	for o in '' --skip=boilerplate --keep=table --explain; do
		clean --from=html --tables=drop $o "$T/t" | grep -v ^drop | grep -c . | is 2 "tables=drop $o"
	done
	clean --from=html --tables=drop --explain "$T/t" | cut -f 1,2 | sed -n 2p | is $'drop\ttable' 'class of a table'
	printf 'one two three four five six seven\n' | clean --wrap=16 | is $'one two three\nfour five six\nseven' wrap
	printf 'a\r\nb\rc\n' | clean --only=characters | is $'a\nb\nc' 'line ends'
	[ "$bad" -eq 0 ]
}

@test "clean: short pages with little around them keep their text" {
	local in
	# a picture's caption is all the prose there is
	printf 'Home >> Regions\n\nLanterns over the old weir\n\nUpdated: 2018-02-11 09:20\n\nA boy ties a paper lantern to the rail of the old weir in Sandal township on Sunday, where families have lit the river at the new year for three centuries. [Photo/Weir Courier]\n\n1 2 3 Next\nMost Popular\n' >"$T/d"
	clean "$T/d" | grep -c 'Lanterns over\|three centuries' | is 2 picture
	# a notice names what is attached, and its title stands once more
	printf '当前位置: 首页 > 政务公开 > 通知公告\n\n南屿县人民政府关于印发《南屿县乡村图书室管理办法》的通知\n\n各乡镇人民政府:\n\n南屿县乡村图书室管理办法已经县政府会议通过,现印发给你们,请认真执行。\n\n南屿县人民政府\n\n南屿县乡村图书室管理办法\n\n第一条 为了方便乡村居民借阅图书,规范乡村图书室的开放和管理,根据有关规定,结合本县实际,制定本办法。\n\n打印 关闭\n' >"$T/d"
	clean "$T/d" | grep -c '南屿县\|各乡镇\|第一条' | is 6 notice
	clean "$T/d" | grep -c '打印\|首页' | is 0 'what stands around it'
	# a narrow column; verses stay apart
	printf 'Accueil\nLe comité des fêtes de Brévance,\nqui avait réuni ses membres dans la\nsalle du vieux moulin, a choisi de\nremettre la kermesse au mois de juin,\nquand le pont sera enfin ouvert aux\nvoitures et aux cars.\nPartager\n' | clean |
		is 'Le comité des fêtes de Brévance, qui avait réuni ses membres dans la salle du vieux moulin, a choisi de remettre la kermesse au mois de juin, quand le pont sera enfin ouvert aux voitures et aux cars.' column
	printf 'Cuando la tarde cae sobre los tejados\nvuelven despacio las barcas del verano\ny cantan las mujeres del mercado,\nque esperan otra noche junto al agua.\n' | clean | grep -c . | is 4 verses
	# a title that stands twice, and where the page is from between
	for in in '> 原文：<http://a.example/b>' 'Quelle: https://a.example/b'; do
		printf '# 南屿渡口夏天停航\n\n%s\n\n# 南屿渡口夏天停航\n\n8 月 3 日，南屿渡口将停航，这是县里最后一条由人工撑船的航线。乘客必须在那之前改走大桥。\n' "$in" |
			clean | is $'南屿渡口夏天停航\n\n8月3日，南屿渡口将停航，这是县里最后一条由人工撑船的航线。乘客必须在那之前改走大桥。' "title twice, $in"
	done
	# a title that asks
	printf 'Home\nSearch\n\nWho will pay for the new ferry?\n\nThe council has put off its decision on the new ferry until May, because nobody can say yet who will pay for it. A report on what it would cost is due in April.\n\nLeave a Reply\n' | clean | head -n 1 | is 'Who will pay for the new ferry?' question
	# the line that says in which paper it was
	printf '图为河口镇居民在晾晒渔网。\n林若溪摄(海河影像)\n近日,海河省临江市河口镇沿岸的渔网晾晒场迎来最忙的时节。河口镇织网历史悠久,手艺精细,素有“网乡”之称。\n据了解,2018年全镇织网产量超过五千张,占全市的七成以上。未来,河口镇将开办织网学堂,让年轻人学会这门手艺。\n《 海河日报 》( 2019年05月06日 02 版)\n(责编:高远山)\n' | clean | tail -n 1 | is '《 海河日报 》( 2019年05月06日02版)' paper
	# paragraphs without a stop at their end that no page break cut
	printf '关于老渡口的往事,读者可以看看这篇文章:《雾还没有散的时候》\n\n作者林某住在河边,他做了三十年的船工。\n\n船名 the Mary Ann(n.)玛丽安号,渡口的老船,也叫老玛丽\n\nThe Mary Ann left the pier in the spring of 1951, and nobody saw her again.\n' | clean | grep -c . | is 4 'no page break'
	# short sentences, numbered headings
	printf '# 河口镇的夜间图书馆\n\n[首页](http://a.example/) > [研究](http://a.example/y) > 正文\n\n一、缘起\n\n河口镇图书馆自2019年1月起开放到午夜，起初无人看好，后来读者反而增加了一倍。\n\n二、结语\n\n这一经验值得其他乡镇借鉴。\n\n分享到：微信 微博 QQ空间\n' | clean | grep -c '、\|借鉴' | is 3 headings
	# a menu goes as a block, names and all
	printf 'Harbour Office\nTide Tables\nVisiting Boats\nFees and Charges\nOffice Hours and Address\nFriends of the Harbour\n\nHome > Office > News\nHarbour office keeps its winter hours\n\nThe harbour office will keep its winter hours until the end of April, because the new pier is not yet open to visiting boats, the harbour master said on Monday.\n\nAll rights reserved\n' | clean | head -n 1 | is 'Harbour office keeps its winter hours' menu
	# a site's name above its menu is no title
	printf 'Mill Lane Library\n\nHome > News > 2019\n\nMill Lane Library opens late\n\nMill Lane Library will stay open until ten in the evening from next Monday, because so many readers had asked for it, the librarian said.\n\nAll rights reserved\n' | clean | head -n 1 | is 'Mill Lane Library opens late' "the site's name"
	# two paragraphs and nothing else
	printf '책가방을 차에 두고 열람실에 들어가 보니 학생은 별로 없었고 어른들이 조용히 책을 읽고 있었다.\n\n마을 도서관은 밤 열 시까지 문을 연다.\n' | clean | grep -c . | is 2 'two paragraphs'
	# what software of other countries writes around a text
	while IFS= read -r in; do
		printf 'The weir was built of oak, stood for ninety years, and was taken down when the mill closed in the spring of 1951.\n\n%s\n' "$in" | clean | grep -c . | is 1 "$in"
	done <<-'EOF'
		No hay comentarios:
		Laisser un commentaire
		Abonnez-vous pour lire la suite
		Weiterlesen
		Нет комментариев
		글자크기 설정
		このページの先頭へ戻る
		اقرأ المزيد
		Xem thêm
		上一篇:河口的渡船
		掃一掃，分享到微信
	EOF
	[ "$bad" -eq 0 ]
}

@test "clean: a news page loses what is not the article" {
	clean --rejects="$T/gone" "$samples/news-en.txt" >"$T/out"
	[ "$(head -n 1 "$T/out")" = 'Night ferries return to the Lindmoor crossing' ]
	[ "$(grep -c 'Night ferries return' "$T/out")" -eq 1 ]
	grep -q 'All rights reserved' "$T/gone"
	grep -q 'Read more: Bridge tolls' "$T/gone"
	! grep -qE 'ADVERTISEMENT|Sign in|Add your comment|All rights' "$T/out" || false
	clean --explain "$samples/news-en.txt" >"$T/rows"
	[ "$(wc -l <"$T/rows")" -eq "$(wc -l <"$samples/news-en.txt")" ]
	grep -q $'^drop\tadvert\t.*\tADVERTISEMENT$' "$T/rows"
	clean --keep=advert "$samples/news-en.txt" | grep -q ADVERTISEMENT
	clean --drop=title "$samples/news-en.txt" >"$T/out"
	! grep -q 'Night ferries return' "$T/out" || false
}

@test "clean: a journal's pages are joined and its notes counted" {
	clean "$samples/journal-zh.txt" >"$T/out"
	[ "$(grep -c '^\[\^[0-9]*\]: ' "$T/out")" -ge 9 ]
	[ "$(grep -o '\[\^[0-9]*\]' "$T/out" | sort -u | wc -l)" -eq "$(grep -c '^\[\^[0-9]*\]: ' "$T/out")" ]
	! grep -qE '责任编辑|原文' "$T/out" || false
	grep -q '^（接第96页）' "$T/out"
}

@test "clean: page numbers, running heads, lists of other pages" {
	cat >page <<-'TEXT'
	Skip to main content
	# What the harbour deal settles
	Thursday, October 15, 2015

	Two weeks ago the governments of Norland and Sundia announced an agreement on the theft of secrets in their ports, and the ministers who had led the talks soon

	- 47 -

	Harbour Studies, Vol. 3, No. 2

	left office. No further meeting has been announced.[1]

	然而，自新政府上台以来，北岸的港口政策发生了显著的变

	·48·

	海河研究 2020 年第 2 期

	化，两岸的货船都要在河口等候。

	Related Stories
	The tide turns for small ports
	Why customs data matter

	延伸閱讀
	誰在寫規則？

	The real test will come next month, when both sides meet in Lindmoor.

	[1] Helen Marsh, “Ports and Power,” Journal of Coastal Logistics 12 (2016).
	[2] Ibid., p. 9.

	###
	TEXT
	clean page >got
	cat >want <<-'TEXT'
	What the harbour deal settles

	Thursday, October 15, 2015

	Two weeks ago the governments of Norland and Sundia announced an agreement on the theft of secrets in their ports, and the ministers who had led the talks soon left office. No further meeting has been announced.[1]

	然而，自新政府上台以来，北岸的港口政策发生了显著的变化，两岸的货船都要在河口等候。

	The real test will come next month, when both sides meet in Lindmoor.

	[1] Helen Marsh, “Ports and Power,” Journal of Coastal Logistics 12 (2016).

	[2] Ibid., p. 9.
	TEXT
	diff want got
}

@test "clean: heads and feet of pages in several languages" {
	clean >got <<-'TEXT'
	Startseite > Politik > Ausland
	Drucken Teilen Schrift: A A A
	Hafenstreit: Nordland und Sundien einigen sich
	Von Karl Brandt, Lindmoor
	Stand: 14.03.2019, 08:46 Uhr
	Die Regierungen von Nordland und Sundien haben sich am Mittwoch auf ein Abkommen verständigt. Das teilte das Außenministerium am 13. März mit.
	Bis Ende 2020 sollen rund 1.500 Schiffe pro Jahr abgefertigt werden; das sind 14 Prozent mehr als 2018.
	Mehr zum Thema
	Warum der Zoll zählt
	Kommentare (12)
	TEXT
	[ "$(grep -c . got)" -eq 5 ] && [ "$(head -1 got)" = 'Hafenstreit: Nordland und Sundien einigen sich' ]
	clean >got <<-'TEXT'
	トップ > 国際
	港湾協定、両国が合意
	2019年3月14日 8時46分
	シェアする
	北国と南国の両政府は13日、港の利用に関する協定で合意したと発表した。協定は来月1日に発効する。
	外務省の王報道官は「長い交渉だった」と述べた。昨年10月には首都で第1回の協議が開かれた。
	関連記事
	税関の数字が語るもの
	TEXT
	[ "$(grep -c . got)" -eq 4 ] && [ "$(head -1 got)" = '港湾協定、両国が合意' ]
}

@test "clean: a second run changes nothing" {
	for o in --meta '--meta --to=markdown' --links=keep --notes=inline \
	    --notes=drop --cjk-space=one --width --body --form=nfd \
	    --wrap=40 '--wrap=72 --meta --to=markdown' ''; do
		for f in "$samples"/*.txt "$samples"/*.md "$samples"/*.html; do
			# Columns that spaces part are not put together again.
			[[ $o == *wrap* && $f == */report-pdf.txt ]] && continue
			# shellcheck disable=SC2086 # words
			clean $o "$f" >"$T/one"
			# shellcheck disable=SC2086 # words
			clean $o "$T/one" >"$T/two"
			cmp "$T/one" "$T/two" || { echo "$o $f"; bad=1; }
		done
	done
	[ "$bad" -eq 0 ]
}

@test "clean: --wrap fills its lines, and knows them again" {
	printf '%s\n' 'The boat left the pier at noon, as it always does on Sundays.' |
	    clean --wrap=18 | is $'The boat left the\npier at noon, as\nit always does on\nSundays.' 18
	printf '%s\n' 'The boat left the pier at noon, as it always does on Sundays.' |
	    clean --wrap=17 | is $'The boat left the\npier at noon, as\nit always does on\nSundays.' 17
	printf '%s\n' '渡轮在中午离开码头，每个星期天都是这样。' |
	    clean --wrap=12 | is $'渡轮在中午离\n开码头，每个\n星期天都是这\n样。' han
	# A title as wide as that and the line below it are no paragraph.
	printf '%s\n' 'The boats that leave' 'Saturdays' '' 'They come home at night, all of them but one.' >two
	[ "$(clean --wrap=24 two | grep -c 'leave Sat')" -eq 0 ] || bad=1
	[ "$bad" -eq 0 ]
}

@test "clean: YAML on top of a text is what it says of itself" {
	cat >post.md <<-'TEXT'
	---
	layout: post
	title:  'It''s a "boat" & more'
	date: 2019-03-04 10:00:00 +0800
	authors: [Ann Berg, "Bo \u004cund"]
	tags:
	  - ferry
	lang: en
	# a comment
	url: https://example.org/post
	---

	# A boat

	The boat left the pier at noon, as it does on every day of the week.
	TEXT
	clean -j post.md | jq -c 'del(.id, .text)' |
	    is '{"title":"It'"'"'s a \"boat\" & more","date":"2019-03-04","url":"https://example.org/post","language_declared":"en","author":["Ann Berg","Bo Lund"]}' members
	clean --rejects=gone post.md | cmp - <(sed '1,12d;s/^# //' post.md) || bad=1
	cmp gone <(head -n 11 post.md) || bad=1
	[ "$(clean --explain post.md | cut -f 2 | sort | uniq -c | grep source)" = '     11 source-line' ] || bad=1
	clean -m post.md | sed '1,10d' | cmp - <(clean post.md) || bad=1
	# the line that says where a text is from says its address
	printf '# The weir at Lowmere\n\n> 原文：<https://web.archive.org/web/20200301000000/https://gazette.example/2017/05/21/weir>\n\nThe weir was built of oak and stood for ninety years. It was taken down in May.\n' |
	    jq -Rsc '{text: .}' | clean -j | jq -c . |
	    is '{"text":"The weir at Lowmere\n\nThe weir was built of oak and stood for ninety years. It was taken down in May.","url":"https://gazette.example/2017/05/21/weir"}' 'source line'
	printf -- '---\nauthor:\n- name: Ann\n- Bo\n...\nThe boat left.\n' |
	    clean -m | sed -n 2,4p | paste -sd' ' | is 'author: - "Ann" - "Bo"' lists
	# A rule is none, nor is a block without an end; what says nothing of
	# itself gets none.
	for t in '---\nA: b\n\nThe boat left.\n' '---\nHe said: no.\n---\nThe boat left.\n' \
	    '---\nkey: a\nThe boat left.\n---\nThe boat came.\n'; do
		# shellcheck disable=SC2059 # escapes
		printf -- "$t" | clean -m | grep -q '^---' && { echo "$t"; bad=1; }
		# shellcheck disable=SC2059 # escapes
		[ "$(printf -- "$t" | clean -m | grep -c .)" -ge 2 ] || { echo "$t"; bad=1; }
	done
	# A block is behind the blank line that ends the document before.
	clean -m post.md post.md | cmp - <(clean -m post.md; echo; clean -m post.md) || bad=1
	[ "$bad" -eq 0 ]
}

@test "clean: charsets" {
	clean "$samples/legacy-big5.txt" | grep -q '山路上的茶亭'
	clean "$samples/legacy-shift_jis.txt" | iconv -f utf-8 -t utf-16 >/dev/null
	for f in "$samples"/legacy-*.txt; do
		clean --only=encoding "$f" | grep -q $'\357\277\275' && { echo "$f"; bad=1; }
	done
	clean "$samples/mojibake.txt" >"$T/out"
	grep -q 'Königstraße' "$T/out"
	grep -q 'naïve, façade, Škoda' "$T/out"
	printf 'caf\351 cr\350me\n' | clean --charset=iso-8859-1 | is 'café crème' charset
	run --separate-stderr -2 clean --charset=martian </dev/null
	[ "$bad" -eq 0 ]
}

@test "clean: records" {
	cd "$samples"
	clean -j page-zh.html article.html >"$T/r"
	[ "$(wc -l <"$T/r")" -eq 2 ]
	[ "$(jq -r .id "$T/r" | paste -sd' ')" = 'page-zh.html article.html' ]
	[ "$(sed -n 2p "$T/r" | jq -r '[.title, .date, .url, .site, .author[0]] | join("|")')" = \
	    'The clockmaker of Quince Street|2018-11-23T07:30:00Z|https://www.example.com/lantern/2018/11/clockmaker|The Weekly Lantern|Rosa Middleton' ]
	printf '{"title":"Mine","text":"<html><title>Theirs</title><p>Hello there, this is a paragraph.</p>"}\n' |
	    clean -j --from=html | jq -r '.title, .text' | is $'Mine\nHello there, this is a paragraph.' 'stated title stays'
	printf '{"text":" a \\u00a0b "}\n' | clean -j --only=characters | jq -c .text | is '" a  b "' 'white space stays'
	printf '{"text":"Advertisement\\n\\nx"}\n' | clean -j --explain | jq -c '[.lines[].class]' | is '["advert","blank","heading"]' lines
	clean -j --from=wet crawl.wet >"$T/w"
	# A file tells by itself, beside others; standard input does not.
	clean -j crawl.wet page-zh.html | cmp - <(cat "$T/w"; clean -j page-zh.html)
	[ "$(clean -j --from=text crawl.wet | jq -r .id)" = crawl.wet ]
	run -2 --separate-stderr clean -j - <crawl.wet
	[ "$(jq -r .url "$T/w" | grep -c http)" -ge 1 ]
	[ "$(jq -r 'has("crawled")' "$T/w" | sort -u)" = true ]
	clean -j --stats records.jsonl 2>/dev/null | jq -e '.stats.words >= 0' >/dev/null
	[ "$bad" -eq 0 ]
}

@test "clean: wrong options" {
	for o in --only=soap --only= --skip=encoding,markup,characters,layout,boilerplate,notes --keep=nonsense --from=wet --from=docx; do
		run --separate-stderr clean "$o" </dev/null
		[ "$status" -eq 2 ] || { echo "$o: $status"; bad=1; }
		[[ $stderr == *"${o%%=*}"* ]] || { echo "$o: $stderr"; bad=1; }
	done
	[ "$bad" -eq 0 ]
}

@test "clean: what is removed is kept, or its loss is told" {
	printf 'Advertisement\n\nThe boat left the pier at noon, as it does on every day of the week.\n' >page
	run -0 --separate-stderr clean --rejects=gone page
	[ "$(cat gone)" = Advertisement ]
	run -2 --separate-stderr clean --rejects=/dev/full page page
	[[ $output == *"The boat"*"The boat"* ]]
	[[ $stderr == "clean: page: "*--rejects* && $(grep -c . <<<"$stderr") -eq 1 ]]
	run -2 --separate-stderr clean --rejects=no/such/folder page
	[[ $stderr == *"'--rejects'"*"No such file"* && -z $output ]]
	cp page kept
	run -2 --separate-stderr clean --rejects=page kept ./page
	[[ $stderr == *"'--rejects': page is also read"* && -z $output ]]
	run -2 --separate-stderr bash -c 'clean --rejects=page <page'
	cmp page kept
}

@test "clean: rows of several files start with their names, of lines with their numbers" {
	printf 'The boat left the pier at noon, as it does on every day of the week.\n' >one
	cp one two
	run -0 clean --explain one two
	[ "$(cut -f 1,2,3 <<<"$output" | tr '\t\n' ' ;')" = 'one keep body;two keep body;' ]
	run -0 clean --explain --with-filename one
	[[ $output == one$'\t'keep$'\t'* ]]
	run -0 clean --explain --no-filename one two
	[[ $output == keep$'\t'body* ]]
	cat one two >both
	run -0 clean --explain -l both
	[ "$(cut -f 1,2 <<<"$output" | tr '\t\n' ' ;')" = '1 keep;2 keep;' ]
}

@test "clean: a file that begins as JSON holds records, whatever its name" {
	printf '{"id":7,"text":"The boat left the pier at noon on Monday."}\n' >shard.json
	for head in '' ' ' '['; do
		sed "s/^./$head&/; s/^{/{ /" shard.json >spaced.json
		run -"$([ "$head" = '[' ] && echo 2 || echo 0)" --separate-stderr clean -j spaced.json
		[[ $output != *spaced* ]]
	done
	run -0 clean -j shard.json
	[ "$(jq -c .id <<<"$output")" = 7 ]
	# Not if it is said what the file is.
	run -0 clean -j --from=text shard.json
	[ "$(jq -c .id <<<"$output")" = '"shard.json"' ]
}

@test "clean: strictness is a probability" {
	for p in 0 0.5 1; do
		run -0 clean --strictness=$p <<<"The boat left the pier."
	done
	for p in 2 1.01 nan inf -1 x ''; do
		run -2 --separate-stderr clean --strictness=$p <<<"The boat."
		[[ $stderr == *"--strictness"* && -z $output ]]
	done
}

@test "clean: a page keeps its text whatever stands where it may not" {
	en='The ferry leaves at nine, said the harbour master, and not a minute later.'
	uk='Пором відходить о дев’ятій, сказав начальник порту, і ні хвилиною пізніше.'
	zh='港务长说，渡船九点整离港，一分钟也不会晚，旅客请提前到码头候船。'
	while IFS= read -r page; do
		printf "${page//@/%s}" "$en" "$uk" "$zh" |
		    clean --from=html | is "$en"$'\n\n'"$uk"$'\n\n'"$zh" "$page"
	done <<-'HTML'
	<html><body><p>@</p></body></html><p>@</p></html><p>@</p></body>
	<body>@</body>@</body>@</html>
	<html><p>@</html>\n<html lang=uk><head><title></title></head><body><p>@</body></html><p>@
	</div></p>@<p>@<p>@
	<!DOCTYPE html></body></html>@<p>@<p>@
	<![if gt IE 5]><p>@<p>@<![endif]><p>@
	<div><script>document.write("<p>x</p></div>y");</script><p>@<p>@</div><div><p>@</div>
	<div><p>@<style>/* </div> */ p::after { content: "</p>x" }</style></p><p>@</p></div><p>@
	<p>@<!--><p>@<!-- <script> --><p>@<!-- </script> -->
	HTML
	[ "$bad" -eq 0 ]
	# a page longer than what is read at once, with a script at each place
	{ echo '<html><body>'; seq 9000 | sed "s|.*|<p>$en &.</p><script>w('</p>a</body>')</script>|"; echo '</body></html><p>The end.'; } >long.html
	clean --from=html --skip=boilerplate long.html >long
	[ "$(grep -c . long)" -eq 9001 ]
	grep -v '^$' long | tail -n 2 | is "$en 9000."$'\nThe end.' long
	run ! grep -q 'w(' long
	[ "$bad" -eq 0 ]
}

@test "clean: a table stays whole, a photograph's credit goes" {
	cat >page.html <<-'HTML'
	<html><body><h1>Tarn Island</h1>
	<p>Tarn Island is a low island in the northern sound. It had 311 inhabitants in 2011.</p>
	<p>The island was settled by fishing families in the late 16th century. A lighthouse was built in 1824 and rebuilt in 1907 after a fire.</p>
	<h2>Economy</h2>
	<p>Most people live on sheep, kelp and visitors. The table shows the number of visitors.</p>
	<table><tr><th>Year<th>Summer<th>Winter</tr><tr><td>1990<td>4,100<td>310</tr><tr><td>2000<td>7,900<td>420</tr><tr><td>2010<td>12,300<td>640</tr></table>
	<h2>References</h2>
	<ol><li>Mackay, Ruth (1998). Islands of the Sound.</ol>
	<div id="catlinks">Categories: <a>Islands of the northern sound</a> | <a>Lighthouses</a></div>
	<div>This page was last edited on 3 May 2021. Text is available under a free licence.</div></body></html>
	HTML
	[ "$(clean --strictness=0.3 page.html | grep -c $'\t')" -eq 4 ]
	printf '%s\n\n' '青岩湖水位昨日降至一九七八年有记录以来同期最低，省水文局总工程师昨天在会上说。' \
	    '8月20日，干涸的青岩湖湖底。本报记者 王强 摄' '当地已启动抗旱四级应急响应，各县调集水泵三百多台，日夜不停地供水。' >zh
	[ "$(clean zh | grep -c .)" -eq 2 ]
}

@test "clean: items of a numbered list have their numbers" {
	cat >page.html <<-'HTML'
	<html><body><p>The harbour office asks every skipper who enters the basin to do three things:</p>
	<ol><li>Call the lock on channel 14 before the outer mole.</li><li><p>Wait for the green light.</p><ul><li>At night it is shown twice.</li></ul></li><li>3) Keep to the western wall of the lock.</li></ol>
	<p>Whoever leaves the basin does the following as well, as the rules of 1994 have it:</p>
	<ol start="4"><li>Sound the horn once.</li></ol></body></html>
	HTML
	clean --skip=boilerplate page.html | grep -v '^$' | cut -c1-17 >got
	diff - got <<-'TEXT'
	The harbour offic
	1. Call the lock 
	2. Wait for the g
	- At night it is 
	3) Keep to the we
	Whoever leaves th
	4. Sound the horn
	TEXT
}

@test "clean: headings, rows and prose beside what stays are kept" {
	cat >page.html <<-'HTML'
	<html lang="en"><head><title>Closure of the ferry at Alder Point</title></head><body>
	<div id="header"><a href="/">County of Alder</a> <form><input name="q"><button>Search</button></form></div>
	<div id="menu"><a href="/roads">Roads</a> | <a href="/ferries">Ferries</a> | <a href="/bins">Waste</a></div>
	<div id="content"><h1>Closure of the ferry at Alder Point</h1>
	<p>The ferry at Alder Point will be closed for repairs to the slipway from 4 November to 22 November 2019. No crossings will be made on these days.</p>
	<h2>Replacement buses</h2><p>Buses will run from the church at the hours that follow. Tickets for the ferry are valid on the bus.</p>
	<table><tr><th>From Alder Point</th><th>From Westbank</th></tr><tr><td>06:40</td><td>07:15</td></tr><tr><td>08:10</td><td>08:45</td></tr><tr><td>16:30</td><td>17:05</td></tr></table>
	<h2>Questions <span>[<a href="/edit">edit</a>]</span></h2><p>Questions may be put to the harbour office, Monday to Friday between nine and four o'clock.</p></div>
	<div id="footer"><a href="/legal">Legal notice</a> <a href="/access">Accessibility</a> Last updated 1 October 2019</div></body></html>
	HTML
	run -0 clean page.html
	[ "${lines[0]}" = "Closure of the ferry at Alder Point" ]
	[ "${lines[-1]%% may*}" = "Questions" ]
	[ "${lines[-2]}" = "Questions" ]
	[ "$(grep -c $'\t' <<<"$output")" -eq 4 ]
	[[ $output != *Search* && $output != *Waste* && $output != *Legal* ]]
}

@test "clean: a page is read to its end whatever its tags" {
	printf '%s' '</div><html><body><p>The mill at Orrin was built in 1812, and it ground oats for ninety years.</p></body></html>' \
	    '<script>document.write("<p>Not this.</p>")</script>' \
	    '<p>In 1902 a flood took the wheel, and the owner, an old man by then, gave the mill up.</p>' >page.html
	run -0 clean --from=html page.html
	[ "$(grep -c . <<<"$output")" -eq 2 ]
	[[ $output == *"ninety years."*"gave the mill up." ]]
}

@test "clean: blocks that cut a sentence of a page are joined, items are not" {
	printf '%s' '<p>The weir below the mill was raised by two feet in the spring of that year,</p><p>and the meadows of both farms stood under water until the middle of June.</p>' \
	    '<p>The owner of the mill shall, in every year in which the weir is raised,</p><p>(a) keep the fish pass open from March to the end of October, and</p><p>(ii) pay the parish for the mending of the lane along the lade.</p>' >page.html
	run -0 clean --from=html page.html
	[ "$(grep -c . <<<"$output")" -eq 4 ]
	[[ ${lines[0]} == *"that year, and the meadows"* ]]
	[ "$(clean <<<"$output")" = "$output" ]
}

@test "clean: short sentences of Japanese stay before the form for comments" {
	printf '%s\n' '灯台だより' '' '今日は島の灯台まで歩いて、古い石段の数を数えながら、のんびりと海を眺めてきた。' \
	    '聞くところによると、石段は百二十年前に村の人たちが運んだ石で作られたという。' '立派なものだ。' \
	    'しかし、遠い。' '' '帰りは雨だった。' 'まだ、寒い。' '' 'この記事へのコメント' 'コメントを書く' 'お名前:' '' 'メールアドレス:' '' 'コメント:' >blog
	run -0 clean blog
	[[ $output == *'しかし、遠い。'*'まだ、寒い。' ]]
}

@test "clean: a heading that the next paragraph repeats stays, a file's name goes" {
	cat >page <<-'TEXT'
	Skip to content
	English - Canada

	Nothing was found because the field for words is empty.

	How to renew a card of the library

	In short

	How to renew a card of the library in a few steps, and what to do where that fails.

	1. Bring the old card and a letter that shows where you live.
	2. Ask at the desk for a new one; it costs nothing once a year.

	New_Reading_Room.JPG

	The reading room is open on the days on which cards are renewed.

	Was this page helpful?
	TEXT
	run -0 clean page
	[[ $output == *"How to renew a card of the library"$'\n'* ]]
	[[ $output != *JPG* && $output == *"The reading room"* ]]
	[[ $output != *helpful* ]]
}
