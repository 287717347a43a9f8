/*
 * Replays a fuzz harness over its corpus without a fuzzer, so that every
 * compiler runs it: each file whole, and cut short at some points. The
 * corpus lies in tests/fuzz/corpus/NAME below $QUIRE_SRC (or here); files
 * named as arguments are run instead. Prints TAP.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CUTS = 16, PATH = 4096 };

/* An exact copy each time, so that a sanitizer sees one byte too many. */
static void
run(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size > 0 ? size : 1);

	if (copy == NULL)
		exit(2);
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static int
replay(const char *path)
{
	static uint8_t data[1 << 20];
	FILE *f = fopen(path, "rb");
	size_t size, i;

	if (f == NULL)
		return -1;
	size = fread(data, 1, sizeof data, f);
	fclose(f);
	run(data, size);
	for (i = 1; i < CUTS && size >= CUTS; i++)
		run(data, size / CUTS * i + i % 3);
	return 0;
}

static int
replay_folder(const char *dir)
{
	char path[PATH + 300];
	struct dirent *e;
	DIR *d = opendir(dir);
	int n = 0;

	if (d == NULL)
		return 0;
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		if (replay(path) == 0)
			n++;
	}
	closedir(d);
	return n;
}

int
main(int argc, char **argv)
{
	const char *src = getenv("QUIRE_SRC"), *name = strrchr(argv[0], '/');
	char dir[PATH];
	int i, n = 0;

	name = name != NULL ? name + 1 : argv[0];
	run((const uint8_t *)"", 0);
	for (i = 1; i < argc; i++)
		n += replay(argv[i]) == 0;
	if (argc == 1) {
		snprintf(dir, sizeof dir, "%s/tests/fuzz/corpus/%s",
		    src != NULL ? src : ".", name);
		n = replay_folder(dir);
	}
	printf("1..1\n%sok 1 - fuzz %s: %d files\n", n > 0 ? "" : "not ", name,
	    n);
	return n > 0 ? 0 : 1;
}
