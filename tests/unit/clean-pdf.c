/* clean: pages of pdftotext in its modes, made paragraphs again. */
#include <string.h>

#include "clean/clean.h"
#include "tap.h"

/* A page of Chinese, its two columns one after the other. */
#define COLUMNS \
	"新的渡轮码头在五月的第一天开放，到了傍晚已经有两千多人走过玻璃大" \
	"门，来看潮位计和那面瓷砖墙，其中许多人还是头一次到河的这一边来，" \
	"他们说水面比想象的要宽得多，风也比城里要大，可是没有人愿意马上回" \
	"去，因为太阳还没有落到山的后面，船也还要开到深夜，公司为这一天多" \
	"雇了三个船长和五个水手，连厨房也没有休息过一刻。墙是山上小学的学" \
	"生做的，他们用了整整一个冬天，据说县里能买到的蓝色颜料全都用上了" \
	"，墙上画的是这条河从源头到河口的样子，所有的桥都在原来的位置，只" \
	"是苍鹭画多了一只，来的人可以自己去找，到现在为止还没有两个人的看" \
	"法完全一样，老师也不肯说出答案，她说这是学生的秘密，要等到他们长" \
	"大以后才能告诉别人。\n"

/* A bill, its lines set together. */
#define BILL \
	"The county council may let the ferry terminal at Lindmoor to a " \
	"company that runs boats all the year, and shall not ask more " \
	"for it than the cost of its upkeep, of which a list is to be " \
	"kept at the pier.\n\n" \
	"The list names every plank, rope and lamp, and who has paid for " \
	"it; it is open to all who ask for it and may be read aloud at " \
	"the yearly meeting, where nobody is to be kept from speaking of " \
	"the lamps.\n\n" \
	"A boat that leaves the pier before its hour pays to the school " \
	"on the hill what a child's ticket costs, and twice that if the " \
	"tide was against it, because the clerk has to row after it in " \
	"his own small boat. Dogs travel free. Bicycles pay half the " \
	"fare, and a bicycle on which a dog is carried pays nothing, as " \
	"long as the dog is tied and the bell is rung twice. Ducks are " \
	"no dogs, whatever the owner says of them.\n"

static const struct {
	const char *name, *in, *want;
} cases[] = {
	/* -raw ends a line at a raised mark, whose label has no width */
	{ "raised marks",
	    "The new ferry terminal at Lindmoor opened\n"
	    "on the first day of May,1\n"
	    "and by the even-\n"
	    "ing more than two thousand people had gone\n"
	    "through its glass doors to look at the new\n"
	    "gauge. The old pier2\n"
	    "Captain Orme built is\n"
	    "now a garden with benches of its old oak.\n"
	    "1\n"
	    "Harbour Gazette, 2 May 2019, p. 3.\n"
	    "2\n"
	    "County Record Office, Plans of Piers, no. 88.\n",
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May,[^1] and by the evening more than two thousand people had "
	    "gone through its glass doors to look at the new gauge. The old "
	    "pier[^2] Captain Orme built is now a garden with benches of its "
	    "old oak.\n\n"
	    "[^1]: Harbour Gazette, 2 May 2019, p. 3.\n"
	    "[^2]: County Record Office, Plans of Piers, no. 88.\n" },
	/* -raw drops indents: first lines are two characters short */
	{ "unseen indents",
	    "新的渡轮码头在五月的第一天开放，到\n"
	    "了傍晚已经有两千多人走过玻璃大门，来看\n"
	    "潮位计和那面瓷砖墙，其中许多人还是头一\n"
	    "次到河的这一边来。\n"
	    "墙是山上小学的学生做的，他们用了整\n"
	    "整一个冬天，据说县里能买到的蓝色颜料全\n"
	    "都用上了。\n"
	    "墙上画的是这条河从源头到河口的样子\n"
	    "，所有的桥都在原来的位置，只是苍鹭画多\n"
	    "了一只。\n"
	    "船票在柜台和船上都能买到，价钱从旧\n"
	    "码头关闭那一天起就没有变过，公司说这是\n"
	    "送给绕行两年的人的一份礼物，不必道谢。\n"
	    "狗可以免费上船，自行车只收半价，船\n"
	    "上另有热茶。\n",
	    "新的渡轮码头在五月的第一天开放，到了傍晚已经有两千多人走过玻璃"
	    "大门，来看潮位计和那面瓷砖墙，其中许多人还是头一次到河的这一边"
	    "来。\n\n"
	    "墙是山上小学的学生做的，他们用了整整一个冬天，据说县里能买到的"
	    "蓝色颜料全都用上了。\n\n"
	    "墙上画的是这条河从源头到河口的样子，所有的桥都在原来的位置，只"
	    "是苍鹭画多了一只。\n\n"
	    "船票在柜台和船上都能买到，价钱从旧码头关闭那一天起就没有变过，"
	    "公司说这是送给绕行两年的人的一份礼物，不必道谢。\n\n"
	    "狗可以免费上船，自行车只收半价，船上另有热茶。\n" },
	/* a numbered heading behind a line that is full; Latin letters */
	{ "headings of Chinese",
	    "新的渡轮码头在五月的第一天开放，到了傍晚\n"
	    "已经有两千多人走过玻璃大门，来看潮位计和\n"
	    "那面瓷砖墙，河的两岸从来没有这么热闹过。\n"
	    "二、瓷砖墙\n"
	    "tide 这个词写在墙的正中，是孩子们自己选\n"
	    "的，老师起初不太愿意，后来也就同意了，说\n"
	    "总比写校长的名字好。\n",
	    "新的渡轮码头在五月的第一天开放，到了傍晚已经有两千多人走过玻璃"
	    "大门，来看潮位计和那面瓷砖墙，河的两岸从来没有这么热闹过。\n\n"
	    "二、瓷砖墙\n\n"
	    "tide 这个词写在墙的正中，是孩子们自己选的，老师起初不太愿意，后"
	    "来也就同意了，说总比写校长的名字好。\n" },
	/* between two columns: an initial ends no note */
	{ "a note with initials",
	    "The new terminal at Lindmoor was opened\n"
	    "on the first day of May,1\n"
	    "and by the even-\n"
	    "ing two thousand people had been to see it\n"
	    "1\n"
	    "The figure is doubted; compare A. B.\n"
	    "Quillfeather, who counts half as many.\n"
	    "walking through its glass doors to look at\n"
	    "the gauge, which shows the river from its\n"
	    "spring to the bar. The old pier is now a\n"
	    "garden with benches made of its planks.\n",
	    "The new terminal at Lindmoor was opened on the first day of "
	    "May,[^1] and by the evening two thousand people had been to see "
	    "it walking through its glass doors to look at the gauge, which "
	    "shows the river from its spring to the bar. The old pier is now "
	    "a garden with benches made of its planks.\n\n"
	    "[^1]: The figure is doubted; compare A. B. Quillfeather, who "
	    "counts half as many.\n" },
	/* alike but for its numbers, and no running foot */
	{ "notes at the foot of pages",
	    "The first page tells of the new terminal at Lindmoor\n"
	    "and of the tiled wall.①\n"
	    "① 李小河：《码头史》，海河\n"
	    "出版社，2002年，第13页。\n"
	    "\fThe second page tells of the ferries and of the old\n"
	    "pier beside the mill.②\n"
	    "② 李小河：《渡轮史》，海河\n"
	    "出版社，2004年，第88页。\n",
	    "The first page tells of the new terminal at Lindmoor and of the "
	    "tiled wall.[^1]\n\n"
	    "The second page tells of the ferries and of the old pier beside "
	    "the mill.[^2]\n\n"
	    "[^1]: 李小河：《码头史》，海河出版社，2002年，第13页。\n"
	    "[^2]: 李小河：《渡轮史》，海河出版社，2004年，第88页。\n" },
	/* its number is that of the page, but it is no running head */
	{ "a numbered heading near the top",
	    "The Ferries of Lindmoor\n"
	    "1 Boats of the first years\n"
	    "The first boats were built of oak that had stood on\n"
	    "the hill for two hundred years.\n"
	    "1\n"
	    "\fThey were sold to a mill, which burned them.\n"
	    "2 Boats of the last years\n"
	    "The last boats are built of steel, and nobody has yet\n"
	    "thought of burning one.\n"
	    "2\n",
	    "The Ferries of Lindmoor\n\n"
	    "1 Boats of the first years\n\n"
	    "The first boats were built of oak that had stood on the hill for "
	    "two hundred years.\n\n"
	    "They were sold to a mill, which burned them.\n\n"
	    "2 Boats of the last years\n\n"
	    "The last boats are built of steel, and nobody has yet thought of "
	    "burning one.\n" },
	/* -layout: but a space between full lines of two columns */
	{ "a narrow gutter",
	    "  The new ferry terminal at Lind- to the bar, with all the bridges in\n"
	    "moor was opened on the first day their right places and one heron too\n"
	    "of May, and by the evening more many. Visitors may look for it; so\n"
	    "than two thousand people had gone far nobody has agreed with any-\n"
	    "through its glass doors to look at body else on which one it is.\n"
	    "the tide gauge and the tiled wall.\n"
	    "                                       The old pier is now a garden with\n"
	    "  The wall was made by pupils of\n"
	    "                                     benches made of its planks, and the\n"
	    "the school on the hill, who took a\n"
	    "                                     company has let the ticket office to\n"
	    "whole winter over it and are said\n"
	    "                                     a baker who opens at five in the\n"
	    "to have used every blue that the\n"
	    "                                     morning. Dogs travel free, bicycles\n"
	    "county can sell.\n"
	    "                                     for half the fare, and children who\n"
	    "  It shows the river from its spring can name all the bridges are given a\n"
	    "badge in the shape of a heron, which\n"
	    "many of them lose on the way home.\n",
	    "The new ferry terminal at Lindmoor was opened on the first "
	    "day of May, and by the evening more than two thousand people "
	    "had gone through its glass doors to look at the tide gauge "
	    "and the tiled wall.\n\n"
	    "The wall was made by pupils of the school on the hill, who "
	    "took a whole winter over it and are said to have used every "
	    "blue that the county can sell.\n\n"
	    "It shows the river from its spring to the bar, with all the "
	    "bridges in their right places and one heron too many. "
	    "Visitors may look for it; so far nobody has agreed with "
	    "anybody else on which one it is.\n\n"
	    "The old pier is now a garden with benches made of its planks, "
	    "and the company has let the ticket office to a baker who "
	    "opens at five in the morning. Dogs travel free, bicycles for "
	    "half the fare, and children who can name all the bridges are "
	    "given a badge in the shape of a heron, which many of them "
	    "lose on the way home.\n" },
	/* -layout: each gutter by itself, below a head across all */
	{ "three columns",
	    "                                        NOTICES OF THE WEEK\n\n"
	    "The tide mill at Orrin Bay         Council members voted on "
	    "Monday    The library will close its\n"
	    "grinds flour again after a         to keep the night bus. It"
	    "          reading room for three weeks in\n"
	    "pause of sixty years. Its wheel    carries fewer than forty"
	    "           March while the ceiling is\n"
	    "turns twice a day, when the sea    people, most of them bakers "
	    "and    mended. Books can be fetched at\n"
	    "runs out of the pond, and the      nurses, but nobody else would"
	    "      the side door from ten until\n"
	    "miller keeps a table of the        take them home."
	    "                    six.\n"
	    "moon nailed to the bin.             A petition with nine "
	    "hundred       Whoever lost a green umbrella\n"
	    "  Visitors may watch from the      names lay on the table, and "
	    "the    with a duck for its handle is\n"
	    "gallery on Thursdays. Children     chair read the shortest of "
	    "the     asked to call at the desk; it\n"
	    "are asked to leave their shoes     letters aloud before the vote"
	    "      has been there since the autumn\n"
	    "below, since the floor is as       was taken."
	    "                         fair and is in the way of the\n"
	    "old as the mill."
	    "                                                      globe.\n",
	    "NOTICES OF THE WEEK\n\n"
	    "The tide mill at Orrin Bay grinds flour again after a pause of"
	    " sixty years. Its wheel turns twice a day, when the sea runs "
	    "out of the pond, and the miller keeps a table of the moon "
	    "nailed to the bin.\n\n"
	    "Visitors may watch from the gallery on Thursdays. Children are"
	    " asked to leave their shoes below, since the floor is as old "
	    "as the mill.\n\n"
	    "Council members voted on Monday to keep the night bus. It "
	    "carries fewer than forty people, most of them bakers and "
	    "nurses, but nobody else would take them home.\n\n"
	    "A petition with nine hundred names lay on the table, and the "
	    "chair read the shortest of the letters aloud before the vote "
	    "was taken.\n\n"
	    "The library will close its reading room for three weeks in "
	    "March while the ceiling is mended. Books can be fetched at the"
	    " side door from ten until six.\n\n"
	    "Whoever lost a green umbrella with a duck for its handle is "
	    "asked to call at the desk; it has been there since the autumn "
	    "fair and is in the way of the globe.\n" },
	/* labels with a stop, thin spaces before the marks */
	{ "notes of French",
	    "Le nouveau bac de Lindmoor a été mis en service\n"
	    "le premier mai. 1\n"
	    "Dès le soir, plus de deux mille\n"
	    "personnes étaient venues voir le mur de faïence,\n"
	    "que les élèves de l’école avaient mis tout un hiver\n"
	    "à peindre. 2 Le ponton est devenu un jardin.\n"
	    "1. Gazette du port, 2 mai 2019, p. 3.\n"
	    "2. Archives du comté, plans des pontons, n° 88.\n",
	    "Le nouveau bac de Lindmoor a été mis en service le premier mai."
	    "[^1] Dès le soir, plus de deux mille personnes étaient venues "
	    "voir le mur de faïence, que les élèves de l’école avaient mis "
	    "tout un hiver à peindre.[^2] Le ponton est devenu un jardin.\n\n"
	    "[^1]: Gazette du port, 2 mai 2019, p. 3.\n"
	    "[^2]: Archives du comté, plans des pontons, n° 88.\n" },
	/* a hyphen of its own, and what OCR sets for one */
	{ "hyphens",
	    "Die neue Fähre von Lindmoor zeigt den Wasser‐\n"
	    "stand des Flusses von der Quelle bis zur Bar¬\n"
	    "re, und wer genau hinsieht, findet auf der Ka‐\n"
	    "chelwand einen Reiher zu viel. Der alte Steg ist\n"
	    "heute ein Garten.\n",
	    "Die neue Fähre von Lindmoor zeigt den Wasserstand des Flusses "
	    "von der Quelle bis zur Barre, und wer genau hinsieht, findet auf "
	    "der Kachelwand einen Reiher zu viel. Der alte Steg ist heute ein "
	    "Garten.\n" },
	/* a chain of words, a broken compound */
	{ "hyphens that stay",
	    "The two boats lay at the pier of Lindmoor, side-\n"
	    "by-side, and both of them were painted in a sec-\n"
	    "ond-hand blue that the school had left over.\n",
	    "The two boats lay at the pier of Lindmoor, side-by-side, and both "
	    "of them were painted in a second-hand blue that the school had "
	    "left over.\n" },
	/* the default mode takes out a hyphen and the line end behind it */
	{ "lines set together",
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May,\n"
	    "and by the evening more than two thousand people had walked "
	    "through its glass doors to look at the tide gauge and the tiled "
	    "wall.\n"
	    "The wall was made by pupils of the school on the hill, who took "
	    "a\n"
	    "whole winter over it and are said to have used every blue that "
	    "can be bought in the county.\n"
	    "It shows the river from its spring to the bar, with all the "
	    "bridges\n"
	    "in their right places and one heron too many. Visitors may look "
	    "for\n"
	    "it; so far nobody has agreed with anybody else on which one it "
	    "is.\n"
	    "Dogs travel free, bicycles for half the fare.\n",
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May, and by the evening more than two thousand people had walked "
	    "through its glass doors to look at the tide gauge and the tiled "
	    "wall.\n\n"
	    "The wall was made by pupils of the school on the hill, who took "
	    "a whole winter over it and are said to have used every blue that "
	    "can be bought in the county. It shows the river from its spring "
	    "to the bar, with all the bridges in their right places and one "
	    "heron too many. Visitors may look for it; so far nobody has "
	    "agreed with anybody else on which one it is.\n\n"
	    "Dogs travel free, bicycles for half the fare.\n" },
	/* short, and not gone on with */
	{ "a heading behind a full line",
	    "The new ferry terminal at Lindmoor opened on the first\n"
	    "day of May, and by the evening more than two thousand\n"
	    "people had gone through its doors to look at the wall.\n"
	    "Boats and fares\n"
	    "Dogs travel free, and bicycles travel for half the fare\n"
	    "on all days but Sundays, when they have to stay ashore.\n",
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May, and by the evening more than two thousand people had gone "
	    "through its doors to look at the wall.\n\n"
	    "Boats and fares\n\n"
	    "Dogs travel free, and bicycles travel for half the fare on all "
	    "days but Sundays, when they have to stay ashore.\n" },
	/* before their lines in -layout */
	{ "numbers of lines",
	    "  1   The county council may let the ferry terminal at\n"
	    "  2   Lindmoor to a company that runs boats all the year,\n"
	    "  3   and shall not ask more for it than the cost of its\n"
	    "  4   upkeep, of which a list is to be kept at the pier.\n"
	    "  5   The list names every plank, rope and lamp, and who\n"
	    "  6   has paid for it; it is open to all who ask for it\n"
	    "  7   and may be read aloud at the yearly meeting, where\n"
	    "  8   nobody is to be kept from speaking of the lamps.\n"
	    "  9   A boat that leaves the pier before its hour pays to\n"
	    " 10   the school on the hill what a child's ticket costs,\n"
	    " 11   and twice that if the tide was against it, because\n"
	    " 12   the clerk has to row after it in his own small boat.\n"
	    " 13   Dogs travel free. Bicycles pay half the fare, and a\n"
	    " 14   bicycle on which a dog is carried pays nothing, as\n"
	    " 15   long as the dog is tied and the bell is rung twice.\n"
	    " 16   Ducks are no dogs, whatever the owner says of them.\n",
	    BILL },
	/* -raw sets them apart */
	{ "numbers of lines apart",
	    "The county council may let the ferry terminal at\n"
	    "1\n"
	    "Lindmoor to a company that runs boats all the year,\n"
	    "2\n"
	    "and shall not ask more for it than the cost of its\n"
	    "3\n"
	    "upkeep, of which a list is to be kept at the pier.\n"
	    "4\n"
	    "The list names every plank, rope and lamp, and who\n"
	    "5\n"
	    "has paid for it; it is open to all who ask for it\n"
	    "6\n"
	    "and may be read aloud at the yearly meeting, where\n"
	    "7\n"
	    "nobody is to be kept from speaking of the lamps.\n"
	    "8\n"
	    "A boat that leaves the pier before its hour pays to\n"
	    "9\n"
	    "the school on the hill what a child's ticket costs,\n"
	    "10\n"
	    "and twice that if the tide was against it, because\n"
	    "11\n"
	    "the clerk has to row after it in his own small boat.\n"
	    "12\n"
	    "Dogs travel free. Bicycles pay half the fare, and a\n"
	    "13\n"
	    "bicycle on which a dog is carried pays nothing, as\n"
	    "14\n"
	    "long as the dog is tied and the bell is rung twice.\n"
	    "15\n"
	    "Ducks are no dogs, whatever the owner says of them.\n"
	    "16\n",
	    BILL },
	/* a margin that is mostly empty */
	{ "every fifth line",
	    "      The county council may let the ferry terminal at\n"
	    "      Lindmoor to a company that runs boats all the year,\n"
	    "      and shall not ask more for it than the cost of its\n"
	    "      upkeep, of which a list is to be kept at the pier.\n"
	    "  5   The list names every plank, rope and lamp, and who\n"
	    "      has paid for it; it is open to all who ask for it\n"
	    "      and may be read aloud at the yearly meeting, where\n"
	    "      nobody is to be kept from speaking of the lamps.\n"
	    "      A boat that leaves the pier before its hour pays to\n"
	    " 10   the school on the hill what a child's ticket costs,\n"
	    "      and twice that if the tide was against it, because\n"
	    "      the clerk has to row after it in his own small boat.\n"
	    "      Dogs travel free. Bicycles pay half the fare, and a\n"
	    "      bicycle on which a dog is carried pays nothing, as\n"
	    " 15   long as the dog is tied and the bell is rung twice.\n"
	    "      Ducks are no dogs, whatever the owner says of them.\n",
	    BILL },
	/* a list whose items are numbered is no text */
	{ "no numbers of lines",
	    "1 Lindmoor\n"
	    "2 Quill Point\n"
	    "3 Harrow Mill\n"
	    "4 Old Pier\n"
	    "5 Tidewater\n"
	    "6 Bellhouse\n"
	    "7 Heron Rock\n"
	    "8 Saltby\n"
	    "9 Winter Quay\n"
	    "10 Oakbench\n"
	    "11 Dogger Lane\n"
	    "12 Ducksworth\n"
	    "13 Fogbell\n"
	    "14 Upper Mill\n"
	    "15 Lower Mill\n"
	    "16 Ferry Lane\n",
	    "1 Lindmoor\n\n"
	    "2 Quill Point 3 Harrow Mill 4 Old Pier\n\n"
	    "5 Tidewater\n\n"
	    "6 Bellhouse\n\n"
	    "7 Heron Rock 8 Saltby\n\n"
	    "9 Winter Quay 10 Oakbench 11 Dogger Lane 12 Ducksworth 13 "
	    "Fogbell\n\n"
	    "14 Upper Mill 15 Lower Mill 16 Ferry Lane\n" },
	/* -layout, lines out of phase; an ideograph takes one column */
	{ "columns of Chinese",
	    " 新的渡轮码头在五月的第一天开放，到了傍\n"
	    "                          墙是山上小学的学生做的，他们用了整整一"
	    "\n"
	    " 晚已经有两千多人走过玻璃大门，来看潮位\n"
	    "                          个冬天，据说县里能买到的蓝色颜料全都用"
	    "\n"
	    " 计和那面瓷砖墙，其中许多人还是头一次到\n"
	    "                          上了，墙上画的是这条河从源头到河口的样"
	    "\n"
	    " 河的这一边来，他们说水面比想象的要宽得\n"
	    "                          子，所有的桥都在原来的位置，只是苍鹭画"
	    "\n"
	    " 多，风也比城里要大，可是没有人愿意马上\n"
	    "                          多了一只，来的人可以自己去找，到现在为"
	    "\n"
	    " 回去，因为太阳还没有落到山的后面，船也\n"
	    "                          止还没有两个人的看法完全一样，老师也不"
	    "\n"
	    " 还要开到深夜，公司为这一天多雇了三个船\n"
	    "                          肯说出答案，她说这是学生的秘密，要等到"
	    "\n"
	    " 长和五个水手，连厨房也没有休息过一刻。\n"
	    "                          他们长大以后才能告诉别人。\n",
	    COLUMNS },
	/* then the rest of the left one and its notes */
	{ "notes of the right column first",
	    "The new ferry terminal at Lindmoor opened on the first\n"
	    "day of May, and by the evening more than two thousand\n"
	    "people had gone through its doors to look at the gauge\n"
	    "and at the wall that the school on the hill had made in\n"
	    "a whole winter with all the blue of the county.1 It was\n"
	    "the teacher who had thought of it, and nobody has asked\n"
	    "her yet why there is one heron too many.2 The old pier\n"
	    "is a garden now, with benches of its oak and a tap that\n"
	    "gives tea on Sundays.3 Dogs travel free, and bicycles\n"
	    "travel for half the fare on all days but the first. The\n"
	    "clerk rows after boats that leave before their hour, as\n"
	    "the county asks of him, and is paid what a child's seat\n"
	    "costs, or twice that if the tide was against him. Ducks\n"
	    "are no dogs, whatever their owners say, and have to pay\n"
	    "in full or swim. The bell is rung twice in a fog. There\n"
	    "has been no fog since the bell was bought, and some say\n"
	    "that it is the bell that keeps it off.\n"
	    "2\n"
	    "County Record Office, Plans of Piers, no. 88.\n"
	    "3\n"
	    "Harbour Gazette, 9 May 2019, p. 1.\n\n"
	    "Yet the boats are painted in what was left of the blue.\n"
	    "1\n"
	    "Harbour Gazette, 2 May 2019, p. 3.\n",
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May, and by the evening more than two thousand people had gone "
	    "through its doors to look at the gauge and at the wall that the "
	    "school on the hill had made in a whole winter with all the blue "
	    "of the county.[^1] It was the teacher who had thought of it, "
	    "and nobody has asked her yet why there is one heron too "
	    "many.[^2] The old pier is a garden now, with benches of its oak "
	    "and a tap that gives tea on Sundays.[^3] Dogs travel free, and "
	    "bicycles travel for half the fare on all days but the first. "
	    "The clerk rows after boats that leave before their hour, as the "
	    "county asks of him, and is paid what a child's seat costs, or "
	    "twice that if the tide was against him. Ducks are no dogs, "
	    "whatever their owners say, and have to pay in full or swim. The "
	    "bell is rung twice in a fog. There has been no fog since the "
	    "bell was bought, and some say that it is the bell that keeps it "
	    "off.\n\n"
	    "Yet the boats are painted in what was left of the blue.\n\n"
	    "[^1]: Harbour Gazette, 2 May 2019, p. 3.\n"
	    "[^2]: County Record Office, Plans of Piers, no. 88.\n"
	    "[^3]: Harbour Gazette, 9 May 2019, p. 1.\n" },
	/* pdftotext took the hyphen for one within a line */
	{ "a number set to a cut word",
	    "The new ferry terminal at Lindmoor opened on the first\n"
	    "day of May,1 and by the evening more than two thousand\n"
	    "people had gone through its doors. The Gazette, which\n"
	    "counts them every year,2 gives no more than a thousand vis1\n\n"
	    "Harbour Gazette, 2 May 2019, p. 3.\n"
	    "2\n"
	    "Ibid., p. 4.\n"
	    "\fitors, for want of a second clerk at the door, and nobody\n"
	    "has asked for one since the old one went to sea.\n",
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May,[^1] and by the evening more than two thousand people had "
	    "gone through its doors. The Gazette, which counts them every "
	    "year,[^2] gives no more than a thousand visitors, for want of a "
	    "second clerk at the door, and nobody has asked for one since "
	    "the old one went to sea.\n\n"
	    "[^1]: Harbour Gazette, 2 May 2019, p. 3.\n"
	    "[^2]: Ibid., p. 4.\n" },
	/* and a figure that the text tells of */
	{ "a caption in a sentence",
	    "The wall was made by pupils of the school on the hill, who\n"
	    "took a whole winter over it and are said to have used ev-\n"
	    "Figure 2: The tiled wall before the flood.\n"
	    "ery blue that can be bought in the county. It shows the\n"
	    "river from its spring to the bar, as it can be seen in the\n"
	    "Figure 3. The heron is one too many, as all of them know.\n",
	    "The wall was made by pupils of the school on the hill, who took "
	    "a whole winter over it and are said to have used every blue "
	    "that can be bought in the county. It shows the river from its "
	    "spring to the bar, as it can be seen in the Figure 3. The heron "
	    "is one too many, as all of them know.\n\n"
	    "Figure 2: The tiled wall before the flood.\n" },
	/* a letter by itself belongs to the word below */
	{ "a large first letter",
	    "Boats\n\n"
	    "T\n\n"
	    "he new ferry terminal at Lindmoor opened on the first day\n"
	    "of May, and by the evening two thousand people had gone\n"
	    "through its doors.\n",
	    "Boats\n\n"
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May, and by the evening two thousand people had gone through "
	    "its doors.\n" },
	/* a page printed row by row */
	{ "rows of two columns",
	    "新的渡轮码头在五月的第一天开放，到了傍\n\n"
	    "墙是山上小学的学生做的，他们用了整整一\n\n"
	    "晚已经有两千多人走过玻璃大门，来看潮位\n\n"
	    "个冬天，据说县里能买到的蓝色颜料全都用\n\n"
	    "计和那面瓷砖墙，其中许多人还是头一次到\n\n"
	    "上了，墙上画的是这条河从源头到河口的样\n\n"
	    "河的这一边来，他们说水面比想象的要宽得\n\n"
	    "子，所有的桥都在原来的位置，只是苍鹭画\n\n"
	    "多，风也比城里要大，可是没有人愿意马上\n\n"
	    "多了一只，来的人可以自己去找，到现在为\n\n"
	    "回去，因为太阳还没有落到山的后面，船也\n\n"
	    "止还没有两个人的看法完全一样，老师也不\n\n"
	    "还要开到深夜，公司为这一天多雇了三个船\n\n"
	    "肯说出答案，她说这是学生的秘密，要等到\n\n"
	    "长和五个水手，连厨房也没有休息过一刻。\n\n"
	    "他们长大以后才能告诉别人。\n\n",
	    COLUMNS },
	/* the marks tell which comes first */
	{ "columns printed in pieces",
	    "bar, with all the bridges in their right places and one\n"
	    "heron too many, as the teacher tells those who ask her.3\n"
	    "The old pier is a garden now, with benches of its oak.\n\n"
	    "The new ferry terminal at Lindmoor opened on the first\n"
	    "day of May, and by the evening more than two thousand\n"
	    "people had gone through its doors.1 They had come down\n\n"
	    "The wall is the work of the school on the hill, and the\n"
	    "boats are painted in what was left over of its blue.4\n\n"
	    "from the hill to see the wall that the school had made\n"
	    "in one winter.2 It shows the river from its spring to the\n\n"
	    "1\n\n"
	    "Harbour Gazette, 2 May 2019, p. 3.\n"
	    "2\n"
	    "Ibid., p. 4.\n\n"
	    "3\n\n"
	    "Harbour Gazette, 9 May 2019, p. 1.\n"
	    "4\n"
	    "Ibid., p. 2.\n",
	    "The new ferry terminal at Lindmoor opened on the first day of "
	    "May, and by the evening more than two thousand people had gone "
	    "through its doors.[^1] They had come down from the hill to see "
	    "the wall that the school had made in one winter.[^2] It shows "
	    "the river from its spring to the bar, with all the bridges in "
	    "their right places and one heron too many, as the teacher tells "
	    "those who ask her.[^3] The old pier is a garden now, with "
	    "benches of its oak.\n\n"
	    "The wall is the work of the school on the hill, and the boats "
	    "are painted in what was left over of its blue.[^4]\n\n"
	    "[^1]: Harbour Gazette, 2 May 2019, p. 3.\n"
	    "[^2]: Ibid., p. 4.\n"
	    "[^3]: Harbour Gazette, 9 May 2019, p. 1.\n"
	    "[^4]: Ibid., p. 2.\n" },
	/* lines that fit as they stand are no columns */
	{ "lines far apart",
	    "新的渡轮码头在五月的第一天开放，到了傍\n\n"
	    "晚已经有两千多人走过玻璃大门，来看潮位\n\n"
	    "计和那面瓷砖墙，其中许多人还是头一次到\n\n"
	    "河的这一边来，他们说水面比想象的要宽得\n\n"
	    "多，风也比城里要大，可是没有人愿意马上\n\n"
	    "回去，因为太阳还没有落到山的后面，船也\n\n"
	    "还要开到深夜，公司为这一天多雇了三个船\n\n"
	    "长和五个水手，连厨房也没有休息过一刻。\n\n",
	    "新的渡轮码头在五月的第一天开放，到了傍\n\n"
	    "晚已经有两千多人走过玻璃大门，来看潮位\n\n"
	    "计和那面瓷砖墙，其中许多人还是头一次到\n\n"
	    "河的这一边来，他们说水面比想象的要宽得\n\n"
	    "多，风也比城里要大，可是没有人愿意马上\n\n"
	    "回去，因为太阳还没有落到山的后面，船也\n\n"
	    "还要开到深夜，公司为这一天多雇了三个船\n\n"
	    "长和五个水手，连厨房也没有休息过一刻。\n" }
};

/* Pages of one long sentence, with numbers and without form feeds. */
static void
test_counted(struct cleaner *c, struct arena *a)
{
	struct clean_result r;
	struct buf b = { 0 };
	unsigned page, line;

	for (page = 17; page < 21; page++) {
		for (line = 0; line < 28; line++) {
			buf_add_str(&b, "the ferry passed pier ");
			buf_add_char(&b, (char)('a' + page % 26));
			buf_add_char(&b, (char)('a' + line % 26));
			buf_add_str(&b, " and went on to the next one,\n");
		}
		buf_add_int(&b, page);
		buf_add_char(&b, '\n');
	}
	clean_document(c, buf_span(&b), false, true, true, 0, a, &r);
	ok(span_find(r.text, 0, "1") == r.text.len &&
	        span_find(r.text, 0, "\n") + 1 == r.text.len,
	    "numbers of pages without form feeds");
	buf_fini(&b);
}

/* The same, numbers and heads that take turns on top. */
static void
test_headed(struct cleaner *c, struct arena *a)
{
	static const char *const heads[] = { "The Ferries of Lindmoor",
		"Boats and fares" };
	struct clean_result r;
	struct buf b = { 0 };
	unsigned page, line;

	for (page = 17; page < 22; page++) {
		buf_add_int(&b, page);
		buf_add_str(&b, "\n\n");
		buf_add_str(&b, heads[page % 2]);
		buf_add_str(&b, "\n\n");
		for (line = 0; line < 28; line++) {
			buf_add_str(&b, "the ferry passed pier ");
			buf_add_char(&b, (char)('a' + page % 26));
			buf_add_char(&b, (char)('a' + line % 26));
			buf_add_str(&b, " and went on to the next one,\n");
		}
		buf_add_char(&b, '\n');
	}
	clean_document(c, buf_span(&b), false, true, true, 0, a, &r);
	ok(span_find(r.text, 0, "1") == r.text.len &&
	        span_find(r.text, 0, "fares\n\nthe") < 30 &&
	        span_find(r.text, 30, "fares") == r.text.len &&
	        span_find(r.text, 30, "Ferries") == r.text.len,
	    "heads of pages without form feeds");
	buf_fini(&b);
}

int
main(void)
{
	struct clean_opts o = { .from = CLEAN_PDF, .strictness = 0.5 };
	struct cleaner *c = cleaner_new(&o, NULL);
	struct arena *a = arena_new();
	struct clean_result r;
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		clean_document(c, span_of(cases[i].in), false, true, true, 0, a,
		    &r);
		if (!ok(span_is(r.text, cases[i].want), "%s", cases[i].name))
			printf("# got  <%.*s>\n", (int)r.text.len, r.text.p);
	}
	test_counted(c, a);
	test_headed(c, a);
	arena_free(a);
	cleaner_free(c);
	return tap_done();
}
