# The installed tree: every file, the exported names, a stranger's program
# against both libraries, uninstall, program_prefix. tests/lint/installed does
# the work; distcheck uses it too.
bats_require_minimum_version 1.5.0

@test "install: tree, libraries, client, uninstall" {
	[ -z "${QUIRE_SANITIZED-}" ] || skip 'not with sanitizers'
	cd "$QUIRE_SRC"
	run -0 sh tests/lint/installed "${QUIRE_BUILD#"$PWD/"}" "$BATS_TEST_TMPDIR/root"
	[[ $output == *'sentence: Nobody here will miss them.'* ]]
	[[ $output == *'date: DATE 2008-10 2008-10'* ]]
}
