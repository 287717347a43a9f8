/* class: the names of classes and passes, and lists of them. */
#include "clean/work.h"

static const char *const names[CLEAN_CLASSES] = { [CLEAN_BODY] = "body",
	[CLEAN_TITLE] = "title",
	[CLEAN_HEADING] = "heading",
	[CLEAN_BYLINE] = "byline",
	[CLEAN_DATELINE] = "dateline",
	[CLEAN_STANDFIRST] = "standfirst",
	[CLEAN_QUOTE] = "quote",
	[CLEAN_LIST] = "list",
	[CLEAN_TABLE] = "table",
	[CLEAN_NOTE] = "note",
	[CLEAN_BLANK] = "blank",
	[CLEAN_NAV] = "nav",
	[CLEAN_ADVERT] = "advert",
	[CLEAN_SHARE] = "share",
	[CLEAN_WIDGET] = "widget",
	[CLEAN_READMORE] = "readmore",
	[CLEAN_COPYRIGHT] = "copyright",
	[CLEAN_CREDIT] = "credit",
	[CLEAN_SOURCE] = "source-line",
	[CLEAN_REPEAT] = "repeat",
	[CLEAN_PULLQUOTE] = "pullquote",
	[CLEAN_CAPTION] = "caption",
	[CLEAN_RUNNING] = "running-head",
	[CLEAN_PAGENUMBER] = "page-number",
	[CLEAN_FOREIGN] = "foreign" };

const char *
clean_class_name(enum clean_class k)
{
	return (unsigned)k < CLEAN_CLASSES ? names[k] : "unknown";
}

static uint32_t
class_bit(struct quire_span name)
{
	unsigned k;

	for (k = 0; k < CLEAN_CLASSES; k++)
		if (span_is(name, names[k]))
			return (uint32_t)1 << k;
	return 0;
}

static uint32_t
pass_bit(struct quire_span name)
{
	static const char *const passes[] = { "encoding", "markup",
		"characters", "layout", "boilerplate", "notes" };
	uint32_t i;

	for (i = 0; i < sizeof passes / sizeof *passes; i++)
		if (span_is(name, passes[i]))
			return (uint32_t)1 << i;
	return 0;
}

static bool
read_list(struct quire_span list, uint32_t (*bit)(struct quire_span),
    uint32_t *set, struct quire_span *bad)
{
	*set = 0;
	while (list.len > 0) {
		*bad = span_sub(list, 0, span_find(list, 0, ","));
		list = span_sub(list, bad->len + 1, list.len);
		if (bit(*bad) == 0)
			return false;
		*set |= bit(*bad);
	}
	return true;
}

bool
clean_class_list(struct quire_span list, uint32_t *set, struct quire_span *bad)
{
	return read_list(list, class_bit, set, bad);
}

bool
clean_pass_list(struct quire_span list, uint32_t *set, struct quire_span *bad)
{
	return read_list(list, pass_bit, set, bad);
}
