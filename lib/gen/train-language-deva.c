/*
 * Trains lib/data/language-deva.model: train-language-deva DATA_DIR OUT.model
 */
#include "language-first.h"

int
main(int argc, char **argv)
{
	return first_train("Deva", "language-deva", 11, 1000000, argc, argv);
}
