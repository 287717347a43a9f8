# Offsets of all spans of a record, in code points, and what is wrong with
# them. $unit is the unit they came in: codepoints, bytes, utf16.

def width($unit):
	if $unit == "bytes" then
		if . < 128 then 1 elif . < 2048 then 2
		elif . < 65536 then 3 else 4 end
	elif $unit == "utf16" and . > 65535 then 2
	else 1 end;

# Offset in that unit -> offset in code points, for every character's start.
def places($unit):
	reduce (0, foreach (explode[] | width($unit)) as $w (0; . + $w)) as $at
	    ({n: 0, map: {}}; .map["\($at)"] = .n | .n += 1) | .map;

.text as $text | ($text | places($unit)) as $map
| def at: if type == "number" then $map["\(.)"] // "inside \(.)" else . end;
def pairs: map(map(at));
{
	id, language,
	sentences: (.sentences // [] | pairs),
	words: (.words // [] | pairs),
	paragraphs: (.paragraphs // [] | pairs),
	graphemes: (.graphemes // [] | pairs),
	languages: (.languages // [] | map(.start |= at | .end |= at)),
	dates: (.dates // [] | map(.start |= at | .end |= at)),
	citations: (.citations // []
	    | map(.start |= at | .end |= at | .marks |= (. // [] | pairs)))
}
| .wrong = [
	((.sentences, .words, .paragraphs, .graphemes)[]
	    | select(.[0] < .[1] | not)),
	((.dates, .citations)[]
	    | select($text[.start:.end] != .text) | [.start, .end, .text]),
	(.citations[].marks[] | select(.[0] < .[1] | not))
]
