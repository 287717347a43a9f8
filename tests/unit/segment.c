/*
 * Unit tests of segment: cases of sentences in several languages, of words,
 * of line fit and paragraphs, and what holds for every text.
 */
#include <stdlib.h>
#include <string.h>

#include "learn/learn.h"
#include "segment/gate.h"
#include "segment/paragraph.h"
#include "segment/segment.h"
#include "segment/uax29.h"
#include "segment/lexicon.h"
#include "segment/words.h"
#include "tap.h"
#include "text/text.h"
#include "models.h"

static struct arena *arena;

/* The units of a text, each written on a line, between bars. */
static void
render(struct quire_span text, const struct segment_list *l, struct buf *out)
{
	out->len = 0;
	for (size_t i = 0; i < l->n; i++) {
		if (i > 0)
			buf_add_char(out, '|');
		segment_unwrap(span_sub(text, l->item[i].start, l->item[i].end),
		    out);
	}
}

static void
check(const struct segment_opts *o, unsigned level, const char *text,
    const char *want)
{
	struct segmenter *s = segmenter_new(o, NULL);
	struct segment_result r;
	struct buf got = { 0 };

	segment_document(s, span_of(text), level, arena, &r);
	render(span_of(text),
	    level == SEGMENT_WORDS           ? &r.words
	        : level == SEGMENT_SENTENCES ? &r.sentences
	        : level == SEGMENT_GRAPHEMES ? &r.graphemes
	                                     : &r.paragraphs,
	    &got);
	if (!ok(span_is(buf_span(&got), want), "%.60s", want))
		printf("# got %.*s\n", (int)got.len, got.p);
	buf_fini(&got);
	segmenter_free(s);
	arena_reset(arena);
}

/* What stands between bars is a sentence. */
static const struct {
	const char *text, *want;
} sentences[] = {
	{ "The ferry left at noon. Nobody was on it.",
	    "The ferry left at noon.|Nobody was on it." },
	{ "Dr. Hale met Mr. J. R. Oakes in the U.S. Capitol.",
	    "Dr. Hale met Mr. J. R. Oakes in the U.S. Capitol." },
	{ "It cost $3.50, e.g. in Leeds. See www.example.org for more.",
	    "It cost $3.50, e.g. in Leeds.|See www.example.org for more." },
	{ "Is it open? Yes! Come in.", "Is it open?|Yes!|Come in." },
	{ "\"Is it late?\" she asked. \"It is.\" He nodded.",
	    "\"Is it late?\" she asked.|\"It is.\"|He nodded." },
	{ "The bridge was closed.[1] Repairs took two years.[2][3] It reopened.",
	    "The bridge was closed.[1]|Repairs took two years.[2][3]|It reopened." },
	{ "Sie kam am 3. Mai 2019 an. Es regnete z. B. in Kiel.",
	    "Sie kam am 3. Mai 2019 an.|Es regnete z. B. in Kiel." },
	{ "Il est venu. « Pourquoi ? » demanda-t-elle.",
	    "Il est venu.|« Pourquoi ? » demanda-t-elle." },
	{ "他来了。她走了！你呢？", "他来了。|她走了！|你呢？" },
	{ "天黑了。“走吧！”", "天黑了。|“走吧！”" },
	{ "仓库建于1953年。<sup>①</sup>后来毁了。[2]再建。①完。",
	    "仓库建于1953年。<sup>①</sup>|后来毁了。[2]|再建。①|完。" },
	{ "雨が降る。「傘を。」と彼は言った。",
	    "雨が降る。|「傘を。」と彼は言った。" },
	{ "Он родился в 1905 г. в Москве. Потом уехал.",
	    "Он родился в 1905 г. в Москве.|Потом уехал." },
	{ "هل ترتفع الأسعار؟ يجيب بالنفي.", "هل ترتفع الأسعار؟|يجيب بالنفي." },
	{ "यह एक वाक्य है। यह दूसरा है।", "यह एक वाक्य है।|यह दूसरा है।" },
	{ "မိုးရွာသည်။လှေမထွက်ပါ။၃ယောက်စောင့်သည်။", "မိုးရွာသည်။|လှေမထွက်ပါ။|၃ယောက်စောင့်သည်။" },
	{ "\u2043 5. Tides\n\n\u2043 The boats are late",
	    "\u2043 5. Tides|\u2043 The boats are late" },
	{ "A first line that runs on until it\nis full. The next one too, as it\n"
	  "happens, and ends.",
	    "A first line that runs on until it is full.|The next one too, as it "
	    "happens, and ends." },
	{ "Oats\nBarley\nRye and wheat", "Oats|Barley|Rye and wheat" },
	{ "Κανόνες\n  1. Οι βάρκες δένονται.\n  2. Τα δίχτυα στεγνώνουν.",
	    "Κανόνες|1. Οι βάρκες δένονται.|2. Τα δίχτυα στεγνώνουν." },
	{ "선착장\n대합실\n요금\n1200", "선착장|대합실|요금|1200" },
	{ "مرفأ\nمخزن\nمنارة", "مرفأ|مخزن|منارة" },
	{ "One.\r\n\r\nTwo.\r\rThree.\f Four.", "One.|Two.|Three.|Four." },
	{ "[1] The Harbour Board, Report. It was short.",
	    "[1] The Harbour Board, Report.|It was short." },
	{ "5. Tides\n\n· The boats are late\n\n(一) 潮汐\n\n二、码头\n\n2.3) Nets",
	    "5. Tides|· The boats are late|(一) 潮汐|二、码头|2.3) Nets" },
	{ "1. (a) Ropes are free.\n\niv. Nets are not.",
	    "1. (a) Ropes are free.|iv. Nets are not." },
	{ "H. Marsh, “Ports,” Logistics 12, no. 4 (2016): 211–30; see p. 5.",
	    "H. Marsh, “Ports,” Logistics 12, no. 4 (2016): 211–30; see p. 5." },
	{ "Նա տուն գնաց: Մենք մնացինք:", "Նա տուն գնաց:|Մենք մնացինք:" },
	{ "a.) Two ropes b.) A lamp c.) Chalk",
	    "a.) Two ropes|b.) A lamp|c.) Chalk" },
	{ "They left the dock at dawn. '' Mara stayed behind .",
	    "They left the dock at dawn. ''|Mara stayed behind ." },
	{ "The mill burned down in May. [12] [13] Nobody was hurt.",
	    "The mill burned down in May. [12] [13]|Nobody was hurt." },
	{ "We painted the boat last week. :) It looks new.",
	    "We painted the boat last week. :)|It looks new." },
	{ "Zapłacono za wodę. 4. Klucze leżą w biurze. 5. Okna są brudne.",
	    "Zapłacono za wodę.|4. Klucze leżą w biurze.|5. Okna są brudne." },
	{ "Er blieb in Ulm. Am 3. Mai zog er um.",
	    "Er blieb in Ulm.|Am 3. Mai zog er um." },
	{ "Анна крикнула: «Где мой зонт?». Никто не ответил.",
	    "Анна крикнула: «Где мой зонт?».|Никто не ответил." },
	{ "О мосте писал проф. Дымов. Книга утеряна.",
	    "О мосте писал проф. Дымов.|Книга утеряна." },
	{ "Мапу склав акад. Є. Ж. Стельмах. Її вкрали.",
	    "Мапу склав акад. Є. Ж. Стельмах.|Її вкрали." },
	{ "Il verbale lo firmò l'ing. Bruni. Poi uscì.",
	    "Il verbale lo firmò l'ing. Bruni.|Poi uscì." },
	{ "Le plan fut signé par l’av. Rochard. Il pleuvait.",
	    "Le plan fut signé par l’av. Rochard.|Il pleuvait." },
	{ "꺼진 등불도 켜진 등불보다 적은 기름을 씁니다.",
	    "꺼진 등불도 켜진 등불보다 적은 기름을 씁니다." },
	{ "적어도 밧줄 두 개를 골라야 합니다",
	    "적어도 밧줄 두 개를 골라야 합니다" },
	{ "그래서 문을 번쩍 여니까 바람이 들어왔는데",
	    "그래서 문을 번쩍 여니까 바람이 들어왔는데" },
	{ "Πού είναι η βάρκα; Στο λιμάνι. Ποιος το είπε; Κανείς.",
	    "Πού είναι η βάρκα;|Στο λιμάνι.|Ποιος το είπε;|Κανείς." },
	{ "ទូកចេញពីកំពង់ផែ។ ពួកគេយកខ្សែ ចង្កៀង ។ល។ គ្មាននរណានៅទេ៕",
	    "ទូកចេញពីកំពង់ផែ។|ពួកគេយកខ្សែ ចង្កៀង ។ល។|គ្មាននរណានៅទេ៕" },
	{ "Elle reprit, glaciale: — Puisque la barque est là, partons.",
	    "Elle reprit, glaciale: — Puisque la barque est là, partons." },
	{ "The locks held (P. Lund, pers. comm.). These gates are new.",
	    "The locks held (P. Lund, pers. comm.).|These gates are new." },
	{ "The report (Lindmoor: Coastal Press, 2018) was short.",
	    "The report (Lindmoor: Coastal Press, 2018) was short." },
	{ "Откройте архив (lodka.tar.gz). Потом закройте его.",
	    "Откройте архив (lodka.tar.gz).|Потом закройте его." },
	{ "She held on to her lamp and to her career . . .",
	    "She held on to her lamp and to her career . . ." },
	{ "Volgens mevr. Terpstra lekt de sluis. Niemand luistert.",
	    "Volgens mevr. Terpstra lekt de sluis.|Niemand luistert." },
	{ "Rozkaz wydał kpt. Wilga. Nikt nie słuchał.",
	    "Rozkaz wydał kpt. Wilga.|Nikt nie słuchał." },
	{ "Sanoi niin dos. Kuusela. Muut nauroivat.",
	    "Sanoi niin dos. Kuusela.|Muut nauroivat." },
	{ "Es kostete 40 Pfund. Kpt. Sorge zahlte.",
	    "Es kostete 40 Pfund.|Kpt. Sorge zahlte." },
	{ "श्री बी. एल. पाठक ने पत्र लिखा। सब चुप रहे।",
	    "श्री बी. एल. पाठक ने पत्र लिखा।|सब चुप रहे।" },
	{ "Ne parla il comma 2 dell'art. 31 del codice. Piove.",
	    "Ne parla il comma 2 dell'art. 31 del codice.|Piove." },
	{ "门开了。〔灯亮。老人走进来。〕没有人说话。",
	    "门开了。|〔灯亮。老人走进来。〕|没有人说话。" },
	{ "> Who paid?\n> Mara did. She left.",
	    "> Who paid?|> Mara did.|She left." },
	{ "A reforma ficou para depois (veja a ata).Ninguém protestou.",
	    "A reforma ficou para depois (veja a ata).|Ninguém protestou." },
	{ "Et le prix ? 3,5 millions d'euros, dit-on.",
	    "Et le prix ?|3,5 millions d'euros, dit-on." },
	{ "Priset är 90 kr exkl. moms. Ring oss.",
	    "Priset är 90 kr exkl. moms.|Ring oss." },
	{ "Fährt das Boot noch am 9. Mai?", "Fährt das Boot noch am 9. Mai?" },
	{ "Sentito l’Avv. Greco, la Sez. IV respinge. Piove.",
	    "Sentito l’Avv. Greco, la Sez. IV respinge.|Piove." },
	{ "The quay was rebuilt by the town.The ferry came back.",
	    "The quay was rebuilt by the town.|The ferry came back." },
	{ "Voor het eerst sprak mevr. Terpstra-Hoving. Niemand luistert.",
	    "Voor het eerst sprak mevr. Terpstra-Hoving.|Niemand luistert." },
	{ "Present: P. Quill, J.J. Marsh and Mrs. Oakes. The minutes were read.",
	    "Present: P. Quill, J.J. Marsh and Mrs. Oakes.|The minutes were "
	    "read." },
	{ "Anwesend:\nA. Kühn, Vorsitz\nDr. Lorenz\nDie Fähre zum Nordufer fährt "
	  "im Winter nur noch zweimal am Tag.",
	    "Anwesend:|A. Kühn, Vorsitz|Dr. Lorenz|Die Fähre zum Nordufer "
	    "fährt im Winter nur noch zweimal am Tag." },
	{ "שעות הפתיחה של המזח\nהמעבורת יוצאת בבוקר ובערב, ובחורף היא יוצאת רק "
	  "בימי ראשון ורביעי אם הים שקט.",
	    "שעות הפתיחה של המזח|המעבורת יוצאת בבוקר ובערב, ובחורף היא יוצאת "
	    "רק בימי ראשון ורביעי אם הים שקט." },
	{ "Ο κ. Αθ. Ρήγας ήρθε. Η πόλη κοιμόταν.",
	    "Ο κ. Αθ. Ρήγας ήρθε.|Η πόλη κοιμόταν." },
	{ "Prisen er 90 kr. ekskl. moms. Ring til os.",
	    "Prisen er 90 kr. ekskl. moms.|Ring til os." },
	{ "Мы купили муку, сахар и т. д. Потом пошли домой.",
	    "Мы купили муку, сахар и т. д.|Потом пошли домой." },
	{ "Elle soupira : « Qui va payer ? » Personne ne bougea.",
	    "Elle soupira : « Qui va payer ? »|Personne ne bougea." },
	{ "Das städt. Schwimmbad ist zu. Geh heim.",
	    "Das städt. Schwimmbad ist zu.|Geh heim." },
	{ "Die schwed. Krone fiel weiter. Niemand kaufte.",
	    "Die schwed. Krone fiel weiter.|Niemand kaufte." },
	{ "우산 좀 찾아줘 내일은 비가 올까요? 같이 가자.",
	    "우산 좀 찾아줘|내일은 비가 올까요?|같이 가자." },
	{ "\"왜요?\"라고 물었다. 아무도 몰랐다.",
	    "\"왜요?\"라고 물었다.|아무도 몰랐다." },
	{ "سافر د. سامي إلى القاهرة. هل عاد؟",
	    "سافر د. سامي إلى القاهرة.|هل عاد؟" },
	{ "Ông Trần V. An đến TP. Huế. Trời mưa.",
	    "Ông Trần V. An đến TP. Huế.|Trời mưa." },
	{ "उसने एम.ए. की पढ़ाई की। वह घर लौटी।",
	    "उसने एम.ए. की पढ़ाई की।|वह घर लौटी।" },
	{ "他回家了!雨停了?没有人说话。", "他回家了!|雨停了?|没有人说话。" },
	{ "“别走!灯还亮着!你看!”", "“别走!灯还亮着!你看!”" },
	{ "“鱼比去年多。”船主周德才说。他走了。",
	    "“鱼比去年多。”船主周德才说。|他走了。" },
	{ "「水漲了！」45歲的林女士回憶道，「我們跑。」沒有人答話。",
	    "「水漲了！」45歲的林女士回憶道，「我們跑。」|沒有人答話。" },
	{ "他喊:\"开船!\"王主任说:\"不行.\"",
	    "他喊:\"开船!\"|王主任说:\"不行.\"" },
	{ "“哪里？”71岁的周德才告诉晚报记者，“我不去。”",
	    "“哪里？”71岁的周德才告诉晚报记者，“我不去。”" },
	{ "“水位还在涨。”这是他最后说。", "“水位还在涨。”|这是他最后说。" },
	{ "“水位还在涨。”对此，渡口没有回应。",
	    "“水位还在涨。”|对此，渡口没有回应。" },
	{ "“鱼少吗?”他问。“不少。”我答。", "“鱼少吗?”他问。|“不少。”我答。" },
	{ "问题有二。① 船太旧。② 人太少。他走了。①后来没有消息。",
	    "问题有二。|① 船太旧。|② 人太少。|他走了。①|后来没有消息。" },
	{ "大川委員(三番) それでは始めます。",
	    "大川委員(三番) それでは始めます。" },
	{ "申请人应当在每年三月底以前向码头管理处提交下列材料:\n"
	  "- 船只照片;\n- 身份证明。\n地址:河口路九号\n电话:河口一一二",
	    "申请人应当在每年三月底以前向码头管理处提交下列材料:|"
	    "- 船只照片;|- 身份证明。|地址:河口路九号|电话:河口一一二" },
	{ "The keeper is to\n  • light the lamps;\n  • ring the bell",
	    "The keeper is to|• light the lamps;|• ring the bell" },
	{ "The lock froze that winter.3 Nobody crossed the river.12,13 See no.4 Docks.",
	    "The lock froze that winter.3|Nobody crossed the river.12,13|"
	    "See no.4 Docks." },
	{ "Tout fut vendu cet été.7 Les barques aussi.",
	    "Tout fut vendu cet été.7|Les barques aussi." },
	{ "Le port fut fermé tout l'hiver et les barques restèrent à quai "
	  "jusqu'au mois de mars.\nAmis du phare\nOuvert du lundi au jeudi de "
	  "9h30 à 17h et le samedi matin",
	    "Le port fut fermé tout l'hiver et les barques restèrent à quai "
	    "jusqu'au mois de mars.|Amis du phare|Ouvert du lundi au jeudi de "
	    "9h30 à 17h et le samedi matin" },
	{ "Régimen del puerto\n- Permisos para la pesca con caña en el muelle "
	  "viejo\n- Solicitud de plazas de amarre\nEl consejo se reúne cada mes "
	  "en la casa del faro y publica sus acuerdos en la puerta.",
	    "Régimen del puerto|- Permisos para la pesca con caña en el muelle "
	    "viejo|- Solicitud de plazas de amarre|El consejo se reúne cada mes "
	    "en la casa del faro y publica sus acuerdos en la puerta." },
	{ "2.3 Nets And Ropes", "2.3 Nets And Ropes" },
	{ "..........", ".........." },
	{ "", "" },
	{ " \n\t\n ", "" },
};

static const struct {
	const char *language, *text, *want;
} words[] = {
	{ NULL, "Don't re-open 3,000.5 doors!",
	    "Don't|re|-|open|3,000.5|doors|!" },
	{ NULL, "l'eau d\xe2\x80\x99\xc3\xa9t\xc3\xa9 e\xcc\x81t",
	    "l'eau|d\xe2\x80\x99\xc3\xa9t\xc3\xa9|e\xcc\x81t" },
	/* U+202F is a part of words for Unicode, but at no edge of ours */
	{ NULL, "«\xe2\x80\xafoui\xe2\x80\xaf», x\xe2\x80\xafy",
	    "«|oui|»|,|x\xe2\x80\xafy" },
	{ "ko", "2024년에는 공부를", "2024년에는|공부를" },
	{ "zh", "我们明天去北京。", "我们|明天|去|北京|。" },
	{ "zh", "我們明天去北京。", "我們|明天|去|北京|。" },
	/* numbers with what multiplies them, and ordinal ones */
	{ "zh", "26万人，第3次增长4.5亿元。",
	    "26万|人|，|第3|次|增长|4.5亿|元|。" },
	{ "zh", "３百萬人的２０％，第１５屆",
	    "３百萬|人|的|２０％|，|第１５|屆" },
	{ "zh", "5千米，8千克，第一", "5|千米|，|8|千克|，|第一" },
	{ "zh", "二○○七年，七十三岁，七十四岁",
	    "二○○七|年|，|七十三|岁|，|七十四|岁" },
	{ "zh", "四百廿六人，三．八米", "四百廿六|人|，|三．八|米" },
	{ "zh", "○三 月 ○", "○|三|月|○" },
	/* a name that is in no list */
	{ "zh", "他叫邓晓萱", "他|叫|邓晓萱" },
	{ "ja", "東京は夜", "東京|は|夜" },
	{ "ja", "第3回、26万人が", "第|3|回|、|26|万人|が" },
	{ "th", "ภาษาไทย", "ภาษา|ไทย" },
};

static const struct {
	const char *language, *text, *want;
} tokens[] = {
	{ "en", "I don't know Mary's U.S. office, Mr. X...",
	    "I|do|n't|know|Mary|'s|U.S.|office|,|Mr.|X|..." },
	{ "fr", "l'eau qu'il boit", "l'|eau|qu'|il|boit" },
	{ "en", "He cannot.", "He|can|not|." },
	{ "en", "At 10:30, 3/4 of a well-kept log of 1998-99.",
	    "At|10:30|,|3/4|of|a|well|-|kept|log|of|1998-99|." },
	{ "de", "um 9:15 im S-Bahn-Hof 'Süd'",
	    "um|9:15|im|S|-|Bahn|-|Hof|'|Süd|'" },
	{ "nl", "'s Morgens in '98 naar Noord-Sluis.",
	    "'s|Morgens|in|'98|naar|Noord-Sluis|." },
	{ "fr", "Y a-t-il un demi-port ? Est-ce loin ?",
	    "Y|a|-t-il|un|demi-port|?|Est|-ce|loin|?" },
	{ "it", "Un po' d'acqua, 3/4/1998", "Un|po'|d'|acqua|,|3/4/1998" },
	{ "tr", "1990'larda", "1990'larda" },
	{ "ru", "кое-что", "кое-что" },
	{ "it", "V. art. 5, tav. 3 ecc., e resta.",
	    "V.|art.|5|,|tav.|3|ecc.|,|e|resta|." },
	{ "ru", "Цена 3 тыс. руб.", "Цена|3|тыс.|руб|." },
	{ "pl", "J. Lis, ul. Leśna, ok. 3 km",
	    "J|.|Lis|,|ul|.|Leśna|,|ok|.|3|km" },
	{ "de", "Dr. Voss kam ca. 3 Tage", "Dr.|Voss|kam|ca|.|3|Tage" },
};

static void
test_newlines(void)
{
	const char *text = "one two\nThree four.\n\nand so\n\non";

	check(&(struct segment_opts){ .newlines = SEGMENT_HARD },
	    SEGMENT_SENTENCES, text, "one two|Three four.|and so|on");
	check(&(struct segment_opts){ .newlines = SEGMENT_SOFT },
	    SEGMENT_SENTENCES, "a house,\nwhich was red",
	    "a house, which was red");
	check(&(struct segment_opts){ .join = true }, SEGMENT_PARAGRAPHS, text,
	    "one two Three four.|and so on");
	check(&(struct segment_opts){ .uax29 = true }, SEGMENT_SENTENCES,
	    "Mr. X. a\nb", "Mr.|X. a|b");
	check(&(struct segment_opts){ .language = "th" }, SEGMENT_SENTENCES,
	    "ภาษา ไทย", "ภาษา|ไทย");
}

static void
test_fit(void)
{
	struct quire_span s = span_of("aaaa bbbb cc\nddddd ee\nff");
	struct line_fit f;

	line_fit_measure(s, &f);
	ok(f.lines == 3 && f.widest == 12, "three lines, twelve columns");
	ok(line_fit_excess(s, &f, 0, 12) == 6, "the first line was full");
	ok(line_fit_excess(s, &f, 13, 21) == -1, "the second was not");
	ok(f.wraps == 1, "one wrap");
}

/* A paragraph that is too long is cut, and nothing is lost. */
static void
test_long(void)
{
	size_t n = PARAGRAPH_MAX * 2 + 12345, covered = 0;
	char *p = malloc(n);
	struct segment_opts o = { 0 };
	struct segmenter *s = segmenter_new(&o, NULL);
	struct segment_result r;

	memset(p, 'a', n);
	for (size_t i = 5; i < n; i += 6)
		p[i] = ' ';
	memcpy(p + PARAGRAPH_MAX - 1000, "a. B", 4);
	segment_document(s, (struct quire_span){ p, n },
	    SEGMENT_SENTENCES | SEGMENT_PARAGRAPHS, arena, &r);
	for (size_t i = 0; i < r.sentences.n; i++)
		covered += r.sentences.item[i].end - r.sentences.item[i].start;
	ok(r.paragraphs.n == 3, "three pieces");
	ok(r.paragraphs.item[0].end == (size_t)PARAGRAPH_MAX - 998,
	    "the first ends at the full stop");
	ok(covered + r.sentences.n - 1 >= n - 1, "all is there");
	arena_reset(arena);
	memset(p, '.', n);
	segment_document(s, (struct quire_span){ p, n }, SEGMENT_SENTENCES,
	    arena, &r);
	ok(r.sentences.n == 3, "full stops alone");
	free(p);
	segmenter_free(s);
	arena_reset(arena);
}

/* ---- words of ASCII, 64 bytes at a time ------------------------------- */

/* A text of characters that the word rules treat in different ways. */
static size_t
mixture(char *p, size_t room, uint32_t *seed, unsigned kinds)
{
	static const char *const sign[] = { "a", "Z", "7", "_", ".", "'", ":",
		",", ";", " ", "\"", "-", "a", "b", "\x01", "\xcc\x81",
		"\xc3\xa9", "\xe2\x80\x99", "\xd7\x90", "\xe2\x80\x8d" };
	size_t n = 0;

	while (n + 4 < room) {
		const char *s;

		*seed = *seed * 1664525 + 1013904223;
		s = sign[(*seed >> 16) % kinds];
		memcpy(p + n, s, strlen(s));
		n += strlen(s);
	}
	return n;
}

/* The words are those of the rules for all characters, asked one by one. */
static bool
words_agree(struct segmenter *s, struct quire_span text)
{
	struct segment_result r;
	size_t at = 0, i = 0, next;

	segment_document(s, text, SEGMENT_WORDS, arena, &r);
	while (at < text.len) {
		if (strchr(" \t\n\v\f\r", text.p[at]) != NULL) {
			at++;
			continue;
		}
		next = uax29_word(text, at);
		if (i == r.words.n || r.words.item[i].start != at ||
		    r.words.item[i].end != next)
			return false;
		at = next;
		i++;
	}
	return i == r.words.n;
}

static void
test_blocks(void)
{
	struct segment_opts o = { .uax29 = true };
	struct segmenter *s = segmenter_new(&o, NULL);
	uint32_t seed = 1;
	char p[400];

	for (unsigned kinds = 6; kinds <= 20; kinds += 7) {
		bool good = true;

		for (size_t room = 5; room < sizeof p; room++) {
			size_t n = mixture(p + 1, room - 1, &seed, kinds) + 1;

			p[0] = 'x';
			p[n++] = 'x';
			good &= words_agree(s, (struct quire_span){ p, n });
			arena_reset(arena);
		}
		ok(good, "words of %u kinds of characters", kinds);
	}
	segmenter_free(s);
}

/* ---- Chinese words ---------------------------------------------------- */

struct gaps {
	const struct learn_model *model;
	struct segment_list *words;
	size_t last;
};

static void
gap(void *arg, const struct chinese_gap *x)
{
	struct gaps *g = arg;
	int32_t score[2];

	learn_score(g->model, x->feature, x->n, score);
	if (score[1] > x->caution) {
		list_add(g->words, arena, g->last, x->at);
		g->last = x->at;
	}
}

/* Characters of which n are likely ones; some outside the common block. */
static size_t
characters(char *p, size_t count, uint32_t *seed, unsigned n)
{
	static const char likely[] =
	    "河口小镇的仓储变迁与港口秩序一九二三年第卅四岁中国"
	    "人民大学生活動我們在這裡工作了他不是有";
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t r;

		*seed = *seed * 1664525 + 1013904223;
		r = *seed >> 8;
		if (r % 8 < n) {
			memcpy(p + len,
			    likely + r / 8 % (sizeof likely / 3) * 3, 3);
			len += 3;
		} else if (r % 512 == 511) {
			len += utf8_encode(0x20000 + r / 512 % 99, p + len);
		} else {
			len += utf8_encode(0x4e00 + r / 8 % 0x5200, p + len);
		}
	}
	return len;
}

/* The sums remembered for words give what the model says of each gap. */
static void
test_chinese(void)
{
	struct segment_opts o = { .language = "zh" };
	struct segmenter *s = segmenter_new(&o, NULL);
	struct learn_model *m = learn_open_builtin(&learn_image_words);
	struct lexicon lexicon;
	uint32_t seed = 7;
	char *p = malloc(20000);

	ok(lexicon_open(&lexicon, &learn_image_words_lexicon) == 0,
	    "the list of words");

	for (unsigned n = 0; n <= 8; n += 4) {
		bool good = true;

		for (size_t count = 1; count < 4000; count += count / 9 + 1) {
			size_t len = characters(p, count, &seed, n);
			struct quire_span run = { p, len };
			struct segment_list want = { 0 };
			struct gaps g = { m, &want, 0 };
			struct segment_result r;

			chinese_gaps(&lexicon, run, arena, gap, &g);
			list_add(&want, arena, g.last, len);
			segment_document(s, run, SEGMENT_WORDS, arena, &r);
			good &= r.words.n == want.n &&
			    memcmp(r.words.item, want.item,
			        want.n * sizeof *want.item) == 0;
			arena_reset(arena);
		}
		ok(good, "Chinese words, %u of 8 likely characters", n);
	}
	free(p);
	learn_close(m);
	segmenter_free(s);
}

/* ---- writing ---------------------------------------------------------- */

static void
flush(void *arg, struct buf *b)
{
	buf_add_span(arg, buf_span(b));
	b->len = 0;
}

/* What is written in parts is what is written at once. */
static void
test_parts(void)
{
	static const unsigned levels[] = { SEGMENT_PARAGRAPHS,
		SEGMENT_SENTENCES, SEGMENT_WORDS, SEGMENT_GRAPHEMES,
		SEGMENT_WORDS | SEGMENT_SENTENCES,
		SEGMENT_WORDS | SEGMENT_GRAPHEMES };
	struct segment_opts o = { 0 };
	struct segmenter *s = segmenter_new(&o, NULL);
	struct buf text = { 0 }, whole = { 0 }, part = { 0 }, all = { 0 };
	struct segment_out one = { &whole, NULL, NULL };
	struct segment_out two = { &part, flush, &all };

	for (int i = 0; i < 9000; i++)
		buf_add_str(&text, "It rained. 他来了。We left?\n\n");
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		struct segment_writer w = { .levels = levels[i] }, v = w;

		whole.len = all.len = 0;
		segment_write(s, &w, buf_span(&text), true, &one);
		segment_write(s, &v, buf_span(&text), true, &two);
		flush(&all, &part);
		ok(whole.len > 9000 &&
		        span_eq(buf_span(&whole), buf_span(&all)),
		    "levels %u in parts", levels[i]);
	}
	buf_fini(&text);
	buf_fini(&whole);
	buf_fini(&part);
	buf_fini(&all);
	segmenter_free(s);
}

/* The gate's table says what the model says of the same features. */
static void
test_gate(void)
{
	static const char text[] =
	    "in 1931 the Trust \xc3\xa9t\xc3\xa9 \xe2\x82\xac 5, U.S. Navy (A) z";
	struct quire_span s = { text, sizeof text - 1 };
	struct learn_model *m = learn_open_builtin(&learn_image_segment_gate);
	static struct gate gate;
	uint32_t feature[GATE_FEATURES];
	int32_t score[2];
	size_t same = 0;

	ok(gate_open(&gate, m), "the gate's model is one");
	for (size_t i = 0; i < s.len; i++) {
		uint64_t context = gate_context(s, i, i + 1);

		gate_features(context, feature);
		learn_score(m, feature, GATE_FEATURES, score);
		same += gate_passes(&gate, context) == (score[1] > 0);
	}
	ok(same == s.len, "its table says what it says");
	learn_close(m);
}

int
main(void)
{
	struct segment_opts plain = { 0 };

	arena = arena_new();
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		check(&plain, SEGMENT_SENTENCES, sentences[i].text,
		    sentences[i].want);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		check(&(struct segment_opts){ .language = words[i].language },
		    SEGMENT_WORDS, words[i].text, words[i].want);
	for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
		check(&(struct segment_opts){ .language = tokens[i].language,
		          .tokens = SEGMENT_UD },
		    SEGMENT_WORDS, tokens[i].text, tokens[i].want);
	check(&plain, SEGMENT_GRAPHEMES,
	    "e\xcc\x81 \xf0\x9f\x87\xab\xf0\x9f"
	    "\x87\xb7",
	    "e\xcc\x81| |\xf0\x9f\x87\xab\xf0\x9f\x87\xb7");
	test_newlines();
	test_fit();
	test_long();
	test_blocks();
	test_chinese();
	test_parts();
	test_gate();
	arena_free(arena);
	return tap_done();
}
