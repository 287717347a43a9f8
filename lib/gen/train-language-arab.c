/*
 * Trains lib/data/language-arab.model: train-language-arab DATA_DIR OUT.model
 */
#include "language-first.h"

int
main(int argc, char **argv)
{
	return first_train("Arab", "language-arab", 11, 1000000, argc, argv);
}
