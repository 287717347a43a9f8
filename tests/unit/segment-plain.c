/*
 * Unit tests of what is plain: ends of sentences, and points that are none,
 * about which the model is not asked, in several languages.
 */
#include <string.h>

#include "segment/sentence.h"
#include "tap.h"
#include "text/text.h"

struct log {
	struct quire_span text;
	struct buf found;
	unsigned asked;
};

/* It says no at every place, so that a plain end is missed if it is asked. */
static bool
decide(void *arg, const struct sentence_scan *s, const struct candidate *c)
{
	struct log *l = arg;

	(void)s, (void)c;
	l->asked++;
	return false;
}

static void
found(void *arg, size_t start, size_t end)
{
	struct log *l = arg;

	if (l->found.len > 0)
		buf_add_char(&l->found, '|');
	buf_add_span(&l->found, span_sub(l->text, start, end));
}

static void
check(const char *text, unsigned asked, const char *want)
{
	struct log l = { .text = span_of(text) };
	struct sentence_scan s = { .text = l.text,
		.fit = line_fit_none(),
		.decide = decide,
		.arg = &l,
		.found = found };

	sentence_each(&s);
	if (!ok(span_is(buf_span(&l.found), want) && l.asked == asked, "%.60s",
	        want))
		printf("# asked %u, got %.*s\n", l.asked, (int)l.found.len,
		    l.found.p);
	buf_fini(&l.found);
}

int
main(void)
{
	/* Behind a word of small letters, and of Latin ones with marks. */
	check("They took the ferry. It was late again.", 0,
	    "They took the ferry.|It was late again.");
	check("Il a quitté la cité. Elle est restée ici.", 0,
	    "Il a quitté la cité.|Elle est restée ici.");
	check("Wir fuhren weit zurück. Über uns war nichts.", 0,
	    "Wir fuhren weit zurück.|Über uns war nichts.");
	check("No llegaron todavía. Él los espera abajo.", 0,
	    "No llegaron todavía.|Él los espera abajo.");
	check("We waited below. I'm sure of it now.", 0,
	    "We waited below.|I'm sure of it now.");
	check("We waited below. I’m sure of it now.", 0,
	    "We waited below.|I’m sure of it now.");
	/* Inside quotation marks too, and before one that opens. */
	check("“It is cold here. We should leave soon.”", 0,
	    "“It is cold here.|We should leave soon.”");
	check("It was cold there. “We should leave soon.”", 0,
	    "It was cold there.|“We should leave soon.”");
	/* The first word of a sentence may be no more than its number. */
	check("Figure. The lock and its gates.", 1,
	    "Figure. The lock and its gates.");
	check("Dr. Lund was not at home then.", 0,
	    "Dr. Lund was not at home then.");
	/* Points that end nothing. */
	check("The boats stop at nine p.m. on most days.", 0,
	    "The boats stop at nine p.m. on most days.");
	check("they met mr. x. who said nothing at all.", 1,
	    "they met mr. x. who said nothing at all.");
	check("It fell by three, i.e. it nearly halved.", 0,
	    "It fell by three, i.e. it nearly halved.");
	return tap_done();
}
