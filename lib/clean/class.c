/* class: the names of the classes, and which stay unless the caller says. */
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

enum clean_class
clean_class_named(struct quire_span name)
{
	unsigned k;

	for (k = 0; k < CLEAN_CLASSES; k++)
		if (span_is(name, names[k]))
			break;
	return (enum clean_class)k;
}
