# extract-dates: formats, options, what it resolves against, what is no date.
bats_require_minimum_version 1.5.0

# Rows "text|expected values of its dates, with spaces between them".
values() {
	local line text want got bad=0
	while IFS= read -r line; do
		[ -n "$line" ] || continue
		text=${line%%|*} want=${line#*|}
		got=$(printf '%s' "$text" | extract-dates "$@" | cut -f4 | paste -sd' ' -)
		[ "$got" = "$want" ] || { echo "$text: '$got', not '$want'"; bad=1; }
	done
	return $bad
}

# The same with the language in front: "de|text|values".
values_in() {
	local line bad=0
	while IFS= read -r line; do
		values -L "${line%%|*}" "$@" <<<"${line#*|}" || bad=1
	done
	return $bad
}

@test "extract-dates: English and Chinese against a date" {
	values -r 2015-11-30 <<-'E'
	The ship came on Thursday, Dec. 17, 2015.|2015-12-17
	It was 08:46, December 17, 2015 by the clock.|2015-12-17T08:46:00
	It opened last June and closed in July this year.|2015-06 2015-07
	From 2004 to 2010 nobody came.|2004/2010
	He stayed for two weeks.|P2W
	They meet every Monday.|XXXX-WXX-1
	the end of this year|2015-12~
	mid-November of the 19th century|2015-11 18XX
	Winter 2016/17|2016-24
	It closed on Friday and opens until Thursday.|2015-11-27 2015-12-03
	in 481 BC|-0480
	于 2014 年 5 月 23 日开幕|2014-05-23
	二〇一九年十一月，上周五|2019-11 2015-11-27
	2016~2017 年|2016/2017
	2013 年至今|2013/..
	自 2012 年以来|2012/..
	2019 年第 3 期|2019
	今年年底，第三季度，九十年代|2015-12~ 2015-35 199X
	“八五”期间，第十四个五年规划，十五日|1991/1995 2021/2025 2015-11-15
	前99年-前55年，上世纪九十年代中期，才过了两日，正月十五日|-0098/-0054 199X P2D 2015-03-05
	嘉靖十九年正月三十|1540-03-18
	二十四至三十日，三至五周，2014年5月3至8日|2015-11-24/2015-11-30 P3W 2014-05-03/2014-05-08
	钱去了国外,每年都有|P1Y
	下午一时，至元十四年，四年一度，活了50年，一年只有一天|2015-11-30T13:00:00 1277 P4Y P50Y P1Y P1D
	须在七月九日前离开，超过去年，两日前来的，提前五个月|../2015-07-09 2014 2015-11-28 P5M
	In May he left; it was half past nine, then a quarter to ten.|2015-05 2015-11-30T09:30:00 2015-11-30T09:45:00
	Sales for the year ended March 31; the year ended badly.|P1Y 2015-03-31 2015
	It came 2 weeks and 2 days ago, a month and a day ago, in the year 71.|2015-11-14 2015-10-29 0071
	The index fell 19 points Friday to 1946.93, after a fall Friday to October's level.|2015-11-27 2015-11-27 2015-10
	the first nine months of 1997, the last two weeks of July, three days of May|1997-01/1997-09 2015-07-13/2015-07-26 P3D 2015-05
	今年前十个月，2021年的最后4个月，他去年三个月没来|2015-01/2015-10 2021-09/2021-12 2014 P3M
	It was built in eighteen hundred.|1800
	It takes 3-5 days, two to three weeks, a month or so.|P3D P2W P1M
	The mill closed on Friday, the fourth in a month.|2015-11-27 P1M
	this coming Friday, December 4, at 9AM; Saturday 10 p.m.|2015-12-04T09:00:00 2015-11-28T22:00:00
	Fashion Week 2018, week 31, Black Friday 2013|2018 2015-07-27/2015-08-02 2013-11-29
	民國65年5月13日|1976-05-13
	E
}

@test "extract-dates: other languages and calendars" {
	values -r 2015-11-30 <<-'E'
	Sie kam am 3. Oktober 1990 und blieb.|1990-10-03
	Il est parti le 14 juillet 1789 de la ville.|1789-07-14
	La boda fue el 3 de enero de 2019 en la iglesia.|2019-01-03
	Он родился 23 сентября 2014 года.|2014-09-23
	昭和63年9月5日に生まれた。|1988-09-05
	2014년 5월 23일에 열렸다.|2014-05-23
	E
	values -L he <<<'כ״ד בטבת תשכ״ח|1968-01-25'
	values -L tl <<<'noong Agosto 15, 1945|1945-08-15'
	values -L fa <<<'۶ بهمن ۱۳۹۱|2013-01-25'
	values -L th <<<'5 กันยายน 2536|1993-09-05'
	values -L bn <<<$'১২ জানু\u09dfারি, ২০১৫|2015-01-12' # a dotted letter that is whole
	values -L zh <<<'1996丙子年腊月十七|1997-01-25'
	values -L zh <<<'港口搬走了,每年少收一半的税。|P1Y'
}

@test "extract-dates: a Chinese word that begins inside a date" {
	values -r 2024-06-12 <<-'E'
	据通讯社5日报道，6日方才抵达，7日用餐，8日志愿者到场|2024-06-05 2024-06-06 2024-06-07 2024-06-08
	昨天下雨，今天空气好，今日报道，昨晚会谈，下周围绕此事|2024-06-11 2024-06-12 2024-06-12 2024-06-11 2024-06-17/2024-06-23
	5月光照足，2023年轻松过关，1998年代表团来访|2024-05 2023 1998
	10日元宵节，5日晚会见来宾|2024-06-10 2024-06-05
	E
	run -0 extract-dates -r 2024-06-12 <<-'E'
	这体现在小处，阐明日本的立场，文明日益发展，登上月球，这份上周报。
	20日元，3年级，2周年，兩日期之間。
	E
	[ "$output" = '' ] || { echo "$output"; false; }
}

@test "extract-dates: Chinese spans of ten days, years without their era" {
	values -r 2024-06-12 <<-'E'
	五月上旬，六月中旬到七月上旬，去年二月下旬|2024-05-01/2024-05-10 2024-06-11/2024-07-10 2023-02-21/2023-02-28
	本署訂於113年7月1日起開放申請，自114年起停辦|2024-07-01/.. 2025/..
	本会于113年7月1日建立，960年2月4日又变|0113-07-01 0960-02-04
	从一九九〇年至今年七月底，2023年第四季度|1990/2024-07 2023-36
	她叫小零9月来过，歷時一年零八個月，用了六十小时四十分钟|2023-09 P1Y8M PT60H40M
	《2019年工作报告》和《旧历》|2019
	在649年又来，於一百零六年七月起，納入一百零六年規劃，於110年完成，有123年的歷史|0649 2017-07/.. 2017 2021 P123Y
	从5号到8号，他于5号去，5号下午见|2024-06-05/2024-06-08 2024-06-05 2024-06-05
	逾期超过三十日的，连续五日|P30D P5D
	乾隆三年十一月初五日，嘉靖元年十一月初六|1738-12-15 1522-12-03
	三天后到，5日本报讯，唯一週末有車|P3D 2024-06-05 2024-06-15/2024-06-16
	E
	values --value=timex3 -r 2024-06-12 <<<'五月上旬，数世纪以来|2024-05 PXCE'
	values -L ja -r 2024-06-12 <<<'5月中旬以降、来月の下旬|2024-05-11/.. 2024-07-21/2024-07-31'
	run -0 extract-dates -r 2024-06-12 <<-'E'
	他写了《百年往事》和《明日之后》。十九年授礼部郎中。二十三年春，四十七年正月。
	二十三年順天府舉人。玉山鐵二日本演員。前天后宫在此，此後天平元年改。
	先天和后天都重要，本次日偏食，五十二点一四二八周，百年学院，谢周三足球队，
	小百日草和千年健开花，六月运动的党，默认 2000，一日八次诵念，一周7天，这一年鉴。
	逢年过节，千载难逢天外客，一年比一年好，千年首脑会议，领导下周密部署。
	用2100颗贝壳，在1200至1500公里内，《1812》，第 6.3.10 节，一号月台，周休二日。
	第一级台阶周一千丈，六号战车，五月一日路。
	定义线程数 > 0 时，年复一年地等，不知是哪一天。五号旗和七号镇都在。
	E
	[ "$output" = '' ] || { echo "$output"; false; }
}

@test "extract-dates: Chinese days before words, days of no such month, sides" {
	values -r 2024-06-12 <<-'E'
	昨日中国队出战，今日美元走强，昨日本港有雨|2024-06-11 2024-06-12 2024-06-11
	于3月5日本院立案，元嘉十九年七月六日圓寂|2024-03-05 0442-07-06
	他自昨天至5日休假，每天晚饭后散步|2024-06-11/2024-07-05 P1D
	1937年（民国二十六年）7月7日，早在40至50年代|1937-07-07 194X/195X
	今年最后一天，每天上午9:30开门|2024-12-31 XXXX-XX-XXT09:30
	下周三、周四见，前三季度增长|2024-06-19 2024-06-20 2023-33/2023-35
	2014年5月的最后一个周末，2013年11月至2月5日|2014-05-31/2014-06-01 2013-11/2014-02-05
	2014年12月28日至3日，从29日到2016年1月2日|2014-12-28/2015-01-03 2015-12-29/2016-01-02
	E
	values -r 2024-06-12 <<<'他31日来过。会议将于31日再开|2024-05-31 2024-07-31'
	values -r 2024-06-12 <<<'We met on the 31st.|2024-05-31'
	values -r 2024-10-12 <<<'上半年产量比去年同期增长|2024-40 2023-40'
	run -0 extract-dates -r 2024-06-12 <<-'E'
	阐明日本的立场，当今日本社会，与同日本签约，今日本で流行。
	E
	[ "$output" = '' ] || { echo "$output"; false; }
}

@test "extract-dates: function words tell the language of a passage" {
	values -r 2024-03-13 <<-'E'
	Das Büro bleibt am Dienstag zu und wir sehen uns nächsten Samstag.|2024-03-12 2024-03-16
	Het loket is dicht, wij zien u volgende week zaterdag weer.|2024-03-23
	Minister powiedział we wtorek, że to nie jest koniec.|2024-03-12
	Ministr v úterý oznámil, že se nic nezmění.|2024-03-12
	Ministeren oplyste tirsdag, at der ikke er penge til det.|2024-03-12
	Statsråden var her tirsdag, men hun sa ikke noe om det.|2024-03-12
	A miniszter kedden azt mondta, hogy ez nem a vége.|2024-03-12
	Bộ trưởng nói hôm thứ Ba rằng không có gì thay đổi cho người dân.|2024-03-12
	Bakan salı günü bu konuda çok şey söyledi ve gitti.|2024-03-12
	Hun var med fra 1999 og har siden vært leder for det hele.|1999
	Toplantı 5 Nisan 2010 tarihinde bu konuda ve çok daha sonra yapıldı.|2010-04-05
	They met on 5 Nisan 5780, and 5 av 1990 is no date.|2020-03-30
	To je nov dokument, ki se bo pokazal vsem, in ni več nov, ko ga kdo odpre.|
	Jan, co nie jest to nie, a już na pewno nie jest tak, jak się o tym mówi. Jan.|
	E
}

@test "extract-dates: languages of the passage, in other scripts as well" {
	values -r 2024-03-13 <<-'E'
	Minister v utorok oznámil, že sa nič nezmení a tak to je aj pre nich.|2024-03-12
	Министърът каза във вторник, че преди три години това е било така.|2024-03-12 2021
	Министар је у уторак рекао да је то било пре три године и да ће остати.|2024-03-12 2021
	Міністр сказав у вівторок, що за три години все буде так само.|2024-03-12 PT3H
	Министр сказал во вторник, что три года назад этого не было.|2024-03-12 2021
	Minister ütles teisipäeval, et see on nii ja ka teisi ei ole.|2024-03-12
	Ministrs otrdien sacīja, ka tas ir tā un ka citu nav.|2024-03-12
	Ministras antradienį sakė, kad tai yra taip ir kad kitų nėra.|2024-03-12
	El ministre va dir dimarts que no hi ha res de nou i que és així.|2024-03-12
	O ministro dixo o martes que non hai nada máis e que xa foi así.|2024-03-12
	Ministroak asteartean esan zuen ez dela beste ezer eta hori egin dute.|2024-03-12
	وزیر نے منگل کو کہا کہ یہ نہیں ہے اور اس میں کچھ بھی نہیں۔|2024-03-12
	او پیر و خسته است و هر سال از آنجا می‌گذرد.|P1Y
	E
}

@test "extract-dates: Chinese notices, contracts, timetables" {
	values --value=timex3 -r 2024-06-12 <<-'E'
	乙方应于每月五日前付款，每年三月十二日植树|XXXX-XX-05 XXXX-03-12
	租期自2023年1月1日起至2025年12月31日止，自2023年9月至2026年8月止|2023-01-01/2025-12-31 2023-09/2026-08
	定于6月18日（周二）14:00至16:30举行。上午9时至下午5时开放|2024-06-18T14:00/2024-06-18T16:30 2024-06-12T09:00/2024-06-12T17:00
	周一至周五9:00-17:30。下午2点到4点|2024-06-10/2024-06-14 2024-06-12T09:00/2024-06-12T17:30 2024-06-12T14:00/2024-06-12T16:00
	週一至五開放，收到后十个工作日内付款|2024-06-10/2024-06-14 P10D
	總統府今（12）日表示，昨(11)日公布|2024-06-12 2024-06-11
	预计周五登陆，颱風預計週六遠離|2024-06-14 2024-06-15
	昨晚八点半。三点一刻，练了一个多月，住了两个半月，等了一刻钟|2024-06-11T20:30 2024-06-12T03:15 P1M P2.5M PT15M
	要到月底才来，年底前完工，上周末下雪|2024-06 ../2024 2024-W23-WE
	这周末、今夏、双十节、光棍节|2024-W24-WE 2024-SU 2024-10-10 2023-11-11
	她1962年生于山村，六二年生人|1962 1962
	厂子年产十万吨，1997年产量大增，历年产量|P1Y 1997
	截至2024年3月末，较年初下降，送达后三十日，今夜到明天|2024-03 2024 P30D 2024-06-12TNI/2024-06-13
	改期至8月17、18日，7月31日（三）下午五時止，一到周一就困|2024-08-17 2024-08-18 2024-07-31T17:00 2024-06-10
	诞生于9至10世纪，用时2小时15分30秒|08/09 PT2H15M30S
	炼油、年产十万吨，2024财年第一季度，天宝十四载|P1Y 2024-Q1 0755
	逢周五休息，每两年一次，每隔4日|XXXX-WXX-5 P2Y P4D
	前晚8时，昨午3时。夜里12时，晚上七点|2024-06-10T20:00 2024-06-11T15:00 2024-06-12T24:00 2024-06-12T19:00
	二○○一年第四季，在72年参演，半个多世纪|2001-Q4 1972 P50Y
	順治十六年己亥六月二十三日，一周五个工作日，时间仅有七日|1659-08-10 P1W P5D P7D
	每周一至周六开放，展期02/10至02/16止，昨(6/11)日、昨天（6月10日）|XXXX-WXX-1/XXXX-WXX-6 2024-02-10/2024-02-16 2024-06-11 2024-06-10
	前5月出口增长，“五一”假期，每两月一次，12日至下月6日，113年第1季|2024-01/2024-05 2024-05-01 P2M 2024-06-12/2024-07-06 2024-Q1
	支付2023年10月16日至2024年3月15日期间工资，去世前19天，今年前三个月|2023-10-16/2024-03-15 P19D 2024-01/2024-03
	平均轮候5.1年，今日（六月十日）发言，2014/15年度落成|P5.1Y 2024-06-10 2014/2015
	今年前半年，去年后半年，首季度，今年一季度末|2024-H1 2023-H2 2024-Q1 2024-Q1
	三四十年代，2023年三天，1996年他来了，同年没下雨|193 2023 P3D 1996 1996
	E
	run -0 extract-dates -j <<<'{"text":"一至十月","date":"2015-11-30"}'
	[ "$(jq -c '[.dates[0].parts[] | .text, .value]' <<<"$output")" = '["一","2015-01","十月","2015-10"]' ]
}

@test "extract-dates: in Chinese, Japanese and Korean a year goes on to the next months" {
	values --value=timex3 -r 2016-04-13 <<-'E'
	渡船2012年3月1日下水，5月2日首航。12月停运，次年3月复航|2012-03-01 2012-05-02 2012-12 2013-03
	粮仓1984年3月动工，同年9月封顶，10月8日装粮|1984-03 1984-09 1984-10-08
	去年3月开馆，5月闭馆。今年4月10日重开|2015-03 2015-05 2016-04-10
	渡口于2013年关闭。4月10日，镇里宣布重开|2013 2016-04-10
	2013年10月关闭的渡口将于6月重开|2013-10 2016-06
	2019年的工期如下：3月打桩，11月1日至9日吊装|2019 2019-03 2019-11-01/2019-11-09
	2012年3月に開館し、5月に休館した|2012-03 2012-05
	그 나루는 2012년 3월에 열고 5월 2일에 닫았다|2012-03 2012-05-02
	E
	run -0 extract-dates -r 2016-04-13 <<<$'该仓建于2012年3月。\n5月2日开会。'
	[[ "$output" == *2016-05-02* ]]
	# a year that is a line heads the lines behind it
	run -0 extract-dates -r 2016-04-13 <<<$'1985年\n\n3月，渡口重开。5月2日停航。\n\n12月5日，建桥。\n\n民国18年（1929）\n\n6月，设校。'
	[ "$(cut -f4 <<<"$output" | paste -sd' ' -)" = '1985 1985-03 1985-05-02 1985-12-05 1929 1929 1929-06' ]
}

@test "extract-dates: verbs of many languages tell what is to come" {
	values_in -r 2024-03-13 <<-'E'
	es|La biblioteca abrirá el 1 de septiembre.|2024-09-01
	ko|나루터는 9월 1일에 문을 열 예정이라고 3일 밝혔다.|2024-09-01 2024-03-03
	ko|나루터는 9월 1일에 문을 닫았다. 입주 2017가구.|2023-09-01
	ko|그림(3월 20일∼4월 8일), 글씨(4월 10일까지), 도자(11일까지), 500여 년|2024-03-20/2024-04-08 ../2024-04-10 ../2024-04-11 P500Y
	ko|오전 9시부터 오후 5시까지 개방한다.|2024-03-13T09:00/2024-03-13T17:00
	ja|渡し場は9月1日に開館する予定だと3日に発表した。|2024-09-01 2024-03-03
	ja|渡し場は9月1日に閉館しました。|2023-09-01
	es|La biblioteca abrió el 1 de septiembre.|2023-09-01
	pt|A biblioteca abrirá a 1 de setembro.|2024-09-01
	fr|La piscine fermera le 1er septembre.|2024-09-01
	it|La piscina chiuderà il 1° settembre.|2024-09-01
	de|Die Regelung tritt am 1. September in Kraft.|2024-09-01
	de|Am 1. September beginnt die Schule.|2024-09-01
	pl|Basen zostanie otwarty 1 września, a był zamknięty 2 września.|2024-09-01 2023-09-02
	cs|Bazén začne fungovat 1. září.|2024-09-01
	ro|Piscina va fi deschisă la 1 septembrie.|2024-09-01
	el|Η πισίνα θα ανοίξει την 1η Σεπτεμβρίου.|2024-09-01
	hu|A medence szeptember 1-jén lesz nyitva, szeptember 2-án volt zárva.|2024-09-01 2023-09-02
	da|Loven træder i kraft den 1. september.|2024-09-01
	nb|Loven trer i kraft 1. september.|2024-09-01
	sv|Lagen träder i kraft den 1 september.|2024-09-01
	fi|Laki tulee voimaan 1. syyskuuta.|2024-09-01
	tr|Havuz 1 Eylül'de açılacak.|2024-09-01
	tr|Salı günü yaptığı konuşmada havuzun açılacağını söyledi.|2024-03-12
	hi|पुस्तकालय 1 सितंबर को खुलेगा।|2024-09-01
	hi|पुस्तकालय 1 सितंबर को खुला था।|2023-09-01
	vi|Thư viện sẽ mở ngày 1 tháng 9.|2024-09-01
	id|Perpustakaan akan dibuka 1 September.|2024-09-01
	he|הספרייה תיפתח ב-1 בספטמבר.|2024-09-01
	uk|Закон набуде чинності 1 вересня.|2024-09-01
	E
}

@test "extract-dates: languages that had names of months alone" {
	values_in --value=timex3 -r 2024-03-13 <<-'E'
	fi|Ministeri kertoi tiistaina, että juna lähtee huomenna klo 9.00.|2024-03-12 2024-03-14T09:00
	fi|Kolme viikkoa sitten, elokuussa 1968, 1960-luvulla.|2024-W08 1968-08 196
	id|Menteri mengatakan pada hari Selasa, minggu lalu, tanggal 5.|2024-03-12 2024-W10 2024-03-05
	id|Tiga minggu yang lalu, pada tahun 1960-an, besok pukul 09.00.|2024-W08 196 2024-03-14T09:00
	he|השר הודיע ביום שלישי, לפני שלושה שבועות.|2024-03-12 2024-W08
	he|ניפגש בשבת הבאה או מחר בבוקר, ולא בשנת 2012.|2024-03-16 2024-03-14TMO 2012
	fa|وزیر روز سه‌شنبه گفت سه هفته پیش بود.|2024-03-12 2024-W08
	fa|در خرداد ۱۳۸۸ و ۹ آبان.|2009-05 2023-10-31
	th|พบกันวันเสาร์หน้า ตั้งแต่วันที่ 3 กุมภาพันธ์ พ.ศ. 2530|2024-03-16 1987-02-03
	th|ใน พ.ศ. 2562 และปี 2475|2019 1932
	bn|তিন সপ্তাহ আগে, ১৯৮৭ সালের ৩ ফেব্রুয়ারি, প্রতি শনিবার।|2024-W08 1987-02-03 XXXX-WXX-6
	E
	values_in --value=timex3 -r 2024-03-13 <<-'E'
	fa|آب سرد و مرد جوان|
	he|על סדר היום|
	id|satu sel kosong|
	ar|اشترى سيارة نيسان ويعمل ثلاث مرات في اليوم الواحد|
	E
}

@test "extract-dates: clocks, weekdays that come again and years in words, in many languages" {
	values_in --value=timex3 -r 2015-11-30 <<-'E'
	fr|Ouvert de 9h à 12h30, tous les samedis matin.|2015-11-30T09:00/2015-11-30T12:30 XXXX-WXX-6TMO
	fr|le douze février mille huit cent trente-deux|1832-02-12
	es|Abre entre las 8 y las 11:30 y todos los sábados.|2015-11-30T08:00/2015-11-30T11:30 XXXX-WXX-6
	es|Nos vemos a las ocho y media de la tarde.|2015-11-30T20:30
	pt|todas as segundas-feiras, em maio de mil novecentos e oitenta e dois|XXXX-WXX-1 1982-05
	it|tutti i sabati; alle otto e mezza di sera|XXXX-WXX-6 2015-11-30T20:30
	de|geöffnet 9 bis 12.30 Uhr, halb neun abends|2015-11-30T09:00/2015-11-30T12:30 2015-11-30T20:30
	nl|van 9.00 tot 12.30 uur, om half negen 's avonds|2015-11-30T09:00/2015-11-30T12:30 2015-11-30T20:30
	da|kl. 9.00-12.30, klokken halv ni om aftenen|2015-11-30T09:00/2015-11-30T12:30 2015-11-30T20:30
	pl|godz. 9:00-12:30, o wpół do dziewiątej wieczorem|2015-11-30T09:00/2015-11-30T12:30 2015-11-30T20:30
	cs|9:00-12:30, v půl deváté večer|2015-11-30T09:00/2015-11-30T12:30 2015-11-30T20:30
	ru|завтра с 9:00 до 12:30; в половине девятого вечера|2015-12-01T09:00/2015-12-01T12:30 2015-11-30T20:30
	vi|lúc 9 giờ 30, tám giờ rưỡi tối|2015-11-30T09:30 2015-11-30T20:30
	tr|bir Mart 2008|2008-03-01
	fr|le 18 et le 19 juin|2015-06-18 2015-06-19
	es|los días 18 y 19 de junio de 2014, el día 5 de mayo|2014-06-18 2014-06-19 2015-05-05
	de|am 18. und 19. Juni|2015-06-18 2015-06-19
	tr|18 ve 19 Haziran|2015-06-18 2015-06-19
	ko|3일 이내에 답하세요|P3D
	pt|O ministro afirmou nesta sexta que o país vai bem.|2015-11-27
	pt|O jogo será nesta sexta.|2015-12-04
	E
}

@test "extract-dates: a month before a name is a month where words ask for one" {
	values_in -r 2015-11-30 <<-'E'
	en|In April Jones said no. The June Report and June CPI came.|2015-04 2015-06 2015-06
	de|Im August Meyer zu fragen; August Meyer kam.|2015-08
	sv|I augusti kom August Berg.|2015-08
	E
}

@test "extract-dates: the day of a law is of the year in its number" {
	values_in -r 2015-11-30 <<-'E'
	es|La Ley 9/1996, de 14 de junio, sigue vigente.|1996-06-14
	pt|O Decreto-Lei n.º 31/2004, de 9 de julho, foi alterado.|2004-07-09
	pt|O Decreto-Lei 512/83, de 9 de julho, e a Lei 6/96 de 4 de maio.|1983-07-09 1996-05-04
	ca|La Llei 3/1998, d'11 de maig, encara és vigent.|1998-05-11
	ru|Закон № 17/2006 от 4 апреля изменён.|2006-04-04
	en|Law 21/2007 of 2 August was repealed.|2007-08-02
	E
}

@test "extract-dates: a day goes on with the year of the day before it" {
	values -r 2015-11-30 <<-'E'
	The mill burned on May 3, 2009. It opened again on August 20.|2009-05-03 2009-08-20
	It burned on May 3, 2009, was sold in 2012 and opened on August 20.|2009-05-03 2012 2015-08-20
	It burned on May 3, 2009. The board met on November 12.|2009-05-03 2015-11-12
	Officials agreed Tuesday they want a new mill.|2015-11-24
	E
	# where some date of the prose is the only reference
	run -0 bash -c 'extract-dates | cut -f4 | paste -sd" " -' <<-'E'
	Plans for the mill, which had long been wanted by all in the valley, were
	at last shown on March 30, 1973.

	June 2 the miller moved out.

	It burned on August 13.
	E
	[ "$output" = "1973-03-30 1973-06-02 1973-08-13" ]
	values_in -r 2015-11-30 <<-'E'
	de|Am 3. Mai 2009 brannte die Mühle, am 20. August stand sie wieder.|2009-05-03 2009-08-20
	fr|Le moulin a brûlé le 3 mai 2009. Il a rouvert le 20 août.|2009-05-03 2009-08-20
	E
}

@test "extract-dates: a year of two digits behind a month's name" {
	values_in -r 2015-11-30 <<-'E'
	en|Date: Fri, 9 Aug 96 12:00:00; Aug. 3, 98 and 9 Aug 05; in June 88 he came|1996-08-09T12:00:00 1998-08-03 2005-08-09 1988-06
	en|On 9 Aug 96 people came, and in June 88 men left.|2015-08-09 2015-06
	fr|Le 9 août 96 fut froid; le 9 août 96 personnes vinrent.|1996-08-09 1996-08-09
	es|El 9 de agosto del 96 hubo lluvia.|1996-08-09
	sv|Den 9 augusti 96 kom han.|1996-08-09
	de|Am 9. August 12 kam er; am 9. August 12 Menschen da.|2012-08-09 2012-08-09
	ru|Это было 9 августа 96 года; 9 августа 96 человек пришли.|1996-08-09 1996-08-09
	E
}

@test "extract-dates: months of other calendars as they are spelled" {
	values_in <<-'E'
	en|5 Tishrei 5780; Tishri 5, 5780; 14 Adar II 5784; 1 Dhu al-Hijjah 1440|2019-10-04 2019-10-04 2024-03-24 2019-08-03
	fr|Le 15 nissan 5780, et en ramadan 1441.|2020-04-09 2020-04
	de|Am 5. Tischri 5780; er kaufte 10 mehr 1999.|2019-10-04 1999
	es|El 5 de Tishrei de 5780.|2019-10-04
	sv|De valde 5 av 12 frågor.|
	E
}

@test "extract-dates: weekdays behind one that comes again come again" {
	values_in -r 2015-11-30 --value=timex3 <<-'E'
	en|every Monday, Wednesday and Friday at noon; every Monday. Tuesday came.|XXXX-WXX-1 XXXX-WXX-3 XXXX-WXX-5T12:00 XXXX-WXX-1 2015-11-24
	es|Abre todos los martes y jueves.|XXXX-WXX-2 XXXX-WXX-4
	de|Jeden Montag, Mittwoch und Freitag um 9 Uhr.|XXXX-WXX-1 XXXX-WXX-3 XXXX-WXX-5T09:00
	ru|Каждый вторник и четверг; он пришёл в среду.|XXXX-WXX-2 XXXX-WXX-4 2015-11-25
	zh|每周二和周四开会，周五休息。|XXXX-WXX-2 XXXX-WXX-4 2015-11-27
	ko|매주 화요일과 목요일에 연다.|XXXX-WXX-2 XXXX-WXX-4
	tr|Her salı ve perşembe açık.|XXXX-WXX-2 XXXX-WXX-4
	E
}

@test "extract-dates: what the members of a list or a range share" {
	values_in -r 2018-05-29 --value=timex3 <<-'E'
	en|It rained in January, February and March 2014.|2014-01 2014-02 2014-03
	de|Ende Juli, Anfang August und Mitte November 2019.|2019-07 2019-08 2019-11
	es|Los días 4, 5 y 6 de octubre no habrá servicio.|2018-10-04 2018-10-05 2018-10-06
	de|Am 4., 5. und 6. Oktober ist geschlossen.|2017-10-04 2017-10-05 2017-10-06
	en|from this May to October 2020|2018-05/2020-10
	es|de enero a junio del año pasado|2017-01/2017-06
	fr|du premier et du deuxième trimestre 2018|2018-Q1 2018-Q2
	es|en los siglos XVI y XVII|15 16
	E
}

@test "extract-dates: what counts from a day, and when it is a length" {
	values_in -r 2018-05-29 --value=timex3 <<-'E'
	es|Dos semanas antes de Navidad; dos semanas y media antes de Navidad.|2018-12-11 P2.5W 2018-12-25
	fr|Deux semaines avant Noël, et trois ans après la guerre.|2017-12-11 P3Y
	es|Volveré en dos semanas. Lo hizo en dos semanas.|2018-06-12 P2W
	es|Estará listo en más de dos semanas.|P2W
	ru|Через три года он вернулся.|P3Y
	ru|Закон вступит в силу через две недели.|2018-06-12
	hi|बैठक कल होगी। वह कल आया था।|2018-05-30 2018-05-28
	de|In den vergangenen sechs Monaten war es kalt.|P6M
	E
	echo 'In den letzten Wochen' | extract-dates -L de | grep -q '	den letzten Wochen$'
}

@test "extract-dates: the clock of a day, and days by numbers behind an article" {
	values_in -r 2018-05-29 --value=timex3 <<-'E'
	de|Gestern Nachmittag gegen 15 Uhr; seit dem 1.1.2005.|2018-05-28T15:00 2005-01-01
	fr|Le cinq février à neuf heures et quart.|2018-02-05T09:15
	fr|Ce week-end, à partir de 20 heures.|2018-W22-WE
	fr|Du mardi au dimanche, de 10 h à 18 h 30.|2018-05-29/2018-06-03 2018-05-29T10:00/2018-05-29T18:30
	pt|Na segunda onda veio a crise; na segunda, o governo caiu.|2018-05-28
	uk|Протягом перших шести місяців 1942 року.|1942-01/1942-06
	E
}

@test "extract-dates: a label of one language is a word of another" {
	values -r 2015-11-30 <<-'E'
	O prazo terminou no final de junho, e o outro no 2 de outubro.|2015-06 2015-10-02
	Le train de la ville part à huit heures, dit-elle.|2015-11-30T08:00:00
	The doctor came last October, and a friend of Don on Monday.|2015-10 2015-11-30
	E
}

@test "extract-dates: an article is no first of the month" {
	values_in -r 2024-03-13 <<-'E'
	fr|C'était un mai 2011 pluvieux, et le vingt et un mai 2012 aussi.|2011-05 2012-05-21
	es|Fue un abril 2011 lluvioso, y fue el uno de mayo.|2011-04 2023-05-01
	it|Era un maggio 2011 piovoso.|2011-05
	E
}

@test "extract-dates: days of the month in lists, with clocks, and that come again" {
	values -r 2026-03-03 <<-'E'
	We will meet on the 5th and 6th of May.|2026-05-05 2026-05-06
	Open on the 10th and on the 24th of December.|2025-12-10 2025-12-24
	We were closed on the 24th, 25th and 26th of December.|2025-12-24 2025-12-25 2025-12-26
	We were closed on the 17th, the 24th and the 31st of December.|2025-12-17 2025-12-24 2025-12-31
	From the 3rd to the 5th and from the 10th to the 12th of May.|2026-05-03/2026-05-05 2026-05-10/2026-05-12
	3–5, 10–12 and 17–19 June|2026-06-03/2026-06-05 2026-06-10/2026-06-12 2026-06-17/2026-06-19
	It is due on the 19th at 2 p.m.|2026-03-19T14:00:00
	The hearing is then on the 19th at 2 p.m.|2026-03-19T14:00:00
	It ended on the 19th at 2 p.m.|2026-02-19T14:00:00
	Sat 7 Mar, 2.30pm & 8pm; half past seven in the evening|2026-03-07T14:30:00 2026-03-07T20:00:00 2026-03-03T19:30:00
	Every first Monday of the month at 19:00 in the hall.|XXXX-WXX-1T19:00
	The first and third Thursdays of each month|XXXX-WXX-4
	On or before the 15th day of each calendar month|XXXX-XX-15
	on the night of 9-10 November 1938, on 8/9 May 1945|1938-11-09 1945-05-08/1945-05-09
	Born 12.iv.1957; 19 th March 2014; March 19 th, 2014|1957-04-12 2014-03-19 2014-03-19
	2014-date, 1848, Feb. 22-24|2014/.. 1848-02-22/1848-02-24
	in 3/4 of the cases, 1/2 cup of milk and 3/4 tsp|
	It ended at 11:59:59 PM.|2026-03-03T23:59:59
	The 1st and 3rd Tuesday of each month, on Monday and Tuesday, 9 and 10 March|XXXX-WXX-2 2026-03-09 2026-03-09 2026-03-10
	Mon-Thu 8.30am - 5.30pm; Fri 8.30am - 4pm; ten past nine|2026-03-02/2026-03-05 2026-03-03T08:30/2026-03-03T17:30 2026-02-27T08:30/2026-02-27T16:00 2026-03-03T09:10:00
	held on Wed., 4th Feb. at 7.30 in the evening; panel, ca. 1620/25|2026-02-04T19:30:00 1620/1625
	E
	values_in -r 2026-03-03 <<-'E'
	de|Es ist am 19. um 14 Uhr fällig.|2026-03-19T14:00:00
	de|Es ist am 19. fällig, nach dem 3. Platz am 2. großen Tag.|2026-02-19
	de|Vom 3. bis 5. und vom 10. bis 12. Mai ist geschlossen.|2026-05-03/2026-05-05 2026-05-10/2026-05-12
	de|Am 10. und am 24. Dezember trafen wir uns.|2025-12-10 2025-12-24
	de|Mo–Fr 9–17 Uhr|2026-03-02/2026-03-06 2026-03-03T09:00/2026-03-03T17:00
	de|Wir fahren morgen früh um acht.|2026-03-04T08:00:00
	fr|C'est pour le 19 à 14 h, ou après-demain.|2026-03-19T14:00:00 2026-03-05
	fr|Tous les premiers lundis du mois, le premier lundi de chaque mois à 20 heures|XXXX-WXX-1 XXXX-WXX-1T20:00
	fr|le 1er et le 15 de chaque mois, entre le 9 et le 12 mars|XXXX-XX-15 2026-03-09/2026-03-12
	fr|Du 3 au 5 et du 10 au 12 mai, la rue sera fermée.|2026-05-03/2026-05-05 2026-05-10/2026-05-12
	es|Vence el 19 a las 14 h y se aplaza al día 20.|2026-03-19T14:00:00 2026-03-20
	es|cada primer lunes de mes|XXXX-WXX-1
	it|La riunione è il 19 alle 14, il primo lunedì di ogni mese.|2026-03-19T14:00:00 XXXX-WXX-1
	pt|O prazo termina no dia 2 de abril às 14 h.|2026-04-02T14:00:00
	nl|Het is op de 19e om 14 uur.|2026-03-19T14:00:00
	sv|Den 3–5 och den 10–12 maj är gatan avstängd.|2026-05-03/2026-05-05 2026-05-10/2026-05-12
	ru|Сдать 19-го в 14 часов, утром 13 марта 2014 года|2026-03-19T14:00:00 2014-03-13
	uk|Щовівторка збори.|XXXX-WXX-2
	pl|Spotkanie we wtorek 10 marca o godz. 18.30.|2026-03-10T18:30:00
	tr|Her ayın ilk pazartesi günü|XXXX-WXX-1
	hi|मंगलवार, 10 मार्च को शाम 6:30 बजे बैठक होगी।|2026-03-10T18:30:00
	E
	run -0 extract-dates -r 2026-03-03 <<<'We will meet on the 5th and 6th of May.'
	[[ $output == *$'28\t38\t'* ]]
	# without -L a foreign day of the month is as long as in its language
	run -0 extract-dates -r 2026-03-03 <<<'3 Mart 2026 tarihinde'
	[[ $output == *$'\t2026-03-03\t'* ]]
}

@test "extract-dates: what only looks like a date" {
	run -0 extract-dates -r 2015-11-30 <<-'E'
	See pp. 19-38, Vol. 12, No. 4, and page 2011.
	He may come; Mrs May and a long march; they sat in the sun.
	Version 2.10.3 of the tool costs $1995 or 15%.
	Call 030-2019-1107, ISBN 978-3-16-148410-0, flight 2015.
	It is 10 km away; 1,984 people; 1800 rpm; 3/4 of it; 24/7.
	Ratio 12/5/500/0.35 of #2014 in room 1812.
	这体现在工作中，光明日报说明日益重要，日本队。
	This may be; he stole a march on Time; at the last minute; how many years; Del Mar.
	Of his eighteen hundred he kept sixteen hundred; a quarter mile.
	She was player of the year; this august body; so many days; let us call it a day.
	It ran sixty miles an hour; JPEG 2000; RFC 2047; three-quarters of it.
	Mr. August nodded to Mrs April; Herr Sonntag und Frau Mai waren da.
	April Jones met June Carter; August II, here April Ilves sat.
	August Bebel kam; 1500 € dafür; les numéros seize et cinquante-deux.
	Rund 2000 Stellen; unos 2000 soldados; 2000 personnes; 三角洲四号火箭。
	第 12 期，第 1990 页，共 2000 人，第三次，5G。
	约占1/3到2/3，1/3-1/2的人；第1-3年租金；주5일 근무.
	湖的四周都是山；三號艦與7号线；下午的兒童節目；一時傳為佳話；六年級的學生。
	总有一天会明白；一日两餐；二年改为县；第一季的剧情；公主誕生；复活节岛。
	E
	[ "$output" = '' ] || { echo "$output"; false; }
}

@test "extract-dates: a month that is also a word of other languages" {
	run extract-dates --reference=2021-03-12 <<<"Anfang Mai kam er nach Hause und blieb dort, bis die Ernte zu Ende war."
	[ "$output" = "0	10	DATE	2021-05	Anfang Mai" ]
	run extract-dates --reference=2021-03-12 <<<"Le conseil de la ville se réunit depuis mai dans la grande salle."
	[ "$output" = "40	43	DATE	2021-05	mai" ]
	run extract-dates --reference=2021-03-12 <<<"Non ha mai detto che la casa era sua."
	[ -z "$output" ]
	run extract-dates --reference=2021-03-12 <<<"Casa este mai mare decât cea de mai sus, iar el a mai venit și mai târziu."
	[ -z "$output" ]
}

@test "extract-dates: what only looks like a date, in other languages" {
	local lang line got bad=0
	while IFS='|' read -r lang line; do
		got=$(extract-dates -L "$lang" -r 2015-11-30 <<<"$line")
		[ "$got" = '' ] || { echo "$lang: $got"; bad=1; }
	done <<-'E'
	es|El alcalde Domingo Ferrer y Julio de Castro viven en la calle 2 de mayo.
	es|Algún día hablaremos de mi próximo viaje y de mi pasado.
	fr|Il habite au numéro sept. Elle loge place du 8 mai et rue Janvier.
	fr|L'ascension du sommet fut longue; le maréchal Juin et les gens du Midi au deux mille neuf route de Lyon.
	ru|Наследник Цезаря, Август предпочёл мир, как и Весна, дочь Зимы.
	ko|다음 해장국을 먹고 1백 20일 이상 쉬었다.
	pl|To dzień bez słońca.
	ar|يا من غدا حائرا
	fr|Le lendemain de la fête, tout changea du jour au lendemain.
	pt|Um dia ele voltou à sua terra natal, na avenida 9 de julho.
	it|Un giorno tornò all'ora in cui tutti dormivano, in via 20 settembre.
	de|Er las Karl May; sie wohnt an der Straße des 17. Juni und isst Mais.
	nl|De ruiter Wout-Jan won; zie paragraaf 6.3.10 en versie 2.5.12.
	sv|En dag kom hon hem; det var kväll. Hur många dygn blir det?
	tr|Bir gün eve geldi; bir aralık baktı; geçerli aralık ve 1500 kişi.
	ar|قابلته في أحد الأيام
	hi|शांति मार्च निकाला
	ko|선택한 달력과 동일한 해상도, 제한 시간
	fr|Jean-Noël habite rue du vingtième siècle, au numéro deux cent sept.
	es|Un mar interior rodea la isla de Pascua; julio César la vio en 10s.
	fr|Le sanglier pèse deux mille sept grammes à Saint-Étienne-du-Bois.
	ja|2年3組の生徒が3時の方向に二分割する。三分咲きの桜、入社五年目、四分円。
	ja|四年生は良い一日をすごす。cron.{daily,weekly} に置く。
	ko|10분의 1, 1주년, 7시스템, 1220~1221원, 매달릴 수밖에 없다, 구매일자, 사분면과 4분면
	tr|Bu yazı tipi ve bu aralık 300 ms sürer; aralık 1, aralık 2.
	ar|هذا أحد كتبه المفضلة
	sv|I vår värld är det så.
	uk|Загинуло майже 1500 солдатів і 2000 чоловік.
	es|Cantó el tenor Plácido Domingo; las carreras son de cien, 2000 y 3000 metros.
	de|Sie waren alle so müde.
	nl|Als dit zo blijft, doen wij deze zo snel.
	ru|Команда победила 3:1 (21:25, 25:22, 25:17).
	E
	[ "$bad" = 0 ]
}

@test "extract-dates: the order of day and month is learnt" {
	values <<-'E'
	03/04/2015 and 25/12/2014|2015-04-03 2014-12-25
	03/04/2015 and 12/25/2014|2015-03-04 2014-12-25
	50/6/2018|
	La casa fu venduta il 03/04/2015 e poi la lasciarono.|2015-04-03
	Он родился 03/04/2015 в деревне.|2015-04-03
	They met on 03/04/2015 and that was the end of it.|2015-03-04
	Seen on 03.04.2015 there.|2015-04-03
	E
	# English: dates in words, else domains and spelling
	values_in <<-'E'
	en|Posted 11/01/2012. The council met on 9 January 2012 and rose.|2012-01-11 2012-01-09
	en|Posted 11/01/2012. The council met on January 9, 2012 and rose.|2012-11-01 2012-01-09
	en|The library in the town centre opens on 03/04/2015.|2015-04-03
	en|The library in the business center opens on 03/04/2015.|2015-03-04
	en|See ferries.example.co.uk for those of 11/01/2012.|2012-11-01
	en|See ferries.example.co.uk or trams.example.ie for those of 11/01/2012.|2012-01-11
	en,zh|They met on 03/04/2015.|2015-03-04
	en-US|The library in the town centre opens on 03/04/2015.|2015-03-04
	E
	values <<<'The library, once a theatre, was shut on 03/04/2015, and it cost £9.|2015-04-03'
	values --order=dmy <<<'03/04/2015|2015-04-03'
	values -L en-GB <<<'03/04/2015|2015-04-03'
	values -L en-US <<<'03/04/2015|2015-03-04'
	# a weekday that only one order has, alone and for the others
	values <<-'E'
	Friday, 8/6/2018 and 7/6/2018|2018-06-08 2018-06-07
	Freitag, 8/6/2018|2018-06-08
	08/06/2018 (Fri)|2018-06-08
	Friday, 8/6/2018 and 6/25/2018|2018-06-08 2018-06-25
	Tuesday, 8/6/2018|2018-08-06
	E
	values -L en-US <<<'Friday, 8/6/2018|2018-06-08'
	values --order=mdy <<<'Friday, 8/6/2018|2018-08-06'
	values -r 2018-06-05 <<<'See you Friday 8/6 at the hall.|2018-06-08'
	values -r 2018-06-05 <<<'See you Friday 8/6, not 6/25/2018.|2018-08-06 2018-06-25'
	values -L hi -r 2018-06-05 <<<'बैठक 8-6 शुक्रवार को|2018-06-08'
}

@test "extract-dates: what a holiday gave its name, and fractions, are no dates" {
	values -r 2018-06-05 <<-'E'
	Christmas trees and Easter eggs, not Christmas.|2017-12-25
	A third came by train, a quarter were driven. It took a quarter.|P3M
	Le sapin de Noël et le père Noël, à Noël.|2017-12-25
	El árbol de Navidad estaba allí en Navidad.|2017-12-25
	クリスマスツリーはクリスマスに|2017-12-25
	轰动一时的“368万天价过路费案”|
	他们看了一次月全食，次月又看流星|
	E
}

@test "extract-dates: telephones, numbers of pages and quantities are no dates" {
	values -r 2018-06-05 <<-'E'
	电话：021-52921234 传真：022-28201031|
	20180101-20181231|2018-01-01/2018-12-31
	It grows at an altitude of 1800 to 2000 metres, from 1990 to 2000.|1990/2000
	Es liegt in 1800 bis 2000 Meter Höhe und kostet 1500-1800 Euro.|
	Il vit entre 1800 et 2000 mètres.|
	Он растёт на высоте 1800–2000 метров.|
	標高1800～2000メートルに分布する。|
	He asks it in article 5 ad 3 and sold over 100 ad groups in 476 AD.|0476
	[75bc709f28] of 75 BC|-0074
	E
	# nor do they tell when a page was written
	values <<-'E'
	http://news.example.com/health/45760313/story.html The mayor spoke on Wednesday.|XXXX-WXX-3
	http://news.example.com/health/20160313/story.html The mayor spoke on Wednesday.|2016-03-09
	E
}

@test "extract-dates: a weekday before the dash of its day is no start" {
	values -r 2018-06-05 <<-'E'
	Friday - June 8, 2018|2018-06-08
	Freitag – 8. Juni 2018|2018-06-08
	周五 - 2018年6月8日|2018-06-08
	星期五-2018-06-08 发布|2018-06-08
	금요일 - 2018년 6월 8일|2018-06-08
	Monday - June 15, 2018|2018-06-04/2018-06-15
	from Friday to June 15, 2018|2018-06-01/2018-06-15
	周一至五开放|2018-06-04/2018-06-08
	礼拜五 - 2018年6月的会议|2018-06-01 2018-06
	E
	values -L hi -r 2018-06-18 <<<'इस शुक्रवार - जून 15|2018-06-15'
}

@test "extract-dates: reference date" {
	values <<<'It was on Friday.|XXXX-WXX-5'
	values <<<'BREMEN, 3 March 2014 - It was on Friday.|2014-03-03 2014-02-28'
	values --future -r 2015-11-30 <<<'on Friday|2015-12-04'
	values -L ru <<<'1 день, 7 дней, 30 дней|P1D P7D P30D'
	values -L es <<<'dos años, un mes y tres días|P2Y1M3D'
	values -L ko -r 2015-11-13 <<<'17일, 26일|2015-11-17 2015-10-26'
	values -r 2015-11-30T01:15 <<<'two hours ago, 20 minutes ago|2015-11-29T23:15:00 2015-11-30T00:55:00'
	values -r 1966-09-13T08:10 <<<'two hours ago, ten hours ago|1966-09-13T06:10:00 1966-09-12T22:10:00'
	values -r 2015-11-30 <<-'E'
	The council will look into Friday's vote.|2015-11-27
	They would stay; the bridge, she predicted Friday, was safe.|2015-11-27
	The prize is to be announced on Friday.|2015-12-04
	The owner could not be reached on Friday.|2015-11-27
	The sale had been planned for Friday.|2015-11-27
	They will sail from the United States Friday.|2015-12-04
	They had sent in their papers by Friday.|2015-11-27
	On Friday, the harbour board will hear them.|2015-12-04
	In January, the mill lost its roof.|2015-01
	E
	run -0 extract-dates -j <<<'{"id":1,"date":"2015-11-30","text":"on Friday"}'
	[[ $output == *'"value":"2015-11-27","edtf":"2015-11-27"}]}' ]]
	# of a record without a date its URL, also an archived one, but not
	# where the text has a dateline
	url=https://web.archive.org/web/20200301000000/https://a.example/2017/0521/b
	run -0 extract-dates -j <<<'{"url":"'$url'","text":"on Friday"}'
	[[ $output == *'"value":"2017-05-19",'* ]]
	run -0 extract-dates -j <<<'{"url":"'$url'","text":"BREMEN, 3 March 2014 - It was on Friday."}'
	[[ $output == *'"value":"2014-02-28",'* ]]
	run -0 extract-dates -j <<<'{"url":"https://a.example/1234/5678/b","text":"on Friday"}'
	[[ $output == *'"value":"XXXX-WXX-5",'* ]]
	run -2 --separate-stderr extract-dates -r 2015-13-01 </dev/null
	[[ $stderr == *'YYYY-MM-DD'* ]]
	values --narrative <<<'In May 1812 he fled. In June he died.|1812-05 1812-06'
	values --narrative -r 2015-11-30 <<<'In May 1812 he fled; in June he died. Today his house is a museum.|1812-05 1812-06 2015-11-30'
	# nothing tells when it was written
	values --value=timex3 <<<'The mill was sold in 2004. Last year it burnt, and two weeks ago it fell down. This year nobody comes.|2004 PAST_REF P-2W XXXX'
	values --value=timex3 <<<'四年半前他离开，四年前也是。|P-4Y6M P-4Y'
	values --value=timex3 <<<'The mill was sold in 2004. Two years earlier it had burnt; by the end of the year it was gone.|2004 2002 2004'
	values --value=timex3 -r 2015 <<<'last year, last week, this month, on Friday, in June|2014 PAST_REF XXXX-XX XXXX-WXX-5 2015-06'
	values --value=timex3 -r 2015-11-30 <<-'E'
	Ann Lund was named as the starter in goal Tuesday.|2015-11-24
	On Tuesday, the keeper of the house, Ola B. Lund III, announced plans to buy it.|2015-11-24
	E
}

@test "extract-dates: the head of a page gives the reference date" {
	local head got bad=0
	while IFS= read -r head; do
		got=$(printf 'A quay is mended\n\n%s\n\nIt was said yesterday, as in June 2021.\n' "$head" |
			extract-dates --value=timex3 | grep yesterday | cut -f4)
		[ "$got" = 2019-03-13 ] || { echo "$head: '$got'"; bad=1; }
	done <<-'E'
	March 14, 2019
	March 14, 2019 / 3:04 PM / 2 years ago
	Thursday, 14 March 2019 15:04 GMT
	Published 09:40, Thursday, March 14, 2019 | Updated 11:05
	Mar. 14, 2019 3:42 PM EDT
	By Ann Lund • March 14, 2019 • 3 min read
	2019-03-14 10:20
	2019-03-14T10:20:00Z
	2019年03月14日 10:20 来源：海港报
	2019-03-14 10:20来源：海港报 【字体：大 中 小】
	Stand: 14.03.2019, 08:46 Uhr
	14. März 2019, 8:46 Uhr
	Publié le 14 mars 2019 à 08h46
	Actualizado el 14 de marzo de 2019 a las 08:46
	Pubblicato il 14 marzo 2019, 08:46
	14/03/2019 às 08h46
	14 марта 2019, 08:46
	2019年3月14日8時46分
	2019년 3월 14일 오전 8시 46분
	LINDMOOR, March 14, 2019 (Gazette) - The quay was empty.
	E
	[ $bad = 0 ]
	got=$(printf '海港报北京3月5日电（记者 王江）他昨天说，2019年1月7日开始。' |
		extract-dates --value=timex3 | cut -f4 | paste -sd,)
	[ "$got" = 2019-03-05,2019-03-04,2019-01-07/.. ]
	got=$(printf 'LINDMOOR, March 5 (Gazette) - He said yesterday that the work on the old quay, for which nobody had found any money in the years of the long drought, began all the same on 7 January 2019.' |
		extract-dates --value=timex3 | cut -f4 | paste -sd,)
	[ "$got" = 2019-03-05,2019-03-04,2019-01-07 ]
	# a sentence says less than a line of its own, a holiday nothing
	got=$(printf '2011年5月3日，两镇签约建桥。\n\n发布时间：2019-03-14\n\n昨天通车。' |
		extract-dates --value=timex3 | cut -f4 | paste -sd,)
	[ "$got" = 2011-05-03,2019-03-14,2019-03-13 ]
	got=$({ printf '现将2019年元旦假期通知如下。\n'; printf '各室遵照执行。%.0s' {1..100}
		printf '\n2月5日前回复。\n\n2030年1月完成。\n\n　　　　2018年12月20日\n'; } |
		extract-dates --value=timex3 | cut -f4 | paste -sd,)
	[ "$got" = 2019-01-01,../2019-02-05,2030-01,2018-12-20 ]
}

@test "extract-dates: the date of a page, behind its menu and its masthead" {
	local menu
	menu=$(printf 'Harbour\nFerries\nBoats for hire\n%.0s' {1..80})
	yesterday() {
		[ "$(extract-dates --value=timex3 | grep yesterday | cut -f4)" = "$1" ]
	}
	printf '%s\n\nBy Ann Lund March 14, 2019\n\nIt was said yesterday; it opens in May 2020.\n\nBo May 2, 2019 - 3:04 pm\n' \
		"$menu" | yesterday 2019-03-13
	printf 'Thursday, March 21, 2019\n\nA quay is mended\n\nMarch 14, 2019 3:42 PM\n\nIt was said yesterday.\n' |
		yesterday 2019-03-13
	printf 'By Ann Lund, March 14, 2019\n\nIt was said yesterday.\n\nBefore:\nJan 2, 2019, 9:33pm\n' |
		yesterday 2019-03-13
	printf 'March 14, 2019\n\nThe chair opened the meeting at 3:30 p.m. and asked whether the minutes of Feb. 13, 2019 were read.\n\nIt was said yesterday.\n' |
		yesterday 2019-03-13
	printf 'The council met behind closed doors on the evening of Thursday, 14 March 2019, when, as was said only yesterday, nobody but the two clerks was there to write down what was said. The quay opens in May 2020.\n' |
		yesterday 2019-03-13
}

@test "extract-dates: clocks from one to another" {
	values -r 2015-11-30 --value=timex3 <<-'E'
	Open from 9 to 11:30 am tomorrow.|2015-12-01T09:00/2015-12-01T11:30
	Thursday, 10 December, from 2 to 4 pm|2015-12-10T14:00/2015-12-10T16:00
	between 9:00 and 10:30 on Tuesday|2015-11-24T09:00/2015-11-24T10:30
	11 to 1pm, 8:00-17:00, noon to 3 pm|2015-11-30T11:00/2015-11-30T13:00 2015-11-30T08:00/2015-11-30T17:00 2015-11-30T12:00/2015-11-30T15:00
	Thurs., 7-9 p.m.|2015-11-26T19:00/2015-11-26T21:00
	They won 3-10:30 before 1:30 p.m. to 4 people.|2015-11-30T10:30 2015-11-30T13:30
	May 5, 9am to May 6, 5pm|2015-05-05T09:00/2015-05-06T17:00
	every Monday at 10:00; closed on Tuesdays|XXXX-WXX-1T10:00 XXXX-WXX-2
	E
}

@test "extract-dates: lengths from a date, and ahead" {
	values -r 2015-11-30 --value=timex3 <<-'E'
	It is due 30 days after March 1, 2014.|2014-03-31
	They met two weeks and three days before Christmas 2014.|2014-12-08
	It rained for two weeks after May 5.|P2W 2015-05-05
	It came two weeks after the vote, two hours after noon.|P2W PT2H 2015-11-30T12:00
	5 business days after Friday; the next business day|2015-12-04 2015-12-01
	We will leave in two months. It was built in two months.|2016-01-30 P2M
	She'll be back in three days, for the first time in three years.|2015-12-03 P3Y
	They will meet in 3-5 days; we shall be done in an hour.|P3D PT1H
	A week from Friday; the Friday after next; in May and June of last year|2015-12-11 2015-12-18 2014-05 2014-06
	between the 9th and the 11th centuries, from the 3rd to the 1st century BC|08/10 BC03/BC01
	for 27 years, 3 months and 5 days|P27Y3M5D
	It is expected to last two weeks, like the last two weeks. Lunch on May 4 at 12.30.|P2W P2W 2015-05-04T12:30
	The 2013 financial year ended on March 31.|2013 2015-03-31
	for two-and-a-half years, over the past decade and a half, a fortnight and a half|P2Y6M P15Y P3W
	three Sundays ago; two Fridays from now; a week ago today|2015-11-15 2015-12-11 2015-11-23
	Send it by Friday. By Friday, it had risen. It was due by Nov. 20.|2015-12-04 2015-11-27 2015-11-20
	on May 4 and 5, but on May 6 and 7 men|2015-05-04 2015-05-05 2015-05-06
	on January 5th, 12th and 19th; on March 1st, 2nd and 3rd floors|2016-01-05 2016-01-12 2016-01-19 2016-03-01
	on 5, 12 and 19 March 2016; 2, 9, 16 and 23 June|2016-03-05 2016-03-12 2016-03-19 2016-06-02 2016-06-09 2016-06-16 2016-06-23
	on January 5, 12, and 19, 2016; on May 4, 5, 6 and 7 men|2016-01-05 2016-01-12 2016-01-19 2016 2016-05-04
	on January 5, 12, and 19, 1956, and May 5, 6 and 7, 1200 people|1956-01-05 1956-01-12 1956-01-19 1956 1956-05-05 1956-05-06 1956-05-07
	It came out on the 17th, on the 18th floor, followed by the 2nd.|2015-11-17
	ninety (90) days, about two weeks, over an hour, a day-long talk|P90D P2W PT1H P1D
	In the year to March it fell; open 24/7; highs in the 70s|2015-03
	The club's 2007-08 season, as in 2011-12; released on 2007-08, in 2007-09, see the 2007-08.txt|2007/2008 2011/2012 2007-08 2007-09 2007-08
	E
}

@test "extract-dates: plans, and what became of them" {
	values -r 2014-05-07 <<-'E'
	The mayor could be home as early as Friday, an aide said.|2014-05-09
	She wants an answer no later than Monday.|2014-05-12
	The call has been moved to Thursday.|2014-05-08
	They do not plan to sell the ship on Friday.|2014-05-09
	The mayor unveiled plans on Friday.|2014-05-02
	A rally planned for Saturday was called off.|2014-05-03
	A rally is planned for Saturday.|2014-05-10
	Until Tuesday, they had not named the driver.|2014-05-06
	Until Tuesday, the museum will be shut.|2014-05-13
	As previously planned, the convoy left on Sunday.|2014-05-04
	The museum will open in July and a second wing is to follow in November.|2014-07 2014-11
	She will be named chief of the northern squadron for a voyage in December.|2014-12
	E
}

@test "extract-dates: plans told behind the date, invitations, timetables" {
	values -r 2024-03-13 --value=timex3 <<-'E'
	On Thursday, the board plans to vote. On Friday, the guests are expected.|2024-03-14 2024-03-15
	On Thursday, the board planned to vote. On Friday, the guests were expected.|2024-03-07 2024-03-08
	The truce was due to expire Friday and had been due to expire Sunday.|2024-03-15 2024-03-10
	Let's talk on Friday. How about Monday? Are you free on Tuesday?|2024-03-15 2024-03-18 2024-03-19
	The hall closes at 8 p.m. Sunday; a rally is set for Monday.|2024-03-17T20:00 2024-03-18
	The rule takes effect in July; the rule took effect in July.|2024-07 2023-07
	We leave in two weeks. They left in two weeks.|2024-03-27 P2W
	The service is Friday; they are leaving on Saturday. He is accused of a theft on Friday.|2024-03-15 2024-03-16 2024-03-08
	They had until Monday and have until Tuesday. The show ran until Sunday.|2024-03-11 2024-03-19 2024-03-10
	He could not be found Friday; the river could rise Friday.|2024-03-08 2024-03-15
	He came on Monday, she leaves for Amman on Saturday, and they fled on Sunday.|2024-03-11 2024-03-16 2024-03-10
	I won't be in on Friday and wasn't in on Sunday; are we still on for Monday?|2024-03-15 2024-03-10 2024-03-18
	A table is booked for Friday; the vote, due on Saturday, was put off.|2024-03-15 2024-03-09
	The bill goes to the upper house Friday. Lunch on Saturday? Thanks for your mail of Sunday.|2024-03-15 2024-03-16 2024-03-10
	Three U.S. ships left for the strait on Saturday. The U.S. Army trains at the U.S. base in May on Saturday.|2024-03-09 2024-05 2024-03-16
	It agrees with a speech given in the capital on Friday; the prize is to be given on Friday.|2024-03-08 2024-03-15
	We have to leave by the 30th.|2024-03-30
	Does Friday at 2 p.m. suit you? Rules to be published in May are ready.|2024-03-15T14:00 2024-05
	E
	values -r 2024-10-16 --value=timex3 <<-'E'
	The fair opened in December; the claim was filed on 20 December.|2023-12 2023-12-20
	In the spring, they will plant; in the spring, they planted.|2025-SP 2024-SP
	E
	values -r 2023-11-20 <<-'E'
	She started in January, and will start in January.|2023-01 2024-01
	The permit runs out in October; the permit ran out in October.|2024-10 2023-10
	E
}

@test "extract-dates: the week of a list, the weekend, seasons ago, hours without a sign" {
	values -r 2023-11-20 --value=timex3 <<-'E'
	We are away Tuesday to Thursday next week, and on Monday and Friday last week.|2023-11-28/2023-11-30 2023-11-13 2023-11-17
	It will be on next Monday or Tuesday or last Friday.|2023-11-27 2023-11-21 2023-11-17
	Rent is due on the 1st and 15th of every month.|XXXX-XX-01 XXXX-XX-15
	The weekend was wet; we will sail over the weekend.|2023-W46-WE 2023-W47-WE
	On Sunday 2 boats came; on Sunday 12 November, 3 came.|2023-11-19 2023-11-12
	Two summers ago it burnt; it burnt three winters ago.|2022-SU 2020-WI
	How about Friday at 10? Let's meet tomorrow at 3.|2023-11-24T10:00 2023-11-21T03:00
	It closed Friday at 18, yesterday at 17; we will meet Friday at 10 Mill Lane.|2023-11-17 2023-11-19 2023-11-24
	It needs 1h30; the doors open at 14h30.|PT1H30M 2023-11-20T14:30
	Le train part à 15h30.|2023-11-20T15:30
	Doors open at 430pm, close at 1130pm; 375pm and 30 am are none.|2023-11-20T16:30 2023-11-20T23:30
	It won 92-88 on May 9, 99-91 on May 11, lost May 13 88-90 and drew on Sunday 2-2.|2023-05-09 2023-05-11 2023-05-13 2023-11-19
	It closed the summer before last; last winter it opened.|2022-SU 2022-WI
	E
	values -r 2024-01-20 --value=timex3 <<-'E'
	Over the weekend we painted, as last weekend; this winter is mild.|2024-W03-WE 2024-W02-WE 2023-WI
	E
}

@test "extract-dates: a clock is of the day that its sentence names" {
	values -r 2014-05-07 --value=timex3 <<-'E'
	The blast occurred at about 10:35 a.m. (0735 GMT) Tuesday, police said.|2014-05-06T10:35 2014-05-06T07:35Z 2014-05-06
	The quake struck at 5:34 AM local time on March 20, 2014.|2014-03-20T05:34 2014-03-20
	The train left Lindmoor on Monday and reached the coast at 7:40 p.m. after two stops.|2014-05-05 2014-05-05T19:40
	On Friday the shop is open from 3 to 5 p.m.|2014-05-09 2014-05-09T15:00/2014-05-09T17:00
	It closed on Monday. Doors open at 9 a.m. tomorrow, at 10 a.m. on Friday.|2014-05-05 2014-05-08T09:00 2014-05-09T10:00
	It closed on Monday. Doors open at 9 a.m. and the hall closed on Friday.|2014-05-05 2014-05-07T09:00 2014-05-02
	It fell on May 2, 2014. It rose from 5:00-8:30 pm on May 3.|2014-05-02 2014-05-03T17:00/2014-05-03T20:30
	Open from 10 p.m. to 2 a.m., 22:00-02:00, from 9 to 5:30.|2014-05-07T22:00/2014-05-08T02:00 2014-05-07T22:00/2014-05-08T02:00 2014-05-07T09:00/2014-05-07T05:30
	El lunes llegaron a las 8:30.|2014-05-05 2014-05-05T08:30
	周一到会，下午3点开会。|2014-05-05 2014-05-05T15:00
	E
}

@test "extract-dates: nights, quarters and days that are none" {
	values -r 2014-05-07 <<-'E'
	On the night the bridge fell nobody was on it.|
	The night of the flood was cold; on the night of the 4th it rained.|2014-05-04
	In the night he left, and in the morning she followed.|2014-05-07 2014-05-07
	He told "This Week" that he will go; "This week I will go".|2014-05-05/2014-05-11
	the night-owl edition, the year-to-date figures|
	One day the river will take it; it may one day come back.|
	It took one day to mend the pump.|P1D
	Output fell by about a quarter, as in recent years.|PXY
	Traffic fell for the first time in a quarter.|P3M
	E
}

@test "extract-dates: names of papers, rates, the last year of something" {
	values -r 2015-11-30 --value=timex3 <<-'E'
	The Sunday Times and Psychology Today wrote of it, and so did Good Morning Britain.|
	At 4.9% APR the loan is dear; but in Apr it was not, nor on Apr. 5.|2015-04 2015-04-05
	The box ad1 is as wide as ad2 is; it was dug up in AD 70.|0070
	It is the quarter of the population that votes in the last quarter.|2015-Q3
	He wrote it in the last year of his reign, and in the last month of 1914.|P1Y 1914-12
	The mill lost money over the last year, and the last week was bad.|2014 2015-W48
	See 350 F.3d 1985, 45 F. Supp. 2d 1997, 42 U.S.C. § 1983 and 15 CFR 2004 (2d Cir. 1991).|1991
	Lund v. Berg, 550 F.2d 1680, 1691-92 (1977); 4 Lund on Law § 13:15; Berg 1175 (2011)|1977 2011
	In 2014 the U.S. 2012 budget was read again. He lived at 2 Lund Boulevard. 1896, when it was built.|2014 2012 1896
	Figures that were published today show a rise; he said so on the Today show.|2015-11-30
	The Summer Institute met at the Winter Garden; in Summer Ann left.|2015-SU
	It ran from the 6th to the 12th week, then from the 6th to the 12th.|2015-11-06/2015-11-12
	They wrote ca. 1500 letters before c. 1850.|1850
	In 2013's films, and the 1990's, under § 1681s-2.|2013 199
	Published: Thursday, 29-Jul-2004; read on Thu, 29-Jul-04 12:30.|2004-07-29 2004-07-29T12:30
	It was our Player of the Month and Case of the Week.|
	Sales grew by a quarter, as only a quarter of the shops had been open.|
	It took some 1600 hours; they landed at about 0630 hours.|PT1600H 2015-11-30T06:30
	The FY13/14 and FY 2014-15 budgets; the 2015-16 fiscal year; FY16|2013/2014 2014/2015 2015/2016 2016
	We met this past Sunday afternoon and were asked to schedule a visit in January.|2015-11-29TAF 2016-01
	E
}

@test "extract-dates: a clock on the line below its day" {
	local got
	got=$(printf 'Chapter meeting\n\nTuesday, May 12\n\n6:30 pm tea\n7 pm talk\n\nDate: May 20\nTime: 6 pm\n\nIt was on May 5. It rained.\n\n8 pm is late.\n' |
		extract-dates -r 2015-11-30 --value=timex3 | cut -f4 | paste -sd' ')
	[ "$got" = "2015-05-12 2015-05-12T18:30 2015-05-12T19:00 2015-05-20 2015-05-20T18:00 2015-05-05 2015-11-30T20:00" ]
}

@test "extract-dates: quarters and clocks of games" {
	values -r 2015-11-30 --value=timex3 <<-'E'
	The Gulls, whose coach had said little, scored their third touchdown in the second quarter.|
	Holm tied the game at 18:03, and his second goal came at 12:44.|
	The game begins at 7:05 p.m., and the goalkeeper is ill; kickoff at 12:30.|2015-11-30T19:05 2015-11-30T12:30
	The coach of the football club said that its sales and its profit rose in the second quarter.|2015-Q2
	The train left at 18:03, and another came at 18:44.|2015-11-30T18:03 2015-11-30T18:44
	E
}

@test "extract-dates: figures of houses, games, pages and sizes" {
	values -r 2014-05-07 <<-'E'
	He moved to 1717 Harbour View Street; she, 1805 Elm Avenue.|
	In 2008 Wall Street fell; the 2008 Wall Street crash.|2008 2008
	They won 21:25, 23:20, 25:17 and lost (22:10; 9:5).|
	Trains leave at 9:15, 10:30, 21:45.|2014-05-07T09:15:00 2014-05-07T10:30:00 2014-05-07T21:45:00
	Journal of Tiles 41(3): 1504-1510; Notes 12:1621-1634.|
	The reign: 1504-1510.|1504/1510
	He is 5'11 tall, she is 5'10; class of '11.|2011
	An HR team waited for an hr.|PT1H
	See [2001:db8::1]; people aged 13-17 may be let in.|
	The acts of Winter were bold; in Winter it snowed.|2013-24
	They were about to fall; it is the start of the 18th meeting.|
	He scored 2:55 into overtime, in the final 4:29 of the game.|
	Her best is 2:18:58, run in 16:41 (3:20/km); she came from Sept-Îles.|
	It began at 8:15:30.|2014-05-07T08:15:30
	— Ciągnij! — krzyknął Jan.|
	E
}

@test "extract-dates: bare years of early times" {
	values_in --value=timex3 <<-'E'
	en|In 1215 the barons met; John died in 1216.|1215 1216
	en|One in 1000 was hurt, and in 1200 cases nobody paid.|
	en|The lease ends in 2150.|2150
	en|The tower stood by 1220.|
	en|Begun in 1174, burnt in 1202, the tower stood again by 1220.|1174 1202 1220
	en|In 843 the brothers met; of 843 monks none was left.|
	en|In AD 731 Bede wrote. The year 793 was worse; in 843 the school fell. Alcuin (735-804) taught 300 boys, and in 120 of the houses they read.|0731 0793 0843 0735/0804
	en|They met in 490 BC and in 480 BC; in 479, after it, they left.|BC0490 BC0480 BC0479
	en|They came in 802, again in 806, and the isle was empty in 814.|0802 0806 0814
	en|Built in the 12th century, the church (1184) lost its tower as late as 1489.|11 1184 1489
	es|Tomó la villa en 1085 y murió en 1109.|1085 1109
	de|Er starb 1087.|1087
	pl|W 966 roku przyjął chrzest.|0966
	E
}

@test "extract-dates: behind a number of an issue, clocks with a zone, later than a year" {
	values -r 2015-11-30 --value=timex3 <<-'E'
	Gazette No. 2408 - December 27, 2013, printed the notice.|2013-12-27
	It left on Tuesday, November 3, at 13.10 EDT.|2015-11-03T13:10-04:00
	Last changed at 00.06 GMT on Wednesday 14 December 2011.|2011-12-14T00:06Z
	No later than 2025, not earlier than 2020; more than 2010 votes.|2025 2020
	It came two hours later than agreed.|PT2H
	E
	values <<<'It was begun at the end of the 18th century, early in the 19th century it fell.|17XX 18XX'
}

@test "extract-dates: counted from the date before" {
	values -r 2015-11-30 <<-'E'
	It opened on 4 May 1996 and closed that year.|1996-05-04 1996
	It opened in May 1996. That summer it rained; the following spring it closed, like the previous one.|1996-05 1996-22 1997-21
	It opened in 1943; the following spring it closed.|1943 1944-21
	It opened in May 1996 and closed by the autumn of that year, or in the early spring of the next year.|1996-05 1996-23 1997-21
	It opened in May 1996; the following month it closed.|1996-05 1996-06
	That year nobody came.|
	That month, in 1996, nobody came.|1996
	It opened on 4 May 1996 and closed two days later.|1996-05-04 P2D
	Sales rose in the third quarter from a year earlier.|2015-35 2014-35
	Sales rose from a year earlier.|2014
	The month before he came; the fall of the city; a quarter of it.|
	他于1996年5月4日来，当年九月去，次日再来。|1996-05-04 1996-09 1996-09-XX
	It opened in May 1996; that same day it closed. It opened in 1996; that day it closed.|1996-05 1996-05-XX 1996
	It opened on 4 May 1996. The day before, they had met; the night before, too.|1996-05-04 1996-05-03 1996-05-02
	It opened on 4 May 1996. The day before the wedding he left.|1996-05-04
	In March sales rose from the previous month. In 2012 it won twice, in the previous year once.|2015-03 2015-02 2012 2011
	Shares closed on Tuesday, up from the previous Friday; previous Monday.|2015-11-24 2015-11-20 2015-11-23
	住了十年後離開，三個月後回來。|P10Y P3M
	唐朝自618年建立，到907年灭亡，共289年，长达289年。|0618 0907 P289Y P289Y
	他在960年称帝，有250年历史，在250年后。|0960 P250Y P250Y
	船厂1996年5月4日开工，比去年早。同日工会成立。|1996-05-04 2014 1996-05-04
	自2011年首航以来客流渐增，自1998年5月在港口建馆以来|2011/.. 1998-05/..
	1998年の開館以来、2011年首航，以来|1998/.. 2011
	２ ０ ０ ８ 年 ５ 月 １ ２ 日，1 9 9 9 年；第 3 2 0 0 8 号|2008-05-12 1999
	文章编号：1000-1234(2007)02-0045-06，1673-984X（2012）03；馆藏1998-2004(2007)|1998/2004 2007
	사건 2021나12345, 부산지법 2005가합678 판결, 2005년 3월 선고|2005-03
	宣統三年十二月廿五日退位，明治三十二年十月二日|1912-02-12 1899-10-02
	康熙四十二年会试落第；四十五年再试，十年后再来。|1703 1706 P10Y
	民國二年來此，三年任期已滿。康熙三年生，在位六十年，二年前事。|1913 P3Y 1664 P60Y 2013
	民國八十六年至九十年，民国26年7月至1945年8月|1997/2001 1937-07/1945-08
	新学期从9月1日开始，到次年1月20日结束。|2015-09-01/.. 2016-01-20
	It was open from May 1996 to June 1997; that year it closed.|1996-05/1997-06 1997
	彼は十年後に帰ってきた。|2025
	5年前の事件と前の金曜日|2010 2015-11-27
	市の12月議会について25日、今月27日に招集すると告示した。|2015-12 2015-11-25 2015-11-27
	1583から9956までの値、1990から2000まで、イースター島|1990/2000
	他于1996年5月4日来，当晚七时半去。|1996-05-04 1996-05-04T19:30:00
	会议七月十七日开幕，二十一日闭幕。|2015-07-17 2015-07-21
	第三年，每日邮报，多年来，今年18周岁，一至十月。|2015 2015-01/2015-10
	In April and June 1955 it rained; on 3, 4 and 5 May, 1956.|1955-04 1955-06 1956-05-03 1956-05-04 1956-05-05
	from next Monday to Friday; from May to December|2015-12-07/2015-12-11 2015-05/2015-12
	E
	values --narrative <<-'E'
	It opened on 4 May 1996 and closed two days later.|1996-05-04 1996-05-06
	In December 1941 he fled. In February he came back.|1941-12 1942-02
	In May 1941 he won time for the landing planned for 1943. In June he came.|1941-05 1943 1941-06
	In May 1941, three years earlier, as in 1871, he fled. In June he came.|1941-05 1938 1871 1941-06
	E
	# without a date of its own a text is told on from what it names
	values --value=timex3 <<-'E'
	By March 1871 it failed. In May it was sold. The next year it burnt.|1871-03 1871-05 1872
	He came in 1995 and leaves on Friday.|1995 XXXX-WXX-5
	E
}

@test "extract-dates: layers and types" {
	text='See http://example.org/2015/10/09/x.html now, for two weeks until 2016.'
	[ "$(extract-dates <<<"$text" | cut -f4 | paste -sd,)" = P2W,2016 ]
	[ "$(extract-dates --urls <<<"$text" | cut -f4 | paste -sd,)" = 2015-10-09,P2W,2016 ]
	[ "$(extract-dates --vague <<<"$text" | cut -f4 | paste -sd,)" = PRESENT_REF,P2W,2016 ]
	[ "$(extract-dates -T duration <<<"$text" | cut -f4)" = P2W ]
	run -2 --separate-stderr extract-dates -T day <<<"$text"
	[[ $stderr == *"'day'"* ]]
	# an address ends at the bracket that it stands in, and tells no year
	text='春季航班[首航日](https://a.example/2023/01/25/x_(1)_y)3月1日，[见](http://a.example/2023/)今天。'
	[ "$(extract-dates -r 2011-04-09 <<<"$text" | cut -f4 | paste -sd,)" = 2011-03-01,2011-04-09 ]
}

@test "extract-dates: formats" {
	text=$'5 < 6 on 9 October 2015\nfrom 2004 to 2010.'
	run -0 extract-dates --value=both <<<"$text"
	[ "${lines[0]}" = $'9\t23\tDATE\t2015-10-09\t2015-10-09\t9 October 2015' ]
	[ "${lines[1]}" = $'24\t41\tRANGE\t2004/2010\t2004/2010\tfrom 2004 to 2010' ]
	run -0 extract-dates -f csv <<<"$text"
	[ "${lines[0]}" = 'start,end,type,edtf,timex3,text' ]
	[ "${lines[1]}" = '9,23,DATE,2015-10-09,2015-10-09,9 October 2015' ]
	run -0 extract-dates -l -f csv <<<"$text"
	[ "${lines[0]}" = 'line,start,end,type,edtf,timex3,text' ]
	[ "${lines[2]}" = '2,0,17,RANGE,2004/2010,2004/2010,from 2004 to 2010' ]
	cd "$BATS_TEST_TMPDIR"
	echo 'In May 2011.' | tee 'a,b' >c
	run -0 extract-dates -f csv 'a,b' c
	[ "$output" = 'file,start,end,type,edtf,timex3,text
"a,b",3,11,DATE,2011-05,2011-05,May 2011
c,3,11,DATE,2011-05,2011-05,May 2011' ]
	run -0 extract-dates -f timeml <<<"$text"
	[[ $output == *'5 &lt; 6 on <TIMEX3 tid="t1" type="DATE" value="2015-10-09">9 October 2015</TIMEX3>'* ]]
	[[ $output == *'from <TIMEX3 tid="t2" type="DATE" value="2004">2004</TIMEX3> to <TIMEX3'* ]]
	xmllint --noout - <<<"$output" 2>/dev/null || ! command -v xmllint
	run -0 extract-dates -f ics <<<"$text"
	[ "${lines[0]}" = $'BEGIN:VCALENDAR\r' ]
	[ "$(grep -c DTSTART <<<"$output")" = 1 ]
	[[ $output == *$'DTSTART;VALUE=DATE:20151009\r'* ]]
	run -0 extract-dates --color <<<"$text"
	[[ $output == *$'\033[01;32m9 October 2015\033[m'* ]]
	run -0 extract-dates -j <<<'{"text":"2016~2017 年"}'
	[[ $output == *'"type":"RANGE","value":"2016/2017","edtf":"2016/2017","parts":[{"start":0,"end":4,'* ]]
}

@test "extract-dates: timeml of any bytes is XML, through windows too" {
	command -v xmllint >/dev/null || skip "no xmllint"
	cd "$BATS_TEST_TMPDIR"
	printf 'a\001 \357\277\276\357\277\277 ]]> & "b" <i>\r\non 5 May 2019.\r\n' >odd
	extract-dates -f timeml odd >odd.xml
	# The text comes back with its line ends.
	xmllint --xpath 'string(//TEXT)' odd.xml >back
	grep -q '^on 5 May 2019\.'$'\r' back
	# One document of three windows: no id twice.
	yes 'They met on 5 May 2019 and parted on 7 June 2019, as it rained.' |
	    head -n 40000 >long
	extract-dates -f timeml long | grep -o 'tid="[^"]*"' >ids
	[ "$(wc -l <ids)" -eq 80000 ]
	[ -z "$(sort ids | uniq -d | head -n 1)" ]
	extract-dates -f ics long | grep -a '^UID' >uids
	[ "$(wc -l <uids)" -eq 80000 ]
	[ -z "$(sort uids | uniq -d | head -n 1)" ]
}

@test "extract-dates: ics has no line over 75 bytes and no control" {
	cd "$BATS_TEST_TMPDIR"
	text=$'Im Mai: a\177b\001c, 5\tMay 2019; über die Brücke nach Süden, 渡口在五月重新开放，船票由市政府支付，乘客不必付钱。\r\nZwei\\drei 7. Juni 2019'
	extract-dates -f ics <<<"$text" >out
	[ "$(grep -c '^UID' out)" -eq 2 ]
	LC_ALL=C
	# Every line ends in CR LF, and is UTF-8 by itself.
	[ "$(grep -c $'\r$' out)" -eq "$(wc -l <out)" ]
	tr -d '\r' <out >lines
	[ -z "$(grep '.\{76\}' lines)" ]
	[ -z "$(grep -a $'[\001-\010\013-\037\177]' lines)" ]
	while IFS= read -r line; do
		iconv -f utf-8 -t utf-8 <<<"$line" >/dev/null
	done <lines
	grep -q $'^SUMMARY:5\tMay 2019$' lines
	sed -n 'H;${x;s/\n //g;p;}' lines | grep -q '^DESCRIPTION:Zwei\\\\drei'
}

@test "extract-dates -l --color: every line, blank ones too, keeps its end" {
	cd "$BATS_TEST_TMPDIR"
	printf 'on 5 May 2019\n\nno date\nin May 2011\0\n' >in
	extract-dates -l --color in | sed $'s/\033\\[[0-9;]*m//g' | cmp - in
	# auto asks the terminal, and the user.
	cmp <(extract-dates in) <(extract-dates --color=auto in)
	if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
		for want in 0 1; do
			script -qec "NO_COLOR=${want#0} extract-dates --color=auto in" /dev/null </dev/null >out
			run -$want grep -q $'\033\\[' out
		done
	fi
	# -f timeml comes before --color.
	run -0 extract-dates -l --color -f timeml in
	[ "$(grep -c '^</TimeML>$' <<<"$output")" -eq 4 ]
}

@test "extract-dates: a word that counts in one language is none in the text's" {
	# Scandinavian "en" is one; French "en" is in.
	run -0 extract-dates <<<"Elle vint à Lyon en mars 2011, puis elle partit en mai 2012."
	[ "$output" = $'20\t29\tDATE\t2011-03\tmars 2011
51\t59\tDATE\t2012-05\tmai 2012' ]
	run -0 extract-dates -L nb <<<"De kom den fjerde mai 2011."
	[ "$output" = $'7\t26\tDATE\t2011-05-04\tden fjerde mai 2011' ]
}

@test "extract-dates: a sign that closes an interval's side is no word for to" {
	# of Japanese "(E)～" and Korean "월 ~" only the dash is one
	values -r 2015-11-30 <<-'E'
	木匠（上）(1964) 1945年8月造船|1964 1945-08
	4) 1945-08|1945-08
	고려 (0) 2022.02.18|2022-02-18
	E
}

@test "extract-dates: Chinese festivals beside their day, years of an era that go on" {
	values --value=timex3 -r 2015-11-30 <<-'E'
	18日除夕停运，9月27日（农历八月十五）赏月|2015-02-18 2015-09-27
	记者昨从渔港获悉，自11月5日24时起停航，5日晚复航，二O一O年三月五日下水|2015-11-29 2015-11-05T24:00/.. 2015-11-05TEV 2010-03-05
	据档册，道光二年、四年、十一年大水，光緒二十四年築堤，二十五年三月竣工，二十六年七月初五日開渡|1822 1824 1831 1898 1899-03 1900-07-30
	中華民國八十九年十二月三十日發布，並自90年1月1日施行，九十年三月修正|2000-12-30 2001-01-01 2001-03
	二十三年春他来了，二十年四月升为州|
	清明节放假，2014年冬至祭祖，立秋之后，1938年冬至1948年春|2015-04-05 2014-12-22 2015-08-08/.. 1938-WI/1948-SP
	1894年（甲午年）开战，乙未年修渠，辛丑年（1601）建，咸丰己未年立碑|1894 1894 1895 1601 1859
	小雪纷飞，春分点，琿春分公司，雨水多|
	该馆1972年开始筹建，从1980年开始收票，1985年开始，免票|1972 1980/.. 1985/..
	上午9:00——11:00开门|2015-11-30T09:00/2015-11-30T11:00
	發布日期：104/11/20，農業課辦理|2015-11-20
	E
	values --value=timex3 -r 2015-11-30 <<-'E'
	前年に比べて前日より少なかった。|2014 2015-11-29
	前年他来过，前日又来|2013 2015-11-28
	E
}

@test "extract-dates: Korean words that go on, Japanese years named before" {
	values --value=timex3 -r 2015-11-30 <<-'E'
	그 나루는 1928년 전국에 알려졌고 2010년 후보로 올랐다|1928 2010
	그는 3년 전에 왔고 5월 초청으로 10년 만에 다시 온다|2012 2015-05 P10Y
	1930년대 초기와 5월 말까지|193 ../2015-05
	숙종 15년에 지었고 2015. 11. 30.(월) 다시 열었다|1689 2015-11-30
	渡し場は2014年5月に開き、同年9月に休み、翌年3月に再開した|2014-05 2014-09 2015-03
	江戸時代後期の家を11月3日（火・祝）に見た|2015-11-03
	E
}

@test "extract-dates: tags of -L have no case; errors name the option" {
	text='The boat left on 4 May 2019. El 5 de junio de 2020 llegó; 03/04/2015.'
	for t in en EN En-gB; do
		run -0 extract-dates -L $t <<<"$text"
		[[ $output == *'2019-05-04'* && $output != *'2020-06-05'* ]]
	done
	[[ $output == *'2015-04-03'* ]]
	for r in yesterday '' 2015-02-30 2015-2-3 2015-11-30T24:00 2015-11-30T 2015T10:20 2015-11-30T1:20; do
		run -2 --separate-stderr extract-dates -r "$r" <<<"$text"
		[[ $stderr == "extract-dates: option '--reference': not a date "* ]]
	done
	for r in 2015 2015-11 2015-11-30 2015-11-30T10:20 '2015-11-30 10:20:30+01:00'; do
		run -0 extract-dates -r "$r" <<<"$text"
	done
	run -0 --separate-stderr extract-dates -L ,en <<<"$text"
	[[ $stderr == "extract-dates: option '--language': "* ]]
	run -2 --separate-stderr extract-dates -T '' <<<"$text"
	[[ $stderr == "extract-dates: option '--types' "* ]]
}

@test "extract-dates: hostile input is linear" {
	for c in '1 ' '1.' '(' '二' 'may ' '2015-' 'the end of ' '5:00 '; do
		yes "$c" | tr -d '\n' | head -c 1000000 >"$BATS_TEST_TMPDIR/in"
		timeout 20 extract-dates <"$BATS_TEST_TMPDIR/in" >/dev/null
	done
}
