# Whole outputs over the samples, kept and reviewed: tests/golden/cases.
# `make regen` rewrites them.
bats_require_minimum_version 1.5.0

@test "golden: the samples come out as they did" {
	run "$BATS_TEST_DIRNAME/golden" check
	echo "$output"
	[ "$status" -eq 0 ]
	[ "$(grep -c '	' "$BATS_TEST_DIRNAME/cases")" -eq "$(ls "$BATS_TEST_DIRNAME"/*.out | wc -l)" ]
}
