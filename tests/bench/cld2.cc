/*
 * CLD2's answer (with its full tables) for each line of standard input: TAG, tab, the line. The
 * bench measures `detect-language -l` beside it.
 */
#include <cstdio>
#include <cstdlib>
#include <sys/types.h>

#include <cld2/public/compact_lang_det.h>

int
main()
{
	char *line = nullptr;
	size_t cap = 0;
	ssize_t len;

	while ((len = getline(&line, &cap, stdin)) > 0) {
		bool reliable;
		CLD2::Language l = CLD2::DetectLanguage(
		    line, static_cast<int>(len), true, &reliable);

		fputs(CLD2::LanguageCode(l), stdout);
		putchar('\t');
		fwrite(line, 1, static_cast<size_t>(len), stdout);
	}
	free(line);
	return 0;
}
