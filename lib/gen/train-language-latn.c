/*
 * Trains lib/data/language-latn.model: train-language-latn DATA_DIR OUT.model
 */
#include "language-first.h"

int
main(int argc, char **argv)
{
	return first_train("Latn", "language-latn", 12, 6000000, argc, argv);
}
