/*
 * Trains lib/data/language-cyrl.model: train-language-cyrl DATA_DIR OUT.model
 */
#include "language-first.h"

int
main(int argc, char **argv)
{
	return first_train("Cyrl", "language-cyrl", 12, 2000000, argc, argv);
}
