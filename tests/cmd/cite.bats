# cite: what the command adds to the room, which tests/unit/cite.c covers.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR"
	S=$QUIRE_SRC/tests/samples
}

# The fields that a test looks at, a line an item.
short() {
	jq -r '.[] | [.id, .type, (.author // [] | map(.family // .literal) | join("+")),
	    .title, (.issued["date-parts"][0] // [] | join("-")), .page // ""] | join("|")'
}

@test "cite: notes of a journal page, one array, numbered" {
	cite "$S/journal-zh.txt" >out.json
	jq -e 'type == "array" and (map(.id) == [range(1; length + 1) | tostring])' out.json >/dev/null
	short <out.json >short
	for w in '白沙镇志|1992' '陈|租金、码头与市镇|2003|55' '王|旧粮库的新租客|2013-9-12|8' \
	    'Marsh|Ports inside Contracts: Cold Chains in Small Estuaries|2016|211-230' \
	    '高|河口三镇仓储管理办法汇编|2018'; do
		grep -q "${w%%|*}" short && grep -qF "$(echo "$w" | cut -d'|' -f2)" short ||
		    { echo "$w is not in:"; cat short; false; }
	done
	grep -q '^[0-9]*|article-journal|陈|租金、码头与市镇|2003|55$' short
	grep -q '|article-newspaper|王|旧粮库的新租客|2013-9-12|8$' short
	# two operands, one bibliography
	cite "$S/journal-zh.txt" "$S/references.txt" | jq -e 'map(.id) | unique | length > 18' >/dev/null
	# nothing found
	[ "$(printf 'Nothing to see here.\n' | cite)" = '[]' ]
	run -1 cite -e <<<'Nothing to see here.'
}

@test "cite: records tell kinds, marks, and what back-references mean" {
	jq -Rsc '{id: 1, text: .}' "$S/journal-zh.txt" >in.jsonl
	cite -j in.jsonl >out.jsonl
	# spans slice to their text, marks to markers
	jq -e '.text as $t | .citations | all(.[]; .text == $t[.start:.end])' out.jsonl >/dev/null
	jq -e '.text as $t | [.citations[].marks[]? | $t[.[0]:.[1]]] |
	    length >= 9 and all(.[]; test("^<sup>.</sup>$"))' out.jsonl >/dev/null
	# 同上 has the record of what it means, and its own page
	jq -e '.citations as $c | $c | map(select(.kind == "ibid")) |
	    length == 1 and .[0].csl.title == $c[.[0].refers_to].csl.title and
	    .[0].locator == "57"' out.jsonl >/dev/null
	jq -e '[.citations[] | select(.signal == "参见" or .signal == "详见")] | length == 2' out.jsonl >/dev/null
	# bytes and UTF-16
	for u in bytes utf16; do
		cite -j --offsets=$u in.jsonl | jq -c '[.citations[].start]' >$u
	done
	run ! cmp -s bytes utf16
	# supra note, op. cit., several works in the note before
	cat >notes.txt <<-'TEXT'
	[1] Helen Marsh, “Ports inside Contracts”, Journal of Coastal Logistics, Vol. 12, No. 4, 2016, pp. 211-230; Oskar Lind, The Weight of Water, Oxford: Meridian Press, 2009, p. 77.
	[2] Ibid., p. 80.
	[3] Marsh, supra note 1, at 212.
	[4] Lind, op. cit., p. 3.
	TEXT
	jq -Rsc '{text: .}' notes.txt | cite -j | jq -c '.citations[] |
	    [.kind, .refers_to, .ambiguous, .locator]' >got
	cat >want <<-'TEXT'
	["note",null,null,null]
	["note",null,null,"77"]
	["ibid",1,true,"80"]
	["ibid",0,null,"212"]
	["ibid",1,null,"3"]
	TEXT
	diff want got
}

@test "cite: what is no reference" {
	for t in '① 本文系南屿社科基金项目“河口研究”(19ABC083)的阶段成果。' \
	    '[1] The rules that were made in that year are of no interest here.' \
	    '正文提到《国家安全战略》和《白沙镇志》，但没有注释。' \
	    'Photo: Reuters' '(Harbour Gazette) 08:46, December 17, 2015' \
	    '1. First, do the dishes.
2. Then, sweep the floor.
3. Last, lock the door.' \
	    '(1) It was a cold day in 1998. (2) It was a warm one in 1999.' \
	    '# Literature

What the town reads has changed. Helen Marsh says that “The Tides” was lent to nobody for years; the shelves were empty.

The new house opened in 2004. Its first reader took “Boats and Quays” home, as the Harbour Gazette wrote on 4 May 2004.'; do
		[ "$(cite <<<"$t")" = '[]' ] || { echo "$t"; cite <<<"$t"; false; }
	done
}

@test "cite: a list of entries, some with and some without a line between" {
	cat >list <<-'TEXT'
	References

	Adeyemi, F. (2001). The tides of trade. Journal of Small Ports, 12(3), 45-60.
	Brandt, K. (2003). Harbour law in practice. London: Sea Press.
	Castell, M. and Dunn, R. (2010). Fish markets and
	their prices. Coastal Economics, 4, 1-22.

	Penrose, J. (1999). Rope and sail. In A. Lund and P. Okafor (Eds.),
	Brandt, Karl, and the makers of rope, pp. 30-44. Oxford: Millrace.

	陈立民：《租金、码头与市镇》，《海河研究》2003年第2期，第49—63页。
	林若溪：《河口小镇的仓储变迁与港口秩序》，《海河研究》2019年第3期。
	TEXT
	cite list | jq -r '.[] | (.author[0].family) + " " + .title' >got
	cat >want <<-'TEXT'
	Adeyemi The tides of trade
	Brandt Harbour law in practice
	Castell Fish markets and their prices
	Penrose Rope and sail
	陈 租金、码头与市镇
	林 河口小镇的仓储变迁与港口秩序
	TEXT
	diff want got
}

@test "cite: --parse, --unique, --keys, formats" {
	sed 1,2d "$S/references.txt" >refs
	cite -P refs >out.json
	jq -e 'length == 11' out.json >/dev/null
	[ "$(cite -P -f tsv refs | awk -F'\t' 'NF != 13' | wc -l)" -eq 0 ]
	cat refs refs | cite -P --unique | jq -e 'length == 11' >/dev/null
	cat refs refs | cite -P --keys | jq -e 'map(.id) | unique | length == 22' >/dev/null
	cite -P --keys refs | jq -e 'map(.id) | index("chen2003") != null and
	    index("lefevre2011") != null and index("marsh2016") != null' >/dev/null
	cite -j -P <<<'{"text":" Lind, O. (2009). The weight of water. Meridian Press. "}' |
	    jq -e '.citations | length == 1 and .[0].csl.issued["date-parts"] == [[2009]]' >/dev/null
	# every format ends in complete entries; no blank title
	for f in biblatex bibtex; do
		[ "$(cite -P -f $f refs | grep -c '^@')" -eq 11 ]
		cite -P -f $f refs | pandoc -f $f -t csljson | jq -e 'length == 11 and
		    all(.[]; .title != "")' >/dev/null
	done
	[ "$(cite -P -f ris refs | ris2xml 2>/dev/null | grep -c '<mods ')" -eq 11 ]
	cite -P -f gbt7714 refs | grep -q '^\[9\] 林若溪, 高远山\. .*\[J\]\. 海河研究, 2019(3): 40-52\.$'
	run -2 cite -f docx refs
	run -2 cite -j -f ris refs
}

# spans: what was found, a reference a line
spans() {
	jq -Rsc '{text: .}' | cite -j | jq -r '.citations[].text | gsub("\n"; " ")'
}

@test "cite: notes whose numbers stand without a bracket" {
	cat >page.txt <<-'TEXT'
	The quay was built of oak. 109 It stood for two hundred years.110 Then, in 112 days, it fell; “nobody wept.”111 The rest is known from letters112 and maps.

	109 Helen Marsh & Oskar Lind, The Long Quay: Mapping the Tides of Eight
	Harbours 12 (Feb. 14, 2022) (unpublished manuscript), https://quay.example/22
	[https://perma.cc/46XY-8UAB].
	110 Id. In another study, the keepers of the quay were asked to stack red
	nets on top of blue nets.
	111 For an introduction to tides, see generally Ida Brandt, Tides and Towns,
	25 Harbour L. Rev. 681, 687 (1934); Lind, supra note 90, at 3.
	112 Marsh & Lind, supra note 109, at 20.

	HARBOUR LAW REVIEW

	Of the second quay less is known. 113

	113 Id.
	TEXT
	spans <page.txt >got
	cat >want <<-'TEXT'
	Helen Marsh & Oskar Lind, The Long Quay: Mapping the Tides of Eight Harbours 12 (Feb. 14, 2022) (unpublished manuscript), https://quay.example/22 [https://perma.cc/46XY-8UAB].
	Id.
	Ida Brandt, Tides and Towns, 25 Harbour L. Rev. 681, 687 (1934)
	Lind, supra note 90, at 3.
	Marsh & Lind, supra note 109, at 20.
	Id.
	TEXT
	diff want got
	jq -Rsc '{text: .}' page.txt | cite -j --offsets=bytes |
	    jq -c '[.citations[] | .marks]' >got
	echo '[[[27,30]],[[62,65]],[[112,115]],[[112,115]],[[146,149]],[[677,680]]]' |
	    diff - got
	# numbers before lines that cite nothing
	# nor do links to other pages
	printf '1. [Best quays of 2019](https://a.example/2019/11/1/quays)\n2. [Ten ferries of 2019](https://a.example/ferries)\n3. [Boats of 2018, page 3](https://a.example/boats)\n' | spans >got
	[ ! -s got ]
	printf '12 Monkeys and a cat\n13 Dogs in the garden\n14 Birds on the roof\n' | spans >got
	[ ! -s got ]
}

@test "cite: numbered notes without a heading, and what ends no reference" {
	cat >notes.txt <<-'TEXT'
	13. Ibid., p. 134.
	14. J. Lindner, Marées et quais, Le Havre, Presses du Port, 1997, p. 12.
	15. Voir M. Morel, « La vérité et les quais », Écrits du port, t. II, Paris, Rivage, 1994, p. 53-64 ; R. Castan, L’Ordre des quais, Paris, Rivage, 1976, chap. 3.

	[^1]: Marsh, Helen; Lind, Oskar R. (2015). *Tides of the Old Harbour* (pp. 12–19). Harbour Press. Second Edition.
	[^2]: Mara Zed, "On Quays" (1937), in *Selected Works*, Vol. I (Lindmoor: Coast Press, 1965), p. 31. The translation is ours.
	[^3]: Gezeiten & Methodik, https://gezeiten.example/, o. D., https://gezeiten.example/methodik (abgerufen: 05.05.2023).
	[^4]: Vgl. Katz und Lindner, ebd., S. 3.

	## References

	1. ^ Marsh, Helen (3 September 1998). "Harbour to Reopen". The Harbour Times. Retrieved May 15, 2017.
	2. ^ a b "Tides of the north". Coast Archive. Retrieved 2016-05-01.
	3. Jump up to: a b Lind, Oskar (2007). "Keepers". Quay Studies. 27: 123.
	TEXT
	spans <notes.txt >got
	cat >want <<-'TEXT'
	Ibid., p. 134.
	J. Lindner, Marées et quais, Le Havre, Presses du Port, 1997, p. 12.
	M. Morel, « La vérité et les quais », Écrits du port, t. II, Paris, Rivage, 1994, p. 53-64
	R. Castan, L’Ordre des quais, Paris, Rivage, 1976, chap. 3.
	Marsh, Helen; Lind, Oskar R. (2015). *Tides of the Old Harbour* (pp. 12–19). Harbour Press. Second Edition.
	Mara Zed, "On Quays" (1937), in *Selected Works*, Vol. I (Lindmoor: Coast Press, 1965), p. 31.
	Gezeiten & Methodik, https://gezeiten.example/, o. D., https://gezeiten.example/methodik (abgerufen: 05.05.2023).
	Katz und Lindner, ebd., S. 3.
	Marsh, Helen (3 September 1998). "Harbour to Reopen". The Harbour Times. Retrieved May 15, 2017.
	"Tides of the north". Coast Archive. Retrieved 2016-05-01.
	Lind, Oskar (2007). "Keepers". Quay Studies. 27: 123.
	TEXT
	diff want got
}

@test "cite: an encyclopedia's references, which lead back instead of a number" {
	cat >page.txt <<-'TEXT'
	Saint Brannoc is a ferry port.[1] It was founded in 1871[2] and closed twice.[1][3] The last crossing took place in 2009.[4]

	1 History

	2 References

	3 External links

	History[edit]

	In December 1904 the harbour board announced two services: the first, on Monday 5 December, would carry passengers.[2] The second, the "Corran", carried coal.[1][3]

	References[edit]

	^ a b Marsh, Helen (2004). The Ferries of the Corran. Lindmoor: Quay Press.

	^ Okafor, P. (1998). "Paying for Water". Waterway Studies 9 (2): 33–41.

	^ 3.0 3.1 "Gates of Corran reopen". Harbour Gazette. 3 May 2011. Retrieved 2012-08-18.

	^ Jump up to: ^a ^b Hale, Tom (2010). Last Crossing. Oxford University Press.
	TEXT
	jq -Rs '{text: .}' page.txt | jq -c . | cite -j >got
	jq -c '.text as $t | .citations[] | [.csl.title, [.marks[] as [$a, $b] | $t[$a:$b]]]' got >marks
	cat >want <<-'TEXT'
	["The Ferries of the Corran",["[1]","[1]","[1]"]]
	["Paying for Water",["[2]","[2]"]]
	["Gates of Corran reopen",["[3]","[3]"]]
	["Last Crossing",["[4]"]]
	TEXT
	diff want marks
	# one is missing: the numbers are not known any more
	grep -v Okafor page.txt | jq -Rs '{text: .}' | jq -c . | cite -j |
	    jq -e '[.citations[] | has("marks")] == [false, false, false]'
}

@test "cite: short forms mean the work that stands in full" {
	cat >page.txt <<-'TEXT'
	A port.[1] It was old.[2] It closed.[3] So it was.[4]

	## Notes

	1. ^ Marsh 2004, p. 12.
	2. ^ Ibid., p. 14.
	3. ^ Hay, Lind & Gordon 2008, pp. 72–75.
	4. ^ King 2003, p. 41.

	## References

	- Marsh, Helen (2004). The Ferries of the Corran. Lindmoor: Quay Press.
	- Hay, Jennifer; Lind, Oskar; Gordon, Elizabeth (2008). Dialects of the Coast. Edinburgh University Press.
	- King, M. (2003). History. Quay Press.
	- King, T. (2003). Tides. Quay Press.
	TEXT
	jq -Rs '{text: .}' page.txt | jq -c . | cite -j |
	    jq -r '.citations[:4][] | [.kind, .locator, .refers_to, .csl.title] | map(tostring) | join("|")' >got
	diff - got <<-'TEXT'
	ibid|12|4|The Ferries of the Corran
	ibid|14|0|The Ferries of the Corran
	ibid|72-75|5|Dialects of the Coast
	note|41|null|null
	TEXT
}

@test "cite: decisions of courts by the number of the case" {
	cat >refs <<-'TEXT'
	最高人民法院（2012）民申字第318号民事裁定书。
	青岩市第一中级人民法院民事判决书，（2013）一中民终字第99号。
	港务公司诉林某案，海河省高级人民法院（2016）海民终1234号民事判决书。
	TEXT
	cite -P refs | jq -r '.[] | [.type, .authority, .title, .number,
	    .issued."date-parts"[0][0]] | map(tostring) | join("|")' >got
	diff - got <<-'TEXT'
	legal_case|最高人民法院|民事裁定书|（2012）民申字第318号|2012
	legal_case|青岩市第一中级人民法院|民事判决书|（2013）一中民终字第99号|2013
	legal_case|海河省高级人民法院|港务公司诉林某案|（2016）海民终1234号|2016
	TEXT
}

@test "cite: fields of Chinese references with Western full stops" {
	cat >refs <<-'TEXT'
	林若溪. 青岩渡口史. 青岩: 港口出版社. 2004: 第12页. ISBN 978-7-5001-2345-6.
	高远山、周明远. 轮渡公司的产权结构. 航运经济. 2011, 7 (4): 33–41.
	青岩渡轮今起停航. 海河日报. 2011-05-03 [2012-08-18]. （原始内容存档于2013-05-01）.
	TEXT
	cite -P refs | jq -r '.[] | [.author[0].family, .title, ."container-title", ."publisher-place", .publisher, .volume, .issue, .page,
	    (.issued."date-parts"[0] | map(tostring) | join("-")), (.accessed."date-parts"[0]? // [] | map(tostring) | join("-"))] | map(. // "") | join("|")' >got
	diff - got <<-'TEXT'
	林|青岩渡口史||青岩|港口出版社||||2004|
	高|轮渡公司的产权结构|航运经济|||7|4|33-41|2011|
	|青岩渡轮今起停航|海河日报||||||2011-5-3|2012-8-18
	TEXT
}

@test "cite: fields of an encyclopedia's references" {
	cat >refs <<-'TEXT'
	Lind, Oskar (4 May 2012). "Gates reopen" (PDF). Corran Online. Harbour Trust. Archived from the original on 3 June 2014. Retrieved 5 May 2018.
	"Sir Thomas Marsh". Ministry for Ports. July 2010. Retrieved 29 January 2011.
	"Helen Marsh: "The Tide" Review" (Press release). corranpost.example. 2016. Retrieved 2016-05-01.
	"Captain mourned". The Beacon. Melbourne. 11 January 2008.
	Okafor, P. (1998). "Paying for Water". Waterway Studies. 9 (2): 33–41.
	"Crossings". In Marsh, Helen (ed.). The Corran Reader. Lindmoor: Quay Press. 1999. p. 12.
	TEXT
	cite -P refs | jq -r '.[] | [.type, .author[0].family, .title, ."container-title", .publisher, ."publisher-place",
	    (.issued."date-parts"[0]? | map(tostring) | join("-"))] | map(. // "") | join("|")' >got
	cat >want <<-'TEXT'
	webpage|Lind|Gates reopen|Corran Online|Harbour Trust||2012-5-4
	webpage||Sir Thomas Marsh||Ministry for Ports||2010-7
	webpage||Helen Marsh: "The Tide" Review|corranpost.example|||2016
	chapter||Captain mourned|The Beacon||Melbourne|2008-1-11
	article-journal|Okafor|Paying for Water|Waterway Studies|||1998
	chapter||Crossings|The Corran Reader|Quay Press|Lindmoor|1999
	TEXT
	diff want got
}

@test "cite: fields of notes and of bodies" {
	cat >refs <<-'TEXT'
	Oskar Lind, Learning to Row 3 (Apr. 10, 2017, at 22:29 UTC) (unpublished manuscript), https://quay.example/17.
	Marsh et al., supra note 100, at 4–5.
	Marsh, op. cit., p. 49.
	Byung Han, *Las mareas: técnicas y puertos*, FCE, 2014.
	Winblad, A.L., Edwards, S. D., and Kings, D. R. Quay-Oriented Trade, Coast-Wesley (1990).
	U.S. Department of Ports, Ferry Operators Census (Lindmoor, DC: Bureau of Ports, 2018), 12.
	OECD, Transport Outlook 2019 (Paris: OECD Publishing, 2019).
	Karl Brandt, Fischmärkte im 19. Jahrhundert, in: Historische Zeitschrift 210 (1970), S. 12–34, hier S. 15.
	M. Morel, « La vérité et les quais », Écrits du port, t. II, Paris, Gallimard, 1994, p. 53-64
	Amt für Küsten und Häfen der Stadt Kalkberg (2001): Gezeiten und Arbeit in Europa. Lindmoor
	本报评论员．渔业要可持续[N]．海河日报，2019-03-05(1)．
	方 珂. 渡口研究[J]. 河口学报, 2016(1): 78-89.
	TEXT
	cite -P refs | jq -c '.[] | [([.author[]? | .literal // (.family + "/" +
	    .given)] | join(";")), .title, ."container-title", .publisher,
	    .volume, .page]' >got
	cat >want <<-'TEXT'
	["Lind/Oskar","Learning to Row 3",null,null,null,null]
	["Marsh",null,null,null,null,null]
	["Marsh",null,null,null,null,null]
	["Han/Byung","Las mareas: técnicas y puertos",null,"FCE",null,null]
	["Winblad/A.L.;Edwards/S. D.;Kings/D. R.","Quay-Oriented Trade",null,"Coast-Wesley",null,null]
	["U.S. Department of Ports","Ferry Operators Census",null,"Bureau of Ports",null,null]
	["OECD","Transport Outlook",null,"OECD Publishing",null,null]
	["Brandt/Karl","Fischmärkte im 19. Jahrhundert","Historische Zeitschrift",null,"210","12-34"]
	["Morel/M.","La vérité et les quais","Écrits du port","Gallimard","II","53-64"]
	["Amt für Küsten und Häfen der Stadt Kalkberg","Gezeiten und Arbeit in Europa",null,"Lindmoor",null,null]
	["本报评论员","渔业要可持续","海河日报",null,null,"1"]
	["方/珂","渡口研究","河口学报",null,null,"78-89"]
	TEXT
	diff want got
}

@test "cite: lists and notes as they are printed and recognised" {
	cat >zh.txt <<-'TEXT'
	渡口的布局早有研究[1-3]。

	〔1〕 《渡口法》第23条。该条的表述已经足够清楚，无需另作说明。
	〔2〕 最高人民法院（2015）民提字第22号民事判决书。
	〔3〕 同上书，第50页。

	# 参考文献（References）

	[1］林若溪,高远山.渡口布局研究[J].河口学报,2016,（1）:78-89.[LIN Ruoxi, GAO Yuanshan. On ferries[J]. Estuary,2016,（1):78-89.]
	［2］高远山.潮汐与渡口[D]．临江：临江大学,2016.[3]林若溪．渡口的变迁[J]．河口科学，2001,17(1)：91-97.[4]海河局.海河年鉴[M].临江:海河出版社,2008. （责任编辑：林若溪）

	## 参考书目

	林若溪：《渡口的理想》，海河出版社，2001年；高远山：《潮汐的封闭》，海河出版社，2011年。
	TEXT
	spans <zh.txt >got
	cat >want <<-'TEXT'
	《渡口法》第23条。
	最高人民法院（2015）民提字第22号民事判决书。
	同上书，第50页。
	林若溪,高远山.渡口布局研究[J].河口学报,2016,（1）:78-89.[LIN Ruoxi, GAO Yuanshan. On ferries[J]. Estuary,2016,（1):78-89.]
	高远山.潮汐与渡口[D]．临江：临江大学,2016.
	林若溪．渡口的变迁[J]．河口科学，2001,17(1)：91-97.
	海河局.海河年鉴[M].临江:海河出版社,2008.
	林若溪：《渡口的理想》，海河出版社，2001年
	高远山：《潮汐的封闭》，海河出版社，2011年。
	TEXT
	diff want got
	cat >west.txt <<-'TEXT'
	Endnotes
	1. Maria Marsh and Tom Lind, “Rethinking Quays,” Harbour Institute, March 5, 2019, https://harbour.example/quays/.
	2. Ibid.
	3. Interview with port officials, Lindmoor, June 2018.
	4. Marsh and Lind, “Rethinking Quays.”

	# Die Fischerei

	[^a]: Hegel, G. *Elements of Tides*, ed. Allen Wood, trans. H.B. Nisbet (Lindmoor: Coast Press, 1991 [1820]).
	[^b]: VISCHER, Die Wahl, in: Schwenzer [Hrsg.], Festschrift zum 70. Geburtstag, Lindmoor 2003, S. 445.

	1 Vgl. Hans Brandt, Die Fischerei am Kalkberg, Lindmoor 1985, S. 25.
	2 Ebd., S. 30.
	3 So auch Anna Weiß, Art. „Hering“, in: Lexikon des Meeres, Bd. 2, Lindmoor 1990, Sp. 123–125.

	# Рыболовство

	1. Иванов И. И. Рыболовство на реке. М.: Наука, 1985. С. 25.
	2. Там же. С. 30.
	3. См.: Петров П. П. История промыслов // Вопросы реки. 1990. № 5. С. 12–20.

	# Список литературы{.unnumbered}

	1. quay(7) — Harbour manual // Harbour project URL: https://quay.example/7.html (дата обращения: 30.09.2022).

	# Papers of Helen Marsh

	“Friends of the Quay,” Quay Studies 3 (2015): 70-100.

	“Tides in Town,” Harbour Letters 75, 1-4 (2014): 121-61.

	“The Keeper’s Arrival in Town,” Studies in Quays 65, 3-4 (December 2013): 159-174.

	# References

	Brandt, K., & Marsh, H. (2014). Ferries and health. Journal of Quays, 33(2), 101–115. https://doi.org/10.1016/j.quays.2014.01.001
	Centre for Water. (2020, May 3). Water safety. https://water.example/safety
	Lind, O. (2011). Tides of the north (2nd ed.). Harbour Press.
	TEXT
	spans <west.txt >got
	cat >want <<-'TEXT'
	Maria Marsh and Tom Lind, “Rethinking Quays,” Harbour Institute, March 5, 2019, https://harbour.example/quays/.
	Ibid.
	Marsh and Lind, “Rethinking Quays.”
	Hegel, G. *Elements of Tides*, ed. Allen Wood, trans. H.B. Nisbet (Lindmoor: Coast Press, 1991 [1820]).
	VISCHER, Die Wahl, in: Schwenzer [Hrsg.], Festschrift zum 70. Geburtstag, Lindmoor 2003, S. 445.
	Hans Brandt, Die Fischerei am Kalkberg, Lindmoor 1985, S. 25.
	Ebd., S. 30.
	Anna Weiß, Art. „Hering“, in: Lexikon des Meeres, Bd. 2, Lindmoor 1990, Sp. 123–125.
	Иванов И. И. Рыболовство на реке. М.: Наука, 1985. С. 25.
	Там же. С. 30.
	Петров П. П. История промыслов // Вопросы реки. 1990. № 5. С. 12–20.
	quay(7) — Harbour manual // Harbour project URL: https://quay.example/7.html (дата обращения: 30.09.2022).
	“Friends of the Quay,” Quay Studies 3 (2015): 70-100.
	“Tides in Town,” Harbour Letters 75, 1-4 (2014): 121-61.
	“The Keeper’s Arrival in Town,” Studies in Quays 65, 3-4 (December 2013): 159-174.
	Brandt, K., & Marsh, H. (2014). Ferries and health. Journal of Quays, 33(2), 101–115. https://doi.org/10.1016/j.quays.2014.01.001
	Centre for Water. (2020, May 3). Water safety. https://water.example/safety
	Lind, O. (2011). Tides of the north (2nd ed.). Harbour Press.
	TEXT
	diff want got
}

@test "cite: --links, --inline, --self" {
	cat >page.md <<-'TEXT'
	# Ferries at night

	Source: <https://web.archive.org/web/20221207024112/https://gazette.example/2015/10/09/ferries>

	By Helen Marsh

	On November 4, The Harbour Gazette carried an article about [the pier](https://web.archive.org/web/20210101000000/https://a.example/2014/03/02/pier) and [Oskar Lind](https://b.example/people/lind). The 2010 report by the Coastal Roads Office, said to be thorough, does not mention it; nor does the paper called for by the council in its long and tiring session of that spring.
	TEXT
	jq -Rsc '{text: .}' page.md | cite -j --links --inline --self >out.jsonl
	jq -e '.citations | map(select(.kind == "link")) | map([.csl.URL, .level]) ==
	    [["https://a.example/2014/03/02/pier", "bibliographic"],
	     ["https://b.example/people/lind", "entity-page"]]' out.jsonl >/dev/null
	jq -e '.citations | map(select(.kind == "inline") | .text) ==
	    ["On November 4, The Harbour Gazette carried an article",
	     "The 2010 report by the Coastal Roads Office"]' out.jsonl >/dev/null
	jq -e '.self | .title == "Ferries at night" and .author[0].family == "Marsh" and
	    .URL == "https://gazette.example/2015/10/09/ferries" and
	    .issued["date-parts"] == [[2015, 10, 9]] and .archive == "Internet Archive"' out.jsonl >/dev/null
	jq -e '.self_evidence.title == "heading"' out.jsonl >/dev/null
	jq -Rsc '{text: .}' page.md | cite -j | jq -e '.citations == [] and (has("self") | not)' >/dev/null
}

@test "cite: --self takes from the record what the document does not show" {
	cat >in.jsonl <<-'JSON'
	{"text":"The quay was built of oak.","title":"Night ferries","author":["Helen Marsh","Oskar Lind"],"url":"https://gazette.example/ferries","site":"Harbour Gazette","date":"2015-10-09T08:00:00Z"}
	{"text":"# Old boats\n\nBy Ada Marsh\n\nA short text.","title":"Boats | Gazette","author":"Oskar Lind","date":"2016"}
	{"text":"Nothing.","author":[],"title":7,"date":"soon"}
	{"text":"The quay was built of oak.","url":"https://web.archive.org/web/20200301000000/http://www.gazette.example/2017/05/21/quay"}
	JSON
	cite -j --self in.jsonl >out.jsonl
	jq -c '.self | [.type, .title, ([.author[]?.family] | join("+")), ."container-title",
	    .URL, .issued["date-parts"][0]]' out.jsonl >got
	cat >want <<-'TEXT'
	["webpage","Night ferries","Marsh+Lind","Harbour Gazette","https://gazette.example/ferries",[2015,10,9]]
	["document","Old boats","Marsh",null,null,[2016]]
	[null,null,"",null,null,null]
	["webpage",null,"","gazette","http://www.gazette.example/2017/05/21/quay",[2017,5,21]]
	TEXT
	diff want got
	jq -c '.self_evidence | [.title, .author, .issued]' out.jsonl >got
	cat >want <<-'TEXT'
	["member of the record","member of the record","member of the record"]
	["heading","byline","member of the record"]
	[null,null,null]
	[null,null,"member of the record"]
	TEXT
	diff want got
	# what the record states is of no interest without --self
	cite -j in.jsonl | jq -e 'has("self") | not' >/dev/null
}

# self TEXT: the record of a document in one line
self() {
	jq -Rsc '{text: .}' | cite -j --self | jq -c '.self | [.title,
	    [.author[]? | .literal // (.family + "/" + (.given // ""))],
	    ."container-title", .publisher, .issued["date-parts"][0]]'
}

@test "cite: --self reads the paper's line, no credits, what a text defines" {
	local body="The quay was built of oak and stone by the men of the town, who were paid in herring and rope. It stood for two hundred years."
	local han="码头由镇上的人用橡木和石头筑成，他们的工钱是鲱鱼和绳索。它在那里立了两百年，直到一场风暴把它带走，镇上的老人至今还记得那一夜的风声。"
	{ printf '渡口重新开放\n\n%s\n\n《 海河日报 》（ 2019年05月06日 02 版）\n' "$han" | self
	printf '渡口重新开放\n《海河日报》(2019年05月06日第 02 版)\n林 溪摄(海河影像)\n\n%s\n' "$han" | self
	printf '渡口的历史和现状\n2019-05-06\n林若溪+沙远山+高远\n\n%s\n' "$han" | self
	printf 'Keep the quay\n\n%s\n\n- Photo by Helen Marsh\n' "$body" | self
	printf 'Weir\nA weir at low water\n\nA weir is a low wall across a river, by which the water is held back for a mill. %s\n' "$body" | self
	} >got
	cat >want <<-'TEXT'
	["渡口重新开放",[],"海河日报",null,[2019,5,6]]
	["渡口重新开放",[],"海河日报",null,[2019,5,6]]
	["渡口的历史和现状",["林/若溪","沙/远山","高/远"],null,null,[2019,5,6]]
	["Keep the quay",[],null,null,null]
	["Weir",[],null,null,null]
	TEXT
	diff want got
}

@test "cite: --self knows a page's name, months behind names, labels" {
	self() {
		cite --self | jq -r '.[-1] | [.title, ."container-title",
		    ([.author[]? | .family + "/" + .given] | join(";"))] | map(. // "") | join("|")'
	}
	text='The council plans to reverse its position on the ferry and to lift the tolls, the board said on Friday.'
	{ printf '%s\n\n' 'Council to Lift Ferry Tolls' 'By JEFFREY HOLM JAN. 13, 2017' "$text" | self
	printf '%s\n\n' 'New Corran - Wikipedia' 'New Corran' "$text" | self
	printf '%s\n\n' 'Council to Lift Ferry Tolls' 'By Ada Holm and Helen Marsh, Allied Press Writers' "$text" | self
	text='渡口管理处昨日宣布，因水位过低，渡口停航三日。恢复时间要看上游来水情况，管理处负责人说。'
	printf '%s\n\n' '渡口停航三日 恢复时间未定' '2017-03-10 09:58来源：海河科学人作者：责任编辑：肖春芳' "$text" | self
	printf '%s\n\n' '渡口停航三日 恢復時間未定' "【海河時報記者林若溪青岩報導】$text" | self; } >got
	diff - got <<-'TEXT'
	Council to Lift Ferry Tolls||HOLM/JEFFREY
	New Corran|Wikipedia|
	Council to Lift Ferry Tolls||Holm/Ada;Marsh/Helen
	渡口停航三日 恢复时间未定|海河科学人|
	渡口停航三日 恢復時間未定||林/若溪
	TEXT
}

@test "cite: --self reads bylines, heads of journals, sources, speeches" {
	local body="The quay was built of oak and stone by the men of the town, who were paid in herring and rope. It stood for two hundred years."
	local han="码头由镇上的人用橡木和石头筑成，他们的工钱是鲱鱼和绳索。它在那里立了两百年，直到一场风暴把它带走，镇上的老人至今还记得那一夜的风声。"
	{ printf 'Home / Culture / Heritage\n\nThe oak quays of the north coast\n\nBy Ada Marsh | Harbour Daily | Updated: 2018-01-27 09:05\nA quay in winter\n\n%s\n' "$body" | self
	printf 'Old quays are dear to the town\n\nCouncils ask who will pay for stone and oak that nobody has seen for years\n\nOscar Lind\n\n%s\n' "$body" | self
	printf 'Speech by Ambassador Helen Marsh at the Opening of the Harbour Museum\n13 October 2014\n\nDear friends,\n\n%s\n' "$body" | self
	printf 'Tides, quays and their keepers\nHelen Marsh\nInstitute of Ports, Lindmoor\nHarbour Studies 2019, 7(1), 18; https://doi.example/1\nReceived: 27 November 2018 / Published: 6 March 2019\n\n%s\n' "$body" | self
	printf 'New ferry for the island\n\nLINDMOOR, May 3 (Coast Press) -- %s\n' "$body" | self
	printf '渡口居民养老策略的变化——以河口镇为例\n\n2016-04-11 10:20\n西河人口 2016年2期\n\n林 溪,高远山(西河大学社会学院)\n\n%s\n' "$han" | self
	printf '首页 > 新闻\n渡口重新开放\n\n2019-03-05 来源:海河日报 记者 林若溪 我有话说\n\n%s\n' "$han" | self
	printf '林若溪:渡口为什么要重建\n\n海新社临江5月3日电(海新社记者 林若溪)%s\n' "$han" | self
	printf '渡口的历史和现状研究报告\n\n2014/1/2   点击数:5810\n\n[作者] 林若溪\n\n%s\n' "$han" | self
	printf '叢若溪 林 溪 高遠山\n(河口大學圖書館)\n%s\n' "$han" | self
	printf 'Keep the quay\n\n%s\n\nHelen Marsh\nHarbour Friends\n' "$body" | self
	printf 'Rettet die Fähre\n\nEin Gastbeitrag von Karl Brandt\n\nVeröffentlicht: 9. Oktober 2019\n\n%s\n' "Die Fähre gehört zum Fluss, und der Fluss gehört zur Stadt, das wussten schon die Alten. Nun soll sie verkauft werden." | self
	printf 'Harbour Embassy in Lindmoor\nHome > News > 2011\nThe embassy opens its garden to the town\n\n%s\n' "$body" | self
	printf 'Keep the quay\n\n%s\n\nBelow is the letter\n\nBy Helen Marsh\n' "$body" | self
	printf '渡口的历史\n林若溪 高远山 王 溪\n(河口大学)\n%s\n' "$han" | self
	printf 'Keep the quay\n\nHelen Marsh, Multimedia Journalist\nMay 3, 2016\n\n%s\n' "$body" | self
	# the name of the site ends the title
	printf '# Quays of oak Harbour Daily\n\nSource: <https://www.harbourdaily.example/2014/03/02/quays>\n\n%s\n' "$body" | self
	printf 'Quays of oak and stone - The Harbour Gazette\n\nBy Ada Marsh\n\n%s\n' "$body" | self
	printf '渡口夏天停航_海河日报\n\n2019-03-05\n\n%s\n' "$han" | self
	printf '# Quays - a short history of oak\n\nSource: <https://www.harbourdaily.example/2014/03/02/quays>\n\n%s\n' "$body" | self
	} >got
	cat >want <<-'TEXT'
	["The oak quays of the north coast",["Marsh/Ada"],"Harbour Daily",null,[2018,1,27]]
	["Old quays are dear to the town",["Lind/Oscar"],null,null,null]
	["Speech by Ambassador Helen Marsh at the Opening of the Harbour Museum",["Marsh/Helen"],null,null,[2014,10,13]]
	["Tides, quays and their keepers",["Marsh/Helen"],"Harbour Studies",null,[2019]]
	["New ferry for the island",[],"Coast Press",null,null]
	["渡口居民养老策略的变化——以河口镇为例",["林/溪","高/远山"],"西河人口",null,[2016]]
	["渡口重新开放",["林/若溪"],"海河日报",null,[2019,3,5]]
	["渡口为什么要重建",["林/若溪"],"海新社",null,null]
	["渡口的历史和现状研究报告",["林/若溪"],null,null,[2014,1,2]]
	[null,["叢/若溪","林/溪","高/遠山"],null,null,null]
	["Keep the quay",["Marsh/Helen"],null,null,null]
	["Rettet die Fähre",["Brandt/Karl"],null,null,[2019,10,9]]
	["The embassy opens its garden to the town",[],null,"Harbour Embassy in Lindmoor",[2011]]
	["Keep the quay",["Marsh/Helen"],null,null,null]
	["渡口的历史",["林/若溪","高/远山","王/溪"],null,null,null]
	["Keep the quay",["Marsh/Helen"],null,null,[2016,5,3]]
	["Quays of oak",[],"Harbour Daily",null,[2014,3,2]]
	["Quays of oak and stone",["Marsh/Ada"],"The Harbour Gazette",null,null]
	["渡口夏天停航",[],"海河日报",null,[2019,3,5]]
	["Quays - a short history of oak",[],"harbourdaily",null,[2014,3,2]]
	TEXT
	diff want got
}

@test "cite: days and months before a year, and when somebody looked" {
	cat >refs <<-'TEXT'
	“Pier to reopen,” The Harbour Gazette, 3 May 2016, https://gazette.example/2016/05/pier (accessed 4 June 2017).
	Moretti, M. Le maree del porto. Retrieved June 4, 2017, from http://porto.example/maree
	Coastal Roads Office. Tides and health. Lindmoor: Coastal Press; 2014. Available from: https://roads.example/tides [cited 2016 Jun 4].
	Soler, Ana. «La ciudad y el mar». El País, 12 de marzo de 2014, p. 5.
	Petersen, Nils: Deiche. In: Der Kalkberg 3 (2009), S. 2–9. URL: http://kalkberg.example (abgerufen am 4.6.2017).
	Marsh, H. The Long Quay. European Quays, vol. 2, no. 1, January 2016.
	TEXT
	cite -P refs | jq -c '.[] | [.issued["date-parts"][0], .accessed["date-parts"][0]]' >got
	cat >want <<-'TEXT'
	[[2016,5,3],[2017,6,4]]
	[null,[2017,6,4]]
	[[2014],[2016,6,4]]
	[[2014,3,12],null]
	[[2009],[2017,6,4]]
	[[2016,1],null]
	TEXT
	diff want got
}

@test "cite: cases and statutes" {
	cat >refs <<-'TEXT'
	Marsh v. Town of Lindmoor, 347 U.S. 483 (1954).
	Clean Harbours Act, 33 U.S.C. § 1251 (1972).
	TEXT
	cite -P refs | jq -r '.[] | .type + " " + .page' >got
	printf '%s\n' 'legal_case 483' 'legislation 1251' | diff - got
}

@test "cite: what the forms of styles tell, in several languages" {
	cat >refs <<-'TEXT'
	Prior, Lena. "The Mill and the Map." Annals of Local History, vol. 22, no. 4, 2007, pp. 311-29.
	Delgado, María. "Una casa junto al río." Cuentos del agua, edited by Pilar Soto, Alianza, 2003, pp. 15-40.
	Meier, Klaus (Hrsg.): Handbuch der Gewässerkunde. Stuttgart: Ulmer, 1998, S. 45 ff.
	[4] 赵敏. 新桥通车[N]. 河州日报, 2019-03-12(4).
	[5] 国家统计局. 2018年统计公报[EB/OL]. (2019-02-28)[2019-05-01]. http://www.stats.example/2018.html.
	王建国. 《石头记》研究[M]. 北京: 人民文学出版社, 1990.
	《中华人民共和国水法》第二十条，2016年7月2日修订。
	佐藤花子「潮汐水車の研究」『技術史研究』第12巻第3号、2005年、33-51頁。
	Иванов И. И., Петрова А. С. Приливные мельницы Севера // Вопросы истории. 2014. № 7. С. 45–58.
	Сидоров В. П. История водных путей России. — М.: Наука, 1989. — 312 с.
	Кузнецова Н. А. Реки и города: дис. ... канд. ист. наук. СПб., 2003. 198 с.
	R (Miller) v Harbour Board [2017] UKSC 5, [2018] AC 61.
	Marbury v. Port Authority, 410 U.S. 113, 120 (1973).
	TEXT
	cite -P refs | jq -r '.[] | [.type, (((.author // []) + (.editor // [])) |
	    map((.family // .literal) + " " + (.given // "")) | join("; ")), .title,
	    ."container-title", (.issued["date-parts"][0] // [] | map(tostring) | join("-")),
	    .page, .publisher, ."publisher-place"] | map(. // "") | join("|")' >got
	cat >want <<-'TEXT'
	article-journal|Prior Lena|The Mill and the Map|Annals of Local History|2007|311-29||
	chapter|Delgado María; Soto Pilar|Una casa junto al río|Cuentos del agua|2003|15-40|Alianza|
	book|Meier Klaus|Handbuch der Gewässerkunde||1998||Ulmer|Stuttgart
	article-newspaper|赵 敏|新桥通车|河州日报|2019-3-12|4||
	webpage|国家统计局 |2018年统计公报||2019-2-28|||
	book|王 建国|《石头记》研究||1990||人民文学出版社|北京
	legislation||中华人民共和国水法||2016-7-2|||
	article-journal|佐藤花子 |潮汐水車の研究|技術史研究|2005|33-51||
	article-journal|Иванов И. И.; Петрова А. С.|Приливные мельницы Севера|Вопросы истории|2014|45-58||
	book|Сидоров В. П.|История водных путей России||1989||Наука|М
	thesis|Кузнецова Н. А.|Реки и города||2003|||СПб
	legal_case||R (Miller) v Harbour Board|UKSC|2017|||
	legal_case||Marbury v. Port Authority|U.S.|1973|113||
	TEXT
	diff want got
}

@test "cite: notes, and a bibliography behind them" {
	cat >paper <<-'TEXT'
	The weirs served paper mills.[1] The mill at Saint Odo is an exception.[2]

	Notes

	[1] See Peter Oduya, Paper and Power (London: Faber, 1987), 12–14; but cf. Anna Vasseur, “Mills without Water,” Annals of Local History 3 (1990), pp. 4–9.
	[2] Ruth Mackay, “Kelp and Credit,” Economic History Review 51, no. 2 (1998): 233–57.

	Bibliography

	Mackay, R. (1998). Kelp and credit. Economic History Review, 51(2), 233–257.
	Oduya, P. (1987). Paper and power. London: Faber.
	TEXT
	jq -Rsc '{text: .}' paper | cite -j | jq -r '.citations[] | [.kind, .signal,
	    .csl.author[0].family, .csl.title] | map(. // "") | join("|")' >got
	cat >want <<-'TEXT'
	note|See|Oduya|Paper and Power
	note|but cf.|Vasseur|Mills without Water
	note||Mackay|Kelp and Credit
	entry||Mackay|Kelp and credit
	entry||Oduya|Paper and power
	TEXT
	diff want got
}

@test "cite: a bibliography, and notes behind it as clean puts them" {
	cat >paper <<-'TEXT'
	The weirs served paper mills, and the mills served the schools of the county.[^1] The mill at Saint Odo is an exception.[^2]

	References

	Mackay, R. (1998). Kelp and credit. Economic History Review, 51(2), 233–257.

	Oduya, P. (1987). Paper and power. London: Faber.

	[^1]: Anna Vasseur, “Mills without Water,” Annals of Local History 3 (1990), pp. 4–9.
	[^2]: Ibid., p. 7.
	TEXT
	jq -Rsc '{text: .}' paper | cite -j | jq -r '.citations[] |
	    [.kind, (.marks | length), .csl.author[0].family, .csl.title] |
	    join("|")' >got
	cat >want <<-'TEXT'
	entry|0|Mackay|Kelp and credit
	entry|0|Oduya|Paper and power
	note|1|Vasseur|Mills without Water
	ibid|1|Vasseur|Mills without Water
	TEXT
	diff want got
}

@test "cite: back-references in several languages, and the notes they mean" {
	cat >notes <<-'TEXT'
	[1] Hans-Peter Müller, Die Mühlen am Fluss, 2. Aufl., Berlin 2001, S. 34 f.
	[2] Müller (wie Anm. 1), S. 40.
	[3] Mario Rossi, Le maree del porto, Torino, Einaudi, 1988, pp. 20-22.
	[4] Иванов И. И. Приливные мельницы Севера // Вопросы истории. 2014. № 7. С. 45.
	[5] Там же. С. 50.
	[6] 山田太郎『水車の歴史』岩波書店、1998年、45頁。
	[7] 同書、50頁。
	[8] Rossi, Le maree, cit., p. 30.
	[9] [美]约翰·史密斯：《灌溉与权力》，陈立译，上海：上海译文出版社，2001年版，第12页。
	TEXT
	jq -Rsc '{text: .}' notes | cite -j | jq -r '.citations[] |
	    [.kind, .refers_to, .locator, (.csl.author[0] | .literal // .family)] |
	    map(. // "") | join("|")' >got
	cat >want <<-'TEXT'
	note||34|Müller
	ibid|0|40|Müller
	note||20-22|Rossi
	note|||Иванов
	ibid|3|50|Иванов
	note||45|山田太郎
	ibid|5|50|山田太郎
	ibid|2|30|Rossi
	note||12|[美]约翰·史密斯
	TEXT
	diff want got
}

# spans TEXT: the text of each citation, a line each
spans() {
	jq -Rsc '{text: .}' | cite -j | jq -r '.citations[] | .text | gsub("\n"; " ")'
}

@test "cite: bulleted lists, subheadings, remarks behind an entry" {
	cat >list.md <<-'TEXT'
	## Select bibliography

	### Books

	- **Lund, A.** (1998). *Boats and quays*. Oxford: Clarendon Press. — Still the standard work.
	- Marsh, H. Locks of the north. Leeds: Mill Press, 2004. A history that tells who paid for them.
	  - nothing but a remark

	### Articles

	* Ferrer, Clara. «Los muelles». *Revista de Puertos* 5.2 (2011): 14-29.

	---

	Lund, A. wrote in 2001 that the boats were old.
	TEXT
	spans <list.md >got
	cat >want <<-'TEXT'
	**Lund, A.** (1998). *Boats and quays*. Oxford: Clarendon Press.
	Marsh, H. Locks of the north. Leeds: Mill Press, 2004.
	Ferrer, Clara. «Los muelles». *Revista de Puertos* 5.2 (2011): 14-29.
	TEXT
	diff want got
	cite -f tsv list.md | tail -1 | cut -f 6-9 >got
	printf 'Revista de Puertos\t5\t2\t14-29\n' | diff - got
	# without a heading; Cyrillic names; subheadings between entries
	spans >got <<-'TEXT'
	What we have read for this.

	• Петров А. С. Пристани севера. М.: Наука, 1989. С. 12–19.
	• Орлов Г. Паромы // Вестник портов. 2003. № 4. С. 5–11.
	• Лунд А. Лодки. М.: Верфь, 2001. С. 7.
	TEXT
	[ "$(wc -l <got)" = 3 ]
	spans >got <<-'TEXT'
	参考文献
	（一）专著
	林若溪：《渡口史》，南京：河口出版社，1994年。
	（二）论文
	高远山：《码头与市镇》，《河口研究》2003年第2期。
	TEXT
	printf '%s\n' '林若溪：《渡口史》，南京：河口出版社，1994年。' \
	    '高远山：《码头与市镇》，《河口研究》2003年第2期。' | diff - got
	# rows of a table are none
	[ -z "$(printf 'Marsh, H.     Chair     1998     Oxford\nLund, A.      Clerk     2001     Leeds\nFerrer, C.    Clerk     2004     London\n' | spans)" ]
}

@test "cite: what is set off or linked, quoted, or before a reporter" {
	cat >refs.txt <<-'TEXT'
	Lund, A. [_Boats and quays_](https://doi.org/10.1234/quay.7). Mill Press, 2004.
	Coast Board. [Tide tables of the north](https://tides.example/2019).
	Lund, A. (1998). *Boats and quays.* Harbour Papers 4.
	A. Lund, ‘The Tides’, *Quay Studies*, 12, 1998, p. 9.
	Marsh v. Harbour Board, 438 U.S. 645, 650 (1978).
	Zander G. Ferries and locks. — Mill Press, 2017. — 502 с.
	SANTOS, Ana Maria – Os cais e as marés. Lisboa, Edições do Cais, 2003.
	Marine Research Institute (MRI). (2004). *The tides*. Leeds: Mill Press.
	Marsh, H. and A. Lund, *Locks* (Mill Press, 2004), ch. 5-8, pp. 175-350.
	TEXT
	cite -P refs.txt | jq -r '.[] | [([.author[]? | .family // .literal] | join("+")), .title,
	    ."container-title", .volume, .page, .DOI] | map(. // "") | join("|")' >got
	cat >want <<-'TEXT'
	Lund|Boats and quays||||10.1234/quay.7
	Coast Board|Tide tables of the north||||
	Lund|Boats and quays|Harbour Papers|4||
	Lund|The Tides|Quay Studies|12|9|
	|Marsh v. Harbour Board|U.S.|438|645|
	Zander|Ferries and locks||||
	SANTOS|Os cais e as marés||||
	Marine Research Institute (MRI)|The tides||||
	Marsh+Lund|Locks||||
	TEXT
	diff want got
	# n. is the issue's number, with a volume or without
	[ "$(cite -P -f tsv <<<'COSTA, Rui. Os cais e o comércio do norte. Revista MAR, n. 23, p. 9–24, 2010.' |
	    cut -f 7,8)" = "$(printf '\t23')" ]
}

@test "cite: as lawyers print it, and the names behind a role" {
	cat >refs.txt <<-'TEXT'
	Ana Marsh, The Law of Tides, 83 Quay L. Rev. 1581, 1600 (2005).
	Helen Lund & Ray Cole, *Ferries at Night*, 12 J. Ports & Harbours 345, 350–52 (1990).
	Marsh v. Harbour Board, 645 F.3d 175 (9th Cir. 2011).
	Lund, Anna (2004): Boote und Kähne, übersetzt von Max Ferrer, Lindmoor: Kai Verlag.
	TEXT
	cite -P refs.txt | jq -r '.[] | [([.author[]? | .family // .literal] | join("+")), .title,
	    ."container-title", .volume, .page, ([.translator[]? | .family] | join("+")),
	    .issued."date-parts"[0][0]] | map(. // "") | join("|")' >got
	cat >want <<-'TEXT'
	Marsh|The Law of Tides|Quay L. Rev.|83|1581||2005
	Lund+Cole|Ferries at Night|J. Ports & Harbours|12|345||1990
	|Marsh v. Harbour Board|F.3d|645|175||2011
	Lund|Boote und Kähne||||Ferrer|2004
	TEXT
	diff want got
	spans >got <<-'TEXT'
	The tides are old.[^1] So are the quays.[^2]

	[^1]: *See, e.g.*, Ana Marsh, *The Tides*, 12 Quay L. Rev. 3 (2001).
	[^2]: À ce sujet, lire Jean Morel, La marée, Paris, Armand Colin, 2003, p. 12.
	[^3]: Marsh v. Lund, 12 F.3d 5 (9th Cir. 2001). Cole v. Quay Board, 34 U.S. 83 (1954).
	TEXT
	cat >want <<-'TEXT'
	Ana Marsh, *The Tides*, 12 Quay L. Rev. 3 (2001).
	Jean Morel, La marée, Paris, Armand Colin, 2003, p. 12.
	Marsh v. Lund, 12 F.3d 5 (9th Cir. 2001).
	Cole v. Quay Board, 34 U.S. 83 (1954).
	TEXT
	diff want got
}

@test "cite: bullets and roles of Japanese lists" {
	spans >got <<-'TEXT'
	参考文献

	・高山遠『港の歴史』（河口書店、2004）
	・林若溪・森岸『渡し船』海辺出版会、1998年
	・岸田港 (編集)、『潮の事典』、海辺書房、2001
	TEXT
	[ "$(wc -l <got)" = 3 ]
	cite -P -f biblatex <<<'岸港 (編集)、『潮の事典』、海辺書房、2001' |
	    grep -q 'editor = {岸, 港}'
}

@test "cite: entries of scripts without capitals, by the same author, linked back" {
	spans >got <<-'TEXT'
	참고문헌
	강하늘 (2012). 지역 항구의 이해. 한국항만연구, 28(3), 55-78.
	오선우 (2009). 『등대의 역사』. 서울: 한빛문화사.
	정우진 (2015). 배의 길에 관한 연구. 항만학보, 4(1), 5-18.
	TEXT
	[ "$(wc -l <got)" = 3 ]
	spans >got <<-'TEXT'
	Works Cited
	Lund, Ada. The Quay Road. Translated by Owen Prys, Heron Books, 1999.
	---. “Notes from the Harbor.” Essays of a Decade, edited by Sue Marsh, Norfolk, 2003, pp. 12-30.
	TEXT
	[ "$(wc -l <got)" = 2 ]
	spans >got <<-'TEXT'
	Seznam použité literatury
	[1] NOVÁ, Jarmila. Doprava v malých městech. Praha: Karolína, 2008.
	[2] Ministerstvo dopravy. Strategie přístavů [online]. Praha: MD, 2015 [cit. 2016-04-12]. Dostupné z: http://www.md.example/strategie
	TEXT
	[ "$(wc -l <got)" = 2 ]
	spans >got <<-'TEXT'
	## References

	1. **[^](#cite_ref-1)** Lund, Ada (1922). *Mills of the Sable*. Lund & Sons. p. 31.
	2. [^](#cite_ref-2) Marsh, Carl (2 June 1998). "A wheel turns". *Sable News*. Retrieved 1 May 2010.
	TEXT
	! grep -q cite_ref got
}

@test "cite: what belongs to a reference in a note" {
	spans >got <<-'TEXT'
	Alt.[1] Neu.[2] Recht.[3] Netz.[4] Band.[5]

	[1] Maria Tal: Neue Mauern für alte Burg. 3. Auflage. In: Hafenbote, 3. April 2002, S. 14.
	[2] Hans Peter Lund: Die Häfen der Oberpfalz. Pustet, Regensburg 1994, S. 56 f.
	[3] Hafengesetz vom 1.9.2017, BGBl. I, S. 3352.
	[4] Порты Лады. Официальный сайт района. Дата обращения: 12 мая 2018. Архивировано 4 марта 2016 года.
	[5] Cass. 1re civ., 14 oct. 2010, n° 09-12.345, Bull. civ. I, n° 201.
	TEXT
	cat >want <<-'TEXT'
	Maria Tal: Neue Mauern für alte Burg. 3. Auflage. In: Hafenbote, 3. April 2002, S. 14.
	Hans Peter Lund: Die Häfen der Oberpfalz. Pustet, Regensburg 1994, S. 56 f.
	Hafengesetz vom 1.9.2017, BGBl. I, S. 3352.
	Порты Лады. Официальный сайт района. Дата обращения: 12 мая 2018. Архивировано 4 марта 2016 года.
	Cass. 1re civ., 14 oct. 2010, n° 09-12.345, Bull. civ. I, n° 201.
	TEXT
	diff want got
	spans >got <<-'TEXT'
	Further reading

	- Penn, R. T. (2011). "Ironwork". In Stroud, Celia; Marsh, Owen (eds.). Engineering the Borders. Corran: Fellside. pp. 201–240.
	- Lund, Ada (1994). The Border Railway. Quay Press.
	TEXT
	[ "$(wc -l <got)" = 2 ]
}

@test "cite: markers 1) of Japanese lists" {
	cat >text.txt <<-'TEXT'
	先行研究1)2)を踏まえ，制度の変遷3)を示した。図 2) は別である。

	参考文献
	1) 高瀬隆, 三枝美帆. 港の資料. 港湾学会誌. 2009, vol. 55, no. 2, p. 88-104.
	2) 小笠原誠一. 港の歴史. 白樺書房, 2003, 312p.
	3) 文部港庁. “港の整備について”. http://www.mks.example/2010.htm, (参照 2011-02-14).
	TEXT
	jq -Rsc '{text: .}' text.txt | cite -j | jq -c '.citations[].marks' >got
	printf '%s\n' '[[4,6]]' '[[6,8]]' '[[18,20]]' | diff - got
}

@test "cite: a work named again by its author and a title cut short" {
	cat >text.txt <<-'TEXT'
	Elevators multiplied.[^1] Farmers resented them.[^2] Prices rose.[^3] Ports grew.[^4]

	[^1]: William Lund, *Cities of Grain: The Lakes* (Hull: Reed, 1991), 97.
	[^2]: Lund, *Cities of Grain*, 133.
	[^3]: Marsh, *Cities of Grain*, 133.
	[^4]: Lund, *Towns of Grain*, 7.
	TEXT
	clean -j text.txt | cite -j | jq -r '.citations[] |
	    [.kind, .refers_to, .locator] | map(. // "" | tostring) | join("|")' >got
	printf '%s\n' 'note||97' 'ibid|0|133' | diff - got
}

@test "cite: decisions, statutes and reviews in several countries" {
	cat >refs.txt <<-'TEXT'
	R (Ashdene Residents) v Marlow Council [2006] UKHL 41.
	Fenwick v Harbour Board [2007] 1 AC 312.
	BGH, Urt. v. 12.5.2010 – I ZR 12/08, NJW 2010, 2061.
	OLG Lindau, Beschl. v. 3. Februar 2012 – 5 W 4/12.
	CE, 3 juill. 2013, n° 348099.
	In re Port of Elms, 21 F. Supp. 2d 88, 90 (D. Or. 1998).
	Quay Dredging Co. v. Ames, 77 F.3d 1204 (9th Cir. 1997).
	最高行政法院98年度判字第1466號判決
	Harbour Act 2012, s 14(2).
	《渔业法》第10条第1款。
	林若溪：《港口行政法》，海河大学出版社2007年版，第33页。
	Ada Lund, 'Tides and Law' (2009) 72 QLR 190, 201.
	Lindner, GRUR 2014, 755, 759.
	TEXT
	cite -P refs.txt >items.json
	jq -r '.[] | [.type, .title, ."container-title", .authority, .number, .volume, .issue,
	    .page, .issued."date-parts"[0][0]] | map(. // "") | join("|")' items.json >got
	cat >want <<-'TEXT'
	legal_case|R (Ashdene Residents) v Marlow Council|UKHL||41||||2006
	legal_case|Fenwick v Harbour Board|AC|||1||312|2007
	legal_case||NJW|BGH|I ZR 12/08|||2061|2010
	legal_case|||OLG Lindau|5 W 4/12||||2012
	legal_case|||CE|348099||||2013
	legal_case|In re Port of Elms|F. Supp. 2d|||21||88|1998
	legal_case|Quay Dredging Co. v. Ames|F.3d|||77||1204|1997
	legal_case|判決||最高行政法院|98年度判字第1466號||||
	legislation|Harbour Act|||||||2012
	legislation|渔业法|||||||
	book|港口行政法|||||||2007
	article-journal|Tides and Law|QLR|||72||190|2009
	article-journal||GRUR|||||755|2014
	TEXT
	diff want got
	jq -Rc '{text: .}' refs.txt | cite -P -j |
	    jq -r '.citations[] | .locator // ""' | paste -sd'|' >got
	echo '|||||90|||14|10|33|201|759' | diff - got
}

@test "cite: standards, patents, theses, papers of a day" {
	cat >refs.txt <<-'TEXT'
	ISO 9001-2:2011, Timber quays — Part 2: Joints
	Standards Board. (2009). Code of practice for site timber (BS 8000-5:2009).
	Lund, A. L., "Lock gate," U.S. Patent 4,123,456, Oct. 31, 1978.
	C. Morel, La garde du quai, thèse, Paris II, 2015, p. 144.
	최가람 (2015). 항구의 이해에 관한 연구. 한성대학교 석사학위논문.
	Quill, B. (2013) ‘Council backs down’, The Evening Dominion, 6 May 2013, p. 3.
	TEXT
	cite -P refs.txt | jq -r '.[] | [.type, .title, .number] | map(. // "") | join("|")' >got
	cat >want <<-'TEXT'
	standard|Timber quays — Part 2: Joints|ISO 9001-2:2011
	standard|Code of practice for site timber|BS 8000-5:2009
	patent|Lock gate|4,123,456
	thesis|La garde du quai|
	thesis|항구의 이해에 관한 연구|
	article-newspaper|Council backs down|
	TEXT
	diff want got
	spans >got <<-'TEXT'
	2 Normative references
	ISO 9001-2:2011, Timber quays — Part 2: Joints
	EN 1997-1-1:2004, Design of quays — Part 1-1: General
	TEXT
	[ "$(wc -l <got)" = 2 ]
}

@test "cite: scrolls behind a title, and who edited and translated it" {
	cat >refs.txt <<-'TEXT'
	《水史》卷四十七，中华书局1982年版，第1905页。
	Jane Marsh, The Tides, edited and translated by Owen Prys, Heron Books, 1999.
	TEXT
	cite -P refs.txt | jq -r '.[] | [.title, .volume,
	    (.translator[0] // .editor[0] // {}).family, .publisher] | map(. // "") | join("|")' >got
	printf '%s\n' '水史|四十七||中华书局' 'The Tides||Prys|Heron Books' | diff - got
}
