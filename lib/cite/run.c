/*
 * Runs of numbered notes below a page or at the end, without brackets: "13. …"
 * or "13 …" one after the other, most of them citing. Lists in which nothing
 * refers back are entries, each of them one reference.
 */
#include <string.h>

#include "cite/unit.h"

#define NOTE_LINES 20 /* of one note, at most */

/*
 * The marker of a note whose number goes on from the last: "13." or "13".
 */
static bool
goes_on(struct finder *f, const struct line *x, struct cite_mark *m,
    const struct cite_mark *last)
{
	*m = unit_mark(f, x);
	return m->class == MARK_DIGIT && m->style == last->style &&
	    m->number > last->number && m->number <= last->number + 2;
}

/* The line behind a run of numbered lines and what continues them. */
static size_t
run_end(struct finder *f, size_t i, const struct cite_mark *first)
{
	struct cite_mark last = *first, m;
	size_t since = 0;

	while (++i < f->l.n) {
		const struct line *x = &f->l.line[i];

		if (goes_on(f, x, &m, &last)) {
			last = m;
			since = 0;
		} else if (x->gap || ++since == NOTE_LINES ||
		    unit_is_note(f, x) || unit_heading(f, x) != HEADING_NONE) {
			break;
		}
	}
	return i;
}

/* The units of the lines [from, to) of a run. */
static void
add_run(struct finder *f, size_t from, size_t to)
{
	struct cite_unit *u = unit_add(f, &f->l.line[from], false);
	struct cite_mark m;

	while (++from < to) {
		const struct line *x = &f->l.line[from];

		if (goes_on(f, x, &m, &u->mark))
			u = unit_add(f, x, false);
		else
			u->end = x->end;
	}
}

/* Is there a reference in it, or one to another note? */
static bool
cites(struct finder *f, const struct cite_unit *u, bool *back)
{
	struct quire_span s = span_sub(f->text, u->start, u->end);
	struct cite_back b;
	bool yes, again;

	s = span_sub(s, 0, 1500);
	/* a list of links leads on to other pages */
	if (span_starts(s, "[") && span_ends(s, ")") &&
	    span_find(s, 0, "](") < s.len)
		return false;
	again = cite_back_at(s, f->scratch, &b);
	*back |= again;
	yes = again || cite_evidence(s, f->scratch) >= 4;
	arena_reset(f->scratch);
	return yes;
}

/* May a run begin with m that has one note? If it goes on from the last. */
static bool
may_be_single(const struct finder *f, const struct cite_mark *m)
{
	return f->number != 0 && m->number == f->number + 1;
}

size_t
unit_read_run(struct finder *f, size_t i)
{
	struct cite_units *o = f->out;
	size_t base = o->n, first = base, good = 0, k, to;
	struct cite_mark m;
	bool back = false, yes;

	f->plain = !f->l.line[i].marked;
	m = unit_mark(f, &f->l.line[i]);
	f->block++;
	f->tried = to = run_end(f, i, &m);
	add_run(f, i, to);
	f->plain = false;
	if (o->n == base + 1 && !may_be_single(f, &m)) {
		o->n = base; /* most numbered lines of prose end here */
		return i;
	}
	for (k = base; k < o->n; k++) {
		yes = cites(f, &o->unit[k], &back);
		good += yes;
		if (good == 0) /* numbers in the text above */
			first++;
	}
	k = o->n - first;
	if (good * 5 < k * 3 || good == 0 ||
	    (k == 1 && !may_be_single(f, &m))) {
		o->n = base;
		return i;
	}
	memmove(&o->unit[base], &o->unit[first], k * sizeof *o->unit);
	o->n = base + k;
	f->number = o->unit[o->n - 1].mark.number;
	if (m.style == MARK_POINT && !back)
		for (k = base; k < o->n; k++)
			o->unit[k].entry = true;
	return to;
}

bool
unit_may_run(const struct finder *f, size_t i)
{
	const struct line *x = &f->l.line[i];
	struct cite_mark m;

	if (i < f->tried)
		return false;
	m = unit_mark(f, x);
	return x->number > 0 ||
	    (m.class == MARK_DIGIT && m.style == MARK_POINT);
}
