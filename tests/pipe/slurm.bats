# The job array of quire(7), run by a real Slurm of one node: the shards' output
# in order is that of a single run, and submitting again does what is missing.
bats_require_minimum_version 1.5.0

# A controller and a node of our own, on ports that hardly anybody uses, with
# no accounts and no keys.
setup_file() {
	cd "$BATS_FILE_TMPDIR"
	PATH=$PATH:/usr/sbin
	command -v sbatch slurmctld slurmd >/dev/null || return 0
	export SLURM_CONF=$PWD/slurm.conf
	host=$(hostname -s) user=$(id -un) port=$((20000 + $$ % 10000 * 2))
	mkdir state spool
	cat >slurm.conf <<-CONF
	ClusterName=quire
	SlurmctldHost=$host(127.0.0.1)
	SlurmctldPort=$port
	SlurmdPort=$((port + 1))
	AuthType=auth/none
	CredType=cred/none
	SlurmUser=$user
	SlurmdUser=$user
	StateSaveLocation=$PWD/state
	SlurmdSpoolDir=$PWD/spool
	SlurmctldPidFile=$PWD/ctld.pid
	SlurmdPidFile=$PWD/node.pid
	SlurmctldLogFile=$PWD/ctld.log
	SlurmdLogFile=$PWD/node.log
	ProctrackType=proctrack/linuxproc
	TaskPlugin=task/none
	SelectType=select/cons_tres
	SelectTypeParameters=CR_CPU
	SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
	ReturnToService=2
	MailProg=/bin/true
	NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=2048 State=UNKNOWN
	PartitionName=all Nodes=$host Default=YES MaxTime=10 State=UP
	CONF
	slurmctld -D >ctld.out 2>&1 3>&- &
	echo $! >ctld
	slurmd -D >node.out 2>&1 3>&- &
	echo $! >node
	for _ in $(seq 50); do
		sinfo -h -t idle 2>/dev/null | grep -q idle && touch up && break
		kill -0 "$(cat node)" "$(cat ctld)" 2>/dev/null || break
		sleep 0.2
	done
}

teardown_file() {
	cd "$BATS_FILE_TMPDIR"
	[ -e node ] || return 0
	kill "$(cat node)" "$(cat ctld)"
	# They write their state before they go.
	for _ in $(seq 50); do
		ps -o stat= -p "$(cat node),$(cat ctld)" | grep -qv Z || break
		sleep 0.1
	done
}

# Submits the script with tasks 1 to N and waits until all have ended.
submit() {
	sbatch -Q --array=1-"$1" -o /dev/null array.sh
	for _ in $(seq 150); do
		[ -n "$(squeue -h)" ] || return 0
		sleep 0.2
	done
	squeue
	cat "$BATS_FILE_TMPDIR"/*.log
	false
}

@test "slurm: the job array of the manual gives the bytes of one run" {
	[ -e "$BATS_FILE_TMPDIR/node" ] || skip 'Slurm is not installed'
	# A container may have no control groups, and then no node.
	[ -e "$BATS_FILE_TMPDIR/up" ] ||
	    skip "no Slurm node here: $(grep -h error "$BATS_FILE_TMPDIR/node.log" | tail -n 1)"
	cd "$BATS_TEST_TMPDIR"
	sed -n '/^#!\/bin\/sh/,/^\.Ed/p' "$QUIRE_SRC/man/quire.7" | sed '$d' >array.sh
	grep -q SBATCH array.sh
	mkdir done
	for i in 1 2 3 4; do sed "s/^{\"id\":\"/&$i-/" "$QUIRE_SRC/tests/samples/records.jsonl"; done >all.jsonl
	clean -j all.jsonl | segment -j | extract-dates -j >want
	split -n l/3 --additional-suffix=.jsonl all.jsonl shard-
	printf '%s\n' shard-*.jsonl >shards.txt
	submit 3
	cat done/*.jsonl | cmp - want
	[ "$(find done -name '*.part' | wc -l)" -eq 0 ]
	# One is missing, the others stay as they are.
	rm done/shard-ab.jsonl
	touch -d '2001-01-01' done/shard-aa.jsonl
	submit 3
	cat done/*.jsonl | cmp - want
	[ done/shard-aa.jsonl -ot all.jsonl ]
}
