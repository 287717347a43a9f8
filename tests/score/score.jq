# Counts for tests/score/score: each of sentences, dates and fields turns
# [gold, answer] into {metric: [right, answered, gold]}; report adds them up.

def common(a; b): (a | unique) as $a | (b | unique) as $b
	| [($a - ($a - $b) | length), ($b | length), ($a | length)];

def sentences: . as [$g, $a]
	| {ends: common($g.sentences | map(.[1]) | .[:-1]; $a.sentences | map(.[1]) | .[:-1])};

# A RANGE counts as its parts, as in TimeML.
def flat: [.[] | if .type == "RANGE" and ((.parts // []) | length) > 0 then .parts[] else . end];

def overlapping(g; a): [g[] as $g | [a[] | select(.start < $g.end and $g.start < .end)] | select(length > 0) | [$g, .[0]]];

def dates: . as [$g, $r] | ($r.dates | flat) as $a
	| overlapping($g.timex; $a) as $pairs
	| {strict: common($g.timex | map([.start, .end]); $a | map([.start, .end])),
	   relaxed: [($pairs | length), ($a | length), ($g.timex | length)],
	   value: [($pairs | map(select(.[0].value == .[1].value)) | length), ($a | length), ($g.timex | length)]};

def plain: ascii_downcase | gsub("[^\\p{L}\\p{N}]+"; "");
def year: (.issued["date-parts"][0][0] // empty) | tostring;
def names(f): [f[]? | (.literal // .family // empty)] | join("");

# Titles, containers, years, pages, publishers and places as they are printed.
def fields: . as [$g, $r] | ($r.citations[0].csl // {}) as $c
	| ([ ("title", "container-title", "publisher", "publisher-place", "page") as $k
	    | select($c[$k] != null) | [$k, ($c[$k] | plain)] ] + [["issued", ($c | year)]]) as $a
	| [ $g.fields | to_entries[]
	    | select(.key | IN("title", "container-title", "publisher", "publisher-place", "page", "issued"))
	    | [.key, ((.value | if type == "array" then .[0] else . end // "") | tostring
		| if startswith("(") then .[1:] else . end)] as [$k, $v]
	    | if $k == "issued" then [$k, ($v | [scan("[12][0-9]{3}")][0] // "")] else [$k, ($v | plain)] end ] as $b
	| {fields: common($b; $a)};

def ratio(a; b): if b > 0 then a / b else 0 end;
def round4: . * 10000 | round / 10000 | tostring;

def report($file): . as $all
	| ($all[0] // {} | keys_unsorted)[] as $k
	| ($all | map(.[$k]) | transpose | map(add)) as [$right, $said, $gold]
	| ratio($right; $said) as $p | ratio($right; $gold) as $r
	| [$file, $k, "P", ($p | round4), "R", ($r | round4), "F1", (ratio(2 * $p * $r; $p + $r) | round4), "n=\($gold)"]
	| join(" ");
