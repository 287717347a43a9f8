/*
 * Measures commands for the bench, with the system's own accounts of what
 * finished children have used.
 *
 *	measure pair RUNS A B	least CPU seconds of shell commands A and B,
 *				run in turn
 *	measure peak COMMAND	its peak resident memory in KiB, its exit
 *				status and CPU seconds
 *
 * Output of the commands goes to /dev/null unless they say otherwise.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static double
seconds(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	    (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e6;
}

/* Runs a shell command; its exit status, its own use and its children's. */
static int
run(const char *command, struct rusage *use)
{
	int status, null;
	pid_t pid = fork();

	if (pid == -1) {
		perror("measure: fork");
		exit(2);
	}
	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		dup2(null, 1);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	if (wait4(pid, &status, 0, use) == -1) {
		perror("measure: wait4");
		exit(2);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static double
cpu(const char *command)
{
	struct rusage use;
	int status = run(command, &use);

	if (status != 0) {
		fprintf(stderr, "measure: exit status %d: %s\n", status,
		    command);
		exit(2);
	}
	return seconds(&use);
}

static void
pair(int runs, const char *a, const char *b)
{
	double least_a = 1e9, least_b = 1e9, t;
	int i;

	for (i = 0; i < runs; i++) {
		t = cpu(a);
		if (t < least_a)
			least_a = t;
		t = cpu(b);
		if (t < least_b)
			least_b = t;
	}
	printf("%.6f %.6f\n", least_a, least_b);
}

int
main(int argc, char **argv)
{
	struct rusage use;
	int status;

	if (argc == 5 && strcmp(argv[1], "pair") == 0) {
		pair(atoi(argv[2]), argv[3], argv[4]);
	} else if (argc == 3 && strcmp(argv[1], "peak") == 0) {
		status = run(argv[2], &use);
		printf("%ld %d %.6f\n", use.ru_maxrss, status, seconds(&use));
	} else {
		fprintf(stderr,
		    "usage: measure pair RUNS A B\n"
		    "       measure peak COMMAND\n");
		return 2;
	}
	return 0;
}
